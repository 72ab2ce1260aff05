/* regex_translate: the second pass over a pattern: its errors, and the same for PCRE2. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/regex_translate.h"
#include "shell/base/utf8.h"

/* PCRE2 is always asked for DOTALL and MULTILINE, and . ^ $ are written as the options at their place want them; only
 * the case option is handed through, as (?i). */

/* ---- the translator --------------------------------------------------------------------------------------------- */

/* How many units something matches, for lookbehinds. */
enum { WIDTH_VARIES = -1, WIDTH_MAX = 60000 };

/* An open parenthesis. */
typedef enum OpenKind { OPEN_GROUP, OPEN_LOOKAHEAD, OPEN_LOOKBEHIND, OPEN_CONDITIONAL } OpenKind;

typedef struct Open {
	OpenKind kind;
	bool negative;
	bool has_test;     /* an OPEN_CONDITIONAL whose condition is a group, not a reference to one */
	bool is_test;      /* it is this group */
	unsigned options;  /* in force outside */
	unsigned inside;   /* and at its beginning */
	size_t at, body;   /* in the text: where it and what it holds begin */
	size_t captures;   /* how many there were before it */
	bool references;   /* a back reference stands in it */
	int branches;      /* finished ones */
	int width, branch; /* of the finished branches, WIDTH_VARIES when they differ; of the present one */
	bool each_fixed;   /* every branch has a width of its own */
} Open;

typedef struct Translator {
	RegexReader *reader;
	const RegexSlots *slots;
	bool wide;
	RegexTranslation *out;
	VEC(Open) open; /* the first is the whole pattern */
	int *counts;    /* of each slot, the captures written so far */
	int next;       /* number of the next group without a name */
	bool test_next; /* the next parenthesis is the condition of a conditional */
	bool skip_next; /* the next plain one captures nothing: that condition, or what .NET takes for it */
	/* the last item, to which a quantifier may be put */
	bool has_item, assertion; /* assertion: PCRE2 wants it in parentheses then */
	size_t item;              /* where it begins in the text */
	int width;
	bool quantified;          /* a quantifier was read last */
	RegexProblem unsupported; /* 0: nothing */
	size_t unsupported_at;
} Translator;

static Buf *text(Translator *t)
{
	return &t->out->text;
}

static void put(Translator *t, const char *s)
{
	buf_put(text(t), str_from(s));
}

static Open *innermost(Translator *t)
{
	return &t->open.p[t->open.n - 1];
}

static bool is_on(const Translator *t, unsigned option)
{
	return (t->reader->options & option) != 0;
}

/* Something .NET has and we have not: told at the end, when .NET finds no error either. */
static void note_unsupported(Translator *t, RegexProblem problem)
{
	if (t->unsupported)
		return;
	t->unsupported = problem;
	t->unsupported_at = t->reader->at;
}

static void begin_item(Translator *t, int width, bool assertion)
{
	t->has_item = true;
	t->item = text(t)->n;
	t->width = width;
	t->assertion = assertion;
}

static int add_widths(int a, int b)
{
	return a < 0 || b < 0 || a + b > WIDTH_MAX ? WIDTH_VARIES : a + b;
}

/* The item is complete, nothing more can be put to it. */
static void end_item(Translator *t)
{
	if (t->has_item)
		innermost(t)->branch = add_widths(innermost(t)->branch, t->width);
	t->has_item = false;
}

/* ---- characters ------------------------------------------------------------------------------------------------- */

/* PCRE2 holds more characters alike than .NET when case is ignored, which goes by lower case alone: sharp and long s,
 * final sigma, the micro sign.  In en-US a dotted capital I is another i. */
static bool differs_in_case(uint16_t unit)
{
	switch (unit) {
	case 'i':
	case 'I':
	case 's':
	case 'S':
	case 0xb5:
	case 0x130:
	case 0x17f:
	case 0x345:
	case 0x1e9b:
	case 0x1fbe:
		return true;
	default:
		return unit >= 0x390 && unit <= 0x3ff && unit != 0x3a9 && unit != 0x3c9;
	}
}

static void put_alike(Translator *t, uint16_t unit)
{
	uint32_t lower = utf8_lower(unit), upper = utf8_upper(unit);

	put(t, "(?-i:[");
	regex_put_unit(unit, text(t));
	regex_put_unit((uint16_t)lower, text(t));
	if (utf8_lower(upper) == lower)
		regex_put_unit((uint16_t)upper, text(t));
	if ((lower == 'i' || unit == 0x130) && !is_on(t, REGEX_CULTURE_INVARIANT))
		put(t, "iI\\x{130}");
	put(t, "])");
}

