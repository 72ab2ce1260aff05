/* parse_expr: operators, literals and everything in parentheses and braces (reference 2.3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

/* ---- binary operators -------------------------------------------------------------------------------------------- */

static unsigned precedence(const Token *token)
{
	return token_traits(token->kind) & TF_BINARY_OPERATOR ? token_traits(token->kind) & TF_PRECEDENCE : 0;
}

/* A -word behind an operand that is no operator: all of the expression up to it is an error. */
static Node *parameter_in_expression(Parser *p, Node *left)
{
	Token token = parse_take(p);

	parse_unexpected(p, &token);
	return parse_error_node(p, span_join(left->span, token.span));
}

static Node *right_operand(Parser *p, const Token *op)
{
	Node *right;

	parse_skip_lines(p);
	right = parse_array(p);
	if (right)
		return right;
	parse_fail_with(p, PROBLEM_EXPECTED_VALUE_EXPRESSION, span_after(op->span), parse_text(p, op->span));
	return parse_error_node(p, span_after(op->span));
}

/* left op right op right ... as long as the operators bind at least as tight as level.  Every operator is
 * left-associative, so that recursion is as deep as there are levels. */
static Node *binary_rest(Parser *p, Node *left, unsigned level)
{
	while (precedence(parse_peek(p)) >= level) {
		Token op = parse_take(p);
		unsigned here = precedence(&op);
		Node *right = right_operand(p, &op);
		NodeBinary *node;

		if (precedence(parse_peek(p)) > here)
			right = binary_rest(p, right, here + 1);
		node = PARSE_NEW(p, NodeBinary, NODE_BINARY, span_join(left->span, right->span));
		node->node.op = (uint8_t)op.kind;
		node->left = left;
		node->right = right;
		node->op_span = op.span;
		left = &node->node;
	}
	return left;
}

/* ---- ternary ----------------------------------------------------------------------------------------------------- */

static Node *ternary_arm(Parser *p, const Token *op)
{
	Node *arm;

	parse_skip_lines(p);
	arm = parse_expression(p);
	if (arm)
		return arm;
	parse_fail_with(p, PROBLEM_EXPECTED_VALUE_EXPRESSION, span_after(op->span), parse_text(p, op->span));
	return parse_error_node(p, span_after(op->span));
}

/* condition ? yes : no */
static Node *ternary_rest(Parser *p, Node *condition, const Token *question)
{
	Node *yes = ternary_arm(p, question), *no;
	NodeTernary *node;
	Token colon;

	parse_skip_lines(p);
	if (!parse_accept(p, TK_COLON, &colon)) {
		/* nothing behind the ? was reported already */
		if (yes->kind != NODE_ERROR || yes->span.len)
			parse_fail(p, PROBLEM_MISSING_COLON_IN_TERNARY_EXPRESSION, parse_peek(p)->span);
		return parse_error_node(p, span_join(condition->span, yes->span));
	}
	no = ternary_arm(p, &colon);
	node = PARSE_NEW(p, NodeTernary, NODE_TERNARY, span_join(condition->span, no->span));
	node->condition = condition;
	node->yes = yes;
	node->no = no;
	return &node->node;
}

static Node *ternary(Parser *p, Node *condition)
{
	bool before = p->lexer.ternary;
	Token question = parse_take(p);
	Node *node;

	p->lexer.ternary = true;
	node = ternary_rest(p, condition, &question);
	p->lexer.ternary = before;
	return node;
}

Node *parse_expression(Parser *p)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	Node *node = parse_array(p);

	if (node)
		node = binary_rest(p, node, 1);
	if (node && parse_peek_kind(p) == TK_PARAMETER)
		node = parameter_in_expression(p, node);
	if (node && parse_peek_kind(p) == TK_QUESTION_MARK)
		node = ternary(p, node);
	parse_mode(p, before);
	return node;
}

/* ---- arrays ------------------------------------------------------------------------------------------------------ */

static NodeArray *new_array(Parser *p, size_t mark, Span span)
{
	NodeArray *array = PARSE_NEW(p, NodeArray, NODE_ARRAY, span);

	array->items = parse_pile_nodes(p, mark);
	return array;
}

