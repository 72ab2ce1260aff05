/* encoding: System.Text.Encoding and its kinds. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/encoding.h"

#include <stdlib.h>

#include "shell/types/types_list.h"

/* One row an encoding: its names, and the type .NET gives it. */
typedef struct Row {
	Encoding encoding;
	int code_page, windows_code_page;
	bool single;
	const char *web, *name;
	const TypeDef *type, *core; /* core: its own in Core; NULL: the same */
} Row;

static const Row rows[] = {
	{ ENC_UTF8, 65001, 1200, false, "utf-8", "Unicode (UTF-8)", &type_utf8_encoding, &type_utf8_sealed },
	{ ENC_UTF16LE, 1200, 1200, false, "utf-16", "Unicode", &type_unicode_encoding, NULL },
	{ ENC_UTF16BE, 1201, 1200, false, "utf-16BE", "Unicode (Big-Endian)", &type_unicode_encoding, NULL },
	{ ENC_UTF32LE, 12000, 1200, false, "utf-32", "Unicode (UTF-32)", &type_utf32_encoding, NULL },
	{ ENC_UTF32BE, 12001, 1200, false, "utf-32BE", "Unicode (UTF-32 Big-Endian)", &type_utf32_encoding, NULL },
	{ ENC_ASCII, 20127, 1252, true, "us-ascii", "US-ASCII", &type_ascii_encoding, &type_ascii_sealed },
	{ ENC_LATIN1, 28591, 1252, true, "iso-8859-1", "Western European (ISO)", &type_latin1_encoding,
		&type_latin1_sealed },
	{ ENC_UTF7, 65000, 1200, false, "utf-7", "Unicode (UTF-7)", &type_utf7_encoding, NULL },
	{ ENC_WINDOWS1252, 1252, 1252, true, "windows-1252", "Western European (Windows)", &type_code_page_encoding,
		NULL },
	{ ENC_OEM437, 437, 1252, true, "IBM437", "OEM United States", &type_code_page_encoding, NULL },
};

/* Other names GetEncoding knows. */
static const struct {
	const char *name;
	int code_page;
} aliases[] = { { "ascii", 20127 }, { "us", 20127 }, { "latin1", 28591 }, { "iso_8859-1", 28591 }, { "l1", 28591 },
	{ "unicode", 1200 }, { "utf-16le", 1200 }, { "ucs-2", 1200 }, { "unicodefffe", 1201 }, { "utf8", 65001 },
	{ "unicode-1-1-utf-8", 65001 }, { "x-ansi", 1252 }, { "cp437", 437 }, { "437", 437 }, { "utf-32le", 12000 } };

static const Row *row_of(Encoding encoding)
{
	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].encoding == encoding)
			return &rows[i];
	return &rows[0];
}

static const TypeEncoding *peek(Value v)
{
	return object_payload_peek(v, &type_encoding);
}

TypeEncoding types_encoding(Value v, TypeEncoding fallback)
{
	const TypeEncoding *encoding = peek(v);

	return encoding ? *encoding : fallback;
}

void types_encoding_put_bom(TypeEncoding encoding, Buf *out)
{
	if (encoding.bom)
		buf_put(out, utf8_bom(encoding.encoding == ENC_UTF8 ? ENC_UTF8_BOM : encoding.encoding));
}

static Value make(const TypeDef *type, TypeEncoding encoding)
{
	TypeEncoding *copy = MEM_NEW(TypeEncoding);

	*copy = encoding;
	return object_value(object_new_native(type, copy));
}

Value types_encoding_value(Interp *in, TypeEncoding encoding)
{
	const Row *row = row_of(encoding.encoding);

	return make(row->core && runtime_edition(in)->where & WHERE_CORE ? row->core : row->type, encoding);
}

