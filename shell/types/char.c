/* char: System.Char, one UTF-16 unit. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/utf8.h"
#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

static bool is_high(uint32_t unit)
{
	return (unit & 0xfc00) == 0xd800;
}

static bool is_low(uint32_t unit)
{
	return (unit & 0xfc00) == 0xdc00;
}

static bool is_surrogate(uint32_t unit)
{
	return (unit & 0xf800) == 0xd800;
}

static bool is_letter_or_digit(uint32_t unit)
{
	return utf8_is_letter(unit) || utf8_is_digit(unit);
}

static bool is_separator(uint32_t unit)
{
	return utf8_category(unit)[0] == 'Z';
}

/* The unit a test is about: (char c) or (string s, int index). */
static Flow unit_of(Interp *in, const Value *args, size_t n, uint32_t *unit)
{
	String *s;

	*unit = 0;
	if (n == 1) {
		*unit = args[0].ch;
		return FLOW_NEXT;
	}
	if (args[0].kind != V_STRING)
		return types_null(in, "s");
	s = args[0].string;
	if (types_int(args[1]) < 0 || (size_t)types_int(args[1]) >= string_units(s))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "index",
			"Specified argument was out of the range of valid values.");
	*unit = string_unit_at(s, (size_t)types_int(args[1]));
	return FLOW_NEXT;
}

static Flow test(Interp *in, const Value *args, size_t n, bool (*question)(uint32_t), Value *out)
{
	uint32_t unit;

	FLOW_TRY(unit_of(in, args, n, &unit));
	return types_found(out, value_bool(question(unit)));
}

/* clang-format off */
TYPE_METHOD(test_control) { return test(in, args, n, utf8_is_control, out); }
TYPE_METHOD(test_digit) { return test(in, args, n, utf8_is_digit, out); }
TYPE_METHOD(test_letter) { return test(in, args, n, utf8_is_letter, out); }
TYPE_METHOD(test_letter_or_digit) { return test(in, args, n, is_letter_or_digit, out); }
TYPE_METHOD(test_lower) { return test(in, args, n, utf8_is_lower, out); }
TYPE_METHOD(test_upper) { return test(in, args, n, utf8_is_upper, out); }
TYPE_METHOD(test_number) { return test(in, args, n, utf8_is_number, out); }
TYPE_METHOD(test_punctuation) { return test(in, args, n, utf8_is_punctuation, out); }
TYPE_METHOD(test_separator) { return test(in, args, n, is_separator, out); }
TYPE_METHOD(test_surrogate) { return test(in, args, n, is_surrogate, out); }
TYPE_METHOD(test_high) { return test(in, args, n, is_high, out); }
TYPE_METHOD(test_low) { return test(in, args, n, is_low, out); }
TYPE_METHOD(test_symbol) { return test(in, args, n, utf8_is_symbol, out); }
TYPE_METHOD(is_ascii) { return types_found(out, value_bool(args[0].ch < 0x80)); }
TYPE_METHOD(is_between) { return types_found(out, value_bool(args[0].ch - args[1].ch <= args[2].ch - args[1].ch)); }
TYPE_METHOD(ascii_digit) { return types_found(out, value_bool(args[0].ch - '0' <= 9)); }
TYPE_METHOD(ascii_letter) { return types_found(out, value_bool((args[0].ch | 32) - 'a' <= 25)); }
TYPE_METHOD(ascii_lower) { return types_found(out, value_bool(args[0].ch - 'a' <= 25)); }
TYPE_METHOD(ascii_upper) { return types_found(out, value_bool(args[0].ch - 'A' <= 25)); }
TYPE_METHOD(ascii_word) { return types_found(out, value_bool(args[0].ch - '0' <= 9 || (args[0].ch | 32) - 'a' <= 25)); }
TYPE_METHOD(ascii_hex) { return types_found(out, value_bool(args[0].ch - '0' <= 9 || (args[0].ch | 32) - 'a' <= 5)); }
TYPE_METHOD(test_space) { return test(in, args, n, utf8_is_space, out); }
/* clang-format on */

