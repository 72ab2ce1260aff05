/* member_definition: Microsoft.PowerShell.Commands.MemberDefinition: what Get-Member gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_MEMBER_DEFINITION_H
#define UTILITY_MEMBER_DEFINITION_H

#include "shell/value/object.h"

typedef struct MemberDefinition {
	Value type_name, name, definition; /* strings */
	Value member_type;                 /* PSMemberTypes */
} MemberDefinition;

/* Takes what definition holds. */
Value member_definition_new_take(const MemberDefinition *definition) NODISCARD;

#endif
