/* str: comparing, searching, hashing and counting in text that is mostly ASCII. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/str.h"
#include "shell/base/utf8.h"

/* ---- eight bytes at a time -------------------------------------------------------------------------------------- */

#define ONES UINT64_C(0x0101010101010101)
#define HIGH UINT64_C(0x8080808080808080)

static inline uint64_t load8(const char *p)
{
	uint64_t word;
	memcpy(&word, p, sizeof(word));
	return word;
}

static inline uint64_t load4(const char *p)
{
	uint32_t word;
	memcpy(&word, p, sizeof(word));
	return word;
}

/* n bytes, 1 to 7, as one number: overlapping loads instead of a loop. */
static inline uint64_t load_tail(const char *p, size_t n)
{
	if (n >= 4)
		return load4(p) | load4(p + n - 4) << 32;
	return (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[n / 2] << 8 |
	       (uint64_t)(unsigned char)p[n - 1] << 16;
}

/* ASCII letters of all eight bytes upper-cased; right only where no byte has its high bit set. */
static inline uint64_t upper8(uint64_t word)
{
	uint64_t from_a = word + ONES * (0x80 - 'a');
	uint64_t after_z = word + ONES * (0x80 - 'z' - 1);
	return word - ((from_a & ~after_z & HIGH) >> 2);
}

static inline unsigned char upper1(unsigned char c)
{
	return (unsigned char)(c - 'a') < 26 ? c - 32 : c;
}

/* ---- slices ----------------------------------------------------------------------------------------------------- */

Str str_from(const char *c)
{
	return c ? (Str){ c, strlen(c) } : (Str){ "", 0 };
}

Str str_cut(Str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	/* NULL + 0 is not C */
	return (Str){ from ? s.p + from : s.p, to - from };
}

static inline bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Str str_trim_end(Str s)
{
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

Str str_trim(Str s)
{
	while (s.n && is_blank(s.p[0]))
		s = str_cut(s, 1, s.n);
	return str_trim_end(s);
}

Str str_trim_unicode(Str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t start = at;
		if (!utf8_is_space(utf8_next(s, &at))) {
			s = str_cut(s, start, s.n);
			break;
		}
		if (at == s.n)
			return str_cut(s, s.n, s.n);
	}
	for (size_t at = s.n; at > 0;) {
		size_t end = at;
		if (!utf8_is_space(utf8_prev(s, &at)))
			return str_cut(s, 0, end);
	}
	return s;
}

/* ---- comparing -------------------------------------------------------------------------------------------------- */

bool str_eq(Str a, Str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* OrdinalIgnoreCase's upper-casing: the invariant culture's but for the long s, which equals only itself (recorded
 * from .NET for every character). */
static inline uint32_t fold(uint32_t code)
{
	return code == 0x17f ? code : utf8_upper(code);
}

/* How many bytes at both starts are equal without regard to case and plain ASCII; stops at the first that are not. */
static size_t equal_ascii(Str a, Str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	size_t i = 0;
	while (n - i >= 8) {
		uint64_t x = load8(a.p + i);
		uint64_t y = load8(b.p + i);
		if ((x | y) & HIGH || upper8(x) != upper8(y))
			break;
		i += 8;
	}
	while (i < n) {
		unsigned char x = (unsigned char)a.p[i];
		unsigned char y = (unsigned char)b.p[i];
		if ((x | y) >= 0x80 || upper1(x) != upper1(y))
			break;
		i++;
	}
	return i;
}

/* Bytes of s that equal prefix, from places i of both on; STR_NONE when they differ. */
static size_t match_folded(Str s, Str prefix, size_t i)
{
	size_t in_prefix = i;
	while (in_prefix < prefix.n) {
		if (i >= s.n)
			return STR_NONE;
		uint32_t x = utf8_next(s, &i);
		uint32_t y = utf8_next(prefix, &in_prefix);
		if (x != y && fold(x) != fold(y))
			return STR_NONE;
	}
	return i;
}

size_t str_iprefix(Str s, Str prefix)
{
	size_t i = equal_ascii(s, prefix);
	if (i == prefix.n)
		return i;
	if (i == s.n || (((unsigned char)s.p[i] | (unsigned char)prefix.p[i]) < 0x80))
		return STR_NONE;
	return match_folded(s, prefix, i);
}

typedef enum Answer { NO, YES, NOT_ASCII } Answer;

static inline Answer equal_words(uint64_t x, uint64_t y)
{
	if ((x | y) & HIGH)
		return NOT_ASCII;
	return upper8(x) == upper8(y) ? YES : NO;
}

/* Two texts of n bytes; the last word overlaps the one before. */
static inline Answer equal_bytes(const char *a, const char *b, size_t n)
{
	if (n < 8)
		return n == 0 ? YES : equal_words(load_tail(a, n), load_tail(b, n));
	for (size_t i = 0; i < n - 8; i += 8) {
		Answer answer = equal_words(load8(a + i), load8(b + i));
		if (answer != YES)
			return answer;
	}
	return equal_words(load8(a + n - 8), load8(b + n - 8));
}

bool str_ieq(Str a, Str b)
{
	if (a.n == b.n) {
		Answer answer = equal_bytes(a.p, b.p, a.n);
		if (answer != NOT_ASCII)
			return answer == YES;
	}
	return str_iprefix(a, b) == a.n;
}

/* UTF-16 units of a text, one by one. */
typedef struct Units {
	Str s;
	size_t at;
	uint32_t low; /* second half still to come, or 0 */
} Units;

/* The next unit, or -1 at the end. */
static int32_t next_unit(Units *units, bool ignore_case)
{
	if (units->low) {
		uint32_t low = units->low;
		units->low = 0;
		return (int32_t)low;
	}
	if (units->at >= units->s.n)
		return -1;
	uint32_t code = utf8_next(units->s, &units->at);
	if (ignore_case)
		code = fold(code);
	if (code < 0x10000)
		return (int32_t)code;
	code -= 0x10000;
	units->low = 0xdc00 + (code & 0x3ff);
	return (int32_t)(0xd800 + (code >> 10));
}

static int compare_units(Units a, Units b, bool ignore_case)
{
	for (;;) {
		int32_t x = next_unit(&a, ignore_case);
		int32_t y = next_unit(&b, ignore_case);
		if (x != y)
			return x < y ? -1 : 1;
		if (x < 0)
			return 0;
	}
}

int str_compare(Str a, Str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	size_t i = 0;
	while (n - i >= 8 && load8(a.p + i) == load8(b.p + i))
		i += 8;
	while (i < n && a.p[i] == b.p[i])
		i++;
	if (i == n)
		return (a.n > b.n) - (a.n < b.n);
	unsigned char x = (unsigned char)a.p[i];
	unsigned char y = (unsigned char)b.p[i];
	/* the order of bytes is that of units as long as no surrogate is involved */
	if ((x | y) < 0x80)
		return x < y ? -1 : 1;
	while (i > 0 && ((unsigned char)a.p[i] & 0xc0) == 0x80)
		i--;
	return compare_units((Units){ a, i, 0 }, (Units){ b, i, 0 }, false);
}

int str_icompare(Str a, Str b)
{
	size_t i = equal_ascii(a, b);
	if (i == a.n || i == b.n)
		return (a.n > b.n) - (a.n < b.n);
	unsigned char x = (unsigned char)a.p[i];
	unsigned char y = (unsigned char)b.p[i];
	if ((x | y) < 0x80)
		return upper1(x) < upper1(y) ? -1 : 1;
	return compare_units((Units){ a, i, 0 }, (Units){ b, i, 0 }, true);
}

bool str_starts(Str s, Str prefix)
{
	return prefix.n <= s.n && str_eq((Str){ s.p, prefix.n }, prefix);
}

bool str_istarts(Str s, Str prefix)
{
	return str_iprefix(s, prefix) != STR_NONE;
}

bool str_ends(Str s, Str suffix)
{
	return suffix.n <= s.n && str_eq(str_cut(s, s.n - suffix.n, s.n), suffix);
}

bool str_iends(Str s, Str suffix)
{
	/* backwards character by character: the two may take different numbers of bytes */
	size_t at = s.n;
	size_t in_suffix = suffix.n;
	while (in_suffix > 0) {
		if (at == 0)
			return false;
		uint32_t x = utf8_prev(s, &at);
		uint32_t y = utf8_prev(suffix, &in_suffix);
		if (x != y && fold(x) != fold(y))
			return false;
	}
	return true;
}

/* ---- searching -------------------------------------------------------------------------------------------------- */

size_t str_find(Str s, Str part, size_t from)
{
	if (from > s.n || part.n > s.n - from)
		return STR_NONE;
	if (part.n == 0)
		return from;
	const char *found = memmem(s.p + from, s.n - from, part.p, part.n);
	return found ? (size_t)(found - s.p) : STR_NONE;
}

size_t str_find_byte(Str s, char c, size_t from)
{
	if (from >= s.n)
		return STR_NONE;
	const char *found = memchr(s.p + from, c, s.n - from);
	return found ? (size_t)(found - s.p) : STR_NONE;
}

size_t str_ifind(Str s, Str part, size_t from)
{
	if (part.n == 0)
		return from <= s.n ? from : STR_NONE;
	unsigned char first = upper1((unsigned char)part.p[0]);
	while (from < s.n) {
		unsigned char c = (unsigned char)s.p[from];
		bool may_start = c >= 0x80 || first >= 0x80 || upper1(c) == first;
		if (may_start && (c & 0xc0) != 0x80 && str_istarts(str_cut(s, from, s.n), part))
			return from;
		from++;
	}
	return STR_NONE;
}

size_t str_rfind(Str s, Str part, size_t from)
{
	if (part.n > s.n)
		return STR_NONE;
	size_t at = s.n - part.n < from ? s.n - part.n : from;
	for (;;) {
		if (str_eq((Str){ at ? s.p + at : s.p, part.n }, part))
			return at;
		if (at == 0)
			return STR_NONE;
		at--;
	}
}

bool str_split_next(StrSplit *split, char sep, Str *piece)
{
	if (split->done)
		return false;
	size_t at = str_find_byte(split->rest, sep, 0);
	split->done = at == STR_NONE;
	*piece = str_cut(split->rest, 0, split->done ? split->rest.n : at);
	split->rest = str_cut(split->rest, split->done ? split->rest.n : at + 1, split->rest.n);
	return true;
}

/* ---- hashing ---------------------------------------------------------------------------------------------------- */

#define HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15)

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * HASH_FACTOR;
	return hash ^ hash >> 32;
}

/* The length tells apart texts that differ only in NULs at the end. */
static inline uint32_t finish(uint64_t hash, size_t n)
{
	return (uint32_t)(mix(hash, n) >> 16);
}

uint32_t str_hash(Str s)
{
	uint64_t hash = 0;
	size_t i = 0;
	for (; s.n - i >= 8; i += 8)
		hash = mix(hash, load8(s.p + i));
	if (i < s.n)
		hash = mix(hash, load_tail(s.p + i, s.n - i));
	return finish(hash, s.n);
}

/* The same sum over the folded text, gathered eight bytes at a time; s from byte i on, hash being that of the bytes
 * before. */
static uint32_t hash_folded(Str s, size_t i, uint64_t hash)
{
	char out[12];
	size_t n = 0;
	size_t total = i;
	while (i < s.n) {
		size_t added = utf8_encode(fold(utf8_next(s, &i)), out + n);
		n += added;
		total += added;
		if (n < 8)
			continue;
		hash = mix(hash, load8(out));
		n -= 8;
		memmove(out, out + 8, n);
	}
	if (n)
		hash = mix(hash, load_tail(out, n));
	return finish(hash, total);
}

uint32_t str_ihash(Str s)
{
	uint64_t hash = 0;
	size_t i = 0;
	for (; s.n - i >= 8; i += 8) {
		uint64_t word = load8(s.p + i);
		if (word & HIGH)
			return hash_folded(s, i, hash);
		hash = mix(hash, upper8(word));
	}
	if (i < s.n) {
		uint64_t word = load_tail(s.p + i, s.n - i);
		if (word & HIGH)
			return hash_folded(s, i, hash);
		hash = mix(hash, upper8(word));
	}
	return finish(hash, s.n);
}

/* ---- UTF-16 units ----------------------------------------------------------------------------------------------- */

bool str_is_ascii(Str s)
{
	size_t i = 0;
	for (; s.n - i >= 8; i += 8)
		if (load8(s.p + i) & HIGH)
			return false;
	return i == s.n || !(load_tail(s.p + i, s.n - i) & HIGH);
}

/* Every byte that continues no character starts a unit; a character of four bytes has two. */
size_t str_units(Str s)
{
	size_t units = 0;
	size_t i = 0;
	while (i < s.n) {
		if (s.n - i >= 8 && !(load8(s.p + i) & HIGH)) {
			units += 8;
			i += 8;
			continue;
		}
		unsigned char c = (unsigned char)s.p[i++];
		units += (size_t)((c & 0xc0) != 0x80) + (size_t)(c >= 0xf0);
	}
	return units;
}

/* Byte and unit move together from the start until one of them reaches its goal. */
static void walk(Str s, size_t to_unit, size_t to_byte, size_t *unit, size_t *byte)
{
	if (to_byte > s.n)
		to_byte = s.n;
	size_t i = 0;
	size_t units = 0;
	while (i < to_byte && units < to_unit) {
		if (to_byte - i >= 8 && to_unit - units >= 8 && !(load8(s.p + i) & HIGH)) {
			i += 8;
			units += 8;
			continue;
		}
		size_t next = i;
		size_t width = utf8_next(s, &next) < 0x10000 ? 1 : 2;
		if (next > to_byte || width > to_unit - units)
			break;
		i = next;
		units += width;
	}
	*unit = units;
	*byte = i;
}

size_t str_byte_of_unit(Str s, size_t unit)
{
	size_t reached, byte;
	walk(s, unit, s.n, &reached, &byte);
	return byte;
}

size_t str_unit_of_byte(Str s, size_t byte)
{
	size_t unit, reached;
	walk(s, STR_NONE, byte, &unit, &reached);
	return unit;
}

uint16_t str_unit_at(Str s, size_t unit)
{
	size_t reached, at;
	walk(s, unit, s.n, &reached, &at);
	if (at >= s.n)
		return 0;
	uint32_t code = utf8_next(s, &at);
	if (code < 0x10000)
		return (uint16_t)code;
	code -= 0x10000;
	return (uint16_t)(reached == unit ? 0xd800 + (code >> 10) : 0xdc00 + (code & 0x3ff));
}
