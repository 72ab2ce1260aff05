/* module_info: PSModuleInfo: a module as scripts see it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/module_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/view.h"

#define SMA_NAME     "System.Management.Automation."
#define GETTER(name) static Flow name(UNUSED Interp *in, UNUSED Value self, Value *out)

static Module *peek(Value self)
{
	return module_info_peek(self);
}

static Flow found(Value *out, Value v)
{
	*out = v;
	return FLOW_NEXT;
}

static Flow text_or_null(Value *out, const String *text)
{
	return found(out, text ? value_string(string_str(text)) : VALUE_NULL);
}

/* ---- what the manifest says ---- */

static Value entry_peek(Value hash, Str name)
{
	Value plain = value_unwrap_peek(hash), *entry;

	if (plain.kind != V_HASH)
		return VALUE_EMPTY;
	entry = hash_find_text_peek(plain.hash, name);
	return entry ? *entry : VALUE_EMPTY;
}

Value module_says_peek(const Module *module, Str name)
{
	return entry_peek(module->manifest, name);
}

Value module_data_peek(const Module *module, Str name)
{
	return entry_peek(entry_peek(module_says_peek(module, S("PrivateData")), S("PSData")), name);
}

static Flow says(Value self, const char *name, Value *out)
{
	Value v = module_says_peek(peek(self), str_from(name));

	return found(out, v.kind == V_EMPTY ? VALUE_NULL : value_ref(v));
}

/* A text, empty when the manifest has none. */
static Flow says_text(Value self, const char *name, Value *out)
{
	Value v = module_says_peek(peek(self), str_from(name));

	return found(out, v.kind == V_EMPTY ? value_string(S("")) : value_ref(v));
}

static Flow says_data(Value self, const char *name, Value *out)
{
	Value v = module_data_peek(peek(self), str_from(name));

	return found(out, v.kind == V_EMPTY ? VALUE_NULL : value_ref(v));
}

static Flow says_as(Interp *in, Value self, const char *name, const char *type_name, Value *out)
{
	Value v = module_says_peek(peek(self), str_from(name));
	const TypeDef *type = type_set_find(runtime_of(in)->types, str_from(type_name));

	*out = VALUE_NULL;
	if (v.kind != V_EMPTY && type && !convert_try(in, v, type, out))
		*out = VALUE_NULL;
	return FLOW_NEXT;
}

#define SAYS(name, how, key)                                                                                           \
	GETTER(name)                                                                                                   \
	{                                                                                                              \
		return how(self, key, out);                                                                            \
	}
SAYS(get_author, says_text, "Author")
SAYS(get_company, says_text, "CompanyName")
SAYS(get_copyright, says_text, "Copyright")
SAYS(get_root, says, "RootModule")
SAYS(get_help_uri, says, "HelpInfoUri")
SAYS(get_host_name, says_text, "PowerShellHostName")
SAYS(get_editions, says, "CompatiblePSEditions")
SAYS(get_assemblies, says, "RequiredAssemblies")
SAYS(get_required, says, "RequiredModules")
SAYS(get_scripts, says, "ScriptsToProcess")
SAYS(get_list, says, "ModuleList")
SAYS(get_tags, says_data, "Tags")
SAYS(get_project_uri, says_data, "ProjectUri")
SAYS(get_icon_uri, says_data, "IconUri")
SAYS(get_license_uri, says_data, "LicenseUri")
SAYS(get_release_notes, says_data, "ReleaseNotes")

GETTER(get_shell_version)
{
	return says_as(in, self, "PowerShellVersion", "System.Version", out);
}

GETTER(get_clr)
{
	return says_as(in, self, "CLRVersion", "System.Version", out);
}

GETTER(get_framework)
{
	return says_as(in, self, "DotNetFrameworkVersion", "System.Version", out);
}

GETTER(get_host_version)
{
	return says_as(in, self, "PowerShellHostVersion", "System.Version", out);
}

