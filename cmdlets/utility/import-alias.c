/* import-alias: aliases from a file that Export-Alias wrote. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "cmdlets/utility/alias.h"
#include "shell/base/utf8.h"

enum { SET_PATH = 1, SET_LITERAL = 2, FILE_MAX = 16 << 20, FIELDS = 4 };
enum { P_PATH, P_LITERAL_PATH, P_SCOPE, P_PASS_THRU, P_FORCE };

static const char *const sets[] = { "ByPath", "ByLiteralPath", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_PATH] = { .name = "Path", .type = "String",
		.in = { { SET_PATH, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .help = "The file." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The file, its name taken as it is, wildcards included." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = alias_scope_help },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the aliases." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Replaces aliases that are there." },
};
/* clang-format on */

static Flow read_file(Stage *s, Str *shown, Buf *out)
{
	Buf name = BUF_INIT;
	char *room;
	ssize_t n = 0;
	int file = -1;
	Flow flow = alias_file(s, stage_str(s, stage_bound(s, P_PATH) ? P_PATH : P_LITERAL_PATH), &name, shown);

	if (flow == FLOW_NEXT && name.n) {
		file = open(name.p, O_RDONLY | O_CLOEXEC);
		if (file < 0)
			flow = alias_file_failed(s, errno, *shown);
	}
	while (flow == FLOW_NEXT && file >= 0 && (room = buf_room(out, 4096)) != NULL) {
		n = read(file, room, 4096);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		buf_added(out, (size_t)n);
	}
	if (flow == FLOW_NEXT && (n < 0 || out->full))
		flow = alias_file_failed(s, n < 0 ? errno : EFBIG, *shown);
	if (file >= 0)
		close(file);
	buf_release(&name);
	return flow;
}

/* The fields of a line: in quotes, doubled ones inside, or plain; they lie in out one after the other. */
static size_t split(Str line, Buf *out, size_t ends[FIELDS])
{
	size_t n = 0;
	bool quoted = false;

	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		if (c == '"' && quoted && i + 1 < line.n && line.p[i + 1] == '"')
			buf_put_char(out, line.p[++i]);
		else if (c == '"')
			quoted = !quoted;
		else if (c == ',' && !quoted && n < FIELDS)
			ends[n++] = out->n;
		else
			buf_put_char(out, c);
	}
	if (n < FIELDS)
		ends[n] = out->n;
	return n + 1;
}

static unsigned read_options(Str text)
{
	static const struct {
		unsigned bit;
		Str name;
	} rows[] = { { VARIABLE_READ_ONLY, S_INIT("ReadOnly") }, { VARIABLE_CONSTANT, S_INIT("Constant") },
		{ VARIABLE_PRIVATE, S_INIT("Private") }, { VARIABLE_ALL_SCOPE, S_INIT("AllScope") } };
	unsigned options = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_ifind(text, rows[i].name, 0) != STR_NONE)
			options |= rows[i].bit;
	return options;
}

static Flow bad_line(Stage *s, Str shown, size_t number)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA, .id = "ImportAliasFileFormatError", .exception = EXC_FORMAT };

	return stage_throw(s, &spec,
		"Cannot import an alias because line number '%zu' in the file '%.*s' is not a correctly formatted, "
		"comma-separated values (CSV) line for aliases. Change the line to contain four values separated by commas. If the "
		"value text itself contains a comma, then the value must be contained in quotes. The first line of the file is the "
		"header, and it is not processed.",
		number, STR_ARG(shown));
}

static Flow import_line(Stage *s, Scope *scope, Str shown, Str line, size_t number)
{
	size_t ends[FIELDS] = { 0 };
	Buf fields = BUF_INIT;
	AliasChange change = { .force = stage_switch(s, P_FORCE), .must_be_new = true };
	Command *alias = NULL;
	Str all;
	Flow flow;

	if (split(line, &fields, ends) != FIELDS) {
		buf_release(&fields);
		return bad_line(s, shown, number);
	}
	all = buf_str(&fields);
	change.name = str_cut(all, 0, ends[0]);
	change.value = str_cut(all, ends[0], ends[1]);
	change.description = str_cut(all, ends[1], ends[2]);
	change.options = read_options(str_cut(all, ends[2], ends[3]));
	if (alias_should(s, S("Import Alias"), change.name, change.value, &flow))
		flow = alias_set(s, scope, &change, &alias);
	if (flow == FLOW_NEXT && alias && stage_switch(s, P_PASS_THRU))
		flow = alias_write(s, alias);
	buf_release(&fields);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	Buf text;
	StrSplit lines;
	Str line, shown = S("");
	size_t number = 0;
	Scope *scope;
	bool given;
	Flow flow;

	(void)input;
	FLOW_TRY(alias_scope(s, P_SCOPE, &scope, &given));
	buf_init(&text, FILE_MAX);
	flow = read_file(s, &shown, &text);
	lines = (StrSplit){ .rest = buf_str(&text) };
	if (str_starts(lines.rest, utf8_bom(ENC_UTF8_BOM)))
		lines.rest = str_cut(lines.rest, utf8_bom(ENC_UTF8_BOM).n, lines.rest.n);
	while (flow == FLOW_NEXT && str_split_next(&lines, '\n', &line)) {
		number++;
		line = str_trim(line);
		if (line.n && line.p[0] != '#')
			flow = import_line(s, scope, shown, line, number);
	}
	buf_release(&text);
	return flow;
}

const CmdletDef cmd_import_alias = {
	.name = "Import-Alias",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "ipal", NULL },
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.outputs = alias_outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Reads aliases from a file.",
};
