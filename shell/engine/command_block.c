/* command_block: the parameters of functions and script blocks, from their param() and its attributes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/command.h"
#include "shell/engine/eval.h"
#include "shell/engine/function.h"
#include "shell/engine/interp.h"
#include "shell/engine/validate.h"
#include "shell/value/convert.h"

/* What building one command needs to remember. */
typedef struct Builder {
	Interp *in;
	Command *command;
	bool explicit_position; /* some [Parameter(Position=)] was given */
	bool named_set;         /* some parameter belongs to a set of its own */
	bool has_parameter;     /* some [Parameter()] was given */
	bool supports_should, supports_paging;
} Builder;

/* ---- where errors point: into the block, not at its caller ---- */

typedef struct Place {
	Script *script;
	Span at;
} Place;

static Place enter_place(Builder *b, Span at)
{
	Frame *frame = b->in->frame;
	Place before = { frame->script, frame->at };

	frame->script = b->command->block->script;
	frame->at = at;
	return before;
}

static Flow leave_place(Builder *b, Place before, Flow flow)
{
	b->in->frame->script = before.script;
	b->in->frame->at = before.at;
	return flow;
}

/* An attribute that is no attribute, or has no such property: the target is its text. */
static Flow raise_at(Builder *b, Span at, Fault *fault, Str message)
{
	Place before = enter_place(b, at);
	Flow flow;

	fault->category = CAT_INVALID_OPERATION;
	fault->exception = EXC_RUNTIME;
	fault->target = value_string(script_span_text(b->in->frame->script, at));
	flow = fault_raise(b->in, fault, "%.*s", STR_ARG(message));
	value_drop(fault->target);
	return leave_place(b, before, flow);
}

/* All attributes are told to be this one (recorded: mistakes/param-attribute-argument-typo). */
static Flow unknown_argument(Builder *b, const struct NamedArgument *arg)
{
	Fault fault = { .id = "PropertyNotFoundForType", .target_type = "NamedAttributeArgumentAst" };
	Buf text = BUF_INIT;
	Flow flow;

	buf_printf(&text,
		"Property '%.*s' cannot be found for type 'System.Management.Automation.CmdletBindingAttribute'.",
		STR_ARG(arg->name));
	flow = raise_at(b, arg->span, &fault, buf_str(&text));
	buf_release(&text);
	return flow;
}

static Flow unknown_attribute(Builder *b, const NodeAttribute *attribute)
{
	Fault fault = { .id = "CustomAttributeTypeNotFound", .target_type = "AttributeAst" };
	Buf text = BUF_INIT;
	Flow flow;

	buf_printf(&text,
		"Cannot find the type for custom attribute '%.*s'. Make sure that the assembly that contains this "
		"type is loaded.",
		STR_ARG(attribute->type->text));
	flow = raise_at(b, attribute->span, &fault, buf_str(&text));
	buf_release(&text);
	return flow;
}

/* ---- arguments of attributes ---- */

static Flow named_bool(Interp *in, const struct NamedArgument *arg, bool *out)
{
	Value v;

	if (!arg->value) {
		*out = true;
		return FLOW_NEXT;
	}
	FLOW_TRY(eval_attribute_value(in, arg->value, &v));
	*out = convert_to_bool(v);
	value_drop(v);
	return FLOW_NEXT;
}

static Flow named_text(Interp *in, Arena *arena, const struct NamedArgument *arg, Str *out)
{
	Value v, text;
	Flow flow;

	*out = S("");
	if (!arg->value)
		return FLOW_NEXT;
	FLOW_TRY(eval_attribute_value(in, arg->value, &v));
	flow = convert_to_string(in, v, &text);
	if (flow == FLOW_NEXT) {
		*out = arena_copy(arena, value_str_peek(text));
		value_drop(text);
	}
	value_drop(v);
	return flow;
}

static Flow named_int(Interp *in, const struct NamedArgument *arg, int32_t *out)
{
	Value v;
	Flow flow;

	FLOW_TRY(eval_attribute_value(in, arg->value, &v));
	flow = convert_to_i32(in, v, out);
	value_drop(v);
	return flow;
}

