/* parse_command: commands, pipelines, chains and assignments. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

/* ---- commands ---------------------------------------------------------------------------------------------------- */

/* A command that is being read. */
typedef struct Reading {
	NodeCommand *node;
	RedirectionSet redirects;
	Span last;
	bool dashes; /* behind --: names are plain words */
} Reading;

static bool ends_command(TokenKind kind)
{
	switch (kind) {
	case TK_NEW_LINE:
	case TK_SEMI:
	case TK_END_OF_INPUT:
	case TK_PIPE:
	case TK_AND_AND:
	case TK_OR_OR:
	case TK_AMPERSAND:
	case TK_R_PAREN:
	case TK_R_CURLY:
		return true;
	default:
		return false;
	}
}

/* The name of a command that nothing calls: any word stands for itself, $ forms in it too (reference 1.5). */
static Node *plain_name(Parser *p)
{
	Token token;
	bool word;

	if (ends_command(parse_peek_kind(p)) || p->ahead.kind == TK_COMMA)
		return NULL;
	token = parse_take(p);
	word = token.kind == TK_GENERIC || token.kind == TK_IDENTIFIER;
	if (token.kind != TK_REDIRECTION)
		parse_mark_name(p, &token);
	parse_mark_parts(p, &token);
	return &parse_string_const(p, token.span, word ? token.text : parse_text(p, token.span), CONST_BAREWORD)->node;
}

/* & name or . name: the name is an argument, which may be an expression. */
static Node *invoked_name(Parser *p, const Token *op)
{
	Token token = *parse_peek(p);
	Node *name = parse_argument(p, ARGUMENT_SINGLE);

	if (!name)
		parse_fail_final(p, PROBLEM_MISSING_EXPRESSION, op->span, parse_text(p, op->span));
	else if (token.kind == TK_GENERIC || (name->kind == NODE_CONST && name->flags & CONST_BAREWORD))
		parse_mark_name(p, &token);
	return name;
}

static void add_argument(Parser *p, Reading *reading, const CommandArg *arg)
{
	parse_pile_add(p, arg, sizeof(*arg));
	reading->last = arg->span;
}

static void add_value(Parser *p, Reading *reading, Node *value)
{
	CommandArg arg = { .value = value, .span = value->span };

	add_argument(p, reading, &arg);
}

static void add_word(Parser *p, Reading *reading, const Token *token)
{
	add_value(p, reading, &parse_string_const(p, token->span, parse_text(p, token->span), CONST_BAREWORD)->node);
}

/* -name or -name: value */
static void parameter(Parser *p, Reading *reading)
{
	Token token = parse_take(p);
	CommandArg arg = { .param = token.text, .colon = token.colon, .span = token.span, .param_span = token.span };

	if (reading->dashes) {
		parse_mark(p, &token, TF_COMMAND_NAME);
		add_word(p, reading, &token);
		return;
	}
	if (token.colon) {
		arg.value = parse_argument(p, ARGUMENT_LIST);
		if (arg.value)
			arg.span = span_join(token.span, arg.value->span);
		else if (parse_peek_kind(p) != TK_COMMA)
			parse_fail_with(p, PROBLEM_PARAMETER_REQUIRES_ARGUMENT, span_after(token.span),
				parse_text(p, token.span));
	}
	add_argument(p, reading, &arg);
}

/* -- ends the names the first time, and is a word from then on (reference 1.7.3). */
static void dashes(Parser *p, Reading *reading)
{
	Token token = parse_take(p);

	reading->dashes = true;
	add_word(p, reading, &token);
}

/* --% and the rest of the line (reference 1.7.4). */
static void verbatim(Parser *p, Reading *reading)
{
	Token token = parse_take(p), rest;

	add_word(p, reading, &token);
	lexer_verbatim(&p->lexer, &rest);
	add_value(p, reading, &parse_string_const(p, rest.span, rest.text, CONST_BAREWORD)->node);
	reading->node->verbatim = true;
}

static void misplaced_comma(Parser *p, Reading *reading)
{
	Token comma = parse_take(p);

	reading->last = comma.span;
	parse_fail(p, PROBLEM_MISSING_ARGUMENT, comma.span);
	parse_skip_lines(p);
}

static void element(Parser *p, Reading *reading)
{
	Node *value;

	switch (parse_peek_kind(p)) {
	case TK_COMMA:
		misplaced_comma(p, reading);
		return;
	case TK_PARAMETER:
		parameter(p, reading);
		return;
	case TK_MINUS_MINUS:
		dashes(p, reading);
		return;
	case TK_REDIRECTION:
	case TK_REDIRECT_IN_STD:
		reading->last = parse_redirection(p, &reading->redirects);
		return;
	case TK_GENERIC:
		if (str_eq(parse_text(p, p->ahead.span), S("--%"))) {
			verbatim(p, reading);
			return;
		}
		break;
	default:
		break;
	}
	value = parse_argument(p, ARGUMENT_LIST);
	add_value(p, reading, value);
}

