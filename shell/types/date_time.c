/* date_time: System.DateTime. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/date_time.h"

#include <math.h>

#include "shell/types/date_only.h"
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

/* ---- making and reading ---- */

Flow types_date_join(Interp *in, const Value *args, size_t n, int64_t *ticks)
{
	MomentParts parts = {
		.year = (int)types_int(args[0]), .month = (int)types_int(args[1]), .day = (int)types_int(args[2])
	};
	int64_t milli = n > 6 ? types_int(args[6]) : 0, micro = n > 7 ? types_int(args[7]) : 0;

	if (!moment_join(&parts, ticks))
		return fault_exception(in, EXC_ARGUMENT_OUT_OF_RANGE,
			"Year, Month, and Day parameters describe an un-representable DateTime.");
	if (n > 3) {
		parts.hour = (int)types_int(args[3]);
		parts.minute = (int)types_int(args[4]);
		parts.second = (int)types_int(args[5]);
	}
	if (!moment_join(&parts, ticks))
		return fault_exception(in, EXC_ARGUMENT_OUT_OF_RANGE,
			"Hour, Minute, and Second parameters describe an un-representable DateTime.");
	if (milli < 0 || milli > 999 || micro < 0 || micro > 999)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE,
			micro < 0 || micro > 999 ? "microsecond" : "millisecond",
			"Valid values are between 0 and 999, inclusive.");
	*ticks += milli * MOMENT_TICKS_PER_MS + micro * 10;
	return FLOW_NEXT;
}

TYPE_METHOD(from_date_and_time)
{
	int64_t date = 0, time = 0;

	(void)types_date_only_ticks(args[0], &date);
	(void)types_date_only_ticks(args[1], &time);
	return types_found(out, value_datetime(date + time, n > 2 ? (int)types_int(args[2]) : MOMENT_UNSPECIFIED));
}

TYPE_METHOD(from_parts)
{
	int kind = MOMENT_UNSPECIFIED;
	int64_t ticks;

	if (args[n - 1].kind == V_ENUM)
		kind = (int)types_int(args[--n]);
	FLOW_TRY(types_date_join(in, args, n, &ticks));
	return types_found(out, value_datetime(ticks, kind));
}

TYPE_METHOD(from_ticks)
{
	int64_t ticks = types_int(args[0]);

	if (ticks < 0 || ticks > MOMENT_MAX)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "ticks",
			"Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.");
	return types_found(out, value_datetime(ticks, n > 1 ? (int)types_int(args[1]) : MOMENT_UNSPECIFIED));
}

void types_date_style(Interp *in, int64_t styles, Str text, int64_t *ticks, MomentKind *kind)
{
	const Env *env = runtime_of(in)->env;
	bool to_utc = styles & STYLE_ADJUST_UTC;

	if (*kind == MOMENT_UNSPECIFIED && (styles & STYLE_ASSUME_UTC)) {
		if (!to_utc)
			*ticks = moment_to_local(env, *ticks);
		*kind = to_utc ? MOMENT_UTC : MOMENT_LOCAL;
		return;
	}
	if (*kind == MOMENT_UNSPECIFIED && (styles & STYLE_ASSUME_LOCAL))
		*kind = MOMENT_LOCAL;
	text = str_trim(text);
	if ((styles & STYLE_ROUNDTRIP) && *kind == MOMENT_LOCAL &&
		(str_iends(text, S("Z")) || str_iends(text, S("GMT"))))
		to_utc = true;
	if (to_utc && *kind == MOMENT_LOCAL) {
		*ticks = moment_to_utc(env, *ticks);
		*kind = MOMENT_UTC;
	}
}

