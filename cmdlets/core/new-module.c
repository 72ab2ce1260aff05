/* new-module: a module made of a script block. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/module.h"
#include "shell/engine/registry.h"

enum { SET_BLOCK = 1, SET_NAME = 2 };
enum { P_NAME, P_SCRIPT_BLOCK, P_FUNCTION, P_CMDLET, P_RETURN_RESULT, P_AS_CUSTOM_OBJECT, P_ARGUMENTS };

static const char *const sets[] = { "ScriptBlock", "Name", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String", .in = { { SET_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "What the module is called." },
	[P_SCRIPT_BLOCK] = { .name = "ScriptBlock", .type = "ScriptBlock",
		.in = { { SET_NAME, 2, PARAM_MANDATORY }, { SET_BLOCK, 1, PARAM_MANDATORY } }, .flags = PARAM_NOT_NULL,
		.help = "What would stand in the module's file." },
	[P_FUNCTION] = { .name = "Function", .type = "String[]", .flags = PARAM_NOT_NULL,
		.help = "Imports only these functions; wildcards are allowed." },
	[P_CMDLET] = { .name = "Cmdlet", .type = "String[]", .flags = PARAM_NOT_NULL,
		.help = "Imports only these cmdlets, of which script modules have none." },
	[P_RETURN_RESULT] = { .name = "ReturnResult", .type = "SwitchParameter",
		.help = "Gives what the script block writes in place of the module." },
	[P_AS_CUSTOM_OBJECT] = { .name = "AsCustomObject", .type = "SwitchParameter",
		.help = "Gives an object whose methods are the functions of the module." },
	[P_ARGUMENTS] = { .name = "ArgumentList", .aliases = (const char *const[]){ "Args", NULL }, .type = "Object[]",
		.in = { { .flags = PARAM_REMAINING } }, .help = "Arguments for the script block." },
};
/* clang-format on */

static Str make_name(Stage *s)
{
	uint8_t bytes[16];
	Buf text = BUF_INIT;
	Str name;

	if (stage_bound(s, P_NAME))
		return stage_str(s, P_NAME);
	stage_env(s)->random(stage_env(s)->self, bytes, sizeof(bytes));
	buf_put(&text, S("__DynamicModule_"));
	for (size_t i = 0; i < sizeof(bytes); i++)
		buf_printf(&text, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", bytes[i]);
	name = arena_copy(s->scratch, buf_str(&text));
	buf_release(&text);
	return name;
}

static Flow import(Stage *s, Module *module)
{
	ModuleImport import = { .scope = module_import_scope(s->interp, false), .unchecked = true };

	import.names[MODULE_FUNCTIONS].given = stage_bound(s, P_FUNCTION) || stage_bound(s, P_CMDLET);
	import.names[MODULE_FUNCTIONS].p = stage_strings(s, P_FUNCTION, &import.names[MODULE_FUNCTIONS].n);
	return module_import(s, module, &import);
}

static Flow write_module(Stage *s, Module *module)
{
	Value info = module_info_new(module), object;
	Flow flow;

	if (!stage_switch(s, P_AS_CUSTOM_OBJECT))
		return stage_write_take(s, info);
	flow = module_as_object(s->interp, info, &object);
	value_drop(info);
	return flow == FLOW_NEXT ? stage_write_take(s, object) : flow;
}

static Flow process(Stage *s, Value input)
{
	Value arguments = value_unwrap_peek(s->args[P_ARGUMENTS]), result;
	ModuleLoad load = { 0 };
	SinkCollect collect;
	Module *module;
	Flow flow;

	(void)input;
	if (arguments.kind == V_ARRAY) {
		load.args = arguments.array->items;
		load.nargs = arguments.array->n;
	}
	sink_collect_init(&collect);
	flow = module_load_block(
		s, make_name(s), value_unwrap_peek(s->args[P_SCRIPT_BLOCK]), &load, &collect.sink, &module);
	result = sink_collect_take(&collect);
	if (flow == FLOW_NEXT && !stage_switch(s, P_AS_CUSTOM_OBJECT))
		flow = import(s, module);
	if (flow == FLOW_NEXT)
		flow = stage_switch(s, P_RETURN_RESULT) ? stage_write_each(s, result) : write_module(s, module);
	value_drop(result);
	if (module)
		function_module_drop(module);
	return flow;
}

const CmdletDef cmd_new_module = {
	.name = "New-Module",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "nmo", NULL },
	.sets = sets,
	.default_set = SET_BLOCK,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSModuleInfo", NULL },
	.process = process,
	.synopsis = "Makes a module of a script block.",
};
