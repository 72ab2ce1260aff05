/* host_pipe: standard input, output and error as they are. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/io.h"
#include "shell/base/utf8.h"
#include "shell/host/host.h"

enum { OUT_HELD_BACK = 32768, OUT_HELD_MS = 200, IN_PIECE = 65536, LINE_MAX_BYTES = 256 << 20 };

/* ---- writing ---- */

bool host_pipe_put(Str text)
{
	return io_write_all(STDOUT_FILENO, text);
}

/* A clock that costs next to nothing to read. */
static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool host_pipe_flush(HostPipe *pipe)
{
	bool ok;

	utf8_hide_halves(pipe->out.p, pipe->out.n);
	ok = host_pipe_put(buf_str(&pipe->out));
	if (!ok && !pipe->failed)
		pipe->failed = errno;
	if (!ok && errno == EPIPE)
		host_interrupted = pipe->broken = true;
	buf_clear(&pipe->out);
	pipe->flushed_at = milliseconds();
	return ok;
}

/* What stands on the terminal's line: a prompt that is typed at goes on there. */
static void keep_begun(HostPipe *pipe, Str text)
{
	size_t end = str_rfind(text, S("\n"), text.n);

	if (end != STR_NONE)
		buf_clear(&pipe->begun);
	buf_put(&pipe->begun, str_cut(text, end == STR_NONE ? 0 : end + 1, text.n));
}

/* A terminal shows what comes as it comes; others get it in larger pieces, but soon. */
static void put(HostPipe *pipe, Str text)
{
	buf_put(&pipe->out, text);
	if (pipe->host.is_terminal)
		keep_begun(pipe, text);
	if (pipe->out.n >= OUT_HELD_BACK || pipe->host.is_terminal || milliseconds() - pipe->flushed_at >= OUT_HELD_MS)
		host_pipe_flush(pipe);
}

/* ConsoleColor's numbers as the terminal's. */
static const int color_codes[16] = { 30, 34, 32, 36, 31, 35, 33, 37, 90, 94, 92, 96, 91, 95, 93, 97 };

/* Colours end before a line does, or the rest of the next one would have the background. */
static void put_colored(Buf *out, Str text, const char *color)
{
	StrSplit split = { .rest = text };
	Str part;
	bool first = true;

	while (str_split_next(&split, '\n', &part)) {
		if (!first)
			buf_put_char(out, '\n');
		if (part.n)
			buf_printf(out, "%s%.*s\033[0m", color, STR_ARG(part));
		first = false;
	}
}

static void put_error(HostPipe *pipe, Str line)
{
	Buf text = BUF_INIT;

	if (!line.n)
		return; /* empty lines are never printed on the error stream (reference 4.2.7) */
	host_pipe_flush(pipe);
	if (pipe->error_colors)
		put_colored(&text, line, "\033[31;1m");
	else
		buf_put(&text, line);
	buf_put_char(&text, '\n');
	utf8_hide_halves(text.p, text.n);
	(void)!io_write_all(STDERR_FILENO, buf_str(&text));
	buf_release(&text);
}

void host_pipe_write_line(HostPipe *pipe, Stream stream, Str line)
{
	StrSplit split = { .rest = line };
	Str part;

	if (stream == STREAM_ERROR) {
		while (str_split_next(&split, '\n', &part))
			put_error(pipe, part);
		return;
	}
	if (pipe->colors && stream >= STREAM_WARNING && stream <= STREAM_DEBUG)
		put_colored(&pipe->out, line, "\033[33;1m");
	else
		buf_put(&pipe->out, line);
	put(pipe, S("\n"));
	if (stream != STREAM_OUTPUT)
		host_pipe_flush(pipe);
}

void host_pipe_write(HostPipe *pipe, Str text, int foreground, int background)
{
	Buf colored = BUF_INIT;
	char color[32] = "";

	if (pipe->colors && foreground >= 0 && foreground < 16)
		snprintf(color, sizeof(color), "\033[%dm", color_codes[foreground]);
	if (pipe->colors && background >= 0 && background < 16)
		snprintf(
			color + strlen(color), sizeof(color) - strlen(color), "\033[%dm", color_codes[background] + 10);
	if (color[0]) {
		put_colored(&colored, text, color);
		text = buf_str(&colored);
	}
	put(pipe, text);
	buf_release(&colored);
}

static void write_line(void *self, Stream stream, Str line)
{
	host_pipe_write_line(self, stream, line);
}

static void write_text(void *self, Str text, int foreground, int background)
{
	host_pipe_write(self, text, foreground, background);
}

static void lend_output(void *self)
{
	host_pipe_flush(self);
}

static HostRead next_input(void *self, Buf *out)
{
	return host_pipe_read_line(self, out);
}

static void no_progress(void *self, const Progress *progress)
{
	(void)self;
	(void)progress;
}

/* ---- reading ---- */

/* What was read of the line is no line: it is dropped, and what follows is not read. */
static bool refuse_line(HostPipe *pipe)
{
	host_pipe_flush(pipe);
	fprintf(stderr, "exsh: a line of standard input is longer than %d MiB.\n", LINE_MAX_BYTES >> 20);
	buf_clear(&pipe->input);
	pipe->refused = true;
	return false;
}

