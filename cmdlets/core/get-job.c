/* get-job: the jobs of the session. */
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

static Flow write_one(Stage *s, Job *job)
{
	if (stage_bound(s, P_STATE) && !str_ieq(stage_str(s, P_STATE), value_str_peek(job->state)))
		return FLOW_NEXT;
	return stage_write(s, job->object);
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const JobParams which = { P_ID, P_NAME, -1, true };

	return job_each(s, &which, write_one);
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
	.synopsis = "Gives the jobs of the session.",
};
