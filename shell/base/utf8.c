/* utf8: decoding, encoding and the Unicode properties of characters (the only user of utf8proc). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <utf8proc.h>

#include "shell/base/utf8.h"

enum { REPLACEMENT = 0xfffd };

/* ---- decoding and encoding -------------------------------------------------------------------------------------- */

/* What may follow a byte that starts a character. */
typedef struct Lead {
	unsigned char bytes;     /* of the whole character; 0: starts none */
	unsigned char low, high; /* range of the second byte */
} Lead;

/* surrogates: whether their three-byte form counts (WTF-8) or not (UTF-8). */
static inline Lead lead_of(unsigned char c, bool surrogates)
{
	if (c < 0xc2 || c > 0xf4)
		return (Lead){ 0 };
	if (c < 0xe0)
		return (Lead){ 2, 0x80, 0xbf };
	if (c < 0xf0)
		return (Lead){ 3, c == 0xe0 ? 0xa0 : 0x80, c == 0xed && !surrogates ? 0x9f : 0xbf };
	return (Lead){ 4, c == 0xf0 ? 0x90 : 0x80, c == 0xf4 ? 0x8f : 0xbf };
}

/* One character past ASCII.  Malformed: *at moves over the longest run that could have begun a character, and false is
 * returned: one U+FFFD for each such run is what the Unicode standard recommends and .NET does. */
static inline bool decode(Str s, size_t *at, bool surrogates, uint32_t *code)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = *at;
	Lead lead = lead_of(p[i], surrogates);
	uint32_t c = lead.bytes ? p[i] & (0x7fU >> lead.bytes) : 0;
	i++;
	unsigned left = lead.bytes ? lead.bytes - 1U : 0;
	for (; left && i < s.n && p[i] >= lead.low && p[i] <= lead.high; left--) {
		c = c << 6 | (p[i++] & 0x3fU);
		lead.low = 0x80;
		lead.high = 0xbf;
	}
	*at = i;
	*code = c;
	return lead.bytes && left == 0;
}

uint32_t utf8_next_wide(Str s, size_t *at)
{
	uint32_t code;
	return decode(s, at, true, &code) ? code : REPLACEMENT;
}

