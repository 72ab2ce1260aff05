/* test_str: slices, comparisons, searches, hashes and UTF-16 counting. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/str.h"

/* A lone upper and lower surrogate in WTF-8, and the character that both make. */
#define HIGH_HALF "\xed\xa0\xbd"
#define LOW_HALF  "\xed\xb8\x80"
#define GRIN      "\xf0\x9f\x98\x80"

/* A copy on the heap without a byte to spare: reading past the end is seen. */
static Str tight(const char *text)
{
	Str s = str_from(text);
	char *p = malloc(s.n ? s.n : 1);
	assert_non_null(p);
	memcpy(p, text, s.n);
	return (Str){ p, s.n };
}

static void drop(Str s)
{
	union {
		const char *lent;
		char *owned;
	} p = { s.p };
	free(p.owned);
}

static void check(int line, bool ok, const char *a, const char *b)
{
	if (!ok)
		print_error("line %d: \"%s\" and \"%s\"\n", line, a, b);
	assert_true(ok);
}

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

/* Recorded from .NET 10's CompareOrdinal and StringComparer.OrdinalIgnoreCase. */
static void test_compare(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *a, *b;
		int order, folded;
	} rows[] = {
		{ __LINE__, "", "", 0, 0 },
		{ __LINE__, "", "a", -1, -1 },
		{ __LINE__, "abc", "abc", 0, 0 },
		{ __LINE__, "abc", "ABC", 1, 0 },
		{ __LINE__, "abc", "abd", -1, -1 },
		{ __LINE__, "abcdefgh", "ABCDEFGH", 1, 0 },
		{ __LINE__, "abcdefghi", "ABCDEFGHJ", 1, -1 },
		{ __LINE__, "Thumbprint-0123456789", "thumbPRINT-0123456789", -1, 0 },
		{ __LINE__, "_", "a", -1, 1 }, /* _ is after Z, before a */
		{ __LINE__, "@[`{", "@[`{", 0, 0 },
		{ __LINE__, "@", "`", -1, -1 },
		{ __LINE__, "[", "{", -1, -1 },
		{ __LINE__, "é", "É", 1, 0 },
		{ __LINE__, "longer ascii é", "LONGER ASCII É", 1, 0 },
		{ __LINE__, "ⱥ", "Ⱥ", 1, 0 },      /* three bytes and two */
		{ __LINE__, "ſ", "s", 1, 1 },      /* the long s equals only itself */
		{ __LINE__, "\u212a", "k", 1, 1 }, /* so does the Kelvin sign */
		{ __LINE__, "ı", "I", 1, 1 },
		{ __LINE__, "İ", "i", 1, 1 },
		{ __LINE__, "ß", "ẞ", -1, -1 },
		{ __LINE__, "ǅ", "Ǆ", 1, 0 },
		{ __LINE__, "ς", "Σ", 1, 0 },
		{ __LINE__, "µ", "Μ", -1, 0 },
		{ __LINE__, "\U00010400", "\U00010428", -1, 0 },
		{ __LINE__, "\uffff", GRIN, 1, 1 }, /* units, not code points: D83D is less */
		{ __LINE__, "\ue000", GRIN, 1, 1 },
		{ __LINE__, "\ud7ff", GRIN, -1, -1 },
		{ __LINE__, HIGH_HALF, GRIN, -1, -1 },
		{ __LINE__, HIGH_HALF "x", GRIN, -1, -1 },
		{ __LINE__, LOW_HALF, GRIN, 1, 1 },
		{ __LINE__, "a\uffff", "a" GRIN, 1, 1 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		Str a = tight(rows[i].a);
		Str b = tight(rows[i].b);
		int line = rows[i].line;
		check(line, sign(str_compare(a, b)) == rows[i].order, rows[i].a, rows[i].b);
		check(line, sign(str_compare(b, a)) == -rows[i].order, rows[i].b, rows[i].a);
		check(line, sign(str_icompare(a, b)) == rows[i].folded, rows[i].a, rows[i].b);
		check(line, sign(str_icompare(b, a)) == -rows[i].folded, rows[i].b, rows[i].a);
		check(line, str_eq(a, b) == (rows[i].order == 0), rows[i].a, rows[i].b);
		check(line, str_ieq(a, b) == (rows[i].folded == 0), rows[i].a, rows[i].b);
		check(line, str_ieq(b, a) == (rows[i].folded == 0), rows[i].b, rows[i].a);
		if (rows[i].folded == 0)
			check(line, str_ihash(a) == str_ihash(b), rows[i].a, rows[i].b);
		if (rows[i].order != 0)
			check(line, str_hash(a) != str_hash(b), rows[i].a, rows[i].b);
		drop(a);
		drop(b);
	}
}

