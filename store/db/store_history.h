/* store_history: what was changed, by whom, when: rows are added and never touched again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_HISTORY_H
#define STORE_STORE_HISTORY_H

#include "store/db/store.h"

typedef struct StoreEvent {
	int64_t id;     /* 1, 2, 3 ... without gaps */
	int64_t at;     /* ticks, UTC */
	Str actor;      /* user@machine */
	Str action;     /* "Import", "Enable", ... */
	Str server;     /* name; may be empty */
	Str thumbprint; /* octets; may be empty */
	Str detail;
	Str hash; /* 32 octets: SHA-256 over the hash before and all of the above; computed by the vault */
} StoreEvent;
typedef struct StoreEventList {
	StoreEvent *p;
	size_t n;
} StoreEventList;

/* The last event; an empty history gives id 0 and an empty hash. */
bool store_history_last(Store *store, Arena *arena, StoreEvent *out, Diag *diag) NODISCARD;
/* event->id must be the last one's plus one. */
bool store_history_add(Store *store, const StoreEvent *event, Diag *diag) NODISCARD;
/* At most max events after the one numbered `after`, oldest first. */
bool store_history(Store *store, int64_t after, size_t max, Arena *arena, StoreEventList *out, Diag *diag) NODISCARD;

#endif
