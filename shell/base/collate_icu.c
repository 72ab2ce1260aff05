/* collate_icu: order and search of text beyond ASCII, by ICU. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <stdlib.h>

#include <unicode/ucol.h>
#include <unicode/ucoleitr.h>
#include <unicode/usearch.h>

#include "shell/base/collate_icu.h"
#include "shell/base/utf16.h"

/* ---- the libraries ---------------------------------------------------------------------------------------------- */

/* Every function used, once.  ICU's headers rename each to one with the version in its name (ucol_open_72): TEXT_OF
 * makes the name to look up, __typeof__ the type to call it by. */
#define FUNCTIONS(_)                                                                                                   \
	_(ucol_open)                                                                                                   \
	_(ucol_openRules)                                                                                              \
	_(ucol_close)                                                                                                  \
	_(ucol_setStrength)                                                                                            \
	_(ucol_setAttribute)                                                                                           \
	_(ucol_strcoll)                                                                                                \
	_(ucol_openElements)                                                                                           \
	_(ucol_closeElements)                                                                                          \
	_(ucol_next)                                                                                                   \
	_(ucol_previous)                                                                                               \
	_(usearch_openFromCollator)                                                                                    \
	_(usearch_close)                                                                                               \
	_(usearch_first)                                                                                               \
	_(usearch_last)                                                                                                \
	_(usearch_getMatchedLength)
#define QUOTE(x)   #x
#define TEXT_OF(x) QUOTE(x)
/* clang-format off */
#define FIELD(name) __typeof__(&(name)) name; /* NOLINT(bugprone-macro-parentheses): a member's name */
/* clang-format on */

enum { CASED, CASELESS, CASELESS_WIDE, COLLATORS };

/* CASED tells everything apart, CASELESS what differs in more than case; CASELESS_WIDE is CASELESS with rules for the
 * characters below, opened only where one of them occurs. */
struct CollateIcu {
	CollateRules rules;
	bool tried;
	void *library;
	FUNCTIONS(FIELD)
	UCollator *collators[COLLATORS];
};

static bool look_up(CollateIcu *icu)
{
#define LOOK_UP(name)                                                                                                  \
	{                                                                                                              \
		void *found = dlsym(icu->library, TEXT_OF(name));                                                      \
		memcpy(&icu->name, &found, sizeof(found)); /* an object pointer may not be cast to a function's */     \
		if (!found)                                                                                            \
			return false;                                                                                  \
	}
	FUNCTIONS(LOOK_UP)
#undef LOOK_UP
	return true;
}

