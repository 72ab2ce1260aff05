/* member_choose: which overload a call means (reference 6.9.3; every pair of types asked of 7.6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/array.h"
#include "shell/value/convert_core.h"
#include "shell/value/grid.h"
#include "shell/value/iter.h"
#include "shell/value/member_table.h"

/* How well an argument goes into a parameter.  What the numbers are does not matter, only their order; S2A: as the one
 * element of an array. */
enum {
	RANK_NONE = 0,
	RANK_ARRAY = 200, /* an array as one of other elements */
	RANK_SEQUENCE = 190,
	RANK_TEXT_S2A = 290,
	RANK_TEXT = 300,   /* anything has a text */
	RANK_SIMPLE = 350, /* simple types (IConvertible) to anything: tried, and refused in the cast */
	RANK_VALUE_TYPE = 380,
	RANK_PARSE = 400,
	RANK_CREATE = 450,
	RANK_ENUM_OF_ITEMS = 480,
	RANK_LANGUAGE = 500, /* to bool; numbers to enums; text to types */
	RANK_NARROW_S2A = 590,
	RANK_NARROW = 600, /* numbers to narrower ones, text to numbers */
	RANK_NUMBER_TEXT_S2A = 680,
	RANK_NUMBER_TEXT = 690,
	RANK_NUMBER_CHAR = 700,
	RANK_WIDEN_S2A = 790,
	RANK_WIDEN = 800,
	RANK_SYSTEM_ARRAY = 870,
	RANK_OBJECT_S2A = 880,
	RANK_OBJECT = 890,
	RANK_ASSIGNABLE = 900,
	RANK_IDENTITY_S2A = 980,
	RANK_CHARS = 990, /* text as char[] */
	RANK_IDENTITY = 1000,
};

/* ---- numbers ---- */

/* Which types an integer type widens to without loss: bits by TypeId - T_SBYTE. */
#define BIT(id) (1U << ((id)-T_SBYTE))
#define FLOATS  (BIT(T_SINGLE) | BIT(T_DOUBLE) | BIT(T_DECIMAL))
static const unsigned widens[] = {
	[0] = /* of T_SBYTE */ BIT(T_INT16) | BIT(T_INT32) | BIT(T_INT64) | FLOATS,
	[T_BYTE - T_SBYTE] =
		BIT(T_INT16) | BIT(T_UINT16) | BIT(T_INT32) | BIT(T_UINT32) | BIT(T_INT64) | BIT(T_UINT64) | FLOATS,
	[T_INT16 - T_SBYTE] = BIT(T_INT32) | BIT(T_INT64) | FLOATS,
	[T_UINT16 - T_SBYTE] = BIT(T_INT32) | BIT(T_UINT32) | BIT(T_INT64) | BIT(T_UINT64) | FLOATS,
	[T_INT32 - T_SBYTE] = BIT(T_INT64) | FLOATS,
	[T_UINT32 - T_SBYTE] = BIT(T_INT64) | BIT(T_UINT64) | FLOATS,
	[T_INT64 - T_SBYTE] = FLOATS,
	[T_UINT64 - T_SBYTE] = FLOATS,
	[T_SINGLE - T_SBYTE] = BIT(T_DOUBLE),
	[T_DOUBLE - T_SBYTE] = 0,
	[T_DECIMAL - T_SBYTE] = 0,
};

static bool is_number(TypeId id)
{
	return id >= T_SBYTE && id <= T_DECIMAL;
}

static int rank_number(TypeId from, TypeId to)
{
	return widens[from - T_SBYTE] & BIT(to) ? RANK_WIDEN : RANK_NARROW;
}

/* Among numbers that fit alike: widening prefers the nearest, narrowing the widest. */
static int place_of(TypeId id, bool widening)
{
	static const TypeId wide[] = { T_BYTE, T_INT16, T_UINT16, T_INT32, T_UINT32, T_INT64, T_UINT64, T_DECIMAL,
		T_SINGLE, T_DOUBLE };
	static const TypeId narrow[] = { T_DOUBLE, T_SINGLE, T_DECIMAL, T_UINT64, T_INT64, T_UINT32, T_INT32, T_UINT16,
		T_INT16, T_BYTE, T_SBYTE };
	const TypeId *order = widening ? wide : narrow;
	size_t n = widening ? COUNT(wide) : COUNT(narrow);

	for (size_t i = 0; i < n; i++)
		if (order[i] == id)
			return (int)i;
	return (int)n;
}

