/* guid: System.Guid. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/guid.h"

#include <stdlib.h>

#include "shell/types/types_list.h"
#include "shell/types/types_number.h"

/* Bytes as a Guid's text has them: big-endian throughout, unlike ToByteArray(). */
typedef struct Guid {
	uint8_t bytes[16];
} Guid;

static const Guid *peek(Value v)
{
	return object_payload_peek(v, &type_guid);
}

static Value make(const Guid *bytes)
{
	Guid *guid = MEM_NEW(Guid);

	*guid = *bytes;
	return object_value(object_new_native(&type_guid, guid));
}

static void free_guid(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

/* ToByteArray() has the first three fields little-endian. */
static const uint8_t mixed[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };

/* ---- text ---- */

/* Formats D N B P; X has a form of its own. */
static void put_format(const Guid *g, char format, Buf *out)
{
	if (format == 'B' || format == 'P')
		buf_put_char(out, format == 'B' ? '{' : '(');
	for (size_t i = 0; i < 16; i++) {
		if (format != 'N' && (i == 4 || i == 6 || i == 8 || i == 10))
			buf_put_char(out, '-');
		buf_printf(out, "%02x", (unsigned)g->bytes[i]);
	}
	if (format == 'B' || format == 'P')
		buf_put_char(out, format == 'B' ? '}' : ')');
}

static void put_hex(const Guid *g, Buf *out)
{
	const uint8_t *b = g->bytes;

	buf_printf(out, "{0x%02x%02x%02x%02x,0x%02x%02x,0x%02x%02x,{", b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]);
	for (size_t i = 8; i < 16; i++)
		buf_printf(out, i > 8 ? ",0x%02x" : "0x%02x", b[i]);
	buf_put(out, S("}}"));
}

static Flow put_text(UNUSED Interp *in, Value self, Buf *out)
{
	put_format(peek(self), 'D', out);
	return FLOW_NEXT;
}

static Flow format_text(Interp *in, Value self, Str format, Buf *out)
{
	char letter = (char)(format.n ? format.p[0] & ~32 : 'D');

	if (format.n > 1 || !strchr("DNBPX", letter))
		return fault_exception(in, EXC_FORMAT,
			"Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", \"p\", \"B\", \"b\", \"X\" or \"x\".");
	if (letter == 'X')
		put_hex(peek(self), out);
	else
		put_format(peek(self), letter, out);
	return FLOW_NEXT;
}

