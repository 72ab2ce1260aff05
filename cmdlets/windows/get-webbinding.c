/* get-webbinding: what the web sites of this server listen on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/web.h"
#include "shell/base/wildcard.h"

enum { P_NAME, P_PROTOCOL, P_PORT, P_ADDRESS, P_HOST };
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name",
		.type = "String",
		.in = { { 0, 1, PARAM_FROM_PIPE_PROP } },
		.help = "The site, by name; wildcards are allowed." },
	[P_PROTOCOL] = { .name = "Protocol",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "http or https." },
	[P_PORT] = { .name = "Port", .type = "Int32", .in = { { 0, 0, PARAM_FROM_PIPE_PROP } }, .help = "The port." },
	[P_ADDRESS] = { .name = "IPAddress",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The address, or *." },
	[P_HOST] = { .name = "HostHeader",
		.type = "String",
		.in = { { 0, 0, PARAM_FROM_PIPE_PROP } },
		.help = "The host name." },
};

static bool is_wanted(Stage *s, const WebBinding *binding)
{
	Str name = stage_str(s, P_NAME), protocol = stage_str(s, P_PROTOCOL), address = stage_str(s, P_ADDRESS);

	if (name.n && !wildcard_match(name, str_from(web_site(binding->site)->name), true))
		return false;
	if (protocol.n && !str_ieq(protocol, str_from(binding->protocol)))
		return false;
	if (stage_bound(s, P_PORT) && stage_int(s, P_PORT, 0) != binding->port)
		return false;
	if (stage_bound(s, P_HOST) && !str_ieq(stage_str(s, P_HOST), str_from(binding->host)))
		return false;
	return !address.n || str_ieq(address, str_from(binding->address));
}

static Flow process(Stage *s, UNUSED Value input)
{
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < web_bindings_count; i++) {
		Value binding = VALUE_EMPTY;

		if (!is_wanted(s, &web_bindings[i]))
			continue;
		FLOW_TRY(web_binding_value(s->interp, &web_bindings[i], &binding));
		flow = stage_write_take(s, binding);
	}
	return flow;
}

const CmdletDef cmd_get_webbinding = {
	.name = "Get-WebBinding",
	.module = WEB_MODULE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ NULL },
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Gets what the web sites of this server listen on.",
};
