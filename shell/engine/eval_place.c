/* eval_place: what an assignment reads and changes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/eval_private.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/grid.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/member.h"

/* ---- its parts ---- */

static Flow open_member(Interp *in, NodeMember *node, Place *place)
{
	FLOW_TRY(eval_operand(in, node->target, &place->target));
	return eval_member_name(in, node->name, node->is_static ? NULL : &place->target, &place->name);
}

Flow eval_place_open(Interp *in, Node *node, Place *place)
{
	while (node->kind == NODE_PAREN && eval_plain_expression(NODE_AS(NodeParen, node)->body))
		node = eval_plain_expression(NODE_AS(NodeParen, node)->body);
	*place = (Place){ .node = node, .target = VALUE_EMPTY, .key = VALUE_EMPTY, .name = { .held = VALUE_EMPTY } };
	if (node->kind == NODE_MEMBER)
		return open_member(in, NODE_AS(NodeMember, node), place);
	if (node->kind != NODE_INDEX)
		return FLOW_NEXT;
	FLOW_TRY(eval_operand(in, NODE_AS(NodeIndex, node)->target, &place->target));
	return eval_operand(in, NODE_AS(NodeIndex, node)->index, &place->key);
}

void eval_place_release(Place *place)
{
	value_drop(place->target);
	value_drop(place->key);
	value_drop(place->name.held);
}

/* ---- reading and writing ---- */

Flow eval_place_read(Interp *in, const Place *place, Value *out)
{
	NodeMember *member = NODE_AS(NodeMember, place->node);

	if (place->node->kind == NODE_MEMBER)
		return place->name.is_key ? eval_key(in, place->target, place->name.held, out)
					  : eval_member_of(in, member, place->target, place->name.text, out);
	if (place->node->kind == NODE_INDEX)
		return eval_element(in, place->target, place->key, out);
	return eval_value(in, place->node, out);
}

/* An ordered dictionary takes the name as a text, though it is read by the key itself; $null is the empty text (asked of
 * 7.6). */
static Flow set_key(Interp *in, const Place *place, Value to)
{
	Hash *hash = value_unwrap_peek(place->target).hash;
	Value key = place->name.held, text;
	Flow flow;

	if (hash->type->id == T_ORDERED || value_is_null(key)) {
		FLOW_TRY(convert_to_string(in, key, &text));
		flow = member_set(in, place->target, value_str_peek(text), to);
		value_drop(text);
		return flow;
	}
	if (hash->type->id != T_HASHTABLE)
		return member_index_set(in, place->target, key, to);
	hash_set(hash, key, to);
	return FLOW_NEXT;
}

static Flow set_member(Interp *in, const Place *place, Value to)
{
	const TypeDef *type;

	if (place->name.is_key)
		return set_key(in, place, to);
	if (!NODE_AS(NodeMember, place->node)->is_static)
		return member_set(in, place->target, place->name.text, to);
	FLOW_TRY(eval_static_target(in, place->target, &type));
	return member_set_static(in, type, place->name.text, to);
}

