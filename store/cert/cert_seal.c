/* cert_seal: sealing of secrets, key stretching, digests. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_seal.h"

#define OPENSSL_SUPPRESS_DEPRECATED /* SHA1_Init and its kin */
#include <limits.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#include "store/cert/cert_error.h"

/* Layout of a sealed secret: version, nonce, ciphertext, tag. */
enum { VERSION = 1, NONCE = 12, TAG = 16 };

static const unsigned char *bytes(Str s)
{
	return (const unsigned char *)(s.p ? s.p : "");
}

bool cert_seal(const uint8_t key[CERT_SEAL_KEY], Str bound, Str secret, const Env *env, Buf *out, Diag *diag)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	uint8_t nonce[NONCE], tag[TAG];
	unsigned char *to;
	int n = 0, more = 0;
	bool ok = false;

	cert_error_clear();
	if (secret.n > INT_MAX - CERT_SEAL_OVERHEAD || bound.n > INT_MAX)
		goto out;
	env->random(env->self, nonce, sizeof nonce);
	buf_put_char(out, VERSION);
	buf_put(out, (Str){ (char *)nonce, sizeof nonce });
	to = (unsigned char *)buf_room(out, secret.n + TAG);
	ok = ctx && to && EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, nonce) == 1 &&
	     EVP_EncryptUpdate(ctx, NULL, &n, bytes(bound), (int)bound.n) == 1 &&
	     EVP_EncryptUpdate(ctx, to, &n, bytes(secret), (int)secret.n) == 1 &&
	     EVP_EncryptFinal_ex(ctx, to + n, &more) == 1 &&
	     EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_GET_TAG, TAG, tag) == 1;
	if (ok) {
		buf_added(out, secret.n);
		buf_put(out, (Str){ (char *)tag, sizeof tag });
	}
out:
	EVP_CIPHER_CTX_free(ctx);
	return ok || cert_error(diag, DIAG_CRYPTO, "sealing failed");
}

bool cert_unseal(const uint8_t key[CERT_SEAL_KEY], Str bound, Str sealed, Buf *out, Diag *diag)
{
	EVP_CIPHER_CTX *ctx;
	uint8_t tag[TAG];
	unsigned char *to;
	size_t len;
	int n = 0, more = 0;
	bool ok;

	if (sealed.n < CERT_SEAL_OVERHEAD || sealed.n > INT_MAX || bound.n > INT_MAX)
		return diag_set(diag, DIAG_CORRUPT, "a sealed secret is damaged");
	if (sealed.p[0] != VERSION)
		return diag_set(diag, DIAG_UNSUPPORTED, "a secret is sealed in a way this version does not know");
	len = sealed.n - CERT_SEAL_OVERHEAD;
	memcpy(tag, sealed.p + sealed.n - TAG, TAG);
	to = (unsigned char *)buf_room(out, len + 1);
	ctx = EVP_CIPHER_CTX_new();
	ok = ctx && to && EVP_DecryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, bytes(sealed) + 1) == 1 &&
	     EVP_DecryptUpdate(ctx, NULL, &n, bytes(bound), (int)bound.n) == 1 &&
	     EVP_DecryptUpdate(ctx, to, &n, bytes(sealed) + 1 + NONCE, (int)len) == 1 &&
	     EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_SET_TAG, TAG, tag) == 1 &&
	     EVP_DecryptFinal_ex(ctx, to + n, &more) == 1;
	if (ok)
		buf_added(out, len);
	else if (to)
		mem_wipe(to, len); /* bytes that were decrypted but are not authentic */
	EVP_CIPHER_CTX_free(ctx);
	cert_error_clear();
	return ok || diag_set(diag, DIAG_DENIED, "a sealed secret does not open: wrong store key, or changed bytes");
}

bool cert_stretch(Str passphrase, Str salt, uint8_t out[CERT_SEAL_KEY], Diag *diag)
{
	enum { COST = 1 << 15, BLOCK = 8, LANES = 1, MEMORY = 64 << 20 };

	cert_error_clear();
	if (EVP_PBE_scrypt(passphrase.p ? passphrase.p : "", passphrase.n, bytes(salt), salt.n, COST, BLOCK, LANES,
		    MEMORY, out, CERT_SEAL_KEY) == 1)
		return true;
	return cert_error(diag, DIAG_CRYPTO, "deriving a key from the passphrase failed");
}

/* Neither digest can fail but for memory, which ends the program everywhere else too. */
static void digest(const EVP_MD *type, Str data, uint8_t *out)
{
	if (EVP_Digest(bytes(data), data.n, out, NULL, type, NULL) != 1)
		abort();
}

/* Thumbprints of whole lists: EVP would look the algorithm up each time, which takes longer than the hash. */
void cert_sha1(Str data, uint8_t out[20])
{
	SHA_CTX context;

	if (!SHA1_Init(&context) || !SHA1_Update(&context, data.p, data.n) || !SHA1_Final(out, &context))
		abort();
}

void cert_sha256(Str data, uint8_t out[CERT_SHA256_SIZE])
{
	digest(EVP_sha256(), data, out);
}
