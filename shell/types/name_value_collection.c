/* name_value_collection: System.Collections.Specialized.NameValueCollection: names without regard to case, each with
 * one text or several. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_collection.h"

/* The payload is a Hash: name to string[]. */
static Hash *hash_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_names(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, hash_value(object->payload));
}

TYPE_METHOD(add);

/* (), (capacity), (collection) */
TYPE_METHOD(make)
{
	struct HashEntry *entry;
	size_t at = 0;

	if (n > 0 && !types_given(args[0]))
		return types_null(in, "c");
	*out = object_value(object_new_native(types_self(self), hash_new(type_of_id(T_HASHTABLE), true)));
	if (n == 0 || args[0].kind == V_INT)
		return FLOW_NEXT;
	while ((entry = hash_next(hash_of(args[0]), &at))) {
		const Array *texts = entry->value.array;

		for (size_t i = 0; i < texts->n; i++) {
			Value pair[2] = { entry->key, array_peek(texts, i) };

			FLOW_TRY(add(in, *out, pair, 2, out));
		}
	}
	return FLOW_NEXT;
}

/* The texts of a name; NULL: there is no such name. */
static const Array *texts_of(Value self, Value name)
{
	Value *slot = hash_find_peek(hash_of(self), value_is_null(name) ? VALUE_NULL : name);

	return slot ? slot->array : NULL;
}

/* All texts of a name with commas between them. */
static Value joined(const Array *texts)
{
	Buf text = BUF_INIT;

	if (!texts)
		return VALUE_NULL;
	for (size_t i = 0; i < texts->n; i++) {
		if (i)
			buf_put_char(&text, ',');
		buf_put(&text, types_str(array_peek(texts, i)));
	}
	return types_buf_string(&text);
}

static Value one_text(Value text)
{
	Array *texts = array_new(&type_string_array, 1);

	array_push(texts, text);
	return array_value(texts);
}

TYPE_METHOD(add)
{
	Value *slot = hash_find_peek(hash_of(self), args[0]), texts;

	if (slot) {
		array_push(slot->array, args[1]);
		return FLOW_NEXT;
	}
	texts = one_text(args[1]);
	hash_set(hash_of(self), args[0], texts);
	value_drop(texts);
	return FLOW_NEXT;
}

TYPE_METHOD(set)
{
	Value texts = one_text(args[1]);

	hash_set(hash_of(self), args[0], texts);
	value_drop(texts);
	return FLOW_NEXT;
}

static struct HashEntry *entry_at(Value self, int64_t index)
{
	return index >= 0 ? hash_at(hash_of(self), (size_t)index) : NULL;
}

/* By name or by place. */
TYPE_METHOD(get)
{
	struct HashEntry *entry;

	if (args[0].kind != V_INT)
		return types_found(out, joined(texts_of(self, args[0])));
	entry = entry_at(self, types_int(args[0]));
	if (!entry)
		return types_index(in, "index");
	return types_found(out, joined(entry->value.array));
}

TYPE_METHOD(get_key)
{
	const struct HashEntry *entry = entry_at(self, types_int(args[0]));

	return entry ? types_found(out, value_ref(entry->key)) : types_index(in, "index");
}

TYPE_METHOD(get_values)
{
	const Array *texts = texts_of(self, args[0]);
	Array *copy;

	if (!texts)
		return types_found(out, VALUE_NULL);
	copy = array_new(&type_string_array, texts->n);
	for (size_t i = 0; i < texts->n; i++)
		array_push(copy, array_peek(texts, i));
	return types_found(out, array_value(copy));
}

TYPE_METHOD(has_keys)
{
	return types_found(out, value_bool(hash_of(self)->n > 0));
}

TYPE_METHOD(remove_name)
{
	(void)hash_remove(hash_of(self), args[0]);
	return FLOW_NEXT;
}

TYPE_METHOD(clear)
{
	hash_clear(hash_of(self));
	return FLOW_NEXT;
}

static Flow enumerate(UNUSED Interp *in, Value self, Array *out)
{
	struct HashEntry *entry;
	size_t at = 0;

	while ((entry = hash_next(hash_of(self), &at)))
		array_push(out, entry->key);
	return FLOW_NEXT;
}

TYPE_GET(get_all_keys)
{
	Array *keys = array_new(&type_string_array, hash_of(self)->n);

	*out = array_value(keys);
	return enumerate(in, self, keys);
}

TYPE_METHOD(get_enumerator)
{
	Value keys = VALUE_EMPTY;

	FLOW_TRY(get_all_keys(in, self, &keys));
	return types_found(out, types_enumerator_take(&type_array_enumerator, keys));
}

TYPE_GET(get_count)
{
	return types_found(out, value_int((int32_t)hash_of(self)->n));
}

static Flow get_index(Interp *in, Value self, Value key, Value *out)
{
	Value text = VALUE_EMPTY;
	Flow flow;

	if (key.kind == V_INT)
		return get(in, self, &key, 1, out);
	FLOW_TRY(convert_to(in, key, type_of_id(T_STRING), &text));
	flow = get(in, self, &text, 1, out);
	value_drop(text);
	return flow;
}

static Flow set_index(Interp *in, Value self, Value key, Value to)
{
	Value pair[2] = { VALUE_EMPTY, VALUE_EMPTY };
	Flow flow = convert_to(in, key, type_of_id(T_STRING), &pair[0]);

	if (flow == FLOW_NEXT)
		flow = convert_to(in, to, type_of_id(T_STRING), &pair[1]);
	if (flow == FLOW_NEXT)
		flow = set(in, self, pair, 2, NULL);
	value_drop(pair[0]);
	value_drop(pair[1]);
	return flow;
}

static const PropDef props[] = {
	PROP("AllKeys", "System.String[]", get_all_keys),
	PROP("Keys", "System.Collections.Specialized.NameObjectCollectionBase+KeysCollection", get_all_keys),
	PROP("Count", "System.Int32", get_count),
	PROPS_END,
};

#define ITSELF "System.Collections.Specialized.NameValueCollection"

static const MethodDef methods[] = {
	METHOD("Add", "void Add(string name, string value)", add),
	METHOD("Clear", "void Clear()", clear),
	METHOD("Get", "string Get(string name)", get),
	METHOD("Get", "string Get(int index)", get),
	METHOD("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()", get_enumerator),
	METHOD("GetKey", "string GetKey(int index)", get_key),
	METHOD("GetValues", "string[] GetValues(string name)", get_values),
	METHOD("HasKeys", "bool HasKeys()", has_keys),
	INDEXER_SET("Item", "string Item(string name)", get),
	INDEXER("Item", "string Item(int index)", get),
	METHOD("Remove", "void Remove(string name)", remove_name),
	METHOD("Set", "void Set(string name, string value)", set),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW(ITSELF " new()", make),
	NEW(ITSELF " new(int capacity)", make),
	NEW(ITSELF " new(" ITSELF " col)", make),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .methods = methods, .constructors = constructors };
static const TypeOps ops = { .free = free_names, .enumerate = enumerate, .index = get_index, .index_set = set_index };
static const TypeDef *const interfaces[] = { &type_known[T_ICOLLECTION], &type_known[T_IENUMERABLE], NULL };

const TypeDef type_name_value_collection = {
	.name = ITSELF,
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
};
