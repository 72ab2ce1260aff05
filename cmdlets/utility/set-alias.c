/* set-alias: an alias, new or changed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/alias.h"

static Flow process(Stage *s, Value input)
{
	(void)input;
	return alias_define(s, S("Set Alias"), false);
}

const CmdletDef cmd_set_alias = {
	.name = "Set-Alias",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "sal", NULL },
	.params = alias_params,
	.nparams = ALIAS_PARAMS,
	.outputs = alias_outputs,
	.confirm = CONFIRM_LOW,
	.process = process,
	.synopsis = "Makes or changes an alias, a short name for a command.",
};
