/* csv: objects as lines of comma-separated values (editions.md 11). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/csv.h"

#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/member.h"

const char csv_delimiter_help[] = "The character between the values; by default, a comma.";
const char csv_culture_help[] = "Puts the list separator of the culture between the values.";
const char csv_type_help[] = "Starts with a line that tells the type of the objects.";
const char csv_no_type_help[] = "Leaves the line with the type of the objects out.";
const char csv_fields_help[] = "The columns whose values stand in quotes.";
const char csv_quotes_help[] = "When values stand in quotes: Never, Always or AsNeeded.";
const char csv_no_header_help[] = "Leaves the line with the names of the columns out.";
const char csv_header_help[] = "The names of the columns; then the first line is one of values.";

/* ---- parameters ---- */

static Flow both_given(Stage *s, const char *id, const char *names)
{
	ErrorSpec spec = { .category = CAT_INVALID_DATA, .id = id, .exception = EXC_INVALID_OPERATION };

	return stage_throw(s, &spec, "You must specify either the %s parameters, but not both.", names);
}

static void read_quoted(CsvWriter *writer, int param)
{
	const Str *names = stage_strings(writer->stage, param, &writer->nquoted);

	writer->quoted = MEM_ARRAY(Str, writer->nquoted + 1);
	memcpy(writer->quoted, names, writer->nquoted * sizeof(Str)); /* lent by the arguments */
}

Flow csv_writer_init(CsvWriter *writer, Stage *s, const CsvParams *params)
{
	Value delimiter =
		stage_bound(s, params->delimiter) ? value_unwrap_peek(s->args[params->delimiter]) : VALUE_EMPTY;

	*writer = (CsvWriter){ .stage = s, .delimiter = delimiter.kind == V_CHAR ? delimiter.ch : ',' };
	if (stage_bound(s, params->include_type) && stage_bound(s, params->no_type))
		return both_given(s, "CannotSpecifyIncludeTypeInformationAndNoTypeInformation",
			"-IncludeTypeInformation or -NoTypeInformation");
	if (stage_bound(s, params->quote_fields) && stage_bound(s, params->use_quotes))
		return both_given(s, "CannotSpecifyQuoteFieldsAndUseQuotes", "-UseQuotes or -QuoteFields");
	writer->type_line = stage_edition(s)->csv_type_line ? !stage_switch(s, params->no_type)
							    : stage_switch(s, params->include_type);
	writer->header_line = !stage_switch(s, params->no_header);
	writer->quote = (CsvQuote)stage_int(s, params->use_quotes, CSV_QUOTE_ALWAYS);
	if (stage_bound(s, params->quote_fields)) {
		writer->quote = CSV_QUOTE_FIELDS;
		read_quoted(writer, params->quote_fields);
	}
	return FLOW_NEXT;
}

void csv_writer_release(CsvWriter *writer)
{
	for (size_t i = 0; i < writer->n; i++)
		value_drop(value_of_string(writer->names[i]));
	free(writer->names);
	free(writer->quoted);
	writer->names = NULL;
	writer->quoted = NULL;
	writer->n = writer->cap = 0;
}

/* ---- columns ---- */

void csv_writer_add_name(CsvWriter *writer, Str name)
{
	if (writer->n == writer->cap)
		writer->names = mem_grow(writer->names, &writer->cap, writer->n + 1, sizeof(String *));
	writer->names[writer->n++] = value_string(name).string;
}

/* Core takes the keys of a dictionary as columns. */
static bool has_keys(const CsvWriter *writer, Value plain)
{
	return plain.kind == V_HASH && (stage_edition(writer->stage)->where & WHERE_CORE);
}

static void add_keys(CsvWriter *writer, const Hash *hash)
{
	Buf name = BUF_INIT;
	struct HashEntry *entry;

	for (size_t at = 0; (entry = hash_next(hash, &at));) {
		buf_clear(&name);
		if (convert_put_tostring(writer->stage->interp, entry->key, &name) == FLOW_NEXT)
			csv_writer_add_name(writer, buf_str(&name));
	}
	buf_release(&name);
}

void csv_writer_start(CsvWriter *writer, Value v)
{
	Value plain = value_unwrap_peek(v);
	MemberList list = { 0 };

	if (writer->started)
		return;
	writer->started = true;
	if (has_keys(writer, plain)) {
		add_keys(writer, plain.hash);
		return;
	}
	member_list(writer->stage->interp, v, MEMBERS_PROPERTIES, &list);
	for (size_t i = 0; i < list.n; i++)
		if (list.p[i].kind != MEMBER_PROPERTY_SET)
			csv_writer_add_name(writer, list.p[i].name);
	member_list_release(&list);
}

/* ---- lines ---- */

/* The first name of the type; a table that was read before has "CSV:" in front of it. */
void csv_put_type(Value v, Buf *out)
{
	Value names = object_type_names(v);
	Str name = names.array->n ? value_str_peek(array_peek(names.array, 0)) : S("");

	if (str_starts(name, S("CSV:")))
		name = str_cut(name, 4, name.n);
	buf_printf(out, "#TYPE %.*s", STR_ARG(name));
	value_drop(names);
}

