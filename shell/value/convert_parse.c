/* convert_parse: text to numbers, characters, dates and times (reference 6.2, 6.5.2). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "shell/base/utf8.h"
#include "shell/value/convert_core.h"

/* A PowerShell literal in text: its value as a number of its own type; V_EMPTY when it is none. */
static Value read_literal(Interp *in, Str text)
{
	unsigned flags = NUM_LITERAL_SIGN;
	Num num;
	BigInt *big;

	if (runtime_edition(in)->literal_conversion)
		flags |= NUM_LITERAL_CORE;
	text = str_trim_unicode(text);
	if (text.n == 0)
		return value_int(0);
	if (num_read_literal(text, flags, &num) != NUM_OK)
		return VALUE_EMPTY;
	if (num.kind != NUM_BIGINT)
		return convert_from_num(&num);
	big = isnan(num.f64) ? bigint_parse_literal(text) : bigint_from_double(num.f64);
	return big ? bigint_value(big) : VALUE_EMPTY;
}

/* Core tries the text as a literal first (reference 6.2.1a); a literal out of range is not the last word. */
static bool literal_to(Conversion *c, Value text, const TypeDef *to, Value *out)
{
	Value literal;
	bool done;

	if (!runtime_edition(c->in)->literal_conversion)
		return false;
	literal = read_literal(c->in, string_str(text.string));
	if (literal.kind == V_EMPTY)
		return false;
	done = convert_core(c, literal, to, out);
	value_drop(literal);
	return done;
}

/* #10, 0x10 and &h10 are what .NET's converter takes for hexadecimal. */
static Str hex_digits(Str text)
{
	text = str_trim_unicode(text);
	if (str_starts(text, S("#")))
		return str_cut(text, 1, text.n);
	if (str_istarts(text, S("0x")) || str_istarts(text, S("&h")))
		return str_cut(text, 2, text.n);
	return S("");
}

static NumStatus parse_integer(Str text, NumKind kind, int64_t *out)
{
	Str hex = hex_digits(text);
	double value;
	NumStatus status;

	if (hex.n)
		return num_parse_radix(hex, 16, kind, out);
	status = num_parse_integer(text, kind, false, out);
	/* a fraction, an exponent, thousands: by way of a double, which keeps the first complaint to itself */
	if (status == NUM_BAD_FORMAT && num_parse_double(text, &value) == NUM_OK && num_round_to(value, kind, out))
		status = NUM_OK;
	return status;
}

static bool integer_of(Conversion *c, Value text, const TypeDef *to, Value *out)
{
	NumKind kind = (NumKind)(to->id - T_SBYTE + NUM_SBYTE);
	int64_t bits;

	switch (parse_integer(string_str(text.string), kind, &bits)) {
	case NUM_OK:
		*out = value_integer(to->id, bits);
		return true;
	case NUM_OVERFLOW:
		return convert_why_detail(c, FAIL_OVERFLOW, text, to, to->id);
	default:
		return convert_why(c, FAIL_FORMAT, text, to);
	}
}

static bool double_of(Conversion *c, Value text, const TypeDef *to, Value *out)
{
	double value;
	NumStatus status = num_parse_double(string_str(text.string), &value);

	if (status == NUM_BAD_FORMAT)
		return convert_why(c, FAIL_FORMAT, text, to);
	if (status == NUM_OVERFLOW)
		return convert_why_detail(c, FAIL_OVERFLOW, text, to, to->id);
	*out = to->id == T_SINGLE ? value_single((float)value) : value_double(value);
	return true;
}

/* As NumberStyles.Number has it: the sign may stand behind, an exponent may not (asked of 7.6). */
static NumStatus parse_decimal(Str text, Decimal *out)
{
	Str trimmed = str_trim_unicode(text);
	bool behind = trimmed.n > 1 && (str_ends(trimmed, S("-")) || str_ends(trimmed, S("+")));
	NumStatus status;

	if (str_ifind(text, S("e"), 0) != STR_NONE)
		return NUM_BAD_FORMAT;
	if (!behind)
		return (NumStatus)decimal_parse(text, out);
	if (trimmed.p[0] == '-' || trimmed.p[0] == '+')
		return NUM_BAD_FORMAT;
	status = (NumStatus)decimal_parse(str_cut(trimmed, 0, trimmed.n - 1), out);
	if (status == NUM_OK && str_ends(trimmed, S("-")))
		*out = decimal_negate(*out);
	return status;
}

static bool decimal_of(Conversion *c, Value text, const TypeDef *to, Value *out)
{
	Decimal value;

	switch (parse_decimal(string_str(text.string), &value)) {
	case NUM_OK:
		*out = value_decimal(value);
		return true;
	case NUM_OVERFLOW:
		return convert_why_detail(c, FAIL_OVERFLOW, text, to, T_DECIMAL);
	default:
		return convert_why(c, FAIL_FORMAT, text, to);
	}
}

/* Digits with commas anywhere between them, as .NET takes thousands. */
static BigInt *parse_thousands(Str text)
{
	Buf digits = BUF_INIT;
	BigInt *big;

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != ',')
			buf_put_char(&digits, text.p[i]);
	big = text.n && text.p[0] != ',' ? bigint_parse(buf_str(&digits)) : NULL;
	buf_release(&digits);
	return big;
}

