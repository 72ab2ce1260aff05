/* eval_expr: expressions: constants, variables, strings, members, arrays and hashes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/eval_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/member.h"

/* ---- variables ---- */

static Flow undefined(Interp *in, const NodeVariable *node)
{
	Value target = value_string(node->path);
	Fault fault = { .id = "VariableIsUndefined",
		.category = CAT_INVALID_OPERATION,
		.exception = EXC_RUNTIME,
		.target = target };
	Span at = in->frame->at;
	Flow flow;

	in->frame->at = node->node.span;
	flow = fault_raise(in, &fault, "The variable '$%.*s' cannot be retrieved because it has not been set.",
		STR_ARG(node->path));
	in->frame->at = at;
	value_drop(target);
	return flow;
}

Symbol *eval_symbol(Interp *in, NodeVariable *node)
{
	if (!node->cache_symbol)
		node->cache_symbol = scope_symbol(in, node->name);
	return node->cache_symbol;
}

static void remember_slot(Interp *in, NodeVariable *node)
{
	uint32_t slot = scope_layout_find(in->scope->layout, node->cache_symbol);

	if (slot != UINT32_MAX) {
		node->cache_layout = in->scope->layout->id;
		node->cache_slot = slot;
	}
}

/* The scope that $script:x and its kin mean; NULL: the search goes outwards. */
static Scope *qualified_scope(Interp *in, const NodeVariable *node)
{
	if (node->node.flags & VAR_GLOBAL)
		return in->global;
	if (node->node.flags & VAR_SCRIPT)
		return scope_named(in, S("script"));
	return node->node.flags & (VAR_LOCAL | VAR_PRIVATE) ? in->scope : NULL;
}

static Flow get_variable(Interp *in, NodeVariable *node, Value *out)
{
	Scope *scope = qualified_scope(in, node);
	Variable *v;
	bool found;

	if (node->node.flags & VAR_DRIVE)
		FLOW_TRY(provider_get_variable(in, node->qualifier, node->name, out, &found));
	else if (scope && eval_symbol(in, node)->id == SYM_PLAIN) {
		v = scope_local_peek(scope, eval_symbol(in, node));
		found = v != NULL;
		*out = v ? value_ref(v->value) : VALUE_NULL;
	} else {
		FLOW_TRY(scope_get(in, in->scope, eval_symbol(in, node), out, &found));
		if (found)
			remember_slot(in, node);
	}
	if (!found)
		*out = VALUE_NULL;
	/* a drive's item that is not there is $null in every mode */
	return found || !in->strict || (node->node.flags & VAR_DRIVE) ? FLOW_NEXT : undefined(in, node);
}

Flow eval_variable(Interp *in, NodeVariable *node, Value *out)
{
	Variable *slot = eval_cached_slot(in, node);

	if (slot) {
		*out = value_ref(slot->value);
		return FLOW_NEXT;
	}
	if (node->cache_symbol && node->cache_symbol->id == SYM_UNDERSCORE && in->underscore.kind != V_EMPTY) {
		*out = value_ref(in->underscore);
		return FLOW_NEXT;
	}
	return get_variable(in, node, out);
}

static Flow eval_variable_node(Interp *in, Node *node, Value *out)
{
	return eval_variable(in, NODE_AS(NodeVariable, node), out);
}

Flow eval_set_variable_take(Interp *in, NodeVariable *node, Value v)
{
	Variable *slot = eval_cached_slot(in, node);
	Scope *scope;
	Symbol *symbol;
	Flow flow;

	if (slot && !slot->meta && node->cache_symbol->id == SYM_PLAIN && !(node->node.flags & VAR_DRIVE)) {
		value_set_take(&slot->value, v);
		return FLOW_NEXT;
	}
	if (node->node.flags & VAR_DRIVE) {
		flow = provider_set_variable(in, node->qualifier, node->name, v);
		value_drop(v);
		return flow;
	}
	symbol = eval_symbol(in, node);
	scope = qualified_scope(in, node);
	flow = scope_set_take(in, scope ? scope : in->scope, symbol, v);
	if (flow == FLOW_NEXT && !scope)
		remember_slot(in, node);
	if (flow == FLOW_NEXT && (node->node.flags & VAR_PRIVATE))
		eval_make_private(in->scope, symbol);
	return flow;
}

