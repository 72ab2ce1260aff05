/* export-modulemember: what a module gives to who imports it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/module.h"

enum { P_FUNCTION, P_CMDLET, P_VARIABLE, P_ALIAS };

/* clang-format off */
static const ParamDef params[] = {
	[P_FUNCTION] = { .name = "Function", .type = "String[]",
		.in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } }, .flags = PARAM_ALLOW_EMPTY_COLLECTION,
		.help = "Functions; wildcards are allowed." },
	[P_CMDLET] = { .name = "Cmdlet", .type = "String[]", .in = { { .flags = PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_ALLOW_EMPTY_COLLECTION, .help = "Cmdlets; script modules have none of their own." },
	[P_VARIABLE] = { .name = "Variable", .type = "String[]", .in = { { .flags = PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_NULL, .help = "Variables; wildcards are allowed." },
	[P_ALIAS] = { .name = "Alias", .type = "String[]", .in = { { .flags = PARAM_FROM_PIPE_PROP } },
		.flags = PARAM_NOT_NULL, .help = "Aliases; wildcards are allowed." },
};
/* clang-format on */

static ModuleNames names_of(Stage *s, int param)
{
	ModuleNames names = { .given = stage_bound(s, param) };

	names.p = stage_strings(s, param, &names.n);
	return names;
}

static Flow process(Stage *s, Value input)
{
	static const ErrorSpec outside = { .category = CAT_PERMISSION_DENIED,
		.id = "Modules_CanOnlyExecuteExportModuleMemberInsideAModule",
		.exception = EXC_INVALID_OPERATION };
	Module *module = s->interp->scope->module;
	ModuleNames names[3];

	(void)input;
	if (!module)
		return stage_throw(
			s, &outside, "The Export-ModuleMember cmdlet can only be called from inside a module.");
	names[MODULE_FUNCTIONS] = names_of(s, P_FUNCTION);
	names[MODULE_ALIASES] = names_of(s, P_ALIAS);
	names[MODULE_VARIABLES] = names_of(s, P_VARIABLE);
	module->chose_exports = true;
	return module_export(s, module, names);
}

const CmdletDef cmd_export_modulemember = {
	.name = "Export-ModuleMember",
	.module = "Microsoft.PowerShell.Core",
	.params = params,
	.nparams = COUNT(params),
	.process = process,
	.synopsis = "Says what a module gives to who imports it.",
};
