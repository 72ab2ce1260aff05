/* vault_import: certificates from files, and the keys they belong to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "store/vault/vault_private.h"

/* What a file gave: certificates, and the one among them that the import is about. */
typedef struct Import {
	const VaultImport *spec;
	CertFile file;
	CertInfo *infos; /* the file's certificates, read */
	CertPfx pfx;     /* keys and names; empty for other files */
	size_t leaf;
	VaultRow row;
	Buf sealed;        /* its key, sealed for it; empty: none */
	StoreCert pending; /* the request it completes; id 0: none */
} Import;

static bool unreadable(VaultResult *result)
{
	result->refusal = VAULT_UNREADABLE;
	return false;
}

/* Certificates of the PFX as a file's, in .NET's order: the last bag first. */
static void take_pfx_certs(Import *import, Arena *arena)
{
	size_t n = import->pfx.ncerts;

	import->file.certs = ARENA_ARRAY(arena, Str, n + 1);
	import->file.ncerts = n;
	for (size_t i = 0; i < n; i++)
		import->file.certs[i] = import->pfx.certs[n - 1 - i].der;
}

static const CertPfxItem *pfx_item(const Import *import, size_t i)
{
	return import->pfx.ncerts ? &import->pfx.certs[import->pfx.ncerts - 1 - i] : NULL;
}

static bool read_infos(Import *import, Arena *arena, Diag *diag)
{
	import->infos = ARENA_ARRAY(arena, CertInfo, import->file.ncerts);
	for (size_t i = 0; i < import->file.ncerts; i++)
		if (!cert_read(import->file.certs[i], &import->infos[i], diag))
			return false;
	return true;
}

static bool read_file(Vault *vault, Import *import, Arena *arena, VaultResult *result, Diag *diag)
{
	if (!cert_read_file(import->spec->data, arena, &import->file, diag))
		return unreadable(result);
	if (import->file.kind == CERT_FILE_PFX) {
		if (!cert_pfx_open(vault->env, import->file.body, import->spec->password, arena, &import->pfx, diag))
			return diag->code == DIAG_STOPPED ? false : unreadable(result);
		take_pfx_certs(import, arena);
	}
	if (import->file.ncerts == 0) {
		diag_set(diag, DIAG_INVALID, "the file holds no certificate");
		return unreadable(result);
	}
	return read_infos(import, arena, diag) || unreadable(result);
}

/* How well a certificate suits as the one that the file is about, the best last: an authority or the issuer of another
 * one in the file, neither, one that a pending request waits for, one with a key in the file. */
typedef enum Rank { RANK_ISSUER, RANK_LEAF, RANK_AWAITED, RANK_KEYED } Rank;

static int compare_names(const void *a, const void *b)
{
	const Str *left = a, *right = b;
	int order = memcmp(left->p, right->p, left->n < right->n ? left->n : right->n);

	return order ? order : (left->n > right->n) - (left->n < right->n);
}

/* The names of those that issued the file's certificates, sorted, so that each is found at once in a file of
 * thousands. */
static Str *sort_issuers(const Import *import, Arena *arena, size_t *n)
{
	Str *issuers = ARENA_ARRAY(arena, Str, import->file.ncerts);

	*n = 0;
	for (size_t i = 0; i < import->file.ncerts; i++)
		if (!import->infos[i].self_signed)
			issuers[(*n)++] = import->infos[i].issuer;
	qsort(issuers, *n, sizeof *issuers, compare_names);
	return issuers;
}

static bool find_awaiting(
	Vault *vault, const CertPublicKey *key, int64_t server_id, Arena *arena, StoreCert *pending, Diag *diag)
{
	uint8_t key_id[CERT_THUMBPRINT];

	cert_key_id(key, key_id);
	if (store_cert_pending(vault->store, server_id, (Str){ (char *)key_id, sizeof key_id }, arena, pending, diag))
		return true;
	*pending = (StoreCert){ 0 };
	if (diag->code != DIAG_NOT_FOUND)
		return false;
	*diag = (Diag){ 0 };
	return true;
}

/* The first of equals is taken. */
static bool choose_leaf(Vault *vault, Import *import, int64_t server_id, Arena *arena, Diag *diag)
{
	size_t n;
	Str *issuers = sort_issuers(import, arena, &n);
	int best = -1;

	for (size_t i = 0; i < import->file.ncerts && best < RANK_KEYED; i++) {
		const CertInfo *info = &import->infos[i];
		const CertPfxItem *item = pfx_item(import, i);
		StoreCert pending;
		Rank rank = RANK_LEAF;

		if (!find_awaiting(vault, &info->key, server_id, arena, &pending, diag))
			return false;
		if (item && item->key >= 0)
			rank = RANK_KEYED;
		else if (pending.id)
			rank = RANK_AWAITED;
		else if (info->is_authority || bsearch(&info->subject, issuers, n, sizeof *issuers, compare_names))
			rank = RANK_ISSUER;
		if ((int)rank > best) {
			best = (int)rank;
			import->leaf = i;
		}
	}
	return true;
}

