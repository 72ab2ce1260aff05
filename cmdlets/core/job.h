/* job: jobs, and what the commands about them have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORE_JOB_H
#define CORE_JOB_H

#include "shell/engine/stage.h"

/* A job has run to its end when Start-Job gives it: this shell does one thing at a time.  What it wrote is kept until
 * it is received. */
typedef struct Job {
	Value object; /* what scripts see */
	int id;
	Value name, state; /* strings */
	Array *records;    /* output, and the records of the other streams */
	Value reason;      /* the ErrorRecord it failed with, or V_EMPTY */
} Job;

/* Keeps a new job; owned by the session.  records and reason are taken. */
Job *job_add(Stage *s, Str name, Str command, Array *records, Value reason);
/* The RunspaceId that what it wrote carries; owned. */
Value job_runspace(const Job *job) NODISCARD;
/* Its output has been received. */
void job_clear(Job *job);
/* Calls each with the jobs that -Id, -Name (wildcards) and -Job name (parameter numbers; -1: no such parameter), all
 * when none was given and every is set.  What is missing is a non-terminating error.  each may remove the job. */
typedef Flow JobEach(Stage *s, Job *job);
typedef struct JobParams {
	int id, name, job;
	bool every;
} JobParams;
Flow job_each(Stage *s, const JobParams *params, JobEach *each) NODISCARD;
void job_remove(Stage *s, Job *job);

#endif
