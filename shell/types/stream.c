/* stream: System.IO.Stream, FileStream and MemoryStream. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/types/types_list.h"

enum { CHUNK = 65536, FILE_MODE = 0644 };

typedef struct TypeStream {
	int file;   /* -1: in memory */
	Buf memory; /* the bytes of a MemoryStream */
	size_t at;  /* position in them */
	Value name; /* of a FileStream; string or $null */
	bool readable, writable, closed;
} TypeStream;

static TypeStream *peek(Value v)
{
	return object_payload_peek(v, &type_stream);
}

bool types_stream_is(Value v)
{
	return peek(v) != NULL;
}

static void free_stream(Object *object, ValueDrops *drops)
{
	TypeStream *s = object->payload;

	if (s->file >= 0 && !s->closed)
		(void)close(s->file);
	buf_release(&s->memory);
	value_drop_later(drops, s->name);
	free(s);
}

static TypeStream *stream_new(int file, bool readable, bool writable)
{
	TypeStream *s = MEM_NEW(TypeStream);

	s->file = file;
	s->memory = BUF_INIT;
	s->name = VALUE_NULL;
	s->readable = readable;
	s->writable = writable;
	return s;
}

/* ---- opening ---- */

enum { MODE_CREATE_NEW = 1, MODE_CREATE, MODE_OPEN, MODE_OPEN_OR_CREATE, MODE_TRUNCATE, MODE_APPEND };
enum { ACCESS_READ = 1, ACCESS_WRITE, ACCESS_BOTH };

Flow types_stream_open(Interp *in, Value path, int64_t mode, int64_t wanted, Value *out)
{
	static const int flags[] = { [MODE_CREATE_NEW] = O_CREAT | O_EXCL,
		[MODE_CREATE] = O_CREAT | O_TRUNC,
		[MODE_OPEN] = 0,
		[MODE_OPEN_OR_CREATE] = O_CREAT,
		[MODE_TRUNCATE] = O_TRUNC,
		[MODE_APPEND] = O_CREAT | O_APPEND };
	int how = wanted == ACCESS_READ ? O_RDONLY : wanted == ACCESS_WRITE ? O_WRONLY : O_RDWR, file;
	Buf real = BUF_INIT, shown = BUF_INIT;
	struct stat info;
	TypeStream *s;
	Flow flow;

	if (mode < MODE_CREATE_NEW || mode > MODE_APPEND)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "mode", "Enum value was out of legal range.");
	flow = types_path_real(in, path, "path", &real);
	if (flow == FLOW_NEXT) {
		file = open(real.p, flags[mode] | how | O_CLOEXEC, FILE_MODE);
		if (file >= 0 && fstat(file, &info) == 0 && S_ISDIR(info.st_mode)) {
			(void)close(file);
			file = -1;
			errno = EISDIR;
		}
		if (file < 0) {
			flow = types_io(in, errno, buf_str(&real));
		} else {
			s = stream_new(file, wanted != ACCESS_WRITE, wanted != ACCESS_READ);
			runtime_of(in)->shown_path(in, buf_str(&real), &shown);
			s->name = types_buf_string(&shown);
			*out = object_value(object_new_native(&type_file_stream, s));
		}
	}
	buf_release(&real);
	return flow;
}

TYPE_METHOD(make_file)
{
	int64_t mode = types_int(args[1]);

	return types_stream_open(in, args[0], mode,
		n > 2                 ? types_int(args[2])
		: mode == MODE_APPEND ? ACCESS_WRITE
				      : ACCESS_BOTH,
		out);
}

/* (), (capacity), (buffer[, writable]) */
TYPE_METHOD(make_memory)
{
	TypeStream *s = stream_new(-1, true, n < 2 || args[1].b);
	Str bytes;

	if (n && types_array(args[0]) && types_bytes(in, args[0], "buffer", &bytes) == FLOW_NEXT)
		buf_put(&s->memory, bytes);
	return types_found(out, object_value(object_new_native(&type_memory_stream, s)));
}

/* ---- bytes ---- */

static Flow check(Interp *in, const TypeStream *s, bool writes)
{
	if (s->closed)
		return fault_exception(
			in, EXC_OBJECT_DISPOSED, "Cannot access a closed %s.", s->file < 0 ? "Stream" : "file");
	if (writes ? !s->writable : !s->readable)
		return fault_exception(
			in, EXC_NOT_SUPPORTED, "Stream does not support %s.", writes ? "writing" : "reading");
	return FLOW_NEXT;
}

static Flow failed(Interp *in, const TypeStream *s)
{
	return types_file_error(in, errno, s->name);
}

/* At most n bytes; fewer at the end. */
static Flow read_some(Interp *in, TypeStream *s, size_t n, Buf *out)
{
	FLOW_TRY(check(in, s, false));
	if (s->file < 0) {
		Str rest = s->at < s->memory.n ? str_cut(buf_str(&s->memory), s->at, s->memory.n) : S("");

		rest = str_cut(rest, 0, n);
		buf_put(out, rest);
		s->at += rest.n;
		return FLOW_NEXT;
	}
	while (n > 0) {
		size_t want = n < CHUNK ? n : CHUNK;
		char *room = buf_room(out, want);
		ssize_t got = room ? read(s->file, room, want) : -1;

		if (got < 0 && room && errno == EINTR)
			continue;
		if (got < 0)
			return failed(in, s);
		if (got == 0)
			break;
		buf_added(out, (size_t)got);
		n -= (size_t)got;
	}
	return FLOW_NEXT;
}

