/* complete: what Tab offers: where the cursor is, and what may stand there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/complete/complete_private.h"
#include "shell/syntax/ast_walk.h"

enum { ARENA_LIMIT = 64 << 20 };

/* ORDER CompletionKind */
static const char *const kind_names[] = { "Text", "History", "Command", "ProviderItem", "ProviderContainer", "Property",
	"Method", "ParameterName", "ParameterValue", "Variable", "Namespace", "Type", "Keyword", "DynamicKeyword" };

const char *complete_kind_name(CompletionKind kind)
{
	return kind_names[kind];
}

/* ---- where the cursor is ---- */

static size_t token_end(const Token *token)
{
	return (size_t)token->span.at + token->span.len;
}

/* Line ends and what is not part of the text stand for no word. */
static bool is_word(const Token *token)
{
	return token->kind != TK_END_OF_INPUT && token->kind != TK_NEW_LINE && token->kind != TK_LINE_CONTINUATION;
}

/* Tokens inside of strings come behind the string: the last that fits is the innermost.  Where two meet at the cursor
 * the first counts, unless it is closed by a bracket or the like: "(Get-‸)". */
static void find_tokens(Completer *c)
{
	for (size_t i = 0; i < c->tokens.n; i++) {
		const Token *token = &c->tokens.p[i];

		if (is_word(token) && token->span.at < c->cursor && c->cursor <= token_end(token))
			c->token = token;
	}
	for (size_t i = 0; i < c->tokens.n; i++) {
		const Token *token = &c->tokens.p[i];
		size_t limit = c->token ? c->token->span.at : c->cursor;

		if (token == c->token || token_end(token) > limit || token->kind == TK_END_OF_INPUT ||
			token->kind == TK_LINE_CONTINUATION)
			continue;
		if (c->token && token->depth > c->token->depth)
			continue;
		if (!c->before || token_end(token) >= token_end(c->before))
			c->before = token;
	}
}

typedef struct PathWalk {
	AstVisitor visitor;
	Completer *c;
} PathWalk;

static bool step(AstVisitor *visitor, Node *node, const Node *outer)
{
	Completer *c = ((PathWalk *)visitor)->c;

	(void)outer;
	if (node->span.at <= c->reach && c->reach <= (size_t)node->span.at + node->span.len)
		VEC_PUSH(&c->path, node);
	return true; /* a hole may hold more than its own span */
}

static void find_path(Completer *c)
{
	PathWalk walk = { .visitor = { .node = step }, .c = c };

	c->reach = !c->token && c->before ? token_end(c->before) : c->cursor;
	ast_walk_block(&walk.visitor, c->script->root);
	VEC_RELEASE(&walk.visitor.chain);
}

static bool is_bracket(const Node *node)
{
	static const uint8_t kinds[] = { NODE_SCRIPT_BLOCK, NODE_PAREN, NODE_SUB, NODE_ARRAY_SUB, NODE_HASH, NODE_INDEX,
		NODE_INVOKE };

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (node->kind == kinds[i])
			return true;
	return false;
}

/* Brackets hold the cursor only when it stands inside of them. */
static bool is_inside(const Completer *c, const Node *node)
{
	size_t end = (size_t)node->span.at + node->span.len;
	char last = (char)(end && end <= c->text.n ? c->text.p[end - 1] : 0);
	bool closed = last == ')' || last == '}' || last == ']';

	return is_bracket(node) && c->reach > node->span.at && !(closed && c->reach >= end);
}

Node *complete_find(const Completer *c, NodeKind kind)
{
	for (size_t i = c->path.n; i > 0; i--) {
		if (c->path.p[i - 1]->kind == kind)
			return c->path.p[i - 1];
		if (is_inside(c, c->path.p[i - 1]))
			return NULL;
	}
	return NULL;
}

size_t complete_place(const Completer *c, const Node *node)
{
	for (size_t i = 0; i < c->path.n; i++)
		if (c->path.p[i] == node)
			return i;
	return STR_NONE;
}

/* ---- results ---- */

void complete_set_range(Completer *c, size_t at, size_t length, Str word)
{
	c->out->at = at;
	c->out->length = length;
	c->word = word;
}

static bool is_string(const Token *token)
{
	return token->kind == TK_STRING_LITERAL || token->kind == TK_STRING_EXPANDABLE;
}

void complete_set_token(Completer *c)
{
	const Token *token = c->token;

	if (!token) {
		complete_set_range(c, c->cursor, 0, S(""));
		return;
	}
	complete_set_range(c, token->span.at, token->span.len, token->text);
	if (is_string(token))
		c->quote = c->text.p[token->span.at];
	else if (token->kind != TK_IDENTIFIER && token->kind != TK_GENERIC)
		c->word = str_cut(c->text, token->span.at, token_end(token));
}

bool complete_fits(const Completer *c, Str name)
{
	Str pattern;

	if (!wildcard_has(c->word))
		return str_istarts(name, c->word);
	pattern = arena_printf(c->arena, "%.*s*", STR_ARG(c->word));
	return wildcard_match(pattern, name, true);
}

