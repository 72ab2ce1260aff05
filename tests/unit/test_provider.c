/* test_provider: paths as text, resolved, real and shown, in both editions; locations, drives, globbing of names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "shell/engine/provider_private.h"

/* A session in a folder of its own:
 *   <root>/work                   the location
 *   <root>/c/temp/Mixed.txt       drive C: of Desktop
 *   <root>/unc/srv/share/f.pfx    \\srv\share */
typedef struct Fixture {
	Interp *in;
	Arena *arena;
	Env env;
	Host host;
	char root[64], before[4096];
} Fixture;

static int no_width(void *self)
{
	(void)self;
	return 0;
}

static void make_file(const Fixture *f, const char *path)
{
	Buf name = BUF_INIT;
	FILE *file;

	buf_printf(&name, "%s/%s", f->root, path);
	file = fopen(name.p, "w");
	assert_non_null(file);
	fclose(file);
	buf_release(&name);
}

static void make_folders(const Fixture *f)
{
	static const char *const folders[] = { "work", "work/sub", "c", "c/temp", "unc", "unc/srv", "unc/srv/share",
		"work/[odd]", NULL };

	for (size_t i = 0; folders[i]; i++) {
		Buf name = BUF_INIT;

		buf_printf(&name, "%s/%s", f->root, folders[i]);
		assert_int_equal(mkdir(name.p, 0777), 0);
		buf_release(&name);
	}
	make_file(f, "c/temp/Mixed.txt");
	make_file(f, "unc/srv/share/f.pfx");
	make_file(f, "work/a.txt");
	make_file(f, "work/B.txt");
	make_file(f, "work/.hidden");
	make_file(f, "work/sub/x.txt");
	make_file(f, "work/[odd]/y.txt");
}

static Str below(const Fixture *f, const char *path)
{
	return arena_printf(f->arena, "%s/%s", f->root, path);
}

static void setup(Fixture *f, const Edition *edition)
{
	InterpOptions options = { .edition = edition, .env = &f->env, .host = &f->host };
	static const CmdletDef *const none[] = { NULL };
	static const struct AppDef *const no_apps[] = { NULL };

	*f = (Fixture){ .host = { .width = no_width, .height = no_width } };
	env_init(&f->env);
	assert_non_null(getcwd(f->before, sizeof(f->before)));
	(void)snprintf(f->root, sizeof(f->root), "/tmp/exsh-provider-XXXXXX");
	assert_non_null(mkdtemp(f->root));
	f->arena = arena_new(0);
	make_folders(f);
	assert_int_equal(chdir(below(f, "work").p), 0);
	options.cmdlets = none;
	options.apps = no_apps;
	f->in = interp_new(&options);
	assert_true(provider_add_drive(f->in, 'C', below(f, "c"), true));
	provider_set_unc(f->in, below(f, "unc"));
}

static void teardown(Fixture *f)
{
	Buf command = BUF_INIT;

	interp_free(f->in);
	arena_free(f->arena);
	env_release(&f->env);
	assert_int_equal(chdir(f->before), 0);
	assert_int_equal(strncmp(f->root, "/tmp/exsh-provider-", 19), 0);
	buf_printf(&command, "rm -r -- '%s'", f->root);
	assert_int_equal(system(command.p), 0); /* NOLINT(cert-env33-c): a fixed command on a folder made here */
	buf_release(&command);
}

/* <W> stands for the location, <R> for the folder above it. */
static Str expand(const Fixture *f, const char *text)
{
	Buf out = BUF_INIT;
	Str done;

	for (; *text; text++)
		if (strncmp(text, "<W>", 3) == 0) {
			buf_printf(&out, "%s/work", f->root);
			text += 2;
		} else if (strncmp(text, "<R>", 3) == 0) {
			buf_printf(&out, "%s", f->root);
			text += 2;
		} else {
			buf_put_char(&out, *text);
		}
	done = arena_copy(f->arena, buf_str(&out));
	buf_release(&out);
	return done;
}

static void check(int line, Str got, Str want)
{
	if (!str_eq(got, want))
		fail_msg("line %d: got '%.*s', want '%.*s'", line, STR_ARG(got), STR_ARG(want));
}

