/* command_parameter: parameters and parameter sets as objects: (Get-Command x).Parameters and .ParameterSets. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/attribute.h"
#include "shell/engine/bind.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/list.h"
#include "shell/value/object.h"

#define SMA "System.Management.Automation."
static Flow set_text(Interp *in, Value self, Buf *out)
{
	Slot *slot = object_find_peek(self.object, S("Text"));

	(void)in;
	buf_put(out, slot ? value_str_peek(slot->value) : S(""));
	return FLOW_NEXT;
}

static const TypeOps set_ops = { .text = set_text };
static const TypeDef metadata_type = { .name = SMA "ParameterMetadata", .base = &type_known[T_OBJECT] };
static const TypeDef use_type = { .name = SMA "ParameterSetMetadata", .base = &type_known[T_OBJECT] };
static const TypeDef info_type = { .name = SMA "CommandParameterInfo", .base = &type_known[T_OBJECT] };
static const TypeDef set_type = {
	.name = SMA "CommandParameterSetInfo", .base = &type_known[T_OBJECT], .ops = &set_ops, .flags = TYPE_OWN_TEXT
};

const TypeEntry command_parameter_entries[] = { { &metadata_type, NULL }, { &use_type, NULL }, { &info_type, NULL },
	{ &set_type, NULL } };
const size_t command_parameter_count = COUNT(command_parameter_entries);

static Value new_bag(const TypeDef *type)
{
	return object_value(object_new(type));
}

static void set(Value bag, const char *name, Value v)
{
	object_set_take(bag.object, str_from(name), v);
}

static List *new_collection(Interp *in, const TypeDef *elem)
{
	const TypeDef *type = type_set_close(runtime_of(in)->types, type_of_id(T_COLLECTION), elem, NULL);

	return list_new(type ? type : type_of_id(T_ARRAYLIST));
}

static Hash *new_dictionary(Interp *in, const TypeDef *of)
{
	const TypeDef *type = type_set_close(runtime_of(in)->types, type_of_id(T_DICTIONARY), type_of_id(T_STRING), of);

	return hash_new(type ? type : type_of_id(T_HASHTABLE), true);
}

/* ---- how a set uses a parameter ---- */

static void add_use(Value bag, const ParamUse *use, Str help)
{
	set(bag, "Position", value_int(use->pos1 ? use->pos1 - 1 : NO_POSITION));
	set(bag, "ValueFromPipeline", value_bool(use->flags & PARAM_FROM_PIPE));
	set(bag, "ValueFromPipelineByPropertyName", value_bool(use->flags & PARAM_FROM_PIPE_PROP));
	set(bag, "ValueFromRemainingArguments", value_bool(use->flags & PARAM_REMAINING));
	set(bag, "HelpMessage", help.n ? value_string(help) : VALUE_NULL);
}

static Value use_value(const Param *param, const ParamUse *use)
{
	Value bag = new_bag(&use_type);

	set(bag, "IsMandatory", value_bool(use->flags & PARAM_MANDATORY));
	add_use(bag, use, param->help);
	return bag;
}

static Value uses_value(Interp *in, const Command *command, const Param *param)
{
	Hash *uses = new_dictionary(in, &use_type);

	if (param->sets == SETS_ALL)
		hash_set_text_take(uses, S("__AllParameterSets"), use_value(param, &param->in[0]));
	for (uint32_t i = 0; i < command->nsets && param->sets != SETS_ALL; i++)
		if (param->sets & UINT32_C(1) << i)
			hash_set_text_take(uses, command_set_name(command, UINT32_C(1) << i),
				use_value(param, command_use(param, UINT32_C(1) << i)));
	return hash_value(uses);
}

/* ---- attributes ---- */

static Value parameter_value(const Param *param, const ParamUse *use, Str set_name)
{
	Value attribute = attribute_new(ATTRIBUTE_PARAMETER), *fields = attribute_fields(attribute);

	value_set_take(&fields[FIELD_SET], value_string(set_name));
	fields[FIELD_POSITION] = value_int(use->pos1 ? use->pos1 - 1 : NO_POSITION);
	fields[FIELD_MANDATORY] = value_bool(use->flags & PARAM_MANDATORY);
	fields[FIELD_PIPE] = value_bool(use->flags & PARAM_FROM_PIPE);
	fields[FIELD_PIPE_PROP] = value_bool(use->flags & PARAM_FROM_PIPE_PROP);
	fields[FIELD_REMAINING] = value_bool(use->flags & PARAM_REMAINING);
	fields[FIELD_HELP] = param->help.n ? value_string(param->help) : VALUE_NULL;
	fields[FIELD_DONT_SHOW] = value_bool(use->flags & PARAM_HIDDEN);
	return attribute;
}

