/* cert_pool: certificates that chains are built from, read once and found by subject. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_POOL_H
#define CERT_CERT_POOL_H

#include "store/cert/cert.h"

typedef struct CertPool CertPool;
typedef struct CertPoolEntry {
	CertInfo info; /* slices of what was added */
	size_t order;
	bool root;    /* a trust anchor */
	void *native; /* OpenSSL's X509, once somebody needed it; NULL */
} CertPoolEntry;

/* An empty one, for cert_pool_free. */
CertPool *cert_pool_new(void) NODISCARD;
void cert_pool_free(CertPool *pool); /* NULL is fine */
/* ders are borrowed for the pool's life; what is no certificate is left out. */
void cert_pool_add(CertPool *pool, const Str *ders, size_t n, bool root);
/* Those with a subject (a DER Name), in the order they were added; valid until something is added. */
CertPoolEntry *cert_pool_find(CertPool *pool, Str subject, size_t *n);

#endif
