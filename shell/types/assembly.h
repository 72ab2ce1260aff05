/* assembly: the assemblies types say they come from. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_ASSEMBLY_H
#define TYPES_ASSEMBLY_H

#include "shell/types/types_list.h"

/* "mscorlib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089" */
void assembly_put_name(Interp *in, const TypeDef *type, Buf *out);
/* The Assembly object of a type. */
Value assembly_of(Interp *in, const TypeDef *type) NODISCARD;
/* "System.Private.CoreLib" */
const char *assembly_short_name(Interp *in, const TypeDef *type);

#endif
