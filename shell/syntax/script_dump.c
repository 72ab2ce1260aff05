/* script_dump: the tree as an s-expression, for tests. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/script.h"
#include "shell/value/bigint.h"
#include "shell/value/type.h"

typedef struct Dump {
	const Script *script;
	bool spans;
	Buf *out;
} Dump;

static void put_node(Dump *d, Node *node);

/* ---- parts ------------------------------------------------------------------------------------------------------- */

static void put_span(Dump *d, Span span)
{
	if (d->spans)
		buf_printf(d->out, "@%u+%u", (unsigned)span.at, (unsigned)span.len);
}

static void head(Dump *d, const char *name, Span span)
{
	buf_printf(d->out, "(%s", name);
	put_span(d, span);
}

static void end(Dump *d)
{
	buf_put_char(d->out, ')');
}

/* A blank before; - for nothing. */
static void child(Dump *d, Node *node)
{
	buf_put_char(d->out, ' ');
	if (node)
		put_node(d, node);
	else
		buf_put_char(d->out, '-');
}

static void children(Dump *d, NodeList list)
{
	for (uint32_t i = 0; i < list.n; i++)
		child(d, list.p[i]);
}

static void word(Dump *d, const char *text)
{
	buf_put_char(d->out, ' ');
	buf_put(d->out, str_from(text));
}

static void put_escaped_unit(Buf *out, uint32_t unit)
{
	static const char plain[] = "\\\n\r\t", letter[] = "\\nrt";
	const char *found = unit ? memchr(plain, (int)unit, sizeof(plain) - 1) : NULL;

	if (unit < 0x80 && found)
		buf_printf(out, "\\%c", letter[found - plain]);
	else if (unit < 0x20 || unit >= 0x7f)
		buf_printf(out, "\\u{%04X}", (unsigned)unit);
	else
		buf_put_char(out, (char)unit);
}

static void name(Dump *d, Str text)
{
	buf_put(d->out, S(" '"));
	for (size_t at = 0; at < text.n;) {
		uint32_t code = utf8_next(text, &at);

		if (code > 0xffff) {
			put_escaped_unit(d->out, 0xd800 + ((code - 0x10000) >> 10));
			code = 0xdc00 + ((code - 0x10000) & 0x3ff);
		}
		put_escaped_unit(d->out, code);
	}
	buf_put_char(d->out, '\'');
}

/* ---- types and attributes ---------------------------------------------------------------------------------------- */

static void put_type(Dump *d, const TypeName *type)
{
	Span own = { type->span.at, (uint32_t)type->name.n };
	Buf full = BUF_INIT;

	buf_put_char(d->out, ' ');
	if (type->elem) {
		head(d, "array", type->span);
		buf_printf(d->out, " %u", (unsigned)type->rank);
		put_type(d, type->elem);
		end(d);
		return;
	}
	if (type->nargs) {
		head(d, "generic", type->span);
		buf_put_char(d->out, ' ');
	}
	head(d, "type", type->nargs ? own : type->span);
	buf_put(&full, type->name);
	if (type->assembly.n) {
		buf_put_char(&full, ',');
		buf_put(&full, type->assembly);
	}
	name(d, buf_str(&full));
	end(d);
	for (uint32_t i = 0; i < type->nargs; i++)
		put_type(d, &type->args[i]);
	if (type->nargs)
		end(d);
	buf_release(&full);
}

static void put_attribute(Dump *d, const NodeAttribute *attribute)
{
	head(d, attribute->is_constraint ? "constraint" : "attribute", attribute->span);
	put_type(d, attribute->type);
	children(d, attribute->positional);
	for (uint32_t i = 0; i < attribute->nnamed; i++) {
		buf_put_char(d->out, ' ');
		head(d, "named", attribute->named[i].span);
		name(d, attribute->named[i].name);
		if (attribute->named[i].value)
			child(d, attribute->named[i].value);
		end(d);
	}
	end(d);
}

static void put_attributes(Dump *d, AttributeList list)
{
	for (uint32_t i = 0; i < list.n; i++) {
		buf_put_char(d->out, ' ');
		put_attribute(d, list.p[i]);
	}
}