GETTER(get_architecture)
{
	Value v = module_says_peek(peek(self), S("ProcessorArchitecture"));

	return found(out, v.kind == V_EMPTY ? value_string(S("None")) : value_ref(v));
}

GETTER(get_nothing)
{
	return found(out, VALUE_NULL);
}

GETTER(get_false)
{
	return found(out, value_bool(false));
}

GETTER(get_guid)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.Guid"));
	Value text;

	FLOW_TRY(says_as(in, self, "GUID", "System.Guid", out));
	if (out->kind != V_NULL || !type)
		return FLOW_NEXT;
	text = value_string(S("00000000-0000-0000-0000-000000000000"));
	if (!convert_try(in, text, type, out))
		*out = VALUE_NULL;
	value_drop(text);
	return FLOW_NEXT;
}

/* ---- what it is ---- */

GETTER(get_name)
{
	return found(out, value_ref(value_of_string(peek(self)->name)));
}

GETTER(get_path)
{
	return text_or_null(out, peek(self)->path);
}

static size_t folder_length(Str path)
{
	size_t n = path.n;

	while (n && path.p[n - 1] != '/' && path.p[n - 1] != '\\')
		n--;
	return n > 1 ? n - 1 : n;
}

String *module_folder(const Module *module)
{
	Str path = module->path ? string_str(module->path) : S("");

	return module->path ? value_string(str_cut(path, 0, folder_length(path))).string : NULL;
}

GETTER(get_base)
{
	const Module *module = peek(self);
	String *folder = module->base ? value_ref(value_of_string(module->base)).string : module_folder(module);

	return found(out, folder ? value_of_string(folder) : VALUE_NULL);
}

Str module_version_text(const Module *module, Buf *scratch)
{
	buf_clear(scratch);
	if (module->version.kind == V_EMPTY || convert_put_text(module->in, module->version, scratch) != FLOW_NEXT)
		buf_put(scratch, S("0.0"));
	return buf_str(scratch);
}

Flow module_version_value(Interp *in, const Module *module, Value *out)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.Version"));
	Value text;

	*out = value_ref(module->version);
	if (module->version.kind != V_EMPTY || !type)
		return FLOW_NEXT;
	text = value_string(S("0.0"));
	if (!convert_try(in, text, type, out))
		*out = VALUE_NULL;
	value_drop(text);
	return FLOW_NEXT;
}

GETTER(get_version)
{
	return module_version_value(in, peek(self), out);
}

static Flow enum_value(Interp *in, const char *name, int64_t number, Value *out)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, str_from(name));

	return found(out, type ? value_enum(type, number) : value_int((int32_t)number));
}

GETTER(get_kind)
{
	return enum_value(in, SMA_NAME "ModuleType", peek(self)->kind, out);
}

GETTER(get_access)
{
	return enum_value(in, SMA_NAME "ModuleAccessMode", 0, out);
}

GETTER(get_definition)
{
	Value definition = peek(self)->definition;

	return found(out, definition.kind == V_EMPTY ? value_string(S("")) : value_ref(definition));
}

GETTER(get_prefix)
{
	return text_or_null(out, peek(self)->prefix);
}

GETTER(get_description)
{
	if (peek(self)->description.kind == V_EMPTY)
		return says_text(self, "Description", out);
	return found(out, value_ref(peek(self)->description));
}

static Flow set_description(Interp *in, Value self, Value to)
{
	(void)in;
	value_set_take(&peek(self)->description, value_ref(to));
	return FLOW_NEXT;
}

GETTER(get_private_data)
{
	if (peek(self)->private_data.kind == V_EMPTY)
		return says(self, "PrivateData", out);
	return found(out, value_ref(peek(self)->private_data));
}

static Flow set_private_data(Interp *in, Value self, Value to)
{
	(void)in;
	value_set_take(&peek(self)->private_data, value_ref(to));
	return FLOW_NEXT;
}

GETTER(get_on_remove)
{
	Value block = peek(self)->on_remove;

	return found(out, block.kind == V_EMPTY ? VALUE_NULL : value_ref(block));
}

