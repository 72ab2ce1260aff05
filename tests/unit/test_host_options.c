/* test_host_options: the command line: abbreviations, what belongs to what, and what is refused. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "shell/host/host_options.h"

enum { WORDS_MAX = 32 };

/* The words of a line, separated by blanks. */
static bool parse(const char *line, HostOptions *options, Diag *diag, Buf *text)
{
	char *argv[WORDS_MAX] = { 0 };
	int argc = 0;

	buf_clear(text);
	buf_put(text, str_from(line));
	for (size_t i = 0; i < text->n && argc < WORDS_MAX - 1; i++) {
		if (i == 0 || text->p[i - 1] == '\0')
			argv[argc++] = text->p + i;
		if (text->p[i] == ' ')
			text->p[i] = '\0';
	}
	return host_options_parse(argc, argv, options, diag);
}

static const char *task_names[] = { "shell", "file", "command", "stdin", "help", "version", "setup" };

/* "task|command or file|arguments"; "!" and a part of the message when the line is refused. */
static void test_tasks(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *words, *expected;
	} rows[] = {
		{ __LINE__, "exsh", "shell||" },
		{ __LINE__, "exsh a.ps1 -x 1", "file|a.ps1|-x,1," },
		{ __LINE__, "exsh -File a.ps1 -NoProfile", "file|a.ps1|-NoProfile," },
		{ __LINE__, "exsh -f a.ps1", "file|a.ps1|" },
		{ __LINE__, "exsh --file a.ps1", "file|a.ps1|" },
		{ __LINE__, "exsh -", "stdin||" },
		{ __LINE__, "exsh -Command -", "stdin||" },
		{ __LINE__, "exsh -File -", "stdin|-|" },
		{ __LINE__, "exsh -c Get-Date -Format x", "command|Get-Date -Format x|" },
		{ __LINE__, "exsh -nop -noni -c 1", "command|1|" },
		{ __LINE__, "exsh -NoE -Co 1 -NoProfile", "command|1 -NoProfile|" },
		{ __LINE__, "exsh -cwa $args a b", "command|$args|a,b," },
		{ __LINE__, "exsh -e MQArADEA", "command|1+1|" },
		{ __LINE__, "exsh -enc MQArADEA -nop", "command|1+1|" },
		{ __LINE__, "exsh -ec ?", "!Base64" },
		{ __LINE__, "exsh -ex Bypass -ep Bypass -File a.ps1", "file|a.ps1|" },
		{ __LINE__, "exsh -Version 5.1 -c 1", "command|1|" },
		{ __LINE__, "exsh -Version", "version||" },
		{ __LINE__, "exsh -v", "version||" },
		{ __LINE__, "exsh -?", "help||" },
		{ __LINE__, "exsh -h", "help||" },
		{ __LINE__, "exsh -OutputFormat Text -InputFormat text -c 1", "command|1|" },
		{ __LINE__, "exsh -o XML -c 1", "!not done" },
		{ __LINE__, "exsh -PSConsoleFile x.psc1 -WindowStyle Hidden -sta -mta -i -l -c 1", "command|1|" },
		{ __LINE__, "exsh -InputFormat None -c 1", "command|1|" },
		{ __LINE__, "exsh -OutputFormat None -c 1", "!not done" },
		{ __LINE__, "exsh -w Sideways -c 1", "!Normal, Hidden" },
		{ __LINE__, "exsh -config microsoft.exchange -c 1", "command|1|" },
		{ __LINE__, "exsh -config Restricted -c 1", "!no session configuration" },
		{ __LINE__, "exsh -SettingsFile /no/such.json -c 1", "!cannot be read" },
		{ __LINE__, "exsh -CustomPipeName x -c 1", "!not done" },
		{ __LINE__, "exsh -sshs -nop", "!not done" },
		{ __LINE__, "exsh -Command - 1", "!no other arguments" },
		{ __LINE__, "exsh -e MQArADEA -c 1", "!already specified" },
		{ __LINE__, "exsh -bogus", "!no option" },
		{ __LINE__, "exsh -n -c 1", "!no option" },
		{ __LINE__, "exsh -no -c 1", "!no option" },
		{ __LINE__, "exsh -c", "!wants the text" },
		{ __LINE__, "exsh -File", "!wants the name" },
		{ __LINE__, "exsh -cwa", "!wants the text" },
		{ __LINE__, "exsh -Edition Classic", "!Desktop or Core" },
		{ __LINE__, "exsh -Edition", "!wants a value" },
		{ __LINE__, "exsh -ExchangeVersion 2003", "!2007, 2010" },
		{ __LINE__, "exsh -Drive D", "!a letter and a folder" },
		{ __LINE__, "exsh -Drive D=/no/such -c 1", "!D=/no/such: No such file" },
		{ __LINE__, "exsh -Drive D=/dev/null -c 1", "!D=/dev/null: Not a directory" },
		{ __LINE__, "exsh -Setup", "setup||" },
		{ __LINE__, "exsh -Setup -NoExit", "shell||" },
		{ __LINE__, "exsh -Setup -Server A -c 1", "command|1|" },
		{ __LINE__, "exsh -Server A -c 1", "!belong to -Setup" },
		{ __LINE__, "exsh -AllCertificates -c 1", "!belong to -Setup" },
		{ __LINE__, "exsh -Setup -AllCert -NoCert", "!exclude each other" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		HostOptions options;
		Diag diag = { 0 };
		Buf words = BUF_INIT, got = BUF_INIT;

		if (!parse(rows[i].words, &options, &diag, &words)) {
			assert_non_null(options.edition); /* it knows the exit code of this */
			if (rows[i].expected[0] != '!' || !strstr(diag.text, rows[i].expected + 1))
				fail_msg("line %d: refused: %s", rows[i].line, diag.text);
		} else {
			buf_printf(&got, "%s|%.*s|", task_names[options.task],
				STR_ARG(options.command_text.n ? buf_str(&options.command_text) : options.file));
			for (size_t k = 0; k < options.nargs; k++)
				buf_printf(&got, "%.*s,", STR_ARG(options.args[k]));
			if (strcmp(got.p, rows[i].expected) != 0)
				fail_msg("line %d: %s", rows[i].line, got.p);
		}
		host_options_release(&options);
		buf_release(&words);
		buf_release(&got);
	}
}

