/* concurrent_dictionary: System.Collections.Concurrent.ConcurrentDictionary`2: a dictionary whose changes answer
 * whether they were made.  Scripts run one at a time here, so nothing has to be locked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/hashtable.h"

static Hash *hash_of(Value self)
{
	return value_unwrap_peek(self).hash;
}

static Flow find(Interp *in, Value self, Value key, Value **slot)
{
	*slot = NULL;
	if (!types_given(key))
		return types_null(in, "key");
	*slot = hash_find_peek(hash_of(self), key);
	return FLOW_NEXT;
}

TYPE_METHOD(try_add)
{
	Value *slot;

	FLOW_TRY(find(in, self, args[0], &slot));
	if (!slot)
		hash_set(hash_of(self), args[0], args[1]);
	return types_found(out, value_bool(!slot));
}

static Flow give(Interp *in, Value self, const Value *args, bool removes, Value *out)
{
	Value *slot, value;

	FLOW_TRY(find(in, self, args[0], &slot));
	*out = value_bool(slot != NULL);
	value = slot ? value_ref(*slot) : member_zero(in, hash_of(self)->type->arg2);
	if (slot && removes)
		(void)hash_remove(hash_of(self), args[0]);
	return types_set_ref_take(in, args[1], value);
}

TYPE_METHOD(try_get)
{
	return give(in, self, args, false, out);
}

TYPE_METHOD(try_remove)
{
	return give(in, self, args, true, out);
}

/* (key, newValue, comparisonValue) */
TYPE_METHOD(try_update)
{
	Value *slot;
	bool same;

	FLOW_TRY(find(in, self, args[0], &slot));
	same = slot && compare_same(*slot, args[2]);
	if (same)
		hash_set(hash_of(self), args[0], args[1]);
	return types_found(out, value_bool(same));
}

/* A value, or what a script block makes of its arguments, converted to the dictionary's type. */
static Flow make_value(Interp *in, Value self, Value from, const Value *args, size_t n, Value *out)
{
	const TypeDef *type = hash_of(self)->type->arg2;
	Value made = VALUE_EMPTY;
	Flow flow;

	if (value_unwrap_peek(from).kind != V_BLOCK)
		return types_found(out, value_ref(from));
	FLOW_TRY(types_invoke(in, from, args, n, &made));
	flow = convert_to(in, made, type ? type : type_of_id(T_OBJECT), out);
	value_drop(made);
	return flow;
}

TYPE_METHOD(get_or_add)
{
	Value *slot;

	FLOW_TRY(find(in, self, args[0], &slot));
	if (slot)
		return types_found(out, value_ref(*slot));
	FLOW_TRY(make_value(in, self, args[1], args, 1, out));
	hash_set(hash_of(self), args[0], *out);
	return FLOW_NEXT;
}

/* (key, addValue or addValueFactory, updateValueFactory) */
TYPE_METHOD(add_or_update)
{
	Value *slot, both[2];

	FLOW_TRY(find(in, self, args[0], &slot));
	both[0] = args[0];
	both[1] = slot ? value_ref(*slot) : VALUE_NULL;
	if (slot) {
		Flow flow = make_value(in, self, args[2], both, 2, out);

		value_drop(both[1]);
		FLOW_TRY(flow);
	} else {
		FLOW_TRY(make_value(in, self, args[1], both, 1, out));
	}
	hash_set(hash_of(self), args[0], *out);
	return FLOW_NEXT;
}

TYPE_METHOD(to_array)
{
	const Hash *hash = hash_of(self);
	Array *entries = array_new_objects();
	struct HashEntry *entry;
	size_t at = 0;

	while ((entry = hash_next(hash, &at)))
		array_push_take(entries, types_entry(in, hash->type, entry->key, entry->value));
	return types_found(out, array_value(entries));
}

TYPE_GET(get_is_empty)
{
	return types_found(out, value_bool(hash_of(self)->n == 0));
}

static const PropDef props[] = {
	PROP("Count", "System.Int32", types_hash_get_count),
	PROP("IsEmpty", "System.Boolean", get_is_empty),
	PROP("Keys", "System.Collections.Generic.ICollection[TKey]", types_hash_get_keys),
	PROP("Values", "System.Collections.Generic.ICollection[TValue]", types_hash_get_values),
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROP("IsFixedSize", "System.Boolean", types_get_false),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROPS_END,
};

#define FACTORY "System.Func[TKey,TValue,TValue] updateValueFactory"

static const MethodDef methods[] = {
	METHOD("AddOrUpdate", "TValue AddOrUpdate(TKey key, System.Func[TKey,TValue] addValueFactory, " FACTORY ")",
		add_or_update),
	METHOD("AddOrUpdate", "TValue AddOrUpdate(TKey key, TValue addValue, " FACTORY ")", add_or_update),
	METHOD("Clear", "void Clear()", types_hash_clear),
	METHOD("ContainsKey", "bool ContainsKey(TKey key)", types_hash_contains_key),
	METHOD("GetEnumerator",
		"System.Collections.Generic.IEnumerator[System.Collections.Generic.KeyValuePair[TKey,TValue]] GetEnumerator()",
		types_hash_get_enumerator),
	METHOD("GetOrAdd", "TValue GetOrAdd(TKey key, System.Func[TKey,TValue] valueFactory)", get_or_add),
	METHOD("GetOrAdd", "TValue GetOrAdd(TKey key, TValue value)", get_or_add),
	INDEXER_SET("Item", "TValue Item(TKey key)", types_hash_item),
	METHOD("ToArray", "System.Collections.Generic.KeyValuePair[TKey,TValue][] ToArray()", to_array),
	METHOD("TryAdd", "bool TryAdd(TKey key, TValue value)", try_add),
	METHOD("TryGetValue", "bool TryGetValue(TKey key, [ref] TValue value)", try_get),
	METHOD("TryRemove", "bool TryRemove(TKey key, [ref] TValue value)", try_remove),
	METHOD("TryUpdate", "bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)", try_update),
	METHODS_END,
};

#define ITSELF   "System.Collections.Concurrent.ConcurrentDictionary[TKey,TValue]"
#define COMPARER "System.Collections.Generic.IEqualityComparer[TKey] comparer"

static const MethodDef constructors[] = {
	NEW(ITSELF " new()", types_hash_make),
	NEW(ITSELF " new(int concurrencyLevel, int capacity)", types_hash_make),
	NEW(ITSELF " new(System.Collections.Generic.IDictionary[TKey,TValue] collection)", types_hash_make),
	NEW(ITSELF " new(" COMPARER ")", types_hash_make),
	METHODS_END,
};

static const TypeMembers members = { .props = props, .methods = methods, .constructors = constructors };
static const ViewItem columns[] = { { .prop = "Key" }, { .prop = "Value" }, { 0 } };
static const ViewDef view = { .shape = VIEW_TABLE, .items = columns };

const TypeDef type_concurrent_dictionary = {
	.name = "System.Collections.Concurrent.ConcurrentDictionary`2",
	.base = &type_known[T_OBJECT],
	.id = T_DICTIONARY,
	.flags = TYPE_GENERIC,
	.members = &members,
	.interfaces = type_dictionary_interfaces,
	.view = &view,
};
