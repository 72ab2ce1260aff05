/* tuple: System.Tuple and System.ValueTuple, of one to seven items. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/tuple.h"

#include <stdlib.h>

#include "shell/types/types_list.h"

typedef struct Tuple {
	size_t n;
	Value items[GENERIC_MAX];
} Tuple;

static Tuple *peek(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static Value make(const TypeDef *type, const Value *items, size_t n)
{
	Tuple *tuple = MEM_NEW(Tuple);

	tuple->n = n;
	for (size_t i = 0; i < n; i++)
		tuple->items[i] = value_ref(items[i]);
	return object_value(object_new_native(type, tuple));
}

static void free_tuple(Object *object, ValueDrops *drops)
{
	Tuple *tuple = object->payload;

	for (size_t i = 0; i < tuple->n; i++)
		value_drop_later(drops, tuple->items[i]);
	free(tuple);
}

/* The open generics by how many items they have; those of values follow. */
static const TypeDef *const open[2][GENERIC_MAX + 1] = {
	{ NULL, &type_tuple_1, &type_tuple_2, &type_tuple_3, &type_tuple_4, &type_tuple_5, &type_tuple_6,
		&type_tuple_7 },
	{ NULL, &type_value_tuple_1, &type_value_tuple_2, &type_value_tuple_3, &type_value_tuple_4, &type_value_tuple_5,
		&type_value_tuple_6, &type_value_tuple_7 },
};

/* A tuple of the types its items have; $null is an object. */
static Value create(Interp *in, bool of_value, const Value *items, size_t n)
{
	const TypeDef *types[GENERIC_MAX];

	for (size_t i = 0; i < n; i++)
		types[i] = value_is_null(items[i]) ? type_of_id(T_OBJECT) : type_of(items[i]);
	return make(type_set_close_many(runtime_of(in)->types, open[of_value][n], types, n), items, n);
}

Value types_value_tuple(Interp *in, const Value *items, size_t n)
{
	return create(in, true, items, n);
}

TYPE_METHOD(construct)
{
	return types_found(out, make(types_self(self), args, n));
}

TYPE_METHOD(create_tuple)
{
	return types_found(out, create(in, false, args, n));
}

TYPE_METHOD(create_value_tuple)
{
	return types_found(out, create(in, true, args, n));
}

/* "(1, a)" */
static Flow put_text(Interp *in, Value self, Buf *out)
{
	const Tuple *tuple = peek(self);

	for (size_t i = 0; i < tuple->n; i++) {
		buf_put(out, i ? S(", ") : S("("));
		if (!value_is_null(tuple->items[i]))
			FLOW_TRY(convert_put_tostring(in, tuple->items[i], out));
	}
	buf_put_char(out, ')');
	return FLOW_NEXT;
}

static bool equal(Value a, Value b)
{
	const Tuple *x = peek(a), *y = peek(b);
	bool same = x->n == y->n;

	for (size_t i = 0; same && i < x->n; i++)
		same = compare_same(x->items[i], y->items[i]);
	return same;
}

static uint32_t hash(Value v)
{
	uint32_t mixed = 17;

	for (size_t i = 0; i < peek(v)->n; i++)
		mixed = mixed * 31 + compare_hash(peek(v)->items[i], false);
	return mixed;
}

/* ---- tables ---- */

