/* bind: arguments to parameters: named, positional, from the pipeline, by PowerShell's order of work (reference 5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_BIND_H
#define ENGINE_BIND_H

#include "shell/engine/command.h"
#include "shell/engine/error.h"

/* One argument as written or splatted. */
typedef struct Arg {
	Str param;             /* name without dash; p NULL: a plain value */
	Str param_text;        /* as written, dash included: what becomes a value when nobody takes it */
	Value value;           /* V_UNSET: a name alone; owned by the list */
	bool colon;            /* -name:value */
	bool from_hash;        /* hashtable splat: bound behind all others */
	bool verbatim;         /* "-x" behind -- or from a comma: never a name */
	Span span, value_span; /* param token; value; both empty for splatted ones */
	bool used;             /* bound by one of the steps */
} Arg;
typedef struct ArgList {
	Arg *p;
	uint32_t n, cap;
	Arg inline_args[8];
} ArgList;
void bind_args_init(ArgList *args);
Arg *bind_args_add(ArgList *args);
void bind_args_release(ArgList *args);

/* Parameter values of one running command.  Zero-initialized, then bind_begin. */
typedef struct Binding {
	Command *command;       /* borrowed */
	Script *script;         /* where the arguments stand, for positions; borrowed */
	Invocation *invocation; /* borrowed */
	Value *values;          /* by parameter; V_UNSET: not bound */
	uint64_t bound[4];      /* by name, position, splat, remaining or $PSDefaultParameterValues */
	uint64_t defaulted[4];
	uint64_t piped[4];          /* from the present pipeline object */
	uint64_t delayed[4];        /* script blocks to be run for each object: the block is the value */
	uint32_t sets, sets_before; /* possible parameter sets; before the pipeline object */
	uint32_t set;               /* chosen: bit, or 0 */
	Value *before;              /* values that pipeline objects replace, or NULL */
	Value rest;                 /* simple functions: $args */

	Value positional_error; /* reference 5.3.4: thrown when the argument is left over */
	bool expects_input;
	Value inline_values[24];
} Binding;

/* Steps 1 to 12 of reference 5.3.  args is consumed as far as it is bound. */
Flow bind_begin(Interp *in, Binding *b, ArgList *args) NODISCARD;
/* One pipeline object: reference 5.6.  *bound false: an error was reported, process is skipped. */
Flow bind_object(Interp *in, Binding *b, Value object, bool *bound) NODISCARD;
void bind_release(Binding *b);
bool bind_is_bound(const Binding *b, uint32_t param);
/* $PSBoundParameters as a new Dictionary. */
Value bind_dictionary(const Binding *b) NODISCARD;

/* Converts and validates one value for a parameter as bind does by name: dynamic uses. */
Flow bind_coerce(Interp *in, const Binding *b, const Param *param, Value v, Span at, Value *out) NODISCARD;

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

#endif
