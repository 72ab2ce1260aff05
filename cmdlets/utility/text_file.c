/* text_file: the files that Out-File, Export-Csv and their kin write, and that Import-Csv and its kin read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/text_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/base/wildcard.h"
#include "shell/engine/provider.h"

enum { FLUSH_BYTES = 64 * 1024, READ_BYTES = 64 * 1024 };

/* ---- failures ---- */

static Flow fail_writing(TextFile *file, int error)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED, .id = "System.IO.IOException", .exception = EXC_IO };

	return stage_throw(file->stage, &spec, "%s : '%.*s'", strerror(error), STR_ARG(buf_str(&file->shown)));
}

/* The exception says nothing, the record's details do (recorded: programs/csv-append-mismatch). */
static Flow exists_already(Stage *s, Str shown)
{
	Value target = value_string(shown), exception = exception_new(exception_type(EXC_IO), S(""), VALUE_NULL);
	Value record = error_new(exception, S("NoClobber"), CAT_RESOURCE_EXISTS, target);
	Value text = value_printf("The file '%.*s' already exists.", STR_ARG(shown));
	Flow flow;

	error_peek(record)->details = text.string;
	flow = stage_throw_record(s, record);
	value_drop(record);
	value_drop(exception);
	value_drop(target);
	return flow;
}

static Flow missing(Stage *s, ExceptionId exception, const char *before, Str shown)
{
	ErrorSpec spec = { .category = CAT_OPEN_ERROR, .id = "FileOpenFailure", .exception = exception };
	Buf where = BUF_INIT;
	Flow flow;

	provider_put_missing_share(s->interp, shown, &where);
	flow = stage_throw(s, &spec, "%s '%.*s'.%.*s", before, STR_ARG(shown), STR_ARG(buf_str(&where)));
	buf_release(&where);
	return flow;
}

/* writing: a name that is not there is one whose folder is missing. */
static Flow fail_opening(Stage *s, Str shown, int error, bool writing)
{
	ErrorSpec spec = { .category = CAT_OPEN_ERROR, .id = "FileOpenFailure", .exception = EXC_IO };

	switch (error) {
	case EEXIST:
		return exists_already(s, shown);
	case ENOENT:
		return writing ? missing(s, EXC_DIRECTORY_NOT_FOUND, "Could not find a part of the path", shown)
			       : missing(s, EXC_FILE_NOT_FOUND, "Could not find file", shown);
	case ENOTDIR:
		return missing(s, EXC_DIRECTORY_NOT_FOUND, "Could not find a part of the path", shown);
	case EACCES:
	case EPERM:
	case EROFS:
	case EISDIR:
		spec.exception = EXC_UNAUTHORIZED_ACCESS;
		return stage_throw(s, &spec, "Access to the path '%.*s' is denied.", STR_ARG(shown));
	default:
		return stage_throw(s, &spec, "%s : '%.*s'", strerror(error), STR_ARG(shown));
	}
}

static Flow not_a_file(Stage *s, const ProviderPath *path)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "ReadWriteFileNotFileSystemProvider",
		.exception = EXC_INVALID_OPERATION };

	return stage_throw(s, &spec, "Cannot open file because the current provider (%s\\%s) cannot open a file.",
		path->def->module, path->def->name);
}

static Flow fail_path(Stage *s, ProviderStatus status, Str name)
{
	ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND, .id = "DriveNotFound", .exception = EXC_DRIVE_NOT_FOUND };
	ProviderCall call;
	Flow flow;

	if (status == PROVIDER_NO_DRIVE) {
		spec.target = value_string(name);
		flow = stage_throw(
			s, &spec, "Cannot find drive. A drive with the name '%.*s' does not exist.", STR_ARG(name));
		value_drop(spec.target);
		return flow;
	}
	provider_call_init(&call, s);
	flow = provider_report(&call, status, name);
	provider_call_release(&call);
	return flow;
}

/* ---- names ---- */

