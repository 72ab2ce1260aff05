/* bind: arguments to parameters: pairing, names, what is left over. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/bind.h"

#include <stdarg.h>
#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/engine/attribute.h"
#include "shell/engine/interp.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"
#include "shell/value/object.h"

/* ---- argument lists ---- */

void bind_args_init(ArgList *args)
{
	args->p = args->inline_args;
	args->n = 0;
	args->cap = COUNT(args->inline_args);
}

Arg *bind_args_add(ArgList *args)
{
	Arg *arg;

	if (args->n == args->cap) {
		Arg *grown = mem_alloc((size_t)args->cap * 2, sizeof(*grown));

		memcpy(grown, args->p, args->n * sizeof(*grown));
		if (args->p != args->inline_args)
			free(args->p);
		args->p = grown;
		args->cap *= 2;
	}
	arg = &args->p[args->n++];
	*arg = (Arg){ .value = VALUE_UNSET, .index = -1 };
	return arg;
}

void bind_args_release(ArgList *args)
{
	for (uint32_t i = 0; i < args->n; i++)
		value_drop(args->p[i].value);
	if (args->p != args->inline_args)
		free(args->p);
	bind_args_init(args);
}

/* ---- errors ---- */

static Value make_record(const Binding *b, const BindFault *fault, Str text)
{
	ExceptionId type = fault->exception ? fault->exception : EXC_PARAMETER_BINDING;
	Value exception = exception_new(exception_type(type), text, fault->inner);
	ErrorCategory category = fault->category ? fault->category : CAT_INVALID_ARGUMENT;
	Value target = fault->target.kind == V_EMPTY ? b->object : fault->target;
	Value record = error_new(exception, str_from(fault->id), category, target);
	ErrorRecord *error = error_peek(record);

	value_drop(exception);
	error->invocation = error_invocation_ref(b->invocation);
	if (b->command->source)
		error->source = value_ref(value_of_string(b->command->source)).string;
	if (fault->at.len && b->invocation->script) {
		error->position_script = script_ref(b->invocation->script);
		error->position = fault->at;
	}
	return record;
}

Flow bind_fail(Interp *in, const Binding *b, const BindFault *fault, const char *fmt, ...)
{
	Buf text = BUF_INIT;
	va_list args;
	Value record;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	record = make_record(b, fault, buf_str(&text));
	buf_release(&text);
	return interp_throw_take(in, record);
}

Value bind_record(const Binding *b, const BindFault *fault, const char *fmt, ...)
{
	Buf text = BUF_INIT;
	va_list args;
	Value record;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	record = make_record(b, fault, buf_str(&text));
	buf_release(&text);
	return record;
}

/* ---- storing ---- */

unsigned bind_flags(const Param *param, uint32_t sets)
{
	unsigned flags = 0;

	for (uint32_t i = 0; i < param->nin; i++)
		if (param->in[i].sets == 0 || (param->in[i].sets & sets))
			flags |= param->in[i].flags;
	return flags;
}

void bind_store_take(Binding *b, uint32_t param, Value v)
{
	value_set_take(&b->values[param], v);
	if (!bind_bit(b->bound, param))
		b->order[b->norder++] = (uint8_t)param;
	bind_set_bit(b->bound, param);
	if (b->command->params[param].runtime.kind != V_EMPTY)
		attribute_runtime_set(b->command->params[param].runtime, v);
	b->sets &= b->command->params[param].sets;
}

/* ---- pairing: reference 5.3.2 ---- */

static Flow find(Interp *in, const Binding *b, Arg *arg)
{
	BindFault fault = { .id = "AmbiguousParameter", .at = arg->span };
	Buf candidates = BUF_INIT;
	Flow flow = FLOW_NEXT;

	arg->index = command_find_param(b->command, arg->param, &candidates);
	if (arg->index == -2)
		flow = bind_fail(in, b, &fault,
			"Parameter cannot be processed because the parameter name '%.*s' is ambiguous. Possible matches "
			"include:%.*s.",
			STR_ARG(arg->param), STR_ARG(buf_str(&candidates)));
	buf_release(&candidates);
	return flow;
}

