/* get-credential: asks for a user name and a password (reference 13.4). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/credential.h"
#include "shell/engine/stage.h"

enum { SET_CREDENTIAL = 1, SET_MESSAGE = 2 };
enum { P_CREDENTIAL, P_CREDENTIAL_DESKTOP, P_MESSAGE, P_MESSAGE_DESKTOP, P_USER_NAME, P_TITLE };

static const char *const sets[] = { "CredentialSet", "MessageSet", NULL };
static const char credential_help[] =
	"A user name, for which the password is asked; or a credential, which is given back.";
static const char message_help[] = "What stands above the questions.";

/* clang-format off */
static const ParamDef params[] = {
	[P_CREDENTIAL] = { .name = "Credential", .type = "PSCredential", .in = { { SET_CREDENTIAL, 1, 0 } },
		.flags = PARAM_CREDENTIAL | PARAM_NOT_NULL, .where = WHERE_CORE, .help = credential_help },
	[P_CREDENTIAL_DESKTOP] = { .name = "Credential", .type = "PSCredential", .in = { { SET_CREDENTIAL, 1, PARAM_MANDATORY } },
		.flags = PARAM_CREDENTIAL | PARAM_NOT_NULL, .where = WHERE_DESKTOP, .help = credential_help },
	[P_MESSAGE] = { .name = "Message", .type = "String", .in = { { .sets = SET_MESSAGE } }, .flags = PARAM_NOT_EMPTY,
		.where = WHERE_CORE, .help = message_help },
	[P_MESSAGE_DESKTOP] = { .name = "Message", .type = "String", .in = { { SET_MESSAGE, 0, PARAM_MANDATORY } },
		.flags = PARAM_NOT_EMPTY, .where = WHERE_DESKTOP, .help = message_help },
	[P_USER_NAME] = { .name = "UserName", .type = "String", .in = { { SET_MESSAGE, 1, 0 } }, .flags = PARAM_NOT_EMPTY,
		.help = "The user name: only the password is asked for." },
	[P_TITLE] = { .name = "Title", .type = "String", .in = { { .sets = SET_MESSAGE } }, .flags = PARAM_NOT_EMPTY,
		.where = WHERE_CORE, .help = "The first line of the question." },
};
/* clang-format on */

static Flow end(Stage *s)
{
	int given = stage_bound(s, P_CREDENTIAL) ? P_CREDENTIAL : P_CREDENTIAL_DESKTOP;
	int message = stage_bound(s, P_MESSAGE) ? P_MESSAGE : P_MESSAGE_DESKTOP;
	CredentialPrompt prompt = { .user = stage_str(s, P_USER_NAME) };
	Value credential = VALUE_NULL;

	if (stage_bound(s, given))
		return stage_write(s, s->args[given]);
	if (stage_bound(s, message))
		prompt.message = stage_str(s, message);
	if (stage_bound(s, P_TITLE))
		prompt.caption = stage_str(s, P_TITLE);
	FLOW_TRY(credential_ask(s->interp, &prompt, &credential));
	return value_is_null(credential) ? FLOW_NEXT : stage_write_take(s, credential);
}

const CmdletDef cmd_get_credential = {
	.name = "Get-Credential",
	.module = "Microsoft.PowerShell.Security",
	.sets = sets,
	.default_set = SET_CREDENTIAL,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSCredential", NULL },
	.end = end,
	.synopsis = "Asks for a user name and a password.",
};