static void free_encoding(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

/* Unicode encodings of the static properties write their mark. */
static Value standard(Interp *in, Encoding encoding)
{
	bool marked = encoding == ENC_UTF8 || (encoding >= ENC_UTF16LE && encoding <= ENC_UTF32BE);

	return types_encoding_value(in, (TypeEncoding){ .encoding = encoding, .bom = marked });
}

/* Desktop's is the ANSI code page of a western server. */
TYPE_GET(get_default)
{
	if (runtime_edition(in)->where & WHERE_CORE)
		return types_found(out, types_encoding_value(in, TYPES_UTF8));
	return types_found(out, standard(in, ENC_WINDOWS1252));
}

/* ---- GetEncoding ---- */

static Flow by_code_page(Interp *in, int64_t page, Value *out)
{
	if (page == 0)
		return get_default(in, VALUE_EMPTY, out);
	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].code_page == page)
			return types_found(out, standard(in, rows[i].encoding));
	if (page < 0 || page > 65535)
		return fault_argument(
			in, EXC_ARGUMENT_OUT_OF_RANGE, "codepage", "Valid values are between 0 and 65535, inclusive.");
	return fault_exception(in, EXC_NOT_SUPPORTED,
		"No data is available for encoding %lld. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.",
		(long long)page);
}

TYPE_METHOD(get_encoding)
{
	Str name = types_str(args[0]);

	if (args[0].kind == V_INT)
		return by_code_page(in, types_int(args[0]), out);
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_ieq(name, str_from(rows[i].web)))
			return types_found(out, standard(in, rows[i].encoding));
	for (size_t i = 0; i < COUNT(aliases); i++)
		if (str_ieq(name, str_from(aliases[i].name)))
			return by_code_page(in, aliases[i].code_page, out);
	return fault_argument(in, EXC_ARGUMENT, "name",
		"'%.*s' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.",
		STR_ARG(name));
}

/* ---- text to bytes ---- */

/* Text of a string or char[] argument; (chars, index, count) take a part. */
static Flow text_argument(Interp *in, const Value *args, size_t n, Buf *out)
{
	const Array *chars = types_array(args[0]);
	int64_t from = 0, count;

	if (!chars) {
		buf_put(out, types_str(args[0]));
		return types_given(args[0]) ? FLOW_NEXT : types_null(in, "s");
	}
	count = (int64_t)chars->n;
	if (n > 1) {
		from = types_int(args[1]);
		count = types_int(args[2]);
	}
	if (from < 0 || count < 0 || from + count > (int64_t)chars->n)
		return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "chars",
			"Index and count must refer to a location within the buffer.");
	for (int64_t i = 0; i < count; i++)
		buf_put_code(out, array_peek(chars, (size_t)(from + i)).ch);
	return FLOW_NEXT;
}

static Flow encode(Interp *in, Value self, const Value *args, size_t n, Buf *bytes)
{
	Buf text = BUF_INIT;
	Flow flow = text_argument(in, args, n, &text);

	if (flow == FLOW_NEXT)
		utf8_encode_to(peek(self)->encoding, buf_str(&text), bytes);
	buf_release(&text);
	return flow;
}

TYPE_METHOD(get_bytes)
{
	Buf bytes = BUF_INIT;
	Flow flow = encode(in, self, args, n, &bytes);

	if (flow == FLOW_NEXT)
		*out = array_from_bytes(buf_str(&bytes));
	buf_release(&bytes);
	return flow;
}

TYPE_METHOD(get_byte_count)
{
	Buf bytes = BUF_INIT;
	Flow flow = encode(in, self, args, n, &bytes);

	*out = value_int((int32_t)bytes.n);
	buf_release(&bytes);
	return flow;
}

/* ---- bytes to text ---- */

static Flow check_strict(Interp *in, const TypeEncoding *encoding, Str bytes)
{
	size_t at = 0, from = 0;

	if (!encoding->strict || encoding->encoding != ENC_UTF8 || utf8_is_valid(bytes))
		return FLOW_NEXT;
	while (at < bytes.n && utf8_is_valid(str_cut(bytes, 0, at)))
		from = at++;
	return fault_exception(in, EXC_DECODER_FALLBACK,
		"Unable to translate bytes [%02X] at index %zu from specified code page to Unicode.",
		(unsigned)(unsigned char)bytes.p[from], from);
}

/* (bytes), (bytes, index, count) */
static Flow decode(Interp *in, Value self, const Value *args, size_t n, Buf *text)
{
	Str bytes;

	FLOW_TRY(types_bytes(in, args[0], "bytes", &bytes));
	if (n > 1) {
		int64_t from = types_int(args[1]), count = types_int(args[2]);

		if (from < 0 || count < 0 || from + count > (int64_t)bytes.n)
			return fault_argument(in, EXC_ARGUMENT_OUT_OF_RANGE, "bytes",
				"Index and count must refer to a location within the buffer.");
		bytes = str_cut(bytes, (size_t)from, (size_t)(from + count));
	}
	FLOW_TRY(check_strict(in, peek(self), bytes));
	utf8_decode_from(peek(self)->encoding, bytes, text);
	return FLOW_NEXT;
}

