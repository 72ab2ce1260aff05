/* get-service: the services of a server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/service.h"

enum { P_NAME, P_DISPLAY, P_INPUT, P_COMPUTER, P_INCLUDE, P_EXCLUDE, P_DEPENDENT, P_REQUIRED };
enum { SET_NAME = 1, SET_DISPLAY = 2, SET_INPUT = 4 };
static const char *const sets[] = { "Default", "DisplayName", "InputObject", NULL };
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "ServiceName", NULL },
		.type = "String[]",
		.in = { { SET_NAME, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The services, by name; wildcards are allowed." },
	[P_DISPLAY] = { .name = "DisplayName",
		.type = "String[]",
		.in = { { SET_DISPLAY, 0, PARAM_MANDATORY } },
		.help = "The services, by the name that is shown; wildcards are allowed." },
	[P_INPUT] = { .name = "InputObject",
		.type = "System.ServiceProcess.ServiceController[]",
		.in = { { SET_INPUT, 0, PARAM_FROM_PIPE } },
		.help = "The services themselves." },
	[P_COMPUTER] = { .name = "ComputerName",
		.aliases = (const char *const[]){ "Cn", NULL },
		.type = "String[]",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The servers." },
	[P_INCLUDE] = { .name = "Include", .type = "String[]", .help = "Only services with such names." },
	[P_EXCLUDE] = { .name = "Exclude", .type = "String[]", .help = "No services with such names." },
	[P_DEPENDENT] = { .name = "DependentServices",
		.aliases = (const char *const[]){ "DS", NULL },
		.type = "SwitchParameter",
		.help = "Those that depend on the services." },
	[P_REQUIRED] = { .name = "RequiredServices",
		.aliases = (const char *const[]){ "SDO", "ServicesDependedOn", NULL },
		.type = "SwitchParameter",
		.help = "Those that the services depend on." },
};

static Flow no_server(Stage *s, Str name)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED,
		.id = "System.InvalidOperationException",
		.exception = EXC_INVALID_OPERATION };

	return stage_error(s, &spec,
		"Cannot open Service Control Manager on computer '%.*s'. This operation might require other privileges.",
		STR_ARG(name));
}

static Flow write_related(Stage *s, Value service, const char *property)
{
	Value related = VALUE_EMPTY;
	bool found = false;
	Flow flow = member_get_own(s->interp, service, str_from(property), &related, &found);

	if (flow == FLOW_NEXT)
		flow = stage_write_each(s, related);
	value_drop(related);
	return flow;
}

static Flow write_one(Stage *s, const ServiceDef *def, Str server)
{
	Value service;
	StoreServer row;
	Vault *vault;
	Diag diag = { 0 };
	Flow flow;

	FLOW_TRY(organization_vault(s, &vault));
	if (!store_server_find(vault_store_peek(vault), server, s->scratch, &row, &diag))
		return no_server(s, server);
	service = service_value(def, server);
	if (stage_switch(s, P_DEPENDENT))
		flow = write_related(s, service, "DependentServices");
	else if (stage_switch(s, P_REQUIRED))
		flow = write_related(s, service, "ServicesDependedOn");
	else
		flow = stage_write(s, service);
	value_drop(service);
	return flow;
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const ServiceParams named = { P_NAME, P_DISPLAY, P_INPUT, P_COMPUTER, P_INCLUDE, P_EXCLUDE };

	return service_each(s, &named, write_one);
}

const CmdletDef cmd_get_service = {
	.name = "Get-Service",
	.module = SERVICE_MODULE,
	.aliases = (const char *const[]){ "gsv:d", NULL },
	.sets = sets,
	.default_set = SET_NAME,
	.params = params,
	.nparams = COUNT(params),
	.outputs = service_outputs,
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Gets the services of a server, as the store has them.",
};
