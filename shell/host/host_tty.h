/* host_tty: the terminal: lines edited by readline, coloured, completed and remembered; prompts; progress bars. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HOST_HOST_TTY_H
#define HOST_HOST_TTY_H

#include <termios.h>

#include "shell/host/host_line.h"
#include "shell/host/host_progress.h"
#include "shell/host/host_repl.h"

/* What writes is the plain host; bars are taken away before it does and put back after it. */
typedef struct HostTty {
	HostPipe pipe; /* first: its host is the terminal's */
	bool is_plain; /* no cursor to move: a prompt, and the terminal's own line editing */
	Interp *in;    /* from host_tty_open on */
	HostProgress progress;
	Buf history_path;
	struct termios before; /* what the terminal was like, when changed */
	bool changed;
	/* the line being read */
	HostLine line;
	Str so_far;          /* what was typed before it, when it goes on */
	bool is_command;     /* coloured and completed: no answer to a prompt */
	bool stopped;        /* Ctrl-C */
	volatile bool ended; /* asked to end by a signal */
	bool listed;         /* the last key was Tab, and showed what there is */
} HostTty;

/* Whether standard input is a terminal: somebody types. */
bool host_tty_is_there(void);
/* A host that can_ask: for lines edited on the terminal where standard output is one that can move its cursor, or else
 * for plain ones. */
void host_tty_init(HostTty *tty, bool can_ask);
/* Before the first line is read: history and keys; with may_greet, three lines for a user who has no history. */
void host_tty_open(HostTty *tty, Interp *in, bool may_greet);
HostReader host_tty_reader(HostTty *tty);
void host_tty_release(HostTty *tty);

#endif
