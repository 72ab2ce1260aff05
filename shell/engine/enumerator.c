/* enumerator: $input, $foreach and $switch: a walk that a script may push on itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/enumerator.h"

#include <stdlib.h>

typedef struct Walk {
	Iter it;
	Value collection, current;
} Walk;

static Flow get_current(Interp *in, Value self, Value *out);
static Flow move_next(Interp *in, Value self, const Value *args, size_t n, Value *out);
static Flow reset(Interp *in, Value self, const Value *args, size_t n, Value *out);

static const PropDef props[] = {
	{ .name = "Current", .type = "System.Object", .get = get_current },
	{ .name = NULL },
};
static const MethodDef methods[] = {
	{ .name = "MoveNext", .signature = "bool MoveNext()", .fn = move_next },
	{ .name = "Reset", .signature = "void Reset()", .fn = reset },
	{ .name = NULL },
};
static const TypeMembers members = { .props = props, .methods = methods };

static void free_walk(Object *object, ValueDrops *drops)
{
	Walk *walk = object->payload;

	value_drop_later(drops, walk->it.source);
	value_drop_later(drops, walk->collection);
	value_drop_later(drops, walk->current);
	free(walk);
}

static const TypeOps ops = { .free = free_walk, .next = enumerator_next };
static const TypeDef type = {
	.name = "System.Collections.ArrayList+ArrayListEnumeratorSimple",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
};
const TypeEntry enumerator_entry = { &type, NULL };

Value enumerator_new(Interp *in, Value collection)
{
	Walk *walk = MEM_NEW(Walk);

	walk->collection = value_ref(collection);
	if (iter_init(in, &walk->it, collection) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
	return object_value(object_new_native(&type, walk));
}

bool enumerator_next(Interp *in, Value enumerator, Value *item, Flow *flow)
{
	Walk *walk = object_payload_peek(enumerator, &type);

	if (!iter_next(in, &walk->it, item, flow)) {
		value_set_take(&walk->current, VALUE_EMPTY);
		return false;
	}
	value_set_take(&walk->current, value_ref(*item));
	return true;
}

static Flow get_current(Interp *in, Value self, Value *out)
{
	Walk *walk = object_payload_peek(self, &type);

	(void)in;
	*out = value_ref(walk->current);
	return FLOW_NEXT;
}

static Flow move_next(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Value item;
	Flow flow = FLOW_NEXT;
	bool more = enumerator_next(in, self, &item, &flow);

	(void)args;
	(void)n;
	if (more)
		value_drop(item);
	*out = value_bool(more);
	return flow;
}

static Flow reset(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Walk *walk = object_payload_peek(self, &type);

	(void)args;
	(void)n;
	(void)out;
	iter_release(&walk->it);
	value_set_take(&walk->current, VALUE_EMPTY);
	return iter_init(in, &walk->it, walk->collection);
}
