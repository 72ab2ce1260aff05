/* foreach-object: runs script blocks, or reads or calls a member, for each object. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"
#include "shell/value/array.h"
#include "shell/value/member.h"

enum { SET_SCRIPT = 1, SET_MEMBER = 2, SET_PARALLEL = 4 };
enum {
	P_INPUT_OBJECT,
	P_BEGIN,
	P_PROCESS,
	P_END,
	P_REMAINING_SCRIPTS,
	P_MEMBER_NAME,
	P_ARGUMENT_LIST,
	P_PARALLEL,
	P_THROTTLE_LIMIT,
	P_TIMEOUT_SECONDS,
	P_AS_JOB,
	P_USE_NEW_RUNSPACE,
};

static const char *const sets[] = { "ScriptBlockSet", "PropertyAndMethodSet", "ParallelParameterSet", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects that the script block runs for." },
	[P_BEGIN] = { .name = "Begin", .type = "ScriptBlock", .in = { { .sets = SET_SCRIPT } },
		.help = "Runs once before the first object." },
	[P_PROCESS] = { .name = "Process", .type = "ScriptBlock[]",
		.in = { { .sets = SET_SCRIPT, .pos1 = 1, .flags = PARAM_MANDATORY } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "Runs for each object, which is $_." },
	[P_END] = { .name = "End", .type = "ScriptBlock", .in = { { .sets = SET_SCRIPT } },
		.help = "Runs once after the last object." },
	[P_REMAINING_SCRIPTS] = { .name = "RemainingScripts", .type = "ScriptBlock[]",
		.in = { { .sets = SET_SCRIPT, .flags = PARAM_REMAINING } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "Script blocks behind the first: with three, they are begin, process and end." },
	[P_MEMBER_NAME] = { .name = "MemberName", .type = "String", .flags = PARAM_NOT_EMPTY,
		.in = { { .sets = SET_MEMBER, .pos1 = 1, .flags = PARAM_MANDATORY } },
		.help = "The property to be read, or the method to be called." },
	[P_ARGUMENT_LIST] = { .name = "ArgumentList", .type = "Object[]", .aliases = (const char *const[]){ "Args", NULL },
		.in = { { .sets = SET_MEMBER, .flags = PARAM_REMAINING } }, .help = "Arguments of the method." },
	[P_PARALLEL] = { .name = "Parallel", .type = "ScriptBlock", .flags = PARAM_NOT_DONE, .where = WHERE_CORE,
		.in = { { .sets = SET_PARALLEL, .flags = PARAM_MANDATORY } }, .help = "Runs in several runspaces at once." },
	[P_THROTTLE_LIMIT] = { .name = "ThrottleLimit", .type = "Int32", .flags = PARAM_NOT_DONE, .where = WHERE_CORE,
		.in = { { .sets = SET_PARALLEL } }, .help = "How many run at once." },
	[P_TIMEOUT_SECONDS] = { .name = "TimeoutSeconds", .type = "Int32", .flags = PARAM_NOT_DONE, .where = WHERE_CORE,
		.in = { { .sets = SET_PARALLEL } }, .help = "After how many seconds they are stopped." },
	[P_AS_JOB] = { .name = "AsJob", .type = "SwitchParameter", .flags = PARAM_NOT_DONE, .where = WHERE_CORE,
		.in = { { .sets = SET_PARALLEL } }, .help = "Runs as a job." },
	[P_USE_NEW_RUNSPACE] = { .name = "UseNewRunspace", .type = "SwitchParameter", .flags = PARAM_NOT_DONE,
		.where = WHERE_CORE, .in = { { .sets = SET_PARALLEL } }, .help = "Uses a new runspace for each object." },
};
/* clang-format on */

/* The blocks of both parameters in order; first .. last-1 run for each object. */
typedef struct ForEach {
	Array *blocks;
	size_t first, last;
	Value begin, end; /* lent */
} ForEach;

static void add_blocks(Array *to, Value v)
{
	for (size_t i = 0; v.kind == V_ARRAY && i < v.array->n; i++)
		array_push(to, array_peek(v.array, i));
}

/* Without -Begin and -End the first and last of several blocks are those (reference 11.2). */
static void assign_blocks(ForEach *state, Stage *s)
{
	bool has_begin = stage_bound(s, P_BEGIN), has_end = stage_bound(s, P_END);

	state->last = state->blocks->n;
	if (has_begin)
		state->begin = s->args[P_BEGIN];
	else if (state->blocks->n > 1)
		state->begin = array_peek(state->blocks, state->first++);
	if (has_end)
		state->end = s->args[P_END];
	else if (state->last - state->first > 1)
		state->end = array_peek(state->blocks, --state->last);
}

