/* management: what the cmdlets of this room share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"

#include <stdarg.h>
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/format/encoding.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

const char *const management_literal_aliases[] = { "PSPath", "LP", NULL };
const char *const management_sets[] = { "Path", "LiteralPath", NULL };

/* ---- content ---- */

static int param_of(const Stage *s, const char *name)
{
	for (size_t i = 0; i < s->def->nparams; i++)
		if (strcmp(s->def->params[i].name, name) == 0 && stage_bound(s, (int)i))
			return (int)i;
	return -1;
}

Flow management_encoding(ProviderCall *call, ProviderContent *out)
{
	Stage *s = call->stage;
	int param = param_of(s, "Encoding");
	Buf name = BUF_INIT;
	Flow flow = FLOW_NEXT;

	out->bytes = provider_switch(call, "AsByteStream");
	if (param < 0)
		return FLOW_NEXT;
	if (out->bytes)
		return stage_warning(s, "Encoding not used when '-AsByteStream' specified.");
	if (stage_edition(s)->where & s->def->params[param].where & WHERE_DESKTOP)
		flow = convert_put_text(s->interp, s->args[param], &name);
	out->bytes = str_ieq(buf_str(&name), S("Byte"));
	buf_release(&name);
	if (flow != FLOW_NEXT || out->bytes)
		return flow;
	out->has_encoding = true;
	return encoding_argument(s, param, ENC_UTF8, &out->encoding);
}

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

Flow management_open_writers(Stage *s, ManagementWriters *writers, Value paths)
{
	Opening opening = { .writers = writers, .how = { .append = writers->append } };
	ProviderCall call;
	Flow flow;

	if (writers->open && same_paths(paths, writers->paths))
		return FLOW_NEXT;
	provider_call_init(&call, s);
	flow = management_close_writers(writers, false);
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
Flow management_write(Stage *s, ManagementWriters *writers, Value v)
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

Flow management_close_writers(ManagementWriters *writers, bool failed)
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

/* ---- others ---- */

Flow management_each(Stage *s, unsigned flags, ProviderEach *each, void *self)
{
	ProviderCall call;
	Flow flow;

	provider_call_init(&call, s);
	flow = provider_each(&call, flags, each, self);
	provider_call_release(&call);
	return flow;
}

Flow management_unsupported(ProviderCall *call)
{
	return provider_not_supported(
		call, "Provider operation stopped because the provider does not support this operation.");
}

bool management_resolve(ProviderCall *call, Str text, ProviderPath *out, Flow *flow)
{
	Str name;
	ProviderStatus status = provider_resolve(call->in, call->arena, text, out, &name);

	*flow = FLOW_NEXT;
	if (status == PROVIDER_OK) {
		provider_call_use(call, out);
		return true;
	}
	*flow = provider_report(call, status, name);
	return false;
}

Flow management_bad_argument(Stage *s, const char *fmt, ...)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_PS_ARGUMENT };
	Buf text = BUF_INIT;
	va_list args;
	Flow flow;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}
