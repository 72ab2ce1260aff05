/* enumerator: $input, $foreach and $switch: a walk that a script may push on itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_ENUMERATOR_H
#define ENGINE_ENUMERATOR_H

#include "shell/value/iter.h"
#include "shell/value/object.h"

/* An IEnumerator over a collection (borrowed); enumerating the object gives what is left and uses it up. */
Value enumerator_new(Interp *in, Value collection) NODISCARD;
/* One step, as a loop takes it; false at the end or with *flow set.  *item owned. */
bool enumerator_next(Interp *in, Value enumerator, Value *item, Flow *flow);
extern const TypeEntry enumerator_entry;

#endif
