/* ps_cmdlet: System.Management.Automation.Cmdlet and PSCmdlet, which scripts ask for the names of the common
 * parameters. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_list.h"

/* A HashSet of names. */
static Flow names(Interp *in, const char *const *from, size_t n, Value *out)
{
	const TypeDef *type = type_set_close(runtime_of(in)->types, &type_hash_set, type_of_id(T_STRING), NULL);
	Array *texts = array_new(&type_string_array, n);
	Value all = array_value(texts);
	Flow flow;

	for (size_t i = 0; i < n; i++)
		array_push_take(texts, value_string_c(from[i]));
	flow = member_construct(in, type, &all, 1, out);
	value_drop(all);
	return flow;
}

/* In .NET's order; only Core has the parameter for progress. */
TYPE_GET(get_common)
{
	static const char *const core[] = { "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction",
		"ProgressAction", "ErrorVariable", "WarningVariable", "OutVariable", "OutBuffer", "PipelineVariable",
		"InformationVariable" };
	static const char *const desktop[] = { "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction",
		"ErrorVariable", "WarningVariable", "OutVariable", "OutBuffer", "PipelineVariable",
		"InformationVariable" };

	return runtime_edition(in)->where & WHERE_CORE ? names(in, core, COUNT(core), out)
						       : names(in, desktop, COUNT(desktop), out);
}

TYPE_GET(get_optional)
{
	static const char *const optional[] = { "WhatIf", "Confirm", "UseTransaction" };

	return names(in, optional, COUNT(optional), out);
}

static const PropDef statics[] = {
	PROP("CommonParameters", "System.Collections.Generic.HashSet[string]", get_common),
	PROP("OptionalCommonParameters", "System.Collections.Generic.HashSet[string]", get_optional),
	PROPS_END,
};
static const TypeMembers members = { .statics = statics };

const TypeDef type_cmdlet = {
	.name = "System.Management.Automation.Cmdlet",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_ABSTRACT,
	.members = &members,
};
const TypeDef type_ps_cmdlet = {
	.name = "System.Management.Automation.PSCmdlet",
	.base = &type_cmdlet,
	.flags = TYPE_ABSTRACT,
	.members = &members,
};
