/* lexer_variable: $name, ${name} and @name (reference 1.3). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/syntax/lexer_char.h"

/* A variable that is being read: where it starts and ends, and its path as written. */
typedef struct Reading {
	uint32_t from, to;
	Str path;
	bool braced, special; /* special: $$ $? $^ */
	bool in_quotes;       /* inside "..." */
} Reading;

static void report(Lexer *lexer, ProblemId id, uint32_t from, uint32_t to)
{
	Span span = lexer_span(lexer, from, to);

	lexer_report(lexer, id, span, span, (ProblemArgs){ 0 });
}

/* "a:" and ":" name a drive and nothing on it. */
static bool names_nothing(Str path)
{
	return path.n == 0 || str_find_byte(path, ':', 0) == path.n - 1;
}

/* ${...}: escapes count, an open brace must be escaped; inside "..." two double quotes are one, and one at the very end
 * belongs to the string.  Returns where the braces end. */
static uint32_t read_braces(Lexer *lexer, uint32_t at, bool in_quotes, Buf *path)
{
	while (at < lexer->text.n && lexer_at(lexer, at) != '}') {
		char c = lexer_at(lexer, at);
		uint32_t code, len, next_len;

		if (in_quotes && lexer_class(lexer, at, &len) & C_DOUBLE &&
			(at + len >= lexer->text.n || lexer_class(lexer, at + len, &next_len) & C_DOUBLE)) {
			at += len;
			if (at < lexer->text.n) {
				buf_put(path, lexer_slice(lexer, at, at + next_len));
				at += next_len;
			}
			continue;
		}

		if (c == '`' && at + 1 < lexer->text.n) {
			at = lexer_escape(lexer, at + 1, &code);
			buf_put_code(path, code);
			continue;
		}
		if (c == '{')
			report(lexer, PROBLEM_OPEN_BRACE_NEEDS_TO_BE_BACK_TICKED_IN_VARIABLE_NAME, at + 1, at + 2);
		buf_put_char(path, c);
		at++;
	}
	return at;
}

static void read_braced(Lexer *lexer, Reading *reading)
{
	Buf *path = lexer->scratch;
	size_t before = path->n; /* a word may be half decoded there */
	uint32_t end = read_braces(lexer, reading->from + 2, reading->in_quotes, path);

	reading->braced = true;
	reading->to = end < lexer->text.n ? end + 1 : end;
	if (end >= lexer->text.n)
		report(lexer, PROBLEM_INCOMPLETE_DOLLAR_VARIABLE_REFERENCE, reading->from + 1, end);
	else if (path->n == before)
		report(lexer, PROBLEM_EMPTY_VARIABLE_REFERENCE, end, end + 1);
	if (path->n == before)
		buf_put(path, S(":Error:"));
	reading->path = arena_copy(lexer->arena, str_cut(buf_str(path), before, path->n));
	path->n = before;
	if (!str_eq(reading->path, S(":Error:")) && names_nothing(reading->path))
		report(lexer, PROBLEM_INVALID_BRACED_VARIABLE_REFERENCE, reading->from, reading->to);
}

/* A name that stands before the colon and is no drive. */
static bool is_scope(Str name)
{
	static const char *const scopes[] = { "global", "local", "private", "script", "variable" };

	for (size_t i = 0; i < COUNT(scopes); i++)
		if (str_ieq(name, str_from(scopes[i])))
			return true;
	return false;
}

/* The colon that ends a scope or drive needs a name behind it; "::" is not part of the name. */
static void check_colon(Lexer *lexer, uint32_t from, uint32_t colon)
{
	bool scope = is_scope(lexer_slice(lexer, from + 1, colon));

	if (!(lexer_class_at(lexer, colon + 1) & C_VARIABLE))
		report(lexer,
			scope ? PROBLEM_INVALID_VARIABLE_REFERENCE : PROBLEM_INVALID_VARIABLE_REFERENCE_WITH_DRIVE,
			from, colon + 1);
}

static void read_plain(Lexer *lexer, Reading *reading)
{
	uint32_t from = reading->from, at = from + 1, colon = 0, len;

	if (lexer_at(lexer, at) == ':')
		at++;
	for (;;) {
		if (lexer_class(lexer, at, &len) & C_VARIABLE)
			at += len;
		else if (lexer_at(lexer, at) == ':' && at > from + 1 && lexer_at(lexer, at + 1) != ':')
			colon = colon ? colon : at, at++;
		else
			break;
	}
	reading->to = at;
	reading->path = lexer_slice(lexer, from + 1, at);
	if (str_eq(reading->path, S(":")))
		report(lexer, PROBLEM_INVALID_VARIABLE_REFERENCE, from, at);
	else if (colon && lexer_at(lexer, from + 1) != ':')
		check_colon(lexer, from, colon);
}

/* false: no name begins behind the $ or @ at from. */
static bool read_variable(Lexer *lexer, Reading *reading)
{
	uint32_t at = reading->from + 1, len;
	char c = lexer_at(lexer, at);

	if (c == '{') {
		read_braced(lexer, reading);
		return true;
	}
	if (c == '$' || c == '?' || c == '^') {
		reading->special = true;
		reading->to = at + 1;
		reading->path = lexer_slice(lexer, at, at + 1);
		return true;
	}
	if (c != ':' && !(lexer_class(lexer, at, &len) & C_VARIABLE))
		return false;
	read_plain(lexer, reading);
	return true;
}

/* Whether the word goes on behind a variable in a command, so that all of it is text (reference 1.3.5). */
static bool word_goes_on(const Lexer *lexer, const Reading *reading)
{
	char c = lexer_at(lexer, reading->to);

	if (lexer_ender(lexer, reading->to))
		return false;
	if (reading->special)
		return true;
	if (reading->braced)
		return c != '.' && c != '[';
	return c != '.' && c != '[' && c != '=' && c != ':';
}

bool lexer_variable(Lexer *lexer, Token *out)
{
	Reading reading = { .from = lexer->start };

	if (!read_variable(lexer, &reading))
		return false;
	if (lexer->mode == LEX_COMMAND && word_goes_on(lexer, &reading)) {
		lexer_word(lexer, out);
		return true;
	}
	lexer->at = reading.to;
	lexer_token(lexer, lexer_at(lexer, lexer->start) == '@' ? TK_SPLATTED_VARIABLE : TK_VARIABLE, out);
	out->text = reading.path;
	return true;
}

bool lexer_variable_in_string(Lexer *lexer, uint32_t at, bool in_quotes, Token *out, uint32_t *end)
{
	Reading reading = { .from = at, .in_quotes = in_quotes };

	if (!read_variable(lexer, &reading))
		return false;
	*end = reading.to;
	*out = (Token){ .kind = TK_VARIABLE,
		.span = lexer_span(lexer, at, reading.to),
		.depth = (uint16_t)(lexer->depth + 1),
		.text = reading.path };
	return true;
}
