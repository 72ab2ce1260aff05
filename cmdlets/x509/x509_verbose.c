/* x509_verbose: the names in a certificate by kind, and ToString($true) (recorded: dotnet-x509 certs.json). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/x509/x509.h"
#include "shell/value/convert.h"
#include "store/cert/cert_name.h"
#include "store/cert/cert_text.h"
#include "store/vault/vault.h"

/* ---- GetNameInfo ---------------------------------------------------------------------------------------------- */

/* The last value of the attribute with that OID; NULL: of the one that comes last of all. */
static bool find_attribute(Str name, const char *oid, Buf *out)
{
	Buf scratch = BUF_INIT;
	CertNameWalk walk;
	CertNamePart part;
	bool found = false;

	cert_name_walk(name, &walk);
	while (cert_name_next(&walk, &scratch, &part)) {
		if (oid && !cert_oid_is(part.oid, oid))
			continue;
		buf_clear(out);
		buf_put(out, part.text);
		found = true;
	}
	buf_release(&scratch);
	return found;
}

/* Windows looks for these one after the other (docs: CertGetNameString). */
static void put_simple_name(Str name, Buf *out)
{
	static const char *const oids[] = { "2.5.4.3", "2.5.4.11", "2.5.4.10", "1.2.840.113549.1.9.1", NULL };

	for (size_t i = 0; i < COUNT(oids); i++)
		if (find_attribute(name, oids[i], out))
			return;
}

static bool find_alternative(const CertInfo *info, CertAltKind kind, Buf *out)
{
	Str rest = info->alt_names;
	CertAltName name;

	while (cert_alt_name_next(&rest, &name))
		if (name.kind == kind && (kind != CERT_ALT_OTHER || cert_alt_name_upn(&name, &name.value))) {
			buf_put(out, name.value);
			return true;
		}
	return false;
}

void x509_put_name_info(const CertInfo *info, X509NameKind kind, bool issuer, Buf *out)
{
	Str name = issuer ? info->issuer : info->subject;

	switch (kind) {
	case X509_NAME_SIMPLE:
		put_simple_name(name, out);
		break;
	case X509_NAME_EMAIL:
		if (issuer || !find_alternative(info, CERT_ALT_EMAIL, out))
			(void)find_attribute(name, "1.2.840.113549.1.9.1", out);
		break;
	case X509_NAME_UPN:
		if (!issuer)
			(void)find_alternative(info, CERT_ALT_OTHER, out);
		break;
	case X509_NAME_DNS:
		if (issuer || !find_alternative(info, CERT_ALT_DNS, out))
			(void)cert_common_name(name, out);
		break;
	case X509_NAME_DNS_ALTERNATIVE:
		if (!issuer)
			(void)find_alternative(info, CERT_ALT_DNS, out);
		break;
	case X509_NAME_URL:
		if (!issuer)
			(void)find_alternative(info, CERT_ALT_URI, out);
		break;
	}
}

/* ---- ToString($true) ------------------------------------------------------------------------------------------ */

/* "  Simple Name: a", and the other names there are. */
static void put_names(const CertInfo *info, Str text, bool issuer, Buf *out)
{
	static const struct {
		const char *label;
		X509NameKind kind;
	} kinds[] = {
		{ "Simple", X509_NAME_SIMPLE },
		{ "Email", X509_NAME_EMAIL },
		{ "UPN", X509_NAME_UPN },
		{ "DNS", X509_NAME_DNS },
	};

	buf_printf(out, "[%s]\r\n  %.*s\r\n", issuer ? "Issuer" : "Subject", STR_ARG(text));
	for (size_t i = 0; i < COUNT(kinds); i++) {
		Buf name = BUF_INIT;

		x509_put_name_info(info, kinds[i].kind, issuer, &name);
		if (name.n) {
			buf_printf(out, "  %s Name: ", kinds[i].label);
			cert_put_shown(buf_str(&name), out);
			buf_put(out, S("\r\n"));
		}
		buf_release(&name);
	}
	buf_put(out, S("\r\n"));
}

