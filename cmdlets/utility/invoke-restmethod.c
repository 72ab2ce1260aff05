/* invoke-restmethod: would ask a web server, which this shell leaves to curl. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/web_request.h"

const CmdletDef cmd_invoke_restmethod = {
	.name = "Invoke-RestMethod",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "irm", NULL },
	.params = web_request_params,
	.nparams = COUNT(web_request_params),
	.end = web_request_end,
	.synopsis = "Asks a web server (refused here).",
};