static void literal(Translator *t, uint16_t unit)
{
	begin_item(t, 1, false);
	t->reader->past_ascii |= unit >= 0x80;
	if (t->wide && is_on(t, REGEX_IGNORE_CASE) && differs_in_case(unit))
		put_alike(t, unit);
	else
		regex_put_unit(unit, text(t));
}

/* ---- backslashes ------------------------------------------------------------------------------------------------ */

#define WORD "[\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}\\x{200c}\\x{200d}]"

/* \b and \B; PCRE2's know neither marks nor connectors nor joiners. */
static void boundary(Translator *t, bool negated)
{
	const char *word = is_on(t, REGEX_ECMASCRIPT) ? "(?-i:[a-zA-Z0-9_\\x{130}])" : WORD;

	if (t->wide)
		buf_printf(text(t), "(?:(?<=%s)(?%s%s)|(?<!%s)(?%s%s))", word, negated ? "=" : "!", word, word,
			negated ? "!" : "=", word);
	else
		put(t, negated ? "\\B" : "\\b");
}

static void note_reference(Translator *t)
{
	for (size_t i = 0; i < t->open.n; i++)
		t->open.p[i].references = true;
}

/* A group of which all captures but the last in the pattern may be unset: the last one set is meant. */
static void put_reference(Translator *t, size_t slot)
{
	const RegexSlot *group = &t->slots->list.p[slot];

	put(t, "(?:");
	for (int i = group->captures; i > 1; i--)
		buf_printf(text(t), "(?(<_%zu_%d>)\\k<_%zu_%d>|", slot, i, slot, i);
	buf_printf(text(t), "\\k<_%zu_1>", slot);
	buf_put_many(text(t), ')', (size_t)group->captures);
}

static bool read_reference(Translator *t, bool *found)
{
	RegexReference reference;

	if (!regex_read_reference(t->reader, t->slots, &reference))
		return false;
	*found = reference.kind != REFERENCE_NONE;
	if (!*found)
		return true;
	note_reference(t);
	begin_item(t, WIDTH_VARIES, false);
	if (reference.kind == REFERENCE_NUMBER && reference.number == 0)
		put(t, "(?!)"); /* the whole match is not captured before its end */
	else if (reference.kind == REFERENCE_NUMBER)
		put_reference(t, regex_slot_of_number(t->slots, reference.number));
	else
		put_reference(t, regex_slot_of_name(t->slots, t->reader, reference.from, reference.to));
	return true;
}

/* The look ahead lets it be the condition of a conditional. */
static void callout(Translator *t, size_t number)
{
	buf_printf(text(t), "(?=(?C%zu))", number);
	t->out->callouts = true;
}

static void backslash_letter(Translator *t, char letter)
{
	bool assertion = strchr("bBAGZz", letter) != NULL;

	begin_item(t, !assertion, assertion);
	if (letter == 'b' || letter == 'B')
		boundary(t, letter == 'B');
	else if (letter == 'G')
		callout(t, REGEX_CALLOUT_G);
	else if (assertion)
		buf_printf(text(t), "\\%c", letter);
	else
		regex_put_shorthand(t->reader, letter, t->wide, false, text(t));
}

static bool property(Translator *t, bool negated)
{
	begin_item(t, 1, false);
	return regex_read_property_class(t->reader, negated, t->wide, text(t));
}

static bool backslash(Translator *t)
{
	RegexReader *reader = t->reader;
	uint16_t unit = regex_peek(reader, 0);
	bool found;

	if (regex_at_end(reader))
		return regex_fail(reader, RP_BACKSLASH_AT_END);
	if (unit && unit < 0x80 && strchr("bBAGZzwWsSdD", unit)) {
		reader->at++;
		backslash_letter(t, (char)unit);
		return true;
	}
	if (unit == 'p' || unit == 'P') {
		reader->at++;
		return property(t, unit == 'P');
	}
	if (!read_reference(t, &found))
		return false;
	if (found)
		return true;
	if (!regex_read_escape(reader, &unit))
		return false;
	literal(t, unit);
	return true;
}

/* ---- opening groups --------------------------------------------------------------------------------------------- */

