/* host_history: typed lines, kept in a file that several shells share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HOST_HOST_HISTORY_H
#define HOST_HOST_HISTORY_H

#include "shell/engine/interp.h"

/* $XDG_STATE_HOME/exsh/history, else beside the store.  Empty when the store is in memory alone. */
void host_history_path(Interp *in, Buf *out);
/* Calls each with every entry, oldest first; lines of one entry are joined again.  A file that has grown too long is
 * cut to its newest entries. */
void host_history_load(Str path, void (*each)(void *self, const char *entry), void *self);
/* Adds an entry in one piece, so that shells at work at once do not mix theirs.  A file that cannot be written is
 * none. */
void host_history_add(Str path, Str entry);
/* Whether the text gives ConvertTo-SecureString a literal: such a line is never kept. */
bool host_history_is_secret(Interp *in, Str text);

#endif