static Flow set_on_remove(Interp *in, Value self, Value to)
{
	(void)in;
	value_set_take(&peek(self)->on_remove, value_ref(value_unwrap_peek(to)));
	return FLOW_NEXT;
}

/* ---- files, relative to the manifest ---- */

GETTER(get_file_list)
{
	Value files = module_says_peek(peek(self), S("FileList")), base, list = value_unwrap_peek(files);
	Array *out_list;
	Buf path = BUF_INIT;

	if (files.kind == V_EMPTY)
		return found(out, VALUE_NULL);
	FLOW_TRY(get_base(in, self, &base));
	out_list = array_new(&type_string_array, 4);
	for (size_t i = 0; i < (list.kind == V_ARRAY ? list.array->n : 1); i++) {
		Str name = value_str_peek(list.kind == V_ARRAY ? array_peek(list.array, i) : list);

		buf_clear(&path);
		buf_printf(&path, "%.*s%c%.*s", STR_ARG(value_str_peek(base)),
			runtime_edition(in)->windows_paths ? '\\' : '/', STR_ARG(name));
		array_push_take(out_list, value_string_buf(&path));
	}
	buf_release(&path);
	value_drop(base);
	return found(out, array_value(out_list));
}

/* ---- what it exports ---- */

static Hash *new_dictionary(Interp *in, const char *of)
{
	TypeSet *types = runtime_of(in)->types;
	const TypeDef *type = type_set_close(
		types, type_of_id(T_DICTIONARY), type_of_id(T_STRING), type_set_find(types, str_from(of)));

	return hash_new(type ? type : type_of_id(T_HASHTABLE), true);
}

/* The prefix of the import that loaded the module stands in the names, too. */
static void add_command(const Module *module, Hash *hash, Command *command)
{
	Str name = string_str(command->name);
	size_t dash = str_find_byte(name, '-', 0), at = dash == STR_NONE ? 0 : dash + 1;
	Buf text = BUF_INIT;

	buf_put(&text, str_cut(name, 0, at));
	if (module->prefix)
		buf_put(&text, string_str(module->prefix));
	buf_put(&text, str_cut(name, at, name.n));
	hash_set_text_take(hash, buf_str(&text), command_info_new(command));
	buf_release(&text);
}

static int by_name(const void *a, const void *b)
{
	const Command *x = *(Command *const *)a, *y = *(Command *const *)b;

	return str_icompare(string_str(x->name), string_str(y->name));
}

/* Sorted by name (asked of 7.6). */
static void add_commands(const Module *module, const CommandList *commands, Hash *hash)
{
	CommandList sorted = { 0 };

	for (size_t i = 0; i < commands->n; i++)
		VEC_PUSH(&sorted, commands->p[i]);
	if (sorted.n)
		qsort(sorted.p, sorted.n, VEC_ELEMENT(&sorted), by_name);
	for (size_t i = 0; i < sorted.n; i++)
		add_command(module, hash, sorted.p[i]);
	VEC_RELEASE(&sorted);
}

typedef struct BuiltIn {
	const Module *module;
	Hash *hash;
} BuiltIn;

static void add_cmdlet(void *self, Command *command)
{
	const BuiltIn *built_in = self;

	if (command->def && str_ieq(str_from(command->def->module), string_str(built_in->module->name)))
		hash_set_text_take(built_in->hash, string_str(command->name), command_info_new(command));
}

static void add_cmdlets(Interp *in, const Module *module, Hash *hash)
{
	BuiltIn built_in = { module, hash };

	if (module->built_in)
		registry_each(in, S("*"), COMMAND_CMDLET, add_cmdlet, &built_in);
}

GETTER(get_functions)
{
	Hash *hash = new_dictionary(in, SMA_NAME "FunctionInfo");

	add_commands(peek(self), &peek(self)->functions, hash);
	return found(out, hash_value(hash));
}

GETTER(get_aliases)
{
	Hash *hash = new_dictionary(in, SMA_NAME "AliasInfo");

	add_commands(peek(self), &peek(self)->aliases, hash);
	return found(out, hash_value(hash));
}

