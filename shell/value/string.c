/* string: strings counted in UTF-16 units, as scripts see them, over the WTF-8 they are stored in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/buf.h"
#include "shell/base/utf8.h"
#include "shell/value/value.h"

enum { FIRST_SURROGATE = 0xd800, FIRST_LOW = 0xdc00, FIRST_SUPPLEMENTARY = 0x10000 };

bool string_is_ascii(String *s)
{
	if (s->heap.extra == 0)
		s->heap.extra = str_is_ascii(string_str(s)) ? STRING_ASCII : STRING_NOT_ASCII;
	return s->heap.extra == STRING_ASCII;
}

size_t string_units(String *s)
{
	if (s->units == STRING_UNKNOWN)
		s->units = string_is_ascii(s) ? s->n : (uint32_t)str_units(string_str(s));
	return s->units;
}

uint32_t string_hash(String *s)
{
	if (s->hash == 0)
		s->hash = str_hash(string_str(s));
	return s->hash;
}

uint32_t string_ihash(String *s)
{
	if (s->ihash == 0)
		s->ihash = str_ihash(string_str(s));
	return s->ihash;
}

/* Bytes of the character at byte, and its units in *units. */
static uint32_t character_at(const String *s, uint32_t byte, uint32_t *units)
{
	unsigned char lead = (unsigned char)s->p[byte];

	*units = lead >= 0xf0 ? 2 : 1;
	if (lead < 0x80)
		return 1;
	return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

/* One character back.  What is no WTF-8 (the bytes of a file's name) may lead to the start at once. */
static void step_back(String *s)
{
	uint32_t units;

	s->mark_byte = s->mark_byte < s->n ? s->mark_byte : s->n;
	while (s->mark_byte > 0 && (s->p[--s->mark_byte] & 0xc0) == 0x80)
		;
	character_at(s, s->mark_byte, &units);
	if (s->mark_byte == 0 || units >= s->mark_unit)
		s->mark_unit = s->mark_byte = 0;
	else
		s->mark_unit -= units;
}

/* Moves the mark to the character that holds unit: from where it is, or from the start.  Walks that go on from the last
 * place (for ($i...) $s[$i]) are linear in total, in either direction. */
static void move_mark(String *s, size_t unit)
{
	uint32_t bytes, units;

	if (unit < s->mark_unit / 2)
		s->mark_unit = s->mark_byte = 0;
	while (unit < s->mark_unit)
		step_back(s);
	while (s->mark_byte < s->n) {
		bytes = character_at(s, s->mark_byte, &units);
		if (s->mark_unit + units > unit)
			return;
		s->mark_unit += units;
		s->mark_byte += bytes;
	}
}

size_t string_byte_of_unit(String *s, size_t unit)
{
	if (string_is_ascii(s))
		return unit < s->n ? unit : s->n;
	if (unit >= string_units(s)) /* its end is no place to walk on from */
		return s->n;
	move_mark(s, unit);
	return s->mark_byte < s->n ? s->mark_byte : s->n;
}

size_t string_unit_of_byte(String *s, size_t byte)
{
	uint32_t units;

	if (string_is_ascii(s))
		return byte < s->n ? byte : s->n;
	if (byte < s->mark_byte / 2)
		s->mark_unit = s->mark_byte = 0;
	while (byte < s->mark_byte)
		step_back(s);
	while (s->mark_byte < byte && s->mark_byte < s->n) {
		s->mark_byte += character_at(s, s->mark_byte, &units);
		s->mark_unit += units;
	}
	return s->mark_unit;
}

uint16_t string_unit_at(String *s, size_t unit)
{
	size_t at;
	uint32_t code;

	if (string_is_ascii(s))
		return (unsigned char)s->p[unit];
	at = string_byte_of_unit(s, unit);
	code = utf8_next(string_str(s), &at);
	if (code < FIRST_SUPPLEMENTARY)
		return (uint16_t)code;
	code -= FIRST_SUPPLEMENTARY;
	/* the mark stands on the pair: the first unit asks for the high half, the second for the low one */
	return unit == s->mark_unit ? (uint16_t)(FIRST_SURROGATE + (code >> 10))
				    : (uint16_t)(FIRST_LOW + (code & 0x3ff));
}

Value string_slice(String *s, size_t from, size_t n)
{
	size_t start, end;
	bool low_first, high_last;
	Buf buf = BUF_INIT;
	Value v;

	if (string_is_ascii(s)) {
		v = value_string((Str){ s->p + from, n });
		v.string->heap.extra = STRING_ASCII;
		return v;
	}
	if (n == 0)
		return value_string(S(""));
	start = string_byte_of_unit(s, from);
	low_first = s->mark_unit < from;
	if (low_first) {
		buf_put_code(&buf, string_unit_at(s, from));
		start = string_byte_of_unit(s, from + 1);
	}
	end = string_byte_of_unit(s, from + n);
	high_last = s->mark_unit < from + n && end < s->n;
	if (end > start)
		buf_put(&buf, str_cut(string_str(s), start, end));
	if (high_last)
		buf_put_code(&buf, string_unit_at(s, from + n - 1));
	v = value_string_buf(&buf);
	v.string->units = (uint32_t)n;
	buf_release(&buf);
	return v;
}

/* Whether the end of a is a lone high half and the start of b a lone low half: they join into one character. */
static bool halves_meet(Str a, Str b)
{
	return a.n >= 3 && b.n >= 3 && (unsigned char)a.p[a.n - 3] == 0xed && (unsigned char)a.p[a.n - 2] >= 0xa0 &&
	       (unsigned char)a.p[a.n - 2] < 0xb0 && (unsigned char)b.p[0] == 0xed && (unsigned char)b.p[1] >= 0xb0;
}

static String *append_through_buf(Str more, String *s)
{
	Buf buf = BUF_INIT;
	size_t at = 0;
	Value v;

	buf_put(&buf, string_str(s));
	buf_put_code(&buf, utf8_next(more, &at));
	buf_put(&buf, str_cut(more, at, more.n));
	v = value_string_buf(&buf);
	buf_release(&buf);
	value_drop(value_of_string(s));
	return v.string;
}

/* s with room for n bytes: itself, moved or not, when nobody else holds it; else a copy. */
static String *with_room(String *s, size_t n)
{
	size_t cap = s->cap;
	Value copy;

	if (s->heap.refs > 1 || n > STRING_MAX) {
		copy = value_string_room(n);
		memcpy(copy.string->p, s->p, s->n);
		copy.string->n = s->n;
		copy.string->units = s->units;
		copy.string->heap.extra = s->heap.extra;
		value_drop(value_of_string(s));
		return copy.string;
	}
#ifdef STRESS
	cap = n;
#else
	cap = n > cap + cap / 2 ? n : cap + cap / 2;
#endif
	if (cap > STRING_MAX)
		cap = STRING_MAX;
	s = mem_resize(s, 1, sizeof(*s) + cap + 1);
	s->cap = (uint32_t)cap;
	return s;
}

String *string_append_take(Str more, String *s)
{
	bool was_ascii = string_is_ascii(s);
	bool is_self = more.p >= s->p && more.p < s->p + s->n;
	size_t self_at = is_self ? (size_t)(more.p - s->p) : 0;
	size_t n = (size_t)s->n + more.n;
	bool ascii;

	if (more.n == 0)
		return s;
	if (halves_meet(string_str(s), more))
		return append_through_buf(more, s);
	if (s->heap.refs > 1 || n > s->cap) {
		String *moved = with_room(s, n);
		if (is_self)
			more.p = moved->p + self_at;
		s = moved;
	}
	ascii = was_ascii && str_is_ascii(more);
	memmove(s->p + s->n, more.p, more.n);
	s->n = (uint32_t)n;
	s->p[n] = '\0';
	s->hash = s->ihash = 0;
	s->units = ascii ? s->n : STRING_UNKNOWN;
	s->heap.extra = ascii ? STRING_ASCII : STRING_NOT_ASCII;
	return s;
}
