/* fuzz_cert: files, certificates, requests, names: our walk against OpenSSL's objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/x509.h>

#include "store/cert/cert.h"
#include "store/cert/cert_name.h"

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
	arena_free(arena);
	return 0;
}
