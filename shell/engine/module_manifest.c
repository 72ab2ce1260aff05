/* module_manifest: .psd1 files: what they say is checked, what they name is loaded. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/module_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

/* ---- reading ---- */

static Flow make_version(Interp *in, Value text, Value *out)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.Version"));

	return convert_to(in, text, type, out);
}

static Flow bad_manifest(Stage *s, Str shown, Value record)
{
	static const ErrorSpec spec = {
		.category = CAT_RESOURCE_UNAVAILABLE, .id = "Modules_InvalidManifest", .exception = EXC_MISSING_MEMBER
	};
	Str reason = error_message_peek(error_peek(record));
	Flow flow = module_failed(s, &spec, shown,
		"The module manifest '%.*s' could not be processed because it is not a valid PowerShell module manifest file. "
		"Remove the elements that are not permitted: %.*s",
		STR_ARG(shown), STR_ARG(reason));

	value_drop(record);
	return flow;
}

/* ORDER: as the message lists them */
static const char *const members[] = { "ModuleToProcess", "NestedModules", "GUID", "Author", "CompanyName", "Copyright",
	"ModuleVersion", "Description", "PowerShellVersion", "PowerShellHostName", "PowerShellHostVersion",
	"CLRVersion", "DotNetFrameworkVersion", "ProcessorArchitecture", "RequiredModules", "TypesToProcess",
	"FormatsToProcess", "ScriptsToProcess", "PrivateData", "RequiredAssemblies", "ModuleList", "FileList",
	"FunctionsToExport", "VariablesToExport", "AliasesToExport", "CmdletsToExport", "DscResourcesToExport",
	"CompatiblePSEditions", "HelpInfoURI", "RootModule", "DefaultCommandPrefix" };

static bool is_member(Str name)
{
	for (size_t i = 0; i < COUNT(members); i++)
		if (str_ieq(name, str_from(members[i])))
			return true;
	return false;
}

static void put_quoted(Buf *out, Str name)
{
	buf_printf(out, "%s'%.*s'", out->n ? ", " : "", STR_ARG(name));
}

static Flow check_members(Stage *s, Str shown, const Hash *manifest, bool *good)
{
	static const ErrorSpec spec = {
		.category = CAT_INVALID_DATA, .id = "Modules_InvalidManifestMember", .exception = EXC_INVALID_OPERATION
	};
	Buf bad = BUF_INIT, all = BUF_INIT;
	struct HashEntry *entry;
	Flow flow = FLOW_NEXT;
	size_t at = 0;

	while ((entry = hash_next(manifest, &at)))
		if (!is_member(value_str_peek(entry->key)))
			put_quoted(&bad, value_str_peek(entry->key));
	*good = bad.n == 0;
	for (size_t i = 0; i < COUNT(members); i++)
		put_quoted(&all, str_from(members[i]));
	if (!*good)
		flow = module_failed(s, &spec, shown,
			"The '%.*s' module cannot be imported because its manifest contains one or more members that are not "
			"valid. The valid manifest members are (%s). Remove the members that are not valid (%s), then try to "
			"import the module again.",
			STR_ARG(shown), all.p, bad.p);
	buf_release(&bad);
	buf_release(&all);
	return flow;
}

static Flow check_version(Stage *s, Str shown, Module *module, bool *good)
{
	static const ErrorSpec spec = {
		.category = CAT_RESOURCE_UNAVAILABLE, .id = "Modules_InvalidManifest", .exception = EXC_MISSING_MEMBER
	};
	Value version = module_says_peek(module, S("ModuleVersion"));

	*good = false;
	if (version.kind == V_EMPTY)
		return module_failed(s, &spec, shown,
			"The member 'ModuleVersion' is not present in the module manifest. This member must exist and be "
			"assigned a version number of the form 'n.n.n.n'. Add the missing member to the file '%.*s'.",
			STR_ARG(shown));
	if (make_version(s->interp, version, &module->version) != FLOW_NEXT)
		return bad_manifest(s, shown, interp_take_error(s->interp));
	*good = true;
	return FLOW_NEXT;
}

