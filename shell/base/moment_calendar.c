/* moment_calendar: ticks to civil dates and back, month arithmetic, Unix and local time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/moment_text.h"

enum { DAYS_400_YEARS = 146097, DAYS_TO_UNIX = 719162, MONTHS_ALL = 10000 * 12 };

/* clang-format off */
/* Days before each month of a common year. */
static const short days_before[13] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };
/* clang-format on */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int64_t days_before_year(int year)
{
	int64_t y = year - 1;

	return y * 365 + y / 4 - y / 100 + y / 400;
}

int moment_days_in_month(int year, int month)
{
	return days_before[month] - days_before[month - 1] + (month == 2 && is_leap(year));
}

/* Year of a day (0: 0001-01-01); *day_of_year counts from 0. */
static int year_of(int64_t day, int *day_of_year)
{
	int year = (int)((day * 400) / DAYS_400_YEARS) + 1; /* right, or one off */

	while (days_before_year(year) > day)
		year--;
	while (days_before_year(year + 1) <= day)
		year++;
	*day_of_year = (int)(day - days_before_year(year));
	return year;
}

MomentParts moment_split(int64_t ticks)
{
	MomentParts parts = { 0 };
	int64_t days = ticks / MOMENT_TICKS_PER_DAY, rest = ticks % MOMENT_TICKS_PER_DAY;
	int day = 0, leap = 0;

	parts.year = year_of(days, &day);
	parts.day_of_year = day + 1;
	parts.day_of_week = (int)((days + 1) % 7); /* 0001-01-01 was a Monday */
	leap = is_leap(parts.year);
	parts.month = 1;
	while (day >= days_before[parts.month] + (parts.month >= 2 ? leap : 0))
		parts.month++;
	parts.day = day - days_before[parts.month - 1] - (parts.month > 2 ? leap : 0) + 1;
	parts.hour = (int)(rest / MOMENT_TICKS_PER_HOUR);
	parts.minute = (int)(rest / MOMENT_TICKS_PER_MINUTE % 60);
	parts.second = (int)(rest / MOMENT_TICKS_PER_SECOND % 60);
	parts.ticks = (int)(rest % MOMENT_TICKS_PER_SECOND);
	return parts;
}

static bool is_between(int value, int least, int most)
{
	return value >= least && value <= most;
}

bool moment_join(const MomentParts *p, int64_t *ticks)
{
	int64_t days = 0;

	if (!is_between(p->year, 1, 9999) || !is_between(p->month, 1, 12) ||
		!is_between(p->day, 1, moment_days_in_month(p->year, p->month)))
		return false;
	if (!is_between(p->hour, 0, 23) || !is_between(p->minute, 0, 59) || !is_between(p->second, 0, 59) ||
		!is_between(p->ticks, 0, (int)MOMENT_TICKS_PER_SECOND - 1))
		return false;
	days = days_before_year(p->year) + days_before[p->month - 1] + (p->month > 2 && is_leap(p->year)) + p->day - 1;
	*ticks = days * MOMENT_TICKS_PER_DAY + p->hour * MOMENT_TICKS_PER_HOUR + p->minute * MOMENT_TICKS_PER_MINUTE +
		 p->second * MOMENT_TICKS_PER_SECOND + p->ticks;
	return true;
}

bool moment_add_months(int64_t ticks, int64_t months, int64_t *out)
{
	MomentParts parts = moment_split(ticks);
	int month = 0, days = 0;

	if (months < -MONTHS_ALL || months > MONTHS_ALL)
		return false;
	month = parts.year * 12 + parts.month - 1 + (int)months;
	if (month < 12 || month >= MONTHS_ALL)
		return false;
	parts.year = month / 12;
	parts.month = month % 12 + 1;
	days = moment_days_in_month(parts.year, parts.month);
	if (parts.day > days)
		parts.day = days;
	return moment_join(&parts, out);
}

int64_t moment_to_unix(int64_t utc_ticks)
{
	/* Ticks are never negative, so the division is a floor before 1970 too. */
	return utc_ticks / MOMENT_TICKS_PER_SECOND - INT64_C(86400) * DAYS_TO_UNIX;
}

