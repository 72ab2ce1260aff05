/* completion: what Tab offers for the rows of a table, in the form that compare-tsv.py grades.
 * usage: completion TABLE.tsv ANSWERS.tsv */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmdlets/cmdlets.h"
#include "shell/complete/complete.h"
#include "shell/types/types.h"
#include "tests/golden/tsv.h"

enum { SECONDS_MAX = 20 };

/* Where the cursor is in an input. */
#define CURSOR "\xe2\x80\xb8" /* U+2038 */

/* ---- a host that nobody looks at ---- */

static void no_line(void *self, Stream stream, Str line)
{
	(void)self;
	(void)stream;
	(void)line;
}

static void no_text(void *self, Str text, int foreground, int background)
{
	(void)self;
	(void)text;
	(void)foreground;
	(void)background;
}

static void no_progress(void *self, const Progress *progress)
{
	(void)self;
	(void)progress;
}

static HostRead no_answer(void *self, Str prompt, Buf *out)
{
	(void)self;
	(void)prompt;
	(void)out;
	return HOST_READ_NONE;
}

static HostRead no_choice(void *self, const Question *question, int *answer)
{
	(void)self;
	(void)question;
	(void)answer;
	return HOST_READ_NONE;
}

static int no_size(void *self)
{
	(void)self;
	return 0;
}

static void nothing(void *self)
{
	(void)self;
}

static Host quiet_host(void)
{
	return (Host){ .write_line = no_line,
		.write = no_text,
		.progress = no_progress,
		.read_line = no_answer,
		.read_secret = no_answer,
		.choose = no_choice,
		.width = no_size,
		.height = no_size,
		.clear = nothing,
		.name = "ConsoleHost" };
}

/* ---- preludes ---- */

/* The text of "#prelude	name	text" among the table's lines, else the file prelude/name.ps1 beside the
 * table. */
static void put_prelude(Str table, const char *path, Str name, Buf *out)
{
	StrSplit lines = { .rest = table };
	Buf head = BUF_INIT, file = BUF_INIT;
	const char *slash = strrchr(path, '/');
	bool found = false;
	Str line;

	buf_printf(&head, "#prelude\t%.*s\t", STR_ARG(name));
	while (!found && str_split_next(&lines, '\n', &line))
		if (str_starts(line, buf_str(&head))) {
			tsv_unescape(str_cut(line, head.n, line.n), out);
			found = true;
		}
	if (!found) {
		buf_printf(&file, "%.*sprelude/%.*s.ps1", slash ? (int)(slash - path + 1) : 0, path, STR_ARG(name));
		tsv_read_file(file.p, out);
	}
	buf_release(&head);
	buf_release(&file);
}

static void run_preludes(Interp *in, Str table, const char *path, Str names)
{
	StrSplit split = { .rest = names };
	Buf text = BUF_INIT;
	Str name;

	while (str_split_next(&split, '+', &name)) {
		if (!name.n)
			continue;
		buf_clear(&text);
		put_prelude(table, path, name, &text);
		interp_run(in, S(""), buf_str(&text), NULL, 0, 0);
	}
	buf_release(&text);
}

/* ---- one row ---- */

static void put_cell(const Completions *found, size_t which, FILE *out)
{
	fputc('\t', out);
	for (size_t i = 0; i < found->n; i++) {
		if (i)
			fputs(TSV_RECORD, out);
		tsv_escape(buf_str(which ? &found->p[i].list_item : &found->p[i].text), out);
	}
}

static void put_kinds(const Completions *found, FILE *out)
{
	fputc('\t', out);
	for (size_t i = 0; i < found->n; i++) {
		bool seen = false;

		for (size_t k = 0; k < i; k++)
			seen |= found->p[k].kind == found->p[i].kind;
		if (!seen)
			fprintf(out, "%s%s", i ? TSV_RECORD : "", complete_kind_name(found->p[i].kind));
	}
}

