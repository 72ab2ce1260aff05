/* decimal: System.Decimal. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

static Decimal number_of(Value v)
{
	return value_unwrap_peek(v).decimal->value;
}

typedef bool Operation(Decimal a, Decimal b, Decimal *out);

static Flow apply(Interp *in, Operation *operation, const Value *args, Value *out)
{
	Decimal result;

	if (!operation(number_of(args[0]), number_of(args[1]), &result))
		return types_overflow(in, T_DECIMAL);
	return types_found(out, value_decimal(result));
}

static Flow divide(Interp *in, Operation *operation, const Value *args, Value *out)
{
	if (decimal_is_zero(number_of(args[1])))
		return fault_exception(in, EXC_DIVIDE_BY_ZERO, "Attempted to divide by zero.");
	return apply(in, operation, args, out);
}

/* clang-format off */
TYPE_METHOD(add) { return apply(in, decimal_add, args, out); }
TYPE_METHOD(subtract) { return apply(in, decimal_subtract, args, out); }
TYPE_METHOD(multiply) { return apply(in, decimal_multiply, args, out); }
TYPE_METHOD(quotient) { return divide(in, decimal_divide, args, out); }
TYPE_METHOD(remainder_of) { return divide(in, decimal_remainder, args, out); }
TYPE_METHOD(negate) { return types_found(out, value_decimal(decimal_negate(number_of(args[0])))); }
TYPE_METHOD(floor_of) { return types_found(out, value_decimal(decimal_round(number_of(args[0]), 0, DECIMAL_DOWN))); }
TYPE_METHOD(ceiling) { return types_found(out, value_decimal(decimal_round(number_of(args[0]), 0, DECIMAL_UP))); }
TYPE_METHOD(truncate_of) { return types_found(out, value_decimal(decimal_round(number_of(args[0]), 0, DECIMAL_TO_ZERO))); }
TYPE_METHOD(compare) { return types_found(out, value_int(decimal_compare(number_of(args[0]), number_of(args[1])))); }
TYPE_METHOD(to_single) { return types_change(in, args[0], T_SINGLE, VALUE_NULL, out); }
TYPE_METHOD(to_double) { return types_found(out, value_double(decimal_to_double(number_of(args[0])))); }
/* clang-format on */

/* Unlike Convert.ToInt32 these drop the fraction. */
#define WHOLE(name, id)                                                                                                \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		Value whole = value_decimal(decimal_round(number_of(args[0]), 0, DECIMAL_TO_ZERO));                    \
		Flow flow = types_change(in, whole, id, VALUE_NULL, out);                                              \
                                                                                                                       \
		value_drop(whole);                                                                                     \
		return flow;                                                                                           \
	}
WHOLE(to_byte, T_BYTE)
WHOLE(to_sbyte, T_SBYTE)
WHOLE(to_int16, T_INT16)
WHOLE(to_uint16, T_UINT16)
WHOLE(to_int32, T_INT32)
WHOLE(to_uint32, T_UINT32)
WHOLE(to_int64, T_INT64)
WHOLE(to_uint64, T_UINT64)

TYPE_METHOD(round_of)
{
	int decimals = 0, mode = 0;

	for (size_t i = 1; i < n; i++) {
		if (args[i].kind == V_ENUM)
			mode = (int)types_int(args[i]);
		else
			decimals = (int)types_int(args[i]);
	}
	if (decimals < 0 || decimals > 28)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "decimals",
			"Decimal can only round to between 0 and 28 digits of precision.");
	/* DecimalRounding has MidpointRounding's order */
	return types_found(out, value_decimal(decimal_round(number_of(args[0]), decimals, (DecimalRounding)mode)));
}

TYPE_METHOD(get_bits)
{
	Decimal d = number_of(args[0]);
	Array *bits = array_new(&type_int_array, 4);

	array_push_take(bits, value_int((int32_t)d.lo));
	array_push_take(bits, value_int((int32_t)d.mid));
	array_push_take(bits, value_int((int32_t)d.hi));
	array_push_take(bits, value_int((int32_t)((uint32_t)d.scale << 16 | (d.negative ? 0x80000000U : 0U))));
	return types_found(out, array_value(bits));
}

/* (lo, mid, hi, isNegative, scale) */
TYPE_METHOD(from_parts)
{
	int64_t scale = types_int(args[4]);

	if (scale > 28)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "scale",
			"Decimal's scale value must be between 0 and 28, inclusive.");
	return types_found(out, value_decimal((Decimal){ (uint32_t)types_int(args[0]), (uint32_t)types_int(args[1]),
					(uint32_t)types_int(args[2]), (uint8_t)scale, args[3].b }));
}

TYPE_METHOD(make)
{
	if (n == 0)
		return types_found(out, value_decimal(decimal_from_i64(0)));
	return types_change(in, args[0], T_DECIMAL, VALUE_NULL, out);
}

TYPE_GET(get_scale)
{
	return types_found(out, value_integer(T_BYTE, number_of(self).scale));
}

