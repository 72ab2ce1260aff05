/* verb: the verbs that names of commands should begin with. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_VERB_H
#define ENGINE_VERB_H

#include "shell/base/edition.h"
#include "shell/base/str.h"

typedef struct Verb {
	const char *name, *alias; /* alias: what aliases of commands begin with */
	const char *group, *description;
	uint16_t where; /* 0: in both editions */
} Verb;
/* In PowerShell's order: by group, then by name; ends with a row without a name. */
extern const Verb verb_all[];
bool verb_is_here(const Edition *edition, const Verb *verb);
/* Without regard to case; NULL: not approved in this edition. */
const Verb *verb_find(const Edition *edition, Str name);

#endif
