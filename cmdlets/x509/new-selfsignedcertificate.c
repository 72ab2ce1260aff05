/* new-selfsignedcertificate: a certificate of one's own, in the certificate store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/organization/organization.h"
#include "cmdlets/x509/x509_drive.h"
#include "shell/base/moment.h"
#include "shell/types/base64.h"
#include "store/cert/cert_domain.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"

enum {
	P_DNS_NAME,
	P_SUBJECT,
	P_STORE,
	P_FRIENDLY_NAME,
	P_NOT_AFTER,
	P_NOT_BEFORE,
	P_KEY_LENGTH,
	P_KEY_ALGORITHM,
	P_HASH_ALGORITHM,
	P_EXPORT_POLICY,
	P_CLONE,
	P_TYPE,
	P_KEY_USAGE,
	P_KEY_SPEC,
	P_PROVIDER,
	P_TEXT_EXTENSION,
	P_SIGNER,
};
#define WORD(n, text)                                                                                                  \
	{                                                                                                              \
		.name = (n), .type = "String", .help = (text)                                                          \
	}
/* ORDER usage_bits. */
static const char *const key_usages[] = { "None", "EncipherOnly", "CRLSign", "CertSign", "KeyAgreement",
	"DataEncipherment", "KeyEncipherment", "NonRepudiation", "DigitalSignature", "DecipherOnly", NULL };
static const unsigned usage_bits[] = { 0, CERT_USAGE_ENCIPHER_ONLY, CERT_USAGE_CRL_SIGN, CERT_USAGE_CERT_SIGN,
	CERT_USAGE_KEY_AGREEMENT, CERT_USAGE_DATA_ENCIPHERMENT, CERT_USAGE_KEY_ENCIPHERMENT, CERT_USAGE_NON_REPUDIATION,
	CERT_USAGE_DIGITAL_SIGNATURE, CERT_USAGE_DECIPHER_ONLY };
static const ParamDef params[] = {
	[P_DNS_NAME] = { .name = "DnsName",
		.type = "String[]",
		.help = "The host names; the first is the subject, too." },
	[P_SUBJECT] = WORD("Subject", "The subject, as a name of the form CN=mail.contoso.com, O=Contoso."),
	[P_STORE] = { .name = "CertStoreLocation",
		.type = "String",
		.default_text = "Cert:\\LocalMachine\\My",
		.help = "The store." },
	[P_FRIENDLY_NAME] = WORD("FriendlyName", "What it is called."),
	[P_NOT_AFTER] = { .name = "NotAfter", .type = "DateTime", .help = "When it ends; a year from now." },
	[P_NOT_BEFORE] = { .name = "NotBefore", .type = "DateTime", .default_text = "now", .help = "When it begins." },
	[P_KEY_LENGTH] = { .name = "KeyLength",
		.type = "Int32",
		.default_text = "2048",
		.help = "Bits of an RSA key." },
	[P_KEY_ALGORITHM] = WORD("KeyAlgorithm", "RSA, or a curve: ECDSA_nistP256, ECDSA_nistP384, ECDSA_nistP521."),
	[P_HASH_ALGORITHM] = WORD("HashAlgorithm", "SHA1, SHA256, SHA384 or SHA512."),
	[P_EXPORT_POLICY] = { .name = "KeyExportPolicy",
		.type = "String[]",
		.check = { CHECK_SET,
			.set = (const char *const[]){ "NonExportable", "ExportableEncrypted", "Exportable", NULL } },
		.help = "Whether the key may be exported: it may, unless this is NonExportable." },
	[P_CLONE] = { .name = "CloneCert",
		.type = "Object",
		.in = { { 0, 0, PARAM_FROM_PIPE } },
		.help = "A certificate whose subject, names and friendly name are taken." },
	[P_TYPE] = { .name = "Type",
		.type = "String",
		.check = { CHECK_SET,
			.set = (const char *const[]){ "Custom", "CodeSigningCert", "DocumentEncryptionCert",
				"DocumentEncryptionCertLegacyCsp", "SSLServerAuthentication", NULL } },
		.default_text = "SSLServerAuthentication",
		.help = "What it is for; Custom: what -TextExtension says." },
	[P_KEY_USAGE] = { .name = "KeyUsage",
		.type = "String[]",
		.check = { CHECK_SET, .set = key_usages },
		.help = "What the key is for; None: what -Type says." },
	[P_KEY_SPEC] = { .name = "KeySpec",
		.type = "String",
		.check = { CHECK_SET, .set = (const char *const[]){ "None", "KeyExchange", "Signature", NULL } },
		.help = "What a provider of old takes the key for." },
	[P_PROVIDER] = WORD("Provider", "The provider that keeps the key: the store does."),
	[P_TEXT_EXTENSION] = { .name = "TextExtension",
		.type = "String[]",
		.help = "Extensions: 2.5.29.17={text}DNS=a.contoso.com&IPAddress=192.0.2.1, 2.5.29.37={text} with OIDs, others "
			"with {hex} or in Base64." },
	[P_SIGNER] = { .name = "Signer",
		.type = "Object",
		.flags = PARAM_NOT_DONE,
		.help = "The certificate that signs it." },
};

