/* module_find: where modules are: the shell's own, files by path, the folders of $env:PSModulePath. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "shell/base/vec.h"
#include "shell/base/wildcard.h"
#include "shell/engine/module_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

typedef VEC(char *) Names;

static char *copy_text(Str text)
{
	char *copy = mem_alloc(text.n + 1, 1);

	memcpy(copy, text.p, text.n);
	return copy;
}

static bool is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* ---- the shell's own ---- */

typedef struct Search {
	Str name;
	Str found; /* as the table writes it */
} Search;

static void match_module(void *self, Command *command)
{
	Search *search = self;

	if (command->def && str_ieq(str_from(command->def->module), search->name))
		search->found = str_from(command->def->module);
}

static bool is_utility(Str name)
{
	return str_istarts(name, S("Microsoft.PowerShell."));
}

static void set_version(Interp *in, Module *module)
{
	bool core = (runtime_edition(in)->where & WHERE_CORE) != 0;
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.Version"));
	const char *version = !is_utility(string_str(module->name)) ? "1.0.0.0" : core ? "7.0.0.0" : "3.1.0.0";
	Value text = value_string_c(version);

	if (!type || !convert_try(in, text, type, &module->version))
		module->version = VALUE_EMPTY;
	value_drop(text);
}

Module *module_built_in(Interp *in, Str name)
{
	Search search = { .name = name };
	Module *module;

	for (size_t i = 0; (module = registry_module_at(in, i)); i++)
		if (module->built_in && str_ieq(string_str(module->name), name))
			return module;
	if (!name.n || str_find_byte(name, '/', 0) != STR_NONE)
		return NULL;
	registry_each(in, S("*"), COMMAND_CMDLET, match_module, &search);
	if (!search.found.n)
		return NULL;
	module = module_make(in, search.found, S(""));
	module->kind = MODULE_MANIFEST;
	module->built_in = true;
	set_version(in, module);
	function_module_drop(module); /* the registry has it */
	return module;
}

typedef struct ModuleNameList {
	Str pattern;
	VEC(Str) names;
} ModuleNameList;

static void add_module_name(void *self, Command *command)
{
	ModuleNameList *list = self;
	Str name = command->def ? str_from(command->def->module) : S("");

	if (!name.n || !wildcard_match(list->pattern, name, true))
		return;
	for (size_t i = 0; i < list->names.n; i++)
		if (str_ieq(list->names.p[i], name))
			return;
	VEC_PUSH(&list->names, name);
}

static int compare_names(const void *a, const void *b)
{
	return str_icompare(*(const Str *)a, *(const Str *)b);
}

void module_each_built_in(Interp *in, Str pattern, ModuleEach *each, void *self)
{
	ModuleNameList list = { .pattern = pattern };

	registry_each(in, S("*"), COMMAND_CMDLET, add_module_name, &list);
	if (list.names.n)
		qsort(list.names.p, list.names.n, sizeof(*list.names.p), compare_names);
	for (size_t i = 0; i < list.names.n; i++)
		each(self, module_built_in(in, list.names.p[i]));
	VEC_RELEASE(&list.names);
}

/* ---- versions ---- */

static bool version_fits(const ModuleLoad *load, Str version)
{
	if (load->wanted.n && script_file_compare_versions(version, load->wanted) != 0)
		return false;
	if (load->minimum.n && script_file_compare_versions(version, load->minimum) < 0)
		return false;
	return !load->maximum.n || script_file_compare_versions(version, load->maximum) <= 0;
}

static bool wants_version(const ModuleLoad *load)
{
	return load->wanted.n || load->minimum.n || load->maximum.n;
}

/* What a manifest file says its version is; "0.0" of what is none. */
static bool file_fits(Interp *in, const ModuleLoad *load, Str real)
{
	Value manifest = VALUE_EMPTY, *version = NULL;
	bool fits;

	if (!wants_version(load))
		return true;
	if (str_iends(real, S(".psd1")) && module_read_data(in, real, &manifest) != FLOW_NEXT)
		value_drop(interp_take_error(in));
	if (manifest.kind == V_HASH)
		version = hash_find_text_peek(manifest.hash, S("ModuleVersion"));
	fits = version_fits(load, version ? value_str_peek(*version) : S("0.0"));
	value_drop(manifest);
	return fits;
}

/* ---- files ---- */

