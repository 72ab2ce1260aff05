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

/* Arithmetic of every number type, for System.Math and for the types themselves. */
Flow types_math_abs(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_big_mul(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_clamp(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_copy_sign(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_create_checked(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_create_saturating(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_create_truncating(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_div_rem(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_is_even(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_is_integer(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_is_negative(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_is_odd(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_is_positive(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_is_pow2(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_leading_zeros(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_log2(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_max(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_max_magnitude(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_min(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_min_magnitude(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_pop_count(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_rotate_left(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_rotate_right(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_sign(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_math_trailing_zeros(Interp *in, Value self, const Value *args, size_t n, Value *out);

/* What 7 gives each number type itself, as rows of its static methods. */
/* clang-format off */
#define NUMBER_STATICS(t) \
	METHOD_CORE("Abs", "static " t " Abs(" t " value)", types_math_abs), \
	METHOD_CORE("Clamp", "static " t " Clamp(" t " value, " t " min, " t " max)", types_math_clamp), \
	METHOD_CORE("CopySign", "static " t " CopySign(" t " value, " t " sign)", types_math_copy_sign), \
	METHOD_CORE("CreateChecked", "static " t " CreateChecked[TOther](TOther value)", types_math_create_checked), \
	METHOD_CORE("CreateSaturating", "static " t " CreateSaturating[TOther](TOther value)", types_math_create_saturating), \
	METHOD_CORE("CreateTruncating", "static " t " CreateTruncating[TOther](TOther value)", types_math_create_truncating), \
	METHOD_CORE("IsEvenInteger", "static bool IsEvenInteger(" t " value)", types_math_is_even), \
	METHOD_CORE("IsOddInteger", "static bool IsOddInteger(" t " value)", types_math_is_odd), \
	METHOD_CORE("IsPositive", "static bool IsPositive(" t " value)", types_math_is_positive), \
	METHOD_CORE("Max", "static " t " Max(" t " x, " t " y)", types_math_max), \
	METHOD_CORE("MaxMagnitude", "static " t " MaxMagnitude(" t " x, " t " y)", types_math_max_magnitude), \
	METHOD_CORE("Min", "static " t " Min(" t " x, " t " y)", types_math_min), \
	METHOD_CORE("MinMagnitude", "static " t " MinMagnitude(" t " x, " t " y)", types_math_min_magnitude), \
	METHOD_CORE("Sign", "static int Sign(" t " value)", types_math_sign)
/* clang-format on */

#endif
