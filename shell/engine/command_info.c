/* command_info: commands as objects: what Get-Command gives and & takes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/command.h"
#include "shell/engine/function.h"
#include "shell/engine/interp.h"
#include "shell/engine/module.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry.h"
#include "shell/engine/script_file.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"
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

/* A cmdlet's is its syntax. */
static Value syntax_value(Interp *in, const Command *command)
{
	Buf text = BUF_INIT;
	Value v;

	command_put_syntax(command, string_str(command->name), str_from(runtime_edition(in)->newline), &text);
	v = value_string_buf(&text);
	buf_release(&text);
	return v;
}

static Flow get_definition(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);

	if (command->definition)
		*out = value_ref(value_of_string(command->definition));
	else if (command->path)
		*out = value_ref(value_of_string(command->path));
	else if (command->def)
		*out = syntax_value(in, command);
	else
		*out = value_string(command->block ? function_block_text(command->block) : S(""));
	return FLOW_NEXT;
}

static Flow get_module_name(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);

	(void)in;
	if (command->def)
		*out = value_string_c(command->def->module);
	else
		*out = command->module ? value_ref(value_of_string(command->module->name)) : value_string(S(""));
	return FLOW_NEXT;
}

/* A file as it is shown. */
static Value path_value(Interp *in, const Command *command)
{
	Buf shown = BUF_INIT;
	Value v;

	provider_shown_path(in, string_str(command->path), &shown);
	v = value_string_buf(&shown);
	buf_release(&shown);
	return v;
}

static Flow get_source(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);

	if (command->def || !command->path)
		return get_module_name(in, self, out);
	*out = path_value(in, command);
	return FLOW_NEXT;
}

/* A script file is read when somebody looks into it. */
static Flow load(Interp *in, Command *command)
{
	return command && command->kind == COMMAND_SCRIPT_FILE ? script_file_load(in, command) : FLOW_NEXT;
}

static Flow get_script_block(Interp *in, Value self, Value *out)
{
	Command *command = command_info_peek(self);

	FLOW_TRY(load(in, command));
	*out = command->block ? value_ref((Value){ .kind = V_BLOCK, .block = command->block }) : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow get_path(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);

	*out = command->path ? path_value(in, command) : VALUE_NULL;
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

/* ---- what else is known of it ---- */

static Flow get_enum(Interp *in, Str type_name, int64_t number, Value *out)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, type_name);

	*out = type ? value_enum(type, number) : value_int((int32_t)number);
	return FLOW_NEXT;
}

static Flow get_options(Interp *in, Value self, Value *out)
{
	return get_enum(in, S(SMA_NAME "ScopedItemOptions"), command_info_peek(self)->options, out);
}

static Flow get_visibility(Interp *in, Value self, Value *out)
{
	(void)self;
	return get_enum(in, S(SMA_NAME "SessionStateEntryVisibility"), 0, out);
}

static bool is_module(const Command *command, const char *name)
{
	return command->def && strcmp(command->def->module, name) == 0;
}

/* Of the modules that come with the shell; files have none that would be known. */
static Flow get_version(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.Version"));
	bool core = (runtime_edition(in)->where & WHERE_CORE) != 0;
	const char *version = is_module(command, "Microsoft.PowerShell.Core") ? (core ? "7.6.0.500" : "3.0.0.0")
			      : command->def && str_starts(str_from(command->def->module), S("Microsoft.PowerShell."))
				      ? (core ? "7.0.0.0" : "3.1.0.0")
			      : command->path && command->kind == COMMAND_NATIVE ? "0.0.0.0"
										 : NULL;
	Value text;

	*out = VALUE_NULL;
	if (!version && command->module && command->kind != COMMAND_ALIAS)
		return module_version_value(in, command->module, out);
	if (!version || !type)
		return FLOW_NEXT;
	text = value_string_c(version);
	if (!convert_try(in, text, type, out))
		*out = VALUE_NULL;
	value_drop(text);
	return FLOW_NEXT;
}

/* The module it came with; of the shell's own, that of its table. */
static Flow get_module(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);
	Module *module = command->def ? module_built_in(in, str_from(command->def->module)) : command->module;

	*out = module ? module_info_new(module) : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow get_description(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);

	(void)in;
	*out = command->description             ? value_ref(value_of_string(command->description))
	       : command->kind == COMMAND_ALIAS ? value_string(S(""))
						: VALUE_NULL;
	return FLOW_NEXT;
}

