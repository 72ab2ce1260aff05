/* get-formatdata: would show views, which are part of the program. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { P_TYPE_NAME, P_POWER_SHELL_VERSION };

/* clang-format off */
static const ParamDef params[] = {
	[P_TYPE_NAME] = { .name = "TypeName", .type = "String[]", .in = { { .pos1 = 1 } },
		.help = "The type names." },
	[P_POWER_SHELL_VERSION] = { .name = "PowerShellVersion", .type = "Version",
		.help = "The version that is to read them." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s,
		"views are part of the program; give a type name properties to show with Update-TypeData -DefaultDisplayPropertySet.");
}

const CmdletDef cmd_get_formatdata = {
	.name = "Get-FormatData",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Gives views (refused here).",
};
