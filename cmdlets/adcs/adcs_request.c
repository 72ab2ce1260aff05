/* adcs_request: policy files of certreq -new (docs: certreq, "Formats"). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_request.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/moment.h"
#include "shell/base/num.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "store/cert/cert_domain.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"

enum { DEFAULT_BITS = 2048, EXPANDED_MAX = 4 << 20 };
#define OID_ALT_NAMES "2.5.29.17"
#define OID_USAGES    "2.5.29.37"
#define PROCESS       S("certreq.exe")

bool adcs_request_id(Str text, int64_t *id)
{
	bool hex = str_istarts(text, S("0x"));
	NumStatus status = hex ? num_parse_radix(str_cut(text, 2, text.n), 16, NUM_INT32, id)
			       : num_parse_integer(text, NUM_INT32, false, id);

	return status == NUM_OK && *id > 0;
}

/* ---- the file ------------------------------------------------------------------------------------------------ */

/* One "key = value" with the section it stands in. */
typedef struct Line {
	Str section, key, value;
} Line;
typedef VEC(Line) Lines;

/* Text of an INF: UTF-16 with or without a mark, or UTF-8. */
static Str decode(AdcsCall *call, Str bytes)
{
	size_t mark;
	Encoding encoding = utf8_sniff(bytes, ENC_UTF8, &mark);
	Buf text = BUF_INIT;
	Str copy;

	if (mark == 0 && bytes.n > 1 && bytes.p[1] == 0)
		encoding = ENC_UTF16LE;
	utf8_decode_from(encoding, str_cut(bytes, mark, bytes.n), &text);
	copy = arena_copy(call->arena, buf_str(&text));
	buf_release(&text);
	return copy;
}

/* Without a comment and with its quotes taken off: "" inside stands for one quote. */
static Str clean_value(AdcsCall *call, Str value)
{
	Buf text = BUF_INIT;
	bool quoted = false;
	Str copy;

	value = str_trim(value);
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == ';' && !quoted)
			break;
		if (value.p[i] != '"') {
			buf_put_char(&text, value.p[i]);
		} else if (quoted && i + 1 < value.n && value.p[i + 1] == '"') {
			buf_put_char(&text, '"');
			i++;
		} else {
			quoted = !quoted;
		}
	}
	copy = str_trim(arena_copy(call->arena, buf_str(&text)));
	buf_release(&text);
	return copy;
}

/* "_continue_" goes on with the value of the line before. */
static void add_line(AdcsCall *call, Lines *lines, Line line)
{
	Line *last = lines->n ? &lines->p[lines->n - 1] : NULL;

	if (last && str_ieq(line.key, S("_continue_")))
		last->value = arena_printf(call->arena, "%.*s%.*s", STR_ARG(last->value), STR_ARG(line.value));
	else
		VEC_PUSH(lines, line);
}

static void read_lines(AdcsCall *call, Str text, Lines *out)
{
	StrSplit split = { .rest = text };
	Str line, section = S("");

	while (str_split_next(&split, '\n', &line)) {
		size_t equal;

		line = str_trim(line);
		equal = str_find_byte(line, '=', 0);
		if (line.n == 0 || line.p[0] == ';')
			continue;
		if (line.p[0] == '[') {
			size_t end = str_find_byte(line, ']', 0);

			section = str_trim(str_cut(line, 1, end == STR_NONE ? line.n : end));
		} else if (equal != STR_NONE) {
			Line parsed = { section, clean_value(call, str_cut(line, 0, equal)),
				clean_value(call, str_cut(line, equal + 1, line.n)) };

			add_line(call, out, parsed);
		}
	}
}

static const Str *find_string(const Lines *lines, Str name)
{
	for (size_t i = 0; i < lines->n; i++)
		if (str_ieq(lines->p[i].section, S("Strings")) && str_ieq(lines->p[i].key, name))
			return &lines->p[i].value;
	return NULL;
}

/* Every %name% of a key or value that [Strings] knows; %% is one.  *room: how much all of them together may become. */
static Str expand(AdcsCall *call, const Lines *lines, Str text, size_t *room)
{
	Buf out = { .max = *room };
	size_t at = 0, from, to;
	Str copy;

	while ((from = str_find_byte(text, '%', at)) != STR_NONE &&
		(to = str_find_byte(text, '%', from + 1)) != STR_NONE) {
		const Str *value = find_string(lines, str_cut(text, from + 1, to));

		buf_put(&out, str_cut(text, at, from));
		if (value)
			buf_put(&out, *value);
		else
			buf_put(&out, str_cut(text, from, to == from + 1 ? to : to + 1));
		at = to + 1;
	}
	buf_put(&out, str_cut(text, at, text.n));
	*room = out.full ? 0 : *room - out.n;
	copy = arena_copy(call->arena, buf_str(&out));
	buf_release(&out);
	return copy;
}

