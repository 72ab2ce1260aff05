/* test_vault: the operations on an organization, their refusals, failures at every step, several shells at once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "shell/base/moment.h"
#include "shell/base/utf8.h"
#include "store/cert/cert_chain.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"
#include "store/db/store_history.h"
#include "store/db/store_settings.h"
#include "store/vault/vault.h"
#include "store/vault/vault_ca.h"

#define DAY MOMENT_TICKS_PER_DAY
/* 2026-01-15T10:00:00Z */
#define START INT64_C(639040680000000000)

/* ---- the test's world ---------------------------------------------------------------------------------------- */

typedef struct World {
	Env env;
	int64_t now;
	uint32_t seed;
	bool no_keys; /* key generation fails */
	char folder[64], path[128];
	Arena *arena;
	Diag diag;
	Vault *vault;
} World;

static CertKey *pool_key; /* RSA keys take long: one is made, copies are handed out */

static int64_t world_now(void *self)
{
	return ((World *)self)->now;
}

static void world_random(void *self, void *out, size_t n)
{
	World *world = self;

	for (size_t i = 0; i < n; i++) {
		world->seed = world->seed * 1664525 + 1013904223;
		((uint8_t *)out)[i] = (uint8_t)(world->seed >> 24);
	}
}

static void *world_key(void *self, int kind, int bits)
{
	World *world = self;
	Env real = { 0 };
	Buf pkcs8 = BUF_SECRET;
	CertKey *key = NULL;
	Diag diag;

	if (world->no_keys)
		return NULL;
	if (kind != CERT_KEY_RSA)
		return cert_key_new(&real, (CertKeyKind)kind, bits, &key, &diag) ? key : NULL;
	if (!cert_key_save(pool_key, &pkcs8, &diag) || !cert_key_load(buf_str(&pkcs8), &key, &diag))
		key = NULL;
	buf_release(&pkcs8);
	return key;
}

static int make_pool(void **state)
{
	Env real = { 0 };
	Diag diag;

	(void)state;
	return cert_key_new(&real, CERT_KEY_RSA, 2048, &pool_key, &diag) ? 0 : -1;
}

static int free_pool(void **state)
{
	(void)state;
	cert_key_free(pool_key);
	return 0;
}

static bool open_vault(World *world, Str passphrase)
{
	VaultOptions options = { .path = str_from(world->path), .passphrase = passphrase, .env = &world->env };

	return vault_open(&options, &world->vault, &world->diag);
}

static void reopen(World *world)
{
	vault_close(world->vault);
	if (!open_vault(world, S("")))
		fail_msg("%s", world->diag.text);
}

static int set_up(void **state)
{
	World *world = MEM_NEW(World);

	snprintf(world->folder, sizeof world->folder, "/tmp/exsh-vault-XXXXXX");
	if (!mkdtemp(world->folder))
		return -1;
	snprintf(world->path, sizeof world->path, "%s/s.db", world->folder);
	world->now = START;
	world->seed = 1;
	world->env = (Env){ .self = world,
		.now = world_now,
		.random = world_random,
		.new_key = world_key,
		.machine = S("cas01.contoso.com"),
		.user = S("jo") };
	world->arena = arena_new(0);
	*state = world;
	return open_vault(world, S("")) ? 0 : -1;
}

static int tear_down(void **state)
{
	World *world = *state;
	char command[192];

	vault_close(world->vault);
	snprintf(command, sizeof command, "rm -rf %s", world->folder);
	if (system(command) != 0)
		return -1;
	arena_free(world->arena);
	free(world);
	return 0;
}

static void must(World *world, bool ok, int line)
{
	if (!ok)
		fail_msg("line %d: %d %s", line, world->diag.code, world->diag.text);
}
#define MUST(call) must(world, (call), __LINE__)

static void setup_servers(World *world, bool back_end)
{
	Str names[] = { S("CAS01"), S("CAS02") };
	VaultSetup setup = { .servers = names,
		.nservers = 2,
		.domain = S("exchange.corp.constoso.com"),
		.certificates = true,
		.back_end = back_end,
		.hash = CERT_SHA256 };
	VaultResult result;

	MUST(vault_setup(world->vault, &setup, &result, &world->diag));
}

static Str subject_of(World *world, const char *text)
{
	Buf der = BUF_INIT;
	Str copy;

	MUST(cert_name_parse(str_from(text), CERT_NAME_REVERSED | CERT_NAME_WINDOWS, &der, NULL, &world->diag));
	copy = arena_copy(world->arena, buf_str(&der));
	buf_release(&der);
	return copy;
}

/* A new request or certificate with an EC key, which takes no time. */
static VaultNew spec_of(World *world, const char *subject, const Str *domains, size_t n)
{
	return (VaultNew){ .subject = subject_of(world, subject),
		.domains = domains,
		.ndomains = n,
		.friendly_name = S("Microsoft Exchange"),
		.exportable = true,
		.key_kind = CERT_KEY_EC,
		.key_bits = 256,
		.hash = CERT_SHA256 };
}

static VaultResult new_certificate(World *world, const char *subject, Str domain, int services)
{
	VaultNew spec = spec_of(world, subject, &domain, domain.n > 0);
	VaultResult result;

	spec.services = services;
	MUST(vault_new_self_signed(world->vault, &spec, world->arena, &result, &world->diag));
	return result;
}

static VaultResult new_request(World *world)
{
	static const Str domains[] = { { "exchange.contoso.com", 20 }, { "CAS01", 5 },
		{ "CAS01.exchange.corp.constoso.com", 32 }, { "autodiscover.contoso.com", 24 } };
	VaultNew spec = spec_of(
		world, "dc=com,dc=contoso,o=Contoso Corporation,cn=exchange.contoso.com", domains, COUNT(domains));
	VaultResult result;

	MUST(vault_new_request(world->vault, &spec, world->arena, &result, &world->diag));
	return result;
}

static VaultIssued submit(World *world, Str request, const char *attributes)
{
	VaultSubmit spec = { .request = request, .attributes = str_from(attributes), .requester = S("CONTOSO\\jo") };
	VaultIssued issued;

	MUST(vault_ca_submit(world->vault, &spec, world->arena, &issued, &world->diag));
	return issued;
}

static VaultResult import(World *world, Str data)
{
	VaultImport spec = { .data = data, .default_name = S("Microsoft Exchange") };
	VaultResult result;

	MUST(vault_import(world->vault, &spec, world->arena, &result, &world->diag));
	return result;
}

static bool enable(World *world, Str thumbprint, int services, VaultResult *result)
{
	VaultEnable spec = { .thumbprint = thumbprint, .services = services, .require_ssl = true };

	world->diag = (Diag){ 0 };
	return vault_enable(world->vault, &spec, world->arena, result, &world->diag);
}

static bool remove_cert(World *world, Str thumbprint, VaultResult *result)
{
	VaultRemove spec = { .thumbprint = thumbprint, .check_connectors = true };

	world->diag = (Diag){ 0 };
	return vault_remove(world->vault, &spec, world->arena, result, &world->diag);
}

/* The list as Get-ExchangeCertificate gives it, one "services friendly-name" each. */
static void list(World *world, const char *server, const char *domain, Buf *out)
{
	StoreCertFilter filter = { .with_key = true };
	StoreCertCursor *cursor;
	StoreServer row;
	StoreCert cert;
	Str name = str_from(domain), *keys;

	MUST(store_server_find(vault_store_peek(world->vault), str_from(server), world->arena, &row, &world->diag));
	filter.server_id = row.id;
	if (domain) {
		vault_name_keys(&name, 1, world->arena, &keys, &filter.nnames);
		filter.names = keys;
	}
	buf_clear(out);
	MUST(store_certs(vault_store_peek(world->vault), &filter, &cursor, &world->diag));
	while (store_certs_next(cursor, &cert, &world->diag))
		buf_printf(out, "%d %s%.*s; ", cert.services, cert.place == STORE_REQUEST ? "pending " : "",
			STR_ARG(cert.friendly_name));
	store_certs_close(cursor);
}

static void expect_list(World *world, const char *server, const char *domain, const char *want, int line)
{
	Buf got = BUF_INIT;

	list(world, server, domain, &got);
	if (!str_eq(buf_str(&got), str_from(want)))
		fail_msg("line %d: %.*s instead of %s", line, STR_ARG(buf_str(&got)), want);
	buf_release(&got);
}
#define LIST(server, domain, want) expect_list(world, (server), (domain), (want), __LINE__)

static void expect_sound(World *world)
{
	Buf report = BUF_INIT;

	MUST(vault_check(world->vault, &report, &world->diag));
	if (report.n)
		fail_msg("%s", report.p);
	buf_release(&report);
}

static StoreCert status_of(World *world, const StoreCert *cert, VaultState state, VaultRootType root, int line)
{
	VaultStatus status;

	MUST(vault_status(world->vault, cert, &status, &world->diag));
	if (status.state != state || status.root != root)
		fail_msg("line %d: %s %s (%x)", line, vault_state_name(status.state), vault_root_name(status.root),
			status.chain);
	return *cert;
}
#define STATUS(cert, state, root) status_of(world, (cert), (state), (root), __LINE__)

