/* sorted_list: System.Collections.SortedList, SortedList`2 and SortedDictionary`2: dictionaries in the order of
 * keys. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_collection.h"

typedef struct Sorted {
	Array *keys, *values; /* side by side, by key */
	Value comparer;       /* or $null */
} Sorted;

static Sorted *peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT ? v.object->payload : NULL;
}

static void free_sorted(Object *object, ValueDrops *drops)
{
	Sorted *sorted = object->payload;

	value_drop_later(drops, array_value(sorted->keys));
	value_drop_later(drops, array_value(sorted->values));
	value_drop_later(drops, sorted->comparer);
	free(sorted);
}

/* Index of a key, or the complement of where it belongs. */
static Flow find(Interp *in, const Sorted *sorted, Value key, int64_t *index)
{
	Value place = VALUE_EMPTY;

	*index = -1;
	if (!types_given(key))
		return types_null(in, "key");
	FLOW_TRY(types_binary_search(in, sorted->keys, key, sorted->comparer, &place));
	*index = types_int(place);
	return FLOW_NEXT;
}

static void insert(Array *a, size_t at, Value v)
{
	array_push_take(a, VALUE_NULL);
	memmove(a->items + at + 1, a->items + at, (a->n - 1 - at) * sizeof(*a->items));
	a->items[at] = value_ref(v);
}

static void remove_at_index(Array *a, size_t at)
{
	value_drop(a->items[at]);
	memmove(a->items + at, a->items + at + 1, (a->n - 1 - at) * sizeof(*a->items));
	a->n--;
}

static Flow set(Interp *in, Sorted *sorted, Value key, Value value, bool replaces)
{
	int64_t at;

	FLOW_TRY(find(in, sorted, key, &at));
	if (at < 0) {
		insert(sorted->keys, (size_t)~at, key);
		insert(sorted->values, (size_t)~at, value);
	} else if (replaces) {
		array_set_take(sorted->values, (size_t)at, value_ref(value));
	} else {
		Buf text = BUF_INIT;
		Flow flow = convert_put_tostring(in, key, &text);

		if (flow == FLOW_NEXT)
			flow = fault_exception(in, EXC_ARGUMENT,
				"Item has already been added. Key in dictionary: '%.*s'  Key being added: '%.*s'",
				STR_ARG(buf_str(&text)), STR_ARG(buf_str(&text)));
		buf_release(&text);
		return flow;
	}
	return FLOW_NEXT;
}

/* Key and value converted to the types of a generic one. */
static Flow set_typed(Interp *in, Value self, Value key, Value value, bool replaces)
{
	const TypeDef *type = type_of(self);
	Value typed_key = VALUE_EMPTY, typed_value = VALUE_EMPTY;
	Flow flow;

	if (!type->elem || !type->arg2)
		return set(in, peek(self), key, value, replaces);
	FLOW_TRY(convert_to(in, key, type->elem, &typed_key));
	flow = convert_to(in, value, type->arg2, &typed_value);
	if (flow == FLOW_NEXT)
		flow = set(in, peek(self), typed_key, typed_value, replaces);
	value_drop(typed_key);
	value_drop(typed_value);
	return flow;
}

/* (), (comparer), (dictionary), (capacity) */
TYPE_METHOD(make)
{
	Sorted *sorted = MEM_NEW(Sorted);
	struct HashEntry *entry;
	Flow flow = FLOW_NEXT;
	size_t at = 0;

	sorted->keys = array_new_objects();
	sorted->values = array_new_objects();
	sorted->comparer =
		n && type_is(type_of(args[n - 1]), &type_string_comparer) ? value_ref(args[n - 1]) : VALUE_NULL;
	*out = object_value(object_new_native(types_self(self), sorted));
	if (n && value_unwrap_peek(args[0]).kind == V_HASH)
		while (flow == FLOW_NEXT && (entry = hash_next(value_unwrap_peek(args[0]).hash, &at)))
			flow = set_typed(in, *out, entry->key, entry->value, true);
	return flow;
}

static Flow get_index(Interp *in, Value self, Value key, Value *out)
{
	int64_t at;

	FLOW_TRY(find(in, peek(self), key, &at));
	return types_found(out, at < 0 ? VALUE_NULL : array_get(peek(self)->values, (size_t)at));
}

/* $list.key; a name that is no key may be a property. */
static Flow adapt_get(Interp *in, Value self, Str name, Value *out, bool *found)
{
	Value key = value_string(name);
	int64_t at = -1;
	Flow flow = FLOW_NEXT;

	*found = false;
	if (peek(self)->keys->n > 0 && value_is_string(peek(self)->keys->items[0]))
		flow = find(in, peek(self), key, &at);
	value_drop(key);
	if (flow == FLOW_NEXT && at >= 0) {
		*found = true;
		*out = array_get(peek(self)->values, (size_t)at);
	}
	return flow;
}

static Flow adapt_set(Interp *in, Value self, Str name, Value to, bool *found)
{
	Value key = value_string(name);
	Flow flow = set_typed(in, self, key, to, true);

	value_drop(key);
	*found = true;
	return flow;
}

