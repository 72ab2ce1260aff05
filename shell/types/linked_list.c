/* linked_list: System.Collections.Generic.LinkedList`1 and its nodes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_collection.h"

/* A node knows its list without counting it, so that the two keep nobody alive in a circle. */
typedef struct Node {
	Value value;
	struct Linked *list; /* NULL: in none */
} Node;

typedef struct Linked {
	Array *nodes; /* in order */
	Object *self; /* the list's own object, not counted */
} Linked;

static Linked *list_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static Node *node_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static void free_list(Object *object, ValueDrops *drops)
{
	Linked *list = object->payload;

	for (size_t i = 0; i < list->nodes->n; i++)
		node_of(list->nodes->items[i])->list = NULL;
	value_drop_later(drops, array_value(list->nodes));
	free(list);
}

static void free_node(Object *object, ValueDrops *drops)
{
	Node *node = object->payload;

	value_drop_later(drops, node->value);
	free(node);
}

static Value new_node(Interp *in, const TypeDef *list, Value value)
{
	const TypeDef *type = type_set_close(
		runtime_of(in)->types, &type_linked_list_node, list->elem ? list->elem : type_of_id(T_OBJECT), NULL);
	Node *node = MEM_NEW(Node);

	node->value = value_ref(value);
	return object_value(object_new_native(type ? type : &type_linked_list_node, node));
}

static void insert_take(Linked *list, size_t at, Value node)
{
	Array *nodes = list->nodes;

	node_of(node)->list = list;
	array_push_take(nodes, node);
	memmove(nodes->items + at + 1, nodes->items + at, (nodes->n - 1 - at) * sizeof(*nodes->items));
	nodes->items[at] = node;
}

static void remove_at(Linked *list, size_t at)
{
	Array *nodes = list->nodes;
	Value node = nodes->items[at];

	node_of(node)->list = NULL;
	memmove(nodes->items + at, nodes->items + at + 1, (nodes->n - at - 1) * sizeof(*nodes->items));
	nodes->n--;
	value_drop(node);
}

/* Where a node stands in its list; STR_NONE: in none. */
static size_t place_of(const Linked *list, Value node)
{
	node = value_unwrap_peek(node);
	for (size_t i = 0; list && i < list->nodes->n; i++)
		if (list->nodes->items[i].object == node.object)
			return i;
	return STR_NONE;
}

/* ---- making ---- */

/* (), (collection) */
TYPE_METHOD(make)
{
	Linked *list = MEM_NEW(Linked);
	const Array *items = n ? types_array(args[0]) : NULL;

	list->nodes = array_new_objects();
	list->self = object_new_native(types_self(self), list);
	for (size_t i = 0; items && i < items->n; i++)
		insert_take(list, i, new_node(in, types_self(self), array_peek(items, i)));
	return types_found(out, object_value(list->self));
}

TYPE_METHOD(make_node)
{
	Node *node = MEM_NEW(Node);

	node->value = value_ref(args[0]);
	return types_found(out, object_value(object_new_native(types_self(self), node)));
}

/* ---- changing ---- */

/* A value, for which a node is made and given back, or a node. */
static Flow put(Interp *in, Value self, size_t at, Value item, Value *out)
{
	bool is_node = type_is(type_of(item), &type_linked_list_node);
	Value node;

	if (is_node && node_of(item)->list)
		return fault_exception(
			in, EXC_INVALID_OPERATION, "The LinkedList node already belongs to a LinkedList.");
	node = is_node ? value_ref(value_unwrap_peek(item)) : new_node(in, type_of(self), item);
	if (!is_node)
		*out = value_ref(node);
	insert_take(list_of(self), at, node);
	return FLOW_NEXT;
}

TYPE_METHOD(add_first)
{
	return put(in, self, 0, args[0], out);
}

TYPE_METHOD(add_last)
{
	return put(in, self, list_of(self)->nodes->n, args[0], out);
}

