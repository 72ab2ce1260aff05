/* wait-process: waits until processes have ended. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management_process.h"
#include "shell/value/member.h"

enum { SET_NAME = 1, SET_ID = 2, SET_INPUT = 4 };
enum { P_NAME, P_ID, P_INPUT_OBJECT, P_TIMEOUT, P_ANY, P_PASS_THRU, P_COUNT };
static const char *const sets[] = { "Name", "Id", "InputObject", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "ProcessName", NULL },
		.type = "String[]",
		.in = { { SET_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The processes, by name; wildcards are allowed." },
	[P_ID] = { .name = "Id",
		.aliases = (const char *const[]){ "PID", "ProcessId", NULL },
		.type = "Int32[]",
		.in = { { SET_ID, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The processes, by number." },
	[P_INPUT_OBJECT] = { .name = "InputObject",
		.type = "Object[]",
		.in = { { SET_INPUT, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "Process objects." },
	[P_TIMEOUT] = { .name = "Timeout",
		.aliases = (const char *const[]){ "TimeoutSec", NULL },
		.type = "Int32",
		.in = { { 0, 2, 0 } },
		.check = { .kind = CHECK_RANGE, .min = 0, .max = 32767 },
		.help = "How many seconds at most; without it there is no limit." },
	[P_ANY] = { .name = "Any",
		.type = "SwitchParameter",
		.where = WHERE_CORE,
		.flags = PARAM_NOT_DONE,
		.help = "Until one of them has ended." },
	[P_PASS_THRU] = { .name = "PassThru",
		.type = "SwitchParameter",
		.where = WHERE_CORE,
		.help = "Also writes the processes." },
};

static Flow not_ended(Stage *s, Value process)
{
	ErrorSpec spec = {
		.category = CAT_CLOSE_ERROR, .id = "ProcessNotTerminated", .exception = EXC_TIMEOUT, .target = process
	};
	Value name = VALUE_EMPTY;
	bool found;
	Flow flow = member_get(s->interp, process, S("ProcessName"), NULL, &name, &found);

	if (flow == FLOW_NEXT)
		flow = stage_error(s, &spec,
			"This command stopped the operation because process \"%.*s (%d)\" is not stopped in the specified time-out.",
			STR_ARG(value_str_peek(name)), management_process_id(process));
	value_drop(name);
	return flow;
}

static Flow wait_for(Stage *s, Value process, void *self)
{
	int64_t seconds = stage_int(s, P_TIMEOUT, -1);
	Flow flow;

	(void)self;
	if (!management_process_wait(s, process, seconds < 0 ? -1 : seconds * 1000, &flow))
		return flow == FLOW_NEXT ? not_ended(s, process) : flow;
	return stage_switch(s, P_PASS_THRU) ? stage_write(s, process) : FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	static const ProcessParams named = { P_ID, P_NAME, P_INPUT_OBJECT };

	(void)input;
	return management_processes_named(s, &named, wait_for, NULL);
}

const CmdletDef cmd_wait_process = {
	.name = "Wait-Process",
	.module = MODULE,
	.sets = sets,
	.default_set = SET_NAME,
	.params = params,
	.nparams = P_COUNT,
	.process = process,
	.synopsis = "Waits for the processes to be stopped before accepting more input.",
};