static Flow check_shell(Stage *s, Str shown, const Module *module, bool *good)
{
	static const ErrorSpec spec = { .category = CAT_RESOURCE_UNAVAILABLE,
		.id = "Modules_InsufficientPowerShellVersion",
		.exception = EXC_INVALID_OPERATION };
	Value needed = module_says_peek(module, S("PowerShellVersion"));
	Str wanted = value_str_peek(needed), have = str_from(stage_edition(s)->version);

	*good = !wanted.n || script_file_compare_versions(wanted, have) <= 0;
	if (*good)
		return FLOW_NEXT;
	return module_failed(s, &spec, shown,
		"The version of PowerShell on this computer is '%.*s'. The module '%.*s' requires a minimum PowerShell version of "
		"'%.*s' to run. Verify that you have the minimum required version of PowerShell installed, and then try again.",
		STR_ARG(have), STR_ARG(shown), STR_ARG(wanted));
}

Flow module_read_data(Interp *in, Str real_path, Value *out)
{
	Buf text = BUF_INIT, shown = BUF_INIT;
	Value block = VALUE_EMPTY;
	SinkCollect collect;
	Flow flow = script_file_read(in, real_path, &text);

	*out = VALUE_EMPTY;
	provider_shown_path(in, real_path, &shown);
	if (flow == FLOW_NEXT)
		flow = function_parse(in, buf_str(&shown), buf_str(&text), PARSE_DATA, &block);
	if (flow == FLOW_NEXT) {
		PipelineCall call = { .command = command_ref(function_block_command(block.block)) };

		sink_collect_init(&collect);
		flow = pipeline_call(in, &call, &collect.sink);
		command_drop(call.command);
		*out = sink_collect_take(&collect);
	}
	value_drop(block);
	buf_release(&text);
	buf_release(&shown);
	return flow;
}

/* A module of its own for each manifest; NULL when it was bad, which was reported. */
Flow module_read_manifest(Stage *s, Str real_path, Module **out)
{
	Module *module = module_make(s->interp, module_base_name(real_path), real_path);
	Str shown = string_str(module->path);
	Flow flow = module_read_data(s->interp, real_path, &module->manifest);
	bool good = flow == FLOW_NEXT;

	*out = NULL;
	module->kind = MODULE_MANIFEST;
	if (flow == FLOW_THROW)
		flow = bad_manifest(s, shown, interp_take_error(s->interp));
	else if (good && value_unwrap_peek(module->manifest).kind != V_HASH)
		value_set_take(&module->manifest, hash_value(hash_new(type_of_id(T_HASHTABLE), true)));
	if (good)
		flow = check_members(s, shown, value_unwrap_peek(module->manifest).hash, &good);
	if (flow == FLOW_NEXT && good)
		flow = check_version(s, shown, module, &good);
	if (flow == FLOW_NEXT && good)
		flow = check_shell(s, shown, module, &good);
	if (flow != FLOW_NEXT || !good)
		return module_give_up(module, flow);
	*out = module;
	return FLOW_NEXT;
}

/* ---- what a manifest names ---- */

/* Calls each for a string or the strings of an array; a hashtable @{ ModuleName = ... } gives its name. */
typedef Flow EachNamed(Stage *s, Module *module, Str name, const ModuleLoad *load);

static Flow each_named(Stage *s, Module *module, const char *member, EachNamed *each, const ModuleLoad *load)
{
	Value list = value_unwrap_peek(module_says_peek(module, str_from(member)));
	size_t n = list.kind == V_ARRAY ? list.array->n : list.kind > V_NULL;

	for (size_t i = 0; i < n; i++) {
		Value item = value_unwrap_peek(list.kind == V_ARRAY ? array_peek(list.array, i) : list);
		Value *name = item.kind == V_HASH ? hash_find_text_peek(item.hash, S("ModuleName")) : NULL;
		Str text = value_str_peek(name ? *name : item);

		if (text.n)
			FLOW_TRY(each(s, module, text, load));
	}
	return FLOW_NEXT;
}

