/* cert_text: extensions in Windows' words (docs: CryptFormatObject; dotnet-x509 README 4). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cert/cert_text.h"

#include <stdio.h>
#include <string.h>

#include "store/cert/cert_der.h"
#include "store/cert/cert_name.h"

/* A text as it grows.  Windows nests what belongs to a heading by five blanks in its longer form, and in the shorter
 * one puts a comma between any two things but behind a heading. */
typedef struct Text {
	Buf *out;
	bool lines, begun; /* begun: the next thing needs a comma */
	unsigned depth;
	CertTextTemplate *template_name;
} Text;

/* Begins the next thing that is said. */
static void begin(Text *text)
{
	if (text->lines)
		for (unsigned i = 0; i < text->depth; i++)
			buf_put(text->out, S("     "));
	else if (text->begun)
		buf_put(text->out, S(", "));
	text->begun = true;
}

static void end(const Text *text)
{
	if (text->lines)
		buf_put(text->out, S("\r\n"));
}

/* One thing, as printf's. */
PRINTF(2, 3) static void say(Text *text, const char *fmt, ...)
{
	va_list args;

	begin(text);
	va_start(args, fmt);
	buf_vprintf(text->out, fmt, args);
	va_end(args);
	end(text);
}

/* A heading is begun by the caller; what follows stands under it, until depth is set back. */
static void under(Text *text, const char *colon)
{
	if (!text->lines)
		buf_put(text->out, str_from(colon));
	end(text);
	text->begun = false;
	text->depth++;
}

static void heading(Text *text, const char *title)
{
	begin(text);
	buf_put(text->out, str_from(title));
	under(text, "");
}

void cert_text_octets(Str octets, Buf *out)
{
	for (size_t i = 0; i < octets.n; i++)
		buf_printf(out, i ? " %02x" : "%02x", (uint8_t)octets.p[i]);
}

/* "Server Authentication (1.3.6.1.5.5.7.3.1)" */
static void put_named_oid(Str oid, const char *unknown, Buf *out)
{
	Buf dotted = BUF_INIT;
	const char *name;

	cert_oid_print(oid, &dotted);
	name = cert_oid_name(buf_str(&dotted));
	buf_printf(out, "%s (%.*s)", name ? name : unknown, STR_ARG(buf_str(&dotted)));
	buf_release(&dotted);
}

/* ---- names ---------------------------------------------------------------------------------------------------- */

