/* date_time: what DateTime, DateTimeOffset and TimeSpan share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_DATE_TIME_H
#define TYPES_DATE_TIME_H

#include "shell/types/culture_info.h"

/* DateTimeStyles' bits. */
enum {
	STYLE_LEADING_WHITE = 1,
	STYLE_TRAILING_WHITE = 2,
	STYLE_ADJUST_UTC = 16,
	STYLE_ASSUME_LOCAL = 32,
	STYLE_ASSUME_UTC = 64,
	STYLE_ROUNDTRIP = 128
};

/* Applies the styles to a moment that was read from text. */
void types_date_style(Interp *in, int64_t styles, Str text, int64_t *ticks, MomentKind *kind);
/* The moment of Parse's arguments (s[, provider[, styles]]); FormatException. */
Flow types_date_parse(Interp *in, const Value *args, size_t n, int64_t *ticks, MomentKind *kind) NODISCARD;
/* The moment of ParseExact's arguments (s, format | formats, provider[, style]). */
MomentStatus types_date_exact(Interp *in, const Value *args, size_t n, int64_t *ticks, MomentKind *kind);
Flow types_date_bad_exact(Interp *in, MomentStatus status, Str text) NODISCARD;
/* value units of so many ticks: exact in Core, rounded to milliseconds in Desktop.  false: out of range. */
bool types_date_units(Interp *in, double value, int64_t unit, int64_t *ticks);
Flow types_date_out_of_range(Interp *in, const char *param) NODISCARD; /* The added or subtracted value ... */
/* Year, month, day[, hour, minute, second[, millisecond[, microsecond]]] of a constructor's n ints. */
Flow types_date_join(Interp *in, const Value *args, size_t n, int64_t *ticks) NODISCARD;

#endif
