/* get-psprovider: the providers of the session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/management/management.h"
#include "shell/base/wildcard.h"

enum { P_PROVIDER, P_COUNT };
static const char *const outputs[] = { "System.Management.Automation.ProviderInfo", NULL };

static const ParamDef params[P_COUNT] = {
	[P_PROVIDER] = { .name = "PSProvider",
		.type = "String[]",
		.in = { { 0, 1, PIPED } },
		.flags = PARAM_NOT_EMPTY,
		.help = "The providers; wildcards are allowed." },
};

static Flow write_named(Stage *s, Str name)
{
	const ProviderDef *def;
	ProviderCall call;
	bool any = false;
	Flow flow;

	for (size_t i = 0; (def = provider_def_at(s->interp, i)); i++) {
		if (!wildcard_match(name, str_from(def->name), true) && provider_find_def(s->interp, name) != def)
			continue;
		any = true;
		FLOW_TRY(stage_write_take(s, provider_def_value(def)));
	}
	if (any || wildcard_has(name))
		return FLOW_NEXT;
	provider_call_init(&call, s);
	flow = provider_report(&call, PROVIDER_NO_PROVIDER, name);
	provider_call_release(&call);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	size_t n;
	const Str *names = stage_strings(s, P_PROVIDER, &n);
	Flow flow = FLOW_NEXT;

	(void)input;
	if (n == 0)
		return write_named(s, S("*"));
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = write_named(s, names[i]);
	return flow;
}

const CmdletDef cmd_get_psprovider = {
	.name = "Get-PSProvider",
	.module = MODULE,
	.params = params,
	.nparams = P_COUNT,
	.outputs = outputs,
	.process = process,
	.synopsis = "Gets information about the specified PowerShell provider.",
};
