/* big_integer: System.Numerics.BigInteger. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/types/tuple.h"
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"
#include "shell/value/bigint.h"

/* Arguments come converted: what is declared as bigint is a V_BIGINT. */

static Flow made(Interp *in, BigInt *big, Value *out)
{
	if (!big)
		return fault_exception(in, EXC_OVERFLOW, "The number is too large for this program.");
	return types_found(out, bigint_value(big));
}

static const BigInt *big(Value v)
{
	return value_unwrap_peek(v).bigint;
}

static bool is_small(const BigInt *b, int64_t n)
{
	int64_t value;

	return bigint_to_i64(b, &value) && value == n;
}

/* ---- properties ---- */

TYPE_GET(get_zero)
{
	return types_found(out, bigint_value(bigint_from_i64(0)));
}

TYPE_GET(get_one)
{
	return types_found(out, bigint_value(bigint_from_i64(1)));
}

TYPE_GET(get_minus_one)
{
	return types_found(out, bigint_value(bigint_from_i64(-1)));
}

static bool is_power_of_two(const BigInt *b)
{
	if (b->n == 0 || b->negative || (b->digits[b->n - 1] & (b->digits[b->n - 1] - 1)))
		return false;
	for (uint32_t i = 0; i + 1 < b->n; i++)
		if (b->digits[i])
			return false;
	return true;
}

TYPE_GET(get_is_power_of_two)
{
	return types_found(out, value_bool(is_power_of_two(big(self))));
}

TYPE_GET(get_is_zero)
{
	return types_found(out, value_bool(big(self)->n == 0));
}

TYPE_GET(get_is_one)
{
	return types_found(out, value_bool(is_small(big(self), 1)));
}

TYPE_GET(get_is_even)
{
	return types_found(out, value_bool(big(self)->n == 0 || !(big(self)->digits[0] & 1)));
}

static int sign_of(const BigInt *b)
{
	return b->n == 0 ? 0 : b->negative ? -1 : 1;
}

TYPE_GET(get_sign)
{
	return types_found(out, value_int(sign_of(big(self))));
}

/* ---- arithmetic ---- */

#define BINARY(name, call)                                                                                             \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		return made(in, call(big(args[0]), big(args[1])), out);                                                \
	}
BINARY(add, bigint_add)
BINARY(subtract, bigint_subtract)
BINARY(multiply, bigint_multiply)

static Flow by_zero(Interp *in)
{
	return fault_exception(in, EXC_DIVIDE_BY_ZERO, "Attempted to divide by zero.");
}

TYPE_METHOD(divide)
{
	return big(args[1])->n ? made(in, bigint_divide(big(args[0]), big(args[1])), out) : by_zero(in);
}

TYPE_METHOD(remainder_of)
{
	return big(args[1])->n ? made(in, bigint_remainder(big(args[0]), big(args[1])), out) : by_zero(in);
}

TYPE_METHOD(div_rem)
{
	Value parts[2];

	if (big(args[1])->n == 0)
		return by_zero(in);
	if (n == 2) {
		parts[0] = bigint_value(bigint_divide(big(args[0]), big(args[1])));
		parts[1] = bigint_value(bigint_remainder(big(args[0]), big(args[1])));
		*out = types_value_tuple(in, parts, 2);
		value_drop(parts[0]);
		value_drop(parts[1]);
		return FLOW_NEXT;
	}
	FLOW_TRY(types_set_ref_take(in, args[2], bigint_value(bigint_remainder(big(args[0]), big(args[1])))));
	return made(in, bigint_divide(big(args[0]), big(args[1])), out);
}

TYPE_METHOD(negate)
{
	return made(in, bigint_negate(big(args[0])), out);
}

TYPE_METHOD(absolute)
{
	return big(args[0])->negative ? made(in, bigint_negate(big(args[0])), out)
				      : types_found(out, value_ref(args[0]));
}

TYPE_METHOD(compare)
{
	return types_found(out, value_int(bigint_compare(big(args[0]), big(args[1]))));
}

TYPE_METHOD(max)
{
	return types_found(out, value_ref(bigint_compare(big(args[0]), big(args[1])) < 0 ? args[1] : args[0]));
}

TYPE_METHOD(min)
{
	return types_found(out, value_ref(bigint_compare(big(args[0]), big(args[1])) <= 0 ? args[0] : args[1]));
}

