/* principal: the user's identity and rights, ServicePointManager. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_PRINCIPAL_H
#define WINDOWS_PRINCIPAL_H

#include "cmdlets/organization/organization.h"
#include "shell/base/utf8.h"
#include "shell/types/types.h"

extern const TypeEntry principal_entries[];
extern const size_t principal_nentries;

#endif
