/* switch_parameter: System.Management.Automation.SwitchParameter. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"

static bool is_present(Value self)
{
	return value_unwrap_peek(self).b;
}

TYPE_GET(get_present)
{
	return types_found(out, value_bool(is_present(self)));
}

TYPE_METHOD(to_bool)
{
	return types_found(out, value_bool(is_present(self)));
}

TYPE_METHOD(to_string)
{
	return types_found(out, value_string_c(is_present(self) ? "True" : "False"));
}

/* A bool counts, too. */
TYPE_METHOD(equals)
{
	Value other = value_unwrap_peek(args[0]);

	return types_found(out, value_bool(other.kind == V_BOOL && other.b == is_present(self)));
}

TYPE_METHOD(get_hash_code)
{
	return types_found(out, value_int(is_present(self)));
}

TYPE_METHOD(make)
{
	return types_found(out, value_switch(n && args[0].b));
}

TYPE_GET(get_static_present)
{
	return types_found(out, value_switch(true));
}

static const PropDef props[] = { PROP("IsPresent", "bool", get_present), PROPS_END };
static const MethodDef methods[] = {
	METHOD("Equals", "bool Equals(System.Object obj)", equals),
	METHOD("GetHashCode", "int GetHashCode()", get_hash_code),
	METHOD("ToBool", "bool ToBool()", to_bool),
	METHOD("ToString", "string ToString()", to_string),
	METHODS_END,
};
static const PropDef statics[] = { PROP("Present", "switch", get_static_present), PROPS_END };
static const MethodDef constructors[] = { NEW("switch new(bool isPresent)", make), METHODS_END };

const TypeMembers type_switch_parameter = {
	.props = props, .methods = methods, .statics = statics, .constructors = constructors
};
