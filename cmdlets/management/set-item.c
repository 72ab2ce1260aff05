/* set-item: gives an item another value. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_VALUE, P_PASS_THRU, P_OPTIONS, ITEM_PARAMS, P_COUNT };
static const char *const aliases[] = { "si", NULL };

static const ParamDef params[P_COUNT] = {
	[P_VALUE] = { .name = "Value", .type = "Object", .in = { { 0, 2, PIPED } }, .help = "The new value." },
	[P_PASS_THRU] = ROW_PASS_THRU,
	[P_OPTIONS] = { .name = "Options",
		.type = "System.Management.Automation.ScopedItemOptions",
		.flags = PARAM_DYNAMIC | PARAM_NOT_DONE,
		.help = "Options of a function or an alias." },
	ITEM_ROWS(PARAM_MANDATORY | PARAM_FROM_PIPE_PROP),
};

static Flow set(ProviderCall *call, const ProviderPath *path, void *self)
{
	const Value *v = self;

	return path->def->set ? path->def->set(call, path->path, *v) : management_unsupported(call);
}

static Flow process(Stage *s, Value input)
{
	Value v = stage_bound(s, P_VALUE) ? s->args[P_VALUE] : VALUE_NULL;
	ProviderCall call;
	Flow flow;

	(void)input;
	provider_call_init(&call, s);
	if (!call.pass_thru)
		call.out = NULL;
	flow = provider_each(&call, PROVIDER_MAY_BE_NEW, set, &v);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_set_item = {
	.name = "Set-Item",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Changes the value of an item.",
};
