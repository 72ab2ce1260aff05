/* cert_key: private keys in memory. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_key.h"

#include <limits.h>
#include <malloc.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#include "store/cert/cert_der.h"
#include "store/cert/cert_error.h"

enum { RSA_LEAST = 1024, RSA_MOST = 16384 };

/* A CertKey is an EVP_PKEY under another name. */
static EVP_PKEY *peek(const CertKey *key)
{
	union {
		const CertKey *key;
		EVP_PKEY *pkey;
	} either = { .key = key };

	return either.pkey;
}

static const char *curve_name(int bits)
{
	switch (bits) {
	case 256:
		return "P-256";
	case 384:
		return "P-384";
	case 521:
		return "P-521";
	default:
		return NULL;
	}
}

static bool is_interrupted(const Env *env)
{
	return env->interrupted && *env->interrupted;
}

/* 0 ends the search for primes. */
static int on_progress(EVP_PKEY_CTX *context)
{
	const Env **env = EVP_PKEY_CTX_get_app_data(context);

	return !is_interrupted(*env);
}

static EVP_PKEY *generate(const Env *env, CertKeyKind kind, int bits)
{
	EVP_PKEY_CTX *context;
	EVP_PKEY *key = NULL;

	if (kind == CERT_KEY_EC)
		return EVP_PKEY_Q_keygen(NULL, NULL, "EC", curve_name(bits));
	context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	if (context && EVP_PKEY_keygen_init(context) > 0 && EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits) > 0) {
		EVP_PKEY_CTX_set_app_data(context, &env);
		EVP_PKEY_CTX_set_cb(context, on_progress);
		(void)EVP_PKEY_keygen(context, &key);
	}
	EVP_PKEY_CTX_free(context);
	return key;
}

bool cert_key_new(const Env *env, CertKeyKind kind, int bits, CertKey **out, Diag *diag)
{
	bool fits =
		kind == CERT_KEY_RSA ? bits >= RSA_LEAST && bits <= RSA_MOST : kind == CERT_KEY_EC && curve_name(bits);

	if (!fits)
		return diag_set(diag, DIAG_INVALID, "no key of this kind can have %d bits", bits);
	cert_error_clear();
	*out = env->new_key ? env->new_key(env->self, kind, bits) : (CertKey *)generate(env, kind, bits);
	if (!*out && is_interrupted(env))
		return diag_set(diag, DIAG_STOPPED, "generating a key of %d bits was stopped", bits);
	return *out || cert_error(diag, DIAG_CRYPTO, "generating a key of %d bits failed", bits);
}

void cert_key_free(CertKey *key)
{
	EVP_PKEY_free((EVP_PKEY *)key);
}

CertKeyKind cert_key_kind(const CertKey *key)
{
	switch (EVP_PKEY_get_base_id(peek(key))) {
	case EVP_PKEY_RSA:
	case EVP_PKEY_RSA_PSS:
		return CERT_KEY_RSA;
	case EVP_PKEY_EC:
		return CERT_KEY_EC;
	case EVP_PKEY_DSA:
		return CERT_KEY_DSA;
	case EVP_PKEY_ED25519:
	case EVP_PKEY_ED448:
		return CERT_KEY_EDWARDS;
	default:
		return CERT_KEY_UNKNOWN;
	}
}

int cert_key_bits(const CertKey *key)
{
	return EVP_PKEY_get_bits(peek(key));
}

bool cert_key_save(const CertKey *key, Buf *pkcs8, Diag *diag)
{
	PKCS8_PRIV_KEY_INFO *info;
	unsigned char *der = NULL;
	int n;

	cert_error_clear();
	info = EVP_PKEY2PKCS8(peek(key));
	n = info ? i2d_PKCS8_PRIV_KEY_INFO(info, &der) : -1;
	if (n > 0)
		buf_put(pkcs8, (Str){ (char *)der, (size_t)n });
	OPENSSL_clear_free(der, n > 0 ? (size_t)n : 0);
	PKCS8_PRIV_KEY_INFO_free(info);
	return n > 0 || cert_error(diag, DIAG_CRYPTO, "the private key cannot be encoded");
}

