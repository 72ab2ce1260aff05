/* test_cert: certificates, requests, names, files and chains, against OpenSSL's library and its command line tool. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "shell/base/moment.h"
#include "shell/base/utf8.h"
#include "store/cert/cert_chain.h"
#include "store/cert/cert_der.h"
#include "store/cert/cert_domain.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"
#include "store/cert/cert_pfx.h"
#include "store/cert/cert_seal.h"

#define SECOND MOMENT_TICKS_PER_SECOND
#define DAY    MOMENT_TICKS_PER_DAY
/* 2026-01-15T10:00:00Z */
#define NOW INT64_C(639040680000000000)

/* ---- tools --------------------------------------------------------------------------------------------------- */

static int64_t now(void *self)
{
	(void)self;
	return NOW;
}

/* Reproducible octets: no test depends on luck. */
static void random_octets(void *self, void *out, size_t n)
{
	uint32_t *state = self;

	for (size_t i = 0; i < n; i++) {
		*state = *state * 1664525 + 1013904223;
		((uint8_t *)out)[i] = (uint8_t)(*state >> 24);
	}
}

static uint32_t seed = 1;
static Env env = { .self = &seed, .now = now, .random = random_octets };
static CertKey *rsa, *ec, *ec2; /* made once */

static int make_keys(void **state)
{
	Diag diag;

	(void)state;
	return cert_key_new(&env, CERT_KEY_RSA, 2048, &rsa, &diag) &&
			       cert_key_new(&env, CERT_KEY_EC, 256, &ec, &diag) &&
			       cert_key_new(&env, CERT_KEY_EC, 384, &ec2, &diag)
		       ? 0
		       : -1;
}

static int free_keys(void **state)
{
	(void)state;
	cert_key_free(rsa);
	cert_key_free(ec);
	cert_key_free(ec2);
	return 0;
}

/* DER Name of a text, appended to *out, which the caller releases. */
static Str name_of(const char *text, Buf *out)
{
	Diag diag = { 0 };

	buf_clear(out);
	if (!cert_name_parse(str_from(text), CERT_NAME_REVERSED | CERT_NAME_WINDOWS, out, NULL, &diag))
		fail_msg("%s: %s", text, diag.text);
	return buf_str(out);
}

static void self_signed(const char *subject, const Str *domains, size_t n, const CertKey *key, Buf *der)
{
	Buf name = BUF_INIT;
	Diag diag = { 0 };
	CertSelfSigned spec = {
		.subject = name_of(subject, &name),
		.domains = domains,
		.ndomains = n,
		.not_before = NOW,
		.not_after = NOW + 365 * DAY,
		.hash = CERT_SHA256,
	};

	if (!cert_make_self_signed(&spec, key, &env, der, &diag))
		fail_msg("%s", diag.text);
	buf_release(&name);
}

/* Runs a shell command with $F set to a file holding der; its standard output in *out.  false: it failed. */
static bool run_tool(const char *command, Str der, Buf *out)
{
	char path[] = "/tmp/exsh-cert-XXXXXX", line[1024], part[512];
	int fd = mkstemp(path);
	size_t n;
	FILE *pipe;
	int status;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, der.p, der.n), der.n);
	close(fd);
	snprintf(line, sizeof line, "F=%s; { %s; } 2>&1", path, command);
	pipe = popen(line, "r");
	assert_non_null(pipe);
	while ((n = fread(part, 1, sizeof part, pipe)) > 0)
		buf_put(out, (Str){ part, n });
	status = pclose(pipe);
	unlink(path);
	return status == 0;
}

static bool have_openssl(void)
{
	if (system("command -v openssl >/dev/null 2>&1") == 0)
		return true;
	print_message("the openssl tool is missing: its part of the test is skipped\n");
	return false;
}

static void expect_in(const Buf *text, const char *part)
{
	if (!text->n || !strstr(text->p, part))
		fail_msg("'%s' is not in: %s", part, text->n ? text->p : "");
}

/* ---- small things -------------------------------------------------------------------------------------------- */

#define ZEROS_50 "00000000000000000000000000000000000000000000000000"
#define ZEROS    ZEROS_50 ZEROS_50 "0000000000000000000000000000000000"

