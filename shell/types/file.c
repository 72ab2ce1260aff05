/* file: System.IO.File. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/types/file_system_info.h"
#include "shell/types/stream.h"
#include "shell/types/types_list.h"

/* ---- reading ---- */

TYPE_METHOD(read_all_bytes)
{
	Buf bytes = BUF_INIT;
	Flow flow = types_file_read(in, args[0], &bytes);

	if (flow == FLOW_NEXT)
		*out = array_from_bytes(buf_str(&bytes));
	buf_release(&bytes);
	return flow;
}

static Flow read_text(Interp *in, const Value *args, size_t n, Buf *text)
{
	Buf bytes = BUF_INIT;
	Flow flow = types_file_read(in, args[0], &bytes);

	if (flow == FLOW_NEXT)
		types_file_decode(buf_str(&bytes), types_encoding(n > 1 ? args[1] : VALUE_NULL, TYPES_UTF8), text);
	buf_release(&bytes);
	return flow;
}

TYPE_METHOD(read_all_text)
{
	Buf text = BUF_INIT;
	Flow flow = read_text(in, args, n, &text);

	if (flow == FLOW_NEXT)
		*out = value_string_buf(&text);
	buf_release(&text);
	return flow;
}

TYPE_METHOD(read_all_lines)
{
	Array *lines = array_new(&type_string_array, 64);
	Buf text = BUF_INIT;
	Flow flow = read_text(in, args, n, &text);
	size_t at = 0;
	Str line;

	while (flow == FLOW_NEXT && types_file_next_line(buf_str(&text), &at, &line)) {
		array_push_take(lines, value_string(line));
		flow = runtime_poll(in);
	}
	buf_release(&text);
	if (flow == FLOW_NEXT)
		return types_found(out, array_value(lines));
	value_drop(array_value(lines));
	return flow;
}

/* ---- writing ---- */

/* An append to a file that has something in it writes no byte order mark. */
static bool is_empty(Interp *in, Value path)
{
	Buf real = BUF_INIT;
	struct stat info;
	bool empty = true;

	if (types_path_real(in, path, "path", &real) == FLOW_NEXT)
		empty = stat(real.p, &info) != 0 || info.st_size == 0;
	else
		runtime_of(in)->clear_error(in); /* writing will say so again */
	buf_release(&real);
	return empty;
}

static Flow write_text(Interp *in, Value path, Str text, Value encoding, bool append)
{
	TypeEncoding how = types_encoding(encoding, TYPES_UTF8);
	Buf bytes = BUF_INIT;
	Flow flow;

	if (!append || is_empty(in, path))
		types_encoding_put_bom(how, &bytes);
	utf8_encode_to(how.encoding, text, &bytes);
	flow = types_file_write(in, path, buf_str(&bytes), append);
	buf_release(&bytes);
	return flow;
}

TYPE_METHOD(write_all_text)
{
	return write_text(in, args[0], types_str(args[1]), n > 2 ? args[2] : VALUE_NULL, false);
}

TYPE_METHOD(append_all_text)
{
	return write_text(in, args[0], types_str(args[1]), n > 2 ? args[2] : VALUE_NULL, true);
}

static Flow write_lines(Interp *in, const Value *args, size_t n, bool append)
{
	Array *lines = NULL;
	Buf text = BUF_INIT;
	Flow flow;

	if (!types_given(args[1]))
		return types_null(in, "contents");
	FLOW_TRY(types_items(in, args[1], &lines));
	flow = FLOW_NEXT;
	for (size_t i = 0; i < lines->n && flow == FLOW_NEXT; i++) {
		if (types_given(array_peek(lines, i)))
			flow = convert_put_tostring(in, array_peek(lines, i), &text);
		buf_put(&text, str_from(runtime_edition(in)->newline));
	}
	if (flow == FLOW_NEXT)
		flow = write_text(in, args[0], buf_str(&text), n > 2 ? args[2] : VALUE_NULL, append);
	buf_release(&text);
	value_drop(array_value(lines));
	return flow;
}

TYPE_METHOD(write_all_lines)
{
	return write_lines(in, args, n, false);
}

TYPE_METHOD(append_all_lines)
{
	return write_lines(in, args, n, true);
}

static Flow write_bytes(Interp *in, const Value *args, bool append)
{
	Str bytes;

	FLOW_TRY(types_bytes(in, args[1], "bytes", &bytes));
	return types_file_write(in, args[0], bytes, append);
}

TYPE_METHOD(write_all_bytes)
{
	return write_bytes(in, args, false);
}

TYPE_METHOD(append_all_bytes)
{
	return write_bytes(in, args, true);
}

