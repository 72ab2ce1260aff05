/* time_span: System.TimeSpan. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/types/date_time.h"
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

static Flow too_long(Interp *in)
{
	return fault_exception(in, EXC_OVERFLOW, "TimeSpan overflowed because the duration is too long.");
}

/* ---- making ---- */

TYPE_METHOD(from_parts)
{
	static const int64_t units[] = { MOMENT_TICKS_PER_DAY, MOMENT_TICKS_PER_HOUR, MOMENT_TICKS_PER_MINUTE,
		MOMENT_TICKS_PER_SECOND, MOMENT_TICKS_PER_MS, 10 };
	const int64_t *unit = n == 3 ? units + 1 : units;
	int64_t ticks = 0, part;

	for (size_t i = 0; i < n; i++)
		if (__builtin_mul_overflow(types_int(args[i]), unit[i], &part) ||
			__builtin_add_overflow(ticks, part, &ticks))
			return fault_exception(
				in, EXC_ARGUMENT_OUT_OF_RANGE, "TimeSpan overflowed because the duration is too long.");
	return types_found(out, value_timespan(ticks));
}

TYPE_METHOD(from_ticks)
{
	return types_found(out, value_timespan(types_int(args[0])));
}

/* FromDays(1.5) and its kin: to the tick in Core, to the millisecond in Desktop. */
static Flow from_units(Interp *in, double value, int64_t unit, Value *out)
{
	double ticks = value * (double)unit;
	int64_t whole;

	if (isnan(value))
		return fault_exception(
			in, EXC_ARGUMENT, "TimeSpan does not accept floating point Not-a-Number values.");
	if (!(runtime_edition(in)->where & WHERE_CORE))
		ticks = trunc(value * ((double)unit / 1e4) + (value >= 0 ? 0.5 : -0.5)) * 1e4;
	if (ticks >= 9223372036854775808.0 || ticks < -9223372036854775808.0)
		return too_long(in);
	whole = (int64_t)ticks;
	return types_found(out, value_timespan(whole));
}

static double number_of(Value v)
{
	return v.kind == V_DOUBLE ? v.f64 : (double)types_int(v);
}

/* Whole units from the given one on; those left out are V_EMPTY. */
static Flow from_units_down(Interp *in, const Value *args, size_t n, const int64_t *units, Value *out)
{
	int64_t ticks = 0, part;

	for (size_t i = 0; i < n; i++)
		if (args[i].kind != V_EMPTY && (__builtin_mul_overflow(types_int(args[i]), units[i], &part) ||
						       __builtin_add_overflow(ticks, part, &ticks)))
			return too_long(in);
	return types_found(out, value_timespan(ticks));
}

static const int64_t units_down[] = { MOMENT_TICKS_PER_DAY, MOMENT_TICKS_PER_HOUR, MOMENT_TICKS_PER_MINUTE,
	MOMENT_TICKS_PER_SECOND, MOMENT_TICKS_PER_MS, 10 };

/* clang-format off */
TYPE_METHOD(from_day_parts) { return from_units_down(in, args, n, units_down, out); }
TYPE_METHOD(from_hour_parts) { return from_units_down(in, args, n, units_down + 1, out); }
TYPE_METHOD(from_microseconds) { return from_units(in, number_of(args[0]), 10, out); }
TYPE_METHOD(from_days) { return from_units(in, number_of(args[0]), MOMENT_TICKS_PER_DAY, out); }
TYPE_METHOD(from_hours) { return from_units(in, number_of(args[0]), MOMENT_TICKS_PER_HOUR, out); }
TYPE_METHOD(from_minutes) { return from_units(in, number_of(args[0]), MOMENT_TICKS_PER_MINUTE, out); }
TYPE_METHOD(from_seconds) { return from_units(in, number_of(args[0]), MOMENT_TICKS_PER_SECOND, out); }
TYPE_METHOD(from_milliseconds) { return from_units(in, number_of(args[0]), MOMENT_TICKS_PER_MS, out); }
/* clang-format on */

