/* boolean: System.Boolean. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

/* "True" or "False" without regard to case, blanks and NULs around. */
static bool read(Str text, bool *value)
{
	Str trimmed = str_trim_unicode(text);

	while (trimmed.n > 0 && trimmed.p[trimmed.n - 1] == '\0')
		trimmed.n--;
	*value = str_ieq(trimmed, S("True"));
	return *value || str_ieq(trimmed, S("False"));
}

TYPE_METHOD(parse)
{
	Str text = types_str(args[0]);
	bool value;

	if (read(text, &value))
		return types_found(out, value_bool(value));
	if (!(runtime_edition(in)->where & WHERE_CORE))
		return fault_exception(in, EXC_FORMAT, "String was not recognized as a valid Boolean.");
	return fault_exception(in, EXC_FORMAT, "String '%.*s' was not recognized as a valid Boolean.", STR_ARG(text));
}

TYPE_METHOD(try_parse)
{
	bool value;

	*out = value_bool(read(types_str(args[0]), &value));
	return types_set_ref_take(in, args[1], value_bool(value));
}

TYPE_GET(get_true)
{
	return types_found(out, value_string_c("True"));
}

TYPE_GET(get_false)
{
	return types_found(out, value_string_c("False"));
}

static const PropDef statics[] = {
	FIELD("TrueString", "System.String", get_true),
	FIELD("FalseString", "System.String", get_false),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("CompareTo", "int CompareTo(System.Object obj)", types_compare_to),
	METHOD("CompareTo", "int CompareTo(bool value)", types_compare_to),
	METHOD("Equals", "bool Equals(System.Object obj)", types_equals),
	METHOD("Equals", "bool Equals(bool obj)", types_equals),
	METHOD("ToString", "string ToString()", types_to_string),
	METHOD("ToString", "string ToString(System.IFormatProvider provider)", types_to_string),
	CONVERTIBLE_METHODS,
	METHODS_END,
};

static const MethodDef static_methods[] = {
	METHOD("Parse", "static bool Parse(string value)", parse),
	METHOD("TryParse", "static bool TryParse(string value, [ref] bool result)", try_parse),
	METHODS_END,
};

const TypeMembers type_boolean = { .methods = methods, .statics = statics, .static_methods = static_methods };
