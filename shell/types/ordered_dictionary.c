/* ordered_dictionary: System.Collections.Specialized.OrderedDictionary. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/hashtable.h"

static Hash *hash_of(Value self)
{
	return value_unwrap_peek(self).hash;
}

TYPE_METHOD(insert)
{
	Hash *hash = hash_of(self);
	int64_t at = types_int(args[0]);

	if (at < 0 || (uint64_t)at > hash->n)
		return types_too_large(in, "index", (uint32_t)at, (int64_t)hash->n,
			"Specified argument was out of the range of valid values.");
	if (!types_given(args[1]))
		return types_null(in, "key");
	if (hash_find_peek(hash, args[1]))
		return types_hash_add(in, self, args + 1, 2, out); /* says so */
	hash_insert(hash, (size_t)at, args[1], args[2]);
	return FLOW_NEXT;
}

TYPE_METHOD(remove_at)
{
	Hash *hash = hash_of(self);
	int64_t at = types_int(args[0]);
	Value key;

	if (at < 0 || (uint64_t)at >= hash->n) {
		if (!(runtime_edition(in)->where & WHERE_CORE))
			return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "index",
				"Specified argument was out of the range of valid values.");
		return fault_exception(in, EXC_ARGUMENT_OUT_OF_RANGE,
			"index ('%lld') must be less than '%zu'. (Parameter 'index')\nActual value was %lld.",
			(long long)at, hash->n, (long long)at);
	}
	key = value_ref(hash_at(hash, (size_t)at)->key);
	(void)hash_remove(hash, key);
	value_drop(key);
	return FLOW_NEXT;
}

/* By place for a number, by key for anything else. */
TYPE_METHOD(item)
{
	const Hash *hash = hash_of(self);
	int64_t at = types_int(args[0]);

	if (args[0].kind != V_INT)
		return types_hash_item(in, self, args, n, out);
	if (at < 0 || (uint64_t)at >= hash->n)
		return types_index(in, "index");
	return types_found(out, value_ref(hash_at(hash, (size_t)at)->value));
}

static const PropDef props[] = {
	PROP("Count", "System.Int32", types_hash_get_count),
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROP("Keys", "System.Collections.ICollection", types_hash_get_keys),
	PROP("Values", "System.Collections.ICollection", types_hash_get_values),
	PROP("IsFixedSize", "System.Boolean", types_get_false),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Add", "void Add(System.Object key, System.Object value)", types_hash_add),
	METHOD("Clear", "void Clear()", types_hash_clear),
	METHOD("Contains", "bool Contains(System.Object key)", types_hash_contains_key),
	METHOD("CopyTo", "void CopyTo(array array, int index)", types_hash_copy_to),
	METHOD("GetEnumerator", "System.Collections.IDictionaryEnumerator GetEnumerator()", types_hash_get_enumerator),
	METHOD("Insert", "void Insert(int index, System.Object key, System.Object value)", insert),
	INDEXER_SET("Item", "System.Object Item(int index)", item),
	INDEXER_SET("Item", "System.Object Item(System.Object key)", item),
	METHOD("Remove", "void Remove(System.Object key)", types_hash_remove),
	METHOD("RemoveAt", "void RemoveAt(int index)", remove_at),
	METHODS_END,
};

#define ITSELF "System.Collections.Specialized.OrderedDictionary"

static const MethodDef constructors[] = {
	NEW(ITSELF " new()", types_hash_make),
	NEW(ITSELF " new(int capacity)", types_hash_make),
	NEW(ITSELF " new(System.Collections.IEqualityComparer comparer)", types_hash_make),
	NEW(ITSELF " new(int capacity, System.Collections.IEqualityComparer comparer)", types_hash_make),
	METHODS_END,
};

static const ViewDef view = { .shape = VIEW_TABLE, .items = type_name_value_columns };

const TypeMembers type_ordered_dictionary = {
	.props = props, .methods = methods, .constructors = constructors, .view = &view
};
