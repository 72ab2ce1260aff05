/* store_file: the store's file before SQLite sees it; internal to this room. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_FILE_H
#define STORE_STORE_FILE_H

#include "shell/base/buf.h"
#include "shell/base/diag.h"

typedef struct StoreFile {
	bool on_network;
	bool frozen; /* neither the file nor its folder can be written, so there can be no journal beside it */
} StoreFile;

/* Makes folders (0700) and the file (0600) unless read_only, and refuses what is no store or not safe as one. */
bool store_file_prepare(const char *path, bool read_only, StoreFile *out, Diag *diag);
/* The name under which SQLite opens it: a URI. */
void store_file_name(const char *path, const StoreFile *file, Buf *out);

#endif
