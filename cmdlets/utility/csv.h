/* csv: objects as lines of comma-separated values, and such lines as objects (editions.md 11). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_CSV_H
#define UTILITY_CSV_H

#include "cmdlets/utility/text_file.h"
#include "shell/engine/stage.h"
#include "shell/value/object.h"

/* ---- writing ---- */

typedef enum CsvQuote { CSV_QUOTE_NEVER, CSV_QUOTE_ALWAYS, CSV_QUOTE_AS_NEEDED, CSV_QUOTE_FIELDS } CsvQuote;

/* Where the parameters of a writing command stand in its table. */
typedef struct CsvParams {
	int delimiter, include_type, no_type, quote_fields, use_quotes, no_header;
} CsvParams;

typedef struct CsvWriter {
	Stage *stage;
	uint16_t delimiter;
	CsvQuote quote;
	bool type_line, header_line;
	Str *quoted; /* -QuoteFields */
	size_t nquoted;
	String **names; /* columns, by the first object */
	size_t n, cap;
	bool started;
} CsvWriter;

/* Reads the parameters; those that exclude each other are thrown. */
Flow csv_writer_init(CsvWriter *writer, Stage *s, const CsvParams *params) NODISCARD;
void csv_writer_release(CsvWriter *writer);
/* Columns from the first object; nothing when they are known. */
void csv_writer_start(CsvWriter *writer, Value v);
void csv_writer_add_name(CsvWriter *writer, Str name);
/* Lines without their ends: the type (#TYPE ...), the header, an object. */
void csv_put_type(Value v, Buf *out);
void csv_put_header(const CsvWriter *writer, Buf *out);
Flow csv_put_object(CsvWriter *writer, Value v, Buf *out) NODISCARD;
/* Hands put the lines of an object; with the first one those of type and header. */
Flow csv_write(CsvWriter *writer, Value v, Flow (*put)(void *self, Str line), void *self) NODISCARD;

/* ---- reading ---- */

/* Reads text into objects.  The header and the type may come from text before, or from -Header. */
typedef struct CsvReader {
	Stage *stage;
	uint16_t delimiter;
	TextFileSource *source; /* NULL: text is all there is */
	Flow failed;            /* what became of reading on */
	Str text;               /* what is left is text from at on */
	size_t at;
	String **header; /* NULL: not read yet; a name may be empty */
	size_t n;
	String *type; /* or NULL */
	bool warned;  /* of columns without a name */
} CsvReader;

/* Columns from -Header; param: where it stands. */
void csv_reader_init(CsvReader *reader, Stage *s, int delimiter, int header);
void csv_reader_release(CsvReader *reader);
/* Writes the objects of a text, or of what a file holds. */
Flow csv_read(CsvReader *reader, Str text) NODISCARD;
Flow csv_read_source(CsvReader *reader, TextFileSource *source) NODISCARD;
/* The header of a text that is there already: its columns are added to the writer. */
Flow csv_read_names(CsvReader *reader, Str text, CsvWriter *writer) NODISCARD;

/* ---- parameters ---- */
extern const char csv_delimiter_help[], csv_culture_help[], csv_type_help[], csv_no_type_help[], csv_fields_help[],
	csv_quotes_help[], csv_no_header_help[], csv_header_help[];

#endif
