/* new-accepteddomain: one more domain the organization takes mail for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange_domain.h"
#include "store/cert/cert_domain.h"

enum { P_NAME, P_DOMAIN_NAME, P_DOMAIN_TYPE, P_DOMAIN_CONTROLLER, P_COUNT };
static const char *const outputs[] = { EXCHANGE_ACCEPTED_DOMAIN, NULL };

static const ParamDef params[P_COUNT] = {
	[P_NAME] = { .name = "Name",
		.type = "String",
		.in = { { 0, 1, PARAM_MANDATORY } },
		.help = "What the domain is called." },
	[P_DOMAIN_NAME] = { .name = "DomainName",
		.type = "String",
		.in = { { 0, 0, PARAM_MANDATORY } },
		.help = "The domain, or *.domain." },
	[P_DOMAIN_TYPE] = { .name = "DomainType",
		.type = "String",
		.default_text = "Authoritative",
		.help = "Authoritative, ExternalRelay or InternalRelay." },
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

static bool find_type(Str name, StoreDomainType *out)
{
	for (int i = 0; exchange_domain_types[i]; i++)
		if (!name.n || str_ieq(name, str_from(exchange_domain_types[i]))) {
			*out = (StoreDomainType)i;
			return true;
		}
	return false;
}

static Flow add(const ExchangeCall *call, const StoreDomain *domain)
{
	Diag diag = { 0 };
	bool ok = store_begin(call->store, &diag);

	if (ok) {
		ok = store_domain_add(call->store, domain, &diag) &&
		     vault_note(call->vault, "New-AcceptedDomain", domain->domain, &diag);
		ok = store_end(call->store, ok, &diag) && ok;
	}
	if (ok)
		return stage_write_take(call->stage, exchange_accepted_domain_value(domain));
	if (diag.code == DIAG_EXISTS)
		return exchange_error(call, EXCHANGE_DOMAIN_EXISTS, domain->name, S(""));
	return stage_fail(call->stage, &diag, "StoreWriteFailed", VALUE_NULL);
}

static Flow process(Stage *s, UNUSED Value input)
{
	StoreDomain domain = { .name = stage_str(s, P_NAME), .domain = stage_str(s, P_DOMAIN_NAME) };
	ExchangeCall call;
	Flow flow;

	if (!exchange_call(s, S(""), &call, &flow))
		return flow;
	if (!cert_domain_is_valid(domain.domain))
		return exchange_error(&call, EXCHANGE_DOMAIN_TEXT, domain.domain, S(""));
	if (!find_type(stage_str(s, P_DOMAIN_TYPE), &domain.type))
		return exchange_error(&call, EXCHANGE_DOMAIN_TYPE, stage_str(s, P_DOMAIN_TYPE), S(""));
	if (!exchange_should(&call, &flow, "Creating Accepted Domain \"%.*s\" with domain name \"%.*s\".",
		    STR_ARG(domain.name), STR_ARG(domain.domain)))
		return flow;
	return add(&call, &domain);
}

const CmdletDef cmd_new_accepteddomain = {
	.name = "New-AcceptedDomain",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "NewAcceptedDomain",
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.confirm = CONFIRM_MEDIUM,
	.process = process,
	.synopsis = "Adds a domain the organization takes mail for.",
};
