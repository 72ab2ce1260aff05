/* eval_command: commands and pipelines: names resolved, arguments evaluated, stages fed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/eval_private.h"
#include "shell/engine/module.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/redirect.h"
#include "shell/engine/registry.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"

/* ---- which command ---- */

/*
 * What a node's name meant last, and when that was looked up.  The command is not owned: it would hold the block that
 * holds this script, for ever; nothing goes away without a new generation.
 */
typedef struct CommandCache {
	Command *command;
	uint32_t generation;
	const Module *module;
} CommandCache;

/* InvocationName where & or . stands in front; empty: the name itself. */
static Str operator_of(const NodeCommand *node)
{
	return node->invoke == INVOKE_DOT ? S(".") : node->invoke == INVOKE_CALL ? S("&") : S("");
}

/* The error points at the name, and is about what an alias stands for (recorded:
 * discovery/alias-to-missing-command). */
static Flow not_found(Interp *in, const NodeCommand *node, Str name)
{
	const Command *alias = scope_alias_peek(in->scope, name);
	Str invoked = operator_of(node);
	Span at = in->frame->at;
	ErrorRecord *error;
	Flow flow;

	in->frame->at = node->name->span;
	flow = registry_not_found(in, alias ? string_str(alias->definition) : name);
	in->frame->at = at;
	error = interp_error_peek(in);
	if (error && error->invocation && !error->invocation->name)
		error->invocation->name = value_string(invoked.n ? invoked : name).string;
	return flow;
}

static Flow resolve_name(Interp *in, NodeCommand *node, Str name, Command **out)
{
	CommandCache *cache = node->cache;

	if (cache && cache->generation == registry_generation(in) && cache->module == in->scope->module) {
		*out = command_ref(cache->command);
		return FLOW_NEXT;
	}
	*out = registry_find(in, name, 0);
	if (!*out)
		return not_found(in, node, name);
	if ((*out)->kind & (COMMAND_SCRIPT_FILE | COMMAND_NATIVE | COMMAND_APP))
		return FLOW_NEXT; /* files come and go */
	if (!cache) {
		cache = MEM_NEW(CommandCache);
		node->cache = cache;
		script_keep_cache(in->frame->script, cache, free);
	}
	*cache = (CommandCache){ *out, registry_generation(in), in->scope->module };
	return FLOW_NEXT;
}

static Flow bad_expression(Interp *in, const NodeCommand *node, Value v)
{
	Fault fault = {
		.id = "BadExpression", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME, .target = v
	};
	Span at = in->frame->at;
	Flow flow;

	in->frame->at = node->name->span;
	flow = fault_raise(in, &fault,
		"The expression after '%s' in a pipeline element produced an object that was not valid. It must result in "
		"a command name, a script block, or a CommandInfo object.",
		node->invoke == INVOKE_DOT ? "." : "&");
	in->frame->at = at;
	return flow;
}

/* What stands behind & or . : a block, a CommandInfo, or the text of anything else as a name. */
static Flow resolve_value(Interp *in, NodeCommand *node, Value v, Command **out, Value *keep)
{
	Value plain = value_unwrap_peek(v), text;
	Flow flow;

	*keep = VALUE_EMPTY;
	if (plain.kind == V_BLOCK) {
		*out = command_ref(function_block_command(plain.block));
		*keep = value_ref(plain);
		return FLOW_NEXT;
	}
	if (command_info_peek(plain)) {
		*out = command_ref(command_info_peek(plain));
		return FLOW_NEXT;
	}
	if (value_is_null(plain))
		return bad_expression(in, node, plain);
	FLOW_TRY(convert_to_string(in, plain, &text));
	*out = value_str_peek(text).n ? registry_find(in, value_str_peek(text), 0) : NULL;
	if (!value_str_peek(text).n)
		flow = bad_expression(in, node, plain);
	else
		flow = *out ? FLOW_NEXT : not_found(in, node, value_str_peek(text));
	value_drop(text);
	return flow;
}

/* & $module command: the first argument is the command, and runs in the module's session state. */
static Flow resolve_in_module(Interp *in, NodeCommand *node, Module *module, Command **out, Value *keep)
{
	Value v, plain;
	Scope *scope = in->scope;
	Flow flow;

	if (!node->nargs || !node->args[0].value || node->args[0].param.p)
		return bad_expression(in, node, VALUE_NULL);
	FLOW_TRY(eval_value(in, node->args[0].value, &v));
	plain = value_unwrap_peek(v);
	if (plain.kind == V_BLOCK) {
		*keep = function_block_new(plain.block->script, plain.block->node, module);
		*out = command_ref(function_block_command(keep->block));
		value_drop(v);
		return FLOW_NEXT;
	}
	in->scope = function_scope_of(in, module);
	flow = resolve_value(in, node, v, out, keep);
	in->scope = scope;
	value_drop(v);
	return flow;
}

