/* moment_parse: DateTime.Parse with the invariant culture. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/moment_text.h"
#include "shell/base/utf8.h"

/* .NET reads a date and a time token by token: a number (or year, or month) counts together with what separates it from
 * the next, and a table says what a run of such tokens may become.  Its oddities are part of the behaviour ("5 March"
 * is March 2005, "10.5" nothing, "3 10 AM" ten past three), hence the same machine here, found by asking with some
 * 20,000 generated texts. */

/* ---- words ------------------------------------------------------------------------------------------------------ */

typedef enum WordKind { WORD_NONE, WORD_MONTH, WORD_DAY, WORD_MARK, WORD_ZONE, WORD_ERA } WordKind;

typedef struct Word {
	WordKind kind;
	int value; /* month 1..12, day of the week, 0 AM or 1 PM */
	size_t n;  /* bytes */
} Word;

static bool is_letter_at(Str text, size_t at)
{
	return at < text.n && utf8_is_letter(utf8_next(text, &at));
}

/* Whether name stands at the place, not as the beginning of a longer word. */
static bool stands(Str text, size_t at, Str name)
{
	return str_istarts(str_cut(text, at, text.n), name) && !is_letter_at(text, at + name.n);
}

static bool find_name(Str text, size_t at, const char *const *names, int n, Word *word)
{
	for (int i = 0; i < n; i++) {
		Str name = str_from(names[i]);
		if (!stands(text, at, name))
			name.n = MOMENT_SHORT_NAME;
		if (stands(text, at, name)) {
			word->value = i;
			word->n = name.n;
			return true;
		}
	}
	return false;
}

static Word find_word(Str text, size_t at)
{
	static const struct {
		Str text;
		WordKind kind;
		int value;
	} others[] = {
		{ S_INIT("AM"), WORD_MARK, 0 },
		{ S_INIT("PM"), WORD_MARK, 1 },
		{ S_INIT("Z"), WORD_ZONE, 0 },
		{ S_INIT("GMT"), WORD_ZONE, 0 },
		{ S_INIT("A.D."), WORD_ERA, 0 },
		{ S_INIT("AD"), WORD_ERA, 0 },
	};
	Word word = { 0 };

	if (find_name(text, at, moment_month_names, COUNT(moment_month_names), &word)) {
		word.kind = WORD_MONTH;
		word.value++;
		return word;
	}
	if (find_name(text, at, moment_day_names, COUNT(moment_day_names), &word)) {
		word.kind = WORD_DAY;
		return word;
	}
	for (size_t i = 0; i < COUNT(others); i++)
		if (stands(text, at, others[i].text))
			return (Word){ others[i].kind, others[i].value, others[i].text.n };
	return word;
}

/* ---- the machine ------------------------------------------------------------------------------------------------ */

/* A token and what follows it.  ORDER Token: the columns of next_state.  A year is a number of three digits or more. */
/* clang-format off */
typedef enum Token {
	TOKEN_END, NUMBER_END, NUMBER_MARK, NUMBER_SPACE, NUMBER_DATE, NUMBER_TIME, MONTH_END, MONTH_SPACE, MONTH_DATE,
	DAY_NAME, YEAR_SPACE, YEAR_DATE, YEAR_END, ZONE, ERA,
	TABLE_TOKENS, NUMBER_T = TABLE_TOKENS, /* the T of ISO 8601 */
	TOKEN_NOTHING,                         /* AM or PM, an offset, a comma: leaves the state as it is */
	TOKEN_BAD,
} Token;

/* What has been read of a date or time: N number, M month, Y year; _D a date separator came last.  From DATE_NN on a
 * date, from TIME_N on a time is complete, and the machine begins anew.  ORDER State: the rows of next_state. */
typedef enum State {
	BEGIN, N, NN, N_D, D_NN, NN_D, M, MN, NM, MN_D, Y, YN, YN_D, YM, YM_D, TIME_1, TIME_2,
	FAIL,
	DATE_NN, DATE_NNN, DATE_MN, DATE_NM, DATE_MNN, DATE_YNN, DATE_YMN, DATE_YN, DATE_YM, DATE_NNY,
	TIME_N, TIME_NN, TIME_NNN,
} State;

