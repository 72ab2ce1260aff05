/* pipeline: commands bound together: begin, objects one at a time, end. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/pipeline.h"

#include <stdlib.h>

#include "shell/engine/function.h"
#include "shell/engine/program.h"
#include "shell/engine/redirect.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"

/* ---- building ---- */

void pipeline_init(Interp *in, Pipeline *p, Sink *out)
{
	*p = (Pipeline){ .in = in, .out = out, .cap = COUNT(p->inline_stages) };
	p->stages = p->inline_stages;
}

static Flow put(Sink *sink, Value v);

/* Memory of a stage that ended, or new. */
static StagePrivate *take_stage(Interp *in)
{
	StagePrivate *sp = in->free_stages;

	if (!sp)
		return MEM_NEW(StagePrivate);
	in->free_stages = sp->spare;
	memset(sp, 0, sizeof(*sp));
	return sp;
}

void pipeline_free_spare(Interp *in)
{
	while (in->free_stages) {
		StagePrivate *sp = in->free_stages;

		in->free_stages = sp->spare;
		free(sp);
	}
}

StagePrivate *pipeline_add(Pipeline *p, Command *command, Invocation *invocation)
{
	StagePrivate *sp = take_stage(p->in);

	if (p->n == p->cap) {
		StagePrivate **grown = mem_alloc((size_t)p->cap * 2, sizeof(StagePrivate *));

		memcpy(grown, p->stages, (size_t)p->n * sizeof(StagePrivate *));
		if (p->stages != p->inline_stages)
			free(p->stages);
		p->stages = grown;
		p->cap *= 2;
	}
	sp->s.interp = p->in;
	sp->s.def = command->def;
	sp->s.scratch = p->in->scratch;
	sp->s.invocation = invocation;
	sp->in.put = put;
	sp->command = command_ref(command);
	sp->pipeline = p;
	sp->index = p->n;
	sp->streams = *p->in->streams;
	bind_args_init(&sp->args);
	if (command->block)
		sp->block = value_ref((Value){ .kind = V_BLOCK, .block = command->block });
	p->stages[p->n++] = sp;
	return sp;
}

/* ---- where a stage's output goes ---- */

static Flow tee_put(Sink *sink, Value v)
{
	StagePrivate *sp = ((StageTee *)sink)->stage;
	Interp *in = sp->s.interp;

	if (sp->out_list)
		list_push_take(sp->out_list, value_ref(v));
	if (sp->common.pipeline_variable.kind != V_EMPTY)
		scope_put_take(sp->variable_scope, scope_symbol(in, value_str_peek(sp->common.pipeline_variable)),
			value_ref(v));
	return sink_put(sp->tee_out, v);
}

static void connect(Pipeline *p)
{
	for (int i = 0; i < p->n; i++) {
		StagePrivate *sp = p->stages[i];
		Sink *out = i + 1 < p->n ? &p->stages[i + 1]->in : p->out;

		sp->s.out = sp->output_file ? sp->output_file : out;
		if (sp->out_list || sp->common.pipeline_variable.kind != V_EMPTY) {
			sp->tee = (StageTee){ .sink = { tee_put }, .stage = sp };
			sp->tee_out = sp->s.out;
			sp->s.out = &sp->tee.sink;
		}
	}
}

/* ---- callbacks ---- */

/* An expression's error that leaves a cmdlet or an advanced function becomes that command's (checked with the real
 * engine: position, activity and id's second part are those of the command); as it was it stands in $Error. */
static bool stamp(const StagePrivate *sp)
{
	Value copy;
	bool is_parse;
	ErrorRecord *error = interp_error_peek(sp->s.interp);

	if (!sp->command->advanced || !error || error->thrown || error->promoted ||
		(error->invocation && error->invocation->command))
		return false;
	/* of what could not be parsed nothing ran: there is no statement it came from */
	is_parse = type_of(error->exception) == exception_type(EXC_PARSE);
	if (!is_parse)
		interp_remember_error(sp->s.interp, sp->s.interp->error);
	copy = error_copy(error, error->exception);
	value_set_take(&sp->s.interp->error, copy);
	error = error_peek(copy);
	error->reported = !is_parse;
	error_invocation_drop(error->invocation);
	error->invocation = error_invocation_ref(sp->s.invocation);
	if (error->position_script)
		script_drop(error->position_script);
	error->position_script = NULL;
	if (!error->source && sp->command->source && sp->command->source->n)
		error->source = value_ref(value_of_string(sp->command->source)).string;
	return true;
}

/* What ends the command is in its -ErrorVariable, too (each case asked of 7.6): for what the command itself raised the
 * exception of that, for what it heard the record; stamped: it came from an expression. */