static Flow several_files(Stage *s)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "ReadWriteMultipleFilesNotSupported",
		.exception = EXC_INVALID_OPERATION };

	return stage_throw(s, &spec,
		"Cannot perform operation because the path resolved to more than one file. This command cannot operate on "
		"multiple files.");
}

/* Wildcards: *out is the one match; *found false: nothing matches. */
static Flow expand(Stage *s, Str path, ProviderPath *out, bool *found)
{
	ProviderPaths paths = { 0 };
	ProviderCall call;
	Flow flow = FLOW_NEXT;

	provider_call_init(&call, s);
	call.literal = false;
	*found = provider_find(&call, path, PROVIDER_QUIET, &paths, &flow) && paths.n > 0;
	if (*found)
		*out = paths.p[0];
	if (flow == FLOW_NEXT && paths.n > 1)
		flow = several_files(s);
	free(paths.p);
	provider_call_release(&call);
	return flow;
}

Flow text_file_find(Stage *s, Str text, bool literal, Buf *real, Buf *shown)
{
	ProviderPath path = { 0 };
	ProviderStatus status = PROVIDER_OK;
	Str name = S("");
	bool found = false;

	if (!literal && wildcard_has(text))
		FLOW_TRY(expand(s, text, &path, &found));
	if (!found)
		status = provider_resolve(s->interp, s->scratch, text, &path, &name);
	if (status != PROVIDER_OK)
		return fail_path(s, status, name);
	if (path.def != &provider_filesystem)
		return not_a_file(s, &path);
	buf_put(shown, path.shown);
	provider_file_name(s->interp, path.path, real);
	return FLOW_NEXT;
}

/* ---- writing ---- */

static bool flush(TextFile *file)
{
	Buf bytes = BUF_INIT;
	bool ok;

	utf8_encode_to(file->encoding, buf_str(&file->text), &bytes);
	ok = io_write_all(file->file, buf_str(&bytes));
	buf_release(&bytes);
	buf_clear(&file->text);
	return ok;
}

/* The encoding that the byte order mark of a file tells; what has none keeps the given one. */
static Encoding encoding_of(const char *name, Encoding given)
{
	char start[4];
	int file = open(name, O_RDONLY | O_CLOEXEC);
	ssize_t n = file < 0 ? 0 : read(file, start, sizeof start);
	size_t bom = 0;
	Encoding found = n > 0 ? utf8_sniff((Str){ start, (size_t)n }, given, &bom) : given;

	if (file >= 0)
		close(file);
	return bom ? found : given;
}

/* .NET's FileMode: Append wins over CreateNew.  -Force takes a file's read-only mark off. */
static Flow open_file(TextFile *file, const TextFileHow *how, const char *name)
{
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC;
	struct stat info;

	if (how->append)
		flags |= O_APPEND;
	else
		flags |= how->no_clobber ? O_EXCL : O_TRUNC;
	file->encoding = how->append && how->keep_encoding ? encoding_of(name, how->encoding) : how->encoding;
	file->file = open(name, flags, 0666);
	if (file->file < 0 && errno == EACCES && how->force && stat(name, &info) == 0 &&
		chmod(name, info.st_mode | S_IWUSR) == 0)
		file->file = open(name, flags, 0666);
	if (file->file < 0)
		return fail_opening(file->stage, buf_str(&file->shown), errno, true);
	file->opened = true;
	file->was_empty = fstat(file->file, &info) == 0 && info.st_size == 0;
	if (file->was_empty && !io_write_all(file->file, utf8_bom(file->encoding)))
		return fail_writing(file, errno);
	return FLOW_NEXT;
}

Flow text_file_open(Stage *s, const TextFileHow *how, TextFile *out)
{
	Buf real = BUF_INIT;
	Flow flow;

	*out = (TextFile){ .stage = s, .text = BUF_INIT, .shown = BUF_INIT };
	flow = text_file_find(s, how->path, true, &real, &out->shown);
	if (flow == FLOW_NEXT && (!how->action || stage_should(s, how->path, str_from(how->action), &flow)))
		flow = open_file(out, how, buf_str(&real).p);
	buf_release(&real);
	return flow;
}

