/* app_certreq: certreq: requests for certificates, and what the authority answers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>

#include "cmdlets/adcs/adcs_request.h"
#include "store/cert/cert_make.h"

/* docs: certreq.  -rpc, -user, -machine and the like choose among ways that are one and the same here. */
static const AdcsOption options[] = {
	{ "attrib", true },
	{ "config", true },
	{ "binary", false },
	{ "f", false },
	{ "q", false },
	{ "rpc", false },
	{ "user", false },
	{ "machine", false },
	{ "any", false },
	{ "v", false },
	{ "seconds", false },
	{ "unicode", false },
	{ "Kerberos", false },
	{ "AdminForceMachine", false },
	{ "RenewOnBehalfOf", false }, /* this and what follows: missing_options */
	{ "crl", false },
	{ "PolicyServer", true },
	{ "cert", true },
};

static int failed(AdcsCall *call, uint32_t status)
{
	const char *message = adcs_message(status);

	adcs_put(call, "Certificate Request Processor: %s%s", message, *message ? " " : "");
	adcs_put_status(status, call->out);
	adcs_put(call, "\n");
	if (call->diag.code && call->diag.text[0])
		adcs_put(call, "  %s\n", call->diag.text);
	return (int)status;
}

static int failed_by_diag(AdcsCall *call)
{
	return failed(call, adcs_status_of(&call->diag));
}

/* ---- the answer ---------------------------------------------------------------------------------------------- */

static bool write_armored(AdcsCall *call, Str path, Str der)
{
	Buf text = BUF_INIT;
	bool ok;

	if (adcs_has(call, "binary"))
		return adcs_write(call, path, der, ADCS_MODE);
	cert_put_armor(der, "CERTIFICATE", &text); /* also around PKCS#7: what CR_OUT_BASE64HEADER means */
	ok = adcs_write(call, path, buf_str(&text), ADCS_MODE);
	buf_release(&text);
	return ok;
}

/* The chain as PKCS#7: the certificate, then those of the authority. */
static bool write_chain(AdcsCall *call, const VaultIssued *issued, Str path)
{
	Str *chain, *all;
	size_t n;
	Buf der = BUF_INIT;
	bool ok;

	if (!vault_ca_chain(call->vault, &issued->authority, call->arena, &chain, &n, &call->diag))
		return false;
	all = ARENA_ARRAY(call->arena, Str, n + 1);
	all[0] = issued->issue.certificate;
	for (size_t i = 0; i < n; i++)
		all[i + 1] = chain[i];
	cert_make_pkcs7(all, n + 1, &der);
	ok = write_armored(call, path, buf_str(&der));
	buf_release(&der);
	return ok;
}

enum { FILES_MAX = 4 }; /* request, certificate, chain, full response */

/* Asked before the authority is: nothing shall be issued that could not be saved. */
static bool may_save(AdcsCall *call, uint32_t *status)
{
	for (size_t i = 1; i < call->nargs && i < FILES_MAX; i++)
		if (!adcs_may_write(call, call->args[i], status))
			return false;
	return true;
}

/* Certificate, chain and full response, to the files named after the first argument. */
static int save(AdcsCall *call, const VaultIssued *issued)
{
	for (size_t i = 1; i < call->nargs && i < FILES_MAX; i++) {
		bool ok = i == 1 ? write_armored(call, call->args[i], issued->issue.certificate)
				 : write_chain(call, issued, call->args[i]);

		if (!ok)
			return failed_by_diag(call);
	}
	return ADCS_OK;
}

