/* floating: System.Single and System.Double. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>

#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

static double number_of(Value v)
{
	return v.kind == V_SINGLE ? (double)v.f32 : v.f64;
}

/* clang-format off */
TYPE_METHOD(is_nan) { return types_found(out, value_bool(isnan(number_of(args[0])))); }
TYPE_METHOD(is_infinity) { return types_found(out, value_bool(isinf(number_of(args[0])))); }
TYPE_METHOD(is_positive_infinity) { return types_found(out, value_bool(isinf(number_of(args[0])) && number_of(args[0]) > 0)); }
TYPE_METHOD(is_negative_infinity) { return types_found(out, value_bool(isinf(number_of(args[0])) && number_of(args[0]) < 0)); }
TYPE_METHOD(is_finite) { return types_found(out, value_bool(isfinite(number_of(args[0])))); }
TYPE_METHOD(is_negative) { return types_found(out, value_bool(signbit(number_of(args[0])))); }
TYPE_METHOD(is_integer) { return types_found(out, value_bool(isfinite(number_of(args[0])) && trunc(number_of(args[0])) == number_of(args[0]))); }

TYPE_GET(single_max) { return types_found(out, value_single(FLT_MAX)); }
TYPE_GET(single_min) { return types_found(out, value_single(-FLT_MAX)); }
TYPE_GET(single_epsilon) { return types_found(out, value_single(FLT_TRUE_MIN)); }
TYPE_GET(single_nan) { return types_found(out, value_single(NAN)); }
TYPE_GET(single_positive) { return types_found(out, value_single(INFINITY)); }
TYPE_GET(single_negative) { return types_found(out, value_single(-INFINITY)); }
TYPE_GET(double_max) { return types_found(out, value_double(DBL_MAX)); }
TYPE_GET(double_min) { return types_found(out, value_double(-DBL_MAX)); }
TYPE_GET(double_epsilon) { return types_found(out, value_double(DBL_TRUE_MIN)); }
TYPE_GET(double_nan) { return types_found(out, value_double((double)NAN)); }
TYPE_GET(double_positive) { return types_found(out, value_double((double)INFINITY)); }
TYPE_GET(double_negative) { return types_found(out, value_double(-(double)INFINITY)); }
TYPE_GET(double_pi) { return types_found(out, value_double(M_PI)); }
TYPE_GET(double_e) { return types_found(out, value_double(M_E)); }
/* clang-format on */

/* One type's tables; letter is .NET's name of the argument of the tests. */
#define FLOATING(name, csharp, full, letter, ...)                                                                      \
	static const PropDef name##_statics[] = {                                                                      \
		FIELD("MinValue", full, name##_min),                                                                   \
		FIELD("MaxValue", full, name##_max),                                                                   \
		FIELD("Epsilon", full, name##_epsilon),                                                                \
		FIELD("NegativeInfinity", full, name##_negative),                                                      \
		FIELD("PositiveInfinity", full, name##_positive),                                                      \
		FIELD("NaN", full, name##_nan),                                                                        \
		__VA_ARGS__ PROPS_END,                                                                                 \
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
		METHOD_CORE("IsFinite", "static bool IsFinite(" csharp " " letter ")", is_finite),                     \
		METHOD("IsInfinity", "static bool IsInfinity(" csharp " " letter ")", is_infinity),                    \
		METHOD("IsNaN", "static bool IsNaN(" csharp " " letter ")", is_nan),                                   \
		METHOD_CORE("IsNegative", "static bool IsNegative(" csharp " " letter ")", is_negative),               \
		METHOD("IsNegativeInfinity", "static bool IsNegativeInfinity(" csharp " " letter ")",                  \
			is_negative_infinity),                                                                         \
		METHOD("IsPositiveInfinity", "static bool IsPositiveInfinity(" csharp " " letter ")",                  \
			is_positive_infinity),                                                                         \
		METHOD_CORE("IsInteger", "static bool IsInteger(" csharp " value)", is_integer),                       \
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
		METHODS_END,                                                                                           \
	};                                                                                                             \
	const TypeMembers type_##name = {                                                                              \
		.methods = name##_methods, .statics = name##_statics, .static_methods = name##_static_methods          \
	};

FLOATING(single, "float", "System.Single", "f", )
FLOATING(double, "double", "System.Double", "d", FIELD("Pi", "System.Double", double_pi),
	FIELD("E", "System.Double", double_e), )
