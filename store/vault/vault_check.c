/* vault_check: whether the store still is what it says. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault/vault_private.h"

static void put_row(const StoreCert *cert, const char *finding, Buf *report)
{
	buf_put(report, S("certificate "));
	cert_put_hex(cert->thumbprint, report);
	buf_printf(report, ": %s\n", finding);
}

/* A row says has_key also for keys that are on a real server (vault_load), so only a key that is here can be wrong. */
static void check_key(Vault *vault, const StoreCert *cert, const CertInfo *info, Buf *report)
{
	Arena *arena = arena_new(0);
	CertKey *key = NULL;
	Diag diag = { 0 };
	Str sealed;

	if (store_cert_key_get(vault->store, cert->id, arena, &sealed, &diag)) {
		if (!vault_key_unseal(vault, cert->thumbprint, sealed, &key, &diag))
			put_row(cert, "its private key does not open", report);
		else if (!cert_key_matches(key, &info->key))
			put_row(cert, "its private key belongs to another certificate", report);
	} else if (diag.code != DIAG_NOT_FOUND) {
		put_row(cert, "its private key cannot be read", report);
	}
	cert_key_free(key);
	arena_free(arena);
}

static void check_row(Vault *vault, const StoreCert *cert, bool with_keys, Buf *report)
{
	uint8_t thumbprint[CERT_THUMBPRINT];
	CertInfo info;
	Diag unused;

	if (!cert_read(cert->der, &info, &unused)) {
		put_row(cert, "its DER is damaged", report);
		return;
	}
	cert_thumbprint(cert->der, thumbprint);
	if (!str_eq(cert->thumbprint, (Str){ (char *)thumbprint, sizeof thumbprint }))
		put_row(cert, "the thumbprint is not that of its DER", report);
	else if (with_keys)
		check_key(vault, cert, &info, report);
}

static bool check_certs(Vault *vault, bool with_keys, Buf *report, Diag *diag)
{
	StoreCertFilter filter = { .places = ~0u, .with_der = true };
	StoreCertCursor *cursor;
	StoreCert cert;

	if (!store_certs(vault->store, &filter, &cursor, diag))
		return false;
	while (store_certs_next(cursor, &cert, diag))
		check_row(vault, &cert, with_keys, report);
	store_certs_close(cursor);
	return diag->code == DIAG_OK;
}

bool vault_check(Vault *vault, Buf *report, Diag *diag)
{
	bool with_keys = vault_key_ready(vault, diag);
	int64_t bad;

	if (!with_keys)
		buf_printf(report, "private keys were not checked: %s\n", diag->text);
	*diag = (Diag){ 0 };
	if (!store_check(vault->store, report, diag) || !vault_verify_history(vault, &bad, diag))
		return false;
	if (bad)
		buf_printf(report, "history: row %lld does not follow from the one before it\n", (long long)bad);
	return check_certs(vault, with_keys, report, diag);
}