static Flow run(Stage *s, Value block, Value item)
{
	return block.kind == V_BLOCK ? stage_invoke(s, block, item, s->out) : FLOW_NEXT;
}

static Flow begin(Stage *s)
{
	ForEach *state = s->state;

	state->blocks = array_new_objects();
	if (stage_bound(s, P_MEMBER_NAME))
		return FLOW_NEXT;
	add_blocks(state->blocks, s->args[P_PROCESS]);
	if (stage_bound(s, P_REMAINING_SCRIPTS))
		add_blocks(state->blocks, s->args[P_REMAINING_SCRIPTS]);
	assign_blocks(state, s);
	return run(s, state->begin, VALUE_EMPTY);
}

static Flow no_method(Stage *s, Str name)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "MethodNotFound",
		.exception = EXC_PS_ARGUMENT,
		.target = s->args[P_INPUT_OBJECT],
		.target_type = "PSObject" };

	return stage_error(s, &spec, "Input name \"%.*s\" cannot be resolved to a method.", STR_ARG(name));
}

/* What a method throws is an error of the input object, and the next one follows. */
static Flow method_failed(Stage *s, Value input)
{
	Value thrown = interp_take_error(s->interp), record;
	Flow flow;

	if (!type_is(type_of(error_peek(thrown)->exception), exception_type(EXC_METHOD)))
		return interp_throw_take(s->interp, thrown);
	record = error_new(error_peek(thrown)->exception, S("MethodInvocationError"), CAT_INVALID_OPERATION, input);
	error_peek(record)->target_type = value_string_c("PSObject").string;
	flow = stage_error_record(s, record);
	value_drop(record);
	value_drop(thrown);
	return flow;
}

static Flow call_method(Stage *s, Value input, Str name)
{
	const Array *args = s->args[P_ARGUMENT_LIST].array;
	Value result = VALUE_EMPTY;
	Flow flow;

	if (!member_has_method(s->interp, input, name))
		return no_method(s, name);
	flow = member_call(s->interp, input, name, args->items, args->n, &result);
	if (flow == FLOW_THROW)
		return method_failed(s, input);
	if (flow == FLOW_NEXT)
		flow = stage_write_each(s, result);
	value_drop(result);
	return flow;
}

/* A property; else a method without arguments; else null. */
static Flow read_member(Stage *s, Value input)
{
	Str name = stage_str(s, P_MEMBER_NAME);
	MemberLike like = { .name = name, .missing_id = "PropertyOrMethodNotFound", .what = "member" };
	Value v = VALUE_EMPTY;
	Flow flow;

	if (stage_bound(s, P_ARGUMENT_LIST))
		return call_method(s, input, name);
	if (!value_is_null(input) && member_has_method(s->interp, input, name)) {
		Flow called = member_call(s->interp, input, name, NULL, 0, &v);

		if (called != FLOW_NEXT)
			return called == FLOW_THROW ? method_failed(s, input) : called;
	} else {
		FLOW_TRY(stage_member_like(s, input, &like, &v));
	}
	flow = v.kind == V_EMPTY ? FLOW_NEXT : stage_write_each(s, v);
	value_drop(v);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	ForEach *state = s->state;
	bool given = stage_bound(s, P_INPUT_OBJECT);

	(void)input;
	if (stage_bound(s, P_MEMBER_NAME))
		return given ? read_member(s, s->args[P_INPUT_OBJECT]) : FLOW_NEXT;
	for (size_t i = state->first; i < state->last; i++)
		FLOW_TRY(run(s, array_peek(state->blocks, i), given ? s->args[P_INPUT_OBJECT] : VALUE_EMPTY));
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	return run(s, ((ForEach *)s->state)->end, VALUE_EMPTY);
}

static void dispose(Stage *s)
{
	ForEach *state = s->state;

	if (state->blocks)
		value_drop(array_value(state->blocks));
}

const CmdletDef cmd_foreach_object = {
	.name = "ForEach-Object",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "%", "foreach", NULL },
	.sets = sets,
	.default_set = SET_SCRIPT,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Object", NULL },
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(ForEach),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Runs a script block for each object of the pipeline.",
};
