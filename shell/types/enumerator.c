/* enumerator: what GetEnumerator() gives: MoveNext() and Current. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_collection.h"

typedef struct Enumerator {
	Value source;     /* the collection; for strings and arrays: the array walked */
	Value items;      /* array of what is still to come, from at on */
	size_t at;        /* of the item after Current */
	Value current;    /* V_EMPTY before the first and after the last */
	uint32_t version; /* of the source at the start */
} Enumerator;

static Enumerator *peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT ? v.object->payload : NULL;
}

static uint32_t version_of(Value source)
{
	return source.kind == V_LIST ? source.list->version : source.kind == V_HASH ? source.hash->version : 0;
}

static void free_enumerator(Object *object, ValueDrops *drops)
{
	Enumerator *e = object->payload;

	value_drop_later(drops, e->source);
	value_drop_later(drops, e->items);
	value_drop_later(drops, e->current);
	free(e);
}

static Value make(const TypeDef *type, Value source, Value items)
{
	Enumerator *e = MEM_NEW(Enumerator);

	e->source = value_ref(source);
	e->items = items;
	e->version = version_of(source);
	return object_value(object_new_native(type, e));
}

Value types_enumerator_take(const TypeDef *type, Value items)
{
	return make(type, VALUE_NULL, items);
}

static Value entries_of(Interp *in, const Hash *hash)
{
	Array *entries = array_new_objects();
	struct HashEntry *entry;
	size_t at = 0;

	while ((entry = hash_next(hash, &at)))
		array_push_take(entries, types_entry(in, hash->type, entry->key, entry->value));
	return array_value(entries);
}

static const TypeDef *type_for(const TypeDef *collection)
{
	switch (collection->id) {
	case T_HASHTABLE:
		return &type_hashtable_enumerator;
	case T_ORDERED:
		return &type_ordered_dictionary_enumerator;
	case T_DICTIONARY:
		return &type_dictionary_enumerator;
	case T_ARRAYLIST:
		return &type_array_list_enumerator;
	case T_ARRAY:
		return &type_array_enumerator;
	default:
		return &type_list_enumerator;
	}
}

Flow types_enumerator(Interp *in, Value collection, Value *out)
{
	Value source = value_unwrap_peek(collection);
	const TypeDef *type = type_for(type_of(source));
	Array *items;

	if (source.kind == V_HASH)
		return types_found(out, make(type, source, entries_of(in, source.hash)));
	FLOW_TRY(types_items(in, source, &items));
	return types_found(out, make(type, source, array_value(items)));
}

/* ---- members ---- */

static Flow check_version(Interp *in, const Enumerator *e)
{
	if (version_of(e->source) == e->version)
		return FLOW_NEXT;
	return fault_exception(
		in, EXC_INVALID_OPERATION, "Collection was modified; enumeration operation may not execute.");
}

TYPE_METHOD(move_next)
{
	Enumerator *e = peek(self);
	bool more;

	FLOW_TRY(check_version(in, e));
	more = e->at < e->items.array->n;
	value_set_take(&e->current, more ? array_get(e->items.array, e->at) : VALUE_EMPTY);
	e->at += more;
	return types_found(out, value_bool(more));
}

TYPE_METHOD(reset)
{
	Enumerator *e = peek(self);

	FLOW_TRY(check_version(in, e));
	value_set_take(&e->current, VALUE_EMPTY);
	e->at = 0;
	return FLOW_NEXT;
}

TYPE_METHOD(dispose)
{
	return FLOW_NEXT;
}

TYPE_GET(get_current)
{
	Value current = peek(self)->current;

	return types_found(out, current.kind == V_EMPTY ? VALUE_NULL : value_ref(current));
}

static Flow entry_part(Interp *in, Value self, Str name, Value *out)
{
	bool found;

	*out = VALUE_NULL;
	if (peek(self)->current.kind == V_EMPTY)
		return FLOW_NEXT;
	return member_get(in, peek(self)->current, name, NULL, out, &found);
}

TYPE_GET(get_key)
{
	return entry_part(in, self, S("Key"), out);
}

TYPE_GET(get_value)
{
	return entry_part(in, self, S("Value"), out);
}

/* What the pipeline takes is gone from the enumerator, as with .NET's. */
static Flow enumerate(Interp *in, Value self, Array *out)
{
	Enumerator *e = peek(self);

	FLOW_TRY(check_version(in, e));
	while (e->at < e->items.array->n)
		array_push_take(out, array_get(e->items.array, e->at++));
	value_set_take(&e->current, VALUE_EMPTY);
	return FLOW_NEXT;
}

static Value watched(Value self)
{
	return peek(self)->source;
}

static const PropDef props[] = { PROP("Current", "System.Object", get_current), PROPS_END };
static const PropDef entry_props[] = {
	PROP("Current", "System.Object", get_current),
	PROP("Entry", "System.Collections.DictionaryEntry", get_current),
	PROP("Key", "System.Object", get_key),
	PROP("Value", "System.Object", get_value),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Dispose", "void Dispose()", dispose),
	METHOD("MoveNext", "bool MoveNext()", move_next),
	METHOD("Reset", "void Reset()", reset),
	METHODS_END,
};

static const TypeMembers members = { .props = props, .methods = methods };
static const TypeMembers entry_members = { .props = entry_props, .methods = methods };
static const TypeOps ops = { .free = free_enumerator, .enumerate = enumerate, .watch_peek = watched };
static const TypeDef *const interfaces[] = { &type_ienumerator, NULL };
static const TypeDef *const entry_interfaces[] = { &type_idictionary_enumerator, &type_ienumerator, NULL };

#define ENUMERATOR(symbol, full, table, also)                                                                          \
	const TypeDef type_##symbol = {                                                                                \
		.name = (full), .base = &type_known[T_OBJECT], .members = &(table), .ops = &ops, .interfaces = (also)  \
	};

ENUMERATOR(array_enumerator, "System.ArrayEnumerator", members, interfaces)
ENUMERATOR(char_enumerator, "System.CharEnumerator", members, interfaces)
ENUMERATOR(array_list_enumerator, "System.Collections.ArrayList+ArrayListEnumeratorSimple", members, interfaces)
ENUMERATOR(list_enumerator, "System.Collections.Generic.List`1+Enumerator", members, interfaces)
ENUMERATOR(hashtable_enumerator, "System.Collections.Hashtable+HashtableEnumerator", entry_members, entry_interfaces)
ENUMERATOR(ordered_dictionary_enumerator,
	"System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator", entry_members, entry_interfaces)
ENUMERATOR(dictionary_enumerator, "System.Collections.Generic.Dictionary`2+Enumerator", members, interfaces)
