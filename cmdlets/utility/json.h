/* json: objects as JSON and back, as each edition does it (editions.md 11). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_JSON_H
#define UTILITY_JSON_H

#include "shell/engine/stage.h"

/* ---- writing ---- */

typedef enum JsonEscape { JSON_ESCAPE_DEFAULT, JSON_ESCAPE_NON_ASCII, JSON_ESCAPE_HTML } JsonEscape;

typedef struct JsonStyle {
	int64_t depth; /* objects deeper than this become their text */
	bool compress, enums_as_strings;
	JsonEscape escape;
} JsonStyle;

/* Appends v in the edition's layout; warns once (Core) when it was deeper. */
Flow json_put(Stage *s, Value v, const JsonStyle *style, Buf *out) NODISCARD;

/* ---- reading ---- */

/* What texts that look like dates become; ORDER type_json_date_kind. */
typedef enum JsonDates {
	JSON_DATES_DEFAULT,
	JSON_DATES_LOCAL,
	JSON_DATES_UTC,
	JSON_DATES_OFFSET,
	JSON_DATES_STRING
} JsonDates;

typedef struct JsonOptions {
	bool hashtable; /* objects become hashtables whose keys differ by case */
	int64_t depth;
	JsonDates dates;
} JsonOptions;

/* Why a text could not be read: an id of PowerShell's own, or NULL, and the text. */
typedef struct JsonFault {
	const char *id;
	Buf text;
} JsonFault;

/* The value of a text (owned).  false: *fault says why; its buffer is to be released in any case. */
bool json_read(Stage *s, Str text, const JsonOptions *options, Value *out, JsonFault *fault);

#endif
