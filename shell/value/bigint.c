/* bigint: System.Numerics.BigInteger: integers without a limit. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "shell/value/bigint.h"

enum { DIGIT_BITS = 32 };
#define CHUNK 1000000000U /* nine decimal digits at a time */

static BigInt *new_big(size_t n, bool negative)
{
	BigInt *big = value_alloc(V_BIGINT, sizeof(*big) + n * sizeof(uint32_t));

	big->n = (uint32_t)n;
	big->negative = negative;
	return big;
}

static BigInt *trim(BigInt *big)
{
	while (big->n > 0 && big->digits[big->n - 1] == 0)
		big->n--;
	if (big->n == 0)
		big->negative = false;
	return big;
}

static void drop(BigInt *big)
{
	value_drop(bigint_value(big));
}

/* ---- from and to ---- */

BigInt *bigint_from_u64(uint64_t value)
{
	BigInt *big = new_big(2, false);

	big->digits[0] = (uint32_t)value;
	big->digits[1] = (uint32_t)(value >> DIGIT_BITS);
	return trim(big);
}

BigInt *bigint_from_i64(int64_t value)
{
	BigInt *big = bigint_from_u64(value < 0 ? 0 - (uint64_t)value : (uint64_t)value);

	big->negative = value < 0;
	return big;
}

BigInt *bigint_from_double(double value)
{
	BigInt *big;
	int exponent;
	uint64_t mantissa;
	size_t word;

	if (!isfinite(value))
		return NULL;
	/* 53 bits, to be moved up by exponent - 53 */
	mantissa = (uint64_t)ldexp(frexp(fabs(trunc(value)), &exponent), 53);
	if (exponent <= 53) {
		big = bigint_from_u64(exponent < 0 ? 0 : mantissa >> (53 - exponent));
		big->negative = value < 0 && big->n > 0;
		return big;
	}
	exponent -= 53;
	word = (size_t)exponent / DIGIT_BITS;
	big = new_big(word + 3, value < 0);
	for (int i = 0; i < 64; i++)
		if (mantissa >> i & 1)
			big->digits[word + (size_t)(exponent % DIGIT_BITS + i) / DIGIT_BITS] |=
				1U << (exponent % DIGIT_BITS + i) % DIGIT_BITS;
	return trim(big);
}

BigInt *bigint_from_decimal(Decimal value)
{
	BigInt *big = new_big(3, value.negative);

	value = decimal_round(value, 0, DECIMAL_TO_ZERO);
	big->digits[0] = value.lo;
	big->digits[1] = value.mid;
	big->digits[2] = value.hi;
	return trim(big);
}

BigInt *bigint_from_bytes(Str bytes)
{
	bool negative = bytes.n && (unsigned char)bytes.p[bytes.n - 1] >= 0x80;
	uint32_t carry = negative;
	BigInt *big;

	if (bytes.n / 4 >= BIGINT_MAX_DIGITS)
		return NULL;
	big = new_big(bytes.n / 4 + 1, negative);
	for (size_t i = 0; i < bytes.n; i++) {
		/* negated byte by byte: complement and one */
		uint32_t byte = negative ? (uint8_t)~bytes.p[i] + carry : (uint8_t)bytes.p[i];

		carry = byte >> 8;
		big->digits[i / 4] |= (byte & 0xff) << i % 4 * 8;
	}
	return trim(big);
}

/* big = big * factor + more; the caller left room. */
static void multiply_small(BigInt *big, uint32_t factor, uint32_t more)
{
	uint64_t carry = more;

	for (uint32_t i = 0; i < big->n; i++) {
		carry += (uint64_t)big->digits[i] * factor;
		big->digits[i] = (uint32_t)carry;
		carry >>= DIGIT_BITS;
	}
	if (carry)
		big->digits[big->n++] = (uint32_t)carry;
}

/* big / divisor in place; the remainder. */
static uint32_t divide_small(BigInt *big, uint32_t divisor)
{
	uint64_t rest = 0;

	for (uint32_t i = big->n; i-- > 0;) {
		rest = rest << DIGIT_BITS | big->digits[i];
		big->digits[i] = (uint32_t)(rest / divisor);
		rest %= divisor;
	}
	trim(big);
	return (uint32_t)rest;
}

