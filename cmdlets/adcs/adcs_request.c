/* adcs_request: policy files of certreq -new (docs: certreq, "INF file structure"). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_request.h"

#include <stdlib.h>
#include <string.h>

#include "cmdlets/adcs/adcs_inf.h"
#include "shell/base/moment.h"
#include "shell/types/base64.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"

enum { DEFAULT_BITS = 2048, XECI_CERTREQ = 9 };
#define PROCESS S("certreq.exe")

bool adcs_request_id(Str text, int64_t *id)
{
	return adcs_number(text, NUM_INT32, id) && *id > 0;
}

/* ---- reading lines -------------------------------------------------------------------------------------------- */

/* What was read so far; lists become the spec's at the end. */
typedef struct Policy {
	AdcsCall *call;
	AdcsPolicy *out;
	const AdcsInf *lines;
	Buf alt_names, extensions;
	VEC(const char *) usages;
	VEC(CertNameValue) values;
	const AdcsInfLine *period, *units, *length; /* ValidityPeriod, ValidityPeriodUnits, KeyLength */
} Policy;

/* Puts one line into the policy; else refuse_line's status. */
typedef uint32_t ReadLine(Policy *policy, const AdcsInfLine *line);

static uint32_t refuse_line(AdcsCall *call, uint32_t status, const AdcsInfLine *line)
{
	(void)diag_set(&call->diag, DIAG_INVALID, "[%.*s] %.*s = %.*s", STR_ARG(line->section), STR_ARG(line->key),
		STR_ARG(line->value));
	return status;
}

static uint32_t invalid(const Policy *policy, const AdcsInfLine *line)
{
	return refuse_line(policy->call, VAULT_CA_INVALID_DATA, line);
}

/* About Windows key containers and the like, of which there are none: whatever is said, the request is the same. */
static uint32_t no_matter(UNUSED Policy *policy, UNUSED const AdcsInfLine *line)
{
	return ADCS_OK;
}

/* What would change the request and is not done must not look as if it were. */
static uint32_t not_done(Policy *policy, const AdcsInfLine *line)
{
	return refuse_line(policy->call, ADCS_NOT_DONE, line);
}

static bool parse_flag(Str value, bool *flag)
{
	*flag = str_ieq(value, S("true")) || str_ieq(value, S("yes")) || str_eq(value, S("1"));
	return *flag || value.n == 0 || str_ieq(value, S("false")) || str_ieq(value, S("no")) || str_eq(value, S("0"));
}

static uint32_t only_false(Policy *policy, const AdcsInfLine *line)
{
	bool flag;

	if (!parse_flag(line->value, &flag))
		return invalid(policy, line);
	return flag ? not_done(policy, line) : ADCS_OK;
}

static uint32_t read_exportable(Policy *policy, const AdcsInfLine *line)
{
	return parse_flag(line->value, &policy->out->spec.exportable) ? ADCS_OK : invalid(policy, line);
}

static uint32_t read_friendly_name(Policy *policy, const AdcsInfLine *line)
{
	policy->out->spec.friendly_name = line->value;
	return ADCS_OK;
}

static uint32_t read_provider(Policy *policy, const AdcsInfLine *line)
{
	policy->out->spec.provider = line->value;
	return ADCS_OK;
}

static uint32_t read_type(Policy *policy, const AdcsInfLine *line)
{
	policy->out->self_signed = str_ieq(line->value, S("Cert"));
	return policy->out->self_signed || str_istarts(line->value, S("PKCS10")) ? ADCS_OK : not_done(policy, line);
}

static uint32_t read_period(Policy *policy, const AdcsInfLine *line)
{
	policy->period = line;
	return ADCS_OK;
}

static uint32_t read_units(Policy *policy, const AdcsInfLine *line)
{
	policy->units = line;
	return ADCS_OK;
}

static uint32_t set_subject(AdcsCall *call, Str text, VaultNew *spec)
{
	Buf der = BUF_INIT;
	bool ok = cert_name_parse(text, CERT_NAME_REVERSED | CERT_NAME_WINDOWS, &der, NULL, &call->diag);

	if (ok)
		spec->subject = arena_copy(call->arena, buf_str(&der));
	buf_release(&der);
	return ok ? ADCS_OK : ADCS_BAD_NAME;
}

static uint32_t read_subject(Policy *policy, const AdcsInfLine *line)
{
	return set_subject(policy->call, line->value, &policy->out->spec);
}