static void put_address(Str octets, Buf *out)
{
	for (size_t i = 0; i < octets.n; i++)
		buf_printf(out,
			octets.n == 4 && i ? ".%u"
			: octets.n == 4    ? "%u"
			: i && i % 2 == 0  ? ":%02x"
					   : "%02x",
			(uint8_t)octets.p[i]);
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? memchr(digits, c | 0x20, sizeof digits - 1) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* A URL with escapes is told without them first, then as it is: "ldap:///CN=Public Key (ldap:///CN=Public%20Key)". */
static void put_url(Str url, Buf *out)
{
	Buf plain = BUF_INIT;

	for (size_t i = 0; i < url.n; i++) {
		int high = i + 2 < url.n && url.p[i] == '%' ? hex_digit(url.p[i + 1]) : -1,
		    low = high >= 0 ? hex_digit(url.p[i + 2]) : -1;

		buf_put_char(&plain, (char)(low >= 0 ? high * 16 + low : url.p[i]));
		i += low >= 0 ? 2 : 0;
	}
	if (plain.n == url.n) {
		cert_put_shown(url, out);
	} else {
		cert_put_shown(buf_str(&plain), out);
		buf_put(out, S(" ("));
		cert_put_shown(url, out);
		buf_put_char(out, ')');
	}
	buf_release(&plain);
}

/* An OtherName: its OID and the value under [0]; damaged ones are octets. */
static void put_other(const CertAltName *name, Buf *out)
{
	Str rest = name->value, upn;
	CertTlv oid, wrapped;

	if (cert_alt_name_upn(name, &upn)) {
		buf_put(out, S("Principal Name="));
		cert_put_shown(upn, out);
	} else if (cert_der_take(&rest, DER_OID, &oid) && cert_der_take(&rest, DER_CONSTRUCTED(0), &wrapped)) {
		cert_oid_print(oid.value, out);
		buf_put_char(out, '=');
		cert_text_octets(wrapped.value, out);
	} else {
		cert_text_octets(name->value, out);
	}
}

static void put_label(const char *label, Str value, Buf *out)
{
	buf_put(out, str_from(label));
	cert_put_shown(value, out);
}

/* Names with a heading of their own are said by say_name. */
void cert_text_name(const CertAltName *name, Buf *out)
{
	switch (name->kind) {
	case CERT_ALT_DNS:
		put_label("DNS Name=", name->value, out);
		break;
	case CERT_ALT_EMAIL:
		put_label("RFC822 Name=", name->value, out);
		break;
	case CERT_ALT_URI:
		buf_put(out, S("URL="));
		put_url(name->value, out);
		break;
	case CERT_ALT_IP:
		buf_put(out, S("IP Address="));
		put_address(name->value, out);
		break;
	case CERT_ALT_DIRECTORY:
		buf_put(out, S("Directory Address:"));
		cert_name_print(name->value, CERT_NAME_REVERSED | CERT_NAME_WINDOWS | CERT_NAME_SHOWN, out);
		break;
	case CERT_ALT_OID:
		buf_put(out, S("Registered ID="));
		cert_oid_print(name->value, out);
		break;
	case CERT_ALT_OTHER:
		buf_put(out, S("Other Name:"));
		put_other(name, out);
		break;
	case CERT_ALT_X400:
	case CERT_ALT_EDI:
		buf_put(out, S("Other Name:"));
		cert_text_octets(name->value, out);
		break;
	}
}

/* Each part of a directory address has a line of its own in the longer form. */
static void say_directory(Text *text, Str der)
{
	Buf names = BUF_INIT;
	StrSplit split;
	Str line;

	cert_name_print(der, CERT_NAME_REVERSED | CERT_NAME_WINDOWS | CERT_NAME_SHOWN | CERT_NAME_NEW_LINES, &names);
	split = (StrSplit){ .rest = buf_str(&names) };
	heading(text, "Directory Address:");
	while (str_split_next(&split, '\n', &line))
		say(text, "%.*s", STR_ARG(str_trim(line)));
	text->depth--;
	buf_release(&names);
}

static void say_name(Text *text, const CertAltName *name)
{
	if (text->lines && name->kind == CERT_ALT_DIRECTORY) {
		say_directory(text, name->value);
		return;
	}
	begin(text);
	if (text->lines && name->kind == CERT_ALT_OTHER) {
		buf_put(text->out, S("Other Name:"));
		under(text, "");
		begin(text);
		put_other(name, text->out);
		text->depth--;
	} else {
		cert_text_name(name, text->out);
	}
	end(text);
}

/* false: something behind them that is no name. */
static bool say_names(Text *text, Str names)
{
	CertAltName name;

	while (cert_alt_name_next(&names, &name))
		say_name(text, &name);
	return names.n == 0;
}

/* ---- the extensions, each with the whole value -------------------------------------------------------------- */

/* Content of the one SEQUENCE that most values are. */
static bool open_sequence(Str value, Str *content)
{
	CertTlv tlv;

	if (!cert_der_take(&value, DER_SEQUENCE, &tlv))
		return false;
	*content = tlv.value;
	return true;
}

static bool say_alt_names(Text *text, Str value)
{
	Str names;

	return open_sequence(value, &names) && say_names(text, names);
}

static bool say_usage(Text *text, Str value)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = {
		{ CERT_USAGE_DIGITAL_SIGNATURE, "Digital Signature" },
		{ CERT_USAGE_NON_REPUDIATION, "Non-Repudiation" },
		{ CERT_USAGE_KEY_ENCIPHERMENT, "Key Encipherment" },
		{ CERT_USAGE_DATA_ENCIPHERMENT, "Data Encipherment" },
		{ CERT_USAGE_KEY_AGREEMENT, "Key Agreement" },
		{ CERT_USAGE_CERT_SIGN, "Certificate Signing" },
		{ CERT_USAGE_CRL_SIGN, "Off-line CRL Signing, CRL Signing" },
		{ CERT_USAGE_ENCIPHER_ONLY, "Encipher Only" },
		{ CERT_USAGE_DECIPHER_ONLY, "Decipher Only" },
	};
	unsigned usage;
	const char *gap = "";
	CertTlv bits;

	if (!cert_der_take(&value, DER_BIT_STRING, &bits) || bits.value.n < 2)
		return false;
	usage = (uint8_t)bits.value.p[1];
	if (bits.value.n > 2 && (uint8_t)bits.value.p[2] & 0x80)
		usage |= CERT_USAGE_DECIPHER_ONLY;
	begin(text);
	for (size_t i = 0; i < COUNT(names); i++)
		if (usage & names[i].bit) {
			buf_printf(text->out, "%s%s", gap, names[i].name);
			gap = ", ";
		}
	buf_printf(text->out, usage & CERT_USAGE_DECIPHER_ONLY ? " (%02x 80)" : " (%02x)", usage & 0xff);
	end(text);
	return true;
}

