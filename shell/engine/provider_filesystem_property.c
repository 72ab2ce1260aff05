/* provider_filesystem_property: Get-, Set- and Clear-ItemProperty of files: the properties of FileInfo. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/stat.h>

#include "shell/engine/provider_private.h"
#include "shell/value/convert.h"
#include "shell/value/member.h"

static bool is_folder(ProviderCall *call, Str path)
{
	return call->def->is_container(call, path);
}

static Flow no_property(ProviderCall *call, const char *id, Value target, Str name)
{
	ErrorSpec spec = { .category = CAT_READ_ERROR, .id = id, .exception = EXC_IO, .target = target };

	return stage_error(call->stage, &spec, "The property %.*s does not exist or was not found.", STR_ARG(name));
}

static Flow get_one(ProviderCall *call, Value item, Str name, Object *into)
{
	Value v = VALUE_EMPTY, target;
	bool found = false;
	Flow flow = provider_report_thrown(call, member_get(call->in, item, name, NULL, &v, &found));

	if (flow == FLOW_NEXT && !found) {
		target = value_string(name);
		flow = no_property(call, "GetValueError", target, name);
		value_drop(target);
	} else if (flow == FLOW_NEXT) {
		object_set(into, name, v);
	}
	value_drop(v);
	return flow;
}

Flow provider_fs_get_property(ProviderCall *call, Str path, const Str *names, size_t n)
{
	Value item = VALUE_EMPTY;
	Object *object;
	Flow flow;

	if (n == 0)
		return provider_fs_write(call, path);
	FLOW_TRY(provider_file_item(call->in, path, is_folder(call, path), &item));
	object = object_new_custom();
	flow = FLOW_NEXT;
	for (size_t i = 0; flow == FLOW_NEXT && i < n; i++)
		flow = get_one(call, item, names[i], object);
	if (flow == FLOW_NEXT && object->nslots)
		flow = provider_write_properties(call, object_value(object), path);
	value_drop(object_value(object));
	value_drop(item);
	return flow;
}

/* "Item: X Property: Y Value: Z" */
static bool may_set(ProviderCall *call, const char *what, Str path, const Slot *slot, Flow *flow)
{
	Buf target = BUF_INIT, action = BUF_INIT;
	bool may = false;

	buf_printf(&target, "Item: %.*s Property: %.*s", STR_ARG(path), STR_ARG(string_str(slot->name)));
	*flow = FLOW_NEXT;
	if (slot->value.kind != V_EMPTY) {
		buf_put(&target, S(" Value: "));
		*flow = convert_put_text(call->in, slot->value, &target);
	}
	buf_printf(&action, "%s Property %s", what, is_folder(call, path) ? "Directory" : "File");
	if (*flow == FLOW_NEXT)
		may = stage_should(call->stage, buf_str(&target), buf_str(&action), flow);
	buf_release(&target);
	buf_release(&action);
	return may;
}

static Flow set_one(ProviderCall *call, Str path, Value item, const Slot *slot, Object *done)
{
	Str name = string_str(slot->name);
	Value before = VALUE_EMPTY;
	bool found = false;
	Flow flow;

	if (!may_set(call, "Set", path, slot, &flow))
		return flow;
	FLOW_TRY(provider_report_thrown(call, member_get(call->in, item, name, NULL, &before, &found)));
	value_drop(before);
	if (!found)
		return no_property(call, "SetPropertyError", slot->value, name);
	flow = member_set(call->in, item, name, slot->value);
	if (flow == FLOW_NEXT)
		object_set(done, name, slot->value);
	return provider_report_thrown(call, flow);
}

Flow provider_fs_set_property(ProviderCall *call, Str path, Value properties)
{
	Object *from = properties.kind == V_OBJECT ? properties.object : NULL, *done;
	Value item = VALUE_EMPTY;
	Flow flow = FLOW_NEXT;

	if (!from)
		return FLOW_NEXT;
	FLOW_TRY(provider_file_item(call->in, path, is_folder(call, path), &item));
	done = object_new_custom();
	for (uint32_t i = 0; flow == FLOW_NEXT && i < from->nslots; i++)
		flow = set_one(call, path, item, &from->slots[i], done);
	if (flow == FLOW_NEXT && done->nslots)
		flow = provider_write_properties(call, object_value(done), path);
	value_drop(object_value(done));
	value_drop(item);
	return flow;
}

/* Attributes alone can be cleared: no longer read-only. */
static Flow clear_attributes(ProviderCall *call, Str path)
{
	Buf name = BUF_INIT;
	struct stat info;

	provider_file_name(call->in, path, &name);
	if (stat(name.p, &info) == 0)
		chmod(name.p, (info.st_mode & 07777) | S_IWUSR);
	buf_release(&name);
	return FLOW_NEXT;
}

Flow provider_fs_clear_property(ProviderCall *call, Str path, const Str *names, size_t n)
{
	ErrorSpec spec = { .category = CAT_INVALID_ARGUMENT, .id = "Argument", .exception = EXC_PS_ARGUMENT };
	Value name;
	Slot slot = { 0 };
	Flow flow = FLOW_NEXT;
	bool may;

	if (n != 1 || !str_ieq(names[0], S("Attributes")))
		return stage_error(call->stage, &spec,
			"The property cannot be cleared because the property is not supported. Only the Attributes property "
			"can be cleared.");
	name = value_string(names[0]);
	slot.name = name.string;
	may = may_set(call, "Clear", path, &slot, &flow);
	value_drop(name);
	return may ? clear_attributes(call, path) : flow;
}
