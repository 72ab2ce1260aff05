/* data_row: System.Data.DataRow, and the rows of a DataTable. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/data_table.h"

#include <stdlib.h>

#include "shell/types/types_collection.h"

static Array *copy_items(const Array *items)
{
	Array *copy = array_new_objects();

	for (size_t i = 0; i < items->n; i++)
		array_push(copy, array_peek(items, i));
	return copy;
}

/* ---- rows ---- */

/* No longer among the rows that are in no table. */
static void leave_loose(DataRow *row)
{
	DataTable *table = row->table;
	size_t i = table->loose.n;

	while (i > 0 && table->loose.p[i - 1] != row)
		i--;
	if (i > 0)
		table->loose.p[i - 1] = table->loose.p[--table->loose.n];
}

static void detach(DataRow *row)
{
	row->state = ROW_DETACHED;
	VEC_PUSH(&row->table->loose, row);
	value_ref(object_value(row->table->self));
}

static void free_row(Object *object, ValueDrops *drops)
{
	DataRow *row = object->payload;

	if (row->state == ROW_DETACHED) {
		leave_loose(row);
		value_drop_later(drops, object_value(row->table->self));
	}
	value_drop_later(drops, array_value(row->columns));
	value_drop_later(drops, array_value(row->items));
	if (row->accepted)
		value_drop_later(drops, array_value(row->accepted));
	value_drop_later(drops, row->error);
	free(row);
}

Value types_data_new_row(DataTable *table)
{
	DataRow *row = MEM_NEW(DataRow);

	row->columns = value_ref(array_value(table->columns)).array;
	row->items = array_new_objects();
	row->table = table;
	row->error = value_string(S(""));
	detach(row);
	for (size_t i = 0; i < table->columns->n; i++)
		array_push(row->items, data_column_peek(array_peek(table->columns, i))->fallback);
	return object_value(object_new_native(&type_data_row, row));
}

/* "...Couldn't store <x> in n Column.  Expected type is Int32." */
static Flow cannot_store(Interp *in, const DataColumn *column, Value v)
{
	Value why = runtime_of(in)->take_error(in);
	Buf text = BUF_INIT;
	Flow flow = convert_put_tostring(in, v, &text);

	if (flow == FLOW_NEXT)
		flow = fault_exception(in, EXC_ARGUMENT,
			"%.*sCouldn't store <%.*s> in %.*s Column.  Expected type is %.*s.",
			STR_ARG(types_str(exception_peek(why)->message)), STR_ARG(buf_str(&text)),
			STR_ARG(types_str(column->name)), STR_ARG(type_short_name(column->type)));
	buf_release(&text);
	value_drop(why);
	return flow;
}

/* Where a row stands in its table; past the end: it does not. */
static size_t place_of_row(const DataRow *row)
{
	const Array *rows = row->table->rows;
	size_t at = 0;

	while (at < rows->n && data_row_peek(array_peek(rows, at)) != row)
		at++;
	return at;
}

/* What a column asks of the values of rows in its table; row: the place of the one that v is for, or past the end. */
static Flow check_value(Interp *in, const DataTable *table, size_t row, size_t at, Value v)
{
	const DataColumn *column = data_column_peek(array_peek(table->columns, at));
	Buf text = BUF_INIT;
	Flow flow;

	if (!column->nullable && data_is_null(v))
		return fault_exception(
			in, EXC_DATA_NO_NULL, "Column '%.*s' does not allow nulls.", STR_ARG(types_str(column->name)));
	if (!column->unique || !types_data_has_twin(table, row, at, v))
		return FLOW_NEXT;
	flow = convert_put_tostring(in, v, &text);
	if (flow == FLOW_NEXT)
		flow = fault_exception(in, EXC_DATA_CONSTRAINT,
			"Column '%.*s' is constrained to be unique.  Value '%.*s' is already present.",
			STR_ARG(types_str(column->name)), STR_ARG(buf_str(&text)));
	buf_release(&text);
	return flow;
}

/* The state before the first change is kept for RejectChanges. */
static void note_change(DataRow *row)
{
	if (row->state != ROW_UNCHANGED)
		return;
	row->state = ROW_MODIFIED;
	row->accepted = copy_items(row->items);
}