static bool expand_lines(AdcsCall *call, Lines *lines)
{
	size_t room = EXPANDED_MAX;

	for (size_t i = 0; room && i < lines->n; i++) {
		Line *line = &lines->p[i];

		if (str_ieq(line->section, S("Strings")))
			continue;
		line->key = expand(call, lines, line->key, &room);
		if (room)
			line->value = expand(call, lines, line->value, &room);
	}
	return room > 0 || diag_set(&call->diag, DIAG_INVALID, "the file's strings become too long");
}

static Str find(const Lines *lines, const char *section, const char *key)
{
	for (size_t i = 0; i < lines->n; i++)
		if (str_ieq(lines->p[i].section, str_from(section)) && str_ieq(lines->p[i].key, str_from(key)))
			return lines->p[i].value;
	return S("");
}

static bool is_true(Str value)
{
	return str_ieq(value, S("true")) || str_ieq(value, S("yes")) || str_eq(value, S("1"));
}

/* ---- what it means ------------------------------------------------------------------------------------------- */

static uint32_t refuse(AdcsCall *call, uint32_t status, const char *what, Str value)
{
	(void)diag_set(&call->diag, DIAG_INVALID, "[NewRequest] %s = %.*s", what, STR_ARG(value));
	return status;
}

static uint32_t refuse_line(AdcsCall *call, uint32_t status, const Line *line)
{
	(void)diag_set(&call->diag, DIAG_INVALID, "[%.*s] %.*s = %.*s", STR_ARG(line->section), STR_ARG(line->key),
		STR_ARG(line->value));
	return status;
}

/* What a line is to this program (docs: certreq, "INF file structure").  What would change the request and is not done
 * must not look as if it were. */
typedef enum LineUse {
	LINE_READ,  /* it counts, or it is about a Windows key container and the like, of which there are none */
	LINE_FALSE, /* only as "FALSE" or 0 */
	LINE_NOT_DONE,
} LineUse;
static const struct {
	const char *section, *key; /* NULL: any */
	LineUse use;
} known_lines[] = {
	/* clang-format off */
	{ "Version", NULL, LINE_READ }, { "Strings", NULL, LINE_READ }, { "RequestAttributes", NULL, LINE_READ },
	{ "EnhancedKeyUsageExtension", "OID", LINE_READ },
	{ "Extensions", OID_ALT_NAMES, LINE_READ }, { "Extensions", OID_USAGES, LINE_READ },
	{ "NewRequest", "Subject", LINE_READ }, { "NewRequest", "Exportable", LINE_READ },
	{ "NewRequest", "HashAlgorithm", LINE_READ }, { "NewRequest", "KeyAlgorithm", LINE_READ },
	{ "NewRequest", "KeyLength", LINE_READ }, { "NewRequest", "KeyUsage", LINE_READ },
	{ "NewRequest", "FriendlyName", LINE_READ }, { "NewRequest", "ProviderName", LINE_READ },
	{ "NewRequest", "RequestType", LINE_READ }, { "NewRequest", "ValidityPeriod", LINE_READ },
	{ "NewRequest", "ValidityPeriodUnits", LINE_READ }, { "NewRequest", "ExportableEncrypted", LINE_READ },
	{ "NewRequest", "KeyContainer", LINE_READ }, { "NewRequest", "KeySpec", LINE_READ },
	{ "NewRequest", "KeyUsageProperty", LINE_READ }, { "NewRequest", "KeyProtection", LINE_READ },
	{ "NewRequest", "MachineKeySet", LINE_READ }, { "NewRequest", "ProviderType", LINE_READ },
	{ "NewRequest", "SecurityDescriptor", LINE_READ }, { "NewRequest", "Silent", LINE_READ },
	{ "NewRequest", "EncryptionAlgorithm", LINE_READ }, { "NewRequest", "EncryptionLength", LINE_READ },
	{ "NewRequest", "AlternateSignatureAlgorithm", LINE_FALSE }, { "NewRequest", "PrivateKeyArchive", LINE_FALSE },
	{ "NewRequest", "SMIME", LINE_FALSE }, { "NewRequest", "SuppressDefaults", LINE_FALSE },
	{ "NewRequest", "UseExistingKeySet", LINE_FALSE }, { "NewRequest", "UserProtected", LINE_FALSE },
	{ "NewRequest", "X500NameFlags", LINE_FALSE },
	{ "NewRequest", "NotBefore", LINE_NOT_DONE }, { "NewRequest", "NotAfter", LINE_NOT_DONE },
	{ "NewRequest", "RenewalCert", LINE_NOT_DONE }, { "NewRequest", "RequesterName", LINE_NOT_DONE },
	{ "NewRequest", "NewKeySet", LINE_NOT_DONE }, { "Extensions", NULL, LINE_NOT_DONE },
	/* clang-format on */
};