/* item, item ... */
Node *parse_array(Parser *p)
{
	Node *first = parse_unary(p), *last = first;
	size_t mark = parse_pile(p);
	Token comma;

	if (!first || p->no_comma || parse_peek_kind(p) != TK_COMMA)
		return first;
	parse_pile_add_node(p, first);
	while (parse_accept(p, TK_COMMA, &comma)) {
		parse_skip_lines(p);
		last = parse_unary(p);
		if (!last) {
			parse_fail_with(p, PROBLEM_MISSING_EXPRESSION_AFTER_TOKEN, span_after(comma.span), S(","));
			last = parse_error_node(p, comma.span);
			parse_pile_add_node(p, last);
			break;
		}
		parse_pile_add_node(p, last);
	}
	return &new_array(p, mark, span_join(first->span, last->span))->node;
}

/* ---- unary operators --------------------------------------------------------------------------------------------- */

/* The token that starts an operand: here a sign may belong to a number. */
static Token *peek_operand(Parser *p)
{
	bool before = p->lexer.signed_numbers;

	p->lexer.signed_numbers = true;
	if (p->has_ahead && (p->ahead.kind == TK_MINUS || p->ahead.kind == TK_PLUS))
		parse_resync(p, p->ahead.span);
	parse_peek(p);
	p->lexer.signed_numbers = before;
	return &p->ahead;
}

static Node *new_unary(Parser *p, TokenKind op, Node *operand, Span span)
{
	NodeUnary *node = PARSE_NEW(p, NodeUnary, NODE_UNARY, span);

	node->node.op = (uint8_t)op;
	node->operand = operand;
	return &node->node;
}

static Node *prefix_operator(Parser *p)
{
	Token op = parse_take(p);
	size_t mark = parse_pile(p);
	Node *operand;
	Span span;

	parse_skip_lines(p);
	operand = parse_unary(p);
	if (!operand) {
		parse_fail_with(
			p, PROBLEM_MISSING_EXPRESSION_AFTER_OPERATOR, span_after(op.span), parse_text(p, op.span));
		return parse_error_node(p, op.span);
	}
	span = span_join(op.span, operand->span);
	if (op.kind != TK_COMMA)
		return new_unary(p, op.kind, operand, span);
	parse_pile_add_node(p, operand);
	return &new_array(p, mark, span)->node;
}

static bool is_prefix(const Parser *p, const Token *token)
{
	return token_traits(token->kind) & TF_UNARY_OPERATOR && !(token->kind == TK_COMMA && p->no_comma);
}

/* ++ and -- stand on the line of what they change. */
static Node *postfix_operator(Parser *p, Node *operand)
{
	bool plus = parse_peek_kind(p) == TK_PLUS_PLUS;
	Token op;

	if (!plus && p->ahead.kind != TK_MINUS_MINUS)
		return operand;
	op = parse_take(p);
	return new_unary(
		p, plus ? TK_POSTFIX_PLUS_PLUS : TK_POSTFIX_MINUS_MINUS, operand, span_join(operand->span, op.span));
}

static Node *type_literal(Parser *p, const NodeAttribute *constraint)
{
	NodeTypeLiteral *node = PARSE_NEW(p, NodeTypeLiteral, NODE_TYPE_LITERAL, constraint->span);

	node->type = constraint->type;
	return &node->node;
}

/* [a][b()] operand: the last stands closest to it. */
static Node *apply_attributes(Parser *p, AttributeList list, Node *operand)
{
	for (uint32_t i = list.n; i-- > 0;) {
		NodeAttribute *attribute = list.p[i];
		NodeCast *node = PARSE_NEW(p, NodeCast, attribute->is_constraint ? NODE_CAST : NODE_ATTRIBUTED,
			span_join(attribute->span, operand->span));

		node->attribute = attribute;
		node->operand = operand;
		operand = &node->node;
	}
	return operand;
}

/* An attribute needs something to stand on. */
static Node *unexpected_attribute(Parser *p, AttributeList list)
{
	const NodeAttribute *last = list.p[list.n - 1];

	parse_fail_with(p, PROBLEM_UNEXPECTED_ATTRIBUTE, last->span, last->type->text);
	return parse_error_node(p, span_join(list.p[0]->span, last->span));
}

/* Behind an attribute or type a comma or a member begins no operand. */
static bool operand_follows(Parser *p)
{
	return parse_peek_kind(p) != TK_COMMA;
}

/* Whether the type's ] is there: without it no member follows, and what stands there is another token. */
static bool is_closed(const NodeAttribute *attribute)
{
	const Span *type = &attribute->type->span;

	return attribute->span.at + attribute->span.len > type->at + type->len;
}

