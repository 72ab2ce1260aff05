/* compare: -eq, -lt and the order of Sort-Object (reference 6.7; every pair of kinds asked of 7.6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/base/utf8.h"
#include "shell/value/bigint.h"
#include "shell/value/compare_number.h"
#include "shell/value/convert.h"
#include "shell/value/object.h"

/* ---- the same: .Equals() and keys ---- */

static bool same_double(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static bool same_native(Value a, Value b)
{
	const TypeOps *ops = a.object->type->ops;

	return a.object == b.object || (ops && ops->equal && a.object->type == b.object->type && ops->equal(a, b));
}

bool compare_same(Value a, Value b)
{
	a = value_unwrap_peek(a);
	b = value_unwrap_peek(b);
	if (a.kind != b.kind)
		return value_is_null(a) && value_is_null(b);
	switch ((ValueKind)a.kind) {
	case V_EMPTY:
	case V_NULL:
		return true;
	case V_BOOL:
		return a.b == b.b && a.type == b.type;
	case V_CHAR:
		return a.ch == b.ch;
	case V_INT:
		return a.i64 == b.i64 && a.type == b.type;
	case V_SINGLE:
		return same_double((double)a.f32, (double)b.f32);
	case V_DOUBLE:
		return same_double(a.f64, b.f64);
	case V_DATETIME:
	case V_TIMESPAN:
		return a.i64 == b.i64;
	case V_TYPE:
		return a.typeref == b.typeref;
	case V_STRING:
		return a.string == b.string || str_eq(string_str(a.string), string_str(b.string));
	case V_DECIMAL:
		return decimal_compare(a.decimal->value, b.decimal->value) == 0;
	case V_BIGINT:
		return bigint_compare(a.bigint, b.bigint) == 0;
	case V_ENUM:
		return a.enumeration->type == b.enumeration->type && a.enumeration->value == b.enumeration->value;
	case V_OBJECT:
		return same_native(a, b);
	default:
		return a.heap == b.heap;
	}
}

static uint32_t hash_bits(uint64_t bits)
{
	return (uint32_t)bits ^ (uint32_t)(bits >> 32);
}

static uint32_t hash_double(double value)
{
	union {
		double f64;
		uint64_t bits;
	} both = { .f64 = value };

	/* the two zeroes are the same key, and so is every NaN */
	return value == 0 ? 0 : isnan(value) ? 1 : hash_bits(both.bits);
}

uint32_t compare_hash(Value v, bool ignore_case)
{
	v = value_unwrap_peek(v);
	switch ((ValueKind)v.kind) {
	case V_STRING:
		return ignore_case ? string_ihash(v.string) : string_hash(v.string);
	case V_EMPTY:
	case V_NULL:
		return 0;
	case V_BOOL:
		return v.b;
	case V_CHAR:
		return v.ch;
	case V_SINGLE:
		return hash_double((double)v.f32);
	case V_DOUBLE:
		return hash_double(v.f64);
	case V_INT:
	case V_DATETIME:
	case V_TIMESPAN:
		return hash_bits(v.u64);
	case V_DECIMAL:
		return decimal_hash(v.decimal->value);
	case V_BIGINT:
		return bigint_hash(v.bigint);
	case V_ENUM:
		return hash_bits((uint64_t)v.enumeration->value);
	case V_OBJECT:
		if (v.object->type->ops && v.object->type->ops->hash)
			return v.object->type->ops->hash(v);
		break;
	default:
		break;
	}
	return hash_bits((uint64_t)(uintptr_t)v.heap >> 4);
}

/* ---- numbers ---- */

bool compare_is_number(Value v)
{
	return v.kind == V_INT || v.kind == V_SINGLE || v.kind == V_DOUBLE || v.kind == V_DECIMAL || v.kind == V_ENUM;
}

bool compare_is_numeric(Value v)
{
	return compare_is_number(v) || v.kind == V_CHAR || v.kind == V_BIGINT || (v.kind == V_BOOL && v.type == T_BOOL);
}

static bool is_whole(const Num *num)
{
	return num->kind <= NUM_UINT64;
}

static double as_double(const Num *num)
{
	if (num->kind == NUM_DECIMAL)
		return decimal_to_double(num->decimal);
	if (num->kind == NUM_UINT64)
		return (double)num->u64;
	return is_whole(num) ? (double)num->i64 : num->f64;
}

static bool as_decimal(const Num *num, Decimal *out)
{
	if (num->kind == NUM_DECIMAL)
		*out = num->decimal;
	else if (num->kind == NUM_UINT64)
		*out = decimal_from_u64(num->u64);
	else if (is_whole(num))
		*out = decimal_from_i64(num->i64);
	else
		return decimal_from_double(num->f64, out);
	return true;
}

static int sign(bool less, bool greater)
{
	return greater - less;
}

static int compare_whole(const Num *a, const Num *b)
{
	bool a_big = a->kind == NUM_UINT64 && a->i64 < 0, b_big = b->kind == NUM_UINT64 && b->i64 < 0;

	if (a_big != b_big)
		return a_big ? 1 : -1;
	return a_big ? sign(a->u64<b->u64, a->u64> b->u64) : sign(a->i64<b->i64, a->i64> b->i64);
}

static int compare_nums(const Num *a, const Num *b)
{
	Decimal da, db;
	double x, y;

	if (is_whole(a) && is_whole(b))
		return compare_whole(a, b);
	if ((a->kind == NUM_DECIMAL || b->kind == NUM_DECIMAL) && as_decimal(a, &da) && as_decimal(b, &db))
		return decimal_compare(da, db);
	x = as_double(a);
	y = as_double(b);
	return isnan(x) || isnan(y) ? COMPARE_UNORDERED : sign(x<y, x> y);
}

int compare_numbers(Value a, Value b)
{
	Num x, y;

	if (a.kind == V_INT && b.kind == V_INT && a.type != T_UINT64 && b.type != T_UINT64)
		return sign(a.i64<b.i64, a.i64> b.i64);
	(void)convert_peek_number(a, &x);
	(void)convert_peek_number(b, &y);
	if (b.kind == V_BIGINT) {
		y = (Num){ .kind = NUM_DOUBLE, .f64 = bigint_to_double(b.bigint) };
		if (isnan(as_double(&x)))
			return -1; /* CompareTo's order, not the operators' */
	}
	return compare_nums(&x, &y);
}

/* ---- text ---- */

int compare_text(Interp *in, Str a, Str b, bool ignore_case)
{
	return collate_compare(a, b, ignore_case, runtime_of(in)->collation);
}

static bool equal_text(Interp *in, Str a, Str b, bool ignore_case)
{
	if (a.n == b.n && (a.p == b.p || memcmp(a.p, b.p, a.n) == 0))
		return true;
	return collate_equal(a, b, ignore_case, runtime_of(in)->collation);
}

static bool equal_as_text(Interp *in, Value a, Value b, bool ignore_case)
{
	Value text;
	bool equal;

	if (convert_to_string(in, b, &text) != FLOW_NEXT) {
		runtime_of(in)->clear_error(in);
		return false;
	}
	equal = equal_text(in, string_str(a.string), string_str(text.string), ignore_case);
	value_drop(text);
	return equal;
}

/* ---- -eq ---- */

static bool equal_number(Interp *in, Value a, Value b)
{
	Value number;
	bool equal;

	if (compare_is_numeric(b))
		return compare_numbers(a, b) == 0;
	/* for an enum its names come first, and lists of them */
	if (a.kind == V_ENUM && convert_try(in, b, type_of(a), &number)) {
		equal = compare_same(a, number);
		value_drop(number);
		return equal;
	}
	if (b.kind != V_STRING)
		return false;
	if (!convert_try_text_to_number(in, b, a.kind == V_ENUM ? type_of_id(T_INT32) : type_of(a), &number))
		return false;
	equal = compare_is_numeric(number) && compare_numbers(a, number) == 0;
	value_drop(number);
	return equal;
}

static bool equal_char(Value a, Value b, bool ignore_case)
{
	if (a.ch == b.ch)
		return true;
	return ignore_case && utf8_upper(a.ch) == utf8_upper(b.ch);
}

/* The right side converted to the left's type, then .Equals(). */
static bool equal_converted(Interp *in, Value a, Value b, bool ignore_case)
{
	const TypeDef *type = type_of(a);
	Value converted;
	bool equal;

	if (compare_same(a, b))
		return true;
	if (type_of(b) == type || type->id == T_PSCUSTOM || a.kind == V_TYPE || !convert_try(in, b, type, &converted))
		return false;
	equal = a.kind == V_CHAR ? equal_char(a, converted, ignore_case) : compare_same(a, converted);
	value_drop(converted);
	return equal;
}

bool compare_equal(Interp *in, Value a, Value b, bool ignore_case)
{
	a = value_unwrap_peek(a);
	b = value_unwrap_peek(b);
	if (value_is_null(a) || value_is_null(b))
		return value_is_null(a) && value_is_null(b);
	switch ((ValueKind)a.kind) {
	case V_STRING:
		return b.kind == V_STRING ? equal_text(in, string_str(a.string), string_str(b.string), ignore_case)
					  : equal_as_text(in, a, b, ignore_case);
	case V_INT:
	case V_SINGLE:
	case V_DOUBLE:
	case V_DECIMAL:
	case V_ENUM:
		return equal_number(in, a, b);
	case V_BOOL:
		return a.type == T_BOOL ? a.b == convert_to_bool(b) : b.kind == V_BOOL && a.b == b.b;
	case V_CHAR:
		if (b.kind == V_CHAR)
			return equal_char(a, b, ignore_case);
		return equal_converted(in, a, b, ignore_case);
	default:
		return equal_converted(in, a, b, ignore_case);
	}
}
