/* time_zone_info: System.TimeZoneInfo: UTC and this machine's zone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/moment.h"
#include "shell/types/types_collection.h"
#include "shell/types/types_list.h"

typedef struct Zone {
	bool utc;
} Zone;

static bool is_utc(Value v)
{
	const Zone *zone = object_payload_peek(v, &type_time_zone_info);

	return !zone || zone->utc;
}

static Value make(bool utc)
{
	Zone *zone = MEM_NEW(Zone);

	zone->utc = utc;
	return object_value(object_new_native(&type_time_zone_info, zone));
}

static void free_zone(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

/* The zone's standard distance from UTC in minutes: the smaller of January's and July's. */
static int base_offset(Interp *in, bool utc, bool *has_summer)
{
	const Env *env = runtime_of(in)->env;
	MomentParts parts = moment_split(env->now(env->self));
	MomentParts january = { .year = parts.year, .month = 1, .day = 1 },
		    july = { .year = parts.year, .month = 7, .day = 1 };
	int64_t first = 0, second = 0;
	int a, b;

	*has_summer = false;
	if (utc || !moment_join(&january, &first) || !moment_join(&july, &second))
		return 0;
	a = env->utc_offset(env->self, first);
	b = env->utc_offset(env->self, second);
	*has_summer = a != b;
	return a < b ? a : b;
}

TYPE_GET(get_id)
{
	Str zone = runtime_of(in)->env->timezone;

	return types_found(out, is_utc(self) || zone.n == 0 ? value_string_c("UTC") : value_string(zone));
}

TYPE_GET(get_display)
{
	bool summer;
	int minutes = base_offset(in, is_utc(self), &summer), size = minutes < 0 ? -minutes : minutes;
	Value id = VALUE_EMPTY;

	if (is_utc(self))
		return types_found(out, value_string_c(types_pick(in, "UTC", "(UTC) Coordinated Universal Time")));
	FLOW_TRY(get_id(in, self, &id));
	*out = value_printf(
		"(UTC%c%02d:%02d) %.*s", minutes < 0 ? '-' : '+', size / 60, size % 60, STR_ARG(types_str(id)));
	value_drop(id);
	return FLOW_NEXT;
}

TYPE_GET(get_standard)
{
	return is_utc(self) ? types_found(out, value_string_c(types_pick(in, "UTC", "Coordinated Universal Time")))
			    : get_id(in, self, out);
}

TYPE_GET(get_base)
{
	bool summer;

	return types_found(out, value_timespan(base_offset(in, is_utc(self), &summer) * MOMENT_TICKS_PER_MINUTE));
}

TYPE_GET(get_summer)
{
	bool summer;

	(void)base_offset(in, is_utc(self), &summer);
	return types_found(out, value_bool(summer));
}

TYPE_GET(get_utc)
{
	return types_found(out, make(true));
}

TYPE_GET(get_local)
{
	return types_found(out, make(false));
}

/* ---- converting ---- */

/* A DateTime as UTC, read as a time of the zone unless its kind says more. */
static int64_t utc_of(Interp *in, Value moment, bool zone_is_utc)
{
	if (moment.flags == MOMENT_UTC || (moment.flags == MOMENT_UNSPECIFIED && zone_is_utc))
		return moment.i64;
	return moment_to_utc(runtime_of(in)->env, moment.i64);
}

static Value in_zone(Interp *in, int64_t utc, Value zone)
{
	if (is_utc(zone))
		return value_datetime(utc, MOMENT_UTC);
	return value_datetime(moment_to_local(runtime_of(in)->env, utc), MOMENT_LOCAL);
}

TYPE_METHOD(utc_offset)
{
	const Env *env = runtime_of(in)->env;
	int64_t utc = utc_of(in, args[0], is_utc(self));

	return types_found(
		out, value_timespan(is_utc(self) ? 0 : env->utc_offset(env->self, utc) * MOMENT_TICKS_PER_MINUTE));
}

TYPE_METHOD(is_daylight)
{
	bool summer;
	int base = base_offset(in, is_utc(self), &summer);
	const Env *env = runtime_of(in)->env;

	return types_found(
		out, value_bool(summer && env->utc_offset(env->self, utc_of(in, args[0], is_utc(self))) > base));
}

TYPE_METHOD(to_utc)
{
	return types_found(out, value_datetime(utc_of(in, args[0], n > 1 && is_utc(args[1])), MOMENT_UTC));
}

