/* script_ast: the extent of parts of a script with its two ends, and PSToken: where a script block stands. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/script_ast.h"

#define LANGUAGE "System.Management.Automation.Language."

typedef struct Place {
	Script *script; /* counted */
	Span span;
} Place;

static const Place *peek(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static Value make(const TypeDef *type, Script *script, Span span)
{
	Place *place = MEM_NEW(Place);

	*place = (Place){ script_ref(script), span };
	return object_value(object_new_native(type, place));
}

Value script_ast_extent(Script *script, Span span)
{
	return make(&type_script_extent, script, span);
}

Value script_ast_token(Script *script, Span span)
{
	return make(&type_script_token, script, span);
}

static void free_place(Object *object, UNUSED ValueDrops *drops)
{
	script_drop(((Place *)object->payload)->script);
	free(object->payload);
}

static Str text_of(Value self)
{
	return script_span_text(peek(self)->script, peek(self)->span);
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, text_of(self));
	return FLOW_NEXT;
}

TYPE_GET(get_text)
{
	return types_found(out, value_string(text_of(self)));
}

TYPE_METHOD(to_string)
{
	return get_text(in, self, out);
}

TYPE_GET(get_file)
{
	Str path = peek(self)->script->path;

	return types_found(out, path.n ? value_string(path) : VALUE_NULL);
}

static Flow position(Value self, bool end, bool column, Value *out)
{
	const Place *place = peek(self);
	uint32_t line, col;

	script_position(place->script, place->span.at + (end ? place->span.len : 0), &line, &col);
	return types_found(out, value_int((int32_t)(column ? col : line)));
}

TYPE_GET(get_start_line)
{
	return position(self, false, false, out);
}

TYPE_GET(get_start_column)
{
	return position(self, false, true, out);
}

TYPE_GET(get_end_line)
{
	return position(self, true, false, out);
}

TYPE_GET(get_end_column)
{
	return position(self, true, true, out);
}

TYPE_GET(get_start)
{
	return types_found(out, value_int((int32_t)str_unit_of_byte(peek(self)->script->text, peek(self)->span.at)));
}

TYPE_GET(get_end)
{
	const Place *place = peek(self);

	return types_found(
		out, value_int((int32_t)str_unit_of_byte(place->script->text, place->span.at + place->span.len)));
}

TYPE_GET(get_length)
{
	return types_found(out, value_int((int32_t)str_units(text_of(self))));
}

/* ---- the two ends ---- */

TYPE_GET(get_start_position)
{
	return types_found(out, make(&type_script_position, peek(self)->script, (Span){ peek(self)->span.at, 0 }));
}

TYPE_GET(get_end_position)
{
	Span span = peek(self)->span;

	return types_found(out, make(&type_script_position, peek(self)->script, (Span){ span.at + span.len, 0 }));
}

/* The line it stands in, with its line end. */
TYPE_GET(get_line)
{
	const Script *script = peek(self)->script;
	uint32_t line, column;

	script_position(script, peek(self)->span.at, &line, &column);
	return types_found(out, value_string(str_cut(script->text, script->line_starts[line - 1],
					line < script->nlines ? script->line_starts[line] : script->text.n)));
}

TYPE_METHOD(get_full_script)
{
	return types_found(out, value_string(peek(self)->script->text));
}

/* ---- tables ---- */

static const MethodDef methods[] = { METHOD("ToString", "string ToString()", to_string), METHODS_END };
static const PropDef extent_props[] = {
	PROP("File", "string", get_file),
	PROP("StartScriptPosition", LANGUAGE "IScriptPosition", get_start_position),
	PROP("EndScriptPosition", LANGUAGE "IScriptPosition", get_end_position),
	PROP("StartLineNumber", "int", get_start_line),
	PROP("StartColumnNumber", "int", get_start_column),
	PROP("EndLineNumber", "int", get_end_line),
	PROP("EndColumnNumber", "int", get_end_column),
	PROP("Text", "string", get_text),
	PROP("StartOffset", "int", get_start),
	PROP("EndOffset", "int", get_end),
	PROPS_END,
};
static const PropDef position_props[] = {
	PROP("File", "string", get_file),
	PROP("LineNumber", "int", get_start_line),
	PROP("ColumnNumber", "int", get_start_column),
	PROP("Line", "string", get_line),
	PROP("Offset", "int", get_start),
	PROPS_END,
};
static const MethodDef position_methods[] = { METHOD("GetFullScript", "string GetFullScript()", get_full_script),
	METHODS_END };
static const PropDef token_props[] = {
	PROP("Content", "string", get_text),
	PROP("Start", "int", get_start),
	PROP("Length", "int", get_length),
	PROP("StartLine", "int", get_start_line),
	PROP("StartColumn", "int", get_start_column),
	PROP("EndLine", "int", get_end_line),
	PROP("EndColumn", "int", get_end_column),
	PROPS_END,
};

static const TypeOps text_ops = { .free = free_place, .text = put_text };
static const TypeOps plain_ops = { .free = free_place };
static const TypeMembers extent_members = { .props = extent_props, .methods = methods };
static const TypeMembers position_members = { .props = position_props, .methods = position_methods };
static const TypeMembers token_members = { .props = token_props };

const TypeDef type_script_extent = { .name = LANGUAGE "InternalScriptExtent",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &extent_members,
	.ops = &text_ops };
const TypeDef type_script_position = { .name = LANGUAGE "InternalScriptPosition",
	.base = &type_known[T_OBJECT],
	.members = &position_members,
	.ops = &plain_ops };
const TypeDef type_script_token = { .name = "System.Management.Automation.PSToken",
	.base = &type_known[T_OBJECT],
	.members = &token_members,
	.ops = &plain_ops };
