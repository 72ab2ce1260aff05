/* out-printer: would print, which this shell leaves to lp. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { P_NAME, P_INPUT_OBJECT };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String", .in = { { .pos1 = 1 } },
		.aliases = (const char *const[]){ "PrinterName", NULL },
		.help = "The printer." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s, "it does not print; pipe to the program lp instead: ... | Out-String | & lp");
}

const CmdletDef cmd_out_printer = {
	.name = "Out-Printer",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "lp:d", NULL },
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_DESKTOP,
	.end = end,
	.synopsis = "Prints objects (refused here).",
};
