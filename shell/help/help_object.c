/* help_object: MamlCommandHelpInfo: what was written about a command, as an object. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/bind.h"
#include "shell/engine/function.h"
#include "shell/engine/registry.h"
#include "shell/help/help.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"

#define MAML "MamlCommandHelpInfo"
enum { FORWARD_MAX = 10 };

/* ---- parts ---- */

Object *help_node(const char *base, const char *part)
{
	Object *object = object_new_custom();
	Buf name = BUF_INIT;
	Str names[1];

	buf_printf(&name, "%s#%s", base, part);
	names[0] = buf_str(&name);
	object_set_type_names(object, names, 1);
	buf_release(&name);
	return object;
}

static Value para(Str text)
{
	static const Str names[] = { { "MamlParaTextItem", 16 }, { "MamlTextItem", 12 } };
	Object *object = object_new_custom();

	object_set_type_names(object, names, COUNT(names));
	object_set_string(object, S("Text"), text);
	return object_value(object);
}

static Value paras(Str text, size_t empty)
{
	Array *array = array_new_objects();

	array_push_take(array, para(text));
	for (size_t i = 0; i < empty; i++)
		array_push_take(array, para(S("")));
	return array_value(array);
}

void help_set_texts(Object *object, const char *name, Str text)
{
	object_set_take(object, str_from(name), paras(text, 0));
}

static void set_node(Object *object, const char *name, Object *node)
{
	object_set_take(object, str_from(name), object_value(node));
}

/* One node, or an array of them. */
static void set_nodes_take(Object *object, const char *name, Value array)
{
	object_set_take(object, str_from(name), array.array->n == 1 ? array_get(array.array, 0) : value_ref(array));
	value_drop(array);
}

void help_put_pipeline(const ParamUse *use, Buf *out)
{
	bool by_value = use->flags & PARAM_FROM_PIPE, by_name = use->flags & PARAM_FROM_PIPE_PROP;

	if (!by_value && !by_name)
		buf_put(out, S("false"));
	else
		buf_printf(out, "true (%s%s%s)", by_value ? "ByValue" : "", by_value && by_name ? ", " : "",
			by_name ? "ByPropertyName" : "");
}

const char *help_category(const Command *command)
{
	switch (command->kind) {
	case COMMAND_ALIAS:
		return "Alias";
	case COMMAND_FUNCTION:
		return "Function";
	case COMMAND_FILTER:
		return "Filter";
	case COMMAND_SCRIPT_FILE:
		return "ExternalScript";
	default:
		return "Cmdlet";
	}
}

/* ---- parameters ---- */

typedef struct Writer {
	Interp *in;
	Command *command;
	const HelpDoc *doc;
	Arena *arena;
} Writer;

static bool is_shown(const Param *param)
{
	return !param->hidden && !(param->common && param->def - cmdlet_common < COMMON_WHAT_IF);
}

static Str param_text(const Writer *w, const Param *param)
{
	Str text = help_doc_find(w->doc, "PARAMETER", param->name, 0);

	if (text.p)
		return text;
	if (!param->node) /* what the cmdlet's own table says; functions have no words for -WhatIf */
		return w->command->def && param->def ? str_from(param->def->help) : S("");
	return help_comment_of_param(w->command, param->node, w->arena);
}

/* A constant as its text, true and false as words, anything else as its source. */
static void put_source(const Writer *w, Node *node, Buf *out)
{
	Str name = node->kind == NODE_VARIABLE ? NODE_AS(NodeVariable, node)->path : S("");

	if (node->kind == NODE_CONST && value_is_string(NODE_AS(NodeConst, node)->value))
		buf_put(out, value_str_peek(NODE_AS(NodeConst, node)->value));
	else if (str_ieq(name, S("true")) || str_ieq(name, S("false")))
		buf_put(out, str_ieq(name, S("true")) ? S("True") : S("False"));
	else
		buf_put(out, script_span_text(w->command->block->script, node->span));
}

/* What is used when the parameter is not given. */
static void put_default(const Writer *w, const Param *param, Buf *out)
{
	if (param->def)
		buf_put(out, str_from(param->common ? NULL : param->def->default_text));
	else if (param->node && param->node->default_value)
		put_source(w, param->node->default_value, out);
	else if (param->type->id == T_BOOL || param->type->id == T_SWITCH)
		buf_put(out, S("False"));
	else if (param->type->flags & TYPE_NUMBER)
		buf_put_char(out, '0');
}