static uint32_t read_length(Policy *policy, const AdcsInfLine *line)
{
	policy->length = line;
	return ADCS_OK;
}

/* RSA, or ECDSA_P256: then the length is in the name, as the provider of the key has it. */
static uint32_t read_algorithm(Policy *policy, const AdcsInfLine *line)
{
	VaultNew *spec = &policy->out->spec;
	int64_t bits;

	if (str_ieq(line->value, S("RSA")))
		return ADCS_OK;
	if (!str_istarts(line->value, S("ECDSA_P")) ||
		num_parse_integer(str_cut(line->value, 7, line->value.n), NUM_INT32, false, &bits) != NUM_OK)
		return refuse_line(policy->call, ADCS_BAD_ALGORITHM, line);
	spec->key_kind = CERT_KEY_EC;
	spec->key_bits = (int)bits;
	return ADCS_OK;
}

static uint32_t read_hash(Policy *policy, const AdcsInfLine *line)
{
	static const struct {
		const char *name;
		CertHash hash;
	} names[] = { { "sha1", CERT_SHA1 }, { "sha256", CERT_SHA256 }, { "sha384", CERT_SHA384 },
		{ "sha512", CERT_SHA512 } };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_ieq(line->value, str_from(names[i].name))) {
			policy->out->spec.hash = names[i].hash;
			return ADCS_OK;
		}
	return refuse_line(policy->call, ADCS_BAD_ALGORITHM, line);
}

/* ---- key usage ------------------------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	unsigned bits;
} usage_names[] = {
	{ "CERT_DIGITAL_SIGNATURE_KEY_USAGE", CERT_USAGE_DIGITAL_SIGNATURE },
	{ "CERT_NON_REPUDIATION_KEY_USAGE", CERT_USAGE_NON_REPUDIATION },
	{ "CERT_KEY_ENCIPHERMENT_KEY_USAGE", CERT_USAGE_KEY_ENCIPHERMENT },
	{ "CERT_DATA_ENCIPHERMENT_KEY_USAGE", CERT_USAGE_DATA_ENCIPHERMENT },
	{ "CERT_KEY_AGREEMENT_KEY_USAGE", CERT_USAGE_KEY_AGREEMENT },
	{ "CERT_KEY_CERT_SIGN_KEY_USAGE", CERT_USAGE_CERT_SIGN },
	{ "CERT_OFFLINE_CRL_SIGN_KEY_USAGE", CERT_USAGE_CRL_SIGN },
	{ "CERT_CRL_SIGN_KEY_USAGE", CERT_USAGE_CRL_SIGN },
	{ "CERT_ENCIPHER_ONLY_KEY_USAGE", CERT_USAGE_ENCIPHER_ONLY },
	{ "CERT_DECIPHER_ONLY_KEY_USAGE", CERT_USAGE_DECIPHER_ONLY },
};

/* One name, or a number; 0: neither. */
static unsigned parse_usage(Str part)
{
	int64_t number;

	for (size_t i = 0; i < COUNT(usage_names); i++)
		if (str_ieq(part, str_from(usage_names[i].name)))
			return usage_names[i].bits;
	if (!adcs_number(part, NUM_INT32, &number) || number <= 0 ||
		number & ~(int64_t)(0xff | CERT_USAGE_DECIPHER_ONLY))
		return 0;
	return (unsigned)number;
}

/* 0xa0, or the documented sum of names: "CERT_DIGITAL_SIGNATURE_KEY_USAGE | CERT_KEY_ENCIPHERMENT_KEY_USAGE". */
static uint32_t read_usage(Policy *policy, const AdcsInfLine *line)
{
	StrSplit split = { .rest = line->value };
	unsigned usage = 0, bits;
	Str part;

	while (str_split_next(&split, '|', &part)) {
		bits = parse_usage(str_trim(part));
		if (!bits)
			return invalid(policy, line);
		usage |= bits;
	}
	policy->out->spec.key_usage = usage;
	return usage ? ADCS_OK : invalid(policy, line);
}

/* ---- extensions ----------------------------------------------------------------------------------------------- */

/* The value behind a mark such as {text}; false: it has another one or none. */
static bool strip_mark(Str value, Str mark, Str *rest)
{
	*rest = str_istarts(value, mark) ? str_trim(str_cut(value, mark.n, value.n)) : value;
	return rest->n != value.n;
}

static bool is_oid(Str text)
{
	Buf der = BUF_INIT;
	bool ok = cert_oid_parse(text, &der);

	buf_release(&der);
	return ok;
}