/* ---- servers ------------------------------------------------------------------------------------------------- */

static void test_seed_is_this_machine(void **state)
{
	World *world = *state;
	StoreServer server;
	StoreDomainList domains;
	StoreServerList servers;
	Store *store = vault_store_peek(world->vault);

	MUST(vault_seed(world->vault, &world->diag));
	MUST(vault_seed(world->vault, &world->diag)); /* again does nothing */
	MUST(store_servers(store, world->arena, &servers, &world->diag));
	assert_int_equal(servers.n, 1);
	MUST(store_server_find(store, S(""), world->arena, &server, &world->diag));
	assert_true(str_eq(server.name, S("CAS01")) && str_eq(server.fqdn, S("cas01.contoso.com")) && server.is_local);
	MUST(store_domains(store, world->arena, &domains, &world->diag));
	assert_int_equal(domains.n, 1);
	assert_true(str_eq(domains.p[0].domain, S("contoso.com")) && domains.p[0].is_default);
	LIST("", NULL, "");
	expect_sound(world);
}

static size_t count_servers(World *world)
{
	StoreServerList servers;

	MUST(store_servers(vault_store_peek(world->vault), world->arena, &servers, &world->diag));
	return servers.n;
}

/* Only what nobody did anything with gives way: not after a setting was made, not a server of Setup. */
static void test_unused_seed_gives_way(void **state)
{
	World *world = *state;
	StoreServer other = { .name = S("EX01"), .fqdn = S("EX01.real.local"), .is_local = true };
	StoreDomainList domains;

	MUST(vault_seed(world->vault, &world->diag));
	MUST(vault_unseed(world->vault, &world->diag));
	assert_int_equal(count_servers(world), 0);
	MUST(store_domains(vault_store_peek(world->vault), world->arena, &domains, &world->diag));
	assert_int_equal(domains.n, 0);
	MUST(vault_unseed(world->vault, &world->diag)); /* again does nothing */
	MUST(vault_seed(world->vault, &world->diag));
	assert_int_equal(count_servers(world), 1);
	MUST(vault_unseed(world->vault, &world->diag));
	MUST(vault_add_server(world->vault, &other, NULL, &world->diag));
	MUST(store_begin(vault_store_peek(world->vault), &world->diag));
	MUST(vault_note(world->vault, "Set-PopSettings", S("EX01"), &world->diag));
	MUST(store_end(vault_store_peek(world->vault), true, &world->diag));
	MUST(vault_unseed(world->vault, &world->diag));
	assert_int_equal(count_servers(world), 1);
	expect_sound(world);
}

static void test_seed_without_a_domain(void **state)
{
	World *world = *state;
	StoreServer server;

	world->env.machine = S("debian-mail-server-1");
	MUST(vault_seed(world->vault, &world->diag));
	MUST(store_server_find(vault_store_peek(world->vault), S(""), world->arena, &server, &world->diag));
	assert_true(str_eq(server.name, S("DEBIAN-MAIL-SER"))); /* 15 characters, as NetBIOS has it */
	assert_true(str_eq(server.fqdn, S("debian-mail-server-1.localdomain")));
}

static void test_setup_leaves_what_exchange_does(void **state)
{
	World *world = *state;
	VaultSetup setup = { .certificates = true };
	VaultResult result;
	StoreServer server;
	StoreCert cert;
	StoreBindingList bindings;
	CertInfo info;

	setup_servers(world, true);
	LIST("CAS01", NULL, "27 Microsoft Exchange; ");
	LIST("cas02.exchange.corp.constoso.com", "CAS02", "27 Microsoft Exchange; ");
	LIST("CAS01", "CAS02", "");
	MUST(store_server_find(vault_store_peek(world->vault), S(""), world->arena, &server, &world->diag));
	MUST(store_cert_get(vault_store_peek(world->vault), server.transport_id, world->arena, &cert, &world->diag));
	assert_false(cert.exportable);
	assert_true(cert.network_service);
	assert_true(str_eq(cert.subject, S("CN=CAS01")));
	MUST(store_cert_der(vault_store_peek(world->vault), cert.der_id, world->arena, &cert.der, &world->diag));
	MUST(cert_read(cert.der, &info, &world->diag));
	assert_int_equal(info.not_before, START);
	STATUS(&cert, VAULT_STATE_VALID, VAULT_ROOT_REGISTRY);
	MUST(store_bindings(vault_store_peek(world->vault), server.id, 0, world->arena, &bindings, &world->diag));
	assert_int_equal(bindings.n, 5); /* IMAP, POP, two sites, SMTP */
	assert_false(vault_setup(world->vault, &setup, &result, &world->diag));
	assert_int_equal(result.refusal, VAULT_HAS_SERVERS);
	expect_sound(world);
}

/* A new store, row by row: a change of the layout or of what a new store holds shows here. */
static void test_new_store_is_the_fixture(void **state)
{
	World *world = *state;
	Buf dump = BUF_INIT, want = BUF_INIT;
	char part[4096];
	size_t n;
	FILE *file = fopen("tests/fixtures/new-store.sql", "rb");

	MUST(vault_seed(world->vault, &world->diag));
	MUST(store_dump(vault_store_peek(world->vault), &dump, &world->diag));
	while (file && (n = fread(part, 1, sizeof part, file)) > 0)
		buf_put(&want, (Str){ part, n });
	if (file)
		fclose(file);
	if (!str_eq(buf_str(&dump), buf_str(&want)))
		fail_msg("tests/fixtures/new-store.sql should be:\n%s", dump.p);
	buf_release(&dump);
	buf_release(&want);
}

/* ---- the procedure (exchange-cmdlets 12) --------------------------------------------------------------------- */

static void walk(World *world, bool back_end, const char *after)
{
	VaultResult request, imported, result;
	VaultIssued issued;
	Buf text = BUF_INIT, utf16 = BUF_INIT;
	VaultImport again = { 0 };

	setup_servers(world, back_end);
	world->now += DAY;
	request = new_request(world);
	assert_int_equal(request.cert.place, STORE_REQUEST);
	STATUS(&request.cert, VAULT_STATE_PENDING, VAULT_ROOT_UNKNOWN);
	LIST("", "CAS01", "0 pending Microsoft Exchange; 27 Microsoft Exchange; ");

	/* the file as the newer documentation has it written: UTF-16 without a mark */
	cert_put_armor(request.request, "NEW CERTIFICATE REQUEST", &text);
	utf8_encode_to(ENC_UTF16LE, buf_str(&text), &utf16);
	issued = submit(world, buf_str(&utf16), "CertificateTemplate:WebServer");
	assert_int_equal(issued.issue.disposition, STORE_CA_ISSUED);

	world->now += DAY;
	buf_clear(&text);
	cert_put_armor(issued.issue.certificate, "CERTIFICATE", &text);
	{
		VaultImport spec = { .data = buf_str(&text), .friendly_name = S("Contoso CAS01") };

		MUST(vault_import(world->vault, &spec, world->arena, &imported, &world->diag));
	}
	assert_true(imported.paired && imported.cert.has_key && imported.cert.exportable);
	assert_true(
		str_eq(imported.cert.subject, S("DC=com, DC=contoso, O=Contoso Corporation, CN=exchange.contoso.com")));
	STATUS(&imported.cert, VAULT_STATE_VALID, VAULT_ROOT_ENTERPRISE);
	LIST("", "cas01", "0 Contoso CAS01; 27 Microsoft Exchange; ");
	LIST("", "autodiscover.contoso.com", "0 Contoso CAS01; ");
	again.data = buf_str(&text);
	assert_false(vault_import(world->vault, &again, world->arena, &result, &world->diag));
	assert_int_equal(result.refusal, VAULT_EXISTS);

	MUST(enable(world, imported.cert.thumbprint, STORE_IIS | STORE_POP | STORE_IMAP, &result));
	assert_int_equal(result.services, 11);
	assert_int_equal(result.skipped, 0);
	LIST("", "CAS01", after);
	expect_sound(world);
	buf_release(&text);
	buf_release(&utf16);
}

static void test_procedure_of_2007(void **state)
{
	walk(*state, false, "11 Contoso CAS01; 16 Microsoft Exchange; ");
}

static void test_procedure_of_2013(void **state)
{
	walk(*state, true, "11 Contoso CAS01; 24 Microsoft Exchange; "); /* the back end site keeps its certificate */
}

/* ---- services ------------------------------------------------------------------------------------------------ */