/* ---- by the kind of the argument ---- */

static bool is_parsable(Interp *in, const TypeDef *to)
{
	const TypeMembers *members = type_set_members(runtime_of(in)->types, to);

	if (to->ops && to->ops->convert)
		return true;
	return members && (convert_find_row(members->static_methods, S("Parse"), S("string")) ||
				  convert_find_row(members->constructors, S("new"), S("string")));
}

static int rank_from_text(Interp *in, const TypeDef *to)
{
	if (is_number(to->id) || to->id == T_BIGINT)
		return RANK_NARROW;
	if (to->id == T_BOOL || to->id == T_TYPE)
		return RANK_LANGUAGE;
	if (to->id == T_CHAR || to->id == T_DATETIME || to->id == T_TIMESPAN || type_is_enum(to) || to->id == T_ENUM)
		return RANK_PARSE;
	if (to->id == T_VALUETYPE)
		return RANK_VALUE_TYPE;
	return is_parsable(in, to) ? RANK_PARSE : RANK_NONE;
}

static int rank_from_number(Interp *in, TypeId from, const TypeDef *to)
{
	if (is_number(to->id))
		return rank_number(from, to->id);
	if (to->id == T_BIGINT)
		return RANK_WIDEN;
	if (to->id == T_CHAR)
		return RANK_NUMBER_CHAR;
	if (to->id == T_STRING)
		return RANK_NUMBER_TEXT;
	if (to->id == T_BOOL)
		return RANK_LANGUAGE;
	if (type_is_enum(to))
		return from < T_SINGLE ? RANK_LANGUAGE : RANK_PARSE;
	if (to->id == T_DATETIME || to->id == T_TIMESPAN)
		return from < T_UINT64 ? RANK_CREATE : RANK_PARSE; /* ticks, or text */
	if (to->id == T_TYPE || to->id == T_ENUM || to->id == T_IENUMERABLE)
		return RANK_PARSE;
	return is_parsable(in, to) ? RANK_PARSE : RANK_NONE;
}

static int rank_from_char(const TypeDef *to)
{
	if (to->id == T_BOOL || to->id == T_SINGLE || to->id == T_DOUBLE)
		return RANK_LANGUAGE;
	if (to->id == T_DATETIME || to->id == T_TIMESPAN || to->id == T_HASHTABLE)
		return RANK_CREATE;
	if (to->id == T_DECIMAL)
		return RANK_PARSE;
	return to->id == T_STRING ? RANK_TEXT : RANK_SIMPLE;
}

static int rank_from_enum(const TypeDef *to)
{
	if (to->id == T_BOOL)
		return RANK_LANGUAGE;
	if (to->id == T_DECIMAL || to->id == T_DATETIME || to->id == T_TIMESPAN || to->id == T_HASHTABLE)
		return RANK_CREATE;
	return to->id == T_STRING ? RANK_TEXT : RANK_SIMPLE;
}

static int rank_from_hash(const TypeDef *to)
{
	if (to->id == T_DECIMAL ||
		(to->flags & TYPE_VALUE && !is_number(to->id) && to->id != T_CHAR && to->id != T_ENUM) ||
		(to->ops && !(to->flags & (TYPE_INTERFACE | TYPE_ABSTRACT))))
		return RANK_CREATE;
	return RANK_NONE;
}

static int rank_from_items(const TypeDef *to, bool is_array, bool is_bytes)
{
	if (type_is_enum(to))
		return RANK_ENUM_OF_ITEMS;
	if (to->id == T_ARRAY)
		return is_array && to != &type_object_array ? RANK_ARRAY : RANK_LANGUAGE;
	if (to->id == T_LIST || to->id == T_ARRAYLIST || to->id == T_COLLECTION)
		return RANK_CREATE;
	return is_bytes && to->ops && to->ops->convert ? RANK_CREATE : RANK_NONE;
}

static int rank_from_bigint(const TypeDef *to)
{
	if (to->id == T_STRING)
		return RANK_NUMBER_TEXT;
	if (to->id == T_CHAR)
		return RANK_NUMBER_CHAR;
	return is_number(to->id) ? RANK_PARSE : RANK_NONE;
}

