/* provider_flat: drives whose items are names with a value: Env:, Variable:, Function:, Alias: (verified on 7.6.9). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"

/* ---- what is there ---- */

bool provider_flat_exists(ProviderCall *call, Str path)
{
	return path.n == 0 || call->def->flat->has(call->in, path);
}

bool provider_flat_is_container(ProviderCall *call, Str path)
{
	(void)call;
	return path.n == 0;
}

Flow provider_flat_names(ProviderCall *call, Str path, ProviderNames *out)
{
	return path.n == 0 ? call->def->flat->each(call, out) : FLOW_NEXT;
}

/* The drive itself: all its items as one object. */
static Flow get_all(ProviderCall *call)
{
	Array *items = array_new_objects();
	ProviderNames names;
	Flow flow = provider_list(call, S(""), &names);

	for (size_t i = 0; flow == FLOW_NEXT && i < names.n; i++) {
		Value item = VALUE_EMPTY;

		flow = call->def->flat->item(call, names.p[i].name, &item);
		if (flow == FLOW_NEXT)
			array_push_take(items, item);
	}
	VEC_RELEASE(&names);
	if (flow == FLOW_NEXT)
		flow = provider_write(call, array_value(items), S(""), true);
	value_drop(array_value(items));
	return flow;
}

Flow provider_flat_get(ProviderCall *call, Str path)
{
	Value item = VALUE_EMPTY;

	if (!call->out)
		return FLOW_NEXT;
	if (path.n == 0)
		return get_all(call);
	FLOW_TRY(call->def->flat->item(call, path, &item));
	return provider_write_take(call, path, false, item);
}

/* ---- changes ---- */

/* "Item: NAME<label>VALUE" */
static bool may(ProviderCall *call, const char *action, Str name, const char *label, Value v, Flow *flow)
{
	Buf target = BUF_INIT;
	bool may = false;

	buf_put(&target, S("Item: "));
	buf_put(&target, name);
	buf_put(&target, str_from(label));
	*flow = FLOW_NEXT;
	if (!value_is_null(v))
		*flow = convert_put_text(call->in, v, &target);
	if (*flow == FLOW_NEXT)
		may = stage_should(call->stage, buf_str(&target), str_from(action), flow);
	buf_release(&target);
	return may;
}

static Flow bad_path(ProviderCall *call, const char *id)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = id, .exception = EXC_PS_ARGUMENT };
	Flow flow;

	spec.target = value_string(S(""));
	flow = stage_error(call->stage, &spec,
		"Cannot process argument because the value of argument \"path\" is not valid. Change the value of the "
		"\"path\" argument and run the operation again.");
	value_drop(spec.target);
	return flow;
}

static Flow exists_already(ProviderCall *call, Str name)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_PS_ARGUMENT };

	return stage_error(call->stage, &spec, "The item at path '%.*s' already exists.", STR_ARG(name));
}

static Flow put(ProviderCall *call, Str name, Value v)
{
	FLOW_TRY(call->def->flat->put(call, name, v));
	return call->def->flat->has(call->in, name) ? provider_flat_get(call, name) : FLOW_NEXT;
}

Flow provider_flat_set(ProviderCall *call, Str path, Value v)
{
	Flow flow;

	if (path.n == 0)
		return bad_path(call, "SetItemNullName");
	if (!may(call, "Set Item", path, " Value: ", v, &flow))
		return provider_report_thrown(call, flow);
	return provider_report_thrown(call, put(call, path, v));
}

Flow provider_flat_clear(ProviderCall *call, Str path)
{
	Flow flow;

	if (path.n == 0)
		return bad_path(call, "ClearItemNullPath");
	if (!may(call, "Clear Item", path, "", VALUE_NULL, &flow))
		return flow;
	return provider_report_thrown(call, call->def->flat->put(call, path, VALUE_NULL));
}

Flow provider_flat_make(ProviderCall *call, Str path, Str type, Value v)
{
	Str label = provider_concat(call->arena, S(" Type: "), type);
	Flow flow;

	if (path.n == 0)
		return bad_path(call, "NewItemNullPath");
	label = arena_copy(call->arena, provider_concat(call->arena, label, S(" Value: ")));
	if (!may(call, "New Item", path, label.p, v, &flow))
		return provider_report_thrown(call, flow);
	if (call->def->flat->new_must_be_new && !call->force && call->def->flat->has(call->in, path))
		return exists_already(call, path);
	return provider_report_thrown(call, put(call, path, v));
}

Flow provider_flat_remove(ProviderCall *call, Str path, bool recurse)
{
	Flow flow;

	(void)recurse;
	if (path.n == 0)
		return bad_path(call, "RemoveItemNullPath");
	if (!may(call, "Remove Item", path, "", VALUE_NULL, &flow))
		return flow;
	return provider_report_thrown(call, call->def->flat->remove(call, path));
}