Flow types_date_parse(Interp *in, const Value *args, size_t n, int64_t *ticks, MomentKind *kind)
{
	const TypeCulture *culture = types_culture(in, n > 1 ? args[1] : VALUE_NULL);
	Value made = VALUE_EMPTY;

	if (types_culture_parse(in, culture, types_str(args[0]), ticks, kind) != MOMENT_OK) {
		/* the cast knows all the reasons */
		if (convert_to(in, args[0], type_of_id(T_DATETIME), &made) != FLOW_NEXT)
			return types_rethrow_inner(in);
		*ticks = made.i64;
		*kind = made.flags;
		if (types_str(args[0]).n == 0 || made.kind != V_DATETIME)
			return types_edition_fault(in, EXC_FORMAT, ET_DATE_EXACT, types_str(args[0]));
	}
	types_date_style(in, n > 2 ? types_int(args[2]) : 0, types_str(args[0]), ticks, kind);
	return FLOW_NEXT;
}

TYPE_METHOD(parse)
{
	MomentKind kind;
	int64_t ticks;

	FLOW_TRY(types_date_parse(in, args, n, &ticks, &kind));
	return types_found(out, value_datetime(ticks, kind));
}

/* (s, result), (s, provider, styles, result), (s, provider, result) */
TYPE_METHOD(try_parse)
{
	const TypeCulture *culture = types_culture(in, n > 2 ? args[1] : VALUE_NULL);
	MomentKind kind = MOMENT_UNSPECIFIED;
	int64_t ticks = 0;
	bool ok = types_culture_parse(in, culture, types_str(args[0]), &ticks, &kind) == MOMENT_OK;

	if (ok)
		types_date_style(in, n > 3 ? types_int(args[2]) : 0, types_str(args[0]), &ticks, &kind);
	*out = value_bool(ok);
	return types_set_ref_take(
		in, args[n - 1], ok ? value_datetime(ticks, kind) : value_datetime(0, MOMENT_UNSPECIFIED));
}

MomentStatus types_date_exact(Interp *in, const Value *args, size_t n, int64_t *ticks, MomentKind *kind)
{
	const TypeCulture *culture = types_culture(in, args[2]);
	const Array *formats = types_array(args[1]);
	MomentStatus status = MOMENT_BAD_FORMAT;
	int64_t styles = n > 3 ? types_int(args[3]) : 0;
	Str text = types_str(args[0]);

	while (styles & STYLE_LEADING_WHITE && text.n > 0 && (unsigned char)text.p[0] <= ' ')
		text = str_cut(text, 1, text.n);
	while (styles & STYLE_TRAILING_WHITE && text.n > 0 && (unsigned char)text.p[text.n - 1] <= ' ')
		text.n--;
	if (!formats)
		status = types_culture_parse_exact(in, culture, text, types_str(args[1]), ticks, kind);
	for (size_t i = 0; formats && i < formats->n && status != MOMENT_OK; i++)
		status = types_culture_parse_exact(in, culture, text, types_str(array_peek(formats, i)), ticks, kind);
	if (status == MOMENT_OK)
		types_date_style(in, styles, text, ticks, kind);
	/* why the last of several failed is not said */
	else if (formats && status != MOMENT_BAD_PATTERN)
		status = MOMENT_BAD_FORMAT;
	return status;
}

Flow types_date_bad_exact(Interp *in, MomentStatus status, Str text)
{
	if (status == MOMENT_BAD_PATTERN)
		return fault_exception(in, EXC_FORMAT, "Input string was not in a correct format.");
	if (status == MOMENT_NOT_IN_CALENDAR)
		return types_edition_fault(in, EXC_FORMAT, ET_DATE_OUT_OF_RANGE, text);
	if (status != MOMENT_BAD_DAY_OF_WEEK && status != MOMENT_BAD_OFFSET)
		return types_edition_fault(in, EXC_FORMAT, ET_DATE_EXACT, text);
	if (!(runtime_edition(in)->where & WHERE_CORE))
		return fault_exception(in, EXC_FORMAT, "%s",
			status == MOMENT_BAD_OFFSET
				? "The time zone offset must be within plus or minus 14 hours."
				: "String was not recognized as a valid DateTime because the day of week was incorrect.");
	if (status == MOMENT_BAD_OFFSET)
		return fault_exception(in, EXC_FORMAT,
			"The time zone offset of string '%.*s' must be within plus or minus 14 hours.", STR_ARG(text));
	return fault_exception(in, EXC_FORMAT,
		"String '%.*s' was not recognized as a valid DateTime because the day of week was incorrect.",
		STR_ARG(text));
}

