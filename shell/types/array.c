/* array: System.Array. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_collection.h"

enum { ARRAY_LIMIT = 0x10000000 }; /* elements: what a script's mistake may ask for */

static Array *array_of(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_ARRAY ? v.array : NULL;
}

/* An array argument that must be there. */
static Flow need(Interp *in, Value v, Array **out)
{
	*out = array_of(v);
	return *out ? FLOW_NEXT : types_null(in, "array");
}

static Flow out_of_bounds(Interp *in)
{
	return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Index was outside the bounds of the array.");
}

/* The elements as plain Values, and back: byte[] keeps bytes. */
static Value *unpack(const Array *a)
{
	Value *items = MEM_ARRAY(Value, a->n + 1);

	for (size_t i = 0; i < a->n; i++)
		items[i] = array_get(a, i);
	return items;
}

static void pack(Array *a, Value *items)
{
	for (size_t i = 0; i < a->n; i++)
		array_set_take(a, i, items[i]);
	free(items);
}

/* ---- instance members ---- */

TYPE_GET(get_length)
{
	return types_found(out, value_int((int32_t)array_of(self)->n));
}

TYPE_GET(get_long_length)
{
	return types_found(out, value_long((int64_t)array_of(self)->n));
}

TYPE_GET(get_rank)
{
	return types_found(out, value_int(1));
}

/* Length, upper or lower bound of dimension 0, the only one. */
static Flow dimension(Interp *in, const Value *args, int64_t answer, bool is_long, Value *out)
{
	if (types_int(args[0]) != 0)
		return out_of_bounds(in);
	return types_found(out, is_long ? value_long(answer) : value_int((int32_t)answer));
}

/* clang-format off */
TYPE_METHOD(length_of) { return dimension(in, args, (int64_t)array_of(self)->n, false, out); }
TYPE_METHOD(long_length_of) { return dimension(in, args, (int64_t)array_of(self)->n, true, out); }
TYPE_METHOD(upper_bound) { return dimension(in, args, (int64_t)array_of(self)->n - 1, false, out); }
TYPE_METHOD(lower_bound) { return dimension(in, args, 0, false, out); }
TYPE_METHOD(fixed) { return types_fixed_size(in); }
TYPE_METHOD(nothing) { return FLOW_NEXT; }
/* clang-format on */

TYPE_METHOD(get_value)
{
	const Array *a = array_of(self);
	int64_t at = types_int(args[0]);

	if (at < 0 || (uint64_t)at >= a->n)
		return out_of_bounds(in);
	return types_found(out, array_get(a, (size_t)at));
}

static Flow store(Interp *in, Array *a, int64_t at, Value v)
{
	Value converted = VALUE_EMPTY;

	if (at < 0 || (uint64_t)at >= a->n)
		return out_of_bounds(in);
	if (!convert_try(in, v, a->type->elem, &converted))
		return fault_exception(in, EXC_INVALID_CAST, "Object cannot be stored in an array of this type.");
	array_set_take(a, (size_t)at, converted);
	return FLOW_NEXT;
}

TYPE_METHOD(set_value)
{
	return store(in, array_of(self), types_int(args[1]), args[0]);
}

TYPE_METHOD(set_at)
{
	return store(in, array_of(self), types_int(args[0]), args[1]);
}

static Value copy_of(const Array *a)
{
	Array *copy = array_new(a->type, a->n);

	for (size_t i = 0; i < a->n; i++)
		array_push_take(copy, array_get(a, i));
	return array_value(copy);
}

TYPE_METHOD(clone)
{
	return types_found(out, copy_of(array_of(self)));
}

TYPE_METHOD(copy_to)
{
	return types_copy_to(in, array_of(self), args[0], types_int(args[1]));
}

TYPE_METHOD(contains)
{
	return types_found(out, value_bool(types_find_item(array_of(self), args[0], 0, array_of(self)->n) >= 0));
}

TYPE_METHOD(index_of_instance)
{
	return types_found(out, value_int((int32_t)types_find_item(array_of(self), args[0], 0, array_of(self)->n)));
}

