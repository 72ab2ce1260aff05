/* test_broken: input that is cut, torn, endless or deeply nested: the shell lives, and says what is wrong. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/fuzz/fuzz_shell.h"

/* ---- texts ---- */

typedef VEC(char *) NameList;

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The files of a folder, in a fixed order. */
static NameList list_files(const char *folder)
{
	NameList names = { 0 };
	DIR *dir = opendir(folder);

	assert_non_null(dir);
	for (const struct dirent *entry; (entry = readdir(dir));) {
		Buf path = BUF_INIT;
		struct stat about;

		buf_printf(&path, "%s/%s", folder, entry->d_name);
		if (stat(path.p, &about) == 0 && S_ISREG(about.st_mode))
			VEC_PUSH(&names, strdup(path.p));
		buf_release(&path);
	}
	closedir(dir);
	assert_true(names.n > 0);
	qsort(names.p, names.n, sizeof(*names.p), by_name);
	return names;
}

static void free_names(NameList *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->p[i]);
	VEC_RELEASE(names);
}

/* A file's text as a script reader decodes it. */
static void read_text(const char *path, Buf *out)
{
	Buf bytes = BUF_INIT;
	FILE *file = fopen(path, "rb");
	char part[4096];

	assert_non_null(file);
	for (size_t n; (n = fread(part, 1, sizeof(part), file)) > 0;)
		buf_put(&bytes, (Str){ part, n });
	fclose(file);
	utf8_repair(buf_str(&bytes), out);
	buf_release(&bytes);
}

/* How far apart the cuts are: STRIDE=1 in the environment cuts at every byte, which takes minutes. */
static size_t stride(size_t usual)
{
	const char *given = getenv("STRIDE");

	return given && atoi(given) > 0 ? (size_t)atoi(given) : usual;
}

/* ---- parsing ---- */

/* How many errors a text has.  Every token and every error lies in it. */
static size_t parse(Str text, const Edition *edition)
{
	ParseErrors errors = { 0 };
	TokenList tokens = { 0 };
	ParseInput input = { .text = text, .edition = edition, .flags = PARSE_TOKENS, .tokens = &tokens };
	Script *script = script_parse(&input, &errors);
	size_t n = errors.n;
	Buf message = BUF_INIT;

	for (size_t i = 0; i < tokens.n; i++)
		assert_true(tokens.p[i].kind == TK_END_OF_INPUT ||
			    (size_t)tokens.p[i].span.at + tokens.p[i].span.len <= text.n);
	if (n)
		script_put_errors(script, &errors, edition, &message);
	assert_true(n == 0 || message.n > 0);
	buf_release(&message);
	VEC_RELEASE(&tokens);
	script_errors_release(&errors);
	script_drop(script);
	return n;
}

static void cut_files(const char *folder, size_t step)
{
	NameList names = list_files(folder);

	for (size_t i = 0; i < names.n; i++) {
		Buf text = BUF_INIT;
		char *copy;

		read_text(names.p[i], &text);
		/* each part in a block of its own size, so that a look behind its end is seen */
		for (size_t n = i % step; n < text.n; n += step) {
			copy = MEM_ARRAY(char, n ? n : 1);
			memcpy(copy, text.p, n);
			parse((Str){ copy, n }, i % 2 ? &edition_core : &edition_desktop);
			free(copy);
		}
		buf_release(&text);
	}
	free_names(&names);
}

static void test_scripts_cut_anywhere(void **state)
{
	(void)state;
	cut_files("tests/scripts", stride(499));
}

/* Recordings are many small scripts; one file of them is one text here. */
static void test_recordings_cut_anywhere(void **state)
{
	(void)state;
	cut_files("tests/golden/snippets", stride(2003));
}

/* What opens and closes, 10,000 deep. */
static const struct NestRow {
	int line;
	const char *open, *close;
	bool flat; /* parses: it does not nest */
} nest_rows[] = {
	{ __LINE__, "(", ")", false },
	{ __LINE__, "{", "}", false },
	{ __LINE__, "$(", ")", false },
	{ __LINE__, "@(", ")", false },
	{ __LINE__, "@{a=", "}", false },
	{ __LINE__, "if(1){", "}", false },
	{ __LINE__, "\"$(", ")\"", false },
	{ __LINE__, "$a[", "]", false },
	{ __LINE__, "$a.b(", ")", false },
	{ __LINE__, "function f{", "}", false },
	{ __LINE__, "try{", "}finally{}", false },
	{ __LINE__, "switch(1){1{", "}}", false },
	{ __LINE__, "foreach($a in 1){", "}", false },
	{ __LINE__, "!", "", false },
	{ __LINE__, "- ", "", false },
	{ __LINE__, ",", "", false },
	{ __LINE__, "[int]", "", false },
	{ __LINE__, "[a[", "]]1", false },
	{ __LINE__, "$a=", "", false },
	{ __LINE__, "1+", "", true },
	{ __LINE__, "1,", "", true },
	{ __LINE__, "1;", "", true },
	{ __LINE__, "1|", "", false },
	{ __LINE__, "", ".b", true },
	{ __LINE__, "", "[0]", true },
	{ __LINE__, "", ".b()", true },
};