GETTER(get_cmdlets)
{
	Hash *hash = new_dictionary(in, SMA_NAME "CmdletInfo");

	add_cmdlets(in, peek(self), hash);
	return found(out, hash_value(hash));
}

GETTER(get_commands)
{
	Hash *hash = new_dictionary(in, SMA_NAME "CommandInfo");

	add_cmdlets(in, peek(self), hash);
	add_commands(peek(self), &peek(self)->functions, hash);
	add_commands(peek(self), &peek(self)->aliases, hash);
	return found(out, hash_value(hash));
}

GETTER(get_variables)
{
	Module *module = peek(self);
	Hash *hash = new_dictionary(in, SMA_NAME "PSVariable");

	for (size_t i = 0; i < module->variables.n; i++) {
		Str name = string_str(module->variables.p[i]);

		hash_set_text_take(hash, name, provider_variable_value(in, module->scope, scope_symbol(in, name)));
	}
	return found(out, hash_value(hash));
}

GETTER(get_nested)
{
	const Module *module = peek(self);
	Array *list = array_new_objects();

	for (size_t i = 0; i < module->nested.n; i++)
		array_push_take(list, module_info_new(module->nested.p[i]));
	return found(out, array_value(list));
}

/* ---- methods ---- */

static Value bound_block(Value self, Value block)
{
	return function_block_new(block.block->script, block.block->node, peek(self));
}

static Flow bind(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in;
	(void)n;
	return found(out, bound_block(self, value_unwrap_peek(args[0])));
}

static Flow invoke(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Value block = bound_block(self, value_unwrap_peek(args[0])), list = value_unwrap_peek(args[1]);
	Flow flow = runtime_of(in)->invoke(in, block, list.kind == V_ARRAY ? list.array->items : NULL,
		list.kind == V_ARRAY ? list.array->n : 0, VALUE_EMPTY, out);

	(void)n;
	value_drop(block);
	return flow;
}

/* Its exported functions as methods, its exported variables as properties. */
Flow module_as_object(Interp *in, Value info, Value *out)
{
	Module *module = peek(info);
	Object *object = object_new_custom();

	for (size_t i = 0; i < module->functions.n; i++) {
		Command *command = module->functions.p[i];
		Value block = { .kind = V_BLOCK, .block = command->block };

		object_add_take(
			object, value_ref(value_of_string(command->name)).string, SLOT_METHOD, value_ref(block));
	}
	for (size_t i = 0; i < module->variables.n; i++) {
		Variable *variable =
			scope_local_peek(module->scope, scope_symbol(in, string_str(module->variables.p[i])));

		if (variable)
			object_set(object, string_str(module->variables.p[i]), variable->value);
	}
	return found(out, object_value(object));
}

static Flow as_object(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)args;
	(void)n;
	return module_as_object(in, self, out);
}

static Flow put_name(Interp *in, Value self, Buf *out)
{
	(void)in;
	buf_put(out, string_str(peek(self)->name));
	return FLOW_NEXT;
}

static Flow to_string(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)args;
	(void)n;
	return get_name(in, self, out);
}

/* ---- the table ---- */

static Flow prerelease_text(Interp *in, Value self, Value *out)
{
	Value v = module_data_peek(peek(self), S("Prerelease"));

	(void)in;
	return found(out, v.kind == V_EMPTY ? value_string(S("")) : value_ref(v));
}

/* What an exported table has, by its names; one alone is no list, and nothing is $null. */
static Flow names_of(Interp *in, Value self, Flow (*get)(Interp *in, Value self, Value *out), Value *out)
{
	Array *names = array_new(&type_string_array, 8);
	struct HashEntry *entry;
	Value hash;
	size_t at = 0;

	FLOW_TRY(get(in, self, &hash));
	while ((entry = hash_next(hash.hash, &at)))
		array_push_take(names, value_ref(entry->key));
	value_drop(hash);
	if (names->n > 1)
		return found(out, array_value(names));
	*out = names->n ? array_get(names, 0) : VALUE_NULL;
	value_drop(array_value(names));
	return FLOW_NEXT;
}

