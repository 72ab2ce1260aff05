/* command_info: commands as objects: what Get-Command gives and & takes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/command.h"
#include "shell/engine/function.h"
#include "shell/engine/interp.h"
#include "shell/engine/registry.h"
#include "shell/value/object.h"

#define SMA_NAME "System.Management.Automation."

static void free_info(Object *object, ValueDrops *drops)
{
	(void)drops;
	command_drop(object->payload);
}

static Flow info_text(Interp *in, Value self, Buf *out)
{
	(void)in;
	buf_put(out, string_str(command_info_peek(self)->name));
	return FLOW_NEXT;
}

static const TypeOps ops = { .free = free_info, .text = info_text };

/* ---- properties all kinds have ---- */

static Flow get_name(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_ref(value_of_string(command_info_peek(self)->name));
	return FLOW_NEXT;
}

static Flow get_command_type(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);
	const TypeDef *type = type_set_find(runtime_of(in)->types, S(SMA_NAME "CommandTypes"));
	int64_t kind = command->kind == COMMAND_APP ? COMMAND_NATIVE : (int64_t)command->kind;

	*out = type ? value_enum(type, kind) : value_int((int32_t)kind);
	return FLOW_NEXT;
}

static Flow get_definition(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);

	(void)in;
	if (command->definition)
		*out = value_ref(value_of_string(command->definition));
	else if (command->path)
		*out = value_ref(value_of_string(command->path));
	else
		*out = value_string(command->block ? function_block_text(command->block) : S(""));
	return FLOW_NEXT;
}

static Flow get_source(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);

	(void)in;
	if (command->def)
		*out = value_string_c(command->def->module);
	else if (command->path)
		*out = value_ref(value_of_string(command->path));
	else
		*out = command->module ? value_ref(value_of_string(command->module->name)) : value_string(S(""));
	return FLOW_NEXT;
}

static Flow get_script_block(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);

	(void)in;
	*out = command->block ? value_ref((Value){ .kind = V_BLOCK, .block = command->block }) : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow get_path(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);

	(void)in;
	*out = command->path ? value_ref(value_of_string(command->path)) : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow get_resolved(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);
	Command *target = command->definition ? registry_find(in, string_str(command->definition), 0) : NULL;

	*out = target ? command_info_new(target) : VALUE_NULL;
	command_drop(target);
	return FLOW_NEXT;
}

static Flow get_verb_or_noun(Value self, bool verb, Value *out)
{
	Str name = string_str(command_info_peek(self)->name);
	size_t dash = str_find_byte(name, '-', 0);

	if (dash == STR_NONE)
		*out = value_string(S(""));
	else
		*out = value_string(verb ? str_cut(name, 0, dash) : str_cut(name, dash + 1, name.n));
	return FLOW_NEXT;
}

static Flow get_verb(Interp *in, Value self, Value *out)
{
	(void)in;
	return get_verb_or_noun(self, true, out);
}

static Flow get_noun(Interp *in, Value self, Value *out)
{
	(void)in;
	return get_verb_or_noun(self, false, out);
}

#define COMMON_PROPS                                                                                              \
	{ .name = "Name", .type = "string", .get = get_name },                                                    \
		{ .name = "CommandType", .type = SMA_NAME "CommandTypes", .get = get_command_type },              \
		{ .name = "Definition", .type = "string", .get = get_definition },                                \
		{ .name = "Source", .type = "string", .get = get_source },                                        \
		{ .name = "ModuleName", .type = "string", .get = get_source }
#define SCRIPT_PROPS { .name = "ScriptBlock", .type = "scriptblock", .get = get_script_block }
#define NOUN_PROPS                                                                                                \
	{ .name = "Verb", .type = "string", .get = get_verb }, { .name = "Noun", .type = "string", .get = get_noun }
#define PATH_PROPS { .name = "Path", .type = "string", .get = get_path }

static const PropDef function_props[] = { COMMON_PROPS, SCRIPT_PROPS, NOUN_PROPS, { .name = NULL } };
static const PropDef cmdlet_props[] = { COMMON_PROPS, NOUN_PROPS, { .name = NULL } };
static const PropDef file_props[] = { COMMON_PROPS, SCRIPT_PROPS, PATH_PROPS, { .name = NULL } };
static const PropDef alias_props[] = { COMMON_PROPS,
	{ .name = "ResolvedCommand", .type = SMA_NAME "CommandInfo", .get = get_resolved },
	{ .name = "ReferencedCommand", .type = SMA_NAME "CommandInfo", .get = get_resolved }, { .name = NULL } };
static const PropDef block_props[] = { COMMON_PROPS, SCRIPT_PROPS, { .name = NULL } };

static const TypeMembers function_members = { .props = function_props };
static const TypeMembers cmdlet_members = { .props = cmdlet_props };
static const TypeMembers file_members = { .props = file_props };
static const TypeMembers alias_members = { .props = alias_props };
static const TypeMembers block_members = { .props = block_props };

static const TypeDef base_type = { .name = SMA_NAME "CommandInfo", .base = &type_known[T_OBJECT], .ops = &ops };

#define INFO(var, type_name, member_table)                                                                        \
	static const TypeDef var = {                                                                              \
		.name = SMA_NAME type_name, .base = &base_type, .ops = &ops, .members = &member_table             \
	}
INFO(function_type, "FunctionInfo", function_members);
INFO(filter_type, "FilterInfo", function_members);
INFO(cmdlet_type, "CmdletInfo", cmdlet_members);
INFO(alias_type, "AliasInfo", alias_members);
INFO(native_type, "ApplicationInfo", file_members);
INFO(script_type, "ExternalScriptInfo", file_members);
INFO(block_type, "ScriptInfo", block_members);

const TypeEntry command_info_entries[] = {
	{ &base_type, NULL },
	{ &function_type, NULL },
	{ &filter_type, NULL },
	{ &cmdlet_type, NULL },
	{ &alias_type, NULL },
	{ &native_type, NULL },
	{ &script_type, NULL },
	{ &block_type, NULL },
};
const size_t command_info_count = COUNT(command_info_entries);

static const TypeDef *type_of_kind(CommandKind kind)
{
	switch (kind) {
	case COMMAND_ALIAS:
		return &alias_type;
	case COMMAND_FUNCTION:
		return &function_type;
	case COMMAND_FILTER:
		return &filter_type;
	case COMMAND_CMDLET:
		return &cmdlet_type;
	case COMMAND_SCRIPT_FILE:
		return &script_type;
	case COMMAND_BLOCK:
		return &block_type;
	default:
		return &native_type;
	}
}

Value command_info_new(Command *command)
{
	return object_value(object_new_native(type_of_kind(command->kind), command_ref(command)));
}

Command *command_info_peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &base_type);
}
