/* parse_argument: arguments of commands, lists of them, and redirections (reference 2.2). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/parse.h"

/* ---- arguments --------------------------------------------------------------------------------------------------- */

/* What ends a command or separates its arguments. */
static bool is_separator(TokenKind kind)
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
	case TK_COMMA:
	case TK_MINUS_MINUS:
	case TK_REDIRECTION:
	case TK_REDIRECT_IN_STD:
		return true;
	default:
		return false;
	}
}

/* Words, and everything that is not special as an argument: keywords, operators, -names behind a comma. */
static Node *word_argument(Parser *p)
{
	Token token = parse_take(p);

	if (token.kind == TK_GENERIC && token.expandable)
		return parse_expandable(p, &token);
	if (token.kind != TK_IDENTIFIER && token.kind != TK_GENERIC)
		parse_mark_word(p, &token);
	return &parse_string_const(p, token.span,
		token.kind == TK_GENERIC || token.kind == TK_IDENTIFIER ? token.text : parse_text(p, token.span),
		CONST_BAREWORD)
			->node;
}

static Node *single_argument(Parser *p)
{
	Node *node;

	if (is_separator(parse_peek_kind(p)))
		return NULL;
	node = parse_primary(p, true);
	return node ? node : word_argument(p);
}

Node *parse_argument(Parser *p, ArgumentKind kind)
{
	size_t mark = parse_pile(p);
	Node *first = single_argument(p), *last = first;
	NodeArray *array;
	Token comma;

	if (!first || kind == ARGUMENT_SINGLE || parse_peek_kind(p) != TK_COMMA)
		return first;
	parse_pile_add_node(p, first);
	while (parse_accept(p, TK_COMMA, &comma)) {
		parse_skip_lines(p);
		last = single_argument(p);
		if (!last) {
			parse_fail_with(p, PROBLEM_MISSING_EXPRESSION, span_after(comma.span), S(","));
			p->pile.n = mark;
			return parse_error_node(p, span_join(first->span, comma.span));
		}
		parse_pile_add_node(p, last);
	}
	array = PARSE_NEW(p, NodeArray, NODE_ARRAY, span_join(first->span, last->span));
	array->items = parse_pile_nodes(p, mark);
	return &array->node;
}

/* ---- redirections ------------------------------------------------------------------------------------------------ */

static Str stream_name(uint8_t stream)
{
	static const char *const names[] = { "", "output stream", "error stream", "warning stream", "verbose stream",
		"debug stream", "information stream", "* stream" };

	return str_from(names[stream]);
}

/* n>&m, > file, >> file.  false: < file, which leaves no redirection. */
static bool redirection(Parser *p, Redirection *out)
{
	Token token = parse_take(p);

	*out = (Redirection){ .from = token.from, .to = token.to, .append = token.append, .span = token.span };
	if (token.kind == TK_REDIRECTION && token.to) {
		if (token.to != 1 || token.from == 1)
			parse_fail_with(p, PROBLEM_REDIRECTION_NOT_SUPPORTED, token.span, parse_text(p, token.span));
		out->to = 1;
		return true;
	}
	out->file = parse_argument(p, ARGUMENT_SINGLE);
	if (!out->file) {
		parse_fail(p, PROBLEM_MISSING_FILE_SPECIFICATION, span_after(token.span));
		out->file = parse_error_node(p, token.span);
	}
	out->span = span_join(token.span, out->file->span);
	if (token.kind == TK_REDIRECTION)
		return true;
	parse_fail_with(p, PROBLEM_REDIRECTION_NOT_SUPPORTED, token.span, parse_text(p, token.span));
	return false;
}

Span parse_redirection(Parser *p, RedirectionSet *set)
{
	Redirection found;

	if (!redirection(p, &found))
		return found.span;
	for (size_t i = 0; i < set->n; i++) {
		if (set->p[i].from != found.from)
			continue;
		parse_fail_with(p, PROBLEM_STREAM_ALREADY_REDIRECTED, found.span, stream_name(found.from));
		return found.span;
	}
	set->p[set->n++] = found;
	return found.span;
}

Redirection *parse_redirections_keep(Parser *p, const RedirectionSet *set, uint32_t *n)
{
	Redirection *kept = NULL;

	*n = (uint32_t)set->n;
	if (set->n) {
		kept = ARENA_ARRAY(p->arena, Redirection, set->n);
		memcpy(kept, set->p, set->n * sizeof(*kept));
	}
	return kept;
}

bool parse_at_redirection(Parser *p)
{
	return parse_peek_kind(p) == TK_REDIRECTION || p->ahead.kind == TK_REDIRECT_IN_STD;
}