Flow types_stream_read(Interp *in, Value stream, size_t n, Buf *out)
{
	return read_some(in, peek(stream), n, out);
}

Flow types_stream_read_rest(Interp *in, Value stream, Buf *out)
{
	return read_some(in, peek(stream), SIZE_MAX / 2, out);
}

Flow types_stream_write(Interp *in, Value stream, Str bytes)
{
	TypeStream *s = peek(stream);

	FLOW_TRY(check(in, s, true));
	if (s->file < 0) {
		size_t overlap = s->at < s->memory.n ? s->memory.n - s->at : 0;

		if (s->at > s->memory.n)
			buf_put_many(&s->memory, '\0', s->at - s->memory.n);
		if (overlap > bytes.n)
			overlap = bytes.n;
		buf_delete(&s->memory, s->at, overlap);
		buf_insert(&s->memory, s->at, bytes);
		s->at += bytes.n;
		return FLOW_NEXT;
	}
	return io_write_all(s->file, bytes) ? FLOW_NEXT : failed(in, s);
}

Flow types_stream_close(UNUSED Interp *in, Value stream)
{
	TypeStream *s = peek(stream);

	if (!s->closed && s->file >= 0 && close(s->file) != 0) {
		s->closed = true;
		return failed(in, s);
	}
	s->closed = true;
	return FLOW_NEXT;
}

/* ---- members ---- */