static Flow get_cmdlet_binding(Interp *in, Value self, Value *out)
{
	Command *command = command_info_peek(self);

	FLOW_TRY(command_prepare(in, command));
	*out = value_bool(command->advanced);
	return FLOW_NEXT;
}

static Flow get_default_set(Interp *in, Value self, Value *out)
{
	Command *command = command_info_peek(self);

	FLOW_TRY(command_prepare(in, command));
	if (command->def)
		*out = value_string(command_set_name(command, command->default_set));
	else
		*out = command->default_set_name ? value_ref(value_of_string(command->default_set_name)) : VALUE_NULL;
	return FLOW_NEXT;
}

/* A PSTypeName for each. */
static void add_type_name(Interp *in, Array *types, Str name)
{
	static const TypeDef type_name = { .name = SMA_NAME "PSTypeName", .base = &type_known[T_OBJECT] };
	const TypeDef *type = type_set_find(runtime_of(in)->types, name);
	Object *object = object_new(&type_name);

	object_set_string(object, S("Name"), name);
	object_set_take(object, S("Type"), type ? value_type(type) : VALUE_NULL);
	array_push_take(types, object_value(object));
}

/* [OutputType([int], 'My.Thing')] */
static void add_declared(Interp *in, Array *types, const NodeAttribute *attribute)
{
	for (uint32_t i = 0; i < attribute->positional.n; i++) {
		Node *node = attribute->positional.p[i];
		const TypeDef *type;

		if (node->kind == NODE_TYPE_LITERAL) {
			Str written = NODE_AS(NodeTypeLiteral, node)->type->text;

			type = type_set_find(runtime_of(in)->types, written);
			add_type_name(in, types, type ? str_from(type->name) : written);
		} else if (node->kind == NODE_CONST && value_is_string(NODE_AS(NodeConst, node)->value)) {
			add_type_name(in, types, value_str_peek(NODE_AS(NodeConst, node)->value));
		}
	}
}

static Flow get_output_type(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);
	const CmdletDef *def = command->def;
	const NodeParamBlock *params = command->block ? command->block->node->params : NULL;
	Array *types = array_new_objects();

	for (size_t i = 0; def && def->outputs && def->outputs[i]; i++)
		add_type_name(in, types, str_from(def->outputs[i]));
	for (uint32_t i = 0; params && i < params->attributes.n; i++)
		if (str_ieq(params->attributes.p[i]->type->name, S("OutputType")))
			add_declared(in, types, params->attributes.p[i]);
	*out = array_value(types);
	return FLOW_NEXT;
}

static Flow class_text(Interp *in, Value self, Buf *out)
{
	(void)in;
	buf_put(out, value_str_peek(object_find_peek(self.object, S("FullName"))->value));
	return FLOW_NEXT;
}

/* There is no such class: a bag with its names. */
static Flow get_implementing_type(Interp *in, Value self, Value *out)
{
	static const TypeOps class_ops = { .text = class_text };
	static const TypeDef class_type = {
		.name = "System.RuntimeType", .base = &type_known[T_OBJECT], .ops = &class_ops, .flags = TYPE_OWN_TEXT
	};
	Object *object = object_new(&class_type);
	Buf name = BUF_INIT;
	size_t dot;

	(void)in;
	cmdlet_put_class(command_info_peek(self)->def, &name);
	dot = str_rfind(buf_str(&name), S("."), name.n);
	object_set_string(object, S("FullName"), buf_str(&name));
	object_set_string(
		object, S("Name"), dot == STR_NONE ? buf_str(&name) : str_cut(buf_str(&name), dot + 1, name.n));
	*out = object_value(object);
	buf_release(&name);
	return FLOW_NEXT;
}

static Flow get_extension(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);
	Str path = command->path ? string_str(command->path) : S("");
	size_t dot = str_rfind(path, S("."), path.n), slash = str_rfind(path, S("/"), path.n);

	(void)in;
	*out = value_string(dot != STR_NONE && (slash == STR_NONE || dot > slash) ? str_cut(path, dot, path.n) : S(""));
	return FLOW_NEXT;
}

static Flow get_nothing(Interp *in, Value self, Value *out)
{
	(void)in;
	(void)self;
	*out = VALUE_NULL;
	return FLOW_NEXT;
}

static Flow get_remoting(Interp *in, Value self, Value *out)
{
	(void)self;
	return get_enum(in, S(SMA_NAME "RemotingCapability"), 1, out); /* PowerShell */
}

