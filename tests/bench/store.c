/* store: how fast many certificates go into the store and come out of it, beside SQLite doing as much and no more.
 *   store import STORE BARE COUNT   loads COUNT certificates into a new store as Import-ExchangeOrganization does, and
 *                                   inserts the same octets into one bare table with the same indexes; prints seconds
 *   store select STORE              reads the columns a list has with a bare SELECT; prints seconds and rows
 * The certificates differ in serial number, key, and the seven digits of one name; their signatures do not verify. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"
#include "store/vault/vault.h"

enum { DIGITS = 7, SMTP_EVERY = 7, SITES = 8 };
#define NUMBERED "host0000000.contoso.com"
#define YEARS(n) ((int64_t)(n)*365 * 24 * 60 * 60 * 10000000)

static void die(const char *what, const char *why)
{
	fprintf(stderr, "store: %s: %s\n", what, why);
	exit(1);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- certificates -------------------------------------------------------------------------------------------- */

typedef struct Source {
	Buf der;
	size_t serial, key, names[2]; /* where they stand in it */
	CertInfo info;
	Arena *arena;
	Str subject, issuer;
} Source;

static size_t offset(const Source *source, Str part)
{
	return (size_t)(part.p - source->der.p);
}

/* An RSA certificate of the size Exchange's have, issued by somebody else. */
static void make_source(Source *source, const Env *env)
{
	static const Str domains[] = { { NUMBERED, sizeof NUMBERED - 1 }, { "mail.contoso.com", 16 } };
	Buf subject = BUF_INIT, issuer = BUF_INIT, extensions = BUF_INIT;
	static const char *const usages[] = { "1.3.6.1.5.5.7.3.1", NULL };
	uint8_t serial[16];
	CertMake spec;
	Buf public_key = BUF_INIT;
	CertKey *key;
	Diag diag = { 0 };
	Str whole;

	cert_make_serial(env, serial);
	cert_make_key_usage(&extensions, CERT_USAGE_DIGITAL_SIGNATURE | CERT_USAGE_KEY_ENCIPHERMENT, true);
	cert_make_alt_names(&extensions, domains, COUNT(domains), S(""));
	cert_make_usages(&extensions, usages);
	if (!cert_key_new(env, CERT_KEY_RSA, 2048, &key, &diag) ||
		!cert_name_parse(S("CN=" NUMBERED ", O=Contoso Corporation, L=Redmond, C=US"), CERT_NAME_REVERSED,
			&subject, NULL, &diag) ||
		!cert_name_parse(
			S("CN=Contoso Issuing CA 1, DC=contoso, DC=com"), CERT_NAME_REVERSED, &issuer, NULL, &diag))
		die("making a certificate", diag.text);
	cert_key_public(key, &public_key);
	spec = (CertMake){ .serial = { (char *)serial, sizeof serial },
		.subject = buf_str(&subject),
		.issuer = buf_str(&issuer),
		.public_key = buf_str(&public_key),
		.extensions = buf_str(&extensions),
		.not_before = env->now(env->self) - YEARS(1),
		.not_after = env->now(env->self) + YEARS(1),
		.signer = key,
		.hash = CERT_SHA256 };
	if (!cert_make_certificate(&spec, &source->der, &diag) ||
		!cert_read(buf_str(&source->der), &source->info, &diag))
		die("making a certificate", diag.text);
	whole = buf_str(&source->der);
	source->serial = offset(source, source->info.serial);
	source->key = offset(source, source->info.key.bits) + 32;
	source->names[0] = str_find(whole, S(NUMBERED), 0) + 4;
	source->names[1] = str_find(whole, S(NUMBERED), source->names[0]) + 4;
	source->subject = cert_name_text(source->info.subject, source->arena);
	source->issuer = cert_name_text(source->info.issuer, source->arena);
	cert_key_free(key);
	buf_release(&subject);
	buf_release(&issuer);
	buf_release(&extensions);
	buf_release(&public_key);
}

/* The numbers go through 0 to 9999999 in no order, as names and thumbprints of real certificates come. */
static void number(Source *source, unsigned i)
{
	char digits[DIGITS + 1];
	uint64_t mixed = (uint64_t)i * 0x9e3779b97f4a7c15u;

	snprintf(digits, sizeof digits, "%07u", (unsigned)((uint64_t)i * 6180339 % 10000000));
	memcpy(source->der.p + source->names[0], digits, DIGITS);
	memcpy(source->der.p + source->names[1], digits, DIGITS);
	memcpy(source->der.p + source->serial + 4, &i, sizeof i);
	memcpy(source->der.p + source->key, &mixed, sizeof mixed);
}

/* A site has one certificate: the first of all have IIS's. */
static int services_of(unsigned i)
{
	return (i < SITES ? STORE_IIS : 0) | (i % SMTP_EVERY == 0 ? STORE_SMTP : 0);
}

/* ---- the store ----------------------------------------------------------------------------------------------- */

static double fill(Vault *vault, int64_t server_id, Source *source, unsigned count)
{
	Diag diag = { 0 };
	double begun = seconds();

	if (!vault_load_begin(vault, count, &diag))
		die("loading", diag.text);
	for (unsigned i = 0; i < count; i++) {
		ArenaMark mark = arena_mark(source->arena);
		VaultLoad spec = { .server_id = server_id, .has_key = true, .friendly_name = S("Load") };

		number(source, i);
		spec.der = buf_str(&source->der);
		spec.services = services_of(i);
		spec.sites = i < SITES ? 1u << i : 0;
		if (!vault_load(vault, &spec, source->arena, NULL, &diag))
			die("loading", diag.text);
		arena_release(source->arena, mark);
	}
	if (!vault_load_end(vault, true, &diag))
		die("loading", diag.text);
	return seconds() - begun;
}

