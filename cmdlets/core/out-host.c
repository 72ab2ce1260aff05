/* out-host: objects as lines on the host, page by page if asked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/screen.h"

enum { P_PAGING, P_INPUT_OBJECT };

static const ParamDef params[] = {
	[P_PAGING] = {
		.name = "Paging", .type = "SwitchParameter",
		.help = "Shows one page at a time and waits for a key, on a terminal.",
	},
	[P_INPUT_OBJECT] = {
		.name = "InputObject", .type = "PSObject", .in = { { .flags = PARAM_FROM_PIPE } },
		.help = "The objects to be shown.",
	},
};

static Flow begin(Stage *s)
{
	screen_begin(s, stage_switch(s, P_PAGING));
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	(void)input;
	return stage_bound(s, P_INPUT_OBJECT) ? screen_put(s, s->args[P_INPUT_OBJECT]) : FLOW_NEXT;
}

const CmdletDef cmd_out_host = {
	.name = "Out-Host",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "oh", NULL },
	.params = params,
	.nparams = COUNT(params),
	.state_size = sizeof(Screen),
	.begin = begin,
	.process = process,
	.end = screen_end,
	.dispose = screen_dispose,
	.synopsis = "Formats objects and shows them on the screen.",
};
