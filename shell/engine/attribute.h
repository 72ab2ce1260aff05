/* attribute: the attributes of parameters as objects, and the parameters that scripts make at run time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ENGINE_ATTRIBUTE_H
#define ENGINE_ATTRIBUTE_H

#include "shell/engine/command.h"
#include "shell/value/list.h"

/* The classes under System.Attribute that are made of values; their members are in shell/types. */
typedef enum AttributeKind {
	ATTRIBUTE_VALIDATE_SET, /* ORDER ValidatorKind, up to ATTRIBUTE_CREDENTIAL */
	ATTRIBUTE_VALIDATE_RANGE,
	ATTRIBUTE_VALIDATE_PATTERN,
	ATTRIBUTE_VALIDATE_LENGTH,
	ATTRIBUTE_VALIDATE_COUNT,
	ATTRIBUTE_VALIDATE_SCRIPT,
	ATTRIBUTE_VALIDATE_NOT_NULL,
	ATTRIBUTE_VALIDATE_NOT_EMPTY,
	ATTRIBUTE_VALIDATE_NOT_BLANK,
	ATTRIBUTE_VALIDATE_DRIVE,
	ATTRIBUTE_CREDENTIAL,
	ATTRIBUTE_PARAMETER,
	ATTRIBUTE_ALIAS,
	ATTRIBUTE_ALLOW_NULL,
	ATTRIBUTE_ALLOW_EMPTY_STRING,
	ATTRIBUTE_ALLOW_EMPTY_COLLECTION,
	ATTRIBUTE_SUPPORTS_WILDCARDS,
	ATTRIBUTE_OBSOLETE,
	ATTRIBUTE_KINDS,
} AttributeKind;

/* What an attribute object holds, by number: the same numbers mean other things in other classes. */
enum {
	/* of those that validate: the fields of Validator; of [Alias()] and [Obsolete()] the first */
	FIELD_A,
	FIELD_B,
	FIELD_MESSAGE,
	FIELD_IGNORE_CASE,
	/* of [Parameter()] */
	FIELD_POSITION = 0,
	FIELD_SET,
	FIELD_MANDATORY,
	FIELD_PIPE,
	FIELD_PIPE_PROP,
	FIELD_REMAINING,
	FIELD_HELP,
	FIELD_HELP_BASE,
	FIELD_HELP_RESOURCE,
	FIELD_DONT_SHOW,
	ATTRIBUTE_FIELDS,
};
/* Position of a parameter that has none. */
enum { NO_POSITION = INT32_MIN };

extern const TypeDef attribute_base, attribute_types[ATTRIBUTE_KINDS];
/* RuntimeDefinedParameter and its dictionary, whose keys do not regard case; and what that derives from. */
extern const TypeDef attribute_runtime_type, attribute_dictionary_type, attribute_dictionary_base;
extern const TypeEntry attribute_entries[];
extern const size_t attribute_count;

/* An attribute with every property at its default. */
Value attribute_new(AttributeKind kind) NODISCARD;
/* Whether v is one, and of which class; its fields, borrowed. */
bool attribute_kind(Value v, AttributeKind *out);
Value *attribute_fields(Value v);
/* A rule as the fields of its attribute, and the way back (owned). */
void attribute_set_rule(Value v, const Validator *rule);
Validator attribute_rule(AttributeKind kind, Value v) NODISCARD;

/* What a RuntimeDefinedParameter holds; NULL for anything else. */
typedef struct RuntimeParameter {
	Value name, type, value; /* string or null; [type] or null */
	Value attributes;        /* Collection`1 of attributes */
	bool is_set;
} RuntimeParameter;
RuntimeParameter *attribute_runtime_peek(Value v);
/* One with these attributes (consumed). */
Value attribute_runtime_new_take(Value attributes) NODISCARD;
/* It was bound to v. */
void attribute_runtime_set(Value parameter, Value v);

#endif
