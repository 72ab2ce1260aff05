/* adcs_inf: INF files (docs: General Syntax Rules for INF Files; certreq). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_inf.h"

#include <stdlib.h>

#include "shell/base/utf8.h"

enum { EXPANDED_MAX = 4 << 20 };

/* UTF-16 with or without a mark, or UTF-8. */
static Str decode(AdcsCall *call, Str bytes)
{
	size_t mark;
	Encoding encoding = utf8_sniff(bytes, ENC_UTF8, &mark);
	Buf text = BUF_INIT;
	Str copy;

	if (mark == 0 && bytes.n > 1 && bytes.p[1] == 0)
		encoding = ENC_UTF16LE;
	utf8_decode_from(encoding, str_cut(bytes, mark, bytes.n), &text);
	copy = arena_copy(call->arena, buf_str(&text));
	buf_release(&text);
	return copy;
}

/* Without a comment and with its quotes taken off: "" inside stands for one quote. */
static Str clean(AdcsCall *call, Str value)
{
	Buf text = BUF_INIT;
	bool quoted = false;
	Str copy;

	value = str_trim(value);
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == ';' && !quoted)
			break;
		if (value.p[i] != '"') {
			buf_put_char(&text, value.p[i]);
		} else if (quoted && i + 1 < value.n && value.p[i + 1] == '"') {
			buf_put_char(&text, '"');
			i++;
		} else {
			quoted = !quoted;
		}
	}
	copy = str_trim(arena_copy(call->arena, buf_str(&text)));
	buf_release(&text);
	return copy;
}

/* "_continue_" goes on with the value of the line before. */
static void add_line(AdcsCall *call, AdcsInf *lines, AdcsInfLine line)
{
	AdcsInfLine *last = lines->n ? &lines->p[lines->n - 1] : NULL;

	if (last && str_ieq(line.key, S("_continue_")))
		last->value = arena_printf(call->arena, "%.*s%.*s", STR_ARG(last->value), STR_ARG(line.value));
	else
		VEC_PUSH(lines, line);
}

static const Str *find_string(const AdcsInf *lines, Str name)
{
	for (size_t i = 0; i < lines->n; i++)
		if (str_ieq(lines->p[i].section, S("Strings")) && str_ieq(lines->p[i].key, name))
			return &lines->p[i].value;
	return NULL;
}

/* %name% by what [Strings] says, %% by one; others stay as they are.  *room: how much all of them together may become. */
static Str expand(AdcsCall *call, const AdcsInf *lines, Str text, size_t *room)
{
	Buf out = { .max = *room };
	Str copy;

	for (size_t i = 0; i < text.n && !out.full; i++) {
		size_t end = text.p[i] == '%' ? str_find_byte(text, '%', i + 1) : STR_NONE;
		const Str *value = end == STR_NONE ? NULL : find_string(lines, str_cut(text, i + 1, end));

		if (value)
			buf_put(&out, *value);
		else
			buf_put_char(&out, text.p[i]);
		if (value || end == i + 1)
			i = end;
	}
	*room = out.full ? 0 : *room - out.n;
	copy = arena_copy(call->arena, buf_str(&out));
	buf_release(&out);
	return copy;
}

static bool expand_lines(AdcsCall *call, AdcsInf *lines)
{
	size_t room = EXPANDED_MAX;

	for (size_t i = 0; room && i < lines->n; i++) {
		AdcsInfLine *line = &lines->p[i];

		if (str_ieq(line->section, S("Strings")))
			continue;
		line->key = expand(call, lines, line->key, &room);
		if (room)
			line->value = expand(call, lines, line->value, &room);
	}
	return room > 0 || diag_set(&call->diag, DIAG_INVALID, "the file's strings become too long");
}

static bool read_lines(AdcsCall *call, Str text, AdcsInf *out)
{
	StrSplit split = { .rest = text };
	Str line, section = S("");

	while (str_split_next(&split, '\n', &line)) {
		size_t equal, end;

		line = str_trim(line);
		equal = str_find_byte(line, '=', 0);
		end = str_find_byte(line, ']', 0);
		if (line.n == 0 || line.p[0] == ';')
			continue;
		if (line.p[0] == '[' && end != STR_NONE)
			section = str_trim(str_cut(line, 1, end));
		else if (equal != STR_NONE)
			add_line(call, out,
				(AdcsInfLine){ section, clean(call, str_cut(line, 0, equal)),
					clean(call, str_cut(line, equal + 1, line.n)) });
		else
			return diag_set(&call->diag, DIAG_INVALID, "[%.*s] %.*s", STR_ARG(section), STR_ARG(line));
	}
	return true;
}

bool adcs_inf_read(AdcsCall *call, Str bytes, AdcsInf *out)
{
	*out = (AdcsInf){ 0 };
	return read_lines(call, decode(call, bytes), out) && expand_lines(call, out);
}
