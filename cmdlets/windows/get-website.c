/* get-website: the web sites of this server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/web.h"
#include "shell/base/wildcard.h"

static const ParamDef params[] = {
	{ .name = "Name",
		.type = "String",
		.in = { { 0, 1, PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The site, by name; wildcards are allowed." },
};

static Flow process(Stage *s, UNUSED Value input)
{
	Str name = stage_str(s, 0);
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; flow == FLOW_NEXT && i < COUNT(web_sites); i++) {
		Value site = VALUE_EMPTY;

		if (name.n && !wildcard_match(name, str_from(web_sites[i].name), true))
			continue;
		FLOW_TRY(web_site_value(s->interp, &web_sites[i], &site));
		flow = stage_write_take(s, site);
	}
	return flow;
}

const CmdletDef cmd_get_website = {
	.name = "Get-Website",
	.module = WEB_MODULE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ NULL },
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Gets the web sites of this server.",
};