uint32_t utf8_prev(Str s, size_t *at)
{
	size_t end = *at;
	size_t start = end - 1;
	while (start > 0 && end - start < 4 && ((unsigned char)s.p[start] & 0xc0) == 0x80)
		start--;
	size_t reached = start;
	uint32_t code = utf8_next(s, &reached);
	if (reached == end) {
		*at = start;
		return code;
	}
	*at = end - 1;
	return REPLACEMENT;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	if (code > 0x10ffff)
		return utf8_encode(REPLACEMENT, out);
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* Byte offset of the first place at or after at that is malformed; s.n when there is none. */
static size_t find_malformed(Str s, size_t at, bool surrogates)
{
	while (at < s.n) {
		size_t next = at;
		uint32_t code;
		if ((unsigned char)s.p[at] < 0x80)
			next++;
		else if (!decode(s, &next, surrogates, &code))
			break;
		at = next;
	}
	return at;
}

bool utf8_is_valid(Str s)
{
	return str_is_ascii(s) || find_malformed(s, 0, true) == s.n;
}

void utf8_repair(Str s, Buf *out)
{
	size_t at = str_is_ascii(s) ? s.n : find_malformed(s, 0, false);
	buf_put(out, str_cut(s, 0, at));
	while (at < s.n) {
		uint32_t code;
		decode(s, &at, false, &code);
		buf_put_code(out, REPLACEMENT);
		size_t end = find_malformed(s, at, false);
		buf_put(out, str_cut(s, at, end));
		at = end;
	}
}

void utf8_hide_halves(char *p, size_t n)
{
	static const char replacement[3] = { '\xef', '\xbf', '\xbd' };
	char *end = p + n;

	while (n > 2 && (p = memchr(p, 0xed, (size_t)(end - p) - 2)) != NULL) {
		if ((unsigned char)p[1] >= 0xa0 && (unsigned char)p[1] <= 0xbf && (p[2] & 0xc0) == 0x80)
			memcpy(p, replacement, sizeof(replacement));
		p++;
		n = (size_t)(end - p);
	}
}

/* ---- properties ------------------------------------------------------------------------------------------------- */

/* .NET's invariant culture leaves these as they are, where Unicode's data maps them (compared for every character of
 * the first two planes with .NET 10). */
enum { SHARP_S = 0xdf, I_WITH_DOT = 0x130, DOTLESS_I = 0x131 };

uint32_t utf8_upper(uint32_t code)
{
	if (code < 0x80)
		return code - 'a' < 26 ? code - 32 : code;
	if (code == SHARP_S || code == DOTLESS_I)
		return code;
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

uint32_t utf8_lower(uint32_t code)
{
	if (code < 0x80)
		return code - 'A' < 26 ? code + 32 : code;
	return code == I_WITH_DOT ? code : (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

static utf8proc_category_t category(uint32_t code)
{
	return utf8proc_category((utf8proc_int32_t)code);
}

static bool category_within(uint32_t code, utf8proc_category_t first, utf8proc_category_t last)
{
	utf8proc_category_t found = category(code);
	return found >= first && found <= last;
}

bool utf8_is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) - 'a' < 26;
	return category_within(code, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}

bool utf8_is_digit(uint32_t code)
{
	return code < 0x80 ? code - '0' < 10 : category(code) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_number(uint32_t code)
{
	return code < 0x80 ? code - '0' < 10 : category_within(code, UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_NO);
}

bool utf8_is_space(uint32_t code)
{
	if (code < 0x80)
		return code == ' ' || code - '\t' < 5;
	return code == 0x85 || category_within(code, UTF8PROC_CATEGORY_ZS, UTF8PROC_CATEGORY_ZP);
}

bool utf8_is_upper(uint32_t code)
{
	return code < 0x80 ? code - 'A' < 26 : category(code) == UTF8PROC_CATEGORY_LU;
}

bool utf8_is_lower(uint32_t code)
{
	return code < 0x80 ? code - 'a' < 26 : category(code) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_punctuation(uint32_t code)
{
	return category_within(code, UTF8PROC_CATEGORY_PC, UTF8PROC_CATEGORY_PO);
}

bool utf8_is_symbol(uint32_t code)
{
	return category_within(code, UTF8PROC_CATEGORY_SM, UTF8PROC_CATEGORY_SO);
}

bool utf8_is_control(uint32_t code)
{
	return code < 0x20 || code - 0x7f < 0x21;
}

const char *utf8_category(uint32_t code)
{
	return utf8proc_category_string((utf8proc_int32_t)code);
}

/* ---- columns ---------------------------------------------------------------------------------------------------- */

int utf8_width(uint32_t code)
{
	if (code < 0x7f)
		return code >= 0x20;
	return utf8proc_charwidth((utf8proc_int32_t)code);
}

size_t utf8_columns(Str s)
{
	size_t columns = 0;
	for (size_t at = 0; at < s.n;)
		columns += (size_t)utf8_width(utf8_next(s, &at));
	return columns;
}

size_t utf8_fit(Str s, size_t columns)
{
	size_t used = 0;
	size_t end = 0; /* of the last whole cluster that fits */
	utf8proc_int32_t previous = 0;
	utf8proc_int32_t state = 0;
	for (size_t at = 0; at < s.n;) {
		size_t start = at;
		utf8proc_int32_t code = (utf8proc_int32_t)utf8_next(s, &at);
		if (start == 0 || utf8proc_grapheme_break_stateful(previous, code, &state))
			end = start;
		used += (size_t)utf8_width((uint32_t)code);
		if (used > columns)
			return end;
		previous = code;
	}
	return s.n;
}

/* ---- case ------------------------------------------------------------------------------------------------------- */

/* The text with the 26 letters from first on moved by 32 to the other case; false when it is not ASCII. */
static bool put_ascii(Str s, Buf *out, unsigned char first)
{
	if (!str_is_ascii(s))
		return false;
	char *p = buf_room(out, s.n);
	if (!p)
		return true;
	for (size_t i = 0; i < s.n; i++) {
		bool letter = (unsigned char)(s.p[i] - first) < 26;
		p[i] = (char)(s.p[i] ^ (letter ? 0x20 : 0));
	}
	buf_added(out, s.n);
	return true;
}

void utf8_put_upper(Str s, Buf *out)
{
	if (put_ascii(s, out, 'a'))
		return;
	for (size_t at = 0; at < s.n;)
		buf_put_code(out, utf8_upper(utf8_next(s, &at)));
}

bool utf8_normalize(Str s, bool compatible, bool decomposed, Buf *out)
{
	utf8proc_uint8_t *text = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &text,
		UTF8PROC_STABLE | (compatible ? UTF8PROC_COMPAT : 0) |
			(decomposed ? UTF8PROC_DECOMPOSE : UTF8PROC_COMPOSE));

	if (n >= 0)
		buf_put(out, (Str){ (const char *)text, (size_t)n });
	free(text);
	return n >= 0;
}

void utf8_put_lower(Str s, Buf *out)
{
	if (put_ascii(s, out, 'A'))
		return;
	for (size_t at = 0; at < s.n;)
		buf_put_code(out, utf8_lower(utf8_next(s, &at)));
}
