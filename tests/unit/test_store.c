/* test_store: the store's file, its refusals, rows, lists and failures. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/db/store_authority.h"
#include "store/db/store_certs.h"
#include "store/db/store_history.h"
#include "store/db/store_servers.h"
#include "store/db/store_settings.h"

/* A folder of its own for each test, removed afterwards. */
typedef struct Place {
	char folder[64], path[128];
	Arena *arena;
	Diag diag;
} Place;

static int set_up(void **state)
{
	Place *place = MEM_NEW(Place);

	snprintf(place->folder, sizeof place->folder, "/tmp/exsh-store-XXXXXX");
	if (!mkdtemp(place->folder))
		return -1;
	snprintf(place->path, sizeof place->path, "%s/s.db", place->folder);
	place->arena = arena_new(0);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	Place *place = *state;
	char command[192];

	snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", place->folder, place->folder);
	if (system(command) != 0)
		return -1;
	arena_free(place->arena);
	free(place);
	return 0;
}

static Store *open_store(Place *place)
{
	Store *store = NULL;

	if (!store_open(str_from(place->path), NULL, &store, &place->diag))
		fail_msg("%s", place->diag.text);
	return store;
}

static void must(bool ok, Place *place, int line)
{
	if (!ok)
		fail_msg("line %d: %d %s", line, place->diag.code, place->diag.text);
}
#define MUST(call) must((call), place, __LINE__)

static void write_file(const char *path, const char *text, size_t n, int mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, n), n);
	close(fd);
	chmod(path, (mode_t)mode);
}

/* ---- the file ------------------------------------------------------------------------------------------------ */

