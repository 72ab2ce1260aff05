/* complete_value: values that a parameter takes: by its attributes, its type, and what is known of the command. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/complete/complete_private.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry.h"
#include "shell/engine/verb.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

/* ---- by attributes and types ---- */

static bool add_set(Completer *c, const Param *param)
{
	size_t first = c->out->n;
	bool has = false;

	for (uint32_t i = 0; i < param->nvalidators; i++) {
		const Validator *validator = &param->validators[i];

		if (validator->kind != VALIDATE_SET || validator->a.kind != V_ARRAY)
			continue;
		has = true;
		for (size_t k = 0; k < validator->a.array->n; k++)
			if (value_is_string(array_peek(validator->a.array, k)) &&
				complete_fits(c, value_str_peek(array_peek(validator->a.array, k))))
				complete_add_value(c, COMPLETION_PARAMETER_VALUE,
					value_str_peek(array_peek(validator->a.array, k)));
	}
	if (param->def && param->def->check.kind == CHECK_SET) {
		has = true;
		for (const char *const *p = param->def->check.set; *p; p++)
			if (complete_fits(c, str_from(*p)))
				complete_add_value(c, COMPLETION_PARAMETER_VALUE, str_from(*p));
	}
	complete_sort(c, first);
	return has;
}

static bool add_enum(Completer *c, const TypeDef *type)
{
	size_t first = c->out->n;

	while (type && type->elem && !type_is_enum(type))
		type = type->elem;
	if (!type || !type_is_enum(type))
		return false;
	for (size_t i = 0; i < type->nnames; i++)
		if (complete_fits(c, str_from(type->names[i].name)))
			complete_add_value(c, COMPLETION_PARAMETER_VALUE, str_from(type->names[i].name));
	complete_sort(c, first);
	return true;
}

/* ---- by what completes them ---- */

/* [ArgumentCompleter({ param($command, $parameter, $word, $ast, $bound) ... })] */
static const NodeAttribute *find_completer(const Param *param)
{
	for (uint32_t i = 0; param->node && i < param->node->attributes.n; i++) {
		const NodeAttribute *attribute = param->node->attributes.p[i];

		if (str_ieq(attribute->type->name, S("ArgumentCompleter")) && attribute->positional.n == 1 &&
			attribute->positional.p[0]->kind == NODE_SCRIPT_BLOCK)
			return attribute;
	}
	return NULL;
}

/* Kind and tip of a CompletionResult. */
static void add_details(Completer *c, Completion *completion, Value v)
{
	Value part = VALUE_NULL;
	bool found = false;

	if (value_unwrap_peek(v).kind != V_OBJECT)
		return;
	if (member_get(c->in, v, S("ResultType"), NULL, &part, &found) == FLOW_NEXT && part.kind == V_ENUM)
		completion->kind = (CompletionKind)part.enumeration->value;
	value_drop(part);
	part = VALUE_NULL;
	if (member_get(c->in, v, S("ToolTip"), NULL, &part, &found) == FLOW_NEXT && !value_is_null(part)) {
		buf_clear(&completion->tool_tip);
		if (convert_put_text(c->in, part, &completion->tool_tip) != FLOW_NEXT)
			value_drop(interp_take_error(c->in));
	}
	value_drop(part);
}

/* A CompletionResult, or text as it is. */
static void add_result(Completer *c, Value v)
{
	Buf text = BUF_INIT, item = BUF_INIT;
	Value part = VALUE_NULL;
	bool found = false;

	if (value_unwrap_peek(v).kind == V_OBJECT &&
		member_get(c->in, v, S("CompletionText"), NULL, &part, &found) == FLOW_NEXT && found &&
		convert_put_text(c->in, part, &text) == FLOW_NEXT) {
		value_drop(part);
		part = VALUE_NULL;
		if (member_get(c->in, v, S("ListItemText"), NULL, &part, &found) != FLOW_NEXT ||
			convert_put_text(c->in, part, &item) != FLOW_NEXT)
			buf_put(&item, buf_str(&text));
	} else if (convert_put_text(c->in, v, &text) == FLOW_NEXT) {
		buf_put(&item, buf_str(&text));
	}
	if (text.n)
		add_details(c, complete_add(c, COMPLETION_TEXT, buf_str(&text), buf_str(&item)), v);
	value_drop(part);
	buf_release(&text);
	buf_release(&item);
}

