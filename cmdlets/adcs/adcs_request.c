/* adcs_request: policy files of certreq -new (docs: certreq, "Formats"). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_request.h"

#include <stdlib.h>

#include "shell/base/moment.h"
#include "shell/base/num.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "store/cert/cert_domain.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"

enum { DEFAULT_BITS = 2048, USAGES_MAX = 32 };
#define OID_ALT_NAMES "2.5.29.17"
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

/* %name% of a key or value, from [Strings]. */
static Str expand(const Lines *lines, Str text)
{
	if (text.n > 2 && text.p[0] == '%' && text.p[text.n - 1] == '%')
		for (size_t i = 0; i < lines->n; i++)
			if (str_ieq(lines->p[i].section, S("Strings")) &&
				str_ieq(lines->p[i].key, str_cut(text, 1, text.n - 1)))
				return lines->p[i].value;
	return text;
}

static Str find(const Lines *lines, const char *section, const char *key)
{
	for (size_t i = 0; i < lines->n; i++)
		if (str_ieq(lines->p[i].section, str_from(section)) &&
			str_ieq(expand(lines, lines->p[i].key), str_from(key)))
			return expand(lines, lines->p[i].value);
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

/* ExtendedKeyUsage from [EnhancedKeyUsageExtension], one OID = a line, and the template's name. */
static void read_extensions(AdcsCall *call, const Lines *lines, AdcsPolicy *policy)
{
	const char *oids[USAGES_MAX + 1] = { NULL };
	size_t n = 0;
	Buf extensions = BUF_INIT;

	for (size_t i = 0; i < lines->n && n < USAGES_MAX; i++)
		if (str_ieq(lines->p[i].section, S("EnhancedKeyUsageExtension")) && str_ieq(lines->p[i].key, S("OID")))
			oids[n++] = arena_copy(call->arena, expand(lines, lines->p[i].value)).p;
	if (n)
		cert_make_usages(&extensions, oids);
	policy->template_name = find(lines, "RequestAttributes", "CertificateTemplate");
	if (policy->template_name.n)
		cert_make_template_name(&extensions, policy->template_name);
	policy->spec.extensions = arena_copy(call->arena, buf_str(&extensions));
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
	uint32_t status = read_subject(call, lines, spec);

	policy->self_signed = str_ieq(type, S("Cert"));
	if (type.n && !policy->self_signed && !str_istarts(type, S("PKCS10")))
		return refuse(call, ADCS_NOT_DONE, "RequestType", type);
	spec->exportable = is_true(find(lines, "NewRequest", "Exportable"));
	spec->friendly_name = find(lines, "NewRequest", "FriendlyName");
	spec->provider = find(lines, "NewRequest", "ProviderName");
	spec->client_process = PROCESS;
	spec->client_user = adcs_user(call);
	spec->client_id = 9; /* XECI_CERTREQ */
	status = status ? status : read_key(call, lines, spec);
	status = status ? status : read_hash(call, lines, spec);
	status = status ? status : read_names(call, lines, spec);
	status = status ? status : read_period(call, lines, spec);
	read_extensions(call, lines, policy);
	return status;
}

bool adcs_policy_read(AdcsCall *call, Str text, AdcsPolicy *out, uint32_t *status)
{
	Lines lines = { 0 };

	*out = (AdcsPolicy){ 0 };
	read_lines(call, decode(call, text), &lines);
	*status = read_policy(call, &lines, out);
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
