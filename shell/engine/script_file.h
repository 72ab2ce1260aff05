/* script_file: scripts on disk: reading them in any encoding, #requires, the command they are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_SCRIPT_FILE_H
#define ENGINE_SCRIPT_FILE_H

#include "shell/engine/interp.h"

/* Reads a script: UTF-8 with or without byte order mark, UTF-16 with one, else Windows-1252.  Raises the error of a
 * missing or unreadable file. */
Flow script_file_read(Interp *in, Str real_path, Buf *text) NODISCARD;
/* A COMMAND_SCRIPT_FILE of a file (real path), not yet parsed; owned. */
Flow script_file_command(Interp *in, Str real_path, Command **out) NODISCARD;
/* Parses the file of a command that has no block yet and checks its #requires. */
Flow script_file_load(Interp *in, Command *command) NODISCARD;
/* Fails when what #requires lines ask for is not there; name: the script, for messages.  Modules it asks for are
 * imported. */
struct ScriptRequires;
Flow script_file_check_requires(Interp *in, Str name, const struct ScriptRequires *requires) NODISCARD;
/* 7.4 and 7.10.1 by their numbers. */
int script_file_compare_versions(Str a, Str b);
/* A word of the command line behind -Name: $true and $false become what they say. */
Value script_file_argument(Str word) NODISCARD;

#endif
