/* test_wildcard: PowerShell's patterns; every row was answered by PowerShell 7.6.9's -like. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "shell/base/wildcard.h"

#define GRIN "\xf0\x9f\x98\x80"

/* The texts that every class pattern is held against; a row names those that match, separated by blanks. */
static const char *const texts[] = { "a", "b", "c", "e", "z", "Z", "-", "[", "]", "`", "*", "?", "\\", "^", "a`", "[a",
	"aa", "a]", "-]", "[]", "-b]", "`a", "ab", "5", "&", "w", "_" };

static void list_matches(const char *pattern, char *out, size_t size)
{
	size_t n = 0;
	out[0] = '\0';
	for (size_t i = 0; i < COUNT(texts); i++)
		if (wildcard_match(str_from(pattern), str_from(texts[i]), true))
			n += (size_t)snprintf(out + n, size - n, "%s%s", n ? " " : "", texts[i]);
}

/* "!": not a pattern. */
static void test_classes(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *pattern, *matches;
	} rows[] = {
		{ __LINE__, "[", "!" },
		{ __LINE__, "[`", "!" },
		{ __LINE__, "[a`", "!" },
		{ __LINE__, "[`]", "!" },
		{ __LINE__, "[a`]", "!" },
		{ __LINE__, "[]", "!" },
		{ __LINE__, "[ab", "!" },
		{ __LINE__, "*[", "!" },
		{ __LINE__, "a[", "!" },
		{ __LINE__, "[c-a]", "!" },
		{ __LINE__, "[b-A]", "!" },
		{ __LINE__, "[a--]", "!" },
		{ __LINE__, "[a-[b]", "!" },
		{ __LINE__, "[a-`]]", "!" },
		{ __LINE__, "x[z-a]", "!" },
		{ __LINE__, "[b-ac]", "!" },
		{ __LINE__, "``", "`" },
		{ __LINE__, "a`", "a`" }, /* the last backtick stands for itself */
		{ __LINE__, "`", "" },    /* but alone it is nothing */
		{ __LINE__, "a``", "a`" },
		{ __LINE__, "[*]", "*" },
		{ __LINE__, "[?]", "?" },
		{ __LINE__, "[a-]b]", "-b]" },
		{ __LINE__, "[[]]", "[]" },
		{ __LINE__, "[[-]]", "-] []" },
		{ __LINE__, "[[]", "[" },
		{ __LINE__, "[`[]", "[" },
		{ __LINE__, "[`]]", "]" },
		{ __LINE__, "[]]", "]" },
		{ __LINE__, "[]a]", "a ]" },
		{ __LINE__, "[]-]", "- ]" },
		{ __LINE__, "[]-a]", "a ] ` ^ _" },
		{ __LINE__, "[-]", "-" },
		{ __LINE__, "[-a-c]", "a b c -" },
		{ __LINE__, "[a-c-]", "a b c -" },
		{ __LINE__, "[a-c-e]", "a b c e -" },
		{ __LINE__, "[a-b-]", "a b -" },
		{ __LINE__, "[`a-c]", "a b c" },
		{ __LINE__, "[a-`c]", "a b c" },
		{ __LINE__, "[`a`-`c]", "a c -" },
		{ __LINE__, "[a`-c]", "a c -" },
		{ __LINE__, "[a-c`]]", "a b c ]" },
		{ __LINE__, "[^a]", "a ^" }, /* no negation */
		{ __LINE__, "[!a]", "a" },
		{ __LINE__, "[^-a]", "a ` ^ _" },
		{ __LINE__, "[Z-a]", "a z Z [ ] ` \\ ^ _" },
		{ __LINE__, "[\\d]", "\\" },
		{ __LINE__, "[a\\]", "a \\" },
		{ __LINE__, "[\\w-z]", "z Z \\ w" },
		{ __LINE__, "[a&&b]", "a b &" },
		{ __LINE__, "`[a", "[a" },
		{ __LINE__, "`[z-a]", "" },
		{ __LINE__, "a]", "a]" },
		{ __LINE__, "a`b", "ab" },
		{ __LINE__, "[a-c]*", "a b c a` aa a] ab" },
		{ __LINE__, "*]", "] a] -] [] -b]" },
		{ __LINE__, "*`", "` a`" },
		{ __LINE__, "`*", "*" },
		{ __LINE__, "??", "a` [a aa a] -] [] `a ab" },
	};
	int failures = 0;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char got[200];
		bool valid = wildcard_is_valid(str_from(rows[i].pattern));
		list_matches(rows[i].pattern, got, sizeof(got));
		const char *want = strcmp(rows[i].matches, "!") == 0 ? "" : rows[i].matches;
		if (strcmp(got, want) == 0 && valid == (rows[i].matches[0] != '!'))
			continue;
		print_error("line %d: %s: got \"%s\", valid %d\n", rows[i].line, rows[i].pattern, got, valid);
		failures++;
	}
	assert_int_equal(failures, 0);
}

