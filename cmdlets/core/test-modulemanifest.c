/* test-modulemanifest: whether a manifest says what modules need, and names files that are there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "shell/engine/module.h"
#include "shell/engine/provider.h"

enum { P_PATH };

static const ParamDef params[] = {
	[P_PATH] = { .name = "Path",
		.type = "String",
		.in = { { .pos1 = 1, .flags = PARAM_MANDATORY | PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP } },
		.help = "The manifest, a .psd1 file." },
};

static Flow fail(Stage *s, const ErrorSpec *how, Str target, Str text)
{
	ErrorSpec spec = *how;
	Flow flow;

	spec.target = value_string(target);
	flow = stage_error(s, &spec, "%.*s", STR_ARG(text));
	value_drop(spec.target);
	return flow;
}

static Flow bad_path(Stage *s, Str path, Str shown)
{
	static const ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "Modules_InvalidModuleManifestPath",
		.exception = EXC_INVALID_OPERATION };

	return fail(s, &spec, path,
		arena_printf(s->scratch,
			"The module manifest path '%.*s' is not valid. The value of the Path argument must resolve to a "
			"single file that has a '.psd1' extension. Change the value of the Path argument to point to a valid psd1 "
			"file, and then try again.",
			STR_ARG(shown)));
}

/* A file the manifest lists, beside it. */
static bool is_beside(Interp *in, Str manifest, Str name)
{
	size_t slash = str_rfind(manifest, S("/"), manifest.n);
	ModuleLoad load = { 0 };
	Buf path = BUF_INIT, real = BUF_INIT;
	bool found;

	buf_printf(&path, "%.*s/%.*s", slash == STR_NONE ? 0 : (int)slash, manifest.p, STR_ARG(name));
	load.name = buf_str(&path);
	found = access(path.p, F_OK) == 0 || module_find_file(in, &load, &real);
	buf_release(&path);
	buf_release(&real);
	return found;
}

static Flow check_files(Stage *s, Str path, Str real, const Module *module)
{
	static const ErrorSpec spec = { .category = CAT_OBJECT_NOT_FOUND,
		.id = "Modules_InvalidFilePathinModuleManifest",
		.exception = EXC_DIRECTORY_NOT_FOUND };
	Value list = value_unwrap_peek(module_says_peek(module, S("FileList")));
	size_t n = list.kind == V_ARRAY ? list.array->n : list.kind > V_NULL;

	for (size_t i = 0; i < n; i++) {
		Str name = value_str_peek(list.kind == V_ARRAY ? array_peek(list.array, i) : list);

		if (is_beside(s->interp, real, name))
			continue;
		FLOW_TRY(fail(s, &spec, path,
			arena_printf(s->scratch,
				"The specified FileList entry '%.*s' in the module manifest '%s' is invalid. Try again "
				"after updating this entry with valid values.",
				STR_ARG(name), module->path->p)));
	}
	return FLOW_NEXT;
}

static Flow check_root(Stage *s, Str path, Str real, const Module *module)
{
	static const ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT,
		.id = "Modules_InvalidRootModuleInModuleManifest",
		.exception = EXC_ARGUMENT };
	Value root = module_says_peek(module, S("RootModule"));
	Str name = value_str_peek(root);

	if (!name.n || is_beside(s->interp, real, name))
		return FLOW_NEXT;
	return fail(s, &spec, path,
		arena_printf(s->scratch,
			"The module manifest '%.*s' could not be processed because it is not a valid PowerShell module manifest "
			"file. Remove the elements that are not permitted: %s",
			STR_ARG(name), module->path->p));
}

static Flow check(Stage *s, Str path, Str real)
{
	Module *module = NULL;
	Flow flow = module_read_available(s, real, &module);

	if (!module)
		return flow;
	if (flow == FLOW_NEXT)
		flow = check_files(s, path, real, module);
	if (flow == FLOW_NEXT)
		flow = check_root(s, path, real, module);
	if (flow == FLOW_NEXT)
		flow = stage_write_take(s, module_info_new(module));
	function_module_drop(module);
	return flow;
}

static Flow process(Stage *s, Value input)
{
	Str path = stage_str(s, P_PATH);
	ModuleLoad load = { .name = path };
	Buf real = BUF_INIT, shown = BUF_INIT;
	Flow flow;

	(void)input;
	provider_real_path(s->interp, path, &real);
	provider_shown_path(s->interp, buf_str(&real), &shown);
	if (access(real.p, F_OK) != 0)
		flow = module_not_found(s, &load);
	else if (!str_iends(path, S(".psd1")))
		flow = bad_path(s, path, buf_str(&shown));
	else
		flow = check(s, path, buf_str(&real));
	buf_release(&real);
	buf_release(&shown);
	return flow;
}

const CmdletDef cmd_test_modulemanifest = {
	.name = "Test-ModuleManifest",
	.module = "Microsoft.PowerShell.Core",
	.params = params,
	.nparams = COUNT(params),
	.outputs = (const char *const[]){ "System.Management.Automation.PSModuleInfo", NULL },
	.process = process,
	.synopsis = "Tells whether a module's manifest is right.",
};
