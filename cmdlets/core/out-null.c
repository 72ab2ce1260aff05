/* out-null: throws its input away. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"

enum { P_INPUT_OBJECT };

static const ParamDef params[] = {
	[P_INPUT_OBJECT] = {
		.name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to be thrown away.",
	},
};

static Flow process(Stage *s, Value input)
{
	(void)s;
	(void)input;
	return FLOW_NEXT;
}

const CmdletDef cmd_out_null = {
	.name = "Out-Null",
	.module = "Microsoft.PowerShell.Core",
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Throws output away.",
};
