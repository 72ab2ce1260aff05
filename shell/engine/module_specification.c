/* module_specification: ModuleSpecification: a module's name with the version that is wanted. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/module.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

static const char *const keys[] = { "ModuleName", "ModuleVersion", "RequiredVersion", "MaximumVersion", "GUID" };
/* ORDER keys: what the object calls them */
static const char *const names[COUNT(keys)] = { "Name", "Version", "RequiredVersion", "MaximumVersion", "Guid" };

static Flow put_text(Interp *in, Value self, Buf *out)
{
	Slot *name = object_find_peek(self.object, S("Name"));

	(void)in;
	buf_put(out, name ? value_str_peek(name->value) : S(""));
	return FLOW_NEXT;
}

static Flow convert(Interp *in, Value from, Value *out);

static const TypeOps ops = { .text = put_text, .convert = convert };
static const TypeDef specification_type = { .name = "Microsoft.PowerShell.Commands.ModuleSpecification",
	.base = &type_known[T_OBJECT],
	.ops = &ops,
	.flags = TYPE_OWN_TEXT };
const TypeEntry module_specification_entry = { &specification_type, NULL };

/* A name, or a hashtable that has one. */
static Flow convert(Interp *in, Value from, Value *out)
{
	Value plain = value_unwrap_peek(from);
	Object *object;

	if (!value_is_string(plain) && (plain.kind != V_HASH || !hash_find_text_peek(plain.hash, S("ModuleName"))))
		return FLOW_NEXT;
	object = object_new(&specification_type);
	*out = object_value(object);
	for (size_t i = 0; i < COUNT(keys); i++) {
		Value *entry = plain.kind == V_HASH ? hash_find_text_peek(plain.hash, str_from(keys[i])) : NULL,
		      text = VALUE_NULL;

		if (value_is_string(plain) && i == 0)
			text = value_ref(plain);
		else if (entry)
			FLOW_TRY(convert_to_string(in, *entry, &text));
		object_set_take(object, str_from(names[i]), text);
	}
	return FLOW_NEXT;
}

static Str text_of(Value specification, const char *name)
{
	Slot *slot = specification.kind == V_OBJECT ? object_find_peek(specification.object, str_from(name)) : NULL;

	return slot ? value_str_peek(slot->value) : S("");
}

void module_specification_read(Value specification, ModuleLoad *load)
{
	load->name = text_of(specification, "Name");
	load->minimum = text_of(specification, "Version");
	load->wanted = text_of(specification, "RequiredVersion");
	load->maximum = text_of(specification, "MaximumVersion");
}