void eval_make_private(Scope *scope, Symbol *symbol)
{
	Variable *v = scope_local_peek(scope, symbol);

	if (!v)
		return;
	if (!v->meta)
		v->meta = scope_meta_new();
	v->meta->options |= VARIABLE_PRIVATE;
}

/* ---- constants and strings ---- */

static Flow eval_const(Interp *in, Node *node, Value *out)
{
	(void)in;
	*out = value_ref(NODE_AS(NodeConst, node)->value);
	return FLOW_NEXT;
}

/* Strict mode 1.0 lets unset variables be in strings. */
static Flow eval_part(Interp *in, Node *part, Value *out)
{
	int strict = in->strict;
	Flow flow;

	if (strict == 1)
		in->strict = 0;
	flow = eval_operand(in, part, out);
	in->strict = strict;
	return flow;
}

Flow eval_expandable(Interp *in, Node *node, Value *out)
{
	NodeExpandable *string = NODE_AS(NodeExpandable, node);
	char room[128];
	Buf text = BUF_ON(room);
	Value v;
	Flow flow = FLOW_NEXT;

	for (uint32_t i = 0; i < string->parts.n && flow == FLOW_NEXT; i++) {
		Node *part = string->parts.p[i];

		if (part->kind == NODE_CONST) {
			buf_put(&text, value_str_peek(NODE_AS(NodeConst, part)->value));
			continue;
		}
		flow = eval_part(in, part, &v);
		if (flow != FLOW_NEXT)
			break;
		flow = convert_put_embedded(in, v, &text);
		value_drop(v);
	}
	if (flow == FLOW_NEXT)
		*out = value_string_buf(&text);
	buf_release(&text);
	return flow;
}

/* ---- parentheses ---- */

static Flow eval_paren(Interp *in, Node *node, Value *out)
{
	return eval_collect_here(in, NODE_AS(NodeParen, node)->body, out);
}

static Flow eval_statements(Interp *in, NodeBlock *block, Sink *out)
{
	if (!block->statements.n)
		in->success = true;
	return eval_block(in, block, out);
}

/* $( statements ): nothing, the one object, or an array. */
static Flow eval_sub(Interp *in, Node *node, Value *out)
{
	SinkCollect collect;
	Flow flow;

	sink_collect_init(&collect);
	flow = eval_statements(in, NODE_AS(NodeBlock, NODE_AS(NodeParen, node)->body), &collect.sink);
	if (flow == FLOW_NEXT)
		*out = sink_collect_take(&collect);
	else
		sink_collect_release(&collect);
	return flow;
}

/* The expression that a block is alone, or NULL: it is evaluated as part of the statement around @( ), which an error in
 * it ends (asked of 7.6). */
static Node *lone_expression(const NodeBlock *block)
{
	return block->statements.n == 1 && !block->traps.n ? eval_plain_expression(block->statements.p[0]) : NULL;
}

static Flow write_lone(Interp *in, Node *node, Sink *out)
{
	Value v;
	Flow flow;

	FLOW_TRY(eval_value(in, node, &v));
	if (!eval_keeps_success(in, node))
		in->success = true;
	flow = eval_write(in, v, out);
	value_drop(v);
	return flow;
}

/* @( expression ) of an array is that array itself (reference 2.1.6).  Behind it errors are the outer statement's
 * again, which they are not behind $( ). */
static Flow eval_array_sub(Interp *in, Node *node, Value *out)
{
	NodeBlock *block = NODE_AS(NodeBlock, NODE_AS(NodeParen, node)->body);
	SinkCollect collect;
	Node *lone = lone_expression(block);
	Span at = in->frame->at;
	Flow flow;

	sink_collect_init(&collect);
	flow = lone ? write_lone(in, lone, &collect.sink) : eval_statements(in, block, &collect.sink);
	if (flow == FLOW_NEXT)
		in->frame->at = at;
	if (flow == FLOW_NEXT)
		*out = sink_collect_take_array(&collect);
	else
		sink_collect_release(&collect);
	return flow;
}

