/* start-job: would run a script beside this one, which this shell cannot. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { SET_BLOCK = 1, SET_FILE = 2, SET_LITERAL = 4 };
enum {
	P_SCRIPT_BLOCK,
	P_FILE_PATH,
	P_LITERAL_PATH,
	P_INITIALIZATION_SCRIPT,
	P_NAME,
	P_ARGUMENT_LIST,
	P_INPUT_OBJECT,
	P_CREDENTIAL,
	P_WORKING_DIRECTORY
};

static const char *const sets[] = { "Block", "File", "Literal", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_SCRIPT_BLOCK] = { .name = "ScriptBlock", .type = "ScriptBlock", .in = { { SET_BLOCK, 1, PARAM_MANDATORY } },
		.aliases = (const char *const[]){ "Command", NULL },
		.help = "What would run." },
	[P_FILE_PATH] = { .name = "FilePath", .type = "String", .in = { { SET_FILE, 1, PARAM_MANDATORY } },
		.help = "The script that would run." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .type = "String", .in = { { SET_LITERAL, 0, PARAM_MANDATORY } },
		.help = "The same, its name taken as it is." },
	[P_INITIALIZATION_SCRIPT] = { .name = "InitializationScript", .type = "ScriptBlock", .in = { { .pos1 = 2 } },
		.help = "What would run before." },
	[P_NAME] = { .name = "Name", .type = "String",
		.help = "The name of the job." },
	[P_ARGUMENT_LIST] = { .name = "ArgumentList", .type = "Object[]",
		.aliases = (const char *const[]){ "Args", NULL },
		.help = "The arguments." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "What it would find in $input." },
	[P_CREDENTIAL] = { .name = "Credential", .type = "PSCredential",
		.help = "Who would run it." },
	[P_WORKING_DIRECTORY] = { .name = "WorkingDirectory", .type = "String",
		.where = WHERE_CORE,
		.help = "Where it would run." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s,
		"it does not run scripts in the background; start another exsh with Start-Process, or run the script block with &.");
}

const CmdletDef cmd_start_job = {
	.name = "Start-Job",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "sajb", NULL },
	.sets = sets,
	.default_set = SET_BLOCK,
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Runs a script in the background (refused here).",
};
