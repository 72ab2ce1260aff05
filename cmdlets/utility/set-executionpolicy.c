/* set-executionpolicy: notes which scripts may run. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/execution_policy.h"

enum { P_POLICY, P_SCOPE, P_FORCE };

static const ParamDef params[] = {
	[P_POLICY] = { .name = "ExecutionPolicy",
		.type = "String",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE_PROP } },
		.check = { .kind = CHECK_SET, .set = execution_policy_names },
		.help = "The policy. It is noted for the session; every script runs whatever it says." },
	[P_SCOPE] = { .name = "Scope",
		.type = "String",
		.in = { { .pos1 = 2, .flags = PARAM_FROM_PIPE_PROP } },
		.check = { .kind = CHECK_SET, .set = execution_policy_scopes },
		.help = "Whose policy.",
		.default_text = "LocalMachine" },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Does not ask." },
};

/* asked of 7.6 on Linux */
static Flow not_here(Stage *s)
{
	static const ErrorSpec spec = { .category = CAT_NOT_SPECIFIED,
		.id = "System.PlatformNotSupportedException",
		.exception = EXC_PLATFORM_NOT_SUPPORTED };

	return stage_throw(s, &spec, "Operation is not supported on this platform.");
}

static bool is_agreed(Stage *s, Flow *flow)
{
	*flow = FLOW_NEXT;
	if (stage_switch(s, P_FORCE))
		return true;
	return stage_should_continue(s,
		S("The execution policy helps protect you from scripts that you do not trust. Changing the execution policy might "
		  "expose you to the security risks described in the about_Execution_Policies help topic at "
		  "https:/go.microsoft.com/fwlink/?LinkID=135170. Do you want to change the execution policy?"),
		S("Execution Policy Change"), NULL, NULL, flow);
}

static Flow process(Stage *s, Value input)
{
	int scope = stage_bound(s, P_SCOPE) ? execution_policy_find_scope(stage_str(s, P_SCOPE)) : POLICY_MACHINE;
	int policy = execution_policy_find(stage_str(s, P_POLICY));
	Flow flow;

	(void)input;
	if (!stage_edition(s)->windows_paths)
		return not_here(s);
	if (!stage_should(s, stage_str(s, P_POLICY), S("Set-ExecutionPolicy"), &flow) || !is_agreed(s, &flow))
		return flow;
	execution_policy_set(s->interp, scope, policy > POLICY_UNDEFINED ? POLICY_RESTRICTED : policy); /* Default */
	return stage_verbose(s, "The policy is noted; this shell runs every script.");
}

const CmdletDef cmd_set_executionpolicy = {
	.name = "Set-ExecutionPolicy",
	.module = "Microsoft.PowerShell.Security",
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Notes which scripts may run.",
};
