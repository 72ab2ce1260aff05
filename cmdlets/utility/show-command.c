/* show-command: would show a command's parameters in a window, of which there are none here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { P_NAME, P_HEIGHT, P_WIDTH, P_NO_COMMON_PARAMETER, P_ERROR_POPUP, P_PASS_THRU };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .aliases = (const char *const[]){ "CommandName", NULL }, .type = "String",
		.in = { { .pos1 = 1 } }, .help = "The command." },
	[P_HEIGHT] = { .name = "Height", .type = "Double", .help = "The height of the window." },
	[P_WIDTH] = { .name = "Width", .type = "Double", .help = "The width of the window." },
	[P_NO_COMMON_PARAMETER] = { .name = "NoCommonParameter", .type = "SwitchParameter",
		.help = "Without the common parameters." },
	[P_ERROR_POPUP] = { .name = "ErrorPopup", .type = "SwitchParameter", .help = "Shows errors in a window of their own." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter",
		.help = "Gives the command as text instead of running it." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	return refuse_command(s, "it has no windows; use Get-Help, Get-Command -Syntax, or the Tab key behind a dash.");
}

const CmdletDef cmd_show_command = {
	.name = "Show-Command",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "shcm", NULL },
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_DESKTOP,
	.end = end,
	.synopsis = "Shows the parameters of a command in a window (refused here).",
};
