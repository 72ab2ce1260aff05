/* stream_reader: System.IO.TextReader, StreamReader and StringReader. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/stream.h"
#include "shell/types/types_list.h"

enum { CHUNK = 1 << 16 };

typedef struct Reader {
	Value stream; /* $null: text is all there is */
	TypeEncoding encoding;
	Utf8Decoder decoder;
	Buf text; /* what was decoded; up to at it has been read */
	size_t at;
	bool ended, closed; /* ended: text is all that is left */
} Reader;

static Reader *peek(Value v)
{
	return object_payload_peek(v, &type_text_reader);
}

static void free_reader(Object *object, ValueDrops *drops)
{
	Reader *r = object->payload;

	value_drop_later(drops, r->stream);
	utf8_decoder_release(&r->decoder);
	buf_release(&r->text);
	free(r);
}

static Value make(const TypeDef *type, Value stream, TypeEncoding encoding)
{
	Reader *r = MEM_NEW(Reader);

	r->stream = stream;
	r->encoding = encoding;
	r->text = BUF_INIT;
	utf8_decoder_init(&r->decoder, encoding.encoding);
	r->ended = !types_given(stream);
	return object_value(object_new_native(type, r));
}

/* (path | stream[, encoding | detectEncoding]) */
TYPE_METHOD(make_stream_reader)
{
	Value stream = VALUE_NULL;

	if (types_stream_is(args[0]))
		stream = value_ref(value_unwrap_peek(args[0]));
	else
		FLOW_TRY(member_call_static(in, &type_file, S("OpenRead"), args, 1, &stream) == FLOW_NEXT
				 ? FLOW_NEXT
				 : types_rethrow_inner(in));
	return types_found(
		out, make(&type_stream_reader, stream, types_encoding(n > 1 ? args[1] : VALUE_NULL, TYPES_UTF8)));
}

TYPE_METHOD(make_string_reader)
{
	*out = make(&type_string_reader, VALUE_NULL, TYPES_UTF8);
	buf_put(&peek(*out)->text, types_str(args[0]));
	return FLOW_NEXT;
}

static Flow check(Interp *in, const Reader *r)
{
	if (!r->closed)
		return FLOW_NEXT;
	/* that of a file names itself, that of a string does not */
	return fault_exception(in, EXC_OBJECT_DISPOSED, "Cannot read from a closed TextReader.%s",
		r->stream.kind == V_OBJECT && runtime_edition(in)->where & WHERE_CORE ? "\nObject name: 'StreamReader'."
										      : "");
}

/* More of the stream; what was read goes, so that a large file takes little memory. */
static Flow fill(Interp *in, Reader *r)
{
	Buf bytes = BUF_INIT;
	Flow flow = types_stream_read(in, r->stream, CHUNK, &bytes);

	if (flow == FLOW_NEXT) {
		if (r->at > 0)
			buf_delete(&r->text, 0, r->at);
		r->at = 0;
		r->ended = bytes.n == 0;
		utf8_decoder_put(&r->decoder, buf_str(&bytes), r->ended, &r->text);
	}
	buf_release(&bytes);
	if (flow == FLOW_NEXT && r->text.full)
		flow = fault_exception(in, EXC_IO, "The text is too long.");
	return flow;
}

/* Whether a character is left. */
static Flow has_more(Interp *in, Reader *r, bool *more)
{
	FLOW_TRY(check(in, r));
	while (r->at >= r->text.n && !r->ended)
		FLOW_TRY(fill(in, r));
	*more = r->at < r->text.n;
	return FLOW_NEXT;
}

/* Whether a line's end is there from byte from on, with the LF that may follow a CR. */
static bool has_line_end(const Reader *r, size_t from)
{
	const char *p = r->text.p + from;
	size_t n = r->text.n - from, limit;
	const char *newline = memchr(p, '\n', n), *back;

	limit = newline ? (size_t)(newline - p) : n;
	back = memchr(p, '\r', limit);
	return newline || (back && back + 1 < p + n);
}

TYPE_METHOD(read_line)
{
	Reader *r = peek(self);
	size_t seen = 0; /* bytes behind at that hold no line end */
	bool more;
	Str line;

	FLOW_TRY(has_more(in, r, &more));
	while (more && !r->ended && !has_line_end(r, r->at + seen)) {
		seen = r->text.n - r->at - 1; /* a CR may be the last */
		FLOW_TRY(fill(in, r));
	}
	return types_found(
		out, types_file_next_line(buf_str(&r->text), &r->at, &line) ? value_string(line) : VALUE_NULL);
}

Flow types_reader_line(Interp *in, Value reader, Value *line)
{
	return read_line(in, reader, NULL, 0, line);
}

TYPE_METHOD(read_to_end)
{
	Reader *r = peek(self);

	FLOW_TRY(check(in, r));
	while (!r->ended)
		FLOW_TRY(fill(in, r));
	*out = value_string(str_cut(buf_str(&r->text), r->at, r->text.n));
	r->at = r->text.n;
	return FLOW_NEXT;
}

/* The next unit, or -1; halves of a pair come together. */
static Flow next_unit(Interp *in, Reader *r, bool takes, Value *out)
{
	size_t at;
	bool more;

	FLOW_TRY(has_more(in, r, &more));
	if (!more)
		return types_found(out, value_int(-1));
	at = r->at;
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

Flow types_reader_close(Interp *in, Value reader)
{
	Value nothing = VALUE_EMPTY;

	return close_reader(in, reader, NULL, 0, &nothing);
}

TYPE_GET(get_end)
{
	bool more;

	FLOW_TRY(has_more(in, peek(self), &more));
	return types_found(out, value_bool(!more));
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
static const MethodDef string_constructors[] = { NEW("System.IO.StringReader new(string s)", make_string_reader),
	METHODS_END };
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
