/* group_info: Microsoft.PowerShell.Commands.GroupInfo: what Group-Object gives. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UTILITY_GROUP_INFO_H
#define UTILITY_GROUP_INFO_H

#include "shell/value/list.h"
#include "shell/value/object.h"

typedef struct GroupInfo {
	Value name;   /* string */
	List *values; /* ArrayList of the keys */
	List *group;  /* Collection`1 of the objects; empty for GroupInfoNoElement */
	size_t count;
} GroupInfo;

/* Takes what info holds. */
Value group_info_new_take(bool no_element, const GroupInfo *info) NODISCARD;

#endif
