/* iter: walking over what a pipeline or a foreach unrolls. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_ITER_H
#define VALUE_ITER_H

#include "shell/value/runtime.h"

/* Arrays, lists and objects with ops->enumerate are unrolled one level; strings, hashtables and everything else are
 * one item; $null is one item, V_EMPTY none.  Holds a reference to the collection while it lasts. */
typedef struct Iter {
	Value source, watched; /* owned; watched: must not change meanwhile, or V_EMPTY */
	size_t at;
	uint32_t version; /* of the list walked, or of what is watched, at the start */
} Iter;

/* Whether a pipeline would unroll it. */
bool iter_unrolls(Value v);
Flow iter_init(Interp *in, Iter *it, Value v) NODISCARD;
/* *item owned; false at the end or with an error: then *flow says which.  A list changed meanwhile raises "Collection
 * was modified". */
bool iter_next(Interp *in, Iter *it, Value *item, Flow *flow);
void iter_release(Iter *it);
/* Number of items when it can be known without walking, else STR_NONE. */
size_t iter_count(const Iter *it);

#endif