TYPE_METHOD(parse_exact)
{
	MomentStatus status;
	MomentKind kind;
	int64_t ticks;

	if (!types_array(args[1]) && types_str(args[1]).n == 0)
		return fault_exception(in, EXC_FORMAT, "Format specifier '' was invalid.");
	status = types_date_exact(in, args, n, &ticks, &kind);
	if (status != MOMENT_OK)
		return types_date_bad_exact(in, status, types_str(args[0]));
	return types_found(out, value_datetime(ticks, kind));
}

TYPE_METHOD(try_parse_exact)
{
	MomentKind kind;
	int64_t ticks;
	bool ok = types_date_exact(in, args, n - 1, &ticks, &kind) == MOMENT_OK;

	*out = value_bool(ok);
	return types_set_ref_take(
		in, args[n - 1], ok ? value_datetime(ticks, kind) : value_datetime(0, MOMENT_UNSPECIFIED));
}

/* ---- arithmetic ---- */

Flow types_date_out_of_range(Interp *in, const char *param)
{
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, param,
		"The added or subtracted value results in an un-representable DateTime.");
}

static Flow add_ticks(Interp *in, Value self, int64_t ticks, const char *param, Value *out)
{
	int64_t sum;

	if (__builtin_add_overflow(self.i64, ticks, &sum) || sum < 0 || sum > MOMENT_MAX)
		return types_date_out_of_range(in, param);
	return types_found(out, value_datetime(sum, self.flags));
}

bool types_date_units(Interp *in, double value, int64_t unit, int64_t *ticks)
{
	double limit = (double)MOMENT_MAX / (double)unit, whole = trunc(value);

	*ticks = 0;
	if (isnan(value))
		return true; /* .NET takes it for nothing */
	if (fabs(value) > limit)
		return false;
	if (runtime_edition(in)->where & WHERE_CORE) {
		*ticks = (int64_t)whole * unit + (int64_t)((value - whole) * (double)unit);
	} else {
		double scale = (double)unit / (double)MOMENT_TICKS_PER_MS;

		*ticks = (int64_t)(value * scale + (value >= 0 ? 0.5 : -0.5)) * MOMENT_TICKS_PER_MS;
	}
	return true;
}

static Flow add_units(Interp *in, Value self, const Value *args, int64_t unit, Value *out)
{
	int64_t ticks;

	if (!types_date_units(in, args[0].f64, unit, &ticks))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "value", "Value to add was out of range.");
	return add_ticks(in, self, ticks, "value", out);
}

/* clang-format off */
TYPE_METHOD(add) { return add_ticks(in, self, args[0].i64, "value", out); }
TYPE_METHOD(add_days) { return add_units(in, self, args, MOMENT_TICKS_PER_DAY, out); }
TYPE_METHOD(add_hours) { return add_units(in, self, args, MOMENT_TICKS_PER_HOUR, out); }
TYPE_METHOD(add_minutes) { return add_units(in, self, args, MOMENT_TICKS_PER_MINUTE, out); }
TYPE_METHOD(add_seconds) { return add_units(in, self, args, MOMENT_TICKS_PER_SECOND, out); }
TYPE_METHOD(add_microseconds) { return add_units(in, self, args, 10, out); }
TYPE_METHOD(add_milliseconds) { return add_units(in, self, args, MOMENT_TICKS_PER_MS, out); }
/* clang-format on */

static Flow add_calendar(Interp *in, Value self, int64_t months, const char *param, Value *out)
{
	int64_t ticks;

	if (!moment_add_months(self.i64, months, &ticks))
		return types_date_out_of_range(in, param);
	return types_found(out, value_datetime(ticks, self.flags));
}

