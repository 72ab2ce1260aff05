/* convert_format: .NET's composite formatting: '{0,-10:N2}' -f $x (reference 6.7.9). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/utf8.h"
#include "shell/value/convert_core.h"
#include "shell/value/fault.h"

/* ---- one value with a format ---- */

static Flow bad_format(Interp *in, const char *text)
{
	return fault_exception(in, EXC_FORMAT, "%s", text);
}

static Flow put_enum(Interp *in, Value v, Str format, Buf *out)
{
	const TypeDef *type = v.enumeration->type;
	TypeId underlying = type->underlying ? type->underlying : T_INT32;
	int width = underlying <= T_BYTE ? 2 : underlying <= T_UINT16 ? 4 : underlying <= T_UINT32 ? 8 : 16;
	uint64_t bits = (uint64_t)v.enumeration->value;

	switch (format.n == 1 ? format.p[0] | 0x20 : 0) {
	case 'g':
	case 'f':
		type_enum_put(type, v.enumeration->value, out);
		return FLOW_NEXT;
	case 'd':
		num_put_integer(out, v.enumeration->value, underlying == T_UINT64);
		return FLOW_NEXT;
	case 'x':
		if (width < 16)
			bits &= (UINT64_C(1) << width * 4) - 1;
		buf_printf(out, "%0*llX", width, (unsigned long long)bits);
		return FLOW_NEXT;
	default:
		return bad_format(
			in, "Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or \"d\".");
	}
}

/* Two's complement as BigInteger writes it: of the highest byte the half that only repeats the sign is left out. */
static void put_big_hex(Buf *out, const BigInt *big, long precision, bool upper)
{
	Buf bytes = BUF_INIT, text = BUF_INIT;
	const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	size_t i;
	uint8_t head;

	bigint_put_bytes(&bytes, big);
	i = buf_str(&bytes).n - 1;
	head = (uint8_t)bytes.p[i];
	if (head < 0x08 || head > 0xf7)
		buf_put_char(&text, digits[head & 15]);
	else
		i++;
	while (i-- > 0) {
		buf_put_char(&text, digits[(uint8_t)bytes.p[i] >> 4]);
		buf_put_char(&text, digits[bytes.p[i] & 15]);
	}
	for (long n = (long)buf_str(&text).n; n < precision; n++)
		buf_put_char(out, (char)(big->negative ? digits[15] : '0'));
	buf_put(out, buf_str(&text));
	buf_release(&bytes);
	buf_release(&text);
}

/* All digits with D, G and R, of which D may ask for more. */
static bool put_big(Buf *out, Str format, const BigInt *big, const NumCulture *culture)
{
	Buf text = BUF_INIT;
	char kind = (char)(format.n ? format.p[0] & ~0x20 : 'G');
	int64_t precision = 0;
	bool standard = format.n <= 1 ||
			num_parse_integer(str_cut(format, 1, format.n), NUM_UINT16, false, &precision) == NUM_OK;
	bool ok = true;
	Str digits;

	bigint_put(&text, big);
	digits = str_cut(buf_str(&text), big->negative, buf_str(&text).n);
	if (standard && kind == 'X') {
		put_big_hex(out, big, (long)precision, format.p[0] == 'X');
	} else if (standard && str_find_byte(S("DGR"), kind, 0) != STR_NONE) {
		if (big->negative)
			buf_put_char(out, '-');
		for (int64_t n = (int64_t)digits.n; kind == 'D' && n < precision; n++)
			buf_put_char(out, '0');
		buf_put(out, digits);
	} else {
		ok = num_format_whole(out, format, digits, big->negative, culture);
	}
	buf_release(&text);
	return ok;
}

static bool put_number(Interp *in, Value v, Str format, Buf *out)
{
	const NumCulture *culture = runtime_edition(in)->numbers;
	Num num;

	if (v.kind == V_BIGINT)
		return put_big(out, format, v.bigint, culture);
	(void)convert_peek_number(v, &num);
	switch (num.kind) {
	case NUM_SINGLE:
	case NUM_DOUBLE:
		return num_format_double(out, format, num.f64, num.kind == NUM_SINGLE, culture);
	case NUM_DECIMAL:
		return num_format_decimal(out, format, num.decimal, culture);
	default:
		return num_format_integer(out, format, num.i64, num.kind, culture);
	}
}

