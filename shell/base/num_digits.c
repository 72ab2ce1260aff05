/* num_digits: exact conversion between binary and decimal. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "shell/base/num_digits.h"

__extension__ typedef unsigned __int128 Uint128;

enum { FRACTION_BITS = 52, EXPONENT_BIAS = 1075, POWERS = 23, U64_DIGITS = 20 };

/* ---- integers and decimals -------------------------------------------------------------------------------------- */

static void trim_zeros(NumDigits *digits)
{
	while (digits->n > 0 && digits->d[digits->n - 1] == '0')
		digits->n--;
	if (digits->n == 0)
		digits->point = 0;
}

/* Decimal digits of a number, most significant first, none for zero; returns how many. */
static size_t put_u64(char *out, uint64_t value)
{
	char reversed[U64_DIGITS];
	size_t n = 0;
	for (; value; value /= 10)
		reversed[n++] = (char)('0' + value % 10);
	for (size_t i = 0; i < n; i++)
		out[i] = reversed[n - 1 - i];
	return n;
}

void num_digits_integer(NumDigits *digits, uint64_t magnitude, bool negative)
{
	digits->negative = negative;
	digits->signed_zero = false;
	digits->n = put_u64(digits->d, magnitude);
	digits->point = (long)digits->n;
	trim_zeros(digits);
}

void num_digits_decimal(NumDigits *digits, Decimal value)
{
	digits->negative = value.negative && !decimal_is_zero(value);
	digits->signed_zero = false;
	digits->n = decimal_digits(value, digits->d);
	digits->point = digits->n ? (long)digits->n - value.scale : 0;
}

/* ---- doubles to digits ------------------------------------------------------------------------------------------ */

/* value * 10^power rounded to an integer, ties to even, by exact arithmetic in 128 bits; false when they do not
 * suffice.  It serves nearly all numbers that people print, ten times faster than libc. */
static bool scale_exactly(double value, long power, uint64_t *result)
{
	if (power < 0 || power >= POWERS)
		return false;
	uint64_t bits;
	memcpy(&bits, &value, sizeof(bits));
	int exponent = (int)(bits >> FRACTION_BITS & 0x7ff);
	int shift = EXPONENT_BIAS - exponent;
	if (exponent == 0 || shift < 0 || shift > 120)
		return false;
	Uint128 product = (bits & ((UINT64_C(1) << FRACTION_BITS) - 1)) | UINT64_C(1) << FRACTION_BITS;
	for (long i = 0; i < power; i++)
		product *= 10;
	Uint128 whole = product >> shift;
	Uint128 rest = product - (whole << shift);
	Uint128 half = shift ? (Uint128)1 << (shift - 1) : 1;
	if (rest > half || (rest == half && whole & 1))
		whole++;
	*result = (uint64_t)whole;
	return whole >> 64 == 0;
}

/* Digits from what printf's %e wrote, whatever the locale's decimal point is. */
static void read_printed(NumDigits *digits, const char *text)
{
	digits->n = 0;
	for (; *text && *text != 'e'; text++)
		if (*text >= '0' && *text <= '9' && digits->n < NUM_DIGITS_MAX)
			digits->d[digits->n++] = *text;
	digits->point = *text ? strtol(text + 1, NULL, 10) + 1 : 0;
	trim_zeros(digits);
}

static void print_significant(NumDigits *digits, double value, int significant)
{
	char text[NUM_DIGITS_MAX + 32];
	if (significant > NUM_DIGITS_MAX)
		significant = NUM_DIGITS_MAX;
	snprintf(text, sizeof(text), "%.*e", significant - 1, value);
	read_printed(digits, text);
}

/* Where the point is: the p of 10^(p-1) <= value < 10^p, or one less. */
static long guess_point(double value)
{
	int exponent;
	frexp(value, &exponent);
	/* log10(2) in 18 bits: the floor is right for every exponent scale_exactly can take */
	return (((long)exponent - 1) * 78913 >> 18) + 1;
}

static void take_scaled(NumDigits *digits, uint64_t scaled, long power)
{
	digits->n = put_u64(digits->d, scaled);
	digits->point = (long)digits->n - power;
	trim_zeros(digits);
}

static bool significant_exactly(NumDigits *digits, double value, int significant)
{
	uint64_t limit = 1;
	for (int i = 0; i < significant; i++)
		limit *= 10;
	long power = significant - guess_point(value);
	uint64_t scaled;
	if (!scale_exactly(value, power, &scaled))
		return false;
	if (scaled >= limit && !scale_exactly(value, --power, &scaled))
		return false;
	take_scaled(digits, scaled, power);
	return true;
}