/* ---- the file itself ---- */

TYPE_METHOD(exists)
{
	Buf real = BUF_INIT;
	struct stat info;

	*out = value_bool(false);
	if (types_str(args[0]).n == 0 || str_find_byte(types_str(args[0]), '\0', 0) != STR_NONE)
		return FLOW_NEXT;
	FLOW_TRY(types_path_real(in, args[0], "path", &real));
	*out = value_bool(stat(real.p, &info) == 0 && !S_ISDIR(info.st_mode));
	buf_release(&real);
	return FLOW_NEXT;
}

TYPE_METHOD(copy)
{
	return types_file_copy(in, args[0], args[1], n > 2 && args[2].b);
}

TYPE_METHOD(move)
{
	return types_file_move(in, args[0], args[1], n > 2 && args[2].b);
}

TYPE_METHOD(delete)
{
	return types_file_delete(in, args[0]);
}

/* (source, destination, backup) */
TYPE_METHOD(replace)
{
	if (types_given(args[2]) && types_str(args[2]).n > 0)
		FLOW_TRY(types_file_copy(in, args[1], args[2], true));
	return types_file_move(in, args[0], args[1], true);
}

/* A property of the FileInfo of the path. */
static Flow get_part(Interp *in, Value path, Str name, bool needed, Value *out)
{
	Value item = VALUE_EMPTY;
	bool found;
	Flow flow;

	FLOW_TRY(types_file_info_new(in, &type_file_info, path, &item));
	if (needed && !types_file_info_stat(item)) {
		value_drop(item);
		return types_file_error(in, ENOENT, path);
	}
	flow = member_get(in, item, name, NULL, out, &found);
	value_drop(item);
	return flow;
}

static Flow set_part(Interp *in, Value path, Str name, Value to)
{
	Value item = VALUE_EMPTY;
	Flow flow;

	FLOW_TRY(types_file_info_new(in, &type_file_info, path, &item));
	if (!types_file_info_stat(item))
		flow = types_file_error(in, ENOENT, path);
	else
		flow = types_file_info_set(in, item, name, to);
	value_drop(item);
	return flow;
}

TYPE_METHOD(get_attributes)
{
	return get_part(in, args[0], S("Attributes"), true, out);
}

TYPE_METHOD(set_attributes)
{
	return set_part(in, args[0], S("Attributes"), args[1]);
}

