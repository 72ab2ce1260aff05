/* restart-webapppool: an application pool starts anew; there is none that runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/web.h"
#include "cmdlets/windows/web_drive.h"

static const ParamDef params[] = {
	{ .name = "Name",
		.type = "String[]",
		.in = { { 0, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The pools." },
};

static Flow process(Stage *s, UNUSED Value input)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "InvalidOperation", .exception = EXC_ARGUMENT };
	size_t n;
	const Str *names = stage_strings(s, 0, &n);
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		if (!web_is_pool(names[i]))
			flow = stage_error(s, &spec, "Application pool %.*s does not exist.", STR_ARG(names[i]));
	return flow;
}

const CmdletDef cmd_restart_webapppool = {
	.name = "Restart-WebAppPool",
	.module = WEB_MODULE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ NULL },
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Starts an application pool anew.",
};