static void elements(Parser *p, Reading *reading)
{
	NodeCommand *node = reading->node;
	size_t mark = parse_pile(p);

	while (!ends_command(parse_peek_kind(p)))
		element(p, reading);
	node->args = parse_pile_take(p, mark, sizeof(CommandArg), &node->nargs);
	node->redirects = parse_redirections_keep(p, &reading->redirects, &node->nredirects);
}

/* The operator that calls what follows, or nothing. */
static InvokeOperator invoke_operator(Parser *p, Token *op)
{
	if (parse_accept(p, TK_AMPERSAND, op))
		return INVOKE_CALL;
	if (parse_accept(p, TK_DOT, op))
		return INVOKE_DOT;
	return INVOKE_PLAIN;
}

Node *parse_command(Parser *p)
{
	Reading reading = { 0 };
	Token op = *parse_peek(p);
	InvokeOperator invoke = invoke_operator(p, &op);
	Node *name = invoke == INVOKE_PLAIN ? plain_name(p) : invoked_name(p, &op);

	if (!name)
		return NULL;
	reading.node = PARSE_NEW(p, NodeCommand, NODE_COMMAND, op.span);
	reading.node->name = name;
	reading.node->invoke = (uint8_t)invoke;
	reading.last = name->span;
	elements(p, &reading);
	reading.node->node.span = span_join(op.span, reading.last);
	return &reading.node->node;
}

/* ---- elements of a pipeline -------------------------------------------------------------------------------------- */

