/* new-modulemanifest: writes a .psd1 file that says what a module is made of. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/engine/provider.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

enum {
	P_PATH,
	P_NESTED_MODULES,
	P_GUID,
	P_AUTHOR,
	P_COMPANY,
	P_COPYRIGHT,
	P_ROOT,
	P_VERSION,
	P_DESCRIPTION,
	P_SHELL_VERSION,
	P_HOST_NAME,
	P_REQUIRED,
	P_TYPES,
	P_FORMATS,
	P_SCRIPTS,
	P_ASSEMBLIES,
	P_FILES,
	P_MODULES,
	P_FUNCTIONS,
	P_ALIASES,
	P_VARIABLES,
	P_CMDLETS,
	P_EDITIONS,
	P_PRIVATE_DATA,
	P_TAGS,
	P_PROJECT_URI,
	P_LICENSE_URI,
	P_ICON_URI,
	P_NOTES,
	P_PRERELEASE,
	P_HELP_URI,
	P_PREFIX,
	P_PASS_THRU,
};
static const char *const editions[] = { "Desktop", "Core", NULL };

/* clang-format off */
#define TEXT(n, text) { .name = (n), .type = "String", .flags = PARAM_ALLOW_EMPTY, .help = (text) }
#define TEXTS(n, text) { .name = (n), .type = "String[]", .flags = PARAM_ALLOW_EMPTY_COLLECTION, .help = (text) }
static const ParamDef params[] = {
	[P_PATH] = { .name = "Path", .type = "String", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY } },
		.help = "The file, whose name ends in .psd1." },
	[P_NESTED_MODULES] = { .name = "NestedModules", .type = "Object[]", .flags = PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "Modules that are loaded as parts of it." },
	[P_GUID] = { .name = "Guid", .type = "Guid", .help = "What tells it from others of the same name; a new one else." },
	[P_AUTHOR] = TEXT("Author", "Who wrote it; who runs the shell else."),
	[P_COMPANY] = TEXT("CompanyName", "For whom."),
	[P_COPYRIGHT] = TEXT("Copyright", "Whose it is."),
	[P_ROOT] = { .name = "RootModule", .aliases = (const char *const[]){ "ModuleToProcess", NULL }, .type = "String",
		.flags = PARAM_ALLOW_EMPTY, .help = "The script file that is the module." },
	[P_VERSION] = { .name = "ModuleVersion", .type = "Version", .flags = PARAM_NOT_NULL, .help = "Its version; 0.0.1 else." },
	[P_DESCRIPTION] = TEXT("Description", "What it is for."),
	[P_SHELL_VERSION] = { .name = "PowerShellVersion", .type = "Version", .help = "The least version of PowerShell." },
	[P_HOST_NAME] = { .name = "PowerShellHostName", .type = "String", .help = "The program it needs." },
	[P_REQUIRED] = { .name = "RequiredModules", .type = "Object[]", .help = "Modules that are imported before it." },
	[P_TYPES] = TEXTS("TypesToProcess", "Type files."),
	[P_FORMATS] = TEXTS("FormatsToProcess", "Format files."),
	[P_SCRIPTS] = TEXTS("ScriptsToProcess", "Scripts that run in the session before."),
	[P_ASSEMBLIES] = TEXTS("RequiredAssemblies", "Assemblies it needs."),
	[P_FILES] = TEXTS("FileList", "All its files."),
	[P_MODULES] = { .name = "ModuleList", .type = "Object[]", .flags = PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "All modules that come with it." },
	[P_FUNCTIONS] = TEXTS("FunctionsToExport", "Functions it exports; wildcards are allowed."),
	[P_ALIASES] = TEXTS("AliasesToExport", "Aliases it exports; wildcards are allowed."),
	[P_VARIABLES] = TEXTS("VariablesToExport", "Variables it exports; wildcards are allowed."),
	[P_CMDLETS] = TEXTS("CmdletsToExport", "Cmdlets it exports; wildcards are allowed."),
	[P_EDITIONS] = { .name = "CompatiblePSEditions", .type = "String[]", .flags = PARAM_ALLOW_EMPTY_COLLECTION,
		.check = { .kind = CHECK_SET, .set = editions }, .help = "The editions it is for." },
	[P_PRIVATE_DATA] = { .name = "PrivateData", .type = "Object", .flags = PARAM_ALLOW_NULL | PARAM_NOT_DONE,
		.help = "What the module itself reads." },
	[P_TAGS] = TEXTS("Tags", "Words to find it by."),
	[P_PROJECT_URI] = { .name = "ProjectUri", .type = "Uri", .help = "Where it is made." },
	[P_LICENSE_URI] = { .name = "LicenseUri", .type = "Uri", .help = "Its license." },
	[P_ICON_URI] = { .name = "IconUri", .type = "Uri", .help = "Its picture." },
	[P_NOTES] = TEXT("ReleaseNotes", "What is new."),
	[P_PRERELEASE] = TEXT("Prerelease", "What stands behind the version: beta1."),
	[P_HELP_URI] = { .name = "HelpInfoUri", .type = "String", .help = "Where its help is." },
	[P_PREFIX] = { .name = "DefaultCommandPrefix", .type = "String", .help = "Stands before the nouns of its commands." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the text, too." },
};
/* In the order of the file; empty: what stands there when nothing is said, NULL a comment. */
static const struct {
	int param;
	const char *name, *otherwise, *comment;
} rows[] = {
	{ P_ROOT, "RootModule", NULL, "The script file that is the module." },
	{ P_VERSION, "ModuleVersion", "'0.0.1'", "Its version." },
	{ P_EDITIONS, "CompatiblePSEditions", NULL, "The editions it is for." },
	{ P_GUID, "GUID", "", "What tells it from other modules." },
	{ P_AUTHOR, "Author", "", "Who wrote it." },
	{ P_COMPANY, "CompanyName", "'Unknown'", "For whom." },
	{ P_COPYRIGHT, "Copyright", "", "Whose it is." },
	{ P_DESCRIPTION, "Description", NULL, "What it is for." },
	{ P_SHELL_VERSION, "PowerShellVersion", NULL, "The least version of PowerShell." },
	{ P_HOST_NAME, "PowerShellHostName", NULL, "The program it needs." },
	{ P_REQUIRED, "RequiredModules", NULL, "Modules that are imported before it." },
	{ P_ASSEMBLIES, "RequiredAssemblies", NULL, "Assemblies it needs." },
	{ P_SCRIPTS, "ScriptsToProcess", NULL, "Scripts that run in the session before." },
	{ P_TYPES, "TypesToProcess", NULL, "Type files." },
	{ P_FORMATS, "FormatsToProcess", NULL, "Format files." },
	{ P_NESTED_MODULES, "NestedModules", NULL, "Modules that are parts of it." },
	{ P_FUNCTIONS, "FunctionsToExport", "@()", "Functions it exports." },
	{ P_CMDLETS, "CmdletsToExport", "@()", "Cmdlets it exports." },
	{ P_VARIABLES, "VariablesToExport", "'*'", "Variables it exports." },
	{ P_ALIASES, "AliasesToExport", "@()", "Aliases it exports." },
	{ P_MODULES, "ModuleList", NULL, "All modules that come with it." },
	{ P_FILES, "FileList", NULL, "All its files." },
	{ P_HELP_URI, "HelpInfoURI", NULL, "Where its help is." },
	{ P_PREFIX, "DefaultCommandPrefix", NULL, "Stands before the nouns of its commands." },
}, data_rows[] = {
	{ P_TAGS, "Tags", NULL, "Words to find it by." },
	{ P_LICENSE_URI, "LicenseUri", NULL, "Its license." },
	{ P_PROJECT_URI, "ProjectUri", NULL, "Where it is made." },
	{ P_ICON_URI, "IconUri", NULL, "Its picture." },
	{ P_NOTES, "ReleaseNotes", NULL, "What is new." },
	{ P_PRERELEASE, "Prerelease", NULL, "What stands behind the version." },
};
/* clang-format on */

