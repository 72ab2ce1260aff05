/* convert_list: to arrays, lists, queues and stacks (reference 6.5.1). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/convert_core.h"
#include "shell/value/iter.h"

static bool raised(Conversion *c)
{
	c->why = FAIL_RAISED;
	return false;
}

/* One item at the end, converted to elem (NULL: as it is). */
static bool push(Conversion *c, Array *array, Value item, const TypeDef *elem)
{
	Value converted;

	if (!elem || elem->id == T_OBJECT) {
		array_push(array, item);
		return true;
	}
	if (!convert_core(c, item, elem, &converted))
		return false;
	array_push_take(array, converted);
	return true;
}

static bool push_all(Conversion *c, Array *array, Value v, const TypeDef *elem)
{
	Iter it;
	Value item;
	Flow flow;
	bool done = true;

	if (iter_init(c->in, &it, v) != FLOW_NEXT)
		return raised(c);
	while (done && iter_next(c->in, &it, &item, &flow)) {
		done = push(c, array, item, elem);
		value_drop(item);
	}
	iter_release(&it);
	return done && flow != FLOW_NEXT ? raised(c) : done;
}

/* [char[]]'Hi': the one scalar with a way of its own. */
static void push_chars(Array *array, String *s)
{
	size_t n = string_units(s);

	for (size_t i = 0; i < n; i++)
		array_push_take(array, value_char(string_unit_at(s, i)));
}

/* The failure of a scalar's element is wrapped in the array's; where there was no way at all, or only the simple cast
 * of a date or a bool, the failure is the array's own. */
static bool scalar_failed(Conversion *c, Value v, const TypeDef *to)
{
	if (c->why == FAIL_RAISED)
		return false;
	if (c->why == FAIL_FINAL || (c->why == FAIL_INVALID_CAST && (v.kind == V_DATETIME || v.kind == V_BOOL)))
		return convert_why_final(c, v, to);
	if (c->nwraps < CONVERT_WRAPS)
		c->wraps[c->nwraps++] = to;
	return false;
}

bool convert_core_array(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	const TypeDef *elem = to->elem;
	Array *array = array_new(to->elem ? to : &type_object_array, iter_unrolls(v) ? 0 : 1);
	bool done = true;

	if (elem && elem->id == T_CHAR && v.kind == V_STRING) {
		push_chars(array, v.string);
	} else if (iter_unrolls(v)) {
		done = push_all(c, array, v, elem);
	} else if (!push(c, array, v, elem)) {
		done = scalar_failed(c, v, to);
	}
	*out = array_value(array);
	if (!done) {
		value_drop(*out);
		*out = VALUE_EMPTY;
	}
	return done;
}

/* ---- lists ---- */

static void fill(List *list, const Array *items)
{
	for (size_t i = 0; i < items->n; i++)
		list_push_take(list, array_get(items, i));
}

/* A number goes into a typed list by way of its text: [List[int]]65. */
static bool push_single(Conversion *c, Array *items, Value v, const TypeDef *elem)
{
	Value text;
	bool done;

	if (v.kind != V_INT && v.kind != V_SINGLE && v.kind != V_DOUBLE && v.kind != V_DECIMAL)
		return push(c, items, v, elem);
	if (convert_to_string(c->in, v, &text) != FLOW_NEXT)
		return raised(c);
	done = push(c, items, elem && elem->id != T_OBJECT ? text : v, elem);
	value_drop(text);
	return done;
}

/* What the constructors take: arrays, and for the untyped lists any list; a capacity, which characters and enums pass
 * for.  Everything else is one element of a typed list, and nothing for an untyped one (asked of 7.6). */
static bool collect(Conversion *c, Array *items, Value v, const TypeDef *to)
{
	const TypeDef *elem = to->elem;

	if (v.kind == V_ARRAY || (v.kind == V_LIST && (!elem || elem == v.list->type->elem)))
		return push_all(c, items, v, elem) || (c->why != FAIL_RAISED && convert_why_final(c, v, to));
	if ((v.kind == V_CHAR || v.kind == V_ENUM) && to->id != T_COLLECTION)
		return true;
	if (v.kind == V_HASH)
		return v.hash->n == 0 || convert_why_final(c, v, to);
	if ((to->id != T_LIST && to->id != T_COLLECTION) || v.kind == V_CHAR || v.kind == V_ENUM ||
		v.kind == V_DATETIME || (v.kind == V_BOOL && v.type == T_BOOL))
		return convert_why_final(c, v, to);
	return push_single(c, items, v, elem);
}

bool convert_core_list(Conversion *c, Value v, const TypeDef *to, Value *out)
{
	Array *items = array_new_objects();
	bool done = !(to->flags & TYPE_GENERIC) && collect(c, items, v, to);
	List *list;

	if (to->flags & TYPE_GENERIC)
		(void)convert_why_final(c, v, to);
	if (done) {
		list = list_new(to);
		fill(list, items);
		*out = list_value(list);
	}
	value_drop(array_value(items));
	return done;
}
