/* set-clipboard: would fill a clipboard, of which there is none here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { P_VALUE, P_APPEND, P_PASS_THRU };

/* clang-format off */
static const ParamDef params[] = {
	[P_VALUE] = { .name = "Value", .type = "String[]", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "The text." },
	[P_APPEND] = { .name = "Append", .type = "SwitchParameter",
		.help = "Adds to what is there." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter",
		.help = "Gives the text, too." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s, "it has no clipboard; write to a file with Set-Content.");
}

const CmdletDef cmd_set_clipboard = {
	.name = "Set-Clipboard",
	.module = "Microsoft.PowerShell.Management",
	.aliases = (const char *const[]){ "scb", NULL },
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Fills the clipboard (refused here).",
};
