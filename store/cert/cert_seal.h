/* cert_seal: sealing of secrets, key stretching, digests. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_SEAL_H
#define CERT_CERT_SEAL_H

#include "shell/base/buf.h"
#include "shell/base/diag.h"
#include "shell/base/env.h"

enum {
	CERT_SEAL_KEY = 32,
	CERT_SEAL_OVERHEAD = 29, /* version octet, nonce of 12, tag of 16 */
	CERT_SHA256_SIZE = 32,
};

/* AES-256-GCM.  bound is authenticated with it and must be the same again to open.  The nonce comes from env->random:
 * 96 random bits, so one key may seal 2^32 secrets. */
bool cert_seal(const uint8_t key[CERT_SEAL_KEY], Str bound, Str secret, const Env *env, Buf *out, Diag *diag) NODISCARD;
/* DIAG_DENIED: another key, another binding, or changed bytes (GCM does not tell them apart); out should be a
 * BUF_SECRET. */
bool cert_unseal(const uint8_t key[CERT_SEAL_KEY], Str bound, Str sealed, Buf *out, Diag *diag) NODISCARD;
/* scrypt with N = 2^15, r = 8, p = 1: about 0.1 s and 32 MB. */
bool cert_stretch(Str passphrase, Str salt, uint8_t out[CERT_SEAL_KEY], Diag *diag) NODISCARD;

/* Digests of data. */
void cert_sha1(Str data, uint8_t out[20]);
void cert_sha256(Str data, uint8_t out[CERT_SHA256_SIZE]);

#endif
