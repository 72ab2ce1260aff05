/* store_certs_list: lists of certificates, page by page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "store/db/store_cert_row.h"

enum {
	PAGE_FIRST = 16, /* rows; the common list is shorter than that */
	PAGE_MOST = 512,
};

/* Numbers of the parameters that every list's SQL may use; PARAM_DATE and PARAM_ID stand in the ranges of
 * store_certs. */
enum {
	PARAM_SERVER = 1,
	PARAM_PLACES,
	PARAM_DATE,
	PARAM_ID,
	PARAM_LIMIT,
	PARAM_THUMBPRINT,
	PARAM_NAMES,
	PARAM_SERVICES
};

struct StoreCertCursor {
	Store *store;
	/* The next page is what is left of the last row's date, then what is older: SQLite can begin each of them in
	 * the index, but not "(not_before, id) < (?, ?)" in one.  Reset between pages. */
	sqlite3_stmt *same_date, *older;
	Arena *arena; /* of the rows at hand */
	StoreCert *rows;
	size_t n, at, limit;
	int64_t last_date, last_id; /* where the next page begins */
	int64_t *servers;           /* those still to come, in order */
	size_t nservers, server;
	Str thumbprint, names; /* owned copies of the filter's; names as a JSON array */
	unsigned places;
	int services;
	bool with_der, done;
};

/* WHERE for a filter.  A list by name or thumbprint starts from those: the + keeps SQLite from walking a server's whole
 * list by date instead. */
static void put_conditions(const StoreCertFilter *filter, const char *range, Buf *sql)
{
	bool narrow = filter->thumbprint.n || filter->names;

	buf_printf(
		sql, " WHERE %sserver_id = ?%d AND (1 << place) & ?%d", narrow ? "+" : "", PARAM_SERVER, PARAM_PLACES);
	buf_put(sql, str_from(range));
	if (filter->thumbprint.n)
		buf_printf(sql, " AND thumbprint = ?%d", PARAM_THUMBPRINT);
	if (filter->names)
		buf_printf(sql,
			" AND id IN (SELECT cert_id FROM cert_names WHERE name IN (SELECT value FROM json_each(?%d)))",
			PARAM_NAMES);
	if (filter->services)
		buf_printf(sql, " AND services & ?%d", PARAM_SERVICES);
	if (filter->with_key)
		buf_printf(sql, " AND (has_key OR place <> %d)", STORE_MY);
}

static bool prepare_page(
	StoreCertCursor *cursor, const StoreCertFilter *filter, const char *range, sqlite3_stmt **out, Diag *diag)
{
	Buf sql = BUF_INIT;
	bool ok;

	buf_put(&sql, S("SELECT " STORE_CERT_COLUMNS));
	if (filter->with_der)
		buf_put(&sql, S(", (SELECT der FROM cert_ders WHERE id = der_id)"));
	buf_put(&sql, S(" FROM certs"));
	put_conditions(filter, range, &sql);
	buf_printf(&sql, " ORDER BY not_before DESC, id DESC LIMIT ?%d", PARAM_LIMIT);
	ok = store_prepare(cursor->store, buf_str(&sql), out, diag);
	buf_release(&sql);
	return ok;
}

static void bind_filter(const StoreCertCursor *cursor, sqlite3_stmt *statement, int64_t server_id)
{
	sqlite3_bind_int64(statement, PARAM_SERVER, server_id);
	sqlite3_bind_int64(statement, PARAM_PLACES, cursor->places);
	if (cursor->thumbprint.n)
		sqlite3_bind_blob64(
			statement, PARAM_THUMBPRINT, cursor->thumbprint.p, cursor->thumbprint.n, SQLITE_STATIC);
	if (cursor->names.n)
		sqlite3_bind_text64(
			statement, PARAM_NAMES, cursor->names.p, cursor->names.n, SQLITE_STATIC, SQLITE_UTF8);
	if (cursor->services)
		sqlite3_bind_int(statement, PARAM_SERVICES, cursor->services);
}

/* The servers a list goes through: one, or all there are. */
static bool find_servers(StoreCertCursor *cursor, int64_t server_id, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	size_t cap = 0;
	bool ok = true;

	if (server_id) {
		cursor->servers = MEM_NEW(int64_t);
		cursor->servers[cursor->nservers++] = server_id;
		return true;
	}
	ok = store_row(cursor->store, diag, &row, "SELECT id FROM servers ORDER BY id", "");
	while (ok && row) {
		cursor->servers = mem_grow(cursor->servers, &cap, cursor->nservers + 1, sizeof *cursor->servers);
		cursor->servers[cursor->nservers++] = sqlite3_column_int64(row, 0);
		ok = store_next(cursor->store, diag, &row);
	}
	return ok;
}

static void start_server(StoreCertCursor *cursor)
{
	cursor->last_date = cursor->last_id = INT64_MAX;
	cursor->limit = PAGE_FIRST;
	cursor->done = cursor->server >= cursor->nservers;
}

