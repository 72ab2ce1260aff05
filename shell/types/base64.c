/* base64: the encoding of System.Convert. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/base64.h"

enum { LINE_LENGTH = 76 };

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void types_base64_put(Str bytes, bool breaks, Buf *out)
{
	size_t column = 0;

	for (size_t i = 0; i < bytes.n; i += 3) {
		size_t left = bytes.n - i;
		uint32_t group = (uint32_t)(unsigned char)bytes.p[i] << 16;

		if (left > 1)
			group |= (uint32_t)(unsigned char)bytes.p[i + 1] << 8;
		if (left > 2)
			group |= (unsigned char)bytes.p[i + 2];
		if (breaks && column == LINE_LENGTH) {
			buf_put(out, S("\r\n"));
			column = 0;
		}
		buf_put_char(out, alphabet[group >> 18]);
		buf_put_char(out, alphabet[group >> 12 & 63]);
		buf_put_char(out, (char)(left > 1 ? alphabet[group >> 6 & 63] : '='));
		buf_put_char(out, (char)(left > 2 ? alphabet[group & 63] : '='));
		column += 4;
	}
}

static int digit_of(char c)
{
	const char *at = c ? strchr(alphabet, c) : NULL;

	return at ? (int)(at - alphabet) : -1;
}

bool types_base64_read(Str text, Buf *out)
{
	uint32_t group = 0;
	int digits = 0, padding = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		int digit = digit_of(c);

		if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
			continue;
		if (c == '=') {
			padding++;
			continue;
		}
		if (digit < 0 || padding)
			return false;
		group = group << 6 | (uint32_t)digit;
		if (++digits == 4) {
			buf_put_char(out, (char)(group >> 16));
			buf_put_char(out, (char)(group >> 8));
			buf_put_char(out, (char)group);
			digits = 0;
			group = 0;
		}
	}
	if (digits == 1 || (digits ? digits + padding != 4 : padding != 0))
		return false;
	if (digits >= 2)
		buf_put_char(out, (char)(group >> (digits == 2 ? 4 : 10)));
	if (digits == 3)
		buf_put_char(out, (char)(group >> 2));
	return true;
}
