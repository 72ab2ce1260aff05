/* get-webconfigurationproperty: whether web sites require SSL. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/web_config.h"

static const ParamDef params[] = { WEB_CONFIG_PARAM_ROWS };

static Flow write(Stage *s, Vault *vault, Str place)
{
	Diag diag = { 0 };
	Str flags;

	if (!web_config_get(s, vault, place, &flags, &diag))
		return stage_diag(s, &diag, "ConfigurationFailed", VALUE_EMPTY);
	return stage_write_text(s, flags);
}

static Flow process(Stage *s, UNUSED Value input)
{
	return web_config_each(s, write);
}

const CmdletDef cmd_get_webconfigurationproperty = {
	.name = "Get-WebConfigurationProperty",
	.module = WEB_MODULE,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.String", NULL },
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Gets a property of the web server's configuration.",
};
