/* math: System.Math. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

/* Every overload of one operation runs the same function, which looks at the kind its arguments were converted to. */

/* ---- functions of doubles ---- */

#define REAL(name, call)                                                                                               \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		return types_found(out, value_double(call(args[0].f64)));                                              \
	}
REAL(math_acos, acos)
REAL(math_asin, asin)
REAL(math_atan, atan)
REAL(math_cbrt, cbrt)
REAL(math_cos, cos)
REAL(math_cosh, cosh)
REAL(math_exp, exp)
REAL(math_log10, log10)
REAL(math_log2, log2)
REAL(math_sin, sin)
REAL(math_sinh, sinh)
REAL(math_sqrt, sqrt)
REAL(math_tan, tan)
REAL(math_tanh, tanh)

TYPE_METHOD(math_atan2)
{
	return types_found(out, value_double(atan2(args[0].f64, args[1].f64)));
}

TYPE_METHOD(math_pow)
{
	return types_found(out, value_double(pow(args[0].f64, args[1].f64)));
}

TYPE_METHOD(math_remainder)
{
	return types_found(out, value_double(remainder(args[0].f64, args[1].f64)));
}

/* .NET divides the logarithms, except that a base of 1 (and one of 0 or infinity for x other than 1) gives NaN. */
TYPE_METHOD(math_log)
{
	double x = args[0].f64, base = n > 1 ? args[1].f64 : 0;

	if (n == 1)
		return types_found(out, value_double(log(x)));
	if (base == 1.0 || (x != 1.0 && (base == 0.0 || (isinf(base) && base > 0))))
		return types_found(out, value_double((double)NAN));
	return types_found(out, value_double(log(x) / log(base)));
}

/* ---- functions of several types ---- */

static Value same_double(Value like, double d)
{
	return like.kind == V_SINGLE ? value_single((float)d) : value_double(d);
}

static double real(Value v)
{
	return v.kind == V_SINGLE ? (double)v.f32 : v.f64;
}

static bool is_real(Value v)
{
	return v.kind == V_SINGLE || v.kind == V_DOUBLE;
}

static Flow to_whole(Value v, double (*round_double)(double), DecimalRounding rounding, Value *out)
{
	if (v.kind == V_DECIMAL)
		return types_found(out, value_decimal(decimal_round(v.decimal->value, 0, rounding)));
	return types_found(out, value_double(round_double(v.f64)));
}

TYPE_METHOD(math_floor)
{
	return to_whole(args[0], floor, DECIMAL_DOWN, out);
}

TYPE_METHOD(math_ceiling)
{
	return to_whole(args[0], ceil, DECIMAL_UP, out);
}

TYPE_METHOD(math_truncate)
{
	return to_whole(args[0], trunc, DECIMAL_TO_ZERO, out);
}

TYPE_METHOD(math_abs)
{
	Value v = args[0];

	if (v.kind == V_DECIMAL) {
		Decimal d = v.decimal->value;

		d.negative = false;
		return types_found(out, value_decimal(d));
	}
	if (is_real(v))
		return types_found(out, same_double(v, fabs(real(v))));
	if (v.i64 < 0 && (v.i64 == INT64_MIN || !num_fits(-v.i64, false, (NumKind)(v.type - T_SBYTE))))
		return fault_exception(
			in, EXC_OVERFLOW, "Negating the minimum value of a twos complement number is invalid.");
	return types_found(out, value_integer((TypeId)v.type, v.i64 < 0 ? -v.i64 : v.i64));
}

/* Order of two arguments of one type; NaN is told apart by the caller. */
static int order(Value a, Value b)
{
	if (a.kind == V_DECIMAL)
		return decimal_compare(a.decimal->value, b.decimal->value);
	if (is_real(a))
		return (real(a) > real(b)) - (real(a) < real(b));
	if (a.type == T_UINT64)
		return (a.u64 > b.u64) - (a.u64 < b.u64);
	return (a.i64 > b.i64) - (a.i64 < b.i64);
}

TYPE_METHOD(math_max)
{
	bool nan = is_real(args[1]) && isnan(real(args[1]));

	return types_found(out, value_ref(nan || order(args[0], args[1]) < 0 ? args[1] : args[0]));
}

TYPE_METHOD(math_min)
{
	bool nan = is_real(args[1]) && isnan(real(args[1]));

	return types_found(out, value_ref(nan || order(args[0], args[1]) > 0 ? args[1] : args[0]));
}

