/* exception: System.Exception, and what some of its kin have besides. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/error.h"
#include "shell/engine/using.h"
#include "shell/types/hashtable.h"
#include "shell/types/language.h"
#include "shell/types/types_collection.h"
#include "shell/value/runtime.h"

static Exception *peek(Value self)
{
	return exception_peek(self);
}

/* A kept text, or $null. */
static Flow found_text(Value *out, String *text)
{
	return types_found(out, text ? value_ref(value_of_string(text)) : VALUE_NULL);
}

static Flow set_text(Interp *in, String **text, Value to)
{
	Value v;

	FLOW_TRY(convert_to_string(in, to, &v));
	if (*text)
		value_drop(value_of_string(*text));
	*text = value_is_null(to) ? NULL : v.string;
	if (!*text)
		value_drop(v);
	return FLOW_NEXT;
}

TYPE_GET(get_message)
{
	return types_found(out, value_ref(peek(self)->message));
}

TYPE_GET(get_inner)
{
	return types_found(out, value_ref(peek(self)->inner));
}

TYPE_GET(get_null)
{
	return types_found(out, VALUE_NULL);
}

TYPE_GET(get_data)
{
	Exception *exception = peek(self);

	if (exception->data.kind == V_EMPTY)
		exception->data = hash_value(hash_new(&type_list_dictionary, false));
	return types_found(out, value_ref(exception->data));
}

TYPE_GET(get_help_link)
{
	return found_text(out, peek(self)->help_link);
}

TYPE_SET(set_help_link)
{
	return set_text(in, &peek(self)->help_link, to);
}

TYPE_GET(get_source)
{
	return found_text(out, peek(self)->source);
}

TYPE_SET(set_source)
{
	return set_text(in, &peek(self)->source, to);
}

TYPE_GET(get_stack_trace)
{
	return found_text(out, peek(self)->stack_trace);
}

TYPE_GET(get_hresult)
{
	return types_found(out, value_int(peek(self)->hresult));
}

TYPE_SET(set_hresult)
{
	return convert_to_i32(in, to, &peek(self)->hresult);
}

TYPE_METHOD(get_base)
{
	Value base = self;

	for (Exception *e = peek(base); e && exception_peek(e->inner); e = peek(base))
		base = e->inner;
	return types_found(out, value_ref(base));
}

TYPE_METHOD(to_string)
{
	Buf text = BUF_INIT;
	Flow flow = exception_ops.text(in, self, &text);

	*out = types_buf_string(&text);
	return flow;
}

/* ---- of some kinds ---- */

TYPE_GET(get_param_name)
{
	return found_text(out, peek(self)->param_name);
}

/* Given, or what stands in quotes in the message. */
TYPE_GET(get_file_name)
{
	Exception *exception = peek(self);
	Str message = value_str_peek(exception->message);
	size_t from = str_find_byte(message, '\'', 0), to = str_rfind(message, S("'"), message.n);

	if (exception->param_name)
		return found_text(out, exception->param_name);
	if (from == STR_NONE || to <= from)
		return types_found(out, VALUE_NULL);
	return types_found(out, value_string(str_cut(message, from + 1, to)));
}

TYPE_GET(get_error_code)
{
	return types_found(out, value_int(peek(self)->hresult));
}

TYPE_GET(get_native_code)
{
	return types_found(out, value_int(peek(self)->hresult & 0xffff));
}

TYPE_GET(get_exit_code)
{
	return types_found(out, value_int(peek(self)->exit_code));
}

TYPE_GET(get_process_id)
{
	return types_found(out, value_int(peek(self)->process_id));
}

/* One is made for an exception that has none yet. */
TYPE_GET(get_error_record)
{
	Value record = peek(self)->error_record;

	Value stand_in;

	if (record.kind != V_EMPTY)
		return types_found(out, value_ref(record));
	stand_in = error_stand_in(self);
	record = error_new(stand_in, type_short_name(type_of(self)), CAT_NOT_SPECIFIED, VALUE_NULL);
	value_drop(stand_in);
	return types_found(out, record);
}

TYPE_GET(get_thrown)
{
	return types_found(out, value_bool(peek(self)->thrown));
}

TYPE_SET(set_thrown)
{
	peek(self)->thrown = convert_to_bool(to);
	return FLOW_NEXT;
}

/* CommandName, ItemName: what the error is about. */
TYPE_GET(get_target)
{
	ErrorRecord *error = error_peek(peek(self)->error_record);

	if (!error || value_is_null(error->target))
		return types_found(out, VALUE_NULL);
	return convert_to_string(in, error->target, out);
}

/* ---- tables ---- */

