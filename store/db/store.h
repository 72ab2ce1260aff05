/* store: the organization's state in one SQLite file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "shell/base/arena.h"
#include "shell/base/buf.h"
#include "shell/base/diag.h"
#include "shell/base/str.h"

/* The room of SQLite: nobody else includes it.  Its headers, one for each kind of row:
 *   store.h           the file, transactions, small tables
 *   store_servers.h   servers and accepted domains
 *   store_certs.h     certificates, keys, requests, service bindings, lists of them
 *   store_bulk.h      loads of many of them
 *   store_settings.h  everything else that has a name and properties: connectors, virtual directories, ...
 *   store_authority.h the lab certification authorities and what they issued
 *   store_history.h   what was changed
 * Functions that read copy texts and lists into the caller's arena.  Functions that write several rows, or one that
 * depends on another, are called between store_begin and store_end; the vault does that, cmdlets only read. */
typedef struct Store Store;

typedef struct StoreOptions {
	bool read_only;  /* nothing is created or written; the file must exist */
	int busy_ms;     /* how long to wait for another shell that writes; 0: 10 s */
	const char *vfs; /* SQLite's file system by name, for tests that let it fail; NULL: the usual one */
} StoreOptions;

/* Opens the file, makes it (0600; missing folders 0700) and brings an older one to the present layout.  ":memory:" is a
 * store without a file.  options may be NULL.
 *   DIAG_NOT_FOUND    read_only, and there is none
 *   DIAG_INVALID      a folder, no database, a database of another program
 *   DIAG_UNSUPPORTED  made by a newer exsh
 *   DIAG_DENIED       may not be read or written, or others may read it (mode other than 0600)
 *   DIAG_BUSY, DIAG_IO, DIAG_CORRUPT as everywhere below */
bool store_open(Str path, const StoreOptions *options, Store **out, Diag *diag) NODISCARD;
void store_close(Store *store); /* rolls an open transaction back; NULL is fine */
Str store_path(const Store *store);
bool store_is_read_only(const Store *store);
/* The file lies on a network file system, where SQLite's locks cannot be relied on: worth a warning. */
bool store_is_on_network(const Store *store);

/* One writer at a time: waits for the others, then holds the store until store_end.  Not to be nested. */
bool store_begin(Store *store, Diag *diag) NODISCARD;
/* Commits (durable when it returns) or rolls back.  When the commit fails everything is rolled back and *diag says why;
 * with commit false *diag is left alone. */
bool store_end(Store *store, bool commit, Diag *diag);
bool store_in_transaction(const Store *store);
/* Many transactions that become durable together, for half a second's work or so: each of them still takes effect or
 * not by itself, but others wait, and a crash loses all since store_batch_begin. */
bool store_batch_begin(Store *store, Diag *diag) NODISCARD;
bool store_batch_end(Store *store, Diag *diag) NODISCARD;
/* A number that is another one whenever anybody has changed the store, this connection or others. */
bool store_changes(Store *store, uint64_t *count, Diag *diag) NODISCARD;
/* For tests: the nth operation from now (a statement run, a file touched) fails as a full disk would, once; 0 is never.
 * store_operations counts them all. */
void store_fail_at(Store *store, uint64_t nth);
uint64_t store_operations(const Store *store);
/* Whoever touches a file on the store's behalf asks first; false: *diag is filled, behave as if the call had failed. */
bool store_operation(Store *store, Diag *diag) NODISCARD;

/* Runs SQLite's own checks; appends one line for each finding.  Nothing appended: the file is sound. */
bool store_check(Store *store, Buf *report, Diag *diag) NODISCARD;
/* Appends every row as an INSERT, tables in the order of the layout, rows by their keys, octets as hex: the same store
 * gives the same text. */
bool store_dump(Store *store, Buf *sql, Diag *diag) NODISCARD;
/* Runs such a text (with a NUL at its end) on a new store, within a transaction of its own. */
bool store_restore(Store *store, const char *sql, Diag *diag) NODISCARD;

/* Copies the store as it is now into a new file (0600) that needs no other; others may go on writing.  Nothing is left
 * of a copy that fails.  DIAG_EXISTS: the file is there. */
bool store_backup(Store *store, const char *path, Diag *diag) NODISCARD;

/* Octets kept under a name: how the store key is wrapped, the version that made the file.  An absent one reads as
 * empty. */
bool store_meta_get(Store *store, Str name, Arena *arena, Str *value, Diag *diag) NODISCARD;
bool store_meta_put(Store *store, Str name, Str value, Diag *diag) NODISCARD;

/* Settings of the organization as a whole ("ExchangeVersion"); absent reads as empty. */
bool store_organization_get(Store *store, Str name, Arena *arena, Str *value, Diag *diag) NODISCARD;
bool store_organization_put(Store *store, Str name, Str value, Diag *diag) NODISCARD;

/* Where Windows paths lie here: "C:" or "\\server\share" -> a folder. */
typedef struct StoreDrive {
	Str name, path;
} StoreDrive;
typedef struct StoreDriveList {
	StoreDrive *p;
	size_t n;
} StoreDriveList;
bool store_drives(Store *store, Arena *arena, StoreDriveList *out, Diag *diag) NODISCARD;
bool store_drive_put(Store *store, Str name, Str path, Diag *diag) NODISCARD;
bool store_drive_remove(Store *store, Str name, Diag *diag) NODISCARD; /* DIAG_NOT_FOUND */

#endif
