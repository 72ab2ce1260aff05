/* store_bindings: which certificate serves which service. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/vec.h"
#include "store/db/store_certs.h"
#include "store/db/store_statement.h"

bool store_binding_add(Store *store, const StoreBinding *binding, Diag *diag)
{
	return store_run(store, diag,
		"INSERT INTO bindings(cert_id, server_id, service, site, require_ssl, name, bound) "
		"VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(cert_id, service, site) DO UPDATE SET "
		"require_ssl = excluded.require_ssl, name = excluded.name, bound = excluded.bound",
		"iiiiisi", binding->cert_id, binding->server_id, (int64_t)binding->service, (int64_t)binding->site,
		(int64_t)binding->require_ssl, binding->name, binding->bound);
}

bool store_binding_clear(Store *store, int64_t server_id, int service, int site, int64_t keep, Diag *diag)
{
	return store_run(store, diag,
		"DELETE FROM bindings WHERE server_id = ?1 AND service = ?2 AND (?3 < 0 OR site = ?3) AND cert_id <> ?4",
		"iiii", server_id, (int64_t)service, (int64_t)site, keep);
}

bool store_binding_remove(Store *store, int64_t id, Diag *diag)
{
	return store_run(store, diag, "DELETE FROM bindings WHERE id = ?", "i", id);
}

bool store_bindings(Store *store, int64_t server_id, int64_t cert_id, Arena *arena, StoreBindingList *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	VEC(StoreBinding) list = { 0 };
	bool ok = store_row(store, diag, &row,
		"SELECT id, cert_id, server_id, service, site, require_ssl, name, bound FROM bindings "
		"WHERE server_id = ?1 AND (?2 = 0 OR cert_id = ?2) ORDER BY service, site, cert_id",
		"ii", server_id, cert_id);

	while (ok && row) {
		StoreBinding binding = {
			.id = sqlite3_column_int64(row, 0),
			.cert_id = sqlite3_column_int64(row, 1),
			.server_id = sqlite3_column_int64(row, 2),
			.service = sqlite3_column_int(row, 3),
			.site = sqlite3_column_int(row, 4),
			.require_ssl = sqlite3_column_int(row, 5) != 0,
			.name = store_text(row, 6, arena),
			.bound = sqlite3_column_int64(row, 7),
		};

		VEC_PUSH(&list, binding);
		ok = store_next(store, diag, &row);
	}
	STORE_LIST(out, list, arena);
	return ok;
}
