/* cert_store_file: Windows' serialized certificate store (.sst): "\0\0\0\0CERT", then for each certificate its properties
 * and the certificate itself as elements of a number, an encoding, a length and octets, and at last an element of zeros
 * (the elements are those of certificate-world 5). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_store_file.h"

#include "shell/base/utf8.h"
#include "store/cert/cert_make.h"

/* 33 and 34 are lists of revoked and of trusted certificates. */
enum { ELEMENT_SHA1 = 3, ELEMENT_FRIENDLY_NAME = 11, ELEMENT_CERTIFICATE = 32, ELEMENT_LAST = 34, ENCODING_X509 = 1 };

static const char magic[] = { 0, 0, 0, 0, 'C', 'E', 'R', 'T' };

static void put_number(uint32_t n, Buf *out)
{
	for (int shift = 0; shift < 32; shift += 8)
		buf_put_char(out, (char)(n >> shift));
}

static void put_element(uint32_t id, Str octets, Buf *out)
{
	put_number(id, out);
	put_number(ENCODING_X509, out);
	put_number((uint32_t)octets.n, out);
	buf_put(out, octets);
}

/* UTF-16 with a NUL at its end. */
static void put_name(Str name, Buf *out)
{
	Buf wide = BUF_INIT;

	utf8_encode_to(ENC_UTF16LE, name, &wide);
	buf_put(&wide, S("\0\0"));
	put_element(ELEMENT_FRIENDLY_NAME, buf_str(&wide), out);
	buf_release(&wide);
}

void cert_make_store_file(const Str *certs, const Str *names, size_t n, Buf *out)
{
	buf_put(out, (Str){ magic, sizeof magic });
	for (size_t i = 0; i < n; i++) {
		uint8_t digest[CERT_THUMBPRINT];

		cert_thumbprint(certs[i], digest);
		put_element(ELEMENT_SHA1, (Str){ (char *)digest, sizeof digest }, out);
		if (names && names[i].n)
			put_name(names[i], out);
		put_element(ELEMENT_CERTIFICATE, certs[i], out);
	}
	put_number(0, out);
	put_number(0, out);
	put_number(0, out);
}

static bool take_number(Str *rest, uint32_t *n)
{
	if (rest->n < 4)
		return false;
	*n = 0;
	for (int i = 3; i >= 0; i--)
		*n = *n << 8 | (uint8_t)rest->p[i];
	*rest = str_cut(*rest, 4, rest->n);
	return true;
}

bool cert_store_file_begins(Str *bytes)
{
	if (!str_starts(*bytes, (Str){ magic, sizeof magic }))
		return false;
	*bytes = str_cut(*bytes, sizeof magic, bytes->n);
	return true;
}

static Str read_name(Str octets, Arena *arena)
{
	Buf text = BUF_INIT;
	Str name;

	utf8_decode_from(ENC_UTF16LE, octets, &text);
	while (text.n && !text.p[text.n - 1])
		buf_delete(&text, text.n - 1, 1);
	name = arena_copy(arena, buf_str(&text));
	buf_release(&text);
	return name;
}

bool cert_store_file_next(Str *rest, Arena *arena, Str *cert, Str *name, bool *damaged)
{
	uint32_t id, encoding, n;

	*cert = *name = (Str){ 0 };
	*damaged = false;
	for (;;) {
		Str octets;

		*damaged = !take_number(rest, &id) || !take_number(rest, &encoding) || !take_number(rest, &n) ||
			   n > rest->n;
		if (*damaged || id == 0)
			return false;
		octets = str_cut(*rest, 0, n);
		*rest = str_cut(*rest, n, rest->n);
		if (id == ELEMENT_CERTIFICATE) {
			*cert = octets;
			return true;
		}
		if (id == ELEMENT_FRIENDLY_NAME)
			*name = read_name(octets, arena);
		else if (id > ELEMENT_CERTIFICATE && id <= ELEMENT_LAST)
			*name = (Str){ 0 };
	}
}
