/* move-item: moves items from one place to another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_DESTINATION, P_PASS_THRU, ITEM_PARAMS, P_COUNT };
static const char *const aliases[] = { "mi", "move", "mv:d", NULL };

static const ParamDef params[P_COUNT] = {
	[P_DESTINATION] = { .name = "Destination",
		.type = "String",
		.in = { { 0, 2, PARAM_FROM_PIPE_PROP } },
		.help = "Where the item goes: a container, or a new name." },
	[P_PASS_THRU] = ROW_PASS_THRU,
	ITEM_ROWS(PARAM_MANDATORY | PIPED),
};

static Flow process(Stage *s, Value input)
{
	Str to = stage_bound(s, P_DESTINATION) ? stage_str(s, P_DESTINATION) : S(".");
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	(void)input;
	provider_call_init(&call, s);
	if (!call.pass_thru)
		call.out = NULL;
	for (size_t i = 0; flow == FLOW_NEXT && i < call.npaths; i++)
		flow = provider_transfer(&call, call.paths[i], to, true, true);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_move_item = {
	.name = "Move-Item",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Moves an item from one place to another.",
};
