/* native: a program of the machine while it runs: its three streams, signals, its end. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/native.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/engine/interp.h"
#include "shell/engine/provider.h"

/* POLL_MS: for a Ctrl-C that came just before a wait began, and so does not end it. */
enum { CHUNK = 1 << 14, GRACE_MS = 500, POLL_MS = 100 };

/* One of its outputs, cut into lines. */
typedef struct NativeStream {
	int file; /* -1: closed */
	bool is_error, after_return;
	Buf line;
} NativeStream;

struct Native {
	Interp *in;
	pid_t pid;
	bool running, own_terminal; /* own_terminal: it has the shell's input and output to itself */
	int status;
	int feed; /* -1: closed */
	NativeStream out, error;
	NativeOptions options;
	Buf encoded;
};

/* ---- starting ---- */

static void close_file(int *file)
{
	if (*file >= 0)
		close(*file);
	*file = -1;
}

bool native_pipe(int *read_end, int *write_end)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	*read_end = ends[0];
	*write_end = ends[1];
	return true;
}

/* The child's ends of its streams: -1: the shell's own. */
typedef struct ChildFiles {
	int file[3];
	bool ours[3]; /* to be closed after the start */
} ChildFiles;

static bool open_pipes(Native *n, ChildFiles *child)
{
	const NativeOptions *o = &n->options;

	*child = (ChildFiles){ { o->in_file, o->out_file, o->err_file }, { false } };
	if (o->feed) {
		if (!native_pipe(&child->file[0], &n->feed))
			return false;
		child->ours[0] = true;
		fcntl(n->feed, F_SETFL, O_NONBLOCK);
	}
	if (o->capture_out) {
		if (!native_pipe(&n->out.file, &child->file[1]))
			return false;
		child->ours[1] = true;
	}
	if (o->capture_err) {
		if (!native_pipe(&n->error.file, &child->file[2]))
			return false;
		child->ours[2] = true;
	}
	return true;
}

static void close_child_files(ChildFiles *child)
{
	for (int i = 0; i < 3; i++)
		if (child->ours[i])
			close_file(&child->file[i]);
}

