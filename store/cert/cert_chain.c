/* cert_chain: chains of certificates and what is wrong with them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_chain.h"

#include <limits.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/moment.h"
#include "shell/base/vec.h"
#include "store/cert/cert_error.h"

enum {
	POOL_MAX = 512,   /* certificates handed to OpenSSL for one chain */
	LENGTH_MAX = 128, /* links of a chain */
	OTHER_WAYS = 8,   /* chains tried after the first has failed */
};

/* OpenSSL's verdicts in .NET's terms.  Dates are judged apart: OpenSSL takes the last second as expired, RFC 5280 and
 * Windows do not (certificate-world 10). */
static const struct {
	int error;
	uint32_t status;
} verdicts[] = {
	{ X509_V_ERR_CERT_NOT_YET_VALID, 0 },
	{ X509_V_ERR_CERT_HAS_EXPIRED, 0 },
	{ X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, 0 }, /* follows from the missing issuer */
	{ X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD, CERT_CHAIN_NOT_TIME_VALID },
	{ X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD, CERT_CHAIN_NOT_TIME_VALID },
	{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, CERT_CHAIN_PARTIAL },
	{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, CERT_CHAIN_PARTIAL },
	{ X509_V_ERR_CERT_CHAIN_TOO_LONG, CERT_CHAIN_PARTIAL },
	{ X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, CERT_CHAIN_UNTRUSTED_ROOT },
	{ X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, CERT_CHAIN_UNTRUSTED_ROOT },
	{ X509_V_ERR_CERT_UNTRUSTED, CERT_CHAIN_UNTRUSTED_ROOT },
	{ X509_V_ERR_CERT_REJECTED, CERT_CHAIN_UNTRUSTED_ROOT },
	{ X509_V_ERR_CERT_SIGNATURE_FAILURE, CERT_CHAIN_NOT_SIGNATURE_VALID },
	{ X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE, CERT_CHAIN_NOT_SIGNATURE_VALID },
	{ X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, CERT_CHAIN_NOT_SIGNATURE_VALID },
	{ X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH, CERT_CHAIN_NOT_SIGNATURE_VALID },
	{ X509_V_ERR_SIGNATURE_ALGORITHM_INCONSISTENCY, CERT_CHAIN_NOT_SIGNATURE_VALID },
	{ X509_V_ERR_CA_MD_TOO_WEAK, CERT_CHAIN_WEAK_SIGNATURE },
	{ X509_V_ERR_CERT_REVOKED, CERT_CHAIN_REVOKED },
	{ X509_V_ERR_UNABLE_TO_GET_CRL, CERT_CHAIN_REVOCATION_UNKNOWN | CERT_CHAIN_OFFLINE_REVOCATION },
	{ X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, CERT_CHAIN_REVOCATION_UNKNOWN },
	{ X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE, CERT_CHAIN_REVOCATION_UNKNOWN },
	{ X509_V_ERR_CRL_SIGNATURE_FAILURE, CERT_CHAIN_REVOCATION_UNKNOWN },
	{ X509_V_ERR_CRL_NOT_YET_VALID, CERT_CHAIN_REVOCATION_UNKNOWN },
	{ X509_V_ERR_CRL_HAS_EXPIRED, CERT_CHAIN_REVOCATION_UNKNOWN | CERT_CHAIN_OFFLINE_REVOCATION },
	{ X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD, CERT_CHAIN_REVOCATION_UNKNOWN },
	{ X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD, CERT_CHAIN_REVOCATION_UNKNOWN },
	{ X509_V_ERR_KEYUSAGE_NO_CRL_SIGN, CERT_CHAIN_REVOCATION_UNKNOWN },
	{ X509_V_ERR_DIFFERENT_CRL_SCOPE, CERT_CHAIN_REVOCATION_UNKNOWN },
	{ X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION, CERT_CHAIN_REVOCATION_UNKNOWN },
	{ X509_V_ERR_INVALID_CA, CERT_CHAIN_INVALID_CONSTRAINTS },
	{ X509_V_ERR_INVALID_NON_CA, CERT_CHAIN_INVALID_CONSTRAINTS },
	{ X509_V_ERR_PATH_LENGTH_EXCEEDED, CERT_CHAIN_INVALID_CONSTRAINTS },
	{ X509_V_ERR_KEYUSAGE_NO_CERTSIGN, CERT_CHAIN_NOT_VALID_FOR_USAGE },
	{ X509_V_ERR_INVALID_PURPOSE, CERT_CHAIN_NOT_VALID_FOR_USAGE },
	{ X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, CERT_CHAIN_UNSUPPORTED_CRITICAL },
	{ X509_V_ERR_INVALID_EXTENSION, CERT_CHAIN_INVALID_EXTENSION },
	{ X509_V_ERR_INVALID_POLICY_EXTENSION, CERT_CHAIN_INVALID_POLICY },
	{ X509_V_ERR_NO_EXPLICIT_POLICY, CERT_CHAIN_NO_POLICY },
	{ X509_V_ERR_PERMITTED_VIOLATION, CERT_CHAIN_NOT_PERMITTED_NAME },
	{ X509_V_ERR_EXCLUDED_VIOLATION, CERT_CHAIN_EXCLUDED_NAME },
	{ X509_V_ERR_SUBTREE_MINMAX, CERT_CHAIN_UNSUPPORTED_NAME_CONSTRAINT },
	{ X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE, CERT_CHAIN_UNSUPPORTED_NAME_CONSTRAINT },
	{ X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX, CERT_CHAIN_INVALID_NAME_CONSTRAINTS },
	{ X509_V_ERR_UNSUPPORTED_NAME_SYNTAX, CERT_CHAIN_INVALID_NAME_CONSTRAINTS },
};

