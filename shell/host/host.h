/* host: the hosts that the program itself uses. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include "shell/engine/host.h"

/* Standard input, output and error as they are: files, pipes, a terminal without line editing.  Lines end in LF. */
typedef struct HostPipe {
	Host host;
	bool can_ask;        /* prompts are answered from standard input */
	bool error_is_terminal;
	Buf out;             /* not yet written */
	Buf input;           /* read ahead */
	size_t input_at;
	bool ended;
} HostPipe;
void host_pipe_init(HostPipe *pipe, bool can_ask);
/* Writes what is held back.  false: standard output cannot be written. */
bool host_pipe_flush(HostPipe *pipe);
/* A line of standard input, without its end. */
HostRead host_pipe_read_line(HostPipe *pipe, Buf *out);
void host_pipe_release(HostPipe *pipe);

#endif
