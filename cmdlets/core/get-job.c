/* get-job: the background jobs: none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/job.h"

enum { SET_ID = 1, SET_NAME = 2 };
enum { P_ID, P_NAME, P_STATE, P_NEWEST, P_INCLUDE_CHILD_JOB };

static const char *const sets[] = { "Id", "Name", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "Int32[]", .in = { { SET_ID, 1, 0 } },
		.help = "The numbers of jobs." },
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { SET_NAME, 0, PARAM_MANDATORY } },
		.help = "The names of jobs." },
	[P_STATE] = { .name = "State", .type = "String",
		.help = "Only jobs in this state." },
	[P_NEWEST] = { .name = "Newest", .type = "Int32",
		.help = "Only so many of the newest." },
	[P_INCLUDE_CHILD_JOB] = { .name = "IncludeChildJob", .type = "SwitchParameter",
		.help = "The jobs of jobs, too." },
};
/* clang-format on */

static Flow process(Stage *s, Value input)
{
	(void)input;
	return job_none(s, P_NAME, P_ID);
}

const CmdletDef cmd_get_job = {
	.name = "Get-Job",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "gjb", NULL },
	.sets = sets,
	.default_set = SET_ID,
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Gives the background jobs: none.",
};
