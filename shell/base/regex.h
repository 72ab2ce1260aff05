/* regex: .NET's regular expressions on PCRE2 (its only user). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "shell/base/buf.h"
#include "shell/base/diag.h"
#include "shell/base/str.h"

/* RegexOptions, with .NET's values. */
/* clang-format off */
enum {
	REGEX_IGNORE_CASE = 1, REGEX_MULTILINE = 2, REGEX_EXPLICIT_CAPTURE = 4, REGEX_COMPILED = 8, REGEX_SINGLELINE = 16,
	REGEX_IGNORE_BLANKS = 32, REGEX_RIGHT_TO_LEFT = 64, REGEX_ECMASCRIPT = 256, REGEX_CULTURE_INVARIANT = 512,
};
/* clang-format on */

/* A compiled pattern; immutable, may be shared and used again after a match. */
typedef struct Regex Regex;

/* Why a pattern was refused, in .NET's words and places. */
typedef struct RegexError {
	char text[256]; /* Core: "Unterminated [] set." */
	size_t offset;  /* units, as .NET reports it ("at offset 1") */
} RegexError;

/* NULL: *error says why.  Names and numbers of groups are .NET's: unnamed groups first, then named ones in order. */
Regex *regex_new(Str pattern, unsigned options, RegexError *error) NODISCARD;
Regex *regex_ref(Regex *regex);
void regex_drop(Regex *regex); /* NULL is fine */
Str regex_pattern(const Regex *regex);
unsigned regex_options(const Regex *regex);
/* Groups, .NET's numbering, including group 0. */
size_t regex_groups(const Regex *regex);
/* Name of group i: its text, or its number as text for unnamed ones (in *number when not named). */
Str regex_group_name(const Regex *regex, size_t i, char number[12]);
/* Number of the named group; STR_NONE when there is none. */
size_t regex_group_index(const Regex *regex, Str name);

typedef struct RegexSpan {
	size_t from, to; /* bytes into the subject; from == STR_NONE: the group took no part */
} RegexSpan;

typedef enum RegexStatus {
	REGEX_MATCH,
	REGEX_NO_MATCH,
	REGEX_TOO_COMPLEX, /* match or depth limit: reported as an error, never a hang */
	REGEX_STOPPED,     /* *interrupted became true: looked at between slices of the match limit */
} RegexStatus;
/* First match at or after byte from.  spans has room for regex_groups(regex).  interrupted may be NULL. */
RegexStatus regex_match(
	const Regex *regex, Str subject, size_t from, RegexSpan *spans, const volatile int *interrupted);

/* Appends the replacement for one match: $1 ${1} ${name} $$ $& $` $' $+ $_ as .NET expands them. */
void regex_expand(const Regex *regex, Str replacement, Str subject, const RegexSpan *spans, Buf *out);
/* Every match replaced (count < 0: all; else at most that many). */
RegexStatus regex_replace(
	const Regex *regex, Str subject, Str replacement, long count, Buf *out, const volatile int *interrupted);
/* Regex.Escape and Regex.Unescape. */
void regex_escape(Str text, Buf *out);
bool regex_unescape(Str text, Buf *out);

#endif
