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
static const struct {
	const char *key, *oid;
	uint8_t type, where;
	bool shown;
} keys[] = {
	{ "CN", "2.5.4.3", CERT_NAME_TEXT, BOTH, true },
	{ "SN", "2.5.4.4", CERT_NAME_TEXT, BOTH, true },
	{ "SERIALNUMBER", "2.5.4.5", CERT_NAME_PRINTABLE, BOTH, true },
	{ "C", "2.5.4.6", CERT_NAME_PRINTABLE, BOTH, true },
	{ "L", "2.5.4.7", CERT_NAME_TEXT, BOTH, true },
	{ "S", "2.5.4.8", CERT_NAME_TEXT, BOTH, true },
	{ "ST", "2.5.4.8", CERT_NAME_TEXT, BOTH, false },
	{ "STREET", "2.5.4.9", CERT_NAME_TEXT, BOTH, true },
	{ "O", "2.5.4.10", CERT_NAME_TEXT, BOTH, true },
	{ "OU", "2.5.4.11", CERT_NAME_TEXT, BOTH, true },
	{ "T", "2.5.4.12", CERT_NAME_TEXT, BOTH, true },
	{ "Title", "2.5.4.12", CERT_NAME_TEXT, WINDOWS, false },
	{ "Description", "2.5.4.13", CERT_NAME_TEXT, BOTH, true },
	{ "PostalCode", "2.5.4.17", CERT_NAME_TEXT, BOTH, true },
	{ "POBox", "2.5.4.18", CERT_NAME_TEXT, BOTH, true },
	{ "Phone", "2.5.4.20", CERT_NAME_PRINTABLE, BOTH, true },
	{ "X21Address", "2.5.4.24", CERT_NAME_TEXT, WINDOWS, true },
	{ "G", "2.5.4.42", CERT_NAME_TEXT, BOTH, true },
	{ "GN", "2.5.4.42", CERT_NAME_TEXT, BOTH, false },
	{ "GivenName", "2.5.4.42", CERT_NAME_TEXT, WINDOWS, false },
	{ "I", "2.5.4.43", CERT_NAME_TEXT, BOTH, true },
	{ "Initials", "2.5.4.43", CERT_NAME_TEXT, WINDOWS, false },
	{ "dnQualifier", "2.5.4.46", CERT_NAME_PRINTABLE, BOTH, true },
	{ "DC", "0.9.2342.19200300.100.1.25", CERT_NAME_DOMAIN, BOTH, true },
	{ "E", "1.2.840.113549.1.9.1", CERT_NAME_ASCII, BOTH, true },
	{ "Email", "1.2.840.113549.1.9.1", CERT_NAME_ASCII, WINDOWS, false },
	{ "X21Address", "2.5.4.24", CERT_NAME_TEXT, NET, true },
	{ "UID", "0.9.2342.19200300.100.1.1", CERT_NAME_TEXT, NET, false },
	{ "commonName", "2.5.4.3", CERT_NAME_TEXT, NET, false },
	{ "surname", "2.5.4.4", CERT_NAME_TEXT, NET, false },
	{ "countryName", "2.5.4.6", CERT_NAME_PRINTABLE, NET, false },
	{ "localityName", "2.5.4.7", CERT_NAME_TEXT, NET, false },
	{ "stateOrProvinceName", "2.5.4.8", CERT_NAME_TEXT, NET, false },
	{ "streetAddress", "2.5.4.9", CERT_NAME_TEXT, NET, false },
	{ "organizationName", "2.5.4.10", CERT_NAME_TEXT, NET, false },
	{ "organizationalUnitName", "2.5.4.11", CERT_NAME_TEXT, NET, false },
	{ "emailAddress", "1.2.840.113549.1.9.1", CERT_NAME_ASCII, NET, false },
	{ "domainComponent", "0.9.2342.19200300.100.1.25", CERT_NAME_DOMAIN, NET, false },
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
		if (is_for(i, flags) && str_ieq(key, str_from(keys[i].key)))
			return cert_oid_parse(str_from(keys[i].oid), oid);
	return cert_oid_parse(key, oid) || (!(flags & CERT_NAME_WINDOWS) && openssl_key(key, oid));
}

CertNameType cert_name_type(Str oid)
{
	for (size_t i = 0; i < COUNT(keys); i++)
		if (keys[i].shown && cert_oid_is(oid, keys[i].oid))
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
		if (keys[i].shown && is_for(i, flags) && cert_oid_is(oid, keys[i].oid))
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
