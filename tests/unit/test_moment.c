/* test_moment: dates and times as .NET 10 prints and reads them; the rows were recorded from it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/moment.h"

/* ---- the world of the tests ------------------------------------------------------------------------------------- */

/* 2026-07-21T12:00:00Z */
static int64_t fixed_now(void *self)
{
	(void)self;
	return INT64_C(639202320000000000);
}

static int one_hour(void *self, int64_t utc_ticks)
{
	(void)self;
	(void)utc_ticks;
	return 60;
}

/* Central Europe in 2024: summer time from 31 March 01:00 UTC to 27 October 01:00 UTC. */
static int berlin(void *self, int64_t utc_ticks)
{
	(void)self;
	return utc_ticks >= INT64_C(638474436000000000) && utc_ticks < INT64_C(638655876000000000) ? 120 : 60;
}

static int newfoundland(void *self, int64_t utc_ticks)
{
	(void)self;
	(void)utc_ticks;
	return -210;
}

static const Env fixed = { .now = fixed_now, .utc_offset = one_hour };

/* Says which row failed; the test fails at its end when one did. */
static int differs(int line, Str what, Str got, const char *want)
{
	if (str_eq(got, str_from(want)))
		return 0;
	print_error("line %d: \"%.*s\": got \"%.*s\", want \"%s\"\n", line, STR_ARG(what), STR_ARG(got), want);
	return 1;
}

/* As the expectations are written: "2024-03-05T10:20:30.0000000 Local", or which failure. */
static void describe(Buf *out, MomentStatus status, int64_t ticks, MomentKind kind, size_t at)
{
	static const char *const failures[] = {
		[MOMENT_BAD_FORMAT] = "BAD",
		[MOMENT_BAD_DAY_OF_WEEK] = "DOW",
		[MOMENT_NOT_IN_CALENDAR] = "CAL",
		[MOMENT_BAD_OFFSET] = "OFFS",
		[MOMENT_OUT_OF_RANGE] = "RANGE",
		[MOMENT_BAD_PATTERN] = "PAT",
	};
	static const char *const kinds[] = { "Unspecified", "Utc", "Local" };
	MomentParts p;

	if (status == MOMENT_UNKNOWN_WORD) {
		buf_printf(out, "WORD %zu", at);
	} else if (status != MOMENT_OK) {
		buf_put(out, str_from(failures[status]));
	} else {
		p = moment_split(ticks);
		buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02d.%07d %s", p.year, p.month, p.day, p.hour, p.minute,
			p.second, p.ticks, kinds[kind]);
	}
}

/* ---- calendar --------------------------------------------------------------------------------------------------- */

static int64_t at(int year, int month, int day, int hour, int minute)
{
	MomentParts parts = { .year = year, .month = month, .day = day, .hour = hour, .minute = minute };
	int64_t ticks = -1;

	assert_true(moment_join(&parts, &ticks));
	return ticks;
}

/* Every day of ten thousand years comes back as it went in, with weekdays and days of the year in order. */
static void test_every_day(void **state)
{
	int64_t ticks = 0;
	int weekday = 1, day_of_year = 1;

	(void)state;
	for (int year = 1; year <= 9999; year++) {
		day_of_year = 1;
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= moment_days_in_month(year, month); day++) {
				int64_t joined = -1;
				MomentParts p = moment_split(ticks);
				assert_true(moment_join(&p, &joined));
				assert_true(joined == ticks && p.year == year && p.month == month && p.day == day);
				assert_int_equal(p.day_of_week, weekday);
				assert_int_equal(p.day_of_year, day_of_year++);
				weekday = (weekday + 1) % 7;
				ticks += MOMENT_TICKS_PER_DAY;
			}
	}
	assert_true(ticks == MOMENT_MAX + 1);
}

static void test_parts(void **state)
{
	MomentParts p = moment_split(MOMENT_MAX);

	(void)state;
	assert_true(p.year == 9999 && p.month == 12 && p.day == 31 && p.day_of_year == 365 && p.day_of_week == 5);
	assert_true(p.hour == 23 && p.minute == 59 && p.second == 59 && p.ticks == 9999999);
	assert_true(moment_split(at(2024, 2, 29, 1, 2)).day_of_year == 60);
}

static void test_join_refuses(void **state)
{
	/* clang-format off */
	static const struct { int line; MomentParts parts; } rows[] = {
		{ __LINE__, { .year = 0, .month = 1, .day = 1 } }, { __LINE__, { .year = 10000, .month = 1, .day = 1 } },
		{ __LINE__, { .year = 2024, .month = 0, .day = 1 } }, { __LINE__, { .year = 2024, .month = 13, .day = 1 } },
		{ __LINE__, { .year = 2024, .month = -1, .day = 1 } }, { __LINE__, { .year = 2024, .month = 1, .day = 0 } },
		{ __LINE__, { .year = 2024, .month = 1, .day = 32 } }, { __LINE__, { .year = 2024, .month = 2, .day = 30 } },
		{ __LINE__, { .year = 2023, .month = 2, .day = 29 } }, { __LINE__, { .year = 1900, .month = 2, .day = 29 } },
		{ __LINE__, { .year = 2024, .month = 4, .day = 31 } },
		{ __LINE__, { .year = 2024, .month = 1, .day = 1, .hour = 24 } },
		{ __LINE__, { .year = 2024, .month = 1, .day = 1, .hour = -1 } },
		{ __LINE__, { .year = 2024, .month = 1, .day = 1, .minute = 60 } },
		{ __LINE__, { .year = 2024, .month = 1, .day = 1, .second = 60 } },
		{ __LINE__, { .year = 2024, .month = 1, .day = 1, .ticks = 10000000 } },
	};
	/* clang-format on */
	int64_t ticks;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (moment_join(&rows[i].parts, &ticks))
			fail_msg("line %d was taken for a date", rows[i].line);
	assert_int_equal(moment_days_in_month(2000, 2), 29);
	assert_int_equal(moment_days_in_month(1900, 2), 28);
}

static void test_add_months(void **state)
{
	/* clang-format off */
	static const struct { int line, year, month, day; int64_t months; int to_year, to_month, to_day; } rows[] = {
		{ __LINE__, 2024, 1, 31, 1, 2024, 2, 29 }, { __LINE__, 2023, 1, 31, 1, 2023, 2, 28 },
		{ __LINE__, 2024, 3, 31, -1, 2024, 2, 29 }, { __LINE__, 2024, 2, 29, 12, 2025, 2, 28 },
		{ __LINE__, 2024, 2, 29, -12, 2023, 2, 28 }, { __LINE__, 2024, 12, 31, 2, 2025, 2, 28 },
		{ __LINE__, 2024, 1, 15, -1, 2023, 12, 15 }, { __LINE__, 1, 1, 1, 0, 1, 1, 1 },
		{ __LINE__, 9999, 12, 31, 0, 9999, 12, 31 }, { __LINE__, 1, 1, 1, 119987, 9999, 12, 1 },
		{ __LINE__, 1, 1, 1, -1, 0, 0, 0 }, { __LINE__, 9999, 12, 1, 1, 0, 0, 0 },
		{ __LINE__, 2024, 1, 1, INT64_MAX, 0, 0, 0 }, { __LINE__, 2024, 1, 1, INT64_MIN, 0, 0, 0 },
	};
	/* clang-format on */
	int64_t out;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		bool ok = moment_add_months(at(rows[i].year, rows[i].month, rows[i].day, 4, 5), rows[i].months, &out);
		if (ok != (rows[i].to_year != 0) ||
			(ok && out != at(rows[i].to_year, rows[i].to_month, rows[i].to_day, 4, 5)))
			fail_msg("line %d", rows[i].line);
	}
}

static void test_unix(void **state)
{
	(void)state;
	assert_true(moment_to_unix(MOMENT_UNIX_EPOCH) == 0 && moment_from_unix(0) == MOMENT_UNIX_EPOCH);
	assert_true(moment_to_unix(MOMENT_UNIX_EPOCH - 1) == -1);
	assert_true(moment_to_unix(MOMENT_UNIX_EPOCH + 19999999) == 1);
	assert_true(moment_to_unix(0) == INT64_C(-62135596800));
	assert_true(moment_from_unix(1709634030) == at(2024, 3, 5, 10, 20) + 30 * MOMENT_TICKS_PER_SECOND);
}

/* The hour that comes twice and the one that never comes are taken by standard time. */
static void test_zone(void **state)
{
	/* clang-format off */
	static const struct { int line, month, day, hour, minute; int offset; } rows[] = {
		{ __LINE__, 1, 15, 12, 0, 60 }, { __LINE__, 7, 15, 12, 0, 120 }, { __LINE__, 3, 31, 1, 59, 60 },
		{ __LINE__, 3, 31, 2, 30, 60 }, { __LINE__, 3, 31, 3, 0, 120 }, { __LINE__, 10, 27, 1, 59, 120 },
		{ __LINE__, 10, 27, 2, 30, 60 }, { __LINE__, 10, 27, 3, 0, 60 },
	};
	/* clang-format on */
	Env env = { .now = fixed_now, .utc_offset = berlin };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t local = at(2024, rows[i].month, rows[i].day, rows[i].hour, rows[i].minute);
		if (moment_to_utc(&env, local) != local - rows[i].offset * MOMENT_TICKS_PER_MINUTE)
			fail_msg("line %d", rows[i].line);
	}
	assert_true(moment_to_local(&env, at(2024, 3, 31, 1, 0)) == at(2024, 3, 31, 3, 0));
	assert_true(moment_to_local(&env, at(2024, 3, 31, 0, 59)) == at(2024, 3, 31, 1, 59));
	assert_true(moment_to_local(&env, MOMENT_MAX) == MOMENT_MAX);
	assert_true(moment_to_utc(&env, 0) == 0);
}

