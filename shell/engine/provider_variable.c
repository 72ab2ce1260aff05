/* provider_variable: Variable: and $variable:name, and variables as objects. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/base/vec.h"
#include "shell/engine/provider_private.h"
#include "shell/value/convert.h"

#define SMA "System.Management.Automation."

/* ---- PSVariable ---- */

typedef struct VariableObject {
	Scope *scope; /* counted */
	Symbol *symbol;
	Interp *in;
} VariableObject;

static VariableObject *payload(Value self)
{
	return object_payload_peek(self, &provider_variable_type);
}

static void free_variable(Object *object, ValueDrops *drops)
{
	VariableObject *v = object->payload;

	(void)drops;
	scope_drop(v->in, v->scope);
	free(v);
}

Value provider_variable_value(Interp *in, Scope *scope, Symbol *symbol)
{
	VariableObject *v = MEM_NEW(VariableObject);

	*v = (VariableObject){ scope_ref(scope), symbol, in };
	return object_value(object_new_native(&provider_variable_type, v));
}

const Scope *provider_variable_scope_peek(Value v)
{
	const VariableObject *variable = payload(v);

	return variable ? variable->scope : NULL;
}

static const Variable *peek(Value self)
{
	return scope_local_peek(payload(self)->scope, payload(self)->symbol);
}

static Flow get_name(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_ref(value_of_string(payload(self)->symbol->name));
	return FLOW_NEXT;
}

static Flow get_value(Interp *in, Value self, Value *out)
{
	bool found;

	return scope_get(in, payload(self)->scope, payload(self)->symbol, out, &found);
}

static Flow set_value(Interp *in, Value self, Value to)
{
	return scope_set_take(in, payload(self)->scope, payload(self)->symbol, value_ref(to));
}

static Flow get_description(Interp *in, Value self, Value *out)
{
	const Variable *v = peek(self);

	(void)in;
	*out = v && v->meta && v->meta->description ? value_ref(value_of_string(v->meta->description))
						    : value_string(S(""));
	return FLOW_NEXT;
}

static Flow get_enum(Interp *in, const char *type_name, int64_t number, Value *out)
{
	const TypeDef *type = type_set_find(in->rt.types, str_from(type_name));

	*out = type ? value_enum(type, number) : value_int((int32_t)number);
	return FLOW_NEXT;
}

static Flow get_options(Interp *in, Value self, Value *out)
{
	const Variable *v = peek(self);

	return get_enum(in, SMA "ScopedItemOptions", v && v->meta ? v->meta->options : 0, out);
}

static Flow set_options(Interp *in, Value self, Value to)
{
	VariableObject *object = payload(self);
	Variable *v = scope_local_peek(object->scope, object->symbol);
	const TypeDef *type = type_set_find(in->rt.types, S(SMA "ScopedItemOptions"));
	VariableMeta *meta;
	Value number;
	int32_t options;

	if (!v || !type)
		return FLOW_NEXT;
	FLOW_TRY(convert_to(in, to, type, &number));
	options = (int32_t)number.enumeration->value;
	value_drop(number);
	if (!v->meta || v->meta->refs > 1) { /* shared with other calls of a function */
		meta = scope_meta_new();
		if (v->meta) {
			*meta = *v->meta;
			meta->refs = 1;
			if (meta->script)
				script_ref(meta->script);
			if (meta->description)
				value_ref(value_of_string(meta->description));
			scope_meta_drop(v->meta);
		}
		v->meta = meta;
	}
	v->meta->options = (unsigned)options;
	return FLOW_NEXT;
}

static Flow get_visibility(Interp *in, Value self, Value *out)
{
	(void)self;
	return get_enum(in, SMA "SessionStateEntryVisibility", 0, out);
}

static Flow get_module_name(Interp *in, Value self, Value *out)
{
	const Module *module = payload(self)->scope->module;

	(void)in;
	*out = module && module->name ? value_ref(value_of_string(module->name)) : value_string(S(""));
	return FLOW_NEXT;
}

