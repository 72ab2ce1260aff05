/* session_state: SessionState, PathIntrinsics and PSVariableIntrinsics. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/session_state.h"

#include <stdlib.h>

#include "shell/engine/module.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/registry.h"
#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

/* Whose scopes a SessionState and its variables are about: those that run, or those of a module's caller. */
typedef struct Owner {
	bool of_caller;
} Owner;

static void free_owner(Object *object, UNUSED ValueDrops *drops)
{
	free(object->payload);
}

static const TypeOps ops = { .free = free_owner };

static Value state_object(const TypeDef *type, bool of_caller)
{
	Owner *owner = MEM_NEW(Owner);

	owner->of_caller = of_caller;
	return object_value(object_new_native(type, owner));
}

static bool is_of_caller(Value self)
{
	const Owner *owner = value_unwrap_peek(self).object->payload;

	return owner->of_caller;
}

Value session_state_new(bool of_caller)
{
	return state_object(&type_session_state, of_caller);
}

Value session_state_invoke_command(void)
{
	return object_value(object_new_native(&type_invocation_intrinsics, NULL));
}

/* ---- paths ---- */

TYPE_GET(get_location)
{
	return types_found(out, provider_location(in));
}

static Flow location_of(Interp *in, Str name, Value *out)
{
	const ProviderDef *def = provider_find_def(in, name);
	Fault fault = { .id = "ProviderNotFoundException", .exception = EXC_PROVIDER_NOT_FOUND };
	ArenaMark mark = arena_mark(in->scratch);
	ProviderPath path;

	if (!def)
		return fault_raise(in, &fault, "Cannot find a provider with the name '%.*s'.", STR_ARG(name));
	*out = provider_location_of(in, def, NULL, in->scratch, &path) ? provider_path_value(in, &path) : VALUE_NULL;
	arena_release(in->scratch, mark);
	return FLOW_NEXT;
}

TYPE_GET(get_file_location)
{
	return location_of(in, S("FileSystem"), out);
}

Flow session_state_provider_location(Interp *in, UNUSED Value self, const Value *args, UNUSED size_t n, Value *out)
{
	return location_of(in, types_str(args[0]), out);
}

static Flow not_resolved(Interp *in, ProviderStatus status, Str name)
{
	Fault fault = { .id = "DriveNotFound", .exception = EXC_DRIVE_NOT_FOUND };

	if (status == PROVIDER_NO_DRIVE)
		return fault_raise(
			in, &fault, "Cannot find drive. A drive with the name '%.*s' does not exist.", STR_ARG(name));
	fault = (Fault){ .id = "ProviderNotFound", .exception = EXC_PROVIDER_NOT_FOUND };
	return fault_raise(in, &fault, "Cannot find a provider with the name '%.*s'.", STR_ARG(name));
}

/* The path as its provider knows it; the [ref] arguments behind it are told the provider and the drive. */
Flow session_state_unresolved_path(Interp *in, UNUSED Value self, const Value *args, size_t n, Value *out)
{
	ArenaMark mark = arena_mark(in->scratch);
	ProviderPath path;
	Str name;
	ProviderStatus status = provider_resolve(in, in->scratch, types_str(args[0]), &path, &name);
	Flow flow = status == PROVIDER_OK ? FLOW_NEXT : not_resolved(in, status, name);

	if (flow == FLOW_NEXT && n > 2)
		flow = types_set_ref_take(in, args[1], provider_def_value(path.def));
	if (flow == FLOW_NEXT && n > 2)
		flow = types_set_ref_take(in, args[2], path.drive ? provider_drive_value(path.drive) : VALUE_NULL);
	if (flow == FLOW_NEXT)
		*out = value_string(path.path);
	arena_release(in->scratch, mark);
	return flow;
}

