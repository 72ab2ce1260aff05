/* convert: System.Convert. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/base64.h"
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

/* ---- ToX(value), ToX(value, provider) and, for integers, ToX(text, base) ---- */

static Flow bad_base(Interp *in)
{
	return fault_exception(in, EXC_ARGUMENT, "Invalid Base.");
}

static bool is_digit_of(char c, int base)
{
	int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;

	return digit < base;
}

static Flow from_base(Interp *in, Str text, int base, TypeId to, Value *out)
{
	TypeId named = to == T_INT32 ? T_UINT32 : to == T_INT64 ? T_UINT64 : to; /* what .NET calls the overflow */
	int64_t number = 0;
	size_t digits = 0;

	if (base != 2 && base != 8 && base != 10 && base != 16)
		return bad_base(in);
	if (text.n == 0)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, /* .NET passes its text as the name */
			"Index was out of range. Must be non-negative and less than the size of the collection.",
			"Specified argument was out of the range of valid values.");
	if (base == 10) {
		NumStatus status = types_parse_number(text, to, STYLE_LEADING_SIGN, type_culture_table, out);

		return status == NUM_OK ? FLOW_NEXT : types_bad_number(in, status, text, to);
	}
	if (text.p[0] == '-')
		return fault_exception(in, EXC_ARGUMENT, "String cannot contain a minus sign if the base is not 10.");
	if (base == 16 && str_istarts(text, S("0x")))
		text = str_cut(text, 2, text.n);
	while (digits < text.n && is_digit_of(text.p[digits], base))
		digits++;
	if (digits == 0)
		return fault_exception(in, EXC_FORMAT, "Could not find any recognizable digits.");
	if (digits < text.n)
		return fault_exception(
			in, EXC_FORMAT, "Additional non-parsable characters are at the end of the string.");
	if (num_parse_radix(text, base, (NumKind)(to - T_SBYTE), &number) != NUM_OK)
		return types_overflow(in, named);
	return types_found(out, value_integer(to, number));
}

static Flow change(Interp *in, const Value *args, size_t n, TypeId to, Value *out)
{
	if (n > 1 && args[1].kind == V_INT)
		return from_base(in, types_str(args[0]), (int)types_int(args[1]), to, out);
	return types_change(in, args[0], to, n > 1 ? args[1] : VALUE_NULL, out);
}

#define CHANGE(name, id)                                                                                               \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		return change(in, args, n, id, out);                                                                   \
	}
CHANGE(to_boolean, T_BOOL)
CHANGE(to_char, T_CHAR)
CHANGE(to_sbyte, T_SBYTE)
CHANGE(to_byte, T_BYTE)
CHANGE(to_int16, T_INT16)
CHANGE(to_uint16, T_UINT16)
CHANGE(to_int32, T_INT32)
CHANGE(to_uint32, T_UINT32)
CHANGE(to_int64, T_INT64)
CHANGE(to_uint64, T_UINT64)
CHANGE(to_single, T_SINGLE)
CHANGE(to_double, T_DOUBLE)
CHANGE(to_decimal, T_DECIMAL)
CHANGE(to_datetime, T_DATETIME)
CHANGE(to_text, T_STRING)

/* ToString(number, base): negative numbers as two's complement of their width. */
TYPE_METHOD(to_base)
{
	int base = (int)types_int(args[1]);
	uint64_t bits = (uint64_t)types_int(args[0]);
	char digits[65];
	size_t at = sizeof(digits);

	if (base == 10)
		return types_change(in, args[0], T_STRING, VALUE_NULL, out);
	if (base != 2 && base != 8 && base != 16)
		return bad_base(in);
	if (args[0].type == T_INT16)
		bits &= UINT16_MAX;
	else if (args[0].type == T_INT32)
		bits &= UINT32_MAX;
	do {
		digits[--at] = "0123456789abcdef"[bits % (unsigned)base];
		bits /= (unsigned)base;
	} while (bits > 0);
	return types_found(out, value_string((Str){ digits + at, sizeof(digits) - at }));
}

