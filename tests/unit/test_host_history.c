/* test_host_history: typed lines in their file, and which of them are never kept. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "shell/host/host_history.h"
#include "shell/host/host_progress.h"
#include "tests/unit/session.h"

static void collect(void *self, const char *entry)
{
	buf_printf(self, "%s|", entry);
}

/* No half entry stays. */
static void add_on_a_full_disk(Str path, rlim_t size)
{
	struct rlimit before, small;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = size;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	host_history_add(path, S("a line that does not fit"));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
}

static void test_file(void **state)
{
	char folder[] = "/tmp/exsh-history.XXXXXX";
	Buf path = BUF_INIT, got = BUF_INIT, command = BUF_INIT;
	struct stat st;

	(void)state;
	assert_non_null(mkdtemp(folder));
	buf_printf(&path, "%s/a/b/history", folder);
	host_history_load(buf_str(&path), collect, &got); /* none yet */
	assert_int_equal(got.n, 0);
	host_history_add(buf_str(&path), S("first"));
	host_history_add(buf_str(&path), S("if (1) {\n\t'a`'\n}"));
	host_history_add(buf_str(&path), S("Get-X `\n -Name y"));
	host_history_load(buf_str(&path), collect, &got);
	assert_string_equal(got.p, "first|if (1) {\n\t'a`'\n}|Get-X `\n -Name y|");
	assert_int_equal(stat(path.p, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	add_on_a_full_disk(buf_str(&path), (rlim_t)st.st_size + 4);
	host_history_add(buf_str(&path), S("last"));
	buf_clear(&got);
	host_history_load(buf_str(&path), collect, &got);
	assert_string_equal(got.p, "first|if (1) {\n\t'a`'\n}|Get-X `\n -Name y|last|");
	host_history_add(S("/nowhere/at/all"), S("x")); /* is nothing */
	buf_printf(&command, "rm -rf '%s'", folder);
	assert_int_equal(system(command.p), 0);
	buf_release(&path);
	buf_release(&got);
	buf_release(&command);
}

static void test_secrets(void **state)
{
	(void)state;
	static const struct {
		int line;
		const char *text;
		bool secret;
	} rows[] = {
		{ __LINE__, "ConvertTo-SecureString 'x' -AsPlainText -Force", true },
		{ __LINE__, "convertto-securestring x -a -f", true },
		{ __LINE__, "ConvertTo-SecureString -String:\"x$y\" -AsPlainText -Force", true },
		{ __LINE__, "Microsoft.PowerShell.Security\\ConvertTo-SecureString 'x'", true },
		{ __LINE__, "'x' | ConvertTo-SecureString -AsPlainText -Force", true },
		{ __LINE__, "echo x | ConvertTo-SecureString -AsPlainText -Force", true },
		{ __LINE__, "$p = 'x'; ConvertTo-SecureString $p -AsPlainText -Force", true },
		{ __LINE__, "f (ConvertTo-SecureString ('x' + $y) -AsPlainText -Force)", true },
		{ __LINE__, "ConvertTo-SecureString 'x", true },
		{ __LINE__, "& { ConvertTo-SecureString (\"x\") }", true },
		{ __LINE__, "& 'ConvertTo-SecureString' 'x' -AsPlainText -Force", true },
		{ __LINE__, "Convert`To-SecureString 'x'", true },
		{ __LINE__, "ConvertTo-SecureString `\n  -AsPlainText `\n  -Force `\n  'x'", true },
		{ __LINE__, "'x' | % { ConvertTo-SecureString $_ -A -F }", true },
		{ __LINE__, "foreach ($p in 'x', 'y') { ConvertTo-SecureString $p -A -F }", true },
		{ __LINE__, "$h = @{ String = 'x' }; ConvertTo-SecureString @h", true },
		{ __LINE__, "ConvertTo-SecureString 1234 -A -F", true },
		{ __LINE__, "ConvertTo-SecureString @'\nx\n'@ -A -F", true },
		{ __LINE__, "iex 'ConvertTo-SecureString x -A -F'", true },
		{ __LINE__, "iex \"ConvertTo-SecureString $x -A -F\"", true },
		{ __LINE__, "sal c ConvertTo-SecureString; c 'x'", true },
		{ __LINE__, "pwsh -c ConvertTo-SecureString x -A -F", true },
		{ __LINE__, "New-Object PSCredential('u', (ConvertTo-SecureString 'x' -A -F))", true },
		{ __LINE__, "made x", true },
		{ __LINE__, "$password = 'x'", true },
		{ __LINE__, "$pfxPassword = \"x$y\"", true },
		{ __LINE__, "$password = Read-Host -AsSecureString", false },
		{ __LINE__, "$password = $null", false },
		{ __LINE__, "$path = 'x'", false },
		{ __LINE__, "Get-Command ConvertTo-SecureString", false },
		{ __LINE__, "Get-Command ConvertTo-* | ? Name -eq 'x'", false },
		{ __LINE__, "ConvertTo-SecureString $p -AsPlainText -Force", false },
		{ __LINE__, "Get-Content pw.txt | ConvertTo-SecureString -AsPlainText -Force", false },
		{ __LINE__, "ConvertTo-SecureString (Read-Host) -AsPlainText -Force", false },
		{ __LINE__, "Read-Host 'Password' -AsSecureString", false },
		{ __LINE__, "Get-Help ConvertTo-SecureString", false },
		{ __LINE__, "'x'", false },
	};
	Session s;

	session_open(&s, &edition_desktop);
	session_run(&s, "function made($x) { ConvertTo-SecureString $x -A -F }");
	for (size_t i = 0; i < COUNT(rows); i++)
		if (host_history_is_secret(s.in, str_from(rows[i].text)) != rows[i].secret)
			fail_msg("line %d: %s", rows[i].line, rows[i].text);
	session_close(&s);
}

static void test_progress(void **state)
{
	HostProgress progress = { 0 };
	Progress record = {
		.id = 1, .parent = -1, .activity = S("Work"), .status = S("busy"), .percent = 50, .seconds_left = 70
	};
	Progress child = {
		.id = 2, .parent = 1, .activity = S("Part"), .status = S("x"), .percent = -1, .seconds_left = -1
	};
	Buf out = BUF_INIT;

	(void)state;
	assert_true(host_progress_update(&progress, &record));
	host_progress_draw(&progress, 40, false, &out);
	assert_string_equal(out.p, "Work [busy 50% 00:01:10               ]");
	assert_false(host_progress_update(&progress, &record)); /* so soon */
	assert_true(host_progress_update(&progress, &child));
	buf_clear(&out);
	host_progress_draw(&progress, 20, false, &out);
	assert_true(str_starts(buf_str(&out), S("\r\033[J")));
	assert_int_equal(progress.rows, 2);
	record.completed = true;
	assert_true(host_progress_update(&progress, &record)); /* its parts end with it */
	assert_int_equal(progress.n, 0);
	buf_clear(&out);
	host_progress_erase(&progress, &out);
	assert_string_equal(out.p, "\033[1A\r\033[J");
	host_progress_clear(&progress);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_file), cmocka_unit_test(test_secrets),
		cmocka_unit_test(test_progress) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
