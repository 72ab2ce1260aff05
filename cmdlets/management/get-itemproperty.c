/* get-itemproperty: properties of items. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_NAME, P_PATH, P_LITERAL_PATH, P_FILTER, P_INCLUDE, P_EXCLUDE, P_CREDENTIAL, P_TRANSACTION, P_COUNT };
static const char *const aliases[] = { "gp", NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "PSProperty", NULL },
		.type = "String[]",
		.in = { { 0, 2, 0 } },
		.help = "The properties; without names, the item." },
	[P_PATH] = ROW_PATH({ SET_PATH, 1, PARAM_MANDATORY | PIPED }),
	[P_LITERAL_PATH] = ROW_LITERAL({ SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP }),
	[P_FILTER] = ROW_FILTER,
	[P_INCLUDE] = ROW_INCLUDE,
	[P_EXCLUDE] = ROW_EXCLUDE,
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow get(ProviderCall *call, const ProviderPath *path, void *self)
{
	size_t n;
	const Str *names = stage_strings(call->stage, P_NAME, &n);

	(void)self;
	if (path->def->get_property)
		return path->def->get_property(call, path->path, names, n);
	return provider_not_supported(
		call, "Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.");
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, get, NULL);
}

const CmdletDef cmd_get_itemproperty = {
	.name = "Get-ItemProperty",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.process = process,
	.synopsis = "Gets the properties of an item.",
};
