/* base64: the encoding of System.Convert. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_BASE64_H
#define TYPES_BASE64_H

#include "shell/base/buf.h"

/* Appends bytes in Base64; breaks: CR LF after every 76 characters. */
void types_base64_put(Str bytes, bool breaks, Buf *out);
/* Appends the bytes of Base64 text; blanks are skipped.  false: not Base64, and *out holds part of it. */
bool types_base64_read(Str text, Buf *out);

#endif
