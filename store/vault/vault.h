/* vault: what cmdlets call: one function for each operation on the organization, private keys included. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_VAULT_H
#define VAULT_VAULT_H

#include "shell/base/env.h"
#include "store/cert/cert.h"
#include "store/cert/cert_key.h"
#include "store/cert/cert_pfx.h"
#include "store/db/store_certs.h"
#include "store/db/store_servers.h"

/* Rules of the room:
 *   - one operation is one transaction with one row of history in it; a crash or kill -9 at any moment leaves the state
 *     before or after it; keys are generated before the store is taken
 *   - private keys lie sealed in the store, bound to the thumbprint they are kept with; they are opened here only, and
 *     wiped before the function returns
 *   - "not exportable" is policy, not cryptography; it is refused here, at the door
 *   - texts are facts for a log; what a user reads is the cmdlet's, which asks the result's refusal for the case
 * Reading needs no function here: cmdlets list and look up through vault_store_peek. */
typedef struct Vault Vault;

typedef struct VaultOptions {
	Str path;                  /* the store's file; ":memory:" for one that is never written */
	Str passphrase;            /* $EXSH_STORE_KEY; empty: keys are sealed under <path>.key */
	Str machine_roots;         /* a PEM file of roots the machine trusts; empty: none */
	const Env *env;            /* borrowed for the vault's life */
	const StoreOptions *store; /* NULL: the usual */
} VaultOptions;
/* Errors are store_open's.  A store that cannot be written is opened for reading; vault_warning says so. */
bool vault_open(const VaultOptions *options, Vault **out, Diag *diag) NODISCARD;
void vault_close(Vault *vault); /* NULL is fine */
Store *vault_store_peek(Vault *vault);
/* What the user should know about the store, joined by "; ": read-only, on a network file system, in a folder that others
 * can write to.  Empty: nothing. */
const char *vault_warning(const Vault *vault);

/* Why an operation was refused; Exchange has a text of its own for each.  The Diag has the code and a plain
 * sentence. */
typedef enum VaultRefusal {
	VAULT_NOT_REFUSED,      /* but it may have failed: disk, key, crypto */
	VAULT_NO_SERVER,        /* no such server */
	VAULT_NO_CERTIFICATE,   /* none with that thumbprint there */
	VAULT_EXISTS,           /* one with that thumbprint is there already */
	VAULT_DECLINED,         /* import: VaultImport.agree said no */
	VAULT_UNREADABLE,       /* import: not the data or not the password; diag->code knows which */
	VAULT_NOT_VALID,        /* enable: for the reason named in the result */
	VAULT_NOT_EXPORTABLE,   /* export: no key, or one that may not leave */
	VAULT_EXPIRED,          /* export */
	VAULT_NO_PASSWORD,      /* export */
	VAULT_IS_TRANSPORT,     /* remove: the internal transport certificate */
	VAULT_HAS_CONNECTORS,   /* remove: send connectors name it; their names are in the result */
	VAULT_HAS_FEDERATION,   /* remove: used for federation */
	VAULT_IS_AUTH,          /* remove: servers sign tokens with it */
	VAULT_STARTUP_IS_TCP,   /* enable: UM or UMCallRouter (result->services) runs without TLS */
	VAULT_FEDERATION_ASKED, /* enable: Federation is not assigned this way */
	VAULT_HAS_SERVERS,      /* setup on a store that has servers already */
} VaultRefusal;

/* What came of an operation; texts in the caller's arena.  Zeroed at the start of each. */
typedef struct VaultResult {
	VaultRefusal refusal;
	StoreServer server;
	StoreCert cert;     /* made, imported, concerned; with its DER */
	Str request;        /* DER of the PKCS#10 */
	const char *reason; /* VAULT_NOT_VALID: PrivateKeyMissing, DateInvalid, Revoked, Invalid, PendingRequest */
	Str names;          /* VAULT_HAS_CONNECTORS: joined by ", " */
	int services;       /* those assigned now; of a refusal: the one that was refused */
	int skipped;        /* POP and IMAP left out because the subject is no FQDN: a warning each */
	int refused;        /* new: UM and UMCallRouter left out because they start without TLS */
	bool paired;        /* import: completed a pending request */
} VaultResult;

/* ---- the organization ---------------------------------------------------------------------------------------- */