static void test_new_store_is_private_and_empty(void **state)
{
	Place *place = *state;
	StoreServerList servers;
	struct stat info;
	char deep[192];
	Store *store;

	snprintf(deep, sizeof deep, "%s/a/b/s.db", place->folder);
	MUST(store_open(str_from(deep), NULL, &store, &place->diag));
	MUST(store_servers(store, place->arena, &servers, &place->diag));
	assert_int_equal(servers.n, 0);
	MUST(store_begin(store, &place->diag));
	MUST(store_meta_put(store, S("x"), S("a\0b"), &place->diag));
	MUST(store_end(store, true, &place->diag));
	assert_int_equal(stat(deep, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	snprintf(deep, sizeof deep, "%s/a/b/s.db-wal", place->folder);
	assert_int_equal(stat(deep, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	snprintf(deep, sizeof deep, "%s/a", place->folder);
	assert_int_equal(stat(deep, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0700);
	store_close(store);
}

static void refuse(Place *place, const StoreOptions *options, DiagCode code, const char *word, int line)
{
	Store *store = NULL;

	place->diag = (Diag){ 0 };
	if (store_open(str_from(place->path), options, &store, &place->diag))
		fail_msg("line %d: opened", line);
	assert_null(store);
	if (place->diag.code != code || !strstr(place->diag.text, word))
		fail_msg("line %d: %d %s", line, place->diag.code, place->diag.text);
}
#define REFUSE(options, code, word) refuse(place, (options), (code), (word), __LINE__)

static void test_what_is_no_store_is_refused(void **state)
{
	Place *place = *state;
	char wal[160];

	write_file(place->path, "hello, this is no database", 26, 0600);
	REFUSE(NULL, DIAG_INVALID, "no database");
	write_file(place->path, "short", 5, 0600);
	REFUSE(NULL, DIAG_INVALID, "no database");
	write_file(place->path, "SQLite format 3\0 and then nonsense that is no header at all ..................", 76,
		0600);
	REFUSE(NULL, DIAG_INVALID, "no database");
	snprintf(wal, sizeof wal, "%s-wal", place->path);
	assert_int_not_equal(access(wal, F_OK), 0);
	unlink(place->path);
	mkdir(place->path, 0700);
	REFUSE(NULL, DIAG_INVALID, "folder");
	rmdir(place->path);
	REFUSE(&(StoreOptions){ .read_only = true }, DIAG_NOT_FOUND, "s.db");
	snprintf(place->path, sizeof place->path, "/proc/nowhere/s.db");
	place->diag = (Diag){ 0 };
	REFUSE(NULL, DIAG_NOT_FOUND, "/proc/nowhere");
}

/* Another program's database, and one of a later exsh, made by patching the header: octets 60 and 68. */
static void patch(const char *path, off_t at, uint32_t value)
{
	uint8_t octets[4] = { (uint8_t)(value >> 24), (uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value };
	int fd = open(path, O_WRONLY);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, octets, 4, at), 4);
	close(fd);
}

static void test_other_databases_are_refused(void **state)
{
	Place *place = *state;

	store_close(open_store(place));
	patch(place->path, 60, 99);
	REFUSE(NULL, DIAG_UNSUPPORTED, "newer exsh");
	patch(place->path, 60, 2);
	patch(place->path, 68, 4711);
	REFUSE(NULL, DIAG_INVALID, "not a store of exsh");
	patch(place->path, 68, 0x65787368);
	store_close(open_store(place));
}

static void test_others_must_not_reach_it(void **state)
{
	Place *place = *state;

	store_close(open_store(place));
	chmod(place->path, 0640);
	REFUSE(NULL, DIAG_DENIED, "chmod 600");
	chmod(place->path, 0602);
	REFUSE(NULL, DIAG_DENIED, "0602");
}

/* Permissions do not bind root, so this runs in a child that is nobody. */
static void in_child_as_nobody(Place *place, void (*body)(Place *))
{
	int status = -1;
	pid_t child;

	if (geteuid() == 0 && (chown(place->folder, 65534, 65534) != 0 || chown(place->path, 65534, 65534) != 0))
		fail();
	child = fork();
	if (child == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(9);
		body(place);
		_exit(0);
	}
	assert_true(child > 0);
	waitpid(child, &status, 0);
	assert_int_equal(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
}

static void open_what_cannot_be_written(Place *place)
{
	StoreServerList servers;
	Store *store = NULL;
	Diag diag = { 0 };

	if (store_open(str_from(place->path), NULL, &store, &diag) || diag.code != DIAG_DENIED)
		_exit(1);
	if (!store_open(str_from(place->path), &(StoreOptions){ .read_only = true }, &store, &diag))
		_exit(2);
	if (!store_servers(store, place->arena, &servers, &diag) || servers.n != 1)
		_exit(3);
	if (store_begin(store, &diag) || diag.code != DIAG_DENIED || !strstr(diag.text, "read-only"))
		_exit(4);
	store_close(store);
}

static void add_server(Store *store, Place *place)
{
	StoreServer server = { .name = S("CAS01"), .fqdn = S("cas01.contoso.com"), .is_local = true };

	MUST(store_begin(store, &place->diag));
	MUST(store_server_add(store, &server, NULL, &place->diag));
	MUST(store_end(store, true, &place->diag));
}

static void test_read_only_store_can_be_listed(void **state)
{
	Place *place = *state;
	Store *store = open_store(place);

	add_server(store, place);
	store_close(store);
	chmod(place->path, 0400);
	in_child_as_nobody(place, open_what_cannot_be_written);
	chmod(place->path, 0600);
	chmod(place->folder, 0500);
	in_child_as_nobody(place, open_what_cannot_be_written);
}

/* ---- transactions -------------------------------------------------------------------------------------------- */

static void test_rollback_leaves_nothing(void **state)
{
	Place *place = *state;
	Store *store = open_store(place);
	StoreServer server = { .name = S("A"), .fqdn = S("a.b") };
	Str value;

	MUST(store_begin(store, &place->diag));
	assert_true(store_in_transaction(store));
	MUST(store_server_add(store, &server, NULL, &place->diag));
	MUST(store_meta_put(store, S("k"), S("v"), &place->diag));
	store_end(store, false, &place->diag);
	assert_false(store_in_transaction(store));
	MUST(store_meta_get(store, S("k"), place->arena, &value, &place->diag));
	assert_int_equal(value.n, 0);
	assert_false(store_server_find(store, S("a"), place->arena, &server, &place->diag));
	assert_int_equal(place->diag.code, DIAG_NOT_FOUND);
	store_close(store);
}

static void test_second_writer_waits_and_then_gives_up(void **state)
{
	Place *place = *state;
	Store *first = open_store(place), *second = NULL;

	MUST(store_open(str_from(place->path), &(StoreOptions){ .busy_ms = 50 }, &second, &place->diag));
	MUST(store_begin(first, &place->diag));
	assert_false(store_begin(second, &place->diag));
	assert_int_equal(place->diag.code, DIAG_BUSY);
	MUST(store_end(first, true, &place->diag));
	MUST(store_begin(second, &place->diag));
	MUST(store_end(second, true, &place->diag));
	store_close(first);
	store_close(second);
}

static void test_each_operation_can_fail_once(void **state)
{
	Place *place = *state;
	StoreServerList servers;
	int failures = 0;

	for (uint64_t nth = 1;; nth++) {
		Store *store = open_store(place);
		StoreServer server = { .name = S("X"), .fqdn = S("x.y") };
		bool ok;

		store_fail_at(store, nth);
		place->diag = (Diag){ 0 };
		ok = store_begin(store, &place->diag) && store_server_add(store, &server, NULL, &place->diag) &&
		     store_meta_put(store, S("k"), S("v"), &place->diag);
		ok = store_in_transaction(store) ? store_end(store, ok, &place->diag) && ok : false;
		if (!ok)
			assert_int_equal(place->diag.code, DIAG_IO);
		assert_false(store_in_transaction(store));
		store_close(store);
		store = open_store(place);
		MUST(store_servers(store, place->arena, &servers, &place->diag));
		assert_int_equal(servers.n, ok);
		store_close(store);
		if (ok)
			break;
		failures++;
	}
	assert_int_equal(failures, 4); /* begin, two rows, commit */
}

/* ---- rows ---------------------------------------------------------------------------------------------------- */

static void test_servers_and_domains(void **state)
{
	Place *place = *state;
	Store *store = open_store(place);
	StoreServer server = { .name = S("EX1"),
		.fqdn = S("ex1.contoso.com"),
		.version = S("15.2"),
		.roles = 38,
		.is_local = true,
		.added = 5 };
	StoreDomain domain = { .name = S("contoso.com"), .domain = S("contoso.com"), .is_default = true };
	StoreDomainList domains;
	int64_t id;

	MUST(store_begin(store, &place->diag));
	MUST(store_server_add(store, &server, &id, &place->diag));
	assert_false(store_server_add(store, &server, NULL, &place->diag));
	assert_int_equal(place->diag.code, DIAG_EXISTS);
	server.name = S("EX2");
	server.fqdn = S("ex2.contoso.com");
	assert_false(store_server_add(store, &server, NULL, &place->diag)); /* a second local one */
	assert_int_equal(place->diag.code, DIAG_EXISTS);
	MUST(store_domain_add(store, &domain, &place->diag));
	MUST(store_end(store, true, &place->diag));
	MUST(store_server_find(store, S("EX1.CONTOSO.com"), place->arena, &server, &place->diag));
	assert_int_equal(server.id, id);
	assert_int_equal(server.roles, 38);
	MUST(store_server_find(store, S(""), place->arena, &server, &place->diag));
	assert_true(str_eq(server.name, S("EX1")));
	MUST(store_domains(store, place->arena, &domains, &place->diag));
	assert_int_equal(domains.n, 1);
	assert_false(store_domain_remove(store, S("nowhere"), &place->diag));
	assert_int_equal(place->diag.code, DIAG_NOT_FOUND);
	store_close(store);
}

/* A certificate whose thumbprint, DER and date follow from a number. */
typedef struct Sample {
	uint8_t thumbprint[20];
	char der[32];
	StoreCert cert;
} Sample;

static StoreCert *sample(Sample *s, int64_t server_id, StorePlace place, unsigned n)
{
	memset(s, 0, sizeof *s);
	memcpy(s->thumbprint, &n, sizeof n);
	snprintf(s->der, sizeof s->der, "der of %u", n);
	s->cert = (StoreCert){
		.server_id = server_id,
		.place = place,
		.thumbprint = { (char *)s->thumbprint, 20 },
		.subject = S("CN=x"),
		.issuer = n % 2 ? S("CN=x") : S("CN=ca"),
		.serial = S("\x01\x00"),
		.key_id = { (char *)s->thumbprint, 20 },
		.friendly_name = S("Name"),
		.not_before = 1000 + n / 3, /* three at a time are equally old */
		.not_after = 9000,
		.has_key = n % 5 != 0,
		.self_signed = n % 2,
		.key_kind = 1,
		.key_bits = 2048,
		.der = str_from(s->der),
	};
	return &s->cert;
}

static int64_t add_cert(Store *store, Place *place, int64_t server_id, StorePlace in, unsigned n)
{
	Str names[2] = { S("mail.contoso.com"), S("*.contoso.com") };
	Sample s;
	int64_t id;

	if (n % 7 == 0)
		names[0] = S("seven.contoso.com");
	MUST(store_cert_add(store, sample(&s, server_id, in, n), names, 2, &id, &place->diag));
	return id;
}

static int64_t two_servers(Store *store, Place *place, int64_t *second)
{
	StoreServer a = { .name = S("A"), .fqdn = S("a.x"), .is_local = true },
		    b = { .name = S("B"), .fqdn = S("b.x") };
	int64_t first;

	MUST(store_server_add(store, &a, &first, &place->diag));
	MUST(store_server_add(store, &b, second, &place->diag));
	return first;
}

static size_t count_list(Store *store, Place *place, const StoreCertFilter *filter)
{
	StoreCertCursor *cursor;
	StoreCert cert;
	int64_t date = INT64_MAX, server = 0, counted;
	size_t n = 0;

	place->diag = (Diag){ 0 };
	MUST(store_certs(store, filter, &cursor, &place->diag));
	for (; store_certs_next(cursor, &cert, &place->diag); n++) {
		if (cert.server_id != server)
			date = INT64_MAX;
		assert_true(cert.not_before <= date);
		date = cert.not_before;
		server = cert.server_id;
		assert_int_equal(cert.der.n > 0, filter->with_der);
	}
	assert_int_equal(place->diag.code, DIAG_OK);
	store_certs_close(cursor);
	MUST(store_certs_count(store, filter, &counted, &place->diag));
	assert_int_equal(counted, n);
	return n;
}

static void test_lists_are_complete_and_ordered(void **state)
{
	enum { MANY = 1500 };
	Place *place = *state;
	Store *store = open_store(place);
	int64_t a, b;
	uint8_t thumbprint[20] = { 42 };

	MUST(store_begin(store, &place->diag));
	a = two_servers(store, place, &b);
	for (unsigned n = 0; n < MANY; n++)
		add_cert(store, place, a, n % 10 == 9 ? STORE_REQUEST : STORE_MY, n);
	add_cert(store, place, b, STORE_MY, 42);
	add_cert(store, place, a, STORE_ROOT, 42);
	MUST(store_end(store, true, &place->diag));

	assert_int_equal(count_list(store, place, &(StoreCertFilter){ .server_id = a }), MANY);
	assert_int_equal(count_list(store, place, &(StoreCertFilter){ 0 }), MANY + 1);
	assert_int_equal(count_list(store, place, &(StoreCertFilter){ .server_id = a, .with_der = true }), MANY);
	assert_int_equal(
		count_list(store, place, &(StoreCertFilter){ .server_id = a, .with_key = true }), MANY - MANY / 5);
	assert_int_equal(
		count_list(store, place, &(StoreCertFilter){ .server_id = a, .places = STORE_PLACES_ROOTS }), 1);
	assert_int_equal(count_list(store, place, &(StoreCertFilter){ .thumbprint = { (char *)thumbprint, 20 } }), 2);
	assert_int_equal(
		count_list(store, place,
			&(StoreCertFilter){
				.server_id = a, .names = (Str[]){ S("seven.contoso.com"), S("no\"ne") }, .nnames = 2 }),
		(MANY + 6) / 7);
	assert_int_equal(
		count_list(store, place, &(StoreCertFilter){ .server_id = a, .names = (Str[]){ S("x") }, .nnames = 0 }),
		0);
	assert_int_equal(count_list(store, place, &(StoreCertFilter){ .server_id = a, .services = STORE_IIS }), 0);
	store_close(store);
}

static void test_list_goes_on_while_rows_are_removed(void **state)
{
	enum { MANY = 300 };
	Place *place = *state;
	Store *store = open_store(place);
	StoreCertCursor *cursor;
	StoreCert cert;
	int64_t a, b;
	size_t n = 0;

	MUST(store_begin(store, &place->diag));
	a = two_servers(store, place, &b);
	for (unsigned i = 0; i < MANY; i++)
		add_cert(store, place, a, STORE_MY, i);
	MUST(store_end(store, true, &place->diag));
	MUST(store_certs(store, &(StoreCertFilter){ .server_id = a }, &cursor, &place->diag));
	for (; store_certs_next(cursor, &cert, &place->diag); n++) {
		Str der;

		MUST(store_begin(store, &place->diag));
		MUST(store_cert_remove(store, cert.id, &place->diag));
		MUST(store_end(store, true, &place->diag));
		MUST(store_cert_der(store, cert.der_id, place->arena, &der, &place->diag)); /* still readable */
		assert_true(str_starts(der, S("der of ")));
	}
	assert_int_equal(n, MANY);
	store_certs_close(cursor);
	assert_int_equal(count_list(store, place, &(StoreCertFilter){ .server_id = a }), 0);
	store_close(store);
}

static void test_certificate_rows(void **state)
{
	Place *place = *state;
	Store *store = open_store(place);
	StoreCertKey key = { .places = STORE_PLACES_OWN };
	StoreCert cert, other;
	int64_t a, b, id;
	Sample s;
	Str blob;

	MUST(store_begin(store, &place->diag));
	a = two_servers(store, place, &b);
	id = add_cert(store, place, a, STORE_MY, 8);
	assert_false(store_cert_add(store, sample(&s, a, STORE_MY, 8), NULL, 0, NULL, &place->diag));
	assert_int_equal(place->diag.code, DIAG_EXISTS);
	add_cert(store, place, b, STORE_MY, 8);
	sample(&s, b, STORE_CA, 8)->der = S("something else");
	assert_false(store_cert_add(store, &s.cert, NULL, 0, NULL, &place->diag));
	assert_int_equal(place->diag.code, DIAG_INVALID);
	key.server_id = a;
	key.thumbprint = s.cert.thumbprint;
	MUST(store_cert_find(store, &key, place->arena, &cert, &place->diag));
	assert_int_equal(cert.id, id);
	assert_true(str_eq(cert.issuer, S("CN=ca")));
	assert_true(str_eq(cert.serial, S("\x01\x00")));
	key.server_id = b;
	MUST(store_cert_find(store, &key, place->arena, &other, &place->diag));
	assert_int_equal(other.der_id, cert.der_id); /* one DER for both servers */
	cert.friendly_name = S("New");
	cert.exportable = true;
	MUST(store_cert_update(store, &cert, &place->diag));
	assert_false(store_cert_key_get(store, id, place->arena, &blob, &place->diag));
	assert_int_equal(place->diag.code, DIAG_NOT_FOUND);
	MUST(store_cert_key_put(store, id, S("sealed"), &place->diag));
	MUST(store_cert_key_get(store, id, place->arena, &blob, &place->diag));
	assert_true(str_eq(blob, S("sealed")));
	MUST(store_server_set_transport(store, a, id, &place->diag));
	MUST(store_cert_remove(store, id, &place->diag));
	assert_false(store_cert_get(store, id, place->arena, &cert, &place->diag));
	assert_false(store_cert_key_get(store, id, place->arena, &blob, &place->diag));
	MUST(store_end(store, true, &place->diag));
	{
		StoreServer server;

		MUST(store_server_find(store, S("A"), place->arena, &server, &place->diag));
		assert_int_equal(server.transport_id, 0);
	}
	store_close(store);
}

/* Nothing of a server stays behind: rows, names, bindings. */
static void test_server_goes_with_everything_on_it(void **state)
{
	Place *place = *state;
	Store *store = open_store(place);
	Buf report = BUF_INIT;
	int64_t a, b, x;

	MUST(store_begin(store, &place->diag));
	a = two_servers(store, place, &b);
	for (unsigned n = 0; n < 20; n++)
		x = add_cert(store, place, a, STORE_MY, n);
	add_cert(store, place, b, STORE_MY, 3);
	MUST(store_binding_add(
		store, &(StoreBinding){ .cert_id = x, .server_id = a, .service = STORE_UM }, &place->diag));
	MUST(store_server_set_transport(store, a, x, &place->diag));
	MUST(store_cert_remove(store, x, &place->diag));
	MUST(store_server_remove(store, a, &place->diag));
	MUST(store_end(store, true, &place->diag));
	assert_int_equal(count_list(store, place, &(StoreCertFilter){ 0 }), 1);
	MUST(store_check(store, &report, &place->diag));
	if (report.n)
		fail_msg("%s", report.p);
	buf_release(&report);
	store_close(store);
}

static void test_bindings_keep_the_services(void **state)
{
	Place *place = *state;
	Store *store = open_store(place);
	StoreBindingList list;
	StoreBinding iis = { .service = STORE_IIS, .site = 1, .require_ssl = true };
	StoreCert cert;
	int64_t a, b, x, y;

	MUST(store_begin(store, &place->diag));
	a = two_servers(store, place, &b);
	x = add_cert(store, place, a, STORE_MY, 1);
	y = add_cert(store, place, a, STORE_MY, 2);
	iis.server_id = a;
	iis.cert_id = x;
	MUST(store_binding_add(store, &iis, &place->diag));
	MUST(store_binding_add(store, &iis, &place->diag)); /* again is no error */
	iis.site = 2;
	MUST(store_binding_add(store, &iis, &place->diag));
	MUST(store_binding_add(
		store, &(StoreBinding){ .cert_id = x, .server_id = a, .service = STORE_SMTP }, &place->diag));
	MUST(store_cert_get(store, x, place->arena, &cert, &place->diag));
	assert_int_equal(cert.services, STORE_IIS | STORE_SMTP);
	iis.cert_id = y;
	assert_false(store_binding_add(store, &iis, &place->diag)); /* the site has one */
	assert_int_equal(place->diag.code, DIAG_EXISTS);
	MUST(store_binding_clear(store, a, STORE_IIS, 1, y, &place->diag));
	MUST(store_cert_get(store, x, place->arena, &cert, &place->diag));
	assert_int_equal(cert.services, STORE_IIS | STORE_SMTP); /* through site 2 */
	MUST(store_binding_clear(store, a, STORE_IIS, -1, y, &place->diag));
	MUST(store_cert_get(store, x, place->arena, &cert, &place->diag));
	assert_int_equal(cert.services, STORE_SMTP);
	MUST(store_bindings(store, a, 0, place->arena, &list, &place->diag));
	assert_int_equal(list.n, 1);
	MUST(store_cert_remove(store, x, &place->diag));
	MUST(store_bindings(store, a, 0, place->arena, &list, &place->diag));
	assert_int_equal(list.n, 0);
	MUST(store_end(store, true, &place->diag));
	store_close(store);
}

static void test_settings_and_properties(void **state)
{
	Place *place = *state;
	Store *store = open_store(place);
	StoreSetting connector = { .kind = STORE_KIND_SEND_CONNECTOR,
		.name = S("To Internet"),
		.properties = S("{\"TlsCertificateName\":\"<I>CN=ca<S>CN=x\",\"MaxMessageSize\":5}") };
	StoreProperty which = { .kind = STORE_KIND_SEND_CONNECTOR, .property = S("TlsCertificateName") };
	StoreProperty pop = { .kind = STORE_KIND_POP, .name = S("1"), .property = S("X509CertificateName") };
	StoreSettingList list;
	StoreSetting found;
	Str value;

	MUST(store_begin(store, &place->diag));
	MUST(store_setting_put(store, &connector, &place->diag));
	connector.name = S("TO INTERNET");
	MUST(store_setting_put(store, &connector, &place->diag));
	MUST(store_settings(store, STORE_KIND_SEND_CONNECTOR, -1, place->arena, &list, &place->diag));
	assert_int_equal(list.n, 1);
	assert_true(str_eq(list.p[0].name, S("To Internet")));
	MUST(store_property_users(store, &which, S("<i>cn=CA<s>CN=x"), place->arena, &list, &place->diag));
	assert_int_equal(list.n, 1);
	MUST(store_property_users(store, &which, S("<i>cn=CB<s>CN=x"), place->arena, &list, &place->diag));
	assert_int_equal(list.n, 0);
	connector.properties = S("[1]");
	assert_false(store_setting_put(store, &connector, &place->diag));
	assert_int_equal(place->diag.code, DIAG_INVALID);
	MUST(store_property_get(store, &pop, place->arena, &value, &place->diag));
	assert_int_equal(value.n, 0);
	MUST(store_property_put(store, &pop, S("mail.contoso.com"), &place->diag));
	pop.property = S("odd \" name");
	MUST(store_property_put(store, &pop, S("\xc3\xbc"), &place->diag));
	MUST(store_property_get(store, &pop, place->arena, &value, &place->diag));
	assert_true(str_eq(value, S("\xc3\xbc")));
	pop.property = S("X509CertificateName");
	MUST(store_property_get(store, &pop, place->arena, &value, &place->diag));
	assert_true(str_eq(value, S("mail.contoso.com")));
	MUST(store_setting_get(store, &connector, place->arena, &found, &place->diag));
	MUST(store_setting_remove(store, found.id, &place->diag));
	assert_false(store_setting_get(store, &connector, place->arena, &found, &place->diag));
	assert_int_equal(place->diag.code, DIAG_NOT_FOUND);
	MUST(store_end(store, true, &place->diag));
	store_close(store);
}

static void test_authority_numbers_and_issues(void **state)
{
	Place *place = *state;
	Store *store = open_store(place);
	StoreAuthority authority = { .name = S("lab-CA"),
		.machine = S("ca.x"),
		.der = S("d"),
		.sealed = S("k"),
		.next_request = 4,
		.next_crl = 1 };
	StoreIssue issue = { .disposition = STORE_CA_PENDING, .request = S("req"), .template_name = S("WebServer") };
	StoreIssueList list;
	StoreCrl crl = { .number = 7, .der = S("crl") };
	int64_t number;

	MUST(store_begin(store, &place->diag));
	MUST(store_authority_add(store, &authority, &authority.id, &place->diag));
	issue.authority_id = crl.authority_id = authority.id;
	for (int64_t want = 4; want < 7; want++) {
		MUST(store_authority_next_request(store, authority.id, &number, &place->diag));
		assert_int_equal(number, want);
		issue.request_id = number;
		MUST(store_issue_add(store, &issue, &place->diag));
	}
	assert_false(store_issue_add(store, &issue, &place->diag));
	assert_int_equal(place->diag.code, DIAG_EXISTS);
	issue.disposition = STORE_CA_ISSUED;
	issue.serial = S("\x36\x01");
	issue.certificate = S("cert");
	issue.status = 0x80094801;
	MUST(store_issue_update(store, &issue, &place->diag));
	MUST(store_issue_find_serial(store, authority.id, S("\x36\x01"), place->arena, &issue, &place->diag));
	assert_int_equal(issue.request_id, 6);
	assert_true(issue.status == 0x80094801);
	MUST(store_issues(store, &(StoreIssueFilter){ authority.id, 4, STORE_CA_PENDING, 10 }, place->arena, &list,
		&place->diag));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.p[0].request_id, 5);
	MUST(store_authority_find(store, S("CA.x\\LAB-ca"), place->arena, &authority, &place->diag));
	assert_int_equal(authority.next_request, 7);
	assert_false(store_crl_latest(store, authority.id, place->arena, &crl, &place->diag));
	MUST(store_crl_add(store, &crl, &place->diag));
	MUST(store_crl_latest(store, authority.id, place->arena, &crl, &place->diag));
	assert_int_equal(crl.number, 7);
	MUST(store_end(store, true, &place->diag));
	store_close(store);
}

/* A disk that takes no more octets: what failed is the write, though COMMIT itself is a statement that only reads. */
static void test_failed_commit_is_a_write(void **state)
{
	Place *place = *state;
	Store *store = open_store(place);
	struct rlimit before, none;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	none = (struct rlimit){ 0, before.rlim_max };
	MUST(store_begin(store, &place->diag));
	MUST(store_meta_put(store, S("name"), S("value"), &place->diag));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	assert_false(store_end(store, true, &place->diag));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	if (!str_starts(str_from(place->diag.text), S("writing to the store: ")))
		fail_msg("%s", place->diag.text);
	store_close(store);
}

static void test_history_cannot_be_rewritten(void **state)
{
	static const char hash[32] = { 1, 2, 3 };
	Place *place = *state;
	Store *store = open_store(place);
	StoreEvent event = { .id = 1, .at = 5, .actor = S("jo@cas01"), .action = S("Import"), .hash = { hash, 32 } };
	StoreEventList list;

	MUST(store_begin(store, &place->diag));
	MUST(store_history_add(store, &event, &place->diag));
	assert_false(store_history_add(store, &event, &place->diag));
	MUST(store_end(store, true, &place->diag));
	assert_false(store_restore(store, "UPDATE history SET actor = 'me'", &place->diag));
	assert_non_null(strstr(place->diag.text, "never changed"));
	assert_false(store_restore(store, "DELETE FROM history", &place->diag));
	MUST(store_history(store, 0, 10, place->arena, &list, &place->diag));
	assert_int_equal(list.n, 1);
	assert_true(str_eq(list.p[0].actor, S("jo@cas01")));
	store_close(store);
}

static void test_dump_and_restore_give_the_same(void **state)
{
	Place *place = *state;
	Store *store = open_store(place), *copy = NULL;
	Buf first = BUF_INIT, second = BUF_INIT, report = BUF_INIT;
	int64_t a, b, x;

	MUST(store_begin(store, &place->diag));
	a = two_servers(store, place, &b);
	x = add_cert(store, place, a, STORE_MY, 3);
	MUST(store_binding_add(store,
		&(StoreBinding){ .cert_id = x, .server_id = a, .service = STORE_POP, .name = S("it's") },
		&place->diag));
	MUST(store_server_set_transport(store, a, x, &place->diag));
	MUST(store_end(store, true, &place->diag));
	MUST(store_dump(store, &first, &place->diag));
	MUST(store_open(S(":memory:"), NULL, &copy, &place->diag));
	MUST(store_restore(copy, first.p, &place->diag));
	MUST(store_dump(copy, &second, &place->diag));
	assert_string_equal(first.p, second.p);
	MUST(store_check(copy, &report, &place->diag));
	assert_int_equal(report.n, 0);
	buf_release(&first);
	buf_release(&second);
	buf_release(&report);
	store_close(store);
	store_close(copy);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_new_store_is_private_and_empty),
		TEST(test_what_is_no_store_is_refused),
		TEST(test_other_databases_are_refused),
		TEST(test_others_must_not_reach_it),
		TEST(test_read_only_store_can_be_listed),
		TEST(test_rollback_leaves_nothing),
		TEST(test_second_writer_waits_and_then_gives_up),
		TEST(test_each_operation_can_fail_once),
		TEST(test_servers_and_domains),
		TEST(test_lists_are_complete_and_ordered),
		TEST(test_list_goes_on_while_rows_are_removed),
		TEST(test_certificate_rows),
		TEST(test_server_goes_with_everything_on_it),
		TEST(test_bindings_keep_the_services),
		TEST(test_settings_and_properties),
		TEST(test_authority_numbers_and_issues),
		TEST(test_failed_commit_is_a_write),
		TEST(test_history_cannot_be_rewritten),
		TEST(test_dump_and_restore_give_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
