/* cert_oid: object identifiers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "store/cert/cert.h"
#include "store/cert/cert_der.h"

enum {
	TEXT_MAX = 1024,  /* characters of dotted text */
	ARC_MAX = 135,    /* decimal digits of one arc */
	SEPTETS_MAX = 64, /* octets of one arc */
};

/* Windows' friendly names, by OID group: algorithms, curves, extensions, enhanced key usages. */
static const struct {
	const char *oid, *name;
} names[] = {
	{ "1.2.840.113549.1.1.1", "RSA" },
	{ "1.2.840.10045.2.1", "ECC" },
	{ "1.2.840.10040.4.1", "DSA" },
	{ "1.2.840.113549.1.1.2", "md2RSA" },
	{ "1.2.840.113549.1.1.4", "md5RSA" },
	{ "1.2.840.113549.1.1.5", "sha1RSA" },
	{ "1.2.840.113549.1.1.10", "RSASSA-PSS" },
	{ "1.2.840.113549.1.1.11", "sha256RSA" },
	{ "1.2.840.113549.1.1.12", "sha384RSA" },
	{ "1.2.840.113549.1.1.13", "sha512RSA" },
	{ "1.2.840.10045.4.1", "sha1ECDSA" },
	{ "1.2.840.10045.4.3.2", "sha256ECDSA" },
	{ "1.2.840.10045.4.3.3", "sha384ECDSA" },
	{ "1.2.840.10045.4.3.4", "sha512ECDSA" },
	{ "1.2.840.10040.4.3", "sha1DSA" },
	{ "1.3.14.3.2.26", "sha1" },
	{ "2.16.840.1.101.3.4.2.1", "sha256" },
	{ "2.16.840.1.101.3.4.2.2", "sha384" },
	{ "2.16.840.1.101.3.4.2.3", "sha512" },
	{ "1.2.840.10045.3.1.7", "nistP256" },
	{ "1.3.132.0.34", "nistP384" },
	{ "1.3.132.0.35", "nistP521" },
	{ "2.5.29.14", "Subject Key Identifier" },
	{ "2.5.29.15", "Key Usage" },
	{ "2.5.29.17", "Subject Alternative Name" },
	{ "2.5.29.18", "Issuer Alternative Name" },
	{ "2.5.29.19", "Basic Constraints" },
	{ "2.5.29.20", "CRL Number" },
	{ "2.5.29.21", "CRL Reason Code" },
	{ "2.5.29.30", "Name Constraints" },
	{ "2.5.29.31", "CRL Distribution Points" },
	{ "2.5.29.32", "Certificate Policies" },
	{ "2.5.29.35", "Authority Key Identifier" },
	{ "2.5.29.36", "Policy Constraints" },
	{ "2.5.29.37", "Enhanced Key Usage" },
	{ "1.3.6.1.5.5.7.1.1", "Authority Information Access" },
	{ "1.3.6.1.4.1.311.20.2", "Certificate Template Name" },
	{ "1.3.6.1.4.1.311.21.1", "CA Version" },
	{ "1.3.6.1.4.1.311.21.7", "Certificate Template Information" },
	{ "1.3.6.1.4.1.311.21.10", "Application Policies" },
	{ "2.5.29.37.0", "Any Purpose" },
	{ "1.3.6.1.5.5.7.3.1", "Server Authentication" },
	{ "1.3.6.1.5.5.7.3.2", "Client Authentication" },
	{ "1.3.6.1.5.5.7.3.3", "Code Signing" },
	{ "1.3.6.1.5.5.7.3.4", "Secure Email" },
	{ "1.3.6.1.5.5.7.3.8", "Time Stamping" },
	{ "1.3.6.1.5.5.7.3.9", "OCSP Signing" },
	{ "1.3.6.1.5.5.7.48.1", "On-line Certificate Status Protocol" },
	{ "1.3.6.1.5.5.7.48.2", "Certification Authority Issuer" },
	{ "2.5.29.32.0", "All issuance policies" },
	{ "1.3.6.1.4.1.311.10.3.4", "Encrypting File System" },
	{ "1.3.6.1.4.1.311.20.2.2", "Smart Card Logon" },
};

const char *cert_oid_name(Str dotted)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(dotted, str_from(names[i].oid)))
			return names[i].name;
	return NULL;
}

/* Arcs may be larger than any integer type (recorded: x500-names n386), so they are divided as decimal text: digits is
 * changed to the quotient by 128, the remainder is returned. */
static unsigned divide(uint8_t *digits, size_t n)
{
	unsigned rest = 0;

	for (size_t i = 0; i < n; i++) {
		rest = rest * 10 + digits[i];
		digits[i] = (uint8_t)(rest / 128);
		rest %= 128;
	}
	return rest;
}

static bool is_zero(const uint8_t *digits, size_t n)
{
	while (n > 0)
		if (digits[--n])
			return false;
	return true;
}

