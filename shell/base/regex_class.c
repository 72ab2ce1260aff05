/* regex_class: character classes, categories and blocks, from .NET's syntax to PCRE2's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/regex_reader.h"

/* ---- categories and blocks -------------------------------------------------------------------------------------- */

/* The names in \p{...}, which respect case; PCRE2 has the same. */
/* clang-format off */
static const char *const categories[] = {
	"L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf",
	"Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn",
};

/* \p{IsGreek} ...: the blocks .NET names, all of one plane; sorted. */
static const struct Block {
	const char *name;
	uint16_t first, last;
} blocks[] = {
	{ "AlphabeticPresentationForms", 0xfb00, 0xfb4f }, { "Arabic", 0x0600, 0x06ff },
	{ "ArabicPresentationForms-A", 0xfb50, 0xfdff }, { "ArabicPresentationForms-B", 0xfe70, 0xfeff },
	{ "Armenian", 0x0530, 0x058f }, { "Arrows", 0x2190, 0x21ff }, { "BasicLatin", 0x0000, 0x007f },
	{ "Bengali", 0x0980, 0x09ff }, { "BlockElements", 0x2580, 0x259f }, { "Bopomofo", 0x3100, 0x312f },
	{ "BopomofoExtended", 0x31a0, 0x31bf }, { "BoxDrawing", 0x2500, 0x257f },
	{ "BraillePatterns", 0x2800, 0x28ff }, { "Buhid", 0x1740, 0x175f }, { "CJKCompatibility", 0x3300, 0x33ff },
	{ "CJKCompatibilityForms", 0xfe30, 0xfe4f }, { "CJKCompatibilityIdeographs", 0xf900, 0xfaff },
	{ "CJKRadicalsSupplement", 0x2e80, 0x2eff }, { "CJKSymbolsandPunctuation", 0x3000, 0x303f },
	{ "CJKUnifiedIdeographs", 0x4e00, 0x9fff }, { "CJKUnifiedIdeographsExtensionA", 0x3400, 0x4dbf },
	{ "Cherokee", 0x13a0, 0x13ff }, { "CombiningDiacriticalMarks", 0x0300, 0x036f },
	{ "CombiningDiacriticalMarksforSymbols", 0x20d0, 0x20ff }, { "CombiningHalfMarks", 0xfe20, 0xfe2f },
	{ "CombiningMarksforSymbols", 0x20d0, 0x20ff }, { "ControlPictures", 0x2400, 0x243f },
	{ "CurrencySymbols", 0x20a0, 0x20cf }, { "Cyrillic", 0x0400, 0x04ff },
	{ "CyrillicSupplement", 0x0500, 0x052f }, { "Devanagari", 0x0900, 0x097f }, { "Dingbats", 0x2700, 0x27bf },
	{ "EnclosedAlphanumerics", 0x2460, 0x24ff }, { "EnclosedCJKLettersandMonths", 0x3200, 0x32ff },
	{ "Ethiopic", 0x1200, 0x137f }, { "GeneralPunctuation", 0x2000, 0x206f },
	{ "GeometricShapes", 0x25a0, 0x25ff }, { "Georgian", 0x10a0, 0x10ff }, { "Greek", 0x0370, 0x03ff },
	{ "GreekExtended", 0x1f00, 0x1fff }, { "GreekandCoptic", 0x0370, 0x03ff }, { "Gujarati", 0x0a80, 0x0aff },
	{ "Gurmukhi", 0x0a00, 0x0a7f }, { "HalfwidthandFullwidthForms", 0xff00, 0xffef },
	{ "HangulCompatibilityJamo", 0x3130, 0x318f }, { "HangulJamo", 0x1100, 0x11ff },
	{ "HangulSyllables", 0xac00, 0xd7af }, { "Hanunoo", 0x1720, 0x173f }, { "Hebrew", 0x0590, 0x05ff },
	{ "HighPrivateUseSurrogates", 0xdb80, 0xdbff }, { "HighSurrogates", 0xd800, 0xdb7f },
	{ "Hiragana", 0x3040, 0x309f }, { "IPAExtensions", 0x0250, 0x02af },
	{ "IdeographicDescriptionCharacters", 0x2ff0, 0x2fff }, { "Kanbun", 0x3190, 0x319f },
	{ "KangxiRadicals", 0x2f00, 0x2fdf }, { "Kannada", 0x0c80, 0x0cff }, { "Katakana", 0x30a0, 0x30ff },
	{ "KatakanaPhoneticExtensions", 0x31f0, 0x31ff }, { "Khmer", 0x1780, 0x17ff },
	{ "KhmerSymbols", 0x19e0, 0x19ff }, { "Lao", 0x0e80, 0x0eff }, { "Latin-1Supplement", 0x0080, 0x00ff },
	{ "LatinExtended-A", 0x0100, 0x017f }, { "LatinExtended-B", 0x0180, 0x024f },
	{ "LatinExtendedAdditional", 0x1e00, 0x1eff }, { "LetterlikeSymbols", 0x2100, 0x214f },
	{ "Limbu", 0x1900, 0x194f }, { "LowSurrogates", 0xdc00, 0xdfff }, { "Malayalam", 0x0d00, 0x0d7f },
	{ "MathematicalOperators", 0x2200, 0x22ff }, { "MiscellaneousMathematicalSymbols-A", 0x27c0, 0x27ef },
	{ "MiscellaneousMathematicalSymbols-B", 0x2980, 0x29ff }, { "MiscellaneousSymbols", 0x2600, 0x26ff },
	{ "MiscellaneousSymbolsandArrows", 0x2b00, 0x2bff }, { "MiscellaneousTechnical", 0x2300, 0x23ff },
	{ "Mongolian", 0x1800, 0x18af }, { "Myanmar", 0x1000, 0x109f }, { "NumberForms", 0x2150, 0x218f },
	{ "Ogham", 0x1680, 0x169f }, { "OpticalCharacterRecognition", 0x2440, 0x245f }, { "Oriya", 0x0b00, 0x0b7f },
	{ "PhoneticExtensions", 0x1d00, 0x1d7f }, { "PrivateUse", 0xe000, 0xf8ff },
	{ "PrivateUseArea", 0xe000, 0xf8ff }, { "Runic", 0x16a0, 0x16ff }, { "Sinhala", 0x0d80, 0x0dff },
	{ "SmallFormVariants", 0xfe50, 0xfe6f }, { "SpacingModifierLetters", 0x02b0, 0x02ff },
	{ "Specials", 0xfff0, 0xffff }, { "SuperscriptsandSubscripts", 0x2070, 0x209f },
	{ "SupplementalArrows-A", 0x27f0, 0x27ff }, { "SupplementalArrows-B", 0x2900, 0x297f },
	{ "SupplementalMathematicalOperators", 0x2a00, 0x2aff }, { "Syriac", 0x0700, 0x074f },
	{ "Tagalog", 0x1700, 0x171f }, { "Tagbanwa", 0x1760, 0x177f }, { "TaiLe", 0x1950, 0x197f },
	{ "Tamil", 0x0b80, 0x0bff }, { "Telugu", 0x0c00, 0x0c7f }, { "Thaana", 0x0780, 0x07bf },
	{ "Thai", 0x0e00, 0x0e7f }, { "Tibetan", 0x0f00, 0x0fff },
	{ "UnifiedCanadianAboriginalSyllabics", 0x1400, 0x167f }, { "VariationSelectors", 0xfe00, 0xfe0f },
	{ "YiRadicals", 0xa490, 0xa4cf }, { "YiSyllables", 0xa000, 0xa48f },
	{ "YijingHexagramSymbols", 0x4dc0, 0x4dff },
};
/* clang-format on */

