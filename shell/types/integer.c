/* integer: members of the eight integer types, which differ in names and bounds alone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

/* Properties have no [type] to ask, so each type has its own pair of bounds. */
#define BOUNDS(name, id, least, greatest)                                                                              \
	TYPE_GET(name##_min)                                                                                           \
	{                                                                                                              \
		return types_found(out, value_integer(id, least));                                                     \
	}                                                                                                              \
	TYPE_GET(name##_max)                                                                                           \
	{                                                                                                              \
		return types_found(out, value_integer(id, (int64_t)(greatest)));                                       \
	}

/* One type's tables: csharp is its name in signatures. */
#define INTEGER(name, id, csharp, full, least, greatest, ...)                                                          \
	BOUNDS(name, id, least, greatest)                                                                              \
	static const PropDef name##_statics[] = {                                                                      \
		FIELD("MaxValue", full, name##_max),                                                                   \
		FIELD("MinValue", full, name##_min),                                                                   \
		PROPS_END,                                                                                             \
	};                                                                                                             \
	static const MethodDef name##_methods[] = {                                                                    \
		METHOD("CompareTo", "int CompareTo(System.Object value)", types_compare_to),                           \
		METHOD("CompareTo", "int CompareTo(" csharp " value)", types_compare_to),                              \
		METHOD("Equals", "bool Equals(System.Object obj)", types_equals),                                      \
		METHOD("Equals", "bool Equals(" csharp " obj)", types_equals),                                         \
		METHOD("ToString", "string ToString()", types_to_string),                                              \
		METHOD("ToString", "string ToString(string format)", types_to_string),                                 \
		METHOD("ToString", "string ToString(System.IFormatProvider provider)", types_to_string),               \
		METHOD("ToString", "string ToString(string format, System.IFormatProvider provider)",                  \
			types_to_string),                                                                              \
		CONVERTIBLE_METHODS,                                                                                   \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	static const MethodDef name##_static_methods[] = {                                                             \
		METHOD("Parse", "static " csharp " Parse(string s)", types_parse),                                     \
		METHOD("Parse", "static " csharp " Parse(string s, System.Globalization.NumberStyles style)",          \
			types_parse),                                                                                  \
		METHOD("Parse", "static " csharp " Parse(string s, System.IFormatProvider provider)", types_parse),    \
		METHOD("Parse",                                                                                        \
			"static " csharp                                                                               \
			" Parse(string s, System.Globalization.NumberStyles style, System.IFormatProvider provider)",  \
			types_parse),                                                                                  \
		METHOD("TryParse", "static bool TryParse(string s, [ref] " csharp " result)", types_try_parse),        \
		METHOD("TryParse",                                                                                     \
			"static bool TryParse(string s, System.Globalization.NumberStyles style, "                     \
			"System.IFormatProvider provider, [ref] " csharp " result)",                                   \
			types_try_parse),                                                                              \
		METHOD_CORE("TryParse",                                                                                \
			"static bool TryParse(string s, System.IFormatProvider provider, [ref] " csharp " result)",    \
			types_try_parse),                                                                              \
		NUMBER_STATICS(csharp),                                                                                \
		METHOD_CORE("IsNegative", "static bool IsNegative(" csharp " value)", types_math_is_negative),         \
		__VA_ARGS__ METHOD_CORE("DivRem",                                                                      \
			"static System.ValueTuple[" csharp "," csharp "] DivRem(" csharp " left, " csharp " right)",   \
			types_math_div_rem),                                                                           \
		METHOD_CORE("IsPow2", "static bool IsPow2(" csharp " value)", types_math_is_pow2),                     \
		METHOD_CORE("LeadingZeroCount", "static " csharp " LeadingZeroCount(" csharp " value)",                \
			types_math_leading_zeros),                                                                     \
		METHOD_CORE("Log2", "static " csharp " Log2(" csharp " value)", types_math_log2),                      \
		METHOD_CORE("PopCount", "static " csharp " PopCount(" csharp " value)", types_math_pop_count),         \
		METHOD_CORE("RotateLeft", "static " csharp " RotateLeft(" csharp " value, int rotateAmount)",          \
			types_math_rotate_left),                                                                       \
		METHOD_CORE("RotateRight", "static " csharp " RotateRight(" csharp " value, int rotateAmount)",        \
			types_math_rotate_right),                                                                      \
		METHOD_CORE("TrailingZeroCount", "static " csharp " TrailingZeroCount(" csharp " value)",              \
			types_math_trailing_zeros),                                                                    \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	const TypeMembers type_##name = {                                                                              \
		.methods = name##_methods, .statics = name##_statics, .static_methods = name##_static_methods          \
	};

INTEGER(sbyte, T_SBYTE, "sbyte", "System.SByte", INT8_MIN, INT8_MAX, )
INTEGER(byte, T_BYTE, "byte", "System.Byte", 0, UINT8_MAX, )
INTEGER(int16, T_INT16, "short", "System.Int16", INT16_MIN, INT16_MAX, )
INTEGER(uint16, T_UINT16, "ushort", "System.UInt16", 0, UINT16_MAX, )
INTEGER(int32, T_INT32, "int", "System.Int32", INT32_MIN, INT32_MAX,
	METHOD_CORE("BigMul", "static long BigMul(int left, int right)", types_math_big_mul), )
INTEGER(uint32, T_UINT32, "uint", "System.UInt32", 0, UINT32_MAX,
	METHOD_CORE("BigMul", "static ulong BigMul(uint left, uint right)", types_math_big_mul), )
INTEGER(int64, T_INT64, "long", "System.Int64", INT64_MIN, INT64_MAX, )
INTEGER(uint64, T_UINT64, "ulong", "System.UInt64", 0, UINT64_MAX, )
