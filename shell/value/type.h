/* type: .NET types as data: names, bases, members. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_TYPE_H
#define VALUE_TYPE_H

#include "shell/base/buf.h"
#include "shell/base/edition.h"
#include "shell/value/flow.h"
#include "shell/value/value.h"

typedef struct Interp Interp; /* opaque below the engine; see runtime.h */

/* Flags of a TypeDef. */
enum {
	TYPE_VALUE = 1, /* a value type: cannot be $null */
	TYPE_NUMBER = 2,
	TYPE_ABSTRACT = 4, /* no instances: static classes, interfaces */
	TYPE_FLAGS = 8,    /* enum with [Flags] */
	TYPE_GENERIC = 16, /* an open generic: needs arguments */
	TYPE_INTERFACE = 32,
	TYPE_SCALAR = 64,     /* the formatter shows it as one line of text */
	TYPE_RUNTIME = 128,   /* made at run time: owned by its TypeSet */
	TYPE_OWN_TEXT = 256,  /* its class declares ToString() itself (reference 8.5.3) */
	TYPE_BASE_TEXT = 512, /* its class has only its base's ToString(): a list shows its name */
};

enum {
	GENERIC_MAX = 7 /* arguments of a generic type */
};

struct TypeDef;
struct ViewDef;

/* One property.  get gives an owned value; set NULL: read-only ('X' is a ReadOnly property.). */
typedef struct PropDef {
	const char *name, *type; /* type: shown by Get-Member, "System.Int32" */
	Flow (*get)(Interp *in, Value self, Value *out);
	Flow (*set)(Interp *in, Value self, Value to);
	uint8_t flags; /* PROP_* */
} PropDef;
enum {
	PROP_STATIC = 1,
	PROP_HIDDEN = 2,
	PROP_SCRIPT = 4 /* Get-Member calls it ScriptProperty */,
	PROP_ALIAS = 8,
	PROP_NOTE = 16,
	PROP_FIELD = 32,
	PROP_CODE = 64,
	PROP_CORE = 128 /* only Core has it: not there in the other edition */
};

/* One overload of a method or constructor.  fn gets exactly the parameters of its signature, converted; *out starts
 * as V_EMPTY, which is what void methods leave.  A params array is one argument; an optional parameter that was not
 * given is V_EMPTY; one marked [ref] is the PSReference itself, to be read and set through its property Value.  self is
 * the type (V_TYPE) for static methods and constructors. */
typedef struct MethodDef {
	const char *name;
	/* As Get-Member shows it: "string Substring(int startIndex, int length)"; parsed for the choice of overload. T,
	 * TKey and TValue stand for the arguments of a generic.  A constructor: "System.Version new(string
	 * version)". */
	const char *signature;
	Flow (*fn)(Interp *in, Value self, const Value *args, size_t n, Value *out);
	unsigned where; /* WHERE_DESKTOP or WHERE_CORE: the edition that has the overload; 0: both; METHOD_* */
} MethodDef;
enum {
	METHOD_EDITIONS = 0xff,
	METHOD_INDEXER = 0x100,    /* is a parameterized property, read by calling it: 'abc'.Chars(1) */
	METHOD_INDEXER_SET = 0x200 /* and can be set */
};

/* What a type can do; every array ends with a row whose name is NULL.  One file of shell/types, or of a cmdlet room,
 * one of these: Get-Member, completion and dispatch read the same table. */
typedef struct TypeMembers {
	const PropDef *props;
	const MethodDef *methods; /* overloads of one name stand together */
	const PropDef *statics;
	const MethodDef *static_methods;
	const MethodDef *constructors; /* name "new" */
	/* For the known types, whose TypeDef leaves these NULL. */
	const struct ViewDef *view;
	const char *const *default_props;
} TypeMembers;

