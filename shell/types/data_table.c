/* data_table: System.Data.DataTable, its columns and rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/data_table.h"

#include <stdlib.h>

#include "shell/types/types_collection.h"

#define DATA "System.Data."

/* Columns and rows know their table without counting it; collections count it. */
typedef struct Table {
	Value name;
	Array *columns, *rows;
	Object *self; /* not counted */
} Table;

typedef struct Column {
	Value name, caption, fallback; /* fallback: DefaultValue */
	const TypeDef *type;
	bool nullable, unique, read_only;
	Table *table; /* NULL: in none */
} Column;

/* DataRowState */
enum { ROW_DETACHED = 1, ROW_UNCHANGED = 2, ROW_ADDED = 4, ROW_DELETED = 8, ROW_MODIFIED = 16 };

typedef struct Row {
	Array *columns; /* of its table, counted */
	Array *items;
	Table *table; /* NULL: the table is gone */
	int state;
} Row;

static Table *table_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static Column *column_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

static Row *row_of(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

/* A collection's payload is the table's own object. */
static Value owner_of(Value collection)
{
	return object_value(value_unwrap_peek(collection).object->payload);
}

static Value new_collection(const TypeDef *type, Value table)
{
	return object_value(object_new_native(type, value_ref(value_unwrap_peek(table)).object));
}

static void free_collection(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, object_value(object->payload));
}

static void remove_at(Array *a, size_t at)
{
	value_drop(a->items[at]);
	memmove(a->items + at, a->items + at + 1, (a->n - 1 - at) * sizeof(*a->items));
	a->n--;
}

/* ---- columns ---- */

static void free_column(Object *object, ValueDrops *drops)
{
	Column *column = object->payload;

	value_drop_later(drops, column->name);
	value_drop_later(drops, column->caption);
	value_drop_later(drops, column->fallback);
	free(column);
}

static Value new_column(Value name, const TypeDef *type)
{
	Column *column = MEM_NEW(Column);

	column->name = value_is_null(name) ? value_string(S("")) : value_ref(name);
	column->caption = value_ref(column->name);
	column->fallback = types_db_null();
	column->type = type;
	column->nullable = true;
	return object_value(object_new_native(&type_data_column, column));
}

static int64_t find_column(const Array *columns, Str name)
{
	for (size_t i = 0; i < columns->n; i++)
		if (str_ieq(types_str(column_of(array_peek(columns, i))->name), name))
			return (int64_t)i;
	return -1;
}

int64_t types_data_column(Value table, Str name)
{
	return find_column(table_of(table)->columns, name);
}

Value types_data_value_peek(Value row, size_t column)
{
	return array_peek(row_of(row)->items, column);
}

static Flow duplicate(Interp *in, Str name)
{
	return fault_exception(
		in, EXC_DATA_DUPLICATE_NAME, "A column named '%.*s' already belongs to this DataTable.", STR_ARG(name));
}

/* A column without a name becomes Column1 and so on; rows that are there get its default. */
static Flow add_column(Interp *in, Value table, Value column)
{
	Table *t = table_of(table);
	Column *c = column_of(column);
	Buf name = BUF_INIT;

	for (size_t i = 1; types_str(c->name).n == 0; i++) {
		buf_clear(&name);
		buf_printf(&name, "Column%zu", i);
		if (find_column(t->columns, buf_str(&name)) < 0)
			value_set_take(&c->name, value_string(buf_str(&name)));
	}
	buf_release(&name);
	if (c->table)
		return fault_argument(in, EXC_ARGUMENT, NULL,
			"Column '%.*s' already belongs to this or another DataTable.", STR_ARG(types_str(c->name)));
	if (find_column(t->columns, types_str(c->name)) >= 0)
		return duplicate(in, types_str(c->name));
	c->table = t;
	array_push(t->columns, column);
	for (size_t i = 0; i < t->rows->n; i++)
		array_push(row_of(array_peek(t->rows, i))->items, c->fallback);
	return FLOW_NEXT;
}

