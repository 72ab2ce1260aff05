/* script_block: System.Management.Automation.ScriptBlock. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/module.h"
#include "shell/engine/pipeline.h"
#include "shell/types/script_ast.h"

#define SMA "System.Management.Automation."

static Block *peek(Value self)
{
	return value_unwrap_peek(self).block;
}

/* ---- calls ---- */

/* What leaves a block that was called from .NET is a RuntimeException. */
static Flow rethrow(Interp *in, Flow flow)
{
	Value exception;
	Fault fault = { .category = CAT_NOT_SPECIFIED, .exception = EXC_RUNTIME };

	if (flow != FLOW_THROW || type_is(type_of(runtime_of(in)->error_peek(in)), exception_type(EXC_RUNTIME)))
		return flow;
	exception = runtime_of(in)->take_error(in);
	fault.id = "RuntimeException";
	fault.inner = exception;
	flow = runtime_of(in)->raise(in, &fault, exception_message_peek(exception));
	value_drop(exception);
	return flow;
}

/* One clause, be it the body, end or process, can be called like a method (asked of 7.6). */
static Flow check_clauses(Interp *in, const ScriptBlockNode *node)
{
	if (!node->begin && !node->clean && !node->dynamic_param && !(node->process && node->end))
		return FLOW_NEXT;
	return fault_exception(in, EXC_PS_INVALID_OPERATION,
		"The script block cannot be invoked because it contains more than one clause. The Invoke() method can "
		"only be used on script blocks that contain a single clause.");
}

static Flow run(Interp *in, Block *block, Value arguments, SinkCollect *collect)
{
	const Array *list = types_array(arguments);
	PipelineCall call = { .args = list ? list->items : NULL, .nargs = list ? list->n : 0 };
	Flow flow;

	FLOW_TRY(check_clauses(in, block->node));
	sink_collect_init(collect);
	call.command = command_ref(function_block_command(block));
	in->try_depth++;
	flow = pipeline_call(in, &call, &collect->sink);
	in->try_depth--;
	command_drop(call.command);
	if (flow == FLOW_THROW)
		interp_remember_error(in, in->error);
	if (flow != FLOW_NEXT)
		sink_collect_release(collect);
	return rethrow(in, flow);
}

/* Collection<PSObject> of what was written. */
static Value collection_take(Interp *in, SinkCollect *collect)
{
	Value list = types_list(in, T_COLLECTION, type_of_id(T_PSOBJECT)), items = sink_collect_take_array(collect);

	for (size_t i = 0; i < items.array->n; i++)
		list_push_take(list.list, array_get(items.array, i));
	value_drop(items);
	return list;
}

TYPE_METHOD(invoke)
{
	SinkCollect collect;

	FLOW_TRY(run(in, peek(self), args[0], &collect));
	return types_found(out, collection_take(in, &collect));
}

TYPE_METHOD(invoke_as_is)
{
	SinkCollect collect;

	FLOW_TRY(run(in, peek(self), args[0], &collect));
	return types_found(out, sink_collect_take(&collect));
}

/* ---- with variables and functions of its own ---- */

static void define_functions(Interp *in, Scope *scope, Value functions)
{
	Value hash = value_unwrap_peek(functions);
	size_t at = 0;
	struct HashEntry *entry;

	while (hash.kind == V_HASH && (entry = hash_next(hash.hash, &at))) {
		Value block = value_unwrap_peek(entry->value);
		Command *command;

		if (block.kind != V_BLOCK)
			continue;
		command = command_new(COMMAND_FUNCTION, types_str(entry->key));
		command->block = value_ref(block).block;
		command->module = block.block->module;
		command->source = value_string(types_str(entry->key)).string;
		function_set(in, scope, types_str(entry->key), command);
		command_drop(command);
	}
}