/* Zero, with the sign of the value. */
static void start(NumDigits *digits, double value)
{
	digits->n = 0;
	digits->point = 0;
	digits->negative = signbit(value);
	digits->signed_zero = true;
}

void num_digits_significant(NumDigits *digits, double value, int significant)
{
	start(digits, value);
	value = fabs(value);
	if (value == 0)
		return;
	if (significant > 17 || !significant_exactly(digits, value, significant))
		print_significant(digits, value, significant);
}

void num_digits_round(NumDigits *digits, long keep)
{
	if (keep >= (long)digits->n) {
		trim_zeros(digits);
		return;
	}
	bool up = keep >= 0 && digits->d[keep] >= '5';
	long n = keep > 0 ? keep : 0;
	while (up && n > 0 && digits->d[n - 1] == '9')
		n--;
	if (up && n > 0) {
		digits->d[n - 1]++;
	} else if (up) {
		digits->d[0] = '1';
		digits->point++;
		n = 1;
	}
	digits->n = (size_t)n;
	trim_zeros(digits);
}

/* Digits that are exact, so that a tie shows: it goes to the even digit. */
static void round_to_even(NumDigits *digits, long keep)
{
	bool tie = keep >= 0 && keep == (long)digits->n - 1 && digits->d[keep] == '5';
	bool even = tie && (keep == 0 || (digits->d[keep - 1] - '0') % 2 == 0);
	if (even)
		digits->d[keep] = '0';
	num_digits_round(digits, keep);
}

void num_digits_fixed(NumDigits *digits, double value, long decimals)
{
	start(digits, value);
	value = fabs(value);
	uint64_t scaled;
	if (value == 0)
		return;
	if (scale_exactly(value, decimals, &scaled)) {
		take_scaled(digits, scaled, decimals);
	} else {
		print_significant(digits, value, NUM_DIGITS_MAX);
		round_to_even(digits, digits->point + decimals);
	}
}

static bool reads_back(const NumDigits *digits, double value, bool single)
{
	return num_digits_to_double(digits->d, digits->n, digits->point, single) == value;
}

/* Below a power of two doubles lie twice as dense as above it: there the next number of n digits above may read back
 * where the nearest, below, does not. */
static bool shorten_upwards(NumDigits *digits, double magnitude, int n, bool single)
{
	int exponent;
	if (frexp(magnitude, &exponent) != 0.5)
		return false;
	num_digits_significant(digits, magnitude, single ? 9 : 17);
	if (digits->n <= (size_t)n)
		return false;
	digits->d[n] = '9';
	num_digits_round(digits, n);
	return reads_back(digits, magnitude, single);
}

void num_digits_shortest(NumDigits *digits, double value, bool single)
{
	double magnitude = fabs(value);
	int sure = single ? 6 : 15;
	int most = single ? 9 : 17;
	/* so many digits always survive the way there and back, but those of subnormal numbers do not */
	bool normal = magnitude >= (single ? 0x1p-126 : 0x1p-1022);
	for (int n = normal ? sure : 1; n <= most; n++) {
		num_digits_significant(digits, magnitude, n);
		if (reads_back(digits, magnitude, single) || shorten_upwards(digits, magnitude, n, single))
			break;
	}
	digits->negative = signbit(value);
}

/* ---- digits to doubles ------------------------------------------------------------------------------------------ */

/* Digits as an integer and a power of ten as a double, when both are exact and so their quotient or product is rounded
 * only once. */
static bool combine_exactly(const char *d, size_t n, int64_t power, double *result)
{
	static const double powers[POWERS] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
		1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
	if (n > 15 || power <= -POWERS || power >= POWERS)
		return false;
	uint64_t whole = 0;
	for (size_t i = 0; i < n; i++)
		whole = whole * 10 + (uint64_t)(d[i] - '0');
	*result = power < 0 ? (double)whole / powers[-power] : (double)whole * powers[power];
	return true;
}

double num_digits_to_double(const char *d, size_t n, int64_t point, bool single)
{
	/* far outside every double's range; keeps the exponent below within printf's and strtod's int */
	if (n == 0 || point < -400)
		return 0;
	if (point > 400)
		return HUGE_VAL;
	double result;
	if (!single && combine_exactly(d, n, point - (int64_t)n, &result))
		return result;
	/* no decimal point: an integer and an exponent read the same in every locale */
	char text[NUM_DIGITS_MAX + 40];
	if (n > NUM_DIGITS_MAX)
		n = NUM_DIGITS_MAX;
	memcpy(text, d, n);
	snprintf(text + n, sizeof(text) - n, "e%d", (int)(point - (int64_t)n));
	return single ? (double)strtof(text, NULL) : strtod(text, NULL);
}
