/* provider_filesystem_read: the content of files: lines, delimited pieces, bytes, from the end, and as it grows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"

enum { CHUNK = 1 << 16 };

typedef struct FileReader {
	ProviderReader reader;
	Interp *in;
	Stage *stage; /* NULL: $drive:name */
	int file;
	struct stat info;
	ProviderContent how;
	String *delimiter; /* or NULL: lines */
	String *path;
	/* What was read and not given away yet: text, or bytes that are split before they are decoded (no encoding of
	 * those has line ends inside a character). */
	Buf pending;
	size_t at, seen; /* given away; searched without finding an end */
	Buf odd;         /* bytes of a character that was cut by the end of a chunk */
	Buf line;        /* decoding one line */
	bool started, end, skip_newline, decode_early, decode_late;
	bool shared; /* not among the files that are open */
} FileReader;

/* ---- files that are open ---- */

void provider_open_add(Interp *in, const struct stat *info)
{
	Provider *providers = in->providers;

	if (providers->nopen == providers->open_cap)
		providers->open = mem_grow(
			providers->open, &providers->open_cap, providers->nopen + 1, sizeof(providers->open[0]));
	providers->open[providers->nopen++] = (struct ProviderOpen){ info->st_dev, info->st_ino };
}

static size_t find_open(const Provider *providers, const struct stat *info)
{
	size_t i = 0;

	while (i < providers->nopen &&
		(providers->open[i].device != info->st_dev || providers->open[i].file != info->st_ino))
		i++;
	return i;
}

bool provider_is_open(Interp *in, const struct stat *info)
{
	return find_open(in->providers, info) < in->providers->nopen;
}

void provider_open_remove(Interp *in, const struct stat *info)
{
	Provider *providers = in->providers;
	size_t i = find_open(providers, info);

	if (i < providers->nopen)
		providers->open[i] = providers->open[--providers->nopen];
}

/* ---- bytes ---- */

static bool is_wide(Encoding encoding)
{
	return encoding == ENC_UTF16LE || encoding == ENC_UTF16BE || encoding == ENC_UTF32LE || encoding == ENC_UTF32BE;
}

static Flow read_failed(const FileReader *r, int error)
{
	ErrorSpec spec = { .category = CAT_READ_ERROR, .id = "GetContentReaderIOError", .exception = EXC_IO };
	Flow flow;

	if (!r->stage)
		return fault_exception(r->in, EXC_IO, "%s : '%.*s'", strerror(error), STR_ARG(string_str(r->path)));
	spec.target = value_ref(value_of_string(r->path));
	flow = stage_throw(r->stage, &spec, "%s : '%.*s'", strerror(error), STR_ARG(string_str(r->path)));
	value_drop(spec.target);
	return flow;
}

/* The first bytes say the encoding; without a mark it is the one asked for, or the edition's. */
static size_t choose_encoding(FileReader *r, Str bytes)
{
	Encoding fallback = r->how.has_encoding ? r->how.encoding : runtime_edition(r->in)->script_encoding;
	size_t mark = 0;
	Encoding found = utf8_sniff(bytes, fallback, &mark);

	r->started = true;
	if (r->how.bytes || fallback == ENC_BYTES)
		mark = 0, found = ENC_BYTES;
	r->how.encoding = found == ENC_UTF8_BOM ? ENC_UTF8 : found;
	r->decode_early = is_wide(found) || found == ENC_UTF7 || (r->delimiter && r->how.encoding != ENC_UTF8);
	r->decode_late = !r->decode_early;
	return mark;
}

/* Bytes at the end that are no whole character yet (a UTF-16 pair counts as one). */
static size_t odd_bytes(Encoding encoding, Str bytes)
{
	size_t unit = encoding == ENC_UTF32LE || encoding == ENC_UTF32BE ? 4 : is_wide(encoding) ? 2 : 1;
	size_t odd = bytes.n % unit;
	unsigned char high;

	if (unit != 2 || bytes.n - odd < 2)
		return odd;
	high = (unsigned char)bytes.p[bytes.n - odd - (encoding == ENC_UTF16LE ? 1 : 2)];
	return (high & 0xfc) == 0xd8 ? odd + 2 : odd;
}

static void take_early(FileReader *r, Str bytes, bool last)
{
	size_t odd;
	Str whole;

	buf_put(&r->odd, bytes);
	whole = buf_str(&r->odd);
	odd = last ? 0 : odd_bytes(r->how.encoding, whole);
	utf8_decode_from(r->how.encoding, str_cut(whole, 0, whole.n - odd), &r->pending);
	buf_delete(&r->odd, 0, whole.n - odd);
}

