/* store_settings: named objects with properties that cmdlets get and set. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_settings.h"

#include "shell/base/vec.h"
#include "store/db/store_statement.h"

#define SETTING_COLUMNS "id, ifnull(server_id, 0), kind, name, properties"

static void read_setting(sqlite3_stmt *row, Arena *arena, StoreSetting *out)
{
	*out = (StoreSetting){
		.id = sqlite3_column_int64(row, 0),
		.server_id = sqlite3_column_int64(row, 1),
		.kind = store_text(row, 2, arena),
		.name = store_text(row, 3, arena),
		.properties = store_text(row, 4, arena),
	};
}

/* Reads all rows of a query already begun. */
static bool read_list(Store *store, sqlite3_stmt *row, Arena *arena, StoreSettingList *out, Diag *diag)
{
	VEC(StoreSetting) list = { 0 };
	StoreSetting setting;
	bool ok = true;

	while (ok && row) {
		read_setting(row, arena, &setting);
		VEC_PUSH(&list, setting);
		ok = store_next(store, diag, &row);
	}
	STORE_LIST(out, list, arena);
	return ok;
}

/* Not a CHECK of the table: SQLite takes json_type for unsafe in a schema it does not trust. */
static bool check_object(Store *store, Str properties, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	bool object;

	if (!store_row(store, diag, &row, "SELECT json_valid(?1) AND json_type(?1) = 'object'", "s", properties))
		return false;
	object = row && sqlite3_column_int(row, 0);
	store_done(row);
	return object || diag_set(diag, DIAG_INVALID, "the properties of a setting are no JSON object");
}

bool store_setting_put(Store *store, const StoreSetting *setting, Diag *diag)
{
	return check_object(store, setting->properties, diag) &&
	       store_run(store, diag,
		       "INSERT INTO settings(kind, server_id, name, properties) VALUES(?, ?, ?, ?) "
		       "ON CONFLICT(kind, ifnull(server_id, 0), name) DO UPDATE SET properties = excluded.properties",
		       "srss", setting->kind, setting->server_id, setting->name, setting->properties);
}

bool store_setting_get(Store *store, const StoreSetting *key, Arena *arena, StoreSetting *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	if (!store_row(store, diag, &row,
		    "SELECT " SETTING_COLUMNS " FROM settings WHERE kind = ? AND ifnull(server_id, 0) = ? AND name = ?",
		    "sis", key->kind, key->server_id, key->name))
		return false;
	if (!row)
		return diag_set(
			diag, DIAG_NOT_FOUND, "there is no %.*s '%.*s'", STR_ARG(key->kind), STR_ARG(key->name));
	read_setting(row, arena, out);
	store_done(row);
	return true;
}

bool store_settings(Store *store, Str kind, int64_t server_id, Arena *arena, StoreSettingList *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	*out = (StoreSettingList){ 0 };
	return store_row(store, diag, &row,
		       "SELECT " SETTING_COLUMNS " FROM settings "
		       "WHERE kind = ?1 AND (?2 < 0 OR ifnull(server_id, 0) = ?2) ORDER BY id",
		       "si", kind, server_id) &&
	       read_list(store, row, arena, out, diag);
}

bool store_setting_remove(Store *store, int64_t id, Diag *diag)
{
	if (!store_run(store, diag, "DELETE FROM settings WHERE id = ?", "i", id))
		return false;
	return sqlite3_changes(store->db) || diag_set(diag, DIAG_NOT_FOUND, "the setting is not there any more");
}

/* A property's name as a JSON path: quoted, so that any name will do. */
static void put_path(Str property, Buf *out)
{
	buf_put(out, S("$.\""));
	for (size_t i = 0; i < property.n; i++)
		if (property.p[i] != '"')
			buf_put_char(out, property.p[i]);
	buf_put_char(out, '"');
}

bool store_property_get(Store *store, const StoreProperty *which, Arena *arena, Str *value, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	Buf path = BUF_INIT;
	bool ok;

	*value = (Str){ 0 };
	put_path(which->property, &path);
	ok = store_row(store, diag, &row,
		"SELECT json_extract(properties, ?4) FROM settings "
		"WHERE kind = ?1 AND ifnull(server_id, 0) = ?2 AND name = ?3",
		"siss", which->kind, which->server_id, which->name, buf_str(&path));
	if (ok && row)
		*value = store_text(row, 0, arena);
	store_done(row);
	buf_release(&path);
	return ok;
}

bool store_property_put(Store *store, const StoreProperty *which, Str value, Diag *diag)
{
	Buf path = BUF_INIT;
	bool ok;

	put_path(which->property, &path);
	ok = store_run(store, diag,
		"INSERT INTO settings(kind, server_id, name, properties) VALUES(?1, ?2, ?3, json_set('{}', ?4, ?5)) "
		"ON CONFLICT(kind, ifnull(server_id, 0), name) DO UPDATE SET properties = json_set(properties, ?4, ?5)",
		"srsss", which->kind, which->server_id, which->name, buf_str(&path), value);
	buf_release(&path);
	return ok;
}

bool store_property_users(
	Store *store, const StoreProperty *which, Str value, Arena *arena, StoreSettingList *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	Buf path = BUF_INIT;
	bool ok;

	*out = (StoreSettingList){ 0 };
	put_path(which->property, &path);
	ok = store_row(store, diag, &row,
		     "SELECT " SETTING_COLUMNS " FROM settings "
		     "WHERE kind = ?1 AND json_extract(properties, ?2) = ?3 COLLATE NOCASE ORDER BY id",
		     "sss", which->kind, buf_str(&path), value) &&
	     read_list(store, row, arena, out, diag);
	buf_release(&path);
	return ok;
}
