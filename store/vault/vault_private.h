/* vault_private: what the files of this room share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_VAULT_PRIVATE_H
#define VAULT_VAULT_PRIVATE_H

#include "store/cert/cert_pool.h"
#include "store/vault/vault.h"

typedef struct VaultTrust VaultTrust;

struct Vault {
	Store *store;
	const Env *env;
	char *path, *machine_roots; /* "" for none */
	Buf passphrase;
	uint8_t *key; /* the data key, on a page of its own that is neither swapped nor dumped; NULL until needed */
	Buf issuer, issuer_text; /* the Name printed last: certificates of one authority come by the thousand */
	VaultTrust *trust;       /* roots and intermediates of the server asked for last */
	char warning[1600];      /* room for all there are */
};

/* The clock of the vault's Env, in ticks. */
int64_t vault_now(const Vault *vault);
/* Fills result->refusal and *diag; false. */
bool vault_refuse(VaultResult *result, VaultRefusal refusal, Diag *diag, DiagCode code, const char *fmt, ...)
	PRINTF(5, 6);
/* Commits when ok, else rolls back; whether all went well. */
bool vault_finish(Vault *vault, bool ok, Diag *diag) NODISCARD;
/* Fills result->server; VAULT_NO_SERVER. */
bool vault_find_server(Vault *vault, Str name, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;
/* Fills result->cert with its DER; key->server_id is result->server's.  VAULT_NO_CERTIFICATE. */
bool vault_find_cert(
	Vault *vault, Str thumbprint, unsigned places, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;

/* One row of history, within the transaction.  server and thumbprint may be empty. */
typedef struct VaultEvent {
	const char *action;
	Str server, thumbprint;
} VaultEvent;
bool vault_record(Vault *vault, const VaultEvent *event, Diag *diag, const char *fmt, ...) PRINTF(4, 5) NODISCARD;
/* The same for result's server and certificate. */
bool vault_record_result(Vault *vault, const char *action, const VaultResult *result, Diag *diag, const char *fmt, ...)
	PRINTF(5, 6) NODISCARD;

/* A certificate as a row: everything that follows from its DER; server, place, name and key are the caller's. */
typedef struct VaultRow {
	CertInfo info;
	StoreCert cert;
	Str *names; /* keys for look-up */
	size_t nnames;
} VaultRow;
bool vault_row_read(Vault *vault, Str der, Arena *arena, VaultRow *out, Diag *diag) NODISCARD;
/* SHA-1 of its public key, which a pending request is found by. */
Str vault_row_key_id(const VaultRow *row, Arena *arena);
/* Adds the row; cert.id and .der_id are filled. */
bool vault_row_add(Vault *vault, VaultRow *row, Diag *diag) NODISCARD;
/* Puts a certificate without key where it is not yet; there already is fine. */
bool vault_row_place(Vault *vault, Str der, int64_t server_id, StorePlace place, Arena *arena, Diag *diag) NODISCARD;

/* Sealing.  vault_key_ready finds or makes the store key; never within a transaction.  DIAG_DENIED: the key is wrong,
 * missing, or not given; DIAG_CORRUPT: its file is damaged. */
bool vault_key_ready(Vault *vault, Diag *diag) NODISCARD;
bool vault_key_seal(Vault *vault, Str thumbprint, const CertKey *key, Buf *sealed, Diag *diag) NODISCARD;
bool vault_key_unseal(Vault *vault, Str thumbprint, Str sealed, CertKey **key, Diag *diag) NODISCARD;
/* The private key of a row. */
bool vault_key_of(Vault *vault, const StoreCert *cert, CertKey **key, Diag *diag) NODISCARD;
void vault_key_forget(Vault *vault);
/* The file beside the store: 32 octets as hex, 0600. */
bool vault_key_file_read(Vault *vault, uint8_t kek[32], Diag *diag) NODISCARD;
bool vault_key_file_make(Vault *vault, uint8_t kek[32], Diag *diag) NODISCARD; /* one that is there is taken */
/* A change of it has two steps, with the commit of what is wrapped under the new one in between: a new file beside the
 * old, which takes its place at last.  next_read: DIAG_NOT_FOUND when no change was begun. */
bool vault_key_file_next(Vault *vault, uint8_t kek[32], Diag *diag) NODISCARD;
bool vault_key_file_next_read(Vault *vault, uint8_t kek[32], Diag *diag) NODISCARD;
bool vault_key_file_settle(Vault *vault, Diag *diag) NODISCARD;
void vault_key_file_drop(Vault *vault); /* the files of a store that has a passphrase now */
/* Writes the key file's text to a new file. */
bool vault_key_file_copy(Vault *vault, const char *path, Diag *diag) NODISCARD;

/* What completes a pending request.  Before the transaction its key is opened, compared with the certificate's and
 * sealed again for it; within it the request goes away.  DIAG_BUSY: it went meanwhile, completed by somebody else. */
bool vault_pending_seal(Vault *vault, const StoreCert *pending, const VaultRow *row, Buf *sealed, Diag *diag) NODISCARD;
bool vault_pending_remove(Vault *vault, const StoreCert *pending, Diag *diag) NODISCARD;

/* Binds services to result->cert on result->server, within a transaction: the rules of exchange-cmdlets 6.3.  Fills
 * result->services and ->skipped. */
typedef struct VaultBind {
	int services;
	unsigned sites; /* IIS: bit 0 is site 1 */
	bool replace_transport, single_smtp, require_ssl, network_service;
	bool keep_names; /* POP and IMAP: leave the X509CertificateName setting as it is */
} VaultBind;
bool vault_bind(Vault *vault, const VaultBind *bind, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;
/* Those of UM and UMCallRouter among services that start without TLS. */
bool vault_um_refused(
	Vault *vault, const StoreServer *server, int services, Arena *arena, int *refused, Diag *diag) NODISCARD;
/* POP and IMAP whose X509CertificateName is the subject's CN. */
bool vault_bind_by_name(Vault *vault, const VaultResult *result, Arena *arena, int *services, Diag *diag) NODISCARD;

/* A certificate made, not yet in the store: for vault_row_add and store_cert_key_put. */
typedef struct VaultMade {
	VaultRow row;
	Buf sealed; /* its key; the caller's to release */
} VaultMade;
bool vault_make_self_signed(Vault *vault, const VaultNew *spec, Arena *arena, VaultMade *made, Diag *diag) NODISCARD;

/* Lends what a server trusts and knows, until the store changes or another server is asked for. */
bool vault_trust_pool(Vault *vault, int64_t server_id, CertPool **pool, Diag *diag) NODISCARD;
void vault_trust_free(VaultTrust *trust); /* NULL is fine */

#endif
