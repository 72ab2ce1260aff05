/* get-ciminstance: instances of a class of WMI. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmdlets/windows/wmi.h"

enum { P_CLASS, P_QUERY, P_COMPUTER, P_FILTER, P_NAMESPACE };
enum { SET_CLASS = 1, SET_QUERY = 2 };
static const char *const sets[] = { "ClassName", "query", NULL };
static const ParamDef params[] = {
	[P_CLASS] = { .name = "ClassName",

		.type = "String",
		.in = { { SET_CLASS, 1, PARAM_MANDATORY } },
		.help = "Win32_OperatingSystem, Win32_ComputerSystem, Win32_LogicalDisk or Win32_Service." },
	[P_QUERY] = { .name = "Query",
		.type = "String",
		.in = { { SET_QUERY, 0, PARAM_MANDATORY } },
		.help = "SELECT * FROM a class, and WHERE with a condition." },
	[P_COMPUTER] = { .name = "ComputerName",
		.aliases = (const char *const[]){ "Cn", NULL },
		.type = "String[]",
		.help = "The servers." },
	[P_FILTER] = { .name = "Filter",
		.type = "String",
		.in = { { SET_CLASS, 0, 0 } },
		.help = "A condition in WQL, such as Name LIKE 'MSExchange%'." },
	[P_NAMESPACE] = { .name = "Namespace",
		.type = "String",
		.check = { CHECK_SET, .set = (const char *const[]){ "root\\cimv2", "root/cimv2", NULL } },
		.help = "Where the class is." },
};

static Flow process(Stage *s, UNUSED Value input)
{
	static const WmiParams which = { P_CLASS, P_QUERY, P_COMPUTER, P_FILTER, true };

	return wmi_process(s, &which);
}

const CmdletDef cmd_get_ciminstance = {
	.name = "Get-CimInstance",
	.module = "CimCmdlets",
	.aliases = (const char *const[]){ "gcim:d", NULL },
	.sets = sets,
	.default_set = SET_CLASS,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ NULL },
	.where = WHERE_DESKTOP,
	.process = process,
	.synopsis = "Gets what WMI says of a server: its system, its computer, its services.",
};
