/* bind_dynamic: the parameters that a dynamicparam block gives while the others are being bound. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/attribute.h"
#include "shell/engine/bind.h"
#include "shell/engine/function.h"
#include "shell/engine/pipeline.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"

/* Simple functions never run theirs (asked of 7.6). */
bool bind_is_dynamic(const Command *command)
{
	return command->advanced && !command->plain && command->block && command->block->node->dynamic_param;
}

/* ---- one parameter from its attributes ---- */

static void read_use(Command *command, Param *param, Value *fields)
{
	static const struct {
		int field;
		uint8_t flag;
	} flags[] = {
		{ FIELD_MANDATORY, PARAM_MANDATORY },
		{ FIELD_PIPE, PARAM_FROM_PIPE },
		{ FIELD_PIPE_PROP, PARAM_FROM_PIPE_PROP },
		{ FIELD_REMAINING, PARAM_REMAINING },
		{ FIELD_DONT_SHOW, PARAM_HIDDEN },
	};
	ParamUse *uses = ARENA_ARRAY(command->arena, ParamUse, param->nin + 1), *use = &uses[param->nin];
	int64_t position = fields[FIELD_POSITION].i64;

	if (param->nin)
		memcpy(uses, param->in, param->nin * sizeof(*uses));
	*use = (ParamUse){ .sets = command_set_bit(command, value_str_peek(fields[FIELD_SET])) };
	use->pos1 = (uint8_t)(position < 0 || position > 253 ? 0 : position + 1);
	for (size_t i = 0; i < COUNT(flags); i++)
		if (convert_to_bool(fields[flags[i].field]))
			use->flags |= flags[i].flag;
	if (value_is_string(fields[FIELD_HELP]))
		param->help = arena_copy(command->arena, value_str_peek(fields[FIELD_HELP]));
	param->in = uses;
	param->nin++;
	param->sets |= use->sets ? use->sets : SETS_ALL;
}

static void read_aliases(Command *command, Param *param, Value names)
{
	const Array *given = names.kind == V_ARRAY ? names.array : NULL;
	Str *aliases = ARENA_ARRAY(command->arena, Str, param->naliases + (given ? given->n : 0) + 1);

	if (param->naliases)
		memcpy(aliases, param->aliases, param->naliases * sizeof(*aliases));
	param->aliases = aliases;
	for (size_t i = 0; given && i < given->n; i++)
		aliases[param->naliases++] = arena_copy(command->arena, value_str_peek(array_peek(given, i)));
}

/* Rules are gone through from the last to the first: those of a class are in order. */
static void read_attribute(Command *command, Param *param, Value attribute)
{
	AttributeKind kind;

	if (!attribute_kind(attribute, &kind))
		return;
	if (kind <= ATTRIBUTE_CREDENTIAL) {
		param->validators = mem_resize(param->validators, param->nvalidators + 1, sizeof(*param->validators));
		memmove(param->validators + 1, param->validators, param->nvalidators * sizeof(*param->validators));
		param->validators[0] = attribute_rule(kind, attribute);
		param->nvalidators++;
	} else if (kind == ATTRIBUTE_PARAMETER) {
		read_use(command, param, attribute_fields(attribute));
	} else if (kind == ATTRIBUTE_ALIAS) {
		read_aliases(command, param, attribute_fields(attribute)[FIELD_A]);
	} else if (kind == ATTRIBUTE_OBSOLETE) {
		Value text = attribute_fields(attribute)[FIELD_A];

		param->obsolete = arena_copy(command->arena, value_is_string(text) ? value_str_peek(text) : S(""));
		command->has_obsolete = true;
	} else {
		param->flags |= kind == ATTRIBUTE_ALLOW_NULL               ? PARAM_ALLOW_NULL
				: kind == ATTRIBUTE_ALLOW_EMPTY_STRING     ? PARAM_ALLOW_EMPTY
				: kind == ATTRIBUTE_ALLOW_EMPTY_COLLECTION ? PARAM_ALLOW_EMPTY_COLLECTION
									   : 0;
	}
}

