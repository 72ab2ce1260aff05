/* iter: walking over what a pipeline or a foreach unrolls. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/iter.h"
#include "shell/value/array.h"
#include "shell/value/fault.h"
#include "shell/value/hash.h"
#include "shell/value/list.h"
#include "shell/value/object.h"

static const TypeOps no_ops;

static const TypeOps *ops_of(Value v)
{
	return v.kind == V_OBJECT && v.object->type->ops ? v.object->type->ops : &no_ops;
}

static bool has_enumerate(Value v)
{
	const TypeOps *ops = ops_of(v);

	return ops->enumerate || ops->next;
}

bool iter_unrolls(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_ARRAY || v.kind == V_LIST || has_enumerate(v);
}

static uint32_t version_of(Value v)
{
	return v.kind == V_LIST ? v.list->version : v.kind == V_HASH ? v.hash->version : 0;
}

static void watch(Iter *it, Value object)
{
	const TypeOps *ops = object.object->type->ops;

	if (ops->watch_peek)
		it->watched = value_ref(ops->watch_peek(object));
	it->version = version_of(it->watched);
}

Flow iter_init(Interp *in, Iter *it, Value v)
{
	Value plain = value_unwrap_peek(v);
	Array *items;
	Flow flow;

	*it = (Iter){ .source = VALUE_EMPTY };
	if (ops_of(plain)->enumerate) {
		items = array_new_objects();
		flow = plain.object->type->ops->enumerate(in, plain, items);
		it->source = array_value(items);
		watch(it, plain);
		if (flow != FLOW_NEXT)
			iter_release(it);
		return flow;
	}
	/* one item stands for itself, wrapper and all; a collection is walked without its wrapper */
	it->source = value_ref(iter_unrolls(plain) ? plain : v);
	if (it->source.kind == V_LIST)
		it->version = it->source.list->version;
	return FLOW_NEXT;
}

static bool modified(Interp *in, Flow *flow)
{
	*flow = fault_thrown(
		in, EXC_INVALID_OPERATION, NULL, "Collection was modified; enumeration operation may not execute.");
	return false;
}

static bool next_of_list(Interp *in, Iter *it, Value *item, Flow *flow)
{
	const List *list = it->source.list;

	if (list->version != it->version)
		return modified(in, flow);
	if (it->at >= list->n)
		return false;
	*item = value_ref(list_peek(list, list->type->id == T_STACK ? list->n - 1 - it->at : it->at));
	it->at++;
	return true;
}

bool iter_next(Interp *in, Iter *it, Value *item, Flow *flow)
{
	*flow = runtime_poll(in);
	if (*flow != FLOW_NEXT)
		return false;
	switch (it->source.kind) {
	case V_ARRAY:
		if (it->watched.kind != V_EMPTY && version_of(it->watched) != it->version)
			return modified(in, flow);
		if (it->at >= it->source.array->n)
			return false;
		*item = array_get(it->source.array, it->at++);
		return true;
	case V_LIST:
		return next_of_list(in, it, item, flow);
	case V_EMPTY:
		return false;
	default:
		if (ops_of(it->source)->next)
			return ops_of(it->source)->next(in, it->source, item, flow);
		if (it->at++ > 0)
			return false;
		*item = value_ref(it->source);
		return true;
	}
}

void iter_release(Iter *it)
{
	value_drop(it->source);
	value_drop(it->watched);
	it->source = it->watched = VALUE_EMPTY;
}

size_t iter_count(const Iter *it)
{
	switch (it->source.kind) {
	case V_EMPTY:
		return 0;
	case V_ARRAY:
		return it->source.array->n;
	case V_LIST:
		return it->source.list->n;
	default:
		return ops_of(it->source)->next ? STR_NONE : 1;
	}
}
