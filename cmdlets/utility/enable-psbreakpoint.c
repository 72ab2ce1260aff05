/* enable-psbreakpoint: turns on breakpoints; there are none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/breakpoint.h"

const CmdletDef cmd_enable_psbreakpoint = {
	.name = "Enable-PSBreakpoint",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "ebp", NULL },
	.params = breakpoint_params,
	.nparams = COUNT(breakpoint_params),
	.end = breakpoint_change,
	.synopsis = "Turns on breakpoints; there are none.",
};