/* (), (name), (name, type) */
TYPE_METHOD(make_column)
{
	Value type = n > 1 ? value_unwrap_peek(args[1]) : VALUE_NULL;

	return types_found(
		out, new_column(n ? args[0] : VALUE_NULL, type.kind == V_TYPE ? type.typeref : type_of_id(T_STRING)));
}

/* A text as a column of that name. */
static Flow convert_column(UNUSED Interp *in, Value from, Value *out)
{
	if (value_is_string(from))
		*out = new_column(from, type_of_id(T_STRING));
	return FLOW_NEXT;
}

TYPE_METHOD(columns_add)
{
	Value column = VALUE_EMPTY;
	Flow flow;

	if (n == 1 && !value_is_string(args[0]))
		return add_column(in, owner_of(self), args[0]);
	FLOW_TRY(make_column(in, self, args, n, &column));
	flow = add_column(in, owner_of(self), column);
	if (flow == FLOW_NEXT)
		*out = column;
	else
		value_drop(column);
	return flow;
}

TYPE_METHOD(columns_add_range)
{
	Array *columns = NULL;
	Flow flow;

	FLOW_TRY(types_items(in, args[0], &columns));
	flow = FLOW_NEXT;
	for (size_t i = 0; i < columns->n && flow == FLOW_NEXT; i++)
		flow = add_column(in, owner_of(self), array_peek(columns, i));
	value_drop(array_value(columns));
	return flow;
}

static Array *columns_of(Value self)
{
	return table_of(owner_of(self))->columns;
}

TYPE_METHOD(columns_contains)
{
	return types_found(out, value_bool(find_column(columns_of(self), types_str(args[0])) >= 0));
}

TYPE_METHOD(columns_index_of)
{
	return types_found(out, value_int((int32_t)find_column(columns_of(self), types_str(args[0]))));
}

TYPE_METHOD(columns_remove)
{
	Table *table = table_of(owner_of(self));
	int64_t at = find_column(table->columns, types_str(args[0]));

	if (at < 0)
		return fault_argument(in, EXC_ARGUMENT, NULL, "Column '%.*s' does not belong to table %.*s.",
			STR_ARG(types_str(args[0])), STR_ARG(types_str(table->name)));
	column_of(array_peek(table->columns, (size_t)at))->table = NULL;
	remove_at(table->columns, (size_t)at);
	for (size_t i = 0; i < table->rows->n; i++)
		remove_at(row_of(array_peek(table->rows, i))->items, (size_t)at);
	return FLOW_NEXT;
}

static Flow index_column(Interp *in, Value self, Value key, Value *out)
{
	const Array *columns = columns_of(self);
	int64_t at;

	key = value_unwrap_peek(key);
	at = value_is_string(key) ? find_column(columns, types_str(key)) : types_int(key);
	if (value_is_string(key) && at < 0)
		return types_found(out, VALUE_NULL);
	if (at < 0 || (uint64_t)at >= columns->n)
		return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Cannot find column %lld.", (long long)at);
	return types_found(out, value_ref(array_peek(columns, (size_t)at)));
}

static Flow list_columns(UNUSED Interp *in, Value self, Array *out)
{
	for (size_t i = 0; i < columns_of(self)->n; i++)
		array_push(out, array_peek(columns_of(self), i));
	return FLOW_NEXT;
}