static Flow refuse(Stage *s, const char *what, Str value)
{
	ErrorSpec spec = {
		.category = CAT_INVALID_ARGUMENT, .id = "System.ArgumentException", .exception = EXC_ARGUMENT
	};

	return stage_throw(s, &spec, "%s '%.*s' is not supported.", what, STR_ARG(value));
}

static Flow read_algorithms(Stage *s, VaultNew *spec)
{
	static const struct {
		const char *name;
		CertKeyKind kind;
		int bits;
	} keys[] = { { "RSA", CERT_KEY_RSA, 0 }, { "ECDSA_nistP256", CERT_KEY_EC, 256 },
		{ "ECDSA_P256", CERT_KEY_EC, 256 }, { "ECDSA_nistP384", CERT_KEY_EC, 384 },
		{ "ECDSA_P384", CERT_KEY_EC, 384 }, { "ECDSA_nistP521", CERT_KEY_EC, 521 },
		{ "ECDSA_P521", CERT_KEY_EC, 521 } };
	static const char *const hashes[] = { "SHA1", "SHA256", "SHA384", "SHA512" }; /* ORDER CertHash */
	Str key = stage_str(s, P_KEY_ALGORITHM), hash = stage_str(s, P_HASH_ALGORITHM);
	bool found = key.n == 0;

	spec->key_bits = (int)stage_int(s, P_KEY_LENGTH, 2048);
	spec->hash = CERT_SHA256;
	for (size_t i = 0; i < COUNT(keys); i++)
		if (str_ieq(key, str_from(keys[i].name))) {
			spec->key_kind = keys[i].kind;
			spec->key_bits = keys[i].bits ? keys[i].bits : spec->key_bits;
			found = true;
		}
	if (!found)
		return refuse(s, "The key algorithm", key);
	for (size_t i = 0; i < COUNT(hashes); i++)
		if (str_ieq(hash, str_from(hashes[i]))) {
			spec->hash = (CertHash)i;
			return FLOW_NEXT;
		}
	return hash.n ? refuse(s, "The hash algorithm", hash) : FLOW_NEXT;
}

static Flow read_names(Stage *s, VaultNew *spec)
{
	size_t n;
	Str *names = stage_strings(s, P_DNS_NAME, &n), subject = stage_str(s, P_SUBJECT);
	Buf der = BUF_INIT;
	Diag diag = { 0 };
	bool ok;

	if (n) {
		spec->domains = names;
		spec->ndomains = n;
	}
	if (subject.n == 0 && n)
		subject = arena_printf(s->scratch, "CN=%.*s", STR_ARG(names[0]));
	else if (subject.n && str_find_byte(subject, '=', 0) == STR_NONE)
		subject = arena_printf(s->scratch, "CN=%.*s", STR_ARG(subject));
	if (subject.n == 0)
		return FLOW_NEXT;
	ok = cert_name_parse(subject, CERT_NAME_REVERSED | CERT_NAME_WINDOWS, &der, NULL, &diag);
	if (ok)
		spec->subject = arena_copy(s->scratch, buf_str(&der));
	buf_release(&der);
	return ok ? FLOW_NEXT : refuse(s, "The subject", subject);
}