/* *first: the argument that is the command's first one. */
static Flow resolve(Interp *in, NodeCommand *node, Command **out, Value *keep, Value *name, uint32_t *first)
{
	Module *module;
	Flow flow;

	*keep = VALUE_EMPTY;
	if (node->name->kind == NODE_CONST && value_is_string(NODE_AS(NodeConst, node->name)->value)) {
		*name = value_ref(NODE_AS(NodeConst, node->name)->value);
		if (value_str_peek(*name).n)
			return resolve_name(in, node, value_str_peek(*name), out);
	} else {
		FLOW_TRY(eval_value(in, node->name, name));
	}
	module = module_info_peek(*name);
	*first = module ? 1 : 0;
	flow = module ? resolve_in_module(in, node, module, out, keep) : resolve_value(in, node, *name, out, keep);
	if (flow == FLOW_NEXT && !value_is_string(*name))
		value_set_take(name, value_string(node->invoke == INVOKE_DOT ? S(".") : S("&")));
	return flow;
}

/* ---- arguments ---- */

/* A number whose text is not its own keeps it for string parameters (reference 1.6.8). */
static Value argument_const(const NodeConst *node)
{
	Buf own = BUF_INIT;
	Value wrapped;

	if (!(node->node.flags & CONST_NUMBER) || !node->text.n)
		return value_ref(node->value);
	if (node->value.kind == V_INT)
		num_put_integer(&own, node->value.i64, node->value.type == T_UINT64);
	if (str_eq(buf_str(&own), node->text)) {
		buf_release(&own);
		return value_ref(node->value);
	}
	buf_release(&own);
	wrapped = object_wrap(node->value);
	wrapped.object->text = value_string(node->text).string;
	return wrapped;
}

static Flow argument_value(Interp *in, Node *node, Value *out)
{
	if (node->kind == NODE_CONST) {
		*out = argument_const(NODE_AS(NodeConst, node));
		return FLOW_NEXT;
	}
	FLOW_TRY(eval_value(in, node, out));
	return FLOW_NEXT;
}

/* ---- splatting: reference 5.3.1 ---- */

/* Errors about what was splatted point at the variable. */
static void add_text_name(ArgList *args, Str name, Value v, Span span)
{
	Arg *arg = bind_args_add(args);

	arg->param = arg->param_text = name;
	arg->value = value_ref(v);
	arg->colon = true;
	arg->from_hash = true;
	arg->span = arg->value_span = span;
}

static Flow splat_hash(Interp *in, StagePrivate *sp, const Hash *hash, Span span)
{
	struct HashEntry *entry;
	size_t at = 0;
	Buf text = BUF_INIT;

	while ((entry = hash_next(hash, &at))) {
		buf_clear(&text);
		FLOW_TRY(convert_put_text(in, entry->key, &text));
		add_text_name(&sp->args, arena_copy(sp->names, buf_str(&text)), entry->value, span);
	}
	buf_release(&text);
	return FLOW_NEXT;
}

/* A string of $args that was a name: the name without dash, or NULL. */
static const Slot *name_mark(Value v)
{
	return v.kind == V_OBJECT ? object_find_peek(v.object, S(BIND_NAME_MARK)) : NULL;
}

/* A string falls into its characters, like any other sequence. */
static void splat_text(StagePrivate *sp, Str text, Span span)
{
	for (size_t i = 0, n = str_units(text); i < n; i++) {
		Arg *arg = bind_args_add(&sp->args);

		arg->value = value_char(str_unit_at(text, i));
		arg->span = arg->value_span = span;
	}
}

static Flow splat_items(Interp *in, StagePrivate *sp, Value v, Span span)
{
	Value item;
	Iter it;
	Flow flow;
	Arg *glued = NULL;

	FLOW_TRY(iter_init(in, &it, v));
	while (iter_next(in, &it, &item, &flow)) {
		const Slot *mark = name_mark(item);
		Arg *arg;

		if (glued) {
			glued->value = item;
			glued = NULL;
			continue;
		}
		arg = bind_args_add(&sp->args);
		arg->span = arg->value_span = span;
		if (!mark) {
			arg->value = item;
			continue;
		}
		arg->param = arena_copy(sp->names, value_str_peek(mark->value));
		arg->param_text = arena_copy(sp->names, value_str_peek(item));
		arg->colon = str_ends(arg->param_text, S(":"));
		glued = arg->colon ? arg : NULL;
		value_drop(item);
	}
	iter_release(&it);
	return flow;
}

