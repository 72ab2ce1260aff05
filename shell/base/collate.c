/* collate: the culture's order of strings, by tables as far as they are ASCII. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/buf.h"
#include "shell/base/collate_icu.h"

struct Collation {
	CollateRules rules;
	CollateIcu *icu;
};

Collation *collate_new(CollateRules rules)
{
	Collation *collation = MEM_NEW(Collation);

	collation->rules = rules;
	collation->icu = collate_icu_new(rules);
	return collation;
}

void collate_free(Collation *collation)
{
	if (!collation)
		return;
	collate_icu_free(collation->icu);
	free(collation);
}

/* ---- ASCII ------------------------------------------------------------------------------------------------------ */
/* Weights by rules; upper and lower case weigh the same.  NONE: ignored; WEAK: looked at when all else is equal.
 * ICU (recorded): tabs and line ends, blank, _-,;:!?.'"()[]{}@ star / \&#%`^+<=>|~$ digits letters.
 * NLS: blank, COLLATE_NLS_SYMBOLS (the order Windows documents), digits, letters. */
enum { NONE, WEAK };
/* clang-format off */
static const uint8_t weights[2][128] = {
	[COLLATE_ICU] = {
		 0,  0,  0,  0,  0,  0,  0,  0,  0,  2,  3,  4,  5,  6,  0,  0,
		 0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
		 7, 13, 17, 29, 39, 30, 28, 16, 18, 19, 25, 33, 10,  9, 15, 26,
		40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 12, 11, 34, 35, 36, 14,
		24, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64,
		65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 20, 27, 21, 32,  8,
		31, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64,
		65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 22, 37, 23, 38,  0,
	},
	[COLLATE_NLS] = {
		 0,  0,  0,  0,  0,  0,  0,  0,  0,  3,  4,  5,  6,  7,  0,  0,
		 0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
		 2,  8,  9, 10, 11, 12, 13,  1, 14, 15, 16, 34, 17,  1, 18, 19,
		38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 20, 21, 35, 36, 37, 22,
		23, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62,
		63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 24, 25, 26, 27, 28,
		29, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62,
		63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 30, 31, 32, 33,  0,
	},
};
/* clang-format on */

static bool is_ascii_at(Str s, size_t at)
{
	return at >= s.n || (unsigned char)s.p[at] < 0x80;
}

/* Moves *at to the next character that has weight (or is not ASCII, or the end); *weak: some of little weight were
 * passed. */
static void skip(Str s, size_t *at, const uint8_t *table, bool *weak)
{
	while (*at < s.n && is_ascii_at(s, *at) && table[(unsigned char)s.p[*at]] <= WEAK)
		*weak |= table[(unsigned char)s.p[(*at)++]] == WEAK;
}

/* How far comparing got. */
typedef struct Comparison {
	int order;
	bool undecided; /* a character that is not ASCII matters */
	bool weak;      /* there were characters of little weight */
} Comparison;

/* Where two ASCII characters stand that weigh the same or nothing: goes on as long as they stand side by side, which
 * is nearly always.  by_case: which of the first two that differ in case alone is the upper one. */
static size_t skip_alike(Str a, Str b, const uint8_t *table, int *by_case)
{
	size_t n = a.n < b.n ? a.n : b.n, i = 0;

	for (; i < n; i++) {
		unsigned char left = (unsigned char)a.p[i], right = (unsigned char)b.p[i];
		if ((left | right) & 0x80)
			return i;
		if (left == right)
			continue;
		if (table[left] != table[right] || table[left] <= WEAK)
			return i;
		if (*by_case == 0)
			*by_case = left < right ? 1 : -1; /* lower case, the greater number, comes first */
	}
	return i;
}

