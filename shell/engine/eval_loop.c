/* eval_loop: if, while, do, for and foreach. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/enumerator.h"
#include "shell/engine/eval_private.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

Flow eval_if(Interp *in, Node *node, Sink *out)
{
	NodeIf *statement = NODE_AS(NodeIf, node);
	bool yes;

	for (uint32_t i = 0; i < statement->nclauses; i++) {
		FLOW_TRY(eval_condition(in, statement->clauses[i].condition, &yes));
		if (yes)
			return eval_block(in, statement->clauses[i].body, out);
	}
	return statement->otherwise ? eval_block(in, statement->otherwise, out) : FLOW_NEXT;
}

/* ---- labels ---- */

bool eval_label_is_mine(Interp *in, Str label)
{
	Str wanted = value_str_peek(in->label);

	if (wanted.n && !str_ieq(wanted, label))
		return false;
	value_set_take(&in->label, VALUE_EMPTY);
	return true;
}

/* What the body of a loop came to.  *leave: the loop ends with the flow that is returned. */
static Flow settle(Interp *in, Str label, Flow flow, bool *leave)
{
	*leave = false;
	if (flow == FLOW_NEXT || (flow == FLOW_CONTINUE && eval_label_is_mine(in, label)))
		return FLOW_NEXT;
	*leave = true;
	return flow == FLOW_BREAK && eval_label_is_mine(in, label) ? FLOW_NEXT : flow;
}

/* ---- while, do ---- */

Flow eval_while(Interp *in, Node *node, Sink *out)
{
	NodeWhile *loop = NODE_AS(NodeWhile, node);
	bool go, leave;
	Flow flow;

	for (;;) {
		FLOW_TRY(eval_condition(in, loop->condition, &go));
		if (!go)
			return FLOW_NEXT;
		if (host_interrupted)
			return interp_poll(in);
		flow = settle(in, loop->label, eval_block(in, loop->body, out), &leave);
		if (leave)
			return flow;
	}
}

Flow eval_do(Interp *in, Node *node, Sink *out)
{
	NodeWhile *loop = NODE_AS(NodeWhile, node);
	bool again = node->kind == NODE_DO_WHILE, yes, leave;
	Flow flow;

	do {
		if (host_interrupted)
			return interp_poll(in);
		flow = settle(in, loop->label, eval_block(in, loop->body, out), &leave);
		if (leave)
			return flow;
		FLOW_TRY(eval_condition(in, loop->condition, &yes));
	} while (yes == again);
	return FLOW_NEXT;
}

/* ---- for ---- */

/* A part of for ( ; ; ): its output is dropped, unless it is one that a statement would drop anyway. */
static Flow run_part(Interp *in, Node *node)
{
	bool success = in->success;
	Value v;

	if (!node)
		return FLOW_NEXT;
	FLOW_TRY(eval_collect(in, node, &v));
	if (node->kind == NODE_ASSIGN || eval_plain_expression(node))
		in->success = success;
	value_drop(v);
	return FLOW_NEXT;
}

Flow eval_for(Interp *in, Node *node, Sink *out)
{
	NodeFor *loop = NODE_AS(NodeFor, node);
	bool go = true, leave;
	Flow flow;

	FLOW_TRY(run_part(in, loop->init));
	for (;;) {
		if (loop->condition)
			FLOW_TRY(eval_condition(in, loop->condition, &go));
		if (!go)
			return FLOW_NEXT;
		if (host_interrupted)
			return interp_poll(in);
		flow = settle(in, loop->label, eval_block(in, loop->body, out), &leave);
		if (leave)
			return flow;
		FLOW_TRY(run_part(in, loop->step));
	}
}

/* ---- foreach ---- */

static Flow set_variable_take(Interp *in, NodeForeach *loop, Value v)
{
	return eval_set_variable_take(in, loop->variable, v);
}

/* 1..n without the array. */
static Flow over_range(Interp *in, NodeForeach *loop, int32_t from, int32_t to, Sink *out)
{
	int64_t step = from <= to ? 1 : -1;
	bool leave;
	Flow flow;

	for (int64_t i = from; step > 0 ? i <= to : i >= to; i += step) {
		if (host_interrupted)
			return interp_poll(in);
		FLOW_TRY(set_variable_take(in, loop, value_int((int32_t)i)));
		flow = settle(in, loop->label, eval_block(in, loop->body, out), &leave);
		if (leave)
			return flow;
	}
	return FLOW_NEXT;
}