static TypeId type_of_code(int64_t code)
{
	/* clang-format off */
	static const TypeId ids[] = { [3] = T_BOOL, T_CHAR, T_SBYTE, T_BYTE, T_INT16, T_UINT16, T_INT32, T_UINT32, T_INT64,
		T_UINT64, T_SINGLE, T_DOUBLE, T_DECIMAL, T_DATETIME, T_NONE, T_STRING };
	/* clang-format on */

	return code >= 3 && code < (int64_t)COUNT(ids) ? ids[code] : T_NONE;
}

TYPE_METHOD(change_type)
{
	const TypeDef *to = args[1].kind == V_TYPE ? args[1].typeref : type_of_id(type_of_code(types_int(args[1])));
	Value provider = n > 2 ? args[2] : VALUE_NULL;

	if (!types_given(args[0])) {
		if (!(to->flags & TYPE_VALUE))
			return types_found(out, VALUE_NULL);
		return fault_exception(in, EXC_INVALID_CAST, "Null object cannot be converted to a value type.");
	}
	return types_to_type(in, args[0], (const Value[]){ value_type(to), provider }, 2, out);
}

TYPE_METHOD(type_code_of)
{
	return types_found(out, value_enum(&type_type_code, types_code(type_of(args[0]))));
}

TYPE_METHOD(is_db_null)
{
	const TypeDef *type = type_of(args[0]);

	return types_found(out, value_bool(type && type == &type_db_null));
}

/* ---- Base64 and hex ---- */

enum { INSERT_LINE_BREAKS = 1 };