static bool is_text(const RegexReader *reader, size_t from, size_t to, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < n && i < to - from; i++)
		if (reader->units[from + i] != (unsigned char)name[i])
			return false;
	return n == to - from;
}

static const struct Block *find_block(const RegexReader *reader, size_t from, size_t to)
{
	if (to - from < 3 || reader->units[from] != 'I' || reader->units[from + 1] != 's')
		return NULL;
	for (size_t i = 0; i < COUNT(blocks); i++)
		if (is_text(reader, from + 2, to, blocks[i].name))
			return &blocks[i];
	return NULL;
}

static const char *find_category(const RegexReader *reader, size_t from, size_t to)
{
	for (size_t i = 0; i < COUNT(categories); i++)
		if (is_text(reader, from, to, categories[i]))
			return categories[i];
	return NULL;
}

static bool is_cased(const char *category)
{
	return !strcmp(category, "Lu") || !strcmp(category, "Ll") || !strcmp(category, "Lt");
}

/* ---- shorthands ------------------------------------------------------------------------------------------------- */

/* What stands in a set for \w \d \s and their opposites where text is more than ASCII: .NET's \w is neither PCRE2's nor
 * Unicode's, and a set cannot hold the complement of a set. */
#define WORD     "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}"
#define NOT_WORD "\\p{C}\\p{Z}\\p{S}\\p{Mc}\\p{Me}\\p{Nl}\\p{No}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}"
#define SPACE    "\\x09-\\x0d\\x20\\x85\\xa0\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"
#define NOT_SPACE                                                                                                      \
	"\\x00-\\x08\\x0e-\\x1f\\x21-\\x84\\x86-\\x9f\\xa1-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"            \
	"\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{ffff}"
