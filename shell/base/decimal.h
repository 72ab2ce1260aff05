/* decimal: System.Decimal, a 96-bit integer with a sign and a scale of 0 to 28. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include "shell/base/buf.h"
#include "shell/base/str.h"

typedef struct Decimal {
	uint32_t lo, mid, hi;
	uint8_t scale;
	bool negative;
} Decimal;

/* Whole numbers, scale 0. */
Decimal decimal_from_i64(int64_t value);
Decimal decimal_from_u64(uint64_t value);
/* As Convert.ToDecimal(double): 15 significant digits; false on overflow, infinity, NaN. */
bool decimal_from_double(double value, Decimal *out);
/* As Convert.ToDecimal(float): 7 significant digits. */
bool decimal_from_single(float value, Decimal *out);
double decimal_to_double(Decimal value);
/* Towards zero; false when it does not fit. */
bool decimal_to_i64(Decimal value, int64_t *out);
bool decimal_to_u64(Decimal value, uint64_t *out);

/* false: overflow (divide and remainder: also a divisor of zero, which the caller excludes first). */
bool decimal_add(Decimal a, Decimal b, Decimal *out);
bool decimal_subtract(Decimal a, Decimal b, Decimal *out);
bool decimal_multiply(Decimal a, Decimal b, Decimal *out);
bool decimal_divide(Decimal a, Decimal b, Decimal *out);
bool decimal_remainder(Decimal a, Decimal b, Decimal *out);
Decimal decimal_negate(Decimal value);
int decimal_compare(Decimal a, Decimal b);
bool decimal_is_zero(Decimal value);
/* Hash equal for equal values of different scale. */
uint32_t decimal_hash(Decimal value);

typedef enum DecimalRounding {
	DECIMAL_TO_EVEN,
	DECIMAL_AWAY_FROM_ZERO,
	DECIMAL_TO_ZERO,
	DECIMAL_DOWN,
	DECIMAL_UP
} DecimalRounding;
/* To that many decimals; a value with fewer is returned as it is. */
Decimal decimal_round(Decimal value, int decimals, DecimalRounding rounding);

/* decimal.Parse, invariant culture, with thousands and exponent: 0 ok, 1 bad format, 2 overflow (NumStatus). */
int decimal_parse(Str text, Decimal *out);
/* The digits of the 96-bit integer, at most 29, none for zero; returns how many. */
size_t decimal_digits(Decimal value, char out[32]);
/* Keeps the scale: 1.10 prints 1.10. */
void decimal_put(Buf *out, Decimal value);

#endif