TYPE_METHOD(math_clamp)
{
	if (order(args[1], args[2]) > 0)
		return fault_exception(in, EXC_ARGUMENT, "'%lld' cannot be greater than %lld.",
			(long long)types_int(args[1]), (long long)types_int(args[2]));
	if (order(args[0], args[1]) < 0)
		return types_found(out, value_ref(args[1]));
	return types_found(out, value_ref(order(args[0], args[2]) > 0 ? args[2] : args[0]));
}

TYPE_METHOD(math_sign)
{
	Value v = args[0];

	if (v.kind == V_DECIMAL)
		return types_found(out, value_int(decimal_compare(v.decimal->value, decimal_from_i64(0))));
	if (!is_real(v))
		return types_found(out, value_int((v.i64 > 0) - (v.i64 < 0)));
	if (isnan(real(v)))
		return fault_exception(
			in, EXC_ARITHMETIC, "Function does not accept floating point Not-a-Number values.");
	return types_found(out, value_int((real(v) > 0) - (real(v) < 0)));
}

/* ---- rounding ---- */

static double round_mode(double value, int mode)
{
	switch (mode) {
	case DECIMAL_AWAY_FROM_ZERO:
		return round(value);
	case DECIMAL_TO_ZERO:
		return trunc(value);
	case DECIMAL_DOWN:
		return floor(value);
	case DECIMAL_UP:
		return ceil(value);
	default:
		return nearbyint(value); /* ties to even: the mode C starts with */
	}
}

/* .NET scales, rounds and scales back, and leaves alone what has no fraction left. */
static double round_digits(double value, int digits, int mode)
{
	static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
		1e15 };

	if (!(fabs(value) < 1e16))
		return value;
	return round_mode(value * powers[digits], mode) / powers[digits];
}

TYPE_METHOD(math_round)
{
	int digits = 0, mode = DECIMAL_TO_EVEN; /* ORDER MidpointRounding: DecimalRounding */
	Value v = args[0];

	for (size_t i = 1; i < n; i++) {
		if (args[i].kind == V_ENUM)
			mode = (int)types_int(args[i]);
		else
			digits = (int)types_int(args[i]);
	}
	if (v.kind == V_DECIMAL) {
		if (digits < 0 || digits > 28)
			return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "decimals",
				"Decimal can only round to between 0 and 28 digits of precision.");
		return types_found(out, value_decimal(decimal_round(v.decimal->value, digits, (DecimalRounding)mode)));
	}
	if (digits < 0 || digits > 15)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "digits",
			"Rounding digits must be between 0 and 15, inclusive.");
	return types_found(out, value_double(round_digits(v.f64, digits, mode)));
}

TYPE_METHOD(math_big_mul)
{
	return types_found(out, value_long(args[0].i64 * args[1].i64));
}

/* Quotient as the result, remainder through [ref]. */
TYPE_METHOD(math_div_rem)
{
	int64_t a = args[0].i64, b = args[1].i64;
	TypeId type = (TypeId)args[0].type;

	if (b == 0)
		return fault_exception(in, EXC_DIVIDE_BY_ZERO, "Attempted to divide by zero.");
	if (b == -1 && (a == INT64_MIN || (type == T_INT32 && a == INT32_MIN)))
		return fault_exception(in, EXC_OVERFLOW, "Arithmetic operation resulted in an overflow.");
	*out = value_integer(type, a / b);
	return types_set_ref_take(in, args[2], value_integer(type, a % b));
}

TYPE_GET(get_pi)
{
	return types_found(out, value_double(M_PI));
}

TYPE_GET(get_e)
{
	return types_found(out, value_double(M_E));
}

TYPE_GET(get_tau)
{
	return types_found(out, value_double(2 * M_PI));
}

/* ---- tables ---- */

/* One row each for the number types, in .NET's order. */
#define PAIR(name, t, fn) METHOD(name, "static " t " " name "(" t " val1, " t " val2)", fn)
#define PAIRS(name, fn)                                                                                                \
	PAIR(name, "byte", fn), PAIR(name, "decimal", fn), PAIR(name, "double", fn), PAIR(name, "short", fn),          \
		PAIR(name, "int", fn), PAIR(name, "long", fn), PAIR(name, "sbyte", fn), PAIR(name, "float", fn),       \
		PAIR(name, "ushort", fn), PAIR(name, "uint", fn), PAIR(name, "ulong", fn)
#define CLAMP(t)                METHOD_CORE("Clamp", "static " t " Clamp(" t " value, " t " min, " t " max)", math_clamp)
#define ONE(name, fn, argument) METHOD(name, "static double " name "(double " argument ")", fn)

