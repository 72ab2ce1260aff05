/* regex: compiled patterns, their groups, and matching with them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/regex_library.h"

struct Regex {
	uint32_t refs;
	unsigned options;
	int64_t timeout; /* ticks */
	char *text;
	Str pattern;
	RegexSlots slots;
	bool past_ascii;         /* the pattern has characters that are not ASCII */
	RegexCompiled *compiled; /* for bytes, for units */
};
enum { NARROW, WIDE, WIDTHS };

/* Bytes; PCRE2 ends far below. */
enum { PATTERN_MAX = 1 << 20, TRANSLATION_MAX = 1 << 23 };

/* ---- making ----------------------------------------------------------------------------------------------------- */

static RegexReader reader_of(const Regex *regex, const Utf16 *pattern, RegexError *error)
{
	return (RegexReader){ .units = pattern->units,
		.bytes = pattern->bytes,
		.text = regex->pattern,
		.n = pattern->n,
		.options = regex->options,
		.error = error };
}

static bool compile(
	RegexCompiled *compiled, const RegexLibrary *library, RegexTranslation *translation, unsigned options)
{
	compiled->library = library;
	compiled->program = library->compile(translation, options);
	if (!compiled->program)
		return false;
	compiled->slots = translation->slots.p;
	compiled->n_slots = translation->slots.n;
	translation->slots.p = NULL;
	return true;
}

/* Translates for one width and compiles that.  A pattern that is not all ASCII is translated for bytes only for the
 * sake of its errors, and to learn that. */
static bool translate(const Regex *regex, const Utf16 *pattern, int width, RegexReader *reader)
{
	static const RegexLibrary *const libraries[WIDTHS] = { &regex_library_8, &regex_library_16 };
	RegexTranslation translation = { 0 };
	bool ok;

	buf_init(&translation.text, TRANSLATION_MAX);
	*reader = reader_of(regex, pattern, reader->error);
	ok = regex_translate(reader, &regex->slots, width == WIDE, &translation);
	if (ok && (width == WIDE || !reader->past_ascii))
		ok = compile(&regex->compiled[width], libraries[width], &translation, regex->options) ||
		     regex_fail(reader, RP_TOO_LARGE);
	regex_translation_release(&translation);
	return ok;
}

/* ECMAScript goes with few other options. */
static bool check_options(RegexReader *reader)
{
	enum {
		ALL = 0x7ff,
		ECMA_COMPANIONS = REGEX_IGNORE_CASE | REGEX_MULTILINE | REGEX_COMPILED | REGEX_ECMASCRIPT |
				  REGEX_CULTURE_INVARIANT
	};

	if ((reader->options & ~(unsigned)ALL) ||
		((reader->options & REGEX_ECMASCRIPT) && (reader->options & ~(unsigned)ECMA_COMPANIONS)))
		return regex_fail(reader, RP_OPTIONS);
	return true;
}

static bool build(Regex *regex, const Utf16 *pattern, RegexError *error)
{
	RegexReader reader = reader_of(regex, pattern, error);

	if (regex->pattern.n > PATTERN_MAX)
		return regex_fail(&reader, RP_TOO_LARGE);
	if (!check_options(&reader) || !regex_find_groups(&reader, &regex->slots))
		return false;
	if (regex->options & REGEX_RIGHT_TO_LEFT) {
		reader.at = 0;
		return regex_fail(&reader, RP_RIGHT_TO_LEFT);
	}
	if (!translate(regex, pattern, NARROW, &reader))
		return false;
	regex->past_ascii = reader.past_ascii;
	return !regex->past_ascii || translate(regex, pattern, WIDE, &reader);
}

Regex *regex_new(Str pattern, unsigned options, RegexError *error)
{
	Regex *regex = MEM_NEW(Regex);
	Utf16 units;
	bool ok;

	*error = (RegexError){ 0 };
	regex->refs = 1;
	regex->options = options;
	regex->timeout = REGEX_NO_TIMEOUT;
	regex->compiled = MEM_ARRAY(RegexCompiled, WIDTHS);
	regex->text = mem_alloc(pattern.n + 1, 1);
	if (pattern.n > 0)
		memcpy(regex->text, pattern.p, pattern.n);
	regex->pattern = (Str){ regex->text, pattern.n };
	utf16_from(&units, regex->pattern);
	ok = build(regex, &units, error);
	utf16_release(&units);
	if (ok)
		return regex;
	regex_drop(regex);
	return NULL;
}

Regex *regex_ref(Regex *regex)
{
	regex->refs++;
	return regex;
}

void regex_set_timeout(Regex *regex, int64_t ticks)
{
	regex->timeout = ticks;
}

int64_t regex_timeout(const Regex *regex)
{
	return regex->timeout;
}

static void release(RegexCompiled *compiled)
{
	if (compiled->library)
		compiled->library->release(compiled->program);
	free(compiled->slots);
}

void regex_drop(Regex *regex)
{
	if (!regex || --regex->refs > 0)
		return;
	release(&regex->compiled[NARROW]);
	release(&regex->compiled[WIDE]);
	free(regex->compiled);
	VEC_RELEASE(&regex->slots.list);
	free(regex->text);
	free(regex);
}

/* ---- groups ----------------------------------------------------------------------------------------------------- */

Str regex_pattern(const Regex *regex)
{
	return regex->pattern;
}

unsigned regex_options(const Regex *regex)
{
	return regex->options;
}

size_t regex_groups(const Regex *regex)
{
	return regex->slots.list.n;
}

