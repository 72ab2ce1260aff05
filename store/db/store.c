/* store: opening the file, transactions. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/db/store_file.h"
#include "store/db/store_statement.h"

enum {
	APPLICATION_ID = 0x65787368, /* "exsh", at octet 68 of the file */
	BUSY_MS = 10000,
};

/* First value of a pragma or query as a number. */
static bool number(Store *store, const char *sql, int64_t *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	if (!store_row(store, diag, &row, sql, ""))
		return false;
	*out = row ? sqlite3_column_int64(row, 0) : 0;
	store_done(row);
	return true;
}

static bool configure(Store *store, const StoreOptions *options, Diag *diag)
{
	store->busy_ms = options && options->busy_ms ? options->busy_ms : BUSY_MS;
	sqlite3_busy_timeout(store->db, store->busy_ms);
	sqlite3_extended_result_codes(store->db, 1);
	/* a file from elsewhere can hold views and triggers made to harm whoever reads it (SQLite: "Defense Against The
	 * Dark Arts") */
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	return store_execute(store,
		"PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST;"
		"PRAGMA cell_size_check = ON;",
		diag);
}

/* What the file says it is.  *fresh: nothing is in it yet. */
static bool identify(Store *store, int64_t *version, bool *fresh, Diag *diag)
{
	int64_t application, tables;

	if (!number(store, "PRAGMA application_id", &application, diag) ||
		!number(store, "PRAGMA user_version", version, diag) ||
		!number(store, "SELECT count(*) FROM sqlite_master", &tables, diag))
		return false;
	*fresh = application == 0 && *version == 0 && tables == 0;
	if (!*fresh && application != APPLICATION_ID)
		return diag_set(diag, DIAG_INVALID, "'%s' is a database, but not a store of exsh", store->path);
	if (*version > store_schema_version())
		return diag_set(diag, DIAG_UNSUPPORTED,
			"the store '%s' was made by a newer exsh (layout %lld; this one knows %d): use that one",
			store->path, (long long)*version, store_schema_version());
	return true;
}

/* Within the transaction everything is asked again: another shell may have been first. */
static bool upgrade(Store *store, Diag *diag)
{
	int64_t version;
	bool fresh, ok;
	char pragma[64];

	snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d", APPLICATION_ID);
	if (!store_begin(store, diag))
		return false;
	ok = identify(store, &version, &fresh, diag) && (!fresh || store_execute(store, pragma, diag)) &&
	     (version == store_schema_version() || store_schema_upgrade(store, (int)version, diag));
	return store_end(store, ok, diag) && ok;
}

/* Shells that make a store together: the kind of journal changes under an exclusive lock, for which SQLite does not
 * wait by itself. */
static bool set_wal(Store *store, Diag *diag)
{
	enum { PAUSE_MS = 10 };
	int code = SQLITE_BUSY;

	for (int waited = 0; code == SQLITE_BUSY && waited <= store->busy_ms; waited += PAUSE_MS) {
		if (!store_operation(store, diag))
			return false;
		code = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) & 0xff;
		if (code == SQLITE_BUSY)
			sqlite3_sleep(PAUSE_MS);
	}
	return code == SQLITE_OK || store_error(store, code, "making the store", diag);
}

static bool prepare_layout(Store *store, Diag *diag)
{
	int64_t version;
	bool fresh;

	if (!identify(store, &version, &fresh, diag))
		return false;
	if (version == store_schema_version())
		return true;
	if (store->read_only)
		return diag_set(diag, DIAG_DENIED,
			"the store '%s' is of an older layout and cannot be brought up to date: "
			"it is read-only",
			store->path);
	/* the journal's kind is a property of the file and cannot change within a transaction */
	return (!fresh || set_wal(store, diag)) && upgrade(store, diag);
}

/* What a load of many rows that was killed left behind (store_bulk); a store that others have open stays as it is. */
static bool restore_wal(Store *store, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	bool is_wal;

	if (store->read_only)
		return true;
	if (!store_row(store, diag, &row, "PRAGMA journal_mode", ""))
		return false;
	is_wal = !row || strcmp((const char *)sqlite3_column_text(row, 0), "delete") != 0;
	store_done(row);
	if (!is_wal)
		sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
	return true;
}