Completion *complete_add(Completer *c, CompletionKind kind, Str text, Str list_item)
{
	Completion *added;

	VEC_PUSH(c->out, ((Completion){ .kind = kind, .text = BUF_INIT, .list_item = BUF_INIT, .tool_tip = BUF_INIT }));
	added = &c->out->p[c->out->n - 1];
	buf_put(&added->text, text);
	buf_put(&added->list_item, list_item);
	buf_put(&added->tool_tip, list_item);
	return added;
}

void complete_put_quoted(Str value, char quote, Buf *out)
{
	buf_put_char(out, quote);
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == quote && quote == '\'')
			buf_put_char(out, quote);
		else if (quote == '"' && (value.p[i] == '`' || value.p[i] == '$' || value.p[i] == '"'))
			buf_put_char(out, '`');
		buf_put_char(out, value.p[i]);
	}
	buf_put_char(out, quote);
}

/* PowerShell's rule: it must be one token, and hold nothing that would be read as more.  A keyword will do, although it
 * is no whole statement (asked of the engine: Get-Help -Category f). */
bool complete_needs_quotes(const Completer *c, Str value, bool is_path)
{
	TokenList tokens = { 0 };
	ParseErrors errs = { 0 };
	ParseInput input = {
		.text = value, .edition = runtime_edition(c->in), .flags = PARSE_TOKENS, .tokens = &tokens
	};
	Script *script = script_parse(&input, &errs);
	bool needs = tokens.n != 2 || (errs.n && !(token_traits(tokens.p[0].kind) & TF_KEYWORD));

	for (size_t i = 0; !needs && i < value.n; i++)
		needs = value.p[i] == '$' || value.p[i] == '`' || (is_path && (value.p[i] == '[' || value.p[i] == ']'));
	VEC_RELEASE(&tokens);
	script_errors_release(&errs);
	script_drop(script);
	return needs;
}

Completion *complete_add_value(Completer *c, CompletionKind kind, Str value)
{
	Completion *added = complete_add(c, kind, S(""), value);
	char quote = (char)(c->quote ? c->quote : '\'');

	if (c->quote || complete_needs_quotes(c, value, false))
		complete_put_quoted(value, quote, &added->text);
	else
		buf_put(&added->text, value);
	return added;
}

static int by_list_item(const void *a, const void *b)
{
	Str x = buf_str(&((const Completion *)a)->list_item), y = buf_str(&((const Completion *)b)->list_item);
	int order = str_icompare(x, y);

	return order ? order : str_compare(x, y);
}

static void release_one(Completion *completion)
{
	buf_release(&completion->text);
	buf_release(&completion->list_item);
	buf_release(&completion->tool_tip);
}

void complete_sort(Completer *c, size_t first)
{
	Completion *p = c->out->p;
	size_t kept = first;

	if (c->out->n <= first)
		return;
	qsort(p + first, c->out->n - first, sizeof(*p), by_list_item);
	for (size_t i = first; i < c->out->n; i++)
		if (kept > first && str_ieq(buf_str(&p[kept - 1].text), buf_str(&p[i].text)))
			release_one(&p[i]);
		else
			p[kept++] = p[i];
	c->out->n = kept;
}

void complete_release(Completions *completions)
{
	for (size_t i = 0; i < completions->n; i++)
		release_one(&completions->p[i]);
	VEC_RELEASE(completions);
}

/* ---- one press of Tab ---- */

/* In this order: what a word can be inside of another comes first. */
static bool (*const kinds_of_word[])(Completer *c) = { complete_comment, complete_variable, complete_member,
	complete_attribute, complete_index, complete_hash_key, complete_type_name, complete_using, complete_operator,
	complete_command, complete_string };

/* Behind these a command begins, of which nothing is there yet. */
static bool is_separator(const Token *token)
{
	return token && (token->kind == TK_PIPE || token->kind == TK_SEMI || token->kind == TK_AND_AND ||
				token->kind == TK_OR_OR || token->kind == TK_NEW_LINE);
}

static void look(Completer *c)
{
	complete_set_token(c);
	c->out->none = is_separator(c->token) || (!c->token && is_separator(c->before));
	if (c->out->none)
		return;
	for (size_t i = 0; i < COUNT(kinds_of_word); i++)
		if (kinds_of_word[i](c))
			return;
	c->out->none = !c->token;
}

/* What completing runs leaves no trace in the session. */
static void look_quietly(Completer *c)
{
	Interp *in = c->in;
	bool success = in->success;
	size_t errors = in->errors->n;

	look(c);
	if (interp_error_peek(in))
		value_drop(interp_take_error(in));
	while (in->errors->n > errors)
		value_drop(list_remove_at(in->errors, 0));
	in->success = success;
}

void complete_text(Interp *in, Str text, size_t cursor, Completions *out)
{
	Completer c = { .in = in, .text = text, .cursor = cursor, .out = out };
	ParseErrors errs = { 0 };
	ParseInput input = { .text = text, .edition = runtime_edition(in), .flags = PARSE_TOKENS, .tokens = &c.tokens };

	if (str_trim(text).n == 0) {
		out->none = true;
		return;
	}
	c.arena = arena_new(ARENA_LIMIT);
	c.script = script_parse(&input, &errs);
	find_tokens(&c);
	find_path(&c);
	look_quietly(&c);
	VEC_RELEASE(&c.path);
	VEC_RELEASE(&c.tokens);
	script_errors_release(&errs);
	script_drop(c.script);
	arena_free(c.arena);
}
