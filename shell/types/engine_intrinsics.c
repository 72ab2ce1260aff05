/* engine_intrinsics: $ExecutionContext: EngineIntrinsics and CommandInvocationIntrinsics. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/eval.h"
#include "shell/engine/pipeline.h"
#include "shell/engine/registry.h"
#include "shell/types/session_state.h"
#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

/* ---- $ExecutionContext ---- */

TYPE_GET(get_host)
{
	return types_found(out, interp_host_object(in));
}

TYPE_GET(get_state)
{
	return types_found(out, session_state_new(false));
}

TYPE_GET(get_invoke_command)
{
	return types_found(out, session_state_invoke_command());
}

static const PropDef props[] = {
	PROP("Host", SMA "Host.PSHost", get_host),
	PROP("SessionState", SMA "SessionState", get_state),
	PROP("InvokeCommand", SMA "CommandInvocationIntrinsics", get_invoke_command),
	PROPS_END,
};
const TypeMembers type_engine_intrinsics = { .props = props };

/* ---- texts ---- */

/* As the inside of a here-string, in which quotes stand for themselves. */
static void put_here_string(Str text, Buf *out)
{
	StrSplit split = { .rest = text };
	Str line;
	bool first = true;

	buf_put(out, S("@\""));
	while (str_split_next(&split, '\n', &line)) {
		bool ends = !first && str_starts(line, S("\"@")); /* would close it */

		buf_put(out, ends ? S("\n`") : S("\n"));
		buf_put(out, line);
		first = false;
	}
	buf_put(out, S("\n\"@"));
}

/* Parsed where it stands: in the caller's scope. */
TYPE_METHOD(expand_string)
{
	Buf text = BUF_INIT;
	Value block;
	SinkCollect collect;
	Flow flow;

	put_here_string(types_str(args[0]), &text);
	flow = function_parse(in, S(""), buf_str(&text), 0, &block);
	buf_release(&text);
	FLOW_TRY(flow);
	sink_collect_init(&collect);
	flow = pipeline_block_here(in, block.block, VALUE_EMPTY, &collect.sink);
	value_drop(block);
	if (flow == FLOW_NEXT)
		*out = sink_collect_take(&collect);
	else
		sink_collect_release(&collect);
	return flow;
}

TYPE_METHOD(new_block)
{
	return runtime_of(in)->make_block(in, types_str(args[0]), out);
}

/* ---- running ---- */

/* Collection<PSObject> of what a block wrote. */
static Flow run_block(Interp *in, PipelineCall *call, Value block, Value *out)
{
	SinkCollect collect;
	Value items;
	Flow flow;

	sink_collect_init(&collect);
	call->command = command_ref(function_block_command(value_unwrap_peek(block).block));
	in->try_depth++;
	flow = pipeline_call(in, call, &collect.sink);
	in->try_depth--;
	command_drop(call->command);
	if (flow == FLOW_THROW)
		interp_remember_error(in, in->error);
	if (flow != FLOW_NEXT) {
		sink_collect_release(&collect);
		return flow;
	}
	items = sink_collect_take_array(&collect);
	*out = types_list(in, T_COLLECTION, type_of_id(T_PSOBJECT));
	for (size_t i = 0; i < items.array->n; i++)
		list_push_take(out->list, array_get(items.array, i));
	value_drop(items);
	return FLOW_NEXT;
}

static void set_args(PipelineCall *call, Value args)
{
	const Array *array = types_array(args);

	call->args = array ? array->items : NULL;
	call->nargs = array ? array->n : 0;
}

/* (script), (script, args) */
TYPE_METHOD(invoke_text)
{
	PipelineCall call = { .self = VALUE_EMPTY };
	Value block;
	Flow flow;

	FLOW_TRY(runtime_of(in)->make_block(in, types_str(args[0]), &block));
	if (n > 1)
		set_args(&call, args[1]);
	flow = run_block(in, &call, block, out);
	value_drop(block);
	return flow;
}

/* (sessionState, scriptBlock, args) */
TYPE_METHOD(invoke_in_state)
{
	PipelineCall call = { .dotted = true };

	set_args(&call, args[2]);
	return run_block(in, &call, args[1], out);
}

/* (useLocalScope, scriptBlock, input, args) */
TYPE_METHOD(invoke_block)
{
	PipelineCall call = { .dotted = !convert_to_bool(args[0]) };
	Array *input = NULL;
	Flow flow = FLOW_NEXT;

	set_args(&call, args[3]);
	if (types_given(args[2]))
		flow = types_items(in, args[2], &input);
	if (input) {
		call.input = input->items;
		call.ninput = input->n;
		call.has_input = true;
	}
	if (flow == FLOW_NEXT)
		flow = run_block(in, &call, args[1], out);
	if (input)
		value_drop(array_value(input));
	return flow;
}

