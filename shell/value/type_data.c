/* type_data: members a script adds to every object of a type name: Update-TypeData. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/type_data.h"

#include <stdlib.h>

#include "shell/base/vec.h"

struct TypeData {
	VEC(TypeDataEntry *) entries;
};

void type_data_set_display_take(TypeDataEntry *entry, Value names)
{
	size_t n = names.kind == V_ARRAY ? names.array->n : 0;

	value_set_take(&entry->display_set, names);
	free(entry->display_names);
	entry->display_names = MEM_ARRAY(const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		entry->display_names[i] = value_str_peek(array_peek(names.array, i)).p;
}

static void free_entry(TypeDataEntry *entry)
{
	free(entry->display_names);
	value_drop(value_of_string(entry->name));
	value_drop(object_value(entry->members));
	value_drop(entry->display_set);
	value_drop(entry->key_set);
	value_drop(entry->display_property);
	value_drop(entry->serialization);
	free(entry);
}

void type_data_free(TypeData *data)
{
	if (!data)
		return;
	for (size_t i = 0; i < data->entries.n; i++)
		free_entry(data->entries.p[i]);
	VEC_RELEASE(&data->entries);
	free(data);
}

TypeDataEntry *type_data_at(Interp *in, size_t i)
{
	const TypeData *data = runtime_of(in)->type_data;

	return data && i < data->entries.n ? data->entries.p[i] : NULL;
}

TypeDataEntry *type_data_entry(Interp *in, Str name, bool make)
{
	TypeDataEntry *entry;

	for (size_t i = 0; (entry = type_data_at(in, i)); i++)
		if (str_ieq(string_str(entry->name), name))
			return entry;
	if (!make)
		return NULL;
	if (!runtime_of(in)->type_data)
		runtime_of(in)->type_data = MEM_NEW(TypeData);
	entry = MEM_NEW(TypeDataEntry);
	entry->name = value_string(name).string;
	entry->members = object_new_custom();
	VEC_PUSH(&runtime_of(in)->type_data->entries, entry);
	return entry;
}

bool type_data_remove(Interp *in, Str name)
{
	TypeData *data = runtime_of(in)->type_data;

	for (size_t i = 0; data && i < data->entries.n; i++) {
		if (!str_ieq(string_str(data->entries.p[i]->name), name))
			continue;
		free_entry(data->entries.p[i]);
		data->entries.n--;
		memmove(data->entries.p + i, data->entries.p + i + 1,
			(data->entries.n - i) * VEC_ELEMENT(&data->entries));
		return true;
	}
	return false;
}

/* The entries of a value's type names, one after the other; skip counts down to the wanted one. */
TypeDataEntry *type_data_of(Interp *in, Value v, size_t skip)
{
	const Object *object = v.kind == V_OBJECT ? v.object : NULL;
	TypeDataEntry *entry;

	if (!runtime_of(in)->type_data)
		return NULL;
	for (String **name = object ? object->type_names : NULL; name && *name; name++)
		if ((entry = type_data_entry(in, string_str(*name), false)) && skip-- == 0)
			return entry;
	if (object && object->own_type_names)
		return NULL;
	for (const TypeDef *type = type_of(v); type; type = type->base)
		if ((entry = type_data_entry(in, str_from(type->name), false)) && skip-- == 0)
			return entry;
	return NULL;
}

Slot *type_data_slot_peek(Interp *in, Value v, Str name)
{
	TypeDataEntry *entry;

	for (size_t i = 0; (entry = type_data_of(in, v, i)); i++) {
		Slot *slot = object_find_peek(entry->members, name);

		if (slot)
			return slot;
	}
	return NULL;
}
