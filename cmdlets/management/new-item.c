/* new-item: makes files, folders, links, variables, functions and other items. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { SET_OF_PATH = 1, SET_OF_NAME = 2 };
enum { P_PATH, P_NAME, P_ITEM_TYPE, P_VALUE, P_FORCE, P_CREDENTIAL, P_TRANSACTION, P_OPTIONS, P_COUNT };
static const char *const sets[] = { "pathSet", "nameSet", NULL };
static const char *const aliases[] = { "ni", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PATH] = { .name = "Path",
		.type = "String[]",
		.in = { { SET_OF_PATH, 1, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP },
			{ SET_OF_NAME, 1, PARAM_FROM_PIPE_PROP } },
		.help = "The new items, or with -Name where they are made." },
	[P_NAME] = { .name = "Name",
		.type = "String",
		.in = { { SET_OF_NAME, 0, PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.help = "The name of the new item." },
	[P_ITEM_TYPE] = { .name = "ItemType",
		.aliases = (const char *const[]){ "Type", NULL },
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "What is made: File, Directory, SymbolicLink, Junction, HardLink; the start of the word is enough." },
	[P_VALUE] = { .name = "Value",
		.aliases = (const char *const[]){ "Target", NULL },
		.type = "Object",
		.in = { { 0, 0, PIPED } },
		.help = "The content of a file, the target of a link, the value of others." },
	[P_FORCE] = ROW_FORCE,
	[P_CREDENTIAL] = ROW_CREDENTIAL,
	[P_TRANSACTION] = ROW_TRANSACTION,
	[P_OPTIONS] = { .name = "Options",
		.type = "System.Management.Automation.ScopedItemOptions",
		.flags = PARAM_DYNAMIC | PARAM_NOT_DONE,
		.help = "Options of a function or an alias." },
};

static Flow make(ProviderCall *call, Str text)
{
	Stage *s = call->stage;
	Value v = stage_bound(s, P_VALUE) ? s->args[P_VALUE] : VALUE_NULL;
	ProviderPath path;
	Flow flow;

	if (stage_bound(s, P_NAME) && stage_str(s, P_NAME).n)
		text = provider_join(
			call->in, call->arena, provider_text_of(call->in, text), text, stage_str(s, P_NAME));
	if (!management_resolve(call, text, &path, &flow))
		return flow;
	FLOW_TRY(provider_check_dynamic(call));
	return path.def->make ? path.def->make(call, path.path, stage_str(s, P_ITEM_TYPE), v)
			      : management_unsupported(call);
}

static Flow process(Stage *s, Value input)
{
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	(void)input;
	provider_call_init(&call, s);
	if (call.npaths == 0)
		flow = make(&call, S("."));
	for (size_t i = 0; flow == FLOW_NEXT && i < call.npaths; i++)
		flow = make(&call, call.paths[i]);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_new_item = {
	.name = "New-Item",
	.module = MODULE,
	.aliases = aliases,
	.sets = sets,
	.default_set = SET_OF_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Creates a new item.",
};