static const uint8_t next_state[FAIL][TABLE_TOKENS] = {
	/* end       number end  number AM   number blank number /   number : month end  month blank month / day name  year blank year /  year end   zone  era */
	{ BEGIN,    FAIL,      TIME_N,     N,         N_D,       TIME_1,   FAIL,      M,         M,        BEGIN,    Y,         Y,        FAIL,      BEGIN, BEGIN },  /* BEGIN */
	{ FAIL,     DATE_NN,   TIME_NN,    NN,        NN_D,      FAIL,     DATE_NM,   NM,        MN_D,     N,        YN,        YN_D,     DATE_YN,   N,     N },      /* N */
	{ DATE_NN,  DATE_NNN,  TIME_NNN,   DATE_NNN,  FAIL,      TIME_1,   DATE_MNN,  DATE_MNN,  FAIL,     NN,       DATE_NNY,  FAIL,     DATE_NNY,  NN,    NN },     /* NN */
	{ FAIL,     DATE_NN,   FAIL,       D_NN,      NN_D,      FAIL,     DATE_NM,   MN,        MN_D,     N_D,      YN,        YN_D,     DATE_YN,   FAIL,  N_D },    /* N_D */
	{ DATE_NN,  DATE_NNN,  TIME_N,     DATE_NNN,  FAIL,      TIME_1,   DATE_MNN,  DATE_MNN,  FAIL,     D_NN,     DATE_NNY,  FAIL,     DATE_NNY,  FAIL,  D_NN },   /* D_NN */
	{ FAIL,     DATE_NNN,  DATE_NNN,   DATE_NNN,  FAIL,      FAIL,     DATE_MNN,  DATE_MNN,  FAIL,     NN_D,     DATE_NNY,  FAIL,     DATE_NNY,  FAIL,  NN_D },   /* NN_D */
	{ FAIL,     DATE_MN,   FAIL,       MN,        MN_D,      FAIL,     FAIL,      FAIL,      FAIL,     M,        YM,        YM_D,     DATE_YM,   FAIL,  M },      /* M */
	{ DATE_MN,  DATE_MNN,  DATE_MNN,   DATE_MNN,  FAIL,      TIME_1,   FAIL,      FAIL,      FAIL,     MN,       DATE_YMN,  FAIL,     DATE_YMN,  FAIL,  MN },     /* MN */
	{ DATE_NM,  DATE_MNN,  DATE_MNN,   DATE_MNN,  FAIL,      TIME_1,   FAIL,      FAIL,      FAIL,     NM,       DATE_YMN,  FAIL,     DATE_YMN,  FAIL,  NM },     /* NM */
	{ FAIL,     DATE_MNN,  FAIL,       DATE_MNN,  FAIL,      FAIL,     FAIL,      FAIL,      FAIL,     MN_D,     DATE_YMN,  FAIL,     DATE_YMN,  FAIL,  MN_D },   /* MN_D */
	{ FAIL,     DATE_YN,   FAIL,       YN,        YN_D,      FAIL,     DATE_YM,   YM,        YM_D,     Y,        FAIL,      FAIL,     FAIL,      FAIL,  Y },      /* Y */
	{ DATE_YN,  DATE_YNN,  DATE_YNN,   DATE_YNN,  FAIL,      FAIL,     DATE_YMN,  DATE_YMN,  FAIL,     YN,       FAIL,      FAIL,     FAIL,      FAIL,  YN },     /* YN */
	{ FAIL,     DATE_YNN,  DATE_YNN,   DATE_YNN,  FAIL,      FAIL,     DATE_YMN,  DATE_YMN,  FAIL,     YN,       FAIL,      FAIL,     FAIL,      FAIL,  YN },     /* YN_D */
	{ DATE_YM,  DATE_YMN,  DATE_YMN,   DATE_YMN,  FAIL,      FAIL,     FAIL,      FAIL,      FAIL,     YM,       FAIL,      FAIL,     FAIL,      FAIL,  YM },     /* YM */
	{ FAIL,     DATE_YMN,  DATE_YMN,   DATE_YMN,  FAIL,      FAIL,     FAIL,      FAIL,      FAIL,     YM,       FAIL,      FAIL,     FAIL,      FAIL,  YM },     /* YM_D */
	{ FAIL,     TIME_NN,   TIME_NN,    TIME_NN,   FAIL,      TIME_2,   DATE_NM,   NM,        FAIL,     FAIL,     FAIL,      FAIL,     FAIL,      TIME_1, TIME_1 }, /* TIME_1 */
	{ FAIL,     TIME_NNN,  TIME_NNN,   TIME_NNN,  FAIL,      FAIL,     FAIL,      FAIL,      FAIL,     TIME_2,   FAIL,      FAIL,     FAIL,      TIME_2, TIME_2 }, /* TIME_2 */
};
/* clang-format on */

