/* format_wide: one property of each object, several in a row. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/format/format_private.h"

enum { COLUMNS_DEFAULT = 2, WIDTH_MIN = 5 };

/* ---- the front ---- */

/* The property asked for, the view's, the one that names objects of this kind, or the first. */
Flow format_wide_start(Shaper *shaper, Value v, FormatStart **out)
{
	const FormatSpec *spec = shaper->spec;
	PropertyUses uses = { 0 };
	FormatStart *start;

	format_fields_make(shaper, v, true);
	if (!spec->properties.n && !shaper->view && !format_view_default(shaper->in, v) &&
		format_value_name(shaper->in, v, &uses)) {
		for (size_t i = 0; i < shaper->fields.n; i++)
			if (str_ieq(string_str(shaper->fields.p[i].label), string_str(uses.p[0].name))) {
				Field first = shaper->fields.p[0];

				shaper->fields.p[0] = shaper->fields.p[i];
				shaper->fields.p[i] = first;
			}
		property_uses_release(&uses);
	}
	start = format_start_new(FORMAT_WIDE, 0);
	start->n = (uint32_t)(spec->columns ? spec->columns : COLUMNS_DEFAULT);
	start->auto_size = spec->auto_size;
	*out = start;
	return FLOW_NEXT;
}

Flow format_wide_entry(Shaper *shaper, Value v)
{
	if (shaper->fields.n)
		FLOW_TRY(format_field_put(shaper, &shaper->fields.p[0], v, false));
	format_part(&shaper->builder);
	return FLOW_NEXT;
}

/* ---- the back ---- */

/* How many items of a width a row takes: as many as leave the last one a column more than it needs. */
static size_t best_fit(size_t width, size_t room)
{
	size_t n = 1;

	if (width == 0 || width >= room)
		return 1;
	while (width + (width + 1) * n < room)
		n++;
	return n;
}

/* The columns share the screen; *width: the widest item, when it decides how many there are. */
void format_wide_layout(Formatter *formatter, const size_t *width)
{
	TableLayout *layout = &formatter->layout;
	size_t room = formatter->target.columns;
	size_t n = width ? best_fit(*width, room) : formatter->start->n;

	layout->disabled = room < WIDTH_MIN;
	while (n > 1 && n + (n - 1) > room)
		n--;
	free(layout->widths);
	layout->widths = MEM_ARRAY(size_t, n);
	layout->n = layout->shown = n;
	for (size_t i = 0; i < n && !layout->disabled; i++)
		layout->widths[i] = (room - (n - 1)) / n + (i < (room - (n - 1)) % n);
}

Flow format_wide_flush(Formatter *formatter)
{
	const TableLayout *layout = &formatter->layout;
	const Edition *edition = runtime_edition(formatter->in);
	Buf *line = &formatter->line;
	Flow flow;

	if (!formatter->row.n)
		return FLOW_NEXT;
	for (size_t i = 0; i < layout->n; i++) {
		Str text = i < formatter->row.n ? format_record_part(formatter->row.p[i].record, 0) : S("");

		if (i)
			buf_put_char(line, ' ');
		format_put_cell(
			line, text, layout->widths[i], 'l', i + 1 < layout->n || edition->pad_last_column, edition);
	}
	for (size_t i = 0; i < formatter->row.n; i++)
		format_record_drop(formatter->row.p[i].record);
	formatter->row.n = 0;
	flow = format_line(formatter, buf_str(line));
	buf_clear(line);
	return flow;
}

Flow format_wide_item(Formatter *formatter, FormatRecord *record)
{
	if (formatter->layout.disabled)
		return FLOW_NEXT;
	VEC_PUSH(&formatter->row, (FormatHeld){ format_record_ref(record) });
	return formatter->row.n < formatter->layout.n ? FLOW_NEXT : format_wide_flush(formatter);
}
