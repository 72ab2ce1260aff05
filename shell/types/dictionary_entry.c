/* dictionary_entry: System.Collections.DictionaryEntry and KeyValuePair`2. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_collection.h"

typedef struct Entry {
	Value key, value;
} Entry;

static Entry *peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT ? v.object->payload : NULL;
}

static Value make(const TypeDef *type, Value key, Value value)
{
	Entry *entry = MEM_NEW(Entry);

	entry->key = value_ref(key);
	entry->value = value_ref(value);
	return object_value(object_new_native(type, entry));
}

Value types_entry(Interp *in, const TypeDef *dictionary, Value key, Value value)
{
	const TypeDef *pair = NULL;

	if (dictionary->elem && dictionary->arg2)
		pair = type_set_close(runtime_of(in)->types, &type_key_value_pair, dictionary->elem, dictionary->arg2);
	return make(pair ? pair : &type_dictionary_entry, key, value);
}

static void free_entry(Object *object, ValueDrops *drops)
{
	Entry *entry = object->payload;

	value_drop_later(drops, entry->key);
	value_drop_later(drops, entry->value);
	free(entry);
}

TYPE_METHOD(construct)
{
	return types_found(out, make(types_self(self), n ? args[0] : VALUE_NULL, n > 1 ? args[1] : VALUE_NULL));
}

TYPE_GET(get_key)
{
	return types_found(out, value_ref(peek(self)->key));
}

TYPE_GET(get_value)
{
	return types_found(out, value_ref(peek(self)->value));
}

TYPE_SET(set_key)
{
	value_set_take(&peek(self)->key, value_ref(to));
	return FLOW_NEXT;
}

TYPE_SET(set_value)
{
	value_set_take(&peek(self)->value, value_ref(to));
	return FLOW_NEXT;
}

/* "[k, v]" */
static Flow put_pair(Interp *in, Value self, Buf *out)
{
	buf_put_char(out, '[');
	FLOW_TRY(convert_put_tostring(in, peek(self)->key, out));
	buf_put(out, S(", "));
	FLOW_TRY(convert_put_tostring(in, peek(self)->value, out));
	buf_put_char(out, ']');
	return FLOW_NEXT;
}

/* .NET Framework's entries, unlike its pairs, have no text of their own. */
static Flow put_entry(Interp *in, Value self, Buf *out)
{
	if (runtime_edition(in)->where & WHERE_CORE)
		return put_pair(in, self, out);
	buf_put(out, S("System.Collections.DictionaryEntry"));
	return FLOW_NEXT;
}

static bool equal(Value a, Value b)
{
	return compare_same(peek(a)->key, peek(b)->key) && compare_same(peek(a)->value, peek(b)->value);
}

static const PropDef entry_props[] = {
	{ "Name", "Key", get_key, NULL, PROP_ALIAS },
	PROP_RW("Key", "System.Object", get_key, set_key),
	PROP_RW("Value", "System.Object", get_value, set_value),
	PROPS_END,
};
static const PropDef pair_props[] = {
	PROP("Key", "TKey", get_key),
	PROP("Value", "TValue", get_value),
	PROPS_END,
};
static const MethodDef entry_constructors[] = {
	NEW("System.Collections.DictionaryEntry new()", construct),
	NEW("System.Collections.DictionaryEntry new(System.Object key, System.Object value)", construct),
	METHODS_END,
};
static const MethodDef pair_constructors[] = {
	NEW("System.Collections.Generic.KeyValuePair[TKey,TValue] new(TKey key, TValue value)", construct),
	METHODS_END,
};
static const TypeMembers entry_members = { .props = entry_props, .constructors = entry_constructors };
static const TypeMembers pair_members = { .props = pair_props, .constructors = pair_constructors };
static const TypeOps entry_ops = { .free = free_entry, .text = put_entry, .equal = equal };
static const TypeOps pair_ops = { .free = free_entry, .text = put_pair, .equal = equal };

const ViewItem type_name_value_columns[] = { { .prop = "Name", .width = 30 }, { .prop = "Value" }, { 0 } };
static const ViewDef entry_view = { .shape = VIEW_TABLE, .items = type_name_value_columns };

const TypeDef type_dictionary_entry = {
	.name = "System.Collections.DictionaryEntry",
	.base = &type_known[T_VALUETYPE],
	.flags = TYPE_VALUE | TYPE_OWN_TEXT,
	.members = &entry_members,
	.ops = &entry_ops,
	.view = &entry_view,
};
const TypeDef type_key_value_pair = {
	.name = "System.Collections.Generic.KeyValuePair`2",
	.base = &type_known[T_VALUETYPE],
	.flags = TYPE_VALUE | TYPE_GENERIC | TYPE_OWN_TEXT,
	.members = &pair_members,
	.ops = &pair_ops,
};