static bool put_moment(Interp *in, Value v, Str format, Buf *out)
{
	if (v.kind == V_TIMESPAN)
		return moment_span_format(out, format, v.i64);
	return moment_format(out, format, v.i64, (MomentKind)v.flags, runtime_edition(in)->dates, runtime_of(in)->env);
}

Flow convert_put_formatted(Interp *in, Value v, Str format, Buf *out)
{
	Value plain = value_unwrap_peek(v);
	const TypeOps *ops = plain.kind == V_OBJECT ? plain.object->type->ops : NULL;

	if (format.n == 0)
		return convert_put(in, v, TEXT_CULTURE | TEXT_ROUNDTRIP | TEXT_BAG | TEXT_LITERAL, out);
	switch ((ValueKind)plain.kind) {
	case V_INT:
	case V_SINGLE:
	case V_DOUBLE:
	case V_DECIMAL:
	case V_BIGINT:
		return put_number(in, plain, format, out) ? FLOW_NEXT : bad_format(in, "Format specifier was invalid.");
	case V_DATETIME:
	case V_TIMESPAN:
		return put_moment(in, plain, format, out) ? FLOW_NEXT
							  : bad_format(in, "Input string was not in a correct format.");
	case V_ENUM:
		return put_enum(in, plain, format, out);
	default:
		if (ops && ops->format)
			return ops->format(in, plain, format, out);
		return convert_put(in, v, TEXT_CULTURE | TEXT_BAG, out);
	}
}

/* ---- a format with holes ---- */

enum { HOLE_LIMIT = 1000000 }; /* .NET's limit for indexes and widths */

/* {index,width:format} */
typedef struct Hole {
	uint32_t index, width;
	bool left; /* a negative width */
	Str format;
} Hole;

typedef struct Reader {
	Interp *in;
	Str text;
	size_t at;
	const char *problem;
} Reader;

#define PROBLEM_END   "Format item ends prematurely."
#define PROBLEM_DIGIT "Expected an ASCII digit."

static bool fail(Reader *r, const char *problem)
{
	r->problem = problem;
	return false;
}

static char peek(const Reader *r)
{
	if (r->at == r->text.n)
		return '\0';
	return r->text.p[r->at];
}

static void skip_blanks(Reader *r)
{
	while (peek(r) == ' ')
		r->at++;
}

static bool read_count(Reader *r, uint32_t *out)
{
	uint32_t count = 0;

	if (r->at == r->text.n)
		return fail(r, PROBLEM_END);
	if (peek(r) < '0' || peek(r) > '9')
		return fail(r, PROBLEM_DIGIT);
	while (peek(r) >= '0' && peek(r) <= '9' && count < HOLE_LIMIT)
		count = count * 10 + (uint32_t)(r->text.p[r->at++] - '0');
	*out = count;
	return true;
}

static bool read_width(Reader *r, Hole *hole)
{
	r->at++;
	skip_blanks(r);
	hole->left = peek(r) == '-';
	if (hole->left)
		r->at++;
	if (!read_count(r, &hole->width))
		return false;
	skip_blanks(r);
	return true;
}

/* Up to the closing brace; braces inside are not allowed since .NET 5. */
static bool read_format(Reader *r, Hole *hole)
{
	size_t start = ++r->at;

	while (r->at < r->text.n && peek(r) != '}' && peek(r) != '{')
		r->at++;
	hole->format = str_cut(r->text, start, r->at);
	return peek(r) == '}' || fail(r, PROBLEM_END);
}

