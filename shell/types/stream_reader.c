/* stream_reader: System.IO.TextReader, StreamReader and StringReader. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/stream.h"
#include "shell/types/types_list.h"

typedef struct Reader {
	Value stream; /* $null: text is all there is */
	TypeEncoding encoding;
	Buf text; /* decoded when it is first needed */
	size_t at;
	bool loaded, closed;
} Reader;

static Reader *peek(Value v)
{
	return object_payload_peek(v, &type_text_reader);
}

static void free_reader(Object *object, ValueDrops *drops)
{
	Reader *r = object->payload;

	value_drop_later(drops, r->stream);
	buf_release(&r->text);
	free(r);
}

static Value make(const TypeDef *type, Value stream, TypeEncoding encoding)
{
	Reader *r = MEM_NEW(Reader);

	r->stream = stream;
	r->encoding = encoding;
	r->text = BUF_INIT;
	r->loaded = !types_given(stream);
	return object_value(object_new_native(type, r));
}

/* (path | stream[, encoding | detectEncoding]) */
TYPE_METHOD(make_stream_reader)
{
	Value stream = VALUE_NULL;

	if (types_stream_is(args[0]))
		stream = value_ref(value_unwrap_peek(args[0]));
	else
		FLOW_TRY(member_call_static(in, &type_file, S("OpenRead"), args, 1, &stream) == FLOW_NEXT ? FLOW_NEXT : types_rethrow_inner(in));
	return types_found(out, make(&type_stream_reader, stream, types_encoding(n > 1 ? args[1] : VALUE_NULL, TYPES_UTF8)));
}

TYPE_METHOD(make_string_reader)
{
	*out = make(&type_string_reader, VALUE_NULL, TYPES_UTF8);
	buf_put(&peek(*out)->text, types_str(args[0]));
	return FLOW_NEXT;
}

/* The text is read at once: what a stream gets meanwhile is not seen. */
static Flow load(Interp *in, Reader *r)
{
	Buf bytes = BUF_INIT;
	Flow flow;

	if (r->closed)
		return fault_exception(in, EXC_OBJECT_DISPOSED, "Cannot read from a closed TextReader.");
	if (r->loaded)
		return FLOW_NEXT;
	flow = types_stream_read_rest(in, r->stream, &bytes);
	if (flow == FLOW_NEXT) {
		types_file_decode(buf_str(&bytes), r->encoding, &r->text);
		r->loaded = true;
	}
	buf_release(&bytes);
	return flow;
}

TYPE_METHOD(read_line)
{
	Reader *r = peek(self);
	Str line;

	FLOW_TRY(load(in, r));
	return types_found(out, types_file_next_line(buf_str(&r->text), &r->at, &line) ? value_string(line) : VALUE_NULL);
}

TYPE_METHOD(read_to_end)
{
	Reader *r = peek(self);

	FLOW_TRY(load(in, r));
	*out = value_string(str_cut(buf_str(&r->text), r->at, r->text.n));
	r->at = r->text.n;
	return FLOW_NEXT;
}

/* The next unit, or -1; halves of a pair come together. */
static Flow next_unit(Interp *in, Reader *r, bool takes, Value *out)
{
	size_t at = r->at;

	FLOW_TRY(load(in, r));
	if (r->at >= r->text.n)
		return types_found(out, value_int(-1));
	*out = value_int((int32_t)utf8_next(buf_str(&r->text), &at));
	if (takes)
		r->at = at;
	return FLOW_NEXT;
}

TYPE_METHOD(read_unit)
{
	return next_unit(in, peek(self), true, out);
}

TYPE_METHOD(peek_unit)
{
	return next_unit(in, peek(self), false, out);
}

TYPE_METHOD(close_reader)
{
	Reader *r = peek(self);

	r->closed = true;
	return types_given(r->stream) ? types_stream_close(in, r->stream) : FLOW_NEXT;
}

TYPE_GET(get_end)
{
	Reader *r = peek(self);

	FLOW_TRY(load(in, r));
	return types_found(out, value_bool(r->at >= r->text.n));
}

TYPE_GET(get_stream)
{
	return types_found(out, value_ref(peek(self)->stream));
}

TYPE_GET(get_encoding)
{
	return types_found(out, types_encoding_value(in, peek(self)->encoding));
}

static const PropDef stream_props[] = {
	PROP("CurrentEncoding", "System.Text.Encoding", get_encoding),
	PROP("BaseStream", "System.IO.Stream", get_stream),
	PROP("EndOfStream", "System.Boolean", get_end),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("Close", "void Close()", close_reader),
	METHOD("Dispose", "void Dispose()", close_reader),
	METHOD("Peek", "int Peek()", peek_unit),
	METHOD("Read", "int Read()", read_unit),
	METHOD("ReadLine", "string ReadLine()", read_line),
	METHOD("ReadToEnd", "string ReadToEnd()", read_to_end),
	METHODS_END,
};
#define READER "System.IO.StreamReader"
static const MethodDef stream_constructors[] = {
	NEW(READER " new(System.IO.Stream stream)", make_stream_reader),
	NEW(READER " new(System.IO.Stream stream, bool detectEncodingFromByteOrderMarks)", make_stream_reader),
	NEW(READER " new(System.IO.Stream stream, System.Text.Encoding encoding)", make_stream_reader),
	NEW(READER " new(string path)", make_stream_reader),
	NEW(READER " new(string path, bool detectEncodingFromByteOrderMarks)", make_stream_reader),
	NEW(READER " new(string path, System.Text.Encoding encoding)", make_stream_reader),
	METHODS_END,
};
static const MethodDef string_constructors[] = { NEW("System.IO.StringReader new(string s)", make_string_reader), METHODS_END };
static const TypeMembers members = { .methods = methods };
static const TypeMembers stream_members = { .props = stream_props, .constructors = stream_constructors };
static const TypeMembers string_members = { .constructors = string_constructors };
static const TypeOps ops = { .free = free_reader };
static const TypeDef *const interfaces[] = { &type_known[T_IDISPOSABLE], NULL };

const TypeDef type_text_reader = {
	.name = "System.IO.TextReader",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
};
const TypeDef type_stream_reader = {
	.name = READER, .base = &type_text_reader, .members = &stream_members, .ops = &ops
};
const TypeDef type_string_reader = {
	.name = "System.IO.StringReader", .base = &type_text_reader, .members = &string_members, .ops = &ops
};
