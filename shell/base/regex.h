/* regex: .NET's regular expressions on PCRE2 (its only user). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "shell/base/buf.h"
#include "shell/base/diag.h"
#include "shell/base/str.h"

/* .NET's text is a row of UTF-16 units: . takes one unit, half of a pair included, and \w \d \s \b and case go by
 * Unicode.  A pattern is checked by .NET's rules, with its texts and places, and rewritten for PCRE2; ASCII subjects go
 * to the 8-bit library, others as units to the 16-bit one (PCRE2_UCP without PCRE2_UTF).
 * Missing, and refused in words of our own: RightToLeft, balancing groups, groups and back references in a lookbehind
 * of variable length, more than 65535 repetitions.  The histories of groups (Group.Captures) are not kept. */

/* RegexOptions, with .NET's values. */
/* clang-format off */
enum {
	REGEX_IGNORE_CASE = 1, REGEX_MULTILINE = 2, REGEX_EXPLICIT_CAPTURE = 4, REGEX_COMPILED = 8, REGEX_SINGLELINE = 16,
	REGEX_IGNORE_BLANKS = 32, REGEX_RIGHT_TO_LEFT = 64, REGEX_ECMASCRIPT = 256, REGEX_CULTURE_INVARIANT = 512,
};
/* clang-format on */

/* A compiled pattern; may be shared and used again after a match, also while one of its matches is being handled. */
typedef struct Regex Regex;

/* Why a pattern was refused, in .NET's words and places. */
typedef struct RegexError {
	char text[256];         /* Core: "Unterminated [] set." */
	char text_desktop[256]; /* Desktop; mostly the same */
	size_t offset;          /* units, as .NET reports it ("at offset 1") */
} RegexError;

/* NULL: *error says why.  Names and numbers of groups are .NET's: unnamed groups first, then named ones in order. */
Regex *regex_new(Str pattern, unsigned options, RegexError *error) NODISCARD;
Regex *regex_ref(Regex *regex);
void regex_drop(Regex *regex); /* NULL is fine */
Str regex_pattern(const Regex *regex);
unsigned regex_options(const Regex *regex);
/* How many groups, group 0 included.  They are counted in the order of .NET's numbers, which may have gaps:
 * (?<5>a)(b) has three, numbered 0, 1 and 5. */
size_t regex_groups(const Regex *regex);
/* Name of group i: its text, or its number as text for unnamed ones (in *number when not named). */
Str regex_group_name(const Regex *regex, size_t i, char number[12]);
/* .NET's number of group i. */
int regex_group_number(const Regex *regex, size_t i);
/* Which group has this name, or this number in digits; STR_NONE when there is none. */
size_t regex_group_index(const Regex *regex, Str name);
/* MatchTimeout in ticks (100 ns): a match that takes longer is REGEX_TOO_COMPLEX.  At first there is none but the limit
 * that all have: InfiniteMatchTimeout, .NET's -1 ms. */
enum { REGEX_NO_TIMEOUT = -10000 };
void regex_set_timeout(Regex *regex, int64_t ticks);
int64_t regex_timeout(const Regex *regex);

typedef struct RegexSpan {
	size_t from, to;           /* bytes into the subject, whole characters; from == STR_NONE: took no part */
	size_t unit_from, unit_to; /* the same in units: Index and Index + Length */
} RegexSpan;
/* Appends the text of a span (nothing for a group that took no part), half pairs included. */
void regex_put_span(Str subject, const RegexSpan *span, Buf *out);

typedef enum RegexStatus {
	REGEX_MATCH,
	REGEX_NO_MATCH,
	REGEX_TOO_COMPLEX, /* more than about a second's work: reported as an error, never a hang */
	REGEX_STOPPED,     /* *interrupted became true: looked at several times a second */
} RegexStatus;
/* First match at or after byte from (before it, lookbehinds and anchors see the subject).  spans has room for
 * regex_groups(regex).  interrupted may be NULL. */
RegexStatus regex_match(
	const Regex *regex, Str subject, size_t from, RegexSpan *spans, const volatile int *interrupted);

/* All matches, one after the other, as Match.NextMatch finds them.  subject and regex must outlive the scan. */
typedef struct RegexScan RegexScan;
RegexScan *regex_scan_new(const Regex *regex, Str subject, size_t from, const volatile int *interrupted) NODISCARD;
RegexStatus regex_scan_next(RegexScan *scan, RegexSpan *spans);
void regex_scan_free(RegexScan *scan); /* NULL is fine */

/* Appends the replacement for one match: $1 ${1} ${name} $$ $& $` $' $+ $_ as .NET expands them. */
void regex_expand(const Regex *regex, Str replacement, Str subject, const RegexSpan *spans, Buf *out);
/* Every match replaced (count < 0: all; else at most that many). */
RegexStatus regex_replace(
	const Regex *regex, Str subject, Str replacement, long count, Buf *out, const volatile int *interrupted);
/* Regex.Escape and Regex.Unescape (false: a malformed escape). */
void regex_escape(Str text, Buf *out);
bool regex_unescape(Str text, Buf *out);

#endif