TYPE_METHOD(from_utc)
{
	return types_found(out, in_zone(in, args[0].i64, args[1]));
}

/* (dateTime, to), (dateTime, from, to) */
TYPE_METHOD(convert_time)
{
	return types_found(out, in_zone(in, utc_of(in, args[0], n > 2 && is_utc(args[1])), args[n - 1]));
}

static Flow find(Interp *in, Str id, Value *out)
{
	Str local = runtime_of(in)->env->timezone;

	if (str_ieq(id, S("UTC")) || str_ieq(id, S("Etc/UTC")))
		return types_found(out, make(true));
	if (local.n && str_ieq(id, local))
		return types_found(out, make(false));
	return types_not_done(in, "A time zone other than UTC and this machine's");
}

TYPE_METHOD(by_id)
{
	return find(in, types_str(args[0]), out);
}

TYPE_METHOD(convert_by_id)
{
	Value zone = VALUE_EMPTY;

	FLOW_TRY(find(in, types_str(args[1]), &zone));
	*out = in_zone(in, utc_of(in, args[0], false), zone);
	value_drop(zone);
	return FLOW_NEXT;
}

TYPE_METHOD(all_zones)
{
	Array *zones = array_new_objects();

	array_push_take(zones, make(true));
	if (runtime_of(in)->env->timezone.n)
		array_push_take(zones, make(false));
	return types_found(out, array_value(zones));
}

static Flow put_text(Interp *in, Value self, Buf *out)
{
	Value name = VALUE_EMPTY;

	FLOW_TRY(get_display(in, self, &name));
	buf_put(out, types_str(name));
	value_drop(name);
	return FLOW_NEXT;
}

static bool equal(Value a, Value b)
{
	return is_utc(a) == is_utc(b);
}

static const PropDef props[] = {
	PROP("Id", "System.String", get_id),
	PROP_IN_CORE("HasIanaId", "System.Boolean", types_get_true),
	PROP("DisplayName", "System.String", get_display),
	PROP("StandardName", "System.String", get_standard),
	PROP("DaylightName", "System.String", get_standard),
	PROP("BaseUtcOffset", "System.TimeSpan", get_base),
	PROP("SupportsDaylightSavingTime", "System.Boolean", get_summer),
	PROPS_END,
};

static const PropDef statics[] = {
	PROP("Local", "System.TimeZoneInfo", get_local),
	PROP("Utc", "System.TimeZoneInfo", get_utc),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("GetUtcOffset", "timespan GetUtcOffset(datetime dateTime)", utc_offset),
	METHOD("IsDaylightSavingTime", "bool IsDaylightSavingTime(datetime dateTime)", is_daylight),
	METHODS_END,
};

#define ZONE "System.TimeZoneInfo"

static const MethodDef static_methods[] = {
	METHOD("ConvertTimeBySystemTimeZoneId",
		"static datetime ConvertTimeBySystemTimeZoneId(datetime dateTime, string destinationTimeZoneId)",
		convert_by_id),
	METHOD("FindSystemTimeZoneById", "static " ZONE " FindSystemTimeZoneById(string id)", by_id),
	METHOD("ConvertTime", "static datetime ConvertTime(datetime dateTime, " ZONE " destinationTimeZone)",
		convert_time),
	METHOD("ConvertTime",
		"static datetime ConvertTime(datetime dateTime, " ZONE " sourceTimeZone, " ZONE " destinationTimeZone)",
		convert_time),
	METHOD("ConvertTimeFromUtc",
		"static datetime ConvertTimeFromUtc(datetime dateTime, " ZONE " destinationTimeZone)", from_utc),
	METHOD("ConvertTimeToUtc", "static datetime ConvertTimeToUtc(datetime dateTime)", to_utc),
	METHOD("ConvertTimeToUtc", "static datetime ConvertTimeToUtc(datetime dateTime, " ZONE " sourceTimeZone)",
		to_utc),
	METHOD("GetSystemTimeZones",
		"static System.Collections.ObjectModel.ReadOnlyCollection[System.TimeZoneInfo] GetSystemTimeZones()",
		all_zones),
	METHODS_END,
};

static const TypeMembers members = {
	.props = props, .methods = methods, .statics = statics, .static_methods = static_methods
};
static const TypeOps ops = { .free = free_zone, .text = put_text, .equal = equal };

const TypeDef type_time_zone_info = {
	.name = "System.TimeZoneInfo",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
};
