/* get-variable: variables as objects, or their values. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/variable.h"

enum { P_NAME, P_VALUE_ONLY, P_INCLUDE, P_EXCLUDE, P_SCOPE };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]",
		.in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .flags = PARAM_NOT_EMPTY,
		.help = "The variables; wildcards are allowed.", .default_text = "*" },
	[P_VALUE_ONLY] = { .name = "ValueOnly", .type = "SwitchParameter", .help = "Gives the values alone." },
	[P_INCLUDE] = { .name = "Include", .type = "String[]", .help = variable_include_help },
	[P_EXCLUDE] = { .name = "Exclude", .type = "String[]", .help = variable_exclude_help },
	[P_SCOPE] = { .name = "Scope", .type = "String", .flags = PARAM_NOT_EMPTY, .help = variable_scope_help },
};
/* clang-format on */

static const VariableParams where = { P_NAME, P_SCOPE, P_INCLUDE, P_EXCLUDE };

static Flow write_value(Stage *s, VariablePlace place)
{
	Value v = VALUE_EMPTY;
	bool found;

	FLOW_TRY(scope_get(s->interp, place.scope, place.symbol, &v, &found));
	return stage_write_take(s, v);
}

static Flow process(Stage *s, Value input)
{
	VariablePlaces places = { 0 };
	Flow flow = variable_find_all(s, &where, &places);

	(void)input;
	for (size_t i = 0; i < places.n && flow == FLOW_NEXT; i++)
		flow = stage_switch(s, P_VALUE_ONLY) ? write_value(s, places.p[i]) : variable_write(s, places.p[i]);
	VEC_RELEASE(&places);
	return flow;
}

const CmdletDef cmd_get_variable = {
	.name = "Get-Variable",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "gv", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSVariable", NULL },
	.process = process,
	.synopsis = "Gives variables as objects, or their values.",
};
