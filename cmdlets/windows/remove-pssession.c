/* remove-pssession: closes sessions. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/session.h"

enum { P_SESSION, P_NAME, P_ID };
enum { SET_ID = 1, SET_SESSION = 2, SET_NAME = 4 };
static const char *const sets[] = { "Id", "Session", "Name", NULL };
static const ParamDef params[] = {
	[P_SESSION] = { .name = "Session",
		.type = "Object[]",
		.in = { { SET_SESSION, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The sessions." },
	[P_NAME] = { .name = "Name",
		.type = "String[]",
		.in = { { SET_NAME, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The sessions, by name; wildcards are allowed." },
	[P_ID] = { .name = "Id",
		.type = "Int32[]",
		.in = { { SET_ID, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The sessions, by number." },
};

static Flow close_one(Stage *s, Value session)
{
	Session *payload = session_peek(session);
	Flow flow;

	if (!stage_should(s, string_str(payload->name), S("Remove"), &flow))
		return flow;
	session_close(s->interp, payload);
	return FLOW_NEXT;
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const SessionParams named = { P_ID, P_NAME, P_SESSION };

	return session_each(s, &named, close_one);
}

const CmdletDef cmd_remove_pssession = {
	.name = "Remove-PSSession",
	.module = SESSION_MODULE,
	.aliases = (const char *const[]){ "rsn:d", NULL },
	.sets = sets,
	.default_set = SET_ID,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ NULL },
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Closes sessions.",
};
