/* host: everything the engine asks of the outside: the terminal, a pipe, a test. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_HOST_H
#define ENGINE_HOST_H

#include "shell/base/buf.h"
#include "shell/base/str.h"

/* Stream numbers of the language. */
typedef enum Stream {
	STREAM_OUTPUT = 1,
	STREAM_ERROR,
	STREAM_WARNING,
	STREAM_VERBOSE,
	STREAM_DEBUG,
	STREAM_INFORMATION,
	STREAM_ALL
} Stream;

/* ConsoleColor's numbers; -1: the terminal's own. */
enum { COLOR_NONE = -1 };

typedef struct Progress {
	int id, parent; /* parent -1: none */
	Str activity, status, operation;
	int percent;      /* -1: unknown */
	int seconds_left; /* -1: unknown */
	bool completed;
} Progress;

/* One answer of a question: "&Yes" has the hot key Y. */
typedef struct Choice {
	Str label, help;
} Choice;

/* def: the index of the answer that Enter means, -1: none. */
typedef struct Question {
	Str caption, message;
	const Choice *choices;
	int n, def;
} Question;

/* What read functions say. */
typedef enum HostRead {
	HOST_READ_OK,
	HOST_READ_END,     /* end of input */
	HOST_READ_STOPPED, /* Ctrl-C */
	HOST_READ_NONE,    /* cannot ask: -NonInteractive, no terminal */
} HostRead;

/* A vtable; self is handed back.  Texts are borrowed for the call. */
typedef struct Host {
	void *self;
	/* A whole line of a stream, without line end; warnings and the like come with their prefix. */
	void (*write_line)(void *self, Stream stream, Str line);
	/* Text of Write-Host and prompts, colours as ConsoleColor or COLOR_NONE; may hold line ends. */
	void (*write)(void *self, Str text, int foreground, int background);
	void (*progress)(void *self, const Progress *progress);
	/* prompt is written first.  read_secret does not echo, and *out is made BUF_SECRET by the caller. */
	HostRead (*read_line)(void *self, Str prompt, Buf *out);
	HostRead (*read_secret)(void *self, Str prompt, Buf *out);
	/* Asks as PowerShell lays questions out; *answer is the index of the choice. */
	HostRead (*choose)(void *self, const Question *question, int *answer);
	/* A line of what is piped into the program, for the script or text that it was started with: $input.  NULL:
	 * nothing is. */
	HostRead (*next_input)(void *self, Buf *out);
	/* Columns and rows of the output window; 0: not a terminal (the edition says which width then counts). */
	int (*width)(void *self);
	int (*height)(void *self);
	void (*clear)(void *self);
	void (*set_title)(void *self, Str title);
	/* Called before a program writes to the process's own output and errors: what is held back goes out first.
	 * NULL: programs do not share them, their lines come through write_line. */
	void (*lend_output)(void *self);
	bool interactive; /* may ask */
	bool is_terminal; /* colours, progress bars */
	const char *name; /* $Host.Name: "ConsoleHost" */
} Host;

/* Set by the signal handler (the only mutable global of the engine's making); every loop looks at it. */
extern volatile int host_interrupted;
/* PowerShell's plain way to ask a choice, for hosts that read lines: caption, message, "[Y] Yes  [A] ...", broken
 * before a choice that would pass column width-1; ? prints the help texts. */
HostRead host_choose_by_lines(const Host *host, const Question *question, int *answer);

#endif
