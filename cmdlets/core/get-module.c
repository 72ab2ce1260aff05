/* get-module: the modules that are loaded, or available. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/module.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"

enum { SET_LOADED = 1, SET_AVAILABLE = 2 };
enum { P_NAME, P_FULLY, P_ALL, P_LIST_AVAILABLE, P_EDITION, P_SKIP_EDITION_CHECK, P_REFRESH };

static const char *const sets[] = { "Loaded", "Available", NULL };

/* clang-format off */
static const ParamDef params[] = {
	[P_NAME] = { .name = "Name", .type = "String[]", .in = { { .pos1 = 1, .flags = PARAM_FROM_PIPE } },
		.help = "Only modules of these names; wildcards are allowed." },
	[P_FULLY] = { .name = "FullyQualifiedName", .type = "ModuleSpecification[]", .in = { { .flags = PARAM_FROM_PIPE_PROP } },
		.help = "Names, or hashtables with ModuleName and ModuleVersion or RequiredVersion." },
	[P_ALL] = { .name = "All", .type = "SwitchParameter", .help = "Modules that others loaded, too." },
	[P_LIST_AVAILABLE] = { .name = "ListAvailable", .type = "SwitchParameter",
		.in = { { SET_AVAILABLE, 0, PARAM_MANDATORY } }, .help = "Modules that could be imported." },
	[P_EDITION] = { .name = "PSEdition", .type = "String", .in = { { .sets = SET_AVAILABLE } },
		.help = "Only modules for this edition; all are." },
	[P_SKIP_EDITION_CHECK] = { .name = "SkipEditionCheck", .type = "SwitchParameter", .in = { { .sets = SET_AVAILABLE } },
		.where = WHERE_CORE, .help = "Does not look at what editions modules are for; nothing does." },
	[P_REFRESH] = { .name = "Refresh", .type = "SwitchParameter", .in = { { .sets = SET_AVAILABLE } },
		.help = "Looks for modules anew, as every call does." },
};
/* clang-format on */

typedef struct GetModule {
	Stage *stage;
	VEC(Module *) found; /* borrowed of the registry */
	Str minimum, wanted; /* of the name in hand */
	bool available;
} GetModule;

static bool fits_version(const GetModule *state, const Module *module)
{
	Buf text = BUF_INIT;
	Str version = module_version_text(module, &text);
	bool fits = (!state->minimum.n || script_file_compare_versions(version, state->minimum) >= 0) &&
		    (!state->wanted.n || script_file_compare_versions(version, state->wanted) == 0);

	buf_release(&text);
	return fits;
}

static void offer(void *self, Module *module)
{
	GetModule *state = self;

	if (fits_version(state, module))
		VEC_PUSH(&state->found, module);
}

/* What a session has from the start, and what was imported. */
static bool is_loaded(const Module *module)
{
	Str name = string_str(module->name);

	return module->loaded || (module->built_in && (str_ieq(name, S("Microsoft.PowerShell.Management")) ||
							      str_ieq(name, S("Microsoft.PowerShell.Utility"))));
}

static void ignore_module(void *self, Module *module)
{
	(void)self;
	(void)module;
}

static void find_loaded(GetModule *state, Str pattern, bool all)
{
	Interp *in = state->stage->interp;
	Module *module;

	module_each_built_in(in, S("Microsoft.PowerShell.[MU]*"), ignore_module, NULL);
	for (size_t i = 0; (module = registry_module_at(in, i)); i++) {
		if (is_loaded(module) && wildcard_match(pattern, string_str(module->name), true))
			offer(state, module);
		for (size_t k = 0; all && module->loaded && k < module->nested.n; k++)
			if (wildcard_match(pattern, string_str(module->nested.p[k]->name), true))
				offer(state, module->nested.p[k]);
	}
}

static int by_name(const void *a, const void *b)
{
	const Module *x = *(Module *const *)a, *y = *(Module *const *)b;

	return str_icompare(string_str(x->name), string_str(y->name));
}

