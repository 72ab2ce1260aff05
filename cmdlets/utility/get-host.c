/* get-host: the program the shell runs in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

static Flow end(Stage *s)
{
	return stage_write_take(s, interp_host_object(s->interp));
}

const CmdletDef cmd_get_host = {
	.name = "Get-Host",
	.module = "Microsoft.PowerShell.Utility",
	.end = end,
	.synopsis = "Gives the program the shell runs in.",
};
