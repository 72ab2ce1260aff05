/* parse: the stream of tokens, errors, and the making of nodes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/syntax/parse.h"

/* ---- tokens ------------------------------------------------------------------------------------------------------ */

Token *parse_peek(Parser *p)
{
	if (!p->has_ahead) {
		lexer_next(&p->lexer, &p->ahead);
		p->has_ahead = true;
	}
	return &p->ahead;
}

TokenKind parse_peek_kind(Parser *p)
{
	return parse_peek(p)->kind;
}

Token parse_take(Parser *p)
{
	parse_peek(p);
	p->has_ahead = false;
	return p->ahead;
}

void parse_skip(Parser *p)
{
	parse_peek(p);
	p->has_ahead = false;
}

bool parse_accept(Parser *p, TokenKind kind, Token *out)
{
	if (parse_peek_kind(p) != kind)
		return false;
	p->has_ahead = false;
	if (out)
		*out = p->ahead;
	return true;
}

void parse_unget(Parser *p, const Token *token)
{
	p->ahead = *token;
	p->has_ahead = true;
}

void parse_resync(Parser *p, Span from)
{
	p->has_ahead = false;
	lexer_rewind(&p->lexer, from);
}

void parse_skip_lines(Parser *p)
{
	while (parse_peek_kind(p) == TK_NEW_LINE)
		p->has_ahead = false;
}

void parse_skip_lines_and_semis(Parser *p)
{
	while (parse_peek_kind(p) == TK_NEW_LINE || p->ahead.kind == TK_SEMI)
		p->has_ahead = false;
}

/* Variables, and numbers that were numbers in a command, are the same tokens in an expression. */
static bool same_in_expression(const Token *token, LexMode mode)
{
	return mode == LEX_EXPRESSION && (token->kind == TK_VARIABLE || token->kind == TK_NUMBER);
}

LexMode parse_mode(Parser *p, LexMode mode)
{
	LexMode before = p->lexer.mode;

	if (mode == before)
		return before;
	p->lexer.mode = mode;
	if (p->has_ahead && !(token_traits(p->ahead.kind) & TF_PARSE_MODE_INVARIANT) &&
		!same_in_expression(&p->ahead, mode))
		parse_resync(p, p->ahead.span);
	return before;
}

/* The token in the list of tokens, which holds it near its end. */
static Token *recorded(Parser *p, const Token *token)
{
	TokenList *tokens = p->lexer.tokens;

	if (!tokens)
		return NULL;
	for (size_t i = tokens->n; i-- > 0 && tokens->p[i].span.at >= token->span.at;)
		if (tokens->p[i].span.at == token->span.at && tokens->p[i].depth == token->depth)
			return &tokens->p[i];
	return NULL;
}

void parse_mark(Parser *p, const Token *token, uint32_t flags)
{
	Token *kept = recorded(p, token);

	if (kept)
		kept->flags |= flags;
}

void parse_mark_word(Parser *p, const Token *token)
{
	Token *kept = recorded(p, token);

	if (!kept)
		return;
	kept->kind = TK_GENERIC;
	if (kept->flags & TF_KEYWORD)
		kept->text = (Str){ 0 };
	kept->flags &= ~(uint32_t)TF_KEYWORD;
}

void parse_mark_name(Parser *p, const Token *token)
{
	Token *kept = recorded(p, token);

	if (kept)
		kept->flags = (kept->flags & ~(uint32_t)TF_KEYWORD) | TF_COMMAND_NAME;
}

void parse_mark_word_name(Parser *p, const Token *token, uint32_t flags)
{
	Token *kept = recorded(p, token);

	if (!kept)
		return;
	kept->flags = (kept->flags & ~(uint32_t)TF_KEYWORD) | flags;
}

/* ---- errors ------------------------------------------------------------------------------------------------------ */

void parse_fail(Parser *p, ProblemId id, Span span)
{
	lexer_report(&p->lexer, id, span, span, (ProblemArgs){ 0 });
}

bool parse_fail_with(Parser *p, ProblemId id, Span span, Str arg)
{
	return lexer_report(&p->lexer, id, span, span, (ProblemArgs){ .a = arg });
}

void parse_fail_found(Parser *p, ProblemId id, Span span, Span found, Str arg)
{
	lexer_report(&p->lexer, id, span, found, (ProblemArgs){ .a = arg });
}

void parse_fail_final(Parser *p, ProblemId id, Span span, Str arg)
{
	problem_add(&p->problems, id, span, false, (ProblemArgs){ .a = arg });
}

void parse_unexpected(Parser *p, const Token *token)
{
	parse_fail_with(p, PROBLEM_UNEXPECTED_TOKEN, token->span, parse_text(p, token->span));
}