enum { NESTING = 10000 };

static void put_nested(const struct NestRow *row, size_t n, Buf *out)
{
	for (size_t i = 0; i < n; i++)
		buf_put(out, str_from(row->open));
	buf_put(out, S("$x"));
	for (size_t i = 0; i < n; i++)
		buf_put(out, str_from(row->close));
}

static void test_deep_nesting_is_an_error(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(nest_rows); i++) {
		FuzzShell *shell = fuzz_shell_new(&edition_desktop);
		Buf text = BUF_INIT;
		size_t n;

		put_nested(&nest_rows[i], NESTING, &text);
		n = parse(buf_str(&text), &edition_desktop);
		if ((n == 0) != nest_rows[i].flat) {
			print_error("line %d: %zu errors\n", nest_rows[i].line, n);
			failed++;
		}
		fuzz_shell_run(shell, buf_str(&text));
		fuzz_shell_free(shell);
		buf_release(&text);
	}
	assert_int_equal(failed, 0);
}

/* Scripts of one long line: what takes more than linear time does not end here. */
static void test_long_lines(void **state)
{
	static const char *const parts[] = { "$a=1;", "1+", "'x'", "\"$(1)\"", "\"$a", "[int]", "1,", "#", ";", " ",
		"x ", ".b", "(", ")", "{", "\\", "`", "\xc3\xa9", "\xe2\x80\x9c", "a'b'", "1|%{$_}|" };

	(void)state;
	for (size_t i = 0; i < COUNT(parts); i++) {
		Buf text = BUF_INIT;

		while (text.n < 100000)
			buf_put(&text, str_from(parts[i]));
		parse(buf_str(&text), &edition_core);
		buf_release(&text);
	}
}

/* ---- running ---- */

/* What fuzzing found stays mended: the first byte chooses the edition there. */
static void test_found_by_fuzzing(void **state)
{
	NameList names = list_files("tests/fuzz/seeds/fuzz_eval");

	(void)state;
	for (size_t i = 0; i < names.n; i++) {
		Buf text = BUF_INIT;

		read_text(names.p[i], &text);
		for (int core = 0; core < 2; core++) {
			FuzzShell *shell = fuzz_shell_new(core ? &edition_core : &edition_desktop);

			fuzz_shell_run(shell, str_cut(buf_str(&text), 1, text.n));
			fuzz_shell_free(shell);
		}
		buf_release(&text);
	}
	free_names(&names);
}

/* The same garbage each time. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void tear(const Buf *good, uint32_t *seed, Buf *out)
{
	buf_clear(out);
	buf_put(out, buf_str(good));
	for (int i = 0; i < 3; i++) {
		size_t at = next_random(seed) % (out->n + 1), n = next_random(seed) % 9;
		char byte = (char)next_random(seed);

		if (at + n <= out->n && next_random(seed) % 2)
			buf_delete(out, at, n);
		else
			buf_insert(out, at, (Str){ &byte, 1 });
	}
}

static void run_torn(const char *folder, Str script)
{
	FuzzShell *shell = fuzz_shell_new(&edition_core);
	NameList names = list_files(folder);
	uint32_t seed = 1;

	for (size_t i = 0; i < names.n; i++) {
		Buf good = BUF_INIT, torn = BUF_INIT;

		read_text(names.p[i], &good);
		for (int k = 0; k < 60; k++) {
			tear(&good, &seed, &torn);
			fuzz_shell_text(shell, buf_str(&torn), script);
		}
		buf_release(&good);
		buf_release(&torn);
	}
	free_names(&names);
	fuzz_shell_free(shell);
}

static void test_torn_csv(void **state)
{
	(void)state;
	run_torn("tests/fuzz/seeds/fuzz_csv",
		S("$rows = ConvertFrom-Csv $text; $rows | ConvertTo-Csv; $rows | Format-Table"));
}

static void test_torn_json(void **state)
{
	(void)state;
	run_torn("tests/fuzz/seeds/fuzz_json", S("ConvertFrom-Json $text | ConvertTo-Json -Depth 5"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scripts_cut_anywhere),
		cmocka_unit_test(test_recordings_cut_anywhere),
		cmocka_unit_test(test_deep_nesting_is_an_error),
		cmocka_unit_test(test_long_lines),
		cmocka_unit_test(test_found_by_fuzzing),
		cmocka_unit_test(test_torn_csv),
		cmocka_unit_test(test_torn_json),
	};

	return cmocka_run_group_tests_name("broken", tests, NULL, NULL);
}
