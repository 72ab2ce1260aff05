/* utf8: decoding, encoding and the Unicode properties of characters (the only user of utf8proc). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "shell/base/buf.h"
#include "shell/base/str.h"

uint32_t utf8_next_wide(Str s, size_t *at); /* the part of utf8_next for characters past ASCII */
/* The code point at *at, which moves on; lone surrogates (WTF-8) come back as themselves, a byte that is no valid start
 * as U+FFFD.  *at must be < s.n. */
static inline uint32_t utf8_next(Str s, size_t *at)
{
	unsigned char c = (unsigned char)s.p[*at];
	return c < 0x80 ? ++*at, c : utf8_next_wide(s, at);
}
/* The code point before *at, which moves back; *at must be > 0. */
uint32_t utf8_prev(Str s, size_t *at);
/* Writes 1 to 4 bytes, returns how many. */
size_t utf8_encode(uint32_t code, char out[4]);
/* Whether it is UTF-8 or WTF-8 throughout. */
bool utf8_is_valid(Str s);
/* Appends s with everything invalid replaced by U+FFFD, as .NET decodes. */
void utf8_repair(Str s, Buf *out);

/* Replaces what only WTF-8 has, halves of pairs that stand alone, by U+FFFD, in place (it is as long); other bytes stay
 * as they are: what is shown on a screen, file names in whatever bytes among it. */
void utf8_hide_halves(char *p, size_t n);

/* Simple upper/lower case of one code point as .NET's invariant culture has it. */
uint32_t utf8_upper(uint32_t code);
uint32_t utf8_lower(uint32_t code);
bool utf8_is_letter(uint32_t code);
bool utf8_is_digit(uint32_t code);  /* Nd */
bool utf8_is_number(uint32_t code); /* N* */
bool utf8_is_space(uint32_t code);  /* char.IsWhiteSpace */
bool utf8_is_upper(uint32_t code);
bool utf8_is_lower(uint32_t code);
bool utf8_is_punctuation(uint32_t code);
bool utf8_is_symbol(uint32_t code);
bool utf8_is_control(uint32_t code);
/* Two-letter Unicode category: "Lu", "Nd", ... */
const char *utf8_category(uint32_t code);

/* Columns on a terminal: 0 for combining marks, 2 for East Asian wide characters. */
int utf8_width(uint32_t code);
size_t utf8_columns(Str s);
/* Byte offset after the longest prefix of at most columns columns that ends between grapheme clusters. */
size_t utf8_fit(Str s, size_t columns);

/* Appends the text in the invariant culture's other case, one code point for one. */
void utf8_put_upper(Str s, Buf *out);
void utf8_put_lower(Str s, Buf *out);

/* Appends the text in a Unicode normalization form: C, or D (decomposed), or with compatible KC and KD.  false: a lone
 * surrogate is in it. */
bool utf8_normalize(Str s, bool compatible, bool decomposed, Buf *out);

/* Other encodings. */
/* clang-format off */
typedef enum Encoding {
	ENC_UTF8, ENC_UTF8_BOM, ENC_UTF16LE, ENC_UTF16BE, ENC_UTF32LE, ENC_UTF32BE, ENC_ASCII, ENC_LATIN1, ENC_WINDOWS1252,
	ENC_OEM437, ENC_UTF7, ENC_BYTES, /* each byte one character U+0000..U+00FF */
} Encoding;
/* clang-format on */
/* Appends bytes of text in an encoding (without a byte order mark) as WTF-8; malformed input becomes U+FFFD. */
void utf8_decode_from(Encoding from, Str bytes, Buf *out);
/* Appends text in an encoding, without a byte order mark; what it lacks becomes '?'. */
void utf8_encode_to(Encoding to, Str text, Buf *out);
/* The byte order mark of an encoding as it is written ("" for those without one). */
Str utf8_bom(Encoding enc);
/* Which encoding a byte order mark at the start announces, and its length; fallback and 0 without one. */
Encoding utf8_sniff(Str bytes, Encoding fallback, size_t *bom);

/* Bytes that come in pieces: a byte order mark at their start tells the encoding, and a character that the end of a
 * piece cuts waits for the next one. */
typedef struct Utf8Decoder {
	Encoding encoding;
	bool started;
	Buf odd;
} Utf8Decoder;
void utf8_decoder_init(Utf8Decoder *decoder, Encoding fallback);
void utf8_decoder_release(Utf8Decoder *decoder);
/* Appends the text of the next piece; last: none follows. */
void utf8_decoder_put(Utf8Decoder *decoder, Str bytes, bool last, Buf *out);

#endif
