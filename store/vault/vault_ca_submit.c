/* vault_ca_submit: a request before the lab authority. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <stdlib.h>

#include "shell/base/moment.h"
#include "store/cert/cert_make.h"
#include "store/cert/cert_name.h"
#include "store/vault/vault_ca_private.h"

enum { CLOCK_SKEW_MINUTES = 10 }; /* AD CS dates certificates back by that */

#define OID_TEMPLATE_NAME "1.3.6.1.4.1.311.20.2"
#define OID_OS_VERSION    "1.3.6.1.4.1.311.13.2.3"

/* ---- attributes ---------------------------------------------------------------------------------------------- */

/* Takes the next "Name:Value" off *rest: separated by line ends or by the two characters \n. */
static bool next_attribute(Str *rest, Str *name, Str *value)
{
	size_t end = 0, colon;

	if (rest->n == 0)
		return false;
	while (end < rest->n && rest->p[end] != '\n' &&
		!(rest->p[end] == '\\' && end + 1 < rest->n && rest->p[end + 1] == 'n'))
		end++;
	*name = str_trim(str_cut(*rest, 0, end));
	*rest = end == rest->n ? (Str){ 0 } : str_cut(*rest, end + (rest->p[end] == '\n' ? 1 : 2), rest->n);
	colon = str_find_byte(*name, ':', 0);
	*value = colon == STR_NONE ? S("") : str_trim(str_cut(*name, colon + 1, name->n));
	*name = colon == STR_NONE ? *name : str_trim(str_cut(*name, 0, colon));
	return true;
}

Str vault_ca_attribute(Str attributes, Str name)
{
	Str key, value;

	while (next_attribute(&attributes, &key, &value))
		if (str_ieq(key, name))
			return value;
	return S("");
}

/* What the submitter says, then what the request itself says: the first of a name counts. */
static Str all_attributes(Str given, const CertRequestInfo *request, Arena *arena)
{
	Buf text = BUF_INIT;
	Str copy;

	buf_put(&text, given);
	if (given.n)
		buf_put_char(&text, '\n');
	cert_request_put_values(request, &text);
	copy = str_trim(arena_copy(arena, buf_str(&text)));
	buf_release(&text);
	return copy;
}

/* ---- judging ------------------------------------------------------------------------------------------------- */

static bool answer(StoreIssue *issue, StoreDisposition disposition, uint32_t status, const char *message)
{
	issue->disposition = disposition;
	issue->status = status;
	issue->message = str_from(message);
	return false;
}

/* The template a request names itself: the extension of version 1 templates. */
static Str requested_template(const CertRequestInfo *request, Buf *scratch)
{
	CertExtension extension;

	if (!cert_extension_find(request->extensions, OID_TEMPLATE_NAME, &extension) || extension.value.n < 2)
		return S("");
	(void)cert_name_decode((uint8_t)extension.value.p[0], str_cut(extension.value, 2, extension.value.n), scratch);
	return buf_str(scratch);
}

/* A multi-valued OS version is rejected (MS-WCCE 3.2.1.4.2.1.4.1.1). */
static bool has_one_os_version(const CertRequestInfo *request)
{
	Str rest = request->attributes;
	CertAttribute attribute;

	while (cert_attribute_next(&rest, &attribute))
		if (cert_oid_is(attribute.oid, OID_OS_VERSION) &&
			(attribute.values.n < 2 || (size_t)(uint8_t)attribute.values.p[1] + 2 != attribute.values.n))
			return false;
	return true;
}

/* X.520's upper bounds, which an authority enforces by default (EnforceX500NameLengths); a country's two letters are
 * not insisted on: real certificates have names there. */
static bool has_short_names(Str subject)
{
	static const struct {
		const char *oid;
		size_t most;
	} bounds[] = { { "2.5.4.3", 64 }, { "2.5.4.10", 64 }, { "2.5.4.11", 64 }, { "2.5.4.7", 128 },
		{ "2.5.4.8", 128 } };
	CertNameWalk walk;
	CertNamePart part;
	Buf scratch = BUF_INIT;
	bool ok = true;

	cert_name_walk(subject, &walk);
	while (ok && cert_name_next(&walk, &scratch, &part))
		for (size_t i = 0; ok && i < COUNT(bounds); i++)
			ok = !cert_oid_is(part.oid, bounds[i].oid) || str_units(part.text) <= bounds[i].most;
	buf_release(&scratch);
	return ok;
}

/* A SAN attribute that counts must be one that can be followed: names that were left out are no answer. */
static bool has_good_san(const VaultIssued *out)
{
	Buf names = BUF_INIT;
	Str bad;
	bool ok = !(out->authority.flags & VAULT_CA_ATTRIBUTE_SAN) ||
		  cert_make_alt_text(vault_ca_attribute(out->issue.attributes, S("SAN")), &names, &bad);

	buf_release(&names);
	return ok;
}

