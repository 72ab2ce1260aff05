/* get-item: the item at a path. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { ITEM_PARAMS, P_STREAM, P_COUNT };
static const char *const aliases[] = { "gi", NULL };

static const ParamDef params[P_COUNT] = { ITEM_ROWS(PARAM_MANDATORY | PIPED), [P_STREAM] = ROW_STREAM };

static Flow get(ProviderCall *call, const ProviderPath *path, void *self)
{
	(void)self;
	return path->def->get ? path->def->get(call, path->path) : management_unsupported(call);
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, get, NULL);
}

const CmdletDef cmd_get_item = {
	.name = "Get-Item",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.process = process,
	.synopsis = "Gets the item at a path.",
};
