/* x509_chain: chains of certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef X509_X509_CHAIN_H
#define X509_X509_CHAIN_H

#include "cmdlets/x509/x509.h"
#include "store/cert/cert_chain.h"

/* The chain of a certificate by the roots, intermediates and revocation lists of the local server; usage: a dotted OID
 * it must be good for, or NULL. */
bool x509_chain_build(Interp *in, Str leaf, const char *usage, Arena *arena, CertChain *out, Diag *diag) NODISCARD;
extern const TypeEntry x509_chain_entries[];
extern const size_t x509_chain_nentries;

#endif