static void test_oids_both_ways(void **state)
{
	static const struct {
		const char *text;
		int octets; /* 0: refused */
	} rows[] = {
		{ "2.5.4.3", 3 },
		{ "1.2.840.113549.1.9.14", 9 },
		{ "0.39", 1 },
		{ "2.999.1", 3 },
		{ "1.2.99999999999999999999999999", 14 },
		{ "1.2.1" ZEROS, 65 }, /* an arc has 64 octets at most, when read and when printed */
		{ "1.2.9" ZEROS, 0 },
		{ "2.5.4.03", 0 },
		{ "1", 0 },
		{ "", 0 },
		{ "3.2.1", 0 },
		{ "1.40.1", 0 },
		{ "1..2", 0 },
		{ "1.2.", 0 },
		{ "1.2.a", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf octets = BUF_INIT, text = BUF_INIT;
		bool ok = cert_oid_parse(str_from(rows[i].text), &octets);

		if (ok != (rows[i].octets > 0) || octets.n != (size_t)rows[i].octets)
			fail_msg("%s: %zu octets", rows[i].text, octets.n);
		if (ok) {
			cert_oid_print(buf_str(&octets), &text);
			assert_string_equal(text.p, rows[i].text);
		}
		buf_release(&octets);
		buf_release(&text);
	}
	{
		Buf text = BUF_INIT;

		cert_oid_print(S("\x2a\x86"), &text); /* cut off in an arc */
		assert_int_equal(text.n, 0);
		buf_release(&text);
	}
	assert_string_equal(cert_oid_name(S("1.2.840.113549.1.1.11")), "sha256RSA");
	assert_null(cert_oid_name(S("1.2.3")));
}

static void test_thumbprints_as_typed(void **state)
{
	static const struct {
		const char *text;
		bool ok, cleaned;
	} rows[] = {
		{ "0123456789abcdef0123456789ABCDEF01234567", true, false },
		{ "\xe2\x80\x8e"
		  "01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67",
			true, true },
		{ "01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67", true, true },
		{ "0123456789abcdef0123456789ABCDEF0123456", false, false },
		{ "0123456789abcdef0123456789ABCDEF012345678", false, false },
		{ "g123456789abcdef0123456789ABCDEF01234567", false, false },
		{ "", false, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		uint8_t out[CERT_THUMBPRINT];
		bool cleaned = false;

		if (cert_thumbprint_parse(str_from(rows[i].text), out, &cleaned) != rows[i].ok ||
			(rows[i].ok && (cleaned != rows[i].cleaned || out[0] != 0x01 || out[19] != 0x67)))
			fail_msg("row %zu: %s", i, rows[i].text);
	}
}

/* What a terminal would obey, and what turns text round or hides it. */
static void test_text_is_shown_harmless(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		const char *shown;
	} rows[] = {
		{ "plain, B\xc3\xbc"
		  "cher",
			14,
			"plain, B\xc3\xbc"
			"cher" },
		{ "a\0b", 3, "a\\u0000b" },
		{ "\x1b[31m", 5, "\\u001B[31m" },
		{ "\r\n\t\x7f", 4, "\\u000D\\u000A\\u0009\\u007F" },
		{ "\xc2\x9b", 2, "\\u009B" },
		{ "\xe2\x80\xae", 3, "\\u202E" },
		{ "\xe2\x80\xa8", 3, "\\u2028" },
		{ "\xed\xa0\x80", 3, "\\uD800" },
		{ "\xf3\xa0\x81\x81", 4, "\\uE0041" },
		{ "\xff", 1, "\xef\xbf\xbd" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf out = BUF_INIT;

		cert_put_shown((Str){ rows[i].text, rows[i].n }, &out);
		if (!str_eq(buf_str(&out), str_from(rows[i].shown)))
			fail_msg("row %zu: %.*s", i, (int)out.n, out.p);
		buf_release(&out);
	}
}

static void test_times(void **state)
{
	static const struct {
		uint8_t tag;
		const char *text, *utc; /* NULL: no time */
	} rows[] = {
		{ DER_UTC_TIME, "260115100000Z", "2026-01-15 10:00:00.0000000" },
		{ DER_UTC_TIME, "500101000000Z", "1950-01-01 00:00:00.0000000" },
		{ DER_UTC_TIME, "491231235959Z", "2049-12-31 23:59:59.0000000" },
		{ DER_UTC_TIME, "2601151000Z", "2026-01-15 10:00:00.0000000" },
		{ DER_UTC_TIME, "260115100000+0130", "2026-01-15 08:30:00.0000000" },
		{ DER_GENERAL_TIME, "20260115100000Z", "2026-01-15 10:00:00.0000000" },
		{ DER_GENERAL_TIME, "20260115100000.25Z", "2026-01-15 10:00:00.2500000" },
		{ DER_GENERAL_TIME, "99991231235959Z", "9999-12-31 23:59:59.0000000" },
		{ DER_GENERAL_TIME, "99991231235959-2300", "9999-12-31 23:59:59.9999999" },
		{ DER_GENERAL_TIME, "00010101000000+2300", "0001-01-01 00:00:00.0000000" },
		{ DER_UTC_TIME, "261315100000Z", NULL },
		{ DER_UTC_TIME, "260230100000Z", NULL },
		{ DER_UTC_TIME, "26011510", NULL },
		{ DER_UTC_TIME, "260115100000X", NULL },
		{ DER_UTC_TIME, "", NULL },
		{ DER_GENERAL_TIME, "00000115100000Z", NULL },
		{ DER_OCTET_STRING, "260115100000Z", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t ticks;
		char text[64] = "";
		bool ok = cert_der_time(rows[i].tag, str_from(rows[i].text), &ticks);

		if (ok) {
			MomentParts t = moment_split(ticks);

			snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d.%07d", t.year, t.month, t.day,
				t.hour, t.minute, t.second, t.ticks);
		}
		if (ok != (rows[i].utc != NULL) || (ok && strcmp(text, rows[i].utc) != 0))
			fail_msg("row %zu: %s gives %s", i, rows[i].text, text);
	}
}

static void test_der_lengths_are_bounded(void **state)
{
	static const struct {
		const char *p;
		size_t n;
		bool ok;
	} rows[] = {
		{ "\x04\x01x", 3, true },
		{ "\x04\x81\x01x", 4, true }, /* longer than needed, but real files have it */
		{ "\x04\x02x", 3, false },
		{ "\x04\x80x\0\0", 5, false }, /* indefinite */
		{ "\x04\x84\xff\xff\xff\xff", 6, false },
		{ "\x04\x85\x01\0\0\0\0", 7, false },
		{ "\x1f\x81\x01\x00", 4, false },
		{ "\x04", 1, false },
		{ "", 0, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Str rest = { rows[i].p, rows[i].n };
		CertTlv tlv;

		if (cert_der_next(&rest, &tlv) != rows[i].ok)
			fail_msg("row %zu", i);
		assert_int_equal(rest.n, rows[i].ok ? 0 : rows[i].n);
	}
}

static void test_sealed_secrets_open_only_as_they_were_sealed(void **state)
{
	uint8_t key[CERT_SEAL_KEY] = { 1 }, other[CERT_SEAL_KEY] = { 2 };
	Buf sealed = BUF_INIT, again = BUF_INIT, out = BUF_SECRET;
	Diag diag = { 0 };

	(void)state;
	assert_true(cert_seal(key, S("row 1"), S("secret"), &env, &sealed, &diag));
	assert_true(cert_seal(key, S("row 1"), S("secret"), &env, &again, &diag));
	assert_int_equal(sealed.n, 6 + CERT_SEAL_OVERHEAD);
	assert_false(str_eq(buf_str(&sealed), buf_str(&again)));
	assert_true(cert_unseal(key, S("row 1"), buf_str(&sealed), &out, &diag));
	assert_true(str_eq(buf_str(&out), S("secret")));
	assert_false(cert_unseal(other, S("row 1"), buf_str(&sealed), &out, &diag));
	assert_int_equal(diag.code, DIAG_DENIED);
	assert_false(cert_unseal(key, S("row 2"), buf_str(&sealed), &out, &diag));
	for (size_t i = 0; i < sealed.n; i++) {
		sealed.p[i] ^= 1;
		assert_false(cert_unseal(key, S("row 1"), buf_str(&sealed), &out, &diag));
		sealed.p[i] ^= 1;
	}
	assert_false(cert_unseal(key, S("row 1"), str_cut(buf_str(&sealed), 0, 28), &out, &diag));
	assert_int_equal(diag.code, DIAG_CORRUPT);
	assert_true(str_eq(buf_str(&out), S("secret"))); /* nothing was appended by the failures */
	assert_true(cert_seal(key, S(""), S(""), &env, &again, &diag));
	buf_release(&sealed);
	buf_release(&again);
	buf_release(&out);
}

/* ---- names --------------------------------------------------------------------------------------------------- */

/* Recorded: dotnet-x509/x500-names.tsv; those of Windows from its README, section 4. */
static const struct {
	const char *text;
	unsigned flags;
	const char *der, *shown; /* der "!": refused, "!!": for an unknown key */
} name_rows[] = {
	{ "CN=a,", 0, "300C310A30080603550403130161", "CN=a" },
	{ "CN=a, ;", 0, "!", NULL },
	{ "CN=a;O=b", 0, "3018310A3008060355040A130162310A30080603550403130161", "CN=a, O=b" },
	{ "CN=a,,O=b", 0, "!!", NULL },
	{ "=,=", 0, "!!", NULL },
	{ "=", 0, "!", NULL },
	{ "CN", 0, "!", NULL },
	{ "C N=a", 0, "!", NULL },
	{ "mail.contoso.com", 0, "!", NULL },
	{ "c=us, o=ContosoCorporation, cn=servername,contoso.com", 0, "!", NULL },
	{ "", 0, "3000", "" },
	{ "  ", 0, "3000", "" },
	{ "CN=", 0, "300B3109300706035504031300", "CN=\"\"" },
	{ "CN=\"a\"\"b\"", 0, "300E310C300A06035504030C03612262", "CN=\"a\"\"b\"" },
	{ "CN=\"a\" b", 0, "!", NULL },
	{ "CN=\"a", 0, "!", NULL },
	{ "CN=a+O=b", 0, "3010310E300C06035504031305612B4F3D62", "CN=\"a+O=b\"" },
	{ "C=US,CN=*.contoso.com", 0, "30253116301406035504030C0D2A2E636F6E746F736F2E636F6D310B3009060355040613025553",
		"C=US, CN=*.contoso.com" },
	{ "C=US,CN=*.contoso.com", CERT_NAME_WINDOWS,
		"303231233021060355040"
		"31E1A002A002E0063006F006E0074006F0073006F002E0063006F006D310B3009060355040613025553",
		"C=US, CN=*.contoso.com" },
	{ "CN=M\xc3\xbcller", 0, "30123110300E06035504030C074DC3BC6C6C6572", "CN=M\xc3\xbcller" },
	{ "CN=M\xc3\xbcller", CERT_NAME_WINDOWS, "30173115301306035504031E0C004D00FC006C006C00650072",
		"CN=M\xc3\xbcller" },
	{ "CN=Comm\xc3\xb3n Name", CERT_NAME_WINDOWS,
		"3021311F301D06035504031E160043006F006D006D00F3006E0020004E0061006D0065", "CN=Comm\xc3\xb3n Name" },
	{ "DC=com", CERT_NAME_WINDOWS, "301531133011060A0992268993F22C6401191603636F6D", "DC=com" },
	{ "C=Germany", 0, "30123110300E060355040613074765726D616E79", "C=Germany" },
	{ "C=*a", 0, "!", NULL },
	{ "E=\xc3\xbc", 0, "!", NULL },
	{ "ST=x", 0, "300C310A30080603550408130178", "S=x" },
	{ "OID.1.2.3.4=a", 0, "300C310A300806032A0304130161", "OID.1.2.3.4=a" },
	{ "2.5.4.15=x", 0, "300C310A3008060355040F130178", "businessCategory=x" },
	{ "2.5.4.15=x", CERT_NAME_WINDOWS, "300C310A3008060355040F130178", "OID.2.5.4.15=x" },
	{ "commonName=a", 0, "300C310A30080603550403130161", "CN=a" },
	{ "commonName=a", CERT_NAME_WINDOWS, "!!", NULL },
	{ "Email=a@b", 0, "!!", NULL },
	{ "Email=a@b", CERT_NAME_WINDOWS,
		"3014311230100609"
		"2A864886F70D0109011603614062",
		"E=a@b" },
	{ "CN=\xed\xa0\x80", 0, "!", NULL },
	{ "CN=a\xc2\xa0", 0, "300C310A30080603550403130161", "CN=a" },
	{ "O=\"Contoso, Inc.\" , CN=a", 0,
		"3024310A3008060355040313016131163014060355040A130D436F6E746F736F2C20496E632E",
		"O=\"Contoso, Inc.\", CN=a" },
	{ "CN=a\nO=b", CERT_NAME_NEW_LINES, "3018310A3008060355040A130162310A30080603550403130161", "CN=a\nO=b" },
	{ "CN=a,O=b", CERT_NAME_SEMICOLONS, "3010310E300C06035504031305612C4F3D62", "CN=\"a,O=b\"" },
	{ "CN=a", CERT_NAME_FORCE_UTF8, "300C310A300806035504030C0161", "CN=a" },
};

static void test_names_from_text_and_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(name_rows); i++) {
		Buf der = BUF_INIT, hex = BUF_INIT, shown = BUF_INIT;
		unsigned flags = name_rows[i].flags | CERT_NAME_REVERSED;
		bool inner = false, ok;
		Diag diag = { 0 };

		ok = cert_name_parse(str_from(name_rows[i].text), flags, &der, &inner, &diag);
		cert_put_hex(buf_str(&der), &hex);
		if (!ok)
			buf_printf(&hex, "%s", inner ? "!!" : "!");
		if (strcmp(hex.p, name_rows[i].der) != 0)
			fail_msg("row %zu: %s gives %s", i, name_rows[i].text, hex.p);
		if (ok) {
			cert_name_print(buf_str(&der), flags, &shown);
			buf_put(&shown, S(""));
			if (!str_eq(buf_str(&shown), str_from(name_rows[i].shown)))
				fail_msg("row %zu: %s shows as %.*s", i, name_rows[i].text, STR_ARG(buf_str(&shown)));
		}
		buf_release(&der);
		buf_release(&hex);
		buf_release(&shown);
	}
}

/* What is typed is what is shown, and the DER is the other way round: the procedure's own subject. */
static void test_subject_of_the_procedure(void **state)
{
	Buf der = BUF_INIT, shown = BUF_INIT, common = BUF_INIT;
	Diag diag = { 0 };

	(void)state;
	assert_true(cert_name_parse(S("dc=com,dc=contoso,o=Contoso Corporation,cn=exchange.contoso.com"),
		CERT_NAME_REVERSED, &der, NULL, &diag));
	assert_true(
		str_starts(str_cut(buf_str(&der), 2, der.n), S("\x31\x1d\x30\x1b\x06\x03\x55\x04\x03"))); /* CN first */
	cert_name_print(buf_str(&der), CERT_NAME_REVERSED, &shown);
	assert_string_equal(shown.p, "DC=com, DC=contoso, O=Contoso Corporation, CN=exchange.contoso.com");
	assert_true(cert_common_name(buf_str(&der), &common));
	assert_string_equal(common.p, "exchange.contoso.com");
	buf_release(&der);
	buf_release(&shown);
	buf_release(&common);
}

/* Names no text could give: recorded by asking .NET about the DER. */
static void test_odd_names_are_shown(void **state)
{
	static const struct {
		const char *der;
		size_t n;
		const char *shown;
	} rows[] = {
#define ODD(value, shown) { value, sizeof(value) - 1, shown }
		ODD("\x30\x0f\x31\x0d\x30\x0b\x06\x03\x55\x04\x03\x1c\x04\0\0\0a", "CN=#1C0400000061"),
		ODD("\x30\x0c\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x04\x01"
		    "a",
			"CN=#61"),
		ODD("\x30\x0c\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x02\x01\x05", "CN=#020105"),
		ODD("\x30\x0c\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x14\x01\xfc", "CN=\xc3\xbc"),
		ODD("\x30\x0d\x31\x0b\x30\x09\x06\x03\x55\x04\x03\x0c\x02"
		    "a\0",
			"CN=a"),
		ODD("\x30\x0d\x31\x0b\x30\x09\x06\x03\x55\x04\x03\x1e\x02\0a", "CN=a"),
		ODD("\x30\x16\x31\x14\x30\x08\x06\x03\x55\x04\x03\x13\x01"
		    "a\x30\x08\x06\x03\x55\x04\x0a\x13\x01"
		    "b",
			"CN=a + O=b"),
		ODD("\x31\x02\x30\x00", ""),
		ODD("\x30\x05", ""),
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf shown = BUF_INIT;

		cert_name_print((Str){ rows[i].der, rows[i].n }, CERT_NAME_REVERSED, &shown);
		if (!str_eq(buf_str(&shown), str_from(rows[i].shown)))
			fail_msg("row %zu shows as %.*s", i, STR_ARG(buf_str(&shown)));
		buf_release(&shown);
	}
}

/* ---- host names ---------------------------------------------------------------------------------------------- */

static void test_host_names(void **state)
{
	static const struct {
		const char *name;
		bool host, fqdn, valid;
	} rows[] = {
		{ "CAS01", true, false, true },
		{ "mail.contoso.com", true, true, true },
		{ "*.contoso.com", false, false, true },
		{ "*", false, false, false },
		{ "a.*.com", false, false, false },
		{ "under_score.com", false, false, false },
		{ "-a.com", false, false, false },
		{ "a-.com", false, false, false },
		{ "a..com", false, false, false },
		{ "contoso.com.", false, false, false },
		{ "sts.servername,contoso.com", false, false, false },
		{ "Microsoft Exchange Server Auth Certificate", false, false, false },
		{ "", false, false, false },
		{ "xn--mnchen-3ya.example", true, true, true },
		{ "m\xc3\xbcnchen.example", false, false, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Str name = str_from(rows[i].name);

		if (cert_domain_is_host(name) != rows[i].host || cert_domain_is_fqdn(name) != rows[i].fqdn ||
			cert_domain_is_valid(name) != rows[i].valid)
			fail_msg("row %zu: %s", i, rows[i].name);
	}
	{
		char label[70];

		memset(label, 'a', sizeof label);
		assert_true(cert_domain_is_host((Str){ label, 63 }));
		assert_false(cert_domain_is_host((Str){ label, 64 }));
	}
}

static void test_wildcards_cover_one_label(void **state)
{
	static const struct {
		const char *name, *host;
		bool covers;
	} rows[] = {
		{ "mail.contoso.com", "MAIL.Contoso.COM", true },
		{ "*.contoso.com", "mail.contoso.com", true },
		{ "*.contoso.com", "a.mail.contoso.com", false },
		{ "*.contoso.com", "contoso.com", false },
		{ "*.contoso.com", ".contoso.com", false },
		{ "*.contoso.com", "*.contoso.com", true },
		{ "CAS01", "CAS01.contoso.com", false },
		{ "m\xc3\xbcnchen.example", "xn--mnchen-3ya.example", true },
		{ "mail*.contoso.com", "mail1.contoso.com", false },
		{ "mail.contoso.com", "mail.contoso.com.", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (cert_domain_covers(str_from(rows[i].name), str_from(rows[i].host)) != rows[i].covers)
			fail_msg("row %zu: %s %s", i, rows[i].name, rows[i].host);
}

/* Recorded: dotnet-x509/idn.tsv; NULL is an exception. */
static void test_international_names(void **state)
{
	static const struct {
		const char *name, *ascii, *std3, *unicode;
	} rows[] = {
		{ "MAIL.Contoso.COM", "MAIL.Contoso.COM", "MAIL.Contoso.COM", "MAIL.Contoso.COM" },
		{ "mail_1.contoso.com", "mail_1.contoso.com", NULL, "mail_1.contoso.com" },
		{ "contoso,com", "contoso,com", NULL, "contoso,com" },
		{ "xn--", NULL, NULL, NULL },
		{ "xn--mnchen-3ya.example", "xn--mnchen-3ya.example", "xn--mnchen-3ya.example",
			"m\xc3\xbcnchen.example" },
		{ "contoso.com..", NULL, NULL, NULL },
		{ ".contoso.com", NULL, NULL, NULL },
		{ "contoso\t.com", NULL, NULL, NULL },
		{ "M\xc3\x9cNCHEN.example", "xn--mnchen-3ya.example", "xn--mnchen-3ya.example",
			"M\xc3\x9cNCHEN.example" },
		{ "stra\xc3\x9f"
		  "e.de",
			"xn--strae-oqa.de", "xn--strae-oqa.de",
			"stra\xc3\x9f"
			"e.de" },
		{ "contoso\xe3\x80\x82"
		  "com",
			"contoso.com", "contoso.com", "contoso.com" },
		{ "\xef\xbd\x8d\xef\xbd\x81\xef\xbd\x89\xef\xbd\x8c.com", "mail.com", "mail.com", "mail.com" },
		{ "e\xcc\x81.com", "xn--9ca.com", "xn--9ca.com", "\xc3\xa9.com" },
		{ "a\xe2\x80\x8d"
		  "b.com",
			NULL, NULL, NULL },
		{ "\xed\xa0\x80.com", NULL, NULL, NULL },
		{ "m\xc3\xbcn_chen.com", "xn--mn_chen-n2a.com", NULL, "m\xc3\xbcn_chen.com" },
		{ "\xc3\xbc-.com", NULL, NULL, NULL },
		{ "", NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Buf ascii = BUF_INIT, std3 = BUF_INIT, unicode = BUF_INIT;
		Str name = str_from(rows[i].name);
		bool a = cert_domain_to_ascii(name, false, &ascii), b = cert_domain_to_ascii(name, true, &std3);
		bool c = cert_domain_to_unicode(name, false, &unicode);

		if (a != !!rows[i].ascii || b != !!rows[i].std3 || c != !!rows[i].unicode ||
			(a && !str_eq(buf_str(&ascii), str_from(rows[i].ascii))) ||
			(b && !str_eq(buf_str(&std3), str_from(rows[i].std3))) ||
			(c && !str_eq(buf_str(&unicode), str_from(rows[i].unicode))))
			fail_msg("row %zu: %s gives %d %s, %d %s, %d %s", i, rows[i].name, a, a ? ascii.p : "", b,
				b ? std3.p : "", c, c ? unicode.p : "");
		buf_release(&ascii);
		buf_release(&std3);
		buf_release(&unicode);
	}
	assert_false(cert_domain_to_ascii(S("a\0b"), false, &(Buf){ .max = 64 }));
}

/* ---- certificates -------------------------------------------------------------------------------------------- */

/* Our walk and OpenSSL's objects say the same. */
static void compare_with_openssl(Str der)
{
	const unsigned char *p = (const unsigned char *)der.p;
	X509 *cert = d2i_X509(NULL, &p, (long)der.n);
	unsigned char *octets = NULL;
	const ASN1_OCTET_STRING *id;
	CertInfo info;
	Diag diag = { 0 };
	struct tm t;
	int n;

	assert_non_null(cert);
	assert_true(cert_read(der, &info, &diag));
	n = i2d_X509_NAME(X509_get_subject_name(cert), &octets);
	assert_true(str_eq(info.subject, (Str){ (char *)octets, (size_t)n }));
	OPENSSL_free(octets);
	octets = NULL;
	n = i2d_X509_NAME(X509_get_issuer_name(cert), &octets);
	assert_true(str_eq(info.issuer, (Str){ (char *)octets, (size_t)n }));
	OPENSSL_free(octets);
	assert_int_equal(info.version, X509_get_version(cert) + 1);
	assert_int_equal(ASN1_TIME_to_tm(X509_get0_notBefore(cert), &t), 1);
	assert_int_equal(moment_to_unix(info.not_before), timegm(&t));
	assert_int_equal(ASN1_TIME_to_tm(X509_get0_notAfter(cert), &t), 1);
	assert_int_equal(moment_to_unix(info.not_after), timegm(&t));
	assert_int_equal(info.key.size, EVP_PKEY_get_bits(X509_get0_pubkey(cert)));
	assert_int_equal(info.is_authority, (X509_get_extension_flags(cert) & EXFLAG_CA) != 0);
	assert_int_equal(info.key_usage & 0x80ff, X509_get_key_usage(cert) & 0x80ff);
	assert_int_equal(info.self_signed, (X509_get_extension_flags(cert) & EXFLAG_SI) != 0);
	id = X509_get0_subject_key_id(cert);
	assert_int_equal(info.subject_key_id.n, id ? ASN1_STRING_length(id) : 0);
	id = X509_get0_authority_key_id(cert);
	assert_int_equal(info.authority_key_id.n, id ? ASN1_STRING_length(id) : 0);
	X509_free(cert);
}

static void test_self_signed_is_laid_out_as_exchange_does(void **state)
{
	static const char *const order[] = { "2.5.29.15", "2.5.29.17", "2.5.29.37", "2.5.29.19" };
	Str domains[] = { S("CAS01"), S("CAS01.contoso.com") }, *found, rest;
	Arena *arena = arena_new(0);
	CertExtension extension;
	CertInfo info;
	Buf der = BUF_INIT, out = BUF_INIT;
	Diag diag = { 0 };
	size_t n;

	(void)state;
	self_signed("CN=CAS01", domains, 2, rsa, &der);
	compare_with_openssl(buf_str(&der));
	assert_true(cert_read(buf_str(&der), &info, &diag));
	assert_int_equal(info.version, 3);
	assert_int_equal(info.serial.n, 16);
	assert_true((uint8_t)info.serial.p[0] < 0x80);
	assert_int_equal((uint8_t)info.serial.p[8] >> 4, 4);
	assert_int_equal((uint8_t)info.serial.p[7] >> 6, 2);
	assert_int_equal(info.key_usage, CERT_USAGE_DIGITAL_SIGNATURE | CERT_USAGE_KEY_ENCIPHERMENT);
	assert_true(info.has_constraints && !info.is_authority && info.self_signed);
	assert_int_equal(info.subject_key_id.n, 0);
	assert_int_equal(info.not_before, NOW);
	rest = info.extensions;
	for (size_t i = 0; i < COUNT(order); i++) {
		assert_true(cert_extension_next(&rest, &extension));
		assert_true(cert_oid_is(extension.oid, order[i]));
		assert_int_equal(extension.critical, i == 0 || i == 3);
	}
	assert_int_equal(rest.n, 0);
	assert_true(cert_extension_find(info.extensions, "2.5.29.15", &extension));
	assert_true(str_eq(extension.value, S("\x03\x02\x05\xa0")));
	assert_true(cert_extension_find(info.extensions, "2.5.29.19", &extension));
	assert_true(str_eq(extension.value, S("\x30\x00")));
	cert_domains(&info, arena, &found, &n);
	assert_int_equal(n, 2);
	assert_true(str_eq(found[0], S("CAS01")) && str_eq(found[1], S("CAS01.contoso.com")));
	if (have_openssl()) {
		assert_true(run_tool("openssl x509 -inform DER -in $F -noout -subject -ext subjectAltName,keyUsage",
			buf_str(&der), &out));
		expect_in(&out, "CN = CAS01");
		expect_in(&out, "DNS:CAS01, DNS:CAS01.contoso.com");
		expect_in(&out, "Digital Signature, Key Encipherment");
	}
	arena_free(arena);
	buf_release(&der);
	buf_release(&out);
}

static void test_certificate_domains(void **state)
{
	static const struct {
		const char *subject, *domains[3], *want[4];
	} rows[] = {
		{ "CN=a.x", { "a.x", "b.x" }, { "a.x", "b.x" } },
		{ "CN=A.X", { "a.x", "b.x" }, { "a.x", "b.x" } },
		{ "CN=c.x", { "a.x", "b.x" }, { "c.x", "a.x", "b.x" } },
		{ "CN=WMSvc-SHA2", { NULL }, { "WMSvc-SHA2" } },
		{ "CN=Microsoft Exchange Server Auth Certificate", { NULL }, { NULL } },
		{ "CN=*.contoso.com", { NULL }, { "*.contoso.com" } },
		{ "O=x", { "a.x" }, { "a.x" } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Arena *arena = arena_new(0);
		Str domains[3], *found;
		size_t n = 0, want = 0;
		Buf der = BUF_INIT;
		CertInfo info;
		Diag diag = { 0 };

		for (; n < 3 && rows[i].domains[n]; n++)
			domains[n] = str_from(rows[i].domains[n]);
		self_signed(rows[i].subject, domains, n, ec, &der);
		assert_true(cert_read(buf_str(&der), &info, &diag));
		cert_domains(&info, arena, &found, &n);
		while (want < 4 && rows[i].want[want])
			want++;
		if (n != want)
			fail_msg("row %zu: %zu names", i, n);
		for (size_t k = 0; k < n; k++)
			if (!str_eq(found[k], str_from(rows[i].want[k])))
				fail_msg("row %zu: name %zu is %.*s", i, k, STR_ARG(found[k]));
		buf_release(&der);
		arena_free(arena);
	}
}

static void test_many_names_and_strange_ones(void **state)
{
	enum { MANY = 100000 };
	Str *domains = MEM_ARRAY(Str, MANY), *found;
	Arena *arena = arena_new(0);
	Buf der = BUF_INIT, shown = BUF_INIT, name = BUF_INIT;
	CertInfo info;
	Diag diag = { 0 };
	size_t n;
	CertSelfSigned spec = { .not_before = 0, .not_after = MOMENT_MAX, .hash = CERT_SHA256 };

	(void)state;
	for (size_t i = 0; i < MANY; i++)
		domains[i] = S("a.b");
	domains[1] = S("bank.com\0.evil.com");
	domains[2] = S("\x1b[2J");
	domains[3] = S("\xfc");
	self_signed("CN=x", domains, MANY, ec, &der);
	assert_true(cert_read(buf_str(&der), &info, &diag));
	cert_domains(&info, arena, &found, &n);
	assert_int_equal(n, MANY + 1);
	assert_true(str_eq(found[2], S("bank.com\0.evil.com"))); /* whole: nothing is cut at the NUL */
	assert_true(str_eq(found[4], S("\xc3\xbc")));
	assert_false(cert_domain_covers(found[2], S("bank.com")));
	buf_clear(&der);

	/* the dates at both ends, and a NUL in the subject */
	assert_true(cert_name_parse(S("CN=bank.com\0.evil.com"), CERT_NAME_REVERSED, &name, NULL, &diag));
	spec.subject = buf_str(&name);
	assert_true(cert_make_self_signed(&spec, ec, &env, &der, &diag));
	assert_true(cert_read(buf_str(&der), &info, &diag));
	assert_int_equal(info.not_before, 0);
	assert_int_equal(info.not_after, MOMENT_MAX - MOMENT_MAX % SECOND);
	cert_name_print(info.subject, CERT_NAME_REVERSED, &shown);
	assert_true(str_eq(buf_str(&shown), S("CN=bank.com\0.evil.com")));
	free(domains);
	arena_free(arena);
	buf_release(&der);
	buf_release(&shown);
	buf_release(&name);
}

static void test_serial_numbers_are_kept_as_stored(void **state)
{
	static const struct {
		const char *octets;
		size_t n;
		const char *hex; /* NULL: refused */
	} rows[] = {
		{ "\xff", 1, "FF" },
		{ "\0", 1, "00" },
		{ "\0\xfe\xdc", 3, "00FEDC" },
		{ "\0\0\x12", 3, NULL },
		{ "\xff\xff", 2, NULL },
		{ "", 0, NULL },
		{ "0123456789012345678901234567890", 31,
			"30313233343536373839303132333435363738393031323334353637383930" },
	};
	Buf name = BUF_INIT, public_key = BUF_INIT;

	(void)state;
	cert_key_public(ec, &public_key);
	for (size_t i = 0; i < COUNT(rows); i++) {
		Str subject = name_of("CN=serial", &name);
		CertMake make = { .serial = { rows[i].octets, rows[i].n },
			.subject = subject,
			.issuer = subject,
			.public_key = buf_str(&public_key),
			.not_after = NOW,
			.signer = ec,
			.hash = CERT_SHA256 };
		Buf der = BUF_INIT, hex = BUF_INIT;
		CertInfo info;
		Diag diag = { 0 };
		bool ok;

		assert_true(cert_make_certificate(&make, &der, &diag));
		ok = cert_read(buf_str(&der), &info, &diag);
		if (ok != (rows[i].hex != NULL))
			fail_msg("row %zu: %s", i, diag.text);
		if (ok) {
			cert_put_hex(info.serial, &hex);
			assert_string_equal(hex.p, rows[i].hex);
			assert_int_equal(info.version, 1);
		}
		buf_release(&der);
		buf_release(&hex);
	}
	buf_release(&name);
	buf_release(&public_key);
}

/* Every cut and thousands of changed octets: no crash, no read out of bounds (the sanitizers watch). */
static void test_damaged_input_is_survived(void **state)
{
	Str domains[] = { S("a.contoso.com"), S("b.contoso.com") };
	Buf der = BUF_INIT, name = BUF_INIT, request = BUF_INIT;
	CertRequestSpec spec = { .domains = domains,
		.ndomains = 2,
		.os_version = S("10.0"),
		.machine = S("m"),
		.provider = S("p"),
		.hash = CERT_SHA256 };
	Diag diag = { 0 };
	int survived = 0;

	(void)state;
	self_signed("CN=a,O=b", domains, 2, ec, &der);
	spec.subject = name_of("CN=a", &name);
	assert_true(cert_make_request(&spec, ec, &request, &diag));
	for (int which = 0; which < 2; which++) {
		Buf *whole = which ? &request : &der;

		for (size_t n = 0; n < whole->n + 3000; n++) {
			Arena *arena = arena_new(0);
			char *copy = malloc(whole->n);
			size_t len = n < whole->n ? n : whole->n;
			CertFile file;
			CertInfo info;
			CertRequestInfo asked;
			Str *names;
			size_t count;

			memcpy(copy, whole->p, len);
			if (n >= whole->n)
				for (int k = 0; k < 3; k++) {
					uint8_t r[4];

					random_octets(&seed, r, 4);
					copy[(r[0] << 8 | r[1]) % len] = (char)r[2];
				}
			survived += cert_read_file((Str){ copy, len }, arena, &file, &diag);
			if (cert_read((Str){ copy, len }, &info, &diag)) {
				(void)cert_name_text(info.subject, arena);
				cert_domains(&info, arena, &names, &count);
			}
			survived += cert_read_request((Str){ copy, len }, &asked, &diag);
			free(copy);
			arena_free(arena);
		}
	}
	assert_true(survived > 1000); /* changed names and signatures are still readable */
	buf_release(&der);
	buf_release(&name);
	buf_release(&request);
}

/* ---- requests ------------------------------------------------------------------------------------------------ */

static void make_request(const CertKey *key, Buf *der)
{
	Str domains[] = { S("exchange.contoso.com"), S("CAS01"), S("CAS01.exchange.corp.constoso.com"),
		S("autodiscover.contoso.com") };
	Buf name = BUF_INIT;
	Diag diag = { 0 };
	CertRequestSpec spec = {
		.subject = name_of("dc=com,dc=contoso,o=Contoso Corporation,cn=exchange.contoso.com", &name),
		.domains = domains,
		.ndomains = COUNT(domains),
		.os_version = S("6.1.7601.2"),
		.client = 5,
		.machine = S("CAS01.exchange.corp.constoso.com"),
		.user = S("EXCHANGE\\CAS01$"),
		.process = S("Microsoft.Exchange.ServiceHost.exe"),
		.provider = S("Microsoft RSA SChannel Cryptographic Provider"),
		.hash = CERT_SHA256,
	};

	if (!cert_make_request(&spec, key, der, &diag))
		fail_msg("%s", diag.text);
	buf_release(&name);
}

static void test_request_is_laid_out_as_microsoft_does(void **state)
{
	static const char *const extensions[] = { "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.14" };
	Buf der = BUF_INIT, out = BUF_INIT;
	CertRequestInfo info;
	CertAttribute attribute;
	CertExtension extension;
	CertAltName name;
	Str rest, last = { 0 };
	Diag diag = { 0 };
	int attributes = 0, names_seen = 0;

	(void)state;
	make_request(rsa, &der);
	assert_true(cert_read_request(buf_str(&der), &info, &diag));
	assert_true(cert_verify_request(&info, &diag));
	assert_int_equal(info.key.size, 2048);
	assert_false(info.old_extensions);
	rest = info.attributes;
	while (rest.n) {
		Str before = rest;
		Str whole;

		assert_true(cert_attribute_next(&rest, &attribute));
		whole = str_cut(before, 0, before.n - rest.n);
		if (last.n)
			assert_true(
				memcmp(last.p, whole.p, last.n < whole.n ? last.n : whole.n) < 0); /* DER's SET OF */
		last = whole;
		attributes++;
	}
	assert_int_equal(attributes, 4);
	rest = info.extensions;
	for (size_t i = 0; i < COUNT(extensions); i++) {
		assert_true(cert_extension_next(&rest, &extension));
		assert_true(cert_oid_is(extension.oid, extensions[i]));
	}
	assert_int_equal(rest.n, 0);
	rest = info.alt_names;
	while (cert_alt_name_next(&rest, &name))
		names_seen += name.kind == CERT_ALT_DNS;
	assert_int_equal(names_seen, 4);
	if (have_openssl()) {
		assert_true(
			run_tool("openssl req -inform DER -in $F -noout -verify -subject -text", buf_str(&der), &out));
		expect_in(&out, "CN = exchange.contoso.com, O = Contoso Corporation, DC = contoso, DC = com");
		expect_in(&out, "DNS:exchange.contoso.com, DNS:CAS01, DNS:CAS01.exchange.corp.constoso.com, "
				"DNS:autodiscover.contoso.com");
		expect_in(&out, "verify OK");
	}
	der.p[der.n - 1] ^= 1;
	assert_true(cert_read_request(buf_str(&der), &info, &diag));
	assert_false(cert_verify_request(&info, &diag));
	assert_int_equal(diag.code, DIAG_CRYPTO);
	buf_release(&der);
	buf_release(&out);
}

/* ---- files --------------------------------------------------------------------------------------------------- */

/* The ways a text reaches us (certificate-world 3.2). */
static void put_variant(int variant, Str der, const char *label, Buf *out)
{
	Buf text = BUF_INIT, lf = BUF_INIT;

	cert_put_armor(der, label, &text);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '\r')
			buf_put_char(&lf, text.p[i]);
	switch (variant) {
	case 0:
		buf_put(out, der);
		break;
	case 1:
		buf_put(out, buf_str(&text));
		break;
	case 2:
		buf_put(out, buf_str(&lf));
		break;
	case 3:
		buf_put(out, S("Subject: x\r\nBag Attributes\r\n\r\n"));
		buf_put(out, buf_str(&text));
		buf_put(out, S("and more"));
		break;
	case 4:
		buf_put(out, S("\xef\xbb\xbf"));
		buf_put(out, buf_str(&text));
		break;
	case 5:
		buf_put(out, S("\xff\xfe"));
		utf8_encode_to(ENC_UTF16LE, buf_str(&text), out);
		break;
	case 6:
		utf8_encode_to(ENC_UTF16LE, buf_str(&text), out);
		break;
	case 7:
		utf8_encode_to(ENC_UTF16BE, buf_str(&text), out);
		break;
	case 8:
		buf_put(out, S("\xfe\xff"));
		utf8_encode_to(ENC_UTF16BE, buf_str(&text), out);
		break;
	case 9: /* indented */
		for (size_t i = 0; i < lf.n; i++) {
			if (i == 0 || lf.p[i - 1] == '\n')
				buf_put(out, S("    "));
			buf_put_char(out, lf.p[i]);
		}
		break;
	case 10: /* no armor, one line */
		cert_put_base64(der, 0, out);
		break;
	case 11: /* no armor, lines, UTF-16 */
		buf_clear(&text);
		cert_put_base64(der, 76, &text);
		utf8_encode_to(ENC_UTF16LE, buf_str(&text), out);
		break;
	case 12: /* one long line between the armor, no line end at the end */
		buf_printf(out, "-----BEGIN %s-----\n", label);
		cert_put_base64(der, 0, out);
		buf_printf(out, "\n-----END %s-----", label);
		break;
	default: /* DER with something after it */
		buf_put(out, der);
		buf_put(out, S("\0\0\0"));
	}
	buf_release(&text);
	buf_release(&lf);
}

static void test_files_are_read_in_every_form(void **state)
{
	static const struct {
		const char *label;
		CertFileKind kind;
	} rows[] = {
		{ "CERTIFICATE", CERT_FILE_CERTIFICATES },
		{ "X509 CERTIFICATE", CERT_FILE_CERTIFICATES },
		{ "TRUSTED CERTIFICATE", CERT_FILE_CERTIFICATES },
		{ "CERTIFICATE REQUEST", CERT_FILE_REQUEST },
		{ "NEW CERTIFICATE REQUEST", CERT_FILE_REQUEST },
		{ "PKCS7", CERT_FILE_PKCS7 },
		{ "CERTIFICATE", CERT_FILE_PKCS7 },
		{ "CMS", CERT_FILE_PKCS7 },
		{ "PKCS12", CERT_FILE_PFX },
		{ "X509 CRL", CERT_FILE_CRL },
	};
	Buf cert = BUF_INIT, request = BUF_INIT, p7 = BUF_INIT, pfx = BUF_INIT, crl = BUF_INIT, name = BUF_INIT;
	Diag diag = { 0 };
	CertPfxSpec pfx_spec = { .password = S("x"), .key = ec };
	CertCrl crl_spec = {
		.key = ec, .number = 1, .this_update = NOW, .next_update = NOW + DAY, .hash = CERT_SHA256
	};
	Str certs[2];

	(void)state;
	self_signed("CN=a.contoso.com", NULL, 0, ec, &cert);
	make_request(ec, &request);
	certs[0] = certs[1] = buf_str(&cert);
	cert_make_pkcs7(certs, 2, &p7);
	pfx_spec.cert = crl_spec.issuer = buf_str(&cert);
	assert_true(cert_pfx_save(&pfx_spec, &pfx, &diag));
	assert_true(cert_make_crl(&crl_spec, &crl, &diag));
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int variant = 0; variant <= 13; variant++) {
			Buf *bodies[] = { &cert, &p7, &pfx, &request, &crl }, file = BUF_INIT; /* ORDER CertFileKind */
			Str body = buf_str(bodies[rows[i].kind]);
			Arena *arena = arena_new(0);
			CertFile read;

			put_variant(variant, body, rows[i].label, &file);
			if (!cert_read_file(buf_str(&file), arena, &read, &diag) || read.kind != rows[i].kind)
				fail_msg("%s, variant %d: %d %s", rows[i].label, variant, read.kind, diag.text);
			if (read.kind == CERT_FILE_CERTIFICATES || read.kind == CERT_FILE_PKCS7) {
				assert_int_equal(read.ncerts, read.kind == CERT_FILE_PKCS7 ? 2 : 1);
				assert_true(str_eq(read.certs[0], buf_str(&cert)));
			} else {
				assert_true(str_starts(read.body, body));
			}
			buf_release(&file);
			arena_free(arena);
		}
	buf_release(&cert);
	buf_release(&request);
	buf_release(&p7);
	buf_release(&pfx);
	buf_release(&crl);
	buf_release(&name);
}

/* A serialized store comes back with its names, and cut off anywhere it is refused. */
static void test_serialized_stores(void **state)
{
	Buf first = BUF_INIT, second = BUF_INIT, file = BUF_INIT;
	Str certs[2], names[] = { S("\xc3\x84lpha"), S("") };
	Arena *arena = arena_new(0);
	CertFile read;
	Diag diag = { 0 };

	(void)state;
	self_signed("CN=a", NULL, 0, ec, &first);
	self_signed("CN=b", NULL, 0, ec2, &second);
	certs[0] = buf_str(&first);
	certs[1] = buf_str(&second);
	cert_make_store_file(certs, names, 2, &file);
	assert_true(str_starts(buf_str(&file), S("\0\0\0\0CERT\x03\0\0\0\x01\0\0\0\x14\0\0\0")));
	assert_true(cert_read_file(buf_str(&file), arena, &read, &diag));
	assert_int_equal(read.kind, CERT_FILE_CERTIFICATES);
	assert_int_equal(read.ncerts, 2);
	for (size_t i = 0; i < 2; i++)
		assert_true(str_eq(read.certs[i], certs[i]) && str_eq(read.names[i], names[i]));
	for (size_t n = 0; n < file.n; n++)
		assert_false(cert_read_file(str_cut(buf_str(&file), 0, n), arena, &read, &diag));
	buf_clear(&file);
	cert_make_store_file(NULL, NULL, 0, &file);
	assert_false(cert_read_file(buf_str(&file), arena, &read, &diag));
	assert_non_null(strstr(diag.text, "empty"));
	buf_release(&first);
	buf_release(&second);
	buf_release(&file);
	arena_free(arena);
}

static void test_files_that_are_nothing_say_so(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *word;
	} rows[] = {
#define FILE_ROW(bytes, word) { bytes, sizeof(bytes) - 1, word }
		FILE_ROW("", "empty"),
		FILE_ROW("hello, world", "neither"),
		FILE_ROW("-----BEGIN CERTIFICATE-----\nMIIB", "complete"),
		FILE_ROW("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n", "base64"),
		FILE_ROW("-----BEGIN A-----\nMIIB\n-----END B-----\n", "complete"),
		FILE_ROW("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", "base64"),
		FILE_ROW("aGVsbG8=", "cut off"),
		FILE_ROW("\x30\x82\x01\x00\x30", "cut off"),
		FILE_ROW("\0\0\0\0\0\0\0\0", "neither"),
		FILE_ROW("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n", "complete"),
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		Arena *arena = arena_new(0);
		CertFile file;
		Diag diag = { 0 };

		if (cert_read_file((Str){ rows[i].bytes, rows[i].n }, arena, &file, &diag))
			fail_msg("row %zu was read", i);
		if (diag.code != DIAG_INVALID || !strstr(diag.text, rows[i].word))
			fail_msg("row %zu: %s", i, diag.text);
		arena_free(arena);
	}
}

/* ---- PKCS#12 ------------------------------------------------------------------------------------------------- */

static void save_pfx(CertPfxProfile profile, Str password, Buf *cert, Buf *pfx)
{
	Str domains[] = { S("a.contoso.com") };
	Diag diag = { 0 };
	CertPfxSpec spec = { .key = rsa,
		.friendly_name = S("Contoso M\xc3\xbcller"),
		.container = S("le-1"),
		.provider = S("Microsoft RSA SChannel Cryptographic Provider"),
		.profile = profile,
		.password = password };

	self_signed("CN=a.contoso.com", domains, 1, rsa, cert);
	spec.cert = buf_str(cert);
	if (!cert_pfx_save(&spec, pfx, &diag))
		fail_msg("%s", diag.text);
}

static void test_pfx_opens_again(void **state)
{
	static const char *const passwords[] = { "Passw0rd", "P\xc3\xa4ssw\xc3\xb6rt-\xe2\x82\xac", "" };

	(void)state;
	for (int profile = CERT_PFX_AES; profile <= CERT_PFX_3DES; profile++)
		for (size_t i = 0; i < COUNT(passwords); i++) {
			Buf cert = BUF_INIT, file = BUF_INIT;
			Str password = str_from(passwords[i]), wrong = S("wrong");
			Arena *arena = arena_new(0);
			Diag diag = { 0 };
			CertPfx pfx;

			save_pfx((CertPfxProfile)profile, password, &cert, &file);
			if (!cert_pfx_open(NULL, buf_str(&file), &password, arena, &pfx, &diag))
				fail_msg("%d %s: %s", profile, passwords[i], diag.text);
			assert_int_equal(pfx.ncerts, 1);
			assert_int_equal(pfx.nkeys, 1);
			assert_int_equal(pfx.certs[0].key, 0);
			assert_true(pfx.certs[0].claims_key && !pfx.old);
			assert_true(str_eq(pfx.certs[0].der, buf_str(&cert)));
			assert_true(str_eq(pfx.certs[0].friendly_name, S("Contoso M\xc3\xbcller")));
			cert_pfx_release(&pfx);
			assert_false(cert_pfx_open(NULL, buf_str(&file), &wrong, arena, &pfx, &diag));
			assert_int_equal(diag.code, DIAG_BAD_PASSWORD);
			if (password.n == 0) { /* none and empty open each other's */
				assert_true(cert_pfx_open(NULL, buf_str(&file), NULL, arena, &pfx, &diag));
				cert_pfx_release(&pfx);
			}
			buf_release(&cert);
			buf_release(&file);
			arena_free(arena);
		}
}

static void test_pfx_failures_are_told_apart(void **state)
{
	Buf cert = BUF_INIT, file = BUF_INIT;
	Str password = S("Passw0rd");
	Arena *arena = arena_new(0);
	Diag diag = { 0 };
	CertPfx pfx;

	(void)state;
	save_pfx(CERT_PFX_AES, password, &cert, &file);
	assert_false(cert_pfx_open(NULL, buf_str(&cert), &password, arena, &pfx, &diag));
	assert_int_equal(diag.code, DIAG_INVALID);
	assert_false(cert_pfx_open(NULL, str_cut(buf_str(&file), 0, file.n - 40), &password, arena, &pfx, &diag));
	assert_int_equal(diag.code, DIAG_INVALID);
	assert_false(cert_pfx_open(NULL, S(""), &password, arena, &pfx, &diag));
	assert_int_equal(diag.code, DIAG_INVALID);
	assert_false(cert_pfx_open(NULL, buf_str(&file), NULL, arena, &pfx, &diag));
	assert_int_equal(diag.code, DIAG_BAD_PASSWORD);
	file.p[file.n - 16] ^= 1; /* the salt of the MAC, or its value: what is inside still opens */
	assert_false(cert_pfx_open(NULL, buf_str(&file), &password, arena, &pfx, &diag));
	assert_int_equal(diag.code, DIAG_CORRUPT);
	buf_release(&cert);
	buf_release(&file);
	arena_free(arena);
}

/* The bound on iterations is for a file as a whole: each of these three derivations alone is within it. */
static void test_pfx_has_one_budget(void **state)
{
	Buf pem = BUF_INIT, cert = BUF_INIT, key = BUF_SECRET, file = BUF_INIT;
	Str password = S("x");
	Arena *arena = arena_new(0);
	Diag diag = { 0 };
	CertPfx pfx;

	(void)state;
	if (!have_openssl())
		return;
	self_signed("CN=a.contoso.com", NULL, 0, ec, &cert);
	assert_true(cert_key_save(ec, &key, &diag));
	cert_put_armor(buf_str(&key), "PRIVATE KEY", &pem);
	cert_put_armor(buf_str(&cert), "CERTIFICATE", &pem);
	assert_true(run_tool("openssl pkcs12 -export -in $F -passout pass:x -iter 4000000", buf_str(&pem), &file));
	assert_false(cert_pfx_open(NULL, buf_str(&file), &password, arena, &pfx, &diag));
	assert_int_equal(diag.code, DIAG_UNSUPPORTED);
	assert_non_null(strstr(diag.text, "too many iterations: more than 10000000 in all"));
	buf_release(&pem);
	buf_release(&cert);
	buf_release(&key);
	buf_release(&file);
	arena_free(arena);
}

/* A PFX file whose key alone is encrypted, by scrypt with N = 2^14, r = 1, p = 1. */
static void scrypt_pfx(const Buf *cert, Buf *out)
{
	Buf key = BUF_SECRET;
	Diag diag;
	const unsigned char *p;
	unsigned char *der = NULL;
	STACK_OF(PKCS12_SAFEBAG) *bags = NULL;
	STACK_OF(PKCS7) *safes = NULL;
	PKCS8_PRIV_KEY_INFO *info;
	X509_SIG *sealed;
	X509 *x509;
	PKCS12 *file;
	int n;

	assert_true(cert_key_save(ec, &key, &diag));
	p = (const unsigned char *)key.p;
	info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &p, (long)key.n);
	p = (const unsigned char *)cert->p;
	x509 = d2i_X509(NULL, &p, (long)cert->n);
	sealed = PKCS8_set0_pbe("x", 1, info, PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), NULL, 0, NULL, 16384, 1, 1));
	assert_non_null(sealed);
	assert_non_null(PKCS12_add_cert(&bags, x509));
	assert_true(sk_PKCS12_SAFEBAG_push(bags, PKCS12_SAFEBAG_create0_pkcs8(sealed)) > 0);
	assert_true(PKCS12_add_safe(&safes, bags, -1, 0, NULL));
	file = PKCS12_add_safes(safes, 0);
	n = i2d_PKCS12(file, &der);
	assert_true(n > 0);
	buf_put(out, (Str){ (char *)der, (size_t)n });
	OPENSSL_free(der);
	PKCS12_free(file);
	sk_PKCS7_pop_free(safes, PKCS7_free);
	sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
	PKCS8_PRIV_KEY_INFO_free(info);
	X509_free(x509);
	buf_release(&key);
}

