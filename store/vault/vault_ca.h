/* vault_ca: the lab certification authority. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VAULT_VAULT_CA_H
#define VAULT_VAULT_CA_H

#include "store/db/store_authority.h"
#include "store/vault/vault.h"

/* EditFlags; the only one that matters here: SAN:dns=... in request attributes is honoured (off: see ESC6). */
enum { VAULT_CA_ATTRIBUTE_SAN = 0x00040000 };

/* HRESULTs of AD CS (certificate-world 1.1). */
#define VAULT_CA_NO_TEMPLATE      0x80094801u
#define VAULT_CA_UNKNOWN_TEMPLATE 0x80094800u
#define VAULT_CA_KEY_TOO_SHORT    0x80094811u
#define VAULT_CA_INVALID_DATA     0x8007000du
#define VAULT_CA_BAD_SIGNATURE    0x80090006u
#define VAULT_CA_BAD_SUBJECT      0x80094001u
#define VAULT_CA_NO_REQUEST       0x80094002u
#define VAULT_CA_BAD_STATE        0x80094003u /* the request was answered already */
#define VAULT_CA_DENIED           0x80094014u /* by an officer */

/* A certificate template. */
typedef struct VaultTemplate {
	const char *name, *display;
	const char *oid;           /* version 2 and later; NULL: version 1 */
	const char *const *usages; /* dotted OIDs, ends with NULL */
	int major, minor;
	unsigned key_usage;
	int days, least_bits;
	bool authority;
} VaultTemplate;
/* By name or display name without regard to case; NULL: none. */
const VaultTemplate *vault_ca_template(Str name);
/* The display name of the template with that OID (dotted text); NULL: none. */
const char *vault_ca_template_title(Str oid);
const VaultTemplate *vault_ca_templates(size_t *n);

/* The authority by name ("": the first); when the store has none at all it is made, its root trusted by every server:
 * CN=<domain>-<server>-CA, DC=..., RSA-2048, SHA-256, five years. */
bool vault_ca_open(Vault *vault, Str name, Arena *arena, StoreAuthority *out, Diag *diag) NODISCARD;

typedef struct VaultSubmit {
	Str authority;  /* name or machine\name; empty: the first */
	Str request;    /* the file's contents, in any form */
	Str attributes; /* "CertificateTemplate:WebServer\nSAN:dns=a&dns=b"; "\n" may be written out, as certreq takes
			   it */
	Str requester;  /* DOMAIN\user */
} VaultSubmit;
typedef struct VaultIssued {
	StoreAuthority authority;
	StoreIssue issue; /* disposition, status, message, request id, certificate */
	const VaultTemplate *template;
	bool ignored_san;    /* SAN in the attributes, not honoured */
	bool old_extensions; /* the request's names are where not every authority looks */
} VaultIssued;
/* The request is judged and kept, whatever the answer: denied and pending requests are answers, not failures. */
bool vault_ca_submit(Vault *vault, const VaultSubmit *spec, Arena *arena, VaultIssued *out, Diag *diag) NODISCARD;
bool vault_ca_retrieve(
	Vault *vault, Str authority, int64_t request_id, Arena *arena, VaultIssued *out, Diag *diag) NODISCARD;
/* An officer's answers to a pending request (certutil -resubmit, -deny). */
bool vault_ca_resubmit(
	Vault *vault, Str authority, int64_t request_id, Arena *arena, VaultIssued *out, Diag *diag) NODISCARD;
bool vault_ca_deny(
	Vault *vault, Str authority, int64_t request_id, Arena *arena, VaultIssued *out, Diag *diag) NODISCARD;
/* reason: CRLReason.  DIAG_NOT_FOUND: no certificate with that serial number. */
bool vault_ca_revoke(Vault *vault, Str authority, Str serial, int reason, Arena *arena, Diag *diag) NODISCARD;
/* A new revocation list, good for life (ticks; 0: a week); *der in arena. */
bool vault_ca_publish(Vault *vault, Str authority, int64_t life, Arena *arena, StoreCrl *out, Diag *diag) NODISCARD;
/* The authority's own certificates, itself first; in arena. */
bool vault_ca_chain(
	Vault *vault, const StoreAuthority *authority, Arena *arena, Str **ders, size_t *n, Diag *diag) NODISCARD;
/* EditFlags and whether requests wait for an officer. */
bool vault_ca_configure(Vault *vault, const StoreAuthority *authority, Diag *diag) NODISCARD;

#endif