/* ---- resolving ---- */

typedef struct ResolveRow {
	int line;
	const char *text, *path, *shown; /* path NULL: no such drive or provider */
} ResolveRow;

/* As the real engine answers (7.6.9, GetUnresolvedProviderPathFromPSPath and GetResolvedPSPathFromPSPath). */
static const ResolveRow core_rows[] = {
	{ __LINE__, "a", "<W>/a", "<W>/a" }, { __LINE__, "a/", "<W>/a/", "<W>/a/" },
	{ __LINE__, "./a", "<W>/a", "<W>/a" }, { __LINE__, "../x", "<R>/x", "<R>/x" },
	{ __LINE__, "a/../b", "<W>/b", "<W>/b" }, { __LINE__, "a//b", "<W>/a/b", "<W>/a/b" },
	{ __LINE__, "a\\b", "<W>/a/b", "<W>/a/b" }, { __LINE__, "\\a", "/a", "/a" }, { __LINE__, "/", "/", "/" },
	{ __LINE__, "/tmp/..", "/", "/" }, { __LINE__, "/..", "/", "/" }, { __LINE__, "...", "<W>/...", "<W>/..." },
	{ __LINE__, "~x", "<W>/~x", "<W>/~x" }, { __LINE__, "Env:PATH", "PATH", "Env:/PATH" },
	{ __LINE__, "Env:\\PATH", "PATH", "Env:/PATH" }, { __LINE__, "env:a/b", "a/b", "Env:/a/b" },
	{ __LINE__, "Env:", "", "Env:/" }, { __LINE__, "Variable:a/../b", "a/../b", "Variable:/a/../b" },
	{ __LINE__, "Z:\\x", NULL, "Z" }, { __LINE__, "a:b", NULL, "a" },
	{ __LINE__, "/tmp/a:b", "/tmp/a:b", "/tmp/a:b" }, { __LINE__, "./a:b", "<W>/a:b", "<W>/a:b" },
	{ __LINE__, "FileSystem::/tmp", "/tmp", "/tmp" },
	{ __LINE__, "Microsoft.PowerShell.Core\\FileSystem::/tmp/x", "/tmp/x", "/tmp/x" },
	{ __LINE__, "FileSystem::a", "a", "a" }, { __LINE__, "Nop::x", NULL, "Nop" },
	{ __LINE__, "Environment::PATH", "PATH", "PATH" },
	{ __LINE__, "C:\\temp", "<R>/c/temp", "C:/temp" }, /* a drive that was given: paths stay real */
};

/* Windows PowerShell's rules on drives, POSIX outside of them (house, section 12). */
static const ResolveRow desktop_rows[] = {
	{ __LINE__, "a", "<W>/a", "<W>/a" },
	{ __LINE__, "a\\b", "<W>/a/b", "<W>/a/b" },
	{ __LINE__, ".\\a", "<W>/a", "<W>/a" },
	{ __LINE__, "C:\\Temp\\x", "C:\\Temp\\x", "C:\\Temp\\x" },
	{ __LINE__, "c:/Temp/x", "C:\\Temp\\x", "C:\\Temp\\x" },
	{ __LINE__, "C:\\a\\..\\b", "C:\\b", "C:\\b" },
	{ __LINE__, "C:\\..\\..", "C:\\", "C:\\" },
	{ __LINE__, "C:", "C:\\", "C:\\" },
	{ __LINE__, "\\\\srv\\share\\f.pfx", "\\\\srv\\share\\f.pfx", "\\\\srv\\share\\f.pfx" },
	{ __LINE__, "\\\\srv\\share\\a\\..\\b", "\\\\srv\\share\\b", "\\\\srv\\share\\b" },
	{ __LINE__, "/etc/ssl", "/etc/ssl", "/etc/ssl" },
	{ __LINE__, "Env:PATH", "PATH", "Env:\\PATH" },
	{ __LINE__, "FileSystem::C:\\x", "C:\\x", "C:\\x" },
	{ __LINE__, "D:\\x", NULL, "D" },
};

