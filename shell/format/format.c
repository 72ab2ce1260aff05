/* format: the formatter's back: records and objects in, lines out; what is held back, what is open. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/format/format.h"

#include <stdlib.h>

#include "shell/format/format_private.h"
#include "shell/value/fault.h"

/* Rows that come within this time decide a table's widths (reference 8.3.3). */
#define SAMPLE_TICKS (300 * MOMENT_TICKS_PER_MS)

FormatTarget format_target(Stage *s, FormatSink *sink, int64_t given, bool console)
{
	Host *host = stage_host_of(s);
	size_t width = (size_t)stage_width(s);
	FormatTarget target = { .sink = sink, .columns = width - 1, .text_columns = width - 1 };
	int height = console && host->height ? host->height(host->self) : 0;

	target.rows = height > 0 ? (size_t)height : 0;
	if (given > 0) {
		target.columns = target.text_columns = (size_t)given;
	} else if (!console && stage_edition(s)->unlimited_text) {
		target.columns = width;
		target.text_columns = FORMAT_UNLIMITED;
	}
	return target;
}

/* ---- lines ---- */

Flow format_line(Formatter *formatter, Str line)
{
	FormatSink *sink = formatter->target.sink;

	return sink->line(sink, STREAM_OUTPUT, line);
}

Flow format_blank(Formatter *formatter)
{
	return format_line(formatter, S(""));
}

/* The console drops empty lines of the error stream (reference 4.2.7).  A carriage return is part of the line end where
 * lines end so anyway; else it stays (recorded: programs/csr-unicode-file). */
static Flow put_lines(Formatter *formatter, Stream stream, Str text)
{
	bool strip = runtime_edition(formatter->in)->newline[0] == '\r';
	FormatSink *sink = formatter->target.sink;
	StrSplit lines = { .rest = text };
	Str line;
	Flow flow = FLOW_NEXT;

	while (flow == FLOW_NEXT && str_split_next(&lines, '\n', &line)) {
		if (strip && line.n && line.p[line.n - 1] == '\r' && !lines.done)
			line.n--;
		if (line.n || stream != STREAM_ERROR)
			flow = sink->line(sink, stream, line);
	}
	return flow;
}

static Flow print_raw(Formatter *formatter, const FormatRecord *record)
{
	size_t columns = formatter->target.text_columns;
	Str text = format_record_part(record, 0);

	if (!record->wrap)
		return put_lines(formatter, (Stream)record->stream, text);
	buf_clear(&formatter->scratch);
	format_wrap(text, columns, columns, &formatter->scratch);
	return put_lines(formatter, (Stream)record->stream, buf_str(&formatter->scratch));
}

/* ---- entries ---- */

/* A list between the lines of something else has its blank lines with it. */
static Flow print_stray(Formatter *formatter, const FormatRecord *record)
{
	FLOW_TRY(format_blank(formatter));
	FLOW_TRY(format_list_object(formatter, record));
	return format_blank(formatter);
}

static Flow print_entry(Formatter *formatter, FormatRecord *record)
{
	if (record->shape == FORMAT_DEFAULT)
		return print_raw(formatter, record);
	if (record->out_of_band)
		return print_stray(formatter, record);
	switch ((FormatShape)record->shape) {
	case FORMAT_TABLE:
		return format_table_row(formatter, record);
	case FORMAT_LIST:
		FLOW_TRY(format_list_object(formatter, record));
		return format_blank(formatter);
	case FORMAT_WIDE:
		return format_wide_item(formatter, record);
	default:
		return format_custom_block(formatter, record);
	}
}

/* ---- holding back ---- */

/* The widest text of each column among labels and held rows, embedded line ends included. */
static size_t *widest(const Formatter *formatter)
{
	const FormatStart *start = formatter->start;
	size_t *widths = MEM_ARRAY(size_t, start->n + 1);

	for (uint32_t i = 0; start->shape == FORMAT_TABLE && i < start->n; i++)
		widths[i] = format_columns(string_str(start->column[i].label));
	for (size_t k = 0; k < formatter->held.n; k++) {
		const FormatRecord *record = formatter->held.p[k].record;

		if (record->kind != RECORD_ENTRY || record->out_of_band || record->shape == FORMAT_DEFAULT)
			continue;
		for (uint32_t i = 0; i < start->n && i < record->n; i++) {
			size_t n = format_columns(format_record_part(record, i));

			widths[i] = n > widths[i] ? n : widths[i];
		}
	}
	return widths;
}