/* ---- printing --------------------------------------------------------------------------------------------------- */

static const struct {
	int64_t ticks;
	MomentKind kind;
} moments[] = {
	{ INT64_C(638452120290000000), MOMENT_UNSPECIFIED }, /* 2024-03-05T05:07:09 */
	{ INT64_C(638452228291234500), MOMENT_UTC },         /* 2024-03-05T08:07:09.12345Z */
	{ INT64_C(638452228291230000), MOMENT_LOCAL },       /* 2024-03-05T08:07:09.123+01:00 */
	{ INT64_C(2838240000000000), MOMENT_UNSPECIFIED },   /* 0009-12-30 */
	{ MOMENT_MAX, MOMENT_UNSPECIFIED },
};

/* NULL: FormatException. */
/* clang-format off */
static const struct {
	int line;
	int moment;
	Str format;
	const char *invariant, *en_us;
} format_rows[] = {
	{ __LINE__, 0, S_INIT(""), "03/05/2024 05:07:09", "3/5/2024 5:07:09 AM" },
	{ __LINE__, 1, S_INIT(""), "03/05/2024 08:07:09", "3/5/2024 8:07:09 AM" },
	{ __LINE__, 2, S_INIT(""), "03/05/2024 08:07:09", "3/5/2024 8:07:09 AM" },
	{ __LINE__, 3, S_INIT(""), "12/30/0009 00:00:00", "12/30/0009 12:00:00 AM" },
	{ __LINE__, 4, S_INIT(""), "12/31/9999 23:59:59", "12/31/9999 11:59:59 PM" },
	{ __LINE__, 0, S_INIT("d"), "03/05/2024", "3/5/2024" },
	{ __LINE__, 1, S_INIT("d"), "03/05/2024", "3/5/2024" },
	{ __LINE__, 2, S_INIT("d"), "03/05/2024", "3/5/2024" },
	{ __LINE__, 3, S_INIT("d"), "12/30/0009", "12/30/0009" },
	{ __LINE__, 4, S_INIT("d"), "12/31/9999", "12/31/9999" },
	{ __LINE__, 0, S_INIT("D"), "Tuesday, 05 March 2024", "Tuesday, March 5, 2024" },
	{ __LINE__, 1, S_INIT("D"), "Tuesday, 05 March 2024", "Tuesday, March 5, 2024" },
	{ __LINE__, 2, S_INIT("D"), "Tuesday, 05 March 2024", "Tuesday, March 5, 2024" },
	{ __LINE__, 3, S_INIT("D"), "Wednesday, 30 December 0009", "Wednesday, December 30, 0009" },
	{ __LINE__, 4, S_INIT("D"), "Friday, 31 December 9999", "Friday, December 31, 9999" },
	{ __LINE__, 0, S_INIT("f"), "Tuesday, 05 March 2024 05:07", "Tuesday, March 5, 2024 5:07 AM" },
	{ __LINE__, 1, S_INIT("f"), "Tuesday, 05 March 2024 08:07", "Tuesday, March 5, 2024 8:07 AM" },
	{ __LINE__, 2, S_INIT("f"), "Tuesday, 05 March 2024 08:07", "Tuesday, March 5, 2024 8:07 AM" },
	{ __LINE__, 3, S_INIT("f"), "Wednesday, 30 December 0009 00:00", "Wednesday, December 30, 0009 12:00 AM" },
	{ __LINE__, 4, S_INIT("f"), "Friday, 31 December 9999 23:59", "Friday, December 31, 9999 11:59 PM" },
	{ __LINE__, 0, S_INIT("F"), "Tuesday, 05 March 2024 05:07:09", "Tuesday, March 5, 2024 5:07:09 AM" },
	{ __LINE__, 1, S_INIT("F"), "Tuesday, 05 March 2024 08:07:09", "Tuesday, March 5, 2024 8:07:09 AM" },
	{ __LINE__, 2, S_INIT("F"), "Tuesday, 05 March 2024 08:07:09", "Tuesday, March 5, 2024 8:07:09 AM" },
	{ __LINE__, 3, S_INIT("F"), "Wednesday, 30 December 0009 00:00:00", "Wednesday, December 30, 0009 12:00:00 AM" },
	{ __LINE__, 4, S_INIT("F"), "Friday, 31 December 9999 23:59:59", "Friday, December 31, 9999 11:59:59 PM" },
	{ __LINE__, 0, S_INIT("g"), "03/05/2024 05:07", "3/5/2024 5:07 AM" },
	{ __LINE__, 1, S_INIT("g"), "03/05/2024 08:07", "3/5/2024 8:07 AM" },
	{ __LINE__, 2, S_INIT("g"), "03/05/2024 08:07", "3/5/2024 8:07 AM" },
	{ __LINE__, 3, S_INIT("g"), "12/30/0009 00:00", "12/30/0009 12:00 AM" },
	{ __LINE__, 4, S_INIT("g"), "12/31/9999 23:59", "12/31/9999 11:59 PM" },
	{ __LINE__, 0, S_INIT("G"), "03/05/2024 05:07:09", "3/5/2024 5:07:09 AM" },
	{ __LINE__, 1, S_INIT("G"), "03/05/2024 08:07:09", "3/5/2024 8:07:09 AM" },
	{ __LINE__, 2, S_INIT("G"), "03/05/2024 08:07:09", "3/5/2024 8:07:09 AM" },
	{ __LINE__, 3, S_INIT("G"), "12/30/0009 00:00:00", "12/30/0009 12:00:00 AM" },
	{ __LINE__, 4, S_INIT("G"), "12/31/9999 23:59:59", "12/31/9999 11:59:59 PM" },
	{ __LINE__, 0, S_INIT("m"), "March 05", "March 5" },
	{ __LINE__, 1, S_INIT("m"), "March 05", "March 5" },
	{ __LINE__, 2, S_INIT("m"), "March 05", "March 5" },
	{ __LINE__, 3, S_INIT("m"), "December 30", "December 30" },
	{ __LINE__, 4, S_INIT("m"), "December 31", "December 31" },
	{ __LINE__, 0, S_INIT("M"), "March 05", "March 5" },
	{ __LINE__, 1, S_INIT("M"), "March 05", "March 5" },
	{ __LINE__, 2, S_INIT("M"), "March 05", "March 5" },
	{ __LINE__, 3, S_INIT("M"), "December 30", "December 30" },
	{ __LINE__, 4, S_INIT("M"), "December 31", "December 31" },
	{ __LINE__, 0, S_INIT("o"), "2024-03-05T05:07:09.0000000", "2024-03-05T05:07:09.0000000" },
	{ __LINE__, 1, S_INIT("o"), "2024-03-05T08:07:09.1234500Z", "2024-03-05T08:07:09.1234500Z" },
	{ __LINE__, 2, S_INIT("o"), "2024-03-05T08:07:09.1230000+01:00", "2024-03-05T08:07:09.1230000+01:00" },
	{ __LINE__, 3, S_INIT("o"), "0009-12-30T00:00:00.0000000", "0009-12-30T00:00:00.0000000" },
	{ __LINE__, 4, S_INIT("o"), "9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59.9999999" },
	{ __LINE__, 0, S_INIT("O"), "2024-03-05T05:07:09.0000000", "2024-03-05T05:07:09.0000000" },
	{ __LINE__, 1, S_INIT("O"), "2024-03-05T08:07:09.1234500Z", "2024-03-05T08:07:09.1234500Z" },
	{ __LINE__, 2, S_INIT("O"), "2024-03-05T08:07:09.1230000+01:00", "2024-03-05T08:07:09.1230000+01:00" },
	{ __LINE__, 3, S_INIT("O"), "0009-12-30T00:00:00.0000000", "0009-12-30T00:00:00.0000000" },
	{ __LINE__, 4, S_INIT("O"), "9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59.9999999" },
	{ __LINE__, 0, S_INIT("r"), "Tue, 05 Mar 2024 05:07:09 GMT", "Tue, 05 Mar 2024 05:07:09 GMT" },
	{ __LINE__, 1, S_INIT("r"), "Tue, 05 Mar 2024 08:07:09 GMT", "Tue, 05 Mar 2024 08:07:09 GMT" },
	{ __LINE__, 2, S_INIT("r"), "Tue, 05 Mar 2024 08:07:09 GMT", "Tue, 05 Mar 2024 08:07:09 GMT" },
	{ __LINE__, 3, S_INIT("r"), "Wed, 30 Dec 0009 00:00:00 GMT", "Wed, 30 Dec 0009 00:00:00 GMT" },
	{ __LINE__, 4, S_INIT("r"), "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 GMT" },
	{ __LINE__, 0, S_INIT("R"), "Tue, 05 Mar 2024 05:07:09 GMT", "Tue, 05 Mar 2024 05:07:09 GMT" },
	{ __LINE__, 1, S_INIT("R"), "Tue, 05 Mar 2024 08:07:09 GMT", "Tue, 05 Mar 2024 08:07:09 GMT" },
	{ __LINE__, 2, S_INIT("R"), "Tue, 05 Mar 2024 08:07:09 GMT", "Tue, 05 Mar 2024 08:07:09 GMT" },
	{ __LINE__, 3, S_INIT("R"), "Wed, 30 Dec 0009 00:00:00 GMT", "Wed, 30 Dec 0009 00:00:00 GMT" },
	{ __LINE__, 4, S_INIT("R"), "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 GMT" },
	{ __LINE__, 0, S_INIT("s"), "2024-03-05T05:07:09", "2024-03-05T05:07:09" },
	{ __LINE__, 1, S_INIT("s"), "2024-03-05T08:07:09", "2024-03-05T08:07:09" },
	{ __LINE__, 2, S_INIT("s"), "2024-03-05T08:07:09", "2024-03-05T08:07:09" },
	{ __LINE__, 3, S_INIT("s"), "0009-12-30T00:00:00", "0009-12-30T00:00:00" },
	{ __LINE__, 4, S_INIT("s"), "9999-12-31T23:59:59", "9999-12-31T23:59:59" },
	{ __LINE__, 0, S_INIT("t"), "05:07", "5:07 AM" },
	{ __LINE__, 1, S_INIT("t"), "08:07", "8:07 AM" },
	{ __LINE__, 2, S_INIT("t"), "08:07", "8:07 AM" },
	{ __LINE__, 3, S_INIT("t"), "00:00", "12:00 AM" },
	{ __LINE__, 4, S_INIT("t"), "23:59", "11:59 PM" },
	{ __LINE__, 0, S_INIT("T"), "05:07:09", "5:07:09 AM" },
	{ __LINE__, 1, S_INIT("T"), "08:07:09", "8:07:09 AM" },
	{ __LINE__, 2, S_INIT("T"), "08:07:09", "8:07:09 AM" },
	{ __LINE__, 3, S_INIT("T"), "00:00:00", "12:00:00 AM" },
	{ __LINE__, 4, S_INIT("T"), "23:59:59", "11:59:59 PM" },
	{ __LINE__, 0, S_INIT("u"), "2024-03-05 05:07:09Z", "2024-03-05 05:07:09Z" },
	{ __LINE__, 1, S_INIT("u"), "2024-03-05 08:07:09Z", "2024-03-05 08:07:09Z" },
	{ __LINE__, 2, S_INIT("u"), "2024-03-05 08:07:09Z", "2024-03-05 08:07:09Z" },
	{ __LINE__, 3, S_INIT("u"), "0009-12-30 00:00:00Z", "0009-12-30 00:00:00Z" },
	{ __LINE__, 4, S_INIT("u"), "9999-12-31 23:59:59Z", "9999-12-31 23:59:59Z" },
	{ __LINE__, 0, S_INIT("U"), "Tuesday, 05 March 2024 04:07:09", "Tuesday, March 5, 2024 4:07:09 AM" },
	{ __LINE__, 1, S_INIT("U"), "Tuesday, 05 March 2024 08:07:09", "Tuesday, March 5, 2024 8:07:09 AM" },
	{ __LINE__, 2, S_INIT("U"), "Tuesday, 05 March 2024 07:07:09", "Tuesday, March 5, 2024 7:07:09 AM" },
	{ __LINE__, 3, S_INIT("U"), "Tuesday, 29 December 0009 23:00:00", "Tuesday, December 29, 0009 11:00:00 PM" },
	{ __LINE__, 4, S_INIT("U"), "Friday, 31 December 9999 22:59:59", "Friday, December 31, 9999 10:59:59 PM" },
	{ __LINE__, 0, S_INIT("y"), "2024 March", "March 2024" },
	{ __LINE__, 1, S_INIT("y"), "2024 March", "March 2024" },
	{ __LINE__, 2, S_INIT("y"), "2024 March", "March 2024" },
	{ __LINE__, 3, S_INIT("y"), "0009 December", "December 0009" },
	{ __LINE__, 4, S_INIT("y"), "9999 December", "December 9999" },
	{ __LINE__, 0, S_INIT("Y"), "2024 March", "March 2024" },
	{ __LINE__, 1, S_INIT("Y"), "2024 March", "March 2024" },
	{ __LINE__, 2, S_INIT("Y"), "2024 March", "March 2024" },
	{ __LINE__, 3, S_INIT("Y"), "0009 December", "December 0009" },
	{ __LINE__, 4, S_INIT("Y"), "9999 December", "December 9999" },
	{ __LINE__, 0, S_INIT("x"), NULL, NULL },
	{ __LINE__, 1, S_INIT("x"), NULL, NULL },
	{ __LINE__, 2, S_INIT("x"), NULL, NULL },
	{ __LINE__, 3, S_INIT("x"), NULL, NULL },
	{ __LINE__, 4, S_INIT("x"), NULL, NULL },
	{ __LINE__, 0, S_INIT("%"), NULL, NULL },
	{ __LINE__, 1, S_INIT("%"), NULL, NULL },
	{ __LINE__, 2, S_INIT("%"), NULL, NULL },
	{ __LINE__, 3, S_INIT("%"), NULL, NULL },
	{ __LINE__, 4, S_INIT("%"), NULL, NULL },
	{ __LINE__, 0, S_INIT("%%"), NULL, NULL },
	{ __LINE__, 1, S_INIT("%%"), NULL, NULL },
	{ __LINE__, 2, S_INIT("%%"), NULL, NULL },
	{ __LINE__, 3, S_INIT("%%"), NULL, NULL },
	{ __LINE__, 4, S_INIT("%%"), NULL, NULL },
	{ __LINE__, 0, S_INIT("%d"), "5", "5" },
	{ __LINE__, 1, S_INIT("%d"), "5", "5" },
	{ __LINE__, 2, S_INIT("%d"), "5", "5" },
	{ __LINE__, 3, S_INIT("%d"), "30", "30" },
	{ __LINE__, 4, S_INIT("%d"), "31", "31" },
	{ __LINE__, 1, S_INIT("d "), "5 ", "5 " },
	{ __LINE__, 2, S_INIT("d "), "5 ", "5 " },
	{ __LINE__, 1, S_INIT("dd"), "05", "05" },
	{ __LINE__, 2, S_INIT("dd"), "05", "05" },
	{ __LINE__, 1, S_INIT("ddd"), "Tue", "Tue" },
	{ __LINE__, 2, S_INIT("ddd"), "Tue", "Tue" },
	{ __LINE__, 1, S_INIT("dddd"), "Tuesday", "Tuesday" },
	{ __LINE__, 2, S_INIT("dddd"), "Tuesday", "Tuesday" },
	{ __LINE__, 1, S_INIT("ddddd"), "Tuesday", "Tuesday" },
	{ __LINE__, 2, S_INIT("ddddd"), "Tuesday", "Tuesday" },
	{ __LINE__, 1, S_INIT("MM"), "03", "03" },
	{ __LINE__, 2, S_INIT("MM"), "03", "03" },
	{ __LINE__, 1, S_INIT("MMM"), "Mar", "Mar" },
	{ __LINE__, 2, S_INIT("MMM"), "Mar", "Mar" },
	{ __LINE__, 1, S_INIT("MMMM"), "March", "March" },
	{ __LINE__, 2, S_INIT("MMMM"), "March", "March" },
	{ __LINE__, 1, S_INIT("y "), "24 ", "24 " },
	{ __LINE__, 2, S_INIT("y "), "24 ", "24 " },
	{ __LINE__, 1, S_INIT("yy"), "24", "24" },
	{ __LINE__, 2, S_INIT("yy"), "24", "24" },
	{ __LINE__, 1, S_INIT("yyy"), "2024", "2024" },
	{ __LINE__, 2, S_INIT("yyy"), "2024", "2024" },
	{ __LINE__, 1, S_INIT("yyyy"), "2024", "2024" },
	{ __LINE__, 2, S_INIT("yyyy"), "2024", "2024" },
	{ __LINE__, 1, S_INIT("yyyyy"), "02024", "02024" },
	{ __LINE__, 2, S_INIT("yyyyy"), "02024", "02024" },
	{ __LINE__, 1, S_INIT("h "), "8 ", "8 " },
	{ __LINE__, 2, S_INIT("h "), "8 ", "8 " },
	{ __LINE__, 1, S_INIT("hh"), "08", "08" },
	{ __LINE__, 2, S_INIT("hh"), "08", "08" },
	{ __LINE__, 1, S_INIT("hhh"), "08", "08" },
	{ __LINE__, 2, S_INIT("hhh"), "08", "08" },
	{ __LINE__, 1, S_INIT("%H"), "8", "8" },
	{ __LINE__, 2, S_INIT("%H"), "8", "8" },
	{ __LINE__, 1, S_INIT("HHH"), "08", "08" },
	{ __LINE__, 2, S_INIT("HHH"), "08", "08" },
	{ __LINE__, 1, S_INIT("%m"), "7", "7" },
	{ __LINE__, 2, S_INIT("%m"), "7", "7" },
	{ __LINE__, 1, S_INIT("mmm"), "07", "07" },
	{ __LINE__, 2, S_INIT("mmm"), "07", "07" },
	{ __LINE__, 1, S_INIT("%s"), "9", "9" },
	{ __LINE__, 2, S_INIT("%s"), "9", "9" },
	{ __LINE__, 1, S_INIT("sss"), "09", "09" },
	{ __LINE__, 2, S_INIT("sss"), "09", "09" },
	{ __LINE__, 1, S_INIT("ff"), "12", "12" },
	{ __LINE__, 2, S_INIT("ff"), "12", "12" },
	{ __LINE__, 1, S_INIT("fffffff"), "1234500", "1234500" },
	{ __LINE__, 2, S_INIT("fffffff"), "1230000", "1230000" },
	{ __LINE__, 1, S_INIT("ffffffff"), NULL, NULL },
	{ __LINE__, 2, S_INIT("ffffffff"), NULL, NULL },
	{ __LINE__, 1, S_INIT("s.F"), "9.1", "9.1" },
	{ __LINE__, 2, S_INIT("s.F"), "9.1", "9.1" },
	{ __LINE__, 1, S_INIT("s.FFFFFFF"), "9.12345", "9.12345" },
	{ __LINE__, 2, S_INIT("s.FFFFFFF"), "9.123", "9.123" },
	{ __LINE__, 1, S_INIT("FFFFFFFF"), NULL, NULL },
	{ __LINE__, 2, S_INIT("FFFFFFFF"), NULL, NULL },
	{ __LINE__, 1, S_INIT("t "), "A ", "A " },
	{ __LINE__, 2, S_INIT("t "), "A ", "A " },
	{ __LINE__, 1, S_INIT("tt"), "AM", "AM" },
	{ __LINE__, 2, S_INIT("tt"), "AM", "AM" },
	{ __LINE__, 1, S_INIT("z "), "+0 ", "+0 " },
	{ __LINE__, 2, S_INIT("z "), "+1 ", "+1 " },
	{ __LINE__, 1, S_INIT("zz"), "+00", "+00" },
	{ __LINE__, 2, S_INIT("zz"), "+01", "+01" },
	{ __LINE__, 1, S_INIT("zzz"), "+00:00", "+00:00" },
	{ __LINE__, 2, S_INIT("zzz"), "+01:00", "+01:00" },
	{ __LINE__, 1, S_INIT("zzzz"), "+00:00", "+00:00" },
	{ __LINE__, 2, S_INIT("zzzz"), "+01:00", "+01:00" },
	{ __LINE__, 1, S_INIT("K"), NULL, NULL },
	{ __LINE__, 2, S_INIT("K"), NULL, NULL },
	{ __LINE__, 1, S_INIT("%K"), "Z", "Z" },
	{ __LINE__, 2, S_INIT("%K"), "+01:00", "+01:00" },
	{ __LINE__, 1, S_INIT("K K"), "Z Z", "Z Z" },
	{ __LINE__, 2, S_INIT("K K"), "+01:00 +01:00", "+01:00 +01:00" },
	{ __LINE__, 1, S_INIT("KK"), "ZZ", "ZZ" },
	{ __LINE__, 2, S_INIT("KK"), "+01:00+01:00", "+01:00+01:00" },
	{ __LINE__, 1, S_INIT("gg"), "A.D.", "AD" },
	{ __LINE__, 2, S_INIT("gg"), "A.D.", "AD" },
	{ __LINE__, 1, S_INIT(":"), NULL, NULL },
	{ __LINE__, 2, S_INIT(":"), NULL, NULL },
	{ __LINE__, 1, S_INIT("::"), "::", "::" },
	{ __LINE__, 2, S_INIT("::"), "::", "::" },
	{ __LINE__, 1, S_INIT("//"), "//", "//" },
	{ __LINE__, 2, S_INIT("//"), "//", "//" },
	{ __LINE__, 1, S_INIT("'a'"), "a", "a" },
	{ __LINE__, 2, S_INIT("'a'"), "a", "a" },
	{ __LINE__, 1, S_INIT("\"a\""), "a", "a" },
	{ __LINE__, 2, S_INIT("\"a\""), "a", "a" },
	{ __LINE__, 1, S_INIT("'a"), NULL, NULL },
	{ __LINE__, 2, S_INIT("'a"), NULL, NULL },
	{ __LINE__, 1, S_INIT("a'b'"), "ab", "ab" },
	{ __LINE__, 2, S_INIT("a'b'"), "ab", "ab" },
	{ __LINE__, 1, S_INIT("\\d"), "d", "d" },
	{ __LINE__, 2, S_INIT("\\d"), "d", "d" },
	{ __LINE__, 1, S_INIT("d\\"), NULL, NULL },
	{ __LINE__, 2, S_INIT("d\\"), NULL, NULL },
	{ __LINE__, 1, S_INIT("\\\\d"), "\\5", "\\5" },
	{ __LINE__, 2, S_INIT("\\\\d"), "\\5", "\\5" },
	{ __LINE__, 1, S_INIT("%d%"), NULL, NULL },
	{ __LINE__, 2, S_INIT("%d%"), NULL, NULL },
	{ __LINE__, 1, S_INIT("d%"), NULL, NULL },
	{ __LINE__, 2, S_INIT("d%"), NULL, NULL },
	{ __LINE__, 1, S_INIT("%'"), NULL, NULL },
	{ __LINE__, 2, S_INIT("%'"), NULL, NULL },
	{ __LINE__, 1, S_INIT("%h%m"), "87", "87" },
	{ __LINE__, 2, S_INIT("%h%m"), "87", "87" },
	{ __LINE__, 1, S_INIT("HH'h'mm"), "08h07", "08h07" },
	{ __LINE__, 2, S_INIT("HH'h'mm"), "08h07", "08h07" },
	{ __LINE__, 1, S_INIT("yyyy-MM-ddTHH:mm:ss"), "2024-03-05T08:07:09", "2024-03-05T08:07:09" },
	{ __LINE__, 2, S_INIT("yyyy-MM-ddTHH:mm:ss"), "2024-03-05T08:07:09", "2024-03-05T08:07:09" },
	{ __LINE__, 1, S_INIT("dddd, d. MMMM yyyy"), "Tuesday, 5. March 2024", "Tuesday, 5. March 2024" },
	{ __LINE__, 2, S_INIT("dddd, d. MMMM yyyy"), "Tuesday, 5. March 2024", "Tuesday, 5. March 2024" },
	{ __LINE__, 1, S_INIT("d''d"), "55", "55" },
	{ __LINE__, 2, S_INIT("d''d"), "55", "55" },
	{ __LINE__, 1, S_INIT("\"'\"d"), "'5", "'5" },
	{ __LINE__, 2, S_INIT("\"'\"d"), "'5", "'5" },
	{ __LINE__, 1, S_INIT("\\/d"), "/5", "/5" },
	{ __LINE__, 2, S_INIT("\\/d"), "/5", "/5" },
	{ __LINE__, 1, S_INIT("%/"), "/", "/" },
	{ __LINE__, 2, S_INIT("%/"), "/", "/" },
	{ __LINE__, 1, S_INIT("%\\d"), NULL, NULL },
	{ __LINE__, 2, S_INIT("%\\d"), NULL, NULL },
	{ __LINE__, 1, S_INIT("d\\\\"), "5\\", "5\\" },
	{ __LINE__, 2, S_INIT("d\\\\"), "5\\", "5\\" },
	{ __LINE__, 1, S_INIT("\303\251 d"), "\303\251 5", "\303\251 5" },
	{ __LINE__, 2, S_INIT("\303\251 d"), "\303\251 5", "\303\251 5" },
	{ __LINE__, 1, S_INIT("dM"), "53", "53" },
	{ __LINE__, 2, S_INIT("dM"), "53", "53" },
	{ __LINE__, 1, S_INIT("'\\''d"), "'5", "'5" },
	{ __LINE__, 2, S_INIT("'\\''d"), "'5", "'5" },
};
/* clang-format on */

