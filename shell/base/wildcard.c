/* wildcard: PowerShell's patterns, as -like and path parameters use them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/wildcard.h"
#include "shell/base/collate.h"
#include "shell/base/utf8.h"

/* A place in a text, in UTF-16 units: a character past U+FFFF is two of them. */
typedef struct Place {
	size_t at;
	uint32_t low; /* the second unit of the character before at, still to come; or 0 */
} Place;

static uint32_t next_unit(Str s, Place *place)
{
	uint32_t code = place->low;
	if (code) {
		place->low = 0;
		return code;
	}
	code = utf8_next(s, &place->at);
	if (code < 0x10000)
		return code;
	code -= 0x10000;
	place->low = 0xdc00 + (code & 0x3ff);
	return 0xd800 + (code >> 10);
}

static inline bool at_end(Str s, Place place)
{
	return place.at >= s.n && !place.low;
}

/* Case is ignored by lower-casing in en-US, where the dotted capital I becomes i (verified with 7.6.9). */
static inline uint32_t fold(uint32_t unit)
{
	return unit == 0x130 ? 'i' : utf8_lower(unit);
}

/* ---- one element of a pattern ----------------------------------------------------------------------------------- */

typedef enum ElementKind { ELEMENT_END, ELEMENT_BAD, ELEMENT_RUN, ELEMENT_ANY, ELEMENT_ONE, ELEMENT_CLASS } ElementKind;

typedef struct Element {
	ElementKind kind;
	uint32_t unit; /* ELEMENT_ONE */
	Str members;   /* ELEMENT_CLASS: what stands between the brackets */
} Element;

/* A character of a class with its backtick taken off; false at the end. */
static bool next_member(Str s, Place *place, uint32_t *unit)
{
	if (at_end(s, *place))
		return false;
	*unit = next_unit(s, place);
	if (*unit != '`')
		return true;
	if (at_end(s, *place))
		return false;
	*unit = next_unit(s, place);
	return true;
}

/* The next character or range of a class.  A - between two characters makes a range, elsewhere it stands for itself. */
static bool next_range(Str s, Place *place, uint32_t *from, uint32_t *to)
{
	if (!next_member(s, place, from))
		return false;
	*to = *from;
	Place after = *place;
	if (at_end(s, after) || next_unit(s, &after) != '-')
		return true;
	if (next_member(s, &after, to))
		*place = after;
	return true;
}

/* From the place after the [ to the place after its ].  A ] that comes first is a member. */
static Element read_class(Str pattern, Place *place)
{
	size_t from = place->at;
	while (place->at < pattern.n) {
		size_t at = place->at;
		uint32_t unit = utf8_next(pattern, &place->at);
		if (unit == ']' && at > from)
			return (Element){ ELEMENT_CLASS, 0, str_cut(pattern, from, at) };
		if (unit == '`' && place->at < pattern.n)
			utf8_next(pattern, &place->at);
	}
	return (Element){ .kind = ELEMENT_BAD };
}

static Element next_element(Str pattern, Place *place)
{
	if (at_end(pattern, *place))
		return (Element){ .kind = ELEMENT_END };
	uint32_t unit = next_unit(pattern, place);
	switch (unit) {
	case '*':
		return (Element){ .kind = ELEMENT_RUN };
	case '?':
		return (Element){ .kind = ELEMENT_ANY };
	case '[':
		return read_class(pattern, place);
	case '`':
		/* the last character stands for itself, but alone it is nothing (verified with 7.6.9) */
		if (!at_end(pattern, *place))
			unit = next_unit(pattern, place);
		else if (pattern.n == 1)
			return (Element){ .kind = ELEMENT_END };
		break;
	default:
		break;
	}
	return (Element){ .kind = ELEMENT_ONE, .unit = unit };
}

static bool class_is_valid(Str members)
{
	Place place = { 0 };
	uint32_t from, to;
	while (next_range(members, &place, &from, &to))
		if (to < from)
			return false;
	return true;
}

/* Ranges hold what lies between their ends as written; a character may lie there in either case.  Nothing is in a class
 * that has a range the wrong way round. */
static bool class_has(Str members, uint32_t unit, bool ignore_case)
{
	uint32_t lower = ignore_case ? fold(unit) : unit;
	uint32_t upper = ignore_case ? utf8_upper(lower) : unit;
	bool found = false;
	Place place = { 0 };
	uint32_t from, to;
	while (next_range(members, &place, &from, &to)) {
		if (to < from)
			return false;
		found |= (unit >= from && unit <= to) || (lower >= from && lower <= to) ||
			 (upper >= from && upper <= to);
		found |= ignore_case && from == to && fold(from) == lower;
	}
	return found;
}

/* Whether the element is met by this unit. */
static inline bool meets(Element element, uint32_t unit, bool ignore_case)
{
	if (element.kind == ELEMENT_ONE)
		return unit == element.unit || (ignore_case && fold(unit) == fold(element.unit));
	if (element.kind == ELEMENT_CLASS)
		return class_has(element.members, unit, ignore_case);
	return element.kind == ELEMENT_ANY;
}

/* ---- whole patterns --------------------------------------------------------------------------------------------- */

bool wildcard_has(Str pattern)
{
	for (size_t i = 0; i < pattern.n; i++) {
		switch (pattern.p[i]) {
		case '`':
			i++;
			break;
		case '*':
		case '?':
		case '[':
		case ']':
			return true;
		default:
			break;
		}
	}
	return false;
}