static Node *attributed(Parser *p)
{
	AttributeList list = parse_attributes(p, true);
	NodeAttribute *last;
	Node *operand;

	if (!list.n)
		return NULL;
	last = list.p[list.n - 1];
	p->depth += list.n;
	operand = operand_follows(p) ? parse_unary(p) : NULL;
	p->depth -= list.n;
	if (operand)
		return apply_attributes(p, list, operand);
	if (!last->is_constraint)
		return unexpected_attribute(p, list);
	list.n--;
	operand = type_literal(p, last);
	if (is_closed(last) && parse_peek_kind(p) != TK_L_BRACKET) /* a further type that is none: no index */
		operand = parse_members(p, operand);
	return apply_attributes(p, list, operand);
}

Node *parse_unary(Parser *p)
{
	Node *node = NULL;
	Token *token;

	if (!parse_enter(p))
		return NULL;
	token = peek_operand(p);
	if (is_prefix(p, token)) {
		node = prefix_operator(p);
	} else if (token->kind == TK_L_BRACKET) {
		node = attributed(p);
	} else {
		node = parse_primary(p, true);
		if (node)
			node = postfix_operator(p, node);
	}
	parse_leave(p);
	return node;
}

/* ---- in parentheses and braces ----------------------------------------------------------------------------------- */

static Node *new_paren(Parser *p, NodeKind kind, Span span, Node *body)
{
	NodeParen *node = PARSE_NEW(p, NodeParen, kind, span);

	node->body = body;
	return &node->node;
}

/* ( pipeline ) */
static Node *paren(Parser *p, const Token *open)
{
	Token close;
	Node *body;
	Span last;

	parse_skip_lines(p);
	body = parse_pipeline(p);
	if (!body) {
		parse_fail(p, PROBLEM_EXPECTED_EXPRESSION, span_after(open->span));
		body = parse_error_node(p, span_after(open->span));
	}
	last = body->span;
	parse_skip_lines(p);
	if (parse_accept(p, TK_R_PAREN, &close))
		last = close.span;
	else
		parse_fail(p, PROBLEM_MISSING_END_PARENTHESIS_IN_EXPRESSION, span_after(last));
	return new_paren(p, NODE_PAREN, span_join(open->span, last), body);
}

/* $( statements ) and @( statements ) */
static Node *subexpression(Parser *p, const Token *open)
{
	NodeBlock *body = parse_statements(p);
	Span last = open->span;
	Token close;

	if (body->node.span.len)
		last = body->node.span;
	if (parse_accept(p, TK_R_PAREN, &close))
		last = close.span;
	else
		parse_fail(p, PROBLEM_MISSING_END_PARENTHESIS_IN_SUBEXPRESSION, parse_peek(p)->span);
	return new_paren(
		p, open->kind == TK_AT_PAREN ? NODE_ARRAY_SUB : NODE_SUB, span_join(open->span, last), &body->node);
}

/* ---- hash literals ----------------------------------------------------------------------------------------------- */

/* A name stands for itself, also a keyword; anything else is an expression. */
static Node *hash_key(Parser *p)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	Token name;
	Node *key;

	if (parse_accept(p, TK_IDENTIFIER, &name)) {
		parse_mark(p, &name, TF_MEMBER_NAME);
		key = &parse_string_const(p, name.span, name.text, CONST_BAREWORD)->node;
	} else {
		key = parse_unary(p);
	}
	parse_mode(p, before);
	return key;
}

/* Behind a key without = all up to the closing brace is lost. */
static void pass_to_curly(Parser *p)
{
	int depth = 0;

	for (;;) {
		Token token = parse_take(p);

		if (token.kind == TK_END_OF_INPUT || (token.kind == TK_R_CURLY && depth-- == 0)) {
			parse_unget(p, &token);
			return;
		}
		if (token.kind == TK_L_CURLY || token.kind == TK_AT_CURLY)
			depth++;
	}
}

/* key = statement */
static bool hash_pair(Parser *p, struct HashPair *pair)
{
	Token equals;

	pair->key = hash_key(p);
	if (!pair->key)
		return false;
	parse_mode(p, LEX_EXPRESSION);
	if (!parse_accept(p, TK_EQUALS, &equals)) {
		parse_fail(p, PROBLEM_MISSING_EQUALS_IN_HASH_LITERAL, span_after(pair->key->span));
		pair->value = parse_error_node(p, span_after(pair->key->span));
		pass_to_curly(p);
		parse_mode(p, LEX_COMMAND);
		return true;
	}
	parse_mode(p, LEX_COMMAND);
	parse_skip_lines(p);
	pair->value = parse_statement(p);
	if (!pair->value) {
		parse_fail(p, PROBLEM_MISSING_STATEMENT_IN_HASH_LITERAL, span_after(equals.span));
		pair->value = parse_error_node(p, span_after(equals.span));
	}
	return true;
}