static Flow slice_assigned(Interp *in, Value key)
{
	Buf text = BUF_INIT;
	Value item;
	bool first = true;
	Iter it;
	Flow flow = iter_init(in, &it, key);

	while (flow == FLOW_NEXT && iter_next(in, &it, &item, &flow)) {
		if (!first)
			buf_put_char(&text, ',');
		first = false;
		flow = convert_put_text(in, item, &text);
		value_drop(item);
	}
	iter_release(&it);
	if (flow == FLOW_NEXT)
		flow = fault_runtime(in, CAT_INVALID_OPERATION, "ArraySliceAssignmentFailed",
			"Array assignment to [%.*s] failed because assignment to slices is not supported.",
			STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static bool is_grid(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT && grid_is(v.object->type);
}

static Flow set_element(Interp *in, const Place *place, Value to)
{
	if (iter_unrolls(place->key) && place->target.kind != V_HASH && !is_grid(place->target))
		return slice_assigned(in, place->key);
	return member_index_set(in, place->target, place->key, to);
}

Flow eval_place_write_take(Interp *in, const Place *place, Value v)
{
	Flow flow;

	if (place->node->kind != NODE_MEMBER && place->node->kind != NODE_INDEX)
		return eval_assign_take(in, place->node, v);
	flow = place->node->kind == NODE_MEMBER ? set_member(in, place, v) : set_element(in, place, v);
	value_drop(v);
	return flow;
}

/* ---- the value where it lies ---- */

/* A variable's; *typed: what lies there has to keep its type. */
static Value *variable_slot(Interp *in, Node *node, bool *typed)
{
	NodeVariable *variable = NODE_AS(NodeVariable, node);
	Scope *scope = in->scope;
	Variable *slot = NULL;

	if (node->flags & VAR_DRIVE)
		return NULL;
	if (node->flags & (VAR_GLOBAL | VAR_SCRIPT))
		scope = scope_named(in, node->flags & VAR_GLOBAL ? S("global") : S("script"));
	else
		slot = eval_cached_slot(in, variable);
	if (!slot)
		slot = scope_local_peek(scope, eval_symbol(in, variable));
	if (!slot || (slot->meta && (slot->meta->options || slot->meta->nattributes)))
		return NULL;
	*typed = slot->meta && slot->meta->type;
	return &slot->value;
}

/* A note property's, or that of a hashtable's entry, that takes any value. */
static Value *member_slot(const Place *place)
{
	Slot *slot;

	if (place->name.is_key || NODE_AS(NodeMember, place->node)->is_static)
		return NULL;
	if (place->target.kind == V_HASH)
		return place->target.hash->type->id == T_DICTIONARY
			       ? NULL
			       : hash_find_text_peek(place->target.hash, place->name.text);
	slot = place->target.kind == V_OBJECT ? object_find_peek(place->target.object, place->name.text) : NULL;
	return slot && slot->kind == SLOT_NOTE && !slot->type ? &slot->value : NULL;
}

static Value *place_slot(Interp *in, const Place *place, bool *typed)
{
	*typed = false;
	switch (place->node->kind) {
	case NODE_VARIABLE:
		return variable_slot(in, place->node, typed);
	case NODE_MEMBER:
		return member_slot(place);
	case NODE_INDEX:
		return place->target.kind == V_HASH && place->target.hash->type->id != T_DICTIONARY &&
				       value_is_string(place->key)
			       ? hash_find_peek(place->target.hash, place->key)
			       : NULL;
	default:
		return NULL;
	}
}

bool eval_append(Interp *in, Value *to, Value more, Flow *flow)
{
	char room[128];
	Buf text = BUF_ON(room);

	*flow = FLOW_NEXT;
	if (!value_is_unshared(*to))
		return false;
	if (to->kind == V_STRING) {
		*flow = convert_put_text(in, value_unwrap_peek(more), &text);
		if (*flow == FLOW_NEXT)
			to->string = string_append_take(buf_str(&text), to->string);
		buf_release(&text);
		return true;
	}
	if (to->kind != V_ARRAY || array_is_bytes(to->array))
		return false;
	if (value_unwrap_peek(more).kind == V_LIST || (iter_unrolls(more) && value_unwrap_peek(more).kind != V_ARRAY))
		return false;
	if (more.kind == V_EMPTY)
		return true;
	to->array = array_append_take(value_unwrap_peek(more).kind == V_ARRAY ? value_unwrap_peek(more) : more,
		iter_unrolls(more), to->array);
	return true;
}

/* [string]$s += 'x', [int[]]$a += 1: where the element has the very type, the others need no conversion. */
static bool append_typed(Interp *in, Value *to, Value more, Flow *flow)
{
	if (to->kind == V_STRING)
		return eval_append(in, to, more, flow);
	if (!value_is_unshared(*to) || array_is_bytes(to->array) || type_of(more) != to->array->type->elem)
		return false;
	array_push(to->array, more);
	return true;
}

/* Gives left up, so that nobody else holds what lies in the slot; false: something else lies there by now. */
static bool give_up(const Value *slot, Value *left)
{
	if (!slot || !value_on_heap(*left) || slot->kind != left->kind || slot->heap != left->heap)
		return false;
	value_set_take(left, VALUE_EMPTY);
	return true;
}

bool eval_place_append(Interp *in, const Place *place, Value *left, Value more, Flow *flow)
{
	Value text = VALUE_EMPTY, *slot;
	bool done, typed = false;

	*flow = FLOW_NEXT;
	if (left->kind != V_STRING && left->kind != V_ARRAY)
		return false;
	if (left->kind == V_STRING && !value_is_string(more)) { /* which may run a script */
		*flow = convert_to_string(in, more, &text);
		more = text;
	}
	slot = *flow == FLOW_NEXT ? place_slot(in, place, &typed) : NULL;
	done = give_up(slot, left) && (typed ? append_typed : eval_append)(in, slot, more, flow);
	if (left->kind == V_EMPTY && !done)
		*left = value_ref(*slot);
	value_drop(text);
	return done || *flow != FLOW_NEXT;
}