static int check_format(int line, Str format, int moment, const MomentCulture *culture, const char *want)
{
	Buf out = BUF_INIT;
	int bad;

	buf_put(&out, S("x."));
	if (moment_format(&out, format, moments[moment].ticks, moments[moment].kind, culture, &fixed))
		bad = differs(line, format, str_cut(buf_str(&out), 2, STR_NONE), want ? want : "(refused)");
	else
		bad = differs(line, format, buf_str(&out), want ? want : "x.");
	buf_release(&out);
	return bad;
}

static void test_format(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(format_rows); i++) {
		bad += check_format(format_rows[i].line, format_rows[i].format, format_rows[i].moment,
			&moment_invariant, format_rows[i].invariant);
		bad += check_format(format_rows[i].line, format_rows[i].format, format_rows[i].moment, &moment_en_us,
			format_rows[i].en_us);
	}
	assert_int_equal(bad, 0);
}

/* A negative offset that is no whole hour. */
static void test_format_offset(void **state)
{
	/* clang-format off */
	static const struct { int line; Str format; const char *want; } rows[] = {
		{ __LINE__, S_INIT("%z"), "-3" }, { __LINE__, S_INIT("zz"), "-03" }, { __LINE__, S_INIT("zzz"), "-03:30" },
		{ __LINE__, S_INIT("%K"), "-03:30" }, { __LINE__, S_INIT("U"), "Tuesday, 05 March 2024 11:37:09" },
	};
	/* clang-format on */
	Env env = { .now = fixed_now, .utc_offset = newfoundland };
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf out = BUF_INIT;
		assert_true(
			moment_format(&out, rows[i].format, moments[2].ticks, MOMENT_LOCAL, &moment_invariant, &env));
		bad += differs(rows[i].line, rows[i].format, buf_str(&out), rows[i].want);
		buf_release(&out);
	}
	assert_int_equal(bad, 0);
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
	int line;
	Str text;
	const char *want;
} parse_rows[] = {
	{ __LINE__, S_INIT("3/5/2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3-5-2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3.5.2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3 5 2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024/3/5"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024.3.5"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024 3 5"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-3-5"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03"), "2024-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/2024"), "2024-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3-2024"), "2024-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5"), "2026-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3.5"), "2026-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("13/5"), "BAD" },
	{ __LINE__, S_INIT("13/5/2024"), "BAD" },
	{ __LINE__, S_INIT("5/13/24"), "2024-05-13T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("24/5/13"), "BAD" },
	{ __LINE__, S_INIT("1/2/3"), "2003-01-02T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("1/1/29"), "2029-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("1/1/49"), "2049-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("1/1/50"), "1950-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("1/1/0"), "2000-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("March 5"), "2026-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5 March"), "2005-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("March 2024"), "2024-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024 March"), "2024-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("March 5 2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("March 5, 2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5 March 2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5-March-2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5-Mar-24"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5/Mar/24"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5Mar2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Mar52024"), "BAD" },
	{ __LINE__, S_INIT("2024 March 5"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-Mar-05"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024 5 March"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("March 2024 5"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5 2024 March"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("March"), "BAD" },
	{ __LINE__, S_INIT("Tuesday"), "BAD" },
	{ __LINE__, S_INIT("Tuesday, March 5, 2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Tue, 05 Mar 2024 10:20:30 GMT"), "2024-03-05T11:20:30.0000000 Local" },
	{ __LINE__, S_INIT("Tue, 05 Mar 2024 10:20:30 Z"), "2024-03-05T11:20:30.0000000 Local" },
	{ __LINE__, S_INIT("Tue, 05 Mar 2024 10:20:30 +0200"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("Tue 05 Mar 2024 10:20:30 UTC"), "WORD 25" },
	{ __LINE__, S_INIT("Tue Mar 5 10:20:30 2024"), "BAD" },
	{ __LINE__, S_INIT("10:20:30 Mar 5 2024"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20"), "2026-07-21T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20:30"), "2026-07-21T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20:30.1"), "2026-07-21T10:20:30.1000000 Unspecified" },
	{ __LINE__, S_INIT("10:20:30.1234567"), "2026-07-21T10:20:30.1234567 Unspecified" },
	{ __LINE__, S_INIT("10:20:30.12345678"), "2026-07-21T10:20:30.1234568 Unspecified" },
	{ __LINE__, S_INIT("10:20:30,5"), "2026-07-21T10:20:30.5000000 Unspecified" },
	{ __LINE__, S_INIT("10:20 AM"), "2026-07-21T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20AM"), "2026-07-21T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20 A"), "WORD 6" },
	{ __LINE__, S_INIT("10:20 pm"), "2026-07-21T22:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10 PM"), "2026-07-21T22:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("12 AM"), "2026-07-21T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("12 PM"), "2026-07-21T12:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("0 AM"), "2026-07-21T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("13 PM"), "2026-07-21T13:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("24 PM"), "BAD" },
	{ __LINE__, S_INIT("24:00"), "CAL" },
	{ __LINE__, S_INIT("23:60"), "CAL" },
	{ __LINE__, S_INIT("23:59:60"), "CAL" },
	{ __LINE__, S_INIT("2024-03-05T24:00:00"), "CAL" },
	{ __LINE__, S_INIT("2024-03-05T10"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05T10:20"), "2024-03-05T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30.5"), "2024-03-05T10:20:30.5000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30,5"), "2024-03-05T10:20:30.5000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30."), "BAD" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30Z"), "2024-03-05T11:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30 Z"), "2024-03-05T11:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+02"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+02:00"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+0200"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+2"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30-02:30"), "2024-03-05T13:50:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30 -02:30"), "2024-03-05T13:50:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+15:00"), "OFFS" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+14:00"), "2024-03-04T21:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30.123456789Z"), "2024-03-05T11:20:30.1234568 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30Z x"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30 AM"), "BAD" },
	{ __LINE__, S_INIT("2024-02-30T10:20:30"), "CAL" },
	{ __LINE__, S_INIT("2024-13-05T10:20:30"), "CAL" },
	{ __LINE__, S_INIT("2024-03-05 10:20 PM"), "2024-03-05T22:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05 Z"), "2024-03-05T01:00:00.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05+02:00"), "2024-03-04T23:00:00.0000000 Local" },
	{ __LINE__, S_INIT("10:20Z"), "2026-07-21T11:20:00.0000000 Local" },
	{ __LINE__, S_INIT("10:20+02:00"), "2026-07-21T09:20:00.0000000 Local" },
	{ __LINE__, S_INIT("10:20 GMT"), "2026-07-21T11:20:00.0000000 Local" },
	{ __LINE__, S_INIT("10:20 GMT+2"), "BAD" },
	{ __LINE__, S_INIT("20240305"), "BAD" },
	{ __LINE__, S_INIT("20240305T102030"), "BAD" },
	{ __LINE__, S_INIT("2024"), "BAD" },
	{ __LINE__, S_INIT("1"), "BAD" },
	{ __LINE__, S_INIT("123456789"), "BAD" },
	{ __LINE__, S_INIT("1/1/10000"), "BAD" },
	{ __LINE__, S_INIT("1/1/9999"), "9999-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("1/1/0001"), "0001-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("0/1/2024"), "BAD" },
	{ __LINE__, S_INIT("1/0/2024"), "BAD" },
	{ __LINE__, S_INIT("2/29/2023"), "BAD" },
	{ __LINE__, S_INIT("2/29/2024"), "2024-02-29T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT(" 3/5/2024 "), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("\0113/5/2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("\302\2403/5/2024\342\200\203"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3 / 5 / 2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024,"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT(",3/5/2024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024."), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024 10:20:30 AM +02:00"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("3/5/2024 AM"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024 PM"), "2024-03-05T12:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("AM"), "BAD" },
	{ __LINE__, S_INIT("10 AM 3/5/2024"), "2024-03-05T10:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024 10 AM"), "2024-03-05T10:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024 10"), "BAD" },
	{ __LINE__, S_INIT("3/5/2024T10:20"), "BAD" },
	{ __LINE__, S_INIT("T10:20"), "WORD 0" },
	{ __LINE__, S_INIT("10:20T"), "BAD" },
	{ __LINE__, S_INIT("x"), "WORD 0" },
	{ __LINE__, S_INIT("12 foo 2024"), "WORD 3" },
	{ __LINE__, S_INIT("\303\251t\303\251"), "WORD 0" },
	{ __LINE__, S_INIT("3/5/2024 \360\237\230\200"), "BAD" },
	{ __LINE__, S_INIT("\360\237\230\200 foo"), "BAD" },
	{ __LINE__, S_INIT("\342\200\203x"), "WORD 1" },
	{ __LINE__, S_INIT("Mon 5 March 2024"), "DOW" },
	{ __LINE__, S_INIT("Monday 3/4/2024"), "2024-03-04T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Sunday 3/4/2024"), "DOW" },
	{ __LINE__, S_INIT("Janu 5 2024"), "WORD 0" },
	{ __LINE__, S_INIT("JANUARY 5 2024"), "2024-01-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("jan. 5 2024"), "2024-01-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Sept 5 2024"), "WORD 0" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30 10:20"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05 2024-03-05"), "BAD" },
	{ __LINE__, S_INIT("3/5/2024/6"), "BAD" },
	{ __LINE__, S_INIT("10:20:30:40"), "BAD" },
	{ __LINE__, S_INIT("-5"), "BAD" },
	{ __LINE__, S_INIT("(3/5/2024)"), "BAD" },
	{ __LINE__, S_INIT("3/5/2024 #"), "BAD" },
	{ __LINE__, S_INIT("#3/5/2024#"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT(" # 3/5/2024 # "), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("#3/5/2024#x"), "BAD" },
	{ __LINE__, S_INIT("##3/5/2024"), "BAD" },
	{ __LINE__, S_INIT("3/5/2024\000\000"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024\000x"), "BAD" },
	{ __LINE__, S_INIT("\000"), "BAD" },
	{ __LINE__, S_INIT("3/5/2024 A.D."), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024 AD"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5th March 2024"), "WORD 1" },
	{ __LINE__, S_INIT("Mar 05 24"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Mar 24"), "2026-03-24T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Mar 32"), "BAD" },
	{ __LINE__, S_INIT("32 Mar"), "2032-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("32 Mar 2024"), "BAD" },
	{ __LINE__, S_INIT("24 Mar 05"), "2005-03-24T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5 March 10:20"), "2026-07-21T05:10:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("March 5 10:20"), "2026-07-21T05:10:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("March 5 10:20:30"), "BAD" },
	{ __LINE__, S_INIT("March 5 10 AM"), "2010-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3 10 AM"), "2026-07-21T03:10:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3 5 10 AM"), "2026-07-21T03:05:10.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5 10 AM"), "2026-03-05T10:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5 10:20"), "BAD" },
	{ __LINE__, S_INIT("3/5/24 10:20"), "2024-03-05T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3 10:20"), "BAD" },
	{ __LINE__, S_INIT("10:20 3 5 24"), "2024-03-05T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3AM 31 AM"), "2026-07-21T03:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:Tue 5"), "BAD" },
	{ __LINE__, S_INIT("12-Mar,"), "2026-03-12T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024/Mar-AD-3"), "2024-03-01T04:00:00.0000000 Local" },
	{ __LINE__, S_INIT("5 1231-Tue"), "DOW" },
	{ __LINE__, S_INIT("3/5/2024 +2:5"), "2024-03-04T22:55:00.0000000 Local" },
	{ __LINE__, S_INIT("3/5/2024 +02:60"), "BAD" },
	{ __LINE__, S_INIT("3/5/2024 +140"), "2024-03-04T23:20:00.0000000 Local" },
	{ __LINE__, S_INIT("3/5/2024 +14000"), "BAD" },
	{ __LINE__, S_INIT("3/5/2024 + 2"), "BAD" },
	{ __LINE__, S_INIT("3-5-24-2"), "2024-03-05T03:00:00.0000000 Local" },
	{ __LINE__, S_INIT("3-5-24 -2"), "2024-03-05T03:00:00.0000000 Local" },
	{ __LINE__, S_INIT("2024-3-5-2"), "2024-03-05T03:00:00.0000000 Local" },
	{ __LINE__, S_INIT("10:20 AM-2"), "2026-07-21T13:20:00.0000000 Local" },
	{ __LINE__, S_INIT("10-2 AM"), "BAD" },
	{ __LINE__, S_INIT("Mar-2024-02:00"), "BAD" },
	{ __LINE__, S_INIT("12/31/9999 23:59:59 -14:00"), "RANGE" },
	{ __LINE__, S_INIT("12/31/9999 23:59:59.99999999"), "BAD" },
	{ __LINE__, S_INIT("3/5/2024 23:59:59.99999999"), "2024-03-06T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024 001:2"), "BAD" },
	{ __LINE__, S_INIT("03/05/02024"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("012/5/2024"), "BAD" },
	{ __LINE__, S_INIT(""), "BAD" },
	{ __LINE__, S_INIT(" "), "BAD" },
};
/* clang-format on */

