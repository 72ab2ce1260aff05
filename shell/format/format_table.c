/* format_table: columns, their widths, header and rows (reference 8.3, 8.4). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/format/format_private.h"

enum {
	COLUMNS_MAX = 10, /* without -Property */
	WIDTH_MIN = 5,    /* of the screen: below, no table at all */
};

/* ---- the front ---- */

/* Right for numbers, truth values, characters, enums and secure strings; by the first row (reference 8.4.1). */
static char natural_align(Value v)
{
	v = value_unwrap_peek(v);
	switch ((ValueKind)v.kind) {
	case V_BOOL:
		return v.type == T_BOOL ? 'r' : 'l';
	case V_CHAR:
	case V_INT:
	case V_SINGLE:
	case V_DOUBLE:
	case V_DECIMAL:
	case V_BIGINT:
	case V_ENUM:
	case V_SECRET:
		return 'r';
	default:
		return 'l';
	}
}

/* The value is fetched here and again for the row, as .NET does: a script block with side effects shows it. */
static Flow column_align(Shaper *shaper, Field *field, Value v, char *out)
{
	const Property *property = field->use.property;
	Value value;
	bool failed;

	if (field->item) {
		*out = 'l';
		if (field->item->align)
			*out = field->item->align;
		return FLOW_NEXT;
	}
	if (property && property->align) {
		*out = property->align;
		return FLOW_NEXT;
	}
	FLOW_TRY(format_field_value(shaper, field, v, &value, &failed));
	*out = natural_align(value);
	value_drop(value);
	return FLOW_NEXT;
}

static size_t column_width(const Field *field)
{
	if (field->item)
		return (size_t)field->item->width;
	return field->use.property ? (size_t)field->use.property->width : 0;
}

/* Fields past the first COLUMNS_MAX are not shown, unless they were asked for. */
static void limit_fields(Shaper *shaper)
{
	if (shaper->spec->properties.n || shaper->view)
		return;
	while (shaper->fields.n > COLUMNS_MAX) {
		Field *last = &shaper->fields.p[--shaper->fields.n];

		value_drop(value_of_string(last->label));
		value_drop(value_of_string(last->use.name));
	}
}

Flow format_table_start(Shaper *shaper, Value v, FormatStart **out)
{
	const FormatSpec *spec = shaper->spec;
	FormatStart *start;
	Flow flow = FLOW_NEXT;

	format_fields_make(shaper, v, true);
	limit_fields(shaper);
	start = format_start_new(FORMAT_TABLE, shaper->fields.n);
	for (size_t i = 0; i < shaper->fields.n; i++) {
		FormatColumn *column = &start->column[i];

		column->label = value_ref(value_of_string(shaper->fields.p[i].label)).string;
		column->width = column_width(&shaper->fields.p[i]);
		if (flow == FLOW_NEXT)
			flow = column_align(shaper, &shaper->fields.p[i], v, &column->align);
	}
	start->auto_size = spec->auto_size;
	start->sampled = start->n && start->column[0].width == 0;
	start->hide_headers = spec->hide_headers;
	start->wrap = spec->wrap || (shaper->view && shaper->view->wrap);
	start->repeat_header = spec->repeat_header;
	*out = start;
	if (flow != FLOW_NEXT) {
		format_start_drop(start);
		*out = NULL;
	}
	return flow;
}

Flow format_table_entry(Shaper *shaper, Value v)
{
	for (size_t i = 0; i < shaper->fields.n; i++) {
		FLOW_TRY(format_field_put(shaper, &shaper->fields.p[i], v, !shaper->view));
		format_part(&shaper->builder);
	}
	return FLOW_NEXT;
}

/* ---- widths ---- */

/* Columns without a width get one each, and what room is left one by one in turn. */
static void share_out(TableLayout *layout, const bool *open, size_t room)
{
	size_t used = layout->n - 1, sharers = 0;

	for (size_t i = 0; i < layout->n; i++) {
		used += layout->widths[i];
		sharers += open[i];
	}
	if (!sharers || used >= room)
		return;
	room -= used;
	for (size_t i = 0, seen = 0; i < layout->n; i++)
		if (open[i]) {
			layout->widths[i] += room / sharers + (seen < room % sharers);
			seen++;
		}
}

/* From the right: a column that would have nothing left vanishes, and the next one is cut (reference 8.3.5). */
static void trim(TableLayout *layout, size_t room)
{
	layout->shown = layout->n;
	while (layout->shown) {
		size_t used = layout->shown - 1, *last = &layout->widths[layout->shown - 1];

		for (size_t i = 0; i < layout->shown; i++)
			used += layout->widths[i];
		if (used <= room)
			return;
		if (*last > used - room) {
			*last -= used - room;
			return;
		}
		layout->shown--;
	}
}

void format_table_layout(Formatter *formatter, const size_t *widths)
{
	const FormatStart *start = formatter->start;
	TableLayout *layout = &formatter->layout;
	bool *open = MEM_ARRAY(bool, start->n + 1);

	free(layout->widths);
	layout->n = layout->shown = start->n;
	layout->widths = MEM_ARRAY(size_t, start->n + 1);
	layout->disabled = formatter->target.columns < WIDTH_MIN || !start->n;
	for (size_t i = 0; i < start->n; i++) {
		size_t width = widths ? widths[i] : start->column[i].width;

		open[i] = width == 0;
		layout->widths[i] = width ? width : 1;
	}
	if (!layout->disabled) {
		share_out(layout, open, formatter->target.columns);
		trim(layout, formatter->target.columns);
		layout->disabled = layout->shown == 0;
	}
	formatter->rows = 0;
	free(open);
}

/* ---- lines ---- */

