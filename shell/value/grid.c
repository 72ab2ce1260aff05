/* grid: arrays of more than one dimension. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/value/grid.h"

#include <stdlib.h>

#include "shell/value/array.h"
#include "shell/value/convert.h"
#include "shell/value/object.h"

/* Items row by row: the last index runs fastest. */
typedef struct Grid {
	unsigned rank;
	int32_t lengths[GRID_RANK_MAX];
	Array *items; /* of the element type */
} Grid;

static Grid *grid_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

unsigned grid_rank(const TypeDef *type)
{
	Str name = str_from(type->name);
	unsigned commas = 0;

	for (size_t i = name.n - 1; i > 0 && name.p[i] != '['; i--)
		commas += name.p[i] == ',';
	return commas + 1;
}

Value grid_new(const TypeDef *type, const int32_t *lengths, Value fill)
{
	Grid *grid = MEM_NEW(Grid);
	size_t n = 1;

	grid->rank = grid_rank(type);
	grid->items = array_new_objects();
	for (unsigned i = 0; i < grid->rank; i++) {
		grid->lengths[i] = lengths[i];
		n *= (size_t)lengths[i];
	}
	for (size_t i = 0; i < n; i++)
		array_push(grid->items, fill);
	return object_value(object_new_native(type, grid));
}

static void free_grid(Object *object, ValueDrops *drops)
{
	Grid *grid = object->payload;

	value_drop_later(drops, array_value(grid->items));
	free(grid);
}

/* ---- indexes ---- */