static void test_services_of_a_wildcard_leave_pop_and_imap_out(void **state)
{
	World *world = *state;
	VaultResult result = { 0 }, made;
	StoreProperty pop = { STORE_KIND_POP, S("1"), S("X509CertificateName"), 0 };
	Str name;

	setup_servers(world, true);
	world->now += DAY;
	made = new_certificate(world, "CN=*.contoso.com", S("*.contoso.com"), STORE_POP | STORE_IMAP | STORE_IIS);
	assert_int_equal(made.services, STORE_IIS);
	assert_int_equal(made.skipped, STORE_POP | STORE_IMAP);
	world->now += DAY;
	made = new_certificate(world, "CN=mail.contoso.com", S("mail.contoso.com"), 0);
	MUST(enable(world, made.cert.thumbprint, STORE_POP, &result));
	LIST("", NULL, "2 Microsoft Exchange; 8 Microsoft Exchange; 25 Microsoft Exchange; ");
	pop.server_id = result.server.id;
	MUST(store_property_get(vault_store_peek(world->vault), &pop, world->arena, &name, &world->diag));
	assert_true(str_eq(name, S("mail.contoso.com")));
	world->now += DAY; /* the same name: the old one keeps it too */
	made = new_certificate(world, "CN=mail.contoso.com", S("mail.contoso.com"), STORE_POP);
	LIST("", "mail.contoso.com", "2 Microsoft Exchange; 2 Microsoft Exchange; 8 Microsoft Exchange; ");
	expect_sound(world);
}

static void test_names_bring_pop_and_imap_on(void **state)
{
	World *world = *state;
	Str domain = S("CAS01.exchange.corp.constoso.com");
	VaultNew spec = spec_of(world, "CN=CAS01", &domain, 1);
	VaultResult result;

	setup_servers(world, true); /* sets X509CertificateName to CAS01 */
	spec.services = STORE_SMTP;
	spec.match_names = true;
	MUST(vault_new_self_signed(world->vault, &spec, world->arena, &result, &world->diag));
	assert_int_equal(result.cert.services, STORE_SMTP | STORE_POP | STORE_IMAP);
}

static void test_one_transport_certificate(void **state)
{
	World *world = *state;
	VaultResult made, result;
	StoreServer server;
	VaultEnable spec = { .services = STORE_SMTP };

	setup_servers(world, true);
	world->now += DAY;
	made = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), STORE_SMTP);
	MUST(store_server_find(vault_store_peek(world->vault), S(""), world->arena, &server, &world->diag));
	assert_int_not_equal(server.transport_id, made.cert.id); /* not asked to replace it */
	assert_true(made.cert.network_service);
	LIST("", NULL, "16 Microsoft Exchange; 27 Microsoft Exchange; ");
	spec.thumbprint = made.cert.thumbprint;
	spec.replace_transport = true;
	spec.single_smtp = true;
	MUST(vault_enable(world->vault, &spec, world->arena, &result, &world->diag));
	assert_int_equal(result.server.transport_id, made.cert.id);
	LIST("", NULL, "16 Microsoft Exchange; 11 Microsoft Exchange; ");
	assert_false(remove_cert(world, made.cert.thumbprint, &result));
	assert_int_equal(result.refusal, VAULT_IS_TRANSPORT);
	assert_int_equal(world->diag.code, DIAG_IN_USE);
}

static void test_network_service_without_a_service(void **state)
{
	World *world = *state;
	VaultResult made, result;
	VaultEnable spec = { .network_service = true };

	setup_servers(world, true);
	made = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), 0);
	assert_false(made.cert.network_service);
	spec.thumbprint = made.cert.thumbprint;
	MUST(vault_enable(world->vault, &spec, world->arena, &result, &world->diag));
	assert_int_equal(result.cert.services, 0);
	assert_true(result.cert.network_service);
}

static void test_enable_refuses(void **state)
{
	World *world = *state;
	VaultResult keyless, pending, good, result;
	VaultEnable elsewhere = { .server = S("NOWHERE"), .services = STORE_IIS };
	StoreProperty um = { STORE_KIND_UM, S("CAS01"), S("UMStartupMode"), 0 };
	VaultIssued issued;
	uint8_t none[20] = { 0 };

	setup_servers(world, true);
	good = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), 0);
	pending = new_request(world);
	issued = submit(world, new_request(world).request, "CertificateTemplate:WebServer");
	{
		VaultImport other = { .server = S("CAS02"), .data = issued.issue.certificate };

		MUST(vault_import(world->vault, &other, world->arena, &keyless, &world->diag));
		assert_false(keyless.cert.has_key); /* the request waits on CAS01 */
	}
	LIST("CAS02", NULL, "27 Microsoft Exchange; "); /* not listed without its key */

	assert_false(enable(world, (Str){ (char *)none, 20 }, STORE_IIS, &result));
	assert_int_equal(result.refusal, VAULT_NO_CERTIFICATE);
	assert_int_equal(world->diag.code, DIAG_NOT_FOUND);
	assert_false(vault_enable(world->vault, &elsewhere, world->arena, &result, &world->diag));
	assert_int_equal(result.refusal, VAULT_NO_SERVER);
	elsewhere.server = S("CAS02");
	elsewhere.thumbprint = keyless.cert.thumbprint;
	assert_false(vault_enable(world->vault, &elsewhere, world->arena, &result, &world->diag));
	assert_int_equal(result.refusal, VAULT_NOT_VALID);
	assert_string_equal(result.reason, "PrivateKeyMissing");
	assert_false(enable(world, pending.cert.thumbprint, STORE_IIS, &result));
	assert_string_equal(result.reason, "PendingRequest");
	assert_false(enable(world, good.cert.thumbprint, STORE_FEDERATION, &result));
	assert_int_equal(result.refusal, VAULT_FEDERATION_ASKED);
	assert_false(enable(world, good.cert.thumbprint, STORE_UM | STORE_IIS, &result));
	assert_int_equal(result.refusal, VAULT_STARTUP_IS_TCP);
	assert_int_equal(result.services, STORE_UM);
	um.server_id = result.server.id;
	MUST(store_begin(vault_store_peek(world->vault), &world->diag));
	MUST(store_property_put(vault_store_peek(world->vault), &um, S("Dual"), &world->diag));
	MUST(store_end(vault_store_peek(world->vault), true, &world->diag));
	MUST(enable(world, good.cert.thumbprint, STORE_UM, &result));
	assert_int_equal(result.cert.services, STORE_UM);
	world->now += 3000 * DAY;
	assert_false(enable(world, good.cert.thumbprint, STORE_IIS, &result));
	assert_string_equal(result.reason, "DateInvalid");
	expect_sound(world);
}

/* ---- import -------------------------------------------------------------------------------------------------- */

static Str make_pfx(World *world, const CertKey *key, const CertKey *in_file, Str password)
{
	Buf der = BUF_INIT, file = BUF_INIT;
	CertSelfSigned spec = { .subject = subject_of(world, "CN=pfx.contoso.com"),
		.not_before = START,
		.not_after = START + 100 * DAY,
		.hash = CERT_SHA256 };
	CertPfxSpec pfx = { .key = in_file, .friendly_name = S("From the file"), .password = password };
	Str copy;

	MUST(cert_make_self_signed(&spec, key, &world->env, &der, &world->diag));
	pfx.cert = buf_str(&der);
	MUST(cert_pfx_save(&pfx, &file, &world->diag));
	copy = arena_copy(world->arena, buf_str(&file));
	buf_release(&der);
	buf_release(&file);
	return copy;
}

static void test_import_of_a_pfx(void **state)
{
	World *world = *state;
	CertKey *key, *other;
	Str password = S("Passw0rd"), wrong = S("wrong");
	VaultImport spec = { .password = &wrong, .exportable = true };
	VaultResult result;
	Buf base64 = BUF_INIT;

	setup_servers(world, true);
	MUST(cert_key_new(&world->env, CERT_KEY_EC, 256, &key, &world->diag));
	MUST(cert_key_new(&world->env, CERT_KEY_EC, 256, &other, &world->diag));
	spec.data = make_pfx(world, key, key, password);
	assert_false(vault_import(world->vault, &spec, world->arena, &result, &world->diag));
	assert_int_equal(result.refusal, VAULT_UNREADABLE);
	assert_int_equal(world->diag.code, DIAG_BAD_PASSWORD);
	spec.password = NULL;
	assert_false(vault_import(world->vault, &spec, world->arena, &result, &world->diag));
	assert_int_equal(world->diag.code, DIAG_BAD_PASSWORD);
	cert_put_base64(spec.data, 64, &base64); /* what Export without -BinaryEncoded gives */
	spec.data = buf_str(&base64);
	spec.password = &password;
	MUST(vault_import(world->vault, &spec, world->arena, &result, &world->diag));
	assert_true(result.cert.has_key && result.cert.exportable && !result.paired);
	assert_true(str_eq(result.cert.friendly_name, S("From the file")));
	spec.data = make_pfx(world, key, other, password);
	assert_false(vault_import(world->vault, &spec, world->arena, &result, &world->diag));
	assert_int_equal(result.refusal, VAULT_UNREADABLE);
	assert_int_equal(world->diag.code, DIAG_INVALID);
	expect_sound(world);
	cert_key_free(key);
	cert_key_free(other);
	buf_release(&base64);
}

