/* test_noun: kept properties as JSON, paths of the certificate drive, the table of services. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmdlets/adcs/adcs_request.h"
#include "cmdlets/exchange/noun.h"
#include "cmdlets/windows/service.h"
#include "cmdlets/x509/x509_drive.h"

#define fail_row(row) fail_msg("row at line %d", (row)->line)

/* ---- bags ---- */

static void test_bag_reads(void **state)
{
	static const struct {
		int line;
		const char *json, *name, *value; /* value NULL: $null; name NULL: cannot be read */
	} rows[] = {
		{ __LINE__, "{\"Fqdn\":\"mx.contoso.com\"}", "fqdn", "mx.contoso.com" },
		{ __LINE__, " { \"A\" : \"1\" , \"B\" : null } ", "B", NULL },
		{ __LINE__, "{\"A\":\"x\\\"y\\\\z\\/\\n\\t\"}", "A", "x\"y\\z/\n\t" },
		{ __LINE__, "{\"A\":\"\\u00e9\\ud83d\\ude00\"}", "A", "\xc3\xa9\xf0\x9f\x98\x80" },
		{ __LINE__, "{\"A\":12,\"B\":true}", "A", "12" },
		{ __LINE__, "{\"A\":\"1\",\"a\":\"2\"}", "A", "2" },
		{ __LINE__, "{\"A\":\"\"}", "A", "" },
		{ __LINE__, "{\"A\":{\"B\":1}}", NULL, NULL },
		{ __LINE__, "{\"A\":[1]}", NULL, NULL },
		{ __LINE__, "{\"A\":\"x", NULL, NULL },
		{ __LINE__, "{\"A\":\"\\u12\"}", NULL, NULL },
		{ __LINE__, "{\"A\":\"\\q\"}", NULL, NULL },
		{ __LINE__, "{\"A\"}", NULL, NULL },
		{ __LINE__, "{\"A\":}", NULL, NULL },
		{ __LINE__, "{\"A\":\"1\"", NULL, NULL },
		{ __LINE__, "[]", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Arena *arena = arena_new(0);
		NounBag bag;
		bool ok = noun_bag_read(str_from(rows[i].json), arena, &bag);
		NounPair *pair = ok && rows[i].name ? noun_bag_find(&bag, str_from(rows[i].name)) : NULL;

		if (ok != (rows[i].name != NULL) || (rows[i].name && !pair) ||
			(pair && (pair->null != (rows[i].value == NULL) ||
					 !str_eq(pair->value, str_from(rows[i].value)))))
			fail_row(&rows[i]);
		arena_free(arena);
	}
}

static void test_bag_keeps_what_it_was_given(void **state)
{
	static const char *const values[] = { "", "plain", "two\nlines", "quote \" back \\ slash", "tab\there", "\x01",
		"\xc3\xa9", "<I>CN=a<S>CN=b", "{}", "null" };
	Arena *arena = arena_new(0);
	NounBag bag = { 0 }, again;
	Buf json = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(values); i++)
		noun_bag_set(&bag, arena, arena_printf(arena, "P%zu", i), str_from(values[i]), false);
	noun_bag_set(&bag, arena, S("Nothing"), S("ignored"), true);
	noun_bag_put(&bag, &json);
	assert_true(noun_bag_read(buf_str(&json), arena, &again));
	assert_int_equal(again.n, COUNT(values) + 1);
	for (size_t i = 0; i < COUNT(values); i++)
		assert_true(str_eq(noun_bag_find(&again, arena_printf(arena, "p%zu", i))->value, str_from(values[i])));
	assert_true(noun_bag_find(&again, S("NOTHING"))->null);
	assert_null(noun_bag_find(&again, S("Other")));
	buf_release(&json);
	arena_free(arena);
}

/* ---- paths of Cert: ---- */

