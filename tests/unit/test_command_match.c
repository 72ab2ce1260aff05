/* test_command_match: distances of names, and abbreviations. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cmdlets/core/command_match.h"
#include "shell/base/base.h"

static void test_distance(void **state)
{
	static const struct {
		int line;
		const char *a, *b;
		size_t expected;
	} rows[] = {
		{ __LINE__, "", "", 0 }, { __LINE__, "", "abc", 3 }, { __LINE__, "abc", "ABC", 0 },
		{ __LINE__, "gte-history", "Get-History", 1 }, /* neighbours exchanged */
		{ __LINE__, "gethistory", "Get-History", 1 }, { __LINE__, "Add-History", "gte-history", 3 },
		{ __LINE__, "kitten", "sitting", 3 },
		{ __LINE__, "ca", "abc", 3 }, /* what was exchanged is not changed again */
	};
	char longer[300];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (command_match_distance(str_from(rows[i].a), str_from(rows[i].b)) != rows[i].expected)
			fail_msg("line %d", rows[i].line);
	memset(longer, 'x', sizeof(longer));
	assert_true(command_match_distance((Str){ longer, sizeof(longer) }, S("x")) == SIZE_MAX);
	assert_true(command_match_distance((Str){ longer, 255 }, (Str){ longer, 255 }) == 0);
}

static void test_abbreviation(void **state)
{
	(void)state;
	assert_true(command_match_abbreviation(S("Get-ChildItem"), S("g-ci")));
	assert_true(command_match_abbreviation(S("Get-History"), S("G-H")));
	assert_false(command_match_abbreviation(S("Get-ChildItem"), S("g-c")));
	assert_false(command_match_abbreviation(S("Get-ChildItem"), S("g-cix")));
	assert_false(command_match_abbreviation(S("more"), S("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_distance), cmocka_unit_test(test_abbreviation) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