TYPE_METHOD(to_upper)
{
	uint32_t upper = utf8_upper(args[0].ch);

	return types_found(out, value_char(upper <= 0xffff ? (uint16_t)upper : args[0].ch));
}

TYPE_METHOD(to_lower)
{
	uint32_t lower = utf8_lower(args[0].ch);

	return types_found(out, value_char(lower <= 0xffff ? (uint16_t)lower : args[0].ch));
}

/* Decimal digits; fractions and the like are -1 as letters are. */
TYPE_METHOD(numeric_value)
{
	uint32_t unit;

	FLOW_TRY(unit_of(in, args, n, &unit));
	if (!utf8_is_digit(unit))
		return types_found(out, value_double(-1));
	/* every script's ten digits stand together, its zero first */
	for (uint32_t zero = unit;; zero--)
		if (zero == 0 || !utf8_is_digit(zero - 1) || unit - zero == 9)
			return types_found(out, value_double(unit - zero));
}

TYPE_METHOD(category)
{
	static const char order[][3] = { "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl",
		"Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn" };
	const char *name;
	uint32_t unit;

	FLOW_TRY(unit_of(in, args, n, &unit));
	name = utf8_category(unit);
	for (size_t i = 0; i < COUNT(order); i++)
		if (order[i][0] == name[0] && order[i][1] == name[1])
			return types_found(out, value_enum(&type_unicode_category, (int64_t)i));
	return types_found(out, value_enum(&type_unicode_category, COUNT(order) - 1));
}

TYPE_METHOD(from_utf32)
{
	int64_t code = types_int(args[0]);
	Buf text = BUF_INIT;

	if (code < 0 || code > 0x10ffff || is_surrogate((uint32_t)code))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "utf32",
			"A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values (0x00d800 ~ 0x00dfff).");
	buf_put_code(&text, (uint32_t)code);
	return types_found(out, types_buf_string(&text));
}

TYPE_METHOD(is_pair)
{
	return types_found(out, value_bool(is_high(args[0].ch) && is_low(args[1].ch)));
}

/* Of a pair of halves, or of what begins at a place of a string. */
TYPE_METHOD(to_utf32)
{
	uint32_t high, low;

	if (args[0].kind == V_CHAR) {
		high = args[0].ch;
		low = args[1].ch;
	} else {
		FLOW_TRY(unit_of(in, args, n, &high));
		if (!is_surrogate(high))
			return types_found(out, value_int((int32_t)high));
		low = (uint64_t)types_int(args[1]) + 1 < str_units(types_str(args[0]))
			      ? str_unit_at(types_str(args[0]), (size_t)types_int(args[1]) + 1)
			      : 0;
	}
	if (!is_high(high) || !is_low(low))
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, is_high(high) ? "lowSurrogate" : "highSurrogate",
			is_high(high) ? "A valid low surrogate character is between 0xdc00 and 0xdfff, inclusive."
				      : "A valid high surrogate character is between 0xd800 and 0xdbff, inclusive.");
	return types_found(out, value_int((int32_t)(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))));
}

TYPE_METHOD(parse)
{
	Str text = types_str(args[0]);

	if (str_units(text) != 1)
		return fault_exception(in, EXC_FORMAT, "String must be exactly one character long.");
	return types_found(out, value_char(str_unit_at(text, 0)));
}

TYPE_METHOD(try_parse)
{
	Str text = types_str(args[0]);
	bool ok = str_units(text) == 1;

	*out = value_bool(ok);
	return types_set_ref_take(in, args[1], value_char(ok ? str_unit_at(text, 0) : 0));
}

TYPE_METHOD(to_string)
{
	Buf text = BUF_INIT;

	buf_put_code(&text, n && args[0].kind == V_CHAR ? args[0].ch : self.ch);
	return types_found(out, types_buf_string(&text));
}

TYPE_GET(get_max)
{
	return types_found(out, value_char(UINT16_MAX));
}

TYPE_GET(get_min)
{
	return types_found(out, value_char(0));
}

