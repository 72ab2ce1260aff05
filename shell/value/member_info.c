/* member_info: members as objects: PSNoteProperty, PSScriptMethod, PSMethod and their kin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/convert.h"
#include "shell/value/member_info.h"

static MemberInfo *info_of(Value self)
{
	return object_payload_peek(self, &member_info_base);
}

static void free_info(Object *object, ValueDrops *drops)
{
	MemberInfo *info = object->payload;

	value_drop_later(drops, info->target);
	value_drop_later(drops, info->value);
	value_drop_later(drops, info->setter);
	value_drop(value_of_string(info->name));
	free(info);
}

/* What the object behind the info has by that name now; NULL when it is gone or there is no object. */
static Slot *slot_of(const MemberInfo *info)
{
	Object *carrier = member_carrier(info->target);

	return carrier ? object_find_peek(carrier, string_str(info->name)) : NULL;
}

/* The info as a row of member_list, with a slot of its own when it belongs to nothing. */
static Member member_of(const MemberInfo *info, Slot *own)
{
	const Slot *slot = info->prop || info->group ? NULL : slot_of(info);

	*own = (Slot){ .name = info->name, .value = info->value, .setter = info->setter, .kind = SLOT_NOTE };
	return (Member){ .kind = info->kind,
		.name = string_str(info->name),
		.prop = info->prop,
		.slot = info->prop || info->group ? NULL
			: slot                    ? slot
						  : own };
}

static Flow put_info(Interp *in, Value self, Buf *out)
{
	const MemberInfo *info = info_of(self);
	Slot own;
	Member member = member_of(info, &own);

	if (!info->group)
		return member_put_definition(in, info->target, &member, out);
	for (uint32_t i = 0; i < info->group->n; i++) {
		if (i)
			buf_put(out, S(", "));
		member_table_put_signature(info->group, info->group->defs[i], out);
	}
	return FLOW_NEXT;
}

/* ---- properties ---- */

static Flow get_name(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_ref(value_of_string(info_of(self)->name));
	return FLOW_NEXT;
}

static Flow get_value(Interp *in, Value self, Value *out)
{
	const MemberInfo *info = info_of(self);
	const Slot *slot = slot_of(info);

	if (info->group) {
		*out = value_ref(self);
		return FLOW_NEXT;
	}
	if (info->prop)
		return info->prop->get(in, value_unwrap_peek(info->target), out);
	if (slot)
		return member_slot_get(in, info->target, slot, out);
	*out = value_ref(info->value);
	return FLOW_NEXT;
}

static Flow set_value(Interp *in, Value self, Value to)
{
	MemberInfo *info = info_of(self);

	if (info->target.kind != V_EMPTY)
		return member_set(in, info->target, string_str(info->name), to);
	if (info->kind != MEMBER_NOTE)
		return fault_exception(
			in, EXC_SET_VALUE, "Set accessor for property \"%s\" is unavailable.", info->name->p);
	value_set_take(&info->value, value_ref(to));
	return FLOW_NEXT;
}

/* PSMemberTypes by MemberKind. */
static int64_t member_type(MemberKind kind)
{
	static const int types[] = { [MEMBER_PROPERTY] = 4,
		[MEMBER_NOTE] = 8,
		[MEMBER_ALIAS] = 1,
		[MEMBER_SCRIPT] = 16,
		[MEMBER_CODE] = 2,
		[MEMBER_METHOD] = 64,
		[MEMBER_SCRIPT_METHOD] = 256,
		[MEMBER_PROPERTY_SET] = 32,
		[MEMBER_PARAMETERIZED] = 512 };

	return types[kind];
}

static Flow get_member_type(Interp *in, Value self, Value *out)
{
	const TypeDef *type = type_set_find(runtime_of(in)->types, S("System.Management.Automation.PSMemberTypes"));
	int64_t number = member_type(info_of(self)->kind);

	*out = type ? value_enum(type, number) : value_int((int32_t)number);
	return FLOW_NEXT;
}

static Flow get_type_name(Interp *in, Value self, Value *out)
{
	const MemberInfo *info = info_of(self);
	Slot own;
	Member member = member_of(info, &own);

	(void)in;
	*out = info->group ? value_string(S("System.Management.Automation.PSMethod"))
			   : value_string(member_value_type(info->target, &member));
	return FLOW_NEXT;
}