Str regex_group_name(const Regex *regex, size_t i, char number[12])
{
	const RegexSlot *slot = &regex->slots.list.p[i];

	if (slot->name.n > 0)
		return slot->name;
	if (slot->number < 10) {
		number[0] = (char)('0' + slot->number);
		return (Str){ number, 1 };
	}
	return (Str){ number, (size_t)snprintf(number, 12, "%d", slot->number) };
}

int regex_group_number(const Regex *regex, size_t i)
{
	return regex->slots.list.p[i].number;
}

size_t regex_group_index(const Regex *regex, Str name)
{
	char number[12];

	for (size_t i = 0; i < regex->slots.list.n; i++)
		if (str_eq(regex_group_name(regex, i, number), name))
			return i;
	return STR_NONE;
}

/* ---- scanning --------------------------------------------------------------------------------------------------- */

/* The first match on text that is not ASCII compiles the pattern once more.  NULL: it is too large then. */
static const RegexCompiled *wide_peek(const Regex *regex)
{
	RegexCompiled *compiled = &regex->compiled[WIDE];
	RegexError unused;
	RegexReader reader = { .error = &unused };
	Utf16 units;

	if (!compiled->library) {
		utf16_from(&units, regex->pattern);
		translate(regex, &units, WIDE, &reader);
		utf16_release(&units);
	}
	return compiled->program ? compiled : NULL;
}

static size_t unit_of_byte(const Utf16 *text, size_t byte)
{
	size_t low = 0, high = text->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (text->bytes[middle] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void regex_scan_begin(RegexScan *scan, const Regex *regex, Str subject, size_t from, const volatile int *interrupted)
{
	scan->regex = regex;
	scan->subject = subject;
	scan->interrupted = interrupted;
	scan->ended = false;
	scan->is_wide = regex->past_ascii || !str_is_ascii(subject);
	scan->compiled = scan->is_wide ? wide_peek(regex) : &regex->compiled[NARROW];
	scan->units = (RegexSubject){ subject.n > 0 ? subject.p : "", subject.n, from, from, 0 };
	if (scan->is_wide) {
		utf16_from(&scan->wide, subject);
		from = unit_of_byte(&scan->wide, from);
		scan->units = (RegexSubject){ scan->wide.units, scan->wide.n, from, from, 0 };
	}
	scan->units.timeout = regex->timeout;
	scan->places = scan->few_places;
	if (scan->compiled && 2 * scan->compiled->n_slots > REGEX_PLACES_FEW)
		scan->places = MEM_ARRAY(size_t, 2 * scan->compiled->n_slots);
}

void regex_scan_end(RegexScan *scan)
{
	if (scan->places != scan->few_places)
		free(scan->places);
	if (scan->is_wide)
		utf16_release(&scan->wide);
}

static RegexSpan span_of(const RegexScan *scan, size_t from, size_t to)
{
	if (!scan->is_wide)
		return (RegexSpan){ from, to, from, to };
	return (RegexSpan){ scan->wide.bytes[from], utf16_byte_after(&scan->wide, to), from, to };
}

/* Several of PCRE2's groups may be one of .NET's, whose last capture counts: the one that ends last, and begins last of
 * these. */
static void fill_spans(const RegexScan *scan, RegexSpan *spans)
{
	for (size_t i = 0; i < regex_groups(scan->regex); i++)
		spans[i] = (RegexSpan){ STR_NONE, STR_NONE, STR_NONE, STR_NONE };
	for (size_t i = 0; i < scan->compiled->n_slots; i++) {
		RegexSpan *span = &spans[scan->compiled->slots[i]];
		size_t from = scan->places[2 * i], to = scan->places[2 * i + 1];
		if (from != STR_NONE && (span->from == STR_NONE || to > span->unit_to ||
						(to == span->unit_to && from >= span->unit_from)))
			*span = span_of(scan, from, to);
	}
}

static RegexStatus scan_next(RegexScan *scan, RegexSpan *spans)
{
	RegexStatus status;

	if (!scan->compiled)
		return REGEX_TOO_COMPLEX;
	if (scan->ended || scan->units.from > scan->units.n)
		return REGEX_NO_MATCH;
	status = scan->compiled->library->match(scan->compiled->program, &scan->units, scan->places, scan->interrupted);
	scan->ended = status != REGEX_MATCH;
	if (scan->ended)
		return status;
	fill_spans(scan, spans);
	scan->units.start = scan->places[1];
	scan->units.from = scan->places[1] + (scan->places[0] == scan->places[1]); /* an empty match moves on */
	return status;
}

RegexStatus regex_scan_next(RegexScan *scan, RegexSpan *spans)
{
	if (scan->interrupted && *scan->interrupted)
		return REGEX_STOPPED; /* many quick matches take their time, too */
	return scan_next(scan, spans);
}

RegexScan *regex_scan_new(const Regex *regex, Str subject, size_t from, const volatile int *interrupted)
{
	RegexScan *scan = MEM_NEW(RegexScan);

	regex_scan_begin(scan, regex, subject, from, interrupted);
	return scan;
}

void regex_scan_free(RegexScan *scan)
{
	if (!scan)
		return;
	regex_scan_end(scan);
	free(scan);
}

RegexStatus regex_match(const Regex *regex, Str subject, size_t from, RegexSpan *spans, const volatile int *interrupted)
{
	RegexScan scan;
	RegexStatus status;

	regex_scan_begin(&scan, regex, subject, from, interrupted);
	status = scan_next(&scan, spans);
	regex_scan_end(&scan);
	return status;
}
