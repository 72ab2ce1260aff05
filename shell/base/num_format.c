/* num_format: .NET's standard numeric format strings (docs: standard numeric format strings). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/base/num_text.h"

enum { PRECISION_MAX = 999999999, EXPONENT_DECIMALS = 6 };

/* A letter with a precision (-1: none given). */
typedef struct Standard {
	char letter; /* as written: e and x show in lower case */
	char kind;   /* upper-cased */
	long precision;
} Standard;

/* One ASCII letter and digits; anything else is a custom format.  A precision past .NET's limit gives no kind that
 * anything knows. */
static bool read_standard(Str format, Standard *standard)
{
	*standard = (Standard){ 'G', 'G', -1 };
	if (format.n == 0)
		return true;
	char letter = format.p[0];
	if ((unsigned char)((letter | 0x20) - 'a') >= 26)
		return false;
	long precision = format.n > 1 ? 0 : -1;
	for (size_t i = 1; i < format.n; i++) {
		if (format.p[i] < '0' || format.p[i] > '9')
			return false;
		if (precision <= PRECISION_MAX)
			precision = precision * 10 + (format.p[i] - '0');
	}
	*standard = (Standard){ letter, '?', precision };
	if (precision <= PRECISION_MAX)
		standard->kind = (char)(letter & ~0x20);
	return true;
}

/* ---- digits written out ----------------------------------------------------------------------------------------- */

/* The places from..to of the number, place 0 being its first digit; zeros before that and after the last. */
static void put_places(Buf *out, const NumDigits *digits, long from, long to)
{
	if (from < 0 && to > from) {
		long zeros = (to < 0 ? to : 0) - from;
		buf_put_many(out, '0', (size_t)zeros);
		from += zeros;
	}
	long n = (long)digits->n;
	if (from < n && from < to) {
		long end = to < n ? to : n;
		buf_put(out, (Str){ digits->d + from, (size_t)(end - from) });
		from = end;
	}
	if (from < to)
		buf_put_many(out, '0', (size_t)(to - from));
}

/* The number without its sign, with commas between groups of three or without. */
static void put_fixed(Buf *out, const NumDigits *digits, long decimals, bool groups)
{
	long at = 0;
	if (digits->point <= 0)
		buf_put_char(out, '0');
	while (at < digits->point) {
		long left = digits->point - at;
		long step = !groups ? left : (left - 1) % 3 + 1;
		if (at > 0)
			buf_put_char(out, ',');
		put_places(out, digits, at, at + step);
		at += step;
	}
	if (decimals > 0) {
		buf_put_char(out, '.');
		put_places(out, digits, digits->point, digits->point + decimals);
	}
}

/* n stands for the number, $ for the currency sign. */
static void put_pattern(Buf *out, const char *pattern, const NumDigits *digits, long decimals, const char *currency)
{
	for (; *pattern; pattern++) {
		if (*pattern == 'n')
			put_fixed(out, digits, decimals, true);
		else if (*pattern == '$')
			buf_put(out, str_from(currency));
		else
			buf_put_char(out, *pattern);
	}
}

static bool is_negative(const NumDigits *digits)
{
	return digits->negative && (digits->n || digits->signed_zero);
}

/* How many digits after the point a format of a number asks for; decides where doubles are rounded too. */
static long decimals_of(const Standard *standard, const NumCulture *culture)
{
	if (standard->precision >= 0)
		return standard->precision;
	return standard->kind == 'C' ? culture->currency_decimals : culture->decimals;
}

static void put_scientific(Buf *out, const Standard *standard, NumDigits *digits)
{
	long decimals = standard->precision < 0 ? EXPONENT_DECIMALS : standard->precision;
	num_digits_round(digits, decimals + 1);
	num_text_sign(out, digits);
	put_places(out, digits, 0, 1);
	if (decimals > 0) {
		buf_put_char(out, '.');
		put_places(out, digits, 1, decimals + 1);
	}
	num_text_exponent(out, standard->letter, digits->n ? digits->point - 1 : 0, 3, true);
}