TYPE_METHOD(clamp)
{
	if (bigint_compare(big(args[0]), big(args[1])) < 0)
		return types_found(out, value_ref(args[1]));
	return types_found(out, value_ref(bigint_compare(big(args[0]), big(args[2])) > 0 ? args[2] : args[0]));
}

/* clang-format off */
TYPE_METHOD(is_even) { return get_is_even(in, args[0], out); }
TYPE_METHOD(is_odd) { return types_found(out, value_bool(big(args[0])->n && big(args[0])->digits[0] & 1)); }
TYPE_METHOD(is_negative) { return types_found(out, value_bool(sign_of(big(args[0])) < 0)); }
TYPE_METHOD(is_positive) { return types_found(out, value_bool(sign_of(big(args[0])) >= 0)); }
TYPE_METHOD(is_pow2) { return get_is_power_of_two(in, args[0], out); }
/* clang-format on */

/* Takes *a; NULL stays NULL. */
static BigInt *times_take(BigInt *a, const BigInt *b, const BigInt *modulus)
{
	BigInt *product = a ? bigint_multiply(a, b) : NULL, *rest = product;

	if (a)
		value_drop(bigint_value(a));
	if (product && modulus) {
		rest = bigint_remainder(product, modulus);
		value_drop(bigint_value(product));
	}
	return rest;
}

static bool bit(const BigInt *b, uint64_t i)
{
	return b->digits[i / 32] >> i % 32 & 1;
}

/* base ^ exponent, or of it what is left by the modulus; by squaring from the highest bit. */
static BigInt *power(const BigInt *base, const BigInt *exponent, const BigInt *modulus)
{
	BigInt *result = bigint_from_i64(1);

	if (modulus)
		result = times_take(result, result, modulus);
	for (uint64_t i = bigint_bit_length(exponent); result && i-- > 0;) {
		BigInt *square = bigint_multiply(result, result);

		value_drop(bigint_value(result));
		result = square;
		if (result && modulus) {
			square = bigint_remainder(result, modulus);
			value_drop(bigint_value(result));
			result = square;
		}
		if (bit(exponent, i))
			result = times_take(result, base, modulus);
	}
	return result;
}

TYPE_METHOD(pow_of)
{
	int64_t exponent = types_int(args[1]);
	BigInt *n_times;
	Flow flow;

	if (exponent < 0)
		return types_negative(in, "exponent", exponent, "The number must be greater than or equal to zero.");
	n_times = bigint_from_i64(exponent);
	flow = made(in, power(big(args[0]), n_times, NULL), out);
	value_drop(bigint_value(n_times));
	return flow;
}

TYPE_METHOD(mod_pow)
{
	if (big(args[2])->n == 0)
		return by_zero(in);
	if (big(args[1])->negative)
		return types_negative(in, "exponent", -1, "The number must be greater than or equal to zero.");
	return made(in, power(big(args[0]), big(args[1]), big(args[2])), out);
}

TYPE_METHOD(greatest_common_divisor)
{
	Value a = value_ref(args[0]), b = value_ref(args[1]); /* Euclid's */
	Flow flow;

	while (big(b)->n) {
		Value rest = bigint_value(bigint_remainder(big(a), big(b)));

		value_drop(a);
		a = b;
		b = rest;
	}
	flow = big(a)->negative ? made(in, bigint_negate(big(a)), out) : types_found(out, value_ref(a));
	value_drop(a);
	value_drop(b);
	return flow;
}

/* Of numbers beyond every double, too: the bits beyond its range are so many logarithms of 2. */
static double log_of(const BigInt *b)
{
	uint64_t bits = bigint_bit_length(b), beyond = bits > 1000 ? bits - 1000 : 0;
	BigInt *head;
	double result;

	if (b->negative)
		return (double)NAN;
	head = bigint_shift(b, -(int64_t)beyond);
	result = log(bigint_to_double(head)) + (double)beyond * log(2);
	value_drop(bigint_value(head));
	return result;
}

TYPE_METHOD(logarithm)
{
	double result = log_of(big(args[0]));

	if (n > 1)
		result = args[1].f64 == 10.0 && bigint_bit_length(big(args[0])) < 1000
				 ? log10(bigint_to_double(big(args[0])))
				 : result / log(args[1].f64);
	return types_found(out, value_double(result));
}

TYPE_METHOD(log_10)
{
	bool fits = bigint_bit_length(big(args[0])) < 1000;

	return types_found(
		out, value_double(fits ? log10(bigint_to_double(big(args[0]))) : log_of(big(args[0])) / log(10)));
}

