/* write-verbose: a verbose message. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/message.h"

static Flow process(Stage *s, UNUSED Value input)
{
	return message_write(s, STREAM_VERBOSE);
}

const CmdletDef cmd_write_verbose = {
	.name = "Write-Verbose",
	.module = "Microsoft.PowerShell.Utility",
	.params = message_params,
	.nparams = COUNT(message_params),
	.process = process,
	.synopsis = "Writes a verbose message.",
};