static uint32_t verdict(int error)
{
	for (size_t i = 0; i < COUNT(verdicts); i++)
		if (verdicts[i].error == error)
			return verdicts[i].status;
	return CERT_CHAIN_INVALID_EXTENSION;
}

typedef struct Builder {
	const CertChainSpec *spec;
	CertInfo leaf;
	Str skip;        /* a certificate that led to a chain with something wrong */
	CertPool *given; /* the spec's own roots and others */
	X509_STORE *roots;
	STACK_OF(X509) * others;
	uint32_t status[LENGTH_MAX];
	int first_error;
} Builder;

static X509 *decode(Str der)
{
	const unsigned char *p = (const unsigned char *)der.p;

	return der.n <= LONG_MAX ? d2i_X509(NULL, &p, (long)der.n) : NULL;
}

/* Decoded once for all chains that the pool is asked for: that is most of what a chain costs. */
static bool take(Builder *b, CertPoolEntry *candidate)
{
	bool ok;

	if (!candidate->native)
		candidate->native = decode(candidate->info.der);
	if (!candidate->native)
		return true; /* OpenSSL cannot read it: as if it were not there */
	if (candidate->root)
		return X509_STORE_add_cert(b->roots, candidate->native) == 1;
	ok = sk_X509_push(b->others, candidate->native) > 0;
	if (ok)
		X509_up_ref(candidate->native);
	return ok;
}

/* An issuer whose certificates are looked for, each once. */
typedef VEC(Str) Wanted;

static void want(Wanted *wanted, Str issuer)
{
	for (size_t i = 0; i < wanted->n; i++)
		if (str_eq(wanted->p[i], issuer))
			return;
	VEC_PUSH(wanted, issuer);
}

static void take_all(Builder *b, CertPool *pool, Str subject, size_t *taken, Wanted *wanted)
{
	size_t n = 0;
	CertPoolEntry *found = pool ? cert_pool_find(pool, subject, &n) : NULL;

	for (size_t i = 0; i < n && *taken < POOL_MAX; i++) {
		if (b->skip.n && str_eq(found[i].info.der, b->skip))
			continue;
		if (take(b, &found[i]))
			++*taken;
		if (!found[i].info.self_signed)
			want(wanted, found[i].info.issuer);
	}
}

/* Out of pools of any size only certificates whose subject is somebody's issuer, from the leaf upwards: decoding one
 * costs 3000 times what looking at it costs (performance-and-reliability 2). */
static void choose(Builder *b)
{
	Wanted wanted = { 0 };
	size_t taken = 0;

	want(&wanted, b->leaf.issuer);
	for (size_t w = 0; w < wanted.n; w++) {
		Str subject = wanted.p[w];

		take_all(b, b->given, subject, &taken, &wanted);
		for (size_t i = 0; i < COUNT(b->spec->pools); i++)
			take_all(b, b->spec->pools[i], subject, &taken, &wanted);
	}
	VEC_RELEASE(&wanted);
}