/* A word that begins with a letter cannot begin an expression. */
static bool is_command_word(const Parser *p, const Token *token)
{
	unsigned char c;

	if (token->kind == TK_IDENTIFIER || token_traits(token->kind) & TF_KEYWORD)
		return true;
	if (token->kind != TK_GENERIC)
		return false;
	c = (unsigned char)parse_text(p, token->span).p[0];
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static void expression_redirections(Parser *p, PipelineElement *out)
{
	RedirectionSet set = { 0 };

	while (parse_at_redirection(p))
		parse_redirection(p, &set);
	out->redirects = parse_redirections_keep(p, &set, &out->nredirects);
}

/* An expression or a command; false: neither. */
static bool pipeline_element(Parser *p, PipelineElement *out, bool *is_expression)
{
	*out = (PipelineElement){ 0 };
	*is_expression = false;
	if (!is_command_word(p, parse_peek(p))) {
		out->node = parse_expression(p);
		*is_expression = out->node != NULL;
	}
	if (!out->node)
		out->node = parse_command(p);
	return out->node != NULL;
}

/* ---- assignments ------------------------------------------------------------------------------------------------- */

static Node *assignment(Parser *p, Node *target)
{
	Token op;
	NodeAssign *node;

	parse_mode(p, LEX_EXPRESSION);
	op = parse_take(p);
	parse_mode(p, LEX_COMMAND);
	parse_skip_lines(p);
	node = PARSE_NEW(p, NodeAssign, NODE_ASSIGN, target->span);
	node->node.op = (uint8_t)op.kind;
	node->op_span = op.span;
	node->target = target;
	node->value = parse_statement(p);
	if (!node->value) {
		parse_fail_with(p, PROBLEM_EXPECTED_VALUE_EXPRESSION, span_after(op.span), parse_text(p, op.span));
		node->value = parse_error_node(p, span_after(op.span));
	}
	node->node.span = span_join(target->span, node->value->span);
	return &node->node;
}

static bool at_assignment(Parser *p)
{
	LexMode before = parse_mode(p, LEX_EXPRESSION);
	bool found = token_traits(parse_peek_kind(p)) & TF_ASSIGNMENT_OPERATOR;

	if (!found)
		parse_mode(p, before);
	else
		p->lexer.mode = before;
	return found;
}

/* ---- pipelines --------------------------------------------------------------------------------------------------- */

/* Whether the next line, or the one behind comments, begins with a pipe (Core). */
static bool pipe_leads_next_line(Parser *p)
{
	return parse_peek_kind(p) == TK_NEW_LINE && p->edition->syntax & EDITION_LEADING_PIPE &&
	       lexer_pipe_follows(&p->lexer);
}

/* && and || in Desktop are reported, and then taken for a pipe; & is reported and passed over. */
static bool desktop_operator(Parser *p, TokenKind kind)
{
	if (kind == TK_AMPERSAND) {
		parse_fail(p, PROBLEM_AMPERSAND_NOT_ALLOWED, p->ahead.span);
		parse_skip(p);
		return false;
	}
	parse_fail_with(p, PROBLEM_INVALID_END_OF_LINE, p->ahead.span, parse_text(p, p->ahead.span));
	return true;
}

/* What follows an element: a pipe, and the pipeline goes on, or something that ends it. */
static bool goes_on(Parser *p)
{
	TokenKind kind = parse_peek_kind(p);
	bool core = p->edition->syntax & EDITION_CHAINS;

	if (kind == TK_PIPE)
		return true;
	if (pipe_leads_next_line(p)) {
		parse_skip_lines(p);
		return true;
	}
	if (!core && (kind == TK_AND_AND || kind == TK_OR_OR || kind == TK_AMPERSAND))
		return desktop_operator(p, kind);
	if (ends_command(kind))
		return false;
	parse_unexpected(p, &p->ahead);
	return false;
}

/* element | element ... onto the pile; the first is there already, behind mark, or it is missing. */
static Span rest_of_pipeline(Parser *p, size_t mark, Span last)
{
	PipelineElement next;
	bool is_expression;

	while (goes_on(p)) {
		Token pipe = parse_take(p);

		parse_skip_lines(p);
		if (!pipeline_element(p, &next, &is_expression)) {
			parse_fail(p, PROBLEM_EMPTY_PIPE_ELEMENT, span_after(pipe.span));
			if (parse_peek_kind(p) == TK_PIPE)
				continue;
			break;
		}
		if (is_expression && parse_pile(p) > mark)
			parse_fail(p, PROBLEM_EXPRESSIONS_MUST_BE_FIRST_IN_PIPELINE, next.node->span);
		if (is_expression)
			expression_redirections(p, &next);
		parse_pile_add(p, &next, sizeof(next));
		last = next.node->span;
	}
	return last;
}

static Node *new_pipeline(Parser *p, size_t mark, Span first, Span last)
{
	NodePipeline *node = PARSE_NEW(p, NodePipeline, NODE_PIPELINE, span_join(first, last));

	node->elements = parse_pile_take(p, mark, sizeof(PipelineElement), &node->nelements);
	return &node->node;
}

Node *parse_pipeline_of(Parser *p, Node *expression)
{
	PipelineElement only = { .node = expression };
	size_t mark = parse_pile(p);

	parse_pile_add(p, &only, sizeof(only));
	return new_pipeline(p, mark, expression->span, expression->span);
}

/* pipeline | assignment; NULL: neither. */
static Node *single_pipeline(Parser *p)
{
	size_t mark = parse_pile(p);
	PipelineElement first;
	bool is_expression;
	Span last;

	if (!pipeline_element(p, &first, &is_expression)) {
		Token pipe;

		if (!parse_accept(p, TK_PIPE, &pipe))
			return NULL;
		parse_fail(p, PROBLEM_EMPTY_PIPE_ELEMENT, pipe.span);
		parse_unget(p, &pipe);
		last = rest_of_pipeline(p, mark, (Span){ 0 });
		if (parse_pile(p) == mark)
			return NULL;
		return new_pipeline(p, mark, ((PipelineElement *)(void *)(p->pile.p + mark))->node->span, last);
	}
	if (is_expression && at_assignment(p))
		return assignment(p, first.node);
	last = first.node->span;
	if (is_expression)
		expression_redirections(p, &first);
	if (first.nredirects)
		last = first.redirects[first.nredirects - 1].span;
	parse_pile_add(p, &first, sizeof(first));
	last = rest_of_pipeline(p, mark, last);
	return new_pipeline(p, mark, first.node->span, last);
}

/* ---- chains ------------------------------------------------------------------------------------------------------ */

static void set_background(Node *node)
{
	if (node->kind == NODE_CHAIN)
		NODE_AS(NodeChain, node)->background = true;
	else if (node->kind == NODE_PIPELINE)
		NODE_AS(NodePipeline, node)->background = true;
}

static bool at_chain(Parser *p)
{
	return p->edition->syntax & EDITION_CHAINS && (parse_peek_kind(p) == TK_AND_AND || p->ahead.kind == TK_OR_OR);
}

/* left && right; NULL: the right side is missing. */
static Node *chain(Parser *p, Node *left)
{
	Token op = parse_take(p);
	NodeChain *node;
	Node *right;

	parse_skip_lines(p);
	right = single_pipeline(p);
	if (!right) {
		Token found = *parse_peek(p);
		bool end = found.kind == TK_END_OF_INPUT;

		parse_fail(p, PROBLEM_EMPTY_PIPELINE_CHAIN_ELEMENT,
			end ? span_after(op.span) : span_join(op.span, found.span));
		return end ? left : parse_error_node(p, span_join(left->span, op.span));
	}
	node = PARSE_NEW(p, NodeChain, NODE_CHAIN, span_join(left->span, right->span));
	node->node.op = (uint8_t)op.kind;
	node->left = left;
	node->right = right;
	return &node->node;
}

static Node *background(Parser *p, Node *node)
{
	Token op;

	parse_skip(p);
	set_background(node);
	if (!at_chain(p))
		return node;
	op = parse_take(p);
	parse_fail(p, PROBLEM_BACKGROUND_OPERATOR_IN_PIPELINE_CHAIN, op.span);
	return parse_error_node(p, span_join(node->span, op.span));
}

Node *parse_pipeline(Parser *p)
{
	LexMode before = parse_mode(p, LEX_COMMAND);
	Node *node = single_pipeline(p);

	while (node && node->kind != NODE_ERROR && at_chain(p))
		node = chain(p, node);
	if (node && p->edition->syntax & EDITION_BACKGROUND && parse_peek_kind(p) == TK_AMPERSAND)
		node = background(p, node);
	parse_mode(p, before);
	return node;
}
