/* format_custom: objects as blocks of lines: Format-Custom's class listings, and views that lay text out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/error.h"
#include "shell/format/format_private.h"
#include "shell/value/convert.h"
#include "shell/value/iter.h"

enum { DEPTH_DEFAULT = 5, INDENT = 2, DEPTH_LIMIT = 100 };

/* ---- operations ---- */

static void put_operation(RecordBuilder *builder, char operation)
{
	buf_put_char(&builder->text, operation);
	format_part(builder);
}

static void put_text(RecordBuilder *builder, Str text)
{
	buf_put_char(&builder->text, BLOCK_TEXT);
	format_part_text(builder, text);
}

static void put_line(RecordBuilder *builder, Str text)
{
	put_text(builder, text);
	put_operation(builder, BLOCK_LINE);
}

/* ---- the front ---- */

Flow format_custom_start(Shaper *shaper, Value v, FormatStart **out)
{
	format_fields_make(shaper, v, false);
	*out = format_start_new(FORMAT_CUSTOM, 0);
	return FLOW_NEXT;
}

/* Texts, numbers, dates and the like stand for themselves; objects and collections are opened. */
static bool is_leaf(Value v)
{
	Value plain = value_unwrap_peek(v);

	if (value_is_null(v) || format_value_unrolls(v))
		return value_is_null(v);
	switch ((ValueKind)plain.kind) {
	case V_DATETIME:
	case V_TIMESPAN:
	case V_TYPE:
	case V_OBJECT:
		return plain.kind != V_OBJECT || (plain.object->type->flags & TYPE_SCALAR) != 0;
	default:
		return true;
	}
}

static Flow put_leaf(Shaper *shaper, Value v)
{
	ValueStyle style = { .limit = shaper->limit };

	buf_put_char(&shaper->builder.text, BLOCK_TEXT);
	FLOW_TRY(format_value_put(shaper->in, v, &style, &shaper->builder.text));
	format_part(&shaper->builder);
	put_operation(&shaper->builder, BLOCK_LINE);
	return FLOW_NEXT;
}

static Flow put_class(Shaper *shaper, Value v, PropertyUses *uses, int depth);

static Flow put_object(Shaper *shaper, Value v, int depth)
{
	PropertyUses uses = { 0 };
	const char *const *names = format_view_default(shaper->in, v);
	Flow flow;

	if (names)
		property_expand_names(shaper->in, names, v, &uses);
	else
		property_expand_all(shaper->in, v, &uses);
	flow = put_class(shaper, v, &uses, depth);
	property_uses_release(&uses);
	return flow;
}

/* [, the elements, ], and a line of blanks behind. */
static Flow put_elements(Shaper *shaper, Value v, int depth)
{
	RecordBuilder *builder = &shaper->builder;
	Array *items;
	Flow flow = format_value_elements(shaper->in, v, &items);

	put_line(builder, S("["));
	put_operation(builder, BLOCK_INDENT);
	for (size_t i = 0; i < items->n && flow == FLOW_NEXT; i++) {
		Value item = array_is_bytes(items) ? array_get(items, i) : array_peek(items, i);

		if (shaper->limit >= 0 && i == (size_t)shaper->limit) {
			put_line(builder, str_from(runtime_edition(shaper->in)->dots));
			break;
		}
		flow = depth < 0 || is_leaf(item) || format_value_unrolls(item) ? put_leaf(shaper, item)
										: put_object(shaper, item, depth);
	}
	put_operation(builder, BLOCK_OUTDENT);
	put_line(builder, S("]"));
	put_operation(builder, BLOCK_LINE);
	value_drop(array_value(items));
	return flow;
}

static Flow put_property(Shaper *shaper, PropertyUse *use, Value v, int depth)
{
	RecordBuilder *builder = &shaper->builder;
	Value value,
		label = use->name ? value_ref(value_of_string(use->name)) : property_text(shaper->in, use->property);
	bool failed, unrolls;
	Flow flow = property_value(shaper->in, use, v, &value, &failed);

	put_text(builder, value_str_peek(label));
	put_text(builder, S(" = "));
	value_drop(label);
	if (flow != FLOW_NEXT)
		return flow;
	unrolls = format_value_unrolls(value);
	if (is_leaf(value) || (depth <= 0 && !unrolls)) {
		flow = put_leaf(shaper, value);
	} else {
		put_operation(builder, BLOCK_LINE);
		put_operation(builder, BLOCK_INDENT);
		flow = unrolls ? put_elements(shaper, value, depth - 1) : put_object(shaper, value, depth - 1);
		put_operation(builder, BLOCK_OUTDENT);
	}
	value_drop(value);
	return flow;
}