void parse_sync(Parser *p, TokenKind also)
{
	int parens = 0, brackets = 0;

	for (;;) {
		Token token = parse_take(p);

		if (token.kind == TK_END_OF_INPUT || (token.kind == also && brackets == 0)) {
			parse_unget(p, &token);
			return;
		}
		if (token.kind == TK_R_PAREN && parens-- == 0)
			return;
		if (token.kind == TK_L_PAREN || token.kind == TK_AT_PAREN || token.kind == TK_DOLLAR_PAREN)
			parens++;
		if (token.kind == TK_L_BRACKET)
			brackets++;
		if (token.kind == TK_R_BRACKET)
			brackets--;
	}
}

Span parse_before(const Parser *p, Span s)
{
	if (s.at)
		s.at--;
	while (s.at && s.at < p->script->text.n && (p->script->text.p[s.at] & 0xc0) == 0x80)
		s.at--;
	return (Span){ s.at, 0 };
}

Node *parse_error_node(Parser *p, Span span)
{
	return PARSE_NEW(p, Node, NODE_ERROR, span);
}

void parse_stop(Parser *p)
{
	p->problems.closed = true;
	p->lexer.at = (uint32_t)p->lexer.text.n;
	p->has_ahead = false;
}

bool parse_enter(Parser *p)
{
	if (p->depth < PARSE_DEPTH_MAX) {
		p->depth++;
		return true;
	}
	parse_fail(p, PROBLEM_SCRIPT_TOO_COMPLICATED, parse_peek(p)->span);
	parse_stop(p);
	return false;
}

void parse_leave(Parser *p)
{
	p->depth--;
}

Str parse_text(const Parser *p, Span span)
{
	return str_cut(p->script->text, span.at, (size_t)span.at + span.len);
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

void *parse_new(Parser *p, size_t size, NodeKind kind, Span span)
{
	Node *node = arena_alloc(p->arena, size, _Alignof(void *));

	node->kind = (uint8_t)kind;
	node->span = span;
	return node;
}

size_t parse_pile(const Parser *p)
{
	return p->pile.n;
}

void parse_pile_add(Parser *p, const void *item, size_t size)
{
	Pile *pile = &p->pile;

	if (pile->cap - pile->n < size)
		pile->p = mem_grow(pile->p, &pile->cap, pile->n + size, 1);
	memcpy(pile->p + pile->n, item, size);
	pile->n += size;
}

void parse_pile_add_node(Parser *p, Node *node)
{
	parse_pile_add(p, &node, sizeof(Node *));
}

void *parse_pile_take(Parser *p, size_t mark, size_t size, uint32_t *n)
{
	size_t bytes = p->pile.n - mark;
	void *items = NULL;

	*n = (uint32_t)(bytes / size);
	if (bytes) {
		items = arena_alloc(p->arena, bytes, _Alignof(void *));
		memcpy(items, p->pile.p + mark, bytes);
	}
	p->pile.n = mark;
	return items;
}

NodeList parse_pile_nodes(Parser *p, size_t mark)
{
	NodeList list;

	list.p = parse_pile_take(p, mark, sizeof(Node *), &list.n);
	return list;
}

/* ---- constants --------------------------------------------------------------------------------------------------- */

static void constants_grow(Parser *p)
{
	ConstantSet *set = &p->constants;
	size_t n = set->nslots ? set->nslots * 2 : 256;

	free(set->slots);
	set->slots = MEM_ARRAY(uint32_t, n);
	set->nslots = n;
	for (size_t i = 0; i < p->script->constants.n; i++) {
		Value value = p->script->constants.p[i];
		size_t at;

		if (value.kind != V_STRING)
			continue;
		at = string_hash(value.string) & (n - 1);
		while (set->slots[at])
			at = (at + 1) & (n - 1);
		set->slots[at] = (uint32_t)i + 1;
	}
}

Value parse_string_value(Parser *p, Str text)
{
	ConstantSet *set = &p->constants;
	uint32_t hash = str_hash(text);
	size_t at;

	if (set->n * 2 >= set->nslots)
		constants_grow(p);
	for (at = hash & (set->nslots - 1); set->slots[at]; at = (at + 1) & (set->nslots - 1)) {
		Value value = p->script->constants.p[set->slots[at] - 1];

		if (str_eq(string_str(value.string), text))
			return value;
	}
	VEC_PUSH(&p->script->constants, value_string(text));
	set->slots[at] = (uint32_t)p->script->constants.n;
	set->n++;
	return p->script->constants.p[p->script->constants.n - 1];
}

NodeConst *parse_string_const(Parser *p, Span span, Str text, uint16_t flags)
{
	NodeConst *node = PARSE_NEW(p, NodeConst, NODE_CONST, span);

	node->node.flags = flags;
	node->value = parse_string_value(p, text);
	node->text = text;
	return node;
}
