/* regex_replace: the texts of matches, replacing, escaping. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/regex_library.h"
#include "shell/base/utf8.h"

/* ---- pieces of a subject ---------------------------------------------------------------------------------------- */

/* Units from..to, where an end may lie within a pair: its half is put then, and joins the other half if that comes to
 * stand beside it. */
static void put_units(Str s, size_t from, size_t to, Buf *out)
{
	size_t start = str_byte_of_unit(s, from), end;

	if (from >= to)
		return;
	if (str_unit_of_byte(s, start) != from) {
		buf_put_code(out, str_unit_at(s, from));
		start = str_byte_of_unit(s, ++from);
	}
	end = str_byte_of_unit(s, to);
	buf_put(out, str_cut(s, start, end));
	if (from < to && str_unit_of_byte(s, end) != to)
		buf_put_code(out, str_unit_at(s, to - 1));
}

/* Whether the characters on both sides of a byte are single units, so that no match can begin or end within them. */
static bool is_clean(Str s, size_t at)
{
	bool before = at == 0 || at > s.n || at < 4 || (unsigned char)s.p[at - 4] < 0xf0;
	bool after = at >= s.n || (unsigned char)s.p[at] < 0xf0;

	return before && after;
}

static void put_piece(Str s, const RegexSpan *piece, Buf *out)
{
	if (is_clean(s, piece->from) && is_clean(s, piece->to))
		buf_put(out, str_cut(s, piece->from, piece->to));
	else
		put_units(s, piece->unit_from, piece->unit_to, out);
}

void regex_put_span(Str subject, const RegexSpan *span, Buf *out)
{
	if (span->from != STR_NONE)
		put_piece(subject, span, out);
}

static void put_between(Str s, const RegexSpan *left, const RegexSpan *right, Buf *out)
{
	put_piece(s, &(RegexSpan){ left->to, right->from, left->unit_to, right->unit_from }, out);
}

/* The places before and after everything. */
static RegexSpan start_of(void)
{
	return (RegexSpan){ 0, 0, 0, 0 };
}

static RegexSpan end_of(Str s)
{
	size_t units = str_is_ascii(s) ? s.n : str_units(s);

	return (RegexSpan){ s.n, s.n, units, units };
}

/* ---- $1 and its kin --------------------------------------------------------------------------------------------- */

/* What a replacement is made from. */
typedef struct Expansion {
	const Regex *regex;
	Str subject;
	const RegexSpan *spans;
	Buf *out;
} Expansion;

static size_t group_of_number(const Regex *regex, int number)
{
	for (size_t i = 0; i < regex_groups(regex); i++)
		if (regex_group_number(regex, i) == number)
			return i;
	return STR_NONE;
}

enum { DIGITS_MAX = 9 };

/* The group whose number stands at the start of s; *n: how many digits.  ECMAScript takes as many digits as make a
 * group, .NET's own way all there are. */
static size_t group_at(const Regex *regex, Str s, bool all_digits, size_t *n)
{
	size_t group = STR_NONE;
	int number = 0;

	*n = 0;
	for (size_t i = 0; i < s.n && i < DIGITS_MAX && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
		number = number * 10 + (s.p[i] - '0');
		size_t found = group_of_number(regex, number);
		if (!all_digits && found == STR_NONE)
			continue;
		group = found;
		*n = i + 1;
	}
	return *n < s.n && all_digits && s.p[*n] >= '0' && s.p[*n] <= '9' ? STR_NONE : group;
}

/* The group in {...} at the start of s, by name or number; *n: bytes with the braces. */
static size_t group_in_braces(const Regex *regex, Str s, size_t *n)
{
	size_t at = 1, close = str_find_byte(s, '}', 0), digits;
	Str name = str_cut(s, 1, close);

	if (close == STR_NONE || name.n == 0)
		return STR_NONE;
	*n = close + 1;
	if (name.p[0] >= '0' && name.p[0] <= '9') {
		size_t group = group_at(regex, name, true, &digits);
		return digits == name.n ? group : STR_NONE;
	}
	while (at < close) {
		uint32_t code = utf8_next(s, &at);
		if (code > 0xffff || !regex_is_word((uint16_t)code))
			return STR_NONE;
	}
	for (size_t i = 0; i < regex_groups(regex); i++) {
		char number[12];
		if (str_eq(regex_group_name(regex, i, number), name))
			return i;
	}
	return STR_NONE;
}

