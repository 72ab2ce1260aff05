/* moment: DateTime and TimeSpan: ticks, civil dates, .NET's format strings, reading text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include "shell/base/buf.h"
#include "shell/base/env.h"
#include "shell/base/str.h"

/* A tick is 100 ns.  DateTime: ticks since 0001-01-01 00:00, 0..MOMENT_MAX; TimeSpan: any int64. */
#define MOMENT_TICKS_PER_MS     INT64_C(10000)
#define MOMENT_TICKS_PER_SECOND INT64_C(10000000)
#define MOMENT_TICKS_PER_MINUTE (60 * MOMENT_TICKS_PER_SECOND)
#define MOMENT_TICKS_PER_HOUR   (60 * MOMENT_TICKS_PER_MINUTE)
#define MOMENT_TICKS_PER_DAY    (24 * MOMENT_TICKS_PER_HOUR)
#define MOMENT_MAX              INT64_C(3155378975999999999)
#define MOMENT_UNIX_EPOCH       INT64_C(621355968000000000)

typedef enum MomentKind { MOMENT_UNSPECIFIED, MOMENT_UTC, MOMENT_LOCAL } MomentKind; /* DateTimeKind */

typedef struct MomentParts {
	int year, month, day; /* 1..9999, 1..12, 1..31 */
	int hour, minute, second;
	int ticks;       /* of the second: 0..9999999 */
	int day_of_week; /* 0 Sunday */
	int day_of_year; /* 1..366 */
} MomentParts;

/* The civil date and time of ticks since 0001-01-01. */
MomentParts moment_split(int64_t ticks);
/* The way back; day_of_week and day_of_year are not looked at.  false: no such date or time. */
bool moment_join(const MomentParts *parts, int64_t *ticks);
int moment_days_in_month(int year, int month);
/* Keeps the day where it can (Jan 31 + 1 month = Feb 28); false out of range. */
bool moment_add_months(int64_t ticks, int64_t months, int64_t *out);
int64_t moment_to_unix(int64_t utc_ticks); /* seconds, floor */
int64_t moment_from_unix(int64_t seconds); /* the caller sees to it that they lie in the years 1 to 9999 */
/* Both stop at the ends of the calendar.  A local time that comes twice or never is taken by the zone's standard
 * time. */
int64_t moment_to_local(const Env *env, int64_t utc_ticks);
int64_t moment_to_utc(const Env *env, int64_t local_ticks);

/* Patterns of a culture; both have English names of months and days, AM and PM. */
typedef struct MomentCulture {
	const char *short_date, *long_date, *short_time, *long_time, *month_day, *year_month;
	const char *era;
} MomentCulture;
extern const MomentCulture moment_invariant; /* MM/dd/yyyy, dddd, dd MMMM yyyy, HH:mm, HH:mm:ss */
extern const MomentCulture moment_en_us;     /* M/d/yyyy, dddd, MMMM d, yyyy, h:mm tt, h:mm:ss tt */

/* DateTime.ToString(format): standard letters (d D f F g G M O R s t T u U Y), custom patterns, "" = G.  env serves K,
 * z and U.  false: FormatException. */
bool moment_format(Buf *out, Str format, int64_t ticks, MomentKind kind, const MomentCulture *culture, const Env *env);

typedef enum MomentStatus {
	MOMENT_OK,
	MOMENT_BAD_FORMAT,      /* not recognized as a valid DateTime (TimeSpan) */
	MOMENT_UNKNOWN_WORD,    /* *at: where it starts, in units */
	MOMENT_BAD_DAY_OF_WEEK, /* "because the day of week was incorrect" */
	MOMENT_NOT_IN_CALENDAR, /* 24:00: "not supported in calendar 'System.Globalization.GregorianCalendar'" */
	MOMENT_BAD_OFFSET,      /* "must be within plus or minus 14 hours" */
	MOMENT_OUT_OF_RANGE,    /* "is out of range" (TimeSpan: OverflowException) */
	MOMENT_BAD_PATTERN,     /* ParseExact: "Input string was not in a correct format." */
} MomentStatus;
/* DateTime.Parse with the invariant culture: month/day/year, ISO 8601 with zone, month names, times alone (today).  A
 * text with a zone becomes local time.  at may be NULL. */
MomentStatus moment_parse(Str text, const Env *env, int64_t *ticks, MomentKind *kind, size_t *at);
/* DateTime.ParseExact with a format or standard letter, no styles.  A field given twice with different values is
 * MOMENT_BAD_FORMAT, where .NET has a text of its own. */
MomentStatus moment_parse_exact(
	Str text, Str format, const MomentCulture *culture, const Env *env, int64_t *ticks, MomentKind *kind);

/* TimeSpan.ToString(format): c (and ""), g, G, custom (d h m s f with literals).  false: FormatException. */
bool moment_span_format(Buf *out, Str format, int64_t ticks);
MomentStatus moment_span_parse(Str text, int64_t *ticks); /* MOMENT_OUT_OF_RANGE: OverflowException */

#endif