/* What a parenthesis begins, as PCRE2 writes it. */
static Open *open_group(Translator *t, OpenKind kind, unsigned outside, const char *beginning)
{
	Open opened = { .kind = kind,
		.options = outside,
		.inside = t->reader->options,
		.at = text(t)->n,
		.captures = t->out->slots.n,
		.each_fixed = true,
		.is_test = t->test_next };

	t->test_next = false;
	put(t, beginning);
	opened.body = text(t)->n;
	VEC_PUSH(&t->open, opened);
	return innermost(t);
}

/* Groups that capture nothing; a condition has to look ahead. */
static bool open_silent(Translator *t, const char *beginning)
{
	open_group(t, OPEN_GROUP, t->reader->options, t->test_next ? "(?=" : beginning);
	return true;
}

static bool open_around(Translator *t, OpenKind kind, bool negative)
{
	static const char *const beginnings[2][2] = { { "(?=", "(?!" }, { "(?<=", "(?<!" } };

	open_group(t, kind, t->reader->options, beginnings[kind == OPEN_LOOKBEHIND][negative])->negative = negative;
	return true;
}

static bool open_capture(Translator *t, size_t slot)
{
	char beginning[48] = "(";

	if (t->slots->references)
		snprintf(beginning, sizeof(beginning), "(?<_%zu_%d>", slot, ++t->counts[slot]);
	open_group(t, OPEN_GROUP, t->reader->options, beginning);
	VEC_PUSH(&t->out->slots, (uint16_t)slot);
	return true;
}

/* ( without anything special.  Behind a condition that is a lookaround, .NET forgets to capture the next one. */
static bool open_plain(Translator *t)
{
	bool skipped = t->skip_next;
	size_t slot;

	t->skip_next = false;
	if (is_on(t, REGEX_EXPLICIT_CAPTURE) || skipped)
		return open_silent(t, "(?:");
	slot = regex_slot_of_number(t->slots, t->next++);
	return slot == STR_NONE ? open_silent(t, "(?:") : open_capture(t, slot);
}

/* The group that is taken from in (?<a-b>...): must exist, and is not supported. */
static bool open_balancing(Translator *t, uint16_t close)
{
	RegexReader *reader = t->reader;
	uint16_t unit = regex_peek(reader, 0);
	int number;
	size_t from;

	if (regex_is_digit(unit)) {
		if (!regex_read_number(reader, &number))
			return false;
		if (regex_slot_of_number(t->slots, number) == STR_NONE)
			return regex_fail_at_number(reader, RP_UNDEFINED_NUMBER, number);
	} else if (regex_is_word(unit)) {
		regex_read_name(reader, &from);
		if (regex_slot_of_name(t->slots, reader, from, reader->at) == STR_NONE)
			return regex_fail_at_units(reader, RP_UNDEFINED_NAME, from, reader->at);
	} else {
		return regex_fail(reader, RP_BAD_GROUP_NAME);
	}
	if (regex_at_end(reader))
		return regex_fail(reader, RP_GROUPING);
	if (regex_peek(reader, 0) != close)
		return regex_fail(reader, RP_BAD_GROUP_NAME);
	note_unsupported(t, RP_BALANCING);
	reader->at++;
	return open_silent(t, "(?:");
}

/* The number or name in (?<...>; *slot is STR_NONE when there is no such group. */
static bool read_group_name(Translator *t, uint16_t close, size_t *slot)
{
	RegexReader *reader = t->reader;
	uint16_t unit = regex_peek(reader, 0);
	int number = -1;
	size_t from;

	*slot = STR_NONE;
	if (regex_is_digit(unit)) {
		if (!regex_read_number(reader, &number))
			return false;
		*slot = regex_slot_of_number(t->slots, number);
	} else if (regex_is_word(unit)) {
		regex_read_name(reader, &from);
		*slot = regex_slot_of_name(t->slots, reader, from, reader->at);
	} else {
		return unit == '-' || regex_fail(reader, RP_BAD_GROUP_NAME);
	}
	unit = regex_peek(reader, 0);
	if (!regex_at_end(reader) && unit != close && unit != '-')
		return regex_fail(reader, RP_BAD_GROUP_NAME);
	return number != 0 || regex_fail(reader, RP_GROUP_ZERO);
}