static void test_import_of_a_chain(void **state)
{
	World *world = *state;
	VaultResult request, result;
	VaultIssued issued;
	StoreCertFilter roots = { .places = STORE_PLACE(STORE_ROOT) };
	Buf p7 = BUF_INIT;
	Str certs[2];
	int64_t before, after;

	setup_servers(world, true);
	request = new_request(world);
	issued = submit(world, request.request, "CertificateTemplate:WebServer");
	certs[0] = issued.authority.der; /* the root first: the leaf is found by the request's key */
	certs[1] = issued.issue.certificate;
	cert_make_pkcs7(certs, 2, &p7);
	roots.server_id = request.server.id;
	MUST(store_certs_count(vault_store_peek(world->vault), &roots, &before, &world->diag));
	result = import(world, buf_str(&p7));
	assert_true(result.paired);
	assert_true(str_eq(result.cert.der, certs[1]));
	assert_true(str_eq(result.cert.friendly_name, S("Microsoft Exchange"))); /* the request's */
	MUST(store_certs_count(vault_store_peek(world->vault), &roots, &after, &world->diag));
	assert_int_equal(after, before + 1);
	buf_release(&p7);
}

static void test_import_of_nonsense_changes_nothing(void **state)
{
	static const char *const rows[] = { "", "hello", "-----BEGIN CERTIFICATE-----\nMIIB", "aGVsbG8=" };
	World *world = *state;
	Buf before = BUF_INIT, after = BUF_INIT;
	VaultResult request, result;

	setup_servers(world, true);
	request = new_request(world);
	MUST(store_dump(vault_store_peek(world->vault), &before, &world->diag));
	for (size_t i = 0; i <= COUNT(rows); i++) {
		VaultImport spec = { .data = i < COUNT(rows) ? str_from(rows[i]) : request.request };

		assert_false(vault_import(world->vault, &spec, world->arena, &result, &world->diag));
		assert_int_equal(result.refusal, VAULT_UNREADABLE);
		assert_int_equal(world->diag.code, DIAG_INVALID);
	}
	MUST(store_dump(vault_store_peek(world->vault), &after, &world->diag));
	assert_true(str_eq(buf_str(&before), buf_str(&after)));
	buf_release(&before);
	buf_release(&after);
}

/* ---- export and removal -------------------------------------------------------------------------------------- */

/* A certificate by hand, for authorities that no lab makes: its key for the signature, key identifiers none. */
static Str make_cert(World *world, const char *subject, const char *issuer, const CertKey *key, const CertKey *signer)
{
	Buf public = BUF_INIT, der = BUF_INIT;
	Str copy;
	CertMake spec = {
		.serial = S("\x01\x02"),
		.subject = subject_of(world, subject),
		.issuer = subject_of(world, issuer),
		.not_before = START - DAY,
		.not_after = START + 400 * DAY,
		.signer = signer,
		.hash = CERT_SHA256,
	};

	cert_key_public(key, &public);
	spec.public_key = buf_str(&public);
	MUST(cert_make_certificate(&spec, &der, &world->diag));
	copy = arena_copy(world->arena, buf_str(&der));
	buf_release(&public);
	buf_release(&der);
	return copy;
}

/* Two authorities of one name: the PFX takes along the one that signed, whichever came first. */
static void test_export_with_the_chain(void **state)
{
	World *world = *state;
	Str password = S("Passw0rd"), ders[2], leaf;
	CertKey *keys[3];
	VaultResult result;
	VaultExport spec = { .password = &password, .chain = true };
	VaultImport in = { .password = &password, .exportable = true, .default_name = S("x") };

	setup_servers(world, true);
	for (size_t i = 0; i < 3; i++)
		MUST(cert_key_new(&(Env){ 0 }, CERT_KEY_EC, 256, &keys[i], &world->diag));
	for (size_t i = 0; i < 2; i++) {
		VaultPut put = { .place = i ? STORE_CA : STORE_ROOT };

		put.der = ders[i] = make_cert(world, "CN=Renewed CA", "CN=Renewed CA", keys[i], keys[i]);
		MUST(vault_put(world->vault, &put, world->arena, &result, &world->diag));
	}
	for (size_t i = 0; i < 2; i++) {
		char subject[32];
		Buf file = BUF_INIT, out = BUF_INIT;
		CertPfxSpec save = { .key = keys[2], .password = password };
		CertPfx pfx;

		snprintf(subject, sizeof subject, "CN=leaf%zu.contoso.com", i);
		save.cert = leaf = make_cert(world, subject, "CN=Renewed CA", keys[2], keys[i]);
		MUST(cert_pfx_save(&save, &file, &world->diag));
		in.data = buf_str(&file);
		MUST(vault_import(world->vault, &in, world->arena, &result, &world->diag));
		spec.thumbprint = result.cert.thumbprint;
		MUST(vault_export(world->vault, &spec, world->arena, &out, &result, &world->diag));
		MUST(cert_pfx_open(NULL, buf_str(&out), &password, world->arena, &pfx, &world->diag));
		assert_int_equal(pfx.ncerts, 2);
		assert_true(str_eq(pfx.certs[0].der, leaf));
		assert_true(str_eq(pfx.certs[1].der, ders[i]));
		cert_pfx_release(&pfx);
		buf_release(&file);
		buf_release(&out);
	}
	for (size_t i = 0; i < 3; i++)
		cert_key_free(keys[i]);
}

/* A completed request is said only of an import that was committed.  The disk takes no more octets: COMMIT is the first
 * to find out. */
static void test_failed_import_pairs_nothing(void **state)
{
	World *world = *state;
	VaultResult request, result;
	VaultImport spec = { .default_name = S("x") };
	struct rlimit before, none;
	bool ok;

	setup_servers(world, true);
	request = new_request(world);
	spec.data = submit(world, request.request, "CertificateTemplate:WebServer").issue.certificate;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	none = (struct rlimit){ 0, before.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	ok = vault_import(world->vault, &spec, world->arena, &result, &world->diag);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_false(ok || result.paired);
	MUST(vault_import(world->vault, &spec, world->arena, &result, &world->diag));
	assert_true(result.paired);
}

static void test_warnings_of_the_folder(void **state)
{
	static const struct {
		mode_t mode;
		bool warns;
	} rows[] = { { 0700, false }, { 0755, false }, { 0775, true }, { 0757, true }, { 01777, false } };
	World *world = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(chmod(world->folder, rows[i].mode), 0);
		reopen(world);
		if (!!strstr(vault_warning(world->vault), "others can write to the store's folder") != rows[i].warns)
			fail_msg("%04o: %s", (unsigned)rows[i].mode, vault_warning(world->vault));
	}
	assert_int_equal(chmod(world->folder, 0700), 0);
}

static void test_export_at_the_door(void **state)
{
	World *world = *state;
	Str password = S("Passw0rd"), keep;
	VaultResult made, request, result;
	VaultExport spec = { .password = &password, .chain = true };
	StoreServer server;
	StoreCert setup_cert;
	Buf out = BUF_INIT;
	CertPfx pfx;

	setup_servers(world, true);
	made = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), 0);
	request = new_request(world);
	spec.thumbprint = made.cert.thumbprint;
	MUST(vault_export(world->vault, &spec, world->arena, &out, &result, &world->diag));
	MUST(cert_pfx_open(NULL, buf_str(&out), &password, world->arena, &pfx, &world->diag));
	assert_int_equal(pfx.ncerts, 1); /* nobody else issued it */
	assert_int_equal(pfx.certs[0].key, 0);
	assert_true(str_eq(pfx.certs[0].der, made.cert.der));
	cert_pfx_release(&pfx);
	buf_clear(&out);
	spec.password = NULL;
	assert_false(vault_export(world->vault, &spec, world->arena, &out, &result, &world->diag));
	assert_int_equal(result.refusal, VAULT_NO_PASSWORD);
	spec.thumbprint = request.cert.thumbprint;
	MUST(vault_export(world->vault, &spec, world->arena, &out, &result, &world->diag));
	assert_true(str_eq(buf_str(&out), request.request));
	MUST(store_server_find(vault_store_peek(world->vault), S(""), world->arena, &server, &world->diag));
	MUST(store_cert_get(
		vault_store_peek(world->vault), server.transport_id, world->arena, &setup_cert, &world->diag));
	spec.thumbprint = setup_cert.thumbprint;
	spec.password = &password;
	keep = arena_copy(world->arena, buf_str(&out));
	assert_false(vault_export(world->vault, &spec, world->arena, &out, &result, &world->diag));
	assert_int_equal(result.refusal, VAULT_NOT_EXPORTABLE);
	assert_int_equal(world->diag.code, DIAG_DENIED);
	assert_true(str_eq(buf_str(&out), keep)); /* nothing was appended */
	spec.thumbprint = made.cert.thumbprint;
	world->now += 3000 * DAY;
	assert_false(vault_export(world->vault, &spec, world->arena, &out, &result, &world->diag));
	assert_int_equal(result.refusal, VAULT_EXPIRED);
	buf_release(&out);
}

