/* session: a whole shell for tests, with every command and type; nothing is asked for, for it has no terminal. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SESSION_H
#define TESTS_SESSION_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cmdlets/cmdlets.h"
#include "shell/engine/interp.h"
#include "shell/host/host.h"
#include "shell/types/types.h"
#include "shell/value/convert.h"

/* Stays where it is while it is open: the shell points into it. */
typedef struct Session {
	HostPipe pipe;
	Env env;
	Interp *in;
} Session;

static inline void session_open(Session *s, const Edition *edition)
{
	env_init(&s->env);
	host_pipe_init(&s->pipe, false);
	s->in = interp_new(&(InterpOptions){ .edition = edition,
		.env = &s->env,
		.host = &s->pipe.host,
		.cmdlets = cmdlets_all,
		.apps = cmdlets_apps,
		.types = types_all,
		.ntypes = types_count,
		.more_types = cmdlets_types,
		.exchange_where = WHERE_2019 });
}

static inline void session_close(Session *s)
{
	interp_free(s->in);
	host_pipe_release(&s->pipe);
	env_release(&s->env);
}

static inline void session_run(Session *s, const char *script)
{
	interp_run(s->in, S(""), str_from(script), NULL, 0, 0);
}

/* Whether $r is the expected text after the script; what it is instead is told with the row's line. */
static inline bool session_gives(Session *s, int line, const char *script, const char *expected)
{
	Buf text = BUF_INIT;
	bool right;

	session_run(s, script);
	assert_int_equal(
		convert_put_text(s->in, interp_variable_peek(s->in, scope_symbol(s->in, S("r"))), &text), FLOW_NEXT);
	right = str_eq(buf_str(&text), str_from(expected));
	if (!right)
		print_error("line %d: \"%.*s\"\n", line, STR_ARG(buf_str(&text)));
	buf_release(&text);
	return right;
}

#endif
