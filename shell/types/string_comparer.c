/* string_comparer: System.StringComparer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/string_comparer.h"

#include <stdlib.h>

#include "shell/types/types_list.h"

typedef struct Comparer {
	int comparison;
} Comparer;

int types_string_comparer_peek(Value v)
{
	const Comparer *comparer = object_payload_peek(v, &type_string_comparer);

	return comparer ? comparer->comparison : -1;
}

static Value make(int comparison)
{
	Comparer *comparer = MEM_NEW(Comparer);

	comparer->comparison = comparison;
	return object_value(object_new_native(
		comparison >= COMPARISON_ORDINAL ? &type_ordinal_comparer : &type_culture_aware_comparer, comparer));
}

static void free_comparer(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

TYPE_METHOD(compare)
{
	int order = types_compare(in, types_str(args[0]), types_str(args[1]), types_string_comparer_peek(self));

	return types_found(out, value_int((order > 0) - (order < 0)));
}

TYPE_METHOD(equals)
{
	return types_found(out,
		value_bool(types_equal(in, types_str(args[0]), types_str(args[1]), types_string_comparer_peek(self))));
}

TYPE_METHOD(hash_code)
{
	return types_found(out, value_int((int32_t)compare_hash(args[0], types_string_comparer_peek(self) & 1)));
}

/* (culture, ignoreCase) and, by number, FromComparison */
TYPE_METHOD(create)
{
	if (n == 1)
		return types_found(out, make((int)types_int(args[0])));
	return types_found(out, make(args[1].b ? COMPARISON_CULTURE_CASE : COMPARISON_CULTURE));
}

/* clang-format off */
TYPE_GET(get_invariant) { return types_found(out, make(COMPARISON_INVARIANT)); }
TYPE_GET(get_invariant_case) { return types_found(out, make(COMPARISON_INVARIANT_CASE)); }
TYPE_GET(get_culture) { return types_found(out, make(COMPARISON_CULTURE)); }
TYPE_GET(get_culture_case) { return types_found(out, make(COMPARISON_CULTURE_CASE)); }
TYPE_GET(get_ordinal) { return types_found(out, make(COMPARISON_ORDINAL)); }
TYPE_GET(get_ordinal_case) { return types_found(out, make(COMPARISON_ORDINAL_CASE)); }
/* clang-format on */

static const PropDef statics[] = {
	PROP("InvariantCulture", "System.StringComparer", get_invariant),
	PROP("InvariantCultureIgnoreCase", "System.StringComparer", get_invariant_case),
	PROP("CurrentCulture", "System.StringComparer", get_culture),
	PROP("CurrentCultureIgnoreCase", "System.StringComparer", get_culture_case),
	PROP("Ordinal", "System.StringComparer", get_ordinal),
	PROP("OrdinalIgnoreCase", "System.StringComparer", get_ordinal_case),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Compare", "int Compare(System.Object x, System.Object y)", compare),
	METHOD("Compare", "int Compare(string x, string y)", compare),
	METHOD("Equals", "bool Equals(System.Object x, System.Object y)", equals),
	METHOD("Equals", "bool Equals(string x, string y)", equals),
	METHOD("GetHashCode", "int GetHashCode(System.Object obj)", hash_code),
	METHOD("GetHashCode", "int GetHashCode(string obj)", hash_code),
	METHODS_END,
};

static const MethodDef static_methods[] = {
	METHOD_CORE("FromComparison",
		"static System.StringComparer FromComparison(System.StringComparison comparisonType)", create),
	METHOD("Create", "static System.StringComparer Create(cultureinfo culture, bool ignoreCase)", create),
	METHODS_END,
};

static const TypeMembers members = { .methods = methods, .statics = statics, .static_methods = static_methods };
static const TypeOps ops = { .free = free_comparer };
static const TypeDef *const interfaces[] = { &type_icomparer, &type_iequality_comparer, &type_icomparer_of,
	&type_iequality_comparer_of, NULL };

const TypeDef type_string_comparer = {
	.name = "System.StringComparer",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
};
const TypeDef type_ordinal_comparer = {
	.name = "System.OrdinalComparer", .base = &type_string_comparer, .members = &members, .ops = &ops
};
const TypeDef type_culture_aware_comparer = {
	.name = "System.CultureAwareComparer", .base = &type_string_comparer, .members = &members, .ops = &ops
};
