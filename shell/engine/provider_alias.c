/* provider_alias: Alias: and $alias:name. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"
#include "shell/engine/registry.h"
#include "shell/value/convert.h"

static bool has(Interp *in, Str name)
{
	return scope_alias_peek(in->scope, name) != NULL;
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

	registry_each(call->in, S("*"), COMMAND_ALIAS, collect, &c);
	return FLOW_NEXT;
}

static Flow item(ProviderCall *call, Str name, Value *out)
{
	*out = command_info_new(scope_alias_peek(call->in->scope, name));
	return FLOW_NEXT;
}

static Flow value(Interp *in, Str name, Value *out)
{
	Command *alias = scope_alias_peek(in->scope, name);

	*out = alias ? value_ref(value_of_string(alias->definition)) : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow refused(Interp *in, const Command *alias, bool removing)
{
	Value target = value_of_string(alias->name);
	Fault fault = { .id = removing ? "AliasNotRemovable" : "AliasNotWritable",
		.category = CAT_WRITE_ERROR,
		.exception = EXC_SESSION_STATE_UNAUTHORIZED,
		.target = target };

	if (removing)
		return fault_raise(
			in, &fault, "Alias was not removed because alias %s is constant or read-only.", alias->name->p);
	return fault_raise(in, &fault,
		"Alias is not writeable because alias %s is read-only or constant and cannot be written to.",
		alias->name->p);
}

static bool is_fixed(const Command *alias, bool force)
{
	return (alias->options & VARIABLE_CONSTANT) || ((alias->options & VARIABLE_READ_ONLY) && !force);
}

static Flow remove_alias(Interp *in, Str name, bool force)
{
	Scope *scope = in->scope;
	Command *alias = scope_alias_peek(scope, name);

	if (!alias)
		return FLOW_NEXT;
	if (is_fixed(alias, force))
		return refused(in, alias, true);
	while (scope->parent && scope_alias_peek(scope->parent, name) == alias)
		scope = scope->parent;
	scope_alias_set(scope, name, NULL);
	registry_changed(in);
	return FLOW_NEXT;
}

static Flow define(Interp *in, Str name, Value v, bool force)
{
	Fault fault = { .id = "Argument", .category = CAT_INVALID_ARGUMENT, .exception = EXC_PS_ARGUMENT };
	Command *alias = scope_alias_peek(in->scope, name);

	if (value_is_null(v))
		return remove_alias(in, name, force);
	if (!value_is_string(v))
		return fault_raise(in, &fault,
			"Cannot process argument because the value of argument \"value\" is not valid. Change the value of "
			"the \"value\" argument and run the operation again.");
	if (alias && is_fixed(alias, force))
		return refused(in, alias, false);
	alias = command_new(COMMAND_ALIAS, name);
	alias->definition = provider_string(value_str_peek(v));
	scope_alias_set(in->scope, name, alias);
	registry_changed(in);
	command_drop(alias);
	return FLOW_NEXT;
}

static Flow put(ProviderCall *call, Str name, Value v)
{
	return define(call->in, name, v, call->force);
}

static Flow remove_name(ProviderCall *call, Str name)
{
	return remove_alias(call->in, name, call->force);
}

static Flow get_variable(Interp *in, Str path, Value *out, bool *found)
{
	*found = has(in, path);
	return value(in, path, out);
}

static Flow set_variable(Interp *in, Str path, Value v)
{
	return define(in, path, v, false);
}

static const char *const dynamic[] = { "Set-Item:Options", "New-Item:Options", NULL };
static const ProviderFlat flat = {
	.has = has, .each = each, .item = item, .value = value, .put = put, .remove = remove_name
};
const ProviderDef provider_alias = {
	.name = "Alias",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "Microsoft.PowerShell.Commands.AliasProvider",
	.flags = PROVIDER_SHOULD_PROCESS,
	.drive = "Alias",
	.description = "Drive that contains a view of the aliases stored in a session state",
	.dynamic = dynamic,
	PROVIDER_FLAT(&flat),
	.get_variable = get_variable,
	.set_variable = set_variable,
};
