/* format_private: what the files of the formatter share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMAT_FORMAT_PRIVATE_H
#define FORMAT_FORMAT_PRIVATE_H

#include "shell/base/vec.h"
#include "shell/format/format.h"
#include "shell/value/view.h"

/* ---- layout: columns of text (format_layout.c) ---- */

/* Width on the screen of one line: colour sequences take no room, control characters one column. */
size_t format_columns(Str s);
/* The longest start (end) of s within columns. */
Str format_head(Str s, size_t columns);
Str format_tail(Str s, size_t columns);
/* Appends text padded to width; a left-aligned or centred one without blanks behind when pad is false. */
void format_put_padded(Buf *out, Str text, size_t width, char align, bool pad);
/* The same for a cell of one line: cut at its first line end and at the width, with the edition's dots. */
void format_put_cell(Buf *out, Str text, size_t width, char align, bool pad, const Edition *edition);
/* Appends the lines of text broken at blanks (reference 8.7), parted by \n; the first line may be shorter. */
void format_wrap(Str text, size_t first, size_t width, Buf *out);

/* ---- records (format_record.c) ---- */

/* What a FormatStartData tells: the columns of all that follows.  Counted. */
typedef struct FormatColumn {
	String *label;
	size_t width; /* 0: shared out */
	char align;
} FormatColumn;
typedef struct FormatStart {
	uint32_t refs;
	FormatShape shape;
	bool auto_size; /* widths by every row */
	bool sampled;   /* widths by the rows of the first 300 ms */
	bool hide_headers, wrap, repeat_header;
	uint32_t n; /* columns; FORMAT_WIDE: items in a row */
	FormatColumn column[];
} FormatStart;
FormatStart *format_start_new(FormatShape shape, size_t n) NODISCARD;
void format_start_drop(FormatStart *start);

typedef enum RecordKind {
	RECORD_FORMAT_START,
	RECORD_GROUP_START,
	RECORD_ENTRY,
	RECORD_GROUP_END,
	RECORD_FORMAT_END,
	RECORD_COUNT
} RecordKind;

/* One step of formatted output; counted.  Its texts (parts) stand packed behind ends: a table's cells; a list's labels
 * and values in turn; a wide view's one item; a block's operations (BLOCK_*), each the first byte of a part; a group's
 * label lines; raw text (shape FORMAT_DEFAULT). */
typedef struct FormatRecord {
	uint32_t refs;
	uint8_t kind, shape; /* RecordKind, FormatShape */
	uint8_t stream;      /* of raw text */
	bool out_of_band;    /* stands between the entries, in a shape of its own */
	bool wrap;           /* raw text that is broken at the width (Desktop's errors) */
	bool own_blank;      /* a group's label that brings a line end of its own (Desktop: Directory) */
	FormatStart *start;  /* RECORD_FORMAT_START */
	uint32_t n;
	uint32_t ends[]; /* where part i ends */
} FormatRecord;

/* Parts under construction: text is appended to text, and format_part ends a part. */
typedef struct RecordBuilder {
	Buf text;
	VEC(uint32_t) ends;
} RecordBuilder;
void format_part(RecordBuilder *builder);
void format_part_text(RecordBuilder *builder, Str text); /* a whole part */
/* A record of the parts so far; the builder is empty again. */
FormatRecord *format_record_take(RecordKind kind, FormatShape shape, RecordBuilder *builder) NODISCARD;
FormatRecord *format_record_ref(FormatRecord *record);
void format_record_drop(FormatRecord *record);
Str format_record_part(const FormatRecord *record, size_t i);
/* A record as an object of .NET's type name, and back: NULL when v is none (borrowed). */
Value format_record_box(FormatRecord *record_take) NODISCARD;
FormatRecord *format_record_peek(Value v);
const char *format_record_type_name(const FormatRecord *record);

/* Operations of a block: what a custom view or Format-Custom lays out. */
enum { BLOCK_TEXT = 't', BLOCK_LINE = 'n', BLOCK_INDENT = '>', BLOCK_OUTDENT = '<' };

/* ---- the front: shaper (format_shape.c, and one file for each shape) ---- */

/* A column of a table or a row of a list. */
typedef struct Field {
	String *label;
	const ViewItem *item; /* of a view, or NULL */
	PropertyUse use;
} Field;

/* What takes the records: owns them. */
typedef Flow (*FormatEmit)(void *self, FormatRecord *record);

/* What is known of a type, looked up once. */
typedef struct FormatKind {
	const TypeDef *type;
	const ViewDef *text; /* shown by one text wherever it comes, or NULL */
	const ViewDef *view; /* in the shaper's shape, or NULL */
	bool bare;           /* no properties */
} FormatKind;

struct Shaper {
	Interp *in;
	Stage *stage; /* or NULL */
	const FormatSpec *spec;
	FormatEmit emit, pass; /* pass: records that come as objects */
	void *self;
	/* the open document */
	bool open;
	FormatShape shape;
	const ViewDef *view; /* NULL: by properties */
	VEC(Field) fields;
	VEC(Value) names; /* slots the fields were made for: a list's next object often has the same */
	int limit;        /* $FormatEnumerationLimit */
	/* groups */
	PropertyUses group; /* what the object looked at last is grouped by; none: the view's function */
	Value group_value;  /* V_EMPTY: no object had one yet */
	bool group_named;   /* one had one that is not $null */
	Buf errors;         /* what -ShowError tells after the entry */
	RecordBuilder builder;
	FormatKind kind; /* of the type looked at last */
};

