/* enumerable: System.Linq.Enumerable: what scripts use of it, done at once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_collection.h"

/* Sequences come as arrays; results are arrays, of the same type where items are taken. */

static Flow items(Interp *in, Value sequence, Array **out)
{
	return types_items(in, sequence, out);
}

static Array *like(Value sequence)
{
	const Array *given = types_array(sequence);

	return given ? array_new(given->type, given->n) : array_new_objects();
}

TYPE_METHOD(sequence_equal)
{
	Array *a, *b;
	bool same;

	FLOW_TRY(items(in, args[0], &a));
	if (items(in, args[1], &b) != FLOW_NEXT) {
		value_drop(array_value(a));
		return FLOW_THROW;
	}
	same = a->n == b->n;
	for (size_t i = 0; same && i < a->n; i++)
		same = compare_same(array_peek(a, i), array_peek(b, i)); /* EqualityComparer<T>.Default */
	value_drop(array_value(a));
	value_drop(array_value(b));
	return types_found(out, value_bool(same));
}

/* Which items of the first stay: each once, and those that are in the second as the operation says. */
typedef enum Keep { KEEP_ALL, KEEP_COMMON, KEEP_OTHERS } Keep;

/* A place among those there are (HashSet's equality). */
static void keep_new(Hash *seen, Value item, Array *result)
{
	if (hash_find_peek(seen, item))
		return;
	hash_set(seen, item, VALUE_NULL);
	array_push(result, item);
}

static Flow choose(Interp *in, const Value *args, size_t n, Keep keep, Value *out)
{
	Array *a = NULL, *b = NULL, *result = like(args[0]);
	Hash *seen = hash_new(type_of_id(T_HASHTABLE), false), *theirs = hash_new(type_of_id(T_HASHTABLE), false);
	Flow flow = items(in, args[0], &a);

	*out = array_value(result);
	if (flow == FLOW_NEXT && n > 1)
		flow = items(in, args[1], &b);
	for (size_t i = 0; b && keep != KEEP_ALL && i < b->n; i++)
		hash_set(theirs, array_peek(b, i), VALUE_NULL);
	for (size_t i = 0; flow == FLOW_NEXT && i < a->n; i++)
		if (keep == KEEP_ALL || (hash_find_peek(theirs, array_peek(a, i)) != NULL) == (keep == KEEP_COMMON))
			keep_new(seen, array_peek(a, i), result);
	for (size_t i = 0; b && keep == KEEP_ALL && i < b->n; i++)
		keep_new(seen, array_peek(b, i), result);
	if (a)
		value_drop(array_value(a));
	if (b)
		value_drop(array_value(b));
	value_drop(hash_value(seen));
	value_drop(hash_value(theirs));
	return flow;
}

TYPE_METHOD(distinct)
{
	return choose(in, args, 1, KEEP_ALL, out);
}

TYPE_METHOD(union_of)
{
	return choose(in, args, 2, KEEP_ALL, out);
}

TYPE_METHOD(intersect)
{
	return choose(in, args, 2, KEEP_COMMON, out);
}

TYPE_METHOD(except)
{
	return choose(in, args, 2, KEEP_OTHERS, out);
}

TYPE_METHOD(count)
{
	Array *a;

	FLOW_TRY(items(in, args[0], &a));
	*out = value_int((int32_t)a->n);
	value_drop(array_value(a));
	return FLOW_NEXT;
}

TYPE_METHOD(any)
{
	Array *a;

	FLOW_TRY(items(in, args[0], &a));
	*out = value_bool(a->n > 0);
	value_drop(array_value(a));
	return FLOW_NEXT;
}

TYPE_METHOD(has)
{
	Array *a;

	FLOW_TRY(items(in, args[0], &a));
	*out = value_bool(types_find_item(a, args[1], 0, a->n) >= 0);
	value_drop(array_value(a));
	return FLOW_NEXT;
}

/* Sum of numbers in their own type: int overflows, as .NET's checked sum does. */
static Flow total(Interp *in, const Array *a, Value *out)
{
	TypeId type = a->n ? (TypeId)array_peek(a, 0).type : T_INT32;
	int64_t whole = 0;
	double real = 0;
	bool fits = true, is_real = a->n && (array_peek(a, 0).kind == V_DOUBLE || array_peek(a, 0).kind == V_SINGLE);

	for (size_t i = 0; i < a->n; i++) {
		Value v = array_get(a, i), number;
		Flow flow = convert_to(in, v, type_of_id(is_real ? T_DOUBLE : T_INT64), &number);

		value_drop(v);
		FLOW_TRY(flow);
		if (is_real)
			real += number.f64;
		else
			fits = fits && !__builtin_add_overflow(whole, number.i64, &whole);
	}
	if (is_real)
		return types_found(out, value_double(real));
	if (!fits || (type == T_INT32 && whole != (int32_t)whole))
		return fault_exception(in, EXC_OVERFLOW, "Arithmetic operation resulted in an overflow.");
	return types_found(out, type == T_INT64 ? value_long(whole) : value_int((int32_t)whole));
}