TYPE_METHOD(to_string)
{
	Buf text = BUF_INIT;
	Flow flow = format_text(in, self, n ? types_str(args[0]) : S(""), &text);

	*out = types_buf_string(&text);
	return flow;
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool skip(Str *text, char c)
{
	if (text->n == 0 || (text->p[0] != c && !(c == 'x' && text->p[0] == 'X')))
		return false;
	*text = str_cut(*text, 1, text->n);
	return true;
}

/* "0x1f" into so many bytes. */
static bool read_hex(Str *text, size_t width, uint8_t *bytes)
{
	uint64_t number = 0;
	size_t digits = 0;

	if (!skip(text, '0') || !skip(text, 'x'))
		return false;
	for (; text->n > 0 && digit_of(text->p[0]) >= 0; digits++) {
		number = number << 4 | (unsigned)digit_of(text->p[0]);
		*text = str_cut(*text, 1, text->n);
	}
	for (size_t i = 0; i < width; i++)
		bytes[i] = (uint8_t)(number >> (8 * (width - 1 - i)));
	return digits > 0 && digits <= 2 * width;
}

/* The form X: {0xdddddddd,0xdddd,0xdddd,{0xdd,0xdd,0xdd,0xdd,0xdd,0xdd,0xdd,0xdd}} */
static bool read_numbers(Str text, Guid *guid)
{
	static const uint8_t width[] = { 4, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1 };
	size_t at = 0;

	if (!skip(&text, '{'))
		return false;
	for (size_t i = 0; i < COUNT(width); i++) {
		if ((i > 0 && !skip(&text, ',')) || (i == 3 && !skip(&text, '{')))
			return false;
		if (!read_hex(&text, width[i], guid->bytes + at))
			return false;
		at += width[i];
	}
	return str_eq(text, S("}}"));
}

/* 32 digits, plain or with dashes, in braces or parentheses; or the form X. */
static bool read(Str text, Guid *guid)
{
	bool dashes;
	size_t at = 0;

	text = str_trim_unicode(text);
	if (str_istarts(text, S("{0x")))
		return read_numbers(text, guid);
	if (text.n == 38 && ((text.p[0] == '{' && text.p[37] == '}') || (text.p[0] == '(' && text.p[37] == ')')))
		text = str_cut(text, 1, 37);
	dashes = text.n == 36;
	if (!dashes && text.n != 32)
		return false;
	for (size_t i = 0; i < 16; i++) {
		int high, low;

		if (dashes && (i == 4 || i == 6 || i == 8 || i == 10) && text.p[at++] != '-')
			return false;
		high = digit_of(text.p[at++]);
		low = digit_of(text.p[at++]);
		if (high < 0 || low < 0)
			return false;
		guid->bytes[i] = (uint8_t)(high * 16 + low);
	}
	return true;
}

bool types_guid_parse(Str text, uint8_t bytes[16])
{
	Guid guid;
	bool ok = read(text, &guid);

	if (ok)
		memcpy(bytes, guid.bytes, sizeof guid.bytes);
	return ok;
}

/* Which rule of a Guid's form the text breaks, in .NET's words. */
static const char *why_bad(Interp *in, Str text)
{
	bool dashes;

	text = str_trim_unicode(text);
	if (text.n > 0 && (text.p[0] == '{' || text.p[0] == '('))
		text = str_cut(text, 1, text.n - (text.n > 1));
	dashes = str_find_byte(text, '-', 0) != STR_NONE;
	if (!(runtime_edition(in)->where & WHERE_CORE))
		return "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).";
	if (dashes && text.n != 36)
		return "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).";
	if (text.n == 36 || text.n == 32)
		return "Guid string should only contain hexadecimal characters.";
	return "Unrecognized Guid format.";
}

TYPE_METHOD(parse)
{
	Guid guid;

	if (read(types_str(args[0]), &guid))
		return types_found(out, make(&guid));
	return fault_exception(in, EXC_FORMAT, "%s", why_bad(in, types_str(args[0])));
}

TYPE_METHOD(try_parse)
{
	Guid guid = { { 0 } };
	bool ok = read(types_str(args[0]), &guid);

	*out = value_bool(ok);
	if (!ok)
		guid = (Guid){ { 0 } };
	return types_set_ref_take(in, args[n - 1], make(&guid));
}

/* ParseExact: the form the letter names and no other. */
static bool read_exact(Str text, Str format, Guid *guid)
{
	char letter = (char)(format.n == 1 ? format.p[0] & ~32 : 0);

	text = str_trim_unicode(text);
	switch (letter) {
	case 'N':
		return text.n == 32 && read(text, guid);
	case 'D':
		return text.n == 36 && read(text, guid);
	case 'B':
	case 'P':
		return text.n == 38 && text.p[0] == (letter == 'B' ? '{' : '(') && read(text, guid);
	case 'X':
		return read_numbers(text, guid);
	default:
		return false;
	}
}

/* Which rule of the form that was asked for the text breaks. */
static const char *why_not_exact(Interp *in, Str text, char letter)
{
	text = str_trim_unicode(text);
	if (letter == 'X')
		return "Expected {0xdddddddd, etc}.";
	if (runtime_edition(in)->where & WHERE_CORE &&
		text.n == (letter == 'N'          ? 32
				  : letter == 'D' ? 36
						  : 38) &&
		(letter != 'B' || text.p[0] == '{') && (letter != 'P' || text.p[0] == '('))
		return "Guid string should only contain hexadecimal characters.";
	return "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).";
}

TYPE_METHOD(parse_exact)
{
	Str format = types_str(args[1]);
	Guid guid;

	if (format.n != 1 || !strchr("dDnNbBpPxX", format.p[0]))
		return fault_exception(in, EXC_FORMAT,
			"Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", \"p\", \"B\", \"b\", \"X\" or \"x\".");
	if (read_exact(types_str(args[0]), format, &guid))
		return types_found(out, make(&guid));
	return fault_exception(in, EXC_FORMAT, "%s", why_not_exact(in, types_str(args[0]), (char)(format.p[0] & ~32)));
}

TYPE_METHOD(try_parse_exact)
{
	Guid guid = { { 0 } };
	bool ok = read_exact(types_str(args[0]), types_str(args[1]), &guid);

	*out = value_bool(ok);
	if (!ok)
		guid = (Guid){ { 0 } };
	return types_set_ref_take(in, args[2], make(&guid));
}

/* ---- making ---- */

void types_guid_fill(Interp *in, uint8_t bytes[16])
{
	const Env *env = runtime_of(in)->env;

	env->random(env->self, bytes, 16);
	bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x40); /* version 4: random */
	bytes[8] = (uint8_t)((bytes[8] & 0x3f) | 0x80);
}

