/* new-itemproperty: adds a property to an item: a value to a key of the registry. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_NAME, P_PROPERTY_TYPE, P_VALUE, ITEM_PARAMS, P_COUNT };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "PSProperty", NULL },
		.type = "String",
		.in = { { 0, 2, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The property." },
	[P_PROPERTY_TYPE] = { .name = "PropertyType",
		.aliases = (const char *const[]){ "Type", NULL },
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Its type." },
	[P_VALUE] = { .name = "Value",
		.type = "Object",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "Its value." },
	ITEM_ROWS(PARAM_MANDATORY),
};

static Flow make(ProviderCall *call, const ProviderPath *path, void *self)
{
	const Stage *s = self;

	if (path->def->make_property)
		return path->def->make_property(
			call, path->path, stage_str(s, P_NAME), stage_str(s, P_PROPERTY_TYPE), s->args[P_VALUE]);
	return provider_not_supported(call,
		"Cannot use interface. The IDynamicPropertyCmdletProvider interface is not implemented by this provider.");
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, make, s);
}

const CmdletDef cmd_new_itemproperty = {
	.name = "New-ItemProperty",
	.module = MODULE,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Creates a new property for an item and sets its value.",
};
