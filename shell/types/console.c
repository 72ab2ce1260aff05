/* console: System.Console: the process's own input and output, beside the pipeline. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <unistd.h>

#include "shell/engine/interp.h"
#include "shell/types/encoding.h"
#include "shell/types/stream.h"
#include "shell/types/types_list.h"

/* What scripts set and read back. */
typedef struct Console {
	Value encodings[2]; /* of input and output; V_EMPTY: as from the start */
	Value colors[2];    /* foreground and background */
	Value title;
} Console;

static void free_console(void *p)
{
	Console *console = p;

	for (int i = 0; i < 2; i++) {
		value_drop(console->encodings[i]);
		value_drop(console->colors[i]);
	}
	value_drop(console->title);
	free(console);
}

static Console *console_of(Interp *in)
{
	void **service = interp_service(in, "console", free_console);

	if (!*service)
		*service = MEM_NEW(Console);
	return *service;
}

/* ---- writing ---- */

enum { OUT = 1, ERR = 2 };

static Flow write_to(Interp *in, int console, const char *method, const Value *args, size_t n)
{
	Value writer = types_console_writer(console), nothing = VALUE_EMPTY;
	Flow flow = member_call(in, writer, str_from(method), args, n, &nothing);

	if (flow == FLOW_THROW)
		flow = types_rethrow_inner(in);
	value_drop(nothing);
	value_drop(writer);
	return flow;
}

/* A format's arguments come as one array. */
static Flow spread(Interp *in, const char *method, const Value *args, size_t n)
{
	const Array *more = n == 2 ? types_array(args[1]) : NULL;
	Array *all;
	Flow flow;

	if (!more)
		return write_to(in, OUT, method, args, n);
	all = array_new_objects();
	array_push(all, args[0]);
	for (size_t i = 0; i < more->n; i++)
		array_push_take(all, array_get(more, i));
	flow = write_to(in, OUT, method, all->items, all->n);
	value_drop(array_value(all));
	return flow;
}

TYPE_METHOD(write_text)
{
	return spread(in, "Write", args, n);
}

TYPE_METHOD(write_line)
{
	return spread(in, "WriteLine", args, n);
}

TYPE_GET(get_out)
{
	return types_found(out, types_console_writer(OUT));
}

TYPE_GET(get_error)
{
	return types_found(out, types_console_writer(ERR));
}

/* ---- reading ---- */

static Flow read_line_of(Interp *in, Value *out)
{
	Buf line = BUF_INIT;
	HostRead read = in->host->read_line(in->host->self, S(""), &line);

	*out = read == HOST_READ_OK ? value_string_buf(&line) : VALUE_NULL;
	buf_release(&line);
	return read == HOST_READ_STOPPED ? FLOW_STOP : FLOW_NEXT;
}

TYPE_METHOD(read_line)
{
	return read_line_of(in, out);
}

TYPE_METHOD(read_to_end)
{
	Buf text = BUF_INIT;
	Value line;

	for (;;) {
		Flow flow = read_line_of(in, &line);

		if (flow != FLOW_NEXT || line.kind == V_NULL) {
			*out = types_buf_string(&text);
			return flow;
		}
		buf_put(&text, value_str_peek(line));
		buf_put_char(&text, '\n');
		value_drop(line);
	}
}

static const MethodDef reader_methods[] = {
	METHOD("ReadLine", "string ReadLine()", read_line),
	METHOD("ReadToEnd", "string ReadToEnd()", read_to_end),
	METHODS_END,
};
static const TypeMembers reader_members = { .methods = reader_methods };
static const TypeDef reader_type = {
	.name = "System.IO.SyncTextReader", .base = &type_text_reader, .members = &reader_members
};

TYPE_GET(get_in)
{
	return types_found(out, object_value(object_new(&reader_type)));
}

TYPE_METHOD(read_key)
{
	Fault fault = { .category = CAT_NOT_SPECIFIED, .exception = EXC_INVALID_OPERATION };

	if (in->host->is_terminal)
		return types_not_done(in, "[Console]::ReadKey()");
	return fault_raise(in, &fault,
		"Cannot read keys when either application does not have a console or when console input has been redirected%s. "
		"Try Console.Read.",
		types_pick(in, " from a file", ""));
}

/* ---- what it is ---- */

TYPE_GET(get_input_redirected)
{
	return types_found(out, value_bool(!isatty(STDIN_FILENO)));
}

TYPE_GET(get_output_redirected)
{
	return types_found(out, value_bool(!isatty(STDOUT_FILENO)));
}

TYPE_GET(get_error_redirected)
{
	return types_found(out, value_bool(!isatty(STDERR_FILENO)));
}

TYPE_GET(get_width)
{
	int width = in->host->width(in->host->self);

	return types_found(out, value_int(width > 0 ? width : 80));
}

TYPE_GET(get_height)
{
	int height = in->host->height ? in->host->height(in->host->self) : 0;

	return types_found(out, value_int(height > 0 ? height : 24));
}

TYPE_GET(get_zero)
{
	return types_found(out, value_int(0));
}

TYPE_GET(get_false)
{
	return types_found(out, value_bool(false));
}

static Flow ignore(UNUSED Interp *in, UNUSED Value self, UNUSED Value to)
{
	return FLOW_NEXT; /* settings of a window that there may not be: as on a redirected console */
}

