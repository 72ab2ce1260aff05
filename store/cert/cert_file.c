/* cert_file: what a file holds: DER or text, armor or none, in whatever encoding. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>
#include <string.h>

#include "shell/base/vec.h"
#include "store/cert/cert.h"
#include "store/cert/cert_der.h"
#include "store/cert/cert_error.h"
#include "store/cert/cert_store_file.h"

/* OIDs of ContentInfo and PFX contents. */
#define OID_SIGNED_DATA S("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")
#define OID_DATA        S("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01")

/* Adds a certificate to the list.  The array grows in the arena: at most CERT_COUNT_MAX, so copies stay small. */
static bool add_cert(CertFile *file, Arena *arena, Str der, Diag *diag)
{
	CertInfo info;

	if (file->ncerts == CERT_COUNT_MAX)
		return diag_set(diag, DIAG_INVALID, "more than %d certificates in one file", CERT_COUNT_MAX);
	if (!cert_read(der, &info, diag))
		return false;
	if ((file->ncerts & (file->ncerts - 1)) == 0) { /* full at every power of two */
		Str *more = ARENA_ARRAY(arena, Str, file->ncerts ? 2 * file->ncerts : 1);

		if (file->ncerts)
			memcpy(more, file->certs, file->ncerts * sizeof *more);
		file->certs = more;
	}
	file->certs[file->ncerts++] = info.der;
	return true;
}

/* The certificates of a SignedData in the order of the file.  OpenSSL reads it because Windows writes BER here. */
static bool read_pkcs7(Str der, Arena *arena, CertFile *file, Diag *diag)
{
	const unsigned char *p = (const unsigned char *)der.p;
	PKCS7 *message;
	STACK_OF(X509) *certs = NULL;
	bool ok = true;

	cert_error_clear();
	message = d2i_PKCS7(NULL, &p, (long)der.n);
	if (!message || !PKCS7_type_is_signed(message) || !message->d.sign)
		ok = cert_error(diag, DIAG_INVALID, "damaged PKCS#7 file");
	else
		certs = message->d.sign->cert;
	for (int i = 0; ok && i < sk_X509_num(certs); i++) {
		unsigned char *octets = NULL;
		int n = i2d_X509(sk_X509_value(certs, i), &octets); /* the bytes as they were read */

		ok = n > 0 ? add_cert(file, arena, arena_copy(arena, (Str){ (char *)octets, (size_t)n }), diag)
			   : cert_error(diag, DIAG_INVALID, "damaged certificate in a PKCS#7 file");
		OPENSSL_free(octets);
	}
	PKCS7_free(message);
	if (ok && file->ncerts == 0)
		return diag_set(diag, DIAG_INVALID, "the PKCS#7 file holds no certificate");
	return ok;
}

/* By structure: ContentInfo of SignedData (also BER of indefinite length), PFX, request, certificate, CRL. */
static bool looks_pkcs7(Str der)
{
	return der.n > 4 && str_find(str_cut(der, 0, 24), OID_SIGNED_DATA, 0) != STR_NONE &&
	       str_find(str_cut(der, 0, 24), S("\x06\x09"), 0) != STR_NONE && (uint8_t)der.p[0] == DER_SEQUENCE;
}

static bool looks_pfx(Str der)
{
	Str head = str_cut(der, 0, 32);

	return der.n > 4 && (uint8_t)der.p[0] == DER_SEQUENCE && str_find(head, S("\x02\x01\x03\x30"), 0) != STR_NONE &&
	       (str_find(head, OID_DATA, 0) != STR_NONE || str_find(head, OID_SIGNED_DATA, 0) != STR_NONE);
}

/* A CertificateList begins as a certificate does but for its version and serial number: the second element of the
 * signed part is the algorithm or the issuer, never an INTEGER. */
static bool looks_crl(Str der)
{
	CertTlv whole, tbs, tlv, issuer, update;

	if (!cert_der_take(&der, DER_SEQUENCE, &whole) || !cert_der_take(&whole.value, DER_SEQUENCE, &tbs))
		return false;
	cert_der_optional(&tbs.value, DER_INTEGER, &tlv);
	return cert_der_take(&tbs.value, DER_SEQUENCE, &tlv) && cert_der_take(&tbs.value, DER_SEQUENCE, &issuer) &&
	       cert_der_next(&tbs.value, &update) && (update.tag == DER_UTC_TIME || update.tag == DER_GENERAL_TIME);
}