static void add_crls(Builder *b)
{
	for (size_t i = 0; i < b->spec->ncrls; i++) {
		const unsigned char *p = (const unsigned char *)b->spec->crls[i].p;
		X509_CRL *crl =
			b->spec->crls[i].n <= LONG_MAX ? d2i_X509_CRL(NULL, &p, (long)b->spec->crls[i].n) : NULL;

		if (crl)
			X509_STORE_add_crl(b->roots, crl);
		X509_CRL_free(crl);
	}
}

/* Notes every verdict and goes on, so that all of them come out. */
static int note(int ok, X509_STORE_CTX *ctx)
{
	Builder *b = X509_STORE_CTX_get_app_data(ctx);
	int error = X509_STORE_CTX_get_error(ctx), depth = X509_STORE_CTX_get_error_depth(ctx);
	X509 *cert = X509_STORE_CTX_get_current_cert(ctx);
	uint32_t status = verdict(error);

	if (ok)
		return 1;
	if (status & CERT_CHAIN_REVOCATION_UNKNOWN && depth > 0 && cert && X509_self_signed(cert, 0) == 1)
		return 1; /* nobody revokes a root: ExcludeRoot is .NET's default */
	if (status && depth >= 0 && depth < LENGTH_MAX) {
		b->status[depth] |= status;
		if (!b->first_error)
			b->first_error = error;
	}
	return 1;
}

static void set_parameters(X509_VERIFY_PARAM *param, const CertChainSpec *spec)
{
	X509_VERIFY_PARAM_set_time(param, (time_t)moment_to_unix(spec->at));
	X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_CHECK_SS_SIGNATURE);
	if (spec->any_anchor)
		X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
	if (spec->check_revocation)
		X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
	X509_VERIFY_PARAM_set_auth_level(
		param, 0); /* SHA-1 and RSA-1024 count here: the certificates are of their time */
	X509_VERIFY_PARAM_set_depth(param, LENGTH_MAX - 2);
}

static bool is_root_of(CertPool *pool, const CertInfo *info)
{
	size_t n = 0;
	const CertPoolEntry *found = pool ? cert_pool_find(pool, info->subject, &n) : NULL;

	for (size_t i = 0; i < n; i++)
		if (found[i].root && str_eq(found[i].info.der, info->der))
			return true;
	return false;
}

static bool is_root(const Builder *b, const CertInfo *info)
{
	return is_root_of(b->given, info) || is_root_of(b->spec->pools[0], info) || is_root_of(b->spec->pools[1], info);
}

/* 4.2.1.12: an absent list allows everything, and so does anyExtendedKeyUsage. */
static bool allows_usage(const CertInfo *info, const char *usage)
{
	Str rest = info->usages, oid;

	if (!usage || !info->has_usages)
		return true;
	while (cert_oid_next(&rest, &oid))
		if (cert_oid_is(oid, usage) || cert_oid_is(oid, "2.5.29.37.0"))
			return true;
	return false;
}

static uint32_t judge(const Builder *b, const CertInfo *info, bool anchor)
{
	uint32_t status = 0;

	if (info->bad_dates || b->spec->at < info->not_before ||
		b->spec->at / MOMENT_TICKS_PER_SECOND > info->not_after / MOMENT_TICKS_PER_SECOND)
		status |= CERT_CHAIN_NOT_TIME_VALID;
	if (!anchor && !allows_usage(info, b->spec->usage))
		status |= CERT_CHAIN_NOT_VALID_FOR_USAGE;
	return status;
}

/* Copies what OpenSSL built, and adds what it was not asked. */
static void collect(Builder *b, X509_STORE_CTX *ctx, Arena *arena, CertChain *out)
{
	STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(ctx);
	int n = sk_X509_num(chain), between = 0;
	Diag unused;

	out->n = n <= 0 ? 1 : n < LENGTH_MAX ? (size_t)n : LENGTH_MAX;
	out->links = ARENA_ARRAY(arena, CertChainLink, out->n);
	for (size_t i = 0; i < out->n; i++) {
		CertChainLink *link = &out->links[i];
		unsigned char *der = NULL;
		int len = i > 0 ? i2d_X509(sk_X509_value(chain, (int)i), &der) : 0;
		CertInfo info = b->leaf;

		link->der = i > 0 ? arena_copy(arena, (Str){ (char *)der, len > 0 ? (size_t)len : 0 }) : b->leaf.der;
		OPENSSL_free(der);
		if (i > 0 && !cert_read(link->der, &info, &unused))
			continue;
		link->trusted = is_root(b, &info);
		link->status = b->status[i] | judge(b, &info, link->trusted && i > 0);
		between += i > 0 && !link->trusted && !info.self_signed;
		if (b->spec->max_depth >= 0 && between > b->spec->max_depth)
			link->status |= CERT_CHAIN_INVALID_CONSTRAINTS;
		out->status |= link->status;
	}
	if (b->first_error)
		out->detail = arena_copy(arena, str_from(X509_verify_cert_error_string(b->first_error)));
}

