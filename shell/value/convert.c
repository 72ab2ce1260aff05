/* convert: from any value to any type; which way leads there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/convert_core.h"
#include "shell/value/iter.h"
#include "shell/value/member.h"

/* ---- conditions (reference 6.1) ---- */

static bool number_is_true(Value v)
{
	switch ((ValueKind)v.kind) {
	case V_INT:
		return v.i64 != 0;
	case V_SINGLE:
		return v.f32 != 0;
	case V_DOUBLE:
		return v.f64 != 0;
	case V_DECIMAL:
		return !decimal_is_zero(v.decimal->value);
	case V_BIGINT:
		return v.bigint->n != 0;
	default:
		return v.enumeration->value != 0;
	}
}

/* One element decides; if it is a collection itself, whether that has any. */
static bool items_are_true(size_t n, Value first)
{
	if (n != 1)
		return n > 1;
	first = value_unwrap_peek(first);
	if (first.kind == V_ARRAY)
		return first.array->n > 0;
	if (first.kind == V_LIST)
		return first.list->n > 0;
	return convert_to_bool(first);
}

bool convert_to_bool(Value v)
{
	v = value_unwrap_peek(v);
	switch ((ValueKind)v.kind) {
	case V_EMPTY:
	case V_NULL:
		return false;
	case V_BOOL:
		return v.b;
	case V_CHAR:
		return v.ch != 0;
	case V_STRING:
		return v.string->n > 0;
	case V_INT:
	case V_SINGLE:
	case V_DOUBLE:
	case V_DECIMAL:
	case V_BIGINT:
	case V_ENUM:
		return number_is_true(v);
	case V_ARRAY:
		return items_are_true(v.array->n, v.array->n ? array_peek(v.array, 0) : VALUE_NULL);
	case V_LIST:
		return items_are_true(v.list->n, v.list->n ? list_peek(v.list, 0) : VALUE_NULL);
	default:
		return true;
	}
}

/* ---- failures ---- */

bool convert_why_detail(Conversion *c, ConvertFailure why, Value culprit, const TypeDef *to, int64_t detail)
{
	c->why = why;
	value_set_take(&c->culprit, value_ref(culprit));
	c->culprit_to = to;
	c->detail = detail;
	return false;
}

bool convert_why(Conversion *c, ConvertFailure why, Value culprit, const TypeDef *to)
{
	return convert_why_detail(c, why, culprit, to, 0);
}

/* Types of which a bag of properties could be made: structures and classes that can be had empty. */
static bool is_made_empty(const TypeDef *to)
{
	switch (to->id) {
	case T_SWITCH:
	case T_DECIMAL:
	case T_BIGINT:
	case T_DATETIME:
	case T_TIMESPAN:
	case T_ARRAYLIST:
	case T_QUEUE:
	case T_STACK:
	case T_HASHTABLE:
	case T_SECURESTRING:
		return true;
	default:
		return type_is_enum(to);
	}
}

/* Simple types (IConvertible) say that the cast is invalid; all others that the value cannot be converted. */
bool convert_why_final(Conversion *c, Value v, const TypeDef *to)
{
	if (v.kind == V_CHAR || v.kind == V_DATETIME || v.kind == V_ENUM || (v.kind == V_BOOL && v.type == T_BOOL))
		return convert_why(c, FAIL_INVALID_CAST, v, to);
	if (v.kind == V_OBJECT && v.object->type->id == T_PSCUSTOM && is_made_empty(to))
		return convert_why(c, FAIL_CUSTOM, v, to);
	return convert_why(c, FAIL_FINAL, v, to);
}

/* ---- the ways ---- */

static bool null_to(Conversion *c, const TypeDef *to, Value *out)
{
	switch (to->id) {
	case T_STRING:
		*out = value_string(S(""));
		return true;
	case T_BOOL:
		*out = value_bool(false);
		return true;
	case T_SWITCH:
		*out = value_switch(false);
		return true;
	case T_CHAR:
		*out = value_char(0);
		return true;
	case T_VOID:
	case T_NULLABLE:
		*out = VALUE_NULL;
		return true;
	default:
		break;
	}
	if (to->flags & TYPE_NUMBER)
		return convert_core_number(c, value_int(0), to, out);
	if (type_is_enum(to))
		return convert_why(c, FAIL_NULL_ENUM, VALUE_NULL, to);
	if (to->flags & TYPE_VALUE && !(to->flags & TYPE_ABSTRACT))
		return convert_why(c, FAIL_NULL, VALUE_NULL, to);
	*out = VALUE_NULL;
	return true;
}

