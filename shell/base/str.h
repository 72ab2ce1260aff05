/* str: a borrowed run of text, and what can be asked of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "shell/base/base.h"

/* Text is WTF-8 everywhere: UTF-8 that may also hold lone surrogates, because .NET's strings may.  A Str borrows; it
 * may hold NULs and is not NUL-terminated.  "Units" are UTF-16 code units, what a script counts in. */
typedef struct Str {
	const char *p;
	size_t n; /* bytes */
} Str;

/* A literal as a Str; S_INIT as an initializer in a static table. */
#define S(lit) ((Str){ "" lit, sizeof(lit) - 1 })
#define S_INIT(lit)                                                                                                    \
	{                                                                                                              \
		"" lit, sizeof(lit) - 1                                                                                \
	}
/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) ((int)((s).n < 0x7fffffff ? (s).n : 0x7fffffff)), ((s).p ? (s).p : "")
#define STR_NONE   ((size_t)-1)

Str str_from(const char *c); /* NULL gives the empty Str */

/* No bytes: also of a Str without a pointer. */
static inline bool str_is_empty(Str s)
{
	return s.n == 0;
}
/* Bytes from..to (clamped to the text). */
Str str_cut(Str s, size_t from, size_t to);
/* Without the ASCII blanks, tabs and line ends at both ends. */
Str str_trim(Str s);
Str str_trim_end(Str s);
/* Without the white space .NET's Trim() takes, Unicode included. */
Str str_trim_unicode(Str s);

/* Ordinal comparisons.  The i-forms compare as .NET's OrdinalIgnoreCase does: simple upper-casing, code unit by code
 * unit; str_compare and str_icompare order by UTF-16 unit as String.CompareOrdinal does. */
bool str_eq(Str a, Str b);
bool str_ieq(Str a, Str b);
int str_compare(Str a, Str b);
int str_icompare(Str a, Str b);
bool str_starts(Str s, Str prefix);
bool str_istarts(Str s, Str prefix);
/* Bytes at the start of s that are prefix without regard to case (cases may differ in length); STR_NONE when it does
 * not start with it. */
size_t str_iprefix(Str s, Str prefix);
bool str_ends(Str s, Str suffix);
bool str_iends(Str s, Str suffix);
/* Byte offset of the first (last) place where part stands at or after (at or before) from; STR_NONE when nowhere. */
size_t str_find(Str s, Str part, size_t from);
size_t str_ifind(Str s, Str part, size_t from);
size_t str_rfind(Str s, Str part, size_t from);
size_t str_find_byte(Str s, char c, size_t from);
/* Hashes of the text and of its upper-cased form; equal for texts that are str_eq and str_ieq. */
uint32_t str_hash(Str s);
uint32_t str_ihash(Str s);

/* Takes the text up to the next sep off *rest and returns it; false when *rest was used up.  An empty text yields one
 * empty piece.  Start with done = false. */
typedef struct StrSplit {
	Str rest;
	bool done;
} StrSplit;
bool str_split_next(StrSplit *split, char sep, Str *piece);

/* No byte over 127. */
bool str_is_ascii(Str s);
/* Length in UTF-16 units. */
size_t str_units(Str s);
/* Byte offset of unit index; a unit that is the second half of a pair gives the offset of the whole character.  Past
 * the end: s.n. */
size_t str_byte_of_unit(Str s, size_t unit);
size_t str_unit_of_byte(Str s, size_t byte);
/* The UTF-16 unit at index (must be < str_units). */
uint16_t str_unit_at(Str s, size_t unit);

#endif