static void keep_thrown(StagePrivate *sp, bool stamped)
{
	ErrorRecord *error = interp_error_peek(sp->s.interp);
	List *list = sp->lists[STREAM_ERROR];
	bool own;
	Str message;

	if (!list || !error)
		return;
	own = error->raiser == &sp->s && !error->thrown;
	message = error_message_peek(error);
	if (error->promoted)
		list_push_take(list, exception_new(exception_type(EXC_ACTION_PREFERENCE_STOP), message, VALUE_NULL));
	if (!own)
		list_push_take(list, value_ref(sp->s.interp->error));
	if ((own && !error->promoted) || (stamped && sp->s.def))
		list_push_take(list, exception_new(exception_type(EXC_CMDLET_INVOCATION), message, VALUE_NULL));
}

typedef enum Callback { CALL_BEGIN, CALL_PROCESS, CALL_END } Callback;

static Flow call_cmdlet(StagePrivate *sp, Callback which, Value input)
{
	const CmdletDef *def = sp->s.def;
	ArenaMark mark = arena_mark(sp->s.scratch);
	Flow flow = FLOW_NEXT;

	if (which == CALL_PROCESS)
		flow = def->process ? def->process(&sp->s, input) : FLOW_NEXT;
	else if (which == CALL_BEGIN)
		flow = def->begin ? def->begin(&sp->s) : FLOW_NEXT;
	else
		flow = def->end ? def->end(&sp->s) : FLOW_NEXT;
	arena_release(sp->s.scratch, mark);
	return flow;
}

static Flow call_other(StagePrivate *sp, Callback which, Value input)
{
	if (sp->program)
		return which == CALL_PROCESS ? program_process(sp, input)
		       : which == CALL_BEGIN ? program_begin(sp)
					     : program_end(sp);
	return which == CALL_PROCESS ? pipeline_script_process(sp, input)
	       : which == CALL_BEGIN ? pipeline_script_begin(sp)
				     : pipeline_script_end(sp);
}

static Flow call(StagePrivate *sp, Callback which, Value input)
{
	Interp *in = sp->s.interp;
	const Streams *streams = in->streams;
	Flow flow;

	in->streams = &sp->streams;
	flow = sp->s.def ? call_cmdlet(sp, which, input) : call_other(sp, which, input);
	in->streams = streams;
	flow = stage_arrive(sp, flow);
	if (flow == FLOW_THROW) {
		keep_thrown(sp, stamp(sp));
	}
	return flow;
}

/* ---- [Obsolete()] ---- */

static Flow tell_obsolete(StagePrivate *sp, uint32_t index)
{
	const Param *param = &sp->binding.command->params[index];

	return param->obsolete.p ? stage_warning(&sp->s, "Parameter '%.*s' is obsolete. %.*s", STR_ARG(param->name),
					   STR_ARG(param->obsolete))
				 : FLOW_NEXT;
}

/* Told once before it begins, and not for its -WarningVariable (asked of 7.6). */
static Flow warn_obsolete(StagePrivate *sp)
{
	const Binding *b = &sp->binding;
	const Command *command = b->command;
	List *kept = sp->lists[STREAM_WARNING];
	Flow flow = FLOW_NEXT;

	if (!command || !command->has_obsolete)
		return FLOW_NEXT;
	sp->lists[STREAM_WARNING] = NULL;
	if (command->obsolete.p)
		flow = stage_warning(&sp->s, "The command '%.*s' is obsolete. %.*s", STR_ARG(string_str(command->name)),
			STR_ARG(command->obsolete));
	for (uint32_t i = 0; i < b->norder && flow == FLOW_NEXT; i++)
		flow = tell_obsolete(sp, b->order[i]);
	sp->lists[STREAM_WARNING] = kept;
	return flow;
}

/* Those that the first object to do so set. */
static Flow warn_piped(StagePrivate *sp)
{
	const Binding *b = &sp->binding;

	for (uint32_t i = b->norder; i < b->norder + b->npiped; i++) {
		if (bind_bit(sp->piped_told, b->order[i]))
			continue;
		bind_set_bit(sp->piped_told, b->order[i]);
		FLOW_TRY(tell_obsolete(sp, b->order[i]));
	}
	return FLOW_NEXT;
}

static void update_bound(StagePrivate *sp)
{
	for (int i = 0; i < 4; i++)
		sp->s.bound[i] = sp->binding.bound[i] | sp->binding.piped[i];
	sp->s.set = sp->binding.set;
}

