/* stream_writer: System.IO.TextWriter, StreamWriter and StringWriter. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/engine/interp.h"
#include "shell/types/stream.h"
#include "shell/types/types_list.h"

enum { FLUSH_AT = 65536 };

typedef struct Writer {
	Value stream; /* $null: a StringWriter, or the console */
	int console;  /* descriptor; 0: none */
	TypeEncoding encoding;
	Buf text; /* what was not flushed yet; all of it for a StringWriter */
	Value newline;
	bool started, automatic, closed; /* started: the byte order mark is written */
} Writer;

static Writer *peek(Value v)
{
	return object_payload_peek(v, &type_text_writer);
}

static void free_writer(Object *object, ValueDrops *drops)
{
	Writer *w = object->payload;

	value_drop_later(drops, w->stream);
	value_drop_later(drops, w->newline);
	buf_release(&w->text);
	free(w);
}

static Value make(const TypeDef *type, Value stream, TypeEncoding encoding)
{
	Writer *w = MEM_NEW(Writer);

	w->stream = stream;
	w->encoding = encoding;
	w->text = BUF_INIT;
	w->newline = VALUE_NULL;
	return object_value(object_new_native(type, w));
}

Value types_console_writer(int stream)
{
	Value v = make(&type_text_writer, VALUE_NULL, TYPES_UTF8);

	peek(v)->console = stream;
	peek(v)->automatic = true;
	return v;
}

enum { MODE_CREATE = 2, MODE_APPEND = 6, ACCESS_WRITE = 2 };

/* (path | stream), (path, append), (path, append, encoding), (stream, encoding) */
TYPE_METHOD(make_stream_writer)
{
	bool append = n > 1 && args[1].kind == V_BOOL && args[1].b;
	TypeEncoding encoding = TYPES_UTF8;
	Value stream = VALUE_NULL, length = VALUE_EMPTY;
	bool found;

	for (size_t i = 1; i < n; i++)
		encoding = types_encoding(args[i], encoding);
	if (types_stream_is(args[0]))
		stream = value_ref(value_unwrap_peek(args[0]));
	else
		FLOW_TRY(types_stream_open(in, args[0], append ? MODE_APPEND : MODE_CREATE, ACCESS_WRITE, &stream));
	FLOW_TRY(member_get(in, stream, S("Length"), NULL, &length, &found));
	*out = make(&type_stream_writer, stream, encoding);
	peek(*out)->started = types_int(length) > 0;
	return FLOW_NEXT;
}

TYPE_METHOD(make_string_writer)
{
	return types_found(out, make(&type_string_writer, VALUE_NULL, ((TypeEncoding){ .encoding = ENC_UTF16LE })));
}

/* ---- writing ---- */

/* What the shell holds back of its own output goes out before. */
static Flow to_console(Interp *in, Writer *w)
{
	if (in->host->lend_output)
		in->host->lend_output(in->host->self);
	(void)!io_write_all(w->console, buf_str(&w->text)); /* a console that is gone takes nothing more */
	buf_clear(&w->text);
	return FLOW_NEXT;
}

static Flow flush(Interp *in, Writer *w)
{
	Buf bytes = BUF_INIT;
	Flow flow;

	if (w->console)
		return to_console(in, w);
	if (!types_given(w->stream))
		return FLOW_NEXT;
	if (!w->started)
		types_encoding_put_bom(w->encoding, &bytes);
	w->started = true;
	utf8_encode_to(w->encoding.encoding, buf_str(&w->text), &bytes);
	flow = types_stream_write(in, w->stream, buf_str(&bytes));
	buf_release(&bytes);
	buf_clear(&w->text);
	return flow;
}

/* Text of Write's arguments: one value, chars, or a format with its arguments. */
static Flow put(Interp *in, Writer *w, const Value *args, size_t n)
{
	const Array *chars = n == 1 ? types_array(args[0]) : NULL;
	Value text = VALUE_EMPTY;

	if (w->closed)
		return fault_exception(in, EXC_OBJECT_DISPOSED, "Cannot write to a closed TextWriter.");
	if (n > 1) {
		FLOW_TRY(member_call_static(in, type_of_id(T_STRING), S("Format"), args, n, &text) == FLOW_NEXT
				 ? FLOW_NEXT
				 : types_rethrow_inner(in));
		buf_put(&w->text, types_str(text));
		value_drop(text);
	} else if (chars && chars->type == &type_char_array) {
		for (size_t i = 0; i < chars->n; i++)
			buf_put_code(&w->text, array_peek(chars, i).ch);
	} else if (n == 1 && types_given(args[0])) {
		FLOW_TRY(convert_put_tostring(in, args[0], &w->text));
	}
	return FLOW_NEXT;
}

static Flow after_put(Interp *in, Writer *w)
{
	return w->automatic || w->text.n >= FLUSH_AT ? flush(in, w) : FLOW_NEXT;
}

TYPE_METHOD(write_text)
{
	FLOW_TRY(put(in, peek(self), args, n));
	return after_put(in, peek(self));
}

