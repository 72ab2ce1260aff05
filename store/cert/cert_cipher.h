/* cert_cipher: digests by name, and the AES-CBC that texts of SecureStrings are exchanged in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_CIPHER_H
#define CERT_CERT_CIPHER_H

#include "shell/base/buf.h"
#include "shell/base/diag.h"

enum { CERT_CIPHER_BLOCK = 16, CERT_DIGEST_MAX = 64 };

/* A digest taken piece by piece; NULL for a name that is none ("SHA256", "MD5"). */
typedef struct CertDigest CertDigest;
CertDigest *cert_digest_new(const char *name) NODISCARD;
void cert_digest_add(CertDigest *digest, Str data);
/* The digest's bytes, and frees it; 0: it failed. */
size_t cert_digest_end(CertDigest *digest, uint8_t out[CERT_DIGEST_MAX]);

/* AES-CBC with PKCS #7 padding; keys of 16, 24 or 32 bytes.  out should be a BUF_SECRET where it becomes plain text.
 * DIAG_BAD_PASSWORD: what came out has no padding, so the key is another. */
bool cert_cipher_encrypt(Str key, const uint8_t iv[CERT_CIPHER_BLOCK], Str text, Buf *out, Diag *diag) NODISCARD;
bool cert_cipher_decrypt(Str key, const uint8_t iv[CERT_CIPHER_BLOCK], Str data, Buf *out, Diag *diag) NODISCARD;

#endif
