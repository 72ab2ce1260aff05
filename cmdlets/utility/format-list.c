/* format-list: objects as lists of properties. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/front.h"

enum { P_PROPERTY, P_GROUP_BY, P_VIEW, P_SHOW_ERROR, P_DISPLAY_ERROR, P_FORCE, P_EXPAND, P_INPUT_OBJECT };

static const ParamDef params[] = {
	[P_PROPERTY] = {
		.name = "Property", .type = "Object[]", .in = { { .pos1 = 1 } },
		.help = "The properties: names, wildcards, script blocks, or tables with the keys Name or Label, Expression "
			"and FormatString.",
	},
	[P_GROUP_BY] = FRONT_GROUP_BY,
	[P_VIEW] = FRONT_VIEW,
	[P_SHOW_ERROR] = FRONT_SHOW_ERROR,
	[P_DISPLAY_ERROR] = FRONT_DISPLAY_ERROR,
	[P_FORCE] = FRONT_FORCE,
	[P_EXPAND] = FRONT_EXPAND,
	[P_INPUT_OBJECT] = FRONT_INPUT_OBJECT,
};

static const FrontParams front_params = {
	P_PROPERTY,
	P_GROUP_BY,
	P_VIEW,
	P_SHOW_ERROR,
	P_DISPLAY_ERROR,
	P_FORCE,
	P_EXPAND,
	P_INPUT_OBJECT,
};

static Flow begin(Stage *s)
{
	((Front *)s->state)->spec.shape = FORMAT_LIST;
	return front_begin(s, &front_params, PROPERTY_FORMAT | PROPERTY_LABEL);
}

const CmdletDef cmd_format_list = {
	.name = "Format-List",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "fl", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = front_outputs,
	.state_size = sizeof(Front),
	.begin = begin,
	.process = front_process,
	.end = front_end,
	.dispose = front_dispose,
	.synopsis = "Formats objects as lists of their properties.",
};
