/* collate_icu: order and search of text beyond ASCII, by ICU. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_COLLATE_ICU_H
#define BASE_COLLATE_ICU_H

#include "shell/base/collate.h"

/* The printable characters that are neither letters nor digits, tabs and line ends, in Windows' order, after the blank;
 * - and ' have no place in it. */
#define COLLATE_NLS_SYMBOLS "\t\n\v\f\r!\"#$%&()*,./:;?@[\\]^_`{|}~+<=>"

/* ICU's libraries, loaded at run time: linked, they would cost each start of the shell more than a millisecond.  What
 * is compared first opens the collators it needs. */
typedef struct CollateIcu CollateIcu;
/* Never NULL; without the libraries everything falls back to ordinal comparison. */
CollateIcu *collate_icu_new(CollateRules rules) NODISCARD;
void collate_icu_free(CollateIcu *icu); /* NULL is fine */

/* <0, 0, >0 by the order of the culture that icu was opened for. */
int collate_icu_compare(CollateIcu *icu, Str a, Str b, bool ignore_case);
/* Whether affix stands at the start (at the end) of text. */
bool collate_icu_affix(CollateIcu *icu, Str text, Str affix, bool ignore_case, bool at_end);
/* As collate_find and collate_rfind; part has weight. */
size_t collate_icu_find(CollateIcu *icu, Str text, Str part, bool ignore_case, bool last, size_t *length);

#endif