/* "sha256RSA(1.2.840.113549.1.1.11)" */
static void put_oid(Str oid, Buf *out)
{
	Buf dotted = BUF_INIT;
	const char *name;

	cert_oid_print(oid, &dotted);
	name = cert_oid_name(buf_str(&dotted));
	buf_printf(out, "%s(%.*s)", name ? name : "", STR_ARG(buf_str(&dotted)));
	buf_release(&dotted);
}

static void put_public_key(const CertPublicKey *key, Buf *out)
{
	Buf dotted = BUF_INIT;
	const char *name;

	cert_oid_print(key->oid, &dotted);
	name = cert_oid_name(buf_str(&dotted));
	buf_printf(out, "\r\n[Public Key]\r\n  Algorithm: %s\r\n  Length: ", name ? name : "");
	if (key->kind == CERT_KEY_RSA || key->kind == CERT_KEY_DSA)
		buf_printf(out, "%d", key->size);
	buf_put(out, S("\r\n  Key Blob: "));
	cert_text_octets(key->bits, out);
	buf_put(out, S("\r\n  Parameters: "));
	cert_text_octets(key->parameters, out);
	buf_put(out, S("\r\n"));
	buf_release(&dotted);
}

/* Where the key is, as .NET Framework tells it. */
static void put_private_key(Interp *in, const X509Cert *cert, const CertInfo *info, Buf *out)
{
	VaultContainer container;

	if (!cert->has_key)
		return;
	vault_container(&info->key, runtime_of(in)->env->machine, &container);
	buf_printf(out, "\r\n[Private Key]\r\n  Key Store: %s\r\n", cert->cert_id ? "Machine" : "User");
	buf_printf(out, "  Provider Name: " VAULT_PROVIDER "\r\n  Provider type: %d\r\n  Key Spec: Exchange\r\n",
		VAULT_PROVIDER_TYPE);
	buf_printf(
		out, "  Key Container Name: %s\r\n  Unique Key Container Name: %s\r\n", container.name, container.file);
	buf_put(out, S("  Hardware Device: False\r\n  Removable: False\r\n  Protected: False\r\n"));
}

static void put_extensions(const CertInfo *info, Buf *out)
{
	Str rest = info->extensions;
	CertExtension extension;
	bool begun = false;

	while (cert_extension_next(&rest, &extension)) {
		Buf dotted = BUF_INIT;

		cert_oid_print(extension.oid, &dotted);
		if (!begun)
			buf_put(out, S("\r\n[Extensions]\r\n"));
		begun = true;
		buf_put(out, S("* "));
		put_oid(extension.oid, out);
		buf_put(out, S(":\r\n  "));
		x509_format_extension(buf_str(&dotted), extension.value, true, out);
		buf_put(out, S("\r\n"));
		buf_release(&dotted);
	}
}

void x509_put_verbose(Interp *in, const X509Cert *cert, const CertInfo *info, const X509Dates *dates, Buf *out)
{
	buf_printf(out, "[Version]\r\n  V%d\r\n\r\n", info->version);
	put_names(info, cert->subject, false, out);
	put_names(info, cert->issuer, true, out);
	buf_put(out, S("[Serial Number]\r\n  "));
	cert_put_hex(cert->serial, out);
	buf_printf(out, "\r\n\r\n[Not Before]\r\n  %.*s\r\n\r\n[Not After]\r\n  %.*s\r\n\r\n[Thumbprint]\r\n  ",
		STR_ARG(dates->not_before), STR_ARG(dates->not_after));
	cert_put_hex((Str){ (const char *)cert->hash, CERT_THUMBPRINT }, out);
	buf_put(out, S("\r\n\r\n[Signature Algorithm]\r\n  "));
	put_oid(info->signature_oid, out);
	buf_put(out, S("\r\n"));
	put_public_key(&info->key, out);
	put_private_key(in, cert, info, out);
	put_extensions(info, out);
}
