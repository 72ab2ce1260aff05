/* get-psbreakpoint: the breakpoints that are set: none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/breakpoint.h"

enum { P_ID, P_SCRIPT, P_VARIABLE, P_COMMAND };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "Int32[]", .in = { { .pos1 = 1 } },
		.help = "The numbers of breakpoints." },
	[P_SCRIPT] = { .name = "Script", .type = "String[]",
		.help = "The scripts." },
	[P_VARIABLE] = { .name = "Variable", .type = "String[]",
		.help = "The variables." },
	[P_COMMAND] = { .name = "Command", .type = "String[]",
		.help = "The commands." },
};
/* clang-format on */

const CmdletDef cmd_get_psbreakpoint = {
	.name = "Get-PSBreakpoint",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "gbp", NULL },
	.params = params,
	.nparams = COUNT(params),
	.end = breakpoint_end,
	.synopsis = "Gives the breakpoints that are set: none.",
};
