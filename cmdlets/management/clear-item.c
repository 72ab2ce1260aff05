/* clear-item: takes the value of an item away, and keeps the item. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { ITEM_PARAMS, P_COUNT };
static const char *const aliases[] = { "cli", NULL };

static const ParamDef params[P_COUNT] = { ITEM_ROWS(PARAM_MANDATORY | PIPED) };

static Flow clear(ProviderCall *call, const ProviderPath *path, void *self)
{
	(void)self;
	return path->def->clear ? path->def->clear(call, path->path) : management_unsupported(call);
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, clear, NULL);
}

const CmdletDef cmd_clear_item = {
	.name = "Clear-Item",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Clears the value of an item, but not the item.",
};
