/* reference: [ref]: a variable that can be handed on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/reference.h"

#include <stdlib.h>

#include "shell/engine/interp.h"
#include "shell/value/convert.h"

typedef struct Reference {
	Interp *in;
	Scope *scope; /* counted, with symbol; or NULL */
	Symbol *symbol;
	Value value; /* without a variable */
} Reference;

static Flow get_value(Interp *in, Value self, Value *out)
{
	Reference *r = object_payload_peek(self, &reference_type);
	bool found;

	if (r->symbol)
		return scope_get(in, r->scope, r->symbol, out, &found);
	*out = value_ref(r->value);
	return FLOW_NEXT;
}

static Flow set_value(Interp *in, Value self, Value to)
{
	Reference *r = object_payload_peek(self, &reference_type);

	if (r->symbol)
		return scope_set_take(in, r->scope, r->symbol, value_ref(to));
	value_set_take(&r->value, value_ref(to));
	return FLOW_NEXT;
}

static void free_reference(Object *object, ValueDrops *drops)
{
	Reference *r = object->payload;

	value_drop_later(drops, r->value);
	if (r->scope)
		scope_drop(r->in, r->scope);
	free(r);
}

static const PropDef props[] = {
	{ .name = "Value", .type = "System.Object", .get = get_value, .set = set_value },
	{ .name = NULL },
};
static const TypeMembers members = { .props = props };
static const TypeOps ops = { .free = free_reference };
const TypeDef reference_type = {
	.name = "System.Management.Automation.PSReference`1",
	.base = &type_known[T_REFERENCE],
	.members = &members,
	.ops = &ops,
};

/* The scope that holds the variable: the reference stays with it. */
static Scope *holder(Scope *scope, const Symbol *symbol)
{
	for (Scope *s = scope; s; s = s->parent)
		if (scope_local_peek(s, symbol))
			return s;
	return scope;
}

Value reference_new(Interp *in, Scope *scope, Symbol *symbol, Value v)
{
	Reference *r = MEM_NEW(Reference);

	r->in = in;
	if (symbol) {
		r->scope = scope_ref(holder(scope, symbol));
		r->symbol = symbol;
	} else {
		r->value = value_ref(v);
	}
	return object_value(object_new_native(&reference_type, r));
}

const Scope *reference_scope_peek(Value v)
{
	const Reference *r = object_payload_peek(v, &reference_type);

	return r ? r->scope : NULL;
}
