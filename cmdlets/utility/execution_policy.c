/* execution_policy: which scripts Windows would let run; here it is noted, and asked for, and all run. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/execution_policy.h"

#include <stdlib.h>

/* ORDER: the enum's numbers */
const char *const execution_policy_names[] = { "Unrestricted", "RemoteSigned", "AllSigned", "Restricted", "Bypass",
	"Undefined", "Default", NULL };
const char *const execution_policy_scopes[] = { "Process", "CurrentUser", "LocalMachine", "UserPolicy", "MachinePolicy",
	NULL };
const int execution_policy_order[POLICY_SCOPES] = { 4, 3, POLICY_PROCESS, POLICY_USER, POLICY_MACHINE };

/* Where the process's policy stands, for those it starts, too: -ExecutionPolicy of the command line sets it. */
#define PREFERENCE "PSExecutionPolicyPreference"

/* A server's policy is RemoteSigned; PowerShell elsewhere has none. */
static int *state_of(Interp *in)
{
	void **service = interp_service(in, "execution-policy", free);
	int *state = *service;

	if (state)
		return state;
	state = mem_alloc(POLICY_SCOPES, sizeof(*state));
	for (int i = 0; i < POLICY_SCOPES; i++)
		state[i] = runtime_edition(in)->windows_paths ? POLICY_UNDEFINED : POLICY_UNRESTRICTED;
	if (runtime_edition(in)->windows_paths)
		state[POLICY_MACHINE] = POLICY_REMOTE_SIGNED;
	*service = state;
	if (execution_policy_find(str_from(getenv(PREFERENCE))) >= 0)
		state[POLICY_PROCESS] = execution_policy_find(str_from(getenv(PREFERENCE)));
	return state;
}

int execution_policy_of(Interp *in, int scope)
{
	return state_of(in)[scope];
}

void execution_policy_set(Interp *in, int scope, int policy)
{
	state_of(in)[scope] = policy;
	if (scope == POLICY_PROCESS)
		(void)setenv(PREFERENCE, execution_policy_names[policy], 1);
}

int execution_policy_effective(Interp *in)
{
	for (int i = 0; i < POLICY_SCOPES; i++)
		if (execution_policy_of(in, execution_policy_order[i]) != POLICY_UNDEFINED)
			return execution_policy_of(in, execution_policy_order[i]);
	return POLICY_RESTRICTED;
}

static int find(const char *const *names, Str name)
{
	for (int i = 0; names[i]; i++)
		if (str_ieq(name, str_from(names[i])))
			return i;
	return -1;
}

int execution_policy_find(Str name)
{
	return find(execution_policy_names, name);
}

int execution_policy_find_scope(Str name)
{
	return find(execution_policy_scopes, name);
}

static Value enum_value(Interp *in, Str type_name, int number)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, type_name);

	return type ? value_enum(type, number) : value_int(number);
}

Value execution_policy_value(Interp *in, int policy)
{
	return enum_value(in, S("Microsoft.PowerShell.ExecutionPolicy"), policy);
}

Value execution_policy_scope_value(Interp *in, int scope)
{
	return enum_value(in, S("Microsoft.PowerShell.ExecutionPolicyScope"), scope);
}