static void test_removal_and_its_refusals(void **state)
{
	World *world = *state;
	StoreSetting connector = { .kind = STORE_KIND_SEND_CONNECTOR,
		.name = S("To Internet"),
		.properties = S("{\"TlsCertificateName\":\"<I>CN=a.contoso.com<S>CN=a.contoso.com\"}") };
	VaultResult made, federation, request, result;
	Store *store = vault_store_peek(world->vault);

	setup_servers(world, true);
	made = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), STORE_IIS);
	federation = new_certificate(world, "CN=Federation", S("Federation"), STORE_FEDERATION);
	assert_int_equal(federation.cert.services, STORE_FEDERATION | STORE_SMTP);
	request = new_request(world);
	MUST(store_begin(store, &world->diag));
	MUST(store_setting_put(store, &connector, &world->diag));
	MUST(store_end(store, true, &world->diag));
	assert_false(remove_cert(world, made.cert.thumbprint, &result));
	assert_int_equal(result.refusal, VAULT_HAS_CONNECTORS);
	assert_true(str_eq(result.names, S("To Internet")));
	assert_false(remove_cert(world, federation.cert.thumbprint, &result));
	assert_int_equal(result.refusal, VAULT_HAS_FEDERATION);
	MUST(store_begin(store, &world->diag));
	connector.properties = S("{}");
	MUST(store_setting_put(store, &connector, &world->diag));
	MUST(store_end(store, true, &world->diag));
	MUST(remove_cert(world, made.cert.thumbprint, &result));
	MUST(remove_cert(world, request.cert.thumbprint, &result));
	assert_false(remove_cert(world, made.cert.thumbprint, &result));
	assert_int_equal(result.refusal, VAULT_NO_CERTIFICATE);
	LIST("", NULL, "48 Microsoft Exchange; 27 Microsoft Exchange; ");
	expect_sound(world);
}

/* ---- status -------------------------------------------------------------------------------------------------- */

static void test_status(void **state)
{
	World *world = *state;
	VaultResult own, issued_cert, foreign;
	VaultIssued issued;
	StoreCrl crl;
	VaultPut put = { .place = STORE_AUTH_ROOT };

	CertKey *key;
	Buf root = BUF_INIT, leaf = BUF_INIT, request = BUF_INIT;
	CertAuthority authority = { .not_before = START - DAY, .not_after = START + 5000 * DAY, .hash = CERT_SHA256 };
	CertRequestSpec ask = { .hash = CERT_SHA256 };
	CertIssue spec = { .serial = S("\x01"),
		.not_before = START - DAY,
		.not_after = START + 5000 * DAY,
		.hash = CERT_SHA256,
		.key_usage = 0xa0,
		.path_length = -1 };

	setup_servers(world, true);
	own = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), 0);
	STATUS(&own.cert, VAULT_STATE_VALID, VAULT_ROOT_NONE);
	issued = submit(world, new_request(world).request, "CertificateTemplate:WebServer");
	issued_cert = import(world, issued.issue.certificate);
	STATUS(&issued_cert.cert, VAULT_STATE_VALID, VAULT_ROOT_ENTERPRISE);

	/* somebody else's authority: unknown, then a third-party root */
	MUST(cert_key_new(&world->env, CERT_KEY_EC, 256, &key, &world->diag));
	authority.subject = subject_of(world, "CN=Foreign Root");
	MUST(cert_make_authority(&authority, key, &world->env, &root, &world->diag));
	ask.subject = subject_of(world, "CN=foreign.contoso.com");
	MUST(cert_make_request(&ask, key, &request, &world->diag));
	spec.request = buf_str(&request);
	spec.issuer = buf_str(&root);
	spec.key = key;
	MUST(cert_make_issued(&spec, &leaf, &world->diag));
	foreign = import(world, buf_str(&leaf));
	STATUS(&foreign.cert, VAULT_STATE_UNTRUSTED, VAULT_ROOT_NONE);
	put.der = buf_str(&root);
	{
		VaultResult result;

		MUST(vault_put(world->vault, &put, world->arena, &result, &world->diag));
	}
	STATUS(&foreign.cert, VAULT_STATE_VALID, VAULT_ROOT_THIRD_PARTY);
	leaf.p[leaf.n - 1] ^= 1;
	foreign.cert.der = buf_str(&leaf);
	STATUS(&foreign.cert, VAULT_STATE_INVALID, VAULT_ROOT_THIRD_PARTY);

	/* a list that has run out says nothing any more */
	MUST(vault_ca_publish(world->vault, S(""), DAY, world->arena, &crl, &world->diag));
	STATUS(&issued_cert.cert, VAULT_STATE_VALID, VAULT_ROOT_ENTERPRISE);
	world->now += 2 * DAY;
	STATUS(&issued_cert.cert, VAULT_STATE_REVOCATION_FAILURE, VAULT_ROOT_ENTERPRISE);
	world->now -= 2 * DAY;

	MUST(vault_ca_revoke(world->vault, S(""), issued.issue.serial, 1, world->arena, &world->diag));
	STATUS(&issued_cert.cert, VAULT_STATE_VALID, VAULT_ROOT_ENTERPRISE); /* until it is published */
	MUST(vault_ca_publish(world->vault, S(""), 0, world->arena, &crl, &world->diag));
	STATUS(&issued_cert.cert, VAULT_STATE_REVOKED, VAULT_ROOT_ENTERPRISE);
	world->now += 3000 * DAY;
	STATUS(&own.cert, VAULT_STATE_DATE_INVALID, VAULT_ROOT_NONE);
	cert_key_free(key);
	buf_release(&root);
	buf_release(&leaf);
	buf_release(&request);
}

/* ---- the store key ------------------------------------------------------------------------------------------- */

static void key_path(World *world, char *out, size_t n)
{
	snprintf(out, n, "%s.key", world->path);
}

static void expect_denied(World *world, DiagCode code, const char *word, int line)
{
	Str domain = S("b.contoso.com");
	VaultNew spec = spec_of(world, "CN=b.contoso.com", &domain, 1);
	VaultResult result;
	Buf got = BUF_INIT;

	if (vault_new_self_signed(world->vault, &spec, world->arena, &result, &world->diag))
		fail_msg("line %d: a key was sealed", line);
	if (world->diag.code != code || !strstr(world->diag.text, word))
		fail_msg("line %d: %d %s", line, world->diag.code, world->diag.text);
	list(world, "", NULL, &got); /* listing needs no key */
	assert_true(got.n > 0);
	buf_release(&got);
}
#define DENIED(code, word) expect_denied(world, (code), (word), __LINE__)

static void test_store_key_file(void **state)
{
	World *world = *state;
	char path[160], moved[170];
	struct stat info;
	FILE *file;

	setup_servers(world, true);
	key_path(world, path, sizeof path);
	snprintf(moved, sizeof moved, "%s-away", path);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_int_equal(info.st_size, 65);
	rename(path, moved);
	reopen(world);
	DENIED(DIAG_DENIED, "missing");
	file = fopen(path, "w");
	fprintf(file, "%064d\n", 1);
	fclose(file);
	chmod(path, 0600);
	reopen(world);
	DENIED(DIAG_DENIED, "not the key");
	chmod(path, 0640);
	reopen(world);
	DENIED(DIAG_DENIED, "chmod 600");
	chmod(path, 0600);
	truncate(path, 5);
	reopen(world);
	DENIED(DIAG_CORRUPT, "damaged");
	rename(moved, path);
	reopen(world);
	expect_sound(world);
	new_certificate(world, "CN=b.contoso.com", S("b.contoso.com"), 0);
}

static void test_store_key_from_a_passphrase(void **state)
{
	World *world = *state;
	char path[160];

	vault_close(world->vault);
	MUST(open_vault(world, S("correct horse")));
	setup_servers(world, true);
	key_path(world, path, sizeof path);
	assert_int_not_equal(access(path, F_OK), 0); /* no file */
	reopen(world);
	DENIED(DIAG_DENIED, "EXSH_STORE_KEY is not set");
	vault_close(world->vault);
	MUST(open_vault(world, S("battery staple")));
	DENIED(DIAG_DENIED, "EXSH_STORE_KEY is not the one");
	vault_close(world->vault);
	MUST(open_vault(world, S("correct horse")));
	expect_sound(world);
}

/* A key row moved to another certificate does not open. */
typedef struct VaultVerdict {
	bool now, next;
} VaultVerdict;

static bool opens_with(World *world, Str passphrase)
{
	Buf report = BUF_INIT;
	bool sound;

	vault_close(world->vault);
	world->diag = (Diag){ 0 };
	MUST(open_vault(world, passphrase));
	MUST(vault_check(world->vault, &report, &world->diag));
	sound = report.n == 0;
	if (!sound)
		(void)diag_set(&world->diag, DIAG_CORRUPT, "%s", report.p);
	buf_release(&report);
	return sound;
}

