/* remove-itemproperty: would remove a property from an item; no provider here has items that allow it. */
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

static Flow refuse(ProviderCall *call, const ProviderPath *path, void *self)
{
	(void)path, (void)self;
	return provider_not_supported(call,
		"Cannot use interface. The IDynamicPropertyCmdletProvider interface is not implemented by this provider.");
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, refuse, NULL);
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