/* $$ $& $` $' $+ $_; false when c is none of these. */
static bool put_special(const Expansion *e, char c)
{
	RegexSpan start = start_of(), end = { 0 };

	switch (c) {
	case '$':
		buf_put_char(e->out, '$');
		return true;
	case '&':
		regex_put_span(e->subject, &e->spans[0], e->out);
		return true;
	case '`':
		put_between(e->subject, &start, &e->spans[0], e->out);
		return true;
	case '\'':
		end = end_of(e->subject);
		put_between(e->subject, &e->spans[0], &end, e->out);
		return true;
	case '+':
		regex_put_span(e->subject, &e->spans[regex_groups(e->regex) - 1], e->out);
		return true;
	case '_':
		buf_put(e->out, e->subject);
		return true;
	default:
		return false;
	}
}

/* What a $ stands for; s is behind it.  Returns how much of s belongs to it, and puts the $ itself when nothing
 * does. */
static size_t put_dollar(const Expansion *e, Str s)
{
	bool ecma = (regex_options(e->regex) & REGEX_ECMASCRIPT) != 0;
	size_t n = 0, group = STR_NONE;

	if (s.n > 0 && s.p[0] == '{')
		group = group_in_braces(e->regex, s, &n);
	else if (s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9')
		group = group_at(e->regex, s, !ecma, &n);
	else if (s.n > 0 && put_special(e, s.p[0]))
		return 1;
	if (group == STR_NONE) {
		buf_put_char(e->out, '$');
		return 0;
	}
	regex_put_span(e->subject, &e->spans[group], e->out);
	return n;
}

void regex_expand(const Regex *regex, Str replacement, Str subject, const RegexSpan *spans, Buf *out)
{
	Expansion e = { regex, subject, spans, out };

	for (size_t at = 0; at < replacement.n;) {
		size_t dollar = str_find_byte(replacement, '$', at);
		buf_put(out, str_cut(replacement, at, dollar));
		if (dollar == STR_NONE)
			return;
		at = dollar + 1;
		at += put_dollar(&e, str_cut(replacement, at, replacement.n));
	}
}

enum { SPANS_FEW = 8 };

RegexStatus regex_replace(
	const Regex *regex, Str subject, Str replacement, long count, Buf *out, const volatile int *interrupted)
{
	RegexScan scan;
	RegexSpan few[SPANS_FEW], *spans = few;
	RegexSpan last = start_of(), end = end_of(subject);
	RegexStatus status = REGEX_MATCH;

	if (regex_groups(regex) > SPANS_FEW)
		spans = MEM_ARRAY(RegexSpan, regex_groups(regex));
	regex_scan_begin(&scan, regex, subject, 0, interrupted);
	while (status == REGEX_MATCH && count-- != 0) {
		status = regex_scan_next(&scan, spans);
		if (status != REGEX_MATCH)
			break;
		put_between(subject, &last, &spans[0], out);
		regex_expand(regex, replacement, subject, spans, out);
		last = spans[0];
	}
	put_between(subject, &last, &end, out);
	regex_scan_end(&scan);
	if (spans != few)
		free(spans);
	return status == REGEX_NO_MATCH ? REGEX_MATCH : status;
}

/* ---- escaping --------------------------------------------------------------------------------------------------- */

void regex_escape(Str text, Buf *out)
{
	static const char special[] = "\\*+?|{[()^$.# \t\n\f\r", written[] = "\\*+?|{[()^$.# tnfr";

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		const char *found = c ? strchr(special, c) : NULL;
		if (found) {
			buf_put_char(out, '\\');
			c = written[found - special];
		}
		buf_put_char(out, c);
	}
}

bool regex_unescape(Str text, Buf *out)
{
	Utf16 units;
	RegexError unused;
	bool ok = true;

	utf16_from(&units, text);
	RegexReader reader = {
		.units = units.units, .bytes = units.bytes, .text = text, .n = units.n, .error = &unused
	};
	while (ok && !regex_at_end(&reader)) {
		uint16_t unit = reader.units[reader.at++];
		if (unit == '\\' && regex_at_end(&reader)) /* it is dropped */
			break;
		if (unit == '\\')
			ok = regex_read_escape(&reader, &unit);
		if (ok)
			buf_put_code(out, unit);
	}
	utf16_release(&units);
	return ok;
}
