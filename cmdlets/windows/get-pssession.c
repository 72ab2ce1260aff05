/* get-pssession: the sessions of this shell. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/session.h"
#include "shell/base/wildcard.h"

enum { P_NAME, P_ID, P_COMPUTER_NAME, P_CONFIGURATION_NAME, P_STATE };
enum { SET_NAME = 1, SET_ID = 2, SET_COMPUTER = 4 };
static const char *const sets[] = { "Name", "Id", "ComputerName", NULL };
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name",
		.type = "String[]",
		.in = { { SET_NAME | SET_COMPUTER, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The sessions, by name; wildcards are allowed." },
	[P_ID] = { .name = "Id",
		.type = "Int32[]",
		.in = { { SET_ID, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The sessions, by number." },
	[P_COMPUTER_NAME] = { .name = "ComputerName",
		.aliases = (const char *const[]){ "Cn", NULL },
		.type = "String[]",
		.in = { { SET_COMPUTER, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The sessions with these servers." },
	[P_CONFIGURATION_NAME] = { .name = "ConfigurationName",
		.type = "String",
		.in = { { SET_COMPUTER, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The sessions with this configuration." },
	[P_STATE] = { .name = "State",
		.type = "String",
		.check = { CHECK_SET,
			.set = (const char *const[]){ "All", "Opened", "Disconnected", "Closed", "Broken", NULL } },
		.in = { { SET_COMPUTER, 0, 0 } },
		.help = "The sessions in this state." },
};

static bool is_wanted(Stage *s, const Session *session)
{
	size_t n;
	const Str *computers = stage_strings(s, P_COMPUTER_NAME, &n);
	bool found = n == 0;

	for (size_t i = 0; i < n; i++)
		found = found || str_ieq(computers[i], string_str(session->computer));
	if (stage_bound(s, P_CONFIGURATION_NAME))
		found = found &&
			wildcard_match(stage_str(s, P_CONFIGURATION_NAME), string_str(session->configuration), true);
	if (stage_bound(s, P_STATE) && !str_ieq(stage_str(s, P_STATE), S("All")))
		found = found && str_ieq(stage_str(s, P_STATE), session->open ? S("Opened") : S("Closed"));
	return found;
}

static Flow write_one(Stage *s, Value session)
{
	return is_wanted(s, session_peek(session)) ? stage_write(s, session) : FLOW_NEXT;
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const SessionParams named = { P_ID, P_NAME, -1 };
	Flow flow = FLOW_NEXT;
	Value v;

	if (stage_bound(s, P_ID) || stage_bound(s, P_NAME))
		return session_each(s, &named, write_one);
	for (size_t i = 0; flow == FLOW_NEXT && (v = session_at_peek(s->interp, i)).kind != V_EMPTY; i++)
		flow = write_one(s, v);
	return flow;
}

const CmdletDef cmd_get_pssession = {
	.name = "Get-PSSession",
	.module = SESSION_MODULE,
	.aliases = (const char *const[]){ "gsn:d", NULL },
	.sets = sets,
	.default_set = SET_NAME,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.Runspaces.PSSession", NULL },
	.process = process,
	.synopsis = "Gets the sessions of this shell.",
};
