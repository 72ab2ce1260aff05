/* parse_block: script blocks: parameters, named blocks, statements and the braces around them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

/* ---- parameters -------------------------------------------------------------------------------------------------- */

static Node *default_value(Parser *p, const Token *equals)
{
	Node *value;

	parse_skip_lines(p);
	value = parse_expression(p);
	if (!value)
		parse_fail_with(p, PROBLEM_MISSING_EXPRESSION_AFTER_TOKEN, span_after(equals->span), S("="));
	return value;
}

/* Types and attributes without a variable: what follows is passed over, up to the closing parenthesis. */
static void parameter_without_name(Parser *p, NodeParam *param)
{
	Token name = { .kind = TK_VARIABLE, .text = S("__error__") };

	parse_fail(p, PROBLEM_INVALID_FUNCTION_PARAMETER, span_after(param->span));
	name.span = param->span;
	param->variable = parse_variable(p, &name);
	parse_sync(p, TK_R_PAREN);
	parse_accept(p, TK_R_PAREN, NULL);
}

/* [attributes] $name = default.  false: none. */
static bool parameter(Parser *p, NodeParam *param)
{
	Token token;

	*param = (NodeParam){ 0 };
	param->attributes = parse_attributes(p, false);
	if (param->attributes.n) {
		NodeAttribute **all = param->attributes.p;

		param->span = span_join(all[0]->span, all[param->attributes.n - 1]->span);
	}
	token = *parse_peek(p);
	if (token.kind != TK_VARIABLE && token.kind != TK_SPLATTED_VARIABLE) {
		if (param->attributes.n)
			parameter_without_name(p, param);
		return param->attributes.n > 0;
	}
	parse_skip(p);
	param->variable = parse_variable(p, &token);
	param->span = param->attributes.n ? span_join(param->span, token.span) : token.span;
	if (parse_accept(p, TK_EQUALS, &token)) {
		param->default_value = default_value(p, &token);
		if (param->default_value)
			param->span = span_join(param->span, param->default_value->span);
	}
	return true;
}

/* parameter, parameter ...; the span of the last one, or last itself. */
static Span parameters(Parser *p, NodeParamBlock *out, Span last)
{
	size_t mark = parse_pile(p);
	Token comma = { 0 };
	NodeParam param;

	do {
		parse_skip_lines(p);
		if (!parameter(p, &param)) {
			if (comma.span.len)
				parse_fail_with(
					p, PROBLEM_MISSING_EXPRESSION_AFTER_TOKEN, span_after(comma.span), S(","));
			break;
		}
		parse_pile_add(p, &param, sizeof(param));
		last = param.span;
		parse_skip_lines(p);
	} while (parse_accept(p, TK_COMMA, &comma));
	out->params = parse_pile_take(p, mark, sizeof(param), &out->nparams);
	return last;
}

bool parse_parameters(Parser *p, const Token *open, NodeParamBlock *out, Span *last)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	bool no_comma = p->no_comma, closed;
	Token close;

	p->no_comma = true;
	*last = parameters(p, out, open->span);
	p->no_comma = no_comma;
	parse_skip_lines(p);
	closed = parse_accept(p, TK_R_PAREN, &close);
	if (closed)
		*last = close.span;
	else
		parse_fail(p, PROBLEM_MISSING_END_PARENTHESIS_IN_FUNCTION_PARAMETER_LIST, span_after(*last));
	parse_mode(p, before);
	return closed;
}

/* Whether an attribute or type may begin here: as a command it would be a word. */
bool parse_at_bracket(Parser *p)
{
	const Token *token = parse_peek(p);

	return token->kind == TK_L_BRACKET || (token->kind == TK_GENERIC && parse_text(p, token->span).p[0] == '[');
}

