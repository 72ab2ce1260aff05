/* get-process: the processes of the machine. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management_process.h"

enum { SET_NAME = 1, SET_ID = 2, SET_INPUT = 4 };
enum { P_NAME, P_ID, P_INPUT_OBJECT, P_INCLUDE_USER_NAME, P_COMPUTER_NAME, P_MODULE, P_FILE_VERSION_INFO, P_COUNT };
static const char *const sets[] = { "Name", "Id", "InputObject", NULL };
static const char *const aliases[] = { "gps", "ps:d", NULL };
static const char *const outputs[] = { "System.Diagnostics.Process", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "ProcessName", NULL },
		.type = "String[]",
		.in = { { SET_NAME, 1, PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_EMPTY,
		.help = "The processes, by name; wildcards are allowed." },
	[P_ID] = { .name = "Id",
		.aliases = (const char *const[]){ "PID", NULL },
		.type = "Int32[]",
		.in = { { SET_ID, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The processes, by number." },
	[P_INPUT_OBJECT] = { .name = "InputObject",
		.type = "Object[]",
		.in = { { SET_INPUT, 0, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "Process objects, looked at again." },
	[P_INCLUDE_USER_NAME] = { .name = "IncludeUserName",
		.type = "SwitchParameter",
		.flags = PARAM_NOT_DONE,
		.help = "Also whose process it is." },
	[P_COMPUTER_NAME] = { .name = "ComputerName",
		.aliases = (const char *const[]){ "Cn", NULL },
		.type = "String[]",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.where = WHERE_DESKTOP,
		.flags = PARAM_NOT_DONE,
		.help = "Another computer." },
	[P_MODULE] = { .name = "Module",
		.type = "SwitchParameter",
		.flags = PARAM_NOT_DONE,
		.help = "Loaded libraries." },
	[P_FILE_VERSION_INFO] = { .name = "FileVersionInfo",
		.aliases = (const char *const[]){ "FV", "FVI", NULL },
		.type = "SwitchParameter",
		.flags = PARAM_NOT_DONE,
		.help = "The version of the program's file." },
};

static Flow write_one(Stage *s, Value process, void *self)
{
	(void)self;
	return stage_write(s, process);
}

static Flow process(Stage *s, Value input)
{
	static const ProcessParams named = { P_ID, P_NAME, P_INPUT_OBJECT };
	Array *all;
	Flow flow;

	(void)input;
	if (stage_bound(s, P_NAME) || stage_bound(s, P_ID) || stage_bound(s, P_INPUT_OBJECT))
		return management_processes_named(s, &named, write_one, NULL);
	all = management_processes();
	flow = stage_write_each(s, array_value(all));
	value_drop(array_value(all));
	return flow;
}

const CmdletDef cmd_get_process = {
	.name = "Get-Process",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_NAME,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Gets the processes that are running on the computer.",
};