static void check_resolve(const Fixture *f, const ResolveRow *row)
{
	ProviderPath path;
	Str name;
	ProviderStatus status = provider_resolve(f->in, f->arena, str_from(row->text), &path, &name);

	if (!row->path) {
		if (status == PROVIDER_OK)
			fail_msg("line %d: resolved", row->line);
		check(row->line, name, str_from(row->shown));
		return;
	}
	if (status != PROVIDER_OK)
		fail_msg("line %d: not resolved", row->line);
	check(row->line, path.path, expand(f, row->path));
	check(row->line, path.shown, expand(f, row->shown));
}

static void test_resolve_core(void **state)
{
	Fixture f;

	(void)state;
	setup(&f, &edition_core);
	for (size_t i = 0; i < COUNT(core_rows); i++)
		check_resolve(&f, &core_rows[i]);
	teardown(&f);
}

static void test_resolve_desktop(void **state)
{
	Fixture f;

	(void)state;
	setup(&f, &edition_desktop);
	for (size_t i = 0; i < COUNT(desktop_rows); i++)
		check_resolve(&f, &desktop_rows[i]);
	teardown(&f);
}

/* ---- real and shown ---- */

typedef struct RealRow {
	int line;
	const char *text, *real, *shown; /* shown NULL: the text */
} RealRow;

static const RealRow real_rows[] = {
	{ __LINE__, "C:\\Temp\\MIXED.TXT", "<R>/c/temp/Mixed.txt", "C:\\temp\\Mixed.txt" }, /* case as it is on disk */
	{ __LINE__, "C:\\new\\File.txt", "<R>/c/new/File.txt", NULL },
	{ __LINE__, "C:\\temp\\New.txt", "<R>/c/temp/New.txt", NULL }, { __LINE__, "C:\\", "<R>/c", NULL },
	{ __LINE__, "\\\\SRV\\Share\\F.PFX", "<R>/unc/srv/share/f.pfx", "\\\\srv\\share\\f.pfx" },
	{ __LINE__, "\\\\other\\share\\x", "<R>/unc/other/share/x", NULL },
	{ __LINE__, "a.txt", "<W>/a.txt", "<W>/a.txt" }, { __LINE__, ".\\a.txt", "<W>/a.txt", "<W>/a.txt" },
	{ __LINE__, "/etc/passwd", "/etc/passwd", NULL },
	{ __LINE__, "Q:\\x\\y", "/dev/null/Q:\\x\\y", NULL }, /* no such drive: nothing can be there */
};

static void test_real_and_shown(void **state)
{
	Fixture f;

	(void)state;
	setup(&f, &edition_desktop);
	for (size_t i = 0; i < COUNT(real_rows); i++) {
		const RealRow *row = &real_rows[i];
		Buf real = BUF_INIT, shown = BUF_INIT;

		provider_real_path(f.in, str_from(row->text), &real);
		check(row->line, buf_str(&real), expand(&f, row->real));
		provider_shown_path(f.in, buf_str(&real), &shown);
		check(row->line, buf_str(&shown), row->shown ? expand(&f, row->shown) : str_from(row->text));
		buf_release(&real);
		buf_release(&shown);
	}
	teardown(&f);
}

static void test_shown_wants_a_whole_name(void **state)
{
	Fixture f;
	Buf shown = BUF_INIT;

	(void)state;
	setup(&f, &edition_desktop);
	provider_shown_path(f.in, below(&f, "cc/x"), &shown); /* beside the folder of C:, not in it */
	check(__LINE__, buf_str(&shown), below(&f, "cc/x"));
	buf_release(&shown);
	teardown(&f);
}

/* ---- parts ---- */

typedef struct PartRow {
	int line;
	const char *path, *parent, *leaf;
} PartRow;

