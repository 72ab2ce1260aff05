/* culture_info: what a culture says about numbers, dates and names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_CULTURE_INFO_H
#define TYPES_CULTURE_INFO_H

#include "shell/types/types.h"

/* One culture as .NET 10 has it; lists of names are separated by commas. */
typedef struct TypeCulture {
	const char *name; /* "" is the invariant culture */
	int lcid;
	const char *english, *native, *two, *three;
	const char *decimal, *group, *negative, *list, *currency;
	uint8_t currency_positive, currency_negative, currency_decimals; /* .NET's pattern numbers */
	uint8_t percent_positive, percent_negative, first_day;
	const char *short_date, *long_date, *short_time, *long_time, *month_day, *year_month;
	const char *date_separator, *time_separator, *am, *pm;
	const char *days, *short_days, *months, *short_months, *genitives; /* genitives NULL: as months */
} TypeCulture;

extern const TypeCulture type_culture_table[]; /* ends with a row whose name is NULL; the invariant culture first */

/* The culture of an IFormatProvider argument; $null and unknown providers give the current one. */
const TypeCulture *types_culture(Interp *in, Value provider);
/* By name, without regard to case, or by number; NULL: none such. */
const TypeCulture *types_culture_find(Str name);
/* Whether it is the culture the edition formats with anyway. */
bool types_culture_is_current(const TypeCulture *culture);
/* An object of type CultureInfo. */
Value types_culture_value(const TypeCulture *culture) NODISCARD;
/* The culture in a CultureInfo and in the objects that hang on it; NULL for anything else. */
const TypeCulture *types_culture_peek(Value v);
void types_culture_free(Object *object, ValueDrops *drops);
/* Name number i of a comma-separated list. */
Str types_culture_name(const char *list, size_t i);
/* Text of a number with the culture's separators, as the invariant culture writes it. */
void types_culture_plain_number(const TypeCulture *culture, Str text, Buf *out);
bool types_culture_put_number(Interp *in, const TypeCulture *culture, const Num *num, Str format, Buf *out);
bool types_culture_put_date(Interp *in, const TypeCulture *culture, Value date, Str format, Buf *out);
/* DateTime.ParseExact and DateTime.Parse by the culture's patterns and names. */
MomentStatus types_culture_parse_exact(
	Interp *in, const TypeCulture *culture, Str text, Str format, int64_t *ticks, MomentKind *kind);
MomentStatus types_culture_parse(Interp *in, const TypeCulture *culture, Str text, int64_t *ticks, MomentKind *kind);

#endif
