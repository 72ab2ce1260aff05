/* test_native: programs with all three streams, how they end, and what becomes of their arguments. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "shell/engine/interp.h"
#include "shell/engine/native.h"
#include "shell/engine/provider.h"

typedef struct Fixture {
	Interp *in;
	Arena *arena;
	Env env;
	Host host;
	Buf out, err; /* lines joined by | */
	size_t lines;
} Fixture;

static int no_width(void *self)
{
	(void)self;
	return 0;
}

static void setup(Fixture *f, const Edition *edition)
{
	static const CmdletDef *const none[] = { NULL };
	static const struct AppDef *const no_apps[] = { NULL };
	InterpOptions options = { .edition = edition,
		.env = &f->env,
		.host = &f->host,

		.cmdlets = none,
		.apps = no_apps };

	*f = (Fixture){ .host = { .width = no_width, .height = no_width }, .out = BUF_INIT, .err = BUF_INIT };
	env_init(&f->env);
	f->arena = arena_new(0);
	f->in = interp_new(&options);
}

static void teardown(Fixture *f)
{
	interp_free(f->in);
	arena_free(f->arena);
	env_release(&f->env);
	buf_release(&f->out);
	buf_release(&f->err);
}

static Flow take_line(void *self, bool is_error, Str line)
{
	Fixture *f = self;
	Buf *to = is_error ? &f->err : &f->out;

	buf_put(to, line);
	buf_put_char(to, '|');
	f->lines++;
	return FLOW_NEXT;
}

static NativeOptions shell(Fixture *f, const char *script, Str args[2])
{
	NativeOptions options = NATIVE_OPTIONS;

	args[0] = S("-c");
	args[1] = str_from(script);
	options.path = S("/bin/sh");
	options.args = args;
	options.nargs = 2;
	options.capture_out = options.capture_err = true;
	options.output = options.input = ENC_UTF8;
	options.line = take_line;
	options.self = f;
	return options;
}

static int run(Fixture *f, const char *script)
{
	Str args[2];
	NativeOptions options = shell(f, script, args);
	Native *native = NULL;
	Buf why = BUF_INIT;
	int code = -1;

	buf_clear(&f->out);
	buf_clear(&f->err);
	assert_true(native_start(f->in, &options, &native, &why));
	assert_int_equal(native_finish(native, &code), FLOW_NEXT);
	native_free(native);
	return code;
}

static void test_exit_codes(void **state)
{
	Fixture f;

	(void)state;
	setup(&f, &edition_core);
	assert_int_equal(run(&f, "exit 3"), 3);
	assert_int_equal(run(&f, "exit 0"), 0);
	assert_int_equal(run(&f, "kill -9 $$"), 137); /* as .NET tells it */
	assert_int_equal(run(&f, "kill -TERM $$"), 143);
	teardown(&f);
}

static void test_lines(void **state)
{
	static const struct {
		int line;
		const char *script, *out, *err;
	} rows[] = {
		{ __LINE__, "echo a; echo b >&2; echo c", "a|c|", "b|" },
		{ __LINE__, "printf 'no newline'", "no newline|", "" },
		{ __LINE__, "printf 'a\\rb\\nc\\r\\nd\\n'", "a|b|c|d|", "" },
		{ __LINE__, "printf 'a\\n\\nb\\n'", "a||b|", "" },
		{ __LINE__, "printf 'a\\r'; sleep 0.05; printf '\\nb\\n'", "a|b|", "" }, /* cut between CR and LF */
		{ __LINE__, "printf ''", "", "" },
		{ __LINE__, "printf '\\303\\251\\377\\n'", "\xc3\xa9\xef\xbf\xbd|", "" },
	};
	Fixture f;

	(void)state;
	setup(&f, &edition_core);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(run(&f, rows[i].script), 0);
		if (!str_eq(buf_str(&f.out), str_from(rows[i].out)) || !str_eq(buf_str(&f.err), str_from(rows[i].err)))
			fail_msg("line %d: out '%.*s' err '%.*s'", rows[i].line, STR_ARG(buf_str(&f.out)),
				STR_ARG(buf_str(&f.err)));
	}
	teardown(&f);
}

/* More than the pipes hold in both directions: nobody may wait for the other for ever. */
static void test_much_input_and_output(void **state)
{
	enum { LINES = 40000 };
	Fixture f;
	Str args[2];
	NativeOptions options;
	Native *native = NULL;
	Buf why = BUF_INIT;
	int code;

	(void)state;
	setup(&f, &edition_core);
	options = shell(&f, "tee /dev/stderr", args);
	options.feed = true;
	assert_true(native_start(f.in, &options, &native, &why));
	for (int i = 0; i < LINES; i++)
		assert_int_equal(
			native_write_line(native, S("a line that is long enough to fill a pipe soon")), FLOW_NEXT);
	assert_int_equal(native_finish(native, &code), FLOW_NEXT);
	assert_int_equal(code, 0);
	assert_int_equal(f.lines, 2 * LINES);
	native_free(native);
	teardown(&f);
}

