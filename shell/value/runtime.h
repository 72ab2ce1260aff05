/* runtime: what rooms below the engine may ask of the interpreter. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_RUNTIME_H
#define VALUE_RUNTIME_H

#include "shell/base/diag.h"
#include "shell/base/edition.h"
#include "shell/base/env.h"
#include "shell/value/fault.h"
#include "shell/value/type.h"

/* First member of the Interp: a vtable the engine fills, and the data every room may read. */
typedef struct Runtime {
	const Edition *edition;
	Collation *collation; /* the culture's order of strings, by the edition's rules */
	Env *env;
	TypeSet *types;
	struct TypeData *type_data;      /* what Update-TypeData said (type_data.h); NULL: nothing */
	const volatile int *interrupted; /* becomes non-zero on Ctrl-C */
	/* What a long loop returns when it sees that.  The flag stays until all has been left. */
	Flow (*stop)(Interp *in);
	/* Makes the error record and returns FLOW_THROW. */
	Flow (*raise)(Interp *in, const Fault *fault, Str message);
	/* Runs a script block with arguments and $_ (V_EMPTY: unset), output collected: none, the object, or an
	 * array. */
	Flow (*invoke)(Interp *in, Value block, const Value *args, size_t n, Value underscore, Value *out);
	/* The same in the scope of the caller: .ForEach({}) and .Where({}). */
	Flow (*invoke_here)(Interp *in, Value block, const Value *args, size_t n, Value underscore, Value *out);
	/* The same for a script method or property: $this is self, $_ stays as it is. */
	Flow (*invoke_this)(Interp *in, Value block, Value self, const Value *args, size_t n, Value *out);
	/* A variable by name ("OFS"); V_EMPTY when unset.  Borrowed. */
	Value (*variable_peek)(Interp *in, Str name);
	/* A path as a script gives it to .NET, as a file name of the machine: drives translated, relative to the
	 * shell's location.  The second is the way back, for messages. */
	void (*real_path)(Interp *in, Str path, Buf *out);
	void (*shown_path)(Interp *in, Str real, Buf *out);
	/* A string whose note is not 0 (a line of Get-Content), as an object that carries its note properties: for
	 * member look-up, listing and wrapping.  Owned; the string itself when nothing is known of the note. */
	Value (*with_notes)(Interp *in, Value v);
	bool (*is_note)(Interp *in, Str name); /* whether such an object has a note property of this name */
	/* false when the C stack is nearly used up: the caller gives up with runtime_too_deep. */
	bool (*stack_left)(Interp *in);
	Flow (*too_deep)(Interp *in);
	/* The pending error of a FLOW_THROW: its exception (owned), after which it is no longer pending.  For members
	 * that catch what they call. */
	Value (*take_error)(Interp *in);
	Value (*error_peek)(Interp *in); /* its exception while it stays pending, borrowed */
	void (*clear_error)(Interp *in);
	int (*strict)(Interp *in); /* Set-StrictMode's version; 0: off */
	/* Writes to a stream of the running command, for members that warn: 3 warning, 4 verbose. */
	Flow (*write_text)(Interp *in, int stream, Str text);
	/* A static method named like a type that only the engine has ([scriptblock]::Create): see engine. */
	Flow (*make_block)(Interp *in, Str text, Value *out);
	void (*put_block_text)(Value block, Buf *out);
} Runtime;

/* What lower rooms may ask of the interpreter. */
static inline Runtime *runtime_of(Interp *in)
{
	return (Runtime *)in; /* by the rule above */
}
/* Texts, limits and looks of the edition in use. */
static inline const Edition *runtime_edition(Interp *in)
{
	return runtime_of(in)->edition;
}
/* For loops without statements of the language in them. */
static inline Flow runtime_poll(Interp *in)
{
	return *runtime_of(in)->interrupted ? runtime_of(in)->stop(in) : FLOW_NEXT;
}
/* The culture's order of texts. */
static inline const Collation *runtime_collation(Interp *in)
{
	return runtime_of(in)->collation;
}

#endif
