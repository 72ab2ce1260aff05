/* member_call: calling methods, statics and constructors (reference 6.9.3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/grid.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"
#include "shell/value/member_table.h"
#include "shell/value/type_data.h"

enum { FEW_ARGUMENTS = 8 };

/* ---- failures ---- */

static Flow raise_not_found(Interp *in, Value v, const TypeDef *type, Str name)
{
	bool with_target = v.kind == V_OBJECT && type->id == T_PSCUSTOM; /* asked of 7.6 */

	return fault_no_method(in, type->name, name, with_target);
}

/* What an indexer threw. */
static Flow wrap_getting(Interp *in, Str name)
{
	const Fault fault = {
		.id = "ExceptionWhenGetting", .category = CAT_NOT_SPECIFIED, .exception = EXC_GET_VALUE_INVOCATION
	};
	Buf before = BUF_INIT;
	Flow flow;

	buf_printf(&before, "Exception getting \"%.*s\": ", STR_ARG(name));
	flow = fault_wrap(in, &fault, buf_str(&before));
	buf_release(&before);
	return flow;
}

static Flow raise_no_overload(Interp *in, Str name, size_t n, bool ambiguous)
{
	Fault fault = { .id = "MethodCountCouldNotFindBest", .category = CAT_NOT_SPECIFIED, .exception = EXC_METHOD };

	return fault_raise(in, &fault, "%s \"%.*s\" and the argument count: \"%zu\".",
		ambiguous ? "Multiple ambiguous overloads found for" : "Cannot find an overload for", STR_ARG(name), n);
}

