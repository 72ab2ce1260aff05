/* import-module: brings the commands of a module into the session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/module.h"
#include "shell/engine/registry.h"
#include "shell/value/convert.h"

enum { SET_NAME = 1, SET_FULLY = 2, SET_ASSEMBLY = 4, SET_INFO = 8 };
enum {
	P_GLOBAL,
	P_PREFIX,
	P_NAME,
	P_FULLY,
	P_ASSEMBLY,
	P_FUNCTION,
	P_CMDLET,
	P_VARIABLE,
	P_ALIAS,
	P_FORCE,
	P_SKIP_EDITION_CHECK,
	P_PASS_THRU,
	P_AS_CUSTOM_OBJECT,
	P_MINIMUM,
	P_MAXIMUM,
	P_REQUIRED,
	P_MODULE_INFO,
	P_ARGUMENTS,
	P_NO_CHECK,
	P_NO_CLOBBER,
	P_SCOPE,
};

static const char *const sets[] = { "Name", "FullyQualifiedName", "Assembly", "ModuleInfo", NULL };
static const char *const scopes[] = { "Local", "Global", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_GLOBAL] = { .name = "Global", .type = "SwitchParameter",
		.help = "Imports into the session, also when a module calls." },
	[P_PREFIX] = { .name = "Prefix", .type = "String", .flags = PARAM_NOT_NULL,
		.help = "Put in front of the nouns of what is imported." },
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { SET_NAME, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "Modules by name, or their files by path." },
	[P_FULLY] = { .name = "FullyQualifiedName", .type = "ModuleSpecification[]",
		.in = { { SET_FULLY, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } },
		.help = "Names, or hashtables with ModuleName and ModuleVersion or RequiredVersion." },
	[P_ASSEMBLY] = { .name = "Assembly", .type = "System.Reflection.Assembly[]",
		.in = { { SET_ASSEMBLY, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } }, .flags = PARAM_NOT_DONE,
		.help = "Assemblies with cmdlets." },
	[P_FUNCTION] = { .name = "Function", .type = "String[]", .flags = PARAM_NOT_NULL,
		.help = "Only these functions; wildcards are allowed." },
	[P_CMDLET] = { .name = "Cmdlet", .type = "String[]", .flags = PARAM_NOT_NULL,
		.help = "Only these cmdlets; wildcards are allowed." },
	[P_VARIABLE] = { .name = "Variable", .type = "String[]", .flags = PARAM_NOT_NULL,
		.help = "Only these variables; wildcards are allowed." },
	[P_ALIAS] = { .name = "Alias", .type = "String[]", .flags = PARAM_NOT_NULL,
		.help = "Only these aliases; wildcards are allowed." },
	[P_FORCE] = { .name = "Force", .type = "SwitchParameter", .help = "Loads the module again when it is there." },
	[P_SKIP_EDITION_CHECK] = { .name = "SkipEditionCheck", .type = "SwitchParameter", .where = WHERE_CORE,
		.help = "Does not look at what editions the module is for; nothing does." },
	[P_PASS_THRU] = { .name = "PassThru", .type = "SwitchParameter", .help = "Gives the module." },
	[P_AS_CUSTOM_OBJECT] = { .name = "AsCustomObject", .type = "SwitchParameter",
		.help = "Gives an object whose methods are the functions of the module." },
	[P_MINIMUM] = { .name = "MinimumVersion", .aliases = (const char *const[]){ "Version", NULL }, .type = "Version",
		.in = { { .sets = SET_NAME } }, .help = "The least version that will do." },
	[P_MAXIMUM] = { .name = "MaximumVersion", .type = "String", .in = { { .sets = SET_NAME } },
		.help = "The highest version that will do." },
	[P_REQUIRED] = { .name = "RequiredVersion", .type = "Version", .in = { { .sets = SET_NAME } },
		.help = "The only version that will do." },
	[P_MODULE_INFO] = { .name = "ModuleInfo", .type = "PSModuleInfo[]",
		.in = { { SET_INFO, 1, PARAM_MANDATORY | PARAM_FROM_PIPE } }, .help = "Modules that are there, or available." },
	[P_ARGUMENTS] = { .name = "ArgumentList", .aliases = (const char *const[]){ "Args", NULL }, .type = "Object[]",
		.help = "Arguments for the module's script." },
	[P_NO_CHECK] = { .name = "DisableNameChecking", .type = "SwitchParameter",
		.help = "Does not warn of verbs that are not approved." },
	[P_NO_CLOBBER] = { .name = "NoClobber", .aliases = (const char *const[]){ "NoOverwrite", NULL },
		.type = "SwitchParameter", .help = "Leaves commands alone that are there already." },
	[P_SCOPE] = { .name = "Scope", .type = "String", .check = { .kind = CHECK_SET, .set = scopes },
		.help = "Local: only into the scope of the caller." },
};
/* clang-format on */

