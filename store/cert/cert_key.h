/* cert_key: private keys in memory. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_KEY_H
#define CERT_CERT_KEY_H

#include "shell/base/env.h"
#include "store/cert/cert.h"

/* A private key; wiped when freed.  (It is OpenSSL's EVP_PKEY, which is also what Env.new_key gives.) */
typedef struct CertKey CertKey;

/* A new key: RSA of 1024 to 16384 bits, EC of 256, 384 or 521.  Comes from env->new_key when that is set (NULL from
 * there is a failure).  DIAG_INVALID: no such kind or size; DIAG_CRYPTO: generation failed. */
bool cert_key_new(const Env *env, CertKeyKind kind, int bits, CertKey **out, Diag *diag) NODISCARD;
void cert_key_free(CertKey *key); /* NULL is fine */
CertKeyKind cert_key_kind(const CertKey *key);
int cert_key_bits(const CertKey *key);

/* Lets OpenSSL wipe everything it frees: it leaves copies of keys behind that it decodes and encodes.  Before anything
 * else of this room; later it has no effect. */
void cert_wipe_freed(void);

/* PKCS#8 PrivateKeyInfo, unencrypted: use a BUF_SECRET. */
bool cert_key_save(const CertKey *key, Buf *pkcs8, Diag *diag) NODISCARD;
/* DIAG_INVALID: no PKCS#8 (nor the older RSA and EC forms); DIAG_UNSUPPORTED: an algorithm we do not have. */
bool cert_key_load(Str pkcs8, CertKey **out, Diag *diag) NODISCARD;
/* DER SubjectPublicKeyInfo. */
void cert_key_public(const CertKey *key, Buf *der);
/* Whether the private key belongs to this public key, however the latter is encoded. */
bool cert_key_matches(const CertKey *key, const CertPublicKey *to);

/* Appends the AlgorithmIdentifier that signing with key and hash has. */
void cert_key_algorithm(const CertKey *key, CertHash hash, Buf *der);
/* Appends the signature of data (not wrapped in a BIT STRING). */
bool cert_key_sign(const CertKey *key, CertHash hash, Str data, Buf *out, Diag *diag) NODISCARD;

#endif
