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
		{ __LINE__, "2.5.29.15", "04", false, "04" },
		{ __LINE__, "2.5.29.19", "3000", false, "Subject Type=End Entity, Path Length Constraint=None" },
		{ __LINE__, "2.5.29.19", "30060101FF020101", true, "Subject Type=CA\r\nPath Length Constraint=1\r\n" },
		{ __LINE__, "2.5.29.37", "300A06082B06010505070301", false,
			"Server Authentication (1.3.6.1.5.5.7.3.1)" },
		{ __LINE__, "2.5.29.37", "30040602290F", false, "Unknown Key Usage (1.1.15)" },
		{ __LINE__, "2.5.29.14", "04020AFF", false, "0a ff" },
		{ __LINE__, "2.5.29.17", "300C82056D2E636F6D82036E2E64", false, "DNS Name=m.com, DNS Name=n.d" },
		{ __LINE__, "2.5.29.17", "300687047F000001", true, "IP Address=127.0.0.1\r\n" },
		{ __LINE__, "2.5.29.17", "30FF", false, "30 ff" },
		{ __LINE__, "2.5.29.17", "3012871020010DB8000000000000000000000001", false,
			"IP Address=2001:0db8:0000:0000:0000:0000:0000:0001" },
		{ __LINE__, "2.5.29.17", "301281036140628605612532307A860462257A7A", false,
			"RFC822 Name=a@b, URL=a z (a%20z), URL=b%zz" },
		{ __LINE__, "2.5.29.17", "3015A013060A2B060104018237140203A0050C03614062", false,
			"Other Name:Principal Name=a@b" },
		{ __LINE__, "2.5.29.17", "3015A013060A2B060104018237140203A0050C03614062", true,
			"Other Name:\r\n     Principal Name=a@b\r\n" },
		{ __LINE__, "2.5.29.17", "301CA41A3018310A3008060355040A130162310A30080603550403130161", false,
			"Directory Address:CN=a, O=b" },
		{ __LINE__, "2.5.29.17", "301CA41A3018310A3008060355040A130162310A30080603550403130161", true,
			"Directory Address:\r\n     CN=a\r\n     O=b\r\n" },
		{ __LINE__, "2.5.29.17", "300488022A03", false, "Registered ID=1.2.3" },
		{ __LINE__, "2.5.29.17", "30058201618205", false, "30 05 82 01 61 82 05" },
		{ __LINE__, "2.5.29.35", "300480020AFF", false, "KeyID=0a ff" },
		{ __LINE__, "2.5.29.35", "300B80010AA1038201618201FF", false,
			"KeyID=0a, Certificate Issuer:DNS Name=a, Certificate SerialNumber=ff" },
		{ __LINE__, "2.5.29.35", "300B80010AA1038201618201FF", true,
			"KeyID=0a\r\nCertificate Issuer:\r\n     DNS Name=a\r\nCertificate SerialNumber=ff\r\n" },
		{ __LINE__, "2.5.29.31", "301B300EA00CA00A8603613A628603613A633009A007A0058603633A64", false,
			"[1]CRL Distribution Point: Distribution Point Name:Full Name:URL=a:b, URL=a:c, [2]CRL Distribution Point: Distribution Point Name:Full Name:URL=c:d" },
		{ __LINE__, "2.5.29.31", "300B3009A007A0058603613A62", true,
			"[1]CRL Distribution Point\r\n     Distribution Point Name:\r\n          Full Name:\r\n               URL=a:b\r\n" },
		{ __LINE__, "2.5.29.31", "3006300481020640", false, "30 06 30 04 81 02 06 40" },
		{ __LINE__, "1.3.6.1.5.5.7.1.1", "3011300F06082B060105050730028603613A62", false,
			"[1]Authority Info Access: Access Method=Certification Authority Issuer (1.3.6.1.5.5.7.48.2), Alternative Name=URL=a:b" },
		{ __LINE__, "1.3.6.1.5.5.7.1.1", "3011300F06082B060105050730028603613A62", true,
			"[1]Authority Info Access\r\n     Access Method=Certification Authority Issuer (1.3.6.1.5.5.7.48.2)\r\n     Alternative Name:\r\n          URL=a:b\r\n" },
		{ __LINE__, "1.3.6.1.4.1.311.20.2", "1E0400570065", false, "We" },
		{ __LINE__, "1.3.6.1.4.1.311.21.7", "300B06032A0304020164020102", false,
			"Template=1.2.3.4, Major Version Number=100, Minor Version Number=2" },
		{ __LINE__, "1.3.6.1.4.1.311.21.7", "3014060C2B0601040182371508010110020164020102", true,
			"Template=Web Server V2(1.3.6.1.4.1.311.21.8.1.1.16)\r\nMajor Version Number=100\r\nMinor Version Number=2\r\n" },
		{ __LINE__, "1.3.6.1.4.1.311.21.10", "300C300A06082B06010505070301", false,
			"[1]Application Certificate Policy:Policy Identifier=Server Authentication" },
		{ __LINE__, "2.5.29.32",
			"302E302C06022A033026301006082B060105050702011604683A2F2F301206082B0601050507020230060C046E6F7465",
			false,
			"[1]Certificate Policy:Policy Identifier=1.2.3, [1,1]Policy Qualifier Info:Policy Qualifier Id=CPS, Qualifier:h://, [1,2]Policy Qualifier Info:Policy Qualifier Id=User Notice, Qualifier:Notice Text=note" },
		{ __LINE__, "2.5.29.32",
			"302E302C06022A033026301006082B060105050702011604683A2F2F301206082B0601050507020230060C046E6F7465",
			true,
			"[1]Certificate Policy:\r\n     Policy Identifier=1.2.3\r\n     [1,1]Policy Qualifier Info:\r\n          Policy Qualifier Id=CPS\r\n          Qualifier:\r\n               h://\r\n     [1,2]Policy Qualifier Info:\r\n          Policy Qualifier Id=User Notice\r\n          Qualifier:\r\n               Notice Text=note\r\n" },
		{ __LINE__, "1.3.6.1.4.1.311.21.1", "0203010002", false, "V2.1" },
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