static Flow begin_rows(Formatter *formatter, const size_t *widths)
{
	if (formatter->start->shape == FORMAT_WIDE) {
		format_wide_layout(formatter, formatter->start->auto_size ? widths : NULL);
		return FLOW_NEXT;
	}
	if (formatter->start->shape != FORMAT_TABLE)
		return FLOW_NEXT;
	format_table_layout(formatter, widths);
	return format_table_header(formatter);
}

static Flow print_group_label(Formatter *formatter, const FormatRecord *record)
{
	const Edition *edition = runtime_edition(formatter->in);
	size_t columns = formatter->target.text_columns;

	if (record->n) {
		if (edition->double_blank_after)
			FLOW_TRY(format_blank(formatter));
		buf_clear(&formatter->scratch);
		format_wrap(format_record_part(record, 0), columns, columns, &formatter->scratch);
		FLOW_TRY(put_lines(formatter, STREAM_OUTPUT, buf_str(&formatter->scratch)));
		if (edition->double_blank_after && record->own_blank)
			FLOW_TRY(format_blank(formatter));
		FLOW_TRY(format_blank(formatter));
	}
	if (record->shape == FORMAT_LIST && edition->blank_before_list)
		return format_blank(formatter);
	return FLOW_NEXT;
}

/* Prints what is held, now that the widths are known. */
static Flow flush(Formatter *formatter)
{
	size_t *widths;
	Flow flow = FLOW_NEXT;

	if (!formatter->holding)
		return FLOW_NEXT;
	formatter->holding = false;
	widths = widest(formatter);
	for (size_t k = 0; k < formatter->held.n; k++) {
		FormatRecord *record = formatter->held.p[k].record;

		if (flow == FLOW_NEXT && record->kind == RECORD_GROUP_START) {
			flow = print_group_label(formatter, record);
			if (flow == FLOW_NEXT)
				flow = begin_rows(formatter, widths);
		} else if (flow == FLOW_NEXT) {
			flow = print_entry(formatter, record);
		}
		format_record_drop(record);
	}
	formatter->held.n = 0;
	free(widths);
	return flow;
}

static int64_t now(const Formatter *formatter)
{
	const Env *env = runtime_of(formatter->in)->env;

	return env->now(env->self);
}

static Flow hold(Formatter *formatter, FormatRecord *record)
{
	VEC_PUSH(&formatter->held, (FormatHeld){ format_record_ref(record) });
	if (!formatter->holds_all && now(formatter) - formatter->since > SAMPLE_TICKS)
		return flush(formatter);
	return FLOW_NEXT;
}

/* ---- the states ---- */

static Flow start_format(Formatter *formatter, const FormatRecord *record)
{
	format_start_drop(formatter->start);
	formatter->start = record->start;
	formatter->start->refs++;
	if (record->start->auto_size || record->start->sampled) {
		formatter->holds = true;
		formatter->holds_all = record->start->auto_size;
	}
	return format_blank(formatter);
}

static Flow start_group(Formatter *formatter, FormatRecord *record)
{
	formatter->in_group = true;
	if (formatter->holds) {
		formatter->holding = true;
		formatter->since = now(formatter);
		return hold(formatter, record);
	}
	FLOW_TRY(print_group_label(formatter, record));
	return begin_rows(formatter, NULL);
}

static Flow end_group(Formatter *formatter)
{
	formatter->in_group = false;
	FLOW_TRY(flush(formatter));
	FLOW_TRY(format_wide_flush(formatter));
	return runtime_edition(formatter->in)->double_blank_after ? format_blank(formatter) : FLOW_NEXT;
}

static Flow end_format(Formatter *formatter)
{
	FormatShape shape = formatter->start->shape;

	format_start_drop(formatter->start);
	formatter->start = NULL;
	if (shape == FORMAT_LIST && !runtime_edition(formatter->in)->double_blank_after)
		return FLOW_NEXT;
	return format_blank(formatter);
}

