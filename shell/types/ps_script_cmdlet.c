/* ps_script_cmdlet: System.Management.Automation.PSScriptCmdlet: $PSCmdlet of an advanced function. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/pipeline.h"
#include "shell/engine/provider.h"
#include "shell/types/session_state.h"
#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

/* NULL when the function has ended.  Its command runtime holds the cmdlet itself. */
static StagePrivate *peek(Value self)
{
	const Value *cmdlet = object_payload_peek(self, &type_msh_command_runtime);

	return object_payload_peek(cmdlet ? *cmdlet : self, &pipeline_cmdlet_type);
}

/* Its methods are of use while it runs. */
static Flow ended(Interp *in, const char *method)
{
	return fault_exception(in, EXC_NOT_IMPLEMENTED, "%s", method);
}

/* ---- what it is ---- */

TYPE_GET(get_set)
{
	const StagePrivate *sp = peek(self);

	return types_found(out,
		value_string(sp ? command_set_name(sp->binding.command, sp->binding.set) : S("__AllParameterSets")));
}

TYPE_GET(get_invocation)
{
	StagePrivate *sp = peek(self);

	return types_found(out, sp ? pipeline_my_invocation(in, &sp->frame) : VALUE_NULL);
}

TYPE_GET(get_host)
{
	return types_found(out, interp_host_object(in));
}

TYPE_GET(get_state)
{
	return types_found(out, session_state_new(in->scope->module != NULL));
}

TYPE_GET(get_paging)
{
	const StagePrivate *sp = peek(self);

	return types_found(
		out, sp && command_supports_paging(sp->command) ? types_paging_new(&sp->common) : VALUE_NULL);
}

TYPE_GET(get_invoke_command)
{
	return types_found(out, session_state_invoke_command());
}

TYPE_GET(get_origin)
{
	enum { RUNSPACE, INTERNAL };

	return types_found(out, value_enum(&type_command_origin, INTERNAL));
}

TYPE_GET(get_runtime)
{
	Value *cmdlet = MEM_NEW(Value);

	*cmdlet = value_ref(self);
	return types_found(out, object_value(object_new_native(&type_msh_command_runtime, cmdlet)));
}

TYPE_GET(get_false)
{
	return types_found(out, value_bool(false));
}

TYPE_GET(get_null)
{
	return types_found(out, VALUE_NULL);
}

static const PropDef props[] = {
	PROP("ParameterSetName", "string", get_set),
	PROP("MyInvocation", SMA "InvocationInfo", get_invocation),
	PROP("PagingParameters", SMA "PagingParameters", get_paging),
	PROP("InvokeCommand", SMA "CommandInvocationIntrinsics", get_invoke_command),
	PROP("Host", SMA "Host.PSHost", get_host),
	PROP("SessionState", SMA "SessionState", get_state),
	PROP("Stopping", "bool", get_false),
	PROP("CurrentPSTransaction", SMA "PSTransactionContext", get_null),
	PROP("CommandOrigin", SMA "CommandOrigin", get_origin),
	PROP("CommandRuntime", SMA "ICommandRuntime", get_runtime),
	PROPS_END,
};

/* ---- streams ---- */

static Flow no_record(Interp *in)
{
	return fault_argument(in, EXC_PS_ARGUMENT_NULL, NULL,
		"Cannot process argument because the value of argument \"errorRecord\" is null. Change the value of argument "
		"\"errorRecord\" to a non-null value.");
}

TYPE_METHOD(write_error)
{
	StagePrivate *sp = peek(self);
	Value record = value_unwrap_peek(args[0]);

	if (!sp)
		return ended(in, "WriteError");
	if (!error_peek(record))
		return no_record(in);
	stage_claim(sp, record);
	return stage_leave(sp, stage_error_record(&sp->s, record));
}

TYPE_METHOD(throw_terminating)
{
	StagePrivate *sp = peek(self);
	Value record = value_unwrap_peek(args[0]);

	if (!sp)
		return ended(in, "ThrowTerminatingError");
	if (!error_peek(record))
		return no_record(in);
	stage_claim(sp, record);
	return stage_leave(sp, stage_throw_record(&sp->s, record));
}

