/* connect-exchangeserver: what RemoteExchange.ps1 brings: chooses the server whose cmdlets a session uses. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/session.h"

enum { SET_AUTO = 1, SET_PROMPT = 2, SET_SERVER = 4 };
enum { P_AUTO, P_PROMPT, P_SERVER_FQDN, P_FOREST, P_USER, P_CLIENT_APPLICATION, P_ALLOW_CLOBBER, P_CREDENTIAL };
static const char *const sets[] = { "Auto", "Prompt", "Fqdn", NULL };
static const ParamDef params[] = {
	[P_AUTO] = { .name = "auto",
		.type = "SwitchParameter",
		.in = { { .sets = SET_AUTO } },
		.help = "Takes the local server." },
	[P_PROMPT] = { .name = "Prompt",
		.type = "SwitchParameter",
		.in = { { .sets = SET_PROMPT } },
		.help = "Asks for the server." },
	[P_SERVER_FQDN] = { .name = "ServerFqdn",
		.type = "String",
		.in = { { SET_SERVER, 0, PARAM_MANDATORY } },
		.help = "The server." },
	[P_FOREST] = { .name = "Forest", .type = "String", .help = "The forest; there is one." },
	[P_USER] = { .name = "User",
		.aliases = (const char *const[]){ "UserName", NULL },
		.type = "Object",
		.help = "Who connects." },
	[P_CLIENT_APPLICATION] = { .name = "ClientApplication",
		.type = "String",
		.help = "What the server's log says." },
	[P_ALLOW_CLOBBER] = { .name = "AllowClobber",
		.type = "SwitchParameter",
		.help = "Lets cmdlets take the names of commands that are there." },
	[P_CREDENTIAL] = { .name = "Credential",
		.type = "PSCredential",
		.flags = PARAM_CREDENTIAL,
		.help = "Who connects." },
};

static Flow ask(Stage *s, Str *host)
{
	Value answer;

	FLOW_TRY(stage_read_line(s, S("Server name (FQDN): "), &answer));
	*host = arena_copy(s->scratch, value_str_peek(answer));
	value_drop(answer);
	return FLOW_NEXT;
}

static Flow process(Stage *s, UNUSED Value input)
{
	Str host = stage_bound(s, P_SERVER_FQDN) ? stage_str(s, P_SERVER_FQDN) : S("localhost");
	SessionSpec spec = { .configuration = S("Microsoft.Exchange") };
	bool known;

	if (stage_switch(s, P_PROMPT))
		FLOW_TRY(ask(s, &host));
	FLOW_TRY(stage_verbose(s, "Connecting to %.*s.", STR_ARG(host)));
	FLOW_TRY(session_reach(s, host, &known));
	if (!known)
		return FLOW_NEXT;
	spec.computer = host;
	value_drop(session_open(s->interp, &spec));
	return stage_verbose(s, "Connected to %.*s: the cmdlets of this shell work on it.", STR_ARG(host));
}

const CmdletDef cmd_connect_exchangeserver = {
	.name = "Connect-ExchangeServer",
	.module = "Microsoft.Exchange.Management.PowerShell.E2010",
	.class_name = "Connect-ExchangeServer",
	.sets = sets,
	.default_set = SET_AUTO,
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Chooses the Exchange server whose cmdlets the session uses.",
};