TYPE_METHOD(add_months)
{
	int64_t months = types_int(args[0]);

	if (months < -120000 || months > 120000)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "months", "Months value must be between +/-120000.");
	return add_calendar(in, self, months, "months", out);
}

TYPE_METHOD(add_years)
{
	int64_t years = types_int(args[0]);

	if (years < -10000 || years > 10000)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, types_pick(in, "years", "value"),
			"Years value must be between +/-10000.");
	return add_calendar(in, self, years * 12, types_pick(in, "months", "value"), out);
}

TYPE_METHOD(subtract)
{
	if (args[0].kind == V_DATETIME)
		return types_found(out, value_timespan(self.i64 - args[0].i64));
	if (args[0].i64 == INT64_MIN)
		return types_date_out_of_range(in, "value");
	return add_ticks(in, self, -args[0].i64, "value", out);
}

/* ---- kinds ---- */

TYPE_METHOD(to_universal)
{
	if (self.flags == MOMENT_UTC)
		return types_found(out, self);
	return types_found(out, value_datetime(moment_to_utc(runtime_of(in)->env, self.i64), MOMENT_UTC));
}

TYPE_METHOD(to_local)
{
	if (self.flags == MOMENT_LOCAL)
		return types_found(out, self);
	return types_found(out, value_datetime(moment_to_local(runtime_of(in)->env, self.i64), MOMENT_LOCAL));
}

TYPE_METHOD(specify_kind)
{
	return types_found(out, value_datetime(args[0].i64, (int)types_int(args[1])));
}

/* ---- other clocks ---- */

#define FILE_TIME_EPOCH INT64_C(504911232000000000) /* 1601-01-01 */
#define OLE_EPOCH       INT64_C(599264352000000000) /* 1899-12-30 */

static Flow from_file_time(Interp *in, const Value *args, bool local, Value *out)
{
	int64_t ticks = types_int(args[0]);

	if (ticks < 0 || ticks > MOMENT_MAX - FILE_TIME_EPOCH)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "fileTime", "Not a valid Win32 FileTime.");
	ticks += FILE_TIME_EPOCH;
	if (local)
		return types_found(out, value_datetime(moment_to_local(runtime_of(in)->env, ticks), MOMENT_LOCAL));
	return types_found(out, value_datetime(ticks, MOMENT_UTC));
}

TYPE_METHOD(from_file_time_local)
{
	return from_file_time(in, args, true, out);
}

TYPE_METHOD(from_file_time_utc)
{
	return from_file_time(in, args, false, out);
}

static Flow to_file_time(Interp *in, Value self, MomentKind taken_as_utc, Value *out)
{
	int64_t ticks = self.i64;

	if (self.flags == MOMENT_LOCAL || (self.flags == MOMENT_UNSPECIFIED && taken_as_utc != MOMENT_UNSPECIFIED))
		ticks = moment_to_utc(runtime_of(in)->env, ticks);
	if (ticks < FILE_TIME_EPOCH)
		return fault_exception(in, EXC_ARGUMENT_OUT_OF_RANGE, "Not a valid Win32 FileTime.");
	return types_found(out, value_long(ticks - FILE_TIME_EPOCH));
}

TYPE_METHOD(to_file_time_local)
{
	return to_file_time(in, self, MOMENT_UTC, out);
}

TYPE_METHOD(to_file_time_utc)
{
	return to_file_time(in, self, MOMENT_UNSPECIFIED, out);
}

/* Days since the end of 1899, the time of day as a fraction. */
TYPE_METHOD(to_ole)
{
	return types_found(out, value_double((double)(self.i64 - OLE_EPOCH) / (double)MOMENT_TICKS_PER_DAY));
}

TYPE_METHOD(from_ole)
{
	double days = args[0].f64;

	if (!(days > -657435.0 && days < 2958466.0))
		return fault_exception(in, EXC_ARGUMENT, "Not a legal OleAut date.");
	return types_found(out, value_datetime(OLE_EPOCH + (int64_t)(days * 86400000.0 + (days >= 0 ? 0.5 : -0.5)) *
								   MOMENT_TICKS_PER_MS,
					MOMENT_UNSPECIFIED));
}