#define ECMA_WORD      "a-zA-Z0-9_\\x{130}" /* in .NET */
#define ECMA_NOT_WORD  "\\x00-/:-@[-^`{-\\x{12f}\\x{131}-\\x{ffff}"
#define ECMA_NOT_DIGIT "\\x00-/:-\\x{ffff}"
#define ECMA_SPACE     "\\x09-\\x0d\\x20"
#define ECMA_NOT_SPACE "\\x00-\\x08\\x0e-\\x1f!-\\x{ffff}"

static const char *wide_shorthand(char letter, bool ecma)
{
	switch (letter) {
	case 'w':
		return ecma ? ECMA_WORD : WORD;
	case 'W':
		return ecma ? ECMA_NOT_WORD : NOT_WORD;
	case 'd':
		return ecma ? "0-9" : "\\p{Nd}";
	case 'D':
		return ecma ? ECMA_NOT_DIGIT : "\\P{Nd}";
	case 's':
		return ecma ? ECMA_SPACE : SPACE;
	default:
		return ecma ? ECMA_NOT_SPACE : NOT_SPACE;
	}
}

void regex_put_shorthand(const RegexReader *reader, char letter, bool wide, bool in_set, Buf *out)
{
	if (!wide) { /* on ASCII text PCRE2's are the same */
		buf_printf(out, "\\%c", letter);
		return;
	}
	buf_put(out, in_set ? S("") : S("(?-i:["));
	buf_put(out, str_from(wide_shorthand(letter, (reader->options & REGEX_ECMASCRIPT) != 0)));
	buf_put(out, in_set ? S("") : S("])"));
}

void regex_put_unit(uint16_t unit, Buf *out)
{
	if (unit < 0x20 || unit > 0x7e) {
		buf_printf(out, "\\x{%x}", unit);
		return;
	}
	if (!regex_is_word(unit))
		buf_put_char(out, '\\');
	buf_put_char(out, (char)unit);
}

/* ---- sets ------------------------------------------------------------------------------------------------------- */

typedef struct Set {
	RegexReader *reader;
	bool wide, dry; /* dry: only the end is looked for */
	Buf items;      /* between [ or [^ and ] */
	Buf exact;      /* more of them, for which PCRE2 may not ignore case */
	Buf minus;      /* the set after "-[", "" for none */
	bool in_range;
	uint16_t first; /* of the range */
} Set;