static void test_parse(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(parse_rows); i++) {
		Buf out = BUF_INIT;
		int64_t ticks = 0;
		MomentKind kind = MOMENT_UNSPECIFIED;
		size_t place = 0;
		MomentStatus status = moment_parse(parse_rows[i].text, &fixed, &ticks, &kind, &place);
		describe(&out, status, ticks, kind, place);
		bad += differs(parse_rows[i].line, parse_rows[i].text, buf_str(&out), parse_rows[i].want);
		buf_release(&out);
	}
	assert_int_equal(bad, 0);
}

/* clang-format off */
static const struct {
	int line;
	Str text, format;
	const char *want;
} exact_rows[] = {
	{ __LINE__, S_INIT("05/03/2024"), S_INIT("dd/MM/yyyy"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("20240305140709"), S_INIT("yyyyMMddHHmmss"), "2024-03-05T14:07:09.0000000 Unspecified" },
	{ __LINE__, S_INIT("x"), S_INIT("yyyy"), "BAD" },
	{ __LINE__, S_INIT("2024"), S_INIT("yyyy"), "2024-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("03"), S_INIT("MM"), "2026-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5"), S_INIT("%d"), "2026-01-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5"), S_INIT("dd"), "BAD" },
	{ __LINE__, S_INIT("05"), S_INIT("%d"), "2026-01-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("05"), S_INIT("d "), "BAD" },
	{ __LINE__, S_INIT("5 "), S_INIT("d "), "2026-01-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20"), S_INIT("HH:mm"), "2026-07-21T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20"), S_INIT("H:m"), "2026-07-21T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("1:2"), S_INIT("H:m"), "2026-07-21T01:02:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("1:2"), S_INIT("HH:mm"), "BAD" },
	{ __LINE__, S_INIT("10:20 PM"), S_INIT("hh:mm tt"), "2026-07-21T22:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20 P"), S_INIT("hh:mm t"), "2026-07-21T22:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20 PM"), S_INIT("hh:mm t"), "BAD" },
	{ __LINE__, S_INIT("10:20 pm"), S_INIT("hh:mm tt"), "2026-07-21T22:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20"), S_INIT("hh:mm"), "2026-07-21T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("12:20"), S_INIT("hh:mm"), "2026-07-21T00:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("13:20"), S_INIT("hh:mm"), "BAD" },
	{ __LINE__, S_INIT("22:20 PM"), S_INIT("HH:mm tt"), "2026-07-21T22:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("22:20 AM"), S_INIT("HH:mm tt"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30Z"), S_INIT("yyyy-MM-ddTHH:mm:ssZ"), "2024-03-05T11:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30Z"), S_INIT("yyyy-MM-ddTHH:mm:ss'Z'"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30Z"), S_INIT("yyyy-MM-ddTHH:mm:ssK"), "2024-03-05T11:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30"), S_INIT("yyyy-MM-ddTHH:mm:ssK"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+02:00"), S_INIT("yyyy-MM-ddTHH:mm:ssK"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+02"), S_INIT("yyyy-MM-ddTHH:mm:ssK"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+02:00"), S_INIT("yyyy-MM-ddTHH:mm:sszzz"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+0200"), S_INIT("yyyy-MM-ddTHH:mm:sszzz"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+2"), S_INIT("yyyy-MM-ddTHH:mm:ssz"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+02"), S_INIT("yyyy-MM-ddTHH:mm:sszz"), "2024-03-05T09:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+2"), S_INIT("yyyy-MM-ddTHH:mm:sszz"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30.123Z"), S_INIT("o"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30.1234567Z"), S_INIT("o"), "2024-03-05T11:20:30.1234567 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30.1234567"), S_INIT("o"), "2024-03-05T10:20:30.1234567 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30.1234567+02:00"), S_INIT("o"), "2024-03-05T09:20:30.1234567 Local" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30"), S_INIT("s"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30Z"), S_INIT("u"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("Tue, 05 Mar 2024 10:20:30 GMT"), S_INIT("r"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("Tue, 05 Mar 2024 10:20:30 GMT"), S_INIT("R"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("Mon, 05 Mar 2024 10:20:30 GMT"), S_INIT("R"), "DOW" },
	{ __LINE__, S_INIT("Tuesday, 05 March 2024 10:20:30"), S_INIT("U"), "2024-03-05T11:20:30.0000000 Local" },
	{ __LINE__, S_INIT("Tuesday, 05 March 2024 10:20:30"), S_INIT("F"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("Tuesday, 05 March 2024 10:20"), S_INIT("f"), "2024-03-05T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("03/05/2024"), S_INIT("d"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("3/5/2024"), S_INIT("d"), "BAD" },
	{ __LINE__, S_INIT("10:20"), S_INIT("t"), "2026-07-21T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20:30"), S_INIT("T"), "2026-07-21T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("03/05/2024 10:20"), S_INIT("g"), "2024-03-05T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("03/05/2024 10:20:30"), S_INIT("G"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("March 05"), S_INIT("m"), "2026-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024 March"), S_INIT("y"), "2024-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Tuesday, 05 March 2024"), S_INIT("D"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30 GMT"), S_INIT("yyyy-MM-dd HH:mm:ss GMT"), "2024-03-05T11:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30 GMT"), S_INIT("yyyy-MM-dd HH:mm:ss 'GMT'"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30 GMT"), S_INIT("yyyy-MM-dd HH:mm:ss Z"), "2024-03-05T11:20:30.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30.5"), S_INIT("yyyy-MM-dd HH:mm:ss.f"), "2024-03-05T10:20:30.5000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30.55"), S_INIT("yyyy-MM-dd HH:mm:ss.f"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30.5"), S_INIT("yyyy-MM-dd HH:mm:ss.ff"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30.5"), S_INIT("yyyy-MM-dd HH:mm:ss.FF"), "2024-03-05T10:20:30.5000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30.555"), S_INIT("yyyy-MM-dd HH:mm:ss.FF"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30"), S_INIT("yyyy-MM-dd HH:mm:ss.FFF"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30."), S_INIT("yyyy-MM-dd HH:mm:ss.FFF"), "2024-03-05T10:20:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05 10:20:30"), S_INIT("yyyy-MM-dd HH:mm:ss.fff"), "BAD" },
	{ __LINE__, S_INIT("5.3.24"), S_INIT("d.M.yy"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5.3.4"), S_INIT("d.M.y"), "2004-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5.3.04"), S_INIT("d.M.y"), "2004-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5.3.204"), S_INIT("d.M.y"), "BAD" },
	{ __LINE__, S_INIT("5.3.204"), S_INIT("d.M.yyy"), "0204-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5.3.2024"), S_INIT("d.M.yyy"), "BAD" },
	{ __LINE__, S_INIT("5.3.2024"), S_INIT("d.M.yyyyy"), "BAD" },
	{ __LINE__, S_INIT("5.3.02024"), S_INIT("d.M.yyyyy"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5 March 2024"), S_INIT("d MMMM yyyy"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5 march 2024"), S_INIT("d MMMM yyyy"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5 Mar 2024"), S_INIT("d MMMM yyyy"), "BAD" },
	{ __LINE__, S_INIT("5 March 2024"), S_INIT("d MMM yyyy"), "BAD" },
	{ __LINE__, S_INIT("5 MAR 2024"), S_INIT("d MMM yyyy"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Tue 5 Mar 2024"), S_INIT("ddd d MMM yyyy"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Mon 5 Mar 2024"), S_INIT("ddd d MMM yyyy"), "DOW" },
	{ __LINE__, S_INIT(" 5.3.2024"), S_INIT("d.M.yyyy"), "BAD" },
	{ __LINE__, S_INIT("5.3.2024 "), S_INIT("d.M.yyyy"), "BAD" },
	{ __LINE__, S_INIT("5. 3.2024"), S_INIT("d.M.yyyy"), "BAD" },
	{ __LINE__, S_INIT("5-3-2024"), S_INIT("d/M/yyyy"), "BAD" },
	{ __LINE__, S_INIT("5/3/2024"), S_INIT("d-M-yyyy"), "BAD" },
	{ __LINE__, S_INIT("30.2.2024"), S_INIT("d.M.yyyy"), "CAL" },
	{ __LINE__, S_INIT("5.13.2024"), S_INIT("d.M.yyyy"), "CAL" },
	{ __LINE__, S_INIT("24:00"), S_INIT("HH:mm"), "CAL" },
	{ __LINE__, S_INIT("10:60"), S_INIT("HH:mm"), "CAL" },
	{ __LINE__, S_INIT("00:00"), S_INIT("hh:mm"), "2026-07-21T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("0:00 AM"), S_INIT("h:mm tt"), "2026-07-21T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("12:00 AM"), S_INIT("h:mm tt"), "2026-07-21T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("12:00 PM"), S_INIT("h:mm tt"), "2026-07-21T12:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5"), S_INIT("d'"), "PAT" },
	{ __LINE__, S_INIT("5"), S_INIT("'"), "PAT" },
	{ __LINE__, S_INIT("5"), S_INIT("\\d"), "BAD" },
	{ __LINE__, S_INIT("d"), S_INIT("\\d"), "2026-07-21T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5"), S_INIT("x"), "PAT" },
	{ __LINE__, S_INIT("5"), S_INIT("q"), "PAT" },
	{ __LINE__, S_INIT(""), S_INIT("d"), "BAD" },
	{ __LINE__, S_INIT("5"), S_INIT(""), "PAT" },
	{ __LINE__, S_INIT("5.3.2024 A.D."), S_INIT("d.M.yyyy gg"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5.3.2024 AD"), S_INIT("d.M.yyyy g"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5.3.2024 5"), S_INIT("d.M.yyyy %d"), "2024-03-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5.3.2024 6"), S_INIT("d.M.yyyy d"), "BAD" },
	{ __LINE__, S_INIT("10 10"), S_INIT("HH hh"), "2026-07-21T10:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10 11"), S_INIT("HH hh"), "BAD" },
	{ __LINE__, S_INIT("22 10 PM"), S_INIT("HH hh tt"), "BAD" },
	{ __LINE__, S_INIT("2024 24"), S_INIT("yyyy yy"), "BAD" },
	{ __LINE__, S_INIT("2024 25"), S_INIT("yyyy yy"), "BAD" },
	{ __LINE__, S_INIT("5 Tue"), S_INIT("d dddd"), "BAD" },
	{ __LINE__, S_INIT("5T"), S_INIT("d'T'"), "2026-01-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5T"), S_INIT("dT"), "2026-01-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5%"), S_INIT("d\\%"), "2026-01-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("5'"), S_INIT("d\\'"), "2026-01-05T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("Mar2024"), S_INIT("MMMyyyy"), "2024-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("20243"), S_INIT("yyyyM"), "2024-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("202412"), S_INIT("yyyyM"), "2024-12-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("202403"), S_INIT("yyyyMM"), "2024-03-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-065"), S_INIT("yyyy-ddd"), "BAD" },
	{ __LINE__, S_INIT("1/2"), S_INIT("M/d"), "2026-01-02T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("1"), S_INIT("%M"), "2026-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("1"), S_INIT("%y"), "2001-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("99"), S_INIT("%y"), "1999-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("00"), S_INIT("yy"), "2000-01-01T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10"), S_INIT("%h"), "2026-07-21T10:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10"), S_INIT("%H"), "2026-07-21T10:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("30"), S_INIT("%s"), "2026-07-21T00:00:30.0000000 Unspecified" },
	{ __LINE__, S_INIT("1"), S_INIT("%f"), "2026-07-21T00:00:00.1000000 Unspecified" },
	{ __LINE__, S_INIT("1"), S_INIT("%F"), "2026-07-21T00:00:00.1000000 Unspecified" },
	{ __LINE__, S_INIT(""), S_INIT("%F"), "BAD" },
	{ __LINE__, S_INIT(""), S_INIT("''"), "BAD" },
	{ __LINE__, S_INIT("AM"), S_INIT("tt"), "2026-07-21T00:00:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20 "), S_INIT("HH:mm "), "2026-07-21T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("10:20"), S_INIT("HH:mm "), "BAD" },
	{ __LINE__, S_INIT("10:20  "), S_INIT("HH:mm  "), "2026-07-21T10:20:00.0000000 Unspecified" },
	{ __LINE__, S_INIT("2024-03-05T10:20:30+02:00Z"), S_INIT("yyyy-MM-ddTHH:mm:ssKK"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05 +14"), S_INIT("yyyy-MM-dd zz"), "2024-03-04T11:00:00.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05 +15"), S_INIT("yyyy-MM-dd zz"), "OFFS" },
	{ __LINE__, S_INIT("2024-03-05 -1"), S_INIT("yyyy-MM-dd %z"), "2024-03-05T02:00:00.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05 -01:30"), S_INIT("yyyy-MM-dd zzz"), "2024-03-05T02:30:00.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05 -1:30"), S_INIT("yyyy-MM-dd zzz"), "2024-03-05T02:30:00.0000000 Local" },
	{ __LINE__, S_INIT("2024-03-05 02:00"), S_INIT("yyyy-MM-dd zzz"), "BAD" },
	{ __LINE__, S_INIT("2024-03-05 +02:60"), S_INIT("yyyy-MM-dd zzz"), "BAD" },
};
/* clang-format on */

