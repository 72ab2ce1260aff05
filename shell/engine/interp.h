/* interp: the interpreter's state; cmdlets never see it (they have stage.h). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_INTERP_H
#define ENGINE_INTERP_H

#include "shell/base/arena.h"
#include "shell/engine/error.h"
#include "shell/engine/function.h"
#include "shell/engine/host.h"
#include "shell/engine/sink.h"
#include "shell/value/list.h"
#include "shell/value/runtime.h"

struct Registry;
struct Provider;

/* Where the streams of the running command go; NULL: to the host, by way of Out-Default's error path. */
typedef struct Streams {
	Sink *to[STREAM_ALL + 1]; /* by Stream number; [STREAM_OUTPUT] unused */
} Streams;

/* One call of a function, script or block. */
typedef struct Frame {
	struct Frame *up;
	Command *command;                   /* borrowed */
	Invocation *invocation;             /* how it was called */
	struct StagePrivate *stage;         /* its stage: $PSCmdlet, bound parameters */
	Value args;                         /* $args: array, or V_EMPTY */
	Value input;                        /* $input: list of what was piped, or V_EMPTY */
	Value my_invocation, bound, cmdlet; /* made on demand: $MyInvocation, $PSBoundParameters, $PSCmdlet */
	Script *script;                     /* borrowed: what is being evaluated */
	Span at;                            /* ... and where */
	bool is_script_file;
	bool defaults; /* the default value of a parameter is being evaluated */
} Frame;

struct Interp {
	Runtime rt; /* first: runtime.h */
	Host *host;
	struct Registry *registry;
	struct Provider *providers;
	Scope *global, *scope;
	Scope *outer_scope; /* the current one outside any module: parent of calls that leave a module */
	Scope *using_scope; /* whose variables $using: means, while a block runs for another machine; else NULL */
	Frame *frame;       /* running call; the outermost stands for the session */
	Frame top;
	const Streams *streams;
	Arena *scratch;
	/* what goes with a Flow */
	Value error;      /* THROW: the error record */
	Value label;      /* BREAK, CONTINUE: string or V_EMPTY */
	int exit_code;    /* EXIT */
	bool file_exited; /* the last script file ended by exit */
	void *stop_at;    /* STOP: the stage that stopped those before it; NULL: everything stops (Ctrl-C) */
	/* the session */
	struct Hash *completers; /* script blocks that complete arguments, by interp_completer_key; NULL: none */
	Value underscore;        /* $_ */
	Value caught;            /* the error the running catch block is about, or V_EMPTY */
	bool success;            /* $? */
	const NodeBlock *block;  /* whose statements run: its traps catch what fails in a chain */
	int try_depth;           /* try blocks around, in any caller: errors propagate */
	List *errors;            /* $Error */
	Sink *default_out;       /* Out-Default of what is running, or NULL before the first */
	Sink null_sink;          /* > $null */
	Sink *error_out;         /* where records go that nobody redirects */
	int depth;               /* nested calls */
	char *stack_limit;       /* lowest address the C stack may reach */
	int strict;              /* Set-StrictMode as the current scope has it: 0, 1, 2, 3 (Latest) */
	unsigned exchange_where; /* WHERE_2007 .. WHERE_2019 of -ExchangeVersion; 0: not given */
	uint32_t next_layout;
	Layout *layouts;
	struct SymbolTable {
		Symbol **buckets;
		uint32_t size, n;
	} symbols;
	Scope *free_scopes; /* spare ones, linked by parent */
	struct StagePrivate *free_stages;
	struct Service {
		const char *key;
		void *p;
		void (*free)(void *);
		struct Service *next;
	} * services;
	struct { /* symbols the engine itself reads */
		Symbol *error_action, *warning, *verbose, *debug, *information, *confirm, *what_if, *progress, *ofs,
			*matches, *error_view, *last_exit_code, *foreach, *switch_name, *this_name, *default_values,
			*maximum_history;
	} sym;
	bool interactive_prompt; /* the running text was typed: reference 4.2.1 */
	bool non_interactive;
	Value host_object; /* $Host, made on demand */
	Value store_path;  /* the store's file, for the rooms that open it */
};

typedef struct InterpOptions {
	const Edition *edition;
	Env *env;
	Host *host;
	const CmdletDef *const *cmdlets; /* sorted by name, NULL-terminated */
	const TypeEntry *types;
	size_t ntypes;
	const TypeRoom *more_types; /* of the rooms of cmdlets; ended by a row without entries; NULL: none */
	const struct AppDef *const *apps;
	unsigned exchange_where;
	char *stack_limit; /* lowest address the C stack may reach; NULL: by the system's limit */
} InterpOptions;

