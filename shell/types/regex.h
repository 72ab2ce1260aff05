/* regex: what Regex and Match share: System.Text.RegularExpressions. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_REGEX_H
#define TYPES_REGEX_H

#include "shell/base/regex.h"
#include "shell/types/types_list.h"

/* The pattern in a Regex object; NULL for anything else.  Borrowed. */
Regex *types_regex_peek(Value v);
Value types_regex_value_take(Regex *regex) NODISCARD;
/* A compiled pattern, or ArgumentException with .NET's text. */
Flow types_regex_new(Interp *in, Str pattern, unsigned options, Regex **out) NODISCARD;
/* A match at or after byte from, as spans for all groups; *found says whether.  Errors: too complex, stopped. */
Flow types_regex_match(
	Interp *in, const Regex *regex, Str subject, size_t from, RegexSpan *spans, bool *found) NODISCARD;
/* Calls each for one match after the other; limit < 0: all. */
typedef struct TypeRegexWalk {
	void *self;
	Flow (*each)(Interp *in, void *self, const RegexSpan *spans);
	int64_t limit;
} TypeRegexWalk;
Flow types_regex_walk(Interp *in, const Regex *regex, Str subject, size_t from, const TypeRegexWalk *walk) NODISCARD;

/* A Match object of spans (regex_groups of them); subject is a string value.  spans NULL: no match. */
Value types_match_value(Regex *regex, Value subject, const RegexSpan *spans) NODISCARD;
/* All matches from byte from on, as a MatchCollection. */
Flow types_match_all(Interp *in, Regex *regex, Value subject, size_t from, Value *out) NODISCARD;

#endif
