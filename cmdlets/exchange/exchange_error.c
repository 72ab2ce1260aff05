/* exchange_error: failures as Exchange words them (exchange-cmdlets 9.13, 10.2; observed-output 5, R8-R10). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"
#include "shell/types/guid.h"

/* "[Server=CAS01,RequestId=...,TimeStamp=...] [FailureCategory=Cmdlet-InvalidOperationException] 71D7F7B0" */
static void put_id(const ExchangeCall *call, const ExchangeFault *fault, Buf *out)
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

static Flow report(const ExchangeCall *call, const ExchangeFault *fault, Str message)
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

Flow exchange_error(const ExchangeCall *call, const ExchangeFault *fault, const char *fmt, ...)
{
	Buf message = BUF_INIT, shown = BUF_INIT;
	va_list args;
	Flow flow;

	if (call->profile->remote && !fault->bare)
		buf_printf(&message, "A special Rpc error occurs on server %.*s: ", STR_ARG(call->server.name));
	va_start(args, fmt);
	buf_vprintf(&message, fmt, args);
	va_end(args);
	cert_put_shown(buf_str(&message), &shown);
	flow = report(call, fault, buf_str(&shown));
	buf_release(&message);
	buf_release(&shown);
	return flow;
}

Flow exchange_not_found(const ExchangeCall *call, Str thumbprint)
{
	static const ExchangeFault fault = { .category = CAT_NOT_SPECIFIED, .hash = "71D7F7B0" };

	return exchange_error(call, &fault, "The certificate with thumbprint %.*s was not found.", STR_ARG(thumbprint));
}

/* The domain controller that would have been asked is the local server here. */
Flow exchange_no_object(const ExchangeCall *call, Str name)
{
	static const ExchangeFault fault = { .category = CAT_NOT_SPECIFIED,
		.hash = "E1C5E6E7",
		.reason = "ManagementObjectNotFoundException",
		.bare = true };
	ExchangeCall local = *call;
	Diag unused = { 0 };

	if (!store_server_find(call->store, S(""), call->stage->scratch, &local.server, &unused))
		return stage_fail(call->stage, &unused, "StoreReadFailed", VALUE_NULL);
	return exchange_error(&local, &fault,
		"The operation couldn't be performed because object '%.*s' couldn't be found on '%.*s'.", STR_ARG(name),
		STR_ARG(local.server.fqdn));
}

/* ---- what the vault refuses ---- */

