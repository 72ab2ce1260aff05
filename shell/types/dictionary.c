/* dictionary: System.Collections.Generic.Dictionary`2. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/hashtable.h"

static Hash *hash_of(Value self)
{
	return value_unwrap_peek(self).hash;
}

TYPE_METHOD(try_get_value)
{
	const Hash *hash = hash_of(self);
	Value *slot;

	if (!types_given(args[0]))
		return types_null(in, "key");
	slot = hash_find_peek(hash, args[0]);
	*out = value_bool(slot != NULL);
	return types_set_ref_take(in, args[1], slot ? value_ref(*slot) : member_zero(in, hash->type->arg2));
}

TYPE_METHOD(try_add)
{
	Hash *hash = hash_of(self);
	bool added;

	if (!types_given(args[0]))
		return types_null(in, "key");
	added = !hash_find_peek(hash, args[0]);
	if (added)
		hash_set(hash, args[0], args[1]);
	return types_found(out, value_bool(added));
}

/* (key, [ref] value): what it was */
TYPE_METHOD(remove_and_tell)
{
	Value held = VALUE_EMPTY;
	Flow flow = try_get_value(in, self, args, n, &held);

	return flow == FLOW_NEXT ? types_hash_remove(in, self, args, n, out) : flow;
}

static const PropDef props[] = {
	PROP("Count", "System.Int32", types_hash_get_count),
	PROP("Keys", "System.Collections.Generic.Dictionary`2+KeyCollection[TKey,TValue]", types_hash_get_keys),
	PROP("Values", "System.Collections.Generic.Dictionary`2+ValueCollection[TKey,TValue]", types_hash_get_values),
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROP("IsFixedSize", "System.Boolean", types_get_false),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Add", "void Add(TKey key, TValue value)", types_hash_add),
	METHOD("Clear", "void Clear()", types_hash_clear),
	METHOD("ContainsKey", "bool ContainsKey(TKey key)", types_hash_contains_key),
	METHOD("ContainsValue", "bool ContainsValue(TValue value)", types_hash_contains_value),
	METHOD("GetEnumerator", "System.Collections.Generic.Dictionary`2+Enumerator[TKey,TValue] GetEnumerator()",
		types_hash_get_enumerator),
	INDEXER_SET("Item", "TValue Item(TKey key)", types_hash_item),
	METHOD("Remove", "bool Remove(TKey key)", types_hash_remove),
	METHOD_CORE("Remove", "bool Remove(TKey key, [ref] TValue value)", remove_and_tell),
	METHOD_CORE("TryAdd", "bool TryAdd(TKey key, TValue value)", try_add),
	METHOD("TryGetValue", "bool TryGetValue(TKey key, [ref] TValue value)", try_get_value),
	METHODS_END,
};

#define ITSELF     "System.Collections.Generic.Dictionary[TKey,TValue]"
#define DICTIONARY "System.Collections.Generic.IDictionary[TKey,TValue] dictionary"
#define COMPARER   "System.Collections.Generic.IEqualityComparer[TKey] comparer"

static const MethodDef constructors[] = {
	NEW(ITSELF " new()", types_hash_make),
	NEW(ITSELF " new(int capacity)", types_hash_make),
	NEW(ITSELF " new(" COMPARER ")", types_hash_make),
	NEW(ITSELF " new(int capacity, " COMPARER ")", types_hash_make),
	NEW(ITSELF " new(" DICTIONARY ")", types_hash_make),
	NEW(ITSELF " new(" DICTIONARY ", " COMPARER ")", types_hash_make),
	METHODS_END,
};

static const ViewItem columns[] = { { .prop = "Key" }, { .prop = "Value" }, { 0 } };
static const ViewDef view = { .shape = VIEW_TABLE, .items = columns };

const TypeMembers type_dictionary = { .props = props, .methods = methods, .constructors = constructors, .view = &view };