/* clang-format off */
TYPE_GET(get_column_count) { return types_found(out, value_int((int32_t)columns_of(self)->n)); }
TYPE_GET(get_column_name) { return types_found(out, value_ref(column_of(self)->name)); }
TYPE_GET(get_caption) { return types_found(out, value_ref(column_of(self)->caption)); }
TYPE_SET(set_caption) { value_set_take(&column_of(self)->caption, value_ref(to)); return FLOW_NEXT; }
TYPE_GET(get_data_type) { return types_found(out, value_type(column_of(self)->type)); }
TYPE_SET(set_data_type) { column_of(self)->type = value_unwrap_peek(to).typeref; return FLOW_NEXT; }
TYPE_GET(get_fallback) { return types_found(out, value_ref(column_of(self)->fallback)); }
TYPE_SET(set_fallback) { value_set_take(&column_of(self)->fallback, value_ref(to)); return FLOW_NEXT; }
TYPE_GET(get_nullable) { return types_found(out, value_bool(column_of(self)->nullable)); }
TYPE_SET(set_nullable) { column_of(self)->nullable = convert_to_bool(to); return FLOW_NEXT; }
TYPE_GET(get_unique) { return types_found(out, value_bool(column_of(self)->unique)); }
TYPE_SET(set_unique) { column_of(self)->unique = convert_to_bool(to); return FLOW_NEXT; }
TYPE_GET(get_read_only) { return types_found(out, value_bool(column_of(self)->read_only)); }
TYPE_SET(set_read_only) { column_of(self)->read_only = convert_to_bool(to); return FLOW_NEXT; }
/* clang-format on */

TYPE_GET(get_ordinal)
{
	const Column *column = column_of(self);
	int64_t at = column->table ? find_column(column->table->columns, types_str(column->name)) : -1;

	return types_found(out, value_int((int32_t)at));
}

TYPE_SET(set_column_name)
{
	Column *column = column_of(self);

	if (column->table && find_column(column->table->columns, types_str(to)) >= 0 &&
		!str_ieq(types_str(to), types_str(column->name)))
		return duplicate(in, types_str(to));
	value_set_take(&column->name, value_ref(to));
	return FLOW_NEXT;
}

/* ---- rows ---- */

static void free_row(Object *object, ValueDrops *drops)
{
	Row *row = object->payload;

	value_drop_later(drops, array_value(row->columns));
	value_drop_later(drops, array_value(row->items));
	free(row);
}

static Value new_row(Table *table)
{
	Row *row = MEM_NEW(Row);

	row->columns = value_ref(array_value(table->columns)).array;
	row->items = array_new_objects();
	row->table = table;
	row->state = ROW_DETACHED;
	for (size_t i = 0; i < table->columns->n; i++)
		array_push(row->items, column_of(array_peek(table->columns, i))->fallback);
	return object_value(object_new_native(&type_data_row, row));
}

/* "...Couldn't store <x> in n Column.  Expected type is Int32." */
static Flow cannot_store(Interp *in, const Column *column, Value v)
{
	Buf text = BUF_INIT, why = BUF_INIT;
	Str type = type_short_name(column->type);
	Flow flow = convert_put_tostring(in, v, &text);

	if (flow == FLOW_NEXT && column->type->flags & TYPE_NUMBER)
		buf_printf(&why, "The input string '%.*s' was not in a correct format.", STR_ARG(buf_str(&text)));
	if (flow == FLOW_NEXT)
		flow = fault_exception(in, EXC_ARGUMENT,
			"%.*sCouldn't store <%.*s> in %.*s Column.  Expected type is %.*s.", STR_ARG(buf_str(&why)),
			STR_ARG(buf_str(&text)), STR_ARG(types_str(column->name)), STR_ARG(type));
	buf_release(&text);
	buf_release(&why);
	return flow;
}

static Flow store(Interp *in, Row *row, size_t at, Value v)
{
	const Column *column = column_of(array_peek(row->columns, at));
	Value converted = VALUE_EMPTY;

	v = value_unwrap_peek(v);
	if (value_is_null(v))
		converted = types_db_null();
	else if (type_of(v) == &type_db_null || column->type->id == T_OBJECT)
		converted = value_ref(v);
	else if (convert_to(in, v, column->type, &converted) != FLOW_NEXT) {
		runtime_of(in)->clear_error(in);
		return cannot_store(in, column, v);
	}
	array_set_take(row->items, at, converted);
	if (row->state == ROW_UNCHANGED)
		row->state = ROW_MODIFIED;
	return FLOW_NEXT;
}

