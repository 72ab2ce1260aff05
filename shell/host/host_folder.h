/* host_folder: the folder that the store lies in, with drive C: beside it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HOST_HOST_FOLDER_H
#define HOST_HOST_FOLDER_H

#include "shell/base/buf.h"

/* All of them take the store's absolute path. */

/* Bytes of the path up to the end of the last folder that is there. */
size_t host_folder_existing(Str store);
/* Makes a folder and those above it, for the user alone; one that cannot be made is missed when it is used. */
void host_folder_make(Str folder);
/* A line when others can look into the folder: exsh makes its folders 0700 and leaves those of others as they are. */
void host_folder_put_note(Str store, Buf *out);
/* Removes a store that came to nothing, and the folders above it that were not there: see host_folder_existing. */
void host_folder_remove(Str store, size_t existing);

#endif
