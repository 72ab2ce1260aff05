/* types_number_math: what System.Math and the number types themselves do with numbers of any of their types. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/types/tuple.h"
#include "shell/types/types_number.h"

/* Every overload of one operation runs the same function, which looks at the kind its arguments were converted to. */
#define MATH(name)                                                                                                     \
	Flow types_math_##name(                                                                                        \
		UNUSED Interp *in, UNUSED Value self, UNUSED const Value *args, UNUSED size_t n, UNUSED Value *out)

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

static Value magnitude(Value v)
{
	if (v.kind == V_DECIMAL) {
		Decimal d = v.decimal->value;

		d.negative = false;
		return value_decimal(d);
	}
	if (is_real(v))
		return same_double(v, fabs(real(v)));
	/* as unsigned, so that the least number has one too */
	return value_integer(T_UINT64, v.i64 < 0 && v.type != T_UINT64 ? (int64_t)(0 - v.u64) : v.i64);
}

static bool is_negative(Value v)
{
	if (v.kind == V_DECIMAL)
		return v.decimal->value.negative;
	return is_real(v) ? signbit(real(v)) : v.type != T_UINT64 && v.i64 < 0;
}

/* An integer with its sign turned. */
static Flow turned(Interp *in, Value v, Value *out)
{
	if (v.i64 == INT64_MIN || !num_fits(-v.i64, false, (NumKind)(v.type - T_SBYTE)))
		return fault_exception(
			in, EXC_OVERFLOW, "Negating the minimum value of a twos complement number is invalid.");
	return types_found(out, value_integer((TypeId)v.type, -v.i64));
}

MATH(abs)
{
	Value v = args[0];

	if (v.kind == V_DECIMAL || is_real(v))
		return types_found(out, magnitude(v));
	return is_negative(v) ? turned(in, v, out) : types_found(out, v);
}

/* Order of two arguments of one type, -0 before 0; NaN is told apart by the caller. */
static int order(Value a, Value b)
{
	if (a.kind == V_DECIMAL)
		return decimal_compare(a.decimal->value, b.decimal->value);
	if (is_real(a) && real(a) == real(b))
		return !signbit(real(a)) - !signbit(real(b));
	if (is_real(a))
		return (real(a) > real(b)) - (real(a) < real(b));
	if (a.type == T_UINT64)
		return (a.u64 > b.u64) - (a.u64 < b.u64);
	return (a.i64 > b.i64) - (a.i64 < b.i64);
}

MATH(max)
{
	bool nan = is_real(args[1]) && isnan(real(args[1]));

	return types_found(out, value_ref(nan || order(args[0], args[1]) < 0 ? args[1] : args[0]));
}

MATH(min)
{
	bool nan = is_real(args[1]) && isnan(real(args[1]));

	return types_found(out, value_ref(nan || order(args[0], args[1]) > 0 ? args[1] : args[0]));
}

static Flow bad_bounds(Interp *in, Value least, Value most)
{
	Buf a = BUF_INIT, b = BUF_INIT;
	Flow flow = convert_put_tostring(in, least, &a);

	if (flow == FLOW_NEXT)
		flow = convert_put_tostring(in, most, &b);
	if (flow == FLOW_NEXT)
		flow = fault_exception(in, EXC_ARGUMENT, "'%.*s' cannot be greater than %.*s.", STR_ARG(buf_str(&a)),
			STR_ARG(buf_str(&b)));
	buf_release(&a);
	buf_release(&b);
	return flow;
}

MATH(clamp)
{
	if (order(args[1], args[2]) > 0)
		return bad_bounds(in, args[1], args[2]);
	if (order(args[0], args[1]) < 0)
		return types_found(out, value_ref(args[1]));
	return types_found(out, value_ref(order(args[0], args[2]) > 0 ? args[2] : args[0]));
}

MATH(sign)
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

/* ---- magnitude and sign ---- */

/* Whether a has the greater magnitude; of two alike it is the positive one that counts as greater. */
static bool first_is_larger(Value a, Value b)
{
	Value x = magnitude(a), y = magnitude(b);
	int by = order(x, y);

	value_drop(x);
	value_drop(y);
	return by ? by > 0 : !is_negative(a);
}

