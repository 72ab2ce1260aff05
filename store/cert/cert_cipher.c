/* cert_cipher: digests by name, and the AES-CBC that texts of SecureStrings are exchanged in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_cipher.h"

#include <limits.h>
#include <openssl/evp.h>

#include "store/cert/cert_error.h"

static const unsigned char *bytes(Str s)
{
	return (const unsigned char *)(s.p ? s.p : "");
}

/* ---- digests ---- */

/* A CertDigest is OpenSSL's context under another name. */
static EVP_MD_CTX *context(CertDigest *digest)
{
	return (EVP_MD_CTX *)digest;
}

CertDigest *cert_digest_new(const char *name)
{
	const EVP_MD *md = EVP_get_digestbyname(name);
	EVP_MD_CTX *ctx = md ? EVP_MD_CTX_new() : NULL;

	if (ctx && EVP_DigestInit_ex(ctx, md, NULL) == 1)
		return (CertDigest *)ctx;
	EVP_MD_CTX_free(ctx);
	cert_error_clear();
	return NULL;
}

void cert_digest_add(CertDigest *digest, Str data)
{
	(void)EVP_DigestUpdate(context(digest), data.p, data.n);
}

size_t cert_digest_end(CertDigest *digest, uint8_t out[CERT_DIGEST_MAX])
{
	unsigned int n = 0;

	if (EVP_DigestFinal_ex(context(digest), out, &n) != 1)
		n = 0;
	EVP_MD_CTX_free(context(digest));
	return n;
}

/* ---- AES-CBC ---- */

static const EVP_CIPHER *cipher_of(Str key)
{
	return key.n == 16   ? EVP_aes_128_cbc()
	       : key.n == 24 ? EVP_aes_192_cbc()
	       : key.n == 32 ? EVP_aes_256_cbc()
			     : NULL;
}

static bool run(EVP_CIPHER_CTX *ctx, Str in, Buf *out)
{
	unsigned char *to = (unsigned char *)buf_room(out, in.n + CERT_CIPHER_BLOCK);
	int n = 0, more = 0;

	if (!to || EVP_CipherUpdate(ctx, to, &n, bytes(in), (int)in.n) != 1 ||
		EVP_CipherFinal_ex(ctx, to + n, &more) != 1)
		return false;
	buf_added(out, (size_t)n + (size_t)more);
	return true;
}

static bool convert(Str key, const uint8_t *iv, Str in, Buf *out, bool encrypt)
{
	const EVP_CIPHER *cipher = cipher_of(key);
	EVP_CIPHER_CTX *ctx = cipher && in.n < INT_MAX - CERT_CIPHER_BLOCK ? EVP_CIPHER_CTX_new() : NULL;
	bool ok = ctx && EVP_CipherInit_ex(ctx, cipher, NULL, bytes(key), iv, encrypt) == 1 && run(ctx, in, out);

	EVP_CIPHER_CTX_free(ctx);
	cert_error_clear();
	return ok;
}

bool cert_cipher_encrypt(Str key, const uint8_t iv[CERT_CIPHER_BLOCK], Str text, Buf *out, Diag *diag)
{
	return convert(key, iv, text, out, true) || diag_set(diag, DIAG_CRYPTO, "encryption failed");
}

bool cert_cipher_decrypt(Str key, const uint8_t iv[CERT_CIPHER_BLOCK], Str data, Buf *out, Diag *diag)
{
	return convert(key, iv, data, out, false) ||
	       diag_set(diag, DIAG_BAD_PASSWORD, "Padding is invalid and cannot be removed.");
}
