/* vault_history: what was changed, each row bound to the one before by a hash. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/cert/cert_seal.h"
#include "store/db/store_history.h"
#include "store/vault/vault_private.h"

static void put_number(int64_t value, Buf *out)
{
	for (int shift = 56; shift >= 0; shift -= 8)
		buf_put_char(out, (char)(value >> shift & 0xff));
}

static void put_text(Str text, Buf *out)
{
	put_number((int64_t)text.n, out);
	buf_put(out, text);
}

/* SHA-256 over the hash before, the numbers as eight octets, the texts with their lengths: no two events give the same
 * octets. */
static void hash_event(Str before, const StoreEvent *event, uint8_t out[CERT_SHA256_SIZE])
{
	Buf octets = BUF_INIT;

	put_text(before, &octets);
	put_number(event->id, &octets);
	put_number(event->at, &octets);
	put_text(event->actor, &octets);
	put_text(event->action, &octets);
	put_text(event->server, &octets);
	put_text(event->thumbprint, &octets);
	put_text(event->detail, &octets);
	cert_sha256(buf_str(&octets), out);
	buf_release(&octets);
}

static bool record(Vault *vault, const VaultEvent *event, Str detail, Diag *diag)
{
	Arena *arena = arena_new(0);
	uint8_t hash[CERT_SHA256_SIZE];
	StoreEvent last, next;
	bool ok = store_history_last(vault->store, arena, &last, diag);

	if (ok) {
		next = (StoreEvent){
			.id = last.id + 1,
			.at = vault_now(vault),
			.actor = arena_printf(
				arena, "%.*s@%.*s", STR_ARG(vault->env->user), STR_ARG(vault->env->machine)),
			.action = str_from(event->action),
			.server = event->server,
			.thumbprint = event->thumbprint,
			.detail = detail,
		};
		hash_event(last.hash, &next, hash);
		next.hash = (Str){ (char *)hash, sizeof hash };
		ok = store_history_add(vault->store, &next, diag);
	}
	arena_free(arena);
	return ok;
}

PRINTF(4, 0)
static bool vrecord(Vault *vault, const VaultEvent *event, Diag *diag, const char *fmt, va_list args)
{
	Buf detail = BUF_INIT;
	bool ok;

	buf_vprintf(&detail, fmt, args);
	ok = record(vault, event, buf_str(&detail), diag);
	buf_release(&detail);
	return ok;
}

bool vault_record(Vault *vault, const VaultEvent *event, Diag *diag, const char *fmt, ...)
{
	va_list args;
	bool ok;

	va_start(args, fmt);
	ok = vrecord(vault, event, diag, fmt, args);
	va_end(args);
	return ok;
}

bool vault_record_result(Vault *vault, const char *action, const VaultResult *result, Diag *diag, const char *fmt, ...)
{
	VaultEvent event = { action, result->server.name, result->cert.thumbprint };
	va_list args;
	bool ok;

	va_start(args, fmt);
	ok = vrecord(vault, &event, diag, fmt, args);
	va_end(args);
	return ok;
}

bool vault_note(Vault *vault, const char *action, Str detail, Diag *diag)
{
	VaultEvent event = { action, S(""), S("") };

	return record(vault, &event, detail, diag);
}

bool vault_verify_history(Vault *vault, int64_t *bad, Diag *diag)
{
	enum { PAGE = 256 };
	uint8_t before[CERT_SHA256_SIZE], hash[CERT_SHA256_SIZE];
	int64_t last = 0;
	StoreEventList list;

	*bad = 0;
	do {
		Arena *arena = arena_new(0);

		if (!store_history(vault->store, last, PAGE, arena, &list, diag)) {
			arena_free(arena);
			return false;
		}
		for (size_t i = 0; i < list.n && !*bad; i++) {
			hash_event((Str){ (char *)before, last ? sizeof before : 0 }, &list.p[i], hash);
			if (list.p[i].id != last + 1 || !str_eq(list.p[i].hash, (Str){ (char *)hash, sizeof hash }))
				*bad = list.p[i].id;
			last = list.p[i].id;
			memcpy(before, hash, sizeof before);
		}
		arena_free(arena);
	} while (list.n == PAGE && !*bad);
	return true;
}
