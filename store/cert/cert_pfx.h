/* cert_pfx: PKCS#12 files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_PFX_H
#define CERT_CERT_PFX_H

#include "shell/base/env.h"
#include "store/cert/cert.h"
#include "store/cert/cert_key.h"

typedef struct CertPfxItem {
	Str der;
	Str friendly_name; /* empty: none */
	int key;           /* index of the private key that belongs to it, by public key; -1: none */
	bool claims_key;   /* .NET's HasPrivateKey: by localKeyID, rightly or not, else by public key */
} CertPfxItem;
typedef struct CertPfx {
	CertPfxItem *certs; /* in the order of the bags; .NET's collections list them in reverse */
	CertKey **keys;
	size_t ncerts, nkeys;
	bool old; /* RC2 or another algorithm of OpenSSL's legacy provider was needed */
} CertPfx;

/* password NULL means none; none and the empty one open each other's files, as in .NET.  Texts are in arena, keys are
 * freed by cert_pfx_release, which must be called after success.  What went wrong is never guessed:
 *   DIAG_INVALID       no PKCS#12 file, or a damaged structure
 *   DIAG_BAD_PASSWORD  the MAC (or, without one, the decryption) does not fit the password
 *   DIAG_CORRUPT       the MAC does not fit although the password opens what is inside
 *   DIAG_UNSUPPORTED   an algorithm we do not have, named; more iterations than one file may cost
 *   DIAG_STOPPED       Ctrl-C (env->interrupted; env may be NULL)
 * A file without certificates or without keys opens; the caller sees the counts. */
bool cert_pfx_open(const Env *env, Str der, const Str *password, Arena *arena, CertPfx *out, Diag *diag) NODISCARD;
void cert_pfx_release(CertPfx *pfx);

typedef enum CertPfxProfile {
	CERT_PFX_AES,  /* AES-256 (PBES2, HMAC-SHA-256), SHA-256 MAC: Windows Server 2019 and OpenSSL 3 */
	CERT_PFX_3DES, /* 3DES throughout, SHA-1 MAC: opens everywhere since Windows 2000 */
} CertPfxProfile;
/* Key first, then the certificate, then the chain, with the attributes Windows writes (certificate-world 4). */
typedef struct CertPfxSpec {
	Str cert;
	const CertKey *key; /* NULL: certificates alone */
	const Str *chain;
	size_t nchain;
	Str friendly_name; /* of the certificate */
	Str container;     /* name of the key container */
	Str provider;      /* Microsoft CSP Name; empty: none */
	Str password;
	CertPfxProfile profile;
} CertPfxSpec;
bool cert_pfx_save(const CertPfxSpec *spec, Buf *der, Diag *diag) NODISCARD;

#endif
