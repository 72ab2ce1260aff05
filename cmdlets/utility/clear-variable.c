/* clear-variable: sets variables to $null. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/variable.h"

enum { P_NAME, P_INCLUDE, P_EXCLUDE, P_FORCE, P_PASS_THRU, P_SCOPE };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The variables; wildcards are allowed." },
	[P_INCLUDE] = { .name = "Include", .type = "String[]", .help = variable_include_help },
	[P_EXCLUDE] = { .name = "Exclude", .type = "String[]", .help = variable_exclude_help },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Clears a variable that is read-only." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the variable." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = variable_scope_help },
};
/* clang-format on */

static const VariableParams where = { P_NAME, P_SCOPE, P_INCLUDE, P_EXCLUDE };

/* Without -Scope the variable of the current scope is set, as an assignment would, wherever the name was found. */
static Flow clear(Stage *s, VariablePlace place)
{
	VariableChange change = { .value = VALUE_NULL, .options = -1, .force = stage_switch(s, P_FORCE) };
	bool done = false;
	Flow flow;

	if (!variable_should(s, S("Clear variable"), string_str(place.symbol->name), VALUE_UNSET, &flow))
		return flow;
	if (!stage_bound(s, P_SCOPE))
		place.scope = s->interp->scope;
	flow = variable_change(s, place, &change, &done);
	return done && stage_switch(s, P_PASS_THRU) && flow == FLOW_NEXT ? variable_write(s, place) : flow;
}

static Flow process(Stage *s, Value input)
{
	VariablePlaces places = { 0 };
	Flow flow = variable_find_all(s, &where, &places);

	(void)input;
	for (size_t i = 0; i < places.n && flow == FLOW_NEXT; i++)
		flow = clear(s, places.p[i]);
	VEC_RELEASE(&places);
	return flow;
}

const CmdletDef cmd_clear_variable = {
	.name = "Clear-Variable",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "clv", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSVariable", NULL },
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Sets variables to null.",
};
