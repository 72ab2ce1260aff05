/* import-pssession: the commands of a session are those of this shell already. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/session.h"
#include "shell/engine/module.h"
#include "shell/engine/registry.h"
#include "shell/value/convert.h"

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

/* Import-Module takes it too; what it exports is here from the start. */
static Module *make_module(Stage *s, const Session *session)
{
	Module *module = function_module_new(s->interp, temporary_name(s));
	const TypeDef *version = type_set_find(runtime_of(s->interp)->types, S("System.Version"));
	Value text = value_string(S("1.0")), made;

	if (version && convert_try(s->interp, text, version, &made))
		value_set_take(&module->version, made);
	value_drop(text);
	value_set_take(&module->description,
		value_printf("Implicit remoting for http://%.*s/powershell", STR_ARG(string_str(session->computer))));
	module->loaded = true;
	registry_module_add(s->interp, module);
	return module;
}

static Flow process(Stage *s, UNUSED Value input)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "SessionNotOpen", .exception = EXC_ARGUMENT };
	Session *session = session_peek(s->args[P_SESSION]);
	Module *module;
	Flow flow;

	if (!session)
		return stage_throw(s, &spec, "The argument of -Session is no session.");
	if (!session->open)
		return stage_throw(s, &spec, "The session %.*s is not open.", STR_ARG(string_str(session->name)));
	module = make_module(s, session);
	flow = stage_write_take(s, module_info_new(module));
	function_module_drop(module);
	return flow;
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
