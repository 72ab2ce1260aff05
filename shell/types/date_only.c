/* date_only: System.DateOnly and System.TimeOnly: a day without a time, and a time without a day (Core). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/date_only.h"

#include <stdlib.h>

#include "shell/types/date_time.h"
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

enum { DAY_MAX = 3652058 }; /* 9999-12-31 */

/* Ticks: of a day's midnight since the year 1, or of a time since midnight. */
typedef struct Part {
	int64_t ticks;
} Part;

static int64_t ticks_of(Value v)
{
	return ((const Part *)value_unwrap_peek(v).object->payload)->ticks;
}

static Value make(const TypeDef *type, int64_t ticks)
{
	Part *part = MEM_NEW(Part);

	part->ticks = ticks;
	return object_value(object_new_native(type, part));
}

static Value make_date(int64_t ticks)
{
	return make(&type_date_only, ticks - ticks % MOMENT_TICKS_PER_DAY);
}

static Value make_time(int64_t ticks)
{
	ticks %= MOMENT_TICKS_PER_DAY;
	return make(&type_time_only, ticks < 0 ? ticks + MOMENT_TICKS_PER_DAY : ticks);
}

static void free_part(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

bool types_date_only_ticks(Value v, int64_t *ticks)
{
	v = value_unwrap_peek(v);
	if (v.kind != V_OBJECT || (v.object->type != &type_date_only && v.object->type != &type_time_only))
		return false;
	*ticks = ticks_of(v);
	return true;
}

static int compare(Value a, Value b)
{
	int64_t x = ticks_of(a), y = ticks_of(b);

	return (x > y) - (x < y);
}

static bool equal(Value a, Value b)
{
	return compare(a, b) == 0;
}

static uint32_t hash(Value v)
{
	return (uint32_t)(ticks_of(v) / MOMENT_TICKS_PER_SECOND) * 2654435761U;
}

/* ---- text ---- */

static bool is_date(const TypeDef *type)
{
	return type == &type_date_only;
}

/* A pattern may name nothing that the value has not. */
static bool pattern_fits(const TypeDef *type, Str format)
{
	const char *refused = is_date(type) ? "hHmsfFtzK" : "dMyzKg";

	for (size_t i = 0; i < format.n; i++) {
		if (format.p[i] == '\\') {
			i++;
		} else if (format.p[i] == '\'' || format.p[i] == '"') {
			size_t end = str_find_byte(format, format.p[i], i + 1);

			i = end == STR_NONE ? format.n : end;
		} else if (format.p[i] && strchr(refused, format.p[i])) {
			return false;
		}
	}
	return true;
}

/* The pattern behind a standard letter; empty: there is none of that letter. */
static Str standard(const TypeDef *type, Str format)
{
	char letter = (char)(format.n ? format.p[0] : is_date(type) ? 'd' : 't');

	if (letter == 'o' || letter == 'O')
		return is_date(type) ? S("yyyy-MM-dd") : S("HH:mm:ss.fffffff");
	if (letter == 'r' || letter == 'R')
		return is_date(type) ? S("ddd, dd MMM yyyy") : S("HH:mm:ss");
	if (!strchr(is_date(type) ? "dDmMyY" : "tT", letter))
		return (Str){ 0 };
	return format.n ? format : is_date(type) ? S("d") : S("t");
}

static Flow put(Interp *in, Value self, Str format, const MomentCulture *culture, Buf *out)
{
	const TypeDef *type = type_of(self);
	Str pattern = format.n < 2 ? standard(type, format) : format;

	if (pattern.n && (format.n < 2 || pattern_fits(type, format)) &&
		moment_format(out, pattern, ticks_of(self), MOMENT_UNSPECIFIED, culture, runtime_of(in)->env))
		return FLOW_NEXT;
	return fault_exception(in, EXC_FORMAT, "Input string was not in a correct format.");
}

static Flow format_text(Interp *in, Value self, Str format, Buf *out)
{
	return put(in, self, format, runtime_edition(in)->dates, out);
}

static Flow put_text(Interp *in, Value self, Buf *out)
{
	return put(in, self, (Str){ 0 }, runtime_edition(in)->dates, out);
}

static Flow put_invariant(Interp *in, Value self, Buf *out)
{
	return put(in, self, (Str){ 0 }, runtime_edition(in)->dates_invariant, out);
}

/* ToString([format][, provider]), ToLongDateString and their kin */
static Flow show(Interp *in, Value self, Str format, Value provider, Buf *out)
{
	const TypeCulture *culture = types_culture(in, provider);

	return put(in, self, format,
		culture->name[0] ? runtime_edition(in)->dates : runtime_edition(in)->dates_invariant, out);
}

TYPE_METHOD(to_string)
{
	bool has_format = n > 0 && value_is_string(args[0]);
	Buf text = BUF_INIT;
	Flow flow = show(
		in, self, has_format ? types_str(args[0]) : S(""), n > has_format ? args[n - 1] : VALUE_NULL, &text);

	*out = types_buf_string(&text);
	return flow;
}

#define SHOW(name, letter)                                                                                             \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		Buf text = BUF_INIT;                                                                                   \
		Flow flow = format_text(in, self, S(letter), &text);                                                   \
                                                                                                                       \
		*out = types_buf_string(&text);                                                                        \
		return flow;                                                                                           \
	}