/* Leaves the vault open with one that opens it; a passphrase does no harm where a file is used. */
static VaultVerdict which_opens(World *world, Str now, Str next)
{
	VaultVerdict verdict = { .next = opens_with(world, next) };

	if (!verdict.next || str_eq(now, next))
		verdict.now = opens_with(world, now);
	return verdict;
}

/* From file to file, to a passphrase and back, each step failing once: whatever happens the keys open with
 * what the store says it wants. */
static void test_change_of_the_store_key(void **state)
{
	static const char *const turns[] = { "", "correct horse", "" };
	World *world = *state;
	Str now = S("");

	setup_servers(world, true);
	for (size_t i = 0; i < COUNT(turns); i++) {
		Str next = str_from(turns[i]);
		bool ok = false;

		for (uint64_t nth = 1; !ok; nth += i ? 7 : 1) { /* stretching a passphrase takes its time */
			VaultVerdict verdict;

			world->diag = (Diag){ 0 };
			store_fail_at(vault_store_peek(world->vault), nth);
			ok = vault_change_key(world->vault, next, &world->diag);
			store_fail_at(vault_store_peek(world->vault), 0);
			verdict = which_opens(world, now, next);
			if (!(ok ? verdict.next : verdict.now || verdict.next))
				fail_msg("turn %zu, step %d, done %d: %s", i, (int)nth, ok, world->diag.text);
			if (verdict.next)
				now = next;
		}
	}
}

static void test_backup_is_a_store(void **state)
{
	World *world = *state;
	char copy[sizeof world->path];

	setup_servers(world, true);
	snprintf(copy, sizeof copy, "%s/copy.db", world->folder);
	for (uint64_t nth = 1;; nth++) {
		bool ok;

		world->diag = (Diag){ 0 };
		store_fail_at(vault_store_peek(world->vault), nth);
		ok = vault_backup(world->vault, copy, &world->diag);
		store_fail_at(vault_store_peek(world->vault), 0);
		if (ok)
			break;
		assert_int_not_equal(access(copy, F_OK), 0); /* nothing is left */
	}
	assert_false(vault_backup(world->vault, copy, &world->diag));
	assert_int_equal(world->diag.code, DIAG_EXISTS);
	new_request(world);
	memcpy(world->path, copy, sizeof copy);
	reopen(world);
	LIST("", NULL, "27 Microsoft Exchange; ");
	expect_sound(world);
}

static void expect_no_backup(World *world, const char *copy, DiagCode code)
{
	assert_false(vault_backup(world->vault, copy, &world->diag));
	if (world->diag.code != code)
		fail_msg("%d %s", world->diag.code, world->diag.text);
	assert_int_not_equal(access(copy, F_OK), 0);
}

/* A key that is there already stays, and one that does not open the copy is none. */
static void test_backup_takes_the_right_key(void **state)
{
	World *world = *state;
	char copy[sizeof world->path], copied_key[160], path[160], next[170];
	FILE *file;

	setup_servers(world, true);
	snprintf(copy, sizeof copy, "%s/copy.db", world->folder);
	snprintf(copied_key, sizeof copied_key, "%s.key", copy);
	key_path(world, path, sizeof path);
	snprintf(next, sizeof next, "%s-next", path);
	file = fopen(copied_key, "w");
	fclose(file);
	expect_no_backup(world, copy, DIAG_EXISTS);
	assert_int_equal(unlink(copied_key), 0);
	rename(path, next); /* a change of the key that was cut off after its commit */
	file = fopen(path, "w");
	fprintf(file, "%064d\n", 1);
	fclose(file);
	chmod(path, 0600);
	MUST(vault_backup(world->vault, copy, &world->diag));
	assert_int_not_equal(access(next, F_OK), 0);
	unlink(copy);
	unlink(copied_key);
	rename(path, next);
	file = fopen(path, "w");
	fprintf(file, "%064d\n", 1);
	fclose(file);
	chmod(path, 0600);
	unlink(next);
	expect_no_backup(world, copy, DIAG_DENIED);
	assert_int_not_equal(access(copied_key, F_OK), 0);
}

/* Each import counts by itself, all of them become durable together. */
static void test_batches(void **state)
{
	World *world = *state;
	Store *store = vault_store_peek(world->vault);
	VaultImport nonsense = { .data = S("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n") };
	VaultResult result;
	Str der;

	setup_servers(world, true);
	der = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), 0).cert.der;
	for (int commit = 0; commit <= 1; commit++) {
		VaultImport good = { .server = S("CAS02"), .data = der };

		MUST(store_batch_begin(store, &world->diag));
		MUST(vault_import(world->vault, &good, world->arena, &result, &world->diag));
		assert_false(vault_import(world->vault, &nonsense, world->arena, &result, &world->diag));
		assert_false(vault_import(world->vault, &good, world->arena, &result, &world->diag));
		assert_int_equal(result.refusal, VAULT_EXISTS);
		world->diag = (Diag){ 0 };
		if (commit)
			MUST(store_batch_end(store, &world->diag));
		reopen(world); /* not ended: as a crash */
		store = vault_store_peek(world->vault);
	}
	expect_sound(world);
}

static void test_keys_are_bound_to_their_rows(void **state)
{
	World *world = *state;
	Buf report = BUF_INIT;

	setup_servers(world, true);
	MUST(store_restore(vault_store_peek(world->vault),
		"UPDATE cert_keys SET sealed = (SELECT sealed FROM cert_keys ORDER BY cert_id LIMIT 1) "
		"WHERE cert_id = (SELECT max(cert_id) FROM cert_keys)",
		&world->diag));
	MUST(vault_check(world->vault, &report, &world->diag));
	assert_non_null(report.p);
	assert_non_null(strstr(report.p, "does not open"));
	buf_release(&report);
}

/* ---- the lab authority --------------------------------------------------------------------------------------- */

static void test_authority_judges_requests(void **state)
{
	static const struct {
		const char *attributes;
		StoreDisposition disposition;
		uint32_t status;
	} rows[] = {
		{ "CertificateTemplate:WebServer", STORE_CA_ISSUED, 0 },
		{ "certificatetemplate: web server ", STORE_CA_ISSUED, 0 },
		{ "Other:x\\nCertificateTemplate:WebServer", STORE_CA_ISSUED, 0 },
		{ "Other:x\nCertificateTemplate:WebServerV2", STORE_CA_ISSUED, 0 },
		{ "", STORE_CA_DENIED, VAULT_CA_NO_TEMPLATE },
		{ "CertificateTemplate:Nonsense", STORE_CA_DENIED, VAULT_CA_UNKNOWN_TEMPLATE },
	};
	World *world = *state;
	VaultResult request;
	VaultIssued issued;
	Buf damaged = BUF_INIT;

	setup_servers(world, true);
	request = new_request(world);
	for (size_t i = 0; i < COUNT(rows); i++) {
		issued = submit(world, request.request, rows[i].attributes);
		if (issued.issue.disposition != rows[i].disposition || issued.issue.status != rows[i].status ||
			issued.issue.request_id != (int64_t)(2 + i))
			fail_msg("row %zu: %d %x", i, issued.issue.disposition, issued.issue.status);
	}
	buf_put(&damaged, request.request);
	damaged.p[damaged.n - 1] ^= 1;
	issued = submit(world, buf_str(&damaged), "CertificateTemplate:WebServer");
	assert_true(issued.issue.disposition == STORE_CA_DENIED && issued.issue.status == VAULT_CA_BAD_SIGNATURE);
	MUST(vault_ca_retrieve(world->vault, S("exchange-CAS01-CA"), 2, world->arena, &issued, &world->diag));
	assert_int_equal(issued.issue.disposition, STORE_CA_ISSUED);
	assert_false(vault_ca_retrieve(world->vault, S(""), 99, world->arena, &issued, &world->diag));
	assert_int_equal(world->diag.code, DIAG_NOT_FOUND);
	assert_false(vault_ca_retrieve(world->vault, S("other-CA"), 2, world->arena, &issued, &world->diag));
	assert_int_equal(world->diag.code, DIAG_NOT_FOUND);
	buf_release(&damaged);
	expect_sound(world);
}

