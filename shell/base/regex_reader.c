/* regex_reader: the pieces of a pattern, and what may be wrong with them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/regex_reader.h"
#include "shell/base/utf8.h"

/* ---- errors ----------------------------------------------------------------------------------------------------- */

/* .NET 10's texts, then those of .NET Framework 4 where they differ.  ORDER RegexProblem. */
static const struct {
	const char *core, *desktop;
} problems[] = {
	{ "Alternation conditions cannot be comments.", NULL },
	{ "Conditional alternation is missing a closing parenthesis after the group number %s.",
		"(?(%s) ) malformed." },
	{ "Alternation conditions do not capture and cannot be named.", NULL },
	{ "Too many | in (?()|).", NULL },
	{ "Conditional alternation refers to an undefined group number %s.", "(?(%s) ) reference to undefined group." },
	{ "Invalid group name: Group names must begin with a word character.", NULL },
	{ "Capture number cannot be zero.", NULL },
	{ "A subtraction must be the last element in a character class.", NULL },
	{ "Not enough )'s.", NULL },
	{ "Too many )'s.", NULL },
	{ "Insufficient or invalid hexadecimal digits.", "Insufficient hexadecimal digits." },
	{ "Unrecognized grouping construct.", NULL },
	{ "Incomplete \\p{X} character escape.", NULL },
	{ "Malformed \\p{X} character escape.", NULL },
	{ "Malformed \\k<...> named back reference.", NULL },
	{ "Missing control character.", NULL },
	{ "Nested quantifier '%s'.", "Nested quantifier %s." },
	{ "Quantifier and capture group numbers must be less than or equal to Int32.MaxValue.",
		"Capture group numbers must be less than or equal to Int32.MaxValue." },
	{ "Quantifier '%s' following nothing.", "Quantifier {x,y} following nothing." },
	{ "[x-y] range in reverse order.", NULL },
	{ "Illegal {x,y} with x > y.", NULL },
	{ "Cannot include class \\%s in character range.", NULL },
	{ "Reference to undefined group name '%s'.", "Reference to undefined group name %s." },
	{ "Reference to undefined group number %s.", NULL },
	{ "Illegal \\ at end of pattern.", NULL },
	{ "Unrecognized control character.", NULL },
	{ "Unrecognized escape sequence \\%s.", NULL },
	{ "Unknown property '%s'.", NULL },
	{ "Unterminated [] set.", NULL },
	{ "Unterminated (?#...) comment.", NULL },
	{ "Balancing groups (?<a-b>...) are not supported.", NULL },
	{ "RegexOptions.RightToLeft is not supported.", NULL },
	{ "Groups and back references inside a lookbehind of variable length are not supported.", NULL },
	{ "The pattern is too large.", NULL },
	{ "Specified argument was out of the range of valid values. (Parameter 'options')",
		"Specified argument was out of the range of valid values.\nParameter name: options" },
};

/* text with its %s replaced, cut to the room. */
static void put_problem(char out[256], const char *text, Str argument)
{
	const char *hole = strstr(text, "%s");
	Buf buf;

	buf_init(&buf, 255);
	if (hole) {
		buf_put(&buf, (Str){ text, (size_t)(hole - text) });
		buf_put(&buf, str_cut(argument, 0, 160));
		text = hole + 2;
	}
	buf_put(&buf, str_from(text));
	memcpy(out, buf.p, buf.n);
	out[buf.n] = '\0';
	buf_release(&buf);
}

static bool fail(RegexReader *reader, RegexProblem problem, Str argument)
{
	const char *core = problems[problem].core, *desktop = problems[problem].desktop;

	put_problem(reader->error->text, core, argument);
	put_problem(reader->error->text_desktop, desktop ? desktop : core, argument);
	reader->error->offset = reader->at;
	return false;
}

bool regex_fail(RegexReader *reader, RegexProblem problem)
{
	return fail(reader, problem, S(""));
}

bool regex_fail_at_units(RegexReader *reader, RegexProblem problem, size_t from, size_t to)
{
	Buf text = BUF_INIT;

	for (size_t i = from; i < to; i++)
		buf_put_code(&text, reader->units[i]);
	fail(reader, problem, buf_str(&text));
	buf_release(&text);
	return false;
}

bool regex_fail_at_number(RegexReader *reader, RegexProblem problem, int number)
{
	char text[12];

	snprintf(text, sizeof(text), "%d", number);
	return fail(reader, problem, str_from(text));
}

/* ---- blanks, numbers, names, options ---------------------------------------------------------------------------- */

bool regex_is_word(uint16_t unit)
{
	const char *category;

	if (unit < 0x80)
		return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || regex_is_digit(unit) ||
		       unit == '_';
	if (unit == 0x200c || unit == 0x200d)
		return true;
	category = utf8_category(unit);
	return category[0] == 'L' || !strcmp(category, "Mn") || !strcmp(category, "Nd") || !strcmp(category, "Pc");
}

static bool is_blank(uint16_t unit)
{
	return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\f' || unit == '\r';
}

