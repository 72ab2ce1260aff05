/* get-content: lines, pieces or bytes of files, and the values behind other drives' items. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/management/management.h"
#include "shell/value/fault.h"

enum {
	P_READ_COUNT,
	P_TOTAL_COUNT,
	P_TAIL,
	ITEM_PARAMS,
	P_DELIMITER,
	P_WAIT,
	P_RAW,
	P_ENCODING_NAME,
	P_ENCODING,
	P_BYTES,
	P_STREAM,
	P_COUNT,
};
static const char *const aliases[] = { "gc", "type", "cat:d", NULL };
static const char *const outputs[] = { "System.Byte", "System.String", NULL };

static const ParamDef params[P_COUNT] = {
	[P_READ_COUNT] = { .name = "ReadCount",
		.type = "Int64",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "How many lines go on at a time; 0: all of them.",
		.default_text = "1" },
	[P_TOTAL_COUNT] = { .name = "TotalCount",
		.aliases = (const char *const[]){ "First", "Head", NULL },
		.type = "Int64",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.check = { .kind = CHECK_RANGE, .min = 0, .max = INT64_MAX },
		.help = "How many lines are read from the start." },
	[P_TAIL] = { .name = "Tail",
		.aliases = (const char *const[]){ "Last", NULL },
		.type = "Int32",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.check = { .kind = CHECK_RANGE, .min = 0, .max = INT32_MAX },
		.help = "How many lines are read from the end." },
	ITEM_ROWS(PARAM_MANDATORY | PARAM_FROM_PIPE_PROP),
	[P_DELIMITER] = { .name = "Delimiter",
		.type = "String",
		.flags = PARAM_DYNAMIC,
		.help = "What ends a piece, instead of the end of a line." },
	[P_WAIT] = { .name = "Wait",
		.type = "SwitchParameter",
		.flags = PARAM_DYNAMIC,
		.help = "Waits at the end for what is added to the file." },
	[P_RAW] = { .name = "Raw",
		.type = "SwitchParameter",
		.flags = PARAM_DYNAMIC,
		.help = "The whole content as one string." },
	[P_ENCODING_NAME] = ROW_ENCODING_NAME,
	[P_ENCODING] = ROW_ENCODING,
	[P_BYTES] = ROW_BYTES,
	[P_STREAM] = ROW_STREAM,
};

typedef struct Reading {
	ProviderContent how;
	ProviderReader *reader; /* open while its lines are written */
	ProviderLines lines;
	int64_t total, tail, read_count; /* total, tail: -1: all */
} Reading;

/* ---- items of one reader ---- */

/* Lines know their file (Value.note). */
static Flow next_item(Stage *s, Reading *r, Value *out)
{
	FLOW_TRY(r->reader->read(r->reader, out));
	if (out->kind == V_STRING && r->reader->lines)
		out->note = provider_lines_next(s->interp, &r->lines);
	return FLOW_NEXT;
}

static Flow write_singly(Stage *s, Reading *r)
{
	Value item;

	for (int64_t left = r->total; left != 0; left -= left > 0) {
		FLOW_TRY(next_item(s, r, &item));
		if (item.kind == V_EMPTY)
			return FLOW_NEXT;
		FLOW_TRY(stage_write_take(s, item));
	}
	return FLOW_NEXT;
}

static Flow write_array(Stage *s, Array *items)
{
	if (items->n == 0) {
		value_drop(array_value(items));
		return FLOW_NEXT;
	}
	return stage_write_take(s, array_value(items));
}

/* -ReadCount: so many at a time as one array. */
static Flow write_in_arrays(Stage *s, Reading *r)
{
	Array *items = array_new_objects();
	int64_t left = r->total;
	Value item = VALUE_EMPTY;
	Flow flow = FLOW_NEXT;

	while (left != 0 && (flow = next_item(s, r, &item)) == FLOW_NEXT && item.kind != V_EMPTY) {
		array_push_take(items, item);
		left -= left > 0;
		if ((int64_t)items->n != r->read_count)
			continue;
		flow = write_array(s, items);
		items = array_new_objects();
		if (flow != FLOW_NEXT)
			break;
	}
	if (flow == FLOW_NEXT)
		return write_array(s, items);
	value_drop(array_value(items));
	return flow;
}