/* The one of two that is NaN; NULL: neither. */
static const Value *nan_of(const Value *args)
{
	for (size_t i = 0; i < 2; i++)
		if (is_real(args[i]) && isnan(real(args[i])))
			return &args[i];
	return NULL;
}

MATH(max_magnitude)
{
	const Value *nan = nan_of(args);

	return types_found(out, value_ref(nan ? *nan : args[first_is_larger(args[0], args[1]) ? 0 : 1]));
}

MATH(min_magnitude)
{
	const Value *nan = nan_of(args);

	return types_found(out, value_ref(nan ? *nan : args[first_is_larger(args[0], args[1]) ? 1 : 0]));
}

MATH(copy_sign)
{
	Value v = args[0];
	bool negative = is_negative(args[1]);

	if (v.kind == V_DECIMAL) {
		Decimal d = v.decimal->value;

		d.negative = negative;
		return types_found(out, value_decimal(d));
	}
	if (is_real(v))
		return types_found(out, same_double(v, copysign(real(v), negative ? -1.0 : 1.0)));
	return v.type == T_UINT64 || negative == is_negative(v) ? types_found(out, v) : turned(in, v, out);
}

MATH(is_negative)
{
	return types_found(out, value_bool(is_negative(args[0])));
}

MATH(is_positive)
{
	return types_found(out, value_bool(!is_negative(args[0])));
}

/* ---- whole numbers ---- */

/* The parity of a number; -1: it is not whole. */
static int parity(Value v)
{
	if (v.kind == V_DECIMAL) {
		Decimal whole = decimal_round(v.decimal->value, 0, DECIMAL_TO_ZERO);

		return decimal_compare(whole, v.decimal->value) == 0 ? (int)(whole.lo & 1) : -1;
	}
	if (is_real(v))
		return isfinite(real(v)) && trunc(real(v)) == real(v) ? fmod(real(v), 2) != 0 : -1;
	return (int)(v.u64 & 1);
}

/* clang-format off */
MATH(is_even) { return types_found(out, value_bool(parity(args[0]) == 0)); }
MATH(is_odd) { return types_found(out, value_bool(parity(args[0]) == 1)); }
MATH(is_integer) { return types_found(out, value_bool(parity(args[0]) >= 0)); }
/* clang-format on */

static unsigned bits_of(TypeId type)
{
	static const unsigned bits[] = { 8, 8, 16, 16, 32, 32, 64, 64 }; /* ORDER TypeId */

	return bits[type - T_SBYTE];
}

static bool is_signed(TypeId type)
{
	return type == T_SBYTE || type == T_INT16 || type == T_INT32 || type == T_INT64;
}

/* The number's own bits alone. */
static uint64_t pattern(Value v)
{
	unsigned width = bits_of((TypeId)v.type);

	return width == 64 ? v.u64 : v.u64 & ((UINT64_C(1) << width) - 1);
}

static unsigned leading_zeros(Value v)
{
	uint64_t bits = pattern(v);

	return bits ? (unsigned)__builtin_clzll(bits) - (64 - bits_of((TypeId)v.type)) : bits_of((TypeId)v.type);
}

MATH(leading_zeros)
{
	return types_found(out, value_integer((TypeId)args[0].type, leading_zeros(args[0])));
}

MATH(trailing_zeros)
{
	uint64_t bits = pattern(args[0]);

	return types_found(out, value_integer((TypeId)args[0].type,
					bits ? __builtin_ctzll(bits) : (int64_t)bits_of((TypeId)args[0].type)));
}

MATH(pop_count)
{
	return types_found(out, value_integer((TypeId)args[0].type, __builtin_popcountll(pattern(args[0]))));
}

MATH(is_pow2)
{
	return types_found(out, value_bool(!is_negative(args[0]) && __builtin_popcountll(pattern(args[0])) == 1));
}

MATH(log2)
{
	if (is_negative(args[0]))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "value", "%s", "Non-negative number required.");
	if (pattern(args[0]) == 0)
		return types_found(out, value_integer((TypeId)args[0].type, 0));
	return types_found(
		out, value_integer((TypeId)args[0].type, bits_of((TypeId)args[0].type) - 1 - leading_zeros(args[0])));
}

/* A pattern of the type's width as a number of it: signed types have their sign back. */
static Value from_pattern(TypeId type, uint64_t bits)
{
	unsigned spare = 64 - bits_of(type);

	return value_integer(
		type, is_signed(type) ? (int64_t)(bits << spare) >> spare : (int64_t)(bits << spare >> spare));
}

