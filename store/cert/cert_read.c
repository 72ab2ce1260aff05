/* cert_read: certificates and public keys, read by walking their DER. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/cert/cert.h"
#include "store/cert/cert_der.h"
#include "store/cert/cert_seal.h"

/* OIDs met at every certificate, as content octets: encoding dotted text each time would cost more than the walk. */
#define OID_RSA     S("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01")
#define OID_RSA_PSS S("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a")
#define OID_EC      S("\x2a\x86\x48\xce\x3d\x02\x01")
#define OID_DSA     S("\x2a\x86\x48\xce\x38\x04\x01")
#define OID_EDWARDS S("\x2b\x65") /* X25519, X448, Ed25519, Ed448 are 1.3.101.110 to .113 */

/* Bits of the curves whose size does not follow from the length of a point. */
static const struct {
	Str oid;
	int size;
} curves[] = {
	{ { "\x2b\x81\x04\x00\x23", 5 }, 521 },
	{ { "\x2a\x86\x48\xce\x3d\x03\x01\x07", 8 }, 256 },
	{ { "\x2b\x81\x04\x00\x22", 5 }, 384 },
};

/* Bits of a positive INTEGER. */
static int integer_bits(Str value)
{
	size_t skip = 0;
	int bits;

	while (skip < value.n && value.p[skip] == 0)
		skip++;
	if (skip == value.n || value.n - skip > 1 << 20)
		return 0;
	bits = (int)(value.n - skip) * 8;
	for (uint8_t top = (uint8_t)value.p[skip]; top < 0x80; top = (uint8_t)(top << 1))
		bits--;
	return bits;
}

/* The first INTEGER in a SEQUENCE: RSA's modulus, DSA's p. */
static int first_integer_bits(Str der)
{
	CertTlv sequence, integer;

	if (!cert_der_take(&der, DER_SEQUENCE, &sequence) || !cert_der_take(&sequence.value, DER_INTEGER, &integer))
		return 0;
	return integer_bits(integer.value);
}

static int curve_bits(const CertPublicKey *key)
{
	Str rest = key->parameters;
	CertTlv oid;

	if (cert_der_take(&rest, DER_OID, &oid))
		for (size_t i = 0; i < COUNT(curves); i++)
			if (str_eq(curves[i].oid, oid.value))
				return curves[i].size;
	if (key->bits.n > 1 && key->bits.n < 1000)
		return (int)(key->bits.p[0] == 4 ? (key->bits.n - 1) / 2 : key->bits.n - 1) * 8;
	return 0;
}

static void measure_key(CertPublicKey *key)
{
	if (str_eq(key->oid, OID_RSA) || str_eq(key->oid, OID_RSA_PSS)) {
		key->kind = CERT_KEY_RSA;
		key->size = first_integer_bits(key->bits);
	} else if (str_eq(key->oid, OID_EC)) {
		key->kind = CERT_KEY_EC;
		key->size = curve_bits(key);
	} else if (str_eq(key->oid, OID_DSA)) {
		key->kind = CERT_KEY_DSA;
		key->size = first_integer_bits(key->parameters);
	} else if (key->oid.n == 3 && str_starts(key->oid, OID_EDWARDS)) {
		key->kind = CERT_KEY_EDWARDS;
		key->size = -1;
	}
}

/* Takes AlgorithmIdentifier off *rest. */
static bool take_algorithm(Str *rest, Str *oid, Str *parameters)
{
	CertTlv sequence, tlv;

	if (!cert_der_take(rest, DER_SEQUENCE, &sequence) || !cert_der_take(&sequence.value, DER_OID, &tlv))
		return false;
	*oid = tlv.value;
	*parameters = sequence.value;
	return true;
}

bool cert_read_public_key(Str der, CertPublicKey *out, Diag *diag)
{
	CertTlv whole, bits;
	Str rest;

	*out = (CertPublicKey){ 0 };
	if (!cert_der_take(&der, DER_SEQUENCE, &whole))
		return diag_set(diag, DIAG_INVALID, "no public key");
	rest = whole.value;
	if (!take_algorithm(&rest, &out->oid, &out->parameters) || !cert_der_take(&rest, DER_BIT_STRING, &bits) ||
		bits.value.n == 0)
		return diag_set(diag, DIAG_INVALID, "damaged public key");
	out->der = whole.whole;
	out->bits = str_cut(bits.value, 1, bits.value.n);
	measure_key(out);
	return true;
}

void cert_key_id(const CertPublicKey *key, uint8_t out[CERT_THUMBPRINT])
{
	cert_sha1(key->bits, out);
}

void cert_thumbprint(Str der, uint8_t out[CERT_THUMBPRINT])
{
	cert_sha1(der, out);
}

