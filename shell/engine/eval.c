/* eval: walking the tree: statements in order, what their errors do, and which function evaluates what. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/eval.h"

#include "shell/engine/eval_private.h"
#include "shell/engine/pipeline.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

/* ---- output ---- */

Flow eval_write(Interp *in, Value v, Sink *out)
{
	Value item;
	Iter it;
	Flow flow;

	if (v.kind == V_EMPTY)
		return FLOW_NEXT;
	if (!iter_unrolls(v))
		return sink_put(out, v);
	FLOW_TRY(iter_init(in, &it, v));
	while (iter_next(in, &it, &item, &flow)) {
		flow = sink_put_take(out, item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

/* ---- what a statement's error does: reference 7.3 ---- */

/* -ErrorAction Inquire's question for errors of statements. */
static Flow ask_on_error(Interp *in, const ErrorRecord *error, bool *stop)
{
	static const Choice choices[] = {
		{ { "&Yes", 4 }, { "Continue, and show the message.", 31 } },
		{ { "Yes to &All", 11 }, { "Continue without asking again.", 30 } },
		{ { "&Halt Command", 13 }, { "Stop this command.", 18 } },
		{ { "&Suspend", 8 }, { "Pause the current pipeline and return to the command prompt.", 60 } },
	};
	Question question = {
		.caption = S("Confirm"), .message = error_message_peek(error), .choices = choices, .n = COUNT(choices)
	};
	int answer = 0;
	HostRead read = in->host->choose(in->host->self, &question, &answer);

	*stop = read != HOST_READ_OK || answer == 2;
	return read == HOST_READ_STOPPED ? FLOW_STOP : FLOW_NEXT;
}

/* Reports the pending error and goes on with the next statement, unless the preference or the error says otherwise. */
static Flow settle_error(Interp *in)
{
	ErrorRecord *error = interp_error_peek(in);
	Preference preference = interp_preference(in, in->sym.error_action, PREF_CONTINUE);
	bool final = error->thrown || error->promoted, stop = false;
	Value record;
	Flow flow;

	in->success = false;
	if (preference == PREF_INQUIRE && !final) {
		FLOW_TRY(ask_on_error(in, error, &stop));
		if (stop)
			return FLOW_THROW;
	}
	if (preference == PREF_STOP || (final && preference != PREF_SILENT && preference != PREF_IGNORE)) {
		if (!error->thrown)
			interp_remember_error(in, in->error);
		return FLOW_THROW;
	}
	record = interp_take_error(in);
	if (preference != PREF_IGNORE)
		stage_keep(in, NULL, STREAM_ERROR, record);
	if (preference == PREF_SILENT)
		interp_remember_error(in, record);
	flow = preference == PREF_SILENT || preference == PREF_IGNORE ? FLOW_NEXT : interp_report(in, record);
	value_drop(record);
	in->success = false;
	return flow;
}

/* ---- traps: reference 7.3.8 ---- */

/* The nearest typed trap, else one without a type. */
static Flow find_trap(Interp *in, const NodeBlock *block, Value record, NodeTrap **found, bool *inner)
{
	int best = INT32_MAX, rank;
	bool is_inner;

	*found = NULL;
	*inner = false;
	for (uint32_t i = 0; i < block->traps.n; i++) {
		NodeTrap *trap = NODE_AS(NodeTrap, block->traps.p[i]);

		FLOW_TRY(eval_catch_rank(in, trap->type, record, true, &rank));
		is_inner = rank >= 0;
		if (rank < 0)
			FLOW_TRY(eval_catch_rank(in, trap->type, record, false, &rank));
		if (rank >= 0 && rank < best) {
			best = rank;
			*found = trap;
			*inner = is_inner;
		}
	}
	return FLOW_NEXT;
}

/* Runs the trap in a scope of its own with $_ the error.  An error in it ends the block that it is for (asked of 7.6). */
static Flow run_trap(Interp *in, NodeTrap *trap, Value caught, Sink *out)
{
	Value underscore = in->underscore;
	Layout *layout = scope_layout_new(in);
	Scope *scope = scope_new(in, layout, in->scope), *outer = in->scope;
	Flow flow;

	scope_layout_drop(layout);
	scope->module = outer->module;
	in->scope = scope;
	in->underscore = value_ref(caught);
	in->try_depth++;
	flow = eval_block(in, trap->body, out);
	in->try_depth--;
	value_drop(in->underscore);
	in->underscore = underscore;
	in->scope = outer;
	scope_end(in, scope);
	return flow;
}

/* *ran: a trap was there for it. */
static Flow settle_trapped(Interp *in, const NodeBlock *block, Sink *out, bool *ran)
{
	Value record = interp_take_error(in), caught;
	NodeTrap *trap;
	bool inner;
	Flow flow = find_trap(in, block, record, &trap, &inner);

	*ran = flow == FLOW_NEXT && trap;
	if (!*ran) {
		if (flow == FLOW_NEXT)
			return interp_throw_take(in, record);
		value_drop(record);
		return flow;
	}
	interp_remember_error(in, record);
	caught = eval_caught(record, inner);
	flow = run_trap(in, trap, caught, out);
	value_drop(caught);
	if (flow == FLOW_CONTINUE && in->label.kind == V_EMPTY) {
		flow = FLOW_NEXT;
	} else if (flow == FLOW_BREAK && in->label.kind == V_EMPTY) {
		flow = interp_throw_take(in, value_ref(record));
		error_peek(record)->thrown = true;
	} else if (flow == FLOW_NEXT) {
		error_peek(record)->reported = true;
		flow = interp_write_error(in, in->streams, record);
		in->success = false;
	}
	value_drop(record);
	return flow;
}

/* ---- blocks ---- */

static Flow settle_throw(Interp *in, const NodeBlock *block, Sink *out)
{
	in->success = false;
	if (block && block->traps.n) {
		bool ran;
		Flow flow = settle_trapped(in, block, out, &ran);

		if (ran || flow != FLOW_THROW)
			return flow;
	}
	return in->try_depth > 0 ? FLOW_THROW : settle_error(in);
}

Flow eval_block(Interp *in, NodeBlock *block, Sink *out)
{
	const NodeBlock *outer = in->block;
	Flow flow = FLOW_NEXT;

	in->block = block;
	for (uint32_t i = 0; i < block->statements.n && flow == FLOW_NEXT; i++) {
		flow = eval_statement(in, block->statements.p[i], out);
		if (flow == FLOW_THROW)
			flow = settle_throw(in, block, out);
	}
	in->block = outer;
	return flow;
}

static Flow eval_nested_block(Interp *in, Node *node, Sink *out)
{
	return eval_block(in, NODE_AS(NodeBlock, node), out);
}

/* ---- small statements ---- */

static Flow eval_pipeline_node(Interp *in, Node *node, Sink *out)
{
	eval_at(in, node);
	return eval_pipeline(in, NODE_AS(NodePipeline, node), out);
}

static Flow eval_chain(Interp *in, Node *node, Sink *out)
{
	NodeChain *chain = NODE_AS(NodeChain, node);
	Flow flow;

	if (chain->background)
		return fault_runtime(in, CAT_NOT_IMPLEMENTED, "BackgroundNotSupported",
			"Background jobs (&) are not supported by this shell.");
	flow = eval_statement(in, chain->left, out);
	if (flow == FLOW_THROW) /* the chain goes on after what would have ended its left side as a statement */
		flow = settle_throw(in, in->block, out), in->success = false;
	FLOW_TRY(flow);
	if (in->success != (node->op == TK_AND_AND))
		return FLOW_NEXT;
	return eval_statement(in, chain->right, out);
}

static Flow eval_function(Interp *in, Node *node, Sink *out)
{
	(void)out;
	return function_define(in, NODE_AS(NodeFunction, node));
}

static Flow eval_return(Interp *in, Node *node, Sink *out)
{
	NodeJump *jump = NODE_AS(NodeJump, node);

	if (jump->value)
		FLOW_TRY(eval_statement(in, jump->value, out));
	return FLOW_RETURN;
}

static Flow eval_jump(Interp *in, Node *node, Sink *out)
{
	NodeJump *jump = NODE_AS(NodeJump, node);
	Value label = VALUE_EMPTY, text;

	(void)out;
	if (jump->value) {
		FLOW_TRY(eval_value(in, jump->value, &label));
		FLOW_TRY(convert_to_string(in, label, &text));
		value_drop(label);
		label = text;
	}
	value_set_take(&in->label, label);
	return node->kind == NODE_BREAK ? FLOW_BREAK : FLOW_CONTINUE;
}

/* exit n: what is no number ends with 0 (reference 7.5). */
static Flow eval_exit(Interp *in, Node *node, Sink *out)
{
	NodeJump *jump = NODE_AS(NodeJump, node);
	Value v, number;

	(void)out;
	in->exit_code = 0;
	if (jump->value) {
		eval_at(in, node);
		FLOW_TRY(eval_collect_here(in, jump->value, &v));
		if (convert_try(in, v, type_of_id(T_INT32), &number))
			in->exit_code = (int)number.i64;
		value_drop(v);
	}
	return FLOW_EXIT;
}

/* ---- throw: reference 7.3.7 ---- */

static Value record_of_thrown(Interp *in, Value v)
{
	Buf text = BUF_INIT;
	Value exception, record;
	const Exception *thrown = exception_peek(v);

	if (error_peek(v))
		return value_ref(value_unwrap_peek(v));
	if (thrown && error_peek(thrown->error_record)) /* it keeps its id and its target */
		return error_copy(error_peek(thrown->error_record), value_unwrap_peek(v));
	if (thrown) {
		record = error_new(value_unwrap_peek(v), exception_message_peek(v), CAT_OPERATION_STOPPED, VALUE_NULL);
		return record;
	}
	if (convert_put_text(in, v, &text) != FLOW_NEXT)
		value_drop(interp_take_error(in));
	exception = exception_new(exception_type(EXC_RUNTIME), buf_str(&text), VALUE_NULL);
	record = error_new(exception, buf_str(&text), CAT_OPERATION_STOPPED, v);
	value_drop(exception);
	buf_release(&text);
	return record;
}

/* Nothing is thrown, or $null. */
static Flow throw_nothing(Interp *in)
{
	Fault fault = { .id = "ScriptHalted", .category = CAT_OPERATION_STOPPED, .exception = EXC_RUNTIME };
	Flow flow = fault_raise(in, &fault, "ScriptHalted");

	interp_error_peek(in)->thrown = true;
	exception_peek(interp_error_peek(in)->exception)->thrown = true;
	return flow;
}

/* The error a catch block is about: throw alone sends it on. */
static Flow throw_again(Interp *in)
{
	if (in->caught.kind == V_EMPTY)
		return throw_nothing(in);
	error_peek(in->caught)->thrown = true;
	return interp_throw_take(in, value_ref(in->caught));
}

static Flow eval_throw(Interp *in, Node *node, Sink *out)
{
	NodeJump *jump = NODE_AS(NodeJump, node);
	Value v, record;

	(void)out;
	eval_at(in, node);
	if (!jump->value)
		return throw_again(in);
	FLOW_TRY(eval_collect_here(in, jump->value, &v));
	eval_at(in, node);
	if (value_is_null(v))
		return throw_nothing(in);
	record = record_of_thrown(in, v);
	value_drop(v);
	error_peek(record)->thrown = true;
	exception_peek(error_peek(record)->exception)->thrown = true;
	return interp_throw_take(in, record);
}

/* ---- what is parsed, but not run ---- */

static Flow eval_unsupported(Interp *in, Node *node, Sink *out)
{
	static const char *const names[NODE_COUNT] = {
		[NODE_CONFIGURATION] = "A configuration",
		[NODE_PARALLEL_BLOCK] = "A workflow block",
		[NODE_ERROR] = "A statement with a syntax error",
	};

	(void)out;
	eval_at(in, node);
	return fault_runtime(in, CAT_NOT_IMPLEMENTED, "LanguageFeatureNotSupported",
		"%s is not supported by this version of exsh.",
		names[node->kind] ? names[node->kind] : "This statement");
}

static Flow eval_data(Interp *in, Node *node, Sink *out)
{
	NodeData *data = NODE_AS(NodeData, node);
	SinkCollect collect;
	Flow flow;

	if (!data->variable.n)
		return eval_block(in, data->body, out);
	sink_collect_init(&collect);
	flow = eval_block(in, data->body, &collect.sink);
	if (flow == FLOW_NEXT)
		return scope_set_take(in, in->scope, scope_symbol(in, data->variable), sink_collect_take(&collect));
	sink_collect_release(&collect);
	return flow;
}

static Flow eval_trap_definition(Interp *in, Node *node, Sink *out)
{
	(void)in;
	(void)node;
	(void)out;
	return FLOW_NEXT; /* the block knows its traps */
}

/* ---- dispatch ---- */

/* An expression as a statement: its value is written. */
static Flow write_expression(Interp *in, Node *node, Sink *out)
{
	Value v;
	Flow flow;

	FLOW_TRY(eval_value(in, node, &v));
	in->success = true;
	flow = eval_write(in, v, out);
	value_drop(v);
	return flow;
}

static const EvalStatement statements[NODE_COUNT] = {
	[NODE_PIPELINE] = eval_pipeline_node,
	[NODE_CHAIN] = eval_chain,
	[NODE_ASSIGN] = eval_assign,
	[NODE_IF] = eval_if,
	[NODE_WHILE] = eval_while,
	[NODE_DO_WHILE] = eval_do,
	[NODE_DO_UNTIL] = eval_do,
	[NODE_FOR] = eval_for,
	[NODE_FOREACH] = eval_foreach,
	[NODE_SWITCH] = eval_switch,
	[NODE_FUNCTION] = eval_function,
	[NODE_TRY] = eval_try,
	[NODE_TRAP] = eval_trap_definition,
	[NODE_THROW] = eval_throw,
	[NODE_RETURN] = eval_return,
	[NODE_BREAK] = eval_jump,
	[NODE_CONTINUE] = eval_jump,
	[NODE_EXIT] = eval_exit,
	[NODE_DATA] = eval_data,
	[NODE_TYPE_DEFINITION] = eval_type_definition,
	[NODE_BLOCK] = eval_nested_block,
	[NODE_CONFIGURATION] = eval_unsupported,
	[NODE_PARALLEL_BLOCK] = eval_unsupported,
	[NODE_ERROR] = eval_unsupported,
};

Flow eval_statement(Interp *in, Node *node, Sink *out)
{
	if (host_interrupted)
		return interp_poll(in);
	return statements[node->kind] ? statements[node->kind](in, node, out) : write_expression(in, node, out);
}

Flow eval_collect_here(Interp *in, Node *node, Value *out)
{
	Node *plain = eval_plain_expression(node);
	SinkCollect collect;
	Flow flow;

	if (plain || !statements[node->kind]) {
		flow = eval_operand(in, plain ? plain : node, out);
		if (flow == FLOW_NEXT && !eval_keeps_success(in, plain ? plain : node))
			in->success = true;
		return flow;
	}
	if (node->kind == NODE_ASSIGN)
		return eval_assign_value(in, NODE_AS(NodeAssign, node), out);
	sink_collect_init(&collect);
	if (node->kind == NODE_PIPELINE)
		flow = eval_pipeline(in, NODE_AS(NodePipeline, node), &collect.sink);
	else
		flow = eval_statement(in, node, &collect.sink);
	if (flow == FLOW_NEXT)
		*out = sink_collect_take(&collect);
	else
		sink_collect_release(&collect);
	return flow;
}

Flow eval_collect(Interp *in, Node *node, Value *out)
{
	eval_at(in, node);
	return eval_collect_here(in, node, out);
}

Flow eval_subject(Interp *in, Node *node, Value *out)
{
	bool success = in->success;

	FLOW_TRY(eval_collect(in, node, out));
	if (eval_plain_expression(node))
		in->success = success;
	return FLOW_NEXT;
}

Flow eval_condition(Interp *in, Node *node, bool *out)
{
	Value v;

	FLOW_TRY(eval_subject(in, node, &v));
	*out = convert_to_bool(v);
	value_drop(v);
	return FLOW_NEXT;
}
