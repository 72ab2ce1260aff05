/* error_record: System.Management.Automation.ErrorRecord, its CategoryInfo and its ErrorDetails. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/engine/error.h"

#include "shell/engine/pipeline.h"
#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

/* A kept text, or other when there is none. */
static Flow found_text(Value *out, String *text, Value other)
{
	return types_found(out, text ? value_ref(value_of_string(text)) : other);
}

/* Keeps [string]to in place of what *text holds. */
static Flow keep_text(Interp *in, String **text, Value to)
{
	Value v;

	FLOW_TRY(convert_to_string(in, to, &v));
	if (*text)
		value_drop(value_of_string(*text));
	*text = v.string;
	return FLOW_NEXT;
}

static void drop_text(String *text)
{
	if (text)
		value_drop(value_of_string(text));
}

/* ---- parts: objects that belong to a record, or (details) stand alone ---- */

typedef struct Part {
	Value record;                  /* or V_EMPTY */
	String *message, *recommended; /* of details that stand alone */
} Part;

static Part *part_of(Value self)
{
	return value_unwrap_peek(self).object->payload;
}

static ErrorRecord *record_of(Value self)
{
	return error_peek(part_of(self)->record);
}

static Value part_new(const TypeDef *type, Value record)
{
	Part *part = MEM_NEW(Part);

	part->record = value_ref(record);
	return object_value(object_new_native(type, part));
}

static void free_part(Object *object, ValueDrops *drops)
{
	Part *part = object->payload;

	value_drop_later(drops, part->record);
	drop_text(part->message);
	drop_text(part->recommended);
	free(part);
}

/* ---- ErrorDetails ---- */

static String **message_of(Value self)
{
	ErrorRecord *error = record_of(self);

	return error ? &error->details : &part_of(self)->message;
}

static String **recommended_of(Value self)
{
	ErrorRecord *error = record_of(self);

	return error ? &error->recommended : &part_of(self)->recommended;
}

static Flow put_details(UNUSED Interp *in, Value self, Buf *out)
{
	const String *message = *message_of(self);

	if (message)
		buf_put(out, string_str(message));
	return FLOW_NEXT;
}

TYPE_GET(get_message)
{
	return found_text(out, *message_of(self), value_string(S("")));
}

TYPE_GET(get_recommended)
{
	return found_text(out, *recommended_of(self), value_string(S("")));
}

TYPE_SET(set_recommended)
{
	return keep_text(in, recommended_of(self), to);
}

TYPE_METHOD(details_to_string)
{
	return get_message(in, self, out);
}

TYPE_METHOD(make_details)
{
	*out = part_new(&type_error_details, VALUE_EMPTY);
	return keep_text(in, &part_of(*out)->message, args[0]);
}

static const PropDef details_props[] = {
	PROP("Message", "string", get_message),
	PROP_RW("RecommendedAction", "string", get_recommended, set_recommended),
	PROPS_END,
};
static const MethodDef details_methods[] = { METHOD("ToString", "string ToString()", details_to_string), METHODS_END };
static const MethodDef details_constructors[] = {
	NEW(SMA "ErrorDetails new(string message)", make_details),
	METHODS_END,
};
static const TypeMembers details_members = {
	.props = details_props, .methods = details_methods, .constructors = details_constructors
};
static const TypeOps details_ops = { .free = free_part, .text = put_details };
const TypeDef type_error_details = { .name = SMA "ErrorDetails",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &details_members,
	.ops = &details_ops };

/* ---- ErrorCategoryInfo ---- */

static Flow put_category(Interp *in, Value self, Buf *out)
{
	error_put_category(in, record_of(self), out);
	return FLOW_NEXT;
}