static bool is_within(uint16_t unit, uint16_t first, uint16_t last)
{
	return first <= unit && unit <= last;
}

static void put_range(uint16_t first, uint16_t last, Buf *out)
{
	regex_put_unit(first, out);
	if (first == last)
		return;
	buf_put_char(out, '-');
	regex_put_unit(last, out);
}

/* PCRE2 and .NET hold nearly the same letters alike when case is ignored.  Where ASCII is concerned: to PCRE2 a long s
 * is an s, to .NET (but for the invariant culture) a dotted capital I is an i.  So ASCII's own cases are written
 * out. */
enum { DOTTED_I = 0x130, LONG_S = 0x17f, KELVIN = 0x212a };

static bool knows_dotted_i(const Set *set)
{
	return !(set->reader->options & REGEX_CULTURE_INVARIANT);
}

/* What of first..last lies between from and to, moved by distance. */
static void put_part(Buf *out, uint16_t first, uint16_t last, const char *limits, int distance)
{
	uint16_t from = first > limits[0] ? first : (uint16_t)limits[0];
	uint16_t to = last < limits[1] ? last : (uint16_t)limits[1];

	if (from <= to)
		put_range((uint16_t)(from + distance), (uint16_t)(to + distance), out);
}

static void put_ascii_caseless(Set *set, uint16_t first, uint16_t last)
{
	put_range(first, last, &set->exact);
	put_part(&set->exact, first, last, "az", 'A' - 'a');
	put_part(&set->exact, first, last, "AZ", 'a' - 'A');
	if (is_within('k', first, last) || is_within('K', first, last))
		regex_put_unit(KELVIN, &set->exact);
	if (knows_dotted_i(set) && (is_within('i', first, last) || is_within('I', first, last)))
		regex_put_unit(DOTTED_I, &set->exact);
}

static void put_wide_caseless(Set *set, uint16_t first, uint16_t last)
{
	if (is_within(LONG_S, first, last)) {
		regex_put_unit(LONG_S, &set->exact);
		if (first < LONG_S)
			put_range(first, LONG_S - 1, &set->items);
		if (last > LONG_S)
			put_range(LONG_S + 1, last, &set->items);
	} else {
		put_range(first, last, &set->items);
	}
	if (knows_dotted_i(set) && is_within(DOTTED_I, first, last))
		buf_put(&set->exact, S("iI"));
}

static bool writes_cases(const Set *set)
{
	return set->wide && (set->reader->options & REGEX_IGNORE_CASE);
}

/* Where to put what case does not touch. */
static Buf *caseless_part(Set *set)
{
	return writes_cases(set) ? &set->exact : &set->items;
}

static void put_units(Set *set, uint16_t first, uint16_t last)
{
	if (set->dry)
		return;
	set->reader->past_ascii |= last >= 0x80;
	if (!writes_cases(set)) {
		put_range(first, last, &set->items);
		return;
	}
	if (first < 0x80)
		put_ascii_caseless(set, first, last < 0x80 ? last : 0x7f);
	if (last >= 0x80)
		put_wide_caseless(set, first < 0x80 ? 0x80 : first, last);
}

static void put_block(Set *set, const struct Block *block, bool negated)
{
	if (!negated) {
		put_units(set, block->first, block->last);
		return;
	}
	if (block->first > 0)
		put_units(set, 0, block->first - 1);
	if (block->last < 0xffff)
		put_units(set, block->last + 1, 0xffff);
}