/* The kind in the upper two bits; local times are kept as UTC. */
TYPE_METHOD(to_binary)
{
	uint64_t bits = (uint64_t)self.i64;

	if (self.flags == MOMENT_UTC)
		bits |= UINT64_C(1) << 62;
	else if (self.flags == MOMENT_LOCAL)
		bits = (uint64_t)moment_to_utc(runtime_of(in)->env, self.i64) | UINT64_C(1) << 63;
	return types_found(out, value_long((int64_t)bits));
}

TYPE_METHOD(from_binary)
{
	uint64_t bits = (uint64_t)types_int(args[0]);
	int64_t ticks = (int64_t)(bits & ((UINT64_C(1) << 62) - 1));

	if (ticks > MOMENT_MAX)
		return fault_argument(in, EXC_ARGUMENT, "dateData",
			"The binary data must result in a DateTime with ticks between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.");
	if (bits >> 63)
		return types_found(out, value_datetime(moment_to_local(runtime_of(in)->env, ticks), MOMENT_LOCAL));
	return types_found(out, value_datetime(ticks, bits >> 62 ? MOMENT_UTC : MOMENT_UNSPECIFIED));
}

/* ---- text ---- */

static Flow put_standard(Interp *in, Value self, Str letter, Value *out)
{
	Buf text = BUF_INIT;
	Flow flow = types_put(in, self, letter, VALUE_NULL, &text);

	*out = types_buf_string(&text);
	return flow;
}

/* clang-format off */
TYPE_METHOD(short_date) { return put_standard(in, self, S("d"), out); }
TYPE_METHOD(long_date) { return put_standard(in, self, S("D"), out); }
TYPE_METHOD(short_time) { return put_standard(in, self, S("t"), out); }
TYPE_METHOD(long_time) { return put_standard(in, self, S("T"), out); }
/* clang-format on */

/* All the standard forms, or those of one letter. */
TYPE_METHOD(get_formats)
{
	static const char letters[] = "dDfFgGmoRstTuUY";
	Array *all = array_new(&type_string_array, COUNT(letters));
	Flow flow = FLOW_NEXT;
	Value text = VALUE_EMPTY;

	for (const char *letter = letters; *letter && flow == FLOW_NEXT; letter++) {
		if (n > 0 && args[0].kind == V_CHAR && args[0].ch != (uint16_t)*letter)
			continue;
		flow = put_standard(in, self, (Str){ letter, 1 }, &text);
		array_push_take(all, text);
	}
	return flow == FLOW_NEXT ? types_found(out, array_value(all)) : (value_drop(array_value(all)), flow);
}

/* ---- calendar ---- */

static Flow bad_year(Interp *in)
{
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "year", "Year must be between 1 and 9999.");
}

TYPE_METHOD(days_in_month)
{
	int64_t year = types_int(args[0]), month = types_int(args[1]);

	if (month < 1 || month > 12)
		return types_actual(in, "month", "Month must be between one and twelve.", month);
	if (year < 1 || year > 9999)
		return bad_year(in);
	return types_found(out, value_int(moment_days_in_month((int)year, (int)month)));
}

TYPE_METHOD(is_leap_year)
{
	int64_t year = types_int(args[0]);

	if (year < 1 || year > 9999)
		return bad_year(in);
	return types_found(out, value_bool(moment_days_in_month((int)year, 2) == 29));
}

/* Whether the local clock is ahead of the smaller of its offsets in that year. */
TYPE_METHOD(is_daylight)
{
	const Env *env = runtime_of(in)->env;
	MomentParts winter = { .year = moment_split(self.i64).year, .month = 1, .day = 1 }, summer = winter;
	int64_t january, july;
	int now, first, second;

	summer.month = 7;
	if (self.flags == MOMENT_UTC || !moment_join(&winter, &january) || !moment_join(&summer, &july))
		return types_found(out, value_bool(false));
	now = env->utc_offset(env->self, moment_to_utc(env, self.i64));
	first = env->utc_offset(env->self, january);
	second = env->utc_offset(env->self, july);
	return types_found(out, value_bool(first != second && now > (first < second ? first : second)));
}