/* clang-format off */
TYPE_GET(get_zero) { return types_found(out, value_decimal(decimal_from_i64(0))); }
TYPE_GET(get_one) { return types_found(out, value_decimal(decimal_from_i64(1))); }
TYPE_GET(get_minus_one) { return types_found(out, value_decimal(decimal_from_i64(-1))); }
TYPE_GET(get_max) { return types_found(out, value_decimal((Decimal){ UINT32_MAX, UINT32_MAX, UINT32_MAX, 0, false })); }
TYPE_GET(get_min) { return types_found(out, value_decimal((Decimal){ UINT32_MAX, UINT32_MAX, UINT32_MAX, 0, true })); }
/* clang-format on */

static const PropDef props[] = { PROP_IN_CORE("Scale", "System.Byte", get_scale), PROPS_END };
static const PropDef statics[] = {
	FIELD("Zero", "System.Decimal", get_zero),
	FIELD("One", "System.Decimal", get_one),
	FIELD("MinusOne", "System.Decimal", get_minus_one),
	FIELD("MaxValue", "System.Decimal", get_max),
	FIELD("MinValue", "System.Decimal", get_min),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("CompareTo", "int CompareTo(System.Object value)", types_compare_to),
	METHOD("CompareTo", "int CompareTo(decimal value)", types_compare_to),
	METHOD("Equals", "bool Equals(System.Object value)", types_equals),
	METHOD("Equals", "bool Equals(decimal value)", types_equals),
	METHOD("ToString", "string ToString()", types_to_string),
	METHOD("ToString", "string ToString(string format)", types_to_string),
	METHOD("ToString", "string ToString(System.IFormatProvider provider)", types_to_string),
	METHOD("ToString", "string ToString(string format, System.IFormatProvider provider)", types_to_string),
	CONVERTIBLE_METHODS,
	METHODS_END,
};

static const MethodDef static_methods[] = {
	METHOD("Add", "static decimal Add(decimal d1, decimal d2)", add),
	METHOD("Ceiling", "static decimal Ceiling(decimal d)", ceiling),
	METHOD("Compare", "static int Compare(decimal d1, decimal d2)", compare),
	METHOD("Divide", "static decimal Divide(decimal d1, decimal d2)", quotient),
	METHOD("Floor", "static decimal Floor(decimal d)", floor_of),
	METHOD("Parse", "static decimal Parse(string s)", types_parse),
	METHOD("Parse", "static decimal Parse(string s, System.Globalization.NumberStyles style)", types_parse),
	METHOD("Parse", "static decimal Parse(string s, System.IFormatProvider provider)", types_parse),
	METHOD("Parse",
		"static decimal Parse(string s, System.Globalization.NumberStyles style, System.IFormatProvider provider)",
		types_parse),
	METHOD("TryParse", "static bool TryParse(string s, [ref] decimal result)", types_try_parse),
	METHOD("TryParse",
		"static bool TryParse(string s, System.Globalization.NumberStyles style, System.IFormatProvider provider, "
		"[ref] decimal result)",
		types_try_parse),
	METHOD("GetBits", "static int[] GetBits(decimal d)", get_bits),
	METHOD("Remainder", "static decimal Remainder(decimal d1, decimal d2)", remainder_of),
	METHOD("Multiply", "static decimal Multiply(decimal d1, decimal d2)", multiply),
	METHOD("Negate", "static decimal Negate(decimal d)", negate),
	METHOD("Round", "static decimal Round(decimal d)", round_of),
	METHOD("Round", "static decimal Round(decimal d, int decimals)", round_of),
	METHOD("Round", "static decimal Round(decimal d, System.MidpointRounding mode)", round_of),
	METHOD("Round", "static decimal Round(decimal d, int decimals, System.MidpointRounding mode)", round_of),
	METHOD("Subtract", "static decimal Subtract(decimal d1, decimal d2)", subtract),
	METHOD("ToDouble", "static double ToDouble(decimal d)", to_double),
	METHOD("ToByte", "static byte ToByte(decimal value)", to_byte),
	METHOD("ToInt16", "static short ToInt16(decimal value)", to_int16),
	METHOD("ToInt32", "static int ToInt32(decimal d)", to_int32),
	METHOD("ToInt64", "static long ToInt64(decimal d)", to_int64),
	METHOD("ToSByte", "static sbyte ToSByte(decimal value)", to_sbyte),
	METHOD("ToSingle", "static float ToSingle(decimal d)", to_single),
	METHOD("ToUInt16", "static ushort ToUInt16(decimal value)", to_uint16),
	METHOD("ToUInt32", "static uint ToUInt32(decimal d)", to_uint32),
	METHOD("ToUInt64", "static ulong ToUInt64(decimal d)", to_uint64),
	METHOD("Truncate", "static decimal Truncate(decimal d)", truncate_of),
	NUMBER_STATICS("decimal"),
	METHOD_CORE("IsInteger", "static bool IsInteger(decimal value)", types_math_is_integer),
	METHOD_CORE("IsNegative", "static bool IsNegative(decimal value)", types_math_is_negative),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW("decimal new()", make),
	NEW("decimal new(int value)", make),
	NEW("decimal new(long value)", make),
	NEW("decimal new(double value)", make),
	NEW("decimal new(int lo, int mid, int hi, bool isNegative, byte scale)", from_parts),
	METHODS_END,
};

const TypeMembers type_decimal = {
	.props = props,
	.methods = methods,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors,
};