static Flow get_null(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	*out = VALUE_NULL;
	return FLOW_NEXT;
}

static Flow get_attributes(Interp *in, Value self, Value *out)
{
	(void)in, (void)self;
	*out = array_value(array_new_objects());
	return FLOW_NEXT;
}

static const PropDef props[] = {
	{ "Name", "string", get_name, NULL, 0 },
	{ "Description", "string", get_description, NULL, 0 },
	{ "Value", "System.Object", get_value, set_value, 0 },
	{ "Visibility", SMA "SessionStateEntryVisibility", get_visibility, NULL, 0 },
	{ "Module", "psmoduleinfo", get_null, NULL, 0 },
	{ "ModuleName", "string", get_module_name, NULL, 0 },
	{ "Options", SMA "ScopedItemOptions", get_options, set_options, 0 },
	{ "Attributes", "System.Collections.ObjectModel.Collection[System.Attribute]", get_attributes, NULL, 0 },
	{ 0 },
};
static const TypeMembers members = { .props = props };
static const TypeOps ops = { .free = free_variable };
const TypeDef provider_variable_type = {
	.name = SMA "PSVariable", .base = &type_known[T_OBJECT], .members = &members, .ops = &ops
};

/* ---- all variables ---- */

static bool seen_below(Scope *from, const Scope *until, const Symbol *symbol)
{
	for (; from != until; from = from->parent)
		if (scope_local_peek(from, symbol))
			return true;
	return false;
}

/* Those the engine answers without a slot. */
static void each_special(Interp *in, ProviderEachVariable *each, void *self)
{
	static const char *const names[] = { "?", "args", "ExecutionContext", "false", "Host", "input", "MyInvocation",
		"null", "PSBoundParameters", "PSCommandPath", "PSScriptRoot", "PWD", "StackTrace", "true" };

	for (size_t i = 0; i < COUNT(names); i++) {
		Symbol *symbol = scope_symbol(in, str_from(names[i]));
		Value v = VALUE_EMPTY;
		bool found = false;

		if (scope_find_peek(in->scope, symbol))
			continue;
		if (scope_get(in, in->scope, symbol, &v, &found) == FLOW_NEXT && found)
			each(self, in->global, symbol);
		value_drop(v);
	}
}

void provider_variable_each(Interp *in, Scope *only, ProviderEachVariable *each, void *self)
{
	for (Scope *scope = only ? only : in->scope; scope; scope = only ? NULL : scope->parent)
		for (uint32_t i = 0; i < scope->layout->n; i++) {
			Symbol *symbol = scope->layout->names[i];
			const Variable *v = scope_local_peek(scope, symbol);

			if (!v || (!only && seen_below(in->scope, scope, symbol)))
				continue;
			if (!only && scope != in->scope && v->meta && (v->meta->options & VARIABLE_PRIVATE))
				continue;
			each(self, scope, symbol);
		}
	if (!only || only == in->global)
		each_special(in, each, self);
}

/* ---- the provider ---- */

/* The scope a visible variable lives in; the global one for those of the engine. */
static Scope *home_of(Interp *in, const Symbol *symbol)
{
	const Variable *v = scope_find_peek(in->scope, symbol);

	for (Scope *scope = in->scope; v && scope; scope = scope->parent)
		if (scope_local_peek(scope, symbol) == v)
			return scope;
	return in->global;
}

static bool has(Interp *in, Str name)
{
	Value v = VALUE_EMPTY;
	bool found = false;

	if (scope_get(in, in->scope, scope_symbol(in, name), &v, &found) != FLOW_NEXT)
		value_drop(interp_take_error(in));
	value_drop(v);
	return found;
}

typedef struct Collector {
	ProviderCall *call;
	ProviderNames *out;
} Collector;

