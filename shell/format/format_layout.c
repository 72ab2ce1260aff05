/* format_layout: columns of text: measuring, cutting, padding, breaking at blanks. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/utf8.h"
#include "shell/format/format_private.h"

enum { ESCAPE = 0x1b, SOFT_HYPHEN = 0xad, NO_BREAK_SPACE = 0xa0, NO_BREAK_HYPHEN = 0x2011 };

/* Length of the colour sequence (CSI) that starts at at; 0: none does. */
static size_t sequence_length(Str s, size_t at)
{
	size_t end = at + 2;

	if (s.p[at] != ESCAPE || end > s.n || s.p[at + 1] != '[')
		return 0;
	while (end < s.n && (unsigned char)s.p[end] < 0x40)
		end++;
	return end < s.n ? end + 1 - at : 0;
}

/* Moves *at over the next character or colour sequence and returns the columns it takes. */
static size_t step(Str s, size_t *at)
{
	unsigned char c = (unsigned char)s.p[*at];
	size_t escape = c == ESCAPE ? sequence_length(s, *at) : 0;
	uint32_t code;

	if (escape) {
		*at += escape;
		return 0;
	}
	if (c < 0x80) {
		(*at)++;
		return 1;
	}
	code = utf8_next(s, at);
	return utf8_is_control(code) ? 1 : (size_t)utf8_width(code);
}

size_t format_columns(Str s)
{
	size_t n = 0, at = 0;

	if (str_is_ascii(s) && str_find_byte(s, ESCAPE, 0) == STR_NONE)
		return s.n;
	while (at < s.n)
		n += step(s, &at);
	return n;
}

Str format_head(Str s, size_t columns)
{
	size_t at = 0, end = 0, used = 0;

	while (at < s.n) {
		used += step(s, &at);
		if (used > columns)
			break;
		end = at;
	}
	return str_cut(s, 0, end);
}

Str format_tail(Str s, size_t columns)
{
	size_t all = format_columns(s), at = 0;

	while (at < s.n && all > columns)
		all -= step(s, &at);
	return str_cut(s, at, s.n);
}

void format_put_padded(Buf *out, Str text, size_t width, char align, bool pad)
{
	size_t used = format_columns(text), room = used < width ? width - used : 0, before = 0;

	if (align == 'r')
		before = room;
	else if (align == 'c')
		before = room / 2;
	buf_put_many(out, ' ', before);
	buf_put(out, text);
	if (pad || align == 'r')
		buf_put_many(out, ' ', room - before);
}

/* Reference 8.4.2: the line's start and the dots; right-aligned the dots and its end; without dots where these do not
 * leave room for anything. */
static void put_cut(Buf *out, Str line, size_t width, char align, const Edition *edition)
{
	size_t dots = (size_t)edition->dots_columns;
	if (width <= dots) {
		buf_put(out, align == 'r' ? format_tail(line, width) : format_head(line, width));
		return;
	}
	if (align == 'r') {
		buf_put(out, str_from(edition->dots));
		buf_put(out, format_tail(line, width - dots));
		return;
	}
	buf_put(out, format_head(line, width - dots));
	buf_put(out, str_from(edition->dots));
	if (str_find_byte(line, ESCAPE, 0) != STR_NONE)
		buf_put(out, S("\x1b[0m"));
}

/* Of the first line; STR_NONE when it is the only one. */
static size_t line_end(Str text)
{
	size_t lf = str_find_byte(text, '\n', 0), cr = str_find_byte(text, '\r', 0);

	return cr < lf ? cr : lf;
}

void format_put_cell(Buf *out, Str text, size_t width, char align, bool pad, const Edition *edition)
{
	size_t end = line_end(text);
	Buf line = BUF_INIT, cut = BUF_INIT;

	if (end != STR_NONE) {
		buf_put(&line, str_cut(text, 0, end));
		buf_put(&line, str_from(edition->dots));
		text = buf_str(&line);
	}
	if (format_columns(text) > width) {
		put_cut(&cut, text, width, align, edition);
		text = buf_str(&cut);
	}
	format_put_padded(out, text, width, align, pad);
	buf_release(&line);
	buf_release(&cut);
}

/* A line being broken: what still fits, and the words as they come. */
typedef struct Wrap {
	Buf *out;
	size_t left, width; /* columns left in this line, and in a whole one */
	size_t next_width;  /* of the lines after the first */
} Wrap;

static void wrap_break(Wrap *wrap)
{
	buf_put_char(wrap->out, '\n');
	wrap->left = wrap->width = wrap->next_width;
}

/* A word longer than a whole line: by characters, filling this line first. */
static void wrap_long(Wrap *wrap, Str word)
{
	size_t at = 0;

	while (at < word.n) {
		size_t from = at, columns = step(word, &at);
		Str c = str_cut(word, from, at);

		if (columns > wrap->width) { /* a wide character in a line of one column: as .NET shows it */
			c = S("?");
			columns = 1;
		}
		if (columns > wrap->left)
			wrap_break(wrap);
		buf_put(wrap->out, c);
		wrap->left -= columns;
	}
}

/* word: with the blank or tab it ends in; hyphen: a soft hyphen follows, shown only where it exactly fills the line. */
static void wrap_word(Wrap *wrap, Str word, bool hyphen)
{
	size_t columns = format_columns(word);

	if (columns > wrap->left) {
		if (columns > wrap->width) {
			wrap_long(wrap, word);
			return;
		}
		wrap_break(wrap);
	}
	buf_put(wrap->out, word);
	wrap->left -= columns;
	if (hyphen && wrap->left == 1) {
		buf_put_char(wrap->out, '-');
		wrap->left = 0;
	}
}

static void wrap_line(Wrap *wrap, Str line)
{
	size_t at = 0, from = 0;

	if (format_columns(line) <= wrap->left) {
		buf_put(wrap->out, line);
		return;
	}
	while (at < line.n) {
		size_t here = at;
		uint32_t code = utf8_next(line, &at);

		if (code == ' ' || code == '\t') {
			wrap_word(wrap, str_cut(line, from, at), false);
			from = at;
		} else if (code == SOFT_HYPHEN || code == NO_BREAK_SPACE || code == NO_BREAK_HYPHEN) {
			wrap_word(wrap, str_cut(line, from, here), code == SOFT_HYPHEN);
			from = at;
		}
	}
	if (from < line.n)
		wrap_word(wrap, str_cut(line, from, line.n), false);
}

/* Carriage returns vanish wherever they stand. */
static Str without_returns(Str line, Buf *room)
{
	if (str_find_byte(line, '\r', 0) == STR_NONE)
		return line;
	buf_clear(room);
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != '\r')
			buf_put_char(room, line.p[i]);
	return buf_str(room);
}

void format_wrap(Str text, size_t first, size_t width, Buf *out)
{
	Wrap wrap = { .out = out, .left = first ? first : 1, .next_width = width ? width : 1 };
	StrSplit lines = { .rest = text };
	Buf room = BUF_INIT;
	bool started = false;
	Str line;

	wrap.width = wrap.left;
	while (str_split_next(&lines, '\n', &line)) {
		if (started)
			wrap_break(&wrap);
		started = true;
		wrap_line(&wrap, without_returns(line, &room));
	}
	buf_release(&room);
}
