/* cert_name_keys: which attributes names are made of. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/asn1.h>
#include <openssl/objects.h>

#include "store/cert/cert.h"
#include "store/cert/cert_der.h"
#include "store/cert/cert_name.h"

/* Reading takes every key; printing the first key of an OID that is marked as shown.  where: both systems, or only
 * the one named.  Long names are OpenSSL's; .NET takes those in their own spelling, and once seen in any (recorded:
 * x500-names n289, n322), so these are taken in any spelling at once. */
enum { BOTH, NET, WINDOWS };
/* clang-format off */
#define X500(last)  "\x55\x04" last                             /* 2.5.4.x */
#define PILOT(last) "\x09\x92\x26\x89\x93\xf2\x2c\x64\x01" last /* 0.9.2342.19200300.100.1.x */
#define EMAIL       "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01"      /* 1.2.840.113549.1.9.1 */
static const struct {
	const char *key, *oid; /* oid: content octets */
	uint8_t type, where;
	bool shown;
} keys[] = {
	{ "CN", X500("\x03"), CERT_NAME_TEXT, BOTH, true },
	{ "SN", X500("\x04"), CERT_NAME_TEXT, BOTH, true },
	{ "SERIALNUMBER", X500("\x05"), CERT_NAME_PRINTABLE, BOTH, true },
	{ "C", X500("\x06"), CERT_NAME_PRINTABLE, BOTH, true },
	{ "L", X500("\x07"), CERT_NAME_TEXT, BOTH, true },
	{ "S", X500("\x08"), CERT_NAME_TEXT, BOTH, true },
	{ "ST", X500("\x08"), CERT_NAME_TEXT, BOTH, false },
	{ "STREET", X500("\x09"), CERT_NAME_TEXT, BOTH, true },
	{ "O", X500("\x0a"), CERT_NAME_TEXT, BOTH, true },
	{ "OU", X500("\x0b"), CERT_NAME_TEXT, BOTH, true },
	{ "T", X500("\x0c"), CERT_NAME_TEXT, BOTH, true },
	{ "Title", X500("\x0c"), CERT_NAME_TEXT, WINDOWS, false },
	{ "Description", X500("\x0d"), CERT_NAME_TEXT, BOTH, true },
	{ "PostalCode", X500("\x11"), CERT_NAME_TEXT, BOTH, true },
	{ "POBox", X500("\x12"), CERT_NAME_TEXT, BOTH, true },
	{ "Phone", X500("\x14"), CERT_NAME_PRINTABLE, BOTH, true },
	{ "X21Address", X500("\x18"), CERT_NAME_TEXT, WINDOWS, true },
	{ "G", X500("\x2a"), CERT_NAME_TEXT, BOTH, true },
	{ "GN", X500("\x2a"), CERT_NAME_TEXT, BOTH, false },
	{ "GivenName", X500("\x2a"), CERT_NAME_TEXT, WINDOWS, false },
	{ "I", X500("\x2b"), CERT_NAME_TEXT, BOTH, true },
	{ "Initials", X500("\x2b"), CERT_NAME_TEXT, WINDOWS, false },
	{ "dnQualifier", X500("\x2e"), CERT_NAME_PRINTABLE, BOTH, true },
	{ "DC", PILOT("\x19"), CERT_NAME_DOMAIN, BOTH, true },
	{ "E", EMAIL, CERT_NAME_ASCII, BOTH, true },
	{ "Email", EMAIL, CERT_NAME_ASCII, WINDOWS, false },
	{ "X21Address", X500("\x18"), CERT_NAME_TEXT, NET, true },
	{ "UID", PILOT("\x01"), CERT_NAME_TEXT, NET, false },
	{ "commonName", X500("\x03"), CERT_NAME_TEXT, NET, false },
	{ "surname", X500("\x04"), CERT_NAME_TEXT, NET, false },
	{ "countryName", X500("\x06"), CERT_NAME_PRINTABLE, NET, false },
	{ "localityName", X500("\x07"), CERT_NAME_TEXT, NET, false },
	{ "stateOrProvinceName", X500("\x08"), CERT_NAME_TEXT, NET, false },
	{ "streetAddress", X500("\x09"), CERT_NAME_TEXT, NET, false },
	{ "organizationName", X500("\x0a"), CERT_NAME_TEXT, NET, false },
	{ "organizationalUnitName", X500("\x0b"), CERT_NAME_TEXT, NET, false },
	{ "emailAddress", EMAIL, CERT_NAME_ASCII, NET, false },
	{ "domainComponent", PILOT("\x19"), CERT_NAME_DOMAIN, NET, false },
};
/* clang-format on */

static bool is_for(size_t i, unsigned flags)
{
	return keys[i].where == BOTH || keys[i].where == (flags & CERT_NAME_WINDOWS ? WINDOWS : NET);
}

/* What .NET on Linux does with other keys: it asks OpenSSL, whose names are matched with their case and may be anything
 * that has an OID (recorded: sha256=a). */
static bool openssl_key(Str key, Buf *oid)
{
	char name[64];
	int nid;

	if (key.n == 0 || key.n >= sizeof name || memchr(key.p, 0, key.n))
		return false;
	snprintf(name, sizeof name, "%.*s", STR_ARG(key));
	nid = OBJ_ln2nid(name);
	if (nid == NID_undef)
		nid = OBJ_sn2nid(name);
	if (nid == NID_undef)
		return false;
	buf_put(oid, (Str){ (const char *)OBJ_get0_data(OBJ_nid2obj(nid)), OBJ_length(OBJ_nid2obj(nid)) });
	return true;
}

bool cert_name_key(Str key, unsigned flags, Buf *oid)
{
	if (str_istarts(key, S("OID.")))
		return cert_oid_parse(str_cut(key, 4, key.n), oid);
	for (size_t i = 0; i < COUNT(keys); i++)
		if (is_for(i, flags) && str_ieq(key, str_from(keys[i].key))) {
			buf_put(oid, str_from(keys[i].oid));
			return true;
		}
	return cert_oid_parse(key, oid) || (!(flags & CERT_NAME_WINDOWS) && openssl_key(key, oid));
}

CertNameType cert_name_type(Str oid)
{
	for (size_t i = 0; i < COUNT(keys); i++)
		if (keys[i].shown && str_eq(oid, str_from(keys[i].oid)))
			return (CertNameType)keys[i].type;
	return CERT_NAME_TEXT;
}

/* OpenSSL's long name of an OID, which .NET on Linux shows; NULL: none. */
static const char *openssl_name(Str oid)
{
	Buf der = BUF_INIT;
	const unsigned char *p;
	ASN1_OBJECT *object;
	int nid;

	cert_der_put(&der, DER_OID, oid);
	p = (const unsigned char *)der.p;
	object = d2i_ASN1_OBJECT(NULL, &p, (long)der.n);
	nid = object ? OBJ_obj2nid(object) : NID_undef;
	ASN1_OBJECT_free(object);
	buf_release(&der);
	return nid == NID_undef ? NULL : OBJ_nid2ln(nid);
}

void cert_name_put_key(Str oid, unsigned flags, Buf *out)
{
	const char *name = NULL;

	for (size_t i = 0; i < COUNT(keys) && !name; i++)
		if (keys[i].shown && is_for(i, flags) && str_eq(oid, str_from(keys[i].oid)))
			name = keys[i].key;
	if (!name && !(flags & CERT_NAME_WINDOWS))
		name = openssl_name(oid);
	if (name) {
		buf_put(out, str_from(name));
	} else {
		buf_put(out, S("OID."));
		cert_oid_print(oid, out);
	}
}