static Flow put_row(Interp *in, Value table, Value row, size_t at)
{
	Table *t = table_of(table);
	Row *r = row_of(row);

	if (r->table != t)
		return fault_argument(in, EXC_ARGUMENT, NULL, "This row already belongs to another table.");
	if (r->state != ROW_DETACHED)
		return fault_argument(in, EXC_ARGUMENT, NULL, "This row already belongs to this table.");
	r->state = ROW_ADDED;
	array_push(t->rows, row);
	memmove(t->rows->items + at + 1, t->rows->items + at, (t->rows->n - 1 - at) * sizeof(*t->rows->items));
	t->rows->items[at] = value_unwrap_peek(row);
	return FLOW_NEXT;
}

/* (row): nothing; (values): the row made of them */
TYPE_METHOD(rows_add)
{
	Value table = owner_of(self), row;
	const Array *values = types_array(args[0]);
	Flow flow = FLOW_NEXT;

	if (!types_given(args[0]))
		return types_null(in, "row");
	if (!values)
		return put_row(in, table, args[0], table_of(table)->rows->n);
	if (values->n > table_of(table)->columns->n)
		return fault_exception(
			in, EXC_ARGUMENT, "Input array is longer than the number of columns in this table.");
	row = new_row(table_of(table));
	for (size_t i = 0; i < values->n && flow == FLOW_NEXT; i++) {
		Value v = array_get(values, i);

		flow = store(in, row_of(row), i, v);
		value_drop(v);
	}
	if (flow == FLOW_NEXT)
		flow = put_row(in, table, row, table_of(table)->rows->n);
	if (flow == FLOW_NEXT)
		*out = row;
	else
		value_drop(row);
	return flow;
}

static int64_t place_of(const Table *table, const Object *row)
{
	for (size_t i = 0; i < table->rows->n; i++)
		if (array_peek(table->rows, i).object == row)
			return (int64_t)i;
	return -1;
}

static void take_out(Table *table, size_t at)
{
	row_of(array_peek(table->rows, at))->state = ROW_DETACHED;
	remove_at(table->rows, at);
}

TYPE_METHOD(rows_remove)
{
	int64_t at = types_given(args[0]) ? place_of(table_of(owner_of(self)), value_unwrap_peek(args[0]).object) : -1;

	if (at < 0)
		return fault_exception(
			in, EXC_INDEX_OUT_OF_RANGE, "The given DataRow is not in the current DataRowCollection.");
	take_out(table_of(owner_of(self)), (size_t)at);
	return FLOW_NEXT;
}

static Flow no_row(Interp *in, int64_t at)
{
	return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "There is no row at position %lld.", (long long)at);
}

TYPE_METHOD(rows_remove_at)
{
	Table *table = table_of(owner_of(self));
	int64_t at = types_int(args[0]);

	if (at < 0 || (uint64_t)at >= table->rows->n)
		return no_row(in, at);
	take_out(table, (size_t)at);
	return FLOW_NEXT;
}

TYPE_METHOD(rows_insert)
{
	Table *table = table_of(owner_of(self));
	uint64_t at = (uint64_t)types_int(args[1]);

	return put_row(in, owner_of(self), args[0], at > table->rows->n ? table->rows->n : (size_t)at);
}

static void clear_rows(Table *table)
{
	while (table->rows->n > 0)
		take_out(table, table->rows->n - 1);
}

TYPE_METHOD(rows_clear)
{
	clear_rows(table_of(owner_of(self)));
	return FLOW_NEXT;
}

TYPE_GET(get_row_count)
{
	return types_found(out, value_int((int32_t)table_of(owner_of(self))->rows->n));
}

static Flow list_rows(UNUSED Interp *in, Value self, Array *out)
{
	const Array *rows = table_of(owner_of(self))->rows;

	for (size_t i = 0; i < rows->n; i++)
		array_push(out, array_peek(rows, i));
	return FLOW_NEXT;
}

static Flow index_row(Interp *in, Value self, Value key, Value *out)
{
	const Array *rows = table_of(owner_of(self))->rows;
	int64_t at;

	FLOW_TRY(convert_to_i64(in, key, &at));
	return types_found(
		out, at < 0 || (uint64_t)at >= rows->n ? VALUE_NULL : value_ref(array_peek(rows, (size_t)at)));
}

