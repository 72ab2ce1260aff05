/* remove-psbreakpoint: removes breakpoints; there are none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/breakpoint.h"

const CmdletDef cmd_remove_psbreakpoint = {
	.name = "Remove-PSBreakpoint",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "rbp", NULL },
	.params = breakpoint_params,
	.nparams = COUNT(breakpoint_params),
	.end = breakpoint_change,
	.synopsis = "Removes breakpoints; there are none.",
};
