/* import-pssession: the commands of a session are those of this shell already. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/session.h"

enum {
	P_SESSION,
	P_COMMAND_NAME,
	P_PREFIX,
	P_ALLOW_CLOBBER,
	P_DISABLE_CHECKING,
	P_FORMAT_TYPE,
	P_COMMAND_TYPE,
	P_MODULE
};
static const ParamDef params[] = {
	[P_SESSION] = { .name = "Session",
		.type = "Object",
		.in = { { 0, 1, PARAM_MANDATORY } },
		.help = "The session." },
	[P_COMMAND_NAME] = { .name = "CommandName",
		.aliases = (const char *const[]){ "Name", NULL },
		.type = "String[]",
		.in = { { 0, 3, 0 } },
		.help = "Which commands; all of them are here." },
	[P_PREFIX] = { .name = "Prefix",
		.type = "String",
		.flags = PARAM_NOT_DONE,
		.help = "What stands before the nouns of the commands." },
	[P_ALLOW_CLOBBER] = { .name = "AllowClobber",
		.type = "SwitchParameter",
		.help = "Takes commands although there are some of the same name." },
	[P_DISABLE_CHECKING] = { .name = "DisableNameChecking",
		.type = "SwitchParameter",
		.help = "Without warnings about unusual verbs." },
	[P_FORMAT_TYPE] = { .name = "FormatTypeName",
		.type = "String[]",
		.help = "Which formats; all of them are here." },
	[P_COMMAND_TYPE] = { .name = "CommandType", .type = "Object", .help = "Which kinds of commands." },
	[P_MODULE] = { .name = "Module",
		.aliases = (const char *const[]){ "PSSnapin", NULL },
		.type = "Object",
		.help = "Which modules." },
};

/* Eight letters or digits, a point and three more: what a temporary module is called. */
static Str temporary_name(Stage *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
	const Env *env = stage_env(s);
	uint8_t random[11];
	char text[12];

	env->random(env->self, random, sizeof random);
	for (size_t i = 0, at = 0; i < sizeof random; i++) {
		if (i == 8)
			text[at++] = '.';
		text[at++] = letters[random[i] % (sizeof letters - 1)];
	}
	return arena_printf(s->scratch, "tmp_%.12s", text);
}

static const char *const shown[] = { "ModuleType", "Version", "Name", "Description", NULL };
static const TypeDef module_type = {
	.name = "System.Management.Automation.PSModuleInfo",
	.base = &type_known[T_OBJECT],
	.default_props = shown,
};

static Flow process(Stage *s, UNUSED Value input)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "SessionNotOpen", .exception = EXC_ARGUMENT };
	Session *session = session_peek(s->args[P_SESSION]);
	Object *info;
	Buf text = BUF_INIT;

	if (!session)
		return stage_throw(s, &spec, "The argument of -Session is no session.");
	if (!session->open)
		return stage_throw(s, &spec, "The session %.*s is not open.", STR_ARG(string_str(session->name)));
	info = object_new(&module_type);
	buf_printf(&text, "Implicit remoting for http://%.*s/powershell", STR_ARG(string_str(session->computer)));
	object_set_string(info, S("ModuleType"), S("Script"));
	object_set_string(info, S("Version"), S("1.0"));
	object_set_string(info, S("Name"), temporary_name(s));
	object_set_take(info, S("Description"), types_buf_string(&text));
	return stage_write_take(s, object_value(info));
}

const CmdletDef cmd_import_pssession = {
	.name = "Import-PSSession",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "ipsn:d", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSModuleInfo", NULL },
	.process = process,
	.synopsis = "Takes the commands of a session into this shell.",
};
