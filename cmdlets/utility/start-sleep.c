/* start-sleep: waits. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <time.h>

#include "shell/base/moment.h"
#include "shell/engine/stage.h"

enum { SET_SECONDS = 1, SET_MILLISECONDS = 2, SET_SPAN = 4 };
enum { P_SECONDS, P_SECONDS_DESKTOP, P_MILLISECONDS, P_DURATION };

static const char *const sets[] = { "Seconds", "Milliseconds", "FromTimeSpan", NULL };
static const char seconds_help[] = "How many seconds.";
enum { SECONDS_USE = PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP };

/* clang-format off */
static const ParamDef params[] = {
	[P_SECONDS] = { .name = "Seconds", .type = "Double", .in = { { SET_SECONDS, 1, SECONDS_USE } }, .where = WHERE_CORE,
		.check = { .kind = CHECK_RANGE, .min = 0, .max = INT32_MAX / 1000 }, .help = seconds_help },
	[P_SECONDS_DESKTOP] = { .name = "Seconds", .type = "Int32", .in = { { SET_SECONDS, 1, SECONDS_USE } },
		.where = WHERE_DESKTOP, .check = { .kind = CHECK_RANGE, .min = 0, .max = INT32_MAX / 1000 },
		.help = seconds_help },
	[P_MILLISECONDS] = { .name = "Milliseconds", .aliases = (const char *const[]){ "ms", NULL }, .type = "Int32",
		.in = { { SET_MILLISECONDS, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.check = { .kind = CHECK_RANGE, .min = 0, .max = INT32_MAX }, .help = "How many thousandths of a second." },
	[P_DURATION] = { .name = "Duration", .aliases = (const char *const[]){ "ts", NULL }, .type = "TimeSpan",
		.in = { { SET_SPAN, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .where = WHERE_CORE,
		.help = "How long, as a time span." },
};
/* clang-format on */

static int64_t wanted_ticks(Stage *s)
{
	Value seconds;

	if (stage_bound(s, P_MILLISECONDS))
		return stage_int(s, P_MILLISECONDS, 0) * MOMENT_TICKS_PER_MS;
	if (stage_bound(s, P_DURATION))
		return stage_int(s, P_DURATION, 0);
	if (stage_bound(s, P_SECONDS_DESKTOP))
		return stage_int(s, P_SECONDS_DESKTOP, 0) * MOMENT_TICKS_PER_SECOND;
	seconds = stage_bound(s, P_SECONDS) ? value_unwrap_peek(s->args[P_SECONDS]) : VALUE_EMPTY;
	return seconds.kind == V_DOUBLE ? (int64_t)(seconds.f64 * 1000) * MOMENT_TICKS_PER_MS : 0;
}

/* A signal ends nanosleep early: only Ctrl-C ends the wait. */
static Flow process(Stage *s, Value input)
{
	int64_t ticks = wanted_ticks(s);
	struct timespec left = { .tv_sec = ticks / MOMENT_TICKS_PER_SECOND,
		.tv_nsec = ticks % MOMENT_TICKS_PER_SECOND * 100 };
	Host *host = stage_host_of(s);

	(void)input;
	if (host->lend_output && !host->is_terminal) /* who waits for what was written gets it now */
		host->lend_output(host->self);
	while (ticks > 0 && !stage_is_interrupted(s) && nanosleep(&left, &left) != 0 && errno == EINTR)
		;
	return stage_interrupted(s);
}

const CmdletDef cmd_start_sleep = {
	.name = "Start-Sleep",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "sleep:d", NULL },
	.sets = sets,
	.default_set = SET_SECONDS,
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Waits.",
};
