/* version: System.Version, for those who make or read one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_VERSION_H
#define TYPES_VERSION_H

#include "shell/types/types.h"

/* Major, minor, build, revision; the last two are -1 when not given. */
typedef struct TypeVersion {
	int32_t parts[4];
} TypeVersion;

/* A System.Version. */
Value types_version_value(const TypeVersion *version) NODISCARD;
bool types_version_peek(Value v, TypeVersion *version); /* false: v is no Version */

#endif
