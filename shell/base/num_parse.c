/* num_parse: .NET's Parse methods and Convert's with a base. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/base/num.h"
#include "shell/base/num_scan.h"

/* The digits of an integer; false past 64 bits. */
static bool to_u64(const char *d, size_t n, uint64_t *out)
{
	uint64_t value = 0;
	for (size_t i = 0; i < n; i++)
		if (__builtin_mul_overflow(value, 10, &value) ||
			__builtin_add_overflow(value, (uint64_t)(d[i] - '0'), &value))
			return false;
	*out = value;
	return true;
}

/* A sign and a size as a value of kind. */
static NumStatus finish_integer(uint64_t magnitude, bool negative, NumKind kind, int64_t *out)
{
	if (negative && magnitude > (uint64_t)1 << 63)
		return NUM_OVERFLOW;
	*out = (int64_t)(negative ? -magnitude : magnitude);
	return num_fits(*out, !negative, kind) ? NUM_OK : NUM_OVERFLOW;
}

NumStatus num_parse_integer(Str text, NumKind kind, bool allow_thousands, int64_t *out)
{
	NumScan scan;
	uint64_t magnitude;
	if (!num_scan(text, allow_thousands ? NUM_SCAN_THOUSANDS : 0, &scan))
		return NUM_BAD_FORMAT;
	if (scan.scale != 0 || !to_u64(scan.d, scan.n, &magnitude))
		return NUM_OVERFLOW;
	return finish_integer(magnitude, scan.negative, kind, out);
}

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

NumStatus num_parse_radix(Str text, int base, NumKind kind, int64_t *out)
{
	static const uint64_t all_bits[] = { UINT8_MAX, UINT8_MAX, UINT16_MAX, UINT16_MAX, UINT32_MAX, UINT32_MAX,
		UINT64_MAX, UINT64_MAX };
	bool negative = false;
	if (base == 10 && text.n && (text.p[0] == '-' || text.p[0] == '+')) {
		negative = text.p[0] == '-';
		text = str_cut(text, 1, text.n);
	}
	if (base == 16 && str_istarts(text, S("0x")))
		text = str_cut(text, 2, text.n);
	uint64_t value = 0;
	bool overflow = false;
	for (size_t i = 0; i < text.n; i++) {
		int digit = digit_value(text.p[i]);
		if (digit >= base)
			return NUM_BAD_FORMAT;
		overflow |= __builtin_mul_overflow(value, (uint64_t)base, &value);
		overflow |= __builtin_add_overflow(value, (uint64_t)digit, &value);
	}
	if (text.n == 0)
		return NUM_BAD_FORMAT;
	if (overflow)
		return NUM_OVERFLOW;
	if (base == 10)
		return finish_integer(value, negative, kind, out);
	if (value > all_bits[kind])
		return NUM_OVERFLOW;
	/* the top bit is the sign of a signed kind */
	bool is_signed = kind == NUM_SBYTE || kind == NUM_INT16 || kind == NUM_INT32 || kind == NUM_INT64;
	bool top = value > all_bits[kind] / 2;
	*out = (int64_t)(is_signed && top ? value | ~all_bits[kind] : value);
	return NUM_OK;
}

/* Infinity and NaN with a sign or without, in any case. */
static bool read_special(Str text, double *out)
{
	text = str_trim(text);
	bool negative = str_starts(text, S("-"));
	if (negative || str_starts(text, S("+")))
		text = str_cut(text, 1, text.n);
	if (str_ieq(text, S("NaN")))
		*out = (double)NAN;
	else if (str_ieq(text, S("Infinity")))
		*out = negative ? -HUGE_VAL : HUGE_VAL;
	else
		return false;
	return true;
}

static NumStatus parse_floating(Str text, bool single, double *out)
{
	NumScan scan;
	if (!num_scan(text, NUM_SCAN_THOUSANDS | NUM_SCAN_FRACTION | NUM_SCAN_EXPONENT, &scan))
		return read_special(text, out) ? NUM_OK : NUM_BAD_FORMAT;
	double size = num_digits_to_double(scan.d, scan.n, (int64_t)scan.n - scan.scale, single);
	*out = scan.negative ? -size : size;
	return NUM_OK;
}

NumStatus num_parse_double(Str text, double *out)
{
	return parse_floating(text, false, out);
}

NumStatus num_parse_single(Str text, float *out)
{
	double value = 0;
	NumStatus status = parse_floating(text, true, &value);
	*out = (float)value;
	return status;
}