static Flow set_index(Interp *in, Value self, Value key, Value to)
{
	return set_typed(in, self, key, to, true);
}

/* ---- members ---- */

TYPE_METHOD(add)
{
	return set_typed(in, self, args[0], args[1], false);
}

TYPE_METHOD(clear)
{
	Sorted *sorted = peek(self);

	value_drop(array_value(sorted->keys));
	value_drop(array_value(sorted->values));
	sorted->keys = array_new_objects();
	sorted->values = array_new_objects();
	return FLOW_NEXT;
}

TYPE_METHOD(contains_key)
{
	int64_t at;

	FLOW_TRY(find(in, peek(self), args[0], &at));
	return types_found(out, value_bool(at >= 0));
}

TYPE_METHOD(contains_value)
{
	const Array *values = peek(self)->values;

	return types_found(out, value_bool(types_find_item(values, args[0], 0, values->n) >= 0));
}

TYPE_METHOD(remove_key)
{
	Sorted *sorted = peek(self);
	int64_t at;

	FLOW_TRY(find(in, sorted, args[0], &at));
	if (at >= 0) {
		remove_at_index(sorted->keys, (size_t)at);
		remove_at_index(sorted->values, (size_t)at);
	}
	return type_of(self)->elem ? types_found(out, value_bool(at >= 0)) : FLOW_NEXT;
}

static Flow check_index(Interp *in, Value self, int64_t at)
{
	return at < 0 || (uint64_t)at >= peek(self)->keys->n ? types_index(in, "index") : FLOW_NEXT;
}

TYPE_METHOD(remove_at)
{
	FLOW_TRY(check_index(in, self, types_int(args[0])));
	remove_at_index(peek(self)->keys, (size_t)types_int(args[0]));
	remove_at_index(peek(self)->values, (size_t)types_int(args[0]));
	return FLOW_NEXT;
}

TYPE_METHOD(get_by_index)
{
	FLOW_TRY(check_index(in, self, types_int(args[0])));
	return types_found(out, array_get(peek(self)->values, (size_t)types_int(args[0])));
}

TYPE_METHOD(set_by_index)
{
	FLOW_TRY(check_index(in, self, types_int(args[0])));
	array_set_take(peek(self)->values, (size_t)types_int(args[0]), value_ref(args[1]));
	return FLOW_NEXT;
}

TYPE_METHOD(index_of_value)
{
	const Array *values = peek(self)->values;

	return types_found(out, value_int((int32_t)types_find_item(values, args[0], 0, values->n)));
}

TYPE_METHOD(get_key)
{
	FLOW_TRY(check_index(in, self, types_int(args[0])));
	return types_found(out, array_get(peek(self)->keys, (size_t)types_int(args[0])));
}

TYPE_METHOD(index_of_key)
{
	int64_t at;

	FLOW_TRY(find(in, peek(self), args[0], &at));
	return types_found(out, value_int(at < 0 ? -1 : (int32_t)at));
}

TYPE_METHOD(item)
{
	return get_index(in, self, args[0], out);
}

TYPE_METHOD(try_get_value)
{
	int64_t at;

	FLOW_TRY(find(in, peek(self), args[0], &at));
	*out = value_bool(at >= 0);
	return types_set_ref_take(in, args[1], at < 0 ? VALUE_NULL : array_get(peek(self)->values, (size_t)at));
}

static Flow put_entries(Interp *in, Value self, Array *out)
{
	const Sorted *sorted = peek(self);

	for (size_t i = 0; i < sorted->keys->n; i++)
		array_push_take(out, types_entry(in, type_of(self), sorted->keys->items[i], sorted->values->items[i]));
	return FLOW_NEXT;
}

TYPE_METHOD(get_enumerator)
{
	Array *entries = array_new_objects();

	FLOW_TRY(put_entries(in, self, entries));
	return types_found(out, types_enumerator_take(&type_hashtable_enumerator, array_value(entries)));
}

/* Keys and values as arrays: .NET has views of its own types for them. */
static Flow copy(const Array *a, Value *out)
{
	Array *items = array_new_objects();

	for (size_t i = 0; i < a->n; i++)
		array_push(items, a->items[i]);
	return types_found(out, array_value(items));
}

TYPE_GET(get_keys)
{
	return copy(peek(self)->keys, out);
}

TYPE_GET(get_values)
{
	return copy(peek(self)->values, out);
}

TYPE_METHOD(key_list)
{
	return copy(peek(self)->keys, out);
}

TYPE_METHOD(value_list)
{
	return copy(peek(self)->values, out);
}

TYPE_GET(get_count)
{
	return types_found(out, value_int((int32_t)peek(self)->keys->n));
}

static const PropDef props[] = {
	PROP("Count", "System.Int32", get_count),
	PROP("Keys", "System.Collections.ICollection", get_keys),
	PROP("Values", "System.Collections.ICollection", get_values),
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROP("IsFixedSize", "System.Boolean", types_get_false),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROPS_END,
};

