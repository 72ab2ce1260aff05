/* registry_drive: HKLM:, a registry that the store keeps. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_REGISTRY_DRIVE_H
#define WINDOWS_REGISTRY_DRIVE_H

#include "shell/engine/provider.h"

extern const ProviderDef registry_drive;

#endif