enum { NUMBER_DIGITS = 8, YEAR_DIGITS = 3 };

typedef struct Reading {
	Str text;
	size_t at;
	const Env *env;
	State state;
	int numbers[3], n;
	int raw_year, raw_month;
	bool have_date, have_time;
	MomentFields fields;
	MomentStatus status;
	size_t bad_at; /* byte of the unknown word */
} Reading;

static bool fail(Reading *r, MomentStatus status)
{
	r->status = status;
	return false;
}

static char peek(const Reading *r)
{
	return (char)(r->at < r->text.n ? r->text.p[r->at] : 0);
}

static bool is_digit_at(const Reading *r, size_t at)
{
	return at < r->text.n && r->text.p[at] >= '0' && r->text.p[at] <= '9';
}

static void skip_space(Reading *r)
{
	size_t at = r->at;

	while (at < r->text.n && utf8_is_space(utf8_next(r->text, &at)))
		r->at = at;
}

static bool take(Reading *r, char c)
{
	if (r->at == r->text.n || peek(r) != c)
		return false;
	r->at++;
	return true;
}

/* The digits at the place; *digits: how many (0: none). */
static int take_number(Reading *r, int *digits)
{
	int value = 0;

	for (*digits = 0; is_digit_at(r, r->at) && *digits <= NUMBER_DIGITS; r->at++, (*digits)++)
		value = value * 10 + (peek(r) - '0');
	return value;
}

/* Ticks of the digits at the place, rounded to seven. */
static int64_t take_fraction(Reading *r)
{
	int64_t value = 0;
	int digits = 0;

	for (; is_digit_at(r, r->at); r->at++, digits++)
		if (digits <= 7)
			value = value * 10 + (peek(r) - '0');
	for (; digits < 8; digits++)
		value *= 10;
	return (value + 5) / 10;
}

/* ---- offsets, punctuation --------------------------------------------------------------------------------------- */

/* +h, +hh, +h:m, +hh:mm, +hmm, +hhmm; false, and the place is as before, when it is none. */
static bool take_offset(Reading *r)
{
	size_t from = r->at;
	bool negative = peek(r) == '-';
	int digits = 0, minute_digits = 1, hours = 0, minutes = 0;

	r->at++;
	hours = take_number(r, &digits);
	if (digits > 2) {
		minutes = hours % 100;
		hours /= 100;
	} else if (digits > 0 && take(r, ':')) {
		minutes = take_number(r, &minute_digits);
	}
	if (digits < 1 || digits > 4 || minute_digits < 1 || minute_digits > 2 || minutes > 59) {
		r->at = from;
		return false;
	}
	r->fields.have_zone = true;
	r->fields.zone = (hours * 60 + minutes) * (negative ? -1 : 1);
	return true;
}

/* After a time an offset may follow at once or after blanks; a sign there can be nothing else. */
static bool offset_after_time(Reading *r)
{
	size_t from = r->at;

	skip_space(r);
	if ((peek(r) != '+' && peek(r) != '-') || r->at + 1 >= r->text.n) {
		r->at = from;
		return true;
	}
	return !r->fields.have_zone && take_offset(r);
}