/* Loads the libraries once; false when they are not there.  They stay loaded: ICU keeps caches of its own. */
static bool load(CollateIcu *icu)
{
	if (icu->tried)
		return icu->library != NULL;
	icu->tried = true;
	icu->library = dlopen("libicui18n.so." TEXT_OF(U_ICU_VERSION_MAJOR_NUM), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (icu->library && !look_up(icu)) {
		dlclose(icu->library);
		icu->library = NULL;
	}
	return icu->library != NULL;
}

CollateIcu *collate_icu_new(CollateRules rules)
{
	CollateIcu *icu = MEM_NEW(CollateIcu);

	icu->rules = rules;
	return icu;
}

void collate_icu_free(CollateIcu *icu)
{
	if (!icu)
		return;
	for (int i = 0; i < COLLATORS; i++)
		if (icu->collators[i])
			icu->ucol_close(icu->collators[i]);
	if (icu->library)
		dlclose(icu->library);
	free(icu);
}

/* ---- rules ------------------------------------------------------------------------------------------------------ */

/* Characters that ICU tells from first..last only at the third level, as it does case.  .NET keeps them apart when it
 * ignores case: each counterpart comes after its character. */
/* clang-format off */
static const struct Wide {
	uint16_t first, last, counterpart;
} wides[] = {
	{ 0x3041, 0x3096, 0x30a1 }, { 0x309d, 0x309d, 0x30fd },                             /* Hiragana, Katakana */
	{ 0x0021, 0x0040, 0xff01 }, { 0x005b, 0x005b, 0xff3b }, { 0x005d, 0x0060, 0xff3d }, { 0x007b, 0x007e, 0xff5b }, /* full width */
	{ 0x00a2, 0x00a3, 0xffe0 }, { 0x00ac, 0x00ac, 0xffe2 },
	{ 0x00af, 0x00af, 0xffe3 }, { 0x00a6, 0x00a6, 0xffe4 }, { 0x00a5, 0x00a5, 0xffe5 }, { 0x20a9, 0x20a9, 0xffe6 },
	{ 0x3002, 0x3002, 0xff61 }, { 0x300c, 0x300d, 0xff62 }, { 0x3001, 0x3001, 0xff64 }, /* half width */
	{ 0x30fb, 0x30fb, 0xff65 }, { 0x30f2, 0x30f2, 0xff66 },
	{ 0x30a1, 0x30a1, 0xff67 }, { 0x30a3, 0x30a3, 0xff68 }, { 0x30a5, 0x30a5, 0xff69 }, { 0x30a7, 0x30a7, 0xff6a },
	{ 0x30a9, 0x30a9, 0xff6b }, { 0x30e3, 0x30e3, 0xff6c }, { 0x30e5, 0x30e5, 0xff6d }, { 0x30e7, 0x30e7, 0xff6e },
	{ 0x30c3, 0x30c3, 0xff6f }, { 0x30a2, 0x30a2, 0xff71 }, { 0x30a4, 0x30a4, 0xff72 }, { 0x30a6, 0x30a6, 0xff73 },
	{ 0x30a8, 0x30a8, 0xff74 }, { 0x30aa, 0x30ab, 0xff75 }, { 0x30ad, 0x30ad, 0xff77 }, { 0x30af, 0x30af, 0xff78 },
	{ 0x30b1, 0x30b1, 0xff79 }, { 0x30b3, 0x30b3, 0xff7a }, { 0x30b5, 0x30b5, 0xff7b }, { 0x30b7, 0x30b7, 0xff7c },
	{ 0x30b9, 0x30b9, 0xff7d }, { 0x30bb, 0x30bb, 0xff7e }, { 0x30bd, 0x30bd, 0xff7f }, { 0x30bf, 0x30bf, 0xff80 },
	{ 0x30c1, 0x30c1, 0xff81 }, { 0x30c4, 0x30c4, 0xff82 }, { 0x30c6, 0x30c6, 0xff83 }, { 0x30c8, 0x30c8, 0xff84 },
	{ 0x30ca, 0x30cf, 0xff85 }, { 0x30d2, 0x30d2, 0xff8b }, { 0x30d5, 0x30d5, 0xff8c }, { 0x30d8, 0x30d8, 0xff8d },
	{ 0x30db, 0x30db, 0xff8e }, { 0x30de, 0x30e2, 0xff8f }, { 0x30e4, 0x30e4, 0xff94 }, { 0x30e6, 0x30e6, 0xff95 },
	{ 0x30e8, 0x30ed, 0xff96 }, { 0x30ef, 0x30ef, 0xff9c }, { 0x30f3, 0x30f3, 0xff9d },
	{ 0x3164, 0x3164, 0xffa0 }, { 0x3131, 0x314e, 0xffa1 }, { 0x314f, 0x3154, 0xffc2 }, { 0x3155, 0x315a, 0xffca },
	{ 0x315b, 0x3160, 0xffd2 }, { 0x3161, 0x3163, 0xffda },
};
/* clang-format on */

static bool has_wide(const Utf16 *text)
{
	for (size_t i = 0; i < text->n; i++)
		if (text->units[i] >= 0x3001 && (text->units[i] < 0x3200 || text->units[i] >= 0xff01))
			return true;
	return false;
}

enum { RULES_MAX = 4096 };

typedef struct Rules {
	UChar text[RULES_MAX];
	int32_t n;
} Rules;

/* A character that is no syntax, whatever it is. */
static void put_quoted(Rules *rules, uint16_t unit)
{
	if (unit < 0x80)
		rules->text[rules->n++] = '\\';
	rules->text[rules->n++] = unit;
}

/* Windows' order of what is neither letter nor digit, after the blank. */
static void put_nls_rules(Rules *rules)
{
	rules->text[rules->n++] = '&';
	put_quoted(rules, ' ');
	for (const char *c = COLLATE_NLS_SYMBOLS; *c; c++) {
		rules->text[rules->n++] = '<';
		put_quoted(rules, (unsigned char)*c);
	}
}

/* Letters of full width follow their ASCII counterparts, and are alike but for case. */
static void put_wide_letters(Rules *rules)
{
	for (int c = 'a'; c <= 'z'; c++) {
		UChar rule[] = { '&', (UChar)c, '<', (UChar)(c - 'a' + 0xff41), '<', '<', '<',
			(UChar)(c - 'a' + 0xff21) };
		memcpy(rules->text + rules->n, rule, sizeof(rule));
		rules->n += COUNT(rule);
	}
}

/* Hiragana with a sound mark, which ICU takes for two characters: their letter's rule is enough. */
static bool has_sound_mark(unsigned c)
{
	return (c >= 0x304c && c <= 0x3062 && c % 2 == 0) || (c >= 0x3065 && c <= 0x3069 && c % 2 == 1) ||
	       (c >= 0x3070 && c <= 0x307d && c % 3 != 0) || c == 0x3094;
}

static void put_wide_rules(Rules *rules)
{
	put_wide_letters(rules);
	for (size_t i = 0; i < COUNT(wides); i++)
		for (unsigned c = wides[i].first; c <= wides[i].last; c++) {
			if (has_sound_mark(c))
				continue;
			rules->text[rules->n++] = '&';
			put_quoted(rules, (uint16_t)c);
			rules->text[rules->n++] = '<';
			put_quoted(rules, (uint16_t)(wides[i].counterpart + (c - wides[i].first)));
		}
}

static UCollator *open_with_rules(CollateIcu *icu, int which, UErrorCode *status)
{
	Rules *rules = MEM_NEW(Rules);
	UCollator *collator;

	if (icu->rules == COLLATE_NLS)
		put_nls_rules(rules);
	if (which == CASELESS_WIDE)
		put_wide_rules(rules);
	collator = icu->ucol_openRules(rules->text, rules->n, UCOL_DEFAULT, UCOL_DEFAULT_STRENGTH, NULL, status);
	free(rules);
	return collator;
}

/* NULL when ICU is not there or has no data. */
static UCollator *collator_peek(CollateIcu *icu, int which)
{
	UErrorCode status = U_ZERO_ERROR;

	if (!load(icu))
		return NULL;
	if (!icu->collators[which]) {
		if (icu->rules == COLLATE_NLS || which == CASELESS_WIDE)
			icu->collators[which] = open_with_rules(icu, which, &status);
		else
			icu->collators[which] = icu->ucol_open("en_US", &status);
		if (icu->collators[which] && which != CASED)
			icu->ucol_setStrength(icu->collators[which], UCOL_SECONDARY);
	}
	return icu->collators[which];
}

static int which_for(const Utf16 *a, const Utf16 *b, bool ignore_case)
{
	return !ignore_case ? CASED : has_wide(a) || has_wide(b) ? CASELESS_WIDE : CASELESS;
}

/* ---- comparing -------------------------------------------------------------------------------------------------- */

int collate_icu_compare(CollateIcu *icu, Str a, Str b, bool ignore_case)
{
	Utf16 left, right;
	UCollator *collator;
	int order = 0;

	utf16_from(&left, a);
	utf16_from(&right, b);
	collator = collator_peek(icu, which_for(&left, &right, ignore_case));
	if (collator)
		order = icu->ucol_strcoll(collator, left.units, (int32_t)left.n, right.units, (int32_t)right.n);
	else
		order = ignore_case ? str_icompare(a, b) : str_compare(a, b);
	utf16_release(&left);
	utf16_release(&right);
	return order;
}

/* ---- prefixes and suffixes -------------------------------------------------------------------------------------- */

/* A collation element: 16 bits of the first level, 8 of the second, 8 of the third; 0 has no weight at all. */
#define FIRST_LEVEL  UINT32_C(0xffff0000)
#define WITHOUT_CASE UINT32_C(0xffffff00)

/* Collation elements of a text, one way or the other, those without weight left out. */
typedef struct Elements {
	CollateIcu *icu;
	UCollationElements *iterator;
	bool backwards;
	uint32_t mask; /* leaves out the third level, case, when it is ignored */
} Elements;

static int32_t next_element(Elements *elements)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t element = 0;

	while (element == 0)
		element = elements->backwards ? elements->icu->ucol_previous(elements->iterator, &status)
					      : elements->icu->ucol_next(elements->iterator, &status);
	return element;
}

