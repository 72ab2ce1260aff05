/* string: what other types share of System.String's members. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_STRING_H
#define TYPES_STRING_H

#include "shell/types/types.h"

/* Members kept in files of their own, as MethodDef functions. */
Flow types_string_split(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_string_index_of(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_string_last_index_of(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_string_index_of_any(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow types_string_last_index_of_any(Interp *in, Value self, const Value *args, size_t n, Value *out);
/* The place where the text of unit (or lone surrogate) stands in a char argument. */
void types_string_put_char(Value v, Buf *out);
/* The string itself; NULL for anything else. */
String *types_string_peek(Value v);

#endif