static const PartRow core_parts[] = {
	{ __LINE__, "a/b/c", "a/b", "c" },
	{ __LINE__, "a", "", "a" },
	{ __LINE__, "a/", "", "a" },
	{ __LINE__, "a/b/", "a", "b" },
	{ __LINE__, "a//b", "a/", "b" },
	{ __LINE__, "\\a\\b", "/a", "b" },
	{ __LINE__, "/x", "/", "x" },
	{ __LINE__, "/", "", "" },
	{ __LINE__, "C:\\Temp\\r", "C:/Temp", "r" },
	{ __LINE__, "\\\\s\\h\\f", "//s/h", "f" },
	{ __LINE__, "FileSystem::/tmp/x", "FileSystem::/tmp", "x" },
	{ __LINE__, "./a", ".", "a" },
};
static const PartRow desktop_parts[] = {
	{ __LINE__, "C:\\Temp\\r", "C:\\Temp", "r" },
	{ __LINE__, "C:/Temp/r", "C:\\Temp", "r" },
	{ __LINE__, "C:\\x", "C:\\", "x" },
	{ __LINE__, "C:\\", "", "" },
	{ __LINE__, "\\\\s\\h\\f", "\\\\s\\h", "f" },
	{ __LINE__, "\\\\s\\h", "", "" },
	{ __LINE__, "/a/b", "/a", "b" },
	{ __LINE__, "a\\b\\c.txt", "a\\b", "c.txt" },
};

static void check_parts(const Fixture *f, const PartRow *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		Str path = str_from(rows[i].path);

		check(rows[i].line, provider_parent(f->in, f->arena, &provider_filesystem, path),
			str_from(rows[i].parent));
		check(rows[i].line, provider_leaf(f->in, &provider_filesystem, path), str_from(rows[i].leaf));
	}
}

static void test_parts(void **state)
{
	Fixture f;

	(void)state;
	setup(&f, &edition_core);
	check_parts(&f, core_parts, COUNT(core_parts));
	teardown(&f);
	setup(&f, &edition_desktop);
	check_parts(&f, desktop_parts, COUNT(desktop_parts));
	teardown(&f);
}

typedef struct JoinRow {
	int line;
	const char *parent, *child, *joined;
} JoinRow;

static const JoinRow core_joins[] = {
	{ __LINE__, "a", "b", "a/b" },
	{ __LINE__, "a/", "b", "a/b" },
	{ __LINE__, "a", "/b", "a/b" },
	{ __LINE__, "a\\", "b", "a/b" },
	{ __LINE__, "a", "", "a/" },
	{ __LINE__, "", "b", "b" },
	{ __LINE__, "/", "b", "/b" },
	{ __LINE__, "Env:", "b", "Env:/b" },
	{ __LINE__, "C:\\", "b", "C:/b" },
	{ __LINE__, "a", "..", "a/.." },
	{ __LINE__, "\\\\s\\h", "b", "//s/h/b" },
	{ __LINE__, "FileSystem::a", "b", "FileSystem::a/b" },
	{ __LINE__, "a//", "b", "a//b" },
	{ __LINE__, "a", "//b", "a/b" },
};
static const JoinRow desktop_joins[] = {
	{ __LINE__, "C:\\Temp", "x", "C:\\Temp\\x" },
	{ __LINE__, "C:", "x", "C:\\x" },
	{ __LINE__, "C:\\Temp/", "a/b", "C:\\Temp\\a\\b" },
	{ __LINE__, "/tmp", "x", "/tmp/x" },
	{ __LINE__, "/tmp", "a\\b", "/tmp/a/b" },
	{ __LINE__, "\\\\s\\h", "x", "\\\\s\\h\\x" },
	{ __LINE__, "Microsoft.PowerShell.Core\\FileSystem::C:\\x", "y",
		"Microsoft.PowerShell.Core\\FileSystem::C:\\x\\y" },
};

static void check_joins(const Fixture *f, const JoinRow *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check(rows[i].line,
			provider_join(f->in, f->arena, provider_text_of(f->in, str_from(rows[i].parent)),
				str_from(rows[i].parent), str_from(rows[i].child)),
			str_from(rows[i].joined));
}

static void test_join(void **state)
{
	Fixture f;

	(void)state;
	setup(&f, &edition_core);
	check_joins(&f, core_joins, COUNT(core_joins));
	teardown(&f);
	setup(&f, &edition_desktop);
	check_joins(&f, desktop_joins, COUNT(desktop_joins));
	teardown(&f);
}

