/* culture_info_format: numbers and dates in the ways of other cultures, made from the invariant forms. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/culture_info.h"

/* .NET's numbered patterns: $ stands for the symbol, n for the number. */
static const char *const currency_positive[] = { "$n", "n$", "$ n", "n $" };
static const char *const currency_negative[] = { "($n)", "-$n", "$-n", "$n-", "(n$)", "-n$", "n-$", "n$-", "-n $",
	"-$ n", "n $-", "$ n-", "$ -n", "n- $", "($ n)", "(n $)", "$- n" };
static const char *const percent_positive[] = { "n %", "n%", "%n", "% n" };
static const char *const percent_negative[] = { "-n %", "-n%", "-%n", "%-n", "%n-", "n-%", "n%-", "-% n", "n %-",
	"% n-", "% -n", "n- %" };

static NumCulture number_rules(Interp *in, const TypeCulture *culture)
{
	const Edition *edition = runtime_edition(in);
	NumCulture rules = *(culture->name[0] ? edition->numbers : edition->numbers_invariant);

	rules.currency = culture->currency;
	rules.currency_decimals = culture->currency_decimals;
	rules.percent_positive = percent_positive[culture->percent_positive];
	rules.percent_negative = percent_negative[culture->percent_negative];
	return rules;
}

static bool put_plain(Interp *in, const NumCulture *rules, const Num *num, Str format, Buf *out)
{
	bool is_single = num->kind == NUM_SINGLE;

	if (num->kind == NUM_DECIMAL) {
		if (format.n == 0)
			decimal_put(out, num->decimal);
		return format.n == 0 || num_format_decimal(out, format, num->decimal, rules);
	}
	if (num->kind == NUM_SINGLE || num->kind == NUM_DOUBLE) {
		if (format.n > 0)
			return num_format_double(out, format, num->f64, is_single, rules);
		if (runtime_edition(in)->where & WHERE_CORE)
			num_put_roundtrip(out, num->f64, is_single, rules);
		else
			num_put_double(out, num->f64, rules, false);
		return true;
	}
	if (format.n == 0)
		num_put_integer(out, num->i64, num->kind == NUM_UINT64);
	return format.n == 0 || num_format_integer(out, format, num->i64, num->kind, rules);
}

/* Puts text with the culture's separators for the invariant ones. */
static void put_separated(const TypeCulture *culture, Str text, Buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		const char *as = text.p[i] == '.'   ? culture->decimal
				 : text.p[i] == ',' ? culture->group
				 : text.p[i] == '-' ? culture->negative
						    : NULL;

		if (as)
			buf_put(out, str_from(as));
		else
			buf_put_char(out, text.p[i]);
	}
}

static bool put_currency(Interp *in, const TypeCulture *culture, const Num *num, Str format, Buf *out)
{
	NumCulture rules = number_rules(in, culture);
	Buf number = BUF_INIT, spec = BUF_INIT;
	const char *pattern;
	Str digits;
	bool ok;

	buf_put_char(&spec, 'N');
	if (format.n > 1)
		buf_put(&spec, str_cut(format, 1, format.n));
	else
		buf_printf(&spec, "%d", rules.currency_decimals);
	ok = put_plain(in, &rules, num, buf_str(&spec), &number);
	digits = buf_str(&number);
	pattern = currency_positive[culture->currency_positive];
	if (digits.n > 0 && digits.p[0] == '-') {
		pattern = currency_negative[culture->currency_negative];
		digits = str_cut(digits, 1, digits.n);
	}
	for (; ok && *pattern; pattern++) {
		if (*pattern == 'n')
			put_separated(culture, digits, out);
		else if (*pattern == '$')
			buf_put(out, str_from(culture->currency));
		else
			buf_put_char(out, *pattern);
	}
	buf_release(&number);
	buf_release(&spec);
	return ok;
}

bool types_culture_put_number(Interp *in, const TypeCulture *culture, const Num *num, Str format, Buf *out)
{
	NumCulture rules = number_rules(in, culture);
	char letter = (char)(format.n ? format.p[0] : 'G');
	Buf number = BUF_INIT;
	bool ok;

	if ((letter == 'C' || letter == 'c') && format.n <= 3)
		return put_currency(in, culture, num, format, out);
	ok = put_plain(in, &rules, num, format, &number);
	if (ok)
		put_separated(culture, buf_str(&number), out);
	buf_release(&number);
	return ok;
}

void types_culture_plain_number(const TypeCulture *culture, Str text, Buf *out)
{
	Str decimal = str_from(culture->decimal), group = str_from(culture->group);
	Str negative = str_from(culture->negative);
	size_t i = 0;

	while (i < text.n) {
		Str rest = str_cut(text, i, text.n);

		if (str_starts(rest, decimal)) {
			buf_put_char(out, '.');
			i += decimal.n;
		} else if (str_starts(rest, group)) {
			buf_put_char(out, ',');
			i += group.n;
		} else if (str_starts(rest, negative)) {
			buf_put_char(out, '-');
			i += negative.n;
		} else {
			buf_put_char(out, text.p[i++]);
		}
	}
}

