/* cmdlets: the list of all commands; its .c is made at build time from the names of the files in the rooms. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CMDLETS_CMDLETS_H
#define CMDLETS_CMDLETS_H

#include "shell/engine/app.h"
#include "shell/engine/cmdlet.h"

/* Sorted by name without regard to case; NULL at the end.  A file cmdlets/<room>/get-date.c holds cmd_get_date. */
extern const CmdletDef *const cmdlets_all[];
/* Programs inside the shell: cmdlets/<room>/app_certreq.c holds app_certreq. */
extern const AppDef *const cmdlets_apps[];
/* The types that live in these rooms; ended by a row without entries. */
extern const TypeRoom cmdlets_types[];
/* The providers that live in these rooms, NULL at the end. */
extern const struct ProviderDef *const cmdlets_providers[];

#endif