static void collect(void *self, Scope *scope, Symbol *symbol)
{
	Collector *c = self;
	ProviderName name = { .name = arena_copy(c->call->arena, string_str(symbol->name)) };

	(void)scope;
	VEC_PUSH(c->out, name);
}

static Flow each(ProviderCall *call, ProviderNames *out)
{
	Collector c = { call, out };

	provider_variable_each(call->in, NULL, collect, &c);
	return FLOW_NEXT;
}

static Flow item(ProviderCall *call, Str name, Value *out)
{
	Symbol *symbol = scope_symbol(call->in, name);

	*out = provider_variable_value(call->in, home_of(call->in, symbol), symbol);
	return FLOW_NEXT;
}

static Flow value(Interp *in, Str name, Value *out)
{
	bool found;

	return scope_get(in, in->scope, scope_symbol(in, name), out, &found);
}

/* In the current scope, as an assignment.  -Force overwrites what is read-only; a constant stays. */
static Flow put(ProviderCall *call, Str name, Value v)
{
	Interp *in = call->in;
	Symbol *symbol = scope_symbol(in, name);
	Variable *old = scope_local_peek(in->scope, symbol);
	VariableMeta *meta = old && old->meta ? scope_meta_ref(old->meta) : NULL;
	unsigned options = meta ? meta->options : 0;
	Flow flow;

	if (meta && call->force && !(options & VARIABLE_CONSTANT))
		meta->options &= ~(unsigned)VARIABLE_READ_ONLY;
	flow = scope_set_take(in, in->scope, symbol, value_ref(v));
	if (meta) {
		meta->options = options;
		scope_meta_drop(meta);
	}
	return flow;
}

static Flow not_removable(ProviderCall *call, const Symbol *symbol)
{
	bool renames = str_ieq(str_from(call->stage->def->name), S("Rename-Item"));
	Fault fault = { .id = renames ? "CannotRenameVariable" : "VariableNotRemovable",
		.category = CAT_WRITE_ERROR,
		.exception = EXC_SESSION_STATE_UNAUTHORIZED,
		.target = value_of_string(symbol->name) };

	if (renames)
		return fault_raise(call->in, &fault,
			"Cannot rename variable because variable %s is read-only or constant.", symbol->name->p);
	return fault_raise(call->in, &fault,
		"Cannot remove variable %s because it is constant or read-only. If the variable is read-only, try the "
		"operation again specifying the Force option.",
		symbol->name->p);
}

static Flow remove_name(ProviderCall *call, Str name)
{
	Symbol *symbol = scope_symbol(call->in, name);
	Scope *scope = home_of(call->in, symbol);
	const Variable *v = scope_local_peek(scope, symbol);
	unsigned options = v && v->meta ? v->meta->options : 0;

	if (!v || (options & VARIABLE_CONSTANT) || ((options & VARIABLE_READ_ONLY) && !call->force))
		return not_removable(call, symbol);
	scope_remove(scope, symbol);
	return FLOW_NEXT;
}

static Flow get_variable(Interp *in, Str path, Value *out, bool *found)
{
	return scope_get(in, in->scope, scope_symbol(in, path), out, found);
}

static Flow set_variable(Interp *in, Str path, Value v)
{
	return scope_set_take(in, in->scope, scope_symbol(in, path), value_ref(v));
}

static const ProviderFlat flat = {
	.has = has, .each = each, .item = item, .value = value, .put = put, .remove = remove_name
};
const ProviderDef provider_variable = {
	.name = "Variable",
	.module = "Microsoft.PowerShell.Core",
	.class_name = "Microsoft.PowerShell.Commands.VariableProvider",
	.flags = PROVIDER_SHOULD_PROCESS,
	.drive = "Variable",
	.description = "Drive that contains a view of those variables stored in a session state",
	PROVIDER_FLAT(&flat),
	.get_variable = get_variable,
	.set_variable = set_variable,
};
