/* management_process_private: a process object, and what starts one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MANAGEMENT_MANAGEMENT_PROCESS_PRIVATE_H
#define MANAGEMENT_MANAGEMENT_PROCESS_PRIVATE_H

#include <sys/types.h>

#include "cmdlets/management/management_process.h"

typedef struct Process {
	pid_t pid;        /* 0: not started, or a program inside the shell */
	uint64_t started; /* clock ticks after boot: tells a later process of the same number apart */
	String *name;     /* NULL: not started */
	bool ours, ended;
	int exit_code;
	Value info;                 /* its ProcessStartInfo; V_EMPTY: somebody else started it */
	Value written;              /* the MemoryStream behind input */
	Value input, output, error; /* redirected: a StreamWriter and two StreamReaders; V_EMPTY: not asked for */
	Buf out, err;               /* what it wrote */
	bool waits;                 /* for its input: it runs when its output or its end is asked for */
} Process;
/* The state of a process object; NULL: it is none. */
Process *management_process_peek(Value v);

/* Runs one that waits for its input. */
Flow management_process_go(Interp *in, Process *p) NODISCARD;
/* The number of a process that goes on on its own, in an object that was made without one. */
void management_process_adopt(Process *p, int pid);

extern const TypeDef management_start_info_type; /* System.Diagnostics.ProcessStartInfo */
/* Rows of the type's table (docs: System.Diagnostics.Process). */
Flow management_process_get_start_info(Interp *in, Value self, Value *out) NODISCARD;
Flow management_process_set_start_info(Interp *in, Value self, Value to) NODISCARD;
Flow management_process_get_input(Interp *in, Value self, Value *out) NODISCARD;
Flow management_process_get_output(Interp *in, Value self, Value *out) NODISCARD;
Flow management_process_get_error(Interp *in, Value self, Value *out) NODISCARD;
/* The constructor and the two methods Start: of an object, and of the type, which makes the object. */
Flow management_process_make(Interp *in, Value self, const Value *args, size_t n, Value *out) NODISCARD;
Flow management_process_start(Interp *in, Value self, const Value *args, size_t n, Value *out) NODISCARD;
Flow management_process_start_static(Interp *in, Value self, const Value *args, size_t n, Value *out) NODISCARD;

#endif
