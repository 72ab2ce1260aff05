/* convert: PowerShell's conversions between types (LanguagePrimitives.ConvertTo; reference 6). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_CONVERT_H
#define VALUE_CONVERT_H

#include "shell/base/num.h"
#include "shell/value/runtime.h"

/* A cast: invariant culture.  Raises the error of reference 6.2 to 6.5 on failure.  V_EMPTY converts as $null. */
Flow convert_to(Interp *in, Value v, const TypeDef *to, Value *out) NODISCARD;
/* The same without an error: -as, overload choice, comparisons.  *out is V_EMPTY on false. */
bool convert_try(Interp *in, Value v, const TypeDef *to, Value *out);

/* Raises a conversion error with an id of a type's own, for ops->convert: Cannot convert value "v" to type "to". Error:
 * "reason". */
Flow convert_fail(Interp *in, const char *id, Value v, const TypeDef *to, Str reason) NODISCARD;

/* Conditions, -not, -and: reference 6.1; never fails. */
bool convert_to_bool(Value v);
/* Appends [string]v: arrays joined by $OFS.  Fails only where a script's ToString() does. */
Flow convert_put_text(Interp *in, Value v, Buf *out) NODISCARD;
Flow convert_to_string(Interp *in, Value v, Value *out) NODISCARD;
/* The same inside an expandable string: a number that was an argument shows as a number (asked of 7.6). */
Flow convert_put_embedded(Interp *in, Value v, Buf *out) NODISCARD;
/* Text as the screen shows it: current culture, doubles in 15 digits, a pscustomobject as @{A=1}; a collection as its
 * type, because the formatter lists it itself. */
Flow convert_put_display(Interp *in, Value v, Buf *out) NODISCARD;
/* An element for -join: as on the screen, but a pscustomobject is empty (asked of 7.6). */
Flow convert_put_element(Interp *in, Value v, Buf *out) NODISCARD;
/* v.ToString() of .NET: current culture, and Core's doubles in as many digits as they need. */
Flow convert_put_tostring(Interp *in, Value v, Buf *out) NODISCARD;
/* An exact number read from text is tried first, then what [type]'text' does for the type of the other operand. */
Flow convert_text_to_number_as(Interp *in, Value text, const TypeDef *fallback, Value *out) NODISCARD;
bool convert_try_text_to_number(Interp *in, Value text, const TypeDef *fallback, Value *out);
/* [pscustomobject]v: a hash becomes an object with its keys as properties (PSTypeName: its type name), everything else
 * stays what it is.  The type [pscustomobject] is [psobject], so the cast has a function of its own. */
Flow convert_to_custom(Interp *in, Value v, Value *out) NODISCARD;

/* The number in a numeric value (bool and char too, enums by value); false when it is none. */
bool convert_peek_number(Value v, Num *out);
Value convert_from_num(const Num *num) NODISCARD;
/* Text as a number for arithmetic: literal, else error as [int]'x' has it (reference 6.8.2). */
Flow convert_text_to_number(Interp *in, Value text, Value *out) NODISCARD;
/* A number within int range, for counts and indexes. */
Flow convert_to_i32(Interp *in, Value v, int32_t *out) NODISCARD;
Flow convert_to_i64(Interp *in, Value v, int64_t *out) NODISCARD;

/* .NET composite formatting: '{0,-10:N2}' -f args; current culture.  Raises FormatError. */
Flow convert_format(Interp *in, Str format, const Value *args, size_t n, Buf *out) NODISCARD;
/* The same for .NET members: raises FormatException. */
Flow convert_put_composite(Interp *in, Str format, const Value *args, size_t n, Buf *out) NODISCARD;
/* One value with a format string (IFormattable), "" for none. */
Flow convert_put_formatted(Interp *in, Value v, Str format, Buf *out) NODISCARD;

#endif