TYPE_METHOD(write_object)
{
	StagePrivate *sp = peek(self);
	bool each = n > 1 && args[1].kind == V_BOOL && args[1].b;

	if (!sp)
		return ended(in, "WriteObject");
	return each ? stage_write_each(&sp->s, args[0]) : stage_write(&sp->s, args[0]);
}

static Flow write_text(Interp *in, Value self, Stream stream, Value text, const char *method)
{
	StagePrivate *sp = peek(self);

	return sp ? stage_leave(sp, stage_write_stream(&sp->s, stream, text)) : ended(in, method);
}

TYPE_METHOD(write_warning)
{
	return write_text(in, self, STREAM_WARNING, args[0], "WriteWarning");
}

TYPE_METHOD(write_verbose)
{
	return write_text(in, self, STREAM_VERBOSE, args[0], "WriteVerbose");
}

TYPE_METHOD(write_debug)
{
	return write_text(in, self, STREAM_DEBUG, args[0], "WriteDebug");
}

TYPE_METHOD(write_information)
{
	StagePrivate *sp = peek(self);

	if (!sp)
		return ended(in, "WriteInformation");
	return stage_leave(sp, stage_information(&sp->s, args[0], args[1], false));
}

/* Pipeline execution details go to an event log, which is not kept. */
TYPE_METHOD(write_detail)
{
	return FLOW_NEXT;
}

/* ---- questions: what goes wrong in one is wrapped, as in any method (reference 13.5) ---- */

TYPE_METHOD(should_process)
{
	StagePrivate *sp = peek(self);
	Flow flow = FLOW_NEXT;
	bool yes = true;

	if (sp && n > 2)
		yes = stage_should_text(&sp->s, types_str(args[0]), types_str(args[1]), types_str(args[2]), &flow);
	else if (sp)
		yes = stage_should(&sp->s, types_str(args[0]), n > 1 ? types_str(args[1]) : S(""), &flow);
	*out = value_bool(yes);
	if (flow == FLOW_NEXT && n > 3)
		flow = types_set_ref_take(
			in, args[3], value_enum(&type_should_process_reason, sp && stage_is_what_if(&sp->s)));
	return flow;
}

/* The value of a [ref] to a bool. */
static Flow referred(Interp *in, Value ref, bool *out)
{
	Value v;
	bool found;

	FLOW_TRY(member_get(in, ref, S("Value"), NULL, &v, &found));
	*out = convert_to_bool(v);
	value_drop(v);
	return FLOW_NEXT;
}

static Flow continue_all(Interp *in, StagePrivate *sp, const Value *args, size_t n, Value *out)
{
	bool all = false, none = false, yes;
	Flow flow = FLOW_NEXT;

	FLOW_TRY(referred(in, args[n - 2], &all));
	FLOW_TRY(referred(in, args[n - 1], &none));
	yes = stage_should_continue(&sp->s, types_str(args[0]), types_str(args[1]), &all, &none, &flow);
	if (flow == FLOW_NEXT)
		flow = types_set_ref_take(in, args[n - 2], value_bool(all));
	if (flow == FLOW_NEXT)
		flow = types_set_ref_take(in, args[n - 1], value_bool(none));
	*out = value_bool(yes);
	return flow;
}

TYPE_METHOD(should_continue)
{
	StagePrivate *sp = peek(self);
	Flow flow = FLOW_NEXT;
	bool yes;

	if (!sp)
		return ended(in, "ShouldContinue");
	if (n > 2)
		return continue_all(in, sp, args, n, out);
	yes = stage_should_continue(&sp->s, types_str(args[0]), types_str(args[1]), NULL, NULL, &flow);
	*out = value_bool(yes);
	return flow;
}

/* ---- the session ---- */

TYPE_METHOD(get_variable_value)
{
	Value v = interp_variable_peek(in, scope_symbol(in, types_str(args[0])));

	return types_found(out, v.kind != V_EMPTY ? value_ref(v) : n > 1 ? value_ref(args[1]) : VALUE_NULL);
}

