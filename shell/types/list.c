/* list: System.Collections.Generic.List`1. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_collection.h"

static List *list_of(Value self)
{
	return value_unwrap_peek(self).list;
}

/* The first of count items from one on (back from it: count < 0) that passes the test: its index, or -1.  The list may
 * change under a script's hands. */
static Flow search(Interp *in, Value self, Value test, int64_t from, int64_t count, int64_t *index)
{
	const List *list = list_of(self);
	bool passes = false;

	*index = -1;
	for (int64_t i = 0; i < (count < 0 ? -count : count); i++) {
		size_t at = (size_t)(count < 0 ? from - i : from + i);

		if (at >= list->n)
			continue;
		FLOW_TRY(types_test(in, test, list_peek(list, at), &passes));
		if (passes) {
			*index = (int64_t)at;
			return FLOW_NEXT;
		}
	}
	return FLOW_NEXT;
}

static Flow find_item(Interp *in, Value self, Value test, bool last, Value *out)
{
	int64_t index, n = (int64_t)list_of(self)->n;

	FLOW_TRY(search(in, self, test, last ? n - 1 : 0, last ? -n : n, &index));
	if (index < 0)
		return types_found(out, member_zero(in, list_of(self)->type->elem));
	return types_found(out, value_ref(list_peek(list_of(self), (size_t)index)));
}

static Flow bad_count(Interp *in)
{
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "count",
		"Count must be positive and count must refer to a location within the string/array/collection.");
}

/* (match), (startIndex, match), (startIndex, count, match) */
TYPE_METHOD(find_index)
{
	int64_t size = (int64_t)list_of(self)->n, from = n > 1 ? types_int(args[0]) : 0, index;
	int64_t count = n > 2 ? types_int(args[1]) : size - from;

	if (from < 0 || from > size)
		return types_past_end(in, "startIndex");
	if (count < 0 || count > size - from)
		return bad_count(in);
	FLOW_TRY(search(in, self, args[n - 1], from, count, &index));
	return types_found(out, value_int((int32_t)index));
}

TYPE_METHOD(find_last_index)
{
	int64_t size = (int64_t)list_of(self)->n, from = n > 1 ? types_int(args[0]) : size - 1, index;
	int64_t count = n > 2 ? types_int(args[1]) : from + 1;

	if (n > 1 && (from < 0 || from >= size))
		return types_index(in, "startIndex");
	if (count < 0 || count > from + 1)
		return bad_count(in);
	FLOW_TRY(search(in, self, args[n - 1], from, -count, &index));
	return types_found(out, value_int((int32_t)index));
}

/* clang-format off */
TYPE_METHOD(find) { return find_item(in, self, args[0], false, out); }
TYPE_METHOD(find_last) { return find_item(in, self, args[0], true, out); }
/* clang-format on */

TYPE_METHOD(exists)
{
	int64_t index;

	FLOW_TRY(search(in, self, args[0], 0, (int64_t)list_of(self)->n, &index));
	return types_found(out, value_bool(index >= 0));
}

/* Items that pass the test, in a list of the same type. */
TYPE_METHOD(find_all)
{
	const List *list = list_of(self);
	List *found = list_new(list->type);
	Flow flow = FLOW_NEXT;
	bool passes = false;

	for (size_t i = 0; i < list->n && flow == FLOW_NEXT; i++) {
		flow = types_test(in, args[0], list_peek(list, i), &passes);
		if (passes && i < list->n)
			list_push_take(found, value_ref(list_peek(list, i)));
	}
	if (flow == FLOW_NEXT)
		return types_found(out, list_value(found));
	value_drop(list_value(found));
	return flow;
}

TYPE_METHOD(remove_all)
{
	List *list = list_of(self);
	int32_t removed = 0;
	bool passes = false;

	for (size_t i = 0; i < list->n;) {
		FLOW_TRY(types_test(in, args[0], list_peek(list, i), &passes));
		if (passes && i < list->n) {
			value_drop(list_remove_at(list, i));
			removed++;
		} else {
			i++;
		}
	}
	return types_found(out, value_int(removed));
}

TYPE_METHOD(true_for_all)
{
	const List *list = list_of(self);
	bool passes = true;

	for (size_t i = 0; i < list->n && passes; i++)
		FLOW_TRY(types_test(in, args[0], list_peek(list, i), &passes));
	return types_found(out, value_bool(passes));
}

TYPE_METHOD(for_each)
{
	const List *list = list_of(self);
	Value ignored = VALUE_EMPTY;

	for (size_t i = 0; i < list->n; i++) {
		Value item = value_ref(list_peek(list, i));
		Flow flow = types_invoke(in, args[0], &item, 1, &ignored);

		value_drop(item);
		value_drop(ignored);
		FLOW_TRY(flow);
	}
	return FLOW_NEXT;
}

