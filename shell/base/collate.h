/* collate: the culture's order of strings (tables for ASCII; ICU, opened at the first other comparison, its only
 * user). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_COLLATE_H
#define BASE_COLLATE_H

#include "shell/base/str.h"

/* COLLATE_ICU: Core's order, in which punctuation counts; COLLATE_NLS: Desktop's word sort, in which - and ' weigh
 * nothing until all else is equal. */
typedef enum CollateRules { COLLATE_ICU, COLLATE_NLS } CollateRules;

/* The rules and what is opened for them at need; one for an interpreter.  The functions below also take NULL: Core's
 * rules, and for text that is not ASCII ICU opened for that one call, which is slow. */
typedef struct Collation Collation;
Collation *collate_new(CollateRules rules) NODISCARD;
void collate_free(Collation *collation); /* NULL is fine */

/* <0, 0, >0 by the rules of en-US (the invariant culture's are the same).  Control characters and soft hyphens are
 * ignored; composed and decomposed forms are equal; case decides between strings otherwise equal, lower first, unless
 * ignored.  Where ICU cannot be loaded, characters that are not ASCII follow in the order of their numbers. */
int collate_compare(Str a, Str b, bool ignore_case, const Collation *collation);
bool collate_equal(Str a, Str b, bool ignore_case, const Collation *collation);
bool collate_starts(Str text, Str prefix, bool ignore_case, const Collation *collation);
bool collate_ends(Str text, Str suffix, bool ignore_case, const Collation *collation);
/* Byte offset of the first (last) place where part stands by the culture's equality, and its length there in bytes
 * (length may be NULL); STR_NONE when nowhere. */
size_t collate_find(Str text, Str part, size_t from, bool ignore_case, const Collation *collation, size_t *length);
size_t collate_rfind(Str text, Str part, bool ignore_case, const Collation *collation, size_t *length);

#endif