Flow types_data_store(Interp *in, DataRow *row, size_t at, Value v)
{
	const DataColumn *column = data_column_peek(array_peek(row->columns, at));
	bool in_table = row->table && row->state != ROW_DETACHED;
	Value converted = VALUE_EMPTY;
	Flow flow = FLOW_NEXT;

	if (row->state == ROW_DELETED)
		return fault_exception(
			in, EXC_DATA_DELETED_ROW, "Deleted row information can't be accessed through the row.");
	if (in_table && column->read_only)
		return fault_exception(
			in, EXC_DATA_READ_ONLY, "Column '%.*s' is read only.", STR_ARG(types_str(column->name)));
	if (value_is_null(v) && column->type->flags & TYPE_VALUE)
		return fault_argument(in, EXC_ARGUMENT, NULL,
			"Cannot set Column '%.*s' to be null. Please use DBNull instead.",
			STR_ARG(types_str(column->name)));
	if (types_data_convert(in, column, v, &converted) != FLOW_NEXT)
		return cannot_store(in, column, value_unwrap_peek(v));
	if (in_table)
		flow = check_value(in, row->table, place_of_row(row), at, converted);
	if (flow != FLOW_NEXT) {
		value_drop(converted);
		return flow;
	}
	note_change(row);
	array_set_take(row->items, at, converted);
	return FLOW_NEXT;
}

Flow types_data_put_row(Interp *in, Value table, Value row, size_t at)
{
	DataTable *t = data_table_peek(table);
	DataRow *r;

	if (!types_given(row))
		return fault_argument(in, EXC_ARGUMENT_NULL, "row", "'row' argument cannot be null.");
	r = data_row_peek(row);
	if (r->table != t)
		return fault_argument(in, EXC_ARGUMENT, NULL, "This row already belongs to another table.");
	if (r->state != ROW_DETACHED)
		return fault_argument(in, EXC_ARGUMENT, NULL, "This row already belongs to this table.");
	for (size_t i = 0; i < r->items->n; i++)
		FLOW_TRY(check_value(in, t, t->rows->n, i, array_peek(r->items, i)));
	leave_loose(r);
	r->state = ROW_ADDED;
	array_push(t->rows, row);
	memmove(t->rows->items + at + 1, t->rows->items + at, (t->rows->n - 1 - at) * sizeof(*t->rows->items));
	t->rows->items[at] = value_unwrap_peek(row);
	value_drop(object_value(t->self)); /* the row's own hold of it */
	return FLOW_NEXT;
}

static Flow too_long(Interp *in)
{
	return fault_exception(in, EXC_ARGUMENT, "Input array is longer than the number of columns in this table.");
}

/* (row): nothing; (values): the row made of them, $null for a column's default */
TYPE_METHOD(rows_add)
{
	Value table = data_owner_peek(self), row;
	const Array *values = types_array(args[0]);
	Flow flow = FLOW_NEXT;

	if (!values)
		return types_data_put_row(in, table, args[0], data_table_peek(table)->rows->n);
	if (values->n > data_table_peek(table)->columns->n)
		return too_long(in);
	row = types_data_new_row(data_table_peek(table));
	for (size_t i = 0; i < values->n && flow == FLOW_NEXT; i++) {
		Value v = array_get(values, i);

		if (!value_is_null(v))
			flow = types_data_store(in, data_row_peek(row), i, v);
		value_drop(v);
	}
	if (flow == FLOW_NEXT)
		flow = types_data_put_row(in, table, row, data_table_peek(table)->rows->n);
	if (flow == FLOW_NEXT)
		*out = row;
	else
		value_drop(row);
	return flow;
}

/* Of a row or $null; -1: not in this table. */
static int64_t place_in(const DataTable *table, Value row)
{
	const DataRow *r = types_given(row) ? data_row_peek(row) : NULL;
	size_t at = r && r->table == table ? place_of_row(r) : table->rows->n;

	return at < table->rows->n ? (int64_t)at : -1;
}

static void take_out(DataTable *table, size_t at)
{
	detach(data_row_peek(array_peek(table->rows, at)));
	types_data_remove_at(table->rows, at);
}

TYPE_METHOD(rows_remove)
{
	int64_t at = place_in(data_table_peek(data_owner_peek(self)), args[0]);

	if (at < 0)
		return fault_exception(
			in, EXC_INDEX_OUT_OF_RANGE, "The given DataRow is not in the current DataRowCollection.");
	take_out(data_table_peek(data_owner_peek(self)), (size_t)at);
	return FLOW_NEXT;
}

