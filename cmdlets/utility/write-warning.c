/* write-warning: a warning. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/message.h"

static Flow process(Stage *s, UNUSED Value input)
{
	return message_write(s, STREAM_WARNING);
}

const CmdletDef cmd_write_warning = {
	.name = "Write-Warning",
	.module = "Microsoft.PowerShell.Utility",
	.params = message_params,
	.nparams = COUNT(message_params),
	.process = process,
	.synopsis = "Writes a warning.",
};