SHOW(long_date, "D")
SHOW(short_date, "d")
SHOW(long_time, "T")
SHOW(short_time, "t")

/* ---- reading ---- */

static Flow bad_text(Interp *in, const TypeDef *type, Str text, bool foreign)
{
	return fault_exception(in, EXC_FORMAT, "String '%.*s' %s %s.", STR_ARG(text),
		foreign ? "contains parts which are not specific to the" : "was not recognized as a valid",
		is_date(type) ? "DateOnly" : "TimeOnly");
}

/* What the text says beside what the type holds makes it foreign. */
static bool is_foreign(Interp *in, const TypeDef *type, Str text, int64_t ticks)
{
	const Env *env = runtime_of(in)->env;
	int64_t today = moment_to_local(env, env->now(env->self));

	if (is_date(type))
		return str_find_byte(text, ':', 0) != STR_NONE;
	return ticks / MOMENT_TICKS_PER_DAY != today / MOMENT_TICKS_PER_DAY;
}

static bool read(Interp *in, const TypeDef *type, Str text, Value provider, bool *foreign, int64_t *ticks)
{
	MomentKind kind;

	*foreign = false;
	if (types_culture_parse(in, types_culture(in, provider), text, ticks, &kind) != MOMENT_OK)
		return false;
	*foreign = is_foreign(in, type, text, *ticks);
	return !*foreign;
}

static Flow parse_text(Interp *in, const TypeDef *type, Str text, Value provider, Value *out)
{
	bool foreign;
	int64_t ticks;

	if (!read(in, type, text, provider, &foreign, &ticks))
		return bad_text(in, type, text, foreign);
	return types_found(out, is_date(type) ? make_date(ticks) : make_time(ticks));
}

TYPE_METHOD(parse)
{
	return parse_text(in, types_self(self), types_str(args[0]), n > 1 ? args[1] : VALUE_NULL, out);
}

/* (s, [provider, [style,]] result) */
TYPE_METHOD(try_parse)
{
	const TypeDef *type = types_self(self);
	int64_t ticks = 0;
	bool foreign, ok = read(in, type, types_str(args[0]), n > 2 ? args[1] : VALUE_NULL, &foreign, &ticks);

	*out = value_bool(ok);
	ticks = ok ? ticks : 0;
	return types_set_ref_take(in, args[n - 1], is_date(type) ? make_date(ticks) : make_time(ticks));
}

static bool read_exact(Interp *in, const TypeDef *type, const Value *args, size_t n, int64_t *ticks)
{
	Value given[4] = { args[0], args[1], n > 2 ? args[2] : VALUE_NULL, VALUE_NULL };
	MomentKind kind;
	Str format = types_str(args[1]);
	bool standard_letter = !types_array(args[1]) && format.n == 1;
	Value pattern = standard_letter ? value_string(standard(type, format)) : value_ref(args[1]);
	bool ok;

	given[1] = pattern;
	ok = types_date_exact(in, given, 3, ticks, &kind) == MOMENT_OK;
	value_drop(pattern);
	return ok;
}

TYPE_METHOD(parse_exact)
{
	const TypeDef *type = types_self(self);
	int64_t ticks;

	if (!read_exact(in, type, args, n, &ticks))
		return bad_text(in, type, types_str(args[0]), false);
	return types_found(out, is_date(type) ? make_date(ticks) : make_time(ticks));
}

