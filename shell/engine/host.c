/* host: what all hosts share: the interrupt flag and asking a choice line by line. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/host.h"

#include "shell/base/utf8.h"

volatile int host_interrupted;

/* "&Yes" without its mark, and the hot key's byte offset (STR_NONE: none). */
static Str label_text(Str label, Buf *buf, size_t *key)
{
	*key = STR_NONE;
	buf_clear(buf);
	for (size_t i = 0; i < label.n; i++) {
		if (label.p[i] == '&' && i + 1 < label.n && *key == STR_NONE) {
			*key = buf->n;
			continue;
		}
		buf_put_char(buf, label.p[i]);
	}
	return buf_str(buf);
}

static void hot_key(Str label, Buf *out)
{
	Buf text = BUF_INIT;
	size_t key, at;
	Str plain = label_text(label, &text, &key);
	char bytes[4];

	at = key;
	if (key != STR_NONE && key < plain.n)
		buf_put(out, (Str){ bytes, utf8_encode(utf8_upper(utf8_next(plain, &at)), bytes) });
	buf_release(&text);
}

/* "[Y] Yes  " */
static void put_choice(Str label, Buf *out)
{
	Buf text = BUF_INIT;
	size_t key;
	Str plain = label_text(label, &text, &key);

	buf_put_char(out, '[');
	hot_key(label, out);
	buf_put(out, S("] "));
	buf_put(out, plain);
	buf_put(out, S("  "));
	buf_release(&text);
}

static void put_choices(const Question *question, size_t width, Buf *out)
{
	Buf piece = BUF_INIT;
	size_t column = 0;

	for (int i = 0; i <= question->n; i++) {
		buf_clear(&piece);
		if (i < question->n) {
			put_choice(question->choices[i].label, &piece);
		} else {
			buf_put(&piece, S("[?] Help "));
			if (question->def >= 0) {
				buf_put(&piece, S("(default is \""));
				hot_key(question->choices[question->def].label, &piece);
				buf_put(&piece, S("\"): "));
			}
		}
		if (column && column + utf8_columns(buf_str(&piece)) > width) {
			buf_put_char(out, '\n');
			column = 0;
		}
		column += utf8_columns(buf_str(&piece));
		buf_put(out, buf_str(&piece));
	}
	buf_release(&piece);
}

static void put_help(const Host *host, const Question *question)
{
	Buf line = BUF_INIT;

	for (int i = 0; i < question->n; i++) {
		buf_clear(&line);
		hot_key(question->choices[i].label, &line);
		buf_put(&line, S(" - "));
		buf_put(&line, question->choices[i].help);
		buf_put_char(&line, '\n');
		host->write(host->self, buf_str(&line), COLOR_NONE, COLOR_NONE);
	}
	buf_release(&line);
}

/* Index of the choice an answer means: its hot key or its whole label, without regard to case; -1: none. */
static int find_choice(const Question *question, Str answer)
{
	Buf text = BUF_INIT;
	int found = -1;

	for (int i = 0; i < question->n && found < 0; i++) {
		size_t key;

		if (str_ieq(label_text(question->choices[i].label, &text, &key), answer))
			found = i;
		buf_clear(&text);
		hot_key(question->choices[i].label, &text);
		if (text.n && str_ieq(buf_str(&text), answer))
			found = i;
	}
	buf_release(&text);
	return found;
}

/* A line broken behind blanks so that no piece passes the window's last column but one; a blank counts with the word it
 * follows (observed: Exchange's questions, rule R7).  A longer word is left to the window. */
static void put_wrapped_line(Str line, size_t room, Buf *out)
{
	size_t column = 0;

	while (line.n) {
		size_t end = str_find_byte(line, ' ', 0);
		Str word;

		end = end == STR_NONE ? line.n : end + 1;
		while (end < line.n && line.p[end] == ' ')
			end++;
		word = str_cut(line, 0, end);
		line = str_cut(line, end, line.n);
		if (column && column + utf8_columns(word) > room) {
			buf_put_char(out, '\n');
			column = 0;
		}
		column += utf8_columns(word);
		buf_put(out, word);
	}
	buf_put_char(out, '\n');
}

static void put_wrapped(Str text, int width, Buf *out)
{
	StrSplit lines = { .rest = text };
	Str line;

	while (str_split_next(&lines, '\n', &line))
		put_wrapped_line(line, width > 1 ? (size_t)width - 1 : STR_NONE, out);
}

HostRead host_choose_by_lines(const Host *host, const Question *question, int *answer)
{
	Buf text = BUF_INIT, line = BUF_INIT;
	int width = host->width(host->self);
	HostRead read = HOST_READ_NONE;

	if (question->caption.n)
		buf_printf(&text, "\n%.*s\n", STR_ARG(question->caption));
	/* the console breaks questions at words, other hosts write them as they are (recorded:
	 * programs/confirm-cmdlets-answers) */
	if (question->message.n)
		put_wrapped(question->message, host->lend_output ? width : 0, &text);
	if (text.n)
		host->write(host->self, buf_str(&text), COLOR_NONE, COLOR_NONE);
	for (*answer = -1; *answer < 0;) {
		buf_clear(&text);
		put_choices(question, (size_t)(width > 1 ? width : 120) - 1, &text);
		buf_clear(&line);
		read = host->read_line(host->self, buf_str(&text), &line);
		if (read != HOST_READ_OK)
			break;
		if (str_trim(buf_str(&line)).n == 0)
			*answer = question->def;
		else if (str_eq(str_trim(buf_str(&line)), S("?")))
			put_help(host, question);
		else
			*answer = find_choice(question, str_trim(buf_str(&line)));
	}
	buf_release(&text);
	buf_release(&line);
	return *answer < 0 ? read : HOST_READ_OK;
}
