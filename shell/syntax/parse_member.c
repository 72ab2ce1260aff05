/* parse_member: what stands directly behind an expression: members, calls, indices. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

/* Generic arguments of a method came with the same version as clean blocks. */
enum { EDITION_GENERIC_METHODS = EDITION_CLEAN_BLOCK };

/* The character directly behind a node; 0 where a blank or the end is. */
static char byte_behind(Parser *p, const Node *node)
{
	if (p->has_ahead) {
		if (p->ahead.span.at != node->span.at + node->span.len)
			return 0;
		parse_resync(p, p->ahead.span);
	}
	if (p->lexer.at != lexer_local(&p->lexer, node->span.at + node->span.len))
		return 0;
	return lexer_byte(&p->lexer, 0);
}

/* ---- arguments of methods ---------------------------------------------------------------------------------------- */

/* argument, argument ... ; the span of the last thing read, for the error of a missing ). */
static NodeList method_arguments(Parser *p, Span *last, bool *whole)
{
	size_t mark = parse_pile(p);
	Token comma = { 0 };

	do {
		Node *argument;

		parse_skip_lines(p);
		argument = parse_expression(p);
		if (!argument && comma.span.len) {
			parse_fail_with(p, PROBLEM_MISSING_EXPRESSION_AFTER_TOKEN, span_after(comma.span), S(","));
			*last = comma.span;
			*whole = false;
		}
		if (!argument)
			break;
		parse_pile_add_node(p, argument);
		*last = argument->span;
		parse_skip_lines(p);
	} while (parse_accept(p, TK_COMMA, &comma));
	return parse_pile_nodes(p, mark);
}

Span parse_call_arguments(Parser *p, NodeInvoke *node, const Token *open)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	bool no_comma = p->no_comma, ternary = p->lexer.ternary, whole = true;
	Span last = open->span;
	Token close;

	p->no_comma = true;
	p->lexer.ternary = false;
	node->args = method_arguments(p, &last, &whole);
	p->no_comma = no_comma;
	p->lexer.ternary = ternary;
	parse_skip_lines(p);
	if (parse_accept(p, TK_R_PAREN, &close))
		last = close.span;
	else if (whole)
		parse_fail(p, PROBLEM_MISSING_END_PARENTHESIS_IN_METHOD_CALL, span_after(last));
	parse_mode(p, before);
	return last;
}

/* name{ }: the block is the only argument. */
static Span block_argument(Parser *p, NodeInvoke *node)
{
	size_t mark = parse_pile(p);
	Node *block = parse_primary(p, false);

	parse_pile_add_node(p, block);
	node->args = parse_pile_nodes(p, mark);
	return block->span;
}

/* ---- members ----------------------------------------------------------------------------------------------------- */

/* [type, ...] directly behind a method's name.  GENERIC_NONE: an index after all, and nothing was consumed. */
typedef enum Generic { GENERIC_NONE, GENERIC_CALL, GENERIC_BROKEN } Generic;

static Generic generic_rest(Parser *p, Span bracket, TypeNameList *out)
{
	TypeName *first;
	Token token;

	parse_skip_lines(p);
	first = parse_type_name(p, false);
	if (!first) {
		parse_resync(p, bracket);
		return GENERIC_NONE;
	}
	parse_type_list(p, first, out);
	if (!parse_accept(p, TK_R_BRACKET, &token)) {
		parse_fail(p, PROBLEM_END_SQUARE_BRACKET_EXPECTED_AT_END_OF_TYPE, parse_before(p, parse_peek(p)->span));
		return GENERIC_BROKEN;
	}
	if (lexer_byte(&p->lexer, 0) == '(' || lexer_byte(&p->lexer, 0) == '{')
		return GENERIC_CALL;
	parse_resync(p, bracket);
	return GENERIC_NONE;
}

static Generic generic_arguments(Parser *p, TypeNameList *out)
{
	LexMode before = p->lexer.mode;
	Generic found = GENERIC_NONE;
	Token bracket;

	if (before != LEX_EXPRESSION || !(p->edition->syntax & EDITION_GENERIC_METHODS))
		return GENERIC_NONE;
	parse_mode(p, LEX_TYPE_NAME);
	if (parse_accept(p, TK_L_BRACKET, &bracket))
		found = generic_rest(p, bracket.span, out);
	parse_mode(p, before);
	return found;
}

/* An operator begins an expression that is the name; in a command a dash begins another word (asked of 7.6). */
static bool is_operator_name(const Token *token, LexMode before)
{
	bool dash = token->kind == TK_MINUS || token->kind == TK_MINUS_MINUS || token_text(token->kind)[0] == '-';

	return token->kind == TK_L_BRACKET ||
	       (token_traits(token->kind) & TF_UNARY_OPERATOR && !(dash && before == LEX_COMMAND));
}

