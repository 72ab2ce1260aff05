/* host_options: the command line, abbreviated as PowerShell's is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HOST_HOST_OPTIONS_H
#define HOST_HOST_OPTIONS_H

#include "shell/base/buf.h"
#include "shell/base/diag.h"
#include "shell/base/edition.h"
#include "shell/base/vec.h"

typedef enum HostTask { HOST_SHELL, HOST_FILE, HOST_COMMAND, HOST_STDIN, HOST_HELP, HOST_VERSION, HOST_SETUP } HostTask;

/* What the program was asked to do; texts point into argv, that of -Command into command_text. */
typedef struct HostOptions {
	HostTask task;
	const Edition *edition;
	unsigned exchange; /* WHERE_2007 .. WHERE_2019; 0: not given */
	Str file;          /* HOST_FILE */
	Buf command_text;  /* HOST_COMMAND: the words joined by blanks */
	Str *args;         /* of the file, or of -CommandWithArgs */
	size_t nargs;
	Str store, working_directory;
	Str execution_policy; /* of this process; empty: not said */
	VEC(Str) drives;      /* "D=/srv/d" */
	bool no_exit, no_logo, no_profile, non_interactive;
	bool no_input; /* -InputFormat None: standard input is not this program's */
	bool setup, setup_no_certificate, setup_all_certificates;
	Str setup_server, setup_domain;
} HostOptions;

/* false: *diag says what is wrong with the command line. */
bool host_options_parse(int argc, char **argv, HostOptions *out, Diag *diag) NODISCARD;
void host_options_release(HostOptions *options);
/* The text of --help. */
extern const char host_options_usage[];

#endif
