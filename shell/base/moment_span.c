/* moment_span: TimeSpan to text and back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/moment_text.h"

/* ---- printing --------------------------------------------------------------------------------------------------- */

/* A TimeSpan without its sign, taken apart. */
typedef struct SpanParts {
	unsigned days, hours, minutes, seconds, ticks;
} SpanParts;

static SpanParts split(int64_t ticks)
{
	uint64_t size = ticks < 0 ? 0 - (uint64_t)ticks : (uint64_t)ticks;

	return (SpanParts){
		.days = (unsigned)(size / MOMENT_TICKS_PER_DAY),
		.hours = (unsigned)(size / MOMENT_TICKS_PER_HOUR % 24),
		.minutes = (unsigned)(size / MOMENT_TICKS_PER_MINUTE % 60),
		.seconds = (unsigned)(size / MOMENT_TICKS_PER_SECOND % 60),
		.ticks = (unsigned)(size % MOMENT_TICKS_PER_SECOND),
	};
}

/* [-][d.]hh:mm:ss[.fffffff] */
static void put_constant(Buf *out, const SpanParts *p)
{
	if (p->days)
		buf_printf(out, "%u.", p->days);
	buf_printf(out, "%02u:%02u:%02u", p->hours, p->minutes, p->seconds);
	if (p->ticks)
		buf_printf(out, ".%07u", p->ticks);
}

/* Digits of a second's fraction; keep_zeros: exactly that many, else none at the end. */
static void put_fraction(Buf *out, unsigned ticks, size_t digits, bool keep_zeros)
{
	char text[12];

	snprintf(text, sizeof(text), "%07u", ticks);
	while (!keep_zeros && digits > 0 && text[digits - 1] == '0')
		digits--;
	buf_put(out, (Str){ text, digits });
}

/* g: [-][d:]h:mm:ss[.FFFFFFF]   G: [-]d:hh:mm:ss.fffffff */
static void put_general(Buf *out, const SpanParts *p, bool whole)
{
	if (p->days || whole)
		buf_printf(out, "%u:", p->days);
	buf_printf(out, whole ? "%02u:%02u:%02u" : "%u:%02u:%02u", p->hours, p->minutes, p->seconds);
	if (p->ticks || whole)
		buf_put_char(out, '.');
	put_fraction(out, p->ticks, 7, whole);
}

static bool put_standard(Buf *out, char letter, const SpanParts *p, bool negative)
{
	if (!letter || !strchr("ctTgG", letter))
		return false;
	if (negative)
		buf_put_char(out, '-');
	if (letter == 'g' || letter == 'G')
		put_general(out, p, letter == 'G');
	else
		put_constant(out, p);
	return true;
}

/* One field of a custom pattern; false when it is repeated too often. */
static bool put_field(Buf *out, char letter, size_t count, const SpanParts *p)
{
	unsigned value = letter == 'd' ? p->days : letter == 'h' ? p->hours : letter == 'm' ? p->minutes : p->seconds;

	if (letter == 'f' || letter == 'F') {
		if (count > 7)
			return false;
		put_fraction(out, p->ticks, count, letter == 'f');
		return true;
	}
	if (count > (letter == 'd' ? 8 : 2))
		return false;
	buf_printf(out, "%0*u", (int)count, value);
	return true;
}

/* No sign: a custom format does not show it.  Literal text has to be quoted. */
static bool put_custom(Buf *out, Str format, const SpanParts *p)
{
	MomentPattern pattern = { .text = format, .letters = "dhmsfF" };
	MomentElement element;

	while (moment_pattern_next(&pattern, &element)) {
		if (element.plain)
			return false;
		if (!element.letter)
			buf_put(out, element.literal);
		else if (!put_field(out, element.letter, element.count, p))
			return false;
	}
	return !pattern.bad;
}

