/* cert_policy: whether a chain is good enough for a TLS client that keeps to RFC 5280 and the CA/Browser Forum's
 * rules. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_POLICY_H
#define CERT_CERT_POLICY_H

#include "store/cert/cert_chain.h"

/* A name the other side is known by: DNS and e-mail as text, an IP address as text. */
typedef struct CertPeer {
	CertAltKind kind;
	Str value;
} CertPeer;
/* chain.usage is set from client. */
typedef struct CertPolicy {
	CertChainSpec chain;
	const CertPeer *peers; /* all must be among the leaf's alternative names; the subject's CN counts for nothing */
	size_t npeers;
	bool client;  /* the leaf is a client's: Client Authentication instead of Server Authentication */
	bool rfc5280; /* RFC 5280 alone: what only the Baseline Requirements forbid is allowed */
} CertPolicy;
typedef struct CertPolicyResult {
	CertChain chain;
	bool ok;
	Str why; /* the first rule that is broken; empty when ok.  In the arena, or constant */
} CertPolicyResult;
/* false: the leaf is no certificate. */
bool cert_policy_check(const CertPolicy *policy, Arena *arena, CertPolicyResult *out, Diag *diag) NODISCARD;

#endif