static int rank_scalar(Interp *in, Value v, const TypeDef *to)
{
	if (v.kind == V_STRING)
		return rank_from_text(in, to);
	if (v.kind == V_INT || v.kind == V_SINGLE || v.kind == V_DOUBLE || v.kind == V_DECIMAL)
		return rank_from_number(in, (TypeId)(v.kind == V_DECIMAL ? T_DECIMAL : v.type), to);
	if (v.kind == V_CHAR)
		return rank_from_char(to);
	if (v.kind == V_ENUM)
		return rank_from_enum(to);
	if (v.kind == V_OBJECT && v.object->type->id == T_PSCUSTOM)
		return RANK_TEXT; /* a bag of properties is as good for one type as for another */
	if (to->id == T_BOOL)
		return RANK_LANGUAGE;
	if (v.kind == V_BIGINT)
		return rank_from_bigint(to);
	if (to->id == T_STRING)
		return RANK_TEXT;
	if (v.kind == V_BOOL || v.kind == V_DATETIME)
		return v.type == T_SWITCH ? RANK_NONE : RANK_SIMPLE;
	if (v.kind == V_HASH)
		return rank_from_hash(to);
	if (v.kind == V_ARRAY || v.kind == V_LIST)
		return rank_from_items(to, v.kind == V_ARRAY, v.kind == V_ARRAY && array_is_bytes(v.array));
	return RANK_NONE;
}

static int rank_null(const TypeDef *to)
{
	if (!to)
		return RANK_NARROW;
	if (to == type_of_id(T_SEQUENCE))
		return RANK_NONE; /* of what cannot be told */
	if (to->id == T_STRING)
		return RANK_PARSE;
	if (to->id == T_ENUM)
		return RANK_OBJECT;
	if (!(to->flags & TYPE_VALUE) || to->id == T_NULLABLE)
		return RANK_ASSIGNABLE;
	if (to->id == T_BOOL)
		return RANK_NUMBER_CHAR;
	if (to->id == T_CHAR)
		return RANK_NUMBER_TEXT;
	return is_number(to->id) ? RANK_NARROW : RANK_NONE;
}

/* The rank of a scalar as the one element of an array: just below that of the element. */
static int rank_in_array(Interp *in, Value v, const TypeDef *elem);

/* A generic interface that lets the value through (IEqualityComparer`1 a StringComparer): its ops never fail. */
static bool lets_through(Interp *in, Value v, const TypeDef *to)
{
	Value kept = VALUE_EMPTY;
	bool lets;

	if (!(to->flags & TYPE_INTERFACE) || !to->ops || !to->ops->convert ||
		to->ops->convert(in, v, &kept) != FLOW_NEXT)
		return false;
	lets = kept.kind != V_EMPTY;
	value_drop(kept);
	return lets;
}

/* Whether T of an IEnumerable[T] is known from the argument: texts, typed arrays and generic collections. */
static bool infers_items(const TypeDef *from)
{
	if (from->id == T_STRING || type_is(from, type_of_id(T_SEQUENCE)))
		return true;
	return from->elem && (from->id == T_ARRAY || type_is(from, type_of_id(T_IENUMERABLE))) && !grid_is(from);
}

/* Nothing is made into an IEnumerable[T]; of a native object's items the type may not be known. */
static int rank_sequence(Value v, const TypeDef *elem)
{
	if (v.kind == V_STRING && elem && elem->id == T_CHAR)
		return RANK_ASSIGNABLE;
	return v.kind == V_OBJECT && iter_unrolls(v) ? RANK_SEQUENCE : RANK_NONE;
}

static int rank_of(Interp *in, Value v, const TypeDef *to)
{
	const TypeDef *from;

	v = value_unwrap_peek(v);
	if (value_is_null(v))
		return rank_null(to);
	if (!to)
		return RANK_NONE;
	from = type_of(v);
	if (from == to)
		return RANK_IDENTITY;
	if (to->id == T_OBJECT || to->id == T_PSOBJECT)
		return RANK_OBJECT;
	if (to == type_of_id(T_SEQUENCE))
		return infers_items(from) ? RANK_ASSIGNABLE : RANK_NONE;
	if (type_is(from, to) || (to->id == T_DELEGATE && v.kind == V_BLOCK))
		return RANK_ASSIGNABLE;
	if (lets_through(in, v, to))
		return RANK_ASSIGNABLE;
	if (v.kind == V_STRING && to->id == T_ARRAY && to->elem && to->elem->id == T_CHAR)
		return RANK_CHARS;
	if (to->id == T_NULLABLE && to->elem)
		return rank_of(in, v, to->elem);
	if (to->id == T_ARRAY && v.kind != V_ARRAY && v.kind != V_LIST)
		return rank_in_array(in, v, to->elem);
	if (to->id == T_SEQUENCE)
		return rank_sequence(v, to->elem);
	return rank_scalar(in, v, to);
}