Value types_guid_value(const uint8_t bytes[16])
{
	Guid guid;

	memcpy(guid.bytes, bytes, sizeof(guid.bytes));
	return make(&guid);
}

TYPE_METHOD(new_guid)
{
	uint8_t bytes[16];

	types_guid_fill(in, bytes);
	return types_found(out, types_guid_value(bytes));
}

TYPE_METHOD(from_bytes)
{
	Guid guid;
	Str bytes;

	FLOW_TRY(types_bytes(in, args[0], "b", &bytes));
	if (bytes.n != 16)
		return fault_argument(in, EXC_ARGUMENT, "b", "Byte array for Guid must be exactly 16 bytes long.");
	for (size_t i = 0; i < 16; i++)
		guid.bytes[mixed[i]] = (uint8_t)bytes.p[i];
	return types_found(out, make(&guid));
}

/* (int a, short b, short c, byte d .. k) */
TYPE_METHOD(from_parts)
{
	static const uint8_t width[] = { 4, 2, 2 };
	Guid guid;
	size_t at = 0;

	for (size_t i = 0; i < 3; i++)
		for (size_t left = width[i]; left-- > 0;)
			guid.bytes[at++] = (uint8_t)((uint64_t)types_int(args[i]) >> (8 * left));
	for (size_t i = 3; i < n; i++)
		guid.bytes[at++] = (uint8_t)types_int(args[i]);
	return types_found(out, make(&guid));
}

/* Version 7 begins with the milliseconds since 1970. */
TYPE_METHOD(new_version_7)
{
	const Env *env = runtime_of(in)->env;
	uint64_t ms = (uint64_t)(env->now(env->self) - MOMENT_UNIX_EPOCH) / MOMENT_TICKS_PER_MS;
	Guid guid;

	types_guid_fill(in, guid.bytes);
	for (size_t i = 0; i < 6; i++)
		guid.bytes[i] = (uint8_t)(ms >> (8 * (5 - i)));
	guid.bytes[6] = (uint8_t)((guid.bytes[6] & 0x0f) | 0x70);
	return types_found(out, make(&guid));
}

TYPE_GET(get_all_set)
{
	Guid guid;

	memset(&guid, 0xff, sizeof(guid));
	return types_found(out, make(&guid));
}

TYPE_METHOD(empty)
{
	Guid guid = { { 0 } };

	return types_found(out, make(&guid));
}

TYPE_GET(get_empty)
{
	Guid guid = { { 0 } };

	return types_found(out, make(&guid));
}

