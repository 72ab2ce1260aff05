/* vault_key: the store key, and private keys under it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "store/cert/cert_seal.h"
#include "store/vault/vault_private.h"

/* Envelope: private keys are sealed under one random data key, and that under a key that comes from the file beside the
 * store or from a passphrase.  In the store: meta "key.kind", "key.salt", "key.wrapped". */
#define WRAPPED_AS S("exsh data key")
#define SEALED_AS  "exsh private key "

static size_t page_size(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

/* Neither swapped out nor part of a core dump; where the limits forbid that, memory like any other. */
static uint8_t *secret_page(void)
{
	void *page = mmap(NULL, page_size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED)
		return NULL;
	(void)mlock(page, page_size());
	(void)madvise(page, page_size(), MADV_DONTDUMP);
	return page;
}

void vault_key_forget(Vault *vault)
{
	if (!vault->key)
		return;
	mem_wipe(vault->key, CERT_SEAL_KEY);
	munmap(vault->key, page_size());
	vault->key = NULL;
}

static bool keep_key(Vault *vault, Str key, Diag *diag)
{
	vault->key = key.n == CERT_SEAL_KEY ? secret_page() : NULL;
	if (!vault->key)
		return diag_set(diag, DIAG_CORRUPT, "the store key cannot be kept in memory");
	memcpy(vault->key, key.p, CERT_SEAL_KEY);
	return true;
}

/* The key that the data key is wrapped under. */
static bool wrapping_key(Vault *vault, Str kind, Str salt, uint8_t kek[CERT_SEAL_KEY], Diag *diag)
{
	if (str_eq(kind, S("file")))
		return vault_key_file_read(vault, kek, diag);
	if (!str_eq(kind, S("passphrase")))
		return diag_set(diag, DIAG_UNSUPPORTED, "the store key is kept in a way this version does not know");
	if (vault->passphrase.n == 0)
		return diag_set(diag, DIAG_DENIED,
			"the private keys of the store are sealed with a passphrase, and EXSH_STORE_KEY is not set");
	return cert_stretch(buf_str(&vault->passphrase), salt, kek, diag);
}

static bool unwrap(Vault *vault, Arena *arena, Str wrapped, Diag *diag)
{
	uint8_t kek[CERT_SEAL_KEY];
	Buf key = BUF_SECRET;
	Str kind, salt;
	bool ok;

	ok = store_meta_get(vault->store, S("key.kind"), arena, &kind, diag) &&
	     store_meta_get(vault->store, S("key.salt"), arena, &salt, diag) &&
	     wrapping_key(vault, kind, salt, kek, diag);
	if (ok && !cert_unseal(kek, WRAPPED_AS, wrapped, &key, diag)) {
		ok = diag_set(diag, DIAG_DENIED,
			str_eq(kind, S("file")) ? "'%s.key' is not the key of the store beside it"
						: "the passphrase in EXSH_STORE_KEY is not the one of the store '%s'",
			vault->path);
	}
	ok = ok && keep_key(vault, buf_str(&key), diag);
	mem_wipe(kek, sizeof kek);
	buf_release(&key);
	return ok;
}

/* Makes the store key; within a transaction.  The file is made before the row: what a crash leaves is a file that the
 * next try takes over. */
static bool create(Vault *vault, Diag *diag)
{
	bool by_file = vault->passphrase.n == 0;
	uint8_t kek[CERT_SEAL_KEY], key[CERT_SEAL_KEY], salt[16];
	Buf wrapped = BUF_INIT;
	bool ok;

	vault->env->random(vault->env->self, key, sizeof key);
	vault->env->random(vault->env->self, salt, sizeof salt);
	ok = by_file ? vault_key_file_make(vault, kek, diag)
		     : cert_stretch(buf_str(&vault->passphrase), (Str){ (char *)salt, sizeof salt }, kek, diag);
	ok = ok && cert_seal(kek, WRAPPED_AS, (Str){ (char *)key, sizeof key }, vault->env, &wrapped, diag) &&
	     store_meta_put(vault->store, S("key.kind"), by_file ? S("file") : S("passphrase"), diag) &&
	     store_meta_put(vault->store, S("key.salt"), (Str){ (char *)salt, sizeof salt }, diag) &&
	     store_meta_put(vault->store, S("key.wrapped"), buf_str(&wrapped), diag);
	mem_wipe(kek, sizeof kek);
	mem_wipe(key, sizeof key);
	buf_release(&wrapped);
	return ok;
}

/* A store in memory has a key that nobody keeps. */
static bool create_in_memory(Vault *vault, Diag *diag)
{
	uint8_t key[CERT_SEAL_KEY];
	bool ok;

	vault->env->random(vault->env->self, key, sizeof key);
	ok = keep_key(vault, (Str){ (char *)key, sizeof key }, diag);
	mem_wipe(key, sizeof key);
	return ok;
}

bool vault_key_ready(Vault *vault, Diag *diag)
{
	Arena *arena;
	Str wrapped;
	bool ok;

	if (vault->key)
		return true;
	if (strcmp(vault->path, ":memory:") == 0)
		return create_in_memory(vault, diag);
	arena = arena_new(0);
	ok = store_meta_get(vault->store, S("key.wrapped"), arena, &wrapped, diag);
	if (ok && wrapped.n == 0) {
		ok = store_begin(vault->store, diag);
		if (ok) { /* asked again: another shell may have been first */
			ok = store_meta_get(vault->store, S("key.wrapped"), arena, &wrapped, diag) &&
			     (wrapped.n || create(vault, diag));
			ok = vault_finish(vault, ok, diag) &&
			     store_meta_get(vault->store, S("key.wrapped"), arena, &wrapped, diag);
		}
	}
	ok = ok && unwrap(vault, arena, wrapped, diag);
	arena_free(arena);
	return ok;
}

/* What a private key is bound to: the certificate it is kept with, so that rows cannot be exchanged. */
static void put_binding(Str thumbprint, Buf *out)
{
	buf_put(out, S(SEALED_AS));
	buf_put(out, thumbprint);
}

bool vault_key_seal(Vault *vault, Str thumbprint, const CertKey *key, Buf *sealed, Diag *diag)
{
	Buf pkcs8 = BUF_SECRET, bound = BUF_INIT;
	bool ok;

	put_binding(thumbprint, &bound);
	ok = cert_key_save(key, &pkcs8, diag) &&
	     cert_seal(vault->key, buf_str(&bound), buf_str(&pkcs8), vault->env, sealed, diag);
	buf_release(&pkcs8);
	buf_release(&bound);
	return ok;
}

bool vault_key_unseal(Vault *vault, Str thumbprint, Str sealed, CertKey **key, Diag *diag)
{
	Buf pkcs8 = BUF_SECRET, bound = BUF_INIT;
	bool ok;

	put_binding(thumbprint, &bound);
	ok = cert_unseal(vault->key, buf_str(&bound), sealed, &pkcs8, diag) &&
	     cert_key_load(buf_str(&pkcs8), key, diag);
	buf_release(&pkcs8);
	buf_release(&bound);
	return ok;
}

bool vault_key_of(Vault *vault, const StoreCert *cert, CertKey **key, Diag *diag)
{
	Arena *arena = arena_new(0);
	Str sealed;
	bool ok = vault_key_ready(vault, diag) && store_cert_key_get(vault->store, cert->id, arena, &sealed, diag) &&
		  vault_key_unseal(vault, cert->thumbprint, sealed, key, diag);

	arena_free(arena);
	return ok;
}