static const char *const extensions[] = { ".psd1", ".psm1", ".dll" };

/* real with the first of the extensions that there is a file of; left as it was when that does not fit. */
static bool add_extension(Interp *in, const ModuleLoad *load, Buf *real)
{
	size_t n = real->n;

	for (size_t i = 0; i < COUNT(extensions); i++) {
		bool is;

		buf_put(real, str_from(extensions[i]));
		is = is_file(real->p);
		if (is && file_fits(in, load, buf_str(real)))
			return true;
		buf_delete(real, n, real->n - n);
		if (is)
			return false;
	}
	return false;
}

static Str leaf_of(Str path)
{
	size_t slash = str_rfind(path, S("/"), path.n);

	return slash == STR_NONE ? path : str_cut(path, slash + 1, path.n);
}

static bool is_version(const char *name)
{
	return name[0] >= '0' && name[0] <= '9' && strspn(name, "0123456789.") == strlen(name);
}

static int newest_first(const void *a, const void *b)
{
	return script_file_compare_versions(str_from(*(char *const *)b), str_from(*(char *const *)a));
}

static void list_folder(const char *path, bool versions, Names *out)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.' && (!versions || is_version(entry->d_name)))
			VEC_PUSH(out, copy_text(str_from(entry->d_name)));
	if (dir)
		closedir(dir);
}

static void release_names(Names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->p[i]);
	VEC_RELEASE(names);
}

/* Folder Name: Name/1.2.3/Name.psd1, or Name/Name.psd1. */
static bool find_in_module_folder(Interp *in, const ModuleLoad *load, Buf *real)
{
	Buf leaf = BUF_INIT;
	Names versions = { 0 };
	size_t n = real->n;
	bool found = false;

	buf_put(&leaf, leaf_of(buf_str(real)));
	list_folder(real->p, true, &versions);
	if (versions.n)
		qsort(versions.p, versions.n, sizeof(*versions.p), newest_first);
	for (size_t i = 0; i < versions.n && !found; i++) {
		if (!version_fits(load, str_from(versions.p[i])))
			continue;
		buf_printf(real, "/%s/%s", versions.p[i], leaf.p);
		found = add_extension(in, &(ModuleLoad){ 0 }, real);
		if (!found)
			buf_delete(real, n, real->n - n);
	}
	if (!found) {
		buf_printf(real, "/%s", leaf.p);
		found = add_extension(in, load, real);
	}
	if (!found)
		buf_delete(real, n, real->n - n);
	release_names(&versions);
	buf_release(&leaf);
	return found;
}

static bool find_by_path(Interp *in, const ModuleLoad *load, Buf *real)
{
	provider_real_path(in, load->name, real);
	while (real->n > 1 && real->p[real->n - 1] == '/')
		buf_delete(real, real->n - 1, 1);
	if (is_file(real->p))
		return true;
	if (add_extension(in, load, real))
		return true;
	return is_folder(real->p) && find_in_module_folder(in, load, real);
}

/* ---- $env:PSModulePath ---- */

typedef struct Folders {
	StrSplit outer, inner;
	char separator;
	bool in_inner;
	Str text;
} Folders;

/* Desktop separates by ";", because C: has a colon; what begins with / may have colons between, too. */
static void folders_init(Interp *in, Folders *folders)
{
	folders->text = str_from(getenv("PSModulePath"));
	folders->separator = runtime_edition(in)->windows_paths ? ';' : ':';
	folders->outer = (StrSplit){ .rest = folders->text };
	folders->in_inner = false;
}

static bool folders_next(Folders *folders, Str *out)
{
	Str piece;

	for (;;) {
		if (folders->in_inner && str_split_next(&folders->inner, ':', out))
			return true;
		folders->in_inner = false;
		if (!str_split_next(&folders->outer, folders->separator, &piece))
			return false;
		folders->in_inner = piece.n && piece.p[0] == '/';
		folders->inner = (StrSplit){ .rest = piece };
		if (folders->in_inner || !piece.n)
			continue;
		*out = piece;
		return true;
	}
}

static bool find_in_folders(Interp *in, const ModuleLoad *load, Buf *real)
{
	Folders folders;
	bool found = false;
	Str folder;

	folders_init(in, &folders);
	while (!found && folders_next(&folders, &folder)) {
		buf_clear(real);
		provider_real_path(in, folder, real);
		buf_printf(real, "/%.*s", STR_ARG(load->name));
		found = is_folder(real->p) && find_in_module_folder(in, load, real);
	}
	return found;
}