static void test_program_that_stops_reading(void **state)
{
	Fixture f;
	Str args[2];
	NativeOptions options;
	Native *native = NULL;
	Buf why = BUF_INIT;
	int code;

	(void)state;
	setup(&f, &edition_core);
	options = shell(&f, "head -1", args);
	options.feed = true;
	assert_true(native_start(f.in, &options, &native, &why));
	for (int i = 0; i < 20000; i++)
		assert_int_equal(native_write_line(native, S("more than it wants")), FLOW_NEXT);
	assert_int_equal(native_finish(native, &code), FLOW_NEXT);
	assert_int_equal(code, 0);
	assert_int_equal(f.lines, 1);
	native_free(native);
	teardown(&f);
}

static void test_start_failures(void **state)
{
	Fixture f;
	NativeOptions options = NATIVE_OPTIONS;
	Native *native = NULL;
	Buf why = BUF_INIT;
	char name[] = "/tmp/exsh-native-XXXXXX";
	int file = mkstemp(name);

	(void)state;
	setup(&f, &edition_core);
	assert_true(file >= 0);
	assert_int_equal(write(file, "no program\n", 11), 11);
	assert_int_equal(fchmod(file, 0755), 0);
	close(file);
	options.path = str_from(name);
	assert_false(native_start(f.in, &options, &native, &why));
	assert_true(str_ends(buf_str(&why), S(". Exec format error")));
	assert_true(str_starts(buf_str(&why), S("An error occurred trying to start process '/tmp/exsh-native-")));
	unlink(name);
	buf_clear(&why);
	assert_false(native_start(f.in, &options, &native, &why));
	assert_true(str_ends(buf_str(&why), S(". No such file or directory")));
	buf_release(&why);
	teardown(&f);
}

static void test_free_ends_what_runs(void **state)
{
	Fixture f;
	Str args[2];
	NativeOptions options;
	Native *native = NULL;
	Buf why = BUF_INIT;

	(void)state;
	setup(&f, &edition_core);
	options = shell(&f, "trap '' TERM; sleep 30", args); /* must be killed */
	assert_true(native_start(f.in, &options, &native, &why));
	native_free(native);
	teardown(&f);
}

static void test_pipe_between_programs(void **state)
{
	Fixture f;
	Str first_args[2], second_args[2];
	NativeOptions first, second;
	Native *a = NULL, *b = NULL;
	Buf why = BUF_INIT;
	int read_end, write_end, code;

	(void)state;
	setup(&f, &edition_core);
	assert_true(native_pipe(&read_end, &write_end));
	first = shell(&f, "printf 'a\\0b\\377'", first_args);
	first.capture_out = false;
	first.out_file = write_end;
	second = shell(&f, "od -An -tx1 | tr -d ' '", second_args);
	second.in_file = read_end;
	assert_true(native_start(f.in, &first, &a, &why));
	assert_true(native_start(f.in, &second, &b, &why));
	close(read_end);
	close(write_end);
	assert_int_equal(native_finish(a, &code), FLOW_NEXT);
	assert_int_equal(native_finish(b, &code), FLOW_NEXT);
	assert_string_equal(f.out.p, "610062ff|"); /* bytes unchanged */
	native_free(a);
	native_free(b);
	teardown(&f);
}

/* ---- words ---- */

static void check_words(int line, const NativeWords *words, const char *want)
{
	Buf got = BUF_INIT;

	for (size_t i = 0; i < words->n; i++)
		buf_printf(&got, "[%.*s]", STR_ARG(words->p[i]));
	if (!str_eq(buf_str(&got), str_from(want)))
		fail_msg("line %d: got %.*s, want %s", line, STR_ARG(buf_str(&got)), want);
	buf_release(&got);
}

