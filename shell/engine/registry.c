/* registry: what names mean: aliases, functions, cmdlets, programs; modules. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/registry.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/app.h"
#include "shell/engine/function.h"
#include "shell/engine/interp.h"
#include "shell/engine/module.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry_private.h"
#include "shell/engine/script_file.h"

enum { ALIAS_DEPTH_MAX = 32 };

struct Registry {
	Interp *in;
	const CmdletDef *const *cmdlets; /* sorted by name without regard to case */
	size_t ncmdlets;
	Command **commands; /* made on demand, one for each of them */
	const AppDef *const *apps;
	uint32_t generation;
	VEC(Module *) modules;
};

Registry *registry_new(Interp *in, const CmdletDef *const *cmdlets, const AppDef *const *apps)
{
	Registry *registry = MEM_NEW(Registry);

	registry->in = in;
	registry->cmdlets = cmdlets;
	registry->apps = apps;
	while (cmdlets && cmdlets[registry->ncmdlets])
		registry->ncmdlets++;
	registry->commands = mem_alloc(registry->ncmdlets + 1, sizeof(Command *));
	registry->generation = 1;
	return registry;
}

void registry_free(Registry *registry)
{
	for (size_t i = 0; i < registry->ncmdlets; i++)
		command_drop(registry->commands[i]);
	for (size_t i = 0; i < registry->modules.n; i++)
		function_module_clear(registry->modules.p[i]);
	for (size_t i = 0; i < registry->modules.n; i++)
		function_module_drop(registry->modules.p[i]);
	VEC_RELEASE(&registry->modules);
	free(registry->commands);
	free(registry);
}

uint32_t registry_generation(const Interp *in)
{
	return in->registry->generation;
}

void registry_changed(Interp *in)
{
	in->registry->generation++;
}

/* ---- cmdlets and apps ---- */

static bool is_here(Interp *in, unsigned where)
{
	unsigned editions = where & (WHERE_DESKTOP | WHERE_CORE);

	return !editions || (editions & runtime_edition(in)->where);
}

static Command *cmdlet_at(Interp *in, size_t i)
{
	Registry *registry = in->registry;

	if (!registry->commands[i])
		registry->commands[i] = command_of_cmdlet(in, registry->cmdlets[i]);
	return registry->commands[i];
}

/* Module\Name stands for Name when it is that module's. */
static Str without_module(Str name, Str *module)
{
	size_t slash = str_find_byte(name, '\\', 0);

	*module = slash == STR_NONE ? S("") : str_cut(name, 0, slash);
	return slash == STR_NONE ? name : str_cut(name, slash + 1, name.n);
}

