/* error: error records: what failed, where, and how it is told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/error.h"

#include <stdlib.h>

#include "shell/engine/command.h"
#include "shell/value/convert.h"

/* ORDER ErrorCategory */
/* clang-format off */
static const char *const category_names[CAT_COUNT] = {
	"NotSpecified", "OpenError", "CloseError", "DeviceError", "DeadlockDetected", "InvalidArgument", "InvalidData",
	"InvalidOperation", "InvalidResult", "InvalidType", "MetadataError", "NotImplemented", "NotInstalled", "ObjectNotFound",
	"OperationStopped", "OperationTimeout", "SyntaxError", "ParserError", "PermissionDenied", "ResourceBusy",
	"ResourceExists", "ResourceUnavailable", "ReadError", "WriteError", "FromStdErr", "SecurityError", "ProtocolError",
	"ConnectionError", "AuthenticationError", "LimitsExceeded", "QuotaExceeded", "NotEnabled",
};
/* clang-format on */

const char *error_category_name(ErrorCategory category)
{
	return category_names[category];
}

bool error_category_find(Str name, ErrorCategory *out)
{
	for (int i = 0; i < CAT_COUNT; i++)
		if (str_ieq(name, str_from(category_names[i]))) {
			*out = (ErrorCategory)i;
			return true;
		}
	return false;
}

/* ---- invocations ---- */

Invocation *error_invocation_new(Script *script, Span span)
{
	Invocation *invocation = MEM_NEW(Invocation);

	invocation->refs = 1;
	invocation->script = script ? script_ref(script) : NULL;
	invocation->span = span;
	invocation->position = invocation->length = 1;
	return invocation;
}

Invocation *error_invocation_ref(Invocation *invocation)
{
	if (invocation)
		invocation->refs++;
	return invocation;
}

void error_invocation_drop(Invocation *invocation)
{
	if (!invocation || --invocation->refs)
		return;
	if (invocation->script)
		script_drop(invocation->script);
	command_drop(invocation->command);
	if (invocation->name)
		value_drop(value_of_string(invocation->name));
	value_drop(invocation->bound);
	value_drop(invocation->unbound);
	free(invocation);
}

/* ---- records ---- */

static void drop_text(String *text)
{
	if (text)
		value_drop(value_of_string(text));
}

static void free_record(Object *object, ValueDrops *drops)
{
	ErrorRecord *error = object->payload;
	String *const texts[] = { error->id, error->source, error->activity, error->reason, error->target_name,
		error->target_type, error->details, error->recommended, error->stack_trace, error->computer };

	value_drop_later(drops, error->exception);
	value_drop_later(drops, error->target);
	for (size_t i = 0; i < COUNT(texts); i++)
		drop_text(texts[i]);
	error_invocation_drop(error->invocation);
	if (error->position_script)
		script_drop(error->position_script);
	free(error);
}

static Flow record_text(Interp *in, Value self, Buf *out)
{
	(void)in;
	buf_put(out, error_message_peek(error_peek(self)));
	return FLOW_NEXT;
}

static const TypeOps record_ops = { .free = free_record, .text = record_text };
const TypeDef error_record_type = {
	.name = "System.Management.Automation.ErrorRecord",
	.base = &type_known[T_OBJECT],
	.ops = &record_ops,
};

Value error_new(Value exception, Str id, ErrorCategory category, Value target)
{
	ErrorRecord *error = MEM_NEW(ErrorRecord);

	error->exception = value_ref(exception);
	error->id = value_string(id.p ? id : str_from(type_of(exception)->name)).string;
	error->category = category;
	error->target = target.kind == V_EMPTY ? VALUE_NULL : value_ref(target);
	return object_value(object_new_native(&error_record_type, error));
}

static String *text_ref(String *text)
{
	return text ? value_ref(value_of_string(text)).string : NULL;
}

Value error_copy(const ErrorRecord *from, Value exception)
{
	Value copy = error_new(exception, string_str(from->id), from->category, from->target);
	ErrorRecord *to = error_peek(copy);

	to->source = text_ref(from->source);
	to->activity = text_ref(from->activity);
	to->reason = text_ref(from->reason);
	to->target_name = text_ref(from->target_name);
	to->target_type = text_ref(from->target_type);
	to->details = text_ref(from->details);
	to->recommended = text_ref(from->recommended);
	to->stack_trace = text_ref(from->stack_trace);
	to->computer = text_ref(from->computer);
	to->invocation = error_invocation_ref(from->invocation);
	to->position_script = from->position_script ? script_ref(from->position_script) : NULL;
	to->position = from->position;
	return copy;
}