bool wildcard_is_valid(Str pattern)
{
	Place place = { 0 };
	for (;;) {
		Element element = next_element(pattern, &place);
		if (element.kind == ELEMENT_END)
			return true;
		if (element.kind == ELEMENT_BAD)
			return false;
		if (element.kind == ELEMENT_CLASS && !class_is_valid(element.members))
			return false;
	}
}

/* A state to come back to: the place after the last *, and the text it has not taken yet. */
typedef struct Star {
	bool met;
	Place pattern, text;
} Star;

/* Lets the last * take one unit more; false when it cannot. */
static bool take_one_more(Star *star, Str text, Place *in_pattern, Place *in_text)
{
	if (!star->met || at_end(text, star->text))
		return false;
	next_unit(text, &star->text);
	*in_text = star->text;
	*in_pattern = star->pattern;
	return true;
}

/* Goes back to the last * only: what an earlier one could take instead, that one can take too. */
static bool match_elements(Str pattern, Str text, bool ignore_case)
{
	Place in_pattern = { 0 };
	Place in_text = { 0 };
	Star star = { 0 };
	for (;;) {
		Element element = next_element(pattern, &in_pattern);
		bool met = false;
		switch (element.kind) {
		case ELEMENT_BAD:
			return false;
		case ELEMENT_RUN:
			if (at_end(pattern, in_pattern))
				return true;
			star = (Star){ true, in_pattern, in_text };
			continue;
		case ELEMENT_END:
			if (at_end(text, in_text))
				return true;
			break;
		default:
			met = !at_end(text, in_text) && meets(element, next_unit(text, &in_text), ignore_case);
			break;
		}
		if (!met && !take_one_more(&star, text, &in_pattern, &in_text))
			return false;
	}
}

/* ---- printable ASCII, where equality by culture is that by character -------------------------------------------- */

static bool is_plain(Str s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t odd = 0;
	size_t i = 0;
	for (; s.n - i >= 8; i += 8) {
		uint64_t word;
		memcpy(&word, s.p + i, sizeof(word));
		/* below a blank, DEL, past ASCII */
		odd |= (word - ones * 0x20) | (word + ones) | word;
	}
	bool plain = !(odd & ones * 0x80);
	for (; i < s.n; i++)
		plain &= (unsigned char)(s.p[i] - 0x20) < 0x5f;
	return plain;
}

/* Whether all are of printable ASCII and composed Latin letters, among which the culture's equality is that of
 * characters as well (compared with .NET 10, pair by pair): most text needs no ICU. */
static bool is_latin(Str s)
{
	bool latin = true;
	for (size_t at = 0; at < s.n && latin;) {
		uint32_t code = utf8_next(s, &at);
		bool odd = code - 0x130 < 4 || code == 0x13f || code == 0x140 || code == 0x149;
		latin = code - 0x20 < 0x5f || (code - 0xc0 < 0xbf && !odd);
	}
	return latin;
}

static inline bool same_byte(char a, char b, bool ignore_case)
{
	if (a == b)
		return true;
	return ignore_case && (a ^ b) == 0x20 && (unsigned char)((a | 0x20) - 'a') < 26;
}

/* match_elements for patterns with no other wildcards than * and ?. */
static bool match_plain(Str pattern, Str text, bool ignore_case)
{
	size_t in_pattern = 0;
	size_t in_text = 0;
	size_t after_star = STR_NONE;
	size_t star_text = 0;
	while (in_text < text.n || in_pattern < pattern.n) {
		char want = '\0';
		if (in_pattern < pattern.n)
			want = pattern.p[in_pattern];
		if (want == '*') {
			after_star = ++in_pattern;
			star_text = in_text;
			if (in_pattern == pattern.n)
				return true;
		} else if (in_text < text.n && (want == '?' || same_byte(want, text.p[in_text], ignore_case))) {
			in_pattern++;
			in_text++;
		} else if (after_star != STR_NONE && star_text < text.n) {
			in_pattern = after_star;
			in_text = ++star_text;
		} else {
			return false;
		}
	}
	return true;
}

/* ---- any pattern ------------------------------------------------------------------------------------------------ */

/* Bytes up to the first that is no literal, in *literals; whether none but * and ? follow, in *simple. */
static void survey(Str pattern, size_t *literals, bool *simple)
{
	*literals = pattern.n;
	*simple = true;
	for (size_t i = 0; i < pattern.n; i++) {
		char c = pattern.p[i];
		bool hard = c == '[' || c == '`';
		if ((hard || c == '*' || c == '?') && *literals == pattern.n)
			*literals = i;
		*simple &= !hard;
	}
}

/* A pattern without wildcards is compared by culture, and so is the start when only a * at the end follows: there, and
 * only there, composed and decomposed letters are alike (verified with 7.6.9). */
bool wildcard_match(Str pattern, Str text, bool ignore_case)
{
	size_t literals;
	bool simple;
	survey(pattern, &literals, &simple);
	if (simple && is_plain(pattern) && is_plain(text))
		return match_plain(pattern, text, ignore_case);
	bool whole = literals == pattern.n;
	bool start = literals + 1 == pattern.n && pattern.p[literals] == '*';
	if ((!whole && !start) || (is_latin(pattern) && is_latin(text)))
		return match_elements(pattern, text, ignore_case);
	Str literal = str_cut(pattern, 0, literals);
	return whole ? collate_equal(text, literal, ignore_case, NULL)
		     : collate_starts(text, literal, ignore_case, NULL);
}