/* Every length and every place of a change, so that each tail of the fast paths is met. */
static void test_lengths(void **state)
{
	(void)state;
	for (size_t n = 0; n <= 40; n++) {
		char *a = malloc(n + 1);
		char *b = malloc(n + 1);
		assert_non_null(a);
		assert_non_null(b);
		for (size_t i = 0; i < n; i++) {
			a[i] = (char)('a' + i % 26);
			b[i] = (char)('A' + i % 26);
		}
		Str lower = { a, n };
		Str upper = { b, n };
		assert_true(str_ieq(lower, upper));
		assert_int_equal(str_ihash(lower), str_ihash(upper));
		assert_int_equal(str_icompare(lower, upper), 0);
		assert_true(str_is_ascii(lower));
		assert_int_equal(str_units(lower), n);
		for (size_t i = 0; i < n; i++) {
			char kept = b[i];
			b[i] = '~';
			assert_false(str_ieq(lower, upper));
			assert_int_not_equal(str_ihash(lower), str_ihash(upper));
			assert_true(str_icompare(lower, upper) < 0);
			b[i] = (char)0xff;
			assert_false(str_is_ascii(upper));
			b[i] = kept;
		}
		free(a);
		free(b);
	}
}

/* A text that turns from ASCII at any place hashes the same in both cases. */
static void test_mixed_hash(void **state)
{
	(void)state;
	for (size_t at = 0; at < 20; at++) {
		char lower[32] = "abcdefghijklmnopqrstuvwx";
		char upper[32] = "ABCDEFGHIJKLMNOPQRSTUVWX";
		/* \u2c65 and \u023a: the same letter in three bytes and two */
		char a[40], b[40];
		snprintf(a, sizeof(a), "%.*s\u2c65%s", (int)at, lower, lower + at);
		snprintf(b, sizeof(b), "%.*s\u023a%s", (int)at, upper, upper + at);
		assert_true(str_ieq(str_from(a), str_from(b)));
		assert_int_equal(str_ihash(str_from(a)), str_ihash(str_from(b)));
		assert_int_not_equal(str_hash(str_from(a)), str_hash(str_from(b)));
	}
	assert_int_not_equal(str_hash(S("a")), str_hash(S("a\0")));
	assert_int_not_equal(str_ihash(S("a\0")), str_ihash(S("a\0\0")));
}

static void test_slices(void **state)
{
	(void)state;
	assert_true(str_eq(str_from(NULL), S("")));
	assert_true(str_eq(str_cut(S("abcdef"), 2, 4), S("cd")));
	assert_true(str_eq(str_cut(S("abc"), 2, 99), S("c")));
	assert_true(str_is_empty(str_cut(S("abc"), 7, 9)));
	assert_true(str_is_empty(str_cut(S("abc"), 2, 1)));
	assert_true(str_is_empty(str_cut((Str){ NULL, 0 }, 0, 0)));
	assert_true(str_eq(str_trim(S(" \t\r\n a b \n")), S("a b")));
	assert_true(str_eq(str_trim(S("\u00a0a ")), S("\u00a0a")));
	assert_true(str_is_empty(str_trim(S("   "))));
	assert_true(str_eq(str_trim_unicode(S("\u00a0\u2003\v a\u3000b \xc2\x85\u2028")), S("a\u3000b")));
	assert_true(str_is_empty(str_trim_unicode(S("\u00a0 "))));
	assert_true(str_eq(str_trim_unicode(S("\u200b")), S("\u200b"))); /* zero width space is none */
}

static void test_prefixes(void **state)
{
	(void)state;
	assert_true(str_starts(S("Get-Item"), S("Get-")));
	assert_false(str_starts(S("Get"), S("Get-")));
	assert_true(str_starts(S(""), S("")));
	assert_true(str_istarts(S("Get-Item"), S("gET-")));
	assert_false(str_istarts(S("Get"), S("gET-")));
	assert_true(str_ends(S("a.ps1"), S(".ps1")));
	assert_false(str_ends(S("ps1"), S(".ps1")));
	assert_true(str_iends(S("a.PS1"), S(".ps1")));
	assert_false(str_iends(S("S1"), S(".ps1")));
	assert_true(str_iends(S("x\u023a"), S("\u2c65")));
	assert_int_equal(str_iprefix(S("\u023axy"), S("\u2c65X")), 3);
	assert_int_equal(str_iprefix(S("\u2c65xy"), S("\u023aX")), 4);
	assert_int_equal(str_iprefix(S("\u2c65"), S("\u023aX")), STR_NONE);
	assert_int_equal(str_iprefix(S("abc"), S("")), 0);
}

