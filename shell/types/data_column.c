/* data_column: System.Data.DataColumn, and the columns of a DataTable. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/data_table.h"

#include <stdlib.h>

#include "shell/types/types_number.h"

static void free_column(Object *object, ValueDrops *drops)
{
	DataColumn *column = object->payload;

	value_drop_later(drops, column->name);
	value_drop_later(drops, column->caption);
	value_drop_later(drops, column->fallback);
	free(column);
}

Value types_data_new_column(Value name, const TypeDef *type)
{
	DataColumn *column = MEM_NEW(DataColumn);

	column->name = value_is_null(name) ? value_string(S("")) : value_ref(name);
	column->caption = value_ref(column->name);
	column->fallback = types_db_null();
	column->type = type;
	column->nullable = true;
	return object_value(object_new_native(&type_data_column, column));
}

int64_t types_data_find(const Array *columns, Str name)
{
	for (size_t i = 0; i < columns->n; i++)
		if (str_ieq(types_str(data_column_peek(array_peek(columns, i))->name), name))
			return (int64_t)i;
	return -1;
}

int64_t types_data_column(Value table, Str name)
{
	return types_data_find(data_table_peek(table)->columns, name);
}

Value types_data_value_peek(Value row, size_t column)
{
	return array_peek(data_row_peek(row)->items, column);
}

static Value item_peek(const DataTable *table, size_t row, size_t at)
{
	return types_data_value_peek(array_peek(table->rows, row), at);
}

bool types_data_has_twin(const DataTable *table, size_t row, size_t at, Value v)
{
	for (size_t i = 0; i < table->rows->n; i++)
		if (i != row && compare_same(item_peek(table, i, at), v))
			return true;
	return false;
}

Flow types_data_convert(Interp *in, const DataColumn *column, Value v, Value *out)
{
	v = value_unwrap_peek(v);
	if (data_is_null(v))
		return types_found(out, types_db_null());
	if (column->type->id == T_OBJECT)
		return types_found(out, value_ref(v));
	if (value_is_string(v) && column->type->flags & TYPE_NUMBER)
		return types_change(in, v, column->type->id, VALUE_NULL, out);
	return convert_to(in, v, column->type, out);
}

static Flow duplicate(Interp *in, Str name)
{
	return fault_exception(
		in, EXC_DATA_DUPLICATE_NAME, "A column named '%.*s' already belongs to this DataTable.", STR_ARG(name));
}

static void widen(DataRow *row, Value fallback)
{
	array_push(row->items, fallback);
	if (row->accepted)
		array_push(row->accepted, fallback);
}

static void narrow(DataRow *row, size_t at)
{
	types_data_remove_at(row->items, at);
	if (row->accepted)
		types_data_remove_at(row->accepted, at);
}

/* A column without a name becomes Column1 and so on; rows that are there get its default. */
Flow types_data_add_column(Interp *in, Value table, Value column)
{
	DataTable *t = data_table_peek(table);
	DataColumn *c;
	Buf name = BUF_INIT;

	if (!types_given(column))
		return fault_argument(in, EXC_ARGUMENT_NULL, "column", "'column' argument cannot be null.");
	c = data_column_peek(column);
	for (size_t i = 1; types_str(c->name).n == 0; i++) {
		buf_clear(&name);
		buf_printf(&name, "Column%zu", i);
		if (types_data_find(t->columns, buf_str(&name)) < 0)
			value_set_take(&c->name, value_string(buf_str(&name)));
	}
	buf_release(&name);
	if (c->table)
		return fault_argument(in, EXC_ARGUMENT, NULL,
			"Column '%.*s' already belongs to this or another DataTable.", STR_ARG(types_str(c->name)));
	if (types_data_find(t->columns, types_str(c->name)) >= 0)
		return duplicate(in, types_str(c->name));
	c->table = t;
	array_push(t->columns, column);
	for (size_t i = 0; i < t->rows->n; i++)
		widen(data_row_peek(array_peek(t->rows, i)), c->fallback);
	for (size_t i = 0; i < t->loose.n; i++)
		widen(t->loose.p[i], c->fallback);
	return FLOW_NEXT;
}

/* (), (name), (name, type) */
TYPE_METHOD(make_column)
{
	if (n > 1 && !types_given(args[1]))
		return fault_argument(in, EXC_ARGUMENT_NULL, "dataType", "'dataType' argument cannot be null.");
	return types_found(out, types_data_new_column(n ? args[0] : VALUE_NULL,
					n > 1 ? value_unwrap_peek(args[1]).typeref : type_of_id(T_STRING)));
}

/* A text as a column of that name. */
static Flow convert_column(UNUSED Interp *in, Value from, Value *out)
{
	if (value_is_string(from))
		*out = types_data_new_column(from, type_of_id(T_STRING));
	return FLOW_NEXT;
}

