/* transcript: a record of what the screen shows, in a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/transcript.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "cmdlets/utility/text_file.h"
#include "shell/base/io.h"
#include "shell/base/utf8.h"
#include "shell/engine/interp.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

/* One transcript: it stands in the host's place and hands everything on.  The host's table is changed where it is, for
 * whoever already holds it. */
typedef struct Transcript {
	Host *host; /* the place */
	Host inner; /* what stood there */
	Interp *in;
	int file;
	Buf shown;                /* the file's name */
	struct Transcript *outer; /* started before */
} Transcript;

/* ---- writing ---- */

static void put(Transcript *t, Str text)
{
	(void)!io_write_all(t->file, text); /* a full disk must not stop the shell */
}

/* Line ends become the edition's, and what is no character U+FFFD. */
static void put_text(Transcript *t, Str text)
{
	StrSplit lines = { .rest = text };
	Buf out = BUF_INIT;
	Str line;

	for (bool first = true; str_split_next(&lines, '\n', &line); first = false) {
		if (!first)
			buf_put(&out, str_from(runtime_edition(t->in)->newline));
		buf_put(&out, line);
	}
	utf8_hide_halves(out.p, out.n);
	put(t, buf_str(&out));
	buf_release(&out);
}

static void put_line(Transcript *t, Str line)
{
	put_text(t, line);
	put(t, str_from(runtime_edition(t->in)->newline));
}

/* ---- in the host's place ---- */

static void tee_line(void *self, Stream stream, Str line)
{
	Transcript *t = self;

	t->inner.write_line(t->inner.self, stream, line);
	put_line(t, line);
}

static void tee_text(void *self, Str text, int foreground, int background)
{
	Transcript *t = self;

	t->inner.write(t->inner.self, text, foreground, background);
	put_text(t, text);
}

static void tee_progress(void *self, const Progress *progress)
{
	Transcript *t = self;

	t->inner.progress(t->inner.self, progress);
}

static HostRead tee_read_line(void *self, Str prompt, Buf *out)
{
	Transcript *t = self;
	HostRead read = t->inner.read_line(t->inner.self, prompt, out);

	put_text(t, prompt);
	put_line(t, buf_str(out));
	return read;
}

/* The secret itself stays out. */
static HostRead tee_read_secret(void *self, Str prompt, Buf *out)
{
	Transcript *t = self;
	HostRead read = t->inner.read_secret(t->inner.self, prompt, out);

	put_line(t, prompt);
	return read;
}

static HostRead tee_choose(void *self, const Question *question, int *answer)
{
	Transcript *t = self;
	HostRead read = t->inner.choose(t->inner.self, question, answer);

	if (question->caption.n)
		put_line(t, question->caption);
	if (question->message.n)
		put_line(t, question->message);
	if (read == HOST_READ_OK && *answer >= 0 && *answer < question->n) {
		Str label = question->choices[*answer].label;

		for (size_t i = 0; i < label.n; i++)
			if (label.p[i] != '&')
				put(t, str_cut(label, i, i + 1));
	}
	put_line(t, S(""));
	return read;
}

static int tee_width(void *self)
{
	Transcript *t = self;

	return t->inner.width(t->inner.self);
}

static int tee_height(void *self)
{
	Transcript *t = self;

	return t->inner.height ? t->inner.height(t->inner.self) : 0;
}

static void tee_clear(void *self)
{
	Transcript *t = self;

	t->inner.clear(t->inner.self);
}

static void tee_title(void *self, Str title)
{
	Transcript *t = self;

	t->inner.set_title(t->inner.self, title);
}

static void take_place(Transcript *t, Host *host)
{
	t->host = host;
	t->inner = *host;
	host->self = t;
	host->write_line = tee_line;
	host->write = tee_text;
	host->progress = t->inner.progress ? tee_progress : NULL;
	host->read_line = tee_read_line;
	host->read_secret = tee_read_secret;
	host->choose = tee_choose;
	host->width = tee_width;
	host->height = tee_height;
	host->clear = t->inner.clear ? tee_clear : NULL;
	host->set_title = t->inner.set_title ? tee_title : NULL;
}

/* ---- head and foot ---- */

static void put_now(Interp *in, Buf *out)
{
	const Env *env = runtime_of(in)->env;
	int64_t now = moment_to_local(env, env->now(env->self));

	(void)moment_format(out, S("yyyyMMddHHmmss"), now, MOMENT_LOCAL, &moment_invariant, env);
}

/* "PSVersion: 5.1..." and so on, from $PSVersionTable. */
static void put_versions(Interp *in, Buf *out)
{
	Value table = value_unwrap_peek(interp_variable_peek(in, scope_symbol(in, S("PSVersionTable"))));
	struct HashEntry *entry;

	if (table.kind != V_HASH)
		return;
	for (size_t at = 0; (entry = hash_next(table.hash, &at));) {
		size_t start = out->n;

		if (out->n)
			buf_put_char(out, '\n');
		if (convert_put_text(in, entry->key, out) != FLOW_NEXT)
			runtime_of(in)->clear_error(in);
		buf_put(out, S(": "));
		for (size_t i = 0; entry->value.kind == V_ARRAY && i < entry->value.array->n; i++) {
			buf_put(out, i ? S(", ") : S(""));
			if (convert_put_text(in, array_peek(entry->value.array, i), out) != FLOW_NEXT)
				runtime_of(in)->clear_error(in);
		}
		if (entry->value.kind != V_ARRAY && convert_put_text(in, entry->value, out) != FLOW_NEXT) {
			runtime_of(in)->clear_error(in);
			out->n = start;
		}
	}
}