static bool say_usages(Text *text, Str value)
{
	Str list, oid;

	if (!open_sequence(value, &list))
		return false;
	while (cert_oid_next(&list, &oid)) {
		begin(text);
		put_named_oid(oid, "Unknown Key Usage", text->out);
		end(text);
	}
	return list.n == 0;
}

static bool say_constraints(Text *text, Str value)
{
	CertTlv authority, path;
	Str rest;

	if (!open_sequence(value, &rest))
		return false;
	(void)cert_der_optional(&rest, DER_BOOLEAN, &authority);
	(void)cert_der_optional(&rest, DER_INTEGER, &path);
	say(text, "Subject Type=%s", authority.value.n && authority.value.p[0] ? "CA" : "End Entity");
	if (path.value.n)
		say(text, "Path Length Constraint=%d", cert_der_int(path.value));
	else
		say(text, "Path Length Constraint=None");
	return rest.n == 0;
}

static bool say_subject_key(Text *text, Str value)
{
	CertTlv id;

	if (!cert_der_take(&value, DER_OCTET_STRING, &id))
		return false;
	begin(text);
	cert_text_octets(id.value, text->out);
	end(text);
	return true;
}

/* AuthorityKeyIdentifier: [0] key, [1] names of the issuer's issuer, [2] the issuer's serial number. */
static bool say_authority_key(Text *text, Str value)
{
	CertTlv key, issuer, serial;
	Str rest;

	if (!open_sequence(value, &rest))
		return false;
	if (cert_der_optional(&rest, DER_CONTEXT(0), &key)) {
		begin(text);
		buf_put(text->out, S("KeyID="));
		cert_text_octets(key.value, text->out);
		end(text);
	}
	if (cert_der_optional(&rest, DER_CONSTRUCTED(1), &issuer)) {
		heading(text, "Certificate Issuer:");
		if (!say_names(text, issuer.value))
			return false;
		text->depth--;
	}
	if (cert_der_optional(&rest, DER_CONTEXT(2), &serial)) {
		begin(text);
		buf_put(text->out, S("Certificate SerialNumber="));
		cert_text_octets(serial.value, text->out);
		end(text);
	}
	return rest.n == 0;
}

/* DistributionPoint { [0] { [0] fullName } , [2] cRLIssuer }; reasons and relative names have no words here. */
static bool say_point(Text *text, Str point, size_t number)
{
	CertTlv name, full, issuer;
	bool ok = true;

	begin(text);
	buf_printf(text->out, "[%zu]CRL Distribution Point", number);
	under(text, ": ");
	if (cert_der_optional(&point, DER_CONSTRUCTED(0), &name)) {
		ok = cert_der_take(&name.value, DER_CONSTRUCTED(0), &full);
		heading(text, "Distribution Point Name:");
		heading(text, "Full Name:");
		ok = ok && say_names(text, full.value);
		text->depth -= 2;
	}
	if (ok && cert_der_optional(&point, DER_CONSTRUCTED(2), &issuer)) {
		heading(text, "CRL Issuer:");
		ok = say_names(text, issuer.value);
		text->depth--;
	}
	text->depth--;
	return ok && point.n == 0;
}

