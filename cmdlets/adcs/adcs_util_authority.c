/* adcs_util_authority: certutil as the authority's officer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/adcs/adcs_request.h"
#include "cmdlets/adcs/adcs_util.h"
#include "store/cert/cert_make.h"

/* ---- the authority itself ------------------------------------------------------------------------------------ */

static bool open_authority(AdcsCall *call, StoreAuthority *out)
{
	return vault_ca_open(call->vault, adcs_config(call), call->arena, out, &call->diag);
}

static uint32_t write_file(AdcsCall *call, Str path, Str bytes)
{
	uint32_t status;

	if (!adcs_may_write(call, path, &status))
		return status;
	return adcs_write(call, path, bytes, ADCS_MODE) ? ADCS_OK : adcs_util_diag(call);
}

static uint32_t put_armored(AdcsCall *call, Str der, const char *label)
{
	cert_put_armor(der, label, call->out);
	adcs_put(call, "\n");
	return call->nargs ? write_file(call, call->args[0], der) : ADCS_OK; /* DER, whatever the file is called */
}

static uint32_t ca_cert(AdcsCall *call)
{
	StoreAuthority ca;

	if (!open_authority(call, &ca))
		return adcs_util_diag(call);
	adcs_put(call, "CA cert[0]: 3 -- Valid\nCA cert[0]:\n");
	return put_armored(call, ca.der, "CERTIFICATE");
}

static uint32_t ca_chain(AdcsCall *call)
{
	StoreAuthority ca;
	Str *chain;
	size_t n;
	Buf der = BUF_INIT;
	uint32_t status;

	if (!open_authority(call, &ca) || !vault_ca_chain(call->vault, &ca, call->arena, &chain, &n, &call->diag))
		return adcs_util_diag(call);
	adcs_put(call, "CA cert chain[0]: 3 -- Valid\nCA cert chain[0]:\n");
	cert_make_pkcs7(chain, n, &der);
	status = put_armored(call, buf_str(&der), "CERTIFICATE");
	buf_release(&der);
	return status;
}

static uint32_t ping(AdcsCall *call)
{
	bool admin = str_ieq(call->verb, S("pingadmin"));
	StoreAuthority ca;

	if (!open_authority(call, &ca))
		return adcs_util_diag(call);
	adcs_put(call, "Connecting to %.*s\\%.*s ...\n", STR_ARG(ca.machine), STR_ARG(ca.name));
	if (admin)
		adcs_put(call, "Server ICertAdmin2 interface is alive\n");
	else
		adcs_put(call, "Server \"%.*s\" ICertRequest2 interface is alive (0ms)\n", STR_ARG(ca.name));
	return ADCS_OK;
}

static uint32_t ca_info(AdcsCall *call)
{
	StoreAuthority ca;
	CertInfo info;

	if (!open_authority(call, &ca) || !cert_read(ca.der, &info, &call->diag))
		return adcs_util_diag(call);
	adcs_put(call, "Exit module count: 1\nCA name: %.*s\n", STR_ARG(ca.name));
	adcs_put(call, "Sanitized CA short name (DS name): %.*s\n", STR_ARG(ca.name));
	adcs_put(call, "CA type: %d -- %s\n", ca.parent_id ? 1 : 0,
		ca.parent_id ? "Enterprise Subordinate CA" : "Enterprise Root CA");
	adcs_put(call, "    ENUM_ENTERPRISE_%s -- %d\n", ca.parent_id ? "SUBCA" : "ROOTCA", ca.parent_id ? 1 : 0);
	adcs_put(call, "CA cert count: 1\nKRA cert count: 0\nKRA cert used count: 0\nCA cert[0]: 3 -- Valid\n");
	adcs_put(call, "DNS Name: %.*s\nAdvanced Server: 1\nCA locale name: en-US\n", STR_ARG(ca.machine));
	return ADCS_OK;
}

static uint32_t get_config(AdcsCall *call)
{
	StoreAuthority ca;

	if (!open_authority(call, &ca))
		return adcs_util_diag(call);
	adcs_put(call, "Config String: \"%.*s\\%.*s\"\n", STR_ARG(ca.machine), STR_ARG(ca.name));
	return ADCS_OK;
}

/* Whoever asks is no account that enrolment could be granted to. */
static uint32_t ca_templates(AdcsCall *call)
{
	size_t n;
	const VaultTemplate *templates = vault_ca_templates(&n);

	for (size_t i = 0; i < n; i++)
		adcs_put(call, "%s: %s -- Auto-Enroll: Access is denied.\n", templates[i].name, templates[i].display);
	return ADCS_OK;
}

/* ---- revocation lists ---------------------------------------------------------------------------------------- */

