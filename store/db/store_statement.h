/* store_statement: running SQL; internal to this room. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_STATEMENT_H
#define STORE_STORE_STATEMENT_H

#include <sqlite3.h>
#include <stdlib.h>

#include "store/db/store.h"

enum { STORE_STATEMENTS = 96 }; /* room for every statement of this room that is kept */

typedef struct StoreBulk StoreBulk;

struct Store {
	sqlite3 *db;
	char *path;
	/* Prepared once and kept; found by the address of their text, which must be a literal. */
	struct {
		const char *sql;
		sqlite3_stmt *statement;
	} kept[STORE_STATEMENTS];
	size_t nkept;
	uint64_t operations, fail_at; /* fail_at 0: never */
	int busy_ms;
	bool read_only, on_network, batch;
	StoreBulk *bulk; /* during a load of many rows */
};

/* SQLite's last error as a Diag, always false: DIAG_BUSY, DIAG_IO for a full disk, DIAG_EXISTS for a unique constraint,
 * DIAG_CORRUPT, DIAG_DENIED, ... */
bool store_error(Store *store, int code, const char *what, Diag *diag);

/* Parameters follow a text of their types: i int64_t, s Str as TEXT, b Str as BLOB, o Str as BLOB or NULL when empty,
 * t Str as TEXT or NULL when empty, r int64_t or NULL when 0.  Their count must be the statement's. */

/* Runs sql to its end. */
bool store_run(Store *store, Diag *diag, const char *sql, const char *types, ...);
/* The first row in *row, to be given back with store_done; NULL: there is none. */
bool store_row(Store *store, Diag *diag, sqlite3_stmt **row, const char *sql, const char *types, ...);
/* The next one; *row becomes NULL (and is given back) after the last. */
bool store_next(Store *store, Diag *diag, sqlite3_stmt **row);
void store_done(sqlite3_stmt *row);
/* A statement of its own that is not kept: for SQL put together at run time.  sqlite3_finalize it. */
bool store_prepare(Store *store, Str sql, sqlite3_stmt **out, Diag *diag);
/* One step; false: an error.  *row tells whether there is a row. */
bool store_step(Store *store, sqlite3_stmt *statement, bool *row, Diag *diag);
/* SQL without parameters or rows: schema, pragmas, BEGIN. */
bool store_execute(Store *store, const char *sql, Diag *diag);

/* A column's text or octets in the arena; NULL reads as empty. */
Str store_text(sqlite3_stmt *row, int column, Arena *arena);

/* Moves a VEC into the arena as the list *out {p, n}, and releases it. */
#define STORE_LIST(out, vec, arena)                                                                                    \
	do {                                                                                                           \
		(out)->n = (vec).n;                                                                                    \
		(out)->p = store_list_copy((arena), (vec).p, (vec).n, sizeof *(vec).p);                                \
		VEC_RELEASE(&(vec));                                                                                   \
	} while (0)
void *store_list_copy(Arena *arena, const void *items, size_t n, size_t size);

/* The layout: migrates an older file, within one transaction. */
bool store_schema_upgrade(Store *store, int version, Diag *diag);
int store_schema_version(void);

#endif
