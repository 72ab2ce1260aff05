/* member: properties, methods and statics through TypeDef and the slots of objects (reference 6.9). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_MEMBER_H
#define VALUE_MEMBER_H

#include "shell/value/object.h"
#include "shell/value/runtime.h"

struct MethodGroup;

/* One-entry cache a syntax node keeps: where the name was found last.  A node with a name that changes has none. */
typedef struct MemberCache {
	const TypeDef *type;
	const PropDef *prop;
	struct MethodGroup *group; /* calls */
	uint32_t slot;             /* of an object, where type is NULL */
} MemberCache;

/* Longest array that a script can ask for at once. */
enum { MEMBER_ARRAY_MAX = 0x4000000 };

/* v.name: keys of hashtables first, slots, the type's properties, then the intrinsic ones (Count, Length, psobject,
 * pstypenames), then member enumeration over a collection.  Not found: *found false and *out $null (strict mode is the
 * evaluator's).  cache may be NULL. */
Flow member_get(Interp *in, Value v, Str name, MemberCache *cache, Value *out, bool *found) NODISCARD;
/* The same without what only the language's dot does: no enumeration, no Count and Length of what declares none.  How
 * ForEach-Object and Where-Object read the member they are given. */
Flow member_get_single(Interp *in, Value v, Str name, MemberCache *cache, Value *out, bool *found) NODISCARD;
/* A property as PSObject.Properties[name] has it: the object's own and its type's; no keys of a hashtable, no member
 * enumeration.  What the binder looks at for ValueFromPipelineByPropertyName. */
Flow member_get_own(Interp *in, Value v, Str name, Value *out, bool *found) NODISCARD;
/* After an adapter's setter threw an exception of .NET: Exception setting "name": "...". */
Flow member_wrap_setting(Interp *in, Str name) NODISCARD;
/* v.name = to: the errors of reference 6.9.2. */
Flow member_set(Interp *in, Value v, Str name, Value to) NODISCARD;
/* v.name(args): overloads by .NET's choice; errors of reference 6.9.3, exceptions of the member wrapped as
 * MethodInvocationException.  On a collection without that method: called on each element. */
Flow member_call(Interp *in, Value v, Str name, const Value *args, size_t n, Value *out) NODISCARD;
/* The same with a node's cache. */
typedef struct MethodName {
	Str text;
	MemberCache *cache; /* NULL: none */
} MethodName;
Flow member_call_cached(
	Interp *in, Value v, const MethodName *method, const Value *args, size_t n, Value *out) NODISCARD;
/* Whether the value has a method of that name, its own or an intrinsic one. */
bool member_has_method(Interp *in, Value v, Str name);
Flow member_get_static(Interp *in, const TypeDef *type, Str name, Value *out, bool *found) NODISCARD;
Flow member_set_static(Interp *in, const TypeDef *type, Str name, Value to) NODISCARD;
Flow member_call_static(Interp *in, const TypeDef *type, Str name, const Value *args, size_t n, Value *out) NODISCARD;
/* [type]::new(args) and New-Object: wrapped is the exception text style of the caller (New-Object reports
 * otherwise). */
Flow member_construct(Interp *in, const TypeDef *type, const Value *args, size_t n, Value *out) NODISCARD;
/* What a variable of the type holds before anything is set (.NET's default): 0, False ..., $null for what is no structure
 * and for no type. */
Value member_zero(Interp *in, const TypeDef *type) NODISCARD;
/* v[key] and v[key] = to: reference 6.9.4. */
Flow member_index(Interp *in, Value v, Value key, Value *out) NODISCARD;
/* Strict mode 2 and later: a scalar has only one place; 3: numbers must be within the collection.  Raises what reading
 * v[key] must not find silently. */
Flow member_index_check(Interp *in, Value v, Value key, int strict) NODISCARD;
Flow member_index_set(Interp *in, Value v, Value key, Value to) NODISCARD;

/* The types this room itself describes: those behind psobject, its Properties and so on. */
extern const TypeEntry member_entries[];
extern const size_t member_nentries;
extern const TypeOps member_psobject_ops;

/* One member as Get-Member, Select-Object * and the formatter see it. */
typedef enum MemberKind {
	MEMBER_PROPERTY,
	MEMBER_NOTE,
	MEMBER_ALIAS,
	MEMBER_SCRIPT,
	MEMBER_CODE,
	MEMBER_METHOD,
	MEMBER_SCRIPT_METHOD,
	MEMBER_PROPERTY_SET,
	MEMBER_PARAMETERIZED
} MemberKind;
typedef struct Member {
	MemberKind kind;
	Str name;                /* borrowed from the object or the type */
	const PropDef *prop;     /* MEMBER_PROPERTY and MEMBER_CODE of a type */
	const MethodDef *method; /* the first overload */
	const Slot *slot;        /* members carried by the object */
	bool is_static;
} Member;
typedef struct MemberList {
	Member *p;
	size_t n, cap;
	Value held; /* what the slots belong to, where it was made for the list; V_EMPTY else */
} MemberList;
enum { MEMBERS_PROPERTIES = 1, MEMBERS_METHODS = 2, MEMBERS_STATIC = 4, MEMBERS_HIDDEN = 8 };
/* All members in PowerShell's order: those the object carries, then those PowerShell adds to its type (script, alias
 * and code properties), then the type's own, most derived first.  Methods come after properties, one row a name. */
void member_list(Interp *in, Value v, unsigned what, MemberList *list);
void member_list_static(Interp *in, const TypeDef *type, unsigned what, MemberList *list);
void member_list_release(MemberList *list);
/* The value of one listed property. */
Flow member_value(Interp *in, Value v, const Member *member, Value *out) NODISCARD;
/* As Get-Member's column Definition has it: "int Length {get;}", "string a=x", "string ToUpper(), string
 * ToUpper(...)". */
Flow member_put_definition(Interp *in, Value v, const Member *member, Buf *out) NODISCARD;
/* All overloads of a method, as Definition shows them; the text between them. */
void member_put_overloads(Interp *in, const TypeDef *type, const Member *member, Str separator, Buf *out);
/* Full name of the type a property's value has. */
Str member_value_type(Value v, const Member *member);

#endif
