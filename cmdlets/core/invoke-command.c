/* invoke-command: runs a script block here; other machines are out of reach (no remoting in this shell). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/pipeline.h"
#include "shell/value/array.h"

enum {
	SET_HERE = 1,
	SET_COMPUTER = 2,
	SET_SESSION = 4,
	SET_FILE_COMPUTER = 8,
	SET_FILE_SESSION = 16,
	SET_URI = 32,
	SET_FILE_URI = 64,
	SETS_BLOCK = SET_COMPUTER | SET_SESSION | SET_URI,
	SETS_FILE = SET_FILE_COMPUTER | SET_FILE_SESSION | SET_FILE_URI,
	SETS_COMPUTER = SET_COMPUTER | SET_FILE_COMPUTER,
	SETS_URI = SET_URI | SET_FILE_URI,
	SETS_NAMED = SETS_COMPUTER | SETS_URI,
	SETS_AWAY = SETS_BLOCK | SETS_FILE,
};
enum {
	P_SCRIPT_BLOCK,
	P_NO_NEW_SCOPE,
	P_INPUT_OBJECT,
	P_ARGUMENT_LIST,
	P_FILE_PATH,
	P_COMPUTER_NAME,
	P_SESSION,
	P_CONNECTION_URI,
	P_CREDENTIAL,
	P_AUTHENTICATION,
	P_PORT,
	P_USE_SSL,
	P_CONFIGURATION_NAME,
	P_APPLICATION_NAME,
	P_THROTTLE_LIMIT,
	P_AS_JOB,
	P_JOB_NAME,
	P_HIDE_COMPUTER_NAME,
	P_SESSION_OPTION,
	P_ALLOW_REDIRECTION,
};

static const char *const sets[] = { "InProcess", "ComputerName", "Session", "FilePathComputerName", "FilePathRunspace",
	"Uri", "FilePathUri", NULL };
static const char away_help[] = "How another machine is reached.";
#define AWAY(uses, text, kind)                                                                                         \
	{                                                                                                              \
		.name = (text), .type = (kind), .in = { { .sets = (uses) } }, .help = away_help                        \
	}

/* clang-format off */
static const ParamDef params[] = {
	[P_SCRIPT_BLOCK] = { .name = "ScriptBlock", .aliases = (const char *const[]){ "Command", NULL }, .type = "ScriptBlock",
		.in = { { SET_HERE, 1, PARAM_MANDATORY }, { SETS_BLOCK, 2, PARAM_MANDATORY } }, .help = "What runs." },
	[P_NO_NEW_SCOPE] = { .name = "NoNewScope", .type = "SwitchParameter", .in = { { .sets = SET_HERE } },
		.help = "Runs in the caller's scope: variables it sets stay." },
	[P_INPUT_OBJECT] = { .name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "What the script block finds in $input." },
	[P_ARGUMENT_LIST] = { .name = "ArgumentList", .aliases = (const char *const[]){ "Args", NULL }, .type = "Object[]",
		.help = "The arguments of the script block." },
	[P_FILE_PATH] = { .name = "FilePath", .aliases = (const char *const[]){ "PSPath", NULL }, .type = "String",
		.in = { { SETS_FILE, 2, PARAM_MANDATORY } }, .help = "A script that runs on another machine." },
	[P_COMPUTER_NAME] = { .name = "ComputerName", .aliases = (const char *const[]){ "Cn", NULL }, .type = "String[]",
		.in = { { SETS_COMPUTER, 1, PARAM_FROM_PIPE_PROP } }, .help = "Machines to run it on: only this one can be reached." },
	[P_SESSION] = { .name = "Session", .type = "Object[]", .in = { { SET_SESSION | SET_FILE_SESSION, 1, 0 } },
		.help = "Sessions with other machines." },
	[P_CONNECTION_URI] = { .name = "ConnectionUri", .aliases = (const char *const[]){ "URI", "CU", NULL }, .type = "Uri[]",
		.in = { { SETS_URI, 1, PARAM_FROM_PIPE_PROP } }, .help = away_help },
	[P_CREDENTIAL] = { .name = "Credential", .type = "PSCredential", .flags = PARAM_CREDENTIAL, .help = away_help,
		.in = { { SETS_NAMED, 0, PARAM_FROM_PIPE_PROP } } },
	[P_AUTHENTICATION] = AWAY(SETS_NAMED, "Authentication", "String"),
	[P_PORT] = AWAY(SETS_COMPUTER, "Port", "Int32"),
	[P_USE_SSL] = AWAY(SETS_COMPUTER, "UseSSL", "SwitchParameter"),
	[P_CONFIGURATION_NAME] = AWAY(SETS_NAMED, "ConfigurationName", "String"),
	[P_APPLICATION_NAME] = AWAY(SETS_COMPUTER, "ApplicationName", "String"),
	[P_THROTTLE_LIMIT] = AWAY(SETS_AWAY, "ThrottleLimit", "Int32"),
	[P_AS_JOB] = AWAY(SETS_AWAY, "AsJob", "SwitchParameter"),
	[P_JOB_NAME] = AWAY(SETS_AWAY, "JobName", "String"),
	[P_HIDE_COMPUTER_NAME] = { .name = "HideComputerName", .aliases = (const char *const[]){ "HCN", NULL },
		.type = "SwitchParameter", .in = { { .sets = SETS_AWAY } }, .help = away_help },
	[P_SESSION_OPTION] = AWAY(SETS_NAMED, "SessionOption", "Object"),
	[P_ALLOW_REDIRECTION] = AWAY(SETS_URI, "AllowRedirection", "SwitchParameter"),
};
/* clang-format on */

