/* types_number: Parse and TryParse of the numeric types, with NumberStyles and cultures. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_number.h"

unsigned types_parse_style(TypeId type)
{
	if (type == T_DECIMAL)
		return STYLE_NUMBER;
	return type == T_SINGLE || type == T_DOUBLE ? STYLE_FLOAT | STYLE_THOUSANDS : STYLE_INTEGER;
}

/* ---- taking the decoration off ---- */

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool strip_blanks(Str *s, unsigned style)
{
	Str trimmed = *s;

	while (trimmed.n > 0 && is_blank(trimmed.p[0]))
		trimmed = str_cut(trimmed, 1, trimmed.n);
	if (trimmed.n != s->n && !(style & STYLE_LEADING_BLANK))
		return false;
	*s = trimmed;
	while (trimmed.n > 0 && (is_blank(trimmed.p[trimmed.n - 1]) || trimmed.p[trimmed.n - 1] == '\0'))
		trimmed.n--;
	if (trimmed.n != s->n && !(style & STYLE_TRAILING_BLANK))
		return false;
	*s = trimmed;
	return true;
}

/* Takes signs, parentheses and the currency symbol off both ends; false where the style forbids one. */
static bool strip_signs(Str *s, unsigned style, Str currency, bool *negative)
{
	bool sign = false;

	*negative = false;
	if (s->n > 1 && s->p[0] == '(' && s->p[s->n - 1] == ')') {
		*negative = sign = true;
		*s = str_cut(*s, 1, s->n - 1);
		if (!(style & STYLE_PARENTHESES))
			return false;
	}
	if ((style & STYLE_CURRENCY) && str_starts(*s, currency))
		*s = str_cut(*s, currency.n, s->n);
	if (s->n > 1 && (s->p[0] == '-' || s->p[0] == '+') && !sign) {
		*negative = s->p[0] == '-';
		*s = str_cut(*s, 1, s->n);
		if (!(style & STYLE_LEADING_SIGN))
			return false;
	} else if (s->n > 1 && (s->p[s->n - 1] == '-' || s->p[s->n - 1] == '+') && !sign) {
		*negative = s->p[s->n - 1] == '-';
		s->n--;
		if (!(style & STYLE_TRAILING_SIGN))
			return false;
	}
	if ((style & STYLE_CURRENCY) && str_starts(*s, currency))
		*s = str_cut(*s, currency.n, s->n);
	return true;
}

static bool may_stand(char c, unsigned style, bool exponent)
{
	switch (c) {
	case ',':
		return style & STYLE_THOUSANDS;
	case '.':
		return style & STYLE_POINT;
	case '+':
	case '-':
		return exponent;
	default:
		return false;
	}
}

/* What is left must be digits, with only what the style allows among them. */
static bool body_is_good(Str s, unsigned style)
{
	bool digit = false, exponent = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c >= '0' && c <= '9')
			digit = true;
		else if (c == 'e' || c == 'E')
			exponent = true;
		else if (!may_stand(c, style, exponent))
			return false;
	}
	return digit && (!exponent || (style & STYLE_EXPONENT));
}

static NumKind kind_of(TypeId type)
{
	return (NumKind)(type - T_SBYTE + NUM_SBYTE); /* ORDER NumKind */
}

static NumStatus parse_integer(Str text, TypeId type, bool plain, Value *out)
{
	int64_t number = 0;
	NumStatus status;
	Decimal decimal;

	if (plain) {
		status = num_parse_integer(text, kind_of(type), true, &number);
	} else {
		bool fits = false;

		status = (NumStatus)decimal_parse(text, &decimal);
		if (status == NUM_OK) {
			uint64_t big = 0;

			if (type == T_UINT64) {
				fits = decimal_to_u64(decimal, &big) &&
				       decimal_compare(decimal, decimal_from_u64(big)) == 0;
				number = (int64_t)big;
			} else {
				fits = decimal_to_i64(decimal, &number) &&
				       decimal_compare(decimal, decimal_from_i64(number)) == 0 &&
				       num_fits(number, false, kind_of(type));
			}
			status = fits ? NUM_OK : NUM_OVERFLOW;
		}
	}
	if (status == NUM_OK)
		*out = value_integer(type, number);
	return status;
}

static NumStatus parse_body(Str text, TypeId type, Value *out)
{
	bool plain = str_find_byte(text, '.', 0) == STR_NONE && str_find_byte(text, 'e', 0) == STR_NONE &&
		     str_find_byte(text, 'E', 0) == STR_NONE;
	NumStatus status;
	Decimal decimal;
	double number;

	if (type < T_SINGLE)
		return parse_integer(text, type, plain, out);
	if (type == T_DECIMAL) {
		status = (NumStatus)decimal_parse(text, &decimal);
		if (status == NUM_OK)
			*out = value_decimal(decimal);
		return status;
	}
	status = num_parse_double(text, &number);
	if (status == NUM_OK)
		*out = type == T_SINGLE ? value_single((float)number) : value_double(number);
	return status;
}