/* Splatted $null is one argument. */
static Flow splat_null(StagePrivate *sp, Span span)
{
	Arg *arg = bind_args_add(&sp->args);

	arg->span = arg->value_span = span;
	arg->value = VALUE_NULL;
	return FLOW_NEXT;
}

static Flow splat(Interp *in, StagePrivate *sp, NodeVariable *node)
{
	Value v;
	Flow flow;

	FLOW_TRY(eval_variable(in, node, &v));
	if (!sp->names)
		sp->names = arena_new(0);
	if (value_unwrap_peek(v).kind == V_HASH)
		flow = splat_hash(in, sp, value_unwrap_peek(v).hash, node->node.span);
	else if (value_is_null(v))
		flow = splat_null(sp, node->node.span);
	else if (value_is_string(v) && !name_mark(v))
		flow = (splat_text(sp, value_str_peek(v), node->node.span), FLOW_NEXT);
	else
		flow = splat_items(in, sp, v, node->node.span);
	value_drop(v);
	return flow;
}

/* ---- one argument after the other ---- */

static bool is_double_dash(const Node *node)
{
	return node->kind == NODE_CONST && (node->flags & CONST_BAREWORD) &&
	       str_eq(value_str_peek(NODE_READ(NodeConst, node)->value), S("--"));
}

static Str source_text(const Interp *in, Span span)
{
	return script_span_text(in->frame->script, span);
}

static Flow add_plain(Interp *in, StagePrivate *sp, Node *node, Span span)
{
	Value v;
	Arg *arg;

	if (node->kind == NODE_SPLAT)
		return splat(in, sp, NODE_AS(NodeVariable, node));
	FLOW_TRY(argument_value(in, node, &v));
	arg = bind_args_add(&sp->args);
	arg->value = v;
	arg->value_span = span;
	arg->bareword = node->kind == NODE_CONST && (node->flags & CONST_BAREWORD);
	return FLOW_NEXT;
}

/* Behind --, names are plain text. */
static Flow add_name_as_text(Interp *in, StagePrivate *sp, const CommandArg *from)
{
	Arg *arg = bind_args_add(&sp->args);

	arg->value = value_string(source_text(in, from->param_span));
	arg->value_span = from->param_span;
	return from->value ? add_plain(in, sp, from->value, from->value->span) : FLOW_NEXT;
}

static Flow add_name(Interp *in, StagePrivate *sp, const CommandArg *from)
{
	Value v = VALUE_UNSET;
	Arg *arg;

	if (from->value)
		FLOW_TRY(argument_value(in, from->value, &v));
	arg = bind_args_add(&sp->args);
	arg->param = from->param;
	arg->param_text = source_text(in, from->param_span);
	arg->colon = from->value != NULL;
	arg->value = v;
	arg->span = from->param_span;
	if (from->value) {
		arg->value_span = from->value->span;
		arg->span.len = arg->value_span.at + arg->value_span.len - arg->span.at;
	}
	return FLOW_NEXT;
}

static Flow add_arguments(Interp *in, StagePrivate *sp, const NodeCommand *node, uint32_t first)
{
	bool native = (sp->command->kind & (COMMAND_NATIVE | COMMAND_APP)) != 0, dashes = false;

	for (uint32_t i = first; i < node->nargs; i++) {
		const CommandArg *arg = &node->args[i];

		if (!arg->param.p && !native && !dashes && is_double_dash(arg->value))
			dashes = true;
		else if (arg->param.p && dashes)
			FLOW_TRY(add_name_as_text(in, sp, arg));
		else if (arg->param.p)
			FLOW_TRY(add_name(in, sp, arg));
		else
			FLOW_TRY(add_plain(in, sp, arg->value, arg->span));
	}
	return FLOW_NEXT;
}

/* ---- stages ---- */

/* PowerShell evaluates the arguments before it looks for the command: what they do happens, and their errors come
 * first. */
static Flow evaluate_for_nothing(Interp *in, const NodeCommand *node)
{
	Value record = interp_take_error(in), v;
	Flow flow = FLOW_NEXT;

	for (uint32_t i = 0; i < node->nargs && flow == FLOW_NEXT; i++) {
		if (!node->args[i].value || node->args[i].value->kind == NODE_SPLAT)
			continue;
		flow = argument_value(in, node->args[i].value, &v);
		if (flow == FLOW_NEXT)
			value_drop(v);
	}
	if (flow == FLOW_NEXT)
		return interp_throw_take(in, record);
	value_drop(record);
	return flow;
}