static Str keep(Str s)
{
	char *copy = MEM_ARRAY(char, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return (Str){ copy, s.n };
}

bool store_certs(Store *store, const StoreCertFilter *filter, StoreCertCursor **out, Diag *diag)
{
	StoreCertCursor *cursor = MEM_NEW(StoreCertCursor);
	Buf names = BUF_INIT;

	*diag = (Diag){ 0 };
	cursor->store = store;
	cursor->arena = arena_new(0);
	cursor->places = filter->places ? filter->places : STORE_PLACES_OWN;
	cursor->services = filter->services;
	cursor->with_der = filter->with_der;
	cursor->thumbprint = keep(filter->thumbprint);
	if (filter->names)
		store_cert_names(filter->names, filter->nnames, &names);
	cursor->names = keep(buf_str(&names));
	buf_release(&names);
	if (!find_servers(cursor, filter->server_id, diag) ||
		!prepare_page(cursor, filter, " AND not_before = ?3 AND id < ?4", &cursor->same_date, diag) ||
		!prepare_page(cursor, filter, " AND not_before < ?3", &cursor->older, diag)) {
		store_certs_close(cursor);
		*out = NULL;
		return false;
	}
	start_server(cursor);
	*out = cursor;
	return true;
}

/* Rows of one of the two queries, until the page is full. */
static bool fetch(StoreCertCursor *cursor, sqlite3_stmt *query, Diag *diag)
{
	bool row = true, ok = true;

	bind_filter(cursor, query, cursor->servers[cursor->server]);
	sqlite3_bind_int64(query, PARAM_DATE, cursor->last_date);
	if (query == cursor->same_date)
		sqlite3_bind_int64(query, PARAM_ID, cursor->last_id);
	sqlite3_bind_int64(query, PARAM_LIMIT, (int64_t)(cursor->limit - cursor->n));
	while (cursor->n < cursor->limit && (ok = store_step(cursor->store, query, &row, diag)) && row)
		store_cert_read(query, cursor->with_der, cursor->arena, &cursor->rows[cursor->n++]);
	sqlite3_reset(query);
	return ok;
}

/* Fetches what comes after the last row; n stays 0 at the end of a server's list. */
static bool fetch_page(StoreCertCursor *cursor, Diag *diag)
{
	bool ok;

	arena_free(cursor->arena);
	cursor->arena = arena_new(0);
	cursor->rows = ARENA_ARRAY(cursor->arena, StoreCert, cursor->limit);
	cursor->n = cursor->at = 0;
	ok = (cursor->last_id == INT64_MAX || fetch(cursor, cursor->same_date, diag)) &&
	     fetch(cursor, cursor->older, diag);
	if (cursor->n) {
		cursor->last_date = cursor->rows[cursor->n - 1].not_before;
		cursor->last_id = cursor->rows[cursor->n - 1].id;
	}
	if (cursor->limit < PAGE_MOST)
		cursor->limit *= 2;
	return ok;
}

bool store_certs_next(StoreCertCursor *cursor, StoreCert *out, Diag *diag)
{
	while (!cursor->done) {
		if (cursor->at < cursor->n) {
			*out = cursor->rows[cursor->at++];
			return true;
		}
		if (!fetch_page(cursor, diag)) {
			cursor->done = true;
		} else if (cursor->n == 0) {
			cursor->server++;
			start_server(cursor);
		}
	}
	return false;
}

void store_certs_close(StoreCertCursor *cursor)
{
	union {
		const char *borrowed;
		char *owned;
	} thumbprint, names;

	if (!cursor)
		return;
	thumbprint.borrowed = cursor->thumbprint.p;
	names.borrowed = cursor->names.p;
	sqlite3_finalize(cursor->same_date);
	sqlite3_finalize(cursor->older);
	arena_free(cursor->arena);
	free(thumbprint.owned);
	free(names.owned);
	free(cursor->servers);
	free(cursor);
}

bool store_certs_count(Store *store, const StoreCertFilter *filter, int64_t *n, Diag *diag)
{
	StoreCertCursor *cursor = NULL;
	sqlite3_stmt *statement = NULL;
	Buf sql = BUF_INIT;
	bool row, ok = store_certs(store, filter, &cursor, diag);

	*n = 0;
	buf_put(&sql, S("SELECT count(*) FROM certs"));
	put_conditions(filter, "", &sql);
	ok = ok && store_prepare(store, buf_str(&sql), &statement, diag);
	for (size_t i = 0; ok && i < cursor->nservers; i++) {
		bind_filter(cursor, statement, cursor->servers[i]);
		ok = store_step(store, statement, &row, diag);
		*n += ok && row ? sqlite3_column_int64(statement, 0) : 0;
		sqlite3_reset(statement);
	}
	sqlite3_finalize(statement);
	store_certs_close(cursor);
	buf_release(&sql);
	return ok;
}
