/* fuzz_cert: files, certificates, requests, names: our walk against OpenSSL's objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/x509.h>

#include "store/cert/cert.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"
#include "store/cert/cert_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What OpenSSL reads as well must have the same names and serial number. */
static void compare(const CertInfo *info)
{
	const unsigned char *p = (const unsigned char *)info->der.p;
	X509 *cert = d2i_X509(NULL, &p, (long)info->der.n);
	unsigned char *octets = NULL;
	int n = cert ? i2d_X509_NAME(X509_get_subject_name(cert), &octets) : 0;

	if (n > 0 && !str_eq(info->subject, (Str){ (char *)octets, (size_t)n }))
		abort();
	if (cert && info->version != X509_get_version(cert) + 1)
		abort();
	OPENSSL_free(octets);
	X509_free(cert);
	ERR_clear_error();
}

/* A name made from text prints as text that makes a name.  By Windows' rules: .NET on Linux shows some OIDs under names
 * that hold commas. */
static void round_trip(Str text)
{
	enum { FLAGS = CERT_NAME_REVERSED | CERT_NAME_WINDOWS };
	Buf der = BUF_INIT, shown = BUF_INIT, again = BUF_INIT;
	Diag diag;

	if (cert_name_parse(text, FLAGS, &der, NULL, &diag)) {
		cert_name_print(buf_str(&der), FLAGS, &shown);
		if (memchr(text.p ? text.p : "", 0, text.n) == NULL) {
			if (!cert_name_parse(buf_str(&shown), FLAGS, &again, NULL, &diag))
				abort();
		}
	}
	buf_release(&der);
	buf_release(&shown);
	buf_release(&again);
}

/* Any octets as the value of each extension that has words. */
static void describe(Str value)
{
	static const char *const oids[] = { "2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.31",
		"2.5.29.32", "2.5.29.35", "2.5.29.37", "1.3.6.1.5.5.7.1.1", "1.3.6.1.4.1.311.20.2",
		"1.3.6.1.4.1.311.21.1", "1.3.6.1.4.1.311.21.7", "1.3.6.1.4.1.311.21.10" };

	for (size_t i = 0; i < sizeof oids / sizeof *oids; i++)
		for (int lines = 0; lines < 2; lines++) {
			Buf text = BUF_INIT;

			cert_text_extension(str_from(oids[i]), value, lines, NULL, &text);
			buf_release(&text);
		}
}

/* Names made from text are names that can be told again. */
static void make_names(Str text)
{
	Buf names = BUF_INIT;
	CertAltName name;
	Str bad, rest;

	if (cert_make_alt_text(text, &names, &bad)) {
		rest = buf_str(&names);
		while (cert_alt_name_next(&rest, &name)) {
			Buf shown = BUF_INIT;

			cert_text_name(&name, &shown);
			buf_release(&shown);
		}
		if (rest.n)
			abort();
	}
	buf_release(&names);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Str bytes = { (const char *)data, size };
	Arena *arena = arena_new(0);
	CertRequestInfo request;
	CertFile file;
	CertInfo info;
	Diag diag;
	Str *names;
	size_t n;

	if (cert_read_file(bytes, arena, &file, &diag))
		for (size_t i = 0; i < file.ncerts; i++)
			if (cert_read(file.certs[i], &info, &diag)) {
				(void)cert_name_text(info.subject, arena);
				(void)cert_name_text(info.issuer, arena);
				cert_domains(&info, arena, &names, &n);
				compare(&info);
			}
	if (cert_read_request(bytes, &request, &diag))
		(void)cert_name_text(request.subject, arena);
	round_trip(bytes);
	describe(bytes);
	make_names(bytes);
	arena_free(arena);
	return 0;
}
