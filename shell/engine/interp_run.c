/* interp_run: running a text: parsed, its output and errors in one Out-Default, what leaves it reported. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/eval.h"
#include "shell/engine/interp_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"

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

/* ---- running a block ---- */

/* What a run leaves behind becomes the exit code and, for an exception, a report. */
static RunResult settle(Interp *in, Flow flow)
{
	RunResult result = { .flow = flow };

	if (flow == FLOW_EXIT) {
		result.exit_code = in->exit_code;
		return result;
	}
	if (flow == FLOW_THROW) {
		result.terminated = true;
		in->success = false;
		report_alone(in, interp_take_error(in));
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
	Span at = frame->at;
	Flow flow = FLOW_NEXT;

	frame->script = block->script;
	frame->at = node->node.span;
	if (node->begin)
		flow = eval_block(in, node->begin, out);
	if (flow == FLOW_NEXT && node->process)
		flow = eval_block(in, node->process, out);
	if (flow == FLOW_NEXT && node->end)
		flow = eval_block(in, node->end, out);
	frame->script = script;
	frame->at = at;
	return flow == FLOW_RETURN || flow == FLOW_BREAK || flow == FLOW_CONTINUE ? FLOW_NEXT : flow;
}

static Flow run_block(Interp *in, Value block, const Value *args, size_t nargs, unsigned flags, Sink *out)
{
	PipelineCall call = { .args = args, .nargs = nargs };
	Flow flow;

	if (!(flags & INTERP_FILE) && !block.block->node->params)
		return run_here(in, block.block, out);
	call.command = command_ref(function_block_command(block.block));
	call.dotted = (flags & INTERP_DOT) != 0;
	flow = pipeline_call(in, &call, out);
	command_drop(call.command);
	return flow;
}

RunResult interp_run(Interp *in, Str path, Str text, const Value *args, size_t nargs, unsigned flags)
{
	Value block = VALUE_EMPTY;
	Output output;
	RunResult result;
	Flow flow;

	in->interactive_prompt = (flags & INTERP_TYPED) != 0;
	flow = function_parse(in, path, text, flags & INTERP_FILE ? PARSE_FILE : 0, &block);
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

static Flow run_command(Interp *in, Command *command, const Str *words, size_t n, bool dot, Sink *out)
{
	Invocation *invocation = error_invocation_new(NULL, (Span){ 0 });
	Pipeline p;
	StagePrivate *sp;

	pipeline_init(in, &p, out);
	invocation->command = command_ref(command);
	invocation->name = value_ref(value_of_string(command->name)).string;
	sp = pipeline_add(&p, command, invocation);
	sp->dotted = dot;
	for (size_t i = 0; i < n; i++)
		add_word(&sp->args, words[i]);
	return pipeline_run(&p);
}

RunResult interp_run_file(Interp *in, Str real_path, const Str *args, size_t nargs, bool dot)
{
	Command *command = NULL;
	Output output;
	RunResult result;
	Flow flow = script_file_command(in, real_path, &command);

	in->file_exited = false;
	if (flow == FLOW_NEXT) {
		flow = open_output(in, &output);
		if (flow == FLOW_NEXT)
			flow = run_command(in, command, args, nargs, dot, in->default_out);
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