/* What follows an opening brace, to its closing one. */
static bool read_hole(Reader *r, Hole *hole)
{
	*hole = (Hole){ .format = { "", 0 } };
	if (!read_count(r, &hole->index))
		return false;
	skip_blanks(r);
	if (peek(r) == ',' && !read_width(r, hole))
		return false;
	if (peek(r) == ':' && !read_format(r, hole))
		return false;
	if (peek(r) != '}')
		return fail(r, PROBLEM_END);
	r->at++;
	return true;
}

/* Blanks on the other side, counted in UTF-16 units as .NET does. */
static void pad(Buf *out, size_t start, const Hole *hole)
{
	size_t units = hole->width ? str_units(str_cut(buf_str(out), start, out->n)) : 0;
	size_t blanks = hole->width > units ? hole->width - units : 0;

	if (hole->left || blanks == 0) {
		buf_put_many(out, ' ', blanks);
		return;
	}
	buf_put_many(out, ' ', blanks);
	memmove(out->p + start + blanks, out->p + start, out->n - start - blanks);
	memset(out->p + start, ' ', blanks);
}

static Flow put_hole(Reader *r, const Hole *hole, const Value *args, size_t n, Buf *out)
{
	size_t start = out->n;

	if (hole->index >= n)
		return fault_exception(r->in, EXC_FORMAT,
			"Index (zero based) must be greater than or equal to zero and less than the size of the argument list.");
	FLOW_TRY(convert_put_formatted(r->in, args[hole->index], hole->format, out));
	if (!out->full)
		pad(out, start, hole);
	return FLOW_NEXT;
}

static Flow raise_problem(const Reader *r)
{
	const Edition *edition = runtime_edition(r->in);

	if (!(edition->where & WHERE_CORE))
		return bad_format(r->in, "Input string was not in a correct format.");
	return fault_exception(r->in, EXC_FORMAT,
		"Input string was not in a correct format. Failure to parse near offset %zu. %s",
		str_unit_of_byte(r->text, r->at), r->problem);
}

typedef enum Literal { LITERAL_END, LITERAL_HOLE, LITERAL_BAD } Literal;

/* Text up to the opening brace of a hole; doubled braces are text. */
static Literal put_literal(Reader *r, Buf *out)
{
	size_t start;
	char c;

	while (r->at < r->text.n) {
		start = r->at;
		while (r->at < r->text.n && peek(r) != '{' && peek(r) != '}')
			r->at++;
		buf_put(out, str_cut(r->text, start, r->at));
		if (r->at == r->text.n)
			return LITERAL_END;
		c = r->text.p[r->at++];
		if (r->at < r->text.n && peek(r) == c) {
			buf_put_char(out, c);
			r->at++;
		} else if (c == '{') {
			return LITERAL_HOLE;
		} else {
			(void)fail(r, PROBLEM_END);
			return LITERAL_BAD;
		}
	}
	return LITERAL_END;
}

Flow convert_put_composite(Interp *in, Str format, const Value *args, size_t n, Buf *out)
{
	Reader r = { .in = in, .text = format };
	Literal literal;
	Hole hole;

	while ((literal = put_literal(&r, out)) == LITERAL_HOLE) {
		if (!read_hole(&r, &hole))
			return raise_problem(&r);
		FLOW_TRY(put_hole(&r, &hole, args, n, out));
	}
	return literal == LITERAL_END ? FLOW_NEXT : raise_problem(&r);
}

Flow convert_format(Interp *in, Str format, const Value *args, size_t n, Buf *out)
{
	Flow flow = convert_put_composite(in, format, args, n, out);
	Value exception, target;
	Fault fault = { .id = "FormatError", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME };
	Buf message = BUF_INIT;

	if (flow != FLOW_THROW)
		return flow;
	exception = runtime_of(in)->take_error(in);
	target = value_string(format);
	fault.target = target;
	buf_put(&message, S("Error formatting a string: "));
	buf_put(&message, exception_message_peek(exception));
	buf_put_char(&message, '.');
	flow = runtime_of(in)->raise(in, &fault, buf_str(&message));
	buf_release(&message);
	value_drop(target);
	value_drop(exception);
	return flow;
}
