/* array: .NET arrays with their element type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_ARRAY_H
#define VALUE_ARRAY_H

#include "shell/value/type.h"

/* Fixed size to scripts; made by pushing.  byte[] is stored as bytes, everything else as Values. */
typedef struct Array {
	Heap heap;
	const TypeDef *type; /* the array type: System.Object[] ... */
	size_t n, cap;
	union {
		Value *items;
		uint8_t *bytes; /* when array_is_bytes */
	};
} Array;

/* Whether the elements are kept as bytes, not as Values. */
static inline bool array_is_bytes(const Array *a)
{
	return a->type == &type_byte_array;
}
/* An empty array of that array type, with room for so many. */
Array *array_new(const TypeDef *array_type, size_t reserve) NODISCARD;
Array *array_new_objects(void) NODISCARD;                                              /* object[] */
Value array_from_bytes(Str bytes) NODISCARD;                                           /* byte[] */
Value array_from_strings(const Str *s, size_t n, const TypeDef *array_type) NODISCARD; /* type NULL: string[] */
static inline Value array_value(Array *a) /* the owner's reference becomes the Value's */
{
	return (Value){ .kind = V_ARRAY, .array = a };
}
/* An owned copy of the reference to item i (i < n). */
Value array_get(const Array *a, size_t i);
/* The same without a reference of its own. */
Value array_peek(const Array *a, size_t i);
void array_set_take(Array *a, size_t i, Value v);
/* Only while nobody else holds it. */
void array_push_take(Array *a, Value v);
void array_push(Array *a, Value v);
Str array_bytes(const Array *a); /* of a byte[] */
/* a + b for scripts: a new array of a's elements and b (or b's elements), or a itself grown when unshared; consumes
 * a. */
Array *array_append_take(Value b, bool spread, Array *a) NODISCARD;

#endif