static const MethodDef static_methods[] = {
	ONE("Acos", math_acos, "d"),
	ONE("Asin", math_asin, "d"),
	ONE("Atan", math_atan, "d"),
	METHOD("Atan2", "static double Atan2(double y, double x)", math_atan2),
	METHOD_CORE("Cbrt", "static double Cbrt(double d)", math_cbrt),
	ONE("Ceiling", math_ceiling, "a"),
	METHOD("Ceiling", "static decimal Ceiling(decimal d)", math_ceiling),
	ONE("Cos", math_cos, "d"),
	ONE("Cosh", math_cosh, "value"),
	ONE("Exp", math_exp, "d"),
	ONE("Floor", math_floor, "d"),
	METHOD("Floor", "static decimal Floor(decimal d)", math_floor),
	ONE("Log", math_log, "d"),
	METHOD("Log", "static double Log(double a, double newBase)", math_log),
	METHOD_CORE("Log2", "static double Log2(double x)", math_log2),
	ONE("Log10", math_log10, "d"),
	METHOD("Pow", "static double Pow(double x, double y)", math_pow),
	ONE("Sin", math_sin, "a"),
	ONE("Sinh", math_sinh, "value"),
	ONE("Sqrt", math_sqrt, "d"),
	ONE("Tan", math_tan, "a"),
	ONE("Tanh", math_tanh, "value"),
	METHOD("Abs", "static short Abs(short value)", math_abs),
	METHOD("Abs", "static int Abs(int value)", math_abs),
	METHOD("Abs", "static long Abs(long value)", math_abs),
	METHOD("Abs", "static sbyte Abs(sbyte value)", math_abs),
	METHOD("Abs", "static decimal Abs(decimal value)", math_abs),
	METHOD("Abs", "static double Abs(double value)", math_abs),
	METHOD("Abs", "static float Abs(float value)", math_abs),
	METHOD("BigMul", "static long BigMul(int a, int b)", math_big_mul),
	METHOD("DivRem", "static int DivRem(int a, int b, [ref] int result)", math_div_rem),
	METHOD("DivRem", "static long DivRem(long a, long b, [ref] long result)", math_div_rem),
	CLAMP("byte"),
	CLAMP("decimal"),
	CLAMP("double"),
	CLAMP("short"),
	CLAMP("int"),
	CLAMP("long"),
	CLAMP("sbyte"),
	CLAMP("float"),
	CLAMP("ushort"),
	CLAMP("uint"),
	CLAMP("ulong"),
	METHOD("IEEERemainder", "static double IEEERemainder(double x, double y)", math_remainder),
	PAIRS("Max", math_max),
	PAIRS("Min", math_min),
	METHOD("Round", "static decimal Round(decimal d)", math_round),
	METHOD("Round", "static decimal Round(decimal d, int decimals)", math_round),
	METHOD("Round", "static decimal Round(decimal d, System.MidpointRounding mode)", math_round),
	METHOD("Round", "static decimal Round(decimal d, int decimals, System.MidpointRounding mode)", math_round),
	METHOD("Round", "static double Round(double a)", math_round),
	METHOD("Round", "static double Round(double value, int digits)", math_round),
	METHOD("Round", "static double Round(double value, System.MidpointRounding mode)", math_round),
	METHOD("Round", "static double Round(double value, int digits, System.MidpointRounding mode)", math_round),
	METHOD("Sign", "static int Sign(decimal value)", math_sign),
	METHOD("Sign", "static int Sign(double value)", math_sign),
	METHOD("Sign", "static int Sign(short value)", math_sign),
	METHOD("Sign", "static int Sign(int value)", math_sign),
	METHOD("Sign", "static int Sign(long value)", math_sign),
	METHOD("Sign", "static int Sign(sbyte value)", math_sign),
	METHOD("Sign", "static int Sign(float value)", math_sign),
	METHOD("Truncate", "static decimal Truncate(decimal d)", math_truncate),
	METHOD("Truncate", "static double Truncate(double d)", math_truncate),
	METHODS_END,
};

static const PropDef statics[] = {
	FIELD("E", "System.Double", get_e),
	FIELD("PI", "System.Double", get_pi),
	FIELD("Tau", "System.Double", get_tau),
	PROPS_END,
};

static const TypeMembers members = { .statics = statics, .static_methods = static_methods };

const TypeDef type_math = {
	.name = "System.Math", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