/* Visual Basic's #...# around a date: two of them, nothing but blanks before, nothing but blanks and NULs after. */
static bool is_hashed(Str text)
{
	int hashes = 0;

	for (size_t at = 0; at < text.n;) {
		uint32_t code = utf8_next(text, &at);
		if (code == '#')
			hashes++;
		else if (code == 0 ? hashes != 2 : hashes != 1 && !utf8_is_space(code))
			return false;
		if (hashes > 2)
			return false;
	}
	return hashes == 2;
}

/* Such a # or NULs at the end. */
static bool take_punctuation(Reading *r)
{
	if (peek(r) == '#') {
		r->at++;
		return is_hashed(r->text);
	}
	while (r->at < r->text.n && peek(r) == 0)
		r->at++;
	return r->at == r->text.n;
}

/* ---- tokens ----------------------------------------------------------------------------------------------------- */

typedef enum Separator {
	SEPARATOR_END,
	SEPARATOR_SPACE,
	SEPARATOR_MARK,
	SEPARATOR_DATE,
	SEPARATOR_DASH,
	SEPARATOR_TIME,
	SEPARATOR_T,
	SEPARATOR_SECOND_MARK /* the number before it is dropped */
} Separator;

/* What separates a number, a year or a month from the next token. */
static Separator take_separator(Reading *r)
{
	Word word;

	skip_space(r);
	if (r->at == r->text.n)
		return SEPARATOR_END;
	if (take(r, '/'))
		return SEPARATOR_DATE;
	if (take(r, '-'))
		return SEPARATOR_DASH;
	if (take(r, ':'))
		return SEPARATOR_TIME;
	if (stands(r->text, r->at, S("T"))) {
		r->at++;
		return SEPARATOR_T;
	}
	word = find_word(r->text, r->at);
	if (word.kind != WORD_MARK)
		return SEPARATOR_SPACE;
	r->at += word.n;
	if (r->fields.mark != MOMENT_UNSET)
		return SEPARATOR_SECOND_MARK;
	r->fields.mark = word.value;
	return SEPARATOR_MARK;
}

/* What a number, a year and a month become with a separator behind them; TOKEN_BAD: they cannot have it.
 * ORDER Separator. */
/* clang-format off */
static const uint8_t number_tokens[] = { NUMBER_END, NUMBER_SPACE, NUMBER_MARK, NUMBER_DATE, NUMBER_DATE, NUMBER_TIME, NUMBER_T, TOKEN_NOTHING };
static const uint8_t year_tokens[]   = { YEAR_END, YEAR_SPACE, YEAR_SPACE, YEAR_DATE, YEAR_DATE, TOKEN_BAD, TOKEN_BAD, TOKEN_NOTHING };
static const uint8_t month_tokens[]  = { MONTH_END, MONTH_SPACE, TOKEN_BAD, MONTH_DATE, MONTH_DATE, TOKEN_BAD, TOKEN_BAD, TOKEN_BAD };
/* clang-format on */

static bool take_token(Reading *r, const uint8_t *tokens, Token *token)
{
	size_t before = r->at;
	Separator separator = take_separator(r);

	*token = tokens[separator];
	/* A dash after what completes a date begins an offset. */
	if (separator == SEPARATOR_DASH && next_state[r->state][tokens[SEPARATOR_DASH]] == FAIL &&
		next_state[r->state][tokens[SEPARATOR_SPACE]] > FAIL) {
		r->at = before;
		*token = tokens[SEPARATOR_SPACE];
	}
	return *token != TOKEN_BAD;
}

static bool finish(Reading *r, State state);

static bool number_token(Reading *r, int value, Token *token)
{
	bool in_time = r->state == TIME_1 || r->state == TIME_2;

	if (r->state == TIME_2 && (peek(r) == '.' || peek(r) == ',') && is_digit_at(r, r->at + 1)) {
		r->at++;
		r->fields.fraction = take_fraction(r);
	}
	if (in_time && !offset_after_time(r))
		return false;
	if (!take_token(r, number_tokens, token))
		return false;
	if (*token == TOKEN_NOTHING)
		return true;
	if (*token == NUMBER_MARK && r->state == D_NN && !finish(r, DATE_NN)) /* "3/5 10 AM" */
		return false;
	if (*token == NUMBER_MARK && in_time && !offset_after_time(r))
		return false;
	r->numbers[r->n++] = value;
	return true;
}