static void add_results(Completer *c, Value results)
{
	if (results.kind != V_ARRAY) {
		if (!value_is_null(results))
			add_result(c, results);
		return;
	}
	for (size_t i = 0; i < results.array->n; i++)
		add_result(c, array_peek(results.array, i));
}

static void run_block_take(Completer *c, Value block, Value *args, size_t n)
{
	Value results = VALUE_EMPTY;

	if (runtime_of(c->in)->invoke(c->in, block, args, n, VALUE_EMPTY, &results) == FLOW_NEXT)
		add_results(c, results);
	for (size_t i = 0; i < n; i++)
		value_drop(args[i]);
	value_drop(results);
	value_drop(block);
}

/* The constants given by name to the command: $fakeBoundParameters. */
static Value bound_constants(const NodeCommand *node)
{
	Hash *bound = hash_new(type_of_id(T_HASHTABLE), true);

	for (uint32_t i = 0; node && i < node->nargs; i++) {
		const CommandArg *arg = &node->args[i];
		const Node *value = arg->value                                          ? arg->value
				    : i + 1 < node->nargs && !node->args[i + 1].param.p ? node->args[i + 1].value
											: NULL;

		if (arg->param.p && value && value->kind == NODE_CONST)
			hash_set_text_take(bound, arg->param, value_ref(NODE_READ(NodeConst, value)->value));
	}
	return hash_value(bound);
}

/* The command's text stands in for its tree. */
static Value text_of_command(const Completer *c, const NodeCommand *node)
{
	return value_string(script_span_text(c->script, node->node.span));
}

static void run_completer_take(Completer *c, Command *command, const Param *param, const NodeCommand *node, Value block)
{
	Value args[] = { value_ref(value_of_string(command->name)), value_string(param->name), value_string(c->word),
		text_of_command(c, node), bound_constants(node) };

	run_block_take(c, block, args, COUNT(args));
}

/* [ArgumentCompletions('a', 'b')] */
static bool add_completions(Completer *c, const Param *param)
{
	for (uint32_t i = 0; param->node && i < param->node->attributes.n; i++) {
		const NodeAttribute *attribute = param->node->attributes.p[i];

		if (!str_ieq(attribute->type->name, S("ArgumentCompletions")))
			continue;
		for (uint32_t k = 0; k < attribute->positional.n; k++) {
			const Node *value = attribute->positional.p[k];
			Str text = value->kind == NODE_CONST
					   ? value_str_peek(NODE_AS(NodeConst, attribute->positional.p[k])->value)
					   : S("");

			if (text.n && complete_fits(c, text))
				complete_add_value(c, COMPLETION_PARAMETER_VALUE, text);
		}
		return true;
	}
	return false;
}

/* What Register-ArgumentCompleter said of the command and parameter, or of the parameter of any command. */
static bool run_registered(Completer *c, Command *command, const Param *param, const NodeCommand *node)
{
	Value block = interp_completer_peek(c->in, string_str(command->name), param->name, false);

	if (block.kind == V_EMPTY)
		block = interp_completer_peek(c->in, S(""), param->name, false);
	if (block.kind == V_EMPTY)
		return false;
	run_completer_take(c, command, param, node, value_ref(block));
	return true;
}

bool complete_registered_program(Completer *c, Str name, const NodeCommand *node)
{
	Value block = interp_completer_peek(c->in, name, S(""), true);
	Value args[] = { value_string(c->word), VALUE_NULL, value_int((int32_t)str_unit_of_byte(c->text, c->cursor)) };

	if (block.kind == V_EMPTY) {
		value_drop(args[0]);
		return false;
	}
	args[1] = text_of_command(c, node);
	run_block_take(c, value_ref(block), args, COUNT(args));
	return true;
}

/* The table's own function: "servers of this store". */
static void run_table_completer(Completer *c, const Param *param)
{
	Array *found = array_new_objects();

	param->def->complete(c->in, c->word, found);
	for (size_t i = 0; i < found->n; i++)
		if (value_is_string(array_peek(found, i)) && complete_fits(c, value_str_peek(array_peek(found, i))))
			complete_add_value(c, COMPLETION_PARAMETER_VALUE, value_str_peek(array_peek(found, i)));
	value_drop(array_value(found));
}

