/* x509: the payload of a certificate object. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509.h"

#include <stdlib.h>

#include "cmdlets/organization/organization.h"
#include "store/cert/cert_name.h"

Str x509_keep(Str s)
{
	char *copy = MEM_ARRAY(char, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return (Str){ copy, s.n };
}

/* A Str lends as const; the copy is ours. */
void x509_drop(Str s)
{
	char *p;

	memcpy(&p, &s.p, sizeof(p));
	free(p);
}

X509Cert *x509_peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &x509_certificate);
}

void x509_clear(X509Cert *cert)
{
	x509_drop(cert->subject);
	x509_drop(cert->issuer);
	x509_drop(cert->serial);
	x509_drop(cert->friendly_name);
	x509_drop(cert->der);
	cert_key_free(cert->key);
	*cert = (X509Cert){ 0 };
}

unsigned x509_name_style(Interp *in)
{
	return CERT_NAME_REVERSED | (runtime_edition(in)->windows_paths ? CERT_NAME_WINDOWS | CERT_NAME_SHOWN : 0);
}

Value x509_shown(Interp *in, Str text)
{
	Buf shown = BUF_INIT;
	size_t plain = 0;

	while (plain < text.n && text.p[plain] >= ' ' && text.p[plain] <= '~')
		plain++;
	if (plain == text.n || !(x509_name_style(in) & CERT_NAME_SHOWN))
		return value_string(text);
	cert_put_shown(text, &shown);
	return types_buf_string(&shown);
}

static Str name_text(Interp *in, Str der)
{
	Buf text = BUF_INIT;
	Str kept;

	cert_name_print(der, x509_name_style(in), &text);
	kept = x509_keep(buf_str(&text));
	buf_release(&text);
	return kept;
}

static X509Cert *new_cert(void)
{
	return MEM_NEW(X509Cert);
}

Value x509_value(Interp *in, const CertInfo *info, Str friendly_name, CertKey *key)
{
	X509Cert *cert = new_cert();

	cert_thumbprint(info->der, cert->hash);
	cert->subject = name_text(in, info->subject);
	cert->issuer = name_text(in, info->issuer);
	cert->serial = x509_keep(info->serial);
	cert->friendly_name = x509_keep(friendly_name);
	cert->der = x509_keep(info->der);
	cert->not_before = info->not_before;
	cert->not_after = info->not_after;
	cert->has_key = key != NULL;
	cert->key = key;
	return object_value(object_new_native(&x509_certificate, cert));
}

void x509_fill_row(X509Cert *cert, const StoreCert *row)
{
	memcpy(cert->hash, row->thumbprint.p,
		row->thumbprint.n < CERT_THUMBPRINT ? row->thumbprint.n : CERT_THUMBPRINT);
	cert->subject = x509_keep(row->subject);
	cert->issuer = x509_keep(row->issuer);
	cert->serial = x509_keep(row->serial);
	cert->friendly_name = x509_keep(row->friendly_name);
	cert->not_before = row->not_before;
	cert->not_after = row->not_after;
	cert->cert_id = row->id;
	cert->der_id = row->der_id;
	cert->server_id = row->server_id;
	cert->place = row->place;
	cert->has_key = row->has_key;
	cert->exportable = row->exportable;
	if (row->der.n)
		cert->der = x509_keep(row->der);
}

Value x509_row_value(const StoreCert *row)
{
	X509Cert *cert = new_cert();

	x509_fill_row(cert, row);
	return object_value(object_new_native(&x509_certificate, cert));
}

Flow x509_load(Interp *in, X509Cert *cert)
{
	Arena *arena;
	Vault *vault;
	Diag diag = { 0 };
	Str der;
	bool ok;

	if (cert->der.n)
		return FLOW_NEXT;
	if (!cert->der_id)
		return fault_exception(in, EXC_CRYPTOGRAPHIC, "%s",
			types_pick(in, "m_safeCertContext is an invalid handle.",
				"m_safeCertContext is an invalid handle."));
	arena = arena_new(0);
	ok = organization_open(in, &vault, &diag) &&
	     store_cert_der(vault_store_peek(vault), cert->der_id, arena, &der, &diag);
	if (ok)
		cert->der = x509_keep(der);
	arena_free(arena);
	return ok ? FLOW_NEXT : fault_exception(in, EXC_CRYPTOGRAPHIC, "%s", diag.text);
}

Flow x509_read(Interp *in, X509Cert *cert, CertInfo *out)
{
	Diag diag = { 0 };

	FLOW_TRY(x509_load(in, cert));
	if (!cert_read(cert->der, out, &diag))
		return fault_exception(in, EXC_CRYPTOGRAPHIC, "%s", diag.text);
	return FLOW_NEXT;
}

void x509_put_summary(const X509Cert *cert, Str not_before, Str not_after, Buf *out)
{
	Buf serial = BUF_INIT;

	cert_put_hex(cert->serial, &serial);
	buf_printf(out, "[Subject]\r\n  %.*s\r\n\r\n[Issuer]\r\n  %.*s\r\n\r\n[Serial Number]\r\n  %.*s\r\n\r\n",
		STR_ARG(cert->subject), STR_ARG(cert->issuer), STR_ARG(buf_str(&serial)));
	buf_printf(out, "[Not Before]\r\n  %.*s\r\n\r\n[Not After]\r\n  %.*s\r\n\r\n[Thumbprint]\r\n  ",
		STR_ARG(not_before), STR_ARG(not_after));
	cert_put_hex((Str){ (const char *)cert->hash, CERT_THUMBPRINT }, out);
	buf_put(out, S("\r\n"));
	buf_release(&serial);
}
