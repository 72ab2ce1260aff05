/* web_request: the parameters of the web client's commands, and why they are refused. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/web_request.h"

#include "cmdlets/utility/refuse.h"

enum {
	P_URI,
	P_METHOD,
	P_BODY,
	P_HEADERS,
	P_CONTENT_TYPE,
	P_CREDENTIAL,
	P_USE_DEFAULT_CREDENTIALS,
	P_IN_FILE,
	P_OUT_FILE,
	P_TIMEOUT_SEC,
	P_USER_AGENT,
	P_PROXY,
	P_WEB_SESSION,
	P_SESSION_VARIABLE,
	P_CERTIFICATE,
	P_USE_BASIC_PARSING,
	P_SKIP_CERTIFICATE_CHECK,
	P_PASS_THRU
};

/* clang-format off */
const ParamDef web_request_params[] = {
	[P_URI] = { .name = "Uri", .type = "Uri", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY } },
		.help = "The address." },
	[P_METHOD] = { .name = "Method", .type = "String",
		.help = "The method, such as Get or Post." },
	[P_BODY] = { .name = "Body", .type = "Object",
		.help = "What is sent." },
	[P_HEADERS] = { .name = "Headers", .type = "IDictionary",
		.help = "Headers of the request." },
	[P_CONTENT_TYPE] = { .name = "ContentType", .type = "String",
		.help = "The type of what is sent." },
	[P_CREDENTIAL] = { .name = "Credential", .type = "PSCredential",
		.help = "Who asks." },
	[P_USE_DEFAULT_CREDENTIALS] = { .name = "UseDefaultCredentials", .type = "SwitchParameter",
		.help = "The present user asks." },
	[P_IN_FILE] = { .name = "InFile", .type = "String",
		.help = "The file that is sent." },
	[P_OUT_FILE] = { .name = "OutFile", .type = "String",
		.help = "The file that gets the answer." },
	[P_TIMEOUT_SEC] = { .name = "TimeoutSec", .type = "Int32",
		.help = "How long an answer may take." },
	[P_USER_AGENT] = { .name = "UserAgent", .type = "String",
		.help = "The name of the program that asks." },
	[P_PROXY] = { .name = "Proxy", .type = "Uri",
		.help = "The way through a proxy." },
	[P_WEB_SESSION] = { .name = "WebSession", .type = "Object",
		.help = "What is kept between requests." },
	[P_SESSION_VARIABLE] = { .name = "SessionVariable", .type = "String",
		.help = "The variable that keeps it." },
	[P_CERTIFICATE] = { .name = "Certificate", .type = "Object",
		.help = "The certificate of who asks." },
	[P_USE_BASIC_PARSING] = { .name = "UseBasicParsing", .type = "SwitchParameter",
		.help = "Reads no page structure." },
	[P_SKIP_CERTIFICATE_CHECK] = { .name = "SkipCertificateCheck", .type = "SwitchParameter",
		.help = "Takes any certificate." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter",
		.help = "Gives the answer, too." },
};
/* clang-format on */

Flow web_request_end(Stage *s)
{
	return refuse_command(s, "the requests of a web client are not part of it; use curl or wget.");
}
