/* utf16: text as UTF-16 code units, and the way back to bytes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/utf16.h"
#include "shell/base/utf8.h"

void utf16_from(Utf16 *out, Str s)
{
	size_t at = 0, n = 0;

	/* No character has more units than bytes, and the offsets need four bytes each: one block for both. */
	out->bytes = mem_alloc(s.n + 1, sizeof(*out->bytes) + sizeof(*out->units));
	out->units = (uint16_t *)(out->bytes + s.n + 1);
	while (at < s.n) {
		size_t start = at;
		uint32_t code = utf8_next(s, &at);
		out->bytes[n] = (uint32_t)start;
		if (code >= 0x10000) {
			out->units[n++] = (uint16_t)(0xd7c0 + (code >> 10));
			out->bytes[n] = (uint32_t)start;
			code = 0xdc00 | (code & 0x3ff);
		}
		out->units[n++] = (uint16_t)code;
	}
	out->bytes[n] = (uint32_t)s.n;
	out->n = n;
}

void utf16_release(Utf16 *text)
{
	free(text->bytes);
	*text = (Utf16){ 0 };
}

bool utf16_is_inside(const Utf16 *text, size_t unit)
{
	return unit > 0 && unit < text->n && text->bytes[unit] == text->bytes[unit - 1];
}

size_t utf16_byte_after(const Utf16 *text, size_t unit)
{
	return text->bytes[utf16_is_inside(text, unit) ? unit + 1 : unit];
}
