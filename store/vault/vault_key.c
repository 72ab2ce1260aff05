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

static bool next_opens(Vault *vault, Str wrapped, Buf *key)
{
	uint8_t kek[CERT_SEAL_KEY];
	Diag unused = { 0 };
	bool ok = vault_key_file_next_read(vault, kek, &unused) && cert_unseal(kek, WRAPPED_AS, wrapped, key, &unused);

	mem_wipe(kek, sizeof kek);
	return ok;
}

static bool file_opens(Vault *vault, Str wrapped)
{
	uint8_t kek[CERT_SEAL_KEY];
	Buf key = BUF_SECRET;
	Diag unused = { 0 };
	bool ok = vault_key_file_read(vault, kek, &unused) && cert_unseal(kek, WRAPPED_AS, wrapped, &key, &unused);

	mem_wipe(kek, sizeof kek);
	buf_release(&key);
	return ok;
}

/* Brings the files in line with what is committed, also after a change that was cut off; within a transaction, so that
 * nobody else does the same or begins another change. */
static bool settle(Vault *vault, Diag *diag)
{
	Arena *arena = arena_new(0);
	Buf key = BUF_SECRET;
	Str kind, wrapped;
	bool ok = store_meta_get(vault->store, S("key.kind"), arena, &kind, diag) &&
		  store_meta_get(vault->store, S("key.wrapped"), arena, &wrapped, diag);

	if (ok && str_eq(kind, S("passphrase")))
		vault_key_file_drop(vault);
	else if (ok && !file_opens(vault, wrapped) && next_opens(vault, wrapped, &key))
		ok = vault_key_file_settle(vault, diag);
	buf_release(&key);
	arena_free(arena);
	return ok;
}

static bool settle_alone(Vault *vault, Diag *diag)
{
	bool ok = store_begin(vault->store, diag);

	if (ok) {
		ok = settle(vault, diag);
		store_end(vault->store, false, diag);
	}
	return ok;
}

static bool open_wrapped(Vault *vault, Str kind, Str salt, Str wrapped, Buf *key, Diag *diag)
{
	uint8_t kek[CERT_SEAL_KEY];
	bool by_file = str_eq(kind, S("file")), ok = wrapping_key(vault, kind, salt, kek, diag);

	if (ok && !cert_unseal(kek, WRAPPED_AS, wrapped, key, diag))
		ok = diag_set(diag, DIAG_DENIED,
			by_file ? "'%s.key' is not the key of the store beside it: put back the one that is"
				: "the passphrase in EXSH_STORE_KEY is not the one of the store '%s'",
			vault->path);
	mem_wipe(kek, sizeof kek);
	if (ok || !by_file || !next_opens(vault, wrapped, key))
		return ok;
	*diag = (Diag){ 0 };
	return store_is_read_only(vault->store) || settle_alone(vault, diag);
}

static bool unwrap(Vault *vault, Arena *arena, Str wrapped, Diag *diag)
{
	Buf key = BUF_SECRET;
	Str kind, salt;
	bool ok;

	ok = store_meta_get(vault->store, S("key.kind"), arena, &kind, diag) &&
	     store_meta_get(vault->store, S("key.salt"), arena, &salt, diag) &&
	     open_wrapped(vault, kind, salt, wrapped, &key, diag) && keep_key(vault, buf_str(&key), diag);
	buf_release(&key);
	return ok;
}

/* Wraps the data key under a key that is at hand, or under the passphrase; within a transaction. */
static bool wrap(Vault *vault, const uint8_t key[CERT_SEAL_KEY], const uint8_t *file_kek, Str passphrase, Diag *diag)
{
	uint8_t kek[CERT_SEAL_KEY], salt[16];
	Str salted = { (char *)salt, sizeof salt };
	Buf wrapped = BUF_INIT;
	bool ok = true;

	vault->env->random(vault->env->self, salt, sizeof salt);
	if (file_kek)
		memcpy(kek, file_kek, sizeof kek);
	else
		ok = cert_stretch(passphrase, salted, kek, diag);
	ok = ok && cert_seal(kek, WRAPPED_AS, (Str){ (const char *)key, CERT_SEAL_KEY }, vault->env, &wrapped, diag) &&
	     store_meta_put(vault->store, S("key.kind"), file_kek ? S("file") : S("passphrase"), diag) &&
	     store_meta_put(vault->store, S("key.salt"), salted, diag) &&
	     store_meta_put(vault->store, S("key.wrapped"), buf_str(&wrapped), diag);
	mem_wipe(kek, sizeof kek);
	buf_release(&wrapped);
	return ok;
}

