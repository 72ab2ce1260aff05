/* string_static: the static members and constructors of System.String. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/utf8.h"
#include "shell/types/string.h"
#include "shell/types/types_list.h"

TYPE_METHOD(is_null_or_empty)
{
	return types_found(out, value_bool(types_str(args[0]).n == 0));
}

TYPE_METHOD(is_null_or_white_space)
{
	return types_found(out, value_bool(str_trim_unicode(types_str(args[0])).n == 0));
}

/* ---- Join and Concat ---- */

/* Text of one element as ToString() gives it; $null is nothing. */
static Flow put_element(Interp *in, Value v, Buf *text)
{
	return types_given(v) ? convert_put_tostring(in, v, text) : FLOW_NEXT;
}

/* Elements from..to of an array with the separator between them. */
static Flow join_array(Interp *in, Str separator, const Array *a, size_t from, size_t to, Value *out)
{
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	for (size_t i = from; i < to && flow == FLOW_NEXT; i++) {
		if (i > from)
			buf_put(&text, separator);
		flow = put_element(in, array_peek(a, i), &text);
	}
	if (flow == FLOW_NEXT)
		*out = value_string_buf(&text);
	buf_release(&text);
	return flow;
}

TYPE_METHOD(join)
{
	Array *items = NULL;
	Buf one = BUF_INIT;
	int64_t from = 0, count;
	Str separator;
	Flow flow;

	if (!types_given(args[1]))
		return types_null(in, args[0].kind == V_CHAR || n == 2 ? "values" : "value");
	FLOW_TRY(types_items(in, args[1], &items));
	count = (int64_t)items->n;
	if (n > 2) {
		from = types_int(args[2]);
		count = types_int(args[3]);
	}
	if (args[0].kind == V_CHAR)
		types_string_put_char(args[0], &one);
	separator = args[0].kind == V_CHAR ? buf_str(&one) : types_str(args[0]);
	if (count < 0)
		flow = types_negative(in, "count", count, "Count cannot be less than zero.");
	else if (from < 0 || from > (int64_t)items->n - count)
		flow = types_too_large(in, "startIndex", (uint32_t)from, (int64_t)items->n - count,
			"Index and count must refer to a location within the buffer.");
	else
		flow = join_array(in, separator, items, (size_t)from, (size_t)(from + count), out);
	value_drop(array_value(items));
	buf_release(&one);
	return flow;
}

TYPE_METHOD(concat)
{
	Array *items = NULL;
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (n == 1 && (types_array(args[0]) || iter_unrolls(args[0]))) {
		FLOW_TRY(types_items(in, args[0], &items));
		flow = join_array(in, S(""), items, 0, items->n, out);
		value_drop(array_value(items));
		return flow;
	}
	for (size_t i = 0; i < n && flow == FLOW_NEXT; i++)
		flow = put_element(in, args[i], &text);
	*out = types_buf_string(&text);
	return flow;
}

TYPE_METHOD(concat_array)
{
	return types_given(args[0]) ? concat(in, self, args, n, out) : types_null(in, "args");
}

/* ---- Format ---- */

/* (format, arg0 ...), (format, params args), each also with a provider in front. */
TYPE_METHOD(format)
{
	bool has_provider = !value_is_string(args[0]);
	Value provider = has_provider ? args[0] : VALUE_NULL;
	const Array *packed;
	Buf text = BUF_INIT;
	Flow flow;

	args += has_provider;
	n -= has_provider;
	packed = n == 2 ? types_array(args[1]) : NULL;
	if (packed && packed->type == &type_object_array)
		flow = types_format(in, provider, types_str(args[0]), packed->items, packed->n, &text);
	else
		flow = types_format(in, provider, types_str(args[0]), args + 1, n - 1, &text);
	*out = types_buf_string(&text);
	return flow;
}

TYPE_METHOD(format_array)
{
	return types_given(args[n - 1]) ? format(in, self, args, n, out) : types_null(in, "args");
}

/* ---- Compare ---- */

static int comparison_of(const Value *args, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (args[i].kind == V_BOOL)
			return args[i].b ? COMPARISON_CULTURE_CASE : COMPARISON_CULTURE;
		if (args[i].kind == V_ENUM &&
			str_eq(str_from(args[i].enumeration->type->name), S("System.StringComparison")))
			return (int)types_int(args[i]);
		if (args[i].kind == V_ENUM) /* CompareOptions: IgnoreCase, OrdinalIgnoreCase, Ordinal */
			return types_int(args[i]) == 0x10000000   ? COMPARISON_ORDINAL_CASE
			       : types_int(args[i]) == 0x40000000 ? COMPARISON_ORDINAL
			       : types_int(args[i]) & 1           ? COMPARISON_CULTURE_CASE
								  : COMPARISON_CULTURE;
	}
	return COMPARISON_CULTURE;
}