/* The pending conversion error becomes that of the argument. */
static Flow raise_argument(Interp *in, const MemberCall *call, Str parameter, Value v, const TypeDef *to)
{
	Fault fault = { .id = "MethodArgumentConversionInvalidCastArgument",
		.category = CAT_NOT_SPECIFIED,
		.exception = EXC_METHOD };
	Value exception = runtime_of(in)->take_error(in);
	Exception *payload = exception_peek(exception);
	Buf text = BUF_INIT;
	Flow flow;

	buf_put(&text, S("Cannot convert argument \""));
	buf_put(&text, parameter);
	buf_put(&text, S("\", with value: \""));
	if (convert_put_display(in, v, &text) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
	buf_put(&text, S("\", for \""));
	buf_put(&text, call->shown);
	buf_printf(&text, "\" to type \"%s\": \"", to->name);
	buf_put(&text, exception_message_peek(exception));
	buf_put_char(&text, '"');
	fault.inner = payload && exception_peek(payload->inner) ? payload->inner : exception;
	flow = runtime_of(in)->raise(in, &fault, buf_str(&text));
	buf_release(&text);
	value_drop(exception);
	return flow;
}

/* What the member threw, inside a MethodInvocationException; its id is the short name of what was thrown.  The error of
 * a member called by a block that the member ran stays what it is. */
static Flow wrap_exception(Interp *in, Str shown, size_t n, const char *id)
{
	Value inner;
	Fault fault = { .category = CAT_NOT_SPECIFIED, .exception = EXC_METHOD_INVOCATION };
	Buf text = BUF_INIT, name = BUF_INIT;
	Flow flow;

	if (!id && type_is(type_of(runtime_of(in)->error_peek(in)), exception_type(EXC_METHOD)))
		return FLOW_THROW;
	/* calls too deep: a message around a message, thousands of times, would be all that is left to do */
	if (type_of(runtime_of(in)->error_peek(in)) == exception_type(EXC_CALL_DEPTH))
		return FLOW_THROW;
	inner = runtime_of(in)->take_error(in);
	fault.inner = inner;
	buf_put(&name, exception_peek(inner) ? type_short_name(type_of(inner)) : S("RuntimeException"));
	fault.id = id ? id : name.p;
	buf_put(&text, S("Exception calling \""));
	buf_put(&text, shown);
	buf_printf(&text, "\" with \"%zu\" argument(s): \"", n);
	buf_put(&text, exception_message_peek(inner));
	buf_put_char(&text, '"');
	flow = runtime_of(in)->raise(in, &fault, buf_str(&text));
	buf_release(&text);
	buf_release(&name);
	value_drop(inner);
	return flow;
}

/* ---- arguments ---- */

typedef struct Arguments {
	const Value *given;
	size_t ngiven;
	bool expanded;                /* the last ones are the items of a params array */
	Value few[FEW_ARGUMENTS], *p; /* as the overload wants them, owned */
	size_t n;
} Arguments;

static void arguments_init(Arguments *a, const Value *given, size_t ngiven)
{
	a->given = given;
	a->ngiven = ngiven;
	a->n = 0;
}

static void arguments_reserve(Arguments *a, size_t n)
{
	a->p = n <= FEW_ARGUMENTS ? a->few : MEM_ARRAY(Value, n);
}

static void arguments_release(Arguments *a)
{
	for (size_t i = 0; i < a->n; i++)
		value_drop(a->p[i]);
	if (a->p != a->few)
		free(a->p);
}

static Flow convert_argument(Interp *in, const MemberCall *call, Str parameter, Value v, const TypeDef *to, Value *out)
{
	Flow flow;

	if (to && to->id == T_OBJECT)
		v = object_number_peek(v);
	if (to && (to->id == T_OBJECT || type_of(v) == to || to == type_of_id(T_SEQUENCE))) {
		/* objects arrive with the members they carry, everything else as it is */
		*out = value_ref(to->id == T_OBJECT || to->id == T_PSOBJECT ? v : value_unwrap_peek(v));
		if (out->kind == V_EMPTY)
			*out = VALUE_NULL;
		return FLOW_NEXT;
	}
	if (!to || value_is_null(v)) {
		/* $null stays $null for reference types, but a string parameter gets it empty */
		if (!to || !(to->flags & TYPE_VALUE || to->id == T_STRING)) {
			*out = value_is_null(v) ? VALUE_NULL : value_ref(v);
			return FLOW_NEXT;
		}
	}
	flow = convert_to(in, v, to, out);
	return flow == FLOW_THROW ? raise_argument(in, call, parameter, v, to) : flow;
}

static Flow check_reference(Interp *in, size_t i, Value v)
{
	Fault fault = {
		.id = "NonRefArgumentToRefParameterMsg", .category = CAT_NOT_SPECIFIED, .exception = EXC_METHOD
	};

	if (type_is(type_of(v), type_of_id(T_REFERENCE)))
		return FLOW_NEXT;
	return fault_raise(
		in, &fault, "Argument: '%zu' should be a System.Management.Automation.PSReference. Use [ref].", i + 1);
}

/* What a [ref] holds goes into its parameter before the call. */
static Flow check_held(Interp *in, Value reference, const TypeDef *to)
{
	Value held = VALUE_EMPTY, converted = VALUE_EMPTY;
	bool found;
	Flow flow;

	if (!to || to->id == T_OBJECT)
		return FLOW_NEXT;
	FLOW_TRY(member_get_single(in, reference, S("Value"), NULL, &held, &found));
	flow = value_is_null(held) ? FLOW_NEXT : convert_to(in, held, to, &converted);
	value_drop(converted);
	value_drop(held);
	return flow;
}

/* The arguments from at on as the array of a params parameter. */
static Flow gather(Interp *in, const MemberCall *call, const Parameter *p, const Value *args, size_t n, Value *out)
{
	Array *array = array_new(p->type && p->type->elem ? p->type : &type_object_array, n);
	Value item;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < n && flow == FLOW_NEXT; i++) {
		flow = convert_argument(in, call, p->name, args[i], array->type->elem, &item);
		if (flow == FLOW_NEXT)
			array_push_take(array, item);
	}
	*out = array_value(array);
	if (flow != FLOW_NEXT)
		value_set_take(out, VALUE_EMPTY);
	return flow;
}

/* No method that takes one can do without. */
static Flow raise_no_delegate(Interp *in, const MemberCall *call, size_t n, Str parameter)
{
	Buf name = BUF_INIT;
	Flow flow;

	buf_put(&name, parameter);
	flow = fault_argument(in, EXC_ARGUMENT_NULL, name.p, "Value cannot be null.");
	buf_release(&name);
	return flow == FLOW_THROW ? wrap_exception(in, call->shown, n, NULL) : flow;
}

static Flow convert_one(Interp *in, const MemberCall *call, const Overload *o, const Arguments *a, Value *out)
{
	size_t i = a->n;
	const Parameter *p = &o->params[i];

	if (a->expanded && i + 1 == o->n)
		return gather(in, call, p, a->given + i, a->ngiven - i, out);
	if (i >= a->ngiven) {
		*out = VALUE_EMPTY;
		return FLOW_NEXT;
	}
	if (p->type && p->type->id == T_DELEGATE && value_is_null(a->given[i]))
		return raise_no_delegate(in, call, a->ngiven, p->name);
	if (!(p->flags & PARAMETER_REF))
		return convert_argument(in, call, p->name, a->given[i], p->type, out);
	FLOW_TRY(check_reference(in, i, a->given[i]));
	if (check_held(in, a->given[i], p->type) == FLOW_THROW)
		return wrap_exception(in, call->shown, a->ngiven, NULL);
	*out = value_ref(a->given[i]);
	return FLOW_NEXT;
}