TYPE_METHOD(sum)
{
	Array *a;
	Flow flow;

	FLOW_TRY(items(in, args[0], &a));
	flow = total(in, a, out);
	value_drop(array_value(a));
	return flow;
}

TYPE_METHOD(average)
{
	Value all = VALUE_EMPTY, real;
	size_t count;
	Array *a;
	Flow flow;

	FLOW_TRY(items(in, args[0], &a));
	count = a->n;
	flow = count ? total(in, a, &all) : fault_exception(in, EXC_INVALID_OPERATION, "Sequence contains no elements");
	value_drop(array_value(a));
	FLOW_TRY(flow);
	FLOW_TRY(convert_to(in, all, type_of_id(T_DOUBLE), &real));
	return types_found(out, value_double(real.f64 / (double)count));
}

static Flow extreme(Interp *in, Value sequence, int sign, Value *out)
{
	size_t best = 0;
	int order = 0;
	Array *a;
	Flow flow = FLOW_NEXT;

	FLOW_TRY(items(in, sequence, &a));
	for (size_t i = 1; i < a->n && flow == FLOW_NEXT; i++) {
		flow = compare_order(in, array_peek(a, i), array_peek(a, best), false, &order);
		if (order * sign > 0)
			best = i;
	}
	if (flow == FLOW_NEXT && a->n)
		*out = array_get(a, best);
	else if (flow == FLOW_NEXT)
		flow = fault_exception(in, EXC_INVALID_OPERATION, "Sequence contains no elements");
	value_drop(array_value(a));
	return flow;
}

TYPE_METHOD(max)
{
	return extreme(in, args[0], 1, out);
}

TYPE_METHOD(min)
{
	return extreme(in, args[0], -1, out);
}

/* Func<T, bool>: those it says yes to. */
static Flow filter(Interp *in, const Value *args, Array *kept)
{
	Array *a;
	bool yes = false;
	Flow flow = FLOW_NEXT;

	FLOW_TRY(items(in, args[0], &a));
	for (size_t i = 0; i < a->n && flow == FLOW_NEXT; i++) {
		Value item = array_get(a, i);

		flow = types_test(in, args[1], item, &yes);
		if (flow == FLOW_NEXT && yes)
			array_push(kept, item);
		value_drop(item);
	}
	value_drop(array_value(a));
	return flow;
}

TYPE_METHOD(where_true)
{
	Array *kept = like(args[0]);

	*out = array_value(kept);
	return filter(in, args, kept);
}

enum { RANGE_MAX = 1 << 24 };

/* What a script block makes of each. */
static Flow map(Interp *in, const Array *a, Value block, Array *results)
{
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < a->n && flow == FLOW_NEXT; i++) {
		Value item = array_get(a, i), result = VALUE_NULL;

		flow = types_invoke(in, block, &item, 1, &result);
		if (flow == FLOW_NEXT)
			array_push_take(results, result);
		value_drop(item);
	}
	return flow;
}

TYPE_METHOD(select_each)
{
	Array *results = array_new_objects(), *a;
	Flow flow;

	*out = array_value(results);
	FLOW_TRY(items(in, args[0], &a));
	flow = map(in, a, args[1], results);
	value_drop(array_value(a));
	return flow;
}

TYPE_METHOD(all_of)
{
	bool all = false;
	Array *a;
	Flow flow;

	FLOW_TRY(items(in, args[0], &a));
	flow = types_all_pass(in, a, args[1], &all);
	value_drop(array_value(a));
	*out = value_bool(all);
	return flow;
}

/* The first (last) that passes, and whether there is one. */
static Flow one_passing(Interp *in, const Value *args, bool last, Value *out, bool *found)
{
	int64_t index = -1;
	Array *a;
	Flow flow;

	FLOW_TRY(items(in, args[0], &a));
	flow = types_search(in, a, args[1], last, &index);
	*found = index >= 0;
	if (*found)
		*out = array_get(a, (size_t)index);
	value_drop(array_value(a));
	return flow;
}

