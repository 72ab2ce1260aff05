/* io: whole texts to files, and files that appear whole or not at all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_IO_H
#define BASE_IO_H

#include <sys/types.h>

#include "shell/base/buf.h"

/* All of the bytes, however many calls that takes and whatever signals come in between.  False: errno, and an unknown
 * part of them was written. */
bool io_write_all(int fd, Str bytes) NODISCARD;
/* The same, but a signal that comes while *stop is set ends it (EINTR): a pipe that nobody reads blocks for ever. */
bool io_write_until(int fd, Str bytes, const volatile int *stop) NODISCARD;

/* A file to be: written beside its name, which it takes when it is whole and on the disk.  Until then whatever bears
 * the name stays as it is.  A symbolic link stays one: what it names is replaced.  What is no regular file (a pipe, a
 * device) cannot be replaced and is written itself. */
typedef struct IoDraft {
	int fd;       /* -1: none */
	bool direct;  /* fd is the target */
	bool replace; /* a file that bears the name goes */
	Buf target, draft;
} IoDraft;

/* Nothing to release: for a draft that may never be opened. */
#define IO_DRAFT_NONE ((IoDraft){ .fd = -1 })
/* A new file gets the mode, less the umask; one that is replaced gives the draft no right that it did not have itself.
 * Where the file system would let others reach what is for its owner alone nothing is made (EOPNOTSUPP).  Without
 * replace a name that is taken is EEXIST.  False: errno, and nothing is to be closed. */
bool io_draft_open(IoDraft *draft, const char *path, bool replace, mode_t mode) NODISCARD;
/* Writes all of the bytes and puts the file under its name.  Closed either way; false: errno. */
bool io_draft_publish(IoDraft *draft, Str bytes) NODISCARD;
/* Throws away what was not published.  Keeps errno. */
void io_draft_close(IoDraft *draft);

#endif