/* ---- dates ---- */

Str types_culture_name(const char *list, size_t i)
{
	StrSplit split = { str_from(list), false };
	Str name = { "", 0 };

	do {
		if (!str_split_next(&split, ',', &name))
			return S("");
	} while (i-- > 0);
	return name;
}

/* What a standard letter stands for; NULL for those that are the same in all cultures. */
static void put_standard(const TypeCulture *c, char letter, Buf *out)
{
	switch (letter) {
	case 'd':
		buf_put(out, str_from(c->short_date));
		break;
	case 'D':
		buf_put(out, str_from(c->long_date));
		break;
	case 't':
		buf_put(out, str_from(c->short_time));
		break;
	case 'T':
		buf_put(out, str_from(c->long_time));
		break;
	case 'f':
	case 'F':
	case 'U':
		buf_printf(out, "%s %s", c->long_date, letter == 'f' ? c->short_time : c->long_time);
		break;
	case 'g':
	case 'G':
		buf_printf(out, "%s %s", c->short_date, letter == 'g' ? c->short_time : c->long_time);
		break;
	case 'm':
	case 'M':
		buf_put(out, str_from(c->month_day));
		break;
	case 'y':
	case 'Y':
		buf_put(out, str_from(c->year_month));
		break;
	default:
		break;
	}
}

static void put_literal(Str text, Buf *out)
{
	buf_put_char(out, '\'');
	buf_put(out, text);
	buf_put_char(out, '\'');
}

/* Whether a pattern shows the day of the month: then month names stand in the genitive. */
static bool shows_day(Str pattern)
{
	for (size_t i = 0; i < pattern.n;) {
		size_t run = 1;

		while (i + run < pattern.n && pattern.p[i + run] == pattern.p[i])
			run++;
		if (pattern.p[i] == 'd' && run < 3)
			return true;
		i += run;
	}
	return false;
}

/* A run of one pattern letter as a literal in the culture's words; false: the letter means the same everywhere. */
static bool put_words(const TypeCulture *c, const MomentParts *parts, char letter, size_t run, Str pattern, Buf *out)
{
	const char *half = parts->hour < 12 ? c->am : c->pm;
	const char *months = c->genitives && shows_day(pattern) ? c->genitives : c->months;

	if (letter == '/')
		put_literal(str_from(c->date_separator), out);
	else if (letter == ':')
		put_literal(str_from(c->time_separator), out);
	else if (letter == 'd' && run >= 3)
		put_literal(types_culture_name(run > 3 ? c->days : c->short_days, (size_t)parts->day_of_week), out);
	else if (letter == 'M' && run >= 3)
		put_literal(types_culture_name(run > 3 ? months : c->short_months, (size_t)parts->month - 1), out);
	else if (letter == 't')
		put_literal(run > 1 ? str_from(half) : str_cut(str_from(half), 0, 1), out);
	else
		return false;
	return true;
}

/* A custom pattern with the culture's words and separators as literals, for the invariant formatter. */
static void put_localized(const TypeCulture *c, Str pattern, int64_t ticks, Buf *out)
{
	MomentParts parts = moment_split(ticks);
	size_t i = 0, run, end;

	while (i < pattern.n) {
		char letter = pattern.p[i];

		run = 1;
		if (letter == '\'' || letter == '"') {
			end = str_find_byte(pattern, letter, i + 1);
			run = (end == STR_NONE ? pattern.n : end + 1) - i;
		} else if (letter == '\\' || letter == '%') {
			run = i + 1 < pattern.n ? 1 + (letter == '\\') : 1;
		} else if (letter != '/' && letter != ':') {
			while (i + run < pattern.n && pattern.p[i + run] == letter)
				run++;
		}
		if (!put_words(c, &parts, letter, run, pattern, out))
			buf_put(out, str_cut(pattern, i, i + run));
		i += run;
	}
}

bool types_culture_put_date(Interp *in, const TypeCulture *culture, Value date, Str format, Buf *out)
{
	const Edition *edition = runtime_edition(in);
	const Env *env = runtime_of(in)->env;
	Buf pattern = BUF_INIT, localized = BUF_INIT;
	int64_t ticks = date.i64;
	bool ok;

	if (format.n <= 1)
		put_standard(culture, (char)(format.n ? format.p[0] : 'G'), &pattern);
	if (culture->name[0] == '\0' || (format.n == 1 && pattern.n == 0)) {
		ok = moment_format(out, format, ticks, date.flags, edition->dates_invariant, env);
	} else {
		if (format.n == 1 && format.p[0] == 'U')
			ticks = moment_to_utc(env, ticks);
		put_localized(culture, pattern.n ? buf_str(&pattern) : format, ticks, &localized);
		ok = moment_format(out, buf_str(&localized), ticks, date.flags, edition->dates_invariant, env);
	}
	buf_release(&pattern);
	buf_release(&localized);
	return ok;
}
