/* clear-itemproperty: takes the value of an item's property away. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_NAME, P_PASS_THRU, ITEM_PARAMS, P_COUNT };
static const char *const aliases[] = { "clp", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name", .type = "String", .in = { { 0, 2, PARAM_MANDATORY } }, .help = "The property." },
	[P_PASS_THRU] = ROW_PASS_THRU,
	ITEM_ROWS(PARAM_MANDATORY | PIPED),
};

static Flow clear(ProviderCall *call, const ProviderPath *path, void *self)
{
	Str name = stage_str(call->stage, P_NAME);

	(void)self;
	if (path->def->clear_property)
		return path->def->clear_property(call, path->path, &name, 1);
	return provider_not_supported(
		call, "Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.");
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, clear, NULL);
}

const CmdletDef cmd_clear_itemproperty = {
	.name = "Clear-ItemProperty",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Clears the value of a property, but not the property.",
};