TYPE_METHOD(get_string)
{
	Buf text = BUF_INIT;
	Flow flow = decode(in, self, args, n, &text);

	if (flow == FLOW_NEXT)
		*out = value_string_buf(&text);
	buf_release(&text);
	return flow;
}

TYPE_METHOD(get_chars)
{
	Value text = VALUE_EMPTY;
	Flow flow;

	FLOW_TRY(get_string(in, self, args, n, &text));
	flow = member_call(in, text, S("ToCharArray"), NULL, 0, out);
	value_drop(text);
	return flow;
}

TYPE_METHOD(get_char_count)
{
	Buf text = BUF_INIT;
	Flow flow = decode(in, self, args, n, &text);

	*out = value_int((int32_t)str_units(buf_str(&text)));
	buf_release(&text);
	return flow;
}

TYPE_METHOD(get_max_byte_count)
{
	static const int widths[] = { [ENC_UTF8] = 3,
		[ENC_UTF16LE] = 2,
		[ENC_UTF16BE] = 2,
		[ENC_UTF32LE] = 4,
		[ENC_UTF32BE] = 4,
		[ENC_UTF7] = 3,
		[ENC_ASCII] = 1,
		[ENC_LATIN1] = 1,
		[ENC_WINDOWS1252] = 1,
		[ENC_OEM437] = 1 };
	int width = widths[peek(self)->encoding];

	return types_found(out, value_int((int32_t)(types_int(args[0]) + (width > 1)) * width));
}

TYPE_METHOD(get_preamble)
{
	Buf bytes = BUF_INIT;

	types_encoding_put_bom(*peek(self), &bytes);
	*out = array_from_bytes(buf_str(&bytes));
	buf_release(&bytes);
	return FLOW_NEXT;
}

/* (from, to, bytes) */
TYPE_METHOD(convert)
{
	Buf text = BUF_INIT, bytes = BUF_INIT;
	Flow flow = decode(in, args[0], args + 2, 1, &text);

	if (flow == FLOW_NEXT) {
		utf8_encode_to(types_encoding(args[1], TYPES_UTF8).encoding, buf_str(&text), &bytes);
		*out = array_from_bytes(buf_str(&bytes));
	}
	buf_release(&text);
	buf_release(&bytes);
	return flow;
}

/* ---- constructors of the kinds ---- */

/* UTF8Encoding(encoderShouldEmitUTF8Identifier, throwOnInvalidBytes) */
TYPE_METHOD(make_utf8)
{
	return types_found(
		out, make(&type_utf8_encoding, (TypeEncoding){ ENC_UTF8, n > 0 && args[0].b, n > 1 && args[1].b }));
}

/* UnicodeEncoding(bigEndian, byteOrderMark): both default to what the static property has. */
TYPE_METHOD(make_utf16)
{
	return types_found(
		out, make(&type_unicode_encoding, (TypeEncoding){ n > 0 && args[0].b ? ENC_UTF16BE : ENC_UTF16LE,
							  n < 2 || args[1].b, n > 2 && args[2].b }));
}

TYPE_METHOD(make_utf32)
{
	return types_found(
		out, make(&type_utf32_encoding, (TypeEncoding){ n > 0 && args[0].b ? ENC_UTF32BE : ENC_UTF32LE,
							n < 2 || args[1].b, n > 2 && args[2].b }));
}

TYPE_METHOD(make_ascii)
{
	return types_found(out, make(&type_ascii_encoding, (TypeEncoding){ .encoding = ENC_ASCII }));
}

TYPE_METHOD(make_utf7)
{
	return types_found(out, make(&type_utf7_encoding, (TypeEncoding){ .encoding = ENC_UTF7 }));
}

static bool equal(Value a, Value b)
{
	return peek(a)->encoding == peek(b)->encoding && peek(a)->bom == peek(b)->bom;
}

/* ---- properties ---- */

#define PART(name, expression)                                                                                         \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		const Row *row = row_of(peek(self)->encoding);                                                         \
                                                                                                                       \
		return types_found(out, expression);                                                                   \
	}
PART(get_web, value_string_c(row->web))
PART(get_name, value_string_c(row->name))
PART(get_code_page, value_int(row->code_page))
PART(get_windows_code_page, value_int(row->windows_code_page))
PART(get_single, value_bool(row->single))