typedef struct Row {
	Str text;       /* of the cell */
	Buf lines;      /* broken at the column's width, parted by \n */
	size_t n;       /* how many */
	StrSplit split; /* what is still to be printed */
} Row;

/* Right-aligned columns are padded in any case; the last one's other side only where the edition or a hidden column
 * asks for it. */
static bool pads(const Formatter *formatter, size_t i)
{
	return i + 1 < formatter->layout.shown || runtime_edition(formatter->in)->pad_last_column;
}

static Flow print_line(Formatter *formatter)
{
	Flow flow = format_line(formatter, buf_str(&formatter->line));

	buf_clear(&formatter->line);
	return flow;
}

/* One line of a row of several: a cell that has no more lines leaves blanks; behind the last that has one nothing
 * follows, and its own blanks at the end go. */
static Flow print_part(Formatter *formatter, Row *rows)
{
	const TableLayout *layout = &formatter->layout;
	bool full = runtime_edition(formatter->in)->pad_last_column;
	Buf *line = &formatter->line;
	size_t last = 0, from = 0;

	for (size_t i = 0; i < layout->shown; i++)
		if (!rows[i].split.done)
			last = i;
	for (size_t i = 0; i < (full ? layout->shown : last + 1); i++) {
		Str text = S("");

		from = line->n;
		if (i)
			buf_put_char(line, ' ');
		if (!rows[i].split.done)
			(void)str_split_next(&rows[i].split, '\n', &text);
		format_put_padded(line, text, layout->widths[i], formatter->start->column[i].align, true);
	}
	while (!full && line->n > from && line->p[line->n - 1] == ' ')
		buf_delete(line, line->n - 1, 1);
	return print_line(formatter);
}

/* A row whose cells are broken at blanks: as many lines as the longest needs (reference 8.4.4). */
static Flow print_wrapped(Formatter *formatter, Row *rows, bool header)
{
	const TableLayout *layout = &formatter->layout;
	size_t most = 1;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < layout->shown; i++) {
		Buf *lines = &rows[i].lines;

		*lines = BUF_INIT;
		format_wrap(rows[i].text, layout->widths[i], layout->widths[i], lines);
		rows[i].split = (StrSplit){ .rest = buf_str(lines) };
		rows[i].n = 1;
		for (size_t at = 0; at < lines->n; at++)
			rows[i].n += lines->p[at] == '\n';
		most = rows[i].n > most ? rows[i].n : most;
	}
	for (size_t k = 0; most > 1 && k < most && flow == FLOW_NEXT; k++)
		flow = print_part(formatter, rows);
	if (most == 1) {
		for (size_t i = 0; i < layout->shown; i++) {
			if (i)
				buf_put_char(&formatter->line, ' ');
			format_put_padded(&formatter->line, buf_str(&rows[i].lines), layout->widths[i],
				formatter->start->column[i].align,
				pads(formatter, i) || (!header && layout->shown < layout->n));
		}
		flow = print_line(formatter);
	}
	for (size_t i = 0; i < layout->shown; i++)
		buf_release(&rows[i].lines);
	return flow;
}

static Flow print_dashes(Formatter *formatter)
{
	const TableLayout *layout = &formatter->layout;
	Buf dashes = BUF_INIT;

	for (size_t i = 0; i < layout->shown; i++) {
		const FormatColumn *column = &formatter->start->column[i];
		size_t n = format_columns(string_str(column->label));

		n = n ? n : 1;
		if (i)
			buf_put_char(&formatter->line, ' ');
		buf_clear(&dashes);
		buf_put_many(&dashes, '-', n < layout->widths[i] ? n : layout->widths[i]);
		format_put_padded(&formatter->line, buf_str(&dashes), layout->widths[i], column->align,
			pads(formatter, i) || layout->shown < layout->n);
	}
	buf_release(&dashes);
	return print_line(formatter);
}

Flow format_table_header(Formatter *formatter)
{
	const FormatStart *start = formatter->start;
	Row *rows;
	Flow flow;

	if (formatter->layout.disabled || start->hide_headers)
		return FLOW_NEXT;
	rows = MEM_ARRAY(Row, start->n);
	for (size_t i = 0; i < start->n; i++)
		rows[i].text = string_str(start->column[i].label);
	flow = print_wrapped(formatter, rows, true);
	free(rows);
	return flow == FLOW_NEXT ? print_dashes(formatter) : flow;
}

static Flow print_single(Formatter *formatter, const FormatRecord *record)
{
	const TableLayout *layout = &formatter->layout;

	for (size_t i = 0; i < layout->shown && i < record->n; i++) {
		if (i)
			buf_put_char(&formatter->line, ' ');
		format_put_cell(&formatter->line, format_record_part(record, i), layout->widths[i],
			formatter->start->column[i].align, pads(formatter, i) || layout->shown < layout->n,
			runtime_edition(formatter->in));
	}
	return print_line(formatter);
}

/* The header again after a screenful (-RepeatHeader): header and dashes count, too. */
static Flow repeat_header(Formatter *formatter)
{
	size_t height = formatter->target.rows;

	if (!formatter->start->repeat_header || height < 4 || formatter->rows < height - 3)
		return FLOW_NEXT;
	formatter->rows = 0;
	return format_table_header(formatter);
}

Flow format_table_row(Formatter *formatter, const FormatRecord *record)
{
	Row *rows;
	Flow flow;

	if (formatter->layout.disabled)
		return FLOW_NEXT;
	FLOW_TRY(repeat_header(formatter));
	formatter->rows++;
	if (!formatter->start->wrap)
		return print_single(formatter, record);
	rows = MEM_ARRAY(Row, formatter->start->n);
	for (size_t i = 0; i < formatter->start->n && i < record->n; i++)
		rows[i].text = format_record_part(record, i);
	flow = print_wrapped(formatter, rows, false);
	free(rows);
	return flow;
}
