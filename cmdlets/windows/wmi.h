/* wmi: the few classes of WMI that scripts around Exchange ask for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef WINDOWS_WMI_H
#define WINDOWS_WMI_H

#include "cmdlets/organization/organization.h"
#include "shell/types/types.h"

/* Parameters of Get-WmiObject and Get-CimInstance; the arguments name the class's, .name and .aliases. */
enum { WMI_CLASS, WMI_QUERY, WMI_COMPUTER, WMI_FILTER, WMI_NAMESPACE };
enum { WMI_SET_CLASS = 1, WMI_SET_QUERY = 2 };
#define WMI_PARAMS(...)                                                                                                \
	[WMI_CLASS] = { __VA_ARGS__, .type = "String", .in = { { WMI_SET_CLASS, 1, PARAM_MANDATORY } },                \
		.help = "Win32_OperatingSystem, Win32_ComputerSystem, Win32_LogicalDisk or Win32_Service." },          \
	[WMI_QUERY] = { .name = "Query",                                                                               \
		.type = "String",                                                                                      \
		.in = { { WMI_SET_QUERY, 0, PARAM_MANDATORY } },                                                       \
		.help = "SELECT * FROM a class, and WHERE with a condition." },                                        \
	[WMI_COMPUTER] = { .name = "ComputerName",                                                                     \
		.aliases = (const char *const[]){ "Cn", NULL },                                                        \
		.type = "String[]",                                                                                    \
		.help = "The servers." },                                                                              \
	[WMI_FILTER] = { .name = "Filter",                                                                             \
		.type = "String",                                                                                      \
		.in = { { WMI_SET_CLASS, 0, 0 } },                                                                     \
		.help = "A condition in WQL, such as Name LIKE 'MSExchange%'." },                                      \
	[WMI_NAMESPACE] = { .name = "Namespace",                                                                       \
		.type = "String",                                                                                      \
		.check = { CHECK_SET, .set = (const char *const[]){ "root\\cimv2", "root/cimv2", NULL } },             \
		.help = "Where the class is." },

/* What both do with them, for each -ComputerName.  cim: dates are DateTime values, not texts. */
Flow wmi_process(Stage *s, bool cim) NODISCARD;
/* Whether an instance meets a condition of WQL; false: the condition cannot be read, or names an unknown property. */
bool wmi_filter(Interp *in, Str condition, const Object *object, bool *matches) NODISCARD;

#endif