/* Whether the policy lets the request pass to a decision; the answer stands in out->issue when not. */
static bool judge(const CertRequestInfo *request, Arena *arena, VaultIssued *out)
{
	StoreIssue *issue = &out->issue;
	Buf scratch = BUF_INIT;
	Diag signature = { 0 };
	Str name = vault_ca_attribute(issue->attributes, S("CertificateTemplate"));

	if (name.n == 0)
		name = arena_copy(arena, requested_template(request, &scratch));
	buf_release(&scratch);
	issue->template_name = name;
	if (!cert_verify_request(request, &signature))
		return answer(issue, STORE_CA_DENIED, VAULT_CA_BAD_SIGNATURE, "Invalid Signature.");
	if (!has_one_os_version(request))
		return answer(issue, STORE_CA_FAILED, VAULT_CA_INVALID_DATA, "The data is invalid.");
	if (!has_short_names(request->subject))
		return answer(issue, STORE_CA_DENIED, VAULT_CA_BAD_SUBJECT,
			"The request subject name is invalid or too long.");
	if (name.n == 0)
		return answer(issue, STORE_CA_DENIED, VAULT_CA_NO_TEMPLATE,
			"The request contains no certificate template information.");
	out->template = vault_ca_template(name);
	if (!out->template)
		return answer(issue, STORE_CA_DENIED, VAULT_CA_UNKNOWN_TEMPLATE,
			"The requested certificate template is not supported by this CA.");
	issue->template_name = str_from(out->template->name);
	if (!has_good_san(out))
		return answer(issue, STORE_CA_FAILED, VAULT_CA_INVALID_DATA, "The data is invalid.");
	if (request->key.kind == CERT_KEY_RSA && request->key.size < out->template->least_bits)
		return answer(issue, STORE_CA_DENIED, VAULT_CA_KEY_TOO_SHORT,
			"The public key does not meet the minimum size required by the specified certificate template.");
	if (out->authority.hold)
		return answer(issue, STORE_CA_PENDING, 0, "Taken Under Submission");
	return true;
}

/* ---- issuing ------------------------------------------------------------------------------------------------- */

/* "DC=contoso,DC=com" of a host's domain. */
static void put_domain(Str fqdn, Buf *out)
{
	size_t dot = str_find_byte(fqdn, '.', 0);
	StrSplit split = { .rest = dot == STR_NONE ? fqdn : str_cut(fqdn, dot + 1, fqdn.n) };
	Str label;

	for (const char *comma = ""; str_split_next(&split, '.', &label); comma = ",")
		buf_printf(out, "%sDC=%.*s", comma, STR_ARG(label));
}

/* The directory's URLs, blanks as %20 (measured: certificate-world 1.3, 5 and 6). */
static void make_urls(const StoreAuthority *ca, Arena *arena, Str *crl, Str *issuer)
{
	size_t dot = str_find_byte(ca->machine, '.', 0);
	Str host = str_cut(ca->machine, 0, dot == STR_NONE ? ca->machine.n : dot);
	Buf text = BUF_INIT;

	buf_printf(&text, "ldap:///CN=%.*s,CN=%.*s,CN=CDP,CN=Public%%20Key%%20Services,CN=Services,CN=Configuration,",
		STR_ARG(ca->name), STR_ARG(host));
	put_domain(ca->machine, &text);
	buf_put(&text, S("?certificateRevocationList?base?objectClass=cRLDistributionPoint"));
	*crl = arena_copy(arena, buf_str(&text));
	buf_clear(&text);
	buf_printf(&text, "ldap:///CN=%.*s,CN=AIA,CN=Public%%20Key%%20Services,CN=Services,CN=Configuration,",
		STR_ARG(ca->name));
	put_domain(ca->machine, &text);
	buf_put(&text, S("?cACertificate?base?objectClass=certificationAuthority"));
	*issuer = arena_copy(arena, buf_str(&text));
	buf_release(&text);
}

/* The template's validity, cut off where the authority's own ends. */
static void set_dates(const Vault *vault, const VaultIssued *out, CertIssue *issue)
{
	CertInfo ca;
	Diag unused;

	issue->not_before = vault_ca_second(vault) - CLOCK_SKEW_MINUTES * MOMENT_TICKS_PER_MINUTE;
	issue->not_after = issue->not_before + out->template->days * MOMENT_TICKS_PER_DAY;
	if (cert_read(out->authority.der, &ca, &unused) && issue->not_after > ca.not_after)
		issue->not_after = ca.not_after;
}

/* What template, request and authority decide. */
static CertIssue from_template(const VaultIssued *out)
{
	const VaultTemplate *template = out->template;

	assert(template);
	return (CertIssue){
		.request = out->issue.request,
		.issuer = out->authority.der,
		.hash = CERT_SHA256,
		.template_name = str_from(template->name),
		.template_oid = template->oid,
		.template_major = template->major,
		.template_minor = template->minor,
		.key_usage = template->key_usage,
		.usages = template->usages,
		.authority = template->authority,
		.path_length = -1,
	};
}