static Comparison compare_ascii(Str a, Str b, bool ignore_case, const uint8_t *table)
{
	Comparison result = { 0 };
	int by_case = 0;
	size_t start = skip_alike(a, b, table, &by_case);

	for (size_t i = start, j = start;; i++, j++) {
		skip(a, &i, table, &result.weak);
		skip(b, &j, table, &result.weak);
		result.undecided = !is_ascii_at(a, i) || !is_ascii_at(b, j);
		if (result.undecided)
			return result;
		int left = i < a.n ? table[(unsigned char)a.p[i]] : NONE;
		int right = j < b.n ? table[(unsigned char)b.p[j]] : NONE;
		if (left != right) {
			result.order = left - right;
			/* What follows may belong to the character. */
			result.undecided = !is_ascii_at(a, i + 1) || !is_ascii_at(b, j + 1);
			return result;
		}
		if (left == NONE)
			break;
		if (by_case == 0)
			by_case = (b.p[j] > a.p[i]) - (b.p[j] < a.p[i]);
	}
	result.order = ignore_case ? 0 : by_case;
	return result;
}

/* ---- what is not ASCII ------------------------------------------------------------------------------------------ */

/* The collators of a Collation, or some for one call. */
typedef struct Opened {
	CollateIcu *icu;
	bool ours;
} Opened;

static Opened open_icu(const Collation *collation)
{
	if (collation)
		return (Opened){ collation->icu, false };
	return (Opened){ collate_icu_new(COLLATE_ICU), true };
}

static void close_icu(Opened opened)
{
	if (opened.ours)
		collate_icu_free(opened.icu);
}

static int compare_icu(Str a, Str b, bool ignore_case, const Collation *collation)
{
	Opened opened = open_icu(collation);
	int order = collate_icu_compare(opened.icu, a, b, ignore_case);

	close_icu(opened);
	return order;
}

/* ---- Windows' word sort ----------------------------------------------------------------------------------------- */

static bool is_weak(char c)
{
	return c == '-' || c == '\'';
}

static void put_without_weak(Str s, Buf *out)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_weak(s.p[i]))
			buf_put_char(out, s.p[i]);
}

/* The next - or ' from *at on, 0 when there is none; *before counts the other characters passed. */
static int next_weak(Str s, size_t *at, size_t *before)
{
	while (*at < s.n) {
		unsigned char c = (unsigned char)s.p[(*at)++];
		if (is_weak((char)c))
			return c;
		*before += c >= 0x80 || weights[COLLATE_NLS][c] != NONE;
	}
	return 0;
}

/* Strings equal but for - and ': one without comes first, then the one in which it stands further to the left; '
 * before -. */
static int compare_weak(Str a, Str b)
{
	size_t i = 0, j = 0, before_left = 0, before_right = 0;

	for (;;) {
		int left = next_weak(a, &i, &before_left), right = next_weak(b, &j, &before_right);
		if (!left || !right)
			return (left != 0) - (right != 0);
		if (before_left != before_right)
			return before_left < before_right ? -1 : 1;
		if (left != right)
			return left - right;
	}
}

/* Both strings without - and '. */
static int compare_strong(Str a, Str b, bool ignore_case, const Collation *collation)
{
	Buf left = BUF_INIT, right = BUF_INIT;
	int order;

	put_without_weak(a, &left);
	put_without_weak(b, &right);
	order = compare_icu(buf_str(&left), buf_str(&right), ignore_case, collation);
	buf_release(&left);
	buf_release(&right);
	return order;
}

/* ---- comparing -------------------------------------------------------------------------------------------------- */

int collate_compare(Str a, Str b, bool ignore_case, const Collation *collation)
{
	CollateRules rules = collation ? collation->rules : COLLATE_ICU;
	Comparison result = compare_ascii(a, b, ignore_case, weights[rules]);

	if (result.undecided && rules == COLLATE_ICU)
		return compare_icu(a, b, ignore_case, collation);
	if (result.undecided) {
		result.order = compare_strong(a, b, ignore_case, collation);
		result.weak = true;
	}
	return result.order == 0 && result.weak ? compare_weak(a, b) : result.order;
}

bool collate_equal(Str a, Str b, bool ignore_case, const Collation *collation)
{
	return str_eq(a, b) || collate_compare(a, b, ignore_case, collation) == 0;
}

/* ---- prefixes, suffixes, searching ------------------------------------------------------------------------------ */

