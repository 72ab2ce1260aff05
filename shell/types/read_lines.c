/* read_lines: what [IO.File]::ReadLines gives: lines that are read as they are asked for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/enumerator.h"
#include "shell/types/stream.h"
#include "shell/types/types_list.h"

/* The payload is a StreamReader, closed at the end: all walks share it (asked of .NET 10). */
typedef struct Lines {
	Value reader;
	bool closed;
} Lines;

static void free_lines(Object *object, ValueDrops *drops)
{
	Lines *lines = object->payload;

	value_drop_later(drops, lines->reader);
	free(lines);
}

/* The file is opened at once, so that one that is missing is told where it was named. */
Flow types_file_read_lines(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Value reader;
	Lines *lines;

	(void)self;
	FLOW_TRY(member_construct(in, &type_stream_reader, args, n, &reader) == FLOW_NEXT ? FLOW_NEXT
											  : types_rethrow_inner(in));
	lines = MEM_NEW(Lines);
	lines->reader = reader;
	return types_found(out, object_value(object_new_native(&type_read_lines, lines)));
}

static Flow used_up(Interp *in, Value self)
{
	Fault fault = {
		.id = "BadEnumeration", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME, .target = self
	};

	return fault_raise(in, &fault,
		"An error occurred while enumerating through a collection: Cannot read from a closed TextReader.\nObject "
		"name: 'StreamReader'..");
}

static bool next(Interp *in, Value self, Value *item, Flow *flow)
{
	Lines *lines = value_unwrap_peek(self).object->payload;

	*flow = lines->closed ? used_up(in, self) : types_reader_line(in, lines->reader, item);
	if (*flow != FLOW_NEXT)
		return false;
	if (!value_is_null(*item))
		return true;
	lines->closed = true;
	*flow = types_reader_close(in, lines->reader);
	return false;
}

TYPE_METHOD(get_enumerator)
{
	return types_found(out, enumerator_new(in, self));
}

static const MethodDef methods[] = {
	METHOD("GetEnumerator", "System.Collections.Generic.IEnumerator[string] GetEnumerator()", get_enumerator),
	METHODS_END,
};
static const TypeMembers members = { .methods = methods };
static const TypeOps ops = { .free = free_lines, .next = next };
static const TypeDef *const interfaces[] = { &type_known[T_IENUMERABLE], NULL };
const TypeDef type_read_lines = { .name = "System.IO.ReadLinesIterator",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.elem = &type_known[T_STRING],
	.interfaces = interfaces };
