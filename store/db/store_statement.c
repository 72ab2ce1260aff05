/* store_statement: running SQL. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_statement.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

/* By extended code first, then by its low byte. */
static const struct {
	int code;
	DiagCode diag;
	const char *text; /* NULL: SQLite's own */
} errors[] = {
	{ SQLITE_CONSTRAINT_UNIQUE, DIAG_EXISTS, NULL },
	{ SQLITE_CONSTRAINT_PRIMARYKEY, DIAG_EXISTS, NULL },
	{ SQLITE_CONSTRAINT_ROWID, DIAG_EXISTS, NULL },
	{ SQLITE_BUSY, DIAG_BUSY, "another exsh is writing to the store and did not finish in time: try again" },
	{ SQLITE_LOCKED, DIAG_BUSY, NULL },
	{ SQLITE_PROTOCOL, DIAG_BUSY, "too many shells use the store at once" },
	{ SQLITE_FULL, DIAG_IO, "no space left for the store" },
	{ SQLITE_IOERR_SHMMAP, DIAG_IO,
		"its file system cannot share memory between programs: move the store to a local one" },
	{ SQLITE_IOERR_SHMOPEN, DIAG_IO, "the files beside the store cannot be opened" },
	{ SQLITE_IOERR, DIAG_IO, NULL },
	{ SQLITE_READONLY, DIAG_DENIED, "the store cannot be written" },
	{ SQLITE_PERM, DIAG_DENIED, NULL },
	{ SQLITE_AUTH, DIAG_DENIED, NULL },
	{ SQLITE_CANTOPEN, DIAG_DENIED, "the store cannot be opened" },
	{ SQLITE_NOTADB, DIAG_INVALID, "the file is no database, or an encrypted one" },
	{ SQLITE_CORRUPT, DIAG_CORRUPT, "the store is damaged: put a copy of it back, or try sqlite3's .recover" },
	{ SQLITE_INTERRUPT, DIAG_STOPPED, NULL },
	{ SQLITE_TOOBIG, DIAG_INVALID, NULL },
	{ SQLITE_CONSTRAINT, DIAG_INVALID, NULL },
};

bool store_error(Store *store, int code, const char *what, Diag *diag)
{
	const char *own = store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(code);
	int extended = store->db ? sqlite3_extended_errcode(store->db) : code;

	if ((extended & 0xff) != (code & 0xff))
		extended = code;
	if ((code & 0xff) == SQLITE_IOERR && store->db && sqlite3_system_errno(store->db) == ENOSPC)
		extended = SQLITE_FULL; /* for its index of the WAL */
	for (size_t i = 0; i < COUNT(errors); i++)
		if (errors[i].code == extended || errors[i].code == (extended & 0xff))
			return diag_set(diag, errors[i].diag, "%s: %s (%s)", what,
				errors[i].text ? errors[i].text : own, store->path);
	return diag_set(diag, DIAG_IO, "%s: %s (%s)", what, own, store->path);
}

/* What is being done, for the errors: a statement that only reads, as COMMIT does to SQLite, belongs to a write when a
 * write transaction is open.  To be asked before the step, which may end that.  statement may be NULL. */
static const char *act_of(Store *store, sqlite3_stmt *statement)
{
	bool writes = (statement && !sqlite3_stmt_readonly(statement)) ||
		      sqlite3_txn_state(store->db, NULL) == SQLITE_TXN_WRITE;

	return writes ? "writing to the store" : "reading the store";
}

bool store_operation(Store *store, Diag *diag)
{
	if (++store->operations != store->fail_at)
		return true;
	store->fail_at = 0;
	return diag_set(diag, DIAG_IO, "no space left for the store: failure asked for (%s)", store->path);
}

void store_fail_at(Store *store, uint64_t nth)
{
	store->fail_at = nth ? store->operations + nth : 0;
}

uint64_t store_operations(const Store *store)
{
	return store->operations;
}

bool store_prepare(Store *store, Str sql, sqlite3_stmt **out, Diag *diag)
{
	int code = sqlite3_prepare_v2(store->db, sql.p, sql.n < INT_MAX ? (int)sql.n : INT_MAX, out, NULL);

	return code == SQLITE_OK || store_error(store, code, act_of(store, NULL), diag);
}

