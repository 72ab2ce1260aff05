/* help_comment: the comments of a script that are help. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/function.h"
#include "shell/help/help.h"

/* Comments that follow each other from line to line are one. */
typedef struct Run {
	uint32_t from, to; /* of script->comments */
} Run;

static uint32_t end_of(Span span)
{
	return span.at + span.len;
}

static bool is_space(const Script *script, uint32_t from, uint32_t to)
{
	return from <= to && str_trim(str_cut(script->text, from, to)).n == 0;
}

static uint32_t lines_between(const Script *script, uint32_t from, uint32_t to)
{
	uint32_t n = 0;

	for (uint32_t i = from; i < to; i++)
		n += script->text.p[i] == '\n';
	return n;
}

static bool continues(const Script *script, uint32_t i)
{
	Span before = script->comments.p[i - 1], now = script->comments.p[i];

	return is_space(script, end_of(before), now.at) && lines_between(script, end_of(before), now.at) <= 1;
}

/* The text of a run: # and <# #> taken off. */
static void put_comment(Str comment, Buf *out)
{
	size_t n = 0;

	if (str_starts(comment, S("<#"))) {
		buf_put(out, str_cut(comment, 2, str_ends(comment, S("#>")) ? comment.n - 2 : comment.n));
	} else {
		while (n < comment.n && comment.p[n] == '#')
			n++;
		buf_put(out, str_cut(comment, n, comment.n));
	}
	buf_put_char(out, '\n');
}

static bool read_run(const Script *script, Run run, Arena *arena, HelpDoc *out)
{
	Buf text = BUF_INIT;
	bool found;

	for (uint32_t i = run.from; i < run.to; i++)
		put_comment(script_span_text(script, script->comments.p[i]), &text);
	found = help_doc_parse(arena, arena_copy(arena, buf_str(&text)), out);
	buf_release(&text);
	return found;
}

/* Runs that stand between at and the first thing that is no comment. */
static bool find_forward(const Script *script, uint32_t at, uint32_t end, Arena *arena, HelpDoc *out)
{
	for (uint32_t i = 0; i < script->comments.n; i++) {
		Run run = { i, i + 1 };

		if (script->comments.p[i].at < at)
			continue;
		if (script->comments.p[i].at >= end || !is_space(script, at, script->comments.p[i].at))
			return false;
		while (run.to < script->comments.n && end_of(script->comments.p[run.to]) <= end &&
			continues(script, run.to))
			run.to++;
		if (read_run(script, run, arena, out))
			return true;
		at = end_of(script->comments.p[run.to - 1]);
		i = run.to - 1;
	}
	return false;
}

/* The run that ends before at, with at most so many line ends between. */
static bool find_backward(const Script *script, uint32_t start, uint32_t at, uint32_t lines, Arena *arena, HelpDoc *out)
{
	uint32_t last = 0;
	Run run;

	while (last < script->comments.n && end_of(script->comments.p[last]) <= at)
		last++;
	if (!last || script->comments.p[last - 1].at < start)
		return false;
	run = (Run){ last - 1, last };
	if (!is_space(script, end_of(script->comments.p[run.from]), at) ||
		lines_between(script, end_of(script->comments.p[run.from]), at) > lines)
		return false;
	while (run.from > 0 && script->comments.p[run.from - 1].at >= start && continues(script, run.from))
		run.from--;
	return read_run(script, run, arena, out);
}

static bool is_name_byte(char c)
{
	return c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != ';' && c != '{' && c != '}';
}

static uint32_t skip_space_back(const Script *script, uint32_t at)
{
	while (at > 0 && str_trim(str_cut(script->text, at - 1, at)).n == 0)
		at--;
	return at;
}

static uint32_t skip_word_back(const Script *script, uint32_t at)
{
	while (at > 0 && is_name_byte(script->text.p[at - 1]))
		at--;
	return at;
}

/* Where "function name" in front of a body begins. */
static uint32_t keyword_at(const Script *script, const ScriptBlockNode *node)
{
	uint32_t at = node->params && node->params->is_head ? node->params->span.at : node->node.span.at;

	at = skip_word_back(script, skip_space_back(script, at));
	return skip_word_back(script, skip_space_back(script, at));
}

static bool find_of_function(const Script *script, const ScriptBlockNode *node, Arena *arena, HelpDoc *out)
{
	uint32_t from = node->body.at, to = end_of(node->body);

	return find_backward(script, 0, keyword_at(script, node), 2, arena, out) ||
	       find_forward(script, from, to, arena, out) || find_backward(script, from, to, UINT32_MAX, arena, out);
}

/* A comment right before the first function of a file is that function's. */
static bool is_of_function(const Script *script, Arena *arena)
{
	const NodeBlock *body = script->root->end;
	const Node *first = body && body->statements.n ? body->statements.p[0] : NULL;
	HelpDoc doc;
	bool found;

	if (!first || first->kind != NODE_FUNCTION || script->root->params)
		return false;
	found = find_backward(script, 0, first->span.at, 2, arena, &doc);
	if (found)
		help_doc_release(&doc);
	return found;
}

static bool find_of_file(const Script *script, Arena *arena, HelpDoc *out)
{
	uint32_t n = (uint32_t)script->text.n;

	if (!is_of_function(script, arena) && find_forward(script, 0, n, arena, out))
		return true;
	return find_backward(script, 0, n, UINT32_MAX, arena, out);
}

bool help_comment_find(const Command *command, Arena *arena, HelpDoc *out)
{
	const Block *block = command->block;

	if (!block)
		return false;
	if (command->kind == COMMAND_SCRIPT_FILE)
		return find_of_file(block->script, arena, out);
	if (block->node == block->script->root) /* a function whose body is a text of its own */
		return find_forward(block->script, 0, (uint32_t)block->script->text.n, arena, out);
	return find_of_function(block->script, block->node, arena, out);
}

Str help_comment_of_param(const Command *command, const NodeParam *param, Arena *arena)
{
	const Script *script = command->block->script;
	Buf text = BUF_INIT;
	uint32_t last = 0, from;
	Str result;

	while (last < script->comments.n && end_of(script->comments.p[last]) <= param->span.at)
		last++;
	if (!last || !is_space(script, end_of(script->comments.p[last - 1]), param->span.at) ||
		lines_between(script, end_of(script->comments.p[last - 1]), param->span.at) > 1)
		return S("");
	for (from = last - 1; from > 0 && continues(script, from);)
		from--;
	for (uint32_t i = from; i < last; i++)
		put_comment(script_span_text(script, script->comments.p[i]), &text);
	result = arena_copy(arena, str_trim(buf_str(&text)));
	buf_release(&text);
	return result;
}
