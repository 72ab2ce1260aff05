/* web_drive: the provider of IIS:. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_WEB_DRIVE_H
#define WINDOWS_WEB_DRIVE_H

#include "shell/engine/provider.h"

extern const ProviderDef web_drive;
/* Whether there is an application pool of that name. */
bool web_is_pool(Str name);

#endif
