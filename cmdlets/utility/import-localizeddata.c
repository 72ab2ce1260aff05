/* import-localizeddata: texts of a script in the user's language, from a data file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "cmdlets/utility/text_file.h"
#include "shell/engine/interp.h"
#include "shell/engine/provider.h"

enum { P_BINDING_VARIABLE, P_UI_CULTURE, P_BASE_DIRECTORY, P_FILE_NAME, P_SUPPORTED_COMMAND };

/* clang-format off */
static const ParamDef params[] = {
	[P_BINDING_VARIABLE] = { .name = "BindingVariable", .aliases = (const char *const[]){ "Variable", NULL }, .type = "String",
		.in = { { .pos1 = 1 } }, .flags = PARAM_NOT_EMPTY, .help = "The variable that gets the data; without it they are the output." },
	[P_UI_CULTURE] = { .name = "UICulture", .type = "String", .in = { { .pos1 = 2 } }, .help = "The culture, such as en-US." },
	[P_BASE_DIRECTORY] = { .name = "BaseDirectory", .type = "String",
		.help = "The folder with the folders of the cultures; by default, that of the script." },
	[P_FILE_NAME] = { .name = "FileName", .type = "String", .help = "The data file; by default, named as the script." },
	[P_SUPPORTED_COMMAND] = { .name = "SupportedCommand", .type = "String[]",
		.help = "Commands that the data file may use, besides ConvertFrom-StringData." },
};
/* clang-format on */

/* The script file that runs, or nothing. */
static Str script_path(Stage *s)
{
	for (const Frame *frame = s->interp->frame; frame; frame = frame->up)
		if (frame->script && frame->script->path.n)
			return frame->script->path;
	return S("");
}

static Str folder_of(Str path)
{
	size_t slash = str_rfind(path, S("/"), path.n), back = str_rfind(path, S("\\"), path.n);
	size_t end = slash == STR_NONE ? back : back == STR_NONE ? slash : slash > back ? slash : back;

	return end == STR_NONE ? S(".") : str_cut(path, 0, end);
}

static Str leaf_of(Str path)
{
	Str folder = folder_of(path);

	return str_eq(folder, S(".")) ? path : str_cut(path, folder.n + 1, path.n);
}

static Flow no_file_name(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperation", .exception = EXC_PS_INVALID_OPERATION
	};

	return stage_throw(s, &spec,
		"The FileName parameter was not specified. The FileName parameter is required when Import-LocalizedData is not "
		"called from a script file.");
}

static Flow not_found(Stage *s, Str name, Str folder)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "ImportLocalizedData",
		.exception = EXC_PS_INVALID_OPERATION,
		.target = value_string(folder) };
	const char *product = stage_edition(s)->where & WHERE_DESKTOP ? "Windows PowerShell" : "PowerShell";
	Flow flow = stage_error(s, &spec,
		"Cannot find the %s data file '%.*s' in directory '%.*s', or in any parent culture directories.",
		product, STR_ARG(name), STR_ARG(folder));

	value_drop(spec.target);
	return flow;
}

static bool exists(Stage *s, Str path)
{
	Buf real = BUF_INIT;
	bool there;

	provider_real_path(s->interp, path, &real);
	there = access(buf_str(&real).p, R_OK) == 0;
	buf_release(&real);
	return there;
}

/* The file in the folder of the culture, of its parents, or beside them. */
static Str find_file(Stage *s, Str folder, Str name)
{
	Str culture = stage_bound(s, P_UI_CULTURE) ? stage_str(s, P_UI_CULTURE) : S("en-US");

	while (culture.n) {
		Str path = arena_printf(s->scratch, "%.*s/%.*s/%.*s", STR_ARG(folder), STR_ARG(culture), STR_ARG(name));
		size_t dash = str_rfind(culture, S("-"), culture.n);

		if (exists(s, path))
			return path;
		culture = str_cut(culture, 0, dash == STR_NONE ? 0 : dash);
	}
	culture = arena_printf(s->scratch, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
	return exists(s, culture) ? culture : S("");
}

/* The file is the inside of a data section: no more of the language than that. */
static Flow evaluate(Stage *s, Str path, Value *out)
{
	Buf text = BUF_INIT, section = BUF_INIT;
	Value block = VALUE_EMPTY;
	size_t n;
	const Str *commands = stage_strings(s, P_SUPPORTED_COMMAND, &n);
	Flow flow = text_file_read(s, path, true, stage_edition(s)->script_encoding, &text);

	buf_put(&section, S("data"));
	for (size_t i = 0; i < n; i++)
		buf_printf(&section, "%s%.*s", i ? ", " : " -SupportedCommand ", STR_ARG(commands[i]));
	buf_put(&section, S(" { "));
	buf_put(&section, buf_str(&text));
	buf_put(&section, S("\n}"));
	if (flow == FLOW_NEXT)
		flow = function_parse(s->interp, path, buf_str(&section), 0, &block);
	if (flow == FLOW_NEXT)
		flow = stage_invoke_collect(s, block, VALUE_EMPTY, out);
	value_drop(block);
	buf_release(&text);
	buf_release(&section);
	return flow;
}

static Str file_name(Stage *s, Str script)
{
	Str name = stage_bound(s, P_FILE_NAME) ? stage_str(s, P_FILE_NAME) : leaf_of(script);

	if (str_iends(name, S(".psd1")))
		return name;
	if (str_iends(name, S(".ps1")))
		name = str_cut(name, 0, name.n - 4);
	else if (str_iends(name, S(".psm1")))
		name = str_cut(name, 0, name.n - 5);
	return arena_printf(s->scratch, "%.*s.psd1", STR_ARG(name));
}

static Flow end(Stage *s)
{
	Str script = script_path(s), folder, name, path;
	Value data = VALUE_EMPTY;
	Flow flow;

	if (!stage_bound(s, P_FILE_NAME) && !script.n)
		return no_file_name(s);
	folder = stage_bound(s, P_BASE_DIRECTORY) ? stage_str(s, P_BASE_DIRECTORY) : folder_of(script);
	name = file_name(s, script);
	path = find_file(s, folder, name);
	if (!path.n)
		return not_found(s, name, folder);
	FLOW_TRY(evaluate(s, path, &data));
	if (!stage_bound(s, P_BINDING_VARIABLE))
		return stage_write_take(s, data);
	flow = stage_variable_set(s, stage_str(s, P_BINDING_VARIABLE), data);
	value_drop(data);
	return flow;
}

const CmdletDef cmd_import_localizeddata = {
	.name = "Import-LocalizedData",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Reads the texts of a script in a language.",
};