static Flow convert_all(Interp *in, const MemberCall *call, const Overload *o, Arguments *a)
{
	arguments_reserve(a, o->n);
	for (; a->n < o->n; a->n++)
		FLOW_TRY(convert_one(in, call, o, a, &a->p[a->n]));
	return FLOW_NEXT;
}

/* ---- the call ---- */

static Flow run(Interp *in, const MemberCall *call, const Overload *o, const Value *args, size_t n, Value *out)
{
	Flow flow;

	*out = VALUE_EMPTY;
	if (!call->group->accessed)
		flow = o->def->fn(in, call->self, args, o->n, out);
	else if (o->n)
		flow = call->group->accessed->set(in, call->self, args[0]);
	else
		flow = call->group->accessed->get(in, call->self, out);
	if (flow != FLOW_NEXT) { /* what a method began to make before it failed */
		value_set_take(out, VALUE_EMPTY);
	}
	if (flow == FLOW_THROW && o->def->where & METHOD_INDEXER)
		return wrap_getting(in, call->shown);
	if (flow == FLOW_THROW)
		flow = wrap_exception(in, call->shown, n, NULL);
	return flow;
}

/* Whether nothing would be converted; alone: what goes into an Object needs no comparison with other overloads. */
static bool takes_as_is(const Overload *o, const Value *args, size_t n, bool alone)
{
	if (o->n != n || o->has_params)
		return false;
	for (size_t i = 0; i < n; i++) {
		const TypeDef *to = o->params[i].type;
		bool is_object = alone && to && to->id == T_OBJECT;

		if (o->params[i].flags || args[i].kind == V_EMPTY || !to || (!is_object && type_of(args[i]) != to) ||
			(args[i].kind == V_OBJECT && !is_object) || object_is_literal(args[i]))
			return false;
	}
	return true;
}

/* The overload whose parameters are of the arguments' very types: nothing fits better, and loops call hardly anything
 * else.  NULL: there must be a choice. */
static const Overload *find_exact(const MethodGroup *group, const Value *args, size_t n)
{
	for (uint32_t i = 0; group->overloads && i < group->n; i++)
		if (takes_as_is(&group->overloads[i], args, n, group->n == 1))
			return &group->overloads[i];
	return NULL;
}

Flow member_call_group(Interp *in, const MemberCall *call, const Value *args, size_t n, Value *out)
{
	const Overload *o = find_exact(call->group, args, n);
	bool ambiguous;
	Arguments a;
	Flow flow;

	if (o)
		return run(in, call, o, args, n, out);
	arguments_init(&a, args, n);
	o = member_choose(in, call->group, args, n, &a.expanded, &ambiguous);
	if (!o)
		return raise_no_overload(in, call->name, n, ambiguous);
	flow = convert_all(in, call, o, &a);
	if (flow == FLOW_NEXT)
		flow = run(in, call, o, a.p, n, out);
	arguments_release(&a);
	return flow;
}

/* ---- methods ---- */

static Flow call_script_method(Interp *in, Value v, const Slot *slot, const Value *args, size_t n, Value *out)
{
	Value block = value_ref(slot->value), name = value_ref(value_of_string(slot->name));
	Flow flow = runtime_of(in)->invoke_this(in, block, v, args, n, out);

	/* the block may have taken the method away */
	if (flow == FLOW_THROW)
		flow = wrap_exception(in, string_str(name.string), n, "ScriptMethodRuntimeException");
	value_drop(block);
	value_drop(name);
	return flow;
}

/* ('a','b').ToUpper(): on each element, what comes of it in one array. */
static Flow call_on_each(Interp *in, Value v, Str name, const Value *args, size_t n, Value *out)
{
	Array *results = array_new_objects();
	Iter it;
	Value item, result;
	Flow flow = iter_init(in, &it, v);

	if (flow != FLOW_NEXT) {
		value_drop(array_value(results));
		return flow;
	}
	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		flow = member_call(in, item, name, args, n, &result);
		value_drop(item);
		if (flow == FLOW_NEXT && result.kind != V_EMPTY)
			array_push_take(results, result);
	}
	iter_release(&it);
	if (flow == FLOW_NEXT && results->n == 1)
		*out = array_get(results, 0);
	else if (flow == FLOW_NEXT && results->n > 1)
		*out = value_ref(array_value(results));
	value_drop(array_value(results));
	return flow;
}

