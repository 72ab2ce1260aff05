/* csv_read: lines of comma-separated values as objects, by the rules of PowerShell's reader. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cmdlets/utility/csv.h"
#include "shell/base/vec.h"
#include "shell/value/array.h"
#include "shell/value/hash.h"

/* The values of one line, borrowed from text: where each starts and ends in it. */
typedef struct Record {
	Buf text;
	VEC(size_t) ends; /* of values in text, one after the other */
} Record;

static void record_clear(Record *record)
{
	buf_clear(&record->text);
	record->ends.n = 0;
}

static void record_release(Record *record)
{
	buf_release(&record->text);
	VEC_RELEASE(&record->ends);
}

static Str record_value(const Record *record, size_t i)
{
	return str_cut(buf_str(&record->text), i ? record->ends.p[i - 1] : 0, record->ends.p[i]);
}

static size_t field_length(const Record *record)
{
	return record->text.n - (record->ends.n ? record->ends.p[record->ends.n - 1] : 0);
}

static void end_field(Record *record)
{
	VEC_PUSH(&record->ends, record->text.n);
}

/* ---- the text ---- */

/* Reads on in a file: what stands before at goes.  false: there is no more, or that failed. */
static bool read_on(CsvReader *reader)
{
	if (!reader->source || reader->source->ended || reader->failed != FLOW_NEXT)
		return false;
	reader->failed = text_file_source_more(reader->source, reader->at);
	reader->at = 0;
	reader->text = buf_str(&reader->source->text);
	return reader->failed == FLOW_NEXT;
}

static bool at_end(CsvReader *reader)
{
	while (reader->at >= reader->text.n)
		if (!read_on(reader))
			return true;
	return false;
}

/* ---- characters ---- */

#define AT_END UINT32_MAX

static uint32_t peek(const CsvReader *reader)
{
	size_t at = reader->at;

	return at < reader->text.n ? utf8_next(reader->text, &at) : AT_END;
}

static uint32_t next(CsvReader *reader)
{
	return reader->at < reader->text.n ? utf8_next(reader->text, &reader->at) : AT_END;
}

/* CR LF is one line end; c was read. */
static bool is_line_end(CsvReader *reader, uint32_t c)
{
	if (c == '\r' && peek(reader) == '\n')
		reader->at++;
	return c == '\r' || c == '\n';
}

static bool is_blank(Str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != ' ' && s.p[i] != '\t')
			return false;
	return true;
}

/* ---- one line ---- */

/* What stands up to the next delimiter; blanks alone go when trim is set.  true: the line ended. */
static bool read_rest(CsvReader *reader, Record *record, bool trim)
{
	size_t start = record->text.n;
	uint32_t c;
	bool ended;

	for (;;) {
		c = next(reader);
		if (c == AT_END || c == reader->delimiter)
			break;
		if (is_line_end(reader, c))
			break;
		buf_put_code(&record->text, c);
	}
	ended = c != reader->delimiter;
	if (trim && is_blank(str_cut(buf_str(&record->text), start, record->text.n)))
		record->text.n = start;
	end_field(record);
	return ended;
}

/* The inside of quotes, up to the closing one and what follows it; true: the line ended. */
static bool read_quoted(CsvReader *reader, Record *record)
{
	for (;;) {
		size_t before = reader->at;
		uint32_t c = next(reader);

		if (c == AT_END) {
			end_field(record);
			return true;
		}
		if (c != '"') {
			buf_put(&record->text, str_cut(reader->text, before, reader->at));
			continue;
		}
		if (peek(reader) != '"')
			return read_rest(reader, record, true);
		buf_put_char(&record->text, '"');
		reader->at++;
	}
}

/* true: the line ended. */
static bool read_field(CsvReader *reader, Record *record, uint32_t c)
{
	if (c == reader->delimiter) {
		end_field(record);
		return false;
	}
	if (c == '"')
		return read_quoted(reader, record);
	if (c == ' ' || c == '\t')
		return false; /* blanks in front of a value */
	if (is_line_end(reader, c)) {
		end_field(record);
		return true;
	}
	buf_put_code(&record->text, c);
	return read_rest(reader, record, false);
}