static void test_issued_certificate_follows_request_and_template(void **state)
{
	World *world = *state;
	VaultResult request;
	VaultIssued issued;
	CertInfo info;
	Str *names;
	size_t n;

	setup_servers(world, true);
	request = new_request(world);
	issued = submit(world, request.request, "CertificateTemplate:WebServer\nSAN:dns=extra.contoso.com");
	assert_true(issued.ignored_san);
	MUST(cert_read(issued.issue.certificate, &info, &world->diag));
	cert_domains(&info, world->arena, &names, &n);
	assert_int_equal(n, 4);
	assert_int_equal(info.not_after - info.not_before, 730 * DAY);
	assert_true(info.not_before < START);
	assert_true(cert_chain_signed_by(issued.issue.certificate, issued.authority.der));
	issued.authority.flags = VAULT_CA_ATTRIBUTE_SAN;
	MUST(vault_ca_configure(world->vault, &issued.authority, &world->diag));
	issued = submit(world, request.request, "CertificateTemplate:WebServer\nSAN:dns=extra.contoso.com&dns=b a");
	assert_int_equal(issued.issue.status, VAULT_CA_INVALID_DATA); /* what cannot be followed whole */
	issued = submit(world, request.request, "CertificateTemplate:WebServer\nSAN:dns=extra.contoso.com&");
	assert_false(issued.ignored_san);
	MUST(cert_read(issued.issue.certificate, &info, &world->diag));
	cert_domains(&info, world->arena, &names, &n);
	assert_int_equal(n, 5);
	assert_true(str_eq(names[4], S("extra.contoso.com")));
	world->now += 1500 * DAY; /* near the authority's own end */
	issued = submit(world, request.request, "CertificateTemplate:WebServer");
	MUST(cert_read(issued.issue.certificate, &info, &world->diag));
	assert_true(info.not_after - info.not_before < 400 * DAY);
}

static void test_officers_answer_held_requests(void **state)
{
	World *world = *state;
	StoreAuthority authority;
	VaultIssued issued;
	Str request;

	setup_servers(world, true);
	request = new_request(world).request;
	MUST(vault_ca_open(world->vault, S(""), world->arena, &authority, &world->diag));
	authority.hold = true;
	MUST(vault_ca_configure(world->vault, &authority, &world->diag));
	issued = submit(world, request, "CertificateTemplate:WebServer");
	assert_int_equal(issued.issue.disposition, STORE_CA_PENDING);
	assert_int_equal(issued.issue.certificate.n, 0);
	MUST(vault_ca_deny(world->vault, S(""), issued.issue.request_id, world->arena, &issued, &world->diag));
	assert_int_equal(issued.issue.disposition, STORE_CA_DENIED);
	assert_false(vault_ca_deny(world->vault, S(""), issued.issue.request_id, world->arena, &issued, &world->diag));
	MUST(vault_ca_resubmit(world->vault, S(""), issued.issue.request_id, world->arena, &issued, &world->diag));
	assert_int_equal(issued.issue.disposition, STORE_CA_ISSUED);
	assert_false(
		vault_ca_resubmit(world->vault, S(""), issued.issue.request_id, world->arena, &issued, &world->diag));
	expect_sound(world);
}

/* ---- rehearsal ----------------------------------------------------------------------------------------------- */

static void test_listings_are_loaded_as_they_were(void **state)
{
	World *world = *state;
	VaultResult made;
	VaultLoad load = { .friendly_name = S("Listed"), .has_key = true, .services = 17, .root = VAULT_ROOT_REGISTRY };
	StoreServer other = { .name = S("E2k16-1"), .fqdn = S("E2k16-1.Contoso.lab") };

	setup_servers(world, true);
	made = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), 0);
	MUST(vault_add_server(world->vault, &other, &load.server_id, &world->diag));
	load.der = made.cert.der;
	MUST(vault_load_begin(world->vault, 1, &world->diag));
	MUST(vault_load(world->vault, &load, world->arena, NULL, &world->diag));
	MUST(vault_note(world->vault, "Load", S("1 certificate"), &world->diag));
	MUST(vault_load_end(world->vault, true, &world->diag));
	LIST("e2k16-1", NULL, "17 Listed; ");
	assert_false(vault_add_server(world->vault, &other, NULL, &world->diag));
	assert_int_equal(world->diag.code, DIAG_EXISTS);
	expect_sound(world);
}

/* As one that will have many rows: what is put aside for its time is there again at the end. */
static void load_many(World *world, int64_t server_id, const Str *ders, size_t n)
{
	VaultLoad load = { .server_id = server_id, .friendly_name = S("Many"), .has_key = true, .services = 16 };

	MUST(vault_load_begin(world->vault, 100000, &world->diag));
	for (size_t i = 0; i < n; i++) {
		load.der = ders[i];
		MUST(vault_load(world->vault, &load, world->arena, NULL, &world->diag));
	}
}

/* Octets 18 and 19 of a database are 2 when it has a WAL. */
static bool has_wal(const World *world)
{
	FILE *file = fopen(world->path, "rb");
	char head[20] = { 0 };
	size_t n = file ? fread(head, 1, sizeof head, file) : 0;

	if (file)
		fclose(file);
	return n == sizeof head && head[18] == 2 && head[19] == 2;
}

static void test_loads_of_many(void **state)
{
	World *world = *state;
	StoreServer other = { .name = S("E2k16-1"), .fqdn = S("E2k16-1.Contoso.lab") };
	int64_t server_id;
	Str ders[2];
	int status;

	setup_servers(world, true);
	ders[0] = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), 0).cert.der;
	ders[1] = new_certificate(world, "CN=b.contoso.com", S("b.contoso.com"), 0).cert.der;
	MUST(vault_add_server(world->vault, &other, &server_id, &world->diag));
	load_many(world, server_id, ders, 2);
	MUST(vault_load_end(world->vault, false, &world->diag));
	LIST("e2k16-1", NULL, "");
	expect_sound(world);
	load_many(world, server_id, ders, 2);
	MUST(vault_note(world->vault, "Load", S("2 certificates"), &world->diag));
	MUST(vault_load_end(world->vault, true, &world->diag));
	LIST("e2k16-1", NULL, "16 Many; 16 Many; ");
	LIST("e2k16-1", "b.contoso.com", "16 Many; ");
	expect_sound(world);
	vault_close(world->vault);
	world->vault = NULL;
	assert_true(has_wal(world));
	if (fork() == 0) { /* one that is killed in the middle */
		world->vault = NULL;
		if (!open_vault(world, S("")))
			_exit(1);
		load_many(world, 2, ders, 2);
		kill(getpid(), SIGKILL);
	}
	assert_true(wait(&status) > 0 && WIFSIGNALED(status));
	MUST(open_vault(world, S("")));
	LIST("e2k16-1", NULL, "16 Many; 16 Many; ");
	expect_sound(world);
	vault_close(world->vault);
	world->vault = NULL;
	assert_true(has_wal(world));
	MUST(open_vault(world, S("")));
}

/* ---- history ------------------------------------------------------------------------------------------------- */

static void test_history_shows_what_was_edited(void **state)
{
	World *world = *state;
	StoreEventList events;
	int64_t bad;

	setup_servers(world, true);
	new_request(world);
	MUST(store_history(vault_store_peek(world->vault), 0, 100, world->arena, &events, &world->diag));
	assert_int_equal(events.n, 5); /* two servers, two certificates, the request */
	assert_true(str_eq(events.p[4].actor, S("jo@cas01.contoso.com")));
	assert_true(str_eq(events.p[4].action, S("NewRequest")));
	MUST(vault_verify_history(world->vault, &bad, &world->diag));
	assert_int_equal(bad, 0);
	MUST(store_restore(vault_store_peek(world->vault),
		"DROP TRIGGER history_kept; UPDATE history SET actor = 'nobody' WHERE id = 3", &world->diag));
	MUST(vault_verify_history(world->vault, &bad, &world->diag));
	assert_int_equal(bad, 3);
}

/* ---- failures ------------------------------------------------------------------------------------------------ */

typedef bool (*Operation)(World *world, Str thumbprint, VaultResult *result);

static bool operate_new(World *world, Str thumbprint, VaultResult *result)
{
	Str domain = S("x.contoso.com");
	VaultNew spec = spec_of(world, "CN=x.contoso.com", &domain, 1);

	(void)thumbprint;
	spec.services = STORE_IIS | STORE_POP | STORE_SMTP;
	spec.replace_transport = true;
	return vault_new_self_signed(world->vault, &spec, world->arena, result, &world->diag);
}

static bool operate_request(World *world, Str thumbprint, VaultResult *result)
{
	VaultNew spec = spec_of(world, "CN=x.contoso.com", NULL, 0);

	(void)thumbprint;
	return vault_new_request(world->vault, &spec, world->arena, result, &world->diag);
}

static bool operate_enable(World *world, Str thumbprint, VaultResult *result)
{
	return enable(world, thumbprint, STORE_IIS | STORE_POP | STORE_IMAP | STORE_SMTP, result);
}

static bool operate_remove(World *world, Str thumbprint, VaultResult *result)
{
	return remove_cert(world, thumbprint, result);
}

static bool operate_import(World *world, Str thumbprint, VaultResult *result)
{
	VaultImport spec = { .data = thumbprint }; /* here: the certificate of a pending request */

	return vault_import(world->vault, &spec, world->arena, result, &world->diag);
}

static bool operate_export(World *world, Str thumbprint, VaultResult *result)
{
	Str password = S("Passw0rd");
	VaultExport spec = { .thumbprint = thumbprint, .password = &password };
	Buf out = BUF_INIT;
	bool ok = vault_export(world->vault, &spec, world->arena, &out, result, &world->diag);

	assert_int_equal(out.n > 0, ok);
	buf_release(&out);
	return ok;
}