TYPE_METHOD(try_parse_exact)
{
	const TypeDef *type = types_self(self);
	int64_t ticks = 0;
	bool ok = read_exact(in, type, args, n - 1, &ticks);

	*out = value_bool(ok);
	ticks = ok ? ticks : 0;
	return types_set_ref_take(in, args[n - 1], is_date(type) ? make_date(ticks) : make_time(ticks));
}

/* Casts are of text, which numbers have too. */
static Flow convert(Interp *in, const TypeDef *type, Value from, Value *out)
{
	Value text = VALUE_EMPTY;
	Flow flow;

	if (from.kind != V_STRING && from.kind != V_INT && from.kind != V_DOUBLE)
		return FLOW_NEXT;
	FLOW_TRY(convert_to(in, from, type_of_id(T_STRING), &text));
	flow = parse_text(in, type, value_str_peek(text), VALUE_NULL, out);
	value_drop(text);
	return flow;
}

static Flow convert_date(Interp *in, Value from, Value *out)
{
	return convert(in, &type_date_only, from, out);
}

static Flow convert_time(Interp *in, Value from, Value *out)
{
	return convert(in, &type_time_only, from, out);
}

/* ---- DateOnly ---- */

/* (), (year, month, day) */
TYPE_METHOD(new_date)
{
	int64_t ticks = 0;

	if (n > 0)
		FLOW_TRY(types_date_join(in, args, n, &ticks));
	return types_found(out, make_date(ticks));
}

TYPE_METHOD(from_day_number)
{
	int64_t day = types_int(args[0]);

	if (day < 0 || day > DAY_MAX)
		return types_actual(
			in, "dayNumber", "Day number must be between 0 and DateOnly.MaxValue.DayNumber.", day);
	return types_found(out, make_date(day * MOMENT_TICKS_PER_DAY));
}

TYPE_METHOD(date_of_moment)
{
	return types_found(out, make_date(args[0].i64));
}

static Flow out_of_range(Interp *in)
{
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "value", "Value to add was out of range.");
}

TYPE_METHOD(add_days)
{
	int64_t day = ticks_of(self) / MOMENT_TICKS_PER_DAY + types_int(args[0]);

	return day < 0 || day > DAY_MAX ? out_of_range(in) : types_found(out, make_date(day * MOMENT_TICKS_PER_DAY));
}

static Flow add_months_of(Interp *in, Value self, int64_t months, const char *param, Value *out)
{
	int64_t ticks;

	if (moment_add_months(ticks_of(self), months, &ticks))
		return types_found(out, make_date(ticks));
	return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, param,
		"The added or subtracted value results in an un-representable DateTime.");
}

TYPE_METHOD(add_months)
{
	int64_t months = types_int(args[0]);

	if (months < -120000 || months > 120000)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "months", "Months value must be between +/-120000.");
	return add_months_of(in, self, months, "months", out);
}

TYPE_METHOD(add_years)
{
	int64_t years = types_int(args[0]);

	if (years < -10000 || years > 10000)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "value", "Years value must be between +/-10000.");
	return add_months_of(in, self, years * 12, "value", out);
}

/* (time[, kind]) */
TYPE_METHOD(to_moment)
{
	int kind = n > 1 ? (int)types_int(args[1]) : MOMENT_UNSPECIFIED;

	return types_found(out, value_datetime(ticks_of(self) + ticks_of(args[0]), kind));
}

/* clang-format off */
TYPE_GET(get_year) { return types_found(out, value_int(moment_split(ticks_of(self)).year)); }
TYPE_GET(get_month) { return types_found(out, value_int(moment_split(ticks_of(self)).month)); }
TYPE_GET(get_day) { return types_found(out, value_int(moment_split(ticks_of(self)).day)); }
TYPE_GET(get_day_of_week) { return types_found(out, value_enum(&type_day_of_week, moment_split(ticks_of(self)).day_of_week)); }
TYPE_GET(get_day_number) { return types_found(out, value_int((int32_t)(ticks_of(self) / MOMENT_TICKS_PER_DAY))); }
TYPE_GET(get_least_date) { return types_found(out, make_date(0)); }
TYPE_GET(get_most_date) { return types_found(out, make_date(DAY_MAX * MOMENT_TICKS_PER_DAY)); }
/* clang-format on */

