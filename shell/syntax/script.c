/* script: making and releasing scripts, and saying where something is in them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/syntax/parse.h"

enum { TEXT_MAX = 0x40000000 }; /* places are 32 bits, and some lie behind the end */

/* ---- lines ------------------------------------------------------------------------------------------------------- */

/* LF, CR and CR LF end a line. */
static size_t line_end_at(Str text, size_t at)
{
	while (at < text.n && text.p[at] != '\n' && text.p[at] != '\r')
		at++;
	return at;
}

static size_t next_line(Str text, size_t end)
{
	return end + (text.p[end] == '\r' && end + 1 < text.n && text.p[end + 1] == '\n' ? 2 : 1);
}

static void find_lines(Script *script)
{
	VEC(uint32_t) starts = { 0 };
	size_t at = 0, end;

	VEC_PUSH(&starts, 0);
	while ((end = line_end_at(script->text, at)) < script->text.n) {
		at = next_line(script->text, end);
		VEC_PUSH(&starts, (uint32_t)at);
	}
	script->line_starts = starts.p;
	script->nlines = (uint32_t)starts.n;
}

void script_position(const Script *script, uint32_t at, uint32_t *line, uint32_t *column)
{
	uint32_t low = 0, high = script->nlines, inside = at;
	Str before;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (script->line_starts[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	if (inside > script->text.n)
		inside = (uint32_t)script->text.n;
	before = str_cut(script->text, script->line_starts[low], inside);
	*line = low + 1;
	*column = (uint32_t)str_units(before) + 1 + (at - inside);
}

Str script_line(const Script *script, uint32_t line)
{
	size_t start;

	if (line == 0 || line > script->nlines)
		return S("");
	start = script->line_starts[line - 1];
	return str_cut(script->text, start, line_end_at(script->text, start));
}

Str script_span_text(const Script *script, Span span)
{
	return str_cut(script->text, span.at, (size_t)span.at + span.len);
}

/* ---- parsing ----------------------------------------------------------------------------------------------------- */

static Script *script_new(const ParseInput *input)
{
	Script *script = MEM_NEW(Script);

	script->refs = 1;
	script->arena = arena_new(0);
	script->tree_arena = arena_new(0);
	script->path = arena_copy(script->arena, input->path);
	script->text = arena_copy(script->arena, str_cut(input->text, 0, TEXT_MAX));
	return script;
}

static void parser_init(Parser *p, Script *script, const ParseInput *input, ParseErrors *errs)
{
	*p = (Parser){
		.script = script, .arena = script->tree_arena, .edition = input->edition, .outside = input->outside
	};
	p->problems = (Problems){ .errors = errs, .edition = input->edition };
	p->scratch = BUF_INIT;
	p->lexer = (Lexer){
		.text = script->text,
		.script = script->text,
		.arena = script->tree_arena,
		.edition = input->edition,
		.problems = &p->problems,
		.scratch = &p->scratch,
		.tokens = input->flags & PARSE_TOKENS ? input->tokens : NULL,
		.comments = &script->comments,
		.signature_end = UINT32_MAX,
	};
}

static void parser_release(Parser *p)
{
	problem_release(&p->problems);
	buf_release(&p->scratch);
	free(p->pile.p);
	free(p->constants.slots);
}

Script *script_parse(const ParseInput *input, ParseErrors *errs)
{
	Script *script = script_new(input);
	Parser p;

	*errs = (ParseErrors){ 0 };
	find_lines(script);
	parser_init(&p, script, input, errs);
	script->root = parse_script(&p);
	parse_requires(&p, (input->flags & PARSE_FILE) != 0);
	parse_check(&p, script->root);
	if (input->flags & PARSE_DATA)
		parse_check_data_file(&p, script->root);
	parser_release(&p);
	return script;
}

bool script_is_incomplete(const ParseErrors *errs)
{
	for (size_t i = 0; i < errs->n; i++)
		if (errs->p[i].incomplete)
			return true;
	return false;
}

bool script_wants_more(const ParseErrors *errs)
{
	return errs->n && errs->p[0].incomplete;
}

void script_errors_release(ParseErrors *errs)
{
	free(errs->p);
	arena_free(errs->arena);
	*errs = (ParseErrors){ 0 };
}

/* ---- lifetime ---------------------------------------------------------------------------------------------------- */

Script *script_ref(Script *script)
{
	script->refs++;
	return script;
}

void script_forget_tree(Script *script)
{
	for (size_t i = 0; i < script->caches.n; i++)
		script->caches.p[i].free(script->caches.p[i].cache);
	for (size_t i = 0; i < script->constants.n; i++)
		value_drop(script->constants.p[i]);
	VEC_RELEASE(&script->caches);
	VEC_RELEASE(&script->constants);
	script->root = NULL;
	script->requires = NULL;
	arena_free(script->tree_arena);
	script->tree_arena = NULL;
}

void script_drop(Script *script)
{
	if (!script || --script->refs)
		return;
	script_forget_tree(script);
	VEC_RELEASE(&script->comments);
	free(script->line_starts);
	arena_free(script->arena);
	free(script);
}

void script_keep_cache(Script *script, void *cache, void (*cache_free)(void *cache))
{
	VEC_PUSH(&script->caches, ((ScriptCache){ cache, cache_free }));
}

/* ---- positions for messages -------------------------------------------------------------------------------------- */

/* A line as a message shows it, and which of its units are underlined. */
typedef struct Shown {
	Buf line; /* tabs as four blanks */
	size_t before, marked, units;
} Shown;

enum { SHOWN_MAX = 69, SHOWN_BEFORE = 12, SHOWN_AFTER = 8, TAB = 4 };

static size_t without_tabs(Str text, Buf *out)
{
	size_t extra = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\t') {
			buf_put_many(out, ' ', TAB);
			extra += TAB - 1;
		} else {
			buf_put_char(out, text.p[i]);
		}
	}
	return str_units(text) + extra;
}

