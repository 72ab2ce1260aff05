/* store_bulk: loads of many thousand certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_BULK_H
#define STORE_STORE_BULK_H

#include "store/db/store.h"

/* store_begin and store_end for a load of about so many certificates; one of a few thousand is a transaction like any
 * other.  Of a larger one rows are taken on trust: their server exists, and a certificate that another server has too
 * is stored twice; and their names are found when it has ended.  A store that was as good as empty cannot be read by
 * other shells for part of the time: they wait. */
bool store_bulk_begin(Store *store, size_t expected, Diag *diag) NODISCARD;
bool store_bulk_end(Store *store, bool commit, Diag *diag) NODISCARD;

/* Within this room: keeps a name of certificate id until names are added. */
bool store_bulk_name(Store *store, Str name, int64_t id, Diag *diag) NODISCARD;

#endif