/* Gives a store without servers its first: this machine, its name as NetBIOS name and FQDN, its domain as accepted
 * domain (house 12).  On any other store it does nothing. */
bool vault_seed(Vault *vault, Diag *diag) NODISCARD;
/* Takes that back as long as nothing else ever happened in the store: for what brings servers of its own. */
bool vault_unseed(Vault *vault, Diag *diag) NODISCARD;
/* This machine as vault_seed names it: "CAS01", "contoso.com". */
Str vault_machine_name(const Env *env, Arena *arena);
Str vault_machine_domain(const Env *env);

/* An account of the domain that a server's FQDN lies in: "CONTOSO\\CAS01$"; in the arena. */
Str vault_account(Str fqdn, Str name, Arena *arena);

typedef struct VaultSetup {
	const Str *servers; /* NetBIOS names; the first is the local one.  None: this machine's */
	size_t nservers;
	Str domain;            /* of their FQDNs, and the accepted domain; empty: this machine's */
	Str version;           /* AdminDisplayVersion of the servers */
	int roles;             /* STORE_ROLE_* */
	bool certificates;     /* make each the self-signed "Microsoft Exchange" certificate with its services */
	bool all_certificates; /* ... and those beside it: of the web management service; with back_end, the one that all
				  servers sign tokens with, published */
	bool back_end;         /* 2013 and later: bind it to the Exchange Back End site too */
	int key_bits, years;
	CertHash hash;
} VaultSetup;
/* What Exchange's Setup leaves behind.  VAULT_HAS_SERVERS. */
bool vault_setup(Vault *vault, const VaultSetup *setup, VaultResult *result, Diag *diag) NODISCARD;

/* Adds a server that trusts what the others trust of the lab authorities.  DIAG_EXISTS. */
bool vault_add_server(Vault *vault, const StoreServer *server, int64_t *id, Diag *diag) NODISCARD;

/* ---- certificates -------------------------------------------------------------------------------------------- */

