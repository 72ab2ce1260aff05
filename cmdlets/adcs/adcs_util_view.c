/* adcs_util_view: certutil -view: the authority's database, by rows and columns (docs: certutil -view). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_util.h"

#include <stdlib.h>

#include "shell/base/moment.h"
#include "shell/base/vec.h"

/* ---- columns -------------------------------------------------------------------------------------------------- */

typedef enum ColumnKind { COLUMN_NUMBER, COLUMN_DATE, COLUMN_TEXT, COLUMN_DISPOSITION } ColumnKind;

/* What a column holds in a row; a number may be there, or not (EMPTY). */
typedef struct Cell {
	bool there;
	int64_t number; /* of all kinds but text; dates in UTC */
	Str text;
} Cell;

static Cell number_cell(int64_t number)
{
	return (Cell){ .there = true, .number = number };
}

static Cell date_cell(int64_t ticks)
{
	return (Cell){ .there = ticks != 0, .number = ticks };
}

static Cell text_cell(Str text)
{
	return (Cell){ .there = text.n > 0, .text = text };
}

static Cell hex_cell(AdcsCall *call, Str octets)
{
	char *hex = arena_alloc(call->arena, 2 * octets.n + 1, 1);

	for (size_t i = 0; i < octets.n; i++)
		snprintf(hex + 2 * i, 3, "%02x", (uint8_t)octets.p[i]);
	return text_cell((Str){ hex, 2 * octets.n });
}

/* The issued certificate, read; false: there is none. */
static bool read_issued(const StoreIssue *issue, CertInfo *info)
{
	Diag unused = { 0 };

	return issue->certificate.n && cert_read(issue->certificate, info, &unused);
}

static Cell get_hash(AdcsCall *call, const StoreIssue *issue)
{
	uint8_t hash[CERT_THUMBPRINT];
	CertInfo info;

	if (!read_issued(issue, &info))
		return text_cell(S(""));
	cert_thumbprint(info.der, hash);
	return hex_cell(call, (Str){ (char *)hash, sizeof hash });
}

static Cell get_common_name(AdcsCall *call, const StoreIssue *issue)
{
	Buf name = BUF_INIT;
	CertInfo info;
	Cell cell;

	if (read_issued(issue, &info))
		(void)cert_common_name(info.subject, &name);
	cell = text_cell(arena_copy(call->arena, buf_str(&name)));
	buf_release(&name);
	return cell;
}

/* ORDER columns.  The first ones are shown when none are asked for. */
typedef enum Field {
	FIELD_ID,
	FIELD_REQUESTER,
	FIELD_SUBMITTED,
	FIELD_DISPOSITION,
	FIELD_TEMPLATE,
	FIELD_SERIAL,
	FIELD_NOT_AFTER,
	COLUMNS_SHOWN,
	FIELD_ISSUED_ID = COLUMNS_SHOWN,
	FIELD_NOT_BEFORE,
	FIELD_COMMON_NAME,
	FIELD_NAME,
	FIELD_HASH,
	FIELD_RESOLVED,
	FIELD_REVOKED,
	FIELD_REASON,
	FIELD_STATUS,
	FIELD_MESSAGE,
} Field;
typedef struct Column {
	const char *name, *title; /* name: "Request." may be left out where no other column has it */
	ColumnKind kind;
} Column;
/* The columns of AD CS's database that this one can fill. */
static const Column columns[] = {
	[FIELD_ID] = { "Request.RequestID", "Request ID", COLUMN_NUMBER },
	[FIELD_REQUESTER] = { "Request.RequesterName", "Requester Name", COLUMN_TEXT },
	[FIELD_SUBMITTED] = { "Request.SubmittedWhen", "Request Submission Date", COLUMN_DATE },
	[FIELD_DISPOSITION] = { "Request.Disposition", "Request Disposition", COLUMN_DISPOSITION },
	[FIELD_TEMPLATE] = { "CertificateTemplate", "Certificate Template", COLUMN_TEXT },
	[FIELD_SERIAL] = { "SerialNumber", "Serial Number", COLUMN_TEXT },
	[FIELD_NOT_AFTER] = { "NotAfter", "Certificate Expiration Date", COLUMN_DATE },
	[FIELD_ISSUED_ID] = { "RequestID", "Issued Request ID", COLUMN_NUMBER },
	[FIELD_NOT_BEFORE] = { "NotBefore", "Certificate Effective Date", COLUMN_DATE },
	[FIELD_COMMON_NAME] = { "CommonName", "Issued Common Name", COLUMN_TEXT },
	[FIELD_NAME] = { "DistinguishedName", "Issued Distinguished Name", COLUMN_TEXT },
	[FIELD_HASH] = { "CertificateHash", "Certificate Hash", COLUMN_TEXT },
	[FIELD_RESOLVED] = { "Request.ResolvedWhen", "Request Resolution Date", COLUMN_DATE },
	[FIELD_REVOKED] = { "Request.RevokedWhen", "Revocation Date", COLUMN_DATE },
	[FIELD_REASON] = { "Request.RevokedReason", "Revocation Reason", COLUMN_NUMBER },
	[FIELD_STATUS] = { "Request.StatusCode", "Request Status Code", COLUMN_NUMBER },
	[FIELD_MESSAGE] = { "Request.DispositionMessage", "Request Disposition Message", COLUMN_TEXT },
};