/* Simple functions take whatever comes; everything else binds each object. */
static bool binds_input(const StagePrivate *sp)
{
	return !sp->program && (sp->s.def || sp->command->advanced);
}

/* A command begins in its turn, or before its first object: of what a command before it writes when that begins. */
static Flow begin(StagePrivate *sp)
{
	if (sp->state != STAGE_NEW)
		return FLOW_NEXT;
	sp->state = STAGE_BEGUN;
	return call(sp, CALL_BEGIN, VALUE_EMPTY);
}

static Flow put(Sink *sink, Value v)
{
	StagePrivate *sp = (StagePrivate *)(void *)((char *)sink - offsetof(StagePrivate, in));
	Interp *in = sp->s.interp;
	int fast = sp->command->fast_input;
	bool bound;

	if (host_interrupted)
		return interp_poll(in);
	if (sp->state == STAGE_STOPPED)
		return FLOW_NEXT;
	FLOW_TRY(begin(sp));
	if (fast >= 0 && !bind_bit(sp->binding.bound, (uint32_t)fast)) {
		value_set_take(&sp->binding.values[fast], value_ref(v));
		bind_set_bit(sp->s.bound, (uint32_t)fast);
	} else if (binds_input(sp)) {
		const Streams *streams = in->streams;
		Flow flow;

		in->streams = &sp->streams;
		flow = bind_object(in, &sp->binding, v, &bound);
		in->streams = streams;
		if (flow != FLOW_NEXT || !bound)
			return flow;
		update_bound(sp);
		if (sp->binding.command->has_obsolete)
			FLOW_TRY(warn_piped(sp));
	}
	return call(sp, CALL_PROCESS, v);
}

/* ---- common parameters ---- */

static void read_common(StagePrivate *sp)
{
	StageCommon *common = &sp->common;
	Value *const fields[COMMON_COUNT] = {
		[COMMON_VERBOSE] = &common->verbose,
		[COMMON_DEBUG] = &common->debug,
		[COMMON_ERROR_ACTION] = &common->error_action,
		[COMMON_WARNING_ACTION] = &common->warning_action,
		[COMMON_INFORMATION_ACTION] = &common->information_action,
		[COMMON_PROGRESS_ACTION] = &common->progress_action,
		[COMMON_ERROR_VARIABLE] = &common->error_variable,
		[COMMON_WARNING_VARIABLE] = &common->warning_variable,
		[COMMON_INFORMATION_VARIABLE] = &common->information_variable,
		[COMMON_OUT_VARIABLE] = &common->out_variable,
		[COMMON_PIPELINE_VARIABLE] = &common->pipeline_variable,
		[COMMON_WHAT_IF] = &common->what_if,
		[COMMON_CONFIRM] = &common->confirm,
		[COMMON_INCLUDE_TOTAL_COUNT] = &common->include_total_count,
		[COMMON_SKIP] = &common->skip,
		[COMMON_FIRST] = &common->first,
	};

	for (uint32_t i = sp->command->nparams; i-- > 0 && sp->command->params[i].common;) {
		ptrdiff_t which = sp->command->params[i].def - cmdlet_common;

		if (bind_bit(sp->binding.bound, i) && fields[which]) {
			*fields[which] = sp->binding.values[i]; /* lent by the binding */
			common->any = true;
		}
	}
}

/* What -XxxVariable +name goes on with. */
static void keep_old(List *list, Value old)
{
	const Array *array = old.kind == V_ARRAY ? old.array : NULL;

	for (size_t i = 0; array && i < array->n; i++)
		list_push_take(list, array_get(array, i));
	if (!array && !value_is_null(old))
		list_push_take(list, value_ref(old));
}

/* The list a -XxxVariable names, which may tell its scope; "+name" goes on with what is there. */
static List *variable_list(Interp *in, Value name)
{
	Str text = value_str_peek(name);
	bool append = str_starts(text, S("+"));
	size_t colon;
	Scope *scope = NULL;
	Symbol *symbol;
	Value old;
	List *list;

	text = append ? str_cut(text, 1, text.n) : text;
	colon = str_find_byte(text, ':', 0);
	if (colon != STR_NONE)
		scope = scope_named(in, str_cut(text, 0, colon));
	symbol = scope_symbol(in, scope ? str_cut(text, colon + 1, text.n) : text);
	old = append ? interp_variable_peek(in, symbol) : VALUE_EMPTY;
	if (old.kind == V_LIST)
		return value_ref(old).list;
	list = list_new(type_of_id(T_ARRAYLIST));
	keep_old(list, old);
	scope_put_take(scope ? scope : in->scope, symbol, value_ref(list_value(list)));
	return list;
}

