/* store_backup: a copy of the store while it is in use. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/db/store_statement.h"

static bool copy(Store *store, sqlite3 *to, const char *path, Diag *diag)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", store->db, "main");
	int code = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;

	if (backup)
		sqlite3_backup_finish(backup);
	if (code == SQLITE_DONE) /* the copy is one file, to be carried about: no WAL beside it */
		code = sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	return code == SQLITE_OK || diag_set(diag, code == SQLITE_BUSY ? DIAG_BUSY : DIAG_IO,
					    "the copy '%s' cannot be written: %s", path, sqlite3_errstr(code));
}

bool store_backup(Store *store, const char *path, Diag *diag)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	sqlite3 *to = NULL;
	bool ok;

	if (fd < 0)
		return diag_errno(diag, path);
	ok = store_operation(store, diag);
	if (ok && sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		ok = diag_set(diag, DIAG_IO, "the copy '%s' cannot be written: %s", path, sqlite3_errmsg(to));
	ok = ok && copy(store, to, path, diag);
	sqlite3_close_v2(to);
	if (ok && fsync(fd) != 0)
		ok = diag_errno(diag, path);
	close(fd);
	if (!ok)
		unlink(path);
	return ok;
}