/* Beside the manifest, or else in the folders of modules. */
static bool find_beside(Interp *in, const Module *module, Str name, Buf *real)
{
	ModuleLoad load = { .name = name };
	Buf manifest = BUF_INIT, path = BUF_INIT;
	size_t slash;
	bool found;

	provider_real_path(in, string_str(module->path), &manifest);
	slash = str_rfind(buf_str(&manifest), S("/"), manifest.n);
	buf_printf(&path, "%.*s/%.*s", slash == STR_NONE ? 0 : (int)slash, manifest.p, STR_ARG(name));
	load.name = buf_str(&path);
	found = module_find_file(in, &load, real);
	load.name = name;
	if (!found)
		found = module_find_file(in, &load, real);
	buf_release(&manifest);
	buf_release(&path);
	return found;
}

static Flow cannot_process(Stage *s, const Module *module, Str name, const char *field)
{
	static const ErrorSpec spec = { .category = CAT_RESOURCE_UNAVAILABLE,
		.id = "Modules_ModuleFileNotFound",
		.exception = EXC_PS_INVALID_OPERATION };

	return module_failed(s, &spec, string_str(module->name),
		"The module to process '%.*s', listed in field '%s' of module manifest '%s' was not processed because no valid "
		"module was found in any module directory.",
		STR_ARG(name), field, module->path->p);
}

static Flow load_nested(Stage *s, Module *module, Str name, const ModuleLoad *load)
{
	ModuleImport import = { .scope = module->scope, .unchecked = true };
	ModuleLoad inner = { .name = name, .depth = load->depth + 1 };
	Module *nested = NULL;
	Buf real = BUF_INIT;
	Flow flow = FLOW_NEXT;

	if (module_built_in(s->interp, name))
		return FLOW_NEXT;
	if (!find_beside(s->interp, module, name, &real))
		flow = cannot_process(s, module, name, "NestedModules");
	else
		flow = module_load_file(s, buf_str(&real), &inner, &nested);
	buf_release(&real);
	module->failed |= !nested;
	if (nested) {
		VEC_PUSH(&module->nested, nested);
		FLOW_TRY(flow);
		flow = module_import(s, nested, &import);
	}
	return flow;
}

static Flow run_script(Stage *s, Module *module, Str name, const ModuleLoad *load)
{
	Interp *in = s->interp;
	Buf real = BUF_INIT;
	bool done;
	Flow flow;

	if (!find_beside(in, module, name, &real)) {
		buf_release(&real);
		return cannot_process(s, module, name, "ScriptsToProcess");
	}
	flow = stage_verbose(s, "Dot-sourcing the script file '%.*s'.", STR_ARG(buf_str(&real)));
	if (flow == FLOW_NEXT)
		flow = module_run_file(s, in->scope->module ? in->scope : in->global, buf_str(&real), load, &done);
	buf_release(&real);
	return flow;
}

/* Imports what is required, into the session. */
static Flow require(Stage *s, Module *module, Str name, const ModuleLoad *load)
{
	static const ErrorSpec spec = {
		.category = CAT_RESOURCE_UNAVAILABLE, .id = "Modules_InvalidManifest", .exception = EXC_MISSING_MEMBER
	};
	ModuleImport import = { .scope = s->interp->global, .unchecked = true };
	ModuleLoad needed = { .name = name, .depth = load->depth + 1 };
	Module *other = NULL;
	Buf real = BUF_INIT;
	Flow flow;

	if (registry_module(s->interp, name) || module_built_in(s->interp, name))
		return FLOW_NEXT;
	if (!module_find_file(s->interp, &needed, &real)) {
		module->failed = true;
		buf_release(&real);
		return module_failed(s, &spec, string_str(module->path),
			"The required module '%.*s' is not loaded. Load the module or remove the module from 'RequiredModules' in "
			"the file '%s'.",
			STR_ARG(name), module->path->p);
	}
	flow = module_load_file(s, buf_str(&real), &needed, &other);
	buf_release(&real);
	if (flow == FLOW_NEXT && other) {
		other->loaded = true;
		flow = module_import(s, other, &import);
	}
	if (other)
		function_module_drop(other);
	return flow;
}

