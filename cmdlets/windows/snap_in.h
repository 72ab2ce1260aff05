/* snap_in: the snap-ins of Windows PowerShell that a session can add. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_SNAP_IN_H
#define WINDOWS_SNAP_IN_H

#include "cmdlets/organization/organization.h"
#include "shell/types/types.h"

/* Exchange's snap-ins are registered; their cmdlets are in the shell from the start, so that adding one only notes
 * it. */
typedef struct SnapIn {
	const char *name, *description;
	unsigned where; /* generations of Exchange that have it; 0: always there, and added from the start */
} SnapIn;
extern const SnapIn snap_in_all[]; /* ends with a row without a name */

/* Whether this generation has it; whether Add-PSSnapin (or the start) added it to the session. */
bool snap_in_is_here(Interp *in, const SnapIn *snap_in);
bool snap_in_is_added(Interp *in, const SnapIn *snap_in);
void snap_in_set(Interp *in, const SnapIn *snap_in, bool added);
Value snap_in_value(Interp *in, const SnapIn *snap_in) NODISCARD; /* PSSnapInInfo */
/* No Windows PowerShell snap-ins matching the pattern ... were found. */
Flow snap_in_none(Stage *s, Str pattern) NODISCARD;

#endif