static bool say_points(Text *text, Str value)
{
	CertTlv point;
	size_t n = 0;
	Str rest;

	if (!open_sequence(value, &rest))
		return false;
	while (cert_der_take(&rest, DER_SEQUENCE, &point))
		if (!say_point(text, point.value, ++n))
			return false;
	return rest.n == 0;
}

static bool say_access(Text *text, Str access, size_t number)
{
	CertAltName name;
	Str oid;

	if (!cert_oid_next(&access, &oid) || !cert_alt_name_next(&access, &name))
		return false;
	begin(text);
	buf_printf(text->out, "[%zu]Authority Info Access", number);
	under(text, ": ");
	begin(text);
	buf_put(text->out, S("Access Method="));
	put_named_oid(oid, "Unknown Access Method", text->out);
	end(text);
	begin(text);
	buf_put(text->out, text->lines ? S("Alternative Name:") : S("Alternative Name="));
	under(text, "");
	say_name(text, &name);
	text->depth -= 2;
	return true;
}

static bool say_accesses(Text *text, Str value)
{
	CertTlv access;
	size_t n = 0;
	Str rest;

	if (!open_sequence(value, &rest))
		return false;
	while (cert_der_take(&rest, DER_SEQUENCE, &access))
		if (!say_access(text, access.value, ++n))
			return false;
	return rest.n == 0;
}

/* ---- policies ------------------------------------------------------------------------------------------------- */

/* "https://contoso.com/cps" of a CPS pointer, "Notice Text=..." of a user notice without a reference. */
static bool say_qualifier(Text *text, Str qualifier, const char *number)
{
	CertTlv id, value, notice;
	Buf words = BUF_INIT;
	bool is_pointer, ok;

	if (!cert_der_take(&qualifier, DER_OID, &id) || !cert_der_next(&qualifier, &value))
		return false;
	is_pointer = cert_oid_is(id.value, "1.3.6.1.5.5.7.2.1");
	if (is_pointer)
		ok = cert_name_decode(value.tag, value.value, &words);
	else
		ok = cert_oid_is(id.value, "1.3.6.1.5.5.7.2.2") && value.tag == DER_SEQUENCE &&
		     cert_der_next(&value.value, &notice) && cert_name_decode(notice.tag, notice.value, &words);
	if (ok) {
		begin(text);
		buf_printf(text->out, "%sPolicy Qualifier Info:", number);
		under(text, "");
		say(text, "Policy Qualifier Id=%s", is_pointer ? "CPS" : "User Notice");
		heading(text, "Qualifier:");
		begin(text);
		put_label(is_pointer ? "" : "Notice Text=", buf_str(&words), text->out);
		end(text);
		text->depth -= 2;
	}
	buf_release(&words);
	return ok;
}

static bool say_qualifiers(Text *text, Str list, size_t policy)
{
	CertTlv qualifier;
	char number[48];
	size_t n = 0;

	while (cert_der_take(&list, DER_SEQUENCE, &qualifier)) {
		snprintf(number, sizeof number, "[%zu,%zu]", policy, ++n);
		if (!say_qualifier(text, qualifier.value, number))
			return false;
	}
	return list.n == 0;
}

static bool say_policy(Text *text, Str policy, const char *kind, size_t number)
{
	Buf dotted = BUF_INIT;
	CertTlv oid, qualifiers;
	const char *name;
	bool ok;

	if (!cert_der_take(&policy, DER_OID, &oid))
		return false;
	cert_oid_print(oid.value, &dotted);
	name = cert_oid_name(buf_str(&dotted));
	begin(text);
	buf_printf(text->out, "[%zu]%s:", number, kind);
	under(text, "");
	if (name)
		say(text, "Policy Identifier=%s", name);
	else
		say(text, "Policy Identifier=%.*s", STR_ARG(buf_str(&dotted)));
	ok = !cert_der_optional(&policy, DER_SEQUENCE, &qualifiers) || say_qualifiers(text, qualifiers.value, number);
	text->depth--;
	buf_release(&dotted);
	return ok && policy.n == 0;
}