/* What Resolve-Path finds, as an array; its errors are thrown. */
static Flow resolve_all(Interp *in, Value path, Value *out)
{
	Value stop = value_string(S("Stop"));
	const StageArg named[] = { { "Path", path }, { "ErrorAction", stop } };
	PipelineCall call = {
		.command = registry_cmdlet(in, S("Resolve-Path")), .named = named, .nnamed = COUNT(named)
	};
	SinkCollect collect;
	Flow flow;

	sink_collect_init(&collect);
	flow = call.command ? pipeline_call(in, &call, &collect.sink) : registry_not_found(in, S("Resolve-Path"));
	value_drop(stop);
	if (flow == FLOW_NEXT)
		*out = sink_collect_take_array(&collect);
	else
		sink_collect_release(&collect);
	return flow;
}

/* Collection`1 of the found items, or of one property of them. */
static Flow collection_of(Interp *in, Value found, const char *property, Value *out)
{
	const TypeDef *path_info = type_set_find(runtime_of(in)->types, S(SMA "PathInfo"));
	Value list = types_list(in, T_COLLECTION, property ? type_of_id(T_STRING) : path_info);
	bool exists;
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < found.array->n && flow == FLOW_NEXT; i++) {
		Value v = value_ref(array_peek(found.array, i));

		if (property) {
			value_drop(v);
			flow = member_get(in, array_peek(found.array, i), str_from(property), NULL, &v, &exists);
		}
		if (flow == FLOW_NEXT)
			list_push_take(list.list, v);
	}
	if (flow == FLOW_NEXT)
		*out = list;
	else
		value_drop(list);
	return flow;
}

Flow session_state_resolved_path(Interp *in, UNUSED Value self, const Value *args, UNUSED size_t n, Value *out)
{
	Value found, provider = VALUE_NULL;
	bool exists;
	Flow flow;

	FLOW_TRY(resolve_all(in, args[0], &found));
	flow = collection_of(in, found, "ProviderPath", out);
	if (flow == FLOW_NEXT && found.array->n)
		flow = member_get(in, array_peek(found.array, 0), S("Provider"), NULL, &provider, &exists);
	if (flow == FLOW_NEXT && found.array->n)
		flow = types_set_ref_take(in, args[1], provider);
	value_drop(found);
	return flow;
}

TYPE_METHOD(resolve_ps_path)
{
	Value found;
	Flow flow;

	FLOW_TRY(resolve_all(in, args[0], &found));
	flow = collection_of(in, found, NULL, out);
	value_drop(found);
	return flow;
}

TYPE_METHOD(set_location)
{
	Value stop = value_string(S("Stop"));
	const StageArg named[] = { { "Path", args[0] }, { "ErrorAction", stop }, { "PassThru", VALUE_EMPTY } };
	PipelineCall call = {
		.command = registry_cmdlet(in, S("Set-Location")), .named = named, .nnamed = COUNT(named)
	};
	SinkCollect collect;
	Flow flow;

	sink_collect_init(&collect);
	flow = call.command ? pipeline_call(in, &call, &collect.sink) : registry_not_found(in, S("Set-Location"));
	value_drop(stop);
	if (flow == FLOW_NEXT)
		*out = sink_collect_take(&collect);
	else
		sink_collect_release(&collect);
	return flow;
}

/* ---- paths as text ---- */

TYPE_METHOD(combine)
{
	ArenaMark mark = arena_mark(in->scratch);
	Str parent = types_str(args[0]);

	*out = value_string(provider_join(in, in->scratch, provider_text_of(in, parent), parent, types_str(args[1])));
	arena_release(in->scratch, mark);
	return FLOW_NEXT;
}

TYPE_METHOD(parse_parent)
{
	ArenaMark mark = arena_mark(in->scratch);
	Str path = types_str(args[0]);

	*out = value_string(provider_parent(in, in->scratch, provider_text_of(in, path), path));
	arena_release(in->scratch, mark);
	return FLOW_NEXT;
}

TYPE_METHOD(parse_leaf)
{
	Str path = types_str(args[0]);

	return types_found(out, value_string(provider_leaf(in, provider_text_of(in, path), path)));
}