TYPE_METHOD(any_of)
{
	bool found = false;

	FLOW_TRY(one_passing(in, args, false, out, &found));
	value_set_take(out, value_bool(found));
	return FLOW_NEXT;
}

static Flow need_passing(Interp *in, const Value *args, bool last, Value *out)
{
	bool found = false;

	FLOW_TRY(one_passing(in, args, last, out, &found));
	return found ? FLOW_NEXT : fault_exception(in, EXC_INVALID_OPERATION, "Sequence contains no matching element");
}

TYPE_METHOD(first_of)
{
	return need_passing(in, args, false, out);
}

TYPE_METHOD(last_of)
{
	return need_passing(in, args, true, out);
}

TYPE_METHOD(count_of)
{
	Array *kept = array_new_objects();
	Flow flow = filter(in, args, kept);

	*out = value_int((int32_t)kept->n);
	value_drop(array_value(kept));
	return flow;
}

TYPE_METHOD(concat)
{
	Array *result = like(args[0]), *a;

	*out = array_value(result);
	for (size_t part = 0; part < 2; part++) {
		FLOW_TRY(items(in, args[part], &a));
		for (size_t i = 0; i < a->n; i++)
			array_push(result, array_peek(a, i));
		value_drop(array_value(a));
	}
	return FLOW_NEXT;
}

TYPE_METHOD(to_list)
{
	Array *typed = like(args[0]), *a;
	Value list = types_list(in, T_LIST, typed->type->elem ? typed->type->elem : type_of_id(T_OBJECT));
	Flow flow = items(in, args[0], &a);

	value_drop(array_value(typed));
	*out = list;
	FLOW_TRY(flow);
	for (size_t i = 0; i < a->n; i++)
		list_push_take(list.list, array_get(a, i));
	value_drop(array_value(a));
	return FLOW_NEXT;
}

/* Func<T, key>: in the order of the keys, like ones as they were. */
static Flow order_by(Interp *in, const Value *args, bool descending, Value *out)
{
	Array *keys = array_new_objects(), *sorted = like(args[0]), *a = NULL;
	Flow flow = items(in, args[0], &a);

	*out = array_value(sorted);
	if (flow == FLOW_NEXT)
		flow = map(in, a, args[1], keys);
	if (flow == FLOW_NEXT)
		flow = types_sort_by(in, keys, a, descending);
	for (size_t i = 0; flow == FLOW_NEXT && i < a->n; i++)
		array_push(sorted, array_peek(a, i));
	if (a)
		value_drop(array_value(a));
	value_drop(array_value(keys));
	return flow;
}

TYPE_METHOD(order)
{
	return order_by(in, args, false, out);
}

TYPE_METHOD(order_descending)
{
	return order_by(in, args, true, out);
}

TYPE_METHOD(repeat)
{
	int64_t count = types_int(args[1]);
	Array *result;

	if (count < 0 || count > RANGE_MAX)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "count",
			"Specified argument was out of the range of valid values.");
	result = array_new_objects();
	for (int64_t i = 0; i < count; i++)
		array_push(result, args[0]);
	return types_found(out, array_value(result));
}

static Flow one_of(Interp *in, Value sequence, bool last, Value *out)
{
	Array *a;
	bool found;

	FLOW_TRY(items(in, sequence, &a));
	found = a->n > 0;
	if (found)
		*out = array_get(a, last ? a->n - 1 : 0);
	value_drop(array_value(a));
	return found ? FLOW_NEXT : fault_exception(in, EXC_INVALID_OPERATION, "Sequence contains no elements");
}

TYPE_METHOD(first)
{
	return one_of(in, args[0], false, out);
}

TYPE_METHOD(last)
{
	return one_of(in, args[0], true, out);
}

static Flow cut(Interp *in, Value sequence, size_t from, size_t to, Value *out)
{
	Array *a, *result = like(sequence);
	Flow flow = items(in, sequence, &a);

	if (flow != FLOW_NEXT) {
		value_drop(array_value(result));
		return flow;
	}
	for (size_t i = from; i < a->n && i < to; i++)
		array_push(result, array_peek(a, i));
	value_drop(array_value(a));
	return types_found(out, array_value(result));
}

TYPE_METHOD(skip)
{
	return cut(in, args[0], types_int(args[1]) > 0 ? (size_t)types_int(args[1]) : 0, SIZE_MAX, out);
}

