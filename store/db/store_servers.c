/* store_servers: servers and accepted domains. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_servers.h"

#include "shell/base/vec.h"
#include "store/db/store_statement.h"

#define SERVER_COLUMNS "id, name, fqdn, version, time_zone, roles, is_local, added, transport_id"

static void read_server(sqlite3_stmt *row, Arena *arena, StoreServer *out)
{
	*out = (StoreServer){
		.id = sqlite3_column_int64(row, 0),
		.name = store_text(row, 1, arena),
		.fqdn = store_text(row, 2, arena),
		.version = store_text(row, 3, arena),
		.time_zone = store_text(row, 4, arena),
		.roles = sqlite3_column_int(row, 5),
		.is_local = sqlite3_column_int(row, 6) != 0,
		.added = sqlite3_column_int64(row, 7),
		.transport_id = sqlite3_column_int64(row, 8),
	};
}

bool store_server_add(Store *store, const StoreServer *server, int64_t *id, Diag *diag)
{
	if (!store_run(store, diag,
		    "INSERT INTO servers(name, fqdn, version, time_zone, roles, is_local, added) "
		    "VALUES(?, ?, ?, ?, ?, ?, ?)",
		    "ssssiii", server->name, server->fqdn, server->version, server->time_zone, (int64_t)server->roles,
		    (int64_t)server->is_local, server->added))
		return false;
	if (id)
		*id = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool store_server_find(Store *store, Str name, Arena *arena, StoreServer *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	bool ok = name.n == 0 ? store_row(store, diag, &row,
					"SELECT " SERVER_COLUMNS " FROM servers WHERE is_local = 1", "")
			      : store_row(store, diag, &row,
					"SELECT " SERVER_COLUMNS
					" FROM servers WHERE name = ?1 OR fqdn = ?1 ORDER BY name = ?1 DESC",
					"s", name);

	if (!ok)
		return false;
	if (!row)
		return name.n ? diag_set(diag, DIAG_NOT_FOUND, "there is no server '%.*s'", STR_ARG(name))
			      : diag_set(diag, DIAG_NOT_FOUND, "the store has no local server");
	read_server(row, arena, out);
	store_done(row);
	return true;
}

bool store_servers(Store *store, Arena *arena, StoreServerList *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	VEC(StoreServer) list = { 0 };
	StoreServer server;
	bool ok = store_row(store, diag, &row, "SELECT " SERVER_COLUMNS " FROM servers ORDER BY id", "");

	while (ok && row) {
		read_server(row, arena, &server);
		VEC_PUSH(&list, server);
		ok = store_next(store, diag, &row);
	}
	STORE_LIST(out, list, arena);
	return ok;
}

bool store_server_update(Store *store, const StoreServer *server, Diag *diag)
{
	return store_run(store, diag, "UPDATE servers SET version = ?, time_zone = ?, roles = ? WHERE id = ?", "ssii",
		server->version, server->time_zone, (int64_t)server->roles, server->id);
}

bool store_server_remove(Store *store, int64_t id, Diag *diag)
{
	return store_run(store, diag,
		       "DELETE FROM cert_names WHERE cert_id IN (SELECT id FROM certs WHERE server_id = ?)", "i", id) &&
	       store_run(store, diag, "DELETE FROM bindings WHERE server_id = ?", "i", id) &&
	       store_run(store, diag, "DELETE FROM servers WHERE id = ?", "i", id);
}

bool store_server_set_transport(Store *store, int64_t id, int64_t cert_id, Diag *diag)
{
	return store_run(store, diag, "UPDATE servers SET transport_id = ? WHERE id = ?", "ri", cert_id, id);
}

bool store_domains(Store *store, Arena *arena, StoreDomainList *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	VEC(StoreDomain) list = { 0 };
	bool ok = store_row(store, diag, &row, "SELECT name, domain, type, is_default FROM domains ORDER BY id", "");

	while (ok && row) {
		StoreDomain domain = {
			.name = store_text(row, 0, arena),
			.domain = store_text(row, 1, arena),
			.type = (StoreDomainType)sqlite3_column_int(row, 2),
			.is_default = sqlite3_column_int(row, 3) != 0,
		};

		VEC_PUSH(&list, domain);
		ok = store_next(store, diag, &row);
	}
	STORE_LIST(out, list, arena);
	return ok;
}

bool store_domain_add(Store *store, const StoreDomain *domain, Diag *diag)
{
	return store_run(store, diag, "INSERT INTO domains(name, domain, type, is_default) VALUES(?, ?, ?, ?)", "ssii",
		domain->name, domain->domain, (int64_t)domain->type, (int64_t)domain->is_default);
}

bool store_domain_remove(Store *store, Str name, Diag *diag)
{
	if (!store_run(store, diag, "DELETE FROM domains WHERE name = ?", "s", name))
		return false;
	return sqlite3_changes(store->db) ||
	       diag_set(diag, DIAG_NOT_FOUND, "there is no accepted domain '%.*s'", STR_ARG(name));
}

bool store_drives(Store *store, Arena *arena, StoreDriveList *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	VEC(StoreDrive) list = { 0 };
	bool ok = store_row(store, diag, &row, "SELECT name, path FROM drives ORDER BY name", "");

	while (ok && row) {
		StoreDrive drive = { store_text(row, 0, arena), store_text(row, 1, arena) };

		VEC_PUSH(&list, drive);
		ok = store_next(store, diag, &row);
	}
	STORE_LIST(out, list, arena);
	return ok;
}

bool store_drive_put(Store *store, Str name, Str path, Diag *diag)
{
	return store_run(store, diag, "INSERT INTO drives VALUES(?, ?) ON CONFLICT DO UPDATE SET path = excluded.path",
		"ss", name, path);
}

bool store_drive_remove(Store *store, Str name, Diag *diag)
{
	if (!store_run(store, diag, "DELETE FROM drives WHERE name = ?", "s", name))
		return false;
	return sqlite3_changes(store->db) || diag_set(diag, DIAG_NOT_FOUND, "there is no drive '%.*s'", STR_ARG(name));
}