static Flow missing_argument(Interp *in, const Binding *b, const Arg *arg)
{
	const Param *param = &b->command->params[arg->index];
	BindFault fault = { .id = "MissingArgument", .at = arg->span };

	return bind_fail(in, b, &fault,
		"Missing an argument for parameter '%.*s'. Specify a parameter of type '%s' and try again.",
		STR_ARG(param->name), param->type->name);
}

/* The value of a known parameter without one: the next argument, if it is none's name. */
static Flow pair(Interp *in, const Binding *b, ArgList *args, uint32_t at)
{
	Arg *arg = &args->p[at], *next = at + 1 < args->n ? &args->p[at + 1] : NULL;

	if (!next)
		return missing_argument(in, b, arg);
	if (next->param.p) {
		FLOW_TRY(find(in, b, next));
		if (next->index >= 0 || next->colon)
			return missing_argument(in, b, arg);
		arg->value = value_string(next->param_text);
		arg->value_span = next->span;
	} else {
		arg->value = next->value;
		arg->value_span = next->value_span;
		next->value = VALUE_UNSET;
	}
	next->used = true;
	return FLOW_NEXT;
}

static Flow pair_all(Interp *in, const Binding *b, ArgList *args)
{
	for (uint32_t i = 0; i < args->n; i++) {
		Arg *arg = &args->p[i];

		if (!arg->param.p || arg->used)
			continue;
		FLOW_TRY(find(in, b, arg));
		if (arg->index < 0 && i + 1 < args->n)
			args->p[i + 1].follows_unknown = !args->p[i + 1].param.p;
		if (arg->index < 0 || !value_is_unset(arg->value))
			continue;
		if (b->command->params[arg->index].is_switch) {
			arg->value = value_switch(true);
			arg->value_span = arg->span;
		} else {
			FLOW_TRY(pair(in, b, args, i));
		}
	}
	return FLOW_NEXT;
}

/* ---- by name: reference 5.3.3 ---- */

static Flow already_bound(Interp *in, const Binding *b, const Arg *arg)
{
	BindFault fault = { .id = "ParameterAlreadyBound", .at = arg->span };

	return bind_fail(in, b, &fault,
		"Cannot bind parameter because parameter '%.*s' is specified more than once. To provide multiple "
		"values to parameters that can accept multiple values, use the array syntax. For example, "
		"\"-parameter value1,value2,value3\".",
		STR_ARG(b->command->params[arg->index].name));
}

bool bind_is_delayed(const Binding *b, uint32_t index, Value v)
{
	const Param *param = &b->command->params[index];

	return v.kind == V_BLOCK && param->type->id != T_OBJECT && param->type->id != T_SCRIPTBLOCK &&
	       param->type->id != T_PSOBJECT && !(param->type->elem && param->type->elem->id == T_SCRIPTBLOCK) &&
	       (bind_flags(param, b->sets) & (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP));
}

void bind_delay(Binding *b, uint32_t index, Value block, Span at)
{
	if (!b->delayed_at)
		b->delayed_at = mem_alloc(b->command->nparams, sizeof(*b->delayed_at));
	b->delayed_at[index] = at;
	bind_set_bit(b->delayed, index);
	b->any_delayed = true;
	bind_store_take(b, index, value_ref(block));
}

static Flow bind_one(Interp *in, Binding *b, Arg *arg)
{
	uint32_t index = (uint32_t)arg->index;
	Value v;

	arg->used = true;
	if (bind_bit(b->bound, index) && arg->from_hash && runtime_edition(in)->splat_explicit_wins)
		return FLOW_NEXT;
	if (bind_bit(b->bound, index))
		return already_bound(in, b, arg);
	if (b->command->advanced && bind_is_delayed(b, index, arg->value)) {
		bind_delay(b, index, arg->value, arg->value_span);
		return FLOW_NEXT;
	}
	FLOW_TRY(bind_check_set(in, b, arg));
	FLOW_TRY(bind_value(in, b, index, arg->value, &(BindTry){ .at = arg->value_span }, &v));
	bind_store_take(b, index, v);
	return FLOW_NEXT;
}

static Flow bind_names(Interp *in, Binding *b, ArgList *args, bool from_hash)
{
	for (uint32_t i = 0; i < args->n; i++) {
		Arg *arg = &args->p[i];

		if (arg->param.p && arg->index >= 0 && !arg->used && arg->from_hash == from_hash)
			FLOW_TRY(bind_one(in, b, arg));
	}
	return FLOW_NEXT;
}

