/* help_syntax: ExtendedCmdletHelpInfo: what is known of a command that nobody wrote help for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/help/help.h"
#include "shell/value/array.h"

#define EXTENDED "ExtendedCmdletHelpInfo"

static bool is_shown(const Param *param)
{
	return !param->hidden && !param->common;
}

static void put_sets(const Command *command, const Param *param, Buf *out)
{
	if (param->sets == SETS_ALL) {
		buf_put(out, S("(All)"));
		return;
	}
	for (uint32_t i = 0; i < command->nsets; i++)
		if (param->sets & UINT32_C(1) << i)
			buf_printf(out, "%s%s", out->n ? ", " : "", command->sets[i]->p);
}

static void set_texts(const Command *command, const Param *param, const ParamUse *use, Object *object)
{
	Buf text = BUF_INIT;

	help_put_pipeline(use, &text);
	object_set_string(object, S("required"), use->flags & PARAM_MANDATORY ? S("true") : S("false"));
	object_set_string(object, S("pipelineInput"), buf_str(&text));
	object_set_string(object, S("isDynamic"), param->dynamic ? S("true") : S("false"));
	object_set_string(object, S("globbing"), S("false"));
	buf_clear(&text);
	put_sets(command, param, &text);
	object_set_string(object, S("parameterSetName"), buf_str(&text));
	buf_release(&text);
}

static void set_type(const Param *param, Object *object)
{
	Object *type = help_node(EXTENDED, "type");
	Buf text = BUF_INIT;

	command_put_type(param->type, &text);
	if (!param->is_switch)
		object_set_string(object, S("parameterValue"), buf_str(&text));
	object_set_string(type, S("name"), buf_str(&text));
	object_set_take(object, S("type"), object_value(type));
	buf_release(&text);
}

static Value param_value(const Command *command, const Param *param, const ParamUse *use)
{
	Object *object = help_node(EXTENDED, "parameter");
	Buf aliases = BUF_INIT;

	object_set_string(object, S("name"), param->name);
	set_texts(command, param, use, object);
	set_type(param, object);
	object_set_take(object, S("position"),
		use->pos1 && !param->is_switch ? value_printf("%d", use->pos1 - 1) : value_string(S("Named")));
	for (uint32_t i = 0; i < param->naliases; i++)
		buf_printf(&aliases, "%s%.*s", i ? ", " : "", STR_ARG(param->aliases[i]));
	object_set_string(object, S("aliases"), aliases.n ? buf_str(&aliases) : S("None"));
	buf_release(&aliases);
	return object_value(object);
}

static void set_syntax(Interp *in, const Command *command, Object *help)
{
	Object *syntax = help_node(EXTENDED, "syntax");
	Array *items = array_new_objects();
	uint32_t sets[32], order[256];
	size_t n = command_list_sets(command, sets);

	for (size_t i = 0; i < n; i++) {
		Object *item = help_node(EXTENDED, "syntaxItem");
		Array *list = array_new_objects();
		size_t nparams = command_list_params(command, sets[i], false, order);

		for (size_t k = 0; k < nparams; k++)
			array_push_take(list, param_value(command, &command->params[order[k]],
						      command_use(&command->params[order[k]], sets[i])));
		object_set_take(item, S("name"), help_command_name(in, command));
		object_set_take(item, S("CommonParameters"), value_bool(command->advanced));
		object_set_take(item, S("parameter"), array_value(list));
		array_push_take(items, object_value(item));
	}
	object_set_take(syntax, S("syntaxItem"), array_value(items));
	object_set_take(help, S("Syntax"), object_value(syntax));
}

static int by_name(const void *a, const void *b)
{
	return str_icompare((*(const Param *const *)a)->name, (*(const Param *const *)b)->name);
}

static void set_parameters(const Command *command, Object *help)
{
	Object *parameters = help_node(EXTENDED, "parameters");
	const Param **sorted = MEM_ARRAY(const Param *, command->nparams + 1);
	Array *list = array_new_objects();
	size_t n = 0;

	for (uint32_t i = 0; i < command->nparams; i++)
		if (is_shown(&command->params[i]))
			sorted[n++] = &command->params[i];
	qsort(sorted, n, sizeof(const Param *), by_name);
	for (size_t i = 0; i < n; i++)
		array_push_take(list, param_value(command, sorted[i], &sorted[i]->in[0]));
	free(sorted);
	object_set_take(parameters, S("parameter"), array_value(list));
	object_set_take(help, S("parameters"), object_value(parameters));
}

static void set_type_list(Object *help, const char *outer, const char *inner, Str text)
{
	Object *list = help_node(EXTENDED, outer), *item = help_node(EXTENDED, inner),
	       *type = help_node(EXTENDED, "type");

	object_set_string(type, S("name"), text);
	object_set_take(item, S("type"), object_value(type));
	object_set_take(list, str_from(inner), object_value(item));
	object_set_take(help, str_from(outer), object_value(list));
}

/* Types of what the pipeline gives to parameters, a line each. */
static void put_inputs(const Command *command, Buf *out)
{
	for (uint32_t i = 0; i < command->nparams; i++) {
		const Param *param = &command->params[i];
		bool takes = false;

		for (uint32_t k = 0; k < param->nin; k++)
			takes = takes || (param->in[k].flags & (PARAM_FROM_PIPE | PARAM_FROM_PIPE_PROP));
		if (takes && is_shown(param) && str_find(buf_str(out), str_from(param->type->name), 0) == STR_NONE)
			buf_printf(out, "%s\n", param->type->name);
	}
	if (!out->n)
		buf_put(out, S("None\n"));
}