TYPE_GET(get_day_of_year)
{
	MomentParts first = { .year = moment_split(ticks_of(self)).year, .month = 1, .day = 1 };
	int64_t ticks = 0;

	(void)moment_join(&first, &ticks);
	return types_found(out, value_int((int32_t)((ticks_of(self) - ticks) / MOMENT_TICKS_PER_DAY) + 1));
}

/* ---- TimeOnly ---- */

/* (), (ticks), (hour, minute[, second[, millisecond[, microsecond]]]) */
TYPE_METHOD(new_time)
{
	Value parts[8] = { value_int(1), value_int(1), value_int(1), value_int(0), value_int(0), value_int(0),
		value_int(0), value_int(0) };
	int64_t ticks = n == 1 ? types_int(args[0]) : 0;

	for (size_t i = 0; n > 1 && i < n; i++)
		parts[i + 3] = args[i];
	if (n > 1)
		FLOW_TRY(types_date_join(in, parts, 8, &ticks));
	if (ticks < 0 || ticks >= MOMENT_TICKS_PER_DAY)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "ticks",
			"Ticks must be between 0 and and TimeOnly.MaxValue.Ticks.");
	return types_found(out, make_time(ticks));
}

TYPE_METHOD(time_of_moment)
{
	return types_found(out, make_time(args[0].i64));
}

TYPE_METHOD(time_of_span)
{
	if (args[0].i64 < 0 || args[0].i64 >= MOMENT_TICKS_PER_DAY)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "ticks",
			"Ticks must be between 0 and and TimeOnly.MaxValue.Ticks.");
	return types_found(out, make_time(args[0].i64));
}

/* Around midnight and on; how many days that took is the [ref]'s. */
static Flow add_ticks(Interp *in, Value self, int64_t by, const Value *wrapped, Value *out)
{
	int64_t sum = ticks_of(self) + by % MOMENT_TICKS_PER_DAY;
	int64_t days = by / MOMENT_TICKS_PER_DAY + (sum < 0 ? -1 : sum / MOMENT_TICKS_PER_DAY);

	*out = make_time(sum);
	return wrapped ? types_set_ref_take(in, *wrapped, value_int((int32_t)days)) : FLOW_NEXT;
}

static Flow add_units(Interp *in, Value self, const Value *args, size_t n, int64_t unit, Value *out)
{
	int64_t ticks;

	if (!types_date_units(in, args[0].f64, unit, &ticks))
		return out_of_range(in);
	return add_ticks(in, self, ticks, n > 1 ? &args[1] : NULL, out);
}

TYPE_METHOD(add_span)
{
	return add_ticks(in, self, args[0].i64, n > 1 ? &args[1] : NULL, out);
}

TYPE_METHOD(add_hours)
{
	return add_units(in, self, args, n, MOMENT_TICKS_PER_HOUR, out);
}

TYPE_METHOD(add_minutes)
{
	return add_units(in, self, args, n, MOMENT_TICKS_PER_MINUTE, out);
}

/* From start on and before end, past midnight where end comes first. */
TYPE_METHOD(is_between)
{
	int64_t at = ticks_of(self), start = ticks_of(args[0]), end = ticks_of(args[1]);

	return types_found(out, value_bool(start <= end ? at >= start && at < end : at >= start || at < end));
}

/* How long it is from the second to the first, always forward. */
TYPE_METHOD(subtract)
{
	int64_t ticks = ticks_of(args[0]) - ticks_of(args[1]);

	return types_found(out, value_timespan(ticks < 0 ? ticks + MOMENT_TICKS_PER_DAY : ticks));
}

TYPE_METHOD(to_span)
{
	return types_found(out, value_timespan(ticks_of(self)));
}

#define TIME_PART(name, unit, base)                                                                                    \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		return types_found(out, value_int((int32_t)(ticks_of(self) / (unit) % (base))));                       \
	}
TIME_PART(get_hour, MOMENT_TICKS_PER_HOUR, 24)
TIME_PART(get_minute, MOMENT_TICKS_PER_MINUTE, 60)
TIME_PART(get_second, MOMENT_TICKS_PER_SECOND, 60)
TIME_PART(get_millisecond, MOMENT_TICKS_PER_MS, 1000)
TIME_PART(get_microsecond, 10, 1000)

