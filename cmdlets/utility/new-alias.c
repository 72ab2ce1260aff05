/* new-alias: an alias that is new. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/utility/alias.h"

static Flow process(Stage *s, Value input)
{
	(void)input;
	return alias_define(s, S("New Alias"), true);
}

const CmdletDef cmd_new_alias = {
	.name = "New-Alias",
	.module = "Microsoft.PowerShell.Utility",
	.aliases = (const char *const[]){ "nal", NULL },
	.params = alias_params,
	.nparams = ALIAS_PARAMS,
	.outputs = alias_outputs,
	.confirm = CONFIRM_LOW,
	.process = process,
	.synopsis = "Makes an alias, a short name for a command.",
};