static bool has_items(Value v)
{
	v = value_unwrap_peek(v);
	if (v.kind == V_ARRAY)
		return v.array->n > 0;
	return v.kind == V_LIST ? v.list->n > 0 : iter_unrolls(v);
}

/* Names that no type declares: what carries script methods, .ForEach() and .Where(), elements. */
static Flow call_undeclared(Interp *in, Value v, Str name, const Value *args, size_t n, Value *out)
{
	if (member_is_sequence(name))
		return member_sequence(in, v, name, args, n, out);
	if (iter_unrolls(v) && has_items(v)) {
		if (!runtime_of(in)->stack_left(in))
			return runtime_of(in)->too_deep(in);
		return call_on_each(in, v, name, args, n, out);
	}
	return raise_not_found(in, v, type_of(v), name);
}

bool member_has_method(Interp *in, Value v, Str name)
{
	const Object *carrier = member_carrier(v);
	const Slot *slot = carrier && carrier->nslots ? object_find_peek(carrier, name) : NULL;
	const TypeDef *type = type_of(v);
	const MemberEntry *entry = type ? member_table_find(in, type, name, false) : NULL;

	return (slot && slot->kind == SLOT_METHOD) || (entry && entry->group);
}

Flow member_call_cached(Interp *in, Value v, const MethodName *method, const Value *args, size_t n, Value *out)
{
	Str name = method->text;
	MemberCache *cache = method->cache;
	const Object *carrier = member_carrier(v);
	const Slot *slot = carrier && carrier->nslots ? object_find_peek(carrier, name) : NULL;
	const TypeDef *type = type_of(v);
	const MemberEntry *entry;
	MemberCall call = { .name = name };
	Value base;

	*out = VALUE_EMPTY;
	if (member_base_peek(v, &base) && !str_ieq(name, S("GetType")))
		return member_call(in, base, name, args, n, out);
	if (!type) /* nothing is an empty collection to .ForEach() and .Where() */
		return member_is_sequence(name) ? member_sequence(in, VALUE_EMPTY, name, args, n, out)
						: fault_null_call(in);
	if (!slot && runtime_of(in)->type_data)
		slot = type_data_slot_peek(in, v, name);
	if (slot && slot->kind == SLOT_METHOD)
		return call_script_method(in, v, slot, args, n, out);
	if (cache && cache->type == type && cache->group) {
		call.group = cache->group;
	} else {
		entry = member_table_find(in, type, name, false);
		if (!entry || !entry->group)
			return call_undeclared(in, v, name, args, n, out);
		call.group = entry->group;
		if (cache)
			*cache = (MemberCache){ .type = type, .group = entry->group };
	}
	call.self = value_unwrap_peek(v); /* members see what a wrapper is around */
	call.shown = str_from(call.group->name);
	return member_call_group(in, &call, args, n, out);
}

Flow member_call(Interp *in, Value v, Str name, const Value *args, size_t n, Value *out)
{
	return member_call_cached(in, v, &(MethodName){ .text = name }, args, n, out);
}

/* ---- statics and constructors ---- */

/* ::new() of a structure that declares constructors: none of them is without parameters (asked of 7.6). */
static Flow call_new(Interp *in, const TypeDef *type, const Value *args, size_t n, Value *out)
{
	if (n == 0 && type->flags & TYPE_VALUE && runtime_of(in)->edition->where & WHERE_CORE &&
		member_table_constructors(in, type))
		return raise_no_overload(in, S("new"), n, false);
	return member_construct(in, type, args, n, out);
}

Flow member_call_static(Interp *in, const TypeDef *type, Str name, const Value *args, size_t n, Value *out)
{
	const MemberEntry *entry = member_table_find(in, type, name, true);
	MemberCall call = { .self = value_type(type), .name = name };

	*out = VALUE_EMPTY;
	if (!entry || !entry->group)
		return str_ieq(name, S("new")) ? call_new(in, type, args, n, out)
					       : raise_not_found(in, VALUE_NULL, type, name);
	call.group = entry->group;
	call.shown = str_from(entry->group->name);
	return member_call_group(in, &call, args, n, out);
}

