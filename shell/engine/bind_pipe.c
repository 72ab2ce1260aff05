/* bind_pipe: objects of the pipeline to parameters (reference 5.6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/attribute.h"
#include "shell/engine/bind.h"
#include "shell/engine/interp.h"
#include "shell/engine/pipeline.h"
#include "shell/value/convert.h"
#include "shell/value/list.h"
#include "shell/value/member.h"

enum { BY_VALUE = PARAM_FROM_PIPE, BY_NAME = PARAM_FROM_PIPE_PROP };

/* What binding one object has come to. */
typedef struct Piping {
	Interp *in;
	Binding *b;
	Value object;
	bool any; /* something was bound */
} Piping;

/* The highest bit that is set; false: none. */
static bool next_bit(const uint64_t bits[4], uint32_t *index)
{
	for (uint32_t word = 4; word-- > 0;) {
		if (!bits[word])
			continue;
		*index = word * 64 + 63 - (uint32_t)__builtin_clzll(bits[word]);
		return true;
	}
	return false;
}

/* ---- before and after an object ---- */

/* Parameters go back to what they were before the last object (reference 5.6.1). */
static void restore(Binding *b)
{
	uint32_t i;

	while (next_bit(b->restored, &i)) {
		value_set_take(&b->values[i], value_ref(b->before[i]));
		bind_clear_bit(b->restored, i);
	}
	memset(b->piped, 0, sizeof(b->piped));
	b->npiped = 0;
	b->sets = b->sets_before;
}

static void keep(Binding *b, uint32_t index)
{
	if (bind_bit(b->restored, index))
		return;
	if (!b->before) {
		b->before = mem_alloc(b->command->nparams, sizeof(*b->before));
		for (uint32_t i = 0; i < b->command->nparams; i++)
			b->before[i] = VALUE_UNSET;
	}
	value_set_take(&b->before[index], value_ref(b->values[index]));
	bind_set_bit(b->restored, index);
}

static void store_take(Piping *p, uint32_t index, Value v)
{
	keep(p->b, index);
	value_set_take(&p->b->values[index], v);
	if (!bind_bit(p->b->piped, index))
		p->b->order[p->b->norder + p->b->npiped++] = (uint8_t)index;
	bind_set_bit(p->b->piped, index);
	if (p->b->command->params[index].runtime.kind != V_EMPTY)
		attribute_runtime_set(p->b->command->params[index].runtime, v);
	p->b->sets &= p->b->command->params[index].sets;
	p->any = true;
}

/* ---- delayed script blocks: reference 5.6.2 ---- */

/* What the block writes for the object: V_EMPTY, the one thing, or a list of them.  Its errors are thrown. */
static Flow call_block(Piping *p, Value block, Value *out)
{
	Interp *in = p->in;
	PipelineCall call = { .command = command_ref(function_block_command(block.block)) };
	const TypeDef *type =
		type_set_close(runtime_of(in)->types, type_of_id(T_COLLECTION), type_of_id(T_PSOBJECT), NULL);
	Value saved = in->underscore, items;
	SinkCollect collect;
	Flow flow;

	sink_collect_init(&collect);
	in->underscore = p->object;
	in->try_depth++;
	flow = pipeline_call(in, &call, &collect.sink);
	in->try_depth--;
	in->underscore = saved;
	command_drop(call.command);
	if (flow != FLOW_NEXT || !collect.more) {
		*out = flow == FLOW_NEXT ? sink_collect_take(&collect) : VALUE_EMPTY;
		sink_collect_release(&collect);
		return flow;
	}
	items = sink_collect_take_array(&collect);
	*out = list_value(list_new(type));
	for (size_t i = 0; i < items.array->n; i++)
		list_push_take(out->list, array_get(items.array, i));
	value_drop(items);
	return FLOW_NEXT;
}

static Flow block_failed(Piping *p, uint32_t index)
{
	BindFault fault = { .id = "ScriptBlockArgumentInvocationFailed", .at = p->b->delayed_at[index] };
	Value record = interp_take_error(p->in);
	Flow flow;

	interp_remember_error(p->in, record);
	flow = bind_fail(p->in, p->b, &fault, "The input to the script block for parameter '%.*s' failed. %.*s",
		STR_ARG(p->b->command->params[index].name), STR_ARG(error_message_peek(error_peek(record))));
	value_drop(record);
	return flow;
}

static Flow run_delayed(Piping *p, uint32_t index)
{
	BindFault fault = { .id = "ScriptBlockArgumentNoOutput", .at = p->b->delayed_at[index] };
	Value block = p->b->values[index], result, v;
	Flow flow;

	if (bind_bit(p->b->restored, index))
		block = p->b->before[index];
	value_ref(block);
	flow = call_block(p, block, &result);
	value_drop(block);
	if (flow == FLOW_THROW)
		return block_failed(p, index);
	if (flow != FLOW_NEXT)
		return flow;
	if (result.kind == V_EMPTY)
		return bind_fail(p->in, p->b, &fault,
			"Cannot evaluate parameter '%.*s' because its argument input did not produce any output.",
			STR_ARG(p->b->command->params[index].name));
	flow = bind_value(p->in, p->b, index, result, &(BindTry){ .at = p->b->delayed_at[index] }, &v);
	value_drop(result);
	if (flow == FLOW_NEXT)
		store_take(p, index, v);
	return flow;
}

/* ---- the four passes: reference 5.6.3 ---- */

static bool takes(const Binding *b, uint32_t index, uint32_t sets, unsigned how)
{
	return !bind_is_bound(b, index) && bind_in_sets(&b->command->params[index], sets) &&
	       (bind_flags(&b->command->params[index], sets) & how);
}

