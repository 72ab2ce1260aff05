/* member_definition: Microsoft.PowerShell.Commands.MemberDefinition: what Get-Member gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/member_definition.h"

#include <stdlib.h>

#include "shell/types/types.h"

static const MemberDefinition *peek(Value self)
{
	return self.object->payload;
}

static void free_definition(Object *object, ValueDrops *drops)
{
	MemberDefinition *definition = object->payload;

	value_drop_later(drops, definition->type_name);
	value_drop_later(drops, definition->name);
	value_drop_later(drops, definition->definition);
	value_drop_later(drops, definition->member_type);
	free(definition);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, value_str_peek(peek(self)->definition));
	return FLOW_NEXT;
}

TYPE_GET(get_type_name)
{
	return types_found(out, value_ref(peek(self)->type_name));
}

TYPE_GET(get_name)
{
	return types_found(out, value_ref(peek(self)->name));
}

TYPE_GET(get_member_type)
{
	return types_found(out, value_ref(peek(self)->member_type));
}

TYPE_GET(get_definition)
{
	return types_found(out, value_ref(peek(self)->definition));
}

static const PropDef props[] = {
	PROP("TypeName", "string", get_type_name),
	PROP("Name", "string", get_name),
	PROP("MemberType", "System.Management.Automation.PSMemberTypes", get_member_type),
	PROP("Definition", "string", get_definition),
	PROPS_END,
};
static const TypeMembers members = { .props = props };
static const TypeOps ops = { .free = free_definition, .text = put_text };
static const TypeDef type = {
	.name = "Microsoft.PowerShell.Commands.MemberDefinition",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
};

Value member_definition_new_take(const MemberDefinition *definition)
{
	MemberDefinition *copy = MEM_NEW(MemberDefinition);

	*copy = *definition;
	return object_value(object_new_native(&type, copy));
}