static bool is_settable(const MemberInfo *info)
{
	const Slot *slot = slot_of(info);

	if (info->prop)
		return info->prop->set != NULL;
	if (info->kind == MEMBER_SCRIPT)
		return (slot ? slot->setter : info->setter).kind != V_EMPTY;
	return true;
}

static Flow get_settable(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_bool(is_settable(info_of(self)));
	return FLOW_NEXT;
}

static Flow get_true(Interp *in, Value self, Value *out)
{
	(void)in;
	(void)self;
	*out = value_bool(true);
	return FLOW_NEXT;
}

/* An alias converts to no type of its own. */
static Flow get_no_type(Interp *in, Value self, Value *out)
{
	(void)in;
	(void)self;
	*out = VALUE_NULL;
	return FLOW_NEXT;
}

/* What an alias stands for, a script property's getter, a script method's block: kept alike. */
static Flow get_content(Interp *in, Value self, Value *out)
{
	const MemberInfo *info = info_of(self);
	const Slot *slot = slot_of(info);

	(void)in;
	*out = value_ref(slot ? slot->value : info->value);
	return FLOW_NEXT;
}

static Flow get_setter(Interp *in, Value self, Value *out)
{
	const MemberInfo *info = info_of(self);
	const Slot *slot = slot_of(info);

	(void)in;
	*out = value_ref(slot ? slot->setter : info->setter);
	return FLOW_NEXT;
}

static Flow get_overloads(Interp *in, Value self, Value *out)
{
	const MethodGroup *group = info_of(self)->group;
	Array *array = array_new(&type_string_array, group ? group->n : 1);
	Buf text = BUF_INIT;
	Flow flow = FLOW_NEXT;

	for (uint32_t i = 0; group && i < group->n; i++) {
		buf_clear(&text);
		member_table_put_signature(group, group->defs[i], &text);
		array_push_take(array, value_string_buf(&text));
	}
	if (!group) {
		flow = put_info(in, self, &text);
		array_push_take(array, value_string_buf(&text));
	}
	buf_release(&text);
	*out = array_value(array);
	return flow;
}

static Flow invoke(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	const MemberInfo *info = info_of(self);
	const Array *array = args[0].kind == V_ARRAY ? args[0].array : NULL;
	const TypeDef *type =
		info->target.kind == V_TYPE && info->group && info->group->is_static ? info->target.typeref : NULL;

	(void)n;
	if (type)
		return member_call_static(
			in, type, string_str(info->name), array ? array->items : NULL, array ? array->n : 0, out);
	return member_call(
		in, info->target, string_str(info->name), array ? array->items : NULL, array ? array->n : 0, out);
}

/* ---- constructors ---- */

static Value make(const TypeDef *type, MemberKind kind, Value name, Value value, Value setter)
{
	MemberInfo *info = MEM_NEW(MemberInfo);

	info->name = value_ref(value_unwrap_peek(name)).string;
	info->kind = kind;
	info->value = value_ref(value);
	info->setter = value_ref(setter);
	return object_value(object_new_native(type, info));
}

static Flow new_note(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in;
	(void)self;
	(void)n;
	*out = make(&member_info_note, MEMBER_NOTE, args[0], args[1], VALUE_EMPTY);
	return FLOW_NEXT;
}

static Flow new_alias(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in;
	(void)self;
	(void)n;
	*out = make(&member_info_alias, MEMBER_ALIAS, args[0], args[1], VALUE_EMPTY);
	return FLOW_NEXT;
}

static Flow new_script(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in;
	(void)self;
	*out = make(&member_info_script, MEMBER_SCRIPT, args[0], args[1], n > 2 ? args[2] : VALUE_EMPTY);
	return FLOW_NEXT;
}

static Flow new_script_method(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in;
	(void)self;
	(void)n;
	*out = make(&member_info_script_method, MEMBER_SCRIPT_METHOD, args[0], args[1], VALUE_EMPTY);
	return FLOW_NEXT;
}

static Flow new_set(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)in;
	(void)self;
	(void)n;
	*out = make(&member_info_set, MEMBER_PROPERTY_SET, args[0], args[1], VALUE_EMPTY);
	return FLOW_NEXT;
}

/* ---- the types ---- */

