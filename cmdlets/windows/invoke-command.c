/* invoke-command: runs a script block here, also for the servers of the store, which this shell plays. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/session.h"

#include <stdlib.h>
#include <string.h>

#include "shell/engine/interp.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/script_file.h"
#include "shell/types/uri.h"
#include "shell/value/array.h"

#define COMPUTER "COMPUTERNAME"

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
		.in = { { SETS_COMPUTER, 1, PARAM_FROM_PIPE_PROP } }, .help = "Machines to run it on: this one, and the servers of the store." },
	[P_SESSION] = { .name = "Session", .type = "System.Management.Automation.Runspaces.PSSession[]",
		.in = { { SET_SESSION | SET_FILE_SESSION, 1, 0 } },
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
	Array *input; /* until the end: the block runs once for each machine */
	Array *hosts; /* the machines by name; "": just here */
} InvokeCommand;

/* ---- where it runs ---- */

/* One more run, for a machine of that name; empty: just here. */
static void add_host(InvokeCommand *state, Str host)
{
	array_push_take(state->hosts, value_string(host));
}

static Flow add_reached(Stage *s, Str host)
{
	bool known;

	FLOW_TRY(session_reach(s, host, &known));
	if (known)
		add_host(s->state, host);
	return FLOW_NEXT;
}

static Flow add_session(Stage *s, Value v)
{
	ErrorSpec spec = { .category = CAT_OPEN_ERROR, .id = "JobFailure", .exception = EXC_REMOTE, .target = v };
	const Session *session = session_peek(v);

	if (session->open) {
		add_host(s->state, string_str(session->computer));
		return FLOW_NEXT;
	}
	return stage_error(s, &spec,
		"Because the session state for session %s is not equal to Open, you cannot run a command in the session. The "
		"session state is Closed.",
		session->name->p);
}

static bool is_this_machine(Stage *s, Str name)
{
	return str_ieq(name, S("localhost")) || str_eq(name, S(".")) || str_ieq(name, stage_env(s)->machine);
}

static Flow add_uris(Stage *s)
{
	const Array *uris = s->args[P_CONNECTION_URI].array;

	for (size_t i = 0; i < uris->n; i++) {
		const TypeUri *uri = types_uri_peek(array_peek(uris, i));

		FLOW_TRY(add_reached(s, uri ? buf_str(&uri->host) : S("")));
	}
	return FLOW_NEXT;
}

static Flow find_hosts(Stage *s)
{
	static const SessionParams sessions = { -1, -1, P_SESSION };
	size_t n;
	const Str *names = stage_strings(s, P_COMPUTER_NAME, &n);

	if (s->set == SET_HERE || (s->set & SETS_COMPUTER && !n)) {
		add_host(s->state, S(""));
		return FLOW_NEXT;
	}
	if (s->set & SETS_URI)
		return add_uris(s);
	if (!(s->set & SETS_COMPUTER))
		return session_each(s, &sessions, add_session);
	for (size_t i = 0; i < n; i++) {
		if (is_this_machine(s, names[i]))
			add_host(s->state, names[i]);
		else
			FLOW_TRY(add_reached(s, names[i]));
	}
	return FLOW_NEXT;
}

/* ---- running ---- */

/* What comes from another machine says from which. */
typedef struct Remote {
	Sink sink;
	Sink *out;
	Value host;
	bool hidden;
} Remote;

static Flow put_remote(Sink *sink, Value v)
{
	const Remote *remote = (const Remote *)(const void *)sink;
	Value wrapped;

	if (v.kind <= V_NULL || v.kind == V_BLOCK)
		return sink_put(remote->out, v);
	wrapped = v.kind == V_OBJECT ? value_ref(v) : object_wrap(v);
	object_set(wrapped.object, S("PSComputerName"), remote->host);
	object_set_take(wrapped.object, S("PSShowComputerName"), value_bool(!remote->hidden));
	object_find_peek(wrapped.object, S("PSShowComputerName"))->hidden = true;
	return sink_put_take(remote->out, wrapped);
}