/* Calls nested deeper end with CallDepthOverflow, as does a C stack that is nearly used up. */
enum { INTERP_DEPTH_MAX = 20000 };

/* A session with its commands, types, drives and variables; everything in options outlives it. */
Interp *interp_new(const InterpOptions *options) NODISCARD;
void interp_free(Interp *in);

/* ---- running a text ---- */
typedef struct RunResult {
	Flow flow;        /* NEXT, EXIT, THROW (already reported), STOP */
	int exit_code;    /* of exit; else 0 or 1 by $? and flow */
	bool file_exited; /* the last script file ended by exit */
	bool terminated;  /* an exception left the text */
	bool incomplete;  /* the text was not complete: nothing ran */
} RunResult;
enum {
	INTERP_FILE = 1,  /* a script file: exit ends it alone, $? is restored */
	INTERP_DOT = 2,   /* in the current scope */
	INTERP_TYPED = 4, /* at the prompt */
};
/* Register-ArgumentCompleter: script blocks by command and parameter.  An empty command is any, an empty parameter that
 * of a program. */
struct Hash *interp_completers(Interp *in);
void interp_completer_key(Buf *out, Str command, Str parameter, bool native);
Value interp_completer_peek(const Interp *in, Str command, Str parameter, bool native); /* V_EMPTY: none */

/* Parses and runs text as one script whose output and errors go to ONE Out-Default; what leaves it is reported.  args
 * are those of a script file (borrowed). */
RunResult interp_run(Interp *in, Str path, Str text, const Value *args, size_t nargs, unsigned flags);
/* Dot-sources a script file: -File with its arguments as strings that may be parameter names, or the profile.  with_input:
 * what is piped into the program is for the script, if it takes any. */
RunResult interp_run_file(Interp *in, Str real_path, const Str *args, size_t nargs, bool with_input);

/* ---- errors ---- */
/* Makes the record of a failed cmdlet or expression pending; returns FLOW_THROW. */
Flow interp_throw_take(Interp *in, Value record) NODISCARD;
Flow interp_throw_spec(
	Interp *in, ErrorCategory category, const char *id, ExceptionId exception, Value target, Str message);
/* The pending record without giving it up; NULL when none. */
ErrorRecord *interp_error_peek(Interp *in);
Value interp_take_error(Interp *in) NODISCARD;
/* Puts a record in $Error (once) and writes it to the error stream. */
Flow interp_report(Interp *in, Value record) NODISCARD;
void interp_remember_error(Interp *in, Value record);
/* Streams of a command: to where they were redirected, else to the host (errors by way of Out-Default). */
Flow interp_write_error(Interp *in, const Streams *streams, Value record) NODISCARD;
Flow interp_write_text(Interp *in, const Streams *streams, Stream stream, Str text, Invocation *invocation) NODISCARD;
Flow interp_write_information(Interp *in, Value record) NODISCARD;
/* Position of what is being evaluated. */
void interp_stamp(Interp *in, ErrorRecord *error);
/* FLOW_NEXT, or FLOW_STOP when Ctrl-C was pressed. */
Flow interp_poll(Interp *in) NODISCARD;

/* The stack of calls as $StackTrace and ScriptStackTrace show it. */
void interp_put_stack(Interp *in, Buf *out);
/* $Host; owned.  Its payload is the Host; members are in shell/types. */
extern const TypeDef interp_host_type;
Value interp_host_object(Interp *in) NODISCARD;
/* $ExecutionContext; owned. */
extern const TypeDef interp_context_type;
Value interp_context_object(void) NODISCARD;

/* What a room keeps for as long as the interpreter lives: found by key, freed in reverse order of making. */
void **interp_service(Interp *in, const char *key, void (*free_service)(void *));

/* ---- variables ---- */
Value interp_variable_peek(Interp *in, Symbol *symbol); /* V_EMPTY when unset */
/* ActionPreference's numbers. */
typedef enum Preference {
	PREF_SILENT,
	PREF_STOP,
	PREF_CONTINUE,
	PREF_INQUIRE,
	PREF_IGNORE,
	PREF_SUSPEND,
	PREF_BREAK
} Preference;
Preference interp_preference(Interp *in, Symbol *symbol, Preference fallback);
bool interp_preference_of(Interp *in, Value v, Preference *out);

#endif