/* Without any [Parameter()] it is in no set, and naming it is an error (asked of 7.6). */
static void read_parameter(Command *command, Param *param, Str name, Value value)
{
	const RuntimeParameter *parameter = attribute_runtime_peek(value);
	const List *attributes = parameter->attributes.list;

	*param = (Param){ .name = arena_copy(command->arena, name), .dynamic = true, .runtime = value_ref(value) };
	param->shared_name = value_string(name).string;
	param->type = parameter->type.kind == V_TYPE ? parameter->type.typeref : type_of_id(T_OBJECT);
	param->is_switch = param->type->id == T_SWITCH;
	for (size_t i = 0; i < attributes->n; i++)
		read_attribute(command, param, list_peek(attributes, i));
}

/* ---- the command with them ---- */

static void copy_param(Param *to, const Param *from)
{
	*to = *from;
	value_ref(value_of_string(from->shared_name));
	to->validators = NULL;
	to->nvalidators = 0;
	if (from->nvalidators)
		to->validators = mem_alloc(from->nvalidators, sizeof(*to->validators));
	for (uint32_t i = 0; i < from->nvalidators; i++) {
		Validator *rule = &to->validators[to->nvalidators++];

		*rule = from->validators[i];
		value_ref(rule->a);
		value_ref(rule->b);
		value_ref(rule->message);
	}
}

static String *ref_text(String *text)
{
	return text ? value_ref(value_of_string(text)).string : NULL;
}

static void copy_sets(Command *to, const Command *from)
{
	to->sets = ARENA_ARRAY(to->arena, String *, from->nsets + 1);
	to->nsets = from->nsets;
	for (uint32_t i = 0; i < from->nsets; i++)
		to->sets[i] = ref_text(from->sets[i]);
	to->default_set = from->default_set;
	to->default_set_name = ref_text(from->default_set_name);
}

/* With room for more parameters.  What the plain one's arena holds lives as long as the copy. */
static Command *copy_of(Command *plain, uint32_t more)
{
	Command *command = command_new(plain->kind, string_str(plain->name));

	command->plain = command_ref(plain);
	command->block = plain->block;
	if (command->kind != COMMAND_BLOCK)
		value_ref((Value){ .kind = V_BLOCK, .block = plain->block });
	command->path = ref_text(plain->path);
	command->definition = ref_text(plain->definition);
	command->description = ref_text(plain->description);
	command->source = ref_text(plain->source);
	command->module = plain->module;
	command->options = plain->options;
	command->confirm = plain->confirm;
	command->advanced = command->prepared = true;
	command->positional_binding = plain->positional_binding;
	command->has_obsolete = plain->has_obsolete;
	command->obsolete = plain->obsolete;
	copy_sets(command, plain);
	command->params = mem_alloc(plain->nparams + more, sizeof(*command->params));
	for (uint32_t i = 0; i < plain->nparams; i++)
		copy_param(&command->params[command->nparams++], &plain->params[i]);
	return command;
}

static Flow name_differs(Interp *in, const Binding *b, Str key, Value value)
{
	const RuntimeParameter *parameter = attribute_runtime_peek(value);
	BindFault fault = { .id = "RuntimeDefinedParameterNameMismatch" };

	return bind_fail(in, b, &fault,
		"Cannot bind cmdlet %.*s because runtime-defined parameter '%.*s' was added to the "
		"RuntimeDefinedParameterDictionary with key '%.*s'. The key must be the same as "
		"RuntimeDefinedParameter.Name.",
		STR_ARG(string_str(b->command->name)), STR_ARG(parameter ? value_str_peek(parameter->name) : S("")),
		STR_ARG(key));
}

