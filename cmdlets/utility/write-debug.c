/* write-debug: a debug message. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"

enum { P_MESSAGE };

static const ParamDef params[] = {
	[P_MESSAGE] = {
		.name = "Message", .aliases = (const char *const[]){ "Msg", NULL }, .type = "String",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE } }, .flags = PARAM_ALLOW_EMPTY,
		.help = "The text.",
	},
};

static Flow process(Stage *s, Value input)
{
	(void)input;
	return stage_bound(s, P_MESSAGE) ? stage_write_stream(s, STREAM_DEBUG, s->args[P_MESSAGE]) : FLOW_NEXT;
}

const CmdletDef cmd_write_debug = {
	.name = "Write-Debug",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Writes a debug message.",
};