static uint32_t read_one_usage(Policy *policy, const AdcsInfLine *line)
{
	if (!is_oid(line->value))
		return invalid(policy, line);
	VEC_PUSH(&policy->usages, arena_copy(policy->call->arena, line->value).p);
	return ADCS_OK;
}

/* "{text}1.3.6.1.5.5.7.3.1,1.3.6.1.5.5.7.3.2" */
static uint32_t read_usages(Policy *policy, const AdcsInfLine *line)
{
	AdcsInfLine one = *line;
	uint32_t status = ADCS_OK;
	StrSplit split = { 0 };

	(void)strip_mark(line->value, S("{text}"), &split.rest);
	while (status == ADCS_OK && str_split_next(&split, ',', &one.value)) {
		one.value = str_trim(one.value);
		if (one.value.n)
			status = read_one_usage(policy, &one);
	}
	return status;
}

/* "{text}dns=a.contoso.com&ipaddress=192.0.2.1&" */
static uint32_t read_alt_names(Policy *policy, const AdcsInfLine *line)
{
	AdcsInfLine bad = *line;
	Str text;

	(void)strip_mark(line->value, S("{text}"), &text);
	return cert_make_alt_text(text, &policy->alt_names, &bad.value) ? ADCS_OK : invalid(policy, &bad);
}

/* A request is never one of an authority here: "{text}ca=0". */
static uint32_t read_constraints(Policy *policy, const AdcsInfLine *line)
{
	Str text;

	(void)strip_mark(line->value, S("{text}"), &text);
	return str_ieq(text, S("ca=0")) || str_ieq(text, S("ca=false")) ? ADCS_OK : not_done(policy, line);
}

static bool is_critical(const Policy *policy, Str oid)
{
	for (size_t i = 0; i < policy->lines->n; i++) {
		const AdcsInfLine *line = &policy->lines->p[i];
		StrSplit split = { .rest = line->value };
		Str part;

		if (!str_ieq(line->section, S("Extensions")) || !str_ieq(line->key, S("Critical")))
			continue;
		while (str_split_next(&split, ',', &part))
			if (str_eq(str_trim(part), oid))
				return true;
	}
	return false;
}

/* Of the extensions made here two are critical in any case; the others never are. */
static uint32_t read_critical(Policy *policy, const AdcsInfLine *line)
{
	static const char *const fixed[] = { "2.5.29.14", "2.5.29.17", "2.5.29.37" };
	StrSplit split = { .rest = line->value };
	Str part;

	while (str_split_next(&split, ',', &part)) {
		part = str_trim(part);
		if (!is_oid(part))
			return invalid(policy, line);
		for (size_t i = 0; i < COUNT(fixed); i++)
			if (str_eq(part, str_from(fixed[i])))
				return not_done(policy, line);
	}
	return ADCS_OK;
}

/* Any other extension: its DER after {hex}, or in base64 with {base64} or without a mark. */
static uint32_t read_extension(Policy *policy, const AdcsInfLine *line)
{
	Buf value = BUF_INIT;
	Str text;
	bool ok = is_oid(line->key);

	if (ok && strip_mark(line->value, S("{hex}"), &text)) {
		ok = cert_parse_hex(text, &value);
	} else if (ok) {
		(void)strip_mark(line->value, S("{base64}"), &text);
		if (str_starts(text, S("{"))) /* {text} and others need to know the extension */
			return not_done(policy, line);
		ok = types_base64_read(text, &value);
	}
	ok = ok && value.n > 0;
	if (ok)
		cert_make_extension(&policy->extensions, arena_copy(policy->call->arena, line->key).p,
			is_critical(policy, line->key), buf_str(&value));
	buf_release(&value);
	return ok ? ADCS_OK : invalid(policy, line);
}

/* ---- request attributes --------------------------------------------------------------------------------------- */

/* The template's name becomes an extension, as template-aware clients write it. */
static uint32_t read_template(Policy *policy, const AdcsInfLine *line)
{
	cert_make_template_name(&policy->extensions, line->value);
	return line->value.n ? ADCS_OK : invalid(policy, line);
}

/* SAN above all: name-value pairs that the authority takes or leaves (certificate-world 1.2). */
static uint32_t read_attribute(Policy *policy, const AdcsInfLine *line)
{
	CertNameValue pair = { line->key, line->value };

	VEC_PUSH(&policy->values, pair);
	return ADCS_OK;
}

/* ---- all that is known ---------------------------------------------------------------------------------------- */