/* ---- one row: $row.column, $row['column'], $row[0] ---- */

static Flow no_column(Interp *in, Str name, const Row *row)
{
	return fault_argument(in, EXC_ARGUMENT, NULL, "Column '%.*s' does not belong to table %.*s.", STR_ARG(name),
		STR_ARG(row->table ? types_str(row->table->name) : S("")));
}

/* By name or by place. */
static Flow column_at(Interp *in, const Row *row, Value key, size_t *at)
{
	int64_t i;

	*at = 0;
	key = value_unwrap_peek(key);
	if (value_is_string(key) || type_of(key) == &type_data_column) {
		Str name = value_is_string(key) ? types_str(key) : types_str(column_of(key)->name);

		i = find_column(row->columns, name);
		if (i < 0)
			return no_column(in, name, row);
	} else {
		FLOW_TRY(convert_to_i64(in, key, &i));
		if (i < 0 || (uint64_t)i >= row->items->n)
			return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Cannot find column %lld.", (long long)i);
	}
	*at = (size_t)i;
	return FLOW_NEXT;
}

static Flow index_item(Interp *in, Value self, Value key, Value *out)
{
	size_t at;

	if (column_at(in, row_of(self), key, &at) != FLOW_NEXT) { /* as PowerShell has it: what is not there is $null */
		runtime_of(in)->clear_error(in);
		return types_found(out, VALUE_NULL);
	}
	return types_found(out, array_get(row_of(self)->items, at));
}

static Flow set_item(Interp *in, Value self, Value key, Value to)
{
	size_t at;

	FLOW_TRY(column_at(in, row_of(self), key, &at));
	return store(in, row_of(self), at, to);
}

static Flow adapt_get(UNUSED Interp *in, Value self, Str name, Value *out, bool *found)
{
	int64_t at = find_column(row_of(self)->columns, name);

	*found = at >= 0;
	if (*found)
		*out = array_get(row_of(self)->items, (size_t)at);
	return FLOW_NEXT;
}

static Flow adapt_set(Interp *in, Value self, Str name, Value to, bool *found)
{
	int64_t at = find_column(row_of(self)->columns, name);

	Flow flow = FLOW_NEXT;

	*found = at >= 0;
	if (*found)
		flow = store(in, row_of(self), (size_t)at, to);
	return flow == FLOW_THROW ? member_wrap_setting(in, name) : flow;
}

static Object *adapt_list(UNUSED Interp *in, Value self)
{
	const Row *row = row_of(self);
	Object *list = object_new_custom();

	for (size_t i = 0; i < row->items->n && i < row->columns->n; i++)
		object_set_take(
			list, types_str(column_of(array_peek(row->columns, i))->name), array_get(row->items, i));
	return list;
}

TYPE_METHOD(row_is_null)
{
	size_t at;

	FLOW_TRY(column_at(in, row_of(self), args[0], &at));
	return types_found(out, value_bool(type_of(array_peek(row_of(self)->items, at)) == &type_db_null));
}

/* Taken out as it would be by AcceptChanges, which nothing here waits for. */
TYPE_METHOD(row_delete)
{
	Row *row = row_of(self);
	int64_t at = row->table ? place_of(row->table, value_unwrap_peek(self).object) : -1;

	if (at >= 0 && row->state == ROW_ADDED)
		take_out(row->table, (size_t)at);
	else if (at >= 0)
		row->state = ROW_DELETED;
	return FLOW_NEXT;
}

TYPE_GET(get_items)
{
	Array *copy = array_new_objects();

	for (size_t i = 0; i < row_of(self)->items->n; i++)
		array_push(copy, array_peek(row_of(self)->items, i));
	return types_found(out, array_value(copy));
}

TYPE_SET(set_items)
{
	Array *items = NULL;
	Flow flow;

	FLOW_TRY(types_items(in, to, &items));
	flow = FLOW_NEXT;
	for (size_t i = 0; i < items->n && i < row_of(self)->items->n && flow == FLOW_NEXT; i++)
		flow = store(in, row_of(self), i, array_peek(items, i));
	value_drop(array_value(items));
	return flow;
}