/* The type of the results is not known from a script block: objects. */
TYPE_METHOD(convert_all)
{
	const List *list = list_of(self);
	Value made = types_list(in, T_LIST, type_of_id(T_OBJECT)), result = VALUE_EMPTY;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < list->n && flow == FLOW_NEXT; i++) {
		Value item = value_ref(list_peek(list, i));

		flow = types_invoke(in, args[0], &item, 1, &result);
		value_drop(item);
		list_push_take(made.list, result);
	}
	if (flow == FLOW_NEXT)
		return types_found(out, made);
	value_drop(made);
	return flow;
}

TYPE_METHOD(as_read_only)
{
	const TypeDef *type =
		type_set_close(runtime_of(in)->types, &type_read_only_collection, list_of(self)->type->elem, NULL);
	List *copy = list_new(type ? type : list_of(self)->type);

	for (size_t i = 0; i < list_of(self)->n; i++)
		list_push_take(copy, value_ref(list_peek(list_of(self), i)));
	copy->fixed = true;
	return types_found(out, list_value(copy));
}

TYPE_GET(get_capacity)
{
	size_t n = list_of(self)->n, capacity = n ? 4 : 0;

	while (capacity < n)
		capacity *= 2;
	return types_found(out, value_int((int32_t)capacity));
}

TYPE_SET(set_capacity)
{
	if (types_int(to) < (int64_t)list_of(self)->n)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "value", "capacity was less than the current size.");
	return FLOW_NEXT;
}

/* Room is made as it is needed: asking for more changes nothing that shows but the answer. */
TYPE_METHOD(ensure_capacity)
{
	Value capacity = VALUE_EMPTY;

	if (types_int(args[0]) < 0)
		return types_negative(in, "capacity", types_int(args[0]), "Non-negative number required.");
	FLOW_TRY(get_capacity(in, self, &capacity));
	return types_found(out, types_int(args[0]) > types_int(capacity) ? value_ref(args[0]) : capacity);
}

TYPE_METHOD(trim_excess)
{
	return FLOW_NEXT;
}

static const PropDef props[] = {
	PROP_RW("Capacity", "System.Int32", get_capacity, set_capacity),
	PROP("Count", "System.Int32", types_list_get_count),
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROP("IsFixedSize", "System.Boolean", types_get_false),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROPS_END,
};

#define SEQUENCE "System.Collections.Generic.IEnumerable[T] collection"
#define COMPARER "System.Collections.Generic.IComparer[T] comparer"