static void skip_to(RegexReader *reader, uint16_t unit)
{
	while (!regex_at_end(reader) && regex_peek(reader, 0) != unit)
		reader->at++;
}

static bool at_comment(const RegexReader *reader)
{
	return reader->at + 2 < reader->n && regex_peek(reader, 0) == '(' && regex_peek(reader, 1) == '?' &&
	       regex_peek(reader, 2) == '#';
}

bool regex_skip_blanks(RegexReader *reader)
{
	bool blanks = (reader->options & REGEX_IGNORE_BLANKS) != 0;

	for (;;) {
		while (blanks && !regex_at_end(reader) && is_blank(regex_peek(reader, 0)))
			reader->at++;
		if (blanks && !regex_at_end(reader) && regex_peek(reader, 0) == '#') {
			skip_to(reader, '\n');
			continue;
		}
		if (!at_comment(reader))
			return true;
		skip_to(reader, ')');
		if (regex_at_end(reader))
			return regex_fail(reader, RP_UNTERMINATED_COMMENT);
		reader->at++;
	}
}

bool regex_read_number(RegexReader *reader, int *number)
{
	int64_t value = 0;

	for (; regex_is_digit(regex_peek(reader, 0)); reader->at++) {
		value = value * 10 + (regex_peek(reader, 0) - '0');
		if (value > INT32_MAX) {
			reader->at++;
			return regex_fail(reader, RP_NUMBER_TOO_LARGE);
		}
	}
	*number = (int)value;
	return true;
}

void regex_read_name(RegexReader *reader, size_t *from)
{
	*from = reader->at;
	while (!regex_at_end(reader) && regex_is_word(regex_peek(reader, 0)))
		reader->at++;
}

static unsigned option_of(uint16_t unit)
{
	switch (unit | 0x20) {
	case 'i':
		return REGEX_IGNORE_CASE;
	case 'm':
		return REGEX_MULTILINE;
	case 'n':
		return REGEX_EXPLICIT_CAPTURE;
	case 's':
		return REGEX_SINGLELINE;
	case 'x':
		return REGEX_IGNORE_BLANKS;
	default:
		return 0;
	}
}

void regex_read_options(RegexReader *reader)
{
	bool off = false;

	for (; !regex_at_end(reader); reader->at++) {
		uint16_t unit = regex_peek(reader, 0);
		unsigned option = option_of(unit);
		if (unit == '-' || unit == '+')
			off = unit == '-';
		else if (!option)
			return;
		else
			reader->options = off ? reader->options & ~option : reader->options | option;
	}
}

/* ---- escapes ---------------------------------------------------------------------------------------------------- */

static int hex_value(uint16_t unit)
{
	if (regex_is_digit(unit))
		return unit - '0';
	unit |= 0x20;
	return unit >= 'a' && unit <= 'f' ? unit - 'a' + 10 : -1;
}

static bool read_hex(RegexReader *reader, size_t digits, uint16_t *unit)
{
	unsigned value = 0;

	if (reader->n - reader->at < digits)
		return regex_fail(reader, RP_HEX_DIGITS);
	for (size_t i = 0; i < digits; i++) {
		int digit = hex_value(regex_peek(reader, 0));
		reader->at++;
		if (digit < 0)
			return regex_fail(reader, RP_HEX_DIGITS);
		value = value * 16 + (unsigned)digit;
	}
	*unit = (uint16_t)value;
	return true;
}

/* Up to three digits, of which the low eight bits count; ECMAScript stops where a fourth octal digit would be due. */
static uint16_t read_octal(RegexReader *reader)
{
	unsigned value = 0;

	for (int i = 0; i < 3; i++) {
		uint16_t unit = regex_peek(reader, 0);
		if (unit < '0' || unit > '7')
			break;
		reader->at++;
		value = value * 8 + (unit - '0');
		if ((reader->options & REGEX_ECMASCRIPT) && value >= 0x20)
			break;
	}
	return value & 0xff;
}

static bool read_control(RegexReader *reader, uint16_t *unit)
{
	uint16_t c = regex_peek(reader, 0);

	if (regex_at_end(reader))
		return regex_fail(reader, RP_NO_CONTROL);
	reader->at++;
	if (c >= 'a' && c <= 'z')
		c -= 'a' - 'A';
	if (c < '@' || c >= '@' + ' ')
		return regex_fail(reader, RP_BAD_CONTROL);
	*unit = c - '@';
	return true;
}

bool regex_read_escape(RegexReader *reader, uint16_t *unit)
{
	static const char letters[] = "abefnrtv", meanings[] = "\a\b\033\f\n\r\t\v";
	uint16_t c = regex_peek(reader, 0);
	const char *letter = c && c < 0x80 ? strchr(letters, c) : NULL;

	if (c >= '0' && c <= '7') {
		*unit = read_octal(reader);
		return true;
	}
	reader->at++;
	*unit = c;
	if (c == 'x' || c == 'u')
		return read_hex(reader, c == 'x' ? 2 : 4, unit);
	if (c == 'c')
		return read_control(reader, unit);
	if (letter)
		*unit = (unsigned char)meanings[letter - letters];
	else if (!(reader->options & REGEX_ECMASCRIPT) && regex_is_word(c))
		return regex_fail_at_units(reader, RP_BAD_ESCAPE, reader->at - 1, reader->at);
	return true;
}