Value error_stand_in(Value exception)
{
	return exception_new(exception_type(EXC_PARENT_CONTAINS_ERROR), exception_message_peek(exception), VALUE_NULL);
}

void error_attach(const ErrorRecord *error)
{
	Exception *exception = exception_peek(error->exception);
	Value stand_in;

	if (!exception || exception->error_record.kind != V_EMPTY ||
		!type_is(type_of(error->exception), exception_type(EXC_RUNTIME)))
		return;
	stand_in = exception->thrown ? exception_new(type_of(error->exception),
					       exception_message_peek(error->exception), VALUE_NULL)
				     : error_stand_in(error->exception);
	exception->error_record = error_copy(error, stand_in);
	value_drop(stand_in);
}

ErrorRecord *error_peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &error_record_type);
}

Str error_message_peek(const ErrorRecord *error)
{
	return error->details ? string_str(error->details) : exception_message_peek(error->exception);
}

/* ---- texts ---- */

Str error_activity(const ErrorRecord *error)
{
	const Invocation *invocation = error->invocation;

	if (error->activity)
		return string_str(error->activity);
	return invocation && invocation->command ? string_str(invocation->command->name) : S("");
}

Str error_reason(const ErrorRecord *error)
{
	if (error->reason)
		return string_str(error->reason);
	return type_short_name(type_of(error->exception));
}

static bool is_bag(Value v)
{
	return v.kind == V_OBJECT && v.object->type->id == T_PSCUSTOM;
}

/* A pscustomobject is what it is made of: @{A=1}. */
static Flow put_target(Interp *in, Value target, Buf *out)
{
	return is_bag(target) ? convert_put_text(in, target, out) : convert_put_tostring(in, target, out);
}

void error_put_target_name(Interp *in, const ErrorRecord *error, Buf *out)
{
	if (error->target_name)
		buf_put(out, string_str(error->target_name));
	else if (!value_is_null(error->target) && put_target(in, error->target, out) != FLOW_NEXT)
		runtime_of(in)->clear_error(in);
}

Str error_target_type(const ErrorRecord *error)
{
	if (error->target_type)
		return string_str(error->target_type);
	if (is_bag(error->target))
		return S("PSObject");
	return value_is_null(error->target) ? S("") : type_short_name(type_of(error->target));
}

/* Over 40 units: the first 19, the edition's mark, the last 19 (reference 4.1.1). */
static void put_shortened(Interp *in, Str text, Buf *out)
{
	size_t units = str_units(text);

	if (units <= 40) {
		buf_put(out, text);
		return;
	}
	buf_put(out, str_cut(text, 0, str_byte_of_unit(text, 19)));
	buf_put(out, str_from(runtime_edition(in)->dots));
	buf_put(out, str_cut(text, str_byte_of_unit(text, units - 19), text.n));
}

void error_put_category(Interp *in, const ErrorRecord *error, Buf *out)
{
	Buf name = BUF_INIT;

	error_put_target_name(in, error, &name);
	buf_printf(out, "%s: (", error_category_name(error->category));
	put_shortened(in, buf_str(&name), out);
	buf_put_char(out, ':');
	put_shortened(in, error_target_type(error), out);
	buf_put(out, S(") ["));
	put_shortened(in, error_activity(error), out);
	buf_put(out, S("], "));
	if (runtime_edition(in)->shorten_reason || error->reason)
		put_shortened(in, error_reason(error), out);
	else
		buf_put(out, error_reason(error));
	buf_release(&name);
}

void error_put_id(const ErrorRecord *error, Buf *out)
{
	buf_put(out, string_str(error->id));
	if (error->source && error->source->n)
		buf_printf(out, ",%s", error->source->p);
}

void error_put_position(Interp *in, const ErrorRecord *error, Buf *out)
{
	const Invocation *invocation = error->invocation;

	if (error->position_script)
		script_put_position(error->position_script, error->position, runtime_edition(in), out);
	else if (invocation && invocation->script)
		script_put_position(invocation->script, invocation->span, runtime_edition(in), out);
}

void error_format(Buf *out, const char *message_template, const Str *args, size_t n)
{
	for (const char *p = message_template; *p; p++) {
		if (p[0] == '{' && p[1] >= '0' && p[1] <= '9' && p[2] == '}') {
			size_t slot = (size_t)(p[1] - '0');

			if (slot < n)
				buf_put(out, args[slot]);
			p += 2;
		} else {
			buf_put_char(out, *p);
		}
	}
}
