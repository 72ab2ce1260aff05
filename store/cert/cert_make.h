/* cert_make: making requests, certificates and revocation lists, laid out as Exchange and AD CS lay them out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CERT_CERT_MAKE_H
#define CERT_CERT_MAKE_H

#include "store/cert/cert.h"
#include "store/cert/cert_key.h"

/* Results are appended to a Buf as DER.  Nothing here draws on the clock; serial numbers come from env->random. */

/* Extensions are collected in a Buf, each call appending one, in the order they shall stand in. */
void cert_make_extension(Buf *out, const char *oid, bool critical, Str value);
void cert_make_key_usage(Buf *out, unsigned usage, bool critical);
/* others: DER of names besides, as cert_make_alt_text makes them; no names: no extension. */
void cert_make_alt_names(Buf *out, const Str *dns, size_t n, Str others);
void cert_make_usages(Buf *out, const char *const *oids); /* ExtendedKeyUsage; ends with NULL; none: no extension */
void cert_make_constraints(Buf *out, bool authority, int path_length); /* critical; path_length -1: none */
void cert_make_subject_key_id(Buf *out, Str octets);
void cert_make_authority_key_id(Buf *out, Str octets);
void cert_make_crl_points(Buf *out, const Str *urls, size_t n);    /* one point with all of them */
void cert_make_issuer_access(Buf *out, const Str *urls, size_t n); /* AuthorityInfoAccess, caIssuers */
void cert_make_template_name(Buf *out, Str name);                  /* v1: 1.3.6.1.4.1.311.20.2, a bare BMPString */
void cert_make_template(Buf *out, const char *oid, int major, int minor); /* v2: 1.3.6.1.4.1.311.21.7 */

/* Appends the GeneralNames of "dns=a.contoso.com&ipaddress=192.0.2.1": dns, ipaddress, email, upn, url, dn or
 * directoryname, oid or registeredid; a separator at the end is fine.  false: *bad is what is none of them, and nothing
 * is appended. */
bool cert_make_alt_text(Str text, Buf *out, Str *bad);

/* Wraps what stands in out from begun on into a SEQUENCE with the algorithm and the signature after it. */
bool cert_make_signed(Buf *out, size_t begun, const CertKey *key, CertHash hash, Diag *diag) NODISCARD;

/* Any certificate. */
typedef struct CertMake {
	Str serial;                    /* content octets */
	Str subject, issuer;           /* DER Names */
	Str public_key;                /* DER SubjectPublicKeyInfo */
	Str extensions;                /* as collected */
	int64_t not_before, not_after; /* ticks, UTC; fractions of a second are cut off */
	const CertKey *signer;
	CertHash hash;
} CertMake;
bool cert_make_certificate(const CertMake *spec, Buf *der, Diag *diag) NODISCARD;

/* A certificate as New-ExchangeCertificate makes it (exchange-cmdlets 3.6): key usage, names, server authentication,
 * basic constraints, and last the SubjectKeyIdentifier when one is given. */
typedef struct CertSelfSigned {
	Str subject; /* DER */
	const Str *domains;
	size_t ndomains;
	Str alt_names;             /* more names, as cert_make_alt_text makes them */
	Str subject_key_id;        /* octets; empty: none */
	Str extensions;            /* more of them, as collected; after the others */
	unsigned key_usage;        /* 0: digital signature, key encipherment */
	const char *const *usages; /* NULL: server authentication */
	int64_t not_before, not_after;
	CertHash hash;
} CertSelfSigned;
bool cert_make_self_signed(
	const CertSelfSigned *spec, const CertKey *key, const Env *env, Buf *der, Diag *diag) NODISCARD;
/* Sixteen octets that are a random GUID read little-endian, top bit clear: what all real ones are. */
void cert_make_serial(const Env *env, uint8_t out[16]);

/* A request as Exchange's makes it (exchange-cmdlets 3.7): key usage, names, basic constraints, SKI; Microsoft's three
 * attributes; attributes sorted as DER's SET OF demands.  Texts that are empty leave their attribute out. */
typedef struct CertRequestSpec {
	Str subject; /* DER */
	const Str *domains;
	size_t ndomains;
	Str alt_names;              /* more names, as cert_make_alt_text makes them */
	Str subject_key_id;         /* octets; empty: SHA-1 of the public key */
	Str os_version;             /* "10.0.20348.2" */
	int client;                 /* 5 */
	Str machine, user, process; /* FQDN, DOMAIN\NAME$, Microsoft.Exchange.ServiceHost.exe */
	Str provider;               /* Microsoft RSA SChannel Cryptographic Provider */
	Str extensions;             /* more of them, as collected; after the others */
	unsigned key_usage;         /* 0: digital signature, key encipherment */
	const char *const *usages;  /* NULL: none */
	const CertNameValue *values;
	size_t nvalues;
	CertHash hash;
} CertRequestSpec;
bool cert_make_request(const CertRequestSpec *spec, const CertKey *key, Buf *der, Diag *diag) NODISCARD;

/* A certificate that a lab authority issues, laid out as AD CS does for a version 1 template (certificate-world 1.3),
 * or for a later one when template_oid is set.  Subject and key are the request's. */
typedef struct CertIssue {
	Str request;        /* DER */
	Str issuer;         /* the authority's certificate, DER */
	const CertKey *key; /* its key */
	Str serial;
	int64_t not_before, not_after;
	CertHash hash;
	Str alt_names; /* besides those of the request's SubjectAltName, which is copied as it is */
	Str template_name;
	const char *template_oid;
	int template_major, template_minor;
	unsigned key_usage;
	const char *const *usages; /* ends with NULL; NULL: none */
	bool authority;            /* a subordinate authority */
	int path_length;
	const Str *crl_urls, *issuer_urls;
	size_t ncrl_urls, nissuer_urls;
} CertIssue;
bool cert_make_issued(const CertIssue *spec, Buf *der, Diag *diag) NODISCARD;
/* AD CS's 19 octets: 36, request id, 8 random ones, key index 0, request id. */
void cert_make_authority_serial(const Env *env, uint32_t request_id, uint8_t out[19]);

/* A root as AD CS makes it: key usage 86, basic constraints, SKI, CA version 0.0. */
typedef struct CertAuthority {
	Str subject;
	int64_t not_before, not_after;
	CertHash hash;
} CertAuthority;
bool cert_make_authority(const CertAuthority *spec, const CertKey *key, const Env *env, Buf *der, Diag *diag) NODISCARD;

typedef struct CertRevoked {
	Str serial;
	int64_t at;
	int reason; /* CRLReason; 0: unspecified, written as none */
} CertRevoked;
typedef struct CertCrl {
	Str issuer;         /* the authority's certificate, DER */
	const CertKey *key; /* its key */
	const CertRevoked *revoked;
	size_t nrevoked;
	uint64_t number;
	int64_t this_update, next_update;
	CertHash hash;
} CertCrl;
/* Signs a list of revoked certificates with the authority's key; appends its DER. */
bool cert_make_crl(const CertCrl *spec, Buf *der, Diag *diag) NODISCARD;

/* A file of Windows' serialized store (.sst) with the friendly names; names NULL: none. */
void cert_make_store_file(const Str *certs, const Str *names, size_t n, Buf *out);
/* A PKCS#7 file of certificates without a signature (.p7b). */
void cert_make_pkcs7(const Str *certs, size_t n, Buf *der);

#endif
