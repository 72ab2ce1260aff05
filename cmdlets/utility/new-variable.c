/* new-variable: makes a variable. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/variable.h"

enum { P_NAME, P_VALUE, P_DESCRIPTION, P_OPTION, P_VISIBILITY, P_FORCE, P_PASS_THRU, P_SCOPE };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } }, .help = "The name." },
	[P_VALUE] = { .name = "Value", .type = "Object",
		.in = { { .pos1 = 2, .flags = PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY, .help = "The value." },
	[P_DESCRIPTION] = { .name = "Description", .type = "String", .flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.help = "What the variable is for." },
	[P_OPTION] = { .name = "Option", .type = "ScopedItemOptions",
		.help = "None, ReadOnly (only Force changes it), Constant, Private (not seen by inner scopes) or AllScope." },
	[P_VISIBILITY] = { .name = "Visibility", .type = "SessionStateEntryVisibility",
		.help = "Whether commands from outside the session may see it.", .default_text = "Public" },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Replaces a variable of that name." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the variable." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = variable_scope_help },
};
/* clang-format on */

static Flow exists_already(Stage *s, Str name)
{
	Value target = value_string(name);
	ErrorSpec spec = { .category = CAT_RESOURCE_EXISTS,
		.id = "VariableAlreadyExists",
		.exception = EXC_SESSION_STATE,
		.target = target };
	Flow flow = stage_error(s, &spec, "A variable with name '%.*s' already exists.", STR_ARG(name));

	value_drop(target);
	return flow;
}

/* A new variable has a type, options and description of its own, whatever stood there. */
static Flow make(Stage *s, VariablePlace place, Value v)
{
	VariableChange change = { .value = v,
		.options = stage_int(s, P_OPTION, -1),
		.description = stage_str(s, P_DESCRIPTION),
		.force = stage_switch(s, P_FORCE),
		.replace = true };
	bool done = false;
	Flow flow;

	if (!stage_bound(s, P_DESCRIPTION))
		change.description = (Str){ 0 };
	flow = variable_change(s, place, &change, &done);
	return done && stage_switch(s, P_PASS_THRU) && flow == FLOW_NEXT ? variable_write(s, place) : flow;
}

static Flow process(Stage *s, Value input)
{
	Value v = stage_bound(s, P_VALUE) ? s->args[P_VALUE] : VALUE_NULL;
	VariablePlace place;
	Scope *scope;
	Flow flow;

	(void)input;
	FLOW_TRY(variable_scope(s, P_SCOPE, &scope));
	place = variable_place(s, stage_str(s, P_NAME), scope ? scope : s->interp->scope);
	if (!variable_should(s, S("New variable"), string_str(place.symbol->name), v, &flow))
		return flow;
	if (!stage_switch(s, P_FORCE) && scope_local_peek(place.scope, place.symbol))
		return exists_already(s, string_str(place.symbol->name));
	return make(s, place, v);
}

const CmdletDef cmd_new_variable = {
	.name = "New-Variable",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "nv", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSVariable", NULL },
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Makes a variable.",
};
