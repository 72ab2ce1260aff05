/* store_dump: the whole store as SQL text and back; SQLite's own checks. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_statement.h"

/* Every row of a query's first column as a line. */
static bool append_lines(Store *store, Str sql, const char *sound, Buf *out, Diag *diag)
{
	sqlite3_stmt *statement = NULL;
	bool row, ok = store_prepare(store, sql, &statement, diag);

	while (ok && (ok = store_step(store, statement, &row, diag)) && row) {
		Str line = { (const char *)sqlite3_column_text(statement, 0),
			(size_t)sqlite3_column_bytes(statement, 0) };

		if (!sound || !str_eq(line, str_from(sound))) {
			buf_put(out, line);
			buf_put_char(out, '\n');
		}
	}
	sqlite3_finalize(statement);
	return ok;
}

bool store_check(Store *store, Buf *report, Diag *diag)
{
	return append_lines(store, S("PRAGMA integrity_check"), "ok", report, diag) &&
	       append_lines(store,
		       S("SELECT 'row ' || ifnull(rowid, '?') || ' of ' || \"table\" || ' refers to nothing in ' || parent "
			 "FROM pragma_foreign_key_check"),
		       NULL, report, diag) &&
	       append_lines(store,
		       S("SELECT 'name ' || name || ' belongs to no certificate' FROM cert_names "
			 "WHERE cert_id NOT IN (SELECT id FROM certs)"),
		       NULL, report, diag);
}

/* The columns of a table: names, what gives their values as SQL text, and the keys rows are ordered by. */
typedef struct Columns {
	Buf names, values, keys;
} Columns;

static bool read_columns(Store *store, Str table, Columns *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	bool ok = store_row(store, diag, &row, "SELECT name, pk FROM pragma_table_info(?)", "s", table);

	while (ok && row) {
		const char *name = (const char *)sqlite3_column_text(row, 0);

		buf_printf(&out->names, "%s%s", out->names.n ? "," : "", name);
		buf_printf(&out->values, "%squote(%s)", out->values.n ? "||','||" : "", name);
		if (sqlite3_column_int(row, 1))
			buf_printf(&out->keys, "%s%s", out->keys.n ? "," : "", name);
		ok = store_next(store, diag, &row);
	}
	return ok;
}

/* "SELECT 'INSERT INTO t(a,b) VALUES('||quote(a)||','||quote(b)||');' FROM t ORDER BY <key>" */
static bool dump_table(Store *store, Str table, Buf *out, Diag *diag)
{
	Columns columns = { BUF_INIT, BUF_INIT, BUF_INIT };
	Buf sql = BUF_INIT;
	bool ok = read_columns(store, table, &columns, diag);

	if (ok) {
		buf_printf(&sql, "SELECT 'INSERT INTO %.*s(%.*s) VALUES('||%.*s||');' FROM %.*s ORDER BY %.*s",
			STR_ARG(table), STR_ARG(buf_str(&columns.names)), STR_ARG(buf_str(&columns.values)),
			STR_ARG(table), STR_ARG(buf_str(&columns.keys)));
		ok = append_lines(store, buf_str(&sql), NULL, out, diag);
	}
	buf_release(&columns.names);
	buf_release(&columns.values);
	buf_release(&columns.keys);
	buf_release(&sql);
	return ok;
}

bool store_dump(Store *store, Buf *sql, Diag *diag)
{
	Arena *arena = arena_new(0);
	Buf tables = BUF_INIT;
	StrSplit split;
	Str table;
	bool ok = append_lines(
		store, S("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"), NULL, &tables, diag);

	buf_printf(sql, "-- exsh store, layout %d\n", store_schema_version());
	split = (StrSplit){ .rest = buf_str(&tables) };
	while (ok && str_split_next(&split, '\n', &table))
		if (table.n)
			ok = dump_table(store, table, sql, diag);
	buf_release(&tables);
	arena_free(arena);
	return ok;
}

bool store_restore(Store *store, const char *sql, Diag *diag)
{
	bool ok = store_begin(store, diag);

	if (!ok)
		return false;
	ok = store_execute(store, "PRAGMA defer_foreign_keys = ON", diag) && store_execute(store, sql, diag);
	return store_end(store, ok, diag) && ok;
}