static bool is_path(Str name)
{
	return str_find_byte(name, '/', 0) != STR_NONE || str_find_byte(name, '\\', 0) != STR_NONE ||
	       (name.n > 1 && name.p[1] == ':');
}

bool module_find_file(Interp *in, const ModuleLoad *load, Buf *real_path)
{
	buf_clear(real_path);
	if (!load->name.n)
		return false;
	return is_path(load->name) ? find_by_path(in, load, real_path) : find_in_folders(in, load, real_path);
}

/* ---- what files export, without running them ---- */

static bool is_named(Node *node, const char *name)
{
	return node->kind == NODE_CONST && str_ieq(value_str_peek(NODE_AS(NodeConst, node)->value), str_from(name));
}

/* The commands at the top of a script. */
static NodeCommand *command_of(Node *statement)
{
	NodePipeline *pipeline = NODE_AS(NodePipeline, statement);

	if (statement->kind == NODE_COMMAND)
		return NODE_AS(NodeCommand, statement);
	if (statement->kind != NODE_PIPELINE || pipeline->nelements != 1 ||
		pipeline->elements[0].node->kind != NODE_COMMAND)
		return NULL;
	return NODE_AS(NodeCommand, pipeline->elements[0].node);
}

static void add_pattern(Node *node, Names *out)
{
	const NodeArray *array = NODE_AS(NodeArray, node);
	Str text;

	for (uint32_t i = 0; node->kind == NODE_ARRAY && i < array->items.n; i++)
		add_pattern(array->items.p[i], out);
	if (node->kind != NODE_CONST)
		return;
	text = value_str_peek(NODE_AS(NodeConst, node)->value);
	if (text.n)
		VEC_PUSH(out, copy_text(text));
}

/* Export-ModuleMember [-Function] a, b: what it names as constants. */
static void read_export(const NodeCommand *command, Names *out)
{
	Str param = S("Function");

	for (uint32_t i = 0; i < command->nargs; i++) {
		const CommandArg *arg = &command->args[i];

		if (arg->param.p && !arg->value) {
			param = arg->param;
			continue;
		}
		if (arg->value && str_istarts(S("Function"), arg->param.p ? arg->param : param))
			add_pattern(arg->value, out);
		param = S("Function");
	}
}

static bool fits_any(const Names *patterns, Str name)
{
	for (size_t i = 0; i < patterns->n; i++)
		if (wildcard_match(str_from(patterns->p[i]), name, true))
			return true;
	return false;
}

static void add_function(Module *module, Script *script, const NodeFunction *node)
{
	Command *command = command_new(node->is_filter ? COMMAND_FILTER : COMMAND_FUNCTION, node->name);

	command->block = function_block_new(script, node->block, NULL).block;
	command->module = module;
	command->source = value_string(node->name).string;
	VEC_PUSH(&module->functions, command);
}

static void read_script(Script *script, Module *module)
{
	const NodeBlock *body = script->root->end;
	Names patterns = { 0 };
	bool chose = false;

	for (uint32_t i = 0; body && i < body->statements.n; i++) {
		NodeCommand *command = command_of(body->statements.p[i]);

		if (command && is_named(command->name, "Export-ModuleMember")) {
			chose = true;
			read_export(command, &patterns);
		}
	}
	for (uint32_t i = 0; body && i < body->statements.n; i++) {
		Node *node = body->statements.p[i];

		if (node->kind == NODE_FUNCTION && (!chose || fits_any(&patterns, NODE_AS(NodeFunction, node)->name)))
			add_function(module, script, NODE_AS(NodeFunction, node));
	}
	release_names(&patterns);
}

static void read_script_file(Interp *in, Str real, Module *module)
{
	Buf text = BUF_INIT;
	ParseErrors errs = { 0 };
	ParseInput input = { .path = real, .edition = runtime_edition(in), .flags = PARSE_FILE };
	Script *script;

	if (script_file_read(in, real, &text) != FLOW_NEXT) {
		value_drop(interp_take_error(in));
		buf_release(&text);
		return;
	}
	input.text = buf_str(&text);
	script = script_parse(&input, &errs);
	if (!errs.n)
		read_script(script, module);
	script_errors_release(&errs);
	script_drop(script);
	buf_release(&text);
}