bool adcs_util_span(Str text, int64_t *ticks)
{
	size_t colon = str_find_byte(text, ':', 0);
	int64_t days, hours;

	if (colon == STR_NONE || num_parse_integer(str_cut(text, 0, colon), NUM_UINT16, false, &days) != NUM_OK ||
		num_parse_integer(str_cut(text, colon + 1, text.n), NUM_UINT16, false, &hours) != NUM_OK)
		return false;
	*ticks = (days * 24 + hours) * MOMENT_TICKS_PER_HOUR;
	return true;
}

/* How long a list is good for; "republish" and "delta" change nothing: every list is whole and new. */
static bool read_life(Str text, int64_t *life)
{
	*life = 0;
	if (str_ieq(text, S("republish")) || str_ieq(text, S("delta")))
		return true;
	return adcs_util_span(text, life) && *life > 0;
}

static uint32_t publish(AdcsCall *call)
{
	StoreCrl crl;
	int64_t life = 0;

	for (size_t i = 0; i < call->nargs; i++)
		if (!read_life(call->args[i], &life))
			return ADCS_BAD_ARGUMENT;
	return vault_ca_publish(call->vault, adcs_config(call), life, call->arena, &crl, &call->diag)
		       ? ADCS_OK
		       : adcs_util_diag(call);
}

static uint32_t get_crl(AdcsCall *call)
{
	StoreAuthority ca;
	StoreCrl crl;

	if (!open_authority(call, &ca))
		return adcs_util_diag(call);
	if (!store_crl_latest(vault_store_peek(call->vault), ca.id, call->arena, &crl, &call->diag))
		return call->diag.code == DIAG_NOT_FOUND ? ADCS_NO_ELEMENT : adcs_util_diag(call);
	adcs_put(call, "CRL[0]: 3 -- Valid\n");
	return put_armored(call, crl.der, "X509 CRL");
}

/* ORDER CRLReason. */
static const char *const reasons[] = { "Unspecified", "Key Compromise", "CA Compromise", "Affiliation Changed",
	"Superseded", "Cessation of Operation", "Certificate Hold", NULL, "Remove from CRL" };
/* What may be typed: the number or the name (docs: certutil -revoke). */
static const char *const reason_words[] = { "CRL_REASON_UNSPECIFIED", "CRL_REASON_KEY_COMPROMISE",
	"CRL_REASON_CA_COMPROMISE", "CRL_REASON_AFFILIATION_CHANGED", "CRL_REASON_SUPERSEDED",
	"CRL_REASON_CESSATION_OF_OPERATION", "CRL_REASON_CERTIFICATE_HOLD", "", "CRL_REASON_REMOVE_FROM_CRL" };

static bool parse_reason(Str text, int *reason)
{
	int64_t number;

	*reason = 0;
	if (text.n == 0)
		return true;
	for (size_t i = 0; i < COUNT(reason_words); i++)
		if (str_ieq(text, str_from(reason_words[i]))) {
			*reason = (int)i;
			return true;
		}
	if (num_parse_integer(text, NUM_INT32, false, &number) != NUM_OK || number < 0 ||
		number >= (int64_t)COUNT(reasons) || !reasons[number])
		return false;
	*reason = (int)number;
	return true;
}

static bool revoke_serial(AdcsCall *call, Str text, int reason)
{
	Buf octets = BUF_INIT;
	bool ok = cert_parse_hex(text, &octets) ||
		  diag_set(&call->diag, DIAG_INVALID, "%.*s is no serial number", STR_ARG(text));

	adcs_put(call, "Revoking \"%.*s\" -- Reason: %s\n", STR_ARG(text), reasons[reason]);
	ok = ok && vault_ca_revoke(call->vault, adcs_config(call), buf_str(&octets), reason, call->arena, &call->diag);
	buf_release(&octets);
	return ok;
}

/* Serial numbers may be a list with commas. */
static uint32_t revoke(AdcsCall *call)
{
	StrSplit split = { .rest = call->args[0] };
	Str serial;
	int reason;

	if (!parse_reason(adcs_arg(call, 1), &reason))
		return ADCS_BAD_ARGUMENT;
	while (str_split_next(&split, ',', &serial))
		if (!revoke_serial(call, str_trim(serial), reason))
			return call->diag.code == DIAG_NOT_FOUND ? ADCS_NOT_FOUND : adcs_util_diag(call);
	return ADCS_OK;
}