TYPE_METHOD(take)
{
	return cut(in, args[0], 0, types_int(args[1]) > 0 ? (size_t)types_int(args[1]) : 0, out);
}

TYPE_METHOD(to_array)
{
	return cut(in, args[0], 0, SIZE_MAX, out);
}

TYPE_METHOD(reverse)
{
	Array *a, *result = like(args[0]);
	Flow flow = items(in, args[0], &a);

	if (flow != FLOW_NEXT) {
		value_drop(array_value(result));
		return flow;
	}
	for (size_t i = a->n; i > 0; i--)
		array_push(result, array_peek(a, i - 1));
	value_drop(array_value(a));
	return types_found(out, array_value(result));
}

TYPE_METHOD(range)
{
	int64_t start = types_int(args[0]), n_items = types_int(args[1]);
	Array *result;

	if (n_items < 0 || n_items > RANGE_MAX)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "count",
			"Specified argument was out of the range of valid values.");
	result = array_new(&type_int_array, (size_t)n_items);
	for (int64_t i = 0; i < n_items; i++)
		array_push_take(result, value_int((int32_t)(start + i)));
	return types_found(out, array_value(result));
}

#define SEQUENCE "System.Collections.IEnumerable"
static const MethodDef static_methods[] = {
	METHOD("Any", "static bool Any(" SEQUENCE " source)", any),
	METHOD("Any", "static bool Any(" SEQUENCE " source, scriptblock predicate)", any_of),
	METHOD("All", "static bool All(" SEQUENCE " source, scriptblock predicate)", all_of),
	METHOD("Average", "static double Average(" SEQUENCE " source)", average),
	METHOD("Concat", "static System.Object Concat(" SEQUENCE " first, " SEQUENCE " second)", concat),
	METHOD("Contains", "static bool Contains(" SEQUENCE " source, System.Object value)", has),
	METHOD("Count", "static int Count(" SEQUENCE " source)", count),
	METHOD("Count", "static int Count(" SEQUENCE " source, scriptblock predicate)", count_of),
	METHOD("Distinct", "static System.Object Distinct(" SEQUENCE " source)", distinct),
	METHOD("Except", "static System.Object Except(" SEQUENCE " first, " SEQUENCE " second)", except),
	METHOD("First", "static System.Object First(" SEQUENCE " source)", first),
	METHOD("First", "static System.Object First(" SEQUENCE " source, scriptblock predicate)", first_of),
	METHOD("Intersect", "static System.Object Intersect(" SEQUENCE " first, " SEQUENCE " second)", intersect),
	METHOD("Last", "static System.Object Last(" SEQUENCE " source)", last),
	METHOD("Last", "static System.Object Last(" SEQUENCE " source, scriptblock predicate)", last_of),
	METHOD("Max", "static System.Object Max(" SEQUENCE " source)", max),
	METHOD("Min", "static System.Object Min(" SEQUENCE " source)", min),
	METHOD("OrderBy", "static System.Object OrderBy(" SEQUENCE " source, scriptblock keySelector)", order),
	METHOD("OrderByDescending",
		"static System.Object OrderByDescending(" SEQUENCE " source, scriptblock keySelector)",
		order_descending),
	METHOD("Range", "static System.Object Range(int start, int count)", range),
	METHOD("Repeat", "static System.Object Repeat(System.Object element, int count)", repeat),
	METHOD("Reverse", "static System.Object Reverse(" SEQUENCE " source)", reverse),
	METHOD("Select", "static System.Object Select(" SEQUENCE " source, scriptblock selector)", select_each),
	METHOD("SequenceEqual", "static bool SequenceEqual(" SEQUENCE " first, " SEQUENCE " second)", sequence_equal),
	METHOD("Skip", "static System.Object Skip(" SEQUENCE " source, int count)", skip),
	METHOD("Sum", "static System.Object Sum(" SEQUENCE " source)", sum),
	METHOD("Take", "static System.Object Take(" SEQUENCE " source, int count)", take),
	METHOD("ToArray", "static System.Object[] ToArray(" SEQUENCE " source)", to_array),
	METHOD("ToList", "static System.Object ToList(" SEQUENCE " source)", to_list),
	METHOD("Union", "static System.Object Union(" SEQUENCE " first, " SEQUENCE " second)", union_of),
	METHOD("Where", "static System.Object Where(" SEQUENCE " source, scriptblock predicate)", where_true),
	METHODS_END,
};
static const TypeMembers members = { .static_methods = static_methods };
const TypeDef type_enumerable = {
	.name = "System.Linq.Enumerable", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