TYPE_METHOD(rows_index_of)
{
	int64_t at = place_in(data_table_peek(data_owner_peek(self)), args[0]);

	return types_found(out, value_int((int32_t)at));
}

static Flow no_row(Interp *in, int64_t at)
{
	return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "There is no row at position %lld.", (long long)at);
}

TYPE_METHOD(rows_remove_at)
{
	DataTable *table = data_table_peek(data_owner_peek(self));
	int64_t at = types_int(args[0]);

	if (at < 0 || (uint64_t)at >= table->rows->n)
		return no_row(in, at);
	take_out(table, (size_t)at);
	return FLOW_NEXT;
}

TYPE_METHOD(rows_insert)
{
	const DataTable *table = data_table_peek(data_owner_peek(self));
	int64_t at = types_int(args[1]);

	if (at < 0)
		return fault_exception(
			in, EXC_INDEX_OUT_OF_RANGE, "The row insert position %lld is invalid.", (long long)at);
	return types_data_put_row(
		in, data_owner_peek(self), args[0], (uint64_t)at > table->rows->n ? table->rows->n : (size_t)at);
}

void types_data_clear(DataTable *table)
{
	while (table->rows->n > 0)
		take_out(table, table->rows->n - 1);
}

TYPE_METHOD(rows_clear)
{
	types_data_clear(data_table_peek(data_owner_peek(self)));
	return FLOW_NEXT;
}

TYPE_GET(get_row_count)
{
	return types_found(out, value_int((int32_t)data_table_peek(data_owner_peek(self))->rows->n));
}

static Flow list_rows(UNUSED Interp *in, Value self, Array *out)
{
	const Array *rows = data_table_peek(data_owner_peek(self))->rows;

	for (size_t i = 0; i < rows->n; i++)
		array_push(out, array_peek(rows, i));
	return FLOW_NEXT;
}

static Flow index_row(Interp *in, Value self, Value key, Value *out)
{
	const Array *rows = data_table_peek(data_owner_peek(self))->rows;
	int64_t at;

	FLOW_TRY(convert_to_i64(in, key, &at));
	at += at < 0 ? (int64_t)rows->n : 0;
	return types_found(
		out, at < 0 || (uint64_t)at >= rows->n ? VALUE_NULL : value_ref(array_peek(rows, (size_t)at)));
}

TYPE_METHOD(rows_item)
{
	FLOW_TRY(index_row(in, self, args[0], out));
	return out->kind == V_NULL ? no_row(in, types_int(args[0])) : FLOW_NEXT;
}

/* ---- one row: $row.column, $row['column'], $row[0] ---- */

static Flow no_column(Interp *in, Str name, const DataRow *row)
{
	return fault_argument(in, EXC_ARGUMENT, NULL, "Column '%.*s' does not belong to table %.*s.", STR_ARG(name),
		STR_ARG(row->table ? types_str(row->table->name) : S("")));
}

/* By name or by place. */
static Flow column_at(Interp *in, const DataRow *row, Value key, size_t *at)
{
	int64_t i;

	*at = 0;
	key = value_unwrap_peek(key);
	if (value_is_string(key) || type_of(key) == &type_data_column) {
		Str name = value_is_string(key) ? types_str(key) : types_str(data_column_peek(key)->name);

		i = types_data_find(row->columns, name);
		if (i < 0)
			return no_column(in, name, row);
	} else {
		FLOW_TRY(convert_to_i64(in, key, &i));
		if (i < 0 || (uint64_t)i >= row->items->n)
			return types_data_no_index(in, i);
	}
	*at = (size_t)i;
	return FLOW_NEXT;
}

static Flow index_item(Interp *in, Value self, Value key, Value *out)
{
	size_t at;

	if (column_at(in, data_row_peek(self), key, &at) !=
		FLOW_NEXT) { /* as PowerShell has it: what is not there is $null */
		runtime_of(in)->clear_error(in);
		return types_found(out, VALUE_NULL);
	}
	if (data_row_peek(self)->state == ROW_DELETED)
		return types_found(out, VALUE_NULL);
	return types_found(out, array_get(data_row_peek(self)->items, at));
}

static Flow set_item(Interp *in, Value self, Value key, Value to)
{
	size_t at;

	FLOW_TRY(column_at(in, data_row_peek(self), key, &at));
	return types_data_store(in, data_row_peek(self), at, to);
}

