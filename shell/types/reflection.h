/* reflection: members of types as objects: MethodInfo, PropertyInfo, FieldInfo, ConstructorInfo. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_REFLECTION_H
#define TYPES_REFLECTION_H

#include "shell/types/types_list.h"

enum { REFLECT_METHODS = 1, REFLECT_PROPERTIES = 2, REFLECT_FIELDS = 4, REFLECT_CONSTRUCTORS = 8 };

/* The public members of a type of some kinds as an object[]; name: of that name alone, unless empty. */
Array *reflection_list(Interp *in, const TypeDef *type, unsigned kinds, Str name) NODISCARD;
/* Leaves of a list of methods those whose parameters have just these types (an array of types). */
void reflection_keep(Interp *in, Array *list, const Array *types);

#endif
