/* group_info: Microsoft.PowerShell.Commands.GroupInfo: what Group-Object gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/group_info.h"

#include <stdlib.h>

#include "shell/types/types.h"

static const TypeDef group_type, plain_type;

static const GroupInfo *peek(Value self)
{
	return object_payload_peek(self, &group_type);
}

static void free_group(Object *object, ValueDrops *drops)
{
	GroupInfo *info = object->payload;

	value_drop_later(drops, info->name);
	value_drop_later(drops, list_value(info->values));
	value_drop_later(drops, list_value(info->group));
	free(info);
}

TYPE_GET(get_values)
{
	return types_found(out, value_ref(list_value(peek(self)->values)));
}

TYPE_GET(get_count)
{
	return types_found(out, value_int((int32_t)peek(self)->count));
}

TYPE_GET(get_group)
{
	return types_found(out, value_ref(list_value(peek(self)->group)));
}

TYPE_GET(get_name)
{
	return types_found(out, value_ref(peek(self)->name));
}

static const PropDef props[] = {
	PROP("Values", "System.Collections.ArrayList", get_values),
	PROP("Count", "int", get_count),
	PROP("Group", "System.Collections.ObjectModel.Collection[psobject]", get_group),
	PROP("Name", "string", get_name),
	PROPS_END,
};
static const TypeMembers members = { .props = props };
static const TypeOps ops = { .free = free_group };

static const TypeDef group_type = {
	.name = "Microsoft.PowerShell.Commands.GroupInfo",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
};
static const TypeDef plain_type = {
	.name = "Microsoft.PowerShell.Commands.GroupInfoNoElement",
	.base = &group_type,
	.members = &members,
	.ops = &ops,
};

Value group_info_new_take(bool no_element, const GroupInfo *info)
{
	GroupInfo *copy = MEM_NEW(GroupInfo);

	*copy = *info;
	return object_value(object_new_native(no_element ? &plain_type : &group_type, copy));
}