#define SMA "System.Management.Automation."
#define PROP(name, type, get)                                                                                          \
	{                                                                                                              \
		name, type, get, NULL, 0                                                                               \
	}
#define PROP_RW(name, type, get, set)                                                                                  \
	{                                                                                                              \
		name, type, get, set, 0                                                                                \
	}
#define PROPS_END                                                                                                      \
	{                                                                                                              \
		NULL, NULL, NULL, NULL, 0                                                                              \
	}
#define METHOD(name, signature, fn)                                                                                    \
	{                                                                                                              \
		name, signature, fn, 0                                                                                 \
	}
#define METHODS_END                                                                                                    \
	{                                                                                                              \
		NULL, NULL, NULL, 0                                                                                    \
	}

/* In the order each class declares them. */
#define KIND_PROP     PROP("MemberType", SMA "PSMemberTypes", get_member_type)
#define VALUE_PROP    PROP_RW("Value", "System.Object", get_value, set_value)
#define TYPE_PROP     PROP("TypeNameOfValue", "System.String", get_type_name)
#define SETTABLE_PROP PROP("IsSettable", "System.Boolean", get_settable)
#define GETTABLE_PROP PROP("IsGettable", "System.Boolean", get_true)
#define FORMS_PROP    PROP("OverloadDefinitions", "System.String[]", get_overloads)

static const PropDef base_props[] = {
	KIND_PROP,
	VALUE_PROP,
	TYPE_PROP,
	PROP("Name", "System.String", get_name),
	PROP("IsInstance", "System.Boolean", get_true),
	PROPS_END,
};
static const PropDef property_props[] = { KIND_PROP, VALUE_PROP, SETTABLE_PROP, GETTABLE_PROP, TYPE_PROP, PROPS_END };
static const PropDef note_props[] = { KIND_PROP, SETTABLE_PROP, GETTABLE_PROP, VALUE_PROP, TYPE_PROP, PROPS_END };
static const PropDef alias_props[] = {
	PROP("ReferencedMemberName", "System.String", get_content),
	PROP("ConversionType", "type", get_no_type),
	KIND_PROP,
	TYPE_PROP,
	SETTABLE_PROP,
	GETTABLE_PROP,
	VALUE_PROP,
	PROPS_END,
};
static const PropDef script_props[] = {
	PROP("GetterScript", SMA "ScriptBlock", get_content),
	PROP("SetterScript", SMA "ScriptBlock", get_setter),
	KIND_PROP,
	SETTABLE_PROP,
	GETTABLE_PROP,
	VALUE_PROP,
	TYPE_PROP,
	PROPS_END,
};
static const PropDef set_props[] = {
	PROP("ReferencedPropertyNames", "System.String[]", get_content),
	KIND_PROP,
	VALUE_PROP,
	TYPE_PROP,
	PROPS_END,
};
static const PropDef method_props[] = { KIND_PROP, FORMS_PROP, TYPE_PROP, VALUE_PROP, PROPS_END };
static const PropDef script_method_props[] = {
	PROP("Script", SMA "ScriptBlock", get_content),
	FORMS_PROP,
	KIND_PROP,
	TYPE_PROP,
	VALUE_PROP,
	PROPS_END,
};
static const MethodDef method_methods[] = {
	METHOD("Invoke", "System.Object Invoke(params System.Object[] arguments)", invoke), METHODS_END
};
static const MethodDef note_new[] = { METHOD("new", "psnoteproperty new(string name, System.Object value)", new_note),
	METHODS_END };
static const MethodDef alias_new[] = {
	METHOD("new", "psaliasproperty new(string name, string referencedMemberName)", new_alias), METHODS_END
};
static const MethodDef script_new[] = {
	METHOD("new", "psscriptproperty new(string name, scriptblock getterScript)", new_script),
	METHOD("new", "psscriptproperty new(string name, scriptblock getterScript, scriptblock setterScript)",
		new_script),
	METHODS_END,
};
static const MethodDef script_method_new[] = {
	METHOD("new", "psscriptmethod new(string name, scriptblock script)", new_script_method), METHODS_END
};
static const MethodDef set_new[] = {
	METHOD("new", SMA "PSPropertySet new(string name, string[] referencedPropertyNames)", new_set), METHODS_END
};

