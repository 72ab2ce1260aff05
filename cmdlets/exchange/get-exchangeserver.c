/* get-exchangeserver: the servers of the organization. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/exchange/exchange_server.h"

enum { P_IDENTITY, P_DOMAIN, P_STATUS, P_DOMAIN_CONTROLLER, P_COUNT };
static const char *const outputs[] = { EXCHANGE_SERVER, NULL };

static const ParamDef params[P_COUNT] = {
	[P_IDENTITY] = { .name = "Identity",
		.type = "ServerIdParameter",
		.in = { { 0, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.complete = exchange_complete_server,
		.help = "One server, by name, FQDN or distinguished name." },
	[P_DOMAIN] = { .name = "Domain", .type = "Fqdn", .help = "Only the servers of this domain." },
	[P_STATUS] = { .name = "Status",
		.type = "SwitchParameter",
		.help = "Accepted: the state of a server is always current here." },
	[P_DOMAIN_CONTROLLER] = EXCHANGE_PARAM_DOMAIN_CONTROLLER,
};

static Flow write_server(const ExchangeCall *call, const StoreServer *server)
{
	Str version = server->version.n ? server->version : str_from(call->profile->version);

	return stage_write_take(call->stage, exchange_server_value(call->stage->interp, server, version));
}

static Flow process(Stage *s, UNUSED Value input)
{
	Str name = exchange_text_peek(s->args[P_IDENTITY]), domain = exchange_text_peek(s->args[P_DOMAIN]);
	ExchangeCall call;
	StoreServerList servers;
	Diag diag = { 0 };
	Flow flow;

	if (!exchange_call(s, name, &call, &flow))
		return flow;
	if (name.n)
		return write_server(&call, &call.server);
	if (!store_servers(call.store, s->scratch, &servers, &diag))
		return stage_fail(s, &diag, "StoreReadFailed", VALUE_NULL);
	for (size_t i = 0; flow == FLOW_NEXT && i < servers.n; i++)
		if (!domain.n || str_ieq(exchange_server_domain(servers.p[i].fqdn), domain))
			flow = write_server(&call, &servers.p[i]);
	return flow;
}

const CmdletDef cmd_get_exchangeserver = {
	.name = "Get-ExchangeServer",
	.module = EXCHANGE_MODULE,
	.class_name = EXCHANGE_TASKS "GetExchangeServer",
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Shows the servers of the organization.",
};