static Value rotate(Value v, int64_t by)
{
	unsigned width = bits_of((TypeId)v.type), left = (unsigned)(by & (width - 1));
	uint64_t bits = pattern(v);

	return from_pattern((TypeId)v.type, left ? bits << left | bits >> (width - left) : bits);
}

MATH(rotate_left)
{
	return types_found(out, rotate(args[0], types_int(args[1])));
}

MATH(rotate_right)
{
	return types_found(out, rotate(args[0], -types_int(args[1])));
}

MATH(big_mul)
{
	if (args[0].type == T_UINT32)
		return types_found(out, value_integer(T_UINT64, (int64_t)(args[0].u64 * args[1].u64)));
	return types_found(out, value_long(args[0].i64 * args[1].i64));
}

/* Quotient as the result and remainder through [ref], or both in a tuple. */
MATH(div_rem)
{
	TypeId type = (TypeId)args[0].type;
	int64_t a = args[0].i64, b = args[1].i64;
	Value parts[2];

	if (b == 0)
		return fault_exception(in, EXC_DIVIDE_BY_ZERO, "Attempted to divide by zero.");
	if (type != T_UINT64 && b == -1 && (a == INT64_MIN || (type == T_INT32 && a == INT32_MIN)))
		return fault_exception(in, EXC_OVERFLOW, "Arithmetic operation resulted in an overflow.");
	if (type == T_UINT64) {
		parts[0] = value_integer(type, (int64_t)(args[0].u64 / args[1].u64));
		parts[1] = value_integer(type, (int64_t)(args[0].u64 % args[1].u64));
	} else {
		parts[0] = value_integer(type, a / b);
		parts[1] = value_integer(type, a % b);
	}
	if (n == 2)
		return types_found(out, types_value_tuple(in, parts, 2));
	*out = parts[0];
	return types_set_ref_take(in, args[2], parts[1]);
}

/* ---- CreateChecked, CreateSaturating, CreateTruncating ---- */

/* The whole part of any number as a decimal; false: it is no number of that size. */
static bool whole_of(Value v, Decimal *out)
{
	v = value_unwrap_peek(v);
	if (v.kind == V_DECIMAL)
		*out = decimal_round(v.decimal->value, 0, DECIMAL_TO_ZERO);
	else if (is_real(v))
		return decimal_from_double(trunc(real(v)), out);
	else if (v.kind == V_INT && v.type == T_UINT64)
		*out = decimal_from_u64(v.u64);
	else if (v.kind == V_INT || v.kind == V_CHAR)
		*out = decimal_from_i64(types_int(v));
	else
		return false;
	return true;
}

static void bounds_of(TypeId type, Decimal *least, Decimal *most)
{
	uint64_t all = UINT64_MAX >> (64 - bits_of(type));

	*least = decimal_from_i64(is_signed(type) ? -(int64_t)(all >> 1) - 1 : 0);
	*most = decimal_from_u64(is_signed(type) ? all >> 1 : all);
}

static Value from_whole(TypeId type, Decimal whole)
{
	uint64_t bits = (uint64_t)whole.mid << 32 | whole.lo;

	return from_pattern(type, whole.negative ? 0 - bits : bits);
}

static Flow create(Interp *in, Value self, Value from, int excess, Value *out)
{
	TypeId type = types_self(self)->id;
	Decimal whole, least, most;

	if (type >= T_SINGLE || !whole_of(from, &whole))
		return types_change(in, from, type, VALUE_NULL, out);
	bounds_of(type, &least, &most);
	if (excess < 0 || (decimal_compare(whole, least) >= 0 && decimal_compare(whole, most) <= 0))
		return types_found(out, from_whole(type, whole));
	if (excess > 0)
		return fault_exception(in, EXC_OVERFLOW, "Arithmetic operation resulted in an overflow.");
	return types_found(out, from_whole(type, decimal_compare(whole, least) < 0 ? least : most));
}

/* clang-format off */
MATH(create_checked) { return create(in, self, args[0], 1, out); }
MATH(create_saturating) { return create(in, self, args[0], 0, out); }
MATH(create_truncating) { return create(in, self, args[0], -1, out); }
/* clang-format on */
