/* help_doc: the sections of help texts: .SYNOPSIS and what stands below. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/help/help.h"
#include "shell/help/help_texts.h"

static const char *const keywords[] = { "SYNOPSIS", "DESCRIPTION", "PARAMETER", "EXAMPLE", "INPUTS", "OUTPUTS", "NOTES",
	"LINK", "COMPONENT", "ROLE", "FUNCTIONALITY", "FORWARDHELPTARGETNAME", "FORWARDHELPCATEGORY",
	"REMOTEHELPRUNSPACE", "EXTERNALHELP" };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A line that is .WORD, or .WORD and one argument. */
static bool read_keyword(Str line, Str *keyword, Str *argument)
{
	Str text = str_trim(line);
	size_t n = 1;

	if (text.n < 2 || text.p[0] != '.')
		return false;
	while (n < text.n && is_letter(text.p[n]))
		n++;
	if (n == 1 || (n < text.n && !is_blank(text.p[n])))
		return false;
	*keyword = str_cut(text, 1, n);
	*argument = str_trim(str_cut(text, n, text.n));
	return true;
}

static bool is_known(Str keyword)
{
	for (size_t i = 0; i < COUNT(keywords); i++)
		if (str_ieq(keyword, str_from(keywords[i])))
			return true;
	return false;
}

static size_t indent_of(Str line)
{
	size_t n = 0;

	while (n < line.n && is_blank(line.p[n]))
		n++;
	return n;
}

static Str without_end(Str line)
{
	while (line.n && is_blank(line.p[line.n - 1]))
		line.n--;
	return line;
}

/* Lines up to the next keyword: blank ones around go, and as many blanks at the start of each as the first one has. */
static Str read_text(Arena *arena, StrSplit *lines)
{
	Buf text = BUF_INIT;
	size_t indent = 0, blank = 0;
	Str line, keyword, argument, result;
	StrSplit ahead = *lines;

	while (str_split_next(&ahead, '\n', &line)) {
		size_t own = indent_of(line);

		if (read_keyword(line, &keyword, &argument))
			break;
		*lines = ahead;
		line = without_end(line);
		if (!line.n) {
			blank++;
			continue;
		}
		if (!text.n)
			indent = own;
		else
			buf_put_many(&text, '\n', blank + 1);
		blank = 0;
		buf_put(&text, str_cut(line, own < indent ? own : indent, line.n));
	}
	result = arena_copy(arena, buf_str(&text));
	buf_release(&text);
	return result;
}

/* ".SYNOPSIS text" on one line counts for keywords that take no argument. */
static bool takes_argument(Str keyword)
{
	return str_ieq(keyword, S("PARAMETER")) || str_istarts(keyword, S("FORWARD")) ||
	       str_ieq(keyword, S("REMOTEHELPRUNSPACE")) || str_ieq(keyword, S("EXTERNALHELP"));
}

bool help_doc_parse(Arena *arena, Str text, HelpDoc *out)
{
	StrSplit lines = { .rest = text };
	HelpSection section;
	Str line;

	*out = (HelpDoc){ 0 };
	while (str_split_next(&lines, '\n', &line)) {
		if (!str_trim(line).n && !out->n)
			continue;
		if (!read_keyword(line, &section.keyword, &section.argument) || !is_known(section.keyword)) {
			help_doc_release(out);
			return false;
		}
		section.text = read_text(arena, &lines);
		if (section.argument.n && !takes_argument(section.keyword) && !section.text.n)
			section.text = section.argument;
		VEC_PUSH(out, section);
	}
	return out->n > 0;
}

/* Lines of a paragraph become one: the screen breaks it.  An example's first line is its code. */
static Str join_lines(Arena *arena, Str text, bool example)
{
	StrSplit lines = { .rest = text };
	Buf out = BUF_INIT;
	bool apart = true;
	Str line, result;

	for (size_t i = 0; str_split_next(&lines, '\n', &line); i++) {
		bool own = !line.n || is_blank(line.p[0]);

		if (i)
			buf_put_char(&out, apart || own ? '\n' : ' ');
		buf_put(&out, line);
		apart = own || (example && i == 0);
	}
	result = arena_copy(arena, buf_str(&out));
	buf_release(&out);
	return result;
}

bool help_doc_parse_file(Arena *arena, Str text, HelpDoc *out)
{
	if (!help_doc_parse(arena, text, out))
		return false;
	out->from_file = true;
	for (size_t i = 0; i < out->n; i++)
		out->p[i].text = join_lines(arena, out->p[i].text, str_ieq(out->p[i].keyword, S("EXAMPLE")));
	return true;
}

void help_doc_release(HelpDoc *doc)
{
	VEC_RELEASE(doc);
}

Str help_doc_find(const HelpDoc *doc, const char *keyword, Str argument, size_t i)
{
	for (size_t k = 0; k < doc->n; k++)
		if (str_ieq(doc->p[k].keyword, str_from(keyword)) &&
			(!argument.p || str_ieq(doc->p[k].argument, argument)) && i-- == 0)
			return doc->p[k].text;
	return (Str){ NULL, 0 };
}

Str help_doc_argument(const HelpDoc *doc, const char *keyword)
{
	for (size_t i = 0; i < doc->n; i++)
		if (str_ieq(doc->p[i].keyword, str_from(keyword)))
			return doc->p[i].argument;
	return S("");
}

/* ---- .help files ---- */

/* Files are named word by word; TabExpansion2, which has no dash, is tab-expansion2. */
static bool is_file_of(Str file, Str name)
{
	size_t dash = str_find_byte(name, '-', 0) == STR_NONE ? str_find_byte(file, '-', 0) : STR_NONE;

	if (dash == STR_NONE)
		return str_ieq(name, file);
	return name.n + 1 == file.n && str_ieq(str_cut(name, 0, dash), str_cut(file, 0, dash)) &&
	       str_ieq(str_cut(name, dash, name.n), str_cut(file, dash + 1, file.n));
}

Str help_file_find(Str name)
{
	for (const HelpText *text = help_texts; text->name; text++)
		if (is_file_of(str_from(text->name), name))
			return str_from(text->text);
	return S("");
}

const char *help_topic_at(size_t i)
{
	for (const HelpText *text = help_texts; text->name; text++)
		if (str_starts(str_from(text->name), S("about_")) && i-- == 0)
			return text->name;
	return NULL;
}
