/* num: numbers to text as PowerShell shows them; ranges of the integer types. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/base/num_text.h"

/* ---- ranges ----------------------------------------------------------------------------------------------------- */

bool num_fits(int64_t value, bool is_unsigned, NumKind kind)
{
	bool past_i64 = is_unsigned && value < 0;
	switch (kind) {
	case NUM_SBYTE:
		return !past_i64 && value >= INT8_MIN && value <= INT8_MAX;
	case NUM_BYTE:
		return !past_i64 && value >= 0 && value <= UINT8_MAX;
	case NUM_INT16:
		return !past_i64 && value >= INT16_MIN && value <= INT16_MAX;
	case NUM_UINT16:
		return !past_i64 && value >= 0 && value <= UINT16_MAX;
	case NUM_INT32:
		return !past_i64 && value >= INT32_MIN && value <= INT32_MAX;
	case NUM_UINT32:
		return !past_i64 && value >= 0 && value <= UINT32_MAX;
	case NUM_INT64:
		return !past_i64;
	case NUM_UINT64:
		return is_unsigned || value >= 0;
	default:
		return true;
	}
}

bool num_round_to(double value, NumKind kind, int64_t *out)
{
	double whole = nearbyint(value);
	if (whole >= -0x1p63 && whole < 0x1p63) {
		*out = (int64_t)whole;
		return num_fits(*out, false, kind);
	}
	if (!(whole >= 0x1p63 && whole < 0x1p64))
		return false;
	*out = (int64_t)(uint64_t)whole;
	return kind == NUM_UINT64;
}

/* ---- integers --------------------------------------------------------------------------------------------------- */

void num_put_integer(Buf *out, int64_t value, bool is_unsigned)
{
	static const char pairs[] =
		"0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
		"5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
	char text[24];
	char *p = text + sizeof(text);
	bool negative = !is_unsigned && value < 0;
	uint64_t rest = negative ? -(uint64_t)value : (uint64_t)value;
	for (; rest >= 100; rest /= 100) {
		p -= 2;
		memcpy(p, pairs + rest % 100 * 2, 2);
	}
	if (rest >= 10) {
		p -= 2;
		memcpy(p, pairs + rest * 2, 2);
	} else {
		*--p = (char)('0' + rest);
	}
	if (negative)
		*--p = '-';
	buf_put(out, (Str){ p, (size_t)(text + sizeof(text) - p) });
}

/* ---- doubles ---------------------------------------------------------------------------------------------------- */

bool num_text_special(Buf *out, double value, const NumCulture *culture)
{
	if (isfinite(value))
		return false;
	const char *text = isnan(value) ? culture->nan : value < 0 ? culture->negative_infinity : culture->infinity;
	buf_put(out, str_from(text));
	return true;
}

void num_text_sign(Buf *out, const NumDigits *digits)
{
	if (digits->negative && (digits->n || digits->signed_zero))
		buf_put_char(out, '-');
}

void num_text_exponent(Buf *out, char e, long exponent, int width, bool plus)
{
	buf_put_char(out, e);
	if (exponent < 0 || plus)
		buf_put_char(out, exponent < 0 ? '-' : '+');
	buf_printf(out, "%0*ld", width, exponent < 0 ? -exponent : exponent);
}

/* d.ddd with an exponent of at least two digits. */
static void put_with_exponent(Buf *out, const NumDigits *digits, char e)
{
	buf_put_char(out, digits->d[0]);
	if (digits->n > 1) {
		buf_put_char(out, '.');
		buf_put(out, (Str){ digits->d + 1, digits->n - 1 });
	}
	num_text_exponent(out, e, digits->point - 1, 2, true);
}

static void put_plain(Buf *out, const NumDigits *digits)
{
	size_t whole = digits->point > 0 ? (size_t)digits->point : 0;
	size_t written = whole < digits->n ? whole : digits->n;
	if (whole == 0)
		buf_put_char(out, '0');
	buf_put(out, (Str){ digits->d, written });
	buf_put_many(out, '0', whole - written);
	if (written == digits->n)
		return;
	buf_put_char(out, '.');
	buf_put_many(out, '0', digits->point < 0 ? (size_t)-digits->point : 0);
	buf_put(out, (Str){ digits->d + written, digits->n - written });
}

void num_text_general(Buf *out, const NumDigits *digits, long precision, char e)
{
	num_text_sign(out, digits);
	if (digits->n && (digits->point > precision || digits->point < -3))
		put_with_exponent(out, digits, e);
	else
		put_plain(out, digits);
}

static void put_significant(Buf *out, double value, int precision, const NumCulture *culture, bool keep_negative_zero)
{
	if (num_text_special(out, value, culture))
		return;
	if (value == trunc(value) && fabs(value) < (precision == 7 ? 1e7 : 1e15) && value != 0) {
		num_put_integer(out, (int64_t)value, false);
		return;
	}
	NumDigits digits;
	num_digits_significant(&digits, value, precision);
	digits.signed_zero = keep_negative_zero;
	num_text_general(out, &digits, precision, 'E');
}

void num_put_double(Buf *out, double value, const NumCulture *culture, bool keep_negative_zero)
{
	put_significant(out, value, 15, culture, keep_negative_zero);
}

void num_put_single(Buf *out, float value, const NumCulture *culture, bool keep_negative_zero)
{
	put_significant(out, (double)value, 7, culture, keep_negative_zero);
}

void num_put_roundtrip(Buf *out, double value, bool single, const NumCulture *culture)
{
	if (!culture->exact) {
		put_significant(out, value, single ? 7 : 15, culture, false);
		return;
	}
	if (num_text_special(out, value, culture))
		return;
	NumDigits digits;
	num_digits_shortest(&digits, value, single);
	num_text_general(out, &digits, single ? 9 : 17, 'E');
}
