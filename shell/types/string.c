/* string: System.String. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/string.h"

#include "shell/base/collate.h"
#include "shell/base/utf8.h"
#include "shell/types/culture_info.h"
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

String *types_string_peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_STRING ? v.string : NULL;
}

void types_string_put_char(Value v, Buf *out)
{
	buf_put_code(out, v.ch);
}

static Value slice(String *s, int64_t from, int64_t count)
{
	if (from == 0 && (size_t)count == string_units(s))
		return value_ref(value_of_string(s));
	return string_slice(s, (size_t)from, (size_t)count);
}

/* ---- parts ---- */

TYPE_METHOD(substring)
{
	String *s = types_string_peek(self);
	int64_t units = (int64_t)string_units(s), from = types_int(args[0]);
	int64_t count = n > 1 ? types_int(args[1]) : units - from;

	if (from < 0)
		return types_negative(in, "startIndex", from, "StartIndex cannot be less than zero.");
	if (from > units)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "startIndex",
			"startIndex cannot be larger than length of string.");
	if (count < 0)
		return types_negative(in, "length", count, "Length cannot be less than zero.");
	if (from > units - count)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "length",
			"Index and length must refer to a location within the string.");
	return types_found(out, slice(s, from, count));
}

TYPE_METHOD(insert)
{
	String *s = types_string_peek(self);
	int64_t units = (int64_t)string_units(s), at = types_int(args[0]);
	Buf text = BUF_INIT;

	if (at < 0 || at > units)
		return types_too_large(in, "startIndex", (uint32_t)at, units,
			"Specified argument was out of the range of valid values.");
	buf_put(&text, string_str(s));
	buf_insert(&text, string_byte_of_unit(s, (size_t)at), types_str(args[1]));
	return types_found(out, types_buf_string(&text));
}

static Flow remove_rest(Interp *in, String *s, int64_t from, Value *out)
{
	int64_t units = (int64_t)string_units(s);

	if (from < 0)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "startIndex", "StartIndex cannot be less than zero.");
	if (from > units || (from == units && !(runtime_edition(in)->where & WHERE_CORE)))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "startIndex", "%s",
			types_pick(in, "startIndex must be less than length of string.",
				"startIndex cannot be larger than length of string."));
	return types_found(out, slice(s, 0, from));
}