static void put_constraint(Dump *d, const TypeName *type, Span span)
{
	buf_put_char(d->out, ' ');
	head(d, "constraint", span);
	put_type(d, type);
	end(d);
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static void put_params(Dump *d, const NodeParamBlock *params)
{
	for (uint32_t i = 0; i < params->nparams; i++) {
		const NodeParam *param = &params->params[i];

		buf_put_char(d->out, ' ');
		head(d, "parameter", param->span);
		put_attributes(d, param->attributes);
		child(d, &param->variable->node);
		if (param->default_value)
			child(d, param->default_value);
		end(d);
	}
}

/* The span of an empty block says nothing. */
static void put_block(Dump *d, const char *kind, const NodeBlock *block)
{
	if (!block)
		return;
	buf_printf(d->out, " (%s", kind);
	if (block->node.span.len)
		put_span(d, block->node.span);
	children(d, block->traps);
	children(d, block->statements);
	end(d);
}

static void put_script_block(Dump *d, const ScriptBlockNode *block)
{
	head(d, "block", block->node.span);
	children(d, block->usings);
	if (block->params && !block->params->is_head) {
		buf_put_char(d->out, ' ');
		head(d, "param", block->params->span);
		put_attributes(d, block->params->attributes);
		put_params(d, block->params);
		end(d);
	}
	put_block(d, "dynamicparam", block->dynamic_param);
	put_block(d, "begin", block->begin);
	put_block(d, "process", block->process);
	put_block(d, "end", block->end);
	put_block(d, "clean", block->clean);
	end(d);
}

static void block_child(Dump *d, const ScriptBlockNode *block)
{
	buf_put_char(d->out, ' ');
	put_script_block(d, block);
}

static void head_params(Dump *d, const ScriptBlockNode *block)
{
	if (!block->params || !block->params->is_head || !block->params->nparams)
		return;
	buf_put(d->out, S(" (params"));
	put_params(d, block->params);
	end(d);
}

static void body(Dump *d, const NodeBlock *block)
{
	put_block(d, "statements", block);
}

/* ---- expressions ------------------------------------------------------------------------------------------------- */

static const char *string_kind(unsigned flags)
{
	if (flags & CONST_SINGLE_QUOTED)
		return flags & CONST_HERE ? "SingleQuotedHereString" : "SingleQuoted";
	if (flags & CONST_DOUBLE_QUOTED)
		return flags & CONST_HERE ? "DoubleQuotedHereString" : "DoubleQuoted";
	return "BareWord";
}

void script_put_number(Value number, Buf *out)
{
	static const NumCulture plain = {
		.infinity = "Infinity", .negative_infinity = "-Infinity", .nan = "NaN", .exact = true
	};

	switch (number.kind) {
	case V_SINGLE:
		num_put_roundtrip(out, (double)number.f32, true, &plain);
		break;
	case V_DOUBLE:
		num_put_roundtrip(out, number.f64, false, &plain);
		break;
	case V_DECIMAL:
		decimal_put(out, number.decimal->value);
		break;
	case V_BIGINT:
		bigint_put(out, number.bigint);
		break;
	default:
		num_put_integer(out, number.i64, number.type == T_UINT64);
		break;
	}
}

static void put_const(Dump *d, Node *node)
{
	const NodeConst *constant = NODE_AS(NodeConst, node);

	if (node->flags & CONST_NUMBER) {
		head(d, "number", node->span);
		buf_put_char(d->out, ' ');
		script_put_number(constant->value, d->out);
		buf_put_char(d->out, ' ');
		buf_put(d->out, type_short_name(type_of(constant->value)));
	} else {
		head(d, "string", node->span);
		word(d, string_kind(node->flags));
		name(d, value_str_peek(constant->value));
	}
	end(d);
}

static void put_expandable(Dump *d, Node *node)
{
	const NodeExpandable *text = NODE_AS(NodeExpandable, node);

	head(d, "expandable", node->span);
	word(d, string_kind(node->flags));
	name(d, text->format);
	for (uint32_t i = 0; i < text->parts.n; i++)
		if (text->parts.p[i]->kind != NODE_CONST)
			child(d, text->parts.p[i]);
	end(d);
}

static void put_variable(Dump *d, Node *node)
{
	const NodeVariable *variable = NODE_AS(NodeVariable, node);

	head(d, node->kind == NODE_SPLAT ? "splat" : "variable", node->span);
	name(d, variable->path);
	end(d);
}

static void put_using_variable(Dump *d, Node *node)
{
	head(d, "usingexpr", node->span);
	buf_put_char(d->out, ' ');
	put_variable(d, node);
	end(d);
}

static void put_member(Dump *d, Node *node)
{
	const NodeMember *member = NODE_AS(NodeMember, node);

	head(d, "member", node->span);
	if (member->is_static)
		word(d, "static");
	if (member->null_conditional)
		word(d, "?");
	child(d, member->target);
	child(d, member->name);
	end(d);
}

static void put_invoke(Dump *d, Node *node)
{
	const NodeInvoke *call = NODE_AS(NodeInvoke, node);

	head(d, "invoke", node->span);
	if (call->is_static)
		word(d, "static");
	if (call->null_conditional)
		word(d, "?");
	child(d, call->target);
	child(d, call->name);
	if (call->types.n)
		buf_put(d->out, S(" (types"));
	for (uint32_t i = 0; i < call->types.n; i++)
		put_type(d, &call->types.p[i]);
	if (call->types.n)
		end(d);
	children(d, call->args);
	end(d);
}

static void put_index(Dump *d, Node *node)
{
	const NodeIndex *index = NODE_AS(NodeIndex, node);

	head(d, "index", node->span);
	if (index->null_conditional)
		word(d, "?");
	child(d, index->target);
	child(d, index->index);
	end(d);
}

static void put_unary(Dump *d, Node *node)
{
	head(d, "unary", node->span);
	word(d, token_kind_name(node->op));
	child(d, NODE_AS(NodeUnary, node)->operand);
	end(d);
}

static void put_binary(Dump *d, Node *node)
{
	const NodeBinary *binary = NODE_AS(NodeBinary, node);

	head(d, "binary", node->span);
	word(d, token_kind_name(node->op));
	put_span(d, binary->op_span);
	child(d, binary->left);
	child(d, binary->right);
	end(d);
}

static void put_ternary(Dump *d, Node *node)
{
	const NodeTernary *ternary = NODE_AS(NodeTernary, node);

	head(d, "ternary", node->span);
	child(d, ternary->condition);
	child(d, ternary->yes);
	child(d, ternary->no);
	end(d);
}

static void put_cast(Dump *d, Node *node)
{
	const NodeCast *cast = NODE_AS(NodeCast, node);

	head(d, node->kind == NODE_CAST ? "convert" : "attributed", node->span);
	buf_put_char(d->out, ' ');
	put_attribute(d, cast->attribute);
	child(d, cast->operand);
	end(d);
}

static void put_type_literal(Dump *d, Node *node)
{
	head(d, "typeliteral", node->span);
	put_type(d, NODE_AS(NodeTypeLiteral, node)->type);
	end(d);
}

static void put_array(Dump *d, Node *node)
{
	head(d, "array", node->span);
	children(d, NODE_AS(NodeArray, node)->items);
	end(d);
}

static void put_paren(Dump *d, Node *node)
{
	Node *inner = NODE_AS(NodeParen, node)->body;

	head(d, node->kind == NODE_PAREN ? "paren" : node->kind == NODE_SUB ? "sub" : "arraysub", node->span);
	if (node->kind == NODE_PAREN)
		child(d, inner);
	else
		body(d, NODE_AS(NodeBlock, inner));
	end(d);
}

static void put_hash(Dump *d, Node *node)
{
	const NodeHash *hash = NODE_AS(NodeHash, node);

	head(d, "hash", node->span);
	for (uint32_t i = 0; i < hash->npairs; i++) {
		child(d, hash->pairs[i].key);
		child(d, hash->pairs[i].value);
	}
	end(d);
}

static void put_block_expression(Dump *d, Node *node)
{
	head(d, "blockexpr", node->span);
	block_child(d, NODE_AS(NodeScriptBlock, node)->block);
	end(d);
}

/* ---- commands ---------------------------------------------------------------------------------------------------- */

static void put_redirections(Dump *d, const Redirection *all, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		const Redirection *r = &all[i];
		unsigned from = r->from == 7 ? 0 : r->from;

		buf_put_char(d->out, ' ');
		head(d, r->file ? "redirect" : "merge", r->span);
		if (r->file) {
			buf_printf(d->out, " %u%s", from, r->append ? ">>" : ">");
			child(d, r->file);
		} else {
			buf_printf(d->out, " %u>%u", from, (unsigned)r->to);
		}
		end(d);
	}
}

