/* date_time_offset: System.DateTimeOffset: a clock's time with its distance from UTC. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdlib.h>

#include "shell/types/date_time.h"
#include "shell/types/types_list.h"

typedef struct Offset {
	int64_t ticks; /* as the clock shows it */
	int minutes;   /* ahead of UTC */
} Offset;

static const Offset *peek(Value v)
{
	return object_payload_peek(v, &type_date_time_offset);
}

static int64_t utc_of(const Offset *o)
{
	return o->ticks - o->minutes * MOMENT_TICKS_PER_MINUTE;
}

static Value make(int64_t ticks, int minutes)
{
	Offset *o = MEM_NEW(Offset);

	o->ticks = ticks;
	o->minutes = minutes;
	return object_value(object_new_native(&type_date_time_offset, o));
}

static void free_offset(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

static int local_offset(Interp *in, int64_t utc)
{
	const Env *env = runtime_of(in)->env;

	return env->utc_offset(env->self, utc);
}

static Value of_moment(Interp *in, int64_t ticks, MomentKind kind)
{
	const Env *env = runtime_of(in)->env;

	return make(ticks, kind == MOMENT_UTC ? 0 : local_offset(in, moment_to_utc(env, ticks)));
}

/* ---- making ---- */

static Flow offset_of(Interp *in, Value span, int *minutes)
{
	int64_t ticks = span.i64;

	if (ticks % MOMENT_TICKS_PER_MINUTE)
		return fault_argument(in, EXC_ARGUMENT, "offset", "Offset must be specified in whole minutes.");
	if (ticks < -14 * MOMENT_TICKS_PER_HOUR || ticks > 14 * MOMENT_TICKS_PER_HOUR)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "offset", "Offset must be within plus or minus 14 hours.");
	*minutes = (int)(ticks / MOMENT_TICKS_PER_MINUTE);
	return FLOW_NEXT;
}

/* (dateTime), (dateTime, offset), (ticks, offset) */
TYPE_METHOD(from_moment)
{
	int64_t ticks = types_int(args[0]);
	int minutes = 0;

	if (n == 1)
		return types_found(out, of_moment(in, ticks, args[0].flags));
	FLOW_TRY(offset_of(in, args[1], &minutes));
	if (args[0].kind == V_DATETIME && args[0].flags == MOMENT_UTC && minutes != 0)
		return fault_argument(
			in, EXC_ARGUMENT, "offset", "The UTC Offset for Utc DateTime instances must be 0.");
	return types_found(out, make(ticks, minutes));
}

TYPE_METHOD(from_parts)
{
	int64_t ticks;
	int minutes = 0;

	FLOW_TRY(offset_of(in, args[n - 1], &minutes));
	FLOW_TRY(types_date_join(in, args, n - 1, &ticks));
	return types_found(out, make(ticks, minutes));
}

static Flow from_unix(Interp *in, int64_t value, int64_t unit, const char *param, Value *out)
{
	int64_t ticks;

	if (__builtin_mul_overflow(value, unit, &ticks) || __builtin_add_overflow(ticks, MOMENT_UNIX_EPOCH, &ticks) ||
		ticks < 0 || ticks > MOMENT_MAX)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, param,
			"Valid values are between %" PRId64 " and %" PRId64 ", inclusive.", -MOMENT_UNIX_EPOCH / unit,
			(MOMENT_MAX - MOMENT_UNIX_EPOCH) / unit);
	return types_found(out, make(ticks, 0));
}

TYPE_METHOD(from_unix_seconds)
{
	return from_unix(in, types_int(args[0]), MOMENT_TICKS_PER_SECOND, "seconds", out);
}

TYPE_METHOD(from_unix_milliseconds)
{
	return from_unix(in, types_int(args[0]), MOMENT_TICKS_PER_MS, "milliseconds", out);
}

static int two_digits(const char *p)
{
	return p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9' ? (p[0] - '0') * 10 + p[1] - '0' : 0;
}

/* The distance from UTC written at the end of text, in minutes; false: none is. */
static bool zone_in(Str text, int *minutes)
{
	int hours, rest;
	size_t at;

	text = str_trim(text);
	*minutes = 0;
	if (str_iends(text, S("Z")) || str_iends(text, S("GMT")))
		return true;
	for (at = text.n; at > 0 && text.p[at - 1] != '+' && text.p[at - 1] != '-'; at--)
		;
	if (at < 8 || text.n - at < 2)
		return false;
	if (text.p[at - 1] == '-' && str_find_byte(text, ':', 0) > at && text.p[at - 2] != ' ')
		return false; /* a dash of the date itself */
	if (text.p[at] < '0' || text.p[at] > '9' || text.p[at + 1] < '0' || text.p[at + 1] > '9')
		return false;
	hours = two_digits(text.p + at);
	rest = text.n - at >= 4 ? two_digits(text.p + text.n - 2) : 0;
	*minutes = (hours * 60 + rest) * (text.p[at - 1] == '-' ? -1 : 1);
	return true;
}