/* Flags that [Parameter()] turns on by name. */
static const struct {
	const char *name;
	uint8_t flag;
} use_flags[] = {
	{ "Mandatory", PARAM_MANDATORY },
	{ "ValueFromPipeline", PARAM_FROM_PIPE },
	{ "ValueFromPipelineByPropertyName", PARAM_FROM_PIPE_PROP },
	{ "ValueFromRemainingArguments", PARAM_REMAINING },
	{ "DontShow", PARAM_HIDDEN },
};

static Flow read_use_flag(Builder *b, ParamUse *use, const struct NamedArgument *arg, uint8_t flag)
{
	bool on;

	FLOW_TRY(named_bool(b->in, arg, &on));
	use->flags = (uint8_t)(on ? use->flags | flag : use->flags & ~flag);
	return FLOW_NEXT;
}

static Flow read_use_value(Builder *b, Param *param, ParamUse *use, const struct NamedArgument *arg)
{
	int32_t position;
	Str text;

	if (str_ieq(arg->name, S("Position"))) {
		FLOW_TRY(named_int(b->in, arg, &position));
		use->pos1 = (uint8_t)(position < 0 || position > 253 ? 0 : position + 1);
		b->explicit_position |= position >= 0;
	} else if (str_ieq(arg->name, S("ParameterSetName"))) {
		FLOW_TRY(named_text(b->in, b->command->arena, arg, &text));
		use->sets = command_set_bit(b->command, text);
		b->named_set |= use->sets != 0;
	} else if (str_ieq(arg->name, S("HelpMessage"))) {
		FLOW_TRY(named_text(b->in, b->command->arena, arg, &param->help));
	} else if (!str_istarts(arg->name, S("HelpMessage"))) { /* ...BaseName and ...ResourceId: never read */
		return unknown_argument(b, arg);
	}
	return FLOW_NEXT;
}

static Flow read_use_argument(Builder *b, Param *param, ParamUse *use, const struct NamedArgument *arg)
{
	for (size_t i = 0; i < COUNT(use_flags); i++)
		if (str_ieq(arg->name, str_from(use_flags[i].name)))
			return read_use_flag(b, use, arg, use_flags[i].flag);
	return read_use_value(b, param, use, arg);
}

static Flow read_use(Builder *b, Param *param, const NodeAttribute *attribute)
{
	ParamUse *uses = ARENA_ARRAY(b->command->arena, ParamUse, param->nin + 1);

	if (param->nin)
		memcpy(uses, param->in, param->nin * sizeof(*uses));
	b->has_parameter = true;
	for (uint32_t i = 0; i < attribute->nnamed; i++)
		FLOW_TRY(read_use_argument(b, param, &uses[param->nin], &attribute->named[i]));
	param->in = uses;
	param->nin++;
	return FLOW_NEXT;
}

static Flow read_aliases(Builder *b, Param *param, const NodeAttribute *attribute)
{
	uint32_t n = attribute->positional.n;
	Str *aliases = ARENA_ARRAY(b->command->arena, Str, param->naliases + n);

	if (param->naliases)
		memcpy(aliases, param->aliases, param->naliases * sizeof(*aliases));
	for (uint32_t i = 0; i < n; i++) {
		struct NamedArgument arg = { .value = attribute->positional.p[i] };

		FLOW_TRY(named_text(b->in, b->command->arena, &arg, &aliases[param->naliases]));
		for (uint32_t k = 0; k < param->naliases; k++)
			if (str_ieq(aliases[k], aliases[param->naliases]))
				return fault_runtime(b->in, CAT_METADATA_ERROR, "AliasDeclaredMultipleTimes",
					"The alias \"%.*s\" is declared multiple times.", STR_ARG(aliases[k]));
		param->naliases++;
	}
	param->aliases = aliases;
	return FLOW_NEXT;
}

/* The attribute's name without namespace and "Attribute". */
static Str attribute_name(const NodeAttribute *attribute)
{
	Str name = attribute->type->name;
	size_t dot = str_rfind(name, S("."), name.n);

	if (dot != STR_NONE)
		name = str_cut(name, dot + 1, name.n);
	if (str_iends(name, S("Attribute")) && name.n > 9)
		name = str_cut(name, 0, name.n - 9);
	return name;
}