#define ITEM(number)                                                                                                   \
	TYPE_GET(get_item_##number)                                                                                    \
	{                                                                                                              \
		return types_found(out, value_ref(peek(self)->items[(number)-1]));                                     \
	}                                                                                                              \
	TYPE_SET(set_item_##number)                                                                                    \
	{                                                                                                              \
		value_set_take(&peek(self)->items[(number)-1], value_ref(to));                                         \
		return FLOW_NEXT;                                                                                      \
	}
ITEM(1)
ITEM(2)
ITEM(3)
ITEM(4)
ITEM(5)
ITEM(6)
ITEM(7)

TYPE_GET(get_length)
{
	return types_found(out, value_int((int32_t)peek(self)->n));
}

static Flow get_at(Interp *in, Value self, Value key, Value *out)
{
	int64_t at = types_int(key);

	if (key.kind != V_INT || at < 0 || (uint64_t)at >= peek(self)->n)
		return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Index was outside the bounds of the array.");
	return types_found(out, value_ref(peek(self)->items[at]));
}

static const TypeOps ops = { .free = free_tuple, .text = put_text, .equal = equal, .hash = hash, .index = get_at };

/* clang-format off */
#define PROPS_1(P) P(1)
#define PROPS_2(P) PROPS_1(P) P(2)
#define PROPS_3(P) PROPS_2(P) P(3)
#define PROPS_4(P) PROPS_3(P) P(4)
#define PROPS_5(P) PROPS_4(P) P(5)
#define PROPS_6(P) PROPS_5(P) P(6)
#define PROPS_7(P) PROPS_6(P) P(7)
#define READ(i)  PROP("Item" #i, "T" #i, get_item_##i),
#define WRITE(i) { "Item" #i, "T" #i, get_item_##i, set_item_##i, PROP_FIELD },
#define TYPES_1 "T1"
#define TYPES_2 TYPES_1 ",T2"
#define TYPES_3 TYPES_2 ",T3"
#define TYPES_4 TYPES_3 ",T4"
#define TYPES_5 TYPES_4 ",T5"
#define TYPES_6 TYPES_5 ",T6"
#define TYPES_7 TYPES_6 ",T7"
#define ITEMS_1 "T1 item1"
#define ITEMS_2 ITEMS_1 ", T2 item2"
#define ITEMS_3 ITEMS_2 ", T3 item3"
#define ITEMS_4 ITEMS_3 ", T4 item4"
#define ITEMS_5 ITEMS_4 ", T5 item5"
#define ITEMS_6 ITEMS_5 ", T6 item6"
#define ITEMS_7 ITEMS_6 ", T7 item7"
/* clang-format on */

#define LENGTH PROP("Length", "System.Int32", get_length)

/* A tuple is a class whose items are read; one of values is a structure of fields: those come last. */
#define TUPLE(i)                                                                                                       \
	static const PropDef tuple_##i##_props[] = { PROPS_##i(READ) LENGTH, PROPS_END };                              \
	static const MethodDef tuple_##i##_constructors[] = {                                                          \
		NEW("System.Tuple[" TYPES_##i "] new(" ITEMS_##i ")", construct),                                      \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	static const TypeMembers tuple_##i##_members = { .props = tuple_##i##_props,                                   \
		.constructors = tuple_##i##_constructors };                                                            \
	const TypeDef type_tuple_##i = {                                                                               \
		.name = "System.Tuple`" #i,                                                                            \
		.base = &type_known[T_OBJECT],                                                                         \
		.flags = TYPE_GENERIC | TYPE_OWN_TEXT,                                                                 \
		.members = &tuple_##i##_members,                                                                       \
		.ops = &ops,                                                                                           \
	};                                                                                                             \
	static const PropDef value_tuple_##i##_props[] = { LENGTH, PROPS_##i(WRITE) PROPS_END };                       \
	static const MethodDef value_tuple_##i##_constructors[] = {                                                    \
		NEW("System.ValueTuple[" TYPES_##i "] new(" ITEMS_##i ")", construct),                                 \
		METHODS_END,                                                                                           \
	};                                                                                                             \
	static const TypeMembers value_tuple_##i##_members = { .props = value_tuple_##i##_props,                       \
		.constructors = value_tuple_##i##_constructors };                                                      \
	const TypeDef type_value_tuple_##i = {                                                                         \
		.name = "System.ValueTuple`" #i,                                                                       \
		.base = &type_known[T_VALUETYPE],                                                                      \
		.flags = TYPE_GENERIC | TYPE_VALUE | TYPE_OWN_TEXT,                                                    \
		.members = &value_tuple_##i##_members,                                                                 \
		.ops = &ops,                                                                                           \
	};
TUPLE(1)
TUPLE(2)
TUPLE(3)
TUPLE(4)
TUPLE(5)
TUPLE(6)
TUPLE(7)

#define CREATE(full, i, fn) METHOD("Create", "static " full "[" TYPES_##i "] Create[" TYPES_##i "](" ITEMS_##i ")", fn)
#define CREATES(full, fn)                                                                                              \
	CREATE(full, 1, fn), CREATE(full, 2, fn), CREATE(full, 3, fn), CREATE(full, 4, fn), CREATE(full, 5, fn),       \
		CREATE(full, 6, fn), CREATE(full, 7, fn), METHODS_END

static const MethodDef tuple_static_methods[] = { CREATES("System.Tuple", create_tuple) };
static const MethodDef value_tuple_static_methods[] = { CREATES("System.ValueTuple", create_value_tuple) };
static const TypeMembers tuple_members = { .static_methods = tuple_static_methods };
static const TypeMembers value_tuple_members = { .static_methods = value_tuple_static_methods };

const TypeDef type_tuple = {
	.name = "System.Tuple", .base = &type_known[T_OBJECT], .flags = TYPE_ABSTRACT, .members = &tuple_members
};
const TypeDef type_value_tuple = {
	.name = "System.ValueTuple",
	.base = &type_known[T_VALUETYPE],
	.flags = TYPE_VALUE,
	.members = &value_tuple_members,
};