static void set_types(const Command *command, Object *help)
{
	Buf text = BUF_INIT;

	put_inputs(command, &text);
	set_type_list(help, "inputTypes", "inputType", buf_str(&text));
	buf_clear(&text);
	for (size_t i = 0; command->def && command->def->outputs && command->def->outputs[i]; i++)
		buf_printf(&text, "%s\n", command->def->outputs[i]);
	set_type_list(help, "returnValues", "returnValue", text.n ? buf_str(&text) : S("System.Object"));
	buf_release(&text);
}

static void set_details(Interp *in, const Command *command, Object *help)
{
	Object *details = help_node(EXTENDED, "details");
	Str name = string_str(command->name);
	size_t dash = command->def ? str_find_byte(name, '-', 0) : STR_NONE;

	object_set_take(details, S("name"), help_command_name(in, command));
	object_set_string(details, S("noun"), dash == STR_NONE ? S("") : str_cut(name, dash + 1, name.n));
	object_set_string(details, S("verb"), dash == STR_NONE ? S("") : str_cut(name, 0, dash));
	object_set_take(help, S("details"), object_value(details));
}

static void set_identity(Interp *in, const Command *command, Object *help)
{
	Value name = help_command_name(in, command);
	Buf synopsis = BUF_INIT;

	command_put_syntax(command, value_str_peek(name), S("\n"), &synopsis);
	object_set_take(help, S("alertSet"), VALUE_NULL);
	object_set_take(help, S("description"), VALUE_NULL);
	object_set_take(help, S("examples"), VALUE_NULL);
	object_set_string(help, S("Synopsis"), buf_str(&synopsis));
	object_set_string(help, S("ModuleName"),
		command->def      ? str_from(command->def->module)
		: command->module ? string_str(command->module->name)
				  : S(""));
	object_set_string(help, S("nonTerminatingErrors"), S(""));
	object_set_string(help, S("xmlns:command"), S("http://schemas.microsoft.com/maml/dev/command/2004/10"));
	object_set_string(help, S("xmlns:dev"), S("http://schemas.microsoft.com/maml/dev/2004/10"));
	object_set_string(help, S("xmlns:maml"), S("http://schemas.microsoft.com/maml/2004/10"));
	object_set_take(help, S("Name"), name);
	object_set_string(help, S("Category"), str_from(help_category(command)));
	object_set_take(help, S("Component"), VALUE_NULL);
	object_set_take(help, S("Role"), VALUE_NULL);
	object_set_take(help, S("Functionality"), VALUE_NULL);
	buf_release(&synopsis);
}

Value help_of_syntax(Interp *in, Command *command)
{
	static const Str names[] = { { EXTENDED, 22 }, { "CmdletHelpInfo", 14 }, { "HelpInfo", 8 } };
	Object *help = object_new_custom();

	object_set_type_names(help, names, COUNT(names));
	object_set_take(help, S("CommonParameters"), value_bool(command->advanced));
	set_details(in, command, help);
	set_syntax(in, command, help);
	set_parameters(command, help);
	set_types(command, help);
	object_set_string(help, S("aliases"), S("None\n"));
	object_set_string(help, S("remarks"), S("None"));
	set_identity(in, command, help);
	return object_value(help);
}
