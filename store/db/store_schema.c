/* store_schema: the layout of the store, and the way from older ones. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db/store_statement.h"

/* What brings a store to each version, in order; a published step is never changed, what comes later is another
 * version. Rules of the layout:
 *   - rowid tables with short rows for what is listed; DER, keys and names apart (performance-and-reliability 2)
 *   - der_id is not cleaned up after a certificate: rows that were handed out still read their DER, the history too
 *   - services is kept by triggers on bindings, which are the truth
 *   - cert_names is an index by name and nothing else: what it holds of a certificate stands in certs.names as a JSON
 *     array, so that the rows are found again when it goes (a second index by certificate would halve bulk loads)
 *   - times are .NET's ticks, UTC; thumbprints, serial numbers, hashes are blobs */
static const struct {
	int version;
	const char *sql;
} steps[] = {
	{ 1, "CREATE TABLE meta(\n"
	     "	name TEXT PRIMARY KEY,\n"
	     "	value BLOB NOT NULL\n"
	     ") STRICT, WITHOUT ROWID;\n" },
	{ 1, "CREATE TABLE organization(\n"
	     "	name TEXT PRIMARY KEY COLLATE NOCASE,\n"
	     "	value TEXT NOT NULL\n"
	     ") STRICT, WITHOUT ROWID;\n" },
	{ 1, "CREATE TABLE drives(\n"
	     "	name TEXT PRIMARY KEY COLLATE NOCASE,\n"
	     "	path TEXT NOT NULL\n"
	     ") STRICT, WITHOUT ROWID;\n" },
	{ 1, "CREATE TABLE servers(\n"
	     "	id INTEGER PRIMARY KEY,\n"
	     "	name TEXT NOT NULL UNIQUE COLLATE NOCASE,\n"
	     "	fqdn TEXT NOT NULL UNIQUE COLLATE NOCASE,\n"
	     "	version TEXT NOT NULL,\n"
	     "	time_zone TEXT NOT NULL,\n"
	     "	roles INTEGER NOT NULL,\n"
	     "	is_local INTEGER NOT NULL,\n"
	     "	added INTEGER NOT NULL,\n"
	     "	transport_id INTEGER REFERENCES certs ON DELETE SET NULL\n"
	     ") STRICT;\n"
	     "CREATE UNIQUE INDEX servers_by_local ON servers(is_local) WHERE is_local = 1;\n" },
	{ 1, "CREATE TABLE domains(\n"
	     "	id INTEGER PRIMARY KEY,\n"
	     "	name TEXT NOT NULL UNIQUE COLLATE NOCASE,\n"
	     "	domain TEXT NOT NULL UNIQUE COLLATE NOCASE,\n"
	     "	type INTEGER NOT NULL,\n"
	     "	is_default INTEGER NOT NULL\n"
	     ") STRICT;\n" },
	{ 1, "CREATE TABLE cert_ders(\n"
	     "	id INTEGER PRIMARY KEY,\n"
	     "	der BLOB NOT NULL\n"
	     ") STRICT;\n" },
	/* issuer: NULL when it is the subject; key_id: of pending requests alone */
	{ 1, "CREATE TABLE certs(\n"
	     "	id INTEGER PRIMARY KEY,\n"
	     "	server_id INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,\n"
	     "	place INTEGER NOT NULL,\n"
	     "	thumbprint BLOB NOT NULL CHECK(length(thumbprint) = 20),\n"
	     "	not_before INTEGER NOT NULL,\n"
	     "	not_after INTEGER NOT NULL,\n"
	     "	added INTEGER NOT NULL,\n"
	     "	services INTEGER NOT NULL DEFAULT 0,\n"
	     "	has_key INTEGER NOT NULL,\n"
	     "	exportable INTEGER NOT NULL,\n"
	     "	self_signed INTEGER NOT NULL,\n"
	     "	network_service INTEGER NOT NULL,\n"
	     "	key_kind INTEGER NOT NULL,\n"
	     "	key_bits INTEGER NOT NULL,\n"
	     "	der_id INTEGER NOT NULL REFERENCES cert_ders,\n"
	     "	key_id BLOB,\n"
	     "	serial BLOB NOT NULL,\n"
	     "	friendly_name TEXT NOT NULL,\n"
	     "	subject TEXT NOT NULL,\n"
	     "	issuer TEXT,\n"
	     "	names TEXT NOT NULL\n"
	     ") STRICT;\n"
	     "CREATE UNIQUE INDEX certs_by_thumbprint ON certs(thumbprint, server_id, place);\n"
	     "CREATE INDEX certs_by_date ON certs(server_id, not_before);\n"
	     "CREATE INDEX certs_by_key ON certs(key_id) WHERE place = 1;\n" },
	{ 1, "CREATE TABLE cert_names(\n"
	     "	name TEXT NOT NULL,\n"
	     "	cert_id INTEGER NOT NULL,\n"
	     "	PRIMARY KEY(name, cert_id)\n"
	     ") STRICT, WITHOUT ROWID;\n" },
	{ 1, "CREATE TABLE cert_keys(\n"
	     "	cert_id INTEGER PRIMARY KEY REFERENCES certs ON DELETE CASCADE,\n"
	     "	sealed BLOB NOT NULL\n"
	     ") STRICT;\n" },
	{ 1, "CREATE TABLE cert_requests(\n"
	     "	cert_id INTEGER PRIMARY KEY REFERENCES certs ON DELETE CASCADE,\n"
	     "	der BLOB NOT NULL\n"
	     ") STRICT;\n" },
	{ 1, "CREATE TABLE bindings(\n"
	     "	id INTEGER PRIMARY KEY,\n"
	     "	cert_id INTEGER NOT NULL REFERENCES certs ON DELETE CASCADE,\n"
	     "	server_id INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,\n"
	     "	service INTEGER NOT NULL CHECK(service IN (1, 2, 4, 8, 16, 32, 64)),\n"
	     "	site INTEGER NOT NULL,\n"
	     "	require_ssl INTEGER NOT NULL,\n"
	     "	name TEXT NOT NULL,\n"
	     "	bound INTEGER NOT NULL\n"
	     ") STRICT;\n"
	     "CREATE UNIQUE INDEX bindings_by_cert ON bindings(cert_id, service, site);\n"
	     "CREATE UNIQUE INDEX bindings_by_site ON bindings(server_id, site) WHERE service = 8;\n"
	     "CREATE INDEX bindings_by_server ON bindings(server_id, service);\n"
	     "CREATE TRIGGER binding_added AFTER INSERT ON bindings BEGIN\n"
	     "	UPDATE certs SET services = services | NEW.service WHERE id = NEW.cert_id;\n"
	     "END;\n"
	     "CREATE TRIGGER binding_removed AFTER DELETE ON bindings BEGIN\n"
	     "	UPDATE certs SET services =\n"
	     "		(SELECT ifnull(sum(DISTINCT service), 0) FROM bindings WHERE cert_id = OLD.cert_id)\n"
	     "		WHERE id = OLD.cert_id;\n"
	     "END;\n"
	     "CREATE TRIGGER binding_moved BEFORE UPDATE OF cert_id, service ON bindings BEGIN\n"
	     "	SELECT raise(ABORT, 'bindings are removed and added, not moved');\n"
	     "END;\n" },
	{ 1, "CREATE TABLE settings(\n"
	     "	id INTEGER PRIMARY KEY,\n"
	     "	kind TEXT NOT NULL COLLATE NOCASE,\n"
	     "	server_id INTEGER REFERENCES servers ON DELETE CASCADE,\n"
	     "	name TEXT NOT NULL COLLATE NOCASE,\n"
	     "	properties TEXT NOT NULL\n"
	     ") STRICT;\n"
	     "CREATE UNIQUE INDEX settings_by_name ON settings(kind, ifnull(server_id, 0), name);\n"
	     "CREATE INDEX settings_by_server ON settings(server_id);\n" },
	{ 1, "CREATE TABLE authorities(\n"
	     "	id INTEGER PRIMARY KEY,\n"
	     "	parent_id INTEGER REFERENCES authorities,\n"
	     "	name TEXT NOT NULL UNIQUE COLLATE NOCASE,\n"
	     "	machine TEXT NOT NULL COLLATE NOCASE,\n"
	     "	der BLOB NOT NULL,\n"
	     "	sealed BLOB NOT NULL,\n"
	     "	flags INTEGER NOT NULL,\n"
	     "	hold INTEGER NOT NULL,\n"
	     "	next_request INTEGER NOT NULL,\n"
	     "	next_crl INTEGER NOT NULL\n"
	     ") STRICT;\n" },
	{ 1, "CREATE TABLE issues(\n"
	     "	id INTEGER PRIMARY KEY,\n"
	     "	authority_id INTEGER NOT NULL REFERENCES authorities,\n"
	     "	request_id INTEGER NOT NULL,\n"
	     "	disposition INTEGER NOT NULL,\n"
	     "	status INTEGER NOT NULL,\n"
	     "	reason INTEGER NOT NULL,\n"
	     "	submitted INTEGER NOT NULL,\n"
	     "	resolved INTEGER NOT NULL,\n"
	     "	revoked INTEGER NOT NULL,\n"
	     "	not_after INTEGER NOT NULL,\n"
	     "	serial BLOB,\n"
	     "	template_name TEXT NOT NULL,\n"
	     "	requester TEXT NOT NULL,\n"
	     "	attributes TEXT NOT NULL,\n"
	     "	message TEXT NOT NULL,\n"
	     "	certificate BLOB,\n"
	     "	request BLOB NOT NULL\n"
	     ") STRICT;\n"
	     "CREATE UNIQUE INDEX issues_by_request ON issues(authority_id, request_id);\n"
	     "CREATE INDEX issues_by_serial ON issues(authority_id, serial);\n"
	     "CREATE INDEX issues_by_disposition ON issues(authority_id, disposition, request_id);\n" },
	{ 1, "CREATE TABLE crls(\n"
	     "	authority_id INTEGER NOT NULL REFERENCES authorities,\n"
	     "	number INTEGER NOT NULL,\n"
	     "	this_update INTEGER NOT NULL,\n"
	     "	next_update INTEGER NOT NULL,\n"
	     "	der BLOB NOT NULL,\n"
	     "	PRIMARY KEY(authority_id, number)\n"
	     ") STRICT;\n" },
	{ 1, "CREATE TABLE history(\n"
	     "	id INTEGER PRIMARY KEY,\n"
	     "	at INTEGER NOT NULL,\n"
	     "	actor TEXT NOT NULL,\n"
	     "	action TEXT NOT NULL,\n"
	     "	server TEXT NOT NULL,\n"
	     "	thumbprint BLOB NOT NULL,\n"
	     "	detail TEXT NOT NULL,\n"
	     "	hash BLOB NOT NULL CHECK(length(hash) = 32)\n"
	     ") STRICT;\n"
	     "CREATE TRIGGER history_kept BEFORE UPDATE ON history BEGIN\n"
	     "	SELECT raise(ABORT, 'history is never changed');\n"
	     "END;\n"
	     "CREATE TRIGGER history_not_removed BEFORE DELETE ON history BEGIN\n"
	     "	SELECT raise(ABORT, 'history is never removed');\n"
	     "END;\n" },
	/* what a listing from elsewhere said of a certificate: VaultState, VaultRootType */
	{ 2, "CREATE TABLE cert_states(\n"
	     "	cert_id INTEGER PRIMARY KEY REFERENCES certs ON DELETE CASCADE,\n"
	     "	state INTEGER NOT NULL,\n"
	     "	root INTEGER NOT NULL\n"
	     ") STRICT;\n" },
};

int store_schema_version(void)
{
	return steps[COUNT(steps) - 1].version;
}

bool store_schema_upgrade(Store *store, int version, Diag *diag)
{
	char pragma[64];

	for (size_t i = 0; i < COUNT(steps); i++)
		if (steps[i].version > version && !store_execute(store, steps[i].sql, diag))
			return false;
	snprintf(pragma, sizeof pragma, "PRAGMA user_version = %d", store_schema_version());
	return store_execute(store, pragma, diag);
}
