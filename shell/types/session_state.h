/* session_state: SessionState and the intrinsics it hands out, for $PSCmdlet and $ExecutionContext. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_SESSION_STATE_H
#define TYPES_SESSION_STATE_H

#include "shell/value/type.h"

/* Of the scopes that run, or (of_caller) of the code that called a module's function; owned. */
Value session_state_new(bool of_caller) NODISCARD;
Value session_state_invoke_command(void) NODISCARD; /* CommandInvocationIntrinsics; owned */

/* Methods that $PSCmdlet has, too; as MethodDef.fn. */
Flow session_state_provider_location(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow session_state_unresolved_path(Interp *in, Value self, const Value *args, size_t n, Value *out);
Flow session_state_resolved_path(Interp *in, Value self, const Value *args, size_t n, Value *out);

#endif
