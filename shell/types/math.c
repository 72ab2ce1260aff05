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
REAL(math_acosh, acosh)
REAL(math_asin, asin)
REAL(math_asinh, asinh)
REAL(math_atanh, atanh)
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

/* clang-format off */
TYPE_METHOD(math_bit_increment) { return types_found(out, value_double(nextafter(args[0].f64, (double)INFINITY))); }
TYPE_METHOD(math_bit_decrement) { return types_found(out, value_double(nextafter(args[0].f64, -(double)INFINITY))); }
TYPE_METHOD(math_copy_sign) { return types_found(out, value_double(copysign(args[0].f64, args[1].f64))); }
TYPE_METHOD(math_fused) { return types_found(out, value_double(fma(args[0].f64, args[1].f64, args[2].f64))); }
TYPE_METHOD(math_scale) { return types_found(out, value_double(scalbn(args[0].f64, (int)types_int(args[1])))); }
/* clang-format on */

/* The exponent; .NET's answers for zero, infinity and NaN are C's. */
TYPE_METHOD(math_ilogb)
{
	double x = args[0].f64;

	if (x == 0)
		return types_found(out, value_int(INT32_MIN));
	return types_found(out, value_int(isfinite(x) ? ilogb(x) : INT32_MAX));
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
#define CLAMP(t) METHOD_CORE("Clamp", "static " t " Clamp(" t " value, " t " min, " t " max)", types_math_clamp)
#define QUOTIENT(t)                                                                                                    \
	METHOD_CORE(                                                                                                   \
		"DivRem", "static System.ValueTuple[" t "," t "] DivRem(" t " left, " t " right)", types_math_div_rem)
#define ONE(name, fn, argument) METHOD(name, "static double " name "(double " argument ")", fn)

static const MethodDef static_methods[] = {
	ONE("Acos", math_acos, "d"),
	METHOD_CORE("Acosh", "static double Acosh(double d)", math_acosh),
	ONE("Asin", math_asin, "d"),
	METHOD_CORE("Asinh", "static double Asinh(double d)", math_asinh),
	ONE("Atan", math_atan, "d"),
	METHOD_CORE("Atanh", "static double Atanh(double d)", math_atanh),
	METHOD("Atan2", "static double Atan2(double y, double x)", math_atan2),
	METHOD_CORE("Cbrt", "static double Cbrt(double d)", math_cbrt),
	ONE("Ceiling", math_ceiling, "a"),
	METHOD("Ceiling", "static decimal Ceiling(decimal d)", math_ceiling),
	ONE("Cos", math_cos, "d"),
	ONE("Cosh", math_cosh, "value"),
	ONE("Exp", math_exp, "d"),
	ONE("Floor", math_floor, "d"),
	METHOD("Floor", "static decimal Floor(decimal d)", math_floor),
	METHOD_CORE("FusedMultiplyAdd", "static double FusedMultiplyAdd(double x, double y, double z)", math_fused),
	METHOD_CORE("ILogB", "static int ILogB(double x)", math_ilogb),
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
	METHOD("Abs", "static short Abs(short value)", types_math_abs),
	METHOD("Abs", "static int Abs(int value)", types_math_abs),
	METHOD("Abs", "static long Abs(long value)", types_math_abs),
	METHOD("Abs", "static sbyte Abs(sbyte value)", types_math_abs),
	METHOD("Abs", "static decimal Abs(decimal value)", types_math_abs),
	METHOD("Abs", "static double Abs(double value)", types_math_abs),
	METHOD("Abs", "static float Abs(float value)", types_math_abs),
	METHOD_CORE("BigMul", "static ulong BigMul(uint a, uint b)", types_math_big_mul),
	METHOD("BigMul", "static long BigMul(int a, int b)", types_math_big_mul),
	METHOD_CORE("BitDecrement", "static double BitDecrement(double x)", math_bit_decrement),
	METHOD_CORE("BitIncrement", "static double BitIncrement(double x)", math_bit_increment),
	METHOD_CORE("CopySign", "static double CopySign(double x, double y)", math_copy_sign),
	METHOD("DivRem", "static int DivRem(int a, int b, [ref] int result)", types_math_div_rem),
	METHOD("DivRem", "static long DivRem(long a, long b, [ref] long result)", types_math_div_rem),
	QUOTIENT("sbyte"),
	QUOTIENT("byte"),
	QUOTIENT("short"),
	QUOTIENT("ushort"),
	QUOTIENT("int"),
	QUOTIENT("uint"),
	QUOTIENT("long"),
	QUOTIENT("ulong"),
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
	PAIRS("Max", types_math_max),
	METHOD_CORE("MaxMagnitude", "static double MaxMagnitude(double x, double y)", types_math_max_magnitude),
	PAIRS("Min", types_math_min),
	METHOD_CORE("MinMagnitude", "static double MinMagnitude(double x, double y)", types_math_min_magnitude),
	METHOD("Round", "static decimal Round(decimal d)", math_round),
	METHOD("Round", "static decimal Round(decimal d, int decimals)", math_round),
	METHOD("Round", "static decimal Round(decimal d, System.MidpointRounding mode)", math_round),
	METHOD("Round", "static decimal Round(decimal d, int decimals, System.MidpointRounding mode)", math_round),
	METHOD("Round", "static double Round(double a)", math_round),
	METHOD("Round", "static double Round(double value, int digits)", math_round),
	METHOD("Round", "static double Round(double value, System.MidpointRounding mode)", math_round),
	METHOD("Round", "static double Round(double value, int digits, System.MidpointRounding mode)", math_round),
	METHOD_CORE("ScaleB", "static double ScaleB(double x, int n)", math_scale),
	METHOD("Sign", "static int Sign(decimal value)", types_math_sign),
	METHOD("Sign", "static int Sign(double value)", types_math_sign),
	METHOD("Sign", "static int Sign(short value)", types_math_sign),
	METHOD("Sign", "static int Sign(int value)", types_math_sign),
	METHOD("Sign", "static int Sign(long value)", types_math_sign),
	METHOD("Sign", "static int Sign(sbyte value)", types_math_sign),
	METHOD("Sign", "static int Sign(float value)", types_math_sign),
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