static bool verify(Builder *b, X509 *leaf, Arena *arena, CertChain *out)
{
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	bool ok = ctx && X509_STORE_CTX_init(ctx, b->roots, leaf, b->others) == 1;

	if (ok) {
		set_parameters(X509_STORE_CTX_get0_param(ctx), b->spec);
		X509_STORE_CTX_set_app_data(ctx, b);
		X509_STORE_CTX_set_verify_cb(ctx, note);
		if (X509_verify_cert(ctx) <= 0 && !b->first_error) {
			b->first_error = X509_STORE_CTX_get_error(ctx);
			b->status[0] |= verdict(b->first_error);
		}
		collect(b, ctx, arena, out);
	}
	X509_STORE_CTX_free(ctx);
	return ok;
}

/* OpenSSL cannot read what our walk could: the chain is the leaf alone, and invalid. */
static void give_up(const Builder *b, Arena *arena, CertChain *out)
{
	out->n = 1;
	out->links = ARENA_NEW(arena, CertChainLink);
	out->links[0] = (CertChainLink){ b->leaf.der, CERT_CHAIN_INVALID_EXTENSION | judge(b, &b->leaf, false), false };
	out->status = out->links[0].status;
	out->detail = S("the certificate cannot be decoded");
}

static void build(Builder *b, Arena *arena, CertChain *out)
{
	X509 *leaf = decode(b->leaf.der);

	*out = (CertChain){ 0 };
	cert_error_clear();
	memset(b->status, 0, sizeof b->status);
	b->first_error = 0;
	b->roots = X509_STORE_new();
	b->others = sk_X509_new_null();
	if (leaf && b->roots && b->others) {
		choose(b);
		add_crls(b);
	}
	if (!leaf || !b->roots || !b->others || !verify(b, leaf, arena, out))
		give_up(b, arena, out);
	X509_free(leaf);
	X509_STORE_free(b->roots);
	sk_X509_pop_free(b->others, X509_free);
	cert_error_clear();
}

static bool has_rival_in(CertPool *pool, const CertInfo *info)
{
	size_t n = 0;
	const CertPoolEntry *found = pool ? cert_pool_find(pool, info->subject, &n) : NULL;

	for (size_t i = 0; i < n; i++)
		if (!str_eq(found[i].info.der, info->der))
			return true;
	return false;
}

/* Whether another certificate could stand in place of this one: of the same name, issued by somebody else. */
static bool has_rival(const Builder *b, Str der)
{
	CertInfo info;
	Diag unused;

	return cert_read(der, &info, &unused) &&
	       (has_rival_in(b->given, &info) || has_rival_in(b->spec->pools[0], &info) ||
		       has_rival_in(b->spec->pools[1], &info));
}

/* OpenSSL follows one way up; Windows takes the best of all.  Cross-signed authorities have several. */
bool cert_chain_build(const CertChainSpec *spec, Arena *arena, CertChain *out, Diag *diag)
{
	Builder b = { .spec = spec };
	CertChain first;

	*out = (CertChain){ 0 };
	if (!cert_read(spec->leaf, &b.leaf, diag))
		return false;
	b.given = cert_pool_new();
	cert_pool_add(b.given, spec->roots, spec->nroots, true);
	cert_pool_add(b.given, spec->others, spec->nothers, false);
	build(&b, arena, out);
	first = *out;
	for (size_t i = 1; i < first.n && i <= OTHER_WAYS && out->status; i++) {
		b.skip = first.links[i].der;
		if (has_rival(&b, b.skip))
			build(&b, arena, out);
	}
	if (out->status)
		*out = first;
	cert_pool_free(b.given);
	return true;
}

bool cert_chain_signed_by(Str der, Str issuer)
{
	X509 *cert = decode(der), *by = str_eq(der, issuer) && cert && X509_up_ref(cert) ? cert : decode(issuer);
	EVP_PKEY *key = by ? X509_get0_pubkey(by) : NULL;
	bool ok = cert && key && X509_verify(cert, key) == 1;

	X509_free(cert);
	X509_free(by);
	cert_error_clear();
	return ok;
}