static bool kept_statement(Store *store, const char *sql, sqlite3_stmt **out, Diag *diag)
{
	size_t i = 0;
	int code;

	while (i < store->nkept && store->kept[i].sql != sql)
		i++;
	if (i == store->nkept) {
		assert(i < STORE_STATEMENTS);
		code = sqlite3_prepare_v3(
			store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &store->kept[i].statement, NULL);
		if (code != SQLITE_OK)
			return store_error(store, code, act_of(store, NULL), diag);
		store->kept[i].sql = sql;
		store->nkept++;
	}
	*out = store->kept[i].statement;
	sqlite3_reset(*out);
	return true;
}

static int bind_text(sqlite3_stmt *statement, int at, Str value, bool blob)
{
	const char *p = value.p ? value.p : "";

	/* bound statements run before the caller's texts can go away */
	return blob ? sqlite3_bind_blob64(statement, at, p, value.n, SQLITE_STATIC)
		    : sqlite3_bind_text64(statement, at, p, value.n, SQLITE_STATIC, SQLITE_UTF8);
}

static bool bind_all(Store *store, sqlite3_stmt *statement, const char *types, va_list args, Diag *diag)
{
	int code = SQLITE_OK, at = 0;

	for (; types[at] && code == SQLITE_OK; at++) {
		bool is_number = types[at] == 'i' || types[at] == 'r';
		int64_t number = is_number ? va_arg(args, int64_t) : 0;
		Str text = is_number ? (Str){ 0 } : va_arg(args, Str);

		if ((types[at] == 'r' && number == 0) || (strchr("ot", types[at]) && text.n == 0))
			code = sqlite3_bind_null(statement, at + 1);
		else if (is_number)
			code = sqlite3_bind_int64(statement, at + 1, number);
		else
			code = bind_text(statement, at + 1, text, types[at] == 'b' || types[at] == 'o');
	}
	assert(code != SQLITE_OK || at == sqlite3_bind_parameter_count(statement));
	return code == SQLITE_OK || store_error(store, code, act_of(store, statement), diag);
}

bool store_step(Store *store, sqlite3_stmt *statement, bool *row, Diag *diag)
{
	const char *act = act_of(store, statement);
	int code;

	*row = false;
	if (!store_operation(store, diag))
		return false;
	code = sqlite3_step(statement);
	*row = code == SQLITE_ROW;
	if (*row || code == SQLITE_DONE)
		return true;
	return store_error(store, code, act, diag);
}

void store_done(sqlite3_stmt *row)
{
	if (row) {
		sqlite3_reset(row);
		sqlite3_clear_bindings(row);
	}
}

bool store_run(Store *store, Diag *diag, const char *sql, const char *types, ...)
{
	sqlite3_stmt *statement = NULL;
	bool row, ok;
	va_list args;

	va_start(args, types);
	ok = kept_statement(store, sql, &statement, diag) && bind_all(store, statement, types, args, diag);
	va_end(args);
	do
		ok = ok && store_step(store, statement, &row, diag);
	while (ok && row);
	store_done(statement);
	return ok;
}

bool store_row(Store *store, Diag *diag, sqlite3_stmt **row, const char *sql, const char *types, ...)
{
	bool ok, any = false;
	va_list args;

	*row = NULL;
	va_start(args, types);
	ok = kept_statement(store, sql, row, diag) && bind_all(store, *row, types, args, diag);
	va_end(args);
	ok = ok && store_step(store, *row, &any, diag);
	if (!any) {
		store_done(*row);
		*row = NULL;
	}
	return ok;
}

bool store_next(Store *store, Diag *diag, sqlite3_stmt **row)
{
	bool any, ok = store_step(store, *row, &any, diag);

	if (!any) {
		store_done(*row);
		*row = NULL;
	}
	return ok;
}

bool store_execute(Store *store, const char *sql, Diag *diag)
{
	int code;

	if (!store_operation(store, diag))
		return false;
	code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	return code == SQLITE_OK || store_error(store, code, "the store", diag);
}

void *store_list_copy(Arena *arena, const void *items, size_t n, size_t size)
{
	void *copy = arena_alloc(arena, n * size + 1, _Alignof(max_align_t)); /* n came from a VEC: it fits */

	if (n)
		memcpy(copy, items, n * size);
	return copy;
}

Str store_text(sqlite3_stmt *row, int column, Arena *arena)
{
	const char *p = sqlite3_column_blob(row, column); /* of TEXT too: the bytes as they are, NULs included */
	int n = sqlite3_column_bytes(row, column);

	return arena_copy(arena, (Str){ p ? p : "", p ? (size_t)n : 0 });
}
