/* out-default: the end of every pipeline that nobody else ends: objects as lines on the host. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/screen.h"

enum { P_TRANSCRIPT, P_INPUT_OBJECT };

static const ParamDef params[] = {
	[P_TRANSCRIPT] = {
		.name = "Transcript", .type = "SwitchParameter", .flags = PARAM_NOT_DONE,
		.help = "Sends the output to the transcript.",
	},
	[P_INPUT_OBJECT] = {
		.name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to be shown.",
	},
};

static Flow begin(Stage *s)
{
	screen_begin(s, false);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return stage_bound(s, P_INPUT_OBJECT) ? screen_put(s, s->args[P_INPUT_OBJECT]) : FLOW_NEXT;
}

const CmdletDef cmd_out_default = {
	.name = "Out-Default",
	.module = "Microsoft.PowerShell.Core",
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(Screen),
	.begin = begin,
	.process = process,
	.end = screen_end,
	.dispose = screen_dispose,
	.synopsis = "Formats objects and sends them to where output goes by default.",
};