/* The first of a name counts: the order is Core's with its own rows, the desktop's without. */
static const PropDef props[] = {
	PROP_IN_CORE("TargetSite", "System.Reflection.MethodBase", get_null),
	PROP("Message", "string", get_message),
	PROP("Data", "System.Collections.IDictionary", get_data),
	PROP("InnerException", "System.Exception", get_inner),
	{ "HelpLink", "string", get_help_link, set_help_link, PROP_CORE },
	{ "Source", "string", get_source, set_source, PROP_CORE },
	{ "HResult", "int", get_hresult, set_hresult, PROP_CORE },
	PROP("TargetSite", "System.Reflection.MethodBase", get_null),
	PROP("StackTrace", "string", get_stack_trace),
	PROP_RW("HelpLink", "string", get_help_link, set_help_link),
	PROP_RW("Source", "string", get_source, set_source),
	PROP_RW("HResult", "int", get_hresult, set_hresult),
	PROPS_END,
};

static const MethodDef methods[] = {
	METHOD("GetBaseException", "System.Exception GetBaseException()", get_base),
	METHOD("ToString", "string ToString()", to_string),
	METHODS_END,
};

static const PropDef argument_props[] = {
	PROP("Message", "string", get_message),
	PROP("ParamName", "string", get_param_name),
	PROPS_END,
};
static const PropDef file_props[] = {
	PROP("Message", "string", get_message),
	PROP("FileName", "string", get_file_name),
	PROP("FusionLog", "string", get_null),
	PROPS_END,
};
static const PropDef win32_props[] = {
	PROP("NativeErrorCode", "int", get_native_code),
	PROP("ErrorCode", "int", get_error_code),
	PROPS_END,
};
static const PropDef exit_props[] = {
	PROP("Path", "string", get_param_name),
	PROP("ExitCode", "int", get_exit_code),
	PROP("ProcessId", "int", get_process_id),
	PROPS_END,
};
static const PropDef runtime_props[] = {
	PROP("ErrorRecord", "System.Management.Automation.ErrorRecord", get_error_record),
	PROP_RW("WasThrownFromThrowStatement", "bool", get_thrown, set_thrown),
	PROPS_END,
};
/* What the text that failed says when it is parsed again. */
TYPE_GET(get_parse_errors)
{
	const Exception *exception = exception_peek(value_unwrap_peek(self));
	Value record = exception ? exception->error_record : VALUE_EMPTY;
	const ErrorRecord *error = record.kind == V_OBJECT ? error_peek(record) : NULL;
	Script *script = error && error->invocation ? error->invocation->script : NULL;
	ParseErrors errors = { 0 };
	ParseOutside outside = using_outside(in);
	ParseInput input = { .edition = runtime_edition(in), .outside = &outside };
	Script *again;

	if (script) {
		input.text = script->text;
		input.path = script->path;
	}
	again = script_parse(&input, &errors);
	*out = language_errors(in, again, &errors);
	script_errors_release(&errors);
	script_drop(again);
	return FLOW_NEXT;
}

static const PropDef parse_props[] = {
	PROP("Errors", "System.Management.Automation.Language.ParseError[]", get_parse_errors),
	PROPS_END,
};
static const PropDef command_props[] = {
	PROP("ErrorRecord", "System.Management.Automation.ErrorRecord", get_error_record),
	PROP("CommandName", "string", get_target),
	PROPS_END,
};
static const PropDef item_props[] = {
	PROP("ErrorRecord", "System.Management.Automation.ErrorRecord", get_error_record),
	PROP("ItemName", "string", get_target),
	PROPS_END,
};

const TypeMembers type_exception = { .props = props, .methods = methods };
const TypeMembers type_exception_argument = { .props = argument_props };
const TypeMembers type_exception_file = { .props = file_props };
const TypeMembers type_exception_win32 = { .props = win32_props };
const TypeMembers type_exception_runtime = { .props = runtime_props };
const TypeMembers type_exception_parse = { .props = parse_props };
const TypeMembers type_exception_command = { .props = command_props };
const TypeMembers type_exception_exit = { .props = exit_props };
const TypeMembers type_exception_item = { .props = item_props };

static const TypeDef *const dictionary_interfaces[] = { &type_known[T_IDICTIONARY], &type_known[T_ICOLLECTION],
	&type_known[T_IENUMERABLE], NULL };
const TypeDef type_list_dictionary = { .name = "System.Collections.ListDictionaryInternal",
	.base = &type_known[T_OBJECT],
	.id = T_HASHTABLE,
	.interfaces = dictionary_interfaces,
	.members = &type_hashtable };
