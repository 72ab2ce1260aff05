/* serializer: the type behind Export-Clixml, for scripts that want the text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_SERIALIZER_H
#define UTILITY_SERIALIZER_H

#include "shell/value/type.h"

extern const TypeEntry serializer_entries[];
extern const size_t serializer_nentries;

#endif
