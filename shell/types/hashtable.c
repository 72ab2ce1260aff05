/* hashtable: System.Collections.Hashtable, and what all dictionaries share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/hashtable.h"

#include <stdlib.h>

#include "shell/types/string_comparer.h"

static Hash *hash_of(Value self)
{
	return value_unwrap_peek(self).hash;
}

static bool is_typed(const Hash *hash)
{
	return hash->type->id == T_DICTIONARY;
}

/* ---- members ---- */

static Flow put_typed_duplicate(Interp *in, Value key, Buf *out)
{
	buf_put(out, S("An item with the same key has already been added."));
	if (!(runtime_edition(in)->where & WHERE_CORE))
		return FLOW_NEXT;
	buf_put(out, S(" Key: "));
	return convert_put_tostring(in, key, out);
}

static Flow put_duplicate(Interp *in, const Hash *hash, Value key, Buf *out)
{
	Value *slot = hash_find_peek(hash, key);
	struct HashEntry *entry;
	size_t at = 0;

	while ((entry = hash_next(hash, &at)) && &entry->value != slot)
		;
	buf_put(out, S("Item has already been added. Key in dictionary: '"));
	FLOW_TRY(convert_put_tostring(in, entry ? entry->key : key, out));
	buf_put(out, S("'  Key being added: '"));
	FLOW_TRY(convert_put_tostring(in, key, out));
	buf_put_char(out, '\'');
	return FLOW_NEXT;
}