static bool digits_token(Reading *r, Token *token)
{
	int digits, value = take_number(r, &digits);

	if (r->n == COUNT(r->numbers) || digits > NUMBER_DIGITS)
		return false;
	if (digits < YEAR_DIGITS)
		return number_token(r, value, token);
	if (r->raw_year != MOMENT_UNSET)
		return false;
	r->raw_year = value;
	return take_token(r, year_tokens, token);
}

static bool word_token(Reading *r, const Word *word, Token *token)
{
	r->at += word->n;
	switch (word->kind) {
	case WORD_MONTH:
		if (r->raw_month != MOMENT_UNSET)
			return false;
		r->raw_month = word->value;
		return take_token(r, month_tokens, token);
	case WORD_DAY:
		if (r->fields.parts.day_of_week != MOMENT_UNSET)
			return false;
		r->fields.parts.day_of_week = word->value;
		*token = DAY_NAME;
		return true;
	case WORD_MARK:
		if (r->fields.mark != MOMENT_UNSET)
			return false;
		r->fields.mark = word->value;
		return true;
	case WORD_ZONE:
		if (r->fields.have_zone)
			return false;
		r->fields.have_zone = true;
		*token = ZONE;
		return true;
	default:
		*token = ERA;
		return true;
	}
}

static bool read_token(Reading *r, Token *token)
{
	Word word;

	*token = TOKEN_NOTHING;
	skip_space(r);
	if (r->at == r->text.n) {
		*token = TOKEN_END;
		return true;
	}
	if (is_digit_at(r, r->at))
		return digits_token(r, token);
	word = find_word(r->text, r->at);
	if (word.kind != WORD_NONE)
		return word_token(r, &word, token);
	if (is_letter_at(r->text, r->at)) {
		r->bad_at = r->at;
		return fail(r, MOMENT_UNKNOWN_WORD);
	}
	if (take(r, ',') || take(r, '.'))
		return true;
	if ((peek(r) == '+' || peek(r) == '-') && !r->fields.have_zone && take_offset(r))
		return true;
	return take_punctuation(r);
}

/* ---- what a complete run of tokens means ------------------------------------------------------------------------ */

static bool is_date(int year, int month, int day)
{
	MomentParts parts = { .year = year, .month = month, .day = day };
	int64_t ticks;

	return moment_join(&parts, &ticks);
}

static bool set_date(Reading *r, int year, int month, int day)
{
	if (r->have_date || !is_date(year, month, day))
		return false;
	r->have_date = true;
	r->fields.parts.year = year;
	r->fields.parts.month = month;
	r->fields.parts.day = day;
	return true;
}

static bool set_time(Reading *r, int hour, int minute, int second)
{
	if (r->have_time)
		return false;
	r->have_time = true;
	r->fields.parts.hour = hour;
	r->fields.parts.minute = minute;
	r->fields.parts.second = second;
	return true;
}

static int this_year(const Reading *r)
{
	return moment_split(moment_to_local(r->env, r->env->now(r->env->self))).year;
}

/* Takes a complete date or time and begins anew. */
static bool finish(Reading *r, State state)
{
	const int *n = r->numbers;

	r->state = BEGIN;
	r->n = 0;
	switch (state) {
	case DATE_NN:
		return set_date(r, this_year(r), n[0], n[1]);
	case DATE_NNN:
		return set_date(r, moment_full_year(n[2]), n[0], n[1]);
	case DATE_MN:
		return set_date(r, this_year(r), r->raw_month, n[0]);
	case DATE_NM:
		return set_date(r, moment_full_year(n[0]), r->raw_month, 1);
	case DATE_MNN:
		if (is_date(moment_full_year(n[1]), r->raw_month, n[0]))
			return set_date(r, moment_full_year(n[1]), r->raw_month, n[0]);
		return set_date(r, moment_full_year(n[0]), r->raw_month, n[1]);
	case DATE_YNN:
	case DATE_NNY:
		return set_date(r, r->raw_year, n[0], n[1]);
	case DATE_YMN:
		return set_date(r, r->raw_year, r->raw_month, n[0]);
	case DATE_YN:
		return set_date(r, r->raw_year, n[0], 1);
	case DATE_YM:
		return set_date(r, r->raw_year, r->raw_month, 1);
	case TIME_N:
		return set_time(r, n[0], 0, 0);
	case TIME_NN:
		return set_time(r, n[0], n[1], 0);
	default:
		return set_time(r, n[0], n[1], n[2]);
	}
}

