/* get-clipboard: would read a clipboard, of which there is none here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { P_RAW };

/* clang-format off */
static const ParamDef params[] = {
	[P_RAW] = { .name = "Raw", .type = "SwitchParameter",
		.help = "Gives the text as one." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s, "it has no clipboard; read from a file with Get-Content.");
}

const CmdletDef cmd_get_clipboard = {
	.name = "Get-Clipboard",
	.module = "Microsoft.PowerShell.Management",
	.aliases = (const char *const[]){ "gcb", NULL },
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Reads the clipboard (refused here).",
};