static bool bigint_of(Conversion *c, Value text, const TypeDef *to, Value *out)
{
	Str trimmed = str_trim_unicode(string_str(text.string));
	BigInt *big = bigint_parse(trimmed);

	/* as a literal is read: more digits than a decimal holds, a fraction or an exponent are as good as a double */
	if ((!big || big->n > 3) && literal_to(c, text, to, out)) {
		if (big)
			value_drop(bigint_value(big));
		return true;
	}
	if (!big)
		big = parse_thousands(trimmed);
	if (!big)
		return convert_why(c, FAIL_FORMAT, text, to);
	*out = bigint_value(big);
	return true;
}

static bool char_of(Conversion *c, Value text, const TypeDef *to, Value *out)
{
	if (string_units(text.string) != 1)
		return convert_why(c, FAIL_CHAR_LENGTH, text, to);
	*out = value_char(string_unit_at(text.string, 0));
	return true;
}

bool convert_core_text(Conversion *c, Value text, const TypeDef *to, Value *out)
{
	if (to->id == T_CHAR)
		return char_of(c, text, to, out);
	if (text.string->n == 0)
		return convert_core_number(c, value_int(0), to, out);
	if (to->id == T_BIGINT)
		return bigint_of(c, text, to, out);
	if (literal_to(c, text, to, out))
		return true;
	switch (to->id) {
	case T_SINGLE:
	case T_DOUBLE:
		return double_of(c, text, to, out);
	case T_DECIMAL:
		return decimal_of(c, text, to, out);
	default:
		return integer_of(c, text, to, out);
	}
}

/* ---- arithmetic's numbers ---- */

bool convert_try_text_to_number(Interp *in, Value text, const TypeDef *fallback, Value *out)
{
	*out = read_literal(in, value_str_peek(text));
	return out->kind != V_EMPTY || convert_try(in, text, fallback, out);
}

Flow convert_text_to_number_as(Interp *in, Value text, const TypeDef *fallback, Value *out)
{
	Value literal = read_literal(in, value_str_peek(text)), trimmed;
	Flow flow;

	if (literal.kind != V_EMPTY) {
		*out = literal;
		return FLOW_NEXT;
	}
	trimmed = value_string(str_trim_unicode(value_str_peek(text))); /* as the message has it */
	flow = convert_to(in, trimmed, fallback, out);
	value_drop(trimmed);
	return flow;
}

Flow convert_text_to_number(Interp *in, Value text, Value *out)
{
	return convert_text_to_number_as(in, text, type_of_id(T_INT32), out);
}

/* ---- dates and times ---- */

/* An integer that may stand for ticks; UInt64 beyond Int64, doubles and decimals go by their text, as in 7.6. */
static bool is_ticks(Value v, int64_t *ticks)
{
	Num num;

	if ((v.kind != V_INT && v.kind != V_CHAR && v.kind != V_ENUM) || !convert_peek_number(v, &num))
		return false;
	*ticks = num.i64;
	return num_fits(num.i64, num.kind == NUM_UINT64, NUM_INT64);
}

/* The text that is parsed instead of v; V_EMPTY when v has none. */
static Value text_to_parse(Conversion *c, Value v)
{
	Value text = VALUE_EMPTY;

	if (v.kind == V_STRING)
		return value_ref(v);
	if (v.kind == V_INT || v.kind == V_SINGLE || v.kind == V_DOUBLE || v.kind == V_DECIMAL)
		if (convert_to_string(c->in, v, &text) != FLOW_NEXT)
			return VALUE_EMPTY; /* cannot be: numbers have a text */
	return text;
}

bool convert_core_datetime(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	int64_t ticks;
	MomentKind kind;
	MomentStatus status;
	size_t at = 0;
	Value text;

	if (is_ticks(v, &ticks)) {
		if (ticks < 0 || ticks > MOMENT_MAX)
			return convert_why(c, FAIL_TICKS, v, to);
		*out = value_datetime(ticks, MOMENT_UNSPECIFIED);
		return true;
	}
	if (v.kind == V_HASH)
		return convert_core_hash(c, v, to, out);
	text = text_to_parse(c, v);
	if (text.kind == V_EMPTY)
		return convert_why_final(c, v, to);
	status = moment_parse(string_str(text.string), runtime_of(c->in)->env, &ticks, &kind, &at);
	if (status == MOMENT_OK)
		*out = value_datetime(ticks, kind);
	else
		(void)convert_why_detail(c, FAIL_DATE, text, to, (int64_t)at << 8 | status);
	value_drop(text);
	return status == MOMENT_OK;
}

bool convert_core_timespan(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	int64_t ticks;
	MomentStatus status;
	Value text;

	if (is_ticks(v, &ticks)) {
		*out = value_timespan(ticks);
		return true;
	}
	if (v.kind == V_HASH)
		return convert_core_hash(c, v, to, out);
	text = text_to_parse(c, v);
	if (text.kind == V_EMPTY)
		return convert_why_final(c, v, to);
	status = moment_span_parse(string_str(text.string), &ticks);
	if (status == MOMENT_OK)
		*out = value_timespan(ticks);
	else
		(void)convert_why(c, status == MOMENT_OUT_OF_RANGE ? FAIL_SPAN_RANGE : FAIL_SPAN, text, to);
	value_drop(text);
	return status == MOMENT_OK;
}
