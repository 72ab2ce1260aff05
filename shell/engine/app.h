/* app: programs inside the shell (certreq, certutil, iisreset): native argument rules, $LASTEXITCODE. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_APP_H
#define ENGINE_APP_H

#include "shell/engine/stage.h"

/* main gets argv as a program would (argv[0] is the name); out lines are its standard output, err its standard error.
 * Paths in arguments are as typed: resolve them with provider_real_path.  Returns the exit code. */
typedef struct AppContext {
	Stage *stage;
	int argc;
	const Str *argv;
	Buf *out, *err;     /* text, lines end in \n; shown as they are when main returns */
	const Array *input; /* lines piped in, or NULL */
} AppContext;
typedef struct AppDef {
	const char *name; /* "certreq"; also found as certreq.exe */
	const char *synopsis, *usage;
	int (*main)(AppContext *context);
	uint16_t where;
} AppDef;

#endif