/* ---- what is left over: reference 5.3.7, 5.3.8 ---- */

static bool is_left(const Arg *arg)
{
	return !arg->used && (!arg->param.p || arg->index < 0);
}

/* -1: none; *several: the sets that are still possible have more than one. */
static int remaining_param(const Binding *b, bool *several)
{
	int found = -1;

	*several = false;
	for (uint32_t i = 0; i < b->command->nparams; i++) {
		if (bind_bit(b->bound, i) || !bind_in_sets(&b->command->params[i], b->sets) ||
			!(bind_flags(&b->command->params[i], b->sets) & PARAM_REMAINING))
			continue;
		*several = found >= 0;
		found = found < 0 ? (int)i : found;
	}
	return found;
}

/* Names nobody knows come as their text, and their glued value behind them. */
static void collect_left(ArgList *args, List *list)
{
	for (uint32_t i = 0; i < args->n; i++) {
		Arg *arg = &args->p[i];

		if (!is_left(arg))
			continue;
		if (arg->param.p)
			list_push_take(list, value_string(arg->param_text));
		if (!value_is_unset(arg->value))
			list_push_take(list, value_ref(arg->value));
		arg->used = true;
	}
}

/* A single collection is spread (reference: checked with the real engine). */
static Value spread_single(Interp *in, List *list)
{
	Value item;
	List *spread;
	Iter it;
	Flow flow;

	if (list->n != 1 || !iter_unrolls(list_peek(list, 0)) || iter_init(in, &it, list_peek(list, 0)) != FLOW_NEXT)
		return list_value(list);
	spread = list_new(list->type);
	while (iter_next(in, &it, &item, &flow))
		list_push_take(spread, item);
	iter_release(&it);
	value_drop(list_value(list));
	return list_value(spread);
}

static Flow bind_remaining(Interp *in, Binding *b, ArgList *args)
{
	bool several;
	int index = remaining_param(b, &several);
	TypeSet *types = runtime_of(in)->types;
	const TypeDef *type = type_set_close(types, type_of_id(T_LIST), type_of_id(T_OBJECT), NULL);
	Value list, v;
	List *left;
	Flow flow;

	if (index < 0)
		return FLOW_NEXT;
	left = list_new(type ? type : type_of_id(T_ARRAYLIST));
	collect_left(args, left);
	if (left->n == 0) {
		value_drop(list_value(left));
		return FLOW_NEXT;
	}
	list = spread_single(in, left);
	if (several) { /* recorded: mistakes/foreach-vs-foreach-object */
		BindFault fault = { .id = "AmbiguousParameterSet", .category = CAT_METADATA_ERROR };

		value_drop(list);
		return bind_fail(in, b, &fault, "%s", edition_text(runtime_edition(in), ET_AMBIGUOUS_PARAMETER_SET));
	}
	flow = bind_value(in, b, (uint32_t)index, list, &(BindTry){ .mode = BIND_COERCE }, &v);
	value_drop(list);
	if (flow == FLOW_NEXT)
		bind_store_take(b, (uint32_t)index, v);
	return flow;
}

