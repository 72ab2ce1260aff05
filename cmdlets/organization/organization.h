/* organization: the session's open store, for every room of cmdlets that works on servers and certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ORGANIZATION_ORGANIZATION_H
#define ORGANIZATION_ORGANIZATION_H

#include "shell/engine/interp.h"
#include "shell/engine/stage.h"
#include "store/vault/vault.h"

/* The store is opened (and made, with this machine as its only server) by the first that asks, and closed with the
 * session.  *out is lent. */
bool organization_open(Interp *in, Vault **out, Diag *diag) NODISCARD;
/* Without making the first server: for what fills an empty store itself. */
bool organization_open_bare(Interp *in, Vault **out, Diag *diag) NODISCARD;
/* organization_open for a cmdlet: a terminating error when it cannot be opened; vault_warning once, as a warning. */
Flow organization_vault(Stage *s, Vault **out) NODISCARD;
/* Whether there is a store file, which asking for the vault would otherwise make. */
bool organization_exists(Interp *in);

/* A server by name, by FQDN, or by a FQDN in another domain with the same first label: a store plays one forest,
 * however its servers are addressed.  localhost, 127.0.0.1 and "." are the local one. */
bool organization_find_server(Store *store, Str host, Arena *arena, StoreServer *out) NODISCARD;

/* What differs between the generations of Exchange (exchange-cmdlets 2). */
typedef struct OrganizationProfile {
	const char *name;    /* "2019" */
	unsigned where;      /* WHERE_2019 */
	const char *version; /* AdminDisplayVersion */
	int letters;         /* of ServicesStringForm: 5, 6, 7 */
	int years;           /* validity of a self-signed certificate */
	CertHash hash;
	bool remote;           /* cmdlets run on the server: RPC prefix, PSComputerName, no Suspend in questions */
	bool request_id;       /* ... and error ids begin with [Server=...] */
	bool request_is_text;  /* New -GenerateRequest writes the text, not the pending certificate */
	bool single_smtp;      /* one certificate of a server has SMTP */
	bool back_end;         /* there is a second web site */
	bool check_connectors; /* Remove refuses what a send connector names */
	bool double_quotes;    /* round the subject in the warnings about POP and IMAP */
	bool default_name;     /* Import without -FriendlyName: "Microsoft Exchange" */
	int access_rules;      /* that AccessRules shows */
} OrganizationProfile;
/* By -ExchangeVersion, else as the store was set up, else 2019. */
const OrganizationProfile *organization_profile(Interp *in);
const OrganizationProfile *organization_profile_of(unsigned where);

/* ---- for main ---- */

/* Lets $env:COMPUTERNAME and its kin, and the drives that are kept, come from the store. */
void organization_attach(Interp *in);

/* ---- for another shell on the same store ---- */

/* "EXSH_STORE_KEY=..." for its environment; nothing when there is no passphrase. */
void organization_put_passphrase(Interp *in, Buf *out);

/* Puts what Exchange's Setup leaves there, RemoteExchange.ps1, on drive C:, unless it is there. */
void organization_furnish(Interp *in);
/* $env:ExchangeInstallPath of the generation; static. */
Str organization_install_path(Interp *in);

typedef struct OrganizationSetup {
	Str servers, domain; /* as typed: "CAS01,CAS02"; empty: this machine's */
	unsigned where;      /* WHERE_*: the generation; 0: 2019 */
	bool no_certificate, all_certificates;
} OrganizationSetup;
/* exsh -Setup; appends what it made, in lines.  DIAG_EXISTS: the store has servers; DIAG_INVALID: a name that is
 * none. */
bool organization_setup(Interp *in, const OrganizationSetup *setup, Buf *out, Diag *diag) NODISCARD;

#endif
