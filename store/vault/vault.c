/* vault: opening, finding, rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault/vault.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/utf8.h"
#include "store/cert/cert_domain.h"
#include "store/cert/cert_name.h"
#include "store/vault/vault_private.h"

static char *keep(Str s)
{
	char *copy = MEM_ARRAY(char, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return copy;
}

/* Everything is gone, but its key: better said than begun anew without a word. */
static bool is_emptied(const char *path)
{
	struct stat info;
	char key[PATH_MAX];

	return stat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_size == 0 &&
	       snprintf(key, sizeof key, "%s.key", path) < (int)sizeof key && access(key, F_OK) == 0;
}

/* One more thing the user should know. */
PRINTF(2, 3) static void warn(Vault *vault, const char *fmt, ...)
{
	size_t n = strlen(vault->warning);
	va_list args;

	if (n && n + 3 < sizeof vault->warning) {
		memcpy(vault->warning + n, "; ", 3);
		n += 2;
	}
	va_start(args, fmt);
	vsnprintf(vault->warning + n, sizeof vault->warning - n, fmt, args);
	va_end(args);
}

/* A store that may not be written is still good for reading. */
static bool open_store(Vault *vault, const VaultOptions *options, Diag *diag)
{
	StoreOptions reading = options->store ? *options->store : (StoreOptions){ 0 };
	Diag second = { 0 };

	if (store_open(options->path, options->store, &vault->store, diag))
		return true;
	reading.read_only = true;
	if (diag->code != DIAG_DENIED || !store_open(options->path, &reading, &vault->store, &second))
		return false;
	warn(vault, "%.500s: changes are refused", diag->text);
	*diag = (Diag){ 0 };
	return true;
}

/* Who can write to the folder can put another store, or key, in place of this one. */
static void look_at_folder(Vault *vault)
{
	const char *slash = strrchr(vault->path, '/');
	char *folder = slash && slash != vault->path ? keep((Str){ vault->path, (size_t)(slash - vault->path) }) : NULL;
	struct stat info;

	if (folder && stat(folder, &info) == 0 && info.st_mode & (S_IWGRP | S_IWOTH) && !(info.st_mode & S_ISVTX))
		warn(vault, "others can write to the store's folder '%.300s' (mode %04o): change that with chmod go-w",
			folder, (unsigned)info.st_mode & 07777);
	free(folder);
}

bool vault_open(const VaultOptions *options, Vault **out, Diag *diag)
{
	Vault *vault = MEM_NEW(Vault);

	*diag = (Diag){ 0 };
	vault->env = options->env;
	vault->path = keep(options->path);
	vault->machine_roots = keep(options->machine_roots);
	vault->passphrase = BUF_SECRET;
	vault->issuer = vault->issuer_text = BUF_INIT;
	buf_put(&vault->passphrase, options->passphrase);
	if (is_emptied(vault->path))
		diag_set(diag, DIAG_CORRUPT,
			"the store '%s' is empty, but its key is there: put a copy of the store back, or remove both to "
			"begin anew",
			vault->path);
	if (diag->code || !open_store(vault, options, diag)) {
		vault_close(vault);
		*out = NULL;
		return false;
	}
	if (store_is_on_network(vault->store))
		warn(vault, "the store '%.300s' lies on a network file system, where several users can damage it",
			vault->path);
	look_at_folder(vault);
	*out = vault;
	return true;
}

void vault_close(Vault *vault)
{
	if (!vault)
		return;
	vault_key_forget(vault);
	vault_trust_free(vault->trust);
	buf_release(&vault->passphrase);
	buf_release(&vault->issuer);
	buf_release(&vault->issuer_text);
	store_close(vault->store);
	free(vault->path);
	free(vault->machine_roots);
	free(vault);
}

Store *vault_store_peek(Vault *vault)
{
	return vault->store;
}

const char *vault_warning(const Vault *vault)
{
	return vault->warning;
}

