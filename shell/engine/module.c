/* module: what script modules export, importing that into a scope, taking it away again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/module.h"

#include <stdlib.h>

#include "shell/base/wildcard.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/engine/verb.h"

bool module_names_match(const ModuleNames *names, Str name)
{
	for (size_t i = 0; i < names->n; i++)
		if (wildcard_match(names->p[i], name, true))
			return true;
	return false;
}

/* ---- exporting ---- */

/* The function or alias as the module's own: what a nested module has is told as that of the outer one. */
static Command *command_for(Module *module, Command *command, Str name)
{
	Command *copy;

	if (command->module == module && str_eq(string_str(command->name), name))
		return command_ref(command);
	copy = command_new(command->kind, name);
	if (command->block)
		copy->block = value_ref((Value){ .kind = V_BLOCK, .block = command->block }).block;
	if (command->definition)
		copy->definition = value_ref(value_of_string(command->definition)).string;
	if (command->description)
		copy->description = value_ref(value_of_string(command->description)).string;
	copy->source = value_string(name).string;
	copy->options = command->options;
	copy->module = module;
	return copy;
}

static bool lists(const CommandList *list, Str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_ieq(string_str(list->p[i]->name), name))
			return true;
	return false;
}

static Flow export_names(Stage *s, Module *module, ScopeNames *from, const ModuleNames *names, bool aliases)
{
	CommandList *exported = aliases ? &module->aliases : &module->functions;

	for (uint32_t i = 0; from && i < from->n; i++) {
		Command *command = from->p[i].command;
		Str name = string_str(from->p[i].name);

		if (!command || !module_names_match(names, name) || lists(exported, name))
			continue;
		FLOW_TRY(stage_verbose(s, "Exporting %s '%.*s'.", aliases ? "alias" : "function", STR_ARG(name)));
		VEC_PUSH(exported, command_for(module, command, name));
	}
	return FLOW_NEXT;
}

static bool exports_variable(const Module *module, Str name)
{
	for (size_t i = 0; i < module->variables.n; i++)
		if (str_ieq(string_str(module->variables.p[i]), name))
			return true;
	return false;
}

static Flow export_variables(Stage *s, Module *module, const ModuleNames *names)
{
	const Scope *scope = module->scope;

	for (uint32_t i = 0; i < scope->nslots; i++) {
		Symbol *symbol = scope->layout->names[i];
		Str name = string_str(symbol->name);

		if (value_is_unset(scope->slots[i].value) || symbol->id != SYM_PLAIN ||
			!module_names_match(names, name) || exports_variable(module, name))
			continue;
		FLOW_TRY(stage_verbose(s, "Exporting variable '%.*s'.", STR_ARG(name)));
		VEC_PUSH(&module->variables, value_ref(value_of_string(symbol->name)).string);
	}
	return FLOW_NEXT;
}

Flow module_export(Stage *s, Module *module, const ModuleNames names[3])
{
	FLOW_TRY(export_names(s, module, module->scope->functions, &names[MODULE_FUNCTIONS], false));
	FLOW_TRY(export_names(s, module, module->scope->aliases, &names[MODULE_ALIASES], true));
	return export_variables(s, module, &names[MODULE_VARIABLES]);
}

/* Whether a function comes from the module itself or one nested in it: what it imported for its own use does not
 * count. */
static bool is_own(const Module *module, const Module *of)
{
	bool own = of == module;

	for (size_t i = 0; i < module->nested.n && !own; i++)
		own = is_own(module->nested.p[i], of);
	return own;
}

static void leave_own(Module *module, CommandList *commands)
{
	size_t n = 0;

	for (size_t i = 0; i < commands->n; i++) {
		Command *command = commands->p[i];

		if (!command->block || is_own(module, command->block->module))
			commands->p[n++] = command;
		else
			command_drop(command);
	}
	commands->n = n;
}

Flow module_export_rest(Stage *s, Module *module)
{
	static const Str all = { "*", 1 };
	const ModuleNames names[3] = { { &all, 1, true }, { &all, 1, true }, { NULL, 0, false } };

	if (module->chose_exports)
		return FLOW_NEXT;
	FLOW_TRY(module_export(s, module, names));
	leave_own(module, &module->functions);
	return FLOW_NEXT;
}

/* ---- importing ---- */

/* Get-Thing becomes Get-PrefixThing, a name without a verb PrefixThing. */
static void put_name(Str name, Str prefix, Buf *out)
{
	size_t dash = str_find_byte(name, '-', 0);
	size_t at = dash == STR_NONE ? 0 : dash + 1;

	buf_put(out, str_cut(name, 0, at));
	buf_put(out, prefix);
	buf_put(out, str_cut(name, at, name.n));
}

static int by_name(const void *a, const void *b)
{
	const Command *x = *(Command *const *)a, *y = *(Command *const *)b;

	return str_icompare(string_str(x->name), string_str(y->name));
}