/* PSVariable objects; $_ is set aside, for it belongs to no scope. */
static Flow define_variables(Interp *in, Scope *scope, Value variables, Value *underscore)
{
	Array *list;
	Flow flow = FLOW_NEXT;

	if (value_is_null(variables))
		return FLOW_NEXT;
	FLOW_TRY(types_items(in, variables, &list));
	for (size_t i = 0; i < list->n && flow == FLOW_NEXT; i++) {
		Value name = VALUE_EMPTY, value = VALUE_EMPTY;
		bool found;

		flow = member_get(in, array_peek(list, i), S("Name"), NULL, &name, &found);
		if (flow == FLOW_NEXT)
			flow = member_get(in, array_peek(list, i), S("Value"), NULL, &value, &found);
		if (flow == FLOW_NEXT && str_eq(types_str(name), S("_")))
			value_set_take(underscore, value_ref(value));
		else if (flow == FLOW_NEXT)
			scope_put_take(scope, scope_symbol(in, types_str(name)), value_ref(value));
		value_drop(name);
		value_drop(value);
	}
	value_drop(array_value(list));
	return flow;
}

TYPE_METHOD(invoke_with_context)
{
	Value closure = function_closure(in, peek(self)), underscore = VALUE_EMPTY, saved = in->underscore;
	Scope *scope = closure.block->module->scope;
	SinkCollect collect;
	Flow flow;

	define_functions(in, scope, args[0]);
	flow = define_variables(in, scope, args[1], &underscore);
	if (flow == FLOW_NEXT) {
		if (underscore.kind != V_EMPTY)
			in->underscore = underscore;
		flow = run(in, closure.block, args[2], &collect);
		in->underscore = saved;
	}
	if (flow == FLOW_NEXT)
		*out = collection_take(in, &collect);
	value_drop(underscore);
	value_drop(closure);
	return flow;
}

TYPE_METHOD(get_closure)
{
	return types_found(out, function_closure(in, peek(self)));
}

/* ---- what it is ---- */

TYPE_METHOD(to_string)
{
	return types_found(out, value_string(function_block_text(peek(self))));
}

TYPE_GET(get_ast)
{
	const Block *block = peek(self);

	return types_found(out, ast_node_of_block(block->script, block->node));
}

TYPE_GET(get_start)
{
	const Block *block = peek(self);
	Value ast = ast_node_of_block(block->script, block->node);

	*out = script_ast_token(block->script, ast_node_span(ast));
	value_drop(ast);
	return FLOW_NEXT;
}

TYPE_GET(get_file)
{
	const Block *block = peek(self);
	Str path = block->file ? string_str(block->file) : block->script->path;

	return types_found(out, path.n ? value_string(path) : VALUE_NULL);
}

TYPE_GET(get_module)
{
	Module *module = peek(self)->module;

	return types_found(out, module ? module_info_new(module) : VALUE_NULL);
}

TYPE_GET(get_false)
{
	return types_found(out, value_bool(false));
}

TYPE_GET(get_attributes)
{
	return types_found(out, types_list(in, T_LIST, type_of_id(T_OBJECT)));
}

TYPE_SET(set_nothing)
{
	return FLOW_NEXT;
}

TYPE_METHOD(create)
{
	if (value_is_null(args[0]))
		return types_null(in, "script");
	return runtime_of(in)->make_block(in, types_str(args[0]), out);
}

static const PropDef props[] = {
	PROP("Attributes", "System.Collections.Generic.List[System.Attribute]", get_attributes),
	PROP("File", "string", get_file),
	PROP("IsFilter", "bool", get_false),
	PROP("IsConfiguration", "bool", get_false),
	PROP("Module", "psmoduleinfo", get_module),
	PROP("StartPosition", SMA "PSToken", get_start),
	PROP_RW("DebuggerHidden", "bool", get_false, set_nothing),
	PROP("Ast", SMA "Language.Ast", get_ast),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("GetNewClosure", "scriptblock GetNewClosure()", get_closure),
	METHOD("Invoke", "System.Collections.ObjectModel.Collection[psobject] Invoke(Params System.Object[] args)",
		invoke),
	METHOD("InvokeReturnAsIs", "System.Object InvokeReturnAsIs(Params System.Object[] args)", invoke_as_is),
	METHOD("InvokeWithContext",
		"System.Collections.ObjectModel.Collection[psobject] InvokeWithContext(System.Collections.IDictionary "
		"functionsToDefine, System.Collections.Generic.List[psvariable] variablesToDefine, Params System.Object[] args)",
		invoke_with_context),
	METHOD("ToString", "string ToString()", to_string),
	METHODS_END,
};

static const MethodDef static_methods[] = {
	METHOD("Create", "static scriptblock Create(string script)", create),
	METHODS_END,
};

const TypeMembers type_script_block = { .props = props, .methods = methods, .static_methods = static_methods };