Str vault_account(Str fqdn, Str name, Arena *arena)
{
	size_t dot = str_find_byte(fqdn, '.', 0), end;
	Str domain = dot == STR_NONE ? S("WORKGROUP") : str_cut(fqdn, dot + 1, fqdn.n);
	Buf text = BUF_INIT;
	Str account;

	end = str_find_byte(domain, '.', 0);
	utf8_put_upper(str_cut(domain, 0, end == STR_NONE ? domain.n : end), &text);
	buf_printf(&text, "\\%.*s", STR_ARG(name));
	account = arena_copy(arena, buf_str(&text));
	buf_release(&text);
	return account;
}

int64_t vault_now(const Vault *vault)
{
	return vault->env->now(vault->env->self);
}

bool vault_refuse(VaultResult *result, VaultRefusal refusal, Diag *diag, DiagCode code, const char *fmt, ...)
{
	va_list args;

	result->refusal = refusal;
	va_start(args, fmt);
	diag_vset(diag, code, fmt, args);
	va_end(args);
	return false;
}

bool vault_finish(Vault *vault, bool ok, Diag *diag)
{
	return store_end(vault->store, ok, diag) && ok;
}

bool vault_find_server(Vault *vault, Str name, Arena *arena, VaultResult *result, Diag *diag)
{
	if (store_server_find(vault->store, name, arena, &result->server, diag))
		return true;
	if (diag->code == DIAG_NOT_FOUND)
		result->refusal = VAULT_NO_SERVER;
	return false;
}

bool vault_find_cert(Vault *vault, Str thumbprint, unsigned places, Arena *arena, VaultResult *result, Diag *diag)
{
	StoreCertKey key = { result->server.id, places, thumbprint };

	if (!store_cert_find(vault->store, &key, arena, &result->cert, diag)) {
		if (diag->code == DIAG_NOT_FOUND)
			result->refusal = VAULT_NO_CERTIFICATE;
		return false;
	}
	return store_cert_der(vault->store, result->cert.der_id, arena, &result->cert.der, diag);
}

/* ---- rows ---------------------------------------------------------------------------------------------------- */

static Str key_of_name(Str name, Arena *arena)
{
	Buf key = BUF_INIT;
	Str copy;

	cert_domain_key(name, &key);
	copy = arena_copy(arena, buf_str(&key));
	buf_release(&key);
	return copy;
}

/* All DNS names, and the CN even if it is no host name: -DomainName looks at both (exchange-cmdlets 5.3). */
static void read_names(const CertInfo *info, Arena *arena, VaultRow *out)
{
	Str *names;
	size_t n;
	Buf common = BUF_INIT;

	cert_domains(info, arena, &names, &n);
	out->names = ARENA_ARRAY(arena, Str, n + 1);
	for (size_t i = 0; i < n; i++)
		out->names[out->nnames++] = key_of_name(names[i], arena);
	if (cert_common_name(info->subject, &common)) {
		Str key = key_of_name(buf_str(&common), arena);
		bool known = false;

		for (size_t i = 0; i < out->nnames && !known; i++)
			known = str_eq(out->names[i], key);
		if (!known)
			out->names[out->nnames++] = key;
	}
	buf_release(&common);
}

static Str issuer_text(Vault *vault, Str issuer, Arena *arena)
{
	if (!str_eq(buf_str(&vault->issuer), issuer)) {
		Str text = cert_name_text(issuer, arena);

		buf_clear(&vault->issuer);
		buf_clear(&vault->issuer_text);
		buf_put(&vault->issuer, issuer);
		buf_put(&vault->issuer_text, text);
	}
	return arena_copy(arena, buf_str(&vault->issuer_text));
}

bool vault_row_read(Vault *vault, Str der, Arena *arena, VaultRow *out, Diag *diag)
{
	uint8_t digest[CERT_THUMBPRINT];
	CertInfo *info = &out->info;

	*out = (VaultRow){ 0 };
	if (!cert_read(der, info, diag))
		return false;
	cert_thumbprint(info->der, digest);
	out->cert = (StoreCert){
		.der = info->der,
		.thumbprint = arena_copy(arena, (Str){ (char *)digest, sizeof digest }),
		.subject = cert_name_text(info->subject, arena),
		.serial = info->serial,
		.not_before = info->not_before,
		.not_after = info->not_after,
		.added = vault_now(vault),
		.key_kind = info->key.kind,
		.key_bits = info->key.size,
		.self_signed = info->self_signed,
	};
	out->cert.issuer = info->self_signed ? out->cert.subject : issuer_text(vault, info->issuer, arena);
	read_names(info, arena, out);
	return true;
}

