/* bind: arguments to parameters: named, positional, from the pipeline, by PowerShell's order of work (reference 5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_BIND_H
#define ENGINE_BIND_H

#include "shell/engine/command.h"
#include "shell/engine/error.h"

/* One argument as written or splatted. */
typedef struct Arg {
	Str param;             /* name without dash; p NULL: a plain value */
	Str param_text;        /* as written, dash and colon included: what becomes a value when nobody takes it */
	Value value;           /* VALUE_UNSET: a name alone; owned by the list */
	bool colon;            /* -name:value */
	bool bareword;         /* written without quotes: programs get it expanded */
	bool from_hash;        /* hashtable splat: bound behind all others */
	bool used;             /* bound, or handed to the name before it */
	bool follows_unknown;  /* stands behind a name nobody knows: no position takes it */
	int32_t index;         /* of the parameter; -1: none of that name */
	Span span, value_span; /* param token; value; len 0 for splatted ones */
} Arg;
typedef struct ArgList {
	Arg *p;
	uint32_t n, cap;
	Arg inline_args[8];
} ArgList;
void bind_args_init(ArgList *args);
/* A further argument, zeroed but for value, which is unset. */
Arg *bind_args_add(ArgList *args);
void bind_args_release(ArgList *args);

/* Parameter values of one running command: zeroed, command, script and invocation set, then bind_begin. */
typedef struct Binding {
	Command *command;       /* borrowed */
	Invocation *invocation; /* where errors point; borrowed */
	Value *values;          /* by parameter; VALUE_UNSET: not bound */
	uint64_t bound[4];      /* by name, position, splat, remaining, prompt or $PSDefaultParameterValues */
	uint64_t piped[4];      /* from the present pipeline object */
	uint64_t delayed[4];    /* script blocks to be run for each object: the block is the value */
	bool any_delayed;
	uint64_t restored[4];       /* parameters whose value before the pipeline is kept in before */
	uint32_t sets, sets_before; /* possible parameter sets; as they were before the pipeline object */
	uint32_t set;               /* chosen: its bit, or 0 */
	Value *before;              /* values that pipeline objects replace, or NULL */
	Value rest;                 /* simple functions: $args as array; V_EMPTY: none */
	Value position_error;       /* reference 5.3.4: raised when the argument is left over; V_EMPTY: none */
	bool expects_input;         /* the command stands behind a pipe */
	Value object;               /* the pipeline object at hand, the target of errors; V_EMPTY: none; borrowed */
	Span *delayed_at;           /* by parameter: where its script block stands, or NULL */
	Command *extended;          /* counted: command, where a dynamicparam block gave it parameters; or NULL */
	uint8_t order[2 * 256]; /* parameters in the order they were bound, behind them those of the present object */
	uint32_t norder, npiped;
	uint32_t sets_dynamic; /* sets that were possible when the dynamicparam block had run */
	Value inline_values[24];
} Binding;

enum { BIND_PARAMS_MAX = 256 };
/* Hidden note property of strings in $args that were names: its value is the name without dash. */
#define BIND_NAME_MARK "<CommandParameterName>"

/* Steps 1 to 12 of reference 5.3.  What is bound is taken out of args. */
Flow bind_begin(Interp *in, Binding *b, ArgList *args) NODISCARD;
/* One pipeline object: reference 5.6.  *bound false: an error was reported (or nothing took it), process is skipped. */
Flow bind_object(Interp *in, Binding *b, Value object, bool *bound) NODISCARD;
/* Only what comes before a dynamicparam block, and that: to know which parameters there are. */
Flow bind_probe(Interp *in, Binding *b, ArgList *args) NODISCARD;
void bind_release(Binding *b);
/* $PSBoundParameters as a new Dictionary. */
Value bind_dictionary(Interp *in, const Binding *b) NODISCARD;

