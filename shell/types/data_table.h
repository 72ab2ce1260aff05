/* data_table: what the DataTable and the expressions of its Select share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TYPES_DATA_TABLE_H
#define TYPES_DATA_TABLE_H

#include "shell/types/types.h"

/* Index of a column by its name without regard to case; -1: there is none. */
int64_t types_data_column(Value table, Str name);
/* A row's value, lent. */
Value types_data_value_peek(Value row, size_t column);
/* Whether a row passes a filter ("a = 1 AND b LIKE 'x%'"); an empty one lets all pass. */
Flow types_data_filter(Interp *in, Value table, Value row, Str filter, bool *passes) NODISCARD;
/* Sorts rows: "a, b DESC". */
Flow types_data_sort(Interp *in, Value table, Array *rows, Str order) NODISCARD;

#endif
