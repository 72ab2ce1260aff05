/* fake_runtime: an interpreter for tests of the value room: raises into itself, runs blocks that are C functions. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_FAKE_RUNTIME_H
#define TESTS_FAKE_RUNTIME_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/value/array.h"
#include "shell/value/runtime.h"

typedef Flow (*FakeBlockFn)(Interp *in, Value self, const Value *args, size_t n, Value underscore, Value *out);

struct Block {
	BlockHead head;
	FakeBlockFn fn;
	const char *text;
};

struct Interp {
	Runtime runtime;
	Env env;
	Collation *collation;
	Value error; /* exception of the pending error; V_EMPTY: none */
	char id[128];
	ErrorCategory category;
	Value target;
	Value ofs;
};

static inline void fake_forget(Interp *in)
{
	value_set_take(&in->error, VALUE_EMPTY);
	value_set_take(&in->target, VALUE_EMPTY);
	in->id[0] = '\0';
}

static inline Flow fake_raise(Interp *in, const Fault *fault, Str message)
{
	Value exception = fault_exception_new(fault, message), target = value_ref(fault->target);
	Str id = fault->id ? str_from(fault->id) : type_short_name(exception_type(fault->exception));

	(void)snprintf(in->id, sizeof(in->id), "%.*s", STR_ARG(id));
	in->category = fault->category;
	value_set_take(&in->error, exception);
	value_set_take(&in->target, target);
	return FLOW_THROW;
}

static inline Flow fake_invoke_this(Interp *in, Value block, Value self, const Value *args, size_t n, Value *out)
{
	*out = VALUE_EMPTY;
	return block.block->fn(in, self, args, n, VALUE_EMPTY, out);
}

static inline Flow fake_invoke(Interp *in, Value block, const Value *args, size_t n, Value underscore, Value *out)
{
	*out = VALUE_EMPTY;
	return block.block->fn(in, VALUE_EMPTY, args, n, underscore, out);
}

static inline Value fake_variable(Interp *in, Str name)
{
	return str_ieq(name, S("OFS")) ? in->ofs : VALUE_EMPTY;
}

static inline Value fake_take_error(Interp *in)
{
	Value error = in->error;

	in->error = VALUE_EMPTY;
	return error;
}

static inline Value fake_error_peek(Interp *in)
{
	return in->error;
}

static inline int fake_strict(Interp *in)
{
	(void)in;
	return 0;
}

static inline bool fake_stack_left(Interp *in)
{
	(void)in;
	return true;
}

static inline bool fake_is_note(UNUSED Interp *in, UNUSED Str name)
{
	return true;
}

static inline Value fake_with_notes(Interp *in, Value v)
{
	(void)in;
	return value_ref(v);
}

static inline void fake_put_block(Value block, Buf *out)
{
	buf_put(out, str_from(block.block->text));
}

static inline void fake_free_block(struct Block *block, ValueDrops *drops)
{
	(void)drops;
	value_free(block);
}

static inline Value fake_block(FakeBlockFn fn, const char *text)
{
	struct Block *block = value_alloc(V_BLOCK, sizeof(*block));

	block->head.free = fake_free_block;
	block->fn = fn;
	block->text = text;
	return (Value){ .kind = V_BLOCK, .type = T_SCRIPTBLOCK, .block = block };
}

/* 2026-11-22 12:00, as the recordings of dates without a year need it; no offset from UTC. */
static inline int64_t fake_now(void *self)
{
	(void)self;
	return MOMENT_UNIX_EPOCH + INT64_C(1795348800) * MOMENT_TICKS_PER_SECOND;
}

static inline int fake_offset(void *self, int64_t ticks)
{
	(void)self;
	(void)ticks;
	return 0;
}

static const volatile int fake_interrupted; /* never */

static inline Interp *fake_interp_new(const Edition *edition)
{
	Interp *in = MEM_NEW(Interp);

	in->collation = collate_new(edition->collate);
	in->env = (Env){ .now = fake_now, .utc_offset = fake_offset };
	in->runtime = (Runtime){ .edition = edition,
		.interrupted = &fake_interrupted,
		.collation = in->collation,
		.env = &in->env,
		.types = type_set_new(),
		.raise = fake_raise,
		.invoke = fake_invoke,
		.invoke_here = fake_invoke,
		.invoke_this = fake_invoke_this,
		.variable_peek = fake_variable,
		.with_notes = fake_with_notes,
		.is_note = fake_is_note,
		.stack_left = fake_stack_left,
		.strict = fake_strict,
		.take_error = fake_take_error,
		.error_peek = fake_error_peek,
		.clear_error = fake_forget,
		.put_block_text = fake_put_block };
	return in;
}

static inline void fake_interp_free(Interp *in)
{
	fake_forget(in);
	value_drop(in->ofs);
	collate_free(in->collation);
	type_set_free(in->runtime.types);
	free(in);
	assert_int_equal(value_live(), 0);
}

#endif
