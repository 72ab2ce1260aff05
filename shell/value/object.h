/* object: property bags, native objects and wrappers that add members to any value. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_OBJECT_H
#define VALUE_OBJECT_H

#include "shell/value/array.h"
#include "shell/value/type.h"

/* clang-format off */
typedef enum SlotKind {
	SLOT_NOTE, SLOT_ALIAS /* value: the other name */, SLOT_SCRIPT /* value: getter block; setter beside it */,
	SLOT_METHOD /* ScriptMethod: value is the block */, SLOT_SET /* PropertySet: value is an array of names */,
} SlotKind;
/* clang-format on */

typedef struct Slot {
	String *name;
	Value value;
	Value setter; /* SLOT_SCRIPT: block or V_EMPTY */
	uint8_t kind; /* SlotKind */
	bool hidden;
	const TypeDef *type; /* note property with a type, or NULL */
} Slot;

/* An ordered, case-insensitive bag of properties with a type (pscustomobject), a native object (type->ops, payload),
 * or a wrapper (base) of any other value that carries members, PSTypeNames or a number literal's text. */
typedef struct Object {
	Heap heap;
	const TypeDef *type;
	Value base;    /* V_EMPTY for a plain bag */
	void *payload; /* native state, freed by type->ops->free */
	Slot *slots;
	uint32_t nslots, cap;
	String *text;        /* source text of a number literal used as an argument (reference 1.6.8), or NULL */
	String **type_names; /* PSTypeNames in front of the type's own, innermost first; NULL-terminated, or NULL */
	bool own_type_names; /* type_names replaces the type's own list */
} Object;

/* An object without properties and payload. */
Object *object_new(const TypeDef *type) NODISCARD;
Object *object_new_custom(void) NODISCARD;                               /* pscustomobject */
Object *object_new_native(const TypeDef *type, void *payload) NODISCARD; /* takes the payload */
/* Takes the reference over. */
static inline Value object_value(Object *object)
{
	return (Value){ .kind = V_OBJECT, .object = object };
}
/* A number that was an argument (reference 1.6.8), and that number without its text; v itself when it is none. */
static inline bool object_is_literal(Value v)
{
	return v.kind == V_OBJECT && v.object->text && v.object->base.kind != V_EMPTY;
}
static inline Value object_number_peek(Value v)
{
	return object_is_literal(v) ? value_unwrap_peek(v) : v;
}
/* A wrapper of v that can carry members; v itself when it is an object already. */
Value object_wrap(Value v) NODISCARD;
/* Payload of an object of exactly this type (or derived from it), else NULL. */
void *object_payload_peek(Value v, const TypeDef *type);

/* Room for n slots: objects are many, and mostly know how many they will have. */
void object_reserve(Object *object, uint32_t n);
/* Slots by name, without regard to case; NULL when absent. */
Slot *object_find_peek(const Object *object, Str name);
/* Adds or replaces a note property. */
void object_set(Object *object, Str name, Value v);
void object_set_take(Object *object, Str name, Value v);
void object_set_string(Object *object, Str name, Str text);
/* The same with a name that is shared by many objects. */
void object_set_named_take(Object *object, String *name, Value v);
Slot *object_add_take(Object *object, String *name, SlotKind kind, Value v); /* no check for a duplicate */
bool object_remove(Object *object, Str name);
/* A shallow copy with its own slots; native payloads are not copied (the type's job). */
Object *object_copy(const Object *object) NODISCARD;

/* PSTypeNames of any value, most derived first, as owned strings in a string array. */
Value object_type_names(Value v) NODISCARD;
/* Whether name is among them, without regard to case. */
bool object_has_type_name(Value v, Str name);
/* In front of the others, or behind those that stand before the type's own. */
void object_push_type_name(Object *object, Str name);
void object_add_type_name(Object *object, Str name);
/* The whole list as a script left it: the type's own names count no more. */
void object_set_type_names(Object *object, const Str *names, size_t n);

#endif
