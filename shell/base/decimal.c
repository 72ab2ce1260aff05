/* decimal: System.Decimal's arithmetic, with .NET's rules for scale and rounding. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/base/decimal.h"
#include "shell/base/num.h"
#include "shell/base/num_scan.h"

__extension__ typedef unsigned __int128 Uint128;

enum { SCALE_MAX = 28, DIGITS_MAX = 29 };

#define MAGNITUDE_MAX (((Uint128)1 << 96) - 1)

/* ---- the 96-bit integer ----------------------------------------------------------------------------------------- */

static inline Uint128 magnitude(Decimal value)
{
	return (Uint128)value.hi << 64 | (uint64_t)value.mid << 32 | value.lo;
}

/* scale is within 0..28 and the integer within 96 bits.  Zero has no sign. */
static inline Decimal make(Uint128 integer, int scale, bool negative)
{
	return (Decimal){
		.lo = (uint32_t)integer,
		.mid = (uint32_t)(integer >> 32),
		.hi = (uint32_t)(integer >> 64),
		.scale = (uint8_t)scale,
		.negative = negative && integer != 0,
	};
}

/* 10^n for n of 0 to 28. */
static Uint128 power_of_ten(int n)
{
	static const uint64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
		10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000 };
	int half = n / 2;
	return (Uint128)powers[half] * powers[n - half];
}

/* ---- 192 bits, for sums of aligned numbers and for products ----------------------------------------------------- */

enum { LIMBS = 6 };

/* 32 bits a limb, least significant first. */
typedef struct Wide {
	uint32_t limb[LIMBS];
} Wide;

static Wide multiply_wide(Uint128 a, Uint128 b)
{
	Wide product = { { 0 } };
	for (int i = 0; i < 3; i++) {
		uint64_t carry = 0;
		for (int j = 0; j < 3; j++) {
			uint64_t sum = (uint64_t)(uint32_t)(a >> 32 * i) * (uint32_t)(b >> 32 * j);
			sum += carry + product.limb[i + j];
			product.limb[i + j] = (uint32_t)sum;
			carry = sum >> 32;
		}
		product.limb[i + 3] = (uint32_t)carry;
	}
	return product;
}

static int compare_wide(const Wide *a, const Wide *b)
{
	for (int i = LIMBS - 1; i >= 0; i--)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	return 0;
}

