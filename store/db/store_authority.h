/* store_authority: lab certification authorities, the requests they got and what became of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_AUTHORITY_H
#define STORE_STORE_AUTHORITY_H

#include "store/db/store.h"

typedef struct StoreAuthority {
	int64_t id, parent_id; /* 0: a root */
	Str name;              /* "contoso-CAS01-CA"; unique without regard to case */
	Str machine;           /* FQDN: its configuration is machine\name */
	Str der;               /* its certificate */
	Str sealed;            /* its key, as the vault sealed it */
	int64_t flags;         /* EditFlags */
	bool hold;             /* requests wait for an officer */
	int64_t next_request, next_crl;
} StoreAuthority;
typedef struct StoreAuthorityList {
	StoreAuthority *p;
	size_t n;
} StoreAuthorityList;
/* Adds the authority; *id is its number. */
bool store_authority_add(Store *store, const StoreAuthority *authority, int64_t *id, Diag *diag) NODISCARD;
/* By name or machine\name without regard to case; an empty one means the first.  DIAG_NOT_FOUND. */
bool store_authority_find(Store *store, Str name, Arena *arena, StoreAuthority *out, Diag *diag) NODISCARD;
bool store_authorities(Store *store, Arena *arena, StoreAuthorityList *out, Diag *diag) NODISCARD;
/* Flags and hold. */
bool store_authority_update(Store *store, const StoreAuthority *authority, Diag *diag) NODISCARD;
/* Takes the next number; within the transaction that uses it. */
bool store_authority_next_request(Store *store, int64_t id, int64_t *number, Diag *diag) NODISCARD;
bool store_authority_next_crl(Store *store, int64_t id, int64_t *number, Diag *diag) NODISCARD;

/* AD CS's Disposition numbers. */
typedef enum StoreDisposition {
	STORE_CA_PENDING = 9,
	STORE_CA_ISSUED = 20,
	STORE_CA_REVOKED = 21,
	STORE_CA_FAILED = 30,
	STORE_CA_DENIED = 31,
} StoreDisposition;

typedef struct StoreIssue {
	int64_t authority_id, request_id;
	StoreDisposition disposition;
	uint32_t status; /* HRESULT; 0: none */
	Str message;
	Str request;     /* DER */
	Str certificate; /* DER; empty until issued */
	Str serial;      /* octets */
	Str template_name, requester, attributes;
	int64_t submitted, resolved, revoked; /* ticks, UTC; 0: not yet */
	int reason;                           /* CRLReason */
	int64_t not_after;
} StoreIssue;
/* Adds what the authority answered to a request. */
bool store_issue_add(Store *store, const StoreIssue *issue, Diag *diag) NODISCARD;
/* Everything but authority, request id and request may change. */
bool store_issue_update(Store *store, const StoreIssue *issue, Diag *diag) NODISCARD;
bool store_issue_find(
	Store *store, int64_t authority_id, int64_t request_id, Arena *arena, StoreIssue *out, Diag *diag) NODISCARD;
bool store_issue_find_serial(
	Store *store, int64_t authority_id, Str serial, Arena *arena, StoreIssue *out, Diag *diag) NODISCARD;
typedef struct StoreIssueList {
	StoreIssue *p;
	size_t n;
} StoreIssueList;
/* Those with a request id above `after`, at most max, in the order of their ids; disposition 0: of any. */
typedef struct StoreIssueFilter {
	int64_t authority_id, after;
	int disposition;
	size_t max;
} StoreIssueFilter;
bool store_issues(
	Store *store, const StoreIssueFilter *filter, Arena *arena, StoreIssueList *out, Diag *diag) NODISCARD;

typedef struct StoreCrl {
	int64_t authority_id, number;
	Str der;
	int64_t this_update, next_update;
} StoreCrl;
/* Adds a published list. */
bool store_crl_add(Store *store, const StoreCrl *crl, Diag *diag) NODISCARD;
/* The latest one; DIAG_NOT_FOUND. */
bool store_crl_latest(Store *store, int64_t authority_id, Arena *arena, StoreCrl *out, Diag *diag) NODISCARD;

#endif
