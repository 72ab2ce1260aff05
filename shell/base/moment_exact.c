/* moment_exact: DateTime.ParseExact. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/moment_text.h"
#include "shell/base/utf8.h"

typedef struct Exact {
	Str text;
	size_t at;
	MomentFields fields; /* hour, minute, second, fraction: MOMENT_UNSET until they are read */
	bool twelve_hours;   /* h was used */
	bool short_year;     /* y or yy was used */
} Exact;

/* ---- pieces of text --------------------------------------------------------------------------------------------- */

static Str rest(const Exact *e)
{
	return str_cut(e->text, e->at, e->text.n);
}

static bool take(Exact *e, Str literal)
{
	if (!str_istarts(rest(e), literal))
		return false;
	e->at += literal.n;
	return true;
}

/* Not as the beginning of a longer word. */
static bool take_word(Exact *e, Str word)
{
	size_t after = e->at + word.n;

	return (after >= e->text.n || !utf8_is_letter(utf8_next(e->text, &after))) && take(e, word);
}

/* Case counts in literal text. */
static bool take_literal(Exact *e, Str literal)
{
	if (!str_starts(rest(e), literal))
		return false;
	e->at += literal.n;
	return true;
}

/* least to most digits. */
static bool take_digits(Exact *e, size_t least, size_t most, int *value)
{
	Str digits = rest(e);
	size_t n = 0;

	*value = 0;
	for (; n < most && n < digits.n && digits.p[n] >= '0' && digits.p[n] <= '9'; n++)
		if (*value <= 9999999)
			*value = *value * 10 + (digits.p[n] - '0');
	e->at += n;
	return n >= least;
}

/* One letter takes one or two digits, two letters two, and so on. */
static bool take_number(Exact *e, size_t count, int *value)
{
	return take_digits(e, count, count == 1 ? 2 : count, value);
}

static bool take_name(Exact *e, const char *const *names, int n, bool whole, int *value)
{
	for (*value = 0; *value < n; ++*value)
		if (take(e, str_cut(str_from(names[*value]), 0, whole ? STR_NONE : MOMENT_SHORT_NAME)))
			return true;
	return false;
}

/* A field may come twice, with the same value. */
static bool set(int *field, int value)
{
	if (*field != MOMENT_UNSET && *field != value)
		return false;
	*field = value;
	return true;
}

/* ---- fields ----------------------------------------------------------------------------------------------------- */

static bool take_year(Exact *e, size_t count)
{
	int value;

	e->short_year = e->short_year || count <= 2;
	return take_number(e, count, &value) && set(&e->fields.parts.year, value);
}

static bool take_month(Exact *e, size_t count)
{
	int value;

	if (count <= 2)
		return take_number(e, count, &value) && set(&e->fields.parts.month, value);
	return take_name(e, moment_month_names, COUNT(moment_month_names), count > 3, &value) &&
	       set(&e->fields.parts.month, value + 1);
}

static bool take_day(Exact *e, size_t count)
{
	int value;

	if (count <= 2)
		return take_number(e, count, &value) && set(&e->fields.parts.day, value);
	return take_name(e, moment_day_names, COUNT(moment_day_names), count > 3, &value) &&
	       set(&e->fields.parts.day_of_week, value);
}

static bool take_time(Exact *e, size_t count, int *field)
{
	int value;

	return take_number(e, count < 2 ? count : 2, &value) && set(field, value);
}

static bool take_fraction(Exact *e, size_t count, bool exact)
{
	size_t from = e->at;
	int value;

	if (count > 7 || !take_digits(e, exact ? count : 0, count, &value))
		return false;
	for (size_t n = e->at - from; n < 7; n++)
		value *= 10;
	if (e->fields.fraction != MOMENT_UNSET && e->fields.fraction != value)
		return false;
	e->fields.fraction = value;
	return true;
}

static bool take_mark(Exact *e, size_t count)
{
	size_t n = count == 1 ? 1 : 2;

	if (take(e, str_cut(S("AM"), 0, n)))
		return set(&e->fields.mark, 0);
	return take(e, str_cut(S("PM"), 0, n)) && set(&e->fields.mark, 1);
}

static bool set_zone(Exact *e, int minutes)
{
	if (e->fields.have_zone && e->fields.zone != minutes)
		return false;
	e->fields.have_zone = true;
	e->fields.zone = minutes;
	return true;
}

/* z: +h or +hh; zz: +hh; more: +h:mm, the colon may be left out. */
static bool take_offset(Exact *e, size_t count)
{
	int hours, minutes = 0;
	bool negative = take(e, S("-"));

	if (!negative && !take(e, S("+")))
		return false;
	if (!take_number(e, count == 2 ? 2 : 1, &hours))
		return false;
	if (count > 2) {
		take(e, S(":"));
		if (!take_number(e, 2, &minutes) || minutes > 59)
			return false;
	}
	minutes += hours * 60;
	return set_zone(e, negative ? -minutes : minutes);
}

/* K: Z, an offset or nothing. */
static bool take_kind(Exact *e, size_t count)
{
	Str left = rest(e);

	if (count > 1)
		return false;
	if (take_literal(e, S("Z")))
		return set_zone(e, 0);
	return left.n == 0 || (left.p[0] != '+' && left.p[0] != '-') || take_offset(e, 3);
}