static Flow duplicate(Interp *in, const Hash *hash, Value key)
{
	Buf text = BUF_INIT;
	Flow flow = is_typed(hash) ? put_typed_duplicate(in, key, &text) : put_duplicate(in, hash, key, &text);

	if (flow == FLOW_NEXT)
		flow = fault_exception(in, EXC_ARGUMENT, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

Flow types_hash_add(Interp *in, Value self, const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	Hash *hash = hash_of(self);

	if (!types_given(args[0]))
		return types_null(in, "key");
	if (hash_find_peek(hash, args[0]))
		return duplicate(in, hash, args[0]);
	hash_set(hash, args[0], args[1]);
	return FLOW_NEXT;
}

Flow types_hash_clear(UNUSED Interp *in, Value self, UNUSED const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	hash_clear(hash_of(self));
	return FLOW_NEXT;
}

Flow types_hash_contains_key(Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	if (!types_given(args[0]))
		return types_null(in, "key");
	return types_found(out, value_bool(hash_find_peek(hash_of(self), args[0]) != NULL));
}

Flow types_hash_contains_value(UNUSED Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	struct HashEntry *entry;
	size_t at = 0;

	while ((entry = hash_next(hash_of(self), &at)))
		if (value_is_null(entry->value) ? value_is_null(args[0]) : compare_same(entry->value, args[0]))
			return types_found(out, value_bool(true));
	return types_found(out, value_bool(false));
}

Flow types_hash_remove(Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	bool removed;

	if (!types_given(args[0]))
		return types_null(in, "key");
	removed = hash_remove(hash_of(self), args[0]);
	return is_typed(hash_of(self)) ? types_found(out, value_bool(removed)) : FLOW_NEXT;
}

Flow types_hash_item(Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	const Hash *hash = hash_of(self);
	Value *slot = types_given(args[0]) ? hash_find_peek(hash, args[0]) : NULL;
	Buf text = BUF_INIT;
	Flow flow;

	if (!types_given(args[0]))
		return types_null(in, "key");
	if (slot || !is_typed(hash))
		return types_found(out, slot ? value_ref(*slot) : VALUE_NULL);
	if (!(runtime_edition(in)->where & WHERE_CORE))
		return fault_exception(in, EXC_KEY_NOT_FOUND, "The given key was not present in the dictionary.");
	FLOW_TRY(convert_put_tostring(in, args[0], &text));
	flow = fault_exception(in, EXC_KEY_NOT_FOUND, "The given key '%.*s' was not present in the dictionary.",
		STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

Flow types_hash_get_enumerator(Interp *in, Value self, UNUSED const Value *args, UNUSED size_t n, Value *out)
{
	return types_enumerator(in, self, out);
}

Flow types_hash_copy_to(Interp *in, Value self, const Value *args, UNUSED size_t n, UNUSED Value *out)
{
	const Hash *hash = hash_of(self);
	Array *entries;
	struct HashEntry *entry;
	size_t at = 0;
	Flow flow;

	if (types_array(args[0]) && types_int(args[1]) + (int64_t)hash->n > (int64_t)types_array(args[0])->n)
		return fault_exception(in, EXC_ARGUMENT,
			"Destination array is not long enough to copy all the items in the collection. Check array index and length.");
	entries = array_new_objects();
	while ((entry = hash_next(hash, &at)))
		array_push_take(entries, types_entry(in, hash->type, entry->key, entry->value));
	flow = types_copy_to(in, entries, args[0], types_int(args[1]));
	value_drop(array_value(entries));
	return flow;
}

/* Copies the entries of a dictionary argument, converted to the types of the new one. */
static Flow fill(Interp *in, Hash *to, const Hash *from)
{
	struct HashEntry *entry;
	size_t at = 0;

	while ((entry = hash_next(from, &at))) {
		Value key = value_ref(entry->key), value = value_ref(entry->value);

		if (is_typed(to) && to->type->elem && to->type->arg2) {
			value_drop(key);
			value_drop(value);
			FLOW_TRY(convert_to(in, entry->key, to->type->elem, &key));
			FLOW_TRY(convert_to(in, entry->value, to->type->arg2, &value));
		}
		hash_set(to, key, value);
		value_drop(key);
		value_drop(value);
	}
	return FLOW_NEXT;
}

Flow types_hash_make(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	bool ignore_case = false;
	Flow flow = FLOW_NEXT;
	Hash *hash;

	for (size_t i = 0; i < n; i++) {
		ignore_case |= types_comparer_ignores_case(args[i]);
		if (args[i].kind == V_INT && types_int(args[i]) < 0)
			return types_self(self)->id == T_DICTIONARY
				       ? fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "capacity",
						 "Specified argument was out of the range of valid values.")
				       : types_negative(
						 in, "capacity", types_int(args[i]), "Non-negative number required.");
	}
	hash = hash_new(types_self(self), ignore_case);
	hash->is_calm = is_typed(hash) && runtime_edition(in)->where & WHERE_CORE;
	for (size_t i = 0; i < n && flow == FLOW_NEXT; i++)
		if (value_unwrap_peek(args[i]).kind == V_HASH)
			flow = fill(in, hash, value_unwrap_peek(args[i]).hash);
	if (flow == FLOW_NEXT)
		*out = hash_value(hash);
	else
		value_drop(hash_value(hash));
	return flow;
}

Flow types_hash_get_count(UNUSED Interp *in, Value self, Value *out)
{
	return types_found(out, value_int((int32_t)hash_of(self)->n));
}

/* ---- Keys and Values: views of the dictionary ---- */

typedef struct View {
	Value hash;
	bool values;
} View;

static View *view_of(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT ? v.object->payload : NULL;
}

static void free_view(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, ((View *)object->payload)->hash);
	free(object->payload);
}

static Value make_view(Value hash, bool values)
{
	static const TypeDef *const keys_of[] = { &type_hashtable_keys, &type_hashtable_values,
		&type_ordered_dictionary_keys, &type_ordered_dictionary_keys, &type_dictionary_keys,
		&type_dictionary_values };
	Value plain = value_unwrap_peek(hash);
	View *view = MEM_NEW(View);
	size_t row = plain.hash->type->id == T_HASHTABLE ? 0 : plain.hash->type->id == T_ORDERED ? 2 : 4;

	view->hash = value_ref(plain);
	view->values = values;
	return object_value(object_new_native(keys_of[row + values], view));
}

Flow types_hash_get_keys(UNUSED Interp *in, Value self, Value *out)
{
	return types_found(out, make_view(self, false));
}

Flow types_hash_get_values(UNUSED Interp *in, Value self, Value *out)
{
	return types_found(out, make_view(self, true));
}

static Flow enumerate_view(UNUSED Interp *in, Value self, Array *out)
{
	const View *view = view_of(self);
	struct HashEntry *entry;
	size_t at = 0;

	while ((entry = hash_next(view->hash.hash, &at)))
		array_push(out, view->values ? entry->value : entry->key);
	return FLOW_NEXT;
}

static Value watched(Value self)
{
	return view_of(self)->hash;
}

TYPE_GET(get_view_count)
{
	return types_found(out, value_int((int32_t)view_of(self)->hash.hash->n));
}

TYPE_METHOD(view_copy_to)
{
	Array *items = array_new_objects();
	Flow flow = enumerate_view(in, self, items);

	if (flow == FLOW_NEXT)
		flow = types_copy_to(in, items, args[0], types_int(args[1]));
	value_drop(array_value(items));
	return flow;
}

TYPE_METHOD(view_contains)
{
	Array *items = array_new_objects();
	Flow flow = enumerate_view(in, self, items);

	*out = value_bool(types_find_item(items, args[0], 0, items->n) >= 0);
	value_drop(array_value(items));
	return flow;
}

TYPE_METHOD(view_get_enumerator)
{
	return types_enumerator(in, self, out);
}

static const PropDef view_props[] = {
	PROP("Count", "System.Int32", get_view_count),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROPS_END,
};
static const MethodDef view_methods[] = {
	METHOD("CopyTo", "void CopyTo(array array, int arrayIndex)", view_copy_to),
	METHOD("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()", view_get_enumerator),
	METHODS_END,
};
static const MethodDef typed_view_methods[] = {
	METHOD("Contains", "bool Contains(System.Object item)", view_contains),
	METHOD("CopyTo", "void CopyTo(array array, int index)", view_copy_to),
	METHOD("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()", view_get_enumerator),
	METHODS_END,
};
static const TypeMembers view_members = { .props = view_props, .methods = view_methods };
static const TypeMembers typed_view_members = { .props = view_props, .methods = typed_view_methods };
static const TypeOps view_ops = { .free = free_view, .enumerate = enumerate_view, .watch_peek = watched };
/* In 7 the keys and values of an OrderedDictionary have an indexer; before, [0] is of a collection that has no places. */
static Flow index_view(Interp *in, Value self, Value key, Value *out)
{
	const View *view = view_of(self);
	struct HashEntry *entry = NULL;
	int64_t at;

	FLOW_TRY(convert_to_i64(in, key, &at));
	if (!(runtime_edition(in)->where & WHERE_CORE))
		return types_found(out, at == 0 || at == -1 ? value_ref(self) : VALUE_NULL);
	if (at >= 0 && (uint64_t)at < view->hash.hash->n)
		entry = hash_at(view->hash.hash, (size_t)at);
	return types_found(out, !entry ? VALUE_NULL : value_ref(view->values ? entry->value : entry->key));
}

static const TypeOps ordered_view_ops = {
	.free = free_view, .enumerate = enumerate_view, .watch_peek = watched, .index = index_view
};
static const TypeDef *const view_interfaces[] = { &type_known[T_ICOLLECTION], &type_known[T_IENUMERABLE], NULL };

static const TypeDef *const typed_view_interfaces[] = { &type_known[T_SEQUENCE], &type_known[T_ICOLLECTION],
	&type_known[T_IENUMERABLE], NULL };

#define VIEW(symbol, full, table, how, also)                                                                           \
	const TypeDef type_##symbol = { .name = (full),                                                                \
		.base = &type_known[T_OBJECT],                                                                         \
		.members = &(table),                                                                                   \
		.ops = &(how),                                                                                         \
		.interfaces = (also) };

VIEW(hashtable_keys, "System.Collections.Hashtable+KeyCollection", view_members, view_ops, view_interfaces)
VIEW(hashtable_values, "System.Collections.Hashtable+ValueCollection", view_members, view_ops, view_interfaces)
VIEW(ordered_dictionary_keys, "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection",
	view_members, ordered_view_ops, view_interfaces)
VIEW(dictionary_keys, "System.Collections.Generic.Dictionary`2+KeyCollection", typed_view_members, view_ops,
	typed_view_interfaces)
VIEW(dictionary_values, "System.Collections.Generic.Dictionary`2+ValueCollection", typed_view_members, view_ops,
	typed_view_interfaces)

/* ---- Hashtable ---- */

TYPE_METHOD(clone)
{
	return types_found(out, hash_value(hash_copy(hash_of(self))));
}

TYPE_METHOD(synchronized)
{
	return types_found(out, value_ref(args[0]));
}

static const PropDef props[] = {
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROP("IsFixedSize", "System.Boolean", types_get_false),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROP("Keys", "System.Collections.ICollection", types_hash_get_keys),
	PROP("Values", "System.Collections.ICollection", types_hash_get_values),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROP("Count", "System.Int32", types_hash_get_count),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Add", "void Add(System.Object key, System.Object value)", types_hash_add),
	METHOD("Clear", "void Clear()", types_hash_clear),
	METHOD("Clone", "System.Object Clone()", clone),
	METHOD("Contains", "bool Contains(System.Object key)", types_hash_contains_key),
	METHOD("ContainsKey", "bool ContainsKey(System.Object key)", types_hash_contains_key),
	METHOD("ContainsValue", "bool ContainsValue(System.Object value)", types_hash_contains_value),
	METHOD("CopyTo", "void CopyTo(array array, int arrayIndex)", types_hash_copy_to),
	METHOD("GetEnumerator", "System.Collections.IDictionaryEnumerator GetEnumerator()", types_hash_get_enumerator),
	INDEXER_SET("Item", "System.Object Item(System.Object key)", types_hash_item),
	METHOD("Remove", "void Remove(System.Object key)", types_hash_remove),
	METHODS_END,
};

static const MethodDef static_methods[] = {
	METHOD("Synchronized", "static hashtable Synchronized(hashtable table)", synchronized), METHODS_END
};

static const MethodDef constructors[] = {
	NEW("hashtable new()", types_hash_make),
	NEW("hashtable new(int capacity)", types_hash_make),
	NEW("hashtable new(System.Collections.IDictionary d)", types_hash_make),
	NEW("hashtable new(System.Collections.IEqualityComparer equalityComparer)", types_hash_make),
	NEW("hashtable new(System.Collections.IDictionary d, System.Collections.IEqualityComparer equalityComparer)",
		types_hash_make),
	NEW("hashtable new(int capacity, System.Collections.IEqualityComparer equalityComparer)", types_hash_make),
	METHODS_END,
};

static const ViewDef table = { .shape = VIEW_TABLE, .items = type_name_value_columns };

const TypeMembers type_hashtable = {
	.props = props,
	.methods = methods,
	.static_methods = static_methods,
	.constructors = constructors,
	.view = &table,
};
