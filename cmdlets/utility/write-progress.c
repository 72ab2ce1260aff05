/* write-progress: how far a long task has come. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/stage.h"

enum {
	P_ACTIVITY,
	P_ACTIVITY_DESKTOP,
	P_STATUS,
	P_ID,
	P_PERCENT_COMPLETE,
	P_SECONDS_REMAINING,
	P_CURRENT_OPERATION,
	P_PARENT_ID,
	P_COMPLETED,
	P_SOURCE_ID,
};

/* clang-format off */
static const ParamDef params[] = {
	[P_ACTIVITY] = { .name = "Activity", .type = "String", .in = { { .pos1 = 1 } }, .where = WHERE_CORE,
		.flags = PARAM_NOT_EMPTY, .help = "The first line: what is being done." },
	[P_ACTIVITY_DESKTOP] = { .name = "Activity", .type = "String",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY } }, .where = WHERE_DESKTOP,
		.help = "The first line: what is being done." },
	[P_STATUS] = { .name = "Status", .type = "String", .in = { { .pos1 = 2 } }, .flags = PARAM_NOT_EMPTY,
		.help = "The second line: how it stands.", .default_text = "Processing" },
	[P_ID] = { .name = "Id", .type = "Int32", .in = { { .pos1 = 3 } },
		.check = { .kind = CHECK_RANGE, .min = 0, .max = INT32_MAX },
		.help = "Tells this bar from others.", .default_text = "0" },
	[P_PERCENT_COMPLETE] = { .name = "PercentComplete", .type = "Int32",
		.check = { .kind = CHECK_RANGE, .min = -1, .max = 100 }, .help = "How much is done; -1: no bar.",
		.default_text = "-1" },
	[P_SECONDS_REMAINING] = { .name = "SecondsRemaining", .type = "Int32",
		.help = "How long it may still take; -1: unknown.", .default_text = "-1" },
	[P_CURRENT_OPERATION] = { .name = "CurrentOperation", .type = "String",
		.help = "The line below the bar." },
	[P_PARENT_ID] = { .name = "ParentId", .type = "Int32",
		.check = { .kind = CHECK_RANGE, .min = -1, .max = INT32_MAX },
		.help = "The bar that this one is a part of; -1: none.", .default_text = "-1" },
	[P_COMPLETED] = { .name = "Completed", .type = "SwitchParameter", .help = "Takes the bar off the screen." },
	[P_SOURCE_ID] = { .name = "SourceId", .type = "Int32", .help = "Who reports: a number for hosts." },
};
/* clang-format on */

static Flow process(Stage *s, Value input)
{
	Progress progress = {
		.id = (int)stage_int(s, P_ID, 0),
		.parent = (int)stage_int(s, P_PARENT_ID, -1),
		.activity = stage_str(s, stage_bound(s, P_ACTIVITY) ? P_ACTIVITY : P_ACTIVITY_DESKTOP),
		.status = stage_bound(s, P_STATUS) ? stage_str(s, P_STATUS) : S("Processing"),
		.operation = stage_str(s, P_CURRENT_OPERATION),
		.percent = (int)stage_int(s, P_PERCENT_COMPLETE, -1),
		.seconds_left = (int)stage_int(s, P_SECONDS_REMAINING, -1),
		.completed = stage_switch(s, P_COMPLETED),
	};
	ErrorSpec missing = { .category = CAT_INVALID_ARGUMENT, .id = "MissingActivity", .exception = EXC_ARGUMENT };

	(void)input;
	if (!progress.activity.n && !progress.completed) /* 7.5 and later need it for all but -Completed */
		return stage_throw(s, &missing, "Activity must be specified when the Completed parameter is not used.");
	stage_progress(s, &progress);
	return FLOW_NEXT;
}

const CmdletDef cmd_write_progress = {
	.name = "Write-Progress",
	.module = "Microsoft.PowerShell.Utility",
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Shows how far a long task has come.",
};