/* "Denied by Policy Module  0x80094801, ..." is what the default policy module says of a missing template. */
static void put_denial(AdcsCall *call, const StoreIssue *issue)
{
	static const char no_template[] =
		"Denied by Policy Module  0x80094801, The request does not contain a certificate template extension or "
		"the CertificateTemplate request attribute.";
	static const char unknown_template[] =
		"Denied by Policy Module  0x80094800, The request was for a certificate template that is not supported "
		"by the Active Directory Certificate Services policy: ";

	if (issue->status == VAULT_CA_NO_TEMPLATE)
		adcs_put(call, "%s", no_template);
	else if (issue->status == VAULT_CA_UNKNOWN_TEMPLATE)
		adcs_put(call, "%s%.*s.", unknown_template, STR_ARG(issue->template_name));
	else if (issue->status == VAULT_CA_DENIED)
		adcs_put(call, "%.*s", STR_ARG(issue->message));
	else
		adcs_put(call, "Error Constructing or Publishing Certificate");
}

static int denied(AdcsCall *call, const StoreIssue *issue)
{
	adcs_put(call, "Certificate not issued (%s) ", issue->disposition == STORE_CA_FAILED ? "Error" : "Denied");
	put_denial(call, issue);
	adcs_put(call, "\n  %s ", adcs_message(issue->status));
	adcs_put_status(issue->status, call->out);
	adcs_put(call, "\n");
	failed(call, issue->status);
	put_denial(call, issue);
	adcs_put(call, "\n");
	return (int)issue->status;
}

static int answered(AdcsCall *call, const VaultIssued *issued)
{
	const StoreIssue *issue = &issued->issue;

	adcs_put(call, "RequestId: %lld\nRequestId: \"%lld\"\n", (long long)issue->request_id,
		(long long)issue->request_id);
	switch (issue->disposition) {
	case STORE_CA_PENDING:
		adcs_put(call, "Certificate request is pending: %.*s (0)\n", STR_ARG(issue->message));
		return ADCS_OK;
	case STORE_CA_ISSUED:
	case STORE_CA_REVOKED:
		break;
	case STORE_CA_FAILED:
	case STORE_CA_DENIED:
		return denied(call, issue);
	}
	if (issued->ignored_san)
		adcs_put(call,
			"Warning: the SAN request attribute was ignored: this authority takes alternative names from the "
			"request itself (EDITF_ATTRIBUTESUBJECTALTNAME2 is off, because anyone who may enrol could then ask "
			"for any name).\n");
	if (issued->old_extensions)
		adcs_put(call, "Warning: the request carries its alternative names under 1.3.6.1.4.1.311.2.1.14; "
			       "authorities other than this one may drop them.\n");
	adcs_put(call, "Certificate retrieved(%s) %.*s\n", issue->disposition == STORE_CA_ISSUED ? "Issued" : "Revoked",
		STR_ARG(issue->message));
	return save(call, issued);
}

/* ---- verbs --------------------------------------------------------------------------------------------------- */

static int missing_argument(AdcsCall *call, const char *what)
{
	adcs_put(call, "Missing argument: %s\n", what);
	return failed(call, ADCS_BAD_ARGUMENT);
}

static int submit(AdcsCall *call)
{
	VaultSubmit spec = { .authority = adcs_config(call), .attributes = adcs_value(call, "attrib") };
	VaultIssued issued;
	uint32_t status;

	if (call->nargs == 0)
		return missing_argument(call, "RequestFileIn");
	if (!adcs_open(call) || !adcs_read(call, call->args[0], &spec.request))
		return failed_by_diag(call);
	if (!may_save(call, &status))
		return failed(call, status);
	spec.requester = adcs_user(call);
	if (!vault_ca_submit(call->vault, &spec, call->arena, &issued, &call->diag))
		return failed_by_diag(call);
	return answered(call, &issued);
}

static int retrieve(AdcsCall *call)
{
	VaultIssued issued;
	uint32_t status;
	int64_t id;

	if (call->nargs == 0)
		return missing_argument(call, "RequestId");
	if (!adcs_request_id(call->args[0], &id))
		return failed(call, VAULT_CA_INVALID_DATA);
	if (!may_save(call, &status))
		return failed(call, status);
	if (!adcs_open(call))
		return failed_by_diag(call);
	if (vault_ca_retrieve(call->vault, adcs_config(call), id, call->arena, &issued, &call->diag))
		return answered(call, &issued);
	return call->diag.code == DIAG_NOT_FOUND ? failed(call, VAULT_CA_NO_REQUEST) : failed_by_diag(call);
}

