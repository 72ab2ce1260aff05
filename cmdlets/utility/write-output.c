/* write-output: sends objects down the pipeline. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"

enum { P_INPUT_OBJECT, P_INPUT_OBJECTS, P_NO_ENUMERATE };

/* 5.1 declares an array, 7 one object: with -NoEnumerate a single value is an array of one there, itself here. */
#define INPUT(declared, edition)                                                                                       \
	{                                                                                                              \
		.name = "InputObject", .type = (declared), .where = (edition),                                         \
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_REMAINING } },                 \
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY | PARAM_ALLOW_EMPTY_COLLECTION,                          \
		.help = "The objects to be sent on."                                                                   \
	}

static const ParamDef params[] = {
	[P_INPUT_OBJECT] = INPUT("PSObject", WHERE_CORE),
	[P_INPUT_OBJECTS] = INPUT("PSObject[]", WHERE_DESKTOP),
	[P_NO_ENUMERATE] = {
		.name = "NoEnumerate", .type = "SwitchParameter", .help = "Sends a collection as one object.",
	},
};

static Flow process(Stage *s, Value input)
{
	int which = stage_bound(s, P_INPUT_OBJECTS) ? P_INPUT_OBJECTS : P_INPUT_OBJECT;

	(void)input;
	if (!stage_bound(s, which))
		return FLOW_NEXT;
	return stage_switch(s, P_NO_ENUMERATE) ? stage_write(s, s->args[which]) : stage_write_each(s, s->args[which]);
}

const CmdletDef cmd_write_output = {
	.name = "Write-Output",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "echo", "write:d", NULL },
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Sends objects down the pipeline.",
};
