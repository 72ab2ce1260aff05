/* remove-psbreakpoint: removes breakpoints; there are none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"

enum { P_ID, P_BREAKPOINT };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "Int32[]", .in = { { .pos1 = 1 } },
		.help = "The numbers of breakpoints." },
	[P_BREAKPOINT] = { .name = "Breakpoint", .type = "Object[]", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The breakpoints." },
};
/* clang-format on */

/* There are none: they cannot be set. */
static Flow end(Stage *s)
{
	(void)s;
	return FLOW_NEXT;
}

const CmdletDef cmd_remove_psbreakpoint = {
	.name = "Remove-PSBreakpoint",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "rbp", NULL },
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Removes breakpoints; there are none.",
};