static void test_matches(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *text, *pattern;
		bool like, clike;
	} rows[] = {
		{ __LINE__, "", "", true, true },
		{ __LINE__, "", "*", true, true },
		{ __LINE__, "", "**", true, true },
		{ __LINE__, "", "?", false, false },
		{ __LINE__, "x", "", false, false },
		{ __LINE__, "mail.contoso.com", "*.contoso.com", true, true },
		{ __LINE__, "MAIL.CONTOSO.COM", "*.contoso.com", true, false },
		{ __LINE__, "contoso.com", "*.contoso.com", false, false },
		{ __LINE__, "abcabcabd", "*abd", true, true },
		{ __LINE__, "abcabcabd", "a*b*bd", true, true },
		{ __LINE__, "abcabcabd", "a*b*be", false, false },
		{ __LINE__, "aXbXc", "a?b?c", true, true },
		{ __LINE__, "ab", "a*?", true, true },
		{ __LINE__, "a", "a*?", false, false },
		{ __LINE__, "B", "[a-c]", true, false },
		{ __LINE__, "\n", "?", true, true },
		{ __LINE__, "a\nb", "a*b", true, true },
		{ __LINE__, "a" GRIN "b", "a?b", false, false },
		{ __LINE__, "a" GRIN "b", "a??b", true, true }, /* two units */
		{ __LINE__, "a" GRIN "b", "a*b", true, true },
		{ __LINE__, "a" GRIN "b", "*" GRIN "?", true, true },
		/* letters beside ASCII, ignoring case by lower-casing */
		{ __LINE__, "Ä", "[à-ö]", true, false },
		{ __LINE__, "xς", "?Σ", false, false },
		{ __LINE__, "xσ", "?Σ", true, false },
		{ __LINE__, "xµ", "?μ", false, false },
		{ __LINE__, "xİ", "?i", true, false },
		{ __LINE__, "xı", "?i", false, false },
		{ __LINE__, "xſ", "?s", false, false },
		{ __LINE__, "xß", "?ẞ", true, false },
		{ __LINE__, "\u212a", "*k", true, false },
		{ __LINE__, "\u212a", "[j-l]", true, false },
		{ __LINE__, "ς", "[σ]", false, false },
	};
	int failures = 0;
	for (size_t i = 0; i < COUNT(rows); i++) {
		bool like = wildcard_match(str_from(rows[i].pattern), str_from(rows[i].text), true);
		bool clike = wildcard_match(str_from(rows[i].pattern), str_from(rows[i].text), false);
		if (like == rows[i].like && clike == rows[i].clike)
			continue;
		print_error("line %d: %s -like %s: %d %d\n", rows[i].line, rows[i].text, rows[i].pattern, like, clike);
		failures++;
	}
	assert_int_equal(failures, 0);
}

/* Without wildcards, and with a * at the end only, text is compared by the culture's rules. */
static void test_by_culture(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *text, *pattern;
		bool like;
	} rows[] = {
		{ __LINE__, "e\u0301", "\u00e9", true },
		{ __LINE__, "\u00e9", "e\u0301", true },
		{ __LINE__,
			"a\u00ad"
			"b",
			"ab", true },
		{ __LINE__, "e\u0301x", "\u00e9*", true },
		{ __LINE__, "e\u0301", "e*", false },
		{ __LINE__,
			"a\u00ad"
			"bx",
			"ab*", true },
		{ __LINE__, "xe\u0301", "*\u00e9", false },
		{ __LINE__, "xe\u0301x", "*\u00e9*", false },
		{ __LINE__, "e\u0301", "\u00e9**", false },
		{ __LINE__, "e\u0301x", "\u00e9?", false },
		{ __LINE__, "Größe.txt", "grÖSSe*", false },
		{ __LINE__, "Größe.txt", "gRÖß*", true },
		{ __LINE__, "MÜLLER", "müller", true },
		{ __LINE__, "İ", "i", false },
		{ __LINE__, "co-op", "coop", false },
		{ __LINE__, "co-op", "coop*", false },
		{ __LINE__, "ς", "Σ", true },
		{ __LINE__, "ς", "σ", true },
		{ __LINE__, "ſ", "s", false },
		{ __LINE__, "\U00010400", "\U00010428", true },
	};
	int failures = 0;
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (wildcard_match(str_from(rows[i].pattern), str_from(rows[i].text), true) == rows[i].like)
			continue;
		print_error("line %d: %s -like %s\n", rows[i].line, rows[i].text, rows[i].pattern);
		failures++;
	}
	assert_true(wildcard_match(S("ab"), S("ab\0"), true));
	assert_true(wildcard_match(S("abc*"), S("ab\0c"), true));
	assert_int_equal(failures, 0);
}

static void test_has(void **state)
{
	(void)state;
	static const char *const with[] = { "*", "a?", "a[", "a]", "``]", "`a?", "a``*" };
	static const char *const without[] = { "", "a", "a`*", "`]", "`", "a`", "a.b" };
	for (size_t i = 0; i < COUNT(with); i++)
		assert_true(wildcard_has(str_from(with[i])));
	for (size_t i = 0; i < COUNT(without); i++)
		assert_false(wildcard_has(str_from(without[i])));
}

/* Many stars take time in proportion, not in powers. */
static void test_no_blow_up(void **state)
{
	(void)state;
	char text[2001];
	char pattern[401];
	memset(text, 'a', 2000);
	for (size_t i = 0; i < 400; i += 2) {
		pattern[i] = '*';
		pattern[i + 1] = 'a';
	}
	pattern[399] = 'b';
	clock_t start = clock();
	assert_false(wildcard_match((Str){ pattern, 400 }, (Str){ text, 2000 }, true));
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_by_culture),
		cmocka_unit_test(test_has),
		cmocka_unit_test(test_no_blow_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