bool cert_key_load(Str pkcs8, CertKey **out, Diag *diag)
{
	const unsigned char *p = (const unsigned char *)pkcs8.p;
	Str rest = pkcs8;
	CertTlv sequence;

	*out = NULL;
	cert_error_clear();
	if (!cert_der_take(&rest, DER_SEQUENCE, &sequence)) /* OpenSSL would call it an unsupported format */
		return diag_set(diag, DIAG_INVALID, "damaged private key");
	*out = pkcs8.n <= LONG_MAX ? (CertKey *)d2i_AutoPrivateKey(NULL, &p, (long)pkcs8.n) : NULL;
	if (*out)
		return true;
	return cert_error_unsupported() ? cert_error(diag, DIAG_UNSUPPORTED, "a private key of an unknown kind")
					: cert_error(diag, DIAG_INVALID, "damaged private key");
}

void cert_key_public(const CertKey *key, Buf *der)
{
	unsigned char *octets = NULL;
	int n = i2d_PUBKEY(peek(key), &octets);

	if (n > 0)
		buf_put(der, (Str){ (char *)octets, (size_t)n });
	OPENSSL_free(octets);
}

/* The bytes first: they are the same but for keys that are encoded in two ways (EC points, absent parameters). */
bool cert_key_matches(const CertKey *key, const CertPublicKey *to)
{
	const unsigned char *p = (const unsigned char *)to->der.p;
	Buf der = BUF_INIT;
	EVP_PKEY *other;
	bool same;

	cert_key_public(key, &der);
	same = str_eq(buf_str(&der), to->der);
	buf_release(&der);
	if (same || to->der.n > LONG_MAX)
		return same;
	other = d2i_PUBKEY(NULL, &p, (long)to->der.n);
	same = other && EVP_PKEY_eq(peek(key), other) == 1;
	EVP_PKEY_free(other);
	cert_error_clear();
	return same;
}

/* ORDER CertHash. */
static const struct {
	const char *name, *rsa, *ec;
} hashes[] = {
	{ "SHA1", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1" },
	{ "SHA256", "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2" },
	{ "SHA384", "1.2.840.113549.1.1.12", "1.2.840.10045.4.3.3" },
	{ "SHA512", "1.2.840.113549.1.1.13", "1.2.840.10045.4.3.4" },
};

void cert_key_algorithm(const CertKey *key, CertHash hash, Buf *der)
{
	CertKeyKind kind = cert_key_kind(key);
	size_t sequence = cert_der_begin(der, DER_SEQUENCE);

	if (kind == CERT_KEY_EDWARDS) {
		cert_der_put_oid(
			der, EVP_PKEY_get_base_id(peek(key)) == EVP_PKEY_ED448 ? "1.3.101.113" : "1.3.101.112");
	} else {
		cert_der_put_oid(der, kind == CERT_KEY_EC ? hashes[hash].ec : hashes[hash].rsa);
		if (kind == CERT_KEY_RSA)
			cert_der_put(der, DER_NULL, S(""));
	}
	cert_der_end(der, sequence);
}

bool cert_key_sign(const CertKey *key, CertHash hash, Str data, Buf *out, Diag *diag)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	const char *name = cert_key_kind(key) == CERT_KEY_EDWARDS ? NULL : hashes[hash].name;
	const unsigned char *p = (const unsigned char *)data.p;
	unsigned char *to;
	size_t n = 0;
	bool ok;

	cert_error_clear();
	ok = ctx && EVP_DigestSignInit_ex(ctx, NULL, name, NULL, NULL, peek(key), NULL) == 1 &&
	     EVP_DigestSign(ctx, NULL, &n, p, data.n) == 1;
	to = ok ? (unsigned char *)buf_room(out, n) : NULL;
	ok = to && EVP_DigestSign(ctx, to, &n, p, data.n) == 1;
	if (ok)
		buf_added(out, n);
	EVP_MD_CTX_free(ctx);
	return ok || cert_error(diag, DIAG_CRYPTO, "signing failed");
}

static void wipe_free(void *p, UNUSED const char *file, UNUSED int line)
{
	if (p)
		explicit_bzero(p, malloc_usable_size(p));
	free(p);
}

static void *plain_alloc(size_t n, UNUSED const char *file, UNUSED int line)
{
	return malloc(n);
}

static void *wipe_resize(void *old, size_t n, const char *file, int line)
{
	size_t had = old ? malloc_usable_size(old) : 0;
	void *p;

	if (n == 0) {
		wipe_free(old, file, line);
		return NULL;
	}
	if (n <= had)
		return old;
	p = malloc(n);
	if (!p)
		return NULL;
	if (old)
		memcpy(p, old, had);
	wipe_free(old, file, line);
	return p;
}

void cert_wipe_freed(void)
{
	(void)CRYPTO_set_mem_functions(plain_alloc, wipe_resize, wipe_free);
}