static const TypeOps info_ops = { .free = free_info, .text = put_info };
static const TypeMembers base_members = { .props = base_props };
static const TypeMembers property_members = { .props = property_props };
static const TypeMembers alias_members = { .props = alias_props, .constructors = alias_new };
static const TypeMembers script_members = { .props = script_props, .constructors = script_new };
static const TypeMembers note_members = { .props = note_props, .constructors = note_new };
static const TypeMembers set_members = { .props = set_props, .constructors = set_new };
static const TypeMembers method_members = { .props = method_props, .methods = method_methods };
static const TypeMembers script_method_members = { .props = script_method_props, .constructors = script_method_new };

#define INFO(variable, name_, base_, members_, flags_)                                                                 \
	const TypeDef variable = {                                                                                     \
		.name = SMA name_, .base = (base_), .flags = (flags_), .members = (members_), .ops = &info_ops         \
	}
INFO(member_info_base, "PSMemberInfo", &type_known[T_OBJECT], &base_members, TYPE_OWN_TEXT);
INFO(member_info_property_base, "PSPropertyInfo", &member_info_base, &property_members, TYPE_OWN_TEXT);
INFO(member_info_property, "PSProperty", &member_info_property_base, NULL, TYPE_OWN_TEXT);
INFO(member_info_note, "PSNoteProperty", &member_info_property_base, &note_members, TYPE_OWN_TEXT);
INFO(member_info_alias, "PSAliasProperty", &member_info_property_base, &alias_members, TYPE_OWN_TEXT);
INFO(member_info_script, "PSScriptProperty", &member_info_property_base, &script_members, TYPE_OWN_TEXT);
INFO(member_info_set, "PSPropertySet", &member_info_base, &set_members, TYPE_OWN_TEXT);
INFO(member_info_method_base, "PSMethodInfo", &member_info_base, &method_members, TYPE_OWN_TEXT);
INFO(member_info_method, "PSMethod", &member_info_method_base, NULL, TYPE_BASE_TEXT);
INFO(member_info_script_method, "PSScriptMethod", &member_info_method_base, &script_method_members, TYPE_OWN_TEXT);

/* ---- making and adding ---- */

static const TypeDef *type_of_kind(MemberKind kind)
{
	switch (kind) {
	case MEMBER_NOTE:
		return &member_info_note;
	case MEMBER_ALIAS:
		return &member_info_alias;
	case MEMBER_SCRIPT:
		return &member_info_script;
	case MEMBER_PROPERTY_SET:
		return &member_info_set;
	case MEMBER_METHOD:
	case MEMBER_PARAMETERIZED:
		return &member_info_method;
	case MEMBER_SCRIPT_METHOD:
		return &member_info_script_method;
	default:
		return &member_info_property;
	}
}

Value member_info_new(Interp *in, Value target, const Member *member)
{
	MemberInfo *info = MEM_NEW(MemberInfo);
	const MemberEntry *entry = NULL;

	if (member->method && type_of(target))
		entry = member_table_find(in, type_of(target), member->name, member->is_static);
	info->target = value_ref(target);
	info->name = value_string(member->name).string;
	info->kind = member->kind;
	info->prop = member->prop;
	info->group = entry ? entry->group : NULL;
	return object_value(object_new_native(type_of_kind(member->kind), info));
}

Value member_method_info(Value self, MethodGroup *group)
{
	MemberInfo *info = MEM_NEW(MemberInfo);

	info->target = value_ref(self);
	info->name = value_string_c(group->name).string;
	info->kind = MEMBER_METHOD;
	info->group = group;
	return object_value(object_new_native(&member_info_method, info));
}

static SlotKind slot_kind(MemberKind kind)
{
	switch (kind) {
	case MEMBER_ALIAS:
		return SLOT_ALIAS;
	case MEMBER_SCRIPT:
		return SLOT_SCRIPT;
	case MEMBER_SCRIPT_METHOD:
		return SLOT_METHOD;
	case MEMBER_PROPERTY_SET:
		return SLOT_SET;
	default:
		return SLOT_NOTE;
	}
}

void member_info_attach(Value target, const MemberInfo *info)
{
	Object *object = member_carrier(target);
	Slot *slot;

	if (!object)
		return;
	(void)object_remove(object, string_str(info->name));
	slot = object_add_take(
		object, value_ref(value_of_string(info->name)).string, slot_kind(info->kind), value_ref(info->value));
	slot->setter = value_ref(info->setter);
}