/* All three of scrypt's numbers cost time. */
static void test_pfx_budget_knows_scrypt(void **state)
{
	Buf cert = BUF_INIT, file = BUF_INIT;
	Str numbers = { "\x02\x02\x40\x00\x02\x01\x01\x02\x01\x01", 10 }, password = S("x");
	Arena *arena = arena_new(0);
	Diag diag = { 0 };
	CertPfx pfx;
	size_t at;

	(void)state;
	self_signed("CN=a.contoso.com", NULL, 0, ec, &cert);
	scrypt_pfx(&cert, &file);
	if (!cert_pfx_open(NULL, buf_str(&file), &password, arena, &pfx, &diag))
		fail_msg("%s", diag.text);
	assert_int_equal(pfx.nkeys, 1);
	cert_pfx_release(&pfx);
	at = str_find(buf_str(&file), numbers, 0);
	assert_true(at != STR_NONE);
	file.p[at + 6] = 8; /* r; 2^14 * 8 * 127 are 16.6 million */
	file.p[at + 9] = 127;
	assert_false(cert_pfx_open(NULL, buf_str(&file), &password, arena, &pfx, &diag));
	assert_int_equal(diag.code, DIAG_UNSUPPORTED);
	assert_non_null(strstr(diag.text, "too many iterations"));
	buf_release(&cert);
	buf_release(&file);
	arena_free(arena);
}