/* The formats that every number has: C E F N P, and G with a precision. */
static bool put_standard(Buf *out, const Standard *standard, NumDigits *digits, const NumCulture *culture)
{
	long decimals = decimals_of(standard, culture);
	switch (standard->kind) {
	case 'E':
		put_scientific(out, standard, digits);
		return true;
	case 'G':
		num_digits_round(digits, standard->precision);
		num_text_general(out, digits, standard->precision, standard->letter == 'g' ? 'e' : 'E');
		return true;
	case 'P':
		if (digits->n)
			digits->point += 2;
		num_digits_round(digits, digits->point + decimals);
		put_pattern(out, is_negative(digits) ? culture->percent_negative : culture->percent_positive, digits,
			decimals, "$");
		return true;
	case 'C':
		num_digits_round(digits, digits->point + decimals);
		put_pattern(out, is_negative(digits) ? culture->currency_negative : "$n", digits, decimals,
			culture->currency);
		return true;
	case 'F':
	case 'N':
		num_digits_round(digits, digits->point + decimals);
		num_text_sign(out, digits);
		put_fixed(out, digits, decimals, standard->kind == 'N');
		return true;
	default:
		return false;
	}
}

/* ---- integers --------------------------------------------------------------------------------------------------- */

/* Bits of each kind, for X and B of negative numbers. */
static int width_of(NumKind kind)
{
	static const int widths[] = { 8, 8, 16, 16, 32, 32, 64, 64 };
	return kind <= NUM_UINT64 ? widths[kind] : 64;
}

static void put_radix(Buf *out, uint64_t value, const Standard *standard)
{
	const char *symbols = standard->letter == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
	unsigned shift = standard->kind == 'X' ? 4 : 1;
	char text[64];
	size_t n = 0;
	do {
		text[sizeof(text) - ++n] = symbols[value & ((1U << shift) - 1)];
		value >>= shift;
	} while (value);
	if (standard->precision > (long)n)
		buf_put_many(out, '0', (size_t)standard->precision - n);
	buf_put(out, (Str){ text + sizeof(text) - n, n });
}

static void put_padded(Buf *out, uint64_t magnitude, bool negative, long width)
{
	NumDigits digits;
	num_digits_integer(&digits, magnitude, negative);
	num_text_sign(out, &digits);
	long n = digits.n ? digits.point : 1;
	if (width > n)
		buf_put_many(out, '0', (size_t)(width - n));
	put_fixed(out, &digits, 0, false);
}

bool num_format_integer(Buf *out, Str format, int64_t value, NumKind kind, const NumCulture *culture)
{
	bool negative = kind != NUM_UINT64 && value < 0;
	uint64_t magnitude = negative ? -(uint64_t)value : (uint64_t)value;
	Standard standard;
	bool custom = !read_standard(format, &standard);
	if (standard.kind == 'R')
		standard.kind = 'G';
	bool plain = standard.kind == 'D' || (standard.kind == 'G' && standard.precision <= 0);
	if (!custom && plain) {
		put_padded(out, magnitude, negative, standard.kind == 'D' ? standard.precision : 0);
		return true;
	}
	if (!custom && (standard.kind == 'X' || standard.kind == 'B')) {
		put_radix(out, (uint64_t)value & (UINT64_MAX >> (64 - width_of(kind))), &standard);
		return true;
	}
	NumDigits digits;
	num_digits_integer(&digits, magnitude, negative);
	if (!custom)
		return put_standard(out, &standard, &digits, culture);
	num_text_custom(out, format, &digits);
	return true;
}

/* ---- doubles ---------------------------------------------------------------------------------------------------- */