/* clang-format off */
TYPE_GET(get_nanosecond) { return types_found(out, value_int((int32_t)(ticks_of(self) % 10 * 100))); }
TYPE_GET(get_ticks) { return types_found(out, value_long(ticks_of(self))); }
TYPE_GET(get_least_time) { return types_found(out, make_time(0)); }
TYPE_GET(get_most_time) { return types_found(out, make_time(MOMENT_TICKS_PER_DAY - 1)); }
/* clang-format on */

/* ---- tables ---- */

#define DATE     "System.DateOnly"
#define TIME     "System.TimeOnly"
#define PROVIDER "System.IFormatProvider provider"

/* clang-format off */
#define SHARED(t) \
	METHOD("CompareTo", "int CompareTo(" t " value)", types_compare_to), \
	METHOD("CompareTo", "int CompareTo(System.Object value)", types_compare_to), \
	METHOD("Equals", "bool Equals(" t " value)", types_equals), \
	METHOD("Equals", "bool Equals(System.Object value)", types_equals), \
	METHOD("ToString", "string ToString()", to_string), \
	METHOD("ToString", "string ToString(string format)", to_string), \
	METHOD("ToString", "string ToString(" PROVIDER ")", to_string), \
	METHOD("ToString", "string ToString(string format, " PROVIDER ")", to_string)
#define SHARED_STATICS(t) \
	METHOD("Parse", "static " t " Parse(string s)", parse), \
	METHOD("Parse", "static " t " Parse(string s, " PROVIDER ", System.Globalization.DateTimeStyles style = None)", parse), \
	METHOD("ParseExact", "static " t " ParseExact(string s, string format)", parse_exact), \
	METHOD("ParseExact", "static " t " ParseExact(string s, string format, " PROVIDER ", System.Globalization.DateTimeStyles style = None)", parse_exact), \
	METHOD("ParseExact", "static " t " ParseExact(string s, string[] formats)", parse_exact), \
	METHOD("ParseExact", "static " t " ParseExact(string s, string[] formats, " PROVIDER ", System.Globalization.DateTimeStyles style = None)", parse_exact), \
	METHOD("TryParse", "static bool TryParse(string s, [ref] " t " result)", try_parse), \
	METHOD("TryParse", "static bool TryParse(string s, " PROVIDER ", [ref] " t " result)", try_parse), \
	METHOD("TryParse", "static bool TryParse(string s, " PROVIDER ", System.Globalization.DateTimeStyles style, [ref] " t " result)", try_parse), \
	METHOD("TryParseExact", "static bool TryParseExact(string s, string format, [ref] " t " result)", try_parse_exact), \
	METHOD("TryParseExact", "static bool TryParseExact(string s, string format, " PROVIDER ", System.Globalization.DateTimeStyles style, [ref] " t " result)", try_parse_exact), \
	METHOD("TryParseExact", "static bool TryParseExact(string s, string[] formats, [ref] " t " result)", try_parse_exact)
/* clang-format on */

