/* get-exchangecertificate: the certificates of a server that have a private key, and its pending requests. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange.h"

enum { SET_THUMBPRINT = 1, SET_INSTANCE = 2, SET_IDENTITY = 4 };
enum { P_THUMBPRINT, P_IDENTITY, P_INSTANCE, P_DOMAIN_NAME, P_SERVER, P_DOMAIN_CONTROLLER, P_COUNT };
static const char *const sets[] = { "Thumbprint", "Instance", "Identity", NULL };
/* 2007 had no -DomainController here, and published procedures shorten -DomainName to this (exchange-cmdlets 9.1). */
static const char *const domain_aliases[] = { "Domain", NULL };
static const char *const outputs[] = { EXCHANGE_TASKS "ExchangeCertificate", NULL };

static const ParamDef params[P_COUNT] = {
	[P_THUMBPRINT] = { .name = "Thumbprint",
		.type = "String",
		.in = { { SET_THUMBPRINT, 1, PARAM_FROM_PIPE } },
		.flags = PARAM_ALLOW_NULL | PARAM_ALLOW_EMPTY,
		.help = "The certificate to show, by its SHA-1 thumbprint; without one all are shown." },
	[P_IDENTITY] = { .name = "Identity",
		.type = "ExchangeCertificateIdParameter",
		.in = { { SET_IDENTITY, 1, 0 } },
		.flags = PARAM_ALLOW_NULL,
		.help = "The certificate to show, as Server\\Thumbprint or Thumbprint." },
	[P_INSTANCE] = { .name = "Instance",
		.type = "X509Certificate2",
		.in = { { SET_INSTANCE, 0, PARAM_FROM_PIPE } },
		.help = "Obsolete: a certificate object, looked up by its thumbprint." },
	[P_DOMAIN_NAME] = { .name = "DomainName",
		.aliases = domain_aliases,
		.type = "MultiValuedProperty",
		.help = "Only certificates whose subject or names cover one of these host names." },
	[P_SERVER] = EXCHANGE_PARAM_SERVER({ SET_THUMBPRINT, 0, 0 }, { SET_INSTANCE, 0, 0 }),
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

/* Which certificate was asked for; *asked false: all of them. */
static Flow find_target(Stage *s, ExchangeTarget *target, bool *asked)
{
	X509Cert *instance = stage_bound(s, P_INSTANCE) ? x509_peek(s->args[P_INSTANCE]) : NULL;

	*target = (ExchangeTarget){ 0 };
	*asked = true;
	if (instance) {
		Buf hex = BUF_INIT;

		target->thumbprint = arena_copy(s->scratch, (Str){ (const char *)instance->hash, CERT_THUMBPRINT });
		cert_put_hex(target->thumbprint, &hex);
		target->text = arena_copy(s->scratch, buf_str(&hex));
		buf_release(&hex);
		return FLOW_NEXT;
	}
	*asked = exchange_text_peek(s->args[P_THUMBPRINT]).n || exchange_text_peek(s->args[P_IDENTITY]).n;
	return *asked ? exchange_target(s, P_THUMBPRINT, P_IDENTITY, target) : FLOW_NEXT;
}

static Flow list(const ExchangeCall *call, const StoreCertFilter *filter, size_t *n)
{
	StoreCertCursor *rows;
	StoreCert row;
	Diag diag = { 0 };
	Flow flow = FLOW_NEXT;

	*n = 0;
	if (!store_certs(call->store, filter, &rows, &diag))
		return stage_fail(call->stage, &diag, "StoreReadFailed", VALUE_NULL);
	while (flow == FLOW_NEXT && store_certs_next(rows, &row, &diag)) {
		flow = exchange_write_cert(call, &row);
		++*n;
	}
	store_certs_close(rows);
	return diag.code ? stage_fail(call->stage, &diag, "StoreReadFailed", VALUE_NULL) : flow;
}

static Flow process(Stage *s, UNUSED Value input)
{
	ExchangeCall call;
	ExchangeTarget target;
	StoreCertFilter filter = { .with_key = true };
	Str server = exchange_text_peek(s->args[P_SERVER]), *names = NULL, *keys = NULL;
	size_t nnames, found;
	bool asked;
	Flow flow;

	FLOW_TRY(find_target(s, &target, &asked));
	if (!exchange_call(s, target.server.n ? target.server : server, &call, &flow))
		return flow;
	if (asked && !target.thumbprint.n)
		return exchange_not_found(&call, target.text);
	names = exchange_texts(s, P_DOMAIN_NAME, &nnames);
	if (nnames)
		vault_name_keys(names, nnames, s->scratch, &keys, &filter.nnames);
	filter.names = keys;
	filter.server_id = call.server.id;
	filter.thumbprint = target.thumbprint;
	FLOW_TRY(list(&call, &filter, &found));
	return asked && !found && !nnames ? exchange_not_found(&call, target.text) : FLOW_NEXT;
}

const CmdletDef cmd_get_exchangecertificate = {
	.name = "Get-ExchangeCertificate",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "GetExchangeCertificate",
	.sets = sets,
	.default_set = SET_THUMBPRINT,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Shows the certificates of a server that have a private key, and its pending requests.",
};