typedef struct InvokeCommand {
	Array *input; /* until the end: the block runs once */
} InvokeCommand;

/* The words of PowerShell on a machine without a remoting client (asked of 7.6). */
static Flow no_remoting(Stage *s)
{
	ErrorSpec spec = { .category = CAT_RESOURCE_UNAVAILABLE,
		.id = "System.Management.Automation.Remoting.PSRemotingDataStructureException",
		.exception = EXC_INVALID_OPERATION };

	return stage_throw(s, &spec,
		"This parameter set requires WSMan, and no supported WSMan client library was found. WSMan is either not "
		"installed or unavailable for this system.");
}

static bool is_this_machine(Stage *s, Str name)
{
	return str_ieq(name, S("localhost")) || str_eq(name, S(".")) || str_ieq(name, stage_env(s)->machine);
}

static bool stays_here(Stage *s)
{
	size_t n;
	const Str *names = stage_strings(s, P_COMPUTER_NAME, &n);

	if (s->set == SET_HERE)
		return true;
	if (s->set != SET_COMPUTER || n == 0 || stage_switch(s, P_AS_JOB))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_this_machine(s, names[i]))
			return false;
	return true;
}

static Flow begin(Stage *s)
{
	((InvokeCommand *)s->state)->input = array_new_objects();
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	if (stage_bound(s, P_INPUT_OBJECT))
		array_push(((InvokeCommand *)s->state)->input, s->args[P_INPUT_OBJECT]);
	return FLOW_NEXT;
}

static Flow end(Stage *s)
{
	const Array *input = ((InvokeCommand *)s->state)->input;
	Value list = stage_bound(s, P_ARGUMENT_LIST) ? s->args[P_ARGUMENT_LIST] : VALUE_EMPTY;
	Array *args = array_new_objects();
	PipelineCall call = { .has_input = input->n > 0, .dotted = stage_switch(s, P_NO_NEW_SCOPE) };
	Flow flow;

	if (list.kind == V_ARRAY)
		args = array_append_take(list, true, args);
	call.command = function_block_command(s->args[P_SCRIPT_BLOCK].block);
	call.args = args->items;
	call.nargs = args->n;
	call.input = input->items;
	call.ninput = input->n;
	flow = stays_here(s) ? pipeline_call(s->interp, &call, s->out) : no_remoting(s);
	value_drop(array_value(args));
	return flow;
}

static void dispose(Stage *s)
{
	InvokeCommand *state = s->state;

	if (state->input)
		value_drop(array_value(state->input));
}

const CmdletDef cmd_invoke_command = {
	.name = "Invoke-Command",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "icm", NULL },
	.sets = sets,
	.default_set = SET_HERE,
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(InvokeCommand),
	.begin = begin,
	.process = process,
	.end = end,
	.dispose = dispose,
	.synopsis = "Runs a script block.",
};
