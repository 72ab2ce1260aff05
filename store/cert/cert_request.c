/* cert_request: PKCS#10 requests, read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <openssl/x509.h>

#include "store/cert/cert.h"
#include "store/cert/cert_der.h"
#include "store/cert/cert_error.h"
#include "store/cert/cert_name.h"

#define OID_EXTENSION_REQUEST     "1.2.840.113549.1.9.14"
#define OID_OLD_EXTENSION_REQUEST "1.3.6.1.4.1.311.2.1.14" /* szOID_CERT_EXTENSIONS */
#define OID_ALT_NAMES             "2.5.29.17"
#define OID_NAME_VALUE            "1.3.6.1.4.1.311.13.2.1"

bool cert_attribute_next(Str *rest, CertAttribute *out)
{
	CertTlv sequence, oid, values;

	if (!cert_der_take(rest, DER_SEQUENCE, &sequence) || !cert_der_take(&sequence.value, DER_OID, &oid) ||
		!cert_der_take(&sequence.value, DER_SET, &values))
		return false;
	*out = (CertAttribute){ oid.value, values.value };
	return true;
}

/* One pair; a line end in either text would make two of it. */
static void put_value(const CertTlv *name, const CertTlv *value, Buf *out)
{
	Buf text = BUF_INIT;
	bool ok = cert_name_decode(name->tag, name->value, &text);

	buf_put_char(&text, ':');
	ok = ok && cert_name_decode(value->tag, value->value, &text);
	if (ok && str_find_byte(buf_str(&text), '\n', 0) == STR_NONE &&
		str_find(buf_str(&text), S("\\n"), 0) == STR_NONE) {
		buf_put(out, buf_str(&text));
		buf_put_char(out, '\n');
	}
	buf_release(&text);
}

void cert_request_put_values(const CertRequestInfo *request, Buf *out)
{
	Str rest = request->attributes;
	CertAttribute attribute;
	CertTlv pair, name, value;

	while (cert_attribute_next(&rest, &attribute)) {
		if (!cert_oid_is(attribute.oid, OID_NAME_VALUE))
			continue;
		while (cert_der_take(&attribute.values, DER_SEQUENCE, &pair))
			if (cert_der_next(&pair.value, &name) && cert_der_next(&pair.value, &value))
				put_value(&name, &value, out);
	}
}

/* The standard attribute wins over Microsoft's old one when both are there. */
static void find_extensions(CertRequestInfo *out)
{
	Str rest = out->attributes;
	CertAttribute attribute;
	CertTlv sequence;
	bool standard = false;

	while (!standard && cert_attribute_next(&rest, &attribute)) {
		standard = cert_oid_is(attribute.oid, OID_EXTENSION_REQUEST);
		if ((standard || cert_oid_is(attribute.oid, OID_OLD_EXTENSION_REQUEST)) &&
			cert_der_take(&attribute.values, DER_SEQUENCE, &sequence)) {
			out->extensions = sequence.value;
			out->old_extensions = !standard;
		}
	}
}

static void find_alt_names(CertRequestInfo *out)
{
	CertExtension extension;
	CertTlv sequence;

	if (cert_extension_find(out->extensions, OID_ALT_NAMES, &extension) &&
		cert_der_take(&extension.value, DER_SEQUENCE, &sequence))
		out->alt_names = sequence.value;
}

/* CertificationRequestInfo: version, subject, key, [0] attributes. */
static const char *read_body(Str body, CertRequestInfo *out)
{
	CertTlv tlv;
	Diag unused;

	if (!cert_der_take(&body, DER_INTEGER, &tlv))
		return "version";
	if (!cert_der_take(&body, DER_SEQUENCE, &tlv))
		return "subject";
	out->subject = tlv.whole;
	if (!cert_der_take(&body, DER_SEQUENCE, &tlv) || !cert_read_public_key(tlv.whole, &out->key, &unused))
		return "public key";
	if (cert_der_take(&body, DER_CONSTRUCTED(0), &tlv))
		out->attributes = tlv.value;
	return NULL;
}

bool cert_read_request(Str der, CertRequestInfo *out, Diag *diag)
{
	CertTlv whole, body, algorithm, oid, signature;
	const char *wrong;

	*out = (CertRequestInfo){ 0 };
	if (!cert_der_take(&der, DER_SEQUENCE, &whole) || !cert_der_take(&whole.value, DER_SEQUENCE, &body) ||
		!cert_der_take(&whole.value, DER_SEQUENCE, &algorithm) ||
		!cert_der_take(&algorithm.value, DER_OID, &oid) ||
		!cert_der_take(&whole.value, DER_BIT_STRING, &signature))
		return diag_set(diag, DIAG_INVALID, "no certificate request");
	wrong = read_body(body.value, out);
	if (wrong)
		return diag_set(diag, DIAG_INVALID, "damaged certificate request: its %s cannot be read", wrong);
	out->der = whole.whole;
	out->body = body.whole;
	out->signature_oid = oid.value;
	find_extensions(out);
	find_alt_names(out);
	return true;
}

bool cert_verify_request(const CertRequestInfo *info, Diag *diag)
{
	const unsigned char *p = (const unsigned char *)info->der.p;
	X509_REQ *request;
	EVP_PKEY *key;
	int result = -1;

	cert_error_clear();
	request = info->der.n <= LONG_MAX ? d2i_X509_REQ(NULL, &p, (long)info->der.n) : NULL;
	key = request ? X509_REQ_get0_pubkey(request) : NULL;
	if (key)
		result = X509_REQ_verify(request, key);
	if (result < 0 && cert_error_unsupported())
		cert_error(diag, DIAG_UNSUPPORTED, "the request's signature cannot be checked");
	else if (result != 1)
		cert_error(diag, DIAG_CRYPTO, "the request is not signed by its own key");
	X509_REQ_free(request);
	return result == 1;
}