static void test_parse_exact(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(exact_rows); i++) {
		Buf out = BUF_INIT;
		int64_t ticks = 0;
		MomentKind kind = MOMENT_UNSPECIFIED;
		MomentStatus status = moment_parse_exact(
			exact_rows[i].text, exact_rows[i].format, &moment_invariant, &fixed, &ticks, &kind);
		describe(&out, status, ticks, kind, 0);
		bad += differs(exact_rows[i].line, exact_rows[i].format, buf_str(&out), exact_rows[i].want);
		buf_release(&out);
	}
	assert_int_equal(bad, 0);
}

/* What is printed with all its parts is read again as it was. */
static void test_round_trip(void **state)
{
	const Str formats[] = { S("o"), S("yyyy-MM-dd HH:mm:ss.fffffff"), S("dddd, d MMMM yyyy h:mm:ss.fffffff tt"),
		S("M/d/yyyy h:mm:ss.fffffff tt") };
	uint64_t seed = 12345;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		Buf out = BUF_INIT;
		int64_t ticks, back = -1, exact = -1;
		MomentKind kind = MOMENT_UTC;
		Str format = formats[i % COUNT(formats)];
		seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		ticks = (int64_t)(seed >> 2) % MOMENT_MAX;
		assert_true(moment_format(&out, format, ticks, MOMENT_UNSPECIFIED, &moment_invariant, &fixed));
		assert_int_equal(moment_parse(buf_str(&out), &fixed, &back, &kind, NULL), MOMENT_OK);
		assert_int_equal(
			moment_parse_exact(buf_str(&out), format, &moment_invariant, &fixed, &exact, &kind), MOMENT_OK);
		assert_true(back == ticks && exact == ticks && kind == MOMENT_UNSPECIFIED);
		buf_release(&out);
	}
}

