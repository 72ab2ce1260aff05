/* job: jobs, and what the commands about them have in common. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/core/job.h"

#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/interp.h"
#include "shell/types/guid.h"
#include "shell/types/types.h"
#include "shell/value/array.h"
#include "shell/value/view.h"

typedef struct Jobs {
	VEC(Job *) list;
	int last_id;
} Jobs;

/* ---- the object ---- */

/* clang-format off */
static const ViewItem items[] = { { .prop = "Id", .width = 6, .align = 'l' }, { .prop = "Name", .width = 15 },
	{ .prop = "PSJobTypeName", .width = 15 }, { .prop = "State", .width = 13 }, { .prop = "HasMoreData", .width = 15 },
	{ .prop = "Location", .width = 20 }, { .prop = "Command", .width = 25 }, { 0 } };
/* clang-format on */
static const ViewDef view = { .shape = VIEW_TABLE, .items = items };
static const TypeDef base_type = { .name = "System.Management.Automation.Job", .base = &type_known[T_OBJECT] };
static const TypeDef job_type = {
	.name = "System.Management.Automation.PSRemotingJob", .base = &base_type, .view = &view
};

static const TypeDef child_type = {
	.name = "System.Management.Automation.PSRemotingChildJob", .base = &base_type, .view = &view
};

Value job_runspace(const Job *job)
{
	Slot *id = object_find_peek(job->object.object, S("InstanceId"));

	return value_ref(id->value);
}

void job_clear(Job *job)
{
	value_drop(array_value(job->records));
	job->records = array_new_objects();
	object_set_take(job->object.object, S("HasMoreData"), value_bool(false));
}

static Value state_info(const Job *job)
{
	Object *info = object_new_custom();

	object_set(info, S("State"), job->state);
	object_set_take(info, S("Reason"),
		job->reason.kind == V_EMPTY ? VALUE_NULL : value_ref(error_peek(job->reason)->exception));
	return object_value(info);
}

/* Where scripts look for the reason of a failure. */
static Value child_of(const Job *job)
{
	Object *child = object_new(&child_type);
	Array *children = array_new_objects();

	object_set(child, S("State"), job->state);
	object_set_take(child, S("JobStateInfo"), state_info(job));
	object_set_string(child, S("Location"), S("localhost"));
	object_set_take(child, S("Id"), value_int(job->id + 1));
	object_set_take(child, S("Name"), value_printf("Job%d", job->id + 1));
	array_push_take(children, object_value(child));
	return array_value(children);
}

static void describe(Stage *s, Job *job, Str command)
{
	Object *o = job->object.object;
	uint8_t guid[16];

	types_guid_fill(s->interp, guid);
	object_set_take(o, S("State"), value_ref(job->state));
	object_set_take(o, S("HasMoreData"), value_bool(job->records->n > 0 || job->reason.kind != V_EMPTY));
	object_set_string(o, S("StatusMessage"), S(""));
	object_set_string(o, S("Location"), S("localhost"));
	object_set_string(o, S("Command"), command);
	object_set_take(o, S("JobStateInfo"), state_info(job));
	object_set_take(o, S("InstanceId"), types_guid_value(guid));
	object_set_take(o, S("Id"), value_int(job->id));
	object_set(o, S("Name"), job->name);
	object_set_take(o, S("ChildJobs"), child_of(job));
	object_set_string(o, S("PSJobTypeName"), S("BackgroundJob"));
}

/* ---- the list ---- */

static void free_job(Job *job)
{
	value_drop(job->object);
	value_drop(job->name);
	value_drop(job->state);
	value_drop(array_value(job->records));
	value_drop(job->reason);
	free(job);
}

static void free_jobs(void *p)
{
	Jobs *jobs = p;

	for (size_t i = 0; i < jobs->list.n; i++)
		free_job(jobs->list.p[i]);
	free(jobs->list.p);
	free(jobs);
}

static Jobs *jobs_of(Stage *s)
{
	void **service = interp_service(s->interp, "jobs", free_jobs);

	if (!*service)
		*service = MEM_NEW(Jobs);
	return *service;
}

