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

TYPE_GET(double_tau) { return types_found(out, value_double(2 * M_PI)); }
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

/* ---- what 7 gives the types themselves ---- */

static Flow found(Value like, double d, Value *out)
{
	return types_found(out, like.kind == V_SINGLE ? value_single((float)d) : value_double(d));
}

static double degrees(double d)
{
	return d * (M_PI / 180);
}

static double radians(double d)
{
	return d * (180 / M_PI);
}

#define REAL(name, call)                                                                                               \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		return found(args[0], call(number_of(args[0])), out);                                                  \
	}
REAL(acos_of, acos)
REAL(acosh_of, acosh)
REAL(asin_of, asin)
REAL(asinh_of, asinh)
REAL(atan_of, atan)
REAL(atanh_of, atanh)
REAL(cbrt_of, cbrt)
REAL(ceiling_of, ceil)
REAL(cos_of, cos)
REAL(cosh_of, cosh)
REAL(exp_of, exp)
REAL(floor_of, floor)
REAL(log10_of, log10)
REAL(log2_of, log2)
REAL(sin_of, sin)
REAL(sinh_of, sinh)
REAL(sqrt_of, sqrt)
REAL(tan_of, tan)
REAL(tanh_of, tanh)
REAL(truncate_of, trunc)
REAL(degrees_to_radians, degrees)
REAL(radians_to_degrees, radians)

#define REALS(name, call)                                                                                              \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		return found(args[0], call(number_of(args[0]), number_of(args[1])), out);                              \
	}
REALS(atan2_of, atan2)
REALS(hypot_of, hypot)
REALS(pow_of, pow)

/* As System.Math has it, which works in doubles. */
static Flow of_math(Interp *in, const char *name, const Value *args, size_t n, Value *out)
{
	Value wide[3] = { VALUE_NULL, VALUE_NULL, VALUE_NULL }, result = VALUE_EMPTY;

	for (size_t i = 0; i < n; i++)
		wide[i] = args[i].kind == V_SINGLE ? value_double((double)args[i].f32) : args[i];
	FLOW_TRY(member_call_static(in, &type_math, str_from(name), wide, n, &result));
	return found(args[0], result.f64, out);
}

TYPE_METHOD(round_of)
{
	return of_math(in, "Round", args, n, out);
}

TYPE_METHOD(log_of)
{
	return of_math(in, "Log", args, n, out);
}

TYPE_METHOD(lerp)
{
	double by = number_of(args[2]);

	return found(args[0], number_of(args[0]) * (1 - by) + number_of(args[1]) * by, out);
}

/* One type's rows; Round and Log have System.Math's overloads. */
#define REAL_ROW(t, name, fn) METHOD_CORE(name, "static " t " " name "(" t " x)", fn)
/* clang-format off */
#define FLOATING_STATICS(t) \
	REAL_ROW(t, "Acos", acos_of), \
	REAL_ROW(t, "Acosh", acosh_of), \
	REAL_ROW(t, "Asin", asin_of), \
	REAL_ROW(t, "Asinh", asinh_of), \
	REAL_ROW(t, "Atan", atan_of), \
	REAL_ROW(t, "Atanh", atanh_of), \
	REAL_ROW(t, "Cbrt", cbrt_of), \
	REAL_ROW(t, "Ceiling", ceiling_of), \
	REAL_ROW(t, "Cos", cos_of), \
	REAL_ROW(t, "Cosh", cosh_of), \
	REAL_ROW(t, "Exp", exp_of), \
	REAL_ROW(t, "Floor", floor_of), \
	REAL_ROW(t, "Log10", log10_of), \
	REAL_ROW(t, "Log2", log2_of), \
	REAL_ROW(t, "Sin", sin_of), \
	REAL_ROW(t, "Sinh", sinh_of), \
	REAL_ROW(t, "Sqrt", sqrt_of), \
	REAL_ROW(t, "Tan", tan_of), \
	REAL_ROW(t, "Tanh", tanh_of), \
	REAL_ROW(t, "Truncate", truncate_of), \
	METHOD_CORE("Atan2", "static " t " Atan2(" t " y, " t " x)", atan2_of), \
	METHOD_CORE("DegreesToRadians", "static " t " DegreesToRadians(" t " degrees)", degrees_to_radians), \
	METHOD_CORE("RadiansToDegrees", "static " t " RadiansToDegrees(" t " radians)", radians_to_degrees), \
	METHOD_CORE("Hypot", "static " t " Hypot(" t " x, " t " y)", hypot_of), \
	METHOD_CORE("Lerp", "static " t " Lerp(" t " value1, " t " value2, " t " amount)", lerp), \
	METHOD_CORE("Log", "static " t " Log(" t " x)", log_of), \
	METHOD_CORE("Log", "static " t " Log(" t " x, " t " newBase)", log_of), \
	METHOD_CORE("Pow", "static " t " Pow(" t " x, " t " y)", pow_of), \
	METHOD_CORE("Round", "static " t " Round(" t " x)", round_of), \
	METHOD_CORE("Round", "static " t " Round(" t " x, int digits)", round_of), \
	METHOD_CORE("Round", "static " t " Round(" t " x, System.MidpointRounding mode)", round_of), \
	METHOD_CORE("Round", "static " t " Round(" t " x, int digits, System.MidpointRounding mode)", round_of)
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
		NUMBER_STATICS(csharp),                                                                                \
		FLOATING_STATICS(csharp),                                                                              \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	const TypeMembers type_##name = {                                                                              \
		.methods = name##_methods, .statics = name##_statics, .static_methods = name##_static_methods          \
	};

FLOATING(single, "float", "System.Single", "f", )
FLOATING(double, "double", "System.Double", "d", FIELD("Pi", "System.Double", double_pi),
	FIELD("E", "System.Double", double_e), PROP_IN_CORE("Tau", "System.Double", double_tau), )