/* What a type with a native payload does itself; NULL: the default. */
typedef struct TypeOps {
	void (*free)(
		struct Object *object, ValueDrops *drops); /* releases the payload, its values by value_drop_later */
	Flow (*text)(Interp *in, Value self, Buf *out);    /* ToString() */
	/* The text of casts and strings, where that is not the culture's; NULL: text. */
	Flow (*invariant)(Interp *in, Value self, Buf *out);
	bool text_added; /* text is a ToString() that PowerShell adds: casts and -f have the type's name */
	/* Other types to this one, for casts and parameters.  *out stays V_EMPTY without an error: cannot. */
	Flow (*convert)(Interp *in, Value from, Value *out);
	/* Id of the error that an exception thrown by convert becomes; NULL: InvalidCastParseTargetInvocation. */
	const char *convert_id;
	Flow (*format)(
		Interp *in, Value self, Str format, Buf *out); /* IFormattable.ToString(format); NULL: it is none */
	bool (*equal)(Value a, Value b);                       /* both of this type */
	int (*compare)(Value a, Value b);                      /* IComparable */
	uint32_t (*hash)(Value v);
	Flow (*enumerate)(Interp *in, Value self, struct Array *out); /* the pipeline unrolls it into these */
	/* Or it makes its items as it goes (lines of a file), and is used up: false at the end or with *flow set. */
	bool (*next)(Interp *in, Value self, Value *item, Flow *flow);
	/* A dictionary that the pipeline hands on whole: its entries, which formatters show. */
	Flow (*entries)(Interp *in, Value self, struct Array *out);
	/* The hash or list whose change ends a walk over what enumerate gave ("Collection was modified"); borrowed. */
	Value (*watch_peek)(Value self);
	Flow (*index)(Interp *in, Value self, Value key, Value *out);
	Flow (*index_set)(Interp *in, Value self, Value key, Value to);
	/* Properties made from what the object holds, which come before those of its type and are listed in their
	 * place: the elements and attributes of XML.  The list's note properties are those; owned. */
	Flow (*adapt_get)(Interp *in, Value self, Str name, Value *out, bool *found);
	Flow (*adapt_set)(Interp *in, Value self, Str name, Value to, bool *found);
	struct Object *(*adapt_list)(Interp *in, Value self);
} TypeOps;

/* Names and numbers of an enum, in order of unsigned value. */
typedef struct EnumName {
	const char *name;
	int64_t value;
} EnumName;

typedef struct TypeDef {
	/* Full, without assembly: "System.Int32", "System.Collections.Generic.List`1[System.String]". */
	const char *name;
	const struct TypeDef *base; /* NULL for System.Object and interfaces */
	TypeId id;
	unsigned flags;
	const TypeMembers *members; /* NULL: from the TypeSet (types known here, described in shell/types), or none */
	const TypeOps *ops;
	const struct TypeDef *const *interfaces; /* NULL-terminated, beside those of the base */
	const char *const *default_props;        /* DefaultDisplayPropertySet, NULL-terminated; NULL: none */
	const struct ViewDef *view;              /* format view (value/view.h), or NULL */
	const EnumName *names;                   /* enums */
	size_t nnames;
	TypeId underlying;                 /* enums: their integer type */
	const struct TypeDef *elem;        /* arrays: of what; generics: first argument, Object for untyped lists */
	const struct TypeDef *arg2;        /* generics: second argument */
	const struct TypeDef *generic;     /* closed generics: the open one */
	const struct TypeDef *const *rest; /* generics: the arguments behind the second, NULL-terminated; NULL: none */
} TypeDef;

/* The known types, T_OBJECT .. T_EXCEPTION (type_known: for initializers: .base = &type_known[T_OBJECT]), and their
 * arrays where they are common. */
extern const TypeDef type_known[T_COUNT];
static inline const TypeDef *type_of_id(TypeId id)
{
	return &type_known[id];
}
extern const TypeDef type_object_array, type_string_array, type_byte_array, type_int_array, type_char_array;
extern const TypeDef type_generic_queue, type_generic_stack; /* Queue`1, Stack`1 */
extern const TypeDef *const type_dictionary_interfaces[];    /* of every dictionary, NULL-terminated */
extern const TypeDef type_iformattable, type_iconvertible, type_icloneable;
/* Every known type that has no number of its own, NULL-terminated; exceptions are in exception.h. */
extern const TypeDef *const type_known_others[];

