/* provider_filesystem_write: writing, appending to and emptying files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

enum { FLUSH_AT = 1 << 16 };

typedef struct FileWriter {
	ProviderWriter writer;
	Interp *in;
	Stage *stage; /* NULL: $drive:name */
	int file;
	Encoding encoding;
	bool bytes, no_newline, utf8;
	String *path;
	Buf pending, text;
} FileWriter;

/* ---- failures ---- */

static Flow write_failed(const FileWriter *w, int error)
{
	ErrorSpec spec = { .category = CAT_WRITE_ERROR, .id = "GetContentWriterIOError", .exception = EXC_IO };
	Flow flow;

	if (!w->stage)
		return fault_exception(w->in, EXC_IO, "%s : '%.*s'", strerror(error), STR_ARG(string_str(w->path)));
	spec.target = value_ref(value_of_string(w->path));
	flow = stage_throw(w->stage, &spec, "%s : '%.*s'", strerror(error), STR_ARG(string_str(w->path)));
	value_drop(spec.target);
	return flow;
}

static Flow in_use(ProviderCall *call, const char *id, Str path)
{
	ErrorSpec spec = { .category = CAT_WRITE_ERROR, .id = id, .exception = EXC_IO };
	Flow flow;

	spec.target = value_string(path);
	flow = stage_error(call->stage, &spec,
		"The process cannot access the file '%.*s' because it is being used by another process.",
		STR_ARG(path));
	value_drop(spec.target);
	return flow;
}

/* ---- writing ---- */

/* 0, or errno; nothing is pending after it. */
static int write_pending(FileWriter *w)
{
	int error = w->pending.full ? EFBIG : 0;

	if (!error && !io_write_until(w->file, buf_str(&w->pending), &host_interrupted))
		error = errno;
	buf_clear(&w->pending);
	return error;
}

static Flow flush(FileWriter *w)
{
	int error = write_pending(w);

	return error ? write_failed(w, error) : FLOW_NEXT;
}

/* UTF-8 is what strings are stored in, but for lone surrogates. */
static void put_encoded(FileWriter *w, Str text)
{
	if (w->utf8 && (str_is_ascii(text) || !memchr(text.p, 0xed, text.n)))
		buf_put(&w->pending, text);
	else
		utf8_encode_to(w->encoding, text, &w->pending);
}

static Flow write_byte(FileWriter *w, Value v)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_PS_ARGUMENT };

	v = value_unwrap_peek(v);
	if (v.kind == V_INT && v.type == T_BYTE) {
		buf_put_char(&w->pending, (char)v.i64);
		return FLOW_NEXT;
	}
	if (!w->stage)
		return FLOW_NEXT;
	return stage_error(w->stage, &spec,
		"Cannot proceed with byte encoding. When using byte encoding the content must be of type byte.");
}

static Flow write_text(FileWriter *w, Value v)
{
	if (v.kind == V_STRING) {
		put_encoded(w, string_str(v.string));
	} else {
		buf_clear(&w->text);
		FLOW_TRY(convert_put_tostring(w->in, v, &w->text));
		put_encoded(w, buf_str(&w->text));
	}
	if (!w->no_newline)
		put_encoded(w, str_from(runtime_edition(w->in)->newline));
	return FLOW_NEXT;
}

static Flow write_value(ProviderWriter *writer, Value v)
{
	FileWriter *w = (FileWriter *)writer;

	if (v.kind == V_EMPTY || v.kind == V_NULL) /* nothing at all is written (verified on 7.6.9) */
		return FLOW_NEXT;
	FLOW_TRY(w->bytes ? write_byte(w, v) : write_text(w, v));
	return w->pending.n >= FLUSH_AT ? flush(w) : FLOW_NEXT;
}

/* What was written before a failure stays, as PowerShell leaves it; a second failure is not told. */
static Flow close_writer(ProviderWriter *writer, bool failed)
{
	FileWriter *w = (FileWriter *)writer;
	int error = write_pending(w);
	Flow flow;

	if (close(w->file) != 0 && !error)
		error = errno;
	flow = error && !failed ? write_failed(w, error) : FLOW_NEXT;
	value_drop(value_of_string(w->path));
	buf_release(&w->pending);
	buf_release(&w->text);
	free(w);
	return flow;
}

/* ---- opening ---- */

/* The encoding of what is there already: Add-Content goes on in it. */
static bool find_encoding(int file, Encoding *encoding)
{
	char start[4];
	size_t mark = 0;
	ssize_t n = pread(file, start, sizeof(start), 0);
	Encoding found = utf8_sniff((Str){ start, n > 0 ? (size_t)n : 0 }, *encoding, &mark);

	if (mark)
		*encoding = found;
	return n > 0;
}

static FileWriter *new_writer(Interp *in, Stage *stage, int file, Str path, const ProviderContent *how)
{
	FileWriter *w = MEM_NEW(FileWriter);
	struct stat info;

	*w = (FileWriter){ .in = in, .stage = stage, .file = file, .pending = BUF_INIT, .text = BUF_INIT };
	w->path = provider_string(path);
	w->bytes = how->bytes;
	w->no_newline = how->no_newline;
	w->encoding = how->has_encoding ? how->encoding : runtime_edition(in)->content_encoding;
	if (how->append && !how->has_encoding)
		find_encoding(file, &w->encoding);
	w->utf8 = w->encoding == ENC_UTF8 || w->encoding == ENC_UTF8_BOM;
	if (!w->bytes && fstat(file, &info) == 0 && info.st_size == 0)
		buf_put(&w->pending, utf8_bom(w->encoding));
	w->writer.write = write_value;
	w->writer.close = close_writer;
	return w;
}

