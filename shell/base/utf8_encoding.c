/* utf8_encoding: other encodings, byte order marks. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/utf8.h"

enum { REPLACEMENT = 0xfffd };

static inline unsigned byte_at(Str s, size_t at)
{
	return (unsigned char)s.p[at];
}

/* ---- code pages ------------------------------------------------------------------------------------------------- */

/* clang-format off */
/* Windows-1252, 0x80 to 0x9f; the rest is Latin-1 (recorded from .NET). */
static const uint16_t windows1252[32] = {
	0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
	0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};
/* Code page 437, 0x80 to 0xff; the first half is ASCII (recorded from .NET). */
static const uint16_t oem437[128] = {
	0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee, 0x00ec, 0x00c4, 0x00c5,
	0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6, 0x00dc, 0x00a2, 0x00a3, 0x00a5, 0x20a7, 0x0192,
	0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x2310, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
	0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255d, 0x255c, 0x255b, 0x2510,
	0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x255e, 0x255f, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x2567,
	0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256b, 0x256a, 0x2518, 0x250c, 0x2588, 0x2584, 0x258c, 0x2590, 0x2580,
	0x03b1, 0x00df, 0x0393, 0x03c0, 0x03a3, 0x03c3, 0x00b5, 0x03c4, 0x03a6, 0x0398, 0x03a9, 0x03b4, 0x221e, 0x03c6, 0x03b5, 0x2229,
	0x2261, 0x00b1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00f7, 0x2248, 0x00b0, 0x2219, 0x00b7, 0x221a, 0x207f, 0x00b2, 0x25a0, 0x00a0,
};
/* clang-format on */

/* The character of one byte in an encoding of one byte a character. */
static uint32_t code_of_byte(Encoding enc, unsigned byte)
{
	if (byte < 0x80)
		return byte;
	switch (enc) {
	case ENC_ASCII:
		return '?'; /* what .NET's ASCIIEncoding reads them as */
	case ENC_WINDOWS1252:
		return byte < 0xa0 ? windows1252[byte - 0x80] : byte;
	case ENC_OEM437:
		return oem437[byte - 0x80];
	default:
		return byte;
	}
}

static unsigned find_in(const uint16_t *table, size_t n, uint32_t code)
{
	for (size_t i = 0; i < n; i++)
		if (table[i] == code)
			return 0x80 + (unsigned)i;
	return '?';
}

/* The byte of a character, '?' where the encoding lacks it. */
static unsigned byte_of_code(Encoding enc, uint32_t code)
{
	if (code < 0x80)
		return code;
	switch (enc) {
	case ENC_ASCII:
		return '?';
	case ENC_WINDOWS1252:
		return code >= 0xa0 && code <= 0xff ? code : find_in(windows1252, COUNT(windows1252), code);
	case ENC_OEM437:
		return find_in(oem437, COUNT(oem437), code);
	default:
		return code <= 0xff ? code : '?';
	}
}

static void decode_bytes(Encoding enc, Str bytes, Buf *out)
{
	for (size_t i = 0; i < bytes.n; i++)
		buf_put_code(out, code_of_byte(enc, byte_at(bytes, i)));
}

static void encode_bytes(Encoding enc, Str text, Buf *out)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t code = utf8_next(text, &at);
		buf_put_char(out, (char)byte_of_code(enc, code));
		/* .NET replaces each of the two units */
		if (code >= 0x10000)
			buf_put_char(out, '?');
	}
}

/* ---- UTF-16 and UTF-32 ------------------------------------------------------------------------------------------ */

static uint32_t read_number(Str s, size_t at, size_t width, bool big)
{
	uint32_t number = 0;
	for (size_t i = 0; i < width; i++)
		number = number << 8 | byte_at(s, at + (big ? i : width - 1 - i));
	return number;
}

static void put_number(Buf *out, uint32_t number, size_t width, bool big)
{
	for (size_t i = 0; i < width; i++)
		buf_put_char(out, (char)(number >> 8 * (big ? width - 1 - i : i)));
}

static inline bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static inline bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

