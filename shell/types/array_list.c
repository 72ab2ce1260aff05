/* array_list: System.Collections.ArrayList, and the members that all lists share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_collection.h"

static List *list_of(Value self)
{
	return value_unwrap_peek(self).list;
}

static bool is_typed(const List *list)
{
	return list->type->id != T_ARRAYLIST;
}

/* Fixed lists refuse what changes their size. */
static Flow check_fixed(Interp *in, const List *list)
{
	return list->fixed ? types_fixed_size(in) : FLOW_NEXT;
}

static Flow bad_index(Interp *in)
{
	return types_index(in, "index");
}

/* index and count of a part: List`1 has words of its own. */
static Flow check_range(Interp *in, const List *list, int64_t at, int64_t count)
{
	if (is_typed(list) && (at < 0 || count < 0))
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, at < 0 ? "index" : "count", "Non-negative number required.");
	return types_range(in, at, count, list->n);
}

static bool in_list(const List *list, int64_t at)
{
	return at >= 0 && (uint64_t)at < list->n;
}

/* The list's items as an array, for what arrays do too. */
static Array *snapshot(const List *list)
{
	Array *items = array_new_objects();

	for (size_t i = 0; i < list->n; i++)
		array_push(items, list_peek(list, i));
	return items;
}

/* ---- adding ---- */

Flow types_list_add(Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	List *list = list_of(self);

	FLOW_TRY(check_fixed(in, list));
	list_push_take(list, value_ref(args[0]));
	return is_typed(list) ? FLOW_NEXT : types_found(out, value_int((int32_t)list->n - 1));
}

/* The items of a sequence as the list keeps them: converted to its type; NULL: *flow says why not. */
static Array *read_items(Interp *in, const List *list, Value from, const char *param, Flow *flow)
{
	Array *items = NULL;
	Value item;

	*flow = types_given(from) ? types_items(in, from, &items) : types_null(in, param);
	for (size_t i = 0; items && is_typed(list) && list->type->elem && i < items->n; i++) {
		*flow = convert_to(in, array_peek(items, i), list->type->elem, &item);
		if (*flow != FLOW_NEXT) {
			value_drop(array_value(items));
			return NULL;
		}
		array_set_take(items, i, item);
	}
	return items;
}

static Flow insert_items(Interp *in, List *list, size_t at, Value from)
{
	Array *items;
	Flow flow;

	FLOW_TRY(check_fixed(in, list));
	items = read_items(in, list, from, is_typed(list) ? "collection" : "c", &flow);
	if (!items)
		return flow;
	for (size_t i = 0; i < items->n; i++)
		list_insert_take(list, at + i, array_get(items, i));
	value_drop(array_value(items));
	return FLOW_NEXT;
}

Flow types_list_add_range(Interp *in, Value self, const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	return insert_items(in, list_of(self), list_of(self)->n, args[0]);
}

static Flow check_insert(Interp *in, const List *list, int64_t at)
{
	if (at >= 0 && (uint64_t)at <= list->n)
		return FLOW_NEXT;
	if (list->type->id == T_LIST)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "index", "Index must be within the bounds of the List.");
	if (runtime_edition(in)->where & WHERE_CORE)
		return types_past_end(in, "index");
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "index",
		"Insertion index was out of range. Must be non-negative and less than or equal to size.");
}

Flow types_list_insert(Interp *in, Value self, const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	List *list = list_of(self);
	int64_t at = types_int(args[0]);

	FLOW_TRY(check_fixed(in, list));
	FLOW_TRY(check_insert(in, list, at));
	list_insert_take(list, (size_t)at, value_ref(args[1]));
	return FLOW_NEXT;
}

Flow types_list_insert_range(Interp *in, Value self, const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	List *list = list_of(self);
	int64_t at = types_int(args[0]);

	if (list->type->id == T_LIST && (at < 0 || (uint64_t)at > list->n))
		return types_past_end(in, "index");
	FLOW_TRY(check_insert(in, list, at));
	return insert_items(in, list, (size_t)at, args[1]);
}

/* ---- removing ---- */

Flow types_list_clear(Interp *in, Value self, UNUSED const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	FLOW_TRY(check_fixed(in, list_of(self)));
	list_clear(list_of(self));
	return FLOW_NEXT;
}

static int64_t find(const List *list, Value item, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < list->n; i++) {
		Value v = list_peek(list, i);

		if (value_is_null(v) ? value_is_null(item) : compare_same(v, item))
			return (int64_t)i;
	}
	return -1;
}

