/* update-formatdata: would read views from files, which this shell does not. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { P_APPEND_PATH, P_PREPEND_PATH };

/* clang-format off */
static const ParamDef params[] = {
	[P_APPEND_PATH] = { .name = "AppendPath", .type = "String[]", .in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE } },
		.aliases = (const char *const[]){ "PSPath", "Path", NULL },
		.help = "Files of views (.ps1xml)." },
	[P_PREPEND_PATH] = { .name = "PrependPath", .type = "String[]",
		.help = "Files of views (.ps1xml)." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s,
		"views are part of the program; give a type name properties to show with Update-TypeData -DefaultDisplayPropertySet.");
}

const CmdletDef cmd_update_formatdata = {
	.name = "Update-FormatData",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Reads views from files (refused here).",
};