#define TIME(name)                                                                                                     \
	TYPE_METHOD(get_##name)                                                                                        \
	{                                                                                                              \
		return get_part(in, args[0], S(#name), false, out);                                                    \
	}                                                                                                              \
	TYPE_METHOD(set_##name)                                                                                        \
	{                                                                                                              \
		return set_part(in, args[0], S(#name), args[1]);                                                       \
	}
TIME(CreationTime)
TIME(CreationTimeUtc)
TIME(LastAccessTime)
TIME(LastAccessTimeUtc)
TIME(LastWriteTime)
TIME(LastWriteTimeUtc)

/* ---- streams ---- */

enum { MODE_CREATE_NEW = 1, MODE_CREATE, MODE_OPEN, MODE_OPEN_OR_CREATE, MODE_TRUNCATE, MODE_APPEND };
enum { ACCESS_READ = 1, ACCESS_WRITE, ACCESS_BOTH };

TYPE_METHOD(open_file)
{
	return types_stream_open(in, args[0], types_int(args[1]),
		n > 2                               ? types_int(args[2])
		: types_int(args[1]) == MODE_APPEND ? ACCESS_WRITE
						    : ACCESS_BOTH,
		out);
}

TYPE_METHOD(create)
{
	return types_stream_open(in, args[0], MODE_CREATE, ACCESS_BOTH, out);
}

TYPE_METHOD(open_read)
{
	return types_stream_open(in, args[0], MODE_OPEN, ACCESS_READ, out);
}

TYPE_METHOD(open_write)
{
	return types_stream_open(in, args[0], MODE_OPEN_OR_CREATE, ACCESS_WRITE, out);
}

TYPE_METHOD(open_text)
{
	return member_construct(in, &type_stream_reader, args, 1, out);
}

TYPE_METHOD(create_text)
{
	return member_construct(in, &type_stream_writer, args, 1, out);
}

TYPE_METHOD(append_text)
{
	const Value both[] = { args[0], value_bool(true) };

	return member_construct(in, &type_stream_writer, both, 2, out);
}

/* Time rows: the getter and the setter of one. */
#define TIMES(name)                                                                                                    \
	METHOD("Get" #name, "static datetime Get" #name "(string path)", get_##name),                                  \
		METHOD("Set" #name, "static void Set" #name "(string path, datetime value)", set_##name)
#define LINES "System.Collections.Generic.IEnumerable[string] contents"
#define ENC   "System.Text.Encoding encoding"

static const MethodDef static_methods[] = {
	METHOD_CORE("AppendAllBytes", "static void AppendAllBytes(string path, byte[] bytes)", append_all_bytes),
	METHOD("AppendAllLines", "static void AppendAllLines(string path, " LINES ")", append_all_lines),
	METHOD("AppendAllLines", "static void AppendAllLines(string path, " LINES ", " ENC ")", append_all_lines),
	METHOD("AppendAllText", "static void AppendAllText(string path, string contents)", append_all_text),
	METHOD("AppendAllText", "static void AppendAllText(string path, string contents, " ENC ")", append_all_text),
	METHOD("AppendText", "static System.IO.StreamWriter AppendText(string path)", append_text),
	METHOD("Copy", "static void Copy(string sourceFileName, string destFileName)", copy),
	METHOD("Copy", "static void Copy(string sourceFileName, string destFileName, bool overwrite)", copy),
	METHOD("Create", "static System.IO.FileStream Create(string path)", create),
	METHOD("CreateText", "static System.IO.StreamWriter CreateText(string path)", create_text),
	METHOD("Delete", "static void Delete(string path)", delete),
	METHOD("Exists", "static bool Exists(string path)", exists),
	METHOD("GetAttributes", "static System.IO.FileAttributes GetAttributes(string path)", get_attributes),
	METHOD("SetAttributes", "static void SetAttributes(string path, System.IO.FileAttributes fileAttributes)",
		set_attributes),
	TIMES(CreationTime),
	TIMES(CreationTimeUtc),
	TIMES(LastAccessTime),
	TIMES(LastAccessTimeUtc),
	TIMES(LastWriteTime),
	TIMES(LastWriteTimeUtc),
	METHOD("Move", "static void Move(string sourceFileName, string destFileName)", move),
	METHOD_CORE("Move", "static void Move(string sourceFileName, string destFileName, bool overwrite)", move),
	METHOD("Open", "static System.IO.FileStream Open(string path, System.IO.FileMode mode)", open_file),
	METHOD("Open",
		"static System.IO.FileStream Open(string path, System.IO.FileMode mode, System.IO.FileAccess access)",
		open_file),
	METHOD("Open",
		"static System.IO.FileStream Open(string path, System.IO.FileMode mode, System.IO.FileAccess access, "
		"System.IO.FileShare share)",
		open_file),
	METHOD("OpenRead", "static System.IO.FileStream OpenRead(string path)", open_read),
	METHOD("OpenText", "static System.IO.StreamReader OpenText(string path)", open_text),
	METHOD("OpenWrite", "static System.IO.FileStream OpenWrite(string path)", open_write),
	METHOD("ReadAllBytes", "static byte[] ReadAllBytes(string path)", read_all_bytes),
	METHOD("ReadAllLines", "static string[] ReadAllLines(string path)", read_all_lines),
	METHOD("ReadAllLines", "static string[] ReadAllLines(string path, " ENC ")", read_all_lines),
	METHOD("ReadAllText", "static string ReadAllText(string path)", read_all_text),
	METHOD("ReadAllText", "static string ReadAllText(string path, " ENC ")", read_all_text),
	METHOD("ReadLines", "static System.Collections.Generic.IEnumerable[string] ReadLines(string path)",
		types_file_read_lines),
	METHOD("ReadLines", "static System.Collections.Generic.IEnumerable[string] ReadLines(string path, " ENC ")",
		types_file_read_lines),
	METHOD("Replace",
		"static void Replace(string sourceFileName, string destinationFileName, string destinationBackupFileName)",
		replace),
	METHOD("WriteAllBytes", "static void WriteAllBytes(string path, byte[] bytes)", write_all_bytes),
	METHOD("WriteAllLines", "static void WriteAllLines(string path, string[] contents)", write_all_lines),
	METHOD("WriteAllLines", "static void WriteAllLines(string path, " LINES ")", write_all_lines),
	METHOD("WriteAllLines", "static void WriteAllLines(string path, string[] contents, " ENC ")", write_all_lines),
	METHOD("WriteAllLines", "static void WriteAllLines(string path, " LINES ", " ENC ")", write_all_lines),
	METHOD("WriteAllText", "static void WriteAllText(string path, string contents)", write_all_text),
	METHOD("WriteAllText", "static void WriteAllText(string path, string contents, " ENC ")", write_all_text),
	METHODS_END,
};

static const TypeMembers members = { .static_methods = static_methods };

const TypeDef type_file = {
	.name = "System.IO.File", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