static uint32_t join(uint32_t high, uint32_t low)
{
	return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

static void decode_utf16(Str s, bool big, Buf *out)
{
	size_t i = 0;
	while (s.n - i >= 2) {
		uint32_t unit = read_number(s, i, 2, big);
		i += 2;
		uint32_t next = is_high(unit) && s.n - i >= 2 ? read_number(s, i, 2, big) : 0;
		if (is_low(next)) {
			unit = join(unit, next);
			i += 2;
		}
		buf_put_code(out, is_high(unit) || is_low(unit) ? REPLACEMENT : unit);
	}
	if (i < s.n)
		buf_put_code(out, REPLACEMENT);
}

static void decode_utf32(Str s, bool big, Buf *out)
{
	size_t i = 0;
	for (; s.n - i >= 4; i += 4) {
		uint32_t code = read_number(s, i, 4, big);
		bool malformed = code > 0x10ffff || is_high(code) || is_low(code);
		buf_put_code(out, malformed ? REPLACEMENT : code);
	}
	if (i < s.n)
		buf_put_code(out, REPLACEMENT);
}

static uint32_t next_whole(Str text, size_t *at)
{
	uint32_t code = utf8_next(text, at);
	return is_high(code) || is_low(code) ? REPLACEMENT : code;
}

static void encode_utf16(Str text, bool big, Buf *out)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t code = next_whole(text, &at);
		if (code >= 0x10000) {
			put_number(out, 0xd800 + ((code - 0x10000) >> 10), 2, big);
			code = 0xdc00 + (code & 0x3ff);
		}
		put_number(out, code, 2, big);
	}
}

static void encode_utf32(Str text, bool big, Buf *out)
{
	for (size_t at = 0; at < text.n;)
		put_number(out, next_whole(text, &at), 4, big);
}

/* Lone surrogates have no place in UTF-8. */
static void encode_utf8(Str text, Buf *out)
{
	for (size_t at = 0; at < text.n;) {
		size_t start = at;
		while (at < text.n && byte_at(text, at) != 0xed)
			at++;
		buf_put(out, str_cut(text, start, at));
		if (at < text.n)
			buf_put_code(out, next_whole(text, &at));
	}
}

/* ---- UTF-7 ------------------------------------------------------------------------------------------------------ */

/* clang-format off */
static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/* clang-format on */

static int base64_value(unsigned c)
{
	const char *found = c ? strchr(base64, (int)c) : NULL;
	return found ? (int)(found - base64) : -1;
}

/* The run of base64 after a +; at is behind it afterwards, and behind the - that may close it. */
static void decode_shifted(Str s, size_t *at, Buf *out)
{
	uint32_t bits = 0;
	int held = 0;
	int value;
	size_t start = *at;
	while (*at < s.n && (value = base64_value(byte_at(s, *at))) >= 0) {
		++*at;
		bits = (bits << 6 | (uint32_t)value) & 0x3fffff;
		held += 6;
		if (held < 16)
			continue;
		held -= 16;
		buf_put_code(out, bits >> held & 0xffff);
	}
	bool closed = *at < s.n && byte_at(s, *at) == '-';
	if (closed && *at == start)
		buf_put_char(out, '+');
	*at += closed;
}

static void decode_utf7(Str s, Buf *out)
{
	for (size_t at = 0; at < s.n;) {
		unsigned c = byte_at(s, at++);
		if (c == '+')
			decode_shifted(s, &at, out);
		else
			buf_put_code(out, c);
	}
}

/* Characters that stand for themselves (RFC 2152 set D and blanks), as .NET writes them. */
static bool is_direct(uint32_t code)
{
	static const char others[] = " \t\r\n'(),-./:?";
	bool letter = (code | 0x20) - 'a' < 26 && code < 0x80;
	return letter || code - '0' < 10 || (code && code < 0x80 && strchr(others, (int)code));
}

/* A run of base64 under way: bits not written yet. */
typedef struct Shift {
	bool on;
	uint32_t bits;
	int held;
} Shift;

static void put_unit(Shift *shift, uint32_t unit, Buf *out)
{
	shift->bits = shift->bits << 16 | unit;
	for (shift->held += 16; shift->held >= 6; shift->held -= 6)
		buf_put_char(out, base64[shift->bits >> (shift->held - 6) & 0x3f]);
}

static void end_shift(Shift *shift, Buf *out)
{
	if (!shift->on)
		return;
	if (shift->held)
		buf_put_char(out, base64[shift->bits << (6 - shift->held) & 0x3f]);
	buf_put_char(out, '-');
	*shift = (Shift){ 0 };
}

static void encode_utf7(Str text, Buf *out)
{
	Shift shift = { 0 };
	for (size_t at = 0; at < text.n;) {
		uint32_t code = utf8_next(text, &at);
		if (is_direct(code)) {
			end_shift(&shift, out);
			buf_put_char(out, (char)code);
		} else if (code == '+' && !shift.on) {
			buf_put(out, S("+-"));
		} else {
			if (!shift.on)
				buf_put_char(out, '+');
			shift.on = true;
			if (code >= 0x10000)
				put_unit(&shift, 0xd800 + ((code - 0x10000) >> 10), out);
			put_unit(&shift, code >= 0x10000 ? 0xdc00 + (code & 0x3ff) : code, out);
		}
	}
	end_shift(&shift, out);
}

/* ---- by name ---------------------------------------------------------------------------------------------------- */