static Flow put_beside(Interp *in, Value self, const Value *args, size_t after, Value *out)
{
	size_t at;

	if (!types_given(args[0]))
		return types_null(in, "node");
	at = place_of(list_of(self), args[0]);
	if (at == STR_NONE)
		return fault_exception(
			in, EXC_INVALID_OPERATION, "The LinkedList node does not belong to current LinkedList.");
	return put(in, self, at + after, args[1], out);
}

TYPE_METHOD(add_after)
{
	return put_beside(in, self, args, 1, out);
}

TYPE_METHOD(add_before)
{
	return put_beside(in, self, args, 0, out);
}

/* Index of the first (last) node with that value. */
static size_t find(const Linked *list, Value value, bool last)
{
	size_t n = list->nodes->n;

	for (size_t i = 0; i < n; i++) {
		size_t at = last ? n - 1 - i : i;
		Value own = node_of(list->nodes->items[at])->value;

		if (value_is_null(own) ? value_is_null(value) : compare_same(own, value))
			return at;
	}
	return STR_NONE;
}

/* A value: whether it was there; a node: nothing. */
TYPE_METHOD(remove_item)
{
	bool is_node = type_is(type_of(args[0]), &type_linked_list_node);
	size_t at = is_node ? place_of(list_of(self), args[0]) : find(list_of(self), args[0], false);

	if (is_node && at == STR_NONE)
		return fault_exception(
			in, EXC_INVALID_OPERATION, "The LinkedList node does not belong to current LinkedList.");
	if (at != STR_NONE)
		remove_at(list_of(self), at);
	return is_node ? FLOW_NEXT : types_found(out, value_bool(at != STR_NONE));
}

static Flow remove_end(Interp *in, Value self, bool last)
{
	Linked *list = list_of(self);

	if (list->nodes->n == 0)
		return fault_exception(in, EXC_INVALID_OPERATION, "The LinkedList is empty.");
	remove_at(list, last ? list->nodes->n - 1 : 0);
	return FLOW_NEXT;
}

TYPE_METHOD(remove_first)
{
	return remove_end(in, self, false);
}

TYPE_METHOD(remove_last)
{
	return remove_end(in, self, true);
}

TYPE_METHOD(clear)
{
	while (list_of(self)->nodes->n > 0)
		remove_at(list_of(self), list_of(self)->nodes->n - 1);
	return FLOW_NEXT;
}

/* ---- looking ---- */

static Value node_at(const Linked *list, size_t at)
{
	return list && at < list->nodes->n ? value_ref(list->nodes->items[at]) : VALUE_NULL;
}

TYPE_METHOD(find_first)
{
	return types_found(out, node_at(list_of(self), find(list_of(self), args[0], false)));
}

TYPE_METHOD(find_last)
{
	return types_found(out, node_at(list_of(self), find(list_of(self), args[0], true)));
}

TYPE_METHOD(contains)
{
	return types_found(out, value_bool(find(list_of(self), args[0], false) != STR_NONE));
}

static Flow enumerate(UNUSED Interp *in, Value self, Array *out)
{
	const Array *nodes = list_of(self)->nodes;

	for (size_t i = 0; i < nodes->n; i++)
		array_push(out, node_of(nodes->items[i])->value);
	return FLOW_NEXT;
}

TYPE_METHOD(get_enumerator)
{
	Array *items = array_new_objects();

	FLOW_TRY(enumerate(in, self, items));
	return types_found(out, types_enumerator_take(&type_array_enumerator, array_value(items)));
}

TYPE_METHOD(copy_to)
{
	Array *items = array_new_objects();
	Flow flow = enumerate(in, self, items);

	if (flow == FLOW_NEXT)
		flow = types_copy_to(in, items, args[0], types_int(args[1]));
	value_drop(array_value(items));
	return flow;
}

