/* cmdlet: the common parameters, and the check of every command's table. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/cmdlet.h"

#include "shell/base/buf.h"

#define ALIAS(name)                                                                                                    \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		name, NULL                                                                                             \
	}
#define PREFERENCE(n, a, w, text)                                                                                      \
	{                                                                                                              \
		.name = (n), .aliases = ALIAS(a), .type = "ActionPreference", .flags = PARAM_COMMON, .where = (w),     \
		.help = (text)                                                                                         \
	}
#define VARIABLE(n, a, text)                                                                                           \
	{                                                                                                              \
		.name = (n), .aliases = ALIAS(a), .type = "String", .flags = PARAM_COMMON | PARAM_NOT_EMPTY,           \
		.help = (text)                                                                                         \
	}
#define SWITCH(n, a, text)                                                                                             \
	{                                                                                                              \
		.name = (n), .aliases = ALIAS(a), .type = "SwitchParameter", .flags = PARAM_COMMON, .help = (text)     \
	}
#define PAGING(n, t, text)                                                                                             \
	{                                                                                                              \
		.name = (n), .type = (t), .flags = PARAM_COMMON, .help = (text)                                        \
	}

/* ORDER Common */
const ParamDef cmdlet_common[COMMON_COUNT] = {
	[COMMON_VERBOSE] = SWITCH("Verbose", "vb", "Shows verbose messages."),
	[COMMON_DEBUG] = SWITCH("Debug", "db", "Shows debug messages."),
	[COMMON_ERROR_ACTION] = PREFERENCE("ErrorAction", "ea", 0, "What to do at a non-terminating error."),
	[COMMON_WARNING_ACTION] = PREFERENCE("WarningAction", "wa", 0, "What to do at a warning."),
	[COMMON_INFORMATION_ACTION] = PREFERENCE("InformationAction", "infa", 0, "What to do with information."),
	[COMMON_PROGRESS_ACTION] = PREFERENCE("ProgressAction", "proga", WHERE_CORE, "What to do with progress."),
	[COMMON_ERROR_VARIABLE] = VARIABLE("ErrorVariable", "ev", "Variable that keeps the errors."),
	[COMMON_WARNING_VARIABLE] = VARIABLE("WarningVariable", "wv", "Variable that keeps the warnings."),
	[COMMON_INFORMATION_VARIABLE] = VARIABLE("InformationVariable", "iv", "Variable that keeps the information."),
	[COMMON_OUT_VARIABLE] = VARIABLE("OutVariable", "ov", "Variable that keeps the output."),
	[COMMON_OUT_BUFFER] = { .name = "OutBuffer",
		.aliases = ALIAS("ob"),
		.type = "Int32",
		.flags = PARAM_COMMON,
		.check = { .kind = CHECK_RANGE, .min = 0, .max = INT32_MAX },
		.help = "How many objects are gathered before they are passed on." },
	[COMMON_PIPELINE_VARIABLE] = VARIABLE("PipelineVariable", "pv", "Variable that holds the present object."),
	[COMMON_WHAT_IF] = SWITCH("WhatIf", "wi", "Says what would be done, and does nothing."),
	[COMMON_CONFIRM] = SWITCH("Confirm", "cf", "Asks before doing anything."),
	[COMMON_INCLUDE_TOTAL_COUNT] =
		PAGING("IncludeTotalCount", "SwitchParameter", "Tells how many objects there are."),
	[COMMON_SKIP] = PAGING("Skip", "UInt64", "How many objects are left out at the start."),
	[COMMON_FIRST] = PAGING("First", "UInt64", "How many objects are wanted."),
};

void cmdlet_put_class(const CmdletDef *def, Buf *out)
{
	if (def->class_name) {
		buf_put(out, str_from(def->class_name));
		return;
	}
	buf_put(out, S("Microsoft.PowerShell.Commands."));
	for (const char *p = def->name; *p; p++)
		if (*p != '-')
			buf_put_char(out, *p);
	buf_put(out, S("Command"));
}