BigInt *bigint_parse(Str text)
{
	size_t i = text.n && (text.p[0] == '-' || text.p[0] == '+');
	uint32_t chunk = 0, scale = 1;
	BigInt *big;

	if (i == text.n || text.n / 9 > BIGINT_MAX_DIGITS)
		return NULL;
	big = new_big(text.n / 9 + 2, false);
	big->n = 0;
	for (; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9') {
			drop(big);
			return NULL;
		}
		chunk = chunk * 10 + (uint32_t)(text.p[i] - '0');
		scale *= 10;
		if (scale == CHUNK || i + 1 == text.n) {
			multiply_small(big, scale, chunk);
			chunk = 0;
			scale = 1;
		}
	}
	big->negative = text.p[0] == '-' && big->n > 0;
	return big;
}

static int digit_value(char c, uint32_t base)
{
	int value = c >= '0' && c <= '9'                     ? c - '0'
		    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
							     : -1;

	return value < (int)base ? value : -1;
}

BigInt *bigint_parse_literal(Str text)
{
	static const char *const multipliers[] = { "kb", "mb", "gb", "tb", "pb" };
	bool negative = str_starts(text, S("-"));
	size_t i = negative || str_starts(text, S("+"));
	uint32_t base = 10;
	BigInt *big;

	if (str_istarts(str_cut(text, i, text.n), S("0x")))
		base = 16;
	else if (str_istarts(str_cut(text, i, text.n), S("0b")))
		base = 2;
	i += base == 10 ? 0 : 2;
	if (text.n / 8 >= BIGINT_MAX_DIGITS)
		return NULL;
	big = new_big(text.n / 8 + 4, false);
	big->n = 0;
	for (; i < text.n && digit_value(text.p[i], base) >= 0; i++)
		multiply_small(big, base, (uint32_t)digit_value(text.p[i], base));
	for (size_t m = 0; m < COUNT(multipliers); m++)
		if (str_iends(text, str_from(multipliers[m])))
			for (size_t times = 0; times <= m; times++)
				multiply_small(big, 1024, 0);
	big->negative = negative && big->n > 0;
	return big;
}

bool bigint_to_u64(const BigInt *big, uint64_t *out)
{
	if (big->n > 2 || big->negative)
		return false;
	*out = (big->n > 0 ? big->digits[0] : 0) | (big->n > 1 ? (uint64_t)big->digits[1] << DIGIT_BITS : 0);
	return true;
}

bool bigint_to_i64(const BigInt *big, int64_t *out)
{
	uint64_t magnitude;

	if (big->n > 2)
		return false;
	magnitude = (big->n > 0 ? big->digits[0] : 0) | (big->n > 1 ? (uint64_t)big->digits[1] << DIGIT_BITS : 0);
	if (magnitude > (uint64_t)INT64_MAX + big->negative)
		return false;
	*out = (int64_t)(big->negative ? 0 - magnitude : magnitude);
	return true;
}

bool bigint_to_decimal(const BigInt *big, Decimal *out)
{
	if (big->n > 3)
		return false;
	*out = (Decimal){ .lo = big->n > 0 ? big->digits[0] : 0,
		.mid = big->n > 1 ? big->digits[1] : 0,
		.hi = big->n > 2 ? big->digits[2] : 0,
		.negative = big->negative };
	return true;
}

/* Bits beyond the 53 of a double are cut off, as .NET does it. */
double bigint_to_double(const BigInt *big)
{
	double value = 0;
	unsigned kept = 0;

	for (uint32_t i = big->n; i-- > 0;) {
		uint32_t digit = big->digits[i];
		unsigned used = kept ? DIGIT_BITS : digit ? DIGIT_BITS - (unsigned)__builtin_clz(digit) : 0;

		if (kept + used > 53)
			digit = kept >= 53 ? 0 : digit & ~(uint32_t)(((uint64_t)1 << (kept + used - 53)) - 1);
		kept += used;
		value = value * 4294967296.0 + digit;
	}
	return big->negative ? -value : value;
}

void bigint_put(Buf *out, const BigInt *big)
{
	BigInt *left = new_big(big->n, false);
	uint32_t *chunks = MEM_ARRAY(uint32_t, (size_t)big->n * 32 / 29 + 2);
	size_t n = 0;

	if (big->n)
		memcpy(left->digits, big->digits, big->n * sizeof(uint32_t));
	do {
		chunks[n++] = divide_small(left, CHUNK);
	} while (left->n > 0);
	if (big->negative)
		buf_put_char(out, '-');
	buf_printf(out, "%u", chunks[--n]);
	while (n > 0)
		buf_printf(out, "%09u", chunks[--n]);
	free(chunks);
	drop(left);
}

uint32_t bigint_hash(const BigInt *big)
{
	uint32_t hash = big->negative;

	for (uint32_t i = 0; i < big->n; i++)
		hash = hash * 31 + big->digits[i];
	return hash;
}

/* ---- arithmetic ---- */