/* ---- literals ---- */

static void put_quoted(Str text, Buf *out)
{
	buf_put_char(out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		buf_put_char(out, text.p[i]);
		if (text.p[i] == '\'')
			buf_put_char(out, '\'');
	}
	buf_put_char(out, '\'');
}

static Flow put_text(Interp *in, Value v, Buf *out)
{
	Buf text = BUF_INIT;
	Flow flow = convert_put_text(in, v, &text);

	put_quoted(buf_str(&text), out);
	buf_release(&text);
	return flow;
}

static Flow put_hash(Interp *in, const Hash *hash, Buf *out)
{
	struct HashEntry *entry;
	size_t at = 0;

	buf_put(out, S("@{"));
	while ((entry = hash_next(hash, &at))) {
		FLOW_TRY(convert_put_text(in, entry->key, out));
		buf_put(out, S(" = "));
		FLOW_TRY(put_text(in, entry->value, out));
		buf_put(out, S("; "));
	}
	buf_put_char(out, '}');
	return FLOW_NEXT;
}

static Flow put_literal(Interp *in, Value v, Buf *out)
{
	Value plain = value_unwrap_peek(v);

	if (plain.kind == V_HASH)
		return put_hash(in, plain.hash, out);
	if (plain.kind != V_ARRAY)
		return put_text(in, plain, out);
	if (!plain.array->n)
		buf_put(out, S("@()"));
	for (size_t i = 0; i < plain.array->n; i++) {
		Value item = value_unwrap_peek(array_peek(plain.array, i));

		buf_put(out, i ? S(", ") : S(""));
		FLOW_TRY(item.kind == V_HASH ? put_hash(in, item.hash, out) : put_text(in, item, out));
	}
	return FLOW_NEXT;
}

/* ---- what is not given ---- */

