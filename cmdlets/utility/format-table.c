/* format-table: objects as rows of a table. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/front.h"

enum {
	P_PROPERTY,
	P_AUTO_SIZE,
	P_REPEAT_HEADER,
	P_HIDE_TABLE_HEADERS,
	P_WRAP,
	P_GROUP_BY,
	P_VIEW,
	P_SHOW_ERROR,
	P_DISPLAY_ERROR,
	P_FORCE,
	P_EXPAND,
	P_INPUT_OBJECT,
};

static const ParamDef params[] = {
	[P_PROPERTY] = {
		.name = "Property", .type = "Object[]", .in = { { .pos1 = 1 } },
		.help = "The columns: names, wildcards, script blocks, or tables with the keys Name or Label, Expression, "
			"FormatString, Width and Alignment.",
	},
	[P_AUTO_SIZE] = {
		.name = "AutoSize", .type = "SwitchParameter", .help = "Makes the columns as wide as their widest text.",
	},
	[P_REPEAT_HEADER] = {
		.name = "RepeatHeader", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Repeats the header after each screenful.",
	},
	[P_HIDE_TABLE_HEADERS] = {
		.name = "HideTableHeaders", .type = "SwitchParameter", .help = "Leaves the header out.",
	},
	[P_WRAP] = {
		.name = "Wrap", .type = "SwitchParameter", .help = "Continues long texts on the next line instead of cutting.",
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

	spec->shape = FORMAT_TABLE;
	spec->auto_size = stage_switch(s, P_AUTO_SIZE);
	spec->repeat_header = stage_switch(s, P_REPEAT_HEADER);
	spec->hide_headers = stage_switch(s, P_HIDE_TABLE_HEADERS);
	spec->wrap = stage_switch(s, P_WRAP);
	return front_begin(s, &front_params, PROPERTY_FORMAT | PROPERTY_LABEL | PROPERTY_WIDTH | PROPERTY_ALIGNMENT);
}

const CmdletDef cmd_format_table = {
	.name = "Format-Table",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "ft", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = front_outputs,
	.state_size = sizeof(Front),
	.begin = begin,
	.process = front_process,
	.end = front_end,
	.dispose = front_dispose,
	.synopsis = "Formats objects as a table.",
};