static Flow wrong_rank(Interp *in, const Grid *grid, Value key)
{
	Fault fault = {
		.id = "NeedMultidimensionalIndex", .category = CAT_INVALID_OPERATION, .exception = EXC_RUNTIME
	};
	const Array *keys = key.kind == V_ARRAY ? key.array : NULL;
	Buf text = BUF_INIT;
	Flow flow = keys ? FLOW_NEXT : convert_put_text(in, key, &text);

	for (size_t i = 0; keys && i < keys->n && flow == FLOW_NEXT; i++) {
		buf_put(&text, i ? S(",") : S(""));
		flow = convert_put_text(in, array_peek(keys, i), &text);
	}
	if (flow == FLOW_NEXT)
		flow = fault_raise(in, &fault, "You cannot index into a %u dimensional array with index [%.*s].",
			grid->rank, STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

/* The place of key, an array of as many numbers as the rank; negative ones count from the end.  *inside false: there is
 * none. */
static Flow place(Interp *in, const Grid *grid, Value key, size_t *at, bool *inside)
{
	int32_t index;

	*at = 0;
	*inside = true;
	if (key.kind != V_ARRAY || key.array->n != grid->rank)
		return wrong_rank(in, grid, key);
	for (unsigned i = 0; i < grid->rank; i++) {
		FLOW_TRY(convert_to_i32(in, array_peek(key.array, i), &index));
		if (index < 0)
			index += grid->lengths[i];
		*inside &= index >= 0 && index < grid->lengths[i];
		*at = *at * (size_t)grid->lengths[i] + (size_t)(*inside ? index : 0);
	}
	return FLOW_NEXT;
}

static Flow outside(Interp *in)
{
	return fault_thrown(in, EXC_INDEX_OUT_OF_RANGE, NULL, "Index was outside the bounds of the array.");
}

static Flow get_item(Interp *in, Value self, Value key, Value *out)
{
	const Grid *grid = grid_of(self);
	size_t at;
	bool inside;

	FLOW_TRY(place(in, grid, key, &at, &inside));
	*out = inside ? array_get(grid->items, at) : VALUE_NULL;
	return FLOW_NEXT;
}

static Flow set_item(Interp *in, Value self, Value key, Value to)
{
	Grid *grid = grid_of(self);
	Value v;
	size_t at;
	bool inside;

	FLOW_TRY(place(in, grid, key, &at, &inside));
	if (!inside)
		return outside(in);
	FLOW_TRY(convert_to(in, to, value_unwrap_peek(self).object->type->elem, &v));
	array_set_take(grid->items, at, v);
	return FLOW_NEXT;
}

static Flow enumerate(Interp *in, Value self, Array *out)
{
	const Grid *grid = grid_of(self);

	(void)in;
	for (size_t i = 0; i < grid->items->n; i++)
		array_push(out, array_peek(grid->items, i));
	return FLOW_NEXT;
}

const TypeOps grid_ops = { .free = free_grid, .enumerate = enumerate, .index = get_item, .index_set = set_item };

/* ---- members ---- */

static Flow get_length(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_int((int32_t)grid_of(self)->items->n);
	return FLOW_NEXT;
}

static Flow get_rank(Interp *in, Value self, Value *out)
{
	(void)in;
	*out = value_int((int32_t)grid_of(self)->rank);
	return FLOW_NEXT;
}

/* The length of the dimension an argument names. */
static Flow length_of(Interp *in, Value self, Value dimension, int32_t *length)
{
	const Grid *grid = grid_of(self);

	if (dimension.i64 < 0 || dimension.i64 >= grid->rank)
		return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Index was outside the bounds of the array.");
	*length = grid->lengths[dimension.i64];
	return FLOW_NEXT;
}

static Flow length_in(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	int32_t length = 0;

	(void)n;
	FLOW_TRY(length_of(in, self, args[0], &length));
	*out = value_int(length);
	return FLOW_NEXT;
}

static Flow upper_bound(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	int32_t length = 0;

	(void)n;
	FLOW_TRY(length_of(in, self, args[0], &length));
	*out = value_int(length - 1);
	return FLOW_NEXT;
}

static Flow lower_bound(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	int32_t length = 0;

	(void)n;
	FLOW_TRY(length_of(in, self, args[0], &length));
	*out = value_int(0);
	return FLOW_NEXT;
}

/* .NET's own access: no index from the end. */
static Flow get_value(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	size_t at;
	bool inside;

	(void)n;
	FLOW_TRY(place(in, grid_of(self), args[0], &at, &inside));
	if (!inside)
		return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Index was outside the bounds of the array.");
	*out = array_get(grid_of(self)->items, at);
	return FLOW_NEXT;
}

static Flow set_value(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	(void)n;
	(void)out;
	return set_item(in, self, args[1], args[0]);
}

static Flow clone(Interp *in, Value self, const Value *args, size_t n, Value *out)
{
	const Grid *grid = grid_of(self);

	(void)in;
	(void)args;
	(void)n;
	*out = grid_new(value_unwrap_peek(self).object->type, grid->lengths, VALUE_NULL);
	for (size_t i = 0; i < grid->items->n; i++)
		array_set_take(grid_of(*out)->items, i, array_get(grid->items, i));
	return FLOW_NEXT;
}

static const PropDef props[] = {
	{ .name = "Length", .type = "System.Int32", .get = get_length },
	{ .name = "Count", .type = "System.Int32", .get = get_length, .flags = PROP_ALIAS },
	{ .name = "Rank", .type = "System.Int32", .get = get_rank },
	{ .name = NULL },
};
static const MethodDef methods[] = {
	{ .name = "Clone", .signature = "System.Object Clone()", .fn = clone },
	{ .name = "GetLength", .signature = "int GetLength(int dimension)", .fn = length_in },
	{ .name = "GetLowerBound", .signature = "int GetLowerBound(int dimension)", .fn = lower_bound },
	{ .name = "GetUpperBound", .signature = "int GetUpperBound(int dimension)", .fn = upper_bound },
	{ .name = "GetValue", .signature = "System.Object GetValue(Params int[] indices)", .fn = get_value },
	{ .name = "SetValue",
		.signature = "void SetValue(System.Object value, Params int[] indices)",
		.fn = set_value },
	{ .name = NULL },
};
const TypeMembers grid_members = { .props = props, .methods = methods };

/* System.Array's own members are for one dimension: it is no base here, though -is says yes. */
const TypeDef *const grid_interfaces[] = { &type_known[T_ARRAY], &type_known[T_IENUMERABLE], &type_known[T_ICOLLECTION],
	&type_known[T_ILIST], NULL };