static Flow import_one(Stage *s, Module *module, Command *command, const ModuleImport *import)
{
	bool alias = command->kind == COMMAND_ALIAS;
	Buf name = BUF_INIT;
	Command *copy;
	Flow flow;

	put_name(string_str(command->name), import->prefix, &name);
	if (import->no_clobber && (alias ? scope_alias_peek(import->scope, buf_str(&name))
					 : registry_find_direct(s->interp, buf_str(&name), 0))) {
		flow = stage_verbose(s,
			"The %s '%s' was not imported because there is a member with the same name in the current scope.",
			alias ? "alias" : "function", name.p);
	} else {
		copy = command_for(module, command, buf_str(&name));
		if (alias)
			scope_alias_set(import->scope, buf_str(&name), copy);
		else
			function_set(s->interp, import->scope, buf_str(&name), copy);
		command_drop(copy);
		flow = stage_verbose(s, "Importing %s '%s'.", alias ? "alias" : "function", name.p);
	}
	buf_release(&name);
	return flow;
}

/* ---- names that the user should know of: one warning for all, and each by name as a verbose message ---- */

typedef struct NameCheck {
	bool verb, characters; /* the warning was given */
} NameCheck;

static Flow check_verb(Stage *s, const Module *module, Str name, bool *warned)
{
	if (verb_find(stage_edition(s), str_cut(name, 0, str_find_byte(name, '-', 0))))
		return FLOW_NEXT;
	if (!*warned)
		FLOW_TRY(stage_warning(s,
			"The names of some imported commands from the module '%s' include unapproved verbs that might make "
			"them less discoverable. To find the commands with unapproved verbs, run the Import-Module command "
			"again with the Verbose parameter. For a list of approved verbs, type Get-Verb.",
			module->name->p));
	*warned = true;
	return stage_verbose(s,
		"The '%.*s' command in the %s' module was imported, but because its name does not include an approved "
		"verb, it might be difficult to find. For a list of approved verbs, type Get-Verb.",
		STR_ARG(name), module->name->p);
}

static Flow check_characters(Stage *s, const Module *module, Str name, bool *warned)
{
	static const char restricted[] = "#,(){}[]&-/\\$^;:\"'<>|?@`*%+=~";
	size_t at = str_find_byte(name, '-', 0) + 1;

	while (at < name.n && !memchr(restricted, name.p[at], sizeof(restricted) - 1))
		at++;
	if (at >= name.n)
		return FLOW_NEXT;
	if (!*warned)
		FLOW_TRY(stage_warning(s,
			"Some imported command names contain one or more of the following restricted characters: "
			"# , ( ) {{ }} [ ] & - / \\ $ ^ ; : \" ' < > | ? @ ` * %% + = ~"));
	*warned = true;
	return stage_verbose(s,
		"The command name '%.*s' from the module '%s' contains one or more of the following restricted characters: "
		"# , ( ) { } [ ] & - / \\ $ ^ ; : \" ' < > | ? @ ` * %% + = ~",
		STR_ARG(name), module->name->p);
}

static Flow check_name(Stage *s, const Module *module, Str name, NameCheck *check)
{
	if (str_find_byte(name, '-', 0) == STR_NONE)
		return FLOW_NEXT;
	FLOW_TRY(check_verb(s, module, name, &check->verb));
	return check_characters(s, module, name, &check->characters);
}

static Flow import_commands(
	Stage *s, Module *module, const CommandList *commands, const ModuleNames *names, const ModuleImport *import)
{
	bool checks = !import->unchecked && commands == &module->functions;
	CommandList sorted = { 0 };
	NameCheck check = { 0 };
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < commands->n; i++)
		if (!names->given || module_names_match(names, string_str(commands->p[i]->name)))
			VEC_PUSH(&sorted, commands->p[i]);
	if (sorted.n)
		qsort(sorted.p, sorted.n, VEC_ELEMENT(&sorted), by_name);
	for (size_t i = 0; i < sorted.n && flow == FLOW_NEXT; i++) {
		if (checks)
			flow = check_name(s, module, string_str(sorted.p[i]->name), &check);
		if (flow == FLOW_NEXT)
			flow = import_one(s, module, sorted.p[i], import);
	}
	VEC_RELEASE(&sorted);
	return flow;
}

static Flow import_variables(Stage *s, Module *module, const ModuleNames *names, const ModuleImport *import)
{
	for (size_t i = 0; i < module->variables.n; i++) {
		Str name = string_str(module->variables.p[i]);
		Symbol *symbol = scope_symbol(s->interp, name);
		Variable *variable = scope_local_peek(module->scope, symbol);

		if (!variable || (names->given && !module_names_match(names, name)))
			continue;
		scope_put_take(import->scope, symbol, value_ref(variable->value));
		FLOW_TRY(stage_verbose(s, "Importing variable '%.*s'.", STR_ARG(name)));
	}
	return FLOW_NEXT;
}

