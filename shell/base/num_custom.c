/* num_custom: .NET's custom numeric format strings (docs: custom numeric format strings). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/num_text.h"
#include "shell/base/utf8.h"

enum { EXPONENT_WIDTH_MAX = 10 };

#define PER_MILLE 0x2030

/* What one section of a format asks for. */
typedef struct Picture {
	Str text;
	long places;     /* 0 and # */
	long point;      /* places before the point; -1 while none was met */
	long first_zero; /* index of the first 0 among the places, -1: none */
	long last_zero;
	long commas_at; /* places before the last run of commas, -1: none */
	long commas;    /* in that run */
	long power;     /* of ten that %, ‰ and commas before the point multiply by */
	bool groups;    /* commas between digits */
	bool scientific;
} Picture;

/* ---- reading a section ------------------------------------------------------------------------------------------ */

/* Past a quoted text whose quote was just read; *literal is what it holds. */
static size_t skip_quoted(Str s, size_t at, char quote, Str *literal)
{
	size_t end = str_find_byte(s, quote, at);
	*literal = str_cut(s, at, end == STR_NONE ? s.n : end);
	return end == STR_NONE ? s.n : end + 1;
}

/* What follows the E of "E0", "E+00" or "e-0" at at: its length and its zeros; 0 when it is no exponent. */
static size_t exponent_at(Str s, size_t at, int *zeros, char *sign)
{
	size_t i = at + 1;
	*sign = '\0';
	if (i < s.n && (s.p[i] == '+' || s.p[i] == '-'))
		*sign = s.p[i++];
	*zeros = 0;
	for (; i < s.n && s.p[i] == '0'; i++)
		++*zeros;
	return *zeros ? i - at - 1 : 0;
}

/* The section with this number: 0 positive, 1 negative, 2 zero. */
static Str section_text(Str format, int number)
{
	size_t from = 0;
	for (size_t at = 0; at < format.n;) {
		char c = format.p[at++];
		Str literal;
		if (c == '\\') {
			at++;
		} else if (c == '\'' || c == '"') {
			at = skip_quoted(format, at, c, &literal);
		} else if (c == ';') {
			if (number-- == 0)
				return str_cut(format, from, at - 1);
			from = at;
		}
	}
	return number == 0 ? str_cut(format, from, format.n) : S("");
}

/* The section for a number of this sign; the first where that one is missing or empty. */
static Str find_section(Str format, int *number)
{
	Str section = section_text(format, *number);
	if (section.n == 0 && *number != 0) {
		*number = 0;
		section = section_text(format, 0);
	}
	return section;
}

/* Commas between places group digits; right before the point (or the end) they divide by a thousand each. */
static void read_comma(Picture *picture)
{
	if (picture->places == 0 || picture->point >= 0)
		return;
	if (picture->commas_at == picture->places) {
		picture->commas++;
		return;
	}
	picture->groups |= picture->commas_at >= 0;
	picture->commas_at = picture->places;
	picture->commas = 1;
}

static void read_place(Picture *picture, char c)
{
	if (c == '0') {
		if (picture->first_zero < 0)
			picture->first_zero = picture->places;
		picture->last_zero = picture->places;
	}
	picture->places++;
}

static void finish_picture(Picture *picture)
{
	if (picture->point < 0)
		picture->point = picture->places;
	if (picture->commas_at < 0)
		return;
	if (picture->commas_at == picture->point)
		picture->power -= picture->commas * 3;
	else
		picture->groups = true;
}

