/* eval_try: try, catch and finally (reference 7.3.6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/eval_private.h"
#include "shell/engine/stage_private.h"
#include "shell/value/convert.h"

/* ---- which catch ---- */

/* How many bases lie between a type and one above it; -1: it is none of them. */
static int distance(const TypeDef *type, const TypeDef *base)
{
	int n = 0;

	for (; type; type = type->base, n++)
		if (type == base)
			return n;
	return -1;
}

static int rank_exception(Value exception, const TypeDef *type)
{
	return exception_peek(exception) ? distance(type_of(exception), type) : -1;
}

/* What wraps an exception of .NET: not one that a script threw itself, nor one that stands alone. */
static bool is_wrapper(const ErrorRecord *error)
{
	const Exception *exception = exception_peek(error->exception);

	return type_is(type_of(error->exception), exception_type(EXC_RUNTIME)) && !exception->thrown &&
	       !value_is_null(exception->inner);
}

/* What $_ is: where the exception inside was meant, a record of that one. */
Value eval_caught(Value record, bool inner)
{
	const ErrorRecord *error = error_peek(record);

	return inner ? error_copy(error, exception_peek(error->exception)->inner) : value_ref(record);
}

/* Of the exception inside a wrapper first, then of the wrapper itself; a promoted error is also what stopped it. */
Flow eval_catch_rank(Interp *in, TypeName *name, Value record, bool inner, int *rank)
{
	ErrorRecord *error = error_peek(record);
	Exception *exception = exception_peek(error->exception);
	const TypeDef *type;

	*rank = -1;
	if (name)
		FLOW_TRY(eval_type(in, name, &type));
	if (inner && !is_wrapper(error))
		return FLOW_NEXT;
	if (!name) {
		*rank = INT32_MAX - 1;
		return FLOW_NEXT;
	}
	*rank = inner ? rank_exception(exception->inner, type) : rank_exception(error->exception, type);
	if (*rank < 0 && !inner && error->promoted && type == exception_type(EXC_ACTION_PREFERENCE_STOP))
		*rank = 0;
	return FLOW_NEXT;
}

/* The clause with the nearest type; -1: none.  Clauses without types come last. */
static Flow find_typed(Interp *in, const NodeTry *node, Value record, bool inner, int *found)
{
	int best = -1, rank;

	*found = -1;
	for (uint32_t i = 0; i < node->ncatches; i++)
		for (uint32_t k = 0; k < node->catches[i].ntypes; k++) {
			FLOW_TRY(eval_catch_rank(in, &node->catches[i].types[k], record, inner, &rank));
			if (rank >= 0 && (best < 0 || rank < best)) {
				best = rank;
				*found = (int)i;
			}
		}
	return FLOW_NEXT;
}

static Flow find_catch(Interp *in, const NodeTry *node, Value record, int *found, bool *inner)
{
	FLOW_TRY(find_typed(in, node, record, true, found));
	*inner = *found >= 0;
	if (*found < 0)
		FLOW_TRY(find_typed(in, node, record, false, found));
	for (uint32_t i = 0; *found < 0 && i < node->ncatches; i++)
		if (!node->catches[i].ntypes)
			*found = (int)i;
	return FLOW_NEXT;
}

/* ---- running ---- */

static Flow run_catch(Interp *in, struct CatchClause *clause, Value record, bool inner, Sink *out)
{
	Value underscore = in->underscore, caught = in->caught;
	Flow flow;

	in->underscore = eval_caught(record, inner);
	in->caught = record;
	flow = eval_block(in, clause->body, out);
	value_drop(in->underscore);
	in->underscore = underscore;
	in->caught = caught;
	return flow;
}

static Flow settle_throw(Interp *in, NodeTry *node, Sink *out)
{
	Value record = interp_take_error(in);
	int found;
	bool inner;
	Flow flow;

	in->success = false;
	flow = find_catch(in, node, record, &found, &inner);
	if (flow != FLOW_NEXT) {
		value_drop(record); /* an unknown type among the clauses takes its place */
		return flow;
	}
	if (found < 0)
		return interp_throw_take(in, record);
	interp_remember_error(in, record);
	stage_keep(in, NULL, STREAM_ERROR, record);
	flow = run_catch(in, &node->catches[found], record, inner, out);
	value_drop(record);
	return flow;
}

/* finally runs whatever happened; only its own way out replaces the one before. */
static Flow run_finally(Interp *in, NodeBlock *block, Flow before, Sink *out)
{
	Value error = interp_take_error(in), label = value_ref(in->label);
	int code = in->exit_code;
	void *stop_at = in->stop_at;
	bool success = in->success;
	Flow flow;

	if (before == FLOW_STOP && !stop_at)
		host_interrupted = 0; /* another Ctrl-C stops this, too */
	flow = eval_block(in, block, out);
	if (flow != FLOW_NEXT) {
		if (before == FLOW_THROW && flow == FLOW_THROW)
			interp_remember_error(in, error);
		value_drop(error);
		value_drop(label);
		return flow;
	}
	value_set_take(&in->error, error);
	value_set_take(&in->label, label);
	in->exit_code = code;
	in->stop_at = stop_at;
	in->success = success;
	return before;
}

Flow eval_try(Interp *in, Node *node, Sink *out)
{
	NodeTry *statement = NODE_AS(NodeTry, node);
	Flow flow;

	in->try_depth++;
	flow = eval_block(in, statement->body, out);
	in->try_depth--;
	if (flow == FLOW_THROW && statement->ncatches)
		flow = settle_throw(in, statement, out);
	return statement->finally ? run_finally(in, statement->finally, flow, out) : flow;
}