static bool needs_quotes(const CsvWriter *writer, Str column, Str text)
{
	Buf delimiter = BUF_INIT;
	bool needs;

	switch (writer->quote) {
	case CSV_QUOTE_NEVER:
		return false;
	case CSV_QUOTE_ALWAYS:
		return true;
	case CSV_QUOTE_FIELDS:
		for (size_t i = 0; i < writer->nquoted; i++)
			if (str_ieq(writer->quoted[i], column))
				return true;
		return false;
	default:
		break;
	}
	buf_put_code(&delimiter, writer->delimiter);
	needs = str_find(text, buf_str(&delimiter), 0) != STR_NONE || str_find_byte(text, '"', 0) != STR_NONE ||
		str_find_byte(text, '\n', 0) != STR_NONE || str_find_byte(text, '\r', 0) != STR_NONE;
	buf_release(&delimiter);
	return needs;
}

static void put_field(const CsvWriter *writer, Str column, Str text, Buf *out)
{
	if (!needs_quotes(writer, column, text)) {
		buf_put(out, text);
		return;
	}
	buf_put_char(out, '"');
	for (size_t i = 0, next; i < text.n; i = next) {
		next = str_find_byte(text, '"', i);
		next = next == STR_NONE ? text.n : next + 1;
		buf_put(out, str_cut(text, i, next));
		if (text.p[next - 1] == '"')
			buf_put_char(out, '"');
	}
	buf_put_char(out, '"');
}

void csv_put_header(const CsvWriter *writer, Buf *out)
{
	for (size_t i = 0; i < writer->n; i++) {
		Str name = string_str(writer->names[i]);

		if (i)
			buf_put_code(out, writer->delimiter);
		put_field(writer, name, name, out);
	}
}

/* ToString() of a value: of a collection its type, of a pscustomobject @{A=1}. */
static Flow put_text(Stage *s, Value v, Buf *out)
{
	Value plain = value_unwrap_peek(v);

	if (plain.kind == V_OBJECT && plain.object->type->id == T_PSCUSTOM)
		return convert_put_text(s->interp, v, out);
	return convert_put_tostring(s->interp, v, out);
}

/* A property that fails is as good as none. */
static Flow get_property(CsvWriter *writer, Value v, Str name, Value *out)
{
	Value plain = value_unwrap_peek(v), record;
	const Slot *slot = v.kind == V_OBJECT ? object_find_peek(v.object, name) : NULL;
	bool found;
	Flow flow;

	*out = VALUE_NULL;
	if (slot && slot->kind == SLOT_NOTE) {
		*out = value_ref(slot->value);
		return FLOW_NEXT;
	}
	if (has_keys(writer, plain)) {
		const Value *entry = hash_find_text_peek(plain.hash, name);

		*out = entry ? value_ref(*entry) : VALUE_NULL;
		return FLOW_NEXT;
	}
	flow = member_get_own(writer->stage->interp, v, name, out, &found);
	if (flow != FLOW_THROW)
		return flow;
	record = runtime_of(writer->stage->interp)->take_error(writer->stage->interp);
	value_drop(record);
	*out = VALUE_NULL;
	return FLOW_NEXT;
}

Flow csv_put_object(CsvWriter *writer, Value v, Buf *out)
{
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < writer->n && flow == FLOW_NEXT; i++) {
		Str name = string_str(writer->names[i]);
		Value property = VALUE_NULL;

		if (i)
			buf_put_code(out, writer->delimiter);
		flow = get_property(writer, v, name, &property);
		if (flow == FLOW_NEXT && !value_is_null(property)) {
			buf_clear(&text);
			flow = put_text(writer->stage, property, &text);
			put_field(writer, name, buf_str(&text), out);
		}
		value_drop(property);
	}
	buf_release(&text);
	return flow;
}

static Flow put_start(CsvWriter *writer, Value v, Flow (*put)(void *self, Str line), void *self)
{
	Buf line = BUF_INIT;
	Flow flow = FLOW_NEXT;

	csv_writer_start(writer, v);
	if (writer->type_line) {
		csv_put_type(v, &line);
		flow = put(self, buf_str(&line));
	}
	if (flow == FLOW_NEXT && writer->header_line) {
		buf_clear(&line);
		csv_put_header(writer, &line);
		flow = put(self, buf_str(&line));
	}
	buf_release(&line);
	return flow;
}

Flow csv_write(CsvWriter *writer, Value v, Flow (*put)(void *self, Str line), void *self)
{
	Buf line = BUF_INIT;
	Flow flow;

	if (!writer->started)
		FLOW_TRY(put_start(writer, v, put, self));
	flow = csv_put_object(writer, v, &line);
	if (flow == FLOW_NEXT)
		flow = put(self, buf_str(&line));
	buf_release(&line);
	return flow;
}