static NumStatus parse_hex(Str text, TypeId type, unsigned style, Value *out)
{
	int64_t number = 0;
	NumStatus status;

	if (!strip_blanks(&text, style) || text.n == 0 ||
		!((text.p[0] >= '0' && text.p[0] <= '9') || text.p[0] >= 'A') ||
		(text.n > 1 && (text.p[1] == 'x' || text.p[1] == 'X')))
		return NUM_BAD_FORMAT;
	status = num_parse_radix(text, 16, kind_of(type), &number);
	if (status == NUM_OK)
		*out = value_integer(type, number);
	return status;
}

/* The symbols of the culture for what is no number. */
static bool parse_symbol(Str text, TypeId type, Value *out)
{
	double number;

	if (type != T_SINGLE && type != T_DOUBLE)
		return false;
	if (!str_ieq(text, S("NaN")) && !str_eq(text, S("\xe2\x88\x9e")) && !str_eq(text, S("-\xe2\x88\x9e")) &&
		!str_eq(text, S("+\xe2\x88\x9e")))
		return false;
	if (num_parse_double(text, &number) != NUM_OK)
		return false;
	*out = type == T_SINGLE ? value_single((float)number) : value_double(number);
	return true;
}

NumStatus types_parse_number(Str text, TypeId type, unsigned style, const TypeCulture *culture, Value *out)
{
	Buf plain = BUF_INIT, body = BUF_INIT;
	NumStatus status = NUM_BAD_FORMAT;
	bool negative;
	Str s = text;

	*out = VALUE_EMPTY;
	if (style & STYLE_HEX)
		return type < T_SINGLE ? parse_hex(text, type, style, out) : NUM_BAD_FORMAT;
	if (!types_culture_is_current(culture)) {
		types_culture_plain_number(culture, text, &plain);
		s = buf_str(&plain);
	}
	if (parse_symbol(str_trim(s), type, out)) {
		status = NUM_OK;
	} else if (strip_blanks(&s, style) && strip_signs(&s, style, str_from(culture->currency), &negative) &&
		   body_is_good(s, style)) {
		if (negative)
			buf_put_char(&body, '-');
		buf_put(&body, s);
		status = parse_body(buf_str(&body), type, out);
	}
	buf_release(&plain);
	buf_release(&body);
	return status;
}

/* ---- failures ---- */

Flow types_overflow(Interp *in, TypeId type)
{
	/* clang-format off */
	static const char *const nouns[] = { [T_CHAR] = "a character", [T_SBYTE] = "a signed byte",
		[T_BYTE] = "an unsigned byte", [T_INT16] = "an Int16", [T_UINT16] = "a UInt16", [T_INT32] = "an Int32",
		[T_UINT32] = "a UInt32", [T_INT64] = "an Int64", [T_UINT64] = "a UInt64", [T_SINGLE] = "a Single",
		[T_DOUBLE] = "a Double", [T_DECIMAL] = "a Decimal" };
	/* clang-format on */

	return fault_exception(in, EXC_OVERFLOW, "Value was either too large or too small for %s.", nouns[type]);
}

Flow types_bad_number(Interp *in, NumStatus status, Str text, TypeId type)
{
	if (status == NUM_OVERFLOW)
		return types_overflow(in, type);
	if (!(runtime_edition(in)->where & WHERE_CORE))
		return fault_exception(in, EXC_FORMAT, "Input string was not in a correct format.");
	return fault_exception(in, EXC_FORMAT, "The input string '%.*s' was not in a correct format.", STR_ARG(text));
}

/* ---- Parse and TryParse ---- */

/* Style and culture among the arguments behind the text, in whatever order the overload has them. */
static void options(Interp *in, TypeId type, const Value *args, size_t n, unsigned *style, const TypeCulture **culture)
{
	*style = types_parse_style(type);
	*culture = types_culture(in, VALUE_NULL);
	for (size_t i = 1; i < n; i++) {
		if (args[i].kind == V_ENUM)
			*style = (unsigned)types_int(args[i]);
		else if (types_culture_peek(args[i]))
			*culture = types_culture(in, args[i]);
	}
}

Flow types_parse(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	TypeId type = types_self(self)->id;
	const TypeCulture *culture;
	NumStatus status;
	unsigned style;

	options(in, type, args, n, &style, &culture);
	status = types_parse_number(types_str(args[0]), type, style, culture, out);
	return status == NUM_OK ? FLOW_NEXT : types_bad_number(in, status, types_str(args[0]), type);
}

Flow types_try_parse(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	TypeId type = types_self(self)->id;
	const TypeCulture *culture;
	Value number = VALUE_EMPTY;
	NumStatus status;
	unsigned style;

	options(in, type, args, n - 1, &style, &culture);
	status = types_parse_number(types_str(args[0]), type, style, culture, &number);
	*out = value_bool(status == NUM_OK);
	if (status != NUM_OK)
		FLOW_TRY(convert_to(in, VALUE_NULL, types_self(self), &number)); /* zero of the type */
	return types_set_ref_take(in, args[n - 1], number);
}
