/* remove-exchangecertificate: removes a certificate or a pending request, with its key. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"

enum { SET_THUMBPRINT = 1, SET_IDENTITY = 2 };
enum { P_THUMBPRINT, P_IDENTITY, P_SERVER, P_DOMAIN_CONTROLLER, P_COUNT };
static const char *const sets[] = { "Thumbprint", "Identity", NULL };
static const char *const outputs[] = { NULL };

static const ParamDef params[P_COUNT] = {
	[P_THUMBPRINT] = { .name = "Thumbprint",
		.type = "String",
		.in = { { SET_THUMBPRINT, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The certificate or pending request, by its SHA-1 thumbprint." },
	[P_IDENTITY] = { .name = "Identity",
		.type = "ExchangeCertificateIdParameter",
		.in = { { SET_IDENTITY, 1, 0 } },
		.help = "The certificate, as Server\\Thumbprint or Thumbprint." },
	[P_SERVER] = EXCHANGE_PARAM_SERVER({ SET_THUMBPRINT, 0, 0 }),
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

/* An unknown certificate is reported without a question. */
static bool exists(const ExchangeCall *call, const ExchangeTarget *target, Flow *flow)
{
	StoreCertKey key = { call->server.id, STORE_PLACES_OWN, target->thumbprint };
	StoreCert cert;
	Diag diag = { 0 };

	if (target->thumbprint.n && store_cert_find(call->store, &key, call->stage->scratch, &cert, &diag))
		return true;
	*flow = !target->thumbprint.n || diag.code == DIAG_NOT_FOUND
			? exchange_not_found(call, target->text)
			: stage_fail(call->stage, &diag, "StoreReadFailed", VALUE_NULL);
	return false;
}

static Flow process(Stage *s, UNUSED Value input)
{
	ExchangeCall call;
	ExchangeTarget target;
	Str server = exchange_text_peek(s->args[P_SERVER]);
	VaultRemove spec;
	VaultResult result = { 0 };
	Diag diag = { 0 };
	Flow flow;

	FLOW_TRY(exchange_target(s, P_THUMBPRINT, P_IDENTITY, &target));
	if (!exchange_call(s, target.server.n ? target.server : server, &call, &flow) ||
		!exists(&call, &target, &flow) ||
		!exchange_should(&call, &flow,
			"Remove certificate with thumbprint %.*s from the computer's certificate store?",
			STR_ARG(target.text)))
		return flow;
	spec = (VaultRemove){ .server = call.server.name,
		.thumbprint = target.thumbprint,
		.check_connectors = call.profile->check_connectors };
	if (!vault_remove(call.vault, &spec, s->scratch, &result, &diag))
		return exchange_failed(&call, &result, &diag, target.text);
	return FLOW_NEXT;
}

const CmdletDef cmd_remove_exchangecertificate = {
	.name = "Remove-ExchangeCertificate",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "RemoveExchangeCertificate",
	.sets = sets,
	.default_set = SET_THUMBPRINT,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_HIGH,
	.process = process,
	.synopsis = "Removes a certificate or a pending request from a server.",
};
