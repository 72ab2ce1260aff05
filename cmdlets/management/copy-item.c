/* copy-item: copies items from one place to another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_DESTINATION, P_CONTAINER, P_RECURSE, P_PASS_THRU, ITEM_PARAMS, P_FROM_SESSION, P_TO_SESSION, P_COUNT };
static const char *const aliases[] = { "copy", "cpi", "cp:d", NULL };

static const ParamDef params[P_COUNT] = {
	[P_DESTINATION] = { .name = "Destination",
		.type = "String",
		.in = { { 0, 2, PARAM_FROM_PIPE_PROP } },
		.help = "Where the copy goes: a container, or a new name." },
	[P_CONTAINER] = { .name = "Container",
		.type = "SwitchParameter",
		.help = "Keeps the folders of what is copied; this is how it always is.",
		.default_text = "True" },
	[P_RECURSE] = { .name = "Recurse", .type = "SwitchParameter", .help = "Also what is in containers." },
	[P_PASS_THRU] = ROW_PASS_THRU,
	ITEM_ROWS(PARAM_MANDATORY | PIPED),
	[P_FROM_SESSION] = { .name = "FromSession",
		.type = "System.Management.Automation.Runspaces.PSSession",
		.flags = PARAM_DYNAMIC | PARAM_NOT_DONE,
		.help = "The remote session the item is copied from." },
	[P_TO_SESSION] = { .name = "ToSession",
		.type = "System.Management.Automation.Runspaces.PSSession",
		.flags = PARAM_DYNAMIC | PARAM_NOT_DONE,
		.help = "The remote session the item is copied to." },
};

static Flow process(Stage *s, Value input)
{
	Str to = stage_bound(s, P_DESTINATION) ? stage_str(s, P_DESTINATION) : S(".");
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	(void)input;
	if (stage_bound(s, P_CONTAINER) && !stage_switch(s, P_CONTAINER))
		return stage_not_done(s, "Copy-Item -Container:$false");
	provider_call_init(&call, s);
	if (!call.pass_thru)
		call.out = NULL;
	for (size_t i = 0; flow == FLOW_NEXT && i < call.npaths; i++)
		flow = provider_transfer(&call, call.paths[i], to, false, stage_switch(s, P_RECURSE));
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_copy_item = {
	.name = "Copy-Item",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Copies an item from one place to another.",
};