static bool is_false(Str value)
{
	return value.n == 0 || str_ieq(value, S("false")) || str_ieq(value, S("no")) || str_eq(value, S("0"));
}

static uint32_t check_line(AdcsCall *call, const Line *line)
{
	for (size_t i = 0; i < COUNT(known_lines); i++) {
		if (!str_ieq(line->section, str_from(known_lines[i].section)) ||
			(known_lines[i].key && !str_ieq(line->key, str_from(known_lines[i].key))))
			continue;
		if (known_lines[i].use == LINE_READ || (known_lines[i].use == LINE_FALSE && is_false(line->value)))
			return ADCS_OK;
		return refuse_line(call, ADCS_NOT_DONE, line);
	}
	return refuse_line(call, VAULT_CA_INVALID_DATA, line);
}

static uint32_t check_lines(AdcsCall *call, const Lines *lines)
{
	uint32_t status = ADCS_OK;

	for (size_t i = 0; status == ADCS_OK && i < lines->n; i++)
		status = check_line(call, &lines->p[i]);
	return status;
}

/* 0xa0, or the documented sum of names: "CERT_DIGITAL_SIGNATURE_KEY_USAGE | CERT_KEY_ENCIPHERMENT_KEY_USAGE". */
static uint32_t read_usage(AdcsCall *call, const Lines *lines, VaultNew *spec)
{
	static const struct {
		const char *name;
		unsigned bits;
	} names[] = {
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
	Str value = find(lines, "NewRequest", "KeyUsage"), part;
	StrSplit split = { .rest = value };

	while (value.n && str_split_next(&split, '|', &part)) {
		int64_t number = 0;

		part = str_trim(part);
		for (size_t i = 0; i < COUNT(names) && !number; i++)
			if (str_ieq(part, str_from(names[i].name)))
				number = names[i].bits;
		if (!number && str_istarts(part, S("0x")))
			(void)num_parse_radix(str_cut(part, 2, part.n), 16, NUM_INT32, &number);
		else if (!number)
			(void)num_parse_integer(part, NUM_INT32, false, &number);
		if (number <= 0 || number & ~(int64_t)(0xff | CERT_USAGE_DECIPHER_ONLY))
			return refuse(call, VAULT_CA_INVALID_DATA, "KeyUsage", value);
		spec->key_usage |= (unsigned)number;
	}
	return ADCS_OK;
}

static uint32_t read_key(AdcsCall *call, const Lines *lines, VaultNew *spec)
{
	Str bits = find(lines, "NewRequest", "KeyLength"), algorithm = find(lines, "NewRequest", "KeyAlgorithm");
	int64_t number = DEFAULT_BITS;

	if (bits.n && num_parse_integer(bits, NUM_INT32, false, &number) != NUM_OK)
		return refuse(call, VAULT_CA_INVALID_DATA, "KeyLength", bits);
	spec->key_kind = CERT_KEY_RSA;
	spec->key_bits = (int)number;
	if (algorithm.n && str_istarts(algorithm, S("ECDSA_P"))) {
		if (num_parse_integer(str_cut(algorithm, 7, algorithm.n), NUM_INT32, false, &number) != NUM_OK)
			return refuse(call, ADCS_BAD_ALGORITHM, "KeyAlgorithm", algorithm);
		spec->key_kind = CERT_KEY_EC;
		spec->key_bits = (int)number;
	} else if (algorithm.n && !str_ieq(algorithm, S("RSA"))) {
		return refuse(call, ADCS_BAD_ALGORITHM, "KeyAlgorithm", algorithm);
	}
	return ADCS_OK;
}

static uint32_t read_hash(AdcsCall *call, const Lines *lines, VaultNew *spec)
{
	static const struct {
		const char *name;
		CertHash hash;
	} names[] = { { "sha1", CERT_SHA1 }, { "sha256", CERT_SHA256 }, { "sha384", CERT_SHA384 },
		{ "sha512", CERT_SHA512 } };
	Str value = find(lines, "NewRequest", "HashAlgorithm");

	spec->hash = CERT_SHA256;
	for (size_t i = 0; i < COUNT(names); i++)
		if (str_ieq(value, str_from(names[i].name))) {
			spec->hash = names[i].hash;
			return ADCS_OK;
		}
	return value.n ? refuse(call, ADCS_BAD_ALGORITHM, "HashAlgorithm", value) : ADCS_OK;
}

/* "{text}dns=a.contoso.com&dns=b.contoso.com&". */
static uint32_t read_names(AdcsCall *call, const Lines *lines, VaultNew *spec)
{
	Str value = find(lines, "Extensions", OID_ALT_NAMES), part;
	VEC(Str) names = { 0 };
	StrSplit split;
	uint32_t status = ADCS_OK;

	if (str_istarts(value, S("{text}")))
		value = str_cut(value, 6, value.n);
	split = (StrSplit){ .rest = value };
	while (value.n && str_split_next(&split, '&', &part)) {
		Str name = str_trim(str_cut(part, 4, part.n));

		if (str_trim(part).n == 0)
			continue;
		if (!str_istarts(part, S("dns=")) || !cert_domain_is_valid(name)) {
			(void)diag_set(&call->diag, DIAG_INVALID, "[Extensions] 2.5.29.17: %.*s", STR_ARG(part));
			status = VAULT_CA_INVALID_DATA;
			break;
		}
		VEC_PUSH(&names, name);
	}
	spec->ndomains = names.n;
	if (names.n) {
		Str *copy = ARENA_ARRAY(call->arena, Str, names.n);

		for (size_t i = 0; i < names.n; i++)
			copy[i] = names.p[i];
		spec->domains = copy;
	}
	VEC_RELEASE(&names);
	return status;
}

typedef VEC(const char *) Oids;

static uint32_t add_oid(AdcsCall *call, Str oid, Oids *oids)
{
	Buf der = BUF_INIT;
	bool ok = cert_oid_parse(oid, &der);

	buf_release(&der);
	if (!ok) {
		(void)diag_set(&call->diag, DIAG_INVALID, "EnhancedKeyUsage: %.*s", STR_ARG(oid));
		return VAULT_CA_INVALID_DATA;
	}
	VEC_PUSH(oids, arena_copy(call->arena, oid).p);
	return ADCS_OK;
}

/* ExtendedKeyUsage: [EnhancedKeyUsageExtension], one OID = a line, or 2.5.29.37 = "{text}1.2.3,4.5.6". */
static uint32_t read_usages(AdcsCall *call, const Lines *lines, VaultNew *spec)
{
	Str value = find(lines, "Extensions", OID_USAGES), part;
	StrSplit split;
	Oids oids = { 0 };
	uint32_t status = ADCS_OK;

	if (str_istarts(value, S("{text}")))
		value = str_cut(value, 6, value.n);
	split = (StrSplit){ .rest = value };
	while (value.n && status == ADCS_OK && str_split_next(&split, ',', &part))
		if (str_trim(part).n)
			status = add_oid(call, str_trim(part), &oids);
	for (size_t i = 0; status == ADCS_OK && i < lines->n; i++)
		if (str_ieq(lines->p[i].section, S("EnhancedKeyUsageExtension")))
			status = add_oid(call, lines->p[i].value, &oids);
	if (status == ADCS_OK && oids.n) {
		const char **copy = ARENA_ARRAY(call->arena, const char *, oids.n + 1);

		memcpy(copy, oids.p, oids.n * sizeof *copy);
		copy[oids.n] = NULL;
		spec->usages = copy;
	}
	VEC_RELEASE(&oids);
	return status;
}

/* [RequestAttributes]: the template's name becomes an extension, as template-aware clients write it; the rest, SAN
 * above all, are name-value pairs that the authority takes or leaves (certificate-world 1.2). */
static void read_attributes(AdcsCall *call, const Lines *lines, VaultNew *spec)
{
	CertNameValue *values = ARENA_ARRAY(call->arena, CertNameValue, lines->n + 1);
	Str template_name = find(lines, "RequestAttributes", "CertificateTemplate");
	Buf extensions = BUF_INIT;

	for (size_t i = 0; i < lines->n; i++) {
		const Line *line = &lines->p[i];
		CertNameValue pair = { line->key, line->value };

		if (str_ieq(line->section, S("RequestAttributes")) && !str_ieq(pair.name, S("CertificateTemplate")))
			values[spec->nvalues++] = pair;
	}
	spec->values = values;
	if (template_name.n)
		cert_make_template_name(&extensions, template_name);
	spec->extensions = arena_copy(call->arena, buf_str(&extensions));
	buf_release(&extensions);
}

/* ValidityPeriodUnits of ValidityPeriod (Years, Months, Weeks, Days), for certificates of one's own. */
static uint32_t read_period(AdcsCall *call, const Lines *lines, VaultNew *spec)
{
	static const struct {
		const char *name;
		int months, days;
	} periods[] = { { "Years", 12, 0 }, { "Months", 1, 0 }, { "Weeks", 0, 7 }, { "Days", 0, 1 } };
	const Env *env = stage_env(call->stage);
	Str units = find(lines, "NewRequest", "ValidityPeriodUnits"),
	    period = find(lines, "NewRequest", "ValidityPeriod");
	int64_t number, now = env->now(env->self);

	if (units.n == 0)
		return ADCS_OK;
	if (num_parse_integer(units, NUM_INT32, false, &number) != NUM_OK || number < 1 || number > 10000)
		return refuse(call, VAULT_CA_INVALID_DATA, "ValidityPeriodUnits", units);
	for (size_t i = 0; i < COUNT(periods); i++)
		if (str_ieq(period, str_from(periods[i].name))) {
			if (periods[i].days)
				spec->not_after = now + number * periods[i].days * MOMENT_TICKS_PER_DAY;
			else if (!moment_add_months(now, number * periods[i].months, &spec->not_after))
				spec->not_after = MOMENT_MAX;
			return ADCS_OK;
		}
	return refuse(call, VAULT_CA_INVALID_DATA, "ValidityPeriod", period);
}

static uint32_t read_subject(AdcsCall *call, const Lines *lines, VaultNew *spec)
{
	Str text = find(lines, "NewRequest", "Subject");
	Buf der = BUF_INIT;
	bool ok = cert_name_parse(text, CERT_NAME_REVERSED | CERT_NAME_WINDOWS, &der, NULL, &call->diag);

	if (ok)
		spec->subject = arena_copy(call->arena, buf_str(&der));
	buf_release(&der);
	return ok ? ADCS_OK : ADCS_BAD_NAME;
}

static uint32_t read_policy(AdcsCall *call, const Lines *lines, AdcsPolicy *policy)
{
	VaultNew *spec = &policy->spec;
	Str type = find(lines, "NewRequest", "RequestType");
	uint32_t status = check_lines(call, lines);

	policy->self_signed = str_ieq(type, S("Cert"));
	if (status)
		return status;
	if (type.n && !policy->self_signed && !str_istarts(type, S("PKCS10")))
		return refuse(call, ADCS_NOT_DONE, "RequestType", type);
	spec->exportable = is_true(find(lines, "NewRequest", "Exportable"));
	spec->friendly_name = find(lines, "NewRequest", "FriendlyName");
	spec->provider = find(lines, "NewRequest", "ProviderName");
	spec->client_process = PROCESS;
	spec->client_user = adcs_user(call);
	spec->client_id = 9; /* XECI_CERTREQ */
	status = read_subject(call, lines, spec);
	status = status ? status : read_usage(call, lines, spec);
	status = status ? status : read_usages(call, lines, spec);
	status = status ? status : read_key(call, lines, spec);
	status = status ? status : read_hash(call, lines, spec);
	status = status ? status : read_names(call, lines, spec);
	status = status ? status : read_period(call, lines, spec);
	read_attributes(call, lines, spec);
	return status;
}

bool adcs_policy_read(AdcsCall *call, Str text, AdcsPolicy *out, uint32_t *status)
{
	Lines lines = { 0 };

	*out = (AdcsPolicy){ 0 };
	read_lines(call, decode(call, text), &lines);
	*status = expand_lines(call, &lines) ? read_policy(call, &lines, out) : VAULT_CA_INVALID_DATA;
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