/* clang-format off */
TYPE_GET(get_state) { return types_found(out, value_enum(&type_data_row_state, row_of(self)->state)); }
TYPE_GET(get_row_table) { return types_found(out, row_of(self)->table ? value_ref(object_value(row_of(self)->table->self)) : VALUE_NULL); }
TYPE_GET(get_row_error) { return types_found(out, value_string(S(""))); }
/* clang-format on */

/* ---- the table ---- */

static void free_table(Object *object, ValueDrops *drops)
{
	Table *table = object->payload;

	for (size_t i = 0; i < table->rows->n; i++)
		row_of(array_peek(table->rows, i))->table = NULL;
	for (size_t i = 0; i < table->columns->n; i++)
		column_of(array_peek(table->columns, i))->table = NULL;
	value_drop_later(drops, table->name);
	value_drop_later(drops, array_value(table->columns));
	value_drop_later(drops, array_value(table->rows));
	free(table);
}

TYPE_METHOD(make_table)
{
	Table *table = MEM_NEW(Table);

	table->name = n ? value_ref(args[0]) : value_string(S(""));
	table->columns = array_new_objects();
	table->rows = array_new_objects();
	table->self = object_new_native(&type_data_table, table);
	return types_found(out, object_value(table->self));
}

static Flow list_table(UNUSED Interp *in, Value self, Array *out)
{
	const Array *rows = table_of(self)->rows;

	for (size_t i = 0; i < rows->n; i++)
		array_push(out, array_peek(rows, i));
	return FLOW_NEXT;
}

/* (), (filter), (filter, sort) */
TYPE_METHOD(select_rows)
{
	const Array *rows = table_of(self)->rows;
	Array *kept = array_new(type_set_array_of(runtime_of(in)->types, &type_data_row), 0);
	Flow flow = FLOW_NEXT;
	bool passes;

	*out = array_value(kept);
	for (size_t i = 0; i < rows->n && flow == FLOW_NEXT; i++) {
		flow = types_data_filter(in, self, array_peek(rows, i), n ? types_str(args[0]) : S(""), &passes);
		if (flow == FLOW_NEXT && passes)
			array_push(kept, array_peek(rows, i));
	}
	if (flow == FLOW_NEXT && n > 1)
		flow = types_data_sort(in, self, kept, types_str(args[1]));
	return flow;
}

TYPE_METHOD(new_row_of)
{
	return types_found(out, new_row(table_of(self)));
}

TYPE_METHOD(clear_table)
{
	clear_rows(table_of(self));
	return FLOW_NEXT;
}

/* Rows that were deleted go; the others count as unchanged. */
TYPE_METHOD(accept)
{
	Table *table = table_of(self);

	for (size_t i = table->rows->n; i-- > 0;) {
		Row *row = row_of(array_peek(table->rows, i));

		if (row->state == ROW_DELETED)
			take_out(table, i);
		else
			row->state = ROW_UNCHANGED;
	}
	return FLOW_NEXT;
}

/* A table of the same columns. */
TYPE_METHOD(clone)
{
	const Table *table = table_of(self);
	Flow flow;

	FLOW_TRY(make_table(in, self, &table->name, 1, out));
	flow = FLOW_NEXT;
	for (size_t i = 0; i < table->columns->n && flow == FLOW_NEXT; i++) {
		const Column *from = column_of(array_peek(table->columns, i));
		Value column = new_column(from->name, from->type);

		flow = add_column(in, *out, column);
		value_drop(column);
	}
	return flow;
}

TYPE_METHOD(import_row)
{
	const Row *from = row_of(args[0]);
	Value row = new_row(table_of(self));
	Flow flow = FLOW_NEXT;

	for (size_t i = 0; i < from->items->n && i < row_of(row)->items->n && flow == FLOW_NEXT; i++)
		flow = store(in, row_of(row), i, array_peek(from->items, i));
	if (flow == FLOW_NEXT)
		flow = put_row(in, self, row, table_of(self)->rows->n);
	value_drop(row);
	return flow;
}