/* The rules by which C programs on Windows take a command line apart. */
static void test_split_line(void **state)
{
	static const struct {
		int line;
		const char *text, *words;
	} rows[] = {
		{ __LINE__, "a b  c", "[a][b][c]" },
		{ __LINE__, "\"a b\" c", "[a b][c]" },
		{ __LINE__, "a\"b c\"d", "[ab cd]" },
		{ __LINE__, "\"\" x", "[][x]" },
		{ __LINE__, "a\\\\b", "[a\\\\b]" },
		{ __LINE__, "\"a\\\\\" b", "[a\\][b]" },
		{ __LINE__, "a\\\"b", "[a\"b]" },
		{ __LINE__, "a\\\\\\\"b", "[a\\\"b]" },
		{ __LINE__, "", "" },
	};
	Fixture f;

	(void)state;
	setup(&f, &edition_core);
	for (size_t i = 0; i < COUNT(rows); i++) {
		NativeWords words = { 0 };

		native_split_line(f.arena, str_from(rows[i].text), &words);
		check_words(rows[i].line, &words, rows[i].words);
		free(words.p);
	}
	teardown(&f);
}

static void check_hand_over(Fixture *f, int line, const char *word, const char *want)
{
	NativeWords words = { 0 };

	native_add(&words, S("x"));
	native_add(&words, str_from(word));
	native_hand_over(f->in, f->arena, &words);
	check_words(line, &words, want);
	free(words.p);
}

static void test_hand_over(void **state)
{
	Fixture f;

	(void)state;
	setup(&f, &edition_core);
	check_hand_over(&f, __LINE__, "a\"b c", "[x][a\"b c]"); /* as given (PSNativeCommandArgumentPassing Standard) */
	check_hand_over(&f, __LINE__, "", "[x][]");
	check_hand_over(&f, __LINE__, "C:\\t", "[x][C:\\t]");
	teardown(&f);
	setup(&f, &edition_desktop);
	assert_true(provider_add_drive(f.in, 'C', S("/srv/c"), false));
	check_hand_over(&f, __LINE__, "a b", "[x][a b]");
	check_hand_over(&f, __LINE__, "{\"a\":1}", "[x][{a:1}]"); /* the old loss of quotes */
	check_hand_over(&f, __LINE__, "{\\\"a\\\":1}", "[x][{\"a\":1}]");
	check_hand_over(&f, __LINE__, "", "[x]");
	check_hand_over(&f, __LINE__, "C:\\temp\\x y.cer", "[x][/srv/c/temp/x y.cer]");
	check_hand_over(&f, __LINE__, ".\\x.cer", "[x][./x.cer]");
	check_hand_over(&f, __LINE__, "D:\\x", "[x][D:\\x]"); /* no such drive */
	teardown(&f);
}

static void test_expand_and_verbatim(void **state)
{
	Fixture f;
	NativeWords words = { 0 };
	char folder[] = "/tmp/exsh-words-XXXXXX", before[4096];
	const char *home = getenv("HOME");
	Buf want = BUF_INIT;

	(void)state;
	assert_non_null(home);
	assert_non_null(getcwd(before, sizeof(before)));
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	setup(&f, &edition_core);
	assert_int_equal(mkdir("bad", 0777) | mkdir("Bcd", 0777) | mkdir(".b", 0777) | mkdir("bad/q.txt", 0777), 0);
	assert_int_equal(native_expand(f.in, f.arena, S("b*"), &words), FLOW_NEXT);
	assert_int_equal(native_expand(f.in, f.arena, S("b*/q*"), &words), FLOW_NEXT);
	assert_int_equal(native_expand(f.in, f.arena, S("./b*d"), &words), FLOW_NEXT);
	assert_int_equal(native_expand(f.in, f.arena, S("x*"), &words), FLOW_NEXT);
	assert_int_equal(native_expand(f.in, f.arena, S("-b*"), &words), FLOW_NEXT);
	assert_int_equal(native_expand(f.in, f.arena, S("~/z"), &words), FLOW_NEXT);
	assert_int_equal(setenv("EXSH_W", "a b", 1), 0);
	native_verbatim(f.in, f.arena, S(" a \"b c\" %EXSH_W% %NOPE_% 5%"), &words);
	unsetenv("EXSH_W");
	buf_printf(&want, "[bad][Bcd][bad/q.txt][bad][Bcd][x*][-b*][%s/z][a][\"b][c\"][a][b][5%%]", home);
	check_words(__LINE__, &words, want.p);
	free(words.p);
	buf_release(&want);
	teardown(&f);
	assert_int_equal(rmdir("bad/q.txt") | rmdir("bad") | rmdir("Bcd") | rmdir(".b"), 0);
	assert_int_equal(chdir(before), 0);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exit_codes),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_much_input_and_output),
		cmocka_unit_test(test_program_that_stops_reading),
		cmocka_unit_test(test_start_failures),
		cmocka_unit_test(test_free_ends_what_runs),
		cmocka_unit_test(test_pipe_between_programs),
		cmocka_unit_test(test_split_line),
		cmocka_unit_test(test_hand_over),
		cmocka_unit_test(test_expand_and_verbatim),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