static Cell get_cell(AdcsCall *call, const Column *column, const StoreIssue *issue)
{
	CertInfo info;

	switch ((Field)(column - columns)) {
	case FIELD_ID:
	case FIELD_ISSUED_ID:
		return number_cell(issue->request_id);
	case FIELD_REQUESTER:
		return text_cell(issue->requester);
	case FIELD_SUBMITTED:
		return date_cell(issue->submitted);
	case FIELD_DISPOSITION:
		return number_cell(issue->disposition);
	case FIELD_TEMPLATE:
		return text_cell(issue->template_name);
	case FIELD_SERIAL:
		return hex_cell(call, issue->serial);
	case FIELD_NOT_AFTER:
		return date_cell(issue->certificate.n ? issue->not_after : 0);
	case FIELD_NOT_BEFORE:
		return date_cell(read_issued(issue, &info) ? info.not_before : 0);
	case FIELD_COMMON_NAME:
		return get_common_name(call, issue);
	case FIELD_NAME:
		return text_cell(read_issued(issue, &info) ? adcs_name(call, info.subject) : S(""));
	case FIELD_HASH:
		return get_hash(call, issue);
	case FIELD_RESOLVED:
		return date_cell(issue->resolved);
	case FIELD_REVOKED:
		return date_cell(issue->revoked);
	case FIELD_REASON:
		return (Cell){ .there = issue->revoked != 0, .number = issue->reason };
	case FIELD_STATUS:
		return number_cell(issue->status);
	case FIELD_MESSAGE:
		return text_cell(issue->message);
	}
	return text_cell(S(""));
}

/* By its name, whole before short, or by its title. */
static const Column *find_column(Str name)
{
	Str prefix = S("Request.");

	for (size_t i = 0; i < COUNT(columns); i++)
		if (str_ieq(name, str_from(columns[i].name)) || str_ieq(name, str_from(columns[i].title)))
			return &columns[i];
	for (size_t i = 0; i < COUNT(columns); i++)
		if (str_istarts(str_from(columns[i].name), prefix) &&
			str_ieq(name, str_from(columns[i].name + prefix.n)))
			return &columns[i];
	return NULL;
}

/* ---- restrictions --------------------------------------------------------------------------------------------- */

typedef enum Operator { OPERATOR_LESS, OPERATOR_AT_MOST, OPERATOR_EQUAL, OPERATOR_AT_LEAST, OPERATOR_MORE } Operator;
/* Longer signs first: < is the start of <=. */
static const struct {
	const char *sign;
	Operator relation;
} operators[] = {
	{ "<=", OPERATOR_AT_MOST },
	{ ">=", OPERATOR_AT_LEAST },
	{ "==", OPERATOR_EQUAL },
	{ "<", OPERATOR_LESS },
	{ ">", OPERATOR_MORE },
	{ "=", OPERATOR_EQUAL },
};

typedef struct Restriction {
	const Column *column;
	Operator relation;
	Cell value;
} Restriction;

typedef struct View {
	VEC(Restriction) restrictions;
	VEC(const Column *) shown;
	unsigned dispositions; /* a bit for each of dispositions[]; 0: all */
	bool csv;
} View;

/* A local date, or "now" with days and hours added or taken off: now+30:00. */
static bool parse_date(AdcsCall *call, Str text, int64_t *utc)
{
	const Env *env = stage_env(call->stage);
	MomentKind kind;
	int64_t span;
	bool minus;
	size_t at;

	if (!str_istarts(text, S("now"))) {
		if (moment_parse(text, env, utc, &kind, &at) != MOMENT_OK)
			return false;
		*utc = kind == MOMENT_UTC ? *utc : moment_to_utc(env, *utc);
		return true;
	}
	*utc = env->now(env->self);
	text = str_cut(text, 3, text.n);
	if (text.n == 0)
		return true;
	minus = text.p[0] == '-';
	if ((!minus && text.p[0] != '+') || !adcs_util_span(str_cut(text, 1, text.n), &span))
		return false;
	*utc += minus ? -span : span;
	return true;
}

