/* host_pipe: standard input, output and error as they are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "shell/host/host.h"

enum { OUT_HELD_BACK = 32768, LINE_MAX_BYTES = 256 << 20 };

/* ---- writing ---- */

static bool write_all(int fd, Str text)
{
	while (text.n) {
		ssize_t n = write(fd, text.p, text.n);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			text = str_cut(text, (size_t)n, text.n);
	}
	return true;
}

bool host_pipe_flush(HostPipe *pipe)
{
	bool ok = write_all(STDOUT_FILENO, buf_str(&pipe->out));

	buf_clear(&pipe->out);
	return ok;
}

static void put(HostPipe *pipe, Str text)
{
	buf_put(&pipe->out, text);
	if (pipe->out.n >= OUT_HELD_BACK)
		host_pipe_flush(pipe);
}

static void put_line(Buf *out, Str line)
{
	buf_put(out, line);
	buf_put_char(out, '\n');
}

static void put_error(HostPipe *pipe, Str line)
{
	Buf text = BUF_INIT;

	if (!line.n)
		return; /* empty lines are never printed on the error stream (reference 4.2.7) */
	host_pipe_flush(pipe);
	put_line(&text, line);
	write_all(STDERR_FILENO, buf_str(&text));
	buf_release(&text);
}

static void write_line(void *self, Stream stream, Str line)
{
	HostPipe *pipe = self;

	if (stream == STREAM_ERROR) {
		StrSplit split = { .rest = line };
		Str part;

		while (str_split_next(&split, '\n', &part))
			put_error(pipe, part);
		return;
	}
	put_line(&pipe->out, line);
	if (pipe->out.n >= OUT_HELD_BACK || stream != STREAM_OUTPUT)
		host_pipe_flush(pipe);
}

static void write_text(void *self, Str text, int foreground, int background)
{
	(void)foreground;
	(void)background;
	put(self, text);
}

static void lend_output(void *self)
{
	host_pipe_flush(self);
}

static void no_progress(void *self, const Progress *progress)
{
	(void)self;
	(void)progress;
}

/* ---- reading ---- */

static bool fill(HostPipe *pipe)
{
	char *room;
	ssize_t n;

	if (pipe->input_at) {
		buf_delete(&pipe->input, 0, pipe->input_at);
		pipe->input_at = 0;
	}
	room = buf_room(&pipe->input, 4096);
	if (!room)
		return false;
	do
		n = read(STDIN_FILENO, room, 4096);
	while (n < 0 && errno == EINTR && !host_interrupted);
	if (n > 0)
		buf_added(&pipe->input, (size_t)n);
	return n > 0;
}

HostRead host_pipe_read_line(HostPipe *pipe, Buf *out)
{
	size_t end;

	while ((end = str_find_byte(buf_str(&pipe->input), '\n', pipe->input_at)) == STR_NONE && !pipe->ended)
		pipe->ended = !fill(pipe);
	if (host_interrupted)
		return HOST_READ_STOPPED;
	if (end == STR_NONE && pipe->input_at >= pipe->input.n)
		return HOST_READ_END;
	if (end == STR_NONE)
		end = pipe->input.n;
	buf_put(out, str_cut(buf_str(&pipe->input), pipe->input_at, end));
	pipe->input_at = end < pipe->input.n ? end + 1 : end;
	if (out->n && out->p[out->n - 1] == '\r')
		buf_delete(out, out->n - 1, 1);
	return HOST_READ_OK;
}

static HostRead read_line(void *self, Str prompt, Buf *out)
{
	HostPipe *pipe = self;

	if (!pipe->can_ask)
		return HOST_READ_NONE;
	put(pipe, prompt);
	host_pipe_flush(pipe);
	return host_pipe_read_line(pipe, out);
}

/* A terminal does not echo while a secret is typed. */
static HostRead read_secret(void *self, Str prompt, Buf *out)
{
	struct termios before, quiet;
	bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
	HostRead read;

	if (terminal) {
		quiet = before;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	}
	read = read_line(self, prompt, out);
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
		put(self, S("\n"));
	}
	return read;
}

static HostRead choose(void *self, Str caption, Str message, const Choice *choices, int n, int def, int *answer)
{
	HostPipe *pipe = self;

	return pipe->can_ask ? host_choose_by_lines(&pipe->host, caption, message, choices, n, def, answer)
			     : HOST_READ_NONE;
}

/* ---- the window ---- */

static bool window(struct winsize *size)
{
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, size) == 0 && size->ws_col > 0;
}

static int width(void *self)
{
	struct winsize size;

	(void)self;
	return window(&size) ? size.ws_col : 0;
}

static int height(void *self)
{
	struct winsize size;

	(void)self;
	return window(&size) ? size.ws_row : 0;
}

static void clear(void *self)
{
	if (isatty(STDOUT_FILENO))
		put(self, S("\033[H\033[2J\033[3J"));
}

static void set_title(void *self, Str title)
{
	(void)self;
	(void)title;
}

void host_pipe_init(HostPipe *pipe, bool can_ask)
{
	*pipe = (HostPipe){ .can_ask = can_ask, .out = BUF_INIT };
	buf_init(&pipe->input, LINE_MAX_BYTES);
	pipe->host = (Host){
		.self = pipe,
		.write_line = write_line,
		.lend_output = lend_output,
		.write = write_text,
		.progress = no_progress,
		.read_line = read_line,
		.read_secret = read_secret,
		.choose = choose,
		.width = width,
		.height = height,
		.clear = clear,
		.set_title = set_title,
		.interactive = can_ask,
		.is_terminal = isatty(STDOUT_FILENO) != 0,
		.name = "ConsoleHost",
	};
}

void host_pipe_release(HostPipe *pipe)
{
	buf_release(&pipe->out);
	buf_release(&pipe->input);
}