/* The child has the default answer to every signal and no blocked ones, whatever the shell does with them. */
static void set_signals(posix_spawnattr_t *attributes)
{
	sigset_t all, none;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

static char *text_of(Str s)
{
	char *text = mem_alloc(s.n + 1, 1);

	if (s.n)
		memcpy(text, s.p, s.n);
	return text;
}

static char **make_argv(const NativeOptions *o)
{
	char **argv = MEM_ARRAY(char *, o->nargs + 2);

	argv[0] = text_of(o->path);
	for (size_t i = 0; i < o->nargs; i++)
		argv[i + 1] = text_of(o->args[i]);
	return argv;
}

static void free_argv(char **argv)
{
	for (char **arg = argv; *arg; arg++)
		free(*arg);
	free(argv);
}

/* The error of the start itself; the child that could not become the program is gone then. */
static int spawn(Native *n, const ChildFiles *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	char **argv = make_argv(&n->options);
	int error;

	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	set_signals(&attributes);
	for (int i = 0; i < 3; i++)
		if (child->file[i] >= 0)
			posix_spawn_file_actions_adddup2(&actions, child->file[i], i);
	if (n->options.folder.n) {
		char *folder = text_of(n->options.folder);

		posix_spawn_file_actions_addchdir_np(&actions, folder);
		free(folder);
	}
	error = posix_spawn(&n->pid, argv[0], &actions, &attributes, argv,
		n->options.environment ? n->options.environment : environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	free_argv(argv);
	n->running = error == 0;
	return error;
}

static void put_why(Interp *in, const NativeOptions *o, int error, Buf *why)
{
	Buf folder = BUF_INIT, shown = BUF_INIT;

	if (o->folder.n)
		buf_put(&folder, o->folder);
	else
		provider_real_location(in, &folder);
	provider_shown_path(in, buf_str(&folder), &shown);
	/* a file without the permission to run counts as none (verified on 7.6.9) */
	buf_printf(why, "An error occurred trying to start process '%.*s' with working directory '%.*s'. %s",
		STR_ARG(o->path), STR_ARG(buf_str(&shown)), strerror(error == EACCES ? ENOENT : error));
	buf_release(&folder);
	buf_release(&shown);
}

bool native_start(Interp *in, const NativeOptions *options, Native **out, Buf *why)
{
	Native *n = MEM_NEW(Native);
	ChildFiles child;
	int error;

	*n = (Native){ .in = in, .feed = -1, .options = *options, .encoded = BUF_INIT };
	n->out = (NativeStream){ .file = -1, .line = BUF_INIT };
	n->error = (NativeStream){ .file = -1, .is_error = true, .line = BUF_INIT };
	n->own_terminal = !options->feed && !options->capture_out && isatty(0) && isatty(1);
	error = open_pipes(n, &child) ? spawn(n, &child) : errno;
	close_child_files(&child);
	if (!error) {
		*out = n;
		return true;
	}
	put_why(in, options, error, why);
	native_free(n);
	return false;
}

/* ---- its output ---- */

static Flow give_line(Native *n, NativeStream *stream)
{
	Str bytes = buf_str(&stream->line);
	Buf text = BUF_INIT;
	Flow flow;

	if (n->options.output != ENC_UTF8)
		utf8_decode_from(n->options.output, bytes, &text);
	else if (!utf8_is_valid(bytes))
		utf8_repair(bytes, &text);
	flow = n->options.line(n->options.self, stream->is_error, text.p ? buf_str(&text) : bytes);
	buf_release(&text);
	buf_clear(&stream->line);
	return flow;
}

/* A line ends with LF, CR LF or CR. */
static Flow take(Native *n, NativeStream *stream, const char *p, size_t count)
{
	size_t start = 0;

	for (size_t i = 0; i < count; i++) {
		if (p[i] != '\n' && p[i] != '\r')
			continue;
		if (p[i] == '\n' && stream->after_return && i == start && stream->line.n == 0) {
			stream->after_return = false;
			start = i + 1;
			continue;
		}
		buf_put(&stream->line, (Str){ p + start, i - start });
		stream->after_return = p[i] == '\r';
		start = i + 1;
		FLOW_TRY(give_line(n, stream));
	}
	if (start < count) {
		buf_put(&stream->line, (Str){ p + start, count - start });
		stream->after_return = false;
	}
	return FLOW_NEXT;
}

static Flow read_stream(Native *n, NativeStream *stream)
{
	char chunk[CHUNK];
	ssize_t got = read(stream->file, chunk, sizeof(chunk));

	if (got > 0)
		return take(n, stream, chunk, (size_t)got);
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return FLOW_NEXT;
	close_file(&stream->file);
	return stream->line.n ? give_line(n, stream) : FLOW_NEXT;
}

/* Waits for one of its streams and serves those that are ready; *can_feed: its input takes more. */
static Flow serve(Native *n, bool want_feed, bool *can_feed)
{
	struct pollfd files[3] = { { .fd = n->out.file, .events = POLLIN }, { .fd = n->error.file, .events = POLLIN },
		{ .fd = want_feed ? n->feed : -1, .events = POLLOUT } };

	*can_feed = false;
	if (poll(files, 3, POLL_MS) < 0) {
		if (errno != EINTR)
			return fault_exception(n->in, EXC_IO, "%s", strerror(errno));
		return interp_poll(n->in);
	}
	if (files[0].revents)
		FLOW_TRY(read_stream(n, &n->out));
	if (files[1].revents)
		FLOW_TRY(read_stream(n, &n->error));
	*can_feed = files[2].revents != 0;
	return host_interrupted ? interp_poll(n->in) : FLOW_NEXT;
}

/* ---- its input ---- */

/* Writing to a program that has closed its input gives EPIPE; SIGPIPE must not end the shell meanwhile. */
static ssize_t write_quietly(int file, Str bytes)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	ssize_t n;
	int error;

	sigaction(SIGPIPE, &ignore, &before);
	n = write(file, bytes.p, bytes.n);
	error = errno;
	sigaction(SIGPIPE, &before, NULL);
	errno = error;
	return n;
}

static Flow write_bytes(Native *n, Str bytes)
{
	bool can_feed = false;

	while (bytes.n && n->feed >= 0) {
		ssize_t done = write_quietly(n->feed, bytes);

		if (done > 0)
			bytes = str_cut(bytes, (size_t)done, bytes.n);
		else if (done < 0 && errno == EPIPE)
			close_file(&n->feed);
		else if (done < 0 && errno != EAGAIN && errno != EINTR)
			return fault_exception(n->in, EXC_IO, "%s", strerror(errno));
		else
			FLOW_TRY(serve(n, true, &can_feed));
	}
	return FLOW_NEXT;
}

Flow native_write(Native *n, Str text)
{
	if (n->options.input == ENC_UTF8 || (n->options.input != ENC_UTF16LE && n->options.input != ENC_UTF16BE &&
						    n->options.input != ENC_UTF32LE && str_is_ascii(text)))
		return write_bytes(n, text);
	buf_clear(&n->encoded);
	utf8_encode_to(n->options.input, text, &n->encoded);
	return write_bytes(n, buf_str(&n->encoded));
}

Flow native_write_line(Native *n, Str line)
{
	FLOW_TRY(native_write(n, line));
	return native_write(n, S("\n"));
}

/* ---- its end ---- */

static int code_of(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Ctrl-C came while a program had the terminal: the program got it, too.  One that went on decided about it; one that
 * ended by it ends the script. */
static Flow after_interrupt(Native *n)
{
	if (!host_interrupted)
		return FLOW_NEXT;
	if (n->own_terminal && !(WIFSIGNALED(n->status) && WTERMSIG(n->status) == SIGINT)) {
		host_interrupted = 0;
		return FLOW_NEXT;
	}
	return interp_poll(n->in);
}

static Flow lost(Native *n)
{
	n->running = false;
	return fault_exception(n->in, EXC_IO, "%s", strerror(errno));
}

/* With SIGCHLD blocked, so that it stays for sigtimedwait when the program ends in between. */
static Flow wait_blocked(Native *n, const sigset_t *child)
{
	struct timespec pause = { 0, POLL_MS * 1000000L };

	while (n->running) {
		pid_t pid = waitpid(n->pid, &n->status, WNOHANG);

		if (pid == n->pid)
			n->running = false;
		else if (pid < 0 && errno != EINTR)
			return lost(n);
		else if (host_interrupted && !n->own_terminal)
			return interp_poll(n->in);
		else
			sigtimedwait(child, NULL, &pause);
	}
	return after_interrupt(n);
}

static Flow wait_for(Native *n)
{
	sigset_t child, before;
	Flow flow;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	pthread_sigmask(SIG_BLOCK, &child, &before);
	flow = wait_blocked(n, &child);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return flow;
}

Flow native_finish(Native *n, int *exit_code)
{
	bool ready;
	Flow flow = FLOW_NEXT;

	close_file(&n->feed);
	while (flow == FLOW_NEXT && (n->out.file >= 0 || n->error.file >= 0))
		flow = serve(n, false, &ready);
	if (flow == FLOW_NEXT)
		flow = wait_for(n);
	*exit_code = n->running ? 0 : code_of(n->status);
	return flow;
}

int native_process_id(const Native *n)
{
	return n->pid;
}

/* Asks the program to end, waits a little, then ends it. */
static void stop(Native *n)
{
	struct timespec pause = { 0, 10000000L };

	kill(n->pid, host_interrupted ? SIGINT : SIGTERM);
	for (int waited = 0; n->running && waited < GRACE_MS; waited += 10) {
		if (waitpid(n->pid, &n->status, WNOHANG) != 0)
			n->running = false;
		else
			nanosleep(&pause, NULL);
	}
	if (!n->running)
		return;
	kill(n->pid, SIGKILL);
	while (waitpid(n->pid, &n->status, 0) < 0 && errno == EINTR)
		;
	n->running = false;
}

int native_detach(Native *n)
{
	pid_t pid = n->pid;

	n->running = false;
	native_free(n);
	return pid;
}

void native_free(Native *n)
{
	if (!n)
		return;
	close_file(&n->feed);
	close_file(&n->out.file);
	close_file(&n->error.file);
	if (n->running)
		stop(n);
	buf_release(&n->out.line);
	buf_release(&n->error.line);
	buf_release(&n->encoded);
	free(n);
}

/* ---- errors ---- */

Value native_error_record(Interp *in, Str line, bool first)
{
	Value exception = exception_new(exception_type(EXC_REMOTE), line, VALUE_NULL);
	Value target = first ? value_string(line) : VALUE_NULL;
	Value record = error_new(
		exception, first ? S("NativeCommandError") : S("NativeCommandErrorMessage"), CAT_NOT_SPECIFIED, target);

	interp_stamp(in, error_peek(record));
	value_drop(exception);
	value_drop(target);
	return record;
}

Flow native_failed(Interp *in, Str name, Str why)
{
	Value inner = exception_new(exception_type(EXC_WIN32), why, VALUE_NULL);
	Fault fault = { .id = "NativeCommandFailed",
		.category = CAT_RESOURCE_UNAVAILABLE,
		.exception = EXC_APPLICATION_FAILED,
		.inner = inner };
	Value probe = error_new(inner, S(""), CAT_NOT_SPECIFIED, VALUE_NULL);
	Buf text = BUF_INIT;
	Flow flow;

	/* the position stands in the message (verified on 7.6.9) */
	interp_stamp(in, error_peek(probe));
	buf_printf(&text, "Program '%.*s' failed to run: %.*s", STR_ARG(name), STR_ARG(why));
	error_put_position(in, error_peek(probe), &text);
	buf_put_char(&text, '.');
	flow = fault_raise(in, &fault, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	value_drop(probe);
	value_drop(inner);
	return flow;
}