static bool connect(Store *store, Str name, const StoreOptions *options, Diag *diag)
{
	int flags = (store->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_URI |
		    SQLITE_OPEN_NOMUTEX;
	int code = sqlite3_open_v2(name.p, &store->db, flags, options ? options->vfs : NULL);

	if (code != SQLITE_OK)
		return store_error(store, code, "opening the store", diag);
	return configure(store, options, diag) && prepare_layout(store, diag) && restore_wal(store, diag);
}

bool store_open(Str path, const StoreOptions *options, Store **out, Diag *diag)
{
	Store *store = MEM_NEW(Store);
	Buf name = BUF_INIT;
	StoreFile file;
	bool ok;

	store->path = MEM_ARRAY(char, path.n + 1);
	memcpy(store->path, path.p, path.n);
	store->read_only = options && options->read_only;
	if (str_eq(path, S(":memory:"))) {
		buf_put(&name, path);
		ok = true;
	} else {
		ok = store_file_prepare(store->path, store->read_only, &file, diag);
		if (ok) {
			store->on_network = file.on_network;
			store_file_name(store->path, &file, &name);
		}
	}
	ok = ok && connect(store, buf_str(&name), options, diag);
	buf_release(&name);
	if (!ok) {
		store_close(store);
		store = NULL;
	}
	*out = store;
	return ok;
}

void store_close(Store *store)
{
	if (!store)
		return;
	for (size_t i = 0; i < store->nkept; i++)
		sqlite3_finalize(store->kept[i].statement);
	sqlite3_close_v2(store->db);
	free(store->path);
	free(store);
}

Str store_path(const Store *store)
{
	return str_from(store->path);
}

bool store_is_read_only(const Store *store)
{
	return store->read_only;
}

bool store_is_on_network(const Store *store)
{
	return store->on_network;
}

bool store_in_transaction(const Store *store)
{
	return !sqlite3_get_autocommit(store->db);
}

/* Within a batch a transaction is a savepoint of the batch's. */
static bool begin_step(Store *store, Diag *diag)
{
	if (!store_in_transaction(store)) /* SQLite gave it up: a full disk, say */
		return diag_set(diag, DIAG_IO, "the changes to the store '%s' were rolled back", store->path);
	return store_run(store, diag, "SAVEPOINT step", "");
}

static bool end_step(Store *store, bool commit, Diag *diag)
{
	if (commit && store_in_transaction(store) && store_run(store, diag, "RELEASE step", ""))
		return true;
	if (commit && diag->code == DIAG_OK)
		diag_set(diag, DIAG_IO, "the change to the store '%s' was rolled back", store->path);
	if (store_in_transaction(store))
		sqlite3_exec(store->db, "ROLLBACK TO step; RELEASE step", NULL, NULL, NULL);
	return !commit;
}

bool store_batch_begin(Store *store, Diag *diag)
{
	if (!store_begin(store, diag))
		return false;
	store->batch = true;
	return true;
}

bool store_batch_end(Store *store, Diag *diag)
{
	store->batch = false;
	return store_end(store, true, diag);
}

bool store_begin(Store *store, Diag *diag)
{
	if (store->batch)
		return begin_step(store, diag);
	assert(!store_in_transaction(store));
	if (store->read_only)
		return diag_set(diag, DIAG_DENIED, "the store '%s' is read-only", store->path);
	return store_run(store, diag, "BEGIN IMMEDIATE", "");
}

bool store_end(Store *store, bool commit, Diag *diag)
{
	if (store->batch)
		return end_step(store, commit, diag);
	if (commit && store_in_transaction(store) && store_run(store, diag, "COMMIT", ""))
		return true;
	if (commit &&
		diag->code == DIAG_OK) /* SQLite gave the transaction up by itself, after an error not looked at */
		diag_set(diag, DIAG_IO, "the change to the store '%s' was rolled back", store->path);
	/* not through store_run: a failure asked for must not keep a transaction open; a real one cannot be helped */
	if (store_in_transaction(store))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return !commit;
}

bool store_changes(Store *store, uint64_t *count, Diag *diag)
{
	int64_t others;

	if (!number(store, "PRAGMA data_version", &others, diag))
		return false;
	*count = (uint64_t)others << 32 ^ (uint64_t)sqlite3_total_changes64(store->db);
	return true;
}

bool store_meta_get(Store *store, Str name, Arena *arena, Str *value, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	*value = (Str){ 0 };
	if (!store_row(store, diag, &row, "SELECT value FROM meta WHERE name = ?", "s", name))
		return false;
	if (row)
		*value = store_text(row, 0, arena);
	store_done(row);
	return true;
}

bool store_meta_put(Store *store, Str name, Str value, Diag *diag)
{
	return store_run(store, diag, "INSERT INTO meta VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
		"sb", name, value);
}

bool store_organization_get(Store *store, Str name, Arena *arena, Str *value, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	*value = (Str){ 0 };
	if (!store_row(store, diag, &row, "SELECT value FROM organization WHERE name = ?", "s", name))
		return false;
	if (row)
		*value = store_text(row, 0, arena);
	store_done(row);
	return true;
}

bool store_organization_put(Store *store, Str name, Str value, Diag *diag)
{
	return store_run(store, diag,
		"INSERT INTO organization VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", "ss", name,
		value);
}