static void test_relative(void **state)
{
	static const JoinRow rows[] = {
		{ __LINE__, "/a/b", "/a/b/c.txt", "./c.txt" },
		{ __LINE__, "/a/b", "/a/c", "../c" },
		{ __LINE__, "/a/b", "/x/y", "../../x/y" },
		{ __LINE__, "/a/b", "/a/b", "." },
		{ __LINE__, "/", "/a", "./a" },
		{ __LINE__, "/a/bc", "/a/b", "../b" },
	};
	Fixture f;

	(void)state;
	setup(&f, &edition_core);
	for (size_t i = 0; i < COUNT(rows); i++)
		check(rows[i].line,
			provider_relative(
				f.in, f.arena, &provider_filesystem, str_from(rows[i].parent), str_from(rows[i].child)),
			str_from(rows[i].joined));
	teardown(&f);
}

/* ---- locations ---- */

static bool go(const Fixture *f, const char *text)
{
	ProviderPath path;
	Str name;

	return provider_resolve(f->in, f->arena, str_from(text), &path, &name) == PROVIDER_OK &&
	       provider_set_location(f->in, &path);
}

static void check_location(const Fixture *f, int line, const char *want)
{
	check(line, string_str(f->in->providers->here.shown), expand(f, want));
}

static void test_location_follows_the_drive(void **state)
{
	Fixture f;
	char real[4096];

	(void)state;
	setup(&f, &edition_desktop);
	check_location(&f, __LINE__, "<W>");
	assert_true(go(&f, "C:\\temp"));
	check_location(&f, __LINE__, "C:\\temp");
	assert_non_null(getcwd(real, sizeof(real)));
	check(__LINE__, str_from(real), below(&f, "c/temp")); /* programs start there */
	assert_true(go(&f, "\\"));
	check_location(&f, __LINE__, "C:\\");
	assert_true(go(&f, expand(&f, "<W>").p));
	check_location(&f, __LINE__, "<W>");
	assert_true(go(&f, "C:")); /* where we were on that drive */
	check_location(&f, __LINE__, "C:\\");
	assert_false(go(&f, "C:\\nosuch"));
	check_location(&f, __LINE__, "C:\\");
	teardown(&f);
}

static void test_history(void **state)
{
	Fixture f;
	ProviderPath path;

	(void)state;
	setup(&f, &edition_core);
	assert_false(provider_history(f.in, false, f.arena, &path));
	assert_true(go(&f, "sub"));
	assert_true(provider_history(f.in, false, f.arena, &path));
	check_location(&f, __LINE__, "<W>");
	assert_true(provider_history(f.in, true, f.arena, &path));
	check_location(&f, __LINE__, "<W>/sub");
	assert_false(provider_history(f.in, true, f.arena, &path));
	for (int i = 0; i < 3 * PROVIDER_HISTORY_MAX; i++)
		assert_true(go(&f, i % 2 ? "sub" : ".."));
	assert_int_equal(f.in->providers->back.n, PROVIDER_HISTORY_MAX);
	teardown(&f);
}

static void test_stacks(void **state)
{
	Fixture f;
	ProviderPath path;
	bool found;
	Value v;

	(void)state;
	setup(&f, &edition_core);
	assert_true(provider_pop(f.in, S(""), f.arena, &path, &found)); /* the default stack is there, and empty */
	assert_false(found);
	assert_false(provider_pop(f.in, S("s1"), f.arena, &path, &found));
	provider_push(f.in, S("s1"));
	assert_true(go(&f, "sub"));
	provider_push(f.in, S("S1"));
	assert_true(provider_pop(f.in, S("s1"), f.arena, &path, &found));
	assert_true(found);
	check(__LINE__, path.path, expand(&f, "<W>/sub"));
	assert_true(provider_pop(f.in, S("s1"), f.arena, &path, &found));
	check(__LINE__, path.path, expand(&f, "<W>"));
	assert_false(provider_pop(f.in, S("s1"), f.arena, &path, &found)); /* gone with its last place */
	assert_false(provider_set_stack(f.in, S("nosuch")));
	v = provider_stack_value(f.in, S("nosuch"));
	assert_int_equal(v.kind, V_NULL);
	teardown(&f);
}

/* ---- drives ---- */

typedef struct Kept {
	char letter;
	char folder[128];
	int calls;
} Kept;