#define NAMES_TEXT(name, get)                                                                                          \
	static Flow name(Interp *in, Value self, Value *out)                                                           \
	{                                                                                                              \
		return names_of(in, self, get, out);                                                                   \
	}
NAMES_TEXT(functions_text, get_functions)
NAMES_TEXT(cmdlets_text, get_cmdlets)
NAMES_TEXT(variables_text, get_variables)
NAMES_TEXT(aliases_text, get_aliases)

static Flow commands_text(Interp *in, Value self, Value *out)
{
	FLOW_TRY(names_of(in, self, get_commands, out));
	if (out->kind == V_NULL)
		*out = array_value(array_new(&type_string_array, 0));
	return FLOW_NEXT;
}

/* "Core,Desk" */
static Flow editions_text(Interp *in, Value self, Value *out)
{
	Value list = value_unwrap_peek(module_says_peek(peek(self), S("CompatiblePSEditions")));
	size_t n = list.kind == V_ARRAY ? list.array->n : list.kind > V_NULL;
	Buf text = BUF_INIT;

	(void)in;
	for (size_t i = 0; i < n; i++) {
		Str name = value_str_peek(list.kind == V_ARRAY ? array_peek(list.array, i) : list);

		buf_printf(&text, "%s%.*s", i ? "," : "", STR_ARG(str_cut(name, 0, 4)));
	}
	*out = value_string_buf(&text);
	buf_release(&text);
	return FLOW_NEXT;
}

static bool is_version_folder(Str path)
{
	size_t n = folder_length(path);
	Str leaf = str_cut(path, n ? n + 1 : 0, path.n);

	for (size_t i = 0; i < leaf.n; i++)
		if (leaf.p[i] != '.' && (leaf.p[i] < '0' || leaf.p[i] > '9'))
			return false;
	return leaf.n > 0;
}

/* The folder of modules it is in: Modules/Name, or Modules/Name/1.2.0.  The shell's own are said to be beside it. */
static Flow folder_of(Interp *in, Value self, Value *out)
{
	Value base, home;
	Str path;

	FLOW_TRY(get_base(in, self, &base));
	if (base.kind == V_NULL) {
		home = runtime_of(in)->variable_peek(in, S("PSHOME"));
		*out = value_printf("%.*s%cModules", STR_ARG(value_str_peek(home)),
			runtime_edition(in)->windows_paths ? '\\' : '/');
		return FLOW_NEXT;
	}
	path = value_str_peek(base);
	if (is_version_folder(path))
		path = str_cut(path, 0, folder_length(path));
	*out = value_string(str_cut(path, 0, folder_length(path)));
	value_drop(base);
	return FLOW_NEXT;
}

/* clang-format off */
#define DESKTOP_COLUMNS { .prop = "ModuleType", .width = 10 }, { .prop = "Version", .width = 10 }
#define LAST_COLUMNS { .prop = "Name", .width = 35 }, { .label = "ExportedCommands", .text = commands_text }, { 0 }
static const ViewItem desktop_columns[] = { DESKTOP_COLUMNS, LAST_COLUMNS };
static const ViewItem core_columns[] = {
	DESKTOP_COLUMNS, { .label = "PreRelease", .text = prerelease_text, .width = 10 }, LAST_COLUMNS
};
static const ViewItem available_columns[] = {
	DESKTOP_COLUMNS, { .label = "PreRelease", .text = prerelease_text, .width = 10 }, { .prop = "Name", .width = 35 },
	{ .label = "PSEdition", .text = editions_text, .width = 9 }, { .label = "ExportedCommands", .text = commands_text }, { 0 }
};
static const ViewItem rows[] = {
	{ .prop = "Name" }, { .prop = "Path" }, { .prop = "Description" }, { .prop = "ModuleType" }, { .prop = "Version" },
	{ .prop = "NestedModules" }, { .label = "ExportedFunctions", .text = functions_text },
	{ .label = "ExportedCmdlets", .text = cmdlets_text }, { .label = "ExportedVariables", .text = variables_text },
	{ .label = "ExportedAliases", .text = aliases_text }, { 0 }
};
static const ViewDef list_view = { .shape = VIEW_LIST, .items = rows };
static const ViewDef desktop_view = { .shape = VIEW_TABLE, .items = desktop_columns, .where = WHERE_DESKTOP,
	.next = &list_view };