static Flow get_cmdlet_options(Interp *in, Value self, Value *out)
{
	(void)self;
	return get_enum(in, S(SMA_NAME "ScopedItemOptions"), VARIABLE_READ_ONLY, out);
}

/* The whole script. */
static Flow get_contents(Interp *in, Value self, Value *out)
{
	Command *command = command_info_peek(self);

	FLOW_TRY(load(in, command));
	*out = command->block ? value_string(command->block->script->text) : VALUE_NULL;
	return FLOW_NEXT;
}

/* ---- aliases ---- */

static Flow get_resolved_name(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);
	Command *target = registry_find(in, string_str(command->definition), 0);

	*out = target ? value_ref(value_of_string(target->name)) : VALUE_NULL;
	command_drop(target);
	return FLOW_NEXT;
}

/* "gc -> Get-Content"; a name with a dash speaks for itself. */
static Flow get_display_name(Interp *in, Value self, Value *out)
{
	const Command *command = command_info_peek(self);
	Value target = VALUE_NULL;

	if (str_find_byte(string_str(command->name), '-', 0) != STR_NONE) {
		*out = value_ref(value_of_string(command->name));
		return FLOW_NEXT;
	}
	FLOW_TRY(get_resolved_name(in, self, &target));
	if (target.kind == V_NULL)
		target = value_ref(value_of_string(command->definition));
	*out = value_printf("%s -> %s", command->name->p, target.string->p);
	value_drop(target);
	return FLOW_NEXT;
}

/* ---- parameters ---- */

/* An alias has those of what it stands for. */
static Command *resolve(Interp *in, Value self)
{
	Command *command = command_info_peek(self);

	return command->kind == COMMAND_ALIAS ? registry_find(in, string_str(command->definition), 0)
					      : command_ref(command);
}

static bool has_parameters(const Command *command)
{
	return command && (command->def || command->block);
}

static Flow get_parameters(Interp *in, Value self, Value *out)
{
	Command *command = resolve(in, self);
	Flow flow = FLOW_NEXT;

	*out = VALUE_NULL;
	flow = load(in, command);
	if (flow == FLOW_NEXT && has_parameters(command))
		flow = command_parameters_value(in, command, out);
	command_drop(command);
	return flow;
}

static Flow get_parameter_sets(Interp *in, Value self, Value *out)
{
	Command *command = resolve(in, self);
	Flow flow = FLOW_NEXT;

	*out = VALUE_NULL;
	flow = load(in, command);
	if (flow == FLOW_NEXT && has_parameters(command))
		flow = command_sets_value(in, command, out);
	command_drop(command);
	return flow;
}

static Flow resolve_parameter(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	Command *command = resolve(in, self);
	Flow flow = FLOW_NEXT;

	(void)n;
	*out = VALUE_NULL;
	flow = load(in, command);
	if (flow == FLOW_NEXT && has_parameters(command))
		flow = command_parameter_value(in, command, value_str_peek(args[0]), out);
	command_drop(command);
	return flow;
}

static const MethodDef methods[] = {
	{ "ResolveParameter", SMA_NAME "ParameterMetadata ResolveParameter(string name)", resolve_parameter, 0 },
	{ NULL, NULL, NULL, 0 },
};

/* In .NET's order (asked of 7.6): what a class declares itself comes first. */
/* clang-format off */
#define PROP(n, t, g) { .name = (n), .type = (t), .get = (g) }
#define SCRIPT_PROP(n, g) { .name = (n), .type = "System.Object", .get = (g), .flags = PROP_SCRIPT }
#define HELP_URI SCRIPT_PROP("HelpUri", get_nothing)
#define DEFINITION PROP("Definition", "string", get_definition)
#define OUTPUT_TYPE PROP("OutputType", "System.Object[]", get_output_type)
#define SOURCE PROP("Source", "string", get_source)
#define VERSION PROP("Version", "version", get_version)
#define VISIBILITY PROP("Visibility", SMA_NAME "SessionStateEntryVisibility", get_visibility)
#define OPTIONS PROP("Options", SMA_NAME "ScopedItemOptions", get_options)
#define DESCRIPTION PROP("Description", "string", get_description)
#define VERB_NOUN PROP("Verb", "string", get_verb), PROP("Noun", "string", get_noun)
#define DEFAULT_SET PROP("DefaultParameterSet", "string", get_default_set)
#define SCRIPT_BLOCK PROP("ScriptBlock", "scriptblock", get_script_block)
#define HELP_FILE PROP("HelpFile", "string", get_nothing)
#define NAME_AND_KIND PROP("Name", "string", get_name), PROP("CommandType", SMA_NAME "CommandTypes", get_command_type)
#define LAST \
	PROP("ModuleName", "string", get_module_name), PROP("Module", "psmoduleinfo", get_module), \
	PROP("RemotingCapability", SMA_NAME "RemotingCapability", get_remoting), \
	PROP("Parameters", "System.Collections.Generic.Dictionary[string," SMA_NAME "ParameterMetadata]", get_parameters), \
	PROP("ParameterSets", "System.Collections.ObjectModel.ReadOnlyCollection[" SMA_NAME "CommandParameterSetInfo]", \
		get_parameter_sets), \
	{ .name = NULL }