static const PropDef date_props[] = {
	PROP("Year", "System.Int32", get_year),
	PROP("Month", "System.Int32", get_month),
	PROP("Day", "System.Int32", get_day),
	PROP("DayOfWeek", "System.DayOfWeek", get_day_of_week),
	PROP("DayOfYear", "System.Int32", get_day_of_year),
	PROP("DayNumber", "System.Int32", get_day_number),
	PROPS_END,
};
static const PropDef date_statics[] = {
	PROP("MinValue", DATE, get_least_date),
	PROP("MaxValue", DATE, get_most_date),
	PROPS_END,
};
static const MethodDef date_methods[] = {
	METHOD("AddDays", DATE " AddDays(int value)", add_days),
	METHOD("AddMonths", DATE " AddMonths(int value)", add_months),
	METHOD("AddYears", DATE " AddYears(int value)", add_years),
	METHOD("ToDateTime", "datetime ToDateTime(" TIME " time)", to_moment),
	METHOD("ToDateTime", "datetime ToDateTime(" TIME " time, System.DateTimeKind kind)", to_moment),
	METHOD("ToLongDateString", "string ToLongDateString()", long_date),
	METHOD("ToShortDateString", "string ToShortDateString()", short_date),
	SHARED(DATE),
	METHODS_END,
};
static const MethodDef date_static_methods[] = {
	METHOD("FromDateTime", "static " DATE " FromDateTime(datetime dateTime)", date_of_moment),
	METHOD("FromDayNumber", "static " DATE " FromDayNumber(int dayNumber)", from_day_number),
	SHARED_STATICS(DATE),
	METHODS_END,
};
static const MethodDef date_constructors[] = {
	NEW(DATE " new()", new_date),
	NEW(DATE " new(int year, int month, int day)", new_date),
	METHODS_END,
};
static const PropDef time_props[] = {
	PROP("Hour", "System.Int32", get_hour),
	PROP("Minute", "System.Int32", get_minute),
	PROP("Second", "System.Int32", get_second),
	PROP("Millisecond", "System.Int32", get_millisecond),
	PROP("Microsecond", "System.Int32", get_microsecond),
	PROP("Nanosecond", "System.Int32", get_nanosecond),
	PROP("Ticks", "System.Int64", get_ticks),
	PROPS_END,
};
static const PropDef time_statics[] = {
	PROP("MinValue", TIME, get_least_time),
	PROP("MaxValue", TIME, get_most_time),
	PROPS_END,
};
static const MethodDef time_methods[] = {
	METHOD("Add", TIME " Add(timespan value)", add_span),
	METHOD("Add", TIME " Add(timespan value, [ref] int wrappedDays)", add_span),
	METHOD("AddHours", TIME " AddHours(double value)", add_hours),
	METHOD("AddHours", TIME " AddHours(double value, [ref] int wrappedDays)", add_hours),
	METHOD("AddMinutes", TIME " AddMinutes(double value)", add_minutes),
	METHOD("AddMinutes", TIME " AddMinutes(double value, [ref] int wrappedDays)", add_minutes),
	METHOD("IsBetween", "bool IsBetween(" TIME " start, " TIME " end)", is_between),
	METHOD("ToLongTimeString", "string ToLongTimeString()", long_time),
	METHOD("ToShortTimeString", "string ToShortTimeString()", short_time),
	METHOD("ToTimeSpan", "timespan ToTimeSpan()", to_span),
	SHARED(TIME),
	METHODS_END,
};
static const MethodDef time_static_methods[] = {
	METHOD("FromDateTime", "static " TIME " FromDateTime(datetime dateTime)", time_of_moment),
	METHOD("FromTimeSpan", "static " TIME " FromTimeSpan(timespan timeSpan)", time_of_span),
	METHOD("op_Subtraction", "static timespan op_Subtraction(" TIME " t1, " TIME " t2)", subtract),
	SHARED_STATICS(TIME),
	METHODS_END,
};
static const MethodDef time_constructors[] = {
	NEW(TIME " new()", new_time),
	NEW(TIME " new(int hour, int minute)", new_time),
	NEW(TIME " new(int hour, int minute, int second)", new_time),
	NEW(TIME " new(int hour, int minute, int second, int millisecond)", new_time),
	NEW(TIME " new(int hour, int minute, int second, int millisecond, int microsecond)", new_time),
	NEW(TIME " new(long ticks)", new_time),
	METHODS_END,
};

#define PART_OPS                                                                                                       \
	.free = free_part, .text = put_text, .invariant = put_invariant, .format = format_text, .equal = equal,        \
	.compare = compare, .hash = hash, .convert_id = "InvalidCastParseTargetInvocationWithFormatProvider"

static const TypeOps date_ops = { PART_OPS, .convert = convert_date };
static const TypeOps time_ops = { PART_OPS, .convert = convert_time };
static const TypeDef *const interfaces[] = { &type_known[T_ICOMPARABLE], &type_iformattable, NULL };
static const TypeMembers date_members = {
	.props = date_props,
	.methods = date_methods,
	.statics = date_statics,
	.static_methods = date_static_methods,
	.constructors = date_constructors,
};
static const TypeMembers time_members = {
	.props = time_props,
	.methods = time_methods,
	.statics = time_statics,
	.static_methods = time_static_methods,
	.constructors = time_constructors,
};

const TypeDef type_date_only = {
	.name = DATE,
	.base = &type_known[T_VALUETYPE],
	.flags = TYPE_VALUE | TYPE_OWN_TEXT | TYPE_SCALAR,
	.members = &date_members,
	.ops = &date_ops,
	.interfaces = interfaces,
};
const TypeDef type_time_only = {
	.name = TIME,
	.base = &type_known[T_VALUETYPE],
	.flags = TYPE_VALUE | TYPE_OWN_TEXT | TYPE_SCALAR,
	.members = &time_members,
	.ops = &time_ops,
	.interfaces = interfaces,
};
