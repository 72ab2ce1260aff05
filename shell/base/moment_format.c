/* moment_format: DateTime.ToString, and the reading of format patterns that others share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/moment_text.h"
#include "shell/base/utf8.h"

/* clang-format off */
const char *const moment_month_names[12] = {
	"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December",
};
const char *const moment_day_names[7] = {
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
};
/* clang-format on */

const MomentCulture moment_invariant = {
	.short_date = "MM/dd/yyyy",
	.long_date = "dddd, dd MMMM yyyy",
	.short_time = "HH:mm",
	.long_time = "HH:mm:ss",
	.month_day = "MMMM dd",
	.year_month = "yyyy MMMM",
	.era = "A.D.",
};

/* Recent data has U+202F before AM and PM; a plain blank stands here, as Windows has it (editions.md 5). */
const MomentCulture moment_en_us = {
	.short_date = "M/d/yyyy",
	.long_date = "dddd, MMMM d, yyyy",
	.short_time = "h:mm tt",
	.long_time = "h:mm:ss tt",
	.month_day = "MMMM d",
	.year_month = "MMMM yyyy",
	.era = "AD",
};

/* ---- patterns --------------------------------------------------------------------------------------------------- */

static const char *pair(const char *first, const char *then, const char **second)
{
	*second = then;
	return first;
}

const char *moment_pattern(char letter, const MomentCulture *culture, const char **second)
{
	*second = NULL;
	switch (letter) {
	case 'd':
		return culture->short_date;
	case 'D':
		return culture->long_date;
	case 'f':
		return pair(culture->long_date, culture->short_time, second);
	case 'F':
	case 'U':
		return pair(culture->long_date, culture->long_time, second);
	case 'g':
		return pair(culture->short_date, culture->short_time, second);
	case 'G':
		return pair(culture->short_date, culture->long_time, second);
	case 'm':
	case 'M':
		return culture->month_day;
	case 'o':
	case 'O':
		return "yyyy-MM-ddTHH:mm:ss.fffffffK";
	case 'r':
	case 'R':
		return "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
	case 's':
		return "yyyy-MM-ddTHH:mm:ss";
	case 't':
		return culture->short_time;
	case 'T':
		return culture->long_time;
	case 'u':
		return "yyyy-MM-dd HH:mm:ss'Z'";
	case 'y':
	case 'Y':
		return culture->year_month;
	default:
		return NULL;
	}
}

static char peek(const MomentPattern *pattern)
{
	return (char)(pattern->at < pattern->text.n ? pattern->text.p[pattern->at] : 0);
}

static bool malformed(MomentPattern *pattern)
{
	pattern->bad = true;
	return false;
}

/* The character at the pattern's place, as a literal. */
static bool take_literal(MomentPattern *pattern, MomentElement *element)
{
	size_t from = pattern->at;

	if (from == pattern->text.n)
		return malformed(pattern);
	utf8_next(pattern->text, &pattern->at);
	element->literal = str_cut(pattern->text, from, pattern->at);
	return true;
}

static bool close_quote(MomentPattern *pattern)
{
	if (peek(pattern) != pattern->quote)
		return false;
	pattern->quote = 0;
	pattern->at++;
	return true;
}

/* One character of quoted text, and the closing quote when it comes next. */
static bool take_quoted(MomentPattern *pattern, MomentElement *element)
{
	if (peek(pattern) == '\\')
		pattern->at++;
	if (!take_literal(pattern, element))
		return false;
	close_quote(pattern);
	return true;
}

/* "%d": a field of one letter where a single "d" would be a standard format. */
static bool take_percent(MomentPattern *pattern, MomentElement *element)
{
	char c = peek(pattern);

	if (!c || c == '%')
		return malformed(pattern);
	if (pattern->percent_ignored)
		return moment_pattern_next(pattern, element);
	if (strchr("\\'\"", c))
		return malformed(pattern);
	if (!strchr(pattern->letters, c)) {
		element->plain = true;
		return take_literal(pattern, element);
	}
	pattern->at++;
	element->letter = c;
	element->count = 1;
	return true;
}

static bool take_field(MomentPattern *pattern, MomentElement *element)
{
	element->letter = peek(pattern);
	while (peek(pattern) == element->letter) {
		pattern->at++;
		element->count++;
	}
	return true;
}

static bool take_unquoted(MomentPattern *pattern, MomentElement *element)
{
	char c = peek(pattern);

	if (c && strchr(pattern->letters, c))
		return take_field(pattern, element);
	if (c == '\\' || c == '%')
		pattern->at++;
	if (c == '%')
		return take_percent(pattern, element);
	element->plain = c != '\\';
	return take_literal(pattern, element);
}

bool moment_pattern_next(MomentPattern *pattern, MomentElement *element)
{
	*element = (MomentElement){ 0 };
	while (!pattern->quote) {
		if (pattern->at == pattern->text.n)
			return false;
		if (peek(pattern) != '\'' && peek(pattern) != '"')
			return take_unquoted(pattern, element);
		pattern->quote = pattern->text.p[pattern->at++];
		close_quote(pattern);
	}
	return take_quoted(pattern, element);
}

/* ---- printing --------------------------------------------------------------------------------------------------- */