/* \p{...} and \P{...}; the letter has been read. */
static bool read_property(Set *set, bool negated)
{
	RegexReader *reader = set->reader;
	size_t from, to;
	const char *category;
	const struct Block *block;

	if (!regex_read_property(reader, &from, &to))
		return false;
	category = find_category(reader, from, to);
	block = find_block(reader, from, to);
	if (!category && !block)
		return regex_fail_at_units(reader, RP_UNKNOWN_PROPERTY, from, to);
	if (block) {
		put_block(set, block, negated);
		return true;
	}
	if ((reader->options & REGEX_IGNORE_CASE) && is_cased(category))
		category = "L&"; /* .NET takes each of the three for all of them */
	buf_printf(caseless_part(set), "\\%c{%s}", negated ? 'P' : 'p', category);
	return true;
}

/* The complements of ECMAScript's classes have letters, which case touches; only in a set, though. */
static void put_class(Set *set, char letter)
{
	if (letter == 'W' && set->wide && (set->reader->options & REGEX_ECMASCRIPT)) {
		put_units(set, 0, '/');
		put_units(set, ':', '@');
		put_units(set, '[', '^');
		put_units(set, '`', '`');
		put_units(set, '{', 0x12f);
		put_units(set, 0x131, 0xffff);
	} else {
		regex_put_shorthand(set->reader, letter, set->wide, true, caseless_part(set));
	}
}

/* \d \w \s \p and their opposites; the letter has been read. */
static bool read_class_escape(Set *set, char letter)
{
	RegexReader *reader = set->reader;
	size_t unused;

	if (set->dry)
		return (letter != 'p' && letter != 'P') || regex_read_property(reader, &unused, &unused);
	if (set->in_range)
		return regex_fail_at_units(reader, RP_CLASS_IN_RANGE, reader->at - 1, reader->at);
	if (letter == 'p' || letter == 'P')
		return read_property(set, letter == 'P');
	put_class(set, letter);
	return true;
}

static bool end_range(Set *set, uint16_t last)
{
	set->in_range = false;
	if (set->dry)
		return true;
	if (set->first > last)
		return regex_fail(set->reader, RP_REVERSED_RANGE);
	put_units(set, set->first, last);
	return true;
}

static bool read_set(RegexReader *reader, bool wide, Buf *out);

/* The set that is taken away; reader stands behind its [. */
static bool read_subtraction(Set *set)
{
	RegexReader *reader = set->reader;

	if (!read_set(reader, set->wide, set->dry ? NULL : &set->minus))
		return false;
	if (!set->dry && !regex_at_end(reader) && regex_peek(reader, 0) != ']')
		return regex_fail(reader, RP_SUBTRACTION_NOT_LAST);
	return true;
}

/* "[::]" counts as "[" alone: a remainder of something never finished in .NET. */
static void skip_posix(Set *set)
{
	RegexReader *reader = set->reader;

	if (regex_peek(reader, 0) == ':' && !set->in_range && regex_peek(reader, 1) == ':' &&
		regex_peek(reader, 2) == ']')
		reader->at += 3;
}

/* A character of the set: the end of a range, the start of one, or itself.  plain: not escaped. */
static bool take_unit(Set *set, uint16_t unit, bool plain, bool is_first)
{
	RegexReader *reader = set->reader;
	bool subtracts = plain && !is_first;

	if (set->in_range) {
		/* The first pass of .NET knows no subtraction here, and ends the set sooner. */
		if (unit != '[' || !subtracts || set->dry)
			return end_range(set, unit);
		set->in_range = false; /* [a-[...]]: the hyphen was no range after all */
		put_units(set, set->first, set->first);
		return read_subtraction(set);
	}
	if (reader->at + 1 < reader->n && regex_peek(reader, 0) == '-' && regex_peek(reader, 1) != ']') {
		set->first = unit;
		set->in_range = true;
		reader->at++;
		return true;
	}
	if (unit == '-' && subtracts && regex_peek(reader, 0) == '[') {
		reader->at++;
		return read_subtraction(set);
	}
	put_units(set, unit, unit);
	return true;
}