static void open_variables(StagePrivate *sp)
{
	Interp *in = sp->s.interp;
	const StageCommon *common = &sp->common;

	if (common->out_variable.kind != V_EMPTY)
		sp->out_list = variable_list(in, common->out_variable);
	if (common->error_variable.kind != V_EMPTY)
		sp->lists[STREAM_ERROR] = variable_list(in, common->error_variable);
	if (common->warning_variable.kind != V_EMPTY)
		sp->lists[STREAM_WARNING] = variable_list(in, common->warning_variable);
	if (common->information_variable.kind != V_EMPTY)
		sp->lists[STREAM_INFORMATION] = variable_list(in, common->information_variable);
}

/* ---- running ---- */

/* What its #requires lines ask for and is not there is an error of no command, at the script's name (asked of 7.6). */
static Flow load_script(Interp *in, StagePrivate *sp)
{
	const Invocation *call = sp->s.invocation;
	Flow flow = script_file_load(in, sp->command);
	ErrorRecord *error = flow == FLOW_THROW ? interp_error_peek(in) : NULL;

	if (!error || type_of(error->exception) != exception_type(EXC_SCRIPT_REQUIRES) || !call->name)
		return flow;
	error_invocation_drop(error->invocation);
	error->invocation = error_invocation_new(call->script, call->name_span);
	error->invocation->name = value_ref(value_of_string(call->name)).string;
	return flow;
}

static Flow bind_stage(Pipeline *p, StagePrivate *sp)
{
	sp->s.invocation->position = sp->index + 1;
	sp->s.invocation->length = p->n;
	sp->s.invocation->expecting_input = sp->index > 0 || p->has_input;
	if (sp->command->kind & (COMMAND_NATIVE | COMMAND_APP))
		return program_bind(sp);
	if (sp->command->kind == COMMAND_SCRIPT_FILE && !sp->command->block) {
		FLOW_TRY(load_script(p->in, sp));
		sp->block = value_ref((Value){ .kind = V_BLOCK, .block = sp->command->block });
	}
	sp->binding.command = sp->command;
	sp->binding.invocation = sp->s.invocation;
	sp->binding.expects_input = sp->s.invocation->expecting_input;
	FLOW_TRY(bind_begin(p->in, &sp->binding, &sp->args));
	sp->s.args = sp->binding.values;
	update_bound(sp);
	if (sp->s.def && sp->s.def->state_size)
		sp->s.state = mem_alloc(1, sp->s.def->state_size);
	if (sp->command->advanced)
		read_common(sp);
	sp->variable_scope = p->in->scope;
	if (sp->common.any)
		open_variables(sp);
	return FLOW_NEXT;
}

Flow pipeline_start(Pipeline *p)
{
	if (p->in->depth >= INTERP_DEPTH_MAX || !runtime_of(p->in)->stack_left(p->in))
		return runtime_of(p->in)->too_deep(p->in);
	p->in->depth++;
	p->started = true;
	for (int i = 0; i < p->n; i++)
		FLOW_TRY(bind_stage(p, p->stages[i]));
	for (int i = 0; i < p->n; i++)
		FLOW_TRY(redirect_open(p->stages[i]));
	connect(p);
	for (int i = 0; i < p->n; i++) {
		FLOW_TRY(warn_obsolete(p->stages[i]));
		FLOW_TRY(begin(p->stages[i]));
	}
	return FLOW_NEXT;
}

Flow pipeline_feed(Pipeline *p, Value object)
{
	return sink_put(&p->stages[0]->in, object);
}

/* A stop asked for by a stage of this pipeline ends here: it and those before it take and end no more. */
static Flow settle_stop(Pipeline *p, Flow flow)
{
	if (flow != FLOW_STOP || !p->in->stop_at)
		return flow;
	for (int i = 0; i < p->n; i++) {
		if (p->stages[i] != p->in->stop_at)
			continue;
		for (int k = 0; k <= i; k++)
			p->stages[k]->state = STAGE_STOPPED;
		p->in->stop_at = NULL;
		return FLOW_NEXT;
	}
	return flow;
}

static void free_stage(StagePrivate *sp)
{
	Interp *in = sp->s.interp;

	if (sp->s.def && sp->s.def->dispose && sp->state != STAGE_NEW)
		sp->s.def->dispose(&sp->s);
	if (sp->program)
		program_free(sp);
	else if (sp->command->block)
		pipeline_script_dispose(sp);
	redirect_close(sp);
	bind_release(&sp->binding);
	bind_args_release(&sp->args);
	arena_free(sp->names);
	if (sp->out_list)
		value_drop(list_value(sp->out_list));
	for (int i = 0; i < STREAM_ALL; i++)
		if (sp->lists[i])
			value_drop(list_value(sp->lists[i]));
	free(sp->s.state);
	value_drop(sp->thrown);
	if (sp->failed)
		in->success = false;
	error_invocation_drop(sp->s.invocation);
	command_drop(sp->command);
	value_drop(sp->block);
	sp->spare = in->free_stages;
	in->free_stages = sp;
}

