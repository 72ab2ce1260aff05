/* stop-process: ends processes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management_process.h"
#include "shell/value/member.h"

enum { SET_ID = 1, SET_NAME = 2, SET_INPUT = 4 };
enum { P_NAME, P_ID, P_INPUT_OBJECT, P_PASS_THRU, P_FORCE, P_COUNT };
static const char *const sets[] = { "Id", "Name", "InputObject", NULL };
static const char *const aliases[] = { "spps", "kill:d", NULL };
static const char *const outputs[] = { "System.Diagnostics.Process", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "ProcessName", NULL },
		.type = "String[]",
		.in = { { SET_NAME, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The processes, by name; wildcards are allowed." },
	[P_ID] = { .name = "Id",
		.type = "Int32[]",
		.in = { { SET_ID, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The processes, by number." },
	[P_INPUT_OBJECT] = { .name = "InputObject",
		.type = "Object[]",
		.in = { { SET_INPUT, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "Process objects." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Also writes the processes." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Without a question." },
};

static Flow failed(Stage *s, Value process, Str what, int error)
{
	ErrorSpec spec = { .category = CAT_CLOSE_ERROR,
		.id = "CouldNotStopProcess",
		.exception = EXC_PROCESS_COMMAND,
		.target = process };

	return stage_error(s, &spec, "Cannot stop process \"%.*s\" because of the following error: %s", STR_ARG(what),
		strerror(error));
}

static Flow stop_one(Stage *s, Value process, void *self)
{
	Value name = VALUE_EMPTY;
	bool found;
	Str what;
	Flow flow = member_get(s->interp, process, S("ProcessName"), NULL, &name, &found);
	int error;

	(void)self;
	if (flow != FLOW_NEXT)
		return flow;
	what = arena_printf(s->scratch, "%.*s (%d)", STR_ARG(value_str_peek(name)), management_process_id(process));
	value_drop(name);
	if (!stage_should(s, what, S("Stop-Process"), &flow))
		return flow;
	error = management_process_kill(process);
	if (error)
		return failed(s, process, what, error);
	return stage_switch(s, P_PASS_THRU) ? stage_write(s, process) : FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	static const ProcessParams named = { P_ID, P_NAME, P_INPUT_OBJECT };

	(void)input;
	return management_processes_named(s, &named, stop_one, NULL);
}

const CmdletDef cmd_stop_process = {
	.name = "Stop-Process",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_ID,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Stops one or more running processes.",
};
