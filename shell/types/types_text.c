/* types_text: composite formatting with a culture, and comparison by StringComparison. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/collate.h"
#include "shell/types/culture_info.h"

/* ---- comparison ---- */

static bool ignores_case(int comparison)
{
	return comparison & 1; /* every second member of the enum is the ...IgnoreCase of the one before */
}

int types_compare(Interp *in, Str a, Str b, int comparison)
{
	if (comparison == COMPARISON_ORDINAL)
		return str_compare(a, b);
	if (comparison == COMPARISON_ORDINAL_CASE)
		return str_icompare(a, b);
	return collate_compare(a, b, ignores_case(comparison), runtime_collation(in));
}

bool types_equal(Interp *in, Str a, Str b, int comparison)
{
	if (comparison == COMPARISON_ORDINAL)
		return str_eq(a, b);
	if (comparison == COMPARISON_ORDINAL_CASE)
		return str_ieq(a, b);
	return collate_equal(a, b, ignores_case(comparison), runtime_collation(in));
}

size_t types_find(Interp *in, Str s, Str part, int comparison, size_t *length)
{
	size_t at;

	if (comparison < COMPARISON_ORDINAL)
		return collate_find(s, part, 0, ignores_case(comparison), runtime_collation(in), length);
	at = comparison == COMPARISON_ORDINAL ? str_find(s, part, 0) : str_ifind(s, part, 0);
	if (at != STR_NONE)
		*length = comparison == COMPARISON_ORDINAL ? part.n : str_iprefix(str_cut(s, at, s.n), part);
	return at;
}

size_t types_rfind(Interp *in, Str s, Str part, int comparison, size_t *length)
{
	size_t at;

	if (comparison < COMPARISON_ORDINAL)
		return collate_rfind(s, part, ignores_case(comparison), runtime_collation(in), length);
	for (at = s.n + 1; at-- > 0;) {
		Str rest = str_cut(s, at, s.n);

		*length = comparison == COMPARISON_ORDINAL ? (str_starts(rest, part) ? part.n : STR_NONE)
							   : str_iprefix(rest, part);
		if (*length != STR_NONE)
			return at;
	}
	return STR_NONE;
}

/* ---- formatting ---- */

Flow types_put(Interp *in, Value v, Str format, Value provider, Buf *out)
{
	const TypeCulture *culture = types_culture(in, provider);
	Num num;

	v = value_unwrap_peek(v);
	if (types_culture_is_current(culture))
		return convert_put_formatted(in, v, format, out);
	if (v.kind == V_DATETIME)
		return types_culture_put_date(in, culture, v, format, out)
			       ? FLOW_NEXT
			       : fault_exception(in, EXC_FORMAT, "Input string was not in a correct format.");
	if (v.kind == V_INT || v.kind == V_SINGLE || v.kind == V_DOUBLE || v.kind == V_DECIMAL) {
		if (!convert_peek_number(v, &num) || !types_culture_put_number(in, culture, &num, format, out))
			return fault_exception(in, EXC_FORMAT, "Format specifier was invalid.");
		return FLOW_NEXT;
	}
	return convert_put_formatted(in, v, format, out);
}

/* Why a composite format is bad, .NET 10's words; Desktop has one text for all. */
static Flow bad_format(Interp *in, size_t offset, const char *why)
{
	if (!(runtime_edition(in)->where & WHERE_CORE))
		return fault_exception(in, EXC_FORMAT, "Input string was not in a correct format.");
	return fault_exception(in, EXC_FORMAT,
		"Input string was not in a correct format. Failure to parse near offset %zu. %s", offset, why);
}

static const char ends[] = "Format item ends prematurely.";

/* One {index[,width][:format]} being read. */
typedef struct FormatItem {
	size_t index;
	int64_t width; /* negative: left-aligned */
	Str format;
} FormatItem;

enum { FORMAT_LIMIT = 1000000 }; /* .NET's bound of index and width */

static bool read_number(Str s, size_t *at, size_t *number)
{
	size_t start = *at;

	*number = 0;
	for (; *at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9'; ++*at) {
		*number = *number * 10 + (size_t)(s.p[*at] - '0');
		if (*number >= FORMAT_LIMIT)
			return false;
	}
	return *at > start;
}

static void skip_blanks(Str s, size_t *at)
{
	while (*at < s.n && s.p[*at] == ' ')
		++*at;
}

/* *at stands behind the opening brace, and then behind the closing one. */
static Flow read_item(Interp *in, Str s, size_t *at, FormatItem *item)
{
	size_t width = 0, start;
	bool left;

	*item = (FormatItem){ .format = S("") };
	if (*at >= s.n)
		return bad_format(in, *at, ends);
	if (!read_number(s, at, &item->index))
		return bad_format(in, *at, "Expected an ASCII digit.");
	skip_blanks(s, at);
	if (*at < s.n && s.p[*at] == ',') {
		++*at;
		skip_blanks(s, at);
		left = *at < s.n && s.p[*at] == '-';
		*at += left;
		if (!read_number(s, at, &width))
			return bad_format(in, *at, "Expected an ASCII digit.");
		item->width = left ? -(int64_t)width : (int64_t)width;
		skip_blanks(s, at);
	}
	if (*at < s.n && s.p[*at] == ':') {
		for (start = ++*at; *at < s.n && s.p[*at] != '}'; ++*at)
			if (s.p[*at] == '{')
				return bad_format(in, *at, ends);
		item->format = str_cut(s, start, *at);
	}
	if (*at >= s.n || s.p[*at] != '}')
		return bad_format(in, *at, ends);
	++*at;
	return FLOW_NEXT;
}

static Flow put_item(Interp *in, const FormatItem *item, Value provider, Value arg, Buf *out)
{
	size_t from = out->n, units, width = (size_t)(item->width < 0 ? -item->width : item->width);
	Flow flow = types_given(arg) ? types_put(in, arg, item->format, provider, out) : FLOW_NEXT;
	Buf pad = BUF_INIT;

	if (flow != FLOW_NEXT)
		return flow;
	units = str_units(str_cut(buf_str(out), from, out->n));
	if (units >= width)
		return FLOW_NEXT;
	buf_put_many(&pad, ' ', width - units);
	buf_insert(out, item->width < 0 ? out->n : from, buf_str(&pad));
	buf_release(&pad);
	return FLOW_NEXT;
}

static Flow put_argument(Interp *in, const FormatItem *item, Value provider, const Value *args, size_t n, Buf *out)
{
	if (item->index >= n)
		return fault_exception(in, EXC_FORMAT,
			"Index (zero based) must be greater than or equal to zero and less than the size of the argument "
			"list.");
	return put_item(in, item, provider, args[item->index], out);
}

Flow types_format(Interp *in, Value provider, Str format, const Value *args, size_t n, Buf *out)
{
	FormatItem item;
	size_t at = 0;

	while (at < format.n) {
		char c = format.p[at++];

		if (c != '{' && c != '}') {
			buf_put_char(out, c);
		} else if (at < format.n && format.p[at] == c) {
			buf_put_char(out, c);
			at++;
		} else if (c == '}') {
			return bad_format(in, at,
				at >= format.n ? ends
					       : "Unexpected closing brace without a corresponding opening brace.");
		} else {
			FLOW_TRY(read_item(in, format, &at, &item));
			FLOW_TRY(put_argument(in, &item, provider, args, n, out));
		}
	}
	return FLOW_NEXT;
}
