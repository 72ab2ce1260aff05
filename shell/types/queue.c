/* queue: System.Collections.Queue, Stack, their generic forms and those of System.Collections.Concurrent. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/types_collection.h"

static List *list_of(Value self)
{
	return value_unwrap_peek(self).list;
}

static bool is_stack(const List *list)
{
	return list->type->id == T_STACK;
}

/* Where the next item to come out stands. */
static size_t front(const List *list)
{
	return is_stack(list) ? list->n - 1 : 0;
}

TYPE_METHOD(put)
{
	list_push_take(list_of(self), value_ref(args[0]));
	return FLOW_NEXT;
}

static Flow check_empty(Interp *in, const List *list)
{
	if (list->n > 0)
		return FLOW_NEXT;
	return fault_exception(in, EXC_INVALID_OPERATION, is_stack(list) ? "Stack empty." : "Queue empty.");
}

TYPE_METHOD(take)
{
	FLOW_TRY(check_empty(in, list_of(self)));
	return types_found(out, list_remove_at(list_of(self), front(list_of(self))));
}

TYPE_METHOD(peek)
{
	FLOW_TRY(check_empty(in, list_of(self)));
	return types_found(out, value_ref(list_peek(list_of(self), front(list_of(self)))));
}

/* TryDequeue, TryPop, TryPeek ([ref] result) */
static Flow try(Interp *in, Value self, const Value *args, bool removes, Value *out)
{
	List *list = list_of(self);
	bool some = list->n > 0;
	Value item = VALUE_NULL;

	if (some)
		item = removes ? list_remove_at(list, front(list)) : value_ref(list_peek(list, front(list)));
	else if (list->type->elem && (list->type->elem->flags & TYPE_NUMBER))
		FLOW_TRY(convert_to(in, VALUE_NULL, list->type->elem, &item));
	*out = value_bool(some);
	return types_set_ref_take(in, args[0], item);
}

TYPE_METHOD(try_take)
{
	return try(in, self, args, true, out);
}

TYPE_METHOD(try_peek)
{
	return try(in, self, args, false, out);
}

TYPE_METHOD(to_array)
{
	const List *list = list_of(self);
	const TypeDef *elem = list->type->elem ? list->type->elem : type_of_id(T_OBJECT);
	Array *items = array_new(type_set_array_of(runtime_of(in)->types, elem), list->n);

	for (size_t i = 0; i < list->n; i++)
		array_push(items, list_peek(list, is_stack(list) ? list->n - 1 - i : i));
	return types_found(out, array_value(items));
}

TYPE_METHOD(clone)
{
	List *copy = list_new(list_of(self)->type);

	for (size_t i = 0; i < list_of(self)->n; i++)
		list_push_take(copy, value_ref(list_peek(list_of(self), i)));
	return types_found(out, list_value(copy));
}

TYPE_METHOD(trim)
{
	return FLOW_NEXT;
}

static const PropDef props[] = {
	PROP("Count", "System.Int32", types_list_get_count),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROP("SyncRoot", "System.Object", types_get_self),
	PROPS_END,
};

/* The same table for the untyped and the generic form: element names the items' type. */
#define QUEUE(name, element, full, sequence)                                                                           \
	static const MethodDef name##_methods[] = {                                                                    \
		METHOD("Clear", "void Clear()", types_list_clear),                                                     \
		METHOD("Clone", "System.Object Clone()", clone),                                                       \
		METHOD("Contains", "bool Contains(" element " obj)", types_list_contains),                             \
		METHOD("CopyTo", "void CopyTo(array array, int index)", types_list_copy_to),                           \
		METHOD("Dequeue", element " Dequeue()", take),                                                         \
		METHOD("Enqueue", "void Enqueue(" element " obj)", put),                                               \
		METHOD("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()", types_list_get_enumerator),  \
		METHOD("Peek", element " Peek()", peek),                                                               \
		METHOD("ToArray", element "[] ToArray()", to_array),                                                   \
		METHOD("TrimToSize", "void TrimToSize()", trim),                                                       \
		METHOD_CORE("TryDequeue", "bool TryDequeue([ref] " element " result)", try_take),                      \
		METHOD_CORE("TryPeek", "bool TryPeek([ref] " element " result)", try_peek),                            \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	static const MethodDef name##_constructors[] = {                                                               \
		NEW(full " new()", types_list_make),                                                                   \
		NEW(full " new(int capacity)", types_list_make),                                                       \
		NEW(full " new(" sequence ")", types_list_make),                                                       \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	const TypeMembers type_##name = {                                                                              \
		.props = props, .methods = name##_methods, .constructors = name##_constructors                         \
	};