TYPE_GET(get_guid)
{
	Buf text = BUF_INIT;

	put_format(peek(self), 'D', &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_GET(get_variant)
{
	return types_found(out, value_int(peek(self)->bytes[8] >> 4));
}

TYPE_GET(get_version)
{
	return types_found(out, value_int(peek(self)->bytes[6] >> 4));
}

TYPE_METHOD(to_bytes)
{
	char bytes[16];

	for (size_t i = 0; i < 16; i++)
		bytes[i] = (char)peek(self)->bytes[mixed[i]];
	return types_found(out, array_from_bytes((Str){ bytes, sizeof(bytes) }));
}

/* ---- comparing ---- */

static int compare(Value a, Value b)
{
	int order = memcmp(peek(a)->bytes, peek(b)->bytes, 16);

	return (order > 0) - (order < 0);
}

static bool equal(Value a, Value b)
{
	return compare(a, b) == 0;
}

static uint32_t hash(Value v)
{
	return str_hash((Str){ (const char *)peek(v)->bytes, 16 });
}

TYPE_METHOD(compare_to_object)
{
	if (types_given(args[0]) && type_of(value_unwrap_peek(args[0])) != &type_guid)
		return fault_argument(in, EXC_ARGUMENT, "value", "Object must be of type GUID.");
	return types_compare_to(in, self, args, n, out);
}

static const PropDef props[] = {
	{ "Guid", "System.Object", get_guid, NULL, PROP_SCRIPT },
	PROP_IN_CORE("Variant", "System.Int32", get_variant),
	PROP_IN_CORE("Version", "System.Int32", get_version),
	PROPS_END,
};
static const PropDef statics[] = {
	FIELD("Empty", "System.Guid", get_empty),
	PROP_IN_CORE("AllBitsSet", "System.Guid", get_all_set),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("CompareTo", "int CompareTo(System.Object value)", compare_to_object),
	METHOD("CompareTo", "int CompareTo(guid value)", types_compare_to),
	METHOD("Equals", "bool Equals(System.Object o)", types_equals),
	METHOD("Equals", "bool Equals(guid g)", types_equals),
	METHOD("ToByteArray", "byte[] ToByteArray()", to_bytes),
	METHOD("ToString", "string ToString()", to_string),
	METHOD("ToString", "string ToString(string format)", to_string),
	METHOD("ToString", "string ToString(string format, System.IFormatProvider provider)", to_string),
	METHODS_END,
};
static const MethodDef static_methods[] = {
	METHOD("NewGuid", "static guid NewGuid()", new_guid),
	METHOD("Parse", "static guid Parse(string input)", parse),
	METHOD_CORE("Parse", "static guid Parse(string s, System.IFormatProvider provider)", parse),
	METHOD_CORE("CreateVersion7", "static guid CreateVersion7()", new_version_7),
	METHOD("ParseExact", "static guid ParseExact(string input, string format)", parse_exact),
	METHOD("TryParse", "static bool TryParse(string input, [ref] guid result)", try_parse),
	METHOD("TryParseExact", "static bool TryParseExact(string input, string format, [ref] guid result)",
		try_parse_exact),
	METHODS_END,
};
static const MethodDef constructors[] = {
	NEW("guid new()", empty),
	NEW("guid new(byte[] b)", from_bytes),
	NEW("guid new(string g)", parse),
	NEW("guid new(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)",
		from_parts),
	METHODS_END,
};
static const TypeMembers members = {
	.props = props,
	.methods = methods,
	.statics = statics,
	.static_methods = static_methods,
	.constructors = constructors,
};
static const TypeOps ops = {
	.free = free_guid,
	.text = put_text,
	.format = format_text,
	.equal = equal,
	.compare = compare,
	.hash = hash,
};
static const TypeDef *const interfaces[] = { &type_known[T_ICOMPARABLE], &type_iformattable, NULL };
static const ViewItem columns[] = { { .prop = "Guid" }, { 0 } };
static const ViewDef view = { .shape = VIEW_TABLE, .items = columns };

const TypeDef type_guid = {
	.name = "System.Guid",
	.base = &type_known[T_VALUETYPE],
	.flags = TYPE_VALUE | TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.interfaces = interfaces,
	.view = &view,
};