/* ---- time spans ------------------------------------------------------------------------------------------------- */

static const int64_t spans[6] = { INT64_C(937840050000), -1, INT64_C(73840000000), INT64_MAX, INT64_MIN, 0 };

/* clang-format off */
static const struct {
	int line;
	Str format;
	const char *want[6]; /* NULL: FormatException */
} span_format_rows[] = {
	{ __LINE__, S_INIT(""), { "1.02:03:04.0050000", "-00:00:00.0000001", "02:03:04", "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "00:00:00" } },
	{ __LINE__, S_INIT("c"), { "1.02:03:04.0050000", "-00:00:00.0000001", "02:03:04", "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "00:00:00" } },
	{ __LINE__, S_INIT("t"), { "1.02:03:04.0050000", "-00:00:00.0000001", "02:03:04", "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "00:00:00" } },
	{ __LINE__, S_INIT("T"), { "1.02:03:04.0050000", "-00:00:00.0000001", "02:03:04", "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "00:00:00" } },
	{ __LINE__, S_INIT("g"), { "1:2:03:04.005", "-0:00:00.0000001", "2:03:04", "10675199:2:48:05.4775807", "-10675199:2:48:05.4775808", "0:00:00" } },
	{ __LINE__, S_INIT("G"), { "1:02:03:04.0050000", "-0:00:00:00.0000001", "0:02:03:04.0000000", "10675199:02:48:05.4775807", "-10675199:02:48:05.4775808", "0:00:00:00.0000000" } },
	{ __LINE__, S_INIT("C"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("x"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("d"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("%d"), { "1", "0", "0", "10675199", "10675199", "0" } },
	{ __LINE__, S_INIT("dd"), { "01", "00", "00", "10675199", "10675199", "00" } },
	{ __LINE__, S_INIT("dddddddd"), { "00000001", "00000000", "00000000", "10675199", "10675199", "00000000" } },
	{ __LINE__, S_INIT("ddddddddd"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("%h"), { "2", "0", "2", "2", "2", "0" } },
	{ __LINE__, S_INIT("hh"), { "02", "00", "02", "02", "02", "00" } },
	{ __LINE__, S_INIT("hhh"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("%m"), { "3", "0", "3", "48", "48", "0" } },
	{ __LINE__, S_INIT("mmm"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("%s"), { "4", "0", "4", "5", "5", "0" } },
	{ __LINE__, S_INIT("sss"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("%f"), { "0", "0", "0", "4", "4", "0" } },
	{ __LINE__, S_INIT("ff"), { "00", "00", "00", "47", "47", "00" } },
	{ __LINE__, S_INIT("fffffff"), { "0050000", "0000001", "0000000", "4775807", "4775808", "0000000" } },
	{ __LINE__, S_INIT("ffffffff"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("%F"), { "", "", "", "4", "4", "" } },
	{ __LINE__, S_INIT("FFFFFFF"), { "005", "0000001", "", "4775807", "4775808", "" } },
	{ __LINE__, S_INIT("FFFFFFFF"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("hh\\:mm"), { "02:03", "00:00", "02:03", "02:48", "02:48", "00:00" } },
	{ __LINE__, S_INIT("hh:mm"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("hh'x'mm"), { "02x03", "00x00", "02x03", "02x48", "02x48", "00x00" } },
	{ __LINE__, S_INIT("d\\.hh\\:mm\\:ss"), { "1.02:03:04", "0.00:00:00", "0.02:03:04", "10675199.02:48:05", "10675199.02:48:05", "0.00:00:00" } },
	{ __LINE__, S_INIT("%"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("%%"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("\\"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("d\\"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("'a"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("'a'"), { "a", "a", "a", "a", "a", "a" } },
	{ __LINE__, S_INIT("h'h 'mm'm'"), { "2h 03m", "0h 00m", "2h 03m", "2h 48m", "2h 48m", "0h 00m" } },
	{ __LINE__, S_INIT("-d"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("s\\.FFF"), { "4.005", "0.", "4.", "5.477", "5.477", "0." } },
	{ __LINE__, S_INIT("%dd"), { "11", "00", "00", "1067519910675199", "1067519910675199", "00" } },
	{ __LINE__, S_INIT("% d"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT(" d"), { NULL, NULL, NULL, NULL, NULL, NULL } },
	{ __LINE__, S_INIT("F\\s"), { "s", "s", "s", "4s", "4s", "s" } },
};
static const struct {
	int line;
	Str text;
	const char *want;
} span_rows[] = {
	{ __LINE__, S_INIT("1"), "864000000000" },
	{ __LINE__, S_INIT("-1"), "-864000000000" },
	{ __LINE__, S_INIT("+1"), "BAD" },
	{ __LINE__, S_INIT(" 1 "), "864000000000" },
	{ __LINE__, S_INIT("\342\200\2031\342\200\203"), "864000000000" },
	{ __LINE__, S_INIT("1.2"), "BAD" },
	{ __LINE__, S_INIT("1.2:3"), "937800000000" },
	{ __LINE__, S_INIT("1.2:3:4"), "937840000000" },
	{ __LINE__, S_INIT("1.2:3:4.5"), "937845000000" },
	{ __LINE__, S_INIT("1:2"), "37200000000" },
	{ __LINE__, S_INIT("1:2:3"), "37230000000" },
	{ __LINE__, S_INIT("1:2:3.5"), "37235000000" },
	{ __LINE__, S_INIT("1:2:.5"), "37205000000" },
	{ __LINE__, S_INIT("1:2:3:.5"), "937805000000" },
	{ __LINE__, S_INIT("1.2:3:.5"), "937805000000" },
	{ __LINE__, S_INIT("1:.5"), "BAD" },
	{ __LINE__, S_INIT("1:2:3:4"), "937840000000" },
	{ __LINE__, S_INIT("1:2:3:4.5"), "937845000000" },
	{ __LINE__, S_INIT("1:2:3:4:5"), "BAD" },
	{ __LINE__, S_INIT("-1:2"), "-37200000000" },
	{ __LINE__, S_INIT("-1.2:3:4.5"), "-937845000000" },
	{ __LINE__, S_INIT("- 1:2"), "BAD" },
	{ __LINE__, S_INIT("--1"), "BAD" },
	{ __LINE__, S_INIT("1:"), "BAD" },
	{ __LINE__, S_INIT(":1"), "BAD" },
	{ __LINE__, S_INIT("1::2"), "BAD" },
	{ __LINE__, S_INIT("1."), "BAD" },
	{ __LINE__, S_INIT(".1"), "BAD" },
	{ __LINE__, S_INIT("1.2.3"), "BAD" },
	{ __LINE__, S_INIT("1.24:00"), "RANGE" },
	{ __LINE__, S_INIT("24:00"), "RANGE" },
	{ __LINE__, S_INIT("23:59:59"), "863990000000" },
	{ __LINE__, S_INIT("23:60"), "RANGE" },
	{ __LINE__, S_INIT("23:59:60"), "RANGE" },
	{ __LINE__, S_INIT("24:0:0"), "20736000000000" },
	{ __LINE__, S_INIT("24:23:59"), "21599400000000" },
	{ __LINE__, S_INIT("24:24:0"), "RANGE" },
	{ __LINE__, S_INIT("24:0:0.5"), "RANGE" },
	{ __LINE__, S_INIT("99:1"), "RANGE" },
	{ __LINE__, S_INIT("1:24:0:0"), "RANGE" },
	{ __LINE__, S_INIT("25:0:0:0"), "21600000000000" },
	{ __LINE__, S_INIT("10675199"), "9223371936000000000" },
	{ __LINE__, S_INIT("10675200"), "RANGE" },
	{ __LINE__, S_INIT("10675199.02:48:05.4775807"), "9223372036854775807" },
	{ __LINE__, S_INIT("10675199.02:48:05.4775808"), "RANGE" },
	{ __LINE__, S_INIT("-10675199.02:48:05.4775808"), "-9223372036854775808" },
	{ __LINE__, S_INIT("-10675199.02:48:05.4775809"), "RANGE" },
	{ __LINE__, S_INIT("1:2:3.1234567"), "37231234567" },
	{ __LINE__, S_INIT("1:2:3.12345678"), "RANGE" },
	{ __LINE__, S_INIT("1:2:3.00000001"), "37230000000" },
	{ __LINE__, S_INIT("1:2:3.0000000"), "37230000000" },
	{ __LINE__, S_INIT("1:2:3."), "BAD" },
	{ __LINE__, S_INIT("0:0:0.012345678"), "123457" },
	{ __LINE__, S_INIT("0:0:0.099999999"), "1000000" },
	{ __LINE__, S_INIT("0:0:0.00000015"), "2" },
	{ __LINE__, S_INIT("0:0:0.00000014"), "1" },
	{ __LINE__, S_INIT("00000000001"), "864000000000" },
	{ __LINE__, S_INIT("012:1"), "432600000000" },
	{ __LINE__, S_INIT("1 2"), "BAD" },
	{ __LINE__, S_INIT("1 :2"), "BAD" },
	{ __LINE__, S_INIT("1:2x"), "BAD" },
	{ __LINE__, S_INIT("1,5"), "BAD" },
	{ __LINE__, S_INIT(""), "BAD" },
	{ __LINE__, S_INIT(" "), "BAD" },
	{ __LINE__, S_INIT("99999999"), "RANGE" },
	{ __LINE__, S_INIT("x99999999999"), "RANGE" },
	{ __LINE__, S_INIT("x"), "BAD" },
	{ __LINE__, S_INIT("1:2\000"), "BAD" },
};
/* clang-format on */

static void test_span_format(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(span_format_rows); i++)
		for (size_t j = 0; j < COUNT(spans); j++) {
			const char *want = span_format_rows[i].want[j];
			Buf out = BUF_INIT;
			buf_put(&out, S("x"));
			if (moment_span_format(&out, span_format_rows[i].format, spans[j]))
				bad += differs(span_format_rows[i].line, span_format_rows[i].format,
					str_cut(buf_str(&out), 1, STR_NONE), want ? want : "(refused)");
			else
				bad += differs(span_format_rows[i].line, span_format_rows[i].format, buf_str(&out),
					want ? want : "x");
			buf_release(&out);
		}
	assert_int_equal(bad, 0);
}

static void test_span_parse(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(span_rows); i++) {
		Buf out = BUF_INIT;
		int64_t ticks = 0;
		MomentStatus status = moment_span_parse(span_rows[i].text, &ticks);
		if (status == MOMENT_OK)
			buf_printf(&out, "%lld", (long long)ticks);
		else
			describe(&out, status, 0, MOMENT_UNSPECIFIED, 0);
		bad += differs(span_rows[i].line, span_rows[i].text, buf_str(&out), span_rows[i].want);
		buf_release(&out);
	}
	assert_int_equal(bad, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_join_refuses),
		cmocka_unit_test(test_add_months),
		cmocka_unit_test(test_unix),
		cmocka_unit_test(test_zone),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_format_offset),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_parse_exact),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_span_format),
		cmocka_unit_test(test_span_parse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