TYPE_METHOD(parse)
{
	int64_t ticks;

	if (moment_span_parse(types_str(args[0]), &ticks) == MOMENT_OK)
		return types_found(out, value_timespan(ticks));
	/* the cast knows the reasons; it also takes what Parse does not */
	if (convert_to(in, args[0], type_of_id(T_TIMESPAN), out) != FLOW_NEXT)
		return types_rethrow_inner(in);
	return types_edition_fault(in, EXC_FORMAT, ET_TIMESPAN_FORMAT, types_str(args[0]));
}

TYPE_METHOD(try_parse)
{
	int64_t ticks = 0;
	bool ok = moment_span_parse(types_str(args[0]), &ticks) == MOMENT_OK;

	*out = value_bool(ok);
	return types_set_ref_take(in, args[n - 1], value_timespan(ok ? ticks : 0));
}

/* ---- ParseExact: d h m s f and F with literals, or c g G ---- */

static int64_t unit_of(char letter)
{
	switch (letter) {
	case 'd':
		return MOMENT_TICKS_PER_DAY;
	case 'h':
		return MOMENT_TICKS_PER_HOUR;
	case 'm':
		return MOMENT_TICKS_PER_MINUTE;
	case 's':
		return MOMENT_TICKS_PER_SECOND;
	default:
		return 0;
	}
}

static bool read_digits(Str text, size_t *at, size_t least, size_t most, int64_t *number)
{
	size_t start = *at;

	*number = 0;
	for (; *at < text.n && *at - start < most && text.p[*at] >= '0' && text.p[*at] <= '9'; ++*at)
		*number = *number * 10 + (text.p[*at] - '0');
	return *at - start >= least;
}

/* One run of a pattern letter. */
static bool read_part(Str text, size_t *at, char letter, size_t run, int64_t *ticks)
{
	size_t start = *at;
	int64_t number;

	if (letter == 'f' || letter == 'F') {
		if (!read_digits(text, at, letter == 'f' ? run : 0, run, &number))
			return false;
		for (size_t i = *at - start; i < 7; i++)
			number *= 10;
		*ticks += number;
		return true;
	}
	if (!read_digits(text, at, run, letter == 'd' ? 8 : 2, &number))
		return false;
	if ((letter == 'h' && number > 23) || ((letter == 'm' || letter == 's') && number > 59))
		return false;
	*ticks += number * unit_of(letter);
	return true;
}

/* What stands in quotes in the format at i must stand in the text at *at; *run: how much of the format that was. */
static bool skip_quoted(Str text, size_t *at, Str format, size_t i, size_t *run)
{
	size_t end = str_find_byte(format, format.p[i], i + 1);
	Str literal = str_cut(format, i + 1, end == STR_NONE ? format.n : end);

	if (end == STR_NONE || !str_starts(str_cut(text, *at, text.n), literal))
		return false;
	*at += literal.n;
	*run = end + 1 - i;
	return true;
}

/* How often the letter at i stands there. */
static size_t run_at(Str format, size_t i)
{
	size_t run = 1;

	while (i + run < format.n && format.p[i + run] == format.p[i])
		run++;
	return run;
}

static bool read_exact(Str text, Str format, int64_t *ticks)
{
	size_t at = 0, run;

	*ticks = 0;
	if (format.n == 1 && strchr("ctTgG", format.p[0]))
		return moment_span_parse(text, ticks) == MOMENT_OK;
	for (size_t i = 0; i < format.n; i += run) {
		char letter = format.p[i];

		run = 1;
		if (letter == '%')
			continue;
		if (letter == '\\' && i + 1 < format.n) {
			letter = format.p[i + 1];
			run = 2;
		} else if (letter == '\'' || letter == '"') {
			if (!skip_quoted(text, &at, format, i, &run))
				return false;
			continue;
		} else if (unit_of(letter) || letter == 'f' || letter == 'F') {
			run = run_at(format, i);
			if (!read_part(text, &at, letter, run, ticks))
				return false;
			continue;
		} else {
			return false; /* literals must be escaped */
		}
		if (at >= text.n || text.p[at++] != letter)
			return false;
	}
	return at == text.n;
}