/* ---- by name ---- */

static void add_aliases(void *self, Command *command)
{
	if (complete_fits(self, string_str(command->name)))
		complete_add_value(self, COMPLETION_PARAMETER_VALUE, string_str(command->name));
}

static void add_alias_names(Completer *c)
{
	size_t first = c->out->n;

	registry_each(c->in, S("*"), COMMAND_ALIAS, add_aliases, c);
	complete_sort(c, first);
}

static void add_module(void *self, Command *command)
{
	Completer *c = self;

	if (command->def && command->def->module && complete_fits(c, str_from(command->def->module)))
		complete_add_value(c, COMPLETION_PARAMETER_VALUE, str_from(command->def->module));
}

static void add_modules(Completer *c)
{
	size_t first = c->out->n;
	Module *module;

	registry_each(c->in, S("*"), COMMAND_CMDLET, add_module, c);
	for (size_t i = 0; (module = registry_module_at(c->in, i)) != NULL; i++)
		if (complete_fits(c, string_str(module->name)))
			complete_add_value(c, COMPLETION_PARAMETER_VALUE, string_str(module->name));
	complete_sort(c, first);
}

static void add_drives(Completer *c)
{
	size_t first = c->out->n;
	ProviderDrive *drive;

	for (size_t i = 0; (drive = provider_drive_at(c->in, i)) != NULL; i++)
		if (complete_fits(c, provider_drive_name(drive)))
			complete_add_value(c, COMPLETION_PARAMETER_VALUE, provider_drive_name(drive));
	complete_sort(c, first);
}

static void add_verbs(Completer *c)
{
	size_t first = c->out->n;

	for (const Verb *verb = verb_all; verb->name; verb++)
		if (verb_is_here(runtime_edition(c->in), verb) && complete_fits(c, str_from(verb->name)))
			complete_add_value(c, COMPLETION_TEXT, str_from(verb->name));
	complete_sort(c, first);
}

static void add_noun(void *self, Command *command)
{
	Str name = string_str(command->name);
	size_t dash = str_find_byte(name, '-', 0);

	if (dash != STR_NONE && complete_fits(self, str_cut(name, dash + 1, name.n)))
		complete_add_value(self, COMPLETION_TEXT, str_cut(name, dash + 1, name.n));
}

static void add_nouns(Completer *c)
{
	size_t first = c->out->n;

	registry_each(c->in, S("*-*"), COMMAND_CMDLET | COMMAND_FUNCTION, add_noun, c);
	complete_sort(c, first);
}

static void add_type_names(Completer *c)
{
	complete_add_types(c, false);
}

/* What names stand for by the command's noun or name and the parameter; "*" in front of a noun is any verb. */
static const struct {
	const char *command, *parameter;
	void (*add)(Completer *c);
} known_names[] = {
	{ "*-Variable", "Name", complete_add_variable_names },
	{ "*-Alias", "Value", complete_add_commands },
	{ "*-Alias", "Definition", complete_add_commands },
	{ "*-Alias", "Name", add_alias_names },
	{ "Get-Command", "Name", complete_add_commands },
	{ "Get-Help", "Name", complete_add_commands },
	{ "help", "Name", complete_add_commands },
	{ "*-Module", "Name", add_modules },
	{ "Get-Command", "Module", add_modules },
	{ "Get-Command", "Verb", add_verbs },
	{ "Get-Command", "Noun", add_nouns },
	{ "Get-Verb", "Verb", add_verbs },
	{ "*-PSDrive", "Name", add_drives },
	{ "New-Object", "TypeName", add_type_names },
};

/* Values in their own order. */
/* clang-format off */
static const char *const encodings[] = { "ascii", "ansi", "bigendianunicode", "bigendianutf32", "unicode", "utf7", "utf8",
	"utf8BOM", "utf8NoBOM", "utf32", NULL };
static const char *const desktop_encodings[] = { "Unknown", "String", "Unicode", "Byte", "BigEndianUnicode", "UTF8", "UTF7",
	"UTF32", "Ascii", "Default", "Oem", "BigEndianUTF32", NULL };
