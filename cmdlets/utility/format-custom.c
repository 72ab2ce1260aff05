/* format-custom: objects by their custom view, or listed as classes with all that is in them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/front.h"

enum { P_PROPERTY, P_DEPTH, P_GROUP_BY, P_VIEW, P_SHOW_ERROR, P_DISPLAY_ERROR, P_FORCE, P_EXPAND, P_INPUT_OBJECT };

static const ParamDef params[] = {
	[P_PROPERTY] = {
		.name = "Property", .type = "Object[]", .in = { { .pos1 = 1 } },
		.help = "The properties: names, wildcards, script blocks, or tables with the keys Expression and Depth.",
	},
	[P_DEPTH] = {
		.name = "Depth", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.help = "How many levels of objects within objects are shown.", .default_text = "5",
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
	FormatSpec *spec = &((Front *)s->state)->spec;

	spec->shape = FORMAT_CUSTOM;
	spec->depth = (int)stage_int(s, P_DEPTH, 0);
	return front_begin(s, &front_params, PROPERTY_DEPTH);
}

const CmdletDef cmd_format_custom = {
	.name = "Format-Custom",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "fc", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = front_outputs,
	.state_size = sizeof(Front),
	.begin = begin,
	.process = front_process,
	.end = front_end,
	.dispose = front_dispose,
	.synopsis = "Formats objects by a custom view.",
};