TYPE_METHOD(columns_add)
{
	Value column = VALUE_EMPTY;
	Flow flow;

	if (n == 1 && !value_is_string(args[0]))
		return types_data_add_column(in, data_owner_peek(self), args[0]);
	FLOW_TRY(make_column(in, self, args, n, &column));
	flow = types_data_add_column(in, data_owner_peek(self), column);
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

	if (!types_given(args[0]))
		return FLOW_NEXT;
	FLOW_TRY(types_items(in, args[0], &columns));
	flow = FLOW_NEXT;
	for (size_t i = 0; i < columns->n && flow == FLOW_NEXT; i++)
		if (types_given(array_peek(columns, i)))
			flow = types_data_add_column(in, data_owner_peek(self), array_peek(columns, i));
	value_drop(array_value(columns));
	return flow;
}

static Array *columns_of(Value self)
{
	return data_table_peek(data_owner_peek(self))->columns;
}

TYPE_METHOD(columns_contains)
{
	return types_found(out, value_bool(types_data_find(columns_of(self), types_str(args[0])) >= 0));
}

TYPE_METHOD(columns_index_of)
{
	return types_found(out, value_int((int32_t)types_data_find(columns_of(self), types_str(args[0]))));
}

static void drop_column(DataTable *table, size_t at)
{
	data_column_peek(array_peek(table->columns, at))->table = NULL;
	types_data_remove_at(table->columns, at);
	for (size_t i = 0; i < table->rows->n; i++)
		narrow(data_row_peek(array_peek(table->rows, i)), at);
	for (size_t i = 0; i < table->loose.n; i++)
		narrow(table->loose.p[i], at);
}

Flow types_data_no_index(Interp *in, int64_t at)
{
	return fault_exception(in, EXC_INDEX_OUT_OF_RANGE, "Cannot find column %lld.", (long long)at);
}

/* (column), (name) */
TYPE_METHOD(columns_remove)
{
	DataTable *table = data_table_peek(data_owner_peek(self));
	Str name;
	int64_t at;

	if (!types_given(args[0]))
		return fault_argument(in, EXC_ARGUMENT_NULL, "column", "'column' argument cannot be null.");
	name = types_str(value_is_string(args[0]) ? args[0] : data_column_peek(args[0])->name);
	at = types_data_find(table->columns, name);
	if (at < 0)
		return fault_argument(in, EXC_ARGUMENT, NULL, "Column '%.*s' does not belong to table %.*s.",
			STR_ARG(name), STR_ARG(types_str(table->name)));
	drop_column(table, (size_t)at);
	return FLOW_NEXT;
}

TYPE_METHOD(columns_remove_at)
{
	DataTable *table = data_table_peek(data_owner_peek(self));
	int64_t at = types_int(args[0]);

	if (at < 0 || (uint64_t)at >= table->columns->n)
		return types_data_no_index(in, at);
	drop_column(table, (size_t)at);
	return FLOW_NEXT;
}

TYPE_METHOD(columns_clear)
{
	DataTable *table = data_table_peek(data_owner_peek(self));

	while (table->columns->n > 0)
		drop_column(table, table->columns->n - 1);
	return FLOW_NEXT;
}

/* By name, or by place: from the end where that is negative, as PowerShell has it. */
static Flow index_column(Interp *in, Value self, Value key, Value *out)
{
	const Array *columns = columns_of(self);
	int64_t at;

	key = value_unwrap_peek(key);
	if (value_is_string(key))
		at = types_data_find(columns, types_str(key));
	else {
		FLOW_TRY(convert_to_i64(in, key, &at));
		at += at < 0 ? (int64_t)columns->n : 0;
	}
	return types_found(
		out, at < 0 || (uint64_t)at >= columns->n ? VALUE_NULL : value_ref(array_peek(columns, (size_t)at)));
}

TYPE_METHOD(columns_item)
{
	FLOW_TRY(index_column(in, self, args[0], out));
	return out->kind == V_NULL && !value_is_string(args[0]) ? types_data_no_index(in, types_int(args[0]))
								: FLOW_NEXT;
}

static Flow list_columns(UNUSED Interp *in, Value self, Array *out)
{
	for (size_t i = 0; i < columns_of(self)->n; i++)
		array_push(out, array_peek(columns_of(self), i));
	return FLOW_NEXT;
}

/* clang-format off */
TYPE_GET(get_column_count) { return types_found(out, value_int((int32_t)columns_of(self)->n)); }
TYPE_GET(get_column_name) { return types_found(out, value_ref(data_column_peek(self)->name)); }
TYPE_GET(get_caption) { return types_found(out, value_ref(data_column_peek(self)->caption)); }
TYPE_GET(get_data_type) { return types_found(out, value_type(data_column_peek(self)->type)); }
TYPE_GET(get_fallback) { return types_found(out, value_ref(data_column_peek(self)->fallback)); }
TYPE_GET(get_nullable) { return types_found(out, value_bool(data_column_peek(self)->nullable)); }
TYPE_GET(get_unique) { return types_found(out, value_bool(data_column_peek(self)->unique)); }
TYPE_GET(get_read_only) { return types_found(out, value_bool(data_column_peek(self)->read_only)); }
TYPE_SET(set_read_only) { data_column_peek(self)->read_only = convert_to_bool(to); return FLOW_NEXT; }
/* clang-format on */

