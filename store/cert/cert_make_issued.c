/* cert_make_issued: what a lab authority makes: itself, certificates for requests, revocation lists. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_der.h"
#include "store/cert/cert_make.h"

static void put_key_id(const CertPublicKey *key, Buf *extensions)
{
	uint8_t digest[CERT_THUMBPRINT];

	cert_key_id(key, digest);
	cert_make_subject_key_id(extensions, (Str){ (char *)digest, sizeof digest });
}

/* The request's names as they stand, then those added; the criticality of the request's is kept. */
static void put_names(const CertIssue *spec, const CertRequestInfo *request, Buf *extensions)
{
	CertExtension asked = { 0 };
	Buf value = BUF_INIT;
	size_t sequence;

	(void)cert_extension_find(request->extensions, "2.5.29.17", &asked);
	if (request->alt_names.n || spec->alt_names.n) {
		sequence = cert_der_begin(&value, DER_SEQUENCE);
		buf_put(&value, request->alt_names);
		buf_put(&value, spec->alt_names);
		cert_der_end(&value, sequence);
		cert_make_extension(extensions, "2.5.29.17", request->alt_names.n && asked.critical, buf_str(&value));
	}
	buf_release(&value);
}

/* The order of a real WebServer certificate (certificate-world 1.3, table). */
static void put_extensions(const CertIssue *spec, const CertRequestInfo *request, const CertInfo *issuer, Buf *out)
{
	cert_make_key_usage(out, spec->key_usage, true);
	put_key_id(&request->key, out);
	put_names(spec, request, out);
	cert_make_authority_key_id(out, issuer->subject_key_id);
	cert_make_crl_points(out, spec->crl_urls, spec->ncrl_urls);
	cert_make_issuer_access(out, spec->issuer_urls, spec->nissuer_urls);
	if (spec->template_oid)
		cert_make_template(out, spec->template_oid, spec->template_major, spec->template_minor);
	else if (spec->template_name.n)
		cert_make_template_name(out, spec->template_name);
	if (spec->authority)
		cert_make_constraints(out, true, spec->path_length);
	if (spec->usages && spec->usages[0])
		cert_make_usages(out, spec->usages);
}

bool cert_make_issued(const CertIssue *spec, Buf *der, Diag *diag)
{
	Buf extensions = BUF_INIT;
	CertRequestInfo request;
	CertInfo issuer;
	CertMake make;
	bool ok;

	if (!cert_read_request(spec->request, &request, diag) || !cert_read(spec->issuer, &issuer, diag))
		return false;
	put_extensions(spec, &request, &issuer, &extensions);
	make = (CertMake){
		.serial = spec->serial,
		.subject = request.subject,
		.issuer = issuer.subject,
		.public_key = request.key.der,
		.extensions = buf_str(&extensions),
		.not_before = spec->not_before,
		.not_after = spec->not_after,
		.signer = spec->key,
		.hash = spec->hash,
	};
	ok = cert_make_certificate(&make, der, diag);
	buf_release(&extensions);
	return ok;
}

bool cert_make_authority(const CertAuthority *spec, const CertKey *key, const Env *env, Buf *der, Diag *diag)
{
	Buf extensions = BUF_INIT, public_key = BUF_INIT;
	CertPublicKey info;
	uint8_t serial[16];
	CertMake make;
	bool ok;

	cert_make_serial(env, serial);
	cert_key_public(key, &public_key);
	ok = cert_read_public_key(buf_str(&public_key), &info, diag);
	if (ok) {
		cert_make_key_usage(
			&extensions, CERT_USAGE_DIGITAL_SIGNATURE | CERT_USAGE_CERT_SIGN | CERT_USAGE_CRL_SIGN, false);
		cert_make_constraints(&extensions, true, -1);
		put_key_id(&info, &extensions);
		cert_make_extension(&extensions, "1.3.6.1.4.1.311.21.1", false, S("\x02\x01\x00")); /* CA version 0.0 */
		make = (CertMake){
			.serial = { (char *)serial, sizeof serial },
			.subject = spec->subject,
			.issuer = spec->subject,
			.public_key = buf_str(&public_key),
			.extensions = buf_str(&extensions),
			.not_before = spec->not_before,
			.not_after = spec->not_after,
			.signer = key,
			.hash = spec->hash,
		};
		ok = cert_make_certificate(&make, der, diag);
	}
	buf_release(&extensions);
	buf_release(&public_key);
	return ok;
}

