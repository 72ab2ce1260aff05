/* remove-job: removes jobs from the session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/job.h"

enum { SET_ID = 1, SET_JOB = 2, SET_NAME = 4 };
enum { P_ID, P_NAME, P_JOB, P_FORCE };

static const char *const sets[] = { "Id", "Job", "Name", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "Int32[]", .in = { { SET_ID, 1, PARAM_MANDATORY } },
		.help = "The numbers of jobs." },
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { SET_NAME, 0, PARAM_MANDATORY } },
		.help = "The names of jobs." },
	[P_JOB] = { .name = "Job", .type = "Object[]", .in = { { SET_JOB, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "The jobs." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter",
		.help = "Those that run, too." },
};
/* clang-format on */

static Flow remove_one(Stage *s, Job *job)
{
	Buf target = BUF_INIT;
	Flow flow = FLOW_NEXT;
	bool should;

	buf_printf(&target, "Job ID: %d, Name: %.*s", job->id, STR_ARG(value_str_peek(job->name)));
	should = stage_should(s, buf_str(&target), S("Remove"), &flow);
	buf_release(&target);
	if (should)
		job_remove(s, job);
	return flow;
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const JobParams which = { P_ID, P_NAME, P_JOB, false };

	return job_each(s, &which, remove_one);
}

const CmdletDef cmd_remove_job = {
	.name = "Remove-Job",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "rjb", NULL },
	.sets = sets,
	.default_set = SET_ID,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Removes jobs from the session.",
};