static void take(FileReader *r, Str bytes, bool last)
{
	if (!r->started)
		bytes = str_cut(bytes, choose_encoding(r, bytes), bytes.n);
	if (r->decode_early)
		take_early(r, bytes, last);
	else
		buf_put(&r->pending, bytes);
}

static ssize_t read_on(int file, char *p, size_t n)
{
	ssize_t got;

	do
		got = read(file, p, n);
	while (got < 0 && errno == EINTR && !host_interrupted);
	return got;
}

/* More of the file; *n is 0 at its end. */
static Flow read_bytes(FileReader *r, size_t *n)
{
	char *room;
	ssize_t got;

	if (r->at > 0) {
		buf_delete(&r->pending, 0, r->at);
		r->seen -= r->at;
		r->at = 0;
	}
	if (r->started && !r->decode_early) { /* straight to where it is searched */
		room = buf_room(&r->pending, CHUNK);
		if (!room)
			return read_failed(r, EFBIG);
		got = read_on(r->file, room, CHUNK);
		if (got > 0)
			buf_added(&r->pending, (size_t)got);
	} else {
		char chunk[4096];

		got = read_on(r->file, chunk, sizeof(chunk));
		if (got >= 0)
			take(r, (Str){ chunk, (size_t)got }, got == 0);
	}
	*n = got > 0 ? (size_t)got : 0;
	if (r->pending.full || r->odd.full)
		return read_failed(r, EFBIG);
	return got < 0 ? read_failed(r, errno) : FLOW_NEXT;
}

/* -Wait: until the file has grown.  A file that became shorter is read from its start. */
static Flow wait_for_more(FileReader *r)
{
	struct timespec pause = { 0, 100000000L };
	struct stat info;
	off_t here;

	nanosleep(&pause, NULL);
	if (stage_is_interrupted(r->stage))
		return stage_interrupted(r->stage);
	here = lseek(r->file, 0, SEEK_CUR);
	if (fstat(r->file, &info) == 0 && info.st_size < here)
		lseek(r->file, 0, SEEK_SET);
	return FLOW_NEXT;
}

/* Reads on until there is more to look at, or the end. */
static Flow fill(FileReader *r)
{
	size_t n = 0;

	FLOW_TRY(read_bytes(r, &n));
	while (n == 0 && r->how.wait && r->at == r->pending.n) {
		FLOW_TRY(wait_for_more(r));
		FLOW_TRY(read_bytes(r, &n));
	}
	r->end = n == 0;
	return FLOW_NEXT;
}

static Flow fill_all(FileReader *r)
{
	bool wait = r->how.wait;
	Flow flow = FLOW_NEXT;

	r->how.wait = false;
	while (flow == FLOW_NEXT && !r->end)
		flow = fill(r);
	r->how.wait = wait;
	return flow;
}

/* ---- items ---- */

static Value decoded(FileReader *r, Str s)
{
	if (!r->decode_late || str_is_ascii(s) || (r->how.encoding == ENC_UTF8 && utf8_is_valid(s)))
		return value_string(s);
	buf_clear(&r->line);
	if (r->how.encoding == ENC_UTF8)
		utf8_repair(s, &r->line);
	else
		utf8_decode_from(r->how.encoding, s, &r->line);
	return value_string_buf(&r->line);
}

/* The next line end at or after from: LF, CR LF or CR. */
static size_t find_line_end(const Buf *text, size_t from)
{
	const char *p = text->p + from, *newline = memchr(p, '\n', text->n - from);
	size_t limit = newline ? (size_t)(newline - p) : text->n - from;
	const char *back = memchr(p, '\r', limit);

	if (back)
		return (size_t)(back - text->p);
	return newline ? (size_t)(newline - text->p) : STR_NONE;
}

static Value give(FileReader *r, size_t end, size_t next)
{
	Value v = decoded(r, (Str){ r->pending.p + r->at, end - r->at });

	r->at = r->seen = next;
	return v;
}

static void skip_newline(FileReader *r)
{
	if (r->skip_newline && r->at < r->pending.n) {
		if (r->pending.p[r->at] == '\n')
			r->at++;
		if (r->seen < r->at)
			r->seen = r->at;
		r->skip_newline = false;
	}
}

static Flow read_line(ProviderReader *reader, Value *out)
{
	FileReader *r = (FileReader *)reader;
	size_t end;

	for (;;) {
		skip_newline(r);
		end = r->seen < r->pending.n ? find_line_end(&r->pending, r->seen) : STR_NONE;
		if (end != STR_NONE) {
			r->skip_newline = r->pending.p[end] == '\r';
			*out = give(r, end, end + 1);
			return FLOW_NEXT;
		}
		r->seen = r->pending.n;
		if (r->end) {
			*out = r->at < r->pending.n ? give(r, r->pending.n, r->pending.n) : VALUE_EMPTY;
			return FLOW_NEXT;
		}
		FLOW_TRY(fill(r));
	}
}

