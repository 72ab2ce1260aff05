/* guid: System.Guid, for those who make new ones. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_GUID_H
#define TYPES_GUID_H

#include "shell/types/types.h"

/* Random bytes of a version 4 Guid, in the order of its text; and a Guid of such bytes. */
void types_guid_fill(Interp *in, uint8_t bytes[16]);
Value types_guid_value(const uint8_t bytes[16]) NODISCARD;
/* Such bytes of a text: 32 digits, plain or with dashes, in braces or parentheses.  false: it is no Guid. */
bool types_guid_parse(Str text, uint8_t bytes[16]);

#endif