static const char *const date_formats[] = { "FileDate", "FileDateUniversal", "FileDateTime", "FileDateTimeUniversal", NULL };
static const char *const strict_versions[] = { "Latest", "3.0", "2.0", "1.0", NULL };
static const struct {
	const char *command, *parameter;
	const char *const *values;
	uint16_t where;
	CompletionKind kind;
} known_values[] = {
	{ "*", "Encoding", encodings, WHERE_CORE, COMPLETION_PARAMETER_VALUE },
	{ "*", "Encoding", desktop_encodings, WHERE_DESKTOP, COMPLETION_PARAMETER_VALUE },
	{ "Get-Date", "Format", date_formats, 0, COMPLETION_PARAMETER_VALUE },
	{ "Set-StrictMode", "Version", strict_versions, 0, COMPLETION_TEXT },
};
/* Parameters that name properties of what comes in. */
static const struct {
	const char *command, *parameter;
} property_names[] = {
	{ "Where-Object", "Property" }, { "Where-Object", "FilterScript" }, { "ForEach-Object", "MemberName" },
	{ "Select-Object", "Property" }, { "Select-Object", "ExcludeProperty" }, { "Select-Object", "ExpandProperty" },
	{ "Sort-Object", "Property" }, { "Group-Object", "Property" }, { "Measure-Object", "Property" },
	{ "Compare-Object", "Property" }, { "Format-Table", "Property" }, { "Format-List", "Property" },
	{ "Format-Wide", "Property" }, { "Format-Custom", "Property" }, { "Format-Table", "GroupBy" },
	{ "Format-List", "GroupBy" },
};
/* clang-format on */

static bool is_meant(const char *pattern, Str command)
{
	return pattern[0] == '*' ? str_iends(command, str_from(pattern + 1)) : str_ieq(command, str_from(pattern));
}

static bool add_known_names(Completer *c, Str command, Str parameter)
{
	for (size_t i = 0; i < COUNT(known_names); i++)
		if (is_meant(known_names[i].command, command) &&
			str_ieq(parameter, str_from(known_names[i].parameter))) {
			known_names[i].add(c);
			return true;
		}
	return false;
}

static bool add_known_values(Completer *c, Str command, Str parameter)
{
	for (size_t i = 0; i < COUNT(known_values); i++) {
		if (!is_meant(known_values[i].command, command) ||
			!str_ieq(parameter, str_from(known_values[i].parameter)) ||
			(known_values[i].where && !(known_values[i].where & runtime_edition(c->in)->where)))
			continue;
		for (const char *const *p = known_values[i].values; *p; p++)
			if (complete_fits(c, str_from(*p)))
				complete_add_value(c, known_values[i].kind, str_from(*p));
		return true;
	}
	return false;
}

static bool names_property(Str command, Str parameter)
{
	for (size_t i = 0; i < COUNT(property_names); i++)
		if (str_ieq(command, str_from(property_names[i].command)) &&
			str_ieq(parameter, str_from(property_names[i].parameter)))
			return true;
	return false;
}

static bool is_literal(const Param *param)
{
	return str_ieq(param->name, S("LiteralPath"));
}

void complete_add_param_values(Completer *c, Command *command, const Param *param, const NodeCommand *node)
{
	Str name = string_str(command->name);
	const NodeAttribute *completer = param ? find_completer(param) : NULL;

	if (!param) {
		complete_add_paths(c, false);
		return;
	}
	if (completer) {
		ScriptBlockNode *block = NODE_AS(NodeScriptBlock, completer->positional.p[0])->block;

		run_completer_take(c, command, param, node, function_block_new(block->script, block, command->module));
		return;
	}
	if (run_registered(c, command, param, node) || add_completions(c, param))
		return;
	if (param->def && param->def->complete) {
		run_table_completer(c, param);
		return;
	}
	if (names_property(name, param->name)) {
		complete_add_properties(c, node);
		return;
	}
	if (!add_set(c, param) && !add_enum(c, param->type) && !add_known_names(c, name, param->name) &&
		!add_known_values(c, name, param->name))
		complete_add_paths(c, is_literal(param));
}