/* The root: a script that is the module itself. */
static Flow run_root(Stage *s, Module *module, Str name, const ModuleLoad *load)
{
	Interp *in = s->interp;
	Buf real = BUF_INIT, shown = BUF_INIT;
	bool done = false;
	size_t loaded;
	Flow flow;

	if (!find_beside(in, module, name, &real)) {
		module->failed = true;
		buf_release(&real);
		return cannot_process(s, module, name, "ModuleToProcess/RootModule");
	}
	if (!str_iends(buf_str(&real), S(".psm1")) && !str_iends(buf_str(&real), S(".ps1"))) {
		buf_release(&real);
		loaded = module->nested.n;
		flow = load_nested(s, module, name, load);
		module->failed = module->nested.n == loaded;
		return flow;
	}
	provider_shown_path(in, buf_str(&real), &shown);
	value_drop(value_of_string(module->path));
	module->path = value_string_buf(&shown).string;
	module->kind = MODULE_SCRIPT;
	flow = module_run_file(s, module->scope, buf_str(&real), load, &done);
	module->failed = !done;
	buf_release(&real);
	buf_release(&shown);
	return flow;
}

static Flow tell_ignored(Stage *s, Module *module)
{
	static const char *const ignored[] = { "FormatsToProcess", "TypesToProcess", "RequiredAssemblies" };

	for (size_t i = 0; i < COUNT(ignored); i++) {
		Value list = value_unwrap_peek(module_says_peek(module, str_from(ignored[i])));

		if (list.kind > V_NULL && (list.kind != V_ARRAY || list.array->n))
			FLOW_TRY(stage_warning(s, "The %s of module '%s' are not loaded: this shell has no such files.",
				ignored[i], module->name->p));
	}
	return FLOW_NEXT;
}

static Flow load_parts(Stage *s, Module *module, const ModuleLoad *load)
{
	FLOW_TRY(each_named(s, module, "RequiredModules", require, load));
	if (module->failed)
		return FLOW_NEXT;
	FLOW_TRY(tell_ignored(s, module));
	FLOW_TRY(each_named(s, module, "ScriptsToProcess", run_script, load));
	FLOW_TRY(each_named(s, module, "NestedModules", load_nested, load));
	FLOW_TRY(each_named(s, module, "ModuleToProcess", run_root, load));
	FLOW_TRY(each_named(s, module, "RootModule", run_root, load));
	FLOW_TRY(module_export_rest(s, module));
	module_limit_exports(module);
	return FLOW_NEXT;
}

Flow module_load_manifest(Stage *s, Str real_path, const ModuleLoad *load, Module **out)
{
	Module *module;
	Buf shown = BUF_INIT;
	Flow flow;

	provider_shown_path(s->interp, real_path, &shown);
	flow = stage_verbose(s, "Loading module from path '%s'.", shown.p);
	buf_release(&shown);
	FLOW_TRY(flow);
	FLOW_TRY(module_read_manifest(s, real_path, &module));
	if (!module)
		return FLOW_NEXT;
	module->base = module_folder(module);
	flow = load_parts(s, module, load);
	if (flow != FLOW_NEXT || module->failed)
		return module_give_up(module, flow);
	*out = module;
	return FLOW_NEXT;
}
