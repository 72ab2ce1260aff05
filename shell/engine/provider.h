/* provider: drives and paths: what cd, Get-ChildItem and $env:X work on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_PROVIDER_H
#define ENGINE_PROVIDER_H

#include "shell/engine/stage.h"
#include "shell/value/runtime.h"

/* $PWD: a PathInfo object of the current location; owned. */
Value provider_location(Interp *in) NODISCARD;
/* A path as a script writes it (relative, C:\x, \\server\share\x, ~, with / or \), as a file name of the machine; and a file name as
 * the script is shown it.  One resolves, one shows; nobody else looks at a slash. */
void provider_real_path(Interp *in, Str path, Buf *out);
void provider_shown_path(Interp *in, Str real, Buf *out);
/* $drive:name as an expression, and assigning to it: environment variables, function bodies, file contents. */
Flow provider_get_variable(Interp *in, Str drive, Str name, Value *out, bool *found) NODISCARD;
Flow provider_set_variable(Interp *in, Str drive, Str name, Value v) NODISCARD;

#endif
