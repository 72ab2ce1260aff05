/* interp_error: making, keeping and reporting error records. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/interp_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/record.h"
#include "shell/value/convert.h"

enum { ERRORS_MAX = 256 };

/* ---- where ---- */

static void put_caller(const Frame *frame, Buf *out)
{
	Str path = frame->script ? frame->script->path : S("");
	uint32_t line = 1, column = 1;
	Str name = S("<ScriptBlock>");

	if (frame->command && frame->command->kind != COMMAND_SCRIPT_FILE && frame->command->name->n)
		name = string_str(frame->command->name);
	if (frame->script)
		script_position(frame->script, frame->at.at, &line, &column);
	if (out->n)
		buf_put_char(out, '\n');
	buf_printf(out, "at %.*s, %.*s: line %u", STR_ARG(name), STR_ARG(path.n ? path : S("<No file>")), line);
}

void interp_put_stack(Interp *in, Buf *out)
{
	for (const Frame *frame = in->frame; frame; frame = frame->up)
		if (frame->script)
			put_caller(frame, out);
}

void interp_stamp(Interp *in, ErrorRecord *error)
{
	Buf stack = BUF_INIT;

	if (!error->stack_trace) {
		interp_put_stack(in, &stack);
		error->stack_trace = value_string_buf(&stack).string;
		buf_release(&stack);
	}
	if (error->invocation || !in->frame->script)
		return;
	error->invocation = error_invocation_new(in->frame->script, in->frame->at);
}

/* ---- throwing ---- */

Flow interp_throw_take(Interp *in, Value record)
{
	interp_stamp(in, error_peek(record));
	value_set_take(&in->error, record);
	return FLOW_THROW;
}

Flow interp_raise(Interp *in, const Fault *fault, Str message)
{
	Value exception = fault_exception_new(fault, message);
	Str id = fault->id ? str_from(fault->id) : str_from(exception_type(fault->exception)->name);
	Value record = error_new(exception, id, fault->category, fault->target);

	value_drop(exception);
	if (fault->target_type)
		error_peek(record)->target_type = value_string_c(fault->target_type).string;
	return interp_throw_take(in, record);
}

Flow interp_throw_spec(
	Interp *in, ErrorCategory category, const char *id, ExceptionId exception, Value target, Str message)
{
	Fault fault = { .id = id, .category = category, .exception = exception, .target = target };

	return interp_raise(in, &fault, message);
}

ErrorRecord *interp_error_peek(Interp *in)
{
	return in->error.kind == V_EMPTY ? NULL : error_peek(in->error);
}

Value interp_take_error(Interp *in)
{
	Value record = in->error;

	in->error = VALUE_EMPTY;
	return record;
}

/* ---- $Error ---- */

/* An exception that comes again at once stands there once, but not as what -ErrorAction Stop made of it
 * (reference 4.4.1). */
static bool is_newest(Interp *in, const ErrorRecord *error)
{
	const ErrorRecord *newest = in->errors->n ? error_peek(list_peek(in->errors, 0)) : NULL;

	return newest && !error->promoted && newest->exception.heap == error->exception.heap;
}

void interp_remember_error(Interp *in, Value record)
{
	ErrorRecord *error = error_peek(record);

	if (error->reported || is_newest(in, error))
		return;
	error->reported = true;
	list_insert_take(in->errors, 0, value_ref(record));
	if (in->errors->n > ERRORS_MAX)
		value_drop(list_remove_at(in->errors, in->errors->n - 1));
}

/* ---- streams ---- */

Flow interp_write_error(Interp *in, const Streams *streams, Value record)
{
	Sink *sink = streams->to[STREAM_ERROR] ? streams->to[STREAM_ERROR] : in->error_out;

	return sink ? sink_put(sink, record_on(record, STREAM_ERROR)) : FLOW_NEXT;
}

Flow interp_report(Interp *in, Value record)
{
	interp_remember_error(in, record);
	return interp_write_error(in, in->streams, record);
}

Flow interp_write_text(Interp *in, const Streams *streams, Stream stream, Str text, Invocation *invocation)
{
	static const char *const prefixes[] = {
		[STREAM_WARNING] = "WARNING: ", [STREAM_VERBOSE] = "VERBOSE: ", [STREAM_DEBUG] = "DEBUG: "
	};
	Buf line = BUF_INIT;
	Value record;
	Flow flow;

	if (streams->to[stream]) {
		record = record_new(in, stream, text, invocation);
		flow = sink_put(streams->to[stream], record_on(record, stream));
		value_drop(record);
		return flow;
	}
	buf_put(&line, str_from(prefixes[stream]));
	buf_put(&line, text);
	in->host->write_line(in->host->self, stream, buf_str(&line));
	buf_release(&line);
	return FLOW_NEXT;
}

Flow interp_write_information(Interp *in, Value record)
{
	Buf line = BUF_INIT;
	Flow flow = record_text(in, record, &line);

	if (flow == FLOW_NEXT)
		in->host->write_line(in->host->self, STREAM_INFORMATION, buf_str(&line));
	buf_release(&line);
	return flow;
}