/* Makes the certificate of out->issue; within the transaction, with the authority's key. */
static bool issue_certificate(Vault *vault, Arena *arena, VaultIssued *out, Diag *diag)
{
	uint8_t serial[19];
	Str crl_url, issuer_url, bad;
	CertIssue spec = from_template(out);
	Str san = vault_ca_attribute(out->issue.attributes, S("SAN"));
	Buf der = BUF_INIT, names = BUF_INIT;
	CertKey *key = NULL;
	bool ok;

	spec.serial = (Str){ (char *)serial, sizeof serial };
	cert_make_authority_serial(vault->env, (uint32_t)out->issue.request_id, serial);
	make_urls(&out->authority, arena, &crl_url, &issuer_url);
	set_dates(vault, out, &spec);
	out->ignored_san = san.n && !(out->authority.flags & VAULT_CA_ATTRIBUTE_SAN);
	ok = out->ignored_san || cert_make_alt_text(san, &names, &bad) ||
	     diag_set(diag, DIAG_INVALID, "the SAN attribute of the request cannot be followed: %.*s", STR_ARG(bad));
	spec.alt_names = buf_str(&names);
	spec.crl_urls = &crl_url;
	spec.issuer_urls = &issuer_url;
	spec.ncrl_urls = spec.nissuer_urls = 1;
	ok = ok && vault_ca_key(vault, &out->authority, &key, diag);
	spec.key = key;
	ok = ok && cert_make_issued(&spec, &der, diag);
	cert_key_free(key);
	answer(&out->issue, STORE_CA_ISSUED, 0, "Issued");
	out->issue.certificate = arena_copy(arena, buf_str(&der));
	out->issue.serial = arena_copy(arena, spec.serial);
	out->issue.not_after = spec.not_after;
	buf_release(&der);
	buf_release(&names);
	return ok;
}

static bool read_request(const VaultSubmit *spec, Arena *arena, CertRequestInfo *request, Diag *diag)
{
	CertFile file;

	if (!cert_read_file(spec->request, arena, &file, diag))
		return false;
	if (file.kind != CERT_FILE_REQUEST)
		return diag_set(diag, DIAG_INVALID, "the file holds no certificate request");
	return cert_read_request(file.body, request, diag);
}

bool vault_ca_submit(Vault *vault, const VaultSubmit *spec, Arena *arena, VaultIssued *out, Diag *diag)
{
	VaultEvent event = { "Submit", S(""), S("") };
	CertRequestInfo request = { 0 };
	bool ok, pass;

	*out = (VaultIssued){ 0 };
	if (!read_request(spec, arena, &request, diag) ||
		!vault_ca_open(vault, spec->authority, arena, &out->authority, diag) || !vault_key_ready(vault, diag))
		return false;
	out->old_extensions = request.old_extensions && request.alt_names.n;
	out->issue = (StoreIssue){
		.authority_id = out->authority.id,
		.request = arena_copy(arena, request.der),
		.attributes = all_attributes(spec->attributes, &request, arena),
		.requester = spec->requester,
		.submitted = vault_now(vault),
	};
	pass = judge(&request, arena, out);
	if (!store_begin(vault->store, diag))
		return false;
	ok = store_authority_next_request(vault->store, out->authority.id, &out->issue.request_id, diag) &&
	     (!pass || issue_certificate(vault, arena, out, diag));
	if (out->issue.disposition != STORE_CA_PENDING)
		out->issue.resolved = vault_now(vault);
	ok = ok && store_issue_add(vault->store, &out->issue, diag) &&
	     vault_record(vault, &event, diag, "request %lld to %.*s: %.*s", (long long)out->issue.request_id,
		     STR_ARG(out->authority.name), STR_ARG(out->issue.message));
	return vault_finish(vault, ok, diag);
}

bool vault_ca_resubmit(Vault *vault, Str authority, int64_t request_id, Arena *arena, VaultIssued *out, Diag *diag)
{
	VaultEvent event = { "IssueRequest", S(""), S("") };
	bool ok;

	if (!vault_ca_retrieve(vault, authority, request_id, arena, out, diag) || !vault_key_ready(vault, diag) ||
		!store_begin(vault->store, diag))
		return false;
	ok = store_issue_find(vault->store, out->authority.id, request_id, arena, &out->issue, diag) &&
	     (out->issue.disposition == STORE_CA_PENDING || out->issue.disposition == STORE_CA_DENIED ||
		     diag_set(diag, DIAG_INVALID, "the request was answered already"));
	out->template = ok ? vault_ca_template(out->issue.template_name) : NULL;
	if (ok && !out->template)
		ok = diag_set(diag, DIAG_INVALID, "the request names no template of this authority");
	ok = ok && issue_certificate(vault, arena, out, diag);
	out->issue.resolved = vault_now(vault);
	ok = ok && store_issue_update(vault->store, &out->issue, diag) &&
	     vault_record(vault, &event, diag, "request %lld", (long long)request_id);
	return vault_finish(vault, ok, diag);
}