TYPE_METHOD(compare)
{
	return types_found(out, value_int((args[0].i64 > args[1].i64) - (args[0].i64 < args[1].i64)));
}

TYPE_METHOD(equals_static)
{
	return types_found(out, value_bool(args[0].i64 == args[1].i64));
}

/* ---- properties ---- */

#define PART(name, expression)                                                                                         \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		MomentParts parts = moment_split(self.i64);                                                            \
                                                                                                                       \
		return types_found(out, value_int(expression));                                                        \
	}
PART(get_year, parts.year)
PART(get_month, parts.month)
PART(get_day, parts.day)
PART(get_hour, parts.hour)
PART(get_minute, parts.minute)
PART(get_second, parts.second)
PART(get_millisecond, parts.ticks / 10000)
PART(get_microsecond, parts.ticks / 10 % 1000)
PART(get_nanosecond, parts.ticks % 10 * 100)
PART(get_day_of_year, parts.day_of_year)

TYPE_GET(get_date)
{
	return types_found(out, value_datetime(self.i64 - self.i64 % MOMENT_TICKS_PER_DAY, self.flags));
}

TYPE_GET(get_day_of_week)
{
	return types_found(out, value_enum(&type_day_of_week, moment_split(self.i64).day_of_week));
}

TYPE_GET(get_kind)
{
	return types_found(out, value_enum(&type_date_time_kind, self.flags));
}

TYPE_GET(get_ticks)
{
	return types_found(out, value_long(self.i64));
}

TYPE_GET(get_time_of_day)
{
	return types_found(out, value_timespan(self.i64 % MOMENT_TICKS_PER_DAY));
}

/* PowerShell's own property: what the screen shows, by the DisplayHint that Get-Date leaves on the object. */
TYPE_GET(get_date_time)
{
	Value hint = VALUE_EMPTY;
	Str letter = S("F");
	bool found = false;

	if (self.kind == V_OBJECT) {
		FLOW_TRY(member_get(in, self, S("DisplayHint"), NULL, &hint, &found));
		if (value_is_string(hint) || hint.kind == V_ENUM) {
			Buf text = BUF_INIT;

			FLOW_TRY(convert_put_text(in, hint, &text));
			letter = str_ieq(buf_str(&text), S("Date"))   ? S("D")
				 : str_ieq(buf_str(&text), S("Time")) ? S("T")
								      : S("F");
			buf_release(&text);
		}
		value_drop(hint);
	}
	return put_standard(in, value_unwrap_peek(self), letter, out);
}

/* ---- statics ---- */

static int64_t now(Interp *in)
{
	const Env *env = runtime_of(in)->env;

	return env->now(env->self);
}

TYPE_GET(get_now)
{
	return types_found(out, value_datetime(moment_to_local(runtime_of(in)->env, now(in)), MOMENT_LOCAL));
}

TYPE_GET(get_utc_now)
{
	return types_found(out, value_datetime(now(in), MOMENT_UTC));
}

TYPE_GET(get_today)
{
	int64_t local = moment_to_local(runtime_of(in)->env, now(in));

	return types_found(out, value_datetime(local - local % MOMENT_TICKS_PER_DAY, MOMENT_LOCAL));
}

TYPE_GET(get_min)
{
	return types_found(out, value_datetime(0, MOMENT_UNSPECIFIED));
}

TYPE_GET(get_max)
{
	return types_found(out, value_datetime(MOMENT_MAX, MOMENT_UNSPECIFIED));
}

TYPE_GET(get_epoch)
{
	return types_found(out, value_datetime(MOMENT_UNIX_EPOCH, MOMENT_UTC));
}