/* Whether the collection is an integer range that may be walked without making it. */
static Flow as_range(Interp *in, const NodeForeach *loop, int32_t *from, int32_t *to, bool *is)
{
	Node *plain = eval_plain_expression(loop->collection);
	NodeBinary *range = NODE_AS(NodeBinary, plain);
	Value left, right = VALUE_EMPTY;
	Flow flow;

	*is = plain && plain->kind == NODE_BINARY && plain->op == TK_DOT_DOT;
	if (!*is)
		return FLOW_NEXT;
	eval_at(in, plain);
	FLOW_TRY(eval_value(in, range->left, &left));
	flow = eval_value(in, range->right, &right);
	if (flow == FLOW_NEXT)
		*is = eval_range_ends(in, left, right, from, to, &flow);
	value_drop(left);
	value_drop(right);
	return flow;
}

static Flow over_items(Interp *in, NodeForeach *loop, Iter *it, Sink *out)
{
	Value item;
	bool leave;
	Flow flow = FLOW_NEXT;

	for (;;) {
		eval_at(in, &loop->variable->node); /* what going on says is said there */
		if (!iter_next(in, it, &item, &flow))
			return flow;
		if (host_interrupted) {
			value_drop(item);
			return interp_poll(in);
		}
		FLOW_TRY(set_variable_take(in, loop, item));
		flow = settle(in, loop->label, eval_block(in, loop->body, out), &leave);
		if (leave)
			return flow;
	}
}

/* The rare body that reads $foreach gets an enumerator it can push on. */
static Flow over_enumerator(Interp *in, NodeForeach *loop, Value collection, Sink *out)
{
	Value enumerator = enumerator_new(in, collection), item;
	bool leave = false;
	Flow flow = FLOW_NEXT;

	scope_put_take(in->scope, in->sym.foreach, value_ref(enumerator));
	while (!leave && enumerator_next(in, enumerator, &item, &flow)) {
		flow = host_interrupted ? interp_poll(in) : set_variable_take(in, loop, value_ref(item));
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
		flow = settle(in, loop->label, eval_block(in, loop->body, out), &leave);
	}
	scope_remove(in->scope, in->sym.foreach);
	value_drop(enumerator);
	return flow;
}

/* Flags of NODE_FOREACH and NODE_SWITCH, found at the first run. */
enum { LOOP_SEARCHED = 0x4000, LOOP_HAS_ENUMERATOR = 0x8000 };

bool eval_uses_enumerator(Interp *in, Node *node, Str name)
{
	if (!(node->flags & LOOP_SEARCHED)) {
		Str text = script_span_text(in->frame->script, node->span);

		node->flags |= LOOP_SEARCHED;
		if (str_ifind(text, name, 0) != STR_NONE)
			node->flags |= LOOP_HAS_ENUMERATOR;
	}
	return (node->flags & LOOP_HAS_ENUMERATOR) != 0;
}

Flow eval_foreach(Interp *in, Node *node, Sink *out)
{
	NodeForeach *loop = NODE_AS(NodeForeach, node);
	bool enumerator = eval_uses_enumerator(in, node, S("$foreach")), range = false;
	int32_t from, to;
	Value collection;
	Iter it;
	Flow flow;

	if (loop->parallel)
		return fault_runtime(in, CAT_NOT_IMPLEMENTED, "ForeachParallelNotSupported",
			"foreach -parallel is not supported by this shell.");
	if (!enumerator)
		FLOW_TRY(as_range(in, loop, &from, &to, &range));
	if (range)
		return over_range(in, loop, from, to, out);
	FLOW_TRY(eval_subject(in, loop->collection, &collection));
	if (value_is_null(collection))
		return FLOW_NEXT;
	if (enumerator) {
		flow = over_enumerator(in, loop, collection, out);
	} else {
		flow = iter_init(in, &it, collection);
		if (flow == FLOW_NEXT)
			flow = over_items(in, loop, &it, out);
		iter_release(&it);
	}
	value_drop(collection);
	return flow;
}
