/* module_load: loading modules: .psm1 files run in a scope of their own, .psd1 manifests say what belongs together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/module.h"
#include "shell/engine/module_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"

/* ---- failures ---- */

Flow module_failed(Stage *s, const ErrorSpec *how, Str target, const char *fmt, ...)
{
	ErrorSpec spec = *how;
	Value value = target.p ? value_string(target) : VALUE_EMPTY;
	Buf text = BUF_INIT;
	va_list args;
	Flow flow;

	va_start(args, fmt);
	buf_vprintf(&text, fmt, args);
	va_end(args);
	spec.target = value;
	flow = stage_error(s, &spec, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	value_drop(value);
	return flow;
}

Flow module_not_found(Stage *s, const ModuleLoad *load)
{
	static const ErrorSpec plain = {
		.category = CAT_RESOURCE_UNAVAILABLE, .id = "Modules_ModuleNotFound", .exception = EXC_FILE_NOT_FOUND
	};
	static const ErrorSpec versioned = { .category = CAT_RESOURCE_UNAVAILABLE,
		.id = "Modules_ModuleWithVersionNotFound",
		.exception = EXC_FILE_NOT_FOUND };
	Str version = load->wanted.n ? load->wanted : load->minimum.n ? load->minimum : load->maximum;

	if (version.n)
		return module_failed(s, &versioned, load->name,
			"The specified module '%.*s' with version '%.*s' was not loaded because no valid module file was found in "
			"any module directory.",
			STR_ARG(load->name), STR_ARG(version));
	return module_failed(s, &plain, load->name,
		"The specified module '%.*s' was not loaded because no valid module file was found in any module directory.",
		STR_ARG(load->name));
}

static Flow too_deep(Stage *s, const ModuleLoad *load)
{
	static const ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "Modules_ModuleTooDeeplyNested",
		.exception = EXC_INVALID_OPERATION };

	return module_failed(s, &spec, load->name,
		"Cannot load the module '%.*s' because the module nesting limit has been exceeded. Modules can only be nested to "
		"%d levels. Evaluate and change the order in which you are loading modules to prevent exceeding the nesting "
		"limit, and then try running your script again.",
		STR_ARG(load->name), MODULE_NEST_MAX);
}

/* What the file threw is Import-Module's error; it still says where. */
static Flow adopt(Stage *s, Flow flow)
{
	ErrorRecord *error = flow == FLOW_THROW ? interp_error_peek(s->interp) : NULL;
	const String *source = stage_private(s)->command->source;

	if (!error || error->source || !source)
		return flow;
	error->source = value_string(string_str(source)).string;
	if (!error->activity)
		error->activity = value_string_c(s->def->name).string;
	return flow;
}

/* Errors in the text of a module are told, and then it cannot be found (recorded: discovery/module-parse-error). */
static Flow report_parse_errors(Stage *s, const ModuleLoad *load)
{
	Value record = interp_take_error(s->interp), stand_in;
	ErrorRecord *error = error_peek(record);
	Flow flow;

	stand_in = exception_new(exception_type(EXC_PARENT_CONTAINS_ERROR), error_message_peek(error), VALUE_NULL);
	value_set_take(&error->exception, stand_in);
	flow = interp_report(s->interp, record);
	value_drop(record);
	return flow == FLOW_NEXT ? module_not_found(s, load) : flow;
}

/* ---- running a file ---- */

/* The block of a file's text, made in a scope so that it belongs to that scope's module. */
static Flow parse_in(Interp *in, Scope *scope, Str real_path, Str shown, Value *block)
{
	Scope *saved = in->scope;
	Buf text = BUF_INIT;
	Flow flow = script_file_read(in, real_path, &text);

	in->scope = scope;
	if (flow == FLOW_NEXT)
		flow = function_parse(in, shown, buf_str(&text), PARSE_FILE, block);
	in->scope = saved;
	buf_release(&text);
	return flow;
}

/* Runs the text in the scope the block belongs to. */
static Flow run_block(Stage *s, Str real_path, Value block, const ModuleLoad *load, Sink *sink)
{
	size_t slash = str_rfind(real_path, S("/"), real_path.n);
	Str leaf = slash == STR_NONE ? real_path : str_cut(real_path, slash + 1, real_path.n);
	PipelineCall call = { .args = load->args, .nargs = load->nargs, .dotted = true };
	Flow flow;

	call.command = command_new(COMMAND_SCRIPT_FILE, leaf);
	call.command->path = value_string(real_path).string;
	call.command->source = value_string(leaf).string;
	call.command->block = value_ref(block).block;
	call.command->module = block.block->module;
	flow = pipeline_call(s->interp, &call, sink);
	command_drop(call.command);
	return adopt(s, flow);
}

Flow module_run_file(Stage *s, Scope *scope, Str real_path, const ModuleLoad *load, bool *done)
{
	Value block = VALUE_EMPTY;
	Buf shown = BUF_INIT;
	Flow flow;

	*done = false;
	provider_shown_path(s->interp, real_path, &shown);
	flow = parse_in(s->interp, scope, real_path, buf_str(&shown), &block);
	buf_release(&shown);
	if (flow == FLOW_THROW && interp_error_peek(s->interp)->category == CAT_PARSER_ERROR)
		return report_parse_errors(s, load);
	if (flow == FLOW_NEXT && block.block->script->requires)
		flow = script_file_check_requires(s->interp, load->name, block.block->script->requires);
	if (flow == FLOW_NEXT)
		flow = run_block(s, real_path, block, load, &s->interp->null_sink);
	*done = flow == FLOW_NEXT;
	value_drop(block);
	return flow;
}

