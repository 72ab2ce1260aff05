/* x509_hmac: the digests with a key, beside those of x509_hash. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef X509_X509_HMAC_H
#define X509_X509_HMAC_H

#include "cmdlets/x509/x509.h"

extern const TypeDef x509_hash_algorithm; /* System.Security.Cryptography.HashAlgorithm */
extern const TypeEntry x509_hmac_entries[];
extern const size_t x509_hmac_nentries;

#endif
