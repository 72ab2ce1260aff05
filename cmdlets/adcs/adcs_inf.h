/* adcs_inf: the lines of an INF file, which certreq -new takes its policy from. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ADCS_ADCS_INF_H
#define ADCS_ADCS_INF_H

#include "cmdlets/adcs/adcs.h"
#include "shell/base/vec.h"

/* One "key = value" with the section it stands in; texts are the call's arena's. */
typedef struct AdcsInfLine {
	Str section, key, value;
} AdcsInfLine;
typedef VEC(AdcsInfLine) AdcsInf;

/* The lines of a file in UTF-8 or UTF-16: quotes and comments taken off, _continue_ joined to the line before, each
 * %name% replaced by what [Strings] says of it.  false: a line that is none, which the diag names; to be released in
 * any case. */
bool adcs_inf_read(AdcsCall *call, Str bytes, AdcsInf *out) NODISCARD;

#endif
