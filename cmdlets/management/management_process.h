/* management_process: processes of the machine as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MANAGEMENT_MANAGEMENT_PROCESS_H
#define MANAGEMENT_MANAGEMENT_PROCESS_H

#include "cmdlets/management/management.h"

extern const TypeDef management_process_type; /* System.Diagnostics.Process */
extern const TypeEntry management_entries[];
extern const size_t management_nentries;
/* The process of a number; V_EMPTY: there is none.  ours: started here, so its exit code can be had. */
Value management_process_new(int pid, bool ours) NODISCARD;
/* One that was started here, which may have ended: its exit code can be had all the same. */
Value management_process_started(int pid, Str name) NODISCARD;
int management_process_id(Value process); /* 0: no process object */
bool management_process_has_ended(Value process);
/* Ends it; 0 or errno. */
int management_process_kill(Value process);
/* Every process, in order of its name. */
Array *management_processes(void) NODISCARD;
/* Waits until it has ended or the time is up (milliseconds, -1: for ever); false: not ended. */
bool management_process_wait(Stage *s, Value process, int64_t milliseconds, Flow *flow);

/* What -Id, -Name and -InputObject name, each handed to each; those that are missing are reported. */
typedef struct ProcessParams {
	int id, name, input; /* parameter numbers */
} ProcessParams;
typedef Flow ManagementEachProcess(Stage *s, Value process, void *self);
Flow management_processes_named(
	Stage *s, const ProcessParams *params, ManagementEachProcess *each, void *self) NODISCARD;

#endif
