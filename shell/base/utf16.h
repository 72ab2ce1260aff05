/* utf16: text as UTF-16 code units, for the libraries that want it so, and the way back to bytes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_UTF16_H
#define BASE_UTF16_H

#include "shell/base/buf.h"
#include "shell/base/str.h"

typedef struct Utf16 {
	uint16_t *units;
	uint32_t *bytes; /* of unit i: where its character starts in the text; bytes[n]: the text's length */
	size_t n;
} Utf16;

/* Fills *out; lone surrogates stay themselves, invalid bytes become U+FFFD.  s.n may be up to BUF_MAX. */
void utf16_from(Utf16 *out, Str s);
void utf16_release(Utf16 *text);
/* Bytes that units 0..unit take; a pair cut in half counts as whole. */
size_t utf16_byte_after(const Utf16 *text, size_t unit);
/* Whether unit is the second half of a pair. */
bool utf16_is_inside(const Utf16 *text, size_t unit);

#endif
