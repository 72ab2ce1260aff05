/* vault_repair: pending requests completed; a certificate that lost its private key gets it from the one it came of. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault/vault_private.h"

bool vault_pending_seal(Vault *vault, const StoreCert *pending, const VaultRow *row, Buf *sealed, Diag *diag)
{
	CertKey *key = NULL;
	bool ok = vault_key_of(vault, pending, &key, diag) &&
		  (cert_key_matches(key, &row->info.key) ||
			  diag_set(diag, DIAG_CORRUPT, "the key of the pending request is not the one it asked for")) &&
		  vault_key_seal(vault, row->cert.thumbprint, key, sealed, diag);

	cert_key_free(key);
	return ok;
}

bool vault_pending_remove(Vault *vault, const StoreCert *pending, Diag *diag)
{
	Arena *arena = arena_new(0);
	StoreCert still;
	bool ok = store_cert_get(vault->store, pending->id, arena, &still, diag);

	if (ok ? !str_eq(still.thumbprint, pending->thumbprint) : diag->code == DIAG_NOT_FOUND)
		ok = diag_set(diag, DIAG_BUSY, "the pending request was completed or removed meanwhile: try again");
	ok = ok && store_cert_remove(vault->store, pending->id, diag);
	arena_free(arena);
	return ok;
}

/* Moves the key; within a transaction. */
static bool move_key(Vault *vault, VaultResult *result, const StoreCert *pending, Str sealed, Diag *diag)
{
	result->cert.has_key = true;
	result->cert.exportable = pending->exportable;
	return store_cert_key_put(vault->store, result->cert.id, sealed, diag) &&
	       store_cert_update(vault->store, &result->cert, diag) && vault_pending_remove(vault, pending, diag) &&
	       vault_record_result(vault, "Repair", result, diag, "completes a request");
}

bool vault_repair(Vault *vault, Str server, Str thumbprint, Arena *arena, VaultResult *result, Diag *diag)
{
	Buf sealed = BUF_INIT;
	StoreCert pending;
	VaultRow row;
	bool ok;

	*result = (VaultResult){ 0 };
	if (!vault_find_server(vault, server, arena, result, diag) ||
		!vault_find_cert(vault, thumbprint, STORE_PLACE(STORE_MY), arena, result, diag))
		return false;
	if (result->cert.has_key)
		return true;
	ok = vault_key_ready(vault, diag) && vault_row_read(vault, result->cert.der, arena, &row, diag) &&
	     store_cert_pending(
		     vault->store, result->server.id, vault_row_key_id(&row, arena), arena, &pending, diag) &&
	     vault_pending_seal(vault, &pending, &row, &sealed, diag) && store_begin(vault->store, diag);
	if (ok)
		ok = vault_finish(vault, move_key(vault, result, &pending, buf_str(&sealed), diag), diag);
	result->paired = ok;
	buf_release(&sealed);
	return ok;
}
