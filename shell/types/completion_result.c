/* completion_result: CompletionResult: one of what Tab offers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

typedef struct Result {
	Value text, list_item, type, tool_tip;
} Result;

static const Result *peek(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static void free_result(Object *object, ValueDrops *drops)
{
	Result *result = object->payload;

	value_drop_later(drops, result->text);
	value_drop_later(drops, result->list_item);
	value_drop_later(drops, result->type);
	value_drop_later(drops, result->tool_tip);
	free(result);
}

#define FIELD_OF(name)                                                                                                 \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		return types_found(out, value_ref(peek(self)->name));                                                  \
	}
FIELD_OF(text)
FIELD_OF(list_item)
FIELD_OF(type)
FIELD_OF(tool_tip)

/* One text alone is all three. */
TYPE_METHOD(create)
{
	static const char *const names[] = { "completionText", "listItemText", "resultType", "toolTip" };
	Result *result;

	for (size_t i = 0; i < n; i++)
		if (i != 2 && types_str(args[i]).n == 0)
			return types_null(in, names[i]);
	result = MEM_NEW(Result);
	*result = (Result){ value_ref(args[0]), value_ref(args[n > 1 ? 1 : 0]),
		n > 1 ? value_ref(args[2]) : value_enum(&type_completion_result_type, 0),
		value_ref(args[n > 1 ? 3 : 0]) };
	return types_found(out, object_value(object_new_native(&type_completion_result, result)));
}

static const PropDef props[] = {
	PROP("CompletionText", "string", get_text),
	PROP("ListItemText", "string", get_list_item),
	PROP("ResultType", SMA "CompletionResultType", get_type),
	PROP("ToolTip", "string", get_tool_tip),
	PROPS_END,
};
static const MethodDef constructors[] = {
	NEW(SMA "CompletionResult new(string completionText, string listItemText, " SMA
		"CompletionResultType resultType, string toolTip)",
		create),
	NEW(SMA "CompletionResult new(string completionText)", create),
	METHODS_END,
};
static const TypeMembers members = { .props = props, .constructors = constructors };
static const TypeOps ops = { .free = free_result };
const TypeDef type_completion_result = {
	.name = SMA "CompletionResult", .base = &type_known[T_OBJECT], .members = &members, .ops = &ops
};