static bool say_policy_list(Text *text, Str value, const char *kind)
{
	CertTlv policy;
	size_t n = 0;
	Str rest;

	if (!open_sequence(value, &rest))
		return false;
	while (cert_der_take(&rest, DER_SEQUENCE, &policy))
		if (!say_policy(text, policy.value, kind, ++n))
			return false;
	return rest.n == 0;
}

static bool say_policies(Text *text, Str value)
{
	return say_policy_list(text, value, "Certificate Policy");
}

static bool say_application_policies(Text *text, Str value)
{
	return say_policy_list(text, value, "Application Certificate Policy");
}

/* ---- Microsoft's own ------------------------------------------------------------------------------------------ */

static bool say_template_name(Text *text, Str value)
{
	Buf name = BUF_INIT;
	CertTlv tlv;
	bool ok = cert_der_next(&value, &tlv) && cert_name_decode(tlv.tag, tlv.value, &name);

	if (ok) {
		begin(text);
		cert_put_shown(buf_str(&name), text->out);
		end(text);
	}
	buf_release(&name);
	return ok;
}

static bool say_template(Text *text, Str value)
{
	CertTlv oid, major, minor;
	Buf dotted = BUF_INIT;
	const char *name;
	Str rest;

	if (!open_sequence(value, &rest) || !cert_der_take(&rest, DER_OID, &oid))
		return false;
	cert_oid_print(oid.value, &dotted);
	name = text->template_name ? text->template_name(buf_str(&dotted)) : NULL;
	if (name)
		say(text, "Template=%s(%.*s)", name, STR_ARG(buf_str(&dotted)));
	else
		say(text, "Template=%.*s", STR_ARG(buf_str(&dotted)));
	buf_release(&dotted);
	if (cert_der_optional(&rest, DER_INTEGER, &major))
		say(text, "Major Version Number=%d", cert_der_int(major.value));
	if (cert_der_optional(&rest, DER_INTEGER, &minor))
		say(text, "Minor Version Number=%d", cert_der_int(minor.value));
	return rest.n == 0;
}

/* The number of the authority's certificate, and of its key: "V1.0". */
static bool say_authority_version(Text *text, Str value)
{
	CertTlv number;
	int version;

	if (!cert_der_take(&value, DER_INTEGER, &number))
		return false;
	version = cert_der_int(number.value);
	if (version >= 0)
		say(text, "V%d.%d", version & 0xffff, version >> 16);
	return version >= 0;
}

static const struct {
	const char *oid;
	bool (*say)(Text *text, Str value);
} known[] = {
	{ "2.5.29.14", say_subject_key },
	{ "2.5.29.15", say_usage },
	{ "2.5.29.17", say_alt_names },
	{ "2.5.29.18", say_alt_names },
	{ "2.5.29.19", say_constraints },
	{ "2.5.29.31", say_points },
	{ "2.5.29.32", say_policies },
	{ "2.5.29.35", say_authority_key },
	{ "2.5.29.37", say_usages },
	{ "1.3.6.1.5.5.7.1.1", say_accesses },
	{ "1.3.6.1.4.1.311.20.2", say_template_name },
	{ "1.3.6.1.4.1.311.21.1", say_authority_version },
	{ "1.3.6.1.4.1.311.21.7", say_template },
	{ "1.3.6.1.4.1.311.21.10", say_application_policies },
};

void cert_text_extension(Str oid, Str value, bool lines, CertTextTemplate *template_name, Buf *out)
{
	Text text = { .out = out, .lines = lines, .template_name = template_name };
	size_t before = out->n;

	for (size_t i = 0; i < COUNT(known); i++) {
		if (!str_eq(oid, str_from(known[i].oid)))
			continue;
		if (known[i].say(&text, value))
			return;
		buf_delete(out, before, out->n - before);
	}
	cert_text_octets(value, out);
}