static Flow read_piece(ProviderReader *reader, Value *out)
{
	FileReader *r = (FileReader *)reader;
	Str delimiter = string_str(r->delimiter);
	bool keep = runtime_edition(r->in)->windows_paths; /* Desktop leaves the delimiter at the end of the piece */
	size_t end;

	for (;;) {
		end = str_find(buf_str(&r->pending), delimiter, r->at);
		if (end != STR_NONE) {
			*out = give(r, keep ? end + delimiter.n : end, end + delimiter.n);
			return FLOW_NEXT;
		}
		if (r->end) {
			*out = r->at < r->pending.n ? give(r, r->pending.n, r->pending.n) : VALUE_EMPTY;
			return FLOW_NEXT;
		}
		FLOW_TRY(fill(r));
	}
}

static Flow read_byte(ProviderReader *reader, Value *out)
{
	FileReader *r = (FileReader *)reader;

	if (r->at == r->pending.n && !r->end)
		FLOW_TRY(fill(r));
	if (r->at < r->pending.n)
		*out = value_integer(T_BYTE, (unsigned char)r->pending.p[r->at++]);
	else
		*out = VALUE_EMPTY;
	if (r->seen < r->at)
		r->seen = r->at;
	return FLOW_NEXT;
}

static Flow read_raw(ProviderReader *reader, Value *out)
{
	FileReader *r = (FileReader *)reader;

	FLOW_TRY(fill_all(r));
	if (r->at == r->pending.n)
		*out = VALUE_EMPTY;
	else if (r->how.bytes)
		*out = array_from_bytes(str_cut(buf_str(&r->pending), r->at, r->pending.n));
	else
		*out = decoded(r, str_cut(buf_str(&r->pending), r->at, r->pending.n));
	r->at = r->seen = r->pending.n;
	return FLOW_NEXT;
}

static void close_reader(ProviderReader *reader)
{
	FileReader *r = (FileReader *)reader;

	close(r->file);
	if (!r->shared)
		provider_open_remove(r->in, &r->info);
	if (r->delimiter)
		value_drop(value_of_string(r->delimiter));
	value_drop(value_of_string(r->path));
	buf_release(&r->pending);
	buf_release(&r->odd);
	buf_release(&r->line);
	free(r);
}

/* ---- from the end ---- */

/* Where the last n lines begin; a line end at the very end does not begin another line. */
static off_t find_tail(int file, off_t size, uint64_t n)
{
	char chunk[4096];
	off_t at = size;
	uint64_t ends = 0;
	char following = 0;

	if (n == 0)
		return size;
	while (at > 0) {
		size_t want = at > (off_t)sizeof(chunk) ? sizeof(chunk) : (size_t)at;
		ssize_t got = pread(file, chunk, want, at - (off_t)want);

		if (got != (ssize_t)want)
			return 0;
		for (size_t i = want; i-- > 0; following = chunk[i]) {
			off_t place = at - (off_t)want + (off_t)i + 1; /* behind the character */
			bool ends_line = chunk[i] == '\n' || (chunk[i] == '\r' && following != '\n');

			if (ends_line && place != size && ++ends == n)
				return place;
		}
		at -= (off_t)want;
	}
	return 0;
}

static Flow tail_lines(ProviderReader *reader, uint64_t n)
{
	FileReader *r = (FileReader *)reader;
	off_t at = find_tail(r->file, r->info.st_size, n);

	if (at > 0) { /* the encoding was found by can_tail; there is no mark to be skipped */
		lseek(r->file, at, SEEK_SET);
		r->started = r->decode_late = true;
		if (r->how.encoding == ENC_UTF8_BOM)
			r->how.encoding = ENC_UTF8;
	}
	return FLOW_NEXT;
}

static Flow tail_bytes(ProviderReader *reader, uint64_t n)
{
	FileReader *r = (FileReader *)reader;
	off_t size = r->info.st_size;

	lseek(r->file, n < (uint64_t)size ? size - (off_t)n : 0, SEEK_SET);
	return FLOW_NEXT;
}

/* Going there needs an encoding in which line ends are bytes of their own, known before the start is read. */
static bool can_tail(FileReader *r)
{
	char start[4];
	size_t mark = 0;
	ssize_t n = pread(r->file, start, sizeof(start), 0);
	Encoding fallback = r->how.has_encoding ? r->how.encoding : runtime_edition(r->in)->script_encoding;

	if (!S_ISREG(r->info.st_mode) || n < 0)
		return false;
	r->how.encoding = utf8_sniff((Str){ start, (size_t)n }, fallback, &mark);
	return !is_wide(r->how.encoding) && r->how.encoding != ENC_UTF7;
}

