/* get-ciminstance: instances of a class of WMI. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/wmi.h"

static const char *const sets[] = { "ClassName", "query", NULL };
static const ParamDef params[] = { WMI_PARAMS(.name = "ClassName") };

static Flow process(Stage *s, UNUSED Value input)
{
	return wmi_process(s, true);
}

const CmdletDef cmd_get_ciminstance = {
	.name = "Get-CimInstance",
	.module = "CimCmdlets",
	.aliases = (const char *const[]){ "gcim:d", NULL },
	.sets = sets,
	.default_set = WMI_SET_CLASS,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ NULL },
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Gets what WMI says of a server: its system, its computer, its services.",
};
