/* store_certs: certificates of every server, their keys, requests and service bindings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_CERTS_H
#define STORE_STORE_CERTS_H

#include "store/db/store.h"

/* The certificate stores of a Windows machine.  Cert:\LocalMachine\Root shows all the roots together; which of them
 * holds a root decides RootCAType.  ORDER StorePlace: stored. */
typedef enum StorePlace {
	STORE_MY,
	STORE_REQUEST, /* one dummy certificate for each pending request */
	STORE_ROOT,    /* the registry's: put there by hand or by Setup */
	STORE_CA,      /* intermediates */
	STORE_AUTH_ROOT,
	STORE_ENTERPRISE_ROOT,
	STORE_POLICY_ROOT,
	STORE_DISALLOWED,
	STORE_TRUSTED_PEOPLE,
	STORE_TRUSTED_PUBLISHER,
} StorePlace;
#define STORE_PLACE(place) (1u << (place))
/* What Get-ExchangeCertificate lists, and what Cert:\LocalMachine\Root does. */
#define STORE_PLACES_OWN (STORE_PLACE(STORE_MY) | STORE_PLACE(STORE_REQUEST))
#define STORE_PLACES_ROOTS                                                                                             \
	(STORE_PLACE(STORE_ROOT) | STORE_PLACE(STORE_AUTH_ROOT) | STORE_PLACE(STORE_ENTERPRISE_ROOT) |                 \
		STORE_PLACE(STORE_POLICY_ROOT))

/* AllowedServices. */
enum {
	STORE_IMAP = 1,
	STORE_POP = 2,
	STORE_UM = 4,
	STORE_IIS = 8,
	STORE_SMTP = 16,
	STORE_FEDERATION = 32,
	STORE_UM_CALL_ROUTER = 64,
	STORE_SERVICES = 127,
};

/* A certificate in a place of a server.  Its DER lies apart, under der_id, and stays in the store when the row goes:
 * who holds a row may still ask for it, and so may the history. */
typedef struct StoreCert {
	int64_t id, server_id, der_id;
	StorePlace place;
	Str thumbprint;      /* 20 octets */
	Str subject, issuer; /* as Exchange prints them */
	Str serial;          /* octets */
	Str key_id;          /* of a pending request: SHA-1 of the public key, what its certificate is known by */
	Str friendly_name;
	int64_t not_before, not_after, added; /* ticks, UTC */
	int services;                         /* STORE_IMAP ...: kept by the bindings */
	int key_kind, key_bits;               /* CertKeyKind */
	bool has_key, exportable, self_signed;
	bool network_service; /* Network Service may read the key */
	Str der;              /* when adding one; when reading only if asked for */
} StoreCert;

/* names: the keys by which it shall be found (lower-case ASCII, wildcards as they are).  id, der_id and services of
 * *cert are ignored.  DIAG_EXISTS: that place has it already. */
bool store_cert_add(Store *store, const StoreCert *cert, const Str *names, size_t n, int64_t *id, Diag *diag) NODISCARD;
typedef struct StoreCertKey {
	int64_t server_id;
	unsigned places; /* STORE_PLACE bits */
	Str thumbprint;
} StoreCertKey;
/* The row without its DER.  In several places: the first in the order of StorePlace.  DIAG_NOT_FOUND. */
bool store_cert_find(Store *store, const StoreCertKey *key, Arena *arena, StoreCert *out, Diag *diag) NODISCARD;
bool store_cert_get(Store *store, int64_t id, Arena *arena, StoreCert *out, Diag *diag) NODISCARD;
/* The pending request of a public key, the newest first; DIAG_NOT_FOUND. */
bool store_cert_pending(
	Store *store, int64_t server_id, Str key_id, Arena *arena, StoreCert *out, Diag *diag) NODISCARD;
/* Also its names, key, request and bindings. */
bool store_cert_remove(Store *store, int64_t id, Diag *diag) NODISCARD;
/* Friendly name, has_key, exportable and network_service are taken from *cert. */
bool store_cert_update(Store *store, const StoreCert *cert, Diag *diag) NODISCARD;
bool store_cert_der(Store *store, int64_t der_id, Arena *arena, Str *der, Diag *diag) NODISCARD;

