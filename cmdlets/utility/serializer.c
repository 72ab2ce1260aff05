/* serializer: System.Management.Automation.PSSerializer: CLIXML without a cmdlet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/serializer.h"
#include "cmdlets/utility/clixml.h"
#include "shell/types/types.h"

enum { DEPTH = 2 };

TYPE_METHOD(serialize)
{
	int64_t depth = n > 1 ? types_int(args[1]) : DEPTH;
	ClixmlWriter writer;
	Buf text = BUF_INIT;
	Flow flow;

	if (depth < 1)
		return fault_exception(
			in, EXC_PS_ARGUMENT, "Value of depth parameter must be greater than or equal to 1.");
	clixml_begin(&writer, in, NULL, &text);
	flow = clixml_put(&writer, args[0], depth);
	clixml_end(&writer);
	clixml_release(&writer);
	*out = types_buf_string(&text);
	return flow;
}

TYPE_METHOD(deserialize_list)
{
	Array *items = array_new_objects();
	Flow flow = clixml_read_list(in, types_str(args[0]), items);

	if (flow == FLOW_NEXT)
		return types_found(out, array_value(items));
	value_drop(array_value(items));
	return flow;
}

/* One object as it is, several as an array, none as $null. */
TYPE_METHOD(deserialize)
{
	Value list = VALUE_EMPTY;

	FLOW_TRY(deserialize_list(in, self, args, n, &list));
	if (list.array->n > 1)
		return types_found(out, list);
	*out = list.array->n ? value_ref(array_peek(list.array, 0)) : VALUE_NULL;
	value_drop(list);
	return FLOW_NEXT;
}

static const MethodDef static_methods[] = {
	METHOD("Serialize", "static string Serialize(System.Object source)", serialize),
	METHOD("Serialize", "static string Serialize(System.Object source, int depth)", serialize),
	METHOD("Deserialize", "static System.Object Deserialize(string source)", deserialize),
	METHOD("DeserializeAsList", "static System.Object[] DeserializeAsList(string source)", deserialize_list),
	METHODS_END,
};
static const TypeMembers members = { .static_methods = static_methods };

static const TypeDef type = {
	.name = "System.Management.Automation.PSSerializer",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &members,
};

const TypeEntry serializer_entries[] = { { &type, NULL } };
const size_t serializer_nentries = COUNT(serializer_entries);