TYPE_GET(get_read_only)
{
	return types_found(out, value_bool(true));
}

#define STANDARD(name, id)                                                                                             \
	TYPE_GET(name)                                                                                                 \
	{                                                                                                              \
		return types_found(out, standard(in, id));                                                             \
	}
STANDARD(get_ascii, ENC_ASCII)
STANDARD(get_big_endian, ENC_UTF16BE)
STANDARD(get_latin1, ENC_LATIN1)
STANDARD(get_unicode, ENC_UTF16LE)
STANDARD(get_utf7, ENC_UTF7)
STANDARD(get_utf8, ENC_UTF8)
STANDARD(get_utf32, ENC_UTF32LE)

TYPE_GET(get_null) /* a span: scripts get nothing */
{
	return types_found(out, VALUE_NULL);
}

TYPE_GET(get_browser_display)
{
	Encoding encoding = peek(self)->encoding;

	return types_found(out, value_bool(encoding == ENC_UTF8 || encoding == ENC_LATIN1));
}

TYPE_GET(get_browser_save)
{
	Encoding encoding = peek(self)->encoding;

	return types_found(out, value_bool(encoding == ENC_UTF8 || encoding == ENC_LATIN1 || encoding == ENC_UTF16LE));
}

TYPE_GET(get_mail)
{
	Encoding encoding = peek(self)->encoding;

	return types_found(out, value_bool(encoding == ENC_UTF8 || encoding == ENC_LATIN1 || encoding == ENC_ASCII ||
					   encoding == ENC_UTF7));
}

/* What stands for characters that an encoding lacks: named, not more. */
static const TypeDef encoder_fallback = {
	.name = "System.Text.EncoderReplacementFallback",
	.base = &type_known[T_OBJECT],
};
static const TypeDef decoder_fallback = {
	.name = "System.Text.DecoderReplacementFallback",
	.base = &type_known[T_OBJECT],
};

TYPE_GET(get_encoder_fallback)
{
	return types_found(out, object_value(object_new_native(&encoder_fallback, NULL)));
}

TYPE_GET(get_decoder_fallback)
{
	return types_found(out, object_value(object_new_native(&decoder_fallback, NULL)));
}

static const PropDef props[] = {
	PROP_IN_CORE("Preamble", "System.ReadOnlySpan`1[System.Byte]", get_null),
	PROP("BodyName", "System.String", get_web),
	PROP("EncodingName", "System.String", get_name),
	PROP("HeaderName", "System.String", get_web),
	PROP("WebName", "System.String", get_web),
	PROP("WindowsCodePage", "System.Int32", get_windows_code_page),
	PROP("IsBrowserDisplay", "System.Boolean", get_browser_display),
	PROP("IsBrowserSave", "System.Boolean", get_browser_save),
	PROP("IsMailNewsDisplay", "System.Boolean", get_mail),
	PROP("IsMailNewsSave", "System.Boolean", get_mail),
	PROP("IsSingleByte", "System.Boolean", get_single),
	PROP("EncoderFallback", "System.Text.EncoderFallback", get_encoder_fallback),
	PROP("DecoderFallback", "System.Text.DecoderFallback", get_decoder_fallback),
	PROP("IsReadOnly", "System.Boolean", get_read_only),
	PROP("CodePage", "System.Int32", get_code_page),
	PROPS_END,
};
static const PropDef statics[] = {
	PROP("ASCII", "System.Text.Encoding", get_ascii),
	PROP("BigEndianUnicode", "System.Text.Encoding", get_big_endian),
	PROP("Default", "System.Text.Encoding", get_default),
	PROP_IN_CORE("Latin1", "System.Text.Encoding", get_latin1),
	PROP("Unicode", "System.Text.Encoding", get_unicode),
	PROP("UTF32", "System.Text.Encoding", get_utf32),
	PROP("UTF7", "System.Text.Encoding", get_utf7),
	PROP("UTF8", "System.Text.Encoding", get_utf8),
	PROPS_END,
};
static const MethodDef methods[] = {
	METHOD("GetByteCount", "int GetByteCount(char[] chars)", get_byte_count),
	METHOD("GetByteCount", "int GetByteCount(string s)", get_byte_count),
	METHOD("GetBytes", "byte[] GetBytes(char[] chars)", get_bytes),
	METHOD("GetBytes", "byte[] GetBytes(char[] chars, int index, int count)", get_bytes),
	METHOD("GetBytes", "byte[] GetBytes(string s)", get_bytes),
	METHOD("GetCharCount", "int GetCharCount(byte[] bytes)", get_char_count),
	METHOD("GetChars", "char[] GetChars(byte[] bytes)", get_chars),
	METHOD("GetChars", "char[] GetChars(byte[] bytes, int index, int count)", get_chars),
	METHOD("GetMaxByteCount", "int GetMaxByteCount(int charCount)", get_max_byte_count),
	METHOD("GetPreamble", "byte[] GetPreamble()", get_preamble),
	METHOD("GetString", "string GetString(byte[] bytes)", get_string),
	METHOD("GetString", "string GetString(byte[] bytes, int index, int count)", get_string),
	METHODS_END,
};
static const MethodDef static_methods[] = {
	METHOD("Convert",
		"static byte[] Convert(System.Text.Encoding srcEncoding, System.Text.Encoding dstEncoding, byte[] bytes)",
		convert),
	METHOD("GetEncoding", "static System.Text.Encoding GetEncoding(int codepage)", get_encoding),
	METHOD("GetEncoding", "static System.Text.Encoding GetEncoding(string name)", get_encoding),
	METHODS_END,
};
static const TypeMembers members = {
	.props = props, .methods = methods, .statics = statics, .static_methods = static_methods
};
static const TypeOps ops = { .free = free_encoding, .equal = equal };

