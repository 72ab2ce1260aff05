/* activator: System.Activator. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"

TYPE_METHOD(create)
{
	const Array *given = n > 1 ? types_array(args[1]) : NULL;
	Value none = VALUE_NULL;

	if (value_is_null(args[0]))
		return types_null(in, "type");
	return member_construct(in, args[0].typeref, given ? given->items : &none, given ? given->n : 0, out);
}

static const MethodDef static_methods[] = {
	METHOD("CreateInstance", "static System.Object CreateInstance(type type)", create),
	METHOD("CreateInstance", "static System.Object CreateInstance(type type, Params System.Object[] args)", create),
	METHODS_END,
};
static const TypeMembers members = { .static_methods = static_methods };

const TypeDef type_activator = {
	.name = "System.Activator", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
