/* register-argumentcompleter: a script block that completes the arguments of commands. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp.h"
#include "shell/engine/stage.h"
#include "shell/value/hash.h"

enum { SET_SCRIPT = 1, SET_NATIVE = 2 };
enum { P_COMMAND, P_PARAMETER, P_BLOCK, P_NATIVE };

static const char *const sets[] = { "PowerShellSet", "NativeCommandSet", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_COMMAND] = { .name = "CommandName", .type = "String[]",
		.in = { { SET_NATIVE, 0, PARAM_MANDATORY }, { SET_SCRIPT, 0, 0 } }, .help = "The commands it is for." },
	[P_PARAMETER] = { .name = "ParameterName", .type = "String", .in = { { SET_SCRIPT, 0, PARAM_MANDATORY } },
		.help = "The parameter it is for." },
	[P_BLOCK] = { .name = "ScriptBlock", .type = "ScriptBlock", .in = { { .flags = PARAM_MANDATORY } },
		.help = "Gives texts or CompletionResult objects. It gets the names of command and parameter, the word, the "
			"command's text, and what else is bound; for a program the word, the text and the cursor's place." },
	[P_NATIVE] = { .name = "Native", .type = "SwitchParameter", .in = { { SET_NATIVE, 0, 0 } },
		.help = "The commands are programs." },
};
/* clang-format on */

static void add(Stage *s, Str command)
{
	Buf key = BUF_INIT;

	interp_completer_key(
		&key, command, s->set == SET_SCRIPT ? stage_str(s, P_PARAMETER) : S(""), s->set == SET_NATIVE);
	hash_set_text_take(interp_completers(s->interp), buf_str(&key), value_ref(s->args[P_BLOCK]));
	buf_release(&key);
}

static Flow end(Stage *s)
{
	Value names = s->args[P_COMMAND];

	if (names.kind != V_ARRAY) {
		add(s, S(""));
		return FLOW_NEXT;
	}
	for (size_t i = 0; i < names.array->n; i++)
		add(s, value_str_peek(array_peek(names.array, i)));
	return FLOW_NEXT;
}

const CmdletDef cmd_register_argumentcompleter = {
	.name = "Register-ArgumentCompleter",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "System.Management.Automation.RegisterArgumentCompleterCommand",
	.sets = sets,
	.default_set = SET_NATIVE,
	.params = params,
	.nparams = COUNT(params),
	.end = end,
	.synopsis = "Says what completes the arguments of a command.",
};
