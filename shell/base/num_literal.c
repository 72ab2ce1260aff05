/* num_literal: PowerShell's number literals (reference 1.6; the rarer forms verified with 7.6.9). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "shell/base/num.h"
#include "shell/base/num_scan.h"

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

/* The parts of a literal. */
typedef struct Literal {
	Str digits; /* of a number to base 2 or 16; else all up to the suffix, point and exponent included */
	int base;
	bool negative, real; /* real: has a point or an exponent */
	char type;           /* suffix l d s y n, or 0 */
	bool is_unsigned;    /* suffix u */
	int shift;           /* the multiplier is 2^shift */
} Literal;

/* ---- taking a text apart ---------------------------------------------------------------------------------------- */

/* The ASCII character at a place in lower case; 0 past the end. */
static inline char lower_at(Str text, size_t at)
{
	char c = '\0';
	if (at < text.n)
		c = text.p[at];
	if (c >= 'A' && c <= 'Z')
		c |= 0x20;
	return c;
}

/* c in lower case */
static bool is_digit_of(char c, int base)
{
	if (base == 16)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
	return c >= '0' && c < (base == 2 ? '2' : ':');
}

static void skip_digits(Str text, size_t *at, int base)
{
	while (is_digit_of(lower_at(text, *at), base))
		++*at;
}

/* Digits, point and exponent from at on.  An e without digits behind it is no exponent: it makes the text a word. */
static bool take_decimal(Str text, size_t *at, Literal *literal)
{
	size_t start = *at;
	skip_digits(text, at, 10);
	size_t digits = *at - start;
	if (lower_at(text, *at) == '.') {
		literal->real = true;
		size_t after = ++*at;
		skip_digits(text, at, 10);
		digits += *at - after;
	}
	if (digits == 0)
		return false;
	if (lower_at(text, *at) == 'e') {
		size_t i = *at + 1;
		if (lower_at(text, i) == '+' || lower_at(text, i) == '-')
			i++;
		size_t exponent = i;
		skip_digits(text, &i, 10);
		if (i == exponent)
			return false;
		literal->real = true;
		*at = i;
	}
	literal->digits = str_cut(text, start, *at);
	return true;
}

static bool take_digits(Str text, size_t *at, unsigned flags, Literal *literal)
{
	bool zero = lower_at(text, *at) == '0';
	bool hex = zero && lower_at(text, *at + 1) == 'x';
	bool binary = zero && lower_at(text, *at + 1) == 'b' && flags & NUM_LITERAL_CORE;
	literal->base = hex ? 16 : binary ? 2 : 10;
	if (literal->base == 10)
		return take_decimal(text, at, literal);
	*at += 2;
	size_t start = *at;
	skip_digits(text, at, literal->base);
	literal->digits = str_cut(text, start, *at);
	/* 0x alone is 0, 0b alone a word */
	return literal->base == 16 || literal->digits.n > 0;
}

/* l and d; in Core also s, y, n, u, us, uy, ul. */
static void take_type(Str text, size_t *at, unsigned flags, Literal *literal)
{
	bool core = flags & NUM_LITERAL_CORE;
	if (core && lower_at(text, *at) == 'u') {
		literal->is_unsigned = true;
		++*at;
	}
	const char *types = literal->is_unsigned ? "syl" : core ? "ldsyn" : "ld";
	char c = lower_at(text, *at);
	if (c && strchr(types, c)) {
		literal->type = c;
		++*at;
	}
}

static void take_multiplier(Str text, size_t *at, Literal *literal)
{
	static const char units[] = "kmgtp";
	char c = lower_at(text, *at);
	const char *unit = c ? strchr(units, c) : NULL;
	if (!unit || lower_at(text, *at + 1) != 'b')
		return;
	literal->shift = 10 * (int)(unit - units + 1);
	*at += 2;
}

