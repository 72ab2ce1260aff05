/* vault_export: private keys on their way out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault/vault_private.h"

#define PROVIDER S("Microsoft RSA SChannel Cryptographic Provider")
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

/* The certificate in CA or a root place whose subject is this issuer; false: none. */
static bool find_issuer(Vault *vault, int64_t server_id, Str issuer, Arena *arena, Str *der)
{
	StoreCertFilter filter = {
		.server_id = server_id, .places = STORE_PLACE(STORE_CA) | STORE_PLACES_ROOTS, .with_der = true
	};
	StoreCertCursor *cursor;
	StoreCert cert;
	CertInfo info;
	Diag unused = { 0 };
	bool found = false;

	if (!store_certs(vault->store, &filter, &cursor, &unused))
		return false;
	while (!found && store_certs_next(cursor, &cert, &unused))
		if (cert_read(cert.der, &info, &unused) && str_eq(info.subject, issuer)) {
			*der = arena_copy(arena, cert.der);
			found = true;
		}
	store_certs_close(cursor);
	return found;
}

/* The issuers the server knows, up to the root. */
static size_t find_chain(Vault *vault, const VaultResult *result, Arena *arena, Str chain[CHAIN_MAX])
{
	CertInfo info;
	Diag unused;
	Str der = result->cert.der;
	size_t n = 0;

	while (n < CHAIN_MAX && cert_read(der, &info, &unused) && !info.self_signed &&
		find_issuer(vault, result->server.id, info.issuer, arena, &der))
		chain[n++] = der;
	return n;
}

static bool save(Vault *vault, const VaultExport *spec, Arena *arena, Buf *out, VaultResult *result, Diag *diag)
{
	Str chain[CHAIN_MAX];
	CertKey *key = NULL;
	CertPfxSpec pfx = {
		.cert = result->cert.der,
		.chain = chain,
		.nchain = spec->chain ? find_chain(vault, result, arena, chain) : 0,
		.friendly_name = result->cert.friendly_name,
		.container = arena_printf(arena, "le-%08x", (unsigned)result->cert.id),
		.provider = PROVIDER,
		.password = *spec->password,
		.profile = spec->profile,
	};
	bool ok = vault_key_of(vault, &result->cert, &key, diag);

	if (!ok && diag->code == DIAG_NOT_FOUND)
		result->refusal = VAULT_NOT_EXPORTABLE; /* of a listing: the key is on the real server */
	pfx.key = key;
	ok = ok && cert_pfx_save(&pfx, out, diag);
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
		ok = check_exportable(vault, spec, result, diag) && save(vault, spec, arena, out, result, diag);
	}
	ok = ok && note(vault, result, diag);
	if (!ok && out->n > before) {
		mem_wipe(out->p + before, out->n - before);
		out->n = before;
	}
	return ok;
}
