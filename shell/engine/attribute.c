/* attribute: the attributes of parameters as objects, and the parameters that scripts make at run time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/engine/attribute.h"

#include <stdlib.h>

#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/object.h"

#define SMA "System.Management.Automation."

/* ---- the classes ---- */

static void free_fields(Object *object, ValueDrops *drops)
{
	Value *fields = object->payload;

	for (int i = 0; i < ATTRIBUTE_FIELDS; i++)
		value_drop_later(drops, fields[i]);
	free(fields);
}

static const TypeOps ops = { .free = free_fields };
const TypeDef attribute_base = { .name = "System.Attribute", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT };
static const TypeDef parsing = { .name = SMA "Internal.ParsingBaseAttribute", .base = &attribute_base };
static const TypeDef metadata = { .name = SMA "Internal.CmdletMetadataAttribute", .base = &attribute_base };
static const TypeDef transforms = { .name = SMA "ArgumentTransformationAttribute", .base = &metadata };
static const TypeDef validates = { .name = SMA "ValidateArgumentsAttribute", .base = &metadata };
static const TypeDef validates_each = { .name = SMA "ValidateEnumeratedArgumentsAttribute", .base = &validates };
static const TypeDef validates_null = { .name = SMA "NullValidationAttributeBase", .base = &validates };
static const TypeDef validates_nothing = { .name = SMA "ValidateNotNullOrAttributeBase", .base = &validates_null };

#define ATTRIBUTE(short_name, over)                                                                                    \
	{                                                                                                              \
		.name = SMA short_name "Attribute", .base = &(over), .ops = &ops                                       \
	}
const TypeDef attribute_types[ATTRIBUTE_KINDS] = {
	[ATTRIBUTE_VALIDATE_SET] = ATTRIBUTE("ValidateSet", validates_each),
	[ATTRIBUTE_VALIDATE_RANGE] = ATTRIBUTE("ValidateRange", validates_each),
	[ATTRIBUTE_VALIDATE_PATTERN] = ATTRIBUTE("ValidatePattern", validates_each),
	[ATTRIBUTE_VALIDATE_LENGTH] = ATTRIBUTE("ValidateLength", validates_each),
	[ATTRIBUTE_VALIDATE_COUNT] = ATTRIBUTE("ValidateCount", validates),
	[ATTRIBUTE_VALIDATE_SCRIPT] = ATTRIBUTE("ValidateScript", validates_each),
	[ATTRIBUTE_VALIDATE_NOT_NULL] = ATTRIBUTE("ValidateNotNull", validates_null),
	[ATTRIBUTE_VALIDATE_NOT_EMPTY] = ATTRIBUTE("ValidateNotNullOrEmpty", validates_nothing),
	[ATTRIBUTE_VALIDATE_NOT_BLANK] = ATTRIBUTE("ValidateNotNullOrWhiteSpace", validates_nothing),
	[ATTRIBUTE_VALIDATE_DRIVE] = ATTRIBUTE("ValidateDrive", validates),
	[ATTRIBUTE_CREDENTIAL] = ATTRIBUTE("Credential", transforms),
	[ATTRIBUTE_PARAMETER] = ATTRIBUTE("Parameter", parsing),
	[ATTRIBUTE_ALIAS] = ATTRIBUTE("Alias", parsing),
	[ATTRIBUTE_ALLOW_NULL] = ATTRIBUTE("AllowNull", metadata),
	[ATTRIBUTE_ALLOW_EMPTY_STRING] = ATTRIBUTE("AllowEmptyString", metadata),
	[ATTRIBUTE_ALLOW_EMPTY_COLLECTION] = ATTRIBUTE("AllowEmptyCollection", metadata),
	[ATTRIBUTE_SUPPORTS_WILDCARDS] = ATTRIBUTE("SupportsWildcards", parsing),
	[ATTRIBUTE_OBSOLETE] = { .name = "System.ObsoleteAttribute", .base = &attribute_base, .ops = &ops },
};

static void set_defaults(AttributeKind kind, Value *fields)
{
	if (kind <= ATTRIBUTE_CREDENTIAL) {
		fields[FIELD_IGNORE_CASE] = value_bool(true);
		return;
	}
	if (kind != ATTRIBUTE_PARAMETER)
		return;
	for (int i = 0; i < ATTRIBUTE_FIELDS; i++)
		fields[i] = value_bool(false);
	fields[FIELD_POSITION] = value_int(NO_POSITION);
	fields[FIELD_SET] = value_string(S("__AllParameterSets"));
	fields[FIELD_HELP] = fields[FIELD_HELP_BASE] = fields[FIELD_HELP_RESOURCE] = VALUE_NULL;
}

