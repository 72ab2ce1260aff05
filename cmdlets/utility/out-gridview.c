/* out-gridview: would show objects in a window, of which there are none here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { P_INPUT_OBJECT, P_TITLE, P_PASS_THRU, P_WAIT, P_OUTPUT_MODE };

/* clang-format off */
static const ParamDef params[] = {
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects." },
	[P_TITLE] = { .name = "Title", .type = "String",
		.help = "The title of the window." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter",
		.help = "Gives what was chosen." },
	[P_WAIT] = { .name = "Wait", .type = "SwitchParameter",
		.help = "Waits until the window is closed." },
	[P_OUTPUT_MODE] = { .name = "OutputMode", .type = "String",
		.help = "How many may be chosen." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s, "it has no windows; use Format-Table, or Export-Csv and a spreadsheet.");
}

const CmdletDef cmd_out_gridview = {
	.name = "Out-GridView",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "ogv:d", NULL },
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_DESKTOP,
	.end = end,
	.synopsis = "Shows objects in a window (refused here).",
};
