/* receive-job: gives what jobs have written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/job.h"
#include "shell/engine/record.h"
#include "shell/value/array.h"

enum { SET_ID = 1, SET_JOB = 2, SET_NAME = 4 };
enum { P_ID, P_NAME, P_JOB, P_KEEP, P_WAIT, P_AUTO_REMOVE_JOB };

static const char *const sets[] = { "Id", "Job", "Name", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_ID] = { .name = "Id", .type = "Int32[]", .in = { { SET_ID, 1, PARAM_MANDATORY } },
		.help = "The numbers of jobs." },
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { SET_NAME, 0, PARAM_MANDATORY } },
		.help = "The names of jobs." },
	[P_JOB] = { .name = "Job", .type = "Object[]", .in = { { SET_JOB, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "The jobs." },
	[P_KEEP] = { .name = "Keep", .type = "SwitchParameter",
		.help = "Leaves the output there." },
	[P_WAIT] = { .name = "Wait", .type = "SwitchParameter",
		.help = "Waits for the end." },
	[P_AUTO_REMOVE_JOB] = { .name = "AutoRemoveJob", .type = "SwitchParameter",
		.help = "Removes the jobs." },
};
/* clang-format on */

/* What a job wrote comes from another runspace, and objects say from which. */
static Flow write_output(Stage *s, const Job *job, Value v)
{
	if (v.kind == V_OBJECT && !object_find_peek(v.object, S("RunspaceId")))
		object_set_take(v.object, S("RunspaceId"), job_runspace(job));
	return stage_write(s, v);
}

/* An error of this session, again: a record is noted but once. */
static Flow write_error(Stage *s, Value record)
{
	Value copy = error_copy(error_peek(record), error_peek(record)->exception);
	Flow flow = stage_error_record(s, copy);

	value_drop(copy);
	return flow;
}

static Flow write_record(Stage *s, const Job *job, Value v)
{
	if (error_peek(v))
		return write_error(s, v);
	if (record_stream(v))
		return stage_write_stream(s, record_stream(v), v);
	return write_output(s, job, v);
}

static Flow receive_one(Stage *s, Job *job)
{
	Array *records = value_ref(array_value(job->records)).array;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < records->n; i++)
		flow = write_record(s, job, array_peek(records, i));
	if (flow == FLOW_NEXT && job->reason.kind != V_EMPTY)
		flow = write_error(s, job->reason);
	value_drop(array_value(records));
	if (stage_switch(s, P_KEEP))
		return flow;
	job_clear(job);
	if (stage_switch(s, P_AUTO_REMOVE_JOB))
		job_remove(s, job);
	return flow;
}

static Flow process(Stage *s, UNUSED Value input)
{
	static const JobParams which = { P_ID, P_NAME, P_JOB, false };

	return job_each(s, &which, receive_one);
}

const CmdletDef cmd_receive_job = {
	.name = "Receive-Job",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "rcjb", NULL },
	.sets = sets,
	.default_set = SET_JOB,
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Gives what jobs have written.",
};
