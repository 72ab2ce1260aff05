/* stage: one running command of a pipeline, as a cmdlet sees it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_STAGE_H
#define ENGINE_STAGE_H

#include "shell/base/arena.h"
#include "shell/engine/cmdlet.h"
#include "shell/engine/error.h"
#include "shell/engine/host.h"
#include "shell/engine/sink.h"
#include "shell/value/member.h"

/* What a cmdlet may touch.  The engine's own fields follow in stage_private.h. */
struct Stage {
	Interp *interp;
	const CmdletDef *def;
	Sink *out;         /* downstream */
	Value *args;       /* args[P_X], converted to the declared type; V_EMPTY when not bound */
	uint64_t bound[4]; /* bit P_X: was bound, by a name, position, pipeline or default value */
	uint32_t set;      /* bit of the chosen parameter set; 0: none */
	void *state;       /* def->state_size zeroed bytes */
	Arena *scratch;    /* released after each begin, process and end */
	Invocation *invocation;
};

/* ---- arguments ---- */
bool stage_bound(const Stage *s, int param);
bool stage_switch(const Stage *s, int param);                   /* present and not :$false */
Str stage_str(const Stage *s, int param);                       /* text of a string argument; empty when not bound */
int64_t stage_int(const Stage *s, int param, int64_t fallback); /* an integer, an enum's number, a TimeSpan's ticks */
/* Strings of a string[] argument (or of one string), in the scratch arena. */
Str *stage_strings(Stage *s, int param, size_t *n);
const char *stage_set_name(const Stage *s); /* of the chosen parameter set, or "__AllParameterSets" */

/* ---- output ---- */
NODISCARD Flow stage_write(Stage *s, Value v); /* one object downstream; borrows */
NODISCARD Flow stage_write_take(Stage *s, Value v);
NODISCARD Flow stage_write_each(Stage *s, Value v);  /* WriteObject(v, true): unrolled one level; borrows */
NODISCARD Flow stage_write_text(Stage *s, Str text); /* a string object */
/* Upstream stops (Select-Object -First): no end() for this stage and those before it. */
NODISCARD Flow stage_stop_upstream(Stage *s);

/* ---- errors ---- */
typedef struct ErrorSpec {
	ErrorCategory category;
	const char *id;
	ExceptionId exception;
	Value target; /* borrowed; V_EMPTY: none */
	Value inner;
	const char *recommended;
	const char *target_type; /* CategoryInfo's, where it is not the target's own; NULL */
	bool as_details;         /* the text is ErrorDetails, too: no last blank line in Desktop's view */
} ErrorSpec;
/* Non-terminating: WriteError, honours -ErrorAction; FLOW_NEXT unless that says Stop. */
NODISCARD Flow stage_error(Stage *s, const ErrorSpec *spec, const char *fmt, ...) PRINTF(3, 4);
NODISCARD Flow stage_error_record(Stage *s, Value record); /* a record made elsewhere; borrows */
/* Terminating: ThrowTerminatingError. */
NODISCARD Flow stage_throw(Stage *s, const ErrorSpec *spec, const char *fmt, ...) PRINTF(3, 4);
NODISCARD Flow stage_throw_record(Stage *s, Value record);
/* The same, pointing at what was written for a parameter: for arguments the cmdlet itself has to read. */
NODISCARD Flow stage_throw_argument(Stage *s, int param, const ErrorSpec *spec, const char *fmt, ...) PRINTF(4, 5);
/* A Diag as a terminating (fail) or non-terminating (diag) error: the category follows from its code. */
NODISCARD Flow stage_fail(Stage *s, const Diag *diag, const char *id, Value target);
NODISCARD Flow stage_diag(Stage *s, const Diag *diag, const char *id, Value target);
/* Asked for something that is known but not done yet: an error that names it. */
NODISCARD Flow stage_not_done(Stage *s, const char *what);

/* ---- other streams ---- */
NODISCARD Flow stage_warning(Stage *s, const char *fmt, ...) PRINTF(2, 3);
NODISCARD Flow stage_verbose(Stage *s, const char *fmt, ...) PRINTF(2, 3);
NODISCARD Flow stage_debug(Stage *s, const char *fmt, ...) PRINTF(2, 3);
NODISCARD Flow stage_write_stream(
	Stage *s, Stream stream, Value v); /* text or record; honours preferences and redirections */