/* Attributes that only set a flag, and those that change nothing here. */
static const struct {
	const char *name;
	uint16_t flag;
} plain_attributes[] = {
	{ "AllowNull", PARAM_ALLOW_NULL },
	{ "AllowEmptyString", PARAM_ALLOW_EMPTY },
	{ "AllowEmptyCollection", PARAM_ALLOW_EMPTY_COLLECTION },
	{ "ArgumentCompleter", 0 },
	{ "ArgumentCompletions", 0 },
	{ "SupportsWildcards", 0 },
	{ "PSDefaultValue", 0 },
	{ "SuppressMessage", 0 },
	{ "DynamicParam", 0 },
	{ "ValidateTrustedData", 0 },
	{ "ValidateUserDrive", 0 },
	{ "Experimental", 0 },
};

static Flow read_type_name(Builder *b, Param *param, const NodeAttribute *attribute)
{
	struct NamedArgument arg = { .value = attribute->positional.n ? attribute->positional.p[0] : NULL };

	return named_text(b->in, b->command->arena, &arg, &param->ps_type_name);
}

static Flow read_obsolete(Builder *b, Str *out, const NodeAttribute *attribute)
{
	struct NamedArgument arg = { .value = attribute->positional.n ? attribute->positional.p[0] : NULL };

	b->command->has_obsolete = true;
	return named_text(b->in, b->command->arena, &arg, out);
}

static Flow add_validator(Builder *b, Param *param, const NodeAttribute *attribute, bool *is)
{
	Frame *frame = b->in->frame;
	Script *script = frame->script;
	Validator validator;
	Flow flow;

	if (!str_ieq(attribute_name(attribute), S("ValidateSet")))
		frame->script = b->command->block->script;
	flow = validate_read(b->in, attribute, &validator, is);
	frame->script = script;
	FLOW_TRY(flow);
	if (!*is)
		return FLOW_NEXT;
	param->validators = mem_resize(param->validators, param->nvalidators + 1, sizeof(*param->validators));
	param->validators[param->nvalidators++] = validator;
	return FLOW_NEXT;
}

static Flow read_type(Builder *b, Param *param, const NodeAttribute *attribute)
{
	Place before = enter_place(b, attribute->span);

	return leave_place(b, before, eval_type(b->in, attribute->type, &param->type));
}

static Flow read_attribute(Builder *b, Param *param, const NodeAttribute *attribute)
{
	Str name = attribute_name(attribute);
	bool is;

	if (attribute->is_constraint)
		return param->type ? FLOW_NEXT : read_type(b, param, attribute);
	if (str_ieq(name, S("Parameter")))
		return read_use(b, param, attribute);
	if (str_ieq(name, S("Alias")))
		return read_aliases(b, param, attribute);
	if (str_ieq(name, S("PSTypeName")))
		return read_type_name(b, param, attribute);
	if (str_ieq(name, S("Obsolete")))
		return read_obsolete(b, &param->obsolete, attribute);
	for (size_t i = 0; i < COUNT(plain_attributes); i++)
		if (str_ieq(name, str_from(plain_attributes[i].name))) {
			param->flags |= plain_attributes[i].flag;
			return FLOW_NEXT;
		}
	FLOW_TRY(add_validator(b, param, attribute, &is));
	return is ? FLOW_NEXT : unknown_attribute(b, attribute);
}

static Flow read_param(Builder *b, Param *param, const NodeParam *node)
{
	static const ParamUse everywhere = { 0 };

	*param = (Param){ .name = node->variable->name, .node = node };
	param->shared_name = value_string(param->name).string;
	for (uint32_t i = 0; i < node->attributes.n; i++)
		FLOW_TRY(read_attribute(b, param, node->attributes.p[i]));
	if (!param->type)
		param->type = type_of_id(T_OBJECT);
	param->is_switch = param->type->id == T_SWITCH;
	if (!param->nin) {
		param->in = &everywhere;
		param->nin = 1;
	}
	for (uint32_t i = 0; i < param->nin; i++)
		param->sets |= param->in[i].sets ? param->in[i].sets : SETS_ALL;
	return FLOW_NEXT;
}

/* ---- [CmdletBinding()] ---- */

static Flow read_confirm(Builder *b, const struct NamedArgument *arg)
{
	static const char *const names[] = { "None", "Low", "Medium", "High" };
	Str text;

	FLOW_TRY(named_text(b->in, b->command->arena, arg, &text));
	for (int i = 0; i < (int)COUNT(names); i++)
		if (str_ieq(text, str_from(names[i])))
			b->command->confirm = (Confirm)i;
	return FLOW_NEXT;
}

