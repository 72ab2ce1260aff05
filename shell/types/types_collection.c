/* types_collection: order, equality and ranges of collections. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_collection.h"

#include <stdlib.h>

#include "shell/types/string_comparer.h"

/* ---- order ---- */

static Flow cannot_compare(Interp *in)
{
	return fault_exception(in, EXC_INVALID_OPERATION, "Failed to compare two elements in the array.");
}

static Flow default_order(Interp *in, Value a, Value b, int *order)
{
	a = value_unwrap_peek(a);
	b = value_unwrap_peek(b);
	if (value_is_null(a) || value_is_null(b)) {
		*order = (int)value_is_null(b) - (int)value_is_null(a);
		return FLOW_NEXT;
	}
	if (type_of(a) != type_of(b))
		return cannot_compare(in);
	if (a.kind == V_STRING)
		*order = types_compare(in, types_str(a), types_str(b), COMPARISON_CULTURE);
	else if (compare_order(in, a, b, false, order) != FLOW_NEXT) {
		runtime_of(in)->clear_error(in);
		return cannot_compare(in);
	}
	return FLOW_NEXT;
}

Flow types_compare_items(Interp *in, Value a, Value b, Value comparer, int *order)
{
	Value args[2] = { a, b }, answer = VALUE_EMPTY;
	int comparison = types_string_comparer_peek(comparer);
	int32_t number = 0;
	Flow flow;

	*order = 0;
	if (comparison >= 0 && value_is_string(a) && value_is_string(b)) {
		*order = types_compare(in, types_str(a), types_str(b), comparison);
		return FLOW_NEXT;
	}
	if (value_unwrap_peek(comparer).kind != V_BLOCK)
		return default_order(in, a, b, order);
	flow = types_invoke(in, comparer, args, 2, &answer);
	if (flow == FLOW_NEXT)
		flow = convert_to_i32(in, answer, &number);
	value_drop(answer);
	*order = number;
	return flow;
}

/* Merge sort: comparers may be scripts that fail or answer nonsense, and stability harms nobody. */
typedef struct Sort {
	Interp *in;
	Value comparer;
	Value *keys, *items; /* items may be NULL */
	Value *spare_keys, *spare_items;
} Sort;

static void move(Sort *sort, size_t from, size_t to, bool back)
{
	Value *keys = back ? sort->spare_keys : sort->keys, *items = back ? sort->spare_items : sort->items;

	(back ? sort->keys : sort->spare_keys)[to] = keys[from];
	if (items)
		(back ? sort->items : sort->spare_items)[to] = items[from];
}

static Flow merge(Sort *sort, size_t from, size_t middle, size_t to)
{
	size_t a = from, b = middle, at = from;
	Flow flow = FLOW_NEXT;
	int order;

	while (a < middle && b < to && flow == FLOW_NEXT) {
		flow = types_compare_items(sort->in, sort->keys[a], sort->keys[b], sort->comparer, &order);
		move(sort, order <= 0 ? a : b, at++, false);
		if (order <= 0)
			a++;
		else
			b++;
	}
	while (a < middle)
		move(sort, a++, at++, false);
	while (b < to)
		move(sort, b++, at++, false);
	for (at = from; at < to; at++)
		move(sort, at, at, true);
	return flow;
}

Flow types_sort(Interp *in, Value *keys, Value *items, size_t n, Value comparer)
{
	Sort sort = { in, comparer, keys, items, NULL, NULL };
	Flow flow = FLOW_NEXT;

	if (n < 2)
		return FLOW_NEXT;
	sort.spare_keys = MEM_ARRAY(Value, n);
	if (items)
		sort.spare_items = MEM_ARRAY(Value, n);
	for (size_t width = 1; width < n && flow == FLOW_NEXT; width *= 2)
		for (size_t from = 0; from + width < n && flow == FLOW_NEXT; from += 2 * width)
			flow = merge(&sort, from, from + width, from + 2 * width < n ? from + 2 * width : n);
	free(sort.spare_keys);
	free(sort.spare_items);
	return flow;
}