static Flow adapt_get(UNUSED Interp *in, Value self, Str name, Value *out, bool *found)
{
	int64_t at = types_data_find(data_row_peek(self)->columns, name);

	*found = at >= 0;
	if (*found)
		*out = data_row_peek(self)->state == ROW_DELETED ? VALUE_NULL
								 : array_get(data_row_peek(self)->items, (size_t)at);
	return FLOW_NEXT;
}

static Flow adapt_set(Interp *in, Value self, Str name, Value to, bool *found)
{
	int64_t at = types_data_find(data_row_peek(self)->columns, name);
	Flow flow = FLOW_NEXT;

	*found = at >= 0;
	if (*found)
		flow = types_data_store(in, data_row_peek(self), (size_t)at, to);
	return flow == FLOW_THROW ? member_wrap_setting(in, name) : flow;
}

static Object *adapt_list(UNUSED Interp *in, Value self)
{
	const DataRow *row = data_row_peek(self);
	Object *list = object_new_custom();

	for (size_t i = 0; i < row->items->n && i < row->columns->n; i++)
		object_set_take(
			list, types_str(data_column_peek(array_peek(row->columns, i))->name), array_get(row->items, i));
	return list;
}

/* Unlike $row['x'], $row.Item('x') tells that there is none. */
TYPE_METHOD(row_item)
{
	size_t at;

	FLOW_TRY(column_at(in, data_row_peek(self), args[0], &at));
	return index_item(in, self, args[0], out);
}

TYPE_METHOD(row_is_null)
{
	size_t at;

	FLOW_TRY(column_at(in, data_row_peek(self), args[0], &at));
	return types_found(out, value_bool(type_of(array_peek(data_row_peek(self)->items, at)) == &type_db_null));
}

static Flow not_in_table(Interp *in)
{
	return fault_exception(in, EXC_DATA_NOT_IN_TABLE, "Cannot perform this operation on a row not in the table.");
}

/* A row that was only added goes at once, others when that is accepted. */
TYPE_METHOD(row_delete)
{
	DataRow *row = data_row_peek(self);

	if (!row->table || row->state == ROW_DETACHED)
		return FLOW_NEXT;
	if (row->state == ROW_ADDED) {
		take_out(row->table, place_of_row(row));
	} else {
		note_change(row);
		row->state = ROW_DELETED;
	}
	return FLOW_NEXT;
}

void types_data_accept(DataRow *row)
{
	if (row->accepted)
		value_drop(array_value(row->accepted));
	row->accepted = NULL;
	if (row->state == ROW_DELETED)
		take_out(row->table, place_of_row(row));
	else
		row->state = ROW_UNCHANGED;
}

void types_data_reject(DataRow *row)
{
	if (row->state == ROW_ADDED) {
		take_out(row->table, place_of_row(row));
		return;
	}
	if (row->accepted) {
		value_drop(array_value(row->items));
		row->items = row->accepted;
		row->accepted = NULL;
	}
	row->state = ROW_UNCHANGED;
}

TYPE_METHOD(row_accept)
{
	DataRow *row = data_row_peek(self);

	if (!row->table || row->state == ROW_DETACHED)
		return not_in_table(in);
	types_data_accept(row);
	return FLOW_NEXT;
}

TYPE_METHOD(row_reject)
{
	DataRow *row = data_row_peek(self);

	if (!row->table || row->state == ROW_DETACHED)
		return not_in_table(in);
	types_data_reject(row);
	return FLOW_NEXT;
}

TYPE_METHOD(row_clear_errors)
{
	value_set_take(&data_row_peek(self)->error, value_string(S("")));
	return FLOW_NEXT;
}

TYPE_GET(get_items)
{
	return types_found(out, array_value(copy_items(data_row_peek(self)->items)));
}

TYPE_SET(set_items)
{
	DataRow *row = data_row_peek(self);
	Array *items = NULL;
	Flow flow;

	if (!types_given(to))
		return fault_argument(in, EXC_ARGUMENT_NULL, "ItemArray", "'ItemArray' argument cannot be null.");
	FLOW_TRY(types_items(in, to, &items));
	flow = items->n > row->items->n ? too_long(in) : FLOW_NEXT;
	for (size_t i = 0; i < items->n && flow == FLOW_NEXT; i++) /* $null leaves what is there */
		if (!value_is_null(array_peek(items, i)))
			flow = types_data_store(in, row, i, array_peek(items, i));
	value_drop(array_value(items));
	return flow;
}