TYPE_METHOD(is_qualified)
{
	return types_found(out, value_bool(str_find(types_str(args[0]), S("::"), 0) != STR_NONE));
}

/* The drive's name is told, too. */
TYPE_METHOD(is_absolute)
{
	Str path = types_str(args[0]), drive = provider_qualifier(path);

	*out = value_bool(provider_is_absolute(in, path));
	if (!out->b)
		return FLOW_NEXT;
	drive = str_ends(drive, S(":")) ? str_cut(drive, 0, drive.n - 1) : S("/");
	return types_set_ref_take(in, args[1], value_string(drive));
}

TYPE_METHOD(is_valid)
{
	return types_found(out, value_bool(str_find_byte(types_str(args[0]), '\0', 0) == STR_NONE));
}

static const PropDef path_props[] = {
	PROP("CurrentLocation", SMA "PathInfo", get_location),
	PROP("CurrentFileSystemLocation", SMA "PathInfo", get_file_location),
	PROPS_END,
};
static const MethodDef path_methods[] = {
	METHOD("CurrentProviderLocation", SMA "PathInfo CurrentProviderLocation(string providerName)",
		session_state_provider_location),
	METHOD("SetLocation", SMA "PathInfo SetLocation(string path)", set_location),
	METHOD("GetResolvedPSPathFromPSPath",
		"System.Collections.ObjectModel.Collection[" SMA "PathInfo] GetResolvedPSPathFromPSPath(string path)",
		resolve_ps_path),
	METHOD("GetResolvedProviderPathFromPSPath",
		"System.Collections.ObjectModel.Collection[string] GetResolvedProviderPathFromPSPath(string path, [ref] " SMA
		"ProviderInfo provider)",
		session_state_resolved_path),
	METHOD("GetUnresolvedProviderPathFromPSPath", "string GetUnresolvedProviderPathFromPSPath(string path)",
		session_state_unresolved_path),
	METHOD("GetUnresolvedProviderPathFromPSPath",
		"string GetUnresolvedProviderPathFromPSPath(string path, [ref] " SMA "ProviderInfo provider, [ref] " SMA
		"PSDriveInfo drive)",
		session_state_unresolved_path),
	METHOD("IsProviderQualified", "bool IsProviderQualified(string path)", is_qualified),
	METHOD("IsPSAbsolute", "bool IsPSAbsolute(string path, [ref] string driveName)", is_absolute),
	METHOD("Combine", "string Combine(string parent, string child)", combine),
	METHOD("ParseParent", "string ParseParent(string path, string root)", parse_parent),
	METHOD("ParseChildName", "string ParseChildName(string path)", parse_leaf),
	METHOD("IsValid", "bool IsValid(string path)", is_valid),
	METHODS_END,
};
static const TypeMembers path_members = { .props = path_props, .methods = path_methods };
const TypeDef type_path_intrinsics = {
	.name = SMA "PathIntrinsics", .base = &type_known[T_OBJECT], .members = &path_members, .ops = &ops
};

/* ---- variables ---- */

static Scope *scope_of(Interp *in, Value self)
{
	return is_of_caller(self) ? in->outer_scope : in->scope;
}

/* Where "x", "global:x" and the like stand; NULL: nowhere. */
static Scope *place(Interp *in, Value self, Value name, Symbol **symbol, bool to_set)
{
	Str text = types_str(name);
	size_t colon = str_find_byte(text, ':', 0);
	Scope *scope = scope_of(in, self), *named = colon == STR_NONE ? NULL : scope_named(in, str_cut(text, 0, colon));

	if (named) {
		scope = named;
		text = str_cut(text, colon + 1, text.n);
	}
	*symbol = scope_symbol(in, text);
	if (named || to_set)
		return scope;
	while (scope && !scope_local_peek(scope, *symbol))
		scope = scope->parent;
	return scope;
}