/* A step of a known sequence: the shapers hand them in order. */
static Flow render(Formatter *formatter, FormatRecord *record)
{
	switch ((RecordKind)record->kind) {
	case RECORD_FORMAT_START:
		return start_format(formatter, record);
	case RECORD_GROUP_START:
		return start_group(formatter, record);
	case RECORD_GROUP_END:
		return end_group(formatter);
	case RECORD_FORMAT_END:
		return end_format(formatter);
	default:
		return formatter->holding ? hold(formatter, record) : print_entry(formatter, record);
	}
}

static Flow render_take(void *self, FormatRecord *record)
{
	Flow flow = render(self, record);

	format_record_drop(record);
	return flow;
}

/* ---- records from a pipeline, which a script may have torn apart ---- */

/* ORDER FormatShape */
static const char *const shape_commands[] = {
	"format-*",
	"format-table",
	"format-list",
	"format-wide",
	"format-complex",
};

static Flow out_of_sequence(Formatter *formatter, const char *type_name)
{
	Fault fault = { .id = "ConsoleLineOutputOutOfSequencePacket",
		.category = CAT_INVALID_DATA,
		.exception = EXC_INVALID_OPERATION };
	FormatShape shape = formatter->start ? formatter->start->shape : FORMAT_DEFAULT;

	return fault_raise(formatter->in, &fault,
		"The object of type \"%s\" is not valid or not in the correct sequence. This is likely caused by a "
		"user-specified \"%s\" command which is conflicting with the default formatting.",
		type_name, shape_commands[shape]);
}

static bool in_sequence(const Formatter *formatter, const FormatRecord *record)
{
	switch ((RecordKind)record->kind) {
	case RECORD_FORMAT_START:
		return !formatter->start;
	case RECORD_GROUP_START:
		return formatter->start && !formatter->in_group;
	case RECORD_GROUP_END:
		return formatter->in_group;
	case RECORD_FORMAT_END:
		return formatter->start && !formatter->in_group;
	default:
		return formatter->in_group && record->shape == (uint8_t)formatter->start->shape;
	}
}

static Flow place_record(Formatter *formatter, FormatRecord *record)
{
	if (record->out_of_band)
		return render(formatter, record);
	if (!formatter->foreign)
		FLOW_TRY(format_shaper_close(formatter->shaper));
	if (!in_sequence(formatter, record))
		return out_of_sequence(formatter, format_record_type_name(record));
	formatter->foreign = record->kind != RECORD_FORMAT_END;
	return render(formatter, record);
}

static Flow pass_record(void *self, FormatRecord *record)
{
	Flow flow = place_record(self, record);

	format_record_drop(record);
	return flow;
}

/* Objects may not come between the records of a Format- cmdlet; raw text may. */
static Flow shape_take(void *self, FormatRecord *record)
{
	Formatter *formatter = self;

	if (formatter->foreign && record->kind == RECORD_FORMAT_START) {
		format_record_drop(record);
		return out_of_sequence(formatter, "Microsoft.PowerShell.Commands.Internal.Format.FormatStartData");
	}
	return render_take(self, record);
}

Formatter *format_new(Interp *in, const FormatTarget *target)
{
	Formatter *formatter = MEM_NEW(Formatter);

	formatter->in = in;
	formatter->target = *target;
	formatter->shaper = format_shaper_make(in, &formatter->spec, shape_take, pass_record, formatter);
	formatter->line = BUF_INIT;
	formatter->scratch = BUF_INIT;
	return formatter;
}

Flow format_put(Formatter *formatter, Value v)
{
	return format_shaper_put(formatter->shaper, v);
}

Flow format_end(Formatter *formatter)
{
	FLOW_TRY(format_shaper_close(formatter->shaper));
	if (!formatter->foreign)
		return FLOW_NEXT;
	/* records whose end never came: what is held is still shown */
	formatter->foreign = false;
	FLOW_TRY(flush(formatter));
	return format_wide_flush(formatter);
}

void format_free(Formatter *formatter)
{
	if (!formatter)
		return;
	format_shaper_free(formatter->shaper);
	format_start_drop(formatter->start);
	for (size_t i = 0; i < formatter->held.n; i++)
		format_record_drop(formatter->held.p[i].record);
	VEC_RELEASE(&formatter->held);
	for (size_t i = 0; i < formatter->row.n; i++)
		format_record_drop(formatter->row.p[i].record);
	VEC_RELEASE(&formatter->row);
	free(formatter->layout.widths);
	buf_release(&formatter->line);
	buf_release(&formatter->scratch);
	free(formatter);
}
