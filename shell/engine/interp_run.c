/* interp_run: running a text: parsed, its output and errors in one Out-Default, what leaves it reported. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/enumerator.h"
#include "shell/engine/eval.h"
#include "shell/engine/interp_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"
#include "shell/engine/using.h"

/* ---- Out-Default ---- */

/* The Out-Default of a run: a pipeline of its own that is fed. */
typedef struct Output {
	Pipeline pipeline;
	Sink *default_before, *error_before;
	bool open;
} Output;

static Flow open_output(Interp *in, Output *output)
{
	Command *command = registry_cmdlet(in, S("Out-Default"));
	Invocation *invocation;
	StagePrivate *stage;
	Flow flow;

	*output = (Output){ .default_before = in->default_out, .error_before = in->error_out };
	if (!command)
		return registry_not_found(in, S("Out-Default"));
	pipeline_init(in, &output->pipeline, &in->null_sink);
	output->pipeline.has_input = true;
	invocation = error_invocation_new(NULL, (Span){ 0 });
	invocation->command = command_ref(command);
	stage = pipeline_add(&output->pipeline, command, invocation);
	in->default_out = in->error_out = &stage->in;
	output->open = true;
	flow = pipeline_start(&output->pipeline);
	in->depth--; /* it is no call of the script's */
	output->pipeline.started = false;
	return flow;
}

static Flow close_output(Interp *in, Output *output, Flow flow)
{
	bool success = in->success;

	if (!output->open)
		return flow;
	flow = pipeline_finish(&output->pipeline, flow);
	in->default_out = output->default_before;
	in->error_out = output->error_before;
	in->success = success;
	return flow;
}

/* A record through an Out-Default of its own. */
static void report_alone(Interp *in, Value record)
{
	Output output;
	Flow flow = open_output(in, &output);

	if (flow == FLOW_NEXT)
		flow = interp_report(in, record);
	if (close_output(in, &output, flow) == FLOW_THROW)
		value_drop(interp_take_error(in));
	value_drop(record);
}

/* ---- exceptions that leave a run ---- */

/* Whether the exception is one that the engine made for the record: no throw statement's, no command's. */
static bool is_contained(const ErrorRecord *error)
{
	const TypeDef *type = type_of(error->exception);
	bool of_command = error->invocation && error->invocation->command &&
			  !type_is(type, exception_type(EXC_PARAMETER_BINDING));

	if (type == exception_type(EXC_ACTION_PREFERENCE_STOP))
		return true;
	if (type == exception_type(EXC_PARSE) && error->invocation && error->invocation->script &&
		error->invocation->script->path.n)
		return false; /* of a file: reference 3.1.3 */
	return type_is(type, exception_type(EXC_RUNTIME)) && !exception_peek(error->exception)->thrown &&
	       !error->promoted && !of_command;
}

/* The record of an exception that left the run: an exception that contains its record stands in it as
 * ParentContainsErrorRecordException.  Only a throw statement's record has the exception itself, and a command's that
 * was promoted; an error that was noted where it happened is noted once more (recorded:
 * mistakes/int-conversion-in-loop, errors/erroraction-stop-uncaught). */
static Value record_outside(const ErrorRecord *error)
{
	Value stand_in, copy;

	if (!is_contained(error))
		return error_copy(error, error->exception);
	stand_in = error_stand_in(error->exception);
	copy = error_copy(error, stand_in);
	value_drop(stand_in);
	return copy;
}

static void report_outside(Interp *in)
{
	Value record = interp_take_error(in);
	ErrorRecord *error = error_peek(record);

	if (error->promoted || (error->reported && !exception_peek(error->exception)->thrown) || is_contained(error)) {
		Value copy = record_outside(error);

		error_peek(copy)->promoted = error->promoted;
		value_drop(record);
		record = copy;
	}
	report_alone(in, record);
}

/* ---- running a block ---- */

/* What a run leaves behind becomes the exit code and, for an exception, a report. */
static RunResult settle(Interp *in, Flow flow)
{
	RunResult result = { .flow = flow };

	if (flow == FLOW_STOP)
		host_interrupted = 0;
	if (flow == FLOW_EXIT) {
		result.exit_code = in->exit_code;
		return result;
	}
	if (flow == FLOW_THROW) {
		result.terminated = true;
		in->success = false;
		report_outside(in);
	}
	value_set_take(&in->label, VALUE_EMPTY);
	result.exit_code = flow == FLOW_THROW || !in->success ? 1 : 0;
	return result;
}