static Flow write_found(Stage *s)
{
	GetModule *state = s->state;
	Flow flow = FLOW_NEXT;

	if (!state->available && state->found.n)
		qsort(state->found.p, state->found.n, VEC_ELEMENT(&state->found), by_name);
	for (size_t i = 0; i < state->found.n && flow == FLOW_NEXT; i++)
		flow = stage_write_take(s, state->available ? module_info_new_available(state->found.p[i])
							    : module_info_new(state->found.p[i]));
	state->found.n = 0;
	return flow;
}

static bool is_path(Str name)
{
	return str_find_byte(name, '/', 0) != STR_NONE || str_find_byte(name, '\\', 0) != STR_NONE;
}

static Flow path_given(Stage *s, Str name)
{
	Value target = value_string(name);
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "ModuleDiscoveryForLoadedModulesWorksOnlyForUnQualifiedNames",
		.exception = EXC_ARGUMENT,
		.target = target };
	Flow flow = stage_error(s, &spec,
		"Running the Get-Module cmdlet without ListAvailable parameter is not supported for module names that include a "
		"path. Name parameter has this element '%.*s' which resolves to a path. Update the Name parameter to not have "
		"path elements, and then try again.",
		STR_ARG(name));

	value_drop(target);
	return flow;
}

/* -ListAvailable with the path of a module's file or folder. */
static Flow find_by_path(Stage *s, Str name)
{
	ModuleLoad load = { .name = name };
	Module *module = NULL;
	Buf real = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (module_find_file(s->interp, &load, &real))
		flow = module_read_available(s, buf_str(&real), &module);
	if (module) {
		offer(s->state, module);
		function_module_drop(module);
	}
	buf_release(&real);
	return flow;
}

static Flow write_named(Stage *s, Str name)
{
	GetModule *state = s->state;

	if (!state->available && is_path(name))
		return path_given(s, name);
	if (!state->available) {
		find_loaded(state, name, stage_switch(s, P_ALL));
	} else if (is_path(name)) {
		FLOW_TRY(find_by_path(s, name));
	} else {
		FLOW_TRY(module_each_available(s, name, offer, state));
		module_each_built_in(s->interp, name, offer, state);
	}
	return state->available ? write_found(s) : FLOW_NEXT;
}

static Flow write_specified(Stage *s, Value item)
{
	GetModule *state = s->state;
	ModuleLoad load;

	module_specification_read(item, &load);
	state->minimum = load.minimum;
	state->wanted = load.wanted;
	return write_named(s, load.name);
}

static Flow process(Stage *s, Value input)
{
	GetModule *state = s->state;
	Value list = value_unwrap_peek(s->args[P_FULLY]);
	size_t n;
	const Str *names = stage_strings(s, P_NAME, &n);

	(void)input;
	state->stage = s;
	state->available = stage_switch(s, P_LIST_AVAILABLE);
	if (list.kind == V_ARRAY) {
		for (size_t i = 0; i < list.array->n; i++)
			FLOW_TRY(write_specified(s, array_peek(list.array, i)));
		return write_found(s);
	}
	if (!n)
		FLOW_TRY(write_named(s, S("*")));
	for (size_t i = 0; i < n; i++)
		FLOW_TRY(write_named(s, names[i]));
	return write_found(s); /* the loaded ones together, by name */
}

static void dispose(Stage *s)
{
	GetModule *state = s->state;

	VEC_RELEASE(&state->found);
}

const CmdletDef cmd_get_module = {
	.name = "Get-Module",
	.module = "Microsoft.PowerShell.Core",
	.aliases = (const char *const[]){ "gmo", NULL },
	.sets = sets,
	.default_set = SET_LOADED,
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSModuleInfo", NULL },
	.state_size = sizeof(GetModule),
	.process = process,
	.dispose = dispose,
	.synopsis = "Gives the modules that are loaded, or available.",
};
