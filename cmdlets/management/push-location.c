/* push-location: goes to another place and remembers this one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_PATH, P_LITERAL_PATH, P_PASS_THRU, P_STACK_NAME, P_TRANSACTION, P_COUNT };
static const char *const aliases[] = { "pushd", NULL };
static const char *const outputs[] = { "System.Management.Automation.PathInfo", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = { .name = "Path",
		.type = "String",
		.in = { { SET_PATH, 1, PIPED } },
		.help = "Where to go; without it the location is remembered only." },
	[P_LITERAL_PATH] = { .name = "LiteralPath",
		.aliases = management_literal_aliases,
		.type = "String",
		.in = { { SET_LITERAL, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Where to go, its path as it is." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Also writes the new location." },
	[P_STACK_NAME] = { .name = "StackName",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The stack that remembers it." },
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow process(Stage *s, Value input)
{
	int param = stage_bound(s, P_LITERAL_PATH) ? P_LITERAL_PATH : P_PATH;
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	(void)input;
	provider_push(s->interp, stage_str(s, P_STACK_NAME));
	if (!stage_bound(s, param))
		return FLOW_NEXT;
	provider_call_init(&call, s);
	flow = management_go(&call, stage_str(s, param), stage_switch(s, P_PASS_THRU));
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_push_location = {
	.name = "Push-Location",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Adds the current location to the top of a location stack.",
};
