/* number_format_info: System.Globalization.NumberFormatInfo, to read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/culture_info.h"
#include "shell/types/types_list.h"

/* clang-format off */
TYPE_GET(get_decimal) { return types_found(out, value_string_c(types_culture_peek(self)->decimal)); }
TYPE_GET(get_group) { return types_found(out, value_string_c(types_culture_peek(self)->group)); }
TYPE_GET(get_negative) { return types_found(out, value_string_c(types_culture_peek(self)->negative)); }
TYPE_GET(get_positive) { return types_found(out, value_string_c("+")); }
TYPE_GET(get_currency) { return types_found(out, value_string_c(types_culture_peek(self)->currency)); }
TYPE_GET(get_percent) { return types_found(out, value_string_c("%")); }
TYPE_GET(get_nan) { return types_found(out, value_string_c("NaN")); }
TYPE_GET(get_currency_digits) { return types_found(out, value_int(types_culture_peek(self)->currency_decimals)); }
TYPE_GET(get_currency_positive) { return types_found(out, value_int(types_culture_peek(self)->currency_positive)); }
TYPE_GET(get_currency_negative) { return types_found(out, value_int(types_culture_peek(self)->currency_negative)); }
TYPE_GET(get_percent_positive) { return types_found(out, value_int(types_culture_peek(self)->percent_positive)); }
TYPE_GET(get_percent_negative) { return types_found(out, value_int(types_culture_peek(self)->percent_negative)); }
TYPE_GET(get_read_only) { return types_found(out, value_bool(true)); }
/* clang-format on */

TYPE_GET(get_digits)
{
	const Edition *edition = runtime_edition(in);

	return types_found(out,
		value_int(
			(types_culture_peek(self)->name[0] ? edition->numbers : edition->numbers_invariant)->decimals));
}

TYPE_GET(get_infinity)
{
	const Edition *edition = runtime_edition(in);

	return types_found(out,
		value_string_c(
			(types_culture_peek(self)->name[0] ? edition->numbers : edition->numbers_invariant)->infinity));
}

TYPE_GET(get_invariant)
{
	Flow flow = FLOW_NEXT;
	bool found = false;
	Value culture = types_culture_value(type_culture_table);

	flow = member_get(in, culture, S("NumberFormat"), NULL, out, &found);
	value_drop(culture);
	return flow;
}

static const PropDef props[] = {
	PROP("CurrencyDecimalDigits", "System.Int32", get_currency_digits),
	PROP("CurrencyDecimalSeparator", "System.String", get_decimal),
	PROP("IsReadOnly", "System.Boolean", get_read_only),
	PROP("CurrencyGroupSeparator", "System.String", get_group),
	PROP("CurrencySymbol", "System.String", get_currency),
	PROP("NaNSymbol", "System.String", get_nan),
	PROP("CurrencyNegativePattern", "System.Int32", get_currency_negative),
	PROP("PercentPositivePattern", "System.Int32", get_percent_positive),
	PROP("PercentNegativePattern", "System.Int32", get_percent_negative),
	PROP("NegativeSign", "System.String", get_negative),
	PROP("NumberDecimalDigits", "System.Int32", get_digits),
	PROP("NumberDecimalSeparator", "System.String", get_decimal),
	PROP("NumberGroupSeparator", "System.String", get_group),
	PROP("CurrencyPositivePattern", "System.Int32", get_currency_positive),
	PROP("PositiveInfinitySymbol", "System.String", get_infinity),
	PROP("PositiveSign", "System.String", get_positive),
	PROP("PercentDecimalDigits", "System.Int32", get_digits),
	PROP("PercentDecimalSeparator", "System.String", get_decimal),
	PROP("PercentGroupSeparator", "System.String", get_group),
	PROP("PercentSymbol", "System.String", get_percent),
	PROPS_END,
};

static const PropDef statics[] = {
	PROP("InvariantInfo", "System.Globalization.NumberFormatInfo", get_invariant),
	PROPS_END,
};

static const TypeMembers members = { .props = props, .statics = statics };
static const TypeOps ops = { .free = types_culture_free };
static const TypeDef *const interfaces[] = { &type_iformat_provider, NULL };

const TypeDef type_number_format_info = {
	.name = "System.Globalization.NumberFormatInfo",
	.base = &type_known[T_OBJECT],
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
};