Str vault_row_key_id(const VaultRow *row, Arena *arena)
{
	uint8_t digest[CERT_THUMBPRINT];

	cert_key_id(&row->info.key, digest);
	return arena_copy(arena, (Str){ (char *)digest, sizeof digest });
}

bool vault_row_add(Vault *vault, VaultRow *row, Diag *diag)
{
	return store_cert_add(vault->store, &row->cert, row->names, row->nnames, &row->cert.id, diag);
}

bool vault_row_place(Vault *vault, Str der, int64_t server_id, StorePlace place, Arena *arena, Diag *diag)
{
	VaultRow row;
	StoreCertKey key;
	StoreCert known;

	if (!vault_row_read(vault, der, arena, &row, diag))
		return false;
	key = (StoreCertKey){ server_id, STORE_PLACE(place), row.cert.thumbprint };
	if (store_cert_find(vault->store, &key, arena, &known, diag))
		return true;
	if (diag->code != DIAG_NOT_FOUND)
		return false;
	*diag = (Diag){ 0 };
	row.cert.server_id = server_id;
	row.cert.place = place;
	return vault_row_add(vault, &row, diag);
}

void vault_name_keys(const Str *names, size_t n, Arena *arena, Str **keys, size_t *nkeys)
{
	Str *out = ARENA_ARRAY(arena, Str, 2 * n + 1);
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		Str key = key_of_name(names[i], arena);
		size_t dot = str_find_byte(key, '.', 0);

		out[count++] = key;
		if (dot != STR_NONE && dot > 0 && !str_starts(key, S("*.")))
			out[count++] = arena_printf(arena, "*%.*s", STR_ARG(str_cut(key, dot, key.n)));
	}
	*keys = out;
	*nkeys = count;
}

bool vault_domains(Vault *vault, const StoreCert *cert, Arena *arena, Str **names, size_t *n, Diag *diag)
{
	Str der = cert->der;
	CertInfo info;

	*names = NULL;
	*n = 0;
	if ((der.n == 0 && !store_cert_der(vault->store, cert->der_id, arena, &der, diag)) ||
		!cert_read(der, &info, diag))
		return false;
	cert_domains(&info, arena, names, n);
	return true;
}

bool vault_put(Vault *vault, const VaultPut *spec, Arena *arena, VaultResult *result, Diag *diag)
{
	VaultRow row;
	bool ok;

	*result = (VaultResult){ 0 };
	if (!vault_find_server(vault, spec->server, arena, result, diag) ||
		!vault_row_read(vault, spec->der, arena, &row, diag) || !store_begin(vault->store, diag))
		return false;
	ok = vault_row_place(vault, spec->der, result->server.id, spec->place, arena, diag) &&
	     vault_find_cert(vault, row.cert.thumbprint, STORE_PLACE(spec->place), arena, result, diag);
	if (ok && spec->friendly_name.n) {
		result->cert.friendly_name = spec->friendly_name;
		ok = store_cert_update(vault->store, &result->cert, diag);
	}
	ok = ok && vault_record_result(vault, "Put", result, diag, "place %d", (int)spec->place);
	return vault_finish(vault, ok, diag);
}

bool vault_rename(Vault *vault, const StoreCertKey *key, Str friendly_name, Diag *diag)
{
	Arena *arena = arena_new(0);
	VaultEvent event = { "Rename", S(""), key->thumbprint };
	StoreCert cert;
	bool ok = store_begin(vault->store, diag);

	if (ok) {
		ok = store_cert_find(vault->store, key, arena, &cert, diag);
		if (ok) {
			cert.friendly_name = friendly_name;
			ok = store_cert_update(vault->store, &cert, diag) &&
			     vault_record(vault, &event, diag, "%.*s", STR_ARG(friendly_name));
		}
		ok = vault_finish(vault, ok, diag);
	}
	arena_free(arena);
	return ok;
}