/* .NET compares element by element, so that half a ligature is a prefix of it; an accent on what follows the prefix
 * belongs to its last letter and makes it another. */
static bool elements_match(Elements *text, Elements *affix)
{
	for (;;) {
		int32_t wanted = next_element(affix), found = next_element(text);
		if (wanted == UCOL_NULLORDER)
			return text->backwards || found == UCOL_NULLORDER || ((uint32_t)found & FIRST_LEVEL) != 0;
		if (found == UCOL_NULLORDER || ((uint32_t)(wanted ^ found) & text->mask) != 0)
			return false;
	}
}

bool collate_icu_affix(CollateIcu *icu, Str text, Str affix, bool ignore_case, bool at_end)
{
	Utf16 left, right;
	UCollator *collator;
	UErrorCode status = U_ZERO_ERROR;
	bool stands = false;

	utf16_from(&left, text);
	utf16_from(&right, affix);
	collator = collator_peek(icu, which_for(&left, &right, ignore_case));
	if (collator) {
		uint32_t mask = ignore_case ? WITHOUT_CASE : UINT32_MAX;
		Elements a = { icu, icu->ucol_openElements(collator, left.units, (int32_t)left.n, &status), at_end,
			mask };
		Elements b = { icu, icu->ucol_openElements(collator, right.units, (int32_t)right.n, &status), at_end,
			mask };
		stands = a.iterator && b.iterator && elements_match(&a, &b);
		icu->ucol_closeElements(a.iterator);
		icu->ucol_closeElements(b.iterator);
	} else if (at_end) {
		stands = ignore_case ? str_iends(text, affix) : str_ends(text, affix);
	} else {
		stands = ignore_case ? str_istarts(text, affix) : str_starts(text, affix);
	}
	utf16_release(&left);
	utf16_release(&right);
	return stands;
}