/* Nothing but ASCII that has weight: equality is that of the characters, under both rules. */
static bool is_plain(Str s)
{
	bool odd = false;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		odd |= c >= 0x80 || weights[COLLATE_ICU][c & 0x7f] == NONE;
	}
	return !odd;
}

/* Like the empty string: found everywhere. */
static bool is_weightless(Str s, const Collation *collation)
{
	return collate_compare(s, (Str){ "", 0 }, false, collation) == 0;
}

static bool is_affix(Str text, Str part, bool ignore_case, const Collation *collation, bool at_end)
{
	Opened opened = open_icu(collation);
	bool stands = collate_icu_affix(opened.icu, text, part, ignore_case, at_end);

	close_icu(opened);
	return stands;
}

bool collate_starts(Str text, Str prefix, bool ignore_case, const Collation *collation)
{
	if (prefix.n == 0)
		return true;
	/* One more character: it may change the last one of the prefix. */
	if (is_plain(prefix) && is_plain(str_cut(text, 0, prefix.n + 1)))
		return ignore_case ? str_istarts(text, prefix) : str_starts(text, prefix);
	return is_affix(text, prefix, ignore_case, collation, false);
}

bool collate_ends(Str text, Str suffix, bool ignore_case, const Collation *collation)
{
	size_t before = text.n > suffix.n ? text.n - suffix.n : 0;

	if (is_plain(suffix) && is_plain(str_cut(text, before, text.n)))
		return ignore_case ? str_iends(text, suffix) : str_ends(text, suffix);
	return is_affix(text, suffix, ignore_case, collation, true);
}

static size_t find_icu(Str text, Str part, bool ignore_case, const Collation *collation, bool last, size_t *length)
{
	Opened opened = open_icu(collation);
	size_t at = collate_icu_find(opened.icu, text, part, ignore_case, last, length);

	close_icu(opened);
	return at;
}

static size_t find_in(Str text, Str part, bool ignore_case, const Collation *collation, size_t *length)
{
	*length = part.n;
	if (!is_plain(part) || !is_plain(text))
		return find_icu(text, part, ignore_case, collation, false, length);
	return ignore_case ? str_ifind(text, part, 0) : str_find(text, part, 0);
}

/* The first n bytes, or a little more, so that no character is cut. */
static Str first_bytes(Str text, size_t n)
{
	while (n < text.n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n++;
	return str_cut(text, 0, n);
}

/* Pieces that grow: what stands near is found without a look at the whole of a long text. */
size_t collate_find(Str text, Str part, size_t from, bool ignore_case, const Collation *collation, size_t *length)
{
	enum { PIECE = 256, REACH = 64 }; /* so far from a piece's end what follows it changes nothing */
	Str rest = str_cut(text, from, text.n), piece;
	size_t unused, at;

	if (!length)
		length = &unused;
	if (part.n == 0 || (!is_plain(part) && is_weightless(part, collation))) {
		*length = 0;
		return from;
	}
	for (size_t n = PIECE + part.n;; n *= 4) {
		piece = first_bytes(rest, n);
		at = find_in(piece, part, ignore_case, collation, length);
		if (piece.n == rest.n || (at != STR_NONE && at + *length + REACH <= piece.n))
			return at == STR_NONE ? at : at + from;
	}
}

static size_t rfind_plain(Str text, Str part, bool ignore_case)
{
	if (!ignore_case)
		return str_rfind(text, part, text.n);
	for (size_t end = text.n; end >= part.n; end--)
		if (str_iends(str_cut(text, 0, end), part))
			return end - part.n;
	return STR_NONE;
}

size_t collate_rfind(Str text, Str part, bool ignore_case, const Collation *collation, size_t *length)
{
	size_t unused;

	if (!length)
		length = &unused;
	*length = part.n;
	if (part.n > 0 && is_plain(part) && is_plain(text))
		return rfind_plain(text, part, ignore_case);
	if (is_weightless(part, collation)) {
		*length = 0;
		return text.n;
	}
	return find_icu(text, part, ignore_case, collation, true, length);
}