/* Makes the store key; within a transaction.  The file is made before the row: what a crash leaves is a file that the
 * next try takes over. */
static bool create(Vault *vault, Diag *diag)
{
	bool by_file = vault->passphrase.n == 0;
	uint8_t kek[CERT_SEAL_KEY], key[CERT_SEAL_KEY];
	bool ok;

	vault->env->random(vault->env->self, key, sizeof key);
	ok = (!by_file || vault_key_file_make(vault, kek, diag)) &&
	     wrap(vault, key, by_file ? kek : NULL, buf_str(&vault->passphrase), diag);
	mem_wipe(kek, sizeof kek);
	mem_wipe(key, sizeof key);
	return ok;
}

bool vault_change_key(Vault *vault, Str passphrase, Diag *diag)
{
	VaultEvent event = { "ChangeKey", S(""), S("") };
	bool by_file = passphrase.n == 0, ok;
	uint8_t kek[CERT_SEAL_KEY];

	if (strcmp(vault->path, ":memory:") == 0)
		return diag_set(diag, DIAG_INVALID, "a store in memory has no key to change");
	vault_key_forget(vault); /* another shell may have changed it: what is wrapped now must open */
	if (!vault_key_ready(vault, diag) || !store_begin(vault->store, diag))
		return false;
	ok = settle(vault, diag) && (!by_file || vault_key_file_next(vault, kek, diag)) &&
	     wrap(vault, vault->key, by_file ? kek : NULL, passphrase, diag) &&
	     vault_record(vault, &event, diag, by_file ? "to a key file" : "to a passphrase");
	ok = vault_finish(vault, ok, diag);
	mem_wipe(kek, sizeof kek);
	if (!ok)
		return false;
	buf_clear(&vault->passphrase);
	buf_put(&vault->passphrase, passphrase);
	return settle_alone(vault, diag);
}

/* The key file to a copy of the store.  What it must open is what the copy holds, whatever became of the store
 * since. */
static bool copy_key(Vault *vault, Vault *copy, Arena *arena, Diag *diag)
{
	Str key = arena_printf(arena, "%s.key", copy->path), kind, wrapped;

	if (!store_meta_get(copy->store, S("key.kind"), arena, &kind, diag) ||
		!store_meta_get(copy->store, S("key.wrapped"), arena, &wrapped, diag))
		return false;
	if (!str_eq(kind, S("file")))
		return true;
	for (int i = 0; i < 2; i++) {
		if (!vault_key_file_copy(vault, key.p, diag))
			return false;
		if (file_opens(copy, wrapped))
			return true;
		unlink(key.p);
		if (i == 0 && !store_is_read_only(vault->store) && !settle_alone(vault, diag))
			return false; /* a change that was cut off */
	}
	return diag_set(diag, DIAG_DENIED,
		"'%s.key' is not the key of the copied store: it is a wrong one, or was changed in the meantime",
		vault->path);
}

bool vault_backup(Vault *vault, const char *path, Diag *diag)
{
	static const StoreOptions options = { .read_only = true };

	Arena *arena = arena_new(0);
	Buf name = BUF_INIT;
	Vault copy = { 0 };
	bool ok;

	if (!store_backup(vault->store, path, diag)) {
		arena_free(arena);
		return false;
	}
	buf_put(&name, str_from(path));
	copy.path = name.p;
	ok = store_open(str_from(path), &options, &copy.store, diag) && copy_key(vault, &copy, arena, diag);
	store_close(copy.store);
	if (!ok)
		unlink(path);
	buf_release(&name);
	arena_free(arena);
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