static Flow put_class(Shaper *shaper, Value v, PropertyUses *uses, int depth)
{
	RecordBuilder *builder = &shaper->builder;
	Buf head = BUF_INIT;

	buf_printf(&head, "class %.*s", STR_ARG(type_short_name(type_of(v))));
	put_line(builder, buf_str(&head));
	buf_release(&head);
	put_line(builder, S("{"));
	put_operation(builder, BLOCK_INDENT);
	for (size_t i = 0; i < uses->n; i++)
		FLOW_TRY(put_property(shaper, &uses->p[i], v, depth));
	put_operation(builder, BLOCK_OUTDENT);
	put_line(builder, S("}"));
	return FLOW_NEXT;
}

/* Lines that begin with their indent as a digit. */
static void put_indented(RecordBuilder *builder, Str text)
{
	StrSplit lines = { .rest = text };
	int now = 0;
	Str line;

	while (str_split_next(&lines, '\n', &line)) {
		int indent = line.n ? (line.p[0] - '0') * 2 : 0;

		for (; now < indent; now++)
			put_operation(builder, BLOCK_INDENT);
		for (; now > indent; now--)
			put_operation(builder, BLOCK_OUTDENT);
		put_line(builder, line.n ? str_cut(line, 1, line.n) : line);
	}
}

static Flow put_indented_view(Shaper *shaper, Value v)
{
	Value text;
	Flow flow = shaper->view->items[0].text(shaper->in, v, &text);

	if (flow == FLOW_NEXT)
		put_indented(&shaper->builder, value_str_peek(text));
	value_drop(text);
	return flow;
}

static Flow put_view(Shaper *shaper, Value v)
{
	if (shaper->view->indented)
		return put_indented_view(shaper, v);
	for (size_t i = 0; i < shaper->fields.n; i++) {
		buf_put_char(&shaper->builder.text, BLOCK_TEXT);
		FLOW_TRY(format_field_put(shaper, &shaper->fields.p[i], v, false));
		format_part(&shaper->builder);
	}
	put_operation(&shaper->builder, BLOCK_LINE);
	return FLOW_NEXT;
}

Flow format_custom_entry(Shaper *shaper, Value v)
{
	const FormatSpec *spec = shaper->spec;
	int depth = spec->depth > 0 ? spec->depth : DEPTH_DEFAULT;
	PropertyUses uses = { 0 };
	Flow flow;

	if (shaper->view)
		return put_view(shaper, v);
	if (depth > DEPTH_LIMIT)
		depth = DEPTH_LIMIT;
	if (spec->properties.n) {
		for (size_t i = 0; i < spec->properties.n; i++)
			property_expand(shaper->in, &spec->properties.p[i], v, &uses);
		flow = put_class(shaper, v, &uses, depth);
		property_uses_release(&uses);
	} else {
		flow = put_object(shaper, v, depth);
	}
	put_operation(&shaper->builder, BLOCK_LINE);
	return flow;
}

/* ---- the back ---- */

/* A line of the block, broken at the width; each piece stands at the indent. */
static Flow print_line(Formatter *formatter, size_t indent)
{
	size_t columns = formatter->target.text_columns, room = columns > indent ? columns - indent : 1;
	Buf *line = &formatter->line;
	StrSplit lines;
	Str text;
	Flow flow = FLOW_NEXT;

	buf_clear(&formatter->scratch);
	format_wrap(buf_str(line), room, room, &formatter->scratch);
	lines = (StrSplit){ .rest = buf_str(&formatter->scratch) };
	while (flow == FLOW_NEXT && str_split_next(&lines, '\n', &text)) {
		buf_clear(line);
		buf_put_many(line, ' ', indent);
		buf_put(line, text);
		flow = format_line(formatter, buf_str(line));
	}
	buf_clear(line);
	return flow;
}

Flow format_custom_block(Formatter *formatter, const FormatRecord *record)
{
	size_t indent = 0;

	buf_clear(&formatter->line);
	for (uint32_t i = 0; i < record->n; i++) {
		Str part = format_record_part(record, i);

		switch (part.n ? part.p[0] : 0) {
		case BLOCK_TEXT:
			buf_put(&formatter->line, str_cut(part, 1, part.n));
			break;
		case BLOCK_INDENT:
			indent += INDENT;
			break;
		case BLOCK_OUTDENT:
			indent -= indent >= INDENT ? INDENT : 0;
			break;
		default:
			FLOW_TRY(print_line(formatter, indent));
			break;
		}
	}
	return FLOW_NEXT;
}