Flow types_list_remove(Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	List *list = list_of(self);
	int64_t at;

	FLOW_TRY(check_fixed(in, list));
	at = find(list, args[0], 0, list->n);
	if (at >= 0)
		value_drop(list_remove_at(list, (size_t)at));
	return is_typed(list) ? types_found(out, value_bool(at >= 0)) : FLOW_NEXT;
}

Flow types_list_remove_at(Interp *in, Value self, const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	List *list = list_of(self);
	int64_t at = types_int(args[0]);

	FLOW_TRY(check_fixed(in, list));
	if (!in_list(list, at))
		return bad_index(in);
	value_drop(list_remove_at(list, (size_t)at));
	return FLOW_NEXT;
}

Flow types_list_remove_range(Interp *in, Value self, const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	List *list = list_of(self);
	int64_t at = types_int(args[0]), count = types_int(args[1]);

	FLOW_TRY(check_fixed(in, list));
	FLOW_TRY(check_range(in, list, at, count));
	while (count-- > 0)
		value_drop(list_remove_at(list, (size_t)at));
	return FLOW_NEXT;
}

/* ---- looking ---- */

Flow types_list_contains(UNUSED Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	return types_found(out, value_bool(find(list_of(self), args[0], 0, list_of(self)->n) >= 0));
}

/* (item), (item, start), (item, start, count) */
Flow types_list_index_of(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	const List *list = list_of(self);
	int64_t from = n > 1 ? types_int(args[1]) : 0;
	int64_t count = n > 2 ? types_int(args[2]) : (int64_t)list->n - from;

	if (from < 0 || (uint64_t)from > list->n)
		return types_past_end(in, is_typed(list) && from > 0 ? "index" : "startIndex");
	if (count < 0 || (uint64_t)(from + count) > list->n)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "count",
			"Count must be positive and count must refer to a location within the string/array/collection.");
	return types_found(out, value_int((int32_t)find(list, args[0], (size_t)from, (size_t)(from + count))));
}

/* (item), (item, from), (item, from, count): backwards from there */
Flow types_list_last_index_of(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	const List *list = list_of(self);
	int64_t from = n > 1 ? types_int(args[1]) : (int64_t)list->n - 1;
	int64_t count = n > 2 ? types_int(args[2]) : from + 1;

	if (list->n > 0 && !in_list(list, from))
		return types_index(in, is_typed(list) ? "index" : "startIndex");
	if (list->n > 0 && (count < 0 || count > from + 1))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "count",
			"Count must be positive and count must refer to a location within the string/array/collection.");
	for (int64_t i = from; list->n > 0 && i > from - count; i--)
		if (find(list, args[0], (size_t)i, (size_t)i + 1) >= 0)
			return types_found(out, value_int((int32_t)i));
	return types_found(out, value_int(-1));
}

Flow types_list_item(Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	const List *list = list_of(self);
	int64_t at = types_int(args[0]);

	if (!in_list(list, at))
		return bad_index(in);
	return types_found(out, value_ref(list_peek(list, (size_t)at)));
}

Flow types_list_get_range(Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	const List *list = list_of(self);
	int64_t at = types_int(args[0]), count = types_int(args[1]);
	List *part;

	FLOW_TRY(check_range(in, list, at, count));
	part = list_new(list->type);
	for (int64_t i = 0; i < count; i++)
		list_push_take(part, value_ref(list_peek(list, (size_t)(at + i))));
	return types_found(out, list_value(part));
}

Flow types_list_binary_search(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Array *items = snapshot(list_of(self));
	Flow flow = types_binary_search(in, items, args[0], n > 1 ? args[1] : VALUE_NULL, out);

	value_drop(array_value(items));
	return flow;
}

/* ---- order ---- */

/* (), (comparer), (index, count, comparer) */
Flow types_list_sort(Interp *in, Value self, const Value *args, size_t n, UNUSED Value *out)
{
	List *list = list_of(self);
	int64_t at = n > 2 ? types_int(args[0]) : 0, count = n > 2 ? types_int(args[1]) : (int64_t)list->n;

	FLOW_TRY(check_range(in, list, at, count));
	list->version++;
	return types_sort(in, list->items + list->head + at, NULL, (size_t)count, n ? args[n - 1] : VALUE_NULL);
}

Flow types_list_reverse(Interp *in, Value self, const Value *args, size_t n, UNUSED Value *out)
{
	List *list = list_of(self);
	int64_t at = n ? types_int(args[0]) : 0, count = n ? types_int(args[1]) : (int64_t)list->n;
	Value *items;

	FLOW_TRY(check_range(in, list, at, count));
	items = list->items + list->head + at;
	list->version++;
	for (int64_t i = 0, j = count - 1; i < j; i++, j--) {
		Value swap = items[i];

		items[i] = items[j];
		items[j] = swap;
	}
	return FLOW_NEXT;
}