static void test_pfx_can_be_stopped(void **state)
{
	Buf cert = BUF_INIT, file = BUF_INIT;
	const volatile int interrupted = 1;
	Env stopped = { .interrupted = &interrupted };
	Str passwords[] = { S("Passw0rd"), S("") };
	Arena *arena = arena_new(0);
	Diag diag = { 0 };
	CertPfx pfx;

	(void)state;
	save_pfx(CERT_PFX_AES, passwords[0], &cert, &file);
	for (size_t i = 0; i < COUNT(passwords); i++) {
		assert_false(cert_pfx_open(&stopped, buf_str(&file), &passwords[i], arena, &pfx, &diag));
		assert_int_equal(diag.code, DIAG_STOPPED);
	}
	buf_release(&cert);
	buf_release(&file);
	arena_free(arena);
}

/* Files of the openssl tool: old algorithms, none, several certificates. */
static void test_pfx_of_other_tools(void **state)
{
	static const struct {
		const char *options;
		bool old;
		DiagCode code;
	} rows[] = {
		{ "", false, DIAG_OK },
		{ "-legacy", true, DIAG_OK },
		{ "-nomac", false, DIAG_OK },
		{ "-keypbe NONE -certpbe NONE", false, DIAG_OK },
		{ "-iter 1 -nomaciter", false, DIAG_OK },
		{ "-keypbe PBE-SHA1-RC4-128 -certpbe PBE-SHA1-RC2-128 -legacy", true, DIAG_OK },
		{ "-nocerts", false, DIAG_OK },
		{ "-keypbe ARIA-256-CBC -certpbe CAMELLIA-128-CBC", false, DIAG_OK },
	};
	Buf pem = BUF_INIT, cert = BUF_INIT, key = BUF_SECRET;
	Diag diag = { 0 };

	(void)state;
	if (!have_openssl())
		return;
	self_signed("CN=a.contoso.com", NULL, 0, ec, &cert);
	assert_true(cert_key_save(ec, &key, &diag));
	cert_put_armor(buf_str(&key), "PRIVATE KEY", &pem);
	cert_put_armor(buf_str(&cert), "CERTIFICATE", &pem);
	for (size_t i = 0; i < COUNT(rows); i++) {
		char command[256];
		Buf file = BUF_INIT;
		Arena *arena = arena_new(0);
		Str password = S("cert123");
		CertPfx pfx;

		snprintf(command, sizeof command, "openssl pkcs12 -export -in $F -passout pass:cert123 %s 2>/dev/null",
			rows[i].options);
		if (!run_tool(command, buf_str(&pem), &file))
			fail_msg("%s: %s", command, file.n ? file.p : "");
		if (!cert_pfx_open(NULL, buf_str(&file), &password, arena, &pfx, &diag))
			fail_msg("%s: %s", rows[i].options, diag.text);
		assert_int_equal(pfx.old, rows[i].old);
		assert_int_equal(pfx.nkeys, 1);
		cert_pfx_release(&pfx);
		buf_release(&file);
		arena_free(arena);
	}
	buf_release(&pem);
	buf_release(&cert);
	buf_release(&key);
}

