/* cert_make: certificates and revocation lists. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_make.h"

#include "store/cert/cert_der.h"

enum { V3 = 2 };

bool cert_make_signed(Buf *out, size_t begun, const CertKey *key, CertHash hash, Diag *diag)
{
	Buf signature = BUF_INIT;
	Str part = str_cut(buf_str(out), begun, out->n);
	bool ok = cert_key_sign(key, hash, part, &signature, diag);
	size_t bits;

	if (ok) {
		buf_insert(out, begun, S("\x30"));
		cert_key_algorithm(key, hash, out);
		bits = cert_der_begin(out, DER_BIT_STRING);
		buf_put_char(out, 0);
		buf_put(out, buf_str(&signature));
		cert_der_end(out, bits);
		cert_der_end(out, begun + 1);
	}
	buf_release(&signature);
	return ok;
}

static void put_dates(Buf *out, int64_t from, int64_t to)
{
	size_t sequence = cert_der_begin(out, DER_SEQUENCE);

	cert_der_put_time(out, from);
	cert_der_put_time(out, to);
	cert_der_end(out, sequence);
}

bool cert_make_certificate(const CertMake *spec, Buf *der, Diag *diag)
{
	size_t begun = der->n, tbs = cert_der_begin(der, DER_SEQUENCE), wrapper;

	if (spec->extensions.n) {
		wrapper = cert_der_begin(der, DER_CONSTRUCTED(0));
		cert_der_put_int(der, V3);
		cert_der_end(der, wrapper);
	}
	cert_der_put(der, DER_INTEGER, spec->serial);
	cert_key_algorithm(spec->signer, spec->hash, der);
	buf_put(der, spec->issuer);
	put_dates(der, spec->not_before, spec->not_after);
	buf_put(der, spec->subject);
	buf_put(der, spec->public_key);
	if (spec->extensions.n) {
		wrapper = cert_der_begin(der, DER_CONSTRUCTED(3));
		cert_der_put(der, DER_SEQUENCE, spec->extensions);
		cert_der_end(der, wrapper);
	}
	cert_der_end(der, tbs);
	return cert_make_signed(der, begun, spec->signer, spec->hash, diag);
}

void cert_make_serial(const Env *env, uint8_t out[16])
{
	/* Guid.ToByteArray has the version in octet 7 and the variant in octet 8; a serial number is that array
	 * reversed */
	env->random(env->self, out, 16);
	out[8] = (uint8_t)((out[8] & 0x0f) | 0x40);
	out[7] = (uint8_t)((out[7] & 0x3f) | 0x80);
	out[0] &= 0x7f;
	if (out[0] == 0)
		out[0] = 1; /* a leading 00 would have to go */
}

void cert_make_authority_serial(const Env *env, uint32_t request_id, uint8_t out[19])
{
	out[0] = 0x36;
	env->random(env->self, out + 5, 8);
	for (int i = 0; i < 4; i++)
		out[1 + i] = out[15 + i] = (uint8_t)(request_id >> (24 - 8 * i));
	out[13] = out[14] = 0;
}

static const char *const server_usage[] = { "1.3.6.1.5.5.7.3.1", NULL };

bool cert_make_self_signed(const CertSelfSigned *spec, const CertKey *key, const Env *env, Buf *der, Diag *diag)
{
	Buf extensions = BUF_INIT, public_key = BUF_INIT;
	uint8_t serial[16];
	CertMake make;
	bool ok;

	cert_make_serial(env, serial);
	cert_make_key_usage(&extensions, spec->key_usage ? spec->key_usage : CERT_USAGE_SERVER, true);
	cert_make_alt_names(&extensions, spec->domains, spec->ndomains, spec->alt_names);
	cert_make_usages(&extensions, spec->usages ? spec->usages : server_usage);
	cert_make_constraints(&extensions, false, -1);
	if (spec->subject_key_id.n)
		cert_make_subject_key_id(&extensions, spec->subject_key_id);
	buf_put(&extensions, spec->extensions);
	cert_key_public(key, &public_key);
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
	buf_release(&extensions);
	buf_release(&public_key);
	return ok;
}