static Node *hash(Parser *p, const Token *open)
{
	size_t mark = parse_pile(p);
	NodeHash *node = PARSE_NEW(p, NodeHash, NODE_HASH, open->span);
	struct HashPair pair;
	Token close;

	parse_skip_lines(p);
	while (hash_pair(p, &pair)) {
		parse_pile_add(p, &pair, sizeof(pair));
		if (parse_peek_kind(p) != TK_NEW_LINE && p->ahead.kind != TK_SEMI)
			break;
		parse_skip_lines_and_semis(p);
	}
	node->pairs = parse_pile_take(p, mark, sizeof(pair), &node->npairs);
	if (!parse_accept(p, TK_R_CURLY, &close)) {
		close = *parse_peek(p);
		parse_fail_found(p, PROBLEM_MISSING_END_CURLY_BRACE, span_after(open->span), close.span, S(""));
		close.span = parse_before(p, close.span);
	}
	node->node.span = span_join(open->span, close.span);
	return &node->node;
}

Node *parse_script_block(Parser *p, const Token *curly)
{
	ScriptBlockNode *block = parse_block_rest(p, curly, false, NULL);
	NodeScriptBlock *node = PARSE_NEW(p, NodeScriptBlock, NODE_SCRIPT_BLOCK, block->node.span);

	node->block = block;
	return &node->node;
}

/* ---- primary expressions ----------------------------------------------------------------------------------------- */

NodeConst *parse_number(Parser *p, const Token *token)
{
	NodeConst *node = PARSE_NEW(p, NodeConst, NODE_CONST, token->span);

	node->node.flags = CONST_NUMBER;
	node->value = parse_number_value(p, token);
	node->text = token->text;
	return node;
}

/* What stands in brackets of its kind is parsed as at the start of a statement. */
static Node *enclosed(Parser *p, Node *(*inside)(Parser *p, const Token *open), const Token *open)
{
	LexMode mode = parse_mode(p, LEX_COMMAND);
	bool no_comma = p->no_comma, ternary_before = p->lexer.ternary;
	Node *node;

	p->no_comma = p->lexer.ternary = false;
	node = inside(p, open);
	p->no_comma = no_comma;
	p->lexer.ternary = ternary_before;
	parse_mode(p, mode);
	return node;
}

static Node *primary(Parser *p, const Token *token)
{
	switch (token->kind) {
	case TK_VARIABLE:
	case TK_SPLATTED_VARIABLE:
		return &parse_variable(p, token)->node;
	case TK_NUMBER:
		return &parse_number(p, token)->node;
	case TK_STRING_LITERAL:
	case TK_STRING_EXPANDABLE:
	case TK_HERE_STRING_LITERAL:
	case TK_HERE_STRING_EXPANDABLE:
		return parse_string(p, token);
	case TK_L_PAREN:
		return enclosed(p, paren, token);
	case TK_AT_PAREN:
	case TK_DOLLAR_PAREN:
		return enclosed(p, subexpression, token);
	case TK_AT_CURLY:
		return enclosed(p, hash, token);
	case TK_L_CURLY:
		return enclosed(p, parse_script_block, token);
	default:
		return NULL;
	}
}

/* What primary makes something of. */
static bool starts_primary(TokenKind kind)
{
	switch (kind) {
	case TK_VARIABLE:
	case TK_SPLATTED_VARIABLE:
	case TK_NUMBER:
	case TK_STRING_LITERAL:
	case TK_STRING_EXPANDABLE:
	case TK_HERE_STRING_LITERAL:
	case TK_HERE_STRING_EXPANDABLE:
	case TK_L_PAREN:
	case TK_AT_PAREN:
	case TK_DOLLAR_PAREN:
	case TK_AT_CURLY:
	case TK_L_CURLY:
		return true;
	default:
		return false;
	}
}

Node *parse_primary(Parser *p, bool members)
{
	Token token;
	Node *node;

	if (!starts_primary(parse_peek_kind(p)))
		return NULL;
	token = parse_take(p);
	node = primary(p, &token);
	return members ? parse_members(p, node) : node;
}