/* Takes the line of a span apart: what is before it, in it, behind it.  Blanks at its end are not shown (asked of
 * 7.6). */
static void show(const Script *script, Span span, uint32_t line, Shown *shown)
{
	Str text = str_trim_end(script_line(script, line));
	size_t start = span.at - script->line_starts[line - 1], end = start + span.len;

	shown->before = without_tabs(str_cut(text, 0, start), &shown->line);
	shown->marked = without_tabs(str_cut(text, start, end), &shown->line);
	shown->units = shown->before + shown->marked + without_tabs(str_cut(text, end, text.n), &shown->line);
	if (start > text.n)
		shown->before += start - text.n;
}

/* How much of a line too long is shown around the marked part: 12 units before it and 8 after it at most, and more of
 * both sides while there is room (reference 3.2.1). */
static void window(const Shown *shown, size_t *from, size_t *to)
{
	size_t before = shown->before < SHOWN_BEFORE ? shown->before : SHOWN_BEFORE;
	size_t rest = shown->units > shown->before + shown->marked ? shown->units - shown->before - shown->marked : 0;
	size_t after = rest < SHOWN_AFTER ? rest : SHOWN_AFTER;
	size_t wanted = before + shown->marked + after, room;

	if (wanted < SHOWN_MAX) {
		room = SHOWN_MAX - wanted;
		before = before + room < shown->before ? before + room : shown->before;
		wanted = before + shown->marked + after;
	}
	if (wanted < SHOWN_MAX) {
		room = SHOWN_MAX - wanted;
		after = after + room < rest ? after + room : rest;
		wanted = before + shown->marked + after;
	}
	*from = shown->before - before;
	*to = *from + (wanted < SHOWN_MAX ? wanted : SHOWN_MAX);
}

static void put_shown(const Shown *shown, const Edition *edition, Buf *out)
{
	Str line = buf_str(&shown->line);
	size_t from = 0, to = shown->units, before = shown->before, marked = shown->marked;

	if (shown->units > SHOWN_MAX)
		window(shown, &from, &to);
	buf_put(out, S("+ "));
	if (from > 0)
		buf_printf(out, "%s ", edition->dots);
	buf_put(out, str_cut(line, str_byte_of_unit(line, from), str_byte_of_unit(line, to)));
	if (to < shown->units)
		buf_printf(out, " %s", edition->dots);
	before = before > from ? before - from : 0;
	if (before <= to - from && marked > to - from - before)
		marked = to - from - before;
	if (from > 0)
		before += (size_t)edition->dots_columns + 1;
	buf_put(out, S("\n+ "));
	buf_put_many(out, ' ', before);
	buf_put_many(out, '~', marked ? marked : 1);
}

void script_put_position(const Script *script, Span span, const Edition *edition, Buf *out)
{
	Shown shown = { .line = BUF_INIT };
	uint32_t line, column;

	script_position(script, span.at, &line, &column);
	buf_put(out, S("At "));
	buf_put(out, script->path.n ? script->path : S("line"));
	buf_printf(out, ":%u char:%u\n", (unsigned)line, (unsigned)column);
	show(script, span, line, &shown);
	put_shown(&shown, edition, out);
	buf_release(&shown.line);
}

enum { ERRORS_SHOWN = 10 };

void script_put_errors(const Script *script, const ParseErrors *errs, const Edition *edition, Buf *out)
{
	for (size_t i = 0; i < errs->n && i < ERRORS_SHOWN; i++) {
		if (i > 0)
			buf_put(out, S("\n\n"));
		script_put_position(script, errs->p[i].span, edition, out);
		buf_put_char(out, '\n');
		buf_put(out, errs->p[i].text);
	}
	if (errs->n > ERRORS_SHOWN)
		buf_put(out, S("\nNot all parse errors were reported.  Correct the reported errors and try again."));
}