static void put_program(Buf *out)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path);

	if (n > 0)
		buf_put(out, (Str){ path, (size_t)n });
}

static void put_head(Transcript *t, bool minimal)
{
	const Env *env = runtime_of(t->in)->env;
	Buf now = BUF_INIT, user = BUF_INIT, program = BUF_INIT, id = BUF_INIT, versions = BUF_INIT, text = BUF_INIT;
	struct utsname system;

	put_now(t->in, &now);
	buf_printf(&user, "%.*s\\%.*s", STR_ARG(env->machine), STR_ARG(env->user));
	put_program(&program);
	buf_printf(&id, "%ld", (long)getpid());
	put_versions(t->in, &versions);
	if (uname(&system) != 0)
		system = (struct utsname){ 0 };
	if (minimal) {
		buf_printf(&text,
			"**********************\nPowerShell transcript start\nStart time: %.*s\n**********************\n",
			STR_ARG(buf_str(&now)));
	} else {
		Str args[9] = { buf_str(&now), buf_str(&user), buf_str(&user), S(""), env->machine,
			str_from(system.sysname), buf_str(&program), buf_str(&id), buf_str(&versions) };

		error_format(&text, edition_text(runtime_edition(t->in), ET_TRANSCRIPT_START), args, COUNT(args));
	}
	put_text(t, buf_str(&text));
	buf_release(&now);
	buf_release(&user);
	buf_release(&program);
	buf_release(&id);
	buf_release(&versions);
	buf_release(&text);
}

static void put_foot(Transcript *t)
{
	Buf now = BUF_INIT, text = BUF_INIT;
	Str args[1];

	put_now(t->in, &now);
	args[0] = buf_str(&now);
	error_format(&text, edition_text(runtime_edition(t->in), ET_TRANSCRIPT_END), args, 1);
	put_text(t, buf_str(&text));
	buf_release(&now);
	buf_release(&text);
}

/* ---- starting and stopping ---- */

/* The place goes back to what stood there. */
static void close_one(Transcript *t)
{
	*t->host = t->inner;
	put_foot(t);
	close(t->file);
	buf_release(&t->shown);
	free(t);
}

/* The session ends: all that still run. */
static void close_all(void *p)
{
	Transcript *t = p;

	while (t) {
		Transcript *outer = t->outer;

		close_one(t);
		t = outer;
	}
}

static Transcript **slot(Stage *s)
{
	return (Transcript **)stage_service(s, "transcript", close_all);
}

/* Missing folders on the way to a file are made. */
static void make_folders(Str name)
{
	Buf folder = BUF_INIT;

	for (size_t at = 1; (at = str_find_byte(name, '/', at)) != STR_NONE; at++) {
		buf_clear(&folder);
		buf_put(&folder, str_cut(name, 0, at));
		(void)mkdir(buf_str(&folder).p, 0777);
	}
	buf_release(&folder);
}

static Flow cannot_start(Stage *s, Str shown, int error, bool no_clobber)
{
	ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "CannotStartTranscription",
		.exception = EXC_PS_INVALID_OPERATION };
	Str args[1] = { str_from(strerror(error)) };
	Buf text = BUF_INIT;
	Flow flow;

	if (no_clobber && error == EEXIST) {
		spec = (ErrorSpec){ .category = CAT_RESOURCE_EXISTS,
			.id = "NoClobber",
			.exception = EXC_UNAUTHORIZED_ACCESS,
			.target = value_string(shown) };
		flow = stage_throw(s, &spec, "File %.*s already exists and NoClobber was specified.", STR_ARG(shown));
		value_drop(spec.target);
		return flow;
	}
	error_format(&text, edition_text(stage_edition(s), ET_TRANSCRIPT_FAILED), args, 1);
	flow = stage_throw(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

static int open_file(const TranscriptHow *how, const char *name)
{
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC, file;
	struct stat info;

	flags |= how->append ? O_APPEND : how->no_clobber ? O_EXCL : O_TRUNC;
	file = open(name, flags, 0666);
	if (file < 0 && errno == EACCES && how->force && stat(name, &info) == 0 &&
		chmod(name, info.st_mode | S_IWUSR) == 0)
		file = open(name, flags, 0666);
	return file;
}

Flow transcript_start(Stage *s, const TranscriptHow *how, Buf *shown)
{
	Transcript **place = slot(s), *t;
	Buf real = BUF_INIT;
	struct stat info;
	int file, error;

	FLOW_TRY(text_file_find(s, how->path, true, &real, shown));
	make_folders(buf_str(&real));
	file = open_file(how, buf_str(&real).p);
	error = errno;
	buf_release(&real);
	if (file < 0)
		return cannot_start(s, buf_str(shown), error, how->no_clobber);
	t = MEM_NEW(Transcript);
	t->in = s->interp;
	t->file = file;
	t->shown = BUF_INIT;
	buf_put(&t->shown, buf_str(shown));
	t->outer = *place;
	*place = t;
	if ((stage_edition(s)->where & WHERE_DESKTOP) && fstat(file, &info) == 0 && info.st_size == 0)
		put(t, utf8_bom(ENC_UTF8_BOM));
	put_head(t, how->minimal);
	take_place(t, stage_host_of(s));
	return FLOW_NEXT;
}

bool transcript_stop(Stage *s, Buf *shown)
{
	Transcript **place = slot(s), *t = *place;

	if (!t)
		return false;
	buf_put(shown, buf_str(&t->shown));
	*place = t->outer;
	close_one(t);
	return true;
}
