/* using: the modules and assemblies that using statements name: looked for when a text is parsed, imported when it runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_USING_H
#define ENGINE_USING_H

#include "shell/engine/interp.h"

/* For script_parse of what is to run in this session. */
ParseOutside using_outside(Interp *in);
/* Imports the modules of a text that begins to run into the session, as Import-Module -Global does; an assembly that is
 * none of the shell's own is an error. */
Flow using_load(Interp *in, const ScriptBlockNode *block) NODISCARD;
/* Whether an assembly is one whose types this shell has, by its name or full name. */
bool using_knows_assembly(Str name);

#endif
