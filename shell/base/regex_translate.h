/* regex_translate: the second pass over a pattern: its errors, and the same for PCRE2. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_REGEX_TRANSLATE_H
#define BASE_REGEX_TRANSLATE_H

#include "shell/base/regex_reader.h"

/* What PCRE2 cannot say becomes a callout.  A lookbehind of variable length: one with its number, which runs its body
 * as a pattern of its own, with a last callout that tells where it ends.  \G: .NET's is the end of the match before,
 * and that is no place to start from when that match was empty. */
enum { REGEX_LOOKBEHINDS_MAX = 253, REGEX_CALLOUT_G = 253, REGEX_CALLOUT_END = 254 };

typedef struct RegexLookbehind {
	Buf body;
	bool negative;
} RegexLookbehind;

/* A pattern as PCRE2 wants it; all of it is ASCII. */
typedef struct RegexTranslation {
	Buf text;
	VEC(uint16_t) slots; /* of each group of text, its index in the RegexSlots; the first is that of group 0 */
	VEC(RegexLookbehind) lookbehinds;
	bool callouts; /* there are some */
} RegexTranslation;

/* *out is empty but for text's limit.  wide: for 16-bit units.  Also on failure *out holds memory. */
bool regex_translate(RegexReader *reader, const RegexSlots *slots, bool wide, RegexTranslation *out);
void regex_translation_release(RegexTranslation *translation);

#endif