/* With -Force a read-only file is written: its mode is changed, as PowerShell takes the attribute off. */
static int open_for_writing(const char *name, const ProviderContent *how, bool force)
{
	int flags = O_CREAT | O_CLOEXEC | (how->append ? O_APPEND | O_RDWR : O_TRUNC | O_WRONLY);
	int file = open(name, flags, 0666);
	struct stat info;

	if (file < 0 && errno == EACCES && force && stat(name, &info) == 0 && chmod(name, info.st_mode | S_IWUSR) == 0)
		file = open(name, flags, 0666);
	if (file < 0 && errno == EACCES && how->append) /* may be written, not read */
		file = open(name, O_CREAT | O_CLOEXEC | O_APPEND | O_WRONLY, 0666);
	return file;
}

static bool is_being_read(Interp *in, const char *name)
{
	struct stat info;

	return stat(name, &info) == 0 && S_ISREG(info.st_mode) && provider_is_open(in, &info);
}

static Flow is_container(ProviderCall *call, Str path)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "WriteContainerContentException",
		.exception = EXC_INVALID_OPERATION };

	return stage_error(
		call->stage, &spec, "Unable to write content because it is a directory: '%.*s'.", STR_ARG(path));
}

Flow provider_fs_writer(ProviderCall *call, Str path, const ProviderContent *how, ProviderWriter **out)
{
	ProviderFailure failure = {
		.prefix = "GetContentWriter", .path = path, .category = CAT_WRITE_ERROR, .by_kind = true
	};
	Buf name = BUF_INIT;
	int file = -1, error = 0;
	bool busy;

	provider_file_name(call->in, path, &name);
	busy = !how->append && is_being_read(call->in, name.p);
	if (!busy) {
		file = open_for_writing(name.p, how, call->force);
		error = errno;
	}
	buf_release(&name);
	if (busy)
		return in_use(call, "GetContentWriterIOError", path);
	if (file < 0 && error == EISDIR && !runtime_edition(call->in)->windows_paths)
		return is_container(call, path);
	if (file < 0)
		return provider_failed(call, &failure, error);
	*out = &new_writer(call->in, call->stage, file, path, how)->writer;
	return FLOW_NEXT;
}

/* ---- Clear-Content ---- */

static Flow clear_container(ProviderCall *call, Str path)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_OPERATION, .id = "ClearDirectoryContent", .exception = EXC_NOT_SUPPORTED
	};
	Flow flow;

	spec.target = value_string(path);
	flow = stage_error(call->stage, &spec,
		"Unable to clear content of '%.*s' because it is a directory. Clear-Content is only supported on files.",
		STR_ARG(path));
	value_drop(spec.target);
	return flow;
}

Flow provider_fs_clear_content(ProviderCall *call, Str path)
{
	ProviderFailure failure = { .prefix = "ClearContent", .path = path, .category = CAT_WRITE_ERROR };
	ProviderContent how = { 0 };
	Buf name = BUF_INIT;
	int file = -1, error;
	bool busy;
	Flow flow = FLOW_NEXT;

	if (call->def->is_container(call, path))
		return clear_container(call, path);
	if (!provider_may(call, "Clear Content", provider_concat(call->arena, S("Item: "), path), &flow))
		return flow;
	provider_file_name(call->in, path, &name);
	busy = is_being_read(call->in, name.p);
	if (!busy)
		file = open_for_writing(name.p, &how, call->force);
	error = errno;
	buf_release(&name);
	if (busy)
		return in_use(call, "ClearContentIOError", path);
	if (file < 0)
		return provider_failed(call, &failure, error);
	close(file);
	return FLOW_NEXT;
}

/* ---- ${C:\file.txt} = ... ---- */

static Flow write_all(Interp *in, ProviderWriter *writer, Value v)
{
	Value item;
	Iter it;
	Flow flow;

	if (!iter_unrolls(v))
		return writer->write(writer, v);
	FLOW_TRY(iter_init(in, &it, v));
	while (iter_next(in, &it, &item, &flow)) {
		flow = writer->write(writer, item);
		value_drop(item);
		if (flow != FLOW_NEXT)
			break;
	}
	iter_release(&it);
	return flow;
}

Flow provider_fs_set_variable(Interp *in, Str path, Value v)
{
	ProviderContent how = { 0 };
	ProviderWriter *writer;
	Buf name = BUF_INIT;
	int file, error;
	Flow flow, closed;

	provider_file_name(in, path, &name);
	file = open_for_writing(name.p, &how, false);
	error = errno;
	buf_release(&name);
	if (file < 0)
		return fault_exception(in, EXC_IO, "%s : '%.*s'", strerror(error), STR_ARG(path));
	writer = &new_writer(in, NULL, file, path, &how)->writer;
	flow = write_all(in, writer, v);
	closed = writer->close(writer, flow != FLOW_NEXT);
	return flow != FLOW_NEXT ? flow : closed;
}
