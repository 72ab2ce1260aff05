/* store_authority: lab certification authorities, the requests they got and what became of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_authority.h"

#include "shell/base/vec.h"
#include "store/db/store_statement.h"

#define AUTHORITY_COLUMNS "id, parent_id, name, machine, der, sealed, flags, hold, next_request, next_crl"
#define ISSUE_COLUMNS                                                                                                  \
	"authority_id, request_id, disposition, status, reason, submitted, resolved, revoked, not_after, serial, "     \
	"template_name, requester, attributes, message, certificate, request"

static void read_authority(sqlite3_stmt *row, Arena *arena, StoreAuthority *out)
{
	*out = (StoreAuthority){
		.id = sqlite3_column_int64(row, 0),
		.parent_id = sqlite3_column_int64(row, 1),
		.name = store_text(row, 2, arena),
		.machine = store_text(row, 3, arena),
		.der = store_text(row, 4, arena),
		.sealed = store_text(row, 5, arena),
		.flags = sqlite3_column_int64(row, 6),
		.hold = sqlite3_column_int(row, 7) != 0,
		.next_request = sqlite3_column_int64(row, 8),
		.next_crl = sqlite3_column_int64(row, 9),
	};
}

bool store_authority_add(Store *store, const StoreAuthority *authority, int64_t *id, Diag *diag)
{
	if (!store_run(store, diag,
		    "INSERT INTO authorities(parent_id, name, machine, der, sealed, flags, hold, next_request, next_crl) "
		    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
		    "rssbbiiii", authority->parent_id, authority->name, authority->machine, authority->der,
		    authority->sealed, authority->flags, (int64_t)authority->hold, authority->next_request,
		    authority->next_crl))
		return false;
	if (id)
		*id = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool store_authority_find(Store *store, Str name, Arena *arena, StoreAuthority *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	if (!store_row(store, diag, &row,
		    "SELECT " AUTHORITY_COLUMNS " FROM authorities "
		    "WHERE ?1 = '' OR name = ?1 OR machine || '\\' || name = ?1 COLLATE NOCASE ORDER BY id LIMIT 1",
		    "s", name))
		return false;
	if (!row)
		return diag_set(diag, DIAG_NOT_FOUND, "there is no certification authority '%.*s'", STR_ARG(name));
	read_authority(row, arena, out);
	store_done(row);
	return true;
}

bool store_authorities(Store *store, Arena *arena, StoreAuthorityList *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	VEC(StoreAuthority) list = { 0 };
	StoreAuthority authority;
	bool ok = store_row(store, diag, &row, "SELECT " AUTHORITY_COLUMNS " FROM authorities ORDER BY id", "");

	while (ok && row) {
		read_authority(row, arena, &authority);
		VEC_PUSH(&list, authority);
		ok = store_next(store, diag, &row);
	}
	STORE_LIST(out, list, arena);
	return ok;
}

bool store_authority_update(Store *store, const StoreAuthority *authority, Diag *diag)
{
	return store_run(store, diag, "UPDATE authorities SET flags = ?, hold = ? WHERE id = ?", "iii",
		authority->flags, (int64_t)authority->hold, authority->id);
}

static bool next_number(Store *store, const char *sql, int64_t id, int64_t *number, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	if (!store_row(store, diag, &row, sql, "i", id))
		return false;
	if (!row)
		return diag_set(diag, DIAG_NOT_FOUND, "the certification authority is not there any more");
	*number = sqlite3_column_int64(row, 0);
	store_done(row);
	return true;
}

bool store_authority_next_request(Store *store, int64_t id, int64_t *number, Diag *diag)
{
	return next_number(store,
		"UPDATE authorities SET next_request = next_request + 1 WHERE id = ? RETURNING next_request - 1", id,
		number, diag);
}

bool store_authority_next_crl(Store *store, int64_t id, int64_t *number, Diag *diag)
{
	return next_number(store, "UPDATE authorities SET next_crl = next_crl + 1 WHERE id = ? RETURNING next_crl - 1",
		id, number, diag);
}

static void read_issue(sqlite3_stmt *row, Arena *arena, StoreIssue *out)
{
	*out = (StoreIssue){
		.authority_id = sqlite3_column_int64(row, 0),
		.request_id = sqlite3_column_int64(row, 1),
		.disposition = (StoreDisposition)sqlite3_column_int(row, 2),
		.status = (uint32_t)sqlite3_column_int64(row, 3),
		.reason = sqlite3_column_int(row, 4),
		.submitted = sqlite3_column_int64(row, 5),
		.resolved = sqlite3_column_int64(row, 6),
		.revoked = sqlite3_column_int64(row, 7),
		.not_after = sqlite3_column_int64(row, 8),
		.serial = store_text(row, 9, arena),
		.template_name = store_text(row, 10, arena),
		.requester = store_text(row, 11, arena),
		.attributes = store_text(row, 12, arena),
		.message = store_text(row, 13, arena),
		.certificate = store_text(row, 14, arena),
		.request = store_text(row, 15, arena),
	};
}

bool store_issue_add(Store *store, const StoreIssue *issue, Diag *diag)
{
	return store_run(store, diag,
		"INSERT INTO issues(" ISSUE_COLUMNS ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		"iiiiiiiiiossssob", issue->authority_id, issue->request_id, (int64_t)issue->disposition,
		(int64_t)issue->status, (int64_t)issue->reason, issue->submitted, issue->resolved, issue->revoked,
		issue->not_after, issue->serial, issue->template_name, issue->requester, issue->attributes,
		issue->message, issue->certificate, issue->request);
}

bool store_issue_update(Store *store, const StoreIssue *issue, Diag *diag)
{
	return store_run(store, diag,
		"UPDATE issues SET disposition = ?, status = ?, reason = ?, submitted = ?, resolved = ?, revoked = ?, "
		"not_after = ?, serial = ?, template_name = ?, requester = ?, attributes = ?, message = ?, certificate = ? "
		"WHERE authority_id = ? AND request_id = ?",
		"iiiiiiiossssoii", (int64_t)issue->disposition, (int64_t)issue->status, (int64_t)issue->reason,
		issue->submitted, issue->resolved, issue->revoked, issue->not_after, issue->serial,
		issue->template_name, issue->requester, issue->attributes, issue->message, issue->certificate,
		issue->authority_id, issue->request_id);
}

static bool take_issue(sqlite3_stmt *row, Arena *arena, StoreIssue *out, Diag *diag)
{
	if (!row)
		return diag_set(diag, DIAG_NOT_FOUND, "the certification authority has no such request");
	read_issue(row, arena, out);
	store_done(row);
	return true;
}

bool store_issue_find(Store *store, int64_t authority_id, int64_t request_id, Arena *arena, StoreIssue *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	return store_row(store, diag, &row,
		       "SELECT " ISSUE_COLUMNS " FROM issues WHERE authority_id = ? AND request_id = ?", "ii",
		       authority_id, request_id) &&
	       take_issue(row, arena, out, diag);
}

bool store_issue_find_serial(Store *store, int64_t authority_id, Str serial, Arena *arena, StoreIssue *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	return store_row(store, diag, &row,
		       "SELECT " ISSUE_COLUMNS " FROM issues WHERE authority_id = ? AND serial = ?", "ib", authority_id,
		       serial) &&
	       take_issue(row, arena, out, diag);
}

bool store_issues(Store *store, const StoreIssueFilter *filter, Arena *arena, StoreIssueList *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;
	VEC(StoreIssue) list = { 0 };
	StoreIssue issue;
	bool ok = store_row(store, diag, &row,
		"SELECT " ISSUE_COLUMNS " FROM issues WHERE authority_id = ?1 AND (?2 = 0 OR disposition = ?2) "
		"AND request_id > ?3 ORDER BY request_id LIMIT ?4",
		"iiii", filter->authority_id, (int64_t)filter->disposition, filter->after, (int64_t)filter->max);

	while (ok && row) {
		read_issue(row, arena, &issue);
		VEC_PUSH(&list, issue);
		ok = store_next(store, diag, &row);
	}
	STORE_LIST(out, list, arena);
	return ok;
}

bool store_crl_add(Store *store, const StoreCrl *crl, Diag *diag)
{
	return store_run(store, diag,
		"INSERT INTO crls(authority_id, number, this_update, next_update, der) VALUES(?, ?, ?, ?, ?)", "iiiib",
		crl->authority_id, crl->number, crl->this_update, crl->next_update, crl->der);
}

bool store_crl_latest(Store *store, int64_t authority_id, Arena *arena, StoreCrl *out, Diag *diag)
{
	sqlite3_stmt *row = NULL;

	if (!store_row(store, diag, &row,
		    "SELECT authority_id, number, this_update, next_update, der FROM crls "
		    "WHERE authority_id = ? ORDER BY number DESC LIMIT 1",
		    "i", authority_id))
		return false;
	if (!row)
		return diag_set(diag, DIAG_NOT_FOUND, "the certification authority has published no revocation list");
	*out = (StoreCrl){
		.authority_id = sqlite3_column_int64(row, 0),
		.number = sqlite3_column_int64(row, 1),
		.this_update = sqlite3_column_int64(row, 2),
		.next_update = sqlite3_column_int64(row, 3),
		.der = store_text(row, 4, arena),
	};
	store_done(row);
	return true;
}
