/* export-alias: aliases in a file, for Import-Alias or as a script. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmdlets/utility/alias.h"
#include "shell/base/io.h"
#include "shell/base/moment.h"

enum { SET_PATH = 1, SET_LITERAL = 2 };
enum { P_PATH, P_LITERAL_PATH, P_NAME, P_PASS_THRU, P_AS, P_APPEND, P_FORCE, P_NO_CLOBBER, P_DESCRIPTION, P_SCOPE };

static const char *const sets[] = { "ByPath", "ByLiteralPath", NULL };
static const char *const formats[] = { "Csv", "Script", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_PATH] = { .name = "Path", .type = "String", .in = { { SET_PATH, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The file." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .aliases = (const char *const[]){ "PSPath", "LP", NULL }, .type = "String",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The file, its name taken as it is, wildcards included." },
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { .pos1 = 2, .flags = PARAM_FROM_PIPE_PROP } },
		.help = "The aliases; wildcards are allowed.", .default_text = "*" },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the aliases." },
	[P_AS] = { .name = "As", .type = "String", .check = { .kind = CHECK_SET, .set = formats },
		.help = "Csv for Import-Alias, or Script.", .default_text = "Csv" },
	[P_APPEND] = { .name = "Append", .type = "SwitchParameter", .help = "Adds to the end of the file." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Overwrites a file that is read-only." },
	[P_NO_CLOBBER] = { .name = "NoClobber", .aliases = (const char *const[]){ "NoOverwrite", NULL },
		.type = "SwitchParameter", .help = "Leaves a file alone that is there already." },
	[P_DESCRIPTION] = { .name = "Description", .type = "String", .flags = PARAM_NOT_EMPTY,
		.help = "A remark at the start of the file." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = alias_scope_help },
};
/* clang-format on */

static void put_header(Stage *s, Buf *out)
{
	const Env *env = stage_env(s);
	const char *newline = stage_edition(s)->newline;
	int64_t now = moment_to_local(env, env->now(env->self));

	buf_printf(out, "# Alias File%s# Exported by : %.*s%s# Date/Time : ", newline, STR_ARG(env->user), newline);
	(void)moment_format(out, S("F"), now, MOMENT_LOCAL, stage_edition(s)->dates, env);
	buf_printf(out, "%s# Computer : %.*s%s", newline, STR_ARG(env->machine), newline);
	if (stage_bound(s, P_DESCRIPTION))
		buf_printf(out, "# %.*s%s", STR_ARG(stage_str(s, P_DESCRIPTION)), newline);
}

/* In quotes, those inside doubled (CSV) or with a backtick (script). */
static void put_quoted(Str text, bool script, Buf *out)
{
	buf_put_char(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"' || (script && (text.p[i] == '$' || text.p[i] == '`')))
			buf_put_char(out, script ? '`' : '"');
		buf_put_char(out, text.p[i]);
	}
	buf_put_char(out, '"');
}

static void put_alias(Stage *s, const Command *alias, bool script, Buf *out)
{
	static const char *const labels[] = { "set-alias -Name:", " -Value:", " -Description:", " -Option:" };
	Buf options = BUF_INIT;

	alias_put_options(alias->options, &options);
	for (size_t i = 0; i < COUNT(labels); i++) {
		Str text = i == 0               ? string_str(alias->name)
			   : i == 1             ? string_str(alias->definition)
			   : i == 3             ? buf_str(&options)
			   : alias->description ? string_str(alias->description)
						: S("");

		buf_put(out, script ? str_from(labels[i]) : i ? S(",") : S(""));
		put_quoted(text, script, out);
	}
	buf_put(out, str_from(stage_edition(s)->newline));
	buf_release(&options);
}

/* ---- the file ---- */

static Flow exists_already(Stage *s, Str shown)
{
	Value target = value_string(shown);
	ErrorSpec spec = { .category = CAT_RESOURCE_EXISTS, .id = "NoClobber", .exception = EXC_IO, .target = target };
	Flow flow = stage_throw(s, &spec, "The file '%.*s' already exists.", STR_ARG(shown));

	value_drop(target);
	return flow;
}

static Flow write_file(Stage *s, Str bytes)
{
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (stage_switch(s, P_APPEND) ? O_APPEND : O_TRUNC), file;
	Buf name = BUF_INIT;
	Str shown = S("");
	Flow flow = alias_file(s, stage_str(s, stage_bound(s, P_PATH) ? P_PATH : P_LITERAL_PATH), &name, &shown);

	if (flow != FLOW_NEXT || !name.n)
		goto out;
	if (stage_switch(s, P_NO_CLOBBER) && !stage_switch(s, P_APPEND))
		flags = (flags & ~O_TRUNC) | O_EXCL;
	if (stage_switch(s, P_FORCE) && access(name.p, W_OK) != 0 && access(name.p, F_OK) == 0)
		(void)unlink(name.p);
	file = open(name.p, flags, 0666);
	if (file < 0) {
		flow = errno == EEXIST ? exists_already(s, shown) : alias_file_failed(s, errno, shown);
		goto out;
	}
	if (!io_write_all(file, bytes))
		flow = alias_file_failed(s, errno, shown);
	close(file);
out:
	buf_release(&name);
	return flow;
}

static Flow list_aliases(Stage *s, AliasList *list)
{
	Scope *scope;
	bool given;
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	FLOW_TRY(alias_scope(s, P_SCOPE, &scope, &given));
	if (!n)
		alias_list(s, given ? scope : NULL, NULL, NULL, list);
	for (size_t i = 0; i < n; i++)
		alias_list(s, given ? scope : NULL, &names[i], NULL, list);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	bool script = str_ieq(stage_str(s, P_AS), S("Script"));
	AliasList list = { 0 };
	Buf text = BUF_INIT;
	Flow flow = list_aliases(s, &list);

	(void)input;
	if (flow == FLOW_NEXT && !stage_switch(s, P_APPEND))
		put_header(s, &text);
	for (size_t i = 0; i < list.n; i++)
		put_alias(s, list.p[i], script, &text);
	if (flow == FLOW_NEXT && stage_should(s, stage_str(s, stage_bound(s, P_PATH) ? P_PATH : P_LITERAL_PATH),
					 S("Export Aliases"), &flow))
		flow = write_file(s, buf_str(&text));
	for (size_t i = 0; i < list.n && flow == FLOW_NEXT && stage_switch(s, P_PASS_THRU); i++)
		flow = alias_write(s, list.p[i]);
	buf_release(&text);
	VEC_RELEASE(&list);
	return flow;
}

const CmdletDef cmd_export_alias = {
	.name = "Export-Alias",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "epal", NULL },
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.outputs = alias_outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Writes aliases to a file.",
};