/* ---- searching -------------------------------------------------------------------------------------------------- */

/* A carriage return and the line feed after it are one character to ICU, and a search for one of them would fail: a
 * noncharacter takes the place of the first (.NET has rules of its own for the same end). */
static void part_line_ends(Utf16 *text)
{
	enum { STAND_IN = 0xfdd0 };

	for (size_t i = 0; i < text->n; i++)
		if (text->units[i] == '\r')
			text->units[i] = STAND_IN;
}

static size_t search(
	CollateIcu *icu, UCollator *collator, const Utf16 *text, const Utf16 *part, bool last, size_t *length)
{
	UErrorCode status = U_ZERO_ERROR;
	UStringSearch *search = icu->usearch_openFromCollator(
		part->units, (int32_t)part->n, text->units, (int32_t)text->n, collator, NULL, &status);
	int32_t at = USEARCH_DONE, n = 0;

	if (search) {
		at = last ? icu->usearch_last(search, &status) : icu->usearch_first(search, &status);
		n = icu->usearch_getMatchedLength(search);
		icu->usearch_close(search);
	}
	if (at == USEARCH_DONE)
		return STR_NONE;
	*length = utf16_byte_after(text, (size_t)at + (size_t)n) - text->bytes[at];
	return text->bytes[at];
}

size_t collate_icu_find(CollateIcu *icu, Str text, Str part, bool ignore_case, bool last, size_t *length)
{
	Utf16 left, right;
	UCollator *collator;
	size_t at = STR_NONE;

	utf16_from(&left, text);
	utf16_from(&right, part);
	collator = collator_peek(icu, which_for(&left, &right, ignore_case));
	part_line_ends(&left);
	part_line_ends(&right);
	*length = part.n;
	if (collator)
		at = search(icu, collator, &left, &right, last, length);
	else if (last)
		at = str_rfind(text, part, text.n);
	else
		at = ignore_case ? str_ifind(text, part, 0) : str_find(text, part, 0);
	utf16_release(&left);
	utf16_release(&right);
	return at;
}
