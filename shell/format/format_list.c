/* format_list: an object as lines of label and value (reference 8.6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "shell/format/format_private.h"

enum {
	WIDTH_MIN = 5, /* of the screen: below, blank lines are all that is left of a list */
	SEPARATOR = 3, /* " : " */
};

/* ---- the front ---- */

/* Whether v carries exactly the slots that the fields were made for: names are shared by objects of one making. */
static bool is_alike(const Shaper *shaper, Value v)
{
	const Object *object = v.object;

	if (v.kind != V_OBJECT || object->type->id != T_PSCUSTOM || object->type_names ||
		object->nslots != shaper->names.n || shaper->names.n == 0)
		return false;
	for (uint32_t i = 0; i < object->nslots; i++)
		if (object->slots[i].name != shaper->names.p[i].string || object->slots[i].kind != SLOT_NOTE ||
			object->slots[i].hidden)
			return false;
	return true;
}

static void note_names(Shaper *shaper, Value v)
{
	if (v.kind != V_OBJECT || v.object->type->id != T_PSCUSTOM)
		return;
	for (uint32_t i = 0; i < v.object->nslots; i++)
		VEC_PUSH(&shaper->names, value_ref(value_of_string(v.object->slots[i].name)));
}

Flow format_list_start(Shaper *shaper, Value v, FormatStart **out)
{
	(void)v;
	format_fields_drop(shaper);
	*out = format_start_new(FORMAT_LIST, 0);
	return FLOW_NEXT;
}

static bool has_row(const Field *field, Value v)
{
	return !field->item || !field->item->only || strcmp(field->item->only, type_of(v)->name) == 0;
}

static Flow put_fields(Shaper *shaper, Value v)
{
	for (size_t i = 0; i < shaper->fields.n; i++) {
		Field *field = &shaper->fields.p[i];

		if (!has_row(field, v))
			continue;
		format_part_text(&shaper->builder, string_str(field->label));
		FLOW_TRY(format_field_put(shaper, field, v, false));
		format_part(&shaper->builder);
	}
	return FLOW_NEXT;
}

/* Without a view each object shows its own properties. */
Flow format_list_entry(Shaper *shaper, Value v)
{
	if (shaper->view ? !shaper->fields.n : !is_alike(shaper, v)) {
		format_fields_make(shaper, v, false);
		note_names(shaper, v);
	}
	return put_fields(shaper, v);
}

Flow format_list_stray(Shaper *shaper, Value v)
{
	FormatSpec plain = { .shape = FORMAT_LIST };
	Shaper *other = format_shaper_make(shaper->in, &plain, shaper->emit, shaper->pass, shaper->self);
	RecordBuilder mine = shaper->builder;
	Flow flow;

	other->limit = shaper->limit;
	other->builder = mine;
	format_fields_make(other, v, false);
	flow = put_fields(other, v);
	shaper->builder = other->builder;
	other->builder = (RecordBuilder){ .text = BUF_INIT };
	format_shaper_free(other);
	return flow;
}

/* ---- the back ---- */

static Flow print_property(Formatter *formatter, Str label, Str value, size_t width)
{
	size_t columns = formatter->target.text_columns, indent = width + SEPARATOR;
	Buf *line = &formatter->line;
	StrSplit lines;
	Str text;
	Flow flow = FLOW_NEXT;
	bool first = true;

	buf_clear(&formatter->scratch);
	format_wrap(value, columns - indent, columns - indent, &formatter->scratch);
	lines = (StrSplit){ .rest = buf_str(&formatter->scratch) };
	while (flow == FLOW_NEXT && str_split_next(&lines, '\n', &text)) {
		if (first) {
			format_put_padded(line, format_head(label, width), width, 'l', true);
			buf_put(line, S(" : "));
		} else {
			buf_put_many(line, ' ', indent);
		}
		first = false;
		buf_put(line, text);
		flow = format_line(formatter, buf_str(line));
		buf_clear(line);
	}
	return flow;
}

/* Labels padded to the longest of this object, which leaves the values one column at least. */
Flow format_list_object(Formatter *formatter, const FormatRecord *record)
{
	size_t columns = formatter->target.text_columns, width = 0;

	if (columns < WIDTH_MIN)
		return FLOW_NEXT;
	for (uint32_t i = 0; i < record->n; i += 2) {
		size_t n = format_columns(format_record_part(record, i));

		width = n > width ? n : width;
	}
	if (width > columns - SEPARATOR - 1)
		width = columns - SEPARATOR - 1;
	for (uint32_t i = 0; i + 1 < record->n; i += 2)
		FLOW_TRY(print_property(
			formatter, format_record_part(record, i), format_record_part(record, i + 1), width));
	return FLOW_NEXT;
}
