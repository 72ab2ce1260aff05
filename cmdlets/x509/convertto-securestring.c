/* convertto-securestring: plain or kept text as a SecureString (reference 11.14). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/secure_text.h"
#include "shell/value/secret.h"

enum { SET_SECURE = 1, SET_PLAIN = 2, SET_OPEN = 4 };
enum { P_STRING, P_AS_PLAIN_TEXT, P_FORCE, P_SECURE_KEY, P_KEY };

static const char *const sets[] = { "Secure", "PlainText", "Open", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_STRING] = { .name = "String", .type = "String", .in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "The text." },
	[P_AS_PLAIN_TEXT] = { .name = "AsPlainText", .type = "SwitchParameter", .in = { { SET_PLAIN, 2, 0 } },
		.help = "The text is the secret itself." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .in = { { SET_PLAIN, 3, 0 } },
		.help = "Confirms that the secret stands in plain text." },
	[P_SECURE_KEY] = { .name = "SecureKey", .type = "SecureString", .in = { { SET_SECURE, 2, 0 } },
		.help = "The key the text was encrypted with, as a SecureString." },
	[P_KEY] = { .name = "Key", .type = "Byte[]", .in = { { .sets = SET_OPEN } },
		.help = "The key the text was encrypted with: 16, 24 or 32 bytes." },
};
/* clang-format on */

/* Desktop wants -Force; Core takes it as said. */
static Flow force_missing(Stage *s)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "ImportSecureString_ForceRequired", .exception = EXC_ARGUMENT
	};

	return stage_error(s, &spec, "%s", edition_text(stage_edition(s), ET_SECURE_STRING_FORCE));
}

static Flow process(Stage *s, Value input)
{
	Str text = stage_str(s, P_STRING), key;
	Buf held;
	Value secret = VALUE_EMPTY;
	Flow flow;

	(void)input;
	if (stage_switch(s, P_AS_PLAIN_TEXT)) {
		if (!stage_switch(s, P_FORCE) && (stage_edition(s)->where & WHERE_DESKTOP))
			return force_missing(s);
		return stage_write_take(s, secret_new(text));
	}
	flow = secure_text_key(s, P_KEY, P_SECURE_KEY, &held, &key);
	if (flow == FLOW_NEXT)
		flow = secure_text_read(s, key, text, &secret);
	buf_release(&held);
	return flow == FLOW_NEXT && secret.kind != V_EMPTY ? stage_write_take(s, secret) : flow;
}

const CmdletDef cmd_convertto_securestring = {
	.name = "ConvertTo-SecureString",
	.module = "Microsoft.PowerShell.Security",
	.sets = sets,
	.default_set = SET_SECURE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Security.SecureString", NULL },
	.process = process,
	.synopsis = "Makes a SecureString from text.",
};