static Flow run_here(Interp *in, Block *block, Sink *out)
{
	const ScriptBlockNode *node = block->node;
	Frame *frame = in->frame;
	Script *script = frame->script;
	Command *command = frame->command;
	Span at = frame->at;
	Flow flow = FLOW_NEXT;

	frame->script = block->script;
	frame->command = function_block_command(block);
	frame->at = node->node.span;
	flow = using_load(in, node);
	if (flow == FLOW_NEXT && node->begin)
		flow = eval_block(in, node->begin, out);
	if (flow == FLOW_NEXT && node->process)
		flow = eval_block(in, node->process, out);
	if (flow == FLOW_NEXT && node->end)
		flow = eval_block(in, node->end, out);
	frame->script = script;
	frame->command = command;
	frame->at = at;
	return flow == FLOW_RETURN || flow == FLOW_BREAK || flow == FLOW_CONTINUE ? FLOW_NEXT : flow;
}

/* ---- what is piped into the program ---- */

/* The lines that are to come, read as they are asked for; payload: the first one, where it has been read (a Value). */
static void free_piped(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, *(Value *)object->payload);
	free(object->payload);
}

static bool next_piped(Interp *in, Value self, Value *item, Flow *flow)
{
	Value *first = value_unwrap_peek(self).object->payload;
	Buf line = BUF_INIT;
	bool more;

	if (first->kind != V_EMPTY) {
		*item = *first;
		*first = VALUE_EMPTY;
		return true;
	}
	more = in->host->next_input(in->host->self, &line) == HOST_READ_OK;
	if (more)
		*item = value_string_buf(&line);
	else if (host_interrupted)
		*flow = interp_poll(in);
	buf_release(&line);
	return more;
}

static const TypeOps piped_ops = { .free = free_piped, .next = next_piped };
static const TypeDef piped_type = {
	.name = "System.Collections.IEnumerable", .base = &type_known[T_OBJECT], .ops = &piped_ops
};

/* $input of a text or script that is fed from outside. */
static Value piped_take(Interp *in, Value first)
{
	Value *payload = MEM_NEW(Value), lines, input;

	*payload = first;
	lines = object_value(object_new_native(&piped_type, payload));
	input = enumerator_new(in, lines);
	value_drop(lines);
	return input;
}

/* A text that does not ask for them leaves the lines to the programs that it starts, and never waits for what feeds the
 * pipe. */
static void offer_input(Interp *in, ScriptBlockNode *node)
{
	if (in->host->next_input && function_takes_input(node))
		value_set_take(&in->top.input, piped_take(in, VALUE_EMPTY));
}

static Flow feed_lines(Interp *in, Pipeline *p, Buf *line)
{
	Host *host = in->host;
	Value object;
	Flow flow;

	do {
		object = value_string_buf(line);
		flow = pipeline_feed(p, object);
		value_drop(object);
		buf_clear(line);
	} while (flow == FLOW_NEXT && host->next_input(host->self, line) == HOST_READ_OK);
	return flow == FLOW_NEXT && host_interrupted ? interp_poll(in) : flow;
}

/* Only the end block of a script is to see them, as $input. */
static bool collects(const StagePrivate *sp)
{
	return !sp->command->block->node->process && !sp->command->advanced;
}

/* The lines that are piped into the program feed a script that takes them; where there is none at all, as from
 * /dev/null, it runs as without. */
static Flow run_with_input(Interp *in, Pipeline *p)
{
	Host *host = in->host;
	StagePrivate *sp = p->stages[0];
	Buf line = BUF_INIT;
	Flow flow = sp->block.kind == V_EMPTY ? script_file_load(in, sp->command) : FLOW_NEXT;

	if (flow == FLOW_NEXT) {
		value_set_take(&sp->block, value_ref((Value){ .kind = V_BLOCK, .block = sp->command->block }));
		p->has_input = function_takes_input(sp->command->block->node) &&
			       host->next_input(host->self, &line) == HOST_READ_OK;
		flow = host_interrupted ? interp_poll(in) : pipeline_start(p);
	}
	if (flow == FLOW_NEXT && p->has_input && collects(sp))
		value_set_take(&sp->frame.input, piped_take(in, value_string_buf(&line)));
	else if (flow == FLOW_NEXT && p->has_input)
		flow = feed_lines(in, p, &line);
	buf_release(&line);
	return pipeline_finish(p, flow);
}

/* A text with a process block. */
static Flow run_process(Interp *in, Value block, Sink *out)
{
	Invocation *invocation = error_invocation_new(NULL, (Span){ 0 });
	Command *command = function_block_command(block.block);
	StagePrivate *sp;
	Pipeline p;

	invocation->command = command_ref(command);
	pipeline_init(in, &p, out);
	sp = pipeline_add(&p, command, invocation);
	sp->dotted = true;
	return run_with_input(in, &p);
}