Flow types_binary_search(Interp *in, const Array *items, Value item, Value comparer, Value *out)
{
	size_t low = 0, high = items->n;
	int order;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		FLOW_TRY(types_compare_items(in, array_peek(items, middle), item, comparer, &order));
		if (order == 0)
			return types_found(out, value_int((int32_t)middle));
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return types_found(out, value_int(~(int32_t)low));
}

static void turn_round(Array *a)
{
	for (size_t i = 0; i < a->n / 2; i++) {
		Value swap = a->items[i];

		a->items[i] = a->items[a->n - 1 - i];
		a->items[a->n - 1 - i] = swap;
	}
}

Flow types_sort_by(Interp *in, Array *keys, Array *items, bool descending)
{
	Flow flow;

	if (descending) { /* turned round before and after, like items keep their order */
		turn_round(keys);
		turn_round(items);
	}
	flow = types_sort(in, keys->items, items->items, items->n, VALUE_NULL);
	if (descending)
		turn_round(items);
	return flow;
}

/* ---- equality ---- */

int64_t types_find_item(const Array *items, Value item, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < items->n; i++) {
		Value v = array_peek(items, i);

		if (value_is_null(v) ? value_is_null(item) : compare_same(v, item))
			return (int64_t)i;
	}
	return -1;
}

Flow types_search(Interp *in, const Array *items, Value block, bool last, int64_t *index)
{
	bool passes = false;

	*index = -1;
	for (size_t i = 0; i < items->n; i++) {
		size_t at = last ? items->n - 1 - i : i;

		FLOW_TRY(types_test(in, block, array_peek(items, at), &passes));
		if (passes) {
			*index = (int64_t)at;
			return FLOW_NEXT;
		}
	}
	return FLOW_NEXT;
}

Flow types_all_pass(Interp *in, const Array *items, Value block, bool *all)
{
	*all = true;
	for (size_t i = 0; i < items->n && *all; i++)
		FLOW_TRY(types_test(in, block, array_peek(items, i), all));
	return FLOW_NEXT;
}

bool types_comparer_ignores_case(Value comparer)
{
	int comparison = types_string_comparer_peek(comparer);

	return comparison >= 0 && (comparison & 1);
}

/* ---- ranges ---- */

Flow types_range(Interp *in, int64_t index, int64_t count, size_t n)
{
	if (index < 0)
		return types_negative(in, "index", index, "Non-negative number required.");
	if (count < 0)
		return types_negative(in, "count", count, "Non-negative number required.");
	if ((uint64_t)index + (uint64_t)count > n)
		return fault_exception(in, EXC_ARGUMENT,
			"Offset and length were out of bounds for the array or count is greater than the number of elements "
			"from index to the end of the source collection.");
	return FLOW_NEXT;
}

Flow types_copy_to(Interp *in, const Array *items, Value to, int64_t at)
{
	Value target = value_unwrap_peek(to);

	if (target.kind != V_ARRAY)
		return types_null(in, "array");
	if (at < 0 || (uint64_t)at + items->n > target.array->n)
		return fault_argument(in, EXC_ARGUMENT, "destinationArray",
			"Destination array was not long enough. Check the destination index, length, and the array's lower bounds.");
	for (size_t i = 0; i < items->n; i++) {
		Value item = VALUE_EMPTY;

		if (!convert_try(in, array_peek(items, i), target.array->type->elem, &item))
			return fault_exception(in, EXC_INVALID_CAST,
				"At least one element in the source array could not be cast down to the destination array type.");
		array_set_take(target.array, (size_t)at + i, item);
	}
	return FLOW_NEXT;
}

Flow types_fixed_size(Interp *in)
{
	return fault_exception(in, EXC_NOT_SUPPORTED, "Collection was of a fixed size.");
}

/* ---- properties ---- */

Flow types_get_true(UNUSED Interp *in, UNUSED Value self, Value *out)
{
	return types_found(out, value_bool(true));
}

Flow types_get_false(UNUSED Interp *in, UNUSED Value self, Value *out)
{
	return types_found(out, value_bool(false));
}

Flow types_get_self(UNUSED Interp *in, Value self, Value *out)
{
	return types_found(out, value_ref(self));
}
