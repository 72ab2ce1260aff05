/* cert_hex: hex, base64 and armor; thumbprints as text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/utf8.h"
#include "store/cert/cert.h"

static int hex_digit(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)c - '0';
	if (c >= 'A' && c <= 'F')
		return (int)c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : -1;
}

void cert_put_hex(Str octets, Buf *out)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < octets.n; i++) {
		buf_put_char(out, digits[(uint8_t)octets.p[i] >> 4]);
		buf_put_char(out, digits[(uint8_t)octets.p[i] & 15]);
	}
}

bool cert_parse_hex(Str text, Buf *out)
{
	size_t before = out->n, i = 0;

	while (i < text.n) {
		int high, low;

		if (text.p[i] == ' ') {
			i++;
			continue;
		}
		high = hex_digit((uint8_t)text.p[i]);
		low = i + 1 < text.n ? hex_digit((uint8_t)text.p[i + 1]) : -1;
		if (high < 0 || low < 0) {
			buf_delete(out, before, out->n - before);
			return false;
		}
		buf_put_char(out, (char)(high << 4 | low));
		i += 2;
	}
	return true;
}

/* What comes along when a thumbprint is copied from the certificate dialog (certificate-world 7). */
static bool is_chaff(uint32_t c)
{
	return c == ' ' || c == '\t' || c == ':' || c == '-' || c == 0xa0 || c == 0x200e || c == 0x200f ||
	       c == 0xfeff || (c >= 0x202a && c <= 0x202e);
}

bool cert_thumbprint_parse(Str text, uint8_t out[CERT_THUMBPRINT], bool *cleaned)
{
	size_t at = 0, n = 0;
	bool chaff = false;

	while (at < text.n) {
		uint32_t c = utf8_next(text, &at);
		int digit = hex_digit(c);

		if (is_chaff(c)) {
			chaff = true;
			continue;
		}
		if (digit < 0 || n == 2 * (size_t)CERT_THUMBPRINT)
			return false;
		out[n / 2] = (uint8_t)(n % 2 ? out[n / 2] | digit : digit << 4);
		n++;
	}
	if (cleaned)
		*cleaned = chaff;
	return n == 2 * (size_t)CERT_THUMBPRINT;
}

void cert_put_base64(Str octets, size_t line, Buf *out)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t column = 0;

	for (size_t i = 0; i < octets.n; i += 3) {
		size_t left = octets.n - i;
		uint32_t three = (uint32_t)(uint8_t)octets.p[i] << 16;

		if (left > 1)
			three |= (uint32_t)(uint8_t)octets.p[i + 1] << 8;
		if (left > 2)
			three |= (uint8_t)octets.p[i + 2];
		buf_put_char(out, letters[three >> 18]);
		buf_put_char(out, letters[three >> 12 & 63]);
		buf_put(out, left > 1 ? (Str){ &letters[three >> 6 & 63], 1 } : S("="));
		buf_put(out, left > 2 ? (Str){ &letters[three & 63], 1 } : S("="));
		column += 4;
		if (line && (column >= line || left <= 3)) {
			buf_put(out, S("\r\n"));
			column = 0;
		}
	}
}

void cert_put_armor(Str octets, const char *label, Buf *out)
{
	buf_printf(out, "-----BEGIN %s-----\r\n", label);
	cert_put_base64(octets, 64, out);
	buf_printf(out, "-----END %s-----\r\n", label);
}