static bool read_der(Str der, Arena *arena, CertFile *file, Diag *diag)
{
	CertRequestInfo request;
	CertTlv whole;
	Str rest = der;
	Diag unused;

	if (looks_pkcs7(der)) {
		file->kind = CERT_FILE_PKCS7;
		return read_pkcs7(der, arena, file, diag);
	}
	file->body = der;
	if (looks_pfx(der)) {
		file->kind = CERT_FILE_PFX;
		return true;
	}
	if (!cert_der_take(&rest, DER_SEQUENCE, &whole))
		return diag_set(diag, DIAG_INVALID, "the data is damaged or cut off");
	file->body = whole.whole;
	if (cert_read_request(der, &request, &unused)) {
		file->kind = CERT_FILE_REQUEST;
		return true;
	}
	if (looks_crl(der)) {
		file->kind = CERT_FILE_CRL;
		return true;
	}
	file->kind = CERT_FILE_CERTIFICATES;
	return add_cert(file, arena, der, diag);
}

/* Text of UTF-16 narrowed to bytes: what matters is ASCII, other characters become '?'.  high: which byte of a pair is
 * the high one. */
static Str narrow(Str bytes, int high, Arena *arena)
{
	char *to = arena_alloc(arena, bytes.n / 2 + 1, 1);
	size_t n = bytes.n / 2;

	for (size_t i = 0; i < n; i++) {
		to[i] = bytes.p[2 * i + 1 - (size_t)high];
		if (bytes.p[2 * i + (size_t)high] != 0)
			to[i] = '?';
	}
	return (Str){ to, n };
}

/* Every second byte zero and the others not, over the first units: UTF-16 without a byte order mark. */
static bool alternates(Str bytes, size_t zero)
{
	size_t n = bytes.n < 64 ? bytes.n & ~(size_t)1 : 64;

	for (size_t i = 0; i < n; i++)
		if ((bytes.p[i] == 0) != (i % 2 == zero))
			return false;
	return n >= 8;
}

