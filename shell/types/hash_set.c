/* hash_set: System.Collections.Generic.HashSet`1 and SortedSet`1. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "shell/types/types_collection.h"

/* Items are the keys of a dictionary; a sorted set sorts when it is walked. */
typedef struct Set {
	Hash *hash;
	bool sorted;
	Value comparer; /* as given, or $null */
} Set;

static Set *peek(Value v)
{
	v = value_unwrap_peek(v);
	return v.kind == V_OBJECT ? v.object->payload : NULL;
}

static Hash *hash_of(Value v)
{
	return peek(v)->hash;
}

static const TypeDef *elem_of(Value v)
{
	return type_of(v)->elem ? type_of(v)->elem : type_of_id(T_OBJECT);
}

static void free_set(Object *object, ValueDrops *drops)
{
	Set *set = object->payload;

	value_drop_later(drops, hash_value(set->hash));
	value_drop_later(drops, set->comparer);
	free(set);
}

static Flow enumerate(Interp *in, Value self, Array *out)
{
	const Set *set = peek(self);
	struct HashEntry *entry;
	size_t at = 0;

	while ((entry = hash_next(set->hash, &at)))
		array_push(out, entry->key);
	return set->sorted ? types_sort(in, out->items, NULL, out->n, set->comparer) : FLOW_NEXT;
}

static Value watched(Value self)
{
	return hash_value(hash_of(self));
}

/* ---- making ---- */

/* The items of a sequence, converted to the set's type, as keys of a new dictionary. */
static Flow read_set(Interp *in, const TypeDef *elem, bool ignore_case, Value from, Hash **out)
{
	Hash *hash = hash_new(type_of_id(T_HASHTABLE), ignore_case);
	Array *items = NULL;
	Flow flow = types_given(from) ? types_items(in, from, &items) : types_null(in, "other");
	Value item;

	*out = NULL;
	for (size_t i = 0; flow == FLOW_NEXT && items && i < items->n; i++) {
		flow = convert_to(in, array_peek(items, i), elem, &item);
		if (flow == FLOW_NEXT) {
			hash_set(hash, item, VALUE_NULL);
			value_drop(item);
		}
	}
	if (items)
		value_drop(array_value(items));
	if (flow == FLOW_NEXT)
		*out = hash;
	else
		value_drop(hash_value(hash));
	return flow;
}

/* (), (comparer), (sequence), (sequence, comparer) */
TYPE_METHOD(make)
{
	const TypeDef *type = types_self(self);
	Value comparer = VALUE_NULL, items = VALUE_EMPTY;
	Hash *hash;
	Set *set;

	for (size_t i = 0; i < n; i++) {
		if (type_is(type_of(args[i]), &type_string_comparer))
			comparer = args[i];
		else
			items = args[i];
	}
	if (items.kind == V_EMPTY || items.kind == V_INT)
		hash = hash_new(type_of_id(T_HASHTABLE), types_comparer_ignores_case(comparer));
	else
		FLOW_TRY(read_set(in, type->elem, types_comparer_ignores_case(comparer), items, &hash));
	set = MEM_NEW(Set);
	set->hash = hash;
	set->sorted = type->generic == &type_sorted_set;
	set->comparer = value_ref(comparer);
	return types_found(out, object_value(object_new_native(type, set)));
}

/* ---- members ---- */

TYPE_METHOD(add)
{
	bool added = !hash_find_peek(hash_of(self), args[0]);

	if (added)
		hash_set(hash_of(self), args[0], VALUE_NULL);
	return types_found(out, value_bool(added));
}

TYPE_METHOD(contains)
{
	return types_found(out, value_bool(hash_find_peek(hash_of(self), args[0]) != NULL));
}

TYPE_METHOD(remove_item)
{
	return types_found(out, value_bool(hash_remove(hash_of(self), args[0])));
}

TYPE_METHOD(clear)
{
	hash_clear(hash_of(self));
	return FLOW_NEXT;
}

TYPE_METHOD(remove_where)
{
	Array *items = array_new_objects();
	Flow flow = enumerate(in, self, items);
	int32_t removed = 0;
	bool passes = false;

	for (size_t i = 0; i < items->n && flow == FLOW_NEXT; i++) {
		flow = types_test(in, args[0], array_peek(items, i), &passes);
		if (passes && hash_remove(hash_of(self), array_peek(items, i)))
			removed++;
	}
	value_drop(array_value(items));
	*out = value_int(removed);
	return flow;
}

