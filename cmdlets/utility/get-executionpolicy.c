/* get-executionpolicy: which scripts may run. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/execution_policy.h"
#include "shell/value/object.h"

enum { P_SCOPE, P_LIST };

static const ParamDef params[] = {
	[P_SCOPE] = { .name = "Scope",
		.type = "String",
		.in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE_PROP } },
		.check = { .kind = CHECK_SET, .set = execution_policy_scopes },
		.help = "Whose policy; the one in force else." },
	[P_LIST] = { .name = "List", .type = "SwitchParameter", .help = "The policies of all scopes." },
};

static Flow write_list(Stage *s)
{
	for (int i = 0; i < POLICY_SCOPES; i++) {
		int scope = execution_policy_order[i];
		Object *row = object_new_custom();

		object_set_take(row, S("Scope"), execution_policy_scope_value(s->interp, scope));
		object_set_take(row, S("ExecutionPolicy"),
			execution_policy_value(s->interp, execution_policy_of(s->interp, scope)));
		FLOW_TRY(stage_write_take(s, object_value(row)));
	}
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	int policy;

	(void)input;
	if (stage_switch(s, P_LIST))
		return write_list(s);
	if (stage_bound(s, P_SCOPE))
		policy = execution_policy_of(s->interp, execution_policy_find_scope(stage_str(s, P_SCOPE)));
	else
		policy = execution_policy_effective(s->interp);
	return stage_write_take(s, execution_policy_value(s->interp, policy));
}

const CmdletDef cmd_get_executionpolicy = {
	.name = "Get-ExecutionPolicy",
	.module = "Microsoft.PowerShell.Security",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "Microsoft.PowerShell.ExecutionPolicy", NULL },
	.process = process,
	.synopsis = "Tells which scripts may run.",
};
