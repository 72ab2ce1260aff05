/* convert_number: numbers to numbers, characters and bigger types; ranges and rounding (reference 6.2.3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/value/convert_core.h"

/* ORDER NumKind, TypeId. */
static NumKind kind_of_type(TypeId id)
{
	return (NumKind)(id - T_SBYTE + NUM_SBYTE);
}

bool convert_peek_number(Value v, Num *out)
{
	v = value_unwrap_peek(v);
	switch ((ValueKind)v.kind) {
	case V_INT:
		*out = (Num){ .kind = kind_of_type(v.type), .i64 = v.i64 };
		return true;
	case V_SINGLE:
		*out = (Num){ .kind = NUM_SINGLE, .f64 = (double)v.f32 };
		return true;
	case V_DOUBLE:
		*out = (Num){ .kind = NUM_DOUBLE, .f64 = v.f64 };
		return true;
	case V_DECIMAL:
		*out = (Num){ .kind = NUM_DECIMAL, .decimal = v.decimal->value };
		return true;
	case V_BIGINT:
		*out = (Num){ .kind = NUM_BIGINT };
		return true;
	case V_BOOL:
		*out = (Num){ .kind = NUM_INT32, .i64 = v.b };
		return v.type == T_BOOL;
	case V_CHAR:
		*out = (Num){ .kind = NUM_UINT16, .i64 = v.ch };
		return true;
	case V_ENUM:
		*out = (Num){ .kind = kind_of_type(
				      v.enumeration->type->underlying ? v.enumeration->type->underlying : T_INT32),
			.i64 = v.enumeration->value };
		return true;
	default:
		return false;
	}
}

Value convert_from_num(const Num *num)
{
	switch (num->kind) {
	case NUM_SINGLE:
		return value_single((float)num->f64);
	case NUM_DOUBLE:
		return value_double(num->f64);
	case NUM_DECIMAL:
		return value_decimal(num->decimal);
	case NUM_BIGINT:
		return VALUE_NULL; /* not in a Num */
	default:
		return value_integer((TypeId)(num->kind - NUM_SBYTE + T_SBYTE), num->i64);
	}
}

static bool is_integer(NumKind kind)
{
	return kind <= NUM_UINT64;
}

static double to_double(const Num *num)
{
	if (num->kind == NUM_DECIMAL)
		return decimal_to_double(num->decimal);
	if (num->kind == NUM_UINT64)
		return (double)num->u64;
	return is_integer(num->kind) ? (double)num->i64 : num->f64;
}

/* Convert.ToDecimal(float) looks at seven digits: [decimal][single]0.1 is 0.1. */
static bool single_to_decimal(double value, Decimal *out)
{
	char text[32];

	if (!(fabs(value) < 1e29))
		return false;
	(void)snprintf(text, sizeof(text), "%.7g", value);
	return decimal_parse(str_from(text), out) == NUM_OK;
}

static bool to_decimal(const Num *num, Decimal *out)
{
	switch (num->kind) {
	case NUM_DECIMAL:
		*out = num->decimal;
		return true;
	case NUM_DOUBLE:
		return decimal_from_double(num->f64, out);
	case NUM_SINGLE:
		return single_to_decimal(num->f64, out);
	case NUM_UINT64:
		*out = decimal_from_u64(num->u64);
		return true;
	default:
		*out = decimal_from_i64(num->i64);
		return true;
	}
}

/* A decimal rounded to even and fit into an integer type. */
static bool decimal_to_integer(Decimal value, NumKind kind, int64_t *out)
{
	uint64_t bits;

	value = decimal_round(value, 0, DECIMAL_TO_EVEN);
	if (kind == NUM_UINT64) {
		if (!decimal_to_u64(value, &bits))
			return false;
		*out = (int64_t)bits;
		return true;
	}
	return decimal_to_i64(value, out) && num_fits(*out, false, kind);
}

static bool to_integer(const Num *num, NumKind kind, int64_t *out)
{
	if (num->kind == NUM_DECIMAL)
		return decimal_to_integer(num->decimal, kind, out);
	if (!is_integer(num->kind))
		return num_round_to(num->f64, kind, out);
	*out = num->i64;
	return num_fits(num->i64, num->kind == NUM_UINT64, kind);
}

/* Which range the text of the overflow names: .NET takes a double to the small types by way of Int32, and to the two
 * 64-bit ones by a checked cast (recorded: the numbers of the cast tables). */
static bool why_overflow(Conversion *c, Value v, const Num *num, const TypeDef *to)
{
	TypeId range = to->id;

	if (num->kind == NUM_SINGLE || num->kind == NUM_DOUBLE) {
		if (to->id == T_INT64 || to->id == T_UINT64)
			return convert_why(c, FAIL_ARITHMETIC, v, to);
		if (to->id < T_INT32 && !(num->f64 >= -2147483648.5 && num->f64 < 2147483647.5))
			range = T_INT32;
	}
	return convert_why_detail(c, FAIL_OVERFLOW, v, to, range);
}