/* InvocationName: as typed, or Get-Process where "process" was, or the operator in front. */
static Value name_of_call(const NodeCommand *node, const Command *command, Value name)
{
	Str full = string_str(command->name), typed = value_str_peek(name);
	bool longer = full.n == typed.n + 4 && str_istarts(full, S("Get-")) && str_iends(full, typed);

	if (operator_of(node).n)
		return value_string(operator_of(node));
	return value_ref(longer ? value_of_string(command->name) : name);
}

/* command -? asks for the command's help in place of running it. */
static bool asks_for_help(const NodeCommand *node, const Command *command)
{
	if (command->kind & (COMMAND_NATIVE | COMMAND_APP | COMMAND_BLOCK))
		return false;
	for (uint32_t i = 0; i < node->nargs; i++)
		if (node->args[i].param.p && str_eq(node->args[i].param, S("?")))
			return true;
	return false;
}

static void add_help_argument(StagePrivate *sp, const Command *command)
{
	Arg *arg = bind_args_add(&sp->args);

	arg->param = S("Name");
	arg = bind_args_add(&sp->args);
	arg->value = value_ref(value_of_string(command->path ? command->path : command->name));
}

static Flow add_help(Interp *in, Pipeline *p, const NodeCommand *node, const Command *command)
{
	Command *help = registry_cmdlet(in, S("Get-Help"));
	Invocation *invocation;

	if (!help)
		return registry_not_found(in, S("Get-Help"));
	invocation = error_invocation_new(in->frame->script, node->node.span);
	invocation->command = command_ref(help);
	invocation->name = value_string_c(help->def->name).string;
	add_help_argument(pipeline_add(p, help, invocation), command);
	return FLOW_NEXT;
}

/* f(1, 2) */
static bool is_called_like_method(const NodeCommand *node, const Command *command)
{
	const Node *value = node->nargs == 1 && !node->args[0].param.p ? node->args[0].value : NULL;
	const Span name = node->name->span;
	const NodePipeline *body;

	if (!(command->kind & (COMMAND_FUNCTION | COMMAND_FILTER | COMMAND_CMDLET | COMMAND_SCRIPT_FILE)) || !value ||
		value->kind != NODE_PAREN || value->span.at != name.at + name.len)
		return false;
	body = NODE_AS(NodePipeline, NODE_AS(NodeParen, node->args[0].value)->body);
	return body->node.kind == NODE_PIPELINE && body->nelements == 1 && body->elements[0].node->kind == NODE_ARRAY;
}

static Flow called_like_method(Interp *in, NodeCommand *node)
{
	eval_at(in, &node->node);
	return fault_runtime(in, CAT_INVALID_OPERATION, "StrictModeFunctionCallWithParens",
		"The function or command was called as if it were a method. Parameters should be separated by spaces. For "
		"information about parameters, see the about_Parameters Help topic.");
}

static Flow add_command(Interp *in, Pipeline *p, NodeCommand *node)
{
	Value keep = VALUE_EMPTY, name = VALUE_EMPTY;
	Command *command = NULL;
	Invocation *invocation;
	StagePrivate *sp;
	uint32_t first = 0;
	Flow flow = resolve(in, node, &command, &keep, &name, &first);

	if (flow == FLOW_NEXT && command && in->strict >= 2 && is_called_like_method(node, command))
		flow = called_like_method(in, node);
	if (flow == FLOW_NEXT && command && asks_for_help(node, command)) {
		flow = add_help(in, p, node, command);
	} else if (flow == FLOW_NEXT && command) {
		invocation = error_invocation_new(in->frame->script, node->node.span);
		invocation->command = command_ref(command);
		invocation->name = name_of_call(node, command, name).string;
		invocation->name_span = node->name->span;
		sp = pipeline_add(p, command, invocation);
		sp->redirects = node->redirects;
		sp->nredirects = node->nredirects;
		sp->dotted = node->invoke == INVOKE_DOT;
		sp->verbatim = node->verbatim;
		flow = add_arguments(in, sp, node, first);
	}
	if (flow == FLOW_THROW && !command)
		flow = evaluate_for_nothing(in, node);
	command_drop(command);
	value_drop(keep);
	value_drop(name);
	return flow;
}

/* ---- feeding from an expression ---- */

static Flow put_range(Interp *in, int32_t from, int32_t to, Sink *out)
{
	int64_t step = from <= to ? 1 : -1;

	for (int64_t i = from; step > 0 ? i <= to : i >= to; i += step) {
		if (host_interrupted)
			return interp_poll(in);
		FLOW_TRY(sink_put(out, value_int((int32_t)i)));
	}
	return FLOW_NEXT;
}

