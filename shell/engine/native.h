/* native: programs of the machine: starting them, feeding them lines, reading theirs, and how they end. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_NATIVE_H
#define ENGINE_NATIVE_H

#include "shell/base/arena.h"
#include "shell/base/utf8.h"
#include "shell/engine/error.h"
#include "shell/value/runtime.h"

typedef struct Native Native;

/* A line the program wrote, without its end; anything but FLOW_NEXT stops the program. */
typedef Flow NativeLine(void *self, bool is_error, Str line);

typedef struct NativeOptions {
	Str path;        /* file name */
	const Str *args; /* behind the name */
	size_t nargs;
	bool feed;                       /* its standard input is what native_write gives; else the shell's own */
	bool capture_out, capture_err;   /* lines of these go to line; else they are the shell's own: the terminal */
	int in_file, out_file, err_file; /* where neither feed nor capture is asked for: this file instead; -1: the
					    shell's. Borrowed: the caller closes them after the start */
	Str folder;                      /* where it starts; empty: the shell's location */
	char **environment;              /* NULL: the process's own */
	Encoding input, output;          /* of what is fed ($OutputEncoding), and of what is read */
	NativeLine *line;
	void *self;
} NativeOptions;
#define NATIVE_OPTIONS ((NativeOptions){ .in_file = -1, .out_file = -1, .err_file = -1 })

/* Starts the program in the shell's location with the process's environment.  false: .NET's words for why are in
 * *why. */
bool native_start(Interp *in, const NativeOptions *options, Native **out, Buf *why) NODISCARD;
/* More of its standard input.  What it writes meanwhile is read, so that neither waits for the other; a program that
 * does not want any more input is not an error. */
Flow native_write(Native *native, Str text) NODISCARD;
Flow native_write_line(Native *native, Str line) NODISCARD; /* with a line end */
/* Ends its input, reads what it writes to the end and waits for it.  *exit_code: 128 + n when signal n ended it. */
Flow native_finish(Native *native, int *exit_code) NODISCARD;
/* Frees it; a program that still runs is ended first: asked by a signal, killed when it stays. */
int native_process_id(const Native *native);
void native_free(Native *native); /* NULL is fine */
/* Lets it run on its own: the process's number, and its end is the caller's to wait for. */
int native_detach(Native *native) NODISCARD;
/* A pipe between two programs, both ends for in_file and out_file; false with errno. */
bool native_pipe(int *read_end, int *write_end) NODISCARD;

/* ---- words ---- */
typedef struct NativeWords {
	Str *p; /* free() it; texts are in the arena */
	size_t n, cap;
} NativeWords;
void native_add(NativeWords *words, Str word);
/* An unquoted word of the command line: on Core ~ and wildcards are expanded as a Unix shell does; a pattern that
 * matches nothing stays. */
Flow native_expand(Interp *in, Arena *arena, Str word, NativeWords *words) NODISCARD;
/* The rest of a line behind --%: split at blanks, %NAME% replaced; quotes stay. */
void native_verbatim(Interp *in, Arena *arena, Str text, NativeWords *words);
/* What the program gets for the words: paths of drives as file names; on Desktop what is left of them after the old
 * quoting, in which quotes inside an argument are lost.  words is replaced. */
void native_hand_over(Interp *in, Arena *arena, NativeWords *words);
/* A command line as a program's C library takes it apart: blanks, double quotes, backslashes before quotes. */
void native_split_line(Arena *arena, Str line, NativeWords *words);
/* One value of an argument: $null and an empty array give no word, an array one for each item. */
Flow native_add_value(Interp *in, Arena *arena, Value v, NativeWords *words) NODISCARD;

/* ---- errors ---- */
/* A line of a program's standard error as 2>&1 gives it: first of the command, or a further one.  Owned. */
Value native_error_record(Interp *in, Str line, bool first) NODISCARD;
/* ApplicationFailedException "Program 'x' failed to run: why<position>."; returns FLOW_THROW. */
Flow native_failed(Interp *in, Str name, Str why) NODISCARD;

#endif