static bool parse_cell(AdcsCall *call, ColumnKind kind, Str text, Cell *out)
{
	*out = (Cell){ .there = true, .text = text };
	if (kind == COLUMN_DATE)
		return parse_date(call, text, &out->number);
	return kind == COLUMN_TEXT || adcs_number(text, NUM_INT64, &out->number);
}

/* "NotAfter<=now+30:00" */
static bool parse_restriction(AdcsCall *call, Str text, Restriction *out)
{
	for (size_t at = 0; at < text.n; at++)
		for (size_t i = 0; i < COUNT(operators); i++) {
			Str sign = str_from(operators[i].sign);

			if (!str_starts(str_cut(text, at, text.n), sign))
				continue;
			out->column = find_column(str_trim(str_cut(text, 0, at)));
			out->relation = operators[i].relation;
			return out->column && parse_cell(call, out->column->kind,
						      str_trim(str_cut(text, at + sign.n, text.n)), &out->value);
		}
	return false;
}

static int compare(ColumnKind kind, const Cell *left, const Cell *right)
{
	if (kind == COLUMN_TEXT)
		return str_icompare(left->text, right->text);
	return (left->number > right->number) - (left->number < right->number);
}

static bool holds(AdcsCall *call, const Restriction *restriction, const StoreIssue *issue)
{
	Cell cell = get_cell(call, restriction->column, issue);
	int order = compare(restriction->column->kind, &cell, &restriction->value);

	if (!cell.there)
		return false;
	switch (restriction->relation) {
	case OPERATOR_LESS:
		return order < 0;
	case OPERATOR_AT_MOST:
		return order <= 0;
	case OPERATOR_EQUAL:
		return order == 0;
	case OPERATOR_AT_LEAST:
		return order >= 0;
	case OPERATOR_MORE:
		return order > 0;
	}
	return false;
}

/* ---- what is asked for ---------------------------------------------------------------------------------------- */

static const struct {
	StoreDisposition disposition;
	const char *name;
} dispositions[] = {
	{ STORE_CA_PENDING, "Under Submission" },
	{ STORE_CA_ISSUED, "Issued" },
	{ STORE_CA_REVOKED, "Revoked" },
	{ STORE_CA_FAILED, "Error" },
	{ STORE_CA_DENIED, "Denied" },
};
/* The parts of the database; a bit for each row above. */
static const struct {
	const char *name;
	unsigned dispositions;
} parts[] = {
	{ "Queue", 0x01 },
	{ "Log", 0x1e },
	{ "LogFail", 0x18 },
	{ "Revoked", 0x04 },
};

static uint32_t refuse(AdcsCall *call, uint32_t status, const char *what, Str text)
{
	(void)diag_set(&call->diag, DIAG_INVALID, "%s: %.*s", what, STR_ARG(text));
	return status;
}

static uint32_t read_word(AdcsCall *call, Str word, View *view)
{
	static const char *const missing[] = { "Ext", "Attrib", "CRL" };

	for (size_t i = 0; i < COUNT(parts); i++)
		if (str_ieq(word, str_from(parts[i].name))) {
			view->dispositions = parts[i].dispositions;
			return ADCS_OK;
		}
	for (size_t i = 0; i < COUNT(missing); i++)
		if (str_ieq(word, str_from(missing[i])))
			return refuse(call, ADCS_NOT_DONE, "the database has no such table", word);
	view->csv = str_ieq(word, S("csv"));
	return view->csv ? ADCS_OK : refuse(call, ADCS_BAD_ARGUMENT, "not understood", word);
}

/* -restrict: conditions that must all hold. */
static uint32_t read_restrictions(AdcsCall *call, View *view)
{
	StrSplit split = { .rest = adcs_value(call, "restrict") };
	Restriction restriction;
	Str part;

	while (adcs_has(call, "restrict") && str_split_next(&split, ',', &part)) {
		if (!parse_restriction(call, str_trim(part), &restriction))
			return refuse(call, ADCS_BAD_ARGUMENT, "-restrict", str_trim(part));
		VEC_PUSH(&view->restrictions, restriction);
	}
	return ADCS_OK;
}

static uint32_t read_columns(AdcsCall *call, View *view)
{
	StrSplit split = { .rest = adcs_value(call, "out") };
	const Column *column;
	Str part;

	for (size_t i = 0; !adcs_has(call, "out") && i < COLUMNS_SHOWN; i++)
		VEC_PUSH(&view->shown, &columns[i]);
	while (adcs_has(call, "out") && str_split_next(&split, ',', &part)) {
		column = find_column(str_trim(part));
		if (!column)
			return refuse(call, ADCS_BAD_ARGUMENT, "-out", str_trim(part));
		VEC_PUSH(&view->shown, column);
	}
	return ADCS_OK;
}