/* [attributes] param ( ... ); NULL: none, and nothing was consumed. */
static NodeParamBlock *param_block(Parser *p)
{
	NodeParamBlock *block;
	AttributeList attributes = { 0 };
	Token keyword, open;
	Span start, last;

	parse_skip_lines(p);
	start = parse_peek(p)->span;
	if (parse_at_bracket(p))
		attributes = parse_attributes(p, false);
	if (!parse_accept(p, TK_PARAM, &keyword)) {
		if (attributes.n)
			parse_resync(p, start);
		return NULL;
	}
	parse_skip_lines(p);
	if (!parse_accept(p, TK_L_PAREN, &open)) {
		parse_resync(p, start);
		return NULL;
	}
	block = ARENA_NEW(p->arena, NodeParamBlock);
	block->attributes = attributes;
	parse_refuse_types(p, attributes, PROBLEM_TYPE_NOT_ALLOWED_BEFORE_PARAM);
	if (!parse_parameters(p, &open, block, &last))
		last = parse_before(p, parse_peek(p)->span);
	block->span = span_join(keyword.span, last);
	return block;
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

/* Sorts what is on the pile since mark into statements and traps. */
static NodeBlock *new_block(Parser *p, size_t mark)
{
	NodeBlock *block = PARSE_NEW(p, NodeBlock, NODE_BLOCK, (Span){ 0 });
	NodeList all = parse_pile_nodes(p, mark);

	if (!all.n)
		return block;
	block->node.span = span_join(all.p[0]->span, all.p[all.n - 1]->span);
	block->statements.p = all.p;
	for (uint32_t i = 0; i < all.n; i++) {
		if (all.p[i]->kind == NODE_TRAP)
			parse_pile_add_node(p, all.p[i]);
		else
			all.p[block->statements.n++] = all.p[i];
	}
	block->traps = parse_pile_nodes(p, mark);
	return block;
}

/* Words that can only follow a block are commands; where something was wrong before, they are taken for what is left of
 * a broken statement, and passed over. */
bool parse_follows_broken(const Parser *p, TokenKind kind)
{
	return p->problems.errors->n > 0 &&
	       (kind == TK_ELSE || kind == TK_ELSE_IF || kind == TK_CATCH || kind == TK_UNTIL);
}

/* After an error the rest of the text may be read as one word, to be read again otherwise.  A text of megabytes that is
 * no script is wrong everywhere: all errors of a small one are told, some of a huge one. */
enum { REREAD_MAX = 64 << 20 };

static bool has_enough_errors(const Parser *p)
{
	return p->problems.errors->n > REREAD_MAX / (p->script->text.n + 1);
}

/* Statements onto the pile, as far as there are any. */
static void statements(Parser *p)
{
	for (;;) {
		Node *node;

		parse_skip_lines_and_semis(p);
		if (has_enough_errors(p))
			parse_stop(p);
		if (parse_follows_broken(p, parse_peek_kind(p))) {
			parse_skip(p);
			continue;
		}
		node = parse_statement(p);
		if (!node)
			return;
		parse_pile_add_node(p, node);
	}
}

NodeBlock *parse_statements(Parser *p)
{
	size_t mark = parse_pile(p);

	statements(p);
	return new_block(p, mark);
}

/* What a brace opened ends here; the span of its end. */
static Span close_curly(Parser *p, const Token *open, Span last)
{
	Token close;

	if (parse_accept(p, TK_R_CURLY, &close))
		return close.span;
	close = *parse_peek(p);
	parse_fail_found(p, PROBLEM_MISSING_END_CURLY_BRACE, open->span, close.span, S(""));
	return last.len ? last : open->span;
}

NodeBlock *parse_body(Parser *p)
{
	LexMode before = parse_mode(p, LEX_COMMAND);
	NodeBlock *block = NULL;
	Token open;

	parse_skip_lines(p);
	if (parse_accept(p, TK_L_CURLY, &open)) {
		block = parse_statements(p);
		block->node.span = span_join(open.span, close_curly(p, &open, block->node.span));
	}
	parse_mode(p, before);
	return block;
}

/* ---- script blocks ----------------------------------------------------------------------------------------------- */

static NodeBlock **named_block(ScriptBlockNode *block, TokenKind kind)
{
	switch (kind) {
	case TK_BEGIN:
		return &block->begin;
	case TK_PROCESS:
		return &block->process;
	case TK_END:
		return &block->end;
	case TK_CLEAN:
		return &block->clean;
	default:
		return &block->dynamic_param;
	}
}

/* keyword { statements } */
static Span read_named_block(Parser *p, ScriptBlockNode *block, const Token *keyword)
{
	NodeBlock **place = named_block(block, keyword->kind);
	NodeBlock *body = parse_body(p);
	Span span;

	if (!body) {
		parse_fail_with(p, PROBLEM_MISSING_NAMED_STATEMENT_BLOCK, span_after(keyword->span),
			str_from(token_text(keyword->kind)));
		body = PARSE_NEW(p, NodeBlock, NODE_BLOCK, keyword->span);
	}
	span = span_join(keyword->span, body->node.span);
	body->node.span = span;
	if (*place)
		parse_fail_with(p, PROBLEM_DUPLICATE_SCRIPT_COMMAND_CLAUSE, span, keyword->text);
	else
		*place = body;
	return span;
}

/* Named blocks, as far as there are any.  false: something else stands beside them. */
static bool named_blocks(Parser *p, ScriptBlockNode *block, Span *last)
{
	block->named_blocks = true;
	for (;;) {
		Token token;

		parse_skip_lines_and_semis(p);
		token = *parse_peek(p);
		if (token.kind == TK_END_OF_INPUT || token.kind == TK_R_CURLY)
			return true;
		if (!(token_traits(token.kind) & TF_SCRIPT_BLOCK_NAME)) {
			parse_fail_with(p,
				p->edition->syntax & EDITION_CLEAN_BLOCK ? PROBLEM_MISSING_NAMED_BLOCKS
									 : PROBLEM_UNEXPECTED_TOKEN,
				token.span, parse_text(p, token.span));
			return false;
		}
		parse_skip(p);
		*last = read_named_block(p, block, &token);
	}
}

/* Without named blocks the statements are end, or process of a filter. */
static void unnamed_block(ScriptBlockNode *block, NodeBlock *body, bool is_filter)
{
	const NodeParamBlock *params = block->params && !block->params->is_head ? block->params : NULL;

	if (params && body->node.span.len)
		body->node.span = span_join(params->span, body->node.span);
	else if (params)
		body->node.span = params->span;
	if (is_filter)
		block->process = body;
	else
		block->end = body;
}

static bool at_named_block(Parser *p)
{
	parse_skip_lines_and_semis(p);
	return token_traits(parse_peek_kind(p)) & TF_SCRIPT_BLOCK_NAME;
}

static ScriptBlockNode *new_script_block(Parser *p, Span span)
{
	ScriptBlockNode *block = PARSE_NEW(p, ScriptBlockNode, NODE_SCRIPT_BLOCK, span);

	block->script = p->script;
	return block;
}

ScriptBlockNode *parse_block_rest(Parser *p, const Token *open, bool is_filter, NodeParamBlock *params)
{
	LexMode before = parse_mode(p, LEX_COMMAND);
	ScriptBlockNode *block = new_script_block(p, open->span);
	NodeParamBlock *own = param_block(p);
	Span last = open->span;
	bool whole = true;

	block->params = own ? own : params;
	if (own)
		last = own->span;
	if (own && params)
		parse_fail(p, PROBLEM_ONLY_ONE_PARAMETER_LIST_ALLOWED, own->span);
	if (at_named_block(p)) {
		whole = named_blocks(p, block, &last);
	} else {
		NodeBlock *body = parse_statements(p);

		if (body->node.span.len)
			last = body->node.span;
		unnamed_block(block, body, is_filter);
	}
	block->body = (Span){ open->span.at + open->span.len, 0 };
	if (whole)
		last = close_curly(p, open, last);
	block->node.span = span_join(open->span, last);
	block->body.len = parse_text(p, last).p[0] == '}' && last.len == 1 ? last.at - block->body.at
									   : last.at + last.len - block->body.at;
	parse_mode(p, before);
	return block;
}

/* ---- a whole text ------------------------------------------------------------------------------------------------ */

/* using statements at the very start. */
static NodeList usings(Parser *p)
{
	size_t mark = parse_pile(p);

	parse_skip_lines(p);
	for (;;) {
		Token keyword;
		Node *node;

		if (!parse_accept(p, TK_USING, &keyword))
			break;
		node = parse_using_first(p, &keyword);
		if (node->kind != NODE_ERROR)
			parse_pile_add_node(p, node);
		parse_skip_lines_and_semis(p);
	}
	return parse_pile_nodes(p, mark);
}

/* What nothing opened, or what stands behind a signature, is reported, and parsing goes on behind it. */
static void top_statements(Parser *p)
{
	for (;;) {
		statements(p);
		if (parse_peek_kind(p) == TK_END_OF_INPUT)
			return;
		parse_unexpected(p, &p->ahead);
		parse_skip(p);
	}
}

ScriptBlockNode *parse_script(Parser *p)
{
	ScriptBlockNode *block = new_script_block(p, (Span){ 0, (uint32_t)p->script->text.n });
	size_t mark;
	Span last;

	block->body = block->node.span;
	block->usings = usings(p);
	/* PowerShell reads the end of an empty script twice, and so its place */
	if (parse_peek_kind(p) == TK_END_OF_INPUT)
		parse_resync(p, p->ahead.span);
	block->params = param_block(p);
	if (at_named_block(p)) {
		named_blocks(p, block, &last);
		return block;
	}
	mark = parse_pile(p);
	top_statements(p);
	unnamed_block(block, new_block(p, mark), false);
	return block;
}