static bool exact(const Value *args, size_t n, int64_t *ticks)
{
	const Array *formats = types_array(args[1]);
	bool negative = args[n - 1].kind == V_ENUM && types_int(args[n - 1]) == 1; /* TimeSpanStyles.AssumeNegative */
	bool ok = !formats && read_exact(types_str(args[0]), types_str(args[1]), ticks);

	for (size_t i = 0; formats && i < formats->n && !ok; i++)
		ok = read_exact(types_str(args[0]), types_str(array_peek(formats, i)), ticks);
	if (ok && negative)
		*ticks = -*ticks;
	return ok;
}

TYPE_METHOD(parse_exact)
{
	int64_t ticks;

	if (exact(args, n, &ticks))
		return types_found(out, value_timespan(ticks));
	return fault_exception(in, EXC_FORMAT, "Input string was not in a correct format.");
}

TYPE_METHOD(try_parse_exact)
{
	int64_t ticks = 0;
	bool ok = exact(args, n - 1, &ticks);

	*out = value_bool(ok);
	return types_set_ref_take(in, args[n - 1], value_timespan(ok ? ticks : 0));
}

/* ---- arithmetic ---- */

TYPE_METHOD(add)
{
	int64_t ticks;

	if (__builtin_add_overflow(self.i64, args[0].i64, &ticks))
		return too_long(in);
	return types_found(out, value_timespan(ticks));
}

TYPE_METHOD(subtract)
{
	int64_t ticks;

	if (__builtin_sub_overflow(self.i64, args[0].i64, &ticks))
		return too_long(in);
	return types_found(out, value_timespan(ticks));
}

TYPE_METHOD(negate)
{
	if (self.i64 == INT64_MIN)
		return fault_exception(
			in, EXC_OVERFLOW, "Negating the minimum value of a twos complement number is invalid.");
	return types_found(out, value_timespan(-self.i64));
}

TYPE_METHOD(duration)
{
	if (self.i64 == INT64_MIN)
		return fault_exception(in, EXC_OVERFLOW,
			"The duration cannot be returned for TimeSpan.MinValue because the absolute value of "
			"TimeSpan.MinValue exceeds the value of TimeSpan.MaxValue.");
	return types_found(out, value_timespan(self.i64 < 0 ? -self.i64 : self.i64));
}

static Flow scaled(Interp *in, double ticks, Value *out)
{
	if (!(ticks < 9223372036854775808.0 && ticks >= -9223372036854775808.0))
		return too_long(in);
	return types_found(out, value_timespan((int64_t)nearbyint(ticks)));
}

TYPE_METHOD(multiply)
{
	return scaled(in, (double)self.i64 * args[0].f64, out);
}

