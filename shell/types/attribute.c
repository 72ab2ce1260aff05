/* attribute: ParameterAttribute, ValidateSetAttribute and their kin, and RuntimeDefinedParameter. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/attribute.h"
#include "shell/engine/validate.h"
#include "shell/types/types_list.h"

#define SMA "System.Management.Automation."

/* ---- fields: one reader and one writer a number ---- */

#define ATTRIBUTE_FIELD(number)                                                                                        \
	TYPE_GET(get_##number)                                                                                         \
	{                                                                                                              \
		return types_found(out, value_ref(attribute_fields(self)[number]));                                    \
	}                                                                                                              \
	TYPE_SET(set_##number)                                                                                         \
	{                                                                                                              \
		value_set_take(&attribute_fields(self)[number], value_ref(to));                                        \
		return FLOW_NEXT;                                                                                      \
	}
ATTRIBUTE_FIELD(0)
ATTRIBUTE_FIELD(1)
ATTRIBUTE_FIELD(2)
ATTRIBUTE_FIELD(3)
ATTRIBUTE_FIELD(4)
ATTRIBUTE_FIELD(5)
ATTRIBUTE_FIELD(6)
ATTRIBUTE_FIELD(7)
ATTRIBUTE_FIELD(8)
ATTRIBUTE_FIELD(9)

TYPE_GET(get_type_id)
{
	return types_found(out, value_type(type_of(self)));
}

TYPE_GET(get_none)
{
	return types_found(out, VALUE_NULL);
}

TYPE_GET(get_action)
{
	return types_found(out, value_enum(&type_experiment_action, 0));
}

TYPE_GET(get_no_text)
{
	return types_found(out, value_string(S("")));
}

static AttributeKind kind_of(Value type)
{
	return (AttributeKind)(types_self(type) - attribute_types);
}

TYPE_METHOD(make_plain)
{
	return types_found(out, attribute_new(kind_of(self)));
}

/* A further object with its first fields. */
static Flow make_of(Value type, const Value *args, size_t n, Value *out)
{
	*out = attribute_new(kind_of(type));
	for (size_t i = 0; i < n; i++)
		value_set_take(&attribute_fields(*out)[i], value_ref(args[i]));
	return FLOW_NEXT;
}

#define TYPE_ID PROP("TypeId", "System.Object", get_type_id), PROPS_END
#define MEMBERS(var, props, constructors)                                                                              \
	const TypeMembers type_##var##_attribute = { props, NULL, NULL, NULL, constructors, NULL, NULL };

/* ---- those without anything ---- */

static const PropDef plain_props[] = { TYPE_ID };
#define PLAIN(var, short_name)                                                                                         \
	static const MethodDef var##_new[] = { NEW(SMA short_name "Attribute new()", make_plain), METHODS_END };       \
	MEMBERS(var, plain_props, var##_new)
PLAIN(allow_null, "AllowNull")
PLAIN(allow_empty_string, "AllowEmptyString")
PLAIN(allow_empty_collection, "AllowEmptyCollection")
PLAIN(supports_wildcards, "SupportsWildcards")
PLAIN(credential, "Credential")
PLAIN(validate_not_null, "ValidateNotNull")
PLAIN(validate_not_empty, "ValidateNotNullOrEmpty")
PLAIN(validate_not_blank, "ValidateNotNullOrWhiteSpace")

/* ---- [Parameter()] ---- */

/* clang-format off */
static const PropDef parameter_props[] = {
	PROP_IN_CORE("ExperimentName", "string", get_none),
	PROP_IN_CORE("ExperimentAction", SMA "ExperimentAction", get_action),
	PROP_RW("Position", "int", get_0, set_0),
	PROP_RW("ParameterSetName", "string", get_1, set_1),
	PROP_RW("Mandatory", "bool", get_2, set_2),
	PROP_RW("ValueFromPipeline", "bool", get_3, set_3),
	PROP_RW("ValueFromPipelineByPropertyName", "bool", get_4, set_4),
	PROP_RW("ValueFromRemainingArguments", "bool", get_5, set_5),
	PROP_RW("HelpMessage", "string", get_6, set_6),
	PROP_RW("HelpMessageBaseName", "string", get_7, set_7),
	PROP_RW("HelpMessageResourceId", "string", get_8, set_8),
	PROP_RW("DontShow", "bool", get_9, set_9),
	TYPE_ID,
};
/* clang-format on */
static const MethodDef parameter_new[] = { NEW(SMA "ParameterAttribute new()", make_plain), METHODS_END };
MEMBERS(parameter, parameter_props, parameter_new)

/* ---- those made of texts ---- */

/* What the rule's class refuses is told by the engine, as for attributes that are declared. */
static Flow make_rule(Interp *in, Value type, const Value *args, size_t n, Value *out)
{
	Validator rule = { .kind = (ValidatorKind)kind_of(type),
		.a = n > 0 ? args[0] : VALUE_EMPTY,
		.b = n > 1 ? value_is_null(args[1]) ? VALUE_NULL : args[1] : VALUE_EMPTY };
	Fault fault = { 0 };
	Buf why = BUF_INIT;
	Flow flow = validate_rule(in, &rule, &fault, &why)
			    ? make_of(type, args, n, out)
			    : fault_exception(in, fault.exception, "%.*s", STR_ARG(buf_str(&why)));

	buf_release(&why);
	return flow;
}

TYPE_METHOD(make_checked)
{
	return make_rule(in, self, args, n, out);
}

TYPE_METHOD(make_one)
{
	return make_of(self, args, n, out);
}

static const PropDef set_props[] = {
	PROP_RW("ErrorMessage", "string", get_2, set_2),
	PROP_RW("IgnoreCase", "bool", get_3, set_3),
	PROP("ValidValues", "System.Collections.Generic.IList[string]", get_0),
	TYPE_ID,
};
static const MethodDef set_new[] = { NEW(SMA "ValidateSetAttribute new(Params string[] validValues)", make_checked),
	METHODS_END };
MEMBERS(validate_set, set_props, set_new)

static const PropDef alias_props[] = { PROP("AliasNames", "System.Collections.Generic.IList[string]", get_0), TYPE_ID };
static const MethodDef alias_new[] = { NEW(SMA "AliasAttribute new(Params string[] aliasNames)", make_one),
	METHODS_END };
MEMBERS(alias, alias_props, alias_new)

static const PropDef drive_props[] = { PROP("ValidRootDrives", "System.Collections.Generic.IList[string]", get_0),
	TYPE_ID };
static const MethodDef drive_new[] = { NEW(SMA "ValidateDriveAttribute new(Params string[] validRootDrives)", make_one),
	METHODS_END };
MEMBERS(validate_drive, drive_props, drive_new)

static const PropDef obsolete_props[] = { PROP("Message", "string", get_0), PROP("IsError", "bool", get_1), TYPE_ID };
static const MethodDef obsolete_new[] = {
	NEW("System.ObsoleteAttribute new()", make_plain),
	NEW("System.ObsoleteAttribute new(string message)", make_one),
	NEW("System.ObsoleteAttribute new(string message, bool error)", make_one),
	METHODS_END,
};
MEMBERS(obsolete, obsolete_props, obsolete_new)

/* ---- ranges ---- */

/* ValidateRangeKind: what it names is kept beside the bounds, which stay null. */
TYPE_METHOD(make_range_kind)
{
	Value text;

	FLOW_TRY(convert_to_string(in, args[0], &text));
	*out = attribute_new(kind_of(self));
	value_set_take(&attribute_fields(*out)[FIELD_MESSAGE], text);
	return FLOW_NEXT;
}

static const PropDef range_props[] = { PROP("MinRange", "System.Object", get_0),
	PROP("MaxRange", "System.Object", get_1), TYPE_ID };
static const MethodDef range_new[] = {
	NEW(SMA "ValidateRangeAttribute new(System.Object minRange, System.Object maxRange)", make_checked),
	NEW(SMA "ValidateRangeAttribute new(System.Management.Automation.ValidateRangeKind rangeKind)",
		make_range_kind),
	METHODS_END,
};
MEMBERS(validate_range, range_props, range_new)

static const PropDef size_props[] = { PROP("MinLength", "int", get_0), PROP("MaxLength", "int", get_1), TYPE_ID };
static const MethodDef length_new[] = {
	NEW(SMA "ValidateLengthAttribute new(int minLength, int maxLength)", make_checked), METHODS_END
};
MEMBERS(validate_length, size_props, length_new)
static const MethodDef count_new[] = {
	NEW(SMA "ValidateCountAttribute new(int minLength, int maxLength)", make_checked), METHODS_END
};
MEMBERS(validate_count, size_props, count_new)

/* ---- patterns and scripts ---- */

enum { REGEX_OPTION_IGNORE_CASE = 1 };

TYPE_GET(get_options)
{
	bool ignores = convert_to_bool(attribute_fields(self)[FIELD_IGNORE_CASE]);

	return types_found(out, value_enum(&type_regex_options, ignores ? REGEX_OPTION_IGNORE_CASE : 0));
}

TYPE_SET(set_options)
{
	value_set_take(
		&attribute_fields(self)[FIELD_IGNORE_CASE], value_bool(types_int(to) & REGEX_OPTION_IGNORE_CASE));
	return FLOW_NEXT;
}

static const PropDef pattern_props[] = {
	PROP("RegexPattern", "string", get_0),
	PROP_RW("Options", "System.Text.RegularExpressions.RegexOptions", get_options, set_options),
	PROP_RW("ErrorMessage", "string", get_2, set_2),
	TYPE_ID,
};
static const MethodDef pattern_new[] = { NEW(SMA "ValidatePatternAttribute new(string regexPattern)", make_one),
	METHODS_END };
MEMBERS(validate_pattern, pattern_props, pattern_new)

static const PropDef script_props[] = { PROP_RW("ErrorMessage", "string", get_2, set_2),
	PROP("ScriptBlock", "scriptblock", get_0), TYPE_ID };
static const MethodDef script_new[] = { NEW(SMA "ValidateScriptAttribute new(scriptblock scriptBlock)", make_one),
	METHODS_END };
MEMBERS(validate_script, script_props, script_new)

/* ---- RuntimeDefinedParameter ---- */

TYPE_GET(get_name)
{
	return types_found(out, value_ref(attribute_runtime_peek(self)->name));
}

TYPE_GET(get_parameter_type)
{
	return types_found(out, value_ref(attribute_runtime_peek(self)->type));
}

TYPE_GET(get_value)
{
	return types_found(out, value_ref(attribute_runtime_peek(self)->value));
}

TYPE_GET(get_is_set)
{
	return types_found(out, value_bool(attribute_runtime_peek(self)->is_set));
}

TYPE_GET(get_attributes)
{
	return types_found(out, value_ref(attribute_runtime_peek(self)->attributes));
}

static Flow no_name(Interp *in)
{
	return fault_argument(in, EXC_PS_ARGUMENT, NULL,
		"Cannot process argument because the value of argument \"name\" is not valid. Change the value of the "
		"\"name\" argument and run the operation again.");
}

static Flow no_type(Interp *in)
{
	return fault_argument(in, EXC_PS_ARGUMENT_NULL, NULL,
		"Cannot process argument because the value of argument \"parameterType\" is null. Change the value of "
		"argument \"parameterType\" to a non-null value.");
}

TYPE_SET(set_name)
{
	if (types_str(to).n == 0)
		return no_name(in);
	value_set_take(&attribute_runtime_peek(self)->name, value_ref(to));
	return FLOW_NEXT;
}

TYPE_SET(set_parameter_type)
{
	if (!types_given(to))
		return no_type(in);
	value_set_take(&attribute_runtime_peek(self)->type, value_ref(to));
	return FLOW_NEXT;
}

TYPE_SET(set_value)
{
	attribute_runtime_set(self, to);
	return FLOW_NEXT;
}

TYPE_SET(set_is_set)
{
	attribute_runtime_peek(self)->is_set = convert_to_bool(to);
	return FLOW_NEXT;
}

TYPE_METHOD(make_parameter)
{
	*out = attribute_runtime_new_take(types_list(in, T_COLLECTION, &attribute_base));
	return FLOW_NEXT;
}

/* What is no attribute among those given is left out. */
TYPE_METHOD(make_named)
{
	RuntimeParameter *parameter;
	Array *given = NULL;
	AttributeKind kind;

	if (types_str(args[0]).n == 0)
		return no_name(in);
	if (!types_given(args[1]))
		return no_type(in);
	if (types_given(args[2]))
		FLOW_TRY(types_items(in, args[2], &given));
	FLOW_TRY(make_parameter(in, self, NULL, 0, out));
	parameter = attribute_runtime_peek(*out);
	value_set_take(&parameter->name, value_ref(args[0]));
	value_set_take(&parameter->type, value_ref(args[1]));
	for (size_t i = 0; given && i < given->n; i++)
		if (attribute_kind(array_peek(given, i), &kind))
			list_push_take(parameter->attributes.list, array_get(given, i));
	if (given)
		value_drop(array_value(given));
	return FLOW_NEXT;
}

static const PropDef runtime_props[] = {
	PROP_RW("Name", "string", get_name, set_name),
	PROP_RW("ParameterType", "type", get_parameter_type, set_parameter_type),
	PROP_RW("Value", "System.Object", get_value, set_value),
	PROP_RW("IsSet", "bool", get_is_set, set_is_set),
	PROP("Attributes", "System.Collections.ObjectModel.Collection[System.Attribute]", get_attributes),
	PROPS_END,
};
static const MethodDef runtime_new[] = {
	NEW(SMA "RuntimeDefinedParameter new()", make_parameter),
	NEW(SMA "RuntimeDefinedParameter new(string name, type parameterType, System.Object attributes)", make_named),
	METHODS_END,
};
const TypeMembers type_runtime_parameter = { .props = runtime_props, .constructors = runtime_new };

TYPE_METHOD(make_dictionary)
{
	return types_found(out, hash_value(hash_new(&attribute_dictionary_type, true)));
}

static const PropDef dictionary_props[] = { PROP("HelpFile", "string", get_no_text),
	PROP("Data", "System.Object", get_none), PROPS_END };
static const MethodDef dictionary_new[] = { NEW(SMA "RuntimeDefinedParameterDictionary new()", make_dictionary),
	METHODS_END };
const TypeMembers type_runtime_dictionary = { .props = dictionary_props, .constructors = dictionary_new };
