/* object: property bags, native objects and wrappers that add members to any value. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/object.h"

enum { SLOTS_FIRST = 4 };

Object *object_new(const TypeDef *type)
{
	Object *object = value_alloc(V_OBJECT, sizeof(*object));

	object->type = type;
	return object;
}

Object *object_new_custom(void)
{
	return object_new(type_of_id(T_PSCUSTOM));
}

Object *object_new_native(const TypeDef *type, void *payload)
{
	Object *object = object_new(type);

	object->payload = payload;
	return object;
}

Value object_wrap(Value v)
{
	Object *object;

	if (v.kind == V_OBJECT)
		return value_ref(v);
	object = object_new(type_of(v));
	object->base = value_ref(v);
	return object_value(object);
}

void *object_payload_peek(Value v, const TypeDef *type)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT && type_is(v.object->type, type) ? v.object->payload : NULL;
}

/* ---- slots ---- */

Slot *object_find_peek(const Object *object, Str name)
{
	/* nearly always spelled as it was made: look for that first, by memory alone */
	for (uint32_t i = 0; i < object->nslots; i++) {
		String *have = object->slots[i].name;
		if (have->n == name.n && (have->p == name.p || memcmp(have->p, name.p, name.n) == 0))
			return &object->slots[i];
	}
	for (uint32_t i = 0; i < object->nslots; i++)
		if (str_ieq(string_str(object->slots[i].name), name))
			return &object->slots[i];
	return NULL;
}

void object_reserve(Object *object, uint32_t n)
{
	if (n <= object->cap)
		return;
	object->slots = mem_resize(object->slots, n, sizeof(Slot));
	object->cap = n;
}

Slot *object_add_take(Object *object, String *name, SlotKind kind, Value v)
{
	if (object->nslots == object->cap)
		object_reserve(object, object->cap < SLOTS_FIRST ? SLOTS_FIRST : object->cap * 2);
	object->slots[object->nslots] = (Slot){ .name = name, .value = v, .kind = (uint8_t)kind };
	return &object->slots[object->nslots++];
}

/* Makes an existing slot a plain note property. */
static void replace(Slot *slot, Value v)
{
	slot->kind = SLOT_NOTE;
	value_set_take(&slot->setter, VALUE_EMPTY);
	value_set_take(&slot->value, v);
}

void object_set_take(Object *object, Str name, Value v)
{
	Slot *slot = object_find_peek(object, name);

	if (slot)
		replace(slot, v);
	else
		object_add_take(object, value_string(name).string, SLOT_NOTE, v);
}

void object_set(Object *object, Str name, Value v)
{
	object_set_take(object, name, value_ref(v));
}

void object_set_string(Object *object, Str name, Str text)
{
	object_set_take(object, name, value_string(text));
}

void object_set_named_take(Object *object, String *name, Value v)
{
	Slot *slot = object_find_peek(object, string_str(name));

	if (slot)
		replace(slot, v);
	else
		object_add_take(object, value_ref(value_of_string(name)).string, SLOT_NOTE, v);
}

bool object_remove(Object *object, Str name)
{
	Slot *slot = object_find_peek(object, name);
	Slot removed;

	if (!slot)
		return false;
	removed = *slot;
	memmove(slot, slot + 1, (size_t)(object->slots + object->nslots - slot - 1) * sizeof(*slot));
	object->nslots--;
	value_drop(value_of_string(removed.name));
	value_drop(removed.value);
	value_drop(removed.setter);
	return true;
}

Object *object_copy(const Object *object)
{
	Object *copy = object_new(object->type);

	copy->base = value_ref(object->base);
	copy->own_type_names = object->own_type_names;
	for (uint32_t i = 0; i < object->nslots; i++) {
		const Slot *from = &object->slots[i];
		Slot *to = object_add_take(
			copy, value_ref(value_of_string(from->name)).string, from->kind, value_ref(from->value));

		to->setter = value_ref(from->setter);
		to->hidden = from->hidden;
		to->type = from->type;
	}
	for (String **name = object->type_names; name && *name; name++)
		object_add_type_name(copy, string_str(*name));
	return copy;
}

/* ---- type names ---- */

static size_t count_type_names(const Object *object)
{
	size_t n = 0;

	while (object->type_names && object->type_names[n])
		n++;
	return n;
}

static void insert_type_name(Object *object, size_t at, Str name)
{
	size_t n = count_type_names(object);

	object->type_names = mem_resize(object->type_names, n + 2, sizeof(String *));
	memmove(object->type_names + at + 1, object->type_names + at, (n - at) * sizeof(String *));
	object->type_names[at] = value_string(name).string;
	object->type_names[n + 1] = NULL;
}

void object_push_type_name(Object *object, Str name)
{
	insert_type_name(object, 0, name);
}

void object_add_type_name(Object *object, Str name)
{
	insert_type_name(object, count_type_names(object), name);
}

void object_set_type_names(Object *object, const Str *names, size_t n)
{
	for (String **name = object->type_names; name && *name; name++)
		value_drop(value_of_string(*name));
	free(object->type_names);
	object->type_names = NULL;
	for (size_t i = 0; i < n; i++)
		object_add_type_name(object, names[i]);
	object->own_type_names = true;
}

Value object_type_names(Value v)
{
	Array *names = array_new(&type_string_array, 4);
	const Object *object = v.kind == V_OBJECT ? v.object : NULL;

	for (String **name = object ? object->type_names : NULL; name && *name; name++)
		array_push(names, value_of_string(*name));
	if (!object || !object->own_type_names)
		for (const TypeDef *type = type_of(v); type; type = type->base)
			array_push_take(names, value_string_c(type->name));
	return array_value(names);
}

bool object_has_type_name(Value v, Str name)
{
	const Object *object = v.kind == V_OBJECT ? v.object : NULL;

	for (String **have = object ? object->type_names : NULL; have && *have; have++)
		if (str_ieq(string_str(*have), name))
			return true;
	if (object && object->own_type_names)
		return false;
	for (const TypeDef *type = type_of(v); type; type = type->base)
		if (str_ieq(str_from(type->name), name))
			return true;
	return false;
}