static void answer(Interp *in, Str marked, FILE *out)
{
	size_t cursor = str_find(marked, S(CURSOR), 0);
	Completions found = { 0 };
	Buf text = BUF_INIT;

	buf_put(&text, str_cut(marked, 0, cursor));
	if (cursor != STR_NONE)
		buf_put(&text, str_cut(marked, cursor + strlen(CURSOR), marked.n));
	complete_text(in, buf_str(&text), cursor == STR_NONE ? text.n : cursor, &found);
	if (found.none)
		fputs("-1\t-1", out);
	else
		fprintf(out, "%zu\t%zu", str_units(str_cut(buf_str(&text), 0, found.at)),
			str_units(str_cut(buf_str(&text), found.at, found.at + found.length)));
	put_cell(&found, 0, out);
	put_kinds(&found, out);
	put_cell(&found, 1, out);
	complete_release(&found);
	buf_release(&text);
}

typedef struct Row {
	Str id, preludes, input;
} Row;

/* In a process and an empty folder of its own. */
static void answer_row(const Row *row, Str table, const char *path, FILE *out)
{
	Host host = quiet_host();
	Env env;
	InterpOptions options = { .edition = &edition_core,
		.env = &env,
		.host = &host,
		.cmdlets = cmdlets_all,
		.apps = cmdlets_apps,
		.types = types_all,
		.ntypes = types_count,
		.more_types = cmdlets_types,
		.exchange_where = WHERE_2019 };
	Buf input = BUF_INIT;
	Interp *in;

	alarm(SECONDS_MAX);
	env_init(&env);
	in = interp_new(&options);
	run_preludes(in, table, path, row->preludes);
	setenv("PATH", "", 1);
	tsv_unescape(row->input, &input);
	fprintf(out, "%.*s\t%.*s\t%.*s\t", STR_ARG(row->id), STR_ARG(row->preludes), STR_ARG(row->input));
	answer(in, buf_str(&input), out);
	fputc('\n', out);
	fflush(out);
	interp_free(in);
	env_release(&env);
	buf_release(&input);
}

static void run_row(const Row *row, Str table, const char *path, FILE *out)
{
	char folder[] = "/tmp/exsh-completion.XXXXXX";
	Buf command = BUF_INIT;
	int status = 0;
	pid_t child;

	if (!mkdtemp(folder))
		exit(2);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		if (chdir(folder) != 0)
			_exit(2);
		answer_row(row, table, path, out);
		exit(0);
	}
	waitpid(child, &status, 0);
	if (status != 0)
		fprintf(stderr, "completion: %.*s ended badly\n", STR_ARG(row->id));
	buf_printf(&command, "rm -rf '%s'", folder);
	if (system(command.p) != 0)
		exit(2);
	buf_release(&command);
}

static bool take_row(Str line, Row *row)
{
	StrSplit cells = { .rest = line };

	return line.n && line.p[0] != '#' && !str_starts(line, S("id\t")) && str_split_next(&cells, '\t', &row->id) &&
	       str_split_next(&cells, '\t', &row->preludes) && str_split_next(&cells, '\t', &row->input);
}

int main(int argc, char **argv)
{
	char *path = argc == 3 ? realpath(argv[1], NULL) : NULL;
	FILE *out = path ? fopen(argv[2], "ab") : NULL;
	StrSplit lines;
	Buf table = BUF_INIT;
	Str line;
	Row row;

	if (!out || ftruncate(fileno(out), 0) != 0) {
		fprintf(stderr, "usage: completion TABLE.tsv ANSWERS.tsv\n");
		return 2;
	}
	setenv("TZ", "UTC", 1);
	tsv_read_file(path, &table);
	lines = (StrSplit){ .rest = buf_str(&table) };
	while (str_split_next(&lines, '\n', &line))
		if (take_row(line, &row))
			run_row(&row, buf_str(&table), path, out);
	buf_release(&table);
	free(path);
	return fclose(out) == 0 ? 0 : 2;
}