static Picture read_picture(Str section)
{
	Picture picture = { .text = section, .point = -1, .first_zero = -1, .last_zero = -1, .commas_at = -1 };
	for (size_t at = 0; at < section.n;) {
		size_t start = at;
		uint32_t c = utf8_next(section, &at);
		Str literal;
		int zeros;
		char sign;
		switch (c) {
		case '0':
		case '#':
			read_place(&picture, (char)c);
			break;
		case '.':
			if (picture.point < 0)
				picture.point = picture.places;
			break;
		case ',':
			read_comma(&picture);
			break;
		case '%':
			picture.power += 2;
			break;
		case PER_MILLE:
			picture.power += 3;
			break;
		case '\'':
		case '"':
			at = skip_quoted(section, at, (char)c, &literal);
			break;
		case '\\':
			if (at < section.n)
				utf8_next(section, &at);
			break;
		case 'E':
		case 'e':
			at += exponent_at(section, start, &zeros, &sign);
			picture.scientific |= at > start + 1;
			break;
		default:
			break;
		}
	}
	finish_picture(&picture);
	return picture;
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

/* Walks over a section's places and the number's digits together. */
typedef struct Writer {
	Buf *out;
	const Picture *picture;
	const NumDigits *digits;
	size_t next;      /* digit to be written */
	long place;       /* digits from here to the point; 0 and less: after it */
	long surplus;     /* digits more (or less) before the point than there are places */
	long least;       /* digits at least before the point */
	long least_after; /* minus the digits at least after it */
	bool point_done, exponent_done;
} Writer;

static void put_digit(Writer *writer, char c)
{
	buf_put_char(writer->out, c);
	if (writer->picture->groups && writer->place > 1 && (writer->place - 1) % 3 == 0)
		buf_put_char(writer->out, ',');
}

static char next_digit(Writer *writer)
{
	if (writer->next < writer->digits->n)
		return writer->digits->d[writer->next++];
	return '0';
}

/* The digits before the point that have no place of their own. */
static void put_surplus(Writer *writer)
{
	for (; writer->surplus > 0; writer->surplus--, writer->place--)
		put_digit(writer, next_digit(writer));
}

static void put_point(Writer *writer)
{
	put_surplus(writer);
	const Picture *picture = writer->picture;
	bool digits_left = picture->point < picture->places && writer->next < writer->digits->n;
	if (writer->point_done || writer->place != 0 || !(writer->least_after < 0 || digits_left))
		return;
	buf_put_char(writer->out, '.');
	writer->point_done = true;
}

/* The digit for one 0 or #. */
static void put_place(Writer *writer)
{
	put_surplus(writer);
	if (writer->surplus < 0) {
		writer->surplus++;
		if (writer->place <= writer->least)
			put_digit(writer, '0');
	} else if (writer->next < writer->digits->n || writer->place > writer->least_after) {
		put_digit(writer, next_digit(writer));
	}
	writer->place--;
}

/* Returns where reading goes on. */
static size_t put_exponent(Writer *writer, size_t at)
{
	Str text = writer->picture->text;
	int zeros;
	char sign;
	size_t length = exponent_at(text, at, &zeros, &sign);
	if (length == 0 || writer->exponent_done) {
		buf_put(writer->out, str_cut(text, at, at + 1 + length));
		return at + 1 + length;
	}
	long exponent = writer->digits->n ? writer->digits->point - writer->picture->point : 0;
	int width = zeros < EXPONENT_WIDTH_MAX ? zeros : EXPONENT_WIDTH_MAX;
	num_text_exponent(writer->out, text.p[at], exponent, width, sign == '+');
	writer->exponent_done = true;
	return at + 1 + length;
}

static size_t put_element(Writer *writer, size_t at)
{
	Str text = writer->picture->text;
	size_t start = at;
	uint32_t c = utf8_next(text, &at);
	Str literal;
	switch (c) {
	case '0':
	case '#':
		put_place(writer);
		return at;
	case '.':
		put_point(writer);
		return at;
	case ',':
		return at;
	case '\'':
	case '"':
		at = skip_quoted(text, at, (char)c, &literal);
		buf_put(writer->out, literal);
		return at;
	case '\\':
		start = at;
		if (at < text.n)
			utf8_next(text, &at);
		break;
	case 'E':
	case 'e':
		return put_exponent(writer, start);
	default:
		break;
	}
	buf_put(writer->out, str_cut(text, start, at));
	return at;
}

static void write_picture(Buf *out, const Picture *picture, const NumDigits *digits)
{
	Writer writer = { .out = out, .picture = picture, .digits = digits };
	if (picture->first_zero >= 0 && picture->first_zero < picture->point)
		writer.least = picture->point - picture->first_zero;
	if (picture->last_zero >= picture->point)
		writer.least_after = picture->point - picture->last_zero - 1;
	writer.place = picture->point;
	if (!picture->scientific) {
		writer.surplus = digits->point - picture->point;
		if (digits->point > picture->point)
			writer.place = digits->point;
	}
	for (size_t at = 0; at < picture->text.n;)
		at = put_element(&writer, at);
}

void num_text_custom(Buf *out, Str format, NumDigits *digits)
{
	int section = digits->n == 0 ? 2 : digits->negative ? 1 : 0;
	Picture picture = read_picture(find_section(format, &section));
	if (digits->n > 0) {
		digits->point += picture.power;
		num_digits_round(
			digits, picture.scientific ? picture.places : digits->point + picture.places - picture.point);
		if (digits->n == 0) {
			section = 2;
			picture = read_picture(find_section(format, &section));
		}
	}
	size_t start = out->n;
	write_picture(out, &picture, digits);
	/* a section of its own says how negative numbers look; a zero that shows nothing has no sign */
	bool shown = digits->n || (digits->signed_zero && out->n > start);
	if (section == 0 && digits->negative && shown)
		buf_insert(out, start, S("-"));
}
