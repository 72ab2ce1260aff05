/* set-psbreakpoint: would stop scripts in a debugger, which there is not. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { SET_LINE = 1, SET_COMMAND = 2, SET_VARIABLE = 4 };
enum { P_SCRIPT, P_LINE, P_COLUMN, P_COMMAND, P_VARIABLE, P_MODE, P_ACTION };

static const char *const sets[] = { "Line", "Command", "Variable", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_SCRIPT] = { .name = "Script", .type = "String[]", .in = { { .sets = SET_LINE, .pos1 = 1, .flags = PARAM_MANDATORY }, { .sets = SET_COMMAND | SET_VARIABLE, .pos1 = 1 } },
		.help = "The scripts." },
	[P_LINE] = { .name = "Line", .type = "Int32[]", .in = { { SET_LINE, 2, PARAM_MANDATORY } },
		.help = "The lines." },
	[P_COLUMN] = { .name = "Column", .type = "Int32", .in = { { SET_LINE, 3, 0 } },
		.help = "The column." },
	[P_COMMAND] = { .name = "Command", .type = "String[]", .in = { { SET_COMMAND, 0, PARAM_MANDATORY } },
		.aliases = (const char *const[]){ "C", NULL },
		.help = "The commands." },
	[P_VARIABLE] = { .name = "Variable", .type = "String[]", .in = { { SET_VARIABLE, 0, PARAM_MANDATORY } },
		.aliases = (const char *const[]){ "V", NULL },
		.help = "The variables." },
	[P_MODE] = { .name = "Mode", .type = "String", .in = { { .sets = SET_VARIABLE } },
		.help = "Read, Write or ReadWrite." },
	[P_ACTION] = { .name = "Action", .type = "ScriptBlock",
		.help = "What runs there." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s, "it has no debugger; use Write-Debug or Write-Verbose.");
}

const CmdletDef cmd_set_psbreakpoint = {
	.name = "Set-PSBreakpoint",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "sbp", NULL },
	.sets = sets,
	.default_set = SET_LINE,
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Sets a breakpoint (refused here).",
};