static Value zero_of(const TypeDef *type)
{
	if (type->id == T_BOOL)
		return value_bool(false);
	if (type->id == T_CHAR)
		return value_char(0);
	if (type->id == T_SINGLE)
		return value_single(0);
	if (type->id == T_DOUBLE)
		return value_double(0);
	if (type->id == T_DECIMAL)
		return value_decimal(decimal_from_i64(0));
	if (type->id == T_SWITCH)
		return value_switch(false);
	if (type->id >= T_SBYTE && type->id <= T_UINT64)
		return value_integer(type->id, 0);
	if (type->id == T_DATETIME)
		return value_datetime(0, MOMENT_UNSPECIFIED);
	if (type->id == T_TIMESPAN)
		return value_timespan(0);
	return type_is_enum(type) ? value_enum(type, 0) : VALUE_NULL;
}

/* [int[]]::new(3) */
static Flow construct_array(Interp *in, const TypeDef *type, const Value *args, size_t n, Value *out)
{
	MemberCall call = { .name = S("new"), .shown = S(".ctor") };
	Value length, zero;
	Array *array;

	if (n != 1)
		return raise_no_overload(in, call.name, n, false);
	FLOW_TRY(convert_argument(in, &call, S("0"), args[0], type_of_id(T_INT32), &length));
	if (length.i64 < 0) {
		if (fault_exception(in, EXC_OVERFLOW, "Arithmetic operation resulted in an overflow.") == FLOW_THROW)
			return wrap_exception(in, call.shown, n, NULL);
		return FLOW_THROW;
	}
	if (length.i64 > MEMBER_ARRAY_MAX)
		return fault_exception(in, EXC_OUT_OF_MEMORY, "Array dimensions exceeded supported range.");
	array = array_new(type, (size_t)length.i64);
	zero = member_zero(in, type->elem);
	for (int64_t i = 0; i < length.i64; i++)
		array_push(array, zero);
	value_drop(zero);
	*out = array_value(array);
	return FLOW_NEXT;
}

/* [int[,]]::new(2, 3) */
static Flow construct_grid(Interp *in, const TypeDef *type, const Value *args, size_t n, Value *out)
{
	MemberCall call = { .name = S("new"), .shown = S(".ctor") };
	int32_t lengths[GRID_RANK_MAX] = { 0 };
	uint64_t items = 1;
	Value length;

	if (n != grid_rank(type))
		return raise_no_overload(in, call.name, n, false);
	for (size_t i = 0; i < n; i++) {
		FLOW_TRY(convert_argument(in, &call, S("0"), args[i], type_of_id(T_INT32), &length));
		if (length.i64 < 0) {
			if (fault_exception(in, EXC_OVERFLOW, "Arithmetic operation resulted in an overflow.") ==
				FLOW_THROW)
				return wrap_exception(in, call.shown, n, NULL);
			return FLOW_THROW;
		}
		lengths[i] = (int32_t)length.i64;
		items *= (uint64_t)length.i64;
		if (items > GRID_ITEMS_MAX)
			return fault_exception(in, EXC_OUT_OF_MEMORY, "Array dimensions exceeded supported range.");
	}
	*out = grid_new(type, lengths, member_zero(in, type->elem));
	return FLOW_NEXT;
}

Flow member_construct(Interp *in, const TypeDef *type, const Value *args, size_t n, Value *out)
{
	MemberCall call = { .self = value_type(type), .name = S("new"), .shown = S(".ctor") };

	*out = VALUE_EMPTY;
	if (grid_is(type))
		return construct_grid(in, type, args, n, out);
	if (type->id == T_ARRAY && type->elem)
		return construct_array(in, type, args, n, out);
	call.group = type->flags & (TYPE_ABSTRACT | TYPE_GENERIC) ? NULL : member_table_constructors(in, type);
	if (call.group && (n > 0 || !(type->flags & TYPE_VALUE)))
		return member_call_group(in, &call, args, n, out);
	/* a structure can always be had empty */
	if (n == 0 && type->flags & TYPE_VALUE) {
		*out = zero_of(type);
		if (out->kind != V_NULL)
			return FLOW_NEXT;
	}
	return call.group ? member_call_group(in, &call, args, n, out) : raise_no_overload(in, call.name, n, false);
}

Value member_zero(Interp *in, const TypeDef *type)
{
	Value zero = VALUE_NULL;

	if (!type || !(type->flags & TYPE_VALUE))
		return VALUE_NULL;
	zero = zero_of(type);
	if (zero.kind == V_NULL && member_construct(in, type, NULL, 0, &zero) != FLOW_NEXT) {
		runtime_of(in)->clear_error(in);
		zero = VALUE_NULL;
	}
	return zero;
}