static void put_revoked(const CertRevoked *revoked, Buf *out)
{
	size_t entry = cert_der_begin(out, DER_SEQUENCE), extensions;
	char reason[] = { DER_ENUMERATED, 1, (char)revoked->reason };

	cert_der_put(out, DER_INTEGER, revoked->serial);
	cert_der_put_time(out, revoked->at);
	if (revoked->reason > 0) {
		extensions = cert_der_begin(out, DER_SEQUENCE);
		cert_make_extension(out, "2.5.29.21", false, (Str){ reason, sizeof reason });
		cert_der_end(out, extensions);
	}
	cert_der_end(out, entry);
}

/* AuthorityKeyIdentifier, CA version, CRL number: what a base CRL of AD CS carries. */
static void put_crl_extensions(const CertCrl *spec, const CertInfo *issuer, Buf *out)
{
	size_t wrapper = cert_der_begin(out, DER_CONSTRUCTED(0)), sequence = cert_der_begin(out, DER_SEQUENCE);
	Buf number = BUF_INIT;

	cert_make_authority_key_id(out, issuer->subject_key_id);
	cert_make_extension(out, "1.3.6.1.4.1.311.21.1", false, S("\x02\x01\x00"));
	cert_der_put_int(&number, spec->number);
	cert_make_extension(out, "2.5.29.20", false, buf_str(&number));
	buf_release(&number);
	cert_der_end(out, sequence);
	cert_der_end(out, wrapper);
}

bool cert_make_crl(const CertCrl *spec, Buf *der, Diag *diag)
{
	size_t begun = der->n, list, revoked;
	CertInfo issuer;

	if (!cert_read(spec->issuer, &issuer, diag))
		return false;
	list = cert_der_begin(der, DER_SEQUENCE);
	cert_der_put_int(der, 1); /* version 2 */
	cert_key_algorithm(spec->key, spec->hash, der);
	buf_put(der, issuer.subject);
	cert_der_put_time(der, spec->this_update);
	cert_der_put_time(der, spec->next_update);
	if (spec->nrevoked) { /* an empty list must be left out */
		revoked = cert_der_begin(der, DER_SEQUENCE);
		for (size_t i = 0; i < spec->nrevoked; i++)
			put_revoked(&spec->revoked[i], der);
		cert_der_end(der, revoked);
	}
	put_crl_extensions(spec, &issuer, der);
	cert_der_end(der, list);
	return cert_make_signed(der, begun, spec->key, spec->hash, diag);
}

/* ContentInfo { signedData, [0] SignedData { 1, {}, { data }, [0] certificates, {} } } */
void cert_make_pkcs7(const Str *certs, size_t n, Buf *der)
{
	size_t info = cert_der_begin(der, DER_SEQUENCE), wrapper, data, content, set;

	cert_der_put_oid(der, "1.2.840.113549.1.7.2");
	wrapper = cert_der_begin(der, DER_CONSTRUCTED(0));
	data = cert_der_begin(der, DER_SEQUENCE);
	cert_der_put_int(der, 1);
	cert_der_put(der, DER_SET, S(""));
	content = cert_der_begin(der, DER_SEQUENCE);
	cert_der_put_oid(der, "1.2.840.113549.1.7.1");
	cert_der_end(der, content);
	set = cert_der_begin(der, DER_CONSTRUCTED(0));
	for (size_t i = 0; i < n; i++)
		buf_put(der, certs[i]);
	cert_der_end(der, set);
	cert_der_put(der, DER_SET, S(""));
	cert_der_end(der, data);
	cert_der_end(der, wrapper);
	cert_der_end(der, info);
}
