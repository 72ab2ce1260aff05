/* num_scan: the digits of a number in text, as .NET's Parse methods find them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_NUM_SCAN_H
#define BASE_NUM_SCAN_H

#include "shell/base/num_digits.h"

enum { NUM_SCAN_THOUSANDS = 1, NUM_SCAN_FRACTION = 2, NUM_SCAN_EXPONENT = 4 };

/* What was read: digits without leading zeros, as an integer to be divided by 10^scale. */
typedef struct NumScan {
	size_t n;
	int64_t scale;
	bool negative;
	char d[NUM_DIGITS_MAX];
} NumScan;

/* White space around, a sign, digits; what else flags allow.  Digits past NUM_DIGITS_MAX are dropped, but one that is
 * not zero leaves a 1 at the end, so that rounding sees it.  false: no number. */
bool num_scan(Str text, unsigned flags, NumScan *scan);

#endif
