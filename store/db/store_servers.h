/* store_servers: servers and accepted domains. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_SERVERS_H
#define STORE_STORE_SERVERS_H

#include "store/db/store.h"

/* ServerRole flags of Exchange. */
enum {
	STORE_ROLE_MAILBOX = 2,
	STORE_ROLE_CLIENT_ACCESS = 4,
	STORE_ROLE_UNIFIED_MESSAGING = 16,
	STORE_ROLE_HUB_TRANSPORT = 32,
	STORE_ROLE_EDGE = 64,
};

typedef struct StoreServer {
	int64_t id;
	Str name, fqdn;       /* unique without regard to case */
	Str version;          /* AdminDisplayVersion; may be empty */
	Str time_zone;        /* IANA name for a server replayed from elsewhere; empty: this machine's */
	int roles;            /* STORE_ROLE_* */
	bool is_local;        /* at most one is */
	int64_t transport_id; /* row of the internal transport (default SMTP) certificate; 0: none */
	int64_t added;        /* ticks, UTC */
} StoreServer;
typedef struct StoreServerList {
	StoreServer *p;
	size_t n;
} StoreServerList;

/* *id may be NULL.  DIAG_EXISTS: the name, the FQDN, or a second local server. */
bool store_server_add(Store *store, const StoreServer *server, int64_t *id, Diag *diag) NODISCARD;
/* By name or FQDN without regard to case; an empty one means the local server.  DIAG_NOT_FOUND. */
bool store_server_find(Store *store, Str name, Arena *arena, StoreServer *out, Diag *diag) NODISCARD;
/* In the order they were added. */
bool store_servers(Store *store, Arena *arena, StoreServerList *out, Diag *diag) NODISCARD;
/* Version, time zone and roles. */
bool store_server_update(Store *store, const StoreServer *server, Diag *diag) NODISCARD;
bool store_server_remove(Store *store, int64_t id, Diag *diag) NODISCARD; /* with everything on it */
/* cert_id 0: none. */
bool store_server_set_transport(Store *store, int64_t id, int64_t cert_id, Diag *diag) NODISCARD;

/* ORDER StoreDomainType: AcceptedDomainType. */
typedef enum StoreDomainType { STORE_AUTHORITATIVE, STORE_EXTERNAL_RELAY, STORE_INTERNAL_RELAY } StoreDomainType;
typedef struct StoreDomain {
	Str name, domain; /* what it is called; "contoso.com" or "*.contoso.com" */
	StoreDomainType type;
	bool is_default;
} StoreDomain;
typedef struct StoreDomainList {
	StoreDomain *p;
	size_t n;
} StoreDomainList;
bool store_domains(Store *store, Arena *arena, StoreDomainList *out, Diag *diag) NODISCARD;
bool store_domain_add(Store *store, const StoreDomain *domain, Diag *diag) NODISCARD; /* DIAG_EXISTS */
bool store_domain_remove(Store *store, Str name, Diag *diag) NODISCARD;               /* DIAG_NOT_FOUND */

#endif