static const PropDef props[] = {
	{ "DateTime", "System.Object", get_date_time, NULL, PROP_SCRIPT },
	PROP("Date", "System.DateTime", get_date),
	PROP("Day", "System.Int32", get_day),
	PROP("DayOfWeek", "System.DayOfWeek", get_day_of_week),
	PROP("DayOfYear", "System.Int32", get_day_of_year),
	PROP("Hour", "System.Int32", get_hour),
	PROP("Kind", "System.DateTimeKind", get_kind),
	PROP("Millisecond", "System.Int32", get_millisecond),
	PROP_IN_CORE("Microsecond", "System.Int32", get_microsecond),
	PROP_IN_CORE("Nanosecond", "System.Int32", get_nanosecond),
	PROP("Minute", "System.Int32", get_minute),
	PROP("Month", "System.Int32", get_month),
	PROP("Second", "System.Int32", get_second),
	PROP("Ticks", "System.Int64", get_ticks),
	PROP("TimeOfDay", "System.TimeSpan", get_time_of_day),
	PROP("Year", "System.Int32", get_year),
	PROPS_END,
};

static const PropDef statics[] = {
	PROP("Now", "System.DateTime", get_now),
	PROP("Today", "System.DateTime", get_today),
	PROP("UtcNow", "System.DateTime", get_utc_now),
	FIELD("MinValue", "System.DateTime", get_min),
	FIELD("MaxValue", "System.DateTime", get_max),
	FIELD("UnixEpoch", "System.DateTime", get_epoch),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Add", "datetime Add(timespan value)", add),
	METHOD("AddDays", "datetime AddDays(double value)", add_days),
	METHOD("AddHours", "datetime AddHours(double value)", add_hours),
	METHOD_CORE("AddMicroseconds", "datetime AddMicroseconds(double value)", add_microseconds),
	METHOD("AddMilliseconds", "datetime AddMilliseconds(double value)", add_milliseconds),
	METHOD("AddMinutes", "datetime AddMinutes(double value)", add_minutes),
	METHOD("AddMonths", "datetime AddMonths(int months)", add_months),
	METHOD("AddSeconds", "datetime AddSeconds(double value)", add_seconds),
	METHOD("AddTicks", "datetime AddTicks(long value)", add),
	METHOD("AddYears", "datetime AddYears(int value)", add_years),
	METHOD("CompareTo", "int CompareTo(System.Object value)", types_compare_to),
	METHOD("CompareTo", "int CompareTo(datetime value)", types_compare_to),
	METHOD("Equals", "bool Equals(System.Object value)", types_equals),
	METHOD("Equals", "bool Equals(datetime value)", types_equals),
	METHOD("GetDateTimeFormats", "string[] GetDateTimeFormats()", get_formats),
	METHOD("GetDateTimeFormats", "string[] GetDateTimeFormats(char format)", get_formats),
	METHOD("IsDaylightSavingTime", "bool IsDaylightSavingTime()", is_daylight),
	METHOD("Subtract", "timespan Subtract(datetime value)", subtract),
	METHOD("Subtract", "datetime Subtract(timespan value)", subtract),
	METHOD("ToBinary", "long ToBinary()", to_binary),
	METHOD("ToFileTime", "long ToFileTime()", to_file_time_local),
	METHOD("ToFileTimeUtc", "long ToFileTimeUtc()", to_file_time_utc),
	METHOD("ToLocalTime", "datetime ToLocalTime()", to_local),
	METHOD("ToLongDateString", "string ToLongDateString()", long_date),
	METHOD("ToLongTimeString", "string ToLongTimeString()", long_time),
	METHOD("ToOADate", "double ToOADate()", to_ole),
	METHOD("ToShortDateString", "string ToShortDateString()", short_date),
	METHOD("ToShortTimeString", "string ToShortTimeString()", short_time),
	METHOD("ToString", "string ToString()", types_to_string),
	METHOD("ToString", "string ToString(string format)", types_to_string),
	METHOD("ToString", "string ToString(System.IFormatProvider provider)", types_to_string),
	METHOD("ToString", "string ToString(string format, System.IFormatProvider provider)", types_to_string),
	METHOD("ToUniversalTime", "datetime ToUniversalTime()", to_universal),
	CONVERTIBLE_METHODS,
	METHODS_END,
};