static void test_openssl_opens_our_pfx(void **state)
{
	(void)state;
	if (!have_openssl())
		return;
	for (int profile = CERT_PFX_AES; profile <= CERT_PFX_3DES; profile++) {
		Buf cert = BUF_INIT, file = BUF_INIT, out = BUF_INIT;

		save_pfx((CertPfxProfile)profile, S("Passw0rd"), &cert, &file);
		if (!run_tool("openssl pkcs12 -in $F -passin pass:Passw0rd -nodes -info", buf_str(&file), &out))
			fail_msg("%s", out.p);
		expect_in(&out, "BEGIN PRIVATE KEY");
		expect_in(&out, "BEGIN CERTIFICATE");
		expect_in(&out, "Microsoft CSP Name: Microsoft RSA SChannel Cryptographic Provider");
		expect_in(&out, profile == CERT_PFX_AES ? "AES-256-CBC" : "3-KeyTripleDES");
		buf_release(&cert);
		buf_release(&file);
		buf_release(&out);
	}
}

static void test_keys_match_their_certificates(void **state)
{
	Buf der = BUF_INIT, pkcs8 = BUF_SECRET;
	CertKey *copy = NULL;
	CertInfo info;
	Diag diag = { 0 };

	(void)state;
	self_signed("CN=a", NULL, 0, rsa, &der);
	assert_true(cert_read(buf_str(&der), &info, &diag));
	assert_true(cert_key_matches(rsa, &info.key));
	assert_false(cert_key_matches(ec, &info.key));
	assert_true(cert_key_save(rsa, &pkcs8, &diag));
	assert_true(cert_key_load(buf_str(&pkcs8), &copy, &diag));
	assert_true(cert_key_matches(copy, &info.key));
	assert_int_equal(cert_key_bits(copy), 2048);
	cert_key_free(copy);
	assert_false(cert_key_load(S("nonsense"), &copy, &diag));
	assert_int_equal(diag.code, DIAG_INVALID);
	assert_false(cert_key_new(&env, CERT_KEY_RSA, 512, &copy, &diag));
	assert_false(cert_key_new(&env, CERT_KEY_EC, 255, &copy, &diag));
	assert_int_equal(diag.code, DIAG_INVALID);
	cert_key_free(cert_key_new(&env, CERT_KEY_EC, 521, &copy, &diag) ? copy : NULL);
	buf_release(&der);
	buf_release(&pkcs8);
}

