/* exchange_error: failures as Exchange words them (exchange-cmdlets 9.13, 10.2; observed-output 5, R8-R10). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"
#include "shell/types/guid.h"

/* One kind of error. */
typedef struct Problem {
	/* {1}, {2}: the caller's; {T} the thumbprint, {R} the reason, {N} the connectors, {S} the service */
	const char *text;
	const char *hash; /* of the error id: opaque */
	ErrorCategory category;
	bool bare;          /* raised by the shell before it asks the server: no RPC prefix */
	const char *reason; /* NULL: InvalidOperationException */
} Problem;

/* "[Server=CAS01,RequestId=...,TimeStamp=...] [FailureCategory=Cmdlet-InvalidOperationException] 71D7F7B0" */
static void put_id(const ExchangeCall *call, const Problem *fault, Buf *out)
{
	Interp *in = call->stage->interp;
	const Env *env = runtime_of(in)->env;
	Buf id = BUF_INIT;
	uint8_t guid[16];
	Value request;

	if (call->profile->request_id) {
		types_guid_fill(in, guid);
		request = types_guid_value(guid);
		if (type_of(request)->ops->text(in, request, &id) == FLOW_NEXT)
			buf_printf(out, "[Server=%.*s,RequestId=%s,TimeStamp=", STR_ARG(call->server.name), id.p);
		exchange_put_date(in, env->now(env->self), out);
		buf_printf(out, "] [FailureCategory=Cmdlet-%s] ",
			fault->reason ? fault->reason : "InvalidOperationException");
		value_drop(request);
	}
	buf_put(out, str_from(fault->hash));
	buf_release(&id);
}

char exchange_lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c;
}

static String *lower(Str s)
{
	Value v = value_string(s);

	for (size_t i = 0; i < s.n; i++)
		v.string->p[i] = exchange_lower(s.p[i]);
	return v.string;
}

static Flow report(const ExchangeCall *call, const Problem *fault, Str message)
{
	Value exception = exception_new(exception_type(EXC_INVALID_OPERATION), message, VALUE_NULL), record;
	Buf id = BUF_INIT;
	Flow flow;

	put_id(call, fault, &id);
	record = error_new(exception, buf_str(&id), fault->category, VALUE_NULL);
	if (fault->reason)
		error_peek(record)->reason = value_string(str_from(fault->reason)).string;
	if (call->profile->remote && call->server.fqdn.n)
		error_peek(record)->computer = lower(call->server.fqdn);
	flow = stage_error_record(call->stage, record);
	value_drop(record);
	value_drop(exception);
	buf_release(&id);
	return flow;
}

/* ---- kinds ---- */

/* ORDER ExchangeFault.  Ids without a source are ours: nothing is known of how Exchange makes them (observed-output 8,
 * 10). */
