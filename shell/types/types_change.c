/* types_change: the conversions of System.Convert and IConvertible, and the members all convertible types share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

/* TypeCode's numbers by TypeId; everything else is Object (1). */
int types_code(const TypeDef *type)
{
	/* clang-format off */
	static const uint8_t codes[T_COUNT] = { [T_BOOL] = 3, [T_CHAR] = 4, [T_SBYTE] = 5, [T_BYTE] = 6, [T_INT16] = 7,
		[T_UINT16] = 8, [T_INT32] = 9, [T_UINT32] = 10, [T_INT64] = 11, [T_UINT64] = 12, [T_SINGLE] = 13,
		[T_DOUBLE] = 14, [T_DECIMAL] = 15, [T_DATETIME] = 16, [T_STRING] = 18 };
	/* clang-format on */

	if (!type)
		return 0;
	if (type_is_enum(type))
		return codes[type->underlying ? type->underlying : T_INT32];
	return codes[type->id] ? codes[type->id] : 1;
}

const char *types_code_name(Value v)
{
	static const char *const names[] = { "Empty", "Object", "DBNull", "Boolean", "Char", "SByte", "Byte", "Int16",
		"UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal", "DateTime", "",
		"String" };

	return names[types_code(type_of(v))];
}

static Flow bad_cast(Interp *in, Value v, TypeId to)
{
	Str target = type_short_name(type_of_id(to));

	return fault_exception(
		in, EXC_INVALID_CAST, "Invalid cast from '%s' to '%.*s'.", types_code_name(v), STR_ARG(target));
}

/* ---- one conversion a target ---- */

static Flow from_text(Interp *in, Str text, TypeId to, Value provider, Value *out)
{
	Value string = VALUE_EMPTY;
	const TypeDef *type = type_of_id(to);
	NumStatus status;
	Flow flow;

	if (to >= T_SBYTE && to <= T_DECIMAL) {
		unsigned style = types_parse_style(to);

		status = types_parse_number(text, to, style, types_culture(in, provider), out);
		return status == NUM_OK ? FLOW_NEXT : types_bad_number(in, status, text, to);
	}
	if (to == T_CHAR) {
		if (str_units(text) != 1)
			return fault_exception(in, EXC_FORMAT, "String must be exactly one character long.");
		return types_found(out, value_char(str_unit_at(text, 0)));
	}
	string = value_string(text);
	flow = member_call_static(in, type, S("Parse"), &string, 1, out); /* Boolean, DateTime */
	value_drop(string);
	return flow == FLOW_THROW ? types_rethrow_inner(in) : flow;
}

static Flow from_integer(Interp *in, const Num *num, TypeId to, Value *out)
{
	bool is_unsigned = num->kind == NUM_UINT64;

	if (to == T_CHAR) {
		if (num->i64 < 0 || num->i64 > 0xffff)
			return types_overflow(in, to);
		return types_found(out, value_char((uint16_t)num->i64));
	}
	if (!num_fits(num->i64, is_unsigned, (NumKind)(to - T_SBYTE)))
		return types_overflow(in, to);
	return types_found(out, value_integer(to, num->i64));
}

static Flow from_real(Interp *in, const Num *num, TypeId to, Value *out)
{
	int64_t whole = 0;
	uint64_t big = 0;
	bool ok;

	if (num->kind == NUM_DECIMAL) {
		Decimal rounded = decimal_round(num->decimal, 0, DECIMAL_TO_EVEN);

		ok = to == T_UINT64
			     ? decimal_to_u64(rounded, &big)
			     : decimal_to_i64(rounded, &whole) && num_fits(whole, false, (NumKind)(to - T_SBYTE));
		if (to == T_UINT64)
			whole = (int64_t)big;
	} else {
		ok = num_round_to(num->f64, (NumKind)(to - T_SBYTE), &whole);
	}
	return ok ? types_found(out, value_integer(to, whole)) : types_overflow(in, to);
}

static double as_double(const Num *num)
{
	if (num->kind == NUM_DECIMAL)
		return decimal_to_double(num->decimal);
	if (num->kind == NUM_SINGLE || num->kind == NUM_DOUBLE)
		return num->f64;
	return num->kind == NUM_UINT64 ? (double)num->u64 : (double)num->i64;
}

static Flow to_decimal(Interp *in, const Num *num, Value *out)
{
	Decimal decimal;

	if (num->kind == NUM_DECIMAL)
		decimal = num->decimal;
	else if (num->kind == NUM_UINT64)
		decimal = decimal_from_u64(num->u64);
	else if (num->kind < NUM_SINGLE)
		decimal = decimal_from_i64(num->i64);
	else if (!decimal_from_double(num->f64, &decimal))
		return types_overflow(in, T_DECIMAL);
	return types_found(out, value_decimal(decimal));
}