TYPE_METHOD(copy)
{
	const Table *table = table_of(self);
	Flow flow = clone(in, self, NULL, 0, out);

	for (size_t i = 0; i < table->rows->n && flow == FLOW_NEXT; i++) {
		Value row = array_peek(table->rows, i);

		flow = import_row(in, *out, &row, 1, NULL);
	}
	return flow;
}

TYPE_METHOD(nothing)
{
	return FLOW_NEXT;
}

/* clang-format off */
TYPE_GET(get_table_name) { return types_found(out, value_ref(table_of(self)->name)); }
TYPE_SET(set_table_name) { value_set_take(&table_of(self)->name, value_ref(to)); return FLOW_NEXT; }
TYPE_GET(get_columns) { return types_found(out, new_collection(&type_data_columns, self)); }
TYPE_GET(get_rows) { return types_found(out, new_collection(&type_data_rows, self)); }
/* clang-format on */

static Flow put_table_name(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, types_str(table_of(self)->name));
	return FLOW_NEXT;
}

static Flow put_column_name(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, types_str(column_of(self)->name));
	return FLOW_NEXT;
}

/* ---- tables ---- */

#define COLUMN DATA "DataColumn"
#define ROW    DATA "DataRow"
#define TABLE  DATA "DataTable"

static const PropDef column_props[] = {
	PROP_RW("AllowDBNull", "bool", get_nullable, set_nullable),
	PROP_RW("Caption", "string", get_caption, set_caption),
	PROP_RW("ColumnName", "string", get_column_name, set_column_name),
	PROP_RW("DataType", "type", get_data_type, set_data_type),
	PROP_RW("DefaultValue", "System.Object", get_fallback, set_fallback),
	PROP("Ordinal", "int", get_ordinal),
	PROP_RW("ReadOnly", "bool", get_read_only, set_read_only),
	PROP_RW("Unique", "bool", get_unique, set_unique),
	PROPS_END,
};
static const MethodDef column_constructors[] = {
	NEW(COLUMN " new()", make_column),
	NEW(COLUMN " new(string columnName)", make_column),
	NEW(COLUMN " new(string columnName, type dataType)", make_column),
	METHODS_END,
};
static const PropDef columns_props[] = { PROP("Count", "int", get_column_count), PROPS_END };
static const MethodDef columns_methods[] = {
	METHOD("Add", COLUMN " Add()", columns_add),
	METHOD("Add", "void Add(" COLUMN " column)", columns_add),
	METHOD("Add", COLUMN " Add(string columnName, type type)", columns_add),
	METHOD("Add", COLUMN " Add(string columnName)", columns_add),
	METHOD("AddRange", "void AddRange(" COLUMN "[] columns)", columns_add_range),
	METHOD("Contains", "bool Contains(string name)", columns_contains),
	METHOD("IndexOf", "int IndexOf(string columnName)", columns_index_of),
	METHOD("Remove", "void Remove(string name)", columns_remove),
	METHODS_END,
};
static const PropDef rows_props[] = { PROP("Count", "int", get_row_count), PROPS_END };
static const MethodDef rows_methods[] = {
	METHOD("Add", "void Add(" ROW " row)", rows_add),
	METHOD("Add", ROW " Add(Params System.Object[] values)", rows_add),
	METHOD("Clear", "void Clear()", rows_clear),
	METHOD("InsertAt", "void InsertAt(" ROW " row, int pos)", rows_insert),
	METHOD("Remove", "void Remove(" ROW " row)", rows_remove),
	METHOD("RemoveAt", "void RemoveAt(int index)", rows_remove_at),
	METHODS_END,
};
/* Behind the columns, and not among what is shown. */
static const PropDef row_props[] = {
	{ "RowError", "string", get_row_error, NULL, PROP_HIDDEN },
	{ "RowState", DATA "DataRowState", get_state, NULL, PROP_HIDDEN },
	{ "Table", TABLE, get_row_table, NULL, PROP_HIDDEN },
	{ "ItemArray", "System.Object[]", get_items, set_items, PROP_HIDDEN },
	{ "HasErrors", "bool", types_get_false, NULL, PROP_HIDDEN },
	PROPS_END,
};
static const MethodDef row_methods[] = {
	METHOD("AcceptChanges", "void AcceptChanges()", nothing),
	METHOD("BeginEdit", "void BeginEdit()", nothing),
	METHOD("Delete", "void Delete()", row_delete),
	METHOD("EndEdit", "void EndEdit()", nothing),
	METHOD("IsNull", "bool IsNull(string columnName)", row_is_null),
	METHOD("IsNull", "bool IsNull(int columnIndex)", row_is_null),
	METHODS_END,
};
static const PropDef table_props[] = {
	PROP("Columns", DATA "DataColumnCollection", get_columns),
	PROP("HasErrors", "bool", types_get_false),
	PROP("Rows", DATA "DataRowCollection", get_rows),
	PROP_RW("TableName", "string", get_table_name, set_table_name),
	PROPS_END,
};
static const MethodDef table_methods[] = {
	METHOD("AcceptChanges", "void AcceptChanges()", accept),
	METHOD("Clear", "void Clear()", clear_table),
	METHOD("Clone", TABLE " Clone()", clone),
	METHOD("Copy", TABLE " Copy()", copy),
	METHOD("Dispose", "void Dispose()", nothing),
	METHOD("ImportRow", "void ImportRow(" ROW " row)", import_row),
	METHOD("NewRow", ROW " NewRow()", new_row_of),
	METHOD("Select", ROW "[] Select()", select_rows),
	METHOD("Select", ROW "[] Select(string filterExpression)", select_rows),
	METHOD("Select", ROW "[] Select(string filterExpression, string sort)", select_rows),
	METHODS_END,
};
static const MethodDef table_constructors[] = {
	NEW(TABLE " new()", make_table),
	NEW(TABLE " new(string tableName)", make_table),
	METHODS_END,
};
static const TypeMembers column_members = { .props = column_props, .constructors = column_constructors };
static const TypeMembers columns_members = { .props = columns_props, .methods = columns_methods };
static const TypeMembers row_members = { .props = row_props, .methods = row_methods };
static const TypeMembers rows_members = { .props = rows_props, .methods = rows_methods };
static const TypeMembers table_members = {
	.props = table_props, .methods = table_methods, .constructors = table_constructors
};
static const TypeOps column_ops = { .free = free_column, .text = put_column_name, .convert = convert_column };
static const TypeOps columns_ops = { .free = free_collection, .enumerate = list_columns, .index = index_column };
static const TypeOps row_ops = {
	.free = free_row,
	.index = index_item,
	.index_set = set_item,
	.adapt_get = adapt_get,
	.adapt_set = adapt_set,
	.adapt_list = adapt_list,
};
static const TypeOps rows_ops = { .free = free_collection, .enumerate = list_rows, .index = index_row };
static const TypeOps table_ops = { .free = free_table, .enumerate = list_table, .text = put_table_name };
static const TypeDef *const collection[] = { &type_known[T_ICOLLECTION], &type_known[T_IENUMERABLE], NULL };
static const TypeDef *const disposable[] = { &type_known[T_IDISPOSABLE], NULL };

const TypeDef type_data_column = {
	.name = COLUMN,
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &column_members,
	.ops = &column_ops,
};
const TypeDef type_data_columns = {
	.name = DATA "DataColumnCollection",
	.base = &type_known[T_OBJECT],
	.members = &columns_members,
	.ops = &columns_ops,
	.interfaces = collection,
};
const TypeDef type_data_row = { .name = ROW, .base = &type_known[T_OBJECT], .members = &row_members, .ops = &row_ops };
const TypeDef type_data_rows = {
	.name = DATA "DataRowCollection",
	.base = &type_known[T_OBJECT],
	.members = &rows_members,
	.ops = &rows_ops,
	.interfaces = collection,
};
const TypeDef type_data_table = {
	.name = TABLE,
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &table_members,
	.ops = &table_ops,
	.interfaces = disposable,
};
