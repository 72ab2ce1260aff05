/* format: objects in, lines of text out: what Out-Default, Out-String and Out-File stand on, and Format-* in front. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

#include "shell/engine/error.h"
#include "shell/engine/host.h"
#include "shell/format/property.h"

typedef enum FormatShape { FORMAT_DEFAULT, FORMAT_TABLE, FORMAT_LIST, FORMAT_WIDE, FORMAT_CUSTOM } FormatShape;

/* Where lines go, without line ends.  STREAM_ERROR and STREAM_WARNING ... for records that went to these streams. */
typedef struct FormatSink FormatSink;
struct FormatSink {
	Flow (*line)(FormatSink *sink, Stream stream, Str line);
};

typedef struct FormatTarget {
	FormatSink *sink;
	size_t columns;      /* tables and wide views may use */
	size_t text_columns; /* lists, blocks and errors may use; FORMAT_UNLIMITED: not wrapped */
	size_t rows;         /* of the window, for -RepeatHeader; 0: endless */
} FormatTarget;
#define FORMAT_UNLIMITED ((size_t)-1)
/* columns behind -Width of an Out- cmdlet; given 0: the host's, by the edition's rule (reference 8.8).  console: lines
 * go to the screen itself. */
FormatTarget format_target(Stage *s, FormatSink *sink, int64_t given, bool console);

/* ---- the back: Out-Default, Out-String, Out-File ---- */

/* Takes objects, error records and format records one by one and writes lines as soon as the rules allow: a table is
 * held back until its columns are known (reference 8.3.3). */
typedef struct Formatter Formatter;
Formatter *format_new(Interp *in, const FormatTarget *target) NODISCARD;
Flow format_put(Formatter *formatter, Value v) NODISCARD; /* borrows v */
Flow format_end(Formatter *formatter) NODISCARD;          /* writes what is held back and closes what is open */
void format_free(Formatter *formatter);                   /* NULL is fine; what is held back is lost */

/* ---- the front: Format-Table and its kin ---- */

typedef enum FormatExpand { FORMAT_ENUM_ONLY, FORMAT_CORE_ONLY, FORMAT_BOTH } FormatExpand;

typedef struct FormatSpec {
	FormatShape shape;
	PropertyList properties; /* none: by view, property set or all */
	PropertyList group_by;   /* none or one */
	bool auto_size, hide_headers, wrap, repeat_header;
	bool force;                     /* scalars, too, get the shape */
	bool show_error, display_error; /* of calculated properties: as records, in the cells */
	int columns;                    /* FORMAT_WIDE; 0: 2 */
	int depth;                      /* FORMAT_CUSTOM */
	String *view;                   /* -View, or NULL */
	FormatExpand expand;
} FormatSpec;
/* Gives up what the specification owns. */
void format_spec_release(FormatSpec *spec);

/* Turns objects into format records, which it hands to put (owned there). */
typedef struct Shaper Shaper;
/* spec is borrowed and outlives the shaper.  s: the stage that raises -View's errors, or NULL. */
Shaper *format_shaper_new(Stage *s, const FormatSpec *spec, Sink *out) NODISCARD;
Flow format_shaper_put(Shaper *shaper, Value v) NODISCARD;
Flow format_shaper_end(Shaper *shaper) NODISCARD;
void format_shaper_free(Shaper *shaper);

/* ---- pieces ---- */

/* The text of an error record in the view $ErrorView asks for, lines parted by \n (reference 4.2, editions 3).
 * Desktop's is still to be broken at the width. */
void format_error_put(Interp *in, const ErrorRecord *error, Buf *out);
/* The text of a value in a table's cell or behind a list's label: reference 8.5. */
Flow format_cell_put(Interp *in, Value v, Buf *out) NODISCARD;

#endif