/* Elements become the type's zero or $null. */
static Flow clear_range(Interp *in, Array *a, size_t from, size_t to)
{
	Value zero = VALUE_NULL;

	for (size_t i = from; i < to; i++) {
		if (a->type->elem && (a->type->elem->flags & TYPE_VALUE))
			FLOW_TRY(convert_to(in, VALUE_NULL, a->type->elem, &zero));
		array_set_take(a, i, zero);
	}
	return FLOW_NEXT;
}

TYPE_METHOD(clear_all)
{
	return clear_range(in, array_of(self), 0, array_of(self)->n);
}

TYPE_METHOD(get_enumerator)
{
	return types_enumerator(in, self, out);
}

/* ---- statics ---- */

/* (array, value), (array, value, start), (array, value, start, count) */
TYPE_METHOD(index_of)
{
	int64_t from = n > 2 ? types_int(args[2]) : 0, to;
	Array *a;

	FLOW_TRY(need(in, args[0], &a));
	to = n > 3 ? from + types_int(args[3]) : (int64_t)a->n;
	if (from < 0 || (uint64_t)from > a->n)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "startIndex", "%s",
			types_pick(in,
				"Index was out of range. Must be non-negative and less than the size of the collection.",
				"Index was out of range. Must be non-negative and less than or equal to the size of the collection."));
	if (to < from || (uint64_t)to > a->n)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "count",
			"Count must be positive and count must refer to a location within the string/array/collection.");
	return types_found(out, value_int((int32_t)types_find_item(a, args[1], (size_t)from, (size_t)to)));
}

TYPE_METHOD(last_index_of)
{
	Array *a;
	int64_t i;

	FLOW_TRY(need(in, args[0], &a));
	i = n > 2 ? types_int(args[2]) : (int64_t)a->n - 1;
	if (i >= (int64_t)a->n)
		return types_index(in, "startIndex");
	for (; i >= 0; i--)
		if (types_find_item(a, args[1], (size_t)i, (size_t)i + 1) >= 0)
			return types_found(out, value_int((int32_t)i));
	return types_found(out, value_int(-1));
}

/* (array, value), (array, value, index, count) */
TYPE_METHOD(fill)
{
	int64_t from = n > 2 ? types_int(args[2]) : 0, count;
	Array *a;
	Value v;

	FLOW_TRY(need(in, args[0], &a));
	count = n > 3 ? types_int(args[3]) : (int64_t)a->n;
	if (from < 0 || from > (int64_t)a->n)
		return types_index(in, "startIndex");
	if (count < 0 || count > (int64_t)a->n - from)
		return types_index(in, "count");
	for (int64_t i = from; i < from + count; i++) {
		FLOW_TRY(convert_to(in, args[1], a->type->elem, &v));
		array_set_take(a, (size_t)i, v);
	}
	return FLOW_NEXT;
}

/* (array), (array, index, length) */
TYPE_METHOD(reverse)
{
	int64_t from, count;
	Value *items;
	Array *a;

	FLOW_TRY(need(in, args[0], &a));
	from = n > 1 ? types_int(args[1]) : 0;
	count = n > 1 ? types_int(args[2]) : (int64_t)a->n;
	FLOW_TRY(types_range(in, from, count, a->n));
	items = unpack(a);
	for (int64_t i = from, j = from + count - 1; i < j; i++, j--) {
		Value swap = items[i];

		items[i] = items[j];
		items[j] = swap;
	}
	pack(a, items);
	return FLOW_NEXT;
}

