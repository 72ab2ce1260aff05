/* member_table: the members of a type and its bases in one table, with their signatures read; kept by the TypeSet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_MEMBER_TABLE_H
#define VALUE_MEMBER_TABLE_H

#include "shell/value/member.h"

enum { PARAMETER_REF = 1, PARAMETER_PARAMS = 2, PARAMETER_OPTIONAL = 4 };

typedef struct Parameter {
	const TypeDef *type; /* NULL: a type that is not known here: takes $null alone */
	Str name;
	uint8_t flags;
} Parameter;

typedef struct Overload {
	const MethodDef *def;
	Parameter *params;
	uint32_t n, min; /* parameters; how many must be given */
	bool has_params; /* the last one is a params array */
} Overload;

/* All overloads of one name. */
typedef struct MethodGroup {
	const char *name; /* as declared */
	const TypeDef *type;
	const MethodDef **defs;
	Overload *overloads; /* made at the first call */
	uint32_t n, cap;
	bool is_static;
	const PropDef *accessed; /* get_X and set_X: the property they read or set, in place of a function */
} MethodGroup;

typedef struct MemberEntry {
	const char *name; /* NULL: free slot */
	uint32_t hash;
	const PropDef *prop;
	MethodGroup *group;
} MemberEntry;

/* get_Length and its like (member_accessor.c). */
typedef struct Accessor {
	MemberEntry entry;
	struct Accessor *next;
} Accessor;

typedef struct MemberTable {
	MemberEntry *instance, *statics; /* open addressing */
	uint32_t ninstance, nstatics;    /* sizes: powers of two, or 0 */
	MethodGroup *constructors;       /* NULL: none */
	Accessor *accessors;             /* those asked for so far */
} MemberTable;

/* What a type has; NULL when nothing by that name. */
const MemberEntry *member_table_find(Interp *in, const TypeDef *type, Str name, bool is_static);
/* The group of an accessor by its name; NULL: no property or indexer of the type has it. */
MethodGroup *member_accessor_make(Interp *in, const TypeDef *type, Str name, bool is_static);
/* Constructors of the very type; NULL: none. */
MethodGroup *member_table_constructors(Interp *in, const TypeDef *type);
/* Reads the signatures of a group, once. */
void member_table_parse(Interp *in, MethodGroup *group);
/* A signature with the arguments of a closed generic in place of T, as Get-Member shows it. */
void member_table_put_signature(const MethodGroup *group, const MethodDef *def, Buf *out);

/* ---- the choice of overload (member_choose.c) ---- */
/* The best overload for the arguments; NULL: none fits, or with *ambiguous several fit alike.  *expanded: arguments
 * from the params parameter on are its elements. */
const Overload *member_choose(
	Interp *in, MethodGroup *group, const Value *args, size_t n, bool *expanded, bool *ambiguous);

/* ---- calls (member_call.c) ---- */
typedef struct MemberCall {
	Value self;
	MethodGroup *group;
	Str name;  /* as the script wrote it */
	Str shown; /* as messages about arguments and exceptions name it: declared, or .ctor */
} MemberCall;
Flow member_call_group(Interp *in, const MemberCall *call, const Value *args, size_t n, Value *out) NODISCARD;

/* ---- intrinsic members (member_intrinsic.c) ---- */
/* psobject, pstypenames and their like, on any value but $null. */
Flow member_intrinsic(Interp *in, Value v, Str name, Value *out, bool *found) NODISCARD;
/* What stands behind psbase; false: v is no psbase. */
bool member_base_peek(Value v, Value *target);
/* A method without parentheses: 'abc'.ToUpper. */
Value member_method_info(Value self, MethodGroup *group) NODISCARD;
/* The object that carries the added members of v: v itself, or NULL for a value that carries none. */
static inline Object *member_carrier(Value v)
{
	return v.kind == V_OBJECT ? v.object : NULL;
}
/* The slot's value; the other side of an alias; what a script property's getter gives. */
Flow member_slot_get(Interp *in, Value self, const Slot *slot, Value *out) NODISCARD;
Flow member_slot_set(Interp *in, Value self, Slot *slot, Value to) NODISCARD;

/* .ForEach() and .Where() (member_sequence.c). */
bool member_is_sequence(Str name);
Flow member_sequence(Interp *in, Value v, Str name, const Value *args, size_t n, Value *out) NODISCARD;

#endif
