/* list: ArrayList, List<T>, Collection<T>, Queue and Stack. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/value/list.h"

List *list_new(const TypeDef *type)
{
	List *list = value_alloc(V_LIST, sizeof(*list));

	list->type = type;
	return list;
}

/* Room for one more behind the last item; a queue's free head is used before memory grows. */
static void make_room(List *list)
{
	if (list->head + list->n < list->cap)
		return;
	if (list->head > list->cap / 2) {
		memmove(list->items, list->items + list->head, list->n * sizeof(Value));
		list->head = 0;
		return;
	}
	list->items = mem_grow(list->items, &list->cap, list->head + list->n + 1, sizeof(Value));
}

void list_push_take(List *list, Value v)
{
	make_room(list);
	list->items[list->head + list->n++] = v;
	list->version++;
}

void list_insert_take(List *list, size_t at, Value v)
{
	Value *item;

	make_room(list);
	item = list->items + list->head + at;
	memmove(item + 1, item, (list->n - at) * sizeof(Value));
	*item = v;
	list->n++;
	list->version++;
}

Value list_remove_at(List *list, size_t at)
{
	Value *item = list->items + list->head + at;
	Value removed = *item;

	if (at == 0)
		list->head++;
	else
		memmove(item, item + 1, (list->n - at - 1) * sizeof(Value));
	if (--list->n == 0)
		list->head = 0;
	list->version++;
	return removed;
}

void list_set_take(List *list, size_t at, Value v)
{
	value_set_take(&list->items[list->head + at], v);
	list->version++;
}

void list_clear(List *list)
{
	Value *items = list->items;
	size_t head = list->head, n = list->n;

	/* emptied first: what dies may look at the list */
	list->items = NULL;
	list->head = list->n = list->cap = 0;
	list->version++;
	for (size_t i = 0; i < n; i++)
		value_drop(items[head + i]);
	free(items);
}
