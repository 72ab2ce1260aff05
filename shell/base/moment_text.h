/* moment_text: what reading and printing of dates and times share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_MOMENT_TEXT_H
#define BASE_MOMENT_TEXT_H

#include "shell/base/moment.h"

/* English names; the abbreviated ones are their first three letters. */
extern const char *const moment_month_names[12];
extern const char *const moment_day_names[7]; /* Sunday first */
enum { MOMENT_SHORT_NAME = 3 };

/* The pattern that a standard letter stands for (f F g G U: the first of two, *second follows after a blank, else
 * NULL); NULL when the letter stands for none. */
const char *moment_pattern(char letter, const MomentCulture *culture, const char **second);

/* One element of a custom pattern: a letter that means a field, repeated, or text to be taken as it is. */
typedef struct MomentElement {
	char letter; /* 0: literal */
	size_t count;
	Str literal; /* one character */
	bool plain;  /* the literal was neither quoted nor escaped: TimeSpans refuse it */
} MomentElement;
/* Where reading of a pattern stands.  Quoted text comes out character by character. */
typedef struct MomentPattern {
	Str text;
	const char *letters;  /* what means a field */
	bool percent_ignored; /* a % only stands there; else it makes the next letter a field of its own */
	size_t at;
	char quote; /* inside quotes: which */
	bool bad;
} MomentPattern;
/* false at the end, and with pattern->bad when the pattern is malformed: a quote without end, a \ or % at the end,
 * %%. */
bool moment_pattern_next(MomentPattern *pattern, MomentElement *element);

/* What was read from a text. */
enum { MOMENT_UNSET = -1 };
typedef struct MomentFields {
	MomentParts parts; /* year, month, day, day_of_week MOMENT_UNSET: not there; ticks not used */
	int mark;          /* MOMENT_UNSET, 0 AM, 1 PM */
	int64_t fraction;  /* ticks, up to a whole second */
	bool have_zone;
	int zone; /* minutes; local time minus UTC */
} MomentFields;
#define MOMENT_NO_FIELDS                                                                                               \
	((MomentFields){ .parts = { .year = MOMENT_UNSET,                                                              \
				 .month = MOMENT_UNSET,                                                                \
				 .day = MOMENT_UNSET,                                                                  \
				 .day_of_week = MOMENT_UNSET },                                                        \
		.mark = MOMENT_UNSET })
/* 0..49 are 2000..2049, 50..99 1950..1999, others themselves. */
int moment_full_year(int year);
/* Makes one point of time of them (mark has been applied to the hour): without any date today's, with a part of one the
 * present year, January, the first; a time with a zone becomes local. */
MomentStatus moment_compose(const MomentFields *fields, const Env *env, int64_t *ticks, MomentKind *kind);

#endif