/* $drive:name is looked up in that drive. */
static Flow find_value(Interp *in, Value self, Value name, Value *out, bool *found)
{
	Str text = types_str(name);
	size_t colon = str_find_byte(text, ':', 0);
	Symbol *symbol;
	Scope *scope;

	*found = false;
	if (colon != STR_NONE && !scope_named(in, str_cut(text, 0, colon)))
		return provider_get_variable(in, str_cut(text, 0, colon), str_cut(text, colon + 1, text.n), out, found);
	scope = place(in, self, name, &symbol, false);
	return scope_get(in, scope ? scope : in->scope, symbol, out, found);
}

TYPE_METHOD(get_variable)
{
	Symbol *symbol;
	Scope *scope = place(in, self, args[0], &symbol, false);

	if (!scope || !scope_local_peek(scope, symbol))
		return types_found(out, VALUE_NULL);
	return types_found(out, provider_variable_value(in, scope, symbol));
}

TYPE_METHOD(get_variable_value)
{
	bool found;

	FLOW_TRY(find_value(in, self, args[0], out, &found));
	if (!found)
		value_set_take(out, n > 1 ? value_ref(args[1]) : VALUE_NULL);
	return FLOW_NEXT;
}

TYPE_METHOD(set_variable)
{
	Symbol *symbol;
	Scope *scope = place(in, self, args[0], &symbol, true);

	return scope_set_take(in, scope, symbol, value_ref(args[1]));
}

TYPE_METHOD(remove_variable)
{
	Symbol *symbol;
	Scope *scope = place(in, self, args[0], &symbol, false);

	if (scope)
		scope_remove(scope, symbol);
	return FLOW_NEXT;
}

static const MethodDef variable_methods[] = {
	METHOD("Get", "psvariable Get(string name)", get_variable),
	METHOD("GetValue", "System.Object GetValue(string name)", get_variable_value),
	METHOD("GetValue", "System.Object GetValue(string name, System.Object defaultValue)", get_variable_value),
	METHOD("Set", "void Set(string name, System.Object value)", set_variable),
	METHOD("Remove", "void Remove(string name)", remove_variable),
	METHODS_END,
};
static const TypeMembers variable_members = { .methods = variable_methods };
const TypeDef type_variable_intrinsics = {
	.name = SMA "PSVariableIntrinsics", .base = &type_known[T_OBJECT], .members = &variable_members, .ops = &ops
};

/* ---- the state ---- */

TYPE_GET(get_path)
{
	return types_found(out, state_object(&type_path_intrinsics, false));
}

TYPE_GET(get_variables)
{
	return types_found(out, state_object(&type_variable_intrinsics, is_of_caller(self)));
}

TYPE_GET(get_module)
{
	Module *module = scope_of(in, self)->module;

	return types_found(out, module ? module_info_new(module) : VALUE_NULL);
}

TYPE_GET(get_language_mode)
{
	return types_found(out, value_enum(&type_ps_language_mode, 0));
}

TYPE_GET(get_invoke_command)
{
	return types_found(out, session_state_invoke_command());
}

/* What a session lets run: everything. */
TYPE_GET(get_everything)
{
	*out = types_list(in, T_LIST, type_of_id(T_STRING));
	list_push_take(out->list, value_string(S("*")));
	return FLOW_NEXT;
}

static const PropDef state_props[] = {
	PROP("Path", SMA "PathIntrinsics", get_path),
	PROP("PSVariable", SMA "PSVariableIntrinsics", get_variables),
	PROP("LanguageMode", SMA "PSLanguageMode", get_language_mode),
	PROP("Scripts", "System.Collections.Generic.List[string]", get_everything),
	PROP("Applications", "System.Collections.Generic.List[string]", get_everything),
	PROP("Module", "psmoduleinfo", get_module),
	PROP("InvokeCommand", SMA "CommandInvocationIntrinsics", get_invoke_command),
	PROPS_END,
};
static const TypeMembers state_members = { .props = state_props };
const TypeDef type_session_state = {
	.name = SMA "SessionState", .base = &type_known[T_OBJECT], .members = &state_members, .ops = &ops
};
