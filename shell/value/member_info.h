/* member_info: members as objects (PSNoteProperty and its kin), for this room alone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_MEMBER_INFO_H
#define VALUE_MEMBER_INFO_H

#include "shell/value/member_table.h"

/* Payload of every PSMemberInfo: a member of target, or one that belongs to nothing yet. */
typedef struct MemberInfo {
	Value target; /* V_EMPTY: none */
	String *name;
	Value value, setter; /* of one without a target, as in a Slot */
	MemberKind kind;
	const PropDef *prop;
	MethodGroup *group;
} MemberInfo;

extern const TypeDef member_info_base, member_info_property_base, member_info_property, member_info_note,
	member_info_alias, member_info_script, member_info_set, member_info_method_base, member_info_method,
	member_info_script_method;

/* What Get-Member and PSObject.Members show of a member of target. */
Value member_info_new(Interp *in, Value target, const Member *member) NODISCARD;
/* Adds a member that belongs to nothing yet to an object; one of its name is replaced.  Values that carry no members
 * lose it at once, as PowerShell's temporary wrappers do. */
void member_info_attach(Value target, const MemberInfo *info);

#endif