/* The root and the nested modules that are scripts. */
static void read_parts(Interp *in, Str folder, Module *module, const char *member)
{
	Value list = value_unwrap_peek(module_says_peek(module, str_from(member)));
	size_t n = list.kind == V_ARRAY ? list.array->n : list.kind > V_NULL;
	Buf path = BUF_INIT, real = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		Str name = value_str_peek(list.kind == V_ARRAY ? array_peek(list.array, i) : list);
		ModuleLoad load = { 0 };

		buf_clear(&path);
		buf_printf(&path, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
		load.name = buf_str(&path);
		if (name.n && module_find_file(in, &load, &real) && str_iends(buf_str(&real), S(".psm1")))
			read_script_file(in, buf_str(&real), module);
	}
	buf_release(&path);
	buf_release(&real);
}

static void read_exports(Interp *in, Str real, Module *module)
{
	size_t slash = str_rfind(real, S("/"), real.n);
	Str folder = slash == STR_NONE ? S(".") : str_cut(real, 0, slash);

	if (module->kind != MODULE_MANIFEST) {
		read_script_file(in, real, module);
		return;
	}
	if (module_says_peek(module, S("RootModule")).kind != V_EMPTY ||
		module_says_peek(module, S("ModuleToProcess")).kind != V_EMPTY)
		module->kind = MODULE_SCRIPT;
	read_parts(in, folder, module, "RootModule");
	read_parts(in, folder, module, "ModuleToProcess");
	read_parts(in, folder, module, "NestedModules");
	module_limit_exports(module);
}

/* ---- all of them ---- */

Flow module_read_available(Stage *s, Str real, Module **out)
{
	Str leaf = leaf_of(real);

	*out = NULL;
	if (str_iends(real, S(".psd1")))
		FLOW_TRY(module_read_manifest(s, real, out));
	else if (str_iends(real, S(".psm1")))
		*out = module_make(s->interp, str_cut(leaf, 0, leaf.n - 5), real);
	if (*out)
		read_exports(s->interp, real, *out);
	return FLOW_NEXT;
}

static int compare_texts(const void *a, const void *b)
{
	return str_icompare(str_from(*(char *const *)a), str_from(*(char *const *)b));
}

/* All versions of one module, or the one there is. */
static Flow each_version(Stage *s, const char *folder, const char *name, ModuleEach *each, void *self)
{
	Names versions = { 0 };
	Buf real = BUF_INIT;
	Flow flow = FLOW_NEXT;

	buf_printf(&real, "%s/%s", folder, name);
	list_folder(real.p, true, &versions);
	if (!versions.n)
		VEC_PUSH(&versions, copy_text(S("")));
	qsort(versions.p, versions.n, sizeof(*versions.p), newest_first);
	for (size_t i = 0; i < versions.n && flow == FLOW_NEXT; i++) {
		Module *module = NULL;

		buf_clear(&real);
		buf_printf(&real, "%s/%s%s%s/%s", folder, name, versions.p[i][0] ? "/" : "", versions.p[i], name);
		if (add_extension(s->interp, &(ModuleLoad){ 0 }, &real))
			flow = module_read_available(s, buf_str(&real), &module);
		if (module && flow == FLOW_NEXT)
			each(self, module);
		if (module)
			function_module_drop(module);
	}
	release_names(&versions);
	buf_release(&real);
	return flow;
}

Flow module_each_available(Stage *s, Str pattern, ModuleEach *each, void *self)
{
	Folders folders;
	Flow flow = FLOW_NEXT;
	Str folder;

	folders_init(s->interp, &folders);
	while (flow == FLOW_NEXT && folders_next(&folders, &folder)) {
		Names names = { 0 };
		Buf real = BUF_INIT;

		provider_real_path(s->interp, folder, &real);
		list_folder(real.p, false, &names);
		if (names.n)
			qsort(names.p, names.n, sizeof(*names.p), compare_texts);
		for (size_t i = 0; i < names.n && flow == FLOW_NEXT; i++)
			if (wildcard_match(pattern, str_from(names.p[i]), true))
				flow = each_version(s, real.p, names.p[i], each, self);
		release_names(&names);
		buf_release(&real);
	}
	return flow;
}

/* ---- loading by the name of a command ---- */

