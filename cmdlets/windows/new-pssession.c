/* new-pssession: a session with an Exchange server of the store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/session.h"
#include "shell/types/uri.h"

enum {
	P_COMPUTER_NAME,
	P_CONNECTION_URI,
	P_CONFIGURATION_NAME,
	P_NAME,
	P_CREDENTIAL,
	P_AUTHENTICATION,
	P_SESSION_OPTION,
	P_ALLOW_REDIRECTION,
	P_PORT,
	P_USE_SSL,
	P_APPLICATION_NAME,
	P_THROTTLE_LIMIT,
	P_THUMBPRINT,
	P_ENABLE_NETWORK_ACCESS,
};
enum { SET_COMPUTER = 1, SET_URI = 2 };
static const char *const sets[] = { "ComputerName", "Uri", NULL };
static const ParamDef params[] = {
	[P_COMPUTER_NAME] = { .name = "ComputerName",
		.aliases = (const char *const[]){ "Cn", NULL },
		.type = "String[]",
		.in = { { SET_COMPUTER, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The servers." },
	[P_CONNECTION_URI] = { .name = "ConnectionUri",
		.aliases = (const char *const[]){ "URI", "CU", NULL },
		.type = "Uri[]",
		.in = { { SET_URI, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The servers, by the address of their PowerShell virtual directory." },
	[P_CONFIGURATION_NAME] = { .name = "ConfigurationName",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The kind of session: Microsoft.Exchange." },
	[P_NAME] = { .name = "Name", .type = "String[]", .help = "What the sessions are called." },
	[P_CREDENTIAL] = { .name = "Credential",
		.type = "PSCredential",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_CREDENTIAL | PARAM_ALLOW_NULL,
		.help = "Whose rights count; the store has one owner." },
	[P_AUTHENTICATION] = { .name = "Authentication",
		.type = "String",
		.check = { CHECK_SET,
			.set = (const char *const[]){ "Default", "Basic", "Negotiate",
				"NegotiateWithImplicitCredential", "Credssp", "Digest", "Kerberos", NULL } },
		.help = "How the user is known; nobody is asked here." },
	[P_SESSION_OPTION] = { .name = "SessionOption",
		.type = "Object",
		.help = "What New-PSSessionOption made; nothing goes over a network here." },
	[P_ALLOW_REDIRECTION] = { .name = "AllowRedirection",
		.type = "SwitchParameter",
		.in = { { SET_URI, 0, 0 } },
		.help = "Lets the server send the client elsewhere." },
	[P_PORT] = { .name = "Port",
		.type = "Int32",
		.in = { { SET_COMPUTER, 0, 0 } },
		.check = { CHECK_RANGE, .min = 1, .max = 65535 },
		.help = "The port of the server." },
	[P_USE_SSL] = { .name = "UseSSL",
		.type = "SwitchParameter",
		.in = { { SET_COMPUTER, 0, 0 } },
		.help = "Over TLS." },
	[P_APPLICATION_NAME] = { .name = "ApplicationName",
		.type = "String",
		.in = { { SET_COMPUTER, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The application's part of the address." },
	[P_THROTTLE_LIMIT] = { .name = "ThrottleLimit", .type = "Int32", .help = "How many at the same time." },
	[P_THUMBPRINT] = { .name = "CertificateThumbprint",
		.type = "String",
		.help = "A certificate that stands for the user." },
	[P_ENABLE_NETWORK_ACCESS] = { .name = "EnableNetworkAccess",
		.type = "SwitchParameter",
		.in = { { SET_COMPUTER, 0, 0 } },
		.help = "Lets the session reach other machines." },
};

static Flow open_one(Stage *s, Str host, size_t number)
{
	SessionSpec spec = { .computer = host, .configuration = S("Microsoft.PowerShell") };
	size_t nnames;
	const Str *names = stage_strings(s, P_NAME, &nnames);
	bool known;

	FLOW_TRY(session_reach(s, host, &known));
	if (!known)
		return FLOW_NEXT;
	if (number < nnames)
		spec.name = names[number];
	if (stage_bound(s, P_CONFIGURATION_NAME))
		spec.configuration = stage_str(s, P_CONFIGURATION_NAME);
	return stage_write_take(s, session_open(s->interp, &spec));
}

static Flow process(Stage *s, UNUSED Value input)
{
	size_t n;
	const Str *computers = stage_strings(s, P_COMPUTER_NAME, &n);
	Flow flow = FLOW_NEXT;

	if (stage_bound(s, P_CONNECTION_URI)) {
		const Array *uris = s->args[P_CONNECTION_URI].array;

		for (size_t i = 0; flow == FLOW_NEXT && i < uris->n; i++) {
			const TypeUri *uri = types_uri_peek(array_peek(uris, i));

			flow = open_one(s, uri ? buf_str(&uri->host) : S(""), i);
		}
		return flow;
	}
	if (n == 0)
		return open_one(s, S("localhost"), 0);
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = open_one(s, computers[i], i);
	return flow;
}

const CmdletDef cmd_new_pssession = {
	.name = "New-PSSession",
	.module = SESSION_MODULE,
	.aliases = (const char *const[]){ "nsn:d", NULL },
	.sets = sets,
	.default_set = SET_COMPUTER,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.Runspaces.PSSession", NULL },
	.process = process,
	.synopsis = "Opens sessions with servers of the organization.",
};
