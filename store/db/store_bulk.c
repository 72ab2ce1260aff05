/* store_bulk: loads of many thousand certificates. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_bulk.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/vec.h"
#include "store/db/store_statement.h"

/* What makes a load slow is pages written twice and indexes filled in no order.  So names are collected and added
 * sorted, the index by date is made anew at the end, and a store that was as good as empty is written without a WAL:
 * its new pages go straight into the file, and a rollback journal, which is as safe, has next to nothing to keep. */

enum {
	NAMES_AT_ONCE = 250000,
	MANY = 5000, /* rows; fewer are loaded as any other */
};

typedef struct BulkName {
	Str name;
	int64_t id;
} BulkName;

struct StoreBulk {
	Arena *arena; /* of the names */
	VEC(BulkName) names;
	Buf indexes; /* SQL that makes those again that were dropped */
	bool no_wal;
};

/* Whether there are fewer certificates than a quarter of what is to come. */
static bool is_nearly_empty(Store *store, size_t expected, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	int64_t n = INT64_MAX;

	if (store_row(store, diag, &row, "SELECT count(*) FROM (SELECT 1 FROM certs LIMIT ?)", "i",
		    (int64_t)(expected / 4 + 1)) &&
		row)
		n = sqlite3_column_int64(row, 0);
	store_done(row);
	return n <= (int64_t)(expected / 4);
}

static bool drop_index(Store *store, const char *name, Buf *sql, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	char drop[96];

	if (!store_row(store, diag, &row, "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?", "s",
		    str_from(name)) ||
		!row)
		return diag->code == DIAG_OK;
	buf_printf(sql, "%s;", (const char *)sqlite3_column_text(row, 0));
	store_done(row);
	snprintf(drop, sizeof drop, "DROP INDEX %s", name);
	return store_execute(store, drop, diag);
}

static void free_bulk(Store *store)
{
	StoreBulk *bulk = store->bulk;

	store->bulk = NULL;
	sqlite3_exec(store->db,
		bulk->no_wal ? "PRAGMA cache_size = -2000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL"
			     : "PRAGMA cache_size = -2000; PRAGMA foreign_keys = ON",
		NULL, NULL, NULL);
	arena_free(bulk->arena);
	VEC_RELEASE(&bulk->names);
	buf_release(&bulk->indexes);
	free(bulk);
}

bool store_bulk_begin(Store *store, size_t expected, Diag *diag)
{
	StoreBulk *bulk;
	bool dense;

	assert(!store_in_transaction(store) && !store->bulk);
	if (expected < MANY || store->read_only)
		return store_begin(store, diag);
	dense = is_nearly_empty(store, expected, diag);
	bulk = store->bulk = MEM_NEW(StoreBulk);
	bulk->arena = arena_new(0);
	bulk->indexes = BUF_INIT;
	bulk->no_wal = dense;
	sqlite3_exec(store->db, "PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
	if (dense) /* fails, without harm, when another shell has the store open */
		sqlite3_exec(store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	if (diag->code == DIAG_OK && store_begin(store, diag)) {
		if (!dense || drop_index(store, "certs_by_date", &bulk->indexes, diag))
			return true;
		store_end(store, false, diag);
	}
	free_bulk(store);
	return false;
}

static int compare_names(const void *a, const void *b)
{
	const BulkName *left = a, *right = b;
	int order = str_compare(left->name, right->name);

	return order ? order : (left->id > right->id) - (left->id < right->id);
}

static bool flush_names(Store *store, Diag *diag)
{
	StoreBulk *bulk = store->bulk;
	bool ok = true;

	if (bulk->names.n)
		qsort(bulk->names.p, bulk->names.n, sizeof *bulk->names.p, compare_names);
	for (size_t i = 0; ok && i < bulk->names.n; i++)
		ok = store_run(store, diag, "INSERT INTO cert_names VALUES(?, ?) ON CONFLICT DO NOTHING", "si",
			bulk->names.p[i].name, bulk->names.p[i].id);
	bulk->names.n = 0;
	arena_free(bulk->arena);
	bulk->arena = arena_new(0);
	return ok;
}

bool store_bulk_name(Store *store, Str name, int64_t id, Diag *diag)
{
	BulkName entry = { arena_copy(store->bulk->arena, name), id };

	VEC_PUSH(&store->bulk->names, entry);
	return store->bulk->names.n < NAMES_AT_ONCE || flush_names(store, diag);
}

bool store_bulk_end(Store *store, bool commit, Diag *diag)
{
	bool ok = commit;

	if (store->bulk && commit)
		ok = flush_names(store, diag) &&
		     (!store->bulk->indexes.n || store_execute(store, store->bulk->indexes.p, diag));
	ok = store_end(store, ok, diag) && (ok || !commit);
	if (store->bulk)
		free_bulk(store);
	return ok;
}