Str module_base_name(Str path)
{
	size_t slash = str_rfind(path, S("/"), path.n), dot;
	Str leaf = slash == STR_NONE ? path : str_cut(path, slash + 1, path.n);

	dot = str_rfind(leaf, S("."), leaf.n);
	return dot == STR_NONE || dot == 0 ? leaf : str_cut(leaf, 0, dot);
}

Module *module_make(Interp *in, Str name, Str real_path)
{
	Module *module = function_module_new(in, name);
	Buf shown = BUF_INIT;

	if (real_path.n) {
		provider_shown_path(in, real_path, &shown);
		module->path = value_string_buf(&shown).string;
		module->file = value_string(real_path).string;
		buf_release(&shown);
	}
	registry_module_add(in, module);
	return module;
}

Flow module_give_up(Module *module, Flow flow)
{
	function_module_clear(module);
	function_module_drop(module);
	return flow;
}

static Flow load_script(Stage *s, Str real_path, const ModuleLoad *load, Module **out)
{
	Module *module = module_make(s->interp, module_base_name(real_path), real_path);
	bool done;
	Flow flow;

	FLOW_TRY(stage_verbose(s, "Loading module from path '%s'.", module->path->p));
	flow = module_run_file(s, module->scope, real_path, load, &done);
	if (!done)
		return module_give_up(module, flow);
	*out = module;
	return module_export_rest(s, module);
}

/* A .ps1 as a module: its functions go where the import goes. */
static Flow load_plain(Stage *s, Str real_path, const ModuleLoad *load, Module **out)
{
	Module *module = module_make(s->interp, module_base_name(real_path), real_path);
	Interp *in = s->interp;
	bool done;
	Flow flow;

	FLOW_TRY(stage_verbose(s, "Loading module from path '%s'.", module->path->p));
	FLOW_TRY(stage_verbose(s, "Dot-sourcing the script file '%s'.", module->path->p));
	flow = module_run_file(s, in->scope->module ? in->scope->module->scope : in->global, real_path, load, &done);
	if (!done)
		return module_give_up(module, flow);
	*out = module;
	return FLOW_NEXT;
}

/* ---- by kind of file ---- */

static Flow bad_extension(Stage *s, Str real_path, Str extension)
{
	static const ErrorSpec spec = { .category = CAT_INVALID_OPERATION,
		.id = "Modules_InvalidModuleExtension",
		.exception = EXC_INVALID_OPERATION };
	Buf shown = BUF_INIT, text = BUF_INIT;
	Str args[2] = { extension };
	Flow flow;

	provider_shown_path(s->interp, real_path, &shown);
	args[1] = buf_str(&shown);
	error_format(&text, edition_text(stage_edition(s), ET_MODULE_EXTENSION), args, 2);
	flow = module_failed(s, &spec, (Str){ NULL, 0 }, "%s", text.p);
	buf_release(&shown);
	buf_release(&text);
	return flow;
}

static Flow binary_module(Stage *s, Str real_path, const ModuleLoad *load)
{
	static const ErrorSpec spec = {
		.category = CAT_NOT_IMPLEMENTED, .id = "Modules_BinaryNotSupported", .exception = EXC_NOT_IMPLEMENTED
	};

	return module_failed(s, &spec, load->name,
		"The module '%.*s' cannot be loaded: '%.*s' is a binary module, and this shell runs script modules only.",
		STR_ARG(load->name), STR_ARG(real_path));
}

Flow module_load_file(Stage *s, Str real_path, const ModuleLoad *load, Module **out)
{
	size_t dot = str_rfind(real_path, S("."), real_path.n);
	Str extension = dot == STR_NONE ? S("") : str_cut(real_path, dot, real_path.n);

	*out = NULL;
	if (load->depth > MODULE_NEST_MAX)
		return too_deep(s, load);
	if (str_ieq(extension, S(".psm1")))
		return load_script(s, real_path, load, out);
	if (str_ieq(extension, S(".psd1")))
		return module_load_manifest(s, real_path, load, out);
	if (str_ieq(extension, S(".ps1")))
		return load_plain(s, real_path, load, out);
	if (str_ieq(extension, S(".dll")))
		return binary_module(s, real_path, load);
	return bad_extension(s, real_path, extension);
}

Flow module_load_block(Stage *s, Str name, Value block, const ModuleLoad *load, Sink *sink, Module **out)
{
	Interp *in = s->interp;
	Module *module = module_make(in, name, S(""));
	Value bound = function_block_new(block.block->script, block.block->node, module);
	PipelineCall call = { .args = load->args, .nargs = load->nargs, .dotted = true };
	Flow flow;

	*out = NULL;
	module->definition = value_printf("{%.*s}", STR_ARG(function_block_text(block.block)));
	call.command = command_ref(function_block_command(bound.block));
	flow = pipeline_call(in, &call, sink);
	command_drop(call.command);
	value_drop(bound);
	if (flow != FLOW_NEXT)
		return module_give_up(module, flow);
	*out = module;
	return module_export_rest(s, module);
}