TYPE_METHOD(compare_to)
{
	Value other = value_unwrap_peek(args[0]);

	if (value_is_null(other))
		return types_found(out, value_int(1));
	if (other.kind != V_BIGINT)
		return fault_exception(in, EXC_ARGUMENT, "The parameter must be a BigInteger. (Parameter 'obj')");
	return types_found(out, value_int(bigint_compare(big(self), big(other))));
}

/* ---- text and bytes ---- */

/* A sign and digits, blanks around them; with style HexNumber the hexadecimal two's complement. */
static BigInt *read_text(Str text, unsigned style)
{
	Buf digits = BUF_INIT;
	BigInt *result = NULL;

	text = str_trim(text);
	if (!(style & STYLE_HEX)) {
		for (size_t i = 0; i < text.n; i++)
			if (text.p[i] != ',' || !(style & STYLE_THOUSANDS))
				buf_put_char(&digits, text.p[i]);
		result = bigint_parse(buf_str(&digits));
	} else if (text.n) {
		char first = text.p[0];

		buf_printf(&digits, "0x%s%.*s", first >= '0' && first <= '7' ? "0" : "", STR_ARG(text));
		result = bigint_parse_literal(buf_str(&digits));
		if (result && first > '7') {
			BigInt *one = bigint_from_i64(1), *wrap = bigint_shift(one, (int64_t)text.n * 4);
			BigInt *wrapped = wrap ? bigint_subtract(result, wrap) : NULL;

			value_drop(bigint_value(one));
			value_drop(bigint_value(result));
			if (wrap)
				value_drop(bigint_value(wrap));
			result = wrapped;
		}
	}
	buf_release(&digits);
	return result;
}

static unsigned style_of(const Value *args, size_t n)
{
	return n > 1 && value_unwrap_peek(args[1]).kind == V_ENUM ? (unsigned)types_int(args[1]) : STYLE_INTEGER;
}

TYPE_METHOD(parse)
{
	BigInt *result;

	if (value_is_null(args[0]))
		return types_null(in, "value");
	result = read_text(types_str(args[0]), style_of(args, n));
	return result ? types_found(out, bigint_value(result))
		      : fault_exception(in, EXC_FORMAT, "The value could not be parsed.");
}

TYPE_METHOD(try_parse)
{
	BigInt *result = value_is_null(args[0]) ? NULL : read_text(types_str(args[0]), style_of(args, n));
	bool ok = result != NULL;

	FLOW_TRY(types_set_ref_take(in, args[n - 1], bigint_value(ok ? result : bigint_from_i64(0))));
	return types_found(out, value_bool(ok));
}

TYPE_METHOD(to_byte_array)
{
	Buf bytes = BUF_INIT;

	bigint_put_bytes(&bytes, big(self));
	*out = array_from_bytes(buf_str(&bytes));
	buf_release(&bytes);
	return FLOW_NEXT;
}

TYPE_METHOD(get_byte_count)
{
	return types_found(out, value_int((int32_t)(bigint_bit_length(big(self)) / 8 + 1)));
}

TYPE_METHOD(get_bit_length)
{
	return types_found(out, value_long((int64_t)bigint_bit_length(big(self))));
}

TYPE_METHOD(copy)
{
	return types_found(out, n ? value_ref(args[0]) : bigint_value(bigint_from_i64(0)));
}

TYPE_METHOD(from_bytes)
{
	Str bytes;

	FLOW_TRY(types_bytes(in, args[0], "value", &bytes));
	return made(in, bigint_from_bytes(bytes), out);
}

/* ---- tables ---- */

