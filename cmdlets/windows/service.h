/* service: the Windows services that a server is taken to run, and whether they do. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_SERVICE_H
#define WINDOWS_SERVICE_H

#include "cmdlets/organization/organization.h"
#include "shell/types/types.h"

/* A model: nothing of the machine is started or stopped.  What scripts do with it is kept in the store, by server. */
#define SERVICE_MODULE "Microsoft.PowerShell.Management"

typedef struct ServiceDef {
	const char *name, *display;
	const char *needs; /* services it depends on, blanks between */
	bool manual;       /* not started with the machine */
	unsigned where;    /* WHERE_*: the generations that have it; 0: all */
} ServiceDef;
bool service_is_in(const ServiceDef *def, Interp *in); /* whether this generation has it */
extern const ServiceDef service_defs[];
extern const size_t service_count;
/* By name or display name without regard to case; NULL: none. */
const ServiceDef *service_find(Str name);

/* ServiceControllerStatus' numbers. */
typedef enum ServiceStatus { SERVICE_STOPPED = 1, SERVICE_RUNNING = 4 } ServiceStatus;
/* Server: a name of the store, or empty for the local one. */
bool service_status(Vault *vault, Str server, const ServiceDef *def, ServiceStatus *out, Diag *diag) NODISCARD;
/* Starts or stops it; those it needs are started first, those that need it are stopped first. */
bool service_change(Vault *vault, Str server, const ServiceDef *def, ServiceStatus to, Diag *diag) NODISCARD;
/* StartType: Automatic, Manual, Disabled; the table's until it was set. */
bool service_start_type(Vault *vault, Str server, const ServiceDef *def, Arena *arena, Str *out, Diag *diag) NODISCARD;
bool service_set_start_type(Vault *vault, Str server, const ServiceDef *def, Str type, Diag *diag) NODISCARD;
/* The n-th service that depends on it directly; NULL: no more. */
const ServiceDef *service_dependent(const ServiceDef *def, size_t n);

/* ServiceController. */
extern const TypeDef service_controller;
extern const TypeEntry service_entries[];
extern const size_t service_nentries;
Value service_value(const ServiceDef *def, Str server) NODISCARD;
const ServiceDef *service_peek(Value v, Str *server); /* NULL: none; server may be NULL */

/* The services that a cmdlet's parameters name, one by one; names that are none are reported. */
typedef struct ServiceParams {
	int name, display, input, computer, include, exclude; /* numbers of parameters; -1: the cmdlet has none */
} ServiceParams;
typedef Flow ServiceEach(Stage *s, const ServiceDef *def, Str server);
Flow service_each(Stage *s, const ServiceParams *params, ServiceEach *each) NODISCARD;
/* What Start-, Stop- and Restart-Service share. */
typedef enum ServiceAction { SERVICE_START, SERVICE_STOP, SERVICE_RESTART } ServiceAction;
Flow service_act(Stage *s, const ServiceDef *def, Str server, ServiceAction action) NODISCARD;

/* Rows of their parameter tables, in this order. */
enum {
	SERVICE_NAME,
	SERVICE_DISPLAY,
	SERVICE_INPUT,
	SERVICE_INCLUDE,
	SERVICE_EXCLUDE,
	SERVICE_PASS_THRU,
	SERVICE_FORCE,
	SERVICE_NO_WAIT,
	SERVICE_PARAMS
};
extern const ParamDef service_params[SERVICE_PARAMS];
extern const char *const service_sets[];
enum { SERVICE_SET_INPUT = 1, SERVICE_SET_NAME = 2, SERVICE_SET_DISPLAY = 4 };
extern const ServiceParams service_named;
extern const char *const service_outputs[];

#endif
