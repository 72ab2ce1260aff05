/* uri: System.Uri, for those who make or read one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_URI_H
#define TYPES_URI_H

#include "shell/types/types.h"
#include "shell/types/uri_parse.h"

const TypeUri *types_uri_peek(Value v); /* NULL: v is no Uri */
/* relative: a relative one will do.  UriFormatException. */
Flow types_uri_new(Interp *in, Str text, bool relative, Value *out) NODISCARD;

#endif
