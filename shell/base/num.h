/* num: numbers from text and to text, as .NET and PowerShell do it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "shell/base/buf.h"
#include "shell/base/decimal.h"
#include "shell/base/str.h"

/* ORDER NumKind: same order as the number types of value/type.h. */
/* clang-format off */
typedef enum NumKind {
	NUM_SBYTE, NUM_BYTE, NUM_INT16, NUM_UINT16, NUM_INT32, NUM_UINT32, NUM_INT64, NUM_UINT64,
	NUM_SINGLE, NUM_DOUBLE, NUM_DECIMAL, NUM_BIGINT,
} NumKind;
/* clang-format on */

typedef struct Num {
	NumKind kind;
	union {
		int64_t i64;
		uint64_t u64;
		double f64;
		Decimal decimal;
	};
} Num; /* NUM_BIGINT: f64 is the value when the text had a point or an exponent; else NaN, and the caller reads the
	* digits again */

typedef enum NumStatus { NUM_OK, NUM_BAD_FORMAT, NUM_OVERFLOW } NumStatus;

/* Bits that steer num_read_literal. */
enum { NUM_LITERAL_CORE = 1, NUM_LITERAL_SIGN = 2 };
/* A PowerShell number literal (reference 1.6): decimal, hex, with Core binary; suffix l d (Core: u s y n and pairs);
 * multiplier kb..pb.  The whole text must be one.  NUM_OVERFLOW: a literal, but out of its type's range. */
NumStatus num_read_literal(Str text, unsigned flags, Num *out);

/* .NET's Parse with NumberStyles.Integer plus thousands (allow_thousands), for a type of NUM_SBYTE..NUM_UINT64: blanks
 * around, sign, digits. */
NumStatus num_parse_integer(Str text, NumKind kind, bool allow_thousands, int64_t *out);
/* Digits of base 2, 8, 10 or 16, two's complement for the width of kind, 0x allowed for 16 and a sign for 10 only
 * (Convert.ToInt32(s, 16)). */
NumStatus num_parse_radix(Str text, int base, NumKind kind, int64_t *out);
/* .NET's double.Parse and float.Parse, NumberStyles.Float | AllowThousands, invariant culture: also Infinity,
 * -Infinity, NaN in any case.  Past the range it gives infinity, as .NET since 3.0. */
NumStatus num_parse_double(Str text, double *out);
NumStatus num_parse_single(Str text, float *out);
/* Whether i64 (for NUM_UINT64: its bits as unsigned) lies in the range of kind. */
bool num_fits(int64_t value, bool is_unsigned, NumKind kind);
/* Nearest integer, ties to even, as Convert.ToInt32(double); false when out of kind's range or NaN. */
bool num_round_to(double value, NumKind kind, int64_t *out);

/* What a culture says about numbers, and how its .NET turns doubles into digits. */
typedef struct NumCulture {
	/* Core: formats see a double's exact value and -0 keeps its sign; Desktop: they see its first 15 digits
	 * (singles: 7), ties go away from zero, and -0 is 0. */
	bool exact;
	int decimals; /* digits of N, F, P without a count */
	int currency_decimals;
	const char *currency; /* "$" */
	const char *infinity, *negative_infinity, *nan;
	const char *percent_positive, *percent_negative; /* with n for the number: "n %" */
	const char *currency_negative;                   /* "-$n" or "($n)" */
} NumCulture;

/* Text as PowerShell puts numbers into strings and on the screen: integers in decimal; doubles with 15 (singles with
 * 7) significant digits, exponent form from 1E+15 and below 1E-04. */
void num_put_integer(Buf *out, int64_t value, bool is_unsigned);
void num_put_double(Buf *out, double value, const NumCulture *culture, bool keep_negative_zero);
void num_put_single(Buf *out, float value, const NumCulture *culture, bool keep_negative_zero);
/* .NET's own ToString(): the shortest text that reads back as the same double (Core), or 15 or 7 digits (Desktop). */
void num_put_roundtrip(Buf *out, double value, bool single, const NumCulture *culture);

/* .NET's format strings: standard (C D E F G N P R X B with precision) and custom (0 # . , % ‰ E0 ; '…' \).
 * false: the format does not suit the type (FormatException). */
bool num_format_integer(Buf *out, Str format, int64_t value, NumKind kind, const NumCulture *culture);
bool num_format_double(Buf *out, Str format, double value, bool single, const NumCulture *culture);
/* The digits of a whole number of any length (more than 800: false). */
bool num_format_whole(Buf *out, Str format, Str digits, bool negative, const NumCulture *culture);
bool num_format_decimal(Buf *out, Str format, Decimal value, const NumCulture *culture);

#endif