bool regex_read_property(RegexReader *reader, size_t *from, size_t *to)
{
	if (reader->at + 2 >= reader->n)
		return regex_fail(reader, RP_INCOMPLETE_PROPERTY);
	if (regex_peek(reader, 0) != '{') {
		reader->at++;
		return regex_fail(reader, RP_MALFORMED_PROPERTY);
	}
	*from = ++reader->at;
	while (!regex_at_end(reader) && (regex_is_word(regex_peek(reader, 0)) || regex_peek(reader, 0) == '-'))
		reader->at++;
	*to = reader->at;
	if (regex_at_end(reader))
		return regex_fail(reader, RP_INCOMPLETE_PROPERTY);
	reader->at++;
	return reader->units[*to] == '}' || regex_fail(reader, RP_INCOMPLETE_PROPERTY);
}

/* ---- references ------------------------------------------------------------------------------------------------- */

size_t regex_slot_of_number(const RegexSlots *slots, int number)
{
	for (size_t i = 0; i < slots->list.n; i++)
		if (slots->list.p[i].number == number)
			return i;
	return STR_NONE;
}

enum { NUMBER_ENOUGH = 10000000 }; /* no group has a longer number that is worth a look */

/* ECMAScript takes as many digits as make a group that was opened before. */
static bool read_ecma_number(RegexReader *reader, const RegexSlots *slots, RegexReference *reference)
{
	size_t start = reader->at, end = start;
	int number = 0;

	while (slots && regex_is_digit(regex_peek(reader, 0)) && number < NUMBER_ENOUGH) {
		number = number * 10 + (regex_peek(reader, 0) - '0');
		reader->at++;
		size_t slot = regex_slot_of_number(slots, number);
		if (slot == STR_NONE || slots->list.p[slot].at >= start)
			continue;
		*reference = (RegexReference){ .kind = REFERENCE_NUMBER, .number = number };
		end = reader->at;
	}
	reader->at = end;
	return true;
}

/* \1 and so on: two digits and more are an octal character when there is no such group. */
static bool read_number_reference(RegexReader *reader, const RegexSlots *slots, RegexReference *reference)
{
	size_t start = reader->at;
	int number;

	if (reader->options & REGEX_ECMASCRIPT)
		return read_ecma_number(reader, slots, reference);
	if (!regex_read_number(reader, &number))
		return false;
	if (!slots || regex_slot_of_number(slots, number) != STR_NONE) {
		*reference = (RegexReference){ .kind = REFERENCE_NUMBER, .number = number };
		return true;
	}
	if (number <= 9)
		return regex_fail_at_number(reader, RP_UNDEFINED_NUMBER, number);
	reader->at = start;
	return true;
}

/* Behind the opening < or ', with what closes it. */
static bool read_angled_reference(
	RegexReader *reader, const RegexSlots *slots, uint16_t close, RegexReference *reference)
{
	RegexReference found = { .kind = REFERENCE_NONE };

	if (regex_is_digit(regex_peek(reader, 0))) {
		found.kind = REFERENCE_NUMBER;
		if (!regex_read_number(reader, &found.number))
			return false;
	} else if (regex_is_word(regex_peek(reader, 0))) {
		found.kind = REFERENCE_NAME;
		regex_read_name(reader, &found.from);
		found.to = reader->at;
	}
	if (found.kind == REFERENCE_NONE || regex_at_end(reader) || reader->units[reader->at++] != close)
		return true;
	*reference = found;
	if (!slots)
		return true;
	if (found.kind == REFERENCE_NUMBER && regex_slot_of_number(slots, found.number) == STR_NONE)
		return regex_fail_at_number(reader, RP_UNDEFINED_NUMBER, found.number);
	if (found.kind == REFERENCE_NAME && regex_slot_of_name(slots, reader, found.from, found.to) == STR_NONE)
		return regex_fail_at_units(reader, RP_UNDEFINED_NAME, found.from, found.to);
	return true;
}

bool regex_read_reference(RegexReader *reader, const RegexSlots *slots, RegexReference *reference)
{
	size_t start = reader->at;
	uint16_t c = regex_peek(reader, 0);
	bool k = c == 'k', ok = true;

	*reference = (RegexReference){ .kind = REFERENCE_NONE };
	if (c >= '1' && c <= '9')
		return read_number_reference(reader, slots, reference);
	if (k && reader->at + 1 < reader->n) {
		reader->at++;
		c = regex_peek(reader, 0);
	}
	if ((c == '<' || c == '\'') && reader->at + 1 < reader->n) {
		reader->at++;
		ok = read_angled_reference(reader, slots, c == '<' ? '>' : '\'', reference);
	} else if (k) {
		reader->at += reader->at > start; /* .NET stands behind the letter after k */
		return regex_fail(reader, RP_MALFORMED_REFERENCE);
	}
	if (ok && reference->kind == REFERENCE_NONE)
		reader->at = start;
	return ok;
}
