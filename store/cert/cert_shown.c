/* cert_shown: text out of certificates, made harmless for people's eyes and their terminals. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/utf8.h"
#include "store/cert/cert.h"

/* First and last of what a terminal obeys, or what hides or turns round the text beside it: C0 and DEL with C1;
 * zero-width blank; marks, embeddings, overrides and isolates of direction; line and paragraph separator; annotations;
 * tags. */
static const uint32_t unshown[][2] = {
	{ 0x00, 0x1f },
	{ 0x7f, 0x9f },
	{ 0x61c, 0x61c },
	{ 0x200b, 0x200b },
	{ 0x200e, 0x200f },
	{ 0x2028, 0x202e },
	{ 0x2060, 0x206f },
	{ 0xd800, 0xdfff },
	{ 0xfeff, 0xfeff },
	{ 0xfff9, 0xfffb },
	{ 0xe0000, 0xe007f },
};

static bool is_shown(uint32_t c)
{
	for (size_t i = 0; i < COUNT(unshown); i++)
		if (c >= unshown[i][0] && c <= unshown[i][1])
			return false;
	return true;
}

void cert_put_shown(Str text, Buf *out)
{
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);
		char encoded[4];

		if (is_shown(c))
			buf_put(out, (Str){ encoded, utf8_encode(c, encoded) });
		else
			buf_printf(out, "\\u%04X", c);
	}
}
