/* cert_store_file: Windows' serialized certificate store (.sst); internal to this room: cert_read_file reads it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_STORE_FILE_H
#define CERT_CERT_STORE_FILE_H

#include "store/cert/cert.h"

/* Takes the beginning off *bytes; false: it is no such file. */
bool cert_store_file_begins(Str *bytes);
/* Takes the next certificate with its friendly name, which is in arena; false at the end, *damaged: before it. */
bool cert_store_file_next(Str *rest, Arena *arena, Str *cert, Str *name, bool *damaged);

#endif
