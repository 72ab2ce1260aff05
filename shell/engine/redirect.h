/* redirect: > file, 2>&1 and the other redirections of a command. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_REDIRECT_H
#define ENGINE_REDIRECT_H

#include "shell/engine/stage_private.h"

/* Opens what sp->redirects ask for: after all stages are bound, before any begins. */
Flow redirect_open(StagePrivate *sp) NODISCARD;
/* Ends the files when the stage has ended well: their writers' end() runs. */
Flow redirect_finish(StagePrivate *sp) NODISCARD;
void redirect_close(StagePrivate *sp);
/* The same for an expression: calls body with the stages' streams changed and output sent to *out. */
typedef struct RedirectScope {
	StagePrivate *sp;
	const Streams *before;
} RedirectScope;
Flow redirect_begin(Interp *in, const Redirection *redirects, uint32_t n, RedirectScope *scope, Sink **out) NODISCARD;
Flow redirect_end(Interp *in, RedirectScope *scope, Flow flow) NODISCARD;

/* Whether the sink is where 2>&1 and the like send a stream. */
bool redirect_is_merge(const Sink *sink);

#endif