static Flow not_found(Interp *in, const Binding *b, const Arg *arg)
{
	BindFault fault = { .id = "NamedParameterNotFound", .at = arg->span };
	Buf text = BUF_INIT;
	Flow flow;

	if (arg->param.p)
		return bind_fail(in, b, &fault, "A parameter cannot be found that matches parameter name '%.*s'.",
			STR_ARG(arg->param));
	fault = (BindFault){ .id = "PositionalParameterNotFound" };
	if (value_is_null(arg->value))
		buf_put(&text, S("$null"));
	else if (convert_put_formatted(in, arg->value, S(""), &text) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
	flow = bind_fail(in, b, &fault, "A positional parameter cannot be found that accepts argument '%.*s'.",
		STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static Flow check_left(Interp *in, Binding *b, const ArgList *args)
{
	for (uint32_t i = 0; i < args->n; i++) {
		if (!is_left(&args->p[i]))
			continue;
		if (!args->p[i].param.p && b->position_error.kind != V_EMPTY) {
			Value record = b->position_error;

			b->position_error = VALUE_EMPTY;
			return interp_throw_take(in, record);
		}
		return not_found(in, b, &args->p[i]);
	}
	return FLOW_NEXT;
}

/* ---- the whole ---- */

static void init_values(Binding *b)
{
	uint32_t n = b->command->nparams;

	b->values = n <= COUNT(b->inline_values) ? b->inline_values : mem_alloc(n, sizeof(*b->values));
	for (uint32_t i = 0; i < n; i++)
		b->values[i] = VALUE_UNSET;
	b->sets = SETS_ALL;
}

/* Only sets in which something is still open to the pipeline stay possible (reference 5.3.10). */
static void keep_input_sets(Binding *b)
{
	uint32_t takes = 0;

	if (!b->expects_input || (b->sets & (b->sets - 1)) == 0)
		return;
	for (uint32_t i = 0; i < b->command->nparams; i++) {
		const Param *param = &b->command->params[i];

		if (bind_bit(b->bound, i) && !bind_bit(b->delayed, i))
			continue;
		for (uint32_t k = 0; k < param->nin; k++)
			if (param->in[k].flags & (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP))
				takes |= param->in[k].sets ? param->in[k].sets : SETS_ALL;
	}
	if (takes & b->sets)
		b->sets &= takes;
}

static Flow check_delayed(Interp *in, const Binding *b)
{
	for (uint32_t i = 0; i < b->command->nparams; i++) {
		BindFault fault = { .id = "ScriptBlockArgumentNoInput", .category = CAT_METADATA_ERROR };

		if (!bind_bit(b->delayed, i) || b->expects_input)
			continue;
		fault.at = b->delayed_at[i];
		return bind_fail(in, b, &fault,
			"Cannot evaluate parameter '%.*s' because its argument is specified as a script block "
			"and there is no input. A script block cannot be evaluated without input.",
			STR_ARG(b->command->params[i].name));
	}
	return FLOW_NEXT;
}

/* By name, by position, then what $PSDefaultParameterValues adds. */
static Flow bind_given(Interp *in, Binding *b, ArgList *args)
{
	FLOW_TRY(pair_all(in, b, args));
	FLOW_TRY(bind_names(in, b, args, false));
	FLOW_TRY(bind_names(in, b, args, true));
	FLOW_TRY(bind_positional(in, b, args));
	return bind_defaults(in, b);
}

/* What is written once, with the parameters of a dynamicparam block once more for what is left. */
static Flow bind_all_written(Interp *in, Binding *b, ArgList *args)
{
	bool extended;

	FLOW_TRY(bind_given(in, b, args));
	FLOW_TRY(bind_dynamic(in, b, &extended));
	if (!extended)
		return FLOW_NEXT;
	for (uint32_t i = 0; i < args->n; i++)
		args->p[i].follows_unknown = false;
	return bind_given(in, b, args);
}

static Flow begin_advanced(Interp *in, Binding *b, ArgList *args)
{
	FLOW_TRY(bind_all_written(in, b, args));
	if (b->sets == 0)
		return bind_resolve_set(in, b, true);
	FLOW_TRY(bind_remaining(in, b, args));
	FLOW_TRY(check_left(in, b, args));
	FLOW_TRY(check_delayed(in, b));
	if (b->expects_input)
		keep_input_sets(b);
	else
		FLOW_TRY(bind_resolve_set(in, b, true));
	return bind_mandatory(in, b);
}

/* $args; names are marked so that @args passes them on as names (reference 5.9). */
static Value take_rest(ArgList *args)
{
	Array *rest = array_new_objects();

	for (uint32_t i = 0; i < args->n; i++) {
		Arg *arg = &args->p[i];

		if (!is_left(arg))
			continue;
		if (arg->param.p) {
			Value text = value_string(arg->param_text), marked = object_wrap(text);
			Slot *slot = object_add_take(marked.object, value_string(S(BIND_NAME_MARK)).string, SLOT_NOTE,
				value_string(arg->param));

			slot->hidden = true;
			value_drop(text);
			array_push_take(rest, marked);
		}
		if (!value_is_unset(arg->value))
			array_push(rest, arg->value);
		arg->used = true;
	}
	return array_value(rest);
}

/* Functions without attributes: positions in order, the rest to $args (reference 5.9). */
static Flow begin_simple(Interp *in, Binding *b, ArgList *args)
{
	uint32_t next = 0;
	Value v;

	FLOW_TRY(pair_all(in, b, args));
	FLOW_TRY(bind_names(in, b, args, false));
	FLOW_TRY(bind_names(in, b, args, true));
	for (uint32_t i = 0; i < args->n; i++) {
		Arg *arg = &args->p[i];

		if (arg->param.p || arg->used || arg->follows_unknown)
			continue;
		while (next < b->command->nparams && (bind_bit(b->bound, next) || b->command->params[next].is_switch))
			next++;
		if (next == b->command->nparams)
			break;
		FLOW_TRY(bind_value(in, b, next, arg->value, &(BindTry){ .at = arg->value_span }, &v));
		bind_store_take(b, next, v);
		arg->used = true;
	}
	b->rest = take_rest(args);
	return FLOW_NEXT;
}

Flow bind_too_many(Interp *in)
{
	return fault_runtime(in, CAT_LIMITS_EXCEEDED, "TooManyParameters", "The command has more than %d parameters.",
		BIND_PARAMS_MAX);
}

Flow bind_probe(Interp *in, Binding *b, ArgList *args)
{
	FLOW_TRY(command_prepare(in, b->command));
	if (b->command->nparams > BIND_PARAMS_MAX)
		return bind_too_many(in);
	init_values(b);
	return bind_all_written(in, b, args);
}

/* Before its parameters are read: [CmdletBinding()] or [Parameter()] stand there. */
static bool binds_as_cmdlet(const Command *command)
{
	const NodeParamBlock *params = command->block ? command->block->node->params : NULL;

	for (uint32_t i = 0; params && i < params->nparams; i++)
		for (uint32_t k = 0; k < params->params[i].attributes.n; k++)
			if (str_ieq(NODE_AS(NodeAttribute, params->params[i].attributes.p[k])->type->text,
				    S("Parameter")))
				return true;
	return params && params->attributes.n;
}

/* Parameters whose names clash are told at the command's call, of no activity. */
static Flow claim(Interp *in, const Binding *b, Flow flow)
{
	ErrorRecord *error = flow == FLOW_THROW ? error_peek(in->error) : NULL;

	if (!error || type_of(error->exception) != exception_type(EXC_METADATA) || !binds_as_cmdlet(b->command))
		return flow;
	error_invocation_drop(error->invocation);
	error->invocation = error_invocation_ref(b->invocation);
	error->activity = value_string_c("").string;
	if (b->invocation->script && b->invocation->name_span.len) {
		error->position_script = script_ref(b->invocation->script);
		error->position = b->invocation->name_span;
	}
	return flow;
}

Flow bind_begin(Interp *in, Binding *b, ArgList *args)
{
	FLOW_TRY(claim(in, b, command_prepare(in, b->command)));
	if (b->command->nparams > BIND_PARAMS_MAX)
		return bind_too_many(in);
	init_values(b);
	FLOW_TRY(b->command->advanced ? begin_advanced(in, b, args) : begin_simple(in, b, args));
	b->sets_before = b->sets;
	return FLOW_NEXT;
}

void bind_release(Binding *b)
{
	for (uint32_t i = 0; b->values && i < b->command->nparams; i++) {
		value_drop(b->values[i]);
		if (b->before)
			value_drop(b->before[i]);
	}
	if (b->values != b->inline_values)
		free(b->values);
	free(b->before);
	free(b->delayed_at);
	value_drop(b->rest);
	value_drop(b->position_error);
	b->values = b->before = NULL;
	b->delayed_at = NULL;
	b->rest = b->position_error = VALUE_EMPTY;
	command_drop(b->extended);
	b->extended = NULL;
}

Value bind_dictionary(Interp *in, const Binding *b)
{
	TypeSet *types = runtime_of(in)->types;
	const TypeDef *open = type_of_id(T_DICTIONARY);
	const TypeDef *type = type_set_close(types, open, type_of_id(T_STRING), type_of_id(T_OBJECT));
	Hash *hash = hash_new(type ? type : type_of_id(T_HASHTABLE), true);

	for (uint32_t i = 0; i < b->norder + b->npiped; i++)
		hash_set(hash, value_of_string(b->command->params[b->order[i]].shared_name), b->values[b->order[i]]);
	return hash_value(hash);
}
