/* clear-content: empties items and keeps them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum {
	ITEM_PARAMS,
	P_STREAM,
	P_COUNT,
};
static const char *const aliases[] = { "clc", NULL };

static const ParamDef params[P_COUNT] = {
	ITEM_ROWS(PARAM_MANDATORY | PARAM_FROM_PIPE_PROP),
	[P_STREAM] = ROW_STREAM,
};

static Flow clear(ProviderCall *call, const ProviderPath *path, void *self)
{
	(void)self;
	if (path->def->clear_content)
		return path->def->clear_content(call, path->path);
	return provider_not_supported(call,
		"Cannot perform the ClearContent operation. The ClearContent operation is not supported by this provider.");
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, clear, NULL);
}

const CmdletDef cmd_clear_content = {
	.name = "Clear-Content",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Deletes the content of an item, but not the item.",
};