/* What the operations on two sets ask of each item: in this one, in the other. */
typedef enum Operation { OPERATION_UNION, OPERATION_INTERSECT, OPERATION_EXCEPT, OPERATION_DIFFERENCE } Operation;

static bool stays(Operation operation, bool here, bool there)
{
	switch (operation) {
	case OPERATION_UNION:
		return here || there;
	case OPERATION_INTERSECT:
		return here && there;
	case OPERATION_EXCEPT:
		return here && !there;
	default:
		return here != there;
	}
}

static Flow combine(Interp *in, Value self, Value other, Operation operation)
{
	Hash *mine = hash_of(self), *theirs, *all;
	struct HashEntry *entry;
	size_t at = 0;

	FLOW_TRY(read_set(in, elem_of(self), mine->ignore_case, other, &theirs));
	all = hash_copy(mine);
	while ((entry = hash_next(theirs, &at)))
		if (!hash_find_peek(all, entry->key))
			hash_set(all, entry->key, VALUE_NULL);
	for (at = 0; (entry = hash_next(all, &at));) {
		bool here = hash_find_peek(mine, entry->key), there = hash_find_peek(theirs, entry->key);
		bool stay = stays(operation, here, there);

		if (stay && !here)
			hash_set(mine, entry->key, VALUE_NULL);
		else if (!stay && here)
			(void)hash_remove(mine, entry->key);
	}
	value_drop(hash_value(all));
	value_drop(hash_value(theirs));
	return FLOW_NEXT;
}

/* clang-format off */
TYPE_METHOD(union_with) { return combine(in, self, args[0], OPERATION_UNION); }
TYPE_METHOD(intersect_with) { return combine(in, self, args[0], OPERATION_INTERSECT); }
TYPE_METHOD(except_with) { return combine(in, self, args[0], OPERATION_EXCEPT); }
TYPE_METHOD(symmetric_except_with) { return combine(in, self, args[0], OPERATION_DIFFERENCE); }
/* clang-format on */

/* Counts the items that both have; *theirs: how many the other has. */
static Flow common(Interp *in, Value self, Value other, size_t *both, size_t *theirs)
{
	struct HashEntry *entry;
	size_t at = 0;
	Hash *hash;

	*both = 0;
	FLOW_TRY(read_set(in, elem_of(self), hash_of(self)->ignore_case, other, &hash));
	*theirs = hash->n;
	while ((entry = hash_next(hash, &at)))
		*both += hash_find_peek(hash_of(self), entry->key) != NULL;
	value_drop(hash_value(hash));
	return FLOW_NEXT;
}

#define QUESTION(name, answer)                                                                                         \
	TYPE_METHOD(name)                                                                                              \
	{                                                                                                              \
		size_t both, theirs, mine = hash_of(self)->n;                                                          \
                                                                                                                       \
		FLOW_TRY(common(in, self, args[0], &both, &theirs));                                                   \
		(void)mine;                                                                                            \
		return types_found(out, value_bool(answer));                                                           \
	}
QUESTION(is_subset, both == mine)
QUESTION(is_superset, both == theirs)
QUESTION(is_proper_subset, both == mine && theirs > mine)
QUESTION(is_proper_superset, both == theirs && mine > theirs)
QUESTION(overlaps, both > 0)
QUESTION(set_equals, both == mine && mine == theirs)

TYPE_METHOD(copy_to)
{
	Array *items = array_new_objects();
	Flow flow = enumerate(in, self, items);

	if (flow == FLOW_NEXT)
		flow = types_copy_to(in, items, args[0], n > 1 ? types_int(args[1]) : 0);
	value_drop(array_value(items));
	return flow;
}

TYPE_METHOD(get_enumerator)
{
	return types_enumerator(in, self, out);
}

TYPE_GET(get_count)
{
	return types_found(out, value_int((int32_t)hash_of(self)->n));
}

TYPE_GET(get_comparer)
{
	return types_found(out, value_ref(peek(self)->comparer));
}

/* First or last in order. */
static Flow end_of(Interp *in, Value self, bool last, Value *out)
{
	Array *items = array_new_objects();
	Flow flow = enumerate(in, self, items);

	*out = items->n ? array_get(items, last ? items->n - 1 : 0) : VALUE_NULL;
	value_drop(array_value(items));
	return flow;
}