/* ---- chains -------------------------------------------------------------------------------------------------- */

/* Root (rsa), intermediate (ec2), leaf (ec). */
typedef struct Lab {
	Buf root, middle, leaf, crl;
} Lab;

static void issue(Str issuer, const CertKey *issuer_key, const CertKey *key, bool authority, uint32_t id, Buf *out)
{
	static const char *const server[] = { "1.3.6.1.5.5.7.3.1", NULL };
	Buf request = BUF_INIT, name = BUF_INIT;
	uint8_t serial[19];
	Str domains[] = { S("leaf.contoso.com") };
	CertRequestSpec ask = { .subject = name_of(authority ? "CN=middle" : "CN=leaf.contoso.com", &name),
		.domains = domains,
		.ndomains = !authority,
		.hash = CERT_SHA256 };
	Str url = S("ldap:///CN=x?y");
	CertIssue spec = { .issuer = issuer,
		.key = issuer_key,
		.serial = { (char *)serial, 19 },
		.not_before = NOW - DAY,
		.not_after = NOW + 100 * DAY,
		.hash = CERT_SHA256,
		.template_name = authority ? S("SubCA") : S("WebServer"),
		.key_usage = authority ? 0x86 : 0xa0,
		.usages = authority ? NULL : server,
		.authority = authority,
		.path_length = -1,
		.crl_urls = &url,
		.issuer_urls = &url,
		.ncrl_urls = 1,
		.nissuer_urls = 1 };
	Diag diag = { 0 };

	cert_make_authority_serial(&env, id, serial);
	assert_true(cert_make_request(&ask, key, &request, &diag));
	spec.request = buf_str(&request);
	if (!cert_make_issued(&spec, out, &diag))
		fail_msg("%s", diag.text);
	buf_release(&request);
	buf_release(&name);
}