TYPE_METHOD(remove_at)
{
	String *s = types_string_peek(self);
	int64_t units = (int64_t)string_units(s), from = types_int(args[0]), count = n > 1 ? types_int(args[1]) : 0;
	Value head, tail;
	Buf text = BUF_INIT;

	if (n == 1)
		return remove_rest(in, s, from, out);
	if (from < 0)
		return types_negative(in, "startIndex", from, "StartIndex cannot be less than zero.");
	if (count < 0)
		return types_negative(in, "count", count, "Count cannot be less than zero.");
	if (count > units - from)
		return types_too_large(in, "count", (uint32_t)count, units - from,
			"Index and count must refer to a location within the string.");
	head = slice(s, 0, from);
	tail = slice(s, from + count, units - from - count);
	buf_put(&text, types_str(head));
	types_put_joined(types_str(tail), &text);
	value_drop(head);
	value_drop(tail);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(to_char_array)
{
	String *s = types_string_peek(self);
	int64_t units = (int64_t)string_units(s), from = n ? types_int(args[0]) : 0;
	int64_t count = n ? types_int(args[1]) : units;
	Array *chars;

	if (count < 0)
		return types_negative(in, "length", count,
			"Index was out of range. Must be non-negative and less than the size of the collection.");
	if (from < 0 || from > units - count)
		return types_too_large(in, "startIndex", (uint32_t)from, units - count,
			"Index was out of range. Must be non-negative and less than the size of the collection.");
	chars = array_new(&type_char_array, (size_t)count);
	for (int64_t i = 0; i < count; i++)
		array_push_take(chars, value_char(string_unit_at(s, (size_t)(from + i))));
	return types_found(out, array_value(chars));
}

TYPE_METHOD(chars)
{
	String *s = types_string_peek(self);
	int64_t at = types_int(args[0]);

	if (at < 0 || (size_t)at >= string_units(s))
		return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Index was outside the bounds of the array.");
	return types_found(out, value_char(string_unit_at(s, (size_t)at)));
}

/* ---- trimming and padding ---- */

/* Whether a code point is to be trimmed: one of set, or white space when set is V_EMPTY. */
static bool trims(Value set, uint32_t code)
{
	const Array *chars = types_array(set);

	if (set.kind == V_CHAR)
		return set.ch == code;
	if (!chars || chars->n == 0)
		return utf8_is_space(code);
	for (size_t i = 0; i < chars->n; i++)
		if (array_peek(chars, i).ch == code)
			return true;
	return false;
}

enum { TRIM_START = 1, TRIM_END = 2 };

static Flow trim(Value self, const Value *args, size_t n, int ends, Value *out)
{
	Str s = types_str(self), all = s;
	Value set = n ? args[0] : VALUE_EMPTY;
	size_t at;

	while ((ends & TRIM_START) && s.n > 0) {
		at = 0;
		if (!trims(set, utf8_next(s, &at)))
			break;
		s = str_cut(s, at, s.n);
	}
	while ((ends & TRIM_END) && s.n > 0) {
		at = s.n;
		if (!trims(set, utf8_prev(s, &at)))
			break;
		s.n = at;
	}
	return types_found(out, s.n == all.n ? value_ref(value_unwrap_peek(self)) : value_string(s));
}

TYPE_METHOD(trim_both)
{
	return trim(self, args, n, TRIM_START | TRIM_END, out);
}

TYPE_METHOD(trim_start)
{
	return trim(self, args, n, TRIM_START, out);
}

TYPE_METHOD(trim_end)
{
	return trim(self, args, n, TRIM_END, out);
}

static Flow pad(Interp *in, Value self, const Value *args, size_t n, bool left, Value *out)
{
	String *s = types_string_peek(self);
	int64_t units = (int64_t)string_units(s), width = types_int(args[0]);
	Buf text = BUF_INIT, one = BUF_INIT;

	if (width < 0)
		return types_negative(in, "totalWidth", width, "Non-negative number required.");
	if (width <= units)
		return types_found(out, value_ref(value_of_string(s)));
	buf_put_code(&one, n > 1 ? args[1].ch : ' ');
	if (!left)
		buf_put(&text, string_str(s));
	for (int64_t i = units; i < width && !text.full; i++)
		buf_put(&text, buf_str(&one));
	if (left)
		buf_put(&text, string_str(s));
	buf_release(&one);
	if (text.full) {
		buf_release(&text);
		return fault_exception(
			in, EXC_OUT_OF_MEMORY, "Insufficient memory to continue the execution of the program.");
	}
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(pad_left)
{
	return pad(in, self, args, n, true, out);
}

TYPE_METHOD(pad_right)
{
	return pad(in, self, args, n, false, out);
}

/* ---- case ---- */

/* Turkish and Azeri have a dotted and a dotless i. */
static bool has_dotless(const Value *args, size_t n)
{
	const TypeCulture *culture = n ? types_culture_peek(args[0]) : NULL;

	return culture && (str_eq(str_from(culture->two), S("tr")) || str_eq(str_from(culture->two), S("az")));
}

static Flow put_turkish(Str s, bool upper, Value *out)
{
	Buf text = BUF_INIT;
	size_t at = 0;

	while (at < s.n) {
		uint32_t code = utf8_next(s, &at);

		if (upper)
			buf_put_code(&text, code == 'i' ? 0x130 : code == 0x131 ? 'I' : utf8_upper(code));
		else
			buf_put_code(&text, code == 'I' ? 0x131 : code == 0x130 ? 'i' : utf8_lower(code));
	}
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(to_upper)
{
	Buf text = BUF_INIT;

	if (has_dotless(args, n))
		return put_turkish(types_str(self), true, out);
	utf8_put_upper(types_str(self), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(to_lower)
{
	Buf text = BUF_INIT;

	if (has_dotless(args, n))
		return put_turkish(types_str(self), false, out);
	utf8_put_lower(types_str(self), &text);
	return types_found(out, types_buf_string(&text));
}

/* ---- comparing ---- */

/* The comparison an overload asks for: StringComparison, or bool ignoreCase with a culture; else fallback. */
static int comparison_of(const Value *args, size_t n, int fallback)
{
	for (size_t i = 0; i < n; i++) {
		if (args[i].kind == V_ENUM)
			return (int)types_int(args[i]);
		if (args[i].kind == V_BOOL)
			return args[i].b ? COMPARISON_CULTURE_CASE : COMPARISON_CULTURE;
	}
	return fallback;
}

static Str text_of(Value v, Buf *buf)
{
	if (v.kind != V_CHAR)
		return types_str(v);
	buf_put_code(buf, v.ch);
	return buf_str(buf);
}

static Flow test_end(Interp *in, Value self, const Value *args, size_t n, bool start, Value *out)
{
	int comparison =
		comparison_of(args + 1, n - 1, args[0].kind == V_CHAR ? COMPARISON_ORDINAL : COMPARISON_CULTURE);
	const Collation *rules = runtime_collation(in);
	Str s = types_str(self), part;
	Buf one = BUF_INIT;
	bool is;

	part = text_of(args[0], &one);
	if (comparison == COMPARISON_ORDINAL)
		is = start ? str_starts(s, part) : str_ends(s, part);
	else if (comparison == COMPARISON_ORDINAL_CASE)
		is = start ? str_istarts(s, part) : str_iends(s, part);
	else
		is = start ? collate_starts(s, part, comparison & 1, rules)
			   : collate_ends(s, part, comparison & 1, rules);
	buf_release(&one);
	return types_found(out, value_bool(is));
}

TYPE_METHOD(starts_with)
{
	return test_end(in, self, args, n, true, out);
}

TYPE_METHOD(ends_with)
{
	return test_end(in, self, args, n, false, out);
}

TYPE_METHOD(contains)
{
	int comparison = comparison_of(args + 1, n - 1, COMPARISON_ORDINAL);
	Buf one = BUF_INIT;
	size_t length;

	*out = value_bool(types_find(in, types_str(self), text_of(args[0], &one), comparison, &length) != STR_NONE);
	buf_release(&one);
	return FLOW_NEXT;
}

TYPE_METHOD(equals)
{
	Value other = value_unwrap_peek(args[0]);

	return types_found(
		out, value_bool(other.kind == V_STRING && types_equal(in, types_str(self), types_str(other),
								  comparison_of(args + 1, n - 1, COMPARISON_ORDINAL))));
}

TYPE_METHOD(compare_to)
{
	Value other = value_unwrap_peek(args[0]);
	int order;

	if (!types_given(other))
		return types_found(out, value_int(1));
	if (other.kind != V_STRING)
		return fault_exception(in, EXC_ARGUMENT, "Object must be of type String.");
	order = types_compare(in, types_str(self), types_str(other), COMPARISON_CULTURE);
	return types_found(out, value_int((order > 0) - (order < 0)));
}

TYPE_METHOD(hash_code)
{
	return types_found(out, value_int((int32_t)compare_hash(self, n && (types_int(args[0]) & 1))));
}

/* ---- changing ---- */

static Flow replace_in(Interp *in, Str s, Str old, Str with, int comparison, Value *out)
{
	Buf text = BUF_INIT;
	size_t at, length = 0;

	while (s.n > 0 && (at = types_find(in, s, old, comparison, &length)) != STR_NONE && length > 0) {
		buf_put(&text, str_cut(s, 0, at));
		buf_put(&text, with);
		s = str_cut(s, at + length, s.n);
	}
	buf_put(&text, s);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(replace)
{
	Buf one = BUF_INIT, other = BUF_INIT;
	Str old = text_of(args[0], &one), with = text_of(args[1], &other);
	Flow flow;

	if (old.n == 0)
		return fault_argument(in, EXC_ARGUMENT, "oldValue", "%s",
			types_pick(in, "String cannot be of zero length.", "The value cannot be an empty string."));
	flow = replace_in(in, types_str(self), old, with, comparison_of(args + 2, n - 2, COMPARISON_ORDINAL), out);
	buf_release(&one);
	buf_release(&other);
	return flow;
}

TYPE_METHOD(replace_line_endings)
{
	Str s = types_str(self), with = n ? types_str(args[0]) : S("\n");
	Buf text = BUF_INIT;
	size_t at = 0;

	while (at < s.n) {
		size_t from = at;
		uint32_t code = utf8_next(s, &at);

		if (code == '\r' && at < s.n && s.p[at] == '\n')
			at++;
		if (code == '\r' || code == '\n' || code == '\f' || code == 0x85 || code == 0x2028 || code == 0x2029)
			buf_put(&text, with);
		else
			buf_put(&text, str_cut(s, from, at));
	}
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(itself)
{
	return types_found(out, value_ref(value_unwrap_peek(self)));
}

/* form: C, D, and from 5 on KC, KD */
static Flow put_normal(Interp *in, Str s, int64_t form, Buf *out)
{
	if (form < 1 || form > 6 || form == 3 || form == 4)
		return fault_exception(in, EXC_ARGUMENT, "Invalid or unsupported normalization form.");
	if (utf8_normalize(s, form > 4, form == 2 || form == 6, out))
		return FLOW_NEXT;
	return fault_argument(in, EXC_ARGUMENT, "strInput", "String contains invalid Unicode code points.");
}

TYPE_METHOD(is_normalized)
{
	Buf text = BUF_INIT;
	Flow flow = put_normal(in, types_str(self), n ? types_int(args[0]) : 1, &text);

	*out = value_bool(str_eq(buf_str(&text), types_str(self)));
	buf_release(&text);
	return flow;
}

TYPE_METHOD(normalize)
{
	Buf text = BUF_INIT;

	if (str_is_ascii(types_str(self)))
		return types_found(out, value_ref(value_unwrap_peek(self)));
	FLOW_TRY(put_normal(in, types_str(self), n ? types_int(args[0]) : 1, &text));
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(copy_to)
{
	String *s = types_string_peek(self);
	const Array *to = types_array(args[1]);
	int64_t from = types_int(args[0]), at = types_int(args[2]), count = types_int(args[3]);

	if (!to)
		return types_null(in, "destination");
	if (count < 0 || from < 0 || from + count > (int64_t)string_units(s) || at < 0 || at + count > (int64_t)to->n)
		return types_index(in, "sourceIndex");
	for (int64_t i = 0; i < count; i++)
		array_set_take(value_unwrap_peek(args[1]).array, (size_t)(at + i),
			value_char(string_unit_at(s, (size_t)(from + i))));
	return FLOW_NEXT;
}

/* The characters one by one. */
TYPE_METHOD(get_enumerator)
{
	Value chars = VALUE_EMPTY;

	FLOW_TRY(to_char_array(in, self, NULL, 0, &chars));
	return types_found(out, types_enumerator_take(&type_char_enumerator, chars));
}

TYPE_GET(get_length)
{
	return types_found(out, value_int((int32_t)string_units(types_string_peek(self))));
}

static const PropDef props[] = { PROP("Length", "System.Int32", get_length), PROPS_END };

static const MethodDef methods[] = {
	METHOD("Clone", "System.Object Clone()", itself),
	INDEXER("Chars", "char Chars(int index)", chars),
	METHOD("CompareTo", "int CompareTo(System.Object value)", compare_to),
	METHOD("CompareTo", "int CompareTo(string strB)", compare_to),
	METHOD("Contains", "bool Contains(string value)", contains),
	METHOD_CORE("Contains", "bool Contains(string value, System.StringComparison comparisonType)", contains),
	METHOD_CORE("Contains", "bool Contains(char value)", contains),
	METHOD_CORE("Contains", "bool Contains(char value, System.StringComparison comparisonType)", contains),
	METHOD("CopyTo", "void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)", copy_to),
	METHOD("EndsWith", "bool EndsWith(string value)", ends_with),
	METHOD("EndsWith", "bool EndsWith(string value, System.StringComparison comparisonType)", ends_with),
	METHOD("EndsWith", "bool EndsWith(string value, bool ignoreCase, cultureinfo culture)", ends_with),
	METHOD_CORE("EndsWith", "bool EndsWith(char value)", ends_with),
	METHOD("Equals", "bool Equals(System.Object obj)", equals),
	METHOD("Equals", "bool Equals(string value)", equals),
	METHOD("Equals", "bool Equals(string value, System.StringComparison comparisonType)", equals),
	METHOD("GetEnumerator", "System.CharEnumerator GetEnumerator()", get_enumerator),
	METHOD("GetHashCode", "int GetHashCode()", hash_code),
	METHOD_CORE("GetHashCode", "int GetHashCode(System.StringComparison comparisonType)", hash_code),
	METHOD("IndexOf", "int IndexOf(char value)", types_string_index_of),
	METHOD("IndexOf", "int IndexOf(char value, int startIndex)", types_string_index_of),
	METHOD_CORE(
		"IndexOf", "int IndexOf(char value, System.StringComparison comparisonType)", types_string_index_of),
	METHOD("IndexOf", "int IndexOf(char value, int startIndex, int count)", types_string_index_of),
	METHOD("IndexOf", "int IndexOf(string value)", types_string_index_of),
	METHOD("IndexOf", "int IndexOf(string value, int startIndex)", types_string_index_of),
	METHOD("IndexOf", "int IndexOf(string value, int startIndex, int count)", types_string_index_of),
	METHOD("IndexOf", "int IndexOf(string value, System.StringComparison comparisonType)", types_string_index_of),
	METHOD("IndexOf", "int IndexOf(string value, int startIndex, System.StringComparison comparisonType)",
		types_string_index_of),
	METHOD("IndexOf",
		"int IndexOf(string value, int startIndex, int count, System.StringComparison comparisonType)",
		types_string_index_of),
	METHOD("IndexOfAny", "int IndexOfAny(char[] anyOf)", types_string_index_of_any),
	METHOD("IndexOfAny", "int IndexOfAny(char[] anyOf, int startIndex)", types_string_index_of_any),
	METHOD("IndexOfAny", "int IndexOfAny(char[] anyOf, int startIndex, int count)", types_string_index_of_any),
	METHOD("Insert", "string Insert(int startIndex, string value)", insert),
	METHOD("LastIndexOf", "int LastIndexOf(char value)", types_string_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(char value, int startIndex)", types_string_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(char value, int startIndex, int count)", types_string_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(string value)", types_string_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(string value, int startIndex)", types_string_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(string value, int startIndex, int count)", types_string_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(string value, System.StringComparison comparisonType)",
		types_string_last_index_of),
	METHOD("LastIndexOf", "int LastIndexOf(string value, int startIndex, System.StringComparison comparisonType)",
		types_string_last_index_of),
	METHOD("LastIndexOf",
		"int LastIndexOf(string value, int startIndex, int count, System.StringComparison comparisonType)",
		types_string_last_index_of),
	METHOD("LastIndexOfAny", "int LastIndexOfAny(char[] anyOf)", types_string_last_index_of_any),
	METHOD("LastIndexOfAny", "int LastIndexOfAny(char[] anyOf, int startIndex)", types_string_last_index_of_any),
	METHOD("LastIndexOfAny", "int LastIndexOfAny(char[] anyOf, int startIndex, int count)",
		types_string_last_index_of_any),
	METHOD("IsNormalized", "bool IsNormalized()", is_normalized),
	METHOD("IsNormalized", "bool IsNormalized(System.Text.NormalizationForm normalizationForm)", is_normalized),
	METHOD("Normalize", "string Normalize()", normalize),
	METHOD("Normalize", "string Normalize(System.Text.NormalizationForm normalizationForm)", normalize),
	METHOD("PadLeft", "string PadLeft(int totalWidth)", pad_left),
	METHOD("PadLeft", "string PadLeft(int totalWidth, char paddingChar)", pad_left),
	METHOD("PadRight", "string PadRight(int totalWidth)", pad_right),
	METHOD("PadRight", "string PadRight(int totalWidth, char paddingChar)", pad_right),
	METHOD("Remove", "string Remove(int startIndex, int count)", remove_at),
	METHOD("Remove", "string Remove(int startIndex)", remove_at),
	METHOD_CORE("Replace", "string Replace(string oldValue, string newValue, bool ignoreCase, cultureinfo culture)",
		replace),
	METHOD_CORE("Replace",
		"string Replace(string oldValue, string newValue, System.StringComparison comparisonType)", replace),
	METHOD("Replace", "string Replace(char oldChar, char newChar)", replace),
	METHOD("Replace", "string Replace(string oldValue, string newValue)", replace),
	METHOD_CORE("ReplaceLineEndings", "string ReplaceLineEndings()", replace_line_endings),
	METHOD_CORE("ReplaceLineEndings", "string ReplaceLineEndings(string replacementText)", replace_line_endings),
	METHOD_CORE("Split",
		"string[] Split(char separator, System.StringSplitOptions options = System.StringSplitOptions.None)",
		types_string_split),
	METHOD_CORE("Split",
		"string[] Split(char separator, int count, System.StringSplitOptions options = System.StringSplitOptions.None)",
		types_string_split),
	METHOD("Split", "string[] Split(Params char[] separator)", types_string_split),
	METHOD("Split", "string[] Split(char[] separator, int count)", types_string_split),
	METHOD("Split", "string[] Split(char[] separator, System.StringSplitOptions options)", types_string_split),
	METHOD("Split", "string[] Split(char[] separator, int count, System.StringSplitOptions options)",
		types_string_split),
	METHOD_CORE("Split",
		"string[] Split(string separator, System.StringSplitOptions options = System.StringSplitOptions.None)",
		types_string_split),
	METHOD_CORE("Split",
		"string[] Split(string separator, int count, System.StringSplitOptions options = System.StringSplitOptions.None)",
		types_string_split),
	METHOD("Split", "string[] Split(string[] separator, System.StringSplitOptions options)", types_string_split),
	METHOD("Split", "string[] Split(string[] separator, int count, System.StringSplitOptions options)",
		types_string_split),
	METHOD("StartsWith", "bool StartsWith(string value)", starts_with),
	METHOD("StartsWith", "bool StartsWith(string value, System.StringComparison comparisonType)", starts_with),
	METHOD("StartsWith", "bool StartsWith(string value, bool ignoreCase, cultureinfo culture)", starts_with),
	METHOD_CORE("StartsWith", "bool StartsWith(char value)", starts_with),
	METHOD("Substring", "string Substring(int startIndex)", substring),
	METHOD("Substring", "string Substring(int startIndex, int length)", substring),
	METHOD("ToCharArray", "char[] ToCharArray()", to_char_array),
	METHOD("ToCharArray", "char[] ToCharArray(int startIndex, int length)", to_char_array),
	METHOD("ToLower", "string ToLower()", to_lower),
	METHOD("ToLower", "string ToLower(cultureinfo culture)", to_lower),
	METHOD("ToLowerInvariant", "string ToLowerInvariant()", to_lower),
	METHOD("ToString", "string ToString()", itself),
	METHOD("ToString", "string ToString(System.IFormatProvider provider)", itself),
	METHOD("ToUpper", "string ToUpper()", to_upper),
	METHOD("ToUpper", "string ToUpper(cultureinfo culture)", to_upper),
	METHOD("ToUpperInvariant", "string ToUpperInvariant()", to_upper),
	METHOD("Trim", "string Trim()", trim_both),
	METHOD_CORE("Trim", "string Trim(char trimChar)", trim_both),
	METHOD("Trim", "string Trim(Params char[] trimChars)", trim_both),
	METHOD_CORE("TrimEnd", "string TrimEnd()", trim_end),
	METHOD_CORE("TrimEnd", "string TrimEnd(char trimChar)", trim_end),
	METHOD("TrimEnd", "string TrimEnd(Params char[] trimChars)", trim_end),
	METHOD_CORE("TrimStart", "string TrimStart()", trim_start),
	METHOD_CORE("TrimStart", "string TrimStart(char trimChar)", trim_start),
	METHOD("TrimStart", "string TrimStart(Params char[] trimChars)", trim_start),
	CONVERTIBLE_METHODS,
	METHODS_END,
};

const TypeMembers type_string = {
	.props = props,
	.methods = methods,
	.statics = type_string_statics,
	.static_methods = type_string_static_methods,
	.constructors = type_string_constructors,
};