Command *registry_cmdlet(Interp *in, Str name)
{
	size_t low = 0, high = in->registry->ncmdlets;
	Str module;

	name = without_module(name, &module);
	while (low < high) {
		size_t middle = (low + high) / 2;
		const CmdletDef *def = in->registry->cmdlets[middle];
		int order = str_icompare(name, str_from(def->name));

		if (order == 0)
			return is_here(in, def->where) && (!module.n || str_ieq(module, str_from(def->module)))
				       ? cmdlet_at(in, middle)
				       : NULL;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static Str without_exe(Str name)
{
	return str_iends(name, S(".exe")) ? str_cut(name, 0, name.n - 4) : name;
}

/* Where programs inside the shell are taken to lie. */
#define APP_FOLDER "C:\\Windows\\system32\\"

static Command *find_app(Interp *in, Str name)
{
	for (const AppDef *const *app = in->registry->apps; app && *app; app++) {
		Command *command;

		if (!is_here(in, (*app)->where) || !str_ieq(without_exe(name), str_from((*app)->name)))
			continue;
		command = command_new(COMMAND_APP, str_from((*app)->name));
		command->app = *app;
		if (runtime_edition(in)->windows_paths)
			command->path = value_printf(APP_FOLDER "%s.exe", (*app)->name).string;
		return command;
	}
	return NULL;
}

/* By the path that its command tells. */
static Command *find_app_by_path(Interp *in, Str path)
{
	size_t n = sizeof(APP_FOLDER) - 1;

	if (!runtime_edition(in)->windows_paths || !str_istarts(path, S(APP_FOLDER)))
		return NULL;
	return find_app(in, str_cut(path, n, path.n));
}

/* ---- files ---- */

static bool is_file(const char *path, bool executable)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && (!executable || access(path, X_OK) == 0);
}

static Command *native_of(Str name, Str path)
{
	Command *command = command_new(COMMAND_NATIVE, name);

	command->path = value_string(path).string;
	return command;
}

static Str leaf_of(Str path)
{
	size_t slash = str_rfind(path, S("/"), path.n);

	return slash == STR_NONE ? path : str_cut(path, slash + 1, path.n);
}

static Command *file_command(Interp *in, Str real)
{
	Command *command = NULL;
	Buf path = BUF_INIT;

	buf_put(&path, real);
	if (str_iends(real, S(".ps1")) && is_file(path.p, false)) {
		if (script_file_command(in, real, &command) != FLOW_NEXT)
			value_drop(interp_take_error(in));
	} else if (is_file(path.p, true)) {
		command = native_of(leaf_of(real), real);
	} else if (str_iends(real, S(".exe"))) {
		buf_delete(&path, path.n - 4, 4);
		if (is_file(path.p, true))
			command = native_of(leaf_of(buf_str(&path)), buf_str(&path));
	}
	buf_release(&path);
	return command;
}

static bool is_path(Str name)
{
	return str_find_byte(name, '/', 0) != STR_NONE || str_find_byte(name, '\\', 0) != STR_NONE ||
	       (name.n > 2 && name.p[1] == ':');
}

static Command *find_by_path(Interp *in, Str name)
{
	Buf real = BUF_INIT;
	Command *command;

	provider_real_path(in, name, &real);
	command = file_command(in, buf_str(&real));
	if (!command && !str_iends(name, S(".ps1"))) {
		buf_put(&real, S(".ps1"));
		command = file_command(in, buf_str(&real));
	}
	buf_release(&real);
	return command;
}

static Command *find_in_path(Interp *in, Str name)
{
	StrSplit folders = { .rest = str_from(getenv("PATH")) };
	Buf path = BUF_INIT;
	Command *command = NULL;
	Str folder;

	while (!command && str_split_next(&folders, ':', &folder)) {
		if (!folder.n)
			continue;
		buf_clear(&path);
		buf_put(&path, folder);
		buf_put_char(&path, '/');
		buf_put(&path, name);
		command = file_command(in, buf_str(&path));
		if (!command) {
			buf_put(&path, S(".ps1"));
			command = file_command(in, buf_str(&path));
		}
	}
	buf_release(&path);
	return command;
}

/* ---- names ---- */

static bool wants(unsigned kinds, unsigned kind)
{
	return !kinds || (kinds & kind);
}

/* Module\Function of a module that is loaded. */
static Command *find_in_module(Interp *in, Str name)
{
	Str module_name, leaf = without_module(name, &module_name);
	Module *module = module_name.n ? registry_module(in, module_name) : NULL;

	for (size_t i = 0; module && i < module->functions.n; i++)
		if (str_ieq(string_str(module->functions.p[i]->name), leaf))
			return command_ref(module->functions.p[i]);
	return NULL;
}

/* Everything but aliases. */
static Command *find_direct(Interp *in, Str name, unsigned kinds)
{
	Command *command = NULL;

	if (wants(kinds, COMMAND_FUNCTION | COMMAND_FILTER))
		command = scope_function_peek(in->scope, name);
	if (!command && wants(kinds, COMMAND_CMDLET))
		command = registry_cmdlet(in, name);
	if (command)
		return command_ref(command);
	if (wants(kinds, COMMAND_FUNCTION | COMMAND_FILTER)) {
		command = find_in_module(in, name);
		if (!command)
			command = command_ref(registry_function_find(in, name));
		if (command)
			return command;
	}
	if (is_path(name) && wants(kinds, COMMAND_APP | COMMAND_NATIVE) && (command = find_app_by_path(in, name)))
		return command;
	if (is_path(name))
		return wants(kinds, COMMAND_SCRIPT_FILE | COMMAND_NATIVE) ? find_by_path(in, name) : NULL;
	if (wants(kinds, COMMAND_APP | COMMAND_NATIVE))
		command = find_app(in, name);
	if (!command && name.n && wants(kinds, COMMAND_SCRIPT_FILE | COMMAND_NATIVE))
		command = find_in_path(in, name);
	return command;
}

Command *registry_find_direct(Interp *in, Str name, unsigned kinds)
{
	Command *command = find_direct(in, name, kinds);

	if (!command || wants(kinds, command->kind))
		return command;
	command_drop(command);
	return NULL;
}

/* An alias of an alias is followed; a circle ends nowhere. */
static Command *follow(Interp *in, Command *alias, unsigned kinds)
{
	for (int depth = 0; depth < ALIAS_DEPTH_MAX; depth++) {
		Str name = string_str(alias->definition);
		Command *next = scope_alias_peek(in->scope, name);

		if (!next || next == alias)
			return find_direct(in, name, kinds);
		alias = next;
	}
	return NULL;
}

static Command *find(Interp *in, Str name, unsigned kinds)
{
	Command *alias = scope_alias_peek(in->scope, name);

	return alias ? follow(in, alias, kinds) : find_direct(in, name, kinds);
}

Command *registry_find(Interp *in, Str name, unsigned kinds)
{
	Command *command = find(in, name, kinds);
	Buf longer = BUF_INIT;

	if (command || !name.n)
		return command;
	if (module_auto_load(in, name))
		return find(in, name, kinds);
	if (is_path(name))
		return NULL;
	buf_put(&longer, S("Get-")); /* reference 7.2.2: childitem is Get-ChildItem */
	buf_put(&longer, name);
	command = find(in, buf_str(&longer), kinds);
	buf_release(&longer);
	return command;
}

Command *registry_find_alias(Interp *in, Str name)
{
	Command *alias = scope_alias_peek(in->scope, name);

	return alias ? command_ref(alias) : registry_find(in, name, 0);
}

Flow registry_not_found(Interp *in, Str name)
{
	Value target = value_string(name);
	Fault fault = { .id = "CommandNotFoundException",
		.category = CAT_OBJECT_NOT_FOUND,
		.exception = EXC_COMMAND_NOT_FOUND,
		.target = target };
	Buf text = BUF_INIT;
	Flow flow;

	error_format(&text, edition_text(runtime_edition(in), ET_COMMAND_NOT_FOUND), &name, 1);
	flow = fault_raise(in, &fault, "%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
	value_drop(target);
	return flow;
}

/* ---- all of them ---- */

typedef struct Each {
	Str pattern;
	unsigned kinds;
	void (*each)(void *self, Command *command);
	void *self;
} Each;

static void offer(const Each *e, Command *command)
{
	if (wants(e->kinds, command->kind) && wildcard_match(e->pattern, string_str(command->name), true))
		e->each(e->self, command);
}

/* Names of inner scopes hide those of outer ones. */
static void each_scoped(Interp *in, const Each *e, bool aliases)
{
	for (Scope *scope = in->scope; scope; scope = scope->parent) {
		ScopeNames *names = aliases ? scope->aliases : scope->functions;

		for (uint32_t i = 0; names && i < names->n; i++) {
			Str name = string_str(names->p[i].name);
			Command *visible =
				aliases ? scope_alias_peek(in->scope, name) : scope_function_peek(in->scope, name);

			if (names->p[i].command && visible == names->p[i].command)
				offer(e, visible);
		}
	}
}

void registry_each(Interp *in, Str pattern, unsigned kinds, void (*each)(void *self, Command *command), void *self)
{
	Each e = { pattern, kinds, each, self };

	if (wants(kinds, COMMAND_FUNCTION))
		registry_function_define_all(in);
	if (wants(kinds, COMMAND_ALIAS))
		each_scoped(in, &e, true);
	if (wants(kinds, COMMAND_FUNCTION | COMMAND_FILTER))
		each_scoped(in, &e, false);
	for (size_t i = 0; wants(kinds, COMMAND_CMDLET) && i < in->registry->ncmdlets; i++)
		if (is_here(in, in->registry->cmdlets[i]->where))
			offer(&e, cmdlet_at(in, i));
	for (const AppDef *const *app = in->registry->apps; wants(kinds, COMMAND_APP) && app && *app; app++) {
		Command *command = find_app(in, str_from((*app)->name));

		if (command)
			offer(&e, command);
		command_drop(command);
	}
}

/* Files of one folder of $PATH. */
static void each_in_folder(Interp *in, Str folder, const Each *e)
{
	Buf path = BUF_INIT;
	struct dirent *entry;
	DIR *dir;

	buf_put(&path, folder);
	dir = opendir(path.p);
	while (dir && (entry = readdir(dir)) != NULL) {
		Command *command;

		if (!wildcard_match(e->pattern, str_from(entry->d_name), true))
			continue;
		buf_clear(&path);
		buf_printf(&path, "%.*s/%s", STR_ARG(folder), entry->d_name);
		command = file_command(in, buf_str(&path));
		if (command && wants(e->kinds, command->kind))
			e->each(e->self, command);
		command_drop(command);
	}
	if (dir)
		closedir(dir);
	buf_release(&path);
}

void registry_each_file(Interp *in, Str pattern, unsigned kinds, void (*each)(void *self, Command *command), void *self)
{
	Each e = { pattern, kinds, each, self };
	StrSplit folders = { .rest = str_from(getenv("PATH")) };
	Str folder;

	while (str_split_next(&folders, ':', &folder))
		if (folder.n)
			each_in_folder(in, folder, &e);
}

/* ---- aliases of the session ---- */

/* "name", or "name:d" and "name:c" for one edition. */
static void add_alias(Interp *in, const char *target, Str text)
{
	size_t colon = str_find_byte(text, ':', 0);
	unsigned where = colon == STR_NONE ? 0 : text.p[colon + 1] == 'd' ? WHERE_DESKTOP : WHERE_CORE;
	Str name = str_cut(text, 0, colon == STR_NONE ? text.n : colon);
	Command *alias;

	if (!is_here(in, where))
		return;
	alias = command_new(COMMAND_ALIAS, name);
	alias->definition = value_string_c(target).string;
	scope_alias_set(in->global, name, alias);
	command_drop(alias);
}

void registry_add_aliases(Interp *in)
{
	for (size_t i = 0; i < in->registry->ncmdlets; i++) {
		const CmdletDef *def = in->registry->cmdlets[i];

		for (size_t k = 0; is_here(in, def->where) && def->aliases && def->aliases[k]; k++)
			add_alias(in, def->name, str_from(def->aliases[k]));
	}
	for (size_t i = 0; registry_function_aliases[i][0]; i++)
		add_alias(in, registry_function_aliases[i][1], str_from(registry_function_aliases[i][0]));
}

/* ---- modules ---- */

Module *registry_module(Interp *in, Str name)
{
	for (size_t i = 0; i < in->registry->modules.n; i++) {
		Module *module = in->registry->modules.p[i];

		if (module->loaded && str_ieq(string_str(module->name), name))
			return module;
	}
	return NULL;
}

void registry_module_add(Interp *in, Module *module)
{
	VEC_PUSH(&in->registry->modules, function_module_ref(module));
	registry_changed(in);
}

Module *registry_module_at(Interp *in, size_t i)
{
	return i < in->registry->modules.n ? in->registry->modules.p[i] : NULL;
}
