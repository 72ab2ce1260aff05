/* record: warning, verbose, debug and information records: what other streams carry when they are redirected. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/record.h"

#include "shell/engine/pipeline.h"
#include "shell/value/array.h"
#include "shell/value/convert.h"

#define SMA_NAME "System.Management.Automation."

/* These are bags of note properties with .NET's type names: scripts read Message, MessageData and Tags. */
static Flow message_text(Interp *in, Value self, Buf *out)
{
	Slot *slot = object_find_peek(self.object, S("Message"));

	(void)in;
	if (slot)
		buf_put(out, value_str_peek(slot->value));
	return FLOW_NEXT;
}

static Flow information_text(Interp *in, Value self, Buf *out)
{
	Slot *slot = object_find_peek(self.object, S("MessageData"));

	return slot ? convert_put_text(in, slot->value, out) : FLOW_NEXT;
}

static const TypeOps message_ops = { .text = message_text };
static const TypeOps information_ops = { .text = information_text };
static const TypeDef informational_type = {
	.name = SMA_NAME "InformationalRecord", .base = &type_known[T_OBJECT], .ops = &message_ops, .flags = TYPE_SCALAR
};
static const TypeDef warning_type = {
	.name = SMA_NAME "WarningRecord", .base = &informational_type, .ops = &message_ops, .flags = TYPE_SCALAR
};
static const TypeDef verbose_type = {
	.name = SMA_NAME "VerboseRecord", .base = &informational_type, .ops = &message_ops, .flags = TYPE_SCALAR
};
static const TypeDef debug_type = {
	.name = SMA_NAME "DebugRecord", .base = &informational_type, .ops = &message_ops, .flags = TYPE_SCALAR
};
static const TypeDef information_type = { .name = SMA_NAME "InformationRecord",
	.base = &type_known[T_OBJECT],
	.ops = &information_ops,
	.flags = TYPE_SCALAR };
static const TypeDef host_message_type = { .name = SMA_NAME "HostInformationMessage",
	.base = &type_known[T_OBJECT],
	.ops = &message_ops,
	.flags = TYPE_SCALAR };

const TypeEntry record_entries[] = {
	{ &informational_type, NULL },
	{ &warning_type, NULL },
	{ &verbose_type, NULL },
	{ &debug_type, NULL },
	{ &information_type, NULL },
	{ &host_message_type, NULL },
};
const size_t record_count = COUNT(record_entries);

static const TypeDef *type_of_stream(Stream stream)
{
	return stream == STREAM_WARNING ? &warning_type : stream == STREAM_VERBOSE ? &verbose_type : &debug_type;
}

Value record_new(Interp *in, Stream stream, Str text, Invocation *invocation)
{
	Object *object = object_new(type_of_stream(stream));

	object_set_string(object, S("Message"), text);
	object_set_take(object, S("InvocationInfo"), pipeline_invocation_value(in, invocation));
	return object_value(object);
}

Value record_information(Interp *in, Value message, Value tags, Invocation *invocation)
{
	Object *object = object_new(&information_type);
	const Env *env = runtime_of(in)->env;

	object_set(object, S("MessageData"), message.kind == V_EMPTY ? VALUE_NULL : message);
	object_set_take(object, S("Source"),
		value_string(invocation && invocation->command ? string_str(invocation->command->name) : S("")));
	object_set_take(
		object, S("TimeGenerated"), value_datetime(moment_to_local(env, env->now(env->self)), MOMENT_LOCAL));
	object_set(object, S("Tags"), tags.kind == V_EMPTY ? VALUE_NULL : tags);
	return object_value(object);
}

Value record_host(Interp *in, Str text, int foreground, int background, bool no_newline, Invocation *invocation)
{
	static const char *const tag = "PSHOST";
	Object *message = object_new(&host_message_type);
	Str tag_text = str_from(tag);
	Value tags = array_from_strings(&tag_text, 1, NULL), record;

	object_set_string(message, S("Message"), text);
	object_set_take(message, S("NoNewLine"), value_bool(no_newline));
	object_set_take(message, S("ForegroundColor"), foreground == COLOR_NONE ? VALUE_NULL : value_int(foreground));
	object_set_take(message, S("BackgroundColor"), background == COLOR_NONE ? VALUE_NULL : value_int(background));
	record = record_information(in, object_value(message), tags, invocation);
	value_drop(object_value(message));
	value_drop(tags);
	return record;
}

Flow record_text(Interp *in, Value v, Buf *out)
{
	return convert_put_text(in, v, out);
}

Stream record_stream(Value v)
{
	const TypeDef *type = v.kind == V_OBJECT ? v.object->type : NULL;

	if (type == &warning_type)
		return STREAM_WARNING;
	if (type == &verbose_type)
		return STREAM_VERBOSE;
	if (type == &debug_type)
		return STREAM_DEBUG;
	return type == &information_type ? STREAM_INFORMATION : (Stream)0;
}
