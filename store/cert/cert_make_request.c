/* cert_make_request: PKCS#10 requests with Microsoft's attributes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "store/cert/cert_der.h"
#include "store/cert/cert_make.h"

/* An Attribute under construction: SEQUENCE { OID, SET { value } }; the value goes between begin and end. */
typedef struct Open {
	size_t sequence, set;
} Open;

static Open begin_attribute(Buf *out, const char *oid)
{
	Open open;

	open.sequence = cert_der_begin(out, DER_SEQUENCE);
	cert_der_put_oid(out, oid);
	open.set = cert_der_begin(out, DER_SET);
	return open;
}

static void end_attribute(Buf *out, Open open)
{
	cert_der_end(out, open.set);
	cert_der_end(out, open.sequence);
}

static void put_os_version(Buf *out, const CertRequestSpec *spec)
{
	Open open = begin_attribute(out, "1.3.6.1.4.1.311.13.2.3");

	cert_der_put(out, DER_IA5, spec->os_version);
	end_attribute(out, open);
}

static void put_extension_request(Buf *out, const CertRequestSpec *spec, Str key_id)
{
	Open open = begin_attribute(out, "1.2.840.113549.1.9.14");
	size_t sequence = cert_der_begin(out, DER_SEQUENCE);

	cert_make_key_usage(out, spec->key_usage ? spec->key_usage : CERT_USAGE_SERVER, true);
	cert_make_alt_names(out, spec->domains, spec->ndomains, spec->alt_names);
	cert_make_constraints(out, false, -1);
	cert_make_subject_key_id(out, key_id);
	if (spec->usages)
		cert_make_usages(out, spec->usages);
	buf_put(out, spec->extensions);
	cert_der_end(out, sequence);
	end_attribute(out, open);
}

static void put_provider(Buf *out, const CertRequestSpec *spec)
{
	Open open = begin_attribute(out, "1.3.6.1.4.1.311.13.2.2");
	size_t sequence = cert_der_begin(out, DER_SEQUENCE);

	cert_der_put_int(out, 1); /* AT_KEYEXCHANGE */
	cert_der_put_bmp(out, spec->provider);
	cert_der_put(out, DER_BIT_STRING, S("\0")); /* an empty one: no unused bits, no octets */
	cert_der_end(out, sequence);
	end_attribute(out, open);
}

static void put_client(Buf *out, const CertRequestSpec *spec)
{
	Open open = begin_attribute(out, "1.3.6.1.4.1.311.21.20");
	size_t sequence = cert_der_begin(out, DER_SEQUENCE);

	cert_der_put_int(out, (uint64_t)spec->client);
	cert_der_put(out, DER_UTF8, spec->machine);
	cert_der_put(out, DER_UTF8, spec->user);
	cert_der_put(out, DER_UTF8, spec->process);
	cert_der_end(out, sequence);
	end_attribute(out, open);
}

/* The order of a SET OF in DER: by octets, a shorter one first when it is the beginning of the other. */
static bool is_before(Str a, Str b)
{
	int order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);

	return order ? order < 0 : a.n < b.n;
}

/* What of a SET OF is built already, sorted: some readers refuse them otherwise (certificate-world 2). */
static void put_sorted(Buf *out, Buf *each, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && is_before(buf_str(&each[k]), buf_str(&each[k - 1])); k--) {
			Buf moved = each[k];

			each[k] = each[k - 1];
			each[k - 1] = moved;
		}
	for (size_t i = 0; i < n; i++) {
		buf_put(out, buf_str(&each[i]));
		buf_release(&each[i]);
	}
}

/* One attribute with a value for each pair (MS-WCCE 2.2.2.7.10). */
static void put_values(Buf *out, const CertRequestSpec *spec)
{
	Open open = begin_attribute(out, "1.3.6.1.4.1.311.13.2.1");
	Buf *each = MEM_ARRAY(Buf, spec->nvalues);

	for (size_t i = 0; i < spec->nvalues; i++) {
		size_t pair;

		each[i] = BUF_INIT;
		pair = cert_der_begin(&each[i], DER_SEQUENCE);
		cert_der_put_bmp(&each[i], spec->values[i].name);
		cert_der_put_bmp(&each[i], spec->values[i].value);
		cert_der_end(&each[i], pair);
	}
	put_sorted(out, each, spec->nvalues);
	free(each);
	end_attribute(out, open);
}

static void put_attributes(Buf *out, const CertRequestSpec *spec, Str key_id)
{
	Buf each[5] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	size_t n = 0, set;

	if (spec->os_version.n)
		put_os_version(&each[n++], spec);
	put_extension_request(&each[n++], spec, key_id);
	if (spec->provider.n)
		put_provider(&each[n++], spec);
	if (spec->machine.n)
		put_client(&each[n++], spec);
	if (spec->nvalues)
		put_values(&each[n++], spec);
	set = cert_der_begin(out, DER_CONSTRUCTED(0));
	put_sorted(out, each, n);
	cert_der_end(out, set);
}

bool cert_make_request(const CertRequestSpec *spec, const CertKey *key, Buf *der, Diag *diag)
{
	Buf public_key = BUF_INIT;
	uint8_t digest[CERT_THUMBPRINT];
	Str key_id = spec->subject_key_id;
	CertPublicKey info;
	size_t begun = der->n, body;
	bool ok;

	cert_key_public(key, &public_key);
	ok = cert_read_public_key(buf_str(&public_key), &info, diag);
	if (ok && key_id.n == 0) {
		cert_key_id(&info, digest);
		key_id = (Str){ (char *)digest, sizeof digest };
	}
	if (ok) {
		body = cert_der_begin(der, DER_SEQUENCE);
		cert_der_put_int(der, 0);
		buf_put(der, spec->subject);
		buf_put(der, buf_str(&public_key));
		put_attributes(der, spec, key_id);
		cert_der_end(der, body);
		ok = cert_make_signed(der, begun, key, spec->hash, diag);
	}
	buf_release(&public_key);
	return ok;
}
