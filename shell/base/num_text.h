/* num_text: how digits are written out; shared by the num files only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_NUM_TEXT_H
#define BASE_NUM_TEXT_H

#include "shell/base/num.h"
#include "shell/base/num_digits.h"

/* The minus sign of a number, which is zero when nothing is left of it after rounding. */
void num_text_sign(Buf *out, const NumDigits *digits);
/* Plain, or with an exponent when the number has more than precision digits before the point or is below 1E-04.
 * e: 'E' or 'e'. */
void num_text_general(Buf *out, const NumDigits *digits, long precision, char e);
/* "E+05": at least width digits; plus: whether a positive exponent has its sign. */
void num_text_exponent(Buf *out, char e, long exponent, int width, bool plus);
/* A custom format: 0 # . , % ‰ E0 ; quotes, backslash.  Rounds the digits. */
void num_text_custom(Buf *out, Str format, NumDigits *digits);
/* Infinity and NaN; false for other values. */
bool num_text_special(Buf *out, double value, const NumCulture *culture);

#endif