/* (?<name>...) (?'name'...) and lookbehinds: the reader stands behind < or '. */
static bool open_angled(Translator *t, uint16_t close)
{
	RegexReader *reader = t->reader;
	uint16_t unit = regex_peek(reader, 0);
	bool unnamed = unit == '-';
	size_t slot;

	if (regex_at_end(reader))
		return regex_fail(reader, RP_GROUPING);
	if (unit == '=' || unit == '!') {
		reader->at++;
		return close == '>' ? open_around(t, OPEN_LOOKBEHIND, unit == '!') : regex_fail(reader, RP_GROUPING);
	}
	if (!read_group_name(t, close, &slot))
		return false;
	if ((slot != STR_NONE || unnamed) && reader->at + 1 < reader->n && regex_peek(reader, 0) == '-') {
		reader->at++;
		return open_balancing(t, close);
	}
	if (slot == STR_NONE || regex_at_end(reader) || reader->units[reader->at++] != close)
		return regex_fail(reader, RP_GROUPING);
	return open_capture(t, slot);
}

/* The reader stands at the parenthesis of a condition that is no reference. */
static bool check_test(Translator *t)
{
	RegexReader *reader = t->reader;
	uint16_t third = regex_peek(reader, 2), fourth = regex_peek(reader, 3);
	size_t left = reader->n - reader->at;

	if (left < 3 || regex_peek(reader, 1) != '?')
		return true;
	if (third == '#')
		return regex_fail(reader, RP_COMMENT_IN_CONDITION);
	if (third == '\'' || (left >= 4 && third == '<' && fourth != '!' && fourth != '='))
		return regex_fail(reader, RP_NAMED_CONDITION);
	return true;
}

/* The number or name of a group as a condition, with its closing parenthesis; *slot is STR_NONE when it is neither. */
static bool read_condition(Translator *t, size_t *slot)
{
	RegexReader *reader = t->reader;
	size_t start = reader->at, from;
	int number;

	*slot = STR_NONE;
	if (regex_is_digit(regex_peek(reader, 0))) {
		if (!regex_read_number(reader, &number))
			return false;
		if (regex_at_end(reader) || reader->units[reader->at++] != ')')
			return regex_fail_at_number(reader, RP_BAD_REFERENCE_CONDITION, number);
		*slot = regex_slot_of_number(t->slots, number);
		return *slot != STR_NONE || regex_fail_at_number(reader, RP_UNDEFINED_CONDITION, number);
	}
	if (!regex_is_word(regex_peek(reader, 0)))
		return true;
	regex_read_name(reader, &from);
	if (regex_peek(reader, 0) == ')')
		*slot = regex_slot_of_name(t->slots, reader, from, reader->at);
	reader->at = *slot == STR_NONE ? start : reader->at + 1;
	return true;
}

/* True when any of the slot's captures is set. */
static void put_condition(Translator *t, size_t slot)
{
	const RegexSlot *group = &t->slots->list.p[slot];

	if (group->number == 0) {
		put(t, "(?!)"); /* the whole match is not captured before its end */
		return;
	}
	put(t, "(?=");
	for (int i = 1; i <= group->captures; i++)
		buf_printf(text(t), "%s(?(<_%zu_%d>)|(?!))", i > 1 ? "|" : "", slot, i);
	put(t, ")");
}

/* (?(...)yes|no) : the reader stands behind the second parenthesis. */
static bool open_conditional(Translator *t)
{
	size_t slot;
	Open *opened;

	if (!read_condition(t, &slot))
		return false;
	opened = open_group(t, OPEN_CONDITIONAL, t->reader->options, "(?");
	if (slot != STR_NONE) {
		note_reference(t);
		put_condition(t, slot);
		return true;
	}
	opened->has_test = true;
	t->test_next = t->skip_next = true;
	t->reader->at--;
	return check_test(t);
}

/* (?i) (?i: (?-i: ...; a condition may have no options, nor may the branches after it. */
static bool open_options(Translator *t)
{
	RegexReader *reader = t->reader;
	unsigned before = reader->options;
	uint16_t unit;

	reader->at--;
	if (!innermost(t)->has_test)
		regex_read_options(reader);
	if (regex_at_end(reader))
		return regex_fail(reader, RP_GROUPING);
	unit = reader->units[reader->at++];
	if (unit != ':' && unit != ')')
		return regex_fail(reader, RP_GROUPING);
	if (unit == ':')
		open_group(t, OPEN_GROUP, before, is_on(t, REGEX_IGNORE_CASE) ? "(?i:" : "(?-i:");
	else if ((before ^ reader->options) & REGEX_IGNORE_CASE)
		put(t, is_on(t, REGEX_IGNORE_CASE) ? "(?i)" : "(?-i)");
	return true;
}