static Str author_of(Stage *s)
{
	return stage_bound(s, P_AUTHOR) && stage_str(s, P_AUTHOR).n ? stage_str(s, P_AUTHOR) : stage_env(s)->user;
}

static void put_otherwise(Stage *s, int param, Buf *out)
{
	uint8_t bytes[16];

	if (param == P_AUTHOR) {
		put_quoted(author_of(s), out);
	} else if (param == P_COPYRIGHT) {
		put_quoted(arena_printf(s->scratch, "(c) %.*s. All rights reserved.", STR_ARG(author_of(s))), out);
	} else {
		stage_env(s)->random(stage_env(s)->self, bytes, sizeof(bytes));
		buf_put_char(out, '\'');
		for (size_t i = 0; i < sizeof(bytes); i++)
			buf_printf(out, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", bytes[i]);
		buf_put_char(out, '\'');
	}
}

static Flow put_row(Stage *s, int param, const char *name, const char *otherwise, Buf *out)
{
	if (stage_bound(s, param)) {
		buf_printf(out, "%s = ", name);
		FLOW_TRY(put_literal(s->interp, s->args[param], out));
	} else if (!otherwise) {
		buf_printf(out, "# %s = ''", name);
	} else {
		buf_printf(out, "%s = %s", name, otherwise);
		if (!otherwise[0])
			put_otherwise(s, param, out);
	}
	return FLOW_NEXT;
}

static Flow put_manifest(Stage *s, Str newline, Buf *out)
{
	Buf text = BUF_INIT;
	StrSplit lines;
	Str line;
	Flow flow = FLOW_NEXT;

	buf_put(&text, S("@{\n"));
	for (size_t i = 0; i < COUNT(rows) && flow == FLOW_NEXT; i++) {
		buf_printf(&text, "\n# %s\n", rows[i].comment);
		flow = put_row(s, rows[i].param, rows[i].name, rows[i].otherwise, &text);
		buf_put_char(&text, '\n');
	}
	buf_put(&text, S("\nPrivateData = @{\n\n    PSData = @{\n"));
	for (size_t i = 0; i < COUNT(data_rows) && flow == FLOW_NEXT; i++) {
		buf_printf(&text, "\n        # %s\n        ", data_rows[i].comment);
		flow = put_row(s, data_rows[i].param, data_rows[i].name, data_rows[i].otherwise, &text);
		buf_put_char(&text, '\n');
	}
	buf_put(&text, S("\n    }\n\n}\n\n}\n"));
	lines = (StrSplit){ .rest = str_cut(buf_str(&text), 0, text.n - 1) };
	while (str_split_next(&lines, '\n', &line)) {
		buf_put(out, line);
		buf_put(out, newline);
	}
	buf_release(&text);
	return flow;
}

/* ---- the file ---- */

static Flow bad_path(Stage *s, Str path)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "Modules_InvalidModuleManifestPath",
		.exception = EXC_INVALID_OPERATION,
		.target = value_string(path) };
	Flow flow = stage_throw(s, &spec,
		"The module manifest path '%.*s' is not valid. The value of the Path argument must resolve to a single file that "
		"has a '.psd1' extension. Change the value of the Path argument to point to a valid psd1 file, and then try "
		"again.",
		STR_ARG(path));

	value_drop(spec.target);
	return flow;
}

static bool write_file(const char *path, Str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool ok = fd >= 0 && io_write_all(fd, text);

	if (fd >= 0)
		ok = close(fd) == 0 && ok;
	return ok;
}

static Flow cannot_write(Stage *s, Str path)
{
	ErrorSpec spec = { .category = CAT_WRITE_ERROR,
		.id = "Modules_ManifestFileNotWritten",
		.exception = EXC_IO,
		.target = value_string(path) };
	Flow flow = stage_throw(s, &spec, "The module manifest '%.*s' could not be written.", STR_ARG(path));

	value_drop(spec.target);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	Str path = stage_str(s, P_PATH);
	Buf real = BUF_INIT, text = BUF_INIT;
	Flow flow;

	(void)input;
	if (!str_iends(path, S(".psd1")))
		return bad_path(s, path);
	if (!stage_should(s, path, S("Creating the module manifest file."), &flow))
		return flow;
	provider_real_path(s->interp, path, &real);
	flow = put_manifest(s, str_from(stage_edition(s)->newline), &text);
	if (flow == FLOW_NEXT && !write_file(real.p, buf_str(&text)))
		flow = cannot_write(s, path);
	if (flow == FLOW_NEXT && stage_switch(s, P_PASS_THRU))
		flow = stage_write_text(s, buf_str(&text));
	buf_release(&real);
	buf_release(&text);
	return flow;
}

const CmdletDef cmd_new_modulemanifest = {
	.name = "New-ModuleManifest",
	.module = "Microsoft.PowerShell.Core",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.confirm = CONFIRM_LOW,
	.process = process,
	.synopsis = "Writes a file that says what a module is made of.",
};