static void test_find(void **state)
{
	(void)state;
	assert_int_equal(str_find(S("a.b.c"), S("."), 0), 1);
	assert_int_equal(str_find(S("a.b.c"), S("."), 2), 3);
	assert_int_equal(str_find(S("a.b.c"), S("."), 4), STR_NONE);
	assert_int_equal(str_find(S("abc"), S(""), 3), 3);
	assert_int_equal(str_find(S("abc"), S(""), 4), STR_NONE);
	assert_int_equal(str_find(S("abc"), S("abcd"), 0), STR_NONE);
	assert_int_equal(str_find(S("a\0b\0c"), S("\0c"), 0), 3);
	assert_int_equal(str_find(S("abc"), S("c"), 99), STR_NONE);
	assert_int_equal(str_find_byte(S("abc"), 'c', 0), 2);
	assert_int_equal(str_find_byte(S("abc"), 'a', 1), STR_NONE);
	assert_int_equal(str_ifind(S("xxAbC"), S("aBc"), 0), 2);
	assert_int_equal(str_ifind(S("xx\u023aC"), S("\u2c65c"), 0), 2);
	assert_int_equal(str_ifind(S("abc"), S("d"), 0), STR_NONE);
	assert_int_equal(str_ifind(S("aabc"), S("abc"), 0), 1);
	assert_int_equal(str_ifind(S("abc"), S(""), 3), 3);
	assert_int_equal(str_rfind(S("a.b.c"), S("."), STR_NONE), 3);
	assert_int_equal(str_rfind(S("a.b.c"), S("."), 2), 1);
	assert_int_equal(str_rfind(S("a.b.c"), S("x"), STR_NONE), STR_NONE);
	assert_int_equal(str_rfind(S("abc"), S(""), STR_NONE), 3);
	assert_int_equal(str_rfind(S("ab"), S("abc"), STR_NONE), STR_NONE);
}

static void split_all(Str text, char *out, size_t size)
{
	StrSplit split = { .rest = text };
	Str piece;
	size_t n = 0;
	out[0] = '\0';
	while (str_split_next(&split, ',', &piece))
		n += (size_t)snprintf(out + n, size - n, "<%.*s>", STR_ARG(piece));
}

static void test_split(void **state)
{
	(void)state;
	char out[64];
	split_all(S("a,b,,c"), out, sizeof(out));
	assert_string_equal(out, "<a><b><><c>");
	split_all(S(""), out, sizeof(out));
	assert_string_equal(out, "<>");
	split_all(S(","), out, sizeof(out));
	assert_string_equal(out, "<><>");
	split_all(S("abc"), out, sizeof(out));
	assert_string_equal(out, "<abc>");
}

static void test_units(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *text;
		size_t units;
	} rows[] = {
		{ __LINE__, "", 0 },
		{ __LINE__, "abc", 3 },
		{ __LINE__, "é", 1 },
		{ __LINE__, "日本語", 3 },
		{ __LINE__, GRIN, 2 },
		{ __LINE__, "a" GRIN "b", 4 },
		{ __LINE__, HIGH_HALF, 1 },
		{ __LINE__, "abcdefgh" GRIN "abcdefghijk", 21 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		Str s = tight(rows[i].text);
		check(rows[i].line, str_units(s) == rows[i].units, rows[i].text, "units");
		check(rows[i].line, str_byte_of_unit(s, rows[i].units) == s.n, rows[i].text, "end");
		check(rows[i].line, str_byte_of_unit(s, rows[i].units + 9) == s.n, rows[i].text, "past the end");
		check(rows[i].line, str_unit_of_byte(s, s.n) == rows[i].units, rows[i].text, "units of all bytes");
		drop(s);
	}
	Str s = S("0123456789é" GRIN "z");
	assert_int_equal(str_byte_of_unit(s, 9), 9);
	assert_int_equal(str_byte_of_unit(s, 11), 12);
	assert_int_equal(str_byte_of_unit(s, 12), 12); /* the second half: the whole character */
	assert_int_equal(str_byte_of_unit(s, 13), 16);
	assert_int_equal(str_unit_of_byte(s, 12), 11);
	assert_int_equal(str_unit_of_byte(s, 16), 13);
	assert_int_equal(str_unit_at(s, 3), '3');
	assert_int_equal(str_unit_at(s, 10), 0xe9);
	assert_int_equal(str_unit_at(s, 11), 0xd83d);
	assert_int_equal(str_unit_at(s, 12), 0xde00);
	assert_int_equal(str_unit_at(s, 13), 'z');
	assert_int_equal(str_unit_at(S(HIGH_HALF), 0), 0xd83d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_mixed_hash),
		cmocka_unit_test(test_slices),
		cmocka_unit_test(test_prefixes),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_units),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
