/* ps_script_cmdlet: System.Management.Automation.PSScriptCmdlet: $PSCmdlet, an advanced function's own command. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/engine/stage.h"
#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

/* The function that is running; NULL when it has ended. */
static Stage *peek(Value self)
{
	StagePrivate *sp = object_payload_peek(self, &pipeline_cmdlet_type);

	return sp ? &sp->s : NULL;
}

/* A kept $PSCmdlet outlives its function. */
static Flow need(Interp *in, Value self, Stage **out)
{
	*out = peek(self);
	if (*out)
		return FLOW_NEXT;
	return fault_exception(in, EXC_INVALID_OPERATION,
		"The WriteObject and WriteError methods cannot be called from outside the overrides of the BeginProcessing, "
		"ProcessRecord, and EndProcessing methods, and they can only be called from within the same thread. Validate "
		"that the cmdlet makes these calls correctly, or contact Microsoft Customer Support Services.");
}

/* ---- output and errors ---- */

TYPE_METHOD(write_object)
{
	Stage *s;

	FLOW_TRY(need(in, self, &s));
	return n > 1 && convert_to_bool(args[1]) ? stage_write_each(s, args[0]) : stage_write(s, args[0]);
}

TYPE_METHOD(write_error)
{
	Stage *s;

	FLOW_TRY(need(in, self, &s));
	if (!types_given(args[0]))
		return fault_argument(in, EXC_PS_ARGUMENT_NULL, "errorRecord",
			"Cannot process argument because the value of argument \"errorRecord\" is null. Change the value of "
			"argument \"errorRecord\" to a non-null value.");
	return stage_error_record(s, value_unwrap_peek(args[0]));
}

/* The error leaves the function, whatever the preference says. */
TYPE_METHOD(throw_terminating)
{
	Stage *s;
	Value record;

	FLOW_TRY(need(in, self, &s));
	if (!types_given(args[0]))
		return fault_argument(in, EXC_PS_ARGUMENT_NULL, "errorRecord",
			"Cannot process argument because the value of argument \"errorRecord\" is null. Change the value of "
			"argument \"errorRecord\" to a non-null value.");
	record = value_unwrap_peek(args[0]);
	error_peek(record)->leaves = s;
	return stage_throw_record(s, record);
}

/* ---- the other streams ---- */

static Flow write_stream(Interp *in, Value self, Stream stream, Value text)
{
	Stage *s;

	FLOW_TRY(need(in, self, &s));
	return stage_write_stream(s, stream, text);
}

TYPE_METHOD(write_verbose)
{
	return write_stream(in, self, STREAM_VERBOSE, args[0]);
}

TYPE_METHOD(write_warning)
{
	return write_stream(in, self, STREAM_WARNING, args[0]);
}

TYPE_METHOD(write_debug)
{
	return write_stream(in, self, STREAM_DEBUG, args[0]);
}

TYPE_METHOD(write_information)
{
	Stage *s;

	FLOW_TRY(need(in, self, &s));
	return stage_information(s, args[0], args[1], false);
}

/* ---- questions ---- */

static Flow answer(bool yes, Flow flow, Value *out)
{
	return flow == FLOW_NEXT ? types_found(out, value_bool(yes)) : flow;
}

TYPE_METHOD(should_process)
{
	Stage *s;
	Flow flow;
	bool yes;

	FLOW_TRY(need(in, self, &s));
	yes = stage_should(s, types_str(args[0]), n > 1 ? types_str(args[1]) : S(""), &flow);
	return answer(yes, flow, out);
}

TYPE_METHOD(should_process_text)
{
	Stage *s;
	Flow flow;
	bool yes;

	FLOW_TRY(need(in, self, &s));
	yes = stage_should_text(s, types_str(args[0]), types_str(args[1]), types_str(args[2]), &flow);
	return answer(yes, flow, out);
}

TYPE_METHOD(should_continue)
{
	Stage *s;
	Flow flow;
	bool yes;

	FLOW_TRY(need(in, self, &s));
	yes = stage_should_continue(s, types_str(args[0]), types_str(args[1]), NULL, NULL, &flow);
	return answer(yes, flow, out);
}

static Flow get_flag(Interp *in, Value ref, bool *out)
{
	Value v;
	bool found;

	FLOW_TRY(member_get(in, ref, S("Value"), NULL, &v, &found));
	*out = convert_to_bool(v);
	value_drop(v);
	return FLOW_NEXT;
}