static uint32_t is_valid(AdcsCall *call)
{
	StoreAuthority ca;
	StoreIssue issue;
	Buf octets = BUF_INIT;
	bool ok;

	if (!open_authority(call, &ca))
		return adcs_util_diag(call);
	ok = cert_parse_hex(call->args[0], &octets) && store_issue_find_serial(vault_store_peek(call->vault), ca.id,
							       buf_str(&octets), call->arena, &issue, &call->diag);
	buf_release(&octets);
	if (!ok)
		return ADCS_NOT_FOUND;
	adcs_put(call, "Certificate disposition for \"%.*s\" is %s.\n", STR_ARG(call->args[0]),
		issue.disposition == STORE_CA_ISSUED ? "valid" : "revoked");
	return ADCS_OK;
}

/* ---- pending requests ---------------------------------------------------------------------------------------- */

typedef bool Answer(Vault *, Str, int64_t, Arena *, VaultIssued *, Diag *);

static uint32_t answer(AdcsCall *call, Answer *give, VaultIssued *issued)
{
	int64_t id;

	if (!adcs_request_id(call->args[0], &id))
		return VAULT_CA_INVALID_DATA;
	if (give(call->vault, adcs_config(call), id, call->arena, issued, &call->diag))
		return ADCS_OK;
	if (call->diag.code == DIAG_NOT_FOUND)
		return VAULT_CA_NO_REQUEST;
	return call->diag.code == DIAG_INVALID ? VAULT_CA_BAD_STATE : adcs_util_diag(call);
}

static uint32_t resubmit(AdcsCall *call)
{
	VaultIssued issued;
	uint32_t status = answer(call, vault_ca_resubmit, &issued);

	if (status == ADCS_OK)
		adcs_put(call, "Certificate issued.\n");
	return status;
}

static uint32_t deny(AdcsCall *call)
{
	VaultIssued issued;

	return answer(call, vault_ca_deny, &issued);
}

/* ---- settings ------------------------------------------------------------------------------------------------ */

/* The policy module's EditFlags that AD CS comes with, beside the one that matters here (docs: certutil -setreg). */
static const struct {
	const char *name;
	uint32_t flag;
} edit_flags[] = {
	{ "EDITF_REQUESTEXTENSIONLIST", 0x2 },
	{ "EDITF_DISABLEEXTENSIONLIST", 0x4 },
	{ "EDITF_ADDOLDKEYUSAGE", 0x8 },
	{ "EDITF_BASICCONSTRAINTSCRITICAL", 0x40 },
	{ "EDITF_ENABLEAKIKEYID", 0x100 },
	{ "EDITF_ENABLEDEFAULTSMIME", 0x10000 },
	{ "EDITF_ATTRIBUTESUBJECTALTNAME2", VAULT_CA_ATTRIBUTE_SAN },
	{ "EDITF_ENABLECHASECLIENTDC", 0x100000 },
};
enum { EDIT_FLAGS_SHIPPED = 0x11014e, REQUEST_ISSUE = 1, REQUEST_PENDING_FIRST = 0x100 };
#define REGISTRY "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\CertSvc\\Configuration\\"
#define POLICY   "PolicyModules\\CertificateAuthority_MicrosoftDefault.Policy\\"

static uint32_t setting_value(const StoreAuthority *ca, bool is_flags)
{
	if (is_flags)
		return EDIT_FLAGS_SHIPPED | (uint32_t)ca->flags;
	return ca->hold ? REQUEST_ISSUE | REQUEST_PENDING_FIRST : REQUEST_ISSUE;
}

static void put_setting(AdcsCall *call, const StoreAuthority *ca, bool is_flags)
{
	uint32_t value = setting_value(ca, is_flags);

	adcs_put(call, "  %s REG_DWORD = %x", is_flags ? "EditFlags" : "RequestDisposition", value);
	adcs_put(call, value > 9 ? " (%u)\n" : "\n", value);
	if (!is_flags) {
		adcs_put(call, "    REQDISP_ISSUE -- 1\n");
		if (ca->hold)
			adcs_put(call, "    REQDISP_PENDINGFIRST -- 100 (256)\n");
		return;
	}
	for (size_t i = 0; i < COUNT(edit_flags); i++)
		if (value & edit_flags[i].flag)
			adcs_put(call, edit_flags[i].flag > 9 ? "    %s -- %x (%u)\n" : "    %s -- %x\n",
				edit_flags[i].name, edit_flags[i].flag, edit_flags[i].flag);
}

/* policy\EditFlags or policy\RequestDisposition. */
static bool find_setting(AdcsCall *call, bool *is_flags)
{
	Str name = call->args[0];
	size_t slash = str_find_byte(name, '\\', 0);

	name = slash == STR_NONE ? name : str_cut(name, slash + 1, name.n);
	*is_flags = str_ieq(name, S("EditFlags"));
	return *is_flags || str_ieq(name, S("RequestDisposition"));
}