/* ---- ISO 8601 --------------------------------------------------------------------------------------------------- */

static bool take_two_digits(Reading *r, int *value)
{
	skip_space(r);
	if (!is_digit_at(r, r->at) || !is_digit_at(r, r->at + 1))
		return false;
	*value = (r->text.p[r->at] - '0') * 10 + r->text.p[r->at + 1] - '0';
	r->at += 2;
	return true;
}

static bool take_colon(Reading *r)
{
	skip_space(r);
	return take(r, ':');
}

/* What follows year, month, day and T: hh:mm[:ss[.f]] with blanks anywhere, then Z or an offset. */
static bool read_iso(Reading *r)
{
	r->have_date = true; /* whether there is such a day shows at the end */
	r->fields.parts.year = r->raw_year;
	r->fields.parts.month = r->numbers[0];
	r->fields.parts.day = r->numbers[1];
	if (!take_two_digits(r, &r->fields.parts.hour) || !take_colon(r) ||
		!take_two_digits(r, &r->fields.parts.minute))
		return false;
	if (take_colon(r)) {
		if (!take_two_digits(r, &r->fields.parts.second))
			return false;
		if (peek(r) == '.' || peek(r) == ',') {
			if (!is_digit_at(r, ++r->at))
				return false;
			r->fields.fraction = take_fraction(r);
		}
	}
	skip_space(r);
	if (peek(r) == '+' || peek(r) == '-') {
		if (!take_offset(r))
			return false;
	} else if (take(r, 'Z') || take(r, 'z')) {
		r->fields.have_zone = true;
	}
	skip_space(r);
	return r->at == r->text.n || take_punctuation(r);
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

static bool is_last(Token token)
{
	return token == TOKEN_END || token == NUMBER_END || token == MONTH_END || token == YEAR_END;
}

static bool read_all(Reading *r)
{
	Token token;

	do {
		if (!read_token(r, &token))
			return false;
		if (token == TOKEN_NOTHING)
			continue;
		if (token == NUMBER_T)
			return (r->state == YN || r->state == YN_D) && read_iso(r);
		r->state = next_state[r->state][token];
		if (r->state == FAIL || (r->state > FAIL && !finish(r, r->state)))
			return false;
	} while (!is_last(token));
	return true;
}

/* AM and PM; a date alone may have them too (noon is PM). */
static bool apply_mark(MomentFields *fields)
{
	if (fields->mark == MOMENT_UNSET)
		return true;
	if (fields->parts.hour > (fields->mark == 0 ? 12 : 23))
		return false;
	fields->parts.hour = fields->parts.hour % 12 + (fields->mark == 0 ? 0 : 12);
	return true;
}

MomentStatus moment_parse(Str text, const Env *env, int64_t *ticks, MomentKind *kind, size_t *at)
{
	Reading r = {
		.text = text,
		.env = env,
		.raw_year = MOMENT_UNSET,
		.raw_month = MOMENT_UNSET,
		.fields = MOMENT_NO_FIELDS,
		.status = MOMENT_BAD_FORMAT,
	};

	if (read_all(&r)) {
		if ((!r.have_date && !r.have_time) || !apply_mark(&r.fields))
			return MOMENT_BAD_FORMAT;
		return moment_compose(&r.fields, env, ticks, kind);
	}
	if (at && r.status == MOMENT_UNKNOWN_WORD)
		*at = str_unit_of_byte(text, r.bad_at);
	return r.status;
}