static const PropDef statics[] = {
	FIELD("MaxValue", "System.Char", get_max),
	FIELD("MinValue", "System.Char", get_min),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("CompareTo", "int CompareTo(System.Object value)", types_compare_to),
	METHOD("CompareTo", "int CompareTo(char value)", types_compare_to),
	METHOD("Equals", "bool Equals(System.Object obj)", types_equals),
	METHOD("Equals", "bool Equals(char obj)", types_equals),
	METHOD("ToString", "string ToString()", to_string),
	METHOD("ToString", "string ToString(System.IFormatProvider provider)", to_string),
	CONVERTIBLE_METHODS,
	METHODS_END,
};

/* The tests have a form for a char and one for a place in a string. */
#define TEST(name, fn)                                                                                                 \
	METHOD(name, "static bool " name "(char c)", fn), METHOD(name, "static bool " name "(string s, int index)", fn)

static const MethodDef static_methods[] = {
	METHOD("ToString", "static string ToString(char c)", to_string),
	METHOD("Parse", "static char Parse(string s)", parse),
	METHOD("TryParse", "static bool TryParse(string s, [ref] char result)", try_parse),
	TEST("IsDigit", test_digit),
	TEST("IsLetter", test_letter),
	TEST("IsWhiteSpace", test_space),
	TEST("IsUpper", test_upper),
	TEST("IsLower", test_lower),
	TEST("IsPunctuation", test_punctuation),
	TEST("IsLetterOrDigit", test_letter_or_digit),
	METHOD("ToUpper", "static char ToUpper(char c, cultureinfo culture)", to_upper),
	METHOD("ToUpper", "static char ToUpper(char c)", to_upper),
	METHOD("ToUpperInvariant", "static char ToUpperInvariant(char c)", to_upper),
	METHOD("ToLower", "static char ToLower(char c, cultureinfo culture)", to_lower),
	METHOD("ToLower", "static char ToLower(char c)", to_lower),
	METHOD("ToLowerInvariant", "static char ToLowerInvariant(char c)", to_lower),
	TEST("IsControl", test_control),
	TEST("IsNumber", test_number),
	TEST("IsSeparator", test_separator),
	TEST("IsSurrogate", test_surrogate),
	TEST("IsSymbol", test_symbol),
	METHOD("GetUnicodeCategory", "static System.Globalization.UnicodeCategory GetUnicodeCategory(char c)",
		category),
	METHOD("GetUnicodeCategory",
		"static System.Globalization.UnicodeCategory GetUnicodeCategory(string s, int index)", category),
	METHOD("GetNumericValue", "static double GetNumericValue(char c)", numeric_value),
	METHOD("GetNumericValue", "static double GetNumericValue(string s, int index)", numeric_value),
	TEST("IsHighSurrogate", test_high),
	TEST("IsLowSurrogate", test_low),
	METHOD_CORE("IsAscii", "static bool IsAscii(char c)", is_ascii),
	METHOD_CORE("IsAsciiDigit", "static bool IsAsciiDigit(char c)", ascii_digit),
	METHOD_CORE("IsAsciiHexDigit", "static bool IsAsciiHexDigit(char c)", ascii_hex),
	METHOD_CORE("IsAsciiLetter", "static bool IsAsciiLetter(char c)", ascii_letter),
	METHOD_CORE("IsAsciiLetterLower", "static bool IsAsciiLetterLower(char c)", ascii_lower),
	METHOD_CORE("IsAsciiLetterOrDigit", "static bool IsAsciiLetterOrDigit(char c)", ascii_word),
	METHOD_CORE("IsAsciiLetterUpper", "static bool IsAsciiLetterUpper(char c)", ascii_upper),
	METHOD_CORE("IsBetween", "static bool IsBetween(char c, char minInclusive, char maxInclusive)", is_between),
	METHOD("IsSurrogatePair", "static bool IsSurrogatePair(char highSurrogate, char lowSurrogate)", is_pair),
	METHOD("ConvertToUtf32", "static int ConvertToUtf32(char highSurrogate, char lowSurrogate)", to_utf32),
	METHOD("ConvertToUtf32", "static int ConvertToUtf32(string s, int index)", to_utf32),
	METHOD("ConvertFromUtf32", "static string ConvertFromUtf32(int utf32)", from_utf32),
	METHODS_END,
};

const TypeMembers type_char = { .methods = methods, .statics = statics, .static_methods = static_methods };
