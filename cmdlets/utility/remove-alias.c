/* remove-alias: removes short names of commands. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/alias.h"
#include "shell/engine/registry.h"

enum { P_NAME, P_SCOPE, P_FORCE };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The aliases." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = alias_scope_help },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Removes an alias that is read-only." },
};
/* clang-format on */

static Flow not_found(Stage *s, Str name)
{
	Value target = value_string(name);
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "ItemNotFoundException",
		.exception = EXC_ITEM_NOT_FOUND,
		.target = target };
	Flow flow = stage_error(s, &spec,
		"This command cannot find a matching alias because an alias with the name '%.*s' does not exist.",
		STR_ARG(name));

	value_drop(target);
	return flow;
}

static Flow take_away(Stage *s, Scope *scope, Str name)
{
	Command *alias = scope_alias_peek(scope, name);
	ErrorSpec fixed = {
		.category = CAT_WRITE_ERROR, .id = "AliasNotRemovable", .exception = EXC_SESSION_STATE_UNAUTHORIZED
	};

	if (!alias)
		return not_found(s, name);
	if (alias_is_fixed(alias, stage_switch(s, P_FORCE))) {
		fixed.target = value_of_string(alias->name);
		return stage_error(
			s, &fixed, "Alias was not removed because alias %s is constant or read-only.", alias->name->p);
	}
	while (scope->parent && scope_alias_peek(scope->parent, name) == alias)
		scope = scope->parent;
	scope_alias_set(scope, name, NULL);
	registry_changed(s->interp);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	Scope *scope;
	bool given;
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	(void)input;
	FLOW_TRY(alias_scope(s, P_SCOPE, &scope, &given));
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(take_away(s, scope, names[i]));
	return FLOW_NEXT;
}

const CmdletDef cmd_remove_alias = {
	.name = "Remove-Alias",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.where = WHERE_CORE,
	.process = process,
	.synopsis = "Removes aliases.",
};