/* (array), (array, comparer), (keys, items), (keys, items, comparer), (array, index, length[, comparer]) */
TYPE_METHOD(sort)
{
	Array *items = n > 1 ? array_of(args[1]) : NULL, *keys;
	bool ranged = n > 2 && args[1].kind == V_INT;
	int64_t from = ranged ? types_int(args[1]) : 0, count;
	Value comparer = n > 1 && args[n - 1].kind != V_INT && !array_of(args[n - 1]) ? args[n - 1] : VALUE_NULL;
	Value *sorted, *follow;
	Flow flow;

	FLOW_TRY(need(in, args[0], &keys));
	count = ranged ? types_int(args[2]) : (int64_t)keys->n;
	FLOW_TRY(types_range(in, from, count, keys->n));
	if (items && items->n < keys->n)
		return fault_exception(in, EXC_ARGUMENT,
			"Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
	sorted = unpack(keys);
	follow = items ? unpack(items) : NULL;
	flow = types_sort(in, sorted + from, follow ? follow + from : NULL, (size_t)count, comparer);
	pack(keys, sorted);
	if (follow)
		pack(items, follow);
	return flow;
}

/* (source, destination, length), (source, sourceIndex, destination, destinationIndex, length) */
TYPE_METHOD(copy)
{
	int64_t from = n > 3 ? types_int(args[1]) : 0, length = types_int(args[n - 1]);
	Array *source = array_of(args[0]), *part;
	Flow flow;

	if (!source)
		return types_null(in, "sourceArray");
	if (from < 0 || length < 0 || (uint64_t)from + (uint64_t)length > source->n)
		return fault_argument(in, EXC_ARGUMENT, "sourceArray",
			"Source array was not long enough. Check the source index, length, and the array's lower bounds.");
	part = array_new(source->type, (size_t)length);
	for (int64_t i = 0; i < length; i++)
		array_push_take(part, array_get(source, (size_t)(from + i)));
	flow = types_copy_to(in, part, n > 3 ? args[2] : args[1], n > 3 ? types_int(args[3]) : 0);
	value_drop(array_value(part));
	return flow;
}

TYPE_METHOD(clear)
{
	Array *a;
	int64_t from, count;

	FLOW_TRY(need(in, args[0], &a));
	from = n > 1 ? types_int(args[1]) : 0;
	count = n > 1 ? types_int(args[2]) : (int64_t)a->n;
	if (from < 0 || count < 0 || (uint64_t)(from + count) > a->n)
		return out_of_bounds(in);
	return clear_range(in, a, (size_t)from, (size_t)(from + count));
}

static Flow make(Interp *in, const TypeDef *type, int64_t length, Value *out)
{
	Array *a;
	Flow flow;

	if (length < 0)
		return types_negative(in, "length", length, "Non-negative number required.");
	if (length > ARRAY_LIMIT)
		return fault_exception(in, EXC_OUT_OF_MEMORY, "Array dimensions exceeded supported range.");
	a = array_new(type, (size_t)length);
	for (int64_t i = 0; i < length; i++)
		array_push_take(a, array_is_bytes(a) ? value_integer(T_BYTE, 0) : VALUE_NULL);
	flow = clear_range(in, a, 0, (size_t)length);
	if (flow == FLOW_NEXT)
		*out = array_value(a);
	else
		value_drop(array_value(a));
	return flow;
}

TYPE_METHOD(create_instance)
{
	if (args[0].kind != V_TYPE)
		return types_null(in, "elementType");
	return make(in, type_set_array_of(runtime_of(in)->types, args[0].typeref), types_int(args[1]), out);
}

/* [int[]]::new(3) */
TYPE_METHOD(construct)
{
	return make(in, types_self(self), types_int(args[0]), out);
}

/* ([ref]array, newSize): a new array with the old one's elements. */
TYPE_METHOD(resize)
{
	Value old = VALUE_EMPTY, made = VALUE_EMPTY;
	int64_t size = types_int(args[1]);
	const Array *a;
	bool found;
	Flow flow;

	FLOW_TRY(member_get(in, args[0], S("Value"), NULL, &old, &found));
	a = array_of(old);
	flow = make(in, a ? a->type : &type_object_array, size, &made);
	for (int64_t i = 0; flow == FLOW_NEXT && a && i < size && (uint64_t)i < a->n; i++)
		array_set_take(made.array, (size_t)i, array_get(a, (size_t)i));
	value_drop(old);
	return flow == FLOW_NEXT ? types_set_ref_take(in, args[0], made) : flow;
}

TYPE_METHOD(binary_search)
{
	Array *a;

	FLOW_TRY(need(in, args[0], &a));
	return types_binary_search(in, a, args[1], n > 2 ? args[2] : VALUE_NULL, out);
}

/* ---- with a script block ---- */

static Flow find_element(Interp *in, const Value *args, bool last, Value *out)
{
	int64_t index;
	Array *a;

	FLOW_TRY(need(in, args[0], &a));
	FLOW_TRY(types_search(in, a, args[1], last, &index));
	if (index >= 0)
		return types_found(out, array_get(a, (size_t)index));
	return types_found(out, member_zero(in, a->type->elem));
}

TYPE_METHOD(find)
{
	return find_element(in, args, false, out);
}

TYPE_METHOD(find_last)
{
	return find_element(in, args, true, out);
}

TYPE_METHOD(find_index)
{
	int64_t index;
	Array *a;

	FLOW_TRY(need(in, args[0], &a));
	FLOW_TRY(types_search(in, a, args[1], false, &index));
	return types_found(out, value_int((int32_t)index));
}

TYPE_METHOD(exists)
{
	int64_t index;
	Array *a;

	FLOW_TRY(need(in, args[0], &a));
	FLOW_TRY(types_search(in, a, args[1], false, &index));
	return types_found(out, value_bool(index >= 0));
}

TYPE_METHOD(find_all)
{
	Array *a, *found;
	Flow flow = FLOW_NEXT;
	bool passes = false;

	FLOW_TRY(need(in, args[0], &a));
	found = array_new(a->type, 8);
	for (size_t i = 0; i < a->n && flow == FLOW_NEXT; i++) {
		flow = types_test(in, args[1], array_peek(a, i), &passes);
		if (passes)
			array_push_take(found, array_get(a, i));
	}
	if (flow == FLOW_NEXT)
		return types_found(out, array_value(found));
	value_drop(array_value(found));
	return flow;
}

TYPE_METHOD(true_for_all)
{
	bool all;
	Array *a;

	FLOW_TRY(need(in, args[0], &a));
	FLOW_TRY(types_all_pass(in, a, args[1], &all));
	return types_found(out, value_bool(all));
}

/* ForEach and ConvertAll: results is NULL or collects. */
static Flow each(Interp *in, const Value *args, Array *results)
{
	Value result = VALUE_EMPTY;
	Array *a;

	FLOW_TRY(need(in, args[0], &a));
	for (size_t i = 0; i < a->n; i++) {
		Value item = array_get(a, i);
		Flow flow = types_invoke(in, args[1], &item, 1, &result);

		value_drop(item);
		if (flow == FLOW_NEXT && results)
			array_push_take(results, result.kind == V_EMPTY ? VALUE_NULL : result);
		else
			value_drop(result);
		FLOW_TRY(flow);
	}
	return FLOW_NEXT;
}

TYPE_METHOD(for_each)
{
	return each(in, args, NULL);
}

TYPE_METHOD(convert_all)
{
	Array *results = array_new_objects();
	Flow flow = each(in, args, results);

	if (flow == FLOW_NEXT)
		return types_found(out, array_value(results));
	value_drop(array_value(results));
	return flow;
}

static const PropDef props[] = {
	{ "Count", "Length", get_length, NULL, PROP_ALIAS },
	PROP("Length", "System.Int32", get_length),
	PROP("LongLength", "System.Int64", get_long_length),
	PROP("Rank", "System.Int32", get_rank),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROP("IsFixedSize", "System.Boolean", types_get_true),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Add", "int IList.Add(System.Object value)", fixed),
	METHOD("Clear", "void IList.Clear()", clear_all),
	METHOD("Clone", "System.Object Clone()", clone),
	METHOD("Contains", "bool IList.Contains(System.Object value)", contains),
	METHOD("CopyTo", "void CopyTo(array array, int index)", copy_to),
	METHOD("Get", "System.Object Get(int )", get_value),
	METHOD("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()", get_enumerator),
	METHOD("GetLength", "int GetLength(int dimension)", length_of),
	METHOD("GetLongLength", "long GetLongLength(int dimension)", long_length_of),
	METHOD("GetLowerBound", "int GetLowerBound(int dimension)", lower_bound),
	METHOD("GetUpperBound", "int GetUpperBound(int dimension)", upper_bound),
	METHOD("GetValue", "System.Object GetValue(int index)", get_value),
	METHOD("IndexOf", "int IList.IndexOf(System.Object value)", index_of_instance),
	METHOD("Initialize", "void Initialize()", nothing),
	METHOD("Insert", "void IList.Insert(int index, System.Object value)", fixed),
	METHOD("Remove", "void IList.Remove(System.Object value)", fixed),
	METHOD("RemoveAt", "void IList.RemoveAt(int index)", fixed),
	METHOD("Set", "void Set(int , System.Object )", set_at),
	METHOD("SetValue", "void SetValue(System.Object value, int index)", set_value),
	METHODS_END,
};

static const MethodDef static_methods[] = {
	METHOD("BinarySearch", "static int BinarySearch(array array, System.Object value)", binary_search),
	METHOD("BinarySearch",
		"static int BinarySearch(array array, System.Object value, System.Collections.IComparer comparer)",
		binary_search),
	METHOD("Clear", "static void Clear(array array, int index, int length)", clear),
	METHOD_CORE("Clear", "static void Clear(array array)", clear),
	METHOD("ConvertAll",
		"static TOutput[] ConvertAll[TInput, TOutput](array array, System.Converter[TInput,TOutput] converter)",
		convert_all),
	METHOD("Copy", "static void Copy(array sourceArray, array destinationArray, int length)", copy),
	METHOD("Copy",
		"static void Copy(array sourceArray, int sourceIndex, array destinationArray, int destinationIndex, int length)",
		copy),
	METHOD("CreateInstance", "static array CreateInstance(type elementType, int length)", create_instance),
	METHOD("Exists", "static bool Exists[T](array array, System.Predicate[T] match)", exists),
	METHOD("Find", "static T Find[T](array array, System.Predicate[T] match)", find),
	METHOD("FindAll", "static T[] FindAll[T](array array, System.Predicate[T] match)", find_all),
	METHOD("FindIndex", "static int FindIndex[T](array array, System.Predicate[T] match)", find_index),
	METHOD("FindLast", "static T FindLast[T](array array, System.Predicate[T] match)", find_last),
	METHOD("ForEach", "static void ForEach[T](array array, System.Action[T] action)", for_each),
	METHOD("IndexOf", "static int IndexOf(array array, System.Object value)", index_of),
	METHOD("IndexOf", "static int IndexOf(array array, System.Object value, int startIndex)", index_of),
	METHOD("IndexOf", "static int IndexOf(array array, System.Object value, int startIndex, int count)", index_of),
	METHOD("LastIndexOf", "static int LastIndexOf(array array, System.Object value)", last_index_of),
	METHOD("LastIndexOf", "static int LastIndexOf(array array, System.Object value, int startIndex)",
		last_index_of),
	METHOD("Resize", "static void Resize[T]([ref] T[] array, int newSize)", resize),
	METHOD_CORE("Fill", "static void Fill(array array, System.Object value)", fill),
	METHOD_CORE("Fill", "static void Fill(array array, System.Object value, int startIndex, int count)", fill),
	METHOD("Reverse", "static void Reverse(array array)", reverse),
	METHOD("Reverse", "static void Reverse(array array, int index, int length)", reverse),
	METHOD("Sort", "static void Sort(array array)", sort),
	METHOD("Sort", "static void Sort(array keys, array items)", sort),
	METHOD("Sort", "static void Sort(array array, int index, int length)", sort),
	METHOD("Sort", "static void Sort(array array, System.Collections.IComparer comparer)", sort),
	METHOD("Sort", "static void Sort(array keys, array items, System.Collections.IComparer comparer)", sort),
	METHOD("Sort", "static void Sort[T](array array, System.Comparison[T] comparison)", sort),
	METHOD("TrueForAll", "static bool TrueForAll[T](array array, System.Predicate[T] match)", true_for_all),
	METHODS_END,
};

static const MethodDef constructors[] = { NEW("System.Array new(int )", construct), METHODS_END };

const TypeMembers type_array = {
	.props = props, .methods = methods, .static_methods = static_methods, .constructors = constructors
};
