/* date_time_format_info: System.Globalization.DateTimeFormatInfo, to read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/culture_info.h"
#include "shell/types/types_list.h"

/* .NET's arrays of month names have a thirteenth, empty one. */
static Value names(const char *list, size_t n)
{
	Str all[13];

	for (size_t i = 0; i < n; i++)
		all[i] = types_culture_name(list, i);
	return types_strings(all, n);
}

static const char *genitives(const TypeCulture *c)
{
	return c->genitives ? c->genitives : c->months;
}

/* clang-format off */
TYPE_GET(get_am) { return types_found(out, value_string_c(types_culture_peek(self)->am)); }
TYPE_GET(get_pm) { return types_found(out, value_string_c(types_culture_peek(self)->pm)); }
TYPE_GET(get_date_separator) { return types_found(out, value_string_c(types_culture_peek(self)->date_separator)); }
TYPE_GET(get_time_separator) { return types_found(out, value_string_c(types_culture_peek(self)->time_separator)); }
TYPE_GET(get_short_date) { return types_found(out, value_string_c(types_culture_peek(self)->short_date)); }
TYPE_GET(get_long_date) { return types_found(out, value_string_c(types_culture_peek(self)->long_date)); }
TYPE_GET(get_short_time) { return types_found(out, value_string_c(types_culture_peek(self)->short_time)); }
TYPE_GET(get_long_time) { return types_found(out, value_string_c(types_culture_peek(self)->long_time)); }
TYPE_GET(get_month_day) { return types_found(out, value_string_c(types_culture_peek(self)->month_day)); }
TYPE_GET(get_year_month) { return types_found(out, value_string_c(types_culture_peek(self)->year_month)); }
TYPE_GET(get_days) { return types_found(out, names(types_culture_peek(self)->days, 7)); }
TYPE_GET(get_short_days) { return types_found(out, names(types_culture_peek(self)->short_days, 7)); }
TYPE_GET(get_months) { return types_found(out, names(types_culture_peek(self)->months, 13)); }
TYPE_GET(get_short_months) { return types_found(out, names(types_culture_peek(self)->short_months, 13)); }
TYPE_GET(get_genitives) { return types_found(out, names(genitives(types_culture_peek(self)), 13)); }
TYPE_GET(get_rfc) { return types_found(out, value_string_c("ddd, dd MMM yyyy HH':'mm':'ss 'GMT'")); }
TYPE_GET(get_sortable) { return types_found(out, value_string_c("yyyy'-'MM'-'dd'T'HH':'mm':'ss")); }
TYPE_GET(get_universal) { return types_found(out, value_string_c("yyyy'-'MM'-'dd HH':'mm':'ss'Z'")); }
TYPE_GET(get_first_day) { return types_found(out, value_enum(&type_day_of_week, types_culture_peek(self)->first_day)); }
TYPE_GET(get_read_only) { return types_found(out, value_bool(true)); }
/* clang-format on */

TYPE_GET(get_full)
{
	const TypeCulture *c = types_culture_peek(self);

	return types_found(out, value_printf("%s %s", c->long_date, c->long_time));
}

static Flow one_name(Interp *in, const char *list, int64_t i, int64_t last, Value *out)
{
	if (i < 0 || i > last)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, last == 6 ? "dayofweek" : "month",
			"Valid values are between %d and %d, inclusive.", last == 6 ? 0 : 1, last == 6 ? 6 : 13);
	return types_found(out, value_string(types_culture_name(list, (size_t)i)));
}

TYPE_METHOD(day_name)
{
	return one_name(in, types_culture_peek(self)->days, types_int(args[0]), 6, out);
}

TYPE_METHOD(short_day_name)
{
	return one_name(in, types_culture_peek(self)->short_days, types_int(args[0]), 6, out);
}

TYPE_METHOD(month_name)
{
	return one_name(in, types_culture_peek(self)->months, types_int(args[0]) - 1, 12, out);
}

TYPE_METHOD(short_month_name)
{
	return one_name(in, types_culture_peek(self)->short_months, types_int(args[0]) - 1, 12, out);
}

static const PropDef props[] = {
	PROP("AMDesignator", "System.String", get_am),
	PROP("DateSeparator", "System.String", get_date_separator),
	PROP("FirstDayOfWeek", "System.DayOfWeek", get_first_day),
	PROP("FullDateTimePattern", "System.String", get_full),
	PROP("LongDatePattern", "System.String", get_long_date),
	PROP("LongTimePattern", "System.String", get_long_time),
	PROP("MonthDayPattern", "System.String", get_month_day),
	PROP("PMDesignator", "System.String", get_pm),
	PROP("RFC1123Pattern", "System.String", get_rfc),
	PROP("ShortDatePattern", "System.String", get_short_date),
	PROP("ShortTimePattern", "System.String", get_short_time),
	PROP("SortableDateTimePattern", "System.String", get_sortable),
	PROP("TimeSeparator", "System.String", get_time_separator),
	PROP("UniversalSortableDateTimePattern", "System.String", get_universal),
	PROP("YearMonthPattern", "System.String", get_year_month),
	PROP("AbbreviatedDayNames", "System.String[]", get_short_days),
	PROP("DayNames", "System.String[]", get_days),
	PROP("AbbreviatedMonthNames", "System.String[]", get_short_months),
	PROP("MonthNames", "System.String[]", get_months),
	PROP("IsReadOnly", "System.Boolean", get_read_only),
	PROP("MonthGenitiveNames", "System.String[]", get_genitives),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("GetAbbreviatedDayName", "string GetAbbreviatedDayName(System.DayOfWeek dayofweek)", short_day_name),
	METHOD("GetDayName", "string GetDayName(System.DayOfWeek dayofweek)", day_name),
	METHOD("GetAbbreviatedMonthName", "string GetAbbreviatedMonthName(int month)", short_month_name),
	METHOD("GetMonthName", "string GetMonthName(int month)", month_name),
	METHODS_END,
};

static const TypeMembers members = { .props = props, .methods = methods };
static const TypeOps ops = { .free = types_culture_free };
static const TypeDef *const interfaces[] = { &type_iformat_provider, NULL };

const TypeDef type_date_time_format_info = {
	.name = "System.Globalization.DateTimeFormatInfo",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
};