/* ---- commands ---- */

static unsigned kinds_of(Value v)
{
	return (unsigned)types_int(v);
}

TYPE_METHOD(get_command)
{
	Command *command = registry_find(in, types_str(args[0]), kinds_of(args[1]));

	if (!command)
		return types_found(out, VALUE_NULL);
	*out = command_info_new(command);
	command_drop(command);
	return FLOW_NEXT;
}

TYPE_METHOD(get_cmdlet)
{
	Command *command = registry_cmdlet(in, types_str(args[0]));

	return types_found(out, command ? command_info_new(command) : VALUE_NULL);
}

static void keep(void *self, Command *command)
{
	list_push_take(self, command_info_new(command));
}

static void keep_name(void *self, Command *command)
{
	list_push_take(self, value_ref(value_of_string(command->name)));
}

static Value command_list(Interp *in)
{
	const TypeDef *info = type_set_find(runtime_of(in)->types, S(SMA "CommandInfo"));

	return types_list(in, T_LIST, info ? info : type_of_id(T_OBJECT));
}

/* (name, types, nameIsPattern) */
TYPE_METHOD(get_commands)
{
	*out = command_list(in);
	if (convert_to_bool(args[2])) {
		registry_each(in, types_str(args[0]), kinds_of(args[1]), keep, out->list);
	} else {
		Command *command = registry_find(in, types_str(args[0]), kinds_of(args[1]));

		if (command)
			keep(out->list, command);
		command_drop(command);
	}
	return FLOW_NEXT;
}

TYPE_METHOD(get_cmdlets)
{
	*out = command_list(in);
	registry_each(in, n ? types_str(args[0]) : S("*"), COMMAND_CMDLET, keep, out->list);
	return FLOW_NEXT;
}

/* (name, nameIsPattern, returnFullName) */
TYPE_METHOD(get_command_name)
{
	*out = types_list(in, T_LIST, type_of_id(T_STRING));
	registry_each(in, types_str(args[0]), 0, keep_name, out->list);
	return FLOW_NEXT;
}

TYPE_GET(get_false)
{
	return types_found(out, value_bool(false));
}

static const PropDef command_props[] = {
	PROP("HasErrors", "bool", get_false),
	PROPS_END,
};
#define COLLECTION "System.Collections.ObjectModel.Collection[psobject] "
static const MethodDef command_methods[] = {
	METHOD("ExpandString", "string ExpandString(string source)", expand_string),
	METHOD("GetCommand", SMA "CommandInfo GetCommand(string commandName, " SMA "CommandTypes type)", get_command),
	METHOD("GetCmdlet", SMA "CmdletInfo GetCmdlet(string commandName)", get_cmdlet),
	METHOD("GetCmdlets", "System.Collections.Generic.List[" SMA "CmdletInfo] GetCmdlets()", get_cmdlets),
	METHOD("GetCmdlets", "System.Collections.Generic.List[" SMA "CmdletInfo] GetCmdlets(string pattern)",
		get_cmdlets),
	METHOD("GetCommandName",
		"System.Collections.Generic.List[string] GetCommandName(string name, bool nameIsPattern, bool returnFullName)",
		get_command_name),
	METHOD("GetCommands",
		"System.Collections.Generic.IEnumerable[" SMA "CommandInfo] GetCommands(string name, " SMA
		"CommandTypes commandTypes, bool nameIsPattern)",
		get_commands),
	METHOD("InvokeScript", COLLECTION "InvokeScript(string script)", invoke_text),
	METHOD("InvokeScript", COLLECTION "InvokeScript(string script, Params System.Object[] args)", invoke_text),
	METHOD("InvokeScript",
		COLLECTION "InvokeScript(" SMA
			   "SessionState sessionState, scriptblock scriptBlock, Params System.Object[] args)",
		invoke_in_state),
	METHOD("InvokeScript",
		COLLECTION
		"InvokeScript(bool useLocalScope, scriptblock scriptBlock, System.Collections.IList input, Params "
		"System.Object[] args)",
		invoke_block),
	METHOD("NewScriptBlock", "scriptblock NewScriptBlock(string scriptText)", new_block),
	METHODS_END,
};
static const TypeMembers command_members = { .props = command_props, .methods = command_methods };
const TypeDef type_invocation_intrinsics = {
	.name = SMA "CommandInvocationIntrinsics", .base = &type_known[T_OBJECT], .members = &command_members
};
