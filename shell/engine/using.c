/* using: the modules and assemblies that using statements name: looked for when a text is parsed, imported when it runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/using.h"

#include <sys/stat.h>

#include "shell/engine/module.h"
#include "shell/engine/provider.h"

static bool has_separator(Str name)
{
	return str_find_byte(name, '/', 0) != STR_NONE || str_find_byte(name, '\\', 0) != STR_NONE;
}

/* The path of a file as it is shown; a relative one goes from the folder of the script that names it, or from here. */
static void put_file(Interp *in, Str script, Str name, Buf *out)
{
	Buf path = BUF_INIT, real = BUF_INIT;
	size_t end = script.n;

	while (end && script.p[end - 1] != '/' && script.p[end - 1] != '\\')
		end--;
	if (!provider_is_absolute(in, name))
		buf_put(&path, str_cut(script, 0, end));
	buf_put(&path, name);
	provider_real_path(in, buf_str(&path), &real);
	provider_shown_path(in, buf_str(&real), out);
	buf_release(&path);
	buf_release(&real);
}

/* ---- modules ---- */

/* The file of a module by its path: that is no name to be looked for. */
static bool is_module_file(Str name)
{
	static const char *const extensions[] = { ".psm1", ".psd1", ".ps1", ".dll", ".cdxml" };

	for (size_t i = 0; has_separator(name) && i < COUNT(extensions); i++)
		if (str_iends(name, str_from(extensions[i])))
			return true;
	return false;
}

static ModuleLoad load_of(const ParseModule *module)
{
	return (ModuleLoad){
		.name = module->name, .minimum = module->minimum, .maximum = module->maximum, .wanted = module->required
	};
}

/* Whether a file is there is told when it is imported (asked of 7.6). */
static bool has_module(void *self, Str script, const ParseModule *module)
{
	ModuleLoad load = load_of(module);
	Buf real = BUF_INIT;
	bool found;

	(void)script;
	if (is_module_file(module->name) || module_built_in(self, module->name))
		return true;
	found = module_find_file(self, &load, &real);
	buf_release(&real);
	return found;
}

/* What Import-Module reports is no command's error here (asked of 7.6). */
static Flow claim(Interp *in, Flow flow, Str name)
{
	Fault fault = { .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME };
	Value target, record;
	Buf id = BUF_INIT;

	if (flow != FLOW_THROW || !error_peek(in->error)->promoted)
		return flow;
	record = interp_take_error(in);
	target = value_string(name);
	error_put_id(error_peek(record), &id);
	fault.id = id.p;
	fault.target = target;
	flow = fault_raise(in, &fault, "%.*s", STR_ARG(error_message_peek(error_peek(record))));
	buf_release(&id);
	value_drop(target);
	value_drop(record);
	return flow;
}

static Flow import(Interp *in, Str script, const NodeUsing *node)
{
	ParseModule module;
	ModuleLoad load;
	Buf path = BUF_INIT;
	Flow flow;

	if (!parse_using_module(node, &module))
		return FLOW_NEXT;
	load = load_of(&module);
	if (is_module_file(load.name)) {
		put_file(in, script, load.name, &path);
		load.name = buf_str(&path);
	}
	flow = claim(in, module_run_import(in, &load, false), load.name);
	buf_release(&path);
	return flow;
}

/* ---- assemblies ---- */

/* Assemblies whose types this shell has, as far as it has them. */
static const char *const assemblies[] = { "mscorlib", "System", "System.Core", "System.Private.CoreLib",
	"System.Runtime", "netstandard", "System.Collections", "System.Collections.NonGeneric",
	"System.Collections.Specialized", "System.Console", "System.Linq", "System.Management.Automation",
	"Microsoft.PowerShell.Commands.Utility", "Microsoft.PowerShell.Commands.Management",
	"Microsoft.PowerShell.Security", "System.Net.Mail", "System.Net.Primitives", "System.Numerics",
	"System.Runtime.Numerics", "System.Security", "System.Security.Cryptography",
	"System.Security.Cryptography.X509Certificates", "System.Text.RegularExpressions", "System.Web",
	"System.Web.HttpUtility", "System.Xml", "System.Private.Xml" };

/* "System.Web, Version=4.0.0.0, ..." is System.Web. */
bool using_knows_assembly(Str name)
{
	Str plain = str_trim(str_cut(name, 0, str_find_byte(name, ',', 0)));

	for (size_t i = 0; i < COUNT(assemblies); i++)
		if (str_ieq(plain, str_from(assemblies[i])))
			return true;
	return false;
}

/* Desktop knows them by name; Core takes every name for a file. */
static bool is_known(Interp *in, Str name)
{
	return runtime_edition(in)->windows_paths && using_knows_assembly(name);
}

static bool is_file(Interp *in, Str script, Str name)
{
	Buf shown = BUF_INIT, real = BUF_INIT;
	struct stat info;
	bool is;

	put_file(in, script, name, &shown);
	provider_real_path(in, buf_str(&shown), &real);
	is = real.n && stat(real.p, &info) == 0 && S_ISREG(info.st_mode);
	buf_release(&shown);
	buf_release(&real);
	return is;
}

/* Whether an absolute path is good is told when it is loaded (asked of 7.6). */
static bool has_assembly(void *self, Str script, Str name)
{
	return provider_is_absolute(self, name) || is_known(self, name) || (name.n && is_file(self, script, name));
}

/* No file of code can be run here. */
static Flow load_assembly(Interp *in, const NodeUsing *node)
{
	Value name = NODE_READ(NodeConst, node->name)->value;
	Fault fault = { .id = "ErrorLoadingAssembly",
		.category = CAT_INVALID_OPERATION,
		.exception = EXC_RUNTIME,
		.target = name };

	if (is_known(in, value_str_peek(name)))
		return FLOW_NEXT;
	return fault_raise(in, &fault, "Cannot load assembly '%.*s'.", STR_ARG(value_str_peek(name)));
}

/* ---- all of them ---- */

ParseOutside using_outside(Interp *in)
{
	return (ParseOutside){ .self = in, .has_module = has_module, .has_assembly = has_assembly };
}

Flow using_load(Interp *in, const ScriptBlockNode *block)
{
	for (uint32_t i = 0; i < block->usings.n; i++) {
		const NodeUsing *node = NODE_READ(NodeUsing, block->usings.p[i]);

		if (node->node.op == TK_MODULE)
			FLOW_TRY(import(in, block->script->path, node));
		else if (node->node.op == TK_ASSEMBLY)
			FLOW_TRY(load_assembly(in, node));
	}
	return FLOW_NEXT;
}
