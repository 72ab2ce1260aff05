/* wmi_filter: WQL conditions: Name = 'x' AND NOT State LIKE 'Stop%' (docs: about_WQL). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/wmi.h"
#include "shell/base/num.h"
#include "shell/base/wildcard.h"
#include "shell/value/convert.h"

enum { NESTING_MAX = 64 };
typedef struct Filter {
	Interp *in;
	const Object *object;
	Str rest;
	bool bad;
	int depth;
} Filter;

/* ---- words ---- */

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
	       c == '-';
}

/* A word, a quoted text without its quotes, or an operator; empty at the end. */
static Str next(Filter *f, bool *quoted)
{
	size_t n = 0;
	Str token;

	f->rest = str_trim(f->rest);
	*quoted = f->rest.n && (f->rest.p[0] == '\'' || f->rest.p[0] == '"');
	if (*quoted) {
		size_t end = str_find_byte(f->rest, f->rest.p[0], 1);

		f->bad |= end == STR_NONE;
		token = str_cut(f->rest, 1, end == STR_NONE ? f->rest.n : end);
		f->rest = str_cut(f->rest, end == STR_NONE ? f->rest.n : end + 1, f->rest.n);
		return token;
	}
	while (n < f->rest.n && is_word_char(f->rest.p[n]))
		n++;
	while (n == 0 && n + 1 < f->rest.n && str_find_byte(S("<>=!"), f->rest.p[n], 0) != STR_NONE &&
		str_find_byte(S(">="), f->rest.p[n + 1], 0) != STR_NONE)
		n += 2;
	if (n == 0 && f->rest.n)
		n = 1;
	token = str_cut(f->rest, 0, n);
	f->rest = str_cut(f->rest, n, f->rest.n);
	return token;
}

static bool take(Filter *f, const char *word)
{
	Filter ahead = *f;
	bool quoted;
	Str token = next(&ahead, &quoted);

	if (quoted || !str_ieq(token, str_from(word)))
		return false;
	*f = ahead;
	return true;
}

/* ---- comparing ---- */

static void put_like(Str pattern, Buf *out)
{
	for (size_t i = 0; i < pattern.n; i++)
		buf_put_char(out, (char)(pattern.p[i] == '%' ? '*' : pattern.p[i] == '_' ? '?' : pattern.p[i]));
}

static bool compare(Str have, Str operator, Str wanted)
{
	Buf pattern = BUF_INIT;
	double a, b;
	bool numbers = num_parse_double(have, &a) == NUM_OK && num_parse_double(wanted, &b) == NUM_OK, like;
	int order = numbers ? (a > b) - (a < b) : str_icompare(have, wanted);

	if (str_ieq(operator, S("LIKE"))) {
		put_like(wanted, &pattern);
		like = wildcard_match(buf_str(&pattern), have, true);
		buf_release(&pattern);
		return like;
	}
	if (str_eq(operator, S("=")))
		return order == 0;
	if (str_eq(operator, S("!=")) || str_eq(operator, S("<>")))
		return order != 0;
	if (str_starts(operator, S("<")))
		return order < 0 || (operator.n == 2 && order == 0);
	return order > 0 || (operator.n == 2 && order == 0);
}

static bool is_operator(Str token)
{
	static const char *const operators[] = { "=", "!=", "<>", "<", ">", "<=", ">=", "LIKE" };

	for (size_t i = 0; i < COUNT(operators); i++)
		if (str_ieq(token, str_from(operators[i])))
			return true;
	return false;
}

/* name operator value */
static bool comparison(Filter *f)
{
	bool quoted, result;
	Str name = next(f, &quoted), operator= next(f, &quoted), value = next(f, &quoted);
	Slot *slot = object_find_peek(f->object, name);
	Buf text = BUF_INIT;

	if (!is_operator(operator) || (!value.n && !quoted) || !slot) {
		f->bad = true;
		return false;
	}
	f->bad |= convert_put_text(f->in, slot->value, &text) != FLOW_NEXT;
	result = compare(buf_str(&text), operator, value);
	buf_release(&text);
	return result;
}

static bool any(Filter *f);

static bool one(Filter *f)
{
	bool result;

	if (++f->depth > NESTING_MAX) {
		f->bad = true;
		return false;
	}
	if (take(f, "NOT")) {
		result = !one(f);
	} else if (take(f, "(")) {
		result = any(f);
		f->bad |= !take(f, ")");
	} else {
		result = comparison(f);
	}
	f->depth--;
	return result;
}

static bool all(Filter *f)
{
	bool result = one(f);

	while (!f->bad && take(f, "AND"))
		result &= one(f);
	return result;
}

static bool any(Filter *f)
{
	bool result = all(f);

	while (!f->bad && take(f, "OR"))
		result |= all(f);
	return result;
}

bool wmi_filter(Interp *in, Str condition, const Object *object, bool *matches)
{
	Filter f = { .in = in, .object = object, .rest = condition };

	*matches = any(&f);
	return !f.bad && str_trim(f.rest).n == 0;
}
