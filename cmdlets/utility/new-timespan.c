/* new-timespan: the time between two moments, or a given one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"

enum { SET_DATE = 1, SET_TIME = 2 };
enum { P_START, P_END, P_DAYS, P_HOURS, P_MINUTES, P_SECONDS, P_MILLISECONDS };

static const char *const sets[] = { "Date", "Time", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_START] = { .name = "Start", .aliases = (const char *const[]){ "LastWriteTime", NULL }, .type = "DateTime",
		.in = { { SET_DATE, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .help = "Where the time starts.", .default_text = "now" },
	[P_END] = { .name = "End", .type = "DateTime", .in = { { SET_DATE, 2, PARAM_FROM_PIPE_PROP } },
		.help = "Where the time ends.", .default_text = "now" },
	[P_DAYS] = { .name = "Days", .type = "Int32", .in = { { .sets = SET_TIME } }, .help = "Days.", .default_text = "0" },
	[P_HOURS] = { .name = "Hours", .type = "Int32", .in = { { .sets = SET_TIME } }, .help = "Hours.", .default_text = "0" },
	[P_MINUTES] = { .name = "Minutes", .type = "Int32", .in = { { .sets = SET_TIME } }, .help = "Minutes.", .default_text = "0" },
	[P_SECONDS] = { .name = "Seconds", .type = "Int32", .in = { { .sets = SET_TIME } }, .help = "Seconds.", .default_text = "0" },
	[P_MILLISECONDS] = { .name = "Milliseconds", .type = "Int32", .in = { { .sets = SET_TIME } }, .where = WHERE_CORE,
		.help = "Milliseconds.", .default_text = "0" },
};
/* clang-format on */

static int64_t moment_of(Stage *s, int param, int64_t now)
{
	Value v = stage_bound(s, param) ? value_unwrap_peek(s->args[param]) : VALUE_EMPTY;

	return v.kind == V_DATETIME ? v.i64 : now;
}

/* Five 32-bit counts: their sum cannot overflow. */
static int64_t sum_of(Stage *s)
{
	return stage_int(s, P_DAYS, 0) * MOMENT_TICKS_PER_DAY + stage_int(s, P_HOURS, 0) * MOMENT_TICKS_PER_HOUR +
	       stage_int(s, P_MINUTES, 0) * MOMENT_TICKS_PER_MINUTE +
	       stage_int(s, P_SECONDS, 0) * MOMENT_TICKS_PER_SECOND +
	       stage_int(s, P_MILLISECONDS, 0) * MOMENT_TICKS_PER_MS;
}

static bool is_representable(Stage *s)
{
	int64_t days = stage_int(s, P_DAYS, 0);

	return days < 10675199 && days > -10675199; /* TimeSpan.MaxValue */
}

static Flow process(Stage *s, Value input)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED,
		.id = "System.ArgumentOutOfRangeException",
		.exception = EXC_ARGUMENT_OUT_OF_RANGE };
	const Env *env = stage_env(s);
	int64_t now = moment_to_local(env, env->now(env->self));

	(void)input;
	if (s->set != SET_TIME)
		return stage_write_take(s, value_timespan(moment_of(s, P_END, now) - moment_of(s, P_START, now)));
	if (!is_representable(s))
		return stage_throw(s, &spec, "TimeSpan overflowed because the duration is too long.");
	return stage_write_take(s, value_timespan(sum_of(s)));
}

const CmdletDef cmd_new_timespan = {
	.name = "New-TimeSpan",
	.module = "Microsoft.PowerShell.Utility",
	.sets = sets,
	.default_set = SET_DATE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.TimeSpan", NULL },
	.process = process,
	.synopsis = "Gives a length of time.",
};