TYPE_GET(get_min)
{
	return end_of(in, self, false, out);
}

TYPE_GET(get_max)
{
	return end_of(in, self, true, out);
}

static const PropDef props[] = {
	PROP("Count", "System.Int32", get_count),
	PROP("Comparer", "System.Collections.Generic.IEqualityComparer[T]", get_comparer),
	PROP("IsReadOnly", "System.Boolean", types_get_false),
	PROPS_END,
};
static const PropDef sorted_props[] = {
	PROP("Count", "System.Int32", get_count),
	PROP("Comparer", "System.Collections.Generic.IComparer[T]", get_comparer),
	PROP("Min", "T", get_min),
	PROP("Max", "T", get_max),
	PROPS_END,
};

#define OTHER "(System.Collections.Generic.IEnumerable[T] other)"

static const MethodDef methods[] = {
	METHOD("Add", "bool Add(T item)", add),
	METHOD("Clear", "void Clear()", clear),
	METHOD("Contains", "bool Contains(T item)", contains),
	METHOD("CopyTo", "void CopyTo(T[] array)", copy_to),
	METHOD("CopyTo", "void CopyTo(T[] array, int arrayIndex)", copy_to),
	METHOD("ExceptWith", "void ExceptWith" OTHER, except_with),
	METHOD("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()", get_enumerator),
	METHOD("IntersectWith", "void IntersectWith" OTHER, intersect_with),
	METHOD("IsProperSubsetOf", "bool IsProperSubsetOf" OTHER, is_proper_subset),
	METHOD("IsProperSupersetOf", "bool IsProperSupersetOf" OTHER, is_proper_superset),
	METHOD("IsSubsetOf", "bool IsSubsetOf" OTHER, is_subset),
	METHOD("IsSupersetOf", "bool IsSupersetOf" OTHER, is_superset),
	METHOD("Overlaps", "bool Overlaps" OTHER, overlaps),
	METHOD("Remove", "bool Remove(T item)", remove_item),
	METHOD("RemoveWhere", "int RemoveWhere(System.Predicate[T] match)", remove_where),
	METHOD("SetEquals", "bool SetEquals" OTHER, set_equals),
	METHOD("SymmetricExceptWith", "void SymmetricExceptWith" OTHER, symmetric_except_with),
	METHOD("UnionWith", "void UnionWith" OTHER, union_with),
	METHODS_END,
};

#define CONSTRUCTORS(name, full, comparer)                                                                             \
	static const MethodDef name[] = {                                                                              \
		NEW(full " new()", make),                                                                              \
		NEW(full " new(" comparer " comparer)", make),                                                         \
		NEW(full " new(System.Collections.Generic.IEnumerable[T] collection)", make),                          \
		NEW(full " new(System.Collections.Generic.IEnumerable[T] collection, " comparer " comparer)", make),   \
		METHODS_END,                                                                                           \
	};
CONSTRUCTORS(
	hash_constructors, "System.Collections.Generic.HashSet[T]", "System.Collections.Generic.IEqualityComparer[T]")
CONSTRUCTORS(sorted_constructors, "System.Collections.Generic.SortedSet[T]", "System.Collections.Generic.IComparer[T]")

static const TypeMembers hash_members = { .props = props, .methods = methods, .constructors = hash_constructors };
static const TypeMembers sorted_members = {
	.props = sorted_props, .methods = methods, .constructors = sorted_constructors
};

/* [HashSet[int]](1,2): the items of anything that unrolls. */
static const TypeOps ops = { .free = free_set, .enumerate = enumerate, .watch_peek = watched };
static const TypeDef *const interfaces[] = { &type_known[T_IENUMERABLE], NULL };

const TypeDef type_hash_set = {
	.name = "System.Collections.Generic.HashSet`1",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_GENERIC,
	.members = &hash_members,
	.ops = &ops,
	.interfaces = interfaces,
};
const TypeDef type_sorted_set = {
	.name = "System.Collections.Generic.SortedSet`1",
	.base = &type_known[T_OBJECT],
	.flags = TYPE_GENERIC,
	.members = &sorted_members,
	.ops = &ops,
	.interfaces = interfaces,
};
