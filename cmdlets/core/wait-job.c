/* wait-job: gives jobs that have ended, as all have. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/job.h"

enum { SET_ID = 1, SET_JOB = 2, SET_NAME = 4 };
enum { P_ID, P_NAME, P_JOB, P_TIMEOUT, P_ANY };

static const char *const sets[] = { "Id", "Job", "Name", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "Int32[]", .in = { { SET_ID, 1, PARAM_MANDATORY } },
		.help = "The numbers of jobs." },
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { SET_NAME, 0, PARAM_MANDATORY } },
		.help = "The names of jobs." },
	[P_JOB] = { .name = "Job", .type = "Object[]", .in = { { SET_JOB, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "The jobs." },
	[P_TIMEOUT] = { .name = "Timeout", .type = "Int32",
		.aliases = (const char *const[]){ "TimeoutSec", NULL },
		.help = "How many seconds at most." },
	[P_ANY] = { .name = "Any", .type = "SwitchParameter",
		.help = "Until one of them is done." },
};
/* clang-format on */

static Flow write_one(Stage *s, Job *job)
{
	return stage_write(s, job->object);
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const JobParams which = { P_ID, P_NAME, P_JOB, false };

	return job_each(s, &which, write_one);
}

const CmdletDef cmd_wait_job = {
	.name = "Wait-Job",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "wjb", NULL },
	.sets = sets,
	.default_set = SET_ID,
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Waits for jobs and gives them; they have run when Start-Job ends.",
};