/* A line is read by the first row that fits; one that fits none is refused, mistyped ones, too. */
static const struct {
	const char *section, *key; /* NULL: any */
	ReadLine *read;
	bool many; /* may stand there more than once */
} known_lines[] = {
	/* clang-format off */
	{ "Version", NULL, no_matter, true },
	{ "Strings", NULL, no_matter, true },
	{ "NewRequest", "AlternateSignatureAlgorithm", only_false, false },
	{ "NewRequest", "EncryptionAlgorithm", no_matter, false },
	{ "NewRequest", "EncryptionLength", no_matter, false },
	{ "NewRequest", "Exportable", read_exportable, false },
	{ "NewRequest", "ExportableEncrypted", no_matter, false },
	{ "NewRequest", "FriendlyName", read_friendly_name, false },
	{ "NewRequest", "HashAlgorithm", read_hash, false },
	{ "NewRequest", "KeyAlgorithm", read_algorithm, false },
	{ "NewRequest", "KeyContainer", no_matter, false },
	{ "NewRequest", "KeyLength", read_length, false },
	{ "NewRequest", "KeyProtection", no_matter, false },
	{ "NewRequest", "KeySpec", no_matter, false },
	{ "NewRequest", "KeyUsage", read_usage, false },
	{ "NewRequest", "KeyUsageProperty", no_matter, false },
	{ "NewRequest", "MachineKeySet", no_matter, false },
	{ "NewRequest", "NewKeySet", not_done, false },
	{ "NewRequest", "NotAfter", not_done, false },
	{ "NewRequest", "NotBefore", not_done, false },
	{ "NewRequest", "PrivateKeyArchive", only_false, false },
	{ "NewRequest", "ProviderName", read_provider, false },
	{ "NewRequest", "ProviderType", no_matter, false },
	{ "NewRequest", "RenewalCert", not_done, false },
	{ "NewRequest", "RequesterName", not_done, false },
	{ "NewRequest", "RequestType", read_type, false },
	{ "NewRequest", "SecurityDescriptor", no_matter, false },
	{ "NewRequest", "Silent", no_matter, false },
	{ "NewRequest", "SMIME", only_false, false },
	{ "NewRequest", "Subject", read_subject, false },
	{ "NewRequest", "SuppressDefaults", only_false, false },
	{ "NewRequest", "UseExistingKeySet", only_false, false },
	{ "NewRequest", "UserProtected", only_false, false },
	{ "NewRequest", "ValidityPeriod", read_period, false },
	{ "NewRequest", "ValidityPeriodUnits", read_units, false },
	{ "NewRequest", "X500NameFlags", only_false, false },
	{ "EnhancedKeyUsageExtension", "OID", read_one_usage, true },
	{ "Extensions", "2.5.29.14", not_done, false },
	{ "Extensions", "2.5.29.15", not_done, false },
	{ "Extensions", "2.5.29.17", read_alt_names, false },
	{ "Extensions", "2.5.29.19", read_constraints, false },
	{ "Extensions", "2.5.29.37", read_usages, false },
	{ "Extensions", "Critical", read_critical, true },
	{ "Extensions", NULL, read_extension, false },
	{ "RequestAttributes", "CertificateTemplate", read_template, false },
	{ "RequestAttributes", NULL, read_attribute, false },
	/* clang-format on */
};

static bool is_same(const AdcsInfLine *a, const AdcsInfLine *b)
{
	return str_ieq(a->section, b->section) && str_ieq(a->key, b->key);
}

static uint32_t read_line(Policy *policy, size_t at)
{
	const AdcsInfLine *line = &policy->lines->p[at];
	size_t i = 0;

	while (i < COUNT(known_lines) &&
		(!str_ieq(line->section, str_from(known_lines[i].section)) ||
			(known_lines[i].key && !str_ieq(line->key, str_from(known_lines[i].key)))))
		i++;
	if (i == COUNT(known_lines))
		return invalid(policy, line);
	for (size_t k = 0; k < at && !known_lines[i].many; k++)
		if (is_same(&policy->lines->p[k], line))
			return invalid(policy, line);
	return known_lines[i].read(policy, line);
}

/* ---- what takes more than one line ---------------------------------------------------------------------------- */

