/* set-date: would set the machine's clock, which this shell leaves to the system. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/refuse.h"

enum { SET_DATE = 1, SET_ADJUST = 2 };
enum { P_DATE, P_ADJUST, P_DISPLAY_HINT };

static const char *const sets[] = { "Date", "Adjust", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_DATE] = { .name = "Date", .type = "DateTime", .help = "The new date and time.",
		.in = { { SET_DATE, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } } },
	[P_ADJUST] = { .name = "Adjust", .type = "TimeSpan", .help = "What is added to the present time.",
		.in = { { SET_ADJUST, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } } },
	[P_DISPLAY_HINT] = { .name = "DisplayHint", .type = "Microsoft.PowerShell.Commands.DisplayHintType",
		.help = "What is shown of the new time: Date, Time or DateTime." },
};
/* clang-format on */

static Flow process(Stage *s, Value input)
{
	(void)input;
	return refuse_command(s, "the clock of the machine is set by its own tools, such as timedatectl.");
}

const CmdletDef cmd_set_date = {
	.name = "Set-Date",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_DATE,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Sets the clock of the machine (refused here).",
};