static Flow run_block(Interp *in, Value block, const Value *args, size_t nargs, unsigned flags, Sink *out)
{
	PipelineCall call = { .args = args, .nargs = nargs };
	Flow flow;

	if (!flags && in->host->next_input && block.block->node->process)
		return run_process(in, block, out);
	if (!flags)
		offer_input(in, block.block->node);
	if (!(flags & INTERP_FILE) && !block.block->node->params)
		return run_here(in, block.block, out);
	call.command = command_ref(function_block_command(block.block));
	call.dotted = (flags & INTERP_DOT) != 0;
	flow = pipeline_call(in, &call, out);
	command_drop(call.command);
	return flow;
}

/* A text that could go on is an IncompleteParseException: without a place, and with the first message alone (reference
 * 3.1.5). */
static Flow raise_incomplete(Interp *in, const ParseErrors *errs)
{
	return interp_throw_spec(
		in, CAT_PARSER_ERROR, errs->p[0].id, EXC_INCOMPLETE_PARSE, VALUE_NULL, errs->p[0].text);
}

static Flow parse_text(Interp *in, Str text, Value *out)
{
	ParseErrors errs = { 0 };
	ParseOutside outside = using_outside(in);
	ParseInput input = { .text = text, .edition = runtime_edition(in), .outside = &outside };
	Script *script = script_parse(&input, &errs);
	Flow flow = FLOW_NEXT;

	if (script_wants_more(&errs))
		flow = raise_incomplete(in, &errs);
	else if (errs.n)
		flow = function_raise_parse_errors(in, script, &errs);
	else
		*out = function_block_new(script, script->root, in->scope->module);
	script_errors_release(&errs);
	script_drop(script);
	return flow;
}

RunResult interp_run(Interp *in, Str path, Str text, const Value *args, size_t nargs, unsigned flags)
{
	Value block = VALUE_EMPTY;
	Output output;
	RunResult result;
	Flow flow;

	in->interactive_prompt = (flags & INTERP_TYPED) != 0;
	flow = path.n || flags & INTERP_FILE
		       ? function_parse(in, path, text, flags & INTERP_FILE ? PARSE_FILE : 0, &block)
		       : parse_text(in, text, &block);
	if (flow == FLOW_NEXT) {
		flow = open_output(in, &output);
		if (flow == FLOW_NEXT)
			flow = run_block(in, block, args, nargs, flags, in->default_out);
		flow = close_output(in, &output, flow);
	} else {
		in->success = false;
	}
	result = settle(in, flow);
	value_drop(block);
	return result;
}

/* ---- script files ---- */

/* "-Name" and "-Name:value" among the words of a command line are names, everything else is text. */
static void add_word(ArgList *args, Str word)
{
	Arg *arg = bind_args_add(args);
	size_t colon;

	if (word.n < 2 || word.p[0] != '-' || (word.p[1] >= '0' && word.p[1] <= '9')) {
		arg->value = value_string(word);
		return;
	}
	colon = str_find_byte(word, ':', 0);
	arg->param_text = word;
	arg->param = str_cut(word, 1, colon == STR_NONE ? word.n : colon);
	if (colon != STR_NONE) {
		arg->colon = true;
		arg->value = script_file_argument(str_cut(word, colon + 1, word.n));
	}
}

static Flow run_command(Interp *in, Command *command, const Str *words, size_t n, bool with_input, Sink *out)
{
	Invocation *invocation = error_invocation_new(NULL, (Span){ 0 });
	Pipeline p;
	StagePrivate *sp;

	pipeline_init(in, &p, out);
	invocation->command = command_ref(command);
	invocation->name = value_ref(value_of_string(command->name)).string;
	sp = pipeline_add(&p, command, invocation);
	sp->dotted = true;
	for (size_t i = 0; i < n; i++)
		add_word(&sp->args, words[i]);
	return with_input && in->host->next_input ? run_with_input(in, &p) : pipeline_run(&p);
}

RunResult interp_run_file(Interp *in, Str real_path, const Str *args, size_t nargs, bool with_input)
{
	Command *command = NULL;
	Output output;
	RunResult result;
	Flow flow = script_file_command(in, real_path, &command);

	in->file_exited = false;
	if (flow == FLOW_NEXT) {
		flow = open_output(in, &output);
		if (flow == FLOW_NEXT)
			flow = run_command(in, command, args, nargs, with_input, in->default_out);
		flow = close_output(in, &output, flow);
	}
	result = settle(in, flow);
	command_drop(command);
	if (result.flow == FLOW_NEXT)
		result.exit_code = in->file_exited ? in->exit_code : 0;
	if (in->file_exited)
		result.flow = FLOW_EXIT;
	return result;
}