static int compare_magnitude(const BigInt *a, const BigInt *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	for (uint32_t i = a->n; i-- > 0;)
		if (a->digits[i] != b->digits[i])
			return a->digits[i] < b->digits[i] ? -1 : 1;
	return 0;
}

int bigint_compare(const BigInt *a, const BigInt *b)
{
	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	return a->negative ? compare_magnitude(b, a) : compare_magnitude(a, b);
}

static BigInt *add_magnitude(const BigInt *a, const BigInt *b, bool negative)
{
	uint32_t n = a->n > b->n ? a->n : b->n;
	BigInt *sum = new_big((size_t)n + 1, negative);
	uint64_t carry = 0;

	for (uint32_t i = 0; i < n || carry; i++) {
		carry += (i < a->n ? (uint64_t)a->digits[i] : 0) + (i < b->n ? b->digits[i] : 0);
		sum->digits[i] = (uint32_t)carry;
		carry >>= DIGIT_BITS;
	}
	return trim(sum);
}

/* a - b where a is the larger. */
static BigInt *subtract_magnitude(const BigInt *a, const BigInt *b, bool negative)
{
	BigInt *rest = new_big(a->n, negative);
	int64_t borrow = 0;

	for (uint32_t i = 0; i < a->n; i++) {
		borrow += (int64_t)a->digits[i] - (i < b->n ? (int64_t)b->digits[i] : 0);
		rest->digits[i] = (uint32_t)borrow;
		borrow >>= DIGIT_BITS;
	}
	return trim(rest);
}

static BigInt *add_signed(const BigInt *a, const BigInt *b, bool b_negative)
{
	if (a->n >= BIGINT_MAX_DIGITS || b->n >= BIGINT_MAX_DIGITS)
		return NULL;
	if (a->negative == b_negative)
		return add_magnitude(a, b, a->negative);
	return compare_magnitude(a, b) >= 0 ? subtract_magnitude(a, b, a->negative)
					    : subtract_magnitude(b, a, b_negative);
}

BigInt *bigint_add(const BigInt *a, const BigInt *b)
{
	return add_signed(a, b, b->negative);
}

BigInt *bigint_subtract(const BigInt *a, const BigInt *b)
{
	return add_signed(a, b, !b->negative);
}

BigInt *bigint_multiply(const BigInt *a, const BigInt *b)
{
	BigInt *product;
	uint64_t carry;

	if (a->n + b->n > BIGINT_MAX_DIGITS)
		return NULL;
	product = new_big((size_t)a->n + b->n, a->negative != b->negative);
	for (uint32_t i = 0; i < a->n; i++) {
		carry = 0;
		for (uint32_t j = 0; j < b->n || carry; j++) {
			carry += product->digits[i + j] + (j < b->n ? (uint64_t)a->digits[i] * b->digits[j] : 0);
			product->digits[i + j] = (uint32_t)carry;
			carry >>= DIGIT_BITS;
		}
	}
	return trim(product);
}

BigInt *bigint_negate(const BigInt *a)
{
	BigInt *negated = new_big(a->n, !a->negative);

	if (a->n)
		memcpy(negated->digits, a->digits, a->n * sizeof(uint32_t));
	return trim(negated);
}

/* Long division bit by bit: numbers here are short, and a bit costs one shift and one subtraction of the rest. */
static void shift_in(BigInt *rest, uint32_t bit)
{
	for (uint32_t i = 0; i < rest->n; i++) {
		uint32_t high = rest->digits[i] >> 31;

		rest->digits[i] = rest->digits[i] << 1 | bit;
		bit = high;
	}
	if (bit)
		rest->digits[rest->n++] = bit;
}

static void subtract_from(BigInt *rest, const BigInt *b)
{
	int64_t borrow = 0;

	for (uint32_t i = 0; i < rest->n; i++) {
		borrow += (int64_t)rest->digits[i] - (i < b->n ? (int64_t)b->digits[i] : 0);
		rest->digits[i] = (uint32_t)borrow;
		borrow >>= DIGIT_BITS;
	}
	trim(rest);
}

static void divide(const BigInt *a, const BigInt *b, BigInt **quotient, BigInt **remainder)
{
	BigInt *q = new_big(a->n, a->negative != b->negative), *rest = new_big((size_t)b->n + 2, false);

	rest->n = 0;
	for (uint32_t i = a->n; i-- > 0;) {
		for (unsigned bit = DIGIT_BITS; bit-- > 0;) {
			shift_in(rest, a->digits[i] >> bit & 1);
			if (compare_magnitude(rest, b) >= 0) {
				subtract_from(rest, b);
				q->digits[i] |= 1U << bit;
			}
		}
	}
	rest->negative = a->negative && rest->n > 0;
	*quotient = trim(q);
	*remainder = rest;
}

