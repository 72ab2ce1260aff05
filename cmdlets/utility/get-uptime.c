/* get-uptime: how long the machine has been running. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include "shell/engine/stage.h"

enum { SET_SPAN = 1, SET_SINCE = 2 };
enum { P_SINCE };

static const char *const sets[] = { "Timespan", "Since", NULL };

static const ParamDef params[] = {
	[P_SINCE] = {
		.name = "Since", .type = "SwitchParameter", .in = { { .sets = SET_SINCE } },
		.help = "Gives the moment the machine was started.",
	},
};

/* In whole seconds. */
static Flow end(Stage *s)
{
	const Env *env = stage_env(s);
	struct timespec up = { 0 };
	int64_t ticks;

	(void)clock_gettime(CLOCK_BOOTTIME, &up);
	ticks = (int64_t)up.tv_sec * MOMENT_TICKS_PER_SECOND;
	if (!stage_switch(s, P_SINCE))
		return stage_write_take(s, value_timespan(ticks));
	return stage_write_take(s, value_datetime(moment_to_local(env, env->now(env->self)) - ticks, MOMENT_LOCAL));
}

const CmdletDef cmd_get_uptime = {
	.name = "Get-Uptime",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_SPAN,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.TimeSpan", "System.DateTime", NULL },
	.where = WHERE_CORE,
	.end = end,
	.synopsis = "Tells how long the machine has been running.",
};