static bool operate_submit(World *world, Str request, VaultResult *result)
{
	VaultSubmit spec = { .request = request, .attributes = S("CertificateTemplate:WebServer") };
	VaultIssued issued;

	*result = (VaultResult){ 0 };
	return vault_ca_submit(world->vault, &spec, world->arena, &issued, &world->diag);
}

/* Fails the nth operation until none is left to fail: after each failure the store is what it was before. */
static void torture(World *world, const char *name, Operation operation, Str argument)
{
	Buf before = BUF_INIT, after = BUF_INIT;
	VaultResult result;
	bool ok = false;

	for (uint64_t nth = 1; !ok; nth++) {
		buf_clear(&before);
		buf_clear(&after);
		MUST(store_dump(vault_store_peek(world->vault), &before, &world->diag));
		world->diag = (Diag){ 0 };
		store_fail_at(vault_store_peek(world->vault), nth);
		ok = operation(world, argument, &result);
		store_fail_at(vault_store_peek(world->vault), 0);
		if (ok)
			break;
		if (world->diag.code != DIAG_IO)
			fail_msg("%s, step %d: %d %s", name, (int)nth, world->diag.code, world->diag.text);
		MUST(store_dump(vault_store_peek(world->vault), &after, &world->diag));
		if (!str_eq(buf_str(&before), buf_str(&after)))
			fail_msg("%s, step %d: the store was changed", name, (int)nth);
	}
	expect_sound(world);
	buf_release(&before);
	buf_release(&after);
}

static void test_each_step_can_fail(void **state)
{
	World *world = *state;
	VaultResult made, request;
	VaultIssued issued;

	setup_servers(world, true);
	made = new_certificate(world, "CN=a.contoso.com", S("a.contoso.com"), 0);
	request = new_request(world);
	issued = submit(world, request.request, "CertificateTemplate:WebServer");
	torture(world, "new", operate_new, S(""));
	torture(world, "request", operate_request, S(""));
	torture(world, "submit", operate_submit, request.request);
	torture(world, "import", operate_import, issued.issue.certificate);
	torture(world, "enable", operate_enable, made.cert.thumbprint);
	torture(world, "export", operate_export, made.cert.thumbprint);
	torture(world, "remove", operate_remove, made.cert.thumbprint);
}

/* The very first sealing makes the store key: a failure at any step leaves a store that the next try finishes. */
static void test_making_the_store_key_can_fail(void **state)
{
	World *world = *state;
	bool ok = false;

	MUST(vault_seed(world->vault, &world->diag));
	for (uint64_t nth = 1; !ok; nth++) {
		VaultResult result;

		reopen(world);
		world->diag = (Diag){ 0 };
		store_fail_at(vault_store_peek(world->vault), nth);
		ok = operate_request(world, S(""), &result);
		if (!ok)
			assert_int_equal(world->diag.code, DIAG_IO);
	}
	reopen(world);
	LIST("", NULL, "0 pending Microsoft Exchange; ");
	expect_sound(world);
}

static void test_failing_key_generation(void **state)
{
	World *world = *state;
	Buf before = BUF_INIT, after = BUF_INIT;
	VaultResult result;

	setup_servers(world, true);
	MUST(store_dump(vault_store_peek(world->vault), &before, &world->diag));
	world->no_keys = true;
	assert_false(operate_new(world, S(""), &result));
	assert_int_equal(world->diag.code, DIAG_CRYPTO);
	assert_false(operate_request(world, S(""), &result));
	MUST(store_dump(vault_store_peek(world->vault), &after, &world->diag));
	assert_true(str_eq(buf_str(&before), buf_str(&after)));
	buf_release(&before);
	buf_release(&after);
}

/* A real one, where mounting is allowed. */
static void test_full_disk(void **state)
{
	World *world = *state;
	char small[80];
	VaultResult result;
	bool ok = true;

	snprintf(small, sizeof small, "%s/small", world->folder);
	mkdir(small, 0700);
	if (mount("none", small, "tmpfs", 0, "size=400k") != 0) {
		print_message("tmpfs cannot be mounted here: the test is skipped\n");
		return;
	}
	vault_close(world->vault);
	snprintf(world->path, sizeof world->path, "%s/s.db", small);
	if (!open_vault(world, S("")) || !vault_seed(world->vault, &world->diag))
		ok = false;
	for (int i = 0; ok && i < 1000; i++)
		ok = operate_request(world, S(""), &result);
	assert_false(ok);
	assert_int_equal(world->diag.code, DIAG_IO);
	assert_non_null(strstr(world->diag.text, "space"));
	world->diag = (Diag){ 0 };
	expect_sound(world);
	vault_close(world->vault);
	world->vault = NULL;
	assert_int_equal(umount(small), 0);
}

/* ---- several processes --------------------------------------------------------------------------------------- */

/* One shell: makes requests until the count is reached (or it is killed). */
static void work(World *world, unsigned seed, int count)
{
	VaultResult result;

	world->seed = seed;
	world->vault = NULL;
	if (!open_vault(world, S("")) || !vault_seed(world->vault, &world->diag))
		_exit(1);
	for (int i = 0; i < count; i++) {
		if (!operate_request(world, S(""), &result))
			_exit(2);
		if (i % 3 == 2 && !remove_cert(world, result.cert.thumbprint, &result))
			_exit(3);
	}
	vault_close(world->vault);
	_exit(0);
}

/* They even make the store together: file, layout, first server, key. */
static void test_several_shells_lose_nothing(void **state)
{
	enum { SHELLS = 6, EACH = 9 };
	World *world = *state;
	StoreCertFilter filter = { 0 };
	int64_t n;

	vault_close(world->vault);
	world->vault = NULL;
	snprintf(world->path, sizeof world->path, "%s/new/s.db", world->folder);
	for (unsigned i = 0; i < SHELLS; i++)
		if (fork() == 0)
			work(world, i * 7919 + 1, EACH);
	for (int i = 0; i < SHELLS; i++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	MUST(open_vault(world, S("")));
	MUST(store_certs_count(vault_store_peek(world->vault), &filter, &n, &world->diag));
	assert_int_equal(n, SHELLS * EACH * 2 / 3);
	expect_sound(world);
}

static void test_kill_at_any_moment(void **state)
{
	enum { TIMES = 25 };
	World *world = *state;

	MUST(vault_seed(world->vault, &world->diag));
	vault_close(world->vault);
	world->vault = NULL;
	for (unsigned i = 0; i < TIMES; i++) {
		struct timespec pause = { 0, (long)(5 + i * 3) * 1000000 };
		pid_t child = fork();

		if (child == 0)
			work(world, i * 104729 + 1, 1000000);
		nanosleep(&pause, NULL);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		MUST(open_vault(world, S("")));
		expect_sound(world);
		vault_close(world->vault);
		world->vault = NULL;
	}
	MUST(open_vault(world, S("")));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_seed_is_this_machine),
		TEST(test_unused_seed_gives_way),
		TEST(test_seed_without_a_domain),
		TEST(test_setup_leaves_what_exchange_does),
		TEST(test_new_store_is_the_fixture),
		TEST(test_procedure_of_2007),
		TEST(test_procedure_of_2013),
		TEST(test_services_of_a_wildcard_leave_pop_and_imap_out),
		TEST(test_names_bring_pop_and_imap_on),
		TEST(test_one_transport_certificate),
		TEST(test_network_service_without_a_service),
		TEST(test_enable_refuses),
		TEST(test_import_of_a_pfx),
		TEST(test_import_of_a_chain),
		TEST(test_import_of_nonsense_changes_nothing),
		TEST(test_export_at_the_door),
		TEST(test_export_with_the_chain),
		TEST(test_failed_import_pairs_nothing),
		TEST(test_warnings_of_the_folder),
		TEST(test_removal_and_its_refusals),
		TEST(test_status),
		TEST(test_store_key_file),
		TEST(test_store_key_from_a_passphrase),
		TEST(test_change_of_the_store_key),
		TEST(test_backup_is_a_store),
		TEST(test_backup_takes_the_right_key),
		TEST(test_batches),
		TEST(test_keys_are_bound_to_their_rows),
		TEST(test_authority_judges_requests),
		TEST(test_issued_certificate_follows_request_and_template),
		TEST(test_officers_answer_held_requests),
		TEST(test_listings_are_loaded_as_they_were),
		TEST(test_loads_of_many),
		TEST(test_history_shows_what_was_edited),
		TEST(test_each_step_can_fail),
		TEST(test_making_the_store_key_can_fail),
		TEST(test_failing_key_generation),
		TEST(test_full_disk),
		TEST(test_several_shells_lose_nothing),
		TEST(test_kill_at_any_moment),
	};

	return cmocka_run_group_tests(tests, make_pool, free_pool);
}
