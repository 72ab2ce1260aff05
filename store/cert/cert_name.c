/* cert_name: X.500 names to text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_name.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "store/cert/cert.h"
#include "store/cert/cert_der.h"

static void decode_latin1(Str value, Buf *out)
{
	for (size_t i = 0; i < value.n; i++)
		buf_put_code(out, (uint8_t)value.p[i]);
}

/* UTF8String, and the ASCII types when they hold more than they may: .NET on Linux prints such a name as nothing,
 * Windows shows it (dotnet-x509 section 3: "do not copy it"). */
static void decode_bytes(Str value, Buf *out)
{
	if (utf8_is_valid(value))
		buf_put(out, value);
	else
		decode_latin1(value, out);
}

bool cert_name_decode(uint8_t tag, Str value, Buf *out)
{
	switch (tag) {
	case DER_UTF8:
	case DER_PRINTABLE:
	case DER_IA5:
	case DER_NUMERIC:
		decode_bytes(value, out);
		return true;
	case DER_T61:
		decode_latin1(value, out);
		return true;
	case DER_BMP:
		utf8_decode_from(ENC_UTF16BE, value, out);
		return true;
	default:
		return false;
	}
}

void cert_name_walk(Str der, CertNameWalk *walk)
{
	CertTlv tlv;

	*walk = (CertNameWalk){ 0 };
	if (cert_der_take(&der, DER_SEQUENCE, &tlv))
		walk->names = tlv.value;
}

/* Text of a value as Windows shows it: "#" and hex for what is no string; NULs at the end dropped (recorded).  Whether
 * it is a string. */
static bool value_text(const CertTlv *value, Buf *out)
{
	size_t before = out->n;
	bool string = cert_name_decode(value->tag, value->value, out);

	if (!string) {
		buf_put_char(out, '#');
		cert_put_hex(value->tag == DER_OCTET_STRING ? value->value : value->whole, out);
	}
	while (out->n > before && out->p[out->n - 1] == 0)
		buf_delete(out, out->n - 1, 1);
	return string;
}

bool cert_name_next(CertNameWalk *walk, Buf *scratch, CertNamePart *out)
{
	CertTlv tlv, oid, value;
	bool joined = walk->set.n > 0, string;

	if (!joined) {
		if (!cert_der_take(&walk->names, DER_SET, &tlv))
			return false;
		walk->set = tlv.value;
	}
	if (!cert_der_take(&walk->set, DER_SEQUENCE, &tlv) || !cert_der_take(&tlv.value, DER_OID, &oid) ||
		!cert_der_next(&tlv.value, &value))
		return false;
	buf_clear(scratch);
	string = value_text(&value, scratch);
	*out = (CertNamePart){ oid.value, buf_str(scratch), value.tag, joined, !string };
	return true;
}

static bool is_edge_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Recorded: x500-chars, columns print_*. */
static bool needs_quotes(Str text)
{
	if (text.n == 0 || is_edge_blank(text.p[0]) || is_edge_blank(text.p[text.n - 1]))
		return true;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] && strchr(",+=\"<>#;\n", text.p[i]))
			return true;
	return false;
}

static void put_text(Str text, unsigned flags, Buf *out)
{
	if (flags & CERT_NAME_NO_QUOTES || !needs_quotes(text)) {
		buf_put(out, text);
		return;
	}
	buf_put_char(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_put_char(out, '"');
		buf_put_char(out, text.p[i]);
	}
	buf_put_char(out, '"');
}

static Str separator(unsigned flags)
{
	if (flags & CERT_NAME_NEW_LINES)
		return flags & CERT_NAME_WINDOWS ? S("\r\n") : S("\n");
	return flags & CERT_NAME_SEMICOLONS ? S("; ") : S(", ");
}

static void put_value(const CertNamePart *part, unsigned flags, Buf *out)
{
	Buf shown = BUF_INIT;

	if (part->is_hex)
		flags |= CERT_NAME_NO_QUOTES;
	if (flags & CERT_NAME_SHOWN)
		cert_put_shown(part->text, &shown);
	put_text(flags & CERT_NAME_SHOWN ? buf_str(&shown) : part->text, flags, out);
	buf_release(&shown);
}

/* The attributes of one RDN, in DER order also when the RDNs are reversed (recorded: openssl-multi-rdn.csr). */
static void put_rdn(Str set, unsigned flags, Buf *scratch, Buf *out)
{
	CertNameWalk walk = { .set = set };
	CertNamePart part;

	for (bool more = false; walk.set.n && cert_name_next(&walk, scratch, &part); more = true) {
		if (more)
			buf_put(out, S(" + "));
		cert_name_put_key(part.oid, flags, out);
		buf_put_char(out, '=');
		put_value(&part, flags, out);
	}
}

void cert_name_print(Str der, unsigned flags, Buf *out)
{
	VEC(Str) sets = { 0 };
	Buf scratch = BUF_INIT;
	CertNameWalk walk;
	CertTlv tlv;

	cert_name_walk(der, &walk);
	while (cert_der_take(&walk.names, DER_SET, &tlv))
		VEC_PUSH(&sets, tlv.value);
	for (size_t i = 0; i < sets.n; i++) {
		if (i)
			buf_put(out, separator(flags));
		put_rdn(sets.p[flags & CERT_NAME_REVERSED ? sets.n - 1 - i : i], flags, &scratch, out);
	}
	VEC_RELEASE(&sets);
	buf_release(&scratch);
}

Str cert_name_text(Str der, Arena *arena)
{
	Buf text = BUF_INIT;
	Str copy;

	cert_name_print(der, CERT_NAME_REVERSED | CERT_NAME_WINDOWS | CERT_NAME_SHOWN, &text);
	copy = arena_copy(arena, buf_str(&text));
	buf_release(&text);
	return copy;
}