static bool lists_name(Value list, Str name)
{
	list = value_unwrap_peek(list);
	if (list.kind != V_ARRAY)
		return str_ieq(value_str_peek(list), name);
	for (size_t i = 0; i < list.array->n; i++)
		if (str_ieq(value_str_peek(array_peek(list.array, i)), name))
			return true;
	return false;
}

static bool module_has(const Module *module, Str name)
{
	for (size_t i = 0; i < module->functions.n; i++)
		if (str_ieq(string_str(module->functions.p[i]->name), name))
			return true;
	return lists_name(module_says_peek(module, S("FunctionsToExport")), name) ||
	       lists_name(module_says_peek(module, S("AliasesToExport")), name);
}

/* Reads one module file without leaving anything behind in the session. */
static bool file_has(Interp *in, Str real, Str name)
{
	Module *module = function_module_new(in, S(""));
	bool has = false;

	if (str_iends(real, S(".psd1"))) {
		module->kind = MODULE_MANIFEST;
		if (module_read_data(in, real, &module->manifest) != FLOW_NEXT)
			value_drop(interp_take_error(in));
	}
	if (module->kind != MODULE_MANIFEST || value_unwrap_peek(module->manifest).kind == V_HASH) {
		read_exports(in, real, module);
		has = module_has(module, name);
	}
	function_module_clear(module);
	function_module_drop(module);
	return has;
}

static bool find_command_in(Interp *in, Str folder, Str name, Buf *real)
{
	Names names = { 0 };
	bool found = false;
	Buf base = BUF_INIT;

	provider_real_path(in, folder, &base);
	list_folder(base.p, false, &names);
	for (size_t i = 0; i < names.n && !found; i++) {
		buf_clear(real);
		buf_printf(real, "%s/%s", base.p, names.p[i]);
		found = is_folder(real->p) && find_in_module_folder(in, &(ModuleLoad){ 0 }, real) &&
			file_has(in, buf_str(real), name);
	}
	release_names(&names);
	buf_release(&base);
	return found;
}

bool module_find_command(Interp *in, Str name, Buf *real_path)
{
	Folders folders;
	Str folder;

	folders_init(in, &folders);
	while (folders_next(&folders, &folder))
		if (find_command_in(in, folder, name, real_path))
			return true;
	return false;
}

/* ---- by the engine itself ---- */

Flow module_run_import(Interp *in, const ModuleLoad *load, bool quiet)
{
	static const char ignore[] = "Ignore";
	const struct {
		const char *name;
		Str text;
	} versions[] = {
		{ "MinimumVersion", load->minimum },
		{ "MaximumVersion", load->maximum },
		{ "RequiredVersion", load->wanted },
	};
	StageArg named[4 + COUNT(versions)] = {
		{ "Name", value_string(load->name) },
		{ "Global", VALUE_EMPTY },
		{ "WarningAction", value_string_c(ignore) },
		{ "ErrorAction", value_string_c(quiet ? ignore : "Stop") },
	};
	PipelineCall call = { .named = named, .nnamed = 4 };
	bool success = in->success;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < COUNT(versions); i++)
		if (versions[i].text.n)
			named[call.nnamed++] = (StageArg){ versions[i].name, value_string(versions[i].text) };
	call.command = command_ref(registry_cmdlet(in, S("Import-Module")));
	if (call.command)
		flow = pipeline_call(in, &call, &in->null_sink);
	command_drop(call.command);
	in->success = success;
	for (size_t i = 0; i < call.nnamed; i++)
		value_drop(named[i].value);
	return flow;
}

bool module_auto_load(Interp *in, Str name)
{
	Value preference = interp_variable_peek(in, scope_symbol(in, S("PSModuleAutoLoadingPreference")));
	size_t slash = str_find_byte(name, '\\', 0);
	ModuleLoad load = { .name = str_cut(name, 0, slash == STR_NONE ? 0 : slash) };
	Buf real = BUF_INIT;
	bool found;

	if (!name.n || str_ieq(value_str_peek(preference), S("None")))
		return false;
	if (load.name.n && !is_path(load.name))
		found = !registry_module(in, load.name) && find_in_folders(in, &load, &real);
	else
		found = !is_path(name) && module_find_command(in, name, &real);
	if (found && module_run_import(in, &(ModuleLoad){ .name = buf_str(&real) }, true) == FLOW_THROW)
		value_drop(interp_take_error(in));
	buf_release(&real);
	return found;
}