/* Appends one arc given as decimal digits; false: it is too large to be printed again. */
static bool put_arc(Buf *out, uint8_t *digits, size_t n)
{
	char septets[SEPTETS_MAX];
	size_t at = sizeof septets;

	do {
		unsigned more = at < sizeof septets ? 0x80 : 0;

		septets[--at] = (char)(divide(digits, n) | more);
	} while (at > 0 && !is_zero(digits, n));
	buf_put(out, (Str){ septets + at, sizeof septets - at });
	return is_zero(digits, n);
}

/* Digits of an arc without a superfluous zero; 0: it is none. */
static size_t arc_digits(Str arc, uint8_t digits[ARC_MAX])
{
	if (arc.n == 0 || arc.n > ARC_MAX || (arc.n > 1 && arc.p[0] == '0'))
		return 0;
	for (size_t i = 0; i < arc.n; i++) {
		if (arc.p[i] < '0' || arc.p[i] > '9')
			return 0;
		digits[i] = (uint8_t)(arc.p[i] - '0');
	}
	return arc.n;
}

/* The first two arcs share one number: 40 * first + second. */
static bool put_first_arcs(Buf *out, Str first, Str second)
{
	uint8_t digits[ARC_MAX];
	size_t n = arc_digits(second, digits);
	int64_t value = 0;
	char text[24];

	if (first.n != 1 || first.p[0] < '0' || first.p[0] > '2' || n == 0 || n > 15)
		return false;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + digits[i];
	if (first.p[0] < '2' && value > 39)
		return false;
	value += INT64_C(40) * (first.p[0] - '0');
	n = (size_t)snprintf(text, sizeof text, "%lld", (long long)value);
	n = arc_digits((Str){ text, n }, digits);
	return put_arc(out, digits, n);
}

bool cert_oid_parse(Str text, Buf *out)
{
	StrSplit split = { .rest = text };
	uint8_t digits[ARC_MAX];
	Str first, arc;
	size_t before = out->n, n;

	if (text.n > TEXT_MAX || !str_split_next(&split, '.', &first) || !str_split_next(&split, '.', &arc) ||
		!put_first_arcs(out, first, arc))
		return false;
	while (str_split_next(&split, '.', &arc)) {
		n = arc_digits(arc, digits);
		if (n == 0 || !put_arc(out, digits, n)) {
			buf_delete(out, before, out->n - before);
			return false;
		}
	}
	return true;
}

/* Appends the arc whose septets these are. */
static void print_arc(Str septets, Buf *out)
{
	uint8_t digits[ARC_MAX] = { 0 };
	size_t n = 1;

	for (size_t i = 0; i < septets.n; i++) {
		unsigned carry = septets.p[i] & 0x7f;

		for (size_t k = 0; k < n; k++) {
			carry += digits[k] * 128u;
			digits[k] = (uint8_t)(carry % 10);
			carry /= 10;
			if (carry && k + 1 == n && n < ARC_MAX)
				n++;
		}
	}
	while (n > 0)
		buf_put_char(out, (char)('0' + digits[--n]));
}

/* Takes the septets of the next arc off *rest: all but the last have the top bit set. */
static bool next_arc(Str *rest, Str *septets)
{
	for (size_t i = 0; i < rest->n && i < SEPTETS_MAX; i++)
		if ((uint8_t)rest->p[i] < 0x80) {
			*septets = str_cut(*rest, 0, i + 1);
			*rest = str_cut(*rest, i + 1, rest->n);
			return true;
		}
	return false;
}

void cert_oid_print(Str oid, Buf *out)
{
	Str rest = oid, arc;
	size_t before = out->n;
	uint64_t both = 0;

	if (!next_arc(&rest, &arc) || arc.n > 9)
		return;
	for (size_t i = 0; i < arc.n; i++)
		both = both << 7 | (arc.p[i] & 0x7f);
	buf_printf(out, "%d.%llu", both < 80 ? (int)(both / 40) : 2,
		(unsigned long long)(both < 80 ? both % 40 : both - 80));
	while (next_arc(&rest, &arc)) {
		buf_put_char(out, '.');
		print_arc(arc, out);
	}
	if (rest.n)
		buf_delete(out, before, out->n - before);
}

/* Takes the next number off dotted text of our own tables. */
static uint64_t next_number(const char **text)
{
	uint64_t value = 0;

	while (**text >= '0' && **text <= '9')
		value = value * 10 + (uint64_t)(*(*text)++ - '0');
	if (**text == '.')
		++*text;
	return value;
}

/* Arc by arc, without encoding either: this is asked of every extension and attribute. */
bool cert_oid_is(Str oid, const char *dotted)
{
	uint64_t want = next_number(&dotted) * 40;
	Str arc;

	want += next_number(&dotted);
	while (next_arc(&oid, &arc)) {
		uint64_t value = 0;

		for (size_t i = 0; i < arc.n; i++)
			value = value << 7 | (arc.p[i] & 0x7f);
		if (arc.n > 9 || value != want)
			return false;
		if (!*dotted)
			return oid.n == 0;
		want = next_number(&dotted);
	}
	return false;
}

bool cert_oid_next(Str *rest, Str *oid)
{
	CertTlv tlv;

	if (!cert_der_take(rest, DER_OID, &tlv))
		return false;
	*oid = tlv.value;
	return true;
}
