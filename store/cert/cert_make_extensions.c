/* cert_make_extensions: the extensions of certificates and requests. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_der.h"
#include "store/cert/cert_make.h"

void cert_make_extension(Buf *out, const char *oid, bool critical, Str value)
{
	size_t sequence = cert_der_begin(out, DER_SEQUENCE);

	cert_der_put_oid(out, oid);
	if (critical)
		cert_der_put_bool(out, true);
	cert_der_put(out, DER_OCTET_STRING, value);
	cert_der_end(out, sequence);
}

/* Appends an extension whose value was built in *value, and releases that. */
static void put(Buf *out, const char *oid, bool critical, Buf *value)
{
	cert_make_extension(out, oid, critical, buf_str(value));
	buf_release(value);
}

/* DER wants the zero bits at the end of a named bit list cut off: 03 02 05 A0 for A0. */
void cert_make_key_usage(Buf *out, unsigned usage, bool critical)
{
	uint8_t octets[3] = { 0, (uint8_t)usage, (uint8_t)(usage >> 8) };
	size_t n = octets[2] ? 3 : octets[1] ? 2 : 1;
	Buf value = BUF_INIT;

	if (n > 1)
		while (!(octets[n - 1] >> octets[0] & 1))
			octets[0]++;
	cert_der_put(&value, DER_BIT_STRING, (Str){ (char *)octets, n });
	put(out, "2.5.29.15", critical, &value);
}

void cert_make_alt_names(Buf *out, const Str *dns, size_t n, Str others)
{
	Buf value = BUF_INIT;
	size_t sequence;

	if (n == 0 && others.n == 0)
		return;
	sequence = cert_der_begin(&value, DER_SEQUENCE);
	for (size_t i = 0; i < n; i++)
		cert_der_put(&value, DER_CONTEXT(CERT_ALT_DNS), dns[i]);
	buf_put(&value, others);
	cert_der_end(&value, sequence);
	put(out, "2.5.29.17", false, &value);
}

void cert_make_usages(Buf *out, const char *const *oids)
{
	Buf value = BUF_INIT;
	size_t sequence;

	if (!*oids)
		return;
	sequence = cert_der_begin(&value, DER_SEQUENCE);
	for (; *oids; oids++)
		cert_der_put_oid(&value, *oids);
	cert_der_end(&value, sequence);
	put(out, "2.5.29.37", false, &value);
}

void cert_make_constraints(Buf *out, bool authority, int path_length)
{
	Buf value = BUF_INIT;
	size_t sequence = cert_der_begin(&value, DER_SEQUENCE);

	if (authority)
		cert_der_put_bool(&value, true);
	if (path_length >= 0)
		cert_der_put_int(&value, (uint64_t)path_length);
	cert_der_end(&value, sequence);
	put(out, "2.5.29.19", true, &value);
}

void cert_make_subject_key_id(Buf *out, Str octets)
{
	Buf value = BUF_INIT;

	cert_der_put(&value, DER_OCTET_STRING, octets);
	put(out, "2.5.29.14", false, &value);
}

void cert_make_authority_key_id(Buf *out, Str octets)
{
	Buf value = BUF_INIT;
	size_t sequence = cert_der_begin(&value, DER_SEQUENCE);

	cert_der_put(&value, DER_CONTEXT(0), octets);
	cert_der_end(&value, sequence);
	put(out, "2.5.29.35", false, &value);
}

/* SEQUENCE { DistributionPoint { [0] { [0] fullName { [6] url ... } } } } */
void cert_make_crl_points(Buf *out, const Str *urls, size_t n)
{
	Buf value = BUF_INIT;
	size_t points, point, name, full;

	if (n == 0)
		return;
	points = cert_der_begin(&value, DER_SEQUENCE);
	point = cert_der_begin(&value, DER_SEQUENCE);
	name = cert_der_begin(&value, DER_CONSTRUCTED(0));
	full = cert_der_begin(&value, DER_CONSTRUCTED(0));
	for (size_t i = 0; i < n; i++)
		cert_der_put(&value, DER_CONTEXT(CERT_ALT_URI), urls[i]);
	cert_der_end(&value, full);
	cert_der_end(&value, name);
	cert_der_end(&value, point);
	cert_der_end(&value, points);
	put(out, "2.5.29.31", false, &value);
}

void cert_make_issuer_access(Buf *out, const Str *urls, size_t n)
{
	Buf value = BUF_INIT;
	size_t list, access;

	if (n == 0)
		return;
	list = cert_der_begin(&value, DER_SEQUENCE);
	for (size_t i = 0; i < n; i++) {
		access = cert_der_begin(&value, DER_SEQUENCE);
		cert_der_put_oid(&value, "1.3.6.1.5.5.7.48.2"); /* caIssuers */
		cert_der_put(&value, DER_CONTEXT(CERT_ALT_URI), urls[i]);
		cert_der_end(&value, access);
	}
	cert_der_end(&value, list);
	put(out, "1.3.6.1.5.5.7.1.1", false, &value);
}

/* MS-WCCE says SEQUENCE of UTF8String; real authorities write this (certificate-world 1.3). */
void cert_make_template_name(Buf *out, Str name)
{
	Buf value = BUF_INIT;

	cert_der_put_bmp(&value, name);
	put(out, "1.3.6.1.4.1.311.20.2", false, &value);
}

void cert_make_template(Buf *out, const char *oid, int major, int minor)
{
	Buf value = BUF_INIT;
	size_t sequence = cert_der_begin(&value, DER_SEQUENCE);

	cert_der_put_oid(&value, oid);
	cert_der_put_int(&value, (uint64_t)major);
	cert_der_put_int(&value, (uint64_t)minor);
	cert_der_end(&value, sequence);
	put(out, "1.3.6.1.4.1.311.21.7", false, &value);
}
