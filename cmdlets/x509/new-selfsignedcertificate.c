/* new-selfsignedcertificate: a certificate of one's own, in the certificate store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/organization/organization.h"
#include "cmdlets/x509/x509_drive.h"
#include "shell/base/moment.h"
#include "store/cert/cert_domain.h"
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
	[P_NOT_BEFORE] = { .name = "NotBefore",
		.type = "DateTime",
		.flags = PARAM_NOT_DONE,
		.help = "When it begins; it begins now." },
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
		.check = { CHECK_SET, .set = (const char *const[]){ "Custom", "SSLServerAuthentication", NULL } },
		.help = "What it is for: servers." },
	[P_KEY_USAGE] = { .name = "KeyUsage",
		.type = "String[]",
		.check = { CHECK_SET, .set = (const char *const[]){ "DigitalSignature", "KeyEncipherment", NULL } },
		.help = "What the key is for: signatures and keys, in any case." },
	[P_KEY_SPEC] = { .name = "KeySpec",
		.type = "String",
		.check = { CHECK_SET, .set = (const char *const[]){ "None", "KeyExchange", "Signature", NULL } },
		.help = "What a provider of old takes the key for." },
	[P_PROVIDER] = WORD("Provider", "The provider that keeps the key: the store does."),
	[P_TEXT_EXTENSION] = { .name = "TextExtension",
		.type = "String[]",
		.flags = PARAM_NOT_DONE,
		.help = "More extensions." },
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

/* A year from now, as Windows has it. */
static int64_t not_after(Stage *s)
{
	const Env *env = stage_env(s);
	int64_t end;

	if (stage_bound(s, P_NOT_AFTER))
		return moment_to_utc(env, s->args[P_NOT_AFTER].i64);
	return moment_add_months(env->now(env->self), 12, &end) ? end : MOMENT_MAX;
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
	if (spec.subject.n == 0)
		return stage_throw(s, &nothing, "A subject or a DNS name must be given.");
	for (size_t i = 0; i < n; i++)
		spec.exportable = !str_ieq(policies[i], S("NonExportable"));
	if (stage_bound(s, P_FRIENDLY_NAME))
		spec.friendly_name = stage_str(s, P_FRIENDLY_NAME);
	spec.not_after = not_after(s);
	if (!stage_should(s, stage_str(s, P_SUBJECT), S("New-SelfSignedCertificate"), &flow))
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
