/* cert_chain: chains of certificates and what is wrong with them, in .NET's terms. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_CHAIN_H
#define CERT_CERT_CHAIN_H

#include "store/cert/cert_pool.h"

/* X509ChainStatusFlags, .NET's values. */
/* clang-format off */
enum {
	CERT_CHAIN_NOT_TIME_VALID = 0x1, CERT_CHAIN_NOT_TIME_NESTED = 0x2, CERT_CHAIN_REVOKED = 0x4,
	CERT_CHAIN_NOT_SIGNATURE_VALID = 0x8, CERT_CHAIN_NOT_VALID_FOR_USAGE = 0x10, CERT_CHAIN_UNTRUSTED_ROOT = 0x20,
	CERT_CHAIN_REVOCATION_UNKNOWN = 0x40, CERT_CHAIN_CYCLIC = 0x80, CERT_CHAIN_INVALID_EXTENSION = 0x100,
	CERT_CHAIN_INVALID_POLICY = 0x200, CERT_CHAIN_INVALID_CONSTRAINTS = 0x400,
	CERT_CHAIN_INVALID_NAME_CONSTRAINTS = 0x800, CERT_CHAIN_UNSUPPORTED_NAME_CONSTRAINT = 0x1000,
	CERT_CHAIN_UNDEFINED_NAME_CONSTRAINT = 0x2000, CERT_CHAIN_NOT_PERMITTED_NAME = 0x4000,
	CERT_CHAIN_EXCLUDED_NAME = 0x8000, CERT_CHAIN_PARTIAL = 0x10000, CERT_CHAIN_WEAK_SIGNATURE = 0x100000,
	CERT_CHAIN_OFFLINE_REVOCATION = 0x1000000, CERT_CHAIN_NO_POLICY = 0x2000000,
	CERT_CHAIN_UNSUPPORTED_CRITICAL = 0x8000000,
};
/* clang-format on */

typedef struct CertChainSpec {
	Str leaf;
	const Str *roots, *others; /* trust anchors; anything else that may stand in between */
	size_t nroots, nothers;
	CertPool *pools[2]; /* more of both, for chains built in numbers; NULL: none */
	const Str *crls;    /* consulted when check_revocation is set */
	size_t ncrls;
	int64_t at; /* ticks, UTC: validity is judged at this moment, the last second included (RFC 5280) */
	bool check_revocation;
	bool any_anchor;   /* a root need not be self-signed */
	const char *usage; /* dotted OID the leaf must be good for; NULL: any */
	int max_depth;     /* intermediates allowed, self-issued ones not counted; -1: no limit */
} CertChainSpec;
typedef struct CertChainLink {
	Str der;
	uint32_t status; /* CERT_CHAIN_*; 0: nothing wrong */
	bool trusted;    /* one of the roots */
} CertChainLink;
typedef struct CertChain {
	CertChainLink *links; /* leaf first; in arena */
	size_t n;
	uint32_t status; /* of all links together */
	Str detail;      /* OpenSSL's words for the first thing wrong; empty when nothing is */
} CertChain;
/* false only when the leaf is no certificate at all; everything else is in the status. */
bool cert_chain_build(const CertChainSpec *spec, Arena *arena, CertChain *out, Diag *diag) NODISCARD;

/* Whether one certificate carries the signature of another's key. */
bool cert_chain_signed_by(Str der, Str issuer);

#endif
