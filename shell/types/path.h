/* path: System.IO.Path's view of a path's text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_PATH_H
#define TYPES_PATH_H

#include "shell/types/types.h"

/* Desktop takes both slashes and drive letters, Core the slash alone. */
bool types_path_is_separator(Interp *in, char c);
/* Bytes of the part that has no parent: "/", "C:\", "\\server\share". */
size_t types_path_root(Interp *in, Str path);
Str types_path_name(Interp *in, Str path);      /* behind the last separator */
Str types_path_extension(Interp *in, Str path); /* with its dot; empty: none */
/* Without the last name and the separators in front of it; false: a root has no parent. */
bool types_path_parent(Interp *in, Str path, Str *parent);
/* The separator to put behind a path: the one it is written with. */
char types_path_separator(Interp *in, Str path);
/* Path.Combine of two. */
void types_path_join(Interp *in, Str a, Str b, Buf *out);
/* A path argument as a file name of the machine, NUL-terminated; ArgumentException for an empty one. */
Flow types_path_real(Interp *in, Value path, const char *param, Buf *out) NODISCARD;

#endif