static Flow read_clone(Stage *s, VaultNew *spec)
{
	Value cert;
	CertInfo info;
	Str *domains;
	Flow flow;

	if (!stage_bound(s, P_CLONE))
		return FLOW_NEXT;
	if (!x509_cert_argument(s, s->args[P_CLONE], &cert, &flow))
		return flow;
	flow = x509_read(s->interp, x509_peek(cert), &info);
	if (flow == FLOW_NEXT) {
		spec->subject = arena_copy(s->scratch, info.subject);
		cert_domains(&info, s->scratch, &domains, &spec->ndomains);
		spec->domains = domains;
		spec->friendly_name = arena_copy(s->scratch, x509_peek(cert)->friendly_name);
	}
	value_drop(cert);
	return flow;
}

/* A year from the beginning, as Windows has it. */
static void set_dates(Stage *s, VaultNew *spec)
{
	const Env *env = stage_env(s);

	spec->not_before =
		stage_bound(s, P_NOT_BEFORE) ? moment_to_utc(env, s->args[P_NOT_BEFORE].i64) : env->now(env->self);
	if (stage_bound(s, P_NOT_AFTER))
		spec->not_after = moment_to_utc(env, s->args[P_NOT_AFTER].i64);
	else if (!moment_add_months(spec->not_before, 12, &spec->not_after))
		spec->not_after = MOMENT_MAX;
}

/* ---- what it is for ---- */

static void set_purpose(Stage *s, VaultNew *spec)
{
	static const char *const servers[] = { "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1", NULL },
				 *const code[] = { "1.3.6.1.5.5.7.3.3", NULL },
				 *const documents[] = { "1.3.6.1.4.1.311.80.1", NULL }, *const none[] = { NULL };
	enum { DOCUMENTS = CERT_USAGE_KEY_ENCIPHERMENT | CERT_USAGE_DATA_ENCIPHERMENT };
	Str type = stage_str(s, P_TYPE);
	size_t n;
	const Str *usages = stage_strings(s, P_KEY_USAGE, &n);

	spec->usages = servers;
	if (str_ieq(type, S("Custom"))) {
		spec->usages = none;
	} else if (str_ieq(type, S("CodeSigningCert"))) {
		spec->usages = code;
		spec->key_usage = CERT_USAGE_DIGITAL_SIGNATURE;
	} else if (str_istarts(type, S("Document"))) {
		spec->usages = documents;
		spec->key_usage = DOCUMENTS;
	}
	if (n && !str_ieq(usages[0], S("None")))
		spec->key_usage = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < COUNT(usage_bits); k++)
			if (str_ieq(usages[i], str_from(key_usages[k])))
				spec->key_usage |= usage_bits[k];
}

/* "1.3.6.1.5.5.7.3.1,1.3.6.1.5.5.7.3.2" */
static bool read_usages(Stage *s, Str text, VaultNew *spec)
{
	const char **oids = ARENA_ARRAY(s->scratch, const char *, text.n + 2);
	StrSplit split = { .rest = text };
	Buf der = BUF_INIT;
	bool ok = true;
	size_t n = 0;
	Str oid;

	while (ok && str_split_next(&split, ',', &oid)) {
		oid = str_trim(oid);
		ok = cert_oid_parse(oid, &der);
		oids[n++] = arena_copy(s->scratch, oid).p;
	}
	oids[n] = NULL;
	spec->usages = oids;
	buf_release(&der);
	return ok;
}

/* Any other extension: its DER.  Those that are made from words are not taken so, lest they stand there twice. */
static bool read_octets(Stage *s, Str oid, Str value, Buf *extensions)
{
	static const char *const own[] = { "2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.37" };
	Buf octets = BUF_INIT, der = BUF_INIT;
	bool ok = cert_oid_parse(oid, &der);

	for (size_t i = 0; i < COUNT(own); i++)
		ok = ok && !str_eq(oid, str_from(own[i]));
	if (str_istarts(value, S("{hex}")))
		ok = ok && cert_parse_hex(str_cut(value, 5, value.n), &octets);
	else
		ok = ok && types_base64_read(value, &octets);
	ok = ok && octets.n;
	if (ok)
		cert_make_extension(extensions, arena_copy(s->scratch, oid).p, false, buf_str(&octets));
	buf_release(&octets);
	buf_release(&der);
	return ok;
}