/* ---- BigInteger ---- */

static BigInt *to_big(Conversion *c, Value v, const Num *num)
{
	switch (num->kind) {
	case NUM_SINGLE:
	case NUM_DOUBLE:
		if (!isfinite(num->f64)) {
			(void)convert_why(
				c, isnan(num->f64) ? FAIL_NOT_A_NUMBER : FAIL_INFINITY, v, type_of_id(T_BIGINT));
			return NULL;
		}
		return bigint_from_double(num->f64);
	case NUM_DECIMAL:
		return bigint_from_decimal(num->decimal);
	case NUM_UINT64:
		return bigint_from_u64(num->u64);
	default:
		return bigint_from_i64(num->i64);
	}
}

static bool from_big(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	const BigInt *big = v.bigint;
	Num num = { .kind = NUM_INT64 };

	if (to->id == T_CHAR)
		return convert_why(c, FAIL_NOT_CONVERTIBLE, v, to);
	if (to->id == T_SINGLE || to->id == T_DOUBLE) {
		num = (Num){ .kind = NUM_DOUBLE, .f64 = bigint_to_double(big) };
	} else if (to->id == T_DECIMAL) {
		num.kind = NUM_DECIMAL;
		if (!bigint_to_decimal(big, &num.decimal))
			return convert_why_detail(c, FAIL_OVERFLOW, v, to, T_DECIMAL);
	} else if (bigint_to_u64(big, &num.u64)) {
		num.kind = NUM_UINT64;
	} else if (!bigint_to_i64(big, &num.i64)) {
		return convert_why_detail(c, FAIL_OVERFLOW, v, to, to->id < T_INT32 ? T_INT32 : to->id);
	}
	if (to->id == T_SINGLE) {
		*out = value_single((float)num.f64);
		return true;
	}
	if (is_integer(kind_of_type(to->id)) && !num_fits(num.i64, num.kind == NUM_UINT64, kind_of_type(to->id)))
		return convert_why_detail(c, FAIL_OVERFLOW, v, to, to->id < T_INT32 ? T_INT32 : to->id);
	if (is_integer(num.kind))
		num.kind = kind_of_type(to->id);
	*out = convert_from_num(&num);
	return true;
}

/* ---- characters ---- */

static bool to_char(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	Num num = { 0 };

	if (v.kind != V_INT && v.kind != V_ENUM)
		return convert_why(c,
			v.kind == V_SINGLE || v.kind == V_DOUBLE || v.kind == V_DECIMAL || v.kind == V_BOOL
				? FAIL_INVALID_CAST
				: FAIL_FINAL,
			v, to);
	(void)convert_peek_number(v, &num);
	if (!num_fits(num.i64, num.kind == NUM_UINT64, NUM_UINT16))
		return convert_why_detail(c, FAIL_OVERFLOW, v, to, T_CHAR);
	*out = value_char((uint16_t)num.i64);
	return true;
}

/* ---- all of them ---- */

static bool from_num(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	Num num = { 0 }, result = { .kind = kind_of_type(to->id) };
	BigInt *big;

	(void)convert_peek_number(v, &num);
	switch (to->id) {
	case T_SINGLE:
	case T_DOUBLE:
		result.f64 = to_double(&num);
		break;
	case T_DECIMAL:
		if (!to_decimal(&num, &result.decimal))
			return convert_why_detail(c, FAIL_OVERFLOW, v, to, T_DECIMAL);
		break;
	case T_BIGINT:
		big = to_big(c, v, &num);
		if (!big)
			return false;
		*out = bigint_value(big);
		return true;
	default:
		if (!to_integer(&num, result.kind, &result.i64))
			return why_overflow(c, v, &num, to);
		break;
	}
	*out = convert_from_num(&result);
	return true;
}

bool convert_core_number(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	BigInt *big;

	switch ((ValueKind)v.kind) {
	case V_STRING:
		return convert_core_text(c, v, to, out);
	case V_BIGINT:
		return from_big(c, v, to, out);
	case V_BOOL:
		if (v.type == T_SWITCH)
			return convert_why(c, FAIL_FINAL, v, to);
		break;
	case V_ARRAY:
		big = to->id == T_BIGINT && array_is_bytes(v.array) ? bigint_from_bytes(array_bytes(v.array)) : NULL;
		if (!big)
			return convert_why(c, FAIL_FINAL, v, to);
		*out = bigint_value(big);
		return true;
	case V_INT:
	case V_SINGLE:
	case V_DOUBLE:
	case V_DECIMAL:
	case V_CHAR:
	case V_ENUM:
		break;
	case V_HASH:
		/* of the numbers these two are structures with constructors, which a hash can fill */
		return to->id == T_DECIMAL || to->id == T_BIGINT ? convert_core_hash(c, v, to, out)
								 : convert_why(c, FAIL_FINAL, v, to);
	default:
		return convert_why_final(c, v, to);
	}
	return to->id == T_CHAR ? to_char(c, v, to, out) : from_num(c, v, to, out);
}