static bool to_string(Conversion *c, Value v, Value *out)
{
	if (convert_to_string(c->in, v, out) == FLOW_NEXT)
		return true;
	c->why = FAIL_RAISED;
	return false;
}

/* A number becomes what its text would: [version]2.5, [uri]5.  BigInteger does not. */
static bool through_text(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	Value text;
	bool done;

	if (v.kind != V_INT && v.kind != V_SINGLE && v.kind != V_DOUBLE && v.kind != V_DECIMAL)
		return convert_why_final(c, v, to);
	if (!to_string(c, v, &text))
		return false;
	done = convert_core(c, text, to, out);
	value_drop(text);
	return done;
}

static bool to_type(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	const TypeDef *type;

	if (v.kind != V_STRING)
		return through_text(c, v, to, out);
	type = type_set_find(runtime_of(c->in)->types, string_str(v.string));
	if (!type)
		return convert_why(c, FAIL_TYPE_NAME, v, to);
	*out = value_type(type);
	return true;
}

static bool to_switch(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	if (v.kind == V_HASH && v.hash->n == 0) {
		*out = value_switch(false);
		return true;
	}
	if (v.kind != V_BOOL)
		return v.kind == V_HASH ? convert_core_hash(c, v, to, out) : convert_why_final(c, v, to);
	*out = value_switch(v.b);
	return true;
}

static bool to_nullable(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	if (convert_core(c, v, to->elem, out))
		return true;
	return c->why == FAIL_FINAL ? convert_why_final(c, v, to) : false;
}

/* Predicate`1 and its kin: the block itself is called. */
static bool to_delegate(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	if (v.kind != V_BLOCK)
		return convert_why_final(c, v, to);
	*out = value_ref(v);
	return true;
}

/* IEnumerable<T> and its kin: nothing is made into one, but a text is one of characters, and of a native object's items
 * the type may not be known. */
static bool to_sequence(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	bool of_characters = value_is_string(v) && to->elem && to->elem->id == T_CHAR;

	v = value_unwrap_peek(v);
	if (!to->elem || !(of_characters || (v.kind == V_OBJECT && iter_unrolls(v))))
		return convert_why_final(c, v, to);
	return convert_core_array(c, v, type_set_array_of(runtime_of(c->in)->types, to->elem), out);
}

static bool to_ienumerable(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	(void)to;
	if (v.kind != V_INT && v.kind != V_SINGLE && v.kind != V_DOUBLE && v.kind != V_DECIMAL)
		return convert_why_final(c, v, to);
	return to_string(c, v, out);
}

static bool to_hashtable(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	Hash *copy;

	if (v.kind == V_CHAR || v.kind == V_ENUM) /* Hashtable(int capacity), oddly: asked of 7.6 */
		copy = hash_new(to, false);
	else if (v.kind == V_HASH)
		copy = hash_copy(v.hash);
	else
		return convert_core_native(c, v, to, out);
	copy->type = to;
	*out = hash_value(copy);
	return true;
}

static bool to_bool(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	(void)c;
	(void)to;
	*out = value_bool(convert_to_bool(v));
	return true;
}

static bool to_itself(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	(void)c;
	(void)to;
	*out = value_ref(v);
	return true;
}

static bool to_text(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	(void)to;
	return to_string(c, v, out);
}

static bool to_void(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	(void)c;
	(void)v;
	(void)to;
	*out = VALUE_EMPTY;
	return true;
}

typedef bool (*Way)(Conversion *c, Value v, const TypeDef *to, Value *out);