/* The reader stands behind the parenthesis. */
static bool open_any(Translator *t)
{
	RegexReader *reader = t->reader;

	/* "(?)" is a group that begins with a quantifier. */
	if (regex_peek(reader, 0) != '?' || regex_peek(reader, 1) == ')')
		return open_plain(t);
	reader->at++;
	if (regex_at_end(reader))
		return regex_fail(reader, RP_GROUPING);
	switch (reader->units[reader->at++]) {
	case ':':
		return open_silent(t, "(?:");
	case '>':
		return open_silent(t, "(?>");
	case '=':
		return open_around(t, OPEN_LOOKAHEAD, false);
	case '!':
		return open_around(t, OPEN_LOOKAHEAD, true);
	case '<':
		return open_angled(t, '>');
	case '\'':
		return open_angled(t, '\'');
	case '(':
		return open_conditional(t);
	default:
		return open_options(t);
	}
}

/* ---- branches and the ends of groups ---------------------------------------------------------------------------- */

static void finish_branch(Translator *t)
{
	Open *o = innermost(t);

	end_item(t);
	o->width = o->branches == 0 || o->width == o->branch ? o->branch : WIDTH_VARIES;
	o->each_fixed = o->each_fixed && o->branch != WIDTH_VARIES;
	o->branch = 0;
	o->branches++;
}

/* A lookbehind PCRE2 does not take: its body moves out of the text, a callout takes its place. */
static bool move_lookbehind(Translator *t, const Open *o)
{
	RegexTranslation *out = t->out;
	Buf body = BUF_INIT;

	if (o->references || o->captures != out->slots.n)
		note_unsupported(t, RP_LOOKBEHIND);
	if (out->lookbehinds.n == REGEX_LOOKBEHINDS_MAX)
		return regex_fail(t->reader, RP_TOO_LARGE);
	buf_put(&body, o->inside & REGEX_IGNORE_CASE ? S("(?i:") : S("(?-i:"));
	buf_put(&body, str_cut(buf_str(text(t)), o->body, text(t)->n));
	buf_printf(&body, ")(?C%d)", REGEX_CALLOUT_END);
	buf_delete(text(t), o->at, text(t)->n - o->at);
	callout(t, out->lookbehinds.n);
	VEC_PUSH(&out->lookbehinds, ((RegexLookbehind){ body, o->negative }));
	return true;
}

static bool close_group(Translator *t)
{
	Open o;

	if (t->open.n == 1)
		return regex_fail(t->reader, RP_NOT_OPENED);
	finish_branch(t);
	o = *innermost(t);
	if (o.kind == OPEN_CONDITIONAL && o.branches > 2)
		return regex_fail(t->reader, RP_TOO_MANY_BRANCHES);
	if (o.kind == OPEN_LOOKBEHIND && !o.each_fixed) {
		if (!move_lookbehind(t, &o))
			return false;
	} else {
		put(t, ")");
	}
	t->open.n--;
	t->reader->options = o.options;
	t->has_item = !o.is_test;
	t->item = o.at;
	t->assertion = o.kind == OPEN_LOOKAHEAD || o.kind == OPEN_LOOKBEHIND;
	t->width = t->assertion ? 0 : o.kind == OPEN_CONDITIONAL ? WIDTH_VARIES : o.width;
	return true;
}

/* ---- quantifiers ------------------------------------------------------------------------------------------------ */

/* Whether what follows is * + ? or {n} {n,} {n,m}. */
static bool at_quantifier(const RegexReader *reader)
{
	uint16_t unit = regex_peek(reader, 0);
	size_t i = 1;

	if (unit != '{')
		return unit == '*' || unit == '+' || unit == '?';
	if (!regex_is_digit(regex_peek(reader, i)))
		return false;
	while (regex_is_digit(regex_peek(reader, i)))
		i++;
	if (regex_peek(reader, i) == ',')
		i++;
	while (regex_is_digit(regex_peek(reader, i)))
		i++;
	return regex_peek(reader, i) == '}';
}

enum { REPEAT_MAX = 65535 }; /* PCRE2's */

/* {n} {n,} {n,m}: the reader stands behind the brace. */
static bool read_counts(RegexReader *reader, int *least, int *most)
{
	if (!regex_read_number(reader, least))
		return false;
	*most = *least;
	if (regex_peek(reader, 0) == ',') {
		reader->at++;
		*most = INT32_MAX;
		if (regex_peek(reader, 0) != '}' && !regex_read_number(reader, most))
			return false;
	}
	reader->at++;
	return true;
}