typedef struct VaultNew {
	Str server;         /* name or FQDN; empty: the local one */
	Str subject;        /* DER */
	const Str *domains; /* SubjectAltName, in order, ASCII */
	size_t ndomains;
	Str alt_names; /* more of them, as cert_make_alt_text makes them */
	Str friendly_name;
	bool exportable;
	CertKeyKind key_kind; /* 0: RSA */
	int key_bits;
	CertHash hash;
	Str subject_key_id; /* octets; empty: as cert_make says */
	/* of a self-signed certificate */
	int64_t not_before;     /* ticks, UTC; 0: now */
	int64_t not_after;      /* ticks, UTC; 0: so many years after its first moment, to the second */
	int years;              /* 0: five */
	int services;           /* STORE_IMAP ...; Federation brings SMTP along (observed) */
	bool replace_transport; /* SMTP: becomes the internal transport certificate (it does when there is none) */
	bool single_smtp;       /* 2007: one certificate per server has SMTP */
	bool match_names; /* POP and IMAP come on by themselves when their X509CertificateName is the subject's CN */
	bool require_ssl;
	/* of a request; empty texts are derived from the server */
	Str os_version, client_machine, client_user, client_process, provider;
	int client_id; /* 0: 5, as Exchange's service host */
	const CertNameValue *values;
	size_t nvalues;
	/* of both; 0 and NULL: as cert_make says */
	Str extensions; /* more than Exchange's, as cert_make collects them */
	unsigned key_usage;
	const char *const *usages;
} VaultNew;
/* A pending request: result->request, and result->cert is the dummy certificate that stands for it in the list. */
bool vault_new_request(Vault *vault, const VaultNew *spec, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;
/* A self-signed certificate, its services bound as vault_enable does, but UM that starts without TLS is left out. */
bool vault_new_self_signed(Vault *vault, const VaultNew *spec, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;

typedef struct VaultImport {
	Str server;
	Str data;            /* what the file holds, of any kind */
	const Str *password; /* NULL: none */
	Str friendly_name;   /* NULL pointer: the request's, the file's, or the default */
	Str default_name;
	bool exportable; /* of a key in the file; a request keeps its own */
	/* Asked once the file is read, before anything is done: whether to go on.  NULL: nobody is asked. */
	bool (*agree)(void *self, Str thumbprint);
	void *self;
} VaultImport;
/* The certificate goes to My, with the key from the file or of the pending request that has the same public key (which
 * goes away), or without; the rest of a chain goes to CA and Root.  VAULT_UNREADABLE, VAULT_DECLINED, VAULT_EXISTS. */
bool vault_import(Vault *vault, const VaultImport *spec, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;

typedef struct VaultEnable {
	Str server, thumbprint; /* 20 octets */
	int services;
	bool replace_transport, single_smtp, require_ssl;
	bool network_service; /* -NetworkServiceAllowed */
	bool any_state;       /* Setup and replay: skip the check of the certificate's state */
} VaultEnable;
/* Adds services; what is taken from other certificates: IIS of the Default Web Site, POP and IMAP unless they keep the
 * name, UM; SMTP only with single_smtp.  VAULT_NO_CERTIFICATE, VAULT_NOT_VALID, VAULT_STARTUP_IS_TCP,
 * VAULT_FEDERATION_ASKED. */
bool vault_enable(Vault *vault, const VaultEnable *spec, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;

typedef struct VaultRemove {
	Str server, thumbprint;
	unsigned places;       /* STORE_PLACE bits; 0: STORE_PLACES_OWN */
	bool check_connectors; /* 2013 and later */
} VaultRemove;
/* With its key and bindings; of a pending request everything.  The three refusals hold for STORE_MY. */
bool vault_remove(Vault *vault, const VaultRemove *spec, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;

typedef struct VaultExport {
	Str server, thumbprint;
	const Str *password; /* NULL: none */
	CertPfxProfile profile;
	bool chain;         /* with the issuers that are known */
	bool allow_expired; /* what Windows' own Export-PfxCertificate does */
} VaultExport;
/* Appends a PFX file with the private key; for a pending request its PKCS#10 as DER (result->request is set then). */
bool vault_export(
	Vault *vault, const VaultExport *spec, Arena *arena, Buf *out, VaultResult *result, Diag *diag) NODISCARD;

/* Puts a certificate without a key into a place (certutil -addstore, Import-Certificate); there already is no error. */
typedef struct VaultPut {
	Str server;
	StorePlace place;
	Str der, friendly_name;
} VaultPut;
bool vault_put(Vault *vault, const VaultPut *spec, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;
bool vault_rename(Vault *vault, const StoreCertKey *key, Str friendly_name, Diag *diag) NODISCARD;

/* A certificate of My without its private key gets it from a pending request for the same key, which goes away
 * (certutil -repairstore); one that has its key stays as it is.  VAULT_NO_CERTIFICATE; DIAG_NOT_FOUND: no request. */
bool vault_repair(Vault *vault, Str server, Str thumbprint, Arena *arena, VaultResult *result, Diag *diag) NODISCARD;

/* POP or IMAP got another X509CertificateName: certificates that do not carry it lose the service; when none of those
 * that had it does, the newest good one gets it.  Within a transaction of the caller. */
bool vault_name_service(Vault *vault, int64_t server_id, int service, Str name, Arena *arena, Diag *diag) NODISCARD;

/* The keys by which Get-ExchangeCertificate -DomainName looks: each name in lower-case ASCII, and "*.parent". */
void vault_name_keys(const Str *names, size_t n, Arena *arena, Str **keys, size_t *nkeys);
/* The DNS names of a row, read from its DER. */
bool vault_domains(Vault *vault, const StoreCert *cert, Arena *arena, Str **names, size_t *n, Diag *diag) NODISCARD;

/* ---- status -------------------------------------------------------------------------------------------------- */

/* CertificateStatus and CertificateAuthorityType: 1, 0 and 3 are measured, the rest decided (exchange-cmdlets 10.1). */
typedef enum VaultState {
	VAULT_STATE_UNKNOWN,
	VAULT_STATE_VALID,
	VAULT_STATE_REVOKED,
	VAULT_STATE_DATE_INVALID,
	VAULT_STATE_UNTRUSTED,
	VAULT_STATE_INVALID,
	VAULT_STATE_REVOCATION_FAILURE,
	VAULT_STATE_PENDING,
} VaultState;
typedef enum VaultRootType {
	VAULT_ROOT_NONE,
	VAULT_ROOT_THIRD_PARTY,
	VAULT_ROOT_ENTERPRISE,
	VAULT_ROOT_REGISTRY,
	VAULT_ROOT_GROUP_POLICY,
	VAULT_ROOT_UNKNOWN,
} VaultRootType;
typedef struct VaultStatus {
	VaultState state;
	VaultRootType root;
	uint32_t chain; /* CERT_CHAIN_*; 0 when no chain was built: pending, out of date, self-signed */
} VaultStatus;
/* A chain is built only for certificates that somebody else issued, against the server's roots, then the machine's.  One
 * that breaks off because an issuer is missing says nothing of a certificate that was loaded from a listing: what was
 * listed holds until the issuer comes, the certificate expires, or a list of the lab's revokes it.  Of the row server,
 * place, thumbprint, dates, self_signed and the DER or its number are looked at. */
bool vault_status(Vault *vault, const StoreCert *cert, VaultStatus *out, Diag *diag) NODISCARD;
const char *vault_state_name(VaultState state);  /* "DateInvalid" */
const char *vault_root_name(VaultRootType type); /* "Registry" */

/* ---- listings from elsewhere --------------------------------------------------------------------------------- */

/* A row as it was seen there: with its services, without its key.  A self-signed certificate goes to the root store
 * that its RootCAType names.  Of one that somebody issued state and root are kept for vault_status. */
typedef struct VaultLoad {
	int64_t server_id;
	Str der, friendly_name;
	bool has_key,
		exportable; /* as listed: has_key without a key is a certificate whose key is on the real server */
	int services;
	unsigned sites;   /* IIS: bit 0 is site 1 */
	VaultState state; /* as listed; VAULT_STATE_UNKNOWN: not told */
	VaultRootType root;
	bool transport; /* is the internal transport certificate */
	bool pending;   /* a request: request is its DER, empty when the listing does not tell */
	Str request;
} VaultLoad;
/* Many rows one after the other in one transaction: between vault_load_begin and vault_load_end.  expected: about how
 * many there will be; from some thousand on the store is arranged for that meanwhile. */
bool vault_load_begin(Vault *vault, size_t expected, Diag *diag) NODISCARD;
bool vault_load_end(Vault *vault, bool commit, Diag *diag) NODISCARD; /* as store_end */
bool vault_load(Vault *vault, const VaultLoad *spec, Arena *arena, int64_t *id, Diag *diag) NODISCARD;
/* The row of history for such a load; before the caller's store_end. */
bool vault_note(Vault *vault, const char *action, Str detail, Diag *diag) NODISCARD;

/* ---- names of keys --------------------------------------------------------------------------------------------- */

/* The provider of every key here, and of real Exchange's (certificate-world 9). */
#define VAULT_PROVIDER "Microsoft RSA SChannel Cryptographic Provider"
enum { VAULT_PROVIDER_TYPE = 12 }; /* PROV_RSA_SCHANNEL */
/* What scripts look for that give others the right to read a key: "le-<guid>" (certificate-world 4), and the file in
 * C:\ProgramData\Microsoft\Crypto\RSA\MachineKeys, whose second half stands for the machine.  Names only: keys are in
 * the store. */
typedef struct VaultContainer {
	char name[40], file[70];
} VaultContainer;
void vault_container(const CertPublicKey *key, Str machine, VaultContainer *out);

/* ---- the store as a whole -------------------------------------------------------------------------------------- */

/* How the private keys are sealed from now on: with a passphrase, or (empty) with a new key in <path>.key.  Killed at
 * any moment the store opens with the old key or the new one; other shells that have it open keep the one they have. */
bool vault_change_key(Vault *vault, Str passphrase, Diag *diag) NODISCARD;
/* Copies the store into a new file, and its key file, if it has one, to <path>.key.  DIAG_EXISTS: there is one. */
bool vault_backup(Vault *vault, const char *path, Diag *diag) NODISCARD;

/* ---- checks -------------------------------------------------------------------------------------------------- */

/* Whether every row of the history follows from the one before; *bad is the first that does not, 0 none. */
bool vault_verify_history(Vault *vault, int64_t *bad, Diag *diag) NODISCARD;
/* Test-ExshStore: SQLite's checks, the history, every thumbprint against its DER, every key against its
 * certificate.  One line for each finding. */
bool vault_check(Vault *vault, Buf *report, Diag *diag) NODISCARD;

#endif
