/* bit_converter: System.BitConverter, little-endian as on every machine Exchange runs on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"

static void put_little(uint64_t bits, size_t n, Value *out)
{
	char bytes[8];

	for (size_t i = 0; i < n; i++)
		bytes[i] = (char)(bits >> (8 * i));
	*out = array_from_bytes((Str){ bytes, n });
}

TYPE_METHOD(get_bytes)
{
	/* clang-format off */
	static const uint8_t widths[T_COUNT] = { [T_BOOL] = 1, [T_CHAR] = 2, [T_INT16] = 2, [T_UINT16] = 2, [T_INT32] = 4,
		[T_UINT32] = 4, [T_INT64] = 8, [T_UINT64] = 8, [T_SINGLE] = 4, [T_DOUBLE] = 8 };
	/* clang-format on */
	uint64_t bits = (uint64_t)types_int(args[0]);
	uint32_t half;

	if (args[0].kind == V_SINGLE) {
		memcpy(&half, &args[0].f32, sizeof(half));
		bits = half;
	} else if (args[0].kind == V_DOUBLE) {
		memcpy(&bits, &args[0].f64, sizeof(bits));
	}
	put_little(bits, widths[args[0].type], out);
	return FLOW_NEXT;
}

/* n bytes at an index of a byte[] argument. */
static Flow read_little(Interp *in, const Value *args, size_t n, uint64_t *bits)
{
	int64_t from = types_int(args[1]);
	Str bytes;

	*bits = 0;
	FLOW_TRY(types_bytes(in, args[0], "value", &bytes));
	if (from < 0 || (size_t)from >= bytes.n)
		return types_index(in, "startIndex");
	if (bytes.n < n || (size_t)from > bytes.n - n)
		return fault_argument(in, EXC_ARGUMENT, "value", "%s",
			types_pick(in,
				"Destination array is not long enough to copy all the items in the collection. Check array index and length.",
				"The array starting from the specified index is not long enough to read a value of the specified type."));
	for (size_t i = n; i-- > 0;)
		*bits = *bits << 8 | (unsigned char)bytes.p[(size_t)from + i];
	return FLOW_NEXT;
}

#define TO(name, width, made)                                                                                          \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		uint64_t bits;                                                                                         \
                                                                                                                       \
		FLOW_TRY(read_little(in, args, width, &bits));                                                         \
		return types_found(out, made);                                                                         \
	}
TO(to_boolean, 1, value_bool(bits != 0))
TO(to_char, 2, value_char((uint16_t)bits))
TO(to_int16, 2, value_integer(T_INT16, (int16_t)bits))
TO(to_uint16, 2, value_integer(T_UINT16, (uint16_t)bits))
TO(to_int32, 4, value_int((int32_t)bits))
TO(to_uint32, 4, value_integer(T_UINT32, (uint32_t)bits))
TO(to_int64, 8, value_long((int64_t)bits))
TO(to_uint64, 8, value_integer(T_UINT64, (int64_t)bits))

static double double_of(uint64_t bits)
{
	double number;

	memcpy(&number, &bits, sizeof(number));
	return number;
}

static float single_of(uint64_t bits)
{
	uint32_t half = (uint32_t)bits;
	float number;

	memcpy(&number, &half, sizeof(number));
	return number;
}

TO(to_double, 8, value_double(double_of(bits)))
TO(to_single, 4, value_single(single_of(bits)))

TYPE_METHOD(double_to_bits)
{
	int64_t bits;

	memcpy(&bits, &args[0].f64, sizeof(bits));
	return types_found(out, value_long(bits));
}

TYPE_METHOD(bits_to_double)
{
	return types_found(out, value_double(double_of((uint64_t)types_int(args[0]))));
}

/* "02-FF": the pairs of ToString(bytes[, start[, length]]) */
TYPE_METHOD(to_string)
{
	Buf text = BUF_INIT;
	int64_t from, count;
	Str bytes;

	FLOW_TRY(types_bytes(in, args[0], "value", &bytes));
	from = n > 1 ? types_int(args[1]) : 0;
	count = n > 2 ? types_int(args[2]) : (int64_t)bytes.n - from;
	if (from < 0 || (from > 0 && (size_t)from >= bytes.n))
		return types_index(in, "startIndex");
	if (count < 0)
		return types_negative(in, "length", count, "Value must be positive.");
	if (from > (int64_t)bytes.n - count)
		return fault_exception(in, EXC_ARGUMENT,
			"Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
	for (size_t i = 0; i < (size_t)count; i++)
		buf_printf(&text, i ? "-%02X" : "%02X", (unsigned)(unsigned char)bytes.p[(size_t)from + i]);
	return types_found(out, types_buf_string(&text));
}

TYPE_GET(get_little)
{
	return types_found(out, value_bool(true));
}

static const PropDef statics[] = { FIELD("IsLittleEndian", "System.Boolean", get_little), PROPS_END };

static const MethodDef static_methods[] = {
	METHOD("GetBytes", "static byte[] GetBytes(bool value)", get_bytes),
	METHOD("GetBytes", "static byte[] GetBytes(char value)", get_bytes),
	METHOD("GetBytes", "static byte[] GetBytes(short value)", get_bytes),
	METHOD("GetBytes", "static byte[] GetBytes(int value)", get_bytes),
	METHOD("GetBytes", "static byte[] GetBytes(long value)", get_bytes),
	METHOD("GetBytes", "static byte[] GetBytes(ushort value)", get_bytes),
	METHOD("GetBytes", "static byte[] GetBytes(uint value)", get_bytes),
	METHOD("GetBytes", "static byte[] GetBytes(ulong value)", get_bytes),
	METHOD("GetBytes", "static byte[] GetBytes(float value)", get_bytes),
	METHOD("GetBytes", "static byte[] GetBytes(double value)", get_bytes),
	METHOD("ToChar", "static char ToChar(byte[] value, int startIndex)", to_char),
	METHOD("ToInt16", "static short ToInt16(byte[] value, int startIndex)", to_int16),
	METHOD("ToInt32", "static int ToInt32(byte[] value, int startIndex)", to_int32),
	METHOD("ToInt64", "static long ToInt64(byte[] value, int startIndex)", to_int64),
	METHOD("ToUInt16", "static ushort ToUInt16(byte[] value, int startIndex)", to_uint16),
	METHOD("ToUInt32", "static uint ToUInt32(byte[] value, int startIndex)", to_uint32),
	METHOD("ToUInt64", "static ulong ToUInt64(byte[] value, int startIndex)", to_uint64),
	METHOD("ToSingle", "static float ToSingle(byte[] value, int startIndex)", to_single),
	METHOD("ToDouble", "static double ToDouble(byte[] value, int startIndex)", to_double),
	METHOD("ToString", "static string ToString(byte[] value, int startIndex, int length)", to_string),
	METHOD("ToString", "static string ToString(byte[] value)", to_string),
	METHOD("ToString", "static string ToString(byte[] value, int startIndex)", to_string),
	METHOD("ToBoolean", "static bool ToBoolean(byte[] value, int startIndex)", to_boolean),
	METHOD("DoubleToInt64Bits", "static long DoubleToInt64Bits(double value)", double_to_bits),
	METHOD("Int64BitsToDouble", "static double Int64BitsToDouble(long value)", bits_to_double),
	METHODS_END,
};

static const TypeMembers members = { .statics = statics, .static_methods = static_methods };

const TypeDef type_bit_converter = {
	.name = "System.BitConverter", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