/* The type of a value: $x.GetType().  $null and V_EMPTY give NULL; wrappers give the type of what they wrap. */
const TypeDef *type_of(Value v);
/* v -is [type]: as type_is, and [psobject] for what carries members. */
bool type_is_value(Value v, const TypeDef *type);
/* Whether a value of type sub is one of type super: bases, interfaces, arrays of reference types. */
bool type_is(const TypeDef *sub, const TypeDef *super);
bool type_is_enum(const TypeDef *type);
/* The name after the last dot, as CategoryInfo and TypeName columns show it: "Int32", "List`1". */
Str type_short_name(const TypeDef *type);
/* The accelerator or full name, as a [type] value turns into text: "int", "string[]", "System.Text.StringBuilder",
 * "System.Collections.Generic.List[string]". */
void type_put_text(const TypeDef *type, Buf *out);
/* The full name behind an accelerator ("int"), and the first accelerator of a full name; empty: none. */
Str type_accelerator_find(Str accelerator);
Str type_accelerator_of(Str full_name);
/* Calls each for every accelerator: completion. */
void type_accelerator_each(void (*each)(void *self, Str accelerator, Str full_name), void *self);

/* Enums: number of the name (without regard to case), names of a number joined by ", ". */
bool type_enum_find(const TypeDef *type, Str name, int64_t *number);
void type_enum_put(const TypeDef *type, int64_t number, Buf *out);
bool type_enum_is_defined(const TypeDef *type, int64_t number);

/* A TypeSet: what an interpreter knows: static types by name, members of the known types, types made at run time
 * (arrays, closed generics, script enums). */
typedef struct TypeSet TypeSet;
typedef struct TypeEntry { /* one row of a room's list (types/types.c): sorted by nothing, read once */
	const TypeDef *type;
	const TypeMembers *members; /* for known types; NULL: the TypeDef has its own */
} TypeEntry;
typedef struct TypeRoom { /* the list of another room */
	const TypeEntry *entries;
	const size_t *n;
} TypeRoom;
TypeSet *type_set_new(void) NODISCARD;
void type_set_free(TypeSet *set);
void type_set_add(TypeSet *set, const TypeEntry *entries, size_t n);
/* By full name, name without "System.", or accelerator; with [] and generic arguments; without regard to case.  NULL:
 * no such type. */
const TypeDef *type_set_find(TypeSet *set, Str name);
/* Asks at(self, i) for the namespaces in which names are looked for at last, one after the other (using namespace). */
void type_set_use(TypeSet *set, bool (*at)(const void *self, size_t i, Str *out), const void *self);
const TypeMembers *type_set_members(const TypeSet *set, const TypeDef *type);
const TypeDef *type_set_array_of(TypeSet *set, const TypeDef *elem);
/* An array type of several dimensions (grid.h). */
const TypeDef *type_set_grid_of(TypeSet *set, const TypeDef *elem, unsigned rank);
/* List`1 of one argument, Dictionary`2 of two; NULL when the generic is not known. */
const TypeDef *type_set_close(TypeSet *set, const TypeDef *generic, const TypeDef *a, const TypeDef *b);
/* The same of n arguments: tuples have up to GENERIC_MAX. */
const TypeDef *type_set_close_many(TypeSet *set, const TypeDef *generic, const TypeDef *const *arguments, size_t n);
/* An enum defined by a script; names are copied. */
const TypeDef *type_set_add_enum(
	TypeSet *set, Str name, const EnumName *names, size_t n, TypeId underlying, bool flags);
/* Calls each for every static type: completion. */
void type_set_each(const TypeSet *set, void (*each)(void *self, const TypeDef *type), void *self);

#endif
