/* enable-exchangecertificate: assigns a certificate to services. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"

enum { SET_THUMBPRINT = 1, SET_IDENTITY = 2 };
/* Services first: the remote shell asks for it before the thumbprint (exchange-cmdlets 6.2). */
enum {
	P_SERVICES,
	P_THUMBPRINT,
	P_IDENTITY,
	P_SERVER,
	P_DO_NOT_REQUIRE_SSL,
	P_FORCE,
	P_NETWORK_SERVICE,
	P_DOMAIN_CONTROLLER,
	P_COUNT
};
static const char *const sets[] = { "Thumbprint", "Identity", NULL };
static const char *const outputs[] = { NULL };

static const ParamDef params[P_COUNT] = {
	[P_SERVICES] = { .name = "Services",
		.type = "AllowedServices",
		.flags = PARAM_OF_PROXY,
		.in = { { 0, 0, PARAM_MANDATORY } },
		.help = "The services: IIS, IMAP, POP, SMTP, UM, UMCallRouter; those not named stay as they are." },
	[P_THUMBPRINT] = { .name = "Thumbprint",
		.type = "String",
		.in = { { SET_THUMBPRINT, 1, PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The certificate, by its SHA-1 thumbprint." },
	[P_IDENTITY] = { .name = "Identity",
		.type = "ExchangeCertificateIdParameter",
		.in = { { SET_IDENTITY, 1, 0 } },
		.help = "The certificate, as Server\\Thumbprint or Thumbprint." },
	[P_SERVER] = EXCHANGE_PARAM_SERVER({ SET_THUMBPRINT, 0, 0 }),
	[P_DO_NOT_REQUIRE_SSL] = { .name = "DoNotRequireSsl",
		.type = "SwitchParameter",
		.help = "IIS: leaves the Default Web Site's setting that requires SSL as it is." },
	[P_FORCE] = { .name = "Force",
		.type = "SwitchParameter",
		.help = "Replaces the default SMTP certificate without a question." },
	[P_NETWORK_SERVICE] = { .name = "NetworkServiceAllowed",
		.type = "SwitchParameter",
		.help = "Lets Network Service read the private key without enabling SMTP." },
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

/* Whether the SMTP question is in place: what the vault will refuse anyway is not asked about. */
static Flow ask(const ExchangeCall *call, VaultEnable *spec)
{
	StoreCertKey key = { call->server.id, STORE_PLACE(STORE_MY), spec->thumbprint };
	StoreCert cert;
	Diag diag = { 0 };

	spec->replace_transport = true;
	if (stage_switch(call->stage, P_FORCE) || !(spec->services & STORE_SMTP) ||
		!store_cert_find(call->store, &key, call->stage->scratch, &cert, &diag) || !cert.has_key)
		return FLOW_NEXT;
	return exchange_ask_transport(call, cert.thumbprint, cert.not_after, &spec->replace_transport);
}

static Flow enable(const ExchangeCall *call, VaultEnable *spec, const ExchangeTarget *target)
{
	Stage *s = call->stage;
	VaultResult result = { 0 };
	Diag diag = { 0 };
	Buf services = BUF_INIT;
	bool go;
	Flow flow;

	exchange_put_services(spec->services, &services);
	go = exchange_should(call, &flow,
		"Assigning the services \"%s\" to the certificate with thumbprint %.*s on server \"%.*s\".", services.p,
		STR_ARG(target->text), STR_ARG(call->server.name));
	buf_release(&services);
	if (!go)
		return flow;
	FLOW_TRY(ask(call, spec));
	if (!vault_enable(call->vault, spec, s->scratch, &result, &diag))
		return exchange_failed(call, &result, &diag, target->text);
	FLOW_TRY(exchange_warn_skipped(call, &result.cert, result.skipped));
	return result.services & STORE_SMTP ? exchange_warn_precedence(call, &result.cert) : FLOW_NEXT;
}

static Flow process(Stage *s, UNUSED Value input)
{
	ExchangeCall call;
	ExchangeTarget target;
	Str server = exchange_text_peek(s->args[P_SERVER]);
	VaultEnable spec = { .services = (int)stage_int(s, P_SERVICES, 0) & STORE_SERVICES,
		.require_ssl = !stage_switch(s, P_DO_NOT_REQUIRE_SSL),
		.network_service = stage_switch(s, P_NETWORK_SERVICE) };
	Flow flow;

	FLOW_TRY(exchange_target(s, P_THUMBPRINT, P_IDENTITY, &target));
	if (!exchange_call(s, target.server.n ? target.server : server, &call, &flow))
		return flow;
	if (!target.thumbprint.n)
		return exchange_not_found(&call, target.text);
	spec.server = call.server.name;
	spec.thumbprint = target.thumbprint;
	spec.single_smtp = call.profile->single_smtp;
	return enable(&call, &spec, &target);
}

const CmdletDef cmd_enable_exchangecertificate = {
	.name = "Enable-ExchangeCertificate",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "EnableExchangeCertificate",
	.sets = sets,
	.default_set = SET_THUMBPRINT,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(ExchangeAnswers),
	.process = process,
	.synopsis = "Assigns a certificate to services of a server.",
};