static bool keep(void *self, char letter, Str folder)
{
	Kept *kept = self;

	kept->letter = letter;
	(void)snprintf(kept->folder, sizeof(kept->folder), "%.*s", STR_ARG(folder));
	kept->calls++;
	return true;
}

static void test_persistent_drive_is_a_letter(void **state)
{
	Fixture f;
	Kept kept = { 0 };
	ProviderNewDrive new = {
		.def = &provider_filesystem, .name = S("S"), .root = S("\\\\srv\\share"), .persist = true
	};
	ProviderDrive *drive;

	(void)state;
	setup(&f, &edition_desktop);
	provider_set_machine(f.in, &(ProviderMachine){ .self = &kept, .keep = keep });
	drive = provider_make_drive(f.in, &new);
	assert_non_null(drive);
	assert_int_equal(kept.letter, 'S');
	check(__LINE__, str_from(kept.folder), below(&f, "unc/srv/share"));
	check_resolve(&f, &(ResolveRow){ __LINE__, "s:\\f.pfx", "S:\\f.pfx", "S:\\f.pfx" });
	assert_true(provider_remove_drive(f.in, drive));
	assert_int_equal(kept.calls, 2);
	check(__LINE__, str_from(kept.folder), S(""));
	check_resolve(&f, &(ResolveRow){ __LINE__, "S:\\f.pfx", NULL, "S" });
	teardown(&f);
}

static void test_drive_in_use_stays(void **state)
{
	Fixture f;

	(void)state;
	setup(&f, &edition_desktop);
	assert_true(go(&f, "C:\\"));
	assert_false(provider_remove_drive(f.in, provider_find_drive(f.in, S("c"))));
	assert_false(provider_add_drive(f.in, 'c', S("/"), false)); /* taken */
	assert_false(provider_add_drive(f.in, '1', S("/"), false));
	teardown(&f);
}

static void test_session_drive_shows_its_root(void **state)
{
	Fixture f;
	ProviderNewDrive new = { .def = &provider_filesystem, .name = S("Certs"), .root = S("C:\\temp") };

	(void)state;
	setup(&f, &edition_desktop);
	assert_non_null(provider_make_drive(f.in, &new));
	check_resolve(&f, &(ResolveRow){ __LINE__, "certs:\\a", "C:\\temp\\a", "Certs:\\a" });
	teardown(&f);
}

/* ---- names ---- */