/* Texts by refusal; {T} is the thumbprint, {R} the reason, {N} the connectors, {S} the service. */
static const struct {
	const char *text;
	ExchangeFault fault;
} refusals[] = {
	[VAULT_EXISTS] = { "Cannot import certificate. A certificate with the thumbprint {T} already exists.",
		{ CAT_INVALID_OPERATION, "6B7A5C1D", NULL, false } },
	[VAULT_UNREADABLE] = { "The source data cannot be imported or the wrong password was specified.",
		{ CAT_READ_ERROR, "A39CF339", NULL, false } },
	[VAULT_NOT_VALID] = { "The certificate with thumbprint {T} was found but is not valid for use with Exchange Server "
			      "(reason: {R}).",
		{ CAT_NOT_SPECIFIED, "DA6D9EA1", NULL, false } },
	[VAULT_NOT_EXPORTABLE] = { "The private key couldn't be exported as PKCS-12. It either couldn't be accessed or "
				   "isn't exportable.",
		{ CAT_INVALID_OPERATION, "4C8F0B12", NULL, false } },
	[VAULT_EXPIRED] = { "The certificate with thumbprint {T} has expired and can't be exported.",
		{ CAT_INVALID_OPERATION, "5D9A1C23", NULL, false } },
	[VAULT_NO_PASSWORD] = { "A password is required to export a certificate with its private key.",
		{ CAT_INVALID_ARGUMENT, "2E7B9D34", NULL, false } },
	[VAULT_IS_TRANSPORT] = { "The internal transport certificate cannot be removed because that would cause the "
				 "Microsoft Exchange Transport service to stop. To replace the internal transport certificate, "
				 "create a new certificate. The new certificate will automatically become the internal "
				 "transport certificate. You can then remove the existing certificate.",
		{ CAT_INVALID_ARGUMENT, "DCA528C3", NULL, false } },
	[VAULT_HAS_CONNECTORS] = { "These certificates are tagged with following Send Connectors : {N}. Removing and "
				   "replacing certificates from Send Connector would break the mail flow. If you still want "
				   "to proceed then replace or remove these certificates from Send Connector and then try "
				   "this command.",
		{ CAT_INVALID_ARGUMENT, "23FA4F48", NULL, false } },
	[VAULT_HAS_FEDERATION] = { "The certificate with thumbprint {T} is used for federation and can't be removed.",
		{ CAT_INVALID_ARGUMENT, "7A6C2B45", NULL, false } },
	[VAULT_IS_AUTH] = { "The certificate with thumbprint {T} is the current certificate of the authorization "
			    "configuration and can't be removed. Publish another one with Set-AuthConfig first.",
		{ CAT_INVALID_ARGUMENT, "7A6C2B46", NULL, false } },
	[VAULT_STARTUP_IS_TCP] = { "The certificate can't be assigned to {S} because its UMStartupMode is TCP. Set it to TLS "
				   "or Dual.",
		{ CAT_INVALID_OPERATION, "8B1D3C56", NULL, false } },
	[VAULT_FEDERATION_ASKED] = { "The Federation service can't be assigned with Enable-ExchangeCertificate.",
		{ CAT_INVALID_ARGUMENT, "9C2E4D67", NULL, false } },
};

static void put_text(const char *text, const VaultResult *result, Str thumbprint, Buf *out)
{
	for (const char *p = text; *p; p++) {
		if (p[0] != '{' || !p[1] || p[2] != '}') {
			buf_put_char(out, *p);
			continue;
		}
		if (p[1] == 'T')
			buf_put(out, thumbprint);
		else if (p[1] == 'R')
			buf_put(out, str_from(result->reason));
		else if (p[1] == 'N')
			buf_put(out, result->names);
		else
			exchange_put_services(result->services, out);
		p += 2;
	}
}

/* A disk that is full, a key that does not fit: Exchange's words for what it cannot name (E8, E9). */
static Flow broken(const ExchangeCall *call, const Diag *diag)
{
	static const ExchangeFault fault = { .category = CAT_INVALID_OPERATION, .hash = "AA21DCE6", .bare = true };

	if (diag->code == DIAG_STOPPED)
		return stage_interrupted(call->stage);
	if (!call->profile->remote)
		return exchange_error(call, &fault,
			"The Exchange Certificate operation has failed with an exception.  The error message is: %s",
			diag->text);
	return exchange_error(call, &fault,
		"The Exchange Certificate operation has failed with an exception on server %.*s. The error message is: %s",
		STR_ARG(call->server.name), diag->text);
}

Flow exchange_failed(const ExchangeCall *call, const VaultResult *result, const Diag *diag, Str thumbprint)
{
	VaultRefusal refusal = result->refusal;
	Buf text = BUF_INIT, hex = BUF_INIT;
	Flow flow;

	if (!thumbprint.n && result->cert.thumbprint.n) {
		cert_put_hex(result->cert.thumbprint, &hex);
		thumbprint = buf_str(&hex);
	}
	if (refusal == VAULT_NO_CERTIFICATE) {
		flow = exchange_not_found(call, thumbprint);
	} else if ((size_t)refusal < COUNT(refusals) && refusals[refusal].text) {
		put_text(refusals[refusal].text, result, thumbprint, &text);
		flow = exchange_error(call, &refusals[refusal].fault, "%s", text.p);
	} else {
		flow = broken(call, diag);
	}
	buf_release(&text);
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