#define STYLES "System.Globalization.DateTimeStyles"

static const MethodDef static_methods[] = {
	METHOD("Compare", "static int Compare(datetime t1, datetime t2)", compare),
	METHOD("DaysInMonth", "static int DaysInMonth(int year, int month)", days_in_month),
	METHOD("Equals", "static bool Equals(datetime t1, datetime t2)", equals_static),
	METHOD("FromBinary", "static datetime FromBinary(long dateData)", from_binary),
	METHOD("FromFileTime", "static datetime FromFileTime(long fileTime)", from_file_time_local),
	METHOD("FromFileTimeUtc", "static datetime FromFileTimeUtc(long fileTime)", from_file_time_utc),
	METHOD("FromOADate", "static datetime FromOADate(double d)", from_ole),
	METHOD("SpecifyKind", "static datetime SpecifyKind(datetime value, System.DateTimeKind kind)", specify_kind),
	METHOD("IsLeapYear", "static bool IsLeapYear(int year)", is_leap_year),
	METHOD("Parse", "static datetime Parse(string s)", parse),
	METHOD("Parse", "static datetime Parse(string s, System.IFormatProvider provider)", parse),
	METHOD("Parse", "static datetime Parse(string s, System.IFormatProvider provider, " STYLES " styles)", parse),
	METHOD("ParseExact", "static datetime ParseExact(string s, string format, System.IFormatProvider provider)",
		parse_exact),
	METHOD("ParseExact",
		"static datetime ParseExact(string s, string format, System.IFormatProvider provider, " STYLES
		" style)",
		parse_exact),
	METHOD("ParseExact",
		"static datetime ParseExact(string s, string[] formats, System.IFormatProvider provider, " STYLES
		" style)",
		parse_exact),
	METHOD("TryParse", "static bool TryParse(string s, [ref] datetime result)", try_parse),
	METHOD("TryParse",
		"static bool TryParse(string s, System.IFormatProvider provider, " STYLES
		" styles, [ref] datetime result)",
		try_parse),
	METHOD("TryParseExact",
		"static bool TryParseExact(string s, string format, System.IFormatProvider provider, " STYLES
		" style, [ref] datetime result)",
		try_parse_exact),
	METHOD("TryParseExact",
		"static bool TryParseExact(string s, string[] formats, System.IFormatProvider provider, " STYLES
		" style, [ref] datetime result)",
		try_parse_exact),
	METHOD_CORE("TryParse",
		"static bool TryParse(string s, System.IFormatProvider provider, [ref] datetime result)", try_parse),
	METHODS_END,
};

#define YMD_HMS "int year, int month, int day, int hour, int minute, int second"

static const MethodDef constructors[] = {
	NEW("datetime new(long ticks)", from_ticks),
	NEW("datetime new(long ticks, System.DateTimeKind kind)", from_ticks),
	NEW("datetime new(System.DateOnly date, System.TimeOnly time)", from_date_and_time),
	NEW("datetime new(System.DateOnly date, System.TimeOnly time, System.DateTimeKind kind)", from_date_and_time),
	NEW("datetime new(int year, int month, int day)", from_parts),
	NEW("datetime new(" YMD_HMS ")", from_parts),
	NEW("datetime new(" YMD_HMS ", System.DateTimeKind kind)", from_parts),
	NEW("datetime new(" YMD_HMS ", int millisecond)", from_parts),
	NEW("datetime new(" YMD_HMS ", int millisecond, System.DateTimeKind kind)", from_parts),
	{ "new", "datetime new(" YMD_HMS ", int millisecond, int microsecond)", from_parts, WHERE_CORE },
	METHODS_END,
};

const TypeMembers type_datetime = {
	.props = props,
	.methods = methods,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors,
};