/* Ordinal comparison gives the difference of the first units that differ, or of the lengths. */
static int ordinal_difference(Str a, Str b)
{
	size_t na = str_units(a), nb = str_units(b);

	for (size_t i = 0; i < na && i < nb; i++)
		if (str_unit_at(a, i) != str_unit_at(b, i))
			return (int)str_unit_at(a, i) - (int)str_unit_at(b, i);
	return (int)na - (int)nb;
}

static Value compare_texts(Interp *in, Str a, Str b, int comparison)
{
	int order;

	if (comparison == COMPARISON_ORDINAL)
		return value_int(ordinal_difference(a, b));
	order = types_compare(in, a, b, comparison);
	return value_int((order > 0) - (order < 0));
}

TYPE_METHOD(compare)
{
	return types_found(
		out, compare_texts(in, types_str(args[0]), types_str(args[1]), comparison_of(args + 2, n - 2)));
}

TYPE_METHOD(compare_ordinal)
{
	return types_found(out, value_int(ordinal_difference(types_str(args[0]), types_str(args[1]))));
}

/* At most length units from an index on. */
static Flow part_of(Interp *in, Value text, int64_t at, int64_t length, const char *param, Value *out)
{
	String *s = types_string_peek(text);
	int64_t units = s ? (int64_t)string_units(s) : 0;

	if (at > units || at < 0)
		return types_negative(in, param, units - at,
			"Index was out of range. Must be non-negative and less than the size of the collection.");
	if (!s)
		return types_found(out, value_string(S("")));
	return types_found(out, string_slice(s, (size_t)at, (size_t)(length < units - at ? length : units - at)));
}

/* (strA, indexA, strB, indexB, length, ...): both parts, owned whatever comes of it. */
static Flow both_parts(Interp *in, const Value *args, Value *a, Value *b)
{
	int64_t length = types_int(args[4]);

	if (length < 0)
		return types_negative(in, "length", length, "Length cannot be less than zero.");
	FLOW_TRY(part_of(in, args[0], types_int(args[1]), length, "length1", a));
	return part_of(in, args[2], types_int(args[3]), length, "length2", b);
}

TYPE_METHOD(compare_parts)
{
	Value a = VALUE_EMPTY, b = VALUE_EMPTY;
	Flow flow = both_parts(in, args, &a, &b);

	if (flow == FLOW_NEXT)
		*out = compare_texts(in, types_str(a), types_str(b), comparison_of(args + 5, n - 5));
	value_drop(a);
	value_drop(b);
	return flow;
}

TYPE_METHOD(compare_ordinal_parts)
{
	Value a = VALUE_EMPTY, b = VALUE_EMPTY;
	Flow flow = both_parts(in, args, &a, &b);

	if (flow == FLOW_NEXT)
		*out = value_int(ordinal_difference(types_str(a), types_str(b)));
	value_drop(a);
	value_drop(b);
	return flow;
}

TYPE_METHOD(equals)
{
	int comparison = n > 2 ? (int)types_int(args[2]) : COMPARISON_ORDINAL;

	return types_found(out, value_bool(types_equal(in, types_str(args[0]), types_str(args[1]), comparison)));
}

TYPE_METHOD(same)
{
	return types_found(out, value_ref(args[0]));
}

/* ---- constructors ---- */

