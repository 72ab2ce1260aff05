/* cert_alt_text: alternative names as certreq, AD CS and New-SelfSignedCertificate take them in text (docs: certreq,
 * "Extensions"; New-SelfSignedCertificate, -TextExtension). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <arpa/inet.h>
#include <stdio.h>

#include "store/cert/cert_der.h"
#include "store/cert/cert_domain.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"

static bool put_ascii(CertAltKind kind, Str value, Buf *out)
{
	if (value.n == 0 || !str_is_ascii(value))
		return false;
	cert_der_put(out, (uint8_t)DER_CONTEXT(kind), value);
	return true;
}

static bool put_dns(Str value, Buf *out)
{
	return cert_domain_is_valid(value) && put_ascii(CERT_ALT_DNS, value, out);
}

static bool put_email(Str value, Buf *out)
{
	return str_find_byte(value, '@', 0) != STR_NONE && put_ascii(CERT_ALT_EMAIL, value, out);
}

static bool put_url(Str value, Buf *out)
{
	return str_find_byte(value, ':', 0) != STR_NONE && put_ascii(CERT_ALT_URI, value, out);
}

static bool put_address(Str value, Buf *out)
{
	unsigned char octets[16];
	char text[INET6_ADDRSTRLEN];
	bool wide = str_find_byte(value, ':', 0) != STR_NONE;

	if (value.n >= sizeof text)
		return false;
	snprintf(text, sizeof text, "%.*s", STR_ARG(value));
	if (inet_pton(wide ? AF_INET6 : AF_INET, text, octets) != 1)
		return false;
	cert_der_put(out, DER_CONTEXT(CERT_ALT_IP), (Str){ (char *)octets, wide ? 16 : 4 });
	return true;
}

/* OtherName { szOID_NT_PRINCIPAL_NAME, [0] UTF8String } */
static bool put_principal(Str value, Buf *out)
{
	size_t other = cert_der_begin(out, DER_CONSTRUCTED(CERT_ALT_OTHER)), wrapped;

	cert_der_put_oid(out, "1.3.6.1.4.1.311.20.2.3");
	wrapped = cert_der_begin(out, DER_CONSTRUCTED(0));
	cert_der_put(out, DER_UTF8, value);
	cert_der_end(out, wrapped);
	cert_der_end(out, other);
	return value.n > 0;
}

static bool put_directory(Str value, Buf *out)
{
	size_t directory = cert_der_begin(out, DER_CONSTRUCTED(CERT_ALT_DIRECTORY));
	Diag unused = { 0 };
	bool ok = cert_name_parse(value, CERT_NAME_REVERSED | CERT_NAME_WINDOWS, out, NULL, &unused);

	cert_der_end(out, directory);
	return ok && value.n > 0;
}

static bool put_oid(Str value, Buf *out)
{
	size_t id = cert_der_begin(out, DER_CONTEXT(CERT_ALT_OID));
	bool ok = cert_oid_parse(value, out);

	cert_der_end(out, id);
	return ok;
}

static const struct {
	const char *key;
	bool (*put)(Str value, Buf *out);
} kinds[] = {
	{ "dns", put_dns },
	{ "ipaddress", put_address },
	{ "email", put_email },
	{ "upn", put_principal },
	{ "url", put_url },
	{ "dn", put_directory },
	{ "directoryname", put_directory },
	{ "oid", put_oid },
	{ "registeredid", put_oid },
};

static bool put_name(Str part, Buf *out)
{
	size_t equal = str_find_byte(part, '=', 0);
	Str key, value;

	if (equal == STR_NONE)
		return false;
	key = str_trim(str_cut(part, 0, equal));
	value = str_trim(str_cut(part, equal + 1, part.n));
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_ieq(key, str_from(kinds[i].key)))
			return kinds[i].put(value, out);
	return false;
}

bool cert_make_alt_text(Str text, Buf *out, Str *bad)
{
	StrSplit split = { .rest = text };
	size_t before = out->n;
	Str part;

	while (text.n && str_split_next(&split, '&', &part)) {
		part = str_trim(part);
		if (part.n && !put_name(part, out)) {
			buf_delete(out, before, out->n - before);
			*bad = part;
			return false;
		}
	}
	return true;
}