static Flow read_should(Builder *b, const struct NamedArgument *arg)
{
	return named_bool(b->in, arg, &b->supports_should);
}

static Flow read_paging(Builder *b, const struct NamedArgument *arg)
{
	return named_bool(b->in, arg, &b->supports_paging);
}

static Flow read_default_set(Builder *b, const struct NamedArgument *arg)
{
	Command *command = b->command;
	Str text;

	FLOW_TRY(named_text(b->in, command->arena, arg, &text));
	command->default_set_name = value_string(text).string;
	command->default_set = command_set_bit(command, text);
	return FLOW_NEXT;
}

static Flow read_positional(Builder *b, const struct NamedArgument *arg)
{
	bool on;

	FLOW_TRY(named_bool(b->in, arg, &on));
	b->command->positional_binding = on;
	return FLOW_NEXT;
}

/* Where the help is, and what only a remote session or a transaction would ask for. */
static Flow read_nothing(Builder *b, const struct NamedArgument *arg)
{
	(void)b;
	(void)arg;
	return FLOW_NEXT;
}

static Flow read_binding_argument(Builder *b, const struct NamedArgument *arg)
{
	static const struct {
		const char *name;
		Flow (*read)(Builder *b, const struct NamedArgument *arg);
	} rows[] = {
		{ "SupportsShouldProcess", read_should },
		{ "ConfirmImpact", read_confirm },
		{ "DefaultParameterSetName", read_default_set },
		{ "PositionalBinding", read_positional },
		{ "SupportsPaging", read_paging },
		{ "HelpUri", read_nothing },
		{ "SupportsTransactions", read_nothing },
		{ "RemotingCapability", read_nothing },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_ieq(arg->name, str_from(rows[i].name)))
			return rows[i].read(b, arg);
	return unknown_argument(b, arg);
}

/* Attributes of a whole block that change nothing here. */
static bool is_block_attribute(Str name)
{
	static const char *const names[] = { "OutputType", "Alias", "SuppressMessage", "ExcludeFromCodeCoverage",
		"Experimental", "DebuggerHidden", "DebuggerStepThrough", "DebuggerNonUserCode" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_ieq(name, str_from(names[i])))
			return true;
	return false;
}

static Flow read_block_attributes(Builder *b, const NodeParamBlock *params)
{
	b->command->confirm = CONFIRM_MEDIUM;
	for (uint32_t i = 0; i < params->attributes.n; i++) {
		const NodeAttribute *attribute = params->attributes.p[i];

		if (is_block_attribute(attribute_name(attribute)))
			continue;
		if (str_ieq(attribute_name(attribute), S("Obsolete"))) {
			FLOW_TRY(read_obsolete(b, &b->command->obsolete, attribute));
			continue;
		}
		if (!str_ieq(attribute_name(attribute), S("CmdletBinding")))
			return unknown_attribute(b, attribute);
		b->command->advanced = true;
		for (uint32_t k = 0; k < attribute->nnamed; k++)
			FLOW_TRY(read_binding_argument(b, &attribute->named[k]));
	}
	return FLOW_NEXT;
}

/* ---- positions ---- */

/* Without any explicit position or set, the non-switch parameters are numbered in order (reference 5.1.3, and asked of
 * 7.6: one parameter in a set of its own, and there are no positions). */
static void number_positions(Builder *b)
{
	Command *command = b->command;
	uint8_t next = 0;

	for (uint32_t i = 0; i < command->nparams; i++) {
		Param *param = &command->params[i];
		ParamUse *uses;

		if (param->is_switch || param->common)
			continue;
		uses = ARENA_ARRAY(command->arena, ParamUse, param->nin);
		memcpy(uses, param->in, param->nin * sizeof(*uses));
		next = (uint8_t)(next == UINT8_MAX ? next : next + 1);
		for (uint32_t k = 0; k < param->nin; k++)
			uses[k].pos1 = (uint8_t)(next == UINT8_MAX ? 0 : next);
		param->in = uses;
	}
}

