/* types_number: reading numbers as .NET's Parse does, and the conversions of System.Convert. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_TYPES_NUMBER_H
#define TYPES_TYPES_NUMBER_H

#include "shell/types/culture_info.h"

/* NumberStyles' bits. */
enum {
	STYLE_LEADING_BLANK = 1,
	STYLE_TRAILING_BLANK = 2,
	STYLE_LEADING_SIGN = 4,
	STYLE_TRAILING_SIGN = 8,
	STYLE_PARENTHESES = 16,
	STYLE_POINT = 32,
	STYLE_THOUSANDS = 64,
	STYLE_EXPONENT = 128,
	STYLE_CURRENCY = 256,
	STYLE_HEX = 512,
	STYLE_INTEGER = 7,
	STYLE_NUMBER = 111,
	STYLE_FLOAT = 167,
};

/* Parse(s, style, provider) for T_SBYTE .. T_DECIMAL; *out is made only when NUM_OK. */
NumStatus types_parse_number(Str text, TypeId type, unsigned style, const TypeCulture *culture, Value *out);
/* The style Parse(s) uses for the type. */
unsigned types_parse_style(TypeId type);
/* Why it failed: FormatException or OverflowException with the edition's text. */
Flow types_bad_number(Interp *in, NumStatus status, Str text, TypeId type) NODISCARD;
Flow types_overflow(Interp *in, TypeId type) NODISCARD;
/* Parse and TryParse as MethodDef functions; the type is that of the static call (self). */
Flow types_parse(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_try_parse(Interp *in, Value self, const Value *args, size_t n, Value *out);

/* Convert.ToX(v) of System.Convert: strings are parsed, numbers rounded and checked, everything else refused.  provider
 * may be $null. */
Flow types_change(Interp *in, Value v, TypeId to, Value provider, Value *out) NODISCARD;
const char *types_code_name(Value v); /* TypeCode's name for the value's type: "Int32" */
int types_code(const TypeDef *type);  /* TypeCode's number */

/* Members that all convertible types have: ToString, CompareTo, Equals, GetTypeCode and IConvertible's. */
Flow types_to_string(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_compare_to(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_equals(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_get_type_code(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_boolean(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_char(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_sbyte(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_byte(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_int16(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_uint16(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_int32(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_uint32(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_int64(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_uint64(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_single(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_double(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_decimal(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_datetime(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_to_type(Interp *in, Value self, const Value *args, size_t n, Value *out);

/* clang-format off */
#define CONVERTIBLE_METHODS \
	METHOD("GetTypeCode", "System.TypeCode GetTypeCode()", types_get_type_code), \
	METHOD("ToBoolean", "bool IConvertible.ToBoolean(System.IFormatProvider provider)", types_to_boolean), \
	METHOD("ToByte", "byte IConvertible.ToByte(System.IFormatProvider provider)", types_to_byte), \
	METHOD("ToChar", "char IConvertible.ToChar(System.IFormatProvider provider)", types_to_char), \
	METHOD("ToDateTime", "datetime IConvertible.ToDateTime(System.IFormatProvider provider)", types_to_datetime), \
	METHOD("ToDecimal", "decimal IConvertible.ToDecimal(System.IFormatProvider provider)", types_to_decimal), \
	METHOD("ToDouble", "double IConvertible.ToDouble(System.IFormatProvider provider)", types_to_double), \
	METHOD("ToInt16", "short IConvertible.ToInt16(System.IFormatProvider provider)", types_to_int16), \
	METHOD("ToInt32", "int IConvertible.ToInt32(System.IFormatProvider provider)", types_to_int32), \
	METHOD("ToInt64", "long IConvertible.ToInt64(System.IFormatProvider provider)", types_to_int64), \
	METHOD("ToSByte", "sbyte IConvertible.ToSByte(System.IFormatProvider provider)", types_to_sbyte), \
	METHOD("ToSingle", "float IConvertible.ToSingle(System.IFormatProvider provider)", types_to_single), \
	METHOD("ToType", "System.Object IConvertible.ToType(type conversionType, System.IFormatProvider provider)", types_to_type), \
	METHOD("ToUInt16", "ushort IConvertible.ToUInt16(System.IFormatProvider provider)", types_to_uint16), \
	METHOD("ToUInt32", "uint IConvertible.ToUInt32(System.IFormatProvider provider)", types_to_uint32), \
	METHOD("ToUInt64", "ulong IConvertible.ToUInt64(System.IFormatProvider provider)", types_to_uint64)
/* clang-format on */

#endif
