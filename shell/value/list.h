/* list: ArrayList, List<T>, Collection<T>, Queue and Stack. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VALUE_LIST_H
#define VALUE_LIST_H

#include "shell/value/type.h"

/* Items are in the order they were added; a Stack's top is the last, and walks over it (iter.h) start there.
 * version counts changes, so that an enumeration notices them ("Collection was modified"). */
typedef struct List {
	Heap heap;
	const TypeDef *type; /* ArrayList, List`1[...] ... : type->elem is NULL for the untyped ones */
	Value *items;
	size_t head, n, cap; /* items[head .. head + n) */
	uint32_t version;
	bool fixed; /* read-only or fixed size: changes are refused by the members */
} List;

/* An empty list of that type (ArrayList, a List`1); items are lent, stored and replaced as their names say, at < n. */
List *list_new(const TypeDef *type) NODISCARD;
static inline Value list_value(List *list)
{
	return (Value){ .kind = V_LIST, .list = list };
}
static inline Value list_peek(const List *list, size_t i)
{
	return list->items[list->head + i];
}
void list_push_take(List *list, Value v);
void list_insert_take(List *list, size_t at, Value v);
Value list_remove_at(List *list, size_t at) NODISCARD; /* the removed item */
void list_set_take(List *list, size_t at, Value v);
void list_clear(List *list);

#endif
