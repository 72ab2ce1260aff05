/* get-accepteddomain: the domains the organization takes mail for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange_domain.h"
#include "shell/base/wildcard.h"

enum { P_IDENTITY, P_DOMAIN_CONTROLLER, P_COUNT };
static const char *const outputs[] = { EXCHANGE_ACCEPTED_DOMAIN, NULL };

static const ParamDef params[P_COUNT] = {
	[P_IDENTITY] = { .name = "Identity",
		.type = "ExchangeObjectIdParameter",
		.in = { { 0, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "One accepted domain, by its name." },
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

static Flow process(Stage *s, UNUSED Value input)
{
	Str name = exchange_text_peek(s->args[P_IDENTITY]);
	ExchangeCall call;
	StoreDomainList domains;
	Diag diag = { 0 };
	Flow flow;
	size_t found = 0;

	if (!exchange_call(s, S(""), &call, &flow))
		return flow;
	if (!store_domains(call.store, s->scratch, &domains, &diag))
		return stage_fail(s, &diag, "StoreReadFailed", VALUE_NULL);
	for (size_t i = 0; flow == FLOW_NEXT && i < domains.n; i++)
		if (!name.n || wildcard_match(name, domains.p[i].name, true) || str_ieq(name, domains.p[i].domain)) {
			flow = stage_write_take(s, exchange_accepted_domain_value(&domains.p[i]));
			found++;
		}
	return name.n && !found && !wildcard_has(name) ? exchange_no_object(&call, name) : flow;
}

const CmdletDef cmd_get_accepteddomain = {
	.name = "Get-AcceptedDomain",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "GetAcceptedDomain",
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Shows the domains the organization takes mail for.",
};
