/* convertfrom-securestring: a SecureString as text to be kept. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/secure_text.h"
#include "shell/value/secret.h"

enum { SET_SECURE = 1, SET_PLAIN = 2, SET_OPEN = 4 };
enum { P_SECURE_STRING, P_SECURE_KEY, P_AS_PLAIN_TEXT, P_KEY };

static const char *const sets[] = { "Secure", "AsPlainText", "Open", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_SECURE_STRING] = { .name = "SecureString", .type = "SecureString",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The SecureString." },
	[P_SECURE_KEY] = { .name = "SecureKey", .type = "SecureString", .in = { { SET_SECURE, 2, 0 } },
		.help = "The key to encrypt with, as a SecureString." },
	[P_AS_PLAIN_TEXT] = { .name = "AsPlainText", .type = "SwitchParameter", .in = { { .sets = SET_PLAIN } },
		.where = WHERE_CORE, .help = "Gives the secret itself." },
	[P_KEY] = { .name = "Key", .type = "Byte[]", .in = { { .sets = SET_OPEN } },
		.help = "The key to encrypt with: 16, 24 or 32 bytes." },
};
/* clang-format on */

static Flow process(Stage *s, Value input)
{
	Str secret = secret_str_peek(value_unwrap_peek(s->args[P_SECURE_STRING])), key;
	Buf held, text = BUF_INIT;
	Flow flow;

	(void)input;
	if (stage_switch(s, P_AS_PLAIN_TEXT))
		return stage_write_text(s, secret);
	flow = secure_text_key(s, P_KEY, P_SECURE_KEY, &held, &key);
	if (flow == FLOW_NEXT)
		flow = secure_text_write(s, key, secret, &text);
	if (flow == FLOW_NEXT)
		flow = stage_write_text(s, buf_str(&text));
	buf_release(&held);
	buf_release(&text);
	return flow;
}

const CmdletDef cmd_convertfrom_securestring = {
	.name = "ConvertFrom-SecureString",
	.module = "Microsoft.PowerShell.Security",
	.sets = sets,
	.default_set = SET_SECURE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.process = process,
	.synopsis = "Makes text of a SecureString.",
};
