/* set-location: goes to another place: cd. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { SET_STACK = 4 };
enum { P_PATH, P_LITERAL_PATH, P_PASS_THRU, P_STACK_NAME, P_TRANSACTION, P_COUNT };
static const char *const sets[] = { "Path", "LiteralPath", "Stack", NULL };
static const char *const aliases[] = { "cd", "chdir", "sl", NULL };
static const char *const outputs[] = { "System.Management.Automation.PathInfo",
	"System.Management.Automation.PathInfoStack", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = { .name = "Path",
		.type = "String",
		.in = { { SET_PATH, 1, PIPED } },
		.help = "Where to go; - and + go back and forward again (PowerShell 7)." },
	[P_LITERAL_PATH] = { .name = "LiteralPath",
		.aliases = management_literal_aliases,
		.type = "String",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "Where to go, its path as it is." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Also writes the new location." },
	[P_STACK_NAME] = { .name = "StackName",
		.type = "String",
		.in = { { SET_STACK, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Makes this stack the current one for Push- and Pop-Location." },
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow set_stack(Stage *s, ProviderCall *call)
{
	Str name = stage_str(s, P_STACK_NAME);

	if (!provider_set_stack(s->interp, name))
		return provider_not_found(call, name);
	if (stage_switch(s, P_PASS_THRU))
		return stage_write_take(s, provider_stack_value(s->interp, S("")));
	return FLOW_NEXT;
}

static Flow go_in_history(Stage *s, bool forward)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperationException", .exception = EXC_INVALID_OPERATION
	};
	ProviderPath path;

	if (!provider_history(s->interp, forward, s->scratch, &path))
		return stage_error(s, &spec, "There is no location history left to navigate %s.",
			forward ? "forwards" : "backwards");
	if (stage_switch(s, P_PASS_THRU))
		return stage_write_take(s, provider_location(s->interp));
	return FLOW_NEXT;
}

/* cd alone goes home in 7, and nowhere in 5.1. */
static Flow go_home(Stage *s, ProviderCall *call)
{
	if (stage_edition(s)->windows_paths)
		return FLOW_NEXT;
	return management_go(call, S("~"), stage_switch(s, P_PASS_THRU));
}

static Flow go(Stage *s, ProviderCall *call)
{
	int param = stage_bound(s, P_LITERAL_PATH) ? P_LITERAL_PATH : P_PATH;
	Str text = stage_str(s, param);

	if (!stage_bound(s, param))
		return go_home(s, call);
	if (param == P_PATH && !stage_edition(s)->windows_paths && (str_eq(text, S("-")) || str_eq(text, S("+"))))
		return go_in_history(s, text.p[0] == '+');
	return management_go(call, text, stage_switch(s, P_PASS_THRU));
}

static Flow process(Stage *s, Value input)
{
	ProviderCall call;
	Flow flow;

	(void)input;
	provider_call_init(&call, s);
	flow = stage_bound(s, P_STACK_NAME) ? set_stack(s, &call) : go(s, &call);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_set_location = {
	.name = "Set-Location",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Sets the current working location.",
};