#define BIG "bigint"
static const PropDef props[] = {
	PROP("IsPowerOfTwo", "System.Boolean", get_is_power_of_two),
	PROP("IsZero", "System.Boolean", get_is_zero),
	PROP("IsOne", "System.Boolean", get_is_one),
	PROP("IsEven", "System.Boolean", get_is_even),
	PROP("Sign", "System.Int32", get_sign),
	PROPS_END,
};
static const PropDef statics[] = {
	PROP("Zero", "System.Numerics.BigInteger", get_zero),
	PROP("One", "System.Numerics.BigInteger", get_one),
	PROP("MinusOne", "System.Numerics.BigInteger", get_minus_one),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("CompareTo", "int CompareTo(long other)", types_compare_to),
	METHOD("CompareTo", "int CompareTo(ulong other)", types_compare_to),
	METHOD("CompareTo", "int CompareTo(" BIG " other)", types_compare_to),
	METHOD("CompareTo", "int CompareTo(System.Object obj)", compare_to),
	METHOD("Equals", "bool Equals(System.Object obj)", types_equals),
	METHOD("Equals", "bool Equals(long other)", types_equals),
	METHOD("Equals", "bool Equals(ulong other)", types_equals),
	METHOD("Equals", "bool Equals(" BIG " other)", types_equals),
	METHOD_CORE("GetBitLength", "long GetBitLength()", get_bit_length),
	METHOD_CORE("GetByteCount", "int GetByteCount()", get_byte_count),
	METHOD("ToByteArray", "byte[] ToByteArray()", to_byte_array),
	METHOD("ToString", "string ToString()", types_to_string),
	METHOD("ToString", "string ToString(System.IFormatProvider provider)", types_to_string),
	METHOD("ToString", "string ToString(string format)", types_to_string),
	METHOD("ToString", "string ToString(string format, System.IFormatProvider provider)", types_to_string),
	METHODS_END,
};
static const MethodDef static_methods[] = {
	METHOD("Abs", "static " BIG " Abs(" BIG " value)", absolute),
	METHOD("Add", "static " BIG " Add(" BIG " left, " BIG " right)", add),
	METHOD("Compare", "static int Compare(" BIG " left, " BIG " right)", compare),
	METHOD("Divide", "static " BIG " Divide(" BIG " dividend, " BIG " divisor)", divide),
	METHOD("DivRem", "static " BIG " DivRem(" BIG " dividend, " BIG " divisor, [ref] " BIG " remainder)", div_rem),
	METHOD_CORE("DivRem", "static System.ValueTuple[" BIG "," BIG "] DivRem(" BIG " left, " BIG " right)", div_rem),
	METHOD_CORE("Clamp", "static " BIG " Clamp(" BIG " value, " BIG " min, " BIG " max)", clamp),
	METHOD_CORE("IsEvenInteger", "static bool IsEvenInteger(" BIG " value)", is_even),
	METHOD_CORE("IsNegative", "static bool IsNegative(" BIG " value)", is_negative),
	METHOD_CORE("IsOddInteger", "static bool IsOddInteger(" BIG " value)", is_odd),
	METHOD_CORE("IsPositive", "static bool IsPositive(" BIG " value)", is_positive),
	METHOD_CORE("IsPow2", "static bool IsPow2(" BIG " value)", is_pow2),
	METHOD("GreatestCommonDivisor", "static " BIG " GreatestCommonDivisor(" BIG " left, " BIG " right)",
		greatest_common_divisor),
	METHOD("Log", "static double Log(" BIG " value)", logarithm),
	METHOD("Log", "static double Log(" BIG " value, double baseValue)", logarithm),
	METHOD("Log10", "static double Log10(" BIG " value)", log_10),
	METHOD("Max", "static " BIG " Max(" BIG " left, " BIG " right)", max),
	METHOD("Min", "static " BIG " Min(" BIG " left, " BIG " right)", min),
	METHOD("ModPow", "static " BIG " ModPow(" BIG " value, " BIG " exponent, " BIG " modulus)", mod_pow),
	METHOD("Multiply", "static " BIG " Multiply(" BIG " left, " BIG " right)", multiply),
	METHOD("Negate", "static " BIG " Negate(" BIG " value)", negate),
	METHOD("Parse", "static " BIG " Parse(string value)", parse),
	METHOD("Parse", "static " BIG " Parse(string value, System.Globalization.NumberStyles style)", parse),
	METHOD("Parse", "static " BIG " Parse(string value, System.IFormatProvider provider)", parse),
	METHOD("Pow", "static " BIG " Pow(" BIG " value, int exponent)", pow_of),
	METHOD("Remainder", "static " BIG " Remainder(" BIG " dividend, " BIG " divisor)", remainder_of),
	METHOD("Subtract", "static " BIG " Subtract(" BIG " left, " BIG " right)", subtract),
	METHOD("TryParse", "static bool TryParse(string value, [ref] " BIG " result)", try_parse),
	METHOD("TryParse",
		"static bool TryParse(string value, System.Globalization.NumberStyles style, System.IFormatProvider "
		"provider, [ref] " BIG " result)",
		try_parse),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW(BIG " new(byte[] value)", from_bytes),
	NEW(BIG " new(" BIG " value)", copy),
	NEW(BIG " new()", copy),
	METHODS_END,
};
const TypeMembers type_big_integer = {
	.props = props,
	.statics = statics,
	.methods = methods,
	.static_methods = static_methods,
	.constructors = constructors,
};
