/* rename-item: gives an item another name where it is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/management/management.h"
#include "shell/base/wildcard.h"

enum { P_PATH, P_LITERAL_PATH, P_NEW_NAME, P_FORCE, P_PASS_THRU, P_CREDENTIAL, P_TRANSACTION, P_COUNT };
static const char *const sets[] = { "ByPath", "ByLiteralPath", NULL };
static const char *const aliases[] = { "ren", "rni", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = { .name = "Path",
		.type = "String",
		.in = { { SET_PATH, 1, PARAM_MANDATORY | PIPED } },
		.help = "The item." },
	[P_LITERAL_PATH] = { .name = "LiteralPath",
		.aliases = management_literal_aliases,
		.type = "String",
		.in = { { SET_LITERAL, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The item, its path as it is." },
	[P_NEW_NAME] = { .name = "NewName",
		.type = "String",
		.in = { { 0, 2, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The new name: a name alone, no path." },
	[P_FORCE] = ROW_FORCE,
	[P_PASS_THRU] = ROW_PASS_THRU,
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
};

static Flow not_one(ProviderCall *call)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "RenameMultipleItemError", .exception = EXC_PS_ARGUMENT
	};
	Flow flow;

	spec.target = array_from_strings(call->paths, call->npaths, NULL);
	flow = stage_error(call->stage, &spec,
		"Cannot rename item because the path resolved to multiple items. Only one item can be renamed at a time.");
	value_drop(spec.target);
	return flow;
}

static Flow rename_one(ProviderCall *call, Str text)
{
	ProviderPaths found;
	Flow flow;

	if (!provider_find(call, text, 0, &found, &flow) && (call->literal || !wildcard_has(text)))
		return flow; /* reported */
	if (flow == FLOW_NEXT && found.n != 1)
		flow = not_one(call);
	else if (flow == FLOW_NEXT && !found.p[0].def->rename)
		flow = management_unsupported(call);
	else if (flow == FLOW_NEXT)
		flow = found.p[0].def->rename(call, found.p[0].path, stage_str(call->stage, P_NEW_NAME));
	free(found.p);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	(void)input;
	provider_call_init(&call, s);
	if (!call.pass_thru)
		call.out = NULL;
	if (call.npaths)
		flow = rename_one(&call, call.paths[0]);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_rename_item = {
	.name = "Rename-Item",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Renames an item.",
};
