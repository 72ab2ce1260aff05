/* remove-item: deletes items. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

enum { P_RECURSE, ITEM_PARAMS, P_STREAM, P_DELETE_KEY, P_COUNT };
static const char *const aliases[] = { "del", "erase", "rd", "ri", "rm:d", "rmdir:d", NULL };

static const ParamDef params[P_COUNT] = {
	[P_RECURSE] = { .name = "Recurse", .type = "SwitchParameter", .help = "Also what is in containers." },
	ITEM_ROWS(PARAM_MANDATORY | PIPED),
	[P_STREAM] = ROW_STREAM,
	[P_DELETE_KEY] = { .name = "DeleteKey",
		.type = "SwitchParameter",
		.where = WHERE_DESKTOP,
		.help = "Also the private key of a certificate." },
};

typedef struct Answers {
	bool yes_to_all, no_to_all;
} Answers;

/* The folder we are in, or one above it, stays. */
static bool is_in_use(ProviderCall *call, const ProviderPath *path)
{
	ProviderPath here;
	Str folder = path->path;

	if (!provider_location_of(call->in, path->def, NULL, call->arena, &here) || here.def != path->def)
		return false;
	while (folder.n > 1 && (folder.p[folder.n - 1] == '/' || folder.p[folder.n - 1] == '\\'))
		folder.n--;
	if (!(path->def->flags & PROVIDER_TREE) || !str_starts(here.path, folder))
		return false;
	return here.path.n == folder.n || here.path.p[folder.n] == '/' || here.path.p[folder.n] == '\\' ||
	       folder.n == 1;
}

static Flow in_use(ProviderCall *call, const ProviderPath *path)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "InvalidOperation", .exception = EXC_PS_INVALID_OPERATION
	};

	return stage_error(
		call->stage, &spec, "Cannot remove the item at '%.*s' because it is in use.", STR_ARG(path->shown));
}

/* A container with something in it is removed after a question, unless -Recurse says so. */
static bool may_recurse(ProviderCall *call, const ProviderPath *path, Answers *answers, Flow *flow)
{
	Str query;

	if (provider_switch(call, "Recurse") || !path->def->is_container(call, path->path) ||
		!provider_has_children(call, path->path))
		return true;
	query = arena_printf(call->arena,
		"The item at %.*s has children and the Recurse parameter was not specified. If you continue, all children "
		"will be removed with the item. Are you sure you want to continue?",
		STR_ARG(path->shown));
	return stage_should_continue(call->stage, query, S("Confirm"), &answers->yes_to_all, &answers->no_to_all, flow);
}

static Flow remove_one(ProviderCall *call, const ProviderPath *path, void *self)
{
	Flow flow = FLOW_NEXT;

	if (!path->def->remove)
		return management_unsupported(call);
	if (is_in_use(call, path))
		return in_use(call, path);
	if (!may_recurse(call, path, self, &flow))
		return flow;
	return path->def->remove(call, path->path, provider_switch(call, "Recurse"));
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return management_each(s, 0, remove_one, s->state);
}

const CmdletDef cmd_remove_item = {
	.name = "Remove-Item",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(Answers),
	.process = process,
	.synopsis = "Deletes items.",
};