static void put_quantifier(Translator *t, int least, int most, bool lazy)
{
	if (t->assertion) {
		buf_insert(text(t), t->item, S("(?:"));
		put(t, ")");
	}
	if (most != INT32_MAX)
		buf_printf(text(t), "{%d,%d}", least, most);
	else if (least <= 1)
		put(t, least ? "+" : "*");
	else
		buf_printf(text(t), "{%d,}", least);
	put(t, lazy ? "?" : "");
	t->width = least != most || t->width > WIDTH_MAX / (least + 1) ? WIDTH_VARIES
		   : t->width == WIDTH_VARIES                          ? WIDTH_VARIES
								       : t->width * least;
}

static bool quantifier(Translator *t)
{
	RegexReader *reader = t->reader;
	uint16_t unit = reader->units[reader->at++];
	int least = unit == '+', most = unit == '?' ? 1 : INT32_MAX;
	bool lazy;

	if (unit == '{' && !read_counts(reader, &least, &most))
		return false;
	if (!regex_skip_blanks(reader))
		return false;
	lazy = regex_peek(reader, 0) == '?';
	reader->at += lazy;
	if (least > most)
		return regex_fail(reader, RP_REVERSED_QUANTIFIER);
	if (least > REPEAT_MAX || (most > REPEAT_MAX && most != INT32_MAX))
		return regex_fail(reader, RP_TOO_LARGE);
	put_quantifier(t, least, most, lazy);
	t->quantified = true;
	return true;
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

static bool dangling_quantifier(Translator *t, bool after_quantifier)
{
	RegexReader *reader = t->reader;

	return regex_fail_at_units(reader, after_quantifier ? RP_NESTED_QUANTIFIER : RP_QUANTIFIER_AFTER_NOTHING,
		reader->at - 1, reader->at);
}

static void alternate(Translator *t)
{
	finish_branch(t);
	put(t, "|");
}

static void anchor(Translator *t, const char *written)
{
	begin_item(t, 0, true);
	put(t, written);
}

static bool read_one(Translator *t)
{
	RegexReader *reader = t->reader;
	bool was_quantified = t->quantified, counts = at_quantifier(reader);
	uint16_t unit = reader->units[reader->at++];

	t->quantified = false;
	switch (unit) {
	case '[':
		begin_item(t, 1, false);
		return regex_read_class(reader, t->wide, text(t));
	case '(':
		return open_any(t);
	case ')':
		return close_group(t);
	case '\\':
		return backslash(t);
	case '|':
		alternate(t);
		return true;
	case '^':
		anchor(t, is_on(t, REGEX_MULTILINE) ? "^" : "\\A");
		return true;
	case '$':
		anchor(t, is_on(t, REGEX_MULTILINE) ? "$" : "\\Z");
		return true;
	case '.':
		begin_item(t, 1, false);
		put(t, is_on(t, REGEX_SINGLELINE) ? "." : "\\N");
		return true;
	default:
		if (counts)
			return dangling_quantifier(t, was_quantified);
		literal(t, unit);
		return true;
	}
}

static bool read_all(Translator *t)
{
	RegexReader *reader = t->reader;

	for (;;) {
		if (!regex_skip_blanks(reader))
			return false;
		if (regex_at_end(reader))
			return t->open.n == 1 || regex_fail(reader, RP_NOT_CLOSED);
		if (!read_one(t))
			return false;
		if (t->has_item) {
			if (!regex_skip_blanks(reader) || (at_quantifier(reader) && !quantifier(t)))
				return false;
			end_item(t);
		}
	}
}

bool regex_translate(RegexReader *reader, const RegexSlots *slots, bool wide, RegexTranslation *out)
{
	Translator t = { .reader = reader, .slots = slots, .wide = wide, .out = out, .next = 1 };
	bool ok;

	t.counts = MEM_ARRAY(int, slots->list.n);
	VEC_PUSH(&out->slots, 0);
	open_group(&t, OPEN_GROUP, reader->options, reader->options & REGEX_IGNORE_CASE ? "(?i)" : "");
	ok = read_all(&t) && (!out->text.full || regex_fail(reader, RP_TOO_LARGE));
	if (ok && t.unsupported) {
		reader->at = t.unsupported_at;
		ok = regex_fail(reader, t.unsupported);
	}
	VEC_RELEASE(&t.open);
	free(t.counts);
	return ok;
}

void regex_translation_release(RegexTranslation *translation)
{
	for (size_t i = 0; i < translation->lookbehinds.n; i++)
		buf_release(&translation->lookbehinds.p[i].body);
	VEC_RELEASE(&translation->lookbehinds);
	VEC_RELEASE(&translation->slots);
	buf_release(&translation->text);
}
