/* get-uiculture: the language of the shell's messages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"
#include "shell/types/culture_info.h"

static Flow end(Stage *s)
{
	return stage_write_take(s, types_culture_value(types_culture(s->interp, VALUE_NULL)));
}

const CmdletDef cmd_get_uiculture = {
	.name = "Get-UICulture",
	.module = "Microsoft.PowerShell.Utility",
	.outputs = (const char *const[]){ "System.Globalization.CultureInfo", NULL },
	.end = end,
	.synopsis = "Gives the culture of the shell's messages.",
};