/* What follows . or :: or ?. */
static Node *member_name(Parser *p, const Token *op, const Node *target)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	Token token;
	Node *name;

	parse_skip_lines(p);
	if (parse_accept(p, TK_IDENTIFIER, &token)) {
		parse_mark(p, &token, TF_MEMBER_NAME);
		name = &parse_string_const(p, token.span, token.text, CONST_BAREWORD)->node;
	} else if (is_operator_name(&p->ahead, before)) {
		name = parse_unary(p);
	} else {
		name = parse_primary(p, false);
	}
	if (!name) {
		parse_fail(p, PROBLEM_MISSING_PROPERTY_NAME, span_after(op->span));
		parse_mode(p, LEX_COMMAND);
		name = parse_argument(p, ARGUMENT_SINGLE);
		if (!name)
			name = parse_error_node(p, span_join(target->span, op->span));
	}
	parse_mode(p, before);
	return name;
}

static Node *property(Parser *p, Node *target, const Token *op, Node *name)
{
	NodeMember *node = PARSE_NEW(p, NodeMember, NODE_MEMBER, span_join(target->span, name->span));

	node->target = target;
	node->name = name;
	node->is_static = op->kind == TK_COLON_COLON;
	node->null_conditional = op->kind == TK_QUESTION_DOT;
	return &node->node;
}

static NodeInvoke *new_call(Parser *p, Node *target, const Token *op, Node *name)
{
	NodeInvoke *node = PARSE_NEW(p, NodeInvoke, NODE_INVOKE, target->span);

	node->target = target;
	node->name = name;
	node->is_static = op->kind == TK_COLON_COLON;
	node->null_conditional = op->kind == TK_QUESTION_DOT;
	return node;
}

static Node *call(Parser *p, NodeInvoke *node)
{
	Span last;
	Token open;

	if (lexer_call_paren(&p->lexer, &open))
		last = parse_call_arguments(p, node, &open);
	else
		last = block_argument(p, node);
	node->node.span = span_join(node->node.span, last);
	return &node->node;
}

/* .name .name(...) .name{ } .name[type](...) */
static Node *member(Parser *p, Node *target, const Token *op, bool *more)
{
	Node *name = member_name(p, op, target);
	Generic generic = GENERIC_NONE;
	TypeNameList types = { 0 };
	NodeInvoke *node;
	char next = '\0';

	if (name->kind != NODE_ERROR)
		next = byte_behind(p, name);
	if (next == '[')
		generic = generic_arguments(p, &types);
	*more = generic != GENERIC_BROKEN && name->kind != NODE_ERROR;
	if (next != '(' && next != '{' && generic != GENERIC_CALL)
		return property(p, target, op, name);
	node = new_call(p, target, op, name);
	node->types = types;
	target = call(p, node);
	*more = str_ends(parse_text(p, target->span), S(")")) || str_ends(parse_text(p, target->span), S("}"));
	return target;
}

/* ---- indices ----------------------------------------------------------------------------------------------------- */

static Node *index_expression(Parser *p, const Token *open)
{
	bool no_comma = p->no_comma, ternary = p->lexer.ternary;
	Node *index;

	p->no_comma = p->lexer.ternary = false;
	parse_skip_lines(p);
	index = parse_expression(p);
	p->no_comma = no_comma;
	p->lexer.ternary = ternary;
	if (index)
		return index;
	parse_fail(p, PROBLEM_MISSING_ARRAY_INDEX_EXPRESSION, span_after(open->span));
	return parse_error_node(p, open->span);
}

/* *more: the ] is there, and further operators may follow. */
static Node *element(Parser *p, Node *target, const Token *open, bool *more)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	Node *index = index_expression(p, open);
	NodeIndex *node = PARSE_NEW(p, NodeIndex, NODE_INDEX, target->span);
	Token close = { .span = index->span };

	parse_skip_lines(p);
	*more = parse_accept(p, TK_R_BRACKET, &close);
	if (!*more && index->kind != NODE_ERROR)
		parse_fail(p, PROBLEM_MISSING_END_SQUARE_BRACKET, span_after(index->span));
	node->target = target;
	node->index = index;
	node->null_conditional = open->kind == TK_QUESTION_L_BRACKET;
	node->node.span = span_join(target->span, close.span);
	parse_mode(p, before);
	return &node->node;
}

Node *parse_members(Parser *p, Node *target)
{
	Token op;
	bool more = true;

	while (more && byte_behind(p, target) && lexer_member_operator(&p->lexer, true, &op))
		target = op.kind == TK_L_BRACKET || op.kind == TK_QUESTION_L_BRACKET ? element(p, target, &op, &more)
										     : member(p, target, &op, &more);
	return target;
}
