/* convert_core: what the files of convert share: one conversion under way, and why it failed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_CONVERT_CORE_H
#define VALUE_CONVERT_CORE_H

#include "shell/value/array.h"
#include "shell/value/bigint.h"
#include "shell/value/convert.h"
#include "shell/value/hash.h"
#include "shell/value/list.h"
#include "shell/value/object.h"

/* Why a value is not to be had as a type; texts are made of it only when somebody will read them (convert_fail.c). */
typedef enum ConvertFailure {
	FAIL_FINAL,            /* no way from one type to the other */
	FAIL_NULL,             /* $null as a value type */
	FAIL_NULL_ENUM,        /* ... as an enum */
	FAIL_FORMAT,           /* text that is no number */
	FAIL_OVERFLOW,         /* out of the range of detail (a TypeId) */
	FAIL_ARITHMETIC,       /* out of the range of a 64-bit integer */
	FAIL_NOT_A_NUMBER,     /* NaN as BigInteger */
	FAIL_INFINITY,         /* ∞ as BigInteger */
	FAIL_INVALID_CAST,     /* a value of a simple type, but not to this one */
	FAIL_NOT_CONVERTIBLE,  /* BigInteger as Char */
	FAIL_CHAR_LENGTH,      /* text of another length than one */
	FAIL_DATE,             /* detail: MomentStatus, and the place of an unknown word above its 8 bits */
	FAIL_TICKS,            /* a number that is no DateTime's ticks */
	FAIL_SPAN,             /* no TimeSpan */
	FAIL_SPAN_RANGE,       /* a TimeSpan with a part out of range */
	FAIL_TYPE_NAME,        /* no such type */
	FAIL_ENUM_NAME,        /* text is no name of the enum, nor the start of one */
	FAIL_ENUM_AMBIGUOUS,   /* ... the start of several */
	FAIL_ENUM_NUMBER,      /* a number without names */
	FAIL_ENUM_TEXT_NUMBER, /* the same from text */
	FAIL_CUSTOM,           /* pscustomobject to a type that is made of one argument */
	FAIL_PROPERTY,         /* culprit: the key of a hash that is no settable property */
	FAIL_CREATE,           /* from here on an error is pending: a property refused its value */
	FAIL_NATIVE,           /* the type's own conversion failed */
	FAIL_RAISED,           /* an error that stays as it is */
} ConvertFailure;

enum { CONVERT_WRAPS = 8 };

typedef struct Conversion {
	Interp *in;
	ConvertFailure why;
	Value culprit;             /* owned: what could not be converted: an element, for arrays */
	const TypeDef *culprit_to; /* to what */
	int64_t detail;            /* by why */
	const char *id;            /* FAIL_NATIVE: the error's id */
	const TypeDef
		*wraps[CONVERT_WRAPS]; /* arrays a scalar was to be put in, innermost first: each wraps the text */
	size_t nwraps;
} Conversion;

/* Each makes *out (owned) of v, or says why not by convert_why and returns false.  v is not $null and no wrapper. */
bool convert_core(Conversion *c, Value v, const TypeDef *to, Value *out);
bool convert_core_number(Conversion *c, Value v, const TypeDef *to, Value *out);  /* to T_CHAR, T_SBYTE .. T_BIGINT */
bool convert_core_text(Conversion *c, Value text, const TypeDef *to, Value *out); /* the same, from a string */
bool convert_core_datetime(Conversion *c, Value v, const TypeDef *to, Value *out);
bool convert_core_timespan(Conversion *c, Value v, const TypeDef *to, Value *out);
bool convert_core_enum(Conversion *c, Value v, const TypeDef *to, Value *out);
bool convert_core_array(Conversion *c, Value v, const TypeDef *to, Value *out);
bool convert_core_list(Conversion *c, Value v, const TypeDef *to, Value *out);   /* ArrayList, List`1 ... Stack */
bool convert_core_native(Conversion *c, Value v, const TypeDef *to, Value *out); /* types with ops or members */
bool convert_core_hash(Conversion *c, Value v, const TypeDef *to, Value *out);   /* hash to an object's properties */

/* Notes the failure; returns false. */
bool convert_why(Conversion *c, ConvertFailure why, Value culprit, const TypeDef *to);
bool convert_why_detail(Conversion *c, ConvertFailure why, Value culprit, const TypeDef *to, int64_t detail);
/* The failure that is left when nothing fits: by the kind of the value. */
bool convert_why_final(Conversion *c, Value v, const TypeDef *to);
/* Raises the error of a failed conversion. */
Flow convert_raise(Conversion *c) NODISCARD;
/* The value as the messages show it: current culture, collections as their type. */
void convert_put_shown(Interp *in, Value v, Buf *out);

/* How a value becomes text. */
enum {
	TEXT_CULTURE = 1,    /* numbers and dates of the current culture, else invariant */
	TEXT_JOIN = 2,       /* collections element by element, else the name of their type */
	TEXT_BAG = 4,        /* a pscustomobject as @{A=1; B=x}, else nothing */
	TEXT_SHORT_TYPE = 8, /* types by their accelerator, else by their full name */
	TEXT_ROUNDTRIP = 16, /* doubles as .NET's own ToString() has them */
	TEXT_LITERAL = 32,   /* a number that was an argument as it was written (reference 1.6.8) */
};
Flow convert_put(Interp *in, Value v, unsigned how, Buf *out) NODISCARD;

/* The row of a table (methods of a type, NULL is fine) with that name and those parameters, their types joined by
 * commas ("string,System.IFormatProvider"); NULL: none. */
const MethodDef *convert_find_row(const MethodDef *methods, Str name, Str types);

#endif