TYPE_METHOD(divide)
{
	if (args[0].kind == V_TIMESPAN)
		return types_found(out, value_double((double)self.i64 / (double)args[0].i64));
	return scaled(in, (double)self.i64 / args[0].f64, out);
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

#define PART(name, unit, limit)                                                                                        \
	TYPE_GET(get_##name)                                                                                           \
	{                                                                                                              \
		return types_found(out, value_int((int32_t)(self.i64 / (unit) % (limit))));                            \
	}                                                                                                              \
	TYPE_GET(get_total_##name)                                                                                     \
	{                                                                                                              \
		return types_found(out, value_double((double)self.i64 / (double)(unit)));                              \
	}
PART(days, MOMENT_TICKS_PER_DAY, INT32_MAX)
PART(hours, MOMENT_TICKS_PER_HOUR, 24)
PART(minutes, MOMENT_TICKS_PER_MINUTE, 60)
PART(seconds, MOMENT_TICKS_PER_SECOND, 60)
PART(milliseconds, MOMENT_TICKS_PER_MS, 1000)

/* clang-format off */
TYPE_GET(get_microseconds) { return types_found(out, value_int((int32_t)(self.i64 / 10 % 1000))); }
TYPE_GET(get_nanoseconds) { return types_found(out, value_int((int32_t)(self.i64 % 10 * 100))); }
TYPE_GET(get_total_microseconds) { return types_found(out, value_double((double)self.i64 / 10)); }
TYPE_GET(get_total_nanoseconds) { return types_found(out, value_double((double)self.i64 * 100)); }
TYPE_GET(get_ticks) { return types_found(out, value_long(self.i64)); }
TYPE_GET(get_zero) { return types_found(out, value_timespan(0)); }
TYPE_GET(get_min) { return types_found(out, value_timespan(INT64_MIN)); }
TYPE_GET(get_max) { return types_found(out, value_timespan(INT64_MAX)); }
TYPE_GET(get_per_ms) { return types_found(out, value_long(MOMENT_TICKS_PER_MS)); }
TYPE_GET(get_per_second) { return types_found(out, value_long(MOMENT_TICKS_PER_SECOND)); }
TYPE_GET(get_per_minute) { return types_found(out, value_long(MOMENT_TICKS_PER_MINUTE)); }
TYPE_GET(get_per_hour) { return types_found(out, value_long(MOMENT_TICKS_PER_HOUR)); }
TYPE_GET(get_per_day) { return types_found(out, value_long(MOMENT_TICKS_PER_DAY)); }
/* clang-format on */

static const PropDef props[] = {
	PROP("Ticks", "System.Int64", get_ticks),
	PROP("Days", "System.Int32", get_days),
	PROP("Hours", "System.Int32", get_hours),
	PROP("Milliseconds", "System.Int32", get_milliseconds),
	PROP_IN_CORE("Microseconds", "System.Int32", get_microseconds),
	PROP_IN_CORE("Nanoseconds", "System.Int32", get_nanoseconds),
	PROP("Minutes", "System.Int32", get_minutes),
	PROP("Seconds", "System.Int32", get_seconds),
	PROP("TotalDays", "System.Double", get_total_days),
	PROP("TotalHours", "System.Double", get_total_hours),
	PROP("TotalMilliseconds", "System.Double", get_total_milliseconds),
	PROP_IN_CORE("TotalMicroseconds", "System.Double", get_total_microseconds),
	PROP_IN_CORE("TotalNanoseconds", "System.Double", get_total_nanoseconds),
	PROP("TotalMinutes", "System.Double", get_total_minutes),
	PROP("TotalSeconds", "System.Double", get_total_seconds),
	PROPS_END,
};

static const PropDef statics[] = {
	FIELD("TicksPerMillisecond", "System.Int64", get_per_ms),
	FIELD("TicksPerSecond", "System.Int64", get_per_second),
	FIELD("TicksPerMinute", "System.Int64", get_per_minute),
	FIELD("TicksPerHour", "System.Int64", get_per_hour),
	FIELD("TicksPerDay", "System.Int64", get_per_day),
	FIELD("Zero", "System.TimeSpan", get_zero),
	FIELD("MaxValue", "System.TimeSpan", get_max),
	FIELD("MinValue", "System.TimeSpan", get_min),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("Add", "timespan Add(timespan ts)", add),
	METHOD("CompareTo", "int CompareTo(System.Object value)", types_compare_to),
	METHOD("CompareTo", "int CompareTo(timespan value)", types_compare_to),
	METHOD("Duration", "timespan Duration()", duration),
	METHOD("Equals", "bool Equals(System.Object value)", types_equals),
	METHOD("Equals", "bool Equals(timespan obj)", types_equals),
	METHOD("Negate", "timespan Negate()", negate),
	METHOD("Subtract", "timespan Subtract(timespan ts)", subtract),
	METHOD_CORE("Multiply", "timespan Multiply(double factor)", multiply),
	METHOD_CORE("Divide", "timespan Divide(double divisor)", divide),
	METHOD_CORE("Divide", "double Divide(timespan ts)", divide),
	METHOD("ToString", "string ToString()", types_to_string),
	METHOD("ToString", "string ToString(string format)", types_to_string),
	METHOD("ToString", "string ToString(string format, System.IFormatProvider formatProvider)", types_to_string),
	METHODS_END,
};

#define PROVIDER "System.IFormatProvider formatProvider"

static const MethodDef static_methods[] = {
	METHOD("Compare", "static int Compare(timespan t1, timespan t2)", compare),
	METHOD("Equals", "static bool Equals(timespan t1, timespan t2)", equals_static),
	METHOD("FromDays", "static timespan FromDays(double value)", from_days),
	METHOD_CORE("FromDays",
		"static timespan FromDays(int days, int hours = 0, long minutes = 0, long seconds = 0, long milliseconds = 0, long microseconds = 0)",
		from_day_parts),
	METHOD_CORE("FromDays", "static timespan FromDays(int days)", from_days),
	METHOD("FromHours", "static timespan FromHours(double value)", from_hours),
	METHOD_CORE("FromHours",
		"static timespan FromHours(int hours, long minutes = 0, long seconds = 0, long milliseconds = 0, long microseconds = 0)",
		from_hour_parts),
	METHOD_CORE("FromMicroseconds", "static timespan FromMicroseconds(double value)", from_microseconds),
	METHOD_CORE("FromMicroseconds", "static timespan FromMicroseconds(long microseconds)", from_microseconds),
	METHOD_CORE("FromHours", "static timespan FromHours(int hours)", from_hours),
	METHOD("FromMilliseconds", "static timespan FromMilliseconds(double value)", from_milliseconds),
	METHOD_CORE("FromMilliseconds", "static timespan FromMilliseconds(long milliseconds)", from_milliseconds),
	METHOD("FromMinutes", "static timespan FromMinutes(double value)", from_minutes),
	METHOD_CORE("FromMinutes", "static timespan FromMinutes(long minutes)", from_minutes),
	METHOD("FromSeconds", "static timespan FromSeconds(double value)", from_seconds),
	METHOD_CORE("FromSeconds", "static timespan FromSeconds(long seconds)", from_seconds),
	METHOD("FromTicks", "static timespan FromTicks(long value)", from_ticks),
	METHOD("Parse", "static timespan Parse(string s)", parse),
	METHOD("Parse", "static timespan Parse(string input, " PROVIDER ")", parse),
	METHOD("ParseExact", "static timespan ParseExact(string input, string format, " PROVIDER ")", parse_exact),
	METHOD("ParseExact", "static timespan ParseExact(string input, string[] formats, " PROVIDER ")", parse_exact),
	METHOD("ParseExact",
		"static timespan ParseExact(string input, string format, " PROVIDER
		", System.Globalization.TimeSpanStyles styles)",
		parse_exact),
	METHOD("TryParse", "static bool TryParse(string s, [ref] timespan result)", try_parse),
	METHOD("TryParse", "static bool TryParse(string input, " PROVIDER ", [ref] timespan result)", try_parse),
	METHOD("TryParseExact",
		"static bool TryParseExact(string input, string format, " PROVIDER ", [ref] timespan result)",
		try_parse_exact),
	METHOD("TryParseExact",
		"static bool TryParseExact(string input, string[] formats, " PROVIDER ", [ref] timespan result)",
		try_parse_exact),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW("timespan new(long ticks)", from_ticks),
	NEW("timespan new(int hours, int minutes, int seconds)", from_parts),
	NEW("timespan new(int days, int hours, int minutes, int seconds)", from_parts),
	NEW("timespan new(int days, int hours, int minutes, int seconds, int milliseconds)", from_parts),
	{ "new", "timespan new(int days, int hours, int minutes, int seconds, int milliseconds, int microseconds)",
		from_parts, WHERE_CORE },
	METHODS_END,
};

/* Both orders are the views', not the declared one (reference 14; Format-Table: asked of 7.6). */
/* clang-format off */
static const ViewItem columns[] = {
	{ .prop = "Days" }, { .prop = "Hours" }, { .prop = "Minutes" }, { .prop = "Seconds" }, { .prop = "Milliseconds" }, { 0 },
};
static const ViewItem rows[] = {
	{ .prop = "Days" },	{ .prop = "Hours" },	   { .prop = "Minutes" },      { .prop = "Seconds" },
	{ .prop = "Milliseconds" }, { .prop = "Ticks" },   { .prop = "TotalDays" },    { .prop = "TotalHours" },
	{ .prop = "TotalMinutes" }, { .prop = "TotalSeconds" }, { .prop = "TotalMilliseconds" }, { 0 },
};
/* clang-format on */
static const ViewDef table_view = { .shape = VIEW_TABLE, .items = columns };
static const ViewDef view = { .shape = VIEW_LIST, .items = rows, .next = &table_view };

const TypeMembers type_timespan = {
	.props = props,
	.methods = methods,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors,
	.view = &view,
};
