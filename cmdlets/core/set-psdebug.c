/* set-psdebug: strict mode for the whole session; there is no tracing. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

enum { SET_ON = 1, SET_OFF = 2 };
enum { P_TRACE, P_STEP, P_STRICT, P_OFF };

static const char *const sets[] = { "on", "off", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_TRACE] = { .name = "Trace", .type = "Int32", .in = { { .sets = SET_ON } }, .check = { .kind = CHECK_RANGE, .min = 0, .max = 2 },
		.help = "0: no lines are traced; others cannot be had here." },
	[P_STEP] = { .name = "Step", .type = "SwitchParameter", .in = { { .sets = SET_ON } }, .flags = PARAM_NOT_DONE,
		.help = "Stops before each line." },
	[P_STRICT] = { .name = "Strict", .type = "SwitchParameter", .in = { { .sets = SET_ON } },
		.help = "Reading a variable that was never set is an error." },
	[P_OFF] = { .name = "Off", .type = "SwitchParameter", .in = { { .sets = SET_OFF } }, .help = "Turns all of it off." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	if (stage_int(s, P_TRACE, 0) > 0)
		return stage_not_done(s, "Set-PSDebug -Trace");
	if (stage_switch(s, P_OFF))
		scope_set_strict(s->interp, s->interp->global, 0);
	else if (stage_bound(s, P_STRICT))
		scope_set_strict(s->interp, s->interp->global, stage_switch(s, P_STRICT) ? 1 : 0);
	return FLOW_NEXT;
}

const CmdletDef cmd_set_psdebug = {
	.name = "Set-PSDebug",
	.module = "Microsoft.PowerShell.Core",
	.sets = sets,
	.default_set = SET_ON,
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Turns strict mode on for the whole session.",
};
