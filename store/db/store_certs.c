/* store_certs: single certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_certs.h"

#include "store/db/store_bulk.h"
#include "store/db/store_cert_row.h"

void store_cert_read(sqlite3_stmt *row, bool with_der, Arena *arena, StoreCert *out)
{
	*out = (StoreCert){
		.id = sqlite3_column_int64(row, 0),
		.server_id = sqlite3_column_int64(row, 1),
		.place = (StorePlace)sqlite3_column_int(row, 2),
		.thumbprint = store_text(row, 3, arena),
		.not_before = sqlite3_column_int64(row, 4),
		.not_after = sqlite3_column_int64(row, 5),
		.added = sqlite3_column_int64(row, 6),
		.services = sqlite3_column_int(row, 7),
		.has_key = sqlite3_column_int(row, 8) != 0,
		.exportable = sqlite3_column_int(row, 9) != 0,
		.self_signed = sqlite3_column_int(row, 10) != 0,
		.network_service = sqlite3_column_int(row, 11) != 0,
		.key_kind = sqlite3_column_int(row, 12),
		.key_bits = sqlite3_column_int(row, 13),
		.der_id = sqlite3_column_int64(row, 14),
		.key_id = store_text(row, 15, arena),
		.serial = store_text(row, 16, arena),
		.friendly_name = store_text(row, 17, arena),
		.subject = store_text(row, 18, arena),
	};
	out->issuer = sqlite3_column_type(row, 19) == SQLITE_NULL ? out->subject : store_text(row, 19, arena);
	if (with_der)
		out->der = store_text(row, 20, arena);
}

/* The row that DER lies in: that of another server which has the same certificate, or a new one.  Two certificates with
 * one SHA-1 are somebody's forgery; Windows could not hold both either.  A bulk load does not look. */
static bool put_der(Store *store, const StoreCert *cert, int64_t *der_id, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	bool same;

	if (!store->bulk && !store_row(store, diag, &row,
				    "SELECT der_id, (SELECT der FROM cert_ders WHERE id = der_id) = ?2 FROM certs "
				    "WHERE thumbprint = ?1 LIMIT 1",
				    "bb", cert->thumbprint, cert->der))
		return false;
	if (row) {
		*der_id = sqlite3_column_int64(row, 0);
		same = sqlite3_column_int(row, 1) != 0;
		store_done(row);
		return same ||
		       diag_set(diag, DIAG_INVALID, "another certificate with the same thumbprint is in the store");
	}
	if (!store_run(store, diag, "INSERT INTO cert_ders(der) VALUES(?)", "b", cert->der))
		return false;
	*der_id = sqlite3_last_insert_rowid(store->db);
	return true;
}

void store_cert_names(const Str *names, size_t n, Buf *out)
{
	buf_put_char(out, '[');
	for (size_t i = 0; i < n; i++) {
		buf_put(out, i ? S(",\"") : S("\""));
		for (size_t k = 0; k < names[i].n; k++) {
			char c = names[i].p[k];

			if ((uint8_t)c < 0x20)
				buf_printf(out, "\\u%04x", (unsigned)c);
			else if (c == '"' || c == '\\')
				buf_printf(out, "\\%c", c);
			else
				buf_put_char(out, c);
		}
		buf_put_char(out, '"');
	}
	buf_put_char(out, ']');
}

/* A name that occurs twice is kept once. */
static bool put_names(Store *store, int64_t id, const Str *names, size_t n, Diag *diag)
{
	for (size_t i = 0; i < n; i++)
		if (!(store->bulk ? store_bulk_name(store, names[i], id, diag)
				  : store_run(store, diag, "INSERT INTO cert_names VALUES(?, ?) ON CONFLICT DO NOTHING",
					    "si", names[i], id)))
			return false;
	return true;
}

bool store_cert_add(Store *store, const StoreCert *cert, const Str *names, size_t n, int64_t *id, Diag *diag)
{
	Str issuer = str_eq(cert->issuer, cert->subject) ? (Str){ 0 } : cert->issuer;
	Buf list = BUF_INIT;
	int64_t der_id, cert_id;
	bool ok;

	store_cert_names(names, n, &list);
	ok = put_der(store, cert, &der_id, diag) &&
	     store_run(store, diag,
		     "INSERT INTO certs(server_id, place, thumbprint, not_before, not_after, added, has_key, exportable, "
		     "self_signed, network_service, key_kind, key_bits, der_id, key_id, serial, friendly_name, subject, "
		     "issuer, names) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		     "iibiiiiiiiiiiobssts", cert->server_id, (int64_t)cert->place, cert->thumbprint, cert->not_before,
		     cert->not_after, cert->added, (int64_t)cert->has_key, (int64_t)cert->exportable,
		     (int64_t)cert->self_signed, (int64_t)cert->network_service, (int64_t)cert->key_kind,
		     (int64_t)cert->key_bits, der_id, cert->key_id, cert->serial, cert->friendly_name, cert->subject,
		     issuer, buf_str(&list));
	cert_id = ok ? sqlite3_last_insert_rowid(store->db) : 0;
	if (id)
		*id = cert_id;
	buf_release(&list);
	return ok && put_names(store, cert_id, names, n, diag);
}