/* (buffer, offset, count): fills part of a byte[]. */
TYPE_METHOD(read_into)
{
	Array *into = value_unwrap_peek(args[0]).array;
	int64_t offset = types_int(args[1]), count = types_int(args[2]);
	Buf bytes = BUF_INIT;
	Flow flow;

	if (!types_array(args[0]))
		return types_null(in, "buffer");
	if (offset < 0 || count < 0 || (uint64_t)(offset + count) > into->n)
		return fault_exception(in, EXC_ARGUMENT,
			"Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
	flow = read_some(in, peek(self), (size_t)count, &bytes);
	if (flow == FLOW_NEXT && bytes.n)
		memcpy(into->bytes + offset, bytes.p, bytes.n);
	*out = value_int((int32_t)bytes.n);
	buf_release(&bytes);
	return flow;
}

TYPE_METHOD(read_byte)
{
	Buf bytes = BUF_INIT;
	Flow flow = read_some(in, peek(self), 1, &bytes);

	*out = value_int(bytes.n ? (unsigned char)bytes.p[0] : -1);
	buf_release(&bytes);
	return flow;
}

TYPE_METHOD(write_from)
{
	int64_t offset = n > 1 ? types_int(args[1]) : 0, count;
	Str bytes;

	FLOW_TRY(types_bytes(in, args[0], "buffer", &bytes));
	count = n > 2 ? types_int(args[2]) : (int64_t)bytes.n;
	if (offset < 0 || count < 0 || (uint64_t)(offset + count) > bytes.n)
		return fault_exception(in, EXC_ARGUMENT,
			"Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
	return types_stream_write(in, self, str_cut(bytes, (size_t)offset, (size_t)(offset + count)));
}

TYPE_METHOD(write_byte)
{
	char byte = (char)types_int(args[0]);

	return types_stream_write(in, self, (Str){ &byte, 1 });
}

TYPE_METHOD(copy_to)
{
	Buf bytes = BUF_INIT;
	Flow flow = types_stream_read_rest(in, self, &bytes);

	if (flow == FLOW_NEXT)
		flow = types_stream_is(args[0]) ? types_stream_write(in, args[0], buf_str(&bytes))
						: types_null(in, "destination");
	buf_release(&bytes);
	return flow;
}

static int64_t length_of(const TypeStream *s)
{
	struct stat info;

	if (s->file < 0)
		return (int64_t)s->memory.n;
	return fstat(s->file, &info) == 0 ? info.st_size : 0;
}

static int64_t position_of(const TypeStream *s)
{
	return s->file < 0 ? (int64_t)s->at : lseek(s->file, 0, SEEK_CUR);
}

static Flow seek(Interp *in, TypeStream *s, int64_t to, Value *out)
{
	if (s->closed)
		return check(in, s, false);
	if (to < 0)
		return fault_exception(
			in, EXC_IO, "An attempt was made to move the file pointer before the beginning of the file.");
	if (s->file < 0)
		s->at = (size_t)to;
	else if (lseek(s->file, to, SEEK_SET) < 0)
		return failed(in, s);
	return out ? types_found(out, value_long(to)) : FLOW_NEXT;
}

/* (offset, SeekOrigin) */
TYPE_METHOD(seek_to)
{
	TypeStream *s = peek(self);
	int64_t origin = types_int(args[1]), base = origin == 0 ? 0 : origin == 1 ? position_of(s) : length_of(s);

	return seek(in, s, base + types_int(args[0]), out);
}

TYPE_METHOD(set_length)
{
	TypeStream *s = peek(self);
	int64_t length = types_int(args[0]);

	FLOW_TRY(check(in, s, true));
	if (length < 0 || length > BUF_MAX)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "value", "Non-negative number required.");
	if (s->file >= 0)
		return ftruncate(s->file, length) == 0 ? FLOW_NEXT : failed(in, s);
	if ((size_t)length < s->memory.n)
		buf_delete(&s->memory, (size_t)length, s->memory.n - (size_t)length);
	else
		buf_put_many(&s->memory, '\0', (size_t)length - s->memory.n);
	return FLOW_NEXT;
}

TYPE_METHOD(close_stream)
{
	return types_stream_close(in, self);
}

TYPE_METHOD(flush)
{
	return FLOW_NEXT; /* nothing is held back */
}

TYPE_METHOD(to_array)
{
	return types_found(out, array_from_bytes(buf_str(&peek(self)->memory)));
}

TYPE_GET(get_can_read)
{
	return types_found(out, value_bool(peek(self)->readable && !peek(self)->closed));
}

TYPE_GET(get_can_write)
{
	return types_found(out, value_bool(peek(self)->writable && !peek(self)->closed));
}

TYPE_GET(get_can_seek)
{
	return types_found(out, value_bool(!peek(self)->closed));
}

TYPE_GET(get_length)
{
	return types_found(out, peek(self)->closed ? VALUE_NULL : value_long(length_of(peek(self))));
}

TYPE_GET(get_position)
{
	return types_found(out, peek(self)->closed ? VALUE_NULL : value_long(position_of(peek(self))));
}

TYPE_SET(set_position)
{
	return seek(in, peek(self), types_int(to), NULL);
}

TYPE_GET(get_name)
{
	return types_found(out, value_ref(peek(self)->name));
}

static const PropDef props[] = {
	PROP("CanRead", "System.Boolean", get_can_read),
	PROP("CanSeek", "System.Boolean", get_can_seek),
	PROP("CanWrite", "System.Boolean", get_can_write),
	PROP("Length", "System.Int64", get_length),
	PROP_RW("Position", "System.Int64", get_position, set_position),
	PROPS_END,
};
static const PropDef file_props[] = { PROP("Name", "System.String", get_name), PROPS_END };
static const MethodDef methods[] = {
	METHOD("Close", "void Close()", close_stream),
	METHOD("CopyTo", "void CopyTo(System.IO.Stream destination)", copy_to),
	METHOD("Dispose", "void Dispose()", close_stream),
	METHOD("Flush", "void Flush()", flush),
	METHOD("Read", "int Read(byte[] buffer, int offset, int count)", read_into),
	METHOD("ReadByte", "int ReadByte()", read_byte),
	METHOD("Seek", "long Seek(long offset, System.IO.SeekOrigin origin)", seek_to),
	METHOD("SetLength", "void SetLength(long value)", set_length),
	METHOD("Write", "void Write(byte[] buffer, int offset, int count)", write_from),
	METHOD("WriteByte", "void WriteByte(byte value)", write_byte),
	METHODS_END,
};
static const MethodDef memory_methods[] = {
	METHOD("GetBuffer", "byte[] GetBuffer()", to_array),
	METHOD("ToArray", "byte[] ToArray()", to_array),
	METHOD("WriteTo", "void WriteTo(System.IO.Stream stream)", copy_to),
	METHODS_END,
};
static const MethodDef file_constructors[] = {
	NEW("System.IO.FileStream new(string path, System.IO.FileMode mode)", make_file),
	NEW("System.IO.FileStream new(string path, System.IO.FileMode mode, System.IO.FileAccess access)", make_file),
	NEW("System.IO.FileStream new(string path, System.IO.FileMode mode, System.IO.FileAccess access, "
	    "System.IO.FileShare share)",
		make_file),
	METHODS_END,
};
static const MethodDef memory_constructors[] = {
	NEW("System.IO.MemoryStream new()", make_memory),
	NEW("System.IO.MemoryStream new(int capacity)", make_memory),
	NEW("System.IO.MemoryStream new(byte[] buffer)", make_memory),
	NEW("System.IO.MemoryStream new(byte[] buffer, bool writable)", make_memory),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .methods = methods };
static const TypeMembers file_members = { .props = file_props, .constructors = file_constructors };
static const TypeMembers memory_members = { .methods = memory_methods, .constructors = memory_constructors };
static const TypeOps ops = { .free = free_stream };
static const TypeDef *const interfaces[] = { &type_known[T_IDISPOSABLE], NULL };

const TypeDef type_stream = {
	.name = "System.IO.Stream",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
};
const TypeDef type_file_stream = {
	.name = "System.IO.FileStream", .base = &type_stream, .members = &file_members, .ops = &ops
};
const TypeDef type_memory_stream = {
	.name = "System.IO.MemoryStream", .base = &type_stream, .members = &memory_members, .ops = &ops
};
