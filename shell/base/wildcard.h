/* wildcard: PowerShell's patterns, as -like and path parameters use them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_WILDCARD_H
#define BASE_WILDCARD_H

#include "shell/base/str.h"

/* Whether the text has an unescaped * ? [ or ] (a backtick escapes the next character). */
bool wildcard_has(Str pattern);
/* Whether the pattern is well formed: false for an unclosed [ or a range [z-a] (WildcardPatternException). */
bool wildcard_is_valid(Str pattern);
/* Whether the whole text matches: * any run, ? one UTF-16 unit, [a-z] [abc] one of a class, backtick escapes.  Linear
 * in text times pattern, no recursion.  An invalid pattern matches nothing. */
bool wildcard_match(Str pattern, Str text, bool ignore_case);

#endif
