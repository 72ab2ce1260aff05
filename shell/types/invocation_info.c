/* invocation_info: System.Management.Automation.InvocationInfo: $MyInvocation, and where errors stand. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/pipeline.h"
#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

static const Invocation *peek(Value self)
{
	return object_payload_peek(self, &pipeline_invocation_type);
}

static Value text_or_empty(const Invocation *i, bool path)
{
	return value_string(path && i->script ? i->script->path : S(""));
}

/* ---- the command ---- */

TYPE_GET(get_command)
{
	struct Command *command = peek(self)->command;

	return types_found(out, command ? command_info_new(command) : VALUE_NULL);
}

TYPE_GET(get_bound)
{
	const Invocation *i = peek(self);
	const TypeDef *type;

	if (!value_is_null(i->bound))
		return types_found(out, value_ref(i->bound));
	type = type_set_close(
		runtime_of(in)->types, type_of_id(T_DICTIONARY), type_of_id(T_STRING), type_of_id(T_OBJECT));
	return types_found(out, hash_value(hash_new(type, true)));
}

TYPE_GET(get_unbound)
{
	Value unbound = peek(self)->unbound, list = types_list(in, T_LIST, type_of_id(T_OBJECT));

	if (unbound.kind == V_LIST) {
		value_drop(list);
		return types_found(out, value_ref(unbound));
	}
	for (size_t i = 0; unbound.kind == V_ARRAY && i < unbound.array->n; i++)
		list_push_take(list.list, array_get(unbound.array, i));
	return types_found(out, list);
}

TYPE_GET(get_name)
{
	String *name = peek(self)->name;

	return types_found(out, name ? value_ref(value_of_string(name)) : value_string(S("")));
}

TYPE_GET(get_length)
{
	const Invocation *i = peek(self);

	return types_found(out, value_int(i->command || i->name ? i->length : 0));
}

TYPE_GET(get_position)
{
	const Invocation *i = peek(self);

	return types_found(out, value_int(i->command || i->name ? i->position : 0));
}

TYPE_GET(get_expecting_input)
{
	return types_found(out, value_bool(peek(self)->expecting_input));
}

TYPE_GET(get_history_id)
{
	return types_found(out, value_long(peek(self)->history_id));
}

TYPE_GET(get_origin)
{
	enum { RUNSPACE, INTERNAL };

	return types_found(out, value_enum(&type_command_origin, peek(self)->command ? RUNSPACE : INTERNAL));
}

/* ---- the place ---- */

static void place(const Invocation *i, uint32_t *line, uint32_t *column)
{
	*line = *column = 0;
	if (i->script)
		script_position(i->script, i->span.at, line, column);
}

TYPE_GET(get_line_number)
{
	uint32_t line, column;

	place(peek(self), &line, &column);
	return types_found(out, value_int((int32_t)line));
}

TYPE_GET(get_offset)
{
	uint32_t line, column;

	place(peek(self), &line, &column);
	return types_found(out, value_int((int32_t)column));
}

/* With its line end. */
TYPE_GET(get_line)
{
	const Invocation *i = peek(self);
	uint32_t line, column, start, end;

	place(i, &line, &column);
	if (line == 0)
		return types_found(out, value_string(S("")));
	start = i->script->line_starts[line - 1];
	end = line < i->script->nlines ? i->script->line_starts[line] : (uint32_t)i->script->text.n;
	return types_found(out, value_string(str_cut(i->script->text, start, end)));
}

TYPE_GET(get_statement)
{
	const Invocation *i = peek(self);

	return types_found(out, value_string(i->script ? script_span_text(i->script, i->span) : S("")));
}

TYPE_GET(get_position_message)
{
	const Invocation *i = peek(self);
	Buf text = BUF_INIT;

	if (i->script)
		script_put_position(i->script, i->span, runtime_edition(in), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_GET(get_script_name)
{
	return types_found(out, text_or_empty(peek(self), true));
}

TYPE_GET(get_root)
{
	const Invocation *i = peek(self);
	Str path = i->script ? i->script->path : S("");
	size_t back = str_rfind(path, S("\\"), path.n), slash = str_rfind(path, S("/"), path.n);
	size_t end = back == STR_NONE || (slash != STR_NONE && slash > back) ? slash : back;

	return types_found(out, value_string(end == STR_NONE ? S("") : str_cut(path, 0, end ? end : 1)));
}

TYPE_GET(get_command_path)
{
	const Invocation *i = peek(self);

	return types_found(out, i->script && i->script->path.n ? text_or_empty(i, true) : VALUE_NULL);
}

TYPE_GET(get_null)
{
	return types_found(out, VALUE_NULL);
}

static const PropDef props[] = {
	PROP("MyCommand", SMA "CommandInfo", get_command),
	PROP("BoundParameters", "System.Collections.Generic.Dictionary[string,System.Object]", get_bound),
	PROP("UnboundArguments", "System.Collections.Generic.List[System.Object]", get_unbound),
	PROP("ScriptLineNumber", "int", get_line_number),
	PROP("OffsetInLine", "int", get_offset),
	PROP("HistoryId", "long", get_history_id),
	PROP("ScriptName", "string", get_script_name),
	PROP("Line", "string", get_line),
	PROP_IN_CORE("Statement", "string", get_statement),
	PROP("PositionMessage", "string", get_position_message),
	PROP("PSScriptRoot", "string", get_root),
	PROP("PSCommandPath", "string", get_command_path),
	PROP("InvocationName", "string", get_name),
	PROP("PipelineLength", "int", get_length),
	PROP("PipelinePosition", "int", get_position),
	PROP("ExpectingInput", "bool", get_expecting_input),
	PROP("CommandOrigin", SMA "CommandOrigin", get_origin),
	PROP("DisplayScriptPosition", SMA "Language.IScriptExtent", get_null),
	PROPS_END,
};

const TypeMembers type_invocation_info = { .props = props };
