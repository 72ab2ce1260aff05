/* encoding: System.Text.Encoding, for files and streams. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_ENCODING_H
#define TYPES_ENCODING_H

#include "shell/base/utf8.h"
#include "shell/types/types.h"

typedef struct TypeEncoding {
	Encoding encoding; /* never ENC_UTF8_BOM */
	bool bom;          /* GetPreamble() gives its byte order mark */
	bool strict;       /* invalid input is an exception */
} TypeEncoding;

/* The encoding of an argument; fallback when v is no Encoding ($null, absent). */
TypeEncoding types_encoding(Value v, TypeEncoding fallback);
/* UTF-8 without a byte order mark: what File and StreamWriter write when they are not told. */
#define TYPES_UTF8 ((TypeEncoding){ .encoding = ENC_UTF8 })
Value types_encoding_value(Interp *in, TypeEncoding encoding) NODISCARD;
/* Appends the byte order mark, if the encoding writes one. */
void types_encoding_put_bom(TypeEncoding encoding, Buf *out);

#endif