/* One parameter that chooses leaves nothing of the kinds it does not name. */
Flow module_import(Stage *s, Module *module, const ModuleImport *import)
{
	ModuleNames names[3];
	bool chooses = false;

	for (int i = 0; i < 3; i++)
		chooses = chooses || import->names[i].given;
	for (int i = 0; i < 3; i++)
		names[i] = (ModuleNames){ import->names[i].p, import->names[i].n, chooses };
	FLOW_TRY(import_commands(s, module, &module->functions, &names[MODULE_FUNCTIONS], import));
	FLOW_TRY(import_commands(s, module, &module->aliases, &names[MODULE_ALIASES], import));
	FLOW_TRY(import_variables(s, module, &names[MODULE_VARIABLES], import));
	registry_changed(s->interp);
	return FLOW_NEXT;
}

Scope *module_import_scope(Interp *in, bool global)
{
	return in->scope->module && !global ? in->scope->module->scope : in->global;
}

/* ---- removing ---- */

static Flow run_on_remove(Stage *s, Module *module)
{
	Value info;
	Flow flow;

	if (module->on_remove.kind != V_BLOCK)
		return FLOW_NEXT;
	info = module_info_new(module);
	flow = stage_call(s, module->on_remove, &info, 1, s->out);
	value_drop(info);
	return flow;
}

/* A scope's commands that came from a module, by name, counted. */
static CommandList commands_from(const ScopeNames *names, const Module *module)
{
	CommandList found = { 0 };

	for (uint32_t i = 0; names && i < names->n; i++)
		if (names->p[i].command && names->p[i].command->module == module)
			VEC_PUSH(&found, command_ref(names->p[i].command));
	if (found.n)
		qsort(found.p, found.n, VEC_ELEMENT(&found), by_name);
	return found;
}

static Flow remove_names(Stage *s, Module *module, Scope *scope, bool aliases)
{
	CommandList gone = commands_from(aliases ? scope->aliases : scope->functions, module);
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < gone.n; i++) {
		Str name = string_str(gone.p[i]->name);

		if (flow == FLOW_NEXT)
			flow = stage_verbose(
				s, "Removing the imported \"%.*s\" %s.", STR_ARG(name), aliases ? "alias" : "function");
		if (aliases)
			scope_alias_set(scope, name, NULL);
		else
			function_set(s->interp, scope, name, NULL);
		command_drop(gone.p[i]);
	}
	VEC_RELEASE(&gone);
	return flow;
}

static Flow remove_from(Stage *s, Module *module, Scope *scope)
{
	FLOW_TRY(remove_names(s, module, scope, false));
	FLOW_TRY(remove_names(s, module, scope, true));
	for (size_t i = 0; i < module->variables.n; i++) {
		FLOW_TRY(stage_verbose(s, "Removing the imported \"%s\" variable.", module->variables.p[i]->p));
		scope_remove(scope, scope_symbol(s->interp, string_str(module->variables.p[i])));
	}
	return FLOW_NEXT;
}

/* The module itself stays in the registry until the end: what was made in it may still be held. */
Flow module_remove(Stage *s, Module *module)
{
	Module *other;

	FLOW_TRY(run_on_remove(s, module));
	module->loaded = false;
	FLOW_TRY(remove_from(s, module, s->interp->global));
	if (s->interp->scope != s->interp->global && !s->interp->scope->module)
		FLOW_TRY(remove_from(s, module, s->interp->scope));
	for (size_t i = 0; (other = registry_module_at(s->interp, i)); i++)
		if (other != module && other->loaded)
			FLOW_TRY(remove_from(s, module, other->scope));
	registry_changed(s->interp);
	return FLOW_NEXT;
}

/* ---- a manifest's lists ---- */

static bool is_listed(Value patterns, Str name)
{
	Value list = value_unwrap_peek(patterns);

	if (list.kind != V_ARRAY)
		return wildcard_match(value_str_peek(list), name, true);
	for (size_t i = 0; i < list.array->n; i++)
		if (wildcard_match(value_str_peek(array_peek(list.array, i)), name, true))
			return true;
	return false;
}

static void keep_commands(CommandList *commands, Value patterns)
{
	size_t n = 0;

	for (size_t i = 0; i < commands->n; i++) {
		if (is_listed(patterns, string_str(commands->p[i]->name)))
			commands->p[n++] = commands->p[i];
		else
			command_drop(commands->p[i]);
	}
	commands->n = n;
}

static void keep_variables(Module *module, Value patterns)
{
	size_t n = 0;

	for (size_t i = 0; i < module->variables.n; i++) {
		if (is_listed(patterns, string_str(module->variables.p[i])))
			module->variables.p[n++] = module->variables.p[i];
		else
			value_drop(value_of_string(module->variables.p[i]));
	}
	module->variables.n = n;
}

void module_limit_exports(Module *module)
{
	Value functions = module_says_peek(module, S("FunctionsToExport"));
	Value aliases = module_says_peek(module, S("AliasesToExport"));
	Value variables = module_says_peek(module, S("VariablesToExport"));

	if (functions.kind != V_EMPTY)
		keep_commands(&module->functions, functions);
	if (aliases.kind != V_EMPTY)
		keep_commands(&module->aliases, aliases);
	if (variables.kind != V_EMPTY)
		keep_variables(module, variables);
}