/* A key in the file that fits none of its certificates is an error: it would be lost without a word. */
static bool seal_file_key(Vault *vault, Import *import, VaultResult *result, Diag *diag)
{
	const CertPfxItem *item = pfx_item(import, import->leaf);

	if (import->pfx.nkeys == 0)
		return true;
	if (item->key < 0) {
		diag_set(diag, DIAG_INVALID, "the private key in the file does not belong to its certificate");
		return unreadable(result);
	}
	import->row.cert.has_key = true;
	import->row.cert.exportable = import->spec->exportable;
	return vault_key_ready(vault, diag) &&
	       vault_key_seal(vault, import->row.cert.thumbprint, import->pfx.keys[item->key], &import->sealed, diag);
}

static bool seal_pending_key(Vault *vault, Import *import, Diag *diag)
{
	import->row.cert.has_key = true;
	import->row.cert.exportable = import->pending.exportable;
	return vault_pending_seal(vault, &import->pending, &import->row, &import->sealed, diag);
}

/* Given, the request's, the file's, or the profile's default (exchange-cmdlets 4.2, 4.4). */
static Str friendly_name(const Import *import)
{
	const CertPfxItem *item = pfx_item(import, import->leaf);

	if (import->spec->friendly_name.p)
		return import->spec->friendly_name;
	if (import->pending.id)
		return import->pending.friendly_name;
	return item && item->friendly_name.n ? item->friendly_name : import->spec->default_name;
}

static bool prepare(Vault *vault, Import *import, Arena *arena, VaultResult *result, Diag *diag)
{
	bool ok;

	if (!choose_leaf(vault, import, result->server.id, arena, diag))
		return false;
	if (!vault_row_read(vault, import->file.certs[import->leaf], arena, &import->row, diag))
		return unreadable(result);
	if (import->spec->agree && !import->spec->agree(import->spec->self, import->row.cert.thumbprint))
		return vault_refuse(result, VAULT_DECLINED, diag, DIAG_STOPPED, "the import was not wanted");
	if (import->pfx.nkeys)
		ok = seal_file_key(vault, import, result, diag);
	else
		ok = find_awaiting(vault, &import->infos[import->leaf].key, result->server.id, arena, &import->pending,
			     diag) &&
		     (import->pending.id == 0 || seal_pending_key(vault, import, diag));
	import->row.cert.friendly_name = friendly_name(import);
	import->row.cert.server_id = result->server.id;
	import->row.cert.place = STORE_MY;
	return ok;
}

static bool check_new(Vault *vault, const Import *import, Arena *arena, VaultResult *result, Diag *diag)
{
	StoreCertKey key = { result->server.id, STORE_PLACE(STORE_MY), import->row.cert.thumbprint };

	if (store_cert_find(vault->store, &key, arena, &result->cert, diag))
		return vault_refuse(result, VAULT_EXISTS, diag, DIAG_EXISTS, "the certificate is there already");
	if (diag->code != DIAG_NOT_FOUND)
		return false;
	*diag = (Diag){ 0 };
	return true;
}

/* Roots of the chain to Root, intermediates to CA. */
static bool add_others(Vault *vault, const Import *import, Arena *arena, Diag *diag)
{
	for (size_t i = 0; i < import->file.ncerts; i++)
		if (i != import->leaf && !vault_row_place(vault, import->file.certs[i], import->row.cert.server_id,
						 import->infos[i].self_signed ? STORE_ROOT : STORE_CA, arena, diag))
			return false;
	return true;
}

static bool commit(Vault *vault, Import *import, Arena *arena, VaultResult *result, Diag *diag)
{
	bool ok;

	if (!store_begin(vault->store, diag))
		return false;
	ok = check_new(vault, import, arena, result, diag) && vault_row_add(vault, &import->row, diag) &&
	     (import->sealed.n == 0 ||
		     store_cert_key_put(vault->store, import->row.cert.id, buf_str(&import->sealed), diag)) &&
	     (import->pending.id == 0 || vault_pending_remove(vault, &import->pending, diag)) &&
	     add_others(vault, import, arena, diag) &&
	     vault_find_cert(vault, import->row.cert.thumbprint, STORE_PLACE(STORE_MY), arena, result, diag) &&
	     vault_record_result(vault, "Import", result, diag, "%s, %zu certificates in the file",
		     import->pending.id ? "completes a request"
		     : import->sealed.n ? "with its key"
					: "without a key",
		     import->file.ncerts);
	ok = vault_finish(vault, ok, diag);
	result->paired = ok && import->pending.id;
	return ok;
}

bool vault_import(Vault *vault, const VaultImport *spec, Arena *arena, VaultResult *result, Diag *diag)
{
	Import import = { .spec = spec, .sealed = BUF_INIT };
	bool ok;

	*result = (VaultResult){ 0 };
	ok = vault_find_server(vault, spec->server, arena, result, diag) &&
	     read_file(vault, &import, arena, result, diag) && prepare(vault, &import, arena, result, diag) &&
	     commit(vault, &import, arena, result, diag);
	cert_pfx_release(&import.pfx);
	buf_release(&import.sealed);
	return ok;
}