int64_t moment_from_unix(int64_t seconds)
{
	return seconds * MOMENT_TICKS_PER_SECOND + MOMENT_UNIX_EPOCH;
}

static int64_t clamp(int64_t ticks)
{
	return ticks < 0 ? 0 : ticks > MOMENT_MAX ? MOMENT_MAX : ticks;
}

static int64_t offset_at(const Env *env, int64_t utc_ticks)
{
	return env->utc_offset(env->self, clamp(utc_ticks)) * MOMENT_TICKS_PER_MINUTE;
}

/* Both stop at the ends of the calendar, as DateTime.ToLocalTime and ToUniversalTime do. */
int64_t moment_to_local(const Env *env, int64_t utc_ticks)
{
	return clamp(utc_ticks + offset_at(env, utc_ticks));
}

/* A local time that comes twice (clocks set back) or never (set forward) is taken by the smaller offset, the zone's
 * standard time, as .NET does. */
int64_t moment_to_utc(const Env *env, int64_t local_ticks)
{
	int64_t before = offset_at(env, local_ticks - MOMENT_TICKS_PER_DAY);
	int64_t after = offset_at(env, local_ticks + MOMENT_TICKS_PER_DAY);
	int64_t standard = before < after ? before : after, summer = before < after ? after : before;
	bool standard_holds = offset_at(env, local_ticks - standard) == standard;
	bool summer_holds = offset_at(env, local_ticks - summer) == summer;

	return clamp(local_ticks - (summer_holds && !standard_holds ? summer : standard));
}

/* ---- from fields ------------------------------------------------------------------------------------------------ */

int moment_full_year(int year)
{
	return year < 50 ? 2000 + year : year < 100 ? 1900 + year : year;
}

static void complete_date(MomentParts *fields, const Env *env)
{
	MomentParts today;

	if (fields->year != MOMENT_UNSET && fields->month != MOMENT_UNSET && fields->day != MOMENT_UNSET)
		return;
	today = moment_split(moment_to_local(env, env->now(env->self)));
	if (fields->year == MOMENT_UNSET) {
		fields->year = today.year;
		if (fields->month == MOMENT_UNSET && fields->day == MOMENT_UNSET) {
			fields->month = today.month;
			fields->day = today.day;
		}
	}
	if (fields->month == MOMENT_UNSET)
		fields->month = 1;
	if (fields->day == MOMENT_UNSET)
		fields->day = 1;
}

/* From the zone it is in to local time, as DateTimeStyles.None has it. */
static MomentStatus localize(int minutes, const Env *env, int64_t *ticks)
{
	int64_t utc = *ticks - minutes * MOMENT_TICKS_PER_MINUTE, local = utc + offset_at(env, utc);

	if (minutes < -14 * 60 || minutes > 14 * 60)
		return MOMENT_BAD_OFFSET;
	if (local > MOMENT_MAX)
		return MOMENT_OUT_OF_RANGE;
	*ticks = local < 0 ? local + MOMENT_TICKS_PER_DAY : local; /* before the year 1: .NET goes on a day later */
	return MOMENT_OK;
}

MomentStatus moment_compose(const MomentFields *fields, const Env *env, int64_t *ticks, MomentKind *kind)
{
	MomentFields f = *fields;

	complete_date(&f.parts, env);
	if (!moment_join(&f.parts, ticks))
		return MOMENT_NOT_IN_CALENDAR;
	*ticks += f.fraction;
	if (*ticks > MOMENT_MAX)
		return MOMENT_BAD_FORMAT;
	if (f.parts.day_of_week != MOMENT_UNSET && f.parts.day_of_week != moment_split(*ticks).day_of_week)
		return MOMENT_BAD_DAY_OF_WEEK;
	*kind = f.have_zone ? MOMENT_LOCAL : MOMENT_UNSPECIFIED;
	return f.have_zone ? localize(f.zone, env, ticks) : MOMENT_OK;
}