/* v is a number, a bool or a char. */
static Flow from_number(Interp *in, Value v, TypeId to, Value *out)
{
	bool real = v.kind == V_SINGLE || v.kind == V_DOUBLE || v.kind == V_DECIMAL;
	Num num;

	if (!convert_peek_number(v, &num))
		return bad_cast(in, v, to);
	if (to == T_BOOL) {
		if (v.kind == V_CHAR)
			return bad_cast(in, v, to);
		return types_found(out, value_bool(convert_to_bool(v)));
	}
	if ((v.kind == V_CHAR && to > T_UINT64) || (to == T_CHAR && (real || v.kind == V_BOOL)) || to == T_DATETIME)
		return bad_cast(in, v, to);
	if (to == T_DECIMAL)
		return to_decimal(in, &num, out);
	if (to == T_DOUBLE)
		return types_found(out, value_double(as_double(&num)));
	if (to == T_SINGLE)
		return types_found(out, value_single((float)as_double(&num)));
	return real ? from_real(in, &num, to, out) : from_integer(in, &num, to, out);
}

Flow types_change(Interp *in, Value v, TypeId to, Value provider, Value *out)
{
	const TypeDef *type;

	v = value_unwrap_peek(v);
	type = type_of(v);
	if (types_given(v) && type->id == to && v.kind != V_ENUM)
		return types_found(out, value_ref(v));
	if (to == T_STRING) {
		Buf text = BUF_INIT;
		Flow flow = types_given(v) ? types_put(in, v, S(""), provider, &text) : FLOW_NEXT;

		*out = types_buf_string(&text);
		return flow;
	}
	if (!types_given(v))
		return convert_to(
			in, to == T_DATETIME ? value_datetime(0, MOMENT_UNSPECIFIED) : VALUE_NULL, type_of_id(to), out);
	if (v.kind == V_STRING)
		return from_text(in, types_str(v), to, provider, out);
	if (types_code(type) == 1)
		return fault_exception(in, EXC_INVALID_CAST,
			"Unable to cast object of type '%s' to type 'System.IConvertible'.", type->name);
	return from_number(in, v, to, out);
}

/* ---- IConvertible ---- */

#define TO(name, id)                                                                                                   \
	Flow types_to_##name(Interp *in, Value self, const Value *args, size_t n, Value *out)                          \
	{                                                                                                              \
		return types_change(in, self, id, n ? args[0] : VALUE_NULL, out);                                      \
	}
TO(boolean, T_BOOL)
TO(char, T_CHAR)
TO(sbyte, T_SBYTE)
TO(byte, T_BYTE)
TO(int16, T_INT16)
TO(uint16, T_UINT16)
TO(int32, T_INT32)
TO(uint32, T_UINT32)
TO(int64, T_INT64)
TO(uint64, T_UINT64)
TO(single, T_SINGLE)
TO(double, T_DOUBLE)
TO(decimal, T_DECIMAL)
TO(datetime, T_DATETIME)

Flow types_to_type(Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	const TypeDef *to = args[0].kind == V_TYPE ? args[0].typeref : NULL;

	if (!to)
		return types_null(in, "conversionType");
	if (types_code(to) > 1 && !type_is_enum(to))
		return types_change(in, self, to->id, args[1], out);
	if (type_is(type_of(self), to))
		return types_found(out, value_ref(self));
	return fault_exception(in, EXC_INVALID_CAST, "Invalid cast from '%s' to '%s'.", type_of(self)->name, to->name);
}

Flow types_get_type_code(UNUSED Interp *in, Value self, UNUSED const Value *args, UNUSED size_t n, Value *out)
{
	return types_found(out, value_enum(&type_type_code, types_code(type_of(self))));
}

/* ---- what numbers, dates and the like all have ---- */

Flow types_to_string(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	bool has_format = n > 0 && value_is_string(args[0]);
	Str format = has_format ? types_str(args[0]) : S("");
	Value provider = n == 0 ? VALUE_NULL : n > 1 ? args[1] : has_format ? VALUE_NULL : args[0];
	Buf text = BUF_INIT;
	Flow flow;

	if (n == 0)
		flow = convert_put_tostring(in, self, &text);
	else
		flow = types_put(in, self, format, provider, &text);
	*out = types_buf_string(&text);
	return flow;
}

Flow types_compare_to(Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	Value other = value_unwrap_peek(args[0]);
	const TypeDef *type = type_of(self);
	int order = 1;

	if (types_given(other)) {
		if (type_of(other) != type)
			return fault_exception(
				in, EXC_ARGUMENT, "Object must be of type %.*s.", STR_ARG(type_short_name(type)));
		/* the small ones subtract */
		if (type->id >= T_CHAR && type->id <= T_UINT16)
			return types_found(out, value_int((int32_t)(types_int(self) - types_int(other))));
		FLOW_TRY(compare_order(in, self, other, false, &order));
	}
	return types_found(out, value_int((order > 0) - (order < 0)));
}

Flow types_equals(UNUSED Interp *in, Value self, const Value *args, UNUSED size_t n, Value *out)
{
	return types_found(out, value_bool(compare_same(self, value_unwrap_peek(args[0]))));
}