static double fill_store(const char *path, Source *source, const Env *env, unsigned count)
{
	VaultOptions options = { .path = str_from(path), .env = env };
	StoreServer server;
	Vault *vault;
	Diag diag = { 0 };
	double time;

	if (!vault_open(&options, &vault, &diag) || !vault_seed(vault, &diag) ||
		!store_server_find(vault_store_peek(vault), S(""), source->arena, &server, &diag))
		die(path, diag.text);
	time = fill(vault, server.id, source, count);
	vault_close(vault);
	return time;
}

/* ---- SQLite alone -------------------------------------------------------------------------------------------- */

static sqlite3 *db_open(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		die(path, sqlite3_errmsg(db));
	return db;
}

static void run(sqlite3 *db, const char *sql)
{
	char *error;

	if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
		die(sql, error);
}

static void bind_row(sqlite3_stmt *insert, Source *source, unsigned i, const char *names)
{
	uint8_t thumbprint[CERT_THUMBPRINT] = { 0 };
	uint64_t mixed = (uint64_t)i * 0x9e3779b97f4a7c15u;

	memcpy(thumbprint, &mixed, sizeof mixed); /* as random as a hash, for nothing */
	sqlite3_bind_blob(insert, 1, thumbprint, CERT_THUMBPRINT, SQLITE_TRANSIENT);
	sqlite3_bind_int64(insert, 2, source->info.not_before);
	sqlite3_bind_int64(insert, 3, source->info.not_after);
	sqlite3_bind_int64(insert, 4, source->info.not_before);
	sqlite3_bind_int(insert, 5, services_of(i));
	sqlite3_bind_blob(insert, 6, source->info.serial.p, (int)source->info.serial.n, SQLITE_STATIC);
	sqlite3_bind_text(insert, 7, source->subject.p, (int)source->subject.n, SQLITE_STATIC);
	sqlite3_bind_text(insert, 8, source->issuer.p, (int)source->issuer.n, SQLITE_STATIC);
	sqlite3_bind_text(insert, 9, names, -1, SQLITE_STATIC);
	sqlite3_bind_blob(insert, 10, source->der.p, (int)source->der.n, SQLITE_STATIC);
}

/* One table, one transaction, a prepared statement, the store's indexes (of its three names the first), its settings
 * for durability and its cache: what remains is what the store does besides. */
static double fill_bare(const char *path, Source *source, unsigned count)
{
	sqlite3 *db = db_open(path);
	sqlite3_stmt *insert;
	char names[DIGITS + sizeof "host.contoso.com"];
	double begun;

	run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -262144;"
		"CREATE TABLE certs(id INTEGER PRIMARY KEY, thumbprint BLOB, not_before INTEGER, not_after INTEGER, "
		"added INTEGER, services INTEGER, serial BLOB, subject TEXT, issuer TEXT, names TEXT, der BLOB);"
		"CREATE UNIQUE INDEX by_thumbprint ON certs(thumbprint); CREATE INDEX by_date ON certs(not_before);"
		"CREATE INDEX by_name ON certs(names);");
	begun = seconds();
	run(db, "BEGIN IMMEDIATE");
	if (sqlite3_prepare_v2(db, "INSERT INTO certs VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", -1, &insert, NULL))
		die(path, sqlite3_errmsg(db));
	for (unsigned i = 0; i < count; i++) {
		number(source, i);
		snprintf(names, sizeof names, "host%.7s.contoso.com", source->der.p + source->names[0]);
		bind_row(insert, source, i, names);
		if (sqlite3_step(insert) != SQLITE_DONE)
			die(path, sqlite3_errmsg(db));
		sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
	run(db, "COMMIT");
	begun = seconds() - begun;
	sqlite3_close(db);
	return begun;
}

/* The columns that a row of a list is made of, in a list's order. */
static void select_all(const char *path)
{
	sqlite3 *db = db_open(path);
	sqlite3_stmt *rows;
	double begun = seconds();
	unsigned long n = 0, octets = 0;

	if (sqlite3_prepare_v2(db,
		    "SELECT id, server_id, place, thumbprint, not_before, not_after, added, services, has_key, "
		    "exportable, self_signed, network_service, key_kind, key_bits, der_id, key_id, serial, "
		    "friendly_name, subject, issuer FROM certs WHERE server_id = 1 "
		    "ORDER BY not_before DESC",
		    -1, &rows, NULL))
		die(path, sqlite3_errmsg(db));
	while (sqlite3_step(rows) == SQLITE_ROW) {
		n++;
		for (int i = 0; i < sqlite3_column_count(rows); i++)
			octets += sqlite3_column_type(rows, i) == SQLITE_INTEGER
					  ? (unsigned long)sqlite3_column_int64(rows, i) & 1
					  : (unsigned long)sqlite3_column_bytes(rows, i);
	}
	printf("%.3f %lu %lu\n", seconds() - begun, n, octets);
	sqlite3_finalize(rows);
	sqlite3_close(db);
}

int main(int argc, char **argv)
{
	Source source = { .der = BUF_INIT };
	Env env;

	if (argc == 5 && strcmp(argv[1], "import") == 0) {
		unsigned count = (unsigned)strtoul(argv[4], NULL, 10);
		double bare;

		env_init(&env);
		source.arena = arena_new(0);
		make_source(&source, &env);
		bare = fill_bare(argv[3], &source, count);
		printf("%.3f %.3f\n", fill_store(argv[2], &source, &env, count), bare);
		buf_release(&source.der);
		arena_free(source.arena);
		env_release(&env);
	} else if (argc == 3 && strcmp(argv[1], "select") == 0) {
		select_all(argv[2]);
	} else {
		die("usage", "store import STORE BARE COUNT | store select STORE");
	}
	return 0;
}