typedef struct ImportState {
	ModuleImport import;
	ModuleLoad load;
	Buf minimum, required;
} ImportState;

/* ---- what is asked for ---- */

static ModuleNames names_of(Stage *s, int param)
{
	ModuleNames names = { .given = stage_bound(s, param) };

	names.p = stage_strings(s, param, &names.n);
	return names;
}

static Flow put_version(Stage *s, int param, Buf *out)
{
	buf_clear(out);
	return stage_bound(s, param) ? convert_put_text(s->interp, s->args[param], out) : FLOW_NEXT;
}

static void read_import(Stage *s, ModuleImport *import)
{
	Interp *in = s->interp;
	bool local = stage_bound(s, P_SCOPE) && str_ieq(stage_str(s, P_SCOPE), S("Local"));
	bool global = stage_switch(s, P_GLOBAL) || (stage_bound(s, P_SCOPE) && !local);

	*import = (ModuleImport){ .prefix = stage_str(s, P_PREFIX),
		.scope = local ? in->scope : module_import_scope(in, global),
		.no_clobber = stage_switch(s, P_NO_CLOBBER),
		.unchecked = stage_switch(s, P_NO_CHECK) };
	import->names[MODULE_FUNCTIONS] = names_of(s, P_FUNCTION);
	import->names[MODULE_ALIASES] = names_of(s, P_ALIAS);
	import->names[MODULE_VARIABLES] = names_of(s, P_VARIABLE);
	for (int i = 0; stage_bound(s, P_CMDLET) && i < 3; i++)
		import->names[i].given = true;
}

static Flow read_load(Stage *s)
{
	ImportState *state = s->state;
	Value arguments = value_unwrap_peek(s->args[P_ARGUMENTS]);

	FLOW_TRY(put_version(s, P_MINIMUM, &state->minimum));
	FLOW_TRY(put_version(s, P_REQUIRED, &state->required));
	state->load = (ModuleLoad){ .wanted = buf_str(&state->required),
		.minimum = buf_str(&state->minimum),
		.maximum = stage_str(s, P_MAXIMUM) };
	if (arguments.kind == V_ARRAY) {
		state->load.args = arguments.array->items;
		state->load.nargs = arguments.array->n;
	}
	return FLOW_NEXT;
}

/* ---- one module ---- */

static Flow write_module(Stage *s, Module *module)
{
	Value info, object;
	Flow flow;

	if (!stage_switch(s, P_PASS_THRU) && !stage_switch(s, P_AS_CUSTOM_OBJECT))
		return FLOW_NEXT;
	info = module_info_new(module);
	if (!stage_switch(s, P_AS_CUSTOM_OBJECT))
		return stage_write_take(s, info);
	flow = module_as_object(s->interp, info, &object);
	value_drop(info);
	return flow == FLOW_NEXT ? stage_write_take(s, object) : flow;
}

static void remember_prefix(Module *module, Str prefix)
{
	if (!module->prefix && prefix.n)
		module->prefix = value_string(prefix).string;
}