static Flow add_parameter(Interp *in, const Binding *b, Command *command, const struct HashEntry *entry)
{
	const RuntimeParameter *parameter = attribute_runtime_peek(entry->value);
	Str name = value_str_peek(entry->key);

	if (!parameter || !str_eq(value_str_peek(parameter->name), name))
		return name_differs(in, b, name, entry->value);
	read_parameter(command, &command->params[command->nparams++], name, entry->value);
	return FLOW_NEXT;
}

static Flow extend(Interp *in, const Binding *b, const Hash *dictionary, Command **out)
{
	Command *command = copy_of(b->command, (uint32_t)dictionary->n);
	struct HashEntry *entry;
	Flow flow = FLOW_NEXT;
	size_t at = 0;

	while (flow == FLOW_NEXT && (entry = hash_next(dictionary, &at)))
		flow = add_parameter(in, b, command, entry);
	if (flow == FLOW_NEXT)
		flow = command_check_names(in, command);
	if (flow == FLOW_NEXT && command->nparams > BIND_PARAMS_MAX)
		flow = bind_too_many(in);
	if (flow == FLOW_NEXT)
		command_note_params(command);
	else
		command_drop(command);
	*out = flow == FLOW_NEXT ? command : NULL;
	return flow;
}

/* ---- binding goes on ---- */

static void take_command(Binding *b, Command *command)
{
	uint32_t n = b->command->nparams;
	Value *values = mem_alloc(command->nparams, sizeof(*values));

	memcpy(values, b->values, n * sizeof(*values));
	for (uint32_t i = n; i < command->nparams; i++)
		values[i] = VALUE_UNSET;
	if (b->values != b->inline_values)
		free(b->values);
	b->values = values;
	b->command = b->extended = command;
	b->sets_dynamic = b->sets;
}

/* The set $PSCmdlet tells of while the block runs: the only one left, or the default one. */
static void choose_for_now(Binding *b)
{
	uint32_t sets = b->sets;

	b->set = sets != SETS_ALL && (sets & (sets - 1)) == 0 ? sets : b->command->default_set;
}

Flow bind_dynamic(Interp *in, Binding *b, bool *extended)
{
	Value dictionary;
	Command *command;
	Flow flow;

	*extended = false;
	if (!bind_is_dynamic(b->command))
		return FLOW_NEXT;
	choose_for_now(b);
	FLOW_TRY(pipeline_script_dynamic(in, b, &dictionary));
	if (dictionary.kind != V_HASH || dictionary.hash->type != &attribute_dictionary_type || !dictionary.hash->n) {
		value_drop(dictionary);
		return FLOW_NEXT;
	}
	flow = extend(in, b, dictionary.hash, &command);
	value_drop(dictionary);
	if (flow == FLOW_NEXT)
		take_command(b, command);
	*extended = flow == FLOW_NEXT;
	return flow;
}

Flow bind_check_set(Interp *in, const Binding *b, const Arg *arg)
{
	const Param *param = &b->command->params[arg->index];
	BindFault fault = { .id = "ParameterNotInParameterSet" };

	if (!b->extended || (param->sets & b->sets_dynamic))
		return FLOW_NEXT;
	return bind_fail(in, b, &fault, "Parameter '%.*s' cannot be specified in parameter set '%.*s'.",
		STR_ARG(param->name), STR_ARG(command_set_name(b->command, b->set)));
}

Flow bind_with_dynamic(Interp *in, Command *command, const Value *args, size_t n, Command **out)
{
	bool success = in->success;
	Flow flow;

	FLOW_TRY(command_prepare(in, command));
	*out = NULL;
	if (!bind_is_dynamic(command)) {
		*out = command_ref(command);
		return FLOW_NEXT;
	}
	flow = pipeline_probe(in, command, args, n, out);
	in->success = success;
	if (flow == FLOW_THROW && n == 0) {
		runtime_of(in)->clear_error(in);
		*out = command_ref(command);
		return FLOW_NEXT;
	}
	return flow;
}