/* 1..n needs no array where it is output or piped. */
static Flow write_range(Interp *in, NodeBinary *node, Sink *out)
{
	int32_t from = 0, to = 0;
	Value left, right = VALUE_EMPTY, v = VALUE_EMPTY;
	bool numbers = false;
	Flow flow;

	FLOW_TRY(eval_value(in, node->left, &left));
	flow = eval_value(in, node->right, &right);
	if (flow == FLOW_NEXT)
		numbers = eval_range_ends(in, left, right, &from, &to, &flow);
	if (flow == FLOW_NEXT && !numbers)
		flow = eval_range(in, left, right, &v);
	value_drop(left);
	value_drop(right);
	if (flow == FLOW_NEXT)
		flow = numbers ? put_range(in, from, to, out) : eval_write(in, v, out);
	value_drop(v);
	return flow;
}

static bool is_range(const Node *node)
{
	return node->kind == NODE_BINARY && node->op == TK_DOT_DOT;
}

/* The expression comes first in time, too: its errors are those before any command began. */
static Flow run_fed(Interp *in, Pipeline *p, Node *node)
{
	Value v;
	Flow flow;

	if (is_range(node)) {
		FLOW_TRY(pipeline_start(p));
		return write_range(in, NODE_AS(NodeBinary, node), &p->stages[0]->in);
	}
	FLOW_TRY(eval_value(in, node, &v));
	flow = pipeline_start(p);
	if (flow == FLOW_NEXT)
		flow = eval_write(in, v, &p->stages[0]->in);
	value_drop(v);
	return flow;
}

/* ---- pipelines ---- */

bool eval_is_step(const Node *node)
{
	return node->kind == NODE_UNARY &&
	       (node->op == TK_PLUS_PLUS || node->op == TK_MINUS_MINUS || node->op == TK_POSTFIX_PLUS_PLUS ||
		       node->op == TK_POSTFIX_MINUS_MINUS);
}

bool eval_parens_keep_success(Interp *in, const Node *node)
{
	const Node *plain = node;

	while (plain && plain->kind == NODE_PAREN) {
		node = plain;
		plain = eval_plain_expression(NODE_READ(NodeParen, node)->body);
	}
	return !runtime_edition(in)->paren_sets_success &&
	       (!plain || plain->kind == NODE_SUB || plain->kind == NODE_ARRAY_SUB);
}

static Flow write_value(Interp *in, Node *node, Sink *out)
{
	Value v;
	Flow flow;

	if (is_range(node)) {
		flow = write_range(in, NODE_AS(NodeBinary, node), out);
		in->success |= flow == FLOW_NEXT;
		return flow;
	}
	FLOW_TRY(eval_value(in, node, &v));
	if (!eval_keeps_success(in, node))
		in->success = true;
	flow = eval_is_step(node) ? FLOW_NEXT : eval_write(in, v, out); /* $i++ alone prints nothing */
	value_drop(v);
	return flow;
}

static Flow run_expression(Interp *in, const PipelineElement *element, Sink *out)
{
	RedirectScope scope;
	Flow flow;

	if (!element->nredirects)
		return write_value(in, element->node, out);
	flow = redirect_begin(in, element->redirects, element->nredirects, &scope, &out);
	if (flow == FLOW_NEXT)
		flow = write_value(in, element->node, out);
	return redirect_end(in, &scope, flow);
}

static Flow run_commands(Interp *in, NodePipeline *node, Sink *out)
{
	bool fed = node->elements[0].node->kind != NODE_COMMAND;
	Flow flow = FLOW_NEXT;
	Pipeline p;

	pipeline_init(in, &p, out);
	p.has_input = fed;
	for (uint32_t i = fed; i < node->nelements && flow == FLOW_NEXT; i++)
		flow = add_command(in, &p, NODE_AS(NodeCommand, node->elements[i].node));
	if (flow == FLOW_NEXT && fed)
		flow = run_fed(in, &p, node->elements[0].node);
	else if (flow == FLOW_NEXT)
		flow = pipeline_start(&p);
	return pipeline_finish(&p, flow);
}

Flow eval_pipeline(Interp *in, NodePipeline *node, Sink *out)
{
	if (node->background)
		return fault_runtime(in, CAT_NOT_IMPLEMENTED, "BackgroundNotSupported",
			"Background jobs (&) are not supported by this shell.");
	if (node->nelements == 1 && node->elements[0].node->kind != NODE_COMMAND)
		return run_expression(in, &node->elements[0], out);
	return run_commands(in, node, out);
}
