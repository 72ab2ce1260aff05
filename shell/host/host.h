/* host: the hosts that the program itself uses. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include "shell/engine/host.h"

/* Standard input, output and error as they are: files, pipes, a terminal without line editing.  Lines end in LF. */
typedef struct HostPipe {
	Host host;
	bool can_ask;              /* prompts are answered from standard input */
	bool colors, error_colors; /* standard output and error show them: terminals, unless NO_COLOR is set */
	Buf begun;                 /* of a terminal: the line that is written and has not ended */
	Buf out;                   /* not yet written */
	int64_t flushed_at;        /* milliseconds: output is not held back for long */
	Buf input;                 /* read ahead */
	size_t input_at;
	bool ended;
	bool refused; /* a line was too long: the run fails */
	bool broken;  /* nobody reads standard output any more */
	int failed;   /* errno of the first writing that did not succeed: the run fails; or 0 */
} HostPipe;
void host_pipe_init(HostPipe *pipe, bool can_ask);
/* Writes what is held back.  false: standard output cannot be written.  Where its reader is gone, what runs is
 * interrupted: finally blocks run, and the program ends as one that SIGPIPE ends. */
bool host_pipe_flush(HostPipe *pipe);
/* A line of standard input, without its end. */
HostRead host_pipe_read_line(HostPipe *pipe, Buf *out);
/* The next byte a terminal sends, as read(2) tells: 1; 0: the end; -1: an error, or a signal.  The system drops what was
 * typed before Ctrl-C: a byte that comes with it was typed after it, and stays for whoever reads next. */
ssize_t host_pipe_read_byte(HostPipe *pipe, unsigned char *out);
void host_pipe_release(HostPipe *pipe);
/* What the host's own write_line and write do. */
void host_pipe_write_line(HostPipe *pipe, Stream stream, Str line);
void host_pipe_write(HostPipe *pipe, Str text, int foreground, int background);
/* All of a text to standard output at once; false: it cannot be written. */
bool host_pipe_put(Str text);
/* A secret typed at the terminal, or else the next line; nothing is echoed but the line's end. */
HostRead host_pipe_read_secret(HostPipe *pipe, Str prompt, Buf *out);

#endif