static void test_values(void **state)
{
	HostOptions options;
	Diag diag = { 0 };
	Buf words = BUF_INIT;

	(void)state;
	assert_true(
		parse("exsh -nol -nop -noni -noe -ed core -store s.db -exc 2010 -d D=/ -drive e=/dev -wd / -ep Bypass",
			&options, &diag, &words));
	assert_true(options.no_logo && options.no_profile && options.non_interactive && options.no_exit);
	assert_ptr_equal(options.edition, &edition_core);
	assert_true(str_eq(options.store, S("s.db")) && str_eq(options.working_directory, S("/")));
	assert_int_equal(options.exchange, WHERE_2010);
	assert_int_equal(options.drives.n, 2);
	assert_true(str_eq(options.drives.p[1], S("e=/dev")) && str_eq(options.execution_policy, S("Bypass")));
	host_options_release(&options);
	buf_release(&words);
}

/* No store is not the default one. */
static void test_empty_store(void **state)
{
	char exsh[] = "exsh", store[] = "-Store", empty[] = "";
	char *words[] = { exsh, store, empty, NULL };
	HostOptions options;
	Diag diag = { 0 };

	(void)state;
	assert_false(host_options_parse(3, words, &options, &diag));
	assert_non_null(strstr(diag.text, "-Store wants the path"));
	host_options_release(&options);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_tasks), cmocka_unit_test(test_values),
		cmocka_unit_test(test_empty_store) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