/* clang-format off */
TYPE_GET(get_count) { return types_found(out, value_int((int32_t)list_of(self)->nodes->n)); }
TYPE_GET(get_first) { return types_found(out, node_at(list_of(self), 0)); }
TYPE_GET(get_last) { return types_found(out, node_at(list_of(self), list_of(self)->nodes->n - 1)); }
TYPE_GET(get_value) { return types_found(out, value_ref(node_of(self)->value)); }
TYPE_GET(get_list) { return types_found(out, node_of(self)->list ? value_ref(object_value(node_of(self)->list->self)) : VALUE_NULL); }
TYPE_GET(get_next) { return types_found(out, node_at(node_of(self)->list, place_of(node_of(self)->list, self) + 1)); }
TYPE_GET(get_previous) { return types_found(out, node_at(node_of(self)->list, place_of(node_of(self)->list, self) - 1)); }
/* clang-format on */

TYPE_SET(set_value)
{
	value_set_take(&node_of(self)->value, value_ref(to));
	return FLOW_NEXT;
}

/* ---- tables ---- */

#define LIST "System.Collections.Generic.LinkedList[T]"
#define NODE "System.Collections.Generic.LinkedListNode[T]"

static const PropDef list_props[] = {
	PROP("Count", "System.Int32", get_count),
	PROP("First", NODE, get_first),
	PROP("Last", NODE, get_last),
	PROPS_END,
};
static const MethodDef list_methods[] = {
	METHOD("AddAfter", NODE " AddAfter(" NODE " node, T value)", add_after),
	METHOD("AddAfter", "void AddAfter(" NODE " node, " NODE " newNode)", add_after),
	METHOD("AddBefore", NODE " AddBefore(" NODE " node, T value)", add_before),
	METHOD("AddBefore", "void AddBefore(" NODE " node, " NODE " newNode)", add_before),
	METHOD("AddFirst", NODE " AddFirst(T value)", add_first),
	METHOD("AddFirst", "void AddFirst(" NODE " node)", add_first),
	METHOD("AddLast", NODE " AddLast(T value)", add_last),
	METHOD("AddLast", "void AddLast(" NODE " node)", add_last),
	METHOD("Clear", "void Clear()", clear),
	METHOD("Contains", "bool Contains(T value)", contains),
	METHOD("CopyTo", "void CopyTo(T[] array, int index)", copy_to),
	METHOD("Find", NODE " Find(T value)", find_first),
	METHOD("FindLast", NODE " FindLast(T value)", find_last),
	METHOD("GetEnumerator", "System.Collections.Generic.LinkedList`1+Enumerator[T] GetEnumerator()",
		get_enumerator),
	METHOD("Remove", "bool Remove(T value)", remove_item),
	METHOD("Remove", "void Remove(" NODE " node)", remove_item),
	METHOD("RemoveFirst", "void RemoveFirst()", remove_first),
	METHOD("RemoveLast", "void RemoveLast()", remove_last),
	METHODS_END,
};
static const MethodDef list_constructors[] = {
	NEW(LIST " new()", make),
	NEW(LIST " new(System.Collections.Generic.IEnumerable[T] collection)", make),
	METHODS_END,
};
static const PropDef node_props[] = {
	PROP("List", LIST, get_list),
	PROP("Next", NODE, get_next),
	PROP("Previous", NODE, get_previous),
	PROP_RW("Value", "T", get_value, set_value),
	PROP_IN_CORE("ValueRef", "T&", get_value),
	PROPS_END,
};
static const MethodDef node_constructors[] = { NEW(NODE " new(T value)", make_node), METHODS_END };
static const TypeMembers list_members = {
	.props = list_props, .methods = list_methods, .constructors = list_constructors
};
static const TypeMembers node_members = { .props = node_props, .constructors = node_constructors };
static const TypeOps list_ops = { .free = free_list, .enumerate = enumerate };
static const TypeOps node_ops = { .free = free_node };
static const TypeDef *const interfaces[] = { &type_known[T_ICOLLECTION], &type_known[T_IENUMERABLE], NULL };

const TypeDef type_linked_list = {
	.name = "System.Collections.Generic.LinkedList`1",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_GENERIC,
	.members = &list_members,
	.ops = &list_ops,
	.interfaces = interfaces,
};
const TypeDef type_linked_list_node = {
	.name = "System.Collections.Generic.LinkedListNode`1",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_GENERIC,
	.members = &node_members,
	.ops = &node_ops,
};