/* a + b, or a - b where a is not less. */
static void add_wide(Wide *a, const Wide *b, bool subtract)
{
	int64_t carry = 0;
	for (int i = 0; i < LIMBS; i++) {
		carry += (int64_t)a->limb[i] + (subtract ? -(int64_t)b->limb[i] : (int64_t)b->limb[i]);
		a->limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
}

static uint32_t divide_by_ten(Wide *a)
{
	uint64_t rest = 0;
	for (int i = LIMBS - 1; i >= 0; i--) {
		rest = rest << 32 | a->limb[i];
		a->limb[i] = (uint32_t)(rest / 10);
		rest %= 10;
	}
	return (uint32_t)rest;
}

static inline bool past_96_bits(const Wide *a)
{
	return a->limb[3] || a->limb[4] || a->limb[5];
}

/* Digits are dropped until integer and scale fit, the last one rounded half to even; false when the integer does not
 * fit without any. */
static bool reduce(Wide *integer, int scale, bool negative, Decimal *out)
{
	uint32_t dropped = 0;
	bool more = false; /* digits dropped before that one were not all zero */
	while (past_96_bits(integer) || scale > SCALE_MAX) {
		if (scale == 0)
			return false;
		more |= dropped != 0;
		dropped = divide_by_ten(integer);
		scale--;
		if (past_96_bits(integer) || scale > SCALE_MAX)
			continue;
		if (dropped > 5 || (dropped == 5 && (more || integer->limb[0] & 1)))
			add_wide(integer, &(Wide){ { 1 } }, false);
		dropped = 0;
	}
	Uint128 low = (Uint128)integer->limb[2] << 64 | (uint64_t)integer->limb[1] << 32 | integer->limb[0];
	*out = make(low, scale, negative);
	return true;
}

/* ---- from and to other numbers ---------------------------------------------------------------------------------- */

Decimal decimal_from_i64(int64_t value)
{
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	return make(size, 0, value < 0);
}

Decimal decimal_from_u64(uint64_t value)
{
	return make(value, 0, false);
}

/* The first keep digits as an integer, rounded half to even by what follows. */
static Uint128 round_digits(const char *d, size_t n, int64_t keep)
{
	Uint128 integer = 0;
	for (int64_t i = 0; i < keep; i++)
		integer = integer * 10 + (Uint128)(d[i] - '0');
	if (keep < 0 || keep >= (int64_t)n || d[keep] < '5')
		return integer;
	bool more = d[keep] > '5';
	for (size_t i = (size_t)keep + 1; i < n && !more; i++)
		more = d[i] != '0';
	return more || integer & 1 ? integer + 1 : integer;
}

/* The number d / 10^scale with as many digits as fit. */
static bool from_digits(const char *d, size_t n, int64_t scale, bool negative, Decimal *out)
{
	if (n == 0) {
		*out = make(0, scale < 0 ? 0 : scale > SCALE_MAX ? SCALE_MAX : (int)scale, false);
		return true;
	}
	int64_t keep = (int64_t)n - (scale > SCALE_MAX ? scale - SCALE_MAX : 0);
	if (keep > DIGITS_MAX)
		keep = DIGITS_MAX;
	Uint128 integer = round_digits(d, n, keep);
	if (integer > MAGNITUDE_MAX)
		integer = round_digits(d, n, --keep);
	scale -= (int64_t)n - keep;
	if (keep > 0 && scale < 0 && keep == (int64_t)n && scale >= -SCALE_MAX) {
		Wide wide = multiply_wide(integer, power_of_ten((int)-scale));
		return reduce(&wide, 0, negative, out);
	}
	if (scale < 0)
		return false;
	*out = make(integer, scale > SCALE_MAX ? SCALE_MAX : (int)scale, negative);
	return true;
}

static bool from_significant(double value, int significant, Decimal *out)
{
	NumDigits digits;
	/* also NaN */
	if (!(fabs(value) < 0x1p96))
		return false;
	num_digits_significant(&digits, value, significant);
	/* so small that 28 places hold fewer digits */
	if (digits.point + SCALE_MAX < significant)
		num_digits_fixed(&digits, value, SCALE_MAX);
	/* no trailing zeros: the scale is what the digits need */
	int64_t scale = (int64_t)digits.n - digits.point;
	return from_digits(digits.d, digits.n, digits.n ? scale : 0, digits.negative, out);
}

bool decimal_from_double(double value, Decimal *out)
{
	return from_significant(value, 15, out);
}

bool decimal_from_single(float value, Decimal *out)
{
	return from_significant((double)value, 7, out);
}

/* Rounded more than once, as .NET does it. */
double decimal_to_double(Decimal value)
{
	double low = (double)((uint64_t)value.mid << 32 | value.lo);
	double size = (low + (double)value.hi * 0x1p64) / (double)power_of_ten(value.scale);
	return value.negative ? -size : size;
}

static Uint128 whole_part(Decimal value)
{
	return magnitude(value) / power_of_ten(value.scale);
}

bool decimal_to_i64(Decimal value, int64_t *out)
{
	Uint128 whole = whole_part(value);
	if (whole > (Uint128)INT64_MAX + (value.negative ? 1 : 0))
		return false;
	*out = (int64_t)(value.negative ? -(uint64_t)whole : (uint64_t)whole);
	return true;
}

bool decimal_to_u64(Decimal value, uint64_t *out)
{
	Uint128 whole = whole_part(value);
	if (whole > UINT64_MAX || (value.negative && whole != 0))
		return false;
	*out = (uint64_t)whole;
	return true;
}

/* ---- arithmetic ------------------------------------------------------------------------------------------------- */

/* The integer with the scale raised to that of the other, if less. */
static Wide align(Decimal value, Decimal other)
{
	int missing = other.scale > value.scale ? other.scale - value.scale : 0;
	return multiply_wide(magnitude(value), power_of_ten(missing));
}

/* Both integers at the larger scale, where that takes 127 bits at most. */
static inline bool align_small(Decimal a, Decimal b, Uint128 *x, Uint128 *y)
{
	*x = magnitude(a);
	*y = magnitude(b);
	int missing = a.scale - b.scale;
	if (missing > 9 || missing < -9)
		return false;
	if (missing < 0)
		*x *= power_of_ten(-missing);
	else if (missing > 0)
		*y *= power_of_ten(missing);
	return true;
}

bool decimal_add(Decimal a, Decimal b, Decimal *out)
{
	int scale = a.scale > b.scale ? a.scale : b.scale;
	bool opposed = a.negative != b.negative;
	Uint128 small_x, small_y;
	if (align_small(a, b, &small_x, &small_y)) {
		bool swap = opposed && small_x < small_y;
		Uint128 sum = !opposed ? small_x + small_y : swap ? small_y - small_x : small_x - small_y;
		if (sum <= MAGNITUDE_MAX) {
			*out = make(sum, scale, swap ? b.negative : a.negative);
			return true;
		}
	}
	Wide x = align(a, b);
	Wide y = align(b, a);
	bool swap = opposed && compare_wide(&x, &y) < 0;
	Wide *result = swap ? &y : &x;
	add_wide(result, swap ? &x : &y, opposed);
	return reduce(result, scale, swap ? b.negative : a.negative, out);
}

bool decimal_subtract(Decimal a, Decimal b, Decimal *out)
{
	b.negative = !b.negative;
	return decimal_add(a, b, out);
}

bool decimal_multiply(Decimal a, Decimal b, Decimal *out)
{
	int scale = a.scale + b.scale;
	bool negative = a.negative != b.negative;
	/* zeros lose their scale where .NET takes a short way out (recorded from .NET 10) */
	bool small = !(a.hi | a.mid | b.hi | b.mid);
	if (small ? scale > SCALE_MAX + 19 : decimal_is_zero(a) || decimal_is_zero(b)) {
		*out = make(0, 0, false);
		return true;
	}
	Wide product = multiply_wide(magnitude(a), magnitude(b));
	return reduce(&product, scale, negative, out);
}

/* The quotient so far, what is left of the dividend, and the scale of the quotient. */
typedef struct Division {
	Uint128 quotient, rest, divisor;
	int scale;
} Division;

/* One digit more; false when it would not fit in 96 bits. */
static bool next_digit(Division *division)
{
	Uint128 rest = division->rest * 10;
	Uint128 digit = rest / division->divisor;
	Uint128 quotient = division->quotient * 10 + digit;
	if (quotient > MAGNITUDE_MAX)
		return false;
	division->quotient = quotient;
	division->rest = rest - digit * division->divisor;
	division->scale++;
	return true;
}

/* The last digit is rounded half to even, and zeros at the end go. */
static bool round_quotient(Division *division)
{
	Uint128 twice = division->rest * 2;
	if (twice > division->divisor || (twice == division->divisor && division->quotient & 1))
		division->quotient++;
	if (division->quotient > MAGNITUDE_MAX) {
		if (division->scale == 0)
			return false;
		/* 2^96 / 10 has the fraction .6 */
		division->quotient = division->quotient / 10 + 1;
		division->scale--;
	}
	while (division->scale > 0 && division->quotient % 10 == 0) {
		division->quotient /= 10;
		division->scale--;
	}
	return true;
}

bool decimal_divide(Decimal a, Decimal b, Decimal *out)
{
	if (decimal_is_zero(b))
		return false;
	Uint128 divisor = magnitude(b);
	Division division = { magnitude(a) / divisor, magnitude(a) % divisor, divisor, a.scale - b.scale };
	while (division.scale < 0)
		if (!next_digit(&division))
			return false;
	while (division.rest && division.scale < SCALE_MAX && next_digit(&division))
		;
	if (division.rest && !round_quotient(&division))
		return false;
	*out = make(division.quotient, division.scale, a.negative != b.negative);
	return true;
}

static Uint128 wide_remainder(const Wide *a, Uint128 divisor)
{
	/* 96 bits of rest and 32 of the next limb */
	Uint128 rest = 0;
	for (int i = LIMBS - 1; i >= 0; i--)
		rest = (rest << 32 | a->limb[i]) % divisor;
	return rest;
}

bool decimal_remainder(Decimal a, Decimal b, Decimal *out)
{
	if (decimal_is_zero(b))
		return false;
	int scale = a.scale > b.scale ? a.scale : b.scale;
	Wide x = align(a, b);
	Wide y = align(b, a);
	if (compare_wide(&x, &y) < 0) {
		*out = a;
		return true;
	}
	/* y is not past 96 bits: b was aligned only when a has the larger scale, and then a is 96 bits and not less */
	Uint128 divisor = (Uint128)y.limb[2] << 64 | (uint64_t)y.limb[1] << 32 | y.limb[0];
	*out = make(wide_remainder(&x, divisor), scale, a.negative);
	return true;
}

Decimal decimal_negate(Decimal value)
{
	value.negative = !value.negative && !decimal_is_zero(value);
	return value;
}

int decimal_compare(Decimal a, Decimal b)
{
	bool a_below = a.negative && !decimal_is_zero(a);
	bool b_below = b.negative && !decimal_is_zero(b);
	if (a_below != b_below)
		return a_below ? -1 : 1;
	Uint128 small_x, small_y;
	int order;
	if (align_small(a, b, &small_x, &small_y)) {
		order = (small_x > small_y) - (small_x < small_y);
	} else {
		Wide x = align(a, b);
		Wide y = align(b, a);
		order = compare_wide(&x, &y);
	}
	return a_below ? -order : order;
}

bool decimal_is_zero(Decimal value)
{
	return !(value.lo | value.mid | value.hi);
}

uint32_t decimal_hash(Decimal value)
{
	Uint128 integer = magnitude(value);
	int scale = value.scale;
	for (; scale > 0 && integer % 10 == 0; scale--)
		integer /= 10;
	Decimal plain = make(integer, scale, value.negative);
	uint32_t words[] = { plain.lo, plain.mid, plain.hi, (uint32_t)plain.scale << 1 | plain.negative };
	return str_hash((Str){ (const char *)words, sizeof(words) });
}

/* Whether the dropped rest moves the integer one away from zero. */
static bool rounds_away(DecimalRounding rounding, Uint128 integer, Uint128 rest, Uint128 unit, bool negative)
{
	switch (rounding) {
	case DECIMAL_TO_EVEN:
		return rest * 2 > unit || (rest * 2 == unit && integer & 1);
	case DECIMAL_AWAY_FROM_ZERO:
		return rest * 2 >= unit;
	case DECIMAL_DOWN:
		return rest && negative;
	case DECIMAL_UP:
		return rest && !negative;
	case DECIMAL_TO_ZERO:
		break;
	}
	return false;
}

Decimal decimal_round(Decimal value, int decimals, DecimalRounding rounding)
{
	if (value.scale <= decimals)
		return value;
	Uint128 unit = power_of_ten(value.scale - decimals);
	Uint128 integer = magnitude(value) / unit;
	Uint128 rest = magnitude(value) % unit;
	integer += rounds_away(rounding, integer, rest, unit, value.negative);
	return make(integer, decimals, value.negative);
}

/* ---- text ------------------------------------------------------------------------------------------------------- */

int decimal_parse(Str text, Decimal *out)
{
	NumScan scan;
	if (!num_scan(text, NUM_SCAN_THOUSANDS | NUM_SCAN_FRACTION | NUM_SCAN_EXPONENT, &scan))
		return NUM_BAD_FORMAT;
	return from_digits(scan.d, scan.n, scan.scale, scan.negative, out) ? NUM_OK : NUM_OVERFLOW;
}

size_t decimal_digits(Decimal value, char out[32])
{
	char reversed[32];
	size_t n = 0;
	for (Uint128 integer = magnitude(value); integer; integer /= 10)
		reversed[n++] = (char)('0' + (int)(integer % 10));
	for (size_t i = 0; i < n; i++)
		out[i] = reversed[n - 1 - i];
	return n;
}

void decimal_put(Buf *out, Decimal value)
{
	char d[32];
	size_t n = decimal_digits(value, d);
	size_t scale = value.scale;
	if (value.negative && n)
		buf_put_char(out, '-');
	size_t whole = n > scale ? n - scale : 0;
	if (whole)
		buf_put(out, (Str){ d, whole });
	else
		buf_put_char(out, '0');
	if (scale == 0)
		return;
	buf_put_char(out, '.');
	buf_put_many(out, '0', scale - (n - whole));
	buf_put(out, (Str){ d + whole, n - whole });
}