static const PropDef function_props[] = { HELP_URI, SCRIPT_BLOCK, PROP("CmdletBinding", "bool", get_cmdlet_binding),
	DEFAULT_SET, DEFINITION, OPTIONS, DESCRIPTION, VERB_NOUN, HELP_FILE, OUTPUT_TYPE, NAME_AND_KIND, SOURCE, VERSION,
	VISIBILITY, LAST };
static const PropDef cmdlet_props[] = { HELP_URI, SCRIPT_PROP("DLL", get_nothing), VERB_NOUN, HELP_FILE,
	PROP("PSSnapIn", SMA_NAME "PSSnapInInfo", get_nothing), VERSION, PROP("ImplementingType", "type", get_implementing_type),
	DEFINITION, DEFAULT_SET, OUTPUT_TYPE, PROP("Options", SMA_NAME "ScopedItemOptions", get_cmdlet_options), NAME_AND_KIND,
	SOURCE, VISIBILITY, LAST };
static const PropDef alias_props[] = { HELP_URI, SCRIPT_PROP("ResolvedCommandName", get_resolved_name),
	SCRIPT_PROP("DisplayName", get_display_name), PROP("ReferencedCommand", SMA_NAME "CommandInfo", get_resolved),
	PROP("ResolvedCommand", SMA_NAME "CommandInfo", get_resolved), DEFINITION, OPTIONS, DESCRIPTION, OUTPUT_TYPE,
	NAME_AND_KIND, SOURCE, VERSION, VISIBILITY, LAST };
static const PropDef script_props[] = { HELP_URI, PROP("Path", "string", get_path), DEFINITION, SOURCE, VISIBILITY,
	SCRIPT_BLOCK, OUTPUT_TYPE, PROP("ScriptContents", "string", get_contents), NAME_AND_KIND, VERSION, LAST };
static const PropDef program_props[] = { HELP_URI, PROP("Path", "string", get_path), PROP("Extension", "string", get_extension),
	DEFINITION, SOURCE, VERSION, VISIBILITY, OUTPUT_TYPE, NAME_AND_KIND, LAST };
static const PropDef block_props[] = { HELP_URI, SCRIPT_BLOCK, DEFINITION, OUTPUT_TYPE, NAME_AND_KIND, SOURCE, VERSION,
	VISIBILITY, LAST };
/* clang-format on */

static const TypeMembers function_members = { .props = function_props, .methods = methods };
static const TypeMembers cmdlet_members = { .props = cmdlet_props, .methods = methods };
static const TypeMembers script_members = { .props = script_props, .methods = methods };
static const TypeMembers program_members = { .props = program_props, .methods = methods };
static const TypeMembers alias_members = { .props = alias_props, .methods = methods };
static const TypeMembers block_members = { .props = block_props, .methods = methods };

static const TypeDef base_type = { .name = SMA_NAME "CommandInfo", .base = &type_known[T_OBJECT], .ops = &ops };

#define INFO(var, type_name, member_table)                                                                             \
	static const TypeDef var = {                                                                                   \
		.name = SMA_NAME type_name, .base = &base_type, .ops = &ops, .members = &(member_table)                \
	}
INFO(function_type, "FunctionInfo", function_members);
INFO(filter_type, "FilterInfo", function_members);
INFO(cmdlet_type, "CmdletInfo", cmdlet_members);
INFO(alias_type, "AliasInfo", alias_members);
INFO(native_type, "ApplicationInfo", program_members);
INFO(script_type, "ExternalScriptInfo", script_members);
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
