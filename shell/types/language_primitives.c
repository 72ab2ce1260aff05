/* language_primitives: LanguagePrimitives: PowerShell's conversions and comparisons by name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

static bool flag(const Value *args, size_t n, size_t i)
{
	return i < n && convert_to_bool(args[i]);
}

TYPE_METHOD(is_true)
{
	return types_found(out, value_bool(convert_to_bool(args[0])));
}

TYPE_METHOD(equals)
{
	return types_found(out, value_bool(compare_equal(in, args[0], args[1], flag(args, n, 2))));
}

TYPE_METHOD(compare)
{
	int order = 0;

	FLOW_TRY(compare_order(in, args[0], args[1], flag(args, n, 2), &order));
	return types_found(out, value_int(order));
}

TYPE_METHOD(convert)
{
	return convert_to(in, args[0], args[1].typeref, out);
}

TYPE_METHOD(try_convert)
{
	Value v = VALUE_NULL;
	bool ok = args[1].kind == V_TYPE && convert_try(in, args[0], args[1].typeref, &v);

	FLOW_TRY(types_set_ref_take(in, args[n - 1], ok ? v : VALUE_NULL));
	return types_found(out, value_bool(ok));
}

static const MethodDef static_methods[] = {
	METHOD("Compare", "static int Compare(System.Object first, System.Object second)", compare),
	METHOD("Compare", "static int Compare(System.Object first, System.Object second, bool ignoreCase)", compare),
	METHOD("ConvertTo", "static System.Object ConvertTo(System.Object valueToConvert, type resultType)", convert),
	METHOD("Equals", "static bool Equals(System.Object first, System.Object second)", equals),
	METHOD("Equals", "static bool Equals(System.Object first, System.Object second, bool ignoreCase)", equals),
	METHOD("IsTrue", "static bool IsTrue(System.Object obj)", is_true),
	METHOD("TryConvertTo",
		"static bool TryConvertTo(System.Object valueToConvert, type resultType, [ref] System.Object result)",
		try_convert),
	METHODS_END,
};
static const TypeMembers members = { .static_methods = static_methods };
const TypeDef type_language_primitives = {
	.name = SMA "LanguagePrimitives", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