TYPE_METHOD(write_line)
{
	Writer *w = peek(self);

	FLOW_TRY(put(in, w, args, n));
	buf_put(&w->text, types_given(w->newline) ? types_str(w->newline)
						  : str_from(w->console ? "\n" : runtime_edition(in)->newline));
	return after_put(in, w);
}

TYPE_METHOD(flush_text)
{
	return flush(in, peek(self));
}

TYPE_METHOD(close_writer)
{
	Writer *w = peek(self);
	Flow flow = w->closed ? FLOW_NEXT : flush(in, w);

	if (w->console)
		return flow;
	w->closed = true;
	return types_given(w->stream) && flow == FLOW_NEXT ? types_stream_close(in, w->stream) : flow;
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, buf_str(&peek(self)->text));
	return FLOW_NEXT;
}

TYPE_GET(get_automatic)
{
	return types_found(out, value_bool(peek(self)->automatic));
}

TYPE_SET(set_automatic)
{
	peek(self)->automatic = to.b;
	return to.b ? flush(in, peek(self)) : FLOW_NEXT;
}

TYPE_GET(get_stream)
{
	return types_found(out, value_ref(peek(self)->stream));
}

TYPE_GET(get_encoding)
{
	return types_found(out, types_encoding_value(in, peek(self)->encoding));
}

TYPE_GET(get_newline)
{
	Value newline = peek(self)->newline;

	return types_found(
		out, types_given(newline) ? value_ref(newline) : value_string_c(runtime_edition(in)->newline));
}

TYPE_SET(set_newline)
{
	value_set_take(&peek(self)->newline, value_ref(to));
	return FLOW_NEXT;
}

static const PropDef props[] = {
	PROP("Encoding", "System.Text.Encoding", get_encoding),
	PROP_RW("NewLine", "System.String", get_newline, set_newline),
	PROPS_END,
};
static const PropDef stream_props[] = {
	PROP_RW("AutoFlush", "System.Boolean", get_automatic, set_automatic),
	PROP("BaseStream", "System.IO.Stream", get_stream),
	PROPS_END,
};

/* Write and WriteLine take the same. */
#define WRITE(name, fn)                                                                                                \
	METHOD(name, "void " name "(char value)", fn), METHOD(name, "void " name "(char[] buffer)", fn),               \
		METHOD(name, "void " name "(bool value)", fn), METHOD(name, "void " name "(int value)", fn),           \
		METHOD(name, "void " name "(long value)", fn), METHOD(name, "void " name "(double value)", fn),        \
		METHOD(name, "void " name "(decimal value)", fn), METHOD(name, "void " name "(string value)", fn),     \
		METHOD(name, "void " name "(System.Object value)", fn),                                                \
		METHOD(name, "void " name "(string format, System.Object arg0)", fn),                                  \
		METHOD(name, "void " name "(string format, System.Object arg0, System.Object arg1)", fn),              \
		METHOD(name,                                                                                           \
			"void " name "(string format, System.Object arg0, System.Object arg1, System.Object arg2)",    \
			fn),                                                                                           \
		METHOD(name, "void " name "(string format, Params System.Object[] arg)", fn)

static const MethodDef methods[] = {
	METHOD("Close", "void Close()", close_writer),
	METHOD("Dispose", "void Dispose()", close_writer),
	METHOD("Flush", "void Flush()", flush_text),
	WRITE("Write", write_text),
	METHOD("WriteLine", "void WriteLine()", write_line),
	WRITE("WriteLine", write_line),
	METHODS_END,
};
#define WRITER "System.IO.StreamWriter"
static const MethodDef stream_constructors[] = {
	NEW(WRITER " new(System.IO.Stream stream)", make_stream_writer),
	NEW(WRITER " new(System.IO.Stream stream, System.Text.Encoding encoding)", make_stream_writer),
	NEW(WRITER " new(string path)", make_stream_writer),
	NEW(WRITER " new(string path, bool append)", make_stream_writer),
	NEW(WRITER " new(string path, bool append, System.Text.Encoding encoding)", make_stream_writer),
	METHODS_END,
};
static const MethodDef string_constructors[] = { NEW("System.IO.StringWriter new()", make_string_writer), METHODS_END };
static const TypeMembers members = { .props = props, .methods = methods };
static const TypeMembers stream_members = { .props = stream_props, .constructors = stream_constructors };
static const TypeMembers string_members = { .constructors = string_constructors };
static const TypeOps ops = { .free = free_writer };
static const TypeOps string_ops = { .free = free_writer, .text = put_text };
static const TypeDef *const interfaces[] = { &type_known[T_IDISPOSABLE], NULL };

const TypeDef type_text_writer = {
	.name = "System.IO.TextWriter",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
};
const TypeDef type_stream_writer = {
	.name = WRITER, .base = &type_text_writer, .members = &stream_members, .ops = &ops
};
const TypeDef type_string_writer = {
	.name = "System.IO.StringWriter",
	.base = &type_text_writer,
	.flags = TYPE_OWN_TEXT,
	.members = &string_members,
	.ops = &string_ops,
};