static int create(AdcsCall *call)
{
	AdcsPolicy policy;
	uint32_t status;
	Str text;
	Buf file = BUF_INIT;
	VaultResult result;
	bool ok;

	if (call->nargs == 0)
		return missing_argument(call, "PolicyFileIn");
	if (!adcs_open(call) || !adcs_read(call, call->args[0], &text))
		return failed_by_diag(call);
	if (call->nargs > 1 && !adcs_may_write(call, call->args[1], &status))
		return failed(call, status);
	if (!adcs_policy_read(call, text, &policy, &status))
		return failed(call, status);
	if (!adcs_policy_make(call, &policy, &result))
		return failed_by_diag(call);
	if (adcs_has(call, "binary"))
		buf_put(&file, policy.self_signed ? result.cert.der : result.request);
	else
		cert_put_armor(policy.self_signed ? result.cert.der : result.request,
			policy.self_signed ? "CERTIFICATE" : "NEW CERTIFICATE REQUEST", &file);
	if (call->nargs < 2)
		buf_put(call->out, buf_str(&file));
	ok = call->nargs < 2 || adcs_write(call, call->args[1], buf_str(&file), ADCS_MODE);
	buf_release(&file);
	if (!ok)
		return failed_by_diag(call);
	adcs_put(call, "\nCertReq: %s\n", policy.self_signed ? "Certificate Created and Installed" : "Request Created");
	return ADCS_OK;
}

/* Whether a request that waits here asked for one of the certificates. */
static bool is_awaited(AdcsCall *call, const CertFile *file)
{
	StoreServer server = adcs_server(call);
	uint8_t key_id[CERT_THUMBPRINT];
	StoreCert pending;
	CertInfo info;
	Diag unused = { 0 };

	for (size_t i = 0; i < file->ncerts; i++) {
		if (!cert_read(file->certs[i], &info, &unused))
			continue;
		cert_key_id(&info.key, key_id);
		if (store_cert_pending(vault_store_peek(call->vault), server.id, (Str){ (char *)key_id, sizeof key_id },
			    call->arena, &pending, &unused))
			return true;
	}
	return false;
}

static void put_installed(AdcsCall *call, const StoreCert *cert)
{
	adcs_put(call, "Installed Certificate:\n  Serial Number: ");
	adcs_put_hex(call, cert->serial);
	adcs_put(call, "\n  Subject: %.*s\n", STR_ARG(cert->subject));
	adcs_put(call, "  NotBefore: %.*s\n", STR_ARG(adcs_date(call, cert->not_before)));
	adcs_put(call, "  NotAfter: %.*s\n", STR_ARG(adcs_date(call, cert->not_after)));
	adcs_put(call, "  Thumbprint: ");
	adcs_put_hex(call, cert->thumbprint);
	adcs_put(call, "\n\n");
}

static int accept_answer(AdcsCall *call)
{
	VaultImport spec = { .default_name = S("") };
	VaultResult result;
	CertFile file;

	if (call->nargs == 0)
		return missing_argument(call, "CertFileIn");
	if (!adcs_open(call) || !adcs_read(call, call->args[0], &spec.data) ||
		!cert_read_file(spec.data, call->arena, &file, &call->diag))
		return failed_by_diag(call);
	if (!is_awaited(call, &file))
		return failed(call, ADCS_NOT_FOUND);
	if (!vault_import(call->vault, &spec, call->arena, &result, &call->diag))
		return failed_by_diag(call);
	put_installed(call, &result.cert);
	return ADCS_OK;
}

/* ---- the program --------------------------------------------------------------------------------------------- */