/* -Tail where the reader cannot go to the place: all is read, the last ones are kept in a ring. */
static Flow write_last(Stage *s, Reading *r)
{
	size_t size = (size_t)r->tail, n = 0;
	Value *ring = MEM_ARRAY(Value, size ? size : 1), item = VALUE_EMPTY;
	Flow flow = FLOW_NEXT;

	while (size && (flow = next_item(s, r, &item)) == FLOW_NEXT && item.kind != V_EMPTY)
		value_set_take(&ring[n++ % size], item);
	for (size_t i = n > size ? n - size : 0; flow == FLOW_NEXT && i < n; i++)
		flow = stage_write(s, ring[i % size]);
	for (size_t i = 0; i < size; i++)
		value_drop(ring[i]);
	free(ring);
	return flow;
}

static Flow write_items(Stage *s, Reading *r)
{
	if (r->tail >= 0) {
		if (!r->reader->tail)
			return write_last(s, r);
		FLOW_TRY(r->reader->tail(r->reader, (uint64_t)r->tail));
	}
	return r->read_count == 1 || r->how.raw ? write_singly(s, r) : write_in_arrays(s, r);
}

static Flow read_one(ProviderCall *call, const ProviderPath *path, void *self)
{
	Reading *r = self;
	Flow flow;

	if (!path->def->reader)
		return management_unsupported(call);
	flow = path->def->reader(call, path->path, &r->how, &r->reader);
	if (flow != FLOW_NEXT || !r->reader)
		return flow;
	if (r->reader->lines)
		provider_lines_init(call, path->path, &r->lines);
	flow = write_items(call->stage, r);
	r->reader->close(r->reader);
	r->reader = NULL;
	return flow;
}

/* ---- the cmdlet ---- */

static Flow fail(Stage *s, const char *id, const char *text)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION, .id = id, .exception = EXC_INVALID_OPERATION };

	return stage_throw(s, &spec, "%s", text);
}

static Flow begin(Stage *s)
{
	if (stage_bound(s, P_TAIL) && stage_bound(s, P_TOTAL_COUNT))
		return fail(s, "TailAndHeadCannotCoexist",
			"The parameters TotalCount and Tail cannot be used together. Please specify only one parameter.");
	if (stage_switch(s, P_RAW) && stage_switch(s, P_WAIT))
		return fail(s, "RawAndWaitCannotCoexist",
			"The Raw and Wait parameters cannot be specified in the same command.");
	return FLOW_NEXT;
}

static Flow open_all(ProviderCall *call, Reading *r)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "GetContentReaderArgumentError", .exception = EXC_ARGUMENT
	};

	FLOW_TRY(management_encoding(call, &r->how));
	if (r->how.bytes && r->how.delimiter.p) {
		Buf text = BUF_INIT;
		Flow flow;

		buf_put(&text, S("A delimiter cannot be specified when reading the stream one byte at a time."));
		fault_put_param(call->in, S("delimiter"), &text);
		flow = stage_error(call->stage, &spec, "%.*s", STR_ARG(buf_str(&text)));
		buf_release(&text);
		return flow;
	}
	return provider_each(call, 0, read_one, r);
}

static Flow process(Stage *s, Value input)
{
	Reading r = { .total = stage_int(s, P_TOTAL_COUNT, -1), .tail = stage_int(s, P_TAIL, -1) };
	ProviderCall call;
	Flow flow;

	(void)input;
	r.read_count = stage_int(s, P_READ_COUNT, 1);
	r.how.raw = stage_switch(s, P_RAW);
	r.how.wait = stage_switch(s, P_WAIT);
	if (stage_bound(s, P_DELIMITER))
		r.how.delimiter = stage_str(s, P_DELIMITER);
	if (r.how.delimiter.p && r.how.delimiter.n == 0)
		r.how.raw = true; /* nothing ends a piece */
	provider_call_init(&call, s);
	flow = open_all(&call, &r);
	provider_call_release(&call);
	return flow;
}

const CmdletDef cmd_get_content = {
	.name = "Get-Content",
	.module = MODULE,
	.aliases = aliases,
	.sets = management_sets,
	.default_set = SET_PATH,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.begin = begin,
	.process = process,
	.synopsis = "Gets the content of an item, such as the lines of a file.",
};