static void append_common(Builder *b)
{
	command_add_common(b->in, b->command, b->supports_should ? CONFIRM_MEDIUM : CONFIRM_NONE, b->supports_paging);
	if (!b->supports_should)
		b->command->confirm = CONFIRM_NONE;
}

/* ---- names that stand twice ---- */

static Fault metadata_fault(const char *id)
{
	return (Fault){ .id = id, .category = CAT_METADATA_ERROR, .exception = EXC_METADATA };
}

static bool has_alias(const Param *param, Str name)
{
	for (uint32_t i = 0; i < param->naliases; i++)
		if (str_ieq(param->aliases[i], name))
			return true;
	return false;
}

static Flow raise_alias_again(Interp *in, const Param *param, Str alias)
{
	Fault common = metadata_fault("AliasParameterNameAlreadyExistsForCommand");
	Fault own = metadata_fault("AliasDeclaredMultipleTimes");

	if (param->common)
		return fault_raise(in, &common,
			"The parameter alias cannot be specified because an alias with the name '%.*s' was already defined "
			"multiple times for the command.",
			STR_ARG(alias));
	return fault_raise(in, &own, "The alias \"%.*s\" is declared multiple times.", STR_ARG(alias));
}

/* An alias that is the name of a parameter, its own included, or an alias of one before it. */
static Flow check_alias(Interp *in, const Command *command, const Param *param, Str alias)
{
	Fault fault = metadata_fault("ParameterNameConflictsWithAlias");

	for (uint32_t i = 0; i < command->nparams; i++) {
		const Param *other = &command->params[i];

		if (str_ieq(other->name, alias))
			return fault_raise(in, &fault,
				"The parameter '%.*s' cannot be specified because it conflicts with the parameter alias of the "
				"same name for parameter '%.*s'.",
				STR_ARG(other->name), STR_ARG(param->name));
		if (other < param && has_alias(other, alias))
			return raise_alias_again(in, param, alias);
	}
	return FLOW_NEXT;
}

/* Those of a param() do not clash: the parser sees to that. */
static Flow check_names(Interp *in, const Command *command, const Param *param)
{
	Fault fault = metadata_fault("ParameterNameAlreadyExistsForCommand");
	const Param *other = command->params;

	for (; (param->common || param->dynamic) && other < param; other++)
		if (str_ieq(other->name, param->name))
			return fault_raise(in, &fault,
				"A parameter with the name '%.*s' was defined multiple times for the command.",
				STR_ARG(param->name));
	for (uint32_t i = 0; i < param->naliases; i++)
		FLOW_TRY(check_alias(in, command, param, param->aliases[i]));
	return FLOW_NEXT;
}

Flow command_check_names(Interp *in, const Command *command)
{
	for (uint32_t i = 0; i < command->nparams; i++)
		FLOW_TRY(check_names(in, command, &command->params[i]));
	return FLOW_NEXT;
}

static Flow build(Builder *b, const ScriptBlockNode *node)
{
	const NodeParamBlock *params = node->params;
	Command *command = b->command;

	command->positional_binding = true;
	if (!params)
		return FLOW_NEXT;
	command->params = mem_alloc(params->nparams + COMMON_COUNT, sizeof(*command->params));
	FLOW_TRY(read_block_attributes(b, params));
	for (uint32_t i = 0; i < params->nparams; i++) {
		command->nparams++;
		FLOW_TRY(read_param(b, &command->params[i], &params->params[i]));
	}
	command->advanced |= b->has_parameter;
	if (command->positional_binding && !b->explicit_position && !b->named_set)
		number_positions(b);
	if (command->advanced)
		append_common(b);
	FLOW_TRY(command_check_names(b->in, command));
	command_note_params(command);
	return FLOW_NEXT;
}

/* Forgets what a failed reading left half done. */
static void undo(Command *command)
{
	command_release_params(command);
	command->sets = NULL;
	command->nsets = command->default_set = 0;
	command->advanced = command->takes_input = command->has_obsolete = false;
	command->obsolete = (Str){ 0 };
}

Flow command_prepare(Interp *in, Command *command)
{
	Builder b = { .in = in, .command = command };
	Flow flow;

	if (command->prepared || !command->block)
		return FLOW_NEXT;
	flow = build(&b, command->block->node);
	if (flow == FLOW_NEXT)
		command->prepared = true;
	else
		undo(command);
	return flow;
}
