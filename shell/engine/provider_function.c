/* provider_function: Function: and $function:name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"
#include "shell/engine/registry.h"

static bool has(Interp *in, Str name)
{
	return scope_function_peek(in->scope, name) != NULL;
}

typedef struct Collector {
	ProviderCall *call;
	ProviderNames *out;
} Collector;

static void collect(void *self, Command *command)
{
	Collector *c = self;
	ProviderName name = { .name = arena_copy(c->call->arena, string_str(command->name)) };

	VEC_PUSH(c->out, name);
}

static Flow each(ProviderCall *call, ProviderNames *out)
{
	Collector c = { call, out };

	registry_each(call->in, S("*"), COMMAND_FUNCTION | COMMAND_FILTER, collect, &c);
	return FLOW_NEXT;
}

static Flow item(ProviderCall *call, Str name, Value *out)
{
	*out = command_info_new(scope_function_peek(call->in->scope, name));
	return FLOW_NEXT;
}

static Flow value(Interp *in, Str name, Value *out)
{
	Command *command = scope_function_peek(in->scope, name);

	*out = command && command->block ? value_ref((Value){ .kind = V_BLOCK, .block = command->block }) : VALUE_NULL;
	return FLOW_NEXT;
}

/* The nearest scope that has it. */
static void remove_nearest(Interp *in, Str name)
{
	Scope *scope = in->scope;
	Command *command = scope_function_peek(scope, name);

	while (scope->parent && scope_function_peek(scope->parent, name) == command)
		scope = scope->parent;
	function_set(in, scope, name, NULL);
}

/* A script block, another function's information, or text that is parsed. */
static Flow block_of(Interp *in, Value v, Value *out)
{
	Fault fault = { .id = "Argument", .category = CAT_INVALID_ARGUMENT, .exception = EXC_PS_ARGUMENT };
	Command *command = command_info_peek(v);

	v = value_unwrap_peek(v);
	if (command && command->block)
		v = (Value){ .kind = V_BLOCK, .block = command->block };
	if (v.kind == V_BLOCK) {
		*out = value_ref(v);
		return FLOW_NEXT;
	}
	if (v.kind == V_STRING)
		return function_parse(in, S(""), string_str(v.string), 0, out);
	return fault_raise(in, &fault,
		"Cannot process argument because the value of argument \"value\" is not valid. Change the value of the "
		"\"value\" argument and run the operation again.");
}

static Flow define(Interp *in, Str name, Value v)
{
	Value block = VALUE_EMPTY;
	Command *command;

	if (value_is_null(v)) {
		remove_nearest(in, name);
		return FLOW_NEXT;
	}
	FLOW_TRY(block_of(in, v, &block));
	command = command_new(COMMAND_FUNCTION, name);
	command->block = block.block; /* the count goes with it */
	command->module = block.block->module;
	command->source = provider_string(name);
	function_set(in, in->scope, name, command);
	command_drop(command);
	return FLOW_NEXT;
}

static Flow put(ProviderCall *call, Str name, Value v)
{
	return define(call->in, name, v);
}

static Flow remove_name(ProviderCall *call, Str name)
{
	remove_nearest(call->in, name);
	return FLOW_NEXT;
}

static Flow get_variable(Interp *in, Str path, Value *out, bool *found)
{
	*found = has(in, path);
	return value(in, path, out);
}

static const char *const dynamic[] = { "Set-Item:Options", "New-Item:Options", NULL };
static const ProviderFlat flat = {
	.has = has, .each = each, .item = item, .value = value, .put = put, .remove = remove_name
};
const ProviderDef provider_function = {
	.name = "Function",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "Microsoft.PowerShell.Commands.FunctionProvider",
	.flags = PROVIDER_SHOULD_PROCESS,
	.drive = "Function",
	.description = "Drive that contains a view of the functions stored in a session state",
	.dynamic = dynamic,
	PROVIDER_FLAT(&flat),
	.get_variable = get_variable,
	.set_variable = define,
};