void utf8_decode_from(Encoding from, Str bytes, Buf *out)
{
	switch (from) {
	case ENC_UTF8:
	case ENC_UTF8_BOM:
		utf8_repair(bytes, out);
		break;
	case ENC_UTF16LE:
	case ENC_UTF16BE:
		decode_utf16(bytes, from == ENC_UTF16BE, out);
		break;
	case ENC_UTF32LE:
	case ENC_UTF32BE:
		decode_utf32(bytes, from == ENC_UTF32BE, out);
		break;
	case ENC_UTF7:
		decode_utf7(bytes, out);
		break;
	default:
		decode_bytes(from, bytes, out);
		break;
	}
}

void utf8_encode_to(Encoding to, Str text, Buf *out)
{
	switch (to) {
	case ENC_UTF8:
	case ENC_UTF8_BOM:
		encode_utf8(text, out);
		break;
	case ENC_UTF16LE:
	case ENC_UTF16BE:
		encode_utf16(text, to == ENC_UTF16BE, out);
		break;
	case ENC_UTF32LE:
	case ENC_UTF32BE:
		encode_utf32(text, to == ENC_UTF32BE, out);
		break;
	case ENC_UTF7:
		encode_utf7(text, out);
		break;
	default:
		encode_bytes(to, text, out);
		break;
	}
}

Str utf8_bom(Encoding enc)
{
	switch (enc) {
	case ENC_UTF8_BOM:
		return S("\xef\xbb\xbf");
	case ENC_UTF16LE:
		return S("\xff\xfe");
	case ENC_UTF16BE:
		return S("\xfe\xff");
	case ENC_UTF32LE:
		return S("\xff\xfe\0\0");
	case ENC_UTF32BE:
		return S("\0\0\xfe\xff");
	default:
		return S("");
	}
}

Encoding utf8_sniff(Str bytes, Encoding fallback, size_t *bom)
{
	/* UTF-32's before UTF-16's, which it begins with */
	static const Encoding order[] = { ENC_UTF32LE, ENC_UTF32BE, ENC_UTF16LE, ENC_UTF16BE, ENC_UTF8_BOM };
	for (size_t i = 0; i < COUNT(order); i++) {
		*bom = utf8_bom(order[i]).n;
		if (str_starts(bytes, utf8_bom(order[i])))
			return order[i];
	}
	*bom = 0;
	return fallback;
}

/* ---- in pieces -------------------------------------------------------------------------------------------------- */

/* A mark may be as long as this. */
enum { MARK_MAX = 4 };

static size_t cut_utf8(Str s)
{
	for (size_t n = 1; n <= 3 && n <= s.n; n++) {
		unsigned byte = byte_at(s, s.n - n);
		size_t whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;

		if (byte < 0x80)
			return 0;
		if (byte >= 0xc0)
			return n < whole ? n : 0;
	}
	return 0;
}

/* How many bytes at the end are no whole character yet (a UTF-16 pair counts as one). */
static size_t cut_bytes(Encoding encoding, Str s)
{
	size_t odd = s.n % 2;

	switch (encoding) {
	case ENC_UTF8:
	case ENC_UTF8_BOM:
		return cut_utf8(s);
	case ENC_UTF16LE:
	case ENC_UTF16BE:
		if (s.n >= 2 && is_high(read_number(s, s.n - odd - 2, 2, encoding == ENC_UTF16BE)))
			odd += 2;
		return odd;
	case ENC_UTF32LE:
	case ENC_UTF32BE:
		return s.n % 4;
	case ENC_UTF7:
		return s.n; /* its shifts reach too far */
	default:
		return 0;
	}
}

void utf8_decoder_init(Utf8Decoder *decoder, Encoding fallback)
{
	*decoder = (Utf8Decoder){ .encoding = fallback, .odd = BUF_INIT };
}

void utf8_decoder_release(Utf8Decoder *decoder)
{
	buf_release(&decoder->odd);
}

void utf8_decoder_put(Utf8Decoder *decoder, Str bytes, bool last, Buf *out)
{
	bool held = decoder->odd.n > 0;
	size_t mark = 0, cut;
	Str s = bytes;

	if (held) {
		buf_put(&decoder->odd, bytes);
		s = buf_str(&decoder->odd);
	}
	if (!decoder->started && (last || s.n >= MARK_MAX)) {
		decoder->encoding = utf8_sniff(s, decoder->encoding, &mark);
		decoder->started = true;
	}
	cut = last ? 0 : decoder->started ? cut_bytes(decoder->encoding, str_cut(s, mark, s.n)) : s.n;
	utf8_decode_from(decoder->encoding, str_cut(s, mark, s.n - cut), out);
	if (held)
		buf_delete(&decoder->odd, 0, s.n - cut);
	else
		buf_put(&decoder->odd, str_cut(s, s.n - cut, s.n));
}
