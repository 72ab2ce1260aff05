/* regex_groups: the first pass over a pattern: which groups it has. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/regex_reader.h"

enum { GROUPS_MAX = 5000 };

/* The numbers and names found, and the options in force outside each open parenthesis. */
typedef struct Finder {
	RegexReader *reader;
	RegexSlots *numbered;
	RegexSlots named; /* in the order they came; numbers are given at the end */
	VEC(unsigned) options;
	int next;            /* number of the next group without a name */
	bool skip_condition; /* the next parenthesis is that of a condition, no group */
} Finder;

static void note(RegexSlots *slots, size_t slot, RegexSlot new_slot)
{
	if (slot == STR_NONE) {
		VEC_PUSH(&slots->list, new_slot);
		slot = slots->list.n - 1;
	}
	slots->list.p[slot].captures++;
}

static void note_number(Finder *finder, int number, size_t at)
{
	note(finder->numbered, regex_slot_of_number(finder->numbered, number),
		(RegexSlot){ .number = number, .at = at });
}

size_t regex_slot_of_name(const RegexSlots *slots, const RegexReader *reader, size_t from, size_t to)
{
	Str name = str_cut(reader->text, reader->bytes[from], reader->bytes[to]);

	for (size_t i = 0; i < slots->list.n; i++)
		if (slots->list.p[i].name.n > 0 && str_eq(slots->list.p[i].name, name))
			return i;
	return STR_NONE;
}

static void note_name(Finder *finder, size_t from, size_t to, size_t at)
{
	const RegexReader *reader = finder->reader;

	note(&finder->named, regex_slot_of_name(&finder->named, reader, from, to),
		(RegexSlot){ .name = str_cut(reader->text, reader->bytes[from], reader->bytes[to]), .at = at });
}

static void pop_options(Finder *finder, bool keep)
{
	if (finder->options.n == 0)
		return;
	finder->options.n--;
	if (!keep)
		finder->reader->options = finder->options.p[finder->options.n];
}

/* (?<name> (?'name' (?<3> : reader stands behind < or '. */
static bool find_named(Finder *finder, size_t at)
{
	RegexReader *reader = finder->reader;
	uint16_t unit = regex_peek(reader, 0);
	size_t from;
	int number;

	if (unit == '0' || !regex_is_word(unit))
		return true;
	if (regex_is_digit(unit)) {
		if (!regex_read_number(reader, &number))
			return false;
		note_number(finder, number, at);
	} else {
		regex_read_name(reader, &from);
		note_name(finder, from, reader->at, at);
	}
	return true;
}

/* What (? begins; reader stands behind it. */
static bool find_special(Finder *finder, size_t at)
{
	RegexReader *reader = finder->reader;
	uint16_t unit = regex_peek(reader, 0);

	if (reader->at + 1 < reader->n && (unit == '<' || unit == '\'')) {
		reader->at++;
		return find_named(finder, at);
	}
	regex_read_options(reader);
	if (regex_peek(reader, 0) == ')') {
		reader->at++;
		pop_options(finder, true);
	} else if (regex_peek(reader, 0) == '(') {
		finder->skip_condition = true;
		finder->numbered->references = true;
	}
	return true;
}

/* reader stands behind the parenthesis at at. */
static bool find_group(Finder *finder, size_t at)
{
	RegexReader *reader = finder->reader;
	bool condition = finder->skip_condition;

	if (regex_peek(reader, 0) == '?' && regex_peek(reader, 1) == '#') {
		finder->skip_condition = false;
		reader->at--;
		return regex_skip_blanks(reader);
	}
	finder->skip_condition = false;
	VEC_PUSH(&finder->options, reader->options);
	if (regex_peek(reader, 0) == '?') {
		reader->at++;
		return find_special(finder, at);
	}
	if (!(reader->options & REGEX_EXPLICIT_CAPTURE) && !condition)
		note_number(finder, finder->next++, at);
	return true;
}

/* A backslash's character or reference; what stands behind \p is read as if it were text. */
static bool skip_escape(Finder *finder)
{
	RegexReader *reader = finder->reader;
	uint16_t unit = regex_peek(reader, 0);
	RegexReference reference;

	if (unit && unit < 0x80 && strchr("bBAGZzwWsSdDpP", unit)) {
		reader->at++;
		return true;
	}
	if (!regex_read_reference(reader, NULL, &reference))
		return false;
	finder->numbered->references |= reference.kind != REFERENCE_NONE || (reader->options & REGEX_ECMASCRIPT);
	return reference.kind != REFERENCE_NONE || regex_read_escape(reader, &unit);
}

static bool find_all(Finder *finder)
{
	RegexReader *reader = finder->reader;
	bool ok = true;

	while (ok && !regex_at_end(reader)) {
		size_t at = reader->at++;
		if (finder->numbered->list.n + finder->named.list.n > GROUPS_MAX)
			return regex_fail(reader, RP_TOO_LARGE);
		switch (reader->units[at]) {
		case '\\':
			ok = regex_at_end(reader) || skip_escape(finder);
			break;
		case '#':
			if (reader->options & REGEX_IGNORE_BLANKS) {
				reader->at--;
				ok = regex_skip_blanks(reader);
			}
			break;
		case '[':
			ok = regex_read_class(reader, false, NULL);
			break;
		case ')':
			pop_options(finder, false);
			break;
		case '(':
			ok = find_group(finder, at);
			break;
		default:
			break;
		}
	}
	return ok;
}

static int by_number(const void *a, const void *b)
{
	int left = ((const RegexSlot *)a)->number, right = ((const RegexSlot *)b)->number;

	return (left > right) - (left < right);
}

/* Names take the numbers that are left, from the one after the last unnamed group on. */
static void number_names(Finder *finder)
{
	RegexSlots *slots = finder->numbered;

	for (size_t i = 0; i < finder->named.list.n; i++) {
		RegexSlot slot = finder->named.list.p[i];
		while (regex_slot_of_number(slots, finder->next) != STR_NONE)
			finder->next++;
		slot.number = finder->next++;
		VEC_PUSH(&slots->list, slot);
	}
	qsort(slots->list.p, slots->list.n, sizeof(*slots->list.p), by_number);
}

bool regex_find_groups(RegexReader *reader, RegexSlots *slots)
{
	Finder finder = { .reader = reader, .numbered = slots, .next = 1 };
	bool ok;

	note_number(&finder, 0, 0);
	ok = find_all(&finder);
	number_names(&finder);
	VEC_RELEASE(&finder.named.list);
	VEC_RELEASE(&finder.options);
	return ok;
}
