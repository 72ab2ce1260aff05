/* remove-variable: removes variables. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/variable.h"

enum { P_NAME, P_INCLUDE, P_EXCLUDE, P_FORCE, P_SCOPE };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.help = "The variables; wildcards are allowed." },
	[P_INCLUDE] = { .name = "Include", .type = "String[]", .help = variable_include_help },
	[P_EXCLUDE] = { .name = "Exclude", .type = "String[]", .help = variable_exclude_help },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Removes a variable that is read-only." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = variable_scope_help },
};
/* clang-format on */

static const VariableParams where = { P_NAME, P_SCOPE, P_INCLUDE, P_EXCLUDE };

static Flow not_removable(Stage *s, const Symbol *symbol)
{
	ErrorSpec spec = { .category = CAT_WRITE_ERROR,
		.id = "VariableNotRemovable",
		.exception = EXC_SESSION_STATE_UNAUTHORIZED,
		.target = value_of_string(symbol->name) };

	return stage_error(s, &spec,
		"Cannot remove variable %s because it is constant or read-only. If the variable is read-only, try the operation "
		"again specifying the Force option.",
		symbol->name->p);
}

/* Those the engine answers itself have no slot, and stay. */
static Flow take_away(Stage *s, VariablePlace place)
{
	const Variable *v = scope_local_peek(place.scope, place.symbol);
	unsigned options = v && v->meta ? v->meta->options : 0;
	Flow flow;

	if (!variable_should(s, S("Remove variable"), string_str(place.symbol->name), VALUE_UNSET, &flow))
		return flow;
	if (!v || (options & VARIABLE_CONSTANT) || ((options & VARIABLE_READ_ONLY) && !stage_switch(s, P_FORCE)))
		return not_removable(s, place.symbol);
	scope_remove(place.scope, place.symbol);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	VariablePlaces places = { 0 };
	Flow flow = variable_find_all(s, &where, &places);

	(void)input;
	for (size_t i = 0; i < places.n && flow == FLOW_NEXT; i++)
		flow = take_away(s, places.p[i]);
	VEC_RELEASE(&places);
	return flow;
}

const CmdletDef cmd_remove_variable = {
	.name = "Remove-Variable",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "rv", NULL },
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Removes variables.",
};