/* key and value name the types of a pair. */
#define SORTED(name, key, value, full, comparer, dictionary, ...)                                                      \
	static const MethodDef name##_methods[] = {                                                                    \
		METHOD("Add", "void Add(" key " key, " value " value)", add),                                          \
		METHOD("Clear", "void Clear()", clear),                                                                \
		METHOD("Contains", "bool Contains(" key " key)", contains_key),                                        \
		METHOD("ContainsKey", "bool ContainsKey(" key " key)", contains_key),                                  \
		METHOD("ContainsValue", "bool ContainsValue(" value " value)", contains_value),                        \
		METHOD("GetEnumerator", "System.Collections.IDictionaryEnumerator GetEnumerator()", get_enumerator),   \
		INDEXER_SET("Item", value " Item(" key " key)", item),                                                 \
		METHOD("Remove", "bool Remove(" key " key)", remove_key),                                              \
		__VA_ARGS__ METHODS_END,                                                                               \
	};                                                                                                             \
	static const MethodDef name##_constructors[] = {                                                               \
		NEW(full " new()", make),                                                                              \
		NEW(full " new(int initialCapacity)", make),                                                           \
		NEW(full " new(" comparer " comparer)", make),                                                         \
		NEW(full " new(" dictionary ")", make),                                                                \
		NEW(full " new(" dictionary ", " comparer " comparer)", make),                                         \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	static const TypeMembers name##_members = {                                                                    \
		.props = props, .methods = name##_methods, .constructors = name##_constructors                         \
	};

SORTED(plain, "System.Object", "System.Object", "System.Collections.SortedList", "System.Collections.IComparer",
	"System.Collections.IDictionary d", METHOD("GetByIndex", "System.Object GetByIndex(int index)", get_by_index),
	METHOD("GetKey", "System.Object GetKey(int index)", get_key),
	METHOD("GetKeyList", "System.Collections.IList GetKeyList()", key_list),
	METHOD("GetValueList", "System.Collections.IList GetValueList()", value_list),
	METHOD("IndexOfKey", "int IndexOfKey(System.Object key)", index_of_key),
	METHOD("IndexOfValue", "int IndexOfValue(System.Object value)", index_of_value),
	METHOD("RemoveAt", "void RemoveAt(int index)", remove_at),
	METHOD("SetByIndex", "void SetByIndex(int index, System.Object value)", set_by_index), )
SORTED(list, "TKey", "TValue", "System.Collections.Generic.SortedList[TKey,TValue]",
	"System.Collections.Generic.IComparer[TKey]", "System.Collections.Generic.IDictionary[TKey,TValue] dictionary",
	METHOD_CORE("GetKeyAtIndex", "TKey GetKeyAtIndex(int index)", get_key),
	METHOD_CORE("GetValueAtIndex", "TValue GetValueAtIndex(int index)", get_by_index),
	METHOD("IndexOfKey", "int IndexOfKey(TKey key)", index_of_key),
	METHOD("IndexOfValue", "int IndexOfValue(TValue value)", index_of_value),
	METHOD("RemoveAt", "void RemoveAt(int index)", remove_at),
	METHOD_CORE("SetValueAtIndex", "void SetValueAtIndex(int index, TValue value)", set_by_index),
	METHOD("TryGetValue", "bool TryGetValue(TKey key, [ref] TValue value)", try_get_value), )
SORTED(dictionary, "TKey", "TValue", "System.Collections.Generic.SortedDictionary[TKey,TValue]",
	"System.Collections.Generic.IComparer[TKey]", "System.Collections.Generic.IDictionary[TKey,TValue] dictionary",
	METHOD("TryGetValue", "bool TryGetValue(TKey key, [ref] TValue value)", try_get_value), )

/* [SortedList]@{} is its constructor. */
static Flow convert(Interp *in, Value from, Value *out)
{
	if (value_unwrap_peek(from).kind != V_HASH)
		return FLOW_NEXT;
	return make(in, value_type(&type_sorted_list), &from, 1, out);
}

#define OPS                                                                                                            \
	.free = free_sorted, .index = get_index, .index_set = set_index, .adapt_get = adapt_get,                       \
	.adapt_set = adapt_set, .entries = put_entries
static const TypeOps plain_ops = { OPS, .convert = convert };
static const TypeOps ops = { OPS };
static const TypeDef *const interfaces[] = { &type_known[T_IDICTIONARY], &type_known[T_ICOLLECTION],
	&type_known[T_IENUMERABLE], NULL };
static const ViewDef view = { .shape = VIEW_TABLE, .items = type_name_value_columns };

const TypeDef type_sorted_list = {
	.name = "System.Collections.SortedList",
	.base = &type_known[T_OBJECT],
	.members = &plain_members,
	.ops = &plain_ops,
	.interfaces = interfaces,
	.view = &view,
};
const TypeDef type_sorted_list_of = {
	.name = "System.Collections.Generic.SortedList`2",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_GENERIC,
	.members = &list_members,
	.ops = &ops,
	.interfaces = interfaces,
};
const TypeDef type_sorted_dictionary = {
	.name = "System.Collections.Generic.SortedDictionary`2",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_GENERIC,
	.members = &dictionary_members,
	.ops = &ops,
	.interfaces = interfaces,
};