static Value of_text(Interp *in, Str text, int64_t styles, int64_t ticks, MomentKind kind)
{
	const Env *env = runtime_of(in)->env;
	int64_t utc = kind == MOMENT_UTC ? ticks : moment_to_utc(env, ticks);
	int minutes = 0;

	if (!zone_in(text, &minutes))
		return styles & STYLE_ASSUME_UTC ? make(ticks, 0) : of_moment(in, ticks, kind);
	if (styles & STYLE_ADJUST_UTC)
		minutes = 0;
	return make(utc + minutes * MOMENT_TICKS_PER_MINUTE, minutes);
}

TYPE_METHOD(parse)
{
	int64_t styles = n > 2 ? types_int(args[2]) : 0, ticks;
	MomentKind kind;

	FLOW_TRY(types_date_parse(in, args, n > 1 ? 2 : 1, &ticks, &kind));
	return types_found(out, of_text(in, types_str(args[0]), styles, ticks, kind));
}

TYPE_METHOD(parse_exact)
{
	int64_t ticks;
	MomentKind kind;
	MomentStatus status = types_date_exact(in, args, 3, &ticks, &kind);

	if (status != MOMENT_OK)
		return types_date_bad_exact(in, status, types_str(args[0]));
	return types_found(out, of_text(in, types_str(args[0]), n > 3 ? types_int(args[3]) : 0, ticks, kind));
}

TYPE_METHOD(try_parse)
{
	const TypeCulture *culture = types_culture(in, n > 2 ? args[1] : VALUE_NULL);
	MomentKind kind;
	int64_t ticks;
	bool ok = types_culture_parse(in, culture, types_str(args[0]), &ticks, &kind) == MOMENT_OK;

	*out = value_bool(ok);
	return types_set_ref_take(in, args[n - 1], ok ? of_text(in, types_str(args[0]), 0, ticks, kind) : make(0, 0));
}

static Flow convert(Interp *in, Value from, Value *out)
{
	if (from.kind == V_DATETIME)
		*out = of_moment(in, from.i64, from.flags);
	return FLOW_NEXT;
}

/* ---- text ---- */

/* K and z in custom patterns are the value's own zone, not the machine's. */
static int own_zone(void *self, UNUSED int64_t utc)
{
	return *(int *)self;
}

static bool put_format(Interp *in, const Offset *o, Str format, const MomentCulture *culture, Buf *out)
{
	int minutes = o->minutes;
	Env env = *runtime_of(in)->env;

	env.self = &minutes;
	env.utc_offset = own_zone;
	if (format.n == 1 && (format.p[0] == 'u' || format.p[0] == 'r' || format.p[0] == 'R'))
		return moment_format(out, format, utc_of(o), MOMENT_UTC, culture, &env);
	return moment_format(out, format, o->ticks, MOMENT_LOCAL, culture, &env);
}

static Flow format_text(Interp *in, Value self, Str format, Buf *out)
{
	if (put_format(in, peek(self), format, runtime_edition(in)->dates, out))
		return FLOW_NEXT;
	return fault_exception(in, EXC_FORMAT, "Input string was not in a correct format.");
}

