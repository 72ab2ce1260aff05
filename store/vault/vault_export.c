/* vault_export: private keys on their way out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_chain.h"
#include "store/vault/vault_private.h"

enum { CHAIN_MAX = 16 };

static bool check_exportable(Vault *vault, const VaultExport *spec, VaultResult *result, Diag *diag)
{
	if (!result->cert.has_key || !result->cert.exportable)
		return vault_refuse(result, VAULT_NOT_EXPORTABLE, diag, DIAG_DENIED,
			result->cert.has_key ? "the private key is not exportable"
					     : "the certificate has no private key");
	if (!spec->allow_expired && vault_now(vault) > result->cert.not_after) /* exchange-cmdlets 7.3 */
		return vault_refuse(result, VAULT_EXPIRED, diag, DIAG_INVALID, "the certificate has expired");
	if (!spec->password)
		return vault_refuse(result, VAULT_NO_PASSWORD, diag, DIAG_INVALID,
			"a private key is not exported without a password");
	return true;
}

/* A key identifier that does not fit rules an issuer out (RFC 5280, 4.2.1.1), but only the signature proves one. */
static bool is_issuer(const CertInfo *info, const CertInfo *issuer)
{
	if (info->authority_key_id.n && issuer->subject_key_id.n &&
		!str_eq(info->authority_key_id, issuer->subject_key_id))
		return false;
	return cert_chain_signed_by(info->der, issuer->der);
}

/* Several may have issued it, an authority renewed with its key or cross-signed: a root ends the chain soonest,
 * one that is valid is better than one that is not. */
static int rank(const CertPoolEntry *entry, int64_t now)
{
	bool valid = entry->info.not_before <= now && now <= entry->info.not_after;

	return 2 * valid + entry->root;
}

static const CertPoolEntry *find_issuer(CertPool *pool, const CertInfo *info, int64_t now)
{
	size_t n;
	const CertPoolEntry *found = cert_pool_find(pool, info->issuer, &n), *best = NULL;

	for (size_t i = 0; i < n; i++)
		if ((!best || rank(&found[i], now) > rank(best, now)) && is_issuer(info, &found[i].info))
			best = &found[i];
	return best;
}

/* The issuers the server knows, up to the root. */
static bool find_chain(Vault *vault, const VaultResult *result, Str chain[CHAIN_MAX], size_t *n, Diag *diag)
{
	CertInfo info;
	CertPool *pool;

	if (!cert_read(result->cert.der, &info, diag) || !vault_trust_pool(vault, result->server.id, &pool, diag))
		return false;
	while (*n < CHAIN_MAX && !info.self_signed) {
		const CertPoolEntry *issuer = find_issuer(pool, &info, vault_now(vault));

		if (!issuer)
			break;
		info = issuer->info;
		chain[(*n)++] = info.der;
	}
	return true;
}

static bool save(Vault *vault, const VaultExport *spec, Buf *out, VaultResult *result, Diag *diag)
{
	Str chain[CHAIN_MAX];
	CertKey *key = NULL;
	VaultContainer container;
	CertInfo info;
	CertPfxSpec pfx = {
		.cert = result->cert.der,
		.chain = chain,
		.friendly_name = result->cert.friendly_name,
		.provider = S(VAULT_PROVIDER),
		.password = *spec->password,
		.profile = spec->profile,
	};
	bool ok;

	if (!cert_read(result->cert.der, &info, diag))
		return false;
	vault_container(&info.key, vault->env->machine, &container);
	pfx.container = str_from(container.name);
	ok = vault_key_of(vault, &result->cert, &key, diag);
	if (!ok && diag->code == DIAG_NOT_FOUND)
		result->refusal = VAULT_NOT_EXPORTABLE; /* of a listing: the key is on the real server */
	pfx.key = key;
	ok = ok && (!spec->chain || find_chain(vault, result, chain, &pfx.nchain, diag)) &&
	     cert_pfx_save(&pfx, out, diag);
	cert_key_free(key);
	return ok;
}

/* Noted in the history unless the store cannot be written. */
static bool note(Vault *vault, const VaultResult *result, Diag *diag)
{
	if (store_is_read_only(vault->store))
		return true;
	return store_begin(vault->store, diag) && vault_finish(vault,
							  vault_record_result(vault, "Export", result, diag,
								  result->request.n ? "request" : "with its key"),
							  diag);
}

bool vault_export(Vault *vault, const VaultExport *spec, Arena *arena, Buf *out, VaultResult *result, Diag *diag)
{
	size_t before = out->n;
	bool ok;

	*result = (VaultResult){ 0 };
	if (!vault_find_server(vault, spec->server, arena, result, diag) ||
		!vault_find_cert(vault, spec->thumbprint, STORE_PLACES_OWN, arena, result, diag))
		return false;
	if (result->cert.place == STORE_REQUEST) {
		ok = store_cert_request_get(vault->store, result->cert.id, arena, &result->request, diag);
		buf_put(out, result->request);
	} else {
		ok = check_exportable(vault, spec, result, diag) && save(vault, spec, out, result, diag);
	}
	ok = ok && note(vault, result, diag);
	if (!ok && out->n > before) {
		mem_wipe(out->p + before, out->n - before);
		out->n = before;
	}
	return ok;
}