static Flow eval_array(Interp *in, Node *node, Value *out)
{
	NodeArray *list = NODE_AS(NodeArray, node);
	Array *array = array_new(&type_object_array, list->items.n);
	Value v;

	for (uint32_t i = 0; i < list->items.n; i++) {
		Flow flow = eval_operand(in, list->items.p[i], &v);

		if (flow != FLOW_NEXT) {
			value_drop(array_value(array));
			return flow;
		}
		array_push_take(array, v.kind == V_EMPTY ? VALUE_NULL : v);
	}
	*out = array_value(array);
	return FLOW_NEXT;
}

/* ---- hashes ---- */

static Flow add_pair(Interp *in, Hash *hash, Value key, Value v)
{
	Value target = hash_value(hash);
	Fault fault = {
		.id = "InvalidNullKey", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME, .target = target
	};
	Buf text = BUF_INIT;
	Flow flow;

	if (value_is_null(key))
		return fault_raise(in, &fault, "A null key is not allowed in a hash literal.");
	if (!hash_find_peek(hash, key)) {
		hash_set(hash, key, v);
		return FLOW_NEXT;
	}
	fault.id = "DuplicateKeyInHashLiteral";
	FLOW_TRY(convert_put_text(in, key, &text));
	flow = fault_raise(
		in, &fault, "Duplicate keys '%.*s' are not allowed in hash literals.", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

/* What is wrong with a key points at it. */
static Flow add_pair_at(Interp *in, Hash *hash, const Node *node, Value key, Value v)
{
	Span at = in->frame->at;
	Flow flow;

	eval_at(in, node);
	flow = add_pair(in, hash, key, v);
	in->frame->at = at;
	return flow;
}

Flow eval_hash_as(Interp *in, NodeHash *node, const TypeDef *type, Value *out)
{
	Hash *hash = hash_new(type, true);
	Flow flow = FLOW_NEXT;

	for (uint32_t i = 0; i < node->npairs && flow == FLOW_NEXT; i++) {
		Value key = VALUE_EMPTY, v = VALUE_EMPTY;

		flow = eval_value(in, node->pairs[i].key, &key);
		if (flow == FLOW_NEXT)
			flow = eval_collect_here(in, node->pairs[i].value, &v);
		if (flow == FLOW_NEXT)
			flow = add_pair_at(in, hash, node->pairs[i].key, key, v);
		value_drop(key);
		value_drop(v);
	}
	if (flow == FLOW_NEXT)
		*out = hash_value(hash);
	else
		value_drop(hash_value(hash));
	return flow;
}

Flow eval_hash(Interp *in, Node *node, Value *out)
{
	return eval_hash_as(in, NODE_AS(NodeHash, node), type_of_id(T_HASHTABLE), out);
}

/* ---- blocks and types ---- */

static Flow eval_script_block(Interp *in, Node *node, Value *out)
{
	ScriptBlockNode *block = NODE_AS(NodeScriptBlock, node)->block;

	*out = function_block_new(block->script, block, in->scope->module);
	return FLOW_NEXT;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* [name] around a name. */
static Span with_brackets(const Script *script, Span span)
{
	uint32_t from = span.at, to = span.at + span.len;

	while (from > 0 && is_blank(script->text.p[from - 1]))
		from--;
	while (to < script->text.n && is_blank(script->text.p[to]))
		to++;
	if (from == 0 || to >= script->text.n || script->text.p[from - 1] != '[' || script->text.p[to] != ']')
		return span;
	return (Span){ from - 1, to - from + 2 };
}

static Flow type_not_found(Interp *in, const TypeName *name, bool bare)
{
	Str text;
	Value target;
	Fault fault = { .id = "TypeNotFound",
		.category = CAT_INVALID_OPERATION,
		.exception = EXC_RUNTIME,
		.target_type = "TypeName" };
	Span place = bare || !in->frame->script ? name->span : with_brackets(in->frame->script, name->span);
	Span at = in->frame->at;
	Flow flow;

	while (name->elem && !type_set_find(runtime_of(in)->types, name->elem->text))
		name = name->elem;
	text = name->nargs ? name->name : name->text;
	fault.target = target = value_string(text);
	in->frame->at = place;
	flow = fault_raise(in, &fault, "Unable to find type [%.*s].", STR_ARG(text));
	in->frame->at = at;
	value_drop(target);
	return flow;
}

static Flow find_type(Interp *in, TypeName *name, bool bare, const TypeDef **out)
{
	if (!name->cache_type)
		name->cache_type = type_set_find(runtime_of(in)->types, name->text);
	*out = name->cache_type;
	return *out ? FLOW_NEXT : type_not_found(in, name, bare);
}

Flow eval_type(Interp *in, TypeName *name, const TypeDef **out)
{
	return find_type(in, name, false, out);
}

Flow eval_cast_type(Interp *in, TypeName *name, const TypeDef **out)
{
	return find_type(in, name, true, out);
}

static Flow eval_type_literal(Interp *in, Node *node, Value *out)
{
	const TypeDef *type;

	FLOW_TRY(eval_type(in, NODE_AS(NodeTypeLiteral, node)->type, &type));
	*out = value_type(type);
	return FLOW_NEXT;
}

/* ---- members ---- */

Flow eval_member_name(Interp *in, Node *node, const Value *target, MemberName *out)
{
	Value text;

	*out = (MemberName){ .held = VALUE_EMPTY };
	if (node->kind == NODE_CONST && value_is_string(NODE_AS(NodeConst, node)->value)) {
		out->text = value_str_peek(NODE_AS(NodeConst, node)->value);
		return FLOW_NEXT;
	}
	FLOW_TRY(eval_value(in, node, &out->held));
	out->is_key =
		target && value_unwrap_peek(*target).kind == V_HASH && !value_is_string(value_unwrap_peek(out->held));
	if (out->is_key)
		return FLOW_NEXT;
	if (!value_is_string(out->held)) {
		FLOW_TRY(convert_to_string(in, out->held, &text));
		value_set_take(&out->held, text);
	}
	out->text = value_str_peek(out->held);
	return FLOW_NEXT;
}

static bool is_empty_collection(Interp *in, Value v)
{
	Value item;
	bool empty = false;
	Flow flow;
	Iter it;

	if (!iter_unrolls(v) || iter_init(in, &it, v) != FLOW_NEXT)
		return false;
	if (iter_next(in, &it, &item, &flow))
		value_drop(item);
	else
		empty = flow == FLOW_NEXT;
	iter_release(&it);
	return empty;
}

/* Of a collection without elements it is told as the engine's own error (asked of 7.6). */
static Flow property_not_found(Interp *in, Value target, Str name)
{
	bool empty = is_empty_collection(in, target);
	Fault fault = { .id = "PropertyNotFoundStrict",
		.category = empty ? CAT_INVALID_OPERATION : CAT_NOT_SPECIFIED,
		.exception = empty ? EXC_RUNTIME : EXC_PROPERTY_NOT_FOUND };

	return fault_raise(in, &fault,
		"The property '%.*s' cannot be found on this object. Verify that the property exists.", STR_ARG(name));
}

/* The Count and Length that everything has are no properties to strict mode. */
static bool lacks_count(Value target, Str name)
{
	Value plain = value_unwrap_peek(target);
	bool count = str_ieq(name, S("Count"));

	if (!count && !str_ieq(name, S("Length")))
		return false;
	if (target.kind == V_OBJECT && object_find_peek(target.object, name))
		return false;
	if (plain.kind == V_STRING)
		return count;
	return plain.kind <= V_TIMESPAN || plain.kind == V_DECIMAL || plain.kind == V_BIGINT || plain.kind == V_ENUM ||
	       plain.kind == V_BLOCK || plain.kind == V_TYPE;
}

static Flow get_static(Interp *in, Value target, Str name, Value *out, bool *found)
{
	const TypeDef *type = NULL;

	FLOW_TRY(eval_static_target(in, target, &type));
	return member_get_static(in, type, name, out, found);
}

Flow eval_member_of(Interp *in, NodeMember *node, Value target, Str name, Value *out)
{
	bool found;

	/* a static member of $null is $null: only calling one fails */
	if ((node->null_conditional || node->is_static) && value_is_null(value_unwrap_peek(target))) {
		*out = VALUE_NULL;
		return FLOW_NEXT;
	}
	if (node->is_static) {
		FLOW_TRY(get_static(in, target, name, out, &found));
	} else {
		bool fixed = node->name->kind == NODE_CONST; /* .$name may be another one the next time */

		FLOW_TRY(member_get(in, target, name, fixed ? &node->cache : NULL, out, &found));
	}
	if (in->strict < 2 || (found && (node->is_static || !lacks_count(target, name))))
		return FLOW_NEXT;
	value_set_take(out, VALUE_NULL);
	return property_not_found(in, target, name);
}

Flow eval_key(Interp *in, Value target, Value key, Value *out)
{
	const Value *found;
	Value text;
	Flow flow;

	if (value_is_null(key))
		return fault_thrown(in, EXC_ARGUMENT_NULL, "key", "Value cannot be null.");
	found = hash_find_peek(value_unwrap_peek(target).hash, key);
	*out = found ? value_ref(*found) : VALUE_NULL;
	if (found || in->strict < 2)
		return FLOW_NEXT;
	FLOW_TRY(convert_to_string(in, key, &text));
	flow = property_not_found(in, target, value_str_peek(text));
	value_drop(text);
	return flow;
}

Flow eval_member(Interp *in, Node *node, Value *out)
{
	NodeMember *member = NODE_AS(NodeMember, node);
	MemberName name = { .held = VALUE_EMPTY };
	Value target;
	Flow flow;

	FLOW_TRY(eval_operand(in, member->target, &target));
	flow = eval_member_name(in, member->name, member->is_static ? NULL : &target, &name);
	if (flow == FLOW_NEXT)
		flow = name.is_key ? eval_key(in, target, name.held, out)
				   : eval_member_of(in, member, target, name.text, out);
	value_drop(name.held);
	value_drop(target);
	return flow;
}

/* What stands before :: is a type, or a value whose type is meant. */
Flow eval_static_target(Interp *in, Value target, const TypeDef **type)
{
	Value plain = value_unwrap_peek(target);

	if (value_is_null(plain))
		return fault_null_call(in);
	*type = plain.kind == V_TYPE ? plain.typeref : type_of(plain);
	return FLOW_NEXT;
}

/* ---- method calls ---- */

enum { CALL_ARGS_INLINE = 8 };

Flow eval_args(Interp *in, const NodeList *nodes, Value *args, size_t *n)
{
	for (*n = 0; *n < nodes->n; (*n)++) {
		FLOW_TRY(eval_operand(in, nodes->p[*n], &args[*n]));
		if (args[*n].kind == V_EMPTY)
			args[*n] = VALUE_NULL;
	}
	return FLOW_NEXT;
}

static Flow call_static(Interp *in, Value target, Str name, const Value *args, size_t n, Value *out)
{
	const TypeDef *type = NULL;

	FLOW_TRY(eval_static_target(in, target, &type));
	return member_call_static(in, type, name, args, n, out);
}

static Flow invoke_on(Interp *in, NodeInvoke *node, Value target, Value *out)
{
	Value inline_args[CALL_ARGS_INLINE], *args = inline_args;
	MemberName name;
	size_t n = 0;
	Flow flow;

	if (node->null_conditional && value_is_null(target)) {
		*out = VALUE_NULL;
		return FLOW_NEXT;
	}
	if (node->args.n > CALL_ARGS_INLINE)
		args = mem_alloc(node->args.n, sizeof(*args));
	flow = eval_member_name(in, node->name, NULL, &name);
	if (flow == FLOW_NEXT)
		flow = eval_args(in, &node->args, args, &n);
	*out = VALUE_EMPTY;
	if (flow == FLOW_NEXT)
		flow = node->is_static ? call_static(in, target, name.text, args, n, out)
				       : member_call(in, target, name.text, args, n, out);
	for (size_t i = 0; i < n; i++)
		value_drop(args[i]);
	if (args != inline_args)
		free(args);
	value_drop(name.held);
	return flow;
}

Flow eval_invoke(Interp *in, Node *node, Value *out)
{
	NodeInvoke *call = NODE_AS(NodeInvoke, node);
	Value target;
	Flow flow;

	FLOW_TRY(eval_operand(in, call->target, &target));
	flow = invoke_on(in, call, target, out);
	value_drop(target);
	return flow;
}

/* ---- indexes ---- */

Flow eval_element(Interp *in, Value target, Value key, Value *out)
{
	if (in->strict >= 2)
		FLOW_TRY(member_index_check(in, target, key, in->strict));
	return member_index(in, target, key, out);
}

Flow eval_index(Interp *in, Node *node, Value *out)
{
	NodeIndex *access = NODE_AS(NodeIndex, node);
	Value target, key = VALUE_EMPTY;
	Flow flow;

	FLOW_TRY(eval_operand(in, access->target, &target));
	if (access->null_conditional && value_is_null(target)) {
		*out = VALUE_NULL;
		return FLOW_NEXT;
	}
	flow = eval_operand(in, access->index, &key);
	if (flow == FLOW_NEXT)
		flow = eval_element(in, target, key, out);
	value_drop(key);
	value_drop(target);
	return flow;
}

/* ---- small ones ---- */

static Flow eval_ternary(Interp *in, Node *node, Value *out)
{
	NodeTernary *ternary = NODE_AS(NodeTernary, node);
	Value v;
	bool yes;

	FLOW_TRY(eval_value(in, ternary->condition, &v));
	yes = convert_to_bool(v);
	value_drop(v);
	return eval_value(in, yes ? ternary->yes : ternary->no, out);
}

/* $using:x means the caller's x: everything runs in this process. */
static Flow eval_using_variable(Interp *in, Node *node, Value *out)
{
	Scope *scope = in->scope;
	Flow flow;

	if (!in->using_scope)
		return fault_runtime(in, CAT_INVALID_OPERATION, "UsingWithoutInvokeCommand",
			"A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, Start-Job, "
			"or InlineScript in the script workflow. When it is used with Invoke-Command, the Using variable is valid "
			"only if the script block is invoked on a remote computer.");
	in->scope = in->using_scope;
	flow = eval_variable(in, NODE_AS(NodeVariable, node), out);
	in->scope = scope;
	return flow;
}

static Flow eval_attributed(Interp *in, Node *node, Value *out)
{
	return eval_value(in, NODE_AS(NodeCast, node)->operand, out);
}

static Flow eval_assign_expression(Interp *in, Node *node, Value *out)
{
	return eval_assign_value(in, NODE_AS(NodeAssign, node), out);
}

static const EvalExpression expressions[NODE_COUNT] = {
	[NODE_CONST] = eval_const,
	[NODE_EXPANDABLE] = eval_expandable,
	[NODE_VARIABLE] = eval_variable_node,
	[NODE_MEMBER] = eval_member,
	[NODE_INVOKE] = eval_invoke,
	[NODE_INDEX] = eval_index,
	[NODE_UNARY] = eval_unary,
	[NODE_BINARY] = eval_binary,
	[NODE_TERNARY] = eval_ternary,
	[NODE_CAST] = eval_cast,
	[NODE_TYPE_LITERAL] = eval_type_literal,
	[NODE_ARRAY] = eval_array,
	[NODE_ARRAY_SUB] = eval_array_sub,
	[NODE_SUB] = eval_sub,
	[NODE_PAREN] = eval_paren,
	[NODE_HASH] = eval_hash,
	[NODE_SCRIPT_BLOCK] = eval_script_block,
	[NODE_ATTRIBUTED] = eval_attributed,
	[NODE_USING_VARIABLE] = eval_using_variable,
	[NODE_ASSIGN] = eval_assign_expression,
};

Flow eval_value(Interp *in, Node *node, Value *out)
{
	if (!eval_has_stack(in)) /* a chain of members or indexes is as deep as it is long */
		return (void)runtime_of(in)->too_deep(in), FLOW_THROW;
	if (expressions[node->kind])
		return expressions[node->kind](in, node, out);
	return eval_collect_here(in, node, out);
}

Flow eval_attribute_value(Interp *in, Node *node, Value *out)
{
	return eval_collect_here(in, node, out);
}
