/* remove-itemproperty: takes a property from an item: a value from a key of the registry. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_NAME, ITEM_PARAMS, P_COUNT };
static const char *const aliases[] = { "rp", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "PSProperty", NULL },
		.type = "String[]",
		.in = { { 0, 2, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The properties." },
	ITEM_ROWS(PARAM_MANDATORY | PIPED),
};

static Flow remove_all(ProviderCall *call, const ProviderPath *path, void *self)
{
	Stage *s = self;
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);
	Flow flow = FLOW_NEXT;

	if (!path->def->remove_property)
		return provider_not_supported(call,
			"Cannot use interface. The IDynamicPropertyCmdletProvider interface is not "
			"implemented by this provider.");
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = path->def->remove_property(call, path->path, names[i]);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, remove_all, s);
}

const CmdletDef cmd_remove_itemproperty = {
	.name = "Remove-ItemProperty",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Deletes a property and its value from an item.",
};