static const ViewDef view = { .shape = VIEW_TABLE, .items = core_columns, .where = WHERE_CORE, .next = &desktop_view };
static const ViewDef desktop_grouped = { .shape = VIEW_TABLE, .items = desktop_columns, .where = WHERE_DESKTOP,
	.group_by = "ModuleBase", .group_label = "Directory", .group = folder_of, .group_indent = 4 };
static const ViewDef grouped = { .shape = VIEW_TABLE, .items = available_columns, .where = WHERE_CORE,
	.group_by = "ModuleBase", .group_label = "Directory", .group = folder_of, .group_indent = 4,
	.next = &desktop_grouped };

static const PropDef props[] = {
	{ .name = "LogPipelineExecutionDetails", .type = "bool", .get = get_false },
	{ .name = "Name", .type = "string", .get = get_name },
	{ .name = "Path", .type = "string", .get = get_path },
	{ .name = "ImplementingAssembly", .type = "System.Reflection.Assembly", .get = get_nothing },
	{ .name = "Definition", .type = "string", .get = get_definition },
	{ .name = "Description", .type = "string", .get = get_description, .set = set_description },
	{ .name = "Guid", .type = "guid", .get = get_guid },
	{ .name = "HelpInfoUri", .type = "string", .get = get_help_uri },
	{ .name = "ModuleBase", .type = "string", .get = get_base },
	{ .name = "PrivateData", .type = "System.Object", .get = get_private_data, .set = set_private_data },
	{ .name = "ExperimentalFeatures", .type = "System.Object", .get = get_nothing },
	{ .name = "Tags", .type = "System.Collections.Generic.IEnumerable[string]", .get = get_tags },
	{ .name = "ProjectUri", .type = "uri", .get = get_project_uri },
	{ .name = "IconUri", .type = "uri", .get = get_icon_uri },
	{ .name = "LicenseUri", .type = "uri", .get = get_license_uri },
	{ .name = "ReleaseNotes", .type = "string", .get = get_release_notes },
	{ .name = "RepositorySourceLocation", .type = "uri", .get = get_nothing },
	{ .name = "Version", .type = "version", .get = get_version },
	{ .name = "ModuleType", .type = SMA_NAME "ModuleType", .get = get_kind },
	{ .name = "Author", .type = "string", .get = get_author },
	{ .name = "AccessMode", .type = SMA_NAME "ModuleAccessMode", .get = get_access },
	{ .name = "ClrVersion", .type = "version", .get = get_clr },
	{ .name = "CompanyName", .type = "string", .get = get_company },
	{ .name = "Copyright", .type = "string", .get = get_copyright },
	{ .name = "DotNetFrameworkVersion", .type = "version", .get = get_framework },
	{ .name = "ExportedFunctions", .type = "System.Object", .get = get_functions },
	{ .name = "Prefix", .type = "string", .get = get_prefix },
	{ .name = "ExportedCmdlets", .type = "System.Object", .get = get_cmdlets },
	{ .name = "ExportedCommands", .type = "System.Object", .get = get_commands },
	{ .name = "FileList", .type = "System.Collections.Generic.IEnumerable[string]", .get = get_file_list },
	{ .name = "CompatiblePSEditions", .type = "System.Collections.Generic.IEnumerable[string]", .get = get_editions },
	{ .name = "ModuleList", .type = "System.Collections.Generic.IEnumerable[System.Object]", .get = get_list },
	{ .name = "NestedModules", .type = "System.Object[]", .get = get_nested },
	{ .name = "PowerShellHostName", .type = "string", .get = get_host_name },
	{ .name = "PowerShellHostVersion", .type = "version", .get = get_host_version },
	{ .name = "PowerShellVersion", .type = "version", .get = get_shell_version },
	{ .name = "ProcessorArchitecture", .type = "System.Reflection.ProcessorArchitecture", .get = get_architecture },
	{ .name = "Scripts", .type = "System.Collections.Generic.IEnumerable[string]", .get = get_scripts },
	{ .name = "RequiredAssemblies", .type = "System.Collections.Generic.IEnumerable[string]", .get = get_assemblies },
	{ .name = "RequiredModules", .type = "System.Object[]", .get = get_required },
	{ .name = "RootModule", .type = "string", .get = get_root },
	{ .name = "ExportedVariables", .type = "System.Object", .get = get_variables },
	{ .name = "ExportedAliases", .type = "System.Object", .get = get_aliases },
	{ .name = "ExportedDscResources", .type = "System.Object", .get = get_nothing },
	{ .name = "OnRemove", .type = "scriptblock", .get = get_on_remove, .set = set_on_remove },
	{ .name = "ExportedFormatFiles", .type = "System.Object", .get = get_nothing },
	{ .name = "ExportedTypeFiles", .type = "System.Object", .get = get_nothing },
	{ .name = NULL },
};
static const MethodDef methods[] = {
	{ "AsCustomObject", "psobject AsCustomObject()", as_object, 0 },
	{ "Invoke", "System.Object Invoke(scriptblock sb, Params System.Object[] args)", invoke, 0 },
	{ "NewBoundScriptBlock", "scriptblock NewBoundScriptBlock(scriptblock scriptBlockToBind)", bind, 0 },
	{ "ToString", "string ToString()", to_string, 0 },
	{ NULL, NULL, NULL, 0 },
};
static const EnumName kind_names[] = { { "Script", 0 }, { "Binary", 1 }, { "Manifest", 2 }, { "Cim", 3 }, { "Workflow", 4 } };
static const EnumName access_names[] = { { "ReadWrite", 0 }, { "ReadOnly", 1 }, { "Constant", 2 } };
/* clang-format on */