/* ---- opening ---- */

static Flow reader_failed(ProviderCall *call, Str path, int error)
{
	ProviderFailure failure = {
		.prefix = "GetContentReader", .path = path, .category = CAT_READ_ERROR, .by_kind = true
	};

	return provider_failed(call, &failure, error);
}

static Flow is_container(ProviderCall *call, Str path)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "GetContainerContentException",
		.exception = EXC_INVALID_OPERATION };

	if (runtime_edition(call->in)->windows_paths)
		return reader_failed(call, path, EACCES);
	return stage_error(call->stage, &spec,
		"Unable to get content because it is a directory: '%.*s'. Please use 'Get-ChildItem' instead.",
		STR_ARG(path));
}

static FileReader *new_reader(Interp *in, Stage *stage, int file, Str path, const ProviderContent *how)
{
	FileReader *r = MEM_NEW(FileReader);

	*r = (FileReader){ .in = in,
		.stage = stage,
		.file = file,
		.how = *how,
		.pending = BUF_INIT,
		.odd = BUF_INIT,
		.line = BUF_INIT };
	fstat(file, &r->info);
	provider_open_add(in, &r->info);
	r->path = provider_string(path);
	if (how->delimiter.p && !how->raw && !str_eq(how->delimiter, S("\n")))
		r->delimiter = provider_string(how->delimiter);
	r->reader.read = how->raw ? read_raw : how->bytes ? read_byte : r->delimiter ? read_piece : read_line;
	r->reader.close = close_reader;
	r->reader.lines = !how->bytes;
	if (how->bytes)
		r->reader.tail = how->raw ? NULL : tail_bytes;
	else if (!how->raw && !r->delimiter && can_tail(r))
		r->reader.tail = tail_lines;
	r->how.wait = how->wait && stage;
	return r;
}

static int open_file(Interp *in, Str path, struct stat *info)
{
	Buf name = BUF_INIT;
	int file, error;

	provider_file_name(in, path, &name);
	file = open(name.p, O_RDONLY | O_CLOEXEC);
	error = errno;
	buf_release(&name);
	if (file >= 0 && fstat(file, info) == 0 && S_ISDIR(info->st_mode)) {
		close(file);
		file = -1;
		error = EISDIR;
	}
	errno = error;
	return file;
}

Flow provider_fs_reader(ProviderCall *call, Str path, const ProviderContent *how, ProviderReader **out)
{
	struct stat info;
	int file = open_file(call->in, path, &info);

	if (file < 0 && errno == EISDIR)
		return is_container(call, path);
	if (file < 0)
		return reader_failed(call, path, errno);
	*out = &new_reader(call->in, call->stage, file, path, how)->reader;
	return FLOW_NEXT;
}

ProviderReader *provider_file_lines(Interp *in, Str real)
{
	ProviderContent how = { 0 };
	Buf name = BUF_INIT;
	FileReader *r;
	struct stat info;
	int file;

	buf_put(&name, real);
	file = open(name.p ? name.p : "", O_RDONLY | O_CLOEXEC);
	buf_release(&name);
	if (file >= 0 && (fstat(file, &info) != 0 || S_ISDIR(info.st_mode))) {
		close(file);
		file = -1;
	}
	if (file < 0)
		return NULL;
	r = new_reader(in, NULL, file, real, &how);
	provider_open_remove(in, &r->info);
	r->shared = true;
	return &r->reader;
}

/* ---- ${C:\file.txt} ---- */

Flow provider_fs_get_variable(Interp *in, Str path, Value *out, bool *found)
{
	ProviderContent how = { 0 };
	ProviderReader *reader;
	Array *lines;
	struct stat info;
	Value line;
	Flow flow = FLOW_NEXT;
	int file = open_file(in, path, &info);

	*found = file >= 0;
	if (file < 0)
		return FLOW_NEXT;
	lines = array_new_objects();
	reader = &new_reader(in, NULL, file, path, &how)->reader;
	while (flow == FLOW_NEXT && (flow = reader->read(reader, &line)) == FLOW_NEXT && line.kind != V_EMPTY)
		array_push_take(lines, line);
	reader->close(reader);
	*out = lines->n == 1 ? array_get(lines, 0) : lines->n ? value_ref(array_value(lines)) : VALUE_NULL;
	value_drop(array_value(lines));
	return flow;
}
