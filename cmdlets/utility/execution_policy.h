/* execution_policy: which scripts Windows would let run; here it is noted, and asked for, and all run. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_EXECUTION_POLICY_H
#define UTILITY_EXECUTION_POLICY_H

#include "shell/engine/interp.h"
#include "shell/engine/stage.h"

/* Numbers of Microsoft.PowerShell.ExecutionPolicy and ExecutionPolicyScope. */
enum {
	POLICY_UNRESTRICTED,
	POLICY_REMOTE_SIGNED,
	POLICY_ALL_SIGNED,
	POLICY_RESTRICTED,
	POLICY_BYPASS,
	POLICY_UNDEFINED
};
enum { POLICY_PROCESS, POLICY_USER, POLICY_MACHINE, POLICY_SCOPES = 5 };

/* What is set in a scope: POLICY_*. */
int execution_policy_of(Interp *in, int scope);
void execution_policy_set(Interp *in, int scope, int policy);
/* The first that is not Undefined, from MachinePolicy to LocalMachine. */
int execution_policy_effective(Interp *in);
/* By name, without regard to case; -1: none. */
int execution_policy_find(Str name);
int execution_policy_find_scope(Str name);
Value execution_policy_value(Interp *in, int policy) NODISCARD;
Value execution_policy_scope_value(Interp *in, int scope) NODISCARD;
extern const char *const execution_policy_names[]; /* NULL-terminated: for CHECK_SET */
extern const char *const execution_policy_scopes[];
/* In the order of -List. */
extern const int execution_policy_order[POLICY_SCOPES];

#endif
