/* set-service: how a service starts, and whether it runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/service.h"

enum { P_NAME, P_STARTUP_TYPE, P_STATUS, P_COMPUTER, P_PASS_THRU, P_INPUT };
enum { SET_NAME = 1, SET_INPUT = 2 };
static const char *const sets[] = { "Name", "InputObject", NULL };
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name",
		.aliases = (const char *const[]){ "ServiceName", "SN", NULL },
		.type = "String[]",
		.in = { { SET_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The service, by name." },
	[P_STARTUP_TYPE] = { .name = "StartupType",
		.aliases = (const char *const[]){ "StartMode", "SM", "ST", NULL },
		.type = "String",
		.check = { CHECK_SET, .set = (const char *const[]){ "Automatic", "Manual", "Disabled", NULL } },
		.help = "How it starts." },
	[P_STATUS] = { .name = "Status",
		.type = "String",
		.check = { CHECK_SET, .set = (const char *const[]){ "Running", "Stopped", NULL } },
		.help = "Whether it shall run." },
	[P_COMPUTER] = { .name = "ComputerName",
		.aliases = (const char *const[]){ "cn", NULL },
		.type = "String[]",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The servers." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Also writes the service." },
	[P_INPUT] = { .name = "InputObject",
		.type = "System.ServiceProcess.ServiceController[]",
		.in = { { SET_INPUT, 0, PARAM_FROM_PIPE } },
		.help = "The service itself." },
};

static Flow set_one(Stage *s, const ServiceDef *def, Str server)
{
	Str target = arena_printf(s->scratch, "%s (%s)", def->display, def->name);
	bool run = str_ieq(stage_str(s, P_STATUS), S("Running"));
	Vault *vault;
	Diag diag = { 0 };
	Flow flow;

	FLOW_TRY(organization_vault(s, &vault));
	if (!stage_should(s, target, S("Set-Service"), &flow))
		return flow;
	if ((stage_bound(s, P_STARTUP_TYPE) &&
		    !service_set_start_type(vault, server, def, stage_str(s, P_STARTUP_TYPE), &diag)) ||
		(stage_bound(s, P_STATUS) &&
			!service_change(vault, server, def, run ? SERVICE_RUNNING : SERVICE_STOPPED, &diag)))
		return stage_diag(s, &diag, "ServiceFailed", VALUE_EMPTY);
	return stage_switch(s, P_PASS_THRU) ? stage_write_take(s, service_value(def, server)) : FLOW_NEXT;
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const ServiceParams named = { P_NAME, -1, P_INPUT, P_COMPUTER, -1, -1 };

	return service_each(s, &named, set_one);
}

const CmdletDef cmd_set_service = {
	.name = "Set-Service",
	.module = SERVICE_MODULE,
	.sets = sets,
	.default_set = SET_NAME,
	.params = params,
	.nparams = COUNT(params),
	.outputs = service_outputs,
	.confirm = CONFIRM_MEDIUM,
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Changes how a service starts, and starts or stops it.",
};
