/* start-service: starts services. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/service.h"

static Flow act(Stage *s, const ServiceDef *def, Str server)
{
	return service_act(s, def, server, SERVICE_START);
}

static Flow process(Stage *s, UNUSED Value input)
{
	return service_each(s, &service_named, act);
}

const CmdletDef cmd_start_service = {
	.name = "Start-Service",
	.module = SERVICE_MODULE,
	.aliases = (const char *const[]){ "sasv:d", NULL },
	.sets = service_sets,
	.default_set = SERVICE_SET_INPUT,
	.params = service_params,
	.nparams = SERVICE_PARAMS,
	.outputs = service_outputs,
	.confirm = CONFIRM_MEDIUM,
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Starts services.",
};