/* ---- encodings, colours, title ---- */

static Flow get_encoding(Interp *in, int which, Value *out)
{
	Value kept = console_of(in)->encodings[which];

	return types_found(out, kept.kind != V_EMPTY ? value_ref(kept) : types_encoding_value(in, TYPES_UTF8));
}

TYPE_GET(get_input_encoding)
{
	return get_encoding(in, 0, out);
}

TYPE_GET(get_output_encoding)
{
	return get_encoding(in, 1, out);
}

TYPE_SET(set_input_encoding)
{
	value_set_take(&console_of(in)->encodings[0], value_ref(to));
	return FLOW_NEXT;
}

/* Output stays UTF-8, which every terminal here shows. */
TYPE_SET(set_output_encoding)
{
	value_set_take(&console_of(in)->encodings[1], value_ref(to));
	return FLOW_NEXT;
}

static Flow get_color(Interp *in, int which, Value *out)
{
	Value kept = console_of(in)->colors[which];
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.ConsoleColor"));

	return types_found(out, kept.kind != V_EMPTY ? value_ref(kept) : value_enum(type, -1));
}

TYPE_GET(get_foreground)
{
	return get_color(in, 0, out);
}

TYPE_GET(get_background)
{
	return get_color(in, 1, out);
}

TYPE_SET(set_foreground)
{
	value_set_take(&console_of(in)->colors[0], value_ref(to));
	return FLOW_NEXT;
}

TYPE_SET(set_background)
{
	value_set_take(&console_of(in)->colors[1], value_ref(to));
	return FLOW_NEXT;
}

TYPE_METHOD(reset_color)
{
	value_set_take(&console_of(in)->colors[0], VALUE_EMPTY);
	value_set_take(&console_of(in)->colors[1], VALUE_EMPTY);
	return FLOW_NEXT;
}

TYPE_GET(get_title)
{
	Value kept = console_of(in)->title;

	return types_found(out, kept.kind != V_EMPTY ? value_ref(kept) : value_string(S("")));
}

TYPE_SET(set_title)
{
	value_set_take(&console_of(in)->title, value_ref(to));
	if (in->host->set_title)
		in->host->set_title(in->host->self, types_str(to));
	return FLOW_NEXT;
}

TYPE_METHOD(clear)
{
	if (in->host->clear && in->host->is_terminal)
		in->host->clear(in->host->self);
	return FLOW_NEXT;
}

TYPE_METHOD(beep)
{
	return in->host->is_terminal ? write_to(in, OUT, "Write", (Value[]){ value_char(7) }, 1) : FLOW_NEXT;
}

static const PropDef statics[] = {
	PROP_RW("BackgroundColor", "System.ConsoleColor", get_background, set_background),
	PROP("BufferHeight", "int", get_height),
	PROP("BufferWidth", "int", get_width),
	PROP_RW("CursorLeft", "int", get_zero, ignore),
	PROP_RW("CursorTop", "int", get_zero, ignore),
	PROP_RW("CursorVisible", "bool", get_false, ignore),
	PROP("Error", "System.IO.TextWriter", get_error),
	PROP_RW("ForegroundColor", "System.ConsoleColor", get_foreground, set_foreground),
	PROP("In", "System.IO.TextReader", get_in),
	PROP_RW("InputEncoding", "System.Text.Encoding", get_input_encoding, set_input_encoding),
	PROP("IsErrorRedirected", "bool", get_error_redirected),
	PROP("IsInputRedirected", "bool", get_input_redirected),
	PROP("IsOutputRedirected", "bool", get_output_redirected),
	PROP("KeyAvailable", "bool", get_false),
	PROP("Out", "System.IO.TextWriter", get_out),
	PROP_RW("OutputEncoding", "System.Text.Encoding", get_output_encoding, set_output_encoding),
	PROP_RW("Title", "string", get_title, set_title),
	PROP_RW("TreatControlCAsInput", "bool", get_false, ignore),
	PROP_RW("WindowHeight", "int", get_height, ignore),
	PROP_RW("WindowWidth", "int", get_width, ignore),
	PROPS_END,
};
static const MethodDef static_methods[] = {
	METHOD("Beep", "static void Beep()", beep),
	METHOD("Clear", "static void Clear()", clear),
	METHOD("ReadKey", "static System.ConsoleKeyInfo ReadKey()", read_key),
	METHOD("ReadKey", "static System.ConsoleKeyInfo ReadKey(bool intercept)", read_key),
	METHOD("ReadLine", "static string ReadLine()", read_line),
	METHOD("ResetColor", "static void ResetColor()", reset_color),
	METHOD("Write", "static void Write(System.Object value)", write_text),
	METHOD("Write", "static void Write(string format, Params System.Object[] arg)", write_text),
	METHOD("WriteLine", "static void WriteLine()", write_line),
	METHOD("WriteLine", "static void WriteLine(System.Object value)", write_line),
	METHOD("WriteLine", "static void WriteLine(string format, Params System.Object[] arg)", write_line),
	METHODS_END,
};
static const TypeMembers members = { .statics = statics, .static_methods = static_methods };
const TypeDef type_console = {
	.name = "System.Console", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