/* -1: in no table. */
static int64_t place_of_column(const DataColumn *column)
{
	return column->table ? types_data_find(column->table->columns, types_str(column->name)) : -1;
}

TYPE_GET(get_ordinal)
{
	return types_found(out, value_int((int32_t)place_of_column(data_column_peek(self))));
}

TYPE_SET(set_caption)
{
	value_set_take(&data_column_peek(self)->caption, value_is_null(to) ? value_string(S("")) : value_ref(to));
	return FLOW_NEXT;
}

TYPE_SET(set_data_type)
{
	DataColumn *column = data_column_peek(self);

	if (column->table && column->table->rows->n > 0)
		return fault_argument(in, EXC_ARGUMENT, NULL, "Cannot change DataType of a column once it has data.");
	if (!types_given(to))
		return fault_argument(in, EXC_ARGUMENT, NULL, "Column requires a valid DataType.");
	column->type = value_unwrap_peek(to).typeref;
	return FLOW_NEXT;
}

TYPE_SET(set_fallback)
{
	Value converted = VALUE_EMPTY;

	FLOW_TRY(types_data_convert(in, data_column_peek(self), to, &converted));
	value_set_take(&data_column_peek(self)->fallback, converted);
	return FLOW_NEXT;
}

TYPE_SET(set_nullable)
{
	DataColumn *column = data_column_peek(self);
	int64_t at = place_of_column(column);

	for (size_t i = 0; at >= 0 && !convert_to_bool(to) && i < column->table->rows->n; i++)
		if (data_is_null(item_peek(column->table, i, (size_t)at)))
			return fault_exception(
				in, EXC_DATA, "Column '%.*s' has null values in it.", STR_ARG(types_str(column->name)));
	column->nullable = convert_to_bool(to);
	return FLOW_NEXT;
}

TYPE_SET(set_unique)
{
	DataColumn *column = data_column_peek(self);
	int64_t at = place_of_column(column);

	for (size_t i = 0; at >= 0 && convert_to_bool(to) && i < column->table->rows->n; i++)
		if (types_data_has_twin(column->table, i, (size_t)at, item_peek(column->table, i, (size_t)at)))
			return fault_argument(in, EXC_ARGUMENT, NULL, "Column '%.*s' contains non-unique values.",
				STR_ARG(types_str(column->name)));
	column->unique = convert_to_bool(to);
	return FLOW_NEXT;
}

TYPE_SET(set_column_name)
{
	DataColumn *column = data_column_peek(self);

	if (column->table && types_str(to).n == 0)
		return fault_argument(in, EXC_ARGUMENT, NULL, "ColumnName is required when it is part of a DataTable.");
	if (column->table && types_data_find(column->table->columns, types_str(to)) >= 0 &&
		!str_ieq(types_str(to), types_str(column->name)))
		return duplicate(in, types_str(to));
	value_set_take(&column->name, value_is_null(to) ? value_string(S("")) : value_ref(to));
	return FLOW_NEXT;
}

static Flow put_column_name(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, types_str(data_column_peek(self)->name));
	return FLOW_NEXT;
}

/* ---- tables ---- */

#define COLUMN "System.Data.DataColumn"

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
	METHOD("Clear", "void Clear()", columns_clear),
	METHOD("Contains", "bool Contains(string name)", columns_contains),
	METHOD("IndexOf", "int IndexOf(string columnName)", columns_index_of),
	INDEXER("Item", COLUMN " Item(int index)", columns_item),
	INDEXER("Item", COLUMN " Item(string name)", columns_item),
	METHOD("Remove", "void Remove(" COLUMN " column)", columns_remove),
	METHOD("Remove", "void Remove(string name)", columns_remove),
	METHOD("RemoveAt", "void RemoveAt(int index)", columns_remove_at),
	METHODS_END,
};
static const TypeMembers column_members = { .props = column_props, .constructors = column_constructors };
static const TypeMembers columns_members = { .props = columns_props, .methods = columns_methods };
static const TypeOps column_ops = { .free = free_column, .text = put_column_name, .convert = convert_column };
static const TypeOps columns_ops = {
	.free = types_data_free_collection, .enumerate = list_columns, .index = index_column
};
static const TypeDef *const collection[] = { &type_known[T_ICOLLECTION], &type_known[T_IENUMERABLE], NULL };

const TypeDef type_data_column = {
	.name = COLUMN,
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &column_members,
	.ops = &column_ops,
};
const TypeDef type_data_columns = {
	.name = "System.Data.DataColumnCollection",
	.base = &type_known[T_OBJECT],
	.members = &columns_members,
	.ops = &columns_ops,
	.interfaces = collection,
};
