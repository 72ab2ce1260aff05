/* write-debug: a debug message. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/message.h"

static Flow process(Stage *s, UNUSED Value input)
{
	return message_write(s, STREAM_DEBUG);
}

const CmdletDef cmd_write_debug = {
	.name = "Write-Debug",
	.module = "Microsoft.PowerShell.Utility",
	.params = message_params,
	.nparams = COUNT(message_params),
	.process = process,
	.synopsis = "Writes a debug message.",
};