bool moment_span_format(Buf *out, Str format, int64_t ticks)
{
	SpanParts parts = split(ticks);
	size_t start = out->n;

	if (format.n == 0)
		format = S("c");
	if (format.n > 1 ? put_custom(out, format, &parts) : put_standard(out, format.p[0], &parts, ticks < 0))
		return true;
	buf_delete(out, start, out->n - start);
	return false;
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

/* DAYS_MAX: of a TimeSpan; FRACTION_MAX: a fraction in ticks; NUMBER_MAX: any number in the text. */
enum { DAYS_MAX = 10675199, FRACTION_MAX = 9999999, NUMBER_MAX = 0x0fffffff, NUMBERS = 4 };

/* What a text is made of: d.h:m:s.f, d:h:m:s.f or parts of that. */
typedef struct SpanText {
	Str rest;
	bool negative, overflow;
	bool dotted; /* the first number ends in a point: days */
	int64_t numbers[NUMBERS];
	int n;
	bool has_fraction, no_seconds; /* no_seconds: 1:2:.5 */
	int64_t fraction;              /* its digits as a number */
	int zeros, digits;             /* zeros it starts with; digits behind them */
} SpanText;

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char peek(const SpanText *text, size_t ahead)
{
	return (char)(ahead < text->rest.n ? text->rest.p[ahead] : 0);
}

static void skip(SpanText *text, size_t n)
{
	text->rest = str_cut(text->rest, n, text->rest.n);
}

static int64_t read_digits(SpanText *text)
{
	int64_t value = 0;

	for (; is_digit(peek(text, 0)); skip(text, 1))
		if (value <= NUMBER_MAX)
			value = value * 10 + (peek(text, 0) - '0');
	text->overflow = text->overflow || value > NUMBER_MAX;
	return value;
}

static void read_fraction(SpanText *text)
{
	size_t n = 0;

	text->has_fraction = true;
	for (; peek(text, 0) == '0'; skip(text, 1))
		text->zeros++;
	n = text->rest.n;
	text->fraction = read_digits(text);
	text->digits = (int)(n - text->rest.n);
}

/* The separator and what follows it; false at the end or at what fits nowhere. */
static bool read_next(SpanText *text)
{
	bool colon = peek(text, 0) == ':';

	if (!colon && peek(text, 0) != '.')
		return false;
	if (colon && text->n > 1 && peek(text, 1) == '.' && is_digit(peek(text, 2))) {
		text->no_seconds = true;
		skip(text, 2);
		read_fraction(text);
		return false;
	}
	if (!is_digit(peek(text, 1)))
		return false;
	if (!colon && text->n > 1) {
		skip(text, 1);
		read_fraction(text);
		return false;
	}
	if (text->n == NUMBERS)
		return false;
	text->dotted = text->dotted || !colon;
	skip(text, 1);
	text->numbers[text->n++] = read_digits(text);
	return true;
}

/* As ticks, rounded half up; false when there are more than seven digits and the first is not zero. */
static bool fraction_ticks(const SpanText *text, int64_t *ticks)
{
	int64_t value = text->fraction;
	int digits = text->zeros + text->digits;

	if (text->zeros == 0 && value > FRACTION_MAX)
		return false;
	for (; value > 0 && digits < 7; digits++)
		value *= 10;
	for (; digits > 8 && value > 0; digits--)
		value /= 10;
	*ticks = digits == 8 ? (value + 5) / 10 : value;
	return true;
}

/* false: a field is out of range. */
static bool to_ticks(const SpanText *text, const int64_t fields[NUMBERS], int64_t *ticks)
{
	int64_t sum = 0, size = 0;

	if (fields[0] > DAYS_MAX || fields[1] > 23 || fields[2] > 59 || fields[3] > 59 || !fraction_ticks(text, &sum))
		return false;
	sum += fields[1] * MOMENT_TICKS_PER_HOUR + fields[2] * MOMENT_TICKS_PER_MINUTE +
	       fields[3] * MOMENT_TICKS_PER_SECOND;
	size = fields[0] * MOMENT_TICKS_PER_DAY;
	/* The smallest TimeSpan has no positive counterpart, so the sum is made with its sign. */
	return text->negative ? !__builtin_sub_overflow(-size, sum, ticks) : !__builtin_add_overflow(size, sum, ticks);
}

/* Puts the numbers in their fields, the first of them in field first (0: days). */
static bool place(const SpanText *text, int first, int64_t *ticks)
{
	int64_t fields[NUMBERS] = { 0 };

	for (int i = 0; i < text->n; i++)
		fields[first + i] = text->numbers[i];
	return to_ticks(text, fields, ticks);
}

static bool is_well_formed(const SpanText *text)
{
	if (text->rest.n > 0 || text->n == 0)
		return false;
	if (text->dotted && text->n < 3)
		return false;
	if (!text->has_fraction)
		return true;
	if (text->no_seconds)
		return text->n == 2 || text->n == 3;
	return text->n == (text->dotted ? 4 : text->n) && text->n >= 3;
}

/* Three numbers are h:m:s, and d:h:m when that does not fit (24:0:0 is 24 days). */
static bool place_all(const SpanText *text, int64_t *ticks)
{
	if (text->n == 1 || text->n == 4 || text->dotted || (text->n == 3 && text->no_seconds))
		return place(text, 0, ticks);
	return place(text, 1, ticks) || (text->n == 3 && !text->has_fraction && place(text, 0, ticks));
}

MomentStatus moment_span_parse(Str text, int64_t *ticks)
{
	SpanText t = { .rest = str_trim_unicode(text) };
	bool well_formed;

	t.negative = peek(&t, 0) == '-';
	skip(&t, t.negative);
	if (is_digit(peek(&t, 0)))
		t.numbers[t.n++] = read_digits(&t);
	while (t.n > 0 && read_next(&t))
		continue;
	well_formed = is_well_formed(&t);
	for (; t.rest.n > 0; skip(&t, 1))
		read_digits(&t); /* a number too large is an overflow wherever it stands */
	if (t.overflow)
		return MOMENT_OUT_OF_RANGE;
	if (!well_formed)
		return MOMENT_BAD_FORMAT;
	return place_all(&t, ticks) ? MOMENT_OK : MOMENT_OUT_OF_RANGE;
}