static Flow end_stages(Pipeline *p, Flow flow)
{
	for (int i = 0; i < p->n && flow == FLOW_NEXT; i++) {
		if (p->stages[i]->state != STAGE_BEGUN)
			continue;
		flow = settle_stop(p, call(p->stages[i], CALL_END, VALUE_EMPTY));
		if (flow == FLOW_NEXT)
			flow = redirect_finish(p->stages[i]);
		if (p->stages[i]->state == STAGE_BEGUN)
			p->stages[i]->state = STAGE_ENDED;
	}
	return flow;
}

Flow pipeline_finish(Pipeline *p, Flow flow)
{
	flow = settle_stop(p, flow);
	if (flow == FLOW_NEXT && !p->has_input && p->n && p->stages[0]->state == STAGE_BEGUN)
		flow = settle_stop(p, call(p->stages[0], CALL_PROCESS, VALUE_EMPTY));
	flow = end_stages(p, flow);
	p->in->success = flow == FLOW_NEXT || flow == FLOW_EXIT ? true : p->in->success;
	for (int i = p->n; i-- > 0;)
		free_stage(p->stages[i]);
	if (p->stages != p->inline_stages)
		free(p->stages);
	if (p->started)
		p->in->depth--;
	p->n = 0;
	return flow;
}

Flow pipeline_run(Pipeline *p)
{
	return pipeline_finish(p, pipeline_start(p));
}

Flow pipeline_report_binding(Interp *in, Binding *b, Value record)
{
	StagePrivate *sp = (StagePrivate *)(void *)((char *)b - offsetof(StagePrivate, binding));
	Flow flow;

	(void)in;
	flow = stage_error_record(&sp->s, record);
	value_drop(record);
	return flow;
}

/* ---- calls from C ---- */

static void add_args(StagePrivate *sp, const PipelineCall *request)
{
	for (size_t i = 0; i < request->nnamed; i++) {
		Arg *arg = bind_args_add(&sp->args);

		arg->param = arg->param_text = str_from(request->named[i].name);
		arg->value = request->named[i].value.kind == V_EMPTY ? value_switch(true)
								     : value_ref(request->named[i].value);
		arg->colon = true;
	}
	for (size_t i = 0; i < request->nargs; i++)
		bind_args_add(&sp->args)->value = value_ref(request->args[i]);
}

Flow pipeline_probe(Interp *in, Command *command, const Value *args, size_t n, Command **out)
{
	PipelineCall request = { .args = args, .nargs = n };
	Invocation *invocation = error_invocation_new(in->frame->script, in->frame->at);
	SinkCollect nothing;
	StagePrivate *sp;
	Pipeline p;
	Flow flow;

	sink_collect_init(&nothing);
	pipeline_init(in, &p, &nothing.sink);
	invocation->command = command_ref(command);
	invocation->name = value_ref(value_of_string(command->name)).string;
	sp = pipeline_add(&p, command, invocation);
	add_args(sp, &request);
	sp->binding.command = command;
	sp->binding.invocation = invocation;
	flow = bind_probe(in, &sp->binding, &sp->args);
	*out = flow == FLOW_NEXT ? command_ref(sp->binding.command) : NULL;
	flow = pipeline_finish(&p, flow);
	sink_collect_release(&nothing);
	return flow;
}

Flow pipeline_call(Interp *in, const PipelineCall *request, Sink *out)
{
	Script *script = request->script ? request->script : in->frame->script;
	Invocation *invocation = error_invocation_new(script, request->script ? request->span : in->frame->at);
	Pipeline p;
	StagePrivate *sp;
	Flow flow;

	pipeline_init(in, &p, out);
	p.has_input = request->has_input;
	invocation->command = command_ref(request->command);
	invocation->name = value_ref(value_of_string(request->command->name)).string;
	sp = pipeline_add(&p, request->command, invocation);
	sp->dotted = request->dotted;
	sp->lends_invocation = request->lends_invocation;
	sp->self = request->self;
	add_args(sp, request);
	flow = pipeline_start(&p);
	for (size_t i = 0; i < request->ninput && flow == FLOW_NEXT; i++)
		flow = pipeline_feed(&p, request->input[i]);
	return pipeline_finish(&p, flow);
}