/* By the id of the target; NULL: through what the type itself offers. */
static const Way ways[T_COUNT] = {
	[T_OBJECT] = to_itself,
	[T_PSOBJECT] = to_itself,
	[T_VOID] = to_void,
	[T_BOOL] = to_bool,
	[T_SWITCH] = to_switch,
	[T_CHAR] = convert_core_number,
	[T_SBYTE] = convert_core_number,
	[T_BYTE] = convert_core_number,
	[T_INT16] = convert_core_number,
	[T_UINT16] = convert_core_number,
	[T_INT32] = convert_core_number,
	[T_UINT32] = convert_core_number,
	[T_INT64] = convert_core_number,
	[T_UINT64] = convert_core_number,
	[T_SINGLE] = convert_core_number,
	[T_DOUBLE] = convert_core_number,
	[T_DECIMAL] = convert_core_number,
	[T_BIGINT] = convert_core_number,
	[T_STRING] = to_text,
	[T_DATETIME] = convert_core_datetime,
	[T_TIMESPAN] = convert_core_timespan,
	[T_TYPE] = to_type,
	[T_ARRAY] = convert_core_array,
	[T_ARRAYLIST] = convert_core_list,
	[T_LIST] = convert_core_list,
	[T_COLLECTION] = convert_core_list,
	[T_QUEUE] = convert_core_list,
	[T_STACK] = convert_core_list,
	[T_HASHTABLE] = to_hashtable,
	[T_NULLABLE] = to_nullable,
	[T_DELEGATE] = to_delegate,
	[T_SEQUENCE] = to_sequence,
	[T_IENUMERABLE] = to_ienumerable,
};

static bool is_already(Value v, const TypeDef *to)
{
	const TypeDef *type = type_of(v);

	return type == to || type_is(type, to);
}

bool convert_core(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	Way way = ways[to->id];

	if (value_is_null(v))
		return null_to(c, to, out);
	if (way == to_itself || is_already(v, to)) {
		*out = value_ref(to->flags & TYPE_VALUE ? value_unwrap_peek(v) : v);
		return true;
	}
	/* a literal that kept its source text is that text as a string (reference 1.6.8), also as one in an array */
	if (to->id != T_STRING && !((to->elem || to->id == T_ARRAY) && object_is_literal(v)))
		v = value_unwrap_peek(v);
	if (type_is_enum(to))
		return convert_core_enum(c, v, to, out);
	if (way)
		return way(c, v, to, out);
	if (convert_core_native(c, v, to, out))
		return true;
	if (c->why != FAIL_FINAL || v.kind == V_STRING)
		return false;
	if (through_text(c, v, to, out))
		return true;
	return c->why == FAIL_FINAL ? convert_why_final(c, v, to) : false;
}

Flow convert_to(Interp *in, Value v, const TypeDef *to, Value *out)
{
	Conversion c = { .in = in };
	Flow flow;

	*out = VALUE_EMPTY;
	flow = convert_core(&c, v, to, out) ? FLOW_NEXT : convert_raise(&c);
	value_drop(c.culprit); /* also of a way that failed before another one led there */
	return flow;
}

bool convert_try(Interp *in, Value v, const TypeDef *to, Value *out)
{
	Conversion c = { .in = in };
	bool done;

	*out = VALUE_EMPTY;
	done = convert_core(&c, v, to, out);
	if (!done && c.why >= FAIL_CREATE) /* the failures that leave an error pending */
		runtime_of(in)->clear_error(in);
	value_drop(c.culprit);
	return done;
}

/* ---- numbers for the engine ---- */

Flow convert_to_i32(Interp *in, Value v, int32_t *out)
{
	Value number;

	if (v.kind == V_INT && v.type == T_INT32) {
		*out = (int32_t)v.i64;
		return FLOW_NEXT;
	}
	FLOW_TRY(convert_to(in, v, type_of_id(T_INT32), &number));
	*out = (int32_t)number.i64;
	return FLOW_NEXT;
}

Flow convert_to_i64(Interp *in, Value v, int64_t *out)
{
	Value number;

	FLOW_TRY(convert_to(in, v, type_of_id(T_INT64), &number));
	*out = number.i64;
	return FLOW_NEXT;
}