/* Whoever waits for more may be answering what was written. */
static bool fill(HostPipe *pipe)
{
	char *room;
	ssize_t n;

	host_pipe_flush(pipe);
	if (pipe->input_at) {
		buf_delete(&pipe->input, 0, pipe->input_at);
		pipe->input_at = 0;
	}
	room = buf_room(&pipe->input, IN_PIECE);
	if (!room)
		return refuse_line(pipe);
	do
		n = read(STDIN_FILENO, room, IN_PIECE);
	while (n < 0 && errno == EINTR && !host_interrupted);
	if (n > 0)
		buf_added(&pipe->input, (size_t)n);
	return n > 0;
}

HostRead host_pipe_read_line(HostPipe *pipe, Buf *out)
{
	size_t end, seen = 0; /* seen: bytes of the line so far, which are not searched again */

	while ((end = str_find_byte(buf_str(&pipe->input), '\n', pipe->input_at + seen)) == STR_NONE && !pipe->ended &&
		!host_interrupted) {
		seen = pipe->input.n - pipe->input_at;
		pipe->ended = !fill(pipe) && !host_interrupted;
	}
	if (pipe->broken)
		return HOST_READ_END;
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

ssize_t host_pipe_read_byte(HostPipe *pipe, unsigned char *out)
{
	ssize_t n;

	if (pipe->input_at < pipe->input.n) {
		*out = (unsigned char)pipe->input.p[pipe->input_at++];
		return 1;
	}
	n = read(STDIN_FILENO, out, 1);
	if (n != 1 || !host_interrupted)
		return n;
	buf_clear(&pipe->input);
	buf_put_char(&pipe->input, (char)*out);
	pipe->input_at = 0;
	errno = EINTR;
	return -1;
}

/* Byte by byte, so that no part of a secret stays in what was read ahead.  Enter is CR where it was typed before, while
 * a line was edited. */
static HostRead read_typed_secret(HostPipe *pipe, Buf *out)
{
	unsigned char c;
	ssize_t n;

	for (;;) {
		n = host_pipe_read_byte(pipe, &c);
		if (host_interrupted)
			return HOST_READ_STOPPED;
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return out->n ? HOST_READ_OK : HOST_READ_END;
		if (c == '\n' || c == '\r')
			return HOST_READ_OK;
		buf_put_char(out, (char)c);
	}
}

/* What was typed ahead is the answer, as it is to other prompts. */
HostRead host_pipe_read_secret(HostPipe *pipe, Str prompt, Buf *out)
{
	struct termios before, quiet;
	HostRead read;

	if (!pipe->can_ask || tcgetattr(STDIN_FILENO, &before) != 0)
		return read_line(pipe, prompt, out);
	quiet = before;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet);
	put(pipe, prompt);
	host_pipe_flush(pipe);
	read = read_typed_secret(pipe, out);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
	put(pipe, S("\n"));
	return read;
}

static HostRead read_secret(void *self, Str prompt, Buf *out)
{
	return host_pipe_read_secret(self, prompt, out);
}

static HostRead choose(void *self, const Question *question, int *answer)
{
	HostPipe *pipe = self;

	return pipe->can_ask ? host_choose_by_lines(&pipe->host, question, answer) : HOST_READ_NONE;
}

/* ---- the window ---- */

static bool window(struct winsize *size)
{
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, size) == 0 && size->ws_col > 0;
}

/* Without a window $COLUMNS may say how wide the output shall be (POSIX); a terminal that does not tell has 120
 * (observed-output 8.14). */
static int width(void *self)
{
	enum { WIDTH_MAX = 32767, WIDTH_UNTOLD = 120 };
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	long n = columns ? strtol(columns, NULL, 10) : 0;

	(void)self;
	if (window(&size))
		return size.ws_col;
	if (n > 0 && n <= WIDTH_MAX)
		return (int)n;
	return isatty(STDOUT_FILENO) ? WIDTH_UNTOLD : 0;
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

/* Control characters would end the sequence, or start another. */
static void set_title(void *self, Str title)
{
	HostPipe *pipe = self;
	Buf text = BUF_INIT;

	if (!pipe->host.is_terminal)
		return;
	buf_put(&text, S("\033]0;"));
	for (size_t i = 0; i < title.n; i++)
		if ((unsigned char)title.p[i] >= ' ' && title.p[i] != 127)
			buf_put_char(&text, title.p[i]);
	buf_put_char(&text, '\a');
	host_pipe_flush(pipe);
	host_pipe_put(buf_str(&text));
	buf_release(&text);
}

/* no-color.org; a dumb terminal knows no sequences. */
static bool wants_colors(void)
{
	const char *refused = getenv("NO_COLOR"), *kind = getenv("TERM");

	return !(refused && refused[0]) && kind && strcmp(kind, "dumb") != 0;
}

void host_pipe_init(HostPipe *pipe, bool can_ask)
{
	bool colors = wants_colors();

	*pipe = (HostPipe){ .can_ask = can_ask,
		.out = BUF_INIT,
		.colors = colors && isatty(STDOUT_FILENO),
		.error_colors = colors && isatty(STDERR_FILENO) };
	buf_init(&pipe->begun, LINE_MAX_BYTES);
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
		.next_input = isatty(STDIN_FILENO) ? NULL : next_input,
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
	buf_release(&pipe->begun);
}