static void read_fields(CsvReader *reader, Record *record)
{
	uint32_t c;

	record_clear(record);
	while ((c = next(reader)) != AT_END)
		if (read_field(reader, record, c))
			return;
	if (field_length(record))
		end_field(record);
}

/* No values: the text is used up.  A record at the end of a piece is read again with what follows. */
static void read_record(CsvReader *reader, Record *record)
{
	size_t start, end;

	for (;;) {
		start = reader->at;
		read_fields(reader, record);
		end = reader->at;
		if (end < reader->text.n)
			return;
		reader->at = start;
		if (read_on(reader))
			continue;
		if (reader->failed != FLOW_NEXT)
			record_clear(record);
		reader->at = reader->failed == FLOW_NEXT ? end : reader->text.n;
		return;
	}
}

/* ---- what comes before the values ---- */

/* #TYPE System.X; other lines that start with # are left out. */
static void read_type(CsvReader *reader)
{
	Str line, name;
	size_t end = 0;

	if (at_end(reader) || peek(reader) != '#')
		return;
	while (str_find_byte(reader->text, '\n', reader->at) == STR_NONE && read_on(reader))
		;
	line = str_cut(reader->text, reader->at, reader->text.n);
	while (end < line.n && line.p[end] != '\n' && line.p[end] != '\r')
		end++;
	reader->at += end;
	(void)is_line_end(reader, next(reader));
	line = str_cut(line, 0, end);
	if (!str_istarts(line, S("#Type")))
		return;
	name = str_trim(str_cut(line, 5, line.n));
	while (name.n && (uint16_t)(unsigned char)name.p[name.n - 1] == reader->delimiter)
		name.n--;
	if (name.n)
		reader->type = value_string(name).string;
}

static void set_header(CsvReader *reader, const Record *record)
{
	reader->n = record->ends.n;
	reader->header = MEM_ARRAY(String *, reader->n + 1);
	for (size_t i = 0; i < reader->n; i++)
		reader->header[i] = value_string(record_value(record, i)).string;
}

static Flow check_header(const CsvReader *reader)
{
	ErrorSpec spec = { .category = CAT_NOT_SPECIFIED,
		.id = "AlreadyPresentPSMemberInfoInternalCollectionAdd",
		.exception = EXC_EXTENDED_TYPE_SYSTEM };

	Hash *seen;
	Flow flow = FLOW_NEXT;

	if (!reader->header)
		return FLOW_NEXT;
	seen = hash_new(type_of_id(T_HASHTABLE), true);
	for (size_t i = 0; i < reader->n && flow == FLOW_NEXT; i++) {
		Value name = value_of_string(reader->header[i]);

		if (reader->header[i]->n && hash_find_peek(seen, name))
			flow = stage_throw(
				reader->stage, &spec, "The member \"%s\" is already present.", reader->header[i]->p);
		else
			hash_set(seen, name, VALUE_NULL);
	}
	value_drop(hash_value(seen));
	return flow;
}

/* The first line of names; empty ones at its end go, as do lines of remarks. "#Fields: a b" is a header, too (W3C). */
static Flow read_header(CsvReader *reader, Record *record)
{
	if (!reader->type)
		read_type(reader);
	while (!reader->header && !at_end(reader)) {
		read_record(reader, record);
		while (record->ends.n > 1 && record_value(record, record->ends.n - 1).n == 0)
			record->ends.n--;
		if (!record->ends.n)
			continue;
		if (str_starts(record_value(record, 0), S("#Fields: "))) {
			buf_delete(&record->text, 0, 9);
			for (size_t i = 0; i < record->ends.n; i++)
				record->ends.p[i] -= 9;
		} else if (str_starts(record_value(record, 0), S("#"))) {
			continue;
		}
		set_header(reader, record);
	}
	return check_header(reader);
}

/* ---- objects ---- */

static Flow warn_unnamed(CsvReader *reader)
{
	if (reader->warned)
		return FLOW_NEXT;
	reader->warned = true;
	return stage_warning(reader->stage,
		"One or more headers were not specified. Default names starting with \"H\" have "
		"been used in place of any missing headers.");
}

