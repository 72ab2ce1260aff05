/* parse_string: strings, words and variables as nodes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"
#include "shell/value/bigint.h"

/* ---- numbers ----------------------------------------------------------------------------------------------------- */

/* A literal with suffix n, or one that only BigInteger can hold: its digits are read again. */
static Value big_number(Parser *p, Str text)
{
	BigInt *big;

	while (text.n && (text.p[text.n - 1] | 0x20) >= 'a')
		text.n--;
	big = bigint_parse(text);
	VEC_PUSH(&p->script->constants, big ? bigint_value(big) : value_int(0));
	return p->script->constants.p[p->script->constants.n - 1];
}

Value parse_number_value(Parser *p, const Token *token)
{
	const Num *number = &token->number;

	switch (number->kind) {
	case NUM_SINGLE:
		return value_single((float)number->f64);
	case NUM_DOUBLE:
		return value_double(number->f64);
	case NUM_DECIMAL:
		VEC_PUSH(&p->script->constants, value_decimal(number->decimal));
		return p->script->constants.p[p->script->constants.n - 1];
	case NUM_BIGINT:
		return big_number(p, token->text);
	default:
		return value_integer(T_SBYTE + (int)number->kind, number->i64);
	}
}

/* ---- variables --------------------------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
	const char *name;
	uint16_t flag;
} scopes[] = {
	{ "global", VAR_GLOBAL }, { "local", VAR_LOCAL }, { "script", VAR_SCRIPT }, { "private", VAR_PRIVATE },
	{ "using", VAR_USING }, { "workflow", VAR_WORKFLOW },
	{ "variable", 0 }, /* the Variable: drive is the plain variable */
};
/* clang-format on */

static uint16_t scope_flag(Str qualifier)
{
	for (size_t i = 0; i < COUNT(scopes); i++)
		if (str_ieq(qualifier, str_from(scopes[i].name)))
			return scopes[i].flag;
	return VAR_DRIVE;
}

/* $using:x is a node of its own around nothing but the variable. */
NodeVariable *parse_variable(Parser *p, const Token *token)
{
	NodeVariable *node = PARSE_NEW(p, NodeVariable, NODE_VARIABLE, token->span);
	size_t colon = str_find_byte(token->text, ':', 0);

	node->path = node->name = token->text;
	if (parse_text(p, (Span){ token->span.at + 1, 1 }).p[0] == '{')
		node->node.flags |= VAR_BRACED;
	if (colon != STR_NONE) {
		node->qualifier = str_cut(token->text, 0, colon);
		node->name = str_cut(token->text, colon + 1, token->text.n);
		if (colon)
			node->node.flags |= scope_flag(node->qualifier);
	}
	if (token->kind == TK_SPLATTED_VARIABLE)
		node->node.kind = NODE_SPLAT;
	else if (node->node.flags & VAR_USING)
		node->node.kind = NODE_USING_VARIABLE;
	return node;
}

/* ---- strings ----------------------------------------------------------------------------------------------------- */

static uint16_t string_flags(TokenKind kind)
{
	switch (kind) {
	case TK_STRING_LITERAL:
		return CONST_SINGLE_QUOTED;
	case TK_STRING_EXPANDABLE:
		return CONST_DOUBLE_QUOTED;
	case TK_HERE_STRING_LITERAL:
		return CONST_SINGLE_QUOTED | CONST_HERE;
	case TK_HERE_STRING_EXPANDABLE:
		return CONST_DOUBLE_QUOTED | CONST_HERE;
	default:
		return CONST_BAREWORD;
	}
}

/* Reads the $( ) with a lexer of its own, and goes on where it was. */
static Node *sub_part(Parser *p, const Lexer *sub)
{
	Lexer before = p->lexer;
	Token ahead = p->ahead;
	bool had_ahead = p->has_ahead, no_comma = p->no_comma;
	Node *node;

	p->lexer = *sub;
	p->lexer.mode = LEX_EXPRESSION;
	p->lexer.signed_numbers = p->lexer.ternary = p->lexer.simple_names = false;
	p->has_ahead = p->no_comma = false;
	node = parse_primary(p, false);
	p->lexer = before;
	p->ahead = ahead;
	p->has_ahead = had_ahead;
	p->no_comma = no_comma;
	return node;
}

static Node *part(Parser *p, const LexerPart *found, Span span)
{
	switch (found->kind) {
	case PART_VARIABLE:
		if (p->lexer.tokens)
			VEC_PUSH(p->lexer.tokens, found->token);
		return &parse_variable(p, &found->token)->node;
	case PART_SUB:
		return sub_part(p, &found->sub);
	default:
		return &parse_string_const(p, span, found->text, CONST_BAREWORD)->node;
	}
}

/* A token whose parts were not parsed shows its subexpressions as literals. */
void parse_mark_parts(Parser *p, const Token *token)
{
	LexerParts parts;
	LexerPart found;

	if (!p->lexer.tokens || !token->expandable)
		return;
	parts = lexer_parts(&p->lexer, token);
	while (lexer_part(&parts, &found)) {
		Token nested = { .kind = TK_STRING_LITERAL,
			.span = lexer_span(&p->lexer, found.from, found.to),
			.flags = TF_PARSE_MODE_INVARIANT,
			.depth = (uint16_t)(token->depth + 1) };

		nested.text = parse_text(p, nested.span);
		if (found.kind != PART_TEXT)
			VEC_PUSH(p->lexer.tokens, found.kind == PART_VARIABLE ? found.token : nested);
	}
}

Node *parse_expandable(Parser *p, const Token *token)
{
	NodeExpandable *node = PARSE_NEW(p, NodeExpandable, NODE_EXPANDABLE, token->span);
	LexerParts parts = lexer_parts(&p->lexer, token);
	size_t mark = parse_pile(p);
	LexerPart found;

	node->node.flags = string_flags(token->kind);
	node->format = token->text;
	if (parse_enter(p)) {
		while (lexer_part(&parts, &found)) {
			Node *next = part(p, &found, lexer_span(&p->lexer, found.from, found.to));

			if (next)
				parse_pile_add_node(p, next);
		}
		parse_leave(p);
	}
	node->parts = parse_pile_nodes(p, mark);
	return &node->node;
}

Node *parse_string(Parser *p, const Token *token)
{
	if (token->expandable)
		return parse_expandable(p, token);
	return &parse_string_const(p, token->span, token->text, string_flags(token->kind))->node;
}