/* [SupportsWildcards()], or the text says so. */
static bool takes_wildcards(const Param *param, Str text)
{
	for (uint32_t i = 0; param->node && i < param->node->attributes.n; i++)
		if (str_istarts(param->node->attributes.p[i]->type->name, S("SupportsWildcards")))
			return true;
	return param->def && str_ifind(text, S("wildcards"), 0) != STR_NONE;
}

static void set_use(Object *object, const Param *param, const ParamUse *use, Str text)
{
	bool wildcards = takes_wildcards(param, text);
	Buf pipeline = BUF_INIT;

	help_put_pipeline(use, &pipeline);
	object_set_string(object, S("required"), use->flags & PARAM_MANDATORY ? S("true") : S("false"));
	object_set_string(object, S("globbing"), wildcards ? S("true") : S("false"));
	object_set_string(object, S("pipelineInput"), buf_str(&pipeline));
	object_set_take(object, S("position"),
		use->pos1 && !param->is_switch ? value_printf("%d", use->pos1) : value_string(S("named")));
	buf_release(&pipeline);
}

static Value syntax_param(const Writer *w, const Param *param, const ParamUse *use)
{
	Object *object = help_node(MAML, "parameter");
	Str text = param_text(w, param);

	if (!param->is_switch)
		object_set_string(object, S("parameterValue"), type_short_name(param->type));
	object_set_string(object, S("name"), param->name);
	if (text.n)
		help_set_texts(object, "description", text);
	set_use(object, param, use, text);
	return object_value(object);
}

static void put_aliases(const Param *param, Buf *out)
{
	for (uint32_t i = 0; i < param->naliases; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(param->aliases[i]));
}

static Value whole_param(const Writer *w, const Param *param)
{
	Object *object = help_node(MAML, "parameter"), *type = help_node(MAML, "type");
	Str text = param_text(w, param);
	Buf value = BUF_INIT;

	object_set_string(object, S("parameterValue"), type_short_name(param->type));
	put_default(w, param, &value);
	object_set_string(object, S("defaultValue"), buf_str(&value));
	object_set_string(object, S("name"), param->name);
	object_set_string(type, S("name"), type_short_name(param->type));
	set_node(object, "type", type);
	if (text.n)
		help_set_texts(object, "description", text);
	set_use(object, param, &param->in[0], text);
	buf_clear(&value);
	if (w->command->def)
		put_aliases(param, &value);
	if (value.n)
		object_set_string(object, S("aliases"), buf_str(&value));
	buf_release(&value);
	return object_value(object);
}

/* A function's parameters come in their order, a cmdlet's as its syntax lines have them. */
static void add_syntax_params(const Writer *w, uint32_t set, Array *out)
{
	uint32_t order[256];
	size_t n = command_list_params(w->command, set, !w->command->def, order);

	for (size_t i = 0; i < n; i++) {
		const Param *param = &w->command->params[order[i]];

		array_push_take(out, syntax_param(w, param, command_use(param, set)));
	}
}

static void set_syntax(const Writer *w, Object *help)
{
	Object *syntax = help_node(MAML, "syntax");
	Array *items = array_new_objects();
	uint32_t sets[32];
	size_t n = command_list_sets(w->command, sets);

	for (size_t i = 0; i < n; i++) {
		Object *item = help_node(MAML, "syntaxItem");
		Array *list = array_new_objects();

		add_syntax_params(w, sets[i], list);
		object_set_take(item, S("name"), help_command_name(w->in, w->command));
		if (list->n)
			set_nodes_take(item, "parameter", array_value(list));
		else
			value_drop(array_value(list));
		array_push_take(items, object_value(item));
	}
	set_nodes_take(syntax, "syntaxItem", array_value(items));
	set_node(help, "syntax", syntax);
}

static void set_parameters(const Writer *w, Object *help)
{
	Object *parameters = help_node(MAML, "parameters");
	Array *list = array_new_objects();

	for (uint32_t i = 0; i < w->command->nparams; i++)
		if (is_shown(&w->command->params[i]))
			array_push_take(list, whole_param(w, &w->command->params[i]));
	if (list->n)
		set_nodes_take(parameters, "parameter", array_value(list));
	else
		value_drop(array_value(list));
	set_node(help, "parameters", parameters);
}

/* ---- sections ---- */

