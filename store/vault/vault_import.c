/* vault_import: certificates from files, and the keys they belong to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault/vault_private.h"

/* What a file gave: certificates, and the one among them that the import is about. */
typedef struct Import {
	const VaultImport *spec;
	CertFile file;
	CertPfx pfx; /* keys and names; empty for other files */
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
	return true;
}

/* Whether certificate i issued another one of the file. */
static bool issued_another(const CertFile *file, const CertInfo *info, size_t i)
{
	CertInfo other;
	Diag unused;

	for (size_t k = 0; k < file->ncerts; k++)
		if (k != i && cert_read(file->certs[k], &other, &unused) && str_eq(other.issuer, info->subject) &&
			!other.self_signed)
			return true;
	return false;
}

/* How well a certificate suits as the one the file is about: it has a key in the file, a pending request waits for it,
 * it issued none of the others; the first of equals.  false: the store could not be asked. */
static bool rank(Vault *vault, const Import *import, size_t i, int64_t server_id, int *out, Diag *diag)
{
	const CertPfxItem *item = pfx_item(import, i);
	uint8_t key_id[CERT_THUMBPRINT];
	StoreCert pending;
	CertInfo info;
	Diag unused;
	Arena *arena;
	bool found;

	*out = item && item->key >= 0 ? 3 : -1;
	if (*out > 0 || !cert_read(import->file.certs[i], &info, &unused))
		return true;
	cert_key_id(&info.key, key_id);
	arena = arena_new(0);
	found = store_cert_pending(
		vault->store, server_id, (Str){ (char *)key_id, sizeof key_id }, arena, &pending, diag);
	arena_free(arena);
	if (!found && diag->code != DIAG_NOT_FOUND)
		return false;
	*diag = (Diag){ 0 };
	*out = found ? 2 : !info.is_authority && !issued_another(&import->file, &info, i);
	return true;
}

static bool choose_leaf(Vault *vault, Import *import, int64_t server_id, Diag *diag)
{
	int best = -2, suits;

	for (size_t i = 0; i < import->file.ncerts; i++) {
		if (!rank(vault, import, i, server_id, &suits, diag))
			return false;
		if (suits > best) {
			best = suits;
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

static bool find_pending(Vault *vault, Import *import, int64_t server_id, Arena *arena, Diag *diag)
{
	Str key_id = vault_row_key_id(&import->row, arena);

	if (store_cert_pending(vault->store, server_id, key_id, arena, &import->pending, diag))
		return true;
	import->pending = (StoreCert){ 0 };
	if (diag->code != DIAG_NOT_FOUND)
		return false;
	*diag = (Diag){ 0 };
	return true;
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

	if (!choose_leaf(vault, import, result->server.id, diag))
		return false;
	if (!vault_row_read(vault, import->file.certs[import->leaf], arena, &import->row, diag))
		return unreadable(result);
	if (import->pfx.nkeys)
		ok = seal_file_key(vault, import, result, diag);
	else
		ok = find_pending(vault, import, result->server.id, arena, diag) &&
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
	CertInfo info;

	for (size_t i = 0; i < import->file.ncerts; i++)
		if (i != import->leaf &&
			(!cert_read(import->file.certs[i], &info, diag) ||
				!vault_row_place(vault, import->file.certs[i], import->row.cert.server_id,
					info.self_signed ? STORE_ROOT : STORE_CA, arena, diag)))
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