/* ---- copies ---- */

/* An array of the list's element type, or of the type in the argument. */
Flow types_list_to_array(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	const List *list = list_of(self);
	const TypeDef *elem = n && args[0].kind == V_TYPE ? args[0].typeref : list->type->elem;
	Value items;
	Flow flow;

	if (n && !types_given(args[0]))
		return types_null(in, "type");
	items = array_value(snapshot(list));
	if (!elem || elem->id == T_OBJECT)
		return types_found(out, items);
	flow = convert_to(in, items, type_set_array_of(runtime_of(in)->types, elem), out);
	value_drop(items);
	return flow;
}

/* (array), (array, arrayIndex), (index, array, arrayIndex, count) */
Flow types_list_copy_to(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Value part = VALUE_EMPTY;
	Array *items;
	Flow flow;

	if (!types_given(args[n > 2 ? 1 : 0]))
		return types_null(in, types_pick(in, "dest", "destinationArray"));
	if (n > 2) {
		const Value range[] = { args[0], args[3] };

		FLOW_TRY(types_list_get_range(in, self, range, 2, &part));
		items = snapshot(list_of(part));
		value_drop(part);
		flow = types_copy_to(in, items, args[1], types_int(args[2]));
	} else {
		items = snapshot(list_of(self));
		flow = types_copy_to(in, items, args[0], n > 1 ? types_int(args[1]) : 0);
	}
	value_drop(array_value(items));
	(void)out;
	return flow;
}

Flow types_list_get_enumerator(Interp *in, Value self, UNUSED const Value *args, UNUSED size_t n, Value *out)
{
	return types_enumerator(in, self, out);
}

Flow types_list_make(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	List *list = list_new(types_self(self));
	Flow flow = FLOW_NEXT;

	if (n && args[0].kind == V_INT) {
		if (types_int(args[0]) < 0)
			flow = fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "capacity", "%s",
				is_typed(list) ? "Non-negative number required." : "'capacity' must be non-negative.");
	} else if (n) {
		flow = insert_items(in, list, 0, args[0]);
	}
	if (flow == FLOW_NEXT)
		*out = list_value(list);
	else
		value_drop(list_value(list));
	return flow;
}

Flow types_list_get_count(UNUSED Interp *in, Value self, Value *out)
{
	return types_found(out, value_int((int32_t)list_of(self)->n));
}

/* ---- ArrayList's own ---- */

TYPE_METHOD(set_range)
{
	List *list = list_of(self);
	int64_t at = types_int(args[0]);
	Flow flow;
	Array *items = read_items(in, list, args[1], "c", &flow);

	if (!items)
		return flow;
	if (at < 0 || (uint64_t)at + items->n > list->n) {
		value_drop(array_value(items));
		return types_past_end(in, "index");
	}
	for (size_t i = 0; i < items->n; i++)
		list_set_take(list, (size_t)at + i, array_get(items, i));
	value_drop(array_value(items));
	return FLOW_NEXT;
}

static Value copy_of(const List *list)
{
	List *copy = list_new(list->type);

	for (size_t i = 0; i < list->n; i++)
		list_push_take(copy, value_ref(list_peek(list, i)));
	return list_value(copy);
}

TYPE_METHOD(clone)
{
	return types_found(out, copy_of(list_of(self)));
}

/* .NET gives a view of the list; a copy serves scripts, which read it. */
TYPE_METHOD(fixed_copy)
{
	if (args[0].kind != V_LIST)
		return types_null(in, "list");
	*out = copy_of(args[0].list);
	out->list->fixed = true;
	return FLOW_NEXT;
}

TYPE_METHOD(same)
{
	return types_found(out, value_ref(args[0]));
}

TYPE_METHOD(repeat)
{
	int64_t count = types_int(args[1]);
	List *list;

	if (count < 0)
		return types_negative(in, "count", count, "Non-negative number required.");
	list = list_new(type_of_id(T_ARRAYLIST));
	for (int64_t i = 0; i < count; i++)
		list_push_take(list, value_ref(args[0]));
	return types_found(out, list_value(list));
}

TYPE_GET(get_capacity)
{
	size_t n = list_of(self)->n, capacity = n ? 4 : 0;

	/* .NET starts with 4 and doubles */
	while (capacity < n)
		capacity *= 2;
	return types_found(out, value_int((int32_t)capacity));
}