static const char usage[] =
	"Usage:\n"
	"  CertReq -?\n"
	"  CertReq [-v] -? [verb]\n"
	"\n"
	"  CertReq [-Submit] [Options] [RequestFileIn [CertFileOut [CertChainFileOut [FullResponseFileOut]]]]\n"
	"    Submit a request to a Certification Authority.\n"
	"\n"
	"  Options:\n"
	"    -attrib AttributeString   Name1:Value1\\nName2:Value2\n"
	"    -binary                   DER instead of Base64\n"
	"    -config ConfigString      Machine\\CA\n"
	"    -f                        overwrite files that are there\n"
	"\n"
	"  CertReq -Retrieve [Options] RequestId [CertFileOut [CertChainFileOut [FullResponseFileOut]]]\n"
	"    Retrieve a response to a previous request from a Certification Authority.\n"
	"\n"
	"  CertReq -New [Options] [PolicyFileIn [RequestFileOut]]\n"
	"    Create a new request as directed by PolicyFileIn.\n"
	"\n"
	"  CertReq -Accept [Options] [CertChainFileIn | FullResponseFileIn | CertFileIn]\n"
	"    Accept and install a response to a previous request.\n";

static const struct {
	const char *name;
	int (*run)(AdcsCall *call);
} verbs[] = {
	{ "submit", submit },
	{ "retrieve", retrieve },
	{ "new", create },
	{ "accept", accept_answer },
};
static const struct {
	const char *name, *why;
} missing_verbs[] = {
	{ "policy", "this authority has no superior to ask" },
	{ "sign", "requests are not signed by another certificate" },
	{ "enroll", "there is no directory to enroll with: use -new, -submit and -accept" },
	{ "post", "there is no web enrolment" },
	{ "enrollcredprov", "there is no directory to enroll with" },
};

static int unknown_verb(AdcsCall *call)
{
	for (size_t i = 0; i < COUNT(missing_verbs); i++)
		if (str_ieq(call->verb, str_from(missing_verbs[i].name))) {
			adcs_put(call, "-%s is not available: %s.\n", missing_verbs[i].name, missing_verbs[i].why);
			return failed(call, ADCS_NOT_DONE);
		}
	adcs_put(call, "Unknown argument: -%.*s\n", STR_ARG(call->verb));
	return failed(call, ADCS_BAD_ARGUMENT);
}

/* Options whose effect is not done: whoever gives one shall not believe that it counted. */
static const struct {
	const char *name, *why;
} missing_options[] = {
	{ "crl", "the chain is written without revocation lists" },
	{ "cert", "requests are not signed by another certificate" },
	{ "RenewOnBehalfOf", "nobody renews for others" },
	{ "PolicyServer", "there is no directory to enroll with" },
};

static const char *why_missing(const AdcsCall *call, const char **name)
{
	for (size_t i = 0; i < COUNT(missing_options); i++)
		if (adcs_has(call, missing_options[i].name)) {
			*name = missing_options[i].name;
			return missing_options[i].why;
		}
	return NULL;
}

/* Without a verb it is -submit. */
static int run(AdcsCall *call)
{
	const char *name, *why;
	Str bad;

	if (!adcs_parse(call, options, COUNT(options), &bad)) {
		adcs_put(call, "Unknown argument: %.*s\n", STR_ARG(bad));
		return failed(call, ADCS_BAD_ARGUMENT);
	}
	if (str_eq(call->verb, S("?")) || (call->verb.n == 0 && call->nargs == 0)) {
		adcs_put(call, "%s", usage);
		return ADCS_OK;
	}
	why = why_missing(call, &name);
	if (why) {
		adcs_put(call, "-%s is not available: %s.\n", name, why);
		return failed(call, ADCS_NOT_DONE);
	}
	if (call->verb.n == 0)
		return submit(call);
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (str_ieq(call->verb, str_from(verbs[i].name)))
			return verbs[i].run(call);
	return unknown_verb(call);
}

static int certreq(AppContext *context)
{
	AdcsCall call = { .context = context, .stage = context->stage, .out = context->out, .arena = arena_new(0) };
	int code = run(&call);

	arena_free(call.arena);
	return code;
}

const AppDef app_certreq = {
	.name = "certreq",
	.synopsis = "Asks a certification authority for certificates.",
	.usage = usage,
	.main = certreq,
};