static Flow rename_to(ProviderCall *call, Str path, Str name)
{
	const ProviderFlat *flat = call->def->flat;
	Value v = VALUE_EMPTY;
	Flow flow;

	FLOW_TRY(flat->value(call->in, path, &v));
	flow = flat->remove(call, path); /* refuses what is constant, before anything changed */
	if (flow == FLOW_NEXT)
		flow = put(call, name, v);
	value_drop(v);
	return flow;
}

Flow provider_flat_rename(ProviderCall *call, Str path, Str name)
{
	Value to;
	bool allowed;
	Flow flow;

	if (path.n == 0 || name.n == 0)
		return bad_path(call, "RenameItemNullPath");
	if (!call->force && call->def->flat->has(call->in, name) && !str_ieq(path, name))
		return exists_already(call, name);
	to = value_string(name);
	allowed = may(call, "Rename Item", path, " NewName: ", to, &flow);
	value_drop(to);
	return allowed ? provider_report_thrown(call, rename_to(call, path, name)) : flow;
}

Flow provider_flat_copy(ProviderCall *call, Str path, Str to, bool recurse)
{
	Value destination, v = VALUE_EMPTY;
	bool allowed;
	Flow flow;

	(void)recurse;
	if (path.n == 0)
		return bad_path(call, "CopyItemNullPath");
	if (to.n == 0)
		to = path;
	destination = value_string(to);
	allowed = may(call, "Copy Item", path, " Destination: ", destination, &flow);
	value_drop(destination);
	if (!allowed)
		return flow;
	FLOW_TRY(call->def->flat->value(call->in, path, &v));
	flow = provider_report_thrown(call, put(call, to, v));
	value_drop(v);
	return flow;
}

/* ---- content ---- */

typedef struct FlatReader {
	ProviderReader reader;
	Interp *in;
	Iter it;
	Value value; /* one that is not walked; V_EMPTY once given */
	bool walks;
} FlatReader;

static Flow read_value(ProviderReader *reader, Value *out)
{
	FlatReader *r = (FlatReader *)reader;
	Flow flow = FLOW_NEXT;

	if (r->walks) {
		if (!iter_next(r->in, &r->it, out, &flow))
			*out = VALUE_EMPTY;
		return flow;
	}
	*out = r->value;
	r->value = VALUE_EMPTY;
	return FLOW_NEXT;
}

static void close_reader(ProviderReader *reader)
{
	FlatReader *r = (FlatReader *)reader;

	if (r->walks)
		iter_release(&r->it);
	value_drop(r->value);
	free(r);
}

Flow provider_flat_reader(ProviderCall *call, Str path, const ProviderContent *how, ProviderReader **out)
{
	FlatReader *r;
	Value v = VALUE_EMPTY;

	(void)how;
	if (path.n == 0)
		return bad_path(call, "GetContentReaderNullPath");
	FLOW_TRY(call->def->flat->value(call->in, path, &v));
	r = MEM_NEW(FlatReader);
	*r = (FlatReader){ .reader = { .read = read_value, .close = close_reader }, .in = call->in };
	r->walks = iter_unrolls(v) && iter_init(call->in, &r->it, v) == FLOW_NEXT;
	if (r->walks)
		value_drop(v);
	else
		r->value = v;
	*out = &r->reader;
	return FLOW_NEXT;
}

typedef struct FlatWriter {
	ProviderWriter writer;
	ProviderCall call; /* a copy: the command's own goes on to other paths */
	String *name;
	List *values;
} FlatWriter;

static Flow write_value(ProviderWriter *writer, Value v)
{
	list_push_take(((FlatWriter *)writer)->values, value_ref(v));
	return FLOW_NEXT;
}

static Flow close_writer(ProviderWriter *writer, bool failed)
{
	FlatWriter *w = (FlatWriter *)writer;
	Value v = w->values->n == 1 ? list_peek(w->values, 0) : list_value(w->values);
	Flow flow = FLOW_NEXT;

	if (!failed && w->values->n)
		flow = provider_report_thrown(&w->call, w->call.def->flat->put(&w->call, string_str(w->name), v));
	value_drop(list_value(w->values));
	value_drop(value_of_string(w->name));
	free(w);
	return flow;
}

Flow provider_flat_writer(ProviderCall *call, Str path, const ProviderContent *how, ProviderWriter **out)
{
	FlatWriter *w;

	(void)how;
	if (path.n == 0)
		return bad_path(call, "GetContentWriterNullPath");
	w = MEM_NEW(FlatWriter);
	*w = (FlatWriter){ .writer = { write_value, close_writer }, .call = *call, .name = provider_string(path) };
	w->call.drive_value = w->call.provider_value = VALUE_EMPTY;
	w->call.drive_of = NULL;
	w->values = list_new(type_of_id(T_ARRAYLIST));
	*out = &w->writer;
	return FLOW_NEXT;
}