/* The last two arguments are the answers for all, before and after the question. */
TYPE_METHOD(should_continue_all)
{
	Stage *s;
	Flow flow;
	bool yes, all, none;

	FLOW_TRY(need(in, self, &s));
	FLOW_TRY(get_flag(in, args[n - 2], &all));
	FLOW_TRY(get_flag(in, args[n - 1], &none));
	yes = stage_should_continue(s, types_str(args[0]), types_str(args[1]), &all, &none, &flow);
	FLOW_TRY(flow);
	FLOW_TRY(types_set_ref_take(in, args[n - 2], value_bool(all)));
	FLOW_TRY(types_set_ref_take(in, args[n - 1], value_bool(none)));
	return types_found(out, value_bool(yes));
}

/* ---- the session ---- */

TYPE_METHOD(get_variable)
{
	Stage *s;
	Value v;

	FLOW_TRY(need(in, self, &s));
	v = stage_variable_peek(s, types_str(args[0]));
	if (v.kind == V_EMPTY)
		v = n > 1 ? args[1] : VALUE_NULL;
	return types_found(out, value_ref(v));
}

/* A path as it is shown, whether or not anything is there. */
TYPE_METHOD(unresolved_path)
{
	Buf real = BUF_INIT, shown = BUF_INIT;

	runtime_of(in)->real_path(in, types_str(args[0]), &real);
	runtime_of(in)->shown_path(in, buf_str(&real), &shown);
	buf_release(&real);
	return types_found(out, types_buf_string(&shown));
}

TYPE_GET(get_set_name)
{
	const Stage *s = peek(self);

	return types_found(out, s ? value_string_c(stage_set_name(s)) : VALUE_NULL);
}

TYPE_GET(get_invocation)
{
	const Stage *s = peek(self);

	return types_found(out, s ? pipeline_invocation_value(in, s->invocation) : VALUE_NULL);
}

TYPE_GET(get_host)
{
	return types_found(out, interp_host_object(in));
}

TYPE_GET(get_stopping)
{
	const Stage *s = peek(self);

	return types_found(out, value_bool(s && stage_is_interrupted(s)));
}

/* ---- tables ---- */

static const PropDef props[] = {
	PROP("Host", SMA "Host.PSHost", get_host),
	PROP("ParameterSetName", "string", get_set_name),
	PROP("MyInvocation", SMA "InvocationInfo", get_invocation),
	PROP("Stopping", "bool", get_stopping),
	PROPS_END,
};

/* Commands' own errors are not put into a MethodInvocationException. */
#define OWN(name, signature, fn)                                                                                       \
	{                                                                                                              \
		name, signature, fn, METHOD_UNWRAPPED                                                                  \
	}
static const MethodDef methods[] = {
	METHOD("GetUnresolvedProviderPathFromPSPath", "string GetUnresolvedProviderPathFromPSPath(string path)",
		unresolved_path),
	METHOD("GetVariableValue", "System.Object GetVariableValue(string name)", get_variable),
	METHOD("GetVariableValue", "System.Object GetVariableValue(string name, System.Object defaultValue)",
		get_variable),
	METHOD("ShouldContinue", "bool ShouldContinue(string query, string caption)", should_continue),
	METHOD("ShouldContinue",
		"bool ShouldContinue(string query, string caption, [ref] bool yesToAll, [ref] bool noToAll)",
		should_continue_all),
	METHOD("ShouldContinue",
		"bool ShouldContinue(string query, string caption, bool hasSecurityImpact, [ref] bool yesToAll, [ref] bool "
		"noToAll)",
		should_continue_all),
	METHOD("ShouldProcess", "bool ShouldProcess(string target)", should_process),
	METHOD("ShouldProcess", "bool ShouldProcess(string target, string action)", should_process),
	METHOD("ShouldProcess", "bool ShouldProcess(string verboseDescription, string verboseWarning, string caption)",
		should_process_text),
	OWN("ThrowTerminatingError", "void ThrowTerminatingError(" SMA "ErrorRecord errorRecord)", throw_terminating),
	OWN("WriteDebug", "void WriteDebug(string text)", write_debug),
	OWN("WriteError", "void WriteError(" SMA "ErrorRecord errorRecord)", write_error),
	OWN("WriteInformation", "void WriteInformation(System.Object messageData, string[] tags)", write_information),
	OWN("WriteObject", "void WriteObject(System.Object sendToPipeline)", write_object),
	OWN("WriteObject", "void WriteObject(System.Object sendToPipeline, bool enumerateCollection)", write_object),
	OWN("WriteVerbose", "void WriteVerbose(string text)", write_verbose),
	OWN("WriteWarning", "void WriteWarning(string text)", write_warning),
	METHODS_END,
};

const TypeMembers type_ps_script_cmdlet = { .props = props, .methods = methods };