static const MethodDef methods[] = {
	METHOD("Add", "void Add(T item)", types_list_add),
	METHOD("AddRange", "void AddRange(" SEQUENCE ")", types_list_add_range),
	METHOD("AsReadOnly", "System.Collections.ObjectModel.ReadOnlyCollection[T] AsReadOnly()", as_read_only),
	METHOD("BinarySearch", "int BinarySearch(T item)", types_list_binary_search),
	METHOD("BinarySearch", "int BinarySearch(T item, " COMPARER ")", types_list_binary_search),
	METHOD("Clear", "void Clear()", types_list_clear),
	METHOD("Contains", "bool Contains(T item)", types_list_contains),
	METHOD("ConvertAll",
		"System.Collections.Generic.List[TOutput] ConvertAll[TOutput](System.Converter[T,TOutput] converter)",
		convert_all),
	METHOD("CopyTo", "void CopyTo(T[] array)", types_list_copy_to),
	METHOD("CopyTo", "void CopyTo(int index, T[] array, int arrayIndex, int count)", types_list_copy_to),
	METHOD("CopyTo", "void CopyTo(T[] array, int arrayIndex)", types_list_copy_to),
	METHOD("Exists", "bool Exists(System.Predicate[T] match)", exists),
	METHOD("Find", "T Find(System.Predicate[T] match)", find),
	METHOD("FindAll", "System.Collections.Generic.List[T] FindAll(System.Predicate[T] match)", find_all),
	METHOD("FindIndex", "int FindIndex(System.Predicate[T] match)", find_index),
	METHOD("FindIndex", "int FindIndex(int startIndex, System.Predicate[T] match)", find_index),
	METHOD("FindIndex", "int FindIndex(int startIndex, int count, System.Predicate[T] match)", find_index),
	METHOD("FindLast", "T FindLast(System.Predicate[T] match)", find_last),
	METHOD("FindLastIndex", "int FindLastIndex(System.Predicate[T] match)", find_last_index),
	METHOD("FindLastIndex", "int FindLastIndex(int startIndex, System.Predicate[T] match)", find_last_index),
	METHOD("FindLastIndex", "int FindLastIndex(int startIndex, int count, System.Predicate[T] match)",
		find_last_index),
	METHOD("ForEach", "void ForEach(System.Action[T] action)", for_each),
	METHOD("GetEnumerator", "System.Collections.Generic.List`1+Enumerator[T] GetEnumerator()",
		types_list_get_enumerator),
	METHOD("GetRange", "System.Collections.Generic.List[T] GetRange(int index, int count)", types_list_get_range),
	METHOD("IndexOf", "int IndexOf(T item)", types_list_index_of),
	METHOD("IndexOf", "int IndexOf(T item, int index)", types_list_index_of),
	METHOD("IndexOf", "int IndexOf(T item, int index, int count)", types_list_index_of),
	METHOD("Insert", "void Insert(int index, T item)", types_list_insert),
	METHOD("InsertRange", "void InsertRange(int index, " SEQUENCE ")", types_list_insert_range),
	INDEXER_SET("Item", "T Item(int index)", types_list_item),
	METHOD("LastIndexOf", "int LastIndexOf(T item)", types_list_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(T item, int index)", types_list_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(T item, int index, int count)", types_list_last_index_of),
	METHOD("Remove", "bool Remove(T item)", types_list_remove),
	METHOD("RemoveAll", "int RemoveAll(System.Predicate[T] match)", remove_all),
	METHOD("RemoveAt", "void RemoveAt(int index)", types_list_remove_at),
	METHOD("RemoveRange", "void RemoveRange(int index, int count)", types_list_remove_range),
	METHOD("Reverse", "void Reverse()", types_list_reverse),
	METHOD("Reverse", "void Reverse(int index, int count)", types_list_reverse),
	METHOD("Sort", "void Sort()", types_list_sort),
	METHOD("Sort", "void Sort(" COMPARER ")", types_list_sort),
	METHOD("Sort", "void Sort(int index, int count, " COMPARER ")", types_list_sort),
	METHOD("Sort", "void Sort(System.Comparison[T] comparison)", types_list_sort),
	METHOD_CORE("EnsureCapacity", "int EnsureCapacity(int capacity)", ensure_capacity),
	METHOD_CORE("Slice", "System.Collections.Generic.List[T] Slice(int start, int length)", types_list_get_range),
	METHOD("ToArray", "T[] ToArray()", types_list_to_array),
	METHOD("TrimExcess", "void TrimExcess()", trim_excess),
	METHOD("TrueForAll", "bool TrueForAll(System.Predicate[T] match)", true_for_all),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW("System.Collections.Generic.List[T] new()", types_list_make),
	NEW("System.Collections.Generic.List[T] new(int capacity)", types_list_make),
	NEW("System.Collections.Generic.List[T] new(System.Collections.Generic.IEnumerable[T] collection)",
		types_list_make),
	METHODS_END,
};

const TypeMembers type_list = { .props = props, .methods = methods, .constructors = constructors };

/* ---- Collection`1 and ReadOnlyCollection`1 ---- */

static const PropDef count_props[] = { PROP("Count", "System.Int32", types_list_get_count), PROPS_END };

/* clang-format off */
#define COLLECTION_METHODS \
	METHOD("Add", "void Add(T item)", types_list_add), \
	METHOD("Clear", "void Clear()", types_list_clear), \
	METHOD("CopyTo", "void CopyTo(T[] array, int index)", types_list_copy_to), \
	METHOD("Contains", "bool Contains(T item)", types_list_contains), \
	METHOD("GetEnumerator", "System.Collections.Generic.IEnumerator[T] GetEnumerator()", types_list_get_enumerator), \
	METHOD("IndexOf", "int IndexOf(T item)", types_list_index_of), \
	METHOD("Insert", "void Insert(int index, T item)", types_list_insert), \
	INDEXER_SET("Item", "T Item(int index)", types_list_item), \
	METHOD("Remove", "bool Remove(T item)", types_list_remove), \
	METHOD("RemoveAt", "void RemoveAt(int index)", types_list_remove_at)
/* clang-format on */

static const MethodDef collection_methods[] = { COLLECTION_METHODS, METHODS_END };

static const MethodDef collection_constructors[] = {
	NEW("System.Collections.ObjectModel.Collection[T] new()", types_list_make),
	NEW("System.Collections.ObjectModel.Collection[T] new(System.Collections.Generic.IList[T] list)",
		types_list_make),
	METHODS_END,
};

const TypeMembers type_collection = {
	.props = count_props, .methods = collection_methods, .constructors = collection_constructors
};