TYPE_SET(set_capacity)
{
	int64_t capacity = types_int(to);

	if (capacity < (int64_t)list_of(self)->n)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "value", "capacity was less than the current size.");
	return FLOW_NEXT;
}

TYPE_METHOD(trim)
{
	return FLOW_NEXT;
}

TYPE_GET(get_fixed)
{
	return types_found(out, value_bool(list_of(self)->fixed));
}

static const PropDef props[] = {
	PROP_RW("Capacity", "System.Int32", get_capacity, set_capacity),
	PROP("Count", "System.Int32", types_list_get_count),
	PROP("IsFixedSize", "System.Boolean", get_fixed),
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Add", "int Add(System.Object value)", types_list_add),
	METHOD("AddRange", "void AddRange(System.Collections.ICollection c)", types_list_add_range),
	METHOD("BinarySearch", "int BinarySearch(System.Object value)", types_list_binary_search),
	METHOD("BinarySearch", "int BinarySearch(System.Object value, System.Collections.IComparer comparer)",
		types_list_binary_search),
	METHOD("Clear", "void Clear()", types_list_clear),
	METHOD("Clone", "System.Object Clone()", clone),
	METHOD("Contains", "bool Contains(System.Object item)", types_list_contains),
	METHOD("CopyTo", "void CopyTo(array array)", types_list_copy_to),
	METHOD("CopyTo", "void CopyTo(array array, int arrayIndex)", types_list_copy_to),
	METHOD("CopyTo", "void CopyTo(int index, array array, int arrayIndex, int count)", types_list_copy_to),
	METHOD("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()", types_list_get_enumerator),
	METHOD("GetRange", "System.Collections.ArrayList GetRange(int index, int count)", types_list_get_range),
	METHOD("IndexOf", "int IndexOf(System.Object value)", types_list_index_of),
	METHOD("IndexOf", "int IndexOf(System.Object value, int startIndex)", types_list_index_of),
	METHOD("IndexOf", "int IndexOf(System.Object value, int startIndex, int count)", types_list_index_of),
	METHOD("Insert", "void Insert(int index, System.Object value)", types_list_insert),
	METHOD("InsertRange", "void InsertRange(int index, System.Collections.ICollection c)", types_list_insert_range),
	INDEXER_SET("Item", "System.Object Item(int index)", types_list_item),
	METHOD("LastIndexOf", "int LastIndexOf(System.Object value)", types_list_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(System.Object value, int startIndex)", types_list_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(System.Object value, int startIndex, int count)",
		types_list_last_index_of),
	METHOD("Remove", "void Remove(System.Object obj)", types_list_remove),
	METHOD("RemoveAt", "void RemoveAt(int index)", types_list_remove_at),
	METHOD("RemoveRange", "void RemoveRange(int index, int count)", types_list_remove_range),
	METHOD("Reverse", "void Reverse()", types_list_reverse),
	METHOD("Reverse", "void Reverse(int index, int count)", types_list_reverse),
	METHOD("SetRange", "void SetRange(int index, System.Collections.ICollection c)", set_range),
	METHOD("Sort", "void Sort()", types_list_sort),
	METHOD("Sort", "void Sort(System.Collections.IComparer comparer)", types_list_sort),
	METHOD("Sort", "void Sort(int index, int count, System.Collections.IComparer comparer)", types_list_sort),
	METHOD("ToArray", "System.Object[] ToArray()", types_list_to_array),
	METHOD("ToArray", "array ToArray(type type)", types_list_to_array),
	METHOD("TrimToSize", "void TrimToSize()", trim),
	METHODS_END,
};

#define ITSELF "System.Collections.ArrayList"

static const MethodDef static_methods[] = {
	METHOD("FixedSize", "static " ITSELF " FixedSize(" ITSELF " list)", fixed_copy),
	METHOD("ReadOnly", "static " ITSELF " ReadOnly(" ITSELF " list)", fixed_copy),
	METHOD("Repeat", "static " ITSELF " Repeat(System.Object value, int count)", repeat),
	METHOD("Synchronized", "static " ITSELF " Synchronized(" ITSELF " list)", same),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW(ITSELF " new()", types_list_make),
	NEW(ITSELF " new(int capacity)", types_list_make),
	NEW(ITSELF " new(System.Collections.ICollection c)", types_list_make),
	METHODS_END,
};

const TypeMembers type_array_list = {
	.props = props,
	.methods = methods,
	.static_methods = static_methods,
	.constructors = constructors,
};
