/* gc: System.GC: values are counted here, so there is nothing left to collect. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <malloc.h>

#include "shell/types/types_list.h"

TYPE_METHOD(do_nothing)
{
	return types_found(out, VALUE_EMPTY);
}

TYPE_METHOD(get_total_memory)
{
	struct mallinfo2 info = mallinfo2();

	return types_found(out, value_integer(T_INT64, (int64_t)info.uordblks));
}

TYPE_METHOD(get_zero)
{
	return types_found(out, value_int(0));
}

static const MethodDef static_methods[] = {
	METHOD("Collect", "static void Collect()", do_nothing),
	METHOD("Collect", "static void Collect(int generation)", do_nothing),
	METHOD("CollectionCount", "static int CollectionCount(int generation)", get_zero),
	METHOD("GetGeneration", "static int GetGeneration(System.Object obj)", get_zero),
	METHOD("GetTotalMemory", "static long GetTotalMemory(bool forceFullCollection)", get_total_memory),
	METHOD("SuppressFinalize", "static void SuppressFinalize(System.Object obj)", do_nothing),
	METHOD("WaitForPendingFinalizers", "static void WaitForPendingFinalizers()", do_nothing),
	METHODS_END,
};

static const TypeMembers members = { .static_methods = static_methods };
const TypeDef type_gc = {
	.name = "System.GC", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &members
};