/* bit sets over parameters */
static inline bool bind_bit(const uint64_t bits[4], uint32_t i)
{
	return bits[i >> 6] >> (i & 63) & 1;
}
static inline void bind_set_bit(uint64_t bits[4], uint32_t i)
{
	bits[i >> 6] |= UINT64_C(1) << (i & 63);
}
static inline void bind_clear_bit(uint64_t bits[4], uint32_t i)
{
	bits[i >> 6] &= ~(UINT64_C(1) << (i & 63));
}
static inline bool bind_is_bound(const Binding *b, uint32_t param)
{
	return bind_bit(b->bound, param) || bind_bit(b->piped, param);
}

/* ---- between the parts of the binder ---- */

/* Whether a failed conversion is an error, or only means no. */
typedef enum BindMode { BIND_COERCE, BIND_EXACT /* the value has the type already */ } BindMode;

/* A value tried on a parameter: where it stands in the script, how, and whether it was what the parameter takes. */
typedef struct BindTry {
	Span at;
	BindMode mode;
	bool fits;
} BindTry;

/* v for a parameter: transformed, converted, validated (reference 5.7).  With BIND_EXACT a value of another type gives
 * attempt->fits false and no error; validation failures are raised in both modes. */
Flow bind_value(Interp *in, const Binding *b, uint32_t index, Value v, BindTry *attempt, Value *out) NODISCARD;
/* A parameter's default value: converted, not validated. */
Flow bind_convert_default(Interp *in, const Binding *b, uint32_t index, Value v, Value *out) NODISCARD;
/* Stores an owned value and narrows the sets. */
void bind_store_take(Binding *b, uint32_t param, Value v);
Flow bind_positional(Interp *in, Binding *b, ArgList *args) NODISCARD;
/* What $PSDefaultParameterValues has for parameters of the sets that are possible by now. */
Flow bind_defaults(Interp *in, Binding *b) NODISCARD;
/* Runs the dynamicparam block; *extended: the command has further parameters now. */
Flow bind_dynamic(Interp *in, Binding *b, bool *extended) NODISCARD;
/* A dynamic parameter named beside those of another set. */
Flow bind_check_set(Interp *in, const Binding *b, const Arg *arg) NODISCARD;
Flow bind_too_many(Interp *in) NODISCARD;
/* Picks the set before (final false) or without pipeline input; AmbiguousParameterSet. */
Flow bind_resolve_set(Interp *in, Binding *b, bool final) NODISCARD;
Flow bind_mandatory(Interp *in, Binding *b) NODISCARD;
/* Asks for the n parameters, or raises MissingMandatoryParameter where nobody can be asked. */
Flow bind_ask(Interp *in, Binding *b, const uint32_t *missing, uint32_t n) NODISCARD;
/* Keeps a script block for the objects to come. */
void bind_delay(Binding *b, uint32_t index, Value block, Span at);
/* A script block given to a parameter that takes pipeline input of another kind: run for each object (reference
 * 5.6.2). */
bool bind_is_delayed(const Binding *b, uint32_t param, Value v);
/* Whether the parameter belongs to one of the sets. */
static inline bool bind_in_sets(const Param *param, uint32_t sets)
{
	return (param->sets & sets) != 0 && !param->hidden;
}
/* Flags of the parameter in the sets, or-ed. */
unsigned bind_flags(const Param *param, uint32_t sets);

typedef struct BindFault {
	const char *id;
	ErrorCategory category;
	ExceptionId exception;
	Span at;      /* len 0: the whole command */
	Value target; /* V_EMPTY: none */
	Value inner;  /* exception; V_EMPTY: none */
} BindFault;
/* Raises a ParameterBindingException of the command. */
Flow bind_fail(Interp *in, const Binding *b, const BindFault *fault, const char *fmt, ...) PRINTF(4, 5) NODISCARD;
/* The same as a record, for non-terminating ones; owned. */
Value bind_record(const Binding *b, const BindFault *fault, const char *fmt, ...) PRINTF(3, 4) NODISCARD;

/* The command with the parameters its dynamicparam block gives for these arguments; itself when it has none.  Without
 * arguments a binding that fails counts for none.  Owned. */
Flow bind_with_dynamic(Interp *in, Command *command, const Value *args, size_t n, Command **out) NODISCARD;
/* Whether binding it runs a dynamicparam block. */
bool bind_is_dynamic(const Command *command);

#endif