static bool take_field(Exact *e, char letter, size_t count)
{
	switch (letter) {
	case 'y':
		return take_year(e, count);
	case 'M':
		return take_month(e, count);
	case 'd':
		return take_day(e, count);
	case 'h':
		e->twelve_hours = true;
		return take_time(e, count, &e->fields.parts.hour);
	case 'H':
		return take_time(e, count, &e->fields.parts.hour);
	case 'm':
		return take_time(e, count, &e->fields.parts.minute);
	case 's':
		return take_time(e, count, &e->fields.parts.second);
	case 'f':
	case 'F':
		return take_fraction(e, count, letter == 'f');
	case 't':
		return take_mark(e, count);
	case 'g':
		return take(e, S("A.D.")) || take(e, S("AD"));
	case 'z':
		return take_offset(e, count);
	case 'Z': /* bare in a pattern it means UTC */
		return count == 1 && (take_word(e, S("Z")) || take_word(e, S("GMT"))) && set_zone(e, 0);
	default:
		return take_kind(e, count);
	}
}

/* ---- the pattern ------------------------------------------------------------------------------------------------ */

/* ".FFF" takes nothing where there is no fraction, the point included. */
static bool skip_fraction(MomentPattern *pattern, Str literal)
{
	MomentPattern ahead = *pattern;
	MomentElement element;

	if (!str_eq(literal, S(".")) || !moment_pattern_next(&ahead, &element) || element.letter != 'F')
		return false;
	*pattern = ahead;
	return true;
}

static MomentStatus read_pattern(Exact *e, Str format)
{
	MomentPattern pattern = { .text = format, .letters = "yMdhHmsfFtgzKZ", .percent_ignored = true };
	MomentElement element;

	for (;;) {
		/* GMT outside quotes means the zone, as Z does. */
		if (!pattern.quote && str_starts(str_cut(format, pattern.at, format.n), S("GMT"))) {
			pattern.at += 3;
			if (!take_literal(e, S("GMT")))
				return MOMENT_BAD_FORMAT;
			e->fields.have_zone = true;
			e->fields.zone = 0;
			continue;
		}
		if (!moment_pattern_next(&pattern, &element))
			return pattern.bad ? MOMENT_BAD_PATTERN : MOMENT_OK;
		if (element.letter) {
			if (!take_field(e, element.letter, element.count))
				return MOMENT_BAD_FORMAT;
		} else if (!take_literal(e, element.literal) && !skip_fraction(&pattern, element.literal)) {
			return MOMENT_BAD_FORMAT;
		}
	}
}

static MomentStatus read_standard(Exact *e, char letter, const MomentCulture *culture)
{
	const char *second, *first = moment_pattern(letter, culture, &second);
	MomentStatus status;

	if (!first)
		return MOMENT_BAD_PATTERN;
	status = read_pattern(e, str_from(first));
	if (status == MOMENT_OK && second)
		status = take_literal(e, S(" ")) ? read_pattern(e, str_from(second)) : MOMENT_BAD_FORMAT;
	if (status == MOMENT_OK && letter == 'U')
		set_zone(e, 0);
	return status;
}

/* With h, AM is meant when nothing is said; with H the mark must agree with the hour. */
static bool apply_mark(Exact *e)
{
	MomentFields *f = &e->fields;

	if (e->twelve_hours) {
		if (f->parts.hour > 12)
			return false;
		f->parts.hour = f->parts.hour % 12 + (f->mark == 1 ? 12 : 0);
		return true;
	}
	return f->mark == MOMENT_UNSET || (f->mark == 0 ? f->parts.hour < 12 : f->parts.hour >= 12);
}

static int or_zero(int64_t field)
{
	return field == MOMENT_UNSET ? 0 : (int)field;
}

MomentStatus moment_parse_exact(
	Str text, Str format, const MomentCulture *culture, const Env *env, int64_t *ticks, MomentKind *kind)
{
	Exact e = { .text = text, .fields = MOMENT_NO_FIELDS };
	MomentStatus status = MOMENT_BAD_PATTERN;

	e.fields.parts.hour = e.fields.parts.minute = e.fields.parts.second = MOMENT_UNSET;
	e.fields.fraction = MOMENT_UNSET;
	if (text.n == 0)
		return MOMENT_BAD_FORMAT;
	if (format.n == 1)
		status = read_standard(&e, format.p[0], culture);
	else if (format.n > 1)
		status = read_pattern(&e, format);
	if (status != MOMENT_OK)
		return status;
	e.fields.parts.hour = or_zero(e.fields.parts.hour);
	e.fields.parts.minute = or_zero(e.fields.parts.minute);
	e.fields.parts.second = or_zero(e.fields.parts.second);
	e.fields.fraction = or_zero(e.fields.fraction);
	if (e.short_year)
		e.fields.parts.year = moment_full_year(e.fields.parts.year);
	if (e.at < text.n || !apply_mark(&e))
		return MOMENT_BAD_FORMAT;
	return moment_compose(&e.fields, env, ticks, kind);
}