Value attribute_new(AttributeKind kind)
{
	Value *fields = mem_alloc(ATTRIBUTE_FIELDS, sizeof(*fields));

	for (int i = 0; i < ATTRIBUTE_FIELDS; i++)
		fields[i] = VALUE_NULL;
	set_defaults(kind, fields);
	return object_value(object_new_native(&attribute_types[kind], fields));
}

bool attribute_kind(Value v, AttributeKind *out)
{
	const TypeDef *type = type_of(v);

	if (type < attribute_types || type >= attribute_types + ATTRIBUTE_KINDS)
		return false;
	*out = (AttributeKind)(type - attribute_types);
	return true;
}

Value *attribute_fields(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static Value or_null(Value v)
{
	return v.kind == V_EMPTY ? VALUE_NULL : value_ref(v);
}

/* ValidateRange('Positive') has no bounds: its kind is kept where others have their message. */
static bool is_range_kind(const Validator *rule)
{
	return rule->kind == VALIDATE_RANGE && rule->b.kind == V_EMPTY;
}

void attribute_set_rule(Value v, const Validator *rule)
{
	Value *fields = attribute_fields(v);

	if (is_range_kind(rule)) {
		value_set_take(&fields[FIELD_MESSAGE], value_ref(rule->a));
		return;
	}
	value_set_take(&fields[FIELD_A], or_null(rule->a));
	value_set_take(&fields[FIELD_B], or_null(rule->b));
	value_set_take(&fields[FIELD_MESSAGE], or_null(rule->message));
	fields[FIELD_IGNORE_CASE] = value_bool(rule->ignore_case);
}

static Value or_empty(Value v)
{
	return value_is_null(v) ? VALUE_EMPTY : value_ref(v);
}

Validator attribute_rule(AttributeKind kind, Value v)
{
	Value *fields = attribute_fields(v);
	Validator rule = { .kind = (ValidatorKind)kind, .ignore_case = convert_to_bool(fields[FIELD_IGNORE_CASE]) };

	if (kind == ATTRIBUTE_VALIDATE_RANGE && value_is_null(fields[FIELD_A])) {
		rule.a = or_empty(fields[FIELD_MESSAGE]);
		return rule;
	}
	rule.a = or_empty(fields[FIELD_A]);
	rule.b = or_empty(fields[FIELD_B]);
	rule.message = or_empty(fields[FIELD_MESSAGE]);
	return rule;
}

/* ---- RuntimeDefinedParameter ---- */

static void free_runtime(Object *object, ValueDrops *drops)
{
	RuntimeParameter *parameter = object->payload;

	value_drop_later(drops, parameter->name);
	value_drop_later(drops, parameter->type);
	value_drop_later(drops, parameter->value);
	value_drop_later(drops, parameter->attributes);
	free(parameter);
}

static const TypeOps runtime_ops = { .free = free_runtime };
const TypeDef attribute_runtime_type = {
	.name = SMA "RuntimeDefinedParameter", .base = &type_known[T_OBJECT], .ops = &runtime_ops
};

#define DICTIONARY_OF                                                                                                  \
	.id = T_DICTIONARY, .interfaces = type_dictionary_interfaces, .elem = &type_known[T_STRING],                   \
	.arg2 = &attribute_runtime_type, .generic = &type_known[T_DICTIONARY]
const TypeDef attribute_dictionary_base = {
	.name = "System.Collections.Generic.Dictionary`2[System.String," SMA "RuntimeDefinedParameter]",
	.base = &type_known[T_OBJECT],
	DICTIONARY_OF,
};
const TypeDef attribute_dictionary_type = {
	.name = SMA "RuntimeDefinedParameterDictionary",
	.base = &attribute_dictionary_base,
	DICTIONARY_OF,
};

RuntimeParameter *attribute_runtime_peek(Value v)
{
	return object_payload_peek(value_unwrap_peek(v), &attribute_runtime_type);
}

Value attribute_runtime_new_take(Value attributes)
{
	RuntimeParameter *parameter = MEM_NEW(RuntimeParameter);

	parameter->name = value_string(S(""));
	parameter->type = parameter->value = VALUE_NULL;
	parameter->attributes = attributes;
	return object_value(object_new_native(&attribute_runtime_type, parameter));
}

void attribute_runtime_set(Value parameter, Value v)
{
	RuntimeParameter *held = attribute_runtime_peek(parameter);

	value_set_take(&held->value, value_ref(v));
	held->is_set = true;
}

/* clang-format off */
const TypeEntry attribute_entries[] = {
	{ &attribute_base, NULL }, { &parsing, NULL }, { &metadata, NULL }, { &transforms, NULL }, { &validates, NULL },
	{ &validates_each, NULL }, { &validates_null, NULL }, { &validates_nothing, NULL },
	{ &attribute_dictionary_base, NULL },
};
/* clang-format on */
const size_t attribute_count = COUNT(attribute_entries);