/* One [Parameter()] for each set that is named. */
static void add_parameters(const Command *command, const Param *param, List *out)
{
	for (uint32_t i = 0; i < param->nin; i++) {
		const ParamUse *use = &param->in[i];

		if (!use->sets) {
			list_push_take(out, parameter_value(param, use, S("__AllParameterSets")));
			continue;
		}
		for (uint32_t k = 0; k < command->nsets; k++)
			if (use->sets & UINT32_C(1) << k)
				list_push_take(
					out, parameter_value(param, use, command_set_name(command, UINT32_C(1) << k)));
	}
}

static Value aliases_value(Interp *in, const Param *param)
{
	List *list = new_collection(in, type_of_id(T_STRING));

	for (uint32_t i = 0; i < param->naliases; i++)
		list_push_take(list, value_string(param->aliases[i]));
	return list_value(list);
}

static void add_plain(const Param *param, List *out)
{
	static const struct {
		unsigned flag;
		AttributeKind kind;
	} rows[] = {
		{ PARAM_ALLOW_NULL, ATTRIBUTE_ALLOW_NULL },
		{ PARAM_ALLOW_EMPTY, ATTRIBUTE_ALLOW_EMPTY_STRING },
		{ PARAM_ALLOW_EMPTY_COLLECTION, ATTRIBUTE_ALLOW_EMPTY_COLLECTION },
		{ PARAM_NOT_NULL, ATTRIBUTE_VALIDATE_NOT_NULL },
		{ PARAM_NOT_EMPTY, ATTRIBUTE_VALIDATE_NOT_EMPTY },
		{ PARAM_CREDENTIAL, ATTRIBUTE_CREDENTIAL },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (param->flags & rows[i].flag)
			list_push_take(out, attribute_new(rows[i].kind));
}

static void add_validators(const Param *param, List *out)
{
	for (uint32_t i = 0; i < param->nvalidators; i++) {
		const Validator *validator = &param->validators[i];
		Value attribute = attribute_new((AttributeKind)validator->kind);

		attribute_set_rule(attribute, validator);
		list_push_take(out, attribute);
	}
}

static Value check_values(const char *const *set_values)
{
	Array *values = array_new(&type_string_array, 4);

	for (; *set_values; set_values++)
		array_push_take(values, value_string_c(*set_values));
	return array_value(values);
}

/* A cmdlet's table has one check. */
static void add_check(const Param *param, List *out)
{
	static const ValidatorKind kinds[] = { [CHECK_SET] = VALIDATE_SET,
		[CHECK_RANGE] = VALIDATE_RANGE,
		[CHECK_LENGTH] = VALIDATE_LENGTH,
		[CHECK_PATTERN] = VALIDATE_PATTERN,
		[CHECK_COUNT] = VALIDATE_COUNT };
	const Check *check = param->def ? &param->def->check : NULL;
	Value attribute, *fields;

	if (!check || check->kind == CHECK_NONE)
		return;
	attribute = attribute_new((AttributeKind)kinds[check->kind]);
	fields = attribute_fields(attribute);
	fields[FIELD_A] = check->kind == CHECK_SET       ? check_values(check->set)
			  : check->kind == CHECK_PATTERN ? value_string_c(check->pattern)
							 : value_long(check->min);
	if (check->kind != CHECK_SET && check->kind != CHECK_PATTERN)
		fields[FIELD_B] = value_long(check->max);
	list_push_take(out, attribute);
}

static Value attributes_value(Interp *in, const Command *command, const Param *param)
{
	List *list = new_collection(in, &attribute_base);
	Value aliases;

	add_parameters(command, param, list);
	add_plain(param, list);
	add_validators(param, list);
	add_check(param, list);
	if (param->naliases) {
		aliases = attribute_new(ATTRIBUTE_ALIAS);
		attribute_fields(aliases)[FIELD_A] = aliases_value(in, param);
		list_push_take(list, aliases);
	}
	return list_value(list);
}

/* ---- parameters ---- */

static Value metadata_value(Interp *in, const Command *command, const Param *param)
{
	Value bag = new_bag(&metadata_type);

	set(bag, "Name", value_string(param->name));
	set(bag, "ParameterType", value_type(param->type));
	set(bag, "ParameterSets", uses_value(in, command, param));
	set(bag, "IsDynamic", value_bool(param->dynamic));
	set(bag, "Aliases", aliases_value(in, param));
	set(bag, "Attributes", attributes_value(in, command, param));
	set(bag, "SwitchParameter", value_bool(param->is_switch));
	return bag;
}

Flow command_parameters_value(Interp *in, Command *command, Value *out)
{
	Hash *parameters;

	FLOW_TRY(bind_with_dynamic(in, command, NULL, 0, &command));
	parameters = new_dictionary(in, &metadata_type);
	for (uint32_t i = 0; i < command->nparams; i++)
		if (!command->params[i].hidden)
			hash_set_text_take(
				parameters, command->params[i].name, metadata_value(in, command, &command->params[i]));
	command_drop(command);
	*out = hash_value(parameters);
	return FLOW_NEXT;
}

Flow command_parameter_value(Interp *in, Command *command, Str name, Value *out)
{
	Fault fault = { .category = CAT_INVALID_ARGUMENT, .exception = EXC_PARAMETER_BINDING };
	Buf candidates = BUF_INIT;
	int found;
	Flow flow = FLOW_NEXT;

	FLOW_TRY(bind_with_dynamic(in, command, NULL, 0, &command));
	found = command_find_param(command, name, &candidates);
	if (found >= 0)
		*out = metadata_value(in, command, &command->params[found]);
	else if (found == -1)
		flow = fault_raise(
			in, &fault, "A parameter cannot be found that matches parameter name '%.*s'.", STR_ARG(name));
	else
		flow = fault_raise(in, &fault,
			"Parameter cannot be processed because the parameter name '%.*s' is ambiguous. Possible matches "
			"include:%.*s.",
			STR_ARG(name), STR_ARG(buf_str(&candidates)));
	buf_release(&candidates);
	command_drop(command);
	return flow;
}

/* ---- parameter sets ---- */

static Value info_value(Interp *in, const Command *command, const Param *param, const ParamUse *use)
{
	Value bag = new_bag(&info_type);

	set(bag, "Name", value_string(param->name));
	set(bag, "ParameterType", value_type(param->type));
	set(bag, "IsMandatory", value_bool(use->flags & PARAM_MANDATORY));
	set(bag, "IsDynamic", value_bool(param->dynamic));
	add_use(bag, use, param->help);
	set(bag, "Aliases", aliases_value(in, param));
	set(bag, "Attributes", attributes_value(in, command, param));
	return bag;
}

static Value set_value(Interp *in, const Command *command, uint32_t bit)
{
	Value bag = new_bag(&set_type);
	List *parameters = new_collection(in, &info_type);
	Buf text = BUF_INIT;

	for (uint32_t i = 0; i < command->nparams; i++) {
		const Param *param = &command->params[i];
		const ParamUse *use = command_in_set(param, bit) ? command_use(param, bit) : NULL;

		if (use)
			list_push_take(parameters, info_value(in, command, param, use));
	}
	command_put_set(command, bit, &text);
	set(bag, "Name", value_string(command_set_name(command, bit)));
	set(bag, "IsDefault", value_bool(bit && bit == command->default_set));
	set(bag, "Parameters", list_value(parameters));
	set(bag, "Text", value_string_buf(&text));
	object_find_peek(bag.object, S("Text"))->hidden = true;
	buf_release(&text);
	return bag;
}

Flow command_sets_value(Interp *in, Command *command, Value *out)
{
	uint32_t sets[32];
	List *list;
	size_t n;

	FLOW_TRY(bind_with_dynamic(in, command, NULL, 0, &command));
	list = new_collection(in, &set_type);
	n = command_list_sets(command, sets);
	for (size_t i = 0; i < n; i++)
		list_push_take(list, set_value(in, command, sets[i]));
	command_drop(command);
	*out = list_value(list);
	return FLOW_NEXT;
}