typedef struct Writer {
	Buf *out;
	size_t start; /* of our text in out */
	int64_t ticks;
	MomentParts parts;
	MomentKind kind;
	const MomentCulture *culture;
	const Env *env;
} Writer;

static void put_padded(Writer *w, int value, size_t digits)
{
	char text[12];
	int n = snprintf(text, sizeof(text), "%d", value);

	if (digits > (size_t)n)
		buf_put_many(w->out, '0', digits - (size_t)n);
	buf_put(w->out, (Str){ text, (size_t)n });
}

static size_t at_most(size_t n, size_t max)
{
	return n < max ? n : max;
}

/* count < 3: the number; 3: the short name; more: the whole one. */
static void put_number_or_name(Writer *w, size_t count, int number, const char *name)
{
	if (count < 3)
		put_padded(w, number, count);
	else
		buf_put(w->out, str_cut(str_from(name), 0, count == 3 ? MOMENT_SHORT_NAME : STR_NONE));
}

/* f: that many digits; F: the same without trailing zeros, and without the point before it when nothing is left. */
static bool put_fraction(Writer *w, char letter, size_t count)
{
	char digits[12];
	size_t n = count;

	if (count > 7)
		return false;
	snprintf(digits, sizeof(digits), "%07d", w->parts.ticks);
	while (letter == 'F' && n > 0 && digits[n - 1] == '0')
		n--;
	if (n > 0)
		buf_put(w->out, (Str){ digits, n });
	else if (w->out->n > w->start && w->out->p[w->out->n - 1] == '.')
		buf_delete(w->out, w->out->n - 1, 1);
	return true;
}

/* Local time minus UTC in minutes; an unspecified time counts as local. */
static int zone_minutes(const Writer *w)
{
	if (w->kind == MOMENT_UTC)
		return 0;
	return (int)((w->ticks - moment_to_utc(w->env, w->ticks)) / MOMENT_TICKS_PER_MINUTE);
}

static void put_zone(Writer *w, size_t count)
{
	int minutes = zone_minutes(w), size = minutes < 0 ? -minutes : minutes;

	buf_put_char(w->out, minutes < 0 ? '-' : '+');
	put_padded(w, size / 60, at_most(count, 2));
	if (count > 2)
		buf_printf(w->out, ":%02d", size % 60);
}

static void put_kind(Writer *w, size_t count)
{
	for (; count > 0; count--)
		if (w->kind == MOMENT_UTC)
			buf_put_char(w->out, 'Z');
		else if (w->kind == MOMENT_LOCAL)
			put_zone(w, 3);
}

static bool put_field(Writer *w, char letter, size_t count)
{
	const MomentParts *p = &w->parts;

	switch (letter) {
	case 'y':
		put_padded(w, count > 2 ? p->year : p->year % 100, count);
		break;
	case 'M':
		put_number_or_name(w, count, p->month, moment_month_names[p->month - 1]);
		break;
	case 'd':
		put_number_or_name(w, count, p->day, moment_day_names[p->day_of_week]);
		break;
	case 'h':
		put_padded(w, p->hour % 12 ? p->hour % 12 : 12, at_most(count, 2));
		break;
	case 'H':
		put_padded(w, p->hour, at_most(count, 2));
		break;
	case 'm':
		put_padded(w, p->minute, at_most(count, 2));
		break;
	case 's':
		put_padded(w, p->second, at_most(count, 2));
		break;
	case 'f':
	case 'F':
		return put_fraction(w, letter, count);
	case 't':
		buf_put(w->out, str_cut(p->hour < 12 ? S("AM") : S("PM"), 0, count));
		break;
	case 'g':
		buf_put(w->out, str_from(w->culture->era));
		break;
	case 'z':
		put_zone(w, count);
		break;
	default:
		put_kind(w, count);
	}
	return true;
}

static bool put_custom(Writer *w, Str format)
{
	MomentPattern pattern = { .text = format, .letters = "yMdhHmsfFtgzK" };
	MomentElement element;

	while (moment_pattern_next(&pattern, &element))
		if (!element.letter)
			buf_put(w->out, element.literal);
		else if (!put_field(w, element.letter, element.count))
			return false;
	return !pattern.bad;
}

static bool put_standard(Writer *w, char letter)
{
	const char *second, *first = moment_pattern(letter, w->culture, &second);

	if (!first || !put_custom(w, str_from(first)))
		return false;
	if (!second)
		return true;
	buf_put_char(w->out, ' ');
	return put_custom(w, str_from(second));
}

bool moment_format(Buf *out, Str format, int64_t ticks, MomentKind kind, const MomentCulture *culture, const Env *env)
{
	Writer w = { .out = out, .start = out->n, .ticks = ticks, .kind = kind, .culture = culture, .env = env };

	if (format.n == 1 && format.p[0] == 'U' && kind != MOMENT_UTC)
		w.ticks = moment_to_utc(env, ticks);
	w.parts = moment_split(w.ticks);
	if (format.n == 0)
		format = S("G");
	if (format.n == 1 ? put_standard(&w, format.p[0]) : put_custom(&w, format))
		return true;
	buf_delete(out, w.start, out->n - w.start);
	return false;
}