static bool is_conversion(const ErrorRecord *error)
{
	return type_of(error->exception) != exception_type(EXC_PARAMETER_VALIDATION);
}

static Flow take(Piping *p, uint32_t index, Value given, BindMode mode, unsigned how)
{
	Value v;
	BindTry attempt = { .mode = mode };
	Flow flow = bind_value(p->in, p->b, index, given, &attempt, &v);

	/* an object that cannot be converted is only not meant; a property of the right name is */
	if (flow == FLOW_THROW && how == BY_VALUE && is_conversion(interp_error_peek(p->in))) {
		runtime_of(p->in)->clear_error(p->in);
		return FLOW_NEXT;
	}
	if (flow == FLOW_NEXT && attempt.fits)
		store_take(p, index, v);
	return flow;
}

/* The property with the parameter's name, else with one of its aliases. */
static Flow property(Piping *p, const Param *param, Value *out, bool *found)
{
	FLOW_TRY(member_get_own(p->in, p->object, param->name, out, found));
	for (uint32_t i = 0; i < param->naliases && !*found; i++)
		FLOW_TRY(member_get_own(p->in, p->object, param->aliases[i], out, found));
	return FLOW_NEXT;
}

static Flow take_property(Piping *p, uint32_t index, BindMode mode)
{
	const Param *param = &p->b->command->params[index];
	Value v;
	bool found;
	Flow flow;

	FLOW_TRY(property(p, param, &v, &found));
	if (!found)
		return FLOW_NEXT;
	if (value_is_null(v) && mode == BIND_EXACT &&
		((param->type->flags & TYPE_VALUE) || param->type->id == T_STRING))
		return FLOW_NEXT;
	flow = take(p, index, v, mode, BY_NAME);
	value_drop(v);
	return flow;
}

/* Every parameter that matches in a pass is bound, from the last declared to the first. */
static Flow pass(Piping *p, uint32_t sets, unsigned how, BindMode mode)
{
	uint64_t left[4];
	uint32_t i;

	memcpy(left, p->b->command->pipes, sizeof(left));
	while (next_bit(left, &i)) {
		bind_clear_bit(left, i);
		if (!takes(p->b, i, sets & p->b->sets, how) || bind_bit(p->b->delayed, i))
			continue;
		if (how == BY_VALUE)
			FLOW_TRY(take(p, i, p->object, mode, how));
		else
			FLOW_TRY(take_property(p, i, mode));
	}
	return FLOW_NEXT;
}

static Flow passes(Piping *p, uint32_t sets)
{
	static const struct {
		unsigned how;
		BindMode mode;
	} order[] = {
		{ BY_VALUE, BIND_EXACT },
		{ BY_NAME, BIND_EXACT },
		{ BY_VALUE, BIND_COERCE },
		{ BY_NAME, BIND_COERCE },
	};
	uint32_t preferred = p->b->command->default_set & sets;

	for (size_t i = 0; i < COUNT(order); i++) {
		bool before = p->any;

		p->any = false;
		if (preferred && preferred != sets)
			FLOW_TRY(pass(p, preferred, order[i].how, order[i].mode));
		if (!p->any)
			FLOW_TRY(pass(p, sets, order[i].how, order[i].mode));
		p->any |= before;
	}
	return FLOW_NEXT;
}

/* ---- what came of it: reference 5.6.4 ---- */

static uint32_t missing_mandatory(const Binding *b, Buf *names)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < b->command->nparams; i++) {
		const Param *param = &b->command->params[i];

		if (!bind_bit(b->command->mandatory, i) || bind_is_bound(b, i) || !bind_in_sets(param, b->sets) ||
			!(bind_flags(param, b->set ? b->set : b->sets) & PARAM_MANDATORY))
			continue;
		buf_printf(names, " %.*s", STR_ARG(param->name));
		n++;
	}
	return n;
}

static Flow report(Piping *p, const Buf *missing)
{
	BindFault fault = { .id = "InputObjectNotBound", .target = p->object };
	Value record;

	if (p->any && missing->n) {
		fault.id = "InputObjectMissingMandatory";
		record = bind_record(p->b, &fault,
			"The input object cannot be bound because it did not contain the information required to bind "
			"all mandatory parameters: %.*s",
			STR_ARG(buf_str(missing)));
	} else {
		record = bind_record(p->b, &fault,
			"The input object cannot be bound to any parameters for the command either because the command "
			"does not take pipeline input or the input and its properties do not match any of the "
			"parameters that take pipeline input.");
	}
	return pipeline_report_binding(p->in, p->b, record);
}

static Flow bind_parameters(Piping *p)
{
	Binding *b = p->b;

	if (b->any_delayed)
		for (uint32_t i = 0; i < b->command->nparams; i++)
			if (bind_bit(b->delayed, i))
				FLOW_TRY(run_delayed(p, i));
	return passes(p, b->sets);
}

Flow bind_object(Interp *in, Binding *b, Value object, bool *bound)
{
	Piping p = { .in = in, .b = b, .object = object };
	Buf missing = BUF_INIT;
	Flow flow;

	*bound = false;
	restore(b);
	b->object = object;
	flow = bind_parameters(&p);
	if (flow == FLOW_NEXT && p.any)
		flow = bind_resolve_set(in, b, true);
	if (flow == FLOW_NEXT) {
		*bound = missing_mandatory(b, &missing) == 0 && p.any;
		if (!*bound)
			flow = report(&p, &missing);
	} else if (flow == FLOW_THROW) {
		flow = pipeline_report_binding(in, b, interp_take_error(in));
	}
	b->object = VALUE_EMPTY;
	buf_release(&missing);
	return flow;
}
