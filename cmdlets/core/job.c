/* job: what the commands about background jobs have in common: there are no jobs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/job.h"

#include "shell/value/array.h"

static Flow name_not_found(Stage *s, Str name)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "JobWithSpecifiedNameNotFound",
		.exception = EXC_PS_ARGUMENT,
		.target = value_string(name) };
	Flow flow = stage_error(s, &spec,
		"The command cannot find the job because the job name %.*s was not found. Verify the value of the Name "
		"parameter, and then try the command again.",
		STR_ARG(name));

	value_drop(spec.target);
	return flow;
}

static Flow id_not_found(Stage *s, Value id)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "JobWithSpecifiedSessionNotFound",
		.exception = EXC_PS_ARGUMENT,
		.target = id };

	return stage_error(s, &spec,
		"The command cannot find a job with the job ID %lld. Verify the value of the Id parameter and then try the "
		"command again.",
		(long long)id.i64);
}

Flow job_none(Stage *s, int name, int id)
{
	size_t n;
	const Str *names = stage_strings(s, name, &n);
	Value ids = stage_bound(s, id) ? s->args[id] : VALUE_EMPTY;

	for (size_t i = 0; i < n; i++)
		FLOW_TRY(name_not_found(s, names[i]));
	for (size_t i = 0; ids.kind == V_ARRAY && i < ids.array->n; i++)
		FLOW_TRY(id_not_found(s, value_unwrap_peek(array_peek(ids.array, i))));
	return FLOW_NEXT;
}