Job *job_add(Stage *s, Str name, Str command, Array *records, Value reason)
{
	Jobs *jobs = jobs_of(s);
	Job *job = MEM_NEW(Job);

	job->id = jobs->last_id += 2; /* observed: the child has a number, too */
	job->id -= 1;
	job->name = name.n ? value_string(name) : value_printf("Job%d", job->id);
	job->state = value_string(reason.kind == V_EMPTY ? S("Completed") : S("Failed"));
	job->records = records;
	job->reason = reason;
	job->object = object_value(object_new(&job_type));
	describe(s, job, command);
	VEC_PUSH(&jobs->list, job);
	return job;
}

void job_remove(Stage *s, Job *job)
{
	Jobs *jobs = jobs_of(s);

	for (size_t i = 0; i < jobs->list.n; i++) {
		if (jobs->list.p[i] != job)
			continue;
		memmove(&jobs->list.p[i], &jobs->list.p[i + 1], (jobs->list.n - i - 1) * sizeof(Job *));
		jobs->list.n--;
		free_job(job);
		return;
	}
}

/* ---- finding ---- */

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

typedef struct Wanted {
	Str name; /* a pattern, when id is 0 and object NULL */
	int64_t id;
	const Object *object;
	bool all;
} Wanted;

static bool is_wanted(const Job *job, const Wanted *wanted)
{
	if (wanted->object)
		return job->object.object == wanted->object;
	if (wanted->id)
		return job->id == wanted->id;
	return wanted->all || wildcard_match(wanted->name, value_str_peek(job->name), true);
}

/* Found first, because each may remove one. */
static Flow each_wanted(Stage *s, const Wanted *wanted, JobEach *each, bool *any)
{
	Jobs *jobs = jobs_of(s);
	VEC(Job *) found = { 0 };
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < jobs->list.n; i++)
		if (is_wanted(jobs->list.p[i], wanted))
			VEC_PUSH(&found, jobs->list.p[i]);
	*any = found.n > 0;
	for (size_t i = 0; flow == FLOW_NEXT && i < found.n; i++)
		flow = each(s, found.p[i]);
	free(found.p);
	return flow;
}

static Flow each_name(Stage *s, const JobParams *params, JobEach *each)
{
	size_t n;
	const Str *names = stage_strings(s, params->name, &n);
	bool any;

	for (size_t i = 0; i < n; i++) {
		FLOW_TRY(each_wanted(s, &(Wanted){ .name = names[i] }, each, &any));
		if (!any && !wildcard_has(names[i]))
			FLOW_TRY(name_not_found(s, names[i]));
	}
	return FLOW_NEXT;
}

static Flow each_id(Stage *s, const JobParams *params, JobEach *each)
{
	Value ids = value_unwrap_peek(s->args[params->id]);
	bool any;

	for (size_t i = 0; ids.kind == V_ARRAY && i < ids.array->n; i++) {
		Value id = value_unwrap_peek(array_peek(ids.array, i));

		any = false;
		if (id.i64)
			FLOW_TRY(each_wanted(s, &(Wanted){ .id = id.i64 }, each, &any));
		if (!any)
			FLOW_TRY(id_not_found(s, id));
	}
	return FLOW_NEXT;
}

static Flow each_object(Stage *s, const JobParams *params, JobEach *each)
{
	Value list = value_unwrap_peek(s->args[params->job]);
	bool any;

	for (size_t i = 0; list.kind == V_ARRAY && i < list.array->n; i++) {
		ErrorSpec spec = {
			.category = CAT_INVALID_ARGUMENT, .id = "JobNotFound", .exception = EXC_PS_ARGUMENT
		};
		Value item = array_peek(list.array, i);

		if (item.kind != V_OBJECT)
			return stage_throw(s, &spec, "The argument of -Job is no job: -Name takes names.");
		FLOW_TRY(each_wanted(s, &(Wanted){ .object = item.object }, each, &any));
	}
	return FLOW_NEXT;
}

Flow job_each(Stage *s, const JobParams *params, JobEach *each)
{
	bool any;

	if (params->job >= 0 && stage_bound(s, params->job))
		return each_object(s, params, each);
	if (stage_bound(s, params->id))
		return each_id(s, params, each);
	if (stage_bound(s, params->name))
		return each_name(s, params, each);
	return params->every ? each_wanted(s, &(Wanted){ .all = true }, each, &any) : FLOW_NEXT;
}
