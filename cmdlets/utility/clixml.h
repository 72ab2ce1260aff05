/* clixml: objects as CLIXML, the XML of Export-Clixml, and back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_CLIXML_H
#define UTILITY_CLIXML_H

#include "shell/base/vec.h"
#include "shell/base/xml.h"
#include "shell/engine/stage.h"

/* Objects and lists of type names that were written already, by their number. */
typedef struct ClixmlWriter {
	Interp *in;
	Stage *stage; /* warns; NULL: nobody does */
	Buf *out;
	size_t indent;
	VEC(Value) objects; /* counted, so that no other takes their place in memory */
	VEC(Value) types;   /* arrays of names */
	bool warned;        /* of secrets that nothing protects */
} ClixmlWriter;

/* The head; objects one by one, so many levels deep; the foot. */
void clixml_begin(ClixmlWriter *writer, Interp *in, Stage *s, Buf *out);
Flow clixml_put(ClixmlWriter *writer, Value v, int64_t depth) NODISCARD;
void clixml_end(ClixmlWriter *writer);
void clixml_release(ClixmlWriter *writer);

/* Calls each for every object of a text.  What is no CLIXML is thrown (XmlException). */
typedef Flow ClixmlEach(Stage *s, Value v);
Flow clixml_read(Stage *s, Str text, ClixmlEach *each) NODISCARD;

/* Appends every object of a text. */
Flow clixml_read_list(Interp *in, Str text, Array *out) NODISCARD;

/* _x000A_ for what XML cannot hold, and back. */
void clixml_put_encoded(Str text, Buf *out);
void clixml_put_decoded(Str text, Buf *out);

#endif