static void test_path_has_depth(void **state)
{
#define HASH "5113ae0233a72fccb75b1d0198628675333d010e"
	static const struct {
		int line;
		const char *path;
		X509Depth depth;
		bool user;
		const char *store;
	} rows[] = {
		{ __LINE__, "", X509_ROOT, false, NULL },
		{ __LINE__, "Cert:\\", X509_ROOT, false, NULL },
		{ __LINE__, "LocalMachine", X509_LOCATION, false, NULL },
		{ __LINE__, "currentuser\\", X509_LOCATION, true, NULL },
		{ __LINE__, "Nowhere", X509_NOTHING, false, NULL },
		{ __LINE__, "LocalMachine\\my", X509_STORE, false, "My" },
		{ __LINE__, "cert:/localmachine/Root", X509_STORE, false, "Root" },
		{ __LINE__, "Microsoft.PowerShell.Security\\Certificate::LocalMachine\\CA", X509_STORE, false, "CA" },
		{ __LINE__, "LocalMachine\\Nope", X509_NOTHING, false, NULL },
		{ __LINE__, "LocalMachine\\My\\" HASH, X509_CERT, false, "My" },
		{ __LINE__, "LocalMachine\\My\\" HASH "\\x", X509_NOTHING, false, "My" },
		{ __LINE__, "LocalMachine\\My\\1234", X509_NOTHING, false, "My" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		X509Path path;

		x509_path_read(str_from(rows[i].path), &path);
		if (path.depth != rows[i].depth || (path.depth != X509_NOTHING && path.user != rows[i].user) ||
			(rows[i].store && (!path.place || strcmp(path.place->name, rows[i].store) != 0)))
			fail_row(&rows[i]);
	}
}

/* A user has nothing of its own, and sees the machine's roots. */
static void test_path_of_user_shows_roots_alone(void **state)
{
	X509Path path;

	(void)state;
	x509_path_read(S("CurrentUser\\My"), &path);
	assert_int_equal(x509_path_places(&path), 0);
	x509_path_read(S("CurrentUser\\Root"), &path);
	assert_int_equal(x509_path_places(&path), STORE_PLACES_ROOTS);
	x509_path_read(S("LocalMachine\\My"), &path);
	assert_int_equal(x509_path_places(&path), STORE_PLACE(STORE_MY));
}

/* ---- services ---- */

static void test_services_need_services_that_are_there(void **state)
{
	(void)state;
	for (size_t i = 0; i < service_count; i++) {
		StrSplit split = { .rest = str_from(service_defs[i].needs) };
		Str name;

		assert_ptr_equal(service_find(str_from(service_defs[i].name)), &service_defs[i]);
		assert_ptr_equal(service_find(str_from(service_defs[i].display)), &service_defs[i]);
		while (split.rest.n && str_split_next(&split, ' ', &name))
			if (!service_find(name))
				fail_msg("%s needs %.*s", service_defs[i].name, STR_ARG(name));
	}
	assert_null(service_find(S("nope")));
	assert_string_equal(service_dependent(service_find(S("WAS")), 0)->name, "W3SVC");
	assert_null(service_dependent(service_find(S("WAS")), 1));
}

/* ---- request ids, HRESULTs ---- */

static void test_request_ids(void **state)
{
	static const struct {
		int line;
		const char *text;
		int64_t id; /* 0: none */
	} rows[] = {
		{ __LINE__, "7", 7 },
		{ __LINE__, "0x1f", 31 },
		{ __LINE__, "2147483647", 2147483647 },
		{ __LINE__, "2147483648", 0 },
		{ __LINE__, "0", 0 },
		{ __LINE__, "-1", 0 },
		{ __LINE__, "", 0 },
		{ __LINE__, "seven", 0 },
		{ __LINE__, "0x", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t id = 0;
		bool ok = adcs_request_id(str_from(rows[i].text), &id);

		if (ok != (rows[i].id != 0) || (ok && id != rows[i].id))
			fail_row(&rows[i]);
	}
}

static void test_status_texts(void **state)
{
	static const struct {
		int line;
		uint32_t status;
		const char *text;
	} rows[] = {
		{ __LINE__, VAULT_CA_NO_TEMPLATE, "0x80094801 (-2146875391 CERTSRV_E_NO_CERT_TYPE)" },
		{ __LINE__, ADCS_NO_FILE, "0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)" },
		{ __LINE__, 0x80070539u, "0x80070539 (WIN32: 1337)" },
		{ __LINE__, 0x80041234u, "0x80041234 (-2147216844)" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf text = BUF_INIT;

		adcs_put_status(rows[i].status, &text);
		if (strcmp(text.p, rows[i].text) != 0)
			fail_msg("row at line %d: %s", rows[i].line, text.p);
		buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bag_reads),
		cmocka_unit_test(test_bag_keeps_what_it_was_given),
		cmocka_unit_test(test_path_has_depth),
		cmocka_unit_test(test_path_of_user_shows_roots_alone),
		cmocka_unit_test(test_services_need_services_that_are_there),
		cmocka_unit_test(test_request_ids),
		cmocka_unit_test(test_status_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