NODISCARD Flow stage_information(Stage *s, Value message, Value tags, bool force);           /* Write-Information */
NODISCARD Flow stage_host(Stage *s, Str text, int foreground, int background, bool newline); /* Write-Host */
void stage_progress(Stage *s, const Progress *progress);

/* ---- questions ---- */
/* ShouldProcess: -WhatIf says what would be done, -Confirm and $ConfirmPreference ask.  true: go on.  *flow is set when
 * asking failed or was stopped (then false). */
bool stage_should(Stage *s, Str target, Str action, Flow *flow);
bool stage_is_what_if(Stage *s);
/* ShouldProcess(description, warning, caption). */
bool stage_should_text(Stage *s, Str description, Str warning, Str caption, Flow *flow);
/* ShouldContinue: asks unless all was answered before; yes_all and no_all may be NULL (then only Y and N are
 * offered). */
bool stage_should_continue(Stage *s, Str query, Str caption, bool *yes_all, bool *no_all, Flow *flow);
/* The command runs on a server: its questions offer no Suspend, which only a local pipeline can do. */
void stage_set_remote(Stage *s, bool remote);
NODISCARD Flow stage_read_line(Stage *s, Str prompt, Value *out);
NODISCARD Flow stage_read_secret(Stage *s, Str prompt, Value *out); /* a SecureString */
NODISCARD Flow stage_choose(Stage *s, const Question *question, int *answer);
bool stage_is_verbose(Stage *s);

/* ---- script blocks ---- */
/* Runs { } with $_ = item in the caller's scope, as ForEach-Object does; its output goes to sink as it comes. */
NODISCARD Flow stage_invoke(Stage *s, Value block, Value item, Sink *sink);
/* The same, output collected: V_EMPTY, the object, or an array. */
NODISCARD Flow stage_invoke_collect(Stage *s, Value block, Value item, Value *out);
/* Runs a block or command with arguments in a scope of its own (& $block @args). */
NODISCARD Flow stage_call(Stage *s, Value command, const Value *args, size_t n, Sink *sink);
/* Another cmdlet by name, given name-value pairs and an input object (V_EMPTY: none); its output goes to sink. */
typedef struct StageArg {
	const char *name;
	Value value; /* V_EMPTY: a switch */
} StageArg;
NODISCARD Flow stage_run(Stage *s, const char *command, const StageArg *args, size_t n, Value input, Sink *sink);

/* A binary operator (TokenKind of syntax/token.h) on two values. */
NODISCARD Flow stage_operator(Stage *s, int token, Value left, Value right, Value *out);
/* The property of a name that may be a wildcard pattern fitting one member: null when there is none; several, or none in
 * strict mode, are a non-terminating error and *out V_EMPTY. */
typedef struct MemberLike {
	Str name;
	MemberCache *cache;     /* of a name that stays; NULL: none */
	const char *missing_id; /* of the error in strict mode */
	const char *what;       /* is sought: "property" */
} MemberLike;
NODISCARD Flow stage_member_like(Stage *s, Value v, const MemberLike *like, Value *out);

/* ---- the session ---- */
/* Variables in the caller's scope; V_EMPTY when unset, borrowed. */
Value stage_variable_peek(Stage *s, Str name);
NODISCARD Flow stage_variable_set(Stage *s, Str name, Value v);
const Edition *stage_edition(const Stage *s);
const Env *stage_env(const Stage *s);
Host *stage_host_of(Stage *s);
/* Columns tables and lists may use: -Width's default. */
int stage_width(Stage *s);
/* What the shell keeps for a room for as long as it runs (the open store): found by key; NULL first. */
void **stage_service(Stage *s, const char *key, void (*free)(void *));
/* Becomes true on Ctrl-C: long loops look at it and return stage_interrupted(s). */
bool stage_is_interrupted(const Stage *s);
NODISCARD Flow stage_interrupted(Stage *s);

#endif
