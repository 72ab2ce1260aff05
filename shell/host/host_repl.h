/* host_repl: typed input: line by line, with >> while it is incomplete. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HOST_HOST_REPL_H
#define HOST_HOST_REPL_H

#include "shell/engine/interp.h"
#include "shell/host/host.h"

/* How lines are read: the terminal with its editor, or standard input. */
typedef struct HostReader {
	void *self;
	/* so_far: what the line goes on with, which is incomplete and ends with LF; empty: the first line. */
	HostRead (*read)(void *self, Interp *in, Str so_far, Buf *line);
	void (*typed)(void *self, Interp *in, Str text); /* a whole input, about to run; or NULL */
	bool by_parser; /* Enter runs what is complete (a line editor); else a block that began incomplete ends with an
			   empty line */
} HostReader;

/* Reads and runs until the end of input or exit; the exit code by $? or exit. */
int host_repl_run(Interp *in, const HostReader *reader);
/* The prompt's text: the function prompt, or PowerShell's own. */
void host_repl_prompt(Interp *in, Buf *out);
/* Whether text is complete by the parser. */
typedef enum HostInput { HOST_INPUT_COMPLETE, HOST_INPUT_INCOMPLETE, HOST_INPUT_WANTS_MORE } HostInput;
HostInput host_repl_look(Interp *in, Str text);

#endif