static bool take_apart(Str text, unsigned flags, Literal *literal)
{
	size_t at = 0;
	if (flags & NUM_LITERAL_SIGN && text.n && (text.p[0] == '-' || text.p[0] == '+')) {
		literal->negative = text.p[0] == '-';
		at = 1;
	}
	if (!take_digits(text, &at, flags, literal))
		return false;
	take_type(text, &at, flags, literal);
	take_multiplier(text, &at, literal);
	return at == text.n;
}

/* ---- integers --------------------------------------------------------------------------------------------------- */

/* Whether the top bit of so many digits is a sign. */
static bool is_signed_width(const Literal *literal)
{
	size_t n = literal->digits.n;
	if (literal->is_unsigned)
		return false;
	if (literal->base == 2)
		return n == 8 || n == 16 || n == 32 || n == 64 || n == 96 || n == 128;
	switch (literal->type) {
	case 'y':
		return n == 2;
	case 's':
		return n == 4;
	case 'l':
		return n == 16;
	default:
		return n == 8 || n == 16;
	}
}

/* How many bits the digits write out; 0 for decimal ones. */
static size_t bits_of(const Literal *literal)
{
	return literal->base == 10 ? 0 : literal->digits.n * (literal->base == 16 ? 4 : 1);
}

/* The digits, with the multiplier; false past 126 bits. */
static bool to_integer(const Literal *literal, Int128 *out)
{
	Uint128 value = 0;
	unsigned base = (unsigned)literal->base;
	for (size_t i = 0; i < literal->digits.n; i++) {
		char c = lower_at(literal->digits, i);
		unsigned digit = (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
		if (__builtin_mul_overflow(value, base, &value) || __builtin_add_overflow(value, digit, &value))
			return false;
	}
	size_t bits = bits_of(literal);
	bool sign = bits > 0 && bits <= 128 && is_signed_width(literal) && value >> (bits - 1);
	Int128 result = (Int128)value;
	if (sign && bits < 128)
		result -= (Int128)1 << bits;
	bool fits =
		(sign || value >> 126 == 0) && !__builtin_mul_overflow(result, (Int128)1 << literal->shift, &result);
	*out = literal->negative ? -result : result;
	return fits;
}

static bool within(Int128 value, Int128 least, Int128 most)
{
	return value >= least && value <= most;
}

static NumStatus set_integer(Num *out, NumKind kind, Int128 value)
{
	out->kind = kind;
	out->i64 = (int64_t)value;
	return NUM_OK;
}

static NumStatus set_unsigned(Num *out, char type, Int128 value)
{
	if (type == 'y')
		return within(value, 0, UINT8_MAX) ? set_integer(out, NUM_BYTE, value) : NUM_OVERFLOW;
	if (type == 's')
		return within(value, 0, UINT16_MAX) ? set_integer(out, NUM_UINT16, value) : NUM_OVERFLOW;
	if (type != 'l' && within(value, 0, UINT32_MAX))
		return set_integer(out, NUM_UINT32, value);
	return within(value, 0, UINT64_MAX) ? set_integer(out, NUM_UINT64, value) : NUM_OVERFLOW;
}

static NumStatus set_decimal(Num *out, Int128 value)
{
	Uint128 size = (Uint128)(value < 0 ? -value : value);
	if (size >> 96)
		return NUM_OVERFLOW;
	out->kind = NUM_DECIMAL;
	out->decimal = (Decimal){ (uint32_t)size, (uint32_t)(size >> 32), (uint32_t)(size >> 64), 0, value < 0 };
	return NUM_OK;
}

/* The type that a suffix names. */
static NumStatus set_typed(Num *out, const Literal *literal, Int128 value)
{
	if (literal->is_unsigned)
		return set_unsigned(out, literal->type, value);
	switch (literal->type) {
	case 'y':
		return within(value, INT8_MIN, INT8_MAX) ? set_integer(out, NUM_SBYTE, value) : NUM_OVERFLOW;
	case 's':
		return within(value, INT16_MIN, INT16_MAX) ? set_integer(out, NUM_INT16, value) : NUM_OVERFLOW;
	case 'l':
		return within(value, INT64_MIN, INT64_MAX) ? set_integer(out, NUM_INT64, value) : NUM_OVERFLOW;
	default:
		return set_decimal(out, value);
	}
}

/* An integer too big for a decimal: its value as a double is cut, not rounded (verified with 7.6.9). */
static NumStatus set_cut_double(Num *out, const Literal *literal)
{
	NumScan scan;
	if (!num_scan(literal->digits, 0, &scan))
		return NUM_BAD_FORMAT;
	double size = num_digits_to_double(scan.d, scan.n, (int64_t)scan.n - scan.scale, false);
	NumDigits exact;
	if (isfinite(size)) {
		num_digits_significant(&exact, size, NUM_DIGITS_MAX);
		Str rounded = { exact.d, exact.n };
		Str wanted = { scan.d, scan.n };
		if (exact.point > (long)scan.n || str_compare(rounded, wanted) > 0)
			size = nextafter(size, 0);
	}
	size = ldexp(size, literal->shift);
	out->kind = NUM_DOUBLE;
	out->f64 = literal->negative ? -size : size;
	return NUM_OK;
}

static NumStatus read_integer(const Literal *literal, Num *out)
{
	if (literal->type == 'n') {
		out->kind = NUM_BIGINT;
		out->f64 = (double)NAN;
		return NUM_OK;
	}
	Int128 value = 0;
	bool fits = to_integer(literal, &value);
	if (literal->type || literal->is_unsigned)
		return fits ? set_typed(out, literal, value) : NUM_OVERFLOW;
	/* all eight bytes written out make a long */
	bool eight_bytes = bits_of(literal) == 64;
	if (fits && !eight_bytes && within(value, INT32_MIN, INT32_MAX))
		return set_integer(out, NUM_INT32, value);
	if (fits && within(value, INT64_MIN, INT64_MAX))
		return set_integer(out, NUM_INT64, value);
	if (literal->base != 10)
		return NUM_OVERFLOW;
	if (fits && set_decimal(out, value) == NUM_OK)
		return NUM_OK;
	return set_cut_double(out, literal);
}

/* ---- numbers with a point or an exponent ------------------------------------------------------------------------ */

static NumStatus read_real_decimal(const Literal *literal, Num *out)
{
	Decimal value;
	NumStatus status = (NumStatus)decimal_parse(literal->digits, &value);
	if (status != NUM_OK)
		return status;
	if (literal->shift && !decimal_multiply(value, decimal_from_i64((int64_t)1 << literal->shift), &value))
		return NUM_OVERFLOW;
	out->kind = NUM_DECIMAL;
	out->decimal = literal->negative ? decimal_negate(value) : value;
	return NUM_OK;
}

static NumStatus read_real(const Literal *literal, Num *out)
{
	if (literal->type == 'd')
		return read_real_decimal(literal, out);
	double value;
	if (num_parse_double(literal->digits, &value) != NUM_OK)
		return NUM_BAD_FORMAT;
	value = ldexp(literal->negative ? -value : value, literal->shift);
	out->kind = NUM_DOUBLE;
	out->f64 = value;
	if (!literal->type && !literal->is_unsigned)
		return NUM_OK;
	if (!isfinite(value))
		return NUM_OVERFLOW;
	double whole = nearbyint(value);
	if (literal->type == 'n') {
		out->kind = NUM_BIGINT;
		out->f64 = whole;
		return NUM_OK;
	}
	return fabs(whole) < 0x1p100 ? set_typed(out, literal, (Int128)whole) : NUM_OVERFLOW;
}

NumStatus num_read_literal(Str text, unsigned flags, Num *out)
{
	Literal literal = { 0 };
	if (!take_apart(text, flags, &literal))
		return NUM_BAD_FORMAT;
	return literal.real ? read_real(&literal, out) : read_integer(&literal, out);
}