static Flow put_general(Interp *in, const Offset *o, const MomentCulture *culture, Buf *out)
{
	int minutes = o->minutes < 0 ? -o->minutes : o->minutes;

	(void)put_format(in, o, S("G"), culture, out);
	buf_printf(out, " %c%02d:%02d", o->minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
	return FLOW_NEXT;
}

static Flow put_text(Interp *in, Value self, Buf *out)
{
	return put_general(in, peek(self), runtime_edition(in)->dates, out);
}

static Flow put_invariant(Interp *in, Value self, Buf *out)
{
	return put_general(in, peek(self), runtime_edition(in)->dates_invariant, out);
}

TYPE_METHOD(to_string)
{
	Buf text = BUF_INIT;
	Flow flow;

	if (n > 0 && value_is_string(args[0]) && types_str(args[0]).n > 0)
		flow = format_text(in, self, types_str(args[0]), &text);
	else
		flow = put_text(in, self, &text);
	*out = types_buf_string(&text);
	return flow;
}

/* ---- arithmetic ---- */

static Flow moved(Interp *in, const Offset *o, int64_t ticks, Value *out)
{
	int64_t sum;

	if (__builtin_add_overflow(o->ticks, ticks, &sum) || sum < 0 || sum > MOMENT_MAX)
		return types_date_out_of_range(in, "value");
	return types_found(out, make(sum, o->minutes));
}

static Flow add_units(Interp *in, Value self, double value, int64_t unit, Value *out)
{
	int64_t ticks;

	if (!types_date_units(in, value, unit, &ticks))
		return types_date_out_of_range(in, "value");
	return moved(in, peek(self), ticks, out);
}

static Flow add_calendar(Interp *in, Value self, int64_t months, Value *out)
{
	int64_t ticks;

	if (!moment_add_months(peek(self)->ticks, months, &ticks))
		return types_date_out_of_range(in, "months");
	return types_found(out, make(ticks, peek(self)->minutes));
}

/* clang-format off */
TYPE_METHOD(add) { return moved(in, peek(self), args[0].i64, out); }
TYPE_METHOD(add_days) { return add_units(in, self, args[0].f64, MOMENT_TICKS_PER_DAY, out); }
TYPE_METHOD(add_hours) { return add_units(in, self, args[0].f64, MOMENT_TICKS_PER_HOUR, out); }
TYPE_METHOD(add_minutes) { return add_units(in, self, args[0].f64, MOMENT_TICKS_PER_MINUTE, out); }
TYPE_METHOD(add_seconds) { return add_units(in, self, args[0].f64, MOMENT_TICKS_PER_SECOND, out); }
TYPE_METHOD(add_milliseconds) { return add_units(in, self, args[0].f64, MOMENT_TICKS_PER_MS, out); }
TYPE_METHOD(add_months) { return add_calendar(in, self, types_int(args[0]), out); }
TYPE_METHOD(add_years) { return add_calendar(in, self, types_int(args[0]) * 12, out); }
/* clang-format on */

TYPE_METHOD(subtract)
{
	if (args[0].kind == V_TIMESPAN)
		return moved(in, peek(self), args[0].i64 == INT64_MIN ? INT64_MAX : -args[0].i64, out);
	return types_found(out, value_timespan(utc_of(peek(self)) - utc_of(peek(args[0]))));
}

TYPE_METHOD(plus)
{
	return moved(in, peek(args[0]), args[1].i64, out);
}

TYPE_METHOD(minus)
{
	return subtract(in, args[0], args + 1, 1, out);
}

TYPE_METHOD(to_offset)
{
	int minutes = 0;

	FLOW_TRY(offset_of(in, args[0], &minutes));
	return types_found(out, make(utc_of(peek(self)) + minutes * MOMENT_TICKS_PER_MINUTE, minutes));
}

TYPE_METHOD(to_universal)
{
	return types_found(out, make(utc_of(peek(self)), 0));
}

TYPE_METHOD(to_local)
{
	int64_t utc = utc_of(peek(self));
	int minutes = local_offset(in, utc);

	return types_found(out, make(utc + minutes * MOMENT_TICKS_PER_MINUTE, minutes));
}

TYPE_METHOD(to_unix_seconds)
{
	return types_found(out, value_long(moment_to_unix(utc_of(peek(self)))));
}

TYPE_METHOD(to_unix_milliseconds)
{
	int64_t since = utc_of(peek(self)) - MOMENT_UNIX_EPOCH, whole = since / MOMENT_TICKS_PER_MS;

	return types_found(out, value_long(whole - (since % MOMENT_TICKS_PER_MS < 0)));
}

static int compare(Value a, Value b)
{
	int64_t first = utc_of(peek(a)), second = utc_of(peek(b));

	return (first > second) - (first < second);
}

static bool equal(Value a, Value b)
{
	return compare(a, b) == 0;
}

TYPE_METHOD(compare_to)
{
	return types_found(out, value_int(compare(self, args[0])));
}

/* ---- properties ---- */

/* The parts are those of the clock's DateTime. */
static Flow part(Interp *in, Value self, Str name, Value *out)
{
	bool found;

	return member_get(in, value_datetime(peek(self)->ticks, MOMENT_UNSPECIFIED), name, NULL, out, &found);
}

#define PART(symbol, name)                                                                                             \
	TYPE_GET(get_##symbol)                                                                                         \
	{                                                                                                              \
		return part(in, self, S(name), out);                                                                   \
	}
PART(date, "Date")
PART(day, "Day")
PART(day_of_week, "DayOfWeek")
PART(day_of_year, "DayOfYear")
PART(hour, "Hour")
PART(millisecond, "Millisecond")
PART(minute, "Minute")
PART(month, "Month")
PART(second, "Second")
PART(time_of_day, "TimeOfDay")
PART(year, "Year")

TYPE_GET(get_date_time)
{
	return types_found(out, value_datetime(peek(self)->ticks, MOMENT_UNSPECIFIED));
}

TYPE_GET(get_utc)
{
	return types_found(out, value_datetime(utc_of(peek(self)), MOMENT_UTC));
}

TYPE_GET(get_local)
{
	return types_found(out, value_datetime(moment_to_local(runtime_of(in)->env, utc_of(peek(self))), MOMENT_LOCAL));
}

TYPE_GET(get_offset)
{
	return types_found(out, value_timespan(peek(self)->minutes * MOMENT_TICKS_PER_MINUTE));
}

TYPE_GET(get_microsecond)
{
	return types_found(out, value_int((int32_t)(peek(self)->ticks / 10 % 1000)));
}

TYPE_GET(get_nanosecond)
{
	return types_found(out, value_int((int32_t)(peek(self)->ticks % 10 * 100)));
}

TYPE_GET(get_total_offset_minutes)
{
	return types_found(out, value_int((int32_t)peek(self)->minutes));
}

TYPE_GET(get_ticks)
{
	return types_found(out, value_long(peek(self)->ticks));
}

TYPE_GET(get_utc_ticks)
{
	return types_found(out, value_long(utc_of(peek(self))));
}

TYPE_GET(get_now)
{
	const Env *env = runtime_of(in)->env;

	return types_found(out, of_moment(in, moment_to_local(env, env->now(env->self)), MOMENT_LOCAL));
}

TYPE_GET(get_utc_now)
{
	const Env *env = runtime_of(in)->env;

	return types_found(out, make(env->now(env->self), 0));
}

TYPE_GET(get_epoch)
{
	return types_found(out, make(MOMENT_UNIX_EPOCH, 0));
}

TYPE_GET(get_min)
{
	return types_found(out, make(0, 0));
}

TYPE_GET(get_max)
{
	return types_found(out, make(MOMENT_MAX, 0));
}

static const PropDef props[] = {
	PROP("DateTime", "System.DateTime", get_date_time),
	PROP("UtcDateTime", "System.DateTime", get_utc),
	PROP("LocalDateTime", "System.DateTime", get_local),
	PROP("Date", "System.DateTime", get_date),
	PROP("Day", "System.Int32", get_day),
	PROP("DayOfWeek", "System.DayOfWeek", get_day_of_week),
	PROP("DayOfYear", "System.Int32", get_day_of_year),
	PROP("Hour", "System.Int32", get_hour),
	PROP("Millisecond", "System.Int32", get_millisecond),
	PROP_IN_CORE("Microsecond", "System.Int32", get_microsecond),
	PROP_IN_CORE("Nanosecond", "System.Int32", get_nanosecond),
	PROP("Minute", "System.Int32", get_minute),
	PROP("Month", "System.Int32", get_month),
	PROP("Offset", "System.TimeSpan", get_offset),
	PROP_IN_CORE("TotalOffsetMinutes", "System.Int32", get_total_offset_minutes),
	PROP("Second", "System.Int32", get_second),
	PROP("Ticks", "System.Int64", get_ticks),
	PROP("UtcTicks", "System.Int64", get_utc_ticks),
	PROP("TimeOfDay", "System.TimeSpan", get_time_of_day),
	PROP("Year", "System.Int32", get_year),
	PROPS_END,
};

static const PropDef statics[] = {
	PROP("UtcNow", "System.DateTimeOffset", get_utc_now),
	PROP("Now", "System.DateTimeOffset", get_now),
	FIELD("MinValue", "System.DateTimeOffset", get_min),
	{ "UnixEpoch", "System.DateTimeOffset", get_epoch, NULL, PROP_FIELD | PROP_CORE },
	FIELD("MaxValue", "System.DateTimeOffset", get_max),
	PROPS_END,
};

#define ITSELF "System.DateTimeOffset"

static const MethodDef methods[] = {
	METHOD("ToOffset", ITSELF " ToOffset(timespan offset)", to_offset),
	METHOD("Add", ITSELF " Add(timespan timeSpan)", add),
	METHOD("AddDays", ITSELF " AddDays(double days)", add_days),
	METHOD("AddHours", ITSELF " AddHours(double hours)", add_hours),
	METHOD("AddMilliseconds", ITSELF " AddMilliseconds(double milliseconds)", add_milliseconds),
	METHOD("AddMinutes", ITSELF " AddMinutes(double minutes)", add_minutes),
	METHOD("AddMonths", ITSELF " AddMonths(int months)", add_months),
	METHOD("AddSeconds", ITSELF " AddSeconds(double seconds)", add_seconds),
	METHOD("AddYears", ITSELF " AddYears(int years)", add_years),
	METHOD("CompareTo", "int CompareTo(System.DateTimeOffset other)", compare_to),
	METHOD("Subtract", "timespan Subtract(System.DateTimeOffset value)", subtract),
	METHOD("Subtract", ITSELF " Subtract(timespan value)", subtract),
	METHOD("ToUnixTimeSeconds", "long ToUnixTimeSeconds()", to_unix_seconds),
	METHOD("ToUnixTimeMilliseconds", "long ToUnixTimeMilliseconds()", to_unix_milliseconds),
	METHOD("ToLocalTime", ITSELF " ToLocalTime()", to_local),
	METHOD("ToString", "string ToString()", to_string),
	METHOD("ToString", "string ToString(string format)", to_string),
	METHOD("ToString", "string ToString(System.IFormatProvider formatProvider)", to_string),
	METHOD("ToString", "string ToString(string format, System.IFormatProvider formatProvider)", to_string),
	METHOD("ToUniversalTime", ITSELF " ToUniversalTime()", to_universal),
	METHODS_END,
};

#define STYLES "System.Globalization.DateTimeStyles styles"

static const MethodDef static_methods[] = {
	METHOD("op_Addition", "static " ITSELF " op_Addition(" ITSELF " dateTimeOffset, timespan timeSpan)", plus),
	METHOD("op_Subtraction", "static " ITSELF " op_Subtraction(" ITSELF " dateTimeOffset, timespan timeSpan)",
		minus),
	METHOD("op_Subtraction", "static timespan op_Subtraction(" ITSELF " left, " ITSELF " right)", minus),
	METHOD("FromUnixTimeSeconds", "static " ITSELF " FromUnixTimeSeconds(long seconds)", from_unix_seconds),
	METHOD("FromUnixTimeMilliseconds", "static " ITSELF " FromUnixTimeMilliseconds(long milliseconds)",
		from_unix_milliseconds),
	METHOD("Parse", "static " ITSELF " Parse(string input)", parse),
	METHOD("Parse", "static " ITSELF " Parse(string input, System.IFormatProvider formatProvider)", parse),
	METHOD("Parse", "static " ITSELF " Parse(string input, System.IFormatProvider formatProvider, " STYLES ")",
		parse),
	METHOD("ParseExact",
		"static " ITSELF " ParseExact(string input, string format, System.IFormatProvider formatProvider)",
		parse_exact),
	METHOD("ParseExact",
		"static " ITSELF
		" ParseExact(string input, string format, System.IFormatProvider formatProvider, " STYLES ")",
		parse_exact),
	METHOD("TryParse", "static bool TryParse(string input, [ref] System.DateTimeOffset result)", try_parse),
	METHODS_END,
};

static const MethodDef constructors[] = {
	NEW(ITSELF " new(long ticks, timespan offset)", from_moment),
	NEW(ITSELF " new(datetime dateTime)", from_moment),
	NEW(ITSELF " new(datetime dateTime, timespan offset)", from_moment),
	NEW(ITSELF " new(int year, int month, int day, int hour, int minute, int second, timespan offset)", from_parts),
	NEW(ITSELF
		" new(int year, int month, int day, int hour, int minute, int second, int millisecond, timespan offset)",
		from_parts),
	METHODS_END,
};

static const TypeMembers members = {
	.props = props,
	.methods = methods,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors,
};
static const TypeOps ops = {
	.free = free_offset,
	.text = put_text,
	.invariant = put_invariant,
	.format = format_text,
	.convert = convert,
	.equal = equal,
	.compare = compare,
};
static const TypeDef *const interfaces[] = { &type_known[T_ICOMPARABLE], &type_iformattable, NULL };

const TypeDef type_date_time_offset = {
	.name = "System.DateTimeOffset",
	.base = &type_known[T_VALUETYPE],
	.flags = TYPE_VALUE | TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
};