/* A Name is a SEQUENCE of SETs of SEQUENCEs of an OID and a value. */
static bool name_is_sound(Str content)
{
	CertTlv set, part, oid, value;

	while (content.n) {
		if (!cert_der_take(&content, DER_SET, &set) || set.value.n == 0)
			return false;
		while (set.value.n)
			if (!cert_der_take(&set.value, DER_SEQUENCE, &part) ||
				!cert_der_take(&part.value, DER_OID, &oid) || !cert_der_next(&part.value, &value) ||
				part.value.n)
				return false;
	}
	return true;
}

static bool take_name(Str *rest, Str *name)
{
	CertTlv tlv;

	if (!cert_der_take(rest, DER_SEQUENCE, &tlv) || !name_is_sound(tlv.value))
		return false;
	*name = tlv.whole;
	return true;
}

static bool take_validity(Str *rest, CertInfo *out)
{
	CertTlv sequence, from, to;

	if (!cert_der_take(rest, DER_SEQUENCE, &sequence) || !cert_der_next(&sequence.value, &from) ||
		!cert_der_next(&sequence.value, &to))
		return false;
	if (!cert_der_time(from.tag, from.value, &out->not_before)) {
		out->not_before = 0;
		out->bad_dates = true;
	}
	if (!cert_der_time(to.tag, to.value, &out->not_after)) {
		out->not_after = 0;
		out->bad_dates = true;
	}
	return true;
}

/* A serial number written longer than needed is refused, as OpenSSL and .NET do. */
static bool take_serial(Str *rest, Str *serial)
{
	CertTlv tlv;

	if (!cert_der_take(rest, DER_INTEGER, &tlv) || tlv.value.n == 0)
		return false;
	*serial = tlv.value;
	if (tlv.value.n == 1)
		return true;
	return !((tlv.value.p[0] == 0 && (uint8_t)tlv.value.p[1] < 0x80) ||
		 ((uint8_t)tlv.value.p[0] == 0xff && (uint8_t)tlv.value.p[1] >= 0x80));
}

bool cert_extension_next(Str *rest, CertExtension *out)
{
	CertTlv sequence, oid, critical, value;

	if (!cert_der_take(rest, DER_SEQUENCE, &sequence) || !cert_der_take(&sequence.value, DER_OID, &oid))
		return false;
	cert_der_optional(&sequence.value, DER_BOOLEAN, &critical);
	if (!cert_der_take(&sequence.value, DER_OCTET_STRING, &value))
		return false;
	*out = (CertExtension){ oid.value, value.value, critical.value.n == 1 && critical.value.p[0] != 0 };
	return true;
}

bool cert_extension_find(Str extensions, const char *oid, CertExtension *out)
{
	while (cert_extension_next(&extensions, out))
		if (cert_oid_is(out->oid, oid))
			return true;
	return false;
}

/* The readers of single extensions: what does not parse is as if it were absent. */
static void read_key_usage(Str value, CertInfo *out)
{
	CertTlv bits;

	if (out->has_key_usage || !cert_der_take(&value, DER_BIT_STRING, &bits) || bits.value.n < 2)
		return;
	out->has_key_usage = true;
	out->key_usage = (uint8_t)bits.value.p[1];
	if (bits.value.n > 2)
		out->key_usage |= (unsigned)(uint8_t)bits.value.p[2] << 8;
}

static void read_alt_names(Str value, CertInfo *out)
{
	CertTlv sequence;

	if (out->has_alt_names || !cert_der_take(&value, DER_SEQUENCE, &sequence))
		return;
	out->has_alt_names = true;
	out->alt_names = sequence.value;
}

static void read_usages(Str value, CertInfo *out)
{
	CertTlv sequence;

	if (out->has_usages || !cert_der_take(&value, DER_SEQUENCE, &sequence))
		return;
	out->has_usages = true;
	out->usages = sequence.value;
}

static void read_constraints(Str value, CertInfo *out)
{
	CertTlv sequence, authority, length;

	if (out->has_constraints || !cert_der_take(&value, DER_SEQUENCE, &sequence))
		return;
	out->has_constraints = true;
	cert_der_optional(&sequence.value, DER_BOOLEAN, &authority);
	out->is_authority = authority.value.n == 1 && authority.value.p[0] != 0;
	if (cert_der_take(&sequence.value, DER_INTEGER, &length))
		out->path_length = cert_der_int(length.value);
}

static void read_subject_key_id(Str value, CertInfo *out)
{
	CertTlv octets;

	if (cert_der_take(&value, DER_OCTET_STRING, &octets))
		out->subject_key_id = octets.value;
}

