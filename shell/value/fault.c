/* fault: raising errors from the value rooms. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/fault.h"
#include "shell/value/runtime.h"

Value fault_exception_new(const Fault *fault, Str message)
{
	Value inner = fault->inner.kind == V_EMPTY ? VALUE_NULL : fault->inner;
	Value v = exception_new(exception_type(fault->exception), message, inner);

	if (fault->param)
		exception_peek(v)->param_name = value_string_c(fault->param).string;
	return v;
}

static Flow raise_text(Interp *in, const Fault *fault, const char *fmt, va_list args) PRINTF(3, 0);
static Flow raise_text(Interp *in, const Fault *fault, const char *fmt, va_list args)
{
	Buf buf = BUF_INIT;
	Flow flow;

	buf_vprintf(&buf, fmt, args);
	if (fault->param)
		fault_put_param(in, str_from(fault->param), &buf);
	if (fault->actual)
		buf_put(&buf, str_from(fault->actual));
	flow = runtime_of(in)->raise(in, fault, buf_str(&buf));
	buf_release(&buf);
	return flow;
}

Flow fault_raise(Interp *in, const Fault *fault, const char *fmt, ...)
{
	va_list args;
	Flow flow;

	va_start(args, fmt);
	flow = raise_text(in, fault, fmt, args);
	va_end(args);
	return flow;
}

Flow fault_runtime(Interp *in, ErrorCategory category, const char *id, const char *fmt, ...)
{
	Fault fault = { .id = id, .category = category, .exception = EXC_RUNTIME };
	va_list args;
	Flow flow;

	va_start(args, fmt);
	flow = raise_text(in, &fault, fmt, args);
	va_end(args);
	return flow;
}

Flow fault_null_call(Interp *in)
{
	return fault_runtime(in, CAT_INVALID_OPERATION, "InvokeMethodOnNull",
		"You cannot call a method on a null-valued expression.");
}

Flow fault_no_method(Interp *in, const char *type, Str name, bool with_target)
{
	Fault fault = { .id = "MethodNotFound", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME };
	Value target = value_string(name);
	Buf text = BUF_INIT;
	Flow flow;

	if (with_target)
		fault.target = target;
	buf_printf(&text, "Method invocation failed because [%s] does not contain a method named '", type);
	buf_put(&text, name);
	buf_put(&text, S("'."));
	flow = runtime_of(in)->raise(in, &fault, buf_str(&text));
	buf_release(&text);
	value_drop(target);
	return flow;
}

Flow fault_exception(Interp *in, ExceptionId exception, const char *fmt, ...)
{
	Fault fault = { .category = CAT_NOT_SPECIFIED, .exception = exception };
	va_list args;
	Flow flow;

	va_start(args, fmt);
	flow = raise_text(in, &fault, fmt, args);
	va_end(args);
	return flow;
}

Flow fault_argument(Interp *in, ExceptionId exception, const char *param, const char *fmt, ...)
{
	Fault fault = { .category = CAT_NOT_SPECIFIED, .exception = exception, .param = param };
	va_list args;
	Flow flow;

	va_start(args, fmt);
	flow = raise_text(in, &fault, fmt, args);
	va_end(args);
	return flow;
}

Flow fault_thrown(Interp *in, ExceptionId exception, const char *param, const char *fmt, ...)
{
	Fault fault = { .id = exception_type(exception)->name,
		.category = CAT_OPERATION_STOPPED,
		.exception = exception,
		.param = param };
	va_list args;
	Flow flow;

	va_start(args, fmt);
	flow = raise_text(in, &fault, fmt, args);
	va_end(args);
	return flow;
}

void fault_put_param(Interp *in, Str param, Buf *out)
{
	Str pattern = str_from(runtime_edition(in)->parameter_name);
	size_t slot = str_find(pattern, S("%s"), 0);

	if (param.n == 0 || slot == STR_NONE)
		return;
	buf_put(out, str_cut(pattern, 0, slot));
	buf_put(out, param);
	buf_put(out, str_cut(pattern, slot + 2, pattern.n));
}

Flow fault_wrap(Interp *in, const Fault *fault, Str before)
{
	Value inner = runtime_of(in)->take_error(in);
	Fault wrapped = *fault;
	Buf buf = BUF_INIT;
	Flow flow;

	wrapped.inner = inner;
	buf_put(&buf, before);
	buf_put_char(&buf, '"');
	buf_put(&buf, exception_message_peek(inner));
	buf_put_char(&buf, '"');
	flow = runtime_of(in)->raise(in, &wrapped, buf_str(&buf));
	buf_release(&buf);
	value_drop(inner);
	return flow;
}
