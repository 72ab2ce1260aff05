/* host_line: a line that is being typed, on the screen: wrapped, coloured by token, redrawn in place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/host/host_line.h"

#include <stdlib.h>

#include "shell/syntax/script.h"

/* ---- drawing ---- */

/* How far the drawing has come. */
typedef struct Pen {
	Buf *out;
	size_t width, row, column;
	uint8_t color;
} Pen;

/* clang-format off */
typedef enum LineColor {
	LINE_PLAIN, LINE_COMMAND, LINE_COMMENT, LINE_KEYWORD, LINE_STRING, LINE_OPERATOR, LINE_VARIABLE, LINE_TYPE,
	LINE_NUMBER, LINE_MEMBER, LINE_PARAMETER,
} LineColor;
/* PSReadLine's colours of them.  ORDER LineColor */
static const char *const color_sequences[] = {
	"\033[0m", "\033[0;93m", "\033[0;32m", "\033[0;92m", "\033[0;36m", "\033[0;90m", "\033[0;92m", "\033[0;37m",
	"\033[0;97m", "\033[0;97m", "\033[0;90m",
};
/* clang-format on */

/* A terminal wraps by itself, but only when the next character comes. */
static void advance(Pen *pen, size_t columns)
{
	if (pen->column + columns > pen->width) {
		pen->row++;
		pen->column = 0;
	}
	pen->column += columns;
}

static void new_row(Pen *pen)
{
	buf_put(pen->out, S("\033[K\r\n"));
	pen->row++;
	pen->column = 0;
}

/* Bytes of the escape sequence at the start of a text; 0: none. */
static size_t sequence_length(Str text)
{
	size_t n = 2;

	if (text.n < 2 || text.p[0] != '\033' || text.p[1] != '[')
		return 0;
	while (n < text.n && (text.p[n] < '@' || text.p[n] > '~'))
		n++;
	return n < text.n ? n + 1 : n;
}

static void put_shown(Pen *pen, Str character, uint32_t code)
{
	if (code < ' ' || code == 127) { /* ^C */
		advance(pen, 2);
		buf_put_char(pen->out, '^');
		buf_put_char(pen->out, (char)((code ^ 64) & 127));
		return;
	}
	advance(pen, (size_t)utf8_width(code));
	buf_put(pen->out, character);
}

static void put_prompt(Pen *pen, Str prompt)
{
	for (size_t at = 0; at < prompt.n;) {
		Str rest = str_cut(prompt, at, prompt.n);
		size_t n = sequence_length(rest), next = at;
		uint32_t code;

		if (n) {
			buf_put(pen->out, str_cut(rest, 0, n));
			at += n;
			continue;
		}
		code = utf8_next(prompt, &next);
		if (code == '\n')
			new_row(pen);
		else if (code > 2) /* readline's marks around what has no width */
			put_shown(pen, str_cut(prompt, at, next), code);
		at = next;
	}
}

static void set_color(Pen *pen, uint8_t color)
{
	if (pen->color != color)
		buf_put(pen->out, str_from(color_sequences[color]));
	pen->color = color;
}

static void put_character(Pen *pen, Str character, uint32_t code)
{
	if (code == '\n') {
		set_color(pen, LINE_PLAIN);
		new_row(pen);
		put_prompt(pen, S(">> "));
	} else if (code == '\t') {
		advance(pen, 4);
		buf_put(pen->out, S("    "));
	} else {
		put_shown(pen, character, code);
	}
}

void host_line_draw(HostLine *line, const HostLineText *what, Buf *out)
{
	Pen pen = { .out = out, .width = what->width ? what->width : 80 };
	size_t row = 0, column = 0;

	if (line->row)
		buf_printf(out, "\033[%zuA", line->row);
	buf_put_char(out, '\r');
	put_prompt(&pen, what->prompt);
	for (size_t at = 0; at <= what->text.n;) {
		size_t next = at;
		uint32_t code;

		if (at == what->cursor) {
			row = pen.column == pen.width ? pen.row + 1 : pen.row;
			column = pen.column == pen.width ? 0 : pen.column;
		}
		if (at == what->text.n)
			break;
		code = utf8_next(what->text, &next);
		if (what->colors)
			set_color(&pen, what->colors[at]);
		put_character(&pen, str_cut(what->text, at, next), code);
		at = next;
	}
	set_color(&pen, LINE_PLAIN);
	if (pen.column == pen.width) { /* the row below must be there for the cursor */
		buf_put(out, S(" \r"));
		pen.row++;
		pen.column = 0;
	}
	buf_put(out, S("\033[J"));
	if (pen.row > row)
		buf_printf(out, "\033[%zuA", pen.row - row);
	buf_put_char(out, '\r');
	if (column)
		buf_printf(out, "\033[%zuC", column);
	line->row = row;
}

/* ---- colouring ---- */

/* Kinds of token that have a colour of their own, whatever their place; ranges of TokenKind. */
static const struct {
	uint8_t first, last, color;
} kind_colors[] = {
	{ TK_VARIABLE, TK_SPLATTED_VARIABLE, LINE_VARIABLE },
	{ TK_PARAMETER, TK_PARAMETER, LINE_PARAMETER },
	{ TK_NUMBER, TK_NUMBER, LINE_NUMBER },
	{ TK_COMMENT, TK_COMMENT, LINE_COMMENT },
	{ TK_STRING_LITERAL, TK_HERE_STRING_EXPANDABLE, LINE_STRING },
	{ TK_AND_AND, TK_PIPE, LINE_OPERATOR },
	{ TK_MINUS_MINUS, TK_COLON, LINE_OPERATOR },
};

static LineColor color_of(const Token *token)
{
	if (token->flags & TF_COMMAND_NAME)
		return LINE_COMMAND;
	if (token->flags & TF_MEMBER_NAME)
		return LINE_MEMBER;
	if (token->flags & (TF_TYPE_NAME | TF_ATTRIBUTE_NAME))
		return LINE_TYPE;
	if (token->flags & TF_KEYWORD)
		return LINE_KEYWORD;
	for (size_t i = 0; i < COUNT(kind_colors); i++)
		if (token->kind >= kind_colors[i].first && token->kind <= kind_colors[i].last)
			return (LineColor)kind_colors[i].color;
	return LINE_PLAIN;
}

/* Tokens inside of strings come after the string, and paint over it. */
static void paint(const TokenList *tokens, size_t from, size_t n, uint8_t *colors)
{
	for (size_t i = 0; i < tokens->n; i++) {
		const Token *token = &tokens->p[i];
		LineColor color = color_of(token);

		for (size_t at = token->span.at; at < (size_t)token->span.at + token->span.len; at++)
			if (at >= from && at < from + n)
				colors[at - from] = (uint8_t)color;
	}
}

uint8_t *host_line_color(Str text, size_t n, const Edition *edition)
{
	TokenList tokens = { 0 };
	ParseErrors errs = { 0 };
	ParseInput input = { .text = text, .edition = edition, .flags = PARSE_TOKENS, .tokens = &tokens };
	Script *script = script_parse(&input, &errs);
	uint8_t *colors = mem_alloc(n + 1, 1);

	paint(&tokens, text.n - n, n, colors);
	VEC_RELEASE(&tokens);
	script_errors_release(&errs);
	script_drop(script);
	return colors;
}