/* (bytes), (bytes, options), (bytes, offset, length), (bytes, offset, length, options) */
TYPE_METHOD(to_base64)
{
	bool breaks = args[n - 1].kind == V_ENUM && types_int(args[n - 1]) == INSERT_LINE_BREAKS;
	Buf text = BUF_INIT;
	Str bytes;

	FLOW_TRY(types_bytes(in, args[0], "inArray", &bytes));
	if (n > 2) {
		int64_t from = types_int(args[1]), length = types_int(args[2]);

		if (length < 0)
			return types_negative(in, "length", length,
				"Index was out of range. Must be non-negative and less than the size of the collection.");
		if (from < 0 || from > (int64_t)bytes.n - length)
			return types_too_large(in, "offset", (uint32_t)from, (int64_t)bytes.n - length,
				"Offset and length must refer to a position in the string.");
		bytes = str_cut(bytes, (size_t)from, (size_t)(from + length));
	}
	types_base64_put(bytes, breaks, &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(from_base64)
{
	Buf bytes = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (args[0].kind == V_NULL)
		return types_null(in, "s");
	if (types_base64_read(types_str(args[0]), &bytes))
		*out = array_from_bytes(buf_str(&bytes));
	else
		flow = fault_exception(in, EXC_FORMAT,
			"The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.");
	buf_release(&bytes);
	return flow;
}

static Flow put_hex(Interp *in, const Value *args, const char *digit, Value *out)
{
	Buf text = BUF_INIT;
	Str bytes;

	FLOW_TRY(types_bytes(in, args[0], "inArray", &bytes));
	for (size_t i = 0; i < bytes.n; i++)
		buf_printf(&text, "%c%c", digit[(unsigned char)bytes.p[i] >> 4], digit[bytes.p[i] & 15]);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(to_hex)
{
	return put_hex(in, args, "0123456789ABCDEF", out);
}

TYPE_METHOD(to_hex_lower)
{
	return put_hex(in, args, "0123456789abcdef", out);
}

TYPE_METHOD(from_hex)
{
	Str text = types_str(args[0]);
	Buf bytes = BUF_INIT;
	Flow flow = FLOW_NEXT;
	int64_t byte;

	if (text.n % 2)
		return fault_exception(
			in, EXC_FORMAT, "The input is not a valid hex string as its length is not a multiple of 2.");
	for (size_t i = 0; i < text.n && flow == FLOW_NEXT; i += 2) {
		if (!is_digit_of(text.p[i], 16) || !is_digit_of(text.p[i + 1], 16))
			flow = fault_exception(in, EXC_FORMAT,
				"The input is not a valid hex string as it contains a non-hex character.");
		else if (num_parse_radix(str_cut(text, i, i + 2), 16, NUM_BYTE, &byte) == NUM_OK)
			buf_put_char(&bytes, (char)byte);
	}
	if (flow == FLOW_NEXT)
		*out = array_from_bytes(buf_str(&bytes));
	buf_release(&bytes);
	return flow;
}

/* ---- tables ---- */

#define TO(name, csharp, fn)                                                                                           \
	METHOD(name, "static " csharp " " name "(System.Object value)", fn),                                           \
		METHOD(name, "static " csharp " " name "(System.Object value, System.IFormatProvider provider)", fn),  \
		METHOD(name, "static " csharp " " name "(string value)", fn),                                          \
		METHOD(name, "static " csharp " " name "(string value, System.IFormatProvider provider)", fn)
#define TO_INTEGER(name, csharp, fn)                                                                                   \
	TO(name, csharp, fn), METHOD(name, "static " csharp " " name "(string value, int fromBase)", fn)

static const MethodDef static_methods[] = {
	METHOD("GetTypeCode", "static System.TypeCode GetTypeCode(System.Object value)", type_code_of),
	METHOD("IsDBNull", "static bool IsDBNull(System.Object value)", is_db_null),
	METHOD("ChangeType", "static System.Object ChangeType(System.Object value, System.TypeCode typeCode)",
		change_type),
	METHOD("ChangeType",
		"static System.Object ChangeType(System.Object value, System.TypeCode typeCode, System.IFormatProvider provider)",
		change_type),
	METHOD("ChangeType", "static System.Object ChangeType(System.Object value, type conversionType)", change_type),
	METHOD("ChangeType",
		"static System.Object ChangeType(System.Object value, type conversionType, System.IFormatProvider provider)",
		change_type),
	TO("ToBoolean", "bool", to_boolean),
	TO("ToChar", "char", to_char),
	TO_INTEGER("ToSByte", "sbyte", to_sbyte),
	TO_INTEGER("ToByte", "byte", to_byte),
	TO_INTEGER("ToInt16", "short", to_int16),
	TO_INTEGER("ToUInt16", "ushort", to_uint16),
	TO_INTEGER("ToInt32", "int", to_int32),
	TO_INTEGER("ToUInt32", "uint", to_uint32),
	TO_INTEGER("ToInt64", "long", to_int64),
	TO_INTEGER("ToUInt64", "ulong", to_uint64),
	TO("ToSingle", "float", to_single),
	TO("ToDouble", "double", to_double),
	TO("ToDecimal", "decimal", to_decimal),
	TO("ToDateTime", "datetime", to_datetime),
	METHOD("ToString", "static string ToString(System.Object value)", to_text),
	METHOD("ToString", "static string ToString(System.Object value, System.IFormatProvider provider)", to_text),
	METHOD("ToString", "static string ToString(byte value, int toBase)", to_base),
	METHOD("ToString", "static string ToString(short value, int toBase)", to_base),
	METHOD("ToString", "static string ToString(int value, int toBase)", to_base),
	METHOD("ToString", "static string ToString(long value, int toBase)", to_base),
	METHOD("ToBase64String", "static string ToBase64String(byte[] inArray)", to_base64),
	METHOD("ToBase64String", "static string ToBase64String(byte[] inArray, System.Base64FormattingOptions options)",
		to_base64),
	METHOD("ToBase64String", "static string ToBase64String(byte[] inArray, int offset, int length)", to_base64),
	METHOD("ToBase64String",
		"static string ToBase64String(byte[] inArray, int offset, int length, System.Base64FormattingOptions options)",
		to_base64),
	METHOD("FromBase64String", "static byte[] FromBase64String(string s)", from_base64),
	METHOD_CORE("FromHexString", "static byte[] FromHexString(string s)", from_hex),
	METHOD_CORE("ToHexStringLower", "static string ToHexStringLower(byte[] inArray)", to_hex_lower),
	METHOD_CORE("ToHexString", "static string ToHexString(byte[] inArray)", to_hex),
	METHODS_END,
};

TYPE_GET(get_db_null)
{
	return types_found(out, types_db_null());
}

static const PropDef statics[] = { FIELD("DBNull", "System.Object", get_db_null), PROPS_END };

static const TypeMembers members = { .statics = statics, .static_methods = static_methods };

const TypeDef type_convert = {
	.name = "System.Convert", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