static void put_key(AdcsCall *call, const StoreAuthority *ca, bool is_flags)
{
	adcs_put(call, REGISTRY "%.*s\\" POLICY "%s:\n\n", STR_ARG(ca->name),
		is_flags ? "EditFlags" : "RequestDisposition");
}

static uint32_t get_setting(AdcsCall *call)
{
	StoreAuthority ca;
	bool is_flags;

	if (!open_authority(call, &ca))
		return adcs_util_diag(call);
	if (!find_setting(call, &is_flags))
		return ADCS_NO_FILE;
	put_key(call, &ca, is_flags);
	put_setting(call, &ca, is_flags);
	return ADCS_OK;
}

/* A number, or flags by name with + or - in front; false: neither. */
static bool parse_setting(Str text, bool is_flags, uint32_t old, uint32_t *value)
{
	bool off = text.n && text.p[0] == '-', on = text.n && text.p[0] == '+';
	Str name = str_cut(text, off || on, text.n);
	int64_t number = 0;
	bool ok = adcs_number(name, NUM_UINT32, &number);

	for (size_t i = 0; !ok && is_flags && i < COUNT(edit_flags); i++)
		if (str_ieq(name, str_from(edit_flags[i].name))) {
			number = edit_flags[i].flag;
			on = on || !off;
			ok = true;
		}
	*value = on ? old | (uint32_t)number : off ? old & ~(uint32_t)number : (uint32_t)number;
	return ok;
}

static void put_san_warning(AdcsCall *call)
{
	adcs_put(call,
		"Warning: with EDITF_ATTRIBUTESUBJECTALTNAME2 anyone who may enrol can have a certificate for any name "
		"by a request attribute. Microsoft advises against it; put the names into the request instead.\n");
}

static uint32_t set_setting(AdcsCall *call)
{
	StoreAuthority ca;
	uint32_t value;
	bool is_flags;

	if (!open_authority(call, &ca))
		return adcs_util_diag(call);
	if (!find_setting(call, &is_flags))
		return ADCS_NO_FILE;
	if (!parse_setting(call->args[1], is_flags, setting_value(&ca, is_flags), &value))
		return ADCS_BAD_ARGUMENT;
	put_key(call, &ca, is_flags);
	adcs_put(call, "Old Value:\n");
	put_setting(call, &ca, is_flags);
	if (is_flags)
		ca.flags = value & VAULT_CA_ATTRIBUTE_SAN;
	else
		ca.hold = value & REQUEST_PENDING_FIRST;
	if (!vault_ca_configure(call->vault, &ca, &call->diag))
		return adcs_util_diag(call);
	adcs_put(call, "\nNew Value:\n");
	put_setting(call, &ca, is_flags);
	if (is_flags && ca.flags)
		put_san_warning(call);
	return ADCS_OK;
}

const AdcsVerb adcs_util_authority_verbs[] = {
	{ "ping", "[MaxSecondsToWait | CAMachineList]", 0, ping,
		"Ping Active Directory Certificate Services Request "
		"interface" },
	{ "pingadmin", "", 0, ping, "Ping Active Directory Certificate Services Admin interface" },
	{ "CAInfo", "[InfoName [Index | ErrorCode]]", 0, ca_info, "Display CA Information" },
	{ "getconfig", "", 0, get_config, "Get default configuration string" },
	{ "ca.cert", "OutCACertFile [Index]", 0, ca_cert, "Retrieve the CA's certificate" },
	{ "ca.chain", "OutCACertChainFile [Index]", 0, ca_chain, "Retrieve the CA's certificate chain" },
	{ "CATemplates", "[Template]", 0, ca_templates, "Display templates for CA" },
	{ "CRL", "[dd:hh | republish] [delta]", 0, publish, "Publish new CRLs [or delta CRLs only]" },
	{ "GetCRL", "OutFile [Index] [delta]", 0, get_crl, "Get CRL" },
	{ "revoke", "SerialNumber [Reason]", 1, revoke, "Revoke Certificate" },
	{ "isvalid", "SerialNumber | CertHash", 1, is_valid, "Display current certificate disposition" },
	{ "resubmit", "RequestId", 1, resubmit, "Resubmit pending request" },
	{ "deny", "RequestId", 1, deny, "Deny pending request" },
	{ "view", "[Queue | Log | LogFail | Revoked] [csv]", 0, adcs_util_view, "Dump Certificate View" },
	{ "getreg", "policy\\EditFlags | policy\\RequestDisposition", 1, get_setting, "Display registry value" },
	{ "setreg", "policy\\EditFlags | policy\\RequestDisposition Value", 2, set_setting, "Set registry value" },
	{ NULL, NULL, 0, NULL, NULL },
};