/* "2.5.29.17={text}DNS=a.contoso.com" (docs: New-SelfSignedCertificate). */
static bool read_extension(Stage *s, Str text, VaultNew *spec, Buf *names, Buf *extensions)
{
	size_t equal = str_find_byte(text, '=', 0);
	Str oid = str_trim(str_cut(text, 0, equal == STR_NONE ? 0 : equal)), bad,
	    value = equal == STR_NONE ? S("") : str_trim(str_cut(text, equal + 1, text.n));

	if (!str_istarts(value, S("{text}")))
		return read_octets(s, oid, value, extensions);
	value = str_cut(value, 6, value.n);
	if (str_eq(oid, S("2.5.29.17")))
		return cert_make_alt_text(value, names, &bad);
	if (str_eq(oid, S("2.5.29.37")))
		return read_usages(s, value, spec);
	return str_eq(oid, S("2.5.29.19")) && (str_ieq(value, S("ca=0")) || str_ieq(value, S("ca=false")));
}

static Flow read_extensions(Stage *s, VaultNew *spec)
{
	Buf names = BUF_INIT, extensions = BUF_INIT;
	size_t n;
	const Str *texts = stage_strings(s, P_TEXT_EXTENSION, &n);
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		if (!read_extension(s, texts[i], spec, &names, &extensions))
			flow = refuse(s, "The extension", texts[i]);
	spec->alt_names = arena_copy(s->scratch, buf_str(&names));
	spec->extensions = arena_copy(s->scratch, buf_str(&extensions));
	buf_release(&names);
	buf_release(&extensions);
	return flow;
}

static Flow make(Stage *s, const VaultNew *spec)
{
	VaultResult result;
	Vault *vault;
	Diag diag = { 0 };

	FLOW_TRY(organization_vault(s, &vault));
	if (!vault_new_self_signed(vault, spec, s->scratch, &result, &diag))
		return stage_fail(s, &diag, "NewSelfSignedCertificateFailed", VALUE_EMPTY);
	return x509_write_item(s, S("My"), (const uint8_t *)result.cert.thumbprint.p);
}

static Flow process(Stage *s, UNUSED Value input)
{
	VaultNew spec = { .exportable = true };
	ErrorSpec nothing = {
		.category = CAT_INVALID_ARGUMENT, .id = "System.ArgumentException", .exception = EXC_ARGUMENT
	};
	size_t n;
	const Str *policies = stage_strings(s, P_EXPORT_POLICY, &n);
	X509Path store;
	Flow flow;

	if (!x509_store_argument(
		    s, stage_bound(s, P_STORE) ? stage_str(s, P_STORE) : S("Cert:\\LocalMachine\\My"), &store, &flow))
		return flow;
	if (store.place->place != STORE_MY || store.user || !store.place->places)
		return stage_not_done(s, "New-SelfSignedCertificate in a store other than Cert:\\LocalMachine\\My");
	FLOW_TRY(read_clone(s, &spec));
	FLOW_TRY(read_names(s, &spec));
	FLOW_TRY(read_algorithms(s, &spec));
	set_purpose(s, &spec);
	FLOW_TRY(read_extensions(s, &spec));
	if (spec.subject.n == 0)
		return stage_throw(s, &nothing, "A subject or a DNS name must be given.");
	for (size_t i = 0; i < n; i++)
		spec.exportable = !str_ieq(policies[i], S("NonExportable"));
	if (stage_bound(s, P_FRIENDLY_NAME))
		spec.friendly_name = stage_str(s, P_FRIENDLY_NAME);
	set_dates(s, &spec);
	if (!stage_should(s, cert_name_text(spec.subject, s->scratch), S("New-SelfSignedCertificate"), &flow))
		return flow;
	return make(s, &spec);
}

const CmdletDef cmd_new_selfsignedcertificate = {
	.name = "New-SelfSignedCertificate",
	.module = "PKI",
	.class_name = "Microsoft.CertificateServices.Commands.NewSelfSignedCertificateCommand",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Security.Cryptography.X509Certificates.X509Certificate2", NULL },
	.confirm = CONFIRM_MEDIUM,
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Makes a self-signed certificate in the certificate store.",
};
