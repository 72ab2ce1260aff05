/* array: .NET arrays with their element type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/array.h"

static size_t item_size(const Array *a)
{
	return array_is_bytes(a) ? 1 : sizeof(Value);
}

Array *array_new(const TypeDef *array_type, size_t reserve)
{
	Array *a = value_alloc(V_ARRAY, sizeof(*a));

	a->type = array_type;
	if (reserve) {
		a->items = mem_resize(NULL, reserve, item_size(a));
		a->cap = reserve;
	}
	return a;
}

Array *array_new_objects(void)
{
	return array_new(&type_object_array, 0);
}

Value array_from_bytes(Str bytes)
{
	Array *a = array_new(&type_byte_array, bytes.n);

	if (bytes.n)
		memcpy(a->bytes, bytes.p, bytes.n);
	a->n = bytes.n;
	return array_value(a);
}

Value array_from_strings(const Str *s, size_t n, const TypeDef *array_type)
{
	Array *a = array_new(array_type ? array_type : &type_string_array, n);

	for (size_t i = 0; i < n; i++)
		array_push_take(a, value_string(s[i]));
	return array_value(a);
}

Value array_peek(const Array *a, size_t i)
{
	return array_is_bytes(a) ? value_integer(T_BYTE, a->bytes[i]) : a->items[i];
}

Value array_get(const Array *a, size_t i)
{
	return value_ref(array_peek(a, i));
}

void array_set_take(Array *a, size_t i, Value v)
{
	if (array_is_bytes(a))
		a->bytes[i] = (uint8_t)v.i64;
	else
		value_set_take(&a->items[i], v);
}

void array_push_take(Array *a, Value v)
{
	if (a->n == a->cap)
		a->items = mem_grow(a->items, &a->cap, a->n + 1, item_size(a));
	if (array_is_bytes(a))
		a->bytes[a->n++] = (uint8_t)v.i64;
	else
		a->items[a->n++] = v;
}

void array_push(Array *a, Value v)
{
	array_push_take(a, value_ref(v));
}

Str array_bytes(const Array *a)
{
	return (Str){ a->bytes ? (const char *)a->bytes : "", a->n };
}

/* $a + $b always makes an object[] (recorded: dotnet/byte-array-operations), so only those can grow in place. */
static Array *to_grow(Array *a, size_t n)
{
	Array *grown = a;

	if (a->heap.refs > 1 || a->type != &type_object_array) {
		grown = array_new(&type_object_array, n);
		for (size_t i = 0; i < a->n; i++)
			array_push_take(grown, array_get(a, i));
		value_drop(array_value(a));
	} else if (n > a->cap) {
#ifdef STRESS
		a->cap = 0;
#endif
		a->items = mem_grow(a->items, &a->cap, n, sizeof(Value));
	}
	return grown;
}

Array *array_append_take(Value b, bool spread, Array *a)
{
	const Array *other = b.kind == V_ARRAY ? b.array : NULL;
	size_t more = spread && other ? other->n : 1;

	a = to_grow(a, a->n + more);
	if (!spread || !other) {
		array_push(a, b);
		return a;
	}
	/* by index: b may be a itself, which is shared then and was copied above */
	for (size_t i = 0; i < more; i++)
		array_push_take(a, array_get(other, i));
	return a;
}
