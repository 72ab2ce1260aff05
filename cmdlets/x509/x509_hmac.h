/* x509_hmac: the digests with a key, beside those of x509_hash. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef X509_X509_HMAC_H
#define X509_X509_HMAC_H

#include "cmdlets/x509/x509.h"

extern const TypeDef x509_hash_algorithm; /* System.Security.Cryptography.HashAlgorithm */
/* What ComputeHash(stream), (bytes) and (bytes, offset, count) are about: borrowed from the arguments, or read into
 * room, which is the caller's to release in any case. */
Flow x509_hash_input(Interp *in, const Value *args, size_t n, Buf *room, Str *data) NODISCARD;
extern const TypeEntry x509_hmac_entries[];
extern const size_t x509_hmac_nentries;

#endif
