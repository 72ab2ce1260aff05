/* data_table: System.Data.DataTable. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/types/data_table.h"

#include <stdlib.h>

#include "shell/types/types_collection.h"

void types_data_remove_at(Array *a, size_t at)
{
	value_drop(a->items[at]);
	memmove(a->items + at, a->items + at + 1, (a->n - 1 - at) * sizeof(*a->items));
	a->n--;
}

static Value new_collection(const TypeDef *type, Value table)
{
	return object_value(object_new_native(type, value_ref(value_unwrap_peek(table)).object));
}

void types_data_free_collection(Object *object, ValueDrops *drops)
{
	value_drop_later(drops, object_value(object->payload));
}

static void free_table(Object *object, ValueDrops *drops)
{
	DataTable *table = object->payload;

	for (size_t i = 0; i < table->rows->n; i++)
		data_row_peek(array_peek(table->rows, i))->table = NULL;
	for (size_t i = 0; i < table->columns->n; i++)
		data_column_peek(array_peek(table->columns, i))->table = NULL;
	value_drop_later(drops, table->name);
	value_drop_later(drops, array_value(table->columns));
	value_drop_later(drops, array_value(table->rows));
	VEC_RELEASE(&table->loose);
	free(table);
}

TYPE_METHOD(make_table)
{
	DataTable *table = MEM_NEW(DataTable);

	table->name = n && !value_is_null(args[0]) ? value_ref(args[0]) : value_string(S(""));
	table->columns = array_new_objects();
	table->rows = array_new_objects();
	table->self = object_new_native(&type_data_table, table);
	return types_found(out, object_value(table->self));
}

static Flow list_table(UNUSED Interp *in, Value self, Array *out)
{
	const Array *rows = data_table_peek(self)->rows;

	for (size_t i = 0; i < rows->n; i++)
		array_push(out, array_peek(rows, i));
	return FLOW_NEXT;
}

/* (), (filter), (filter, sort) */
TYPE_METHOD(select_rows)
{
	const Array *rows = data_table_peek(self)->rows;
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
	return types_found(out, types_data_new_row(data_table_peek(self)));
}

TYPE_METHOD(clear_table)
{
	types_data_clear(data_table_peek(self));
	return FLOW_NEXT;
}

/* Rows that were deleted go; the others count as unchanged. */
TYPE_METHOD(accept)
{
	const Array *rows = data_table_peek(self)->rows;

	for (size_t i = rows->n; i-- > 0;)
		types_data_accept(data_row_peek(array_peek(rows, i)));
	return FLOW_NEXT;
}

TYPE_METHOD(reject)
{
	const Array *rows = data_table_peek(self)->rows;

	for (size_t i = rows->n; i-- > 0;)
		types_data_reject(data_row_peek(array_peek(rows, i)));
	return FLOW_NEXT;
}

/* A table of the same columns. */
TYPE_METHOD(clone)
{
	const DataTable *table = data_table_peek(self);
	Flow flow;

	FLOW_TRY(make_table(in, self, &table->name, 1, out));
	flow = FLOW_NEXT;
	for (size_t i = 0; i < table->columns->n && flow == FLOW_NEXT; i++) {
		const DataColumn *from = data_column_peek(array_peek(table->columns, i));
		Value column = types_data_new_column(from->name, from->type);
		DataColumn *to = data_column_peek(column);

		value_set_take(&to->caption, value_ref(from->caption));
		value_set_take(&to->fallback, value_ref(from->fallback));
		to->nullable = from->nullable;
		to->unique = from->unique;
		to->read_only = from->read_only;
		flow = types_data_add_column(in, *out, column);
		value_drop(column);
	}
	return flow;
}

TYPE_METHOD(import_row)
{
	const DataRow *from;
	Value row;
	Flow flow = FLOW_NEXT;

	if (!types_given(args[0]))
		return FLOW_NEXT;
	from = data_row_peek(args[0]);
	row = types_data_new_row(data_table_peek(self));
	for (size_t i = 0; i < from->items->n && i < data_row_peek(row)->items->n && flow == FLOW_NEXT; i++)
		flow = types_data_store(in, data_row_peek(row), i, array_peek(from->items, i));
	if (flow == FLOW_NEXT)
		flow = types_data_put_row(in, self, row, data_table_peek(self)->rows->n);
	value_drop(row);
	return flow;
}

TYPE_METHOD(copy)
{
	const DataTable *table = data_table_peek(self);
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
TYPE_GET(get_table_name) { return types_found(out, value_ref(data_table_peek(self)->name)); }
TYPE_SET(set_table_name) { value_set_take(&data_table_peek(self)->name, value_is_null(to) ? value_string(S("")) : value_ref(to)); return FLOW_NEXT; }
TYPE_GET(get_has_errors)
{
	const Array *rows = data_table_peek(self)->rows;
	bool any = false;

	for (size_t i = 0; i < rows->n && !any; i++)
		any = types_str(data_row_peek(array_peek(rows, i))->error).n > 0;
	return types_found(out, value_bool(any));
}
TYPE_GET(get_columns) { return types_found(out, new_collection(&type_data_columns, self)); }
TYPE_GET(get_rows) { return types_found(out, new_collection(&type_data_rows, self)); }
/* clang-format on */

TYPE_GET(get_default_view)
{
	return types_not_done(in, "DataTable.DefaultView");
}

TYPE_GET(get_primary_key)
{
	return types_not_done(in, "DataTable.PrimaryKey");
}

TYPE_SET(set_primary_key)
{
	return types_not_done(in, "DataTable.PrimaryKey");
}

static Flow put_table_name(UNUSED Interp *in, Value self, Buf *out)
{
	buf_put(out, types_str(data_table_peek(self)->name));
	return FLOW_NEXT;
}

/* ---- tables ---- */

#define ROW   "System.Data.DataRow"
#define TABLE "System.Data.DataTable"

static const PropDef table_props[] = {
	PROP("Columns", "System.Data.DataColumnCollection", get_columns),
	{ "DefaultView", "System.Object", get_default_view, NULL, PROP_HIDDEN },
	PROP("HasErrors", "bool", get_has_errors),
	{ "PrimaryKey", "System.Object", get_primary_key, set_primary_key, PROP_HIDDEN },
	PROP("Rows", "System.Data.DataRowCollection", get_rows),
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
	METHOD("RejectChanges", "void RejectChanges()", reject),
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
static const TypeMembers table_members = {
	.props = table_props, .methods = table_methods, .constructors = table_constructors
};
static const TypeOps table_ops = { .free = free_table, .enumerate = list_table, .text = put_table_name };
static const TypeDef *const disposable[] = { &type_known[T_IDISPOSABLE], NULL };

const TypeDef type_data_table = {
	.name = TABLE,
	.base = &type_known[T_OBJECT],
	.flags = TYPE_OWN_TEXT,
	.members = &table_members,
	.ops = &table_ops,
	.interfaces = disposable,
};
