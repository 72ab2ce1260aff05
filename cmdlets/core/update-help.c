/* update-help: help comes with this shell: there is nothing to download. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"

enum {
	P_MODULE,
	P_SOURCE_PATH,
	P_LITERAL_PATH,
	P_RECURSE,
	P_UI_CULTURE,
	P_CREDENTIAL,
	P_DEFAULT_CREDENTIALS,
	P_FORCE,
	P_SCOPE
};
enum { SET_PATH = 1, SET_LITERAL = 2 };
static const char *const sets[] = { "Path", "LiteralPath", NULL };

static const ParamDef params[] = {
	[P_MODULE] = { .name = "Module",
		.aliases = (const char *const[]){ "Name", NULL },
		.type = "String[]",
		.in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE_PROP } },
		.help = "The modules whose help is wanted." },
	[P_SOURCE_PATH] = { .name = "SourcePath",
		.aliases = (const char *const[]){ "Path", NULL },
		.type = "String[]",
		.in = { { SET_PATH, 2, 0 } },
		.help = "Where help files are." },
	[P_LITERAL_PATH] = { .name = "LiteralPath",
		.aliases = (const char *const[]){ "PSPath", "LP", NULL },
		.type = "String[]",
		.in = { { SET_LITERAL, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Where help files are, taken as it is." },
	[P_RECURSE] = { .name = "Recurse", .type = "SwitchParameter", .help = "Looks in folders below, too." },
	[P_UI_CULTURE] = { .name = "UICulture", .type = "String[]", .in = { { .pos1 = 3 } }, .help = "The languages." },
	[P_CREDENTIAL] = { .name = "Credential",
		.type = "PSCredential",
		.flags = PARAM_CREDENTIAL,
		.help = "Who reads them." },
	[P_DEFAULT_CREDENTIALS] = { .name = "UseDefaultCredentials",
		.type = "SwitchParameter",
		.help = "Reads them as the present user." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "More than once a day." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .where = WHERE_CORE, .help = "For whom." },
};

static Flow end(Stage *s)
{
	return stage_verbose(s, "Help is part of this shell: there is nothing to update.");
}

const CmdletDef cmd_update_help = {
	.name = "Update-Help",
	.module = "Microsoft.PowerShell.Core",
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.end = end,
	.synopsis = "Does nothing: help is part of this shell.",
};
