/* member: properties, methods and statics through TypeDef and the slots of objects (reference 6.9). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_MEMBER_H
#define VALUE_MEMBER_H

#include "shell/value/object.h"
#include "shell/value/runtime.h"

/* One-entry cache a syntax node keeps: where the name was found last. */
typedef struct MemberCache {
	const TypeDef *type;
	const PropDef *prop;
	uint32_t slot;
} MemberCache;

/* v.name: keys of hashtables first, slots, the type's properties, then the intrinsic ones (Count, Length, psobject,
 * pstypenames), then member enumeration over a collection.  Not found: *found false and *out $null (strict mode is the
 * evaluator's).  cache may be NULL. */
Flow member_get(Interp *in, Value v, Str name, MemberCache *cache, Value *out, bool *found) NODISCARD;
/* A property as PSObject.Properties[name] has it: the object's own and its type's; no keys of a hashtable, no member
 * enumeration.  What the binder looks at for ValueFromPipelineByPropertyName. */
Flow member_get_own(Interp *in, Value v, Str name, Value *out, bool *found) NODISCARD;
/* v.name = to: the errors of reference 6.9.2. */
Flow member_set(Interp *in, Value v, Str name, Value to) NODISCARD;
/* v.name(args): overloads by .NET's choice; errors of reference 6.9.3, exceptions of the member wrapped as
 * MethodInvocationException.  On a collection without that method: called on each element. */
Flow member_call(Interp *in, Value v, Str name, const Value *args, size_t n, Value *out) NODISCARD;
Flow member_get_static(Interp *in, const TypeDef *type, Str name, Value *out, bool *found) NODISCARD;
Flow member_set_static(Interp *in, const TypeDef *type, Str name, Value to) NODISCARD;
Flow member_call_static(Interp *in, const TypeDef *type, Str name, const Value *args, size_t n, Value *out) NODISCARD;
/* [type]::new(args) and New-Object: wrapped is the exception text style of the caller (New-Object reports otherwise). */
Flow member_construct(Interp *in, const TypeDef *type, const Value *args, size_t n, Value *out) NODISCARD;
/* v[key] and v[key] = to: reference 6.9.4. */
Flow member_index(Interp *in, Value v, Value key, Value *out) NODISCARD;
Flow member_index_set(Interp *in, Value v, Value key, Value to) NODISCARD;

/* The types this room itself describes: those behind psobject, its Properties and so on. */
extern const TypeEntry member_entries[];
extern const size_t member_nentries;

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
} MemberList;
enum { MEMBERS_PROPERTIES = 1, MEMBERS_METHODS = 2, MEMBERS_STATIC = 4, MEMBERS_HIDDEN = 8 };
/* All members in PowerShell's order: the type's own (declared order), then those added. */
void member_list(Interp *in, Value v, unsigned what, MemberList *list);
void member_list_static(Interp *in, const TypeDef *type, unsigned what, MemberList *list);
void member_list_release(MemberList *list);
/* The value of one listed property. */
Flow member_value(Interp *in, Value v, const Member *member, Value *out) NODISCARD;

#endif