#define NOT_FOUND "The operation couldn't be performed because object '{1}' couldn't be found on '{2}'."
#define NO_OBJECT "ManagementObjectNotFoundException"
#define FAILED    "The Exchange Certificate operation has failed with an exception"
static const Problem faults[] = {
	[EXCHANGE_NO_CERTIFICATE] = { "The certificate with thumbprint {1} was not found.", "71D7F7B0",
		CAT_NOT_SPECIFIED, false, NULL },
	[EXCHANGE_NO_SERVER] = { NOT_FOUND, "E1C5E6E7", CAT_NOT_SPECIFIED, true, NO_OBJECT },
	[EXCHANGE_NO_OBJECT] = { NOT_FOUND, "5B6B6E4D", CAT_NOT_SPECIFIED, true, NO_OBJECT },
	[EXCHANGE_MANY_OBJECTS] = { "The operation couldn't be performed because '{1}' matches multiple entries.",
		"5B6B6E4E", CAT_NOT_SPECIFIED, true, "ManagementObjectAmbiguousException" },
	[EXCHANGE_OBJECT_EXISTS] = { "Active Directory operation failed on {1}. The object '{2}' already exists.",
		"8B7C3F20", CAT_NOT_SPECIFIED, true, "ADObjectAlreadyExistsException" },
	[EXCHANGE_FAILED] = { FAILED ".  The error message is: {1}", "AA21DCE6", CAT_INVALID_OPERATION, true, NULL },
	[EXCHANGE_SERVER_FAILED] = { FAILED " on server {1}. The error message is: {2}", "AA21DCE6",
		CAT_INVALID_OPERATION, true, NULL },
	[EXCHANGE_KEY_SIZE] = { "The key size {1} isn't valid. Use 1024, 2048 or 4096.", "5B7C8D9E",
		CAT_INVALID_ARGUMENT, true, NULL },
	[EXCHANGE_FRIENDLY_NAME] = { "The friendly name is too long. It must have fewer than 64 characters.",
		"4A6B7C8D", CAT_INVALID_ARGUMENT, true, NULL },
	[EXCHANGE_KEY_IDENTIFIER] = { "The subject key identifier must be an even number of hexadecimal digits.",
		"6C8D9EAF", CAT_INVALID_ARGUMENT, true, NULL },
	[EXCHANGE_NEEDS_REQUEST] = { "The parameters BinaryEncoded and RequestFile need the parameter GenerateRequest.",
		"7D9EAFB0", CAT_INVALID_ARGUMENT, true, NULL },
	[EXCHANGE_NO_COMMON_NAME] = { "The subject name must contain a CN attribute.", "2D5E8FA1", CAT_INVALID_ARGUMENT,
		true, NULL },
	[EXCHANGE_DOMAIN_NAME] = { "The domain name \"{1}\" isn't a valid host name.", "1C4D7E90", CAT_INVALID_ARGUMENT,
		true, NULL },
	[EXCHANGE_FILE_EXISTS] = { "The file \"{1}\" already exists. Use -Force to overwrite it.", "3F5A6E78",
		CAT_RESOURCE_EXISTS, true, NULL },
	[EXCHANGE_FILE_NOT_WRITTEN] = { "The file \"{1}\" can't be written: {2}", "3F5A6E79", CAT_WRITE_ERROR, true,
		NULL },
	[EXCHANGE_FILE_NOT_READ] = { "The file \"{1}\" can't be read: {2}.", "7E1F2A3B", CAT_READ_ERROR, true, NULL },
	[EXCHANGE_DOMAIN_EXISTS] = { "There is already an accepted domain \"{1}\".", "C3D4E5F6", CAT_INVALID_ARGUMENT,
		true, NULL },
	[EXCHANGE_DOMAIN_TEXT] = { "This isn't a valid domain: \"{1}\".", "C3D4E5F7", CAT_INVALID_ARGUMENT, true,
		NULL },
	[EXCHANGE_DOMAIN_TYPE] = { "This isn't a type of accepted domains: \"{1}\".", "C3D4E5F8", CAT_INVALID_ARGUMENT,
		true, NULL },
	[EXCHANGE_AUTH_CERTIFICATE] = { "The certificate with thumbprint {1} {2}", "3E1F5A92", CAT_INVALID_ARGUMENT,
		true, NULL },
	[EXCHANGE_AUTH_NO_NEXT] = { "There is no new certificate to publish: set one with -NewCertificateThumbprint "
				    "first.",
		"3E1F5A92", CAT_INVALID_ARGUMENT, true, NULL },
	[EXCHANGE_FEDERATION_CERTIFICATE] = { "Federation certificate with the thumbprint {1} cannot be found.",
		"D02898C6", CAT_INVALID_ARGUMENT, true, "FederationCertificateInvalidException" },
	[EXCHANGE_FEDERATION_NO_NEXT] = { "There is no next certificate to publish: set one with -Thumbprint first.",
		"3E1F5A93", CAT_INVALID_ARGUMENT, true, NULL },
};

/* What the vault refuses. */
static const Problem refusals[] = {
	[VAULT_EXISTS] = { "Cannot import certificate. A certificate with the thumbprint {T} already exists.",
		"6B7A5C1D", CAT_INVALID_OPERATION, false, NULL },
	[VAULT_UNREADABLE] = { "The source data cannot be imported or the wrong password was specified.", "A39CF339",
		CAT_READ_ERROR, false, NULL },
	[VAULT_NOT_VALID] = { "The certificate with thumbprint {T} was found but is not valid for use with Exchange Server "
			      "(reason: {R}).",
		"DA6D9EA1", CAT_NOT_SPECIFIED, false, NULL },
	[VAULT_NOT_EXPORTABLE] = { "The private key couldn't be exported as PKCS-12. It either couldn't be accessed or "
				   "isn't exportable.",
		"4C8F0B12", CAT_INVALID_OPERATION, false, NULL },
	[VAULT_EXPIRED] = { "The certificate with thumbprint {T} has expired and can't be exported.", "5D9A1C23",
		CAT_INVALID_OPERATION, false, NULL },
	[VAULT_NO_PASSWORD] = { "A password is required to export a certificate with its private key.", "2E7B9D34",
		CAT_INVALID_ARGUMENT, false, NULL },
	[VAULT_IS_TRANSPORT] = { "The internal transport certificate cannot be removed because that would cause the "
				 "Microsoft Exchange Transport service to stop. To replace the internal transport certificate, "
				 "create a new certificate. The new certificate will automatically become the internal "
				 "transport certificate. You can then remove the existing certificate.",
		"DCA528C3", CAT_INVALID_ARGUMENT, false, NULL },
	[VAULT_HAS_CONNECTORS] = { "These certificates are tagged with following Send Connectors : {N}. Removing and "
				   "replacing certificates from Send Connector would break the mail flow. If you still want "
				   "to proceed then replace or remove these certificates from Send Connector and then try "
				   "this command.",
		"23FA4F48", CAT_INVALID_ARGUMENT, false, NULL },
	[VAULT_HAS_FEDERATION] = { "The certificate with thumbprint {T} is used for federation and can't be removed.",
		"7A6C2B45", CAT_INVALID_ARGUMENT, false, NULL },
	[VAULT_IS_AUTH] = { "The certificate with thumbprint {T} is the current certificate of the authorization "
			    "configuration and can't be removed. Publish another one with Set-AuthConfig first.",
		"7A6C2B46", CAT_INVALID_ARGUMENT, false, NULL },
	[VAULT_STARTUP_IS_TCP] = { "The certificate can't be assigned to {S} because its UMStartupMode is TCP. Set it to TLS "
				   "or Dual.",
		"8B1D3C56", CAT_INVALID_OPERATION, false, NULL },
	[VAULT_FEDERATION_ASKED] = { "The Federation service can't be assigned with Enable-ExchangeCertificate.",
		"9C2E4D67", CAT_INVALID_ARGUMENT, false, NULL },
};