TYPE_METHOD(category_to_string)
{
	Buf text = BUF_INIT;

	error_put_category(in, record_of(self), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_GET(get_category)
{
	return types_found(out, value_enum(&type_error_category, record_of(self)->category));
}

TYPE_GET(get_activity)
{
	return types_found(out, value_string(error_activity(record_of(self))));
}

TYPE_SET(set_activity)
{
	return keep_text(in, &record_of(self)->activity, to);
}

TYPE_GET(get_reason)
{
	return types_found(out, value_string(error_reason(record_of(self))));
}

TYPE_SET(set_reason)
{
	return keep_text(in, &record_of(self)->reason, to);
}

TYPE_GET(get_target_name)
{
	Buf text = BUF_INIT;

	error_put_target_name(in, record_of(self), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_SET(set_target_name)
{
	return keep_text(in, &record_of(self)->target_name, to);
}

TYPE_GET(get_target_type)
{
	return types_found(out, value_string(error_target_type(record_of(self))));
}

TYPE_SET(set_target_type)
{
	return keep_text(in, &record_of(self)->target_type, to);
}

static const PropDef category_props[] = {
	PROP("Category", SMA "ErrorCategory", get_category),
	PROP_RW("Activity", "string", get_activity, set_activity),
	PROP_RW("Reason", "string", get_reason, set_reason),
	PROP_RW("TargetName", "string", get_target_name, set_target_name),
	PROP_RW("TargetType", "string", get_target_type, set_target_type),
	PROPS_END,
};
static const MethodDef category_methods[] = {
	METHOD("GetMessage", "string GetMessage()", category_to_string),
	METHOD("GetMessage", "string GetMessage(cultureinfo uiCultureInfo)", category_to_string),
	METHOD("ToString", "string ToString()", category_to_string),
	METHODS_END,
};
static const TypeMembers category_members = { .props = category_props, .methods = category_methods };
static const TypeOps category_ops = { .free = free_part, .text = put_category };
const TypeDef type_error_category_info = { .name = SMA "ErrorCategoryInfo",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &category_members,
	.ops = &category_ops };

/* ---- ErrorRecord ---- */

TYPE_GET(get_exception)
{
	error_attach(error_peek(self));
	return types_found(out, value_ref(error_peek(self)->exception));
}

TYPE_GET(get_target)
{
	return types_found(out, value_ref(error_peek(self)->target));
}

TYPE_GET(get_category_info)
{
	return types_found(out, part_new(&type_error_category_info, self));
}

TYPE_GET(get_id)
{
	Buf text = BUF_INIT;

	error_put_id(error_peek(self), &text);
	return types_found(out, types_buf_string(&text));
}

TYPE_GET(get_details)
{
	const ErrorRecord *error = error_peek(self);
	bool some = error->details || error->recommended;

	return types_found(out, some ? part_new(&type_error_details, self) : VALUE_NULL);
}

/* Details, or a text that becomes their message. */
TYPE_SET(set_details)
{
	ErrorRecord *error = error_peek(self);
	String *message = NULL, *recommended = NULL;

	if (object_payload_peek(value_unwrap_peek(to), &type_error_details)) {
		message = *message_of(to);
		recommended = *recommended_of(to);
		if (message)
			value_ref(value_of_string(message));
		if (recommended)
			value_ref(value_of_string(recommended));
	} else if (!value_is_null(to)) {
		FLOW_TRY(keep_text(in, &message, to));
	}
	drop_text(error->details);
	drop_text(error->recommended);
	error->details = message;
	error->recommended = recommended;
	return FLOW_NEXT;
}

/* Where the record points somewhere in the command, that is its place. */
TYPE_GET(get_invocation)
{
	const ErrorRecord *error = error_peek(self);
	Invocation *there;

	if (!error->position_script || !error->invocation)
		return types_found(out, pipeline_invocation_value(in, error->invocation));
	there = error_invocation_new(error->position_script, error->position);
	there->command = command_ref(error->invocation->command);
	*out = pipeline_invocation_value(in, there);
	error_invocation_drop(there);
	return FLOW_NEXT;
}

TYPE_GET(get_stack_trace)
{
	return found_text(out, error_peek(self)->stack_trace, VALUE_NULL);
}

TYPE_GET(get_iteration)
{
	const TypeDef *type =
		type_set_close(runtime_of(in)->types, &type_read_only_collection, type_of_id(T_INT32), NULL);

	return types_found(out, (Value){ .kind = V_LIST, .list = list_new(type) });
}

/* A script property: the exception's message once more, or nothing. */
TYPE_GET(get_message_details)
{
	return types_found(out, VALUE_NULL);
}

TYPE_METHOD(to_string)
{
	return types_found(out, value_string(error_message_peek(error_peek(self))));
}

static Flow need(Interp *in, Value v, const char *param)
{
	if (!value_is_null(v))
		return FLOW_NEXT;
	return fault_argument(in, EXC_PS_ARGUMENT_NULL, param,
		"Cannot process argument because the value of argument \"%s\" is null. Change the value of argument "
		"\"%s\" to a non-null value.",
		param, param);
}

/* (exception, id, category, target) */
TYPE_METHOD(make)
{
	FLOW_TRY(need(in, args[0], "exception"));
	return types_found(out, error_new(args[0], types_str(args[1]), (ErrorCategory)types_int(args[2]), args[3]));
}

/* (record, exception): a copy; the exception replaces one that only stood for the record. */
TYPE_METHOD(make_copy)
{
	const ErrorRecord *from = error_peek(args[0]);

	FLOW_TRY(need(in, args[0], "errorRecord"));
	*out = error_copy(from, from->exception);
	return FLOW_NEXT;
}

static const PropDef props[] = {
	{ "PSMessageDetails", "System.Object", get_message_details, NULL, PROP_SCRIPT },
	PROP("Exception", "System.Exception", get_exception),
	PROP("TargetObject", "System.Object", get_target),
	PROP("CategoryInfo", SMA "ErrorCategoryInfo", get_category_info),
	PROP("FullyQualifiedErrorId", "string", get_id),
	PROP_RW("ErrorDetails", SMA "ErrorDetails", get_details, set_details),
	PROP("InvocationInfo", SMA "InvocationInfo", get_invocation),
	PROP("ScriptStackTrace", "string", get_stack_trace),
	PROP("PipelineIterationInfo", "System.Collections.ObjectModel.ReadOnlyCollection[int]", get_iteration),
	PROPS_END,
};
static const MethodDef methods[] = { METHOD("ToString", "string ToString()", to_string), METHODS_END };
static const MethodDef constructors[] = {
	NEW(SMA "ErrorRecord new(System.Exception exception, string errorId, " SMA
		"ErrorCategory errorCategory, System.Object targetObject)",
		make),
	NEW(SMA "ErrorRecord new(" SMA
		"ErrorRecord errorRecord, System.Exception replaceParentContainsErrorRecordException)",
		make_copy),
	METHODS_END,
};

const TypeMembers type_error_record = { .props = props, .methods = methods, .constructors = constructors };