/* clang-format off */
TYPE_GET(get_state) { return types_found(out, value_enum(&type_data_row_state, data_row_peek(self)->state)); }
TYPE_GET(get_row_table) { return types_found(out, data_row_peek(self)->table ? value_ref(object_value(data_row_peek(self)->table->self)) : VALUE_NULL); }
TYPE_GET(get_row_error) { return types_found(out, value_ref(data_row_peek(self)->error)); }
TYPE_SET(set_row_error) { value_set_take(&data_row_peek(self)->error, value_is_null(to) ? value_string(S("")) : value_ref(to)); return FLOW_NEXT; }
TYPE_GET(get_row_has_errors) { return types_found(out, value_bool(types_str(data_row_peek(self)->error).n > 0)); }
/* clang-format on */

TYPE_METHOD(nothing)
{
	return FLOW_NEXT;
}

/* ---- tables ---- */

#define COLUMN "System.Data.DataColumn"
#define ROW    "System.Data.DataRow"
#define TABLE  "System.Data.DataTable"

static const PropDef rows_props[] = { PROP("Count", "int", get_row_count), PROPS_END };
static const MethodDef rows_methods[] = {
	METHOD("Add", "void Add(" ROW " row)", rows_add),
	METHOD("Add", ROW " Add(Params System.Object[] values)", rows_add),
	METHOD("Clear", "void Clear()", rows_clear),
	METHOD("IndexOf", "int IndexOf(" ROW " row)", rows_index_of),
	METHOD("InsertAt", "void InsertAt(" ROW " row, int pos)", rows_insert),
	INDEXER("Item", ROW " Item(int index)", rows_item),
	METHOD("Remove", "void Remove(" ROW " row)", rows_remove),
	METHOD("RemoveAt", "void RemoveAt(int index)", rows_remove_at),
	METHODS_END,
};
/* Behind the columns, and not among what is shown. */
static const PropDef row_props[] = {
	{ "RowError", "string", get_row_error, set_row_error, PROP_HIDDEN },
	{ "RowState", "System.Data.DataRowState", get_state, NULL, PROP_HIDDEN },
	{ "Table", TABLE, get_row_table, NULL, PROP_HIDDEN },
	{ "ItemArray", "System.Object[]", get_items, set_items, PROP_HIDDEN },
	{ "HasErrors", "bool", get_row_has_errors, NULL, PROP_HIDDEN },
	PROPS_END,
};
static const MethodDef row_methods[] = {
	METHOD("AcceptChanges", "void AcceptChanges()", row_accept),
	METHOD("BeginEdit", "void BeginEdit()", nothing),
	METHOD("ClearErrors", "void ClearErrors()", row_clear_errors),
	METHOD("Delete", "void Delete()", row_delete),
	METHOD("EndEdit", "void EndEdit()", nothing),
	METHOD("IsNull", "bool IsNull(string columnName)", row_is_null),
	INDEXER_SET("Item", "System.Object Item(int columnIndex)", row_item),
	INDEXER_SET("Item", "System.Object Item(string columnName)", row_item),
	METHOD("IsNull", "bool IsNull(int columnIndex)", row_is_null),
	METHOD("IsNull", "bool IsNull(" COLUMN " column)", row_is_null),
	METHOD("RejectChanges", "void RejectChanges()", row_reject),
	METHODS_END,
};
static const TypeMembers row_members = { .props = row_props, .methods = row_methods };
static const TypeMembers rows_members = { .props = rows_props, .methods = rows_methods };
static const TypeOps row_ops = {
	.free = free_row,
	.index = index_item,
	.index_set = set_item,
	.adapt_get = adapt_get,
	.adapt_set = adapt_set,
	.adapt_list = adapt_list,
};
static const TypeOps rows_ops = { .free = types_data_free_collection, .enumerate = list_rows, .index = index_row };
static const TypeDef *const collection[] = { &type_known[T_ICOLLECTION], &type_known[T_IENUMERABLE], NULL };

const TypeDef type_data_row = { .name = ROW, .base = &type_known[T_OBJECT], .members = &row_members, .ops = &row_ops };
const TypeDef type_data_rows = {
	.name = "System.Data.DataRowCollection",
	.base = &type_known[T_OBJECT],
	.members = &rows_members,
	.ops = &rows_ops,
	.interfaces = collection,
};
