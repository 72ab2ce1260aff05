/* collate: the culture's order of strings (a table for ASCII; ICU opened at the first other comparison, its only user). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_COLLATE_H
#define BASE_COLLATE_H

#include "shell/base/str.h"

/* COLLATE_ICU: Core's order, in which punctuation counts; COLLATE_NLS: Desktop's word sort, in which - and ' weigh
 * nothing until all else is equal. */
typedef enum CollateRules { COLLATE_ICU, COLLATE_NLS } CollateRules;

/* <0, 0, >0 by the rules of en-US (the invariant culture's are the same).  Control characters and soft hyphens are
 * ignored; composed and decomposed forms are equal; case decides between strings otherwise equal, lower first, unless
 * ignored. */
int collate_compare(Str a, Str b, bool ignore_case, CollateRules rules);
bool collate_equal(Str a, Str b, bool ignore_case, CollateRules rules);
bool collate_starts(Str text, Str prefix, bool ignore_case, CollateRules rules);
bool collate_ends(Str text, Str suffix, bool ignore_case, CollateRules rules);
/* Byte offset of the first (last) place where part stands by the culture's equality, and its length there in bytes;
 * STR_NONE when nowhere. */
size_t collate_find(Str text, Str part, size_t from, bool ignore_case, CollateRules rules, size_t *length);
size_t collate_rfind(Str text, Str part, bool ignore_case, CollateRules rules, size_t *length);

#endif
