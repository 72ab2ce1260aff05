/* cert_name_parse: X.500 names from text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "store/cert/cert_der.h"
#include "store/cert/cert_name.h"

/* .NET's messages; the inner exception tells an unknown key from everything else (recorded: x500-names). */
#define MALFORMED "The string contains an invalid X500 name attribute key, oid, value or delimiter."
#define NOT_ASCII "The string contains a character not in the 7 bit ASCII character set."

typedef struct Parser {
	Str text;
	size_t at;
	unsigned flags;
	Buf value; /* of the attribute at hand */
	Buf rdns;  /* encoded, in the order typed */
	VEC(size_t) starts;
	bool inner;
	Diag *diag;
} Parser;

static bool malformed(Parser *p)
{
	return diag_set(p->diag, DIAG_INVALID, MALFORMED);
}

static bool at_end(const Parser *p)
{
	return p->at == p->text.n;
}

static uint32_t peek(const Parser *p)
{
	size_t at = p->at;

	return utf8_next(p->text, &at);
}

/* Comma and semicolon unless a flag names one kind. */
static bool at_separator(const Parser *p)
{
	char c = p->text.p[p->at];

	if (p->flags & CERT_NAME_SEMICOLONS)
		return c == ';';
	if (p->flags & CERT_NAME_COMMAS)
		return c == ',';
	if (p->flags & CERT_NAME_NEW_LINES)
		return c == '\r' || c == '\n';
	return c == ',' || c == ';';
}

static void skip_blanks(Parser *p)
{
	while (!at_end(p) && utf8_is_space(peek(p)))
		utf8_next(p->text, &p->at);
}

/* As skip_blanks, but in a value a line end may be the separator. */
static void skip_blanks_in_value(Parser *p)
{
	while (!at_end(p) && !at_separator(p) && utf8_is_space(peek(p)))
		utf8_next(p->text, &p->at);
}

/* Up to and with the "=".  The first character may be any, even "=" itself: it just makes an unknown key. */
static bool parse_key(Parser *p, Str *key)
{
	size_t start = p->at;

	do
		utf8_next(p->text, &p->at);
	while (!at_end(p) && p->text.p[p->at] != '=' && !utf8_is_space(peek(p)));
	*key = str_cut(p->text, start, p->at);
	skip_blanks(p);
	if (at_end(p) || p->text.p[p->at] != '=')
		return malformed(p);
	p->at++;
	return true;
}

/* "..." with "" for a quote; only blanks may follow before the separator. */
static bool parse_quoted(Parser *p)
{
	for (p->at++; !at_end(p); p->at++) {
		if (p->text.p[p->at] == '"') {
			if (p->at + 1 == p->text.n || p->text.p[p->at + 1] != '"')
				break;
			p->at++;
		}
		buf_put_char(&p->value, p->text.p[p->at]);
	}
	if (at_end(p))
		return malformed(p);
	p->at++;
	skip_blanks_in_value(p);
	return at_end(p) || at_separator(p) || malformed(p);
}

static bool parse_value(Parser *p)
{
	size_t start;

	buf_clear(&p->value);
	skip_blanks_in_value(p);
	if (!at_end(p) && p->text.p[p->at] == '"' && !(p->flags & CERT_NAME_NO_QUOTES))
		return parse_quoted(p);
	start = p->at;
	while (!at_end(p) && !at_separator(p))
		p->at++;
	buf_put(&p->value, str_trim_unicode(str_cut(p->text, start, p->at)));
	return true;
}

static bool is_printable(Str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
			(c == 0 || !strchr(" '()+,-./:=?", c)))
			return false;
	}
	return true;
}

static bool has_lone_surrogate(Str text)
{
	size_t at = 0;

	while (at < text.n) {
		uint32_t c = utf8_next(text, &at);

		if (c >= 0xd800 && c <= 0xdfff)
			return true;
	}
	return false;
}

/* Which string type Windows or .NET chooses.  A Windows DC is IA5String (documentation; recorded Exchange requests have
 * UTF8String in all but C, which FORCE_UTF8 gives). */
static uint8_t string_tag(CertNameType type, unsigned flags, Str text)
{
	bool windows = flags & CERT_NAME_WINDOWS;

	if (type == CERT_NAME_PRINTABLE)
		return DER_PRINTABLE;
	if (type == CERT_NAME_ASCII || (type == CERT_NAME_DOMAIN && windows && str_is_ascii(text)))
		return DER_IA5;
	if (flags & CERT_NAME_FORCE_UTF8)
		return DER_UTF8;
	if (is_printable(text))
		return DER_PRINTABLE;
	return windows && !(flags & CERT_NAME_UTF8) ? DER_BMP : DER_UTF8;
}

static bool put_value(Parser *p, CertNameType type)
{
	Str text = buf_str(&p->value);
	uint8_t tag = string_tag(type, p->flags, text);

	if (tag == DER_IA5 && !str_is_ascii(text))
		return diag_set(p->diag, DIAG_INVALID, NOT_ASCII);
	if ((tag == DER_PRINTABLE && !is_printable(text)) || has_lone_surrogate(text))
		return malformed(p);
	if (tag == DER_BMP)
		cert_der_put_bmp(&p->rdns, text);
	else
		cert_der_put(&p->rdns, tag, text);
	return true;
}

/* SET { SEQUENCE { OID, value } }: each attribute is an RDN of its own. */
static bool put_rdn(Parser *p, Str key)
{
	size_t set, sequence, oid, start = p->rdns.n;
	CertNameType type;

	VEC_PUSH(&p->starts, start);
	set = cert_der_begin(&p->rdns, DER_SET);
	sequence = cert_der_begin(&p->rdns, DER_SEQUENCE);
	oid = cert_der_begin(&p->rdns, DER_OID);
	if (!cert_name_key(key, p->flags, &p->rdns)) {
		p->inner = true;
		return malformed(p);
	}
	type = cert_name_type(str_cut(buf_str(&p->rdns), oid, p->rdns.n));
	cert_der_end(&p->rdns, oid);
	if (!put_value(p, type))
		return false;
	cert_der_end(&p->rdns, sequence);
	cert_der_end(&p->rdns, set);
	return true;
}

static bool parse(Parser *p)
{
	Str key;

	for (;;) {
		skip_blanks(p);
		if (at_end(p)) /* also after a separator at the end of the text */
			return true;
		if (!parse_key(p, &key) || !parse_value(p) || !put_rdn(p, key))
			return false;
		if (!at_end(p))
			p->at++;
	}
}

bool cert_name_parse(Str text, unsigned flags, Buf *der, bool *inner, Diag *diag)
{
	Parser p = { .text = text, .flags = flags, .value = BUF_INIT, .rdns = BUF_INIT, .diag = diag };
	bool ok = text.n <= BUF_MAX / 8 ? parse(&p) : malformed(&p);
	size_t sequence;

	if (ok) {
		sequence = cert_der_begin(der, DER_SEQUENCE);
		for (size_t i = 0; i < p.starts.n; i++) {
			size_t k = flags & CERT_NAME_REVERSED ? p.starts.n - 1 - i : i;
			size_t end = k + 1 < p.starts.n ? p.starts.p[k + 1] : p.rdns.n;

			buf_put(der, str_cut(buf_str(&p.rdns), p.starts.p[k], end));
		}
		cert_der_end(der, sequence);
	}
	if (inner)
		*inner = p.inner;
	VEC_RELEASE(&p.starts);
	buf_release(&p.value);
	buf_release(&p.rdns);
	return ok;
}