/* ---- the type ---- */

static void free_info(Object *object, ValueDrops *drops)
{
	(void)drops;
	function_module_drop(object->payload);
}

static bool equal(Value a, Value b)
{
	return peek(a) == peek(b);
}

static const TypeOps ops = { .free = free_info, .text = put_name, .equal = equal };
static const TypeMembers members = { .props = props, .methods = methods };
static const TypeDef info_type = { .name = SMA_NAME "PSModuleInfo",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &members,
	.ops = &ops,
	.view = &view };
/* A name that objects bear: its view is theirs. */
static const TypeDef available_type = { .name = "ModuleInfoGrouping", .base = &type_known[T_OBJECT], .view = &grouped };
static const TypeDef kind_type = { .name = SMA_NAME "ModuleType",
	.base = &type_known[T_ENUM],
	.names = kind_names,
	.nnames = COUNT(kind_names),
	.underlying = T_INT32,
	.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT };
static const TypeDef access_type = { .name = SMA_NAME "ModuleAccessMode",
	.base = &type_known[T_ENUM],
	.names = access_names,
	.nnames = COUNT(access_names),
	.underlying = T_INT32,
	.flags = TYPE_VALUE | TYPE_SCALAR | TYPE_OWN_TEXT };

const TypeEntry module_info_entries[] = { { &info_type, NULL }, { &available_type, NULL }, { &kind_type, NULL },
	{ &access_type, NULL } };
const size_t module_info_count = COUNT(module_info_entries);

Value module_info_new(Module *module)
{
	return object_value(object_new_native(&info_type, function_module_ref(module)));
}

Value module_info_new_available(Module *module)
{
	Value info = module_info_new(module);

	object_push_type_name(info.object, str_from(available_type.name));
	return info;
}

Module *module_info_peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &info_type);
}
