/* store_history: what was changed, by whom, when. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_history.h"

#include "shell/base/vec.h"
#include "store/db/store_statement.h"

#define EVENT_COLUMNS "id, at, actor, action, server, thumbprint, detail, hash"

static void read_event(sqlite3_stmt *row, Arena *arena, StoreEvent *out)
{
	*out = (StoreEvent){
		.id = sqlite3_column_int64(row, 0),
		.at = sqlite3_column_int64(row, 1),
		.actor = store_text(row, 2, arena),
		.action = store_text(row, 3, arena),
		.server = store_text(row, 4, arena),
		.thumbprint = store_text(row, 5, arena),
		.detail = store_text(row, 6, arena),
		.hash = store_text(row, 7, arena),
	};
}

bool store_history_last(Store *store, Arena *arena, StoreEvent *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	*out = (StoreEvent){ 0 };
	if (!store_row(store, diag, &row, "SELECT " EVENT_COLUMNS " FROM history ORDER BY id DESC LIMIT 1", ""))
		return false;
	if (row)
		read_event(row, arena, out);
	store_done(row);
	return true;
}

bool store_history_add(Store *store, const StoreEvent *event, Diag *diag)
{
	return store_run(store, diag, "INSERT INTO history(" EVENT_COLUMNS ") VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
		"iisssbsb", event->id, event->at, event->actor, event->action, event->server, event->thumbprint,
		event->detail, event->hash);
}

bool store_history(Store *store, int64_t after, size_t max, Arena *arena, StoreEventList *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	VEC(StoreEvent) list = { 0 };
	StoreEvent event;
	bool ok = store_row(store, diag, &row, "SELECT " EVENT_COLUMNS " FROM history WHERE id > ? ORDER BY id LIMIT ?",
		"ii", after, (int64_t)max);

	while (ok && row) {
		read_event(row, arena, &event);
		VEC_PUSH(&list, event);
		ok = store_next(store, diag, &row);
	}
	STORE_LIST(out, list, arena);
	return ok;
}