/* ---- texts ---- */

/* What goes into a text. */
typedef struct Parts {
	Str first, second, thumbprint;
	const VaultResult *result;
} Parts;

static void put_part(char mark, const Parts *parts, Buf *out)
{
	if (mark == '1')
		buf_put(out, parts->first);
	else if (mark == '2')
		buf_put(out, parts->second);
	else if (mark == 'T')
		buf_put(out, parts->thumbprint);
	else if (mark == 'R')
		buf_put(out, str_from(parts->result->reason));
	else if (mark == 'N')
		buf_put(out, parts->result->names);
	else
		exchange_put_services(parts->result->services, out);
}

/* Written out so that a NUL or a line's end in a name shows, and ends nothing. */
static Flow raise(const ExchangeCall *call, const Problem *fault, const Parts *parts)
{
	Buf message = BUF_INIT, shown = BUF_INIT;
	Flow flow;

	if (call->profile->remote && !fault->bare)
		buf_printf(&message, "A special Rpc error occurs on server %.*s: ", STR_ARG(call->server.name));
	for (const char *p = fault->text; *p; p++) {
		if (p[0] == '{' && p[1] && p[2] == '}') {
			put_part(p[1], parts, &message);
			p += 2;
		} else {
			buf_put_char(&message, *p);
		}
	}
	cert_put_shown(buf_str(&message), &shown);
	flow = report(call, fault, buf_str(&shown));
	buf_release(&message);
	buf_release(&shown);
	return flow;
}

Flow exchange_error(const ExchangeCall *call, ExchangeFault fault, Str first, Str second)
{
	static const VaultResult none = { .reason = "" };

	return raise(call, &faults[fault], &(Parts){ .first = first, .second = second, .result = &none });
}

Flow exchange_not_found(const ExchangeCall *call, Str thumbprint)
{
	return exchange_error(call, EXCHANGE_NO_CERTIFICATE, thumbprint, S(""));
}

/* The domain controller that would have been asked is the local server here. */
Flow exchange_no_object(const ExchangeCall *call, Str name)
{
	ExchangeCall local = *call;
	Diag unused = { 0 };

	if (!store_server_find(call->store, S(""), call->stage->scratch, &local.server, &unused))
		return stage_fail(call->stage, &unused, "StoreReadFailed", VALUE_NULL);
	return exchange_error(&local, EXCHANGE_NO_SERVER, name, local.server.fqdn);
}

/* A disk that is full, a key that does not fit: Exchange's words for what it cannot name (E8, E9). */
static Flow broken(const ExchangeCall *call, const Diag *diag)
{
	if (diag->code == DIAG_STOPPED)
		return stage_interrupted(call->stage);
	if (!call->profile->remote)
		return exchange_error(call, EXCHANGE_FAILED, str_from(diag->text), S(""));
	return exchange_error(call, EXCHANGE_SERVER_FAILED, call->server.name, str_from(diag->text));
}

Flow exchange_failed(const ExchangeCall *call, const VaultResult *result, const Diag *diag, Str thumbprint)
{
	VaultRefusal refusal = result->refusal;
	Buf hex = BUF_INIT;
	Flow flow;

	if (!thumbprint.n && result->cert.thumbprint.n) {
		cert_put_hex(result->cert.thumbprint, &hex);
		thumbprint = buf_str(&hex);
	}
	if (refusal == VAULT_NO_CERTIFICATE)
		flow = exchange_not_found(call, thumbprint);
	else if ((size_t)refusal < COUNT(refusals) && refusals[refusal].text)
		flow = raise(call, &refusals[refusal], &(Parts){ .thumbprint = thumbprint, .result = result });
	else
		flow = broken(call, diag);
	buf_release(&hex);
	return flow;
}

Flow exchange_refuse_um(const ExchangeCall *call, int services)
{
	static const int each[] = { STORE_UM, STORE_UM_CALL_ROUTER };
	Diag diag = { .code = DIAG_INVALID };

	for (size_t i = 0; i < COUNT(each); i++) {
		VaultResult refused = { .refusal = VAULT_STARTUP_IS_TCP, .services = each[i] };

		if (services & each[i])
			FLOW_TRY(exchange_failed(call, &refused, &diag, S("")));
	}
	return FLOW_NEXT;
}