Flow text_file_put(TextFile *file, Str text)
{
	if (!file->opened)
		return FLOW_NEXT;
	buf_put(&file->text, text);
	return file->text.n < FLUSH_BYTES ? FLOW_NEXT : text_file_flush(file);
}

Flow text_file_flush(TextFile *file)
{
	return !file->opened || flush(file) ? FLOW_NEXT : fail_writing(file, errno);
}

void text_file_close(TextFile *file)
{
	if (file->opened) {
		(void)flush(file);
		close(file->file);
	}
	file->opened = false;
	buf_release(&file->text);
	buf_release(&file->shown);
}

/* ---- reading ---- */

static bool read_all(const char *name, Buf *out)
{
	int file = open(name, O_RDONLY | O_CLOEXEC), error;
	ssize_t n = -1;
	char *room = NULL;

	if (file < 0)
		return false;
	while ((room = buf_room(out, READ_BYTES)) && (n = read(file, room, READ_BYTES)) != 0) {
		if (n < 0 && errno != EINTR)
			break;
		if (n > 0)
			buf_added(out, (size_t)n);
	}
	error = room ? errno : EFBIG;
	close(file);
	errno = error;
	return n == 0;
}

Flow text_file_read_bytes(Stage *s, Str path, bool literal, Buf *out)
{
	Buf real = BUF_INIT, shown = BUF_INIT;
	Flow flow = text_file_find(s, path, literal, &real, &shown);

	if (flow == FLOW_NEXT && !read_all(buf_str(&real).p, out))
		flow = fail_opening(s, buf_str(&shown), errno, false);
	buf_release(&real);
	buf_release(&shown);
	return flow;
}

Flow text_file_read(Stage *s, Str path, bool literal, Encoding fallback, Buf *out)
{
	Buf bytes = BUF_INIT;
	Flow flow = text_file_read_bytes(s, path, literal, &bytes);
	size_t bom = 0;
	Encoding encoding = utf8_sniff(buf_str(&bytes), fallback, &bom);

	if (flow == FLOW_NEXT)
		utf8_decode_from(encoding, str_cut(buf_str(&bytes), bom, bytes.n), out);
	buf_release(&bytes);
	return flow;
}

Flow text_file_source_open(Stage *s, Str path, bool literal, Encoding fallback, TextFileSource *out)
{
	Buf real = BUF_INIT;
	Flow flow;

	*out = (TextFileSource){ .stage = s, .file = -1, .text = BUF_INIT, .shown = BUF_INIT };
	utf8_decoder_init(&out->decoder, fallback);
	flow = text_file_find(s, path, literal, &real, &out->shown);
	if (flow == FLOW_NEXT) {
		out->file = open(buf_str(&real).p, O_RDONLY | O_CLOEXEC);
		if (out->file < 0)
			flow = fail_opening(s, buf_str(&out->shown), errno, false);
	}
	buf_release(&real);
	return flow;
}

/* A piece is as long as what is kept, so that a text which is used in large parts is not moved too often. */
Flow text_file_source_more(TextFileSource *source, size_t used)
{
	Buf bytes = BUF_INIT;
	size_t size;
	ssize_t n;
	int error;

	if (used > 0)
		buf_delete(&source->text, 0, used);
	size = source->text.n > READ_BYTES ? source->text.n : READ_BYTES;
	do
		n = read(source->file, buf_room(&bytes, size), size);
	while (n < 0 && errno == EINTR && !host_interrupted);
	error = errno;
	if (n > 0)
		buf_added(&bytes, (size_t)n);
	source->ended = n <= 0;
	utf8_decoder_put(&source->decoder, buf_str(&bytes), source->ended, &source->text);
	buf_release(&bytes);
	if (source->text.full)
		error = EFBIG;
	return n < 0 || source->text.full ? fail_opening(source->stage, buf_str(&source->shown), error, false)
					  : FLOW_NEXT;
}

void text_file_source_close(TextFileSource *source)
{
	if (source->file >= 0)
		close(source->file);
	utf8_decoder_release(&source->decoder);
	buf_release(&source->text);
	buf_release(&source->shown);
}
