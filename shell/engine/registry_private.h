/* registry_private: what the registry's files share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_REGISTRY_PRIVATE_H
#define ENGINE_REGISTRY_PRIVATE_H

#include "shell/engine/command.h"

/* A function that every session has, made now; borrowed of the global scope; NULL: none of that name.  A script that
 * removes one gets it again when it asks for it. */
Command *registry_function_find(Interp *in, Str name);
/* All of them, for listings. */
void registry_function_define_all(Interp *in);
/* Their aliases: "name" or "name:d", and the function; ends with NULL.  Those of cmdlets stand in their tables. */
extern const char *const registry_function_aliases[][2];

#endif