#define STACK(name, element, full, sequence)                                                                           \
	static const MethodDef name##_methods[] = {                                                                    \
		METHOD("Clear", "void Clear()", types_list_clear),                                                     \
		METHOD("Clone", "System.Object Clone()", clone),                                                       \
		METHOD("Contains", "bool Contains(" element " obj)", types_list_contains),                             \
		METHOD("CopyTo", "void CopyTo(array array, int index)", types_list_copy_to),                           \
		METHOD("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()", types_list_get_enumerator),  \
		METHOD("Peek", element " Peek()", peek),                                                               \
		METHOD("Pop", element " Pop()", take),                                                                 \
		METHOD("Push", "void Push(" element " obj)", put),                                                     \
		METHOD("ToArray", element "[] ToArray()", to_array),                                                   \
		METHOD_CORE("TryPop", "bool TryPop([ref] " element " result)", try_take),                              \
		METHOD_CORE("TryPeek", "bool TryPeek([ref] " element " result)", try_peek),                            \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	static const MethodDef name##_constructors[] = {                                                               \
		NEW(full " new()", types_list_make),                                                                   \
		NEW(full " new(int capacity)", types_list_make),                                                       \
		NEW(full " new(" sequence ")", types_list_make),                                                       \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	const TypeMembers type_##name = {                                                                              \
		.props = props, .methods = name##_methods, .constructors = name##_constructors                         \
	};

QUEUE(queue, "System.Object", "System.Collections.Queue", "System.Collections.ICollection col")
QUEUE(queue_of, "T", "System.Collections.Generic.Queue[T]", "System.Collections.Generic.IEnumerable[T] collection")
STACK(stack, "System.Object", "System.Collections.Stack", "System.Collections.ICollection col")
STACK(stack_of, "T", "System.Collections.Generic.Stack[T]", "System.Collections.Generic.IEnumerable[T] collection")

/* ---- those that several threads may share: they ask before they take ---- */

TYPE_GET(get_is_empty)
{
	return types_found(out, value_bool(list_of(self)->n == 0));
}

/* Into the bag, which gives the youngest first. */
TYPE_METHOD(try_add)
{
	list_push_take(list_of(self), value_ref(args[0]));
	return types_found(out, value_bool(true));
}

static const PropDef concurrent_props[] = {
	PROP("Count", "System.Int32", types_list_get_count),
	PROP("IsEmpty", "System.Boolean", get_is_empty),
	PROP("IsSynchronized", "System.Boolean", types_get_false),
	PROPS_END,
};
static const TypeDef *const concurrent_interfaces[] = { &type_known[T_ICOLLECTION], &type_known[T_IENUMERABLE], NULL };

#define CONCURRENT(symbol, label, kind, ...)                                                                           \
	static const MethodDef symbol##_methods[] = {                                                                  \
		__VA_ARGS__ METHOD("Clear", "void Clear()", types_list_clear),                                         \
		METHOD("CopyTo", "void CopyTo(T[] array, int index)", types_list_copy_to),                             \
		METHOD("GetEnumerator", "System.Collections.Generic.IEnumerator[T] GetEnumerator()",                   \
			types_list_get_enumerator),                                                                    \
		METHOD("ToArray", "T[] ToArray()", to_array),                                                          \
		METHOD("TryPeek", "bool TryPeek([ref] T result)", try_peek),                                           \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	static const MethodDef symbol##_constructors[] = {                                                             \
		NEW("System.Collections.Concurrent." label "[T] new()", types_list_make),                              \
		NEW("System.Collections.Concurrent." label                                                             \
		    "[T] new(System.Collections.Generic.IEnumerable[T] collection)",                                   \
			types_list_make),                                                                              \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	static const TypeMembers symbol##_members = {                                                                  \
		.props = concurrent_props, .methods = symbol##_methods, .constructors = symbol##_constructors          \
	};                                                                                                             \
	const TypeDef type_##symbol = {                                                                                \
		.name = "System.Collections.Concurrent." label "`1",                                                   \
		.base = &type_known[T_OBJECT],                                                                         \
		.id = kind,                                                                                            \
		.flags = TYPE_GENERIC,                                                                                 \
		.members = &symbol##_members,                                                                          \
		.interfaces = concurrent_interfaces,                                                                   \
	};

CONCURRENT(concurrent_queue, "ConcurrentQueue", T_QUEUE, METHOD("Enqueue", "void Enqueue(T item)", put),
	METHOD("TryDequeue", "bool TryDequeue([ref] T result)", try_take), )
CONCURRENT(concurrent_stack, "ConcurrentStack", T_STACK, METHOD("Push", "void Push(T item)", put),
	METHOD("TryPop", "bool TryPop([ref] T result)", try_take), )
CONCURRENT(concurrent_bag, "ConcurrentBag", T_STACK, METHOD("Add", "void Add(T item)", put),
	METHOD("TryAdd", "bool TryAdd(T item)", try_add), METHOD("TryTake", "bool TryTake([ref] T result)", try_take), )