TYPE_METHOD(from_repeat)
{
	int64_t count = types_int(args[1]);
	Buf text = BUF_INIT;

	if (count < 0)
		return types_negative(in, "count", count, "'count' must be non-negative.");
	for (int64_t i = 0; i < count && !text.full; i++)
		buf_put_code(&text, args[0].ch);
	if (text.full) {
		buf_release(&text);
		return fault_exception(
			in, EXC_OUT_OF_MEMORY, "Insufficient memory to continue the execution of the program.");
	}
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(from_chars)
{
	const Array *chars = types_array(args[0]);
	int64_t from = n > 1 ? types_int(args[1]) : 0, count = n > 1   ? types_int(args[2])
							       : chars ? (int64_t)chars->n
								       : 0;
	Buf text = BUF_INIT;

	if (!chars && n > 1)
		return types_null(in, "value");
	if (count < 0)
		return types_negative(in, "length", count, "Length cannot be less than zero.");
	if (chars && (from < 0 || from > (int64_t)chars->n - count))
		return types_too_large(in, "startIndex", (uint32_t)from, (int64_t)chars->n - count,
			"Index was out of range. Must be non-negative and less than the size of the collection.");
	for (int64_t i = 0; i < count; i++)
		buf_put_code(&text, array_peek(chars, (size_t)(from + i)).ch);
	return types_found(out, types_buf_string(&text));
}

TYPE_GET(get_empty)
{
	return types_found(out, value_string(S("")));
}

const PropDef type_string_statics[] = { FIELD("Empty", "System.String", get_empty), PROPS_END };

const MethodDef type_string_static_methods[] = {
	METHOD("Compare", "static int Compare(string strA, string strB)", compare),
	METHOD("Compare", "static int Compare(string strA, string strB, bool ignoreCase)", compare),
	METHOD("Compare", "static int Compare(string strA, string strB, System.StringComparison comparisonType)",
		compare),
	METHOD("Compare",
		"static int Compare(string strA, string strB, cultureinfo culture, System.Globalization.CompareOptions options)",
		compare),
	METHOD("Compare", "static int Compare(string strA, string strB, bool ignoreCase, cultureinfo culture)",
		compare),
	METHOD("Compare", "static int Compare(string strA, int indexA, string strB, int indexB, int length)",
		compare_parts),
	METHOD("Compare",
		"static int Compare(string strA, int indexA, string strB, int indexB, int length, bool ignoreCase)",
		compare_parts),
	METHOD("Compare",
		"static int Compare(string strA, int indexA, string strB, int indexB, int length, System.StringComparison comparisonType)",
		compare_parts),
	METHOD("CompareOrdinal", "static int CompareOrdinal(string strA, string strB)", compare_ordinal),
	METHOD("CompareOrdinal",
		"static int CompareOrdinal(string strA, int indexA, string strB, int indexB, int length)",
		compare_ordinal_parts),
	METHOD("Concat", "static string Concat(System.Object arg0)", concat),
	METHOD("Concat", "static string Concat(System.Object arg0, System.Object arg1)", concat),
	METHOD("Concat", "static string Concat(System.Object arg0, System.Object arg1, System.Object arg2)", concat),
	METHOD("Concat", "static string Concat(Params System.Object[] args)", concat_array),
	METHOD("Concat", "static string Concat[T](System.Collections.Generic.IEnumerable[T] values)", concat),
	METHOD("Concat", "static string Concat(System.Collections.Generic.IEnumerable[string] values)", concat),
	METHOD("Concat", "static string Concat(string str0, string str1)", concat),
	METHOD("Concat", "static string Concat(string str0, string str1, string str2)", concat),
	METHOD("Concat", "static string Concat(string str0, string str1, string str2, string str3)", concat),
	METHOD("Concat", "static string Concat(Params string[] values)", concat),
	METHOD("Copy", "static string Copy(string str)", same),
	METHOD("Equals", "static bool Equals(string a, string b)", equals),
	METHOD("Equals", "static bool Equals(string a, string b, System.StringComparison comparisonType)", equals),
	METHOD("Format", "static string Format(string format, System.Object arg0)", format),
	METHOD("Format", "static string Format(string format, System.Object arg0, System.Object arg1)", format),
	METHOD("Format",
		"static string Format(string format, System.Object arg0, System.Object arg1, System.Object arg2)",
		format),
	METHOD("Format", "static string Format(string format, Params System.Object[] args)", format_array),
	METHOD("Format", "static string Format(System.IFormatProvider provider, string format, System.Object arg0)",
		format),
	METHOD("Format",
		"static string Format(System.IFormatProvider provider, string format, System.Object arg0, System.Object arg1)",
		format),
	METHOD("Format",
		"static string Format(System.IFormatProvider provider, string format, System.Object arg0, System.Object arg1, System.Object arg2)",
		format),
	METHOD("Format",
		"static string Format(System.IFormatProvider provider, string format, Params System.Object[] args)",
		format_array),
	METHOD("Intern", "static string Intern(string str)", same),
	METHOD("IsInterned", "static string IsInterned(string str)", same),
	METHOD("IsNullOrEmpty", "static bool IsNullOrEmpty(string value)", is_null_or_empty),
	METHOD("IsNullOrWhiteSpace", "static bool IsNullOrWhiteSpace(string value)", is_null_or_white_space),
	METHOD_CORE("Join", "static string Join(char separator, Params string[] value)", join),
	METHOD("Join", "static string Join(string separator, Params string[] value)", join),
	METHOD_CORE("Join", "static string Join(char separator, string[] value, int startIndex, int count)", join),
	METHOD("Join", "static string Join(string separator, string[] value, int startIndex, int count)", join),
	METHOD("Join", "static string Join(string separator, System.Collections.Generic.IEnumerable[string] values)",
		join),
	METHOD_CORE("Join", "static string Join(char separator, Params System.Object[] values)", join),
	METHOD("Join", "static string Join(string separator, Params System.Object[] values)", join),
	METHOD_CORE("Join", "static string Join[T](char separator, System.Collections.Generic.IEnumerable[T] values)",
		join),
	METHOD("Join", "static string Join[T](string separator, System.Collections.Generic.IEnumerable[T] values)",
		join),
	METHODS_END,
};

const MethodDef type_string_constructors[] = {
	NEW("string new(char[] value)", from_chars),
	NEW("string new(char[] value, int startIndex, int length)", from_chars),
	NEW("string new(char c, int count)", from_repeat),
	METHODS_END,
};
