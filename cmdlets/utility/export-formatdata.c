/* export-formatdata: would write views to files, which this shell does not. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { P_INPUT_OBJECT, P_PATH, P_LITERAL_PATH, P_FORCE, P_NO_CLOBBER, P_INCLUDE_SCRIPT_BLOCK };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "Object[]", .in = { { .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "The views." },
	[P_PATH] = { .name = "Path", .type = "String",
		.help = "The file." },
	[P_LITERAL_PATH] = { .name = "LiteralPath", .type = "String",
		.help = "The file, its name taken as it is." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter",
		.help = "Overwrites a file that is read-only." },
	[P_NO_CLOBBER] = { .name = "NoClobber", .type = "SwitchParameter",
		.help = "Leaves a file alone that is there already." },
	[P_INCLUDE_SCRIPT_BLOCK] = { .name = "IncludeScriptBlock", .type = "SwitchParameter",
		.help = "Script blocks, too." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s,
		"views are part of the program; give a type name properties to show with Update-TypeData -DefaultDisplayPropertySet.");
}

const CmdletDef cmd_export_formatdata = {
	.name = "Export-FormatData",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Writes views to files (refused here).",
};