static uint32_t read_view(AdcsCall *call, View *view)
{
	uint32_t status = ADCS_OK;

	for (size_t i = 0; status == ADCS_OK && i < call->nargs; i++)
		status = read_word(call, call->args[i], view);
	if (status == ADCS_OK)
		status = read_restrictions(call, view);
	return status == ADCS_OK ? read_columns(call, view) : status;
}

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static const char *disposition_name(int64_t disposition)
{
	for (size_t i = 0; i < COUNT(dispositions); i++)
		if (dispositions[i].disposition == disposition)
			return dispositions[i].name;
	return "";
}

/* "0x14 (20) -- Issued"; in CSV "20 -- Issued". */
static void put_cell(AdcsCall *call, const Column *column, const Cell *cell, bool csv)
{
	long long number = cell->number;

	if (!cell->there) {
		adcs_put(call, "EMPTY");
		return;
	}
	switch (column->kind) {
	case COLUMN_TEXT:
		adcs_put(call, csv ? "%.*s" : "\"%.*s\"", STR_ARG(cell->text));
		break;
	case COLUMN_DATE:
		adcs_put(call, "%.*s", STR_ARG(adcs_date(call, cell->number)));
		break;
	case COLUMN_NUMBER:
	case COLUMN_DISPOSITION:
		if (csv)
			adcs_put(call, "%lld", number);
		else
			adcs_put(call, "0x%llx (%lld)", (unsigned long long)number, number);
		if (column->kind == COLUMN_DISPOSITION)
			adcs_put(call, " -- %s", disposition_name(number));
		break;
	}
}

static void put_row(AdcsCall *call, const View *view, const StoreIssue *issue, size_t n)
{
	if (!view->csv)
		adcs_put(call, "Row %zu:\n", n);
	for (size_t i = 0; i < view->shown.n; i++) {
		const Column *column = view->shown.p[i];
		Cell cell = get_cell(call, column, issue);

		if (view->csv)
			adcs_put(call, i ? ",\"" : "\"");
		else
			adcs_put(call, "  %s: ", column->title);
		put_cell(call, column, &cell, view->csv);
		adcs_put(call, !view->csv ? "\n" : "\"");
	}
	adcs_put(call, "\n");
}

static void put_header(AdcsCall *call, const View *view)
{
	for (size_t i = 0; i < view->shown.n; i++)
		adcs_put(call, i ? ",\"%s\"" : "\"%s\"", view->shown.p[i]->title);
	adcs_put(call, "\n");
}

static bool is_seen(AdcsCall *call, const View *view, const StoreIssue *issue)
{
	for (size_t i = 0; view->dispositions && i < COUNT(dispositions); i++)
		if (dispositions[i].disposition == issue->disposition && !(view->dispositions >> i & 1))
			return false;
	for (size_t i = 0; i < view->restrictions.n; i++)
		if (!holds(call, &view->restrictions.p[i], issue))
			return false;
	return true;
}

static uint32_t put_rows(AdcsCall *call, const View *view)
{
	enum { PAGE = 256 };
	StoreIssueFilter filter = { .max = PAGE };
	StoreAuthority ca;
	StoreIssueList page;
	ArenaMark mark;
	size_t n = 0;

	if (!vault_ca_open(call->vault, adcs_config(call), call->arena, &ca, &call->diag))
		return adcs_util_diag(call);
	filter.authority_id = ca.id;
	if (view->csv)
		put_header(call, view);
	mark = arena_mark(call->arena);
	do {
		if (!store_issues(vault_store_peek(call->vault), &filter, call->arena, &page, &call->diag))
			return adcs_util_diag(call);
		for (size_t i = 0; i < page.n; i++) {
			if (is_seen(call, view, &page.p[i]))
				put_row(call, view, &page.p[i], ++n);
			filter.after = page.p[i].request_id;
		}
		arena_release(call->arena, mark); /* a page at a time, however large the database is */
	} while (page.n == PAGE);
	if (!view->csv)
		adcs_put(call, "Maximum Row Index: %zu\n\n%zu Rows\n", n, n);
	return ADCS_OK;
}

uint32_t adcs_util_view(AdcsCall *call)
{
	View view = { 0 };
	uint32_t status = read_view(call, &view);

	if (status == ADCS_OK)
		status = put_rows(call, &view);
	VEC_RELEASE(&view.restrictions);
	VEC_RELEASE(&view.shown);
	return status;
}
