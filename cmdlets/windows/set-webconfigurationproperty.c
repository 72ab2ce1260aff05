/* set-webconfigurationproperty: makes web sites require SSL, or lets them be. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/web_config.h"

enum { P_VALUE = WEB_CONFIG_PARAMS, P_AT_ELEMENT, P_CLR, P_FORCE };
static const ParamDef params[] = {
	WEB_CONFIG_PARAM_ROWS,
	[P_VALUE] = { .name = "Value",
		.type = "String[]",
		.in = { { 0, 0, PARAM_MANDATORY } },
		.help = "Flags by name or number: None, Ssl, Ssl128 ..." },
	[P_AT_ELEMENT] = { .name = "AtElement",
		.type = "Hashtable",
		.help = "An element of a collection; sslFlags has none." },
	[P_CLR] = { .name = "Clr", .type = "String", .help = "The version of the CLR; the flags know none." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Accepted; nothing is locked here." },
};

static Str joined(Stage *s)
{
	size_t n;
	Str *values = stage_strings(s, P_VALUE, &n), text = S("");

	for (size_t i = 0; i < n; i++)
		text = arena_printf(s->scratch, "%.*s%s%.*s", STR_ARG(text), i ? "," : "", STR_ARG(values[i]));
	return text;
}

static Flow change(Stage *s, Vault *vault, Str place)
{
	ErrorSpec bad = { .category = CAT_INVALID_ARGUMENT, .id = "InvalidFlags", .exception = EXC_ARGUMENT };
	Str target = arena_printf(s->scratch, "MACHINE/WEBROOT/APPHOST%s%.*s", place.n ? "/" : "", STR_ARG(place));
	Diag diag = { 0 };
	Flow flow;
	Str flags;

	if (!web_config_flags(s, joined(s), &flags))
		return stage_error(s, &bad,
			"Flags must be some combination of \"None\", \"Ssl\", \"SslNegotiateCert\", \"SslRequireCert\", "
			"\"SslMapCert\", \"Ssl128\"");
	if (!stage_should(s, target, S("Set-WebConfigurationProperty"), &flow))
		return flow;
	if (!web_config_put(s, vault, place, flags, &diag))
		return stage_diag(s, &diag, "ConfigurationFailed", VALUE_EMPTY);
	return FLOW_NEXT;
}

static Flow process(Stage *s, UNUSED Value input)
{
	if (stage_bound(s, P_AT_ELEMENT))
		return stage_not_done(s, "-AtElement: sslFlags is no collection");
	return web_config_each(s, change);
}

const CmdletDef cmd_set_webconfigurationproperty = {
	.name = "Set-WebConfigurationProperty",
	.module = WEB_MODULE,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Changes a property of the web server's configuration.",
};