/* $env:COMPUTERNAME as it was, for as long as the block runs on another machine: owned; NULL: there was none. */
static char *put_computer(Interp *in, Str host)
{
	const char *before = getenv(COMPUTER);
	char *kept = before ? strdup(before) : NULL;
	Arena *arena = arena_new(0);
	StoreServer server;
	Vault *vault;
	Diag diag = { 0 };

	if (runtime_edition(in)->windows_paths && organization_open(in, &vault, &diag) &&
		organization_find_server(vault_store_peek(vault), host, arena, &server))
		setenv(COMPUTER, arena_copy(arena, server.name).p, 1);
	arena_free(arena);
	return kept;
}

static void put_computer_back(char *before)
{
	if (before)
		setenv(COMPUTER, before, 1);
	else
		unsetenv(COMPUTER);
	free(before);
}

/* A scope that sees the session's variables, and the caller's as $using: alone. */
static Flow run_remote(Stage *s, const PipelineCall *call, Value host)
{
	Remote remote = { { put_remote }, s->out, host, stage_switch(s, P_HIDE_COMPUTER_NAME) };
	Interp *in = s->interp;
	Scope *scope = in->scope, *using_scope = in->using_scope, *outer = in->outer_scope;
	char *computer = put_computer(in, value_str_peek(host));
	Flow flow;

	in->using_scope = scope;
	in->scope = in->outer_scope = in->global;
	flow = pipeline_call(in, call, &remote.sink);
	in->scope = scope;
	in->outer_scope = outer;
	in->using_scope = using_scope;
	put_computer_back(computer);
	return flow;
}

/* -FilePath: a script of this machine. */
static Flow find_command(Stage *s, Command **out)
{
	Buf real = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (!stage_bound(s, P_FILE_PATH)) {
		*out = command_ref(function_block_command(value_unwrap_peek(s->args[P_SCRIPT_BLOCK]).block));
		return FLOW_NEXT;
	}
	provider_real_path(s->interp, stage_str(s, P_FILE_PATH), &real);
	flow = script_file_command(s->interp, buf_str(&real), out);
	if (flow == FLOW_NEXT)
		flow = script_file_load(s->interp, *out);
	buf_release(&real);
	return flow;
}

static Flow begin(Stage *s)
{
	InvokeCommand *state = s->state;

	state->input = array_new_objects();
	state->hosts = array_new_objects();
	return stage_switch(s, P_AS_JOB) ? stage_not_done(s, "Invoke-Command -AsJob") : FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	if (stage_bound(s, P_INPUT_OBJECT))
		array_push(((InvokeCommand *)s->state)->input, s->args[P_INPUT_OBJECT]);
	return FLOW_NEXT;
}

static Flow run_on_hosts(Stage *s, const PipelineCall *call)
{
	const Array *hosts = ((InvokeCommand *)s->state)->hosts;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < hosts->n && flow == FLOW_NEXT; i++) {
		Value host = array_peek(hosts, i);

		if (!value_str_peek(host).n) {
			flow = pipeline_call(s->interp, call, s->out);
			continue;
		}
		flow = stage_verbose(s, "Running the script block here, for server %s.", host.string->p);
		if (flow == FLOW_NEXT)
			flow = run_remote(s, call, host);
	}
	return flow;
}

static Flow end(Stage *s)
{
	const Array *input = ((InvokeCommand *)s->state)->input;
	Value list = stage_bound(s, P_ARGUMENT_LIST) ? s->args[P_ARGUMENT_LIST] : VALUE_EMPTY;
	Array *args = array_new_objects();
	PipelineCall call = {
		.has_input = input->n > 0, .dotted = stage_switch(s, P_NO_NEW_SCOPE), .lends_invocation = true
	};
	Flow flow = find_hosts(s);

	if (list.kind == V_ARRAY)
		args = array_append_take(list, true, args);
	call.args = args->items;
	call.nargs = args->n;
	call.input = input->items;
	call.ninput = input->n;
	if (flow == FLOW_NEXT)
		flow = find_command(s, &call.command);
	if (flow == FLOW_NEXT)
		flow = run_on_hosts(s, &call);
	command_drop(call.command);
	value_drop(array_value(args));
	return flow;
}

static void dispose(Stage *s)
{
	InvokeCommand *state = s->state;

	if (state->input)
		value_drop(array_value(state->input));
	if (state->hosts)
		value_drop(array_value(state->hosts));
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
	.synopsis = "Runs a script block, here or for servers.",
};
