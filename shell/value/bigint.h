/* bigint: System.Numerics.BigInteger: integers without a limit. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_BIGINT_H
#define VALUE_BIGINT_H

#include "shell/base/buf.h"
#include "shell/value/value.h"

/* Magnitude in digits of 32 bits, lowest first, without zeroes at the top; zero has none and is not negative. */
typedef struct BigInt {
	Heap heap;
	bool negative;
	uint32_t n;
	uint32_t digits[];
} BigInt;

/* A limit far beyond any use (a hundred thousand decimal digits), so that no product eats the memory and no division
 * the day: results that would be longer are NULL, which callers report as OverflowException. */
enum { BIGINT_MAX_DIGITS = 10400 };

static inline Value bigint_value(BigInt *big) /* the owner's reference becomes the Value's */
{
	return (Value){ .kind = V_BIGINT, .type = T_BIGINT, .bigint = big };
}
/* A new number, one reference. */
BigInt *bigint_from_i64(int64_t value) NODISCARD;
BigInt *bigint_from_u64(uint64_t value) NODISCARD;
/* Towards zero; NULL for infinities and NaN. */
BigInt *bigint_from_double(double value) NODISCARD;
BigInt *bigint_from_decimal(Decimal value) NODISCARD;
/* Two's complement, lowest byte first; NULL when there are too many. */
BigInt *bigint_from_bytes(Str bytes) NODISCARD;
/* Decimal digits with a sign and nothing else; NULL when text is not that. */
BigInt *bigint_parse(Str text) NODISCARD;

/* A literal of which num_read_literal said NUM_BIGINT with a NaN: sign, decimal, 0x or 0b digits, n, multiplier.  NULL:
 * too long. */
BigInt *bigint_parse_literal(Str text) NODISCARD;

/* False when the number does not fit; the double is the nearest, or infinite. */
bool bigint_to_i64(const BigInt *big, int64_t *out);
bool bigint_to_u64(const BigInt *big, uint64_t *out);
bool bigint_to_decimal(const BigInt *big, Decimal *out);
double bigint_to_double(const BigInt *big);
void bigint_put(Buf *out, const BigInt *big);

/* <0, 0, >0; a hash that equal numbers share. */
int bigint_compare(const BigInt *a, const BigInt *b);
uint32_t bigint_hash(const BigInt *big);
/* NULL: the result is too long; divide and remainder also for a divisor of zero, which the caller excludes first. */
BigInt *bigint_add(const BigInt *a, const BigInt *b) NODISCARD;
BigInt *bigint_subtract(const BigInt *a, const BigInt *b) NODISCARD;
BigInt *bigint_multiply(const BigInt *a, const BigInt *b) NODISCARD;
BigInt *bigint_divide(const BigInt *a, const BigInt *b) NODISCARD;    /* towards zero */
BigInt *bigint_remainder(const BigInt *a, const BigInt *b) NODISCARD; /* sign of a */
BigInt *bigint_negate(const BigInt *a) NODISCARD;
/* op: & | ^ of two's complements without end.  NULL: too large. */
BigInt *bigint_bits(char op, const BigInt *a, const BigInt *b) NODISCARD;
/* To the left, or for a negative number of bits to the right, towards minus infinity.  NULL: too large. */
BigInt *bigint_shift(const BigInt *a, int64_t by) NODISCARD;
/* The shortest two's complement, lowest byte first. */
void bigint_put_bytes(Buf *out, const BigInt *big);
/* Bits of the shortest two's complement, without the sign. */
uint64_t bigint_bit_length(const BigInt *big);

#endif