/* Columns without a name are H1, H2 ...; what a line lacks is $null. */
static Flow make_object(CsvReader *reader, const Record *record, Value *out)
{
	Object *object = object_new_custom();
	int unnamed = 1;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < reader->n; i++) {
		Value v = i < record->ends.n ? value_string(record_value(record, i)) : VALUE_NULL;

		if (reader->header[i]->n) {
			object_add_take(object, value_ref(value_of_string(reader->header[i])).string, SLOT_NOTE, v);
			continue;
		}
		object_set_take(object, arena_printf(reader->stage->scratch, "H%d", unnamed++), v);
		if (flow == FLOW_NEXT)
			flow = warn_unnamed(reader);
	}
	if (reader->type) {
		Str names[2] = { string_str(reader->type),
			arena_printf(reader->stage->scratch, "CSV:%s", reader->type->p) };

		object_set_type_names(object, names, 2);
	}
	*out = object_value(object);
	return flow;
}

static Flow write_objects(CsvReader *reader, Record *record)
{
	ArenaMark mark = arena_mark(reader->stage->scratch);
	Value object;
	Flow flow = FLOW_NEXT;

	while (flow == FLOW_NEXT) {
		if (stage_is_interrupted(reader->stage))
			return stage_interrupted(reader->stage);
		read_record(reader, record);
		if (!record->ends.n)
			break;
		if (record->ends.n == 1 && record_value(record, 0).n == 0)
			continue; /* a blank line */
		flow = make_object(reader, record, &object);
		if (flow == FLOW_NEXT)
			flow = stage_write(reader->stage, object);
		value_drop(object);
		arena_release(reader->stage->scratch, mark);
	}
	return flow;
}

static Flow read_objects(CsvReader *reader)
{
	Record record = { .text = BUF_INIT };
	Flow flow = read_header(reader, &record);

	if (flow == FLOW_NEXT && reader->header)
		flow = write_objects(reader, &record);
	record_release(&record);
	return flow == FLOW_NEXT ? reader->failed : flow;
}

Flow csv_read(CsvReader *reader, Str text)
{
	reader->text = text;
	reader->at = 0;
	return read_objects(reader);
}

Flow csv_read_source(CsvReader *reader, TextFileSource *source)
{
	Flow flow;

	reader->source = source;
	reader->text = S("");
	reader->at = 0;
	reader->failed = FLOW_NEXT;
	flow = read_objects(reader);
	reader->source = NULL;
	return flow;
}

Flow csv_read_names(CsvReader *reader, Str text, CsvWriter *writer)
{
	Record record = { .text = BUF_INIT };
	Flow flow;

	reader->text = text;
	reader->at = 0;
	flow = read_header(reader, &record);
	for (size_t i = 0; flow == FLOW_NEXT && i < reader->n; i++)
		csv_writer_add_name(writer, string_str(reader->header[i]));
	record_release(&record);
	return flow;
}

void csv_reader_init(CsvReader *reader, Stage *s, int delimiter, int header)
{
	Value v = stage_bound(s, delimiter) ? value_unwrap_peek(s->args[delimiter]) : VALUE_EMPTY;
	size_t n = 0;
	const Str *names = header >= 0 && stage_bound(s, header) ? stage_strings(s, header, &n) : NULL;

	*reader = (CsvReader){ .stage = s, .delimiter = v.kind == V_CHAR ? v.ch : ',' };
	if (!names)
		return;
	reader->n = n;
	reader->header = MEM_ARRAY(String *, n + 1);
	for (size_t i = 0; i < n; i++)
		reader->header[i] = value_string(names[i]).string;
}

void csv_reader_release(CsvReader *reader)
{
	for (size_t i = 0; i < reader->n; i++)
		value_drop(value_of_string(reader->header[i]));
	free(reader->header);
	reader->header = NULL;
	reader->n = 0;
	if (reader->type)
		value_drop(value_of_string(reader->type));
	reader->type = NULL;
}
