/* cert_pfx_save: PKCS#12 files, written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <openssl/pkcs12.h>

#include "store/cert/cert_error.h"
#include "store/cert/cert_pfx.h"

enum { ITERATIONS = 2000 }; /* Windows' number (certificate-world 12) */

/* ORDER CertPfxProfile: the cipher's or algorithm's NID for keys and certificates alike, and the MAC's digest. */
static const struct {
	int cipher;
	const char *digest;
} profiles[] = {
	{ NID_aes_256_cbc, "SHA256" },
	{ NID_pbe_WithSHA1And3_Key_TripleDES_CBC, "SHA1" },
};

static bool set_name(PKCS12_SAFEBAG *bag, Str name)
{
	return name.n == 0 || name.n > INT_MAX || PKCS12_add_friendlyname_utf8(bag, name.p, (int)name.n) == 1;
}

static bool set_id(PKCS12_SAFEBAG *bag)
{
	unsigned char id[] = { 1, 0, 0, 0 };

	return PKCS12_add_localkeyid(bag, id, sizeof id) == 1;
}

/* "Microsoft Local Key set" is an attribute with an empty set (type 0): the key belongs to the machine. */
static bool set_machine_key(PKCS12_SAFEBAG *bag, Str provider)
{
	if (provider.n == 0)
		return true;
	return provider.n <= INT_MAX && PKCS12_add1_attr_by_NID(bag, NID_LocalKeySet, 0, NULL, -1) == 1 &&
	       PKCS12_add_CSPName_asc(bag, provider.p, (int)provider.n) == 1;
}

/* Takes a cipher for PBES2 and a PBE algorithm for the rest. */
static PKCS12_SAFEBAG *key_bag(const CertPfxSpec *spec)
{
	union {
		const CertKey *key;
		EVP_PKEY *pkey;
	} either = { .key = spec->key };
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(either.pkey);
	PKCS12_SAFEBAG *bag = NULL;

	if (info)
		bag = PKCS12_SAFEBAG_create_pkcs8_encrypt(profiles[spec->profile].cipher, spec->password.p,
			(int)spec->password.n, NULL, 0, ITERATIONS, info);
	PKCS8_PRIV_KEY_INFO_free(info);
	if (bag && set_id(bag) && set_name(bag, spec->container) && set_machine_key(bag, spec->provider))
		return bag;
	PKCS12_SAFEBAG_free(bag);
	return NULL;
}

static PKCS12_SAFEBAG *cert_bag(Str der)
{
	const unsigned char *p = (const unsigned char *)der.p;
	X509 *cert = der.n <= LONG_MAX ? d2i_X509(NULL, &p, (long)der.n) : NULL;
	PKCS12_SAFEBAG *bag = cert ? PKCS12_SAFEBAG_create_cert(cert) : NULL;

	X509_free(cert);
	return bag;
}

/* Pushes bag, or frees it when that fails. */
static bool push(STACK_OF(PKCS12_SAFEBAG) * bags, PKCS12_SAFEBAG *bag)
{
	if (bag && sk_PKCS12_SAFEBAG_push(bags, bag) > 0)
		return true;
	PKCS12_SAFEBAG_free(bag);
	return false;
}

static bool push_safe(STACK_OF(PKCS7) * safes, PKCS7 *safe)
{
	if (safe && sk_PKCS7_push(safes, safe) > 0)
		return true;
	PKCS7_free(safe);
	return false;
}

/* The part with the key: plain, because the bag in it is sealed on its own. */
static bool add_key_safe(const CertPfxSpec *spec, STACK_OF(PKCS7) * safes)
{
	STACK_OF(PKCS12_SAFEBAG) *bags = sk_PKCS12_SAFEBAG_new_null();
	bool ok = bags && push(bags, key_bag(spec)) && push_safe(safes, PKCS12_pack_p7data(bags));

	sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
	return ok;
}

static bool add_cert_safe(const CertPfxSpec *spec, STACK_OF(PKCS7) * safes)
{
	STACK_OF(PKCS12_SAFEBAG) *bags = sk_PKCS12_SAFEBAG_new_null();
	PKCS12_SAFEBAG *leaf = cert_bag(spec->cert);
	bool ok = leaf && (!spec->key || set_id(leaf)) && set_name(leaf, spec->friendly_name);

	if (!ok)
		PKCS12_SAFEBAG_free(leaf);
	ok = ok && bags && push(bags, leaf);
	for (size_t i = 0; ok && i < spec->nchain; i++)
		ok = push(bags, cert_bag(spec->chain[i]));
	ok = ok && push_safe(safes, PKCS12_pack_p7encdata(profiles[spec->profile].cipher, spec->password.p,
					    (int)spec->password.n, NULL, 0, ITERATIONS, bags));
	sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
	return ok;
}

bool cert_pfx_save(const CertPfxSpec *spec, Buf *der, Diag *diag)
{
	STACK_OF(PKCS7) *safes = sk_PKCS7_new_null();
	const EVP_MD *digest = EVP_get_digestbyname(profiles[spec->profile].digest);
	PKCS12 *file = NULL;
	unsigned char *octets = NULL;
	int n = -1;

	cert_error_clear();
	if (safes && spec->password.n <= INT_MAX / 4 && (!spec->key || add_key_safe(spec, safes)) &&
		add_cert_safe(spec, safes))
		file = PKCS12_add_safes(safes, 0);
	if (file && PKCS12_set_mac(file, spec->password.p, (int)spec->password.n, NULL, 0, ITERATIONS, digest) == 1)
		n = i2d_PKCS12(file, &octets);
	if (n > 0)
		buf_put(der, (Str){ (char *)octets, (size_t)n });
	OPENSSL_free(octets);
	PKCS12_free(file);
	sk_PKCS7_pop_free(safes, PKCS7_free);
	return n > 0 || cert_error(diag, DIAG_CRYPTO, "making the PKCS#12 file failed");
}
