/* num_scan: the digits of a number in text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/num_scan.h"

/* Exponents are cut here: far beyond every type, far from overflow. */
#define EXPONENT_MAX INT64_C(1000000000000)

static inline bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void add_digit(NumScan *scan, char c)
{
	if (scan->n < NUM_DIGITS_MAX) {
		if (scan->n > 0 || c != '0')
			scan->d[scan->n++] = c;
		return;
	}
	scan->scale--;
	if (c != '0')
		scan->d[NUM_DIGITS_MAX - 1] = '1';
}

/* Digits from at on, commas between them when allowed; returns whether there was a digit. */
static bool scan_digits(Str text, size_t *at, bool thousands, NumScan *scan)
{
	size_t start = *at;
	while (*at < text.n && (is_digit(text.p[*at]) || (thousands && *at > start && text.p[*at] == ','))) {
		if (text.p[*at] != ',')
			add_digit(scan, text.p[*at]);
		++*at;
	}
	return *at > start;
}

static bool scan_sign(Str text, size_t *at)
{
	if (*at >= text.n || (text.p[*at] != '-' && text.p[*at] != '+'))
		return false;
	return text.p[(*at)++] == '-';
}

/* The e and what follows; left alone when no digit follows, and so refused as what remains. */
static void scan_exponent(Str text, size_t *at, NumScan *scan)
{
	if (*at >= text.n || (text.p[*at] | 0x20) != 'e')
		return;
	size_t i = *at + 1;
	bool negative = scan_sign(text, &i);
	if (i >= text.n || !is_digit(text.p[i]))
		return;
	int64_t exponent = 0;
	for (; i < text.n && is_digit(text.p[i]); i++)
		if (exponent < EXPONENT_MAX)
			exponent = exponent * 10 + (text.p[i] - '0');
	scan->scale -= negative ? -exponent : exponent;
	*at = i;
}

/* .NET takes NULs at the end, after white space. */
static bool only_blanks_left(Str text, size_t at)
{
	while (at < text.n && is_blank(text.p[at]))
		at++;
	while (at < text.n && text.p[at] == '\0')
		at++;
	return at == text.n;
}

bool num_scan(Str text, unsigned flags, NumScan *scan)
{
	scan->n = 0;
	scan->scale = 0;
	size_t at = 0;
	while (at < text.n && is_blank(text.p[at]))
		at++;
	scan->negative = scan_sign(text, &at);
	bool digits = scan_digits(text, &at, flags & NUM_SCAN_THOUSANDS, scan);
	if (flags & NUM_SCAN_FRACTION && at < text.n && text.p[at] == '.') {
		size_t start = ++at;
		digits |= scan_digits(text, &at, false, scan);
		scan->scale += (int64_t)(at - start);
	}
	if (!digits)
		return false;
	if (flags & NUM_SCAN_EXPONENT)
		scan_exponent(text, &at, scan);
	return only_blanks_left(text, at);
}