/* Hands on a record of what the builder holds. */
Flow format_shaper_emit(Shaper *shaper, RecordKind kind, FormatShape shape);
/* The shaper of Out-Default: handed records, no boxes. */
Shaper *format_shaper_make(Interp *in, const FormatSpec *spec, FormatEmit emit, FormatEmit pass, void *self) NODISCARD;
/* Ends the document, if one is open. */
Flow format_shaper_close(Shaper *shaper);
/* Makes the fields for v: by spec, view, property set or all properties; missing: names that v lacks count too. */
void format_fields_make(Shaper *shaper, Value v, bool missing);
void format_fields_drop(Shaper *shaper);
/* The value behind a field; *failed as property_value. */
Flow format_field_value(Shaper *shaper, Field *field, Value v, Value *out, bool *failed);
/* Appends the text of a field to the builder (not ending the part); digits: a table's rule for floating point. */
Flow format_field_put(Shaper *shaper, Field *field, Value v, bool digits);

/* The start of a document whose first object is v, and its entries: the parts of a record, in the builder. */
Flow format_table_start(Shaper *shaper, Value v, FormatStart **out);
Flow format_table_entry(Shaper *shaper, Value v);
Flow format_list_start(Shaper *shaper, Value v, FormatStart **out);
Flow format_list_entry(Shaper *shaper, Value v);
/* A list of all properties, for an object that does not suit the open document. */
Flow format_list_stray(Shaper *shaper, Value v);
Flow format_wide_start(Shaper *shaper, Value v, FormatStart **out);
Flow format_wide_entry(Shaper *shaper, Value v);
Flow format_custom_start(Shaper *shaper, Value v, FormatStart **out);
Flow format_custom_entry(Shaper *shaper, Value v);

/* ---- values (format_value.c) ---- */

typedef struct ValueStyle {
	const String *format; /* or NULL */
	bool digits;          /* floating point with the culture's number of decimals */
	bool show_error;      /* #FMTERR */
	int limit;            /* elements of a collection; -1: all */
} ValueStyle;
/* A value as a cell or a row of a list shows it; how many items of a collection are shown ($FormatEnumerationLimit). */
Flow format_value_put(Interp *in, Value v, const ValueStyle *style, Buf *out);
int format_value_limit(Interp *in);
/* Whether v is shown by its elements: collections and dictionaries. */
bool format_value_unrolls(Value v);
/* The elements as an array, a dictionary's as entries. */
Flow format_value_elements(Interp *in, Value v, Array **out);
/* The property that names objects of v's kind (Name, Id, Key, *Name ...); false: none. */
bool format_value_name(Interp *in, Value v, PropertyUses *out);

/* ---- views (format_views.c) ---- */

/* The view for v in a shape (FORMAT_DEFAULT: the first of any shape), by the names of its types; NULL: none. */
const ViewDef *format_view_find(Interp *in, Value v, FormatShape shape);
/* A view out of band (VIEW_TEXT): the object is shown by one text wherever it comes. */
const ViewDef *format_view_text(Interp *in, Value v);
/* DefaultDisplayPropertySet of v's type, NULL-terminated; NULL: none. */
const char *const *format_view_default(Interp *in, Value v);

/* ---- the back (format.c, and one file for each shape) ---- */

typedef struct TableLayout {
	size_t *widths; /* 0: hidden */
	size_t n, shown;
	bool disabled; /* no room at all */
} TableLayout;

/* A record that is kept; counted. */
typedef struct FormatHeld {
	FormatRecord *record;
} FormatHeld;

struct Formatter {
	Interp *in;
	FormatTarget target;
	FormatSpec spec; /* of the default shaper */
	Shaper *shaper;
	bool foreign; /* the open format came as records of a Format- cmdlet */
	/* the open format */
	FormatStart *start;
	bool in_group;
	VEC(FormatHeld) held;
	bool holding;
	/* A table that was measured has all groups behind it held back and measured, too, whatever widths their columns
	 * have (asked of 7.6: ... | Format-Table -AutoSize; @{ a = 1 }). */
	bool holds, holds_all; /* holds_all: to the group's end, not for a time */
	int64_t since;
	TableLayout layout;
	size_t rows;         /* printed since the header: -RepeatHeader */
	VEC(FormatHeld) row; /* a wide view's unfinished row */
	Buf line, scratch;
};

/* One line of output; an empty line. */
Flow format_line(Formatter *formatter, Str line);
Flow format_blank(Formatter *formatter);
Flow format_lines(Formatter *formatter, Str text); /* parted by \n */
/* widths: the longest texts of held rows, or NULL: as the columns say. */
void format_table_layout(Formatter *formatter, const size_t *widths);
Flow format_table_header(Formatter *formatter);
Flow format_table_row(Formatter *formatter, const FormatRecord *record);
Flow format_list_object(Formatter *formatter, const FormatRecord *record);
void format_wide_layout(Formatter *formatter, const size_t *width);
Flow format_wide_item(Formatter *formatter, FormatRecord *record);
Flow format_wide_flush(Formatter *formatter);
Flow format_custom_block(Formatter *formatter, const FormatRecord *record);

#endif
