/* types: the .NET types scripts use, one file a type; this header is their list and what they share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_TYPES_H
#define TYPES_TYPES_H

#include "shell/value/compare.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/iter.h"
#include "shell/value/list.h"
#include "shell/value/member.h"
#include "shell/value/secret.h"
#include "shell/value/view.h"

/* ---- the list ---- */
/* Everything in this room: native types, and the members of types that the value room knows. */
extern const TypeEntry types_all[];
extern const size_t types_count;
void types_register(TypeSet *set);

/* ---- writing a type ---- */
/* Heads of the functions in PropDef and MethodDef, whose parameters not every member needs.  A method's arguments are
 * converted to its signature; self is the value, for statics and constructors the [type]. */
#define TYPE_METHOD(name)                                                                                              \
	static Flow name(                                                                                              \
		UNUSED Interp *in, UNUSED Value self, UNUSED const Value *args, UNUSED size_t n, UNUSED Value *out)
#define TYPE_GET(name) static Flow name(UNUSED Interp *in, UNUSED Value self, UNUSED Value *out)
#define TYPE_SET(name) static Flow name(UNUSED Interp *in, UNUSED Value self, UNUSED Value to)
/* Rows of the tables.  NEW is a constructor; _CORE and _DESKTOP rows are seen in that edition alone. */
/* clang-format off */
#define METHOD(name, signature, fn)         { name, signature, fn, 0 }
#define METHOD_CORE(name, signature, fn)    { name, signature, fn, WHERE_CORE }
#define METHOD_DESKTOP(name, signature, fn) { name, signature, fn, WHERE_DESKTOP }
#define NEW(signature, fn)                  { "new", signature, fn, 0 }
#define INDEXER(name, signature, fn)        { name, signature, fn, METHOD_INDEXER }
#define INDEXER_SET(name, signature, fn)    { name, signature, fn, METHOD_INDEXER | METHOD_INDEXER_SET }
#define METHODS_END                         { NULL, NULL, NULL, 0 }
#define PROP(name, type, get)               { name, type, get, NULL, 0 }
#define PROP_RW(name, type, get, set)       { name, type, get, set, 0 }
#define FIELD(name, type, get)              { name, type, get, NULL, PROP_FIELD }
#define PROP_IN_CORE(name, type, get)      { name, type, get, NULL, PROP_CORE }
#define PROPS_END                           { NULL, NULL, NULL, NULL, 0 }
#define ENUM_END                            { NULL, 0 }
/* clang-format on */

/* ---- arguments ---- */
Str types_str(Value v);            /* text of a string argument; $null is empty */
int64_t types_int(Value v);        /* of an integer, enum, char or bool argument */
bool types_given(Value v);         /* neither absent nor $null */
const Array *types_array(Value v); /* NULL when it is no array */
/* The type a static member or constructor was called on. */
const TypeDef *types_self(Value self);
/* Sets what a [ref] argument stands for: $ref.Value = v. */
Flow types_set_ref_take(Interp *in, Value ref, Value v) NODISCARD;
/* Calls a delegate argument (a script block) with $args; $_ is not set, as PowerShell has it. */
Flow types_invoke(Interp *in, Value block, const Value *args, size_t n, Value *out) NODISCARD;
Flow types_test(Interp *in, Value block, Value item, bool *out) NODISCARD; /* Predicate<T> */
/* The items of any sequence argument as an object[] (owned). */
Flow types_items(Interp *in, Value sequence, Array **out) NODISCARD;
/* A number within the range of an array of n: the element's bytes of a byte[] argument, copied. */
Flow types_bytes(Interp *in, Value v, const char *param, Str *out) NODISCARD;

/* ---- results ---- */
Value types_buf_string(Buf *buf) NODISCARD; /* and releases the buffer */
/* Puts s so that the half of a pair at its start joins the one that stands before it. */
void types_put_joined(Str s, Buf *out);
Value types_strings(const Str *s, size_t n) NODISCARD;
Value types_list(Interp *in, TypeId generic, const TypeDef *elem) NODISCARD; /* an empty List`1 of that */
Flow types_found(Value *out, Value v); /* *out = v, and FLOW_NEXT: the last line of a getter */

/* ---- failures ---- */
/* Which of two texts the edition has. */
const char *types_pick(Interp *in, const char *desktop, const char *core);
/* ArgumentNullException, ArgumentOutOfRangeException with .NET's texts. */
Flow types_null(Interp *in, const char *param) NODISCARD;
Flow types_empty(Interp *in, const char *param) NODISCARD; /* The value cannot be an empty string. */
/* ArgumentOutOfRangeException "x ('-1') must be a non-negative value."; Desktop has one text for all of them. */
Flow types_negative(Interp *in, const char *param, int64_t actual, const char *desktop) NODISCARD;
/* The text, and in Core the value it is about on a line of its own. */
Flow types_actual(Interp *in, const char *param, const char *text, int64_t actual) NODISCARD;
Flow types_too_large(Interp *in, const char *param, uint32_t actual, int64_t limit, const char *desktop) NODISCARD;
/* Index was out of range. Must be non-negative and less ... */
Flow types_index(Interp *in, const char *param) NODISCARD;
/* The same of a place where something may begin: the end is one. */
Flow types_past_end(Interp *in, const char *param) NODISCARD;
/* Known, but not done: NotImplementedException that names it. */
Flow types_not_done(Interp *in, const char *what) NODISCARD;
/* Not to be had on this system: PlatformNotSupportedException. */
Flow types_not_here(Interp *in, const char *text) NODISCARD;
/* A text of the edition's table with its {0} filled in. */
Flow types_edition_fault(Interp *in, ExceptionId exception, EditionText text, Str arg) NODISCARD;
/* After a FLOW_THROW of something that PowerShell would have wrapped: throws the innermost exception again, bare. */
Flow types_rethrow_inner(Interp *in) NODISCARD;
/* A failed system call on a file, as .NET words it; path is real, and is shown as the script sees it. */
Flow types_io(Interp *in, int error, Str real_path) NODISCARD;

/* ---- text with a culture ---- */
/* IFormattable.ToString(format, provider): provider $null is the current culture.  FormatException on a bad format. */
Flow types_put(Interp *in, Value v, Str format, Value provider, Buf *out) NODISCARD;
/* String.Format. */
Flow types_format(Interp *in, Value provider, Str format, const Value *args, size_t n, Buf *out) NODISCARD;
/* StringComparison's numbers. */
enum {
	COMPARISON_CULTURE,
	COMPARISON_CULTURE_CASE,
	COMPARISON_INVARIANT,
	COMPARISON_INVARIANT_CASE,
	COMPARISON_ORDINAL,
	COMPARISON_ORDINAL_CASE
};
int types_compare(Interp *in, Str a, Str b, int comparison);
bool types_equal(Interp *in, Str a, Str b, int comparison);
/* Byte offset of part in s by the comparison, first or last; length: bytes it takes there. */
size_t types_find(Interp *in, Str s, Str part, int comparison, size_t *length);
size_t types_rfind(Interp *in, Str s, Str part, int comparison, size_t *length);

#endif