/* Reads the one row a look-up gave. */
static bool take_row(sqlite3_stmt *row, Arena *arena, StoreCert *out, Diag *diag)
{
	if (!row)
		return diag_set(diag, DIAG_NOT_FOUND, "the certificate is not in the store");
	store_cert_read(row, false, arena, out);
	store_done(row);
	return true;
}

bool store_cert_find(Store *store, const StoreCertKey *key, Arena *arena, StoreCert *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	return store_row(store, diag, &row,
		       "SELECT " STORE_CERT_COLUMNS " FROM certs WHERE thumbprint = ? AND server_id = ? "
		       "AND (1 << place) & ? ORDER BY place",
		       "bii", key->thumbprint, key->server_id, (int64_t)key->places) &&
	       take_row(row, arena, out, diag);
}

bool store_cert_get(Store *store, int64_t id, Arena *arena, StoreCert *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	return store_row(store, diag, &row, "SELECT " STORE_CERT_COLUMNS " FROM certs WHERE id = ?", "i", id) &&
	       take_row(row, arena, out, diag);
}

bool store_cert_pending(Store *store, int64_t server_id, Str key_id, Arena *arena, StoreCert *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	return store_row(store, diag, &row,
		       "SELECT " STORE_CERT_COLUMNS " FROM certs WHERE key_id = ? AND place = 1 AND server_id = ? "
		       "ORDER BY id DESC",
		       "bi", key_id, server_id) &&
	       take_row(row, arena, out, diag);
}

/* Bindings first: their trigger wants the row; names, which nothing refers to; everything else goes with the row. */
bool store_cert_remove(Store *store, int64_t id, Diag *diag)
{
	return store_run(store, diag,
		       "DELETE FROM cert_names WHERE cert_id = ?1 AND name IN "
		       "(SELECT value FROM json_each((SELECT names FROM certs WHERE id = ?1)))",
		       "i", id) &&
	       store_run(store, diag, "DELETE FROM bindings WHERE cert_id = ?", "i", id) &&
	       store_run(store, diag, "DELETE FROM certs WHERE id = ?", "i", id);
}

bool store_cert_update(Store *store, const StoreCert *cert, Diag *diag)
{
	return store_run(store, diag,
		"UPDATE certs SET friendly_name = ?, has_key = ?, exportable = ?, network_service = ? WHERE id = ?",
		"siiii", cert->friendly_name, (int64_t)cert->has_key, (int64_t)cert->exportable,
		(int64_t)cert->network_service, cert->id);
}

/* The blob a query gives; *found false: no row. */
static bool read_blob(Store *store, const char *sql, int64_t id, Arena *arena, Str *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	*out = (Str){ 0 };
	if (!store_row(store, diag, &row, sql, "i", id))
		return false;
	if (!row)
		return diag_set(diag, DIAG_NOT_FOUND, "the store does not hold what was asked for");
	*out = store_text(row, 0, arena);
	store_done(row);
	return true;
}

bool store_cert_der(Store *store, int64_t der_id, Arena *arena, Str *der, Diag *diag)
{
	return read_blob(store, "SELECT der FROM cert_ders WHERE id = ?", der_id, arena, der, diag);
}

bool store_cert_key_get(Store *store, int64_t id, Arena *arena, Str *sealed, Diag *diag)
{
	return read_blob(store, "SELECT sealed FROM cert_keys WHERE cert_id = ?", id, arena, sealed, diag);
}

bool store_cert_key_put(Store *store, int64_t id, Str sealed, Diag *diag)
{
	return store_run(store, diag,
		"INSERT INTO cert_keys VALUES(?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed", "ib", id,
		sealed);
}

bool store_cert_request_get(Store *store, int64_t id, Arena *arena, Str *der, Diag *diag)
{
	return read_blob(store, "SELECT der FROM cert_requests WHERE cert_id = ?", id, arena, der, diag);
}

bool store_cert_request_put(Store *store, int64_t id, Str der, Diag *diag)
{
	return store_run(store, diag,
		"INSERT INTO cert_requests VALUES(?, ?) ON CONFLICT DO UPDATE SET der = excluded.der", "ib", id, der);
}

bool store_cert_state_get(Store *store, const StoreCertKey *key, StoreCertState *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	*out = (StoreCertState){ 0 };
	if (!store_row(store, diag, &row,
		    "SELECT state, root FROM certs JOIN cert_states ON cert_id = certs.id "
		    "WHERE thumbprint = ? AND server_id = ? AND (? >> place) & 1",
		    "bii", key->thumbprint, key->server_id, (int64_t)key->places))
		return false;
	if (row)
		*out = (StoreCertState){ sqlite3_column_int(row, 0), sqlite3_column_int(row, 1) };
	store_done(row);
	return true;
}

bool store_cert_state_put(Store *store, int64_t id, const StoreCertState *state, Diag *diag)
{
	return store_run(store, diag, "INSERT INTO cert_states VALUES(?, ?, ?)", "iii", id, (int64_t)state->state,
		(int64_t)state->root);
}