/* clang-format off */
#define COMMON_METHODS \
	METHOD("WriteError", "void WriteError(" SMA "ErrorRecord errorRecord)", write_error), \
	METHOD("WriteObject", "void WriteObject(System.Object sendToPipeline)", write_object), \
	METHOD("WriteObject", "void WriteObject(System.Object sendToPipeline, bool enumerateCollection)", write_object), \
	METHOD("WriteVerbose", "void WriteVerbose(string text)", write_verbose), \
	METHOD("WriteWarning", "void WriteWarning(string text)", write_warning), \
	METHOD("WriteCommandDetail", "void WriteCommandDetail(string text)", write_detail), \
	METHOD("WriteDebug", "void WriteDebug(string text)", write_debug), \
	METHOD("WriteInformation", "void WriteInformation(System.Object messageData, string[] tags)", \
		write_information), \
	METHOD("ShouldProcess", "bool ShouldProcess(string target)", should_process), \
	METHOD("ShouldProcess", "bool ShouldProcess(string target, string action)", should_process), \
	METHOD("ShouldProcess", "bool ShouldProcess(string verboseDescription, string verboseWarning, string caption)", \
		should_process), \
	METHOD("ShouldProcess", \
		"bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, [ref] " SMA \
		"ShouldProcessReason shouldProcessReason)", \
		should_process), \
	METHOD("ShouldContinue", "bool ShouldContinue(string query, string caption)", should_continue), \
	METHOD("ShouldContinue", \
		"bool ShouldContinue(string query, string caption, [ref] bool yesToAll, [ref] bool noToAll)", \
		should_continue), \
	METHOD("ShouldContinue", \
		"bool ShouldContinue(string query, string caption, bool hasSecurityImpact, [ref] bool yesToAll, [ref] bool " \
		"noToAll)", \
		should_continue), \
	METHOD("ThrowTerminatingError", "void ThrowTerminatingError(" SMA "ErrorRecord errorRecord)", \
		throw_terminating)
/* clang-format on */
static const MethodDef methods[] = {
	METHOD("GetVariableValue", "System.Object GetVariableValue(string name)", get_variable_value),
	METHOD("GetVariableValue", "System.Object GetVariableValue(string name, System.Object defaultValue)",
		get_variable_value),
	METHOD("CurrentProviderLocation", SMA "PathInfo CurrentProviderLocation(string providerId)",
		session_state_provider_location),
	METHOD("GetUnresolvedProviderPathFromPSPath", "string GetUnresolvedProviderPathFromPSPath(string path)",
		session_state_unresolved_path),
	METHOD("GetResolvedProviderPathFromPSPath",
		"System.Collections.ObjectModel.Collection[string] GetResolvedProviderPathFromPSPath(string path, [ref] " SMA
		"ProviderInfo provider)",
		session_state_resolved_path),
	COMMON_METHODS,
	METHODS_END,
};

const TypeMembers type_ps_script_cmdlet = { .props = props, .methods = methods };

/* ---- $PSCmdlet.CommandRuntime: what writes for it ---- */

static void free_runtime(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, *(Value *)object->payload);
	free(object->payload);
}

static Flow runtime_text(Interp *in, Value self, Buf *out)
{
	const StagePrivate *sp = peek(self);

	(void)in;
	if (sp)
		buf_put(out, string_str(sp->command->name));
	return FLOW_NEXT;
}

static const PropDef runtime_props[] = {
	PROP("Host", SMA "Host.PSHost", get_host),
	PROP("CurrentPSTransaction", SMA "PSTransactionContext", get_null),
	PROPS_END,
};
static const MethodDef runtime_methods[] = {
	COMMON_METHODS,
	METHODS_END,
};
static const TypeMembers runtime_members = { .props = runtime_props, .methods = runtime_methods };
static const TypeOps runtime_ops = { .free = free_runtime, .text = runtime_text };
const TypeDef type_msh_command_runtime = { .name = SMA "MshCommandRuntime",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &runtime_members,
	.ops = &runtime_ops };
