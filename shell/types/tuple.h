/* tuple: values that belong together, for methods that give two results. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_TUPLE_H
#define TYPES_TUPLE_H

#include "shell/types/types.h"

/* A ValueTuple of one to GENERIC_MAX items, of the types they have; borrows them. */
Value types_value_tuple(Interp *in, const Value *items, size_t n) NODISCARD;

#endif