/* A length must be the one that the curve has. */
static uint32_t set_length(Policy *policy)
{
	VaultNew *spec = &policy->out->spec;
	bool is_rsa = spec->key_kind == CERT_KEY_UNKNOWN;
	int64_t bits = is_rsa ? DEFAULT_BITS : spec->key_bits;

	if (policy->length && num_parse_integer(policy->length->value, NUM_INT32, false, &bits) != NUM_OK)
		return invalid(policy, policy->length);
	if (!is_rsa && bits != spec->key_bits)
		return invalid(policy, policy->length);
	if (is_rsa)
		spec->key_kind = CERT_KEY_RSA;
	spec->key_bits = (int)bits;
	return ADCS_OK;
}

/* ValidityPeriodUnits of ValidityPeriod (Years, Months, Weeks, Days), for certificates of one's own. */
static uint32_t set_period(Policy *policy)
{
	static const struct {
		const char *name;
		int months, days;
	} periods[] = { { "Years", 12, 0 }, { "Months", 1, 0 }, { "Weeks", 0, 7 }, { "Days", 0, 1 } };
	const Env *env = stage_env(policy->call->stage);
	VaultNew *spec = &policy->out->spec;
	int64_t number, now = env->now(env->self);
	size_t i = 0;

	if (!policy->units)
		return policy->period ? invalid(policy, policy->period) : ADCS_OK;
	if (num_parse_integer(policy->units->value, NUM_INT32, false, &number) != NUM_OK || number < 1 ||
		number > 10000 || !policy->period)
		return invalid(policy, policy->units);
	while (i < COUNT(periods) && !str_ieq(policy->period->value, str_from(periods[i].name)))
		i++;
	if (i == COUNT(periods))
		return invalid(policy, policy->period);
	if (periods[i].days)
		spec->not_after = now + number * periods[i].days * MOMENT_TICKS_PER_DAY;
	else if (!moment_add_months(now, number * periods[i].months, &spec->not_after))
		spec->not_after = MOMENT_MAX;
	return ADCS_OK;
}

static void set_lists(Policy *policy)
{
	Arena *arena = policy->call->arena;
	VaultNew *spec = &policy->out->spec;

	spec->alt_names = arena_copy(arena, buf_str(&policy->alt_names));
	spec->extensions = arena_copy(arena, buf_str(&policy->extensions));
	if (policy->usages.n) {
		const char **usages = ARENA_ARRAY(arena, const char *, policy->usages.n + 1);

		memcpy(usages, policy->usages.p, policy->usages.n * sizeof *usages);
		usages[policy->usages.n] = NULL;
		spec->usages = usages;
	}
	if (policy->values.n) {
		CertNameValue *values = ARENA_ARRAY(arena, CertNameValue, policy->values.n);

		memcpy(values, policy->values.p, policy->values.n * sizeof *values);
		spec->values = values;
		spec->nvalues = policy->values.n;
	}
}

static uint32_t read_policy(Policy *policy)
{
	VaultNew *spec = &policy->out->spec;
	uint32_t status = set_subject(policy->call, S(""), spec);

	spec->hash = CERT_SHA256;
	spec->client_process = PROCESS;
	spec->client_user = adcs_user(policy->call);
	spec->client_id = XECI_CERTREQ;
	for (size_t i = 0; status == ADCS_OK && i < policy->lines->n; i++)
		status = read_line(policy, i);
	if (status == ADCS_OK)
		status = set_length(policy);
	if (status == ADCS_OK)
		status = set_period(policy);
	set_lists(policy);
	return status;
}

bool adcs_policy_read(AdcsCall *call, Str text, AdcsPolicy *out, uint32_t *status)
{
	AdcsInf lines;
	Policy policy = { .call = call, .out = out, .lines = &lines, .alt_names = BUF_INIT, .extensions = BUF_INIT };

	*out = (AdcsPolicy){ 0 };
	*status = adcs_inf_read(call, text, &lines) ? read_policy(&policy) : VAULT_CA_INVALID_DATA;
	buf_release(&policy.alt_names);
	buf_release(&policy.extensions);
	VEC_RELEASE(&policy.usages);
	VEC_RELEASE(&policy.values);
	VEC_RELEASE(&lines);
	return *status == ADCS_OK;
}

bool adcs_policy_make(AdcsCall *call, const AdcsPolicy *policy, VaultResult *result)
{
	if (!policy->self_signed)
		return vault_new_request(call->vault, &policy->spec, call->arena, result, &call->diag);
	return vault_new_self_signed(call->vault, &policy->spec, call->arena, result, &call->diag) &&
	       store_cert_der(
		       vault_store_peek(call->vault), result->cert.der_id, call->arena, &result->cert.der, &call->diag);
}