BigInt *bigint_divide(const BigInt *a, const BigInt *b)
{
	BigInt *quotient, *remainder;

	if (b->n == 0)
		return NULL;
	divide(a, b, &quotient, &remainder);
	drop(remainder);
	return quotient;
}

BigInt *bigint_remainder(const BigInt *a, const BigInt *b)
{
	BigInt *quotient, *remainder;

	if (b->n == 0)
		return NULL;
	divide(a, b, &quotient, &remainder);
	drop(quotient);
	return remainder;
}

/* ---- bits ---- */

uint64_t bigint_bit_length(const BigInt *big)
{
	uint64_t bits;
	uint32_t top;

	if (big->n == 0)
		return 0;
	top = big->digits[big->n - 1];
	bits = (uint64_t)big->n * DIGIT_BITS - (unsigned)__builtin_clz(top);
	if (!big->negative || (top & (top - 1)))
		return bits;
	/* -2^n needs one bit less than 2^n */
	for (uint32_t i = 0; i + 1 < big->n; i++)
		if (big->digits[i])
			return bits;
	return bits - 1;
}

/* Byte i of the two's complement without end; borrow: whether all lower bytes of the magnitude are 0. */
static uint8_t complement_byte(const BigInt *big, size_t i, bool *lower_zero)
{
	uint8_t byte = (uint8_t)(i / 4 < big->n ? big->digits[i / 4] >> i % 4 * 8 : 0);
	uint8_t result = !big->negative ? byte : (uint8_t)(*lower_zero ? -byte : ~byte);

	*lower_zero = *lower_zero && byte == 0;
	return result;
}

void bigint_put_bytes(Buf *out, const BigInt *big)
{
	size_t n = (size_t)(bigint_bit_length(big) / 8 + 1);
	bool lower_zero = true;

	for (size_t i = 0; i < n; i++)
		buf_put_char(out, (char)complement_byte(big, i, &lower_zero));
}

BigInt *bigint_bits(char op, const BigInt *a, const BigInt *b)
{
	size_t n = ((size_t)(a->n > b->n ? a->n : b->n) + 1) * 4;
	bool a_zero = true, b_zero = true;
	Buf bytes = BUF_INIT;
	BigInt *result;

	for (size_t i = 0; i < n; i++) {
		uint8_t x = complement_byte(a, i, &a_zero), y = complement_byte(b, i, &b_zero);

		buf_put_char(&bytes, (char)(op == '&' ? x & y : op == '|' ? x | y : x ^ y));
	}
	result = bigint_from_bytes(buf_str(&bytes));
	buf_release(&bytes);
	return result;
}

static BigInt *shift_left(const BigInt *a, uint64_t by)
{
	size_t words = (size_t)(by / DIGIT_BITS);
	unsigned bits = by % DIGIT_BITS;
	BigInt *result;

	if (a->n + by / DIGIT_BITS >= BIGINT_MAX_DIGITS)
		return NULL;
	result = new_big(a->n + words + 1, a->negative);
	for (uint32_t i = 0; i < a->n; i++) {
		uint64_t moved = (uint64_t)a->digits[i] << bits;

		result->digits[words + i] |= (uint32_t)moved;
		result->digits[words + i + 1] = (uint32_t)(moved >> DIGIT_BITS);
	}
	return trim(result);
}

static BigInt *shift_right(const BigInt *a, uint64_t by)
{
	size_t words = by / DIGIT_BITS < a->n ? (size_t)(by / DIGIT_BITS) : a->n;
	unsigned bits = by % DIGIT_BITS;
	BigInt *result = new_big(a->n - words + 1, a->negative);
	bool lost = false;

	for (size_t i = 0; i < words; i++)
		lost = lost || a->digits[i];
	for (size_t i = words; i < a->n; i++) {
		uint64_t wide = a->digits[i] | (i + 1 < a->n ? (uint64_t)a->digits[i + 1] << DIGIT_BITS : 0);

		result->digits[i - words] = (uint32_t)(wide >> bits);
	}
	lost = lost || (words < a->n && bits && (a->digits[words] & ((1U << bits) - 1)));
	for (size_t i = 0; a->negative && lost; i++) /* towards minus infinity: one more */
		lost = ++result->digits[i] == 0;
	result->negative = a->negative;
	return trim(result);
}

BigInt *bigint_shift(const BigInt *a, int64_t by)
{
	return by >= 0 ? shift_left(a, (uint64_t)by) : shift_right(a, 0 - (uint64_t)by);
}
