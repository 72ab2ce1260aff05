/* test_exchange: the small texts of certificates: service letters, server names, extensions as Windows prints them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmdlets/exchange/exchange.h"

static void check(int line, const Buf *got, const char *want)
{
	if (!str_eq(buf_str(got), str_from(want)))
		fail_msg("line %d: '%.*s', not '%s'", line, STR_ARG(buf_str(got)), want);
}

/* observed-output 1.2: every combination that was seen. */
static void test_letters_are_as_long_as_the_generation(void **state)
{
	static const struct {
		int line, mask, letters;
		const char *want;
	} rows[] = {
		{ __LINE__, 27, 5, "IP.WS" },
		{ __LINE__, 0, 5, "....." },
		{ __LINE__, 2, 6, ".P...." },
		{ __LINE__, 48, 6, "....SF" },
		{ __LINE__, 11, 6, "IP.W.." },
		{ __LINE__, 24, 7, "...WS.." },
		{ __LINE__, 16, 7, "....S.." },
		{ __LINE__, 127, 7, "IPUWSFR" },
		{ __LINE__, 127, 5, "IPUWS" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf text = BUF_INIT;

		exchange_put_letters(rows[i].mask, rows[i].letters, &text);
		check(rows[i].line, &text, rows[i].want);
		buf_release(&text);
	}
}

/* observed-output R3: the order is fixed. */
static void test_services_are_named_in_one_order(void **state)
{
	static const struct {
		int line, mask;
		const char *want;
	} rows[] = {
		{ __LINE__, 0, "None" },
		{ __LINE__, 27, "IMAP, POP, IIS, SMTP" },
		{ __LINE__, 48, "SMTP, Federation" },
		{ __LINE__, 68, "UM, UMCallRouter" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf text = BUF_INIT;

		exchange_put_services(rows[i].mask, &text);
		check(rows[i].line, &text, rows[i].want);
		buf_release(&text);
	}
}

static void test_server_of_a_distinguished_name(void **state)
{
	(void)state;
	assert_true(str_eq(exchange_server_name(S("CAS01")), S("CAS01")));
	assert_true(str_eq(exchange_server_name(S("CN=CAS01,CN=Servers,DC=contoso,DC=com")), S("CAS01")));
	assert_true(str_eq(exchange_server_name(S("cn=CAS01")), S("CAS01")));
}

static void test_extensions_read_as_windows_prints_them(void **state)
{
	static const struct {
		int line;
		const char *oid, *hex;
		bool lines;
		const char *want;
	} rows[] = {
		{ __LINE__, "2.5.29.15", "030205A0", false, "Digital Signature, Key Encipherment (a0)" },
		{ __LINE__, "2.5.29.15", "030205A0", true, "Digital Signature, Key Encipherment (a0)\r\n" },
		{ __LINE__, "2.5.29.15", "03020106", false,
			"Certificate Signing, Off-line CRL Signing, CRL Signing (06)" },
		{ __LINE__, "2.5.29.15", "0303070080", false, "Decipher Only (00 80)" },
		{ __LINE__, "2.5.29.15", "04", false, " (00)" },
		{ __LINE__, "2.5.29.19", "3000", false, "Subject Type=End Entity, Path Length Constraint=None" },
		{ __LINE__, "2.5.29.19", "30060101FF020101", true, "Subject Type=CA\r\nPath Length Constraint=1\r\n" },
		{ __LINE__, "2.5.29.37", "300A06082B06010505070301", false,
			"Server Authentication (1.3.6.1.5.5.7.3.1)" },
		{ __LINE__, "2.5.29.37", "30040602290F", false, "Unknown Key Usage (1.1.15)" },
		{ __LINE__, "2.5.29.14", "04020AFF", false, "0a ff" },
		{ __LINE__, "2.5.29.17", "300C82056D2E636F6D82036E2E64", false, "DNS Name=m.com, DNS Name=n.d" },
		{ __LINE__, "2.5.29.17", "300687047F000001", true, "IP Address=127.0.0.1\r\n" },
		{ __LINE__, "2.5.29.17", "30FF", false, "" },
		{ __LINE__, "1.2.3", "0102", false, "01 02" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf text = BUF_INIT, value = BUF_INIT;

		assert_true(cert_parse_hex(str_from(rows[i].hex), &value));
		x509_format_extension(str_from(rows[i].oid), buf_str(&value), rows[i].lines, &text);
		check(rows[i].line, &text, rows[i].want);
		buf_release(&text);
		buf_release(&value);
	}
}

/* exchange-cmdlets 2: what a generation has. */
static void test_generations(void **state)
{
	(void)state;
	assert_int_equal(organization_profile_of(WHERE_2007)->letters, 5);
	assert_int_equal(organization_profile_of(WHERE_2007)->years, 1);
	assert_true(organization_profile_of(WHERE_2007)->single_smtp);
	assert_false(organization_profile_of(WHERE_2007)->remote);
	assert_int_equal(organization_profile_of(WHERE_2010)->letters, 6);
	assert_false(organization_profile_of(WHERE_2010)->request_id);
	assert_true(organization_profile_of(WHERE_2013)->back_end);
	assert_int_equal(organization_profile_of(WHERE_2016)->access_rules, 3);
	assert_int_equal(organization_profile_of(WHERE_2019)->access_rules, 0);
	assert_string_equal(organization_profile_of(0)->name, "2019");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters_are_as_long_as_the_generation),
		cmocka_unit_test(test_services_are_named_in_one_order),
		cmocka_unit_test(test_server_of_a_distinguished_name),
		cmocka_unit_test(test_extensions_read_as_windows_prints_them),
		cmocka_unit_test(test_generations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
