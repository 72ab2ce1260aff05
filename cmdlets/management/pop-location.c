/* pop-location: goes back to where Push-Location left. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_PASS_THRU, P_STACK_NAME, P_TRANSACTION, P_COUNT };
static const char *const aliases[] = { "popd", NULL };
static const char *const outputs[] = { "System.Management.Automation.PathInfo", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Also writes the new location." },
	[P_STACK_NAME] = { .name = "StackName",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The stack the location is taken from." },
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow process(Stage *s, Value input)
{
	Str name = stage_str(s, P_STACK_NAME);
	ProviderCall call;
	ProviderPath path;
	bool found;
	Flow flow;

	(void)input;
	if (!provider_pop(s->interp, name, s->scratch, &path, &found))
		return management_bad_argument(s,
			"Cannot find location stack '%.*s'. It does not exist or it is not a container.",
			STR_ARG(name));
	if (!found)
		return FLOW_NEXT;
	provider_call_init(&call, s);
	provider_call_use(&call, &path);
	flow = management_arrive(&call, &path, stage_switch(s, P_PASS_THRU));
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_pop_location = {
	.name = "Pop-Location",
	.module = MODULE,
	.aliases = aliases,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Changes the location to the one most recently pushed to a stack.",
};