/* What a number, a character or anything else is worth as an element, one step down. */
static int step_down(Value v, int rank)
{
	switch (rank) {
	case RANK_IDENTITY:
		return RANK_IDENTITY_S2A;
	case RANK_OBJECT:
		return RANK_OBJECT_S2A;
	case RANK_WIDEN:
		return RANK_WIDEN_S2A;
	case RANK_NUMBER_TEXT:
		return RANK_NUMBER_TEXT_S2A;
	case RANK_NARROW:
		return RANK_NARROW_S2A;
	case RANK_TEXT:
		return v.kind == V_BOOL && v.type == T_BOOL ? RANK_SIMPLE
		       : v.kind == V_DATETIME               ? RANK_SIMPLE
							    : RANK_TEXT_S2A;
	default:
		return rank > 0 && rank != RANK_SIMPLE ? rank - 1 : rank;
	}
}

static int rank_in_array(Interp *in, Value v, const TypeDef *elem)
{
	bool is_numeric = v.kind == V_INT || v.kind == V_SINGLE || v.kind == V_DOUBLE || v.kind == V_DECIMAL ||
			  v.kind == V_BIGINT;
	int rank;

	if (!elem)
		return RANK_SYSTEM_ARRAY;
	if (elem->id == T_CHAR && is_numeric)
		elem = type_of_id(T_STRING); /* a number goes into char[] as well as into string[] */
	rank = step_down(v, rank_of(in, v, elem));
	if ((v.kind == V_CHAR || v.kind == V_ENUM) && rank < RANK_SYSTEM_ARRAY && rank > RANK_NONE)
		return RANK_CREATE;
	return rank;
}

/* ---- candidates ---- */

typedef struct Candidate {
	const Overload *overload;
	bool expanded;
} Candidate;

static const TypeDef *parameter_type(const Candidate *c, size_t i)
{
	const Overload *o = c->overload;
	const Parameter *last;

	if (!c->expanded || i + 1 < o->n)
		return o->params[i].type;
	last = &o->params[o->n - 1];
	return last->type ? last->type->elem : NULL;
}

static bool is_by_reference(const Candidate *c, size_t i)
{
	return i < c->overload->n && c->overload->params[i].flags & PARAMETER_REF;
}

static bool fits_count(const Overload *o, size_t n)
{
	return n >= o->min && (n <= o->n || o->has_params);
}

/* With as many arguments as parameters the last one may be the array itself, if that fits better than as an element. */
static bool is_expanded(Interp *in, const Overload *o, const Value *args, size_t n)
{
	const TypeDef *array = o->n ? o->params[o->n - 1].type : NULL;

	if (!o->has_params)
		return false;
	if (n != o->n)
		return true;
	return array && rank_of(in, args[n - 1], array->elem) > rank_of(in, args[n - 1], array);
}

/* What a [ref] holds must go into its parameter (asked of 7.6: [ref]$null is no DateTime). */
static bool takes_reference(Interp *in, Value reference, const TypeDef *to)
{
	Value held = VALUE_EMPTY;
	bool found, takes;

	if (!to || !type_is(type_of(reference), type_of_id(T_REFERENCE)))
		return true; /* the call tells that it is none */
	if (member_get_single(in, reference, S("Value"), NULL, &held, &found) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
	takes = (value_is_null(held) ? rank_null(to) : rank_of(in, held, to)) != RANK_NONE;
	value_drop(held);
	return takes;
}

static bool is_applicable(Interp *in, const Candidate *c, const Value *args, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const TypeDef *to = parameter_type(c, i);

		if (is_by_reference(c, i) ? !takes_reference(in, args[i], to) : rank_of(in, args[i], to) == RANK_NONE)
			return false;
	}
	return true;
}

/* Of types that have nothing to do with each other object[] takes $null, then another array of references (asked of
 * 7.6). */
static bool takes_null_before(const TypeDef *type, const TypeDef *other)
{
	return type == &type_object_array ||
	       (type->id == T_ARRAY && type->elem && !(type->elem->flags & TYPE_VALUE) && other->id != T_ARRAY);
}