const TypeDef type_encoding = {
	.name = "System.Text.Encoding",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &members,
	.ops = &ops,
};

#define BOOLS "bool bigEndian, bool byteOrderMark"
static const MethodDef utf8_new[] = {
	NEW("System.Text.UTF8Encoding new()", make_utf8),
	NEW("System.Text.UTF8Encoding new(bool encoderShouldEmitUTF8Identifier)", make_utf8),
	NEW("System.Text.UTF8Encoding new(bool encoderShouldEmitUTF8Identifier, bool throwOnInvalidBytes)", make_utf8),
	METHODS_END,
};
static const MethodDef utf16_new[] = {
	NEW("System.Text.UnicodeEncoding new()", make_utf16),
	NEW("System.Text.UnicodeEncoding new(" BOOLS ")", make_utf16),
	NEW("System.Text.UnicodeEncoding new(" BOOLS ", bool throwOnInvalidBytes)", make_utf16),
	METHODS_END,
};
static const MethodDef utf32_new[] = {
	NEW("System.Text.UTF32Encoding new()", make_utf32),
	NEW("System.Text.UTF32Encoding new(" BOOLS ")", make_utf32),
	METHODS_END,
};
static const MethodDef ascii_new[] = { NEW("System.Text.ASCIIEncoding new()", make_ascii), METHODS_END };
static const MethodDef utf7_new[] = { NEW("System.Text.UTF7Encoding new()", make_utf7), METHODS_END };

#define KIND(symbol, full, from, constructors_of)                                                                      \
	static const TypeMembers symbol##_members = { .constructors = (constructors_of) };                             \
	const TypeDef type_##symbol = { .name = (full), .base = &(from), .members = &symbol##_members, .ops = &ops };

KIND(utf8_encoding, "System.Text.UTF8Encoding", type_encoding, utf8_new)
KIND(unicode_encoding, "System.Text.UnicodeEncoding", type_encoding, utf16_new)
KIND(utf32_encoding, "System.Text.UTF32Encoding", type_encoding, utf32_new)
KIND(ascii_encoding, "System.Text.ASCIIEncoding", type_encoding, ascii_new)
KIND(utf7_encoding, "System.Text.UTF7Encoding", type_encoding, utf7_new)
KIND(latin1_encoding, "System.Text.Latin1Encoding", type_encoding, NULL)
KIND(code_page_encoding, "System.Text.SBCSCodePageEncoding", type_encoding, NULL)
KIND(utf8_sealed, "System.Text.UTF8Encoding+UTF8EncodingSealed", type_utf8_encoding, NULL)
KIND(ascii_sealed, "System.Text.ASCIIEncoding+ASCIIEncodingSealed", type_ascii_encoding, NULL)
KIND(latin1_sealed, "System.Text.Latin1Encoding+Latin1EncodingSealed", type_latin1_encoding, NULL)
