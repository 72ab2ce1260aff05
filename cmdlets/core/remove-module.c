/* remove-module: takes the commands of a module out of the session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/wildcard.h"
#include "shell/engine/module.h"
#include "shell/engine/registry.h"

enum { SET_NAME = 1, SET_FULLY = 2, SET_INFO = 4 };
enum { P_NAME, P_FULLY, P_MODULE_INFO, P_FORCE };

static const char *const sets[] = { "name", "FullyQualifiedName", "ModuleInfo", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { SET_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "Modules by name; wildcards are allowed." },
	[P_FULLY] = { .name = "FullyQualifiedName", .type = "ModuleSpecification[]",
		.in = { { SET_FULLY, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "Names, or hashtables with ModuleName." },
	[P_MODULE_INFO] = { .name = "ModuleInfo", .type = "PSModuleInfo[]",
		.in = { { SET_INFO, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "The modules, as Get-Module gives them." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Removes modules that are read-only, too." },
};
/* clang-format on */

typedef struct RemoveModule {
	bool removed;
} RemoveModule;

static Flow remove_one(Stage *s, Module *module)
{
	Str target = arena_printf(s->scratch, "%s (Path: '%s')", module->name->p, module->path ? module->path->p : "");
	RemoveModule *state = s->state;
	Flow flow = FLOW_NEXT;

	state->removed = true;
	if (!stage_should(s, target, S("Remove-Module"), &flow))
		return flow;
	return module_remove(s, module);
}

static Flow remove_named(Stage *s, Str pattern)
{
	Module *module;

	for (size_t i = 0; (module = registry_module_at(s->interp, i)); i++)
		if (module->loaded && wildcard_match(pattern, string_str(module->name), true))
			FLOW_TRY(remove_one(s, module));
	return FLOW_NEXT;
}

static Flow remove_specified(Stage *s, Value item)
{
	ModuleLoad load;

	module_specification_read(item, &load);
	return remove_named(s, load.name);
}

static Flow process(Stage *s, Value input)
{
	Value list = value_unwrap_peek(s->args[s->set == SET_INFO ? P_MODULE_INFO : P_FULLY]);
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	(void)input;
	for (size_t i = 0; s->set == SET_NAME && i < n; i++)
		FLOW_TRY(remove_named(s, names[i]));
	for (size_t i = 0; s->set != SET_NAME && list.kind == V_ARRAY && i < list.array->n; i++) {
		Value item = array_peek(list.array, i);

		if (s->set == SET_FULLY)
			FLOW_TRY(remove_specified(s, item));
		else if (module_info_peek(item))
			FLOW_TRY(remove_one(s, module_info_peek(item)));
	}
	return FLOW_NEXT;
}

static bool has_wildcard(Stage *s)
{
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);
	bool has = false;

	for (size_t i = 0; i < n; i++)
		has = has || wildcard_has(names[i]);
	return has;
}

static Flow end(Stage *s)
{
	static const ErrorSpec spec = { .category = CAT_RESOURCE_UNAVAILABLE,
		.id = "Modules_NoModulesRemoved",
		.exception = EXC_INVALID_OPERATION };
	const RemoveModule *state = s->state;

	if (state->removed || has_wildcard(s) || !s->bound[0])
		return FLOW_NEXT;
	return stage_error(s, &spec,
		"No modules were removed. Verify that the specification of modules to remove is correct and those modules exist "
		"in the runspace.");
}

const CmdletDef cmd_remove_module = {
	.name = "Remove-Module",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "rmo", NULL },
	.sets = sets,
	.params = params,
	.nparams = COUNT(params),
	.confirm = CONFIRM_MEDIUM,
	.state_size = sizeof(RemoveModule),
	.process = process,
	.end = end,
	.synopsis = "Takes the commands of a module out of the session.",
};
