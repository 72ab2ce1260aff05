/* stop-job: stops jobs; they have ended already. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/job.h"

enum { SET_ID = 1, SET_JOB = 2, SET_NAME = 4 };
enum { P_ID, P_NAME, P_JOB, P_PASS_THRU };

static const char *const sets[] = { "Id", "Job", "Name", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "Int32[]", .in = { { SET_ID, 1, PARAM_MANDATORY } },
		.help = "The numbers of jobs." },
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { SET_NAME, 0, PARAM_MANDATORY } },
		.help = "The names of jobs." },
	[P_JOB] = { .name = "Job", .type = "Object[]", .in = { { SET_JOB, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "The jobs." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter",
		.help = "Gives the jobs." },
};
/* clang-format on */

static Flow stop_one(Stage *s, Job *job)
{
	return stage_switch(s, P_PASS_THRU) ? stage_write(s, job->object) : FLOW_NEXT;
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const JobParams which = { P_ID, P_NAME, P_JOB, false };

	return job_each(s, &which, stop_one);
}

const CmdletDef cmd_stop_job = {
	.name = "Stop-Job",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "spjb", NULL },
	.sets = sets,
	.default_set = SET_ID,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Stops jobs; they have run when Start-Job ends.",
};
