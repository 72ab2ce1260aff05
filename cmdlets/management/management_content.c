/* management_content: what Set-Content and Add-Content share: all but a name and a word. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management_content.h"

#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/value/iter.h"

static bool same_paths(Value a, Value b)
{
	if (a.kind != V_ARRAY || b.kind != V_ARRAY)
		return false;
	if (a.array == b.array)
		return true;
	if (a.array->n != b.array->n)
		return false;
	for (size_t i = 0; i < a.array->n; i++)
		if (!str_eq(value_str_peek(array_peek(a.array, i)), value_str_peek(array_peek(b.array, i))))
			return false;
	return true;
}

static Flow nothing_found(ProviderCall *call)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND, .id = "ItemNotFound", .exception = EXC_EXCEPTION };
	Buf paths = BUF_INIT;
	Flow flow;

	for (size_t i = 0; i < call->npaths; i++) {
		buf_put(&paths, i ? S(", ") : S(""));
		buf_put(&paths, call->paths[i]);
	}
	spec.target = array_from_strings(call->paths, call->npaths, NULL);
	flow = stage_error(call->stage, &spec,
		"An object at the specified path %.*s does not exist, or has been filtered by the -Include or -Exclude "
		"parameter.",
		STR_ARG(buf_str(&paths)));
	value_drop(spec.target);
	buf_release(&paths);
	return flow;
}

typedef struct Opening {
	ManagementWriters *writers;
	ProviderContent how;
	bool any;
} Opening;

static Flow open_one(ProviderCall *call, const ProviderPath *path, void *self)
{
	Opening *opening = self;
	ProviderWriter *writer = NULL;
	Str target = arena_printf(call->arena, "Path: %.*s", STR_ARG(path->shown));
	Flow flow = FLOW_NEXT;

	opening->any = true;
	if (!path->def->writer)
		return management_unsupported(call);
	if (!stage_should(call->stage, target, str_from(opening->writers->action), &flow))
		return flow;
	flow = path->def->writer(call, path->path, &opening->how, &writer);
	if (writer)
		VEC_PUSH(opening->writers, writer);
	return flow;
}

static Flow close_writers(ManagementWriters *writers, bool failed)
{
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < writers->n; i++) {
		Flow closed = writers->p[i]->close(writers->p[i], failed || flow != FLOW_NEXT);

		if (flow == FLOW_NEXT)
			flow = closed;
	}
	VEC_RELEASE(writers);
	value_set_take(&writers->paths, VALUE_EMPTY);
	writers->open = false;
	return flow;
}

/* Opens them, unless they are for these paths already: paths is what the stage has for -Path or -LiteralPath. */
static Flow open_writers(Stage *s, ManagementWriters *writers, Value paths)
{
	Opening opening = { .writers = writers, .how = { .append = writers->append } };
	ProviderCall call;
	Flow flow;

	if (writers->open && same_paths(paths, writers->paths))
		return FLOW_NEXT;
	provider_call_init(&call, s);
	flow = close_writers(writers, false);
	writers->open = true;
	value_set_take(&writers->paths, value_ref(paths));
	opening.how.no_newline = provider_switch(&call, "NoNewline");
	if (flow == FLOW_NEXT)
		flow = management_encoding(&call, &opening.how);
	if (flow == FLOW_NEXT)
		flow = provider_each(&call, PROVIDER_MAY_BE_NEW, open_one, &opening);
	if (flow == FLOW_NEXT && !opening.any)
		flow = nothing_found(&call);
	provider_call_release(&call);
	return flow;
}

static Flow write_to_all(ManagementWriters *writers, Value v)
{
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < writers->n; i++)
		flow = writers->p[i]->write(writers->p[i], v);
	return flow;
}

/* Collections are unrolled one level below the list -Value is (verified on 7.6.9). */
static Flow write_values(Stage *s, ManagementWriters *writers, Value v)
{
	Value item;
	Iter it;
	Flow flow;

	if (!iter_unrolls(v))
		return write_to_all(writers, v);
	FLOW_TRY(iter_init(s->interp, &it, v));
	while (iter_next(s->interp, &it, &item, &flow)) {
		flow = write_to_all(writers, item);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

Flow management_content_begin(Stage *s, const char *action, bool append)
{
	ManagementWriters *writers = s->state;

	writers->action = action;
	writers->append = append;
	return FLOW_NEXT;
}

Flow management_content_process(Stage *s, UNUSED Value input)
{
	ManagementWriters *writers = s->state;
	Value values = s->args[P_VALUE];
	size_t n = values.kind == V_ARRAY ? values.array->n : 0;
	Flow flow = FLOW_NEXT;

	FLOW_TRY(open_writers(s, writers, s->args[stage_bound(s, P_PATH) ? P_PATH : P_LITERAL_PATH]));
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++) {
		Value v = array_get(values.array, i);

		flow = write_values(s, writers, v);
		if (flow == FLOW_NEXT && stage_switch(s, P_PASS_THRU))
			flow = stage_write(s, v);
		value_drop(v);
	}
	return flow;
}

Flow management_content_end(Stage *s)
{
	return close_writers(s->state, false);
}

void management_content_dispose(Stage *s)
{
	ManagementWriters *writers = s->state;

	/* still open only when something failed before: the error is there already */
	if (writers->open && close_writers(writers, true) != FLOW_NEXT)
		return;
}
