/* tsv: the tables that compare-tsv.py grades: reading rows, escapes, and text counted in UTF-16 units. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GOLDEN_TSV_H
#define GOLDEN_TSV_H

#include <stdio.h>
#include <stdlib.h>

#include "shell/base/buf.h"
#include "shell/base/utf8.h"

#define TSV_RECORD "\xe2\x90\x9e" /* U+241E between the items of a cell */
#define TSV_FIELD  "\xe2\x90\x9f" /* U+241F between the fields of an item */

static inline void tsv_read_file(const char *path, Buf *out)
{
	FILE *file = fopen(path, "rb");
	char part[65536];
	size_t n;

	if (!file) {
		perror(path);
		exit(2);
	}
	while ((n = fread(part, 1, sizeof(part), file)) > 0)
		buf_put(out, (Str){ part, n });
	fclose(file);
}

static inline uint32_t tsv_hex(Str text)
{
	uint32_t code = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		code = code * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	return code;
}

/* \\ \n \r \t and \u{XXXX} */
static inline void tsv_unescape(Str text, Buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i] == '\\' && i + 1 < text.n ? text.p[++i] : 0;
		size_t close = c == 'u' ? str_find_byte(text, '}', i) : STR_NONE;

		if (close != STR_NONE) {
			buf_put_code(out, tsv_hex(str_cut(text, i + 2, close)));
			i = close;
		} else {
			buf_put_char(out, !c ? text.p[i] : c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
		}
	}
}

/* Controls, blanks other than the space, and what is invisible. */
static inline bool tsv_is_hidden(uint32_t c)
{
	static const uint32_t ranges[][2] = { { 0, 0x1f }, { 0x7f, 0xa0 }, { 0xad, 0xad }, { 0x1680, 0x1680 },
		{ 0x180e, 0x180e }, { 0x2000, 0x200f }, { 0x2028, 0x202f }, { 0x205f, 0x206f }, { 0x3000, 0x3000 },
		{ 0xd800, 0xdfff }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb } };

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

static inline void tsv_escape(Str text, FILE *out)
{
	for (size_t at = 0; at < text.n;) {
		size_t start = at;
		uint32_t c = utf8_next(text, &at);

		if (c == '\t' || c == '\n' || c == '\r' || c == '\\')
			fprintf(out, "\\%c", c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\\');
		else if (tsv_is_hidden(c))
			fprintf(out, "\\u{%04X}", (unsigned)c);
		else
			fwrite(text.p + start, 1, at - start, out);
	}
}

/* Calls answer with the id and the unescaped input of every row of in; it writes the rest of the line. */
static inline int tsv_answer(int argc, char **argv, void (*answer)(Str input, FILE *out))
{
	Buf text = BUF_INIT, input = BUF_INIT;
	StrSplit lines;
	Str line;
	FILE *out;

	if (argc != 3 || !(out = fopen(argv[2], "wb"))) {
		fprintf(stderr, "usage: %s TABLE.tsv ANSWERS.tsv\n", argv[0]);
		return 2;
	}
	tsv_read_file(argv[1], &text);
	lines = (StrSplit){ .rest = buf_str(&text) };
	while (str_split_next(&lines, '\n', &line)) {
		size_t first = str_find_byte(line, '\t', 0), second;

		if (first == STR_NONE || line.p[0] == '#' || str_starts(line, S("id\t")))
			continue;
		second = str_find_byte(line, '\t', first + 1);
		buf_clear(&input);
		tsv_unescape(str_cut(line, first + 1, second == STR_NONE ? line.n : second), &input);
		fprintf(out, "%.*s\t", STR_ARG(str_cut(line, 0, second == STR_NONE ? line.n : second)));
		answer(buf_str(&input), out);
		fputc('\n', out);
	}
	buf_release(&text);
	buf_release(&input);
	return fclose(out) == 0 ? 0 : 2;
}

/* UTF-16 units from the start of the text to a byte; what lies behind the end counts on. */
static inline size_t tsv_units(Str text, size_t at)
{
	size_t inside = at < text.n ? at : text.n;

	return str_units(str_cut(text, 0, inside)) + (at - inside);
}

#endif