static bool is_double_dash(const CommandArg *arg)
{
	return arg->value->kind == NODE_CONST && arg->value->flags & CONST_BAREWORD &&
	       str_eq(value_str_peek(NODE_AS(NodeConst, arg->value)->value), S("--"));
}

static void put_argument(Dump *d, const CommandArg *arg, bool *dashes)
{
	bool first_dashes = !arg->param.p && !*dashes && is_double_dash(arg);

	*dashes |= first_dashes;
	if (!arg->param.p && !first_dashes) {
		child(d, arg->value);
		return;
	}
	buf_put_char(d->out, ' ');
	head(d, "-", arg->span);
	name(d, first_dashes ? S("-") : arg->param);
	put_span(d, first_dashes ? arg->span : arg->param_span);
	if (arg->param.p && arg->value)
		child(d, arg->value);
	end(d);
}

static void put_command(Dump *d, Node *node)
{
	const NodeCommand *command = NODE_AS(NodeCommand, node);
	bool dashes = false;

	head(d, "command", node->span);
	if (command->invoke != INVOKE_PLAIN)
		word(d, command->invoke == INVOKE_DOT ? "." : "&");
	child(d, command->name);
	for (uint32_t i = 0; i < command->nargs; i++)
		put_argument(d, &command->args[i], &dashes);
	put_redirections(d, command->redirects, command->nredirects);
	end(d);
}