static Flow import_module(Stage *s, Module *module)
{
	ImportState *state = s->state;
	ModuleImport import = state->import;
	Value prefix = module_says_peek(module, S("DefaultCommandPrefix"));

	if (!stage_bound(s, P_PREFIX))
		import.prefix = value_str_peek(prefix);
	if (stage_switch(s, P_AS_CUSTOM_OBJECT))
		return write_module(s, module);
	remember_prefix(module, import.prefix);
	FLOW_TRY(module_import(s, module, &import));
	module->loaded = true;
	return write_module(s, module);
}

/* A module of that file that is loaded already. */
static Module *find_loaded(Interp *in, Str real_path)
{
	Module *module;

	for (size_t i = 0; (module = registry_module_at(in, i)); i++)
		if (module->loaded && module->file && str_eq(string_str(module->file), real_path))
			return module;
	return NULL;
}

static Flow import_file(Stage *s, Str real_path)
{
	ImportState *state = s->state;
	Module *module = find_loaded(s->interp, real_path);
	Flow flow;

	if (module && !stage_switch(s, P_FORCE))
		return import_module(s, module);
	if (module)
		FLOW_TRY(module_remove(s, module));
	FLOW_TRY(module_load_file(s, real_path, &state->load, &module));
	if (!module)
		return FLOW_NEXT;
	flow = import_module(s, module);
	function_module_drop(module);
	return flow;
}

static Flow import_name(Stage *s, Str name)
{
	ImportState *state = s->state;
	Module *module = module_built_in(s->interp, name);
	Buf real = BUF_INIT;
	Flow flow;

	if (module) { /* its commands are here from the start */
		module->loaded = true;
		return write_module(s, module);
	}
	state->load.name = name;
	if (!module_find_file(s->interp, &state->load, &real))
		flow = module_not_found(s, &state->load);
	else
		flow = import_file(s, buf_str(&real));
	buf_release(&real);
	return flow;
}

static Flow import_specified(Stage *s, Value item)
{
	ImportState *state = s->state;

	module_specification_read(item, &state->load);
	return import_name(s, state->load.name);
}

static Flow import_info(Stage *s, Value item)
{
	Module *module = module_info_peek(item);

	if (!module)
		return FLOW_NEXT;
	if (module->loaded || !module->file || module->scope->functions)
		return import_module(s, module);
	return import_file(s, string_str(module->file));
}

static Flow each_item(Stage *s, int param, Flow (*each)(Stage *s, Value item))
{
	Value list = value_unwrap_peek(s->args[param]);

	for (size_t i = 0; list.kind == V_ARRAY && i < list.array->n; i++)
		FLOW_TRY(each(s, array_peek(list.array, i)));
	return FLOW_NEXT;
}

static Flow begin(Stage *s)
{
	ImportState *state = s->state;

	buf_init(&state->minimum, BUF_MAX);
	buf_init(&state->required, BUF_MAX);
	return FLOW_NEXT;
}

static Flow process(Stage *s, Value input)
{
	ImportState *state = s->state;
	size_t n;
	const Str *names;

	(void)input;
	read_import(s, &state->import);
	FLOW_TRY(read_load(s));
	if (s->set == SET_INFO)
		return each_item(s, P_MODULE_INFO, import_info);
	if (s->set == SET_FULLY)
		return each_item(s, P_FULLY, import_specified);
	names = stage_strings(s, P_NAME, &n);
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(import_name(s, names[i]));
	return FLOW_NEXT;
}

static void dispose(Stage *s)
{
	ImportState *state = s->state;

	buf_release(&state->minimum);
	buf_release(&state->required);
}

const CmdletDef cmd_import_module = {
	.name = "Import-Module",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "ipmo", NULL },
	.sets = sets,
	.default_set = SET_NAME,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSModuleInfo", NULL },
	.state_size = sizeof(ImportState),
	.begin = begin,
	.process = process,
	.dispose = dispose,
	.synopsis = "Brings the commands of a module into the session.",
};
