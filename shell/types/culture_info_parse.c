/* culture_info_parse: dates as other cultures write them, read by way of their English form. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/culture_info.h"

/* Length of the name of list that stands at the start of text, the longest there is; *which: its number. */
static size_t name_at(Str text, const char *list, size_t n, size_t *which)
{
	size_t best = 0;

	for (size_t i = 0; i < n; i++) {
		Str name = types_culture_name(list, i);
		size_t length = name.n ? str_iprefix(text, name) : STR_NONE;

		if (length != STR_NONE && length > best) {
			best = length;
			*which = i;
		}
	}
	return best;
}

/* Puts text with the culture's names of months, days and halves of the day in English. */
static void put_english(const TypeCulture *c, Str text, Buf *out)
{
	const TypeCulture *english = type_culture_table;
	const struct {
		const char *theirs, *ours;
		size_t n;
	} lists[] = {
		{ c->months, english->months, 12 },
		{ c->genitives ? c->genitives : c->months, english->months, 12 },
		{ c->short_months, english->short_months, 12 },
		{ c->days, english->days, 7 },
		{ c->short_days, english->short_days, 7 },
		{ c->am, english->am, 1 },
		{ c->pm, english->pm, 1 },
	};
	size_t at = 0, which = 0;

	while (at < text.n) {
		size_t length = 0;

		for (size_t i = 0; i < COUNT(lists) && length == 0; i++) {
			length = name_at(str_cut(text, at, text.n), lists[i].theirs, lists[i].n, &which);
			if (length > 0)
				buf_put(out, types_culture_name(lists[i].ours, which));
		}
		if (length == 0)
			buf_put_char(out, text.p[at]);
		at += length ? length : 1;
	}
}

/* A pattern with the culture's separators as literals; lenient: one digit is enough where the culture writes two. */
static void put_pattern(const TypeCulture *c, Str pattern, bool lenient, Buf *out)
{
	for (size_t i = 0; i < pattern.n; i++) {
		char letter = pattern.p[i];
		size_t run = 1;

		while (i + run < pattern.n && pattern.p[i + run] == letter)
			run++;
		if (letter == '/' || letter == ':') {
			buf_printf(out, "'%s'", letter == '/' ? c->date_separator : c->time_separator);
		} else if (lenient && run == 2 && strchr("dMHhms", letter)) {
			buf_put_char(out, letter);
			i++;
		} else {
			buf_put_many(out, letter, run);
			i += run - 1;
		}
	}
}

static MomentStatus parse_one(Interp *in, const TypeCulture *c, Str text, Str pattern, int64_t *ticks, MomentKind *kind)
{
	return moment_parse_exact(text, pattern,
		c->name[0] ? runtime_edition(in)->dates : runtime_edition(in)->dates_invariant, runtime_of(in)->env,
		ticks, kind);
}

/* The pattern of a standard letter; empty: the same in all cultures, or no standard letter. */
static Str standard(const TypeCulture *c, Str format, Buf *buf)
{
	static const char letters[] = "dDtTmMyY";
	const char *const patterns[] = { c->short_date, c->long_date, c->short_time, c->long_time, c->month_day,
		c->month_day, c->year_month, c->year_month };
	const char *at = format.n == 1 ? strchr(letters, format.p[0]) : NULL;

	if (at && *at)
		return str_from(patterns[at - letters]);
	if (format.n == 1 && strchr("fFgG", format.p[0]))
		buf_printf(buf, "%s %s", (format.p[0] | 32) == 'f' ? c->long_date : c->short_date,
			format.p[0] >= 'a' ? c->short_time : c->long_time);
	return buf_str(buf);
}

MomentStatus types_culture_parse_exact(
	Interp *in, const TypeCulture *culture, Str text, Str format, int64_t *ticks, MomentKind *kind)
{
	Buf english = BUF_INIT, pattern = BUF_INIT, expanded = BUF_INIT;
	MomentStatus status;
	Str full;

	if (culture->name[0] == '\0' || types_culture_is_current(culture))
		return parse_one(in, culture, text, format, ticks, kind);
	full = standard(culture, format, &expanded);
	put_english(culture, text, &english);
	put_pattern(culture, full.n ? full : format, false, &pattern);
	status = parse_one(in, culture, buf_str(&english), buf_str(&pattern), ticks, kind);
	buf_release(&english);
	buf_release(&pattern);
	buf_release(&expanded);
	return status;
}

MomentStatus types_culture_parse(Interp *in, const TypeCulture *culture, Str text, int64_t *ticks, MomentKind *kind)
{
	static const char tries[] = "dGgDFft"; /* standard letters in which people write dates */
	Buf english = BUF_INIT, pattern = BUF_INIT, expanded = BUF_INIT;
	MomentStatus status = MOMENT_BAD_FORMAT;

	if (culture->name[0] == '\0' || types_culture_is_current(culture))
		return moment_parse(text, runtime_of(in)->env, ticks, kind, NULL);
	put_english(culture, str_trim(text), &english);
	for (const char *letter = tries; *letter && status != MOMENT_OK; letter++) {
		buf_clear(&pattern);
		buf_clear(&expanded);
		put_pattern(culture, standard(culture, (Str){ letter, 1 }, &expanded), true, &pattern);
		status = parse_one(in, culture, buf_str(&english), buf_str(&pattern), ticks, kind);
	}
	if (status != MOMENT_OK) /* ISO 8601 and the like mean the same everywhere */
		status = moment_parse(buf_str(&english), runtime_of(in)->env, ticks, kind, NULL);
	buf_release(&english);
	buf_release(&pattern);
	buf_release(&expanded);
	return status;
}