static void put_pipeline(Dump *d, Node *node)
{
	const NodePipeline *pipeline = NODE_AS(NodePipeline, node);

	head(d, "pipeline", node->span);
	if (pipeline->background)
		word(d, "&");
	for (uint32_t i = 0; i < pipeline->nelements; i++) {
		const PipelineElement *element = &pipeline->elements[i];

		if (element->nredirects)
			buf_put(d->out, S(" (redirected"));
		child(d, element->node);
		put_redirections(d, element->redirects, element->nredirects);
		if (element->nredirects)
			end(d);
	}
	end(d);
}

static void put_chain(Dump *d, Node *node)
{
	const NodeChain *chain = NODE_AS(NodeChain, node);

	head(d, "chain", node->span);
	word(d, token_kind_name(node->op));
	if (chain->background)
		word(d, "&");
	child(d, chain->left);
	child(d, chain->right);
	end(d);
}

static void put_assign(Dump *d, Node *node)
{
	const NodeAssign *assign = NODE_AS(NodeAssign, node);

	head(d, "assign", node->span);
	word(d, token_kind_name(node->op));
	put_span(d, assign->op_span);
	child(d, assign->target);
	child(d, assign->value);
	end(d);
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static void label(Dump *d, Str text)
{
	if (text.p)
		name(d, text);
}

static void put_if(Dump *d, Node *node)
{
	const NodeIf *n = NODE_AS(NodeIf, node);

	head(d, "if", node->span);
	for (uint32_t i = 0; i < n->nclauses; i++) {
		child(d, n->clauses[i].condition);
		body(d, n->clauses[i].body);
	}
	if (n->otherwise) {
		word(d, "else");
		body(d, n->otherwise);
	}
	end(d);
}

static void put_while(Dump *d, Node *node)
{
	const NodeWhile *n = NODE_AS(NodeWhile, node);

	head(d, node->kind == NODE_WHILE ? "while" : node->kind == NODE_DO_WHILE ? "dowhile" : "dountil", node->span);
	label(d, n->label);
	child(d, n->condition);
	body(d, n->body);
	end(d);
}

static void put_for(Dump *d, Node *node)
{
	const NodeFor *n = NODE_AS(NodeFor, node);

	head(d, "for", node->span);
	label(d, n->label);
	child(d, n->init);
	child(d, n->condition);
	child(d, n->step);
	body(d, n->body);
	end(d);
}

static void put_foreach(Dump *d, Node *node)
{
	const NodeForeach *n = NODE_AS(NodeForeach, node);

	head(d, "foreach", node->span);
	label(d, n->label);
	if (n->parallel)
		word(d, "parallel");
	child(d, &n->variable->node);
	child(d, n->collection);
	body(d, n->body);
	end(d);
}

static void put_switch(Dump *d, Node *node)
{
	static const uint8_t numbers[][2] = { { SWITCH_FILE, 1 }, { SWITCH_REGEX, 2 }, { SWITCH_WILDCARD, 4 },
		{ SWITCH_EXACT, 8 }, { SWITCH_CASE_SENSITIVE, 16 }, { SWITCH_PARALLEL, 32 } };
	const NodeSwitch *n = NODE_AS(NodeSwitch, node);
	unsigned flags = 0;

	for (size_t i = 0; i < COUNT(numbers); i++)
		if (node->flags & numbers[i][0])
			flags |= numbers[i][1];
	head(d, "switch", node->span);
	label(d, n->label);
	buf_printf(d->out, " %u", flags);
	child(d, n->subject);
	for (uint32_t i = 0; i < n->nclauses; i++) {
		child(d, n->clauses[i].condition);
		body(d, n->clauses[i].body);
	}
	if (n->otherwise) {
		word(d, "default");
		body(d, n->otherwise);
	}
	end(d);
}

static void put_function(Dump *d, Node *node)
{
	const NodeFunction *n = NODE_AS(NodeFunction, node);

	head(d, n->is_filter ? "filter" : n->is_workflow ? "workflow" : "function", node->span);
	name(d, n->name);
	head_params(d, n->block);
	block_child(d, n->block);
	end(d);
}

static void put_try(Dump *d, Node *node)
{
	const NodeTry *n = NODE_AS(NodeTry, node);

	head(d, "try", node->span);
	body(d, n->body);
	for (uint32_t i = 0; i < n->ncatches; i++) {
		const struct CatchClause *clause = &n->catches[i];

		buf_put_char(d->out, ' ');
		head(d, "catch", clause->span);
		for (uint32_t k = 0; k < clause->ntypes; k++)
			put_constraint(d, &clause->types[k], clause->types[k].span);
		body(d, clause->body);
		end(d);
	}
	if (n->finally) {
		word(d, "finally");
		body(d, n->finally);
	}
	end(d);
}

static void put_trap(Dump *d, Node *node)
{
	const NodeTrap *n = NODE_AS(NodeTrap, node);

	head(d, "trap", node->span);
	if (n->type)
		put_constraint(d, n->type, n->type->span);
	body(d, n->body);
	end(d);
}

static void put_jump(Dump *d, Node *node)
{
	static const char *const names[NODE_COUNT] = { [NODE_THROW] = "throw",
		[NODE_RETURN] = "return",
		[NODE_EXIT] = "exit",
		[NODE_BREAK] = "break",
		[NODE_CONTINUE] = "continue" };
	const NodeJump *n = NODE_AS(NodeJump, node);

	head(d, names[node->kind], node->span);
	if (n->value)
		child(d, n->value);
	end(d);
}

static void put_data(Dump *d, Node *node)
{
	const NodeData *n = NODE_AS(NodeData, node);

	head(d, "data", node->span);
	if (n->variable.n)
		name(d, n->variable);
	if (n->commands.n) {
		buf_put(d->out, S(" (commands"));
		children(d, n->commands);
		end(d);
	}
	body(d, n->body);
	end(d);
}

static void put_type_member(Dump *d, const struct TypeMember *member)
{
	buf_put_char(d->out, ' ');
	head(d, member->method ? "method" : "property", member->span);
	if (member->is_static)
		word(d, "static");
	if (member->is_hidden)
		word(d, "hidden");
	name(d, member->name);
	put_attributes(d, member->attributes);
	if (member->type)
		put_constraint(d, member->type, member->type->span);
	if (member->value)
		child(d, member->value);
	if (member->method) {
		head_params(d, member->method);
		block_child(d, member->method);
	}
	end(d);
}

static void put_type_definition(Dump *d, Node *node)
{
	const NodeTypeDefinition *n = NODE_AS(NodeTypeDefinition, node);

	head(d, node->op == TK_ENUM ? "enum" : "class", node->span);
	name(d, n->name);
	put_attributes(d, n->attributes);
	for (uint32_t i = 0; i < n->nbases; i++)
		put_constraint(d, &n->bases[i], n->bases[i].span);
	for (uint32_t i = 0; i < n->nmembers; i++)
		put_type_member(d, &n->members[i]);
	end(d);
}

static void put_using(Dump *d, Node *node)
{
	const NodeUsing *n = NODE_AS(NodeUsing, node);
	bool hash = n->name->kind == NODE_HASH;

	head(d, "using", node->span);
	word(d, token_kind_name(node->op));
	child(d, hash ? NULL : n->name);
	child(d, n->alias);
	child(d, hash ? n->name : NULL);
	end(d);
}

static void put_unsupported(Dump *d, Node *node)
{
	const NodeUnsupported *n = NODE_AS(NodeUnsupported, node);

	buf_put(d->out, S("("));
	buf_put(d->out, n->keyword);
	put_span(d, node->span);
	if (n->body->kind == NODE_BLOCK)
		body(d, NODE_AS(NodeBlock, n->body));
	end(d);
}

static void put_error(Dump *d, Node *node)
{
	head(d, "error", node->span);
	end(d);
}

/* clang-format off */
static void (*const puts_of[NODE_COUNT])(Dump *d, Node *node) = {
	[NODE_ERROR] = put_error, [NODE_PIPELINE] = put_pipeline, [NODE_CHAIN] = put_chain, [NODE_ASSIGN] = put_assign,
	[NODE_IF] = put_if, [NODE_WHILE] = put_while, [NODE_DO_WHILE] = put_while, [NODE_DO_UNTIL] = put_while,
	[NODE_FOR] = put_for, [NODE_FOREACH] = put_foreach, [NODE_SWITCH] = put_switch, [NODE_FUNCTION] = put_function,
	[NODE_TRY] = put_try, [NODE_TRAP] = put_trap, [NODE_THROW] = put_jump, [NODE_RETURN] = put_jump,
	[NODE_BREAK] = put_jump, [NODE_CONTINUE] = put_jump, [NODE_EXIT] = put_jump, [NODE_DATA] = put_data,
	[NODE_TYPE_DEFINITION] = put_type_definition, [NODE_USING] = put_using, [NODE_CONFIGURATION] = put_unsupported,
	[NODE_PARALLEL_BLOCK] = put_unsupported, [NODE_COMMAND] = put_command, [NODE_CONST] = put_const,
	[NODE_EXPANDABLE] = put_expandable, [NODE_VARIABLE] = put_variable, [NODE_MEMBER] = put_member,
	[NODE_INVOKE] = put_invoke, [NODE_INDEX] = put_index, [NODE_UNARY] = put_unary, [NODE_BINARY] = put_binary,
	[NODE_TERNARY] = put_ternary, [NODE_CAST] = put_cast, [NODE_TYPE_LITERAL] = put_type_literal,
	[NODE_ARRAY] = put_array, [NODE_ARRAY_SUB] = put_paren, [NODE_SUB] = put_paren, [NODE_PAREN] = put_paren,
	[NODE_HASH] = put_hash, [NODE_SCRIPT_BLOCK] = put_block_expression, [NODE_ATTRIBUTED] = put_cast,
	[NODE_SPLAT] = put_variable, [NODE_USING_VARIABLE] = put_using_variable,
};
/* clang-format on */

static void put_node(Dump *d, Node *node)
{
	puts_of[node->kind](d, node);
}

void script_dump(const Script *script, bool spans, Buf *out)
{
	Dump d = { .script = script, .spans = spans, .out = out };

	put_script_block(&d, script->root);
}
