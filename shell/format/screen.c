/* screen: lines of the formatter on the host: Out-Default and Out-Host. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/screen.h"

/* Records that came from another stream by way of a redirection. */
static const char *const stream_prefixes[STREAM_ALL + 1] = {
	[STREAM_WARNING] = "WARNING: ",
	[STREAM_VERBOSE] = "VERBOSE: ",
	[STREAM_DEBUG] = "DEBUG: ",
};

/* Blank: the next page; Enter: the next line; Q: no more.  A line is all that the host can read, so an empty one is
 * Enter, and anything else a blank. */
static void ask(Screen *screen)
{
	Buf answer = BUF_INIT;
	HostRead status;

	status = screen->host->read_line(screen->host->self, S("<SPACE> next page; <CR> next line; Q quit "), &answer);
	screen->quit = status != HOST_READ_OK || str_istarts(buf_str(&answer), S("q"));
	screen->printed = answer.n ? 0 : screen->height - 1;
	buf_release(&answer);
}

static Flow put_line(FormatSink *sink, Stream stream, Str line)
{
	Screen *screen = (Screen *)sink;
	const char *prefix = stream_prefixes[stream];
	Buf text = BUF_INIT;

	if (screen->height && !screen->quit && screen->printed >= screen->height)
		ask(screen);
	if (screen->quit)
		return FLOW_NEXT;
	screen->printed++;
	if (stream == STREAM_INFORMATION)
		stream = STREAM_OUTPUT;
	if (!prefix) {
		screen->host->write_line(screen->host->self, stream, line);
		return FLOW_NEXT;
	}
	buf_put(&text, str_from(prefix));
	buf_put(&text, line);
	screen->host->write_line(screen->host->self, stream, buf_str(&text));
	buf_release(&text);
	return FLOW_NEXT;
}

void screen_begin(Stage *s, bool paging)
{
	Screen *screen = s->state;
	FormatTarget target;

	screen->sink.line = put_line;
	screen->host = stage_host_of(s);
	target = format_target(s, &screen->sink, 0, true);
	if (paging && screen->host->is_terminal && screen->host->interactive && target.rows > 1)
		screen->height = (int)target.rows - 1;
	screen->formatter = format_new(s->interp, &target);
}

Flow screen_put(Stage *s, Value v)
{
	Screen *screen = s->state;

	FLOW_TRY(format_put(screen->formatter, v));
	return screen->quit ? stage_stop_upstream(s) : FLOW_NEXT;
}

Flow screen_end(Stage *s)
{
	return format_end(((Screen *)s->state)->formatter);
}

void screen_dispose(Stage *s)
{
	Screen *screen = s->state;

	format_free(screen->formatter);
	screen->formatter = NULL;
}