static void read_authority_key_id(Str value, CertInfo *out)
{
	CertTlv sequence, octets;

	if (cert_der_take(&value, DER_SEQUENCE, &sequence) && cert_der_take(&sequence.value, DER_CONTEXT(0), &octets))
		out->authority_key_id = octets.value;
}

/* By the last octet of 2.5.29.x. */
static const struct {
	uint8_t arc;
	void (*read)(Str value, CertInfo *out);
} readers[] = {
	{ 14, read_subject_key_id },
	{ 15, read_key_usage },
	{ 17, read_alt_names },
	{ 19, read_constraints },
	{ 35, read_authority_key_id },
	{ 37, read_usages },
};

static void read_extensions(CertInfo *out)
{
	Str rest = out->extensions;
	CertExtension extension;

	while (cert_extension_next(&rest, &extension)) {
		if (extension.oid.n != 3 || !str_starts(extension.oid, S("\x55\x1d")))
			continue;
		for (size_t i = 0; i < COUNT(readers); i++)
			if (readers[i].arc == (uint8_t)extension.oid.p[2])
				readers[i].read(extension.value, out);
	}
}

/* version [0], and after the key issuerUniqueID [1], subjectUniqueID [2], extensions [3]. */
static bool read_version(Str *rest, CertInfo *out)
{
	CertTlv wrapper, version;

	out->version = 1;
	if (!cert_der_take(rest, DER_CONSTRUCTED(0), &wrapper))
		return true;
	if (!cert_der_take(&wrapper.value, DER_INTEGER, &version) || version.value.n != 1)
		return false;
	out->version = cert_der_int(version.value) + 1;
	return out->version >= 1;
}

static void find_extensions(Str rest, CertInfo *out)
{
	CertTlv tlv, sequence;

	while (cert_der_next(&rest, &tlv))
		if (tlv.tag == DER_CONSTRUCTED(3) && cert_der_take(&tlv.value, DER_SEQUENCE, &sequence))
			out->extensions = sequence.value;
}

static const char *read_tbs(Str rest, CertInfo *out)
{
	Str oid, parameters;
	CertTlv key;
	Diag unused;

	if (!read_version(&rest, out))
		return "version";
	if (!take_serial(&rest, &out->serial))
		return "serial number";
	if (!take_algorithm(&rest, &oid, &parameters))
		return "signature algorithm";
	if (!take_name(&rest, &out->issuer))
		return "issuer";
	if (!take_validity(&rest, out))
		return "validity";
	if (!take_name(&rest, &out->subject))
		return "subject";
	if (!cert_der_take(&rest, DER_SEQUENCE, &key) || !cert_read_public_key(key.whole, &out->key, &unused))
		return "public key";
	find_extensions(rest, out);
	return NULL;
}

bool cert_read(Str der, CertInfo *out, Diag *diag)
{
	CertTlv whole, tbs, signature;
	Str rest = der, inner, parameters;
	const char *wrong;

	*out = (CertInfo){ .path_length = -1, .key_usage = ~0u };
	if (!cert_der_take(&rest, DER_SEQUENCE, &whole))
		return diag_set(diag, DIAG_INVALID, "no certificate: not a DER structure, or cut off");
	inner = whole.value;
	if (!cert_der_take(&inner, DER_SEQUENCE, &tbs) || !take_algorithm(&inner, &out->signature_oid, &parameters) ||
		!cert_der_take(&inner, DER_BIT_STRING, &signature))
		return diag_set(diag, DIAG_INVALID, "no certificate: another kind of structure");
	wrong = read_tbs(tbs.value, out);
	if (wrong)
		return diag_set(diag, DIAG_INVALID, "damaged certificate: its %s cannot be read", wrong);
	out->der = whole.whole;
	out->tbs = tbs.whole;
	read_extensions(out);
	out->self_signed = str_eq(out->issuer, out->subject);
	return true;
}

bool cert_alt_name_upn(const CertAltName *name, Str *upn)
{
	Str rest = name->value;
	CertTlv oid, wrapped, text;

	if (!cert_der_take(&rest, DER_OID, &oid) || !cert_oid_is(oid.value, "1.3.6.1.4.1.311.20.2.3") ||
		!cert_der_take(&rest, DER_CONSTRUCTED(0), &wrapped) || !cert_der_take(&wrapped.value, DER_UTF8, &text))
		return false;
	*upn = text.value;
	return true;
}

bool cert_alt_name_next(Str *rest, CertAltName *out)
{
	CertTlv tlv;

	while (cert_der_next(rest, &tlv)) {
		unsigned kind = tlv.tag & 0x1f;

		if ((tlv.tag & 0xc0) != 0x80 || kind > CERT_ALT_OID)
			continue;
		*out = (CertAltName){ (CertAltKind)kind, tlv.value };
		return true;
	}
	return false;
}
