/* data_table: what a DataTable, its columns and rows and the expressions of its Select share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_DATA_TABLE_H
#define TYPES_DATA_TABLE_H

#include "shell/base/vec.h"
#include "shell/types/types_list.h"

/* Columns and rows know their table without counting it; collections count it, and rows that are not in it. */
typedef struct DataTable {
	Value name;
	Array *columns, *rows;
	VEC(struct DataRow *) loose; /* made for it, but not in it: they get its columns, too */
	Object *self;                /* not counted */
} DataTable;

typedef struct DataColumn {
	Value name, caption, fallback; /* fallback: DefaultValue */
	const TypeDef *type;
	bool nullable, unique, read_only;
	DataTable *table; /* NULL: in none */
} DataColumn;

/* DataRowState */
enum { ROW_DETACHED = 1, ROW_UNCHANGED = 2, ROW_ADDED = 4, ROW_DELETED = 8, ROW_MODIFIED = 16 };

typedef struct DataRow {
	Array *columns;   /* of its table, counted */
	Array *items;     /* one a column */
	Array *accepted;  /* what RejectChanges brings back; NULL: nothing has changed */
	DataTable *table; /* NULL: the table is gone */
	Value error;      /* RowError */
	int state;
} DataRow;

/* What a value is that is known to be one of the three. */
static inline DataTable *data_table_peek(Value v)
{
	return value_unwrap_peek(v).object->payload;
}
static inline DataColumn *data_column_peek(Value v)
{
	return value_unwrap_peek(v).object->payload;
}
static inline DataRow *data_row_peek(Value v)
{
	return value_unwrap_peek(v).object->payload;
}

/* The table of a collection of columns or rows: the collection's payload is its object. */
static inline Value data_owner_peek(Value collection)
{
	return object_value(value_unwrap_peek(collection).object->payload);
}

/* $null and DBNull. */
static inline bool data_is_null(Value v)
{
	return value_is_null(v) || type_of(v) == &type_db_null;
}

/* The free of a collection's type. */
void types_data_free_collection(Object *object, ValueDrops *drops);
/* Takes an item out and drops it; those behind it move up. */
void types_data_remove_at(Array *a, size_t at);

/* ---- columns ---- */
Value types_data_new_column(Value name, const TypeDef *type) NODISCARD;
/* A column without a name becomes Column1 and so on; rows that are there get its default. */
Flow types_data_add_column(Interp *in, Value table, Value column) NODISCARD;
/* Index of a column by its name without regard to case; -1: there is none. */
int64_t types_data_find(const Array *columns, Str name);
int64_t types_data_column(Value table, Str name);
Flow types_data_no_index(Interp *in, int64_t at) NODISCARD; /* Cannot find column 9. */
/* A value as a column keeps it: of its type, or DBNull. */
Flow types_data_convert(Interp *in, const DataColumn *column, Value v, Value *out) NODISCARD;
/* Whether another row than this has the value in the column. */
bool types_data_has_twin(const DataTable *table, size_t row, size_t at, Value v);

/* ---- rows ---- */
Value types_data_new_row(DataTable *table) NODISCARD; /* detached, with the columns' defaults */
/* A detached row of the table comes into it at a place: errors of its columns' rules. */
Flow types_data_put_row(Interp *in, Value table, Value row, size_t at) NODISCARD;
Flow types_data_store(Interp *in, DataRow *row, size_t at, Value v) NODISCARD;
/* AcceptChanges and RejectChanges of a row in its table, which may take it out. */
void types_data_accept(DataRow *row);
void types_data_reject(DataRow *row);
void types_data_clear(DataTable *table);
/* A row's value, lent. */
Value types_data_value_peek(Value row, size_t column);

/* ---- Select ---- */
/* Whether a row passes a filter ("a = 1 AND b LIKE 'x%'"); an empty one lets all pass. */
Flow types_data_filter(Interp *in, Value table, Value row, Str filter, bool *passes) NODISCARD;
/* Sorts rows: "a, b DESC". */
Flow types_data_sort(Interp *in, Value table, Array *rows, Str order) NODISCARD;

#endif