/* Its private key as the vault sealed it; DIAG_NOT_FOUND: none. */
bool store_cert_key_get(Store *store, int64_t id, Arena *arena, Str *sealed, Diag *diag) NODISCARD;
bool store_cert_key_put(Store *store, int64_t id, Str sealed, Diag *diag) NODISCARD;
/* DER of a pending request. */
bool store_cert_request_get(Store *store, int64_t id, Arena *arena, Str *der, Diag *diag) NODISCARD;
bool store_cert_request_put(Store *store, int64_t id, Str der, Diag *diag) NODISCARD;
/* Status and RootCAType as a listing from elsewhere had them; the numbers are the vault's.  Both 0: nothing is kept. */
typedef struct StoreCertState {
	int state, root;
} StoreCertState;
bool store_cert_state_get(Store *store, const StoreCertKey *key, StoreCertState *out, Diag *diag) NODISCARD;
bool store_cert_state_put(Store *store, int64_t id, const StoreCertState *state, Diag *diag) NODISCARD;

/* What a list shall hold; all conditions together. */
typedef struct StoreCertFilter {
	int64_t server_id; /* 0: every server, one after the other */
	unsigned places;   /* STORE_PLACE bits; 0: STORE_PLACES_OWN */
	Str thumbprint;    /* 20 octets; empty: any */
	const Str *names;  /* any of these keys; NULL: any name */
	size_t nnames;
	int services;  /* any of these; 0: any */
	bool with_key; /* of STORE_MY only those that have their private key, as Get-ExchangeCertificate shows */
	bool with_der;
} StoreCertFilter;

/* A list, newest NotBefore first.  Rows are fetched in pages, so no statement stays open between two calls: the store
 * may be written meanwhile, by the same shell or others; rows removed are not seen any more, and memory stays flat. */
typedef struct StoreCertCursor StoreCertCursor;
bool store_certs(Store *store, const StoreCertFilter *filter, StoreCertCursor **out, Diag *diag) NODISCARD;
/* *out is valid until the next call.  false: the end, or a failure: diag->code tells, which store_certs set to none. */
bool store_certs_next(StoreCertCursor *cursor, StoreCert *out, Diag *diag) NODISCARD;
void store_certs_close(StoreCertCursor *cursor); /* NULL is fine */
bool store_certs_count(Store *store, const StoreCertFilter *filter, int64_t *n, Diag *diag) NODISCARD;

/* One service of a server that uses one certificate.  Services on a certificate's row follow from these. */
typedef struct StoreBinding {
	int64_t id, cert_id, server_id;
	int service;      /* one of STORE_IMAP ... */
	int site;         /* IIS: W3SVC number, 1 Default Web Site, 2 Exchange Back End; else 0 */
	bool require_ssl; /* IIS */
	Str name;         /* POP, IMAP: the host name the service presents; else empty */
	int64_t bound;    /* ticks, UTC */
} StoreBinding;
/* Adds it, or renews the one the certificate has for that service and site.  An IIS site has one certificate: another's
 * binding must be gone before (DIAG_EXISTS). */
bool store_binding_add(Store *store, const StoreBinding *binding, Diag *diag) NODISCARD;
/* Takes a service from every certificate of a server but one (keep 0: from all).  site -1: all sites. */
bool store_binding_clear(Store *store, int64_t server_id, int service, int site, int64_t keep, Diag *diag) NODISCARD;
bool store_binding_remove(Store *store, int64_t id, Diag *diag) NODISCARD;
typedef struct StoreBindingList {
	StoreBinding *p;
	size_t n;
} StoreBindingList;
/* Of a server, of one certificate (0: of any), by service and site. */
bool store_bindings(
	Store *store, int64_t server_id, int64_t cert_id, Arena *arena, StoreBindingList *out, Diag *diag) NODISCARD;

#endif