/* The file as bytes of ASCII text, whatever it was written in (certificate-world 3.2: mark, then zeros, then bytes). */
static Str to_text(Str bytes, Arena *arena)
{
	if (str_starts(bytes, S("\xff\xfe")))
		return narrow(str_cut(bytes, 2, bytes.n), 1, arena);
	if (str_starts(bytes, S("\xfe\xff")))
		return narrow(str_cut(bytes, 2, bytes.n), 0, arena);
	if (str_starts(bytes, S("\xef\xbb\xbf")))
		return str_cut(bytes, 3, bytes.n);
	if (alternates(bytes, 1))
		return narrow(bytes, 1, arena);
	if (alternates(bytes, 0))
		return narrow(bytes, 0, arena);
	return bytes;
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

/* Base64 with blanks anywhere; false: anything else in it, or cut off within a group. */
static bool decode_base64(Str text, Arena *arena, Str *out)
{
	char *to = arena_alloc(arena, text.n / 4 * 3 + 4, 1);
	uint32_t group = 0;
	size_t n = 0, digits = 0, padding = 0;

	for (size_t i = 0; i < text.n; i++) {
		int value = base64_value(text.p[i]);

		if (is_blank(text.p[i]))
			continue;
		if (text.p[i] == '=' && digits % 4 >= 2 && digits % 4 + padding < 4) {
			padding++;
			continue;
		}
		if (value < 0 || padding)
			return false;
		group = group << 6 | (uint32_t)value;
		if (++digits % 4 == 0)
			for (int shift = 16; shift >= 0; shift -= 8)
				to[n++] = (char)(group >> shift & 0xff);
	}
	if (digits % 4 == 1)
		return false;
	if (digits % 4 >= 2)
		to[n++] = (char)(group >> (digits % 4 == 2 ? 4 : 10) & 0xff);
	if (digits % 4 == 3)
		to[n++] = (char)(group >> 2 & 0xff);
	*out = (Str){ to, n };
	return digits > 0;
}

typedef struct Armor {
	Str label, body;
} Armor;

/* Takes the next "-----BEGIN label-----" block off *rest.  The text between may be indented or one line; the end line
 * must name the same label. */
static bool next_armor(Str *rest, Armor *out)
{
	size_t from = str_find(*rest, S("-----BEGIN "), 0), label, dashes, end, close;

	if (from == STR_NONE)
		return false;
	label = from + 11;
	dashes = str_find(*rest, S("-----"), label);
	if (dashes == STR_NONE)
		return false;
	out->label = str_cut(*rest, label, dashes);
	end = str_find(*rest, S("-----END "), dashes);
	if (end == STR_NONE)
		return false;
	out->body = str_cut(*rest, dashes + 5, end);
	close = str_find(*rest, S("-----"), end + 9);
	if (close == STR_NONE || !str_eq(str_cut(*rest, end + 9, close), out->label))
		return false;
	*rest = str_cut(*rest, close + 5, rest->n);
	return true;
}

/* Blocks that hold something else than what is looked for are passed over: keys, parameters. */
static bool is_key_label(Str label)
{
	return str_ends(label, S("PRIVATE KEY")) || str_ends(label, S("PUBLIC KEY")) ||
	       str_ends(label, S("PARAMETERS"));
}

/* Several certificates may stand one after the other; of any other kind the first block counts. */
static bool read_armors(Str text, Arena *arena, CertFile *file, Diag *diag)
{
	Armor armor;
	Str der;
	bool any = false;

	while (next_armor(&text, &armor)) {
		if (is_key_label(armor.label))
			continue;
		if (!decode_base64(armor.body, arena, &der))
			return diag_set(diag, DIAG_INVALID, "the text between BEGIN and END %.40s is no base64",
				armor.label.n < 40 ? arena_copy(arena, armor.label).p : "...");
		if (any && (file->kind != CERT_FILE_CERTIFICATES || looks_pkcs7(der)))
			break;
		if (any ? !add_cert(file, arena, der, diag) : !read_der(der, arena, file, diag))
			return false;
		any = true;
	}
	return any || diag_set(diag, DIAG_INVALID, "the text has no complete BEGIN and END lines");
}

static bool is_base64_text(Str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!is_blank(text.p[i]) && text.p[i] != '=' && base64_value(text.p[i]) < 0)
			return false;
	return text.n > 0;
}

/* Certificates with their friendly names. */
static bool read_store_file(Str rest, Arena *arena, CertFile *file, Diag *diag)
{
	VEC(Str) names = { 0 };
	Str cert, name;
	bool damaged, ok = true;

	while (ok && cert_store_file_next(&rest, arena, &cert, &name, &damaged)) {
		ok = add_cert(file, arena, cert, diag);
		VEC_PUSH(&names, name);
	}
	if (ok && damaged)
		ok = diag_set(diag, DIAG_INVALID, "the serialized certificate store is damaged or cut off");
	else if (ok && !names.n)
		ok = diag_set(diag, DIAG_INVALID, "the serialized certificate store is empty");
	file->names = ARENA_ARRAY(arena, Str, names.n + 1);
	if (names.n)
		memcpy(file->names, names.p, names.n * sizeof *file->names);
	VEC_RELEASE(&names);
	return ok;
}

bool cert_read_file(Str bytes, Arena *arena, CertFile *out, Diag *diag)
{
	Str text, der;

	*out = (CertFile){ 0 };
	if (bytes.n == 0)
		return diag_set(diag, DIAG_INVALID, "the file is empty");
	if (bytes.n > CERT_SIZE_MAX)
		return diag_set(diag, DIAG_INVALID, "%zu bytes are too many for certificates", bytes.n);
	if ((uint8_t)bytes.p[0] == DER_SEQUENCE && bytes.n > 1 && bytes.p[1] != 0)
		return read_der(bytes, arena, out, diag);
	if (cert_store_file_begins(&bytes))
		return read_store_file(bytes, arena, out, diag);
	text = to_text(bytes, arena);
	if (str_find(text, S("-----BEGIN "), 0) != STR_NONE)
		return read_armors(text, arena, out, diag);
	if (is_base64_text(text) && decode_base64(text, arena, &der))
		return read_der(der, arena, out, diag);
	return diag_set(diag, DIAG_INVALID, "no certificate, request or PKCS#12 file: neither DER nor base64 text");
}