static void set_types(const Writer *w, Object *help, const char *keyword, const char *many, const char *one)
{
	Object *outer = help_node(MAML, many);
	Array *list = array_new_objects();
	Str text;

	for (size_t i = 0; (text = help_doc_find(w->doc, keyword, (Str){ NULL, 0 }, i)).p; i++) {
		Object *item = help_node(MAML, one), *type = help_node(MAML, "type");

		object_set_string(type, S("name"), text);
		set_node(item, "type", type);
		array_push_take(list, object_value(item));
	}
	if (list->n) {
		set_nodes_take(outer, one, array_value(list));
		set_node(help, many, outer);
		return;
	}
	value_drop(array_value(list));
	value_drop(object_value(outer));
}

static void set_links(const Writer *w, Object *help)
{
	Object *links = help_node(MAML, "relatedLinks");
	Array *list = array_new_objects();
	Str text;

	for (size_t i = 0; (text = help_doc_find(w->doc, "LINK", (Str){ NULL, 0 }, i)).p; i++) {
		Object *item = help_node(MAML, "navigationLink");
		bool is_uri = str_istarts(text, S("http://")) || str_istarts(text, S("https://"));

		object_set_string(item, is_uri ? S("uri") : S("linkText"), text);
		array_push_take(list, object_value(item));
	}
	if (list->n) {
		set_nodes_take(links, "navigationLink", array_value(list));
		set_node(help, "relatedLinks", links);
		return;
	}
	value_drop(array_value(list));
	value_drop(object_value(links));
}

/* An example's prompt, its code and what is said of it. */
typedef struct Example {
	Str prompt, code, remarks;
} Example;

static size_t code_length(const Writer *w, Str text)
{
	size_t blank = str_find(text, S("\n\n"), 0);

	if (blank != STR_NONE)
		return blank;
	return w->doc->from_file ? str_find_byte(text, '\n', 0) : STR_NONE;
}

static Example read_example(const Writer *w, Str text)
{
	Example example = { .prompt = S("") };
	size_t n = code_length(w, text), prompt = str_find_byte(text, '>', 0), line = str_find_byte(text, '\n', 0);

	example.code = str_cut(text, 0, n == STR_NONE ? text.n : n);
	example.remarks = n == STR_NONE ? S("") : str_trim(str_cut(text, n, text.n));
	if (str_starts(text, S("PS")) && prompt != STR_NONE && prompt < line) {
		example.prompt = str_cut(text, 0, prompt + 1);
		example.code = str_cut(example.code, prompt + 1, example.code.n);
		if (example.code.n && example.code.p[0] == ' ')
			example.code = str_cut(example.code, 1, example.code.n);
	} else {
		example.prompt = runtime_edition(w->in)->where & WHERE_CORE ? S("PS > ") : S("PS C:\\>");
	}
	return example;
}

static Value example_value(const Writer *w, Str text, size_t number)
{
	Object *object = help_node(MAML, "example");
	Example example = read_example(w, text);

	help_set_texts(object, "introduction", example.prompt);
	object_set_take(object, S("remarks"), paras(example.remarks, w->doc->from_file ? 1 : 4));
	object_set_string(object, S("code"), example.code);
	object_set_take(object, S("title"),
		value_printf("-------------------------- EXAMPLE %zu --------------------------", number));
	return object_value(object);
}

static void set_examples(const Writer *w, Object *help)
{
	Object *examples = help_node(MAML, "examples");
	Array *list = array_new_objects();
	Str text;

	for (size_t i = 0; (text = help_doc_find(w->doc, "EXAMPLE", (Str){ NULL, 0 }, i)).p; i++)
		array_push_take(list, example_value(w, text, i + 1));
	if (list->n) {
		set_nodes_take(examples, "example", array_value(list));
		set_node(help, "examples", examples);
		return;
	}
	value_drop(array_value(list));
	value_drop(object_value(examples));
}

static Str section(const Writer *w, const char *keyword)
{
	return help_doc_find(w->doc, keyword, (Str){ NULL, 0 }, 0);
}

static Str synopsis_of(const Writer *w)
{
	Str text = section(w, "SYNOPSIS");

	return text.p || !w->command->def ? text : str_from(w->command->def->synopsis);
}

static void set_notes(const Writer *w, Object *help)
{
	Object *set;

	if (!section(w, "NOTES").n)
		return;
	set = help_node(MAML, "alertSet");
	help_set_texts(set, "alert", section(w, "NOTES"));
	set_node(help, "alertSet", set);
}