/* What a backslash begins. */
static bool take_escape(Set *set, bool is_first)
{
	RegexReader *reader = set->reader;
	uint16_t unit = regex_peek(reader, 0);

	if (unit && unit < 0x80 && strchr("dDsSwWpP", unit)) {
		reader->at++;
		return read_class_escape(set, (char)unit);
	}
	if (unit == '-') {
		reader->at++;
		if (set->in_range)
			return end_range(set, '-');
		put_units(set, '-', '-');
		return true;
	}
	return regex_read_escape(reader, &unit) && take_unit(set, unit, false, is_first);
}

static bool read_items(Set *set, bool bracket_may_come_first)
{
	RegexReader *reader = set->reader;

	for (bool is_first = bracket_may_come_first; !regex_at_end(reader); is_first = false) {
		uint16_t unit = reader->units[reader->at++];
		bool ok = true;
		if (unit == ']' && !is_first)
			return true;
		if (unit == '\\' && !regex_at_end(reader)) {
			ok = take_escape(set, is_first);
		} else {
			if (unit == '[')
				skip_posix(set);
			ok = take_unit(set, unit, true, is_first);
		}
		if (!ok)
			return false;
	}
	return regex_fail(reader, RP_UNTERMINATED_SET);
}

static void put_bracketed(const char *opening, Str items, const char *closing, Buf *out)
{
	buf_put(out, str_from(opening));
	buf_put(out, items);
	buf_put(out, str_from(closing));
}

/* As PCRE2 writes it. */
static void put_items(const Set *set, bool negated, Buf *out)
{
	Str items = buf_str(&set->items), exact = buf_str(&set->exact);

	if (items.n == 0 && exact.n == 0) {
		buf_put_char(out, '.'); /* ECMAScript's [^] */
	} else if (items.n == 0) {
		put_bracketed(negated ? "(?-i:[^" : "(?-i:[", exact, "])", out);
	} else if (exact.n == 0) {
		put_bracketed(negated ? "[^" : "[", items, "]", out);
	} else if (negated) {
		put_bracketed("(?:(?!(?-i:[", exact, "]))", out);
		put_bracketed("[^", items, "])", out);
	} else {
		put_bracketed("(?:[", items, "]|", out);
		put_bracketed("(?-i:[", exact, "]))", out);
	}
}

/* A set with another taken away is a look ahead and the set. */
static void put_set(const Set *set, bool negated, Buf *out)
{
	if (set->minus.n == 0) {
		put_items(set, negated, out);
		return;
	}
	put_bracketed("(?:(?!", buf_str(&set->minus), ")", out);
	put_items(set, negated, out);
	buf_put_char(out, ')');
}

enum { SETS_MAX = 200 }; /* one taken away from another, and so on */

static bool read_set(RegexReader *reader, bool wide, Buf *out)
{
	Set set = {
		.reader = reader, .wide = wide, .dry = !out, .items = BUF_INIT, .exact = BUF_INIT, .minus = BUF_INIT
	};
	bool negated = regex_peek(reader, 0) == '^', bracket_first = true, ok;

	reader->at += negated;
	if (negated && (reader->options & REGEX_ECMASCRIPT) && regex_peek(reader, 0) == ']')
		bracket_first = false;
	ok = ++reader->sets <= SETS_MAX ? read_items(&set, bracket_first) : regex_fail(reader, RP_TOO_LARGE);
	reader->sets--;
	if (ok && out)
		put_set(&set, negated, out);
	buf_release(&set.items);
	buf_release(&set.exact);
	buf_release(&set.minus);
	return ok;
}

bool regex_read_class(RegexReader *reader, bool wide, Buf *out)
{
	return read_set(reader, wide, out);
}

bool regex_read_property_class(RegexReader *reader, bool negated, bool wide, Buf *out)
{
	Set set = { .reader = reader, .wide = wide, .items = BUF_INIT, .exact = BUF_INIT };
	bool ok = read_property(&set, negated);

	if (ok)
		put_items(&set, false, out);
	buf_release(&set.items);
	buf_release(&set.exact);
	return ok;
}
