/* disable-psbreakpoint: turns off breakpoints; there are none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/breakpoint.h"

const CmdletDef cmd_disable_psbreakpoint = {
	.name = "Disable-PSBreakpoint",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "dbp", NULL },
	.params = breakpoint_params,
	.nparams = COUNT(breakpoint_params),
	.end = breakpoint_change,
	.synopsis = "Turns off breakpoints; there are none.",
};
