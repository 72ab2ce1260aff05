/* num_digits: numbers as decimal digits, between a value and its text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_NUM_DIGITS_H
#define BASE_NUM_DIGITS_H

#include "shell/base/decimal.h"

/* No double has more significant digits than 767; what more a format asks for are zeros. */
enum { NUM_DIGITS_MAX = 800 };

/* The number 0.d1d2d3... * 10^point; zero has no digits.  Digits are characters.  All but those of decimals end
 * without zeros. */
typedef struct NumDigits {
	size_t n;
	long point;
	bool negative;
	bool signed_zero; /* rounded to zero it keeps its sign */
	char d[NUM_DIGITS_MAX];
} NumDigits;

/* The digits of a whole number. */
void num_digits_integer(NumDigits *digits, uint64_t magnitude, bool negative);
/* With the zeros that its scale says; n is 0 for zero of any scale. */
void num_digits_decimal(NumDigits *digits, Decimal value);
/* A finite double rounded to so many significant digits (1..800), or digits after the point; ties of the exact value
 * go to the even digit, as .NET since 3.0 has it. */
void num_digits_significant(NumDigits *digits, double value, int significant);
void num_digits_fixed(NumDigits *digits, double value, long decimals);
/* The fewest digits that read back as the same double or single, and of these the nearest. */
void num_digits_shortest(NumDigits *digits, double value, bool single);
/* The first keep digits (0 or less: none), the last rounded half away from zero. */
void num_digits_round(NumDigits *digits, long keep);
/* The value of the digits as text reads: exactly rounded, locale or not; singles rounded once. */
double num_digits_to_double(const char *d, size_t n, int64_t point, bool single);

#endif
