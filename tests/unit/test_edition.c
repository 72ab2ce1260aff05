/* test_edition: both tables are whole, and differ where reference/editions.md says they do. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/edition.h"

static const Edition *const both[] = { &edition_desktop, &edition_core };

static void test_texts_are_complete(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(both); i++)
		for (int id = 0; id < ET_COUNT; id++) {
			if (!edition_text(both[i], (EditionText)id))
				print_error("%s has no text %d\n", both[i]->name, id);
			assert_non_null(edition_text(both[i], (EditionText)id));
		}
}

/* A row that says the same in both does not belong here. */
static void test_texts_differ(void **state)
{
	(void)state;
	for (int id = 0; id < ET_COUNT; id++) {
		const char *desktop = edition_text(&edition_desktop, (EditionText)id);
		const char *core = edition_text(&edition_core, (EditionText)id);
		if (strcmp(desktop, core) == 0)
			print_error("text %d is the same\n", id);
		assert_string_not_equal(desktop, core);
	}
}

/* Slots are {0} to {8}, closed. */
static void test_slots(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(both); i++)
		for (int id = 0; id < ET_COUNT; id++) {
			const char *text = edition_text(both[i], (EditionText)id);
			for (const char *p = strchr(text, '{'); p; p = strchr(p + 1, '{')) {
				/* the foreach form shows the braces of a block */
				if (p[1] == '.')
					continue;
				assert_true(p[1] >= '0' && p[1] <= '8');
				assert_int_equal(p[2], '}');
			}
		}
}

/* Core's texts as recorded; Desktop's from the reference. */
static void test_some_texts(void **state)
{
	(void)state;
	assert_string_equal(edition_text(&edition_core, ET_COMMAND_NOT_FOUND),
		"The term '{0}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n"
		"Check the spelling of the name, or if a path was included, verify that the path is correct and try again.");
	assert_string_equal(edition_text(&edition_desktop, ET_COMMAND_NOT_FOUND),
		"The term '{0}' is not recognized as the name of a cmdlet, function, script file, or operable program. "
		"Check the spelling of the name, or if a path was included, verify that the path is correct and try again.");
	assert_string_equal(
		edition_text(&edition_core, ET_NUMBER_FORMAT), "The input string '{0}' was not in a correct format.");
	assert_string_equal(
		edition_text(&edition_desktop, ET_NUMBER_FORMAT), "Input string was not in a correct format.");
}

static void test_find(void **state)
{
	(void)state;
	assert_ptr_equal(edition_find(S("desktop")), &edition_desktop);
	assert_ptr_equal(edition_find(S("CORE")), &edition_core);
	assert_null(edition_find(S("")));
	assert_null(edition_find(S("Cor")));
	for (size_t i = 0; i < COUNT(both); i++)
		assert_ptr_equal(edition_find(str_from(both[i]->name)), both[i]);
}

static void test_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(both); i++) {
		const Edition *edition = both[i];
		assert_int_equal(utf8_columns(str_from(edition->dots)), edition->dots_columns);
		assert_non_null(strstr(edition->parameter_name, "%s"));
		assert_non_null(edition->dates);
		assert_non_null(edition->dates_invariant);
		const NumCulture *cultures[] = { edition->numbers, edition->numbers_invariant };
		for (size_t k = 0; k < COUNT(cultures); k++) {
			assert_non_null(strchr(cultures[k]->percent_positive, 'n'));
			assert_non_null(strchr(cultures[k]->percent_negative, 'n'));
			assert_non_null(strstr(cultures[k]->currency_negative, "$n"));
			assert_int_equal(cultures[k]->exact, edition->keep_negative_zero);
		}
	}
	assert_int_equal(edition_desktop.where | edition_core.where, WHERE_DESKTOP | WHERE_CORE);
	assert_int_equal(edition_desktop.syntax, 0);
	assert_int_equal(edition_core.exit_bad_arguments, 64);
	/* Windows' own 0xFFFD0000 and 0xFFFF0000 would be 0, success, in a Unix status */
	assert_int_equal(edition_desktop.exit_bad_arguments, 64);
	assert_int_equal(edition_desktop.exit_init_failed, 70);
	assert_int_equal(300 & edition_core.exit_mask, 44);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_are_complete),
		cmocka_unit_test(test_texts_differ),
		cmocka_unit_test(test_slots),
		cmocka_unit_test(test_some_texts),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_values),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