static const TypeDef *const list_interfaces[] = { &type_known[T_ILIST], &type_known[T_ICOLLECTION],
	&type_known[T_IENUMERABLE], NULL };

TYPE_METHOD(move)
{
	List *list = list_of(self);
	int64_t from = types_int(args[0]), to = types_int(args[1]);

	if (from < 0 || (uint64_t)from >= list->n || to < 0 || (uint64_t)to >= list->n)
		return types_index(in, "index");
	list_insert_take(list, (size_t)to, list_remove_at(list, (size_t)from));
	return FLOW_NEXT;
}

/* Observers are told nothing: a script has no way to be one here. */
static const MethodDef observable_methods[] = {
	COLLECTION_METHODS,
	METHOD("Move", "void Move(int oldIndex, int newIndex)", move),
	METHODS_END,
};
static const MethodDef observable_constructors[] = {
	NEW("System.Collections.ObjectModel.ObservableCollection[T] new()", types_list_make),
	NEW("System.Collections.ObjectModel.ObservableCollection[T] new(System.Collections.Generic.IEnumerable[T] "
	    "collection)",
		types_list_make),
	METHODS_END,
};
static const TypeMembers observable_members = {
	.props = count_props, .methods = observable_methods, .constructors = observable_constructors
};
const TypeDef type_observable_collection = {
	.name = "System.Collections.ObjectModel.ObservableCollection`1",
	.base = &type_known[T_OBJECT],
	.id = T_COLLECTION,
	.flags = TYPE_GENERIC,
	.members = &observable_members,
	.interfaces = list_interfaces,
};

/* System.Collections.Specialized.StringCollection */
TYPE_METHOD(remove_string)
{
	FLOW_TRY(types_list_remove(in, self, args, n, out));
	*out = VALUE_EMPTY;
	return FLOW_NEXT;
}

TYPE_METHOD(add_string)
{
	FLOW_TRY(types_list_add(in, self, args, n, out));
	return types_found(out, value_int((int32_t)list_of(self)->n - 1));
}

static const MethodDef string_collection_methods[] = {
	METHOD("Add", "int Add(string value)", add_string),
	METHOD("AddRange", "void AddRange(string[] value)", types_list_add_range),
	METHOD("Clear", "void Clear()", types_list_clear),
	METHOD("Contains", "bool Contains(string value)", types_list_contains),
	METHOD("CopyTo", "void CopyTo(string[] array, int index)", types_list_copy_to),
	METHOD("GetEnumerator", "System.Collections.Specialized.StringEnumerator GetEnumerator()",
		types_list_get_enumerator),
	METHOD("IndexOf", "int IndexOf(string value)", types_list_index_of),
	METHOD("Insert", "void Insert(int index, string value)", types_list_insert),
	INDEXER_SET("Item", "string Item(int index)", types_list_item),
	METHOD("Remove", "void Remove(string value)", remove_string),
	METHOD("RemoveAt", "void RemoveAt(int index)", types_list_remove_at),
	METHODS_END,
};
static const MethodDef string_collection_constructors[] = {
	NEW("System.Collections.Specialized.StringCollection new()", types_list_make),
	METHODS_END,
};
static const PropDef string_collection_props[] = {
	PROP("Count", "System.Int32", types_list_get_count),
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROPS_END,
};
static const TypeMembers string_collection_members = {
	.props = string_collection_props,
	.methods = string_collection_methods,
	.constructors = string_collection_constructors,
};
const TypeDef type_string_collection = {
	.name = "System.Collections.Specialized.StringCollection",
	.base = &type_known[T_OBJECT],
	.id = T_LIST,
	.elem = &type_known[T_STRING],
	.members = &string_collection_members,
	.interfaces = list_interfaces,
};

static const MethodDef read_only_methods[] = {
	METHOD("CopyTo", "void CopyTo(T[] array, int index)", types_list_copy_to),
	METHOD("Contains", "bool Contains(T value)", types_list_contains),
	METHOD("GetEnumerator", "System.Collections.Generic.IEnumerator[T] GetEnumerator()", types_list_get_enumerator),
	METHOD("IndexOf", "int IndexOf(T value)", types_list_index_of),
	INDEXER("Item", "T Item(int index)", types_list_item),
	METHODS_END,
};

static const TypeMembers read_only_members = { .props = count_props, .methods = read_only_methods };

const TypeDef type_read_only_collection = {
	.name = "System.Collections.ObjectModel.ReadOnlyCollection`1",
	.base = &type_known[T_OBJECT],
	.id = T_COLLECTION,
	.flags = TYPE_GENERIC,
	.members = &read_only_members,
	.interfaces = list_interfaces,
};