static void set_identity(const Writer *w, Object *help)
{
	Str module = w->command->def      ? str_from(w->command->def->module)
		     : w->command->module ? string_str(w->command->module->name)
					  : S("");

	object_set_string(help, S("xmlns:maml"), S("http://schemas.microsoft.com/maml/2004/10"));
	object_set_string(help, S("xmlns:command"), S("http://schemas.microsoft.com/maml/dev/command/2004/10"));
	object_set_string(help, S("xmlns:dev"), S("http://schemas.microsoft.com/maml/dev/2004/10"));
	object_set_take(help, S("Name"), help_command_name(w->in, w->command));
	object_set_string(help, S("Category"), str_from(help_category(w->command)));
	object_set_string(help, S("Synopsis"), synopsis_of(w));
	object_set_string(help, S("Component"), section(w, "COMPONENT"));
	object_set_string(help, S("Role"), section(w, "ROLE"));
	object_set_string(help, S("Functionality"), section(w, "FUNCTIONALITY"));
	object_set_string(help, S("ModuleName"), module);
}

Value help_written(Interp *in, Command *command, const HelpDoc *doc, Arena *arena)
{
	static const Str names[] = { { MAML, 19 }, { "HelpInfo", 8 } };
	Writer w = { in, command, doc, arena };
	Object *help = object_new_custom(), *details = help_node(MAML, "details");

	object_set_type_names(help, names, COUNT(names));
	set_notes(&w, help);
	object_set_take(details, S("name"), help_command_name(in, command));
	help_set_texts(details, "description", synopsis_of(&w));
	set_node(help, "details", details);
	set_syntax(&w, help);
	set_parameters(&w, help);
	set_types(&w, help, "OUTPUTS", "returnValues", "returnValue");
	if (section(&w, "DESCRIPTION").p)
		help_set_texts(help, "description", section(&w, "DESCRIPTION"));
	set_examples(&w, help);
	set_types(&w, help, "INPUTS", "inputTypes", "inputType");
	set_links(&w, help);
	set_identity(&w, help);
	return object_value(help);
}

/* ---- of any command ---- */

/* A script is told by its path. */
Value help_command_name(Interp *in, const Command *command)
{
	Buf shown = BUF_INIT;
	Value name;

	if (command->kind != COMMAND_SCRIPT_FILE || !command->path)
		return value_ref(value_of_string(command->name));
	runtime_of(in)->shown_path(in, string_str(command->path), &shown);
	name = value_string_buf(&shown);
	buf_release(&shown);
	return name;
}

static bool find_doc(const Command *command, Arena *arena, HelpDoc *out)
{
	Str text = command->def ? help_file_find(string_str(command->name)) : S("");

	if (!command->def)
		return help_comment_find(command, arena, out);
	out->from_file = true;
	return text.n && help_doc_parse_file(arena, text, out);
}

/* .FORWARDHELPTARGETNAME: the command whose help stands for this one's; NULL: none.  Counted. */
static Command *find_target(Interp *in, const Command *command, const HelpDoc *doc)
{
	Str name = help_doc_argument(doc, "FORWARDHELPTARGETNAME");
	Command *target = name.n ? registry_find_direct(in, name, COMMAND_CMDLET | COMMAND_FUNCTION) : NULL;

	if (target != command)
		return target;
	command_drop(target);
	return NULL;
}

static Flow find_help(Interp *in, Command *command, int depth, Value *out)
{
	Arena *arena;
	HelpDoc doc = { 0 };
	Command *target = NULL;
	Flow flow = FLOW_NEXT;

	FLOW_TRY(bind_with_dynamic(in, command, NULL, 0, &command));
	arena = arena_new(0);
	if (!find_doc(command, arena, &doc) && !command->def) /* a cmdlet's table says what there is to say */
		*out = help_of_syntax(in, command);
	else if (depth < FORWARD_MAX && (target = find_target(in, command, &doc)) != NULL)
		flow = find_help(in, target, depth + 1, out);
	else
		*out = help_written(in, command, &doc, arena);
	command_drop(target);
	command_drop(command);
	help_doc_release(&doc);
	arena_free(arena);
	return flow;
}

/* The views are found by the names the objects bear. */
void help_register(Interp *in)
{
	TypeSet *types = runtime_of(in)->types;

	if (!type_set_find(types, S("HelpInfo")))
		type_set_add(types, help_entries, help_entries_count);
}

Flow help_of_command(Interp *in, Command *command, Value *out)
{
	return find_help(in, command, 0, out);
}