static int more_specific(Interp *in, const TypeDef *a, const TypeDef *b, Value v, int rank)
{
	bool widening = rank == RANK_WIDEN;

	if (!a || !b || a == b)
		return 0;
	/* an array goes where its first element goes best */
	if (rank == RANK_ARRAY && v.array->n > 0)
		return rank_in_array(in, array_peek(v.array, 0), a->elem) -
		       rank_in_array(in, array_peek(v.array, 0), b->elem);
	if (rank == RANK_WIDEN || rank == RANK_NARROW)
		return place_of(b->id, widening) - place_of(a->id, widening);
	if (rank < RANK_SYSTEM_ARRAY)
		return 0;
	/* $null prefers the more general type (but object[] to object), everything else the more special one */
	if (value_is_null(v) && (a == &type_object_array || b == &type_object_array) &&
		(a->id == T_OBJECT || b->id == T_OBJECT))
		return a == &type_object_array ? 1 : -1;
	if (type_is(a, b))
		return value_is_null(v) ? -1 : 1;
	if (type_is(b, a))
		return value_is_null(v) ? 1 : -1;
	return value_is_null(v) ? takes_null_before(a, b) - takes_null_before(b, a) : 0;
}

static int sign_of(int n)
{
	return (n > 0) - (n < 0);
}

/* By how much a is better than b at one argument: in rank, and in how special its type is. */
static void compare_parameters(Interp *in, const TypeDef *ta, const TypeDef *tb, Value v, int *rank, int *special)
{
	int ra = rank_of(in, v, ta), rb = rank_of(in, v, tb);

	v = value_unwrap_peek(v);
	*rank = sign_of(ra - rb);
	if (ra == rb)
		*special = sign_of(more_specific(in, ta, tb, v, ra));
	else
		*special = sign_of(more_specific(in, ta, tb, v, RANK_ASSIGNABLE));
}

/* >0: a is the better one.  Earlier arguments weigh more than later ones; where that comes out even the more special
 * types win, then a form without a params array, then fewer parameters left out (asked of 7.6).  One with a params
 * array that is better at the first difference stays so: recorded, dotnet/string-static-join. */
static int compare_candidates(Interp *in, const Candidate *a, const Candidate *b, const Value *args, size_t n)
{
	int ranks = 0, special = 0, first = 0;

	for (size_t i = 0; i < n; i++) {
		int weight = (int)(n - i), by_rank, by_type;

		if (is_by_reference(a, i) || is_by_reference(b, i))
			continue;
		compare_parameters(in, parameter_type(a, i), parameter_type(b, i), args[i], &by_rank, &by_type);
		ranks += weight * by_rank;
		special += weight * by_type;
		first = first ? first : by_rank;
	}
	if (ranks)
		return ranks;
	if (first && a->expanded != b->expanded)
		return first;
	if (special)
		return special;
	if (a->expanded != b->expanded)
		return a->expanded ? -1 : 1;
	if (a->overload->n != b->overload->n)
		return (int)b->overload->n - (int)a->overload->n;
	/* two empty params arrays: any will do ([string]::Join(',')) */
	return a->expanded && n < a->overload->n ? -1 : 0;
}

/* The only form is called, whatever comes of its arguments.  Not where .NET has more: a method with [ref], or one that
 * is an interface's, too. */
static bool is_the_only(const MethodGroup *group, const Overload *o, size_t n)
{
	if (group->n > 1 || o->n != n || o->has_params || !(group->is_static || group->type->id == T_LIST))
		return false;
	for (uint32_t i = 0; i < o->n; i++)
		if (o->params[i].flags & PARAMETER_REF)
			return false;
	return true;
}

const Overload *member_choose(
	Interp *in, MethodGroup *group, const Value *args, size_t n, bool *expanded, bool *ambiguous)
{
	Candidate best = { NULL, false };
	bool tied = false;

	member_table_parse(in, group);
	for (uint32_t i = 0; i < group->n; i++) {
		const Overload *o = &group->overloads[i];
		Candidate c = { o, false };
		int order;

		if (!fits_count(o, n))
			continue;
		c.expanded = is_expanded(in, o, args, n);
		if (!is_the_only(group, o, n) && !is_applicable(in, &c, args, n))
			continue;
		order = best.overload ? compare_candidates(in, &c, &best, args, n) : 1;
		tied = order == 0 || (order < 0 && tied);
		if (order > 0)
			best = c;
	}
	*expanded = best.expanded;
	*ambiguous = best.overload && tied;
	return tied ? NULL : best.overload;
}
