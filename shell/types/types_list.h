/* types_list: every type of this room by name; one line a type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_TYPES_LIST_H
#define TYPES_TYPES_LIST_H

#include "shell/types/enums.h"
#include "shell/types/types.h"

/* KNOWN(number, symbol): members of a type the value room knows by number. */
/* clang-format off */
#define KNOWN_LIST(KNOWN) \
	KNOWN(T_BOOL, boolean) KNOWN(T_CHAR, char) KNOWN(T_SBYTE, sbyte) KNOWN(T_BYTE, byte) KNOWN(T_INT16, int16) \
	KNOWN(T_UINT16, uint16) KNOWN(T_INT32, int32) KNOWN(T_UINT32, uint32) KNOWN(T_INT64, int64) \
	KNOWN(T_UINT64, uint64) KNOWN(T_SINGLE, single) KNOWN(T_DOUBLE, double) KNOWN(T_DECIMAL, decimal) \
	KNOWN(T_STRING, string)

/* NATIVE(symbol): a type that lives here: its TypeDef is type_<symbol>. */
#define NATIVE_LIST(NATIVE) \
	NATIVE(bit_converter) NATIVE(convert) NATIVE(culture_info) NATIVE(date_time_format_info) NATIVE(math) \
	NATIVE(number_format_info) NATIVE(text_info)
/* clang-format on */

#define KNOWN(id, name) extern const TypeMembers type_##name;
#define NATIVE(name)    extern const TypeDef type_##name;
KNOWN_LIST(KNOWN)
NATIVE_LIST(NATIVE)
#undef KNOWN
#undef NATIVE

/* Parts of System.String in a file of their own. */
extern const PropDef type_string_statics[];
extern const MethodDef type_string_static_methods[], type_string_constructors[];

Value types_db_null(void) NODISCARD; /* [DBNull]::Value */
/* An enumerator of the given type over the items of an array (consumed). */
Value types_enumerator_take(const TypeDef *type, Value items) NODISCARD;
/* GetEnumerator() of any collection: of the type .NET gives it. */
Flow types_enumerator(Interp *in, Value collection, Value *out) NODISCARD;

#endif