/* ---- types ---- */

const TypeDef *cmdlet_param_type(const ParamDef *param, TypeSet *types)
{
	static const char *const spaces[] = { "", "System.Management.Automation.", "Microsoft.PowerShell.Commands.",
		"System.Collections.", "System.Management.Automation.Runspaces.", "Microsoft.Exchange.Data.",
		"Microsoft.Exchange.Configuration.Tasks.", "Microsoft.Exchange.Management.SystemConfigurationTasks.",
		"System.Security.Cryptography.X509Certificates." };
	const TypeDef *type = NULL;
	Buf name = BUF_INIT;

	for (size_t i = 0; !type && i < COUNT(spaces); i++) {
		buf_clear(&name);
		buf_printf(&name, "%s%s", spaces[i], param->type ? param->type : "Object");
		type = type_set_find(types, buf_str(&name));
	}
	buf_release(&name);
	return type;
}

/* ---- checking tables ---- */

static bool same_name(const ParamDef *a, const ParamDef *b)
{
	if (str_ieq(str_from(a->name), str_from(b->name)))
		return true;
	for (int i = 0; a->aliases && a->aliases[i]; i++) {
		if (str_ieq(str_from(a->aliases[i]), str_from(b->name)))
			return true;
		for (int k = 0; b->aliases && b->aliases[k]; k++)
			if (str_ieq(str_from(a->aliases[i]), str_from(b->aliases[k])))
				return true;
	}
	return false;
}

static bool editions_meet(unsigned a, unsigned b)
{
	unsigned both = WHERE_DESKTOP | WHERE_CORE;

	return !(a & both) || !(b & both) || (a & b & both);
}

/* Two uses at one position of a common set: nobody could say which is meant. */
static bool same_position(const ParamDef *a, const ParamDef *b)
{
	for (size_t i = 0; i < COUNT(a->in) && (i == 0 || a->in[i].sets); i++)
		for (size_t k = 0; k < COUNT(b->in) && (k == 0 || b->in[k].sets); k++)
			if (a->in[i].pos1 && a->in[i].pos1 == b->in[k].pos1 &&
				(!a->in[i].sets || !b->in[k].sets || (a->in[i].sets & b->in[k].sets)))
				return true;
	return false;
}

static const char *check_param(const CmdletDef *def, size_t i, TypeSet *types)
{
	const ParamDef *param = &def->params[i];

	if (!param->name || !param->name[0])
		return "a parameter has no name: a gap in the table";
	if (!param->help || !param->help[0])
		return "a parameter has no help text";
	if (!cmdlet_param_type(param, types))
		return "a parameter has an unknown type";
	for (size_t k = 0; k < COMMON_COUNT; k++)
		if ((k < COMMON_WHAT_IF || def->confirm != CONFIRM_NONE) && same_name(param, &cmdlet_common[k]))
			return "a parameter has the name of a common one";
	for (size_t k = 0; k < i; k++) {
		const ParamDef *other = &def->params[k];

		if (!editions_meet(param->where, other->where))
			continue;
		if (same_name(param, other))
			return "two parameters share a name or alias";
		if (same_position(param, other))
			return "two parameters stand at one position of a set";
	}
	return NULL;
}

const char *cmdlet_check(const CmdletDef *def, TypeSet *types)
{
	const char *wrong = NULL;

	if (!def->name || !strchr(def->name, '-'))
		return "the name is no Verb-Noun";
	if (!def->module || !def->synopsis)
		return "module or synopsis is missing";
	if (!def->process && !def->begin && !def->end)
		return "nothing is ever run";
	if (def->default_set && !def->sets)
		return "a default set without sets";
	for (size_t i = 0; i < def->nparams && !wrong; i++)
		wrong = check_param(def, i, types);
	return wrong;
}
