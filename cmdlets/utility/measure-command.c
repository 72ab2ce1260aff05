/* measure-command: how long a script block takes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

enum { P_INPUT_OBJECT, P_EXPRESSION };

static const ParamDef params[] = {
	[P_INPUT_OBJECT] = {
		.name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } }, .flags = PARAM_ALLOW_NULL,
		.help = "Objects for which the script block runs, as $_.",
	},
	[P_EXPRESSION] = {
		.name = "Expression", .type = "ScriptBlock", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY } },
		.help = "What is measured; its output is dropped.",
	},
};

typedef struct MeasureCommand {
	int64_t ticks;
} MeasureCommand;

/* Once for each object, in the caller's scope. */
static Flow process(Stage *s, Value input)
{
	MeasureCommand *state = s->state;
	const Env *env = stage_env(s);
	int64_t start = env->now(env->self);
	Value item = stage_bound(s, P_INPUT_OBJECT) ? s->args[P_INPUT_OBJECT] : VALUE_EMPTY;
	Flow flow = stage_invoke(s, s->args[P_EXPRESSION], item, &s->interp->null_sink);

	(void)input;
	state->ticks += env->now(env->self) - start;
	return flow;
}

static Flow end(Stage *s)
{
	return stage_write_take(s, value_timespan(((MeasureCommand *)s->state)->ticks));
}

const CmdletDef cmd_measure_command = {
	.name = "Measure-Command",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.TimeSpan", NULL },
	.state_size = sizeof(MeasureCommand),
	.process = process,
	.end = end,
	.synopsis = "Measures how long a script block takes.",
};
