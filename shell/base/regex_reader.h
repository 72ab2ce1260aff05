/* regex_reader: what the passes over a pattern share: reading its pieces, and the errors in .NET's words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_REGEX_READER_H
#define BASE_REGEX_READER_H

#include "shell/base/regex.h"
#include "shell/base/utf16.h"
#include "shell/base/vec.h"

/* ORDER RegexProblem: the texts in regex_reader.c. */
/* clang-format off */
typedef enum RegexProblem {
	RP_COMMENT_IN_CONDITION, RP_BAD_REFERENCE_CONDITION, RP_NAMED_CONDITION, RP_TOO_MANY_BRANCHES,
	RP_UNDEFINED_CONDITION, RP_BAD_GROUP_NAME, RP_GROUP_ZERO, RP_SUBTRACTION_NOT_LAST, RP_NOT_CLOSED, RP_NOT_OPENED,
	RP_HEX_DIGITS, RP_GROUPING, RP_INCOMPLETE_PROPERTY, RP_MALFORMED_PROPERTY, RP_MALFORMED_REFERENCE, RP_NO_CONTROL,
	RP_NESTED_QUANTIFIER, RP_NUMBER_TOO_LARGE, RP_QUANTIFIER_AFTER_NOTHING, RP_REVERSED_RANGE, RP_REVERSED_QUANTIFIER,
	RP_CLASS_IN_RANGE, RP_UNDEFINED_NAME, RP_UNDEFINED_NUMBER, RP_BACKSLASH_AT_END, RP_BAD_CONTROL, RP_BAD_ESCAPE,
	RP_UNKNOWN_PROPERTY, RP_UNTERMINATED_SET, RP_UNTERMINATED_COMMENT,
	/* ours: .NET takes what they speak of */
	RP_BALANCING, RP_RIGHT_TO_LEFT, RP_LOOKBEHIND, RP_TOO_LARGE, RP_OPTIONS,
} RegexProblem;
/* clang-format on */

typedef struct RegexReader {
	const uint16_t *units; /* the pattern */
	const uint32_t *bytes; /* where they stand in text: Utf16.bytes */
	Str text;
	size_t n, at;
	unsigned options; /* at this place */
	int sets;         /* open character classes, one taken away from another */
	bool past_ascii;  /* the pattern has characters that are not ASCII: good for 16-bit units only */
	RegexError *error;
} RegexReader;

/* Groups by number. */
typedef struct RegexSlot {
	int number;
	Str name;     /* within the pattern's text; empty for a group with a number only */
	size_t at;    /* where it was seen first: units */
	int captures; /* how many groups of the pattern have this number */
} RegexSlot;

typedef struct RegexSlots {
	VEC(RegexSlot) list;
	bool references; /* something refers back to a group */
} RegexSlots;

/* The failures return false, so that a function may end with them.  The text's %s is the argument. */
bool regex_fail(RegexReader *reader, RegexProblem problem);
bool regex_fail_at_units(RegexReader *reader, RegexProblem problem, size_t from, size_t to);
bool regex_fail_at_number(RegexReader *reader, RegexProblem problem, int number);

/* Whether the pattern is read to its end. */
static inline bool regex_at_end(const RegexReader *reader)
{
	return reader->at >= reader->n;
}
/* The unit ahead places on; 0 past the end. */
static inline uint16_t regex_peek(const RegexReader *reader, size_t ahead)
{
	return (uint16_t)(reader->at + ahead < reader->n ? reader->units[reader->at + ahead] : 0);
}
/* \w without the category table of PCRE2, for names: letters, marks, digits, connectors and the joiners. */
bool regex_is_word(uint16_t unit);
static inline bool regex_is_digit(uint16_t unit)
{
	return unit >= '0' && unit <= '9';
}
/* Over (?#...) comments, and with REGEX_IGNORE_BLANKS blanks and # comments. */
bool regex_skip_blanks(RegexReader *reader);
/* Digits as a number up to Int32.MaxValue. */
bool regex_read_number(RegexReader *reader, int *number);
/* Over word characters; they stand from *from to reader->at. */
void regex_read_name(RegexReader *reader, size_t *from);
/* i m n s x with + and -, up to what is none of them. */
void regex_read_options(RegexReader *reader);
/* What follows a backslash, as one unit: \n \x41 \cA \101 ... or itself. */
bool regex_read_escape(RegexReader *reader, uint16_t *unit);
/* The name in \p{...}, which stands from *from to *to; reader stands behind p. */
bool regex_read_property(RegexReader *reader, size_t *from, size_t *to);

/* What a backslash outside a set may refer to. */
typedef struct RegexReference {
	enum { REFERENCE_NONE, REFERENCE_NUMBER, REFERENCE_NAME } kind;
	int number;
	size_t from, to; /* of the name */
} RegexReference;
/* \1 \k<name> \k'name' \<name>: reader stands behind the backslash; REFERENCE_NONE leaves it there.  slots is NULL in
 * the first pass, when it is not known yet which groups there are. */
bool regex_read_reference(RegexReader *reader, const RegexSlots *slots, RegexReference *reference);

/* Index into slots of a number, or of the name at from..to; STR_NONE when there is none. */
size_t regex_slot_of_number(const RegexSlots *slots, int number);
size_t regex_slot_of_name(const RegexSlots *slots, const RegexReader *reader, size_t from, size_t to);

/* A character class: reader stands behind the [.  Appends it to out for PCRE2, for 16-bit units when wide; out NULL:
 * the first pass, which looks for the end only. */
bool regex_read_class(RegexReader *reader, bool wide, Buf *out);
/* \w \d \s \W \D \S (letter) as PCRE2 has it, in a set or outside. */
void regex_put_shorthand(const RegexReader *reader, char letter, bool wide, bool in_set, Buf *out);
/* \p{...} or \P{...} outside a set: reader stands behind the p or P. */
bool regex_read_property_class(RegexReader *reader, bool negated, bool wide, Buf *out);
/* One unit, so that it means itself in a pattern or a set. */
void regex_put_unit(uint16_t unit, Buf *out);

/* The first pass: which groups there are, in the order of their numbers.  Also on failure *slots holds memory. */
bool regex_find_groups(RegexReader *reader, RegexSlots *slots);

#endif
