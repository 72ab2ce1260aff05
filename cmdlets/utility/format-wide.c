/* format-wide: one property of each object, several in a row. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/front.h"

enum {
	P_PROPERTY,
	P_AUTO_SIZE,
	P_COLUMN,
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
		.name = "Property", .type = "Object", .in = { { .pos1 = 1 } },
		.help = "The property: a name, a script block, or a table with the keys Expression and FormatString.",
	},
	[P_AUTO_SIZE] = {
		.name = "AutoSize", .type = "SwitchParameter",
		.help = "Lets the widest text decide how many columns there are.",
	},
	[P_COLUMN] = {
		.name = "Column", .type = "Int32", .check = { .kind = CHECK_RANGE, .min = 1, .max = INT32_MAX },
		.help = "How many columns there are.", .default_text = "2",
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
	ErrorSpec both = { .category = CAT_INVALID_ARGUMENT,
		.id = "FormatCannotSpecifyAutosizeAndColumns",
		.exception = EXC_INVALID_DATA_IO,
		.as_details = true };

	spec->shape = FORMAT_WIDE;
	spec->auto_size = stage_switch(s, P_AUTO_SIZE);
	spec->columns = (int)stage_int(s, P_COLUMN, 0);
	if (spec->auto_size && spec->columns)
		return stage_throw(s, &both, "Cmdlet parameters AutoSize and Column are mutually exclusive.");
	return front_begin(s, &front_params, PROPERTY_FORMAT);
}

const CmdletDef cmd_format_wide = {
	.name = "Format-Wide",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "fw", NULL },
	.params = params,
	.nparams = COUNT(params),
	.outputs = front_outputs,
	.state_size = sizeof(Front),
	.begin = begin,
	.process = front_process,
	.end = front_end,
	.dispose = front_dispose,
	.synopsis = "Formats objects as a wide table that shows one property of each.",
};