static void test_filter(void **state)
{
	static const struct {
		int line;
		const char *filter, *name;
		bool matches;
	} rows[] = {
		{ __LINE__, "*.txt", "a.TXT", true },
		{ __LINE__, "*.txt", "a.txt2", false },
		{ __LINE__, "*.*", "noextension", true },
		{ __LINE__, "a?c", "abc", true },
		{ __LINE__, "a?c", "ac", false },
		{ __LINE__, "*a*b*", "xxaxxbxx", true },
		{ __LINE__, "[a]", "a", false },
		{ __LINE__, "", "anything", true },
		{ __LINE__, "*é", "café", true },
		{ __LINE__, "?", "é", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (provider_filter_match(str_from(rows[i].filter), str_from(rows[i].name)) != rows[i].matches)
			fail_msg("line %d", rows[i].line);
}

/* ---- variables of drives ---- */

static Value get(const Fixture *f, const char *drive, const char *name, bool *found)
{
	Value v = VALUE_EMPTY;

	assert_int_equal(provider_get_variable(f->in, str_from(drive), str_from(name), &v, found), FLOW_NEXT);
	return v;
}

static void test_environment(void **state)
{
	Fixture f;
	Value v, text = value_string(S("x y"));
	bool found;

	(void)state;
	setup(&f, &edition_core);
	assert_int_equal(provider_set_variable(f.in, S("env"), S("EXSH_TEST"), text), FLOW_NEXT);
	assert_string_equal(getenv("EXSH_TEST"), "x y");
	v = get(&f, "Env", "EXSH_TEST", &found);
	assert_true(found);
	check(__LINE__, value_str_peek(v), S("x y"));
	value_drop(v);
	v = get(&f, "Env", "exsh_test", &found); /* names differ by case on Linux */
	assert_false(found);
	assert_int_equal(provider_set_variable(f.in, S("env"), S("EXSH_TEST"), VALUE_NULL), FLOW_NEXT);
	assert_null(getenv("EXSH_TEST"));
	assert_int_equal(provider_set_variable(f.in, S("env"), S("a=b"), text), FLOW_THROW);
	value_drop(interp_take_error(f.in));
	assert_int_equal(provider_set_variable(f.in, S("nosuch"), S("a"), text), FLOW_THROW);
	value_drop(interp_take_error(f.in));
	teardown(&f);
	setup(&f, &edition_desktop);
	assert_int_equal(setenv("EXSH_Mixed", "m", 1), 0);
	v = get(&f, "env", "exsh_MIXED", &found); /* but not on Windows */
	assert_true(found);
	value_drop(v);
	assert_int_equal(provider_set_variable(f.in, S("env"), S("EXSH_MIXED"), text), FLOW_NEXT);
	assert_string_equal(getenv("EXSH_Mixed"), "x y");
	unsetenv("EXSH_Mixed");
	value_drop(text);
	teardown(&f);
}

static void test_file_as_variable(void **state)
{
	Fixture f;
	Array *lines = array_new_objects();
	Value v;
	bool found;

	(void)state;
	setup(&f, &edition_desktop);
	array_push_take(lines, value_string(S("one")));
	array_push_take(lines, value_int(2));
	assert_int_equal(provider_set_variable(f.in, S("C"), S("\\temp\\v.txt"), array_value(lines)), FLOW_NEXT);
	v = get(&f, "c", "\\TEMP\\V.TXT", &found);
	assert_true(found);
	assert_int_equal(v.kind, V_ARRAY);
	assert_int_equal(v.array->n, 2);
	check(__LINE__, value_str_peek(array_peek(v.array, 0)), S("one"));
	value_drop(v);
	value_drop(array_value(lines));
	v = get(&f, "C", "\\nosuch.txt", &found);
	assert_false(found);
	value_drop(v);
	teardown(&f);
}

/* ---- lines with notes ---- */

static void test_line_numbers(void **state)
{
	Fixture f;
	ProviderLines first, second;
	ProviderCall call = { .def = &provider_filesystem };
	uint32_t notes[200], other;
	Value line = value_string(S("text")), noted;

	(void)state;
	setup(&f, &edition_core);
	call.in = f.in;
	provider_lines_init(&call, S("/x/a.txt"), &first);
	provider_lines_init(&call, S("/x/b.txt"), &second);
	for (size_t i = 0; i < COUNT(notes); i++) {
		notes[i] = provider_lines_next(f.in, &first);
		other = provider_lines_next(f.in, &second);
		assert_int_not_equal(notes[i], other);
	}
	line.note = notes[150];
	noted = provider_with_notes(f.in, line);
	assert_int_equal(noted.kind, V_OBJECT);
	assert_int_equal(object_find_peek(noted.object, S("ReadCount"))->value.i64, 151);
	check(__LINE__, value_str_peek(object_find_peek(noted.object, S("PSChildName"))->value), S("a.txt"));
	check(__LINE__, value_str_peek(object_find_peek(noted.object, S("PSPath"))->value),
		S("Microsoft.PowerShell.Core\\FileSystem::/x/a.txt"));
	value_drop(noted);
	line.note = 4000000000u; /* a number nobody was given */
	noted = provider_with_notes(f.in, line);
	assert_int_equal(noted.kind, V_STRING);
	value_drop(noted);
	value_drop(line);
	teardown(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_resolve_core),
		cmocka_unit_test(test_resolve_desktop),
		cmocka_unit_test(test_real_and_shown),
		cmocka_unit_test(test_shown_wants_a_whole_name),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_relative),
		cmocka_unit_test(test_location_follows_the_drive),
		cmocka_unit_test(test_history),
		cmocka_unit_test(test_stacks),
		cmocka_unit_test(test_persistent_drive_is_a_letter),
		cmocka_unit_test(test_drive_in_use_stays),
		cmocka_unit_test(test_session_drive_shows_its_root),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_environment),
		cmocka_unit_test(test_file_as_variable),
		cmocka_unit_test(test_line_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