/* The first 15 digits (or 17, for formats that ask for more), as .NET Framework does before any rounding of its own. */
static void framework_digits(NumDigits *digits, const Standard *standard, double value, bool single)
{
	int usual = single ? 7 : 15;
	int most = single ? 9 : 17;
	bool more = (standard->kind == 'E' && standard->precision >= usual) ||
		    (standard->kind == 'G' && standard->precision > usual);
	num_digits_significant(digits, value, more ? most : usual);
	if (standard->kind == 'R' && num_digits_to_double(digits->d, digits->n, digits->point, single) != fabs(value))
		num_digits_significant(digits, value, most);
	digits->signed_zero = false;
}

/* The digits that the format will show, rounded once from the exact value. */
static void exact_digits(NumDigits *digits, const Standard *standard, double value, const NumCulture *culture)
{
	long precision = standard->precision;
	switch (standard->kind) {
	case 'E':
		precision = (precision < 0 ? EXPONENT_DECIMALS : precision) + 1;
		break;
	case 'G':
		break;
	default:
		num_digits_fixed(digits, value, decimals_of(standard, culture) + (standard->kind == 'P' ? 2 : 0));
		return;
	}
	num_digits_significant(digits, value, precision > NUM_DIGITS_MAX ? NUM_DIGITS_MAX : (int)precision);
}

/* R, and G without a precision. */
static void put_shortest(Buf *out, const Standard *standard, double value, bool single, const NumCulture *culture)
{
	NumDigits digits;
	int precision = single ? 9 : 17;
	if (culture->exact) {
		num_digits_shortest(&digits, value, single);
	} else {
		framework_digits(&digits, standard, value, single);
		precision = single ? 7 : 15;
	}
	num_text_general(out, &digits, precision, standard->letter == 'g' || standard->letter == 'r' ? 'e' : 'E');
}

bool num_format_double(Buf *out, Str format, double value, bool single, const NumCulture *culture)
{
	Standard standard;
	bool custom = !read_standard(format, &standard);
	if (num_text_special(out, value, culture))
		return true;
	if (!custom && !strchr("CEFGNPR", standard.kind))
		return false;
	NumDigits digits;
	if (custom) {
		num_digits_significant(&digits, value, single ? 7 : 15);
		digits.signed_zero = culture->exact;
		num_text_custom(out, format, &digits);
		return true;
	}
	if (standard.kind == 'R' || (standard.kind == 'G' && standard.precision <= 0)) {
		put_shortest(out, &standard, value, single, culture);
		return true;
	}
	if (culture->exact)
		exact_digits(&digits, &standard, value, culture);
	else
		framework_digits(&digits, &standard, value, single);
	return put_standard(out, &standard, &digits, culture);
}

/* ---- whole numbers of any length ---- */

bool num_format_whole(Buf *out, Str format, Str text, bool negative, const NumCulture *culture)
{
	Standard standard;
	bool custom = !read_standard(format, &standard);
	NumDigits digits = { .negative = negative, .point = (long)text.n };

	if (text.n > NUM_DIGITS_MAX)
		return false;
	memcpy(digits.d, text.p, text.n);
	digits.n = text.n;
	num_digits_round(&digits, (long)text.n); /* without zeros at the end */
	if (custom) {
		num_text_custom(out, format, &digits);
		return true;
	}
	return put_standard(out, &standard, &digits, culture);
}

/* ---- decimals --------------------------------------------------------------------------------------------------- */

bool num_format_decimal(Buf *out, Str format, Decimal value, const NumCulture *culture)
{
	Standard standard;
	bool custom = !read_standard(format, &standard);
	if (standard.kind == 'R')
		standard.kind = 'G';
	if (!custom && standard.kind == 'G' && standard.precision < 0) {
		decimal_put(out, value);
		return true;
	}
	NumDigits digits;
	num_digits_decimal(&digits, value);
	if (custom) {
		num_text_custom(out, format, &digits);
		return true;
	}
	if (standard.kind == 'G' && standard.precision == 0)
		standard.precision = 29;
	return put_standard(out, &standard, &digits, culture);
}