static void make_lab(Lab *lab)
{
	Buf name = BUF_INIT;
	CertAuthority root = { .subject = name_of("CN=lab,DC=contoso,DC=com", &name),
		.not_before = NOW - 10 * DAY,
		.not_after = NOW + 1000 * DAY,
		.hash = CERT_SHA256 };
	Diag diag = { 0 };

	*lab = (Lab){ BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	assert_true(cert_make_authority(&root, rsa, &env, &lab->root, &diag));
	issue(buf_str(&lab->root), rsa, ec2, true, 4, &lab->middle);
	issue(buf_str(&lab->middle), ec2, ec, false, 5, &lab->leaf);
	buf_release(&name);
}

static void free_lab(Lab *lab)
{
	buf_release(&lab->root);
	buf_release(&lab->middle);
	buf_release(&lab->leaf);
	buf_release(&lab->crl);
}

static void test_issued_certificate_is_laid_out_as_ad_cs_does(void **state)
{
	static const char *const order[] = { "2.5.29.15", "2.5.29.14", "2.5.29.17", "2.5.29.35", "2.5.29.31",
		"1.3.6.1.5.5.7.1.1", "1.3.6.1.4.1.311.20.2", "2.5.29.37" };
	CertExtension extension;
	CertInfo info;
	Diag diag = { 0 };
	Str rest;
	Lab lab;

	(void)state;
	make_lab(&lab);
	compare_with_openssl(buf_str(&lab.root));
	compare_with_openssl(buf_str(&lab.middle));
	compare_with_openssl(buf_str(&lab.leaf));
	assert_true(cert_read(buf_str(&lab.leaf), &info, &diag));
	assert_int_equal(info.serial.n, 19);
	assert_true(str_starts(info.serial, S("\x36\0\0\0\x05")));
	assert_true(str_ends(info.serial, S("\0\0\0\0\0\x05")));
	assert_false(info.has_constraints);
	rest = info.extensions;
	for (size_t i = 0; i < COUNT(order); i++) {
		assert_true(cert_extension_next(&rest, &extension));
		assert_true(cert_oid_is(extension.oid, order[i]));
		if (i == 6)
			assert_true(str_eq(extension.value, S("\x1e\x12\0W\0e\0b\0S\0e\0r\0v\0e\0r")));
	}
	assert_int_equal(rest.n, 0);
	free_lab(&lab);
}

static void judge(const CertChainSpec *spec, uint32_t want, size_t length, int line)
{
	Arena *arena = arena_new(0);
	CertChain chain;
	Diag diag = { 0 };

	if (!cert_chain_build(spec, arena, &chain, &diag))
		fail_msg("line %d: %s", line, diag.text);
	if (chain.status != want || chain.n != length)
		fail_msg("line %d: status %x, %zu links: %.*s", line, chain.status, chain.n, STR_ARG(chain.detail));
	arena_free(arena);
}
#define JUDGE(spec, want, length) judge(&(spec), (want), (length), __LINE__)

static void test_chains(void **state)
{
	Lab lab;
	Str root, middle, changed;
	CertChainSpec good, spec;
	CertInfo info;
	Diag diag = { 0 };

	(void)state;
	make_lab(&lab);
	root = buf_str(&lab.root);
	middle = buf_str(&lab.middle);
	good = (CertChainSpec){ .leaf = buf_str(&lab.leaf),
		.roots = &root,
		.nroots = 1,
		.others = &middle,
		.nothers = 1,
		.at = NOW,
		.max_depth = -1 };
	JUDGE(good, 0, 3);
	spec = good;
	spec.nroots = 0;
	JUDGE(spec, CERT_CHAIN_PARTIAL, 2);
	spec = good;
	spec.nothers = 0;
	JUDGE(spec, CERT_CHAIN_PARTIAL, 1);
	spec = good;
	spec.roots = NULL;
	spec.nroots = 0;
	spec.others = (Str[]){ middle, root };
	spec.nothers = 2;
	JUDGE(spec, CERT_CHAIN_UNTRUSTED_ROOT, 3);
	assert_true(cert_read(good.leaf, &info, &diag));
	spec = good;
	spec.at = info.not_after; /* the last second is valid */
	JUDGE(spec, 0, 3);
	spec.at = info.not_after + SECOND;
	JUDGE(spec, CERT_CHAIN_NOT_TIME_VALID, 3);
	spec.at = info.not_before - SECOND;
	JUDGE(spec, CERT_CHAIN_NOT_TIME_VALID, 3);
	spec = good;
	spec.usage = "1.3.6.1.5.5.7.3.1";
	JUDGE(spec, 0, 3);
	spec.usage = "1.3.6.1.5.5.7.3.2";
	JUDGE(spec, CERT_CHAIN_NOT_VALID_FOR_USAGE, 3);
	spec = good;
	spec.max_depth = 1;
	JUDGE(spec, 0, 3);
	spec.max_depth = 0;
	JUDGE(spec, CERT_CHAIN_INVALID_CONSTRAINTS, 3);
	changed = buf_str(&lab.leaf);
	lab.leaf.p[lab.leaf.n - 1] ^= 1;
	spec = good;
	spec.leaf = changed;
	JUDGE(spec, CERT_CHAIN_NOT_SIGNATURE_VALID, 3);
	lab.leaf.p[lab.leaf.n - 1] ^= 1;
	assert_true(cert_chain_signed_by(good.leaf, middle));
	assert_false(cert_chain_signed_by(good.leaf, root));
	spec = good; /* a root by itself */
	spec.leaf = root;
	JUDGE(spec, 0, 1);
	spec.nroots = 0;
	JUDGE(spec, CERT_CHAIN_UNTRUSTED_ROOT, 1);
	free_lab(&lab);
}

static void test_revocation(void **state)
{
	Lab lab;
	Str root, middle, crl;
	CertInfo info;
	CertRevoked revoked = { .at = NOW - 3600 * SECOND, .reason = 1 };
	CertCrl list = { .key = ec2,
		.revoked = &revoked,
		.nrevoked = 1,
		.number = 3,
		.this_update = NOW - DAY,
		.next_update = NOW + 7 * DAY,
		.hash = CERT_SHA256 };
	CertChainSpec spec;
	Buf out = BUF_INIT;
	Diag diag = { 0 };

	(void)state;
	make_lab(&lab);
	root = buf_str(&lab.root);
	middle = buf_str(&lab.middle);
	assert_true(cert_read(buf_str(&lab.leaf), &info, &diag));
	list.issuer = middle;
	revoked.serial = info.serial;
	assert_true(cert_make_crl(&list, &lab.crl, &diag));
	crl = buf_str(&lab.crl);
	spec = (CertChainSpec){ .leaf = buf_str(&lab.leaf),
		.roots = &root,
		.nroots = 1,
		.others = &middle,
		.nothers = 1,
		.crls = &crl,
		.ncrls = 1,
		.at = NOW,
		.check_revocation = true,
		.max_depth = -1 };
	/* the intermediate's own state is unknown: the root published nothing */
	JUDGE(spec, CERT_CHAIN_REVOKED | CERT_CHAIN_REVOCATION_UNKNOWN | CERT_CHAIN_OFFLINE_REVOCATION, 3);
	revoked.serial = S("\x36\x01");
	buf_clear(&lab.crl);
	assert_true(cert_make_crl(&list, &lab.crl, &diag));
	crl = buf_str(&lab.crl);
	JUDGE(spec, CERT_CHAIN_REVOCATION_UNKNOWN | CERT_CHAIN_OFFLINE_REVOCATION, 3);
	if (have_openssl()) {
		assert_true(run_tool("openssl crl -inform DER -in $F -noout -text", crl, &out));
		expect_in(&out, "Key Compromise");
		expect_in(&out, "X509v3 CRL Number");
	}
	buf_release(&out);
	free_lab(&lab);
}

/* The tool agrees about the whole lab: chain, purpose, name. */
static void test_openssl_verifies_the_lab(void **state)
{
	Buf pem = BUF_INIT, out = BUF_INIT;
	Lab lab;

	(void)state;
	if (!have_openssl())
		return;
	make_lab(&lab);
	cert_put_armor(buf_str(&lab.leaf), "CERTIFICATE", &pem);
	cert_put_armor(buf_str(&lab.middle), "CERTIFICATE", &pem);
	cert_put_armor(buf_str(&lab.root), "CERTIFICATE", &pem);
	if (!run_tool(
		    "awk -v f=$F '/BEGIN/{n++} {print > (f \".\" n)}' $F; openssl verify -no_check_time -purpose sslserver "
		    "-verify_hostname leaf.contoso.com -CAfile $F.3 -untrusted $F.2 $F.1; s=$?; rm -f $F.1 $F.2 $F.3; "
		    "exit $s",
		    buf_str(&pem), &out))
		fail_msg("%s", out.p);
	expect_in(&out, "OK");
	buf_release(&pem);
	buf_release(&out);
	free_lab(&lab);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_oids_both_ways),
		cmocka_unit_test(test_thumbprints_as_typed),
		cmocka_unit_test(test_text_is_shown_harmless),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_der_lengths_are_bounded),
		cmocka_unit_test(test_sealed_secrets_open_only_as_they_were_sealed),
		cmocka_unit_test(test_names_from_text_and_back),
		cmocka_unit_test(test_subject_of_the_procedure),
		cmocka_unit_test(test_odd_names_are_shown),
		cmocka_unit_test(test_host_names),
		cmocka_unit_test(test_wildcards_cover_one_label),
		cmocka_unit_test(test_international_names),
		cmocka_unit_test(test_self_signed_is_laid_out_as_exchange_does),
		cmocka_unit_test(test_certificate_domains),
		cmocka_unit_test(test_many_names_and_strange_ones),
		cmocka_unit_test(test_serial_numbers_are_kept_as_stored),
		cmocka_unit_test(test_damaged_input_is_survived),
		cmocka_unit_test(test_request_is_laid_out_as_microsoft_does),
		cmocka_unit_test(test_files_are_read_in_every_form),
		cmocka_unit_test(test_serialized_stores),
		cmocka_unit_test(test_files_that_are_nothing_say_so),
		cmocka_unit_test(test_pfx_opens_again),
		cmocka_unit_test(test_pfx_failures_are_told_apart),
		cmocka_unit_test(test_pfx_has_one_budget),
		cmocka_unit_test(test_pfx_budget_knows_scrypt),
		cmocka_unit_test(test_pfx_can_be_stopped),
		cmocka_unit_test(test_pfx_of_other_tools),
		cmocka_unit_test(test_openssl_opens_our_pfx),
		cmocka_unit_test(test_keys_match_their_certificates),
		cmocka_unit_test(test_issued_certificate_is_laid_out_as_ad_cs_does),
		cmocka_unit_test(test_chains),
		cmocka_unit_test(test_revocation),
		cmocka_unit_test(test_openssl_verifies_the_lab),
	};

	return cmocka_run_group_tests(tests, make_keys, free_keys);
}
